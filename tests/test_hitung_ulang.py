"""Computing many claims anew inside the database: the same thousandths as the calculator, in batches that resume."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError

from tests import pabrik
from workflow_app import outbox, peraturan
from workflow_app.cli.hitung_ulang import hitung_ulang as perintah_hitung_ulang
from workflow_app.errors import Refused
from workflow_app.jobs import PenanganHitungUlang
from workflow_app.kalkulator.butir import hangus, kredit_butir
from workflow_app.models import Dupak, HasilHitungUlang, HitungUlang, ItemDupak, OutboxMessage
from workflow_app.peraturan import berlaku
from workflow_app.peraturan.aturan import Ketentuan, Tanda
from workflow_app.services import hitung_ulang
from workflow_app.services.hitung_ulang import lanjutkan, mulai

D = Decimal
R2020 = peraturan.kunci("R2020")


@dataclass(frozen=True)
class Butir:
    jenjang: str | None
    angka_kredit: Decimal | None
    persen: Decimal | None = None


def terkirim(session, butir=2):
    """A claim as if it had been sent; only its figures matter here."""
    dupak = pabrik.dupak(session, butir=butir)
    dupak.diajukan_pada = dt.date(2022, 1, 3)
    session.flush()
    return dupak


def semua(session, jalan, banyak=1):
    for _ in range(100):
        kemajuan = lanjutkan(session, jalan.id, banyak)
        if kemajuan.selesai:
            return kemajuan
    raise AssertionError("hitung ulang tidak selesai")


def hasil(session, jalan):
    baris = session.scalars(select(HasilHitungUlang).where(HasilHitungUlang.hitung_ulang_id == jalan.id))
    return {b.dupak_id: (b.tercatat, b.dihitung, b.butir_berbeda) for b in baris}


def test_untouched_claims_come_out_as_they_were(session):
    satu, dua = terkirim(session), terkirim(session, 3)
    jalan = mulai(session, alasan="uji")
    kemajuan = semua(session, jalan)
    assert (kemajuan.jumlah, kemajuan.terproses, kemajuan.berbeda) == (2, 2, 0)
    assert hasil(session, jalan) == {satu.id: (D("1.000"), D("1.000"), 0), dua.id: (D("1.500"), D("1.500"), 0)}


def test_a_wrong_figure_is_found_and_counted(session):
    satu, dua = terkirim(session), terkirim(session)
    satu.butir[0].jumlah = D("9.999")
    session.flush()
    jalan = mulai(session, alasan="uji")
    assert semua(session, jalan).berbeda == 1
    assert hasil(session, jalan)[satu.id] == (D("10.499"), D("1.000"), 1)
    assert hasil(session, jalan)[dua.id][2] == 0


def test_work_that_is_void_by_age_earns_nothing_and_a_forgotten_mark_is_found(session):
    dupak = terkirim(session)
    dupak.diterima_pada = dt.date(2022, 9, 30)
    dupak.butir[0].tanggal_mulai = dupak.butir[0].tanggal_selesai = dt.date(2021, 9, 29)
    session.flush()
    jalan = mulai(session, alasan="uji")
    semua(session, jalan)
    assert hasil(session, jalan)[dupak.id] == (D("1.000"), D("0.500"), 1)
    dupak.butir[0].hangus = True
    session.flush()
    kedua = mulai(session, alasan="uji")
    semua(session, kedua)
    assert hasil(session, kedua)[dupak.id] == (D("0.500"), D("0.500"), 0)


def test_units_above_a_confirmed_limit_earn_nothing(session):
    dupak = terkirim(session, 1)
    dupak.butir[0].volume, dupak.butir[0].volume_lebih, dupak.butir[0].jumlah = D(5), D(2), D("1.500")
    session.flush()
    jalan = mulai(session, alasan="uji")
    semua(session, jalan)
    assert hasil(session, jalan)[dupak.id] == (D("1.500"), D("1.500"), 0)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    volume=st.one_of(st.decimals("0.000001", 600, places=6), st.decimals("0.000001", 1_000_000, places=6)),
    satuan=st.one_of(st.decimals(0, 20, places=6), st.decimals(0, 9_000, places=6)),
    jenjang=st.sampled_from(["ahli_pertama", "ahli_muda", "ahli_madya", "semua", "penyelia"]),
    aturan=st.sampled_from(["R2003", "R2020"]),
)
def test_the_database_gives_the_same_thousandths_as_the_calculator(session, volume, satuan, jenjang, aturan):
    titik = session.begin_nested()
    dupak = terkirim(session, 1)
    dupak.diterima_pada = dt.date(2022, 1, 10)
    session.flush()
    session.execute(
        update(ItemDupak)
        .where(ItemDupak.dupak_id == dupak.id)
        .values(volume=volume, angka_satuan=satuan, jenjang_butir=jenjang, aturan=aturan)
    )
    jalan = mulai(session, alasan="uji")
    semua(session, jalan, 1000)
    kalkulator = kredit_butir(peraturan.kunci(aturan), Butir(jenjang, satuan), volume, dupak.jenjang).nilai
    diterima, selesai = dupak.diterima_pada, dupak.butir[0].tanggal_selesai
    assert diterima is not None
    assert hangus(R2020, selesai, diterima) is False
    assert hasil(session, jalan)[dupak.id][1] == kalkulator
    titik.rollback()
    session.expire_all()


def test_the_work_of_a_batch_is_one_statement_whatever_its_size(session, engine):
    for _ in range(6):
        terkirim(session)
    jalan = mulai(session, alasan="uji")
    lanjutkan(session, jalan.id, 1)
    perintah: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: perintah.append(a[2]))
    lanjutkan(session, jalan.id, 1)
    sekali = len(perintah)
    lanjutkan(session, jalan.id, 3)
    assert len(perintah) == 2 * sekali
    assert sum("INSERT INTO hasil_hitung_ulang" in teks for teks in perintah) == 2


def test_a_run_goes_on_after_the_last_finished_batch(session):
    for _ in range(5):
        terkirim(session)
    jalan = mulai(session, alasan="uji")
    assert lanjutkan(session, jalan.id, 2).terproses == 2
    session.commit()
    session.expire_all()
    assert lanjutkan(session, jalan.id, 2).terproses == 4
    assert lanjutkan(session, jalan.id, 2).selesai
    assert len(hasil(session, jalan)) == 5


def test_the_workers_do_a_run_batch_by_batch(session, monkeypatch):
    monkeypatch.setattr(hitung_ulang, "DUPAK_SEKALI_JALAN", 2)
    monkeypatch.setattr(lanjutkan, "__defaults__", (2,))
    for _ in range(3):
        terkirim(session)
    jalan = mulai(session, alasan="uji")
    penangan = PenanganHitungUlang()
    sewa = outbox.Sewa(1, hitung_ulang.PEKERJAAN, {"hitung_ulang_id": jalan.id}, "uji", 1)
    for _ in range(2):
        kerja = penangan.siapkan(session, sewa)
        assert kerja is not None
        penangan.kerjakan(kerja)
        penangan.simpan(session, kerja, None)
    assert penangan.siapkan(session, sewa) is None
    antrean = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == hitung_ulang.PEKERJAAN)).all()
    assert len(antrean) == 2  # the first row, and the one that the first batch put down
    assert session.get_one(HitungUlang, jalan.id).terproses == 3


@pytest.mark.parametrize("lingkup", [(None, None), (None, "satu"), ("satu", None), ("satu", "dua")])
def test_one_run_is_open_at_a_time_whatever_its_scope(session, lingkup):
    instansi = {"satu": pabrik.instansi(session).id, "dua": pabrik.instansi(session).id, None: None}
    pertama, kedua = (instansi[satu] for satu in lingkup)
    jalan = mulai(session, alasan="uji", instansi_id=pertama)
    with pytest.raises(Refused, match=f"nomor {jalan.id} masih berjalan"):
        mulai(session, alasan="uji", instansi_id=kedua)
    semua(session, jalan)
    assert mulai(session, alasan="uji", instansi_id=kedua).id != jalan.id


def test_the_database_itself_lets_no_second_run_be_open(session):
    jalan = mulai(session, alasan="uji")
    isi = {"alasan": "uji", "sidik": {}, "jumlah": 0}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(HitungUlang(**isi))
    semua(session, jalan)
    session.add(HitungUlang(**isi))
    session.flush()


def test_a_factor_finer_than_the_database_computes_is_refused(session):
    halus = R2020.dengan([Ketentuan("faktor.satu_di_atas", D("0.8333"), "SE", Tanda.FOUND)])
    with berlaku.memakai(berlaku.kini().dengan(halus)), pytest.raises(Refused, match="0,8333"):
        mulai(session, alasan="Faktor baru")


def test_a_run_never_mixes_two_versions_of_the_rules(session):
    terkirim(session)
    terkirim(session)
    jalan = mulai(session, alasan="uji")
    jalan.sidik = {**jalan.sidik, "R2020": "lain"}
    session.flush()
    assert lanjutkan(session, jalan.id, 1).selesai
    assert jalan.berhenti_karena
    assert hasil(session, jalan) == {}


def test_drafts_are_left_alone(session):
    pabrik.dupak(session, butir=1)
    jalan = mulai(session, alasan="uji")
    assert semua(session, jalan).jumlah == 0
    assert session.scalars(select(Dupak)).all()


def test_the_command_names_the_claims_that_differ(app, session):
    benar, salah = terkirim(session), terkirim(session)
    salah.butir[0].jumlah = D("3.250")
    session.commit()
    keluar = app.test_cli_runner().invoke(perintah_hitung_ulang, ["--alasan", "uji"])
    assert keluar.exit_code == 1
    assert "2 DUPAK dihitung, 1 berbeda." in keluar.stdout
    assert f"dupak {salah.id}: tercatat 3.750, dihitung 1.000, 1 butir berbeda" in keluar.stdout
    assert f"dupak {benar.id}:" not in keluar.stdout


def test_the_command_goes_on_with_a_run_and_refuses_an_unknown_one(app, session):
    terkirim(session)
    jalan = mulai(session, alasan="uji")
    session.commit()
    jalankan = app.test_cli_runner().invoke
    assert "Tidak ada" in str(jalankan(perintah_hitung_ulang, ["--lanjut", "999"]).exception)
    keluar = jalankan(perintah_hitung_ulang, ["--lanjut", str(jalan.id)])
    assert (keluar.exit_code, "1 DUPAK dihitung, 0 berbeda." in keluar.stdout) == (0, True)
