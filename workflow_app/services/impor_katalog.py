"""A catalogue sheet brought into the database: first held against what is there, then taken whole or not at all.

The columns are those of the shipped file of the regime. Nothing is removed: items that the sheet does not have are
named and stay. An empty cell of value or level means "not known" and, like an inferred level, never takes away what a
person has confirmed.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import audit, peraturan
from workflow_app.angka import AngkaTidakSah, baca_desimal
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.lembar_klaim import GalatBaris
from workflow_app.lembar_klaim.lembar import Baris, LembarTidakTerbaca, Sel, baca_lembar
from workflow_app.models import ButirKegiatan, PerubahanKatalog, TindakanKatalog
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.katalog import Butir, butir_dari_baris, katalog
from workflow_app.peraturan.katalog.kepastian import DasarNilai, sebab_tak_pasti
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services.katalog import (
    ANGKA_TERBESAR,
    PENENTU_NILAI,
    Beda,
    Dasar,
    beda,
    catat_perubahan,
    kolom_butir,
    pastikan_boleh,
    potret,
    tambah,
    terapkan,
)

KOLOM_ANGKA = frozenset({"angka_kredit", "angka_kredit_persen"})
MAKS_DESIMAL = 6
_TITIK = re.compile(r"\d+\.\d+", re.ASCII)
MAKS_PANJANG: Mapping[str, int] = {"code": 30, "kode_resmi": 30, "uraian": 2000, "bukti_fisik": 2000, "catatan": 2000}
MAKS_PANJANG_LAIN = 255
MAKS_GALAT = 500
"""Faults that are listed; a sheet with more of them has one cause."""


@dataclass(frozen=True)
class Tambahan:
    """An item that the catalogue does not have yet."""

    nomor: int
    kode: str
    nilai: Mapping[str, Any]


@dataclass(frozen=True)
class Ubahan:
    """An item that differs, column by column."""

    nomor: int
    butir: ButirKegiatan
    nilai: Mapping[str, Any]
    beda: Sequence[Beda]

    @property
    def membatalkan_konfirmasi(self) -> bool:
        """Whether value or limit were certain and are not after the import."""
        batas = "batas_dikonfirmasi" in self.nilai
        return batas or (self.butir.pasti and self.nilai.get("pasti") is False)


@dataclass(frozen=True)
class PratinjauKatalog:
    """What a sheet would change, and everything that stands against it."""

    aturan: str
    tambahan: Sequence[Tambahan]
    ubahan: Sequence[Ubahan]
    sama: int
    hilang: Sequence[ButirKegiatan]
    """Items that the sheet does not have; they stay as they are."""
    galat: Sequence[GalatBaris]
    kolom_diabaikan: Sequence[str]
    berkas_sha256: str

    @property
    def ada_perubahan(self) -> bool:
        """Whether the sheet would change anything."""
        return bool(self.tambahan or self.ubahan)

    @property
    def sidik(self) -> str:
        """Fingerprint of the changes: confirming is for what was shown, not for what came about meanwhile."""
        isi = {
            "tambahan": [[t.kode, {k: str(v) for k, v in t.nilai.items()}] for t in self.tambahan],
            "ubahan": [[u.butir.kode, u.butir.versi, [[b.kolom, str(b.baru)] for b in u.beda]] for u in self.ubahan],
        }
        return hashlib.sha256(audit.kanonik(isi).encode()).hexdigest()


def pratinjau(session: Session, aturan_kunci: str, isi: bytes) -> PratinjauKatalog:
    """Hold a sheet against the catalogue. Never raises for what is in it: faults are in `galat`, row by row."""
    aturan = peraturan.kunci(aturan_kunci)
    galat: list[GalatBaris] = []
    diabaikan: list[str] = []
    try:
        baris = list(_baca(isi, aturan, galat, diabaikan))
    except LembarTidakTerbaca as salah:
        baris, galat = [], [GalatBaris(None, "", salah.pesan)]
    semua = session.scalars(
        select(ButirKegiatan).where(ButirKegiatan.aturan == aturan_kunci).order_by(ButirKegiatan.id)
    ).all()
    ada = {b.kode.casefold(): b for b in semua}
    tambahan: list[Tambahan] = []
    ubahan: list[Ubahan] = []
    for nomor, butir in baris:
        lama = ada.get(butir.kode.casefold())
        if lama is None:
            tambahan.append(Tambahan(nomor, butir.kode, kolom_butir(butir)))
        elif nilai := _yang_berubah(lama, butir, aturan):
            kini = potret(lama)
            ubahan.append(Ubahan(nomor, lama, nilai, beda(kini, {**kini, **_polos(nilai)})))
    disebut = {butir.kode.casefold() for _, butir in baris}
    return PratinjauKatalog(
        aturan=aturan_kunci,
        tambahan=tambahan,
        ubahan=ubahan,
        sama=len(baris) - len(tambahan) - len(ubahan),
        hilang=[] if galat else [b for b in semua if b.kode.casefold() not in disebut and b.ditutup_mulai is None],
        galat=galat[:MAKS_GALAT],
        kolom_diabaikan=diabaikan,
        berkas_sha256=hashlib.sha256(isi).hexdigest(),
    )


def impor(
    session: Session, aturan_kunci: str, isi: bytes, *, dasar: Dasar, oleh: Pelaku, sidik: str | None = None
) -> PerubahanKatalog | None:
    """Take every row of the sheet, or none; None where it changes nothing.

    The sheet is read and compared anew. Raises MasukanSalah for a sheet with faults, Conflict where the changes are no
    longer those of `sidik` (the preview that was shown), Refused.
    """
    pastikan_boleh(session, oleh)
    hasil = pratinjau(session, aturan_kunci, isi)
    if hasil.galat:
        raise MasukanSalah({"lembar": P_("Lembar ini belum dapat diimpor. Perbaiki barisnya, lalu unggah lagi.")})
    if not hasil.ada_perubahan:
        return None
    if sidik is not None and sidik != hasil.sidik:
        raise Conflict(P_("Katalog berubah sejak pratinjau dibuka. Periksa sekali lagi; tidak ada yang tersimpan."))
    pastikan_boleh(session, oleh, [u.butir for u in hasil.ubahan])
    sha256 = hasil.berkas_sha256
    with catat_perubahan(session, aturan_kunci, TindakanKatalog.IMPOR, dasar, oleh, berkas_sha256=sha256) as perubahan:
        for satu in hasil.ubahan:
            terapkan(session, perubahan, satu.butir, satu.nilai)
        for baru in hasil.tambahan:
            tambah(session, perubahan, baru.kode, baru.nilai)
    return perubahan


def _yang_berubah(lama: ButirKegiatan, butir: Butir, aturan: Peraturan) -> dict[str, Any]:
    """The columns of a stored item that the row changes, with what follows from them."""
    nilai = kolom_butir(butir)
    if nilai["angka_kredit"] is None and nilai["persen"] is None:
        nilai["angka_kredit"], nilai["persen"] = lama.angka_kredit, lama.persen
    if nilai["jenjang"] is None or (butir.jenjang_disimpulkan and lama.pasti):
        nilai["jenjang"], nilai["jenjang_disimpulkan"] = lama.jenjang, lama.jenjang_disimpulkan
    nilai["pasti"] = _pasti(lama, nilai, aturan)
    if nilai["batas_tahunan"] != lama.batas_tahunan and lama.batas_dikonfirmasi is not None:
        nilai["batas_dikonfirmasi"] = None
    return {k: v for k, v in nilai.items() if getattr(lama, k) != v}


def _pasti(lama: ButirKegiatan, nilai: Mapping[str, Any], aturan: Peraturan) -> bool:
    """Whether the item is certain after the import: by its sources, or because a person confirmed just this value."""
    dasar = DasarNilai(
        lama.kode,
        nilai["jenjang"],
        nilai["jenjang_disimpulkan"],
        nilai["angka_kredit"],
        nilai["persen"],
        nilai["sumber_ak"],
    )
    if not sebab_tak_pasti(dasar, aturan):
        return True
    oleh_orang = lama.pasti and bool(sebab_tak_pasti(lama, aturan))
    return oleh_orang and all(getattr(lama, k) == nilai[k] for k in PENENTU_NILAI)


def _polos(nilai: Mapping[str, Any]) -> dict[str, Any]:
    return {k: f"{v.normalize() + 0:f}" if isinstance(v, Decimal) else v for k, v in nilai.items()}


# Reading the sheet


def _baca(isi: bytes, aturan: Peraturan, galat: list[GalatBaris], diabaikan: list[str]) -> Iterator[tuple[int, Butir]]:
    """The rows that can be read; faults go to `galat`. Raises LembarTidakTerbaca."""
    kolom = katalog(aturan.kunci).kolom
    tabel = baca_lembar(isi, kolom)
    if not tabel:
        raise LembarTidakTerbaca(P_("Berkas kosong."))
    kepala, *isian = tabel
    letak = _kepala(kepala, kolom, galat, diabaikan)
    if galat:
        return
    if not isian:
        raise LembarTidakTerbaca(P_("Lembar hanya memuat kepala kolom, tanpa butir."))
    dilihat: dict[str, int] = {}
    for baris in isian:
        if any(sel is not None for sel in baris.sel[len(kepala.sel) :]):
            galat.append(GalatBaris(baris.nomor, "", P_("Baris ini memiliki lebih banyak sel daripada kepala kolom.")))
            continue
        butir = _butir(baris, letak, aturan, galat)
        if butir is None:
            continue
        kunci = butir.kode.casefold()
        if kunci in dilihat:
            pesan = P_("Kode %(kode)s sudah dipakai pada baris %(baris)s.", kode=butir.kode, baris=dilihat[kunci])
            galat.append(GalatBaris(baris.nomor, "code", pesan))
            continue
        dilihat[kunci] = baris.nomor
        yield baris.nomor, butir


def _kepala(kepala: Baris, kolom: Sequence[str], galat: list[GalatBaris], diabaikan: list[str]) -> dict[str, int]:
    letak: dict[str, int] = {}
    for nomor, sel in enumerate(kepala.sel):
        judul = "_".join(str(sel or "").casefold().split())
        if judul in letak:
            galat.append(GalatBaris(kepala.nomor, judul, P_("Kolom %(kolom)s ada dua kali.", kolom=judul)))
        elif judul in kolom:
            letak[judul] = nomor
        elif judul:
            diabaikan.append(judul)
    kurang = [k for k in kolom if k not in letak]
    if kurang:
        pesan = P_("Kolom ini tidak ada: %(kurang)s. Pakai kolom berkas bawaan.", kurang=", ".join(kurang))
        galat.append(GalatBaris(kepala.nomor, "", pesan))
    return letak


def _butir(baris: Baris, letak: Mapping[str, int], aturan: Peraturan, galat: list[GalatBaris]) -> Butir | None:
    isi: dict[str, str] = {}
    sebelum = len(galat)
    for kolom, nomor in letak.items():
        sel = baris.sel[nomor] if nomor < len(baris.sel) else None
        teks, salah = _teks(kolom, sel)
        isi[kolom] = teks
        if salah is not None:
            galat.append(GalatBaris(baris.nomor, kolom, salah))
    if len(galat) > sebelum:
        return None
    try:
        return butir_dari_baris(isi, aturan)
    except (LookupError, ValueError) as sebab:
        galat.append(GalatBaris(baris.nomor, "", P_("Baris tidak sesuai: %(sebab)s.", sebab=_kalimat(sebab))))
        return None


def _kalimat(sebab: Exception) -> str:
    return str(sebab.args[0]) if sebab.args else str(sebab)


def _teks(kolom: str, sel: Sel) -> tuple[str, Pesan | None]:
    """A cell as the reader of the shipped file wants it, and what is wrong with it."""
    if isinstance(sel, dt.date):
        return "", P_("Isi sel ini tanggal. Ubah jenis selnya menjadi teks atau angka.")
    if kolom in KOLOM_ANGKA:
        return _angka(sel)
    teks = f"{sel:f}" if isinstance(sel, Decimal) else sel or ""
    maks = MAKS_PANJANG.get(kolom, MAKS_PANJANG_LAIN)
    if len(teks) > maks:
        return "", P_("Teks lebih panjang dari %(maks)s huruf.", maks=maks)
    return teks, None


def _angka(sel: str | Decimal | None) -> tuple[str, Pesan | None]:
    """A figure. A point is the decimal point, as the shipped files have it, so that `1.250` means 1,25 here."""
    if sel is None:
        return "", None
    teks = f"{sel:f}" if isinstance(sel, Decimal) else sel
    try:
        angka = baca_desimal(teks.replace(".", ",") if _TITIK.fullmatch(teks) else teks, maks_desimal=MAKS_DESIMAL)
    except AngkaTidakSah as galat:
        return "", galat.pesan
    if not 0 < angka <= ANGKA_TERBESAR:
        return "", P_(
            "Angka harus lebih dari 0 dan paling banyak %(maks)s. Kosong bila tidak diketahui.", maks=ANGKA_TERBESAR
        )
    return f"{angka.normalize() + 0:f}", None
