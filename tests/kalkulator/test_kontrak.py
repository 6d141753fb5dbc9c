"""Contract people: access, payment, contract, reviews."""

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from tests.kalkulator.bantu_langkah import bersumber_jalur
from workflow_app import peraturan
from workflow_app.kalkulator.kontrak import (
    FaktaKontrak,
    OrangReviu,
    Reviu,
    berkala,
    kelengkapan_kontrak,
    pembayaran,
    reviu_hak_akses,
    reviu_kesepakatan,
)
from workflow_app.peraturan.aturan import Ketentuan, Tanda

D = dt.date
KONTRAK = peraturan.kunci("kontrak")
LENGKAP: dict[str, Any] = {
    "akses_pertama": "2025-02-03",
    "mulai_kontrak": "2025-02-01",
    "kebijakan": {"mulai": "2025-01-01", "selesai": "2025-12-31"},
    "kesepakatan": {
        "keamanan_informasi": True,
        "kendali_akses": True,
        "penggunaan_fasilitas": True,
        "kerahasiaan": True,
        "tanggal": "2025-02-03",
        "tenaga_kontrak": True,
        "pimpinan_unit": True,
    },
    "pemberitahuan": {
        "cakupan": ["surat_elektronik", "komunikasi_suara", "program", "berkas_data"],
        "diakui": "2025-02-03",
    },
    "peran": {"ditetapkan": True, "format_dokumentasi": True, "diakui": "2025-02-03"},
}


def lengkap(**ubahan):
    """The complete case with some facts changed: `kesepakatan__tanggal="..."`."""
    masukan = copy.deepcopy(LENGKAP)
    for jalur, nilai in ubahan.items():
        bagian, _, bidang = jalur.rpartition("__")
        (masukan[bagian] if bagian else masukan)[bidang] = nilai
    return masukan


def teks(daftar):
    return [str(satu) for satu in daftar]


# --- before access ---------------------------------------------------------------------------------------------------


def test_with_everything_on_record_access_is_given():
    hasil = hitung("kelengkapan_kontrak", LENGKAP)
    assert hasil.putusan == "akses_diberikan"
    assert dict(hasil.nilai) == {
        "cp1": True, "cp2": True, "cp3": True, "cp4": True, "kurang": None, "jumlah_kurang": 0,
    }  # fmt: skip
    assert teks(hasil.alasan) == ["Keempat syarat lengkap sebelum akses pertama, 3 Februari 2025."]
    assert teks(s.teks for s in hasil.langkah) == [
        "Kebijakan berlaku pada mulai kontrak.",
        "Kesepakatan lengkap.",
        "Pemberitahuan pemantauan diakui.",
        "Peran dan tanggung jawab diakui.",
    ]
    assert [s.sumber.rsplit(" ", 1)[1] for s in hasil.langkah] == ["C.1", "C.2", "C.3", "C.4"]


@pytest.mark.parametrize(
    ("ubahan", "syarat", "kode", "alasan"),
    [
        ({"kebijakan": None}, "cp1", "cp1.kebijakan", "Tidak ada kebijakan yang berlaku pada mulai kontrak"),
        ({"kebijakan__mulai": "2025-02-02"}, "cp1", "cp1.kebijakan", "1 Februari 2025"),
        ({"kebijakan__selesai": "2025-01-31"}, "cp1", "cp1.kebijakan", "1 Februari 2025"),
        ({"kesepakatan__kerahasiaan": False}, "cp2", "cp2.kerahasiaan", "Perjanjian menjaga kerahasiaan"),
        ({"kesepakatan__keamanan_informasi": False}, "cp2", "cp2.keamanan_informasi", "Keamanan informasi"),
        ({"kesepakatan__kendali_akses": False}, "cp2", "cp2.kendali_akses", "akses logika dan fisik"),
        ({"kesepakatan__penggunaan_fasilitas": False}, "cp2", "cp2.penggunaan_fasilitas", "Penggunaan fasilitas"),
        ({"kesepakatan__tenaga_kontrak": False}, "cp2", "cp2.tenaga_kontrak", "ditandatangani: Tenaga kontrak"),
        ({"kesepakatan__pimpinan_unit": False}, "cp2", "cp2.pimpinan_unit", "ditandatangani: Pimpinan unit"),
        ({"kesepakatan__tanggal": None}, "cp2", "cp2.tanggal", "Tanggal kesepakatan belum ada"),
        ({"kesepakatan__tanggal": "2025-02-04"}, "cp2", "cp2.tanggal", "sesudah akses pertama 3 Februari 2025"),
        ({"pemberitahuan__diakui": None}, "cp3", "cp3.diakui", "Pemberitahuan pemantauan belum diakui"),
        ({"pemberitahuan__diakui": "2025-02-04"}, "cp3", "cp3.diakui", "bertanggal 4 Februari 2025"),
        (
            {"pemberitahuan__cakupan": ["surat_elektronik", "program", "berkas_data"]},
            "cp3",
            "cp3.komunikasi_suara",
            "belum menyebut: Komunikasi suara",
        ),
        ({"peran__ditetapkan": False}, "cp4", "cp4.peran", "belum ditetapkan"),
        ({"peran__format_dokumentasi": False}, "cp4", "cp4.format_dokumentasi", "Format dokumentasi"),
        ({"peran__diakui": None}, "cp4", "cp4.diakui", "Peran dan tanggung jawab belum diakui"),
        ({"peran__diakui": "2025-02-04"}, "cp4", "cp4.diakui", "sesudah akses pertama"),
    ],
)
def test_one_gap_keeps_the_person_out_and_is_named(ubahan, syarat, kode, alasan):
    hasil = hitung("kelengkapan_kontrak", lengkap(**ubahan))
    assert (hasil.putusan, hasil.nilai["kurang"], hasil.nilai["jumlah_kurang"]) == ("akses_ditolak", kode, 1)
    assert [nama for nama in ("cp1", "cp2", "cp3", "cp4") if not hasil.nilai[nama]] == [syarat]
    assert len(hasil.alasan) == 1
    assert alasan in str(hasil.alasan[0])
    assert str(hasil.alasan[0]) in teks(s.teks for s in hasil.langkah)
    assert len(hasil.langkah) == 4


@pytest.mark.parametrize(
    "ubahan",
    [
        {"kebijakan__selesai": None},
        {"kebijakan__selesai": "2025-02-01"},
        {"kebijakan__mulai": "2025-02-01"},
        {"mulai_kontrak": None},
        {"mulai_kontrak": "2025-02-03"},
        {"kesepakatan__tanggal": "2024-12-01"},
    ],
)
def test_what_does_not_keep_a_person_out(ubahan):
    assert hitung("kelengkapan_kontrak", lengkap(**ubahan)).putusan == "akses_diberikan"


def test_of_nothing_on_record_every_gap_is_named():
    hasil = hitung("kelengkapan_kontrak", {"akses_pertama": "2025-02-03"})
    assert hasil.nilai["jumlah_kurang"] == len(hasil.alasan) == len(hasil.langkah) == 16
    assert hasil.nilai["kurang"] == (
        "cp1.kebijakan, cp2.keamanan_informasi, cp2.kendali_akses, cp2.penggunaan_fasilitas, cp2.kerahasiaan, "
        "cp2.tenaga_kontrak, cp2.pimpinan_unit, cp2.tanggal, cp3.surat_elektronik, cp3.komunikasi_suara, "
        "cp3.program, cp3.berkas_data, cp3.diakui, cp4.peran, cp4.format_dokumentasi, cp4.diakui"
    )


def test_each_gap_cites_the_rule_of_its_condition():
    awal = D(2025, 2, 3)
    hasil = kelengkapan_kontrak(bersumber_jalur(KONTRAK), FaktaKontrak(awal, awal, None))
    rumah = {
        "cp1": "kebijakan.wajib_berlaku",
        "cp2": "kesepakatan.butir.kerahasiaan.label",
        "cp3": "pemantauan.cakupan.program.label",
        "cp4": "peran.format_dokumentasi_wajib",
    }
    assert [s.sumber for s in hasil.langkah] == [rumah[kode.split(".")[0]] for kode in hasil.kurang]


def test_conditions_may_be_switched_off():
    setelan = {"kontrak:kebijakan.wajib_berlaku": False, "kontrak:peran.format_dokumentasi_wajib": False}
    masukan = lengkap(kebijakan=None, peran__format_dokumentasi=False)
    hasil = hitung("kelengkapan_kontrak", masukan, setelan=setelan)
    assert (hasil.putusan, hasil.nilai["cp1"]) == ("akses_diberikan", True)
    assert not any("Kebijakan berlaku" in satu for satu in teks(s.teks for s in hasil.langkah))


@pytest.mark.parametrize(
    ("ubahan", "bidang"),
    [
        ({"akses_pertama": "2025-01-31"}, "masukan.akses_pertama"),
        ({"kebijakan__selesai": "2024-12-31"}, "masukan.kebijakan.selesai"),
        ({"pemberitahuan__cakupan": ["faks"]}, "masukan.pemberitahuan.cakupan.0"),
        ({"kesepakatan__kerahasiaan": "ya"}, "masukan.kesepakatan.kerahasiaan"),
    ],
)
def test_facts_that_contradict_themselves_are_told(ubahan, bidang):
    assert list(galat("kelengkapan_kontrak", lengkap(**ubahan))) == [bidang]


# --- payment ---------------------------------------------------------------------------------------------------------

TAGIHAN = {"tenaga": "Rani", "mulai": "2025-03-01", "selesai": "2025-03-31", "tagihan": 5000}
REVIU = {"mulai": "2025-03-01", "selesai": "2025-03-31", "peninjau": "Bagas", "hasil": "diterima"}


def bayar(**ubahan):
    return hitung("pembayaran_kontrak", {**TAGIHAN, "reviu": {**REVIU, **ubahan}})


def test_without_a_review_nothing_is_paid():
    hasil = hitung("pembayaran_kontrak", TAGIHAN)
    assert (hasil.putusan, hasil.nilai["bagian"], hasil.nilai["dibayar"]) == ("ditolak", 0, 0)
    assert teks(hasil.alasan) == ["Pekerjaan 1 Maret 2025 sampai 31 Maret 2025 belum direviu."]
    assert hasil.langkah[0].sumber.endswith("C.5")


@pytest.mark.parametrize(
    ("ubahan", "putusan", "dibayar"),
    [
        ({}, "disetujui", "5000.00"),
        ({"hasil": "diterima_dengan_perbaikan", "bagian": 80}, "disetujui", "4000.00"),
        ({"bagian": "33.333"}, "disetujui", "1666.65"),
        ({"bagian": 0}, "disetujui", "0.00"),
        ({"bagian": "0.0001"}, "disetujui", "0.01"),
        ({"bagian": "0.0003"}, "disetujui", "0.02"),
        ({"hasil": "ditolak"}, "ditahan", "0"),
        ({"mulai": "2025-02-01", "selesai": "2025-04-30"}, "disetujui", "5000.00"),
        ({"mulai": "2025-03-02"}, "ditolak", "0"),
        ({"selesai": "2025-03-30"}, "ditolak", "0"),
        ({"peninjau": " rani"}, "ditolak", "0"),
        ({"dokumentasi": False}, "ditolak", "0"),
    ],
)
def test_an_accepted_review_of_the_whole_period_pays(ubahan, putusan, dibayar):
    hasil = bayar(**ubahan)
    assert (hasil.putusan, hasil.nilai["dibayar"]) == (putusan, Decimal(dibayar))


def test_every_reason_against_a_payment_is_told():
    hasil = bayar(mulai="2025-03-02", peninjau="RANI", dokumentasi=False, hasil="ditolak")
    assert teks(hasil.alasan) == [
        "Reviu mencakup 2 Maret 2025 sampai 31 Maret 2025, bukan seluruh masa 1 Maret 2025 sampai 31 Maret 2025.",
        "Peninjau tidak boleh tenaga kontrak itu sendiri.",
        "Dokumentasi pekerjaan belum dilampirkan.",
    ]
    assert len(hasil.langkah) == 3


def test_the_steps_of_a_payment():
    hasil = bayar(bagian=80)
    assert [(str(s.teks), s.nilai) for s in hasil.langkah] == [
        ("Reviu menerima pekerjaan; dibayar 80%.", Decimal(80)),
        ("5000 x 80 / 100 = 4000,00", Decimal(4000)),
    ]
    tanpa = hitung("pembayaran_kontrak", {**TAGIHAN, "tagihan": None, "reviu": REVIU})
    assert (tanpa.nilai["bagian"], tanpa.nilai["dibayar"], len(tanpa.langkah)) == (100, None, 1)
    ditahan = bayar(hasil="ditolak")
    assert teks(ditahan.alasan) == ["Reviu menolak pekerjaan; pembayaran ditahan."]
    assert hitung("pembayaran_kontrak", {**TAGIHAN, "tagihan": None}).nilai["dibayar"] is None


@pytest.mark.parametrize(
    ("hasil", "sumber"),
    [
        (None, ["pembayaran.dokumentasi_wajib"]),
        ("ditolak", ["pembayaran.hasil_membayar"]),
        ("diterima", ["pembayaran.hasil_membayar", ""]),
    ],
)
def test_a_payment_cites_the_rule_that_decides(hasil, sumber):
    masa = (D(2025, 3, 1), D(2025, 3, 31))
    reviu = None if hasil is None else Reviu(*masa, "Bagas", hasil, dokumentasi=True)
    satu = pembayaran(bersumber_jalur(KONTRAK), tenaga="Rani", masa=masa, reviu=reviu, tagihan=Decimal(5000))
    assert [s.sumber for s in satu.langkah] == sumber


def test_which_results_pay_is_a_setting():
    setelan = {"kontrak:pembayaran.hasil_membayar": ["diterima"]}
    masukan = {**TAGIHAN, "reviu": {**REVIU, "hasil": "diterima_dengan_perbaikan"}}
    assert hitung("pembayaran_kontrak", masukan, setelan=setelan).putusan == "ditahan"
    longgar = {"kontrak:pembayaran.dokumentasi_wajib": False}
    masukan = {**TAGIHAN, "reviu": {**REVIU, "dokumentasi": False}}
    assert hitung("pembayaran_kontrak", masukan, setelan=longgar).putusan == "disetujui"


@pytest.mark.parametrize(
    ("masukan", "bidang"),
    [
        ({**TAGIHAN, "selesai": "2025-02-28"}, "masukan.selesai"),
        ({**TAGIHAN, "reviu": {**REVIU, "selesai": "2025-02-28"}}, "masukan.reviu.selesai"),
        ({**TAGIHAN, "reviu": {**REVIU, "bagian": 101}}, "masukan.reviu.bagian"),
        ({**TAGIHAN, "reviu": {**REVIU, "hasil": "baik"}}, "masukan.reviu.hasil"),
        ({**TAGIHAN, "tagihan": -1}, "masukan.tagihan"),
    ],
)
def test_a_request_that_contradicts_itself_is_told(masukan, bidang):
    assert list(galat("pembayaran_kontrak", masukan)) == [bidang]


# --- the contract ----------------------------------------------------------------------------------------------------

SATU = {"mulai": "2025-01-01", "selesai": "2025-06-30"}


@pytest.mark.parametrize(
    ("tanggal", "kontrak", "putusan", "berlaku", "alasan"),
    [
        ("2025-01-01", [SATU], "berlaku", 1, "Satu kontrak berlaku pada 1 Januari 2025."),
        ("2025-06-30", [SATU], "berlaku", 1, "Satu kontrak berlaku pada 30 Juni 2025."),
        ("2025-07-01", [SATU], "berakhir", 0, "Tidak ada kontrak yang berlaku pada 1 Juli 2025"),
        ("2024-12-31", [SATU], "berakhir", 0, "Tidak ada kontrak yang berlaku pada 31 Desember 2024"),
        ("2025-03-01", [SATU, {"mulai": "2025-03-01"}], "ganda", 2, "2 kontrak berlaku pada 1 Maret 2025"),
        ("2030-03-01", [SATU, {"mulai": "2025-03-01"}], "berlaku", 1, "Satu kontrak"),
        ("2025-03-01", [], "tidak_ada", 0, "Tidak ada kontrak; pekerjaan tidak dapat dicatat."),
    ],
)
def test_work_belongs_to_exactly_one_contract(tanggal, kontrak, putusan, berlaku, alasan):
    hasil = hitung("kontrak_berlaku", {"tanggal": tanggal, "kontrak": kontrak})
    assert (hasil.putusan, hasil.nilai["berlaku"], hasil.langkah[0].nilai) == (putusan, berlaku, berlaku)
    assert str(hasil.alasan[0]).startswith(alasan)
    assert hasil.langkah[0].sumber.endswith("C.6")


def test_a_contract_that_ends_before_it_begins_is_told():
    masukan = {"tanggal": "2025-03-01", "kontrak": [{"mulai": "2025-01-02", "selesai": "2025-01-01"}]}
    assert list(galat("kontrak_berlaku", masukan)) == ["masukan.kontrak.0.selesai"]


# --- reviews ---------------------------------------------------------------------------------------------------------

WAJIB = ["keamanan_informasi", "kerahasiaan"]


def orang(nama, *ditandatangani, tindak_lanjut=False):
    return {"nama": nama, "ditandatangani": list(ditandatangani), "tindak_lanjut": tindak_lanjut}


def test_ten_people_and_nine_complete_list_exactly_one():
    semua = [orang(f"Orang {n}", *WAJIB) for n in range(9)] + [orang("Dimas", "kerahasiaan")]
    hasil = hitung("reviu_kesepakatan", {"wajib": WAJIB, "orang": semua})
    assert hasil.putusan == "tidak_patuh"
    assert dict(hasil.nilai) == {
        "populasi": 10,
        "lengkap": 9,
        "jumlah_kurang": 1,
        "tidak_lengkap": "Dimas",
        "tidak_direviu": None,
        "tanpa_tindak_lanjut": "Dimas",
        "cakupan": Decimal("100.0"),
        "jatuh_tempo": None,
        "terlambat": None,
    }
    assert teks(hasil.alasan) == [
        "Dimas belum menandatangani: keamanan_informasi.",
        "Kekurangan Dimas belum ada tindak lanjutnya.",
    ]
    assert [(str(s.teks), s.nilai) for s in hasil.langkah] == [
        ("Direviu 10 / 10 = 100,0%", Decimal(100)),
        ("9 dari 10 orang lengkap.", Decimal(9)),
    ]


def test_a_review_of_agreements_cites_its_interval():
    hasil = reviu_kesepakatan(bersumber_jalur(KONTRAK), WAJIB, [OrangReviu("Rani", frozenset(WAJIB))])
    assert [s.sumber for s in hasil.langkah] == ["berkala.kesepakatan_bulan"] * 2


def test_somebody_the_review_did_not_reach_is_named():
    semua = [orang("Rani", *WAJIB), {"nama": "Sari"}, orang("Dimas", tindak_lanjut=True)]
    hasil = hitung("reviu_kesepakatan", {"wajib": WAJIB, "orang": semua})
    assert (hasil.nilai["tidak_direviu"], hasil.nilai["tidak_lengkap"]) == ("Sari", "Dimas")
    assert (hasil.nilai["lengkap"], hasil.nilai["jumlah_kurang"]) == (1, 2)
    assert (hasil.nilai["cakupan"], hasil.nilai["tanpa_tindak_lanjut"]) == (Decimal("66.7"), None)
    assert teks(hasil.alasan) == [
        "Sari belum direviu.",
        "Dimas belum menandatangani: keamanan_informasi, kerahasiaan.",
    ]


def test_a_complete_review_complies():
    hasil = hitung("reviu_kesepakatan", {"wajib": WAJIB, "orang": [orang("Rani", *WAJIB)]})
    assert (hasil.putusan, teks(hasil.alasan)) == ("patuh", ["1 dari 1 orang lengkap."])
    kosong = hitung("reviu_kesepakatan", {"wajib": WAJIB, "orang": []})
    assert (kosong.putusan, kosong.nilai["cakupan"], len(kosong.langkah)) == ("patuh", None, 1)
    assert hitung("reviu_kesepakatan", {"wajib": WAJIB, "orang": [{"nama": "Sari"}]}).putusan == "tidak_patuh"


@pytest.mark.parametrize(("tanggal", "terlambat"), [("2025-04-30", False), ("2025-05-01", True), ("2025-01-31", False)])
def test_a_review_is_overdue_on_the_day_after_its_interval(tanggal, terlambat):
    masukan = {"wajib": WAJIB, "orang": [], "tanggal": tanggal, "reviu_terakhir": "2025-01-31"}
    hasil = hitung("reviu_kesepakatan", masukan)
    assert (hasil.nilai["jatuh_tempo"], hasil.nilai["terlambat"]) == (D(2025, 4, 30), terlambat)
    assert teks(hasil.peringatan) == (["Reviu seharusnya paling lambat 30 April 2025."] if terlambat else [])
    assert str(hasil.langkah[-1].teks).startswith("Reviu terakhir 31 Januari 2025 + 3 bulan = 30 April 2025")


@pytest.mark.parametrize(("reviu", "bulan"), [("kebijakan", 12), ("kesepakatan", 3), ("hak_akses", 3)])
def test_intervals_are_settings(reviu, bulan):
    terakhir = D(2025, 1, 1)
    jatuh = berkala(KONTRAK, reviu, terakhir, terakhir).berikutnya
    assert (jatuh.year * 12 + jatuh.month) - (2025 * 12 + 1) == bulan
    lain = KONTRAK.dengan([Ketentuan(f"berkala.{reviu}_bulan", 1, "uji", Tanda.PROPOSED)])
    satu = berkala(lain, reviu, terakhir, D(2025, 2, 2))
    assert (satu.berikutnya, satu.terlambat, satu.langkah.sumber) == (D(2025, 2, 1), True, "uji")
    assert str(satu.langkah.teks).endswith("= 1 Februari 2025; terlambat.")
    assert not berkala(lain, reviu, terakhir, D(2025, 2, 1)).terlambat


@pytest.mark.parametrize(
    ("masukan", "bidang"),
    [
        ({"wajib": WAJIB, "orang": [orang("Rani"), orang("Rani")]}, "masukan.orang.1.nama"),
        ({"wajib": WAJIB, "orang": [orang("Rani", "lain")]}, "masukan.orang.0.ditandatangani.0"),
        ({"wajib": [], "orang": []}, "masukan.wajib"),
        (
            {"wajib": WAJIB, "orang": [], "tanggal": "2025-01-01", "reviu_terakhir": "2025-01-02"},
            "masukan.tanggal",
        ),
    ],
)
def test_a_review_that_contradicts_itself_is_told(masukan, bidang):
    assert list(galat("reviu_kesepakatan", masukan)) == [bidang]


HAK = {"disepakati": ["aplikasi", "basis_data"], "tanggal": "2025-07-01"}


@pytest.mark.parametrize(
    ("nyata", "selesai", "putusan", "lebih", "kurang"),
    [
        (["basis_data", "aplikasi"], None, "cocok", None, None),
        (["aplikasi", "basis_data", "jaringan"], None, "berlebih", "jaringan", None),
        (["aplikasi"], None, "kurang", None, "basis_data"),
        (["aplikasi", "jaringan"], None, "berlebih_dan_kurang", "jaringan", "basis_data"),
        (["basis_data", "aplikasi"], "2025-07-01", "cocok", None, None),
        (["basis_data", "aplikasi"], "2025-06-30", "berlebih", "aplikasi, basis_data", None),
        ([], "2025-06-30", "cocok", None, None),
    ],
)
def test_rights_match_the_agreement_and_end_with_the_contract(nyata, selesai, putusan, lebih, kurang):
    hasil = hitung("reviu_hak_akses", {**HAK, "nyata": nyata, "kontrak_selesai": selesai})
    assert (hasil.putusan, hasil.nilai["lebih"], hasil.nilai["kurang"]) == (putusan, lebih, kurang)
    assert hasil.nilai["jumlah_lebih"] == len(lebih.split(", ") if lebih else [])
    assert hasil.nilai["jumlah_kurang"] == len(kurang.split(", ") if kurang else [])
    assert hasil.nilai["kontrak_berakhir"] is (selesai == "2025-06-30")
    assert hasil.langkah[0].sumber.endswith("C.8")


def test_the_sentences_on_rights():
    hasil = hitung("reviu_hak_akses", {**HAK, "nyata": ["jaringan"]})
    assert teks(hasil.alasan) == [
        "Hak akses berlebih, cabut: jaringan.",
        "Hak akses kurang, berikan atau ubah kesepakatan: aplikasi, basis_data.",
    ]
    usai = hitung("reviu_hak_akses", {**HAK, "nyata": [], "kontrak_selesai": "2025-06-30"})
    assert teks(s.teks for s in usai.langkah) == [
        "Kontrak berakhir 30 Juni 2025; tidak ada hak akses yang tersisa.",
        "Hak akses sama dengan kesepakatan.",
    ]


def test_lateness_of_a_review_of_rights():
    hasil = hitung("reviu_hak_akses", {**HAK, "nyata": [], "reviu_terakhir": "2025-03-31"})
    assert (hasil.nilai["jatuh_tempo"], hasil.nilai["terlambat"]) == (D(2025, 6, 30), True)
    assert len(hasil.peringatan) == 1


NAMA = st.sets(st.sampled_from("abcdef"))


@given(NAMA, NAMA)
def test_excess_and_lack_change_places_with_their_lists(satu, dua):
    maju = reviu_hak_akses(KONTRAK, disepakati=satu, nyata=dua, tanggal=D(2025, 1, 1))
    balik = reviu_hak_akses(KONTRAK, disepakati=dua, nyata=satu, tanggal=D(2025, 1, 1))
    assert (maju.lebih, maju.kurang) == (balik.kurang, balik.lebih)
    assert (maju.putusan == "cocok") is (satu == dua)
    assert len(satu) + len(maju.lebih) == len(dua) + len(maju.kurang)
