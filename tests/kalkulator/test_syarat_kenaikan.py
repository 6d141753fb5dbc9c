"""The conditions of a raise one by one: on their days, under their names, with the figure they cite and say."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import pytest

from tests.kalkulator.bantu_langkah import bersumber_jalur, terbaca
from workflow_app import peraturan
from workflow_app.kalkulator.kebutuhan import Kedudukan
from workflow_app.kalkulator.kelayakan import KreditDinilai, kelayakan, kelayakan_kredit
from workflow_app.kalkulator.pangkat_puncak import puncak_ditunggu
from workflow_app.kalkulator.prasyarat import Keadaan as Diketahui
from workflow_app.kalkulator.prasyarat import Prasyarat, prasyarat
from workflow_app.kalkulator.syarat_kenaikan import (
    Fakta,
    Karier,
    Keadaan,
    Syarat,
    masa_jabatan,
    masa_jenjang,
    masa_pangkat,
    nilai,
    pangkat_puncak,
    syarat_fakta_kj,
    syarat_prestasi_kp,
)
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Ketentuan, Nilai, Peraturan, Tanda
from workflow_app.peraturan.jenjang import golongan_jenjang
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.pesan import tanggal_indonesia

R2020 = peraturan.kunci("R2020")
KENAIKAN = tuple(bersumber_jalur(peraturan.kunci(f"kenaikan_{regime}")) for regime in ("R2003", "R2020", "R2023"))
K2020 = KENAIKAN[1]
PANGKAT, JENJANG, JABATAN = dt.date(2019, 4, 1), dt.date(2018, 2, 1), dt.date(2016, 3, 1)
DI = Karier("ahli_madya", "IV/b", PANGKAT, JENJANG, JABATAN)
TAHU = (True, False, None)

Masa = Callable[[Peraturan, Karier, dt.date], Syarat]


def dengan(aturan: Peraturan, ubah: Mapping[str, Nilai]) -> Peraturan:
    """The rules with other figures, each of which still names its path."""
    return aturan.dengan([Ketentuan(jalur, isi, jalur, Tanda.PROPOSED) for jalur, isi in ubah.items()])


def isi(daftar: Iterable[Syarat]) -> list[tuple[str, Keadaan, str]]:
    """Name, verdict and cited figure of each condition; its sentence can be read."""
    daftar = list(daftar)
    assert all(terbaca(satu.nama) and terbaca(satu.isi) for satu in daftar)
    return [(satu.kode, satu.keadaan, satu.langkah[-1].sumber) for satu in daftar]


# --- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aturan", KENAIKAN, ids=lambda a: a.kunci)
@pytest.mark.parametrize(
    ("masa", "kode", "jalur", "tmt"),
    [
        (masa_pangkat, "masa_pangkat", "kp.tahun_pangkat", PANGKAT),
        (masa_jabatan, "masa_jabatan", "kp.tahun_jabatan", JABATAN),
        (masa_jenjang, "masa_jenjang", "kj.tahun_jenjang", JENJANG),
    ],
)
def test_a_time_is_over_on_its_anniversary_and_says_since_when(
    aturan: Peraturan, masa: Masa, kode: str, jalur: str, tmt: dt.date
):
    tahun = aturan.bulat(jalur)
    genap = tambah_tahun(tmt, tahun)
    for hari, keadaan in (
        (genap - dt.timedelta(days=1), Keadaan.BELUM),
        (genap, Keadaan.TERPENUHI),
        (genap + dt.timedelta(days=1), Keadaan.TERPENUHI),
    ):
        satu = masa(aturan, DI, hari)
        assert isi([satu]) == [(kode, keadaan, jalur)]
        teks = terbaca(satu.isi)
        assert teks.startswith(f"{tahun} tahun dalam ")
        assert f"sejak {tanggal_indonesia(tmt)}: genap {tanggal_indonesia(genap)}" in teks
    assert (DI.golongan in terbaca(masa(aturan, DI, genap).isi)) is (kode == "masa_pangkat")


# --- rank and facts of a raise in level ------------------------------------------------------------------------------


@pytest.mark.parametrize("jenjang", ["terampil", "penyelia", "ahli_pertama", "ahli_madya"])
def test_the_top_rank_is_the_last_of_the_level(jenjang: str):
    milik = golongan_jenjang(R2020, jenjang)
    for golongan in milik:
        (satu,) = pangkat_puncak(R2020, K2020, Karier(jenjang, golongan, PANGKAT, JENJANG, JABATAN))
        tercapai = golongan == milik[-1]
        assert isi([satu]) == [
            ("pangkat_puncak", Keadaan.TERPENUHI if tercapai else Keadaan.BELUM, "kj.pangkat_puncak_jenjang")
        ]
        assert milik[-1] in terbaca(satu.isi)
        assert golongan in terbaca(satu.isi)


def test_a_rank_above_the_level_is_past_its_top():
    (satu,) = pangkat_puncak(R2020, K2020, Karier("ahli_pertama", "III/c", PANGKAT, JENJANG, JABATAN))
    assert satu.keadaan is Keadaan.TERPENUHI


@pytest.mark.parametrize("tahu", TAHU)
def test_the_facts_of_a_raise_in_level_and_what_they_say(tahu: bool | None):
    aturan = dengan(K2020, {"kj.prestasi_tahun": 3})
    daftar = syarat_fakta_kj(aturan, Fakta(tahu, tahu, tahu), "Pranata Komputer Ahli Utama")
    assert isi(daftar) == [
        ("prestasi", nilai(tahu), "kj.prestasi_tahun"),
        ("uji_kompetensi", nilai(tahu), "kj.uji_kompetensi"),
        ("lowongan", nilai(tahu), "kj.lowongan"),
    ]
    assert "3 tahun terakhir" in terbaca(daftar[0].isi)
    assert all("Pranata Komputer Ahli Utama" in terbaca(satu.isi) for satu in daftar[1:])
    kata = {True: "lulus.", False: "belum lulus.", None: "belum diketahui."}[tahu]
    assert terbaca(daftar[1].isi).endswith(kata)


def test_facts_that_no_rule_asks_for_are_no_conditions():
    aturan = dengan(K2020, {"kj.prestasi_tahun": 0, "kj.uji_kompetensi": False, "kj.lowongan": False})
    assert syarat_fakta_kj(aturan, Fakta(False, False, False), "Penyelia") == []


# --- appraisal of a raise in rank ------------------------------------------------------------------------------------


@pytest.mark.parametrize("tahu", TAHU)
def test_the_appraisal_of_a_raise_in_rank(tahu: bool | None):
    aturan = dengan(
        K2020, {"kp.jenjang_perlu_prestasi": ("ahli_madya",), "kj.prestasi_tahun": 1, "kp.prestasi_tahun": 4}
    )
    fakta = Fakta(prestasi_baik=tahu)
    (khusus,) = syarat_prestasi_kp(aturan, fakta, "ahli_madya")
    assert isi([khusus]) == [("prestasi", nilai(tahu), "kp.jenjang_perlu_prestasi")]
    assert "1 tahun terakhir" in terbaca(khusus.isi)
    assert syarat_prestasi_kp(aturan, fakta, "ahli_muda") == []
    (umum,) = syarat_prestasi_kp(dengan(aturan, {"kp.prestasi_sikap": "tolak"}), fakta, "ahli_muda")
    assert isi([umum]) == [("prestasi", nilai(tahu), "kp.prestasi_sikap")]
    assert "4 tahun terakhir" in terbaca(umum.isi)


# --- what stands in the way of both raises together ------------------------------------------------------------------


def hambatan(
    ubah: Mapping[str, Nilai], keadaan: Diketahui, *, jenjang: str = "ahli_madya", golongan: str = "IV/c"
) -> Prasyarat:
    aturan = dengan(K2020, ubah)
    return prasyarat(R2020, aturan, Kedudukan(golongan, jenjang), keadaan, ada_kj=True, memakai_kelebihan=False)


def test_who_has_everything_meets_no_obstacle_and_no_warning():
    assert hambatan({}, Diketahui(True, True, True)) == Prasyarat((), (), ())


def test_what_nobody_has_stated_is_named_and_only_where_a_rule_asks_for_it():
    belum = hambatan({}, Diketahui())
    assert belum.kj == ()
    kata = ("prestasi kerja", "uji kompetensi", "lowongan")
    assert len(belum.peringatan) == len(kata)
    for satu, syarat in zip(belum.peringatan, kata, strict=True):
        assert terbaca(satu).startswith("Belum dinyatakan: ")
        assert syarat in terbaca(satu)
    tanpa = {"kj.prestasi_tahun": 0, "kj.uji_kompetensi": False, "kj.lowongan": False}
    assert hambatan(tanpa, Diketahui()) == Prasyarat((), (), ())
    assert hambatan(tanpa, Diketahui(None, False, False)) == Prasyarat((), (), ())
    assert hambatan(tanpa, Diketahui(False, False, False)).kj == ()


def test_a_raise_in_level_waits_for_the_last_rank_of_the_level():
    for golongan in ("IV/a", "IV/b"):
        (satu,) = hambatan({}, Diketahui(True, True, True), golongan=golongan).kj
        assert "IV/c" in terbaca(satu)
    assert hambatan({}, Diketahui(True, True, True), golongan="IV/c").kj == ()


@pytest.mark.parametrize(
    ("jenjang", "ubah", "memakai_kelebihan", "wajib"),
    [
        ("ahli_muda", {}, False, False),
        ("ahli_madya", {}, False, True),
        ("ahli_muda", {}, True, True),
        ("ahli_muda", {"kp.kelebihan_perlu_prestasi": False}, True, False),
        ("ahli_muda", {"kp.prestasi_sikap": "tolak"}, False, True),
    ],
)
def test_the_appraisal_of_a_raise_in_rank_is_asked_for_where_a_rule_does(
    jenjang: str, ubah: Mapping[str, Nilai], memakai_kelebihan: bool, wajib: bool
):
    def hasil(tahu: bool | None) -> tuple[list[str], list[str]]:
        di = Kedudukan("IV/a", jenjang)
        satu = prasyarat(
            R2020,
            dengan(KENAIKAN[0], ubah),
            di,
            Diketahui(prestasi_baik=tahu),
            ada_kj=False,
            memakai_kelebihan=memakai_kelebihan,
        )
        assert satu.kj == ()
        return [terbaca(p) for p in satu.kp], [terbaca(p) for p in satu.peringatan]

    kata = "Kenaikan pangkat: setiap unsur prestasi kerja setahun terakhir harus bernilai baik."
    assert hasil(True) == ([], [])
    assert hasil(False) == (([kata], []) if wajib else ([], [kata]))
    assert hasil(None) == ([], [f"Belum dinyatakan: {kata}"] if wajib else [])


# --- the top rank that a level waits for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenjang", "golongan", "puncak"),
    [
        ("ahli_madya", "III/d", "IV/c"),
        ("ahli_madya", "IV/a", "IV/c"),
        ("ahli_madya", "IV/b", "IV/c"),
        ("ahli_madya", "IV/c", None),
        ("ahli_madya", "IV/d", None),
        ("ahli_muda", "III/c", "III/d"),
    ],
)
def test_a_level_waits_for_the_top_rank_only_where_the_rules_say_so(jenjang: str, golongan: str, puncak: str | None):
    assert puncak_ditunggu(R2020, K2020, jenjang, golongan) == puncak
    assert puncak_ditunggu(R2020, dengan(K2020, {"kj.pangkat_puncak_jenjang": False}), jenjang, golongan) is None


@pytest.mark.parametrize(
    ("golongan", "utama", "puncak", "catatan"),
    [("III/c", "200", "III/d", 1), ("III/c", "199", "III/d", 0), ("III/d", "200", None, 0)],
)
def test_a_level_whose_credit_is_there_is_noted_to_wait_for_its_rank(
    golongan: str, utama: str, puncak: str | None, catatan: int
):
    kredit, di = KreditDinilai(Decimal(utama), Decimal(0), Decimal(6)), Kedudukan(golongan, "ahli_muda")
    hasil = kelayakan_kredit(R2020, kredit, di, kenaikan=K2020)
    assert hasil.kj is not None
    assert (hasil.kj.menunggu_pangkat, hasil.kj.golongan) == (puncak, golongan)
    assert hasil.kj.terpenuhi is (puncak is None and utama == "200")
    menunggu = [teks for teks in map(terbaca, hasil.catatan) if "menunggu pangkat III/d; sekarang III/c" in teks]
    assert len(menunggu) == catatan
    assert [teks for teks in map(terbaca, hasil.kj.halangan) if "menunggu pangkat III/d" in teks] == (
        ["Kenaikan jabatan menunggu pangkat III/d; sekarang III/c."] if puncak else []
    )
    # Without the rules on raises the credit alone is judged.
    sendiri = kelayakan_kredit(R2020, kredit, di).kj
    assert sendiri is not None
    assert (sendiri.menunggu_pangkat, sendiri.terpenuhi) == (None, utama == "200")


def test_credit_by_elements_hands_the_rules_on_raises_down():
    utama = next(u.kode for u in daftar_unsur(R2020, "keahlian") if u.kelompok == "utama")
    isi = {utama: Decimal(200)}
    kj = kelayakan(R2020, isi, {}, golongan="III/c", jenjang="ahli_muda", kenaikan=K2020).kj
    assert kj is not None
    assert kj.menunggu_pangkat == "III/d"
