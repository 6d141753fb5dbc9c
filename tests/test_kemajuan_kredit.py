"""The credit account as sums: per rule set and element, old, new and together, and the facts of a career."""

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from tests import pabrik
from tests.meja_tim import meja_tim
from workflow_app.kalkulator.syarat_kenaikan import Keadaan
from workflow_app.models import Pegawai
from workflow_app.saldo import saldo
from workflow_app.services.buku_kredit import saldo_awal
from workflow_app.services.kemajuan_kredit import karier_pada
from workflow_app.services.rekening import rekening

D = Decimal


def entri(session: Session, orang: Pegawai, jumlah: str, *, aturan: str = "R2020", unsur: str = "sistem_informasi"):
    """An opening balance."""
    saldo_awal(
        session,
        orang,
        aturan=aturan,
        unsur=unsur,
        jumlah=D(jumlah),
        tanggal=dt.date(2021, 1, 4),
        dasar=f"PAK 2020 {unsur}",
    )


def test_an_empty_account_has_every_element_at_zero(session: Session):
    orang = pabrik.pegawai(session)
    hasil = rekening(session, orang, pabrik.HARI_INI)
    assert hasil is not None
    assert list(hasil.saldo) == [hasil.kini] == ["R2020"]
    assert all(b.jumlah == 0 for b in hasil.saldo["R2020"].baris)
    assert "penunjang" in {b.kode for b in hasil.saldo["R2020"].baris}
    kemajuan = hasil.kemajuan["R2020"]
    assert kemajuan.kp.kurang == D(50)


def test_each_rule_set_stands_for_itself_and_the_sums_are_the_balance(session: Session):
    orang = pabrik.pegawai(session)
    entri(session, orang, "90.5", aturan="R2003", unsur="implementasi_si")
    entri(session, orang, "12.345")
    entri(session, orang, "4", unsur="penunjang")
    hasil = rekening(session, orang, pabrik.HARI_INI)
    assert hasil is not None
    assert list(hasil.saldo) == ["R2003", "R2020"]
    for kunci, satu in hasil.saldo.items():
        assert {b.kode: b.jumlah for b in satu.baris if b.jumlah} == saldo(session, orang.id, kunci)
    kredit = hasil.saldo["R2020"].kredit
    assert (kredit.utama, kredit.penunjang) == (D("12.345"), D(4))
    kemajuan = hasil.kemajuan["R2020"]
    assert kemajuan.kp.diakui == D("16.345")


def test_the_last_decided_claim_is_the_new_credit(session: Session):
    (pak,) = meja_tim(session).ditetapkan("Dewi Pranata")
    buku = rekening(session, session.get_one(Pegawai, pak.subjek_id), pabrik.HARI_INI)
    assert buku is not None
    hasil = buku.saldo["R2020"]
    assert hasil.dupak_id == pak.dupak_id
    rincian = pak.rincian["baris"]
    for baris in hasil.baris:
        assert (baris.lama, baris.baru, baris.jumlah) == tuple(
            D(rincian[baris.kode][k]) for k in ("lama", "baru", "jumlah")
        )
    assert hasil.jumlah.jumlah == pak.jumlah
    syarat = {s["jenis"]: s for s in pak.rincian["kelayakan"]["syarat"]}
    kemajuan = buku.kemajuan["R2020"]
    for t in kemajuan.tujuan:
        assert (t.perlu, t.diakui) == (D(syarat[t.jenis]["diperlukan"]), D(syarat[t.jenis]["dimiliki"]))


def test_an_account_in_an_unknown_row_or_of_the_conversion_regime_is_summed_all_the_same(session: Session):
    orang = pabrik.pegawai(session)
    entri(session, orang, "12.5", aturan="R2023", unsur="konversi")
    hasil = rekening(session, orang, dt.date(2024, 6, 3))
    assert hasil is not None
    assert hasil.kini == "R2023"
    kemajuan = hasil.kemajuan["R2023"]
    assert (kemajuan.kp.perlu, kemajuan.kp.diakui) == (D(50), D("12.5"))


def test_a_career_is_read_from_the_history(session: Session):
    orang = pabrik.pegawai(session, golongan="III/b", jenjang="ahli_pertama")
    pabrik.pangkat(session, orang, golongan="III/c", tmt=dt.date(2021, 4, 1))
    pabrik.jabatan(session, orang, jenjang="ahli_muda", tmt=dt.date(2020, 10, 1))
    pabrik.jabatan(session, orang, jenjang="ahli_muda", tmt=dt.date(2021, 6, 1))
    hasil = karier_pada(orang, pabrik.HARI_INI)
    assert hasil is not None
    assert (hasil.jenjang, hasil.golongan, hasil.golongan_awal) == ("ahli_muda", "III/c", "III/b")
    assert (hasil.tmt_pangkat, hasil.tmt_jenjang, hasil.tmt_jabatan) == (
        dt.date(2021, 4, 1),
        dt.date(2020, 10, 1),
        dt.date(2019, 4, 1),
    )


def test_whoever_holds_no_functional_position_has_no_account(session: Session):
    assert karier_pada(pabrik.pegawai(session, jenjang=None), pabrik.HARI_INI) is None
    assert rekening(session, pabrik.pegawai(session, golongan=None), pabrik.HARI_INI) is None


def test_a_level_that_the_old_rules_do_not_know_is_not_measured(session: Session):
    orang = pabrik.pegawai(session, golongan="II/a", jenjang="pemula")
    hasil = rekening(session, orang, pabrik.HARI_INI)
    assert hasil is not None
    assert [t.kode for t in hasil.kemajuan["R2020"].tujuan] == [None, None]


def test_time_in_rank_is_judged_on_the_day(session: Session):
    orang = pabrik.pegawai(session)
    for hari, keadaan in ((dt.date(2021, 3, 31), Keadaan.BELUM), (dt.date(2021, 4, 1), Keadaan.TERPENUHI)):
        hasil = rekening(session, orang, hari)
        assert hasil is not None
        kemajuan = hasil.kemajuan["R2020"]
        assert next(s.keadaan for s in kemajuan.kp.syarat if s.kode == "masa_pangkat") is keadaan
