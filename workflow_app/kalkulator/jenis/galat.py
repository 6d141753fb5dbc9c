"""Faults of a case as sentences for people, each with the field it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True)
class GalatKasus:
    """One fault; `bidang` is the path of the field from the case down, e.g. `masukan.butir.0.volume`."""

    bidang: str
    pesan: Pesan


def dari_validasi(galat: ValidationError, awalan: str = "") -> tuple[GalatKasus, ...]:
    """Every fault that the checker found, in the order of the fields."""
    return tuple(
        GalatKasus(".".join((*([awalan] if awalan else []), *map(str, satu["loc"]))), _pesan(satu))
        for satu in galat.errors(include_url=False, include_input=False)
    )


def _pesan(satu: Mapping[str, Any]) -> Pesan:
    rincian = satu.get("ctx") or {}
    pesan = rincian.get("pesan")
    if isinstance(pesan, Pesan):
        return pesan
    match satu["type"]:
        case "missing":
            return P_("Bidang ini wajib diisi.")
        case "extra_forbidden":
            return P_("Bidang ini tidak dikenal untuk jenis ini. Periksa ejaannya.")
        case "literal_error" | "enum":
            return P_("Pilih salah satu: %(daftar)s.", daftar=str(rincian.get("expected", "")).replace(" or ", ", "))
        case "string_type":
            return P_("Tulis teks.")
        case "string_too_short":
            return P_("Teks tidak boleh kosong.")
        case "string_too_long":
            return P_("Teks paling panjang %(batas)s huruf.", batas=rincian.get("max_length"))
        case "list_type" | "tuple_type":
            return P_("Tulis daftar: [ ... ].")
        case "dict_type" | "model_type" | "model_attributes_type" | "mapping_type":
            return P_("Tulis objek: { ... }.")
        case "too_short":
            return P_("Daftar harus berisi paling sedikit %(batas)s.", batas=rincian.get("min_length"))
        case "too_long":
            return P_("Daftar paling banyak berisi %(batas)s.", batas=rincian.get("max_length"))
    return P_("Isian tidak sah.")
