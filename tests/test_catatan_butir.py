"""Remarks on items: kept while reading, sent with a return, answered in one resend; and the superior's folder."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import contoh_berkas
from tests.klien import Klien, teks_halaman
from tests.meja_tim import hitung_perintah
from tests.pabrik import HARI_INI
from tests.panggung import Panggung
from workflow_app.demo.perkara import MASA_KINI
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.jobs import PenanganSurat
from workflow_app.models import BuktiFile, CatatanButir, Dupak, DupakState, ItemDupak, OutboxMessage, Pegawai
from workflow_app.outbox import Sewa
from workflow_app.services import butir as layanan_butir
from workflow_app.services import catatan_butir as layanan
from workflow_app.services.butir import IsiButir
from workflow_app.services.langkah import Masukan, ambil

Masuk = Callable[[Pegawai], Klien]
SAMPAI = HARI_INI.replace(day=21)
PEKERJAAN = [("KA-I.B.7", 2), ("KA-I.B.21", 6), ("KA-III.A.7", 1)]


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


@pytest.fixture
def diajukan(panggung: Panggung) -> Dupak:
    """A claim with two statements that waits for the superior."""
    return panggung.sampai("diajukan", masa=MASA_KINI, pekerjaan=PEKERJAAN)[0]


def semua(session: Session) -> list[CatatanButir]:
    return list(session.scalars(select(CatatanButir).order_by(CatatanButir.id)))


def kembalikan(panggung: Panggung, dupak: Dupak, catatan: dict[int, str] | None, **isi: Any) -> None:
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", catatan="Lihat butirnya.", catatan_butir=catatan, **isi)


# Writing them


def test_a_note_is_its_writers_own_until_the_return(session: Session, diajukan: Dupak, panggung: Panggung):
    atasan = panggung.pelaku("atasan")
    item = diajukan.butir[0]
    layanan.catat(session, diajukan, item.id, "  Laporan bulan apa? ", oleh=atasan)
    session.flush()
    layanan.catat(session, diajukan, item.id, "Laporan bulan Mei tidak ada.", oleh=atasan)
    session.flush()
    assert layanan.catatan_saya(session, diajukan, atasan) == {item.id: "Laporan bulan Mei tidak ada."}
    assert layanan.catatan_saya(session, diajukan, panggung.pelaku(diajukan.subjek)) == {}
    assert layanan.terbuka(session, diajukan) == {}
    layanan.catat(session, diajukan, item.id, " ", oleh=atasan)
    session.flush()
    assert semua(session) == []


def test_only_who_reads_the_claim_now_writes_notes(session: Session, diajukan: Dupak, panggung: Panggung):
    item = diajukan.butir[0]
    for siapa in (diajukan.subjek, "pengusul", "sekretariat", "auditor"):
        with pytest.raises(Refused):
            layanan.catat(session, diajukan, item.id, "x", oleh=panggung.pelaku(siapa))
    with pytest.raises(MasukanSalah):
        layanan.catat(session, diajukan, 10**6, "x", oleh=panggung.pelaku("atasan"))
    with pytest.raises(MasukanSalah):
        layanan.catat(session, diajukan, item.id, "x" * 1001, oleh=panggung.pelaku("atasan"))
    kembalikan(panggung, diajukan, None)
    with pytest.raises(Refused):
        layanan.catat(session, diajukan, item.id, "x", oleh=panggung.pelaku("atasan"))


def test_a_return_sends_the_remarks_and_names_their_items(session: Session, diajukan: Dupak, panggung: Panggung):
    pertama, kedua, ketiga = diajukan.butir
    layanan.catat(session, diajukan, pertama.id, "Catatan lama.", oleh=panggung.pelaku("atasan"))
    layanan.catat(session, diajukan, ketiga.id, "Dibuang pada formulir.", oleh=panggung.pelaku("atasan"))
    kembalikan(
        panggung, diajukan, {pertama.id: "Volume 2, bukti 1.", ketiga.id: ""}, butir=[kedua.id], seluruhnya=False
    )
    assert [b.diminta for b in diajukan.butir] == [True, True, False]
    assert not any(b.terkunci for b in diajukan.butir)
    (satu,) = semua(session)
    assert (satu.isi, satu.asal, satu.item_id, satu.kode) == (
        "Volume 2, bukti 1.",
        "kembalikan_atasan",
        pertama.id,
        pertama.kode,
    )
    assert satu.dikirim_at is not None
    assert satu.selesai_at is None


def test_notes_kept_while_reading_go_with_a_return_that_has_no_form(
    session: Session, diajukan: Dupak, panggung: Panggung
):
    item = diajukan.butir[1]
    layanan.catat(session, diajukan, item.id, "Salah bulan.", oleh=panggung.pelaku("atasan"))
    kembalikan(panggung, diajukan, None, seluruhnya=False)
    assert [b.diminta for b in diajukan.butir] == [False, True, False]
    assert layanan.terbuka(session, diajukan)[item.id][0].oleh == panggung.orang["atasan"].nama


def test_a_return_that_names_nothing_says_that_it_is_about_the_whole(diajukan: Dupak, panggung: Panggung):
    for catatan in ({}, {diajukan.butir[0].id: "  "}):
        sebab = panggung.ditolak(
            diajukan, "kembalikan_atasan", "atasan", catatan="Salah.", catatan_butir=catatan, seluruhnya=False
        )
        assert any("Tulis catatan pada butir yang harus diperbaiki" in s for s in sebab)
    kembalikan(panggung, diajukan, {}, seluruhnya=True)
    assert diajukan.state is DupakState.DIKEMBALIKAN


def test_a_remark_on_an_item_of_another_claim_is_refused(diajukan: Dupak, panggung: Panggung):
    lain, _ = panggung.sampai("diajukan", masa=MASA_KINI, pekerjaan=[("KA-I.B.7", 1)])
    with pytest.raises(MasukanSalah):
        kembalikan(panggung, diajukan, {lain.butir[0].id: "Bukan milik DUPAK ini."})


def test_approving_with_a_note_left_behind_says_so(session: Session, diajukan: Dupak, panggung: Panggung):
    atasan = panggung.pelaku("atasan")
    item = diajukan.butir[0]
    layanan.catat(session, diajukan, item.id, "Masih ragu.", oleh=atasan)
    sebab = panggung.ditolak(diajukan, "setujui", "atasan")
    assert any(f"Catatan Anda pada butir {item.kode} belum sampai" in s for s in sebab)
    layanan.catat(session, diajukan, item.id, "", oleh=atasan)
    assert not any("Catatan Anda" in s for s in panggung.ditolak(diajukan, "setujui", "atasan"))


# The officer's side


@pytest.fixture
def dikembalikan(session: Session, diajukan: Dupak, panggung: Panggung) -> Dupak:
    """A claim sent back by the superior for its second and third items; the second has an old file."""
    item = diajukan.butir[1]
    item.bukti.append(
        BuktiFile(
            nama_asli="lama.pdf",
            tipe="application/pdf",
            ukuran=len(contoh_berkas.PDF),
            sha256="0" * 64,
            diunggah_oleh_id=diajukan.subjek_id,
        )
    )
    kembalikan(panggung, diajukan, {item.id: "Bukti bulan Mei.", diajukan.butir[2].id: "Sebut sistemnya."})
    return diajukan


def test_the_link_opens_on_the_first_flagged_item(dikembalikan: Dupak, panggung: Panggung, klien: Masuk):
    pemilik = klien(dikembalikan.subjek)
    jawaban = pemilik.get(f"/dupak/{dikembalikan.id}/koreksi")
    assert jawaban.location == f"/dupak/{dikembalikan.id}/kelengkapan#butir-{dikembalikan.butir[1].id}"
    assert f'href="/dupak/{dikembalikan.id}/koreksi"' in pemilik.get("/tugas").text
    atasan = klien(panggung.orang["atasan"])
    assert atasan.get(f"/dupak/{dikembalikan.id}/koreksi").location == f"/dupak/{dikembalikan.id}"
    orang_lain = klien(panggung.prakom())
    assert orang_lain.get(f"/dupak/{dikembalikan.id}/koreksi").status_code == 404
    assert orang_lain.get(f"/dupak/{dikembalikan.id}/kelengkapan").status_code == 404


def test_the_mail_leads_the_officer_to_the_item_and_the_superior_to_the_claim(session: Session, panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan", masa=MASA_KINI, pekerjaan=PEKERJAAN)
    catatan = {dupak.butir[0].id: "Salah bulan."}
    panggung.ambil(
        dupak, "kembalikan_pengusul", "pengusul", jadwal.usulkan, catatan="Lihat butirnya.", catatan_butir=catatan
    )
    pesan = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "surat").order_by(OutboxMessage.id.desc())
    ).first()
    assert pesan is not None
    penangan = PenanganSurat({"dupak": Dupak}, hari_ini=lambda: HARI_INI, base_url="https://alurpak.test", dari="a@b.c")
    kerja = penangan.siapkan(session, Sewa(pesan.id, "surat", pesan.payload, "uji", 1))
    assert kerja is not None
    tautan = {s.penerima_id: s.teks.isi for s in kerja.surat}
    assert f"https://alurpak.test/dupak/{dupak.id}/koreksi\n" in tautan[dupak.subjek_id]
    assert f"https://alurpak.test/dupak/{dupak.id}\n" in tautan[dupak.atasan_id]


def test_the_remark_stands_beside_the_item_for_its_officer(dikembalikan: Dupak, klien: Masuk):
    pemilik = klien(dikembalikan.subjek)
    for alamat in ("", "/kelengkapan"):
        isi = teks_halaman(pemilik.get(f"/dupak/{dikembalikan.id}{alamat}").text)
        assert "Bukti bulan Mei." in isi
        assert "Sebut sistemnya." in isi
        assert "Lihat butirnya." in isi
    halaman = pemilik.get(f"/dupak/{dikembalikan.id}/kelengkapan").text
    assert f'id="butir-{dikembalikan.butir[0].id}"' not in halaman
    assert f'name="balasan_{dikembalikan.butir[1].id}"' in halaman


def test_all_is_answered_replaced_and_sent_back_at_once(
    session: Session, dikembalikan: Dupak, panggung: Panggung, klien: Masuk
):
    pemilik = klien(dikembalikan.subjek)
    _, kedua, ketiga = dikembalikan.butir
    lama = kedua.bukti[-1]
    volume, keluaran = kedua.volume, kedua.keluaran
    pemilik.kirim(
        f"/dupak/{dikembalikan.id}/butir/{kedua.id}/bukti/{lama.id}/ganti",
        {"version": dikembalikan.version, "berkas": (io.BytesIO(contoh_berkas.PDF), "mei.pdf")},
    )
    session.refresh(dikembalikan)
    halaman = teks_halaman(pemilik.get(f"/dupak/{dikembalikan.id}/kelengkapan").text)
    assert halaman.index("Lama lama.pdf") < halaman.index("Baru mei.pdf")
    isi = {
        "version": dikembalikan.version,
        f"balasan_{kedua.id}": "Sudah saya ganti.",
        f"balasan_{ketiga.id}": "",
        f"tempat_bukti_{kedua.id}": kedua.tempat_bukti,
        f"tempat_bukti_{ketiga.id}": "lemari 4",
        f"keterangan_{ketiga.id}": "SIMPEG",
        "aksi": "kirim",
    }
    assert pemilik.kirim(f"/dupak/{dikembalikan.id}/kelengkapan", isi).location == f"/dupak/{dikembalikan.id}"
    session.refresh(dikembalikan)
    assert dikembalikan.state is DupakState.DIAJUKAN
    session.refresh(kedua)
    session.refresh(ketiga)
    assert (kedua.volume, kedua.keluaran) == (volume, keluaran)
    assert ketiga.keterangan == "SIMPEG"
    catatan = semua(session)
    assert [c.jawaban for c in catatan] == ["Sudah saya ganti.", ""]
    assert all(c.selesai_at for c in catatan)
    pengganti = next(b for b in kedua.bukti if b.nama_asli == "mei.pdf")
    assert pengganti.menggantikan_id == lama.id
    spmk = teks_halaman(klien(panggung.orang["atasan"]).get(f"/dupak/{dikembalikan.id}/spmk/tata_kelola").text)
    assert "Sesudah pengembalian" in spmk
    assert "Sudah saya ganti." in spmk
    assert "Lama lama.pdf" in spmk


def test_an_answer_may_be_saved_first_and_a_stale_page_keeps_what_was_typed(
    session: Session, dikembalikan: Dupak, klien: Masuk
):
    pemilik = klien(dikembalikan.subjek)
    item = dikembalikan.butir[1]
    isi = {"version": dikembalikan.version, f"balasan_{item.id}": "Segera.", f"tempat_bukti_{item.id}": "lemari"}
    lain = {f"tempat_bukti_{dikembalikan.butir[2].id}": "lemari"}
    pemilik.kirim(f"/dupak/{dikembalikan.id}/kelengkapan", {**isi, **lain, "aksi": "simpan"})
    assert "Segera." in pemilik.get(f"/dupak/{dikembalikan.id}/kelengkapan").text
    basi = {**isi, **lain, f"balasan_{item.id}": "Ketikan basi", "aksi": "simpan"}
    jawaban = pemilik.kirim(f"/dupak/{dikembalikan.id}/kelengkapan", basi, status=409)
    assert "Ketikan basi" in jawaban.text
    assert semua(session)[0].jawaban == "Segera."


def test_what_the_guards_miss_is_said_and_the_answer_is_kept(session: Session, dikembalikan: Dupak, klien: Masuk):
    item = dikembalikan.butir[2]
    isi = {
        "version": dikembalikan.version,
        f"balasan_{item.id}": "Sudah.",
        f"tempat_bukti_{item.id}": "",
        "aksi": "kirim",
    }
    isi[f"tempat_bukti_{dikembalikan.butir[1].id}"] = "lemari"
    jawaban = klien(dikembalikan.subjek).kirim(f"/dupak/{dikembalikan.id}/kelengkapan", isi, status=422)
    assert f"Butir {item.kode} belum punya bukti." in jawaban.text
    assert f'id="tempat_bukti_{item.id}-galat"' in jawaban.text
    session.refresh(dikembalikan)
    assert dikembalikan.state is DupakState.DIKEMBALIKAN
    assert [c.jawaban for c in semua(session)] == ["", "Sudah."]


def test_a_removed_item_leaves_its_remark_behind_by_code(session: Session, dikembalikan: Dupak, panggung: Panggung):
    item = dikembalikan.butir[1]
    kode = item.kode
    layanan_butir.hapus_butir(session, item, oleh=panggung.pelaku(dikembalikan.subjek))
    session.commit()
    session.expire_all()
    assert next((c.item_id, c.kode) for c in semua(session)) == (None, kode)
    assert list(layanan.terbuka(session, dikembalikan)) == [dikembalikan.butir[1].id]


def test_two_rounds_stay_one_below_the_other(session: Session, dikembalikan: Dupak, panggung: Panggung):
    pegawai = panggung.pelaku(dikembalikan.subjek)
    item = dikembalikan.butir[1]
    layanan.jawab(session, dikembalikan, {item.id: "Putaran satu."}, oleh=pegawai)
    ambil(session, dikembalikan, "ajukan", Masukan(pegawai, dikembalikan.version))
    kembalikan(panggung, dikembalikan, {item.id: "Masih kurang."})
    assert [c.catatan.isi for c in layanan.terbuka(session, dikembalikan)[item.id]] == ["Masih kurang."]
    assert [c.catatan.jawaban for c in layanan.terjawab(session, dikembalikan)[item.id]] == ["Putaran satu."]
    with pytest.raises(Refused):
        layanan.jawab(session, dikembalikan, {item.id: "x"}, oleh=panggung.pelaku("atasan"))


# What a request of the secretariat leaves closed


@pytest.fixture
def diminta(session: Session, panggung: Panggung) -> Dupak:
    """A claim asked for one paper and its second item."""
    dupak, _ = panggung.sampai("pemeriksaan", pekerjaan=PEKERJAAN)
    panggung.ambil(
        dupak,
        "minta_kelengkapan",
        "sekretariat",
        catatan="Kurang.",
        baris=["sk_pangkat"],
        catatan_butir={dupak.butir[1].id: "Laporan Mei tidak ada."},
        kelengkapan_sampai=SAMPAI,
    )
    return dupak


def isi_dari(item: ItemDupak, **ubah: object) -> IsiButir:
    isi = {
        "butir_id": item.butir_id,
        "volume": item.volume,
        "tanggal_mulai": item.tanggal_mulai,
        "tanggal_selesai": item.tanggal_selesai,
    }
    return IsiButir(**{**isi, **ubah})  # type: ignore[arg-type]  # named fields of the test


def test_a_request_with_a_remark_opens_that_item_and_no_other(session: Session, diminta: Dupak, klien: Masuk):
    assert [b.terkunci for b in diminta.butir] == [True, False, True]
    halaman = klien(diminta.subjek).get(f"/dupak/{diminta.id}/kelengkapan").text
    assert "Laporan Mei tidak ada." in halaman
    jawaban = klien(diminta.subjek).get(f"/dupak/{diminta.id}/koreksi")
    assert jawaban.location.endswith("/kelengkapan#berkas-sk_pangkat")


def test_every_closed_part_is_closed_in_the_services(session: Session, diminta: Dupak, panggung: Panggung):
    oleh = panggung.pelaku(diminta.subjek)
    pertama, kedua, _ = diminta.butir
    masuk = layanan_butir.BerkasMasuk("a.pdf", "application/pdf", 1, "1" * 64)
    tutup: list[Callable[[], object]] = [
        lambda: layanan_butir.tambah_butir(session, diminta, isi_dari(pertama), oleh=oleh),
        lambda: layanan_butir.ubah_butir(session, pertama, isi_dari(pertama, keterangan="x"), oleh=oleh),
        lambda: layanan_butir.ubah_bukti(
            session, pertama, surat_tugas="x", tempat_bukti="x", keterangan="x", oleh=oleh
        ),
        lambda: layanan_butir.hapus_butir(session, pertama, oleh=oleh),
        lambda: layanan_butir.hapus_butir(session, kedua, oleh=oleh),
        lambda: layanan_butir.pasang_bukti(session, pertama, masuk, oleh=oleh),
        lambda: ambil(session, diminta, "ajukan", Masukan(oleh, diminta.version)),
    ]
    for satu in tutup:
        with pytest.raises(Refused):
            satu()
        session.rollback()
    sebelum = (kedua.volume, kedua.tanggal_mulai, kedua.keluaran, kedua.jumlah)
    layanan_butir.ubah_butir(session, kedua, isi_dari(kedua, volume=kedua.volume * 9, keluaran="Lain"), oleh=oleh)
    assert (kedua.volume, kedua.tanggal_mulai, kedua.keluaran, kedua.jumlah) == sebelum


def test_every_closed_part_is_closed_on_the_pages(session: Session, diminta: Dupak, panggung: Panggung, klien: Masuk):
    pemilik = klien(diminta.subjek)
    pertama = diminta.butir[0]
    dasar = f"/dupak/{diminta.id}"
    for alamat in ("/butir/cari", "/butir/baru", f"/butir/{pertama.id}", f"/butir/{pertama.id}/hapus", "/impor"):
        assert pemilik.get(dasar + alamat).status_code == 422, alamat
    tempat = pertama.tempat_bukti
    isi = {
        "version": diminta.version,
        "jawaban_sk_pangkat": "Sudah.",
        "jawaban_sk_jabatan": "Tidak diminta.",
        f"tempat_bukti_{pertama.id}": "dari luar",
        f"balasan_{pertama.id}": "dari luar",
        f"tempat_bukti_{diminta.butir[1].id}": "lemari 1",
        "aksi": "kirim",
    }
    pemilik.kirim(f"{dasar}/kelengkapan", isi)
    session.refresh(diminta)
    session.refresh(pertama)
    assert diminta.state is DupakState.PEMERIKSAAN
    assert pertama.tempat_bukti == tempat
    assert {b.kode: b.jawaban for b in diminta.kelengkapan if b.jawaban} == {"sk_pangkat": "Sudah."}


# The superior's folder


def test_the_folder_holds_what_waits_for_this_superior(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    panggung.sampai("disetujui_atasan")
    atasan = klien(panggung.orang["atasan"])
    halaman = atasan.get("/dupak/map").text
    isi = teks_halaman(halaman)
    assert diajukan.subjek.nama in isi
    assert halaman.count('id="dupak-') == 1
    assert isi.count("belum dibaca") == 2
    assert f'href="/dupak/{diajukan.id}/spmk/tata_kelola"' in halaman
    assert "Map atasan1" in teks_halaman(halaman).replace("Map atasan 1", "Map atasan1")
    atasan.kirim(f"/dupak/{diajukan.id}/spmk/tata_kelola/baca")
    session.refresh(diajukan)
    atasan.kirim(f"/dupak/{diajukan.id}/spmk/tata_kelola/tanda-tangan", {"version": diajukan.version})
    halaman = atasan.get("/dupak/map").text
    assert "ditandatangani" in teks_halaman(halaman)
    assert f'class="tombol tombol-utama" href="/dupak/{diajukan.id}/spmk/sistem_informasi"' in halaman


def test_somebody_elses_folder_is_empty(diajukan: Dupak, panggung: Panggung, klien: Masuk):
    for orang in (panggung.orang["sekretariat"], diajukan.subjek):
        halaman = klien(orang).get("/dupak/map").text
        assert "Tidak ada usulan yang menunggu Anda." in halaman
        assert f"/dupak/{diajukan.id}/spmk" not in halaman


def test_notes_are_kept_from_the_statement_and_stand_in_the_form_of_the_return(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    atasan = klien(panggung.orang["atasan"])
    item = diajukan.butir[0]
    alamat = f"/dupak/{diajukan.id}/spmk/tata_kelola"
    atasan.kirim(f"{alamat}/catatan", {f"catatan_butir-{item.id}": "Bulan apa?", "catatan_butir-x": "abaikan"})
    assert "Bulan apa?" in atasan.get(alamat).text
    assert "1 catatan belum dikirim" in teks_halaman(atasan.get("/dupak/map").text)
    formulir = atasan.get(f"/dupak/{diajukan.id}/langkah/kembalikan-atasan").text
    assert "Bulan apa?" in formulir
    assert f'value="{item.id}" id="butir-{item.id}" checked' in formulir
    pemilik = klien(diajukan.subjek)
    assert "Bulan apa?" not in pemilik.get(f"/dupak/{diajukan.id}").text
    pemilik.kirim(f"{alamat}/catatan", {f"catatan_butir-{item.id}": "Punya saya"}, status=403)
    klien(panggung.prakom()).kirim(f"{alamat}/catatan", {f"catatan_butir-{item.id}": "x"}, status=404)
    salah = atasan.kirim(
        f"/dupak/{diajukan.id}/langkah/kembalikan-atasan",
        {"version": diajukan.version, "catatan": "Salah.", f"catatan_butir-{item.id}": "x" * 1001},
        status=422,
    )
    assert "paling panjang" in salah.text
    atasan.kirim(
        f"/dupak/{diajukan.id}/langkah/kembalikan-atasan",
        {
            "version": diajukan.version,
            "catatan": "Lihat butirnya.",
            "catatan_butir_sidik": tersembunyi(formulir, "catatan_butir_sidik"),
            f"catatan_butir-{item.id}": "Bulan Mei.",
        },
    )
    assert [(c.isi, c.asal) for c in semua(session)] == [("Bulan Mei.", "kembalikan_atasan")]


def test_a_return_form_opened_before_a_note_was_kept_takes_no_note_away(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    atasan = klien(panggung.orang["atasan"])
    pertama, kedua, _ = diajukan.butir
    langkah = f"/dupak/{diajukan.id}/langkah/kembalikan-atasan"
    lama = atasan.get(langkah).text
    kedua_catatan = {f"catatan_butir-{pertama.id}": "Bulan apa?", f"catatan_butir-{kedua.id}": "Bukti kurang."}
    atasan.kirim(f"/dupak/{diajukan.id}/spmk/tata_kelola/catatan", kedua_catatan)
    isi = {
        "version": diajukan.version,
        "catatan": "Lihat butirnya.",
        "catatan_butir_sidik": tersembunyi(lama, "catatan_butir_sidik"),
        f"catatan_butir-{pertama.id}": "Ketikan pertama.",
        f"catatan_butir-{kedua.id}": "Ketikan kedua.",
    }
    jawaban = atasan.kirim(langkah, isi, status=409)
    assert "Ketikan pertama." in jawaban.text
    assert "Ketikan kedua." in jawaban.text
    session.refresh(diajukan)
    assert diajukan.state is DupakState.DIAJUKAN
    assert {(c.isi, c.dikirim_at) for c in semua(session)} == {("Bulan apa?", None), ("Bukti kurang.", None)}
    isi["catatan_butir_sidik"] = tersembunyi(atasan.get(langkah).text, "catatan_butir_sidik")
    atasan.kirim(langkah, {**isi, "catatan": ""}, status=422)
    atasan.kirim(langkah, isi)
    session.expire_all()
    assert {c.isi for c in semua(session) if c.dikirim_at} == {"Ketikan pertama.", "Ketikan kedua."}


def test_a_stale_page_of_notes_writes_what_was_changed_on_it_alone(
    session: Session, diajukan: Dupak, panggung: Panggung, klien: Masuk
):
    atasan = klien(panggung.orang["atasan"])
    pertama, kedua, _ = diajukan.butir
    satu, dua = f"catatan_butir-{pertama.id}", f"catatan_butir-{kedua.id}"
    alamat = f"/dupak/{diajukan.id}/spmk/tata_kelola"
    atasan.kirim(f"{alamat}/catatan", {satu: "Bulan apa?"})
    halaman = atasan.get(alamat).text
    semula = {n: tersembunyi(halaman, n) for n in (f"semula-{pertama.id}", f"semula-{kedua.id}") if n in halaman}
    atasan.kirim(f"{alamat}/catatan", {**semula, satu: "Bulan Mei tidak ada."})
    atasan.kirim(f"{alamat}/catatan", {**semula, satu: "Bulan apa?", dua: "Bukti kurang."})
    assert [c.isi for c in semua(session)] == ["Bulan Mei tidak ada.", "Bukti kurang."]
    jawaban = atasan.kirim(f"{alamat}/catatan", {**semula, satu: "Ketikan basi", dua: "Bukti kurang."}, status=409)
    assert "Ketikan basi" in jawaban.text
    assert "Tersimpan sekarang: Bulan Mei tidak ada." in jawaban.text
    session.expire_all()
    assert [c.isi for c in semua(session)] == ["Bulan Mei tidak ada.", "Bukti kurang."]
    kini = tersembunyi(jawaban.text, f"semula-{pertama.id}")
    atasan.kirim(f"{alamat}/catatan", {f"semula-{pertama.id}": kini, satu: "Ketikan basi"})
    session.expire_all()
    assert [c.isi for c in semua(session)] == ["Ketikan basi", "Bukti kurang."]
    kini = tersembunyi(atasan.get(alamat).text, f"semula-{pertama.id}")
    panjang = atasan.kirim(f"{alamat}/catatan", {f"semula-{pertama.id}": kini, satu: "x" * 1001}, status=422)
    assert "x" * 1001 in panjang.text


def tersembunyi(halaman: str, nama: str) -> str:
    """What a hidden field of the page holds."""
    cocok = re.search(rf'name="{nama}" value="([^"]*)"', halaman)
    return cocok[1] if cocok else ""


def test_the_folder_asks_as_often_for_25_claims_as_for_5(
    app: Flask, session: Session, panggung: Panggung, klien: Masuk
):
    jumlah, ada = [], 0
    atasan = klien(panggung.orang["atasan"])
    for banyak in (5, 25):
        while ada < banyak:
            dupak, _jadwal = panggung.sampai("diajukan", masa=MASA_KINI, pekerjaan=[("KA-I.B.7", 1)])
            layanan.catat(session, dupak, dupak.butir[0].id, "x", oleh=panggung.pelaku("atasan"))
            ada += 1
        session.commit()
        atasan.get("/dupak/map")
        with hitung_perintah(app) as perintah:
            assert atasan.get("/dupak/map").text.count('id="dupak-') == banyak
        jumlah.append(len(perintah))
    assert jumlah[0] == jumlah[1]
