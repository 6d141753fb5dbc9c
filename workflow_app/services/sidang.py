"""The plenary: agenda, attendance, results per claim, minutes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.sidang import DISETUJUI, SERI, hitung_suara, ketua_menentukan
from workflow_app.models import (
    AgendaSidang,
    CaraPutus,
    Dupak,
    DupakState,
    HasilAgenda,
    Kehadiran,
    KeluarAgenda,
    Peran,
    Putaran,
    Sidang,
    SidangState,
    TimPenilai,
)
from workflow_app.permissions import Pelaku, berkonflik, peran_terhadap
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import plafon_dupak
from workflow_app.selisih import butir_untuk_sidang
from workflow_app.services import putusan
from workflow_app.services.identitas import lengkapi_masuk
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch

PENGURUS = (Peran.KETUA_TIM, Peran.WAKIL_KETUA_TIM, Peran.SEKRETARIS_TIM)
ATURAN_RUANG = P_("alur sidang: agenda dan hasil dicatat pengurus tim")


def jadwalkan(
    session: Session,
    tim: TimPenilai,
    putaran: Putaran,
    *,
    oleh: Pelaku,
    tanggal: dt.date,
    tempat: str,
    catatan: str | None = None,
) -> Sidang:
    """Call a plenary of a team in one cycle. Raises Refused when the date lies outside the stage."""
    if not tempat.strip():
        raise MasukanSalah({"tempat": P_("Isi tempat sidang.")})
    sidang = Sidang(
        tim=tim,
        tim_id=tim.id,
        putaran=putaran,
        putaran_id=putaran.id,
        instansi_id=tim.instansi_id,
        tanggal=tanggal,
        tempat=tempat.strip(),
    )
    start(session, sidang, "jadwalkan", pelaku=oleh, note=catatan)
    return sidang


def _pastikan_pengurus(session: Session, sidang: Sidang, oleh: Pelaku, *status: SidangState) -> None:
    if not peran_terhadap(session, oleh, sidang).keys() & set(PENGURUS):
        raise Refused([Alasan(P_("Ruang sidang diatur pengurus tim."), ATURAN_RUANG, tentang_hak=True)])
    if sidang.state not in status:
        raise Refused([Alasan(P_("Sidang tidak dalam status yang memungkinkan perubahan ini."), ATURAN_RUANG)])


def siap_disidangkan(session: Session, sidang: Sidang, batas: int = 200) -> list[Dupak]:
    """Claims of the team that wait for a plenary and stand on no open agenda, oldest receipt first."""
    terpakai = (
        select(AgendaSidang.dupak_id)
        .join(Sidang)
        .where(Sidang.state.in_((SidangState.DIJADWALKAN, SidangState.BERLANGSUNG, SidangState.DISKORS)))
    )
    return list(
        session.scalars(
            select(Dupak)
            .where(Dupak.tim_id == sidang.tim_id, Dupak.state == DupakState.SIDANG, Dupak.id.not_in(terpakai))
            .order_by(Dupak.diterima_pada, Dupak.id)
            .limit(batas)
        )
    )


def masukkan_agenda(
    session: Session, sidang: Sidang, dupak_id: list[int], *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """Put claims that wait for a plenary on the agenda."""
    pastikan_versi(sidang, seen_version)
    _pastikan_pengurus(session, sidang, oleh, SidangState.DIJADWALKAN, SidangState.BERLANGSUNG)
    siap = {d.id: d for d in siap_disidangkan(session, sidang)}
    asing = [i for i in dupak_id if i not in siap]
    if asing or not dupak_id:
        raise MasukanSalah({"agenda": P_("Pilih DUPAK yang siap disidangkan dan belum ada di agenda lain.")})
    urutan = max((a.urutan for a in sidang.agenda), default=0)
    for nomor, satu in enumerate(dupak_id, urutan + 1):
        sidang.agenda.append(AgendaSidang(dupak=siap[satu], urutan=nomor))
        touch(session, siap[satu])  # two secretaries cannot put one claim on two agendas
    session.flush()
    _keluarkan_yang_terlibat(session, sidang)
    touch(session, sidang)


def keluarkan_agenda(
    session: Session, sidang: Sidang, agenda_id: int, *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """Take a claim off the agenda: one without a result, or one that left the plenary by another way."""
    pastikan_versi(sidang, seen_version)
    _pastikan_pengurus(session, sidang, oleh, SidangState.DIJADWALKAN, SidangState.BERLANGSUNG)
    agenda = _agenda(sidang, agenda_id)
    if agenda.hasil is not None and agenda.dupak.state is DupakState.SIDANG:
        raise MasukanSalah({"agenda": P_("Baris agenda yang sudah punya hasil tidak dapat dikeluarkan.")})
    for hadir in sidang.kehadiran:
        hadir.keluar[:] = [k for k in hadir.keluar if k.agenda_id != agenda_id]
    session.flush()
    sidang.agenda.remove(agenda)
    touch(session, sidang)


def _agenda(sidang: Sidang, agenda_id: int) -> AgendaSidang:
    agenda = next((a for a in sidang.agenda if a.id == agenda_id), None)
    if agenda is None:
        raise MasukanSalah({"agenda": P_("Baris agenda itu tidak ada pada sidang ini.")})
    return agenda


def catat_kehadiran(
    session: Session,
    sidang: Sidang,
    hadir: Mapping[int, bool],
    *,
    oleh: Pelaku,
    alasan: Mapping[int, str] | None = None,
    seen_version: int | None = None,
) -> None:
    """Record who attends, by person. Members with their own case or a conflict are put out of that line at once."""
    pastikan_versi(sidang, seen_version)
    _pastikan_pengurus(session, sidang, oleh, SidangState.DIJADWALKAN, SidangState.BERLANGSUNG, SidangState.DISKORS)
    kursi = {a.pegawai_id: a.pegawai for a in sidang.tim.anggota_pada(oleh.hari_ini)}
    if asing := [p for p in hadir if p not in kursi]:
        raise MasukanSalah({"kehadiran": P_("%(jumlah)s orang bukan anggota tim pada hari ini.", jumlah=len(asing))})
    tercatat = {h.pegawai_id: h for h in sidang.kehadiran}
    for pegawai_id, ada in hadir.items():
        baris = tercatat.get(pegawai_id)
        if baris is None:
            baris = Kehadiran(pegawai=kursi[pegawai_id], pegawai_id=pegawai_id, hadir=ada)
            sidang.kehadiran.append(baris)
        baris.hadir = ada
        baris.alasan = (alasan or {}).get(pegawai_id, "").strip()
    session.flush()
    _keluarkan_yang_terlibat(session, sidang)
    touch(session, sidang)


def _keluarkan_yang_terlibat(session: Session, sidang: Sidang) -> None:
    for agenda in sidang.agenda:
        konflik = berkonflik(session, agenda.dupak)
        for hadir in sidang.kehadiran:
            if agenda.id in {k.agenda_id for k in hadir.keluar} or not hadir.hadir:
                continue
            if hadir.pegawai_id == agenda.dupak.subjek_id:
                hadir.keluar.append(KeluarAgenda(agenda_id=agenda.id, sebab="perkara dirinya sendiri"))
            elif hadir.pegawai_id == agenda.dupak.atasan_id:
                hadir.keluar.append(KeluarAgenda(agenda_id=agenda.id, sebab="atasan penanda tangan SPMK"))
            elif hadir.pegawai_id in konflik:
                hadir.keluar.append(KeluarAgenda(agenda_id=agenda.id, sebab="konflik kepentingan"))


@dataclass(frozen=True)
class IsiHasil:
    """What the plenary decides about one line of the agenda."""

    hasil: HasilAgenda
    cara_putus: CaraPutus
    suara_setuju: int | None = None
    suara_tidak: int | None = None
    catatan: str = ""


def _periksa_hasil(isi: IsiHasil) -> dict[str, Pesan]:
    galat: dict[str, Pesan] = {}
    if isi.hasil is not HasilAgenda.DISETUJUI and not isi.catatan.strip():
        galat["catatan"] = P_("Tuliskan alasan hasil ini.")
    if isi.cara_putus is CaraPutus.MUFAKAT:
        return galat
    if isi.suara_setuju is None or isi.suara_tidak is None or min(isi.suara_setuju, isi.suara_tidak) < 0:
        galat["suara_setuju"] = P_("Isi jumlah suara setuju dan tidak setuju.")
    elif isi.cara_putus is CaraPutus.SUARA_TERBANYAK and hitung_suara(isi.suara_setuju, isi.suara_tidak) != DISETUJUI:
        galat["suara_setuju"] = P_("Suara terbanyak berarti suara setuju lebih banyak daripada yang tidak.")
    elif isi.cara_putus is CaraPutus.SUARA_KETUA and hitung_suara(isi.suara_setuju, isi.suara_tidak) != SERI:
        galat["suara_setuju"] = P_("Suara ketua menentukan hanya bila suara sama banyak.")
    return galat


def catat_hasil(
    session: Session, sidang: Sidang, agenda_id: int, isi: IsiHasil, *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """Record the result of one line and the way of deciding; it takes effect when the plenary closes."""
    pastikan_versi(sidang, seen_version)
    _pastikan_pengurus(session, sidang, oleh, SidangState.BERLANGSUNG)
    agenda = _agenda(sidang, agenda_id)
    _pastikan_tidak_terlibat(session, agenda, oleh)
    galat = _periksa_hasil(isi)
    if isi.cara_putus is CaraPutus.SUARA_KETUA and not ketua_menentukan(peraturan.prosedur(oleh.hari_ini)):
        galat["cara_putus"] = P_("Setelan tidak memberi ketua suara penentu.")
    if galat:
        raise MasukanSalah(galat)
    agenda.hasil, agenda.cara_putus, agenda.catatan = isi.hasil, isi.cara_putus, isi.catatan.strip()
    agenda.suara_setuju, agenda.suara_tidak = isi.suara_setuju, isi.suara_tidak
    touch(session, sidang)


def _pastikan_tidak_terlibat(session: Session, agenda: AgendaSidang, oleh: Pelaku) -> None:
    terlibat = {agenda.dupak.subjek_id, agenda.dupak.atasan_id, *berkonflik(session, agenda.dupak)}
    if oleh.pegawai_id in terlibat:
        raise Refused(
            [
                Alasan(
                    P_("Anda tercatat keluar pada agenda ini; pengurus lain yang mencatat hasilnya."),
                    P_("pemisahan tugas: tidak seorang pun memutus perkaranya sendiri"),
                    tentang_hak=True,
                )
            ]
        )


def beri_nilai_sidang(
    session: Session,
    sidang: Sidang,
    agenda_id: int,
    item_id: int,
    nilai: Decimal,
    alasan: str,
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """The plenary's mark for one item on which the assessors differ, never without reason.

    Never above the claim, nor above what the catalogue allows: nothing for an uncertain value, no more than a confirmed
    yearly limit leaves. Raises MasukanSalah (`nilai`, `alasan`), Refused, Conflict.
    """
    pastikan_versi(sidang, seen_version)
    _pastikan_pengurus(session, sidang, oleh, SidangState.BERLANGSUNG)
    agenda = _agenda(sidang, agenda_id)
    _pastikan_tidak_terlibat(session, agenda, oleh)
    item = next((b for b in butir_untuk_sidang(session, agenda.dupak, oleh.hari_ini) if b.id == item_id), None)
    galat: dict[str, Pesan] = {}
    if item is None:
        galat["nilai"] = P_("Butir ini tidak diputus sidang; nilai kedua penilai sama.")
    elif nilai < 0 or nilai > item.jumlah:
        galat["nilai"] = P_("Nilai sidang harus di antara 0 dan usulan %(usulan)s.", usulan=item.jumlah)
    elif (plafon := plafon_dupak(session, agenda.dupak).get(item.id)) and nilai > plafon.nilai:
        galat["nilai"] = plafon.alasan
    if not alasan.strip():
        galat["alasan"] = P_("Tuliskan alasan nilai sidang.")
    if galat or item is None:
        raise MasukanSalah(galat)
    item.nilai_sidang, item.alasan_sidang = nilai, alasan.strip()
    touch(session, agenda.dupak)
    touch(session, sidang)


def undang(
    session: Session, sidang: Sidang, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Invite the members: letter and mails."""
    perform(
        session, sidang, "undang", pelaku=oleh, note=catatan, seen_version=seen_version, diundang_pada=oleh.hari_ini
    )
    _serahkan_kepada_ketua(sidang)


def ubah_tanggal(
    session: Session,
    sidang: Sidang,
    trigger: str,
    tanggal: dt.date | None,
    *,
    oleh: Pelaku,
    catatan: str | None,
    seen_version: int | None = None,
) -> None:
    """Postpone (`tunda`) or suspend (`skors`) to another date inside the stage."""
    perform(session, sidang, trigger, pelaku=oleh, note=catatan, seen_version=seen_version, tanggal=tanggal)
    if sidang.diundang_pada is not None:
        _serahkan_kepada_ketua(sidang)


def _serahkan_kepada_ketua(sidang: Sidang) -> None:
    """Once the members are invited the next act is the chair's: to open it on its day."""
    sidang.pemegang = Peran.KETUA_TIM


def batalkan(
    session: Session, sidang: Sidang, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """Cancel a plenary; its agenda is free for another one."""
    perform(session, sidang, "batalkan", pelaku=oleh, note=catatan, seen_version=seen_version)


def tutup(
    session: Session,
    sidang: Sidang,
    *,
    oleh: Pelaku,
    nomor: str,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Close the plenary: minutes are issued and every result takes effect in the same transaction."""
    for agenda in sidang.agenda:
        lengkapi_masuk(session, agenda.dupak)
    perform(
        session,
        sidang,
        "tutup",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        nomor=nomor.strip() or None,
        ditutup_pada=oleh.hari_ini,
    )
    for agenda in sidang.agenda:
        if agenda.hasil is HasilAgenda.DISETUJUI:
            putusan.putuskan(session, agenda.dupak, sidang, oleh=oleh)
        elif agenda.hasil is HasilAgenda.KEMBALI_KE_PENILAIAN:
            butir = [b.id for b in butir_untuk_sidang(session, agenda.dupak, oleh.hari_ini)]
            putusan.kembalikan_ke_penilaian(
                session, agenda.dupak, butir or [b.id for b in agenda.dupak.butir], oleh=oleh, catatan=agenda.catatan
            )
        else:
            putusan.tolak_di_sidang(session, agenda.dupak, oleh=oleh, catatan=agenda.catatan)
