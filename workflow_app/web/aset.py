"""Addresses of static files that change with their content, so that browsers may keep them for a year.

Templates write `{{ aset('alurpak.css') }}`. The address carries the start of the file's SHA-256; files under `vendor/`
carry their version in the folder name as well. Nothing here reads a file during a request: the hashes are taken once,
when the application is made.
"""

import hashlib
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request, url_for

YEAR_SECONDS = 365 * 24 * 60 * 60
HASH_CHARS = 12


class Aset:
    """The table of static files: path below `static/` -> short hash of the content."""

    def __init__(self, folder: Path) -> None:
        self._hash = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_CHARS]
            for path in folder.rglob("*")
            if path.is_file()
        }
        self._url: dict[tuple[str, str], str] = {}

    def url(self, path: str) -> str:
        """The address of a static file. Raises KeyError for a file that does not exist."""
        key = (request.script_root, path)  # the same file on every page, and each icon of a list asks anew
        if key not in self._url:
            self._url[key] = url_for("static", filename=path, v=self._hash[path])
        return self._url[key]

    def keep_long(self, response: Response) -> Response:
        """Let browsers keep a file that was asked for by its present hash; others are checked each time."""
        if request.endpoint == "static" and response.status_code == HTTPStatus.OK:
            path = (request.view_args or {}).get("filename", "")
            if request.args.get("v") == self._hash.get(path):
                response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        return response


def pasang(app: Flask) -> None:
    """Give the templates `aset(path)` and the static files their cache headers."""
    if app.static_folder is None:
        raise ValueError("the application has no static folder")
    table = Aset(Path(app.static_folder))
    app.jinja_env.globals["aset"] = table.url
    app.after_request(table.keep_long)
