"""Files that people upload: what is taken, how large, and a look inside before anything is stored.

The table is `jenis`; names are judged in `nama`, contents by `workflow_app.pemeriksa` in a process of its own, and
`sebab` has the sentences. The name says what a file claims to be, its bytes what it is; both must agree.
"""

import os
from collections.abc import Sequence
from typing import IO

import puremagic

from workflow_app.errors import MasukanSalah
from workflow_app.pemeriksa import proses
from workflow_app.penyimpanan import BerkasTerlaluBesar, Penyimpanan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.services.unggahan import sebab
from workflow_app.services.unggahan.jenis import (
    CSV,
    DOCX,
    JENIS_BUKTI,
    JENIS_LEMBAR,
    JPG,
    MAKS_BERKAS_BUTIR,
    MAKS_BERKAS_SEKALI,
    MAKS_NAMA,
    MB,
    PDF,
    PNG,
    SISI_PRATINJAU,
    XLSX,
    Jenis,
    akhiran,
    maks_byte,
)
from workflow_app.services.unggahan.nama import nama_bersih, salah_nama

__all__ = [
    "CSV",
    "DOCX",
    "JENIS_BUKTI",
    "JENIS_LEMBAR",
    "JPG",
    "MAKS_BERKAS_BUTIR",
    "MAKS_BERKAS_SEKALI",
    "MAKS_NAMA",
    "MB",
    "PDF",
    "PNG",
    "XLSX",
    "BerkasDitolak",
    "Jenis",
    "akhiran",
    "maks_byte",
    "nama_bersih",
    "periksa",
    "pratinjau",
    "simpan",
    "simpan_semua",
]

RAMAI = "ramai"
"""The finding that no look took place."""
_KEPALA_BYTE = 1024
_ZIP = b"PK\x03\x04"
_UTAMA_KANTOR = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml"}
"""Parts by which a ZIP is known: every one of them looks alike from its first bytes."""


class BerkasDitolak(Exception):
    """A file that is not taken; `pesan` names it and says what to do.

    `terlalu_besar` is the matter of HTTP 413, `sibuk` of 503: nobody has looked into the file yet.
    """

    def __init__(self, pesan: Pesan, *, terlalu_besar: bool = False, sibuk: bool = False) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan
        self.terlalu_besar = terlalu_besar
        self.sibuk = sibuk


def periksa(nama: str, berkas: IO[bytes], daftar: Sequence[Jenis] = JENIS_BUKTI) -> Jenis:
    """The kind of an upload. Raises BerkasDitolak; leaves the stream at its start."""
    tampil = nama_bersih(nama)
    if (salah := salah_nama(nama)) is not None:
        raise BerkasDitolak(P_("Berkas “%(nama)s”: %(sebab)s", nama=tampil, sebab=salah))
    jenis = next((j for j in daftar if tampil.lower().rpartition(".")[2] in j.akhiran), None)
    if jenis is None:
        raise BerkasDitolak(
            P_(
                "Berkas “%(nama)s” bukan jenis yang diterima. Yang diterima: %(jenis)s.",
                nama=tampil,
                jenis=", ".join(j.nama for j in daftar),
            )
        )
    ukuran = berkas.seek(0, os.SEEK_END)
    if ukuran == 0:
        raise BerkasDitolak(P_("Berkas “%(nama)s” kosong. Periksa berkasnya, lalu unggah lagi.", nama=tampil))
    if ukuran > jenis.maks_byte:
        raise _terlalu_besar(tampil, jenis)
    berkas.seek(0)
    if jenis.pemeriksa is not None:
        isi = berkas.read()
        berkas.seek(0)
        hasil = proses.jalankan(jenis.pemeriksa, isi, jenis.batas)
        if hasil.kode == RAMAI:
            raise BerkasDitolak(_salah_isi(tampil, sebab.kalimat(hasil.kode, {}), None), sibuk=True)
        if hasil.kode is not None:
            raise BerkasDitolak(_salah_isi(tampil, sebab.kalimat(hasil.kode, hasil.isi), _rupa(isi, jenis)))
    return jenis


def _salah_isi(nama: str, alasan: Pesan, rupa: str | None) -> Pesan:
    if rupa is None:
        return P_("Berkas “%(nama)s”: %(sebab)s", nama=nama, sebab=alasan)
    return P_("Berkas “%(nama)s”: %(sebab)s Tampaknya berkas .%(rupa)s.", nama=nama, sebab=alasan, rupa=rupa)


def _rupa(isi: bytes, jenis: Jenis) -> str | None:
    """The ending that fits the bytes, where that is another kind than the name says; None where nothing is known."""
    if isi.startswith(_ZIP):
        kantor = (a for a, bagian in _UTAMA_KANTOR.items() if bagian in isi)
        rupa = next(kantor, "zip")
        return rupa if rupa not in jenis.akhiran else None
    try:
        dugaan = [d.extension.lstrip(".") for d in puremagic.magic_string(isi[:_KEPALA_BYTE]) if d.extension]
    except (puremagic.PureError, ValueError):
        return None
    if not dugaan or any(d in jenis.akhiran for d in dugaan):
        return None
    dikenal = (a for j in (*JENIS_BUKTI, *JENIS_LEMBAR) for a in j.akhiran if a in dugaan)
    return next(dikenal, dugaan[0])


def _terlalu_besar(nama: str, jenis: Jenis) -> BerkasDitolak:
    return BerkasDitolak(
        P_(
            "Berkas “%(nama)s” terlalu besar. Paling besar %(maks)s MB untuk %(jenis)s; perkecil atau pindai ulang.",
            nama=nama,
            maks=jenis.maks_byte // MB,
            jenis=jenis.nama,
        ),
        terlalu_besar=True,
    )


def simpan(
    penyimpanan: Penyimpanan, nama: str, berkas: IO[bytes], daftar: Sequence[Jenis] = JENIS_BUKTI
) -> BerkasMasuk:
    """Check an upload and store its bytes. Raises BerkasDitolak.

    Done before the transaction that names the file: bytes that no row names in the end do no harm.
    """
    return _taruh(penyimpanan, nama, berkas, periksa(nama, berkas, daftar))


def _taruh(penyimpanan: Penyimpanan, nama: str, berkas: IO[bytes], jenis: Jenis) -> BerkasMasuk:
    try:
        tersimpan = penyimpanan.simpan(berkas, maks=jenis.maks_byte)
    except BerkasTerlaluBesar as galat:
        raise _terlalu_besar(nama_bersih(nama), jenis) from galat
    return BerkasMasuk(nama_bersih(nama), jenis.tipe, tersimpan.ukuran, tersimpan.sha256)


def simpan_semua(
    penyimpanan: Penyimpanan, daftar: Sequence[tuple[str, IO[bytes]]], jenis: Sequence[Jenis] = JENIS_BUKTI
) -> list[BerkasMasuk]:
    """Check every upload, then store them all; one bad file and none is stored. Raises BerkasDitolak, MasukanSalah."""
    if not daftar:
        raise MasukanSalah({"berkas": P_("Pilih berkas yang hendak diunggah.")})
    if len(daftar) > MAKS_BERKAS_SEKALI:
        raise MasukanSalah({"berkas": P_("Paling banyak %(maks)s berkas sekali unggah.", maks=MAKS_BERKAS_SEKALI)})
    terperiksa = [(nama, berkas, periksa(nama, berkas, jenis)) for nama, berkas in daftar]
    return [_taruh(penyimpanan, nama, berkas, satu) for nama, berkas, satu in terperiksa]


def pratinjau(isi: bytes, tipe: str) -> bytes | None:
    """A picture small enough for a page: a JPG without what the camera wrote; None where none can be made.

    Raises BerkasDitolak, `sibuk`, where it can be made later.
    """
    jenis = next(j for j in JENIS_BUKTI if j.tipe == tipe)
    hasil = proses.jalankan("pratinjau", isi, {"piksel": jenis.batas["piksel"], "sisi": SISI_PRATINJAU})
    if hasil.kode == RAMAI:
        raise BerkasDitolak(sebab.kalimat(hasil.kode, {}), sibuk=True)
    return hasil.data if hasil.kode is None else None
