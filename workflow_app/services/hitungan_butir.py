"""How the figures beside a claimed item come about: factor, credit, yearly limit, age, and the most that may be given.

The figures are those that were frozen with the item; the steps say by which rule. Nothing is asked of the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workflow_app import peraturan
from workflow_app.kalkulator.butir import faktor_jenjang, kalimat_perkalian
from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.models import ItemDupak
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Tinjauan
from workflow_app.umur_butir import sebab_hangus, umur_butir


@dataclass(frozen=True)
class BagianHitungan:
    """One figure beside the item, with its steps."""

    nama: Pesan
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True)
class HitunganButir:
    """Everything that decides what an item may bring."""

    faktor: Decimal
    terbanyak: Decimal
    """The most that may be given; zero for what is void by age."""
    bagian: tuple[BagianHitungan, ...]


def langkah_nilai(item: ItemDupak) -> list[Langkah]:
    """Worth of one unit, factor of the level with its reason, and the product."""
    aturan = peraturan.kunci(item.aturan)
    return [
        Langkah(
            P_(
                "Satu satuan butir %(kode)s bernilai %(satuan)s menurut katalog %(katalog)s.",
                kode=item.kode,
                satuan=item.angka_satuan.normalize(),
                katalog=item.aturan,
            )
        ),
        faktor_jenjang(aturan, item.dupak.jenjang, item.jenjang_butir or None).langkah,
        Langkah(
            kalimat_perkalian(
                (item.volume - item.volume_lebih).normalize(),
                item.angka_satuan.normalize(),
                item.faktor.normalize(),
                item.jumlah,
                item.bagian.normalize(),
            ),
            item.jumlah,
            aturan.sumber("pembulatan.desimal"),
        ),
    ]


def hitungan_butir(item: ItemDupak, tinjauan: Tinjauan | None = None) -> HitunganButir:
    """The figures of an item of a loaded claim.

    `tinjauan` is what the catalogue says of it today; without, neither today's limit nor its ceiling shows.
    """
    satuan, faktor, hasil = langkah_nilai(item)
    plafon = tinjauan.plafon if tinjauan else None
    terbanyak = NOL if item.hangus else plafon.nilai if plafon else item.jumlah
    bagian = [
        BagianHitungan(P_("Faktor jenjang"), (faktor,)),
        BagianHitungan(P_("Angka kredit"), (satuan, hasil)),
        *_batas(item, tinjauan),
        *_umur(item),
    ]
    if item.hangus:
        alasan = sebab_hangus(item)
    elif plafon:
        alasan = plafon.alasan
    else:
        alasan = P_("Paling banyak sebesar usulan: %(nilai)s.", nilai=item.jumlah)
    bagian.append(BagianHitungan(P_("Paling banyak diberikan"), (Langkah(alasan, terbanyak),)))
    return HitunganButir(item.faktor, terbanyak, tuple(bagian))


def _batas(item: ItemDupak, tinjauan: Tinjauan | None) -> Iterator[BagianHitungan]:
    """The yearly limit: what was cut when the claim was made, and how the limit stands today."""
    langkah = []
    if item.volume_lebih:
        teks = P_(
            "%(lebih)s dari %(volume)s di atas batas tahunan, tidak bernilai.",
            lebih=item.volume_lebih.normalize(),
            volume=item.volume.normalize(),
        )
        langkah.append(Langkah(teks, item.volume - item.volume_lebih))
    if tinjauan is not None and tinjauan.batas is not None:
        langkah.append(Langkah(tinjauan.batas.langkah.teks, tinjauan.batas.diakui))
    if langkah:
        yield BagianHitungan(P_("Batas tahunan"), tuple(langkah))


def _umur(item: ItemDupak) -> Iterator[BagianHitungan]:
    """The age of the work, once the file was received."""
    umur = umur_butir(item)
    if umur is not None:
        yield BagianHitungan(P_("Umur kegiatan"), umur.langkah)
