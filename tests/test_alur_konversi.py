"""Conversion of an appraisal: figures, months, levels, what is refused, replacement, and what it opens."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app.errors import Conflict, MasukanSalah, Refused, WrongState
from workflow_app.models import (
    AsalEvaluasi,
    Dokumen,
    EntriKredit,
    EvaluasiKinerja,
    JenisEntri,
    Konversi,
    KonversiState,
    NomorRegister,
    PenetapanAkState,
    Peran,
    SebabPenetapan,
)
from workflow_app.permissions import boleh_melihat
from workflow_app.services import konversi, penetapan_ak
from workflow_app.services.kredit_konversi import akun_konversi


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def alasan(galat: pytest.ExceptionInfo[Refused]) -> str:
    return " ".join(str(a.pesan) for a in galat.value.alasan)


# Figures (regulasi 15, T41, T42, T49 by months)


@pytest.mark.parametrize(
    ("predikat", "jumlah"),
    [
        ("sangat_baik", "18.75"),
        ("baik", "12.5"),
        ("butuh_perbaikan", "9.375"),
        ("kurang", "6.25"),
        ("sangat_kurang", "3.125"),
    ],
)
def test_full_year_gives_the_share_of_the_coefficient(kantor: KantorKinerja, predikat: str, jumlah: str):
    obj = kantor.konversi(kantor.orang(), 2024, predikat)
    assert obj.state is KonversiState.DITETAPKAN
    assert obj.jumlah == Decimal(jumlah)
    assert Decimal((obj.rincian or {})["jumlah"]) == obj.jumlah


@pytest.mark.parametrize(("bulan", "jumlah"), [(3, "3.125"), (7, "7.292"), (10, "10.417")])
def test_months_are_counted_in_twelfths(kantor: KantorKinerja, bulan: int, jumlah: str):
    assert kantor.konversi(kantor.orang(), 2024, "baik", selesai=bulan).jumlah == Decimal(jumlah)


def test_credit_is_booked_once_with_its_reason_and_rules(kantor: KantorKinerja, session: Session):
    obj = kantor.konversi(kantor.orang(), 2024, "baik")
    entri = session.scalars(select(EntriKredit).where(EntriKredit.perkara == "konversi")).one()
    assert (entri.jenis, entri.jumlah, entri.unsur) == (JenisEntri.KONVERSI, Decimal("12.5"), "konversi")
    assert entri.aturan_sidik == obj.aturan_sidik
    assert str(obj.nomor) in entri.dasar
    assert obj.entri_terakhir == entri.id


def test_papers_and_numbers_are_made_with_the_determination(kantor: KantorKinerja, session: Session):
    obj = kantor.konversi(kantor.orang(), 2024, "baik")
    jenis = session.scalars(select(Dokumen.jenis).where(Dokumen.workflow == "konversi")).all()
    assert sorted(jenis) == ["akumulasi", "konversi"]
    assert obj.nomor
    assert obj.nomor_akumulasi
    assert obj.kode_verifikasi
    assert obj.ditetapkan_sebagai == "Kepala Bidang Aplikasi"
    register = dict(session.execute(select(NomorRegister.register, NomorRegister.terakhir)).all())
    assert (register["konversi"], register["akumulasi"]) == (1, 1)


def test_evaluator_of_an_officer_without_record_leaves_one(kantor: KantorKinerja, session: Session):
    obj = kantor.konversi(kantor.orang(), 2024, "baik", selesai=6)
    catatan = session.scalars(select(EvaluasiKinerja)).one()
    assert (catatan.predikat, catatan.bulan_mulai, catatan.bulan_selesai) == ("baik", 1, 6)
    assert (catatan.asal, catatan.penilai_id) == (AsalEvaluasi.KONVERSI, obj.ditetapkan_oleh_id)


# Refusals, each with its reason


def test_period_may_not_span_two_levels(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2024, 7, 1))])
    obj = kantor.draf(orang, 2024, "baik")
    with pytest.raises(Refused) as galat:
        kantor.ajukan(obj)
    assert "pada bulan 7" in alasan(galat)
    assert "sampai bulan 6" in alasan(galat)
    assert konversi.potongan(orang, 2024, 1, 12) == [(1, 6), (7, 12)]


def test_both_halves_count_with_the_coefficient_of_their_level(kantor: KantorKinerja):
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2024, 7, 1))],
        pangkat=[("III/b", dt.date(2019, 4, 1)), ("III/c", dt.date(2024, 7, 1))],
    )
    awal = kantor.konversi(orang, 2024, "baik", selesai=6)
    akhir = kantor.konversi(orang, 2024, "baik", mulai=7)
    assert (awal.jumlah, awal.jenjang) == (Decimal("6.25"), "ahli_pertama")
    assert (akhir.jumlah, akhir.jenjang) == (Decimal("12.5"), "ahli_muda")


def test_month_of_a_change_belongs_to_the_level_of_its_first_day(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2024, 7, 2))])
    assert konversi.jenjang_per_bulan(orang, 2024, 6, 8) == ("ahli_pertama", "ahli_pertama", "ahli_muda")


def test_months_before_the_appointment_are_refused(kantor: KantorKinerja):
    obj = kantor.draf(
        kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 4, 1))], pangkat=[("III/a", dt.date(2020, 4, 1))]),
        2024,
        "baik",
        mulai=4,
    )
    kantor.ajukan(obj)
    lain = kantor.draf(kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 4, 1))]), 2024, "baik")
    with pytest.raises((Refused, MasukanSalah)):
        kantor.ajukan(lain)


@pytest.mark.parametrize(
    ("selesai", "hari_ini", "boleh"),
    [
        (12, dt.date(2024, 12, 14), False),
        (12, dt.date(2024, 12, 15), True),
        (6, dt.date(2024, 6, 29), False),
        (6, dt.date(2024, 6, 30), True),
    ],
)
def test_period_is_submitted_when_it_is_over(kantor: KantorKinerja, selesai: int, hari_ini: dt.date, boleh: bool):
    obj = kantor.draf(kantor.orang(), 2024, "baik", selesai=selesai, hari_ini=hari_ini)
    if boleh:
        kantor.ajukan(obj, hari_ini)
        return
    with pytest.raises(Refused) as galat:
        kantor.ajukan(obj, hari_ini)
    assert "paling awal diajukan" in alasan(galat)


def test_work_of_the_claim_regime_is_not_converted(kantor: KantorKinerja):
    with pytest.raises(MasukanSalah) as galat:
        kantor.draf(kantor.orang(), 2022, "baik")
    assert "tahun" in galat.value.galat


def test_overlap_names_the_other_conversion(kantor: KantorKinerja):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2024, "baik", selesai=6)
    obj = kantor.draf(orang, 2024, "baik", mulai=6)
    with pytest.raises(Refused) as galat:
        kantor.ajukan(obj)
    assert f"nomor perkara {lama.id}" in alasan(galat)


def test_predicate_must_be_that_of_the_record(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    session.add(
        EvaluasiKinerja(
            pegawai_id=orang.id,
            tahun=2024,
            bulan_mulai=1,
            bulan_selesai=12,
            predikat="baik",
            bukti="SKP 2024",
            asal=AsalEvaluasi.ENTRI,
            dicatat_pada=dt.date(2024, 12, 31),
        )
    )
    session.flush()
    obj = kantor.draf(orang, 2024, "sangat_baik")
    with pytest.raises(Refused) as galat:
        kantor.ajukan(obj)
    assert "berpredikat Baik" in alasan(galat)


def test_every_missing_thing_is_named_at_once(kantor: KantorKinerja):
    obj = kantor.draf(kantor.orang(), 2024, "baik", bukti=" ")
    obj.penilai_id = None
    with pytest.raises(Refused) as galat:
        kantor.ajukan(obj, dt.date(2024, 5, 1))
    assert {a.tempat for a in galat.value.alasan} == {"masa", "bukti", "penilai"}


def test_months_out_of_range_are_refused_at_their_field(kantor: KantorKinerja):
    for mulai, selesai in ((0, 3), (1, 13), (7, 6)):
        with pytest.raises(MasukanSalah) as galat:
            kantor.draf(kantor.orang(), 2024, "baik", mulai=mulai, selesai=selesai)
        assert "bulan_selesai" in galat.value.galat


# Who


def test_officer_never_determines_his_own(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    pabrik.penugasan(session, obj.subjek, Peran.PENILAI_KINERJA)
    with pytest.raises(Refused):
        konversi.tetapkan(session, obj, oleh=kantor.oleh(obj.subjek, dt.date(2024, 12, 31)))


def test_only_the_named_evaluator_determines(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    lain = pabrik.pegawai(session, instansi=kantor.instansi, peran=Peran.PENILAI_KINERJA)
    for orang in (lain, kantor.kepegawaian, kantor.penetap):
        with pytest.raises(Refused) as galat:
            konversi.tetapkan(session, obj, oleh=kantor.oleh(orang, dt.date(2024, 12, 31)))
        assert galat.value.tentang_hak


def test_stand_in_determines_in_the_evaluators_name(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    tugas = pabrik.penugasan(session, kantor.penilai, Peran.PENILAI_KINERJA)
    wakil = pabrik.pegawai(session, instansi=kantor.instansi, jenjang=None, golongan=None)
    masa = {"mulai": dt.date(2024, 12, 1), "selesai": dt.date(2024, 12, 31)}
    pabrik.pelimpahan(session, tugas, wakil, **masa)
    oleh = kantor.oleh(wakil, dt.date(2024, 12, 31))
    assert boleh_melihat(session, oleh, obj)
    konversi.tetapkan(session, obj, oleh=oleh)
    assert obj.ditetapkan_sebagai == "Plh. Kepala Bidang Aplikasi"


def test_readers_are_officer_evaluator_and_office(kantor: KantorKinerja, session: Session):
    obj = kantor.draf(kantor.orang(), 2024, "baik")
    hari = dt.date(2024, 12, 31)
    asing = KantorKinerja(session).kepegawaian
    sekretariat = pabrik.pegawai(session, instansi=kantor.instansi, peran=Peran.SEKRETARIAT)
    boleh = {o.id: boleh_melihat(session, kantor.oleh(o, hari), obj) for o in (obj.subjek, kantor.kepegawaian)}
    tidak = {o.id: boleh_melihat(session, kantor.oleh(o, hari), obj) for o in (kantor.penilai, asing, sekretariat)}
    assert all(boleh.values())
    assert not any(tidak.values())
    kantor.ajukan(obj)
    assert boleh_melihat(session, kantor.oleh(kantor.penilai, hari), obj)


# Back and changed


def test_returned_conversion_is_corrected_and_submitted_again(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "sangat_baik"))
    hari = dt.date(2024, 12, 31)
    konversi.kembalikan(session, obj, oleh=kantor.oleh(kantor.penilai, hari), catatan="Predikatnya Baik.")
    kantor.ubah(obj, kantor.oleh(obj.subjek, hari))
    kantor.ajukan(obj)
    assert obj.jumlah == Decimal("12.5")


def test_submitted_conversion_is_not_edited(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    oleh = kantor.oleh(kantor.kepegawaian, dt.date(2024, 12, 31))
    with pytest.raises(Refused):
        kantor.ubah(obj, oleh, predikat="sangat_baik")
    with pytest.raises(WrongState):
        konversi.ajukan(session, obj, oleh=oleh)


def test_history_changed_since_submission_sends_it_back(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    obj = kantor.ajukan(kantor.draf(orang, 2024, "baik"))
    pabrik.jabatan(session, orang, jenjang="ahli_muda", tmt=dt.date(2023, 12, 1))
    with pytest.raises(Refused) as galat:
        konversi.tetapkan(session, obj, oleh=kantor.oleh(kantor.penilai, dt.date(2024, 12, 31)))
    assert "hitungan ulang" in alasan(galat)


def test_stale_page_is_told(kantor: KantorKinerja, session: Session):
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    oleh = kantor.oleh(kantor.penilai, dt.date(2024, 12, 31))
    with pytest.raises(Conflict):
        konversi.tetapkan(session, obj, oleh=oleh, seen_version=obj.version - 1)


# Replacement


def test_replacement_counters_the_wrong_figure(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2024, "sangat_baik")
    hari = dt.date(2025, 1, 15)
    catatan = session.scalars(select(EvaluasiKinerja)).one()
    catatan.dibatalkan_pada, catatan.dibatalkan_oleh_id, catatan.alasan_batal = hari, kantor.kepegawaian.id, "Keliru"
    oleh = kantor.oleh(kantor.kepegawaian, hari)
    baru = konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Predikat keliru.")
    kantor.ubah(baru, oleh)
    kantor.ajukan(baru, hari)
    konversi.tetapkan(session, baru, oleh=kantor.oleh(kantor.penilai, hari))
    assert (lama.state, baru.state) == (KonversiState.DIGANTI, KonversiState.DITETAPKAN)
    koreksi = session.scalars(select(EntriKredit).where(EntriKredit.jenis == JenisEntri.KOREKSI)).one()
    assert koreksi.jumlah == Decimal("-6.25")
    akun = akun_konversi(session, orang, hari)
    assert akun is not None
    assert akun.jumlah == Decimal("12.5")


def test_replacement_needs_a_reason_and_comes_once(kantor: KantorKinerja, session: Session):
    lama = kantor.konversi(kantor.orang(), 2024, "baik")
    oleh = kantor.oleh(kantor.kepegawaian, dt.date(2025, 1, 15))
    with pytest.raises(Refused):
        konversi.buat_pengganti(session, lama, oleh=oleh, catatan=" ")
    session.expunge_all()
    lama = session.get_one(Konversi, lama.id)
    konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Salah masa.")
    with pytest.raises(Refused) as galat:
        konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Salah lagi.")
    assert "Sudah ada konversi pengganti" in alasan(galat)


def test_replacing_what_was_determined_opens_the_replacement_of_the_determination(
    kantor: KantorKinerja, session: Session
):
    orang = kantor.orang()
    lama = [kantor.konversi(orang, tahun, "baik") for tahun in (2023, 2024, 2025)][-1]
    kantor.konversi(orang, 2026, "baik")
    hari = dt.date(2026, 12, 31)
    sudah = kantor.tetapkan(kantor.penetapan(orang, hari), hari)
    assert sudah.jumlah == Decimal(50)
    oleh = kantor.oleh(kantor.kepegawaian, hari)
    baru = konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Masa keliru.")
    kantor.ubah(baru, oleh, selesai=6)
    kantor.ajukan(baru, hari)
    konversi.tetapkan(session, baru, oleh=kantor.oleh(kantor.penilai, hari))
    draf = penetapan_ak.draf(session, orang.id)
    assert draf is not None
    assert draf.menggantikan_id == sudah.id
    assert draf.jumlah == Decimal("43.75")
    kantor.tetapkan(draf, hari)
    assert sudah.state is PenetapanAkState.DIGANTI


# What it opens


def test_determination_opens_when_the_sum_reaches_a_need(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    for tahun in (2023, 2024, 2025):
        kantor.konversi(orang, tahun, "baik")
    assert penetapan_ak.draf(session, orang.id) is None  # 37.5 of 50
    kantor.konversi(orang, 2026, "baik")
    draf = penetapan_ak.draf(session, orang.id)
    assert draf is not None
    assert (draf.sebab, draf.jumlah) == (SebabPenetapan.MINIMAL, Decimal(50))


def test_one_draft_follows_the_ledger(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "baik")
    draf = kantor.penetapan(orang, dt.date(2023, 12, 31))
    assert draf.jumlah == Decimal("12.5")
    kantor.konversi(orang, 2024, "baik")
    assert draf.jumlah == Decimal(25)
    assert session.scalar(select(func.count()).select_from(type(draf))) == 1
