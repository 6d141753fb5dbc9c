"""The menu: blueprints enter their pages here, and each person sees those that his roles open."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, current_app, g, request, url_for
from flask.sansio.blueprints import BlueprintSetupState

from workflow_app.permissions import Pelaku
from workflow_app.pesan import Pesan

KUNCI = "alurpak.menu"


@dataclass(frozen=True)
class Entri:
    """One page in the menu. `boleh` decides who sees it, `jumlah` gives the count shown beside it."""

    endpoint: str
    label: str
    ikon: str
    urutan: int
    boleh: Callable[[Pelaku], bool]
    jumlah: Callable[[Pelaku], int] | None = None


@dataclass(frozen=True)
class ButirMenu:
    """One line as `base.html` draws it."""

    label: Pesan
    url: str
    ikon: str
    aktif: bool
    jumlah: int


def daftarkan(bp: Blueprint, entri: Entri) -> None:
    """Enter a page of `bp`; it appears in the applications in which the blueprint is registered."""

    def catat(keadaan: BlueprintSetupState) -> None:
        keadaan.app.extensions.setdefault(KUNCI, []).append(entri)

    bp.record(catat)


def tandai(endpoint: str) -> None:
    """Mark this entry on the present page, whatever its address: a case of somebody else is none of one's own."""
    g.menu_kini = endpoint


def untuk(pelaku: Pelaku) -> list[ButirMenu]:
    """The menu of a person, in the order of `urutan`; the entry of the present page is marked."""
    entri: list[Entri] = sorted(current_app.extensions.get(KUNCI, []), key=lambda e: e.urutan)
    terlihat = [(e, url_for(e.endpoint)) for e in entri if e.boleh(pelaku)]
    kini = url_for(g.menu_kini) if "menu_kini" in g else _paling_cocok([url for _, url in terlihat])
    return [
        ButirMenu(Pesan(e.label), url, e.ikon, url == kini, e.jumlah(pelaku) if e.jumlah else 0) for e, url in terlihat
    ]


def _paling_cocok(alamat: list[str]) -> str | None:
    """The longest menu address that the present page lies under."""
    cocok = [a for a in alamat if request.path == a or request.path.startswith(a.rstrip("/") + "/")]
    return max(cocok, key=len, default=None)
