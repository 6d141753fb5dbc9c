"""Corrections of the rules: drafted, tried out, published by somebody else, in force everywhere, undone, remembered."""

import datetime as dt
import json
import multiprocessing
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import workflow_app
from tests import pabrik
from tests.panggung import Panggung
from workflow_app import peraturan
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.koneksi import buat_engine, membaca
from workflow_app.models import AsalVersi, CatatanAdmin, Pegawai, Peran, StatusRancangan, VersiPeraturan
from workflow_app.peraturan import PeraturanTidakAda, Tanda, berlaku, naskah, terbitan
from workflow_app.peraturan.aturan import JalurSalah, Ketentuan, KetentuanSalahJenis, KetentuanTidakAda, Peraturan
from workflow_app.peraturan.isian import NilaiTidakSah, baca_nilai, harus_bulat, jenis_isian, tulis_nilai
from workflow_app.peraturan.muat import MAP
from workflow_app.permissions import Pelaku
from workflow_app.services import bawaan as layanan_bawaan
from workflow_app.services import pak as layanan_pak
from workflow_app.services import peraturan as layanan
from workflow_app.services import peraturan_putusan, verifikasi_peraturan
from workflow_app.services.peraturan import Usulan
from workflow_app.services.uji_peraturan import HasilUji

HARI_INI = pabrik.HARI_INI
FAKTOR = "faktor.satu_di_atas"
ALASAN = "Menurut surat edaran yang baru."


def usulan(nilai: str, **ubah: Any) -> Usulan:
    isi = {"sumber": "SE contoh 1/2022", "tanda": Tanda.FOUND, "catatan": "", "alasan": ALASAN}
    return Usulan(nilai, **{**isi, **ubah})


@pytest.fixture
def perancang(session: Session) -> Pelaku:
    """An administrator who drafts."""
    return _admin(session)


@pytest.fixture
def penerbit(session: Session) -> Pelaku:
    """Another one, who publishes."""
    return _admin(session)


def _admin(session: Session) -> Pelaku:
    orang = pabrik.pegawai(session, peran=[Peran.ADMIN])
    pabrik.akun_dari(session, orang)
    session.commit()
    return pabrik.pelaku(session, orang)


def koreksi(session: Session, oleh: Pelaku, penerbit: Pelaku, kunci: str = "R2020", **isi: str) -> VersiPeraturan:
    """Publish corrections: `faktor__setara="0,9"`."""
    for jalur, nilai in isi.items():
        layanan.usulkan(session, kunci, jalur.replace("III__", "III/").replace("__", "."), usulan(nilai), oleh=oleh)
    layanan.uji(session, kunci, oleh=oleh)
    versi = layanan.terbitkan(session, kunci, alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)
    session.commit()
    return versi


def mulai(session: Session) -> None:
    """What a session does first: from here on it decides by the newest rules."""
    session.execute(text("SELECT 1"))


# Other figures


def ketentuan(jalur: str, nilai: Any) -> Ketentuan:
    return Ketentuan(jalur, nilai, "uji", Tanda.PROPOSED)


def test_a_rule_set_with_another_figure_is_another_rule_set():
    asal = peraturan.kunci("R2020")
    baru = asal.dengan([ketentuan(FAKTOR, Decimal("0.9"))])
    assert baru.desimal(FAKTOR) == Decimal("0.9")
    assert asal.desimal(FAKTOR) == Decimal("0.8")
    assert baru.sidik != asal.sidik
    assert list(baru.isi) == list(asal.isi)


@pytest.mark.parametrize(
    ("jalur", "nilai"),
    [(FAKTOR, "tinggi"), (FAKTOR, True), ("berlaku.mulai", "2020"), ("jenjang.mahir.golongan", (1,))],
)
def test_a_figure_of_another_kind_is_no_correction(jalur: str, nilai: Any):
    with pytest.raises(KetentuanSalahJenis):
        peraturan.kunci("R2020").dengan([ketentuan(jalur, nilai)])


def test_an_unknown_figure_is_added_only_when_asked_for_and_stands_beside_its_kin():
    asal, baru = peraturan.kunci("R2020"), ketentuan("langkah.keahlian.s1.IV/e", 250)
    with pytest.raises(KetentuanTidakAda):
        asal.dengan([baru])
    hasil = asal.dengan([baru], tambah=True)
    assert hasil.anak("langkah.keahlian.s1")[-2:] == ("IV/d", "IV/e")
    assert hasil.anak("langkah.keahlian") == asal.anak("langkah.keahlian")


@pytest.mark.parametrize("jalur", ["faktor", "faktor.setara.lagi", "satu", "a..b", "a.b c", ".a", "a.b\n"])
def test_a_place_that_cannot_hold_a_figure_is_refused(jalur: str):
    with pytest.raises(JalurSalah):
        peraturan.kunci("R2020").dengan([ketentuan(jalur, 1)], tambah=True)


@pytest.mark.parametrize("aturan", berlaku.bawaan(), ids=lambda a: a.kunci)
def test_a_rule_set_is_read_back_exactly_as_it_was_written(aturan: Peraturan):
    kembali = naskah.baca(naskah.tulis(aturan))
    assert kembali.sidik == aturan.sidik
    assert list(kembali.isi.items()) == list(aturan.isi.items())
    assert (kembali.nama, kembali.kelompok) == (aturan.nama, aturan.kelompok)
    assert naskah.beda(aturan, kembali) == []


@pytest.mark.parametrize("aturan", berlaku.bawaan(), ids=lambda a: a.kunci)
def test_every_figure_can_be_typed_as_it_is_shown(aturan: Peraturan):
    for satu in (k for k in aturan.isi.values() if k.nilai != ""):
        macam = jenis_isian(satu)
        assert baca_nilai(macam, tulis_nilai(satu.nilai)) == satu.nilai


@pytest.mark.parametrize(
    ("jenis", "teks"),
    [
        ("bulat", "1,5"),
        ("bulat", "-1"),
        ("bulat", "99999999"),
        ("desimal", "banyak"),
        ("desimal", "1.000"),
        ("desimal", "0,1234567"),
        ("desimal", "9000000"),
        ("ya", "mungkin"),
        ("tanggal", "31-02-2021"),
        ("teks", ""),
        ("teks", "a\nb"),
        ("teks", "x" * 301),
        ("daftar", "a\na"),
        ("daftar", "\n".join(map(str, range(101)))),
        ("daftar_bulat", "1\ndua"),
    ],
)
def test_what_is_no_figure_is_refused(jenis: str, teks: str):
    with pytest.raises(NilaiTidakSah):
        baca_nilai(jenis, teks)


# Shipped files


def test_the_shipped_files_are_version_one_and_stored_once(session: Session):
    assert {v.kunci for v in layanan_bawaan.catat_bawaan(session, HARI_INI)} == {a.kunci for a in berlaku.bawaan()}
    assert layanan_bawaan.catat_bawaan(session, HARI_INI) == []
    satu = layanan.versi(session, "R2020", 1)
    assert satu is not None
    assert (satu.asal, satu.sidik, satu.koreksi) == (AsalVersi.BAWAAN, peraturan.kunci("R2020").sidik, {})


@pytest.mark.parametrize("perintah", ["UPDATE versi_peraturan SET alasan = 'x'", "DELETE FROM versi_peraturan"])
def test_a_version_is_never_changed(session: Session, perintah: str):
    layanan_bawaan.catat_bawaan(session, HARI_INI)
    session.commit()
    with pytest.raises(DBAPIError, match="riwayat hanya boleh ditambah"):
        session.execute(text(perintah))
    session.rollback()


# From draft to publication


def test_a_published_correction_is_in_force_and_on_record(session: Session, perancang: Pelaku, penerbit: Pelaku):
    lama = peraturan.kunci("R2020")
    versi = koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    mulai(session)
    kini = peraturan.kunci("R2020")
    assert kini.desimal(FAKTOR) == Decimal("0.9")
    assert kini.ketentuan(FAKTOR).sumber == "SE contoh 1/2022"
    assert (versi.nomor, versi.asal, versi.oleh_id, versi.sendirian) == (
        2,
        AsalVersi.KOREKSI,
        penerbit.pegawai_id,
        False,
    )
    assert versi.sidik == kini.sidik != lama.sidik
    assert terbitan.menurut_sidik(session, lama.sidik).desimal(FAKTOR) == Decimal("0.8")
    assert terbitan.nomor_menurut_sidik(session, "R2020", lama.sidik) == 1
    catatan = session.scalars(select(CatatanAdmin).order_by(CatatanAdmin.id)).all()
    assert [(c.tindakan, c.tabel) for c in catatan if "peraturan" in c.tabel] == [
        ("tambah", "rancangan_peraturan"),
        ("tambah", "perubahan_peraturan"),
        ("uji", "rancangan_peraturan"),
        ("terbitkan", "versi_peraturan"),
        ("ubah", "rancangan_peraturan"),
    ]
    assert layanan.rancangan_terbuka(session, "R2020") is None


def test_rules_never_stored_are_not_found(session: Session):
    with pytest.raises(PeraturanTidakAda):
        terbitan.menurut_sidik(session, "0" * 64)


@pytest.mark.parametrize(
    ("jalur", "ubah", "bidang"),
    [
        (FAKTOR, {"nilai": "banyak"}, "nilai"),
        ("katalog.berkas", {"nilai": "../../rahasia.csv"}, "nilai"),
        ("hangus.bulan", {"nilai": "12,5"}, "nilai"),
        ("hangus.bulan", {"nilai": "100000"}, "nilai"),
        ("hangus.tahun", {"nilai": "100000", "jenis": "bulat"}, "nilai"),
        (FAKTOR, {"nilai": "0,9", "sumber": " "}, "sumber"),
        (FAKTOR, {"nilai": "0,9", "alasan": "begitu"}, "alasan"),
        ("faktor.baru", {"nilai": "0,9"}, "jenis"),
        ("faktor.baru", {"nilai": "0,9", "jenis": "lain"}, "jenis"),
        ("faktor.setara.baru", {"nilai": "1", "jenis": "bulat"}, "jalur"),
        ("faktor." + "x" * 200, {"nilai": "1", "jenis": "bulat"}, "jalur"),
    ],
)
def test_a_correction_that_could_not_be_defended_is_refused(
    session: Session, perancang: Pelaku, jalur: str, ubah: dict[str, Any], bidang: str
):
    with pytest.raises(MasukanSalah) as galat:
        layanan.usulkan(session, "R2020", jalur, usulan(**ubah), oleh=perancang)
    assert bidang in galat.value.galat


def test_a_draft_is_published_by_somebody_who_did_not_draft_it(session: Session, perancang: Pelaku, penerbit: Pelaku):
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused) as galat:
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=perancang)
    assert galat.value.tentang_hak
    assert layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit).sendirian is False


def terbit(session: Session, oleh: Pelaku) -> VersiPeraturan:
    return layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=oleh)


def test_who_wrote_a_figure_that_somebody_else_wrote_over_is_still_its_author(
    session: Session, perancang: Pelaku, penerbit: Pelaku
):
    """Two administrators could publish each other's last word and their own first one."""
    ketiga = _admin(session)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,95"), oleh=penerbit)
    layanan.uji(session, "R2020", oleh=ketiga)
    for penulis in (perancang, penerbit):
        with pytest.raises(Refused, match="Anda ikut menulis") as galat:
            terbit(session, penulis)
        assert galat.value.tentang_hak
    assert terbit(session, ketiga).sendirian is False


def test_where_every_administrator_wrote_nobody_publishes_until_one_writes_alone(
    session: Session, perancang: Pelaku, penerbit: Pelaku
):
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    bersama = layanan.usulkan(session, "R2020", FAKTOR, usulan("0,95"), oleh=penerbit)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused, match="Setiap administrator ikut menulis"):
        terbit(session, perancang)
    layanan.cabut(session, "R2020", bersama.id, oleh=perancang)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,95"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    assert terbit(session, penerbit).sendirian is False


def test_the_author_of_a_figure_that_goes_back_to_the_shipped_one_is_an_author(
    session: Session, perancang: Pelaku, penerbit: Pelaku
):
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    mulai(session)
    ketiga = _admin(session)
    layanan.kembalikan_ke_bawaan(session, "R2020", FAKTOR, ALASAN, oleh=perancang)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,7"), oleh=penerbit)
    layanan.uji(session, "R2020", oleh=ketiga)
    with pytest.raises(Refused, match="Anda ikut menulis"):
        terbit(session, perancang)


def test_who_only_took_part_in_an_earlier_draft_may_publish(session: Session, perancang: Pelaku, penerbit: Pelaku):
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=penerbit)
    layanan.buang(session, "R2020", oleh=penerbit)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=penerbit)
    assert terbit(session, penerbit).sendirian is False


def test_a_lone_administrator_publishes_and_that_is_recorded(session: Session, perancang: Pelaku):
    assert koreksi(session, perancang, perancang, faktor__satu_di_atas="0,9").sendirian


def test_nothing_is_published_that_was_not_tried_out_as_it_stands(
    session: Session, perancang: Pelaku, penerbit: Pelaku
):
    def terbitkan() -> None:
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)

    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    with pytest.raises(Refused, match="Jalankan kasus uji lebih dahulu"):
        terbitkan()
    layanan.uji(session, "R2020", oleh=perancang)
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,95"), oleh=perancang)
    with pytest.raises(Refused, match="Jalankan kasus uji lebih dahulu"):
        terbitkan()
    layanan.uji(session, "R2020", oleh=perancang)
    session.commit()
    koreksi(session, perancang, penerbit, "prosedur", keberatan__hari_kerja="14")
    mulai(session)
    with pytest.raises(Refused, match="berubah sejak kasus uji"):
        terbitkan()


def test_reason_and_date_of_a_publication_are_asked_for(session: Session, perancang: Pelaku, penerbit: Pelaku):
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(MasukanSalah) as galat:
        layanan.terbitkan(session, "R2020", alasan="ya", tanggal=HARI_INI + dt.timedelta(days=1), oleh=penerbit)
    assert set(galat.value.galat) == {"alasan", "tanggal"}


def test_dates_that_overlap_are_refused(session: Session, perancang: Pelaku):
    layanan.usulkan(session, "R2020", "berlaku.sampai", usulan("2023-06-30"), oleh=perancang)
    with pytest.raises(Refused, match="R2020 dan R2023 bertumpang tindih"):
        layanan.uji(session, "R2020", oleh=perancang)


def test_dates_in_force_can_be_corrected(session: Session, perancang: Pelaku, penerbit: Pelaku):
    koreksi(session, perancang, penerbit, berlaku__sampai="2022-06-30")
    mulai(session)
    assert peraturan.untuk(dt.date(2022, 6, 30)).kunci == "R2020"
    with pytest.raises(PeraturanTidakAda):
        peraturan.untuk(dt.date(2022, 7, 1))


def test_rules_that_do_not_hold_together_are_refused(session: Session, perancang: Pelaku, penerbit: Pelaku):
    penetap = usulan("kepala_desa", jenis="daftar")
    layanan.usulkan(session, "R2020", "penetap.utama.pejabat", penetap, oleh=perancang)
    layanan.usulkan(session, "R2020", "jenjang.mahir.katalog", usulan("bukan_jenjang"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused, match=r"kepala_desa.*tidak dapat dipakai lagi"):
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)


def test_credit_finer_than_it_can_be_kept_is_refused(session: Session, perancang: Pelaku, penerbit: Pelaku):
    layanan.usulkan(session, "R2020", "pembulatan.desimal", usulan("4"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused, match=r"pembulatan\.desimal paling banyak 3"):
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)


def test_a_list_that_was_not_empty_stays_filled(session: Session, perancang: Pelaku, penerbit: Pelaku):
    layanan.usulkan(session, "R2020", "unsur.penunjang.kategori", usulan(""), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused, match=r"unsur\.penunjang\.kategori tidak boleh kosong"):
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)


def test_a_correction_is_taken_back_and_the_shipped_figure_returns(
    session: Session, perancang: Pelaku, penerbit: Pelaku
):
    asal = peraturan.kunci("R2020")
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9", faktor__setara="0,95")
    mulai(session)
    layanan.kembalikan_ke_bawaan(session, "R2020", FAKTOR, ALASAN, oleh=perancang)
    layanan.kembalikan_ke_bawaan(session, "R2020", "faktor.setara", ALASAN, oleh=perancang)
    versi = koreksi(session, perancang, penerbit)
    mulai(session)
    assert peraturan.kunci("R2020").sidik == versi.sidik == asal.sidik
    assert versi.nomor == 3
    assert versi.koreksi == {}
    with pytest.raises(MasukanSalah):
        layanan.kembalikan_ke_bawaan(session, "R2020", FAKTOR, ALASAN, oleh=perancang)


def test_a_draft_without_a_change_is_not_published(session: Session, perancang: Pelaku, penerbit: Pelaku):
    perubahan = layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.cabut(session, "R2020", perubahan.id, oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    with pytest.raises(Refused, match="tidak mengubah apa pun"):
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=HARI_INI, oleh=penerbit)
    with pytest.raises(Conflict):
        layanan.cabut(session, "R2020", perubahan.id, oleh=perancang)


def test_a_draft_given_up_is_gone_and_on_record(session: Session, perancang: Pelaku):
    rancangan = layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang).rancangan
    layanan.buang(session, "R2020", oleh=perancang)
    assert rancangan.status is StatusRancangan.DIBUANG
    with pytest.raises(Conflict):
        layanan.uji(session, "R2020", oleh=perancang)


# Worked cases


def test_the_trial_lists_every_case_that_the_draft_changes(session: Session, perancang: Pelaku):
    layanan.usulkan(session, "R2003", "faktor.satu_di_atas", usulan("0,9"), oleh=perancang)
    hasil = layanan.uji(session, "R2003", oleh=perancang)
    baris = {(b.kasus, b.nama): b for b in hasil.baris}
    t07 = baris["T07", "angka_kredit"]
    assert (Decimal(t07.kini or ""), Decimal(t07.rancangan or "")) == (Decimal(4), Decimal("4.5"))
    assert t07.berubah
    assert t07.meleset
    assert not t07.meleset_kini
    rancangan = layanan.rancangan_terbuka(session, "R2003")
    assert rancangan is not None
    assert rancangan.uji_hasil
    assert HasilUji.dari(json.loads(json.dumps(rancangan.uji_hasil))) == hasil


def test_the_trial_changes_nothing_of_what_is_in_force(session: Session, perancang: Pelaku):
    sebelum = peraturan.kunci("R2020").sidik
    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    layanan.uji(session, "R2020", oleh=perancang)
    assert peraturan.kunci("R2020").sidik == sebelum


# Upgrades


@pytest.fixture
def kirim_lain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`kirim_lain(faktor__setara=...)`: an upgrade whose R2020 has other figures."""

    def kirim(**isi: Any) -> None:
        lain = [Ketentuan(j.replace("__", "."), n, "edisi baru", Tanda.FOUND) for j, n in isi.items()]
        baru = tuple(a.dengan(lain, tambah=True) if a.kunci == "R2020" else a for a in berlaku.muat_semua(MAP))
        monkeypatch.setattr(berlaku, "bawaan", lambda: baru)
        berlaku.asal.cache_clear()
        terbitan.lupakan()

    yield kirim
    berlaku.asal.cache_clear()


def test_an_upgrade_is_a_version_of_its_own(session: Session, kirim_lain: Callable[..., None]):
    layanan_bawaan.catat_bawaan(session, HARI_INI)
    session.commit()
    kirim_lain(faktor__setara=Decimal("0.97"))
    mulai(session)
    (versi,) = layanan_bawaan.catat_bawaan(session, HARI_INI)
    assert (versi.kunci, versi.nomor, versi.asal) == ("R2020", 2, AsalVersi.BAWAAN)
    assert peraturan.kunci("R2020").desimal("faktor.setara") == Decimal("0.97")


def test_a_correction_stands_through_an_upgrade_and_the_conflict_is_shown_until_settled(
    session: Session, perancang: Pelaku, penerbit: Pelaku, kirim_lain: Callable[..., None]
):
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    assert layanan.konflik(session, "R2020") == []
    session.commit()
    kirim_lain(faktor__satu_di_atas=Decimal("0.85"), faktor__setara=Decimal("0.97"))
    mulai(session)
    layanan_bawaan.catat_bawaan(session, HARI_INI)
    session.commit()
    mulai(session)
    aturan = peraturan.kunci("R2020")
    assert aturan.desimal(FAKTOR) == Decimal("0.9")
    assert aturan.desimal("faktor.setara") == Decimal("0.97")
    (satu,) = layanan.konflik(session, "R2020")
    assert satu.bawaan_lama
    assert satu.bawaan_kini
    assert (satu.jalur, satu.berlaku) == (FAKTOR, True)
    assert (satu.bawaan_lama.nilai, satu.bawaan_kini.nilai) == (Decimal("0.8"), Decimal("0.85"))
    assert satu.koreksi.nilai == Decimal("0.9")

    layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    koreksi(session, perancang, penerbit)
    mulai(session)
    assert layanan.konflik(session, "R2020") == []
    assert peraturan.kunci("R2020").desimal(FAKTOR) == Decimal("0.9")
    assert list(verifikasi_peraturan.periksa(session)) == []


def test_a_conflict_is_settled_by_following_the_shipped_file(
    session: Session, perancang: Pelaku, penerbit: Pelaku, kirim_lain: Callable[..., None]
):
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    kirim_lain(faktor__satu_di_atas=Decimal("0.85"))
    mulai(session)
    layanan.kembalikan_ke_bawaan(session, "R2020", FAKTOR, ALASAN, oleh=perancang)
    koreksi(session, perancang, penerbit)
    mulai(session)
    assert peraturan.kunci("R2020").desimal(FAKTOR) == Decimal("0.85")
    assert layanan.konflik(session, "R2020") == []
    assert list(verifikasi_peraturan.periksa(session)) == []


def test_a_correction_that_no_longer_fits_gives_way_and_is_still_shown(
    session: Session, perancang: Pelaku, penerbit: Pelaku, monkeypatch: pytest.MonkeyPatch
):
    layanan.usulkan(session, "R2020", "faktor.baru", usulan("0,9", jenis="desimal"), oleh=perancang)
    koreksi(session, perancang, penerbit)
    asal = berlaku.bawaan()
    lain = tuple(
        a.dengan([ketentuan("faktor.baru", "sebuah kata")], tambah=True) if a.kunci == "R2020" else a for a in asal
    )
    monkeypatch.setattr(berlaku, "bawaan", lambda: lain)
    terbitan.lupakan()
    mulai(session)
    layanan_bawaan.catat_bawaan(session, HARI_INI)
    session.commit()
    mulai(session)
    assert peraturan.kunci("R2020").teks("faktor.baru") == "sebuah kata"
    (satu,) = layanan.konflik(session, "R2020")
    assert not satu.berlaku
    assert list(verifikasi_peraturan.periksa(session)) == []


def test_corrected_dates_that_an_upgrade_contradicts_give_way(
    session: Session, perancang: Pelaku, penerbit: Pelaku, monkeypatch: pytest.MonkeyPatch
):
    koreksi(session, perancang, penerbit, "R2003", berlaku__sampai="2019-11-30", faktor__satu_di_atas="0,9")
    masa = {
        "R2003": ketentuan("berlaku.sampai", dt.date(2019, 6, 30)),
        "R2020": ketentuan("berlaku.mulai", dt.date(2019, 7, 1)),
    }
    lain = tuple(a.dengan([masa[a.kunci]]) if a.kunci in masa else a for a in berlaku.bawaan())
    monkeypatch.setattr(berlaku, "bawaan", lambda: lain)
    terbitan.lupakan()
    mulai(session)
    assert peraturan.untuk(dt.date(2019, 7, 1)).kunci == "R2020"
    assert peraturan.kunci("R2003").desimal("faktor.satu_di_atas") == Decimal("0.9")
    (satu,) = layanan.konflik(session, "R2003")
    assert (satu.jalur, satu.berlaku) == ("berlaku.sampai", False)
    assert "R2003" in {versi.kunci for versi in layanan_bawaan.catat_bawaan(session, HARI_INI)}
    assert list(verifikasi_peraturan.periksa(session)) == []


# In force in every process


def test_a_writer_asks_once_per_transaction_and_a_reader_now_and_then(
    session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    tanya: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *isi: tanya.append(isi[2]))
    for _ in range(3):
        mulai(session)
        mulai(session)
        with session.begin_nested():
            mulai(session)
        session.commit()
    assert len([t for t in tanya if "versi_peraturan" in t]) == 3
    tanya.clear()
    with membaca(), Session(engine) as baca:
        mulai(baca)
    assert not [t for t in tanya if "versi_peraturan" in t]
    monkeypatch.setattr(terbitan, "JEDA_BACA", 0.0)
    with membaca(), Session(engine) as baca:
        mulai(baca)
    assert len([t for t in tanya if "versi_peraturan" in t]) == 1


def test_a_transaction_keeps_the_rules_it_began_with(session: Session, engine: Engine, perancang: Pelaku):
    mulai(session)
    lama = peraturan.kunci("R2020")
    berlaku.pasang(berlaku.Potret((lama.dengan([ketentuan(FAKTOR, Decimal("0.5"))]),)))  # another thread's publication
    assert peraturan.kunci("R2020") == lama
    session.commit()
    assert peraturan.kunci("R2020") != lama


def _lihat(url: str, mulai_: Any, hasil: Any) -> None:
    """Another process: says what it goes by, before and after a publication elsewhere."""
    engine = buat_engine(url)
    for _ in range(2):
        mulai_.get(timeout=60)
        with Session(engine) as session:
            session.execute(text("SELECT 1"))
            hasil.put(str(peraturan.kunci("R2020").desimal(FAKTOR)))
    engine.dispose()


def test_a_publication_reaches_another_process_with_its_next_transaction(
    session: Session, url_basis_data: str, perancang: Pelaku, penerbit: Pelaku
):
    session.commit()
    konteks = multiprocessing.get_context("spawn")
    aba, hasil = konteks.Queue(), konteks.Queue()
    proses = konteks.Process(target=_lihat, args=(url_basis_data, aba, hasil))
    proses.start()
    aba.put(1)
    assert hasil.get(timeout=60) == "0.8"
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    aba.put(2)
    assert hasil.get(timeout=60) == "0.9"
    proses.join(60)
    assert proses.exitcode == 0


def test_a_reader_of_this_process_sees_a_publication_at_once(
    session: Session, engine: Engine, perancang: Pelaku, penerbit: Pelaku
):
    koreksi(session, perancang, penerbit, faktor__satu_di_atas="0,9")
    with membaca(), Session(engine) as baca:
        mulai(baca)
        assert peraturan.kunci("R2020").desimal(FAKTOR) == Decimal("0.9")


def test_tests_begin_with_the_shipped_rules(session: Session):
    mulai(session)
    assert peraturan.kunci("R2020").sidik == next(a for a in berlaku.bawaan() if a.kunci == "R2020").sidik


def test_a_person_is_named_with_every_change(session: Session, perancang: Pelaku):
    perubahan = layanan.usulkan(session, "R2020", FAKTOR, usulan("0,9"), oleh=perancang)
    assert session.get_one(Pegawai, perubahan.oleh_id).nama == perancang.nama
    assert perubahan.lama
    assert perubahan.baru
    assert (perubahan.lama["nilai"], perubahan.baru["nilai"]) == ("0.8", "0.9")


# Decisions


def terbitkan_koreksi(panggung: Panggung, **isi: str) -> None:
    """A publication in the agency, by an administrator who has no colleague."""
    session, admin = panggung.session, panggung.pelaku("admin")
    koreksi(session, admin, admin, **isi)
    mulai(session)


def test_a_decision_can_be_computed_again_by_its_own_rules(panggung: Panggung):
    pak, _ = panggung.pak("ditetapkan")
    session, sidik = panggung.session, pak.aturan_sidik
    assert layanan_pak.hitung_kembali(session, pak)
    terbitkan_koreksi(panggung, bagian__penunjang_maksimal="0,01", langkah__keahlian__s1__III__a="1")
    assert peraturan.kunci(pak.aturan).sidik != sidik
    assert layanan_pak.hitung_kembali(session, pak)
    putusan = peraturan_putusan.aturan_putusan(session, pak)
    assert (putusan.nomor, putusan.aturan.sidik) == (1, sidik)
    assert {p.jalur for p in putusan.berubah} == {"bagian.penunjang_maksimal", "langkah.keahlian.s1.III/a"}
    pak.rincian = {**pak.rincian, "baris": {k: {**b, "baru": "99.000"} for k, b in pak.rincian["baris"].items()}}
    assert not layanan_pak.hitung_kembali(session, pak)


def test_a_draft_decision_from_before_a_publication_says_which_figures_changed(panggung: Panggung):
    pak, jadwal = panggung.pak("draf")
    terbitkan_koreksi(panggung, bagian__penunjang_maksimal="0,15")
    alasan = panggung.ditolak(pak, "paraf", "sekretaris", jadwal.paraf)
    assert alasan == [
        "Angka PAK tidak sama dengan hitungan ulang. Susun PAK kembali dari hasil sidang.",
        "Peraturan R2020 berubah sejak PAK disusun: bagian.penunjang_maksimal: 0.20 menjadi 0.15.",
    ]


# What the code counts with


def test_figures_that_the_code_counts_with_stay_whole():
    """Every `.bulat("...")` of the code is a figure that no correction can make a fraction."""
    baca = re.compile(r"\.bulat\(f?\"([^\"{]+)")
    jalur = {j for berkas in Path(workflow_app.__file__).parent.rglob("*.py") for j in baca.findall(berkas.read_text())}
    ada = {j for aturan in berlaku.bawaan() for j in aturan.isi}
    assert jalur
    salah = {j for j in jalur if not harus_bulat(j) and (j in ada or any(a.startswith(j) for a in ada))}
    assert not salah
