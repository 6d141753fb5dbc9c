"""Search of the catalogue by the words that officers use every day, in memory and without a dictionary.

A typed word meets a word of the catalogue when both are the same, go back to the same root, one begins the other, a
synonym stands between them, or one letter is wrong; in this order it counts less. The title of an item counts most. An
item is found when it holds about half of those typed words that the catalogue knows at all, or as many as any does.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from workflow_app.peraturan.katalog.akar_kata import bentuk, kata, polos

MAKS_KATA = 12
"""Words of a question that are looked at; whoever types more has said enough."""
AWALAN_TERPENDEK = 3
SALAH_EJA_TERPENDEK = 5
BERKAS_PADANAN = Path(__file__).with_name("sinonim.toml")

PERSIS, SEKERABAT, AWALAN, PADANAN, EJAAN = "persis", "sekerabat", "awalan", "padanan", "ejaan"
_MUTU: Mapping[str, float] = {PERSIS: 1.0, SEKERABAT: 0.9, AWALAN: 0.65, PADANAN: 0.75, EJAAN: 0.6}
_BOBOT_JUDUL, _BOBOT_HASIL, _BOBOT_LAIN = 3.0, 1.5, 1.0
_BAGIAN_TERLEMAH = 0.4
"""Share of the best hit's score below which the rest is noise."""
_BAGIAN_KATA = 0.5
_FRASA_TERPANJANG = 4

Frasa = tuple[str, ...]


class ButirDicari(Protocol):
    """What the search reads of an activity; a catalogue row and a stored row both have it."""

    @property
    def kode(self) -> str: ...
    @property
    def uraian(self) -> str: ...
    @property
    def sub_unsur(self) -> str: ...
    @property
    def satuan_hasil(self) -> str: ...
    @property
    def bukti_fisik(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sebab:
    """Why an item was found: what was typed, the words of the item that it met, and how they are related."""

    dicari: str
    ditemukan: str
    cara: str


@dataclass(frozen=True, slots=True)
class Temuan:
    """One hit. `kata` are the words of the item to highlight, without case and accents."""

    kode: str
    skor: float
    kata: frozenset[str]
    sebab: tuple[Sebab, ...]


@dataclass(frozen=True, slots=True)
class _Padanan:
    """Words and phrases that stand for one another, found by the forms of their first word."""

    umum: frozenset[str]
    per_awal: Mapping[str, tuple[tuple[Frasa, tuple[Frasa, ...]], ...]]


@dataclass(frozen=True, slots=True)
class _Gagasan:
    """One thing that was asked for: the words as typed, and the phrases that would stand for it."""

    dicari: Frasa
    padanan: tuple[Frasa, ...]


@dataclass(frozen=True, slots=True)
class _Cocok:
    nilai: float
    kata: Frasa
    cara: str


@cache
def padanan() -> _Padanan:
    """The shipped table of synonyms and stop words."""
    data = tomllib.loads(BERKAS_PADANAN.read_text("utf-8"))
    per_awal: dict[str, list[tuple[Frasa, tuple[Frasa, ...]]]] = defaultdict(list)
    for kelompok in data["kelompok"]:
        frasa = [kata(teks) for teks in kelompok["kata"]]
        for satu in frasa:
            lain = tuple(f for f in frasa if f != satu)
            for awal in bentuk(satu[0]):
                per_awal[awal].append((satu, lain))
    return _Padanan(frozenset(data["kata_umum"]), {awal: tuple(isi) for awal, isi in per_awal.items()})


class IndeksKatalog:
    """The words of one version of a catalogue, prepared once; `cari` then reads nothing but memory."""

    def __init__(self, semua: Iterable[ButirDicari]) -> None:
        self.kode: list[str] = []
        self._letak: dict[str, dict[int, float]] = defaultdict(dict)
        self._judul: list[frozenset[str]] = []
        for nomor, butir in enumerate(semua):
            self.kode.append(butir.kode)
            judul = kata(butir.uraian)
            self._judul.append(frozenset(judul) - padanan().umum)
            for bobot, teks in (
                (_BOBOT_LAIN, kata(f"{butir.sub_unsur} {butir.bukti_fisik}")),
                (_BOBOT_HASIL, kata(butir.satuan_hasil)),
                (_BOBOT_JUDUL, judul),
            ):
                for satu in teks:
                    self._letak[satu][nomor] = bobot
        self._kerabat: dict[str, set[str]] = defaultdict(set)
        for satu in self._letak:
            for akar in bentuk(satu):
                self._kerabat[akar].add(satu)
        self._ejaan: dict[str, set[str]] = defaultdict(set)
        for akar in self._kerabat:
            if len(akar) >= SALAH_EJA_TERPENDEK:
                for sisa in _tanpa_satu(akar):
                    self._ejaan[sisa].add(akar)
        self._urut = sorted(self._letak)

    def __len__(self) -> int:
        return len(self.kode)

    def cari(self, teks: str) -> list[Temuan]:
        """What fits the words, best first; nothing for no words. A code, or its beginning, is found as such."""
        if berkode := self._menurut_kode(teks):
            return berkode
        gagasan = _gagasan(teks)
        cocok = [(g, isi) for g in gagasan if (isi := self._cocok(g))]
        nilai: dict[int, float] = defaultdict(float)
        banyak: dict[int, int] = defaultdict(int)
        for _, isi in cocok:
            jarang = math.log(1 + len(self.kode) / len(isi))
            for nomor, satu in isi.items():
                nilai[nomor] += satu.nilai * jarang
                banyak[nomor] += 1
        perlu = min(math.floor(len(cocok) * _BAGIAN_KATA), max(banyak.values(), default=0))
        temuan = [self._temuan(nomor, nilai[nomor], cocok) for nomor in nilai if banyak[nomor] >= perlu]
        terbaik = max((t.skor for t in temuan), default=0.0)
        tersisa = [t for t in temuan if t.skor >= terbaik * _BAGIAN_TERLEMAH]
        return sorted(tersisa, key=lambda t: -t.skor)  # stable: the catalogue's order among equals

    def _menurut_kode(self, teks: str) -> list[Temuan]:
        dicari = teks.strip().casefold()
        if "-" not in dicari:
            return []
        persis = [k for k in self.kode if k.casefold() == dicari]
        daftar = persis or [k for k in self.kode if k.casefold().startswith(dicari)]
        return [Temuan(k, 1.0, frozenset(), ()) for k in daftar]

    def _temuan(self, nomor: int, nilai: float, cocok: Sequence[tuple[_Gagasan, Mapping[int, _Cocok]]]) -> Temuan:
        sebab: list[Sebab] = []
        ditemukan: set[str] = set()
        for gagasan, isi in cocok:
            if satu := isi.get(nomor):
                sebab.append(Sebab(" ".join(gagasan.dicari), " ".join(satu.kata), satu.cara))
                ditemukan.update(satu.kata)
        judul = self._judul[nomor]
        tepat = len(ditemukan & judul) / len(judul) if judul else 0.0
        return Temuan(self.kode[nomor], nilai * (1 + tepat / 2), frozenset(ditemukan), tuple(sebab))

    def _cocok(self, gagasan: _Gagasan) -> dict[int, _Cocok]:
        """The items that hold the thing asked for, each with its best way of saying it."""
        hasil = self._berfrasa(gagasan.dicari, [self._kata(satu) for satu in gagasan.dicari])
        for frasa in gagasan.padanan:
            for nomor, satu in self._berfrasa(frasa, [self._sekerabat(k) for k in frasa]).items():
                lain = _Cocok(satu.nilai * _MUTU[PADANAN], satu.kata, PADANAN)
                if nomor not in hasil or hasil[nomor].nilai < lain.nilai:
                    hasil[nomor] = lain
        return hasil

    def _berfrasa(self, frasa: Frasa, per_kata: Sequence[Mapping[str, str]]) -> dict[int, _Cocok]:
        """The items that hold every word of a phrase; `per_kata` has for each the catalogue's words and their way."""
        hasil: dict[int, _Cocok] = {}
        for urutan, (ketikan, calon) in enumerate(zip(frasa, per_kata, strict=True)):
            baru: dict[int, _Cocok] = {}
            for satu, cara in calon.items():
                mutu = _MUTU[cara] * (len(ketikan) / len(satu) if cara == AWALAN else 1)
                for nomor, bobot in self._letak[satu].items():
                    nilai = bobot * mutu
                    if nomor not in baru or baru[nomor].nilai < nilai:
                        baru[nomor] = _Cocok(nilai, (satu,), cara)
            lanjut = {n: _gabung(hasil[n], satu) for n, satu in baru.items() if n in hasil}
            hasil = lanjut if urutan else baru
        panjang = len(per_kata)
        return {n: _Cocok(c.nilai / panjang, c.kata, c.cara) for n, c in hasil.items()} if panjang > 1 else hasil

    def _kata(self, satu: str) -> dict[str, str]:
        """The catalogue's words that a typed word may mean, each with the nearest relation."""
        hasil = self._berawal(satu) | self._sekerabat(satu)
        if not hasil and len(satu) >= SALAH_EJA_TERPENDEK:
            hasil = self._salah_eja(satu)
        return hasil

    def _sekerabat(self, satu: str) -> dict[str, str]:
        hasil = {lain: SEKERABAT for akar in bentuk(satu) for lain in self._kerabat.get(akar, ())}
        if satu in self._letak:
            hasil[satu] = PERSIS
        return hasil

    def _berawal(self, satu: str) -> dict[str, str]:
        if len(satu) < AWALAN_TERPENDEK:
            return {}
        return dict.fromkeys(_berawalan(self._urut, satu), AWALAN)

    def _salah_eja(self, satu: str) -> dict[str, str]:
        dekat: set[str] = set()
        for akar in bentuk(satu):
            if len(akar) >= SALAH_EJA_TERPENDEK:
                for sisa in _tanpa_satu(akar):
                    dekat |= {lain for lain in self._ejaan.get(sisa, ()) if satu_ubahan(akar, lain)}
        return {lain: EJAAN for akar in dekat for lain in self._kerabat[akar]}


def _gagasan(teks: str) -> list[_Gagasan]:
    """The things asked for: stop words left out unless there is nothing else, the longest known phrases together."""
    tabel = padanan()
    semua = kata(teks)
    bersisa = [k for k in semua if k not in tabel.umum]
    kata_kata = list(dict.fromkeys(bersisa or semua))[:MAKS_KATA]
    hasil: list[_Gagasan] = []
    mulai = 0
    while mulai < len(kata_kata):
        panjang, lain = _frasa_terpanjang(tabel, kata_kata[mulai : mulai + _FRASA_TERPANJANG])
        hasil.append(_Gagasan(tuple(kata_kata[mulai : mulai + panjang]), lain))
        mulai += panjang
    return hasil


def _frasa_terpanjang(tabel: _Padanan, kata_kata: Sequence[str]) -> tuple[int, tuple[Frasa, ...]]:
    """How many of the words, from the first on, are a phrase with synonyms, and those; 1 and none for a lone word."""
    panjang, lain = 1, dict[Frasa, None]()
    for awal in bentuk(kata_kata[0]):
        for frasa, padanan_frasa in tabel.per_awal.get(awal, ()):
            if len(frasa) < panjang or not _sama(frasa, kata_kata[: len(frasa)]):
                continue
            if len(frasa) > panjang:
                panjang, lain = len(frasa), dict[Frasa, None]()
            lain.update(dict.fromkeys(padanan_frasa))
    return panjang, tuple(lain)


def _sama(frasa: Frasa, kata_kata: Sequence[str]) -> bool:
    return len(frasa) == len(kata_kata) and all(bentuk(a) & bentuk(b) for a, b in zip(frasa, kata_kata, strict=True))


def _gabung(kiri: _Cocok, kanan: _Cocok) -> _Cocok:
    cara = kiri.cara if _MUTU[kiri.cara] <= _MUTU[kanan.cara] else kanan.cara
    return _Cocok(kiri.nilai + kanan.nilai, (*kiri.kata, *kanan.kata), cara)


def _berawalan(urut: Sequence[str], awal: str) -> Iterator[str]:
    """The words of a sorted list that begin with `awal`."""
    bawah, atas = 0, len(urut)
    while bawah < atas:
        tengah = (bawah + atas) // 2
        bawah, atas = (tengah + 1, atas) if urut[tengah] < awal else (bawah, tengah)
    while bawah < len(urut) and urut[bawah].startswith(awal):
        yield urut[bawah]
        bawah += 1


def _tanpa_satu(satu: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one edit apart share one of these."""
    yield satu
    for i in range(len(satu)):
        yield satu[:i] + satu[i + 1 :]


def satu_ubahan(kiri: str, kanan: str) -> bool:
    """Whether one letter was added, left out, replaced, or changed places with its neighbour; equal words too."""
    if abs(len(kiri) - len(kanan)) > 1:
        return False
    i = next((i for i, (a, b) in enumerate(zip(kiri, kanan, strict=False)) if a != b), min(len(kiri), len(kanan)))
    a, b = kiri[i:], kanan[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def potongan(teks: str, ditandai: frozenset[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words to highlight."""
    hasil: list[tuple[str, bool]] = []
    for potong in _pisah(teks):
        tanda = polos(potong) in ditandai
        if hasil and hasil[-1][1] == tanda:
            hasil[-1] = (hasil[-1][0] + potong, tanda)
        else:
            hasil.append((potong, tanda))
    return hasil


def _pisah(teks: str) -> Iterator[str]:
    mulai = 0
    for i in range(1, len(teks) + 1):
        if i == len(teks) or teks[i].isalnum() != teks[mulai].isalnum():
            yield teks[mulai:i]
            mulai = i
