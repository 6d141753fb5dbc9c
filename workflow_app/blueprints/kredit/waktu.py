"""The line in time on the account page: its events page by page, and the picture of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from workflow_app import peraturan
from workflow_app.blueprints.kredit.gambar_waktu import (
    LEBAR,
    SEMPIT,
    Bahan,
    GambarWaktu,
    Perlu,
    Regime,
    Tanda,
    gambar_waktu,
)
from workflow_app.extensions import db
from workflow_app.models import EntriKredit, Pegawai
from workflow_app.peraturan import KetentuanTidakAda, Peraturan
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import garis_waktu as layanan
from workflow_app.services import keadaan
from workflow_app.services.garis_waktu import Peristiwa
from workflow_app.services.rekening import Rekening
from workflow_app.web.halaman import Halaman, halaman
from workflow_app.web.katalog import jenjang_singkat
from workflow_app.web.konteks import pelaku
from workflow_app.web.perkara import alamat_perkara

SEHALAMAN = 20
NAMA = "waktu"
_PANGKAT, _JENJANG = 0, 1


@dataclass(frozen=True)
class BarisWaktu:
    """One event in words. `alamat_entri` leads to its entries, `perkara` to the cases that the reader may open."""

    peristiwa: Peristiwa
    jenjang: Pesan
    alamat_entri: str
    perkara: Sequence[tuple[Pesan, str]]


@dataclass(frozen=True)
class GarisWaktu:
    """What the section shows; no pictures before the first event and without rank or position."""

    baris: Sequence[BarisWaktu]
    lembar: Halaman[EntriKredit]
    gambar: tuple[GambarWaktu, GambarWaktu] | None
    tanda: Sequence[tuple[Tanda, Pesan]]
    """Ranks and levels with the sentence that names them."""
    terpotong: bool
    """Whether the picture begins later than the ledger."""


def garis_waktu(pemilik: Pegawai, buku: Rekening | None) -> GarisWaktu:
    """The events of an officer in the order of time, the newest first, and both pictures. Five queries and cases."""
    session = db.session()
    lembar = halaman(layanan.pertama(pemilik.id), EntriKredit.tanggal, EntriKredit.id, ukuran=SEHALAMAN, nama=NAMA)
    daftar = layanan.peristiwa(session, pemilik.id, lembar.baris)
    titik = layanan.titik(session, pemilik.id)
    tanda = list(_tanda(pemilik, buku)) if buku else []
    bahan = _bahan(buku, titik, [t for t, _nama in tanda]) if buku and titik else None
    return GarisWaktu(
        _baris(pemilik, daftar, pelaku()),
        lembar,
        (gambar_waktu(bahan, SEMPIT), gambar_waktu(bahan, LEBAR)) if bahan else None,
        tanda,
        len(titik) == layanan.MAKS_GAMBAR,
    )


def _baris(pemilik: Pegawai, daftar: Sequence[Peristiwa], orang: Pelaku) -> list[BarisWaktu]:
    terlihat = layanan.perkara_terlihat(db.session(), [p for satu in daftar for p in satu.perkara], orang)
    return [
        BarisWaktu(
            satu,
            _singkat(satu.aturan, satu.jenjang),
            _alamat_entri(pemilik, satu),
            [(keadaan.judul(alur), alamat_perkara(alur, id_)) for alur, id_ in satu.perkara if (alur, id_) in terlihat],
        )
        for satu in daftar
    ]


def _alamat_entri(pemilik: Pegawai, satu: Peristiwa) -> str:
    if satu.banyak == 1:
        return url_for("kredit.entri", pegawai_id=pemilik.id, id=satu.id)
    return url_for("kredit.akun", pegawai_id=pemilik.id, peristiwa=satu.id, _anchor="judul-buku")


def _singkat(aturan: str, jenjang: str) -> Pesan:
    try:
        return jenjang_singkat(peraturan.kunci(aturan), jenjang)
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return Pesan("%(jenjang)s", {"jenjang": jenjang})


def _bahan(buku: Rekening, titik: Sequence[layanan.Titik], tanda: Sequence[Tanda]) -> Bahan:
    tujuan = buku.kemajuan[buku.kini].tujuan
    return Bahan(
        titik,
        [Regime(a.kunci, a.berlaku_mulai, a.berlaku_sampai) for a in _regime()],
        buku.kini,
        buku.hari_ini,
        [Perlu(t.jenis, t.perlu) for t in tujuan if t.kode],
        buku.karier.jenjang,
        buku.karier.tmt_jenjang,
        buku.jumlah_menunggu,
        tanda,
    )


def _regime() -> list[Peraturan]:
    """The rule sets that credit comes from, the oldest first."""
    return sorted((a for a in peraturan.semua() if a.kelompok == "kredit"), key=lambda a: a.berlaku_mulai)


def _tanda(pemilik: Pegawai, buku: Rekening) -> Iterator[tuple[Tanda, Pesan]]:
    """Ranks and levels until today by their effective dates; a level held on by a new decree is named once."""
    for pangkat in pemilik.riwayat_pangkat:
        if pangkat.tmt <= buku.hari_ini:
            teks = P_("%(golongan)s sejak %(tmt)s", golongan=pangkat.golongan, tmt=pangkat.tmt)
            yield Tanda(pangkat.tmt, pangkat.golongan, _PANGKAT), teks
    terakhir = None
    for jabatan in pemilik.riwayat_jabatan:
        if jabatan.tmt <= buku.hari_ini and jabatan.jenjang != terakhir:
            terakhir = jabatan.jenjang
            nama = _singkat(buku.kini, jabatan.jenjang)
            yield (
                Tanda(jabatan.tmt, str(nama), _JENJANG),
                P_("%(jenjang)s sejak %(tmt)s", jenjang=nama, tmt=jabatan.tmt),
            )
