"""Every step of every workflow, the lists of cases for those who work on them, and a plain page for any case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, load_only, raiseload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import atur_hanya_baca
from workflow_app.models import (
    Dupak,
    Keberatan,
    Konversi,
    Pak,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    Penilaian,
    Peran,
    Sidang,
    Stateful,
    Status,
)
from workflow_app.permissions import boleh_melihat, terlihat
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import cari_perkara, keadaan
from workflow_app.services import perkara as layanan
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.engine import Step, Workflow, available, pastikan_berhak, workflow_of
from workflow_app.web import menu
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.bahasa import label_peran, tanggal, teks
from workflow_app.web.beku import masa_konversi
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku, perkara_atau_404
from workflow_app.web.langkah import (
    FormulirLangkah,
    formulir_langkah,
    nada_langkah,
    penjelasan,
    url_langkah,
)
from workflow_app.web.perkara import alamat_perkara, halaman_berubah, judul_perkara, kalimat_pemegang, konteks_perkara

bp = Blueprint("perkara", __name__)

ALUR = f"any({', '.join(BY_NAME)})"
PENGURUS = (
    Peran.SEKRETARIAT,
    Peran.PENGUSUL,
    Peran.KETUA_TIM,
    Peran.WAKIL_KETUA_TIM,
    Peran.SEKRETARIS_TIM,
    Peran.ANGGOTA_TIM,
    Peran.PENETAP,
    Peran.KEPEGAWAIAN,
    Peran.PEMBINA_KEPEGAWAIAN,
    Peran.INSTANSI_PEMBINA,
    Peran.AUDITOR,
)
menu.daftarkan(bp, menu.Entri("perkara.daftar", N_("Perkara"), "archive", 50, lambda orang: orang.punya(*PENGURUS)))


@dataclass(frozen=True)
class AlasanTampil:
    """A reason with the address where it can be mended."""

    pesan: Pesan
    aturan: Pesan
    tautan: str | None


@bp.get(f"/<{ALUR}:workflow>/<int:id>")
def lihat(workflow: str, id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A case without a page of its own: where it is, what may be done, its story."""
    obj = perkara_atau_404(BY_NAME[workflow].model, id)
    return render_template("perkara/lihat.html", **konteks_perkara(obj))


@bp.route(f"/<{ALUR}:workflow>/<int:id>/langkah/<string:trigger>", methods=["GET", "POST"])
def langkah(workflow: str, id: int, trigger: str) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Ask for what a step needs (GET) and take it (POST).

    Judged in this order: visible, up to date, a row from this state, the role, the form, the guards.
    """
    alur, nama = BY_NAME[workflow], trigger.replace("-", "_")
    if "_" in trigger or not any(s.trigger == nama for s in alur.steps):
        abort(404)
    obj = perkara_atau_404(alur.model, id)
    dilihat = _versi_dilihat() if request.method == "POST" else None
    try:
        step = pastikan_berhak(db.session(), obj, nama, pelaku(), dilihat)
    except (Conflict, WrongState) as galat:
        return halaman_berubah(obj, galat, dilihat, _kiriman(obj, nama), nama)
    form = formulir_langkah(workflow, step)()
    form.siapkan(db.session(), obj, pelaku())
    if request.method != "POST":
        return _halaman_langkah(obj, step, form, _alasan_kini(obj, nama))
    if not form.validate():
        return _halaman_langkah(obj, step, form, (), status=422)
    return _ambil(obj, step, form)


def _ambil(obj: Stateful, step: Step[Any], form: FormulirLangkah) -> ResponseReturnValue:
    catatan = form.catatan.data if "catatan" in form else None
    try:
        with transaction() as session:
            ambil(session, obj, step.trigger, Masukan(pelaku(), form.version.data, catatan, form.isi()))
    except (Conflict, WrongState) as galat:
        return halaman_berubah(obj, galat, form.version.data, form.kiriman(), step.trigger)
    except Refused as galat:
        if galat.tentang_hak:
            raise
        return _ditolak(obj, step, form, form.tempelkan_alasan(galat.alasan))
    except MasukanSalah as galat:
        form.tempelkan(galat)
        return _ditolak(obj, step, form, ())
    return _berhasil(obj, step)


def _kiriman(obj: Stateful, trigger: str) -> list[tuple[str, str]]:
    """What was sent for a step that does not lead from the present state any more."""
    if request.method != "POST":
        return []
    alur = workflow_of(obj)
    form = formulir_langkah(alur.name, next(s for s in alur.steps if s.trigger == trigger))()
    form.siapkan(db.session(), obj, pelaku())
    return form.kiriman()


def _berhasil(obj: Stateful, step: Step[Any]) -> ResponseReturnValue:
    """Back to the case, or to the inbox where the step took it out of the reader's sight."""
    atur_hanya_baca(True)  # the step is committed, and a ROLLBACK would cost the connection its prepared statements
    session, orang = db.session(), pelaku()
    alur = workflow_of(obj).name
    if not boleh_melihat(session, orang, obj):
        flash(teks(P_("“%(langkah)s” tercatat.", langkah=keadaan.label_baris(alur, step))), "success")
        return redirect(url_for("beranda.tugas_saya"), 303)
    kepala = layanan.kepala(session, obj, orang)
    kalimat = P_(
        "“%(langkah)s” tercatat. %(pemegang)s",
        langkah=keadaan.label_baris(alur, step),
        pemegang=kalimat_pemegang(kepala),
    )
    flash(teks(kalimat), "success")
    return redirect(alamat_perkara(obj), 303)


def _ditolak(obj: Stateful, step: Step[Any], form: FormulirLangkah, alasan: Sequence[Alasan]) -> ResponseReturnValue:
    """The form again, with what was typed and every reason; nothing of the attempt is kept."""
    db.session.rollback()
    atur_hanya_baca(True)
    return _halaman_langkah(obj, step, form, alasan, status=422)


def _halaman_langkah(
    obj: Stateful,
    step: Step[Any],
    form: FormulirLangkah,
    alasan: Sequence[Alasan],
    status: int = 200,
) -> ResponseReturnValue:
    alur = BY_NAME[workflow_of(obj).name]
    kepala = layanan.kepala(db.session(), obj, pelaku())
    if not form.is_submitted():
        form.version.data = obj.version
    label = keadaan.label_baris(alur.name, step)
    isi = {
        "kepala": kepala,
        "label": label,
        "form": form,
        "url": url_langkah(obj, step.trigger),
        "url_perkara": alamat_perkara(obj),
        "nada": nada_langkah(step.trigger),
        "penjelasan": penjelasan(alur.name, step.trigger, step.source.value if step.source else ""),
        "alasan": [_tautkan(obj, a) for a in alasan],
        "tertutup": bool(alasan) and request.method != "POST",
        "remah": [
            (P_("Tugas saya"), url_for("beranda.tugas_saya")),
            (judul_perkara(kepala), alamat_perkara(obj)),
            (label, None),
        ],
    }
    return render_template("perkara/langkah.html", **isi), status


def _tautkan(obj: Stateful, alasan: Alasan) -> AlasanTampil:
    """A reason whose place is on the case page, as seen from another page."""
    tautan = alamat_perkara(obj, tempat=alasan.tempat) if alasan.tempat else None
    return AlasanTampil(alasan.pesan, alasan.aturan, tautan)


def _alasan_kini(obj: Stateful, trigger: str) -> tuple[Alasan, ...]:
    """What closes the step already before its form is filled in."""
    daftar = available(db.session(), obj, pelaku())
    return next((t.alasan for t in daftar if t.step.trigger == trigger), ())


def _versi_dilihat() -> int | None:
    """The version the reader saw; None where the field is missing or no number, which the form then says."""
    return request.form.get("version", type=int)


@dataclass(frozen=True)
class BarisPerkara:
    """One line of the list."""

    obj: Any
    nama: str
    rincian: str | None
    label: str
    sejak: str
    penunggu: str | None
    url: str


_NAMA = load_only(Pegawai.nama)
_SEMPIT: Mapping[str, tuple[ORMOption, ...]] = {
    "dupak": (joinedload(Dupak.subjek).options(_NAMA, raiseload("*")),),
    "keberatan": (
        joinedload(Keberatan.dupak).options(
            load_only(Dupak.id), joinedload(Dupak.subjek).options(_NAMA, raiseload("*")), raiseload("*")
        ),
    ),
    "penilaian": (
        joinedload(Penilaian.penilai).options(_NAMA, raiseload("*")),
        joinedload(Penilaian.dupak).options(
            load_only(Dupak.id), joinedload(Dupak.subjek).options(_NAMA, raiseload("*")), raiseload("*")
        ),
    ),
    "sidang": (joinedload(Sidang.tim, innerjoin=True).options(raiseload("*")),),
    "pak": (joinedload(Pak.subjek).options(_NAMA, raiseload("*")),),
    "konversi": (joinedload(Konversi.subjek).options(_NAMA, raiseload("*")),),
    "penetapan_ak": (joinedload(PenetapanAk.subjek).options(_NAMA, raiseload("*")),),
    "pak_integrasi": (joinedload(PakIntegrasi.subjek).options(_NAMA, raiseload("*")),),
}
"""What the list reads besides the case itself."""
_KOLOM: Mapping[str, tuple[Any, ...]] = {
    "dupak": (Dupak.masa_mulai, Dupak.masa_selesai),
    "sidang": (Sidang.tanggal,),
    "pak": (Pak.nomor,),
    "konversi": (Konversi.tahun, Konversi.bulan_mulai, Konversi.bulan_selesai),
    "penetapan_ak": (PenetapanAk.mulai, PenetapanAk.selesai),
    "pak_integrasi": (PakIntegrasi.nomor,),
}
"""The columns that the list shows of one workflow alone."""


@dataclass(frozen=True)
class Saringan:
    """What the list is narrowed to, as the address or the form says it."""

    alur: Workflow[Any]
    status: Status | None
    cari: str = ""
    """Words looked for."""
    pegawai: int | None = None
    """The officer whose NIP was looked for: a NIP does not belong into an address."""

    @classmethod
    def dari(cls, isi: Mapping[str, str]) -> "Saringan":
        """Raises NotFound for a workflow that does not exist."""
        alur = BY_NAME.get(isi.get("alur", "dupak"))
        if alur is None:
            abort(404)
        status = next((s for s in alur.states if s.value == isi.get("status")), None)
        return cls(alur, status, cari_perkara.rapikan(isi.get("cari", "")))

    @property
    def terlihat(self) -> Select[Any]:
        """Every case of the workflow that the reader may see, in the state asked for."""
        model = self.alur.model
        query = terlihat(select(model), model, pelaku())
        if model is Penilaian:
            query = query.where(layanan.bukan_rekan_dinilai(pelaku()))
        return query if self.status is None else query.where(model.state == self.status)

    @property
    def query(self) -> Select[Any]:
        """The same, with what is looked for."""
        if self.pegawai is not None:
            return self.terlihat.where(self.alur.model.subjek_id == self.pegawai)
        return self.terlihat.where(cari_perkara.cocok(self.alur.model, self.cari)) if self.cari else self.terlihat

    def alamat(self, **ubah: Any) -> str:
        """The address of the list with this filter."""
        isi = {"cari": self.cari or None, **ubah}
        return url_for("perkara.daftar", alur=self.alur.name, status=self.status.value if self.status else None, **isi)


@bp.get("/perkara")
def daftar() -> ResponseReturnValue:
    """Cases of one workflow that the reader may see, the newest first."""
    pegawai = request.args.get("pegawai", type=int)
    sah = pegawai is not None and 0 < pegawai <= ID_TERBESAR
    return _daftar(replace(Saringan.dari(request.args), pegawai=pegawai if sah else None))


@bp.post("/perkara/cari")
def cari() -> ResponseReturnValue:
    """Look for a name, a unit or a NIP. A form of its own, because a NIP does not belong into an address."""
    saringan = Saringan.dari(request.form)
    nip = cari_perkara.nip(saringan.cari)
    if nip is None:
        return redirect(saringan.alamat(), 303)
    pegawai = cari_perkara.pegawai_perkara(db.session(), saringan.terlihat, saringan.alur.model, nip)
    if pegawai is not None:
        return redirect(saringan.alamat(cari=None, pegawai=pegawai), 303)
    return _daftar(saringan)


def _daftar(saringan: Saringan) -> ResponseReturnValue:
    alur, nama = saringan.alur, saringan.alur.name
    model, status = alur.model, saringan.status
    kolom = (
        model.id,
        model.state,
        model.state_since,
        model.tenggat,
        model.pemegang,
        model.subjek_id,
        *_KOLOM.get(nama, ()),
    )
    isi = halaman(saringan.query.options(load_only(*kolom), *_SEMPIT[nama], raiseload("*")), model.id)
    return render_template(
        "perkara/daftar.html",
        alur=alur.name,
        semua_alur=[(w.name, keadaan.judul(w.name)) for w in WORKFLOWS],
        status=status,
        semua_status=[(s.value, keadaan.label(alur.name, s)) for s in alur.states],
        baris=[_baris(alur.name, obj) for obj in isi.baris],
        halaman_ini=isi,
        final=alur.final,
        saringan=saringan,
        panjang_cari=cari_perkara.PANJANG_CARI,
    )


def _baris(alur: str, obj: Any) -> BarisPerkara:
    nama, rincian = _pengenal(obj)
    return BarisPerkara(
        obj,
        nama,
        teks(rincian),
        teks(keadaan.label(alur, obj.state)),
        teks(P_("sejak %(tanggal)s", tanggal=tanggal(obj.state_since, "d MMM y"))),
        teks(keadaan.penunggu(alur, obj.state) if obj.pemegang is Peran.SISTEM else label_peran(obj.pemegang)),
        alamat_perkara(alur, obj.id),
    )


def _pengenal(obj: Any) -> tuple[str, Pesan | str | None]:
    """Whom a case is about, and what tells it from his others."""
    if isinstance(obj, Sidang):
        return obj.tim.nama, P_("%(tanggal)s", tanggal=obj.tanggal)
    if isinstance(obj, Penilaian):
        return obj.dupak.subjek.nama, P_("penilai: %(nama)s", nama=obj.penilai.nama)
    if isinstance(obj, Keberatan):
        return obj.dupak.subjek.nama, None
    if isinstance(obj, (Pak, PakIntegrasi)):
        return obj.subjek.nama, obj.nomor
    if isinstance(obj, Konversi):
        return obj.subjek.nama, masa_konversi(obj)
    mulai, selesai = (obj.mulai, obj.selesai) if isinstance(obj, PenetapanAk) else (obj.masa_mulai, obj.masa_selesai)
    return obj.subjek.nama, P_("%(mulai)s s.d. %(selesai)s", mulai=mulai, selesai=selesai)
