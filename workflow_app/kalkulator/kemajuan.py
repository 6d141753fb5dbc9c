"""How far an officer is on the way to the next rank (KP) and the next level (KJ): credit, conditions, earliest date.

One result for every regime, so that a page can draw it. Credit and its shares come from `kelayakan` and
`minimal_konversi`, the dates from `waktu_kenaikan`; nothing is computed a second way here.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kebutuhan import Kedudukan, kebutuhan_langkah
from workflow_app.kalkulator.kelayakan import KJ, KP, KreditDinilai, Sasaran, kelayakan_kredit
from workflow_app.kalkulator.minimal_konversi import Minimal, di_atas_jenjang, minimal_kj, minimal_kp, tanpa_kp
from workflow_app.kalkulator.syarat_kenaikan import (
    Fakta,
    Karier,
    Keadaan,
    Syarat,
    gabungan,
    masa_jabatan,
    masa_jenjang,
    masa_pangkat,
    nilai,
    pangkat_puncak,
    syarat_fakta_kj,
    syarat_prestasi_kp,
)
from workflow_app.kalkulator.tahun_pertama import TahunPertama, tahun_pertama
from workflow_app.kalkulator.waktu_kenaikan import Periode, Waktu, tmt_kj, waktu_kp
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    nama_jenjang,
    nama_pangkat,
)
from workflow_app.pesan import P_, Pesan

_TUNGGU_KJ = "tunggu_kj"
_MASA = frozenset({"masa_pangkat", "masa_jabatan", "masa_jenjang", _TUNGGU_KJ})
"""Conditions that time alone fulfils."""


@dataclass(frozen=True, slots=True)
class Tambahan:
    """Credit that comes on a day."""

    tanggal: dt.date
    kredit: KreditDinilai


@dataclass(frozen=True, slots=True)
class Capaian:
    """When credit first sufficed for the next rank and has ever since, and the main credit there was then."""

    tanggal: dt.date
    utama: Decimal


@dataclass(frozen=True, slots=True)
class Tujuan:
    """One raise on the way. Without an aim (top rank, top level) `kode` is None and `tanpa` says why."""

    jenis: str
    """`KP` or `KJ`."""
    kode: str | None
    """Rank or level to be reached."""
    nama: str
    tanpa: Pesan | None = None
    perlu: Decimal = NOL
    utama: Decimal = NOL
    """Credit of the main elements; everything, where the regime knows no elements."""
    penunjang: Decimal = NOL
    """Supporting credit that counts."""
    utama_minimal: Decimal = NOL
    kurang: Decimal = NOL
    """The least credit that still has to be earned."""
    syarat: tuple[Syarat, ...] = ()
    """The conditions, that of the credit first."""
    cukup_pada: dt.date | None = None
    """Day from which the credit suffices, not before today; None while it does not."""
    waktu: Waktu | None = None
    """The earliest date by the waiting times, from the day on which the credit suffices (today, where it does not)."""
    peringatan: tuple[Syarat, ...] = ()
    """Conditions that only warn: unfulfilled ones hold nothing back."""

    @property
    def diakui(self) -> Decimal:
        """Credit that counts."""
        return self.utama + self.penunjang

    @property
    def keadaan(self) -> Keadaan:
        """The verdict on all conditions together."""
        return gabungan(self.syarat) if self.kode else Keadaan.BELUM

    @property
    def paling_awal(self) -> dt.date | None:
        """The earliest date, if what is not known turns out well; None while something else is missing."""
        tertahan = any(s.keadaan is Keadaan.BELUM and s.kode not in _MASA for s in self.syarat)
        return None if tertahan or self.cukup_pada is None or self.waktu is None else self.waktu.tanggal


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """Both raises under one rule set."""

    kp: Tujuan
    kj: Tujuan

    @property
    def tujuan(self) -> tuple[Tujuan, Tujuan]:
        """Rank first, then level."""
        return self.kp, self.kj


def kemajuan(
    aturan: Peraturan,
    syarat: Peraturan,
    periode: Periode,
    karier: Karier,
    kredit: KreditDinilai,
    *,
    hari_ini: dt.date,
    fakta: Fakta = Fakta(),  # noqa: B008 - frozen
    tambahan: Sequence[Tambahan] = (),
    dengan_ak_dasar: bool = False,
    capaian: Capaian | None = None,
) -> Kemajuan:
    """Measures `kredit` (with what `tambahan` brings on later days) for an officer.

    `aturan` are the credit rules, `syarat` those on raises of the same regime, `periode` finds the months of a raise
    in rank, `capaian` says since when `kredit` suffices for the next rank (left out, since today). Raises
    KetentuanTidakAda for an unknown level or rank, PeraturanTidakAda for a date without rules.
    """
    ukur = _ukur_konversi if aturan.anak("koefisien") else _ukur_unsur
    hitung = _Hitung(aturan, syarat, periode, karier, hari_ini, fakta, dengan_ak_dasar, capaian)
    tangga = _bertahap(aturan, kredit, hari_ini, tambahan)
    kj = _lengkapi_kj(hitung, [(hari, ukur(hitung, satu)[1]) for hari, satu in tangga])
    kp = _lengkapi_kp(hitung, [(hari, ukur(hitung, satu)[0]) for hari, satu in tangga], kj)
    return Kemajuan(kp, kj)


@dataclass(frozen=True, slots=True)
class _Hitung:
    aturan: Peraturan
    syarat: Peraturan
    periode: Periode
    karier: Karier
    hari_ini: dt.date
    fakta: Fakta
    dengan_ak_dasar: bool
    capaian: Capaian | None


def _bertahap(
    aturan: Peraturan, kredit: KreditDinilai, hari_ini: dt.date, tambahan: Sequence[Tambahan]
) -> list[tuple[dt.date, KreditDinilai]]:
    """The credit as it grows: today, and after each later addition; the last entry holds everything."""
    kini = KreditDinilai(*(bulatkan(aturan, n) for n in (kredit.utama, kredit.penunjang, kredit.profesi)))
    hasil = {hari_ini: kini}
    for satu in sorted(tambahan, key=lambda t: t.tanggal):
        k = satu.kredit
        kini = KreditDinilai(kini.utama + k.utama, kini.penunjang + k.penunjang, kini.profesi + k.profesi)
        hasil[max(satu.tanggal, hari_ini)] = kini
    return list(hasil.items())


def _ukur_unsur(h: _Hitung, kredit: KreditDinilai) -> tuple[Tujuan, Tujuan]:
    """By elements: sum, shares and pengembangan profesi, as the decision on a claim measures them."""
    k = h.karier
    awal = k.golongan_awal if k.golongan_awal in golongan_jenjang(h.aturan, k.jenjang) else None
    hasil = kelayakan_kredit(h.aturan, kredit, Kedudukan(k.golongan, k.jenjang, k.pendidikan, awal))
    return _dari_sasaran(KP, hasil.kp, hasil.alasan[0]), _dari_sasaran(KJ, hasil.kj, hasil.alasan[1])


def _dari_sasaran(jenis: str, s: Sasaran | None, alasan: Pesan) -> Tujuan:
    if s is None:
        return Tujuan(jenis, None, "", alasan)
    # Steps: main elements, supporting element, pengembangan profesi where one is asked for, and the verdict.
    utama, _penunjang, *profesi, _putusan = s.langkah
    daftar = [Syarat("kredit", P_("Angka kredit"), nilai(not s.kekurangan), s.langkah)]
    if s.utama_minimal:
        daftar.append(Syarat("utama", P_("Bagian unsur utama"), nilai(not s.utama_kurang), (utama,)))
    if s.profesi_minimal:
        daftar.append(Syarat("profesi", P_("Pengembangan profesi"), nilai(not s.profesi_kurang), tuple(profesi)))
    return Tujuan(
        jenis,
        s.tujuan,
        s.nama_tujuan,
        perlu=s.kebutuhan,
        utama=s.utama,
        penunjang=s.penunjang_diakui,
        utama_minimal=s.utama_minimal,
        kurang=s.masih_perlu,
        syarat=tuple(daftar),
    )


def _ukur_konversi(h: _Hitung, kredit: KreditDinilai) -> tuple[Tujuan, Tujuan]:
    """By the sum earned in the level."""
    aturan, k = h.aturan, h.karier
    jumlah = kredit.utama + kredit.penunjang
    milik = golongan_jenjang(aturan, k.jenjang)
    awal = k.golongan_awal if k.golongan_awal in milik else None
    perlu_kj = minimal_kj(aturan, k.jenjang, golongan_awal=awal, dengan_ak_dasar=h.dengan_ak_dasar)
    atas = jenjang_berikut(aturan, k.jenjang)
    if perlu_kj is None or atas is None:
        teks = P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, k.jenjang))
        kj = Tujuan(KJ, None, "", teks)
    else:
        kj = _dari_minimal(KJ, atas, nama_jenjang(aturan, atas), jumlah, perlu_kj)
    tujuan = golongan_berikut(k.golongan)
    perlu_kp = None
    if k.golongan in milik:
        perlu_kp = minimal_kp(aturan, k.jenjang, k.golongan, golongan_awal=awal, dengan_ak_dasar=h.dengan_ak_dasar)
    if perlu_kp is None or tujuan is None:
        return Tujuan(KP, None, "", tanpa_kp(aturan, k.jenjang, k.golongan)), kj
    return _dari_minimal(KP, tujuan, f"{nama_pangkat(tujuan)} ({tujuan})", jumlah, perlu_kp), kj


def _dari_minimal(jenis: str, kode: str, nama: str, jumlah: Decimal, perlu: Minimal) -> Tujuan:
    kurang = max(perlu.nilai - jumlah, NOL)
    isi = {"jumlah": jumlah, "kebutuhan": perlu.nilai, "kurang": kurang}
    teks = (
        P_("Angka kredit dalam jenjang %(jumlah)s dari %(kebutuhan)s, kurang %(kurang)s.", **isi)
        if kurang
        else P_("Angka kredit dalam jenjang %(jumlah)s memenuhi %(kebutuhan)s.", **isi)
    )
    langkah = (*perlu.langkah, Langkah(teks, jumlah, perlu.langkah[-1].sumber))
    syarat = Syarat("kredit", P_("Angka kredit"), nilai(not kurang), langkah)
    return Tujuan(jenis, kode, nama, perlu=perlu.nilai, utama=jumlah, kurang=kurang, syarat=(syarat,))


def _cukup_pada(tangga: Sequence[tuple[dt.date, Tujuan]]) -> dt.date | None:
    """The first day on which every condition about credit holds."""
    return next((hari for hari, t in tangga if t.kode and gabungan(t.syarat) is Keadaan.TERPENUHI), None)


def _lengkapi_kj(h: _Hitung, tangga: Sequence[tuple[dt.date, Tujuan]]) -> Tujuan:
    akhir = tangga[-1][1]
    if akhir.kode is None:
        return akhir
    cukup = _cukup_pada(tangga)
    syarat = (
        *akhir.syarat,
        *pangkat_puncak(h.aturan, h.syarat, h.karier),
        masa_jenjang(h.syarat, h.karier, h.hari_ini),
        *syarat_fakta_kj(h.syarat, h.fakta, akhir.nama),
    )
    waktu = tmt_kj(h.syarat, cukup or h.hari_ini, h.karier.tmt_jenjang)
    return replace(akhir, syarat=syarat, cukup_pada=cukup, waktu=waktu)


def _lengkapi_kp(h: _Hitung, tangga: Sequence[tuple[dt.date, Tujuan]], kj: Tujuan) -> Tujuan:
    akhir = tangga[-1][1]
    if akhir.kode is None:
        return akhir
    cukup = _cukup_pada(tangga)
    sejak = cukup or h.hari_ini
    menunggu = _menunggu_kj(h, akhir.kode, kj)
    if menunggu and kj.waktu is not None:
        sejak = max(sejak, kj.waktu.tanggal)
    syarat = (
        *akhir.syarat,
        *menunggu,
        masa_pangkat(h.syarat, h.karier, h.hari_ini),
        masa_jabatan(h.syarat, h.karier, h.hari_ini),
        *syarat_prestasi_kp(h.syarat, h.fakta, h.karier.jenjang),
    )
    peringatan: tuple[Syarat, ...] = ()
    if (pertama := _tahun_pertama(h, tangga, cukup)) is not None:
        satu = Syarat("tahun_pertama", P_("Aturan tahun pertama"), nilai(pertama.terpenuhi), pertama.langkah)
        if pertama.memblokir:
            syarat += (satu,)
        else:
            peringatan = (satu,)
    waktu = waktu_kp(
        h.syarat, h.periode, tmt_pangkat=h.karier.tmt_pangkat, tmt_jabatan=h.karier.tmt_jabatan, sejak=sejak
    )
    return replace(akhir, syarat=syarat, cukup_pada=cukup, waktu=waktu, peringatan=peringatan)


def _tahun_pertama(h: _Hitung, tangga: Sequence[tuple[dt.date, Tujuan]], cukup: dt.date | None) -> TahunPertama | None:
    """What must still be collected because the credit came within the first year; None where the rule is silent."""
    if cukup is None or not h.syarat.memuat("tahun_pertama.bagian"):
        return None
    k = h.karier
    langkah = kebutuhan_langkah(h.aturan, golongan=k.golongan, jenjang=k.jenjang, pendidikan=k.pendidikan)
    if langkah is None:
        return None
    saat = Capaian(cukup, dict(tangga)[cukup].utama)
    if cukup == h.hari_ini and h.capaian is not None:
        saat = h.capaian
    hasil = tahun_pertama(
        h.aturan,
        h.syarat,
        langkah,
        tmt_pangkat=k.tmt_pangkat,
        tmt_jabatan=k.tmt_jabatan,
        tercapai=saat.tanggal,
        utama_terkumpul=max(tangga[-1][1].utama - saat.utama, NOL),
    )
    return hasil if hasil.berlaku else None


def _menunggu_kj(h: _Hitung, golongan: str, kj: Tujuan) -> list[Syarat]:
    """A rank above the level waits for the level, unless the rules give it where there is no vacancy."""
    tetap = h.syarat.ya("kp.tanpa_lowongan") and h.fakta.lowongan is False
    if kj.kode is None or tetap or not di_atas_jenjang(h.aturan, h.karier.jenjang, golongan):
        return []
    keadaan, tanpa_masa = gabungan(kj.syarat), gabungan(s for s in kj.syarat if s.kode not in _MASA)
    teks = {
        Keadaan.TERPENUHI: P_("Kenaikan jabatan ke %(tujuan)s didahulukan, lalu kenaikan pangkat.", tujuan=kj.nama),
        Keadaan.BELUM: P_("Kenaikan pangkat ke %(tujuan)s menunggu kenaikan jabatan.", tujuan=golongan),
        Keadaan.TIDAK_DIKETAHUI: P_(
            "Kenaikan pangkat ke %(tujuan)s menunggu kepastian kenaikan jabatan.", tujuan=golongan
        ),
    }[keadaan]
    langkah = Langkah(teks, None, h.syarat.sumber("kj.pangkat_puncak_jenjang"))
    kode = _TUNGGU_KJ if tanpa_masa is not Keadaan.BELUM else "kj_dahulu"
    return [Syarat(kode, P_("Kenaikan jabatan lebih dahulu"), keadaan, (langkah,))]
