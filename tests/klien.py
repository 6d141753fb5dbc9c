"""The test client: a reader who looks at every page twice and at the session behind it."""

import re
import secrets
from typing import Any

import html5lib
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

POHON = {"namespaceHTMLElements": False}


class Tersisa:
    """Watches a session class: whether something was flushed and neither committed nor rolled back."""

    def __init__(self) -> None:
        self.tertulis: set[int] = set()

    def pasang(self, kelas: Any) -> None:
        event.listen(kelas, "after_flush", lambda s, _: self.tertulis.add(id(s)))
        event.listen(kelas, "after_commit", lambda s: self.tertulis.discard(id(s)))
        event.listen(kelas, "after_rollback", lambda s: self.tertulis.discard(id(s)))


class Klien(FlaskClient):
    """Sends requests like a browser, and fails the test for a page that is not well made."""

    sesi_uji: Session
    """The test's own session: committed before a request, so that the page sees what the test prepared, and emptied
    after it, so that the test sees what the page did."""
    tersisa: Tersisa

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        self.sesi_uji.commit()
        jawaban = super().open(*args, **kwargs)
        self.sesi_uji.expire_all()
        assert not self.tersisa.tertulis, f"{jawaban.request.path}: ditulis tanpa transaction()"
        if jawaban.mimetype == "text/html" and jawaban.status_code not in {301, 302, 303, 307, 308}:
            periksa_halaman(jawaban)
        return jawaban

    def buka(self, alamat: str, status: int = 200, **kwargs: Any) -> Any:
        """GET a page; its parsed document (an ElementTree)."""
        jawaban = self.get(alamat, **kwargs)
        assert jawaban.status_code == status, (jawaban.status_code, jawaban.text[:2000])
        return urai(jawaban.text)

    def kirim(self, alamat: str, isi: dict[str, Any] | None = None, status: int = 303, **kwargs: Any) -> TestResponse:
        """POST a form together with a fresh form token."""
        jawaban = self.post(alamat, data={**(isi or {}), "csrf_token": self.token()}, **kwargs)
        assert jawaban.status_code == status, (jawaban.status_code, teks_halaman(jawaban.text)[:2000])
        return jawaban

    def token(self) -> str:
        """A form token of this client's session, as a page would carry it, without drawing one."""
        with self.session_transaction() as kue:
            rahasia = kue.setdefault("csrf_token", secrets.token_hex(20))
        assert isinstance(self.application.secret_key, str)
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(rahasia)


def urai(html: str) -> Any:
    """The document of a page or of a part of one."""
    pengurai = html5lib.HTMLParser(**POHON)
    return pengurai.parse(html)


def teks_halaman(html: str) -> str:
    """The words on a page, with single spaces."""
    badan = urai(html).find("body")
    return " ".join(" ".join(badan.itertext()).split())


def periksa_halaman(jawaban: TestResponse) -> None:
    """Fail for HTML that a browser would have to repair, and for what the security policy forbids."""
    html, tempat = jawaban.text, jawaban.request.path
    utuh = html.lstrip().lower().startswith("<!doctype")
    pengurai = html5lib.HTMLParser(**POHON)
    pohon = pengurai.parse(html) if utuh else pengurai.parseFragment(html)
    assert not pengurai.errors, f"{tempat}: HTML cacat: {pengurai.errors[:3]}"
    unsur = [e for e in pohon.iter() if isinstance(e.tag, str)]
    _periksa_kebijakan(unsur, tempat)
    _periksa_formulir(unsur, tempat)
    if utuh:
        judul = pohon.findtext("head/title") or ""
        assert judul.split("·")[0].strip(), f"{tempat}: tanpa judul"
        assert len([e for e in unsur if e.tag == "h1"]) == 1, f"{tempat}: harus tepat satu h1"


def _periksa_kebijakan(unsur: list[Any], tempat: str) -> None:
    for e in unsur:
        terlarang = [n for n in e.attrib if n == "style" or n.startswith("on")]
        assert not terlarang, f"{tempat}: <{e.tag}> memakai {terlarang}"
        assert e.tag != "style", f"{tempat}: <style> di dalam halaman"
        if e.tag == "script":
            assert e.get("src", "").startswith("/static/"), f"{tempat}: skrip di dalam halaman"
        for nama in ("src", "href", "action"):
            assert not re.match(r"(https?:)?//|javascript:", e.get(nama, "")), f"{tempat}: {e.get(nama)} di luar"


def _periksa_formulir(unsur: list[Any], tempat: str) -> None:
    ids = [e.get("id") for e in unsur if e.get("id") and e.get("name") != "csrf_token"]
    kembar = {i for i in ids if ids.count(i) > 1}
    assert not kembar, f"{tempat}: id kembar {sorted(kembar)}"
    for e in unsur:
        if e.tag == "label":
            assert e.get("for") in ids, f"{tempat}: label untuk {e.get('for')!r} yang tidak ada"
        if e.tag == "form" and e.get("method", "get").lower() == "post":
            nama = {i.get("name") for i in e.iter("input")}
            assert "csrf_token" in nama, f"{tempat}: formulir {e.get('action')!r} tanpa csrf_token"
    berlabel = {e.get("for") for e in unsur if e.tag == "label"}
    for e in unsur:
        if e.tag in {"input", "select", "textarea"} and e.get("type") not in {"hidden", "submit"}:
            dikenal = e.get("id") in berlabel or e.get("aria-label") or e.get("aria-labelledby") or e.get("aria-hidden")
            assert dikenal, f"{tempat}: <{e.tag} name={e.get('name')!r}> tanpa label"
