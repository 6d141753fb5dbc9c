"""The yearly run: makes and submits the conversions of an institution or unit, officer by officer.

Each officer for whom something is done is a transaction of his own. The run's row is locked in it and remembers the
last officer, so that a run that was killed goes on where it stood, and two workers never do the same officer twice.
What is there already stays as it is: a second run changes nothing.
"""

import datetime as dt
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as TiadaSambungan
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app import outbox
from workflow_app.errors import Alasan, MasukanSalah, Refused, WrongState
from workflow_app.models import (
    EvaluasiKinerja,
    HasilKonversiTahunan,
    HasilMasa,
    Konversi,
    KonversiTahunan,
    Pegawai,
    Unit,
)
from workflow_app.outbox import PembuatSesi
from workflow_app.permissions import Pelaku, boleh_konversi_tahunan, muat_pelaku
from workflow_app.pesan import P_, Pesan, ke_data
from workflow_app.services import catatan, konversi
from workflow_app.services.buku_kredit import kunci_buku
from workflow_app.services.kredit_konversi import aturan_tahun
from workflow_app.services.rencana_konversi import (
    AKAN_DIAJUKAN,
    RencanaMasa,
    Tindakan,
    jumlah_pegawai,
    lingkup,
    rencana_daftar,
)
from workflow_app.waktu import utcnow

PEKERJAAN = "konversi_tahunan"
ATURAN = P_("konversi tahunan: dijalankan biro kepegawaian, satu demi satu")
DETIK_SEKALI_JALAN = 20.0
"""How long a worker goes through officers before it puts down the row for the rest: far less than its lease."""
MAKS_PERCOBAAN = 3
"""How often an officer is tried: somebody may work in his cases at the same time."""
BANYAK_SEKALI_LIHAT = 64
"""Officers that are looked at together while there is nothing to do."""
LEPASKAN_SETIAP = 50
"""Transactions after which the session lets go of what it has read."""
_PENILAI = "alurpak.penilai_dipegang"
_LENGKAP: tuple[ORMOption, ...] = (
    selectinload(Pegawai.riwayat_pangkat),
    selectinload(Pegawai.riwayat_jabatan),
    joinedload(Pegawai.unit),
    joinedload(Pegawai.instansi),
)
"""What a conversion reads of officer and evaluator."""


@dataclass(frozen=True)
class Kemajuan:
    """How far a run is."""

    jumlah: int
    terproses: int
    selesai: bool
    bertindak: bool = False
    """Whether something was made or submitted just now."""


def mulai(session: Session, *, tahun: int, instansi_id: int, unit_id: int | None, oleh: Pelaku) -> KonversiTahunan:
    """Start a run and hand it to the workers. Raises Refused, MasukanSalah. Does not commit."""
    if oleh.pegawai_id is None or not boleh_konversi_tahunan(oleh, instansi_id, unit_id):
        pesan = P_("Konversi tahunan dijalankan biro kepegawaian instansi atau unit itu.")
        raise Refused([Alasan(pesan, ATURAN, tentang_hak=True)])
    if unit_id is not None:
        unit = session.get(Unit, unit_id)
        if unit is None or unit.instansi_id != instansi_id:
            raise MasukanSalah({"unit": P_("Unit ini bukan milik instansi itu.")})
    if aturan_tahun(tahun) is None or tahun > oleh.hari_ini.year:
        raise MasukanSalah({"tahun": P_("Kinerja tahun %(tahun)s tidak dapat dikonversi.", tahun=str(tahun))})
    terbuka = session.scalar(
        select(KonversiTahunan.id).where(
            KonversiTahunan.instansi_id == instansi_id, KonversiTahunan.selesai_at.is_(None)
        )
    )
    if terbuka is not None:
        pesan = P_("Konversi tahunan nomor %(nomor)s masih berjalan. Tunggu sampai selesai.", nomor=str(terbuka))
        raise Refused([Alasan(pesan, ATURAN)])
    jalan = KonversiTahunan(
        instansi_id=instansi_id,
        unit_id=unit_id,
        tahun=tahun,
        oleh_id=oleh.pegawai_id,
        jumlah=jumlah_pegawai(session, instansi_id, unit_id, tahun),
    )
    session.add(jalan)
    catatan.catat_tambah(session, jalan, oleh)
    outbox.tambah(session, PEKERJAAN, {"konversi_tahunan_id": jalan.id})
    return jalan


def lanjutkan(session: Session, nomor: int, hari_ini: dt.date, banyak: int = 1) -> Kemajuan:
    """Do the next officer of a run in this transaction, after those before him for whom there is nothing to do.

    At most `banyak` officers; the run ends when there is none left. Does not commit.
    """
    jalan = _terkunci(session, nomor)
    bertindak = False
    if jalan.selesai_at is None:
        oleh = muat_pelaku(session, jalan.oleh, hari_ini)
        daftar = _berikutnya(session, jalan, banyak)
        if not boleh_konversi_tahunan(oleh, jalan.instansi_id, jalan.unit_id):
            _akhiri(
                jalan,
                P_(
                    "%(nama)s tidak lagi memegang peran biro kepegawaian. Jalankan konversi tahunan yang baru.",
                    nama=jalan.oleh.nama,
                ),
            )
        elif not daftar:
            _akhiri(jalan, None)
        else:
            bertindak = _bagian(session, jalan, daftar, oleh)
    session.flush()
    return Kemajuan(jalan.jumlah, jalan.terproses, jalan.selesai_at is not None, bertindak)


def _bagian(session: Session, jalan: KonversiTahunan, daftar: Sequence[Pegawai], oleh: Pelaku) -> bool:
    """Officers in order, up to and with the first for whom something is done; whether there was one."""
    if len(daftar) > 1:
        for pegawai, (rencana, _) in zip(
            daftar, rencana_daftar(session, daftar, jalan.tahun, oleh.hari_ini), strict=True
        ):
            if rencana.bertindak:
                _catat(session, jalan, pegawai, _kerjakan(session, jalan, pegawai, oleh))
                return True
            _catat(session, jalan, pegawai, [_tetap(m) for m in rencana.masa])
        return False
    hasil = _kerjakan(session, jalan, daftar[0], oleh)
    _catat(session, jalan, daftar[0], hasil)
    return any(satu.konversi is not None for satu in hasil)


def lewati(session: Session, nomor: int, galat: Exception) -> Kemajuan:
    """Leave the next officer out because of an error that nobody foresaw, and say so in the result."""
    jalan = _terkunci(session, nomor)
    for pegawai in _berikutnya(session, jalan, 1) if jalan.selesai_at is None else ():
        pesan = P_("Tidak dapat diproses: %(galat)s. Sampaikan kepada admin.", galat=outbox.ringkas(galat))
        _catat(session, jalan, pegawai, [_Hasil(0, 0, HasilMasa.DILEWATI, alasan=[pesan])])
    session.flush()
    return Kemajuan(jalan.jumlah, jalan.terproses, jalan.selesai_at is not None)


def jalankan(buat_sesi: PembuatSesi, nomor: int, hari_ini: dt.date, *, detik: float = DETIK_SEKALI_JALAN) -> Kemajuan:
    """Go through officers, each in a transaction of his own, until none is left or the time is over."""
    sampai, ke, banyak = time.monotonic() + detik, 0, 1
    with buat_sesi() as session:
        while True:
            kemajuan = _satu(session, nomor, hari_ini, banyak)
            if kemajuan.selesai or time.monotonic() >= sampai:
                return kemajuan
            # Where nothing is left to do, as in a second run, ever more officers are looked at together.
            banyak = 1 if kemajuan.bertindak else min(2 * banyak, BANYAK_SEKALI_LIHAT)
            ke += 1
            if ke % LEPASKAN_SETIAP == 0:
                _lepaskan(session)


def _satu(session: Session, nomor: int, hari_ini: dt.date, banyak: int) -> Kemajuan:
    """One officer; whatever goes wrong with him is his result and not the run's end.

    Raises what the database raises where it is not there or has no time: the officers after him would fare no better.
    """
    for percobaan in range(1, MAKS_PERCOBAAN + 1):
        try:
            with session.begin():
                return lanjutkan(session, nomor, hari_ini, banyak)
        except Exception as galat:
            if _basis_data_tiada(galat):
                raise
            _lepaskan(session)
            banyak = 1  # the one whose data it is must be the next one
            if percobaan == MAKS_PERCOBAAN:
                with session.begin():
                    return lewati(session, nomor, galat)
    raise AssertionError("unreachable")


def _basis_data_tiada(galat: Exception) -> bool:
    """Whether the database itself failed (gone, locked, deadlocked), and not what it was asked to keep."""
    putus = isinstance(galat, DBAPIError) and galat.connection_invalidated
    return putus or isinstance(galat, OperationalError | InterfaceError | TiadaSambungan)


def _lepaskan(session: Session) -> None:
    """Forget everything that was read."""
    session.info.pop(_PENILAI, None)
    session.expunge_all()


def _terkunci(session: Session, nomor: int) -> KonversiTahunan:
    """The run, for this transaction alone and as it is now."""
    query = select(KonversiTahunan).where(KonversiTahunan.id == nomor).options(joinedload(KonversiTahunan.oleh))
    return session.scalars(query.with_for_update(of=KonversiTahunan).execution_options(populate_existing=True)).one()


def _berikutnya(session: Session, jalan: KonversiTahunan, banyak: int) -> Sequence[Pegawai]:
    return session.scalars(
        select(Pegawai)
        .where(
            *lingkup(jalan.instansi_id, jalan.unit_id, jalan.tahun),
            Pegawai.id > jalan.sampai_pegawai_id,
        )
        .options(*_LENGKAP)
        .order_by(Pegawai.id)
        .limit(banyak)
        .execution_options(populate_existing=True)
    ).all()


def _akhiri(jalan: KonversiTahunan, sebab: Pesan | None) -> None:
    jalan.selesai_at = utcnow()
    jalan.berhenti_karena = ke_data(sebab) if sebab else None
    if sebab is None:
        jalan.terproses = jalan.jumlah


@dataclass
class _Hasil:
    """What became of one period."""

    bulan_mulai: int
    bulan_selesai: int
    hasil: HasilMasa
    konversi: Konversi | None = None
    konversi_id: int | None = None
    alasan: Sequence[Pesan] = ()


def _kerjakan(session: Session, jalan: KonversiTahunan, pegawai: Pegawai, oleh: Pelaku) -> list[_Hasil]:
    """Follow the plan of the officer as it is now."""
    kunci_buku(session, pegawai.id)
    ((rencana, evaluasi),) = rencana_daftar(session, [pegawai], jalan.tahun, oleh.hari_ini)
    _muat_penilai(session, {m.penilai_id for m in rencana.masa if m.penilai_id and m.tindakan in AKAN_DIAJUKAN})
    return [_masa(session, jalan, pegawai, m, evaluasi, oleh) for m in rencana.masa]


def _muat_penilai(session: Session, ids: Collection[int]) -> None:
    """Read the evaluators whom this session does not hold yet; the same one judges many officers."""
    dipegang: dict[int, Pegawai] = session.info.setdefault(_PENILAI, {})
    if baru := [i for i in ids if i not in dipegang]:
        query = select(Pegawai).where(Pegawai.id.in_(baru)).options(*_LENGKAP)
        dipegang.update({p.id: p for p in session.scalars(query)})


def _masa(
    session: Session,
    jalan: KonversiTahunan,
    pegawai: Pegawai,
    m: RencanaMasa,
    evaluasi: Mapping[int, EvaluasiKinerja],
    oleh: Pelaku,
) -> _Hasil:
    hasil = _tetap(m)
    if m.tindakan is Tindakan.BUAT:
        try:
            hasil.konversi = konversi.buat(
                session,
                pegawai,
                tahun=jalan.tahun,
                bulan_mulai=m.bulan_mulai,
                bulan_selesai=m.bulan_selesai,
                predikat=m.predikat or "",
                bukti=m.bukti,
                penilai_id=m.penilai_id,
                oleh=oleh,
                evaluasi=evaluasi[m.evaluasi_id or 0],
            )
        except (Refused, MasukanSalah) as galat:
            hasil.alasan = [*m.alasan, *_sebab(galat)]
            return hasil
        _ajukan(session, hasil, hasil.konversi, oleh, HasilMasa.DIBUAT)
    elif m.tindakan is Tindakan.AJUKAN:
        hasil.konversi = session.get_one(Konversi, m.konversi_id)
        _ajukan(session, hasil, hasil.konversi, oleh, HasilMasa.DILEWATI)
    return hasil


def _tetap(m: RencanaMasa) -> _Hasil:
    """A period for which nothing was done."""
    hasil = HasilMasa.ADA if m.tindakan is Tindakan.ADA else HasilMasa.DILEWATI
    return _Hasil(m.bulan_mulai, m.bulan_selesai, hasil, konversi_id=m.konversi_id, alasan=m.alasan)


def _ajukan(session: Session, hasil: _Hasil, obj: Konversi, oleh: Pelaku, bila_ditolak: HasilMasa) -> None:
    """Submit; a refusal writes nothing, so the draft stays as it is."""
    try:
        konversi.ajukan(session, obj, oleh=oleh)
        hasil.hasil = HasilMasa.DIAJUKAN
    except (Refused, MasukanSalah, WrongState) as galat:
        hasil.hasil = bila_ditolak
        hasil.alasan = [*hasil.alasan, *_sebab(galat)]


def _sebab(galat: Refused | MasukanSalah | WrongState) -> list[Pesan]:
    if isinstance(galat, Refused):
        return [a.pesan for a in galat.alasan]
    return list(galat.galat.values()) if isinstance(galat, MasukanSalah) else [galat.pesan]


def _catat(session: Session, jalan: KonversiTahunan, pegawai: Pegawai, hasil: Sequence[_Hasil]) -> None:
    """Write the results of an officer and move the run on."""
    for satu in hasil:
        session.add(
            HasilKonversiTahunan(
                konversi_tahunan_id=jalan.id,
                pegawai_id=pegawai.id,
                bulan_mulai=satu.bulan_mulai,
                bulan_selesai=satu.bulan_selesai,
                hasil=satu.hasil,
                konversi_id=satu.konversi.id if satu.konversi else satu.konversi_id,
                angka_kredit=satu.konversi.jumlah if satu.konversi else None,
                alasan=[ke_data(p) for p in satu.alasan],
            )
        )
    for kolom in HasilMasa:
        banyak = sum(satu.hasil is kolom for satu in hasil)
        setattr(jalan, kolom.value, getattr(jalan, kolom.value) + banyak)
    jalan.terproses = min(jalan.terproses + 1, jalan.jumlah)
    jalan.sampai_pegawai_id = pegawai.id
