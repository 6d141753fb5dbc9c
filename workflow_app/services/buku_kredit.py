"""The ledger of credit: what a decision books, once and with its reason, and decisions rebuilt from what was booked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kedudukan import kedudukan_tersimpan, kelayakan_pada
from workflow_app.models import JENIS_PEMBUKA, Dupak, EntriKredit, ItemDupak, JenisEntri, Pak, Pegawai
from workflow_app.peraturan import Peraturan, PeraturanTidakAda, terbitan
from workflow_app.peraturan.regime import blok
from workflow_app.pesan import P_, Pesan, ke_data
from workflow_app.saldo import baru_pak, lama_pak, pembukaan_dupak
from workflow_app.services.rantai_kredit import sambung
from workflow_app.states.pak import WORKFLOW as ALUR_PAK
from workflow_app.umur_butir import lewat_umur

#: States of a decision whose figures are in the ledger.
TERBIT = ALUR_PAK.membukukan
SEKALIGUS = 100
"""Decisions read at once while all of them are rebuilt."""


class SudahDibukukan(ValueError):
    """The cause is booked already with another figure: somebody computed anew what an entry had fixed."""


def catat(session: Session, entri: Sequence[EntriKredit]) -> int:
    """Add entries whose cause is not booked yet, each with its place in the officer's chain; returns how many.

    Repeating it changes nothing. Raises SudahDibukukan for a cause that is booked with another figure: that is
    corrected by a counter-entry.
    """
    sebab = [e.sebab for e in entri]
    ada = {e.sebab: e for e in session.scalars(select(EntriKredit).where(EntriKredit.sebab.in_(sebab)))}
    baru = [e for e in entri if e.sebab not in ada]
    for satu in entri:
        lama = ada.get(satu.sebab)
        if lama is not None and _isi(lama) != _isi(satu):
            raise SudahDibukukan(f"{satu.sebab}: {lama.jumlah} sudah tercatat, bukan {satu.jumlah}")
    session.add_all(baru)
    session.flush()
    sambung(session, baru)
    return len(baru)


def _isi(entri: EntriKredit) -> tuple[object, ...]:
    return entri.pegawai_id, entri.aturan, entri.jenjang, entri.unsur, entri.jumlah


def kunci_buku(session: Session, pegawai_id: int) -> None:
    """Let nobody else book for this officer until the transaction ends, so that old credit cannot move meanwhile."""
    session.execute(select(Pegawai.id).where(Pegawai.id == pegawai_id).with_for_update(key_share=True))


def entri_terakhir(session: Session, pegawai_id: int) -> int:
    """Id of the officer's newest entry, 0 without any."""
    return session.scalar(select(func.max(EntriKredit.id)).where(EntriKredit.pegawai_id == pegawai_id)) or 0


def saldo_awal(
    session: Session,
    pegawai: Pegawai,
    *,
    aturan: str,
    unsur: str,
    jumlah: Decimal,
    tanggal: dt.date,
    dasar: str,
    jenjang: str | None = None,
    golongan: str | None = None,
) -> EntriKredit:
    """Book credit of a decision made elsewhere; `dasar` cites it, and is booked once per element.

    Level and rank are those of the officer on that day unless given. Raises SudahDibukukan.
    """
    kunci_buku(session, pegawai.id)
    jabatan, pangkat = pegawai.jabatan_pada(tanggal), pegawai.pangkat_pada(tanggal)
    entri = EntriKredit(
        pegawai_id=pegawai.id,
        tanggal=tanggal,
        jenis=JenisEntri.SALDO_AWAL,
        aturan=aturan,
        jenjang=jenjang or (jabatan or pegawai.riwayat_jabatan[0]).jenjang,
        golongan=golongan or (pangkat or pegawai.riwayat_pangkat[0]).golongan,
        unsur=unsur,
        jumlah=jumlah,
        sebab=f"pegawai:{pegawai.id}:saldo_awal:{aturan}:{unsur}:{dasar}"[:120],
        alasan=ke_data(P_("Angka kredit dari keputusan sebelum aplikasi ini: %(dasar)s.", dasar=dasar)),
        dasar=dasar,
    )
    catat(session, [entri])
    return entri


def bukukan(session: Session, dupak: Dupak, tanggal: dt.date, dasar: str, pak: Pak | None = None) -> None:
    """Book a decided claim: first what its rank and level close and open, then every activity. Repeats harmlessly."""
    kunci_buku(session, dupak.subjek_id)
    asal = _Asal(dupak, tanggal, dasar, pak)
    sudah = session.scalar(
        select(EntriKredit.id).where(EntriKredit.dupak_id == dupak.id, EntriKredit.jenis.not_in(JENIS_PEMBUKA)).limit(1)
    )
    entri = [] if sudah else list(_pembuka(session, asal))
    for item in dupak.butir:
        entri += _butir(asal, item)
    catat(session, entri)


def bukukan_pengganti(session: Session, pak: Pak, tanggal: dt.date) -> None:
    """Book the difference between what the claim has in the ledger and what the replacing decision gives."""
    dupak = pak.dupak
    asal = _Asal(dupak, tanggal, f"PAK Nomor {pak.nomor}", pak)
    tercatat: dict[tuple[str, str, int | None], Decimal] = {
        (aturan, unsur, item): jumlah
        for aturan, unsur, item, jumlah in session.execute(
            select(EntriKredit.aturan, EntriKredit.unsur, EntriKredit.item_id, func.sum(EntriKredit.jumlah))
            .where(EntriKredit.dupak_id == dupak.id, EntriKredit.jenis.not_in(JENIS_PEMBUKA))
            .group_by(EntriKredit.aturan, EntriKredit.unsur, EntriKredit.item_id)
        )
    }
    if any(item is None for _, _, item in tercatat):
        catat(session, list(_koreksi_unsur(asal, pak, tercatat)))
        return
    catat(session, [e for item in dupak.butir for e in _koreksi_butir(asal, pak, item, tercatat)])


@dataclass(frozen=True)
class _Asal:
    """What every entry of one booking shares."""

    dupak: Dupak
    tanggal: dt.date
    dasar: str
    pak: Pak | None

    def entri(
        self,
        jenis: JenisEntri,
        aturan: str,
        unsur: str,
        jumlah: Decimal,
        sebab: str,
        alasan: Pesan,
        *,
        item: ItemDupak | None = None,
        jenjang: str | None = None,
        golongan: str | None = None,
    ) -> EntriKredit:
        return EntriKredit(
            pegawai_id=self.dupak.subjek_id,
            tanggal=self.tanggal,
            jenis=jenis,
            aturan=aturan,
            aturan_sidik=peraturan.kunci(aturan).sidik,
            jenjang=jenjang or self.dupak.jenjang,
            golongan=golongan or self.dupak.golongan,
            unsur=unsur,
            jumlah=jumlah,
            dupak_id=self.dupak.id,
            pak_id=self.pak.id if self.pak else None,
            item_id=item.id if item else None,
            sebab=sebab,
            alasan=ke_data(alasan),
            dasar=self.dasar,
        )


def _pembuka(session: Session, asal: _Asal) -> Iterator[EntriKredit]:
    for aturan, daftar in pembukaan_dupak(session, asal.dupak).items():
        for satu in daftar:
            sebab = f"dupak:{asal.dupak.id}:{satu.jenis.value}:{aturan}:{satu.jenjang}:{satu.golongan}:{satu.unsur}"
            yield asal.entri(
                satu.jenis,
                aturan,
                satu.unsur,
                satu.jumlah,
                sebab,
                satu.alasan,
                jenjang=satu.jenjang,
                golongan=satu.golongan,
            )


def _butir(asal: _Asal, item: ItemDupak) -> list[EntriKredit]:
    """An activity as it was decided; a void one is seen as claimed and taken back, so that nothing is left of it."""
    sebab = f"dupak:{asal.dupak.id}:butir:{item.id}"
    nilai = item.jumlah if item.hangus else item.nilai_akhir or NOL
    if not nilai:
        return []
    alasan = _perkalian(item, nilai)
    if item.hangus:
        alasan = P_("Butir %(kode)s diusulkan sebanyak %(usulan)s.", kode=item.kode, usulan=item.jumlah)
    entri = [asal.entri(JenisEntri.BUTIR, item.aturan, item.unsur, nilai, sebab, alasan, item=item)]
    if item.hangus:
        gugur = P_("Butir %(kode)s %(umur)s, sehingga hangus.", kode=item.kode, umur=lewat_umur(item))
        sebab = f"dupak:{asal.dupak.id}:hangus:{item.id}"
        entri.append(asal.entri(JenisEntri.HANGUS, item.aturan, item.unsur, -nilai, sebab, gugur, item=item))
    return entri


def _perkalian(item: ItemDupak, akhir: Decimal) -> Pesan:
    isi = {
        "kode": item.kode,
        "volume": (item.volume - item.volume_lebih).normalize(),
        "satuan": item.angka_satuan.normalize(),
        "faktor": item.faktor.normalize(),
        "usulan": item.jumlah,
        "akhir": akhir,
    }
    if item.karya_id is None:
        return P_("Butir %(kode)s: %(volume)s x %(satuan)s x %(faktor)s = %(usulan)s, ditetapkan %(akhir)s.", **isi)
    return P_(
        "Butir %(kode)s: %(volume)s x %(satuan)s x %(faktor)s x bagian %(bagian)s = %(usulan)s, ditetapkan %(akhir)s.",
        bagian=item.bagian.normalize(),
        **isi,
    )


def _alasan_koreksi(pak: Pak, lama: Decimal, baru: Decimal) -> Pesan:
    return P_(
        "PAK %(nomor)s menggantikan %(semula)s: %(lama)s menjadi %(baru)s. %(alasan)s",
        nomor=pak.nomor or "",
        semula=(pak.menggantikan.nomor if pak.menggantikan else "") or "",
        lama=lama,
        baru=baru,
        alasan=pak.alasan_penggantian or "",
    )


def _koreksi_butir(
    asal: _Asal, pak: Pak, item: ItemDupak, tercatat: dict[tuple[str, str, int | None], Decimal]
) -> Iterator[EntriKredit]:
    lama = tercatat.get((item.aturan, item.unsur, item.id), NOL)
    baru = NOL if item.hangus else item.nilai_akhir or NOL
    if baru != lama:
        sebab = f"pak:{pak.id}:koreksi:butir:{item.id}"
        alasan = _alasan_koreksi(pak, lama, baru)
        yield asal.entri(JenisEntri.KOREKSI, item.aturan, item.unsur, baru - lama, sebab, alasan, item=item)


def _koreksi_unsur(
    asal: _Asal, pak: Pak, tercatat: dict[tuple[str, str, int | None], Decimal]
) -> Iterator[EntriKredit]:
    """For a claim whose older entries name no activity: the difference per element."""
    for satu in blok(pak.rincian):
        for unsur, baris in satu["baris"].items():
            lama = sum((n for (a, u, _), n in tercatat.items() if (a, u) == (satu["aturan"], unsur)), NOL)
            baru = Decimal(baris["baru"])
            if baru != lama:
                sebab = f"pak:{pak.id}:koreksi:{satu['aturan']}:{unsur}"
                alasan = _alasan_koreksi(pak, lama, baru)
                yield asal.entri(JenisEntri.KOREKSI, satu["aturan"], unsur, baru - lama, sebab, alasan)


# Rebuilding


@dataclass(frozen=True)
class BedaBuku:
    """A figure of a decision that the ledger gives otherwise. `tempat` names rule set, row and column."""

    pak: Pak
    tempat: str
    tercetak: Decimal
    dari_buku: Decimal


Angka = dict[tuple[str, str, str], Decimal]
"""Figures of a decision by rule set, row (`jumlah` for the sum) and column."""


def bangun_ulang(session: Session, pak: Pak) -> Angka:
    """Every printed figure of an issued decision from entries alone; the frozen ones serve as the list of rows."""
    lama, baru = lama_pak(session, pak), baru_pak(session, pak)
    hasil: Angka = {}
    for satu in blok(pak.rincian):
        kunci = satu["aturan"]
        a, b = lama.get(kunci, {}), baru.get(kunci, {})
        tampil = list(satu["baris"])
        for unsur in tampil:
            hasil |= _tiga(kunci, unsur, a.get(unsur, NOL), b.get(unsur, NOL))
        # An element that the form does not print cannot have brought anything: it would be missing in the sum.
        jumlah_a, jumlah_b = sum((a.get(u, NOL) for u in tampil), NOL), sum(b.values(), NOL)
        hasil |= _tiga(kunci, "jumlah", jumlah_a, jumlah_b)
        aturan = _aturan_saat_itu(session, kunci, satu["sidik"])
        if aturan is None:
            continue  # those rules were never stored: what the sums sufficed for is not judged by today's
        layak = kelayakan_pada(
            aturan,
            kedudukan_tersimpan(pak.dupak, satu),
            {u: a.get(u, NOL) for u in tampil},
            {u: b.get(u, NOL) for u in tampil},
            None,  # the rules on raises move no figure
        )
        for s in layak.sasaran:
            hasil[kunci, s.jenis, "diperlukan"] = s.kebutuhan
            hasil[kunci, s.jenis, "dimiliki"] = s.diakui
            hasil[kunci, s.jenis, "kekurangan"] = s.kekurangan
    return hasil


def _aturan_saat_itu(session: Session, kunci: str, sidik: str) -> Peraturan | None:
    """The rule set by which a decision was computed, None when it was never stored."""
    kini = peraturan.kunci(kunci)
    if kini.sidik == sidik:
        return kini
    try:
        return terbitan.menurut_sidik(session, sidik)
    except PeraturanTidakAda:
        return None


def _tiga(kunci: str, baris: str, lama: Decimal, baru: Decimal) -> Angka:
    return {(kunci, baris, "lama"): lama, (kunci, baris, "baru"): baru, (kunci, baris, "jumlah"): lama + baru}


def angka_tercetak(pak: Pak) -> Angka:
    """Every figure that the decision froze, under the same keys."""
    hasil: Angka = {}
    for satu in blok(pak.rincian):
        kunci = satu["aturan"]
        for baris, isi in (*satu["baris"].items(), ("jumlah", satu["jumlah"])):
            hasil |= {(kunci, baris, kolom): Decimal(isi[kolom]) for kolom in ("lama", "baru", "jumlah")}
        for s in satu["kelayakan"]["syarat"]:
            hasil |= {(kunci, s["jenis"], k): Decimal(s[k]) for k in ("diperlukan", "dimiliki", "kekurangan")}
    return hasil


def beda_buku(session: Session, pak: Pak) -> BedaBuku | None:
    """The first figure, in the order of the form, that the ledger gives otherwise; None when all agree."""
    dari_buku, tercetak = bangun_ulang(session, pak), angka_tercetak(pak)
    for tempat, nilai in dari_buku.items():
        if tercetak.get(tempat) != nilai:
            return BedaBuku(pak, " / ".join(tempat), tercetak.get(tempat, NOL), nilai)
    kolom = {"lama": pak.jumlah_lama, "baru": pak.jumlah_baru, "jumlah": pak.jumlah}
    for nama, angka in kolom.items():
        if dari_buku[pak.aturan, "jumlah", nama] != angka:
            return BedaBuku(pak, f"{pak.aturan} / jumlah / {nama}", angka, dari_buku[pak.aturan, "jumlah", nama])
    return None


def periksa_semua(session: Session) -> Iterator[tuple[Pak, BedaBuku | None]]:
    """Rebuild every issued decision, a bounded number of them in memory at any time."""
    terakhir = 0
    while True:
        daftar = session.scalars(
            select(Pak)
            .where(Pak.state.in_(TERBIT), Pak.id > terakhir)
            .options(joinedload(Pak.dupak), joinedload(Pak.menggantikan))
            .order_by(Pak.id)
            .limit(SEKALIGUS)
        ).all()
        if not daftar:
            return
        for pak in daftar:
            yield pak, beda_buku(session, pak)
            terakhir = pak.id
        session.expunge_all()
