"""The decision: the signing folder, its page with every figure explained, the signature, and the replacement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from workflow_app import peraturan, rute
from workflow_app.errors import Alasan, Conflict, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.models import Dupak, Instansi, Ketidakhadiran, Pak, PakState, Pegawai, Peran
from workflow_app.peraturan import PeraturanTidakAda, naskah
from workflow_app.peraturan.regime import blok
from workflow_app.permissions import Pelaku, boleh_melihat, peran_terhadap, terlihat
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import pak as layanan
from workflow_app.services import ringkasan_pak
from workflow_app.services.nomor import nomor_pak_berikut
from workflow_app.services.peraturan_putusan import AturanPutusan, aturan_putusan
from workflow_app.services.putusan import sidang_pemutus
from workflow_app.states.engine import available, pastikan_berhak, workflow_of
from workflow_app.web import menu
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import FormCatatan
from workflow_app.web.konteks import hari_ini, pelaku, perkara_atau_404
from workflow_app.web.langkah import LangkahTampil, url_langkah
from workflow_app.web.perkara import alamat_perkara, halaman_berubah, konteks_perkara

bp = Blueprint("pak", __name__, url_prefix="/pak")

SALAH = 422
BATAS_HITUNG = 100
"""The menu counts papers up to here."""
SAH = frozenset({PakState.DITETAPKAN, PakState.DIKIRIM})
PEMBACA = (
    Peran.PENETAP,
    Peran.SEKRETARIAT,
    Peran.KETUA_TIM,
    Peran.WAKIL_KETUA_TIM,
    Peran.SEKRETARIS_TIM,
    Peran.KEPEGAWAIAN,
    Peran.AUDITOR,
)


def _jumlah_menunggu(orang: Pelaku) -> int:
    """How many papers wait for the official's signature, for the menu; counted to a bound only."""
    if not orang.punya(Peran.PENETAP):
        return 0
    query = _menunggu(terlihat(select(Pak.id), Pak, orang), orang).limit(BATAS_HITUNG)
    return len(db.session.scalars(query).all())


menu.daftarkan(
    bp,
    menu.Entri(
        "pak.daftar", N_("PAK"), "file-earmark-check", 60, lambda orang: orang.punya(*PEMBACA), jumlah=_jumlah_menunggu
    ),
)


@dataclass(frozen=True)
class BarisDaftar:
    """One decision in the folder."""

    pak: Pak
    label: Pesan
    cocok: bool | None
    """Whether the figures computed anew equal the frozen ones; None where they cannot move any more."""
    tujuan: Sequence[str]
    """What the sum suffices for."""
    hari: int
    """Days in the present state."""
    penanda: str | None
    """Who signs today where it is not the reader."""


def _menunggu(query: Select[Any], orang: Pelaku) -> Select[Any]:
    """Papers for this person's signature: addressed to him, to his lender, or to a colleague who is absent today."""
    ids = [orang.pegawai_id, *(t.atas_nama_id for t in orang.tugas if t.atas_nama_id)]
    absen = exists().where(
        Ketidakhadiran.pegawai_id == Pak.penetap_id,
        Ketidakhadiran.mulai <= orang.hari_ini,
        Ketidakhadiran.selesai >= orang.hari_ini,
    )
    return query.where(Pak.state == PakState.MENUNGGU_TANDA_TANGAN, or_(Pak.penetap_id.in_(ids), absen))


@bp.get("")
def daftar() -> str:
    """The signing folder of an official, or every visible decision."""
    orang = pelaku()
    penetap = orang.punya(Peran.PENETAP)
    map_saya = penetap and request.args.get("map", "tanda-tangan") == "tanda-tangan"
    query = terlihat(select(Pak), Pak, orang).options(
        joinedload(Pak.subjek).raiseload("*"),
        joinedload(Pak.dupak).options(selectinload(Dupak.butir).raiseload("*"), raiseload("*")),
        joinedload(Pak.menggantikan).raiseload("*"),
        raiseload("*"),
    )
    if map_saya:
        lembar = halaman(_menunggu(query, orang), Pak.state_since, Pak.id, turun=False)
    else:
        lembar = halaman(query, Pak.id)
    return render_template(
        "pak/daftar.html",
        baris=_baris(lembar.baris, orang),
        lembar=lembar,
        penetap=penetap,
        map_saya=map_saya,
    )


def _baris(daftar: Sequence[Pak], orang: Pelaku) -> list[BarisDaftar]:
    session, label = db.session(), workflow_of(Pak).label
    cocok = layanan.cocok_hitung_ulang(session, [p for p in daftar if p.state in ringkasan_pak.BELUM_TERBIT])
    penanda = _penanda([p for p in daftar if p.state is PakState.MENUNGGU_TANDA_TANGAN], orang)
    return [
        BarisDaftar(
            pak=p,
            label=Pesan(label[p.state]),
            cocok=cocok.get(p.id),
            tujuan=list(
                dict.fromkeys(
                    s["tujuan"] for isi in blok(p.rincian) for s in isi["kelayakan"]["syarat"] if s["memenuhi"]
                )
            ),
            hari=(orang.hari_ini - p.state_since).days,
            penanda=penanda.get(p.id),
        )
        for p in daftar
    ]


def _penanda(daftar: Sequence[Pak], orang: Pelaku) -> dict[int, str | None]:
    """By decision: the name of whoever signs today, where it is somebody else than the reader. Two queries for all."""
    session = db.session()
    pejabat = rute.pejabat_hadir(session, {p.instansi_id for p in daftar}, orang.hari_ini)
    siapa: dict[int, int | None] = {}
    for p in daftar:
        ada = pejabat.get(p.instansi_id)
        urutan = rute.urutan_penetap(ada, peraturan.kunci(p.aturan), p.dupak.jenjang) if ada else []
        siapa[p.id] = next((u.pegawai_id for u in urutan if p.subjek_id not in (u.pegawai_id, u.atas_nama_id)), None)
    lain = {i for i in siapa.values() if i is not None and i != orang.pegawai_id}
    nama = dict(session.execute(select(Pegawai.id, Pegawai.nama).where(Pegawai.id.in_(lain))).all())
    return {p: None if i == orang.pegawai_id else nama.get(i or 0, _("belum ada pejabat")) for p, i in siapa.items()}


def _muat(id_: int) -> Pak:
    return perkara_atau_404(
        Pak,
        id_,
        joinedload(Pak.dupak).options(joinedload(Dupak.subjek), selectinload(Dupak.butir)),
        joinedload(Pak.menggantikan),
    )


@bp.get("/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """One decision: figures, what they suffice for, who signs, and its place among decisions."""
    session, orang = db.session(), pelaku()
    pak = _muat(id)
    pengganti = _pengganti(pak, orang)
    konteks = konteks_perkara(pak)
    konteks["langkah_anda"] = [_lewat_konfirmasi(pak, satu) for satu in konteks["langkah_anda"]]
    cocok = ringkasan_pak.hitung_ulang_cocok(session, pak)
    menunggu = pak.state in ringkasan_pak.BELUM_TERBIT
    sidang = sidang_pemutus(session, pak.dupak)
    return render_template(
        "pak/lihat.html",
        **konteks,
        pak=pak,
        identitas=pak.dupak.identitas,
        blok=ringkasan_pak.blok_pak(pak),
        cocok=cocok,
        sebaris=naskah.sebaris,
        beda=ringkasan_pak.beda_hitung_ulang(session, pak) if cocok is False else [],
        peraturan_pak=_peraturan_pak(pak),
        cocok_terbit=_cocok_terbit(pak),
        penandatangan=ringkasan_pak.penandatangan(session, pak, hari_ini()) if menunggu else [],
        menunggu=menunggu,
        penerima=layanan.daftar_penerima(pak),
        pengganti=pengganti,
        url_sidang=alamat_perkara(sidang) if sidang and boleh_melihat(session, orang, sidang) else None,
        boleh_mengganti=pengganti is None
        and pak.state in SAH
        and Peran.SEKRETARIS_TIM in peran_terhadap(session, orang, pak),
    )


def _peraturan_pak(pak: Pak) -> AturanPutusan | None:
    """The rules of the decision; None when they were never stored."""
    try:
        return aturan_putusan(db.session(), pak)
    except PeraturanTidakAda:
        return None


def _cocok_terbit(pak: Pak) -> bool | None:
    """Whether an issued decision comes out the same by its own rules; None while it is not issued, or cannot be."""
    try:
        return layanan.hitung_kembali(db.session(), pak) if pak.state in SAH else None
    except (PeraturanTidakAda, Refused):
        return None


def _pengganti(pak: Pak, orang: Pelaku) -> Pak | None:
    """The decision that replaces this one, if the reader may see it."""
    query = terlihat(select(Pak), Pak, orang).where(Pak.menggantikan_id == pak.id, Pak.state != PakState.DIBATALKAN)
    return db.session.scalars(query.order_by(Pak.id.desc()).limit(1)).first()


def _lewat_konfirmasi(pak: Pak, langkah: LangkahTampil) -> LangkahTampil:
    """The signature goes through the page that repeats what is signed."""
    if langkah.trigger != "tetapkan":
        return langkah
    return replace(langkah, url=url_for("pak.konfirmasi", id=pak.id), perlu_formulir=True)


@bp.get("/<int:id>/tetapkan")
def konfirmasi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """What the signature would determine, once more: person, figures, number, and the form of words over the name."""
    session, orang = db.session(), pelaku()
    pak = _muat(id)
    try:
        pastikan_berhak(session, pak, "tetapkan", orang)
    except WrongState as galat:
        return halaman_berubah(pak, galat, None, [])
    langkah = next(t for t in available(session, pak, orang) if t.step.trigger == "tetapkan")
    return render_template(
        "pak/tetapkan.html",
        pak=pak,
        identitas=pak.dupak.identitas,
        cocok=ringkasan_pak.hitung_ulang_cocok(session, pak),
        blok=ringkasan_pak.blok_pak(pak),
        nomor=nomor_pak_berikut(session, session.get_one(Instansi, pak.instansi_id), orang.hari_ini),
        sebutan=layanan.sebutan(session, pak, orang),
        alasan=langkah.alasan,
        url=url_langkah(pak, "tetapkan"),
        url_kembalikan=url_langkah(pak, "kembalikan"),
        remah=[
            (P_("PAK"), url_for("pak.daftar")),
            (pak.subjek.nama, url_for("pak.lihat", id=pak.id)),
            (P_("Tetapkan"), None),
        ],
    )


@bp.route("/<int:id>/pengganti", methods=["GET", "POST"])
def susun_pengganti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Draw up a decision that replaces this one: the old paper stays as it is, the error is named."""
    lama = _muat(id)
    form = FormCatatan(data={"version": lama.version})
    alasan: tuple[Alasan, ...] = ()
    if form.validate_on_submit():
        ada = _pengganti(lama, pelaku())
        if ada is not None and ada.alasan_penggantian == form.catatan.data:
            flash(_("PAK pengganti dengan alasan ini sudah disusun."), "info")
            return redirect(url_for("pak.lihat", id=ada.id), 303)
        try:
            with transaction() as session:
                baru = layanan.susun_pengganti(
                    session, lama, oleh=pelaku(), catatan=form.catatan.data, seen_version=form.version.data
                )
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = galat.alasan
        except (Conflict, WrongState) as galat:
            return halaman_berubah(lama, galat, form.version.data)
        else:
            flash(_("PAK pengganti disusun. Periksa angkanya, lalu paraf."), "success")
            return redirect(url_for("pak.lihat", id=baru.id), 303)
        lama = _muat(id)
    return render_template(
        "pak/pengganti.html",
        pak=lama,
        form=form,
        alasan=alasan,
        remah=[
            (P_("PAK"), url_for("pak.daftar")),
            (lama.nomor or P_("PAK"), url_for("pak.lihat", id=lama.id)),
            (P_("Susun PAK pengganti"), None),
        ],
    ), SALAH if form.is_submitted() else 200
