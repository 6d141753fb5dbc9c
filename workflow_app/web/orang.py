"""Officers and officials whom a page names: who may be picked, and what was typed about them read again.

A NIP belongs into no address, so it is looked for by POST, and the page goes on with the id.
"""

import re
from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, raiseload

from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db
from workflow_app.models import Pegawai, Unit
from workflow_app.permissions import Pelaku, urusan_kepegawaian
from workflow_app.pesan import P_
from workflow_app.services.organisasi import nama_memuat
from workflow_app.web.konteks import pelaku

MAKS_HASIL = 25
"""Names that a search shows; more than these ask for more letters."""
MAKS_UNIT = 500
MAKS_COCOK = 5
_NIP_DI_UJUNG = re.compile(r"\((\d{18})\)$")


def boleh_dipilih(orang: Pelaku) -> ColumnElement[bool]:
    """Officers for whom the reader may open a case of the conversion regime: himself, and those of his office."""
    return or_(Pegawai.id == orang.pegawai_id, urusan_kepegawaian(orang)) & Pegawai.riwayat_jabatan.any()


def pegawai_atau_404(id_: int) -> Pegawai:
    """The officer, if the reader may open a case for him; otherwise it answers as if nobody had this id."""
    query = select(Pegawai).where(Pegawai.id == id_, boleh_dipilih(pelaku()))
    pegawai = db.session.scalars(query.options(joinedload(Pegawai.atasan), joinedload(Pegawai.unit))).one_or_none()
    if pegawai is None:
        abort(404)
    return pegawai


def hasil_cari(nama: str) -> Sequence[Pegawai]:
    """Officers of the reader's office whose name contains the words, by name; at most one more than are shown."""
    if not nama:
        return ()
    query = _urusan(pelaku()).where(nama_memuat(nama)).order_by(Pegawai.nama, Pegawai.id).limit(MAKS_HASIL + 1)
    return db.session.scalars(query).all()


def halaman_pilih(judul: str, *, tujuan: str, cari: str, batal: str, remah: Sequence[tuple[Any, Any]]) -> str:
    """The page on which a personnel office says for whom it opens a case; `tujuan` and `cari` are endpoints."""
    orang, nama = pelaku(), request.args.get("nama", "").strip()
    hasil = hasil_cari(nama)
    return render_template(
        "perkara/pilih_pegawai.html",
        judul=judul,
        nama=nama,
        hasil=hasil[:MAKS_HASIL],
        terlalu_banyak=len(hasil) > MAKS_HASIL,
        tujuan=tujuan,
        url_cari=url_for(cari),
        sendiri=orang.pegawai_id if orang.pernah_menjabat else None,
        batal=batal,
        remah=remah,
    )


def cari(endpoint: str) -> ResponseReturnValue:
    """Answer the search form: on to the officer with this NIP, or to the names that contain the words."""
    teks = request.form.get("teks", "").strip()
    if teks.isascii() and teks.isdigit():
        orang = db.session.scalars(_urusan(pelaku()).where(Pegawai.nip == teks)).one_or_none()
        if orang is not None:
            return redirect(url_for(endpoint, pegawai=orang.id), 303)
        flash(_("Tidak ada pegawai dengan NIP itu."), "warning")
        teks = ""
    return redirect(url_for(endpoint, nama=teks or None), 303)


def _urusan(orang: Pelaku) -> Select[Pegawai]:
    return (
        select(Pegawai)
        .where(urusan_kepegawaian(orang), Pegawai.riwayat_jabatan.any())
        .options(joinedload(Pegawai.unit).raiseload("*"), raiseload("*"))
    )


def unit_pembaca(orang: Pelaku) -> Sequence[tuple[int, str]]:
    """The units of the institutions in which the reader holds a role, for the filter of a list."""
    instansi = {t.instansi_id for t in orang.tugas if t.instansi_id is not None}
    if not instansi:
        return ()
    query = select(Unit.id, Unit.nama).where(Unit.instansi_id.in_(instansi)).order_by(Unit.nama, Unit.id)
    return [(id_, nama) for id_, nama in db.session.execute(query.limit(MAKS_UNIT))]


def tulis(orang: Pegawai | None) -> str:
    """A person as a field shows him: `Nama (NIP)`."""
    return f"{orang.nama} ({orang.nip})" if orang else ""


def penilai_dari(teks: str, pegawai: Pegawai) -> int | None:
    """The evaluator meant by NIP, name or `Nama (NIP)`, among the people of the officer's institution.

    Raises MasukanSalah for the field `penilai`. Several with the name are told apart by their units, not by numbers.
    """
    bersih = teks.strip()
    if not bersih:
        return None
    nip = _NIP_DI_UJUNG.search(bersih)
    milik = Pegawai.nip == nip[1] if nip else or_(Pegawai.nip == bersih, nama_memuat(bersih))
    query = select(Pegawai).where(Pegawai.instansi_id == pegawai.instansi_id, Pegawai.aktif, milik)
    cocok = db.session.scalars(
        query.options(joinedload(Pegawai.unit)).order_by(Pegawai.nama, Pegawai.id).limit(MAKS_COCOK)
    ).all()
    tepat = [p for p in cocok if bersih.casefold() == p.nama.casefold()]
    pilihan = tepat if len(tepat) == 1 else cocok
    if len(pilihan) == 1:
        return pilihan[0].id
    if not pilihan:
        raise MasukanSalah(
            {"penilai": P_("Tidak ada pegawai aktif di instansi ini dengan NIP atau nama “%(teks)s”.", teks=bersih)}
        )
    nama = "; ".join(f"{p.nama}, {p.unit.nama}" for p in pilihan)
    raise MasukanSalah({"penilai": P_("Beberapa orang cocok: %(nama)s. Tuliskan NIP-nya.", nama=nama)})
