import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.extract import extract

from workflow_app import peraturan
from workflow_app.peraturan import KetentuanSalahJenis, KetentuanTidakAda, Peraturan, PeraturanTidakAda, Tanda
from workflow_app.peraturan.berlaku import muat_semua
from workflow_app.peraturan.jenjang import (
    KATEGORI,
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    kategori,
    nama_jenjang,
    nama_pangkat,
    semua_golongan,
    urutan_golongan,
)
from workflow_app.peraturan.muat import MAP, BerkasPeraturanSalah, muat
from workflow_app.peraturan.rute import nama_pejabat, penetap, pengusul, tim_penilai
from workflow_app.peraturan.unsur import daftar_unsur, judul_spmk

KREDIT = ("R2003", "R2020")
INSTANSI = ("bps", "bps_provinsi", "lpnk", "kementerian", "provinsi", "kabupaten_kota")
RUJUKAN = {"S1": "Paparan, slide"}


def jenjang_regime(aturan: Peraturan) -> list[str]:
    return [j for j in aturan.anak("jenjang") if golongan_jenjang(aturan, j)]


def muat_teks(tmp_path: Path, isi: str) -> Peraturan:
    berkas = tmp_path / "uji.toml"
    kepala = 'kunci = "uji"\nkelompok = "uji"\nnama = "Uji"\n'
    berkas.write_text(kepala + isi, "utf-8")
    return muat(berkas, RUJUKAN)


@pytest.mark.parametrize(
    ("tanggal", "kunci"),
    [
        (dt.date(2003, 7, 1), "R2003"),
        (dt.date(2019, 12, 31), "R2003"),
        (dt.date(2020, 1, 1), "R2020"),
        (dt.date(2022, 12, 31), "R2020"),
        (dt.date(2023, 1, 1), "R2023"),
        (dt.date(2031, 5, 5), "R2023"),
    ],
)
def test_the_date_of_the_work_chooses_the_regime(tanggal, kunci):
    assert peraturan.untuk(tanggal).kunci == kunci


def test_work_before_the_first_regime_has_no_rules():
    with pytest.raises(PeraturanTidakAda, match="1 Januari 2001"):
        peraturan.untuk(dt.date(2001, 1, 1))


def test_unknown_key_is_named():
    with pytest.raises(PeraturanTidakAda, match="R1999"):
        peraturan.kunci("R1999")


def test_every_figure_has_a_source_that_people_can_read():
    for aturan in peraturan.semua():
        for ketentuan in aturan.isi.values():
            assert ketentuan.sumber
            assert isinstance(ketentuan.tanda, Tanda)
            assert not isinstance(ketentuan.nilai, float)


def test_dupak_is_accepted_until_the_conversion_regime():
    assert [peraturan.kunci(k).ya("dupak.diterima") for k in ("R2003", "R2020", "R2023")] == [True, True, False]
    assert peraturan.kunci("R2020").tanggal("dupak.diterima_sampai") == dt.date(2023, 6, 30)


def test_pak_is_issued_every_cycle_only_in_r2003():
    assert peraturan.kunci("R2003").ya("pak.setiap_putaran")
    assert not peraturan.kunci("R2020").ya("pak.setiap_putaran")


def test_missing_path_names_rule_set_and_path():
    with pytest.raises(KetentuanTidakAda, match=r"R2020.*faktor\.tiga_di_atas"):
        peraturan.kunci("R2020").desimal("faktor.tiga_di_atas")


@pytest.mark.parametrize(
    ("baca", "jalur"),
    [
        ("desimal", "dupak.diterima"),
        ("desimal", "berlaku.mulai"),
        ("bulat", "faktor.satu_di_atas"),
        ("teks", "faktor.setara"),
        ("ya", "faktor.setara"),
        ("tanggal", "akumulasi.cara"),
        ("daftar", "akumulasi.cara"),
        ("daftar_bulat", "jenjang.mahir.golongan"),
    ],
)
def test_figure_of_another_kind_is_refused(baca, jalur):
    with pytest.raises(KetentuanSalahJenis, match=jalur):
        getattr(peraturan.kunci("R2020"), baca)(jalur)


def test_children_keep_the_order_of_the_file():
    assert peraturan.kunci("R2020").anak("unsur") == (
        "tata_kelola",
        "infrastruktur",
        "sistem_informasi",
        "pengembangan_profesi",
        "penunjang",
    )
    assert peraturan.kunci("R2020").anak("tidak.ada") == ()


def test_hash_follows_figures_and_not_citations(tmp_path):
    dasar = '[a]\nsumber = "S1:1"\ntanda = "SEED"\nx = 12.5\n'
    semula = muat_teks(tmp_path, dasar)
    assert muat_teks(tmp_path, dasar.replace("12.5", "12.50")).sidik == semula.sidik
    assert muat_teks(tmp_path, dasar.replace("S1:1", "S1:2").replace("SEED", "MEMORY")) == semula
    assert muat_teks(tmp_path, dasar.replace("12.5", "12.6")).sidik != semula.sidik
    assert muat_teks(tmp_path, dasar.replace("12.5", '"12.5"')) != semula


def test_source_of_a_group_holds_until_a_figure_names_its_own(tmp_path):
    aturan = muat_teks(
        tmp_path,
        '[a]\nsumber = "S1:1"\ntanda = "SEED"\nx = 1\ny = { nilai = 2, sumber = "S1:9", tanda = "DERIVED", '
        'catatan = "bacaan" }\n',
    )
    assert (aturan.sumber("a.x"), aturan.ketentuan("a.x").tanda) == ("Paparan, slide 1", Tanda.SEED)
    assert (aturan.sumber("a.y"), aturan.ketentuan("a.y").catatan) == ("Paparan, slide 9", "bacaan")


@pytest.mark.parametrize(
    ("isi", "galat"),
    [
        ('[a]\ntanda = "SEED"\nx = 1\n', "a.x tanpa sumber"),
        ('[a]\nsumber = "S1"\nx = 1\n', "a.x tanpa tanda"),
        ('[a]\nsumber = "S7"\ntanda = "SEED"\nx = 1\n', "'S7' tidak terdaftar"),
        ('[a]\nsumber = "S1"\ntanda = "PASTI"\nx = 1\n', "PASTI"),
        ('[a]\nsumber = "S1"\ntanda = "SEED"\n"x.y" = 1\n', "memuat titik"),
    ],
)
def test_loader_refuses_a_figure_that_could_not_be_defended(tmp_path, isi, galat):
    with pytest.raises(BerkasPeraturanSalah, match=galat):
        muat_teks(tmp_path, isi)


def test_loader_refuses_a_file_without_a_key(tmp_path):
    (tmp_path / "uji.toml").write_text('kelompok = "uji"\nnama = "Uji"\n', "utf-8")
    with pytest.raises(BerkasPeraturanSalah, match="kunci tidak ada"):
        muat(tmp_path / "uji.toml", RUJUKAN)


@pytest.mark.parametrize(
    ("golongan", "kategori_", "total", "utama", "penunjang"),
    [("III/c", "keahlian", 200, 160, 40), ("II/a", "keterampilan", 25, 20, 5), ("IV/e", "keahlian", 1050, 840, 210)],
)
def test_r2003_minimum_and_its_shares(golongan, kategori_, total, utama, penunjang):
    aturan = peraturan.kunci("R2003")
    minimal = aturan.desimal(f"minimal.{kategori_}.{golongan}")
    assert minimal == total
    assert minimal * aturan.desimal("bagian.utama_minimal") == utama
    assert minimal * aturan.desimal("bagian.penunjang_maksimal") == penunjang


def test_upkeep_is_four_fifths_of_the_yearly_target():
    aturan = peraturan.kunci("R2020")
    for jenjang in aturan.anak("tahunan.pemeliharaan"):
        target = aturan.desimal(f"tahunan.target.{jenjang}")
        assert aturan.desimal(f"tahunan.pemeliharaan.{jenjang}") == target * Decimal("0.8")


def test_names_and_order_of_ranks_and_levels():
    assert nama_pangkat("III/a") == "Penata Muda"
    assert golongan_berikut("III/d") == "IV/a"
    assert golongan_berikut("IV/e") is None
    assert urutan_golongan("IV/a") > urutan_golongan("III/d")
    assert len(semua_golongan()) == 13
    assert nama_jenjang(peraturan.kunci("R2003"), "ahli_pertama") == "Pranata Komputer Pertama"
    assert nama_jenjang(peraturan.kunci("R2020"), "ahli_pertama") == "Pranata Komputer Ahli Pertama"
    assert jenjang_berikut(peraturan.kunci("R2020"), "penyelia") is None
    assert jenjang_berikut(peraturan.kunci("R2020"), "ahli_muda") == "ahli_madya"
    assert kategori("mahir") == "keterampilan"
    with pytest.raises(KetentuanTidakAda):
        kategori("menteri")
    with pytest.raises(KetentuanTidakAda):
        urutan_golongan("V/a")


@pytest.mark.parametrize("regime", KREDIT)
def test_levels_of_a_category_cover_its_ranks_without_gap(regime):
    aturan = peraturan.kunci(regime)
    for nama in KATEGORI:
        golongan = [g for j in jenjang_regime(aturan) if kategori(j) == nama for g in golongan_jenjang(aturan, j)]
        awal = urutan_golongan(golongan[0])
        assert [urutan_golongan(g) for g in golongan] == list(range(awal, awal + len(golongan)))


@pytest.mark.parametrize("regime", KREDIT)
@pytest.mark.parametrize("instansi", INSTANSI)
def test_every_officer_finds_who_proposes_who_determines_and_which_team(regime, instansi):
    aturan, tim = peraturan.kunci(regime), peraturan.tim(dt.date(2022, 1, 10))
    for jenjang in jenjang_regime(aturan):
        for kode in (*penetap(aturan, jenjang, instansi), *pengusul(aturan, jenjang, instansi)):
            assert nama_pejabat(kode)
        for punya_tim in (True, False):
            kode_tim = tim_penilai(tim, jenjang, instansi, punya_tim=punya_tim)
            assert peraturan.umum().teks(f"tim.{kode_tim}.label")


@pytest.mark.parametrize(
    ("jenjang", "instansi", "pejabat"),
    [
        ("ahli_muda", "kabupaten_kota", ("ppt_pratama_kepegawaian", "ppt_pratama_ti")),
        ("ahli_muda", "lpnk", ("ppt_pratama_kepegawaian",)),
        ("penyelia", "provinsi", ("ppt_madya_kesekretariatan",)),
        ("ahli_utama", "kementerian", ("ppt_utama",)),
    ],
)
def test_r2020_penetap_by_level_and_institution(jenjang, instansi, pejabat):
    assert penetap(peraturan.kunci("R2020"), jenjang, instansi) == pejabat


@pytest.mark.parametrize(
    ("jenjang", "instansi", "punya_tim", "tim"),
    [
        ("ahli_muda", "kabupaten_kota", False, "bps_pusat"),
        ("ahli_muda", "kabupaten_kota", True, "instansi"),
        ("ahli_utama", "kabupaten_kota", True, "bps"),
        ("mahir", "bps_provinsi", True, "bps_provinsi"),
        ("mahir", "bps", False, "bps_pusat"),
    ],
)
def test_team_by_level_and_institution(jenjang, instansi, punya_tim, tim):
    assert tim_penilai(peraturan.tim(dt.date(2021, 1, 1)), jenjang, instansi, punya_tim=punya_tim) == tim


def test_routing_refuses_an_institution_it_does_not_know():
    with pytest.raises(KetentuanTidakAda, match="swasta"):
        penetap(peraturan.kunci("R2020"), "ahli_muda", "swasta")


@pytest.mark.parametrize("regime", KREDIT)
def test_every_element_has_a_statement_and_a_group(regime):
    aturan = peraturan.kunci(regime)
    for nama in KATEGORI:
        unsur = daftar_unsur(aturan, nama)
        assert [u.kelompok for u in unsur].count("penunjang") == 1
        assert all(judul_spmk(aturan, u.spmk) for u in unsur)
    assert {u.kode for n in KATEGORI for u in daftar_unsur(aturan, n)} == set(aturan.anak("unsur"))


@pytest.mark.parametrize("daftar", ["dupak", "kp", "kj"])
def test_checklists_have_a_label_and_say_what_is_required(daftar):
    prosedur = peraturan.prosedur(dt.date(2022, 1, 10))
    jalur = f"daftar_periksa.{daftar}"
    assert any(prosedur.ya(f"{jalur}.{baris}.wajib") for baris in prosedur.anak(jalur))
    assert all(prosedur.teks(f"{jalur}.{baris}.label") for baris in prosedur.anak(jalur))


@pytest.mark.parametrize("regime", KREDIT)
def test_pak_is_distributed_to_one_original_and_six_copies(regime):
    aturan = peraturan.kunci(regime)
    assert len(aturan.anak("distribusi.asli")) == 1
    assert len(aturan.anak("distribusi.tembusan")) == 6


def test_overlapping_rule_sets_are_refused(tmp_path):
    for nama, sampai in (("a", "2020-06-30"), ("b", "2021-12-31")):
        (tmp_path / f"{nama}.toml").write_text(
            f'kunci = "{nama}"\nkelompok = "uji"\nnama = "Uji"\n[berlaku]\nsumber = "S1"\ntanda = "SEED"\n'
            f"mulai = {'2019-01-01' if nama == 'a' else '2020-06-30'}\nsampai = {sampai}\n",
            "utf-8",
        )
    (tmp_path / "sumber.toml").write_text('S1 = "Paparan"\n', "utf-8")
    with pytest.raises(BerkasPeraturanSalah, match="bertumpang tindih"):
        muat_semua(tmp_path)


def test_every_label_is_collected_for_translation():
    label = {str(k.nilai) for a in peraturan.semua() for j, k in a.isi.items() if j.endswith(".label")}
    terkumpul = set()
    for berkas in MAP.glob("*.toml"):
        with berkas.open("rb") as isi:
            for nomor, teks, *_ in extract("workflow_app.peraturan.teks:ekstrak", isi):
                assert nomor > 0
                terkumpul.add(teks)
    assert terkumpul == label
