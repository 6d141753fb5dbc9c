"""Rules as pages show them: figures in the reader's way of writing, grouped by section, with marks and differences."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flask import abort
from flask_babel import gettext as _

from workflow_app.peraturan import berlaku, naskah
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda
from workflow_app.pesan import N_
from workflow_app.web.bahasa import angka, tanggal

TANDA = {
    Tanda.SEED: (N_("tercetak"), N_("tercetak dalam dokumen sumber"), "berhasil"),
    Tanda.FOUND: (N_("ditemukan"), N_("dibaca dalam sumber umum"), "proses"),
    Tanda.FOUND_A: (N_("jabatan sejenis"), N_("dibaca dalam peraturan jabatan sejenis"), "proses"),
    Tanda.MEMORY: (N_("ingatan"), N_("diketahui dari praktik, belum diperiksa"), "perhatian"),
    Tanda.DERIVED: (N_("turunan"), N_("mengikuti dari angka lain"), "netral"),
    Tanda.PROPOSED: (N_("usulan"), N_("setelan aplikasi, tanpa peraturan di belakangnya"), "perhatian"),
}
"""By mark: the word on the badge, its meaning, its tone."""


@dataclass(frozen=True)
class Baris:
    """One figure of a table."""

    jalur: str
    nama: str
    """What is left of the path below its section, in words."""
    ketentuan: Ketentuan
    bawaan: Ketentuan | None
    """The shipped figure, where this one is a correction."""
    dikoreksi: bool


@dataclass(frozen=True)
class Bagian:
    """One section: everything below one first word."""

    kode: str
    judul: str
    baris: list[Baris]


@dataclass(frozen=True)
class Beda:
    """One figure in two versions."""

    jalur: str
    lama: Ketentuan | None
    baru: Ketentuan | None
    sama: bool
    hanya_sumber: bool
    """The figure is the same; source, mark or note is not."""


def aturan_atau_404(kunci: str) -> Peraturan:
    """The rule set in force with this key; 404 for none."""
    aturan = berlaku.kini().per_kunci.get(kunci)
    if aturan is None:
        abort(404)
    return aturan


def nilai_tampil(nilai: Nilai) -> str:
    """A figure in the reader's language."""
    match nilai:
        case bool():
            return str(_("ya") if nilai else _("tidak"))
        case int() | Decimal():
            return angka(nilai)
        case dt.date():
            return tanggal(nilai)
        case tuple():
            return ", ".join(str(satu) for satu in nilai) or str(_("(kosong)"))
        case _:
            return nilai


def bagian(aturan: Peraturan, koreksi: dict[str, Ketentuan | None], cari: str = "") -> list[Bagian]:
    """The figures by section; with `cari` only those in which every word stands somewhere."""
    kata = cari.casefold().split()
    hasil: dict[str, Bagian] = {}
    for jalur, ketentuan in aturan.isi.items():
        if kata and not _cocok(kata, ketentuan):
            continue
        kode, _titik, sisa = jalur.partition(".")
        satu = hasil.setdefault(kode, Bagian(kode, nama_bagian(kode), []))
        satu.baris.append(Baris(jalur, _kata(sisa), ketentuan, koreksi.get(jalur), jalur in koreksi))
    return list(hasil.values())


def _cocok(kata: list[str], satu: Ketentuan) -> bool:
    isi = " ".join((satu.jalur, satu.jalur.replace("_", " "), naskah.sebaris(satu.nilai), satu.sumber, satu.catatan))
    teks = f"{isi} {satu.tanda.value}".casefold()
    return all(satu_kata in teks for satu_kata in kata)


def nama_bagian(kode: str) -> str:
    """The name of a section: its code in words."""
    return _kata(kode).capitalize()


def _kata(jalur: str) -> str:
    return " / ".join(bagian.replace("_", " ") for bagian in jalur.split("."))


def banding(lama: Peraturan, baru: Peraturan, *, semua: bool) -> list[Beda]:
    """Two versions figure by figure; those that differ first, the others when `semua`."""
    beda = naskah.beda(lama, baru)
    jalur: Iterable[str] = [*beda, *(j for j in baru.isi if j not in set(beda))] if semua else beda
    hasil = []
    for satu in jalur:
        kiri, kanan = lama.isi.get(satu), baru.isi.get(satu)
        hasil.append(Beda(satu, kiri, kanan, satu not in beda, satu in beda and naskah.sama(kiri, kanan)))
    return hasil
