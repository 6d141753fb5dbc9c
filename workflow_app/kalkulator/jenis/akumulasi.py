"""Kind `akumulasi`: the sum of credit under the conversion regime through the years (R2023)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.akumulasi import Akumulasi, Angka, Baris, Ijazah, Kenaikan, Periode, akumulasi
from workflow_app.kalkulator.jenis import tipe
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.konversi import (
    R2023,
    Predikat,
    bulan_sah,
    golongan_sah,
    kode_predikat,
)
from workflow_app.kalkulator.jenis.periksa import Ijazah as TingkatIjazah
from workflow_app.kalkulator.kelayakan import KJ
from workflow_app.kalkulator.konversi import BULAN_SETAHUN
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import jenjang_berikut, nama_jenjang
from workflow_app.pesan import N_, P_, Pesan

_TAHUN_PALING_AWAL, _TAHUN_PALING_AKHIR = tipe.TAHUN_PALING_AWAL, tipe.TAHUN_PALING_AKHIR


class BarisKonversi(Masukan):
    """Months of one year with one predicate."""

    jenis: Annotated[Literal["konversi"], Field(description="conversion of a predicate")]
    tahun: Annotated[tipe.Cacah, Field(description="calendar year")]
    predikat: Predikat
    jenjang: Annotated[
        tipe.Jenjang | None, Field(description="level in these months; null: the level held by then")
    ] = None
    bulan: Annotated[
        tipe.Cacah | None,
        Field(description="number of months, 1 to 12; null: 12, or from `bulan_mulai` to the end of the year"),
    ] = None
    bulan_mulai: Annotated[tipe.Cacah | None, Field(description="first month, 1 to 12; null: not told")] = None


class BarisIjazah(Masukan):
    """A higher degree."""

    jenis: Annotated[Literal["pendidikan"], Field(description="a higher degree")]
    ijazah: Annotated[TingkatIjazah, Field(description="the diploma")]
    predikat: Predikat
    tercatat_bkn: Annotated[tipe.Ya, Field(description="whether BKN has recorded the diploma")] = True


class BarisAngka(Masukan):
    """A figure that is credit already."""

    jenis: Annotated[Literal["angka"], Field(description="credit as a figure")]
    angka_kredit: Annotated[tipe.Angka, Field(description="credit, rounded already")]


class BarisKenaikan(Masukan):
    """A raise asked of the credit gathered so far."""

    jenis: Annotated[Literal["KP", "KJ"], Field(description="`KP` raise in rank, `KJ` raise in level")]
    kebutuhan: Annotated[
        tipe.AngkaPositif | None, Field(description="credit it needs; null: the minimum of the level")
    ] = None


BarisMasukan = Annotated[
    BarisKonversi | BarisIjazah | BarisAngka | BarisKenaikan, Field(discriminator="jenis", description="one entry")
]


class MasukanAkumulasi(Masukan):
    """Input of `akumulasi`."""

    jenjang: Annotated[tipe.Jenjang, Field(description="level held at the beginning")]
    saldo_awal: Annotated[tipe.Angka, Field(description="credit left since the last raise in rank")] = Decimal(0)
    kumulatif_awal: Annotated[
        tipe.Angka | None, Field(description="credit earned in the level so far; null: the opening balance")
    ] = None
    golongan_awal: Annotated[
        tipe.Golongan | None, Field(description="rank at which the level was entered; null: its lowest")
    ] = None
    dengan_ak_dasar: Annotated[
        tipe.Ya, Field(description="whether base credit was given at the entry; then the full minimum holds")
    ] = False
    baris: Annotated[list[BarisMasukan], Field(max_length=500, description="entries in the order of time")]
    kebutuhan_berikut: Annotated[
        tipe.AngkaPositif | None, Field(description="need of the next raise in rank; null: the minimum of the level")
    ] = None


@jenis(
    "akumulasi",
    N_("Akumulasi angka kredit konversi"),
    regime=R2023,
    nilai={
        "diperoleh": "opening balance and everything earned in the entries",
        "jumlah": "credit that counted for the last raise in `baris`; null without one",
        "kebutuhan_kenaikan": "what that raise needed; null without one",
        "sisa": "credit carried on from it; null without one",
        "kekurangan_kenaikan": "what that raise lacked; null without one",
        "saldo": "credit that counts for the next rank, after the last entry",
        "kumulatif": "credit earned in the level, after the last entry: counts for the next level",
        "jenjang": "level after the last entry",
        "kebutuhan": "what the next raise in rank needs",
        "kekurangan": "what is missing for it",
        "kelebihan": "what is beyond it",
        "kejadian": "every raise in order: kind, sum / need, carried or short",
    },
    putusan={
        "cukup": "every raise in `baris` had its credit, and there is enough for the next rank",
        "belum_cukup": "every raise had its credit; the next rank lacks some",
        "kenaikan_ditolak": "some raise in `baris` lacked credit",
    },
    contoh={
        "regime": "R2023",
        "masukan": {
            "jenjang": "ahli_pertama",
            "saldo_awal": "10",
            "baris": [
                {"jenis": "konversi", "tahun": 2023, "predikat": "Baik"},
                {"jenis": "konversi", "tahun": 2024, "predikat": "Sangat Baik", "bulan_mulai": 1, "bulan": 6},
                {"jenis": "pendidikan", "ijazah": "s2", "predikat": "Baik"},
                {"jenis": "angka", "angka_kredit": "10"},
                {"jenis": "KP"},
            ],
        },
    },
)
def hitung_akumulasi(k: Konteks, m: MasukanAkumulasi) -> Hasil:
    """Adds up predicates, degrees and figures; a raise in rank uses its need and carries the rest, a raise in level
    starts at 0. Every line is rounded for itself.
    """
    golongan_sah(k.aturan, m.jenjang, m.golongan_awal, "golongan_awal")
    if m.kumulatif_awal is not None and m.kumulatif_awal < m.saldo_awal:
        pesan = P_("Angka kredit dalam jenjang tidak mungkin kurang dari saldo awal. Periksa kedua bidang.")
        raise KasusSalah("masukan.kumulatif_awal", pesan)
    _periksa_bulan(m.baris)
    _periksa_jenjang(k.aturan, m)
    hasil = akumulasi(
        k.aturan,
        m.jenjang,
        m.saldo_awal,
        [_baris(k.aturan, satu, nomor) for nomor, satu in enumerate(m.baris)],
        kumulatif_awal=m.kumulatif_awal,
        golongan_awal=m.golongan_awal,
        dengan_ak_dasar=m.dengan_ak_dasar,
    )
    return _hasil(k.aturan, hasil, m.kebutuhan_berikut)


def _hasil(aturan: Peraturan, hasil: Akumulasi, kebutuhan_berikut: Decimal | None) -> Hasil:
    kebutuhan = aturan.desimal(f"minimal.kp.{hasil.jenjang}") if kebutuhan_berikut is None else kebutuhan_berikut
    kurang, lebih = max(kebutuhan - hasil.saldo, Decimal(0)), max(hasil.saldo - kebutuhan, Decimal(0))
    akhir = hasil.kejadian[-1] if hasil.kejadian else None
    ditolak = [satu for satu in hasil.kejadian if not satu.terpenuhi]
    alasan = [
        P_("Saldo %(saldo)s memenuhi %(kebutuhan)s.", saldo=hasil.saldo, kebutuhan=kebutuhan)
        if not kurang
        else P_(
            "Saldo %(saldo)s dari %(kebutuhan)s, kurang %(kurang)s.",
            saldo=hasil.saldo,
            kebutuhan=kebutuhan,
            kurang=kurang,
        )
    ]
    alasan += [
        P_(
            "%(jenis)s tidak dapat diberikan: %(jumlah)s dari %(kebutuhan)s, kurang %(kurang)s.",
            jenis=satu.jenis,
            jumlah=satu.jumlah,
            kebutuhan=satu.kebutuhan,
            kurang=satu.kekurangan,
        )
        for satu in ditolak
    ]
    putusan = "kenaikan_ditolak" if ditolak else "belum_cukup" if kurang else "cukup"
    kejadian = "; ".join(
        f"{satu.jenis} {satu.jumlah:f}/{satu.kebutuhan:f} "
        + (f"sisa {satu.sisa:f}" if satu.terpenuhi else f"kurang {satu.kekurangan:f}")
        for satu in hasil.kejadian
    )
    nilai = {
        "diperoleh": hasil.diperoleh,
        "jumlah": akhir.jumlah if akhir else None,
        "kebutuhan_kenaikan": akhir.kebutuhan if akhir else None,
        "sisa": akhir.sisa if akhir else None,
        "kekurangan_kenaikan": akhir.kekurangan if akhir else None,
        "saldo": hasil.saldo,
        "kumulatif": hasil.kumulatif,
        "jenjang": hasil.jenjang,
        "kebutuhan": kebutuhan,
        "kekurangan": kurang,
        "kelebihan": lebih,
        "kejadian": kejadian or None,
    }
    return Hasil(nilai, putusan, tuple(alasan), hasil.langkah, hasil.peringatan)


def _baris(aturan: Peraturan, satu: BarisMasukan, nomor: int) -> Baris:
    match satu:
        case BarisKonversi():
            predikat = kode_predikat(aturan, satu.predikat, f"baris.{nomor}.predikat")
            return Periode(satu.jenjang, predikat, satu.tahun, _bulan(satu))
        case BarisIjazah():
            predikat = kode_predikat(aturan, satu.predikat, f"baris.{nomor}.predikat")
            return Ijazah(satu.ijazah, predikat, satu.tercatat_bkn)
        case BarisAngka():
            return Angka(satu.angka_kredit)
        case BarisKenaikan():
            return Kenaikan(satu.jenis, satu.kebutuhan)


def _bulan(satu: BarisKonversi) -> int:
    if satu.bulan is not None:
        return satu.bulan
    return BULAN_SETAHUN if satu.bulan_mulai is None else BULAN_SETAHUN - satu.bulan_mulai + 1


def _periksa_bulan(baris: Sequence[BarisMasukan]) -> None:
    """A year has twelve months, each of them once. Raises KasusSalah naming both entries."""
    konversi = [(nomor, satu) for nomor, satu in enumerate(baris) if isinstance(satu, BarisKonversi)]
    for nomor, satu in konversi:
        if not _TAHUN_PALING_AWAL <= satu.tahun <= _TAHUN_PALING_AKHIR:
            batas = {"awal": str(_TAHUN_PALING_AWAL), "akhir": str(_TAHUN_PALING_AKHIR)}
            pesan = P_("Tahun harus antara %(awal)s dan %(akhir)s.", **batas)
            raise KasusSalah(f"masukan.baris.{nomor}.tahun", pesan)
        bulan_sah(_bulan(satu), f"baris.{nomor}.bulan")
        if satu.bulan_mulai is not None:
            bulan_sah(satu.bulan_mulai, f"baris.{nomor}.bulan_mulai")
            if satu.bulan_mulai + _bulan(satu) - 1 > BULAN_SETAHUN:
                pesan = P_("Bulan-bulan ini melewati akhir tahun. Bagi menjadi dua baris.")
                raise KasusSalah(f"masukan.baris.{nomor}.bulan", pesan)
    for urut, (nomor, satu) in enumerate(konversi):
        setahun = [(n, b) for n, b in konversi[:urut] if b.tahun == satu.tahun]
        for lain, baris_lain in setahun:
            if _bertumpuk(satu, baris_lain):
                raise KasusSalah(f"masukan.baris.{nomor}.bulan_mulai", _tumpuk(lain, nomor, satu.tahun))
        if setahun and _bulan(satu) + sum(_bulan(b) for _, b in setahun) > BULAN_SETAHUN:
            raise KasusSalah(f"masukan.baris.{nomor}.bulan", _tumpuk(setahun[-1][0], nomor, satu.tahun))


def _tumpuk(lain: int, nomor: int, tahun: int) -> Pesan:
    return P_(
        "Baris %(satu)s dan baris %(dua)s bertumpang tindih: tahun %(tahun)s berjumlah lebih dari 12 bulan "
        "atau memuat bulan yang sama. Perbaiki bulannya.",
        satu=lain,
        dua=nomor,
        tahun=str(tahun),
    )


def _bertumpuk(satu: BarisKonversi, lain: BarisKonversi) -> bool:
    if satu.bulan_mulai is None or lain.bulan_mulai is None:
        return False
    return satu.bulan_mulai < lain.bulan_mulai + _bulan(lain) and lain.bulan_mulai < satu.bulan_mulai + _bulan(satu)


def _periksa_jenjang(aturan: Peraturan, m: MasukanAkumulasi) -> None:
    """Refuses a raise above the top level. Raises KasusSalah."""
    jenjang = m.jenjang
    for nomor, satu in enumerate(m.baris):
        if isinstance(satu, BarisKenaikan) and satu.jenis == KJ:
            atas = jenjang_berikut(aturan, jenjang)
            if atas is None:
                pesan = P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, jenjang))
                raise KasusSalah(f"masukan.baris.{nomor}.jenis", pesan)
            jenjang = atas
