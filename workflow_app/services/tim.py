"""Assessment teams and their seats, as an administrator keeps them. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.errors import MasukanSalah
from workflow_app.models import AnggotaTim, Kedudukan, TimPenilai
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan
from workflow_app.services.penugasan import bukan_untuk_diri_sendiri

#: Seats of which a team has one at a time.
KURSI_TUNGGAL = frozenset({Kedudukan.KETUA, Kedudukan.WAKIL_KETUA, Kedudukan.SEKRETARIS})


def simpan_tim(session: Session, tim: TimPenilai | None, nilai: Mapping[str, Any], *, oleh: Pelaku) -> TimPenilai:
    """Add a team with its decree and term, or change it. Raises MasukanSalah."""
    if nilai["selesai"] < nilai["mulai"]:
        raise MasukanSalah({"selesai": P_("Tanggal selesai tidak boleh sebelum tanggal mulai.")})
    if tim is not None and (luar := [a for a in tim.anggota if not _di_dalam(a.mulai, a.selesai, nilai)]):
        nama = ", ".join(sorted(a.pegawai.nama for a in luar))
        raise MasukanSalah({"selesai": P_("Kursi %(nama)s akan keluar dari masa tim.", nama=nama)})
    return catatan.simpan(session, tim or TimPenilai(), nilai, oleh)


def simpan_kursi(
    session: Session, tim: TimPenilai, kursi: AnggotaTim | None, nilai: Mapping[str, Any], *, oleh: Pelaku
) -> AnggotaTim:
    """Seat a person in the team for a period, or change the seat. Raises MasukanSalah, Refused for oneself."""
    bukan_untuk_diri_sendiri(nilai["pegawai_id"], kursi, nilai, oleh)
    galat: dict[str, Pesan] = {}
    if nilai["selesai"] < nilai["mulai"]:
        galat["selesai"] = P_("Tanggal selesai tidak boleh sebelum tanggal mulai.")
    elif not _di_dalam(nilai["mulai"], nilai["selesai"], {"mulai": tim.mulai, "selesai": tim.selesai}):
        galat["mulai"] = P_(
            "Masa kursi harus di dalam masa tim: %(mulai)s sampai %(selesai)s.", mulai=tim.mulai, selesai=tim.selesai
        )
    bersamaan = session.scalars(
        select(AnggotaTim).where(
            AnggotaTim.tim_id == tim.id,
            AnggotaTim.mulai <= nilai["selesai"],
            AnggotaTim.selesai >= nilai["mulai"],
            AnggotaTim.id != (kursi.id if kursi else 0),
        )
    ).all()
    for lain in bersamaan:
        if lain.pegawai_id == nilai["pegawai_id"]:
            galat["pegawai"] = P_("Orang ini sudah mempunyai kursi dalam tim pada masa itu.")
        elif lain.kedudukan is nilai["kedudukan"] and lain.kedudukan in KURSI_TUNGGAL:
            galat["kedudukan"] = P_("%(nama)s memegang kursi ini pada masa itu.", nama=lain.pegawai.nama)
    if galat:
        raise MasukanSalah(galat)
    return catatan.simpan(session, kursi or AnggotaTim(tim_id=tim.id), nilai, oleh)


def _di_dalam(mulai: Any, selesai: Any, masa: Mapping[str, Any]) -> bool:
    return bool(masa["mulai"] <= mulai and selesai <= masa["selesai"])
