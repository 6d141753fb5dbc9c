"""Work void by age: judged on receipt from the date that the setting names, with one reason on every page and paper."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, meja_tim
from tests.panggung import Panggung
from workflow_app import peraturan
from workflow_app.demo.lakon import Butir, Jadwal
from workflow_app.formulir import susun
from workflow_app.kalkulator.hangus import ACUAN
from workflow_app.models import Dupak, EntriKredit, JenisEntri, Pegawai
from workflow_app.peraturan import berlaku
from workflow_app.pesan import dari_data
from workflow_app.services.hitungan_butir import hitungan_butir
from workflow_app.services.uji_peraturan import periksa_bentuk
from workflow_app.tahap import Tahap
from workflow_app.umur_butir import sebab_hangus, umur_butir

Masuk = Callable[[Pegawai], Klien]
HARI = dt.timedelta(days=1)
TERIMA = dt.date(2021, 11, 1)
#: The day that each setting counts back from, for a file received on that day in the cycle of January 2022.
TANGGAL = {
    "tanggal_terima": TERIMA,
    "tanggal_batas": dt.date(2021, 11, 5),
    "tanggal_sidang": dt.date(2022, 1, 5),
}
NAMA = {
    "tanggal_terima": "tanggal diterima 1 November 2021",
    "tanggal_batas": "batas penerimaan berkas 5 November 2021",
    "tanggal_sidang": "tanggal sidang 5 Januari 2022",
}


@contextmanager
def setelan(acuan: str, *kunci: str) -> Iterator[None]:
    """The rule sets (R2020 unless named) with another reference date."""
    semula = [peraturan.kunci(k) for k in kunci or ("R2020",)]
    baru = [a.dengan([replace(a.ketentuan("hangus.acuan"), nilai=acuan)]) for a in semula]
    with berlaku.memakai(berlaku.kini().dengan(*baru)):
        yield


def setahun_sebelum(hari: dt.date) -> dt.date:
    return hari.replace(year=hari.year - 1)


def klaim(panggung: Panggung, selesai: tuple[dt.date, ...], masa_mulai: dt.date = dt.date(2020, 7, 1)) -> Dupak:
    """A claim before the secretariat whose items ended on those days."""
    kode = ("KA-I.B.7", "KA-I.B.21", "KA-III.A.9", "KA-II.A.3")
    masa = (masa_mulai, max(dt.date(2021, 1, 31), *selesai))
    butir = [Butir(k, Decimal(1), hari, hari) for k, hari in zip(kode, selesai, strict=False)]
    dupak = panggung.lakon.buat(panggung.prakom(), masa, butir, TERIMA)
    for langkah in (panggung.lakon.ajukan, panggung.lakon.setujui, panggung.lakon.usulkan):
        langkah(dupak, TERIMA)
    return dupak


def jadwal(panggung: Panggung, dupak: Dupak) -> Jadwal:
    """The days of the acts after receipt, on the stages of its cycle."""
    tahap = {t.tahap: t.mulai for t in panggung.putaran(dupak).tahap}
    return replace(
        panggung.jadwal(panggung.draf()),
        periksa=tahap[Tahap.PEMERIKSAAN],
        tugaskan=tahap[Tahap.PENILAIAN],
        nilai=tahap[Tahap.PENILAIAN],
        sidang=tahap[Tahap.SIDANG],
        paraf=tahap[Tahap.PEMBUATAN_PAK],
        tetapkan=tahap[Tahap.PEMBUATAN_PAK],
    )


def sampai_pak(panggung: Panggung, dupak: Dupak) -> None:
    """The claim is assessed, decided and its decision signed."""
    hari, lakon = jadwal(panggung, dupak), panggung.lakon
    lakon.periksa(dupak, hari.periksa)
    panggung.tugaskan(dupak, hari)
    lakon.nilai_semua(dupak, hari.nilai)
    panggung.sidangkan(dupak, hari.sidang)
    panggung.majukan(lakon.pak_dari(dupak), "ditetapkan", hari)


def test_every_setting_has_its_date():
    assert TANGGAL.keys() == NAMA.keys() == ACUAN.keys()


@pytest.mark.parametrize("acuan", TANGGAL)
def test_receipt_marks_by_the_date_that_the_setting_names(panggung: Panggung, acuan: str):
    batas = setahun_sebelum(TANGGAL[acuan])
    dupak = klaim(panggung, (batas - HARI, batas))
    with setelan(acuan):
        panggung.lakon.terima(dupak, TERIMA)
    assert panggung.putaran(dupak).kode == "2022-01"
    assert [b.hangus for b in dupak.butir] == [True, False]
    assert str(sebab_hangus(dupak.butir[0])) == (
        f"Hangus: kegiatan selesai {dari_tanggal(batas - HARI)}, lebih dari 12 bulan sebelum {NAMA[acuan]}."
    )


def dari_tanggal(hari: dt.date) -> str:
    return str(dari_data({"msgid": "%(hari)s", "nilai": {"hari": {"tanggal": hari.isoformat()}}}))


@pytest.mark.parametrize("acuan", TANGGAL)
def test_papers_ledger_and_steps_give_the_same_reason(panggung: Panggung, acuan: str):
    batas = setahun_sebelum(TANGGAL[acuan])
    dupak = klaim(panggung, (batas - HARI, batas))
    with setelan(acuan):
        panggung.lakon.terima(dupak, TERIMA)
        sampai_pak(panggung, dupak)
    gugur, _tetap = dupak.butir
    sebab = f"lebih dari 12 bulan sebelum {NAMA[acuan]}"
    (terima,) = susun(panggung.session, "tanda_terima", dupak, terbit=False, hari_ini=TERIMA)[0].data["hangus"]
    assert terima.endswith(sebab)
    baris = susun(panggung.session, "hapak", dupak, terbit=False, hari_ini=TERIMA)[0].data["justifikasi"]
    assert [b["justifikasi"] for b in baris if b["kode"] == gugur.kode] == [str(sebab_hangus(gugur))]
    entri = panggung.session.scalars(select(EntriKredit).where(EntriKredit.item_id == gugur.id)).all()
    (hangus,) = (e for e in entri if e.jenis is JenisEntri.HANGUS)
    assert str(dari_data(hangus.alasan)).endswith(f"{sebab}, sehingga hangus.")
    assert sum(e.jumlah for e in entri) == 0
    h = hitungan_butir(gugur)
    umur = next(b for b in h.bagian if str(b.nama) == "Umur kegiatan")
    assert str(umur.langkah[0].teks) == f"Acuan: {NAMA[acuan]}"
    assert str(h.bagian[-1].langkah[0].teks) == str(sebab_hangus(gugur))


def test_what_was_judged_on_receipt_stays_when_rules_and_calendar_change(panggung: Panggung):
    batas = setahun_sebelum(TANGGAL["tanggal_sidang"])
    dupak = klaim(panggung, (batas - HARI, batas))
    with setelan("tanggal_sidang"):
        panggung.lakon.terima(dupak, TERIMA)
    # From here on the shipped rules hold again, and the plenary's stage begins later.
    semula = [str(x.teks) for b in dupak.butir for x in umur_butir(b).langkah]  # type: ignore[union-attr]
    panggung.putaran(dupak).jendela(Tahap.SIDANG).mulai += HARI
    assert [b.hangus for b in dupak.butir] == [True, False]
    assert [str(x.teks) for b in dupak.butir for x in umur_butir(b).langkah] == semula  # type: ignore[union-attr]
    aturan = peraturan.kunci("R2020")
    pendek = aturan.dengan([replace(aturan.ketentuan("hangus.bulan"), nilai=6)])
    with berlaku.memakai(berlaku.kini().dengan(pendek)):
        assert [str(x.teks) for b in dupak.butir for x in umur_butir(b).langkah] == semula  # type: ignore[union-attr]


def test_a_file_judged_before_that_was_kept_is_read_from_the_day_of_receipt(panggung: Panggung):
    batas = setahun_sebelum(TERIMA)
    dupak = klaim(panggung, (batas - HARI, batas))
    panggung.lakon.terima(dupak, TERIMA)
    kini = [str(x.teks) for x in umur_butir(dupak.butir[0]).langkah]  # type: ignore[union-attr]
    dupak.butir[0].umur = None
    assert [str(x.teks) for x in umur_butir(dupak.butir[0]).langkah] == kini  # type: ignore[union-attr]
    assert NAMA["tanggal_terima"] in str(sebab_hangus(dupak.butir[0]))


def test_each_item_goes_by_the_setting_of_its_own_rule_set(panggung: Panggung):
    """Work of 2019 by the plenary's date, work of 2020 by the day of receipt."""
    terima = dt.date(2020, 7, 6)
    masa = (dt.date(2019, 7, 1), dt.date(2020, 6, 30))
    hari = (dt.date(2019, 12, 31), dt.date(2020, 1, 1))
    butir = [Butir("KA-II.A.7", Decimal(1), hari[0], hari[0]), Butir("KA-I.B.7", Decimal(1), hari[1], hari[1])]
    dupak = panggung.lakon.buat(panggung.prakom(), masa, butir, terima)
    for langkah in (panggung.lakon.ajukan, panggung.lakon.setujui, panggung.lakon.usulkan):
        langkah(dupak, terima)
    with setelan("tanggal_sidang", "R2003"):
        panggung.lakon.terima(dupak, terima)
    sidang = panggung.putaran(dupak).jendela(Tahap.SIDANG).mulai
    assert setahun_sebelum(sidang) > hari[1]
    assert [b.hangus for b in dupak.butir] == [True, False]
    assert [(b.umur or {})["tanggal"] for b in dupak.butir] == [sidang.isoformat(), terima.isoformat()]


def test_a_claim_that_is_sent_anew_bears_no_mark_until_it_is_received_again(panggung: Panggung):
    batas = setahun_sebelum(TERIMA)
    dupak = klaim(panggung, (batas - HARI, batas))
    lakon = panggung.lakon
    lakon.terima(dupak, TERIMA)
    hari = jadwal(panggung, dupak)
    lakon.periksa(dupak, hari.periksa)
    sampai = hari.periksa + HARI
    isi = {"baris": ["dupak"], "butir": [], "kelengkapan_sampai": sampai}
    panggung.ambil(dupak, "minta_kelengkapan", "sekretariat", hari.periksa, catatan="Lengkapi.", **isi)
    assert [b.hangus for b in dupak.butir] == [True, False]
    lambat = sampai + HARI
    lakon.ajukan(dupak, lambat)
    assert (dupak.diterima_pada, [b.hangus for b in dupak.butir]) == (None, [False, False])
    assert umur_butir(dupak.butir[0]) is None
    lakon.setujui(dupak, lambat)
    lakon.usulkan(dupak, lambat)
    lakon.terima(dupak, lambat)
    assert [b.hangus for b in dupak.butir] == [True, True]


def test_a_setting_that_names_no_date_cannot_be_published():
    aturan = peraturan.kunci("R2020")
    salah = aturan.dengan([replace(aturan.ketentuan("hangus.acuan"), nilai="tanggal_lahir")])
    (pesan,) = periksa_bentuk(berlaku.kini().dengan(salah), "R2020")
    assert str(pesan) == "hangus.acuan harus salah satu dari: tanggal_terima, tanggal_batas, tanggal_sidang."
    for acuan in ACUAN:
        baik = aturan.dengan([replace(aturan.ketentuan("hangus.acuan"), nilai=acuan)])
        assert periksa_bentuk(berlaku.kini().dengan(baik), "R2020") == []


# Pages


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def test_assessor_plenary_and_officer_read_the_reason(meja: Meja, klien: Masuk):
    dupak = meja.klaim()
    dupak.butir[0].hangus = True
    dupak.butir[0].umur = {"acuan": "tanggal_sidang", "tanggal": "2022-01-05", "bulan": 12}
    meja.session.commit()
    sebab = str(sebab_hangus(dupak.butir[0]))
    assert "sebelum tanggal sidang 5 Januari 2022" in sebab
    penilaian = meja.mulai(dupak, meja.a)
    for alamat in (f"/penilaian/{penilaian.id}", f"/penilaian/{penilaian.id}/butir/{dupak.butir[0].id}"):
        assert f"{sebab} Butir ini tidak dinilai." in teks_halaman(klien(meja.a).get(alamat).text)
    assert sebab in teks_halaman(klien(dupak.subjek).get(f"/dupak/{dupak.id}").text)


def test_the_room_reads_the_reason_of_a_void_item(meja: Meja, klien: Masuk):
    dupak = meja.klaim()
    dupak.butir[0].hangus = True
    meja.session.commit()
    for orang in (meja.a, meja.b):
        meja.nilai(dupak, orang)
    sidang = meja.berlangsung(dupak)
    badan = klien(meja.ketua).get(f"/sidang/{sidang.id}/agenda/{sidang.agenda[0].id}").text
    assert str(sebab_hangus(dupak.butir[0])) in teks_halaman(badan)
