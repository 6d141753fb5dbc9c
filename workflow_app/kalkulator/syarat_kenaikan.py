"""The conditions of a raise one by one: fulfilled, not fulfilled, or not known; nothing is taken for granted."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.pangkat_puncak import SYARAT as SYARAT_PUNCAK
from workflow_app.kalkulator.pangkat_puncak import menunggu_puncak, puncak_ditunggu
from workflow_app.kalkulator.prasyarat import TOLAK
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang
from workflow_app.pesan import P_, Pesan


class Keadaan(enum.Enum):
    """What is known of a condition."""

    TERPENUHI = "terpenuhi"
    BELUM = "belum"
    TIDAK_DIKETAHUI = "tidak_diketahui"


@dataclass(frozen=True, slots=True)
class Fakta:
    """What is known of the officer besides credit and dates; None is not known."""

    prestasi_baik: bool | None = None
    """The appraisal of the last year: every element (or the predicate) at least good."""
    uji_kompetensi: bool | None = None
    lowongan: bool | None = None


@dataclass(frozen=True, slots=True)
class Karier:
    """Where an officer stands, and since when."""

    jenjang: str
    golongan: str
    tmt_pangkat: dt.date
    tmt_jenjang: dt.date
    tmt_jabatan: dt.date
    """First appointment to the functional position."""
    golongan_awal: str | None = None
    """Rank at which the level was entered."""
    pendidikan: str | None = None
    """Diploma with which the position was entered; None for the common column of the rule set."""


@dataclass(frozen=True, slots=True)
class Syarat:
    """One condition; its steps end with the sentence that decides it."""

    kode: str
    nama: Pesan
    keadaan: Keadaan
    langkah: tuple[Langkah, ...]

    @property
    def isi(self) -> Pesan:
        """The deciding sentence."""
        return self.langkah[-1].teks


def gabungan(syarat: Iterable[Syarat]) -> Keadaan:
    """The verdict on several conditions: one that fails decides, then one that is not known."""
    semua = {s.keadaan for s in syarat}
    for keadaan in (Keadaan.BELUM, Keadaan.TIDAK_DIKETAHUI):
        if keadaan in semua:
            return keadaan
    return Keadaan.TERPENUHI


def nilai(benar: bool | None) -> Keadaan:
    """A known or unknown fact as a verdict."""
    if benar is None:
        return Keadaan.TIDAK_DIKETAHUI
    return Keadaan.TERPENUHI if benar else Keadaan.BELUM


def masa_pangkat(syarat: Peraturan, karier: Karier, hari_ini: dt.date) -> Syarat:
    """The years in the rank that a raise in rank asks for."""
    tahun = syarat.bulat("kp.tahun_pangkat")
    selesai = tambah_tahun(karier.tmt_pangkat, tahun)
    isi = {"tahun": tahun, "golongan": karier.golongan, "tmt": karier.tmt_pangkat, "selesai": selesai}
    teks = P_("%(tahun)s tahun dalam pangkat %(golongan)s sejak %(tmt)s: genap %(selesai)s.", **isi)
    langkah = Langkah(teks, None, syarat.sumber("kp.tahun_pangkat"))
    return Syarat("masa_pangkat", P_("Masa dalam pangkat"), nilai(selesai <= hari_ini), (langkah,))


def masa_jabatan(syarat: Peraturan, karier: Karier, hari_ini: dt.date) -> Syarat:
    """The years in the functional position that a raise in rank asks for."""
    tahun = syarat.bulat("kp.tahun_jabatan")
    selesai = tambah_tahun(karier.tmt_jabatan, tahun)
    isi = {"tahun": tahun, "tmt": karier.tmt_jabatan, "selesai": selesai}
    teks = P_("%(tahun)s tahun dalam jabatan sejak %(tmt)s: genap %(selesai)s.", **isi)
    langkah = Langkah(teks, None, syarat.sumber("kp.tahun_jabatan"))
    return Syarat("masa_jabatan", P_("Masa dalam jabatan"), nilai(selesai <= hari_ini), (langkah,))


def masa_jenjang(syarat: Peraturan, karier: Karier, hari_ini: dt.date) -> Syarat:
    """The years in the level that a raise in level asks for."""
    tahun = syarat.bulat("kj.tahun_jenjang")
    selesai = tambah_tahun(karier.tmt_jenjang, tahun)
    isi = {"tahun": tahun, "tmt": karier.tmt_jenjang, "selesai": selesai}
    teks = P_("%(tahun)s tahun dalam jenjang sejak %(tmt)s: genap %(selesai)s.", **isi)
    langkah = Langkah(teks, None, syarat.sumber("kj.tahun_jenjang"))
    return Syarat("masa_jenjang", P_("Masa dalam jenjang"), nilai(selesai <= hari_ini), (langkah,))


def pangkat_puncak(aturan: Peraturan, syarat: Peraturan, karier: Karier) -> list[Syarat]:
    """The top rank of the level before a raise in level, where the rules ask for it."""
    if not syarat.ya(SYARAT_PUNCAK):
        return []
    ditunggu = puncak_ditunggu(aturan, syarat, karier.jenjang, karier.golongan)
    puncak = golongan_jenjang(aturan, karier.jenjang)[-1]
    teks = P_("Pangkat puncak jenjang ini, %(puncak)s, sudah tercapai.", puncak=puncak)
    if ditunggu is not None:
        teks = menunggu_puncak(ditunggu, karier.golongan)
    langkah = Langkah(teks, None, syarat.sumber(SYARAT_PUNCAK))
    return [Syarat("pangkat_puncak", P_("Pangkat puncak jenjang"), nilai(ditunggu is None), (langkah,))]


def syarat_fakta_kj(syarat: Peraturan, fakta: Fakta, tujuan: str) -> list[Syarat]:
    """Appraisal, examination and vacancy, as far as the rules on raises in level ask for them."""
    daftar = []
    tahun = syarat.bulat("kj.prestasi_tahun")
    if tahun:
        daftar.append(_prestasi(fakta, tahun, syarat.sumber("kj.prestasi_tahun")))
    if syarat.ya("kj.uji_kompetensi"):
        teks = {
            True: P_("Uji kompetensi untuk %(tujuan)s lulus.", tujuan=tujuan),
            False: P_("Uji kompetensi untuk %(tujuan)s belum lulus.", tujuan=tujuan),
            None: P_("Kelulusan uji kompetensi untuk %(tujuan)s belum diketahui.", tujuan=tujuan),
        }[fakta.uji_kompetensi]
        langkah = Langkah(teks, None, syarat.sumber("kj.uji_kompetensi"))
        daftar.append(Syarat("uji_kompetensi", P_("Uji kompetensi"), nilai(fakta.uji_kompetensi), (langkah,)))
    if syarat.ya("kj.lowongan"):
        teks = {
            True: P_("Ada lowongan pada jenjang %(tujuan)s.", tujuan=tujuan),
            False: P_("Tidak ada lowongan pada jenjang %(tujuan)s.", tujuan=tujuan),
            None: P_("Lowongan pada jenjang %(tujuan)s belum diketahui.", tujuan=tujuan),
        }[fakta.lowongan]
        langkah = Langkah(teks, None, syarat.sumber("kj.lowongan"))
        daftar.append(Syarat("lowongan", P_("Lowongan"), nilai(fakta.lowongan), (langkah,)))
    return daftar


def syarat_prestasi_kp(syarat: Peraturan, fakta: Fakta, jenjang: str) -> list[Syarat]:
    """The appraisal, where a raise in rank from this level asks for it."""
    if jenjang in syarat.daftar("kp.jenjang_perlu_prestasi"):
        return [_prestasi(fakta, syarat.bulat("kj.prestasi_tahun"), syarat.sumber("kp.jenjang_perlu_prestasi"))]
    if syarat.teks("kp.prestasi_sikap") == TOLAK:
        return [_prestasi(fakta, syarat.bulat("kp.prestasi_tahun"), syarat.sumber("kp.prestasi_sikap"))]
    return []


def _prestasi(fakta: Fakta, tahun: int, sumber: str) -> Syarat:
    teks = {
        True: P_("Prestasi kerja baik %(tahun)s tahun terakhir.", tahun=tahun),
        False: P_("Prestasi kerja belum baik %(tahun)s tahun terakhir.", tahun=tahun),
        None: P_("Prestasi kerja %(tahun)s tahun terakhir belum diketahui.", tahun=tahun),
    }[fakta.prestasi_baik]
    langkah = Langkah(teks, None, sumber)
    return Syarat("prestasi", P_("Prestasi kerja"), nilai(fakta.prestasi_baik), (langkah,))
