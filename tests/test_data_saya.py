"""Everything about a person in one file for himself, and for nobody else."""

import csv
import datetime as dt
import io
import json
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_kegiatan import HARI_INI, kegiatan, perintah, prakom
from workflow_app import jobs, outbox
from workflow_app.config import AKAR, Settings
from workflow_app.errors import Refused
from workflow_app.models import (
    Akun,
    BuktiFile,
    CatatanAdmin,
    Dokumen,
    EntriKredit,
    JenisEntri,
    OutboxMessage,
    Pegawai,
    UnduhanData,
)
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import data_saya, pembersihan
from workflow_app.services import kegiatan as catatan_kegiatan
from workflow_app.services.butir import BerkasMasuk
from workflow_app.waktu import utcnow

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


@pytest.fixture
def simpanan(settings: Settings) -> Penyimpanan:
    return Penyimpanan(settings.berkas_url)


def pasang(session: Session, simpanan: Penyimpanan, milik: Pegawai, isi: bytes, nama: str, **ubah: Any) -> int:
    satu = kegiatan(session, milik, **ubah)
    berkas = simpanan.simpan(isi)
    catatan_kegiatan.pasang_berkas(
        session,
        satu,
        [BerkasMasuk(nama, "application/pdf", berkas.ukuran, berkas.sha256)],
        oleh=pabrik.pelaku(session, milik, HARI_INI),
    )
    return satu.id


def salinan(session: Session, simpanan: Penyimpanan, orang: Pegawai) -> tuple[zipfile.ZipFile, data_saya.Hasil]:
    session.flush()
    tujuan = io.BytesIO()
    hasil = data_saya.susun(session, tujuan, simpanan, oleh=pabrik.pelaku(session, orang, HARI_INI))
    return zipfile.ZipFile(tujuan), hasil


def test_a_copy_holds_ones_own_data_and_files_alone(session: Session, simpanan: Penyimpanan, orang: Pegawai):
    lain = prakom(session)
    nomor = pasang(session, simpanan, orang, b"satu", "laporan.pdf", uraian="Pekerjaan saya", volume=Decimal("2.5"))
    pasang(session, simpanan, lain, b"dua", "rahasia.pdf", uraian="Pekerjaan lain")
    milik = pabrik.dupak(session, orang, butir=1)
    berkas = simpanan.simpan(b"bukti")
    session.add(
        BuktiFile(
            item=milik.butir[0],
            nama_asli="../../sk.pdf",
            tipe="application/pdf",
            ukuran=5,
            sha256=berkas.sha256,
            diunggah_oleh_id=orang.id,
        )
    )
    pabrik.dupak(session, lain, butir=2)

    arsip, hasil = salinan(session, simpanan, orang)

    data = json.loads(arsip.read(data_saya.DATA))
    assert data["skema"] == data_saya.SKEMA
    assert data["tanggal"] == HARI_INI.isoformat()
    assert [p["nip"] for p in data["pegawai"]] == [orang.nip]
    assert [(k["uraian"], k["volume"]) for k in data["kegiatan"]] == [("Pekerjaan saya", "2.500000")]
    assert [d["id"] for d in data["dupak"]] == [milik.id]
    assert [b["dupak_id"] for b in data["butir_dupak"]] == [milik.id]
    assert lain.nip not in json.dumps(data)
    assert hasil.berkas == 2
    assert arsip.read(f"berkas/kegiatan-{nomor}/laporan.pdf") == b"satu"
    assert arsip.read(f"berkas/butir-{milik.butir[0].id}/_.._sk.pdf") == b"bukti"
    assert all(not n.startswith(("/", "..")) and "/../" not in n for n in arsip.namelist())
    assert not any("rahasia" in n for n in arsip.namelist())


def test_no_secret_is_in_a_copy(session: Session, simpanan: Penyimpanan, orang: Pegawai):
    akun = pabrik.akun(session, orang)
    pabrik.sesi(session, akun)
    arsip, _ = salinan(session, simpanan, orang)
    isi = arsip.read(data_saya.DATA).decode()
    assert akun.nama_pengguna in isi
    assert akun.sandi_hash not in isi
    assert "hash" not in isi.replace("sha256", "")


def test_the_same_name_twice_keeps_both_files_and_a_lost_one_is_named(
    session: Session, simpanan: Penyimpanan, orang: Pegawai
):
    satu = kegiatan(session, orang)
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    for isi in (b"a", b"b"):
        berkas = simpanan.simpan(isi)
        masuk = BerkasMasuk("foto.jpg", "image/jpeg", 1, berkas.sha256)
        catatan_kegiatan.pasang_berkas(session, satu, [masuk], oleh=oleh)
    catatan_kegiatan.pasang_berkas(session, satu, [BerkasMasuk("hilang.pdf", "x/y", 1, "f" * 64)], oleh=oleh)
    arsip, hasil = salinan(session, simpanan, orang)
    folder = f"berkas/kegiatan-{satu.id}"
    assert [arsip.read(f"{folder}/{n}") for n in ("foto.jpg", "foto (2).jpg")] == [b"a", b"b"]
    assert hasil.hilang == [f"{folder}/hilang.pdf"]
    assert arsip.read(data_saya.CATATAN_HILANG).decode().split() == hasil.hilang


def test_sheets_of_a_copy_compute_nothing(session: Session, simpanan: Penyimpanan, orang: Pegawai):
    kegiatan(session, orang, uraian="=1+1", volume=Decimal("12.5"))
    arsip, _ = salinan(session, simpanan, orang)
    teks = arsip.read("kegiatan.csv").decode("utf-8-sig")
    (baris,) = csv.DictReader(io.StringIO(teks), delimiter=";")
    assert (baris["uraian"], baris["volume"]) == ("'=1+1", "12,5")


def test_only_issued_papers_are_in_a_copy(session: Session, simpanan: Penyimpanan, orang: Pegawai):
    milik, asing = pabrik.dupak(session, orang), pabrik.dupak(session, prakom(session))
    berkas = simpanan.simpan(b"dokumen")
    for urut, (perkara, terbit) in enumerate(((milik, True), (milik, False), (asing, True)), 1):
        session.add(
            Dokumen(
                workflow="dupak",
                object_id=perkara.id,
                audit_seq=urut,
                jenis="dupak",
                judul="DUPAK",
                terbit=terbit,
                isian={},
                tanggal=HARI_INI,
                sha256=berkas.sha256,
                ukuran=7,
                dibuat_at=utcnow(),
            )
        )
    arsip, _ = salinan(session, simpanan, orang)
    assert [n for n in arsip.namelist() if n.startswith("dokumen/")] == [f"dokumen/dupak-dupak-{milik.id}.docx"]


def test_every_table_and_column_is_documented(session: Session, orang: Pegawai):
    halaman = (Path(AKAR) / "docs" / "data-saya.md").read_text("utf-8")
    for nama, satu in data_saya.tabel(pabrik.pelaku(session, orang)).items():
        (baris,) = [b for b in halaman.splitlines() if b.startswith(f"| `{nama}` |")]
        tercantum = set(baris.replace("`", " ").replace(",", " ").split())
        assert set(satu.kolom) <= tercantum, nama


def test_ledger_entries_are_there_and_read_as_numbers(session: Session, simpanan: Penyimpanan, orang: Pegawai):
    session.add(
        EntriKredit(
            pegawai_id=orang.id,
            tanggal=HARI_INI,
            jenis=JenisEntri.SALDO_AWAL,
            aturan="R2020",
            aturan_sidik="",
            jenjang="ahli_pertama",
            golongan="III/a",
            unsur="jf_lama",
            jumlah=Decimal("12.345"),
            perkara="",
            sebab="uji",
            alasan={"msgid": "x", "nilai": {}},
            dasar="PAK lama",
        )
    )
    arsip, _ = salinan(session, simpanan, orang)
    assert [e["jumlah"] for e in json.loads(arsip.read(data_saya.DATA))["entri_kredit"]] == ["12.345"]


def test_long_tables_take_no_more_questions(session: Session, simpanan: Penyimpanan, orang: Pegawai, engine: Engine):
    hitung = []
    for banyak in (5, 20):
        for i in range(banyak):
            kegiatan(session, orang, uraian=f"Kegiatan {banyak} {i}")
        session.commit()
        with perintah(engine) as daftar:
            salinan(session, simpanan, orang)
        hitung.append(len(daftar))
    assert hitung[0] == hitung[1]


# By the worker, and on screen


def kerjakan(engine: Engine, settings: Settings) -> None:
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    penangan = jobs.daftar_penangan(settings, buat_sesi)
    with buat_sesi() as session:
        sewa = outbox.claim(session, owner="uji", limit=10)
    assert sewa
    for satu in sewa:
        assert outbox.jalankan(buat_sesi, satu, penangan)


def test_asked_for_made_downloaded_and_thrown_away(
    session: Session,
    engine: Engine,
    settings: Settings,
    simpanan: Penyimpanan,
    orang: Pegawai,
    klien: Masuk,
):
    pasang(session, simpanan, orang, b"satu", "laporan.pdf", uraian="Pekerjaan saya")
    saya = klien(orang)
    saya.kirim("/akun/salinan-data")
    assert "sedang dibuat" in teks_halaman(saya.get("/akun/salinan-data").text)
    nomor = session.scalars(select(UnduhanData.id)).one()
    saya.buka(f"/akun/salinan-data/{nomor}.zip", status=404)
    assert "Tunggu sampai selesai" in teks_halaman(saya.kirim("/akun/salinan-data", status=409).text)
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 1
    catatan = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tindakan == "minta_data")).one()
    assert (catatan.pelaku_id, catatan.tabel, catatan.baris_id) == (orang.id, "unduhan_data", nomor)

    session.commit()
    kerjakan(engine, settings)

    jawaban = saya.get(f"/akun/salinan-data/{nomor}.zip")
    assert jawaban.mimetype == "application/zip"
    assert "attachment" in jawaban.headers["Content-Disposition"]
    isi = json.loads(zipfile.ZipFile(io.BytesIO(jawaban.data)).read(data_saya.DATA))
    assert [k["uraian"] for k in isi["kegiatan"]] == ["Pekerjaan saya"]
    assert "1 berkas" in teks_halaman(saya.get("/akun/salinan-data").text)
    lain = klien(prakom(session))
    lain.buka(f"/akun/salinan-data/{nomor}.zip", status=404)
    assert "Salinan yang tersimpan" not in lain.get("/akun/salinan-data").text

    assert pembersihan.buang_salinan(session, utcnow() - dt.timedelta(days=7)) == 0
    assert Penyimpanan(settings.titipan_url).buang_lama(utcnow() + dt.timedelta(days=1)) == 1
    saya.buka(f"/akun/salinan-data/{nomor}.zip", status=404)
    assert pembersihan.buang_salinan(session, utcnow() + dt.timedelta(days=1)) == 1
    assert session.scalar(select(func.count()).select_from(Akun)) == 2


def test_the_job_may_run_twice(session: Session, engine: Engine, settings: Settings, orang: Pegawai):
    satu = data_saya.minta(session, oleh=pabrik.pelaku(session, orang))
    outbox.tambah(session, data_saya.PEKERJAAN, {"unduhan_id": satu.id})
    session.commit()
    kerjakan(engine, settings)
    session.expire_all()
    assert satu.sha256 is not None
    assert Penyimpanan(settings.titipan_url).ada(satu.sha256)


def test_a_copy_is_made_once_a_day_and_takes_the_place_of_the_older_one(
    session: Session, engine: Engine, settings: Settings, orang: Pegawai, klien: Masuk
):
    oleh = pabrik.pelaku(session, orang)
    lama = data_saya.minta(session, oleh=oleh)
    session.commit()
    kerjakan(engine, settings)
    saya = klien(orang)
    assert "kurang dari 24 jam" in teks_halaman(saya.kirim("/akun/salinan-data", status=409).text)
    session.expire_all()
    lama.diminta_at = utcnow() - dt.timedelta(days=1, minutes=1)
    session.commit()
    baru = data_saya.minta(session, oleh=oleh)
    session.commit()
    assert data_saya.cari(session, lama.id, oleh) is not None
    session.commit()
    kerjakan(engine, settings)
    session.expire_all()
    assert session.scalars(select(UnduhanData.id)).all() == [baru.id]


def test_two_requests_at_once_make_one_copy(session: Session, engine: Engine, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang)
    session.commit()
    barier = threading.Barrier(2)

    def minta(_: int) -> bool:
        barier.wait(30)
        try:
            with Session(engine) as lain, lain.begin():
                data_saya.minta(lain, oleh=oleh)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as kolam:
        assert sorted(kolam.map(minta, range(2))) == [False, True]
    assert session.scalar(select(func.count()).select_from(UnduhanData)) == 1
