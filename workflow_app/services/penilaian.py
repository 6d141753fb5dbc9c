"""One assessor's marking, and what follows when the last one is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import (
    Dupak,
    DupakState,
    KonflikKepentingan,
    NilaiButir,
    Penilaian,
    PenilaianState,
    Peran,
)
from workflow_app.models.peran import PERAN_TIM
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Plafon, plafon_dupak
from workflow_app.selisih import penilaian_berjalan
from workflow_app.services import putusan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.dupak.periksa import jumlah_penilai
from workflow_app.states.engine import perform, touch

ATURAN_NILAI = P_("alur penilaian: nilai, alasan, dan batas usulan")


@dataclass(frozen=True)
class IsiNilai:
    """A mark for one item and its reason."""

    item_id: int
    nilai: Decimal
    alasan: str = ""


def mulai(
    session: Session,
    penilaian: Penilaian,
    *,
    oleh: Pelaku,
    bebas_konflik: bool,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """The assessor declares that he has no conflict of interest and begins."""
    perform(
        session,
        penilaian,
        "mulai",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"bebas_konflik": bebas_konflik},
        bebas_konflik_pada=oleh.hari_ini,
    )


def _periksa_nilai(penilaian: Penilaian, isi: IsiNilai, plafon: Mapping[int, Plafon]) -> Pesan | None:
    item = next((b for b in penilaian.dupak.butir if b.id == isi.item_id), None)
    if item is None:
        return P_("Butir itu tidak ada pada DUPAK ini.")
    if item.hangus:
        return P_("Butir %(kode)s hangus dan tidak dinilai.", kode=item.kode)
    if isi.nilai < 0:
        return P_("Nilai tidak boleh negatif.")
    if isi.nilai > item.jumlah:
        return P_("Nilai butir %(kode)s melebihi usulan %(usulan)s.", kode=item.kode, usulan=item.jumlah)
    if item.id in plafon and isi.nilai > plafon[item.id].nilai:
        return plafon[item.id].alasan
    if isi.nilai < item.jumlah and not isi.alasan.strip():
        return P_("Nilai butir %(kode)s di bawah usulan; tuliskan alasannya.", kode=item.kode)
    return None


def simpan_nilai(
    session: Session,
    penilaian: Penilaian,
    daftar: list[IsiNilai],
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """Store marks while the assessor works; each must be whole (figure and reason) or nothing is stored.

    An item whose catalogue value is uncertain takes no mark above 0, one above a confirmed yearly limit no more than
    the limit leaves. Raises Refused for anybody but the assessor or outside his work, MasukanSalah per item
    (`butir-<id>`), Conflict.
    """
    pastikan_versi(penilaian, seen_version)
    if Peran.ANGGOTA_TIM not in peran_terhadap(session, oleh, penilaian):
        raise Refused([Alasan(P_("Hanya penilai yang ditugaskan yang memberi nilai."), ATURAN_NILAI, tentang_hak=True)])
    if penilaian.state is not PenilaianState.DINILAI:
        raise Refused([Alasan(P_("Nilai hanya diisi selama penilaian berlangsung."), ATURAN_NILAI)])
    plafon = plafon_dupak(session, penilaian.dupak) if daftar else {}
    galat = {f"butir-{isi.item_id}": pesan for isi in daftar if (pesan := _periksa_nilai(penilaian, isi, plafon))}
    if galat:
        raise MasukanSalah(galat)
    lama = {n.item_id: n for n in penilaian.nilai}
    for isi in daftar:
        nilai = lama.get(isi.item_id)
        if nilai is None:
            penilaian.nilai.append(NilaiButir(item_id=isi.item_id, nilai=isi.nilai, alasan=isi.alasan.strip()))
        else:
            nilai.nilai, nilai.alasan = isi.nilai, isi.alasan.strip()
    touch(session, penilaian)


def kirim(
    session: Session,
    penilaian: Penilaian,
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Send the marks. The claim's version moves with it, so that two last senders cannot pass each other by."""
    dupak = penilaian.dupak
    perform(
        session,
        penilaian,
        "kirim",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        dikirim_pada=oleh.hari_ini,
    )
    touch(session, dupak)
    bawa_bila_lengkap(session, dupak, oleh)


def bawa_bila_lengkap(session: Session, dupak: Dupak, oleh: Pelaku) -> None:
    """Bring the claim to the plenary once every assessor has sent."""
    daftar = penilaian_berjalan(session, dupak.id)
    lengkap = len(daftar) == jumlah_penilai(oleh.hari_ini)
    if lengkap and all(p.state is PenilaianState.TERKIRIM for p in daftar) and dupak.state is DupakState.PENILAIAN:
        perform(session, dupak, "bawa_ke_sidang", pelaku=sistem(oleh.hari_ini))


def mundur(
    session: Session,
    penilaian: Penilaian,
    *,
    oleh: Pelaku,
    catatan: str | None,
    konflik: bool = False,
    seen_version: int | None = None,
) -> None:
    """The assessor withdraws; a conflict of interest given as the reason is recorded for the whole claim."""
    perform(session, penilaian, "mundur", pelaku=oleh, note=catatan, seen_version=seen_version)
    if konflik and catatan and oleh.pegawai_id is not None:
        session.add(KonflikKepentingan(dupak_id=penilaian.dupak_id, pegawai_id=oleh.pegawai_id, alasan=catatan.strip()))
    _minta_pengganti(session, penilaian.dupak)


def bebaskan(
    session: Session,
    penilaian: Penilaian,
    *,
    oleh: Pelaku,
    catatan: str | None,
    seen_version: int | None = None,
) -> None:
    """Free an assessor who may not or cannot go on; a claim already at the plenary goes back to be marked."""
    dupak = penilaian.dupak
    perform(session, penilaian, "bebaskan", pelaku=oleh, note=catatan, seen_version=seen_version)
    if dupak.state is DupakState.SIDANG:
        butir = [b.id for b in dupak.butir]
        perform(
            session,
            dupak,
            "kembalikan_sidang",
            pelaku=sistem(oleh.hari_ini),
            note=catatan,
            masukan={"butir": butir},
        )
        putusan.lupakan_sidang_terbuka(session, dupak, butir)
    _minta_pengganti(session, dupak)


def _minta_pengganti(session: Session, dupak: Dupak) -> None:
    """Lay a claim that lost an assessor on the chair's desk, where it stays until a substitute is assigned."""
    dupak.pemegang = Peran.KETUA_TIM
    touch(session, dupak)


def buka_kembali(
    session: Session,
    penilaian: Penilaian,
    *,
    oleh: Pelaku,
    catatan: str | None,
    seen_version: int | None = None,
) -> None:
    """Open a sent marking again while the claim is being marked."""
    perform(session, penilaian, "buka_kembali", pelaku=oleh, note=catatan, seen_version=seen_version)
    touch(session, penilaian.dupak)


def boleh_lihat_nilai(session: Session, penilaian: Penilaian, pelaku: Pelaku) -> bool:
    """Whether the marks may be shown to this person: the assessor's own always, others' only once all have sent.

    Blind until both are done: pages, counts, exports and documents ask here before they read a mark. Until the plenary
    has decided, marks are for the team and the auditor alone.
    """
    if penilaian.penilai_id == pelaku.pegawai_id:
        return True
    dupak = penilaian.dupak
    if dupak.state in {DupakState.PENILAIAN, DupakState.PEMERIKSAAN} or penilaian.subjek_id == pelaku.pegawai_id:
        return False
    if dupak.state is not DupakState.SIDANG:
        return True
    return bool(peran_terhadap(session, pelaku, dupak).keys() & {*PERAN_TIM, Peran.AUDITOR})
