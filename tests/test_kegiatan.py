"""The officer's log: entering, changing and removing activities, and the state that each is in on a day."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import pabrik
from tests.meja_kegiatan import HARI_INI, berkas, isi, kegiatan, prakom
from workflow_app import peraturan
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.koneksi import buat_engine
from workflow_app.models import Dupak, DupakState, Kegiatan, Pegawai, Putaran
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.services import ambil_kegiatan, butir, dupak, keadaan_kegiatan
from workflow_app.services import kegiatan as layanan
from workflow_app.services.keadaan_kegiatan import KalenderHangus, Keadaan, batas_kegiatan, tinjau

SEHARI = dt.timedelta(days=1)


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


def keadaan(session: Session, satu: Kegiatan, hari: dt.date = HARI_INI) -> Keadaan:
    session.flush()
    session.expire(satu)
    return tinjau(satu, hari, KalenderHangus(session, satu.pegawai.instansi_id)).keadaan


# Entering


def test_what_is_entered_is_kept(session: Session, orang: Pegawai):
    pilihan = pabrik.butir_kegiatan(session)
    satu = kegiatan(
        session,
        orang,
        pilihan,
        jam_mulai=dt.time(8),
        jam_selesai=dt.time(11, 30),
        keluaran="  Laporan jaringan ",
        surat_tugas="ST-1",
        volume=Decimal("2.5"),
    )
    session.expire_all()
    assert (satu.keluaran, satu.volume, satu.butir_id, satu.aturan) == (
        "Laporan jaringan",
        Decimal("2.5"),
        pilihan.id,
        "R2020",
    )
    assert (satu.jam_mulai, satu.jam_selesai) == (dt.time(8), dt.time(11, 30))


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"uraian": "  "}, "uraian"),
        ({"tanggal_mulai": dt.date(2021, 10, 2)}, "tanggal_selesai"),
        ({"tanggal_selesai": HARI_INI + SEHARI}, "tanggal_selesai"),
        ({"tanggal_selesai": dt.date(2030, 1, 1), "rencana": True}, "tanggal_selesai"),
        ({"tanggal_mulai": dt.date(1203, 1, 1)}, "tanggal_mulai"),
        ({"volume": None}, "volume"),
        ({"volume": Decimal(0)}, "volume"),
        ({"volume": Decimal(1_000_001)}, "volume"),
        ({"jam_mulai": dt.time(8)}, "jam_selesai"),
        ({"jam_selesai": dt.time(8)}, "jam_mulai"),
        ({"jam_mulai": dt.time(8), "jam_selesai": dt.time(8)}, "jam_selesai"),
        ({"jam_mulai": dt.time(8), "jam_selesai": dt.time(9), "tanggal_selesai": dt.date(2021, 10, 2)}, "jam_mulai"),
        ({"butir_id": 999_999}, "butir_id"),
    ],
)
def test_what_makes_no_sense_is_named_at_its_field(session: Session, orang: Pegawai, ubah: dict[str, Any], bidang: str):
    with pytest.raises(MasukanSalah) as galat:
        kegiatan(session, orang, **ubah)
    assert set(galat.value.galat) == {bidang}


def test_an_item_must_stand_in_the_catalogue_of_the_day_and_in_ones_category(session: Session, orang: Pegawai):
    lain = pabrik.butir_kegiatan(session, aturan="R2003", unsur="pendidikan")
    with pytest.raises(MasukanSalah, match="katalog lain"):
        kegiatan(session, orang, lain)
    terampil = pabrik.butir_kegiatan(session, kategori="keterampilan", jenjang="terampil")
    with pytest.raises(MasukanSalah, match="kategori lain"):
        kegiatan(session, orang, terampil)


def test_a_plan_needs_no_volume_and_becomes_work(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, rencana=True, volume=None, selesai=HARI_INI + SEHARI)
    assert keadaan(session, satu) is Keadaan.RENCANA
    oleh = pabrik.pelaku(session, orang, HARI_INI + SEHARI)
    selesai = isi(tanggal_mulai=HARI_INI, tanggal_selesai=HARI_INI + SEHARI, volume=Decimal(2))
    layanan.ubah(session, satu, selesai, oleh=oleh, seen_version=satu.version)
    assert keadaan(session, satu, HARI_INI + SEHARI) is Keadaan.BERBUKTI


def test_a_form_sent_twice_makes_one_row(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang)
    layanan.buat(session, orang, isi(), oleh=oleh, kunci="abc")
    session.commit()
    with pytest.raises(IntegrityError):
        layanan.buat(session, orang, isi(), oleh=oleh, kunci="abc")
    session.rollback()
    satu = layanan.cari_kunci(session, "abc", oleh)
    assert satu is not None
    assert len(session.scalars(select(Kegiatan)).all()) == 1


# Drafts: as typed


def test_a_draft_keeps_what_no_column_takes(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang)
    ketikan = {"uraian": "memasang", "volume": "dua belas", "tanggal_selesai": "kemarin", "asing": "x"}
    satu = layanan.simpan_draf(session, None, ketikan, pegawai=orang, oleh=oleh, kunci="k1")
    session.expire_all()
    assert satu.isian == {"uraian": "memasang", "volume": "dua belas", "tanggal_selesai": "kemarin"}
    assert keadaan(session, satu) is Keadaan.DRAF


def test_typing_never_changes_what_is_saved(session: Session, orang: Pegawai):
    satu, oleh = kegiatan(session, orang, volume=Decimal(12)), pabrik.pelaku(session, orang)
    layanan.simpan_draf(session, satu, {"volume": "1"}, pegawai=orang, oleh=oleh, seen_version=satu.version)
    session.expire_all()
    assert (satu.volume, satu.isian) == (Decimal(12), {"volume": "1"})
    assert keadaan(session, satu) is Keadaan.BERBUKTI
    layanan.ubah(session, satu, isi(volume=Decimal(13)), oleh=oleh, seen_version=satu.version)
    session.expire_all()
    assert (satu.volume, satu.isian) == (Decimal(13), None)
    layanan.simpan_draf(session, satu, {"volume": "1"}, pegawai=orang, oleh=oleh)
    layanan.buang_isian(session, satu, oleh=oleh, seen_version=satu.version)
    assert (satu.volume, satu.isian) == (Decimal(13), None)


def test_a_stale_page_saves_nothing(session: Session, orang: Pegawai):
    satu, oleh = kegiatan(session, orang), pabrik.pelaku(session, orang)
    lama = satu.version
    layanan.ubah(session, satu, isi(uraian="Versi kedua"), oleh=oleh, seen_version=lama)
    for tindakan in (
        lambda: layanan.ubah(session, satu, isi(uraian="Dari tab lama"), oleh=oleh, seen_version=lama),
        lambda: layanan.simpan_draf(session, satu, {"uraian": "x"}, pegawai=orang, oleh=oleh, seen_version=lama),
        lambda: layanan.buang_isian(session, satu, oleh=oleh, seen_version=lama),
        lambda: layanan.hapus(session, satu, oleh=oleh, seen_version=lama),
        lambda: layanan.ganti_berkas(session, satu, 1, berkas(), oleh=oleh, seen_version=lama),
    ):
        with pytest.raises(Conflict):
            tindakan()
    session.expire_all()
    assert (satu.uraian, satu.isian, satu.dihapus_at) == ("Versi kedua", None, None)


# Whose it is


def test_only_the_owner_reads_and_changes(session: Session, orang: Pegawai):
    satu, lain = kegiatan(session, orang), prakom(session)
    assert orang.atasan is not None
    for asing in (lain, orang.atasan):
        oleh = pabrik.pelaku(session, asing)
        assert layanan.cari(session, satu.id, oleh) is None
        for tindakan in (
            lambda oleh=oleh: layanan.ubah(session, satu, isi(), oleh=oleh),
            lambda oleh=oleh: layanan.hapus(session, satu, oleh=oleh),
            lambda oleh=oleh: layanan.pasang_berkas(session, satu, [berkas()], oleh=oleh),
            lambda oleh=oleh: layanan.simpan_draf(session, satu, {}, pegawai=orang, oleh=oleh),
            lambda oleh=oleh: layanan.buat(session, orang, isi(), oleh=oleh),
        ):
            with pytest.raises(Refused) as galat:
                tindakan()
            assert galat.value.tentang_hak


def test_a_deleted_activity_is_gone(session: Session, orang: Pegawai):
    satu, oleh = kegiatan(session, orang), pabrik.pelaku(session, orang)
    layanan.hapus(session, satu, oleh=oleh, seen_version=satu.version)
    assert layanan.cari(session, satu.id, oleh) is None
    with pytest.raises(Refused):
        layanan.ubah(session, satu, isi(), oleh=oleh)


# Proofs


def test_a_replaced_file_stays(session: Session, orang: Pegawai):
    satu, oleh = kegiatan(session, orang, tempat_bukti=""), pabrik.pelaku(session, orang)
    assert keadaan(session, satu) is Keadaan.TERCATAT
    assert layanan.pasang_berkas(session, satu, [berkas(1), berkas(1), berkas(2)], oleh=oleh) == 2
    assert layanan.pasang_berkas(session, satu, [berkas(2)], oleh=oleh) == 0
    assert keadaan(session, satu) is Keadaan.BERBUKTI
    layanan.ganti_berkas(session, satu, satu.berkas[0].id, berkas(3), oleh=oleh, seen_version=satu.version)
    session.expire_all()
    assert [(b.nama_asli, b.digantikan_at is None) for b in satu.berkas] == [
        ("laporan-1.pdf", False),
        ("laporan-2.pdf", True),
        ("laporan-3.pdf", True),
    ]
    with pytest.raises(MasukanSalah, match="sudah diganti"):
        layanan.ganti_berkas(session, satu, satu.berkas[0].id, berkas(4), oleh=oleh)


def test_so_many_files_and_no_more(session: Session, orang: Pegawai):
    satu, oleh = kegiatan(session, orang), pabrik.pelaku(session, orang)
    layanan.pasang_berkas(session, satu, [berkas(n) for n in range(1, 21)], oleh=oleh)
    with pytest.raises(MasukanSalah, match="paling banyak 20"):
        layanan.pasang_berkas(session, satu, [berkas(21)], oleh=oleh)
    with pytest.raises(MasukanSalah, match="paling banyak 20"):
        layanan.ganti_berkas(session, satu, satu.berkas[0].id, berkas(21), oleh=oleh)


# Days left, on the day before, on and after each border


@pytest.mark.parametrize(
    ("hari", "diharapkan", "sisa"),
    [
        (dt.date(2022, 7, 3), Keadaan.BERBUKTI, 91),
        (dt.date(2022, 7, 4), Keadaan.SEGERA_HANGUS, 90),
        (dt.date(2022, 9, 2), Keadaan.SEGERA_HANGUS, 30),
        (dt.date(2022, 10, 1), Keadaan.SEGERA_HANGUS, 1),
        (dt.date(2022, 10, 2), Keadaan.SEGERA_HANGUS, 0),
        (dt.date(2022, 10, 3), Keadaan.HANGUS, -1),
    ],
)
def test_an_activity_lapses_the_day_after_a_year(
    session: Session, orang: Pegawai, hari: dt.date, diharapkan: Keadaan, sisa: int
):
    satu = kegiatan(session, orang, selesai=dt.date(2021, 10, 2))
    tinjauan = tinjau(satu, hari, KalenderHangus(session, orang.instansi_id))
    assert tinjauan.keadaan is diharapkan
    assert tinjauan.batas is not None
    assert (tinjauan.batas.sisa_hari, tinjauan.batas.terakhir) == (sisa, dt.date(2022, 10, 2))
    assert tinjauan.batas.langkah[0].sumber == peraturan.kunci("R2020").sumber("hangus.bulan")


@pytest.mark.parametrize(("sisa", "ambang"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7)])
def test_the_threshold_is_the_smallest_that_is_reached(session: Session, orang: Pegawai, sisa: int, ambang: int | None):
    satu = kegiatan(session, orang, selesai=dt.date(2021, 10, 2))
    hari = dt.date(2022, 10, 2) - dt.timedelta(days=sisa)
    assert tinjau(satu, hari, KalenderHangus(session, orang.instansi_id)).ambang == ambang


def test_the_end_of_claims_comes_before_the_year_is_over(session: Session, orang: Pegawai):
    batas = batas_kegiatan(dt.date(2022, 12, 1), dt.date(2023, 6, 1), KalenderHangus(session, orang.instansi_id))
    assert batas is not None
    assert batas.terakhir == peraturan.kunci("R2020").tanggal("dupak.diterima_sampai") == dt.date(2023, 6, 30)
    assert [s.sumber for s in batas.langkah] == [
        peraturan.kunci("R2020").sumber("hangus.bulan"),
        peraturan.kunci("R2020").sumber("dupak.diterima_sampai"),
    ]


def test_work_of_the_regime_of_today_never_lapses(session: Session, orang: Pegawai):
    kini = dt.date(2026, 3, 1)
    satu = kegiatan(session, orang, hari=kini, selesai=dt.date(2024, 1, 5))
    tinjauan = tinjau(satu, kini, KalenderHangus(session, orang.instansi_id))
    assert (tinjauan.keadaan, tinjauan.batas) == (Keadaan.BERBUKTI, None)


def test_the_age_is_counted_from_the_date_that_the_rules_name(
    session: Session, orang: Pegawai, monkeypatch: pytest.MonkeyPatch
):
    """Where the cut-off of the cycle counts, a file in time is one received by the last cut-off within the year."""
    asli = Peraturan.teks
    monkeypatch.setattr(
        Peraturan, "teks", lambda self, jalur: "tanggal_batas" if jalur == "hangus.acuan" else asli(self, jalur)
    )
    pabrik.putaran(session, tahun=2022, bulan=1)
    akhir = session.scalars(select(Putaran.batas_terima).order_by(Putaran.batas_terima)).all()
    kalender = KalenderHangus(session, orang.instansi_id)
    batas = batas_kegiatan(dt.date(2021, 6, 1), HARI_INI, kalender)
    assert batas is not None
    assert batas.terakhir == max(b for b in akhir if b <= dt.date(2022, 6, 1)) < dt.date(2022, 6, 1)
    jauh = batas_kegiatan(dt.date(2015, 6, 1), HARI_INI, kalender)
    assert jauh is not None
    assert jauh.terakhir == dt.date(2016, 6, 1)  # no cycle of that time is known


# States through the life of a claim


def klaim(session: Session, orang: Pegawai, *daftar: Kegiatan) -> Dupak:
    draf = pabrik.dupak(session, orang)
    ambil_kegiatan.ambil(session, draf, [k.id for k in daftar], oleh=pabrik.pelaku(session, orang))
    return draf


def test_an_activity_follows_its_claim(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, pabrik.butir_kegiatan(session))
    draf = klaim(session, orang, satu)
    item = draf.butir[0]
    assert keadaan(session, satu) is Keadaan.DIKLAIM
    assert keadaan(session, satu, dt.date(2022, 10, 2)) is Keadaan.HANGUS  # nobody has received it
    with pytest.raises(Refused, match="sudah ada pada DUPAK"):
        layanan.ubah(session, satu, isi(), oleh=pabrik.pelaku(session, orang))
    item.hangus = True
    assert keadaan(session, satu) is Keadaan.HANGUS
    item.hangus = False
    draf.__dict__["state"] = DupakState.DIPUTUSKAN  # what the engine would have written; only the reading is asked
    item.nilai_akhir = Decimal("0.5")
    tinjauan = tinjau(satu, HARI_INI, KalenderHangus(session, orang.instansi_id))
    assert (tinjauan.keadaan, tinjauan.batas) == (Keadaan.DITERIMA, None)
    item.nilai_akhir = Decimal(0)
    assert tinjau(satu, HARI_INI, KalenderHangus(session, orang.instansi_id)).keadaan is Keadaan.TIDAK_DINILAI


def test_a_withdrawn_claim_lets_its_activities_go(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, pabrik.butir_kegiatan(session))
    draf, oleh = klaim(session, orang, satu), pabrik.pelaku(session, orang)
    dupak.tarik(session, draf, oleh=oleh)
    assert keadaan(session, satu) is Keadaan.BERBUKTI
    layanan.ubah(session, satu, isi(butir_id=satu.butir_id), oleh=oleh, seen_version=satu.version)
    baru = klaim(session, orang, satu)
    assert keadaan(session, satu) is Keadaan.DIKLAIM
    assert satu.item_id == baru.butir[0].id


def test_a_removed_item_lets_its_activities_go(session: Session, orang: Pegawai):
    satu = kegiatan(session, orang, pabrik.butir_kegiatan(session))
    draf, oleh = klaim(session, orang, satu), pabrik.pelaku(session, orang)
    butir.hapus_butir(session, draf.butir[0], oleh=oleh)
    assert keadaan(session, satu) is Keadaan.BERBUKTI
    assert satu.item_id is None


def test_every_state_has_its_words():
    assert set(keadaan_kegiatan.LABEL_KEADAAN) == set(Keadaan)


def test_the_demo_shows_every_state(url_demo: str):
    engine = buat_engine(url_demo)
    with Session(engine) as session:
        kalender = KalenderHangus(session, session.scalars(select(Pegawai.instansi_id)).first() or 0)
        semua = session.scalars(select(Kegiatan).options(*keadaan_kegiatan.MUAT)).all()
        ada = {tinjau(k, HARI_INI, kalender).keadaan for k in semua}
    engine.dispose()
    assert ada >= set(Keadaan) - {Keadaan.TIDAK_DINILAI}
