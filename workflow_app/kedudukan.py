"""Where an officer stands on the day of his claim, by what he entered his level, and what his credit suffices for.

The draft's estimate, the minutes, the result, the decision and its rebuilding measure by `kelayakan_pada`. The facts
of entry are frozen with the claim's identity, so that no later entry in the personnel record moves a figure.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby, takewhile
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.ijazah import baca_ijazah, peringkat
from workflow_app.kalkulator.kebutuhan import Kedudukan, dalam_jenjang, tangga_jenjang
from workflow_app.kalkulator.kelayakan import Kelayakan, kelayakan
from workflow_app.models import Dupak, IjazahPegawai, Pegawai, RiwayatJabatan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, kategori, urutan_golongan

MASUK = "masuk"
"""Key of the facts of entry in the identity of a claim."""
Fakta = Mapping[str, Any]


def fakta_masuk(session: Session, pegawai: Pegawai, tanggal: dt.date) -> Fakta:
    """How the officer entered his levels, as far as his record of that day tells. One query.

    `golongan`: per level the rank held when it was entered; `golongan_jabatan`: the rank held at the first appointment
    in the category of today; `ijazah`: the diploma of the appointment, or the highest one recorded. What is not known
    is left out or None.
    """
    riwayat = [r for r in pegawai.riwayat_jabatan if r.tmt <= tanggal]
    golongan = {}
    for jenjang, baris in groupby(riwayat, key=lambda r: r.jenjang):
        awal = pegawai.pangkat_pada(next(baris).tmt)
        if awal is not None:
            golongan[jenjang] = awal.golongan
    masuk = _masuk_kategori(riwayat)
    jabatan = pegawai.pangkat_pada(masuk.tmt) if masuk else None
    return {
        "golongan": golongan,
        "golongan_jabatan": jabatan.golongan if jabatan else None,
        "ijazah": _ijazah_pengangkatan(session, pegawai, tanggal) or baca_ijazah(pegawai.pendidikan),
    }


def _masuk_kategori(riwayat: Sequence[RiwayatJabatan]) -> RiwayatJabatan | None:
    """The first of the unbroken appointments in the category of the newest one."""
    if not riwayat:
        return None
    kini = kategori(riwayat[-1].jenjang)
    *_, pertama = takewhile(lambda r: kategori(r.jenjang) == kini, reversed(riwayat))
    return pertama


def _ijazah_pengangkatan(session: Session, pegawai: Pegawai, tanggal: dt.date) -> str | None:
    tercatat = session.scalars(
        select(IjazahPegawai.ijazah).where(
            IjazahPegawai.pegawai_id == pegawai.id,
            IjazahPegawai.dasar_pengangkatan.is_(True),
            IjazahPegawai.tanggal <= tanggal,
        )
    ).all()
    return max(tercatat, key=lambda ijazah: peringkat(peraturan.karier(), ijazah), default=None)


def kedudukan(aturan: Peraturan, golongan: str, jenjang: str, fakta: Fakta | None) -> Kedudukan:
    """The standing by which a rule set with steps between ranks measures; entry counts under no other.

    Entry at the lowest rank of the level, or at one that is none of it, is what the tables assume and is left out; so
    is the diploma of the common column. Without facts both are.
    """
    biasa = Kedudukan(golongan, jenjang)
    milik = golongan_jenjang(aturan, jenjang)
    if not fakta or not aturan.anak("langkah") or not dalam_jenjang(aturan) or golongan not in milik:
        return biasa
    pendidikan = _kolom_masuk(aturan, jenjang, fakta)
    awal = fakta["golongan"].get(jenjang)
    if awal not in milik or urutan_golongan(awal) > urutan_golongan(golongan):
        return Kedudukan(golongan, jenjang, pendidikan)
    _, sebagian = tangga_jenjang(aturan, Kedudukan(golongan, jenjang, golongan_awal=awal))
    _, penuh = tangga_jenjang(aturan, biasa)
    return Kedudukan(golongan, jenjang, pendidikan, awal if sebagian != penuh else None)


def _kolom_masuk(aturan: Peraturan, jenjang: str, fakta: Fakta) -> str | None:
    """The diploma whose steps begin at the rank of the first appointment, if the officer has it.

    A degree obtained later does not change the column: the rank of the appointment tells which one it was.
    """
    nama, ijazah = kategori(jenjang), fakta["ijazah"]
    umum, karier = aturan.teks(f"langkah_dasar.{nama}"), peraturan.karier()
    for kolom in aturan.anak(f"langkah.{nama}"):
        mulai = aturan.anak(f"langkah.{nama}.{kolom}")[0]
        if kolom == umum or ijazah is None or mulai != fakta["golongan_jabatan"]:
            continue
        if peringkat(karier, kolom) <= peringkat(karier, ijazah):
            return kolom
    return None


def fakta_dupak(dupak: Dupak) -> Fakta | None:
    """The facts of entry that a claim froze; None for one that was frozen before they were kept."""
    identitas: Mapping[str, Any] = dupak.identitas or {}
    return identitas.get(MASUK)


def kedudukan_dupak(dupak: Dupak, aturan: Peraturan) -> Kedudukan:
    """The standing of a claim's officer under a rule set."""
    return kedudukan(aturan, dupak.golongan, dupak.jenjang, fakta_dupak(dupak))


def kenaikan(aturan: Peraturan) -> Peraturan:
    """The rules on raises that go with these credit rules."""
    return peraturan.kunci(f"kenaikan_{aturan.kunci}")


def kelayakan_pada(
    aturan: Peraturan,
    k: Kedudukan,
    lama: Mapping[str, Decimal],
    baru: Mapping[str, Decimal],
    aturan_kenaikan: Peraturan | None,
) -> Kelayakan:
    """What old and new credit per element suffice for at this standing.

    `aturan_kenaikan` None judges credit alone, as decisions did that say nothing of the rank a level waits for.
    """
    return kelayakan(
        aturan,
        lama,
        baru,
        golongan=k.golongan,
        jenjang=k.jenjang,
        pendidikan=k.pendidikan,
        golongan_awal=k.golongan_awal,
        kenaikan=aturan_kenaikan,
    )


def kelayakan_dupak(
    dupak: Dupak, aturan: Peraturan, lama: Mapping[str, Decimal], baru: Mapping[str, Decimal]
) -> Kelayakan:
    """What a claim suffices for by the rules in force."""
    return kelayakan_pada(aturan, kedudukan_dupak(dupak, aturan), lama, baru, kenaikan(aturan))


# What a result keeps of it


def simpan_kedudukan(k: Kedudukan) -> dict[str, Any]:
    """What a block of a result keeps: how the level was entered, where that is not what the tables assume."""
    if k.golongan_awal is None and k.pendidikan is None:
        return {}
    return {MASUK: {"golongan": k.golongan_awal, "pendidikan": k.pendidikan}}


def kedudukan_tersimpan(dupak: Dupak, blok: Mapping[str, Any]) -> Kedudukan:
    """The standing by which a block of a stored result was measured."""
    masuk = blok.get(MASUK) or {}
    return Kedudukan(dupak.golongan, dupak.jenjang, masuk.get("pendidikan"), masuk.get("golongan"))
