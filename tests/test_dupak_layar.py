"""The claim through the browser's door: list, case page, activities, proof, sheets, and everything that goes wrong."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import contoh_berkas
from tests.klien import Klien, teks_halaman
from tests.meja_tim import halaman_pendek
from tests.panggung import Panggung
from workflow_app.demo.perkara import MASA_KINI, MASA_TENGAH
from workflow_app.extensions import db
from workflow_app.models import BuktiFile, ButirKegiatan, Dupak, DupakState, ItemDupak, Pegawai
from workflow_app.services import unggahan

Masuk = Callable[[Pegawai], Klien]
LEMBAR = Path(__file__).parent.parent / "examples" / "skp_ahli_pertama_2021.csv"
ISIAN = {
    "volume": "2",
    "tanggal_mulai": "2021-08-01",
    "tanggal_selesai": "2021-08-31",
    "tempat_bukti": "arsip",
}


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """The invented agency, without cases."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency, played in the test's own session."""
    return Panggung(session)


@pytest.fixture
def draf(panggung: Panggung) -> Dupak:
    """An officer's draft of three activities."""
    return panggung.draf(masa=MASA_KINI)


@pytest.fixture
def pemilik(klien: Masuk, draf: Dupak) -> Klien:
    """The browser of the draft's officer."""
    return klien(draf.subjek)


@contextmanager
def perintah(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends to the database meanwhile."""
    daftar: list[str] = []

    def catat(*isi: Any) -> None:
        daftar.append(isi[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", catat)
    yield daftar
    event.remove(engine, "before_cursor_execute", catat)


def katalog(session: Session, kode: str, aturan: str = "R2020") -> ButirKegiatan:
    return session.scalars(
        select(ButirKegiatan).where(ButirKegiatan.kode == kode, ButirKegiatan.aturan == aturan)
    ).one()


def alamat_baru(session: Session, dupak: Dupak, kode: str = "KA-I.B.7") -> str:
    return f"/dupak/{dupak.id}/butir/baru?butir={katalog(session, kode).id}"


def butir(session: Session, dupak: Dupak) -> list[ItemDupak]:
    return list(session.scalars(select(ItemDupak).where(ItemDupak.dupak_id == dupak.id).order_by(ItemDupak.id)))


def tutup_kiriman(jawaban: TestResponse) -> None:
    """Close what the test client sent: it keeps a large form in a temporary file and leaves it open."""
    jawaban.request.environ["wsgi.input"].close()


def berkas(isi: bytes = contoh_berkas.PDF, nama: str = "SK.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(isi), nama


# The list and the opening of a claim


def test_the_list_holds_ones_own_claims_with_their_sums(session: Session, panggung: Panggung, klien: Masuk):
    saya = panggung.prakom()
    draf = panggung.draf(saya, MASA_KINI)
    putus, _ = panggung.sampai("diputuskan", saya, masa=MASA_TENGAH)
    lain = panggung.draf(masa=MASA_KINI)
    isi = teks_halaman(klien(saya).get("/dupak").text)
    assert "Draf giliran Anda 3" in isi
    assert f"{draf.masa_mulai.day} Jul 2021" in isi
    assert isi.count("1,980") == 3  # claimed twice, decided once
    assert f"Nomor {putus.id}" in isi
    assert f"Nomor {lain.id}" not in isi


def test_an_empty_list_says_what_a_claim_is(panggung: Panggung, klien: Masuk):
    isi = teks_halaman(klien(panggung.prakom()).get("/dupak").text)
    assert "Anda belum punya DUPAK." in isi


def test_the_list_asks_as_many_questions_for_25_claims_as_for_5(
    app: Flask, session: Session, panggung: Panggung, klien: Masuk
):
    jumlah = []
    for banyak in (5, 25):
        saya = panggung.prakom()
        for _ in range(banyak):
            panggung.draf(saya, MASA_KINI)
        peramban = klien(saya)
        peramban.get("/dupak")
        with perintah(app) as daftar:
            assert peramban.get("/dupak").status_code == 200
        jumlah.append(len(daftar))
    assert jumlah[0] == jumlah[1] < 15


def test_a_long_list_is_cut_into_pages(panggung: Panggung, klien: Masuk, monkeypatch: pytest.MonkeyPatch):
    halaman_pendek(monkeypatch, 2)
    saya = panggung.prakom()
    for _ in range(3):
        panggung.draf(saya, MASA_KINI)
    pertama = klien(saya).get("/dupak").text
    lama = re.search(r'rel="next" href="([^"]+)"', pertama)
    assert lama
    assert teks_halaman(klien(saya).get(lama[1]).text).count("Draf giliran Anda") == 1


def test_a_new_claim_begins_where_the_last_one_ended(session: Session, panggung: Panggung, klien: Masuk):
    saya = panggung.prakom()
    panggung.sampai("diputuskan", saya, masa=MASA_TENGAH)
    peramban = klien(saya)
    halaman = peramban.get("/dupak/baru").text
    assert 'value="2021-07-01"' in halaman
    assert 'value="2022-01-10"' in halaman
    jawaban = peramban.kirim("/dupak/baru", {"masa_mulai": "2021-07-01", "masa_selesai": "31-12-2021"})
    baru = session.scalars(select(Dupak).order_by(Dupak.id.desc())).first()
    assert baru is not None
    assert (baru.state, baru.masa_selesai.isoformat()) == (DupakState.DRAF, "2021-12-31")
    assert jawaban.location.endswith(f"/dupak/{baru.id}")


@pytest.mark.parametrize(
    ("mulai", "selesai", "kalimat"),
    [
        ("2021-12-31", "2021-07-01", "Masa penilaian selesai sebelum mulai."),
        ("2021-07-01", "2022-02-01", "Masa penilaian tidak boleh melewati hari ini."),
        ("2003-01-01", "2020-02-01", "Masa penilaian mulai paling awal 1 Juli 2003"),
        ("31-02-2021", "2021-12-31", "tidak ada dalam kalender"),
        ("kemarin", "2021-12-31", "bukan tanggal"),
        ("", "2021-12-31", "wajib diisi"),
    ],
)
def test_a_senseless_period_is_refused_at_its_field(
    session: Session, panggung: Panggung, klien: Masuk, mulai: str, selesai: str, kalimat: str
):
    saya = panggung.prakom()
    jawaban = klien(saya).kirim("/dupak/baru", {"masa_mulai": mulai, "masa_selesai": selesai}, status=422)
    assert kalimat in teks_halaman(jawaban.text)
    assert f'value="{mulai}"' in jawaban.text
    assert session.scalars(select(Dupak).where(Dupak.subjek_id == saya.id)).first() is None


def test_somebody_without_a_functional_position_is_told_so(panggung: Panggung, klien: Masuk):
    jawaban = klien(panggung.orang["sekretariat"]).kirim(
        "/dupak/baru", {"masa_mulai": "2021-07-01", "masa_selesai": "2021-12-31"}, status=422
    )
    assert "belum tercatat" in teks_halaman(jawaban.text)


def test_a_double_click_opens_one_draft(session: Session, panggung: Panggung, klien: Masuk):
    saya = panggung.prakom()
    peramban = klien(saya)
    isi = {"masa_mulai": "2021-07-01", "masa_selesai": "2021-12-31"}
    satu, dua = peramban.kirim("/dupak/baru", isi), peramban.kirim("/dupak/baru", isi)
    assert satu.location == dua.location
    assert len(session.scalars(select(Dupak).where(Dupak.subjek_id == saya.id)).all()) == 1


# The case page


def test_the_case_page_groups_items_by_element_with_subtotals(draf: Dupak, pemilik: Klien):
    halaman = teks_halaman(pemilik.get(f"/dupak/{draf.id}").text)
    assert "3 butir, 1,980 angka kredit diusulkan" in halaman
    assert "Tata Kelola dan Tata Laksana Teknologi Informasi Jumlah 1,980" in halaman
    assert "Ajukan kepada atasan" in halaman


def test_the_officer_sees_what_his_claim_would_suffice_for(draf: Dupak, pemilik: Klien):
    halaman = teks_halaman(pemilik.get(f"/dupak/{draf.id}").text)
    assert "50,000 lama + 1,980 usulan = 51,980" in halaman
    assert "cukup Kenaikan pangkat ke" in halaman
    assert "kurang 48,020 Kenaikan jabatan ke" in halaman


def test_shortfalls_stand_at_the_item_before_sending(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[1]
    item.tempat_bukti = ""
    halaman = pemilik.get(f"/dupak/{draf.id}").text
    assert f'id="butir-{item.id}" class="butir butir-terbuka"' in halaman
    assert f"Butir {item.kode} belum punya bukti." in teks_halaman(halaman)
    assert "1 butir belum berbukti." in teks_halaman(halaman)
    assert 'data-langkah-tertutup="ajukan"' in halaman


def test_a_claim_of_somebody_else_does_not_exist(session: Session, panggung: Panggung, draf: Dupak, klien: Masuk):
    lain = klien(panggung.prakom())
    item = butir(session, draf)[0]
    alamat = [
        f"/dupak/{draf.id}",
        f"/dupak/{draf.id}/butir/cari",
        f"/dupak/{draf.id}/butir/hitung?butir={item.butir_id}&volume=2",
        f"/dupak/{draf.id}/butir/baru?butir={item.butir_id}",
        f"/dupak/{draf.id}/butir/{item.id}",
        f"/dupak/{draf.id}/butir/{item.id}/hapus",
        f"/dupak/{draf.id}/impor",
        f"/dupak/{draf.id}/spmk/tata_kelola",
        f"/dupak/{draf.id}/pemeriksaan",
        f"/dupak/{draf.id}/kelengkapan",
        f"/dupak/{draf.id}/keberatan",
        "/dupak/2000000000",
    ]
    for satu in alamat:
        assert lain.get(satu).status_code == 404, satu
    for satu in alamat[3:7]:
        lain.kirim(satu, {**ISIAN, "version": draf.version}, status=404)
    assert len(butir(session, draf)) == 3


def test_an_item_of_another_claim_does_not_exist_here(session: Session, panggung: Panggung, draf: Dupak, klien: Masuk):
    lain = butir(session, panggung.draf(masa=MASA_KINI))[0]
    peramban = klien(draf.subjek)
    assert peramban.get(f"/dupak/{draf.id}/butir/{lain.id}").status_code == 404
    peramban.kirim(f"/dupak/{draf.id}/butir/{lain.id}/hapus", {"version": draf.version}, status=404)


def test_staff_read_the_same_facts_but_change_nothing(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("pemeriksaan")
    item = butir(session, dupak)[0]
    staf = klien(panggung.orang["sekretariat"])
    halaman = staf.get(f"/dupak/{dupak.id}").text
    assert "1,980 angka kredit diusulkan" in teks_halaman(halaman)
    assert "Tambah kegiatan" not in halaman
    assert f"/butir/{item.id}" not in halaman
    assert staf.get(f"/dupak/{dupak.id}/butir/{item.id}").status_code == 403
    staf.kirim(f"/dupak/{dupak.id}/butir/{item.id}", {**ISIAN, "version": dupak.version}, status=403)


def test_the_menu_tells_ones_own_claims_from_those_of_others(panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("pemeriksaan")
    for orang, terpilih, punya in (
        (dupak.subjek, "DUPAK saya", True),
        (panggung.orang["sekretariat"], "Perkara", False),
        (panggung.orang["atasan"], None, False),
    ):
        menu = klien(orang).buka(f"/dupak/{dupak.id}").find(".//nav[@class='menu-samping']")
        label = {a.findtext("span"): a.get("aria-current") for a in menu.iter("a")}
        assert ("DUPAK saya" in label) is punya
        assert [nama for nama, kini in label.items() if kini] == ([terpilih] if terpilih else [])


def test_a_sent_claim_is_visibly_locked(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("diajukan", masa=MASA_KINI)
    item = butir(session, dupak)[0]
    pemilik = klien(dupak.subjek)
    halaman = pemilik.get(f"/dupak/{dupak.id}").text
    assert "Terkunci sejak diajukan" in halaman
    assert f"/butir/{item.id}" not in halaman
    for alamat in (f"/butir/{item.id}", "/butir/cari", f"/butir/{item.id}/hapus", "/impor"):
        jawaban = pemilik.get(f"/dupak/{dupak.id}{alamat}")
        assert jawaban.status_code == 422
        assert "DUPAK sudah diajukan; butirnya terkunci." in jawaban.text


def test_what_was_asked_for_is_framed(panggung: Panggung, klien: Masuk):
    dupak, jadwal = panggung.sampai("diajukan", masa=MASA_KINI)
    item = dupak.butir[2]
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", jadwal.setujui, catatan="Sebut sistemnya.", butir=[item.id])
    halaman = klien(dupak.subjek).get(f"/dupak/{dupak.id}").text
    assert halaman.count("butir-terbuka") == 1
    assert f'id="butir-{item.id}" class="butir butir-terbuka"' in halaman
    assert "diminta diperbaiki" in halaman
    assert "Sebut sistemnya." in halaman


def test_after_the_decision_each_item_has_its_mark_and_reason(session: Session, panggung: Panggung, klien: Masuk):
    dupak, _ = panggung.sampai("diputuskan", masa=MASA_TENGAH)
    hasil = dict(dupak.hasil or {})
    satu = {**hasil["butir"][0], "akhir": "0.090", "cara": "sidang", "alasan": "Satu laporan ganda."}
    dupak.hasil = {**hasil, "butir": [satu, *hasil["butir"][1:]]}
    halaman = teks_halaman(klien(dupak.subjek).get(f"/dupak/{dupak.id}").text)
    assert "0,090 dari 0,180" in halaman
    assert "dikurangi Diputus sidang" in halaman
    assert "Satu laporan ganda." in halaman
    assert "Unsur Lama Usulan Baru Jumlah" in halaman
    assert "cukup Kenaikan pangkat ke" in halaman
    assert "Anda punya 11 hari lagi untuk mengajukan keberatan" in halaman


def test_the_case_page_asks_as_many_questions_for_25_items_as_for_5(
    app: Flask, session: Session, panggung: Panggung, klien: Masuk
):
    jumlah = []
    for banyak in (5, 25):
        dupak = panggung.draf(masa=MASA_KINI, pekerjaan=[("KA-I.B.7", n) for n in range(1, banyak + 1)])
        for item in dupak.butir:
            item.bukti = [
                BuktiFile(
                    nama_asli="a.pdf",
                    tipe="application/pdf",
                    ukuran=1,
                    sha256="0" * 64,
                    diunggah_oleh_id=dupak.subjek_id,
                )
            ]
        peramban = klien(dupak.subjek)
        peramban.get(f"/dupak/{dupak.id}")
        with perintah(app) as daftar:
            assert peramban.get(f"/dupak/{dupak.id}").text.count(">a.pdf</a>") == banyak
        jumlah.append(len(daftar))
    assert jumlah[0] == jumlah[1] < 30


# Finding an activity


def test_an_activity_is_found_in_plain_words_without_scripts(draf: Dupak, pemilik: Klien):
    halaman = pemilik.get(f"/dupak/{draf.id}/butir/cari?cari=Jaringan+uji").text
    isi = teks_halaman(halaman)
    assert "Melakukan uji coba sistem jaringan komputer kompleks" in isi
    assert "Ahli Pertama" not in isi  # the officer's own level goes without saying
    assert "Ahli Muda" in isi
    assert "perlu surat tugas" in isi  # those of another level
    assert isi.index("0,11 AK") < isi.index("perlu surat tugas")
    assert "<html" in halaman


def test_an_item_two_levels_away_is_shown_closed_with_its_reason(draf: Dupak, pemilik: Klien):
    halaman = pemilik.get(f"/dupak/{draf.id}/butir/cari?cari=KA-II.A.17")
    assert "terpaut dua jenjang atau lebih" in halaman.text
    assert "butir/baru" not in halaman.text


def test_an_uncertain_value_is_marked(session: Session, draf: Dupak, pemilik: Klien):
    butir_tak_pasti = katalog(session, "KA-I.B.7")
    butir_tak_pasti.pasti = False
    assert "nilai belum dipastikan" in pemilik.get(f"/dupak/{draf.id}/butir/cari?cari=KA-I.B.7").text


def test_while_typing_only_the_hits_are_sent(draf: Dupak, pemilik: Klien):
    jawaban = pemilik.get(f"/dupak/{draf.id}/butir/cari?cari=jaringan", headers={"HX-Request": "true"})
    assert "<html" not in jawaban.text
    assert "19 kegiatan cocok" in jawaban.text
    assert "HX-Request" in jawaban.headers["Vary"]


def test_words_that_fit_nothing_and_no_words(draf: Dupak, pemilik: Klien):
    assert "Tidak ada kegiatan yang memuat “zzz”." in pemilik.get(f"/dupak/{draf.id}/butir/cari?cari=zzz").text
    halaman = pemilik.get(f"/dupak/{draf.id}/butir/cari").text
    assert "Terakhir Anda usulkan" in halaman
    assert "Mengelola katalog layanan" in halaman


# Adding, changing, deleting


@pytest.mark.parametrize("volume", ["12,5", "12.5", " 12,50 "])
def test_a_volume_is_read_in_one_way(session: Session, draf: Dupak, pemilik: Klien, volume: str):
    pemilik.kirim(alamat_baru(session, draf), {**ISIAN, "volume": volume, "version": draf.version})
    baru = butir(session, draf)[-1]
    assert (baru.volume, baru.jumlah) == (Decimal("12.5"), Decimal("1.125"))


def test_posted_totals_are_ignored(session: Session, draf: Dupak, pemilik: Klien):
    palsu = {"jumlah": "999", "angka_satuan": "999", "faktor": "9", "nilai_akhir": "9", "terkunci": "", "dupak_id": "1"}
    pemilik.kirim(alamat_baru(session, draf), {**ISIAN, **palsu, "version": draf.version})
    baru = butir(session, draf)[-1]
    assert (baru.angka_satuan, baru.faktor, baru.jumlah) == (Decimal("0.09"), Decimal(1), Decimal("0.18"))
    assert (baru.dupak_id, baru.nilai_akhir) == (draf.id, None)


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"volume": ""}, "wajib diisi"),
        ({"volume": "-2"}, "Angka tidak boleh negatif"),
        ({"volume": "0"}, "Volume harus lebih dari nol."),
        ({"volume": "1.250"}, "dapat dibaca dua cara"),
        ({"volume": "1,2345"}, "lebih dari 3 angka di belakang koma"),
        ({"volume": "1e3"}, "bukan angka"),
        ({"volume": "NaN"}, "bukan angka"),
        ({"volume": "dua"}, "bukan angka"),
        ({"volume": "1000001"}, "Volume paling banyak 1.000.000"),
        ({"volume": "99999999999999999999"}, "terlalu besar"),
        ({"tanggal_mulai": "2021-06-30"}, "di dalam masa penilaian 1 Juli 2021 s.d. 31 Desember 2021"),
        ({"tanggal_selesai": "2022-01-05"}, "di dalam masa penilaian"),
        ({"tanggal_selesai": "2022-01-11"}, "Kegiatan yang belum selesai belum dapat diusulkan."),
        ({"tanggal_mulai": "2021-09-01"}, "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ({"tanggal_mulai": "31-02-2021"}, "tidak ada dalam kalender"),
        ({"tanggal_mulai": "agustus"}, "bukan tanggal"),
        ({"tempat_bukti": "x" * 501}, "Paling banyak 500 karakter."),
        ({"version": ""}, "Halaman ini tidak lengkap."),
    ],
)
def test_bad_input_is_said_at_its_field_and_keeps_the_typed_text(
    session: Session, draf: Dupak, pemilik: Klien, ubah: dict[str, str], kalimat: str
):
    isi = {**ISIAN, "surat_tugas": "ST-77/2021", "version": draf.version, **ubah}
    jawaban = pemilik.kirim(alamat_baru(session, draf), isi, status=422)
    assert kalimat in teks_halaman(jawaban.text)
    assert "ST-77/2021" in jawaban.text
    assert "Ada isian yang perlu diperbaiki" in jawaban.text
    assert len(butir(session, draf)) == 3


def test_an_unknown_catalogue_item_does_not_exist(session: Session, draf: Dupak, pemilik: Klien):
    lain = session.scalars(select(ButirKegiatan.id).where(ButirKegiatan.aturan == "R2003")).first()
    for id_ in (999_999, lain):
        jawaban = pemilik.kirim(
            f"/dupak/{draf.id}/butir/baru?butir={id_}", {**ISIAN, "version": draf.version}, status=404
        )
        assert "tidak ada dalam katalog masa ini" in jawaban.text
    assert pemilik.get(f"/dupak/{draf.id}/butir/baru").status_code == 303


def test_an_item_that_earns_nothing_here_is_refused_on_saving_too(session: Session, draf: Dupak, pemilik: Klien):
    jauh = session.scalars(
        select(ButirKegiatan).where(ButirKegiatan.jenjang == "ahli_utama", ButirKegiatan.aturan == "R2020")
    ).first()
    assert jauh is not None
    jawaban = pemilik.kirim(
        f"/dupak/{draf.id}/butir/baru?butir={jauh.id}", {**ISIAN, "version": draf.version}, status=422
    )
    assert "terpaut dua jenjang atau lebih" in jawaban.text
    assert len(butir(session, draf)) == 3


def test_work_of_another_level_needs_its_assignment_before_sending(session: Session, draf: Dupak, pemilik: Klien):
    alamat = alamat_baru(session, draf, "KA-II.A.1")
    assert "Wajib untuk butir ini karena milik jenjang lain." in pemilik.get(alamat).text
    pemilik.kirim(alamat, {**ISIAN, "version": draf.version})
    baru = butir(session, draf)[-1]
    assert (baru.faktor, baru.jumlah) == (Decimal("0.8"), Decimal("0.528"))
    assert "milik jenjang lain. Sebutkan nomor" in pemilik.get(f"/dupak/{draf.id}").text


def test_save_and_add_another_leads_back_to_the_search(session: Session, draf: Dupak, pemilik: Klien):
    jawaban = pemilik.kirim(alamat_baru(session, draf), {**ISIAN, "version": draf.version, "lanjut": "tambah"})
    assert jawaban.location == f"/dupak/{draf.id}/butir/cari"


@pytest.mark.parametrize(
    ("volume", "kalimat"),
    [
        ("2,5", "2,5 laporan pengelolaan katalog layanan TI × 0,09 0,225 angka kredit, dihitung sistem"),
        ("", "Isi volume untuk melihat angka kreditnya."),
        ("1.250", "dapat dibaca dua cara"),
        ("-1", "tidak boleh negatif"),
    ],
)
def test_the_credit_is_shown_while_the_volume_is_typed(
    session: Session, draf: Dupak, pemilik: Klien, volume: str, kalimat: str
):
    alamat = f"/dupak/{draf.id}/butir/hitung?butir={katalog(session, 'KA-I.B.7').id}&volume={volume}"
    assert kalimat in teks_halaman(pemilik.get(alamat).text)


def test_a_double_click_adds_one_item(session: Session, draf: Dupak, pemilik: Klien):
    isi = {**ISIAN, "version": draf.version}
    pemilik.kirim(alamat_baru(session, draf), isi)
    jawaban = pemilik.kirim(alamat_baru(session, draf), isi, status=409)
    assert "Mungkin isian Anda sudah tersimpan" in jawaban.text
    assert len(butir(session, draf)) == 4


def test_two_windows_both_texts_are_shown_and_nothing_is_lost(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    alamat = f"/dupak/{draf.id}/butir/{item.id}"
    versi = draf.version
    pemilik.kirim(alamat, {**ISIAN, "keterangan": "dari jendela pertama", "version": versi})
    jawaban = pemilik.kirim(
        alamat, {**ISIAN, "volume": "7,5", "keterangan": "dari kedua", "version": versi}, status=409
    )
    isi = teks_halaman(jawaban.text)
    assert "Yang Anda ketik Yang tersimpan sekarang" in isi
    assert "Volume 7,5 2" in isi
    assert "Keterangan dari kedua dari jendela pertama" in isi
    assert 'value="7,5"' in jawaban.text  # the form still holds what was typed
    assert butir(session, draf)[0].keterangan == "dari jendela pertama"

    baru = re.search(r'name="version"[^>]*value="(\d+)"', jawaban.text)
    assert baru
    pemilik.kirim(alamat, {**ISIAN, "volume": "7,5", "keterangan": "dari kedua", "version": baru[1]})
    assert butir(session, draf)[0].keterangan == "dari kedua"


def test_an_item_may_become_another_activity(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    lain = katalog(session, "KA-I.B.21")
    halaman = pemilik.get(f"/dupak/{draf.id}/butir/cari?item={item.id}&cari=KA-I.B.21").text
    assert f"/dupak/{draf.id}/butir/{item.id}?butir={lain.id}" in halaman
    pemilik.kirim(f"/dupak/{draf.id}/butir/{item.id}?butir={lain.id}", {**ISIAN, "version": draf.version})
    session.expire_all()
    assert (item.kode, item.jumlah) == ("KA-I.B.21", Decimal("0.3"))


def test_deleting_asks_once_more(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    alamat = f"/dupak/{draf.id}/butir/{item.id}/hapus"
    versi = draf.version
    assert item.uraian in pemilik.get(alamat).text
    pemilik.kirim(alamat, {"version": versi - 1}, status=409)
    pemilik.kirim(alamat, {"version": versi})
    assert len(butir(session, draf)) == 2
    pemilik.kirim(alamat, {"version": versi}, status=404)


# Proof


def test_several_files_come_with_the_item(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    kiriman = {
        **ISIAN,
        "version": draf.version,
        "berkas": [berkas(), berkas(contoh_berkas.png(), "map/foto layar.png")],
    }
    pemilik.kirim(f"/dupak/{draf.id}/butir/{item.id}", kiriman)
    tersimpan = list(session.scalars(select(BuktiFile).order_by(BuktiFile.id)))
    assert [(b.nama_asli, b.tipe) for b in tersimpan] == [
        ("SK.pdf", "application/pdf"),
        ("foto layar.png", "image/png"),
    ]
    assert pemilik.get(f"/bukti/{tersimpan[0].id}/unduh").data == contoh_berkas.PDF
    assert "foto layar.png" in pemilik.get(f"/dupak/{draf.id}").text


def test_a_file_that_is_there_already_is_not_attached_twice(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    alamat = f"/dupak/{draf.id}/butir/{item.id}"
    pemilik.kirim(alamat, {**ISIAN, "version": draf.version, "berkas": berkas()})
    session.refresh(draf)
    pemilik.kirim(alamat, {**ISIAN, "version": draf.version, "berkas": [berkas(nama="lagi.pdf"), berkas()]})
    assert len(session.scalars(select(BuktiFile)).all()) == 1


@pytest.mark.parametrize(
    ("isi", "nama", "status", "kalimat"),
    [
        (b"PK\x03\x04" + b"\x00" * 40, "laporan.odt", 422, "bukan jenis yang diterima. Yang diterima: PDF, JPG, PNG"),
        (b"<html></html>", "halaman.pdf", 422, "Isinya bukan PDF."),
        (contoh_berkas.PDF_BERSANDI, "rahasia.pdf", 422, "terkunci dengan kata sandi"),
        (contoh_berkas.PDF + b" " * unggahan.PDF.maks_byte, "besar.pdf", 413, "Paling besar 10 MB untuk PDF"),
    ],
)
def test_a_wrong_file_is_named_at_its_field_and_nothing_else_is_lost(
    session: Session, draf: Dupak, pemilik: Klien, isi: bytes, nama: str, status: int, kalimat: str
):
    item = butir(session, draf)[0]
    kiriman = {**ISIAN, "volume": "9", "version": draf.version, "berkas": [berkas(), berkas(isi, nama)]}
    jawaban = pemilik.kirim(f"/dupak/{draf.id}/butir/{item.id}", kiriman, status=status)
    tutup_kiriman(jawaban)
    assert kalimat in jawaban.text
    assert 'value="9"' in jawaban.text
    assert session.scalars(select(BuktiFile)).first() is None
    assert butir(session, draf)[0].volume == item.volume != Decimal(9)


def test_a_chosen_file_must_be_chosen_again_and_the_page_says_so(session: Session, draf: Dupak, pemilik: Klien):
    kiriman = {**ISIAN, "volume": "-9", "version": draf.version, "berkas": berkas()}
    jawaban = pemilik.kirim(alamat_baru(session, draf), kiriman, status=422)
    assert "Pilih lagi berkasnya" in jawaban.text


def test_a_request_beyond_all_limits_says_the_limit(app: Flask, session: Session, draf: Dupak, pemilik: Klien):
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    kiriman = {**ISIAN, "version": draf.version, "berkas": berkas(contoh_berkas.PDF + b" " * 1024 * 1024)}
    jawaban = pemilik.kirim(alamat_baru(session, draf), kiriman, status=413)
    tutup_kiriman(jawaban)
    assert "Kiriman melebihi 1 MB, sehingga tidak disimpan." in jawaban.text
    assert session.scalars(select(BuktiFile)).first() is None


def test_an_item_holds_a_bounded_number_of_files(
    session: Session, draf: Dupak, pemilik: Klien, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(unggahan, "MAKS_BERKAS_BUTIR", 1)
    item = butir(session, draf)[0]
    kiriman = {
        **ISIAN,
        "volume": "9",
        "version": draf.version,
        "berkas": [berkas(), berkas(contoh_berkas.jpg(), "a.jpg")],
    }
    jawaban = pemilik.kirim(f"/dupak/{draf.id}/butir/{item.id}", kiriman, status=422)
    assert "Satu butir memuat paling banyak 1 berkas." in jawaban.text
    assert session.scalars(select(BuktiFile)).first() is None
    assert butir(session, draf)[0].volume != Decimal(9)


def test_a_replaced_file_stays_readable(session: Session, draf: Dupak, pemilik: Klien):
    item = butir(session, draf)[0]
    pemilik.kirim(f"/dupak/{draf.id}/butir/{item.id}", {**ISIAN, "version": draf.version, "berkas": berkas()})
    lama = session.scalars(select(BuktiFile)).one()
    alamat = f"/dupak/{draf.id}/butir/{item.id}/bukti/{lama.id}/ganti"
    assert "SK.pdf" in pemilik.get(alamat).text
    session.refresh(draf)
    versi = draf.version

    assert "Pilih berkas" in pemilik.kirim(alamat, {"version": versi}, status=422).text
    salah = pemilik.kirim(alamat, {"version": versi, "berkas": berkas(b"bukan", "b.pdf")}, status=422)
    assert "Isinya bukan PDF." in salah.text
    pemilik.kirim(alamat, {"version": versi - 1, "berkas": berkas(contoh_berkas.png(), "b.png")}, status=409)

    pemilik.kirim(alamat, {"version": versi, "berkas": berkas(contoh_berkas.png(), "baru.png")})
    session.refresh(lama)
    assert lama.digantikan_at is not None
    halaman = pemilik.get(f"/dupak/{draf.id}/butir/{item.id}").text
    assert "1 berkas lama" in halaman
    assert pemilik.get(f"/bukti/{lama.id}/unduh").data == contoh_berkas.PDF
    assert pemilik.get(alamat).status_code == 404  # it cannot be replaced again


# Sheets


def unggah_lembar(peramban: Klien, dupak: Dupak, isi: bytes, nama: str = "lembar.csv") -> str:
    alamat: str = peramban.kirim(f"/dupak/{dupak.id}/impor", {"berkas": berkas(isi, nama)}).location
    return alamat


def test_a_sheet_is_shown_first_and_then_added_whole(session: Session, panggung: Panggung, klien: Masuk):
    dupak = panggung.draf(masa=MASA_TENGAH, pekerjaan=[])
    pemilik = klien(dupak.subjek)
    assert "kode_butir" in pemilik.get(f"/dupak/{dupak.id}/impor").text
    alamat = unggah_lembar(pemilik, dupak, LEMBAR.read_bytes())
    halaman = teks_halaman(pemilik.get(alamat).text)
    assert "16 baris terbaca Jumlah 12,500 angka kredit" in halaman
    assert "Tambahkan 16 kegiatan" in halaman
    assert butir(session, dupak) == []

    versi = dupak.version
    pemilik.kirim(alamat, {"version": versi})
    assert sum(b.jumlah for b in butir(session, dupak)) == Decimal("12.5")
    pemilik.kirim(alamat, {"version": versi}, status=409)  # the second click
    assert len(butir(session, dupak)) == 16
    assert "sudah ada pada DUPAK" in pemilik.get(alamat).text


def test_faults_are_named_by_row_and_nothing_is_added(session: Session, draf: Dupak, pemilik: Klien):
    isi = (
        b"kode_butir;volume;tanggal_selesai;bukti\n"
        b"KA-I.B.7;2;31-08-2021;arsip\n"
        b"KA-XX.99;2;31-08-2021;arsip\n"
        b"KA-I.B.7;-2;31-08-2021;arsip\n"
        b"KA-I.B.7;1.250;31-08-2021;arsip\n"
        b"KA-I.B.7;2;31-08-2020;arsip\n"
        b"KA-I.B.7;2;31-02-2021;arsip\n"
    )
    alamat = unggah_lembar(pemilik, draf, isi)
    halaman = pemilik.get(alamat).text
    teks = teks_halaman(halaman)
    assert "5 hal perlu dibetulkan pada lembar" in teks
    assert "3 kode_butir Butir KA-XX.99 tidak ada dalam katalog" in teks
    assert "4 volume Angka tidak boleh negatif" in teks
    assert "5 volume “1.250” dapat dibaca dua cara" in teks
    assert "6 tanggal_selesai Tanggal kegiatan di luar masa penilaian" in teks
    assert "7 tanggal_selesai Tanggal “31-02-2021” tidak ada dalam kalender" in teks
    assert "Tambahkan" not in teks
    pemilik.kirim(alamat, {"version": draf.version}, status=422)
    assert len(butir(session, draf)) == 3


def test_an_unreadable_sheet_says_why(draf: Dupak, pemilik: Klien):
    alamat = unggah_lembar(pemilik, draf, b"PK\x03\x04rusak", "lembar.xlsx")
    assert "seluruh lembar" in pemilik.get(alamat).text
    jawaban = pemilik.kirim(f"/dupak/{draf.id}/impor", {"berkas": berkas()}, status=422)
    assert "Yang diterima: CSV, XLSX" in jawaban.text
    jawaban = pemilik.kirim(f"/dupak/{draf.id}/impor", {}, status=422)
    assert "Pilih lembar yang hendak dibaca." in jawaban.text
    besar = b"x" * (unggahan.CSV.maks_byte + 1)
    jawaban = pemilik.kirim(f"/dupak/{draf.id}/impor", {"berkas": berkas(besar, "a.csv")}, status=413)
    tutup_kiriman(jawaban)
    assert "terlalu besar" in jawaban.text


def test_a_sheet_belongs_to_one_claim_and_one_person(panggung: Panggung, draf: Dupak, pemilik: Klien, klien: Masuk):
    alamat = unggah_lembar(pemilik, draf, LEMBAR.read_bytes())
    tanda = alamat.rsplit("/", 1)[1]
    lain = panggung.draf(masa=MASA_KINI)
    assert klien(lain.subjek).get(f"/dupak/{lain.id}/impor/{tanda}").status_code == 404
    assert pemilik.get(f"/dupak/{draf.id}/impor/{tanda}x").status_code == 404
    assert pemilik.get(f"/dupak/{draf.id}/impor/{'0' * 64}").status_code == 404


def test_a_claim_holds_a_bounded_number_of_items(
    session: Session, draf: Dupak, pemilik: Klien, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("workflow_app.services.butir.BUTIR_TERBANYAK", 3)
    monkeypatch.setattr("workflow_app.services.impor_klaim.BUTIR_TERBANYAK", 3)
    jawaban = pemilik.kirim(alamat_baru(session, draf), {**ISIAN, "version": draf.version}, status=422)
    assert "Satu DUPAK memuat paling banyak 3 butir." in jawaban.text
    alamat = unggah_lembar(pemilik, draf, b"kode_butir,volume,tanggal_selesai\nKA-I.B.7,2,31-08-2021\n")
    assert "masih ada tempat untuk 0" in pemilik.get(alamat).text


def test_a_row_that_fails_late_takes_the_whole_sheet_back(
    session: Session, draf: Dupak, pemilik: Klien, monkeypatch: pytest.MonkeyPatch
):
    alamat = unggah_lembar(
        pemilik, draf, b"kode_butir,volume,tanggal_selesai\nKA-I.B.7,2,31-08-2021\nKA-I.B.21,2,31-08-2021\n"
    )
    versi = draf.version
    katalog(session, "KA-I.B.21").angka_kredit = None  # the catalogue changed since the preview
    jawaban = pemilik.kirim(alamat, {"version": versi}, status=422)
    assert "belum dapat ditambahkan" in jawaban.text
    assert len(butir(session, draf)) == 3
