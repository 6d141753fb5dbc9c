"""The items of a claim in the order of the forms, with the assessor's own marks beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.angka import tulis_desimal
from workflow_app.models import BuktiFile, Dupak, ItemDupak, NilaiButir
from workflow_app.peraturan.regime import sebutan, urut
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.pesan import Pesan
from workflow_app.plafon import Plafon, Tinjauan
from workflow_app.services.hitungan_butir import HitunganButir, hitungan_butir
from workflow_app.services.kembar import HasilKembar, Kembar
from workflow_app.umur_butir import sebab_hangus


@dataclass(frozen=True)
class Baris:
    """One item with its place in the order and the mark already stored, if any."""

    nomor: int
    item: ItemDupak
    nilai: NilaiButir | None
    tinjauan: Tinjauan | None = None
    """What the catalogue says of it today: whether it is certain, and the yearly limit."""
    kembar: Sequence[Kembar] = ()
    """Other items that look like the same work."""

    @property
    def plafon(self) -> Plafon | None:
        """The most that may be given, where that is less than the claim."""
        return self.tinjauan.plafon if self.tinjauan else None

    @property
    def hitungan(self) -> HitunganButir:
        """Factor, credit, limit, age and ceiling, each with its steps."""
        return hitungan_butir(self.item, self.tinjauan)

    @property
    def sebab_hangus(self) -> Pesan:
        """Why a void item is not assessed."""
        return sebab_hangus(self.item)

    @property
    def terbanyak(self) -> Decimal:
        """The figure that "the same as claimed" means: the claim, or the ceiling below it."""
        return self.plafon.nilai if self.plafon else self.item.jumlah

    @property
    def bukti(self) -> list[BuktiFile]:
        """The files that count; replaced ones stay in the item's history."""
        return [b for b in self.item.bukti if b.digantikan_at is None]

    @property
    def usulan_teks(self) -> str:
        """The claimed figure, or the ceiling below it, as one would type it."""
        return tulis_desimal(self.terbanyak)


@dataclass(frozen=True)
class Kelompok:
    """One element of the form with its items; `label` is a text for translation."""

    label: str
    baris: tuple[Baris, ...]
    judul: Pesan | None = None
    """The rule set, at the first element of each block of a claim under two."""


@dataclass(frozen=True)
class Susunan:
    """All items of one claim."""

    kelompok: tuple[Kelompok, ...]

    @property
    def baris(self) -> list[Baris]:
        """Every item in order, void ones too."""
        return [b for k in self.kelompok for b in k.baris]

    @property
    def dinilai(self) -> list[Baris]:
        """The items that need a mark."""
        return [b for b in self.baris if not b.item.hangus]

    @property
    def belum(self) -> list[Baris]:
        """The items whose mark is missing."""
        return [b for b in self.dinilai if b.nilai is None]

    @property
    def usulan(self) -> Decimal:
        """The claimed credit of the items that need a mark."""
        return sum((b.item.jumlah for b in self.dinilai), Decimal(0))

    @property
    def jumlah_nilai(self) -> Decimal:
        """The credit given so far."""
        return sum((b.nilai.nilai for b in self.dinilai if b.nilai), Decimal(0))

    def cari(self, item_id: int) -> Baris | None:
        """The line of one item."""
        return next((b for b in self.baris if b.item.id == item_id), None)

    def tetangga(self, baris: Baris) -> tuple[Baris | None, Baris | None]:
        """The items before and after one, among those that need a mark."""
        daftar = self.dinilai
        di = next((i for i, b in enumerate(daftar) if b.item.id == baris.item.id), None)
        if di is None:
            return None, None
        return daftar[di - 1] if di else None, daftar[di + 1] if di + 1 < len(daftar) else None

    def belum_berikutnya(self, sesudah: Baris) -> Baris | None:
        """The next item without a mark, from the one after `sesudah` on and then from the top."""
        belum = [b for b in self.belum if b.item.id != sesudah.item.id]
        return next((b for b in belum if b.nomor > sesudah.nomor), belum[0] if belum else None)


def susun(
    dupak: Dupak,
    nilai: Sequence[NilaiButir],
    tinjauan: Mapping[int, Tinjauan] | None = None,
    kembar: HasilKembar | None = None,
) -> Susunan:
    """Group the items of a claim by element; `nilai` are the marks that the reader may see."""
    milik = {n.item_id: n for n in nilai}
    kelompok, nomor = [], 0
    regime = urut({b.aturan for b in dupak.butir})
    for aturan in regime:
        judul: Pesan | None = sebutan(aturan, dupak.aturan) if len(regime) > 1 else None
        for unsur in daftar_unsur(aturan, dupak.kategori):
            baris = []
            for item in (b for b in dupak.butir if (b.aturan, b.unsur) == (aturan.kunci, unsur.kode)):
                nomor += 1
                ganda = kembar.pada(item.id) if kembar else ()
                baris.append(Baris(nomor, item, milik.get(item.id), (tinjauan or {}).get(item.id), ganda))
            if baris:
                kelompok.append(Kelompok(unsur.label, tuple(baris), judul))
                judul = None
    return Susunan(tuple(kelompok))
