"""Conversions, determinations and integrations rebuilt from entries: every figure, and each forgery named."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.conftest import POSTGRESQL
from tests.kantor_kinerja import KantorKinerja
from tests.lintas_regime import HARI_INI, Lintas, ganti, ganti_konversi, lintas
from workflow_app.models import JenisAsal, Konversi, PakIntegrasi, PenetapanAk
from workflow_app.services import penetapan_ak
from workflow_app.services.periksa_buku import Beda, periksa_konversi

D = Decimal


@pytest.fixture
def satu(session: Session) -> Lintas:
    return lintas(session)


def beda(session: Session) -> list[tuple[str, str, Decimal]]:
    """What differs: kind, place, how much the ledger has more."""
    session.commit()
    semua = [b for _, b in periksa_konversi(session)]
    return [(type(b.perkara).__name__, b.tempat, b.dari_buku - b.tercetak) for b in semua if b is not None]


def palsukan(session: Session, syarat: str, perintah: str = "UPDATE entri_kredit SET jumlah = jumlah + 1000") -> None:
    """Change entries behind the back of the triggers."""
    session.commit()
    if POSTGRESQL:
        session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        for nama in session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entri_kredit'")
        ).all():
            session.execute(text(f"DROP TRIGGER {nama}"))
    hasil = session.execute(text(f"{perintah} WHERE {syarat}"))
    assert hasil.rowcount == 1  # type: ignore[attr-defined]
    session.commit()


def test_every_case_of_a_career_is_rebuilt(session: Session, satu: Lintas):
    session.commit()
    hasil = list(periksa_konversi(session))
    assert [type(o) for o, _ in hasil] == [Konversi] * 3 + [PenetapanAk, PakIntegrasi]
    assert {b for _, b in hasil} == {None}


def test_chains_of_replacements_are_rebuilt(session: Session, satu: Lintas):
    kantor, orang = satu.kantor, satu.orang
    kantor.saldo_lama(orang, "R2003", "pengembangan_profesi", "4.5")
    kedua = ganti(kantor, satu.integrasi, dt.date(2026, 1, 12))
    ganti(kantor, kedua, dt.date(2026, 1, 13))  # the same figures again: it books nothing
    for predikat, hari in (("sangat_baik", 14), ("kurang", 16)):
        lama = session.query(Konversi).filter_by(tahun=2023, state="ditetapkan").one()
        ganti_konversi(kantor, lama, predikat, dt.date(2026, 1, hari))
    baru = kantor.penetapan(orang, HARI_INI)
    kantor.tetapkan(baru, HARI_INI)
    oleh = kantor.oleh(kantor.kepegawaian, HARI_INI)
    kantor.tetapkan(penetapan_ak.buka_pengganti(session, baru, oleh=oleh, catatan="Jabatan keliru."), HARI_INI)
    assert beda(session) == []


def test_a_correction_into_another_rank_is_rebuilt(session: Session):
    kantor = KantorKinerja(session)
    orang = kantor.orang(pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2024, 4, 1))])
    lama = kantor.konversi(orang, 2024, "baik")
    orang.riwayat_pangkat[1].tmt = dt.date(2025, 4, 1)
    ganti_konversi(kantor, lama, "baik", dt.date(2026, 1, 14))
    assert beda(session) == []


def test_raises_and_posts_of_origin_are_rebuilt(session: Session):
    kantor = KantorKinerja(session)
    naik = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2025, 4, 1))],
        pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2024, 4, 1)), ("III/c", dt.date(2025, 4, 1))],
    )
    for tahun in (2023, 2024):
        kantor.konversi(naik, tahun, "sangat_baik")
    kantor.konversi(naik, 2025, "baik", mulai=4)
    kantor.tetapkan(kantor.penetapan(naik, HARI_INI), HARI_INI)
    pindah = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2022, 1, 1))])
    kantor.asal(pindah, JenisAsal.PENGAWAS, predikat="baik")
    kantor.tetapkan(kantor.penetapan(pindah, dt.date(2024, 2, 1)), dt.date(2024, 2, 1))
    assert beda(session) == []


def test_later_entries_do_not_move_what_was_determined(session: Session, satu: Lintas):
    satu.kantor.saldo_lama(satu.orang, "R2003", "pendidikan", "3")
    satu.kantor.saldo_lama(satu.orang, "R2023", "konversi", "7")
    assert beda(session) == []


@pytest.mark.parametrize(
    ("syarat", "akibat"),
    [
        (
            "jenis = 'konversi' AND perkara_id = (SELECT max(id) FROM konversi)",
            [("Konversi", "jumlah", D(1)), ("PenetapanAk", "konversi / baru", D(1))],
        ),
        ("jenis = 'pendidikan'", [("PenetapanAk", "pendidikan / baru", D(1))]),
        ("jenis = 'integrasi_masuk'", [("PenetapanAk", "jf_lama / lama", D(1)), ("PakIntegrasi", "masuk", D(1))]),
        (
            "jenis = 'integrasi_keluar' AND unsur = 'penunjang'",
            [("PakIntegrasi", "R2003 / ahli_muda / III/d / penunjang", D(-1))],
        ),
        (
            "jenis = 'saldo_awal' AND unsur = 'penunjang'",
            [("PakIntegrasi", "R2003 / ahli_muda / III/d / penunjang", D(1))],
        ),
    ],
)
def test_one_forged_entry_is_found_where_it_counts(
    session: Session, satu: Lintas, syarat: str, akibat: list[tuple[str, str, Decimal]]
):
    palsukan(session, syarat)
    assert beda(session) == akibat


@pytest.mark.parametrize(
    ("perintah", "akibat"),
    [
        ("jenjang = 'ahli_pertama'", [("Konversi", "jumlah", D(-25)), ("PenetapanAk", "konversi / baru", D(-25))]),
        ("golongan = 'III/c'", [("Konversi", "jumlah", D(-25))]),
        ("unsur = 'lain'", [("PenetapanAk", "konversi / baru", D(-25))]),
    ],
)
def test_an_entry_that_was_moved_is_found(
    session: Session, satu: Lintas, perintah: str, akibat: list[tuple[str, str, Decimal]]
):
    palsukan(
        session,
        "jenis = 'konversi' AND perkara_id = (SELECT max(id) FROM konversi)",
        f"UPDATE entri_kredit SET {perintah}",
    )
    assert beda(session) == akibat


def test_an_entry_in_a_row_that_no_form_has_is_found(session: Session, satu: Lintas):
    palsukan(
        session,
        "jenis = 'pendidikan'",
        "UPDATE entri_kredit SET unsur = 'karangan', perkara = '', perkara_id = NULL, dasar = 'Surat palsu'",
    )
    assert beda(session) == [("PenetapanAk", "pendidikan / baru", D(-25))]
    semua = [b for _, b in periksa_konversi(session) if b is not None]
    assert semua[0].tercetak == D(25)


def test_a_printed_shortage_is_measured_by_the_ledger(session: Session, satu: Lintas):
    rincian = satu.penetapan.rincian
    kp = {**rincian["kelayakan"]["kp"], "kekurangan": "5"}
    satu.penetapan.rincian = {**rincian, "kelayakan": {**rincian["kelayakan"], "kp": kp}}
    assert beda(session) == [("PenetapanAk", "kp / kekurangan", D(-5))]


def test_columns_of_the_case_are_measured_by_the_ledger(session: Session, satu: Lintas):
    satu.penetapan.jumlah_baru += 1
    satu.penetapan.jumlah += 1
    satu.integrasi.konvensional += 2
    assert beda(session) == [("PenetapanAk", "kolom / baru", D(-1)), ("PakIntegrasi", "konvensional", D(-2))]


def test_the_difference_names_the_case(session: Session, satu: Lintas):
    palsukan(session, "jenis = 'pendidikan'")
    session.commit()
    (b,) = [b for _, b in periksa_konversi(session) if b is not None]
    assert b == Beda(b.perkara, "pendidikan / baru", D(25), D(26))
    assert isinstance(b.perkara, PenetapanAk)
