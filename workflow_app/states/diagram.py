"""A workflow's rows as Mermaid text, for the documentation; pages draw their own picture."""

from typing import Any

from workflow_app.states.engine import Workflow


def mermaid(workflow: Workflow[Any]) -> str:
    """A `stateDiagram-v2` with one arrow per row; rows that need a note are marked with a star."""
    baris = ["stateDiagram-v2"]
    for step in workflow.steps:
        asal = step.source.value if step.source else "[*]"
        bintang = "*" if step.note_required else ""
        baris.append(f"    {asal} --> {step.dest.value}: {step.trigger}{bintang}")
    baris += [f"    {state.value} --> [*]" for state in workflow.states if state in workflow.final]
    return "\n".join(baris)
