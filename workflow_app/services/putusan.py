"""The result of a claim: final marks, HAPAK, and the PAK or the credit kept for later."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workflow_app import audit, peraturan
from workflow_app.errors import Alasan, Refused
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.jumlah import jumlah_per_unsur
from workflow_app.kalkulator.kelayakan import Kelayakan, Sasaran
from workflow_app.kedudukan import kedudukan_dupak, kelayakan_pada, kenaikan, simpan_kedudukan
from workflow_app.models import (
    AgendaSidang,
    Dupak,
    HasilAgenda,
    ItemDupak,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    PenilaianState,
    Peran,
    Sidang,
    SidangState,
)
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.regime import BLOK_LAIN, KENAIKAN, MENUNGGU_PANGKAT, aturan_dipakai, blok, urut
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_
from workflow_app.saldo import Lama, lama_dupak
from workflow_app.selisih import nilai_akhir, nilai_per_butir, penilaian_berjalan
from workflow_app.services.bawaan import pastikan_tersimpan
from workflow_app.services.buku_kredit import bukukan
from workflow_app.services.dupak import buka_kunci
from workflow_app.services.identitas import lengkapi_masuk
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch
from workflow_app.tenggat import hari_khusus


def _teks(nilai: Decimal) -> str:
    return f"{nilai:.3f}"


def _ketua(session: Session, oleh: Pelaku, dupak: Dupak) -> Pelaku:
    """Whoever closes the plenary carries its results; the system does where he is barred from this claim."""
    berhak = Peran.KETUA_TIM in peran_terhadap(session, oleh, dupak)
    return oleh if berhak else sistem(oleh.hari_ini)


def _baris_butir(item: ItemDupak, nilai: list[Decimal], alasan: list[str]) -> dict[str, Any]:
    akhir, cara = nilai_akhir(item, nilai)
    sebab = item.alasan_sidang if cara == "sidang" else "; ".join(dict.fromkeys(a for a in alasan if a))
    return {
        "item_id": item.id,
        "kode": item.kode,
        "usulan": _teks(item.jumlah),
        "nilai_1": _teks(nilai[0]) if nilai else "",
        "nilai_2": _teks(nilai[1]) if len(nilai) > 1 else "",
        "akhir": _teks(akhir),
        "cara": cara,
        "alasan": sebab or "",
    }


def _syarat_data(s: Sasaran) -> dict[str, Any]:
    isi = {
        "jenis": s.jenis,
        "tujuan": s.nama_tujuan,
        "diperlukan": _teks(s.kebutuhan),
        "dimiliki": _teks(s.diakui),
        "memenuhi": s.terpenuhi,
        "kekurangan": _teks(s.masih_perlu),
        "kelebihan": _teks(s.kelebihan),
    }
    return {**isi, MENUNGGU_PANGKAT: s.menunggu_pangkat} if _tertahan(s) else isi


def _tertahan(s: Sasaran) -> bool:
    """Whether nothing but the rank keeps credit from sufficing for the level."""
    return s.menunggu_pangkat is not None and not s.masih_perlu


def _kelayakan_data(hasil: Kelayakan) -> dict[str, Any]:
    return {
        "syarat": [_syarat_data(s) for s in hasil.sasaran],
        "cukup": hasil.cukup,
        "catatan": [str(c) for c in hasil.catatan],
    }


def _blok(
    dupak: Dupak,
    aturan: Peraturan,
    semua: Mapping[str, Decimal],
    baru: Mapping[str, Decimal],
    aturan_kenaikan: Peraturan | None,
) -> tuple[dict[str, Any], Kelayakan]:
    """Old, new and sum per row of the form of one rule set, and what the sum suffices for by it.

    `semua` is the old credit of the officer under this rule set, without what this claim brought. How he entered his
    level, and the rules on raises, are kept with the figures where they make a difference.
    """
    kosong = jumlah_per_unsur(aturan, dupak.kategori, ()).per_unsur
    # Rows of another category (before a change from Terampil to Ahli) are on neither form nor sum.
    lama = {kode: nilai for kode, nilai in semua.items() if kode in kosong}
    diusulkan = ((b.unsur, b.jumlah) for b in dupak.butir if b.aturan == aturan.kunci)
    usulan = jumlah_per_unsur(aturan, dupak.kategori, diusulkan).per_unsur
    baris = {
        kode: {
            "lama": _teks(lama.get(kode, NOL)),
            "usulan": _teks(usulan[kode]),
            "baru": _teks(baru.get(kode, NOL)),
            "jumlah": _teks(lama.get(kode, NOL) + baru.get(kode, NOL)),
        }
        for kode in kosong
    }
    jumlah_lama, jumlah_baru = sum(lama.values(), NOL), sum(baru.values(), NOL)
    k = kedudukan_dupak(dupak, aturan)
    layak = kelayakan_pada(aturan, k, lama, baru, aturan_kenaikan)
    isi = {
        "aturan": aturan.kunci,
        "sidik": aturan.sidik,
        "baris": baris,
        "jumlah": {
            "lama": _teks(jumlah_lama),
            "usulan": _teks(sum(usulan.values(), NOL)),
            "baru": _teks(jumlah_baru),
            "jumlah": _teks(jumlah_lama + jumlah_baru),
        },
        "kelayakan": _kelayakan_data(layak),
        **simpan_kedudukan(k),
    }
    if aturan_kenaikan is not None and any(_tertahan(s) for s in layak.sasaran):
        isi[KENAIKAN] = {"aturan": aturan_kenaikan.kunci, "sidik": aturan_kenaikan.sidik}
    return isi, layak


def _rekap(
    dupak: Dupak, semua: Lama, aturan_kenaikan: Callable[[Peraturan], Peraturan | None] = kenaikan
) -> tuple[dict[str, Any], bool]:
    """The figures of the claim, a block per rule set of its work, and whether they suffice for a decision.

    The block of the rule set at the end of the period is the result itself; older ones stand in `blok_lain`.
    """
    hasil = []
    for aturan in urut({dupak.aturan, *(b.aturan for b in dupak.butir)}):
        lama, baru = semua.get(aturan.kunci, {}), baru_per_unsur(dupak, aturan)
        isi, layak = _blok(dupak, aturan, lama, baru, aturan_kenaikan(aturan))
        hasil.append((isi, layak.cukup or aturan.ya("pak.setiap_putaran")))
    utama = next(isi for isi, _ in hasil if isi["aturan"] == dupak.aturan)
    lain = [isi for isi, _ in hasil if isi is not utama]
    return {**utama, **({BLOK_LAIN: lain} if lain else {})}, any(pak for _, pak in hasil)


def baru_per_unsur(dupak: Dupak, aturan: Peraturan) -> dict[str, Decimal]:
    """New credit per row of the form of one rule set, from the final marks of its items."""
    kredit = ((b.unsur, b.nilai_akhir or NOL) for b in dupak.butir if b.aturan == aturan.kunci)
    return {k: n for k, n in jumlah_per_unsur(aturan, dupak.kategori, kredit).per_unsur.items() if n}


def susun_hasil(session: Session, dupak: Dupak, sidang: Sidang, hari_ini: dt.date) -> dict[str, Any]:
    """Fix the final mark of every item and put the HAPAK together."""
    lengkapi_masuk(session, dupak)
    nilai = nilai_per_butir(session, dupak.id)
    alasan: dict[int, list[str]] = {}
    for penilaian in penilaian_berjalan(session, dupak.id):
        for satu in penilaian.nilai:
            alasan.setdefault(satu.item_id, []).append(satu.alasan)
    butir = []
    for item in dupak.butir:
        baris = _baris_butir(item, nilai.get(item.id, []), alasan.get(item.id, []))
        item.nilai_akhir = Decimal(baris["akhir"])
        butir.append(baris)
    rekap, menunggu_pak = _rekap(dupak, lama_dupak(session, dupak))
    for kunci, _ in aturan_dipakai(rekap):
        pastikan_tersimpan(session, peraturan.kunci(kunci), hari_ini)
    return {
        **rekap,
        "tabungan": not menunggu_pak,
        "menunggu_pak": menunggu_pak,
        "butir": butir,
        "sidang_id": sidang.id,
        "tanggal": hari_ini.isoformat(),
    }


def putuskan(session: Session, dupak: Dupak, sidang: Sidang, *, oleh: Pelaku, catatan: str | None = None) -> None:
    """Decide the claim by the closed plenary: HAPAK, days for objection, and the draft PAK where the sum suffices."""
    hasil = susun_hasil(session, dupak, sidang, oleh.hari_ini)
    hari = peraturan.prosedur(oleh.hari_ini).bulat("keberatan.hari_kerja")
    perform(
        session,
        dupak,
        "putuskan",
        pelaku=_ketua(session, oleh, dupak),
        note=catatan,
        hasil=hasil,
        diputuskan_pada=oleh.hari_ini,
        keberatan_sampai=tambah_hari_kerja(oleh.hari_ini, hari, hari_khusus(session, dupak.instansi_id)),
        keberatan_dilepas=False,
    )
    for item in dupak.butir:
        item.dibuka_ulang = False
    if hasil["menunggu_pak"]:
        susun_pak(session, dupak, sidang, oleh.hari_ini)


def putuskan_ulang(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Decide a claim whose plenary closed already; the guard refuses everything else. Raises Refused, Conflict."""
    pastikan_versi(dupak, seen_version)
    sidang = sidang_pemutus(session, dupak)
    if sidang is None:
        raise Refused([Alasan(P_("Belum ada sidang yang memutus DUPAK ini."), P_("alur sidang"), "sidang")])
    putuskan(session, dupak, sidang, oleh=oleh, catatan=catatan)


def rincian_pak(
    session: Session,
    dupak: Dupak,
    sidang: Sidang,
    sampai: dt.date | None = None,
    *,
    seperti: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The figures of the decision, computed anew from items, entries and rules; paraf and signature compare them.

    `seperti` is an issued decision's, to be computed as it was: without the rules on raises where it kept none.
    """
    return rincian_dari(dupak, sidang, lama_dupak(session, dupak, sampai), seperti)


def rincian_dari(dupak: Dupak, sidang: Sidang, lama: Lama, seperti: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The same figures from the old credit as it was already read."""
    memakai = None if seperti is None else {satu["aturan"] for satu in blok(seperti) if KENAIKAN in satu}

    def aturan_kenaikan(aturan: Peraturan) -> Peraturan | None:
        return kenaikan(aturan) if memakai is None or aturan.kunci in memakai else None

    rekap, _ = _rekap(dupak, lama, aturan_kenaikan)
    return {
        **rekap,
        "masa": {"mulai": dupak.masa_mulai.isoformat(), "selesai": dupak.masa_selesai.isoformat()},
        "sidang": {"id": sidang.id, "nomor": sidang.nomor, "tanggal": sidang.tanggal.isoformat()},
        "tim": {"id": sidang.tim_id, "nama": sidang.tim.nama, "nomor_sk": sidang.tim.nomor_sk},
    }


def sidik_rincian(rincian: Mapping[str, Any]) -> str:
    """Hash of the figures, by which any change is noticed."""
    return hashlib.sha256(audit.kanonik(rincian).encode()).hexdigest()


def sidang_pemutus(session: Session, dupak: Dupak) -> Sidang | None:
    """The closed plenary that decided the claim last, or None."""
    return sidang_pemutus_banyak(session, [dupak.id]).get(dupak.id)


def sidang_pemutus_banyak(session: Session, dupak_id: Collection[int]) -> dict[int, Sidang]:
    """The same for many claims in one query, by claim; undecided ones are left out."""
    baris = session.execute(
        select(AgendaSidang.dupak_id, Sidang)
        .join(AgendaSidang.sidang)
        .where(
            AgendaSidang.dupak_id.in_(dupak_id),
            AgendaSidang.hasil == HasilAgenda.DISETUJUI,
            Sidang.state == SidangState.DITUTUP,
        )
        .options(joinedload(Sidang.tim))
        .order_by(Sidang.id)
    )
    return dict(baris.all())


def pak_baru(dupak: Dupak, rincian: dict[str, Any]) -> Pak:
    """A decision with these figures, not yet in any state."""
    return Pak(
        dupak=dupak,
        dupak_id=dupak.id,
        subjek=dupak.subjek,
        subjek_id=dupak.subjek_id,
        instansi_id=dupak.instansi_id,
        unit_id=dupak.unit_id,
        tim_id=dupak.tim_id,
        **angka_pak(rincian),
    )


def angka_pak(rincian: dict[str, Any]) -> dict[str, Any]:
    """The columns of a decision that these figures fill."""
    jumlah = rincian["jumlah"]
    return {
        "aturan": rincian["aturan"],
        "aturan_sidik": rincian["sidik"],
        "rincian": rincian,
        "sidik_rincian": sidik_rincian(rincian),
        "jumlah_lama": Decimal(jumlah["lama"]),
        "jumlah_baru": Decimal(jumlah["baru"]),
        "jumlah": Decimal(jumlah["jumlah"]),
    }


def susun_pak(session: Session, dupak: Dupak, sidang: Sidang, hari_ini: dt.date) -> Pak:
    """Draw up the draft decision."""
    pak = pak_baru(dupak, rincian_pak(session, dupak, sidang))
    start(session, pak, "susun", pelaku=sistem(hari_ini))
    return pak


def pak_berjalan(session: Session, dupak: Dupak) -> Pak | None:
    """The claim's decision that is not cancelled, the newest first."""
    return session.scalars(
        select(Pak).where(Pak.dupak_id == dupak.id, Pak.state != PakState.DIBATALKAN).order_by(Pak.id.desc()).limit(1)
    ).first()


def lupakan_sidang_terbuka(session: Session, dupak: Dupak, butir: Collection[int]) -> None:
    """Void what a plenary noted about a claim that goes back to be marked: its marks of these items, its result."""
    for item in dupak.butir:
        if item.id in butir:
            item.nilai_sidang = item.alasan_sidang = None
    terbuka = (SidangState.DIJADWALKAN, SidangState.BERLANGSUNG, SidangState.DISKORS)
    for agenda in session.scalars(
        select(AgendaSidang)
        .join(AgendaSidang.sidang)
        .where(AgendaSidang.dupak_id == dupak.id, AgendaSidang.hasil.is_not(None), Sidang.state.in_(terbuka))
    ):
        agenda.hasil = agenda.cara_putus = agenda.suara_setuju = agenda.suara_tidak = None
        touch(session, agenda.sidang)


def kembalikan_ke_penilaian(
    session: Session,
    dupak: Dupak,
    butir: list[int],
    *,
    oleh: Pelaku,
    catatan: str | None,
    seen_version: int | None = None,
) -> None:
    """Send named items back to the assessors: every marking that counts is opened again."""
    perform(
        session,
        dupak,
        "kembalikan_sidang",
        pelaku=_ketua(session, oleh, dupak),
        note=catatan,
        seen_version=seen_version,
        masukan={"butir": butir},
    )
    lupakan_sidang_terbuka(session, dupak, butir)
    for penilaian in penilaian_berjalan(session, dupak.id):
        if penilaian.state is PenilaianState.TERKIRIM:
            perform(session, penilaian, "buka_kembali", pelaku=sistem(oleh.hari_ini), note=catatan)
    touch(session, dupak)


def tolak_di_sidang(session: Session, dupak: Dupak, *, oleh: Pelaku, catatan: str) -> None:
    """Reject a claim by the result of the plenary; its items may be claimed again."""
    perform(session, dupak, "tolak", pelaku=_ketua(session, oleh, dupak), note=catatan)
    buka_kunci(dupak)


def buka_sidang_ulang(
    session: Session,
    dupak: Dupak,
    butir: list[int],
    *,
    oleh: Pelaku,
    catatan: str | None,
    seen_version: int | None = None,
    keberatan_id: int | None = None,
) -> None:
    """Decide named items once more; the earlier result is kept and a draft PAK is cancelled.

    `keberatan_id` names the upheld objection that asks for it; without one a PAK must have come back.
    """
    pak = pak_berjalan(session, dupak)
    perform(
        session,
        dupak,
        "buka_sidang_ulang",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"butir": butir, "keberatan_id": keberatan_id},
        hasil_lalu=[*dupak.hasil_lalu, *([dupak.hasil] if dupak.hasil else [])],
    )
    for item in dupak.butir:
        if item.id in butir:
            item.dibuka_ulang = True
            item.nilai_sidang = item.alasan_sidang = None
    if pak is not None:
        perform(session, pak, "batalkan", pelaku=sistem(oleh.hari_ini))


def selesaikan(session: Session, dupak: Dupak, hari_ini: dt.date, karena: str, pak: Pak | None = None) -> None:
    """Finish the claim and book its credit. `karena` is `pak`, with the decision that books it, or `tabungan`."""
    perform(session, dupak, "selesaikan", pelaku=sistem(hari_ini), selesai_karena=karena)
    bukukan(session, dupak, hari_ini, f"PAK Nomor {pak.nomor}" if pak else _dasar_tabungan(session, dupak), pak)


def _dasar_tabungan(session: Session, dupak: Dupak) -> str:
    sidang = sidang_pemutus(session, dupak)
    return f"HAPAK, Berita Acara Nomor {sidang.nomor}" if sidang and sidang.nomor else "HAPAK"


def lepas_keberatan(
    session: Session, dupak: Dupak, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """The officer accepts the result before the days for objection are over."""
    perform(
        session, dupak, "lepas_keberatan", pelaku=oleh, note=catatan, seen_version=seen_version, keberatan_dilepas=True
    )
    if (dupak.hasil or {}).get("tabungan"):
        selesaikan(session, dupak, oleh.hari_ini, "tabungan")


def tabungan_dapat_selesai(session: Session, dupak: Dupak, hari_ini: dt.date) -> bool:
    """Whether a decided claim that is kept as tabungan may be finished: its days for objection are over, none open."""
    lewat = dupak.keberatan_sampai is not None and dupak.keberatan_sampai < hari_ini
    return bool((dupak.hasil or {}).get("tabungan")) and lewat and not _keberatan_terbuka(session, dupak)


def _keberatan_terbuka(session: Session, dupak: Dupak) -> bool:
    terbuka = {KeberatanState.DIAJUKAN, KeberatanState.DITELAAH}
    query = select(Keberatan.id).where(Keberatan.dupak_id == dupak.id, Keberatan.state.in_(terbuka)).limit(1)
    return session.scalar(query) is not None
