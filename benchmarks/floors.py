"""The floors: what the same work costs when it is written by hand. Frozen.

A floor does what the application's tables ask for and nothing besides: no guards, no rights, no hash chain. It is
never edited in the same change as the code that it judges.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
from flask import Flask

from workflow_app.config import Settings
from workflow_app.waktu import utcnow

TANGGAL = "2022-01-10"
HASH = "0" * 64
NILAI = json.dumps({"dikirim_pada": {"dari": None, "ke": TANGGAL}})
KEPADA = ("prakom", "sekretaris_tim", "kepegawaian")

SELECT = """
SELECT id, state, version, audit_seq, audit_hash, instansi_id, unit_id, tim_id, subjek_id, aturan, tenggat
FROM pak WHERE id = ?
"""
UPDATE = """
UPDATE pak SET state = 'dikirim', state_since = ?, tenggat = NULL, pemegang = 'sistem', pemegang_id = NULL,
    dikirim_pada = ?, version = ?, touched_at = ?, audit_seq = ?, audit_hash = ?
WHERE id = ? AND version = ?
"""
INSERT_AUDIT = """
INSERT INTO audit_entry (workflow, object_id, seq, object_version, at, tanggal, "trigger", from_state, to_state,
    actor_id, atas_nama_id, role, note, "values", hash)
VALUES ('pak', ?, ?, ?, ?, ?, 'kirim', 'ditetapkan', 'dikirim', ?, NULL, 'sekretariat', NULL, ?, ?)
"""
INSERT_OUTBOX = """
INSERT INTO outbox_message (kind, payload, created_at, available_at, attempts, dispatch_n)
VALUES ('surat', ?, ?, ?, 0, 0)
"""


def step_postgresql(conninfo: str, pelaku_id: int, ambil_id: Callable[[], int]) -> Callable[[], None]:
    """One step in six messages: BEGIN SELECT UPDATE INSERT INSERT COMMIT."""
    koneksi = psycopg.connect(conninfo, prepare_threshold=2, options="-c timezone=UTC")
    select, update, insert_audit, insert_outbox = (
        perintah.replace("?", "%s") for perintah in (SELECT, UPDATE, INSERT_AUDIT, INSERT_OUTBOX)
    )

    def step() -> None:
        with koneksi.cursor() as kursor:
            baris = kursor.execute(select, (ambil_id(),)).fetchone()
            for perintah, isi in zip((update, insert_audit, insert_outbox), _isi(baris, pelaku_id), strict=True):
                kursor.execute(perintah, isi)
                assert kursor.rowcount == 1
        koneksi.commit()

    return step


def step_sqlite(berkas: str, pelaku_id: int, ambil_id: Callable[[], int]) -> Callable[[], None]:
    """The same inside BEGIN IMMEDIATE, with the application's pragmas."""
    koneksi = sqlite3.connect(berkas, isolation_level=None)
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=10000"):
        koneksi.execute(f"PRAGMA {pragma}")

    def step() -> None:
        koneksi.execute("BEGIN IMMEDIATE")
        baris = koneksi.execute(SELECT, (ambil_id(),)).fetchone()
        for perintah, isi in zip((UPDATE, INSERT_AUDIT, INSERT_OUTBOX), _isi(baris, pelaku_id), strict=True):
            assert koneksi.execute(perintah, isi).rowcount == 1
        koneksi.execute("COMMIT")

    return step


def _isi(baris: Any, pelaku_id: int) -> tuple[tuple[Any, ...], ...]:
    id_, _, version, seq = baris[:4]
    saat = utcnow().isoformat(" ")
    payload = {"workflow": "pak", "object_id": id_, "seq": seq + 1, "templat": "pak_dikirim", "kepada": KEPADA}
    return (
        (TANGGAL, TANGGAL, version + 1, saat, seq + 1, HASH, id_, version),
        (id_, seq + 1, version + 1, saat, TANGGAL, pelaku_id, NILAI, HASH),
        (json.dumps(payload), saat, saat),
    )


def flask_hello(_settings: Settings) -> Flask:
    """The smallest page of the same framework, to be served by the same server."""
    app = Flask("hello")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app
