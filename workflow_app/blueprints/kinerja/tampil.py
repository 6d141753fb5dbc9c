"""Facts of performance in words, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workflow_app.kalkulator.konversi import nama_predikat
from workflow_app.models import (
    LABEL_ASAL,
    AsalEvaluasi,
    AsalJabatan,
    EvaluasiKinerja,
    IjazahPegawai,
    Pegawai,
    RiwayatJabatan,
)
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.fakta_pegawai import nama_ijazah
from workflow_app.services.kredit_konversi import aturan_tahun
from workflow_app.services.tahun_kinerja import TahunKinerja
from workflow_app.web.beku import masa_bulan
from workflow_app.web.kata import label_jenjang

MAKS_IJAZAH = 50
LABEL_ASAL_EVALUASI = {
    AsalEvaluasi.ENTRI: N_("dicatat biro kepegawaian"),
    AsalEvaluasi.IMPOR: N_("dari lembar"),
    AsalEvaluasi.KONVERSI: N_("ditetapkan Pejabat Penilai Kinerja dalam konversi"),
}


@dataclass(frozen=True)
class EvaluasiTampil:
    """One appraisal."""

    evaluasi: EvaluasiKinerja
    masa: Pesan
    predikat: Pesan
    penilai: str
    asal: Pesan


@dataclass(frozen=True)
class JenjangTampil:
    """A level held in some months of a year; `masa` None where it was the whole year."""

    nama: Pesan
    masa: Pesan | None


@dataclass(frozen=True)
class MasaTampil:
    """Months in words, with their numbers for a form."""

    masa: Pesan
    mulai: int
    selesai: int


@dataclass(frozen=True)
class TahunTampil:
    """One year of an officer."""

    tahun: int
    jenjang: Sequence[JenjangTampil]
    evaluasi: Sequence[EvaluasiTampil]
    celah: Sequence[MasaTampil]
    tumpang: Sequence[MasaTampil]


@dataclass(frozen=True)
class IjazahTampil:
    """One degree."""

    ijazah: IjazahPegawai
    nama: Pesan


@dataclass(frozen=True)
class JabatanTampil:
    """A position with the post that it was entered from, if recorded."""

    jabatan: RiwayatJabatan
    nama: Pesan
    asal: AsalJabatan | None
    nama_asal: Pesan | None
    predikat: Pesan | None
    ijazah: Pesan | None
    boleh_dicatat: bool
    """Whether the rules of the day on which it was entered give credit for where somebody came from."""


def evaluasi_tampil(satu: EvaluasiKinerja) -> EvaluasiTampil:
    """An appraisal, whose evaluator should be loaded."""
    return EvaluasiTampil(
        satu,
        masa_bulan(satu.tahun, satu.bulan_mulai, satu.bulan_selesai),
        predikat(satu.tahun, satu.predikat),
        satu.penilai.nama if satu.penilai else satu.nama_penilai,
        Pesan(LABEL_ASAL_EVALUASI[satu.asal]),
    )


def predikat(tahun: int, kode: str) -> Pesan:
    """The predicate in words; its code where the rules do not know it."""
    aturan = aturan_tahun(tahun)
    try:
        return nama_predikat(aturan, kode) if aturan else Pesan(kode)
    except KetentuanTidakAda:
        return Pesan(kode)


def tahun_tampil(tahun: TahunKinerja) -> TahunTampil:
    """A year of an officer in words."""

    def masa(daftar: Sequence[tuple[int, int]]) -> list[MasaTampil]:
        return [MasaTampil(masa_bulan(tahun.tahun, a, b), a, b) for a, b in daftar]

    return TahunTampil(
        tahun.tahun,
        _jenjang(tahun),
        [evaluasi_tampil(e) for e in tahun.catatan],
        masa(tahun.celah),
        masa(tahun.tumpang),
    )


def _jenjang(tahun: TahunKinerja) -> list[JenjangTampil]:
    hasil = []
    for jenjang, kelompok in groupby(enumerate(tahun.jenjang, 1), key=lambda b: b[1]):
        bulan = [b for b, _ in kelompok]
        if jenjang is not None:
            penuh = len(bulan) == len(tahun.jenjang)
            masa = None if penuh else masa_bulan(tahun.tahun, bulan[0], bulan[-1])
            hasil.append(JenjangTampil(label_jenjang(jenjang), masa))
    return hasil


def ijazah_tampil(session: Session, pegawai_id: int) -> list[IjazahTampil]:
    """Every degree of an officer, cancelled ones last. One query."""
    semua = session.scalars(
        select(IjazahPegawai)
        .where(IjazahPegawai.pegawai_id == pegawai_id)
        .order_by(IjazahPegawai.dibatalkan_pada.is_not(None), IjazahPegawai.tanggal.desc(), IjazahPegawai.id)
        .limit(MAKS_IJAZAH)
    )
    return [IjazahTampil(i, nama_ijazah(i.ijazah)) for i in semua]


def jabatan_tampil(session: Session, pegawai: Pegawai) -> list[JabatanTampil]:
    """Every position of an officer, newest first, with its origin. One query besides his positions."""
    ids = [r.id for r in pegawai.riwayat_jabatan]
    asal = {
        a.riwayat_jabatan_id: a
        for a in session.scalars(
            select(AsalJabatan)
            .where(AsalJabatan.riwayat_jabatan_id.in_(ids), AsalJabatan.dibatalkan_pada.is_(None))
            .options(joinedload(AsalJabatan.riwayat_jabatan))
        )
    }
    return [_jabatan(r, asal.get(r.id)) for r in reversed(pegawai.riwayat_jabatan)]


def _jabatan(satu: RiwayatJabatan, asal: AsalJabatan | None) -> JabatanTampil:
    return JabatanTampil(
        satu,
        label_jenjang(satu.jenjang),
        asal,
        Pesan(LABEL_ASAL[asal.jenis]) if asal else None,
        predikat(satu.tmt.year, asal.predikat) if asal and asal.predikat else None,
        nama_ijazah(asal.ijazah) if asal and asal.ijazah else None,
        aturan_tahun(satu.tmt.year) is not None,
    )


def kalimat_evaluasi(satu: EvaluasiKinerja) -> Pesan:
    """An appraisal in one sentence."""
    tampil = evaluasi_tampil(satu)
    return P_(
        "%(masa)s, %(predikat)s, dinilai %(penilai)s, bukti %(bukti)s.",
        masa=tampil.masa,
        predikat=tampil.predikat,
        penilai=tampil.penilai,
        bukti=satu.bukti,
    )
