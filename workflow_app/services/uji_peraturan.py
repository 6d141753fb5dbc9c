"""Trying out corrected rules before they are published: do they hold together, and what do the worked cases give?"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflow_app import kalender, kalkulator
from workflow_app.kalkulator.hangus import ACUAN, acuan_hangus
from workflow_app.kalkulator.jenis import HasilKasus, baca_kasus, beda_harapan, jalankan_kasus
from workflow_app.peraturan import berlaku, naskah, rute
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.berlaku import Potret
from workflow_app.peraturan.jenjang import KATEGORI
from workflow_app.peraturan.katalog import katalog
from workflow_app.peraturan.terbaca import Terbaca, mencatat
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.pesan import P_, Pesan

BERKAS_KASUS = Path(kalkulator.__file__).parent / "kasus" / "kasus_kerja.json"
TAHUN_UJI = 2022
DESIMAL_KREDIT = 3
"""Credit is stored in thousandths: what is rounded finer could not be kept."""
JALUR_ACUAN = "hangus.acuan"
PUTUSAN, PERINGATAN, GALAT = "putusan", "peringatan", "galat"


@cache
def kasus_kerja() -> tuple[Mapping[str, Any], ...]:
    """The worked cases with their expected results."""
    return tuple(baca_kasus(BERKAS_KASUS.read_bytes()))


@cache
def _sidik_kasus() -> str:
    return hashlib.sha256(BERKAS_KASUS.read_bytes()).hexdigest()


@dataclass(frozen=True)
class BarisUji:
    """One figure of one case: under the rules in force, under the draft, and as the case expects it."""

    kasus: str
    nama: str
    kini: str | None
    rancangan: str | None
    harapan: str | None
    berubah: bool
    meleset: bool
    """The draft misses what the case expects."""
    meleset_kini: bool
    """So do the rules in force."""


@dataclass(frozen=True)
class HasilUji:
    """Every case in which the draft makes a difference or misses what is expected."""

    jumlah: int
    baris: tuple[BarisUji, ...]
    rusak: tuple[str, ...]
    """Cases that can be computed under the rules in force and no more under the draft."""
    terpakai: tuple[str, ...] = ()
    """Corrected figures that some case reads."""
    tak_terpakai: tuple[str, ...] = ()
    """Corrected figures that no case reads: the run says nothing about them."""

    def data(self) -> dict[str, Any]:
        """As it is kept with the draft."""
        return {
            "jumlah": self.jumlah,
            "rusak": list(self.rusak),
            "baris": [vars(satu) for satu in self.baris],
            "terpakai": list(self.terpakai),
            "tak_terpakai": list(self.tak_terpakai),
        }

    @classmethod
    def dari(cls, data: Mapping[str, Any]) -> "HasilUji":
        """The result behind `data()`; a run of an earlier edition does not tell which figures were read."""
        return cls(
            data["jumlah"],
            tuple(BarisUji(**satu) for satu in data["baris"]),
            tuple(data["rusak"]),
            tuple(data.get("terpakai", ())),
            tuple(data.get("tak_terpakai", ())),
        )


def cap(potret: Potret) -> str:
    """What a run was about: every rule set it used, to the last citation, and the cases."""
    isi = [_sidik_kasus(), *(naskah.sidik_naskah(aturan) for aturan in potret.aturan)]
    return hashlib.sha256(json.dumps(isi).encode()).hexdigest()


def jalankan(potret: Potret) -> HasilUji:
    """Run every worked case under the rules in force and under `potret`, and see which corrected figures they read."""
    baris: list[BarisUji] = []
    rusak: list[str] = []
    berlaku_kini, dibaca_kini = mencatat(berlaku.kini())
    rancangan, dibaca = mencatat(potret)
    for kasus in kasus_kerja():
        kini, baru = _hasil(kasus, berlaku_kini), _hasil(kasus, rancangan)
        if _galat(baru) and not _galat(kini):
            rusak.append(str(kasus["id"]))
        baris += _banding(kasus, kini, baru)
    berubah = dict(_berubah(berlaku.kini(), potret, dibaca_kini | dibaca))
    return HasilUji(
        len(kasus_kerja()),
        tuple(baris),
        tuple(rusak),
        tuple(jalur for jalur, dipakai in berubah.items() if dipakai),
        tuple(jalur for jalur, dipakai in berubah.items() if not dipakai),
    )


def _berubah(kini: Potret, rancangan: Potret, terbaca: Terbaca) -> Iterator[tuple[str, bool]]:
    """Path of every figure that differs, and whether it was read."""
    for kunci, baru in rancangan.per_kunci.items():
        lama = kini.per_kunci.get(kunci, baru)
        for jalur in naskah.beda_angka(lama, baru):
            dilihat = [jalur, *(f"{tabel}." for tabel in _tabel(lama, baru, jalur))]
            yield jalur, any((kunci, satu) in terbaca for satu in dilihat)


def _tabel(lama: Peraturan, baru: Peraturan, jalur: str) -> Iterator[str]:
    """Tables that have a key more or less because this path is in one of the rule sets alone."""
    while jalur and not all(aturan.memuat(jalur) or aturan.anak(jalur) for aturan in (lama, baru)):
        jalur = jalur.rpartition(".")[0]
        yield jalur


_Jawaban = tuple[dict[str, str | None], HasilKasus | None]


def _hasil(kasus: Mapping[str, Any], potret: Potret) -> _Jawaban:
    """The figures of a case, and the result they come from; none where the rules stopped the computation."""
    with berlaku.memakai(potret):
        try:
            hasil = jalankan_kasus([dict(kasus)])[0]
        except Exception as galat:  # noqa: BLE001 - whatever stops it is what we look for
            return {GALAT: f"{type(galat).__name__}: {galat}"[:300]}, None
    data = hasil.data()
    angka: dict[str, str | None] = {**data["nilai"], PUTUSAN: data["putusan"]}
    if hasil.hasil is None:
        angka[GALAT] = "; ".join(data["alasan"])[:300]
    if data.get("peringatan"):
        angka[PERINGATAN] = "; ".join(data["peringatan"])[:300]
    return angka, hasil


def _galat(jawaban: _Jawaban) -> bool:
    return GALAT in jawaban[0]


def _banding(kasus: Mapping[str, Any], kini: _Jawaban, baru: _Jawaban) -> Iterator[BarisUji]:
    meleset, meleset_kini = _meleset(kasus, baru), _meleset(kasus, kini)
    nama = dict.fromkeys([*kini[0], *baru[0], *meleset])
    for satu in nama:
        lama, jadi = kini[0].get(satu), baru[0].get(satu)
        if lama != jadi or satu in meleset:
            yield BarisUji(
                str(kasus["id"]),
                satu,
                lama,
                jadi,
                meleset.get(satu),
                lama != jadi,
                satu in meleset,
                satu in meleset_kini,
            )


def _meleset(kasus: Mapping[str, Any], jawaban: _Jawaban) -> dict[str, str | None]:
    """By figure: what the case expects where it is not met."""
    harapan = kasus.get("harapan") or {}
    if jawaban[1] is None:
        return {GALAT: None} if harapan else {}
    return {satu.nama: satu.diharapkan for satu in beda_harapan(jawaban[1], harapan)}


def periksa_bentuk(potret: Potret, kunci: str) -> list[Pesan]:
    """What would not hold together under these rules: references into nothing, a catalogue that cannot be read."""
    pesan: list[Pesan] = []
    with berlaku.memakai(potret):
        try:
            pesan.extend(_cacat(potret.per_kunci[kunci]))
        except (LookupError, ValueError, TypeError, OSError) as galat:
            pesan.append(P_("Peraturan ini tidak dapat dipakai lagi: %(galat)s", galat=str(galat)[:300]))
    return pesan


def _cacat(aturan: Peraturan) -> Iterator[Pesan]:
    umum = berlaku.kini().per_kunci["umum"]
    for tabel, isi, daftar in (("penetap", "pejabat", "pejabat"), ("pengusul", "pejabat", "pejabat")):
        for baris in aturan.anak(tabel):
            for kode in aturan.daftar(f"{tabel}.{baris}.{isi}"):
                if kode not in umum.anak(daftar):
                    yield P_("%(jalur)s menyebut “%(kode)s”, yang tidak ada.", jalur=f"{tabel}.{baris}", kode=kode)
    for baris in aturan.anak("rute"):
        if (kode := aturan.teks(f"rute.{baris}.tim")) not in umum.anak("tim"):
            yield P_("%(jalur)s menyebut “%(kode)s”, yang tidak ada.", jalur=f"rute.{baris}.tim", kode=kode)
    for jenjang in aturan.anak("jenjang"):
        for golongan in aturan.daftar(f"jenjang.{jenjang}.golongan"):
            if golongan not in umum.anak("pangkat"):
                yield P_("%(jalur)s menyebut “%(kode)s”, yang tidak ada.", jalur=f"jenjang.{jenjang}", kode=golongan)
    if aturan.memuat("pembulatan.desimal") and aturan.bulat("pembulatan.desimal") > DESIMAL_KREDIT:
        yield P_("%(jalur)s paling banyak %(batas)s.", jalur="pembulatan.desimal", batas=DESIMAL_KREDIT)
    if aturan.memuat(JALUR_ACUAN) and acuan_hangus(aturan) not in ACUAN:
        yield P_("%(jalur)s harus salah satu dari: %(daftar)s.", jalur=JALUR_ACUAN, daftar=tuple(ACUAN))
    for asal in (a for a in berlaku.bawaan() if a.kunci == aturan.kunci):
        for jalur, ketentuan in aturan.isi.items():
            if ketentuan.nilai == () and asal.memuat(jalur) and asal.ketentuan(jalur).nilai != ():
                yield P_("%(jalur)s tidak boleh kosong.", jalur=jalur)
    if aturan.memuat("katalog.berkas"):
        katalog(aturan.kunci)
    if aturan.anak("unsur"):
        for kategori in KATEGORI:
            daftar_unsur(aturan, kategori)
    if aturan.kelompok == "umum":
        for kode in umum.anak("pejabat"):
            rute.nama_pejabat(kode)
    if aturan.kelompok == "kalender" and aturan.berlaku_pada(dt.date(TAHUN_UJI, 1, 1)):
        for periode in (1, 2):
            kalender.batas_terima(kalender.jadwal_baku(TAHUN_UJI, periode))
