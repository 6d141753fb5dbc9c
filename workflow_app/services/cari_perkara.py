"""Looking for cases by words: the officer, his unit, or the team of a plenary. Scope is the caller's business."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import Pegawai, Sidang, TimPenilai, Unit
from workflow_app.services.organisasi import memuat, nama_memuat

PANJANG_CARI = 100
KATA_TERBANYAK = 6
DIGIT_NIP = 18


def rapikan(teks: str) -> str:
    """What was typed, as far as it is looked for."""
    return " ".join(teks[:PANJANG_CARI].split()[:KATA_TERBANYAK])


def nip(teks: str) -> str | None:
    """The NIP that was typed, with or without blanks; None for anything else."""
    angka = "".join(teks.split())
    return angka if len(angka) == DIGIT_NIP and angka.isascii() and angka.isdigit() else None


def cocok(model: type[Any], teks: str) -> ColumnElement[bool]:
    """Over a kind of case: every word stands in the name of the officer or his unit; of a plenary, of its team."""
    return and_(*(_kata(model, kata) for kata in teks.split()))


def _kata(model: type[Any], kata: str) -> ColumnElement[bool]:
    unit: ColumnElement[bool] = model.unit_id.in_(select(Unit.id).where(memuat(Unit.nama, kata)))
    if model is Sidang:
        return or_(unit, Sidang.tim_id.in_(select(TimPenilai.id).where(memuat(TimPenilai.nama, kata))))
    return or_(unit, model.subjek_id.in_(select(Pegawai.id).where(nama_memuat(kata))))


def pegawai_perkara(session: Session, query: Select[Any], model: type[Any], nip: str) -> int | None:
    """The officer with this NIP, if one of the cases of `query` is about him: others are not told that he exists."""
    hasil: int | None = session.scalar(
        query.with_only_columns(model.subjek_id)
        .where(model.subjek_id.in_(select(Pegawai.id).where(Pegawai.nip == nip)))
        .limit(1)
    )
    return hasil
