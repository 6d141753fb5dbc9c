"""The browser side as files: nothing from elsewhere, nothing inline, and words that can be read."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "workflow_app" / "static"
VENDOR = STATIC / "vendor"
TEMPLATES = ROOT / "workflow_app" / "templates"

PAGES = sorted(TEMPLATES.rglob("*.html"))
OWN_TEXT = (STATIC / "alurpak.css", STATIC / "alurpak.js", STATIC / "merek.svg")
AA_TEXT = 4.5
AA_SHAPE = 3.0

ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)|(?:src|href|action)=[\"']//")
INLINE = {
    "a style attribute": re.compile(r"[\s\"']style\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "a handler attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "an htmx script": re.compile(r"\bhx-on\b|\bhx-(?:vals|headers)\s*=\s*[\"']js:"),
    "a javascript address": re.compile(r"javascript:"),
}


def without_comments(page: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def name(page: Path) -> str:
    return page.relative_to(TEMPLATES).as_posix()


def vendored() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((VENDOR / "VENDORED.json").read_text(encoding="utf-8"))
    return entries


# ------------------------------------------------------------------ vendored files


def test_15_2_1_every_vendored_file_has_the_recorded_hash_and_a_licence():
    recorded = {}
    for entry in vendored():
        assert "LICENSE" in entry["sha256"], entry["name"]
        assert entry["licence"] in {"0BSD", "MIT", "OFL-1.1"}
        for file, digest in entry["sha256"].items():
            recorded[f"{entry['folder']}/{file}"] = digest
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.json"
    }
    assert found == recorded


def test_vendored_versions_are_those_of_the_package_file():
    wanted = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {entry["name"]: entry["version"] for entry in vendored()} == wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), "exact versions only"


@pytest.mark.parametrize("path", [ROOT / "frontend" / "package.json", VENDOR / "VENDORED.json"], ids=lambda p: p.name)
def test_package_files_name_no_address(path):
    assert "://" not in path.read_text(encoding="utf-8")


# ----------------------------------------------------------------------- templates


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_3_4_3_no_template_holds_inline_code_or_an_outside_address(page):
    text = without_comments(page)
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert not found
    assert not ADDRESS.search(text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_template_extends_the_frame_or_is_a_partial(page):
    if page.name.startswith("_") or name(page) == "base.html":
        return
    assert re.search(r"\{%-?\s*extends\s+[\"']", page.read_text(encoding="utf-8"))


def parsed(page: Path) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(page.read_text(encoding="utf-8"))


def constants_given_to(function: str, tree: nodes.Template) -> set[str]:
    """The texts with which a template calls `function`, also where it chooses between two."""
    given: list[nodes.Expr] = []
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function and call.args:
            first = call.args[0]
            given += [first.expr1, *filter(None, [first.expr2])] if isinstance(first, nodes.CondExpr) else [first]
    return {node.value for node in given if isinstance(node, nodes.Const)}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_template_compiles_and_asks_for_files_that_exist(page):
    tree = parsed(page)
    assert all((STATIC / path).is_file() for path in constants_given_to("aset", tree))
    assert all((TEMPLATES / path).is_file() for path in find_referenced_templates(tree) if path)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_output_is_never_marked_safe(page):
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", without_comments(page))


def test_icons_that_templates_name_are_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', next(VENDOR.glob("bootstrap-icons-*/ikon.svg")).read_text()))
    for page in PAGES:
        assert constants_given_to("ikon", parsed(page)) <= drawn, page
    of_states = re.findall(r"\('[a-z]+', '([a-z0-9-]+)'\)", (TEMPLATES / "_status.html").read_text(encoding="utf-8"))
    assert of_states
    assert set(of_states) <= drawn


# ------------------------------------------------------------------- style and script


@pytest.mark.parametrize("path", OWN_TEXT, ids=lambda p: p.name)
def test_own_style_and_script_load_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert not ADDRESS.search(text)
    assert "@import" not in text
    assert "eval(" not in text


def test_every_file_the_style_sheet_names_exists():
    named = re.findall(r'url\("([^"]+)"\)', (STATIC / "alurpak.css").read_text(encoding="utf-8"))
    assert named
    assert all((STATIC / path).is_file() for path in named)


def tokens() -> dict[str, str]:
    css = (STATIC / "alurpak.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--(ap-[a-z-]+):\s*(#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


SURFACES = ("ap-permukaan", "ap-latar", "ap-permukaan-redup")
TEXT_ON = [
    *((text, surface) for text in ("ap-teks", "ap-teks-redup", "ap-biru-tua", "ap-biru-pro") for surface in SURFACES),
    *((f"ap-{tone}-teks", "ap-permukaan") for tone in ("netral", "proses", "perhatian", "berhasil", "bahaya")),
    *((f"ap-{tone}-teks", f"ap-{tone}-latar") for tone in ("netral", "proses", "perhatian", "berhasil", "bahaya")),
    ("ap-biru-tua", "ap-biru-muda"),
    ("ap-putih", "ap-biru"),
    ("ap-putih", "ap-biru-tua"),
    ("ap-putih", "ap-bahaya-isi"),
    ("ap-kepala-teks", "ap-kepala-latar"),
    ("ap-kepala-redup", "ap-kepala-latar"),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_colours_reach_aa(text, ground):
    assert contrast(tokens()[text], tokens()[ground]) >= AA_TEXT


@pytest.mark.parametrize(
    ("shape", "ground"),
    [
        ("ap-garis-isian", "ap-permukaan"),
        ("ap-fokus", "ap-permukaan"),
        ("ap-fokus", "ap-latar"),
        ("ap-biru", "ap-latar"),
    ],
)
def test_borders_of_controls_and_the_focus_ring_can_be_seen(shape, ground):
    assert contrast(tokens()[shape], tokens()[ground]) >= AA_SHAPE


def test_bootstrap_variables_repeat_the_tokens():
    css = (STATIC / "alurpak.css").read_text(encoding="utf-8")
    bootstrap = dict(re.findall(r"--(bs-[a-z-]+):\s*(#[0-9a-f]{6});", css))
    own = tokens()
    assert bootstrap["bs-primary"] == own["ap-biru"]
    assert bootstrap["bs-link-color"] == own["ap-biru-tua"]
    assert bootstrap["bs-body-color"] == own["ap-teks"]
    assert bootstrap["bs-body-bg"] == own["ap-latar"]
    assert bootstrap["bs-form-invalid-color"] == own["ap-bahaya-teks"]


def test_each_class_of_the_macros_is_styled():
    bootstrap = next(VENDOR.glob("bootstrap-*/bootstrap.min.css")).read_text(encoding="utf-8")
    known = set(re.findall(r"\.([a-z][a-z0-9-]+)", bootstrap + (STATIC / "alurpak.css").read_text(encoding="utf-8")))
    for page in (*TEMPLATES.glob("_*.html"), TEMPLATES / "base.html"):
        for attribute in re.findall(r'class="([^"{]+)"', without_comments(page)):
            assert set(attribute.split()) <= known, page.name
