"""The account under the conversion regime: the figures of the determination that would be drawn up now."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.kantor_kinerja import KantorKinerja
from workflow_app.kalkulator.kemajuan import Tujuan
from workflow_app.kalkulator.syarat_kenaikan import Keadaan
from workflow_app.models import JenisAsal, Pegawai, PenetapanAk
from workflow_app.services import pak_integrasi, penetapan_ak
from workflow_app.services.rekening import Rekening, rekening

HARI = dt.date(2026, 12, 31)
BOLEH = {True: Keadaan.TERPENUHI, False: Keadaan.BELUM, None: Keadaan.TIDAK_DIKETAHUI}


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def buku(session: Session, orang: Pegawai, hari: dt.date = HARI) -> Rekening:
    hasil = rekening(session, orang, hari)
    assert hasil is not None
    return hasil


def beri_tahu(kantor: KantorKinerja, obj: PenetapanAk, *, uji: bool | None, lowongan: bool | None) -> None:
    penetapan_ak.perbarui(
        kantor.session,
        obj,
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
        penilai_id=obj.penilai_id,
        uji_kompetensi=uji,
        uji_kompetensi_bukti="Sertifikat" if uji is not None else "",
        lowongan=lowongan,
        lowongan_bukti="Peta jabatan" if lowongan is not None else "",
    )


# Officers


def biasa(kantor: KantorKinerja) -> Pegawai:
    orang = kantor.orang()
    for tahun, predikat in ((2023, "baik"), (2024, "sangat_baik"), (2025, "baik")):
        kantor.konversi(orang, tahun, predikat)
    return orang


def berijazah(kantor: KantorKinerja) -> Pegawai:
    orang = biasa(kantor)
    kantor.ijazah(orang, "s1", dt.date(2015, 8, 1), bkn=dt.date(2019, 4, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2025, 8, 1), bkn=dt.date(2025, 10, 1))
    return orang


def ijazah_tertahan(kantor: KantorKinerja) -> Pegawai:
    orang = biasa(kantor)
    kantor.konversi(orang, 2026, "kurang")
    kantor.ijazah(orang, "s2", dt.date(2025, 8, 1), bkn=None)
    return orang


def masuk_tinggi(kantor: KantorKinerja) -> Pegawai:
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2018, 4, 1))], pangkat=[("III/d", dt.date(2018, 4, 1))])
    for tahun in (2023, 2024, 2025, 2026):
        kantor.konversi(orang, tahun, "baik")
    return orang


def teralih(kantor: KantorKinerja) -> Pegawai:
    """Entered at III/d as the one before, but turned over: the full need counts."""
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2018, 4, 1))], pangkat=[("III/d", dt.date(2018, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "275")
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "20")
    hari = dt.date(2023, 3, 1)
    obj = pak_integrasi.susun(kantor.session, orang, oleh=kantor.oleh(kantor.kepegawaian, hari))
    pak_integrasi.paraf(kantor.session, obj, oleh=kantor.oleh(kantor.kepegawaian, hari))
    pak_integrasi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penetap, hari))
    for tahun in (2023, 2024):
        kantor.konversi(orang, tahun, "baik")
    return orang


def pindahan(kantor: KantorKinerja) -> Pegawai:
    """Base credit that is not booked yet keeps the full need."""
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2022, 1, 1))])
    kantor.asal(orang, JenisAsal.PENGAWAS, predikat="baik")
    return orang


def pelaksana_jauh(kantor: KantorKinerja) -> Pegawai:
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 1, 1))], pangkat=[("IV/a", dt.date(2020, 4, 1))])
    kantor.asal(orang, JenisAsal.PELAKSANA, predikat="baik", ijazah="s2")
    return orang


def satu_di_atas(kantor: KantorKinerja) -> Pegawai:
    orang = kantor.orang(pangkat=[("III/c", dt.date(2020, 4, 1))])
    kantor.konversi(orang, 2025, "baik")
    return orang


def jenjang_dahulu(kantor: KantorKinerja) -> Pegawai:
    """Raised in level before the rank, which is below the level until its own date."""
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2026, 4, 1))],
        pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2022, 4, 1))],
    )
    kantor.konversi(orang, 2025, "baik")
    kantor.konversi(orang, 2026, "baik", mulai=4)
    return orang


SEMUA = (
    jenjang_dahulu,
    biasa,
    berijazah,
    ijazah_tertahan,
    masuk_tinggi,
    teralih,
    pindahan,
    pelaksana_jauh,
    satu_di_atas,
)


def cocok(tujuan: Tujuan, rincian: dict[str, object] | None) -> None:
    """An aim of the page against the same aim of the determination."""
    if rincian is None or rincian["tujuan"] is None:
        assert tujuan.kode is None
        return
    assert (tujuan.kode, tujuan.perlu, tujuan.diakui, tujuan.kurang, tujuan.keadaan) == (
        rincian["tujuan"],
        Decimal(str(rincian["kebutuhan"])),
        Decimal(str(rincian["jumlah"])),
        Decimal(str(rincian["kekurangan"])),
        BOLEH[rincian["boleh"]],  # type: ignore[index]
    )


@pytest.mark.parametrize("cerita", SEMUA, ids=lambda f: f.__name__)
@pytest.mark.parametrize(("uji", "lowongan"), [(None, None), (True, True), (True, False)])
def test_the_page_says_what_the_draft_of_the_determination_says(
    kantor: KantorKinerja,
    session: Session,
    cerita: Callable[[KantorKinerja], Pegawai],
    uji: bool | None,
    lowongan: bool | None,
):
    orang = cerita(kantor)
    draf = kantor.penetapan(orang, HARI)
    beri_tahu(kantor, draf, uji=uji, lowongan=lowongan)
    satu = buku(session, orang)
    assert satu.akun is not None
    maju = satu.kemajuan[satu.kini]
    cocok(maju.kp, draf.rincian["kelayakan"]["kp"])
    cocok(maju.kj, draf.rincian["kelayakan"]["kj"])
    menunggu = {t.unsur: t.jumlah for t in satu.menunggu}
    for baris in satu.saldo[satu.kini].baris:
        isi = draf.rincian["baris"][baris.kode]
        tercetak = [Decimal(isi[k]) for k in ("lama", "baru", "jumlah")]
        tambah = menunggu.get(baris.kode, Decimal(0))
        assert [baris.lama, baris.baru + tambah, baris.jumlah + tambah] == tercetak
    assert satu.saldo[satu.kini].jumlah.jumlah + satu.jumlah_menunggu == draf.jumlah


def test_credit_that_waits_for_a_determination_is_not_booked(kantor: KantorKinerja, session: Session):
    orang = berijazah(kantor)
    sebelum = buku(session, orang)
    assert [(t.unsur, t.jumlah) for t in sebelum.menunggu] == [("pendidikan", Decimal("12.5"))]
    assert sebelum.dibukukan.kp.diakui == Decimal("43.75")
    assert sebelum.kemajuan["R2023"].kp.diakui == Decimal("56.25")
    kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    sesudah = buku(session, orang)
    assert not sesudah.menunggu
    assert sesudah.dibukukan == sesudah.kemajuan["R2023"]
    assert sesudah.kemajuan["R2023"].kp.diakui == Decimal("56.25")


def test_what_is_held_back_is_told_with_its_reason(kantor: KantorKinerja, session: Session):
    satu = buku(session, ijazah_tertahan(kantor))
    assert satu.akun is not None
    assert not satu.menunggu
    assert len(satu.akun.tertahan) == 2


def test_what_an_older_level_knew_of_examinations_is_not_asked(kantor: KantorKinerja, session: Session):
    orang = biasa(kantor)
    draf = kantor.penetapan(orang, HARI)
    beri_tahu(kantor, draf, uji=True, lowongan=True)
    kj = buku(session, orang).kemajuan["R2023"].kj
    assert {s.kode: s.keadaan for s in kj.syarat}["uji_kompetensi"] is Keadaan.TERPENUHI
    draf.jenjang = "mahir"
    kj = buku(session, orang).kemajuan["R2023"].kj
    assert {s.kode: s.keadaan for s in kj.syarat}["uji_kompetensi"] is Keadaan.TIDAK_DIKETAHUI


def test_what_is_supposed_stands_over_what_is_known(kantor: KantorKinerja, session: Session):
    orang = biasa(kantor)
    beri_tahu(kantor, kantor.penetapan(orang, HARI), uji=True, lowongan=None)
    satu = buku(session, orang)
    syarat = {s.kode: s.keadaan for s in satu.maju(satu.saldo["R2023"], {"lowongan": True}).kj.syarat}
    assert (syarat["uji_kompetensi"], syarat["lowongan"]) == (Keadaan.TERPENUHI, Keadaan.TERPENUHI)
    syarat = {s.kode: s.keadaan for s in satu.maju(satu.saldo["R2023"], {"prestasi_baik": False}).kj.syarat}
    assert syarat["prestasi"] is Keadaan.BELUM


def test_a_claim_regime_knows_no_account_of_conversion(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    satu = buku(session, orang, dt.date(2022, 1, 10))
    assert satu.akun is None
    assert satu.jumlah_menunggu == 0
    assert satu.dibukukan is satu.kemajuan["R2020"]
