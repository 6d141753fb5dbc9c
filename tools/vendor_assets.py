"""Copy the browser files we serve from npm packages into `workflow_app/static/vendor`, with hashes and licences.

Needed only when a version in `frontend/package.json` or the list of icons below changes; the result is committed, so
neither running nor testing the product needs node. Usage:

    python3 tools/vendor_assets.py            # npm install in frontend/, then copy
    python3 tools/vendor_assets.py --no-npm   # copy from an existing frontend/node_modules

Only the standard library is used. The script replaces the whole vendor folder, so nothing stale can stay behind.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
VENDOR = ROOT / "workflow_app" / "static" / "vendor"

SPRITE = "ikon.svg"
ICONS = (
    "archive",
    "arrow-clockwise",
    "arrow-counterclockwise",
    "arrow-left",
    "arrow-right",
    "bell",
    "book",
    "box-arrow-right",
    "building",
    "calendar3",
    "calendar-check",
    "chat-left-text",
    "check-circle",
    "check2",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle",
    "clipboard-check",
    "clock",
    "clock-history",
    "dash-circle",
    "diagram-3",
    "download",
    "envelope",
    "exclamation-circle",
    "exclamation-triangle",
    "eye",
    "file-earmark",
    "file-earmark-check",
    "file-earmark-text",
    "file-earmark-word",
    "filter",
    "gear",
    "globe",
    "hourglass-split",
    "inbox",
    "info-circle",
    "journal-text",
    "key",
    "list",
    "list-check",
    "lock",
    "paperclip",
    "pause-circle",
    "pencil-square",
    "people",
    "person",
    "person-badge",
    "person-check",
    "play-circle",
    "plus-lg",
    "printer",
    "question-circle",
    "search",
    "send",
    "shield-check",
    "shield-lock",
    "slash-circle",
    "trash",
    "upload",
    "x-circle",
    "x-lg",
)


@dataclass(frozen=True)
class Package:
    """An npm package and the files taken from it: source path in the package -> name in the vendor folder."""

    npm: str
    folder: str
    licence: str
    files: dict[str, str]


PACKAGES = (
    Package("htmx.org", "htmx", "0BSD", {"dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "bootstrap",
        "bootstrap",
        "MIT",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
        },
    ),
    Package("bootstrap-icons", "bootstrap-icons", "MIT", {}),
    Package(
        "@fontsource/inter",
        "inter",
        "OFL-1.1",
        {f"files/inter-latin-{weight}-normal.woff2": f"inter-latin-{weight}.woff2" for weight in (400, 600, 700)},
    ),
)


def read_manifest(package: Package) -> dict[str, str]:
    """The installed package's own package.json; refuses a licence or version other than the agreed one."""
    manifest: dict[str, str] = json.loads((source(package) / "package.json").read_text(encoding="utf-8"))
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"][package.npm]
    if manifest["version"] != wanted:
        sys.exit(f"{package.npm}: installed {manifest['version']}, frontend/package.json wants {wanted}")
    if manifest["license"] != package.licence:
        sys.exit(f"{package.npm}: licence is now {manifest['license']}, agreed was {package.licence}")
    return manifest


def source(package: Package) -> Path:
    return FRONTEND / "node_modules" / package.npm


def sprite(icons: Path) -> str:
    """One SVG with a `<symbol>` per icon of ICONS; shapes inherit the colour of the text around them."""
    symbols = []
    for name in sorted(ICONS):
        svg = (icons / f"{name}.svg").read_text(encoding="utf-8")
        inner = re.fullmatch(r'\s*<svg\b[^>]*viewBox="0 0 16 16"[^>]*>(.*)</svg>\s*', svg, re.DOTALL)
        if inner is None:
            sys.exit(f"icon {name}: unexpected shape of the source file")
        shapes = "".join(line.strip() for line in inner.group(1).splitlines())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16" fill="currentColor">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def vendor(package: Package) -> dict[str, object]:
    """Copy one package's files and licence; returns its entry for VENDORED.json."""
    version = read_manifest(package)["version"]
    folder = VENDOR / f"{package.folder}-{version}"
    folder.mkdir(parents=True)
    shutil.copyfile(source(package) / "LICENSE", folder / "LICENSE")
    for origin, name in package.files.items():
        shutil.copyfile(source(package) / origin, folder / name)
    if package.npm == "bootstrap-icons":
        (folder / SPRITE).write_text(sprite(source(package) / "icons"), encoding="utf-8")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
    return {
        "name": package.npm,
        "version": version,
        "licence": package.licence,
        "folder": folder.name,
        "sha256": hashes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Copy the browser files into workflow_app/static/vendor")
    parser.add_argument("--no-npm", action="store_true", help="use the node_modules already in frontend/")
    if not parser.parse_args().no_npm:
        subprocess.run(["npm", "install"], cwd=FRONTEND, check=True)
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    entries = [vendor(package) for package in PACKAGES]
    (VENDOR / "VENDORED.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
    for entry in entries:
        print(f"{entry['name']} {entry['version']} -> {entry['folder']}")


if __name__ == "__main__":
    main()
