"""One run: how far it is, and what became of every period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from workflow_app.blueprints.konversi_tahunan.dasar import remah
from workflow_app.extensions import db
from workflow_app.lembar_klaim.tulis_xlsx import TIPE, Sel, tulis
from workflow_app.models import LABEL_HASIL_MASA, HasilKonversiTahunan, HasilMasa, KonversiTahunan, Pegawai
from workflow_app.permissions import boleh_membaca_tahunan
from workflow_app.pesan import Pesan, dari_data
from workflow_app.web.bahasa import teks
from workflow_app.web.beku import masa_bulan
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import pelaku

bp = Blueprint("jalan", __name__)

PERMINTAAN_HTMX = "HX-Request"
SEGARKAN = "HX-Refresh"
MAKS_UNDUH = 20_000
LEBAR_KOLOM = (22, 34, 24, 24, 12, 12, 80)


@dataclass(frozen=True)
class BarisHasil:
    """One period with its result in words."""

    hasil: HasilKonversiTahunan
    masa: Pesan | None
    label: Pesan
    alasan: Sequence[Pesan]


def jalan_atau_404(nomor: int) -> KonversiTahunan:
    """The run, if the reader may read its scope."""
    satu = db.session.get(
        KonversiTahunan, nomor, options=[joinedload(KonversiTahunan.oleh), joinedload(KonversiTahunan.unit)]
    )
    if satu is None or not boleh_membaca_tahunan(pelaku(), satu.instansi_id, satu.unit_id):
        abort(404)
    return satu


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Progress and result of a run."""
    satu = jalan_atau_404(id)
    dipilih = request.args.get("hasil", "")
    lembar = halaman(_query(satu, dipilih), HasilKonversiTahunan.id, turun=False)
    return render_template(
        "konversi_tahunan/jalan.html",
        jalan=satu,
        berhenti=dari_data(satu.berhenti_karena) if satu.berhenti_karena else None,
        baris=[_baris(h, satu.tahun) for h in lembar.baris],
        lembar=lembar,
        dipilih=dipilih,
        pilihan=[(h.value, Pesan(LABEL_HASIL_MASA[h]), getattr(satu, h.value)) for h in HasilMasa],
        remah=remah((_("Nomor %(nomor)s", nomor=satu.id), None)),
    )


def _query(satu: KonversiTahunan, dipilih: str) -> Select[HasilKonversiTahunan]:
    query = (
        select(HasilKonversiTahunan)
        .where(HasilKonversiTahunan.konversi_tahunan_id == satu.id)
        .options(joinedload(HasilKonversiTahunan.pegawai).raiseload("*"))
    )
    if dipilih in {h.value for h in HasilMasa}:
        query = query.where(HasilKonversiTahunan.hasil == HasilMasa(dipilih))
    return query


def _baris(satu: HasilKonversiTahunan, tahun: int) -> BarisHasil:
    return BarisHasil(
        satu,
        masa_bulan(tahun, satu.bulan_mulai, satu.bulan_selesai) if satu.bulan_mulai else None,
        Pesan(LABEL_HASIL_MASA[satu.hasil]),
        [dari_data(a) for a in satu.alasan],
    )


@bp.get("/<int:id>/kemajuan")
def kemajuan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The progress alone, asked for again and again by the page; the last answer has the page load its result."""
    satu = jalan_atau_404(id)
    if not request.headers.get(PERMINTAAN_HTMX):
        return redirect(url_for("konversi_tahunan.jalan.lihat", id=id), 303)
    kepala = {SEGARKAN: "true"} if satu.selesai_at else {}
    return render_template("konversi_tahunan/_kemajuan.html", jalan=satu), kepala


@bp.get("/<int:id>/hasil.xlsx")
def unduh(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """The result as a sheet, row by row."""
    satu = jalan_atau_404(id)
    isi = tulis("Hasil", list(_lembar(satu)), lebar=LEBAR_KOLOM)
    jawaban = Response(isi, mimetype=TIPE)
    jawaban.headers.set("Content-Disposition", "attachment", filename=f"konversi-{satu.tahun}-nomor-{satu.id}.xlsx")
    return jawaban


def _lembar(satu: KonversiTahunan) -> Iterator[list[Sel]]:
    yield [_("NIP"), _("Pegawai"), _("Masa kinerja"), _("Hasil"), _("Nomor perkara"), _("Angka kredit"), _("Alasan")]
    query = _query(satu, "").order_by(HasilKonversiTahunan.id).limit(MAKS_UNDUH)
    for hasil in db.session.scalars(query):
        baris = _baris(hasil, satu.tahun)
        orang: Pegawai = hasil.pegawai
        yield [
            orang.nip,
            orang.nama,
            str(teks(baris.masa)) if baris.masa else "",
            str(teks(baris.label)),
            hasil.konversi_id,
            hasil.angka_kredit,
            " ".join(str(teks(a)) for a in baris.alasan),
        ]
