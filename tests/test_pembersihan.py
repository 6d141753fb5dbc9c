"""What has had its time is thrown away by the daily work, and nothing that proves anything."""

import dataclasses
import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.klien import Klien
from tests.panggung import Panggung
from workflow_app import outbox
from workflow_app.config import PengaturanSalah, Settings
from workflow_app.models import AuditEntry, CatatanAdmin, DaftarPerkara, OutboxMessage, SesiMasuk, StatusSurat, Surat
from workflow_app.penyimpanan import BerkasTidakAda, Penyimpanan
from workflow_app.services import akun as layanan_akun
from workflow_app.services import harian, ingatkan_kegiatan, pembersihan
from workflow_app.waktu import utcnow
from workflow_app.worker.harian import PekerjaHarian

SAAT = utcnow()
HARI = dt.timedelta(days=1)


@pytest.fixture
def pekerja(engine: Engine, settings: Settings) -> PekerjaHarian:
    """The daily worker on the test's database."""
    return PekerjaHarian(sessionmaker(engine, expire_on_commit=False), settings)


def test_sessions_go_after_their_days(session: Session, pekerja: PekerjaHarian, settings: Settings):
    akun = pabrik.akun(session, pabrik.pegawai(session))
    batas = settings.SIMPAN_SESI_HARI * HARI
    harapan = {}
    for nama, dibuat, dicabut in (
        ("lama habis", SAAT - batas - HARI, None),
        ("lama dicabut", SAAT - batas - HARI, SAAT - batas - HARI),
        ("baru habis", SAAT - batas + HARI, None),
        ("baru dicabut", SAAT - HARI, SAAT - HARI),
        ("hidup", SAAT, None),
    ):
        kunci = layanan_akun.buka_sesi(session, akun, alamat_ip="", peramban=nama, saat=dibuat)
        session.get_one(SesiMasuk, layanan_akun.sidik_kunci(kunci)).dicabut_at = dicabut
        harapan[nama] = not nama.startswith("lama")
    session.commit()

    pekerja.bersihkan(SAAT)

    assert set(session.scalars(select(SesiMasuk.peramban))) == {nama for nama, ada in harapan.items() if ada}


def test_finished_work_goes_and_what_a_mail_came_from_stays(
    session: Session, pekerja: PekerjaHarian, settings: Settings
):
    lama = SAAT - (settings.SIMPAN_PEKERJAAN_HARI + 1) * HARI
    orang = pabrik.pegawai(session)
    for kind, done, dead in (
        ("selesai_lama", lama, None),
        ("selesai_baru", SAAT, None),
        ("menunggu", None, None),
        ("menyerah", None, lama),
        ("bersurat", lama, None),
    ):
        pesan = outbox.tambah(session, kind, {})
        pesan.created_at, pesan.done_at, pesan.dead_at = lama, done, dead
    session.flush()
    session.add(
        Surat(
            outbox_id=session.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "bersurat")).one(),
            penerima_id=orang.id,
            alamat="",
            templat="x",
            perihal="x",
            workflow="dupak",
            object_id=1,
            status=StatusSurat.GAGAL,
            message_id="<x>",
        )
    )
    session.commit()

    pekerja.bersihkan(SAAT)

    sisa = set(session.scalars(select(OutboxMessage.kind)))
    assert sisa == {"selesai_baru", "menunggu", "menyerah", "bersurat"}


def test_more_than_one_portion_goes_in_one_run(
    session: Session, pekerja: PekerjaHarian, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pembersihan, "SEKALI", 3)
    for _ in range(8):
        outbox.tambah(session, "lama", {}).done_at = SAAT - 1000 * HARI
    session.commit()

    pekerja.bersihkan(SAAT)

    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def tua(folder: Path, hari: int) -> None:
    """Make every file of a folder so many days old."""
    for berkas in folder.rglob("*"):
        if berkas.is_file():
            kapan = berkas.stat().st_mtime - hari * 24 * 3600
            os.utime(berkas, (kapan, kapan))


def test_sheets_that_nobody_took_over_go_and_evidence_stays(pekerja: PekerjaHarian, settings: Settings):
    bukti, titipan = Penyimpanan(settings.berkas_url), Penyimpanan(settings.titipan_url)
    berkas = bukti.simpan(b"bukti")
    lama = titipan.simpan(b"lembar lama")
    tua(settings.INSTANCE_DIR / "berkas", settings.SIMPAN_LEMBAR_HARI + 1)
    baru = titipan.simpan(b"lembar baru")

    pekerja.bersihkan(SAAT)

    assert bukti.baca(berkas.sha256) == b"bukti"
    assert titipan.baca(baru.sha256) == b"lembar baru"
    with pytest.raises(BerkasTidakAda):
        titipan.baca(lama.sha256)


def test_a_store_in_memory_forgets_too(tmp_path: Path):
    titipan = Penyimpanan(f"memory://{tmp_path}/titipan")
    titipan.simpan(b"lembar")

    assert titipan.buang_lama(SAAT - HARI) == 0
    assert titipan.buang_lama(utcnow() + HARI) == 1
    assert Penyimpanan(f"memory://{tmp_path}/kosong").buang_lama(utcnow()) == 0


@pytest.mark.parametrize("nama", ["SIMPAN_SESI_HARI", "SIMPAN_LEMBAR_HARI", "SIMPAN_PEKERJAAN_HARI"])
def test_nothing_is_thrown_away_on_its_day(settings: Settings, nama: str):
    kurang: dict[str, Any] = {nama: 0}
    with pytest.raises(PengaturanSalah, match=nama):
        dataclasses.replace(settings, **kurang)


class TestInTheAgency:
    """With cases and notes about."""

    @pytest.fixture
    def url_basis_data(self, url_agensi: str) -> str:
        """These play in the agency."""
        return url_agensi

    def test_the_trail_never_goes(self, session: Session, pekerja: PekerjaHarian):
        Panggung(session).sampai("diusulkan")

        def jejak() -> list[int | None]:
            tabel = (AuditEntry, DaftarPerkara, CatatanAdmin)
            jumlah = [session.scalar(select(func.count()).select_from(t)) for t in tabel]
            session.rollback()
            return jumlah

        sebelum = jejak()
        assert sebelum[0]
        pekerja.bersihkan(SAAT + 36_500 * HARI)
        assert jejak() == sebelum

    def test_a_sheet_waits_apart_from_evidence_and_is_taken_over(
        self, session: Session, klien, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        panggung = Panggung(session)
        dupak = panggung.draf()
        peramban: Klien = klien(dupak.subjek)
        isi = b"kode_butir,tanggal_selesai,volume\n"
        with (settings.INSTANCE_DIR / "lembar.csv").open("w+b") as berkas:
            berkas.write(isi)
            berkas.seek(0)
            jawaban = peramban.kirim(f"/dupak/{dupak.id}/impor", {"berkas": (berkas, "lembar.csv")})

        peramban.buka(jawaban.location)
        tersimpan = [b for b in (settings.INSTANCE_DIR / "berkas").rglob("*") if b.is_file()]
        assert [b.read_bytes() for b in tersimpan] == [isi]
        assert "titipan" in tersimpan[0].parts

    def test_the_first_look_tidies_up_and_the_next_one_waits(
        self, session: Session, pekerja: PekerjaHarian, monkeypatch: pytest.MonkeyPatch
    ):
        kali: list[dt.datetime] = []
        monkeypatch.setattr(pekerja, "bersihkan", kali.append)

        pekerja.sekali()
        pekerja.sekali()

        assert len(kali) == 1


class TestOneFailureStopsNobodyElse:
    """Notices, tidying and due steps each go their way, and the hour is counted also where one of them failed."""

    def test_the_notices_of_the_others_and_the_tidying(
        self,
        session: Session,
        pekerja: PekerjaHarian,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ):
        kali: list[dt.datetime] = []
        monkeypatch.setattr(pekerja, "bersihkan", kali.append)
        monkeypatch.setattr(ingatkan_kegiatan, "yang_perlu", lambda *_: ([1, 2, 3], None))

        def ingatkan(sesi: Session, pegawai_id: int, _hari: dt.date) -> bool:
            if pegawai_id == 1:
                raise LookupError("tanpa jabatan")
            if pegawai_id == 2:
                raise OperationalError("select", {}, Exception("database is locked"))
            return bool(outbox.tambah(sesi, f"untuk_{pegawai_id}", {}))

        monkeypatch.setattr(ingatkan_kegiatan, "ingatkan", ingatkan)

        pekerja.sekali()
        pekerja.sekali()

        assert session.scalars(select(OutboxMessage.kind)).all() == ["untuk_3"]
        assert len(kali) == 1
        assert "notice of officer 1: LookupError: tanpa jabatan" in caplog.text
        assert "notice of officer 2: OperationalError: database is locked" in caplog.text

    @pytest.mark.parametrize("yang_gagal", ["yang_jatuh", "kerjakan", "yang_perlu"])
    def test_the_tidying_comes_all_the_same(
        self, session: Session, pekerja: PekerjaHarian, monkeypatch: pytest.MonkeyPatch, yang_gagal: str
    ):
        def gagal(*_: object) -> None:
            raise LookupError("rusak")

        kali: list[dt.datetime] = []
        monkeypatch.setattr(pekerja, "bersihkan", kali.append)
        monkeypatch.setattr(harian, "yang_jatuh", lambda *_: [harian.Jatuh("tabungan", 1)])
        monkeypatch.setattr(harian, "kerjakan", lambda *_: None)
        monkeypatch.setattr(ingatkan_kegiatan if yang_gagal == "yang_perlu" else harian, yang_gagal, gagal)

        pekerja.sekali()
        pekerja.sekali()

        assert len(kali) == 1

    def test_one_kind_that_cannot_be_tidied_leaves_the_others(
        self, session: Session, pekerja: PekerjaHarian, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        def gagal(*_: object) -> int:
            raise LookupError("rusak")

        nama, asli = pembersihan.PEMBUANG[1]
        monkeypatch.setattr(pembersihan, "PEMBUANG", (("SIMPAN_SESI_HARI", gagal), (nama, asli)))
        outbox.tambah(session, "lama", {}).done_at = SAAT - 1000 * HARI
        session.commit()
        titipan = Penyimpanan(settings.titipan_url)
        lembar = titipan.simpan(b"lembar")
        tua(settings.INSTANCE_DIR / "berkas", settings.SIMPAN_LEMBAR_HARI + 1)

        pekerja.bersihkan(SAAT)

        assert session.scalars(select(OutboxMessage.kind)).all() == []
        assert not titipan.ada(lembar.sha256)
