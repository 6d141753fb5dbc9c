"""The line in time: entries of one cause are one event, balances run by account, and every event leads to its case."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman
from tests.lintas_regime import HARI_INI, Lintas, ganti, ganti_konversi, lintas
from tests.meja_tim import hitung_perintah, meja_tim
from workflow_app.config import Settings
from workflow_app.models import EntriKredit, JenisEntri, Konversi, Pegawai
from workflow_app.saldo import saldo_per_jenjang
from workflow_app.services import buku_kredit, garis_waktu
from workflow_app.services.garis_waktu import Peristiwa

D = Decimal
Masuk = Callable[[Pegawai], Klien]
AKUN = "/angka-kredit"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Today is in the conversion regime."""
    return replace(settings, TANGGAL_APLIKASI=HARI_INI)


def semua(session: Session, orang: Pegawai) -> list[Peristiwa]:
    """Every event, from the oldest on."""
    query = garis_waktu.pertama(orang.id).order_by(EntriKredit.tanggal, EntriKredit.id)
    return garis_waktu.peristiwa(session, orang.id, session.scalars(query).all())


def garis(daftar: list[Peristiwa]) -> list[tuple[str, str, str, Decimal, Decimal, int]]:
    return [(str(p.label), p.aturan, p.akun, p.jumlah, p.saldo, p.banyak) for p in daftar]


def entri(
    session: Session,
    orang: Pegawai,
    nomor: int,
    *,
    jumlah: str = "1",
    tanggal: dt.date = dt.date(2021, 1, 4),
    aturan: str = "R2020",
) -> EntriKredit:
    """An event of its own: a letter."""
    return buku_kredit.saldo_awal(
        session, orang, aturan=aturan, unsur="penunjang", jumlah=D(jumlah), tanggal=tanggal, dasar=f"Surat {nomor}"
    )


# Events


def test_a_claim_is_one_event_however_many_activities_it_has(session: Session):
    (pak,) = meja_tim(session).ditetapkan("Dewi Pranata")
    lama, klaim = semua(session, pak.subjek)
    assert (klaim.banyak, klaim.jumlah, klaim.saldo) == (5, pak.jumlah_baru, pak.jumlah)
    assert (str(klaim.label), klaim.alasan) == ("Hasil penilaian DUPAK", None)
    assert klaim.perkara == [("pak", pak.id), ("dupak", pak.dupak_id)]
    assert (str(lama.label), lama.saldo, lama.perkara) == ("Keputusan sebelum aplikasi ini", pak.jumlah_lama, [])


def test_a_career_over_three_regimes_is_one_line(session: Session):
    satu = lintas(session)
    muda = "ahli_muda"
    assert garis(semua(session, satu.orang)) == [
        ("Keputusan sebelum aplikasi ini", "R2003", "", D("275"), D("275"), 1),
        ("Keputusan sebelum aplikasi ini", "R2003", "", D("12.5"), D("287.5"), 1),
        ("Keputusan sebelum aplikasi ini", "R2020", muda, D("20"), D("20"), 1),
        ("Integrasi, keluar", "R2003", "", D("-287.5"), D(0), 2),
        ("Integrasi, keluar", "R2020", muda, D("-20"), D(0), 1),
        ("Integrasi, masuk", "R2023", muda, D("107.5"), D("107.5"), 1),
        ("Konversi predikat kinerja", "R2023", muda, D("25"), D("132.5"), 1),
        ("Konversi predikat kinerja", "R2023", muda, D("37.5"), D("170"), 1),
        ("Konversi predikat kinerja", "R2023", muda, D("25"), D("195"), 1),
        ("Angka kredit ijazah", "R2023", muda, D("25"), D("220"), 1),
    ]
    assert satu.penetapan.jumlah == D("220")


def test_balances_are_those_of_the_account(session: Session):
    satu = lintas(session)
    akhir = {(p.aturan, p.akun): p.saldo for p in semua(session, satu.orang)}
    per_jenjang = saldo_per_jenjang(session, satu.orang.id)
    for (aturan, akun), nilai in akhir.items():
        milik = [sum(isi.values(), D(0)) for (a, j), isi in per_jenjang.items() if a == aturan and akun in {"", j}]
        assert nilai == sum(milik, D(0))


def test_events_stand_by_their_days_and_a_late_letter_moves_later_balances(session: Session):
    orang = pabrik.pegawai(session)
    entri(session, orang, 1, jumlah="10", tanggal=dt.date(2021, 3, 1))
    entri(session, orang, 2, jumlah="4", tanggal=dt.date(2020, 8, 1))
    entri(session, orang, 3, jumlah="2", tanggal=dt.date(2021, 3, 1))
    assert [(p.dasar, p.saldo) for p in semua(session, orang)] == [
        ("Surat 2", D(4)),
        ("Surat 1", D(14)),
        ("Surat 3", D(16)),
    ]


def test_a_raise_closes_the_level_and_carries_surplus_over_a_rank(session: Session):
    kantor = KantorKinerja(session)
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2026, 4, 1))],
        pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2025, 4, 1))],
    )
    for tahun in (2023, 2024):
        kantor.konversi(orang, tahun, "sangat_baik")
    kantor.konversi(orang, 2025, "sangat_baik", mulai=1, selesai=12)
    kantor.konversi(orang, 2026, "baik", mulai=4, selesai=12)
    akhir = garis(semua(session, orang))[-2:]
    assert akhir == [
        ("Kenaikan jabatan menutup jenjang", "R2023", "ahli_pertama", D("-56.25"), D(0), 1),
        ("Konversi predikat kinerja", "R2023", "ahli_muda", D("18.75"), D("18.75"), 1),
    ]


def test_surplus_that_is_carried_changes_no_balance(session: Session):
    kantor = KantorKinerja(session)
    orang = kantor.orang(pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2027, 4, 1))])
    for tahun in (2023, 2024, 2025, 2026):
        kantor.konversi(orang, tahun, "sangat_baik")
    kantor.konversi(orang, 2027, "sangat_baik", mulai=5)
    (bawaan,) = [p for p in semua(session, orang) if str(p.label) == "Bawaan"]
    assert (bawaan.jumlah, bawaan.saldo, bawaan.banyak) == (D(0), D(75), 2)
    assert "kelebihan 25" in str(bawaan.alasan)


def test_a_replaced_conversion_and_integration_are_seen_as_corrections(session: Session):
    satu = lintas(session)
    kantor, orang = satu.kantor, satu.orang
    kantor.saldo_lama(orang, "R2003", "pengembangan_profesi", "4.5")
    baru = ganti(kantor, satu.integrasi, dt.date(2026, 1, 12))
    koreksi = [p for p in semua(session, orang) if p.perkara == [("pak_integrasi", baru.id)]]
    assert {(str(p.label), p.aturan, p.jumlah) for p in koreksi} == {
        ("Koreksi integrasi", "R2003", D("-4.5")),
        ("Koreksi integrasi", "R2023", D("4.5")),
    }
    lama = next(p for p in semua(session, orang) if p.perkara[:1] and p.perkara[0][0] == "konversi")
    pengganti = ganti_konversi(
        kantor, session.get_one(Konversi, lama.perkara[0][1]), "sangat_baik", dt.date(2026, 1, 13)
    )
    (akibat,) = [p for p in semua(session, orang) if p.perkara == [("konversi", pengganti.id)]]
    assert (str(akibat.label), akibat.jumlah) == ("Koreksi", D("12.5"))


def test_points_of_the_picture_are_the_events_and_name_their_integration(session: Session):
    satu = lintas(session)
    titik = garis_waktu.titik(session, satu.orang.id)
    daftar = semua(session, satu.orang)
    assert [(t.tanggal, t.aturan, t.jumlah, t.saldo) for t in titik] == [
        (p.tanggal, p.aturan, p.jumlah, p.saldo) for p in daftar
    ]
    assert [t.integrasi for t in titik] == [None] * 3 + [satu.integrasi.id] * 3 + [None] * 4


def test_the_picture_takes_the_newest_events_alone(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(garis_waktu, "MAKS_GAMBAR", 3)
    orang = pabrik.pegawai(session)
    for nomor in range(5):
        entri(session, orang, nomor, tanggal=dt.date(2021, 1, 4) + dt.timedelta(days=nomor))
    assert [t.saldo for t in garis_waktu.titik(session, orang.id)] == [D(3), D(4), D(5)]


def test_every_entry_of_an_event_names_the_event(session: Session):
    satu = lintas(session)
    for milik in semua(session, satu.orang):
        pertama = session.get_one(EntriKredit, milik.id)
        ids = session.scalars(select(EntriKredit.id).where(garis_waktu.seperistiwa(session, pertama))).all()
        assert len(ids) == milik.banyak
        for id_ in ids:
            lain = session.get_one(EntriKredit, id_)
            assert set(session.scalars(select(EntriKredit.id).where(garis_waktu.seperistiwa(session, lain)))) == set(
                ids
            )


# The page


@pytest.fixture
def tiga(session: Session) -> Lintas:
    return lintas(session)


def bagian(isi: str, judul: str) -> str:
    """A section of a page by the id of its heading."""
    awal = isi.index(f'aria-labelledby="{judul}"')
    return isi[awal : isi.index("</section>", awal)]


def test_the_officer_sees_his_line_with_both_pictures(klien: Masuk, tiga: Lintas):
    isi = klien(tiga.orang).get(AKUN).text
    waktu = bagian(isi, "judul-waktu")
    assert waktu.count('<svg class="gw ') == 2
    assert waktu.count('class="gw-jembatan"') == 4  # two accounts, in two widths
    for kata in ("R2003", "R2020", "R2023", "Integrasi, masuk", "III/d sejak 1 April 2020", "Ahli Muda sejak"):
        assert kata in teks_halaman(waktu)
    for alamat in (f"/pak-integrasi/{tiga.integrasi.id}", f"/penetapan-ak/{tiga.penetapan.id}"):
        assert f'href="{alamat}"' in waktu


def test_a_case_is_linked_only_for_whom_it_opens(klien: Masuk, tiga: Lintas):
    """The evaluator reads the account of his subordinate, but integrations are no business of his."""
    waktu = bagian(klien(tiga.kantor.penilai).get(f"{AKUN}/{tiga.orang.id}").text, "judul-waktu")
    assert f'href="/penetapan-ak/{tiga.penetapan.id}"' in waktu
    assert f'href="/pak-integrasi/{tiga.integrasi.id}"' not in waktu
    assert "Integrasi, masuk" in waktu


def test_an_event_opens_into_its_entries_alone(klien: Masuk, session: Session, tiga: Lintas):
    saya = klien(tiga.orang)
    (alamat,) = re.findall(r'href="([^"]*peristiwa=\d+[^"]*)"', bagian(saya.get(AKUN).text, "judul-waktu"))
    buku = bagian(saya.get(alamat.replace("&amp;", "&")).text, "judul-buku")
    assert buku.count("/entri/") == 2
    assert "Hanya entri dari satu peristiwa." in buku
    lain = pabrik.pegawai(session)
    asing = entri(session, lain, 1)
    for salah in (asing.id, 987654, -1, "x", 10**30):
        buku = bagian(saya.get(f"{AKUN}?peristiwa={salah}").text, "judul-buku")
        assert "Hanya entri dari satu peristiwa." not in buku


def test_events_are_paged_beside_the_entries(klien: Masuk, session: Session):
    orang = pabrik.pegawai(session)
    for nomor in range(45):
        entri(session, orang, nomor, tanggal=dt.date(2021, 1, 4) + dt.timedelta(days=nomor % 7))
    saya, alamat, dilihat, waktu = klien(orang), f"{AKUN}?jenis=saldo_awal", [], ""
    for _ in range(3):
        isi = saya.get(alamat).text
        waktu = bagian(isi, "judul-waktu")
        dilihat.append(re.findall(r">(Surat \d+)</span>", waktu))
        lama = re.search(r'rel="next" href="([^"#]+)#judul-waktu"', waktu)
        alamat = lama[1].replace("&amp;", "&") if lama else ""
    assert [len(satu) for satu in dilihat] == [20, 20, 5]
    assert len({nama for satu in dilihat for nama in satu}) == 45
    assert not alamat
    kembali = re.search(r'rel="prev" href="([^"#]+)#judul-waktu"', waktu)
    assert kembali
    waktu = bagian(saya.get(kembali[1].replace("&amp;", "&")).text, "judul-waktu")
    assert re.findall(r">(Surat \d+)</span>", waktu) == dilihat[1]


def test_the_page_asks_as_often_for_many_events(app: Flask, klien: Masuk, session: Session, tiga: Lintas):
    saya = klien(tiga.orang)
    saya.get(AKUN)
    with hitung_perintah(app) as sedikit:
        saya.get(AKUN)
    for nomor in range(25):
        entri(session, tiga.orang, nomor, aturan="R2003")
    with hitung_perintah(app) as banyak:
        isi = saya.get(AKUN).text
    assert "Lebih lama" in bagian(isi, "judul-waktu")
    assert len(banyak) == len(sedikit)


def test_before_the_first_event_the_section_says_what_will_stand_there(klien: Masuk, session: Session):
    waktu = bagian(klien(pabrik.pegawai(session)).get(AKUN).text, "judul-waktu")
    assert "Belum ada peristiwa angka kredit." in waktu
    assert '<svg class="gw ' not in waktu


def test_credit_of_somebody_without_a_position_has_events_and_no_picture(klien: Masuk, session: Session):
    orang = pabrik.pegawai(session, golongan=None)
    session.add(
        EntriKredit(
            pegawai_id=orang.id,
            tanggal=dt.date(2021, 1, 4),
            jenis=JenisEntri.SALDO_AWAL,
            aturan="R1989",
            jenjang="asisten",
            golongan="III/a",
            unsur="lama",
            jumlah=D(3),
            sebab="uji",
            alasan={"msgid": "Uji.", "nilai": {}},
            dasar="Surat uji",
        )
    )
    waktu = bagian(klien(orang).get(AKUN).text, "judul-waktu")
    assert "Surat uji" in waktu
    assert '<svg class="gw ' not in waktu
