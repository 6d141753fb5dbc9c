"""One line of the agenda under discussion: contested items first, then the result. Made for a projector and a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from workflow_app.angka import tulis_desimal
from workflow_app.blueprints.sidang import ruang as ruang_sidang
from workflow_app.blueprints.sidang.dasar import LABEL_CARA, LABEL_HASIL, bp
from workflow_app.blueprints.sidang.formulir import BarisForm, formulir_baris, galat_butir
from workflow_app.blueprints.sidang.ruang import SEDANG_DINILAI, BarisAgenda, Ruang
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.models import (
    DupakState,
    HasilAgenda,
    ItemDupak,
    NilaiButir,
    Penilaian,
    PenilaianState,
    SidangState,
)
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Plafon, Tinjauan, tinjau
from workflow_app.selisih import butir_untuk_sidang, nilai_akhir
from workflow_app.services import sidang as layanan
from workflow_app.services.hitungan_butir import HitunganButir, hitungan_butir
from workflow_app.services.penilaian import boleh_lihat_nilai
from workflow_app.umur_butir import sebab_hangus
from workflow_app.web.konteks import pelaku
from workflow_app.web.perkara import alamat_perkara, halaman_berubah

ATURAN_KELUAR = P_("pemisahan tugas: tidak seorang pun memutus perkaranya sendiri")
PESAN_TERLAMBAT = P_(
    "Sidang ini diubah orang lain sejak halaman dibuka. Bandingkan yang tersimpan dengan isian Anda, lalu simpan lagi."
)


@dataclass(frozen=True)
class Pilihan:
    """One assessor's mark of one item."""

    penilai: str
    urutan: int
    nilai: NilaiButir | None

    @property
    def teks(self) -> str:
        """The figure as one would type it."""
        return tulis_desimal(self.nilai.nilai) if self.nilai else ""


@dataclass(frozen=True)
class ButirSidang:
    """One item with the marks of both assessors; `akhir` is what stands now, None while it is open."""

    item: ItemDupak
    pilihan: Sequence[Pilihan]
    akhir: Decimal | None
    tinjauan: Tinjauan | None = None
    """What the catalogue says of it today."""

    @property
    def plafon(self) -> Plafon | None:
        """The most that may be given, where that is less than the claim."""
        return self.tinjauan.plafon if self.tinjauan else None

    @property
    def hitungan(self) -> HitunganButir:
        """Factor, credit, limit, age and ceiling, each with its steps."""
        return hitungan_butir(self.item, self.tinjauan)


@dataclass(frozen=True)
class Bahasan:
    """Everything that the room discusses about one claim."""

    berbeda: Sequence[ButirSidang]
    sepakat: Sequence[ButirSidang]
    hangus: Sequence[tuple[ItemDupak, Pesan]]
    """Void items, each with the reason."""

    @property
    def jumlah_sepakat(self) -> Decimal:
        """Credit on which the assessors agree."""
        return sum((b.akhir for b in self.sepakat if b.akhir is not None), Decimal(0))

    @property
    def jumlah_putusan(self) -> Decimal:
        """Credit that the plenary has given so far."""
        return sum((b.akhir for b in self.berbeda if b.akhir is not None), Decimal(0))

    @property
    def belum(self) -> int:
        """Contested items that wait for a mark."""
        return sum(1 for b in self.berbeda if b.akhir is None)


def _muat(id_: int, agenda_id: int) -> tuple[Ruang, BarisAgenda]:
    ruang = ruang_sidang.muat(id_)
    baris = ruang.cari(agenda_id)
    if baris is None or not ruang.penonton:
        abort(404)
    return ruang, baris


def _bahasan(baris: BarisAgenda) -> Bahasan:
    """The items with their marks; marks that the reader may not see are absent."""
    session, orang, dupak = db.session(), pelaku(), baris.agenda.dupak
    penilaian = [
        p
        for p in session.scalars(
            select(Penilaian)
            .where(Penilaian.dupak_id == dupak.id, Penilaian.state != PenilaianState.MUNDUR)
            .options(joinedload(Penilaian.penilai), selectinload(Penilaian.nilai))
            .order_by(Penilaian.id)
        )
        if boleh_lihat_nilai(session, p, orang)
    ]
    berbeda = {b.id for b in butir_untuk_sidang(session, dupak, orang.hari_ini)}
    tinjauan = tinjau(session, dupak)
    nilai = [{n.item_id: n for n in p.nilai} for p in penilaian]
    perlu, sepakat = [], []
    for item in dupak.butir:
        if item.hangus:
            continue
        pilihan = [Pilihan(p.penilai.nama, i, nilai[i].get(item.id)) for i, p in enumerate(penilaian)]
        if item.id in berbeda:
            perlu.append(ButirSidang(item, pilihan, item.nilai_sidang, tinjauan.get(item.id)))
        else:
            angka = [s.nilai.nilai for s in pilihan if s.nilai]
            akhir = nilai_akhir(item, angka)[0] if angka else None
            sepakat.append(ButirSidang(item, pilihan, akhir, tinjauan.get(item.id)))
    return Bahasan(perlu, sepakat, [(b, sebab_hangus(b)) for b in dupak.butir if b.hangus])


def _boleh_mencatat(ruang: Ruang, baris: BarisAgenda) -> bool:
    return (
        ruang.pengurus
        and baris.terbuka
        and ruang.sidang.state is SidangState.BERLANGSUNG
        and baris.agenda.dupak.state is DupakState.SIDANG
    )


@bp.get("/<int:id>/agenda/<int:agenda_id>")
def baris(id: int, agenda_id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """One line: what the assessors agree on, where they differ, and what the plenary decided."""
    ruang, satu = _muat(id, agenda_id)
    if not satu.terbuka:
        isi = {"ruang": ruang, "baris": satu, "remah": _remah(ruang, satu), **_tetangga(ruang, satu)}
        return render_template("sidang/keluar.html", **isi)
    bahasan = _bahasan(satu)
    form = None
    if _boleh_mencatat(ruang, satu):
        form = formulir_baris(satu.agenda, [b.item for b in bahasan.berbeda], ruang.sidang.version)
    return _halaman(ruang, satu, bahasan, form)


@bp.post("/<int:id>/agenda/<int:agenda_id>")
def putuskan(id: int, agenda_id: int) -> ResponseReturnValue:  # noqa: A002
    """Record marks and result of one line, all or nothing."""
    ruang, satu = _muat(id, agenda_id)
    if not _boleh_mencatat(ruang, satu):
        return _tolak(ruang, satu)
    bahasan = _bahasan(satu)
    form = formulir_baris(satu.agenda, [b.item for b in bahasan.berbeda], ruang.sidang.version)
    if "isi" in request.form:
        _isikan(form, bahasan, request.form["isi"])
        return _halaman(ruang, satu, bahasan, form)
    if "mufakat" in request.form:
        form.mufakat()
    benar = form.validate_on_submit()
    seen = form.version.data
    if seen is not None and seen != ruang.sidang.version and (form.errors or form.berubah()):
        return _basi(ruang, satu, form, Conflict(PESAN_TERLAMBAT))
    if not benar:
        return _halaman(ruang, satu, bahasan, form), 422
    if form.berubah():
        try:
            _simpan(ruang, satu, form)
        except MasukanSalah as galat:
            form.tempelkan(galat)
            ruang, satu = _muat(id, agenda_id)
            return _halaman(ruang, satu, _bahasan(satu), form), 422
        except Conflict as galat:
            return _basi(*_muat(id, agenda_id), form, galat)
        flash(_("Agenda %(urutan)s tersimpan.", urutan=satu.agenda.urutan), "success")
    else:
        flash(_("Tidak ada yang berubah."), "info")
    return redirect(_tujuan(ruang, satu, form), 303)


def _simpan(ruang: Ruang, baris: BarisAgenda, form: BarisForm) -> None:
    """Store what was changed. Raises MasukanSalah with the messages of all rows."""
    seen: int | None = form.version.data
    galat: dict[str, Pesan] = {}
    with transaction() as session:
        for satu in form.nilai_berubah():
            try:
                layanan.beri_nilai_sidang(
                    session,
                    ruang.sidang,
                    baris.agenda.id,
                    satu.item_id,
                    satu.nilai,
                    satu.alasan,
                    oleh=pelaku(),
                    seen_version=seen,
                )
                seen = None  # our own rows move the version on
            except MasukanSalah as salah:
                galat |= galat_butir(satu.item_id, salah)
        hasil = form.hasil_berubah()
        if hasil is not None:
            try:
                layanan.catat_hasil(session, ruang.sidang, baris.agenda.id, hasil, oleh=pelaku(), seen_version=seen)
            except MasukanSalah as salah:
                galat |= salah.galat
        if galat:
            raise MasukanSalah(galat)


def _tolak(ruang: Ruang, baris: BarisAgenda) -> ResponseReturnValue:
    """Say why nothing can be recorded here; what was typed is given back where the page was merely too old."""
    if not baris.terbuka:
        raise Refused([Alasan(P_("Anda keluar pada agenda ini."), ATURAN_KELUAR, tentang_hak=True)])
    if not ruang.pengurus:
        raise Refused([Alasan(P_("Hasil agenda dicatat pengurus tim."), layanan.ATURAN_RUANG, tentang_hak=True)])
    belum = P_("Hasil agenda dicatat selama sidang berlangsung dan DUPAK menunggu putusan sidang.")
    seen = request.form.get("version", type=int)
    if seen is not None and seen != ruang.sidang.version:
        return halaman_berubah(ruang.sidang, Conflict(belum), seen)
    raise Refused([Alasan(belum, layanan.ATURAN_RUANG)])


def _isikan(form: BarisForm, bahasan: Bahasan, apa: str) -> None:
    """Carry out a fill-in button, `<assessor>-<item>`; anything else changes nothing."""
    urutan, _pemisah, nomor = apa.partition("-")
    for butir in bahasan.berbeda:
        for pilihan in butir.pilihan:
            if (str(pilihan.urutan), str(butir.item.id)) == (urutan, nomor) and pilihan.nilai:
                form.isikan(butir.item, pilihan.nilai.nilai, pilihan.nilai.alasan)


def _basi(ruang: Ruang, baris: BarisAgenda, form: BarisForm, galat: Conflict) -> ResponseReturnValue:
    """The line again, the newest data beside what was typed; where it is decided elsewhere, the plain conflict."""
    if not _boleh_mencatat(ruang, baris):
        raise galat
    bahasan = _bahasan(baris)
    baru = formulir_baris(baris.agenda, [b.item for b in bahasan.berbeda], ruang.sidang.version)
    baru.lanjutkan(form, ruang.sidang.version)
    return _halaman(ruang, baris, bahasan, baru, galat), 409


def _tujuan(ruang: Ruang, baris: BarisAgenda, form: BarisForm) -> str:
    """The next line without a result where that was asked for and this one is complete, else the same line."""
    tetap = url_for("sidang.baris", id=ruang.sidang.id, agenda_id=baris.agenda.id)
    if not ("lanjut" in request.form or "mufakat" in request.form):
        return tetap
    if any(item.nilai_sidang is None for item in form.butir) and baris.agenda.hasil is HasilAgenda.DISETUJUI:
        flash(_("Masih ada butir yang belum diberi nilai sidang."), "warning")
        return tetap
    terbuka = [b for b in ruang.baris if b.terbuka and b.agenda.hasil is None and b.agenda.id != baris.agenda.id]
    nanti = next((b for b in terbuka if b.agenda.urutan > baris.agenda.urutan), terbuka[0] if terbuka else None)
    if nanti is None:
        return url_for("sidang.lihat", id=ruang.sidang.id)
    return url_for("sidang.baris", id=ruang.sidang.id, agenda_id=nanti.agenda.id)


def _tetangga(ruang: Ruang, baris: BarisAgenda) -> dict[str, BarisAgenda | None]:
    di = next(i for i, b in enumerate(ruang.baris) if b.agenda.id == baris.agenda.id)
    return {
        "sebelum": ruang.baris[di - 1] if di else None,
        "sesudah": ruang.baris[di + 1] if di + 1 < len(ruang.baris) else None,
    }


def _remah(ruang: Ruang, baris: BarisAgenda) -> list[tuple[str, str | None]]:
    return [
        (_("Sidang"), url_for("sidang.daftar")),
        (ruang.sidang.tim.nama, alamat_perkara(ruang.sidang)),
        (_("Agenda %(urutan)s", urutan=baris.agenda.urutan), None),
    ]


def _halaman(
    ruang: Ruang, baris: BarisAgenda, bahasan: Bahasan, form: BarisForm | None, bentrok: Conflict | None = None
) -> str:
    return render_template(
        "sidang/baris.html",
        ruang=ruang,
        baris=baris,
        bahasan=bahasan,
        form=form,
        sedang_dinilai=baris.agenda.dupak.state in SEDANG_DINILAI,
        label_hasil=LABEL_HASIL,
        label_cara=LABEL_CARA,
        bentrok=bentrok.pesan if bentrok else None,
        remah=_remah(ruang, baris),
        **_tetangga(ruang, baris),
    )
