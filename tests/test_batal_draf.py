"""A draft is abandoned and a claim is withdrawn: one step of the table, two names that say what it does."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, meja_tim
from workflow_app.models import Dupak, DupakState, OutboxMessage, Pegawai
from workflow_app.services import dupak as layanan
from workflow_app.services import keadaan
from workflow_app.states import BY_NAME
from workflow_app.web.langkah import PENJELASAN, PENJELASAN_ASAL

Masuk = Callable[[Pegawai], Klien]
BATAL, TARIK = "Buang draf", "Tarik usulan"


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


@pytest.fixture
def draf(meja: Meja) -> Dupak:
    orang = pabrik.pegawai(meja.session, "Dewi Pranata", atasan=meja.atasan)
    dupak = pabrik.dupak(meja.session, orang, butir=1)
    meja.session.commit()
    return dupak


def surat(session: Session) -> list[str]:
    return [str(p.payload) for p in session.scalars(select(OutboxMessage)) if "dupak_ditarik" in str(p.payload)]


def test_a_draft_offers_to_be_abandoned_and_says_what_follows(session: Session, klien: Masuk, draf: Dupak):
    prakom = klien(draf.subjek)
    halaman = teks_halaman(prakom.get(f"/dupak/{draf.id}").text)
    assert BATAL in halaman
    assert TARIK not in halaman.partition("Diagram")[0]
    tanya = teks_halaman(prakom.get(f"/dupak/{draf.id}/langkah/tarik").text)
    assert BATAL in tanya
    assert "Draf ini ditutup dan tidak dapat dilanjutkan lagi; isinya tetap tersimpan dalam riwayat." in tanya
    prakom.kirim(f"/dupak/{draf.id}/langkah/tarik", {"version": draf.version})
    session.refresh(draf)
    assert draf.state is DupakState.DITARIK
    riwayat = teks_halaman(prakom.get(f"/dupak/{draf.id}").text)
    assert BATAL in riwayat
    assert TARIK not in riwayat.partition("Diagram")[0]


def test_nobody_is_told_of_a_draft_that_he_never_saw(session: Session, meja: Meja, draf: Dupak):
    layanan.tarik(session, draf, oleh=meja.oleh(draf.subjek))
    session.flush()
    assert surat(session) == []


def test_a_claim_that_was_sent_is_withdrawn_and_its_superior_is_told(
    session: Session, meja: Meja, klien: Masuk, draf: Dupak
):
    layanan.ajukan(session, draf, oleh=meja.oleh(draf.subjek))
    session.commit()
    prakom = klien(draf.subjek)
    halaman = teks_halaman(prakom.get(f"/dupak/{draf.id}").text)
    assert TARIK in halaman
    assert BATAL not in halaman
    tanya = teks_halaman(prakom.get(f"/dupak/{draf.id}/langkah/tarik").text)
    assert "Usulan berakhir dan tidak dapat dibuka lagi." in tanya
    prakom.kirim(f"/dupak/{draf.id}/langkah/tarik", {"version": draf.version})
    assert len(surat(session)) == 1


def test_a_name_of_its_own_holds_for_its_state_alone():
    nama = {asal.value: str(keadaan.label_langkah("dupak", "tarik", asal.value)) for asal in DupakState}
    assert {asal for asal, satu in nama.items() if satu == BATAL} == {"draf"}
    assert str(keadaan.label_langkah("dupak", "tarik")) == TARIK
    assert str(keadaan.label_langkah("dupak", "langkah_lama", "draf")) == "langkah_lama"


def test_sentences_of_one_state_belong_to_rows():
    for alur, trigger, asal in PENJELASAN_ASAL:
        assert (alur, trigger) in PENJELASAN
        assert any((s.trigger, s.source.value if s.source else "") == (trigger, asal) for s in BY_NAME[alur].steps)
