"""The room: agenda with its state per line, attendance with quorum, claims that wait for a plenary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app import peraturan
from workflow_app.blueprints.sidang.dasar import LABEL_CARA, LABEL_HASIL, LABEL_KURSI, bp
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.sidang import kuorum_perlu
from workflow_app.models import (
    AgendaSidang,
    AnggotaTim,
    Dupak,
    DupakState,
    Kedudukan,
    Kehadiran,
    KonflikKepentingan,
    Pegawai,
    Peran,
    Putaran,
    Sidang,
    SidangState,
    TimPenilai,
)
from workflow_app.models.peran import PERAN_TIM
from workflow_app.permissions import Pelaku, peran_terhadap
from workflow_app.pesan import P_, Pesan
from workflow_app.selisih import butir_berbeda
from workflow_app.services import sidang as layanan
from workflow_app.states.engine import Konteks
from workflow_app.states.sidang import kuorum_terpenuhi
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.kolom import CentangField, FormLangkah, TeksField
from workflow_app.web.konteks import pelaku, perkara_atau_404
from workflow_app.web.langkah import url_langkah
from workflow_app.web.perkara import halaman_berubah, konteks_perkara

PENGURUS = frozenset(layanan.PENGURUS)
PENONTON = PERAN_TIM | {Peran.SEKRETARIAT, Peran.AUDITOR}
"""Who may look into a line of the agenda; everybody else who sees the plenary sees names and results."""
BISA_AGENDA = frozenset({SidangState.DIJADWALKAN, SidangState.BERLANGSUNG})
BISA_HADIR = BISA_AGENDA | {SidangState.DISKORS}
SEDANG_DINILAI = frozenset({DupakState.PENILAIAN, DupakState.PEMERIKSAAN})
MAKS_ALASAN = 200


@dataclass(frozen=True)
class Kuorum:
    """Who is there and whether that is enough."""

    hadir: int
    semua: int
    perlu: int
    """So many must be there, the chair or the deputy among them."""
    pimpinan: bool
    tercapai: bool


@dataclass(frozen=True)
class Kursi:
    """One seat of the team with what was recorded of its holder; `hadir` None is not recorded yet."""

    pegawai: Pegawai
    jabatan: str
    pimpinan: bool
    hadir: bool | None
    alasan: str


@dataclass(frozen=True)
class BarisAgenda:
    """One line of the agenda as the reader may see it; figures are None where he may not."""

    agenda: AgendaSidang
    sebab_keluar: Pesan | None
    """Why the reader himself is out of this line."""
    terbuka: bool
    """Whether the reader may look into the line."""
    keluar: Sequence[tuple[str, str]]
    """Members who are out of it, with the reason."""
    usulan: Decimal | None
    berbeda: int | None
    belum: int | None


@dataclass(frozen=True)
class Ruang:
    """A plenary with everything the pages of the room show."""

    sidang: Sidang
    pengurus: bool
    penonton: bool
    kuorum: Kuorum
    kursi: Sequence[Kursi]
    baris: Sequence[BarisAgenda]

    def cari(self, agenda_id: int) -> BarisAgenda | None:
        """The line with this id."""
        return next((b for b in self.baris if b.agenda.id == agenda_id), None)

    @property
    def berikutnya(self) -> BarisAgenda | None:
        """The first line without a result, for whoever records results while the plenary sits."""
        if not self.pengurus or self.sidang.state is not SidangState.BERLANGSUNG:
            return None
        return next((b for b in self.baris if b.terbuka and b.agenda.hasil is None), None)

    @property
    def bisa_agenda(self) -> bool:
        """Whether the reader may change the agenda now."""
        return self.pengurus and self.sidang.state in BISA_AGENDA

    @property
    def bisa_hadir(self) -> bool:
        """Whether the reader may record attendance now."""
        return self.pengurus and self.sidang.state in BISA_HADIR


class KehadiranForm(FormLangkah):
    """Base of the attendance form: fields `hadir-<id>` and `alasan-<id>` for each seat."""


def muat(id_: int) -> Ruang:
    """The plenary, if the reader may see it."""
    sidang = perkara_atau_404(
        Sidang,
        id_,
        joinedload(Sidang.tim).selectinload(TimPenilai.anggota).joinedload(AnggotaTim.pegawai),
        joinedload(Sidang.putaran).selectinload(Putaran.tahap),
        selectinload(Sidang.agenda)
        .joinedload(AgendaSidang.dupak)
        .options(joinedload(Dupak.subjek), selectinload(Dupak.butir)),
        selectinload(Sidang.kehadiran).options(joinedload(Kehadiran.pegawai), selectinload(Kehadiran.keluar)),
    )
    session, orang = db.session(), pelaku()
    peran = peran_terhadap(session, orang, sidang).keys()
    penonton = bool(peran & PENONTON)
    kursi = _kursi(sidang, orang)
    return Ruang(
        sidang=sidang,
        pengurus=bool(peran & PENGURUS),
        penonton=penonton,
        kuorum=_kuorum(sidang, kursi, orang),
        kursi=kursi,
        baris=_baris(sidang, orang, penonton),
    )


def _kursi(sidang: Sidang, orang: Pelaku) -> list[Kursi]:
    """The seats of today; of a plenary that is over, those whose attendance was recorded."""
    tercatat = {h.pegawai_id: h for h in sidang.kehadiran}
    duduk = {a.pegawai_id: a for a in sidang.tim.anggota_pada(orang.hari_ini)}
    pimpinan = {Kedudukan(nama) for nama in peraturan.prosedur(orang.hari_ini).daftar("kuorum.pimpinan_hadir")}
    urutan = list(Kedudukan)
    if sidang.state in BISA_HADIR:
        daftar = sorted(duduk.values(), key=lambda a: (urutan.index(a.kedudukan), a.id))
    else:
        daftar = [a for a in sidang.tim.anggota if a.pegawai_id in tercatat]
        daftar = sorted({a.pegawai_id: a for a in daftar}.values(), key=lambda a: (urutan.index(a.kedudukan), a.id))
    hasil = []
    for anggota in daftar:
        catatan = tercatat.get(anggota.pegawai_id)
        hasil.append(
            Kursi(
                pegawai=anggota.pegawai,
                jabatan=LABEL_KURSI[anggota.kedudukan],
                pimpinan=anggota.kedudukan in pimpinan,
                hadir=catatan.hadir if catatan else None,
                alasan=catatan.alasan if catatan else "",
            )
        )
    return hasil


def _kuorum(sidang: Sidang, kursi: Sequence[Kursi], orang: Pelaku) -> Kuorum:
    hadir = [k for k in kursi if k.hadir]
    perlu = kuorum_perlu(peraturan.prosedur(orang.hari_ini), len(kursi))
    return Kuorum(
        hadir=len(hadir),
        semua=len(kursi),
        perlu=perlu,
        pimpinan=any(k.pimpinan for k in hadir),
        tercapai=not list(kuorum_terpenuhi.alasan(sidang, Konteks(db.session(), orang))),
    )


def _baris(sidang: Sidang, orang: Pelaku, penonton: bool) -> list[BarisAgenda]:
    dupak = [a.dupak for a in sidang.agenda]
    konflik = _konflik([d.id for d in dupak], orang)
    berbeda = butir_berbeda(db.session(), dupak, orang.hari_ini)
    nama = {h.id: h.pegawai.nama for h in sidang.kehadiran}
    keluar: dict[int, list[tuple[str, str]]] = {}
    for hadir in sidang.kehadiran:
        for satu in hadir.keluar:
            keluar.setdefault(satu.agenda_id, []).append((nama[hadir.id], satu.sebab))
    hasil = []
    for agenda in sidang.agenda:
        sebab = _sebab_keluar(agenda.dupak, orang, konflik)
        terbuka = penonton and sebab is None
        tampak = terbuka and agenda.dupak.state not in SEDANG_DINILAI
        perlu = berbeda[agenda.dupak_id]
        hasil.append(
            BarisAgenda(
                agenda=agenda,
                sebab_keluar=sebab,
                terbuka=terbuka,
                keluar=keluar.get(agenda.id, []),
                usulan=sum((b.jumlah for b in agenda.dupak.butir if not b.hangus), Decimal(0)) if terbuka else None,
                berbeda=len(perlu) if tampak else None,
                belum=sum(1 for b in perlu if b.nilai_sidang is None) if tampak else None,
            )
        )
    return hasil


def _konflik(dupak_id: Sequence[int], orang: Pelaku) -> set[int]:
    """The claims of the agenda towards which the reader has a conflict of interest, in one query."""
    return set(
        db.session.scalars(
            select(KonflikKepentingan.dupak_id).where(
                KonflikKepentingan.dupak_id.in_(dupak_id), KonflikKepentingan.pegawai_id == orang.pegawai_id
            )
        )
    )


def _sebab_keluar(dupak: Dupak, orang: Pelaku, konflik: set[int]) -> Pesan | None:
    if orang.pegawai_id == dupak.subjek_id:
        return P_("Perkara ini milik Anda sendiri.")
    if orang.pegawai_id == dupak.atasan_id:
        return P_("Anda atasan yang menandatangani SPMK usulan ini.")
    if dupak.id in konflik:
        return P_("Anda tercatat punya konflik kepentingan pada usulan ini.")
    return None


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The room."""
    return _halaman(muat(id))


@bp.post("/<int:id>/kehadiran")
def kehadiran(id: int) -> ResponseReturnValue:  # noqa: A002
    """Record who is there."""
    ruang = muat(id)
    form = _form_kehadiran(ruang, kiriman=True)
    if not form.validate_on_submit():
        return _halaman(ruang, form), 422
    hadir, alasan = _isi_kehadiran(ruang, form)
    if hadir == {k.pegawai.id: k.hadir for k in ruang.kursi} and alasan == {
        k.pegawai.id: k.alasan for k in ruang.kursi
    }:
        flash(_("Kehadiran tidak berubah."), "info")
        return redirect(url_for("sidang.lihat", id=id, _anchor="kehadiran"), 303)
    try:
        with transaction() as session:
            layanan.catat_kehadiran(
                session, ruang.sidang, hadir, alasan=alasan, oleh=pelaku(), seen_version=form.version.data
            )
    except Conflict as galat:
        return halaman_berubah(ruang.sidang, galat, form.version.data, _yang_dicentang(ruang, hadir))
    flash(_("Kehadiran tercatat."), "success")
    return redirect(url_for("sidang.lihat", id=id, _anchor="kehadiran"), 303)


def _isi_kehadiran(ruang: Ruang, form: KehadiranForm) -> tuple[dict[int, bool], dict[int, str]]:
    """Attendance and reasons by person; a reason is kept for those who are absent."""
    hadir = {k.pegawai.id: bool(form[f"hadir-{k.pegawai.id}"].data) for k in ruang.kursi}
    alasan = {p: "" if ada else str(form[f"alasan-{p}"].data or "") for p, ada in hadir.items()}
    return hadir, alasan


def _yang_dicentang(ruang: Ruang, hadir: Mapping[int, bool]) -> list[tuple[Any, str]]:
    nama = ", ".join(k.pegawai.nama for k in ruang.kursi if hadir[k.pegawai.id])
    return [(_("Hadir"), nama)]


@bp.post("/<int:id>/agenda")
def masukkan(id: int) -> ResponseReturnValue:  # noqa: A002
    """Put claims on the agenda."""
    ruang = muat(id)
    form = FormLangkah()
    dupak_id = [nomor for satu in request.form.getlist("dupak") if (nomor := kunci_dari(satu)) is not None]
    if not form.validate_on_submit():
        return _halaman(ruang, galat_agenda=[P_("Halaman ini tidak lengkap. Muat ulang, lalu kirim lagi.")]), 422
    if dupak_id and set(dupak_id) <= {a.dupak_id for a in ruang.sidang.agenda}:
        flash(_("DUPAK itu sudah ada di agenda."), "info")
        return redirect(url_for("sidang.lihat", id=id, _anchor="agenda"), 303)
    try:
        with transaction() as session:
            layanan.masukkan_agenda(session, ruang.sidang, dupak_id, oleh=pelaku(), seen_version=form.version.data)
    except Conflict as galat:
        return halaman_berubah(ruang.sidang, galat, form.version.data, [])
    except MasukanSalah as galat:
        db.session.rollback()
        return _halaman(muat(id), galat_agenda=list(galat.galat.values())), 422
    flash(ngettext("%(num)s DUPAK masuk agenda.", "%(num)s DUPAK masuk agenda.", len(dupak_id)), "success")
    return redirect(url_for("sidang.lihat", id=id, _anchor="agenda"), 303)


@bp.post("/<int:id>/agenda/<int:agenda_id>/keluarkan")
def keluarkan(id: int, agenda_id: int) -> ResponseReturnValue:  # noqa: A002
    """Take a claim off the agenda; one that is off already stays off."""
    ruang = muat(id)
    form = FormLangkah()
    if not form.validate_on_submit():
        return _halaman(ruang, galat_agenda=[P_("Halaman ini tidak lengkap. Muat ulang, lalu kirim lagi.")]), 422
    if ruang.cari(agenda_id) is None:
        flash(_("Baris itu tidak ada lagi di agenda."), "info")
        return redirect(url_for("sidang.lihat", id=id, _anchor="agenda"), 303)
    try:
        with transaction() as session:
            layanan.keluarkan_agenda(session, ruang.sidang, agenda_id, oleh=pelaku(), seen_version=form.version.data)
    except Conflict as galat:
        return halaman_berubah(ruang.sidang, galat, form.version.data, [])
    except MasukanSalah as galat:
        db.session.rollback()
        return _halaman(muat(id), galat_agenda=list(galat.galat.values())), 422
    flash(_("DUPAK dikeluarkan dari agenda."), "success")
    return redirect(url_for("sidang.lihat", id=id, _anchor="agenda"), 303)


def _form_kehadiran(ruang: Ruang, *, kiriman: bool = False) -> KehadiranForm:
    """The form over the seats, filled with what is recorded, or with what was sent."""
    isi: dict[str, Any] = {}
    data: dict[str, Any] = {"version": ruang.sidang.version}
    for kursi in ruang.kursi:
        nomor, nama = kursi.pegawai.id, kursi.pegawai.nama
        isi[f"hadir-{nomor}"] = CentangField(nama)
        isi[f"alasan-{nomor}"] = TeksField(_l("Alasan %(nama)s tidak hadir", nama=nama), wajib=False, maks=MAKS_ALASAN)
        data[f"hadir-{nomor}"] = bool(kursi.hadir)
        data[f"alasan-{nomor}"] = kursi.alasan
    kelas = type("KehadiranFormTim", (KehadiranForm,), isi)
    return cast("KehadiranForm", kelas(data=data) if kiriman else kelas(formdata=None, data=data))


def _halaman(ruang: Ruang, form: KehadiranForm | None = None, galat_agenda: Sequence[Pesan] = ()) -> str:
    sidang = ruang.sidang
    konteks = konteks_perkara(sidang)
    tutup = next((satu for satu in konteks["langkah_anda"] if satu.trigger == "tutup" and not satu.alasan), None)
    return render_template(
        "sidang/ruang.html",
        **konteks,
        ruang=ruang,
        form=form or (_form_kehadiran(ruang) if ruang.bisa_hadir else None),
        galat_agenda=galat_agenda,
        siap=_siap(sidang) if ruang.bisa_agenda else [],
        tutup=tutup,
        label_hasil=LABEL_HASIL,
        label_cara=LABEL_CARA,
        url_langkah=url_langkah,
    )


def _siap(sidang: Sidang) -> Sequence[Dupak]:
    """Claims that may be put on the agenda, with their officers."""
    session = db.session()
    siap = layanan.siap_disidangkan(session, sidang)
    return session.scalars(
        select(Dupak)
        .where(Dupak.id.in_([d.id for d in siap]))
        .options(joinedload(Dupak.subjek))
        .order_by(Dupak.diterima_pada, Dupak.id)
    ).all()
