"""The claim in the hands of the officer, his superior and the proposer."""

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import Dupak, DupakState, ItemDupak, Pegawai, Spmk
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.regime import kode_spmk, regime_masa
from workflow_app.peraturan.unsur import unsur
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan_butir as remarks
from workflow_app.services.identitas import bekukan_klaim
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch
from workflow_app.umur_butir import lupakan_umur
from workflow_app.waktu import utcnow


def masa_mulai_berikut(session: Session, pegawai_id: int) -> dt.date | None:
    """The day after the work period of the last finished claim: where the next one begins."""
    akhir = session.scalar(
        select(func.max(Dupak.masa_selesai)).where(
            Dupak.subjek_id == pegawai_id, Dupak.state.in_((DupakState.SELESAI, DupakState.DIPUTUSKAN))
        )
    )
    return akhir + dt.timedelta(days=1) if akhir else None


def _periksa_masa(masa_mulai: dt.date, masa_selesai: dt.date, hari_ini: dt.date) -> tuple[dt.date, str]:
    """The last day that a claim can cover, and the key of the rule set on that day. Raises MasukanSalah.

    Work under two rule sets is one claim with two subtotals. Of a period that runs into a time without claims, the
    part before stays.
    """
    galat: dict[str, Pesan] = {}
    if masa_selesai < masa_mulai:
        galat["masa_selesai"] = P_("Masa penilaian selesai sebelum mulai.")
    elif masa_selesai > hari_ini:
        galat["masa_selesai"] = P_("Masa penilaian tidak boleh melewati hari ini.")
    else:
        terbuka = regime_masa(masa_mulai, masa_selesai)
        if not terbuka:
            galat["masa_selesai"] = P_(
                "Kegiatan sejak %(tanggal)s tidak lagi dinilai dengan DUPAK.",
                tanggal=peraturan.untuk(masa_selesai).berlaku_mulai,
            )
        elif masa_mulai < terbuka[0].berlaku_mulai:
            galat["masa_mulai"] = P_("Masa penilaian mulai paling awal %(tanggal)s.", tanggal=terbuka[0].berlaku_mulai)
        else:
            return min(masa_selesai, terbuka[-1].berlaku_sampai), terbuka[-1].kunci
    raise MasukanSalah(galat)


def akhir_masa(masa_mulai: dt.date, masa_selesai: dt.date, hari_ini: dt.date) -> dt.date:
    """The last day that a claim over this period would cover. Raises MasukanSalah."""
    return _periksa_masa(masa_mulai, masa_selesai, hari_ini)[0]


def buat(session: Session, pegawai: Pegawai, *, oleh: Pelaku, masa_mulai: dt.date, masa_selesai: dt.date) -> Dupak:
    """Open a draft for a work period. Raises MasukanSalah, Refused.

    The draft ends earlier than asked where the rest of the period is not assessed by claims any more; the caller says
    so. `aturan` is the rule set on its last day, by which the file is routed and its identity is written.
    """
    masa_selesai, kunci = _periksa_masa(masa_mulai, masa_selesai, oleh.hari_ini)
    if pegawai.atasan is None:
        raise MasukanSalah({"pegawai": P_("Atasan langsung Anda belum tercatat. Minta admin melengkapinya.")})
    identitas = bekukan_klaim(session, pegawai, pegawai.atasan, kunci, masa_selesai)
    dupak = Dupak(
        subjek=pegawai,
        atasan=pegawai.atasan,
        subjek_id=pegawai.id,
        atasan_id=pegawai.atasan.id,
        instansi_id=pegawai.instansi_id,
        unit_id=pegawai.unit_id,
        masa_mulai=masa_mulai,
        masa_selesai=masa_selesai,
        aturan=kunci,
        golongan=identitas["golongan"],
        jenjang=identitas["jenjang"],
        kategori=kategori(identitas["jenjang"]),
        identitas=identitas,
    )
    start(session, dupak, "buat", pelaku=oleh)
    return dupak


def ajukan(session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Send the claim to the superior: items locked, identity frozen, one SPMK per element made.

    A receipt date survives only an answer in time (`kirim_kelengkapan`), so a claim sent anew has none.
    """
    pastikan_versi(dupak, seen_version)
    _siapkan_spmk(dupak, {spmk_butir(b) for b in dupak.butir})
    if dupak.state in {DupakState.DRAF, DupakState.DIKEMBALIKAN}:
        dupak.identitas = bekukan_klaim(session, dupak.subjek, dupak.atasan, dupak.aturan, dupak.masa_selesai)
    for b in dupak.butir:
        b.terkunci, b.diminta = True, False
    lupakan_umur(dupak)
    perform(
        session,
        dupak,
        "ajukan",
        pelaku=oleh,
        diajukan_pada=oleh.hari_ini,
        dikembalikan_oleh=None,
        kelengkapan_sampai=None,
        diterima_pada=None,
    )
    remarks.tutup(session, dupak)


def spmk_butir(item: ItemDupak) -> str:
    """Code of the statement that an item of a claim stands in; see `regime.kode_spmk`."""
    aturan = peraturan.kunci(item.aturan)
    return kode_spmk(item.dupak.aturan, aturan, unsur(aturan, item.unsur).spmk)


def _siapkan_spmk(dupak: Dupak, kode: set[str]) -> None:
    """One unread, unsigned statement per element; those of an earlier sending are used again."""
    ada = {s.unsur: s for s in dupak.spmk}
    dupak.spmk[:] = [ada.get(k) or Spmk(unsur=k) for k in sorted(kode)]
    for spmk in dupak.spmk:
        spmk.dibaca_at = spmk.ditandatangani_at = spmk.oleh_id = None


def buka_kunci(dupak: Dupak, butir: Collection[int] | None = None) -> None:
    """Unlock all items, or only the named ones; named items are marked as asked for."""
    for b in dupak.butir:
        b.diminta = butir is not None and b.id in butir
        b.terkunci = butir is not None and b.id not in butir


def tarik(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """The officer takes his claim back; its items may be claimed again."""
    perform(session, dupak, "tarik", pelaku=oleh, note=catatan, seen_version=seen_version)
    buka_kunci(dupak)


def kembalikan(
    session: Session,
    dupak: Dupak,
    trigger: str,
    *,
    oleh: Pelaku,
    catatan: str | None,
    butir: Collection[int] = (),
    catatan_butir: Mapping[int, str] | None = None,
    sidik_catatan: str | None = None,
    seluruhnya: bool = True,
    seen_version: int | None = None,
) -> None:
    """Return by superior or proposer (`kembalikan_atasan`, `kembalikan_pengusul`); the named items are marked.

    `catatan_butir` are the remarks by item, None those kept while reading; `sidik_catatan` is the digest of the notes
    that the form showed (Conflict where they changed since). Where the reason is not about the claim as
    a whole (`seluruhnya`), an item must be named. Everything is open to the officer; he begins at what was named.
    """
    nama = remarks.disebut(session, dupak, oleh, butir, catatan_butir, sidik_catatan)
    perform(
        session,
        dupak,
        trigger,
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"butir": list(nama), "seluruhnya": seluruhnya},
        dikembalikan_oleh=trigger,
    )
    buka_kunci(dupak)
    remarks.kirim(session, dupak, trigger, nama, oleh=oleh)
    for b in dupak.butir:
        b.diminta = b.id in nama


def _spmk_milik_atasan(dupak: Dupak, kode: str, oleh: Pelaku) -> Spmk:
    if dupak.atasan_id != oleh.pegawai_id or dupak.atasan_id == dupak.subjek_id:
        raise Refused(
            [
                Alasan(
                    P_("SPMK dibaca dan ditandatangani atasan langsung pegawai."),
                    P_("formulir SPMK: pernyataan atasan langsung"),
                    tentang_hak=True,
                )
            ]
        )
    if dupak.state is not DupakState.DIAJUKAN:
        raise Refused([Alasan(P_("SPMK ditandatangani selama DUPAK menunggu atasan."), P_("alur dupak"))])
    spmk = next((s for s in dupak.spmk if s.unsur == kode), None)
    if spmk is None:
        raise MasukanSalah({"spmk": P_("SPMK itu tidak ada pada DUPAK ini.")})
    return spmk


def baca_spmk(session: Session, dupak: Dupak, kode: str, *, oleh: Pelaku) -> None:
    """Record that the superior opened a statement; the first reading counts."""
    spmk = _spmk_milik_atasan(dupak, kode, oleh)
    if spmk.dibaca_at is None:
        spmk.dibaca_at, spmk.oleh_id = utcnow(), oleh.pegawai_id
        touch(session, dupak)


def tandatangani_spmk(
    session: Session, dupak: Dupak, kode: str, *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """The superior signs a statement that he has read."""
    pastikan_versi(dupak, seen_version)
    spmk = _spmk_milik_atasan(dupak, kode, oleh)
    if spmk.dibaca_at is None:
        raise Refused(
            [Alasan(P_("Buka dan baca SPMK ini sebelum menandatanganinya."), P_("alur dupak"), f"spmk-{kode}")]
        )
    if spmk.ditandatangani_at is None:
        spmk.ditandatangani_at, spmk.oleh_id = utcnow(), oleh.pegawai_id
        touch(session, dupak)


def setujui(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """The superior vouches for the claim; the signed statements are issued."""
    perform(session, dupak, "setujui", pelaku=oleh, note=catatan, seen_version=seen_version)


def usulkan(
    session: Session,
    dupak: Dupak,
    *,
    oleh: Pelaku,
    nomor: str,
    tanggal: dt.date | None,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """The proposer forwards the claim with his covering letter."""
    perform(
        session,
        dupak,
        "usulkan",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        surat_pengantar_nomor=nomor.strip(),
        surat_pengantar_tanggal=tanggal,
        pengusul_id=oleh.pegawai_id,
    )
