"""The limit of a year (PerBKN 11/2022 art. 30-31): what a claim's marks bring beyond it, with earlier claims counted.

The plenary does not cut by itself which activity loses; it refuses to close until the marks fit.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.batas_tahunan import HasilTahun, KreditKerja, MasaJenjang, terapkan_batas_tahunan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Dupak, EntriKredit, ItemDupak, RiwayatJabatan
from workflow_app.pesan import N_
from workflow_app.selisih import nilai_akhir, nilai_per_dupak

ATURAN_BATAS_SETAHUN = N_("PerBKN 11/2022 pasal 30-31: batas angka kredit setahun")


def melampaui_batas_setahun(session: Session, daftar: Sequence[Dupak]) -> dict[int, list[HasilTahun]]:
    """Years in which the marks, as they stand now, exceed the limit, by claim; claims within it are left out.

    Three queries for any number of claims. Only rule sets with a yearly limit are judged.
    """
    hasil: dict[int, list[HasilTahun]] = {}
    nilai = nilai_per_dupak(session, [d.id for d in daftar]) if daftar else {}
    riwayat = _riwayat(session, {d.subjek_id for d in daftar})
    sudah = _sudah(session, daftar)
    for dupak in daftar:
        masa = riwayat.get(dupak.subjek_id) or [MasaJenjang(dt.date.min, dupak.jenjang)]
        for kunci in {b.aturan for b in dupak.butir}:
            aturan = peraturan.kunci(kunci)
            if not aturan.memuat("tahunan.batas.bagian_target"):
                continue
            kredit = [
                KreditKerja(b.tanggal_selesai, b.unsur, nilai_akhir(b, nilai.get(dupak.id, {}).get(b.id, []))[0])
                for b in dupak.butir
                if b.aturan == kunci and not b.hangus
            ]
            tahun = terapkan_batas_tahunan(aturan, kredit, masa, sudah.get((dupak.id, kunci), {})).tahun
            if lebih := [satu for satu in tahun if satu.gugur > 0]:
                hasil.setdefault(dupak.id, []).extend(lebih)
    return hasil


def _riwayat(session: Session, pegawai_id: set[int]) -> dict[int, list[MasaJenjang]]:
    """The levels of each officer and the days from which they were held, the earliest first."""
    baris = session.execute(
        select(RiwayatJabatan.pegawai_id, RiwayatJabatan.tmt, RiwayatJabatan.jenjang)
        .where(RiwayatJabatan.pegawai_id.in_(pegawai_id))
        .order_by(RiwayatJabatan.tmt)
    )
    riwayat: dict[int, list[MasaJenjang]] = {}
    for satu in baris:
        riwayat.setdefault(satu.pegawai_id, []).append(MasaJenjang(satu.tmt, satu.jenjang))
    return riwayat


def _sudah(session: Session, daftar: Sequence[Dupak]) -> dict[tuple[int, str], dict[int, Decimal]]:
    """What other claims of the officer brought already, by claim and rule set, per calendar year of the work."""
    baris = session.execute(
        select(
            EntriKredit.pegawai_id,
            EntriKredit.dupak_id,
            EntriKredit.aturan,
            ItemDupak.tanggal_selesai,
            func.sum(EntriKredit.jumlah),
        )
        .join(ItemDupak, ItemDupak.id == EntriKredit.item_id)
        .where(EntriKredit.pegawai_id.in_({d.subjek_id for d in daftar}))
        .group_by(EntriKredit.pegawai_id, EntriKredit.dupak_id, EntriKredit.aturan, ItemDupak.tanggal_selesai)
    ).all()
    hasil: dict[tuple[int, str], dict[int, Decimal]] = {}
    for dupak in daftar:
        for pegawai_id, dupak_id, aturan, selesai, jumlah in baris:
            if pegawai_id == dupak.subjek_id and dupak_id != dupak.id:
                tahun = hasil.setdefault((dupak.id, aturan), {})
                tahun[selesai.year] = tahun.get(selesai.year, NOL) + jumlah
    return hasil
