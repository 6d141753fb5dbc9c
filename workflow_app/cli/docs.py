"""`alurpak docs`: the pages under docs/ that are written from rows, kinds and rules, so that they cannot be wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from workflow_app.cli.docs_hitung import halaman_hitung, skema
from workflow_app.cli.docs_unggahan import halaman_unggahan
from workflow_app.cli.workflows import uraian
from workflow_app.config import AKAR
from workflow_app.states import WORKFLOWS
from workflow_app.states.diagram import mermaid
from workflow_app.states.engine import Workflow

DOKUMEN = AKAR / "docs"
FOLDER = DOKUMEN / "states"


@click.command("docs")
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), default=DOKUMEN, show_default=True)
def docs(folder: Path) -> None:
    """Tulis ulang halaman alur kerja (states/), hitungan (hitung.md, skema/), dan unggahan (uploads.md)."""
    for nama, isi in semua_berkas().items():
        berkas = folder / nama
        berkas.parent.mkdir(parents=True, exist_ok=True)
        berkas.write_text(isi, encoding="utf-8")
        click.echo(berkas)


def semua_berkas() -> dict[str, str]:
    """Every generated file: its path below docs/ to its text."""
    return {
        **{f"{FOLDER.name}/{workflow.name}.md": halaman(workflow) for workflow in WORKFLOWS},
        "hitung.md": halaman_hitung(),
        "uploads.md": halaman_unggahan(),
        **{f"skema/{nama}": isi for nama, isi in skema().items()},
    }


def halaman(workflow: Workflow[Any]) -> str:
    """One workflow as Markdown: picture, states, steps, and the sentence of every condition."""
    return "\n".join(_baris(workflow)) + "\n"


def _baris(workflow: Workflow[Any]) -> Iterator[str]:
    data = uraian(workflow)
    syarat = {g["name"]: g for s in data["steps"] for g in s["guards"]}
    yield f"# {data['name']}: {data['title']}"
    yield ""
    yield "Written by `python3 run.py docs` from the rows; a star marks a step that needs a note."
    yield ""
    yield f"```mermaid\n{mermaid(workflow)}\n```"
    yield ""
    yield "| State | Held by | Deadline |"
    yield "|---|---|---|"
    for s in data["states"]:
        nama = f"**{s['state']}**" if s["state"] in data["final"] else s["state"]
        yield f"| {nama} ({s['label']}) | {s['holder']} | {s['stage'] or ''} |"
    yield ""
    yield "| Step | From | To | Roles | Conditions | Documents and mails |"
    yield "|---|---|---|---|---|---|"
    for s in data["steps"]:
        akibat = [d["kind"] for d in s["documents"]] + [f"mail {m['template']}" for m in s["mails"]]
        sel = (
            s["trigger"] + ("*" if s["note_required"] else ""),
            s["source"] or "",
            s["dest"],
            ", ".join(s["roles"]),
            ", ".join(g["name"] for g in s["guards"]),
            ", ".join(akibat),
        )
        yield f"| {' | '.join(sel)} |"
    if syarat:
        yield ""
        yield "| Condition | Sentence | Rule |"
        yield "|---|---|---|"
    for nama, g in sorted(syarat.items()):
        yield f"| {nama} | {g['sentence']} | {g['rule']} |"
