"""What a year's run would do: per officer the periods, their credit, the sum after them, and every exception in words.

Reads only. The page shows it beforehand, and the run follows the very same plan for each officer.
"""

import datetime as dt
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kelayakan_konversi import Kenaikan
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, konversi, nama_predikat
from workflow_app.models import EvaluasiKinerja, Konversi, KonversiState, Pegawai
from workflow_app.models.konversi import akhir_bulan
from workflow_app.peraturan import KetentuanTidakAda, Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.konversi import jenjang_per_bulan, potongan
from workflow_app.services.kredit_konversi import AkunKonversi, akun_banyak, aturan_tahun
from workflow_app.services.tahun_kinerja import masa, menjabat, sudah_jatuh
from workflow_app.states.konversi import paling_awal

SEKALI = 500
"""Officers whose facts are read together."""
BELUM_DITETAPKAN = (KonversiState.DRAF, KonversiState.DIAJUKAN, KonversiState.DIKEMBALIKAN)


class Tindakan(enum.Enum):
    """What a run would do with a period."""

    BUAT = "buat"
    """Make a conversion and submit it."""
    AJUKAN = "ajukan"
    """Submit the draft that was made from this appraisal."""
    ADA = "ada"
    """It is submitted or determined already."""
    LEWATI = "lewati"
    """Nothing can be made; the reasons say why."""


@dataclass(frozen=True, slots=True)
class RencanaMasa:
    """One period of an officer."""

    bulan_mulai: int
    bulan_selesai: int
    tindakan: Tindakan
    jenjang: str | None = None
    predikat: str | None = None
    angka_kredit: Decimal | None = None
    evaluasi_id: int | None = None
    bukti: str = ""
    penilai_id: int | None = None
    konversi_id: int | None = None
    state: KonversiState | None = None
    """Of the conversion that is there already."""
    alasan: tuple[Pesan, ...] = ()


@dataclass(frozen=True, slots=True)
class Vonis:
    """Whether the sum after the run suffices for a raise."""

    tujuan: str
    cukup: bool
    kekurangan: Decimal
    boleh: bool | None


@dataclass(frozen=True, slots=True)
class RencanaPegawai:
    """One officer. `jumlah_kini` and `jumlah_sesudah` are credit in his level of today; None without an account."""

    pegawai_id: int
    nama: str
    unit_id: int
    atasan_id: int | None
    jenjang: str | None
    golongan: str | None
    masa: tuple[RencanaMasa, ...]
    jumlah_kini: Decimal | None = None
    jumlah_sesudah: Decimal | None = None
    kp: Vonis | None = None
    kj: Vonis | None = None
    alasan: tuple[Pesan, ...] = ()
    """Why the officer as a whole is left out or wants a look."""

    @property
    def perlu_perhatian(self) -> bool:
        """Whether something is left out, or wants a look."""
        return bool(self.alasan) or any(m.alasan for m in self.masa)

    @property
    def bertindak(self) -> bool:
        """Whether a run would make or submit anything for him."""
        return any(m.tindakan in AKAN_DIAJUKAN for m in self.masa)

    @property
    def angka_kredit(self) -> Decimal:
        """Credit that the run would bring before the evaluator."""
        return sum((m.angka_kredit or NOL for m in self.masa if m.tindakan in AKAN_DIAJUKAN), NOL)


AKAN_DIAJUKAN = frozenset({Tindakan.BUAT, Tindakan.AJUKAN})


@dataclass
class _Fakta:
    """What the database knows of one officer's year."""

    evaluasi: list[EvaluasiKinerja] = field(default_factory=list)
    konversi: list[Konversi] = field(default_factory=list)


def lingkup(instansi_id: int, unit_id: int | None, tahun: int) -> list[ColumnElement[bool]]:
    """Over `Pegawai`: everybody of the institution or unit who held a functional position in the year."""
    dasar = [Pegawai.instansi_id == instansi_id, menjabat(tahun)]
    return dasar if unit_id is None else [*dasar, Pegawai.unit_id == unit_id]


def jumlah_pegawai(session: Session, instansi_id: int, unit_id: int | None, tahun: int) -> int:
    """How many officers a run would go through."""
    return session.scalar(select(func.count()).select_from(Pegawai).where(*lingkup(instansi_id, unit_id, tahun))) or 0


def rencana(
    session: Session, instansi_id: int, unit_id: int | None, tahun: int, hari_ini: dt.date
) -> Iterator[RencanaPegawai]:
    """The plan of every officer, by his id, with sums and verdicts.

    A fixed number of queries for every `SEKALI` officers; no more of them are in memory at a time. A year outside the
    regime gives nothing.
    """
    aturan = aturan_tahun(tahun)
    if aturan is None:
        return
    terakhir = 0
    while True:
        daftar = session.scalars(
            select(Pegawai)
            .where(*lingkup(instansi_id, unit_id, tahun), Pegawai.id > terakhir)
            .options(selectinload(Pegawai.riwayat_pangkat), selectinload(Pegawai.riwayat_jabatan))
            .order_by(Pegawai.id)
            .limit(SEKALI)
        ).all()
        if not daftar:
            return
        yield from _banyak(session, daftar, tahun, hari_ini, aturan)
        terakhir = daftar[-1].id


Rencana = tuple[RencanaPegawai, dict[int, EvaluasiKinerja]]
"""The plan of an officer, and the appraisals it rests on, by id."""


def rencana_daftar(session: Session, daftar: Sequence[Pegawai], tahun: int, hari_ini: dt.date) -> list[Rencana]:
    """The plans of these officers, whose histories should be loaded, without sums and verdicts. Three queries.

    Raises ValueError for a year that is not converted.
    """
    aturan = aturan_tahun(tahun)
    if aturan is None:
        raise ValueError(f"tahun {tahun} tidak dikonversi")
    fakta = _fakta(session, [p.id for p in daftar], tahun)
    penilai = _penilai_aktif(session, daftar, list(fakta.values()))
    return [
        (
            _rencana(p, tahun, hari_ini, aturan, fakta[p.id], penilai, None),
            {e.id: e for e in fakta[p.id].evaluasi},
        )
        for p in daftar
    ]


def _banyak(
    session: Session, daftar: Sequence[Pegawai], tahun: int, hari_ini: dt.date, aturan: Peraturan
) -> Iterator[RencanaPegawai]:
    fakta = _fakta(session, [p.id for p in daftar], tahun)
    penilai = _penilai_aktif(session, daftar, list(fakta.values()))
    akun = akun_banyak(session, daftar, hari_ini)
    for pegawai in daftar:
        yield _rencana(pegawai, tahun, hari_ini, aturan, fakta[pegawai.id], penilai, akun.get(pegawai.id))


def _fakta(session: Session, ids: Sequence[int], tahun: int) -> dict[int, _Fakta]:
    """Appraisals in force and living conversions of the year, by officer. Two queries."""
    hasil = {i: _Fakta() for i in ids}
    for e in session.scalars(
        select(EvaluasiKinerja)
        .where(
            EvaluasiKinerja.pegawai_id.in_(ids),
            EvaluasiKinerja.tahun == tahun,
            EvaluasiKinerja.dibatalkan_pada.is_(None),
        )
        .order_by(EvaluasiKinerja.bulan_mulai)
    ):
        hasil[e.pegawai_id].evaluasi.append(e)
    for k in session.scalars(
        select(Konversi)
        .where(Konversi.subjek_id.in_(ids), Konversi.tahun == tahun, Konversi.state != KonversiState.DIGANTI)
        .order_by(Konversi.bulan_mulai, Konversi.id)
    ):
        hasil[k.subjek_id].konversi.append(k)
    return hasil


def _penilai_aktif(session: Session, daftar: Sequence[Pegawai], fakta: Sequence[_Fakta]) -> frozenset[int]:
    """Those of the evaluators, in records and cases, and superiors who still work here. One query."""
    ids = {p.atasan_id for p in daftar}
    ids |= {e.penilai_id for f in fakta for e in f.evaluasi} | {k.penilai_id for f in fakta for k in f.konversi}
    query = select(Pegawai.id).where(Pegawai.id.in_({i for i in ids if i is not None}), Pegawai.aktif)
    return frozenset(session.scalars(query))


def _rencana(
    pegawai: Pegawai,
    tahun: int,
    hari_ini: dt.date,
    aturan: Peraturan,
    fakta: _Fakta,
    penilai: frozenset[int],
    akun: AkunKonversi | None,
) -> RencanaPegawai:
    jabatan, pangkat = pegawai.jabatan_pada(hari_ini), pegawai.pangkat_pada(hari_ini)
    perencana = _Perencana(pegawai, tahun, hari_ini, aturan, fakta, penilai)
    semua = perencana.masa()
    alasan = [] if pegawai.aktif else [P_("Pegawai ini tidak aktif lagi.")]
    hasil = RencanaPegawai(
        pegawai.id,
        pegawai.nama,
        pegawai.unit_id,
        pegawai.atasan_id,
        jabatan.jenjang if jabatan else None,
        pangkat.golongan if pangkat else None,
        tuple(semua),
        alasan=tuple(alasan),
    )
    return hasil if akun is None else _dengan_akun(hasil, akun)


class _Perencana:
    """Plans the periods of one officer's year."""

    def __init__(
        self,
        pegawai: Pegawai,
        tahun: int,
        hari_ini: dt.date,
        aturan: Peraturan,
        fakta: _Fakta,
        penilai: frozenset[int],
    ) -> None:
        self.pegawai, self.tahun, self.hari_ini, self.aturan = pegawai, tahun, hari_ini, aturan
        self.fakta, self.penilai = fakta, penilai

    def masa(self) -> list[RencanaMasa]:
        """Every month in a functional position, in periods of equal level and appraisal, by month."""
        hasil = [self._yang_ada(k) for k in self._asli()]
        terisi = {b for m in hasil for b in range(m.bulan_mulai, m.bulan_selesai + 1)}
        for e in self.fakta.evaluasi:
            for awal, akhir in potongan(self.pegawai, self.tahun, e.bulan_mulai, e.bulan_selesai):
                kosong = [b for b in range(awal, akhir + 1) if b not in terisi]
                hasil += [self._baru(e, a, b) for a, b in masa(kosong)]
                terisi |= set(kosong)
        jenjang = jenjang_per_bulan(self.pegawai, self.tahun, 1, BULAN_SETAHUN)
        sisa = [b for b, j in enumerate(jenjang, 1) if j is not None and b not in terisi]
        hasil += [self._tanpa_catatan(a, b) for a, b in masa(sisa)]
        return sorted(hasil, key=lambda m: m.bulan_mulai)

    def _asli(self) -> list[Konversi]:
        """Conversions that are not the unfinished replacement of another one in the list."""
        ada = {k.id for k in self.fakta.konversi}
        return [k for k in self.fakta.konversi if k.menggantikan_id not in ada]

    def _yang_ada(self, k: Konversi) -> RencanaMasa:
        catatan = next((e for e in self.fakta.evaluasi if e.id == k.evaluasi_id), None)
        tindakan, alasan = Tindakan.ADA, self._beda_catatan(k)
        if k.state is KonversiState.DRAF:
            dari_catatan = catatan is not None and catatan.predikat == k.predikat
            tindakan = Tindakan.AJUKAN if dari_catatan and k.menggantikan_id is None else Tindakan.LEWATI
            halangan = self._halangan_draf(k)
            if tindakan is Tindakan.LEWATI:
                halangan = [
                    P_("Draf konversi nomor perkara %(id)s belum diajukan. Lanjutkan draf itu.", id=str(k.id)),
                    *halangan,
                ]
            elif halangan:
                tindakan = Tindakan.LEWATI
            alasan += halangan
        elif k.state is KonversiState.DIKEMBALIKAN:
            tindakan = Tindakan.LEWATI
            alasan.append(
                P_(
                    "Konversi nomor perkara %(id)s dikembalikan penilai. Perbaiki, lalu ajukan lagi.",
                    id=str(k.id),
                )
            )
        return RencanaMasa(
            k.bulan_mulai,
            k.bulan_selesai,
            tindakan,
            k.jenjang or self._jenjang(k.bulan_mulai),
            k.predikat,
            k.jumlah if k.jumlah is not None else self._kredit(k.bulan_mulai, k.predikat, k.bulan),
            k.evaluasi_id,
            k.bukti,
            k.penilai_id,
            k.id,
            k.state,
            tuple(alasan),
        )

    def _halangan_draf(self, k: Konversi) -> list[Pesan]:
        """What the submission of a draft would be refused for, or should wait for."""
        halangan = self._halangan(k.bulan_selesai, k.penilai_id)
        if k.penilai_id is not None and k.penilai_id not in self.penilai:
            halangan.append(P_("Penilai pada draf ini tidak ada lagi di sini. Pilih penilai lain."))
        if not k.bukti.strip():
            halangan.append(P_("Sebutkan dokumen evaluasi kinerja yang menjadi bukti."))
        if potongan(self.pegawai, self.tahun, k.bulan_mulai, k.bulan_selesai) != [(k.bulan_mulai, k.bulan_selesai)]:
            halangan.append(P_("Jenjang berganti dalam masa draf ini. Buat satu konversi untuk setiap jenjang."))
        if not self.pegawai.aktif:
            halangan.append(P_("Pegawai ini tidak aktif lagi; ajukan sendiri draf ini bila masih diperlukan."))
        return halangan

    def _beda_catatan(self, k: Konversi) -> list[Pesan]:
        """Whether the record says another predicate now than the conversion, and whether a replacement is under way."""
        pengganti = next((x for x in self.fakta.konversi if x.menggantikan_id == k.id), None)
        if pengganti is not None:
            return [P_("Penggantinya, nomor perkara %(id)s, sedang diproses.", id=str(pengganti.id))]
        for e in self.fakta.evaluasi:
            if e.bulan_mulai <= k.bulan_selesai and e.bulan_selesai >= k.bulan_mulai and e.predikat != k.predikat:
                return [
                    P_(
                        "Catatan kinerja berpredikat %(catatan)s, konversi nomor perkara %(id)s %(konversi)s. Buat "
                        "konversi pengganti, atau betulkan catatannya.",
                        catatan=nama_predikat(self.aturan, e.predikat),
                        id=str(k.id),
                        konversi=nama_predikat(self.aturan, k.predikat),
                    )
                ]
        return []

    def _baru(self, e: EvaluasiKinerja, awal: int, akhir: int) -> RencanaMasa:
        penilai, keterangan = self._penilai(e)
        halangan = self._halangan(akhir, penilai)
        if not self.pegawai.aktif:
            halangan.append(P_("Pegawai ini tidak aktif lagi; buat konversinya sendiri bila masih diperlukan."))
        return RencanaMasa(
            awal,
            akhir,
            Tindakan.LEWATI if halangan else Tindakan.BUAT,
            self._jenjang(awal),
            e.predikat,
            self._kredit(awal, e.predikat, akhir - awal + 1),
            e.id,
            e.bukti,
            penilai,
            alasan=tuple([*halangan, *keterangan] if halangan else keterangan),
        )

    def _penilai(self, e: EvaluasiKinerja) -> tuple[int | None, list[Pesan]]:
        """Who determines: the evaluator of the record, or the superior of today where that one does not work here."""
        if e.penilai_id is not None and e.penilai_id in self.penilai:
            return e.penilai_id, []
        atasan = self.pegawai.atasan_id
        if atasan is None or atasan not in self.penilai or atasan == self.pegawai.id:
            return None, []
        return atasan, [P_("Penilai pada catatan tidak ada lagi di sini; diajukan kepada atasan langsung.")]

    def _halangan(self, akhir: int, penilai_id: int | None) -> list[Pesan]:
        halangan = []
        awal = paling_awal(Konversi(aturan=self.aturan.kunci, tahun=self.tahun, bulan_selesai=akhir))
        if self.hari_ini < awal:
            halangan.append(P_("Konversi masa ini paling awal diajukan %(tanggal)s.", tanggal=awal))
        if penilai_id is None:
            halangan.append(
                P_("Pejabat Penilai Kinerja belum diketahui. Isi atasan langsung pegawai, atau penilai pada catatan.")
            )
        if self.pegawai.pangkat_pada(akhir_bulan(self.tahun, akhir)) is None:
            halangan.append(P_("Pangkat pada masa itu belum tercatat. Minta admin melengkapinya."))
        return halangan

    def _jenjang(self, bulan: int) -> str | None:
        jabatan = self.pegawai.jabatan_pada(dt.date(self.tahun, bulan, 1))
        return jabatan.jenjang if jabatan else None

    def _kredit(self, awal: int, predikat: str, bulan: int) -> Decimal | None:
        jenjang = self._jenjang(awal)
        try:
            return konversi(self.aturan, jenjang, predikat, bulan).nilai if jenjang else None
        except KetentuanTidakAda:
            return None

    def _tanpa_catatan(self, awal: int, akhir: int) -> RencanaMasa:
        if sudah_jatuh(self.tahun, self.hari_ini):
            pesan = P_("Belum ada catatan kinerja untuk masa ini. Catat evaluasinya lebih dahulu.")
        else:
            pesan = P_("Belum ada catatan kinerja; evaluasi tahun ini belum waktunya.")
        return RencanaMasa(awal, akhir, Tindakan.LEWATI, self._jenjang(awal), alasan=(pesan,))


# Sums and verdicts


def _dengan_akun(rencana: RencanaPegawai, akun: AkunKonversi) -> RencanaPegawai:
    """The plan with what stands in the officer's level, what it comes to, and what that suffices for."""
    menunggu = sum(
        (
            m.angka_kredit or NOL
            for m in rencana.masa
            if m.jenjang == akun.karier.jenjang and (m.tindakan in AKAN_DIAJUKAN or m.state is KonversiState.DIAJUKAN)
        ),
        NOL,
    )
    kp = kj = None
    alasan = list(rencana.alasan)
    try:
        layak = akun.kelayakan(menunggu)
    except ValueError:
        layak = None
        alasan.append(
            P_("Pangkat %(golongan)s tidak sesuai jenjangnya; kenaikan tidak dinilai.", golongan=akun.karier.golongan)
        )
    if layak is not None:
        kp, kj = _vonis(layak.kp), _vonis(layak.kj)
    return RencanaPegawai(
        rencana.pegawai_id,
        rencana.nama,
        rencana.unit_id,
        rencana.atasan_id,
        rencana.jenjang,
        rencana.golongan,
        rencana.masa,
        akun.jumlah,
        akun.jumlah + menunggu,
        kp,
        kj,
        tuple(alasan),
    )


def _vonis(satu: Kenaikan) -> Vonis | None:
    if satu.tujuan is None or satu.kebutuhan is None:
        return None
    return Vonis(satu.tujuan, satu.jumlah >= satu.kebutuhan, satu.kekurangan or NOL, satu.boleh)


# All of them together


@dataclass
class Jumlah:
    """Totals of a plan: officers, periods by what would be done, credit, and who reaches what."""

    pegawai: int = 0
    perlu_perhatian: int = 0
    masa: dict[Tindakan, int] = field(default_factory=lambda: dict.fromkeys(Tindakan, 0))
    angka_kredit: Decimal = NOL
    cukup_kp: int = 0
    cukup_kj: int = 0

    def tambah(self, satu: RencanaPegawai) -> None:
        """Count an officer in."""
        self.pegawai += 1
        self.perlu_perhatian += satu.perlu_perhatian
        for m in satu.masa:
            self.masa[m.tindakan] += 1
        self.angka_kredit += satu.angka_kredit
        self.cukup_kp += satu.kp is not None and satu.kp.cukup
        self.cukup_kj += satu.kj is not None and satu.kj.cukup


def jumlahkan(semua: Sequence[RencanaPegawai]) -> Jumlah:
    """Totals over the plans of all officers."""
    hasil = Jumlah()
    for satu in semua:
        hasil.tambah(satu)
    return hasil
