"""What closes and opens in an officer's account before his next claim is booked.

A raise in level or rank is seen from the rank and level that the claim froze: credit of a level below ends where the
rule set accumulates inside the level, supporting credit above its share ends with the rank it was counted for, and
surplus over a rank is carried into the next one. Pure functions over balances; `services.buku_kredit` books them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.kalkulator.kebutuhan import kebutuhan_golongan, kebutuhan_jenjang
from workflow_app.kalkulator.minimal_konversi import minimal_kj, minimal_kp
from workflow_app.kedudukan import Fakta, kedudukan
from workflow_app.models.kredit import JenisEntri
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_jenjang,
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


def pembukaan(
    aturan: Peraturan, akun: Akun, *, jenjang: str, golongan: str, fakta: Fakta | None = None
) -> list[Pembuka]:
    """What a claim of this level and rank closes and opens; nothing where rank and level are those of the account.

    `fakta` tell how the officer entered his levels (`kedudukan.fakta_masuk`). A rule set under which nothing is claimed
    (conversion) opens and closes by its own decisions.
    """
    if not aturan.ya("dupak.diterima"):
        return []
    return [*_mulai_jenjang(aturan, akun, jenjang, fakta), *_naik_pangkat(aturan, akun, jenjang, golongan, fakta)]


def pembukaan_konversi(
    aturan: Peraturan, akun: Akun, *, jenjang: str, golongan: str, awal: Mapping[str, str | None]
) -> list[Pembuka]:
    """The same where credit comes from conversion: levels below end with their excess, surplus over a rank is carried.

    `awal` names per level the rank from which its needs are counted, None for its lowest one.
    """
    return [
        *(
            satu
            for lama in dict.fromkeys(milik for milik, _, unsur in akun if unsur and _di_bawah(milik, jenjang))
            for satu in _akhiri(aturan, akun, lama, jenjang, _perlu_kj(aturan, lama, awal.get(lama)))
        ),
        *_bawaan_konversi(aturan, akun, jenjang, golongan, awal.get(jenjang)),
    ]


def _perlu_kj(aturan: Peraturan, jenjang: str, awal: str | None) -> Decimal | None:
    perlu = minimal_kj(aturan, jenjang, golongan_awal=awal)
    return perlu.nilai if perlu else None


def _bawaan_konversi(aturan: Peraturan, akun: Akun, jenjang: str, golongan: str, awal: str | None) -> Iterator[Pembuka]:
    ada = {g for milik, g, _ in akun if milik == jenjang}
    tangga = golongan_jenjang(aturan, jenjang)
    if not ada or golongan not in tangga or max(map(urutan_golongan, ada)) >= urutan_golongan(golongan):
        return
    dari = max(ada, key=urutan_golongan)
    sebelum = semua_golongan()[urutan_golongan(golongan) - 1]
    mulai = tangga[0] if awal is None else awal
    if sebelum not in tangga or urutan_golongan(sebelum) < urutan_golongan(mulai):
        return
    perlu = minimal_kp(aturan, jenjang, sebelum, golongan_awal=awal)
    lebih = sum(saldo_jenjang(aturan, akun, jenjang).values(), NOL) - (perlu.nilai if perlu else NOL)
    if perlu is not None and lebih > 0:
        yield from _bawa(jenjang, dari, golongan, perlu.nilai, lebih)


def _di_bawah(satu: str, dua: str) -> bool:
    """Whether a level ends when the other one is reached: lower, or of the other category that leads to it."""
    if kategori(satu) != kategori(dua):
        return kategori(dua) == "keahlian"
    return urutan_dalam_kategori(satu) < urutan_dalam_kategori(dua)


def _mulai_jenjang(aturan: Peraturan, akun: Akun, jenjang: str, fakta: Fakta | None) -> Iterator[Pembuka]:
    if not dalam_jenjang(aturan):
        return
    for lama in dict.fromkeys(milik for milik, _, _ in akun if _di_bawah(milik, jenjang)):
        perlu = kebutuhan_jenjang(aturan, kedudukan(aturan, _golongan_tertinggi(akun, lama), lama, fakta))
        yield from _akhiri(aturan, akun, lama, jenjang, perlu.nilai if perlu else None)


def _golongan_tertinggi(akun: Akun, jenjang: str) -> str:
    return max((g for milik, g, _ in akun if milik == jenjang), key=urutan_golongan)


def _akhiri(aturan: Peraturan, akun: Akun, lama: str, jenjang: str, perlu: Decimal | None) -> Iterator[Pembuka]:
    """Everything that a level holds ends with the raise to the next one: what it needed was used, the rest lapses."""
    saldo, golongan = saldo_jenjang(aturan, akun, lama), _golongan_tertinggi(akun, lama)
    jumlah = sum(saldo.values(), NOL)
    dipakai = jumlah if perlu is None else min(jumlah, perlu)
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


def _naik_pangkat(aturan: Peraturan, akun: Akun, jenjang: str, golongan: str, fakta: Fakta | None) -> Iterator[Pembuka]:
    ada = {g for milik, g, _ in akun if milik == jenjang or not dalam_jenjang(aturan)}
    if not ada or max(map(urutan_golongan, ada)) >= urutan_golongan(golongan):
        return
    dari = max(ada, key=urutan_golongan)
    sebelum = semua_golongan()[urutan_golongan(golongan) - 1]
    perlu = kebutuhan_golongan(aturan, kedudukan(aturan, sebelum, jenjang, fakta), golongan)
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
        yield from _bawa(jenjang, dari, golongan, perlu.nilai, lebih)


def _bawa(jenjang: str, dari: str, golongan: str, perlu: Decimal, lebih: Decimal) -> Iterator[Pembuka]:
    alasan = P_(
        "Kenaikan pangkat ke %(golongan)s memerlukan %(kebutuhan)s; kelebihan %(lebih)s dibawa ke pangkat itu.",
        golongan=golongan,
        kebutuhan=perlu,
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
