"""The limit of a year holds a plenary back: marks beyond it go back to the assessors, nothing is cut in silence."""

from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.meja_tim import Meja, meja_tim
from workflow_app.batas_setahun import melampaui_batas_setahun
from workflow_app.errors import Refused
from workflow_app.models import EntriKredit, JenisEntri
from workflow_app.services import sidang as layanan_sidang

D = Decimal
BATAS_AHLI_PERTAMA = D("18.75")


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def naikkan(meja: Meja, d, jumlah: str) -> None:
    """Let the marks of the first item bring the sum of the year to `jumlah`."""
    lain = sum((b.jumlah for b in d.butir[1:]), D(0))
    item = d.butir[0]
    item.jumlah = D(jumlah) - lain
    for penilaian in (meja.penilaian(d, meja.a), meja.penilaian(d, meja.b)):
        next(n for n in penilaian.nilai if n.item_id == item.id).nilai = item.jumlah
    meja.session.commit()


@pytest.mark.parametrize(("jumlah", "gugur"), [("18.749", None), ("18.75", None), ("18.751", "0.001"), ("25", "6.25")])
def test_marks_up_to_the_limit_pass_and_no_further(meja: Meja, jumlah, gugur):
    d = meja.siap_sidang()
    naikkan(meja, d, jumlah)
    lebih = melampaui_batas_setahun(meja.session, [d])
    assert [t.gugur for t in lebih.get(d.id, [])] == ([D(gugur)] if gugur else [])


def test_a_plenary_does_not_close_over_more_than_the_limit(meja: Meja):
    d = meja.siap_sidang()
    naikkan(meja, d, "20")
    s = meja.berlangsung(d)
    meja.putuskan(s)
    with pytest.raises(Refused, match="melampaui batas 18,750") as galat:
        layanan_sidang.tutup(meja.session, s, oleh=meja.oleh(meja.ketua), nomor="BA/1/2022")
    assert "kembali ke penilaian" in str(galat.value)
    meja.session.rollback()
    assert d.hasil is None
    naikkan(meja, d, "18.75")
    meja.tutup(s)
    assert d.hasil is not None


def test_earlier_claims_of_the_same_year_count(meja: Meja):
    d = meja.siap_sidang()
    naikkan(meja, d, "10")
    lalu = meja.klaim("Dewi Pranata Kedua", butir=1)
    meja.session.add(
        EntriKredit(
            pegawai_id=d.subjek_id,
            tanggal=d.masa_mulai,
            jenis=JenisEntri.BUTIR,
            aturan="R2020",
            jenjang=d.jenjang,
            golongan=d.golongan,
            unsur=lalu.butir[0].unsur,
            jumlah=D("9"),
            dupak_id=lalu.id,
            item_id=lalu.butir[0].id,
            sebab="uji",
            alasan={"msgid": "uji", "nilai": {}},
        )
    )
    meja.session.commit()
    (tahun,) = melampaui_batas_setahun(meja.session, [d])[d.id]
    assert (tahun.sudah, tahun.diakui, tahun.gugur) == (D("9.000"), BATAS_AHLI_PERTAMA - 9, D("0.250"))


def test_the_queries_do_not_grow_with_the_claims(meja: Meja, engine):
    daftar = [meja.siap_sidang(f"Dewi Ke {n}") for n in range(3)]
    melampaui_batas_setahun(meja.session, daftar[:1])  # the transaction has looked at its rules
    perintah: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: perintah.append(a[2]))
    melampaui_batas_setahun(meja.session, daftar)
    assert len(perintah) == 3
