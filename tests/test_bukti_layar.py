"""The page of an item's proofs: its slots, what is missing, the file beside the item, and uploads that go wrong."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import contoh_berkas
from tests.berkas_jahat import JAHAT, Kasus
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app.config import Settings
from workflow_app.demo.perkara import MASA_KINI
from workflow_app.extensions import db, lepas_bacaan
from workflow_app.models import BuktiFile, Dupak, ItemDupak, Pegawai
from workflow_app.services import bukti as layanan
from workflow_app.services import unggahan as layanan_unggahan
from workflow_app.services.butir import BerkasMasuk, pasang_bukti

Masuk = Callable[[Pegawai], Klien]
CONTOH = tuple(k for n, k in enumerate(JAHAT) if n % 12 == 0 and "\\" not in k.nama)


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    return Panggung(session)


@pytest.fixture
def draf(panggung: Panggung) -> Dupak:
    return panggung.draf(masa=MASA_KINI)


@pytest.fixture
def item(session: Session, draf: Dupak) -> ItemDupak:
    satu = draf.butir[0]
    satu.tempat_bukti = ""
    session.commit()
    return satu


@pytest.fixture
def pemilik(klien: Masuk, draf: Dupak) -> Klien:
    return klien(draf.subjek)


def alamat(item: ItemDupak) -> str:
    return f"/dupak/{item.dupak_id}/butir/{item.id}/bukti"


def kirim(
    pemilik: Klien, item: ItemDupak, isi: bytes, nama: str, slot: str = "hasil", status: int = 303
) -> TestResponse:
    jawaban = pemilik.kirim(alamat(item), {"slot": slot, "berkas": (io.BytesIO(isi), nama)}, status=status)
    jawaban.request.environ["wsgi.input"].close()
    return jawaban


def tersimpan(session: Session) -> list[BuktiFile]:
    session.expire_all()
    return list(session.scalars(select(BuktiFile).order_by(BuktiFile.id)))


def isi_simpanan(settings: Settings) -> list[Path]:
    return [p for p in Path(settings.berkas_url.removeprefix("file://")).rglob("*") if p.is_file()]


def test_the_page_says_what_each_slot_must_show_and_which_is_empty(item: ItemDupak, pemilik: Klien):
    halaman = teks_halaman(pemilik.get(alamat(item)).text)
    assert item.jenis == "tugas_jabatan"
    assert "Hasil kerja" in halaman
    assert "judul, tanggal, dan nama Anda terbaca" in halaman
    assert "Surat tugas" in halaman
    assert "Masih kurang: Hasil kerja" in halaman
    assert "Belum ada berkas yang dapat ditampilkan" in halaman


def test_a_file_goes_into_its_slot_and_is_shown_beside_the_item(session: Session, item: ItemDupak, pemilik: Klien):
    kirim(pemilik, item, contoh_berkas.PDF, "laporan.pdf")
    kirim(pemilik, item, contoh_berkas.png(20, 20), "tempat kerja.png", "foto")
    kirim(pemilik, item, contoh_berkas.jpg(20, 20), "catatan.jpg", "lain")
    assert [(b.nama_asli, b.slot) for b in tersimpan(session)] == [
        ("laporan.pdf", "hasil"),
        ("tempat kerja.png", "foto"),
        ("catatan.jpg", None),
    ]
    laporan, foto, _catatan = tersimpan(session)
    jawaban = pemilik.get(alamat(item))
    assert "Masih kurang" not in jawaban.text
    assert f'<iframe class="bukti-bingkai" src="/bukti/{laporan.id}/tampil"' in jawaban.text
    assert jawaban.headers["Content-Security-Policy"].endswith("; frame-src 'self'")
    lain = pemilik.get(f"{alamat(item)}?berkas={foto.id}")
    assert f'src="/bukti/{foto.id}/tampil"' in lain.text
    assert "tempat dan waktu pemotretan" in lain.text
    assert f'href="{alamat(item)}?berkas={foto.id}"' in pemilik.get(f"/dupak/{item.dupak_id}").text


def test_the_same_file_again_is_told_and_changes_nothing(session: Session, item: ItemDupak, pemilik: Klien):
    kirim(pemilik, item, contoh_berkas.PDF, "laporan.pdf")
    (satu,) = tersimpan(session)
    versi = session.get_one(Dupak, item.dupak_id).version
    kirim(pemilik, item, contoh_berkas.PDF, "laporan (1).pdf", "surat_tugas")
    assert "Berkas yang sama sudah ada pada butir ini: laporan.pdf." in pemilik.get(alamat(item)).text
    assert [(b.id, b.slot) for b in tersimpan(session)] == [(satu.id, "hasil")]
    assert session.get_one(Dupak, item.dupak_id).version == versi


@pytest.mark.parametrize("kasus", CONTOH, ids=str)
def test_a_hostile_file_is_refused_at_its_slot(
    session: Session, item: ItemDupak, pemilik: Klien, settings: Settings, kasus: Kasus
):
    jawaban = pemilik.kirim(
        alamat(item), {"slot": "hasil", "berkas": (io.BytesIO(kasus.buat()), kasus.nama)}, status=422
    )
    jawaban.request.environ["wsgi.input"].close()
    assert kasus.kalimat in teks_halaman(jawaban.text)
    assert tersimpan(session) == []
    assert isi_simpanan(settings) == []


def test_a_wrong_slot_an_empty_choice_and_too_much_are_said(
    app: Flask, session: Session, item: ItemDupak, pemilik: Klien
):
    assert "Pilih berkas yang hendak diunggah." in pemilik.kirim(alamat(item), {"slot": "hasil"}, status=422).text
    kirim(pemilik, item, contoh_berkas.PDF, "a.pdf", "ijazah", status=422)
    besar = contoh_berkas.PDF + b" " * 10 * 1024 * 1024
    jawaban = kirim(pemilik, item, besar, "besar.pdf", status=413)
    assert "Paling besar 10 MB untuk PDF" in jawaban.text
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    kirim(pemilik, item, besar[: 2 * 1024 * 1024], "a.pdf", status=413)
    assert tersimpan(session) == []


def test_a_body_that_does_not_say_its_length_is_cut_at_the_limit(app: Flask, item: ItemDupak, pemilik: Klien):
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024

    class TanpaAkhir(io.RawIOBase):
        terbaca = 0

        def readable(self) -> bool:
            return True

        def readinto(self, tempat: bytearray) -> int:  # type: ignore[override]
            awal = b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n'
            isi = (awal if not self.terbaca else b"").ljust(len(tempat), b"a")[: len(tempat)]
            tempat[:] = isi
            self.terbaca += len(isi)
            return len(isi)

    aliran = TanpaAkhir()
    jawaban = pemilik.post(
        alamat(item),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": aliran, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert jawaban.status_code == 413
    assert aliran.terbaca < 1024 * 1024


def test_whoever_may_not_change_the_item_sees_its_files_and_no_form(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _jadwal = panggung.sampai("diajukan")
    item = dupak.butir[0]
    item.bukti.append(
        BuktiFile(
            nama_asli="SK.pdf",
            tipe="application/pdf",
            ukuran=10,
            sha256="a" * 64,
            diunggah_oleh_id=dupak.subjek_id,
        )
    )
    session.commit()
    kiriman = {"slot": "hasil", "berkas": (io.BytesIO(contoh_berkas.PDF), "b.pdf")}
    for orang in (dupak.atasan, dupak.subjek):
        halaman = klien(orang).get(alamat(item)).text
        assert "SK.pdf" in halaman
        assert 'type="file"' not in halaman
    klien(dupak.atasan).kirim(alamat(item), {"slot": "hasil"}, status=403)
    klien(dupak.subjek).kirim(alamat(item), kiriman, status=422)
    lain = next(p for p in panggung.agensi.lain if p.id not in {dupak.subjek_id, dupak.atasan_id})
    assert klien(lain).get(alamat(item)).status_code == 404


def test_files_of_the_time_before_slots_count_as_proof(session: Session, panggung: Panggung, item: ItemDupak):
    assert [s.kunci for s in layanan.kurang(item)] == ["hasil"]
    pasang_bukti(
        session, item, BerkasMasuk("a.pdf", "application/pdf", 10, "a" * 64), oleh=panggung.pelaku(item.dupak.subjek)
    )
    assert layanan.kurang(item) == []
    item.bukti[0].slot = "foto"
    assert [s.kunci for s in layanan.kurang(item)] == ["hasil"]
    item.tempat_bukti = "arsip"
    assert layanan.kurang(item) == []


@pytest.fixture
def hitung_perintah(app: Flask) -> Iterator[list[str]]:
    daftar: list[str] = []

    def catat(*isi: object) -> None:
        daftar.append(str(isi[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", catat)
    yield daftar
    event.remove(engine, "before_cursor_execute", catat)


def test_twenty_files_cost_as_many_queries_as_five(
    session: Session, panggung: Panggung, item: ItemDupak, pemilik: Klien, hitung_perintah: list[str]
):
    jumlah = []
    for awal, akhir in ((0, 5), (5, 20)):
        for n in range(awal, akhir):
            masuk = BerkasMasuk(f"{n}.pdf", "application/pdf", 10, f"{n:064x}")
            pasang_bukti(session, item, masuk, oleh=panggung.pelaku(item.dupak.subjek))
        session.commit()
        pemilik.get(alamat(item))
        hitung_perintah.clear()
        halaman = pemilik.get(alamat(item)).text
        jumlah.append(len(hitung_perintah))
        assert len(re.findall(r'class="berkas[" ]', halaman)) == akhir
    assert jumlah[0] == jumlah[1]


def test_no_lock_is_held_while_a_file_is_looked_into(
    session: Session, item: ItemDupak, pemilik: Klien, monkeypatch: pytest.MonkeyPatch
):
    terbuka: list[bool] = []
    asli = layanan_unggahan.periksa

    def catat(*isi: object) -> object:
        terbuka.append(db.session().in_transaction())
        return asli(*isi)  # type: ignore[arg-type]

    monkeypatch.setattr(layanan_unggahan, "periksa", catat)
    kirim(pemilik, item, contoh_berkas.PDF, "a.pdf")
    assert terbuka == [False]


def test_reading_does_not_end_where_something_waits_to_be_written(app: Flask):
    with app.test_request_context():
        db.session.add(BuktiFile())
        with pytest.raises(RuntimeError, match="transaction"):
            lepas_bacaan()
        db.session.rollback()


def test_a_word_form_knows_the_officer_and_the_activity(
    session: Session, item: ItemDupak, pemilik: Klien, panggung: Panggung, klien: Masuk
):
    kirim(pemilik, item, contoh_berkas.PDF, "laporan.pdf")
    jalan = f"{alamat(item)}/formulir"
    assert f'href="{jalan}"' in pemilik.get(alamat(item)).text
    jawaban = pemilik.get(jalan)
    assert jawaban.headers["Content-Disposition"] == f"attachment; filename=bukti-{item.kode}.docx"
    dokumen = docx.Document(io.BytesIO(jawaban.data))
    isi = "\n".join(sel.text for tabel in dokumen.tables for baris in tabel.rows for sel in baris.cells)
    identitas = item.dupak.identitas
    for kata in (identitas["nama"], item.kode, item.uraian, "laporan.pdf", item.satuan_hasil):
        assert kata in isi
    kembali = kirim(pemilik, item, jawaban.data, "bukti terisi.docx", "lain")
    assert kembali.status_code == 303
    assert klien(item.dupak.atasan).get(jalan).status_code == 404
