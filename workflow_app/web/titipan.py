"""An uploaded sheet between preview and confirmation: stored by its hash, named in an address by a signed token.

The token is good for one person and one purpose, and not for ever.
"""

from typing import Any

from flask import abort
from itsdangerous import BadSignature, URLSafeTimedSerializer

from workflow_app.penyimpanan import BerkasTidakAda, Penyimpanan
from workflow_app.pesan import P_
from workflow_app.web.konteks import pelaku, pengaturan

UMUR_DETIK = 24 * 3600


def penyimpanan() -> Penyimpanan:
    """The store of sheets that wait; what nobody takes over is removed after some days."""
    return Penyimpanan(pengaturan().titipan_url)


def _penanda(untuk: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(pengaturan().SECRET_KEY, salt=untuk)


def tanda(untuk: str, acuan: Any, sha256: str) -> str:
    """The stored sheet as an address may carry it. `untuk` is the purpose, `acuan` what it is for (an id, a key)."""
    return str(_penanda(untuk).dumps([acuan, pelaku().pegawai_id, sha256]))


def isi(untuk: str, acuan: Any, tanda_: str) -> bytes:
    """The sheet behind a token; 404 where it is forged, too old, somebody else's, or for another purpose."""
    habis = P_("Lembar ini tidak lagi tersimpan. Unggah sekali lagi.")
    try:
        milik, pegawai_id, sha256 = _penanda(untuk).loads(tanda_, max_age=UMUR_DETIK)
    except BadSignature:
        abort(404, habis)
    if (milik, pegawai_id) != (acuan, pelaku().pegawai_id):
        abort(404, habis)
    tempat = penyimpanan()
    if not tempat.ada(sha256):
        tempat = Penyimpanan(pengaturan().berkas_url)
    try:
        return tempat.baca(sha256)
    except BerkasTidakAda:
        abort(404, habis)
