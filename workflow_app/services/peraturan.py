"""Corrections of the rules by administrators: draft, trial, publication by somebody else; and the shipped files.

Nothing here commits. A published version takes effect in every process with its next transaction
(`peraturan.terbitan`).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from workflow_app import peraturan
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.models import AsalVersi, PerubahanPeraturan, RancanganPeraturan, StatusRancangan, VersiPeraturan
from workflow_app.peraturan import berlaku, naskah, terbitan
from workflow_app.peraturan.aturan import JalurSalah, Ketentuan, KetentuanSalahJenis, Peraturan, Tanda
from workflow_app.peraturan.berlaku import MasaBertumpangTindih, Potret
from workflow_app.peraturan.isian import (
    CACAH_TERBESAR,
    JENIS,
    TETAP,
    NilaiTidakSah,
    baca_nilai,
    harus_bulat,
    jenis_isian,
)
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan, perancang, uji_peraturan
from workflow_app.services.bawaan import buat_versi, catat_bawaan
from workflow_app.waktu import utcnow

ALASAN_MINIMAL = 10
PANJANG_JALUR = 120
SUDAH_ADA = P_("Angka pada jalur ini sudah ada. Koreksi angka itu.")
ATURAN = P_("koreksi peraturan: empat mata")


# Drafts


@dataclass(frozen=True)
class Usulan:
    """A correction as it was typed. `jenis` is given for a new figure only."""

    nilai: str
    sumber: str
    tanda: Tanda
    catatan: str
    alasan: str
    jenis: str | None = None


def rancangan_terbuka(session: Session, kunci: str, *, kunci_baris: bool = False) -> RancanganPeraturan | None:
    """The open draft of a rule set with its changes, locked where it is going to be changed."""
    query = (
        select(RancanganPeraturan)
        .where(RancanganPeraturan.kunci == kunci, RancanganPeraturan.status == StatusRancangan.TERBUKA)
        .options(selectinload(RancanganPeraturan.perubahan).joinedload(PerubahanPeraturan.oleh))
        .options(joinedload(RancanganPeraturan.dibuat_oleh))
    )
    if kunci_baris:
        query = query.with_for_update(of=RancanganPeraturan).execution_options(populate_existing=True)
    return session.scalars(query).unique().one_or_none()


def usulkan(session: Session, kunci: str, jalur: str, usulan: Usulan, *, oleh: Pelaku) -> PerubahanPeraturan:
    """Put the correction of one figure into the draft, which begins with it. Raises MasukanSalah."""
    aturan = peraturan.kunci(kunci)
    baru = _ketentuan(aturan, jalur, usulan)
    return _ubah(session, kunci, jalur, baru, usulan.alasan, oleh)


def kembalikan_ke_bawaan(session: Session, kunci: str, jalur: str, alasan: str, *, oleh: Pelaku) -> PerubahanPeraturan:
    """Put into the draft that this figure follows the shipped file again. Raises MasukanSalah."""
    versi = terbitan.versi_terakhir(session).get(kunci)
    if versi is None or jalur not in versi.koreksi:
        raise MasukanSalah({"jalur": P_("Angka ini tidak dikoreksi; ia sudah mengikuti berkas bawaan.")})
    return _ubah(session, kunci, jalur, None, alasan, oleh)


def _ketentuan(aturan: Peraturan, jalur: str, usulan: Usulan) -> Ketentuan:
    galat: dict[str, Pesan] = {}
    lama = aturan.isi.get(jalur)
    macam = jenis_isian(lama) if lama is not None else usulan.jenis
    nilai = None
    if macam not in JENIS:
        galat["jenis"] = P_("Pilih salah satu dari daftar.")
    else:
        try:
            nilai = baca_nilai(
                "bulat" if lama is None and macam == "desimal" and harus_bulat(jalur) else macam, usulan.nilai
            )
        except NilaiTidakSah as salah:
            galat["nilai"] = salah.pesan
    if isinstance(nilai, int) and nilai > CACAH_TERBESAR and harus_bulat(jalur):
        galat["nilai"] = P_("Angka paling besar %(batas)s.", batas=CACAH_TERBESAR)
    if not usulan.sumber.strip():
        galat["sumber"] = P_("Sebutkan sumbernya: peraturan, surat, atau keputusan.")
    if len(jalur) > PANJANG_JALUR:
        galat["jalur"] = P_("Paling banyak %(jumlah)s karakter.", jumlah=PANJANG_JALUR)
    if jalur in TETAP:
        galat["nilai"] = P_("Bagian ini menunjuk berkas bawaan dan tidak dapat dikoreksi.")
    if galat or nilai is None:
        raise MasukanSalah(galat)
    baru = Ketentuan(jalur, nilai, usulan.sumber.strip(), usulan.tanda, usulan.catatan.strip())
    try:
        aturan.dengan([baru], tambah=True)
    except JalurSalah:
        raise MasukanSalah(
            {"jalur": P_("Jalur ini tidak dapat dipakai. Tulis seperti angka di dekatnya, misalnya faktor.setara.")}
        ) from None
    except KetentuanSalahJenis:
        raise MasukanSalah({"nilai": P_("Isi berbeda jenis dari angka asalnya.")}) from None
    return baru


def _ubah(
    session: Session, kunci: str, jalur: str, baru: Ketentuan | None, alasan: str, oleh: Pelaku
) -> PerubahanPeraturan:
    if len(alasan.strip()) < ALASAN_MINIMAL:
        raise MasukanSalah(
            {"alasan": P_("Sebutkan alasannya, paling sedikit %(jumlah)s huruf.", jumlah=ALASAN_MINIMAL)}
        )
    if oleh.pegawai_id is None:
        raise ValueError("koreksi peraturan disusun oleh orang")
    catat_bawaan(session, oleh.hari_ini)
    rancangan = rancangan_terbuka(session, kunci, kunci_baris=True)
    if rancangan is None:
        nilai = {"kunci": kunci, "dibuat_oleh_id": oleh.pegawai_id}
        rancangan = catatan.simpan(session, RancanganPeraturan(), nilai, oleh)
    lama = peraturan.kunci(kunci).isi.get(jalur)
    ada = next((satu for satu in rancangan.perubahan if satu.jalur == jalur), None)
    perubahan = catatan.simpan(
        session,
        ada or PerubahanPeraturan(rancangan_id=rancangan.id),
        {
            "jalur": jalur,
            "lama": naskah.data_ketentuan(lama) if lama else None,
            "baru": naskah.data_ketentuan(baru) if baru else None,
            "alasan": alasan.strip(),
            "oleh_id": oleh.pegawai_id,
            "at": utcnow(),
        },
        oleh,
    )
    session.refresh(rancangan, ["perubahan"])
    _belum_diuji(rancangan)
    session.flush()
    return perubahan


def cabut(session: Session, kunci: str, perubahan_id: int, *, oleh: Pelaku) -> None:
    """Take one change out of the draft. Raises Conflict when it is gone already."""
    rancangan = _rancangan(session, kunci)
    perubahan = next((satu for satu in rancangan.perubahan if satu.id == perubahan_id), None)
    if perubahan is None:
        raise _sudah_lain()
    catatan.hapus(session, perubahan, oleh)
    session.refresh(rancangan, ["perubahan"])
    _belum_diuji(rancangan)
    session.flush()


def buang(session: Session, kunci: str, *, oleh: Pelaku) -> None:
    """Give the draft up; it stays on record."""
    rancangan = _rancangan(session, kunci)
    catatan.simpan(session, rancangan, {"status": StatusRancangan.DIBUANG}, oleh)


def _rancangan(session: Session, kunci: str) -> RancanganPeraturan:
    rancangan = rancangan_terbuka(session, kunci, kunci_baris=True)
    if rancangan is None:
        raise _sudah_lain()
    return rancangan


def _sudah_lain() -> Conflict:
    return Conflict(P_("Rancangan ini sudah diterbitkan, dibuang, atau diubah orang lain. Muat ulang halaman."))


def _belum_diuji(rancangan: RancanganPeraturan) -> None:
    rancangan.uji_cap = rancangan.uji_at = rancangan.uji_oleh_id = rancangan.uji_hasil = None


# From draft to rule set


def koreksi_rancangan(session: Session, rancangan: RancanganPeraturan) -> dict[str, Ketentuan]:
    """The corrections that would be in force: those of today with the changes of the draft."""
    versi = terbitan.versi_terakhir(session).get(rancangan.kunci)
    koreksi = terbitan.koreksi_dari(versi) if versi is not None else {}
    for satu in rancangan.perubahan:
        if satu.baru is None:
            koreksi.pop(satu.jalur, None)
        else:
            koreksi[satu.jalur] = naskah.ketentuan_dari(satu.baru)
    return koreksi


def susun_rancangan(session: Session, rancangan: RancanganPeraturan) -> Potret:
    """Every rule set as it would be in force. Raises Refused for dates that overlap, or figures that collide."""
    bawaan = next(satu for satu in berlaku.bawaan() if satu.kunci == rancangan.kunci)
    try:
        return berlaku.kini().dengan(terbitan.susun(bawaan, koreksi_rancangan(session, rancangan)))
    except MasaBertumpangTindih as galat:
        satu, dua = galat.kunci
        raise _tolak(P_("Masa berlaku %(satu)s dan %(dua)s bertumpang tindih.", satu=satu, dua=dua)) from None
    except (JalurSalah, KetentuanSalahJenis):
        raise _tolak(P_("Dua perubahan dalam rancangan ini saling menghalangi. Cabut salah satunya.")) from None


def _tolak(pesan: Pesan, *, hak: bool = False) -> Refused:
    return Refused([Alasan(pesan, ATURAN, tentang_hak=hak)])


def uji(session: Session, kunci: str, *, oleh: Pelaku) -> uji_peraturan.HasilUji:
    """Run the worked cases with the draft and keep the result with it. Raises Refused, Conflict."""
    rancangan = _rancangan(session, kunci)
    potret = susun_rancangan(session, rancangan)
    hasil = uji_peraturan.jalankan(potret)
    rancangan.uji_cap, rancangan.uji_at = uji_peraturan.cap(potret), utcnow()
    rancangan.uji_oleh_id, rancangan.uji_hasil = oleh.pegawai_id, hasil.data()
    session.flush()
    isi = {"uji_cap": rancangan.uji_cap, "jumlah": hasil.jumlah, "beda": len(hasil.baris), "rusak": list(hasil.rusak)}
    catatan.catat(session, "uji", rancangan, oleh, isi)
    return hasil


def halangan_terbit(session: Session, rancangan: RancanganPeraturan, potret: Potret, oleh: Pelaku) -> list[Alasan]:
    """Everything that keeps this person from publishing the draft as it stands; empty when he may."""
    pesan = []
    kini, jadi = peraturan.kunci(rancangan.kunci), potret.per_kunci[rancangan.kunci]
    if not naskah.beda(kini, jadi) and not _menyelesaikan(session, rancangan):
        pesan.append(P_("Rancangan ini tidak mengubah apa pun."))
    if rancangan.uji_cap is None:
        pesan.append(P_("Jalankan kasus uji lebih dahulu."))
    elif rancangan.uji_cap != uji_peraturan.cap(potret):
        pesan.append(P_("Peraturan atau kasus berubah sejak kasus uji dijalankan. Jalankan sekali lagi."))
    elif rancangan.uji_hasil and rancangan.uji_hasil["rusak"]:
        daftar = tuple(rancangan.uji_hasil["rusak"])
        pesan.append(P_("Kasus uji ini tidak dapat dihitung lagi dengan rancangan: %(daftar)s.", daftar=daftar))
    pesan += uji_peraturan.periksa_bentuk(potret, rancangan.kunci)
    alasan = [Alasan(satu, ATURAN) for satu in pesan]
    if (milik_sendiri := perancang.halangan(session, rancangan, oleh)) is not None:
        alasan.append(Alasan(milik_sendiri, ATURAN, tentang_hak=True))
    return alasan


def _menyelesaikan(session: Session, rancangan: RancanganPeraturan) -> bool:
    """A draft that changes no figure may still settle a conflict: the correction is confirmed."""
    jalur = {satu.jalur for satu in konflik(session, rancangan.kunci)}
    return any(satu.jalur in jalur for satu in rancangan.perubahan)


def terbitkan(
    session: Session, kunci: str, *, alasan: str, tanggal: dt.date, oleh: Pelaku, cap_dilihat: str | None = None
) -> VersiPeraturan:
    """Publish the draft. Raises MasukanSalah, Refused, and Conflict when it is not what the publisher saw.

    It is in force for everybody with the next transaction. What was decided keeps the rules it was decided by.
    """
    galat: dict[str, Pesan] = {}
    if len(alasan.strip()) < ALASAN_MINIMAL:
        galat["alasan"] = P_("Sebutkan alasannya, paling sedikit %(jumlah)s huruf.", jumlah=ALASAN_MINIMAL)
    if tanggal > oleh.hari_ini:
        galat["tanggal"] = P_("Tanggal tidak boleh sesudah hari ini: koreksi berlaku begitu diterbitkan.")
    if galat:
        raise MasukanSalah(galat)
    rancangan = _rancangan(session, kunci)
    if cap_dilihat is not None and cap_dilihat != (rancangan.uji_cap or ""):
        raise _sudah_lain()
    potret = susun_rancangan(session, rancangan)
    if halangan := halangan_terbit(session, rancangan, potret, oleh):
        raise Refused(halangan)
    terakhir = terbitan.versi_terakhir(session)[kunci]
    versi = buat_versi(
        potret.per_kunci[kunci],
        nomor=terakhir.nomor + 1,
        asal=AsalVersi.KOREKSI,
        koreksi=_koreksi_baru(session, rancangan, terakhir),
        tanggal=tanggal,
        alasan=alasan.strip(),
        oleh_id=oleh.pegawai_id,
        sendirian=perancang.sendirian(session, rancangan, oleh),
    )
    session.add(versi)
    session.flush()
    isi = {k: v for k, v in catatan.potret(versi).items() if k not in {"isi", "koreksi"}}
    isi["koreksi"] = [satu.jalur for satu in rancangan.perubahan]
    isi[catatan.SIDIK_VERSI] = naskah.sidik_versi(versi.isi, versi.koreksi)
    catatan.catat(session, "terbitkan", versi, oleh, isi)
    catatan.simpan(session, rancangan, {"status": StatusRancangan.TERBIT, "versi_id": versi.id}, oleh)
    terbitan.segera(session)
    return versi


def _koreksi_baru(session: Session, rancangan: RancanganPeraturan, terakhir: Any) -> dict[str, Any]:
    """By path the correction and the shipped figure it stands against: today's for what the draft speaks about."""
    bawaan = next(satu for satu in berlaku.bawaan() if satu.kunci == rancangan.kunci)
    hasil: dict[str, Any] = {}
    dibahas = {satu.jalur for satu in rancangan.perubahan}
    for jalur, koreksi in koreksi_rancangan(session, rancangan).items():
        if jalur not in dibahas:
            hasil[jalur] = terakhir.koreksi[jalur]
            continue
        asal = bawaan.isi.get(jalur)
        hasil[jalur] = {
            "bawaan": naskah.data_ketentuan(asal) if asal else None,
            "koreksi": naskah.data_ketentuan(koreksi),
        }
    return hasil


# Reading versions


def riwayat(kunci: str) -> Select[VersiPeraturan]:
    """The versions of a rule set for a list, without order and limit, their long texts left where they are."""
    query = select(VersiPeraturan).where(VersiPeraturan.kunci == kunci)
    return query.options(
        joinedload(VersiPeraturan.oleh), defer(VersiPeraturan.isi, raiseload=True), defer(VersiPeraturan.koreksi)
    )


def nomor_terakhir(session: Session, kunci: str) -> int:
    """Number of the newest version, 0 while nothing is stored."""
    return session.scalar(select(func.max(VersiPeraturan.nomor)).where(VersiPeraturan.kunci == kunci)) or 0


def versi(session: Session, kunci: str, nomor: int) -> VersiPeraturan | None:
    """One version by its number."""
    return session.scalar(select(VersiPeraturan).where(VersiPeraturan.kunci == kunci, VersiPeraturan.nomor == nomor))


def konflik(session: Session, kunci: str) -> list[terbitan.Konflik]:
    """Corrections whose shipped figure changed with an upgrade."""
    versi_kini = terbitan.versi_terakhir(session).get(kunci)
    return terbitan.konflik(kunci, versi_kini) if versi_kini is not None else []
