"""The evaluator's folder: everything that waits for his signature, read, ticked, and signed or returned in one act."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.blueprints.konversi.dasar import bp
from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Konversi, PenetapanAk
from workflow_app.pesan import P_, Pesan
from workflow_app.services import konversi as layanan
from workflow_app.services import map_penilai
from workflow_app.web.bahasa import tanggal
from workflow_app.web.banyak import Pilihan, kerjakan, pilihan_dari
from workflow_app.web.beku import cukup_untuk, masa_konversi, predikat_persen
from workflow_app.web.kolom import Formulir, TeksPanjangField
from workflow_app.web.konteks import pelaku

ALUR = ("konversi", "penetapan_ak")
"""In this order they are signed: a determination waits for the conversions of its officer."""
SALAH = 422


class AlasanForm(Formulir):
    """Why conversions go back."""

    catatan = TeksPanjangField(
        _l("Alasan"), description=P_("Dibaca pegawai dan biro kepegawaian dari setiap konversi ini.")
    )


@dataclass(frozen=True)
class BarisMap:
    """One case of the folder. `tertutup` says why it cannot be ticked."""

    obj: Any
    pilihan: Pilihan
    masa: Pesan
    predikat: Pesan | None
    tujuan: Sequence[Pesan]
    jumlah: Decimal
    hari: int
    tertutup: Pesan | None
    dipilih: bool


@dataclass(frozen=True)
class IsiMap:
    """What the folder shows; `lebih`: there is more than it shows."""

    konversi: Sequence[BarisMap]
    penetapan: Sequence[BarisMap]
    lebih: bool

    @property
    def semua(self) -> list[BarisMap]:
        """Every line, in the order in which they are signed."""
        return [*self.konversi, *self.penetapan]


def isi_map(dipilih: Sequence[Pilihan] = ()) -> IsiMap:
    """The folder of the reader. The same number of queries however much lies in it."""
    session, orang = db.session(), pelaku()
    konversi = map_penilai.konversi_menunggu(session, orang)
    penetapan = map_penilai.penetapan_menunggu(session, orang)
    terbuka = map_penilai.masih_dikonversi(session, [p.subjek_id for p in penetapan]) if penetapan else frozenset()
    tanda = {(p.alur, p.id) for p in dipilih}
    return IsiMap(
        [_konversi(k, orang.hari_ini, tanda) for k in konversi[: map_penilai.BATAS_SEKALI]],
        [_penetapan(p, orang.hari_ini, tanda, p.subjek_id in terbuka) for p in penetapan[: map_penilai.BATAS_SEKALI]],
        max(len(konversi), len(penetapan)) > map_penilai.BATAS_SEKALI,
    )


def _konversi(obj: Konversi, hari_ini: dt.date, tanda: set[tuple[str, int]]) -> BarisMap:
    cocok = layanan.cocok_hitung_ulang(obj)
    return BarisMap(
        obj=obj,
        pilihan=Pilihan("konversi", obj.id, obj.version),
        masa=masa_konversi(obj),
        predikat=predikat_persen(obj.aturan, obj.predikat),
        tujuan=(),
        jumlah=obj.jumlah or NOL,
        hari=(hari_ini - obj.state_since).days,
        tertutup=None if cocok else P_("Hitung ulang berbeda: kembalikan supaya diajukan ulang."),
        dipilih=("konversi", obj.id) in tanda,
    )


def _penetapan(obj: PenetapanAk, hari_ini: dt.date, tanda: set[tuple[str, int]], masih_dikonversi: bool) -> BarisMap:
    return BarisMap(
        obj=obj,
        pilihan=Pilihan("penetapan_ak", obj.id, obj.version),
        masa=_masa(obj),
        predikat=None,
        tujuan=cukup_untuk(obj.rincian),
        jumlah=obj.jumlah,
        hari=(hari_ini - obj.state_since).days,
        tertutup=P_("Masih ada konversi pegawai ini yang belum ditetapkan.") if masih_dikonversi else None,
        dipilih=("penetapan_ak", obj.id) in tanda,
    )


@bp.get("/folder")
def folder() -> str:
    """The folder; `?semua=1` ticks what can be ticked, for browsers without scripts."""
    isi = isi_map()
    return render_template(
        "konversi/folder.html",
        isi=isi,
        batas=map_penilai.BATAS_SEKALI,
        semua=request.args.get("semua") == "1",
    )


@bp.get("/folder/<any(tetapkan, kembalikan):tindakan>")
def periksa_folder(tindakan: str) -> ResponseReturnValue:
    """What the act would sign or return, once more, before it is done."""
    return _halaman_periksa(tindakan, AlasanForm())


def _halaman_periksa(tindakan: str, form: AlasanForm) -> ResponseReturnValue:
    dipilih = pilihan_dari(request.values.getlist("pilih"), _alur(tindakan))
    if not dipilih:
        flash(_("Tandai dahulu yang hendak Anda tanda tangani atau kembalikan."), "warning")
        return redirect(url_for("konversi.folder"), 303)
    if len(dipilih) > map_penilai.BATAS_SEKALI:
        flash(
            _("Paling banyak %(jumlah)s perkara sekaligus. Kurangi yang ditandai.", jumlah=map_penilai.BATAS_SEKALI),
            "warning",
        )
        return redirect(url_for("konversi.folder"), 303)
    isi = isi_map(dipilih)
    baris = [b for b in isi.semua if b.dipilih]
    versi = {(p.alur, p.id): p.version for p in dipilih}
    return render_template(
        "konversi/folder_periksa.html",
        tindakan=tindakan,
        form=form,
        baris=baris,
        hilang=len(dipilih) - len(baris),
        berubah=[b for b in baris if versi[b.pilihan.alur, b.pilihan.id] != b.pilihan.version],
        jumlah=sum((b.jumlah for b in baris if b.pilihan.alur == ALUR[0]), NOL),
        remah=_remah(P_("Tanda tangani") if tindakan == "tetapkan" else P_("Kembalikan")),
    ), SALAH if form.is_submitted() else 200


@bp.post("/folder/<any(tetapkan, kembalikan):tindakan>")
def kerjakan_folder(tindakan: str) -> ResponseReturnValue:
    """Sign or return every ticked case, each in a transaction of its own; the result of each on one page."""
    form = AlasanForm()
    dipilih = pilihan_dari(request.form.getlist("pilih"), _alur(tindakan))
    perlu_alasan = tindakan == "kembalikan" and not form.validate()
    if not dipilih or len(dipilih) > map_penilai.BATAS_SEKALI or perlu_alasan:
        return _halaman_periksa(tindakan, form)
    hasil = kerjakan(dipilih, tindakan, form.catatan.data if tindakan == "kembalikan" else None)
    return render_template(
        "konversi/folder_hasil.html", tindakan=tindakan, hasil=hasil, masa=_masa, remah=_remah(P_("Hasil"))
    )


def _alur(tindakan: str) -> Sequence[str]:
    """What an act reaches: only a conversion goes back, a determination is brought up to date instead."""
    return ALUR if tindakan == "tetapkan" else ALUR[:1]


def _masa(obj: Konversi | PenetapanAk) -> Pesan:
    if isinstance(obj, Konversi):
        return masa_konversi(obj)
    mulai, selesai = (tanggal(hari, "d MMM y") for hari in (obj.mulai, obj.selesai))
    return P_("%(mulai)s – %(selesai)s", mulai=mulai, selesai=selesai)


def _remah(akhir: Pesan) -> list[tuple[Pesan, str | None]]:
    return [(P_("Map penilai kinerja"), url_for("konversi.folder")), (akhir, None)]
