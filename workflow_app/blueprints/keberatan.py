"""The officer's objection to a result: made once, per item, and answered per item."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.models import ButirKeberatan, Dupak, ItemDupak, Keberatan, KeberatanState, Pegawai
from workflow_app.pesan import P_, Pesan
from workflow_app.services import keberatan as layanan
from workflow_app.states.engine import Konteks, available
from workflow_app.states.keberatan import dalam_hari_keberatan
from workflow_app.web import menu
from workflow_app.web.bahasa import tanggal
from workflow_app.web.kolom import CentangField, FormLangkah, TeksPanjangField
from workflow_app.web.konteks import hari_ini, pelaku, perkara_atau_404
from workflow_app.web.langkah import url_langkah
from workflow_app.web.perkara import alamat_perkara, halaman_berubah, konteks_perkara

bp = Blueprint("keberatan", __name__)

SALAH = 422
MAKS_TEKS = 2000
ATURAN = P_("alur keberatan")
TERJAWAB = frozenset({KeberatanState.DIKABULKAN, KeberatanState.DITOLAK})
BERBUTIR: tuple[ORMOption, ...] = (
    selectinload(Keberatan.butir).joinedload(ButirKeberatan.item),
    joinedload(Keberatan.dupak),
)


@dataclass(frozen=True)
class BarisPutusan:
    """An item with its decided mark, for choosing what to object to."""

    item: ItemDupak
    akhir: Decimal
    alasan: str

    @property
    def dikurangi(self) -> bool:
        """Whether less was given than claimed."""
        return self.akhir < self.item.jumlah


def _putusan(dupak: Dupak) -> list[BarisPutusan]:
    """The decided items, those that were cut first."""
    hasil = {b["item_id"]: b for b in (dupak.hasil or {}).get("butir", ())}
    baris = [
        BarisPutusan(i, Decimal(hasil[i.id]["akhir"]), hasil[i.id]["alasan"]) for i in dupak.butir if i.id in hasil
    ]
    return sorted(baris, key=lambda b: not b.dikurangi)


def _halangan(dupak: Dupak) -> list[Alasan]:
    """What stands against any objection to this claim now, as the step itself would say."""
    calon = Keberatan(dupak=dupak, subjek_id=dupak.subjek_id)
    return list(dalam_hari_keberatan.alasan(calon, Konteks(db.session(), pelaku())))


def _formulir_ajukan(dupak: Dupak, baris: list[BarisPutusan]) -> FormLangkah:
    """Per item a tick and a text."""
    kolom: dict[str, Any] = {}
    for b in baris:
        kolom[f"pilih_{b.item.id}"] = CentangField(_l("Keberatan atas butir ini"))
        kolom[f"alasan_{b.item.id}"] = TeksPanjangField(
            _("Alasan keberatan atas %(kode)s", kode=b.item.kode), wajib=False, maks=MAKS_TEKS
        )
    form: FormLangkah = type("KeberatanForm", (FormLangkah,), kolom)(data={"version": dupak.version})
    return form


@bp.route("/dupak/<int:dupak_id>/keberatan", methods=["GET", "POST"])
def ajukan(dupak_id: int) -> ResponseReturnValue:
    """Choose items of a decided claim and say of each what is contested."""
    dupak = perkara_atau_404(Dupak, dupak_id, selectinload(Dupak.butir))
    ada = db.session.scalar(select(Keberatan.id).where(Keberatan.dupak_id == dupak.id))
    if ada is not None:
        return redirect(url_for("keberatan.lihat", id=ada), 303)
    if dupak.subjek_id != pelaku().pegawai_id:
        raise Refused([Alasan(P_("Keberatan diajukan pemilik DUPAK."), ATURAN, tentang_hak=True)])
    if halangan := _halangan(dupak):
        raise Refused(halangan)
    baris = _putusan(dupak)
    form, status = _formulir_ajukan(dupak, baris), 200
    alasan: tuple[Alasan, ...] = ()
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate() and (keberatan := _ajukan(dupak, baris, form)):
                flash(_("Keberatan terkirim. Tim penilai menjawab setiap butirnya."), "success")
                return redirect(url_for("keberatan.lihat", id=keberatan.id), 303)
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = _tempelkan(form, galat)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            return halaman_berubah(dupak, galat, form.version.data)
        dupak = perkara_atau_404(Dupak, dupak_id, selectinload(Dupak.butir))
        baris = _putusan(dupak)
    return render_template(
        "keberatan/ajukan.html",
        dupak=dupak,
        baris=baris,
        form=form,
        alasan=alasan,
        sisa=(dupak.keberatan_sampai - hari_ini()).days if dupak.keberatan_sampai else None,
        url_terima=_url_terima(dupak),
        remah=[
            (P_("DUPAK saya"), url_for("dupak.daftar")),
            (_nama(dupak), alamat_perkara(dupak)),
            (P_("Keberatan"), None),
        ],
    ), status


def _nama(dupak: Dupak) -> Pesan:
    return P_(
        "DUPAK %(mulai)s s.d. %(selesai)s",
        mulai=tanggal(dupak.masa_mulai, "d MMM y"),
        selesai=tanggal(dupak.masa_selesai, "d MMM y"),
    )


def _ajukan(dupak: Dupak, baris: list[BarisPutusan], form: FormLangkah) -> Keberatan | None:
    """Send the objection. An item counts when it is ticked; a text without a tick is asked about, not dropped."""
    terlupa = [b for b in baris if form[f"alasan_{b.item.id}"].data and not form[f"pilih_{b.item.id}"].data]
    for b in terlupa:
        form[f"pilih_{b.item.id}"].errors = [P_("Centang butir ini bila keberatan Anda hendak dikirim.")]
    if terlupa:
        return None
    isi = {b.item.id: form[f"alasan_{b.item.id}"].data for b in baris if form[f"pilih_{b.item.id}"].data}
    with transaction() as session:
        if form.version.data != dupak.version:
            raise Conflict(P_("Perkara ini sudah berubah sejak halaman dibuka. Periksa data terbaru, lalu ulangi."))
        return layanan.ajukan(session, dupak, isi, oleh=pelaku())


def _tempelkan(form: FormLangkah, galat: Refused) -> tuple[Alasan, ...]:
    """Each reason at the text it is about; the others stand above the form."""
    sisa = []
    for alasan in galat.alasan:
        jenis, _sela, nomor = (alasan.tempat or "").partition("-")
        kolom = f"alasan_{nomor}"
        if jenis == "butir" and kolom in form:
            form[kolom].errors = [alasan.pesan]
        else:
            sisa.append(alasan)
    return tuple(sisa)


def _url_terima(dupak: Dupak) -> str | None:
    """Where the officer accepts the result, while that step is open to him."""
    terbuka = available(db.session(), dupak, pelaku())
    boleh = any(t.step.trigger == "lepas_keberatan" and not t.alasan for t in terbuka)
    return url_langkah(dupak, "lepas_keberatan") if boleh else None


def _boleh_menjawab(keberatan: Keberatan) -> bool:
    """Whether the page offers the form for answers; the service decides again when it comes back."""
    return keberatan.state is KeberatanState.DITELAAH and layanan.boleh_menjawab(db.session(), keberatan, pelaku())


def _formulir_jawaban(keberatan: Keberatan) -> FormLangkah:
    """Per item an answer; one that is not ready yet may stay empty."""
    kolom: dict[str, Any] = {}
    isi: dict[str, Any] = {"version": keberatan.version}
    for b in keberatan.butir:
        kolom[f"jawaban_{b.item_id}"] = TeksPanjangField(
            _("Jawaban atas %(kode)s", kode=b.item.kode), wajib=False, maks=MAKS_TEKS
        )
        isi[f"jawaban_{b.item_id}"] = b.jawaban
    form: FormLangkah = type("JawabanForm", (FormLangkah,), kolom)(data=isi)
    return form


@bp.get("/keberatan/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The objection: per item claim, mark, the officer's text and the answer."""
    keberatan = perkara_atau_404(Keberatan, id, *BERBUTIR)
    return _halaman(keberatan, _formulir_jawaban(keberatan))


@bp.post("/keberatan/<int:id>/jawaban")
def jawab(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Store the answers; the chair decides by them."""
    keberatan = perkara_atau_404(Keberatan, id, *BERBUTIR)
    form = _formulir_jawaban(keberatan)
    if not form.validate():
        return _halaman(keberatan, form), SALAH
    isi = {b.item_id: form[f"jawaban_{b.item_id}"].data for b in keberatan.butir}
    try:
        with transaction() as session:
            layanan.jawab(session, keberatan, isi, oleh=pelaku(), seen_version=form.version.data)
    except (Conflict, WrongState) as galat:
        return halaman_berubah(keberatan, galat, form.version.data)
    flash(_("Jawaban tersimpan."), "success")
    return redirect(url_for("keberatan.lihat", id=keberatan.id), 303)


def _halaman(keberatan: Keberatan, form: FormLangkah) -> str:
    milik_saya = keberatan.subjek_id == pelaku().pegawai_id
    menu.tandai("dupak.daftar" if milik_saya else "perkara.daftar")
    hasil = {b["item_id"]: b for b in _hasil_lama(keberatan).get("butir", ())}
    penelaah = db.session.get(Pegawai, keberatan.penelaah_id) if keberatan.penelaah_id else None
    return render_template(
        "keberatan/lihat.html",
        **konteks_perkara(keberatan),
        keberatan=keberatan,
        dupak=keberatan.dupak,
        form=form,
        milik_saya=milik_saya,
        boleh_menjawab=_boleh_menjawab(keberatan),
        # An answer is the team's once the chair has decided; before that the officer would read a draft.
        tampil_jawaban=not milik_saya or keberatan.state in TERJAWAB,
        penelaah=penelaah,
        putusan={i: (Decimal(b["akhir"]), b["alasan"]) for i, b in hasil.items()},
    )


def _hasil_lama(keberatan: Keberatan) -> dict[str, Any]:
    """The result that was objected to: the newest one that was set aside when the objection was upheld."""
    dupak = keberatan.dupak
    if keberatan.state is KeberatanState.DIKABULKAN and dupak.hasil_lalu:
        return dupak.hasil_lalu[-1]
    return dupak.hasil or {}
