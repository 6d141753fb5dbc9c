"""Credit of those who come from elsewhere under the conversion regime: other posts, other positions, or back again."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah, bulatkan
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, ak_dasar, konversi, nama_predikat, paling_sedikit
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.pesan import P_, Pesan

PELAKSANA = "pelaksana"


@dataclass(frozen=True, slots=True)
class Perpindahan:
    """Credit with which somebody begins."""

    nilai: Decimal
    konversi: Decimal
    ak_dasar: Decimal
    bulan_dihitung: int
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True, slots=True)
class PelaksanaMelebihi:
    """Flat credit of a clerk whose rank is above the level, and what he gets on moving up from there."""

    nilai: Decimal
    nilai_lanjut: Decimal
    belum: tuple[Pesan, ...]
    """What is missing for the next level; empty when nothing is."""
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True, slots=True)
class Kembali:
    """Credit of somebody who comes back."""

    nilai: Decimal
    konversi: Decimal
    bulan_dihitung: int
    langkah: tuple[Langkah, ...]


def pangkat_puncak(aturan: Peraturan, jabatan: str, golongan: str, ijazah: str | None = None) -> bool | None:
    """Whether the rank is the top one of an administrative post; None where that cannot be told (no diploma given).

    `jabatan`: `administrator`, `pengawas` or `pelaksana`, whose top rank depends on the diploma.
    """
    if jabatan == PELAKSANA:
        if ijazah is None:
            return None
        return golongan == aturan.teks(f"perpindahan.puncak_pelaksana.{ijazah}")
    return golongan == aturan.teks(f"perpindahan.puncak.{jabatan}")


def perpindahan(
    aturan: Peraturan, jenjang: str, golongan: str, predikat: str, bulan: int, *, puncak: bool
) -> Perpindahan:
    """Conversion of the months in rank plus base credit (PerBKN 3/2023 art. 7); in the top rank of the old post only
    some years count. Raises KetentuanTidakAda for a rank that is not of the level.
    """
    dasar = ak_dasar(aturan, jenjang, golongan)
    langkah: list[Langkah] = []
    dihitung = bulan
    if puncak:
        tahun = aturan.bulat("perpindahan.tahun_maksimal_puncak")
        dihitung = min(bulan, tahun * BULAN_SETAHUN)
        langkah.append(_batas(aturan, "perpindahan.tahun_maksimal_puncak", bulan, tahun, dihitung))
    hasil = konversi(aturan, jenjang, predikat, dihitung)
    nilai = hasil.nilai + dasar
    teks_dasar = P_(
        "Angka kredit dasar %(jenjang)s %(golongan)s: %(dasar)s",
        jenjang=nama_jenjang(aturan, jenjang),
        golongan=golongan,
        dasar=dasar,
    )
    teks = P_("%(konversi)s + %(dasar)s = %(nilai)s", konversi=hasil.nilai, dasar=dasar, nilai=nilai)
    langkah += [
        *hasil.langkah,
        Langkah(teks_dasar, dasar, aturan.sumber(f"ak_dasar.{jenjang}.{golongan}")),
        Langkah(teks, nilai, aturan.sumber("perpindahan.tahun_maksimal_puncak")),
    ]
    return Perpindahan(bulatkan(aturan, nilai), hasil.nilai, dasar, dihitung, tuple(langkah))


def jenjang_pelaksana_melebihi(aturan: Peraturan) -> Sequence[str]:
    """The levels for which the annex has a flat figure."""
    return aturan.anak("pelaksana_melebihi.masuk")


def pelaksana_melebihi(
    aturan: Peraturan,
    jenjang: str,
    *,
    tahun: Decimal | None = None,
    predikat: str | None = None,
    uji_kompetensi: bool | None = None,
    lowongan: bool | None = None,
) -> PelaksanaMelebihi:
    """The flat figures of the annex (PerBKN 3/2023 Lampiran II) and whether the way up is open already.

    What is not known of that way counts as missing. Raises KetentuanTidakAda for a level without a figure.
    """
    masuk, lanjut = aturan.desimal(f"pelaksana_melebihi.masuk.{jenjang}"), f"pelaksana_melebihi.lanjut.{jenjang}"
    syarat = "pelaksana_melebihi.syarat_lanjut"
    perlu_tahun, minimal = aturan.bulat(f"{syarat}.tahun"), aturan.teks(f"{syarat}.predikat_minimal")
    belum: list[Pesan] = []
    if tahun is None or tahun < perlu_tahun:
        belum.append(P_("Kenaikan berikutnya menunggu %(tahun)s tahun dalam jenjang.", tahun=perlu_tahun))
    if predikat is None or not paling_sedikit(aturan, predikat, minimal):
        belum.append(
            P_(
                "Kenaikan berikutnya memerlukan predikat paling rendah %(minimal)s.",
                minimal=nama_predikat(aturan, minimal),
            )
        )
    if aturan.ya(f"{syarat}.uji_kompetensi") and not uji_kompetensi:
        belum.append(P_("Kenaikan berikutnya memerlukan kelulusan uji kompetensi."))
    if aturan.ya(f"{syarat}.lowongan") and not lowongan:
        belum.append(P_("Kenaikan berikutnya memerlukan lowongan kebutuhan."))
    langkah = (
        Langkah(
            P_(
                "Pangkat melampaui jenjang %(jenjang)s: angka kredit %(nilai)s",
                jenjang=nama_jenjang(aturan, jenjang),
                nilai=masuk,
            ),
            masuk,
            aturan.sumber(f"pelaksana_melebihi.masuk.{jenjang}"),
        ),
        Langkah(
            P_("Setelah naik jenjang: angka kredit %(nilai)s", nilai=aturan.desimal(lanjut)),
            aturan.desimal(lanjut),
            aturan.sumber(lanjut),
        ),
    )
    return PelaksanaMelebihi(masuk, aturan.desimal(lanjut), tuple(belum), langkah)


def pengangkatan_kembali(aturan: Peraturan, jenjang: str, predikat: str, bulan: int, dimiliki: Decimal) -> Kembali:
    """Credit held before plus the conversion of the months away, as far as these count."""
    tahun = aturan.bulat("pengangkatan_kembali.tahun_maksimal")
    dihitung = min(bulan, tahun * BULAN_SETAHUN)
    hasil = konversi(aturan, jenjang, predikat, dihitung)
    nilai = bulatkan(aturan, hasil.nilai + dimiliki)
    teks = P_("%(dimiliki)s + %(konversi)s = %(nilai)s", dimiliki=dimiliki, konversi=hasil.nilai, nilai=nilai)
    langkah = (
        _batas(aturan, "pengangkatan_kembali.tahun_maksimal", bulan, tahun, dihitung),
        *hasil.langkah,
        Langkah(teks, nilai, aturan.sumber("pengangkatan_kembali.tahun_maksimal")),
    )
    return Kembali(nilai, hasil.nilai, dihitung, langkah)


def _batas(aturan: Peraturan, jalur: str, bulan: int, tahun: int, dihitung: int) -> Langkah:
    teks = P_(
        "Masa %(bulan)s bulan, dihitung paling banyak %(tahun)s tahun: %(dihitung)s bulan",
        bulan=bulan,
        tahun=tahun,
        dihitung=dihitung,
    )
    return Langkah(teks, Decimal(dihitung), aturan.sumber(jalur))
