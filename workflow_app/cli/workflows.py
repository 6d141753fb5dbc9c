"""`alurpak workflows`: every workflow, printed from its rows."""

import json
from collections.abc import Iterator
from typing import Any

import click

from workflow_app.models import Peran
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.diagram import mermaid
from workflow_app.states.engine import BuatDokumen, KirimSurat, Step, Workflow
from workflow_app.tahap import Tahap


def _langkah(step: Step[Any]) -> dict[str, Any]:
    return {
        "trigger": step.trigger,
        "source": step.source.value if step.source else None,
        "dest": step.dest.value,
        "roles": sorted(p.value for p in step.roles),
        "note_required": step.note_required,
        "guards": [{"name": g.nama, "sentence": g.kalimat, "rule": g.aturan} for g in step.guards],
        "documents": [{"kind": e.jenis, "issued": e.terbit} for e in step.effects if isinstance(e, BuatDokumen)],
        "mails": [
            {"template": e.templat, "to": [p.value for p in e.kepada]}
            for e in step.effects
            if isinstance(e, KirimSurat)
        ],
    }


def _tenggat(due: Tahap | str | None) -> str | None:
    return due.value if isinstance(due, Tahap) else due


def uraian(workflow: Workflow[Any]) -> dict[str, Any]:
    """A workflow as plain data: states with holder and deadline, and every row."""
    return {
        "name": workflow.name,
        "title": workflow.judul,
        "initial": workflow.initial.value,
        "final": sorted(s.value for s in workflow.final),
        "states": [
            {
                "state": s.value,
                "label": workflow.label[s],
                "holder": workflow.holder(s).value,
                "stage": _tenggat(workflow.due.get(s)),
            }
            for s in workflow.states
        ],
        "steps": [_langkah(s) for s in workflow.steps],
    }


def _tabel(workflow: Workflow[Any]) -> Iterator[str]:
    data = uraian(workflow)
    yield f"{data['name']}: {data['title']}"
    yield f"  awal {data['initial']}; akhir {', '.join(data['final'])}"
    for s in data["states"]:
        pemegang = "-" if s["holder"] == Peran.SISTEM.value else s["holder"]
        yield f"  [{s['state']}] pemegang {pemegang}; tenggat {s['stage'] or '-'}"
    for s in data["steps"]:
        catatan = " *catatan" if s["note_required"] else ""
        yield f"  {s['trigger']}: {s['source'] or '(mulai)'} -> {s['dest']}  oleh {', '.join(s['roles'])}{catatan}"
        for g in s["guards"]:
            yield f"      syarat {g['name']}: {g['sentence']}"
        for d in s["documents"]:
            yield f"      dokumen {d['kind']}{' (terbit)' if d['issued'] else ' (draf)'}"
        for m in s["mails"]:
            yield f"      surat {m['template']} kepada {', '.join(m['to'])}"
    yield ""


@click.command("workflows")
@click.argument("nama", nargs=-1, type=click.Choice(sorted(BY_NAME)))
@click.option("--format", "bentuk", type=click.Choice(["table", "json", "mermaid"]), default="table", show_default=True)
def workflows(nama: tuple[str, ...], bentuk: str) -> None:
    """Cetak alur kerja dari tabel langkahnya."""
    daftar = [w for w in WORKFLOWS if not nama or w.name in nama]
    if bentuk == "json":
        click.echo(json.dumps([uraian(w) for w in daftar], ensure_ascii=False, indent=2))
    elif bentuk == "mermaid":
        click.echo("\n\n".join(f"%% {w.name}\n{mermaid(w)}" for w in daftar))
    else:
        for w in daftar:
            click.echo("\n".join(_tabel(w)))
