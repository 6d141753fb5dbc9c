"""The watch over the log: notices once per threshold, one mail a day; the yearly duty; what heads and offices see."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_kegiatan import berkas, kegiatan, prakom
from tests.meja_tim import hitung_perintah
from workflow_app.config import Settings
from workflow_app.demo.orang import saldo_awal
from workflow_app.jobs import daftar_penangan
from workflow_app.models import Kegiatan, OutboxMessage, Pegawai, Peran, Surat
from workflow_app.services import ambil_kegiatan, dupak, ingatkan_kegiatan, wajib_dupak
from workflow_app.services import kegiatan as layanan
from workflow_app.services.ingatkan_kegiatan import ingatkan, yang_perlu
from workflow_app.services.kerugian_unit import triwulan
from workflow_app.worker import Pelaksana

Masuk = Callable[[Pegawai], Klien]
SELESAI = dt.date(2021, 10, 2)
TERAKHIR = dt.date(2022, 10, 2)
"""A year after SELESAI: the last day on which that work may be received."""


@pytest.fixture
def orang(session: Session) -> Pegawai:
    """Somebody who entered his position when his work ended, so that his duty is not due before it lapses."""
    satu = prakom(session)
    for baris in satu.riwayat_jabatan:
        baris.tmt = dt.date(2021, 6, 1)
    session.flush()
    return satu


def jalankan(session: Session, hari: dt.date) -> list[dict[str, object]]:
    """One look of the clock on a day; the notices that it put down."""
    sebelum = {m.id for m in session.scalars(select(OutboxMessage))}
    sesudah: int | None = 0
    while sesudah is not None:
        daftar, sesudah = yang_perlu(session, hari, sesudah)
        for nomor in daftar:
            ingatkan(session, nomor, hari)
    session.flush()
    baru = (m for m in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)) if m.id not in sebelum)
    return [m.payload for m in baru if m.kind == ingatkan_kegiatan.PEKERJAAN]


def hari_sebelum(sisa: int) -> dt.date:
    return TERAKHIR - dt.timedelta(days=sisa)


def untuk(surat: list[dict[str, object]], orang: Pegawai) -> list[object]:
    return [s["kegiatan"] for s in surat if s["pegawai_id"] == orang.id and s["kegiatan"]]


# Notices


def test_each_threshold_is_told_once_and_on_its_day(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, selesai=SELESAI)
    versi = satu.version
    terkirim = [sisa for sisa in range(95, -3, -1) if untuk(jalankan(session, hari_sebelum(sisa)), orang)]
    assert terkirim == [90, 30, 7]
    session.expire_all()
    assert (satu.ambang_diingatkan, satu.version) == (7, versi)


def test_a_clock_that_stood_still_tells_only_the_last_threshold(session: Session, orang: Pegawai):
    kegiatan(session, orang, selesai=SELESAI)
    assert len(untuk(jalankan(session, hari_sebelum(5)), orang)) == 1
    assert untuk(jalankan(session, hari_sebelum(4)), orang) == []


def test_one_mail_a_day_with_everything_in_it(session: Session, orang: Pegawai):
    pertama = [kegiatan(session, orang, selesai=SELESAI + dt.timedelta(days=n)) for n in (0, 0, 23)]
    hari = hari_sebelum(7)
    (isi,) = untuk(jalankan(session, hari), orang)
    assert isi == [k.id for k in pertama]
    susulan = kegiatan(session, orang, selesai=SELESAI, hari=hari)
    assert jalankan(session, hari) == []
    assert untuk(jalankan(session, hari + dt.timedelta(days=1)), orang) == [[susulan.id]]


def test_nothing_is_told_of_what_cannot_lapse_any_more(session: Session, orang: Pegawai):
    pilihan = pabrik.butir_kegiatan(session)
    rencana = kegiatan(session, orang, rencana=True, selesai=SELESAI)
    hapus = kegiatan(session, orang, selesai=SELESAI)
    layanan.hapus(session, hapus, oleh=pabrik.pelaku(session, orang))
    diterima = kegiatan(session, orang, pilihan, selesai=SELESAI)
    draf = pabrik.dupak(session, orang)
    ambil_kegiatan.ambil(session, draf, [diterima.id], oleh=pabrik.pelaku(session, orang))
    assert untuk(jalankan(session, hari_sebelum(90)), orang) == [[diterima.id]]  # only claimed, received by nobody
    draf.diterima_pada = dt.date(2022, 8, 1)
    session.flush()
    assert untuk(jalankan(session, hari_sebelum(30)), orang) == []
    assert rencana.ambang_diingatkan is None


def test_another_date_begins_anew(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, selesai=SELESAI)
    jalankan(session, hari_sebelum(30))
    session.expire_all()
    isi = layanan.IsiKegiatan("Lain", dt.date(2021, 10, 30), dt.date(2021, 10, 30), Decimal(1))
    layanan.ubah(session, satu, isi, oleh=pabrik.pelaku(session, orang))
    assert satu.ambang_diingatkan is None
    assert untuk(jalankan(session, dt.date(2022, 9, 30)), orang) == [[satu.id]]


def test_the_end_of_claims_is_told_too(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, hari=dt.date(2023, 1, 2), selesai=dt.date(2022, 12, 20))
    assert untuk(jalankan(session, dt.date(2023, 3, 31)), orang) == []  # 91 days before 30 June 2023
    assert untuk(jalankan(session, dt.date(2023, 4, 1)), orang) == [[satu.id]]


def test_the_mail_names_work_and_days_in_the_readers_language(
    session: Session, orang: Pegawai, settings: Settings, engine: Engine
):
    akun = pabrik.akun(session, orang)
    satu = kegiatan(session, orang, selesai=SELESAI, uraian="Memasang jaringan " + "panjang " * 40)
    for n in range(24):
        kegiatan(session, orang, selesai=SELESAI, uraian=f"Kerja {n}")
    jalankan(session, hari_sebelum(7))
    layanan.hapus(session, satu, oleh=pabrik.pelaku(session, orang))
    session.commit()
    pelaksana = Pelaksana(sessionmaker(engine, expire_on_commit=False), daftar_penangan(settings))
    while pelaksana.berikutnya():
        pass
    surat = session.scalars(select(Surat)).one()
    assert (surat.templat, surat.penerima_id, surat.perihal) == (
        "kegiatan_ringkasan",
        akun.pegawai_id,
        "24 kegiatan Anda segera hangus",
    )
    (file,) = (settings.INSTANCE_DIR / "outgoing").iterdir()
    isi = file.read_text().replace("=\n", "")
    assert "Kerja 0: sisa 7 hari, sampai 2 Oktober 2022" in isi
    assert "dan 4 kegiatan lain." in isi
    assert "Memasang jaringan" not in isi


# The yearly duty


def test_the_duty_is_told_at_its_thresholds_and_ends_with_a_claim(session: Session, orang: Pegawai):
    tempo = dt.date(2022, 6, 1)  # a year after he entered his position

    def diberi_tahu(sisa: int) -> bool:
        surat = jalankan(session, tempo - dt.timedelta(days=sisa))
        return any(s["pegawai_id"] == orang.id and s["wajib"] == tempo.isoformat() for s in surat)

    assert [sisa for sisa in (45, 31, 30, 29, 8, 7, 6, 0, -1) if diberi_tahu(sisa)] == [30, 7]
    draf = pabrik.dupak(session, orang, butir=1)
    dupak.ajukan(session, draf, oleh=pabrik.pelaku(session, orang, dt.date(2022, 6, 5)))
    (satu,) = wajib_dupak.wajib(session, [orang.id], dt.date(2022, 6, 6)).values()
    assert satu.terakhir == dt.date(2022, 6, 5)
    assert satu.kewajiban is not None
    assert satu.kewajiban.jatuh_tempo == dt.date(2023, 6, 5)


def test_the_duty_is_counted_from_the_newest_credit_where_no_claim_is_known(session: Session, orang: Pegawai):
    for tanggal in (dt.date(2021, 9, 1), dt.date(2026, 1, 8)):  # the second lies ahead of the day that is asked about
        saldo_awal(session, orang, Decimal(10), tanggal=tanggal, dasar=f"PAK {tanggal}")
    (satu,) = wajib_dupak.wajib(session, [orang.id], dt.date(2022, 1, 10)).values()
    assert satu.kewajiban is not None
    assert (satu.terakhir, satu.kewajiban.jatuh_tempo) == (None, dt.date(2022, 9, 1))


def test_there_is_no_duty_under_the_regime_of_today(session: Session, orang: Pegawai):
    assert jalankan(session, dt.date(2026, 3, 1)) == []


def test_the_secretariat_sees_who_has_handed_in_nothing_this_year(
    app: Flask, session: Session, orang: Pegawai, klien: Masuk
):
    rajin = prakom(session)
    dupak.ajukan(session, pabrik.dupak(session, rajin, butir=1), oleh=pabrik.pelaku(session, rajin))
    ditarik = prakom(session)
    batal = pabrik.dupak(session, ditarik, butir=1)
    dupak.ajukan(session, batal, oleh=pabrik.pelaku(session, ditarik))
    dupak.tarik(session, batal, oleh=pabrik.pelaku(session, ditarik))
    lain = prakom(session, instansi=pabrik.instansi(session))
    kantor = pabrik.pegawai(session, jenjang=None, peran=Peran.SEKRETARIAT)
    k = klien(kantor)
    halaman = teks_halaman(k.get("/kegiatan/wajib-dupak").text)
    assert orang.nama in halaman
    assert ditarik.nama in halaman
    assert rajin.nama not in halaman
    assert lain.nama not in halaman
    assert "2 dari 3 pegawai belum mengajukan DUPAK tahun ini." in halaman
    assert "1 Jun 2022" in halaman
    assert "DUPAK tahunan" in halaman
    assert klien(orang).get("/kegiatan/wajib-dupak").status_code == 404

    def biaya() -> int:
        with hitung_perintah(app) as daftar:
            k.get("/kegiatan/wajib-dupak")
        return len(daftar)

    sedikit = biaya()
    for _ in range(20):
        prakom(session)
    assert biaya() == sedikit


# What a head sees


@pytest.mark.parametrize(
    ("hari", "diharapkan"),
    [
        (dt.date(2022, 1, 10), (dt.date(2022, 1, 1), dt.date(2022, 3, 31))),
        (dt.date(2022, 3, 31), (dt.date(2022, 1, 1), dt.date(2022, 3, 31))),
        (dt.date(2022, 4, 1), (dt.date(2022, 4, 1), dt.date(2022, 6, 30))),
        (dt.date(2022, 12, 31), (dt.date(2022, 10, 1), dt.date(2022, 12, 31))),
    ],
)
def test_quarters(hari: dt.date, diharapkan: tuple[dt.date, dt.date]):
    assert triwulan(hari) == diharapkan


def test_a_head_sees_sums_and_no_activity(app: Flask, session: Session, klien: Masuk):
    orang, pilihan = prakom(session), pabrik.butir_kegiatan(session)
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2021, 1, 5), volume=Decimal(3))  # lapsed
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2021, 1, 9))  # lapsed yesterday
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2021, 1, 10))  # today is the last day
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2021, 3, 31), volume=Decimal("2.5"))
    kegiatan(session, orang, uraian="rahasia", selesai=dt.date(2021, 3, 1))  # without an item
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2021, 4, 1))  # the next quarter's
    kegiatan(session, orang, pilihan, uraian="rahasia", selesai=dt.date(2020, 12, 31))  # the last quarter's
    assert orang.atasan is not None
    kepala = pabrik.pegawai(session, jenjang=None)
    pabrik.penugasan(session, kepala, Peran.PIMPINAN_UNIT, unit_id=orang.unit_id)
    for pelihat in (orang.atasan, kepala):
        halaman = teks_halaman(klien(pelihat).get("/kegiatan/unit").text)
        assert orang.nama in halaman
        assert "1,750 angka kredit hangus pada triwulan ini bila tidak segera diusulkan" in halaman
        assert "2,000 angka kredit sudah hangus" in halaman
        assert "1 kegiatan" in halaman
        assert "10 Jan 2022" in halaman
        assert "rahasia" not in halaman
    asing = pabrik.pegawai(session, jenjang=None)
    pabrik.penugasan(session, asing, Peran.PIMPINAN_UNIT, unit_id=pabrik.unit(session).id)
    assert orang.nama not in klien(asing).get("/kegiatan/unit").text
    assert klien(orang).get("/kegiatan/unit").status_code == 404

    k = klien(kepala)

    def biaya() -> int:
        with hitung_perintah(app) as daftar:
            k.get("/kegiatan/unit")
        return len(daftar)

    sedikit = biaya()
    for n in range(20):
        lain = prakom(session)
        baris = kegiatan(session, lain, pilihan, selesai=dt.date(2021, 2, 1))
        layanan.pasang_berkas(session, baris, [berkas(n + 1)], oleh=pabrik.pelaku(session, lain))
    assert biaya() == sedikit
    assert session.query(Kegiatan).count() == 27


def test_a_sum_that_is_only_a_part_says_so(session: Session, klien: Masuk, monkeypatch: pytest.MonkeyPatch):
    orang, pilihan = prakom(session), pabrik.butir_kegiatan(session)
    monkeypatch.setattr("workflow_app.services.kerugian_unit.KEGIATAN_TERBANYAK", 1)
    for _ in range(2):
        kegiatan(session, orang, pilihan, selesai=dt.date(2021, 2, 1))
    assert orang.atasan is not None
    assert "Terlalu banyak untuk dijumlahkan" in klien(orang.atasan).get("/kegiatan/unit").text
