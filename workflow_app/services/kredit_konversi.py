"""The account of an officer under the conversion regime: what stands in his level, and what a determination adds.

Everything here reads the ledger and the facts of the officer; `penetapan_ak`, `konversi` and the pages share it.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Integer, func, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.ijazah import peringkat
from workflow_app.kalkulator.kelayakan_konversi import Fakta, KelayakanKonversi, kelayakan_konversi
from workflow_app.kalkulator.konversi import peningkatan_pendidikan
from workflow_app.kalkulator.minimal_konversi import di_atas_jenjang
from workflow_app.kalkulator.perpindahan import (
    jenjang_pelaksana_melebihi,
    pangkat_puncak,
    pelaksana_melebihi,
    perpindahan,
)
from workflow_app.kalkulator.syarat_kenaikan import Karier
from workflow_app.models import (
    AsalJabatan,
    EntriKredit,
    EvaluasiKinerja,
    IjazahPegawai,
    JenisAsal,
    JenisEntri,
    Konversi,
    KonversiState,
    Pegawai,
    RiwayatJabatan,
)
from workflow_app.models.base import AngkaKredit
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang
from workflow_app.pesan import P_, Pesan
from workflow_app.services.kemajuan_kredit import karier_pada

AK_DASAR, JF_LAMA, PENYESUAIAN, KONVERSI, PENDIDIKAN, LAIN = (
    "ak_dasar",
    "jf_lama",
    "penyesuaian",
    "konversi",
    "pendidikan",
    "lain",
)
"""Rows of the determination; the codes of the rule set's elements."""


@dataclass(frozen=True, slots=True)
class Tambahan:
    """Credit that the next determination books. `sebab` is its cause in the ledger, booked at most once."""

    jenis: JenisEntri
    unsur: str
    jumlah: Decimal
    sebab: str
    alasan: Pesan
    sumber: str
    dasar: str


@dataclass(frozen=True, slots=True)
class AkunKonversi:
    """The account in the level of today. `tertahan` says what a degree or post does not give yet, and why."""

    aturan: Peraturan
    karier: Karier
    saldo: Mapping[str, Decimal]
    """Booked credit per row of the determination."""
    tambahan: Sequence[Tambahan]
    tertahan: Sequence[Pesan]
    fakta: Fakta
    dengan_ak_dasar: bool
    golongan_awal: str | None
    """Rank from which the needs are counted; None for the lowest of the level."""

    @property
    def jumlah(self) -> Decimal:
        """Booked credit and what the next determination adds."""
        return sum(self.saldo.values(), NOL) + sum((t.jumlah for t in self.tambahan), NOL)

    def kelayakan(self, lain: Decimal = NOL) -> KelayakanKonversi | None:
        """What the credit (and `lain`) suffices for; None for a rank so far above the level that no table holds."""
        karier, puncak = self.karier, golongan_jenjang(self.aturan, self.karier.jenjang)[-1]
        jauh = di_atas_jenjang(self.aturan, karier.jenjang, karier.golongan)
        if jauh and karier.golongan != golongan_berikut(puncak):
            return None
        return kelayakan_konversi(
            self.aturan,
            peraturan.kunci(f"kenaikan_{self.aturan.kunci}"),
            angka_kredit=self.jumlah + lain,
            jenjang=karier.jenjang,
            golongan=karier.golongan,
            golongan_awal=self.golongan_awal,
            dengan_ak_dasar=self.dengan_ak_dasar,
            fakta=self.fakta,
        )


def pangkat_jauh() -> Pesan:
    """Why no raise is judged of a rank for which `AkunKonversi.kelayakan` gives None."""
    return P_("Pangkat jauh di atas jenjang yang diduduki; kenaikan menunggu pengangkatan dalam jenjang berikutnya.")


def akun_konversi(
    session: Session,
    pegawai: Pegawai,
    hari_ini: dt.date,
    *,
    uji_kompetensi: bool | None = None,
    lowongan: bool | None = None,
    kecuali_penetapan: Collection[int] = (),
) -> AkunKonversi | None:
    """The account as of a day; None without rank or functional position. Five queries.

    `kecuali_penetapan` leaves out what some determinations booked themselves, so that it can be computed anew.
    """
    aturan = aturan_konversi(hari_ini)
    karier = karier_pada(pegawai, hari_ini)
    if aturan is None or karier is None:
        return None
    bahan = _bahan(session, [pegawai.id], aturan, hari_ini, kecuali_penetapan)[pegawai.id]
    return _akun(pegawai, aturan, karier, bahan, hari_ini, uji_kompetensi=uji_kompetensi, lowongan=lowongan)


def akun_banyak(session: Session, daftar: Sequence[Pegawai], hari_ini: dt.date) -> dict[int, AkunKonversi]:
    """The accounts of many officers, whose histories should be loaded, as `akun_konversi` gives each; five queries.

    Officers without rank or functional position are left out.
    """
    aturan = aturan_konversi(hari_ini)
    if aturan is None:
        return {}
    semua = _bahan(session, [p.id for p in daftar], aturan, hari_ini)
    hasil = {}
    for pegawai in daftar:
        karier = karier_pada(pegawai, hari_ini)
        if karier is not None:
            hasil[pegawai.id] = _akun(pegawai, aturan, karier, semua[pegawai.id], hari_ini)
    return hasil


@dataclass
class _Bahan:
    """What the database knows of one officer's account."""

    saldo: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """Booked credit by level and row."""
    tercatat: set[str] = field(default_factory=set)
    """The causes that only a determination books."""
    predikat: str | None = None
    asal: list[tuple[AsalJabatan, RiwayatJabatan]] = field(default_factory=list)
    ijazah: list[IjazahPegawai] = field(default_factory=list)


def _akun(
    pegawai: Pegawai,
    aturan: Peraturan,
    karier: Karier,
    bahan: _Bahan,
    hari_ini: dt.date,
    *,
    uji_kompetensi: bool | None = None,
    lowongan: bool | None = None,
) -> AkunKonversi:
    saldo = {unsur: n for (jenjang, unsur), n in bahan.saldo.items() if jenjang == karier.jenjang and n}
    predikat = bahan.predikat
    tambahan, tertahan = [], []
    for satu in (
        *_asal(pegawai, aturan, karier, bahan.asal),
        *_ijazah(pegawai, aturan, karier, predikat, hari_ini, bahan.ijazah),
    ):
        if isinstance(satu, Pesan):
            tertahan.append(satu)
        elif satu.sebab not in bahan.tercatat and satu.jumlah > 0:
            tambahan.append(satu)
    dasar = AK_DASAR in saldo or any(t.unsur == AK_DASAR for t in tambahan)
    # Integration takes the base of the level's lowest rank off, so the needs are counted from there; and so they are,
    # before and after it is booked, for credit that another functional position gathered in the level.
    integrasi = JF_LAMA in saldo or any(t.unsur == JF_LAMA for t in tambahan)
    awal = karier.golongan_awal if karier.golongan_awal in golongan_jenjang(aturan, karier.jenjang) else None
    fakta = Fakta(
        predikat=predikat,
        uji_kompetensi=uji_kompetensi,
        lowongan=lowongan,
        tahun_pangkat=_tahun(karier.tmt_pangkat, hari_ini),
        tahun_jenjang=_tahun(karier.tmt_jenjang, hari_ini),
        tahun_jabatan=_tahun(karier.tmt_jabatan, hari_ini),
    )
    return AkunKonversi(aturan, karier, saldo, tambahan, tertahan, fakta, dasar, None if integrasi else awal)


def aturan_konversi(hari_ini: dt.date) -> Peraturan | None:
    """The rule set of today if credit comes from conversion under it; None for days of claims."""
    aturan = peraturan.untuk(hari_ini)
    return aturan if aturan.anak("koefisien") else None


def regime_konversi(hari_ini: dt.date) -> bool:
    """Whether credit comes from conversion on this day; a day without any rules has neither claims nor conversions."""
    try:
        return aturan_konversi(hari_ini) is not None
    except peraturan.PeraturanTidakAda:
        return False


def aturan_tahun(tahun: int) -> Peraturan | None:
    """The rule set by which appraisals of a year are converted; None for a year of claims, or one without rules."""
    try:
        return aturan_konversi(dt.date(tahun, 12, 1))
    except (peraturan.PeraturanTidakAda, ValueError):
        return None


def _tahun(sejak: dt.date, sampai: dt.date) -> Decimal:
    """Whole years between two days."""
    penuh = sampai.year - sejak.year - ((sampai.month, sampai.day) < (sejak.month, sejak.day))
    return Decimal(max(penuh, 0))


def _bahan(
    session: Session, ids: Sequence[int], aturan: Peraturan, hari_ini: dt.date, kecuali: Collection[int] = ()
) -> dict[int, _Bahan]:
    """What the accounts of these officers are made of. Five queries."""
    hasil = {i: _Bahan() for i in ids}
    query = select(EntriKredit.pegawai_id, EntriKredit.jenjang, EntriKredit.unsur, func.sum(EntriKredit.jumlah)).where(
        EntriKredit.pegawai_id.in_(ids), EntriKredit.aturan == aturan.kunci, EntriKredit.unsur != ""
    )
    sebab = select(EntriKredit.pegawai_id, EntriKredit.sebab).where(
        EntriKredit.pegawai_id.in_(ids), EntriKredit.perkara == "penetapan_ak"
    )
    if kecuali:
        milik = func.coalesce(EntriKredit.perkara_id, 0)
        bukan_ini = or_(EntriKredit.perkara != "penetapan_ak", milik.not_in(kecuali))
        query, sebab = query.where(bukan_ini), sebab.where(bukan_ini)
    for pegawai_id, jenjang, unsur, jumlah in session.execute(
        query.group_by(EntriKredit.pegawai_id, EntriKredit.jenjang, EntriKredit.unsur)
    ):
        hasil[pegawai_id].saldo[jenjang, unsur] = jumlah
    for pegawai_id, satu in session.execute(sebab):
        hasil[pegawai_id].tercatat.add(satu)
    for pegawai_id, predikat in _predikat_terakhir(session, ids, hari_ini).items():
        hasil[pegawai_id].predikat = predikat
    for asal, jabatan in session.execute(
        select(AsalJabatan, RiwayatJabatan)
        .join(RiwayatJabatan, RiwayatJabatan.id == AsalJabatan.riwayat_jabatan_id)
        .where(RiwayatJabatan.pegawai_id.in_(ids), AsalJabatan.dibatalkan_pada.is_(None))
        .order_by(RiwayatJabatan.tmt)
    ):
        hasil[jabatan.pegawai_id].asal.append((asal, jabatan))
    for ijazah in session.scalars(
        select(IjazahPegawai)
        .where(IjazahPegawai.pegawai_id.in_(ids), IjazahPegawai.dibatalkan_pada.is_(None))
        .order_by(IjazahPegawai.tanggal)
    ):
        hasil[ijazah.pegawai_id].ijazah.append(ijazah)
    return hasil


def predikat_terakhir(session: Session, pegawai_id: int, hari_ini: dt.date) -> str | None:
    """Predicate of the newest appraised time: from the record, or a determined conversion where there is none."""
    return _predikat_terakhir(session, [pegawai_id], hari_ini).get(pegawai_id)


def _predikat_terakhir(session: Session, ids: Sequence[int], hari_ini: dt.date) -> dict[int, str]:
    """The same for many officers; one query. The record goes before a conversion of the same months."""
    catatan = select(
        EvaluasiKinerja.pegawai_id.label("milik"),
        EvaluasiKinerja.tahun.label("tahun"),
        EvaluasiKinerja.bulan_selesai.label("bulan"),
        literal_column("1", Integer).label("asal"),
        EvaluasiKinerja.predikat.label("predikat"),
    ).where(
        EvaluasiKinerja.pegawai_id.in_(ids),
        EvaluasiKinerja.dibatalkan_pada.is_(None),
        EvaluasiKinerja.tahun <= hari_ini.year,
    )
    konversi = select(
        Konversi.subjek_id, Konversi.tahun, Konversi.bulan_selesai, literal_column("2", Integer), Konversi.predikat
    ).where(Konversi.subjek_id.in_(ids), Konversi.state == KonversiState.DITETAPKAN)
    semua = union_all(catatan, konversi).subquery()
    urutan = func.row_number().over(
        partition_by=semua.c.milik, order_by=(semua.c.tahun.desc(), semua.c.bulan.desc(), semua.c.asal)
    )
    bernomor = select(semua.c.milik, semua.c.predikat, urutan.label("ke")).subquery()
    query = select(bernomor.c.milik, bernomor.c.predikat).where(bernomor.c.ke == 1)
    return {milik: str(predikat) for milik, predikat in session.execute(query)}


# Causes in the ledger

_ASAL, _AK_DASAR, _LANJUT = ":asal", ":ak_dasar", ":pelaksana_melebihi:lanjut"


def sebab_pendidikan(pegawai_id: int, ijazah: str) -> str:
    """The cause under which a determination books the credit of a degree."""
    return f"pegawai:{pegawai_id}:pendidikan:{ijazah}"


def sebab_asal(riwayat_jabatan_id: int) -> tuple[str, ...]:
    """Every cause under which determinations book what somebody starts a position with."""
    return tuple(f"{_sebab_jabatan(riwayat_jabatan_id)}{akhiran}" for akhiran in (_ASAL, _AK_DASAR, _LANJUT))


def _sebab_jabatan(riwayat_jabatan_id: int) -> str:
    return f"jabatan:{riwayat_jabatan_id}"


# What a degree gives


def _ijazah(
    pegawai: Pegawai,
    aturan: Peraturan,
    karier: Karier,
    predikat: str | None,
    hari_ini: dt.date,
    semua: Sequence[IjazahPegawai],
) -> list[Tambahan | Pesan]:
    """Credit of every degree higher than the one of the appointment, or why it is not given yet."""
    tertinggi = max((peringkat(peraturan.karier(), i.ijazah) for i in semua if i.dasar_pengangkatan), default=-1)
    hasil: list[Tambahan | Pesan] = []
    for satu in semua:
        tinggi = peringkat(peraturan.karier(), satu.ijazah)
        if satu.dasar_pengangkatan or tinggi <= tertinggi or satu.tanggal > hari_ini:
            continue
        tertinggi = tinggi
        if predikat is None:
            hasil.append(P_("Ijazah %(ijazah)s menunggu predikat kinerja.", ijazah=satu.ijazah.upper()))
            continue
        tercatat = satu.tercatat_bkn_pada is not None and satu.tercatat_bkn_pada <= hari_ini
        naik = peningkatan_pendidikan(aturan, karier.jenjang, satu.ijazah, predikat, tercatat_bkn=tercatat)
        if not naik.diberikan:
            hasil += naik.alasan
            continue
        hasil.append(
            Tambahan(
                JenisEntri.PENDIDIKAN,
                PENDIDIKAN,
                naik.nilai,
                sebab_pendidikan(pegawai.id, satu.ijazah),
                naik.alasan[0],
                naik.langkah[0].sumber,
                satu.bukti,
            )
        )
    return hasil


# What somebody starts with


def _asal(
    pegawai: Pegawai, aturan: Peraturan, karier: Karier, baris: Sequence[tuple[AsalJabatan, RiwayatJabatan]]
) -> list[Tambahan | Pesan]:
    """Credit of the post from which the officer entered his position, under the rules of the day he entered."""
    hasil: list[Tambahan | Pesan] = []
    for asal, jabatan in baris:
        if jabatan.tmt < aturan.berlaku_mulai:
            continue
        if jabatan.jenjang == karier.jenjang and jabatan.tmt == karier.tmt_jenjang:
            hasil += _masuk(pegawai, aturan, asal, jabatan)
        elif asal.jenis is JenisAsal.PELAKSANA and _melebihi(pegawai, aturan, jabatan):
            # He came far above his level: the level after it begins with the annex's second figure.
            dasar = pelaksana_melebihi(aturan, jabatan.jenjang)
            hasil.append(
                Tambahan(
                    JenisEntri.KONVERSI,
                    LAIN,
                    dasar.nilai_lanjut,
                    f"{_sebab_jabatan(jabatan.id)}{_LANJUT}",
                    dasar.langkah[-1].teks,
                    dasar.langkah[-1].sumber,
                    asal.bukti,
                )
            )
    return hasil


def _melebihi(pegawai: Pegawai, aturan: Peraturan, jabatan: RiwayatJabatan) -> bool:
    pangkat = pegawai.pangkat_pada(jabatan.tmt)
    return (
        pangkat is not None
        and jabatan.jenjang in jenjang_pelaksana_melebihi(aturan)
        and di_atas_jenjang(aturan, jabatan.jenjang, pangkat.golongan)
    )


def _masuk(pegawai: Pegawai, aturan: Peraturan, asal: AsalJabatan, jabatan: RiwayatJabatan) -> list[Tambahan | Pesan]:
    sebab = f"{_sebab_jabatan(jabatan.id)}{_ASAL}"
    if asal.angka_kredit is not None:
        unsur = JF_LAMA if asal.jenis is JenisAsal.JF_LAIN else PENYESUAIAN
        angka = AngkaKredit.tepat(asal.angka_kredit)
        teks = P_("Angka kredit %(nilai)s menurut %(bukti)s.", nilai=angka, bukti=asal.bukti)
        sumber = aturan.sumber("perpindahan.tahun_maksimal_puncak")
        return [Tambahan(JenisEntri.SALDO_AWAL, unsur, angka, sebab, teks, sumber, asal.bukti)]
    pangkat = pegawai.pangkat_pada(jabatan.tmt)
    if pangkat is None:
        return [P_("Pangkat saat pengangkatan belum tercatat, jadi angka kredit perpindahan belum dihitung.")]
    if _melebihi(pegawai, aturan, jabatan):
        if asal.jenis is not JenisAsal.PELAKSANA:
            return [P_("Pangkat melampaui jenjang yang diduduki; tabel perpindahan tidak memuatnya.")]
        dasar = pelaksana_melebihi(aturan, jabatan.jenjang)
        langkah = dasar.langkah[0]
        return [Tambahan(JenisEntri.KONVERSI, LAIN, dasar.nilai, sebab, langkah.teks, langkah.sumber, asal.bukti)]
    if pangkat.golongan not in golongan_jenjang(aturan, jabatan.jenjang):
        return [P_("Pangkat saat pengangkatan di luar jenjang itu; tabel perpindahan tidak memuatnya.")]
    puncak = pangkat_puncak(aturan, asal.jenis.value, pangkat.golongan, asal.ijazah)
    if puncak is None:
        return [P_("Ijazah saat perpindahan belum tercatat, jadi pangkat puncak pelaksana belum diketahui.")]
    tmt = min(r.tmt for r in pegawai.riwayat_pangkat if r.golongan == pangkat.golongan)
    bulan = (jabatan.tmt.year - tmt.year) * 12 + jabatan.tmt.month - tmt.month - (jabatan.tmt.day < tmt.day)
    hasil = perpindahan(aturan, jabatan.jenjang, pangkat.golongan, asal.predikat or "", max(bulan, 0), puncak=puncak)
    teks = P_(
        "Perpindahan dari %(asal)s: %(bulan)s bulan dalam pangkat dihitung, %(nilai)s.",
        asal=asal.jenis.value,
        bulan=hasil.bulan_dihitung,
        nilai=hasil.konversi,
    )
    sumber = hasil.langkah[-1].sumber
    return [
        Tambahan(JenisEntri.KONVERSI, KONVERSI, hasil.konversi, sebab, teks, sumber, asal.bukti),
        Tambahan(
            JenisEntri.AK_DASAR,
            AK_DASAR,
            hasil.ak_dasar,
            f"{_sebab_jabatan(jabatan.id)}{_AK_DASAR}",
            hasil.langkah[-2].teks,
            hasil.langkah[-2].sumber,
            asal.bukti,
        ),
    ]
