"""A decision as people read it: figures per row of the form, what they suffice for, and who may sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan, rute
from workflow_app.models import Pak, PakState, Pegawai, Pelimpahan, PenugasanPeran, Peran
from workflow_app.peraturan.hitung import NOL
from workflow_app.peraturan.rute import nama_pejabat
from workflow_app.peraturan.unsur import PENUNJANG, UTAMA, Unsur, daftar_unsur
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services.pak import sidik_hitung_ulang

#: States in which the figures may still move, so that computing them anew says something.
BELUM_TERBIT = frozenset({PakState.DRAF, PakState.DIPARAF, PakState.MENUNGGU_TANDA_TANGAN, PakState.DIKEMBALIKAN})


@dataclass(frozen=True)
class Nilai:
    """The three credit columns of the form."""

    lama: Decimal
    baru: Decimal
    jumlah: Decimal


@dataclass(frozen=True)
class BarisPak:
    """One line of the table; `jenis` is `unsur` or `jumlah`."""

    label: Pesan
    nilai: Nilai
    jenis: str


@dataclass(frozen=True)
class Sasaran:
    """An aim the sum is measured against."""

    jenis: Pesan
    tujuan: str
    diperlukan: Decimal
    dimiliki: Decimal
    memenuhi: bool
    kekurangan: Decimal


@dataclass(frozen=True)
class Penandatangan:
    """Who may sign today: the person, his post, and the letter where he stands in for somebody."""

    nama: str
    jabatan: Pesan
    sebutan: str
    atas_nama: str
    nomor_surat: str


def _nilai(baris: dict[str, Any]) -> Nilai:
    return Nilai(Decimal(baris["lama"]), Decimal(baris["baru"]), Decimal(baris["jumlah"]))


def _jumlahkan(daftar: list[Nilai]) -> Nilai:
    return Nilai(*(sum((getattr(n, k) for n in daftar), NOL) for k in ("lama", "baru", "jumlah")))


def tabel(pak: Pak) -> list[BarisPak]:
    """The rows of the form with subtotals and total, from the frozen figures."""
    aturan = peraturan.kunci(pak.aturan)
    unsur = daftar_unsur(aturan, pak.dupak.kategori)
    baris: list[BarisPak] = []
    semua: list[Nilai] = []
    for kelompok, label in ((UTAMA, P_("Jumlah unsur utama")), (PENUNJANG, P_("Jumlah unsur penunjang"))):
        isi = list(_baris(pak, unsur, kelompok))
        baris += isi
        jumlah = _jumlahkan([b.nilai for b in isi])
        semua.append(jumlah)
        baris.append(BarisPak(label, jumlah, "jumlah"))
    baris.append(BarisPak(P_("Jumlah unsur utama dan penunjang"), _jumlahkan(semua), "jumlah"))
    return baris


def _baris(pak: Pak, unsur: tuple[Unsur, ...], kelompok: str) -> Iterator[BarisPak]:
    for u in unsur:
        if u.kelompok == kelompok and u.kode in pak.rincian["baris"]:
            yield BarisPak(Pesan(u.label), _nilai(pak.rincian["baris"][u.kode]), "unsur")


def sasaran(pak: Pak) -> list[Sasaran]:
    """What the sum suffices for, as frozen with the figures."""
    jenis = {"KP": P_("Kenaikan pangkat"), "KJ": P_("Kenaikan jabatan")}
    return [
        Sasaran(
            jenis[s["jenis"]],
            s["tujuan"],
            Decimal(s["diperlukan"]),
            Decimal(s["dimiliki"]),
            s["memenuhi"],
            Decimal(s["kekurangan"]),
        )
        for s in pak.rincian["kelayakan"]["syarat"]
    ]


def hitung_ulang_cocok(session: Session, pak: Pak) -> bool | None:
    """Whether the figures computed anew equal the frozen ones; None once the decision is issued or cancelled."""
    if pak.state not in BELUM_TERBIT:
        return None
    return sidik_hitung_ulang(session, pak) == pak.sidik_rincian


def penandatangan(session: Session, pak: Pak, pelaku: Pelaku) -> Penandatangan | None:
    """Who may sign today by the routing table; None when nobody may."""
    penetap = rute.penetap_pak(session, pak, pelaku.hari_ini)
    if penetap is None:
        return None
    orang = session.get_one(Pegawai, penetap.pegawai_id)
    pemilik = session.get(Pegawai, penetap.atas_nama_id) if penetap.atas_nama_id else None
    return Penandatangan(
        orang.nama,
        Pesan(nama_pejabat(penetap.jabatan)),
        penetap.jenis.value if penetap.jenis else "",
        pemilik.nama if pemilik else "",
        _surat(session, penetap.pegawai_id, penetap.atas_nama_id, pelaku),
    )


def _surat(session: Session, pegawai_id: int, pemilik_id: int | None, pelaku: Pelaku) -> str:
    """The letter or decree by which he signs."""
    query = select(PenugasanPeran.nomor_sk).where(
        PenugasanPeran.pegawai_id == pegawai_id, PenugasanPeran.peran == Peran.PENETAP
    )
    if pemilik_id is not None:
        query = (
            select(Pelimpahan.nomor_surat)
            .join(PenugasanPeran, PenugasanPeran.id == Pelimpahan.penugasan_id)
            .where(
                Pelimpahan.penerima_id == pegawai_id,
                PenugasanPeran.pegawai_id == pemilik_id,
                Pelimpahan.mulai <= pelaku.hari_ini,
                Pelimpahan.selesai >= pelaku.hari_ini,
            )
        )
    return session.scalar(query.limit(1)) or ""
