"""Content-addressed file store: a file's name is the SHA-256 of its bytes, so nothing is ever overwritten.

Names given by people never reach a key. Any fsspec address will do; a local folder is the default. Bytes are written
beside their place and moved there whole, so a key that exists is complete; every read checks the bytes again.
"""

import datetime as dt
import hashlib
import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from workflow_app.errors import Galat

POTONGAN_BYTES = 256 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_AWAL = re.compile(r"[0-9a-f]{2}")
_SEMENTARA = "sementara"


class BerkasTerlaluBesar(Galat):
    """The stream is longer than allowed; nothing was kept. `maks` is the limit in bytes."""

    def __init__(self, maks: int) -> None:
        super().__init__(f"berkas lebih dari {maks} byte")
        self.maks = maks


class BerkasTidakAda(Galat):
    """No file with this hash is in the store."""


class BerkasRusak(Galat):
    """The stored bytes no longer have the hash they are named by."""


class PenyimpananTidakTersedia(Galat):
    """The library for this kind of address is not installed."""

    def __init__(self, jenis: str) -> None:
        super().__init__(
            f"penyimpanan {jenis}:// memerlukan pustaka yang belum terpasang: pip install 'alurpak[{jenis}]'"
        )


class Berkas(NamedTuple):
    """Where a file lies and how long it is."""

    sha256: str
    ukuran: int


class Tersimpan(NamedTuple):
    """A file as the store lists it; `diubah` is when it was last stored, UTC without a zone."""

    sha256: str
    ukuran: int
    diubah: dt.datetime


class Penyimpanan:
    """The store under one fsspec address (`file:///srv/alurpak/berkas`, `s3://bucket/prefix`)."""

    def __init__(self, url: str) -> None:
        try:
            self._fs, self._akar = url_to_fs(url)
        except ImportError as galat:
            raise PenyimpananTidakTersedia(url.partition(":")[0]) from galat
        self._lokal = isinstance(self._fs, LocalFileSystem)
        if self._lokal:
            Path(self._akar).mkdir(mode=0o700, parents=True, exist_ok=True)

    def simpan(self, isi: bytes | IO[bytes], *, maks: int | None = None) -> Berkas:
        """Store the bytes, read to the end of a stream. Raises BerkasTerlaluBesar past `maks` bytes.

        The same bytes again change nothing, also when two processes store them at once.
        """
        sumber = io.BytesIO(isi) if isinstance(isi, bytes) else isi
        sementara = f"{self._akar}/{_SEMENTARA}/{secrets.token_hex(16)}"
        self._fs.makedirs(self._induk(sementara), exist_ok=True)
        try:
            with self._fs.open(sementara, "wb") as tujuan:
                berkas = _salin(sumber, tujuan, maks)
                if self._lokal:
                    _tulis_tuntas(tujuan)
            self._pindahkan(sementara, berkas)
        finally:
            if self._fs.exists(sementara):
                self._fs.rm_file(sementara)
        return berkas

    def ada(self, sha256: str) -> bool:
        """Whether the store has the file; says nothing about its bytes."""
        return bool(self._fs.exists(self._tempat(sha256)))

    @contextmanager
    def buka(self, sha256: str) -> Iterator[IO[bytes]]:
        """The file from its start, read through and checked before the first byte is handed out.

        Raises BerkasTidakAda or BerkasRusak.
        """
        try:
            berkas = self._fs.open(self._tempat(sha256), "rb")
        except FileNotFoundError as galat:
            raise BerkasTidakAda(sha256) from galat
        with berkas:
            if hashlib.file_digest(berkas, hashlib.sha256).hexdigest() != sha256:
                raise BerkasRusak(sha256)
            berkas.seek(0)
            yield berkas

    def baca(self, sha256: str) -> bytes:
        """The whole file, checked. Raises BerkasTidakAda or BerkasRusak."""
        with self.buka(sha256) as berkas:
            return berkas.read()

    def daftar(self, awal: str) -> list[Tersimpan]:
        """The files whose hash begins with two hexadecimal digits: a part at a time, so that a large store fits.

        Files that wait or were left behind in mid-writing are not among them.
        """
        if not _AWAL.fullmatch(awal):
            raise ValueError("bukan dua angka heksadesimal")
        folder = f"{self._akar}/{awal}"
        isi = self._fs.find(folder, detail=True) if self._fs.exists(folder) else {}
        return [
            Tersimpan(nama, int(info["size"]), _saat(self._fs.modified(jalur)))
            for jalur, info in isi.items()
            if _SHA256.fullmatch(nama := jalur.rpartition("/")[2])
        ]

    def sisa(self, sebelum: dt.datetime) -> list[str]:
        """What was left behind in mid-writing before a moment (UTC without a zone): names for `buang_sisa`."""
        folder = f"{self._akar}/{_SEMENTARA}"
        isi = self._fs.find(folder) if self._fs.exists(folder) else []
        hasil = []
        for jalur in isi:
            with suppress(FileNotFoundError):  # it was moved to its place meanwhile
                if _saat(self._fs.modified(jalur)) < sebelum:
                    hasil.append(jalur.rpartition("/")[2])
        return hasil

    def buang_sisa(self, nama: str) -> None:
        """Remove what `sisa` named."""
        with suppress(FileNotFoundError):
            self._fs.rm_file(f"{self._akar}/{_SEMENTARA}/{nama}")

    def buang_tua(self, sha256: str, sebelum: dt.datetime) -> bool:
        """Remove a file for good if it was last stored before a moment (UTC without a zone); whether it went.

        Only for bytes that no row names. In a local folder the file is put aside first: whoever stores the same bytes
        meanwhile either has made it young, and it comes back, or finds its place empty and stores his own.
        """
        asal = tempat = self._tempat(sha256)
        self._fs.invalidate_cache(self._induk(asal))
        try:
            if _saat(self._fs.modified(asal)) >= sebelum:
                return False
            if self._lokal:
                tempat = f"{self._akar}/{_SEMENTARA}/{secrets.token_hex(16)}"
                self._fs.makedirs(self._induk(tempat), exist_ok=True)
                Path(asal).replace(tempat)
                if _saat(self._fs.modified(tempat)) >= sebelum:
                    Path(tempat).replace(asal)
                    return False
            self._fs.rm_file(tempat)
        except FileNotFoundError:  # somebody else removed it meanwhile
            return False
        return True

    def coba(self) -> None:
        """Write, read and remove a few bytes. Raises OSError, or what the store's own library says."""
        jalur, isi = f"{self._akar}/{_SEMENTARA}/{secrets.token_hex(16)}", b"alurpak doctor\n"
        self._fs.makedirs(self._induk(jalur), exist_ok=True)
        self._fs.pipe_file(jalur, isi)
        try:
            if self._fs.cat_file(jalur) != isi:
                raise OSError("yang terbaca berbeda dari yang ditulis")
        finally:
            self._fs.rm_file(jalur)

    def buang_lama(self, sebelum: dt.datetime) -> int:
        """Remove files written before a moment (UTC without a zone); returns how many. Only for what waits for a while:
        evidence and papers are kept.
        """
        batas, jumlah = sebelum.replace(tzinfo=dt.UTC), 0
        for jalur in self._fs.find(self._akar):
            with suppress(FileNotFoundError):  # somebody else removed it meanwhile
                if self._fs.modified(jalur) < batas:
                    self._fs.rm_file(jalur)
                    jumlah += 1
        return jumlah

    def _pindahkan(self, sementara: str, berkas: Berkas) -> None:
        tempat = self._tempat(berkas.sha256)
        # The size is compared too: a file cut short by a full disk or a power failure is replaced, not kept.
        with suppress(FileNotFoundError):  # nobody had it, or it was cleared away between two of these calls
            if self._fs.size(tempat) == berkas.ukuran:
                self._segarkan(tempat, sementara)
                return
        self._fs.makedirs(self._induk(tempat), exist_ok=True)
        self._fs.mv(sementara, tempat)
        if self._lokal:
            _tulis_tuntas_map(self._induk(tempat))

    def _segarkan(self, tempat: str, sementara: str) -> None:
        """Make the file young again: bytes that no row named for a day are rubbish, and these will be named."""
        if self._lokal:
            with suppress(FileNotFoundError):
                os.utime(tempat)
                return
        self._fs.mv(sementara, tempat)

    def _tempat(self, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256):
            raise ValueError("bukan SHA-256 heksadesimal")
        return f"{self._akar}/{sha256[:2]}/{sha256[2:4]}/{sha256}"

    @staticmethod
    def _induk(jalur: str) -> str:
        return jalur.rpartition("/")[0]


def _saat(saat: dt.datetime) -> dt.datetime:
    return saat.astimezone(dt.UTC).replace(tzinfo=None)


def _salin(sumber: IO[bytes], tujuan: IO[bytes], maks: int | None) -> Berkas:
    sidik, ukuran = hashlib.sha256(), 0
    while potongan := sumber.read(POTONGAN_BYTES):
        ukuran += len(potongan)
        if maks is not None and ukuran > maks:
            raise BerkasTerlaluBesar(maks)
        sidik.update(potongan)
        tujuan.write(potongan)
    return Berkas(sidik.hexdigest(), ukuran)


def _tulis_tuntas(berkas: IO[bytes]) -> None:
    """Onto the disk, because a row that names the file is committed next; readable by the owner alone."""
    berkas.flush()
    os.fchmod(berkas.fileno(), 0o600)
    os.fsync(berkas.fileno())


def _tulis_tuntas_map(jalur: str) -> None:
    nomor = os.open(jalur, os.O_RDONLY)
    try:
        os.fsync(nomor)
    finally:
        os.close(nomor)
