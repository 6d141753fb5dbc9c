"""The decision: initials, signature with number, distribution, replacement."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from workflow_app import peraturan, rute
from workflow_app.errors import Alasan, Refused
from workflow_app.kalkulator import berkas
from workflow_app.models import Dupak, DupakState, Instansi, Pak, PakState, Pegawai
from workflow_app.peraturan import berlaku, terbitan
from workflow_app.peraturan.regime import aturan_dipakai
from workflow_app.peraturan.rute import nama_pejabat
from workflow_app.permissions import Pelaku, sistem
from workflow_app.pesan import P_
from workflow_app.saldo import lama_banyak
from workflow_app.services import putusan
from workflow_app.services.bawaan import pastikan_tersimpan
from workflow_app.services.buku_kredit import bukukan_pengganti, entri_terakhir, kunci_buku
from workflow_app.services.nomor import kode_verifikasi, nomor_pak
from workflow_app.services.peraturan_putusan import angka_sama, sebut_perubahan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch


def sidik_hitung_ulang(session: Session, pak: Pak) -> str:
    """Hash of the figures computed anew today; equals the frozen one as long as nothing moved underneath."""
    lama = pak.menggantikan
    return putusan.sidik_rincian(_rincian(session, pak.dupak, lama.ditetapkan_pada if lama is not None else None))


def cocok_hitung_ulang(session: Session, daftar: Sequence[Pak]) -> dict[int, bool]:
    """For many decisions, by id: whether the figures computed anew equal the frozen ones. A few queries for all.

    The claims and their items should be loaded with the decisions.
    """
    sidang = putusan.sidang_pemutus_banyak(session, {p.dupak_id for p in daftar})
    lama = lama_banyak(session, daftar)
    return {
        p.id: p.dupak_id in sidang
        and putusan.sidik_rincian(putusan.rincian_dari(p.dupak, sidang[p.dupak_id], lama[p.id])) == p.sidik_rincian
        for p in daftar
    }


def hitung_kembali(session: Session, pak: Pak) -> bool:
    """Whether the rules by which an issued decision was computed give its figures again, years later too.

    Raises PeraturanTidakAda when those rules were never stored.
    """
    keadaan = berlaku.kini()
    for _, sidik in aturan_dipakai(pak.rincian):
        keadaan = keadaan.seperti(terbitan.menurut_sidik(session, sidik))
    sampai = pak.menggantikan.ditetapkan_pada if pak.menggantikan is not None else pak.ditetapkan_pada
    with berlaku.memakai(keadaan):
        return angka_sama(_rincian(session, pak.dupak, sampai, seperti=pak.rincian), pak.rincian)


def _masukan_hitung(session: Session, pak: Pak) -> dict[str, Any]:
    """What the guards of the figures compare: today's computation, and what changed in the rules meanwhile."""
    return {
        "sidik_hitung_ulang": sidik_hitung_ulang(session, pak),
        "peraturan_berubah": sebut_perubahan(session, pak),
    }


def _rincian(
    session: Session, dupak: Dupak, sampai: dt.date | None, *, seperti: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Figures of the claim's decision. Raises Refused while no plenary decided it."""
    sidang = putusan.sidang_pemutus(session, dupak)
    if sidang is None:
        raise Refused([Alasan(P_("Belum ada sidang yang memutus DUPAK ini."), P_("alur pak"))])
    return putusan.rincian_pak(session, dupak, sidang, sampai, seperti=seperti)


def paraf(
    session: Session, pak: Pak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """The team's secretary initials the figures after they were computed anew."""
    perform(
        session,
        pak,
        "paraf",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan=_masukan_hitung(session, pak),
        diparaf_sidik=pak.sidik_rincian,
    )


def susun_ulang(
    session: Session, pak: Pak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Draw the decision up anew from the plenary's result, because rules or account changed since. No initials stay."""
    lama = pak.menggantikan
    rincian = _rincian(session, pak.dupak, lama.ditetapkan_pada if lama is not None else None)
    perform(
        session,
        pak,
        "susun_ulang",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan=_masukan_hitung(session, pak),
        diparaf_sidik=None,
        **putusan.angka_pak(rincian),
    )


def ajukan(
    session: Session, pak: Pak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Put the decision before the official whom the routing table names today."""
    penetap = rute.penetap_pak(session, pak, oleh.hari_ini)
    perform(
        session,
        pak,
        "ajukan",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        penetap_id=penetap.pegawai_id if penetap else None,
    )


def kembalikan(
    session: Session, pak: Pak, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """The official returns the decision with his reason."""
    perform(session, pak, "kembalikan", pelaku=oleh, note=catatan, seen_version=seen_version)


def sebutan(session: Session, pak: Pak, oleh: Pelaku) -> str:
    """Form of words over the signature, with `Plh.` or `Plt.` where somebody stands in."""
    penetap = rute.penetap_pak(session, pak, oleh.hari_ini)
    if penetap is None:
        return ""
    pemilik = session.get_one(Pegawai, penetap.atas_nama_id or penetap.pegawai_id)
    jabatan = pemilik.jabatan_struktural or nama_pejabat(penetap.jabatan)
    return f"{penetap.jenis.value} {jabatan}" if penetap.jenis else jabatan


def daftar_tembusan(pak: Pak) -> list[str]:
    """Recipients of the copies by the rule set of the decision, in its order."""
    return _penerima(pak, berkas.TEMBUSAN)


def daftar_penerima(pak: Pak) -> list[str]:
    """Everybody who must get the paper before it counts as sent: the original first, then the copies."""
    return [*_penerima(pak, berkas.ASLI), *(pak.tembusan or daftar_tembusan(pak))]


def _penerima(pak: Pak, kelompok: str) -> list[str]:
    return list(berkas.penerima(peraturan.kunci(pak.aturan), kelompok).values())


def tetapkan(
    session: Session, pak: Pak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Sign: figures checked once more, number taken, final paper frozen, claim finished, credit booked."""
    pastikan_versi(pak, seen_version)
    masih_terbuka = pak.state is PakState.MENUNGGU_TANDA_TANGAN
    kunci_buku(session, pak.subjek_id)
    instansi = session.get_one(Instansi, pak.instansi_id)
    perform(
        session,
        pak,
        "tetapkan",
        pelaku=oleh,
        note=catatan,
        masukan=_masukan_hitung(session, pak) if masih_terbuka else {},
        nomor=nomor_pak(session, instansi, oleh.hari_ini),
        kode_verifikasi=kode_verifikasi(),
        ditetapkan_pada=oleh.hari_ini,
        ditetapkan_oleh_id=oleh.pegawai_id,
        ditetapkan_sebagai=sebutan(session, pak, oleh),
        tembusan=daftar_tembusan(pak),
        entri_terakhir=entri_terakhir(session, pak.subjek_id),
    )
    if pak.dupak.state is DupakState.DIPUTUSKAN:
        putusan.selesaikan(session, pak.dupak, oleh.hari_ini, "pak", pak)
    if pak.menggantikan is not None:
        _gantikan(session, pak, pak.menggantikan, oleh)


def _gantikan(session: Session, pak: Pak, lama: Pak, oleh: Pelaku) -> None:
    """Mark the replaced decision and book the difference of its figures, so that the account follows the new one."""
    perform(session, lama, "ganti", pelaku=sistem(oleh.hari_ini))
    bukukan_pengganti(session, pak, oleh.hari_ini)


def kirim(
    session: Session,
    pak: Pak,
    penerima: Collection[str],
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Send the copies; every recipient of the distribution list must be ticked."""
    kurang = [nama for nama in daftar_penerima(pak) if nama not in penerima]
    perform(
        session,
        pak,
        "kirim",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"distribusi_kurang": kurang},
        dikirim_pada=oleh.hari_ini,
    )


def susun_pengganti(
    session: Session, lama: Pak, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> Pak:
    """Draw up a decision that replaces a wrong one: figures computed anew, own number later, the error named."""
    pastikan_versi(lama, seen_version)
    pak = putusan.pak_baru(lama.dupak, _rincian(session, lama.dupak, lama.ditetapkan_pada))
    pak.menggantikan, pak.menggantikan_id = lama, lama.id
    pak.alasan_penggantian = (catatan or "").strip() or None
    pastikan_tersimpan(session, peraturan.kunci(pak.aturan), oleh.hari_ini)
    start(session, pak, "susun_pengganti", pelaku=oleh, note=catatan)
    touch(session, lama)  # two secretaries cannot draw up two replacements of one decision
    return pak
