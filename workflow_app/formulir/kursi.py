"""The seats of a Tim Penilai as letters and minutes name them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.isian import AnggotaTim as IsianAnggota
from workflow_app.formulir.isian import Tim
from workflow_app.models import AnggotaTim, AuditEntry, Kedudukan, Pegawai, TimPenilai

_URUTAN = (Kedudukan.KETUA, Kedudukan.WAKIL_KETUA, Kedudukan.SEKRETARIS, Kedudukan.ANGGOTA)
NAMA_KEDUDUKAN: Mapping[Kedudukan, str] = {
    Kedudukan.KETUA: "Ketua",
    Kedudukan.WAKIL_KETUA: "Wakil Ketua",
    Kedudukan.SEKRETARIS: "Sekretaris",
    Kedudukan.ANGGOTA: "Anggota",
}


def tim(tim_penilai: TimPenilai) -> Tim:
    """The team and its decree. The date of the decree is not recorded, so it stays open."""
    return Tim(
        nama=tim_penilai.nama,
        sk_nomor=tim_penilai.nomor_sk,
        sk_tanggal=tim_penilai.tanggal_sk.isoformat() if tim_penilai.tanggal_sk else "",
    )


def kursi_pada(p: Pembuatan, tim_penilai: TimPenilai, tanggal: dt.date) -> list[AnggotaTim]:
    """Filled seats: ketua, wakil ketua, sekretaris, then the other members. People are read in one query."""
    kursi = sorted(tim_penilai.anggota_pada(tanggal), key=lambda k: (_URUTAN.index(k.kedudukan), k.id))
    p.session.scalars(select(Pegawai).where(Pegawai.id.in_([k.pegawai_id for k in kursi]))).all()
    return kursi


def jabatan_tim(kursi: AnggotaTim) -> str:
    """`Ketua merangkap anggota`, `Anggota`."""
    if kursi.kedudukan is Kedudukan.ANGGOTA:
        return NAMA_KEDUDUKAN[kursi.kedudukan]
    return f"{NAMA_KEDUDUKAN[kursi.kedudukan]} merangkap anggota"


def jabatan_ttd(kursi: AnggotaTim) -> str:
    """Title over a signature: `Ketua Tim Penilai`."""
    return f"{NAMA_KEDUDUKAN[kursi.kedudukan]} Tim Penilai"


def isian_anggota(kursi: Iterable[AnggotaTim]) -> tuple[IsianAnggota, ...]:
    """Members as lists of a letter name them."""
    return tuple(IsianAnggota(nama=k.pegawai.nama, nip=k.pegawai.nip, jabatan_tim=jabatan_tim(k)) for k in kursi)


def kursi_pelaku(
    kursi: Sequence[AnggotaTim], jejak: Sequence[AuditEntry], semula: Kedudukan = Kedudukan.KETUA
) -> AnggotaTim | None:
    """Who took the last of these acts, since a deputy may act for another seat; else `semula`, else the first seat."""
    pelaku = jejak[-1].actor_id if jejak else None
    yang_bertindak = [k for k in kursi if k.pegawai_id == pelaku]
    pemegang = [k for k in kursi if k.kedudukan is semula]
    return next(iter((*yang_bertindak, *pemegang, *kursi)), None)
