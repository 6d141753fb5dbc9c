"""A rule set written down, figure by figure with kind, source and mark, and read back exactly as it was."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda, jenis

_BACA: Mapping[str, Callable[[Any], Any]] = {
    "desimal": Decimal,
    "tanggal": dt.date.fromisoformat,
    "daftar": tuple,
    "daftar_bulat": tuple,
}


def data_ketentuan(satu: Ketentuan) -> dict[str, Any]:
    """A figure as plain data."""
    return {
        "jalur": satu.jalur,
        "jenis": jenis(satu.nilai),
        "nilai": _polos(satu.nilai),
        "sumber": satu.sumber,
        "tanda": satu.tanda.value,
        "catatan": satu.catatan,
    }


def _polos(nilai: Nilai) -> Any:
    match nilai:
        case Decimal():
            return f"{nilai:f}"
        case dt.date():
            return nilai.isoformat()
        case tuple():
            return list(nilai)
        case _:
            return nilai


def sebaris(nilai: Nilai) -> str:
    """A figure in one line, for the command line and for records; pages write it in the reader's language."""
    polos = _polos(nilai)
    if isinstance(polos, bool):
        return "ya" if polos else "tidak"
    return ", ".join(map(str, polos)) or "(kosong)" if isinstance(polos, list) else str(polos)


def ketentuan_dari(data: Mapping[str, Any]) -> Ketentuan:
    """The figure behind `data_ketentuan`."""
    ubah = _BACA.get(data["jenis"])
    nilai: Nilai = ubah(data["nilai"]) if ubah else data["nilai"]
    return Ketentuan(data["jalur"], nilai, data["sumber"], Tanda(data["tanda"]), data["catatan"])


def tulis(aturan: Peraturan) -> str:
    """The whole rule set as canonical JSON: the same rule set always gives the same text."""
    isi = {
        "kunci": aturan.kunci,
        "kelompok": aturan.kelompok,
        "nama": aturan.nama,
        "ketentuan": [data_ketentuan(satu) for satu in aturan.isi.values()],
    }
    return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def baca(teks: str) -> Peraturan:
    """The rule set behind `tulis`."""
    data = json.loads(teks)
    semua = (ketentuan_dari(satu) for satu in data["ketentuan"])
    isi = MappingProxyType({satu.jalur: satu for satu in semua})
    return Peraturan(data["kunci"], data["kelompok"], data["nama"], isi)


def sidik_naskah(aturan: Peraturan) -> str:
    """SHA-256 over everything that is written down, sources and marks too (`Peraturan.sidik` covers figures alone)."""
    return hashlib.sha256(tulis(aturan).encode()).hexdigest()


def sidik_versi(isi: str, koreksi: Mapping[str, Any]) -> str:
    """SHA-256 over a version as it is stored: its text (`tulis`) and the corrections in it."""
    teks = json.dumps(koreksi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{isi}\n{teks}".encode()).hexdigest()


def sama(satu: Ketentuan | None, dua: Ketentuan | None) -> bool:
    """Whether two figures have the same value; sources do not count."""
    if satu is None or dua is None:
        return satu is dua
    return jenis_dan_nilai(satu) == jenis_dan_nilai(dua)


def jenis_dan_nilai(satu: Ketentuan) -> tuple[str, Any]:
    """What distinguishes values: 1 and 1.0 are one figure, 1 and true are not."""
    macam = jenis(satu.nilai)
    return ("angka", Decimal(satu.nilai)) if macam in {"bulat", "desimal"} else (macam, satu.nilai)  # type: ignore[arg-type]


def beda(lama: Peraturan, baru: Peraturan) -> list[str]:
    """Paths whose value, source, mark or note differ, in the order of the newer rule set."""
    jalur: Iterable[str] = [*baru.isi, *(j for j in lama.isi if j not in baru.isi)]
    return [j for j in jalur if not _persis(lama.isi.get(j), baru.isi.get(j))]


def beda_angka(lama: Peraturan, baru: Peraturan) -> list[str]:
    """Paths whose value differs."""
    return [j for j in beda(lama, baru) if not sama(lama.isi.get(j), baru.isi.get(j))]


def _persis(satu: Ketentuan | None, dua: Ketentuan | None) -> bool:
    if satu is None or dua is None:
        return satu is dua
    return sama(satu, dua) and (satu.sumber, satu.tanda, satu.catatan) == (dua.sumber, dua.tanda, dua.catatan)
