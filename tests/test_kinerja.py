"""The record of performance: who records, what is refused, cancelling, gaps; degrees and origins."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import (
    AsalEvaluasi,
    AsalJabatan,
    CatatanAdmin,
    EvaluasiKinerja,
    IjazahPegawai,
    JenisAsal,
    Konversi,
    Pegawai,
    Pelimpahan,
    PenetapanAk,
    Peran,
)
from workflow_app.permissions import boleh_mencatat_kinerja, dicatat_kinerjanya, evaluasi_terlihat, kinerja_terlihat
from workflow_app.services import fakta_pegawai, kinerja, konversi, organisasi, penetapan_ak, tahun_kinerja, verifikasi
from workflow_app.services.kinerja import IsiEvaluasi

HARI = dt.date(2025, 1, 20)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def isi(kantor: KantorKinerja, **ubah: Any) -> IsiEvaluasi:
    baku: dict[str, Any] = {
        "tahun": 2024,
        "bulan_mulai": 1,
        "bulan_selesai": 12,
        "predikat": "Baik",
        "bukti": "Dokumen evaluasi 2024",
        "penilai_id": kantor.penilai.id,
    }
    return IsiEvaluasi(**{**baku, **ubah})


def catat(kantor: KantorKinerja, orang: Pegawai, hari: dt.date = HARI, **ubah: Any) -> EvaluasiKinerja:
    oleh = kantor.oleh(kantor.kepegawaian, hari)
    return kinerja.catat(kantor.session, orang, isi(kantor, **ubah), oleh=oleh)


def galat(kantor: KantorKinerja, orang: Pegawai, **ubah: Any) -> dict[str, str]:
    with pytest.raises(MasukanSalah) as ditangkap:
        catat(kantor, orang, **ubah)
    return {k: str(p) for k, p in ditangkap.value.galat.items()}


# Recording


def test_an_appraisal_is_recorded_with_a_chained_note(kantor: KantorKinerja, session: Session):
    satu = catat(kantor, kantor.orang(), predikat="cukup")
    assert (satu.predikat, satu.asal, satu.dicatat_pada) == ("butuh_perbaikan", AsalEvaluasi.ENTRI, HARI)
    assert satu.dicatat_oleh_id == kantor.kepegawaian.id
    nota = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tabel == "evaluasi_kinerja")).one()
    assert (nota.tindakan, nota.baris_id, nota.pelaku_id) == ("tambah", satu.id, kantor.kepegawaian.id)
    assert nota.sesudah["bukti"] == "Dokumen evaluasi 2024"


@pytest.mark.parametrize(
    ("ubah", "bidang", "kata"),
    [
        ({"tahun": 2022}, "tahun", "2022 tidak dikonversi"),
        ({"tahun": 12022}, "tahun", "tidak dikonversi"),
        ({"tahun": 2025, "bulan_mulai": 2}, "tahun", "belum dimulai"),
        ({"bulan_mulai": 0}, "bulan_selesai", "1 sampai 12"),
        ({"bulan_selesai": 13}, "bulan_selesai", "1 sampai 12"),
        ({"bulan_mulai": 7, "bulan_selesai": 6}, "bulan_selesai", "tidak mendahului"),
        ({"predikat": "lumayan"}, "predikat", "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang"),
        ({"bukti": "  "}, "bukti", "Sebutkan dokumen"),
        ({"bukti": "x" * 256}, "bukti", "255"),
        ({"penilai_id": None}, "penilai", "NIP-nya"),
        ({"penilai_id": 987_654}, "penilai", "tidak ditemukan"),
        ({"penilai_id": None, "nama_penilai": "x" * 256}, "nama_penilai", "255"),
    ],
)
def test_what_does_not_make_sense_is_refused_at_its_field(
    kantor: KantorKinerja, session: Session, ubah: dict[str, Any], bidang: str, kata: str
):
    assert kata in galat(kantor, kantor.orang(), **ubah)[bidang]
    assert session.scalars(select(EvaluasiKinerja)).all() == []


def test_nobody_evaluates_himself(kantor: KantorKinerja):
    orang = kantor.orang()
    assert "menilai dirinya sendiri" in galat(kantor, orang, penilai_id=orang.id)["penilai"]


def test_an_evaluator_without_account_is_kept_by_name(kantor: KantorKinerja):
    satu = catat(kantor, kantor.orang(), penilai_id=None, nama_penilai=" Kepala Dinas Lama ")
    assert (satu.penilai_id, satu.nama_penilai) == (None, "Kepala Dinas Lama")


def test_months_before_the_first_position_are_refused(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 7, 1))])
    assert "belum memegang jabatan fungsional" in galat(kantor, orang, bulan_selesai=6)["tahun"]
    assert catat(kantor, orang).id


@pytest.mark.parametrize(("mulai", "selesai"), [(1, 6), (6, 12), (3, 3), (1, 12)])
def test_an_overlap_names_the_record_that_stands_against_it(kantor: KantorKinerja, mulai: int, selesai: int):
    orang = kantor.orang()
    ada = catat(kantor, orang, bulan_mulai=3, bulan_selesai=6, predikat="sangat_baik", bukti="Dokumen A")
    pesan = galat(kantor, orang, bulan_mulai=mulai, bulan_selesai=selesai)["bulan_mulai"]
    assert "Bulan 3 sampai 6 tahun 2024 sudah tercatat berpredikat Sangat Baik, bukti Dokumen A" in pesan
    assert f"catatan nomor {ada.id}" in pesan
    assert "Batalkan catatan itu" in pesan


def test_months_that_touch_and_other_years_do_not_overlap(kantor: KantorKinerja):
    orang = kantor.orang()
    catat(kantor, orang, bulan_mulai=1, bulan_selesai=6)
    catat(kantor, orang, bulan_mulai=7)
    catat(kantor, orang, tahun=2023)


# Who


def test_only_the_personnel_office_of_the_officer_records(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    unit_lain = pabrik.unit(session, instansi=kantor.instansi)
    rekan_unit = pabrik.pegawai(session, instansi=kantor.instansi, unit=unit_lain)
    pabrik.penugasan(session, rekan_unit, Peran.KEPEGAWAIAN, unit_id=unit_lain.id)
    asing = pabrik.pegawai(session, instansi=pabrik.instansi(session), peran=Peran.KEPEGAWAIAN)
    auditor = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.AUDITOR)
    for siapa in (orang, kantor.penilai, rekan_unit, asing, auditor):
        with pytest.raises(Refused, match="biro kepegawaian"):
            kinerja.catat(session, orang, isi(kantor), oleh=kantor.oleh(siapa, HARI))
    assert kinerja.catat(session, orang, isi(kantor), oleh=kantor.oleh(kantor.kepegawaian, HARI)).id


def test_nobody_records_his_own_nor_those_of_who_lent_him_the_office(kantor: KantorKinerja, session: Session):
    petugas = kantor.kepegawaian
    pabrik.jabatan(session, petugas)
    rekan = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit)
    tugas = pabrik.penugasan(session, petugas, Peran.KEPEGAWAIAN)
    pabrik.pelimpahan(session, tugas, rekan, mulai=HARI, selesai=HARI)
    orang = kantor.orang()
    assert session.scalars(select(Pelimpahan)).one().penerima_id == rekan.id
    boleh = [
        (siapa.id, tentang.id)
        for siapa in (petugas, rekan)
        for tentang in (petugas, rekan, orang)
        if boleh_mencatat_kinerja(kantor.oleh(siapa, HARI), tentang)
    ]
    assert boleh == [(petugas.id, rekan.id), (petugas.id, orang.id), (rekan.id, orang.id)]
    for siapa in (petugas, rekan):
        daftar = session.scalars(
            select(Pegawai.id).where(
                dicatat_kinerjanya(kantor.oleh(siapa, HARI)), Pegawai.id.in_((petugas.id, rekan.id, orang.id))
            )
        )
        assert sorted(daftar) == sorted(t for s, t in boleh if s == siapa.id)


def test_each_reader_sees_his_part_of_the_record(kantor: KantorKinerja, session: Session):
    satu, dua = kantor.orang(), kantor.orang()
    lama = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, golongan="IV/a", jenjang=None)
    auditor = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit, peran=Peran.AUDITOR)
    asing = pabrik.pegawai(session, instansi=pabrik.instansi(session), peran=Peran.KEPEGAWAIAN)
    a = catat(kantor, satu, tahun=2023, penilai_id=lama.id)
    b = catat(kantor, satu)
    c = catat(kantor, dua)

    def terbaca(siapa: Pegawai) -> list[int]:
        query = select(EvaluasiKinerja.id).join(Pegawai, Pegawai.id == EvaluasiKinerja.pegawai_id)
        return sorted(session.scalars(query.where(evaluasi_terlihat(kantor.oleh(siapa, HARI)))))

    assert terbaca(satu) == [a.id, b.id]
    assert terbaca(dua) == [c.id]
    assert terbaca(lama) == [a.id]
    assert terbaca(kantor.penilai) == terbaca(kantor.kepegawaian) == terbaca(auditor) == [a.id, b.id, c.id]
    assert terbaca(asing) == []
    orang = session.scalars(select(Pegawai.id).where(kinerja_terlihat(kantor.oleh(kantor.penilai, HARI))))
    assert sorted(orang) == sorted([kantor.penilai.id, satu.id, dua.id])


def test_a_stand_in_of_the_evaluator_reads_his_people(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    tugas = pabrik.penugasan(session, kantor.penilai, Peran.PENILAI_KINERJA)
    wakil = pabrik.pegawai(session, instansi=kantor.instansi, unit=kantor.unit)
    catat(kantor, orang)
    query = select(EvaluasiKinerja.id).join(Pegawai, Pegawai.id == EvaluasiKinerja.pegawai_id)
    assert session.scalars(query.where(evaluasi_terlihat(kantor.oleh(wakil, HARI)))).all() == []
    pabrik.pelimpahan(session, tugas, wakil, mulai=HARI, selesai=HARI)
    assert len(session.scalars(query.where(evaluasi_terlihat(kantor.oleh(wakil, HARI)))).all()) == 1


# Cancelling


def batalkan(kantor: KantorKinerja, satu: EvaluasiKinerja, alasan: str = "Salah ketik predikat") -> None:
    kinerja.batalkan(kantor.session, satu, alasan, oleh=kantor.oleh(kantor.kepegawaian, HARI))


def test_a_wrong_appraisal_is_cancelled_and_recorded_anew(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    satu = catat(kantor, orang, predikat="kurang")
    batalkan(kantor, satu)
    assert (satu.dibatalkan_pada, satu.dibatalkan_oleh_id) == (HARI, kantor.kepegawaian.id)
    baru = catat(kantor, orang, predikat="baik")
    assert kinerja.berlaku(session, [orang.id], [2024]) == [baru]
    nota = session.scalars(select(CatatanAdmin).where(CatatanAdmin.baris_id == satu.id).order_by(CatatanAdmin.id)).all()
    assert [n.tindakan for n in nota if n.tabel == "evaluasi_kinerja"] == ["tambah", "ubah"]
    assert nota[-1].sesudah["alasan_batal"] == "Salah ketik predikat"
    with pytest.raises(Refused, match="sudah dibatalkan"):
        batalkan(kantor, satu)


def test_cancelling_asks_for_a_reason_and_for_the_personnel_office(kantor: KantorKinerja, session: Session):
    satu = catat(kantor, kantor.orang())
    with pytest.raises(MasukanSalah, match="keliru"):
        batalkan(kantor, satu, "  ")
    with pytest.raises(Refused, match="biro kepegawaian"):
        kinerja.batalkan(session, satu, "Keliru", oleh=kantor.oleh(kantor.penilai, HARI))


def dari_catatan(kantor: KantorKinerja, satu: EvaluasiKinerja, hari: dt.date = HARI) -> Konversi:
    return konversi.buat(
        kantor.session,
        satu.pegawai,
        tahun=satu.tahun,
        bulan_mulai=satu.bulan_mulai,
        bulan_selesai=satu.bulan_selesai,
        predikat=satu.predikat,
        bukti=satu.bukti,
        penilai_id=kantor.penilai.id,
        evaluasi=satu,
        oleh=kantor.oleh(kantor.kepegawaian, hari),
    )


def test_a_record_under_a_conversion_is_corrected_through_its_replacement(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    satu = catat(kantor, orang, predikat="baik")
    lama = kantor.ajukan(dari_catatan(kantor, satu), HARI)
    with pytest.raises(Refused, match=f"nomor perkara {lama.id}.*sedang diajukan.*mengembalikannya"):
        batalkan(kantor, satu)
    konversi.tetapkan(session, lama, oleh=kantor.oleh(kantor.penilai, HARI))
    with pytest.raises(Refused, match=f"nomor perkara {lama.id}.*Nomor {lama.nomor}.*Buat konversi penggantinya"):
        batalkan(kantor, satu)

    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    baru = konversi.buat_pengganti(session, lama, oleh=oleh, catatan="Predikatnya Sangat Baik")
    batalkan(kantor, satu)
    catat(kantor, orang, predikat="sangat baik")
    konversi.ubah(
        session,
        baru,
        tahun=2024,
        bulan_mulai=1,
        bulan_selesai=12,
        predikat="sangat_baik",
        bukti="Dokumen evaluasi 2024",
        penilai_id=kantor.penilai.id,
        oleh=oleh,
    )
    konversi.ajukan(session, baru, oleh=oleh)
    konversi.tetapkan(session, baru, oleh=kantor.oleh(kantor.penilai, HARI))
    assert (lama.state.value, baru.jumlah) == ("diganti", Decimal("18.75"))


def test_an_appraisal_of_other_months_may_be_cancelled_beside_a_conversion(kantor: KantorKinerja):
    orang = kantor.orang()
    satu = catat(kantor, orang, bulan_selesai=6)
    dua = catat(kantor, orang, bulan_mulai=7)
    kantor.ajukan(dari_catatan(kantor, satu), HARI)
    batalkan(kantor, dua)
    assert dua.dibatalkan_pada == HARI


# Gaps


def test_gaps_are_months_in_a_position_without_a_record(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2023, 3, 1)), ("ahli_muda", dt.date(2024, 7, 1))])
    catat(kantor, orang, bulan_mulai=3, bulan_selesai=5)
    catat(kantor, orang, bulan_mulai=9, bulan_selesai=9)
    satu, dua, tiga = tahun_kinerja.semua_tahun(session, orang, HARI)
    assert (satu.tahun, satu.celah) == (2025, [])  # its appraisals are not due yet
    assert (dua.tahun, dua.celah, dua.tumpang) == (2024, [(1, 2), (6, 8), (10, 12)], [])
    assert dua.jenjang == ("ahli_pertama",) * 6 + ("ahli_muda",) * 6
    assert (tiga.tahun, tiga.celah) == (2023, [(3, 12)])


@pytest.mark.parametrize(("hari", "celah"), [(dt.date(2024, 12, 14), []), (dt.date(2024, 12, 15), [(1, 12)])])
def test_a_year_is_due_on_the_day_its_conversions_may_be_submitted(
    kantor: KantorKinerja, session: Session, hari: dt.date, celah: list[tuple[int, int]]
):
    orang = kantor.orang()
    assert tahun_kinerja.tahun_banyak(session, [orang], 2024, hari)[orang.id].celah == celah


def test_months_with_two_records_are_named(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    catat(kantor, orang, bulan_selesai=8)
    # Past the application: another start, so that the database's own rule does not see it.
    session.add(
        EvaluasiKinerja(
            pegawai_id=orang.id,
            tahun=2024,
            bulan_mulai=7,
            bulan_selesai=12,
            predikat="baik",
            bukti="Dokumen lain",
            asal=AsalEvaluasi.ENTRI,
            dicatat_pada=HARI,
        )
    )
    session.flush()
    assert tahun_kinerja.tahun_banyak(session, [orang], 2024, HARI)[orang.id].tumpang == [(7, 8)]


def test_there_are_no_years_before_the_regime():
    assert tahun_kinerja.pilihan_tahun(dt.date(2022, 1, 10)) == []
    assert tahun_kinerja.pilihan_tahun(dt.date(2025, 1, 20)) == [2025, 2024, 2023]
    assert tahun_kinerja.tahun_baku(dt.date(2025, 1, 20)) == 2024
    assert tahun_kinerja.tahun_baku(dt.date(2025, 12, 15)) == 2025


# Degrees and origins


def ijazah(kantor: KantorKinerja, orang: Pegawai, kode: str = "s2", **ubah: Any) -> IjazahPegawai:
    baku: dict[str, Any] = {"tanggal": dt.date(2024, 6, 1), "bukti": "Ijazah 77/2024"}
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    return fakta_pegawai.catat_ijazah(kantor.session, orang, ijazah=kode, oleh=oleh, **{**baku, **ubah})


def test_a_degree_recorded_at_bkn_opens_the_determination_it_makes_due(kantor: KantorKinerja, session: Session):
    """Case T44: 37.5 and a master's degree make 50."""
    orang = kantor.orang()
    for tahun in (2022, 2023, 2024):
        if tahun > 2022:
            kantor.konversi(orang, tahun, "sangat_baik")  # 18.75 each
    satu = ijazah(kantor, orang)
    assert penetapan_ak.draf(session, orang.id) is None
    fakta_pegawai.tandai_tercatat(session, satu, HARI, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    draf = penetapan_ak.draf(session, orang.id)
    assert draf is not None
    assert draf.jumlah == Decimal(50)
    nota = session.scalars(select(CatatanAdmin.tindakan).where(CatatanAdmin.tabel == "ijazah_pegawai")).all()
    assert nota == ["tambah", "ubah"]


@pytest.mark.parametrize(
    ("ubah", "bidang", "kata"),
    [
        ({"kode": "s9"}, "ijazah", "Pilih ijazah"),
        ({"bukti": " "}, "bukti", "Sebutkan nomor"),
        ({"tanggal": dt.date(2025, 1, 21)}, "tanggal", "sesudah hari ini"),
        ({"tercatat_bkn_pada": dt.date(2024, 5, 31)}, "tercatat_bkn_pada", "sebelum tanggal ijazah"),
        ({"tercatat_bkn_pada": dt.date(2025, 1, 21)}, "tercatat_bkn_pada", "sesudah hari ini"),
        ({"kode": "s1"}, "ijazah", "sudah tercatat dengan bukti"),
        ({"dasar_pengangkatan": True}, "dasar_pengangkatan", "Hanya ada satu"),
    ],
)
def test_a_degree_that_does_not_make_sense_is_refused(
    kantor: KantorKinerja, ubah: dict[str, Any], bidang: str, kata: str
):
    orang = kantor.orang()
    ijazah(kantor, orang, "s1", tanggal=dt.date(2018, 6, 1), dasar_pengangkatan=True)
    with pytest.raises(MasukanSalah) as ditangkap:
        ijazah(kantor, orang, **ubah)
    assert kata in str(ditangkap.value.galat[bidang])


def test_a_degree_is_marked_once_and_by_the_personnel_office(kantor: KantorKinerja, session: Session):
    satu = ijazah(kantor, kantor.orang())
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    with pytest.raises(Refused, match="biro kepegawaian"):
        fakta_pegawai.tandai_tercatat(session, satu, HARI, oleh=kantor.oleh(kantor.penilai, HARI))
    with pytest.raises(MasukanSalah, match="sebelum tanggal"):
        fakta_pegawai.tandai_tercatat(session, satu, dt.date(2024, 5, 31), oleh=oleh)
    fakta_pegawai.tandai_tercatat(session, satu, dt.date(2024, 6, 1), oleh=oleh)
    with pytest.raises(Refused, match="Sudah tercatat di BKN 1 Juni 2024"):
        fakta_pegawai.tandai_tercatat(session, satu, HARI, oleh=oleh)


def test_a_booked_degree_is_cancelled_only_under_a_replacement(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    satu = ijazah(kantor, orang, tercatat_bkn_pada=HARI)
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    lama = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    assert lama.jumlah == Decimal(25)
    with pytest.raises(Refused, match=f"Nomor {lama.nomor} sudah membukukan"):
        fakta_pegawai.batalkan_ijazah(session, satu, "Bukan miliknya", oleh=oleh)
    pengganti = penetapan_ak.buka_pengganti(session, lama, oleh=oleh, catatan="Ijazah bukan miliknya")
    assert pengganti.jumlah == Decimal(25)
    fakta_pegawai.batalkan_ijazah(session, satu, "Bukan miliknya", oleh=oleh)
    assert session.get_one(PenetapanAk, pengganti.id).jumlah == Decimal("12.5")
    with pytest.raises(Refused, match="sudah dibatalkan"):
        fakta_pegawai.batalkan_ijazah(session, satu, "Lagi", oleh=oleh)
    assert ijazah(kantor, orang).id != satu.id  # it may be recorded anew


def test_a_cancelled_degree_or_origin_brings_no_credit(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2018, 1, 1))])
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    asal = fakta_pegawai.catat_asal(
        session,
        orang,
        orang.riwayat_jabatan[0],
        jenis=JenisAsal.PENGAWAS,
        predikat="Baik",
        bukti="SK 1",
        oleh=oleh,
    )
    draf = kantor.penetapan(orang, HARI)
    assert draf.jumlah == Decimal(175)  # case T47
    fakta_pegawai.batalkan_asal(session, asal, "Bukan pengawas", oleh=oleh)
    assert draf.jumlah == Decimal(0)


@pytest.mark.parametrize(
    ("isi_asal", "bidang", "kata"),
    [
        ({"jenis": JenisAsal.PENGAWAS}, "predikat", "Pilih predikat"),
        ({"jenis": JenisAsal.PENGAWAS, "predikat": "Baik", "angka_kredit": Decimal(3)}, "angka_kredit", "kosongkan"),
        ({"jenis": JenisAsal.PELAKSANA, "predikat": "Baik"}, "ijazah", "pangkat puncak"),
        ({"jenis": JenisAsal.JF_LAIN}, "angka_kredit", "surat keputusan"),
        ({"jenis": JenisAsal.PENGAWAS, "predikat": "Baik", "bukti": ""}, "bukti", "nomor surat"),
    ],
)
def test_an_origin_that_does_not_make_sense_is_refused(
    kantor: KantorKinerja, session: Session, isi_asal: dict[str, Any], bidang: str, kata: str
):
    orang = kantor.orang()
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    with pytest.raises(MasukanSalah) as ditangkap:
        fakta_pegawai.catat_asal(
            session, orang, orang.riwayat_jabatan[0], oleh=oleh, **{"bukti": "SK perpindahan", **isi_asal}
        )
    assert kata in str(ditangkap.value.galat[bidang])


def test_a_position_has_one_origin_in_force(kantor: KantorKinerja, session: Session):
    orang, lain = kantor.orang(), kantor.orang()
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    nilai: dict[str, Any] = {"jenis": JenisAsal.JF_LAIN, "angka_kredit": Decimal("12.5"), "bukti": "SK 5"}
    satu = fakta_pegawai.catat_asal(session, orang, orang.riwayat_jabatan[0], oleh=oleh, **nilai)
    with pytest.raises(MasukanSalah, match="sudah tercatat dengan bukti SK 5"):
        fakta_pegawai.catat_asal(session, orang, orang.riwayat_jabatan[0], oleh=oleh, **nilai)
    with pytest.raises(MasukanSalah, match="bukan milik"):
        fakta_pegawai.catat_asal(session, lain, orang.riwayat_jabatan[0], oleh=oleh, **nilai)
    fakta_pegawai.batalkan_asal(session, satu, "Angka keliru", oleh=oleh)
    assert fakta_pegawai.catat_asal(session, orang, orang.riwayat_jabatan[0], oleh=oleh, **nilai).id != satu.id


# The database itself


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE evaluasi_kinerja SET predikat = 'sangat_baik'",
        "UPDATE evaluasi_kinerja SET bulan_selesai = 11",
        "DELETE FROM evaluasi_kinerja",
        "UPDATE ijazah_pegawai SET tanggal = '2020-01-01'",
        "UPDATE ijazah_pegawai SET tercatat_bkn_pada = '2025-01-02'",
        "DELETE FROM ijazah_pegawai",
        "UPDATE asal_jabatan SET angka_kredit = 99000",
        "DELETE FROM asal_jabatan",
    ],
)
def test_the_database_refuses_to_rewrite_facts(kantor: KantorKinerja, session: Session, perintah: str):
    orang = kantor.orang()
    catat(kantor, orang)
    ijazah(kantor, orang, tercatat_bkn_pada=dt.date(2024, 7, 1))
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    fakta_pegawai.catat_asal(
        session,
        orang,
        orang.riwayat_jabatan[0],
        jenis=JenisAsal.JF_LAIN,
        angka_kredit=Decimal(5),
        bukti="SK 5",
        oleh=oleh,
    )
    with pytest.raises(DatabaseError, match="hanya boleh ditambah atau dibatalkan"):
        session.execute(text(perintah))


def test_a_cancelled_fact_stays_as_it_is(kantor: KantorKinerja, session: Session):
    satu = catat(kantor, kantor.orang())
    batalkan(kantor, satu)
    with pytest.raises(DatabaseError, match="hanya boleh ditambah atau dibatalkan"):
        session.execute(text("UPDATE evaluasi_kinerja SET alasan_batal = 'lain'"))


def test_a_position_with_an_origin_is_not_taken_back(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.asal(orang, JenisAsal.JF_LAIN, angka_kredit=Decimal(5))
    admin = pabrik.pegawai(session, peran=Peran.ADMIN)
    with pytest.raises(Refused, match="asal jabatan"):
        organisasi.hapus_riwayat(session, orang.riwayat_jabatan[0], oleh=kantor.oleh(admin, HARI))
    assert session.scalars(select(AsalJabatan)).one().dibatalkan_pada is None


# The proof


def test_facts_changed_past_the_application_are_named(kantor: KantorKinerja, session: Session, engine: Engine):
    orang = kantor.orang()
    satu, dua = catat(kantor, orang), catat(kantor, orang, tahun=2023)
    batalkan(kantor, dua)
    gelar = ijazah(kantor, orang)
    fakta_pegawai.tandai_tercatat(session, gelar, HARI, oleh=kantor.oleh(kantor.kepegawaian, HARI))
    asal = fakta_pegawai.catat_asal(
        session,
        orang,
        orang.riwayat_jabatan[0],
        jenis=JenisAsal.JF_LAIN,
        angka_kredit=Decimal("5.5"),
        bukti="SK 5",
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
    )
    kantor.konversi(kantor.orang(), 2024, "baik")  # the evaluator's determination leaves a record of its own
    evaluasi, batal, milik, siapa, dari = satu.id, dua.id, gelar.id, orang.id, asal.id
    session.commit()
    assert list(verifikasi.periksa(session)) == []
    session.rollback()
    with tanpa_pemicu(engine) as koneksi:
        koneksi.execute(text("UPDATE evaluasi_kinerja SET predikat = 'sangat_baik' WHERE id = :id"), {"id": evaluasi})
        koneksi.execute(text("UPDATE ijazah_pegawai SET tercatat_bkn_pada = '2024-06-02'"))
        koneksi.execute(text("UPDATE asal_jabatan SET angka_kredit = 99000"))
        koneksi.execute(text("DELETE FROM evaluasi_kinerja WHERE id = :id"), {"id": batal})
        koneksi.execute(
            text(
                "INSERT INTO ijazah_pegawai (pegawai_id, ijazah, tanggal, bukti, dasar_pengangkatan, dicatat_pada,"
                " alasan_batal) VALUES (:id, 's3', '2024-01-01', 'palsu', :salah, '2024-01-01', '')"
            ),
            {"id": siapa, "salah": False},
        )
    disebut = [(c.tempat, c.sebab) for c in verifikasi.periksa(session)]
    beda = "tidak sama dengan yang dicatat"
    assert disebut == [
        (f"evaluasi_kinerja {evaluasi}, kolom predikat", beda),
        (f"evaluasi_kinerja, baris {batal}", "fakta dihapus"),
        (f"ijazah_pegawai {milik}, kolom tercatat_bkn_pada", beda),
        (f"ijazah_pegawai, baris {milik + 1}", "fakta tidak ada dalam catatan"),
        (f"asal_jabatan {dari}, kolom angka_kredit", beda),
    ]


@contextmanager
def tanpa_pemicu(engine: Engine) -> Iterator[Connection]:
    """Somebody with power over the database, who switches the triggers off."""
    with engine.begin() as koneksi:
        if engine.dialect.name == "postgresql":
            koneksi.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            nama = koneksi.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
            for satu in nama:
                koneksi.execute(text(f"DROP TRIGGER {satu}"))
        yield koneksi
