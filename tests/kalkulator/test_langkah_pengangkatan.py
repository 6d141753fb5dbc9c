"""Each requirement of an appointment and each step of a release names the figure it was judged by, and says it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.kalkulator.bantu_langkah import bersumber_jalur, terbaca
from workflow_app import peraturan
from workflow_app.kalkulator.alih_kategori import alih_kategori
from workflow_app.kalkulator.pemberhentian import pengangkatan_kembali, tunjangan
from workflow_app.kalkulator.pengangkatan import (
    Pelamar,
    RuteSalah,
    Status,
    daftar_rute,
    syarat_pengangkatan,
)
from workflow_app.peraturan.aturan import Ketentuan, Peraturan, Tanda
from workflow_app.peraturan.jenjang import kategori, nama_jenjang

D = Decimal
R2020 = peraturan.kunci("R2020")
KARIER = peraturan.karier()
PENGANGKATAN = tuple(bersumber_jalur(a) for a in peraturan.semua() if a.kelompok == "pengangkatan")
PEMBERHENTIAN = tuple(bersumber_jalur(a) for a in peraturan.semua() if a.kelompok == "pemberhentian")
P2020 = bersumber_jalur(peraturan.kunci("pengangkatan_R2020"))
HARI = dt.date(2022, 3, 1)
JENJANG = ("terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama")

KOSONG = Pelamar()
KURANG = Pelamar(
    fakta=dict.fromkeys(KARIER.anak("fakta"), False),
    ijazah="slta",
    golongan="II/a",
    jenjang_asal="terampil",
    prestasi_baik_tahun=0,
    pengalaman_tahun=D("0.5"),
    tanggal_lahir=dt.date(1950, 1, 1),
    usia_pensiun=58,
    tmt_pns=dt.date(1980, 1, 1),
)
LENGKAP = Pelamar(
    fakta=dict.fromkeys(KARIER.anak("fakta"), True),
    ijazah="s3",
    golongan="IV/e",
    jenjang_asal="penyelia",
    prestasi_baik_tahun=9,
    pengalaman_tahun=D(9),
    tanggal_lahir=dt.date(1990, 1, 1),
    usia_pensiun=58,
    tmt_pns=HARI,
)


def rute_dan_jenjang() -> Iterator[tuple[Peraturan, str, str]]:
    """Every route of every rule set with every level it is for."""
    for aturan in PENGANGKATAN:
        for rute in daftar_rute(aturan):
            hanya = f"rute.{rute}.jenjang"
            for jenjang in aturan.daftar(hanya) if aturan.memuat(hanya) else JENJANG:
                yield aturan, rute, jenjang


def syarat(aturan: Peraturan, rute: str, jenjang: str, pelamar: Pelamar, tanggal: dt.date = HARI):
    return syarat_pengangkatan(aturan, KARIER, R2020, rute=rute, jenjang=jenjang, tanggal=tanggal, pelamar=pelamar)


def bagian(aturan: Peraturan, jalur: str, jenjang: str) -> str:
    """The figure by which a requirement is measured: what is asked for, or how, where that is all the rules say."""
    ukuran = aturan.teks(f"{jalur}.ukuran")
    if ukuran == "usia" and not aturan.memuat(f"{jalur}.{jenjang}"):
        return "ukuran"
    return {
        "pendidikan": kategori(jenjang),
        "golongan": kategori(jenjang),
        "prestasi": "tahun",
        "pengalaman": "tahun",
        "usia": jenjang,
        "usia_pensiun": "tahun_sebelum",
        "sejak_pns": "tahun",
        "jenjang_asal": "jenjang",
        "menyusul": "tahun",
    }.get(ukuran, "ukuran")


@pytest.mark.parametrize("pelamar", [KOSONG, KURANG, LENGKAP], ids=["kosong", "kurang", "lengkap"])
def test_each_requirement_cites_the_figure_it_is_measured_by_and_says_it(pelamar: Pelamar):
    for aturan, rute, jenjang in rute_dan_jenjang():
        hasil = syarat(aturan, rute, jenjang, pelamar)
        assert hasil.baris
        for satu in hasil.baris:
            jalur = f"rute.{rute}.syarat.{satu.kode}"
            assert satu.sumber == f"{jalur}.{bagian(aturan, jalur, jenjang)}"
            teks = terbaca(satu.teks)
            if satu.sumber.endswith(".tahun") and satu.status is Status.BELUM:
                assert f"{aturan.bulat(satu.sumber)} tahun" in teks
        if hasil.tertutup is not None:
            terbaca(hasil.tertutup)


@pytest.mark.parametrize(("jenjang", "batas"), [("ahli_muda", 53), ("ahli_madya", 55), ("ahli_utama", 60)])
def test_who_has_not_told_the_birthday_reads_the_limit_of_the_level(jenjang: str, batas: int):
    (usia,) = (b for b in syarat(P2020, "perpindahan", jenjang, KOSONG).baris if b.kode == "usia")
    assert usia.status is Status.BELUM
    assert f"{batas} tahun" in terbaca(usia.teks)


def test_a_requirement_of_another_level_hides_none_that_follow_it():
    khusus = Ketentuan("rute.perpindahan.syarat.lowongan.hanya_jenjang", ("ahli_utama",), "uji", Tanda.PROPOSED)
    aturan = P2020.dengan([khusus], tambah=True)
    semua = [b.kode for b in syarat(P2020, "perpindahan", "ahli_muda", LENGKAP).baris]
    assert semua[-1] != "lowongan"
    assert [b.kode for b in syarat(aturan, "perpindahan", "ahli_muda", LENGKAP).baris] == [
        kode for kode in semua if kode != "lowongan"
    ]
    assert "lowongan" in [b.kode for b in syarat(aturan, "perpindahan", "ahli_utama", LENGKAP).baris]


def test_a_route_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(RuteSalah) as galat:
        syarat(P2020, "lamaran", "ahli_muda", LENGKAP)
    assert galat.value.bidang == "rute"
    teks = terbaca(galat.value.pesan)
    assert P2020.nama in teks
    assert all(rute in teks for rute in daftar_rute(P2020))


def test_a_route_for_other_levels_is_answered_with_those_levels():
    with pytest.raises(RuteSalah) as galat:
        syarat(P2020, "alih_kategori", "mahir", LENGKAP)
    assert galat.value.bidang == "jenjang"
    teks = terbaca(galat.value.pesan)
    assert all(nama_jenjang(R2020, j) in teks for j in P2020.daftar("rute.alih_kategori.jenjang"))


def test_the_levels_to_come_from_are_told():
    aturan = bersumber_jalur(peraturan.kunci("pengangkatan_R2003"))
    for pelamar in (KOSONG, KURANG, LENGKAP):
        (asal,) = (
            b for b in syarat(aturan, "alih_kategori", "ahli_pertama", pelamar).baris if b.kode == "jenjang_asal"
        )
        boleh = aturan.daftar("rute.alih_kategori.syarat.jenjang_asal.jenjang")
        assert all(nama_jenjang(R2020, j) in terbaca(asal.teks) for j in boleh)


# --- the move between categories -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bagian_penunjang", ["0", "0.25"])
def test_credit_after_the_move_shows_each_part_with_its_rule(bagian_penunjang: str):
    jalur = "alih_kategori.bagian_penunjang"
    dasar = bersumber_jalur(peraturan.kunci("pengangkatan_R2003"))
    aturan = dasar.dengan([Ketentuan(jalur, D(bagian_penunjang), jalur, Tanda.PROPOSED)])
    kredit = bersumber_jalur(peraturan.kunci("R2003"))
    hasil = alih_kategori(kredit, aturan, utama=D(60), penunjang=D(20), ijazah="s1")
    ijazah, dari_penunjang = kredit.desimal("ijazah.keahlian.s1"), 20 * D(bagian_penunjang)
    jumlah = 39 + dari_penunjang + ijazah
    assert (hasil.nilai, hasil.dari_utama, hasil.ijazah) == (jumlah, D(39), ijazah)
    # A share of nothing is no step.
    penunjang = [(dari_penunjang, jalur)] if dari_penunjang else []
    assert [(s.nilai, s.sumber) for s in hasil.langkah] == [
        (D(39), "alih_kategori.bagian_utama"),
        *penunjang,
        (ijazah, "ijazah.keahlian.s1"),
        (jumlah, "alih_kategori.bagian_utama"),
    ]
    teks = [terbaca(s.teks) for s in hasil.langkah]
    assert D(teks[0].partition("%")[0].replace(",", ".")) == 65
    assert teks[0].endswith("% x unsur utama 60 = 39,000")
    assert teks[-1].endswith(f": {jumlah:.3f}".replace(".", ","))


@pytest.mark.parametrize(("kunci", "ijazah"), [("pengangkatan_R2020", "s1"), ("pengangkatan_R2003", "slta")])
def test_where_no_rule_gives_credit_the_move_says_so(kunci: str, ijazah: str):
    kredit = peraturan.kunci(kunci.removeprefix("pengangkatan_"))
    hasil = alih_kategori(kredit, bersumber_jalur(peraturan.kunci(kunci)), utama=D(60), penunjang=D(20), ijazah=ijazah)
    assert (hasil.nilai, hasil.dari_utama, hasil.ijazah) == (None, None, None)
    assert [(s.nilai, s.sumber) for s in hasil.langkah] == [(None, "berlaku.mulai")]


# --- release and return ----------------------------------------------------------------------------------------------


def kembali(aturan: Peraturan, alasan: str, **isi: Any):
    masukan: dict[str, Any] = {"berakhir": True, "lowongan": True, "putusan": "bebas", "angka_kredit": D(120)}
    return pengangkatan_kembali(aturan, alasan, HARI, **{**masukan, "angka_kredit_baru": D("2.5"), **isi})


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"berakhir": None, "lowongan": None, "putusan": None},
        {"berakhir": False, "lowongan": False, "putusan": "bersalah"},
    ],
    ids=["dapat", "belum_diketahui", "tidak"],
)
def test_a_return_cites_its_ground_its_credit_and_its_adjustment(isi: dict[str, Any]):
    for aturan in PEMBERHENTIAN:
        for alasan in aturan.anak("alasan"):
            jalur = f"alasan.{alasan}"
            hasil = kembali(aturan, alasan, **isi)
            dapat = aturan.ya(f"{jalur}.dapat_kembali")
            tahun = f"{jalur}.tahun_penyesuaian"
            kredit = D("122.5") if dapat and aturan.teks("angka_kredit.cara") == "lama_ditambah_baru" else None
            # What the credit would be, and when the level may be adjusted, is told of an open return as well.
            assert hasil.angka_kredit == kredit
            assert (hasil.penyesuaian is not None) is (dapat and aturan.memuat(tahun))
            alasan_kembali: list[tuple[Decimal | None, str]] = [(None, f"{jalur}.dapat_kembali")] * len(hasil.alasan)
            kemudian: list[tuple[Decimal | None, str]] = []
            if kredit is not None:
                kemudian.append((kredit, "angka_kredit.cara"))
            if hasil.penyesuaian is not None:
                kemudian.append((None, tahun))
            langkah = [(satu.nilai, satu.sumber) for satu in hasil.langkah]
            assert langkah == (kemudian + alasan_kembali if hasil.boleh else alasan_kembali + kemudian)
            for teks in (*hasil.alasan, *(satu.teks for satu in hasil.langkah)):
                assert terbaca(teks)


@pytest.mark.parametrize("berakhir", [False, None])
def test_a_ground_that_has_not_ended_is_called_by_its_name(berakhir: bool | None):
    for aturan in PEMBERHENTIAN:
        for alasan in aturan.anak("alasan"):
            hasil = kembali(aturan, alasan, berakhir=berakhir)
            assert aturan.teks(f"alasan.{alasan}.label") in terbaca(hasil.alasan[0])


def test_the_end_of_the_allowance_cites_how_the_months_are_counted():
    karier = bersumber_jalur(KARIER)
    lain = karier.dengan(
        [Ketentuan("tunjangan.bulan_pembebasan_dihitung", False, "tunjangan.bulan_pembebasan_dihitung", Tanda.PROPOSED)]
    )
    for aturan in (karier, lain):
        langkah = tunjangan(aturan, HARI).langkah
        assert [satu.sumber for satu in langkah] == [
            "tunjangan.bulan_pembebasan_dihitung",
            "tunjangan.bulan_berhenti",
        ]
        assert f"ke-{aturan.bulat('tunjangan.bulan_berhenti')}" in terbaca(langkah[1].teks)
