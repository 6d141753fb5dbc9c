"""Where the boxes and lines of a state diagram go. Pure geometry: no labels, no case, no markup.

Three columns, read from top to bottom, narrow enough for a phone: the main road in the middle, states from which a
case comes back on the left, ends beside the road on the right. Lines run like rails: a stub leaves the box, joins the
upright rail of its target and leaves it again at the target, so that ten ways into one state are one line. A line
that crosses another without a curve has nothing to do with it.

Units are those of the drawing (about one pixel on a phone); y grows downwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

KIRI, TENGAH, KANAN = -1, 0, 1

MAIN_WIDTH = 116
SIDE_WIDTH = 92
BOX_HEIGHT = 42
ROW = 64
"""From one box of the main road to the next; the gap between them takes lines that cross the road."""
TOP = 22
RAIL_GAP = 7
RAIL_MARGIN = 12
SIDE_MARGIN = 15
"""From the last rail to the side column; holds the head of the arrow."""
EDGE = 3
PORT = 7
"""How far above and below the middle of a box the lines of different kinds touch it."""
CLEARANCE = 5

Pasangan = tuple[str, str]
Titik = tuple[float, float]


@dataclass(frozen=True)
class Kotak:
    """The place of one state: centre and size."""

    x: float
    y: float
    lebar: float
    kolom: int


@dataclass(frozen=True)
class Tata:
    """The finished layout: size of the drawing, boxes, and for each pair of states the corners of its line."""

    lebar: float
    tinggi: float
    kotak: dict[str, Kotak]
    garis: dict[Pasangan, tuple[Titik, ...]]
    urutan: tuple[str, ...]
    """States in reading order: top to bottom."""


@dataclass
class _Rel:
    """An upright rail in the gutter of one side; the lines of `pasangan` ride on it."""

    kolom: int
    dalam: bool = False
    """Between two states of the main road; such rails lie closest to it."""
    pasangan: list[Pasangan] = field(default_factory=list)
    jalur: int = 0
    """Which of the parallel rails of its side, 0 next to the main road."""


@dataclass(frozen=True)
class _Tempat:
    """Column and row of a state; states beside the road stand on half rows."""

    kolom: int
    baris: float

    @property
    def y(self) -> float:
        return TOP + BOX_HEIGHT / 2 + self.baris * ROW


@lru_cache(maxsize=64)
def tata(langkah: tuple[Pasangan, ...], awal: str, akhir: frozenset[str]) -> Tata:
    """Lay out the states of `langkah` (pairs from, to). The result depends on the workflow alone and is kept."""
    pasangan = tuple(dict.fromkeys((a, b) for a, b in langkah if a != b))
    utama = _jalan_utama(pasangan, awal, akhir)
    tempat = _tempat(pasangan, akhir, utama)
    lurus = tuple(p for p in pairwise(utama) if p in pasangan)
    rel = _rel([p for p in pasangan if p not in lurus], tempat)
    ujung = _ujung(rel, tempat)
    for sisi in (KIRI, KANAN):
        _beri_jalur([r for r in rel if r.kolom == sisi], ujung)
    kotak = _kotak(tempat, rel)
    garis: dict[Pasangan, tuple[Titik, ...]] = {
        (a, b): ((kotak[a].x, kotak[a].y + BOX_HEIGHT / 2), (kotak[b].x, kotak[b].y - BOX_HEIGHT / 2)) for a, b in lurus
    }
    for r in rel:
        x = r.kolom * (MAIN_WIDTH / 2 + RAIL_MARGIN + r.jalur * RAIL_GAP)
        for a, b in r.pasangan:
            (ya, yb) = ujung[a, b]
            garis[a, b] = ((_muka(kotak[a], r.kolom), ya), (x, ya), (x, yb), (_muka(kotak[b], r.kolom), yb))
    return _geser(kotak, garis)


def _geser(kotak: dict[str, Kotak], garis: dict[Pasangan, tuple[Titik, ...]]) -> Tata:
    """Move everything into the positive quadrant and take the measure."""
    xs = [x for k in kotak.values() for x in (k.x - k.lebar / 2, k.x + k.lebar / 2)]
    xs += [x for titik in garis.values() for x, _ in titik]
    geser = EDGE - min(xs)
    return Tata(
        lebar=max(xs) + geser + EDGE,
        tinggi=max(k.y for k in kotak.values()) + BOX_HEIGHT / 2 + EDGE,
        kotak={s: replace(k, x=k.x + geser) for s, k in kotak.items()},
        garis={p: tuple((x + geser, y) for x, y in titik) for p, titik in garis.items()},
        urutan=tuple(sorted(kotak, key=lambda s: (kotak[s].y, kotak[s].kolom))),
    )


def _jalan_utama(pasangan: Sequence[Pasangan], awal: str, akhir: frozenset[str]) -> tuple[str, ...]:
    """The main road: the longest way without repetition to the end that the fewest states lead to.

    An end reached from everywhere (withdrawn, closed) is an emergency exit; the end reached from one state alone is
    where the work is meant to arrive. Ties go to the row that stands first in the table.
    """
    asal: dict[str, set[str]] = {}
    for a, b in pasangan:
        asal.setdefault(b, set()).add(a)
    jalan = [j for j in _jalan(pasangan, (awal,)) if j[-1] in akhir] or list(_jalan(pasangan, (awal,)))
    return min(jalan, key=lambda j: (len(asal.get(j[-1], ())), -len(j)))


def _jalan(pasangan: Sequence[Pasangan], sampai: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield sampai
    for a, b in pasangan:
        if a == sampai[-1] and b not in sampai:
            yield from _jalan(pasangan, (*sampai, b))


def _tempat(pasangan: Sequence[Pasangan], akhir: frozenset[str], utama: Sequence[str]) -> dict[str, _Tempat]:
    """Ends beside the road go right, the rest left, each near the states of the road it is tied to."""
    tempat = {s: _Tempat(TENGAH, i) for i, s in enumerate(utama)}
    tepi = [s for s in dict.fromkeys(s for p in pasangan for s in p) if s not in tempat]
    for kolom in (KIRI, KANAN):
        ingin: list[tuple[float, str]] = []
        for s in tepi:
            if (s in akhir) == (kolom == KANAN):
                dekat = [utama.index(t) for p in pasangan if s in p for t in p if t in utama]
                ingin.append((sum(dekat) / len(dekat) if dekat else 0, s))
        baris = -1
        for rata, s in sorted(ingin, key=lambda i: i[0]):
            baris = max(baris + 1, int(rata))
            tempat[s] = _Tempat(kolom, baris + 0.5)
    return tempat


def _rel(pasangan: Sequence[Pasangan], tempat: dict[str, _Tempat]) -> list[_Rel]:
    """One rail into each state beside the road, one out of it, and one for steps back or ahead on the road."""
    rel: dict[tuple[str, str], _Rel] = {}
    for a, b in pasangan:
        dari, ke = tempat[a].kolom, tempat[b].kolom
        if dari == ke == TENGAH:
            rel.setdefault(("", b), _Rel(KIRI, dalam=True)).pasangan.append((a, b))
        elif ke == TENGAH:
            rel.setdefault((a, ""), _Rel(dari)).pasangan.append((a, b))
        else:
            rel.setdefault(("", b), _Rel(ke)).pasangan.append((a, b))
    return list(rel.values())


def _ujung(rel: Sequence[_Rel], tempat: dict[str, _Tempat]) -> dict[Pasangan, tuple[float, float]]:
    """Heights at which each line leaves and arrives. A face of a box with lines both ways keeps the two apart."""
    pergi = {(a, _sisi(a, r, tempat)) for r in rel for a, _ in r.pasangan}
    tiba = {(b, r.kolom) for r in rel for _, b in r.pasangan}
    geser = {muka: PORT if muka in pergi and muka in tiba else 0 for muka in pergi | tiba}
    return {
        (a, b): (tempat[a].y - geser[a, _sisi(a, r, tempat)], tempat[b].y + geser[b, r.kolom])
        for r in rel
        for a, b in r.pasangan
    }


def _sisi(asal: str, rel: _Rel, tempat: dict[str, _Tempat]) -> int:
    """The gutter in which the line's start lies: that of the rail, or its own when it crosses the road first."""
    return tempat[asal].kolom or rel.kolom


def _beri_jalur(rel: Sequence[_Rel], ujung: dict[Pasangan, tuple[float, float]]) -> None:
    """Give rails that would touch different tracks; long ones lie inside, so that short arrows are not crossed."""
    rentang = {id(r): _rentang(r, ujung) for r in rel}
    penuh: list[list[tuple[float, float]]] = []
    for r in sorted(rel, key=lambda r: (not r.dalam, rentang[id(r)][0] - rentang[id(r)][1])):
        atas, bawah = rentang[id(r)]
        r.jalur = next(
            (n for n, isi in enumerate(penuh) if all(bawah + CLEARANCE < a or b + CLEARANCE < atas for a, b in isi)),
            len(penuh),
        )
        if r.jalur == len(penuh):
            penuh.append([])
        penuh[r.jalur].append((atas, bawah))


def _rentang(rel: _Rel, ujung: dict[Pasangan, tuple[float, float]]) -> tuple[float, float]:
    ys = [y for p in rel.pasangan for y in ujung[p]]
    return min(ys), max(ys)


def _kotak(tempat: dict[str, _Tempat], rel: Sequence[_Rel]) -> dict[str, Kotak]:
    """The boxes; the side columns stand behind the last track of their gutter."""
    kotak: dict[str, Kotak] = {}
    for s, t in tempat.items():
        jalur = max((r.jalur for r in rel if r.kolom == t.kolom), default=0)
        jarak = MAIN_WIDTH / 2 + RAIL_MARGIN + jalur * RAIL_GAP + SIDE_MARGIN + SIDE_WIDTH / 2
        kotak[s] = Kotak(t.kolom * jarak, t.y, SIDE_WIDTH if t.kolom else MAIN_WIDTH, t.kolom)
    return kotak


def _muka(kotak: Kotak, sisi: int) -> float:
    """Where (x) a line of the gutter `sisi` touches the box: the side columns are touched on the face to the road."""
    return kotak.x + (sisi if kotak.kolom == TENGAH else -kotak.kolom) * kotak.lebar / 2
