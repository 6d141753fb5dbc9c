"""A workflow as a picture with the road a case has taken, and the same content as a list for those who cannot see it.

Drawn from the rows of the workflow, so the picture cannot say anything else than the engine does. The SVG carries
classes only; colours and line widths stand in `static/alurpak.css` under `.diagram`. What a colour says, the width of
a line, the frame of a box or a word of the list says too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import gettext as _
from markupsafe import Markup, escape

from workflow_app.web.diagram_layout import BOX_HEIGHT, Kotak, Pasangan, Tata, Titik, tata

Baris = tuple[str, str, str]
"""A row of the workflow: trigger, state it starts from, state it leads to."""
Label = Callable[[str], str]
"""The words people read for a state or a trigger."""

PERAN = 'role="img" aria-labelledby="diagram-judul diagram-rinci"'
SCALE = 1.15
"""Pixels per unit where there is room; on a phone the style sheet shrinks the picture to the screen."""
CHARACTER = 6.9
"""Width of an average letter of the labels, for breaking them into lines."""
LINE = 12.5
CURVE = 6
HEAD = 5.5
RADIUS = 8
FRAME = 3
"""Distance of the inner line of a final state's double frame."""


@dataclass(frozen=True)
class BarisTeks:
    """One state of the list: its name, what is to be said about it, and the acts that lead on as (act, state)."""

    keadaan: str
    tanda: tuple[str, ...]
    langkah: tuple[tuple[str, str], ...]
    kini: bool


def gambar(
    langkah: Sequence[Baris], awal: str, akhir: set[str], jalur: Sequence[str], kini: str, label: Label
) -> Markup:
    """The diagram as an SVG element.

    `langkah` are the rows (trigger, from, to), `jalur` the states in the order taken (the present one may be last),
    `kini` the present state. `label` is asked for states and for triggers.
    """
    denah = _denah(langkah, awal, akhir)
    lewat = _lewat(jalur, kini)
    dilalui = {*jalur, kini}
    pemicu = _pemicu(langkah, label)
    garis = sorted(denah.garis, key=lambda p: p in lewat)
    ukuran = f'width="{_n(denah.lebar * SCALE)}" height="{_n(denah.tinggi * SCALE)}"'
    judul = _("Diagram keadaan perkara")  # the texts inside an f-string are not collected for translation
    bagian = [
        f'<svg class="diagram" viewBox="0 0 {_n(denah.lebar)} {_n(denah.tinggi)}" {ukuran} {PERAN}>',
        f'<title id="diagram-judul">{escape(judul)}</title>',
        f'<desc id="diagram-rinci">{escape(_uraian(jalur, kini, label))}</desc>',
        _mulai(denah.kotak[awal]),
        *(_garis(denah.garis[p], pemicu[p], lewat=p in lewat) for p in garis),
        *(_putaran(denah.kotak[a], pemicu[a, b], lewat=(a, b) in lewat) for a, b in pemicu if a == b),
        *(
            _kotak(denah.kotak[s], label(s), akhir=s in akhir, dilalui=s in dilalui, kini=s == kini)
            for s in denah.urutan
        ),
        "</svg>",
    ]
    return Markup("".join(bagian))  # noqa: S704 - every text in it went through escape()


def teks(
    langkah: Sequence[Baris], awal: str, akhir: set[str], jalur: Sequence[str], kini: str, label: Label
) -> list[BarisTeks]:
    """The content of the diagram as a list in reading order; arguments as for `gambar`."""
    dilalui = set(jalur)
    daftar: list[BarisTeks] = []
    for s in _denah(langkah, awal, akhir).urutan:
        tanda = [
            kata
            for kata, benar in (
                (_("keadaan sekarang"), s == kini),
                (_("sudah dilalui"), s in dilalui and s != kini),
                (_("keadaan awal"), s == awal),
                (_("keadaan akhir"), s in akhir),
            )
            if benar
        ]
        maju = tuple((label(pemicu), label(ke)) for pemicu, dari, ke in langkah if dari == s)
        daftar.append(BarisTeks(label(s), tuple(tanda), maju, s == kini))
    return daftar


def _denah(langkah: Sequence[Baris], awal: str, akhir: set[str]) -> Tata:
    return tata(tuple((dari, ke) for _pemicu, dari, ke in langkah), awal, frozenset(akhir))


def _lewat(jalur: Sequence[str], kini: str) -> set[Pasangan]:
    """The pairs of states a case has passed between."""
    semua = [*jalur, kini] if not jalur or jalur[-1] != kini else list(jalur)
    return set(pairwise(semua))


def _pemicu(langkah: Sequence[Baris], label: Label) -> dict[Pasangan, str]:
    """For each pair of states the acts between them, in words."""
    kata: dict[Pasangan, list[str]] = {}
    for pemicu, dari, ke in langkah:
        kata.setdefault((dari, ke), []).append(label(pemicu))
    return {p: f"{label(p[0])} → {label(p[1])}: {', '.join(dict.fromkeys(k))}" for p, k in kata.items()}


def _uraian(jalur: Sequence[str], kini: str, label: Label) -> str:
    lewat = [label(s) for s in (jalur[:-1] if jalur and jalur[-1] == kini else jalur)]
    if not lewat:
        return str(_("Keadaan sekarang: %(kini)s.", kini=label(kini)))
    return str(_("Sudah dilalui: %(jalur)s. Keadaan sekarang: %(kini)s.", jalur=", ".join(lewat), kini=label(kini)))


def _n(angka: float) -> str:
    """A number as short as it gets: `12`, `12.5`."""
    return f"{angka:.1f}".rstrip("0").rstrip(".")


def _mulai(kotak: Kotak) -> str:
    """The dot from which the work begins."""
    atas = kotak.y - BOX_HEIGHT / 2
    x = kotak.x
    return (
        f'<g class="dg-lewat"><circle class="dg-titik" cx="{_n(x)}" cy="{_n(atas - 17)}" r="4"/>'
        f'<path class="dg-garis" d="M{_n(x)} {_n(atas - 13)}V{_n(atas - HEAD)}"/>'
        f"{_kepala((x, atas - 13), (x, atas))}</g>"
    )


def _garis(titik: tuple[Titik, ...], judul: str, *, lewat: bool) -> str:
    kelas = "dg-lewat" if lewat else "dg-belum"
    return (
        f'<g class="{kelas}"><title>{escape(judul)}</title>'
        f'<path class="dg-garis" d="{_lintasan(titik)}"/>{_kepala(titik[-2], titik[-1])}</g>'
    )


def _putaran(kotak: Kotak, judul: str, *, lewat: bool) -> str:
    """A step that leaves the state as it is: a small loop over the upper right corner."""
    kanan, atas = kotak.x + kotak.lebar / 2, kotak.y - BOX_HEIGHT / 2
    kelas = "dg-lewat" if lewat else "dg-belum"
    awal, ujung = (kanan - 20, atas), (kanan, atas + 10)
    return (
        f'<g class="{kelas}"><title>{escape(judul)}</title><path class="dg-garis" d="M{_n(awal[0])} {_n(awal[1])}'
        f'v-2a6 6 0 0 1 6 -6h14a8 8 0 0 1 8 8v4a6 6 0 0 1 -6 6h-4"/>'
        f"{_kepala((ujung[0] + 8, ujung[1]), ujung)}</g>"
    )


def _lintasan(titik: Sequence[Titik]) -> str:
    """The line through `titik` with rounded corners, as path data."""
    (x, y), *_sisa = titik
    data = [f"M{_n(x)} {_n(y)}"]
    for sebelum, sudut, sesudah in zip(titik, titik[1:], titik[2:], strict=False):
        jari = min(CURVE, _jarak(sebelum, sudut), _jarak(sudut, sesudah) / 2)
        masuk, keluar = _mendekat(sudut, sebelum, jari), _mendekat(sudut, sesudah, jari)
        data.append(f"L{_n(masuk[0])} {_n(masuk[1])}Q{_n(sudut[0])} {_n(sudut[1])} {_n(keluar[0])} {_n(keluar[1])}")
    akhir = _mendekat(titik[-1], titik[-2], HEAD - 1)
    data.append(f"L{_n(akhir[0])} {_n(akhir[1])}")
    return "".join(data)


def _jarak(a: Titik, b: Titik) -> float:
    """Distance of two points on a common upright or level line."""
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _mendekat(dari: Titik, ke: Titik, sejauh: float) -> Titik:
    """The point `sejauh` units from `dari` towards `ke`, which lies straight above, below or beside it."""
    jarak = _jarak(dari, ke)
    bagian = sejauh / jarak if jarak else 0.0
    return dari[0] + (ke[0] - dari[0]) * bagian, dari[1] + (ke[1] - dari[1]) * bagian


def _kepala(dari: Titik, ujung: Titik) -> str:
    """The head of an arrow that comes from `dari` and ends at `ujung`."""
    x, y = ujung
    pangkal = _mendekat(ujung, dari, HEAD)
    dx, dy = (pangkal[1] - y) * 0.6, (pangkal[0] - x) * 0.6
    return (
        f'<path class="dg-kepala" d="M{_n(x)} {_n(y)}L{_n(pangkal[0] + dx)} {_n(pangkal[1] + dy)}'
        f'L{_n(pangkal[0] - dx)} {_n(pangkal[1] - dy)}Z"/>'
    )


def _kotak(kotak: Kotak, nama: str, *, akhir: bool, dilalui: bool, kini: bool) -> str:
    kelas = ["dg-kotak"]
    if dilalui:
        kelas.append("dg-dilalui")
    if kini:
        kelas.append("dg-kini")
    if akhir:
        kelas.append("dg-akhir")
    dalam = _persegi(kotak, FRAME, "dg-bingkai-dalam") if akhir else ""
    baris = _pecah(nama, int((kotak.lebar - 8) / CHARACTER))
    pertama = kotak.y + 4.5 - (len(baris) - 1) * LINE / 2
    kata = "".join(
        f'<text x="{_n(kotak.x)}" y="{_n(pertama + i * LINE)}">{escape(b)}</text>' for i, b in enumerate(baris)
    )
    return f'<g class="{" ".join(kelas)}">{_persegi(kotak, 0, "dg-bingkai")}{dalam}{kata}</g>'


def _persegi(kotak: Kotak, masuk: float, kelas: str) -> str:
    """The frame of a box, or one that lies `masuk` units inside it."""
    x, y = kotak.x - kotak.lebar / 2 + masuk, kotak.y - BOX_HEIGHT / 2 + masuk
    return (
        f'<rect class="{kelas}" x="{_n(x)}" y="{_n(y)}" width="{_n(kotak.lebar - 2 * masuk)}" '
        f'height="{_n(BOX_HEIGHT - 2 * masuk)}" rx="{_n(RADIUS - masuk)}"/>'
    )


def _pecah(nama: str, lebar: int) -> list[str]:
    """Break a name into lines of about `lebar` letters, never inside a word."""
    baris: list[str] = []
    for kata in nama.split():
        if baris and len(baris[-1]) + 1 + len(kata) <= lebar:
            baris[-1] = f"{baris[-1]} {kata}"
        else:
            baris.append(kata)
    return baris
