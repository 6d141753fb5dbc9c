"""Progress on a page says what the calculator's own kinds say for the same facts."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app import peraturan
from workflow_app.kalkulator.jenis import jalankan_kasus
from workflow_app.kalkulator.kelayakan import KreditDinilai
from workflow_app.kalkulator.kemajuan import Kemajuan, Tambahan, Tujuan, kemajuan
from workflow_app.kalkulator.syarat_kenaikan import Fakta, Karier, Keadaan
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
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


def test_the_top_rank_and_the_top_level_have_no_aim():
    hasil = ukur("R2020", karier("ahli_utama", "IV/e"), "900")
    assert (hasil.kp.kode, hasil.kj.kode) == (None, None)
    assert "pangkat puncak" in str(hasil.kp.tanpa)
    assert "Tidak ada jenjang di atas" in str(hasil.kj.tanpa)
    konversi = ukur("R2023", karier("ahli_utama", "IV/e"), "900")
    assert "pangkat puncak" in str(konversi.kp.tanpa)
    assert "menunggu kenaikan jabatan" in str(ukur("R2023", karier("ahli_pertama", "III/c"), "9").kp.tanpa)
    assert "diperiksa tersendiri" in str(ukur("R2023", karier("ahli_muda", "III/a"), "9").kp.tanpa)


def test_each_step_names_its_source():
    for regime in HARI:
        for t in ukur(regime, karier(golongan="III/b"), "70", "10").tujuan:
            langkah = [x for s in t.syarat for x in s.langkah] + list(t.waktu.langkah if t.waktu else ())
            assert langkah
            assert all(x.sumber for x in langkah), [str(x.teks) for x in langkah if not x.sumber]
