"""Replacing a decision of the conversion regime: the case that replaces another, and the page that begins one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, Conflict, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.models import Konversi, PakIntegrasi, PenetapanAk
from workflow_app.permissions import terlihat
from workflow_app.pesan import Pesan
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import FormCatatan
from workflow_app.web.konteks import pelaku
from workflow_app.web.perkara import alamat_perkara, halaman_berubah

P = TypeVar("P", Konversi, PenetapanAk, PakIntegrasi)
SALAH = 422


@dataclass(frozen=True)
class KataPengganti:
    """What the page says: its heading, what becomes of the old case, and what is said after it."""

    judul: Pesan
    penjelasan: Pesan
    dibuat: Pesan
    sudah_ada: Pesan


def pengganti_dari(obj: P) -> P | None:
    """The case that replaces this one, if the reader may see it."""
    model: type[P] = type(obj)
    query = terlihat(select(model), model, pelaku()).where(model.menggantikan_id == obj.id)
    return db.session.scalars(query).first()


def halaman_pengganti(
    lama: P,
    kata: KataPengganti,
    mulai: Callable[[Session, FormCatatan], P],
    *,
    lanjut: Callable[[P], str],
    remah: Any,
) -> ResponseReturnValue:
    """Ask for the error (GET) and begin the replacement (POST); a second click finds the one that was begun."""
    form = FormCatatan(data={"version": lama.version})
    alasan: tuple[Alasan, ...] = ()
    if form.validate_on_submit():
        ada = pengganti_dari(lama)
        if ada is not None and ada.alasan_penggantian == form.catatan.data:
            flash(teks(kata.sudah_ada), "info")
            return redirect(alamat_perkara(ada), 303)
        try:
            with transaction() as session:
                baru = mulai(session, form)
        except Refused as galat:
            if galat.tentang_hak:
                raise
            alasan = galat.alasan
        except (Conflict, WrongState) as galat:
            return halaman_berubah(lama, galat, form.version.data)
        else:
            flash(teks(kata.dibuat), "success")
            return redirect(lanjut(baru), 303)
    isi = {"kata": kata, "form": form, "alasan": alasan, "url": url_for(request.endpoint or "", id=lama.id)}
    templat = render_template("perkara/pengganti.html", **isi, batal=alamat_perkara(lama), remah=remah)
    return templat, SALAH if form.is_submitted() else 200
