"""PAK Integrasi: conventional credit less its base, once, with both accounts booked (regulasi 15, T39 and T40)."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import EntriKredit, PakIntegrasi, PakIntegrasiState, Pegawai
from workflow_app.permissions import boleh_melihat
from workflow_app.saldo import saldo
from workflow_app.services import pak_integrasi

HARI = dt.date(2023, 3, 1)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def orang(kantor: KantorKinerja, jenjang: str = "ahli_muda", golongan: str = "III/d") -> Pegawai:
    return kantor.orang(jabatan=[(jenjang, dt.date(2018, 4, 1))], pangkat=[(golongan, dt.date(2020, 4, 1))])


def susun(kantor: KantorKinerja, p: Pegawai, potong: str = "0") -> PakIntegrasi:
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    return pak_integrasi.susun(kantor.session, p, oleh=oleh, potong_profesi=Decimal(potong))


def tetapkan(kantor: KantorKinerja, obj: PakIntegrasi, hari: dt.date = HARI) -> PakIntegrasi:
    pak_integrasi.paraf(kantor.session, obj, oleh=kantor.oleh(kantor.kepegawaian, hari))
    pak_integrasi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penetap, hari))
    return obj


def test_base_of_the_level_is_taken_off(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "275.000")
    kantor.saldo_lama(p, "R2003", "penunjang", "12.500")
    obj = tetapkan(kantor, susun(kantor, p))
    assert (obj.konvensional, obj.jumlah) == (Decimal("287.5"), Decimal("87.5"))
    assert sum(saldo(session, p.id, "R2003").values()) == 0
    assert saldo(session, p.id, "R2023", jenjang="ahli_muda") == {"jf_lama": Decimal("87.5")}


def test_credit_used_up_by_the_raise_is_deducted(kantor: KantorKinerja):
    p = orang(kantor, "ahli_madya", "IV/a")
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "538.630")
    kantor.saldo_lama(p, "R2003", "pengembangan_profesi", "12.000")
    obj = susun(kantor, p, "12")
    assert Decimal(obj.rincian["sebelum_potongan"]) == Decimal("150.63")
    assert obj.jumlah == Decimal("138.63")


def test_more_than_what_is_there_cannot_be_deducted(kantor: KantorKinerja):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    with pytest.raises(MasukanSalah) as galat:
        susun(kantor, p, "1")
    assert "potong_profesi" in galat.value.galat


def test_credit_inside_the_level_needs_no_base_and_is_added(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    kantor.saldo_lama(p, "R2020", "sistem_informasi", "20.000")
    obj = tetapkan(kantor, susun(kantor, p))
    assert (obj.konvensional, obj.jumlah) == (Decimal("307.5"), Decimal("107.5"))
    assert sum(saldo(session, p.id, "R2020").values()) == 0


def test_need_after_integration_is_the_full_one(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    tetapkan(kantor, susun(kantor, p))
    obj = kantor.penetapan(p, dt.date(2023, 3, 2))
    assert obj.rincian["baris"]["jf_lama"]["lama"] == "87.500"
    assert obj.rincian["kelayakan"]["kj"]["kebutuhan"] == "200"


def test_a_rank_below_the_level_has_no_need_of_its_own(kantor: KantorKinerja):
    """Raised in level at the end of the claims, the rank followed later."""
    p = orang(kantor, golongan="III/b")
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "230.000")
    obj = tetapkan(kantor, susun(kantor, p))
    assert (obj.jumlah, obj.rincian["kebutuhan"]["kp"]) == (Decimal(30), None)
    assert obj.rincian["kebutuhan"]["kj"] == {"kebutuhan": "200", "kekurangan": "170.000"}


def test_it_happens_once(kantor: KantorKinerja):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    tetapkan(kantor, susun(kantor, p))
    with pytest.raises(Refused) as galat:
        susun(kantor, p)
    assert "sudah ada" in str(galat.value)


def test_nothing_to_turn_over_is_refused(kantor: KantorKinerja):
    with pytest.raises(Refused) as galat:
        susun(kantor, orang(kantor))
    assert "tidak ada yang dialihkan" in str(galat.value)


def test_ledger_moved_since_the_initials_asks_for_a_new_draft(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    obj = susun(kantor, p)
    pak_integrasi.paraf(session, obj, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    kantor.saldo_lama(p, "R2003", "penunjang", "1.000")
    with pytest.raises(Refused) as galat:
        pak_integrasi.tetapkan(session, obj, oleh=kantor.oleh(kantor.penetap, HARI))
    assert "Susun ulang" in str(galat.value)
    pak_integrasi.susun_ulang(session, obj, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    assert tetapkan(kantor, obj).jumlah == Decimal("88.5")


def test_replacement_books_the_difference(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    lama = tetapkan(kantor, susun(kantor, p))
    kantor.saldo_lama(p, "R2003", "penunjang", "2.500")
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    baru = pak_integrasi.susun_pengganti(session, lama, oleh=oleh, catatan="PAK susulan ditemukan.")
    tetapkan(kantor, baru)
    assert (lama.state, baru.jumlah) == (PakIntegrasiState.DIGANTI, Decimal(90))
    assert sum(saldo(session, p.id, "R2003").values()) == 0
    assert saldo(session, p.id, "R2023") == {"jf_lama": Decimal(90)}
    assert session.scalar(select(func.count()).where(EntriKredit.perkara_id == baru.id)) == 2


def test_official_and_office_read_it_and_the_officer_is_not_the_official(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    obj = susun(kantor, p)
    assert not boleh_melihat(session, kantor.oleh(kantor.penetap, HARI), obj)
    pak_integrasi.paraf(session, obj, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    assert boleh_melihat(session, kantor.oleh(kantor.penetap, HARI), obj)
    asing = pabrik.pegawai(session, instansi=kantor.instansi)
    assert not boleh_melihat(session, kantor.oleh(asing, HARI), obj)


def test_day_before_the_regime_is_refused(kantor: KantorKinerja, session: Session):
    p = orang(kantor)
    kantor.saldo_lama(p, "R2003", "tugas_pokok", "287.500")
    with pytest.raises(MasukanSalah):
        pak_integrasi.susun(session, p, oleh=kantor.oleh(kantor.kepegawaian, dt.date(2022, 12, 31)))
