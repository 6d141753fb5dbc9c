"""The chain of raises step by step: what each cites, where the officer stands afterwards, and why it ends."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.kalkulator.bantu_langkah import bersumber_jalur, terbaca
from workflow_app import peraturan
from workflow_app.kalkulator.rangkaian import Keadaan, Peluang, Rangkaian, rangkaian, urutan
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda

D = Decimal
KREDIT = {regime: bersumber_jalur(peraturan.kunci(regime)) for regime in ("R2003", "R2020", "R2023")}
KENAIKAN = {regime: bersumber_jalur(peraturan.kunci(f"kenaikan_{regime}")) for regime in KREDIT}

PERTAMA = Keadaan(
    golongan="III/a",
    tmt_golongan=dt.date(2013, 4, 1),
    jenjang="ahli_pertama",
    tmt_jenjang=dt.date(2013, 4, 1),
    tmt_jabatan=dt.date(2013, 4, 1),
    angka_kredit=D(203),
    tanggal_pak=dt.date(2015, 1, 7),
    prestasi_baik_tahun=2,
)
MUDA = Keadaan(
    golongan="III/d",
    tmt_golongan=dt.date(2022, 4, 1),
    jenjang="ahli_muda",
    tmt_jenjang=dt.date(2020, 2, 1),
    tmt_jabatan=dt.date(2014, 4, 1),
    angka_kredit=D(200),
    tanggal_pak=dt.date(2024, 1, 10),
    prestasi_baik_tahun=2,
    uji_kompetensi=True,
    lowongan=True,
    pengembangan_profesi=D(7),
)


def ubah(aturan: Peraturan, isi: Mapping[str, Nilai]) -> Peraturan:
    """The rules with other figures, or new ones, each of which names its path."""
    return aturan.dengan([Ketentuan(jalur, nilai, jalur, Tanda.PROPOSED) for jalur, nilai in isi.items()], tambah=True)


def rantai(regime: str, di: Keadaan, syarat: Mapping[str, Nilai] | None = None, **beda: Any) -> Rangkaian:
    kenaikan = ubah(KENAIKAN[regime], syarat or {})
    return rangkaian(KREDIT[regime], kenaikan, peraturan.periode_kp, replace(di, **beda))


def langkah(p: Peluang) -> list[tuple[Decimal | None, str]]:
    assert all(terbaca(satu.teks) for satu in p.langkah)
    return [(satu.nilai, satu.sumber) for satu in p.langkah]


def alasan(p: Peluang) -> list[str]:
    return [terbaca(satu) for satu in p.alasan]


# --- the order of raises ---------------------------------------------------------------------------------------------


def test_on_the_same_day_the_level_comes_before_the_rank():
    hasil = rantai("R2003", PERTAMA, tanggal_pak=dt.date(2015, 3, 10))
    assert urutan(hasil.kenaikan) == "KJ ahli_muda 2015-04-01; KP III/b 2015-04-01; KP III/c 2017-04-01"


@pytest.mark.parametrize(
    ("regime", "di", "beda", "harapan"),
    [
        (
            "R2003",
            PERTAMA,
            {"golongan": "III/b", "tmt_golongan": dt.date(2011, 4, 1), "tmt_jenjang": dt.date(2014, 9, 1)},
            "KJ ahli_muda 2015-09-01; KP III/c 2015-10-01",
        ),
        ("R2023", MUDA, {"tmt_jenjang": dt.date(2023, 6, 1)}, "KJ ahli_madya 2024-06-01; KP IV/a 2024-06-01"),
    ],
)
def test_a_rank_that_waited_for_the_level_comes_not_before_it(
    regime: str, di: Keadaan, beda: dict[str, Any], harapan: str
):
    assert urutan(rantai(regime, di, **beda).kenaikan) == harapan


def test_where_the_officer_stands_at_the_end():
    lintas = rantai("R2003", PERTAMA)
    assert lintas.akhir == replace(
        PERTAMA,
        golongan="III/c",
        tmt_golongan=dt.date(2017, 4, 1),
        jenjang="ahli_muda",
        tmt_jenjang=dt.date(2015, 2, 1),
    )
    # Inside a level everything that belonged to the old one is over.
    dalam = rantai("R2023", MUDA, golongan_awal="III/c", dengan_ak_dasar=True)
    assert dalam.akhir == replace(
        MUDA,
        golongan="IV/a",
        tmt_golongan=dt.date(2024, 4, 1),
        jenjang="ahli_madya",
        tmt_jenjang=dt.date(2024, 2, 1),
        angka_kredit=D(0),
        pengembangan_profesi=D(0),
    )


@pytest.mark.parametrize(
    ("profesi", "kata"),
    [(None, "Pengembangan profesi belum diketahui; perlu 6."), (D(3), "Pengembangan profesi 0 dari 6.")],
)
def test_pengembangan_profesi_starts_anew_with_the_level_and_what_is_unknown_stays_so(
    profesi: Decimal | None, kata: str
):
    di = replace(MUDA, golongan="III/b", jenjang="ahli_pertama", angka_kredit=D(100), pengembangan_profesi=profesi)
    hasil = rantai("R2020", di)
    assert urutan(hasil.kenaikan).startswith("KJ ahli_muda")
    assert kata in alasan(hasil.tertutup[0])


# --- each raise and its steps ----------------------------------------------------------------------------------------


def test_the_steps_of_raises_across_levels():
    kj, kp, kp_kedua = rantai("R2003", PERTAMA).kenaikan
    waktu_kp = [(None, "kp.tahun_pangkat"), (None, "kp.tahun_jabatan"), (None, "kp.bulan")]
    assert (kj.kebutuhan, kp.kebutuhan, kp_kedua.kebutuhan) == (D(200), D(150), D(200))
    assert langkah(kj) == [
        (D(203), "minimal.keahlian.III/c"),
        (None, "kj.bulan_sesudah_pak"),
        (None, "kj.tahun_jenjang"),
        (None, "kj.bulan_sesudah_pak"),
    ]
    assert langkah(kp)[:1] == [(D(203), "minimal.keahlian.III/b")]
    assert [sumber for _, sumber in langkah(kp)[-3:-1]] == [sumber for _, sumber in waktu_kp[:-1]]
    assert langkah(kp_kedua)[:1] == [(D(203), "minimal.keahlian.III/c")]


def test_a_rank_whose_credit_was_met_before_the_level_was_raised_cites_the_way_of_accumulating():
    kj, kp = rantai("R2023", MUDA).kenaikan
    assert langkah(kj)[0] == (D(200), "minimal.kj.ahli_muda")
    assert langkah(kp)[0] == (D(200), "akumulasi.cara")
    assert (kj.kebutuhan, kp.kebutuhan) == (D(200), D(200))


def test_every_condition_that_is_missing_cites_its_rule():
    hasil = rantai(
        "R2020",
        MUDA,
        golongan="III/c",
        angka_kredit=D(99),
        prestasi_baik_tahun=0,
        uji_kompetensi=False,
        lowongan=False,
        pengembangan_profesi=D(1),
    )
    assert hasil.kenaikan == ()
    kj, kp = hasil.tertutup
    assert (kj.tujuan, kj.kebutuhan, kp.tujuan, kp.kebutuhan) == ("ahli_madya", D(200), "III/d", D(100))
    assert langkah(kj) == [
        (D(99), "langkah.keahlian.s1.III/c"),
        (None, "kj.pangkat_puncak_jenjang"),
        (None, "kj.prestasi_tahun"),
        (None, "pengembangan_profesi.kj.ahli_muda"),
        (None, "kj.uji_kompetensi"),
        (None, "kj.lowongan"),
    ]
    assert [satu.teks for satu in kj.langkah] == list(kj.alasan)
    assert langkah(kp) == [(D(99), "langkah.keahlian.s1.III/c")]


def test_a_raise_in_level_waits_for_the_last_rank_of_three():
    for golongan in ("IV/a", "IV/b"):
        kj, _ = rantai("R2020", MUDA, jenjang="ahli_madya", golongan=golongan, angka_kredit=D(1)).tertutup
        assert any(f"menunggu pangkat IV/c; sekarang {golongan}." in satu for satu in alasan(kj))
    kj, _ = rantai("R2020", MUDA, jenjang="ahli_madya", golongan="IV/c", angka_kredit=D(1)).tertutup
    assert not any("menunggu pangkat" in satu for satu in alasan(kj))


def test_the_top_has_no_aim_and_no_name():
    kj, kp = rantai("R2020", MUDA, jenjang="ahli_utama", golongan="IV/e", angka_kredit=D(999)).tertutup
    for p in (kj, kp):
        assert (p.tujuan, p.nama_tujuan, p.kebutuhan, p.langkah) == (None, "", None, ())
    assert alasan(kj) == ["Tidak ada jenjang di atas Pranata Komputer Ahli Utama."]
    assert alasan(kp) == ["Pembina Utama (IV/e) adalah pangkat puncak."]


@pytest.mark.parametrize("lowongan", [False, None, True])
def test_a_rank_above_the_level_is_given_only_where_a_rule_gives_it_for_want_of_a_vacancy(lowongan: bool | None):
    for diberikan in (True, False):
        syarat = {"kp.tanpa_lowongan": diberikan}
        hasil = rantai("R2023", MUDA, syarat, lowongan=lowongan, uji_kompetensi=False)
        if diberikan and lowongan is False:
            (kp,) = hasil.kenaikan
            assert "dalam jenjang yang sama karena tidak ada lowongan" in alasan(kp)[0]
            continue
        assert hasil.kenaikan == ()
        assert (None, "kj.pangkat_puncak_jenjang") in langkah(hasil.tertutup[1])


# --- what a need depends on ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "jenjang", "golongan", "beda", "kp", "kj"),
    [
        ("R2020", "ahli_pertama", "III/b", {"pendidikan": "s1"}, 100, 100),
        ("R2020", "ahli_pertama", "III/b", {"pendidikan": "s2"}, 50, 50),
        ("R2020", "ahli_muda", "III/d", {"golongan_awal": "III/c"}, 200, 200),
        ("R2020", "ahli_muda", "III/d", {"golongan_awal": "III/d"}, 100, 100),
        ("R2023", "ahli_muda", "III/d", {"golongan_awal": "III/d"}, 100, 100),
        ("R2023", "ahli_muda", "III/d", {"golongan_awal": "III/d", "dengan_ak_dasar": True}, 200, 200),
    ],
)
def test_diploma_rank_of_entry_and_base_credit_reach_both_needs(
    regime: str, jenjang: str, golongan: str, beda: dict[str, Any], kp: int, kj: int
):
    hasil = rantai(regime, MUDA, jenjang=jenjang, golongan=golongan, angka_kredit=D(1), **beda)
    assert [p.kebutuhan for p in hasil.tertutup] == [D(kj), D(kp)]


# --- appraisal -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ada", "harapan", "kata"),
    [
        (1, "KP III/b 2015-04-01; KP III/c 2017-04-01", None),
        (0, "KP III/b 2015-04-01", "Prestasi kerja belum baik 1 tahun terakhir."),
        (None, "KP III/b 2015-04-01", "Prestasi kerja 1 tahun terakhir belum diketahui."),
    ],
)
def test_a_second_rank_on_the_same_credit_asks_for_the_appraisal(ada: int | None, harapan: str, kata: str | None):
    # The level runs ahead of the rank, so that the rank alone is raised.
    hasil = rantai("R2003", PERTAMA, jenjang="ahli_muda", prestasi_baik_tahun=ada)
    assert urutan(hasil.kenaikan) == harapan
    assert (kata in alasan(hasil.tertutup[1])) is (kata is not None)
    longgar = {"kp.kelebihan_perlu_prestasi": False}
    tanpa = rantai("R2003", PERTAMA, longgar, jenjang="ahli_muda", prestasi_baik_tahun=ada)
    assert urutan(tanpa.kenaikan) == "KP III/b 2015-04-01; KP III/c 2017-04-01"


@pytest.mark.parametrize(
    ("ada", "kata"),
    [
        (2, None),
        (1, "Prestasi kerja belum baik 2 tahun terakhir."),
        (None, "Prestasi kerja 2 tahun terakhir belum diketahui."),
    ],
)
def test_where_the_setting_refuses_the_appraisal_must_be_good_and_known(ada: int | None, kata: str | None):
    hasil = rantai("R2020", PERTAMA, {"kp.prestasi_sikap": "tolak"}, angka_kredit=D(60), prestasi_baik_tahun=ada)
    if kata is None:
        assert urutan(hasil.kenaikan) == "KP III/b 2015-04-01"
        return
    assert hasil.kenaikan == ()
    assert alasan(hasil.tertutup[1]) == [kata]
    assert langkah(hasil.tertutup[1])[-1] == (None, "kp.prestasi_tahun")


def test_only_the_first_rank_is_warned_of_a_late_decision():
    pertama, kedua = rantai("R2003", PERTAMA, jenjang="ahli_muda", tanggal_pak=dt.date(2015, 3, 10)).kenaikan
    lambat = [[p for p in map(terbaca, satu.peringatan) if "lazimnya ditetapkan" in p] for satu in (pertama, kedua)]
    assert [len(satu) for satu in lambat] == [1, 0]
    assert "31 Januari 2015" in lambat[0][0]


# --- the first year --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tmt_golongan", "tmt_jabatan", "wajib"),
    [
        (dt.date(2012, 4, 1), dt.date(2013, 4, 1), None),
        (dt.date(2012, 4, 1), dt.date(2014, 3, 1), D(10)),
        (dt.date(2014, 3, 1), dt.date(2013, 4, 1), D(10)),
    ],
)
def test_the_first_year_runs_from_the_later_of_rank_and_position(
    tmt_golongan: dt.date, tmt_jabatan: dt.date, wajib: Decimal | None
):
    beda: dict[str, Any] = {"tmt_golongan": tmt_golongan, "tmt_jabatan": tmt_jabatan, "tmt_jenjang": tmt_jabatan}
    pertama = rantai("R2003", PERTAMA, angka_kredit=D(150), **beda).kenaikan[0]
    assert (pertama.jenis, pertama.wajib_tahun_pertama) == ("KP", wajib)


def test_the_first_year_takes_its_share_of_the_step_of_the_diploma():
    aturan: dict[str, Nilai] = {
        "tahun_pertama.bulan": 12,
        "tahun_pertama.bagian": D("0.2"),
        "tahun_pertama.sikap": "peringatan",
    }
    for pendidikan in ("s1", "s2"):
        di = replace(PERTAMA, golongan="III/b", tmt_golongan=dt.date(2014, 3, 1), pendidikan=pendidikan, lowongan=True)
        kp = next(p for p in rantai("R2020", di, aturan, uji_kompetensi=True).kenaikan if p.jenis == "KP")
        assert (D(50), f"langkah.keahlian.{pendidikan}.III/b") in langkah(kp)


# --- why a chain ends ------------------------------------------------------------------------------------------------


def test_a_rank_below_the_level_is_not_called_the_top_one():
    # Without the rule of the top rank a level may be raised past the ranks below it.
    hasil = rantai(
        "R2023",
        MUDA,
        {"kj.pangkat_puncak_jenjang": False},
        golongan="III/a",
        jenjang="ahli_pertama",
        angka_kredit=D(100),
    )
    assert urutan(hasil.kenaikan) == "KJ ahli_muda 2024-02-01; KP III/b 2024-04-01"
    assert alasan(hasil.tertutup[1]) == [
        "Pangkat III/b di luar jenjang Pranata Komputer Ahli Muda, sehingga kenaikan pangkat diperiksa tersendiri."
    ]


def test_a_level_without_ranks_is_looked_at_by_itself():
    _, kp = rantai("R2020", MUDA, jenjang="pemula", golongan="II/a").tertutup
    assert len(alasan(kp)) == 1
    assert "diperiksa tersendiri" in alasan(kp)[0]
