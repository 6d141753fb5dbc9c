"""The yearly run: the plan and its exceptions, what a run makes, repeating, resuming, who may, and its cost."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app import jobs, outbox
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import (
    AuditEntry,
    EvaluasiKinerja,
    HasilKonversiTahunan,
    HasilMasa,
    JenisAsal,
    Konversi,
    KonversiState,
    KonversiTahunan,
    OutboxMessage,
    Pegawai,
    PenugasanPeran,
    Peran,
)
from workflow_app.pesan import dari_data
from workflow_app.services import keadaan_konversi, kinerja, konversi, konversi_tahunan, penetapan_ak, rencana_konversi
from workflow_app.services.kinerja import IsiEvaluasi
from workflow_app.services.rencana_konversi import RencanaPegawai, Tindakan

HARI = dt.date(2025, 1, 20)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def catat(kantor: KantorKinerja, orang: Pegawai, **ubah: Any) -> EvaluasiKinerja:
    isi: dict[str, Any] = {
        "tahun": 2024,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "predikat": "baik",
        "bukti": "Dokumen evaluasi 2024",
        "penilai_id": kantor.penilai.id,
    }
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    return kinerja.catat(kantor.session, orang, IsiEvaluasi(**{**isi, **ubah}), oleh=oleh)


def rencana(kantor: KantorKinerja, orang: Pegawai, tahun: int = 2024, hari: dt.date = HARI) -> RencanaPegawai:
    kantor.session.flush()
    semua = list(rencana_konversi.rencana(kantor.session, kantor.instansi.id, None, tahun, hari))
    return next(r for r in semua if r.pegawai_id == orang.id)


def ringkas(r: RencanaPegawai) -> list[tuple[int, int, str]]:
    return [(m.bulan_mulai, m.bulan_selesai, m.tindakan.value) for m in r.masa]


def alasan(r: RencanaPegawai) -> str:
    return " ".join(str(p) for m in r.masa for p in m.alasan)


# The plan


def test_a_full_year_is_planned_with_its_credit_sum_and_verdict(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "sangat_baik")
    catat(kantor, orang, predikat="sangat_baik")
    r = rencana(kantor, orang)
    assert ringkas(r) == [(1, 12, "buat")]
    assert (r.masa[0].angka_kredit, r.masa[0].penilai_id) == (Decimal("18.75"), kantor.penilai.id)
    assert (r.jumlah_kini, r.jumlah_sesudah) == (Decimal("18.75"), Decimal("37.5"))
    assert r.kp is not None
    assert r.kj is not None
    assert (r.kp.tujuan, r.kp.cukup, r.kp.kekurangan) == ("III/b", False, Decimal("12.5"))
    assert (r.kj.tujuan, r.kj.cukup) == ("ahli_muda", False)
    assert not r.perlu_perhatian


def test_a_change_of_level_cuts_the_year_and_only_todays_level_is_summed(kantor: KantorKinerja):
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2024, 7, 1))],
        pangkat=[("III/c", dt.date(2019, 4, 1))],
    )
    catat(kantor, orang)
    r = rencana(kantor, orang)
    assert ringkas(r) == [(1, 6, "buat"), (7, 12, "buat")]
    assert [m.angka_kredit for m in r.masa] == [Decimal("6.25"), Decimal("12.5")]
    assert r.jumlah_sesudah == Decimal("12.5")


def test_months_without_a_record_are_left_out_by_name(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 3, 1))])
    catat(kantor, orang, bulan_mulai=5, bulan_selesai=8)
    r = rencana(kantor, orang)
    assert ringkas(r) == [(3, 4, "lewati"), (5, 8, "buat"), (9, 12, "lewati")]
    assert "Belum ada catatan kinerja" in alasan(r)
    assert r.perlu_perhatian


def test_before_the_day_of_the_rules_nothing_is_submitted(kantor: KantorKinerja):
    orang = kantor.orang()
    catat(kantor, orang)
    r = rencana(kantor, orang, hari=dt.date(2024, 12, 14))
    assert ringkas(r) == [(1, 12, "lewati")]
    assert "paling awal diajukan 15 Desember 2024" in alasan(r)
    assert ringkas(rencana(kantor, orang, hari=dt.date(2024, 12, 15))) == [(1, 12, "buat")]


def test_an_evaluator_who_left_is_followed_by_the_superior(kantor: KantorKinerja, session: Session):
    orang, yatim = kantor.orang(), kantor.orang()
    lama = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, aktif=False, jenjang=None)
    catat(kantor, orang, penilai_id=lama.id)
    catat(kantor, yatim, penilai_id=None, nama_penilai="Kepala Dinas Lama")
    yatim.atasan_id = None
    r = rencana(kantor, orang)
    assert (ringkas(r), r.masa[0].penilai_id) == ([(1, 12, "buat")], kantor.penilai.id)
    assert "diajukan kepada atasan langsung" in alasan(r)
    r = rencana(kantor, yatim)
    assert ringkas(r) == [(1, 12, "lewati")]
    assert "Pejabat Penilai Kinerja belum diketahui" in alasan(r)


def test_missing_rank_and_inactive_people_are_exceptions(kantor: KantorKinerja, session: Session):
    tanpa = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, atasan=kantor.penilai, golongan=None)
    pergi = kantor.orang()
    catat(kantor, tanpa)
    catat(kantor, pergi)
    pergi.aktif = False
    assert "Pangkat pada masa itu belum tercatat" in alasan(rencana(kantor, tanpa))
    assert rencana(kantor, tanpa).jumlah_kini is None
    r = rencana(kantor, pergi)
    assert ringkas(r) == [(1, 12, "lewati")]
    assert "tidak aktif lagi" in alasan(r)


def test_what_is_there_already_stays_and_says_so(kantor: KantorKinerja, session: Session):
    ditetapkan, diajukan, kembali, draf_sendiri = (kantor.orang() for _ in range(4))
    kantor.konversi(ditetapkan, 2024, "baik")
    kantor.ajukan(kantor.draf(diajukan, 2024, "baik"))
    obj = kantor.ajukan(kantor.draf(kembali, 2024, "baik"))
    konversi.kembalikan(session, obj, oleh=kantor.oleh(kantor.penilai, HARI), catatan="Bukti keliru")
    milik = kantor.draf(draf_sendiri, 2024, "baik")
    assert ringkas(rencana(kantor, ditetapkan)) == [(1, 12, "ada")]
    assert ringkas(rencana(kantor, diajukan)) == [(1, 12, "ada")]
    assert rencana(kantor, diajukan).jumlah_sesudah == Decimal("12.5")
    r = rencana(kantor, kembali)
    assert ringkas(r) == [(1, 12, "lewati")]
    assert f"nomor perkara {obj.id} dikembalikan penilai" in alasan(r)
    r = rencana(kantor, draf_sendiri)
    assert ringkas(r) == [(1, 12, "lewati")]
    assert f"Draf konversi nomor perkara {milik.id} belum diajukan" in alasan(r)


def test_only_the_months_that_are_not_converted_yet_are_planned(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik", selesai=4)
    kantor.session.flush()
    kantor.konversi(orang, 2024, "baik", mulai=9, selesai=9)
    catatan_lama = kantor.session.scalars(select(EvaluasiKinerja).where(EvaluasiKinerja.pegawai_id == orang.id)).all()
    assert [(e.bulan_mulai, e.bulan_selesai) for e in catatan_lama] == [(1, 4), (9, 9)]
    catat(kantor, orang, bulan_mulai=5, bulan_selesai=8)
    catat(kantor, orang, bulan_mulai=10)
    assert ringkas(rencana(kantor, orang)) == [(1, 4, "ada"), (5, 8, "buat"), (9, 9, "ada"), (10, 12, "buat")]


def test_a_record_that_contradicts_the_conversion_asks_for_a_replacement(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2024, "baik")
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    baru = konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Predikatnya Kurang")
    (evaluasi,) = session.scalars(select(EvaluasiKinerja)).all()
    kinerja.batalkan(session, evaluasi, "Keliru", oleh=oleh)
    catat(kantor, orang, predikat="kurang")
    r = rencana(kantor, orang)
    assert ringkas(r) == [(1, 12, "ada")]
    assert f"nomor perkara {baru.id}, sedang diproses" in alasan(r)


def test_a_year_outside_the_regime_has_no_plan(kantor: KantorKinerja, session: Session):
    kantor.orang()
    assert list(rencana_konversi.rencana(session, kantor.instansi.id, None, 2022, HARI)) == []


def test_the_plan_keeps_to_institution_and_unit_and_writes_nothing(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    lain = pabrik.unit(session, instansi=kantor.instansi)
    dua = pabrik.pegawai(session, instansi=kantor.instansi, unit=lain)
    pabrik.pegawai(session, instansi=pabrik.instansi(session))
    catat(kantor, orang)
    session.commit()
    sebelum = session.scalar(select(func.count()).select_from(AuditEntry))

    def siapa(unit_id: int | None) -> list[int]:
        return [r.pegawai_id for r in rencana_konversi.rencana(session, kantor.instansi.id, unit_id, 2024, HARI)]

    assert siapa(None) == sorted([orang.id, dua.id])
    assert siapa(lain.id) == [dua.id]
    assert not session.new
    assert not session.dirty
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == sebelum


def test_totals_count_officers_periods_credit_and_raises(kantor: KantorKinerja, session: Session):
    naik, biasa, kosong = kantor.orang(), kantor.orang(), kantor.orang()
    kantor.saldo_lama(naik, "R2023", "konversi", "40")
    catat(kantor, naik)
    catat(kantor, biasa)
    session.flush()
    semua = list(rencana_konversi.rencana(session, kantor.instansi.id, None, 2024, HARI))
    jumlah = rencana_konversi.jumlahkan(semua)
    assert (jumlah.pegawai, jumlah.perlu_perhatian) == (3, 1)
    assert jumlah.masa == {Tindakan.BUAT: 2, Tindakan.AJUKAN: 0, Tindakan.ADA: 0, Tindakan.LEWATI: 1}
    assert (jumlah.angka_kredit, jumlah.cukup_kp, jumlah.cukup_kj) == (Decimal(25), 1, 0)
    assert next(r for r in semua if r.pegawai_id == kosong.id).perlu_perhatian


def hitung_perintah(session: Session, kerja: Callable[[], object]) -> int:
    """How many statements a piece of work takes."""
    perintah: list[str] = []

    def dengar(*isi: Any) -> None:
        perintah.append(isi[2])

    mesin = session.get_bind()
    event.listen(mesin, "before_cursor_execute", dengar)
    try:
        kerja()
    finally:
        event.remove(mesin, "before_cursor_execute", dengar)
    return len(perintah)


def test_five_officers_are_planned_with_as_many_queries_as_twenty_five(kantor: KantorKinerja, session: Session):
    def satu() -> None:
        orang = kantor.orang()
        kantor.konversi(orang, 2023, "baik")
        kantor.ijazah(orang, "s2", dt.date(2024, 1, 1), bkn=HARI)
        kantor.asal(orang, JenisAsal.JF_LAIN, angka_kredit=Decimal(5))
        catat(kantor, orang)

    def rencanakan() -> None:
        session.expire_all()
        list(rencana_konversi.rencana(session, kantor.instansi.id, None, 2024, HARI))

    for _ in range(5):
        satu()
    sedikit = hitung_perintah(session, rencanakan)
    for _ in range(20):
        satu()
    assert hitung_perintah(session, rencanakan) == sedikit


# The run


def mulai(kantor: KantorKinerja, siapa: Pegawai | None = None, **ubah: Any) -> KonversiTahunan:
    isi: dict[str, Any] = {"tahun": 2024, "instansi_id": kantor.instansi.id, "unit_id": None}
    return konversi_tahunan.mulai(
        kantor.session, oleh=kantor.oleh(siapa or kantor.kepegawaian, HARI), **{**isi, **ubah}
    )


def sampai_selesai(engine: Engine, nomor: int, hari: dt.date = HARI) -> konversi_tahunan.Kemajuan:
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    kemajuan = konversi_tahunan.jalankan(buat_sesi, nomor, hari)
    assert kemajuan.selesai
    return kemajuan


def dijalankan(kantor: KantorKinerja, engine: Engine, **ubah: Any) -> KonversiTahunan:
    """A whole run, looked at afterwards."""
    jalan = mulai(kantor, **ubah)
    nomor = jalan.id
    kantor.session.commit()
    sampai_selesai(engine, nomor)
    kantor.session.expire_all()
    return kantor.session.get_one(KonversiTahunan, nomor)


def hasil(session: Session, jalan: KonversiTahunan) -> list[tuple[int, int, int, HasilMasa]]:
    query = select(HasilKonversiTahunan).where(HasilKonversiTahunan.konversi_tahunan_id == jalan.id)
    urut = session.scalars(query.order_by(HasilKonversiTahunan.id))
    return [(h.pegawai_id, h.bulan_mulai, h.bulan_selesai, h.hasil) for h in urut]


def test_a_run_makes_and_submits_and_keeps_every_reason(kantor: KantorKinerja, session: Session, engine: Engine):
    satu, dua, kosong = kantor.orang(), kantor.orang(), kantor.orang()
    catat(kantor, satu)
    catat(kantor, dua, bulan_selesai=6, predikat="sangat_baik")
    ids = [satu.id, dua.id, kosong.id]
    jalan = dijalankan(kantor, engine)
    assert hasil(session, jalan) == [
        (ids[0], 1, 12, HasilMasa.DIAJUKAN),
        (ids[1], 1, 6, HasilMasa.DIAJUKAN),
        (ids[1], 7, 12, HasilMasa.DILEWATI),
        (ids[2], 1, 12, HasilMasa.DILEWATI),
    ]
    assert (jalan.jumlah, jalan.terproses, jalan.diajukan, jalan.dilewati, jalan.ada) == (3, 3, 2, 2, 0)
    assert jalan.selesai_at is not None
    assert jalan.berhenti_karena is None
    baris = session.scalars(select(HasilKonversiTahunan).order_by(HasilKonversiTahunan.id)).all()
    assert [b.angka_kredit for b in baris[:2]] == [Decimal("12.5"), Decimal("9.375")]
    assert "Belum ada catatan kinerja" in str(dari_data(baris[3].alasan[0]))
    kasus = session.scalars(select(Konversi).order_by(Konversi.id)).all()
    assert {k.state for k in kasus} == {KonversiState.DIAJUKAN}
    assert [b.konversi_id for b in baris[:2]] == [k.id for k in kasus]
    assert kasus[0].penilai_id == kantor.penilai.id
    assert kasus[0].evaluasi_id is not None
    langkah = session.execute(select(AuditEntry.trigger, AuditEntry.actor_id, AuditEntry.role)).all()
    assert {(b.trigger, b.actor_id, b.role) for b in langkah} == {
        ("buat", kantor.kepegawaian.id, "kepegawaian"),
        ("ajukan", kantor.kepegawaian.id, "kepegawaian"),
    }


def test_a_second_run_changes_nothing(kantor: KantorKinerja, session: Session, engine: Engine):
    for _ in range(3):
        catat(kantor, kantor.orang())
    dijalankan(kantor, engine)

    def keadaan() -> tuple[Any, ...]:
        jejak = session.scalar(select(func.count()).select_from(AuditEntry))
        versi = session.execute(select(Konversi.id, Konversi.version, Konversi.state).order_by(Konversi.id)).all()
        return jejak, versi

    sebelum = keadaan()
    session.commit()
    kedua = dijalankan(kantor, engine)
    assert keadaan() == sebelum
    assert (kedua.ada, kedua.diajukan, kedua.dilewati) == (3, 0, 0)


def test_each_officer_is_a_transaction_of_his_own_and_a_killed_run_goes_on(
    kantor: KantorKinerja, session: Session, engine: Engine
):
    orang = [kantor.orang() for _ in range(4)]
    for o in orang:
        catat(kantor, o)
    nomor = mulai(kantor).id
    session.commit()
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    kemajuan = konversi_tahunan.jalankan(buat_sesi, nomor, HARI, detik=0)  # time for one officer only
    assert (kemajuan.terproses, kemajuan.selesai) == (1, False)
    # The worker dies in the middle of the second officer: nothing of it is kept.
    with buat_sesi() as mati:
        konversi_tahunan.lanjutkan(mati, nomor, HARI)
        mati.rollback()
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Konversi)) == 1
    session.commit()
    sampai_selesai(engine, nomor)
    session.expire_all()
    assert [h[0] for h in hasil(session, session.get_one(KonversiTahunan, nomor))] == [o.id for o in orang]
    assert session.scalar(select(func.count()).select_from(Konversi)) == 4


def test_one_officers_odd_data_stops_nobody_else(
    kantor: KantorKinerja, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    orang = [kantor.orang() for _ in range(3)]
    for o in orang:
        catat(kantor, o)
    rusak = orang[1].id
    asli = konversi.buat

    def buat(s: Session, pegawai: Pegawai, **isi: Any) -> Konversi:
        if pegawai.id == rusak:
            raise ZeroDivisionError("data ganjil")
        return asli(s, pegawai, **isi)

    monkeypatch.setattr(konversi, "buat", buat)
    jalan = dijalankan(kantor, engine)
    assert [h[3] for h in hasil(session, jalan)] == [HasilMasa.DIAJUKAN, HasilMasa.DILEWATI, HasilMasa.DIAJUKAN]
    baris = session.scalars(select(HasilKonversiTahunan).where(HasilKonversiTahunan.pegawai_id == rusak)).one()
    assert "ZeroDivisionError: data ganjil" in str(dari_data(baris.alasan[0]))
    monkeypatch.undo()
    lagi = dijalankan(kantor, engine)
    assert (lagi.diajukan, lagi.ada) == (1, 2)


@pytest.mark.parametrize("galat", [IntegrityError, StaleDataError])
def test_a_row_that_the_database_refuses_stops_nobody_else(
    kantor: KantorKinerja, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch, galat: type[Exception]
):
    orang = [kantor.orang() for _ in range(3)]
    for o in orang:
        catat(kantor, o)
    rusak = orang[1].id
    asli = konversi.buat

    def buat(s: Session, pegawai: Pegawai, **isi: Any) -> Konversi:
        obj = asli(s, pegawai, **isi)
        if pegawai.id == rusak and galat is IntegrityError:
            s.execute(insert(Konversi).values(subjek_id=None))
        elif pegawai.id == rusak:
            raise galat("baris berubah")
        return obj

    monkeypatch.setattr(konversi, "buat", buat)
    jalan = dijalankan(kantor, engine)
    assert [h[3] for h in hasil(session, jalan)] == [HasilMasa.DIAJUKAN, HasilMasa.DILEWATI, HasilMasa.DIAJUKAN]
    baris = session.scalars(select(HasilKonversiTahunan).where(HasilKonversiTahunan.pegawai_id == rusak)).one()
    assert galat.__name__ in str(dari_data(baris.alasan[0]))
    assert session.scalars(select(Konversi).where(Konversi.subjek_id == rusak)).all() == []


def test_without_the_database_the_run_stays_open_where_it_stood(
    kantor: KantorKinerja, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    for _ in range(2):
        catat(kantor, kantor.orang())
    nomor = mulai(kantor).id
    session.commit()

    def buat(*_: Any, **__: Any) -> Konversi:
        raise OperationalError("insert", {}, Exception("server closed the connection"))

    monkeypatch.setattr(konversi, "buat", buat)
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    with pytest.raises(OperationalError):
        konversi_tahunan.jalankan(buat_sesi, nomor, HARI)
    monkeypatch.undo()
    session.expire_all()
    assert (session.get_one(KonversiTahunan, nomor).terproses, session.scalars(select(Konversi)).all()) == (0, [])
    session.commit()
    sampai_selesai(engine, nomor)
    session.expire_all()
    assert session.get_one(KonversiTahunan, nomor).diajukan == 2


def draf_dari_catatan(kantor: KantorKinerja, orang: Pegawai, **ubah: Any) -> Konversi:
    satu = catat(kantor, orang)
    isi: dict[str, Any] = {
        "tahun": 2024,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "predikat": "baik",
        "bukti": satu.bukti,
        "penilai_id": kantor.penilai.id,
    }
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    return konversi.buat(kantor.session, orang, evaluasi=satu, oleh=oleh, **{**isi, **ubah})


def test_the_plan_says_of_a_draft_what_its_submission_would_be_refused_for(kantor: KantorKinerja, session: Session):
    lama = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, aktif=False, jenjang=None)
    tanpa_bukti, tanpa_penilai, pergi, naik = (kantor.orang() for _ in range(4))
    draf_dari_catatan(kantor, tanpa_bukti, bukti="")
    draf_dari_catatan(kantor, tanpa_penilai, penilai_id=lama.id)
    draf_dari_catatan(kantor, pergi)
    pergi.aktif = False
    draf_dari_catatan(kantor, naik)
    pabrik.jabatan(session, naik, jenjang="ahli_muda", tmt=dt.date(2024, 7, 1))
    session.expire(naik, ["riwayat_jabatan"])
    baik = kantor.orang()
    draf_dari_catatan(kantor, baik)
    assert ringkas(rencana(kantor, baik)) == [(1, 12, "ajukan")]
    for orang, kata in (
        (tanpa_bukti, "Sebutkan dokumen evaluasi kinerja"),
        (tanpa_penilai, "Penilai pada draf ini tidak ada lagi di sini"),
        (pergi, "tidak aktif lagi"),
        (naik, "Jenjang berganti dalam masa draf ini"),
    ):
        r = rencana(kantor, orang)
        assert ringkas(r) == [(1, 12, "lewati")]
        assert kata in alasan(r)


def test_a_draft_made_from_the_record_is_submitted_and_a_refused_one_stays_with_its_reason(
    kantor: KantorKinerja, session: Session, engine: Engine
):
    orang = kantor.orang()
    satu = catat(kantor, orang)
    draf = konversi.buat(
        session,
        orang,
        tahun=2024,
        bulan_mulai=1,
        bulan_selesai=12,
        predikat="baik",
        bukti=satu.bukti,
        penilai_id=kantor.penilai.id,
        evaluasi=satu,
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
    )
    tanpa_bukti = kantor.orang()
    dua = catat(kantor, tanpa_bukti)
    kosong = konversi.buat(
        session,
        tanpa_bukti,
        tahun=2024,
        bulan_mulai=1,
        bulan_selesai=12,
        predikat="baik",
        bukti="",
        penilai_id=kantor.penilai.id,
        evaluasi=dua,
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
    )
    nomor = draf.id, kosong.id
    jalan = dijalankan(kantor, engine)
    assert [h[3] for h in hasil(session, jalan)] == [HasilMasa.DIAJUKAN, HasilMasa.DILEWATI]
    baris = session.scalars(select(HasilKonversiTahunan).order_by(HasilKonversiTahunan.id)).all()
    assert tuple(b.konversi_id for b in baris) == nomor
    assert "Sebutkan dokumen evaluasi kinerja" in str(dari_data(baris[1].alasan[0]))


def test_only_the_personnel_office_of_the_scope_runs(kantor: KantorKinerja, session: Session):
    lain = pabrik.unit(session, instansi=kantor.instansi)
    seunit = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit)
    pabrik.penugasan(session, seunit, Peran.KEPEGAWAIAN, unit_id=kantor.unit.id)
    auditor = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.AUDITOR)
    asing = pabrik.pegawai(session, instansi=pabrik.instansi(session), peran=Peran.KEPEGAWAIAN)
    for siapa, ubah in (
        (auditor, {}),
        (asing, {}),
        (kantor.penilai, {}),
        (seunit, {}),
        (seunit, {"unit_id": lain.id}),
    ):
        with pytest.raises(Refused, match="biro kepegawaian"):
            mulai(kantor, siapa, **ubah)
    assert mulai(kantor, seunit, unit_id=kantor.unit.id).unit_id == kantor.unit.id


def test_one_run_of_an_institution_at_a_time_and_only_of_years_of_the_regime(kantor: KantorKinerja, session: Session):
    jalan = mulai(kantor)
    with pytest.raises(Refused, match=f"nomor {jalan.id} masih berjalan"):
        mulai(kantor, unit_id=kantor.unit.id)
    for tahun in (2022, 2026):
        with pytest.raises(MasukanSalah, match="tidak dapat dikonversi"):
            mulai(kantor, tahun=tahun)
    with pytest.raises(MasukanSalah, match="bukan milik instansi"):
        mulai(kantor, unit_id=pabrik.unit(session, instansi=pabrik.instansi(session)).id)


def test_a_run_ends_when_its_actor_loses_the_office(kantor: KantorKinerja, session: Session, engine: Engine):
    catat(kantor, kantor.orang())
    nomor = mulai(kantor).id
    session.scalars(
        select(PenugasanPeran).where(PenugasanPeran.pegawai_id == kantor.kepegawaian.id)
    ).one().selesai = dt.date(2025, 1, 19)
    session.commit()
    sampai_selesai(engine, nomor)
    session.expire_all()
    jalan = session.get_one(KonversiTahunan, nomor)
    assert jalan.berhenti_karena is not None
    assert "tidak lagi memegang peran" in str(dari_data(jalan.berhenti_karena))
    assert jalan.terproses == 0
    assert session.scalars(select(Konversi)).all() == []


def test_the_workers_take_the_run_over_and_put_down_the_rest(
    kantor: KantorKinerja, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    for _ in range(3):
        catat(kantor, kantor.orang())
    nomor = mulai(kantor).id
    session.commit()
    monkeypatch.setattr(konversi_tahunan, "DETIK_SEKALI_JALAN", 0.0)
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    asli = konversi_tahunan.jalankan
    monkeypatch.setattr(konversi_tahunan, "jalankan", lambda b, n, h: asli(b, n, h, detik=0.0))
    penangan = {konversi_tahunan.PEKERJAAN: jobs.PenanganKonversiTahunan(buat_sesi, lambda: HARI)}
    putaran = 0
    while True:
        with buat_sesi() as s:
            baris = s.scalars(
                select(OutboxMessage.id).where(
                    OutboxMessage.kind == konversi_tahunan.PEKERJAAN, OutboxMessage.done_at.is_(None)
                )
            ).all()
            s.rollback()
            if not baris:
                break
            (sewa,) = outbox.claim(s, owner="uji", ids=baris)
        assert outbox.jalankan(buat_sesi, sewa, penangan)
        putaran += 1
    assert putaran == 4  # one officer each, and the one that finds none left
    session.expire_all()
    assert session.get_one(KonversiTahunan, nomor).diajukan == 3


def test_the_statements_for_an_officer_do_not_grow_with_the_run(
    kantor: KantorKinerja, session: Session, engine: Engine
):
    for _ in range(12):
        catat(kantor, kantor.orang())
    nomor = mulai(kantor).id
    session.commit()
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    banyak = []
    with buat_sesi() as s:
        for _ in range(12):

            def satu() -> None:
                with s.begin():
                    konversi_tahunan.lanjutkan(s, nomor, HARI)

            banyak.append(hitung_perintah(s, satu))
    assert len(set(banyak[2:])) == 1
    assert banyak[-1] <= 26


# The state of the year


def test_the_office_sees_states_by_unit_and_who_waits_with_whom(
    kantor: KantorKinerja, session: Session, engine: Engine
):
    lain = pabrik.unit(session, instansi=kantor.instansi)
    kedua = pabrik.pegawai(session, "Penilai Kedua", instansi=kantor.instansi, unit=lain, jenjang=None)
    satu, dua, kosong = kantor.orang(), kantor.orang(), kantor.orang()
    tiga = pabrik.pegawai(session, instansi=kantor.instansi, unit=lain, atasan=kedua)
    for orang, penilai in ((satu, kantor.penilai), (dua, kantor.penilai), (tiga, kedua)):
        catat(kantor, orang, penilai_id=penilai.id)
    dijalankan(kantor, engine)
    obj = session.scalars(select(Konversi).where(Konversi.subjek_id == satu.id)).one()
    konversi.tetapkan(session, obj, oleh=kantor.oleh(kantor.penilai, HARI))
    session.flush()
    keadaan = keadaan_konversi.keadaan_tahun(session, kantor.instansi.id, None, 2024)
    per_unit = {u.unit_id: u for u in keadaan.unit}
    assert (per_unit[kantor.unit.id].pegawai, per_unit[kantor.unit.id].tanpa) == (3, 1)
    assert per_unit[kantor.unit.id].per_state == {KonversiState.DITETAPKAN: 1, KonversiState.DIAJUKAN: 1}
    assert per_unit[lain.id].per_state == {KonversiState.DIAJUKAN: 1}
    assert [(p.nama, p.jumlah, p.sejak) for p in keadaan.penilai] == sorted(
        [(kantor.penilai.nama, 1, HARI), ("Penilai Kedua", 1, HARI)]
    )
    assert all(p.tenggat and p.tenggat > HARI for p in keadaan.penilai)
    assert (keadaan.pegawai, keadaan.tanpa, keadaan.jumlah(KonversiState.DIAJUKAN)) == (4, 1, 2)
    assert penetapan_ak.draf(session, satu.id) is None
    assert kosong.id
