"""Compares a result with what a worked case expects of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from workflow_app.kalkulator.jenis.jalankan import HasilKasus


@dataclass(frozen=True)
class Beda:
    """One figure, verdict or warning that is not as expected; `nama` is `putusan`, `peringatan` or a figure's name."""

    nama: str
    diharapkan: str | None
    didapat: str | None


def beda_harapan(hasil: HasilKasus, harapan: Mapping[str, Any]) -> list[Beda]:
    """What differs from `harapan`: its `nilai` by name (numbers by value), its `putusan`, whether it warns."""
    data = hasil.data()
    beda = []
    for nama, diharapkan in harapan.get("nilai", {}).items():
        didapat = data["nilai"].get(nama)
        if nama not in data["nilai"] or not _sama(diharapkan, didapat):
            beda.append(Beda(nama, diharapkan, didapat))
    if "putusan" in harapan and harapan["putusan"] != data["putusan"]:
        beda.append(Beda("putusan", harapan["putusan"], data["putusan"]))
    if "peringatan" in harapan and bool(harapan["peringatan"]) != bool(data.get("peringatan")):
        beda.append(Beda("peringatan", str(harapan["peringatan"]), str(data.get("peringatan"))))
    return beda


def _sama(diharapkan: str | None, didapat: str | None) -> bool:
    if diharapkan == didapat:
        return True
    try:
        return Decimal(str(diharapkan)) == Decimal(str(didapat))
    except InvalidOperation:
        return False
