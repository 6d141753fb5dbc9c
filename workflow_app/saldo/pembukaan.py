"""What closes and opens in an officer's account before his next claim is booked.

A raise in level or rank is seen from the rank and level that the claim froze: credit of a level below ends where the
rule set accumulates inside the level, supporting credit above its share ends with the rank it was counted for, and
surplus over a rank is carried into the next one. Pure functions over balances; `services.buku_kredit` books them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.kalkulator.kelayakan import kebutuhan_kj, kebutuhan_kp
from workflow_app.models.kredit import JenisEntri
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    kategori,
    nama_jenjang,
    semua_golongan,
    urutan_dalam_kategori,
    urutan_golongan,
)
from workflow_app.peraturan.unsur import PENUNJANG, daftar_unsur
from workflow_app.pesan import P_, Pesan

Akun = Mapping[tuple[str, str, str], Decimal]
"""Balance per level, rank and element under one rule set."""


@dataclass(frozen=True, slots=True)
class Pembuka:
    """One entry to be booked before those of the claim."""

    jenis: JenisEntri
    jenjang: str
    golongan: str
    unsur: str
    jumlah: Decimal
    alasan: Pesan


def dalam_jenjang(aturan: Peraturan) -> bool:
    """Whether credit accumulates inside one level and restarts with the next."""
    return aturan.teks("akumulasi.cara") == "dalam_jenjang"


def saldo_jenjang(aturan: Peraturan, akun: Akun, jenjang: str) -> dict[str, Decimal]:
    """Balance per element that counts for an officer of this level; elements without one are left out."""
    hasil: dict[str, Decimal] = {}
    for (milik, _, unsur), jumlah in akun.items():
        if unsur and (milik == jenjang or not dalam_jenjang(aturan)):
            hasil[unsur] = hasil.get(unsur, NOL) + jumlah
    return {unsur: jumlah for unsur, jumlah in hasil.items() if jumlah}


def pembukaan(aturan: Peraturan, akun: Akun, *, jenjang: str, golongan: str) -> list[Pembuka]:
    """What a claim of this level and rank closes and opens; nothing where rank and level are those of the account.

    A rule set under which nothing is claimed (conversion) opens and closes by its own decisions.
    """
    if not aturan.ya("dupak.diterima"):
        return []
    return [*_mulai_jenjang(aturan, akun, jenjang), *_naik_pangkat(aturan, akun, jenjang, golongan)]


def _di_bawah(satu: str, dua: str) -> bool:
    """Whether a level ends when the other one is reached: lower, or of the other category that leads to it."""
    if kategori(satu) != kategori(dua):
        return kategori(dua) == "keahlian"
    return urutan_dalam_kategori(satu) < urutan_dalam_kategori(dua)


def _mulai_jenjang(aturan: Peraturan, akun: Akun, jenjang: str) -> Iterator[Pembuka]:
    if not dalam_jenjang(aturan):
        return
    for lama in dict.fromkeys(milik for milik, _, _ in akun if _di_bawah(milik, jenjang)):
        saldo = saldo_jenjang(aturan, akun, lama)
        jumlah = sum(saldo.values(), NOL)
        golongan = max((g for milik, g, _ in akun if milik == lama), key=urutan_golongan)
        perlu = kebutuhan_kj(aturan, golongan=golongan, jenjang=lama)
        dipakai = min(jumlah, perlu.nilai) if perlu else jumlah
        alasan = P_(
            "Kenaikan jabatan ke %(jenjang)s: angka kredit %(lama)s sebanyak %(jumlah)s berakhir, %(dipakai)s terpakai "
            "dan kelebihan %(lebih)s gugur. Jenjang baru mulai dari 0.",
            jenjang=nama_jenjang(aturan, jenjang),
            lama=nama_jenjang(aturan, lama),
            jumlah=jumlah,
            dipakai=dipakai,
            lebih=jumlah - dipakai,
        )
        for unsur, nilai in saldo.items():
            if nilai > 0:
                yield Pembuka(JenisEntri.MULAI_JENJANG, lama, golongan, unsur, -nilai, alasan)


def _naik_pangkat(aturan: Peraturan, akun: Akun, jenjang: str, golongan: str) -> Iterator[Pembuka]:
    ada = {g for milik, g, _ in akun if milik == jenjang or not dalam_jenjang(aturan)}
    if not ada or max(map(urutan_golongan, ada)) >= urutan_golongan(golongan):
        return
    dari = max(ada, key=urutan_golongan)
    perlu = kebutuhan_kp(aturan, golongan=semua_golongan()[urutan_golongan(golongan) - 1], jenjang=jenjang)
    if perlu is None:
        return
    unsur = daftar_unsur(aturan, kategori(jenjang))
    saldo = saldo_jenjang(aturan, akun, jenjang)
    penunjang = {u.kode: saldo.get(u.kode, NOL) for u in unsur if u.kelompok == PENUNJANG}
    utama = sum((saldo.get(u.kode, NOL) for u in unsur if u.kelompok != PENUNJANG), NOL)
    jumlah = sum(penunjang.values(), NOL)
    batas = bulatkan(aturan, perlu.nilai * aturan.desimal("bagian.penunjang_maksimal"))
    if aturan.ya("bagian.penunjang_gugur"):
        yield from _penunjang_gugur(jenjang, dari, golongan, penunjang, jumlah - batas, batas)
    lebih = utama + min(jumlah, batas) - perlu.nilai
    if lebih > 0:
        alasan = P_(
            "Kenaikan pangkat ke %(golongan)s memerlukan %(kebutuhan)s; kelebihan %(lebih)s dibawa ke pangkat itu.",
            golongan=golongan,
            kebutuhan=perlu.nilai,
            lebih=lebih,
        )
        yield Pembuka(JenisEntri.BAWAAN, jenjang, dari, "", -lebih, alasan)
        yield Pembuka(JenisEntri.BAWAAN, jenjang, golongan, "", lebih, alasan)


def _penunjang_gugur(
    jenjang: str, dari: str, golongan: str, penunjang: Mapping[str, Decimal], gugur: Decimal, batas: Decimal
) -> Iterator[Pembuka]:
    alasan = P_(
        "Unsur penunjang %(penunjang)s melebihi %(batas)s yang diakui untuk kenaikan pangkat ke %(golongan)s; "
        "kelebihannya gugur.",
        penunjang=sum(penunjang.values(), NOL),
        batas=batas,
        golongan=golongan,
    )
    for kode, nilai in penunjang.items():
        potong = min(nilai, gugur)
        if potong > 0:
            gugur -= potong
            yield Pembuka(JenisEntri.PENUNJANG_GUGUR, jenjang, dari, kode, -potong, alasan)
