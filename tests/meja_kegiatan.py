"""An officer with a log, for tests: makers of activities whose defaults fit together."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.models import ButirKegiatan, Kegiatan, Pegawai
from workflow_app.services import kegiatan as layanan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.kegiatan import IsiKegiatan

HARI_INI = pabrik.HARI_INI


def prakom(session: Session, **ubah: Any) -> Pegawai:
    """An officer with a superior."""
    return pabrik.pegawai(session, atasan=pabrik.pegawai(session, golongan="IV/a", jenjang=None), **ubah)


def isi(**ubah: Any) -> IsiKegiatan:
    """One unit on 1 October 2021, its proof on paper."""
    baku: dict[str, Any] = {
        "uraian": "Memasang jaringan di ruang rapat",
        "tanggal_mulai": dt.date(2021, 10, 1),
        "tanggal_selesai": dt.date(2021, 10, 1),
        "volume": Decimal(1),
        "tempat_bukti": "lemari 3",
    }
    return IsiKegiatan(**{**baku, **ubah})


def kegiatan(
    session: Session, milik: Pegawai, butir: ButirKegiatan | None = None, *, hari: dt.date = HARI_INI, **ubah: Any
) -> Kegiatan:
    """A logged activity; with `selesai` it began and ended on that day."""
    if (selesai := ubah.pop("selesai", None)) is not None:
        ubah |= {"tanggal_mulai": selesai, "tanggal_selesai": selesai}
    if butir is not None:
        ubah["butir_id"] = butir.id
    return layanan.buat(session, milik, isi(**ubah), oleh=pabrik.pelaku(session, milik, hari))


def berkas(nomor: int = 1) -> BerkasMasuk:
    """A stored file as the services get it."""
    return BerkasMasuk(f"laporan-{nomor}.pdf", "application/pdf", 100 + nomor, f"{nomor:064x}")


@contextmanager
def perintah(engine: Engine) -> Iterator[list[str]]:
    """Every statement of the application meanwhile."""
    daftar: list[str] = []

    def catat(*isi_acara: Any) -> None:
        daftar.append(isi_acara[2])

    event.listen(engine, "before_cursor_execute", catat)
    try:
        yield daftar
    finally:
        event.remove(engine, "before_cursor_execute", catat)
