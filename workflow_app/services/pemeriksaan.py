"""Intake by the secretariat: receipt, checklist, request to complete, closing; and the assignment of assessors."""

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan, rute
from workflow_app.baris_berkas import wajib_baris
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator import berkas
from workflow_app.models import (
    BarisKelengkapan,
    Dupak,
    DupakState,
    Instansi,
    Pegawai,
    Penilaian,
    Peran,
)
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan_butir as remarks
from workflow_app.services import syarat_berkas
from workflow_app.services.dupak import buka_kunci
from workflow_app.services.kalender import putaran_penerimaan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.dupak.periksa import halangan_penilai
from workflow_app.states.engine import Konteks, perform, start, touch
from workflow_app.umur_butir import tandai_umur


def terima(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Receive the file: the receipt date fixes the cycle, the routing table the team, and old items become void."""
    instansi = session.get_one(Instansi, dupak.instansi_id)
    diterima = dupak.diterima_pada or oleh.hari_ini
    putaran = putaran_penerimaan(session, instansi, diterima)
    arah = rute.tim_untuk(session, instansi, dupak.jenjang, oleh.hari_ini)
    if dupak.state is DupakState.DIUSULKAN:
        tandai_umur(dupak, diterima, putaran)
        if not dupak.kelengkapan:
            kode = berkas.baris(peraturan.prosedur(oleh.hari_ini), "dupak")
            dupak.kelengkapan[:] = [BarisKelengkapan(kode=k, urutan=i) for i, k in enumerate(kode, 1)]
            dupak.kelengkapan += syarat_berkas.baris_baru(session, instansi.id, diterima, len(kode) + 1)
    perform(
        session,
        dupak,
        "terima",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        diterima_pada=diterima,
        putaran_id=putaran.id,
        tim_id=arah.tim.id if arah.tim else None,
        dasar_rute=str(arah.dasar),
    )


def isi_daftar_periksa(
    session: Session,
    dupak: Dupak,
    ada: Mapping[str, bool | None],
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """Record which papers are there (True), missing (False) or not looked at (None), by code.

    When nothing required is missing the case moves to the desk of the team's secretary, who assigns the assessors.
    """
    pastikan_versi(dupak, seen_version)
    if Peran.SEKRETARIAT not in peran_terhadap(session, oleh, dupak):
        raise Refused([_bukan_sekretariat()])
    if dupak.state is not DupakState.PEMERIKSAAN:
        raise MasukanSalah({"baris": P_("Daftar periksa diisi selama pemeriksaan.")})
    for baris in dupak.kelengkapan:
        if baris.kode in ada:
            baris.ada = ada[baris.kode]
    atur_meja(dupak, oleh.hari_ini)
    touch(session, dupak)


def atur_meja(dupak: Dupak, hari_ini: dt.date) -> None:
    """Put a case under examination on the right desk: complete files wait for the team's secretary."""
    aturan = peraturan.prosedur(hari_ini)
    lengkap = all(b.ada is True or not wajib_baris(aturan, b) for b in dupak.kelengkapan)
    dupak.pemegang = Peran.SEKRETARIS_TIM if lengkap else Peran.SEKRETARIAT


def _bukan_sekretariat() -> Alasan:
    return Alasan(P_("Daftar periksa diisi sekretariat."), P_("alur dupak: pemeriksaan berkas"), tentang_hak=True)


def minta_kelengkapan(
    session: Session,
    dupak: Dupak,
    *,
    oleh: Pelaku,
    catatan: str | None,
    baris: Collection[str] = (),
    butir: Collection[int] = (),
    catatan_butir: Mapping[int, str] | None = None,
    sidik_catatan: str | None = None,
    sampai: dt.date | None = None,
    seen_version: int | None = None,
) -> None:
    """Ask the officer once for everything that is missing, naming checklist lines and items, with a date.

    `catatan_butir` are remarks by item, None those kept while examining; an item with one is asked for too.
    `sidik_catatan` is the digest of the notes that the form showed (Conflict where they changed since).
    """
    nama = remarks.disebut(session, dupak, oleh, butir, catatan_butir, sidik_catatan)
    perform(
        session,
        dupak,
        "minta_kelengkapan",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"baris": list(baris), "butir": list(nama)},
        dikembalikan_oleh="minta_kelengkapan",
        kelengkapan_sampai=sampai,
    )
    buka_kunci(dupak, nama)
    remarks.kirim(session, dupak, "minta_kelengkapan", nama, oleh=oleh)
    for satu in dupak.kelengkapan:
        satu.diminta = satu.kode in baris
        if satu.diminta:
            satu.ada, satu.jawaban = False, ""


def jawab_kelengkapan(
    session: Session, dupak: Dupak, jawaban: Mapping[str, str], *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """The officer answers the asked checklist lines; others are left alone."""
    pastikan_versi(dupak, seen_version)
    if dupak.subjek_id != oleh.pegawai_id or dupak.state is not DupakState.DIKEMBALIKAN:
        raise MasukanSalah({"baris": P_("Tidak ada baris yang menunggu jawaban Anda.")})
    for satu in dupak.kelengkapan:
        if satu.diminta and satu.kode in jawaban:
            satu.jawaban = jawaban[satu.kode].strip()
    touch(session, dupak)


def kirim_kelengkapan(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Send the completed file back to the examination; the receipt date stays."""
    perform(
        session,
        dupak,
        "kirim_kelengkapan",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        dikembalikan_oleh=None,
        kelengkapan_sampai=None,
    )
    remarks.tutup(session, dupak)
    for b in dupak.butir:
        b.terkunci, b.diminta = True, False
    for satu in dupak.kelengkapan:
        if satu.diminta:
            satu.diminta, satu.ada = False, None


def calon_penilai(session: Session, dupak: Dupak, pelaku: Pelaku) -> list[tuple[Pegawai, list[Pesan]]]:
    """Every seated member of the team with what stands against him for this claim; fit ones first."""
    if dupak.tim is None:
        return []
    konteks = Konteks(session, pelaku)
    daftar = [
        (kursi.pegawai, list(halangan_penilai(dupak, kursi.pegawai, konteks)))
        for kursi in dupak.tim.anggota_pada(pelaku.hari_ini)
    ]
    return sorted(daftar, key=lambda pasangan: (len(pasangan[1]) > 0, pasangan[0].nama))


def tugaskan_penilai(
    session: Session,
    dupak: Dupak,
    penilai_id: Collection[int],
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Assign assessors: the first ones, or a substitute where one withdrew (`ganti_penilai`)."""
    trigger = "ganti_penilai" if dupak.state is DupakState.PENILAIAN else "tugaskan_penilai"
    perform(
        session,
        dupak,
        trigger,
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"penilai_id": list(penilai_id)},
    )
    for satu in session.scalars(select(Pegawai).where(Pegawai.id.in_(penilai_id)).order_by(Pegawai.id)):
        penilaian = Penilaian(
            dupak=dupak,
            dupak_id=dupak.id,
            penilai=satu,
            penilai_id=satu.id,
            instansi_id=dupak.instansi_id,
            unit_id=dupak.unit_id,
            tim_id=dupak.tim_id,
            subjek_id=dupak.subjek_id,
        )
        start(session, penilaian, "tugaskan", pelaku=sistem(oleh.hari_ini))


def tolak(
    session: Session, dupak: Dupak, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """Reject the claim; its items may be claimed again."""
    perform(session, dupak, "tolak", pelaku=oleh, note=catatan, seen_version=seen_version)
    buka_kunci(dupak)


def tutup_berkas(
    session: Session, dupak: Dupak, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """Close a file whose officer left, or did not answer in time; its items may be claimed again."""
    perform(session, dupak, "tutup_berkas", pelaku=oleh, note=catatan, seen_version=seen_version)
    buka_kunci(dupak)
