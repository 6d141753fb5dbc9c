"""The plenary: attendance, votes, marks that differ."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_kasus import galat, hitung
from workflow_app import peraturan
from workflow_app.kalkulator.selisih import nilai_sepakat, selisih_nilai, terlalu_jauh, toleransi_selisih
from workflow_app.kalkulator.sidang import hitung_suara, ketua_menentukan, kuorum, kuorum_perlu, putusan
from workflow_app.peraturan.aturan import Ketentuan, Tanda

D = Decimal
PROSEDUR = peraturan.kunci("prosedur")
ANGKA = st.decimals(min_value=0, max_value=100, places=3)


def ubah(jalur, nilai):
    return PROSEDUR.dengan([Ketentuan(jalur, nilai, "uji", Tanda.PROPOSED)])


@pytest.mark.parametrize(("semua", "perlu"), [(1, 1), (2, 2), (6, 4), (7, 4), (8, 5), (9, 5), (11, 6)])
def test_more_than_half_must_be_there(semua, perlu):
    assert kuorum_perlu(PROSEDUR, semua) == perlu
    assert kuorum(PROSEDUR, semua=semua, hadir=perlu, kedudukan_hadir=["ketua"]).tercapai
    assert not kuorum(PROSEDUR, semua=semua, hadir=perlu - 1, kedudukan_hadir=["ketua"]).tercapai


@pytest.mark.parametrize(
    ("kedudukan", "tercapai"),
    [([], False), (["sekretaris", "anggota"], False), (["wakil_ketua"], True), (["ketua", "anggota"], True)],
)
def test_the_chair_or_the_deputy_must_be_there(kedudukan, tercapai):
    hasil = kuorum(PROSEDUR, semua=7, hadir=7, kedudukan_hadir=kedudukan)
    assert (hasil.tercapai, hasil.pimpinan) == (tercapai, tercapai)
    assert (hasil.hadir, hasil.semua, hasil.perlu) == (7, 7, 4)


def test_both_reasons_against_a_quorum_are_told():
    hasil = hitung("kuorum", {"anggota": 7, "hadir": 3})
    assert (hasil.putusan, dict(hasil.nilai)) == ("belum", {"hadir": 3, "diperlukan": 4})
    assert [str(a) for a in hasil.alasan] == [
        "Tercatat hadir 3 dari 7 anggota; kuorum belum tercapai.",
        "Ketua atau wakil ketua harus hadir.",
    ]
    assert [(str(s.teks), s.nilai) for s in hasil.langkah] == [
        ("Lebih dari 0,5 x 7 anggota: 4 orang", D(4)),
        ("Hadir 3 orang", D(3)),
    ]
    assert hasil.langkah[0].sumber == "Usulan AlurPAK, dapat diubah administrator"


def test_a_quorum_says_who_is_there():
    hasil = hitung("kuorum", {"anggota": 7, "hadir": 4, "wakil_ketua_hadir": True})
    assert (hasil.putusan, [str(a) for a in hasil.alasan]) == (
        "tercapai",
        ["Kuorum tercapai: hadir 4 dari 7 anggota."],
    )


def test_the_share_is_a_setting():
    setelan = {"prosedur:kuorum.lebih_dari_bagian": "0.6"}
    assert "setelan.prosedur:kuorum.lebih_dari_bagian" in galat("kuorum", {"anggota": 7, "hadir": 4}, setelan=setelan)
    hasil = hitung("kuorum", {"anggota": 7, "hadir": 4, "ketua_hadir": True}, setelan={
        "prosedur:kuorum.lebih_dari_bagian": 0.6})  # fmt: skip
    assert (hasil.putusan, hasil.nilai["diperlukan"]) == ("belum", 5)


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_quorum_is_a_strict_majority(semua, hadir):
    hasil = kuorum(PROSEDUR, semua=semua, hadir=hadir, kedudukan_hadir=["ketua"])
    assert hasil.tercapai is (2 * hadir > semua)


@pytest.mark.parametrize(
    ("masukan", "bidang"),
    [
        ({"anggota": 0, "hadir": 0}, "masukan.anggota"),
        ({"anggota": 7, "hadir": 8}, "masukan.hadir"),
        ({"anggota": 7, "hadir": 1, "ketua_hadir": True, "wakil_ketua_hadir": True}, "masukan.hadir"),
        ({"anggota": -1, "hadir": 0}, "masukan.anggota"),
    ],
)
def test_attendance_that_contradicts_itself_is_told(masukan, bidang):
    assert list(galat("kuorum", masukan)) == [bidang]


@pytest.mark.parametrize(
    ("masukan", "hasil", "cara", "alasan"),
    [
        ({"mufakat": True}, "disetujui", "mufakat", "Disetujui dengan mufakat."),
        ({"mufakat": True, "setuju": 7}, "disetujui", "mufakat", "Disetujui dengan mufakat."),
        ({"setuju": 4, "tidak": 3}, "disetujui", "suara_terbanyak", "Disetujui dengan suara terbanyak, 4 > 3."),
        ({"setuju": 3, "tidak": 4}, "ditolak", "suara_terbanyak", "Ditolak dengan suara terbanyak, 4 > 3."),
        (
            {"setuju": 3, "tidak": 3},
            "seri",
            None,
            "Suara sama banyak; suara ketua menentukan dan belum diketahui.",
        ),
        (
            {"setuju": 3, "tidak": 3, "suara_ketua": "setuju"},
            "disetujui",
            "suara_ketua",
            "Suara sama banyak; disetujui dengan suara ketua.",
        ),
        (
            {"setuju": 3, "tidak": 3, "suara_ketua": "tidak"},
            "ditolak",
            "suara_ketua",
            "Suara sama banyak; ditolak dengan suara ketua.",
        ),
        ({"setuju": 1, "tidak": 0, "abstain": 6}, "disetujui", "suara_terbanyak", "terbanyak, 1 > 0."),
        (
            {"setuju": 4, "tidak": 3, "suara_ketua": "tidak"},
            "disetujui",
            "suara_terbanyak",
            "Disetujui dengan suara terbanyak, 4 > 3.",
        ),
    ],
)
def test_consensus_then_majority_then_the_chair(masukan, hasil, cara, alasan):
    satu = hitung("putusan_sidang", masukan)
    assert (satu.putusan, satu.nilai["cara"]) == (hasil, cara)
    assert str(satu.alasan[0]).endswith(alasan)
    assert satu.nilai["suara"] == masukan.get("setuju", 0) + masukan.get("tidak", 0)
    assert satu.langkah[-1].sumber


def test_the_count_of_votes_is_a_step():
    langkah = putusan(PROSEDUR, setuju=4, tidak=3).langkah
    assert (str(langkah[0].teks), langkah[0].nilai) == ("Suara: 4 setuju, 3 tidak setuju", D(1))


def test_without_the_casting_vote_a_tie_stays_undecided():
    aturan = ubah("putusan_sidang.suara_ketua_menentukan", False)
    assert ketua_menentukan(PROSEDUR)
    assert not ketua_menentukan(aturan)
    hasil = putusan(aturan, setuju=3, tidak=3, ketua_setuju=True)
    assert (hasil.hasil, hasil.cara) == ("seri", None)
    assert str(hasil.alasan) == "Suara sama banyak dan ketua tidak menentukan; belum ada putusan."
    assert hasil.langkah[-1].sumber == aturan.sumber("putusan_sidang.suara_ketua_menentukan")


def test_where_only_consensus_counts_a_vote_decides_nothing():
    aturan = ubah("putusan_sidang.cara", ("mufakat",))
    hasil = putusan(aturan, setuju=7, tidak=0)
    assert (hasil.hasil, hasil.cara) == ("seri", None)
    assert str(hasil.alasan) == "Setelan hanya mengenal mufakat; belum ada putusan."
    assert hasil.langkah[-1].sumber == aturan.sumber("putusan_sidang.cara")
    assert putusan(aturan, setuju=0, tidak=0, mufakat=True).hasil == "disetujui"


def test_a_consensus_knows_no_vote_against():
    with pytest.raises(ValueError, match="mufakat"):
        putusan(PROSEDUR, setuju=6, tidak=1, mufakat=True)


@given(st.integers(0, 50), st.integers(0, 50))
def test_sides_are_treated_alike(satu, dua):
    balik = {"disetujui": "ditolak", "ditolak": "disetujui", "seri": "seri"}
    assert hitung_suara(satu, dua) == balik[hitung_suara(dua, satu)]
    assert (hitung_suara(satu, dua) == "disetujui") is (satu > dua)


@pytest.mark.parametrize(
    ("masukan", "bidang"),
    [
        ({}, "masukan.setuju"),
        ({"abstain": 7}, "masukan.setuju"),
        ({"mufakat": True, "tidak": 1}, "masukan.mufakat"),
        ({"mufakat": True, "suara_ketua": "tidak"}, "masukan.mufakat"),
        ({"setuju": 3, "suara_ketua": "tidak"}, "masukan.suara_ketua"),
        ({"tidak": 3, "suara_ketua": "setuju"}, "masukan.suara_ketua"),
        ({"setuju": 3, "suara_ketua": "abstain"}, "masukan.suara_ketua"),
    ],
)
def test_votes_that_contradict_themselves_are_told(masukan, bidang):
    assert list(galat("putusan_sidang", masukan)) == [bidang]


@pytest.mark.parametrize(
    ("nilai", "toleransi", "selisih", "dipakai"),
    [
        (("1.5", "1.5"), "0", "0", "1.5"),
        (("1.5", "1.501"), "0", "0.001", None),
        (("2", "1.5"), "0.5", "0.5", "1.5"),
        (("2.001", "1.5"), "0.5", "0.501", None),
        (("3", "1", "2"), "2", "2", "1"),
    ],
)
def test_marks_within_the_tolerance_agree_on_the_lower_one(nilai, toleransi, selisih, dipakai):
    aturan = ubah("penilaian.toleransi_selisih", D(toleransi))
    hasil = selisih_nilai(aturan, [D(n) for n in nilai])
    assert (hasil.selisih, hasil.nilai) == (D(selisih), dipakai if dipakai is None else D(dipakai))
    assert hasil.sepakat is (dipakai is not None)
    assert hasil.toleransi == D(toleransi)
    assert hasil.langkah[0].nilai == D(selisih)
    assert hasil.langkah[1].sumber


def test_the_sentences_on_marks():
    beda = hitung("selisih_nilai", {"nilai": ["1.5", "2"]})
    assert (beda.putusan, beda.nilai["nilai"]) == ("sidang", None)
    assert [str(s.teks) for s in beda.langkah] == [
        "2 - 1,5 = 0,5",
        "Selisih 0,5 melebihi toleransi 0; sidang yang memutuskan.",
    ]
    sama = hitung("selisih_nilai", {"nilai": [2, 2]})
    assert (sama.putusan, sama.nilai["nilai"]) == ("sepakat", 2)
    assert str(sama.alasan[0]) == "Selisih 0 di dalam toleransi 0; dipakai 2."


@given(st.lists(ANGKA, min_size=1, max_size=6), ANGKA, st.randoms())
def test_order_of_marks_does_not_matter(nilai, toleransi, acak):
    semula = terlalu_jauh(nilai, toleransi), nilai_sepakat(nilai)
    acak.shuffle(nilai)
    assert (terlalu_jauh(nilai, toleransi), nilai_sepakat(nilai)) == semula
    assert semula[1] in nilai


def test_the_shipped_tolerance_is_zero():
    assert toleransi_selisih(PROSEDUR) == 0


@pytest.mark.parametrize(
    ("masukan", "bidang"),
    [
        ({"nilai": ["2"]}, "masukan.nilai"),
        ({"nilai": ["2", "-1"]}, "masukan.nilai.1"),
        ({"nilai": ["2", "3"], "usulan": "2.5"}, "masukan.nilai.1"),
        ({"nilai": ["1"] * 11}, "masukan.nilai"),
    ],
)
def test_marks_that_cannot_be_are_told(masukan, bidang):
    assert list(galat("selisih_nilai", masukan)) == [bidang]


def test_a_mark_may_reach_the_claim():
    assert hitung("selisih_nilai", {"nilai": ["2", "2"], "usulan": 2}).putusan == "sepakat"
