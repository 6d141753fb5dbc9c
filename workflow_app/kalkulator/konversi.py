"""Credit from yearly performance: predicates, their conversion, a higher degree, and the base credit of a rank."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.ijazah import peringkat
from workflow_app.peraturan import karier
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.pesan import P_, Pesan

BULAN_SETAHUN = 12
PERSEN = Decimal(100)


@dataclass(frozen=True, slots=True)
class Konversi:
    """Credit of some months of work, rounded once."""

    nilai: Decimal
    persen: Decimal
    koefisien: Decimal
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True, slots=True)
class Peningkatan:
    """Credit of a higher degree; zero with every reason where it is not given."""

    nilai: Decimal
    diberikan: bool
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]


def daftar_predikat(aturan: Peraturan) -> tuple[str, ...]:
    """Codes of the predicates, the best first."""
    return aturan.anak("predikat")


def predikat_dari(aturan: Peraturan, tulisan: str) -> str | None:
    """Code of the predicate that is written this way, in any of its names; None when there is none."""
    dicari = _lipat(tulisan)
    for kode in daftar_predikat(aturan):
        jalur = f"predikat.{kode}"
        nama = (kode, aturan.teks(f"{jalur}.label"), *aturan.daftar(f"{jalur}.nama_lain"))
        if dicari in map(_lipat, nama):
            return kode
    return None


def nama_predikat(aturan: Peraturan, predikat: str) -> Pesan:
    """The predicate in words. Raises KetentuanTidakAda."""
    return Pesan(aturan.teks(f"predikat.{predikat}.label"))


def paling_sedikit(aturan: Peraturan, predikat: str, minimal: str) -> bool:
    """Whether a predicate is as good as `minimal` or better."""
    urutan = daftar_predikat(aturan)
    return urutan.index(predikat) <= urutan.index(minimal)


def konversi(aturan: Peraturan, jenjang: str, predikat: str, bulan: int = BULAN_SETAHUN) -> Konversi:
    """Credit of `bulan` months in the level with this predicate (PermenPANRB 1/2023 art. 37, PerBKN 3/2023 art. 13).

    Any number of months may be given: years in rank are converted the same way. Raises ValueError for a negative one.
    """
    if bulan < 0:
        raise ValueError(f"bulan negatif: {bulan}")
    persen = aturan.desimal(f"predikat.{predikat}.persen")
    koefisien = aturan.desimal(f"koefisien.{jenjang}")
    nilai = bulatkan(aturan, bulan * persen * koefisien / PERSEN / BULAN_SETAHUN)
    langkah = (
        Langkah(
            P_("Predikat %(predikat)s: %(persen)s%%", predikat=nama_predikat(aturan, predikat), persen=persen),
            persen,
            aturan.sumber(f"predikat.{predikat}.persen"),
        ),
        Langkah(
            P_(
                "Koefisien setahun %(jenjang)s: %(koefisien)s",
                jenjang=nama_jenjang(aturan, jenjang),
                koefisien=koefisien,
            ),
            koefisien,
            aturan.sumber(f"koefisien.{jenjang}"),
        ),
        Langkah(
            P_(
                "%(bulan)s/12 x %(persen)s%% x %(koefisien)s = %(nilai)s",
                bulan=bulan,
                persen=persen,
                koefisien=koefisien,
                nilai=nilai,
            ),
            nilai,
            aturan.sumber("konversi.bulanan"),
        ),
    )
    return Konversi(nilai, persen, koefisien, langkah)


def peningkatan_pendidikan(
    aturan: Peraturan,
    jenjang: str,
    ijazah: str,
    predikat: str,
    *,
    tercatat_bkn: bool,
    sudah_diberikan: Collection[str] = (),
) -> Peningkatan:
    """A share of what one raise in rank needs in the level, once per degree (PermenPANRB 1/2023 art. 37(2)-(3))."""
    bagian, kebutuhan = aturan.desimal("pendidikan.bagian_kp"), aturan.desimal(f"minimal.kp.{jenjang}")
    minimal = aturan.teks("pendidikan.predikat_minimal")
    alasan: list[Pesan] = []
    if not paling_sedikit(aturan, predikat, minimal):
        alasan.append(
            P_(
                "Predikat %(predikat)s di bawah %(minimal)s, sehingga ijazah tidak menambah angka kredit.",
                predikat=nama_predikat(aturan, predikat),
                minimal=nama_predikat(aturan, minimal),
            )
        )
    if aturan.ya("pendidikan.tercatat_bkn") and not tercatat_bkn:
        alasan.append(P_("Ijazah belum tercatat di BKN, sehingga belum menambah angka kredit."))
    if urutan_ijazah(ijazah) in map(urutan_ijazah, sudah_diberikan):
        alasan.append(P_("Ijazah ini sudah pernah menambah angka kredit; tiap ijazah satu kali saja."))
    sumber = aturan.sumber("pendidikan.bagian_kp")
    if alasan:
        nol = bulatkan(aturan, NOL)
        return Peningkatan(nol, False, tuple(alasan), tuple(Langkah(teks, None, sumber) for teks in alasan))
    nilai = bulatkan(aturan, bagian * kebutuhan)
    teks = P_(
        "%(persen)s%% x angka kredit kumulatif kenaikan pangkat %(kebutuhan)s = %(nilai)s",
        persen=bagian * PERSEN,
        kebutuhan=kebutuhan,
        nilai=nilai,
    )
    return Peningkatan(nilai, True, (teks,), (Langkah(teks, nilai, sumber),))


def ak_dasar(aturan: Peraturan, jenjang: str, golongan: str) -> Decimal:
    """Base credit of somebody who enters the level at this rank (PerBKN 3/2023 art. 7). Raises KetentuanTidakAda."""
    return aturan.desimal(f"ak_dasar.{jenjang}.{golongan}")


def urutan_ijazah(ijazah: str) -> int:
    """Height of a diploma; equal ones share it. Raises ValueError for an unknown one."""
    return peringkat(karier(), ijazah)


def _lipat(tulisan: str) -> str:
    return "_".join(tulisan.casefold().replace("-", " ").replace("_", " ").split())
