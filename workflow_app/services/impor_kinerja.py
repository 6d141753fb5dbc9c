"""Appraisals brought in from a sheet: first looked at row by row, then recorded in one transaction or not at all.

A row that the record holds already is "sudah ada" and changes nothing; one that contradicts it is an error that names
what stands against it. So a sheet may be sent twice.
"""

import datetime as dt
import enum
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from workflow_app import audit
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.kalkulator.konversi import nama_predikat, predikat_dari
from workflow_app.lembar_klaim import kinerja as lembar_kinerja
from workflow_app.lembar_klaim.kinerja import BarisKinerja
from workflow_app.lembar_klaim.pembaca import GalatBaris
from workflow_app.models import AsalEvaluasi, EvaluasiKinerja, Pegawai
from workflow_app.permissions import Pelaku, boleh_mencatat_kinerja, dicatat_kinerjanya
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan, kinerja
from workflow_app.services.kinerja import IsiEvaluasi
from workflow_app.services.kredit_konversi import aturan_tahun
from workflow_app.services.tahun_kinerja import bercelah, menjabat, tahun_banyak

T = TypeVar("T")
SEKALI = 500
"""Ids and numbers asked for in one query."""
KOLOM = {"penilai": "nip_penilai"}
"""Columns of the sheet by the fields of an appraisal, where they are named otherwise."""


class Keadaan(enum.Enum):
    """What would become of a row."""

    BARU = "baru"
    SUDAH_ADA = "sudah_ada"
    SALAH = "salah"


@dataclass(frozen=True, slots=True)
class BarisPratinjau:
    """One readable row."""

    baris: BarisKinerja
    keadaan: Keadaan
    pegawai: Pegawai | None
    predikat: Pesan | None
    penilai: str
    isi: IsiEvaluasi | None

    @property
    def nomor(self) -> int:
        """Row number in the sheet."""
        return self.baris.nomor


@dataclass(frozen=True)
class Pratinjau:
    """What a sheet would bring, and everything that stands against it."""

    baris: Sequence[BarisPratinjau]
    galat: Sequence[GalatBaris]
    asumsi: Sequence[Pesan]
    kolom_diabaikan: Sequence[str]

    @property
    def baru(self) -> list[BarisPratinjau]:
        """Rows that would be recorded."""
        return [b for b in self.baris if b.keadaan is Keadaan.BARU]

    @property
    def sudah_ada(self) -> int:
        """How many rows the record holds already."""
        return sum(b.keadaan is Keadaan.SUDAH_ADA for b in self.baris)

    @property
    def baris_salah(self) -> frozenset[int]:
        """Numbers of the rows that have a fault."""
        return frozenset(g.baris for g in self.galat if g.baris is not None)

    @property
    def sidik(self) -> str:
        """Fingerprint of what would be recorded: confirming is for what was shown."""
        isi = [[b.nomor, b.keadaan.value, b.pegawai.id if b.pegawai else None] for b in self.baris]
        return hashlib.sha256(audit.kanonik([isi, sorted(self.baris_salah)]).encode()).hexdigest()


def boleh_mengimpor(session: Session, oleh: Pelaku) -> bool:
    """Whether the person keeps the facts of anybody."""
    return bool(session.scalar(select(exists().where(dicatat_kinerjanya(oleh)))))


def pratinjau(session: Session, isi: bytes, *, oleh: Pelaku) -> Pratinjau:
    """Read a sheet and hold every row against people and record. Never raises for what is in it.

    A handful of queries, however many rows there are.
    """
    lembar = lembar_kinerja.baca(isi)
    pemeriksa = _Pemeriksa(session, lembar.baris, oleh)
    baris = [pemeriksa.satu(b) for b in lembar.baris]
    galat = sorted([*lembar.galat, *pemeriksa.galat], key=lambda g: g.baris or 0)
    return Pratinjau(baris, galat, lembar.asumsi, lembar.kolom_diabaikan)


class _Pemeriksa:
    """Holds rows against what the database knows, and against one another."""

    def __init__(self, session: Session, semua: Sequence[BarisKinerja], oleh: Pelaku) -> None:
        self._oleh = oleh
        self.galat: list[GalatBaris] = []
        self._pegawai = _pegawai(session, {b.nip for b in semua})
        self._penilai = _penilai(session, {b.nip_penilai for b in semua if b.nip_penilai})
        milik = {self._pegawai[b.nip].id for b in semua if b.nip in self._pegawai}
        self._tercatat: dict[tuple[int, int], list[EvaluasiKinerja]] = {}
        for bagian in _bagian(sorted(milik)):
            for e in kinerja.berlaku(session, bagian, sorted({b.tahun for b in semua})):
                self._tercatat.setdefault((e.pegawai_id, e.tahun), []).append(e)
        self._terbaca: dict[tuple[int, int], list[BarisKinerja]] = {}

    def satu(self, b: BarisKinerja) -> BarisPratinjau:
        """The fate of one row; its faults go to `galat`."""
        pegawai = self._pegawai.get(b.nip)
        if pegawai is None or not boleh_mencatat_kinerja(self._oleh, pegawai):
            self._salah(b, "nip", _pesan_pegawai(pegawai, self._oleh))
            return BarisPratinjau(b, Keadaan.SALAH, None, None, b.nama_penilai, None)
        penilai = self._penilai.get(b.nip_penilai)
        isi = IsiEvaluasi(
            b.tahun,
            b.bulan_mulai,
            b.bulan_selesai,
            b.predikat,
            b.bukti,
            penilai[0] if penilai else None,
            b.nama_penilai,
        )
        keadaan = self._periksa(b, pegawai, isi)
        aturan = aturan_tahun(b.tahun)
        kode = predikat_dari(aturan, b.predikat) if aturan else None
        return BarisPratinjau(
            b,
            keadaan,
            pegawai,
            nama_predikat(aturan, kode) if aturan and kode else None,
            penilai[1] if penilai else b.nama_penilai,
            isi,
        )

    def _periksa(self, b: BarisKinerja, pegawai: Pegawai, isi: IsiEvaluasi) -> Keadaan:
        tercatat = self._tercatat.get((pegawai.id, b.tahun), [])
        galat = dict(kinerja.periksa(isi, pegawai, tercatat, self._oleh.hari_ini))
        if b.nip_penilai and isi.penilai_id is None:
            galat["penilai"] = P_(
                "NIP penilai ini tidak terdaftar. Kosongkan kolom ini dan isi nama_penilai, atau minta admin "
                "menambahkan orangnya."
            )
        lain = self._terbaca.setdefault((pegawai.id, b.tahun), [])
        kembar = next((x for x in lain if _bertumpuk(x, b)), None)
        lain.append(b)
        if kembar is not None:
            galat["bulan_mulai"] = P_(
                "Bulan %(mulai)s sampai %(selesai)s pegawai ini sudah ada pada baris %(baris)s lembar ini. "
                "Sisakan satu.",
                mulai=max(b.bulan_mulai, kembar.bulan_mulai),
                selesai=min(b.bulan_selesai, kembar.bulan_selesai),
                baris=kembar.nomor,
            )
        elif galat.keys() == {"bulan_mulai"} and any(kinerja.sama(e, isi) for e in tercatat):
            return Keadaan.SUDAH_ADA
        for bidang, pesan in galat.items():
            self._salah(b, KOLOM.get(bidang, bidang), pesan)
        return Keadaan.SALAH if galat else Keadaan.BARU

    def _salah(self, b: BarisKinerja, kolom: str, pesan: Pesan) -> None:
        self.galat.append(GalatBaris(b.nomor, kolom, pesan))


def _pesan_pegawai(pegawai: Pegawai | None, oleh: Pelaku) -> Pesan:
    if pegawai is not None and pegawai.id == oleh.pegawai_id:
        return P_("Catatan Anda sendiri diisi rekan Anda di biro kepegawaian.")
    return P_("Tidak ada pegawai dengan NIP ini dalam lingkup Anda. Periksa NIP-nya, atau minta admin menambahkannya.")


def _bertumpuk(satu: BarisKinerja, dua: BarisKinerja) -> bool:
    return satu.bulan_mulai <= dua.bulan_selesai and satu.bulan_selesai >= dua.bulan_mulai


def _pegawai(session: Session, nip: Collection[str]) -> dict[str, Pegawai]:
    """Officers with their positions, by NIP."""
    hasil: dict[str, Pegawai] = {}
    for bagian in _bagian(sorted(nip)):
        query = select(Pegawai).where(Pegawai.nip.in_(bagian)).options(selectinload(Pegawai.riwayat_jabatan))
        hasil |= {p.nip: p for p in session.scalars(query)}
    return hasil


def _penilai(session: Session, nip: Collection[str]) -> Mapping[str, tuple[int, str]]:
    """Id and name of evaluators, by NIP."""
    hasil: dict[str, tuple[int, str]] = {}
    for bagian in _bagian(sorted(nip)):
        query = select(Pegawai.nip, Pegawai.id, Pegawai.nama).where(Pegawai.nip.in_(bagian))
        hasil |= {n: (i, nama) for n, i, nama in session.execute(query)}
    return hasil


def _bagian(semua: Sequence[T]) -> Iterable[Sequence[T]]:
    for awal in range(0, len(semua), SEKALI):
        yield semua[awal : awal + SEKALI]


def impor(
    session: Session,
    isi: bytes,
    *,
    oleh: Pelaku,
    baris: Collection[int] | None = None,
    sidik: str | None = None,
) -> int:
    """Record the chosen rows, or every new row without fault; returns how many. Does not commit.

    The sheet is read and compared anew. Raises Refused, MasukanSalah for a chosen row that cannot be recorded, Conflict
    where the sheet would no longer do what `sidik` (the preview that was shown) said.
    """
    if not boleh_mengimpor(session, oleh):
        pesan = P_("Lembar kinerja diimpor biro kepegawaian.")
        raise Refused([Alasan(pesan, kinerja.ATURAN, tentang_hak=True)])
    _kunci(session, lembar_kinerja.baca(isi).baris)
    hasil = pratinjau(session, isi, oleh=oleh)
    if sidik is not None and sidik != hasil.sidik:
        raise Conflict(
            P_("Catatan kinerja berubah sejak pratinjau dibuka. Periksa sekali lagi; tidak ada yang tersimpan.")
        )
    dipilih = [b for b in hasil.baru if baris is None or b.nomor in baris]
    lain = sorted(set(baris or ()) - {b.nomor for b in dipilih})
    if lain:
        pesan = P_("Baris %(nomor)s tidak dapat dicatat: salah, atau sudah ada.", nomor=", ".join(map(str, lain)))
        raise MasukanSalah({"baris": pesan})
    if not dipilih:
        return 0
    baru = [
        kinerja.susun(b.pegawai.id, b.isi, oleh=oleh, asal=AsalEvaluasi.IMPOR)
        for b in dipilih
        if b.pegawai is not None and b.isi is not None
    ]
    session.add_all(baru)
    catatan.catat_tambah_banyak(session, baru, oleh)
    return len(baru)


def _kunci(session: Session, semua: Sequence[BarisKinerja]) -> None:
    """Let nobody record for these officers meanwhile; in one order, so that two imports cannot wait for each other."""
    for bagian in _bagian(sorted({b.nip for b in semua})):
        query = select(Pegawai.id).where(Pegawai.nip.in_(bagian)).order_by(Pegawai.id)
        session.execute(query.with_for_update(key_share=True)).all()


# What people fill in


def templat(session: Session, tahun: int, *, oleh: Pelaku, maks: int) -> list[list[str | int | None]]:
    """Rows of a sheet to be filled in: one per gap of the year, with the superior as evaluator; the header first.

    At most `maks` rows besides the header. `nama` helps the reader and is skipped by the import.
    """
    kepala: list[str | int | None] = [
        "nip",
        "nama",
        "tahun",
        "bulan_mulai",
        "bulan_selesai",
        "predikat",
        "nip_penilai",
        "nama_penilai",
        "bukti",
    ]
    orang = session.scalars(
        select(Pegawai)
        .where(dicatat_kinerjanya(oleh), Pegawai.aktif, menjabat(tahun), bercelah(tahun))
        .options(selectinload(Pegawai.riwayat_jabatan))
        .order_by(Pegawai.nama, Pegawai.id)
        .limit(maks)
    ).all()
    nip_atasan = dict(
        session.execute(
            select(Pegawai.id, Pegawai.nip).where(Pegawai.id.in_({p.atasan_id for p in orang if p.atasan_id}))
        ).all()
    )
    akhir_tahun = dt.date(tahun, 12, 31)
    semua = tahun_banyak(session, orang, tahun, max(oleh.hari_ini, akhir_tahun))
    isi: list[list[str | int | None]] = [
        [p.nip, p.nama, tahun, a, b, "", nip_atasan.get(p.atasan_id or 0, ""), "", ""]
        for p in orang
        for a, b in semua[p.id].celah
    ]
    return [kepala, *isi[:maks]]
