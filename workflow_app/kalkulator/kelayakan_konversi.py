"""Raises under the conversion regime: what the credit reaches, and every other condition with its reason."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.kalkulator.kelayakan import KJ, KP
from workflow_app.kalkulator.konversi import nama_predikat, paling_sedikit
from workflow_app.kalkulator.minimal_konversi import Minimal, di_atas_jenjang, minimal_kj, minimal_kp, tanpa_kp
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    nama_jenjang,
    nama_pangkat,
)
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Fakta:
    """What is known of the officer besides his credit; None is not known."""

    predikat: str | None = None
    """Predicate of the last year."""
    uji_kompetensi: bool | None = None
    lowongan: bool | None = None
    tahun_pangkat: Decimal | None = None
    tahun_jenjang: Decimal | None = None
    tahun_jabatan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """One raise: whether it may be given. `boleh` None while something is not known that decides."""

    jenis: str
    tujuan: str | None
    """Rank or level aimed at; None where there is none."""
    kebutuhan: Decimal | None
    jumlah: Decimal
    boleh: bool | None
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def kekurangan(self) -> Decimal | None:
        """Credit that is missing; None where there is no aim."""
        return None if self.kebutuhan is None else max(self.kebutuhan - self.jumlah, NOL)

    @property
    def kelebihan(self) -> Decimal | None:
        """Credit that is left over; None where there is no aim."""
        return None if self.kebutuhan is None else max(self.jumlah - self.kebutuhan, NOL)


@dataclass(frozen=True, slots=True)
class KelayakanKonversi:
    """Both raises. When both are allowed the level comes first, and the rank stands on the same credit."""

    kj: Kenaikan
    kp: Kenaikan
    tetap_jenjang: bool
    """The rank is given while the officer stays in his level, because there is no vacancy above."""
    peringatan: tuple[Pesan, ...]


def kelayakan_konversi(
    aturan: Peraturan,
    syarat: Peraturan,
    *,
    angka_kredit: Decimal,
    jenjang: str,
    golongan: str,
    golongan_awal: str | None = None,
    dengan_ak_dasar: bool = False,
    fakta: Fakta | None = None,
) -> KelayakanKonversi:
    """Judges the credit earned in the level (earlier raises in rank included) under `aturan`, and the other conditions
    under `syarat` (kind `kenaikan`). A rank below the level, as after a raise in level that came before the one in
    rank, has no aim of its own here. Raises ValueError for one that is more than one above the level.
    """
    fakta = fakta or Fakta()
    milik = golongan_jenjang(aturan, jenjang)
    if di_atas_jenjang(aturan, jenjang, golongan) and golongan != golongan_berikut(milik[-1]):
        raise ValueError(f"{golongan} terlalu tinggi untuk {jenjang}")
    perlu_kj = minimal_kj(aturan, jenjang, golongan_awal=golongan_awal, dengan_ak_dasar=dengan_ak_dasar)
    kj = _kj(aturan, syarat, jenjang, golongan, angka_kredit, perlu_kj, fakta)
    perlu_kp = None
    if golongan in milik:
        perlu_kp = minimal_kp(aturan, jenjang, golongan, golongan_awal=golongan_awal, dengan_ak_dasar=dengan_ak_dasar)
    tetap = syarat.ya("kp.tanpa_lowongan") and fakta.lowongan is False
    kp = _kp(aturan, syarat, jenjang, golongan, angka_kredit, perlu_kp, fakta, kj.boleh, tetap)
    tetap_jenjang = bool(kp.boleh) and tetap and kp.tujuan not in milik
    return KelayakanKonversi(kj, kp, tetap_jenjang, _peringatan(aturan, syarat, fakta))


class _Pemeriksaan:
    """Gathers the conditions of one raise: what fails, what is not known, what holds."""

    def __init__(self) -> None:
        self.gagal: list[Pesan] = []
        self.belum: list[Pesan] = []
        self.langkah: list[Langkah] = []

    def syarat(self, benar: bool | None, gagal: Pesan, belum: Pesan, sumber: str) -> None:
        if benar is None:
            self.belum.append(belum)
            self.langkah.append(Langkah(belum, None, sumber))
        elif not benar:
            self.gagal.append(gagal)
            self.langkah.append(Langkah(gagal, None, sumber))

    @property
    def boleh(self) -> bool | None:
        if self.gagal:
            return False
        return None if self.belum else True

    @property
    def alasan(self) -> tuple[Pesan, ...]:
        return (*self.gagal, *self.belum)


def _kj(
    aturan: Peraturan,
    syarat: Peraturan,
    jenjang: str,
    golongan: str,
    jumlah: Decimal,
    perlu: Minimal | None,
    fakta: Fakta,
) -> Kenaikan:
    tujuan = jenjang_berikut(aturan, jenjang)
    if tujuan is None or perlu is None:
        teks = P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, jenjang))
        return Kenaikan(KJ, None, None, jumlah, False, (teks,), ())
    nama = nama_jenjang(aturan, tujuan)
    periksa = _Pemeriksaan()
    periksa.langkah += perlu.langkah
    kurang = P_(
        "Angka kredit %(jumlah)s belum memenuhi %(kebutuhan)s untuk kenaikan jabatan ke %(tujuan)s, kurang %(kurang)s.",
        jumlah=jumlah,
        kebutuhan=perlu.nilai,
        tujuan=nama,
        kurang=perlu.nilai - jumlah,
    )
    periksa.syarat(jumlah >= perlu.nilai, kurang, kurang, perlu.langkah[-1].sumber)
    if syarat.ya("kj.pangkat_puncak_jenjang"):
        puncak = golongan_jenjang(aturan, jenjang)[-1]
        benar = golongan == puncak or di_atas_jenjang(aturan, jenjang, golongan)
        teks = P_(
            "Kenaikan jabatan menunggu pangkat %(puncak)s; sekarang %(golongan)s.", puncak=puncak, golongan=golongan
        )
        periksa.syarat(benar, teks, teks, syarat.sumber("kj.pangkat_puncak_jenjang"))
    minimal = syarat.teks("kj.prestasi_minimal")
    periksa.syarat(
        None if fakta.predikat is None else paling_sedikit(aturan, fakta.predikat, minimal),
        P_("Predikat tahun terakhir di bawah %(minimal)s.", minimal=nama_predikat(aturan, minimal)),
        P_("Predikat tahun terakhir belum diketahui."),
        syarat.sumber("kj.prestasi_minimal"),
    )
    if syarat.ya("kj.uji_kompetensi"):
        periksa.syarat(
            fakta.uji_kompetensi,
            P_("Uji kompetensi belum lulus."),
            P_("Kelulusan uji kompetensi belum diketahui."),
            syarat.sumber("kj.uji_kompetensi"),
        )
    if syarat.ya("kj.lowongan"):
        periksa.syarat(
            fakta.lowongan,
            P_("Tidak ada lowongan pada jenjang %(tujuan)s.", tujuan=nama),
            P_("Lowongan pada jenjang %(tujuan)s belum diketahui.", tujuan=nama),
            syarat.sumber("kj.lowongan"),
        )
    tahun = syarat.desimal("kj.tahun_jenjang")
    if fakta.tahun_jenjang is not None:
        teks = P_(
            "Baru %(ada)s tahun dalam jenjang, kenaikan jabatan memerlukan %(perlu)s tahun.",
            ada=fakta.tahun_jenjang,
            perlu=tahun,
        )
        periksa.syarat(fakta.tahun_jenjang >= tahun, teks, teks, syarat.sumber("kj.tahun_jenjang"))
    boleh = P_(
        "Angka kredit %(jumlah)s memenuhi %(kebutuhan)s; kenaikan jabatan ke %(tujuan)s dapat diberikan.",
        jumlah=jumlah,
        kebutuhan=perlu.nilai,
        tujuan=nama,
    )
    return _putus(KJ, tujuan, perlu, jumlah, periksa, boleh)


def _kp(
    aturan: Peraturan,
    syarat: Peraturan,
    jenjang: str,
    golongan: str,
    jumlah: Decimal,
    perlu: Minimal | None,
    fakta: Fakta,
    kj_boleh: bool | None,
    tetap: bool,
) -> Kenaikan:
    tujuan = golongan_berikut(golongan)
    if perlu is None or tujuan is None:
        return Kenaikan(KP, None, None, jumlah, False, (tanpa_kp(aturan, jenjang, golongan),), ())
    nama = f"{nama_pangkat(tujuan)} ({tujuan})"
    periksa = _Pemeriksaan()
    periksa.langkah += perlu.langkah
    kurang = P_(
        "Angka kredit %(jumlah)s belum memenuhi %(kebutuhan)s untuk kenaikan pangkat ke %(tujuan)s, kurang %(kurang)s.",
        jumlah=jumlah,
        kebutuhan=perlu.nilai,
        tujuan=nama,
        kurang=perlu.nilai - jumlah,
    )
    periksa.syarat(jumlah >= perlu.nilai, kurang, kurang, perlu.langkah[-1].sumber)
    if tujuan not in golongan_jenjang(aturan, jenjang) and not tetap:
        periksa.syarat(
            kj_boleh,
            P_("Kenaikan pangkat ke %(tujuan)s menunggu kenaikan jabatan.", tujuan=nama),
            P_("Kenaikan pangkat ke %(tujuan)s menunggu kepastian kenaikan jabatan.", tujuan=nama),
            syarat.sumber("kj.pangkat_puncak_jenjang"),
        )
    _masa(periksa, syarat, fakta)
    nilai = {"jumlah": jumlah, "kebutuhan": perlu.nilai, "tujuan": nama}
    if tujuan in golongan_jenjang(aturan, jenjang):
        boleh = P_(
            "Angka kredit %(jumlah)s memenuhi %(kebutuhan)s; kenaikan pangkat ke %(tujuan)s dapat diberikan.", **nilai
        )
    elif tetap:
        boleh = P_(
            "Tidak ada lowongan; kenaikan pangkat ke %(tujuan)s dapat diberikan dalam jenjang yang sama "
            "(%(jumlah)s dari %(kebutuhan)s).",
            **nilai,
        )
    else:
        boleh = P_(
            "Sesudah kenaikan jabatan, kenaikan pangkat ke %(tujuan)s memakai angka kredit yang sama "
            "(%(jumlah)s dari %(kebutuhan)s).",
            **nilai,
        )
    return _putus(KP, tujuan, perlu, jumlah, periksa, boleh)


def _masa(periksa: _Pemeriksaan, syarat: Peraturan, fakta: Fakta) -> None:
    """Time in rank, and in the position where it is told."""
    tahun = syarat.desimal("kp.tahun_pangkat")
    ada = fakta.tahun_pangkat
    periksa.syarat(
        None if ada is None else ada >= tahun,
        P_("Baru %(ada)s tahun dalam pangkat, kenaikan pangkat memerlukan %(perlu)s tahun.", ada=ada, perlu=tahun),
        P_("Masa dalam pangkat belum diketahui; kenaikan pangkat memerlukan %(perlu)s tahun.", perlu=tahun),
        syarat.sumber("kp.tahun_pangkat"),
    )
    if fakta.tahun_jabatan is not None:
        perlu = syarat.desimal("kp.tahun_jabatan")
        teks = P_(
            "Baru %(ada)s tahun dalam jabatan, kenaikan pangkat memerlukan %(perlu)s tahun.",
            ada=fakta.tahun_jabatan,
            perlu=perlu,
        )
        periksa.syarat(fakta.tahun_jabatan >= perlu, teks, teks, syarat.sumber("kp.tahun_jabatan"))


def _putus(jenis: str, tujuan: str, perlu: Minimal, jumlah: Decimal, periksa: _Pemeriksaan, boleh: Pesan) -> Kenaikan:
    alasan = periksa.alasan or (boleh,)
    if periksa.boleh:
        periksa.langkah.append(Langkah(boleh, jumlah, perlu.langkah[-1].sumber))
    return Kenaikan(jenis, tujuan, perlu.nilai, jumlah, periksa.boleh, alasan, tuple(periksa.langkah))


def _peringatan(aturan: Peraturan, syarat: Peraturan, fakta: Fakta) -> tuple[Pesan, ...]:
    minimal = syarat.teks("kj.prestasi_minimal")
    if fakta.predikat is None or paling_sedikit(aturan, fakta.predikat, minimal):
        return ()
    return (
        P_(
            "Kenaikan pangkat lazimnya juga memerlukan prestasi baik %(tahun)s tahun terakhir.",
            tahun=syarat.bulat("kp.prestasi_tahun"),
        ),
    )
