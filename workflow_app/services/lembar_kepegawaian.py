"""A personnel sheet brought in: first looked at, then kept whole as a snapshot of its day, or not at all.

It is only ever compared with (`beda_kepegawaian`); no person, rank or unit is changed by it.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.lembar_klaim import kepegawaian as lembar_orang
from workflow_app.lembar_klaim.pembaca import GalatBaris, LembarDitolak
from workflow_app.models import BarisKepegawaian, LembarKepegawaian
from workflow_app.permissions import Pelaku, instansi_kepegawaian
from workflow_app.pesan import P_
from workflow_app.services import catatan
from workflow_app.services.beda_kepegawaian import banyak_dikenal

ATURAN = P_("lembar kepegawaian: dibawa sekretariat atau biro kepegawaian, hanya untuk dibandingkan")
MAKS_NAMA = 255
PALING_LAMA = dt.timedelta(days=366 * 5)
_TANGGAL = "per_tanggal"


@dataclass(frozen=True)
class Pratinjau:
    """A sheet before it is kept."""

    baris: Sequence[lembar_orang.BarisOrang]
    galat: Sequence[GalatBaris]
    diabaikan: Sequence[str]
    tak_dibandingkan: Sequence[str]
    """Columns that the sheet does not have: nothing is found of them."""
    dikenal: int
    """People of the institution that are known here."""


def pratinjau(session: Session, isi: bytes, instansi_id: int) -> Pratinjau:
    """What a sheet holds, and what could not be compared; writes nothing."""
    lembar = lembar_orang.baca(isi)
    tanpa = () if not lembar.kolom else tuple(k for k in lembar_orang.NAMA_KOLOM if k not in lembar.kolom)
    dikenal = banyak_dikenal(session, instansi_id, [b.nip for b in lembar.baris])
    return Pratinjau(lembar.baris, lembar.galat, lembar.kolom_diabaikan, tanpa, dikenal)


def simpan(
    session: Session, isi: bytes, nama_berkas: str, instansi_id: int, per_tanggal: dt.date, *, oleh: Pelaku
) -> tuple[LembarKepegawaian, bool]:
    """Keep a sheet without fault; with whether it is new: the same file for the same day is kept once. Does not commit.

    Raises Refused, MasukanSalah for the day, LembarDitolak with every fault of the sheet.
    """
    if instansi_id not in instansi_kepegawaian(oleh) or oleh.pegawai_id is None:
        raise Refused([Alasan(P_("Lembar kepegawaian dibawa sekretariat instansinya."), ATURAN, tentang_hak=True)])
    if per_tanggal > oleh.hari_ini:
        raise MasukanSalah({_TANGGAL: P_("Tanggal lembar tidak boleh sesudah hari ini.")})
    if per_tanggal < oleh.hari_ini - PALING_LAMA:
        raise MasukanSalah({_TANGGAL: P_("Lembar lebih dari lima tahun yang lalu tidak dapat dibandingkan lagi.")})
    sidik = hashlib.sha256(isi).hexdigest()
    ada = session.scalars(
        select(LembarKepegawaian).where(
            LembarKepegawaian.instansi_id == instansi_id,
            LembarKepegawaian.per_tanggal == per_tanggal,
            LembarKepegawaian.sidik == sidik,
        )
    ).one_or_none()
    if ada is not None:
        return ada, False
    hasil = lembar_orang.baca(isi)
    if hasil.galat:
        raise LembarDitolak(hasil.galat)
    lembar = LembarKepegawaian(
        instansi_id=instansi_id,
        per_tanggal=per_tanggal,
        nama_berkas=nama_berkas[:MAKS_NAMA],
        sidik=sidik,
        banyak=len(hasil.baris),
        diunggah_oleh_id=oleh.pegawai_id,
    )
    session.add(lembar)
    session.flush()
    session.execute(insert(BarisKepegawaian), [_kolom(b, lembar.id) for b in hasil.baris])
    catatan.catat(
        session, "bawa", lembar, oleh, {"per_tanggal": per_tanggal.isoformat(), "sidik": sidik, "banyak": lembar.banyak}
    )
    return lembar, True


def _kolom(b: lembar_orang.BarisOrang, lembar_id: int) -> dict[str, object]:
    return {
        "lembar_id": lembar_id,
        "nomor": b.nomor,
        "nip": b.nip,
        "nama": b.nama,
        "nomor_karpeg": b.nomor_karpeg,
        "tanggal_lahir": b.tanggal_lahir,
        "golongan": b.golongan,
        "tmt_golongan": b.tmt_golongan,
        "jabatan": b.jabatan,
        "tmt_jabatan": b.tmt_jabatan,
        "pendidikan": b.pendidikan,
        "unit": b.unit,
    }
