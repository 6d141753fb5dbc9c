"""Progress on a page says what the calculator's own kinds say for the same facts."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kalkulator.bantu_langkah import bersumber_jalur, terbaca
from workflow_app import peraturan
from workflow_app.kalkulator.jenis import jalankan_kasus
from workflow_app.kalkulator.kelayakan import KreditDinilai
from workflow_app.kalkulator.kemajuan import Capaian, Kemajuan, Tambahan, Tujuan, kemajuan
from workflow_app.kalkulator.syarat_kenaikan import Fakta, Karier, Keadaan
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Tanda
from workflow_app.peraturan.jenjang import golongan_jenjang

D = Decimal
HARI = {"R2003": dt.date(2015, 1, 7), "R2020": dt.date(2022, 1, 10), "R2023": dt.date(2025, 3, 5)}
LAMA = dt.date(2010, 4, 1)
JENJANG = ("terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama")
TERPENUHI, BELUM, ENTAH = Keadaan.TERPENUHI, Keadaan.BELUM, Keadaan.TIDAK_DIKETAHUI
kredit_mungkin = st.decimals(0, 1200, places=3)
tahu = st.sampled_from([True, False, None])


def karier(jenjang: str = "ahli_pertama", golongan: str = "III/a", sejak: dt.date = LAMA, **ubah: Any) -> Karier:
    return replace(Karier(jenjang, golongan, sejak, sejak, sejak), **ubah)


def ukur(
    regime: str,
    di: Karier,
    utama: Decimal | str,
    penunjang: Decimal | str = "0",
    profesi: Decimal | str = "0",
    hari: dt.date | None = None,
    **sisa: Any,
) -> Kemajuan:
    return kemajuan(
        peraturan.kunci(regime),
        peraturan.kunci(f"kenaikan_{regime}"),
        peraturan.periode_kp,
        di,
        KreditDinilai(D(utama), D(penunjang), D(profesi)),
        hari_ini=hari or HARI[regime],
        **sisa,
    )


def kasus(regime: str | None, jenis: str, **masukan: Any) -> Any:
    """The outcome of a case of `alurpak hitung`."""
    satu = jalankan_kasus([{"id": "uji", "jenis": jenis, "regime": regime, "masukan": masukan}])[0]
    assert satu.hasil is not None, satu.galat
    return satu.hasil


def keadaan(t: Tujuan, kode: str) -> Keadaan:
    return next(s.keadaan for s in t.syarat if s.kode == kode)


def boleh(t: Tujuan) -> bool | None:
    """The verdict as `kelayakan_konversi` writes it."""
    return {TERPENUHI: True, BELUM: False, ENTAH: None}[t.keadaan] if t.kode else False


@given(
    regime=st.sampled_from(["R2003", "R2020"]),
    jenjang=st.sampled_from(JENJANG),
    ke=st.integers(0, 2),
    utama=kredit_mungkin,
    penunjang=kredit_mungkin,
    bagian=st.sampled_from(["0", "0.1", "1"]),
    prestasi=st.booleans(),
    ukom=st.booleans(),
    lowongan=st.booleans(),
)
def test_by_elements_it_agrees_with_the_kind_kelayakan(
    regime: str,
    jenjang: str,
    ke: int,
    utama: Decimal,
    penunjang: Decimal,
    bagian: str,
    prestasi: bool,
    ukom: bool,
    lowongan: bool,
):
    milik = golongan_jenjang(peraturan.kunci(regime), jenjang)
    golongan = milik[min(ke, len(milik) - 1)]
    profesi = (utama * D(bagian)).quantize(D("0.001"))
    hasil = ukur(regime, karier(jenjang, golongan), utama, penunjang, profesi, fakta=Fakta(prestasi, ukom, lowongan))
    nilai = kasus(
        regime,
        "kelayakan",
        jenjang=jenjang,
        golongan=golongan,
        utama=str(utama),
        penunjang=str(penunjang),
        pengembangan_profesi=str(profesi),
        prestasi_baik=prestasi,
        ukom_lulus=ukom,
        lowongan=lowongan,
    ).nilai
    for awalan, t, tujuan in (("kp", hasil.kp, "golongan_tujuan"), ("kj", hasil.kj, "jenjang_tujuan")):
        assert t.kode == nilai[tujuan]
        if t.kode is None:
            assert t.tanpa
            continue
        assert (t.perlu, t.diakui) == (nilai[f"{awalan}_kebutuhan"], nilai[f"{awalan}_diakui"])
        kurang = ("kekurangan", "utama_kurang", "pengembangan_profesi_kurang")
        assert t.kurang == max(nilai[f"{awalan}_{k}"] for k in kurang)
        assert (t.keadaan is TERPENUHI) == nilai[f"{awalan}_terpenuhi"]
        assert t.keadaan is not ENTAH


@given(
    jenjang=st.sampled_from(JENJANG),
    ke=st.integers(0, 2),
    jumlah=st.decimals(0, 500, places=3),
    prestasi=tahu,
    ukom=tahu,
    lowongan=tahu,
    tahun=st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
)
def test_by_conversion_it_agrees_with_the_kind_kelayakan_konversi(
    jenjang: str,
    ke: int,
    jumlah: Decimal,
    prestasi: bool | None,
    ukom: bool | None,
    lowongan: bool | None,
    tahun: tuple[int, int, int],
):
    aturan = peraturan.kunci("R2023")
    golongan = golongan_jenjang(aturan, jenjang)[min(ke, len(golongan_jenjang(aturan, jenjang)) - 1)]
    pangkat, di_jenjang, di_jabatan = tahun[0], min(tahun[1:]), max(tahun[1:])
    hari = HARI["R2023"]
    di = Karier(
        jenjang,
        golongan,
        tambah_tahun(hari, -pangkat),
        tambah_tahun(hari, -di_jenjang),
        tambah_tahun(hari, -di_jabatan),
    )
    hasil = ukur("R2023", di, jumlah, fakta=Fakta(prestasi, ukom, lowongan))
    nilai = kasus(
        "R2023",
        "kelayakan_konversi",
        jenjang=jenjang,
        golongan=golongan,
        angka_kredit=str(jumlah),
        predikat={True: "Baik", False: "Kurang", None: None}[prestasi],
        uji_kompetensi=ukom,
        lowongan=lowongan,
        masa_pangkat_tahun=pangkat,
        masa_jenjang_tahun=di_jenjang,
        masa_jabatan_tahun=di_jabatan,
    ).nilai
    for awalan, t in (("kp", hasil.kp), ("kj", hasil.kj)):
        assert t.kode == nilai[f"{awalan}_tujuan"]
        assert boleh(t) == nilai[f"{awalan}_boleh"]
        if t.kode:
            assert t.perlu == nilai[f"{awalan}_kebutuhan"]
            assert t.kurang == nilai[f"{awalan}_kekurangan"]


@given(
    regime=st.sampled_from(["R2003", "R2020", "R2023"]),
    pangkat=st.dates(dt.date(2018, 1, 1), dt.date(2024, 12, 31)),
    jabatan=st.dates(dt.date(2018, 1, 1), dt.date(2024, 12, 31)),
)
def test_the_dates_are_those_of_the_kind_waktu_minimal(regime: str, pangkat: dt.date, jabatan: dt.date):
    hari = min(pangkat, jabatan)
    di = karier(tmt_pangkat=pangkat, tmt_jenjang=jabatan, tmt_jabatan=jabatan)
    hasil = ukur(regime, di, "150", hari=hari)
    kp = kasus(regime, "waktu_minimal", kenaikan="KP", tmt_jabatan=jabatan.isoformat(), tmt_pangkat=pangkat.isoformat())
    kj = kasus(regime, "waktu_minimal", kenaikan="KJ", tmt_jenjang=jabatan.isoformat())
    assert hasil.kp.waktu is not None
    assert hasil.kj.waktu is not None
    assert (hasil.kp.waktu.tanggal, hasil.kp.waktu.masa) == (kp.nilai["paling_awal"], kp.nilai["masa_selesai"])
    assert hasil.kj.waktu.tanggal == kj.nilai["paling_awal"]
    assert [x.sumber for x in hasil.kp.waktu.langkah] == [x.sumber for x in kp.langkah]


def test_the_second_example_of_the_slides_comes_out_with_its_dates():
    # 203 credits on 7 January 2015: level from 1 February, rank III/b from 1 April 2015.
    di = karier(tmt_pangkat=dt.date(2013, 4, 1), tmt_jenjang=dt.date(2013, 4, 1), tmt_jabatan=dt.date(2013, 4, 1))
    hasil = ukur("R2003", di, "203", fakta=Fakta(prestasi_baik=True))
    assert (hasil.kp.kode, hasil.kp.perlu, hasil.kp.kurang) == ("III/b", D(150), D(0))
    assert (hasil.kj.kode, hasil.kj.perlu, hasil.kj.kurang) == ("ahli_muda", D(200), D(0))
    assert hasil.kj.keadaan is TERPENUHI
    assert (hasil.kj.paling_awal, hasil.kp.paling_awal) == (dt.date(2015, 2, 1), dt.date(2015, 4, 1))
    assert keadaan(hasil.kp, "masa_pangkat") is BELUM
    rangkaian = kasus(
        "R2003",
        "kenaikan",
        golongan="III/a",
        tmt_golongan="2013-04-01",
        jenjang="ahli_pertama",
        tmt_jenjang="2013-04-01",
        angka_kredit="203",
        tanggal_pak="2015-01-07",
        prestasi_baik_tahun=2,
    )
    assert rangkaian.nilai["kj_tanggal"] == hasil.kj.paling_awal
    assert rangkaian.nilai["kp_tanggal"] == hasil.kp.paling_awal


@pytest.mark.parametrize(
    ("jumlah", "kurang", "cukup"), [("49.999", "0.001", False), ("50", "0", True), ("51", "0", True)]
)
def test_just_short_just_enough_and_with_surplus(jumlah: str, kurang: str, cukup: bool):
    kp = ukur("R2020", karier(), jumlah).kp
    assert (kp.perlu, kp.kurang) == (D(50), D(kurang))
    assert keadaan(kp, "kredit") is (TERPENUHI if cukup else BELUM)
    assert (kp.paling_awal is not None) == cukup
    assert kp.waktu is not None  # by the waiting times alone there is a date either way
    assert kp.waktu.tanggal == dt.date(2022, 4, 1)


def test_what_nobody_has_stated_is_not_known_and_never_assumed():
    di = karier(golongan="III/b")
    hasil = ukur("R2020", di, "150")
    assert [(s.kode, s.keadaan) for s in hasil.kj.syarat if s.keadaan is ENTAH] == [
        ("prestasi", ENTAH),
        ("uji_kompetensi", ENTAH),
        ("lowongan", ENTAH),
    ]
    assert hasil.kj.keadaan is ENTAH
    # The rank above belongs to the next level: it waits for what is not known about the level.
    assert hasil.kp.kode == "III/c"
    assert keadaan(hasil.kp, "tunggu_kj") is ENTAH
    assert hasil.kj.paling_awal == dt.date(2022, 2, 1)
    assert hasil.kp.paling_awal == dt.date(2022, 4, 1)
    tolak = ukur("R2020", di, "150", fakta=Fakta(True, False, True))
    assert keadaan(tolak.kp, "kj_dahulu") is BELUM
    assert tolak.kp.paling_awal is None
    assert tolak.kj.paling_awal is None


def test_without_a_vacancy_the_conversion_regime_gives_the_rank_in_the_same_level():
    di = karier(golongan="III/b")
    tanpa = ukur("R2023", di, "100", fakta=Fakta(True, True, False))
    assert tanpa.kj.keadaan is BELUM
    assert tanpa.kp.keadaan is TERPENUHI
    assert "kj_dahulu" not in {s.kode for s in tanpa.kp.syarat}


@pytest.mark.parametrize(("regime", "lowongan"), [("R2020", False), ("R2020", True), ("R2023", True), ("R2023", None)])
def test_otherwise_a_rank_above_the_level_waits_for_the_level(regime: str, lowongan: bool | None):
    kp = ukur(regime, karier(golongan="III/b"), "100", fakta=Fakta(True, True, lowongan)).kp
    assert {s.kode for s in kp.syarat} & {"tunggu_kj", "kj_dahulu"}


def test_the_earliest_date_follows_the_day_on_which_supposed_credit_suffices():
    akhir = [dt.date(tahun, 12, 31) for tahun in (2025, 2026, 2027)]
    tambahan = [Tambahan(hari, KreditDinilai(D("12.5"), D(0))) for hari in reversed(akhir)]
    kp = ukur("R2023", karier(), "15", tambahan=tambahan).kp
    assert kp.diakui == D("52.5")
    assert kp.cukup_pada == akhir[2]
    assert kp.paling_awal == dt.date(2028, 1, 1)
    assert ukur("R2023", karier(), "25", tambahan=tambahan).kp.cukup_pada == akhir[1]
    assert ukur("R2023", karier(), "12", tambahan=tambahan).kp.paling_awal is None


def test_credit_supposed_for_a_day_that_is_over_counts_today():
    tambahan = [Tambahan(dt.date(2019, 1, 1), KreditDinilai(D(40), D(0), D(1)))]
    kp = ukur("R2020", karier(), "10", tambahan=tambahan).kp
    assert (kp.cukup_pada, kp.diakui) == (HARI["R2020"], D(50))


@pytest.mark.parametrize("hari", [dt.date(2019, 1, 1), dt.date(2022, 6, 30)])
def test_supposed_credit_adds_to_each_kind_of_credit(hari: dt.date):
    # Above ahli_muda: 200, of which 160 by main elements, 40 by support at most, and 6 of pengembangan profesi.
    di = karier("ahli_muda", "III/d")
    sendiri = KreditDinilai(D(30), D(6), D(2))
    lebih = ukur("R2020", di, "130", "5", "4", tambahan=[Tambahan(hari, sendiri)]).kj
    sekaligus = ukur("R2020", di, "160", "11", "6").kj
    assert (lebih.utama, lebih.penunjang, lebih.kurang) == (D(160), D(11), D(29))
    assert lebih.syarat == sekaligus.syarat
    assert keadaan(lebih, "profesi") is TERPENUHI


def test_supporting_credit_counts_in_full_where_no_elements_are_known():
    kp = ukur("R2023", karier(), "30", "15").kp
    assert (kp.utama, kp.penunjang, kp.kurang) == (D(45), D(0), D(5))


def test_the_conditions_about_credit_each_have_their_step():
    kj = ukur("R2020", karier("ahli_muda", "III/d"), "159", "9", "5").kj
    assert [(s.kode, s.keadaan) for s in kj.syarat[:3]] == [("kredit", BELUM), ("utama", BELUM), ("profesi", BELUM)]
    kredit, utama, profesi = kj.syarat[:3]
    assert (kj.perlu, kj.utama_minimal) == (D(200), D(160))
    assert [x.nilai for x in utama.langkah] == [D(159)]
    assert "paling sedikit 160" in terbaca(utama.isi)
    assert [x.nilai for x in profesi.langkah] == [D(5)]
    assert terbaca(profesi.isi) == "Pengembangan profesi 5,000, paling sedikit 6"
    assert all(x in kredit.langkah for x in (*utama.langkah, *profesi.langkah))


@pytest.mark.parametrize(
    ("golongan", "golongan_awal", "kp", "kj"),
    [
        ("III/c", None, 100, 200),
        ("III/c", "III/c", 100, 200),
        ("III/d", "III/c", 200, 200),
        ("III/d", "III/d", 100, 100),
        ("III/c", "III/b", 100, 200),  # entered with a rank below the level: it counts from its lowest
    ],
)
def test_a_raise_counts_from_the_rank_at_which_the_level_was_entered(
    golongan: str, golongan_awal: str | None, kp: int, kj: int
):
    hasil = ukur("R2023", karier("ahli_muda", golongan, golongan_awal=golongan_awal), "50")
    assert (hasil.kp.perlu, hasil.kj.perlu) == (D(kp), D(kj))


def test_base_credit_lets_the_count_start_at_the_lowest_rank():
    di = karier("ahli_muda", "III/d", golongan_awal="III/d")
    proporsional, dasar = ukur("R2023", di, "50"), ukur("R2023", di, "50", dengan_ak_dasar=True)
    assert (proporsional.kp.perlu, proporsional.kj.perlu) == (D(100), D(100))
    assert (dasar.kp.perlu, dasar.kj.perlu) == (D(200), D(200))
    assert (dasar.kp.kurang, dasar.kj.kurang) == (D(150), D(150))


@pytest.mark.parametrize(("jumlah", "kurang"), [("49.5", "0.5"), ("50", "0"), ("62.5", "0")])
def test_credit_in_the_level_is_told_with_its_need(jumlah: str, kurang: str):
    (kredit, *_) = ukur("R2023", karier(), jumlah).kp.syarat
    assert kredit.kode == "kredit"
    assert kredit.langkah[-1].nilai == D(jumlah)
    teks = terbaca(kredit.isi)
    assert f"{D(jumlah):.3f}".replace(".", ",") in teks
    assert (f"dari 50, kurang {D(kurang):.3f}".replace(".", ",") in teks) is bool(D(kurang))
    assert ("memenuhi 50" in teks) is (not D(kurang))


@pytest.mark.parametrize(
    ("fakta", "sejak", "kata"),
    [
        (Fakta(True, True, True), LAMA, "Kenaikan jabatan ke Pranata Komputer Ahli Muda didahulukan"),
        (Fakta(True, True, True), dt.date(2021, 12, 1), "Kenaikan pangkat ke III/c menunggu kenaikan jabatan"),
        (Fakta(True, False, True), LAMA, "Kenaikan pangkat ke III/c menunggu kenaikan jabatan"),
        (Fakta(True, None, True), LAMA, "Kenaikan pangkat ke III/c menunggu kepastian kenaikan jabatan"),
    ],
)
def test_a_rank_above_the_level_says_what_it_waits_for(fakta: Fakta, sejak: dt.date, kata: str):
    kp = ukur("R2020", karier(golongan="III/b", tmt_jenjang=sejak), "150", fakta=fakta).kp
    (menunggu,) = (s for s in kp.syarat if s.kode in ("tunggu_kj", "kj_dahulu"))
    assert kata in terbaca(menunggu.isi)
    # Time in the level passes of itself, an examination does not.
    assert menunggu.kode == ("kj_dahulu" if fakta.uji_kompetensi is False else "tunggu_kj")


@pytest.mark.parametrize(
    ("jenjang", "golongan", "beda", "kp", "kj"),
    [
        ("ahli_muda", "III/d", {}, 200, 200),
        ("ahli_muda", "III/d", {"golongan_awal": "III/c"}, 200, 200),
        ("ahli_muda", "III/d", {"golongan_awal": "III/d"}, 100, 100),
        ("ahli_pertama", "III/b", {"pendidikan": "s1"}, 100, 100),
        ("ahli_pertama", "III/b", {"pendidikan": "s2"}, 50, 50),
        # Entered with a rank that is none of the level: the whole level is asked for.
        ("ahli_muda", "IV/a", {"golongan_awal": "IV/a"}, 0, 200),
    ],
)
def test_by_elements_diploma_and_rank_of_entry_reach_both_needs(
    jenjang: str, golongan: str, beda: dict[str, Any], kp: int, kj: int
):
    hasil = ukur("R2020", karier(jenjang, golongan, **beda), "10")
    assert (hasil.kp.perlu, hasil.kj.perlu) == (D(kp), D(kj))


# --- the first year --------------------------------------------------------------------------------------------------

HARI_PERTAMA = dt.date(2014, 3, 1)


def tahun_pertama(
    regime: str, di: Karier, utama: str, syarat: dict[str, Nilai] | None = None, capaian: Capaian | None = None
) -> Tujuan:
    kenaikan = bersumber_jalur(peraturan.kunci(f"kenaikan_{regime}"))
    isi = [Ketentuan(jalur, angka, jalur, Tanda.PROPOSED) for jalur, angka in (syarat or {}).items()]
    return kemajuan(
        bersumber_jalur(peraturan.kunci(regime)),
        kenaikan.dengan(isi, tambah=True),
        peraturan.periode_kp,
        di,
        KreditDinilai(D(utama), D(0)),
        hari_ini=HARI["R2003"],
        capaian=capaian,
    ).kp


@pytest.mark.parametrize(
    ("pangkat", "jabatan", "berlaku"),
    [
        (HARI_PERTAMA, LAMA, True),
        (LAMA, HARI_PERTAMA, True),
        (LAMA, LAMA, False),
        (dt.date(2014, 1, 7), LAMA, False),
        (dt.date(2014, 1, 8), LAMA, True),
    ],
)
def test_credit_reached_in_the_first_year_of_rank_or_position_warns(pangkat: dt.date, jabatan: dt.date, berlaku: bool):
    di = karier(tmt_pangkat=pangkat, tmt_jenjang=jabatan, tmt_jabatan=jabatan)
    kp = tahun_pertama("R2003", di, "150")
    assert [(s.kode, s.keadaan) for s in kp.peringatan] == ([("tahun_pertama", BELUM)] if berlaku else [])
    assert all("masih wajib 10,000" in terbaca(s.isi) for s in kp.peringatan)
    assert "tahun_pertama" not in {s.kode for s in kp.syarat}


def test_the_first_year_is_one_condition_more_where_the_setting_refuses():
    di = karier(tmt_pangkat=HARI_PERTAMA)
    biasa = tahun_pertama("R2003", di, "150")
    tolak = tahun_pertama("R2003", di, "150", {"tahun_pertama.sikap": "tolak"})
    assert tolak.peringatan == ()
    assert [s.kode for s in tolak.syarat] == [*(s.kode for s in biasa.syarat), "tahun_pertama"]
    assert (tolak.syarat[-1].keadaan, tolak.keadaan, tolak.paling_awal) == (BELUM, BELUM, None)


@pytest.mark.parametrize(("utama", "sejak", "keadaan_kini"), [("159", 9, BELUM), ("160", 10, TERPENUHI)])
def test_what_was_collected_since_the_credit_was_reached_counts(utama: str, sejak: int, keadaan_kini: Keadaan):
    di = karier(tmt_pangkat=HARI_PERTAMA)
    (satu,) = tahun_pertama("R2003", di, utama, capaian=Capaian(dt.date(2014, 6, 1), D(150))).peringatan
    assert (satu.langkah[-1].nilai, satu.keadaan) == (D(sejak), keadaan_kini)
    assert "tercapai 1 Juni 2014" in terbaca(satu.isi)
    (hari_ini,) = tahun_pertama("R2003", di, utama).peringatan
    assert (hari_ini.langkah[-1].nilai, hari_ini.keadaan) == (D(0), BELUM)


@pytest.mark.parametrize("pendidikan", ["s1", "s2"])
def test_the_first_year_takes_its_share_of_the_step_of_the_diploma(pendidikan: str):
    syarat: dict[str, Nilai] = {
        "tahun_pertama.bulan": 12,
        "tahun_pertama.bagian": D("0.2"),
        "tahun_pertama.sikap": "peringatan",
    }
    di = karier(golongan="III/b", tmt_pangkat=HARI_PERTAMA, pendidikan=pendidikan)
    (satu,) = tahun_pertama("R2020", di, "100", syarat).peringatan
    assert (D(50), f"langkah.keahlian.{pendidikan}.III/b") in [(x.nilai, x.sumber) for x in satu.langkah]
    assert tahun_pertama("R2020", di, "100").peringatan == ()


@pytest.mark.parametrize("regime", sorted(HARI))
def test_every_condition_can_be_read(regime: str):
    for jenjang in JENJANG:
        for golongan in golongan_jenjang(peraturan.kunci(regime), jenjang):
            for t in ukur(regime, karier(jenjang, golongan), "70", "10").tujuan:
                assert t.kode or (t.nama == "" and t.tanpa is not None and terbaca(t.tanpa))
                assert all(terbaca(x.teks) for s in t.syarat for x in s.langkah)


def test_the_top_rank_and_the_top_level_have_no_aim():
    hasil = ukur("R2020", karier("ahli_utama", "IV/e"), "900")
    assert (hasil.kp.kode, hasil.kj.kode) == (None, None)
    assert (hasil.kp.nama, hasil.kj.nama) == ("", "")
    assert "pangkat puncak" in str(hasil.kp.tanpa)
    assert "Tidak ada jenjang di atas" in str(hasil.kj.tanpa)
    konversi = ukur("R2023", karier("ahli_utama", "IV/e"), "900")
    assert (konversi.kp.nama, konversi.kj.nama) == ("", "")
    assert "Tidak ada jenjang di atas" in str(konversi.kj.tanpa)
    assert "pangkat puncak" in str(konversi.kp.tanpa)
    assert "menunggu kenaikan jabatan" in str(ukur("R2023", karier("ahli_pertama", "III/c"), "9").kp.tanpa)
    assert "diperiksa tersendiri" in str(ukur("R2023", karier("ahli_muda", "III/a"), "9").kp.tanpa)


def test_each_step_names_its_source():
    for regime in HARI:
        for t in ukur(regime, karier(golongan="III/b"), "70", "10").tujuan:
            langkah = [x for s in t.syarat for x in s.langkah] + list(t.waktu.langkah if t.waktu else ())
            assert langkah
            assert all(x.sumber for x in langkah), [str(x.teks) for x in langkah if not x.sumber]
