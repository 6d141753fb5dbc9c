"""The sheet of `walkthrough-konversi`: appraisals as the import reads them, with what else the play must know.

Besides the columns of `lembar_klaim.kinerja`:

| column | meaning |
|---|---|
| `nama` | the officer's name |
| `jenjang`, `tmt_jabatan` | level, and the day from which it is held; on the first row and where it changes |
| `golongan`, `tmt_pangkat` | rank, and the day from which it is held; likewise |
| `angka_kredit_awal` | credit in the level before the first row; on that row alone |
| `ijazah`, `tanggal_ijazah`, `tercatat_bkn` | a degree gained in the position, its day, and the day of BKN's record |
| `uji_kompetensi`, `lowongan` | examination passed, vacancy in the next level: `ya` or `tidak`; the newest counts |

What is left out is assumed and said.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic_core import PydanticCustomError

from workflow_app.kalkulator.jenis.tipe import jenjang_dari
from workflow_app.lembar_klaim import kinerja
from workflow_app.lembar_klaim.kinerja import BarisKinerja, PembacaKinerja
from workflow_app.lembar_klaim.lembar import LembarTidakTerbaca, baca_lembar
from workflow_app.lembar_klaim.pembaca import (
    GalatBaris,
    Isi,
    LembarDitolak,
    PembacaBaris,
    SelSalah,
    Susunan,
    angka,
    baca_kepala,
    isi_berkas,
    tanggal,
)
from workflow_app.models.base import AngkaKredit
from workflow_app.models.konversi import akhir_bulan
from workflow_app.peraturan.jenjang import golongan_jenjang, nama_jenjang, semua_golongan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.fakta_pegawai import daftar_ijazah
from workflow_app.services.kredit_konversi import aturan_tahun

SUSUNAN = Susunan(
    {
        **kinerja.NAMA_KOLOM,
        "nama": ("nama", "nama_pegawai"),
        "jenjang": ("jenjang",),
        "tmt_jabatan": ("tmt_jabatan",),
        "golongan": ("golongan",),
        "tmt_pangkat": ("tmt_pangkat",),
        "angka_kredit_awal": ("angka_kredit_awal",),
        "ijazah": ("ijazah",),
        "tanggal_ijazah": ("tanggal_ijazah",),
        "tercatat_bkn": ("tercatat_bkn",),
        "uji_kompetensi": ("uji_kompetensi",),
        "lowongan": ("lowongan",),
    },
    kinerja.KOLOM_WAJIB,
    {**kinerja.MAKS_PANJANG, "nama": 255},
)
YA, TIDAK = "ya", "tidak"
TAHUN_TERAKHIR = 2100
"""Years after this are slips of the pen, and the calendar of the play would run out."""


@dataclass(frozen=True, slots=True)
class Ijazah:
    """A degree gained in the position."""

    kode: str
    tanggal: dt.date
    tercatat_bkn: dt.date | None


@dataclass(frozen=True, slots=True)
class BarisLembar:
    """One appraisal with the facts written beside it. None: not said on this row."""

    evaluasi: BarisKinerja
    nama: str
    jenjang: str | None
    tmt_jabatan: dt.date | None
    golongan: str | None
    tmt_pangkat: dt.date | None
    angka_kredit_awal: Decimal | None
    ijazah: Ijazah | None
    uji_kompetensi: bool | None
    lowongan: bool | None

    @property
    def awal(self) -> dt.date:
        """First day of the appraised months."""
        return dt.date(self.evaluasi.tahun, self.evaluasi.bulan_mulai, 1)


@dataclass
class Orang:
    """An officer of the sheet. Histories are (what, from which day), the oldest first."""

    nip: str
    nama: str
    baris: list[BarisLembar]
    jabatan: list[tuple[str, dt.date]]
    pangkat: list[tuple[str, dt.date]]

    @property
    def tahun_terakhir(self) -> int:
        """The last appraised year."""
        return self.baris[-1].evaluasi.tahun

    def pada_tahun(self, tahun: int) -> list[BarisLembar]:
        """The rows of a year."""
        return [b for b in self.baris if b.evaluasi.tahun == tahun]

    def diketahui(self, bidang: str, tahun: int) -> bool | None:
        """What the newest row up to a year says of `uji_kompetensi` or `lowongan`."""
        semua: list[bool | None] = [getattr(b, bidang) for b in self.baris if b.evaluasi.tahun <= tahun]
        return next((satu for satu in reversed(semua) if satu is not None), None)


@dataclass(frozen=True)
class LembarKonversi:
    """What a sheet holds, officer by officer in the order of their first rows."""

    orang: Sequence[Orang]
    asumsi: Sequence[Pesan]

    @property
    def baris(self) -> list[BarisLembar]:
        """Every row, in the order of the sheet."""
        return sorted((b for o in self.orang for b in o.baris), key=lambda b: b.evaluasi.nomor)


def baca(sumber: Path) -> LembarKonversi:
    """Read a sheet. Raises LembarDitolak with every fault that can be seen without the agency."""
    try:
        tabel = baca_lembar(isi_berkas(sumber), SUSUNAN.dikenal)
    except LembarTidakTerbaca as rusak:
        raise LembarDitolak([GalatBaris(None, "", rusak.pesan)]) from rusak
    if not tabel[1:]:
        raise LembarDitolak([GalatBaris(None, "", P_("Lembar tidak memuat satu baris pun."))])
    baris_kepala, *isian = tabel
    kepala = baca_kepala(baris_kepala, SUSUNAN)
    galat = list(kepala.galat)
    if galat:
        raise LembarDitolak(galat)
    terbaca: list[BarisLembar] = []
    bulan_kosong = False
    for baris in isian:
        pembaca = PembacaBaris(baris, kepala, SUSUNAN)
        kinerja_baris = PembacaKinerja(pembaca)
        satu = _baris(pembaca, kinerja_baris.evaluasi())
        bulan_kosong = bulan_kosong or kinerja_baris.bulan_kosong
        galat += pembaca.galat
        if satu is not None:
            terbaca.append(satu)
    penyusun = _Penyusun()
    orang = [penyusun.orang(nip, milik) for nip, milik in _per_nip(terbaca).items()]
    galat += penyusun.galat
    if galat:
        raise LembarDitolak(sorted(galat, key=lambda g: g.baris or 0))
    if bulan_kosong:
        penyusun.asumsi.insert(0, kinerja.bulan_dianggap())
    return LembarKonversi(orang, penyusun.asumsi)


def _pada(riwayat: Sequence[tuple[str, dt.date]], hari: dt.date) -> str | None:
    """What is held on a day."""
    return next((isi for isi, tmt in reversed(riwayat) if tmt <= hari), None)


def _per_nip(semua: Iterable[BarisLembar]) -> Mapping[str, list[BarisLembar]]:
    hasil: dict[str, list[BarisLembar]] = {}
    for b in semua:
        hasil.setdefault(b.evaluasi.nip, []).append(b)
    return {nip: sorted(milik, key=lambda b: b.awal) for nip, milik in hasil.items()}


def _baris(b: PembacaBaris, evaluasi: BarisKinerja | None) -> BarisLembar | None:
    """The facts beside an appraisal; None when the row has a fault."""
    jenjang, golongan = b.baca("jenjang", _jenjang), b.baca("golongan", _golongan)
    tmt_jabatan, tmt_pangkat = b.baca("tmt_jabatan", tanggal), b.baca("tmt_pangkat", tanggal)
    awal = b.baca("angka_kredit_awal", lambda sel: angka(sel, AngkaKredit.desimal))
    ijazah = _ijazah(b, evaluasi)
    uji, lowongan = b.baca("uji_kompetensi", _ya), b.baca("lowongan", _ya)
    nama = b.teks("nama")
    for kolom, isi, tmt in (("jenjang", jenjang, tmt_jabatan), ("golongan", golongan, tmt_pangkat)):
        if tmt is not None and isi is None and b.sel(kolom) is None:
            b.salah(kolom, P_("Kolom %(kolom)s belum diisi.", kolom=kolom))
    if evaluasi is not None and evaluasi.tahun > TAHUN_TERAKHIR:
        b.salah("tahun", P_("Tulis tahun sampai %(tahun)s.", tahun=str(TAHUN_TERAKHIR)))
    if b.galat or evaluasi is None:
        return None
    return BarisLembar(evaluasi, nama, jenjang, tmt_jabatan, golongan, tmt_pangkat, awal, ijazah, uji, lowongan)


def _ijazah(b: PembacaBaris, evaluasi: BarisKinerja | None) -> Ijazah | None:
    """A degree is written on the row of a year in which it, and BKN's record of it, were there."""
    kode = b.baca("ijazah", _kode_ijazah)
    lulus, bkn = b.baca("tanggal_ijazah", tanggal), b.baca("tercatat_bkn", tanggal)
    if b.sel("ijazah") is None:
        for kolom in ("tanggal_ijazah", "tercatat_bkn"):
            if b.sel(kolom) is not None:
                b.salah("ijazah", P_("Kolom %(kolom)s belum diisi.", kolom="ijazah"))
        return None
    if lulus is None:
        if b.sel("tanggal_ijazah") is None:
            b.salah("tanggal_ijazah", P_("Kolom %(kolom)s belum diisi.", kolom="tanggal_ijazah"))
        return None
    if evaluasi is not None:
        for kolom, hari in (("tanggal_ijazah", lulus), ("tercatat_bkn", bkn)):
            if hari is not None and hari.year > evaluasi.tahun:
                b.salah(kolom, P_("Tanggal ini sesudah tahun barisnya. Tulis ijazah ini pada baris tahun itu."))
    return None if kode is None else Ijazah(kode, lulus, bkn)


def _teks(sel: Isi) -> str:
    return sel.strip() if isinstance(sel, str) else ""


def _jenjang(sel: Isi) -> str:
    try:
        return jenjang_dari(_teks(sel))
    except PydanticCustomError as galat:
        raise SelSalah((galat.context or {})["pesan"]) from None


def _golongan(sel: Isi) -> str:
    if _teks(sel) not in semua_golongan():
        raise SelSalah(P_("Golongan ruang tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=semua_golongan()))
    return _teks(sel)


def _kode_ijazah(sel: Isi) -> str:
    kode = _teks(sel).casefold().replace("-", "")
    if kode not in daftar_ijazah():
        raise SelSalah(P_("Ijazah tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=daftar_ijazah()))
    return kode


def _ya(sel: Isi) -> bool:
    kata = _teks(sel).casefold()
    if kata not in {YA, TIDAK}:
        raise SelSalah(P_("Tulis ya atau tidak."))
    return kata == YA


class _Penyusun:
    """Makes officers of their rows."""

    def __init__(self) -> None:
        self.galat: list[GalatBaris] = []
        self.asumsi: list[Pesan] = []
        self._urutan = 0

    def orang(self, nip: str, baris: list[BarisLembar]) -> Orang:
        """An officer with his histories; faults go to `galat`."""
        self._urutan += 1
        pertama = baris[0]
        nama = next((b.nama for b in baris if b.nama), "")
        if not nama:
            nama = f"Pegawai {self._urutan}"
            self.asumsi.append(
                P_("Baris %(baris)s tanpa nama: disebut %(nama)s.", baris=self._nomor(pertama), nama=nama)
            )
        for b in baris[1:]:
            if b.angka_kredit_awal is not None:
                self._salah(b, "angka_kredit_awal", P_("Tulis hanya pada baris pertama pegawai ini."))
        jabatan = self._riwayat(nama, baris, "jenjang", "tmt_jabatan", None)
        lazim = self._golongan_terendah(pertama, jabatan[0][0]) if jabatan else None
        pangkat = self._riwayat(nama, baris, "golongan", "tmt_pangkat", lazim)
        for b in baris if jabatan and pangkat else ():
            self._pangkat_sesuai(b, jabatan, pangkat)
        return Orang(nip, nama, baris, jabatan, pangkat)

    def _pangkat_sesuai(
        self, b: BarisLembar, jabatan: Sequence[tuple[str, dt.date]], pangkat: Sequence[tuple[str, dt.date]]
    ) -> None:
        """A rank more than one above its level is one that no determination could be made for."""
        aturan = aturan_tahun(b.evaluasi.tahun)
        akhir = akhir_bulan(b.evaluasi.tahun, b.evaluasi.bulan_selesai)
        jenjang, golongan = _pada(jabatan, akhir.replace(day=1)), _pada(pangkat, akhir)
        if aturan is None or jenjang is None or golongan is None or not aturan.memuat(f"jenjang.{jenjang}.golongan"):
            return
        tertinggi = golongan_jenjang(aturan, jenjang)[-1]
        semua = semua_golongan()
        if semua.index(golongan) > semua.index(tertinggi) + 1:
            pesan = P_(
                "Golongan ruang %(golongan)s terlalu tinggi untuk %(jenjang)s.",
                golongan=golongan,
                jenjang=nama_jenjang(aturan, jenjang),
            )
            self._salah(b, "golongan", pesan)

    def _golongan_terendah(self, b: BarisLembar, jenjang: str) -> str | None:
        """The rank that the level begins with; None, with a fault, for a level without conversion."""
        aturan = aturan_tahun(b.evaluasi.tahun)
        if aturan is None:
            return None  # the import says so, naming the year
        if not aturan.memuat(f"jenjang.{jenjang}.golongan"):
            self._salah(b, "jenjang", P_("Jenjang ini tidak ada dalam %(aturan)s.", aturan=aturan.kunci))
            return None
        return golongan_jenjang(aturan, jenjang)[0]

    def _riwayat(
        self, nama: str, baris: Sequence[BarisLembar], kolom: str, kolom_tmt: str, lazim: str | None
    ) -> list[tuple[str, dt.date]]:
        """What is held from which day. `lazim` stands in for a first value that is missing."""
        pertama = baris[0]
        isi: str | None = getattr(pertama, kolom) or lazim
        if isi is None:
            self._salah(pertama, kolom, P_("Kolom %(kolom)s belum diisi.", kolom=kolom))
            return []
        tmt: dt.date | None = getattr(pertama, kolom_tmt)
        if getattr(pertama, kolom) is None or tmt is None:
            tmt = tmt or min(pertama.awal, pertama.tmt_jabatan or pertama.awal)
            self.asumsi.append(
                P_("%(nama)s: %(kolom)s %(isi)s sejak %(tanggal)s.", nama=nama, kolom=kolom, isi=isi, tanggal=tmt)
            )
        hasil = [(isi, tmt)]
        for b in baris[1:]:
            berikut: str | None = getattr(b, kolom)
            if berikut is None or berikut == hasil[-1][0]:
                continue
            tmt = getattr(b, kolom_tmt)
            if tmt is None:
                self._salah(b, kolom_tmt, P_("Kolom %(kolom)s belum diisi.", kolom=kolom_tmt))
            elif tmt <= hasil[-1][1]:
                self._salah(b, kolom_tmt, P_("Tanggal ini mendahului yang sebelumnya, %(lama)s.", lama=hasil[-1][1]))
            else:
                hasil.append((berikut, tmt))
        return hasil

    def _nomor(self, b: BarisLembar) -> str:
        return str(b.evaluasi.nomor)

    def _salah(self, b: BarisLembar, kolom: str, pesan: Pesan) -> None:
        self.galat.append(GalatBaris(b.evaluasi.nomor, kolom, pesan))
