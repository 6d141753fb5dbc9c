"""axe-core, the accessibility engine, run inside a page of the browser.

The file lies beside this module with its licences. It is handed to the page by `evaluate`, which the content security
policy allows, so the page under test is the page that people get.
"""

import hashlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parent / "axe-core-4.14.1"
SIDIK = {
    "axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    "LICENSE": "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
    "LICENSE-3RD-PARTY.txt": "4f8563870d0fca38bbc3e00b6f670cb7fa9f380ba9f26a7f7d1184a6b18b1653",
}
ATURAN = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Every rule up to WCAG 2.2 AA, among them the size of targets, and the advice on landmarks and headings."""


def berkas_berubah() -> list[str]:
    """Files that are not those of the package."""
    return [n for n, sidik in SIDIK.items() if hashlib.sha256((FOLDER / n).read_bytes()).hexdigest() != sidik]


def pelanggaran(page: Page) -> list[str]:
    """What the page does wrong: one line per rule and element."""
    page.evaluate((FOLDER / "axe.min.js").read_text(encoding="utf-8"))
    hasil: dict[str, Any] = page.evaluate(
        "(aturan) => axe.run(document, {runOnly: aturan, resultTypes: ['violations'], preload: false})", list(ATURAN)
    )
    return [
        f"{v['id']} ({v['impact']}): {v['help']}: {' '.join(map(str, n['target']))}: {n['html'][:160]}"
        for v in hasil["violations"]
        for n in v["nodes"]
    ]
