"""A claim made from the log: what it can take, what it makes of it, and that nothing is taken twice."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.meja_kegiatan import HARI_INI, berkas, isi, kegiatan, prakom
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.models import ButirKegiatan, Dupak, Kegiatan, Pegawai
from workflow_app.services import ambil_kegiatan, butir, dupak
from workflow_app.services import kegiatan as layanan
from workflow_app.services.ambil_kegiatan import HasilAmbil, ambil, tawarkan

MASA: dict[str, Any] = {"masa_mulai": dt.date(2021, 1, 1), "masa_selesai": dt.date(2021, 12, 31)}


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


@pytest.fixture
def pilihan(session: Session) -> ButirKegiatan:
    return pabrik.butir_kegiatan(session)


@pytest.fixture
def draf(session: Session, orang: Pegawai) -> Dupak:
    return pabrik.dupak(session, orang, **MASA)


def ambil_semua(session: Session, draf: Dupak, *daftar: Kegiatan, gabung: tuple[int, ...] = ()) -> HasilAmbil:
    return ambil(session, draf, [k.id for k in daftar], oleh=pabrik.pelaku(session, draf.subjek), gabung=gabung)


# What is offered


def test_every_reason_against_an_activity_is_told(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan
):
    jauh = pabrik.butir_kegiatan(session, jenjang="ahli_utama")
    tutup = pabrik.butir_kegiatan(session, kode="TUTUP", ditutup_mulai=dt.date(2021, 10, 1))
    lain = pabrik.dupak(session, orang, **MASA)
    ambil_semua(session, lain, kegiatan(session, orang, pilihan, uraian="di DUPAK lain"))
    kegiatan(session, orang, pilihan, uraian="layak")
    kegiatan(session, orang, uraian="tanpa butir")
    kegiatan(session, orang, pilihan, uraian="tanpa bukti", tempat_bukti="")
    kegiatan(session, orang, pilihan, uraian="di luar masa", selesai=dt.date(2022, 1, 5))
    kegiatan(session, orang, pilihan, uraian="hangus", selesai=dt.date(2021, 1, 9))
    kegiatan(session, orang, pilihan, uraian="lintas aturan", tanggal_mulai=dt.date(2020, 12, 1))
    kegiatan(session, orang, jauh, uraian="terpaut jauh")
    kegiatan(session, orang, tutup, uraian="ditutup")
    kegiatan(session, orang, pilihan, uraian="rencana", rencana=True)
    satu = kegiatan(session, orang, uraian="dihapus")
    layanan.hapus(session, satu, oleh=pabrik.pelaku(session, orang))
    kegiatan(session, prakom(session), pilihan, uraian="orang lain")

    hasil = tawarkan(session, draf, oleh=pabrik.pelaku(session, orang))

    assert [c.kegiatan.uraian for c in hasil.layak] == ["layak"]
    assert hasil.jumlah == Decimal("0.5")
    sebab = {c.kegiatan.uraian: " ".join(map(str, c.alasan)) for c in hasil.tertutup}
    petunjuk = {
        "tanpa butir": "Butir kegiatannya belum dipilih",
        "tanpa bukti": "Belum ada buktinya",
        "di luar masa": "di luar masa penilaian",
        "hangus": "Hangus: paling lambat diterima 9 Januari 2022",
        "di DUPAK lain": "Sudah ada pada DUPAK lain",
        "lintas aturan": "di luar masa",
        "terpaut jauh": "terpaut dua jenjang",
        "ditutup": "Butir TUTUP ditutup",
    }
    assert set(sebab) == set(petunjuk)
    for uraian, kata in petunjuk.items():
        assert kata in sebab[uraian], uraian


def test_work_across_a_change_of_law_is_not_taken_whole(session: Session, orang: Pegawai, pilihan: ButirKegiatan):
    panjang = pabrik.dupak(session, orang, masa_mulai=dt.date(2020, 7, 1), masa_selesai=dt.date(2021, 12, 31))
    mulai_baru = dt.date(2021, 1, 1)
    kegiatan(session, orang, pilihan, tanggal_mulai=mulai_baru - dt.timedelta(days=400))
    (satu,) = tawarkan(session, panjang, oleh=pabrik.pelaku(session, orang)).tertutup
    assert any("masa" in str(a) or "melintasi" in str(a) for a in satu.alasan)


def test_activities_stand_by_element(session: Session, orang: Pegawai, draf: Dupak):
    unsur = [u for u in ("tata_kelola", "infrastruktur", "sistem_informasi") if _ada_unsur(u)][:2]
    for kode in reversed(unsur):
        kegiatan(session, orang, pabrik.butir_kegiatan(session, unsur=kode))
    hasil = tawarkan(session, draf, oleh=pabrik.pelaku(session, orang))
    assert [len(k.calon) for k in hasil.kelompok] == [1] * len(unsur)


def _ada_unsur(kode: str) -> bool:
    from workflow_app import peraturan  # noqa: PLC0415 - one question of one test

    return kode in peraturan.kunci("R2020").anak("unsur")


def test_a_work_above_the_level_without_its_letter_is_marked(session: Session, orang: Pegawai, draf: Dupak):
    muda = pabrik.butir_kegiatan(session, jenjang="ahli_muda")
    kegiatan(session, orang, muda)
    kegiatan(session, orang, muda, surat_tugas="ST-7")
    hasil = tawarkan(session, draf, oleh=pabrik.pelaku(session, orang))
    assert [c.perlu_surat_tugas for c in hasil.layak] == [True, False]


def test_the_offer_costs_the_same_for_many(session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan):
    oleh = pabrik.pelaku(session, orang)

    def biaya() -> int:
        session.flush()
        session.expire_all()
        perintah: list[str] = []
        catat = lambda *isi: perintah.append(isi[2])  # noqa: E731 - taken off again below
        event.listen(session.get_bind(), "before_cursor_execute", catat)
        tawarkan(session, draf, oleh=oleh)
        event.remove(session.get_bind(), "before_cursor_execute", catat)
        return len(perintah)

    for n in range(5):
        kegiatan(session, orang, pilihan, selesai=dt.date(2021, 10, 1) + dt.timedelta(days=n))
    lima = biaya()
    for n in range(20):
        kegiatan(session, orang, pilihan, selesai=dt.date(2021, 11, 1) + dt.timedelta(days=n))
    assert biaya() == lima


# Taking


def test_taken_one_by_one_or_together(session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan):
    lain = pabrik.butir_kegiatan(session)
    hari = [dt.date(2021, 9, 1), dt.date(2021, 9, 20), dt.date(2021, 11, 2)]
    sama = [kegiatan(session, orang, pilihan, selesai=h, keluaran=f"Laporan {h}", uraian=f"Kerja {h}") for h in hari]
    satu = kegiatan(session, orang, lain, keluaran="Aplikasi", jam_mulai=dt.time(8), jam_selesai=dt.time(9))
    hasil = ambil_semua(session, draf, *sama, satu, gabung=(pilihan.id,))

    assert (hasil.kegiatan, len(hasil.butir)) == (4, 2)
    gabungan = next(b for b in draf.butir if b.butir_id == pilihan.id)
    assert (gabungan.tanggal_mulai, gabungan.tanggal_selesai) == (hari[0], hari[2])
    assert gabungan.volume == 3
    assert gabungan.jumlah == Decimal("1.5")
    assert gabungan.keterangan == "Kerja 2021-09-01; Kerja 2021-09-20; Kerja 2021-11-02"
    tunggal = next(b for b in draf.butir if b.butir_id == lain.id)
    assert (tunggal.keluaran, tunggal.jam_mulai, tunggal.jam_selesai) == ("Aplikasi", dt.time(8), dt.time(9))
    assert {k.item_id for k in sama} == {gabungan.id}

    sendiri = pabrik.dupak(session, prakom(session), **MASA)
    masing = [kegiatan(session, sendiri.subjek, pilihan, selesai=h) for h in hari]
    ambil_semua(session, sendiri, *masing)
    assert [b.volume for b in sendiri.butir] == [1, 1, 1]


def test_work_about_to_lapse_is_not_hidden_in_younger_work(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan
):
    tua = kegiatan(session, orang, pilihan, selesai=dt.date(2021, 2, 1))
    muda = kegiatan(session, orang, pilihan, selesai=dt.date(2021, 12, 1))
    ambil_semua(session, draf, tua, muda, gabung=(pilihan.id,))
    assert [b.tanggal_selesai for b in draf.butir] == [tua.tanggal_selesai, muda.tanggal_selesai]


def test_files_go_along_as_they_are_and_the_case_keeps_them(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan
):
    oleh = pabrik.pelaku(session, orang)
    satu, dua = (kegiatan(session, orang, pilihan, tempat_bukti="") for _ in range(2))
    layanan.pasang_berkas(session, satu, [berkas(1), berkas(2)], oleh=oleh)
    layanan.ganti_berkas(session, satu, satu.berkas[0].id, berkas(3), oleh=oleh)
    layanan.pasang_berkas(session, dua, [berkas(2)], oleh=oleh)
    (item,) = ambil_semua(session, draf, satu, dua, gabung=(pilihan.id,)).butir
    assert sorted(b.sha256 for b in item.bukti) == [berkas(2).sha256, berkas(3).sha256]
    dupak.tarik(session, draf, oleh=oleh)
    session.flush()
    session.expire_all()
    layanan.pasang_berkas(session, satu, [berkas(4)], oleh=oleh)
    layanan.hapus(session, dua, oleh=oleh)
    session.expire_all()
    assert sorted(b.sha256 for b in draf.butir[0].bukti) == [berkas(2).sha256, berkas(3).sha256]


def test_more_files_than_an_item_takes_make_another_item(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan
):
    oleh = pabrik.pelaku(session, orang)
    daftar = [kegiatan(session, orang, pilihan) for _ in range(3)]
    for n, satu in enumerate(daftar):
        layanan.pasang_berkas(session, satu, [berkas(n * 10 + m) for m in range(9)], oleh=oleh)
    ambil_semua(session, draf, *daftar, gabung=(pilihan.id,))
    assert [(int(b.volume), len(b.bukti)) for b in draf.butir] == [(2, 18), (1, 9)]


def test_asking_again_changes_nothing(session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan):
    satu, dua = (kegiatan(session, orang, pilihan) for _ in range(2))
    versi, oleh = draf.version, pabrik.pelaku(session, orang)
    ambil(session, draf, [satu.id, dua.id], oleh=oleh, seen_version=versi)
    ulang = ambil(session, draf, [satu.id, dua.id], oleh=oleh, seen_version=versi)
    assert (ulang.kegiatan, ulang.sudah, len(draf.butir)) == (0, 2, 2)


def test_nothing_is_taken_that_may_not_be(session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan):
    oleh = pabrik.pelaku(session, orang)
    layak, hampa = kegiatan(session, orang, pilihan), kegiatan(session, orang, uraian="Tanpa butir")
    asing = kegiatan(session, prakom(session), pilihan)
    with pytest.raises(MasukanSalah, match="“Tanpa butir” tidak dapat diambil"):
        ambil_semua(session, draf, layak, hampa)
    with pytest.raises(MasukanSalah, match="sudah dihapus"):
        ambil_semua(session, draf, layak, asing)
    with pytest.raises(MasukanSalah, match="sekurangnya satu"):
        ambil_semua(session, draf)
    with pytest.raises(Conflict):
        ambil(session, draf, [layak.id], oleh=oleh, seen_version=draf.version - 1)
    with pytest.raises(Refused):
        ambil(session, draf, [layak.id], oleh=pabrik.pelaku(session, asing.pegawai))
    assert draf.butir == []


def test_a_claim_takes_no_more_than_it_holds(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan, monkeypatch: pytest.MonkeyPatch
):
    daftar = [kegiatan(session, orang, pilihan) for _ in range(3)]
    monkeypatch.setattr(ambil_kegiatan, "BUTIR_TERBANYAK", 2)
    with pytest.raises(MasukanSalah, match="masih ada tempat untuk 2"):
        ambil_semua(session, draf, *daftar)
    ambil_semua(session, draf, *daftar, gabung=(pilihan.id,))
    assert [b.volume for b in draf.butir] == [3]
    monkeypatch.setattr(ambil_kegiatan, "TAMPIL_TERBANYAK", 2)
    with pytest.raises(MasukanSalah, match="sekaligus"):
        ambil_semua(session, draf, *daftar)


def test_beyond_one_page_the_rest_waits(
    session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ambil_kegiatan, "TAMPIL_TERBANYAK", 2)
    daftar = [kegiatan(session, orang, pilihan) for _ in range(5)]
    oleh = pabrik.pelaku(session, orang)
    hasil = tawarkan(session, draf, oleh=oleh)
    assert (len(hasil.layak), hasil.lebih, hasil.sudah) == (2, 3, 0)
    ambil_semua(session, draf, *daftar[:2])
    hasil = tawarkan(session, draf, oleh=oleh)
    assert (len(hasil.layak), hasil.lebih, hasil.sudah) == (2, 1, 2)


VOLUME = st.decimals(Decimal("0.001"), Decimal(5000), places=3)
HARI = st.dates(dt.date(2021, 1, 10), dt.date(2021, 12, 31))


@given(
    rencana=st.lists(st.tuples(st.integers(0, 2), VOLUME, HARI, st.booleans()), min_size=1, max_size=12),
    gabung=st.sets(st.integers(0, 2)),
    buang=st.sets(st.integers(0, 11)),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_items_hold_what_was_chosen_and_no_more(
    session: Session, rencana: list[tuple[int, Decimal, dt.date, bool]], gabung: set[int], buang: set[int]
):
    """Volume of the items = sum of the chosen activities, by catalogue item, through taking, removing, taking again."""
    orang = prakom(session)
    katalog = [pabrik.butir_kegiatan(session) for _ in range(3)]
    draf = pabrik.dupak(session, orang, **MASA)
    semua = [kegiatan(session, orang, katalog[b], volume=v, selesai=h) for b, v, h, _ in rencana]
    dipilih = [k for k, (*_, pilih) in zip(semua, rencana, strict=True) if pilih]
    gabungan = tuple(katalog[i].id for i in gabung)

    def sama(diharapkan: list[Kegiatan]) -> None:
        session.flush()
        session.expire_all()
        for b in katalog:
            ada = sum((i.volume for i in draf.butir if i.butir_id == b.id), Decimal(0))
            assert ada == sum((k.volume or 0 for k in diharapkan if k.butir_id == b.id), Decimal(0))
        terpegang = session.scalars(select(Kegiatan.id).where(Kegiatan.item_id.is_not(None))).all()
        assert {k.id for k in diharapkan} == {k.id for k in semua} & set(terpegang)

    if dipilih:
        ambil_semua(session, draf, *dipilih, gabung=gabungan)
    sama(dipilih)
    hilang = [draf.butir[i] for i in sorted(buang) if i < len(draf.butir)]
    lepas = {i.id for i in hilang}
    tinggal = [k for k in dipilih if k.item_id not in lepas]
    for item in hilang:
        butir.hapus_butir(session, item, oleh=pabrik.pelaku(session, orang))
    sama(tinggal)
    ambil_semua(session, draf, *semua, gabung=gabungan)
    sama(semua)
    assert session.scalar(select(func.count()).where(Kegiatan.pegawai_id == orang.id)) == len(semua)


def test_what_is_taken_can_be_sent(session: Session, orang: Pegawai, draf: Dupak, pilihan: ButirKegiatan):
    ambil_semua(session, draf, kegiatan(session, orang, pilihan))
    dupak.ajukan(session, draf, oleh=pabrik.pelaku(session, orang, HARI_INI))
    with pytest.raises(Refused):
        ambil_semua(session, draf, kegiatan(session, orang, pilihan))
    assert isi().uraian in draf.butir[0].keterangan
