"""The gate before every view: nothing is open unless it says so, and a first password must be changed first."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workflow_app.extensions import login_manager
from workflow_app.models import Peran
from workflow_app.web.konteks import pelaku

F = TypeVar("F", bound=Callable[..., Any])

BERKAS_STATIS = "static"
BOLEH_DENGAN_SANDI_AWAL = frozenset({"akun.sandi", "auth.keluar", "auth.bahasa"})


def terbuka(view: F) -> F:
    """Mark a view as open to people who are not signed in. Goes below the route decorator."""
    view.terbuka = True  # type: ignore[attr-defined]  # a mark on the function, read by the gate
    return view


def adalah_terbuka(endpoint: str) -> bool:
    """Whether the endpoint is open to everybody."""
    return endpoint == BERKAS_STATIS or getattr(current_app.view_functions[endpoint], "terbuka", False)


def wajib_peran(*peran: Peran) -> Callable[[], None]:
    """A `before_request` for a blueprint whose pages belong to holders of one of the roles; others get 403."""

    def periksa() -> None:
        if not pelaku().punya(*peran):
            abort(403)

    return periksa


def _jaga() -> ResponseReturnValue | None:
    if request.endpoint is None or adalah_terbuka(request.endpoint):
        return None
    if not current_user.is_authenticated:
        jawaban: ResponseReturnValue = login_manager.unauthorized()
        return jawaban
    if current_user.akun.wajib_ganti_sandi and request.endpoint not in BOLEH_DENGAN_SANDI_AWAL:
        return redirect(url_for("akun.sandi"), 303)
    return None


def pasang(app: Flask) -> None:
    """Put the gate before every view of `app`."""
    app.before_request(_jaga)
