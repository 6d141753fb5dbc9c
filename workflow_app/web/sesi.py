"""Flask-Login's shell around the session registry: who is signed in, signing in and out.

The cookie carries a random id. What it opens is decided by the registry at each request, in a short reading
transaction of its own that is over before the view begins its work.
"""

import logging
from typing import Any

from flask import Flask, Response, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from workflow_app.extensions import db, login_manager, transaction
from workflow_app.koneksi import membaca, menulis
from workflow_app.models import Akun, Pegawai, SesiMasuk
from workflow_app.services import akun as layanan
from workflow_app.services import sandi as kata_sandi
from workflow_app.waktu import utcnow
from workflow_app.web.bahasa import KUNCI_SESI as KUNCI_BAHASA
from workflow_app.web.konteks import pengaturan
from workflow_app.web.permintaan import CARA_MEMBACA, rujukan

log = logging.getLogger(__name__)

KUE_PERANGKAT = "alurpak-perangkat"
UMUR_PERANGKAT_DETIK = 180 * 24 * 3600
"""How long a browser stays known in which somebody signed in."""
HAPUS_DATA_SITUS = '"cache", "cookies", "storage"'


class Pengguna(UserMixin):
    """The signed-in person of one request."""

    def __init__(self, kunci: str, sesi: SesiMasuk) -> None:
        self._kunci = kunci
        self.sesi_hash = sesi.id_hash
        self.akun: Akun = sesi.akun
        self.pegawai: Pegawai = sesi.akun.pegawai

    def get_id(self) -> str:
        """What the cookie carries."""
        return self._kunci


def muat(kunci: str) -> Pengguna | None:
    """The person behind a cookie, or None when its session is over; notes the use once a minute."""
    saat = utcnow()
    with membaca(), db.session.session_factory() as baca:
        sesi = layanan.cari_sesi(baca, kunci, saat)
    if sesi is None:
        return None
    if saat - sesi.terakhir_at >= layanan.JEDA_SENTUH:
        _sentuh(sesi.id_hash)
    return Pengguna(kunci, sesi)


def _sentuh(id_hash: str) -> None:
    try:
        with menulis(), db.session.session_factory() as tulis, tulis.begin():
            layanan.sentuh_sesi(tulis, id_hash, utcnow())
    except OperationalError:
        # A busy database must not cost the reader his page; the use is noted with a later one.
        log.warning("session use not noted (%s)", rujukan())


def masuk(nama_pengguna: str, sandi: str) -> bool:
    """Try to sign in. False for every reason alike, after about the same time."""
    with membaca(), db.session.session_factory() as baca:
        akun = layanan.cari(baca, nama_pengguna)
    cocok = kata_sandi.cocok(akun.sandi_hash if akun else None, sandi)
    if akun is None:
        log.info("sign-in refused: no such account (%s)", rujukan())
        return False
    sidik_baru = kata_sandi.sidik(sandi) if cocok and kata_sandi.perlu_disidik_ulang(akun.sandi_hash) else None
    with transaction() as tulis:
        kunci = layanan.masuk(
            tulis,
            akun.id,
            cocok=cocok,
            sandi_sejak=akun.sandi_diganti_at,
            sidik_baru=sidik_baru,
            perangkat_dikenal=_perangkat_dikenal(akun),
            alamat_ip=request.remote_addr or "",
            peramban=request.user_agent.string,
            saat=utcnow(),
        )
    if kunci is None:
        log.info("sign-in refused: account %s (%s)", akun.id, rujukan())
        return False
    _pasang(kunci)
    log.info("signed in: account %s (%s)", akun.id, rujukan())
    return True


def _pasang(kunci: str) -> None:
    bahasa = session.get(KUNCI_BAHASA)
    session.clear()  # nothing from before the sign-in lives on, the form token included
    if bahasa:
        session[KUNCI_BAHASA] = bahasa
    pengguna = muat(kunci)
    login_user(pengguna)


def ganti_sandi(baru: str) -> None:
    """Change the password of the signed-in person and go on in a new session. Raises MasukanSalah."""
    with transaction() as tulis:
        kunci = layanan.ganti_sandi(
            tulis,
            current_user.akun.id,
            baru,
            alamat_ip=request.remote_addr or "",
            peramban=request.user_agent.string,
            saat=utcnow(),
        )
    _pasang(kunci)


def keluar() -> None:
    """End this session on the server and empty the cookie."""
    if current_user.is_authenticated:
        with transaction() as tulis:
            layanan.akhiri_sesi(tulis, current_user.akun.id, current_user.sesi_hash, utcnow())
    logout_user()
    session.clear()


def kenali_perangkat(response: Response) -> None:
    """Mark this browser as one in which the person now signed in has been before."""
    response.set_cookie(
        KUE_PERANGKAT,
        _penanda().dumps(current_user.akun.id),
        max_age=UMUR_PERANGKAT_DETIK,
        path=url_for("auth.masuk"),
        secure=pengaturan().https,
        httponly=True,
        samesite="Lax",
    )


def _perangkat_dikenal(akun: Akun) -> bool:
    try:
        milik: object = _penanda().loads(request.cookies.get(KUE_PERANGKAT, ""), max_age=UMUR_PERANGKAT_DETIK)
    except BadSignature:
        return False
    return milik == akun.id


def _penanda() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(pengaturan().SECRET_KEY, salt="perangkat-dikenal")


def _belum_masuk() -> BaseResponse:
    """To the sign-in page, and afterwards back to the page asked for (never to a form's target)."""
    lanjut = request.full_path.removesuffix("?") if request.method in CARA_MEMBACA else None
    tujuan = url_for("auth.masuk", next=lanjut if lanjut != "/" else None)
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": tujuan})
    return redirect(tujuan, 303)


def pasang(app: Flask) -> None:
    """Tell Flask-Login how people are found."""
    kelola: Any = login_manager
    kelola.session_protection = "basic"
    kelola.user_loader(muat)
    kelola.unauthorized_handler(_belum_masuk)
