"""The search of the list of cases: by name, NIP or unit, inside the reader's scope, without a NIP in an address."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman, urai
from tests.meja_tim import Meja, hitung_perintah, meja_tim
from workflow_app.models import Dupak, Pegawai, Peran
from workflow_app.services.cari_perkara import KATA_TERBANYAK, PANJANG_CARI, nip, rapikan

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


@pytest.fixture
def klaim(meja: Meja) -> list[Dupak]:
    """Two claims before the team, of officers in two units."""
    satu = meja.klaim("Dewi Pranata", butir=1)
    unit = pabrik.unit(meja.session, nama="Bidang Statistik Sektoral")
    orang = pabrik.pegawai(meja.session, "Ananda 100%", unit=unit, atasan=meja.atasan)
    dua = meja.klaim(butir=1, orang=orang)
    meja.session.commit()
    return [satu, dua]


def cari(peramban: Klien, teks: str, **lain: str) -> list[str]:
    """The addresses of the cases found, over the form."""
    jawaban = peramban.kirim("/perkara/cari", {"cari": teks, **lain}, follow_redirects=True, status=200)
    assert jawaban.text.count('name="cari"') == 1
    halaman = urai(jawaban.text)
    return [a.get("href") for tr in halaman.iter("tr") for a in tr.iter("a")]


def alamat(*daftar: Dupak) -> list[str]:
    return [f"/dupak/{d.id}" for d in daftar]


@pytest.mark.parametrize(
    ("teks", "cocok"),
    [
        ("dewi", [0]),
        ("  PRANATA   Dewi ", [0]),
        ("statistik", [1]),
        ("ananda sektoral", [1]),
        ("a", [1, 0]),
        ("", [1, 0]),
        ("dewi statistik", []),
        ("100%", [1]),
        ("1_0", []),
        ("%", [1]),
        ("' OR 1=1 --", []),
        ("\\", []),
    ],
)
def test_every_word_is_looked_for_in_name_and_unit(
    meja: Meja, klaim: list[Dupak], klien: Masuk, teks: str, cocok: Sequence[int]
):
    assert cari(klien(meja.sekretariat), teks) == alamat(*(klaim[i] for i in cocok))


def test_a_nip_is_found_and_stands_in_no_address(meja: Meja, klaim: list[Dupak], klien: Masuk):
    peramban, orang = klien(meja.sekretariat), klaim[1].subjek
    berjarak = f"{orang.nip[:8]} {orang.nip[8:14]} {orang.nip[14:]}"
    lokasi = ""
    for teks in (orang.nip, berjarak):
        lokasi = peramban.kirim("/perkara/cari", {"cari": teks, "alur": "dupak"}).location or ""
        assert orang.nip not in lokasi
        assert parse_qs(urlsplit(lokasi).query) == {"alur": ["dupak"], "pegawai": [str(orang.id)]}
        assert cari(peramban, teks) == alamat(klaim[1])
    isi = teks_halaman(peramban.get(lokasi).text)
    assert "Hanya perkara Ananda 100%." in isi


def test_a_nip_outside_the_reader_s_scope_is_as_unknown_as_one_that_nobody_has(
    session: Session, meja: Meja, klaim: list[Dupak], klien: Masuk
):
    luar = pabrik.instansi(session)
    asing = pabrik.pegawai(session, instansi=luar, unit=pabrik.unit(session, instansi=luar), peran=Peran.SEKRETARIAT)
    session.commit()
    peramban = klien(asing)
    jawaban = []
    for satu in (klaim[0].subjek.nip, "9" * 18):
        hasil = peramban.kirim("/perkara/cari", {"cari": satu}, 200)
        assert f'value="{satu}"' in hasil.text
        jawaban.append(teks_halaman(hasil.text))
    assert jawaban[0] == jawaban[1]
    assert "Tidak ada perkara yang cocok." in jawaban[0]
    assert cari(peramban, "dewi") == []
    assert "Tidak ada perkara yang cocok." in teks_halaman(peramban.get(f"/perkara?pegawai={klaim[0].subjek_id}").text)


def test_the_search_keeps_kind_and_state(meja: Meja, klaim: list[Dupak], klien: Masuk):
    peramban = klien(meja.sekretariat)
    assert cari(peramban, "dewi", alur="dupak", status="penilaian") == alamat(klaim[0])
    assert cari(peramban, "dewi", alur="dupak", status="draf") == []
    lokasi = peramban.kirim("/perkara/cari", {"cari": "dewi", "alur": "dupak", "status": "penilaian"}).location or ""
    assert parse_qs(urlsplit(lokasi).query) == {"alur": ["dupak"], "status": ["penilaian"], "cari": ["dewi"]}
    assert peramban.kirim("/perkara/cari", {"cari": "x", "alur": "gaji"}, 404).status_code == 404


def test_a_plenary_is_found_by_its_team(meja: Meja, klien: Masuk):
    sidang = meja.sidang(meja.siap_sidang())
    peramban = klien(meja.sekretariat)
    assert cari(peramban, meja.tim.nama.upper(), alur="sidang") == [f"/sidang/{sidang.id}"]
    assert cari(peramban, "Dewi", alur="sidang") == []


def test_an_assessor_finds_no_marking_of_his_fellow(meja: Meja, klien: Masuk):
    dupak = meja.klaim(butir=1)
    milik = meja.penilaian(dupak, meja.a)
    assert cari(klien(meja.a), "dewi", alur="penilaian") == [f"/penilaian/{milik.id}"]


def test_what_is_typed_is_bounded():
    assert rapikan("a " * 50).split() == ["a"] * KATA_TERBANYAK
    assert len(rapikan("a" * 1000)) == PANJANG_CARI
    assert nip("19850101 201001 1 001") == "198501012010011001"
    assert [nip(t) for t in ("1985", "1" * 19, "\u0661" * 18, "x" * 18)] == [None] * 4


def test_hostile_addresses_are_answered(meja: Meja, klaim: list[Dupak], klien: Masuk):
    peramban = klien(meja.sekretariat)
    for satu in ("pegawai=0", "pegawai=-1", "pegawai=99999999999999999999", "pegawai=x", f"cari={'x' * 5000}"):
        assert peramban.get(f"/perkara?{satu}").status_code == 200
    assert peramban.kirim("/perkara/cari", {"cari": "a\0b"}, 400).status_code == 400


def test_the_search_asks_as_much_for_five_lines_as_for_twenty_five(
    app: Flask, session: Session, meja: Meja, klien: Masuk
):
    orang = pabrik.pegawai(session, "Dewi Pranata", atasan=meja.atasan, peran=Peran.AUDITOR)
    peramban, hitungan = klien(orang), []
    for tambah in (5, 20):
        for _ in range(tambah):
            pabrik.dupak(session, orang)
        session.commit()
        peramban.get("/perkara?cari=dewi")
        with hitung_perintah(app) as daftar:
            halaman = peramban.buka("/perkara?cari=dewi")
        hitungan.append((len(daftar), len(list(halaman.iter("tr"))) - 1))
    assert [n for _, n in hitungan] == [5, 25]
    assert hitungan[0][0] == hitungan[1][0]
