"""An officer's credit account as sums, and how far it carries him: per rule set and element, next rank, next level."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kebutuhan import Kedudukan, dalam_jenjang
from workflow_app.kalkulator.kelayakan import KreditDinilai, kelayakan_kredit
from workflow_app.kalkulator.kemajuan import Capaian, Kemajuan, Tambahan, kemajuan
from workflow_app.kalkulator.syarat_kenaikan import Fakta, Karier
from workflow_app.kedudukan import MASUK, fakta_masuk, kedudukan, kenaikan
from workflow_app.kedudukan import Fakta as FaktaMasuk
from workflow_app.models import JENIS_PEMBUKA, Dupak, EntriKredit, JenisEntri, Pegawai
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG, UTAMA, daftar_unsur
from workflow_app.pesan import Pesan
from workflow_app.saldo import lama_dupak


@dataclass(frozen=True)
class BarisSaldo:
    """One element: what was there before the claim that was booked last, what that one brought, and both together."""

    kode: str
    label: Pesan
    kelompok: str
    lama: Decimal
    baru: Decimal

    @property
    def jumlah(self) -> Decimal:
        """Old and new."""
        return self.lama + self.baru


@dataclass(frozen=True)
class SaldoRegime:
    """The account under one rule set, in the order of the form."""

    aturan: Peraturan
    baris: Sequence[BarisSaldo]
    dupak_id: int | None
    """The claim that was booked last: the origin of the new credit."""
    dengan_ak_dasar: bool
    """Whether base credit of the conversion regime is part of it."""
    masuk: FaktaMasuk | None = None
    """How the officer entered his levels."""
    capaian: Capaian | None = None
    """Since when it suffices for the next rank; None while it does not, or where no rule asks."""

    @property
    def jumlah(self) -> BarisSaldo:
        """All elements together."""
        lama, baru = (sum((getattr(b, k) for b in self.baris), NOL) for k in ("lama", "baru"))
        return BarisSaldo("", Pesan(""), "", lama, baru)

    @property
    def kredit(self) -> KreditDinilai:
        """The sums that a raise is measured by."""
        return kredit_dinilai(self.aturan, {b.kode: b.jumlah for b in self.baris})


def kredit_dinilai(aturan: Peraturan, per_unsur: Mapping[str, Decimal]) -> KreditDinilai:
    """Credit per element in the groups that a raise asks for; an element the rule set does not know counts as main."""
    penunjang = sum((n for kode, n in per_unsur.items() if _kelompok(aturan, kode) == PENUNJANG), NOL)
    return KreditDinilai(sum(per_unsur.values(), NOL) - penunjang, penunjang, per_unsur.get(PENGEMBANGAN_PROFESI, NOL))


def saldo_regime(session: Session, pegawai_id: int, karier: Karier, hari_ini: dt.date) -> dict[str, SaldoRegime]:
    """The account by rule set, the oldest first, as the officer's next claim would find it; three queries,
    and one more where a rule asks since when it suffices.

    Rule sets without entries are left out.
    """
    kategori_pegawai = kategori(karier.jenjang)
    masuk = fakta_masuk(session, session.get_one(Pegawai, pegawai_id), hari_ini)
    bayangan = dupak_bayangan(pegawai_id, karier, peraturan.untuk(hari_ini).kunci, hari_ini)
    bayangan.identitas = {MASUK: masuk}
    lama = lama_dupak(session, bayangan)
    terakhir = _klaim_terakhir(session, pegawai_id, karier.jenjang)
    dasar = _dengan_ak_dasar(session, pegawai_id, karier.jenjang) if _ada_konversi(lama) else frozenset()
    dikenal = {a.kunci: a for a in peraturan.semua()}
    urut = sorted((k for k in lama if k in dikenal), key=lambda k: dikenal[k].berlaku_mulai)
    hasil = {}
    for k in urut:
        dupak_id, baru = terakhir.get(k, (None, {}))
        satu = SaldoRegime(dikenal[k], _baris(dikenal[k], lama[k], baru, kategori_pegawai), dupak_id, k in dasar, masuk)
        hasil[k] = replace(satu, capaian=_capaian(session, pegawai_id, satu, karier))
    return hasil


def dupak_bayangan(pegawai_id: int, karier: Karier, aturan: str, hari_ini: dt.date) -> Dupak:
    """The officer as the claimant of today, to measure by. It belongs to no session and is never stored."""
    return Dupak(
        subjek_id=pegawai_id,
        aturan=aturan,
        golongan=karier.golongan,
        jenjang=karier.jenjang,
        kategori=kategori(karier.jenjang),
        masa_mulai=hari_ini,
        masa_selesai=hari_ini,
    )


def _klaim_terakhir(session: Session, pegawai_id: int, jenjang: str) -> dict[str, tuple[int, dict[str, Decimal]]]:
    """Per rule set the claim that was booked last, and what it brought by element, as far as it counts in the level."""
    baris = session.execute(
        select(
            EntriKredit.aturan,
            EntriKredit.dupak_id,
            EntriKredit.jenjang,
            EntriKredit.unsur,
            func.sum(EntriKredit.jumlah),
            func.max(EntriKredit.id),
        )
        .where(
            EntriKredit.pegawai_id == pegawai_id,
            EntriKredit.dupak_id.is_not(None),
            EntriKredit.jenis.not_in(JENIS_PEMBUKA),
        )
        .group_by(EntriKredit.aturan, EntriKredit.dupak_id, EntriKredit.jenjang, EntriKredit.unsur)
    ).all()
    akhir: dict[str, tuple[int, int]] = {}
    for aturan, dupak_id, _jenjang, _unsur, _jumlah, entri in baris:
        akhir[aturan] = max(akhir.get(aturan, (0, 0)), (entri, dupak_id or 0))
    hasil: dict[str, tuple[int, dict[str, Decimal]]] = {}
    for aturan, dupak_id, milik, unsur, jumlah, _entri in baris:
        if dupak_id != akhir[aturan][1]:
            continue
        isi = hasil.setdefault(aturan, (dupak_id or 0, {}))[1]
        if unsur and (milik == jenjang or not dalam_jenjang(peraturan.kunci(aturan))):
            isi[unsur] = isi.get(unsur, NOL) + jumlah
    return hasil


def _ada_konversi(kunci: Iterable[str]) -> bool:
    return any(peraturan.kunci(k).anak("koefisien") for k in kunci)


def _dengan_ak_dasar(session: Session, pegawai_id: int, jenjang: str) -> frozenset[str]:
    """Rule sets whose account in the level holds base credit."""
    query = select(EntriKredit.aturan).where(
        EntriKredit.pegawai_id == pegawai_id,
        EntriKredit.jenjang == jenjang,
        EntriKredit.jenis == JenisEntri.AK_DASAR,
    )
    return frozenset(session.scalars(query.distinct()))


def _baris(
    aturan: Peraturan, jumlah: Mapping[str, Decimal], baru: Mapping[str, Decimal], kategori_pegawai: str
) -> list[BarisSaldo]:
    """The elements in the order of the form, those it does not print behind them."""
    label = _label(aturan, kategori_pegawai)
    urutan = [*label, *sorted({*jumlah, *baru} - label.keys())]
    return [
        BarisSaldo(
            k,
            label.get(k) or Pesan(k),
            _kelompok(aturan, k),
            jumlah.get(k, NOL) - baru.get(k, NOL),
            baru.get(k, NOL),
        )
        for k in urutan
    ]


def saldo_kosong(aturan: Peraturan, kategori_pegawai: str) -> SaldoRegime:
    """The account of a rule set under which nothing was credited yet."""
    return SaldoRegime(aturan, _baris(aturan, {}, {}, kategori_pegawai), None, dengan_ak_dasar=False)


def _label(aturan: Peraturan, kategori_pegawai: str) -> dict[str, Pesan]:
    """Names of the elements of a category in the order of the form."""
    return {u.kode: Pesan(u.label) for u in daftar_unsur(aturan, kategori_pegawai)}


def _kelompok(aturan: Peraturan, kode: str) -> str:
    jalur = f"unsur.{kode}.kelompok"
    return aturan.teks(jalur) if aturan.memuat(jalur) else UTAMA


def karier_pada(pegawai: Pegawai, hari_ini: dt.date) -> Karier | None:
    """Where the officer stands on the day, from his history; None without rank or functional position."""
    pangkat, jabatan = pegawai.pangkat_pada(hari_ini), pegawai.jabatan_pada(hari_ini)
    if pangkat is None or jabatan is None:
        return None
    jenjang = [r for r in pegawai.riwayat_jabatan if r.tmt <= hari_ini]
    tmt_jenjang = jabatan.tmt
    for satu in reversed(jenjang):
        if satu.jenjang != jabatan.jenjang:
            break
        tmt_jenjang = satu.tmt
    tmt_pangkat = min(r.tmt for r in pegawai.riwayat_pangkat if r.golongan == pangkat.golongan)
    awal = pegawai.pangkat_pada(tmt_jenjang)
    return Karier(
        jabatan.jenjang, pangkat.golongan, tmt_pangkat, tmt_jenjang, jenjang[0].tmt, awal.golongan if awal else None
    )


def hitung_kemajuan(
    saldo: SaldoRegime,
    karier: Karier,
    hari_ini: dt.date,
    *,
    fakta: Fakta | None = None,
    tambahan: Sequence[Tambahan] = (),
) -> Kemajuan:
    """Progress under the rule set of an account."""
    aturan = saldo.aturan
    return kemajuan(
        aturan,
        kenaikan(aturan),
        peraturan.periode_kp,
        _karier_menurut(aturan, karier, saldo.masuk),
        saldo.kredit,
        hari_ini=hari_ini,
        fakta=fakta or Fakta(),
        tambahan=tambahan,
        dengan_ak_dasar=saldo.dengan_ak_dasar,
        capaian=saldo.capaian,
    )


def _karier_menurut(aturan: Peraturan, karier: Karier, masuk: FaktaMasuk | None) -> Karier:
    """The career as a decision under the rule set measures it: with the column of steps of the diploma of entry."""
    if masuk is None or not aturan.anak("langkah"):
        return karier
    k = kedudukan(aturan, karier.golongan, karier.jenjang, masuk)
    return replace(karier, golongan_awal=k.golongan_awal, pendidikan=k.pendidikan)


def _capaian(session: Session, pegawai_id: int, saldo: SaldoRegime, karier: Karier) -> Capaian | None:
    """Since when the account suffices for the next rank: its entries added up in the order of their days.

    One query, where the rules ask for it and the credit suffices at all.
    """
    aturan = saldo.aturan
    if not kenaikan(aturan).memuat("tahun_pertama.bagian"):
        return None
    k = kedudukan(aturan, karier.golongan, karier.jenjang, saldo.masuk)
    if not _cukup_kp(aturan, saldo.kredit, k):
        return None
    query = (
        select(EntriKredit.tanggal, EntriKredit.unsur, func.sum(EntriKredit.jumlah))
        .where(EntriKredit.pegawai_id == pegawai_id, EntriKredit.aturan == aturan.kunci, EntriKredit.unsur != "")
        .group_by(EntriKredit.tanggal, EntriKredit.unsur)
        .order_by(EntriKredit.tanggal)
    )
    if dalam_jenjang(aturan):
        query = query.where(EntriKredit.jenjang == karier.jenjang)
    jumlah: dict[str, Decimal] = {}
    hasil: Capaian | None = None
    for tanggal, baris in groupby(session.execute(query), key=lambda b: b[0]):
        for _, unsur, nilai in baris:
            jumlah[unsur] = jumlah.get(unsur, NOL) + nilai
        kredit = kredit_dinilai(aturan, jumlah)
        if not _cukup_kp(aturan, kredit, k):
            hasil = None
        elif hasil is None:
            hasil = Capaian(tanggal, kredit.utama)
    return hasil


def _cukup_kp(aturan: Peraturan, kredit: KreditDinilai, k: Kedudukan) -> bool:
    kp = kelayakan_kredit(aturan, kredit, k).kp
    return kp is not None and not kp.masih_perlu
