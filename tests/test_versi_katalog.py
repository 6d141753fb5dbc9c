"""The catalogue as versions: every change names its person and reason, nothing is lost, and imports repeat safely."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import create_engine, delete, func, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien
from workflow_app import database
from workflow_app.cli.katalog import katalog as perintah
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.koneksi import buat_engine
from workflow_app.models import (
    ButirKegiatan,
    CatatanAdmin,
    Dupak,
    Pegawai,
    Peran,
    PerubahanKatalog,
    TindakanKatalog,
    VersiButir,
)
from workflow_app.peraturan.katalog import katalog
from workflow_app.permissions import Pelaku
from workflow_app.services import butir as layanan_butir
from workflow_app.services import katalog as layanan
from workflow_app.services.impor_katalog import impor, pratinjau
from workflow_app.services.katalog import Dasar, muat_katalog, riwayat

BERKAS = {r: Path(f"workflow_app/peraturan/katalog/butir_kegiatan_{r[1:]}.csv") for r in ("R2003", "R2020")}
DASAR = Dasar("Dibandingkan dengan lampiran.", "Lampiran I, halaman 12")
BELUM = "KA-III.B.1"
"""An item of R2020 whose value rests on one source."""


@pytest.fixture
def admin(session: Session) -> Pegawai:
    muat_katalog(session, pabrik.HARI_INI)
    orang = pabrik.pegawai(session, "Ade Admin", peran=[Peran.ADMIN])
    session.commit()
    return orang


@pytest.fixture
def oleh(session: Session, admin: Pegawai) -> Pelaku:
    return pabrik.pelaku(session, admin)


def butir(session: Session, kode: str, aturan: str = "R2020") -> ButirKegiatan:
    query = select(ButirKegiatan).where(ButirKegiatan.kode == kode, ButirKegiatan.aturan == aturan)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def lembar(ubah: Callable[[list[dict[str, str]]], object] = lambda baris: None, regime: str = "R2020") -> bytes:
    """The shipped sheet with changes."""
    baris = list(csv.DictReader(io.StringIO(BERKAS[regime].read_text("utf-8"))))
    kepala = list(baris[0])
    ubah(baris)
    isi = io.StringIO()
    penulis = csv.DictWriter(isi, kepala)
    penulis.writeheader()
    penulis.writerows(baris)
    return isi.getvalue().encode()


def baris_kode(baris: list[dict[str, str]], kode: str) -> dict[str, str]:
    return next(b for b in baris if b["code"] == kode)


def klaim(session: Session, orang: Pegawai | None = None) -> Dupak:
    return pabrik.dupak(session, orang)


# Versions


def test_the_shipped_catalogue_is_version_one_of_every_item(session: Session, admin: Pegawai):
    assert session.scalar(select(func.count()).select_from(VersiButir)) == 338 + 224
    assert muat_katalog(session) == 0
    (satu,) = riwayat(session, butir(session, BELUM))
    assert (satu.versi.nomor, satu.versi.perubahan.tindakan, satu.versi.perubahan.oleh) == (
        1,
        TindakanKatalog.MUAT,
        None,
    )
    assert satu.versi.perubahan.berkas_sha256 == katalog("R2020").sidik
    assert satu.versi.isi["angka_kredit"] == "0.22"
    assert satu.versi.isi["sumber_ak"] == "juknis"


def test_a_change_makes_a_new_version_with_person_reason_and_date(session: Session, oleh: Pelaku):
    b = butir(session, "KA-I.B.7")
    assert layanan.ubah(
        session, b, {"uraian": "Mengelola katalog layanan TI", "catatan": "Ejaan."}, dasar=DASAR, oleh=oleh
    )
    baru, lama = riwayat(session, b)
    assert (b.versi, baru.versi.nomor, lama.versi.nomor) == (2, 2, 1)
    assert [(x.kolom, x.lama, x.baru) for x in baru.beda] == [
        ("uraian", "Mengelola katalog layanan teknologi informasi", "Mengelola katalog layanan TI"),
        ("catatan", "", "Ejaan."),
    ]
    perubahan = baru.versi.perubahan
    assert (perubahan.oleh_id, perubahan.alasan, perubahan.sumber) == (oleh.pegawai_id, DASAR.alasan, DASAR.sumber)
    assert perubahan.tanggal == pabrik.HARI_INI
    assert lama.versi.isi["uraian"] == "Mengelola katalog layanan teknologi informasi"
    catatan = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tabel == "perubahan_katalog")).one()
    assert (catatan.pelaku_id, catatan.baris_id) == (oleh.pegawai_id, perubahan.id)
    assert b.pasti is True


def test_nothing_changed_makes_no_version(session: Session, oleh: Pelaku):
    b = butir(session, "KA-I.B.7")
    assert (
        layanan.ubah(session, b, {"uraian": b.uraian, "angka_kredit": Decimal("0.09")}, dasar=DASAR, oleh=oleh) is False
    )
    assert b.versi == 1


def test_a_new_value_is_uncertain_until_it_is_confirmed(session: Session, oleh: Pelaku):
    b = butir(session, "KA-I.B.7")
    layanan.ubah(session, b, {"angka_kredit": Decimal("0.1")}, dasar=DASAR, oleh=oleh)
    assert b.pasti is False
    layanan.konfirmasi(session, b, angka_kredit=b.angka_kredit, persen=None, jenjang=b.jenjang, dasar=DASAR, oleh=oleh)
    assert (b.pasti, b.versi) == (True, 3)


def test_an_inferred_level_is_confirmed_with_the_value(session: Session, oleh: Pelaku):
    b = butir(session, "KT-III.B.1", "R2003")
    assert (b.jenjang, b.jenjang_disimpulkan, b.pasti) == ("mahir", True, False)
    with pytest.raises(MasukanSalah) as galat:
        layanan.konfirmasi(session, b, angka_kredit=None, persen=None, jenjang=None, dasar=DASAR, oleh=oleh)
    assert set(galat.value.galat) == {"angka_kredit", "jenjang"}
    layanan.konfirmasi(
        session, b, angka_kredit=Decimal("0.151"), persen=None, jenjang="terampil", dasar=DASAR, oleh=oleh
    )
    assert (b.jenjang, b.angka_kredit, b.pasti) == ("terampil", Decimal("0.151"), True)


@pytest.mark.parametrize(
    ("nilai", "bidang"),
    [
        ({"angka_kredit": Decimal(0)}, "angka_kredit"),
        ({"angka_kredit": Decimal(10_001)}, "angka_kredit"),
        ({"persen": Decimal(25)}, "persen"),
        ({"angka_kredit": None, "persen": Decimal(101)}, "persen"),
    ],
)
def test_impossible_values_are_refused(session: Session, oleh: Pelaku, nilai: dict[str, object], bidang: str):
    b = butir(session, "KA-I.B.7")
    with pytest.raises(MasukanSalah) as galat:
        layanan.ubah(session, b, nilai, dasar=DASAR, oleh=oleh)
    assert set(galat.value.galat) == {bidang}


def test_every_change_needs_a_reason(session: Session, oleh: Pelaku):
    with pytest.raises(MasukanSalah, match="alasan"):
        layanan.ubah(session, butir(session, BELUM), {"catatan": "x"}, dasar=Dasar("  "), oleh=oleh)


def test_only_an_administrator_changes_the_catalogue(session: Session, admin: Pegawai):
    orang = pabrik.pelaku(session, pabrik.pegawai(session, peran=[Peran.SEKRETARIAT]))
    b = butir(session, BELUM)
    for kerja in (
        lambda: layanan.ubah(session, b, {"catatan": "x"}, dasar=DASAR, oleh=orang),
        lambda: layanan.konfirmasi(
            session, b, angka_kredit=Decimal(1), persen=None, jenjang=b.jenjang, dasar=DASAR, oleh=orang
        ),
        lambda: layanan.konfirmasi_batas(session, b, Decimal(1), dasar=DASAR, oleh=orang),
        lambda: layanan.tutup(session, b, pabrik.HARI_INI, dasar=DASAR, oleh=orang),
        lambda: impor(session, "R2020", lembar(), dasar=DASAR, oleh=orang),
    ):
        with pytest.raises(Refused, match="administrator") as galat:
            kerja()
        assert galat.value.tentang_hak
    assert b.versi == 1


def test_nobody_confirms_a_value_that_he_claims_himself(session: Session, admin: Pegawai):
    orang = pabrik.pegawai(session, peran=[Peran.ADMIN], atasan=pabrik.pegawai(session, golongan="IV/a"))
    dupak = klaim(session, orang)
    b = butir(session, "PP-IV.F.b")
    pabrik.item(session, dupak, b)
    pelaku = pabrik.pelaku(session, orang)
    with pytest.raises(Refused, match="DUPAK Anda sendiri"):
        layanan.konfirmasi(session, b, angka_kredit=Decimal(9), persen=None, jenjang="semua", dasar=DASAR, oleh=pelaku)
    isi = lembar(lambda baris: baris_kode(baris, "PP-IV.F.b").update(angka_kredit="9"))
    with pytest.raises(Refused, match="DUPAK Anda sendiri"):
        impor(session, "R2020", isi, dasar=DASAR, oleh=pelaku)


def test_a_change_on_an_old_page_is_refused(session: Session, oleh: Pelaku):
    b = butir(session, BELUM)
    layanan.ubah(session, b, {"catatan": "satu"}, dasar=DASAR, oleh=oleh, versi=1)
    with pytest.raises(Conflict):
        layanan.ubah(session, b, {"catatan": "dua"}, dasar=DASAR, oleh=oleh, versi=1)


def test_history_is_only_ever_added_to(session: Session, admin: Pegawai):
    session.commit()
    for perintah_sql in (
        update(VersiButir).values(nomor=9),
        delete(VersiButir),
        update(PerubahanKatalog).values(alasan="lain"),
        delete(PerubahanKatalog),
    ):
        with pytest.raises(DatabaseError, match="hanya boleh ditambah"):
            session.execute(perintah_sql)
        session.rollback()


def test_a_claim_names_the_version_that_it_copied(session: Session, oleh: Pelaku):
    dupak = klaim(session)
    b = butir(session, "KA-I.B.7")
    lama = pabrik.item(session, dupak, b)
    layanan.ubah(session, b, {"angka_kredit": Decimal("0.1")}, dasar=DASAR, oleh=oleh)
    baru = pabrik.item(session, dupak, b)
    assert [(i.butir_versi, i.angka_satuan, i.pasti) for i in (lama, baru)] == [
        (1, Decimal("0.09"), True),
        (2, Decimal("0.1"), False),
    ]


def test_a_closed_item_takes_no_work_that_ends_later(session: Session, oleh: Pelaku):
    dupak = klaim(session)
    b = butir(session, "KA-I.B.7")
    layanan.tutup(session, b, dt.date(2021, 10, 1), dasar=DASAR, oleh=oleh)
    pabrik.item(session, dupak, b)  # ends on 30 September
    with pytest.raises(MasukanSalah, match="ditutup mulai"):
        pabrik.item(session, dupak, b, tanggal_selesai=dt.date(2021, 10, 1))
    layanan.tutup(session, b, None, dasar=DASAR, oleh=oleh)
    pabrik.item(session, dupak, b, tanggal_selesai=dt.date(2021, 10, 1))
    assert [v.versi.perubahan.tindakan for v in riwayat(session, b)] == [
        TindakanKatalog.BUKA,
        TindakanKatalog.TUTUP,
        TindakanKatalog.MUAT,
    ]
    with pytest.raises(MasukanSalah):
        layanan.tutup(session, b, None, dasar=DASAR, oleh=oleh)


def test_an_item_without_value_may_be_claimed_at_nothing(session: Session, oleh: Pelaku):
    dupak = klaim(session)
    b = butir(session, "KA-I.B.7")
    layanan.ubah(session, b, {"angka_kredit": None}, dasar=DASAR, oleh=oleh)
    item = pabrik.item(session, dupak, b)
    assert (item.jumlah, item.pasti) == (Decimal(0), False)
    layanan.konfirmasi(session, b, angka_kredit=Decimal("0.2"), persen=None, jenjang=b.jenjang, dasar=DASAR, oleh=oleh)
    pemilik = pabrik.pelaku(session, dupak.subjek)
    isi = layanan_butir.IsiButir(b.id, Decimal(2), item.tanggal_mulai, item.tanggal_selesai, tempat_bukti="arsip")
    layanan_butir.ubah_butir(session, item, isi, oleh=pemilik)
    assert (item.jumlah, item.pasti, item.butir_versi) == (Decimal("0.4"), True, 3)


# Import


@pytest.mark.parametrize("regime", ["R2003", "R2020"])
def test_the_shipped_sheet_changes_nothing(session: Session, oleh: Pelaku, regime: str):
    isi = BERKAS[regime].read_bytes()
    hasil = pratinjau(session, regime, isi)
    assert (hasil.galat, hasil.ada_perubahan, hasil.hilang) == ([], False, [])
    assert impor(session, regime, isi, dasar=DASAR, oleh=oleh) is None


def test_a_sheet_adds_and_changes_and_repeats_safely(session: Session, oleh: Pelaku):
    def ubah(baris: list[dict[str, str]]) -> None:
        baris_kode(baris, BELUM).update(angka_kredit="0,23", sumber_ak="juknis+lampiran")
        baris.append({**baris[-1], "code": "PN-V.E.c", "uraian": "Kegiatan baru"})
        baris.remove(baris_kode(baris, "KA-I.B.7"))

    isi = lembar(ubah)
    hasil = pratinjau(session, "R2020", isi)
    assert [t.kode for t in hasil.tambahan] == ["PN-V.E.c"]
    assert [(u.butir.kode, [(b.kolom, b.lama, b.baru) for b in u.beda]) for u in hasil.ubahan] == [
        (
            BELUM,
            [("angka_kredit", "0.22", "0.23"), ("pasti", False, True), ("sumber_ak", "juknis", "juknis+lampiran")],
        )
    ]
    assert ([b.kode for b in hasil.hilang], hasil.sama) == (["KA-I.B.7"], 336)
    perubahan = impor(session, "R2020", isi, dasar=DASAR, oleh=oleh, sidik=hasil.sidik)
    assert perubahan is not None
    assert (butir(session, BELUM).angka_kredit, butir(session, BELUM).versi) == (Decimal("0.23"), 2)
    assert butir(session, "KA-I.B.7").versi == 1
    assert butir(session, "PN-V.E.c").uraian == "Kegiatan baru"
    assert impor(session, "R2020", isi, dasar=DASAR, oleh=oleh) is None
    with pytest.raises(Conflict):
        impor(session, "R2020", lembar(), dasar=DASAR, oleh=oleh, sidik=hasil.sidik)


def test_a_repeated_import_keeps_what_people_confirmed(session: Session, oleh: Pelaku):
    pasti, tanpa = butir(session, BELUM), butir(session, "KT-II.A.1", "R2003")
    disimpulkan = butir(session, "KT-III.B.1", "R2003")
    layanan.konfirmasi(
        session, pasti, angka_kredit=pasti.angka_kredit, persen=None, jenjang=pasti.jenjang, dasar=DASAR, oleh=oleh
    )
    layanan.konfirmasi(
        session, tanpa, angka_kredit=tanpa.angka_kredit, persen=None, jenjang="pemula", dasar=DASAR, oleh=oleh
    )
    layanan.konfirmasi(
        session,
        disimpulkan,
        angka_kredit=disimpulkan.angka_kredit,
        persen=None,
        jenjang="penyelia",
        dasar=DASAR,
        oleh=oleh,
    )
    layanan.konfirmasi_batas(session, pasti, Decimal(4), dasar=DASAR, oleh=oleh)
    for regime, berkas in BERKAS.items():
        assert pratinjau(session, regime, berkas.read_bytes()).ada_perubahan is False
    isi = lembar(lambda baris: baris_kode(baris, BELUM).update(angka_kredit="0.3", batas_tahunan="9 per tahun"))
    (ubahan,) = pratinjau(session, "R2020", isi).ubahan
    assert ubahan.membatalkan_konfirmasi
    impor(session, "R2020", isi, dasar=DASAR, oleh=oleh)
    assert (butir(session, BELUM).pasti, butir(session, BELUM).batas_dikonfirmasi) == (False, None)


def test_fewer_sources_make_a_value_uncertain(session: Session, oleh: Pelaku):
    isi = lembar(lambda baris: baris_kode(baris, "KA-I.B.7").update(sumber_ak="juknis"))
    impor(session, "R2020", isi, dasar=DASAR, oleh=oleh)
    assert butir(session, "KA-I.B.7").pasti is False


@pytest.mark.parametrize(
    ("ubah", "baris", "kolom", "kalimat"),
    [
        (lambda b: b[3].update(angka_kredit="nol"), 5, "angka_kredit", "bukan angka"),
        (lambda b: b[3].update(angka_kredit="0"), 5, "angka_kredit", "lebih dari 0"),
        (lambda b: b[3].update(angka_kredit="-1"), 5, "angka_kredit", "negatif"),
        (lambda b: b[3].update(angka_kredit="0.1234567"), 5, "angka_kredit", "6 angka"),
        (lambda b: b[3].update(jenjang="ahli_tua"), 5, "", "jenjang 'ahli_tua' tidak dikenal"),
        (lambda b: b[3].update(unsur="Lain"), 5, "", "unsur 'Lain'"),
        (lambda b: b[3].update(uraian=""), 5, "", "uraian kosong"),
        (lambda b: b[3].update(uraian="x" * 2001), 5, "uraian", "2000 huruf"),
        (lambda b: b[3].update(angka_kredit_persen="5"), 5, "", "persen sekaligus"),
        (lambda b: b[3].update(code=b[2]["code"].lower()), 5, "code", "sudah dipakai pada baris 4"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_written(session: Session, oleh: Pelaku, ubah, baris, kolom, kalimat):
    isi = lembar(lambda semua: (ubah(semua), baris_kode(semua, "KA-I.B.7").update(uraian="Lain")))
    hasil = pratinjau(session, "R2020", isi)
    (galat,) = hasil.galat
    assert (galat.baris, galat.kolom) == (baris, kolom)
    assert kalimat in str(galat.pesan)
    with pytest.raises(MasukanSalah):
        impor(session, "R2020", isi, dasar=DASAR, oleh=oleh)
    assert butir(session, "KA-I.B.7").versi == 1


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"", "kosong"),
        (b"%PDF-1.4", "PDF"),
        (b"code,uraian\nKA-I.B.7,x\n", "Kolom ini tidak ada: category"),
        (lembar().split(b"\n")[0] + b"\n", "tanpa butir"),
        (lembar().split(b"\n")[0] + b"\n" + b"x\n" * 2001, "lebih dari 2001 baris"),
        (b"code,code\n", "dua kali"),
    ],
)
def test_a_sheet_of_another_kind_is_refused_whole(session: Session, admin: Pegawai, isi: bytes, kalimat: str):
    hasil = pratinjau(session, "R2020", isi)
    assert kalimat in str(hasil.galat[0].pesan)
    assert not hasil.ada_perubahan


def test_a_workbook_is_read_like_the_text_table(session: Session, oleh: Pelaku):
    buku = openpyxl.Workbook()
    for baris in csv.reader(io.StringIO(lembar().decode())):
        buku.active.append(baris)
    for baris in buku.active.iter_rows(min_row=2):
        if baris[7].value:
            baris[7].value = float(baris[7].value)
        if baris[0].value == BELUM:
            baris[7].value = 0.25
    isi = io.BytesIO()
    buku.save(isi)
    (ubahan,) = pratinjau(session, "R2020", isi.getvalue()).ubahan
    assert [(b.kolom, b.baru) for b in ubahan.beda] == [("angka_kredit", "0.25")]


# The command line


def test_the_command_line_compares_and_applies(session: Session, admin: Pegawai, app: Flask, tmp_path: Path):
    pabrik.akun(session, admin, nama_pengguna="ade")
    session.commit()
    berkas = tmp_path / "katalog.csv"
    berkas.write_bytes(lembar(lambda baris: baris_kode(baris, BELUM).update(angka_kredit="0.23")))
    jalan = app.test_cli_runner()
    dasar = ["impor", str(berkas), "--regime", "R2020"]

    coba = jalan.invoke(perintah, [*dasar, "--dry-run"])
    assert coba.exit_code == 0, coba.output
    assert f"ubah   {BELUM} angka_kredit: 0.22 -> 0.23" in coba.output
    assert butir(session, BELUM).versi == 1
    session.rollback()
    assert "--oleh" in jalan.invoke(perintah, dasar).output
    assert "--alasan" in jalan.invoke(perintah, [*dasar, "--oleh", "ade"]).output
    assert "Tidak ada akun" in jalan.invoke(perintah, [*dasar, "--oleh", "tiada", "--alasan", "x"]).output

    jadi = jalan.invoke(perintah, [*dasar, "--oleh", "ade", "--alasan", "Ralat lampiran."])
    assert "Diterapkan." in jadi.output
    session.rollback()
    b = butir(session, BELUM)
    assert (b.versi, riwayat(session, b)[0].versi.perubahan.oleh_id) == (2, admin.id)


def test_the_command_line_lists_what_is_uncertain(session: Session, admin: Pegawai, app: Flask, tmp_path: Path):
    jalan: CliRunner = app.test_cli_runner()
    isi = jalan.invoke(perintah, ["daftar", "--belum-pasti", "--regime", "R2020"]).output
    assert "12 butir." in isi
    assert "satu sumber (salinan juknis Peraturan BPS 2/2021)" in isi
    assert jalan.invoke(perintah, ["muat"]).output == "0 butir dimuat.\n"
    salah = jalan.invoke(perintah, ["impor", str(tmp_path / "tiada.csv"), "--regime", "R2020", "--dry-run"])
    assert salah.exit_code == 1
    assert "tidak dapat dibuka" in salah.output


# The screens


def test_the_list_is_filtered(session: Session, admin: Pegawai, klien: Callable[[Pegawai], Klien]):
    ade = klien(admin)
    halaman = ade.get("/admin/katalog?regime=R2020&pasti=belum").text
    assert halaman.count("nilai belum dipastikan") == 12
    assert "KA-I.B.7<" not in halaman
    assert "KA-II.A.17" in ade.get("/admin/katalog?cari=kebijakan+keamanan+jaringan&jenjang=ahli_madya").text
    assert "KT-II.A.1" in ade.get("/admin/katalog?regime=R2003&jenjang=-").text
    assert ade.get("/admin/katalog?regime=X&unsur=%27&jenjang=0&pasti=9&sebelum=9999999999").status_code == 200
    assert "Tidak ada butir" in ade.get("/admin/katalog?cari=zzz").text


def test_an_administrator_confirms_on_the_page(session: Session, admin: Pegawai, klien: Callable[[Pegawai], Klien]):
    ade = klien(admin)
    b = butir(session, BELUM)
    alamat = f"/admin/katalog/{b.id}"
    assert "hanya menurut satu sumber" in ade.get(alamat).text
    isi = {"angka_kredit": "0,22", "persen": "", "jenjang": "ahli_muda", "version": "1", "sumber": "", "alasan": ""}
    assert "wajib diisi" in ade.kirim(f"{alamat}/konfirmasi", isi, status=422).text
    ade.kirim(f"{alamat}/konfirmasi", {**isi, "alasan": "Cocok dengan lampiran."})
    session.rollback()
    assert butir(session, BELUM).pasti is True
    halaman = ade.get(alamat).text
    assert "Cocok dengan lampiran." in halaman
    assert "Ade Admin" in halaman
    basi = ade.kirim(f"{alamat}/konfirmasi", {**isi, "angka_kredit": "0,3", "alasan": "Lain."}, status=409)
    assert "sudah diubah orang lain" in basi.text
    assert "0,3" in basi.text
    assert "sudah pasti" in ade.kirim(f"{alamat}/konfirmasi", {**isi, "version": "2", "alasan": "x"}, status=422).text


def test_an_administrator_edits_limits_and_closes(session: Session, admin: Pegawai, klien: Callable[[Pegawai], Klien]):
    ade = klien(admin)
    b = butir(session, "KA-I.B.7")
    alamat = f"/admin/katalog/{b.id}"
    assert 'value="12"' in ade.get(f"{alamat}/batas").text or "12 per tahun" in ade.get(alamat).text
    ade.kirim(f"{alamat}/batas", {"batas": "2", "alasan": "Menurut juknis.", "sumber": "", "version": "1"})
    ade.kirim(f"{alamat}/tutup", {"mulai": "2022-02-01", "alasan": "Diganti.", "sumber": "", "version": "2"})
    assert "Ditutup" in ade.get(alamat).text
    ade.kirim(f"{alamat}/buka", {"alasan": "Keliru.", "sumber": "", "version": "3"})
    ubah = ade.get(f"{alamat}/ubah")
    assert "Mengelola katalog layanan" in ubah.text
    isi = {
        "uraian": "Mengelola katalog layanan TI",
        "unsur": b.unsur,
        "sub_unsur": b.sub_unsur,
        "kategori": b.kategori,
        "jenis": b.jenis,
        "jenjang": "ahli_pertama",
        "satuan_hasil": b.satuan_hasil,
        "angka_kredit": "0,09",
        "persen": "",
        "sumber_ak": b.sumber_ak,
        "bukti_fisik": b.bukti_fisik,
        "batas_tahunan": b.batas_tahunan,
        "kode_resmi": b.kode_resmi,
        "catatan": b.catatan,
        "alasan": "Ejaan.",
        "sumber": "",
        "version": "4",
    }
    ade.kirim(f"{alamat}/ubah", isi)
    session.rollback()
    b = butir(session, "KA-I.B.7")
    assert (b.versi, b.uraian, b.pasti, b.batas_dikonfirmasi) == (5, "Mengelola katalog layanan TI", True, Decimal(2))
    assert ade.kirim(f"{alamat}/ubah", {**isi, "version": "5"}).status_code == 303
    session.rollback()
    assert butir(session, "KA-I.B.7").versi == 5


def test_a_sheet_is_shown_before_it_is_taken(session: Session, admin: Pegawai, klien: Callable[[Pegawai], Klien]):
    ade = klien(admin)
    isi = lembar(lambda baris: baris_kode(baris, BELUM).update(angka_kredit="0.23"))
    unggah = {"regime": "R2020", "berkas": (io.BytesIO(isi), "katalog.csv")}
    jawaban = ade.kirim("/admin/katalog/impor", unggah)
    alamat = jawaban.location
    halaman = ade.get(alamat).text
    assert "<del>0,22</del>" in halaman
    assert butir(session, BELUM).versi == 1
    sidik = halaman.partition('name="sidik"')[2].partition('value="')[2].partition('"')[0]
    assert "wajib diisi" in ade.kirim(alamat, {"sidik": sidik, "alasan": ""}, status=422).text
    palsu = ade.kirim(alamat, {"sidik": "0" * 64, "alasan": "x"}, status=409)
    assert "Katalog berubah sejak pratinjau" in palsu.text
    ade.kirim(alamat, {"sidik": sidik, "alasan": "Ralat.", "sumber": "Lampiran"})
    session.rollback()
    assert butir(session, BELUM).versi == 2
    assert "tidak ada yang berubah" in ade.get(alamat).text
    lain = klien(pabrik.pegawai(session, peran=[Peran.ADMIN]))
    assert lain.get(alamat).status_code == 404
    assert ade.get(alamat + "x").status_code == 404
    salah = {"regime": "R2020", "berkas": (io.BytesIO(b"x"), "katalog.exe")}
    assert "bukan jenis" in ade.kirim("/admin/katalog/impor", salah, status=422).text


def test_others_read_and_do_not_change(session: Session, admin: Pegawai, klien: Callable[[Pegawai], Klien]):
    b = butir(session, BELUM)
    orang = klien(pabrik.pegawai(session))
    halaman = orang.get(f"/katalog/{b.id}").text
    assert "hanya menurut satu sumber" in halaman
    assert "/admin/katalog" not in halaman
    assert "/admin/katalog" in klien(admin).get(f"/katalog/{b.id}").text
    assert orang.get("/katalog/999999").status_code == 404
    assert "Belum ada riwayat" in orang.get(f"/katalog/{b.id}?sebelum=1").text
    for alamat in ("", f"/{b.id}", f"/{b.id}/ubah", f"/{b.id}/konfirmasi", "/impor"):
        assert orang.get(f"/admin/katalog{alamat}").status_code == 403
    orang.kirim(f"/admin/katalog/{b.id}/tutup", {"mulai": "2022-02-01", "alasan": "x", "version": "1"}, status=403)


# The migration


def test_an_older_catalogue_becomes_version_one_of_itself(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'lama.db'}"
    database.upgrade(url, "0003")
    kolom = "aturan, kode, kategori, jenjang, unsur, sub_unsur, uraian, satuan_hasil, jenis, bukti_fisik, kata_cari"
    engine = create_engine(url)
    with engine.begin() as koneksi:
        for kode, pasti in (("KA-1", 1), ("KA-2", 0)):
            nilai = f"'R2020', '{kode}', 'keahlian', 'ahli_muda', 'u', 's', 'Kegiatan', 'Laporan', 'j', '', ''"
            koneksi.execute(
                text(f"INSERT INTO butir_kegiatan ({kolom}, angka_kredit, pasti) VALUES ({nilai}, 467, {pasti})")
            )
    engine.dispose()

    database.upgrade(url)

    engine = buat_engine(url)
    with Session(engine) as session:
        satu, dua = session.scalars(select(ButirKegiatan).order_by(ButirKegiatan.id))
        versi = session.scalars(select(VersiButir).order_by(VersiButir.id)).all()
        assert [(v.butir_id, v.nomor, v.isi["pasti"]) for v in versi] == [(satu.id, 1, True), (dua.id, 1, False)]
        assert versi[0].isi == layanan.potret(satu)
        assert versi[0].perubahan.tindakan is TindakanKatalog.MUAT
    engine.dispose()
    database.downgrade(url, "0003")
    engine = create_engine(url)
    with engine.connect() as koneksi:
        assert koneksi.scalar(text("SELECT kata_cari FROM butir_kegiatan WHERE kode = 'KA-1'")) == "ka-1 kegiatan s"
    engine.dispose()
