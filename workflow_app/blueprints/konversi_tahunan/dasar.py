"""What the pages of the yearly run share: whose year the reader looks at, and the way between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request, url_for
from sqlalchemy import ColumnElement, select

from workflow_app.extensions import db
from workflow_app.models import Instansi, KonversiTahunan, Peran, Unit
from workflow_app.permissions import boleh_konversi_tahunan, boleh_membaca_tahunan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.tahun_kinerja import pilihan_tahun, tahun_baku
from workflow_app.web.konteks import hari_ini, pelaku

PEMBACA = (Peran.KEPEGAWAIAN, Peran.PEMBINA_KEPEGAWAIAN, Peran.AUDITOR)
MAKS_UNIT = 500
Remah = list[tuple[Pesan | str, str | None]]


@dataclass(frozen=True)
class Lingkup:
    """The institution or unit and the year that the address asks for, as far as the reader may read them."""

    instansi: Instansi
    unit_id: int | None
    tahun: int
    daftar_unit: Sequence[Unit]
    """Units to choose from; empty where the reader has one only."""
    seluruh: bool
    """Whether the reader may look at the whole institution."""

    @property
    def nama(self) -> str:
        """The unit, or the institution as a whole."""
        return next((u.nama for u in self.daftar_unit if u.id == self.unit_id), self.instansi.nama)

    @property
    def menjalankan(self) -> bool:
        """Whether the reader may start a run here."""
        return boleh_konversi_tahunan(pelaku(), self.instansi.id, self.unit_id)

    @property
    def jalan_terbaca(self) -> list[ColumnElement[bool]]:
        """Over `KonversiTahunan`: the runs that the reader may open."""
        milik = [KonversiTahunan.instansi_id == self.instansi.id]
        return milik if self.seluruh else [*milik, KonversiTahunan.unit_id.in_([u.id for u in self.daftar_unit])]

    @property
    def saring(self) -> dict[str, int | None]:
        """What an address says of it."""
        return {"tahun": self.tahun, "unit": self.unit_id}


def lingkup_diminta() -> Lingkup:
    """Scope and year of the address; the reader's own where it names none, 403 where he has none."""
    orang = pelaku()
    tugas = [t for p in PEMBACA for t in orang.tugas if t.peran is p and t.instansi_id is not None]
    if not tugas:
        abort(403)
    instansi = db.session.get_one(Instansi, tugas[0].instansi_id)
    milik = [t for t in tugas if t.instansi_id == instansi.id]
    seluruh = any(t.unit_id is None for t in milik)
    query = select(Unit).where(Unit.instansi_id == instansi.id).order_by(Unit.nama, Unit.id).limit(MAKS_UNIT)
    if not seluruh:
        query = query.where(Unit.id.in_([t.unit_id for t in milik]))
    unit = db.session.scalars(query).all()
    diminta = request.values.get("unit", type=int)
    dipilih = diminta if diminta in {u.id for u in unit} else None if seluruh else unit[0].id
    if not boleh_membaca_tahunan(orang, instansi.id, dipilih):
        abort(403)
    tahun = request.values.get("tahun", type=int)
    pilihan = pilihan_tahun(hari_ini())
    return Lingkup(instansi, dipilih, tahun if tahun in pilihan else tahun_baku(hari_ini()), unit, seluruh)


def remah(*lanjut: tuple[Pesan | str, str | None]) -> Remah:
    """The way to the first page of the yearly run, and on."""
    return [(P_("Konversi tahunan"), url_for("konversi_tahunan.pratinjau")), *lanjut]
