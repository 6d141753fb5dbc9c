"""The JSON Schemas of case files and results, made from the registered kinds."""

from typing import Any

from workflow_app.kalkulator.jenis.dasar import JENIS, Jenis
from workflow_app.kalkulator.jenis.jalankan import KASUS_TERBANYAK

_VERSI = "https://json-schema.org/draft/2020-12/schema"


def skema_kasus() -> dict[str, Any]:
    """Schema of `{"kasus": [...]}`: each case by its kind."""
    definisi: dict[str, Any] = {}
    pilihan = []
    for jenis in JENIS.values():
        isi = jenis.masukan.model_json_schema(ref_template="#/$defs/{model}")
        for nama, satu in isi.pop("$defs", {}).items():
            if definisi.setdefault(nama, satu) != satu:
                raise ValueError(f"dua masukan bernama {nama!r}")
        definisi[f"masukan_{jenis.kode}"] = isi
        pilihan.append(_kasus(jenis))
    return {
        "$schema": _VERSI,
        "title": "alurpak hitung: cases",
        "type": "object",
        "required": ["kasus"],
        "properties": {"kasus": {"type": "array", "maxItems": KASUS_TERBANYAK, "items": {"oneOf": pilihan}}},
        "$defs": definisi,
    }


def _kasus(jenis: Jenis[Any]) -> dict[str, Any]:
    return {
        "title": jenis.kode,
        "type": "object",
        "required": ["id", "jenis", "masukan", *(["regime"] if jenis.regime else [])],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "integer"]},
            "jenis": {"const": jenis.kode},
            "regime": {"enum": list(jenis.regime)} if jenis.regime else {"enum": ["R2003", "R2020", "R2023", None]},
            "masukan": {"$ref": f"#/$defs/masukan_{jenis.kode}"},
            "setelan": {"type": "object", "description": "rule paths with another figure, for this case alone"},
            "harapan": {"description": "expected result; not read"},
            "tanda": {"description": "remark; not read"},
            "sumber": {"description": "remark; not read"},
            "catatan": {"description": "remark; not read"},
        },
    }


def skema_hasil() -> dict[str, Any]:
    """Schema of `{"hasil": [...]}`."""
    teks = {"type": "string"}
    langkah = {
        "type": "object",
        "required": ["teks", "nilai", "sumber"],
        "properties": {"teks": teks, "nilai": {"type": ["string", "null"]}, "sumber": teks},
    }
    galat = {"type": "object", "required": ["bidang", "pesan"], "properties": {"bidang": teks, "pesan": teks}}
    return {
        "$schema": _VERSI,
        "title": "alurpak hitung: results",
        "type": "object",
        "required": ["hasil"],
        "properties": {
            "hasil": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "jenis", "nilai", "putusan", "alasan", "langkah"],
                    "properties": {
                        "id": teks,
                        "jenis": teks,
                        "nilai": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
                        "putusan": teks,
                        "alasan": {"type": "array", "items": teks},
                        "langkah": {"type": "array", "items": langkah},
                        "peringatan": {"type": "array", "items": teks},
                        "galat": {"type": "array", "items": galat},
                    },
                },
            }
        },
    }
