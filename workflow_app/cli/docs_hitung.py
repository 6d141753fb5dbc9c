"""The page and the schemas of `alurpak hitung` under docs/, written from the registered kinds and the rule sets.

Examples are computed while the page is written, and defaults are read from the rules as shipped, so that neither can be
wrong.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from workflow_app import kalkulator
from workflow_app.cli.hitung import teks_json, teks_kasus
from workflow_app.kalkulator.jenis import JENIS, MODUL, Jenis, baca_kasus, jalankan_kasus
from workflow_app.kalkulator.jenis.jalankan import KASUS_TERBANYAK
from workflow_app.kalkulator.jenis.skema import skema_hasil, skema_kasus
from workflow_app.peraturan import berlaku
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda
from workflow_app.peraturan.berlaku import Potret, bawaan
from workflow_app.peraturan.muat import MAP, muat_rujukan

KASUS = Path(kalkulator.__file__).parent / "kasus"
_BACAAN = "A"
"""Key of the source that a figure names when it rests on our reading of an unclear place."""

#: What is unclear, by the number of the reading. A reading without a number stands under None.
BACAAN: Mapping[int | None, str] = {
    1: "Boundaries between the regimes. The date of the work chooses; move two dates together.",
    2: "Minimum tables whose column heads lost the first rank.",
    3: "Doctors' table of R2020, printed incomplete.",
    5: "R2020 knows no Pemula; kept for those who hold it.",
    6: "Work older than this is void, counted from `tanggal_terima`, `tanggal_batas` or `tanggal_sidang`.",
    7: "Years of good appraisal; what is missing gives `peringatan` or `tolak`.",
    8: "Share of credit still due when the next rank is reached in the first year: `peringatan` or `tolak`.",
    9: "Pengembangan profesi for a raise in rank from these ranks.",
    10: "Shorter way to the next level for those who entered above its lowest rank; not together with AK Dasar.",
    11: "Decimals of a result (2 or 3); half up.",
    12: "Age limits, on the birthday itself (`ulang_tahun`) or in full years (`tahun_penuh`).",
    13: "Who determines the credit of Utama in R2003.",
    14: "Who proposes in R2020.",
    15: "Grounds of release after which nobody returns.",
    16: "Yearly minimum at the top rank.",
    17: "Limit of a year, as a share of the yearly minimum.",
    18: "Share of the supporting element; exactly the share still counts.",
    19: "Whether supporting credit above its share is lost at a raise or stays in the sum.",
    20: "Least education for keterampilan.",
    22: "An even number of team members: `peringatan` or `tolak`.",
    23: "Rank and level of an assessor at least those of the assessee.",
    24: "Years in rank before a raise.",
    25: "Credit to the next level for Terampil, shortened by the rank of entry.",
    26: "Base credit (AK Dasar) of single ranks.",
    29: "Other names of a predicate.",
    32: "Codes of occupations are padded to full length.",
    36: "Weeks of the stages: month and week of the first day, month and week of the last.",
    37: "Whether the level may run ahead of the rank (no: the rank must be the highest of the level).",
    38: "Years in rank for a raise during study leave.",
    39: "Conditions of the move from keterampilan to keahlian.",
    None: "Known from practice alone.",
}
_TIPE_SEDERHANA = {"string": "text", "integer": "whole number", "boolean": "true or false", "number": "number"}


def halaman_hitung() -> str:
    """The page docs/hitung.md."""
    with berlaku.memakai(Potret(bawaan())):
        return "\n".join(_halaman()) + "\n"


def skema() -> dict[str, str]:
    """The published schemas: name of the file to its text."""
    isi = {"hitung-kasus.json": skema_kasus(), "hitung-hasil.json": skema_hasil()}
    return {nama: json.dumps(satu, ensure_ascii=False, indent=2) + "\n" for nama, satu in isi.items()}


def _halaman() -> Iterator[str]:
    isi = [*_contoh_pertama(), *_pengantar(), *_setelan(), *_kasus_kerja(), *_daftar_jenis()]
    for jenis in _urut():
        isi += ["", *_jenis(jenis)]
    yield """# alurpak hitung: every computation of the rules

Written by `python3 run.py docs` from the registered kinds and the rule sets."""
    yield from _daftar_isi("\n".join(isi))
    yield from isi


def _urut() -> list[Jenis[Any]]:
    """The kinds in the order in which their modules are listed."""
    return [jenis for modul in MODUL for jenis in _milik(modul)]


def _milik(modul: ModuleType) -> list[Jenis[Any]]:
    return [jenis for jenis in JENIS.values() if jenis.hitung.__module__ == modul.__name__]


def _daftar_isi(isi: str) -> Iterator[str]:
    """Contents: every section, and under the last one the kinds by what they are about."""
    yield "\n## Contents\n"
    for judul in re.findall(r"^## (.+)$", isi, re.MULTILINE):
        yield f"- [{judul}](#{judul.lower().replace(' ', '-')})"
    for modul in MODUL:
        hal = re.sub(r"^(The )?[Kk]inds? (about|`\w+`:) ", "", (modul.__doc__ or "").partition("\n")[0]).rstrip(".")
        nama = ", ".join(f"[`{jenis.kode}`](#{jenis.kode})" for jenis in _milik(modul))
        yield f"  - {hal}: {nama}"


def _contoh_pertama() -> Iterator[str]:
    kasus = {"id": "satu", "jenis": "kredit_butir", **JENIS["kredit_butir"].contoh}
    (hasil,) = jalankan_kasus([kasus])
    yield f"""
## A first example

An officer of level Ahli Pertama did ten units of an activity of the next level, worth 0.5 credits a unit. The file
`kasus.json`:

{_json({"kasus": [kasus]})}

The command, and what it prints:

```console
$ python3 run.py alurpak hitung kasus.json
{teks_json({"hasil": [hasil.data()]})}
```

The same as text, with the figures' names and the source of each step:

```console
$ python3 run.py alurpak hitung kasus.json --explain
{teks_kasus(hasil)}
```

[Cases and results](#cases-and-results) explains the words; [`kredit_butir`](#kredit_butir) its fields and figures."""


def _daftar_jenis() -> Iterator[str]:
    yield "\n## Kinds\n"
    for jenis in _urut():
        yield f"- [`{jenis.kode}`](#{jenis.kode}): {jenis.judul}"


def _pengantar() -> Iterator[str]:
    yield f"""
## The command

```console
$ python3 run.py alurpak hitung kasus.json             # results as JSON; exit code 1 when a case is wrong
$ python3 run.py alurpak hitung - < kasus.json         # from standard input
$ python3 run.py alurpak hitung kasus.json --explain   # every step as text, with its source
$ python3 run.py alurpak hitung kasus.json --out hasil.json
$ python3 run.py alurpak hitung --jenis                # the kinds
$ python3 run.py alurpak hitung --skema kasus          # JSON Schema of cases; --skema hasil: of results
```

No database is needed and nothing is stored. The schemas are published as
[skema/hitung-kasus.json](skema/hitung-kasus.json) and [skema/hitung-hasil.json](skema/hitung-hasil.json).

## Cases and results

A file holds `{{"kasus": [...]}}`, at most {KASUS_TERBANYAK} cases. A case has `id` (unique), `jenis` (the kind),
`regime` (`R2003`, `R2020`, `R2023`; required where the kind lists regimes), `masukan` (the input) and, if figures are
to be other than the rules', `setelan`. `harapan`, `tanda`, `sumber` and `catatan` are let through unread; any other
field is an error.

| Field | How to write it |
|---|---|
| number | JSON number or text with a decimal point: `12.5`, `"12.5"`; at most six decimals; never a comma |
| date | `"2021-06-30"` |
| level | code or any name of any regime: `ahli_muda`, `Muda`, `Ahli Muda`, `PK Muda`, `Pelaksana Lanjutan` |
| rank | `III/a`; `IIIa`, `III.a` and `iii/a` mean the same |
| yes or no | `true`, `false` |

`{{"hasil": [...]}}` answers in the order of the cases: `id`, `jenis`, `nilai` (every figure the kind declares, as
text; `null` where it does not apply; yes and no as `ya` and `tidak`), `putusan` (one word of the kind's list),
`alasan` (the reasons for it, all at once, in Indonesian), `langkah` (each step with `teks`, `nilai`, `sumber`) and,
where something does not change the verdict but must be seen, `peringatan`.

A case that cannot be computed has `putusan` `galat`, no figures, and `galat`: a list of `bidang` (path of the field,
e.g. `masukan.butir.0.volume`) and `pesan` (what to do). The other cases still run. A file that cannot be read at all
ends the command with one sentence and exit code 1.

## Rounding

Figures are exact decimals. Only results are rounded, half up, to the decimals of `pembulatan.desimal` of the regime
({_daftar_desimal()}); comparisons use the rounded results. `setelan` `{{"pembulatan.desimal": 2}}` rounds to
hundredths. Shares in percent, quorum and payment have decimals of their own in their rule sets."""


def _daftar_desimal() -> str:
    regime = [a for a in berlaku.kini().aturan if a.memuat("pembulatan.desimal")]
    return ", ".join(f"{a.kunci}: {a.bulat('pembulatan.desimal')}" for a in regime)


# --- settings --------------------------------------------------------------------------------------------------------


def _setelan() -> Iterator[str]:
    yield """
## Settings

`setelan` gives a case other figures: path to value, for this case alone. Without a key the path belongs to the rule
set of `regime`; another rule set is named before a colon: `{"tim:komposisi.anggota_minimal": 5}`. The value must be of
the kind of the old one (number, text, yes or no, list, date). `python3 run.py alurpak peraturan tampil KEY` prints
every path of a rule set.
An administrator changes the same figures for an installation.

Any figure of a rule set may be set. These are the ones that rest on a reading of an unclear place, or on practice
alone; the value is the reading chosen, and its number is the one that the sources of steps name. Paths below one table
share a row."""
    yield ""
    yield "| What is unclear | Path | Value |"
    yield "|---|---|---|"
    isi: dict[int | None, list[tuple[str, Ketentuan]]] = {nomor: [] for nomor in BACAAN}
    for aturan in berlaku.kini().aturan:
        for ketentuan in _pilihan(aturan):
            for nomor in _nomor(ketentuan):
                isi[nomor].append((aturan.kunci, ketentuan))
    for nomor, milik in isi.items():
        hal = BACAAN[nomor] if nomor is None else f"{nomor}. {BACAAN[nomor]}"
        for (kunci, induk), baris in groupby(milik, lambda satu: (satu[0], satu[1].jalur.rpartition(".")[0])):
            jalur, nilai = _gabung(induk, [k for _, k in baris])
            yield f"| {hal} | `{kunci}:{jalur}` | {nilai} |"
            hal = ""
    yield ""
    yield "Settings without a regulation behind them (procedure, plenary, calendar, contract people, gaps):"
    yield ""
    yield "| Path | Value |"
    yield "|---|---|"
    for aturan in berlaku.kini().aturan:
        usulan = [k for k in _pilihan(aturan) if k.tanda is Tanda.PROPOSED and not _nomor(k)]
        for induk, milik_induk in groupby(usulan, lambda k: k.jalur.rpartition(".")[0]):
            jalur, nilai = _gabung(induk, list(milik_induk))
            yield f"| `{aturan.kunci}:{jalur}` | {nilai} |"


def _pilihan(aturan: Peraturan) -> list[Ketentuan]:
    """Figures of a rule set; names and what only tells a form apart are left out."""
    return [k for k in aturan.isi.values() if k.jalur.rpartition(".")[2] not in ("label", "nama", "katalog", "ukuran")]


def _nomor(ketentuan: Ketentuan) -> list[int | None]:
    """Numbers of the readings that a figure names as its source."""
    bacaan = muat_rujukan(MAP / "sumber.toml")[_BACAAN]
    nomor: list[int | None] = []
    for sumber in ketentuan.sumber.split("; "):
        if sumber.startswith(bacaan):
            tempat = sumber.removeprefix(bacaan).strip()
            nomor += [int(satu) for satu in tempat.split(", ")] if tempat else [None]
    return nomor


def _gabung(induk: str, ketentuan: list[Ketentuan]) -> tuple[str, str]:
    """One row for the figures below one path: a single one by its own path, several by their names."""
    if len(ketentuan) == 1:
        return ketentuan[0].jalur, f"`{_tulis(ketentuan[0].nilai)}`"
    nama = [f"{k.jalur.rpartition('.')[2]} `{_tulis(k.nilai)}`" for k in ketentuan]
    return f"{induk}.*", ", ".join(nama)


def _tulis(nilai: Nilai) -> str:
    """A figure as a case file writes it."""
    if isinstance(nilai, tuple):
        return json.dumps(nilai, ensure_ascii=False)
    if isinstance(nilai, bool):
        return str(nilai).lower()
    return str(nilai)


# --- worked cases ----------------------------------------------------------------------------------------------------


def _kasus_kerja() -> Iterator[str]:
    yield """
## Worked cases

The cases with which the rules are checked (`workflow_app/kalkulator/kasus/*.json`), by row of the table of worked
cases. Each file is a case file: `python3 run.py alurpak hitung workflow_app/kalkulator/kasus/kasus_kerja.json`."""
    yield ""
    yield "| Row | Kind | Cases |"
    yield "|---|---|---|"
    isi: dict[tuple[str, str], list[str]] = {}
    for berkas in sorted(KASUS.glob("*.json")):
        for kasus in baca_kasus(berkas.read_bytes()):
            baris = re.match(r"T\d+", kasus["id"])
            isi.setdefault((baris[0] if baris else "", kasus["jenis"]), []).append(kasus["id"])
    for (baris_kerja, jenis), nama in sorted(isi.items()):
        yield f"| {baris_kerja} | [`{jenis}`](#{jenis}) | {', '.join(sorted(nama))} |"


# --- one kind --------------------------------------------------------------------------------------------------------


def _jenis(jenis: Jenis[Any]) -> Iterator[str]:
    yield f"### {jenis.kode}"
    yield ""
    yield f"**{jenis.judul}.** {_alinea(jenis.uraian)}"
    yield ""
    yield f"Regimes: {', '.join(jenis.regime)}." if jenis.regime else "Regime: not asked for."
    yield ""
    isi = jenis.masukan.model_json_schema(ref_template="{model}")
    yield from _bidang(isi)
    for nama, model in sorted(isi.get("$defs", {}).items()):
        yield ""
        yield f"`{nama}`: {model.get('description', '')}"
        yield ""
        yield from _bidang(model)
    yield ""
    yield "| Figure | Meaning |"
    yield "|---|---|"
    for nama, arti in jenis.nilai.items():
        yield f"| `{nama}` | {arti} |"
    yield ""
    yield "| Verdict | Meaning |"
    yield "|---|---|"
    for nama, arti in jenis.putusan.items():
        yield f"| `{nama}` | {arti} |"
    yield ""
    kasus = {"id": jenis.kode, "jenis": jenis.kode, **jenis.contoh}
    (hasil,) = jalankan_kasus([kasus])
    yield _json(kasus)
    yield ""
    yield _json(hasil.data())


def _alinea(uraian: str) -> str:
    return re.sub(r"\s+", " ", uraian)


def _json(data: Any) -> str:
    return f"```json\n{teks_json(data)}\n```"


def _bidang(model: Mapping[str, Any]) -> Iterator[str]:
    if not model.get("properties"):
        yield "No input."
        return
    yield "| Field | Type | Required | Default | Description |"
    yield "|---|---|---|---|---|"
    for nama, bidang in model["properties"].items():
        wajib = nama in model.get("required", ())
        bawaan_bidang = "" if wajib or "default" not in bidang else f"`{json.dumps(bidang['default'])}`"
        arti = bidang.get("description", "").replace("|", "\\|")
        yield f"| `{nama}` | {_tipe(bidang)} | {'yes' if wajib else 'no'} | {bawaan_bidang} | {arti} |"


def _tipe(bidang: Mapping[str, Any]) -> str:
    """A type of JSON Schema in words."""
    if "$ref" in bidang:
        return f"`{bidang['$ref']}`"
    if "anyOf" in bidang:
        pilihan = dict.fromkeys(_tipe(satu) for satu in bidang["anyOf"])
        if list(pilihan) == ["number", "text"]:
            return "number"
        pilihan.pop("null", None)
        if list(pilihan) == ["number", "text"]:
            return "number or null"
        kosong = " or null" if any(satu.get("type") == "null" for satu in bidang["anyOf"]) else ""
        return " or ".join(pilihan) + kosong
    if "const" in bidang:
        return f"`{bidang['const']}`"
    if "enum" in bidang:
        return ", ".join(f"`{satu}`" for satu in bidang["enum"])
    jenis = bidang.get("type")
    if jenis == "array":
        return f"list of {_tipe(bidang.get('items', {}))}"
    if jenis == "object":
        isi = bidang.get("additionalProperties")
        kunci = bidang.get("propertyNames", {}).get("enum", ())
        nama = f" by {', '.join(f'`{satu}`' for satu in kunci)}" if kunci else ""
        return f"object of {_tipe(isi)}{nama}" if isinstance(isi, dict) else "object"
    if bidang.get("format") == "date":
        return "date"
    if "ahli_muda" in bidang.get("examples", ()):
        return "level"
    if str(bidang.get("pattern", "")).startswith("^(II/"):
        return "rank"
    return _TIPE_SEDERHANA.get(str(jenis), str(jenis))
