"""The picture of credit over time: where days, balances, needs, bridges and marks stand."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.blueprints.kredit.gambar_waktu import (
    LEBAR,
    SEMPIT,
    TEPI,
    Bahan,
    GambarWaktu,
    Panel,
    Perlu,
    Regime,
    Tanda,
    gambar_waktu,
)
from workflow_app.services.garis_waktu import Titik

D = Decimal
KINI = dt.date(2026, 1, 20)
REGIME = (
    Regime("R2003", dt.date(2003, 1, 1), dt.date(2019, 12, 31)),
    Regime("R2020", dt.date(2020, 1, 1), dt.date(2022, 12, 31)),
    Regime("R2023", dt.date(2023, 1, 1), dt.date.max),
)
MUDA = "ahli_muda"


def titik(tanggal: dt.date, aturan: str, jumlah: str, saldo: str, integrasi: int | None = None) -> Titik:
    return Titik(tanggal, aturan, "" if aturan == "R2003" else MUDA, D(jumlah), D(saldo), integrasi)


ALIH = dt.date(2023, 3, 3)
LINTAS = Bahan(
    [
        titik(dt.date(2019, 9, 30), "R2003", "287.5", "287.5"),
        titik(dt.date(2020, 7, 31), "R2020", "20", "20"),
        titik(ALIH, "R2003", "-287.5", "0", 7),
        titik(ALIH, "R2020", "-20", "0", 7),
        titik(ALIH, "R2023", "107.5", "107.5", 7),
        titik(dt.date(2024, 1, 8), "R2023", "25", "132.5"),
    ],
    REGIME,
    "R2023",
    KINI,
    (Perlu("KP", D(200)), Perlu("KJ", D(200))),
    MUDA,
    dt.date(2018, 4, 1),
    D(25),
    (
        Tanda(dt.date(2018, 4, 1), "III/c", 0),
        Tanda(dt.date(2020, 4, 1), "III/d", 0),
        Tanda(dt.date(2018, 4, 1), "Ahli Muda", 1),
    ),
)


def angka(jalan: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*", jalan)]


def panel(gambar: GambarWaktu, kunci: str) -> Panel:
    return next(p for p in gambar.panel if p.kunci == kunci)


@pytest.mark.parametrize("lebar", [SEMPIT, LEBAR])
def test_each_rule_set_has_its_panel_in_the_order_of_time(lebar: int):
    hasil = gambar_waktu(LINTAS, lebar)
    assert [p.kunci for p in hasil.panel] == ["R2003", "R2020", "R2023"]
    assert [p.akhir for p in hasil.panel] == [D(0), D(0), D("132.5")]
    atas = [p.atas for p in hasil.panel]
    assert atas == sorted(atas)
    assert all(a.alas < b.judul for a, b in zip(hasil.panel, hasil.panel[1:], strict=False))
    assert hasil.alas == hasil.panel[-1].alas < hasil.tinggi
    assert [p.kunci for p in hasil.pita] == ["R2003", "R2020", "R2023"]
    assert sum(p.lebar for p in hasil.pita) == pytest.approx(lebar - 2 * TEPI, abs=3)


def test_a_balance_is_a_step_on_its_day_and_an_emptied_account_ends():
    hasil = gambar_waktu(LINTAS, LEBAR)
    lama, baru = panel(hasil, "R2003").garis[0], panel(hasil, "R2023").garis[0]
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){2}", lama.langkah)
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){2}H[\d.]+", baru.langkah)
    assert angka(baru.langkah)[-1] == hasil.hari_ini
    assert angka(lama.langkah)[-1] == panel(hasil, "R2003").alas  # nothing is left
    mulai, alih = angka(baru.langkah)[0], angka(lama.langkah)[-2]
    assert mulai == alih


def test_higher_balances_stand_higher_and_nothing_leaves_its_plot():
    hasil = gambar_waktu(LINTAS, SEMPIT)
    baru = panel(hasil, "R2023")
    _, alas, _, pertama, _, kedua, _ = angka(baru.garis[0].langkah)
    assert baru.atas < kedua < pertama < alas == baru.alas
    assert {round(p.y, 1) for p in baru.perlu} == {baru.perlu[0].y}
    assert baru.atas < baru.perlu[0].y < kedua


def test_needs_begin_with_the_level():
    hasil = gambar_waktu(replace(LINTAS, sejak=dt.date(2024, 1, 8)), LEBAR)
    (kp, kj) = panel(hasil, "R2023").perlu
    assert (kp.jenis, kj.jenis) == ("KP", "KJ")
    assert kp.x1 == angka(panel(hasil, "R2023").garis[0].langkah)[4]
    assert not panel(hasil, "R2003").perlu


def test_what_waits_stands_on_the_balance_of_today():
    hasil = panel(gambar_waktu(LINTAS, LEBAR), "R2023")
    assert hasil.menunggu is not None
    dari, sampai = hasil.menunggu
    assert dari == angka(hasil.garis[0].langkah)[-2]
    assert sampai < dari
    assert panel(gambar_waktu(replace(LINTAS, menunggu=D(0)), LEBAR), "R2023").menunggu is None


@pytest.mark.parametrize("lebar", [SEMPIT, LEBAR])
def test_an_integration_bridges_each_old_account_to_the_new_one(lebar: int):
    hasil = gambar_waktu(LINTAS, lebar)
    assert [j.nilai for j in hasil.jembatan] == [D("287.5"), D(20)]
    for jembatan, kunci in zip(hasil.jembatan, ("R2003", "R2020"), strict=True):
        lama = panel(hasil, kunci)
        assert lama.atas <= jembatan.dari <= lama.alas
        ujung = angka(jembatan.lengkung)[-1]
        assert ujung == angka(panel(hasil, "R2023").garis[0].langkah)[3]
        assert max(angka(jembatan.lengkung)[::2]) <= lebar


def test_a_correction_of_an_integration_is_no_bridge_of_its_own():
    koreksi = [
        *LINTAS.titik,
        titik(dt.date(2025, 1, 2), "R2003", "3", "3"),
        titik(dt.date(2025, 2, 3), "R2023", "-4", "128.5", 8),
    ]
    assert len(gambar_waktu(replace(LINTAS, titik=koreksi), LEBAR).jembatan) == 2


def test_marks_before_the_picture_stand_at_its_edge_and_only_the_last_of_them():
    tanda = (*LINTAS.tanda, Tanda(dt.date(2016, 4, 1), "III/b", 0))
    hasil = gambar_waktu(replace(LINTAS, tanda=tanda), LEBAR)
    assert [t.teks for t in hasil.tanda] == ["III/d", "III/c", "Ahli Muda"]
    assert hasil.tanda[1].x == TEPI
    assert hasil.tanda[0].y < hasil.tanda[2].y


def test_labels_that_would_meet_give_way_to_the_newer_one():
    tanda = [Tanda(dt.date(2024, bulan, 1), "III/d", 0) for bulan in (1, 2, 3)]
    hasil = gambar_waktu(replace(LINTAS, tanda=tanda), SEMPIT)
    assert [t.bernama for t in hasil.tanda] == [True, False, False]
    akhir = gambar_waktu(replace(LINTAS, tanda=[Tanda(KINI, "Pranata Komputer Ahli Madya", 1)]), SEMPIT)
    assert akhir.tanda[0].di_akhir


def test_an_account_of_one_rule_set_has_one_panel_and_no_bridge():
    bahan = replace(LINTAS, titik=LINTAS.titik[1:2], kini="R2020", hari_ini=dt.date(2022, 1, 10), menunggu=D(0))
    hasil = gambar_waktu(bahan, SEMPIT)
    assert [p.kunci for p in hasil.panel] == ["R2020"]
    assert not hasil.jembatan
    assert [p.kunci for p in hasil.pita] == ["R2020"]


def test_the_rule_set_of_today_is_drawn_before_anything_was_credited_under_it():
    hasil = gambar_waktu(replace(LINTAS, titik=LINTAS.titik[:2], menunggu=D(0)), SEMPIT)
    assert [(p.kunci, p.akhir) for p in hasil.panel] == [("R2003", D("287.5")), ("R2020", D(20)), ("R2023", D(0))]
    assert len(hasil.panel[-1].perlu) == 2


@given(
    hari=st.lists(st.dates(dt.date(2000, 1, 1), KINI), min_size=1, max_size=30),
    nilai=st.lists(st.integers(-50, 400), min_size=30, max_size=30),
    lebar=st.sampled_from([SEMPIT, LEBAR]),
)
def test_whatever_the_ledger_holds_stays_inside_the_picture(hari: list[dt.date], nilai: list[int], lebar: int):
    isi, saldo = [], D(0)
    for satu, jumlah in zip(sorted(hari), nilai, strict=False):
        saldo += jumlah
        isi.append(Titik(satu, "R2023", MUDA, D(jumlah), saldo, None))
    hasil = gambar_waktu(replace(LINTAS, titik=isi), lebar)
    (satu_panel,) = hasil.panel
    for garis in satu_panel.garis:
        for x in re.findall(r"[MH](-?[\d.]+)", garis.langkah):
            assert 0 <= float(x) <= lebar
        for y in re.findall(r"V(-?[\d.]+)", garis.langkah):
            assert satu_panel.atas - 0.1 <= float(y) <= satu_panel.alas + 0.1
    assert [t.tahun for t in hasil.tahun] == list(range(isi[0].tanggal.year, hasil.tahun[-1].tahun + 1))
