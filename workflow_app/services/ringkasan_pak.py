"""A decision as people read it: figures per row of the form, what they suffice for, and who may sign."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from workflow_app import peraturan, rute
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Instansi, Ketidakhadiran, Pak, PakState, Pelimpahan, PenugasanPeran, Peran
from workflow_app.peraturan.regime import MENUNGGU_PANGKAT, blok, sebutan
from workflow_app.peraturan.rute import nama_pejabat
from workflow_app.peraturan.unsur import PENUNJANG, UTAMA, Unsur, daftar_unsur
from workflow_app.pesan import P_, Pesan
from workflow_app.services.pak import cocok_hitung_ulang
from workflow_app.services.putusan import rincian_pak, sidang_pemutus

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
    menunggu_pangkat: str | None
    """The rank that a level waits for though the credit suffices."""


@dataclass(frozen=True)
class Penandatangan:
    """One official who may sign decisions of this level: the person, his post, and the letter he acts by.

    `halangan` says why he does not sign today; one at most of a list has `hari_ini`.
    """

    pegawai_id: int
    nama: str
    jabatan: Pesan
    sebutan: str
    """`Plh.` or `Plt.` of a stand-in."""
    atas_nama: str
    surat: str
    hari_ini: bool
    halangan: Pesan | None


def _nilai(baris: dict[str, Any]) -> Nilai:
    return Nilai(Decimal(baris["lama"]), Decimal(baris["baru"]), Decimal(baris["jumlah"]))


def _jumlahkan(daftar: list[Nilai]) -> Nilai:
    return Nilai(*(sum((getattr(n, k) for n in daftar), NOL) for k in ("lama", "baru", "jumlah")))


@dataclass(frozen=True)
class BlokPak:
    """The figures under one rule set; `judul` names it where the decision has two blocks."""

    aturan: str
    sidik: str
    judul: Pesan | None
    tabel: list[BarisPak]
    sasaran: list[Sasaran]


def blok_pak(pak: Pak) -> list[BlokPak]:
    """The blocks of a decision from its frozen figures, the oldest rule set first."""
    semua = blok(pak.rincian)
    return [
        BlokPak(
            isi["aturan"],
            isi["sidik"],
            sebutan(peraturan.kunci(isi["aturan"]), pak.aturan) if len(semua) > 1 else None,
            _tabel(pak, isi),
            _sasaran(isi),
        )
        for isi in semua
    ]


def _tabel(pak: Pak, isi: Mapping[str, Any]) -> list[BarisPak]:
    """The rows of the form with subtotals and total."""
    unsur = daftar_unsur(peraturan.kunci(isi["aturan"]), pak.dupak.kategori)
    baris: list[BarisPak] = []
    semua: list[Nilai] = []
    for kelompok, label in ((UTAMA, P_("Jumlah unsur utama")), (PENUNJANG, P_("Jumlah unsur penunjang"))):
        satu = list(_baris(isi, unsur, kelompok))
        baris += satu
        jumlah = _jumlahkan([b.nilai for b in satu])
        semua.append(jumlah)
        baris.append(BarisPak(label, jumlah, "jumlah"))
    baris.append(BarisPak(P_("Jumlah unsur utama dan penunjang"), _jumlahkan(semua), "jumlah"))
    return baris


def _baris(isi: Mapping[str, Any], unsur: tuple[Unsur, ...], kelompok: str) -> Iterator[BarisPak]:
    for u in unsur:
        if u.kelompok == kelompok and u.kode in isi["baris"]:
            yield BarisPak(Pesan(u.label), _nilai(isi["baris"][u.kode]), "unsur")


def _sasaran(isi: Mapping[str, Any]) -> list[Sasaran]:
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
            s.get(MENUNGGU_PANGKAT),
        )
        for s in isi["kelayakan"]["syarat"]
    ]


def hitung_ulang_cocok(session: Session, pak: Pak) -> bool | None:
    """Whether the figures computed anew equal the frozen ones; None once the decision is issued or cancelled."""
    if pak.state not in BELUM_TERBIT:
        return None
    return cocok_hitung_ulang(session, [pak])[pak.id]


@dataclass(frozen=True)
class Beda:
    """A row of the form whose figures moved since the decision was drawn up."""

    label: Pesan
    beku: Nilai
    kini: Nilai


def beda_hitung_ulang(session: Session, pak: Pak) -> list[Beda]:
    """The rows that the recomputation gives otherwise; empty where something else moved (the minutes, the rules)."""
    sidang = sidang_pemutus(session, pak.dupak)
    if sidang is None:
        return []
    lama = pak.menggantikan
    kini = rincian_pak(session, pak.dupak, sidang, lama.ditetapkan_pada if lama is not None else None)
    beda = []
    sekarang = {satu["aturan"]: satu["baris"] for satu in blok(kini)}
    for satu in blok(pak.rincian):
        baris = sekarang.get(satu["aturan"], {})
        label = {u.kode: Pesan(u.label) for u in daftar_unsur(peraturan.kunci(satu["aturan"]), pak.dupak.kategori)}
        beda += [
            Beda(label[kode], _nilai(beku), _nilai(baris[kode]))
            for kode, beku in satu["baris"].items()
            if kode in baris and _nilai(beku) != _nilai(baris[kode])
        ]
    return beda


def penandatangan(session: Session, pak: Pak, hari_ini: dt.date) -> list[Penandatangan]:
    """Everybody who may sign decisions of this level, in the order in which the routing table asks them.

    Who signs today is `rute.penetap_pak`; the others stand here with what keeps them from it.
    """
    instansi = session.get_one(Instansi, pak.instansi_id)
    urutan = rute.pejabat_penetap(peraturan.kunci(pak.aturan), pak.dupak.jenjang, instansi.jenis)
    absen = exists().where(
        Ketidakhadiran.pegawai_id == PenugasanPeran.pegawai_id,
        Ketidakhadiran.mulai <= hari_ini,
        Ketidakhadiran.selesai >= hari_ini,
    )
    berlaku = and_(
        Pelimpahan.penugasan_id == PenugasanPeran.id, Pelimpahan.mulai <= hari_ini, Pelimpahan.selesai >= hari_ini
    )
    baris = session.execute(
        select(PenugasanPeran, Pelimpahan, absen)
        .outerjoin(Pelimpahan, berlaku)
        .where(
            PenugasanPeran.peran == Peran.PENETAP,
            PenugasanPeran.instansi_id == pak.instansi_id,
            PenugasanPeran.jabatan_penetap.in_(urutan),
            PenugasanPeran.mulai <= hari_ini,
            or_(PenugasanPeran.selesai.is_(None), PenugasanPeran.selesai >= hari_ini),
        )
        .options(joinedload(PenugasanPeran.pegawai), joinedload(Pelimpahan.penerima))
        .order_by(PenugasanPeran.mulai.desc(), PenugasanPeran.id)
    ).all()
    kini = rute.penetap_pak(session, pak, hari_ini)
    hasil = []
    for tugas, pelimpahan, tak_hadir in sorted(baris, key=lambda b: urutan.index(b[0].jabatan_penetap or "")):
        hasil.append(_penandatangan(pak, tugas, pelimpahan, kini, tak_hadir=tak_hadir))
    return hasil


def _penandatangan(
    pak: Pak, tugas: PenugasanPeran, pelimpahan: Pelimpahan | None, kini: rute.Penetap | None, *, tak_hadir: bool
) -> Penandatangan:
    orang = pelimpahan.penerima if pelimpahan else tugas.pegawai
    pemilik = tugas.pegawai if pelimpahan else None
    sekarang = kini is not None and (kini.pegawai_id, kini.jabatan) == (orang.id, tugas.jabatan_penetap)
    halangan = None
    if pak.subjek_id in {orang.id, tugas.pegawai_id}:
        halangan = P_("PAK ini tentang dirinya sendiri.")
    elif tak_hadir and pelimpahan is None:
        halangan = P_("Tercatat tidak hadir hari ini.")
    elif not sekarang:
        halangan = P_("Menandatangani bila pejabat sebelumnya tidak hadir.")
    return Penandatangan(
        pegawai_id=orang.id,
        nama=orang.nama,
        jabatan=Pesan(nama_pejabat(tugas.jabatan_penetap or "")),
        sebutan=pelimpahan.jenis.value if pelimpahan else "",
        atas_nama=pemilik.nama if pemilik else "",
        surat=pelimpahan.nomor_surat if pelimpahan else tugas.nomor_sk,
        hari_ini=sekarang and halangan is None,
        halangan=halangan,
    )
