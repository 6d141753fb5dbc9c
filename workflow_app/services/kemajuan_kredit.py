"""An officer's credit account as sums, and how far it carries him: per rule set and element, next rank, next level."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kelayakan import KreditDinilai
from workflow_app.kalkulator.kemajuan import Kemajuan, Tambahan, kemajuan
from workflow_app.kalkulator.syarat_kenaikan import Fakta, Karier
from workflow_app.models import EntriKredit, Pegawai
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG, UTAMA, daftar_unsur
from workflow_app.pesan import Pesan

AK_DASAR = "ak_dasar"
"""Row of the account that holds base credit of the conversion regime."""


@dataclass(frozen=True)
class BarisSaldo:
    """One element: what was there before the last decided claim, what that claim brought, and both together."""

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
    """The last decided claim: the origin of the new credit."""

    @property
    def jumlah(self) -> BarisSaldo:
        """All elements together."""
        lama, baru = (sum((getattr(b, k) for b in self.baris), NOL) for k in ("lama", "baru"))
        return BarisSaldo("", Pesan(""), "", lama, baru)

    @property
    def kredit(self) -> KreditDinilai:
        """The sums that a raise is measured by."""
        return kredit_dinilai(self.aturan, {b.kode: b.jumlah for b in self.baris})

    @property
    def dengan_ak_dasar(self) -> bool:
        """Whether base credit is part of it."""
        return any(b.kode == AK_DASAR and b.jumlah for b in self.baris)


def kredit_dinilai(aturan: Peraturan, per_unsur: Mapping[str, Decimal]) -> KreditDinilai:
    """Credit per element in the groups that a raise asks for; an element the rule set does not know counts as main."""
    penunjang = sum((n for kode, n in per_unsur.items() if _kelompok(aturan, kode) == PENUNJANG), NOL)
    return KreditDinilai(sum(per_unsur.values(), NOL) - penunjang, penunjang, per_unsur.get(PENGEMBANGAN_PROFESI, NOL))


def saldo_regime(session: Session, pegawai_id: int, kategori_pegawai: str | None = None) -> dict[str, SaldoRegime]:
    """The account by rule set, the oldest first; one query. Rule sets without entries are left out."""
    hasil = session.execute(
        select(
            EntriKredit.aturan,
            EntriKredit.baris,
            EntriKredit.dupak_id,
            func.sum(EntriKredit.jumlah),
            func.max(EntriKredit.tanggal),
        )
        .where(EntriKredit.pegawai_id == pegawai_id)
        .group_by(EntriKredit.aturan, EntriKredit.baris, EntriKredit.dupak_id)
    ).all()
    per_aturan: dict[str, list[tuple[str, int | None, Decimal, dt.date]]] = {}
    for kunci, baris, dupak_id, jumlah, tanggal in hasil:
        per_aturan.setdefault(kunci, []).append((baris, dupak_id, jumlah, tanggal))
    dikenal = {a.kunci: a for a in peraturan.semua()}
    urut = sorted((k for k in per_aturan if k in dikenal), key=lambda k: dikenal[k].berlaku_mulai)
    return {k: _saldo(dikenal[k], per_aturan[k], kategori_pegawai) for k in urut}


def _saldo(
    aturan: Peraturan, isi: Iterable[tuple[str, int | None, Decimal, dt.date]], kategori_pegawai: str | None
) -> SaldoRegime:
    isi = list(isi)
    klaim = [(tanggal, dupak_id) for _, dupak_id, _, tanggal in isi if dupak_id is not None]
    terakhir = max(klaim)[1] if klaim else None
    lama: dict[str, Decimal] = {}
    baru: dict[str, Decimal] = {}
    for kode, dupak_id, jumlah, _ in isi:
        tempat = baru if dupak_id is not None and dupak_id == terakhir else lama
        tempat[kode] = tempat.get(kode, NOL) + jumlah
    label = _label(aturan, kategori_pegawai)
    urutan = [*label, *sorted({*lama, *baru} - label.keys())]
    baris = [
        BarisSaldo(k, label.get(k) or Pesan(k), _kelompok(aturan, k), lama.get(k, NOL), baru.get(k, NOL))
        for k in urutan
        if kategori_pegawai or k in lama or k in baru
    ]
    return SaldoRegime(aturan, baris, terakhir)


def saldo_kosong(aturan: Peraturan, kategori_pegawai: str) -> SaldoRegime:
    """The account of a rule set under which nothing was credited yet."""
    label = _label(aturan, kategori_pegawai)
    baris = [BarisSaldo(k, nama, _kelompok(aturan, k), NOL, NOL) for k, nama in label.items()]
    return SaldoRegime(aturan, baris, None)


def _label(aturan: Peraturan, kategori_pegawai: str | None) -> dict[str, Pesan]:
    """Names of the elements in the order of the form; of one category, or of both."""
    if kategori_pegawai:
        return {u.kode: Pesan(u.label) for u in daftar_unsur(aturan, kategori_pegawai)}
    return {kode: Pesan(aturan.teks(f"unsur.{kode}.label")) for kode in aturan.anak("unsur")}


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


@dataclass(frozen=True)
class Rekening:
    """Everything the pages about an officer's credit show."""

    pegawai: Pegawai
    karier: Karier
    saldo: Mapping[str, SaldoRegime]
    """By rule set, that of today included."""
    kini: str
    """Key of the rule set of today."""
    kemajuan: Mapping[str, Kemajuan]


def rekening(session: Session, pegawai: Pegawai, hari_ini: dt.date) -> Rekening | None:
    """The account of an officer with his progress under each rule set; None without rank or functional position.

    The histories of the officer are read with it; one further query. Raises PeraturanTidakAda for a day without rules.
    """
    karier = karier_pada(pegawai, hari_ini)
    if karier is None:
        return None
    golongan_pegawai = kategori(karier.jenjang)
    saldo = saldo_regime(session, pegawai.id, golongan_pegawai)
    kini = peraturan.untuk(hari_ini)
    saldo.setdefault(kini.kunci, saldo_kosong(kini, golongan_pegawai))
    hasil = {kunci: hitung_kemajuan(s, karier, hari_ini) for kunci, s in saldo.items()}
    return Rekening(pegawai, karier, saldo, kini.kunci, hasil)


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
        peraturan.kunci(f"kenaikan_{aturan.kunci}"),
        peraturan.periode_kp,
        karier,
        saldo.kredit,
        hari_ini=hari_ini,
        fakta=fakta or Fakta(),
        tambahan=tambahan,
        dengan_ak_dasar=saldo.dengan_ak_dasar,
    )
