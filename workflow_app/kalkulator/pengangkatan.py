"""The requirements of an appointment, line by line, as the rule set lists them for the route.

Each line names in `ukuran` how it is measured; what is not known of the officer is told as not known, never guessed.
"""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.konversi import urutan_ijazah
from workflow_app.kalkulator.usia import batas_usia, periksa_usia
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori, nama_jenjang, urutan_golongan
from workflow_app.pesan import P_, Pesan

FAKTA_BIDANG_TI = "bidang_ti"


class Status(enum.Enum):
    """How a line stands."""

    TERPENUHI = "terpenuhi"
    TIDAK = "tidak_terpenuhi"
    BELUM = "belum_diketahui"
    MENYUSUL = "menyusul"
    """To be fulfilled after the appointment."""


class RuteSalah(ValueError):
    """The route does not exist, or is not for this level; `bidang` says which, `pesan` what to do."""

    def __init__(self, bidang: str, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.bidang = bidang
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class Pelamar:
    """What is known of somebody; None and absent facts are not known."""

    fakta: Mapping[str, bool | None] = field(default_factory=dict)
    ijazah: str | None = None
    golongan: str | None = None
    jenjang_asal: str | None = None
    prestasi_baik_tahun: int | None = None
    pengalaman_tahun: Decimal | None = None
    tanggal_lahir: dt.date | None = None
    usia_pensiun: int | None = None
    """Age of retirement in the post held before."""
    tmt_pns: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Baris:
    """One requirement and how it stands."""

    kode: str
    status: Status
    teks: Pesan
    sumber: str


@dataclass(frozen=True, slots=True)
class Syarat:
    """All requirements of a route."""

    baris: tuple[Baris, ...]
    tertutup: Pesan | None
    """Why the route is closed on the day; None while it is open."""

    def dengan_status(self, status: Status) -> tuple[Baris, ...]:
        """The lines that stand so."""
        return tuple(b for b in self.baris if b.status is status)

    @property
    def terpenuhi(self) -> bool | None:
        """Whether the appointment may be made; None while something is not known that decides."""
        if self.tertutup is not None or self.dengan_status(Status.TIDAK):
            return False
        return None if self.dengan_status(Status.BELUM) else True

    @property
    def langkah(self) -> tuple[Langkah, ...]:
        """The lines as steps."""
        return tuple(Langkah(b.teks, None, b.sumber) for b in self.baris)


@dataclass(frozen=True, slots=True)
class _Soal:
    """What a line is judged by."""

    aturan: Peraturan
    karier: Peraturan
    kredit: Peraturan
    rute: str
    kode: str
    jenjang: str
    tanggal: dt.date
    pelamar: Pelamar

    @property
    def jalur(self) -> str:
        return f"rute.{self.rute}.syarat.{self.kode}"

    def baris(self, benar: bool | None, ya: Pesan, tidak: Pesan, belum: Pesan, bagian: str = "ukuran") -> Baris:
        status, teks = Status.TERPENUHI, ya
        if benar is None:
            status, teks = Status.BELUM, belum
        elif not benar:
            status, teks = Status.TIDAK, tidak
        return Baris(self.kode, status, teks, self.aturan.sumber(f"{self.jalur}.{bagian}"))


def daftar_rute(aturan: Peraturan) -> tuple[str, ...]:
    """Codes of the routes, in the order of the file."""
    return aturan.anak("rute")


def nama_rute(aturan: Peraturan, rute: str) -> Pesan:
    """The route in words. Raises KetentuanTidakAda."""
    return Pesan(aturan.teks(f"rute.{rute}.label"))


def rute_tertutup(aturan: Peraturan, rute: str, tanggal: dt.date) -> Pesan | None:
    """Why the route is closed on the day: not opened, or outside its own window. None while it is open."""
    if not aturan.ya(f"rute.{rute}.dibuka"):
        return P_("Rute %(rute)s tidak dibuka.", rute=nama_rute(aturan, rute))
    masa = f"rute.{rute}.masa"
    if not aturan.anak(masa):
        return None
    mulai, sampai = aturan.tanggal(f"{masa}.mulai"), aturan.tanggal(f"{masa}.sampai")
    if mulai <= tanggal <= sampai:
        return None
    return P_(
        "Rute %(rute)s hanya dibuka %(mulai)s sampai %(sampai)s.",
        rute=nama_rute(aturan, rute),
        mulai=mulai,
        sampai=sampai,
    )


def syarat_pengangkatan(
    aturan: Peraturan,
    karier: Peraturan,
    kredit: Peraturan,
    *,
    rute: str,
    jenjang: str,
    tanggal: dt.date,
    pelamar: Pelamar,
) -> Syarat:
    """Judges every requirement of the route at once. `kredit` are the credit rules, for the ranks of the level.

    Raises RuteSalah for a route that does not exist or is not for the level.
    """
    if rute not in daftar_rute(aturan):
        daftar = daftar_rute(aturan)
        raise RuteSalah(
            "rute", P_("Rute tidak ada dalam %(aturan)s. Pilih: %(daftar)s.", aturan=aturan.nama, daftar=daftar)
        )
    hanya = f"rute.{rute}.jenjang"
    if aturan.memuat(hanya) and jenjang not in aturan.daftar(hanya):
        nama = tuple(nama_jenjang(kredit, j) for j in aturan.daftar(hanya))
        raise RuteSalah("jenjang", P_("Rute ini hanya untuk %(daftar)s.", daftar=nama))
    baris: list[Baris] = []
    for kode in aturan.anak(f"rute.{rute}.syarat"):
        soal = _Soal(aturan, karier, kredit, rute, kode, jenjang, tanggal, pelamar)
        khusus = f"{soal.jalur}.hanya_jenjang"
        if aturan.memuat(khusus) and jenjang not in aturan.daftar(khusus):
            continue
        baris.append(_UKURAN[aturan.teks(f"{soal.jalur}.ukuran")](soal))
    return Syarat(tuple(baris), rute_tertutup(aturan, rute, tanggal))


def _fakta(s: _Soal) -> Baris:
    nama = Pesan(s.karier.teks(f"fakta.{s.kode}.label"))
    benar = s.pelamar.fakta.get(s.kode)
    kecuali = f"{s.jalur}.kecuali_bidang_ti"
    if not benar and s.aturan.memuat(kecuali) and s.aturan.ya(kecuali):
        di_bidang = s.pelamar.fakta.get(FAKTA_BIDANG_TI)
        if di_bidang:
            teks = P_("%(syarat)s: tidak diperlukan karena ijazah di bidang TI.", syarat=nama)
            return s.baris(True, teks, teks, teks)
        if di_bidang is None:
            benar = None
    return s.baris(
        benar,
        P_("%(syarat)s: terpenuhi.", syarat=nama),
        P_("%(syarat)s: belum terpenuhi.", syarat=nama),
        P_("%(syarat)s: belum diketahui.", syarat=nama),
    )


def _pendidikan(s: _Soal) -> Baris:
    bagian = kategori(s.jenjang)
    minimal = s.aturan.teks(f"{s.jalur}.{bagian}")
    ada = s.pelamar.ijazah
    nilai = {"minimal": minimal.upper(), "ada": (ada or "").upper()}
    return s.baris(
        None if ada is None else urutan_ijazah(ada) >= urutan_ijazah(minimal),
        P_("Ijazah %(ada)s, paling rendah %(minimal)s: terpenuhi.", **nilai),
        P_("Ijazah %(ada)s di bawah %(minimal)s.", **nilai),
        P_("Ijazah belum diketahui; paling rendah %(minimal)s.", **nilai),
        bagian,
    )


def _golongan(s: _Soal) -> Baris:
    bagian = kategori(s.jenjang)
    return _golongan_minimal(s, s.aturan.teks(f"{s.jalur}.{bagian}"), bagian)


def _golongan_jenjang(s: _Soal) -> Baris:
    return _golongan_minimal(s, s.kredit.daftar(f"jenjang.{s.jenjang}.golongan")[0], "ukuran")


def _golongan_minimal(s: _Soal, minimal: str, bagian: str) -> Baris:
    ada = s.pelamar.golongan
    return s.baris(
        None if ada is None else urutan_golongan(ada) >= urutan_golongan(minimal),
        P_("Golongan %(ada)s, paling rendah %(minimal)s: terpenuhi.", ada=ada, minimal=minimal),
        P_("Golongan %(ada)s di bawah %(minimal)s.", ada=ada, minimal=minimal),
        P_("Golongan belum diketahui; paling rendah %(minimal)s.", minimal=minimal),
        bagian,
    )


def _prestasi(s: _Soal) -> Baris:
    perlu, ada = s.aturan.bulat(f"{s.jalur}.tahun"), s.pelamar.prestasi_baik_tahun
    return s.baris(
        None if ada is None else ada >= perlu,
        P_("Prestasi kerja baik %(ada)s tahun terakhir, perlu %(perlu)s: terpenuhi.", ada=ada, perlu=perlu),
        P_("Prestasi kerja baik baru %(ada)s tahun terakhir, perlu %(perlu)s.", ada=ada, perlu=perlu),
        P_("Prestasi kerja belum diketahui; perlu baik %(perlu)s tahun terakhir.", perlu=perlu),
        "tahun",
    )


def _pengalaman(s: _Soal) -> Baris:
    perlu, ada = s.aturan.desimal(f"{s.jalur}.tahun"), s.pelamar.pengalaman_tahun
    return s.baris(
        None if ada is None else ada >= perlu,
        P_("Pengalaman di bidang TI %(ada)s tahun, perlu %(perlu)s: terpenuhi.", ada=ada, perlu=perlu),
        P_("Pengalaman di bidang TI baru %(ada)s tahun, perlu %(perlu)s.", ada=ada, perlu=perlu),
        P_("Pengalaman di bidang TI belum diketahui; perlu %(perlu)s tahun.", perlu=perlu),
        "tahun",
    )


def _usia(s: _Soal) -> Baris:
    batas = batas_usia(s.aturan, s.rute, s.jenjang)
    if batas is None:
        teks = P_("Batas usia jenjang ini tidak tercantum dalam peraturan; pastikan kepada instansi pembina.")
        return s.baris(None, teks, teks, teks)
    return _batas_usia(
        s, batas, s.jenjang, P_("Tanggal lahir belum diketahui; usia paling tinggi %(batas)s tahun.", batas=batas)
    )


def _usia_pensiun(s: _Soal) -> Baris:
    sebelum, pensiun = s.aturan.bulat(f"{s.jalur}.tahun_sebelum"), s.pelamar.usia_pensiun
    if pensiun is None:
        teks = P_(
            "Usia pensiun jabatan terakhir belum diketahui; usia paling tinggi %(sebelum)s tahun sebelumnya.",
            sebelum=sebelum,
        )
        return s.baris(None, teks, teks, teks, "tahun_sebelum")
    batas = pensiun - sebelum
    belum = P_("Tanggal lahir belum diketahui; usia paling tinggi %(batas)s tahun.", batas=batas)
    return _batas_usia(s, batas, "tahun_sebelum", belum)


def _batas_usia(s: _Soal, batas: int, bagian: str, belum: Pesan) -> Baris:
    if s.pelamar.tanggal_lahir is None:
        return s.baris(None, belum, belum, belum, bagian)
    sumber = s.aturan.sumber(f"{s.jalur}.{bagian}")
    hasil = periksa_usia(s.aturan, batas, s.pelamar.tanggal_lahir, s.tanggal, sumber)
    return s.baris(hasil.boleh, hasil.alasan, hasil.alasan, belum, bagian)


def _sejak_pns(s: _Soal) -> Baris:
    tahun, tmt = s.aturan.bulat(f"{s.jalur}.tahun"), s.pelamar.tmt_pns
    if tmt is None:
        teks = P_("Tanggal diangkat sebagai PNS belum diketahui; paling lama %(tahun)s tahun sesudahnya.", tahun=tahun)
        return s.baris(None, teks, teks, teks, "tahun")
    terakhir = tambah_tahun(tmt, tahun)
    nilai = {"tanggal": s.tanggal, "terakhir": terakhir}
    return s.baris(
        s.tanggal <= terakhir,
        P_("Pengangkatan %(tanggal)s tidak sesudah %(terakhir)s: terpenuhi.", **nilai),
        P_("Pengangkatan %(tanggal)s sesudah batas %(terakhir)s sejak menjadi PNS.", **nilai),
        P_("Tanggal diangkat sebagai PNS belum diketahui; paling lama %(tahun)s tahun sesudahnya.", tahun=tahun),
        "tahun",
    )


def _jenjang_asal(s: _Soal) -> Baris:
    boleh, ada = s.aturan.daftar(f"{s.jalur}.jenjang"), s.pelamar.jenjang_asal
    nama = tuple(nama_jenjang(s.kredit, j) for j in boleh)
    return s.baris(
        None if ada is None else ada in boleh,
        P_("Jenjang asal termasuk %(daftar)s: terpenuhi.", daftar=nama),
        P_("Jenjang asal harus %(daftar)s.", daftar=nama),
        P_("Jenjang asal belum diketahui; harus %(daftar)s.", daftar=nama),
        "jenjang",
    )


def _menyusul(s: _Soal) -> Baris:
    batas = tambah_tahun(s.tanggal, s.aturan.bulat(f"{s.jalur}.tahun"))
    if s.pelamar.fakta.get("diklat_fungsional"):
        teks = P_("Diklat fungsional sudah lulus.")
        return Baris(s.kode, Status.TERPENUHI, teks, s.aturan.sumber(f"{s.jalur}.tahun"))
    teks = P_("Diklat fungsional harus lulus paling lambat %(batas)s.", batas=batas)
    return Baris(s.kode, Status.MENYUSUL, teks, s.aturan.sumber(f"{s.jalur}.tahun"))


_UKURAN: Mapping[str, Callable[[_Soal], Baris]] = {
    "fakta": _fakta,
    "pendidikan": _pendidikan,
    "golongan": _golongan,
    "golongan_jenjang": _golongan_jenjang,
    "prestasi": _prestasi,
    "pengalaman": _pengalaman,
    "usia": _usia,
    "usia_pensiun": _usia_pensiun,
    "sejak_pns": _sejak_pns,
    "jenjang_asal": _jenjang_asal,
    "menyusul": _menyusul,
}
