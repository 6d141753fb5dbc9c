"""Papers: checklists and recipients."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.berkas import baris, kelengkapan, label, penerima, wajib
from workflow_app.peraturan.jenjang import semua_golongan

PROSEDUR = peraturan.kunci("prosedur")
KP = ("surat_usulan", "sk_pangkat", "pak", "prestasi_kerja")
KJ = ("surat_usulan", "sk_pangkat", "pak", "sk_jabatan", "prestasi_kerja", "uji_kompetensi")
KJ_KONVERSI = ("formasi", "sk_jabatan", "pak", "uji_kompetensi", "prestasi_kerja", "sk_pangkat")
DUPAK = (
    "surat_pengantar", "dupak", "spmk", "bukti_fisik", "sk_pangkat", "sk_jabatan", "pak_terakhir", "skp_tahun_1",
    "skp_tahun_2",
)  # fmt: skip


@pytest.mark.parametrize(("daftar", "harus"), [("kp", KP), ("kj", KJ), ("kj_konversi", KJ_KONVERSI), ("dupak", DUPAK)])
def test_what_a_file_must_hold(daftar, harus):
    hasil = kelengkapan(PROSEDUR, daftar, ())
    assert hasil.wajib == hasil.kurang == harus
    assert not hasil.lengkap
    assert len(hasil.alasan) == len(harus)
    assert kelengkapan(PROSEDUR, daftar, harus).lengkap


@pytest.mark.parametrize("golongan", semua_golongan())
def test_the_decree_on_the_level_is_needed_where_a_rank_enters_a_higher_level(golongan):
    perlu = golongan in ("II/b", "III/a", "III/c", "IV/a", "IV/d")
    assert wajib(PROSEDUR, "kp", "sk_jabatan", golongan_tujuan=golongan) is perlu
    hasil = hitung("daftar_periksa", {"daftar": "kp", "ada": KP, "golongan_tujuan": golongan})
    assert (hasil.putusan, hasil.nilai["kurang"]) == (("kurang", "sk_jabatan") if perlu else ("lengkap", None))
    assert hasil.peringatan == ()


def test_without_the_rank_the_decree_is_not_judged_but_warned_of():
    assert not wajib(PROSEDUR, "kp", "sk_jabatan")
    assert len(hitung("daftar_periksa", {"daftar": "kp", "ada": KP}).peringatan) == 1
    assert hitung("daftar_periksa", {"daftar": "kj", "ada": KJ}).peringatan == ()


def test_the_conversion_regime_has_its_own_list():
    lama = hitung("daftar_periksa", {"daftar": "kj", "ada": []}, "R2020")
    baru = hitung("daftar_periksa", {"daftar": "kj", "ada": []}, "R2023")
    assert (lama.nilai["wajib"], baru.nilai["wajib"]) == (", ".join(KJ), ", ".join(KJ_KONVERSI))
    utama = {"daftar": "kj", "ada": KJ_KONVERSI, "jenjang_tujuan": "ahli_utama"}
    assert hitung("daftar_periksa", utama, "R2023").nilai["kurang"] == "ijazah_s2"
    madya = {**utama, "jenjang_tujuan": "ahli_madya"}
    assert hitung("daftar_periksa", madya, "R2023").putusan == "lengkap"


def test_reasons_and_steps_name_every_document():
    hasil = hitung("daftar_periksa", {"daftar": "kp", "ada": ["pak", "sk_pangkat"]})
    assert [str(a) for a in hasil.alasan] == [
        "Belum ada: Surat usulan pejabat eselon II.",
        "Belum ada: Penilaian prestasi kerja dua tahun terakhir.",
    ]
    assert [str(s.teks) for s in hasil.langkah] == [
        "Surat usulan pejabat eselon II: belum ada",
        "SK kenaikan pangkat terakhir: ada",
        "PAK: ada",
        "Penilaian prestasi kerja dua tahun terakhir: belum ada",
        "2 dari 4 dokumen wajib ada.",
    ]
    assert hasil.langkah[-1].nilai == 2
    assert "slide 50" in hasil.langkah[0].sumber
    assert (hasil.nilai["jumlah_wajib"], hasil.nilai["jumlah_kurang"]) == (4, 2)
    lengkap = hitung("daftar_periksa", {"daftar": "kp", "ada": KP})
    assert [str(a) for a in lengkap.alasan] == ["4 dari 4 dokumen wajib ada."]


@given(st.sets(st.sampled_from(baris(PROSEDUR, "kj"))), st.sampled_from(baris(PROSEDUR, "kj")))
def test_one_more_document_never_makes_a_file_less_complete(ada, tambahan):
    semula, lebih = kelengkapan(PROSEDUR, "kj", ada), kelengkapan(PROSEDUR, "kj", {*ada, tambahan})
    assert set(lebih.kurang) == set(semula.kurang) - {tambahan}
    assert set(semula.ada) == ada


@pytest.mark.parametrize(
    ("masukan", "regime", "bidang"),
    [
        ({"daftar": "kp", "ada": ["pak", "ktp"]}, None, "masukan.ada.1"),
        ({"daftar": "kgb", "ada": []}, None, "masukan.daftar"),
        ({"daftar": "dupak", "ada": []}, "R2023", "masukan.daftar"),
        ({"daftar": "kp"}, None, "masukan.ada"),
    ],
)
def test_unknown_documents_and_lists_are_told(masukan, regime, bidang):
    assert list(galat("daftar_periksa", masukan, regime)) == [bidang]


def test_names_of_documents():
    assert str(label(PROSEDUR, "dupak", "spmk")) == "Surat Pernyataan Melakukan Kegiatan per unsur"
    assert baris(PROSEDUR, "tidak_ada") == ()


@pytest.mark.parametrize(
    ("regime", "asli", "tembusan"),
    [
        (
            "R2003",
            ("kantor_bkn",),
            ("prakom", "sekretariat_tim", "kepegawaian", "keuangan", "pimpinan_unit", "arsip"),
        ),
        (
            "R2020",
            ("kantor_bkn",),
            ("prakom", "sekretariat_tim", "kepegawaian", "keuangan", "pimpinan_unit", "arsip"),
        ),
        (
            "R2023",
            ("prakom",),
            ("pimpinan_instansi", "pejabat_penilai_kinerja", "sekretariat_tim", "kepegawaian"),
        ),
    ],
)
def test_who_receives_a_decision(regime, asli, tembusan):
    aturan = peraturan.kunci(regime)
    assert tuple(penerima(aturan, "asli")) == asli
    assert tuple(penerima(aturan, "tembusan")) == tembusan
    hasil = hitung("distribusi", {}, regime)
    assert hasil.putusan == "daftar"
    assert (hasil.nilai["asli"], hasil.nilai["tembusan"]) == (", ".join(asli), ", ".join(tembusan))
    assert hasil.nilai["jumlah_tembusan"] == len(tembusan)
    assert hasil.nilai["belum"] is None
    assert len(hasil.langkah) == 1 + len(tembusan)
    assert str(hasil.langkah[0].teks).startswith("Asli: ")
    assert str(hasil.langkah[1].teks).startswith("Tembusan: ")
    assert all(s.sumber for s in hasil.langkah)
    assert [str(a) for a in hasil.alasan] == [f"1 asli dan {len(tembusan)} tembusan."]


def test_who_still_lacks_his_paper():
    hasil = hitung("distribusi", {"terkirim": ["kantor_bkn", "prakom", "arsip"]}, "R2020")
    assert hasil.putusan == "belum_lengkap"
    assert hasil.nilai["belum"] == "sekretariat_tim, kepegawaian, keuangan, pimpinan_unit"
    assert str(hasil.alasan[0]) == "Belum dikirim kepada Sekretaris Tim Penilai."
    assert len(hasil.alasan) == 4
    semua = ["kantor_bkn", *penerima(peraturan.kunci("R2020"), "tembusan")]
    lengkap = hitung("distribusi", {"terkirim": semua}, "R2020")
    assert (lengkap.putusan, [str(a) for a in lengkap.alasan]) == ("lengkap", ["Semua 7 penerima sudah dikirimi."])
    assert list(galat("distribusi", {"terkirim": ["presiden"]}, "R2020")) == ["masukan.terkirim.0"]
    assert list(galat("distribusi", {})) == ["regime"]
