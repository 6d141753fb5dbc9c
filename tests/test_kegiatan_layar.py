"""The log through the browser's door: month, calendar, entry, drafts, two tabs, proofs, and the claim made from it."""

import datetime as dt
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import contoh_berkas, pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_kegiatan import berkas, kegiatan, prakom
from tests.meja_tim import hitung_perintah
from workflow_app.models import BerkasKegiatan, Dupak, ItemDupak, Kegiatan, Pegawai
from workflow_app.services import kegiatan as layanan

Masuk = Callable[[Pegawai], Klien]
KUNCI = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


def isi(**ubah: Any) -> dict[str, Any]:
    baku = {
        "version": "0",
        "kunci": KUNCI,
        "uraian": "Memasang jaringan",
        "tanggal_selesai": "2021-10-05",
        "volume": "2,5",
        "tempat_bukti": "lemari 3",
    }
    return {**baku, **ubah}


def satu(session: Session) -> Kegiatan:
    return session.scalars(select(Kegiatan)).one()


def lihat(klien: Klien, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status, teks_halaman(jawaban.text)[:800]
    return teks_halaman(jawaban.text)


# Entering


def test_an_activity_is_entered_with_its_proofs(session: Session, orang: Pegawai, klien: Masuk):
    pilihan = pabrik.butir_kegiatan(session)
    k = klien(orang)
    foto = (io.BytesIO(contoh_berkas.jpg()), "foto.jpg")
    pdf = (io.BytesIO(contoh_berkas.PDF), "laporan.pdf")
    kiriman = isi(butir_id=str(pilihan.id), foto=foto, berkas=pdf)
    jawaban = k.kirim("/kegiatan/baru", kiriman, content_type="multipart/form-data")
    baris = satu(session)
    assert jawaban.location == f"/kegiatan?bulan=2021-10#kegiatan-{baris.id}"
    assert (baris.volume, baris.butir_id, baris.tanggal_mulai) == (Decimal("2.5"), pilihan.id, dt.date(2021, 10, 5))
    assert [(b.slot, b.nama_asli) for b in baris.berkas] == [("foto", "foto.jpg"), ("bukti", "laporan.pdf")]
    halaman = lihat(k, "/kegiatan?bulan=2021-10")
    assert "Kegiatan tersimpan." in halaman
    assert "Memasang jaringan" in halaman
    assert "berbukti" in halaman
    unduh = k.get(f"/kegiatan/berkas/{baris.berkas[1].id}/unduh")
    assert unduh.data == contoh_berkas.PDF


def test_saving_twice_by_an_impatient_finger_makes_one(session: Session, orang: Pegawai, klien: Masuk):
    k = klien(orang)
    k.kirim("/kegiatan/baru", isi())
    k.kirim("/kegiatan/baru", isi())
    assert satu(session).uraian == "Memasang jaringan"


def test_the_next_one_begins_on_the_same_day(orang: Pegawai, klien: Masuk):
    k = klien(orang)
    jawaban = k.kirim("/kegiatan/baru", isi(aksi="lagi"))
    assert jawaban.location == "/kegiatan/baru?tanggal=2021-10-05"
    assert k.buka(jawaban.location).find(".//input[@id='tanggal_selesai']").get("value") == "2021-10-05"
    masa_depan = k.buka("/kegiatan/baru?tanggal=2022-03-01")
    assert {i.get("type") for i in masa_depan.iter("input") if i.get("name") == "butir_id"} == {"radio"}
    assert masa_depan.find(".//input[@id='rencana']").get("checked") is not None


def test_what_cannot_be_taken_is_told_and_kept(session: Session, orang: Pegawai, klien: Masuk):
    k = klien(orang)
    kiriman = isi(volume="dua", tanggal_selesai="31-02-2021", berkas=(io.BytesIO(contoh_berkas.PDF), "laporan.pdf"))
    jawaban = k.kirim("/kegiatan/baru", kiriman, 422, content_type="multipart/form-data")
    halaman = teks_halaman(jawaban.text)
    assert "tidak ada dalam kalender" in halaman
    assert "Pilih lagi berkasnya" in halaman
    assert 'value="dua"' in jawaban.text
    assert 'value="31-02-2021"' in jawaban.text
    salah = k.kirim(
        "/kegiatan/baru",
        isi(berkas=(io.BytesIO(b"<html>"), "laporan.pdf")),
        422,
        content_type="multipart/form-data",
    )
    assert "bukan PDF" in teks_halaman(salah.text)
    kosong = k.kirim("/kegiatan/baru", isi(volume=""), 422)
    assert "Tulis berapa banyak yang dihasilkan." in teks_halaman(kosong.text)
    assert session.scalars(select(Kegiatan)).all() == []


def test_words_bring_items_of_ones_own_level_first(session: Session, orang: Pegawai, klien: Masuk):
    milik = {"kategori": "keahlian", "uraian": "Menguji gawai percobaan"}
    atas = pabrik.butir_kegiatan(session, jenjang="ahli_muda", kode="KATA-1", **milik)
    sendiri = pabrik.butir_kegiatan(session, kode="KATA-2", **milik)
    pabrik.butir_kegiatan(session, kode="KATA-3", **{**milik, "kategori": "keterampilan", "jenjang": "terampil"})
    pabrik.butir_kegiatan(session, kode="KATA-4", jenjang="ahli_utama", **milik)
    k = klien(orang)
    jawaban = k.get("/kegiatan/saran?uraian=menguji+gawai&tanggal_selesai=2021-10-05")
    assert re.findall(r"KATA-\d", jawaban.text) == ["KATA-2", "KATA-1"]
    assert "dikali faktor 0,8" in teks_halaman(jawaban.text)
    assert "perlu surat tugas" in teks_halaman(jawaban.text)
    dengan = k.get(f"/kegiatan/saran?cari=gawai&butir_id={atas.id}&tanggal_selesai=2021-10-05").text
    assert re.findall(r"KATA-\d", dengan) == ["KATA-1", "KATA-2"]
    assert "tidak diusulkan per butir" in lihat(k, "/kegiatan/saran?uraian=gawai&tanggal_selesai=2024-01-05")
    # without JavaScript: the button keeps what was typed and comes back with the list
    jalan = k.kirim("/kegiatan/baru", isi(aksi="saran", uraian="menguji gawai", volume="dua"))
    halaman = k.get(jalan.location).text
    assert "KATA-2" in halaman
    assert 'value="dua"' in halaman
    pilih = isi(version=str(satu(session).version), uraian="menguji gawai", butir_id=str(sendiri.id))
    k.kirim(jalan.location.split("?")[0].split("#")[0], pilih)
    assert satu(session).butir_id == sendiri.id


# Drafts and two tabs


def test_typing_is_kept_as_typed(session: Session, orang: Pegawai, klien: Masuk):
    k = klien(orang)
    assert k.kirim("/kegiatan/draf", {"version": "0", "kunci": KUNCI}, 204).text == ""
    jawaban = k.kirim("/kegiatan/draf", isi(volume="2,"), 200)
    assert "Draf tersimpan" in jawaban.text
    assert 'name="version" value="1"' in jawaban.text
    jawaban = k.kirim("/kegiatan/draf", isi(volume="2,5", version="1"), 200)
    assert satu(session).isian == {
        "uraian": "Memasang jaringan",
        "tanggal_selesai": "2021-10-05",
        "volume": "2,5",
        "tempat_bukti": "lemari 3",
    }
    halaman = lihat(k, "/kegiatan")
    assert "Draf yang belum disimpan" in halaman
    assert "Memasang jaringan" in halaman
    k.kirim("/kegiatan/baru", isi(version=str(satu(session).version)))
    assert (satu(session).volume, satu(session).isian) == (Decimal("2.5"), None)


def test_a_draft_opens_as_typed_and_can_be_thrown_away(session: Session, orang: Pegawai, klien: Masuk):
    baris, k = kegiatan(session, orang, volume=Decimal(12)), klien(orang)
    alamat = f"/kegiatan/{baris.id}"
    k.kirim(f"{alamat}/draf", isi(version=str(baris.version), volume="1x", kunci=""), 200)
    halaman = k.get(alamat).text
    assert 'value="1x"' in halaman
    assert "Ketikan yang belum disimpan" in halaman
    assert "ada ketikan belum disimpan" in lihat(k, "/kegiatan?bulan=2021-10")
    k.kirim(f"{alamat}/buang-isian", {"version": str(satu(session).version)})
    assert 'value="12"' in k.get(alamat).text
    assert satu(session).volume == Decimal(12)
    draf = k.kirim("/kegiatan/baru", isi(aksi="draf", kunci="f" * 32, tanggal_selesai="entah"))
    assert draf.location == "/kegiatan"
    baru = session.scalars(select(Kegiatan).where(Kegiatan.tanggal_selesai.is_(None))).one()
    assert k.kirim(f"/kegiatan/{baru.id}/buang-isian", {"version": str(baru.version)}).location == "/kegiatan"
    lihat(k, f"/kegiatan/{baru.id}", 404)


def test_a_draft_on_its_way_is_no_clash_with_its_own_form(session: Session, orang: Pegawai, klien: Masuk):
    """On a slow line the draft of a form may arrive while the form itself is sent with the version before."""
    k, tanda = klien(orang), "a" * 32
    k.kirim("/kegiatan/draf", isi(volume="2", formulir=tanda), 200)
    k.kirim("/kegiatan/draf", isi(volume="2,", formulir=tanda), 200)  # the first answer was lost
    k.kirim("/kegiatan/baru", isi(volume="2,5", formulir=tanda))
    assert (satu(session).volume, satu(session).isian) == (Decimal("2.5"), None)
    k.kirim("/kegiatan/draf", isi(volume="9", formulir=tanda), 409)  # late: the form is saved already
    k.kirim("/kegiatan/draf", isi(volume="9", formulir="b" * 32, version=str(satu(session).version)), 200)
    k.kirim(f"/kegiatan/{satu(session).id}", isi(volume="3", formulir=tanda), 409)  # another form's draft stands there
    assert satu(session).volume == Decimal("2.5")


def test_two_tabs_lose_nothing(session: Session, orang: Pegawai, klien: Masuk):
    baris, k = kegiatan(session, orang), klien(orang)
    alamat, lama = f"/kegiatan/{baris.id}", str(baris.version)
    k.kirim(alamat, isi(version=lama, uraian="Dari tab pertama"))
    jawaban = k.kirim(f"{alamat}/draf", isi(version=lama, uraian="Dari tab kedua"), 409)
    assert "sudah disimpan dari tab atau perangkat lain" in teks_halaman(jawaban.text)
    jawaban = k.kirim(alamat, isi(version=lama, uraian="Dari tab kedua"), 409)
    halaman = teks_halaman(jawaban.text)
    assert "Dari tab kedua" in halaman
    assert "Dari tab pertama" in halaman
    assert satu(session).uraian == "Dari tab pertama"
    versi = re.search(r'name="version"[^>]*value="(\d+)"', jawaban.text)
    assert versi is not None
    k.kirim(alamat, isi(version=versi[1], uraian="Dari tab kedua"))
    assert satu(session).uraian == "Dari tab kedua"


def test_a_photo_that_comes_with_the_same_text_again_is_kept(
    session: Session, orang: Pegawai, klien: Masuk, monkeypatch: pytest.MonkeyPatch
):
    """Sent without the photo, then at once with it: the second page is old, but brings something new."""
    baris, k = kegiatan(session, orang), klien(orang)
    alamat, lama = f"/kegiatan/{baris.id}", str(baris.version)
    k.kirim(alamat, isi(version=lama))

    def dengan(status: int = 303, **ubah: Any) -> str:
        foto = (io.BytesIO(contoh_berkas.jpg()), "foto.jpg")
        jawaban = k.kirim(alamat, isi(version=lama, foto=foto, **ubah), status, content_type="multipart/form-data")
        return teks_halaman(jawaban.text)

    def berkas_kini() -> list[tuple[str, str]]:
        session.expire_all()
        return [(b.slot, b.nama_asli) for b in satu(session).berkas]

    with monkeypatch.context() as m:
        m.setattr("workflow_app.services.kegiatan.MAKS_BERKAS_BUTIR", 0)
        halaman = dengan(422)
    assert "paling banyak 0 berkas" in halaman
    assert "Pilih lagi berkasnya" in halaman
    assert berkas_kini() == []
    assert "Pilih lagi berkasnya" in dengan(409, aksi="saran"), "a draft keeps no files, and must not say saved"
    assert berkas_kini() == []
    dengan()
    dengan()
    assert berkas_kini() == [("foto", "foto.jpg")]


# Whose it is


def test_another_persons_log_does_not_exist(session: Session, orang: Pegawai, klien: Masuk):
    baris = kegiatan(session, orang, uraian="rahasia saya")
    layanan.pasang_berkas(session, baris, [berkas()], oleh=pabrik.pelaku(session, orang))
    nomor, file = baris.id, baris.berkas[0].id
    assert orang.atasan is not None
    for asing in (prakom(session), orang.atasan):
        k = klien(asing)
        for alamat in (f"/kegiatan/{nomor}", f"/kegiatan/{nomor}/hapus", f"/kegiatan/{nomor}/berkas/{file}/ganti"):
            lihat(k, alamat, 404)
            k.kirim(alamat, isi(version="1"), 404)
        assert k.get(f"/kegiatan/berkas/{file}/unduh").status_code == 404
        for alamat in ("draf", "buang-isian"):
            k.kirim(f"/kegiatan/{nomor}/{alamat}", isi(version="1"), 404)
        assert "rahasia" not in lihat(k, "/kegiatan?bulan=2021-10")
        assert "rahasia" not in lihat(k, "/kegiatan?keadaan=berbukti")
    assert satu(session).uraian == "rahasia saya"


def test_the_menu_shows_the_log_to_officers_alone(session: Session, orang: Pegawai, klien: Masuk):
    assert "Catatan kegiatan" in lihat(klien(orang), "/akun")
    assert orang.atasan is not None
    assert "Catatan kegiatan" not in lihat(klien(orang.atasan), "/akun")


# Month, calendar, states


def test_the_month_shows_each_day_with_words_and_signs(session: Session, orang: Pegawai, klien: Masuk):
    kegiatan(session, orang, selesai=dt.date(2021, 10, 5))
    kegiatan(session, orang, tanggal_mulai=dt.date(2021, 9, 29), tanggal_selesai=dt.date(2021, 10, 2), tempat_bukti="")
    kegiatan(session, orang, selesai=dt.date(2021, 11, 1), uraian="Bulan lain")
    k = klien(orang)
    pohon = k.buka("/kegiatan?bulan=2021-10")
    sel = {
        " ".join("".join(td.itertext()).split())
        for td in pohon.iter("td")
        if td.find(".//span[@class='kg-kata']") is not None
    }
    assert sel == {"5 5 Oktober 1 berbukti", "1 1 Oktober 1 belum berbukti", "2 2 Oktober 1 belum berbukti"}
    halaman = lihat(k, "/kegiatan?bulan=2021-10")
    assert "2 kegiatan bulan ini" in halaman
    assert "Bulan lain" not in halaman
    assert "Sisa 268 hari, sampai 5 Okt 2022" in halaman
    assert "Dihitung pada 10 Januari 2022 menurut peraturan R2020." in halaman
    for aneh in ("2021-13", "0001-01", "9999-12", "x"):
        assert "Januari 2022" in lihat(k, f"/kegiatan?bulan={aneh}")


def test_states_are_listed_across_months_page_by_page(
    session: Session, orang: Pegawai, klien: Masuk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("workflow_app.services.daftar_kegiatan.UKURAN", 2)
    monkeypatch.setattr("workflow_app.services.daftar_kegiatan.SEKALI_BACA", 3)
    for n in range(5):
        kegiatan(session, orang, uraian=f"mendesak {n}", selesai=dt.date(2021, 1, 20) + dt.timedelta(days=n))
        kegiatan(session, orang, uraian=f"berbukti {n}", selesai=dt.date(2021, 9, 1) + dt.timedelta(days=n))
    kegiatan(session, orang, uraian="lewat", selesai=dt.date(2021, 1, 9))
    k = klien(orang)

    def semua(keadaan: str) -> list[str]:
        alamat, uraian = f"/kegiatan?keadaan={keadaan}", list[str]()
        while alamat:
            pohon = k.buka(alamat)
            uraian += ["".join(p.itertext()).strip() for p in pohon.iter("p") if p.get("class") == "kg-uraian"]
            lanjut = pohon.find(".//nav[@class='halaman']/a[@rel='next']")
            alamat = "" if lanjut is None else lanjut.get("href")
        return uraian

    assert semua("segera_hangus") == [f"mendesak {n}" for n in range(5)]
    assert semua("berbukti") == [f"berbukti {n}" for n in (4, 3, 2, 1, 0)]
    assert semua("hangus") == ["lewat"]
    assert semua("diterima") == []


@pytest.mark.parametrize(
    "alamat", ["/kegiatan?bulan=2021-10", "/kegiatan?keadaan=berbukti", "/dupak/{dupak}/dari-catatan"]
)
def test_many_activities_cost_as_many_queries_as_few(
    app: Flask, session: Session, orang: Pegawai, klien: Masuk, alamat: str
):
    pilihan, k = pabrik.butir_kegiatan(session), klien(orang)
    draf = pabrik.dupak(session, orang)
    alamat = alamat.format(dupak=draf.id)

    def biaya(sampai: int) -> int:
        for n in range(session.query(Kegiatan).count(), sampai):
            baris = kegiatan(session, orang, pilihan, selesai=dt.date(2021, 10, 1 + n))
            layanan.pasang_berkas(session, baris, [berkas(n + 1)], oleh=pabrik.pelaku(session, orang))
        k.get(alamat)
        with hitung_perintah(app) as daftar:
            lihat(k, alamat)
        return len(daftar)

    assert biaya(5) == biaya(25)


# Proofs, and the claim


def test_a_file_is_replaced_and_the_old_one_stays(session: Session, orang: Pegawai, klien: Masuk):
    k = klien(orang)
    k.kirim(
        "/kegiatan/baru", isi(berkas=(io.BytesIO(contoh_berkas.PDF), "lama.pdf")), content_type="multipart/form-data"
    )
    baris = satu(session)
    lama, alamat = baris.berkas[0].id, f"/kegiatan/{baris.id}"
    ganti = f"{alamat}/berkas/{lama}/ganti"
    k.buka(ganti)
    kosong = k.kirim(ganti, {"version": str(baris.version)}, 422)
    assert "Pilih berkas" in teks_halaman(kosong.text)
    baru = {"version": str(baris.version), "berkas": (io.BytesIO(contoh_berkas.png()), "baru.png")}
    k.kirim(ganti, baru, content_type="multipart/form-data")
    assert [b.digantikan_at is None for b in session.scalars(select(BerkasKegiatan).order_by(BerkasKegiatan.id))] == [
        False,
        True,
    ]
    assert "1 berkas lama" in lihat(k, alamat)
    assert k.get(f"/kegiatan/berkas/{lama}/unduh").data == contoh_berkas.PDF
    lihat(k, ganti, 404)


def test_deleting_asks_once_more(session: Session, orang: Pegawai, klien: Masuk):
    baris, k = kegiatan(session, orang), klien(orang)
    alamat = f"/kegiatan/{baris.id}/hapus"
    assert "Hapus kegiatan?" in lihat(k, alamat)
    k.kirim(alamat, {"version": "999"}, 409)
    k.kirim(alamat, {"version": str(satu(session).version)})
    lihat(k, f"/kegiatan/{baris.id}", 404)
    assert satu(session).dihapus_at is not None


def test_a_claim_is_made_from_the_log(session: Session, orang: Pegawai, klien: Masuk):
    pilihan = pabrik.butir_kegiatan(session)
    draf = pabrik.dupak(session, orang)
    satu_, dua = (kegiatan(session, orang, pilihan, uraian=f"Kerja {n}") for n in (1, 2))
    kegiatan(session, orang, uraian="Belum berbutir")
    k = klien(orang)
    assert "Ambil dari catatan kegiatan" in lihat(k, f"/dupak/{draf.id}")
    alamat = f"/dupak/{draf.id}/dari-catatan"
    pohon = k.buka(alamat)
    centang = [
        i.get("value") for i in pohon.iter("input") if i.get("name") == "kegiatan" and i.get("checked") is not None
    ]
    assert centang == [str(satu_.id), str(dua.id)]
    assert "Butir kegiatannya belum dipilih." in lihat(k, alamat)
    kosong = k.kirim(alamat, {"version": str(draf.version)}, 422)
    assert "sekurangnya satu" in teks_halaman(kosong.text)
    kiriman = {"version": str(draf.version), "kegiatan": centang, "gabung": [str(pilihan.id)]}
    k.kirim(alamat, kiriman)
    k.kirim(alamat, kiriman)  # the page sent twice
    item = session.scalars(select(ItemDupak)).one()
    assert item.volume == Decimal(2)
    assert "2 kegiatan sudah ada pada DUPAK ini." in lihat(k, alamat)
    assert "sudah ada pada DUPAK" in lihat(k, f"/kegiatan/{satu_.id}")
    k.kirim(f"/kegiatan/{satu_.id}", isi(version="1"), 422)
    k.kirim(f"/kegiatan/{satu_.id}/hapus", {"version": "1"}, 422)
    basi = kegiatan(session, orang, pilihan, uraian="Kerja 3")
    lama = k.kirim(alamat, {"version": "1", "kegiatan": [str(basi.id)]}, 409)
    assert "sudah berubah sejak halaman dibuka" in teks_halaman(lama.text)


def test_nobody_else_takes_from_the_log_into_a_claim(session: Session, orang: Pegawai, klien: Masuk):
    draf = pabrik.dupak(session, orang)
    assert orang.atasan is not None
    lihat(klien(orang.atasan), f"/dupak/{draf.id}/dari-catatan", 404)
    lain = prakom(session)
    milik = pabrik.dupak(session, lain)
    baris = kegiatan(session, orang, pabrik.butir_kegiatan(session))
    kiriman = {"version": str(milik.version), "kegiatan": [str(baris.id)]}
    jawaban = klien(lain).kirim(f"/dupak/{milik.id}/dari-catatan", kiriman, 422)
    assert "sudah dihapus" in teks_halaman(jawaban.text)
    assert session.get_one(Dupak, milik.id).butir == []


def test_a_long_month_is_paged(session: Session, orang: Pegawai, klien: Masuk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workflow_app.blueprints.kegiatan.daftar.UKURAN", 2)
    for n in range(5):
        kegiatan(session, orang, uraian=f"Kerja {n}", selesai=dt.date(2021, 10, 1 + n))
    k = klien(orang)
    assert "Kerja 2" not in lihat(k, "/kegiatan?bulan=2021-10").split("bulan ini")[1]
    tengah = lihat(k, "/kegiatan?bulan=2021-10&dari=2").split("bulan ini")[1]
    assert "Kerja 2" in tengah
    assert "Kerja 4" not in tengah
    assert "Kerja 4" in lihat(k, "/kegiatan?bulan=2021-10&dari=4").split("bulan ini")[1]
