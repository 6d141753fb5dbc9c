"""Who of the team took no part in which case of a plenary, and who assessed in his place."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow_app import peraturan
from workflow_app.formulir.agenda import Perkara
from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.isian import Pengecualian
from workflow_app.formulir.kursi import jabatan_tim
from workflow_app.models import (
    AnggotaTim,
    Kehadiran,
    KeluarAgenda,
    KonflikKepentingan,
    Penilaian,
    PenilaianState,
    Sidang,
)


def pengecualian(
    p: Pembuatan, sidang: Sidang, perkara: Sequence[Perkara], kursi: Sequence[AnggotaTim]
) -> tuple[Pengecualian, ...]:
    """Members who left the room for a line, or who declared a conflict in it; by line, then by seat."""
    keluar = _keluar(p, sidang)
    konflik = _berkonflik(p, perkara)
    pengganti = _pengganti(p, perkara)
    baris: list[Pengecualian] = []
    for satu in perkara:
        for k in kursi:
            alasan = keluar.get((satu.agenda.id, k.pegawai_id))
            if alasan is None and (satu.dupak.id, k.pegawai_id) in konflik:
                alasan = "Menyatakan konflik kepentingan"
            if alasan is not None:
                baris.append(
                    Pengecualian(
                        nomor=len(baris) + 1,
                        nama=k.pegawai.nama,
                        jabatan_tim=jabatan_tim(k),
                        perkara=satu.dupak.identitas["nama"],
                        alasan=alasan,
                        pengganti=pengganti.get((satu.dupak.id, k.pegawai_id), ""),
                    )
                )
    return tuple(baris)


def _keluar(p: Pembuatan, sidang: Sidang) -> dict[tuple[int, int], str]:
    """Reason per agenda line and member."""
    baris = p.session.execute(
        select(KeluarAgenda.agenda_id, Kehadiran.pegawai_id, KeluarAgenda.sebab)
        .join(Kehadiran)
        .where(Kehadiran.sidang_id == sidang.id)
    )
    return {(agenda_id, pegawai_id): sebab for agenda_id, pegawai_id, sebab in baris}


def _berkonflik(p: Pembuatan, perkara: Sequence[Perkara]) -> set[tuple[int, int]]:
    """Claim and member. The declared reason itself may be private and is not printed."""
    baris = p.session.execute(
        select(KonflikKepentingan.dupak_id, KonflikKepentingan.pegawai_id).where(
            KonflikKepentingan.dupak_id.in_([satu.dupak.id for satu in perkara])
        )
    )
    return {(dupak_id, pegawai_id) for dupak_id, pegawai_id in baris}


def _pengganti(p: Pembuatan, perkara: Sequence[Perkara]) -> dict[tuple[int, int], str]:
    """Name of the substitute per claim and withdrawn assessor.

    A substitute is named only after somebody withdrew, so the n-th withdrawal belongs to the n-th assessor beyond the
    first ones.
    """
    jumlah = peraturan.prosedur(p.hari_ini).bulat("penilaian.jumlah_penilai")
    per_dupak: dict[int, list[Penilaian]] = {}
    for penilaian in p.session.scalars(
        select(Penilaian)
        .where(Penilaian.dupak_id.in_([satu.dupak.id for satu in perkara]))
        .options(joinedload(Penilaian.penilai))
        .order_by(Penilaian.id)
    ):
        per_dupak.setdefault(penilaian.dupak_id, []).append(penilaian)
    hasil = {}
    for dupak_id, daftar in per_dupak.items():
        mundur = sorted((n for n in daftar if n.state is PenilaianState.MUNDUR), key=lambda n: (n.state_since, n.id))
        for lama, baru in zip(mundur, daftar[jumlah:], strict=False):
            hasil[dupak_id, lama.penilai_id] = baru.penilai.nama
    return hasil
