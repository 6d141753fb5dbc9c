"""Contracts of the documents of the conversion regime (regulasi 10.7 to 10.10, 9.4); see `isian` for how they are used.

All four name the officer in the same block of nine lines and are determined by one official at the right.
"""

from dataclasses import dataclass
from typing import ClassVar

from workflow_app.formulir.isian import Angka, AngkaBertanda, Isian, MasaPenilaian, Penanda, Tanggal


@dataclass(frozen=True, kw_only=True)
class PejabatDinilai:
    """The officer who is assessed: lines 1 to 9 of the forms."""

    nama: str
    nip: str
    karpeg: str
    """Serial number of the civil servant card; "" prints a dash."""
    tempat_lahir: str
    tanggal_lahir: Tanggal
    jenis_kelamin: str
    pangkat: str
    golongan: str
    tmt_pangkat: Tanggal
    jabatan: str
    tmt_jabatan: Tanggal
    unit_kerja: str
    instansi: str
    """Institution of the officer; also the line "Instansi" of the title."""


@dataclass(frozen=True, kw_only=True)
class IsianKonversiBersama(Isian):
    """What the four documents share."""

    pegawai: PejabatDinilai
    mengganti_nomor: str
    """Number of the document of the same kind that this one replaces; "" for an ordinary one."""
    mengganti_tanggal: Tanggal
    ttd: Penanda
    """Who determines; its place and date are "Ditetapkan di" and "pada tanggal"."""
    tembusan: tuple[str, ...]


# --- Konversi (regulasi 10.7) ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class HasilKinerja:
    """The appraisal of one period as credit."""

    predikat: str
    """E.g. "Sangat Baik"."""
    bulan: int
    """Months of the period."""
    setahun: bool
    """False: credit of a part of the year, in proportion to `bulan`."""
    persen: Angka
    """Percentage of a whole year, "150"."""
    koefisien: Angka
    """Credit of a whole year at 100 per cent, in the level."""
    angka_kredit: Angka


@dataclass(frozen=True, kw_only=True)
class IsianKonversi(IsianKonversiBersama):
    """Conversion of the predicate of one period."""

    jenis: ClassVar[str] = "konversi"

    periode: str
    """E.g. "Januari s.d. Desember 2024"."""
    hasil: HasilKinerja
    bukti: str
    """The document of the appraisal as people cite it."""


# --- Akumulasi (regulasi 10.8) ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisAkumulasi:
    """One conversion in force."""

    tahun: int
    periode: str
    """Months without the year, e.g. "Januari s.d. Maret"."""
    hasil: HasilKinerja


@dataclass(frozen=True, kw_only=True)
class IsianAkumulasi(IsianKonversiBersama):
    """Sum of the conversions of an officer in one level, derived from them."""

    jenis: ClassVar[str] = "akumulasi"

    masa_penilaian: MasaPenilaian
    """From the first day of the earliest conversion to the last day of the latest; time between may be missing."""
    baris: tuple[BarisAkumulasi, ...]
    """In the order of time."""
    jumlah: Angka


# --- Penetapan angka kredit (regulasi 10.9) --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class NilaiBertanda:
    """The three credit columns; new credit is below zero where something was taken back."""

    lama: AngkaBertanda
    baru: AngkaBertanda
    jumlah: AngkaBertanda


@dataclass(frozen=True, kw_only=True)
class BarisPenetapan:
    """One row of part II."""

    nomor: int
    uraian: str
    nilai: NilaiBertanda
    keterangan: str
    """Where the credit comes from, one source a line; usually "" in a row of zeros."""


@dataclass(frozen=True, kw_only=True)
class KebutuhanKenaikan:
    """What a raise needs, held against the sum; all "" where there is no rank or level above."""

    minimal: Angka
    lebih: bool
    """True: `selisih` is more than needed, or nothing; False: it is what is missing."""
    selisih: Angka


@dataclass(frozen=True, kw_only=True)
class PutusanKenaikan:
    """The sentence about one raise."""

    kenaikan: str
    """One of "pangkat", "jenjang jabatan"."""
    tujuan: str
    """E.g. "Penata Muda Tingkat I, golongan ruang III/b" or "Pranata Komputer Ahli Muda"; "" where there is none."""
    dapat: bool
    """May be considered; with `alasan` where something has to be shown still."""
    kurang: bool
    """True: the credit is not enough."""
    tetap_jenjang: bool
    """True: no vacancy above, so the rank is given while the officer stays in his level."""
    sesudah_jenjang: bool
    """True: the raise in level comes first, and the rank stands on the same credit."""
    alasan: tuple[str, ...]
    """What else is not known or not met, a sentence each; usually none where `dapat`."""


@dataclass(frozen=True, kw_only=True)
class IsianPenetapanAk(IsianKonversiBersama):
    """Determination of the credit of a level."""

    jenis: ClassVar[str] = "penetapan_ak"

    masa_penilaian: MasaPenilaian
    baris: tuple[BarisPenetapan, ...]
    jumlah: NilaiBertanda
    pangkat: KebutuhanKenaikan
    jenjang: KebutuhanKenaikan
    putusan: tuple[PutusanKenaikan, ...]
    """Both raises in the order in which they are considered: what may be given first."""
    catatan: tuple[str, ...]
    """Further notes, e.g. credit of a degree that cannot be given yet."""
    asli: tuple[str, ...]
    """To whom the original goes."""


# --- PAK Integrasi (regulasi 10.10) ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisIntegrasi:
    """Conventional credit under one rule set, turned over."""

    nomor: int
    uraian: str
    """Which credit, e.g. "Konvensional, kegiatan s.d. 31 Desember 2019"."""
    konvensional: AngkaBertanda
    nilai_dasar: Angka
    """What the start of the level took; "" where credit was counted inside the level already."""
    integrasi: AngkaBertanda


@dataclass(frozen=True, kw_only=True)
class KebutuhanIntegrasi:
    """What a raise needs of the integrated credit."""

    tujuan: str
    """As in `PutusanKenaikan`; "" where there is none, the figures are then ""."""
    minimal: Angka
    kekurangan: Angka


@dataclass(frozen=True, kw_only=True)
class IsianPakIntegrasi(IsianKonversiBersama):
    """Adjustment of conventional credit to the account inside the level, once."""

    jenis: ClassVar[str] = "pak_integrasi"

    per_tanggal: Tanggal
    """Last day of the conventional credit; rank and level are those of that day."""
    baris: tuple[BarisIntegrasi, ...]
    konvensional: AngkaBertanda
    nilai_dasar: Angka
    sebelum_potongan: AngkaBertanda
    potong_profesi: Angka
    """Pengembangan profesi that a raise in level has used up; "0.000" prints no line."""
    dipotong: bool
    """Whether something is taken off."""
    angka_kredit: Angka
    kekurangan_dasar: Angka
    """What the conventional credit lacks of the base."""
    di_bawah_dasar: bool
    """Whether it lacks something; the integrated credit then begins at zero."""
    pangkat: KebutuhanIntegrasi
    jenjang: KebutuhanIntegrasi
    asli: str
