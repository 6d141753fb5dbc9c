"""Joint works: shares that are the whole, credit by share, and never more than the whole in all claims together."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from workflow_app import peraturan
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.kalkulator.karya_tulis import PEMBANTU, SETARA, UTAMA
from workflow_app.models import ButirKegiatan, CatatanAdmin, Dupak, HasilHitungUlang, ItemDupak, Karya, Pegawai
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import karya as layanan
from workflow_app.services.hitung_ulang import lanjutkan, mulai
from workflow_app.services.hitungan_butir import hitungan_butir
from workflow_app.services.karya import IsiKarya, IsiPeserta
from workflow_app.services.kembar import kembar

D = Decimal
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def penulis(session: Session) -> tuple[Pegawai, Pegawai]:
    atasan = pabrik.pegawai(session, golongan="IV/a", jenjang=None)
    return (
        pabrik.pegawai(session, "Ratri Utama", atasan=atasan),
        pabrik.pegawai(session, "Satya Pembantu", atasan=atasan),
    )


def isi(*bagian: tuple[Pegawai | str, str], judul: str = "Kajian Arsitektur Data") -> IsiKarya:
    return IsiKarya(
        judul,
        [
            IsiPeserta(D(persen), nama=o, peran=PEMBANTU) if isinstance(o, str) else IsiPeserta(D(persen), o.nip)
            for o, persen in bagian
        ],
    )


@pytest.fixture
def karya(session: Session, penulis: tuple[Pegawai, Pegawai]) -> Karya:
    satu, dua = penulis
    return layanan.buat(session, isi((satu, "60"), (dua, "40")), oleh=pabrik.pelaku(session, satu))


@pytest.fixture
def butir(session: Session) -> ButirKegiatan:
    return pabrik.butir_kegiatan(session, angka_kredit=D("12.5"))


def klaim(session: Session, orang: Pegawai, karya: Karya | None, butir: ButirKegiatan) -> tuple[Dupak, ItemDupak]:
    d = pabrik.dupak(session, orang)
    return d, pabrik.item(session, d, butir, karya_id=karya.id if karya else None)


def galat(session: Session, oleh: Pegawai, satu: IsiKarya) -> set[str]:
    with pytest.raises(MasukanSalah) as salah:
        layanan.buat(session, satu, oleh=pabrik.pelaku(session, oleh))
    return set(salah.value.galat)


# Writing it down


def test_shares_must_be_the_whole(session: Session, penulis: tuple[Pegawai, Pegawai]):
    satu, dua = penulis
    for kurang in ("39.9999", "40.0001"):
        assert galat(session, satu, isi((satu, "60"), (dua, kurang))) == {"peserta"}
    dengan_luar = isi((satu, "50"), (dua, "25"), ("Umar dari kampus", "25"))
    assert layanan.buat(session, dengan_luar, oleh=pabrik.pelaku(session, satu)).peserta[2].nama == "Umar dari kampus"


def test_every_line_says_what_is_wrong_with_it(session: Session, penulis: tuple[Pegawai, Pegawai]):
    satu, dua = penulis
    salah = IsiKarya(
        " ",
        [
            IsiPeserta(None, satu.nip),
            IsiPeserta(D("0"), "999999999999999998"),
            IsiPeserta(D("10.00001")),
            IsiPeserta(D("10"), satu.nip, peran="pemimpin"),
            IsiPeserta(D("101"), dua.nip),
        ],
    )
    assert galat(session, satu, salah) == {
        "judul",
        "peserta-0-persen",
        "peserta-1-nip",
        "peserta-1-persen",
        "peserta-2-nip",
        "peserta-2-persen",
        "peserta-3-peran",
        "peserta-4-persen",
    }


def test_a_joint_work_has_its_recorder_and_another_author_once(session: Session, penulis: tuple[Pegawai, Pegawai]):
    satu, dua = penulis
    assert galat(session, satu, isi((satu, "100"))) == {"peserta"}
    assert galat(session, satu, isi((dua, "60"), ("Umar", "40"))) == {"peserta"}
    assert galat(session, satu, isi((satu, "60"), (satu, "40"))) == {"peserta-1-nip"}
    banyak = isi((satu, "81"), *((f"Penulis {n}", "1") for n in range(20)))
    assert galat(session, satu, banyak) == {"peserta"}


@pytest.mark.parametrize(
    ("peran", "persen"),
    [
        ([UTAMA, PEMBANTU], ["60", "40"]),
        ([PEMBANTU, UTAMA, PEMBANTU], ["25", "50", "25"]),
        ([UTAMA, PEMBANTU, PEMBANTU, PEMBANTU], ["40", "20", "20", "20"]),
        ([SETARA, SETARA, SETARA], ["33.3334", "33.3333", "33.3333"]),
    ],
)
def test_the_rules_propose_shares_that_are_the_whole(peran: list[str], persen: list[str]):
    usul = layanan.usul_bagian(peraturan.kunci("R2020"), peran)
    assert usul == [D(p) for p in persen]
    assert sum(usul) == 100


@pytest.mark.parametrize("peran", [[UTAMA, UTAMA], [UTAMA, *[PEMBANTU] * 5], [SETARA] * 5])
def test_where_the_rules_say_nothing_they_say_so(peran: list[str]):
    with pytest.raises(MasukanSalah):
        layanan.usul_bagian(peraturan.kunci("R2020"), peran)


# Credit


def test_an_item_earns_the_share(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    (d, satu), (_, dua) = (klaim(session, o, karya, butir) for o in penulis)
    _, sendiri = klaim(session, pabrik.pegawai(session, atasan=penulis[0].atasan), None, butir)
    assert [i.jumlah for i in (satu, dua, sendiri)] == [D("7.5"), D("5"), D("12.5")]
    teks = [str(langkah.teks) for b in hitungan_butir(satu).bagian for langkah in b.langkah]
    assert "1 x 12,5 x 1 x bagian 0,6 = 7,500" in teks
    with pytest.raises(MasukanSalah) as salah:
        klaim(session, pabrik.pegawai(session, atasan=penulis[0].atasan), karya, butir)
    assert set(salah.value.galat) == {"karya_id"}
    assert d.butir == [satu]


@given(st.lists(st.integers(1, 1_000_000), min_size=2, max_size=6), st.decimals("0.001", "99", places=3))
def test_shares_of_a_work_never_bring_more_than_the_whole(bobot: list[int], nilai: Decimal):
    """But for what rounding each part to a thousandth may add."""
    seluruh = sum(bobot)
    bagian = [(D(b) / seluruh).quantize(D("0.000001")) for b in bobot]
    bagian[0] += 1 - sum(bagian)
    aturan = peraturan.kunci("R2020")
    jumlah = sum((round(nilai * b, aturan.bulat("pembulatan.desimal")) for b in bagian), D(0))
    assert abs(jumlah - nilai) <= D("0.0005") * len(bagian)


def test_computing_anew_agrees_and_sees_what_was_altered(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    d, item = klaim(session, penulis[0], karya, butir)
    layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, penulis[0]))
    session.flush()
    assert lanjutkan(session, mulai(session, alasan="uji").id).berbeda == 0
    item.jumlah = D("12.5")
    session.flush()
    nomor = mulai(session, alasan="uji lagi").id
    assert lanjutkan(session, nomor).berbeda == 1
    hasil = session.get_one(HasilHitungUlang, (nomor, d.id))
    assert (hasil.tercatat, hasil.dihitung, hasil.butir_berbeda) == (D("12.5"), D("7.5"), 1)


# Never more than the whole


def test_a_share_claimed_twice_cannot_be_sent(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    for orang in penulis:
        d, _ = klaim(session, orang, karya, butir)
        layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, orang))
    lagi = pabrik.dupak(session, penulis[0], masa_mulai=dt.date(2021, 1, 1), masa_selesai=dt.date(2021, 6, 30))
    waktu: dict[str, Any] = {"tanggal_mulai": dt.date(2021, 3, 1), "tanggal_selesai": dt.date(2021, 3, 31)}
    item = pabrik.item(session, lagi, butir, volume=D(1), tempat_bukti="arsip", karya_id=karya.id, **waktu)
    session.flush()
    with pytest.raises(Refused) as ditolak, session.begin_nested():
        layanan_dupak.ajukan(session, lagi, oleh=pabrik.pelaku(session, penulis[0]))
    session.expire_all()
    assert ["sudah diusulkan dalam DUPAK" in str(a.pesan) for a in ditolak.value.alasan] == [True]
    assert ditolak.value.alasan[0].tempat == f"butir-{item.id}"
    lain = pabrik.butir_kegiatan(session)
    layanan_butir.ubah_butir(
        session,
        item,
        layanan_butir.IsiButir(lain.id, D(1), **waktu, tempat_bukti="arsip", karya_id=karya.id),
        oleh=pabrik.pelaku(session, penulis[0]),
    )
    layanan_dupak.ajukan(session, lagi, oleh=pabrik.pelaku(session, penulis[0]))


def test_an_author_cannot_take_the_share_of_another(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    """Nor be kept from his own by somebody who claimed more than his."""
    satu, dua = penulis
    d, _ = klaim(session, satu, karya, butir)
    waktu: dict[str, Any] = {"tanggal_mulai": dt.date(2021, 11, 1), "tanggal_selesai": dt.date(2021, 11, 30)}
    lagi = pabrik.item(session, d, butir, karya_id=karya.id, **waktu)
    session.flush()
    with pytest.raises(Refused) as ditolak, session.begin_nested():
        layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, satu))
    session.expire_all()
    assert [a.tempat for a in ditolak.value.alasan] == [f"butir-{lagi.id}"]
    layanan_butir.hapus_butir(session, lagi, oleh=pabrik.pelaku(session, satu))
    layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, satu))
    milik_dua, _ = klaim(session, dua, karya, butir)
    layanan_dupak.ajukan(session, milik_dua, oleh=pabrik.pelaku(session, dua))


def test_an_item_with_an_old_share_cannot_be_sent(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    d, item = klaim(session, penulis[0], karya, butir)
    item.bagian = D("0.9")
    session.flush()
    with pytest.raises(Refused) as ditolak:
        layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, penulis[0]))
    assert "berubah" in str(ditolak.value.alasan[0].pesan)


@pytest.mark.parametrize("sebab", ["minta_kelengkapan", "terkunci"])
def test_shares_stay_while_a_claim_is_returned_for_its_proofs_alone(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan, sebab: str
):
    satu, dua = penulis
    d, item = klaim(session, dua, karya, butir)
    layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, dua))
    layanan_dupak.kembalikan(
        session, d, "kembalikan_atasan", oleh=pabrik.pelaku(session, d.atasan), catatan="Lengkapi."
    )
    if sebab == "minta_kelengkapan":
        d.dikembalikan_oleh = sebab
    else:
        item.terkunci = True
    session.flush()
    oleh = pabrik.pelaku(session, satu)
    with pytest.raises(Refused):
        layanan.ubah(session, karya, isi((satu, "10"), (dua, "90")), oleh=oleh)
    assert layanan.terkunci(session, satu.id) == {karya.id}
    assert item.bagian == D("0.4")


def test_authors_of_one_work_are_not_told_of_one_another(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    d, _ = klaim(session, penulis[0], karya, butir)
    lain = pabrik.dupak(session, penulis[1])
    for dupak in (d, lain):
        pabrik.item(session, dupak, keluaran="Kajian Arsitektur Data", karya_id=karya.id)
    layanan_dupak.ajukan(session, lain, oleh=pabrik.pelaku(session, penulis[1]))
    session.flush()
    assert kembar(session, d, pabrik.pelaku(session, penulis[0])).semua == ()


# Changing it


def test_new_shares_reach_drafts_and_nothing_that_was_sent(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    satu, dua = penulis
    d, item = klaim(session, dua, karya, butir)
    versi = d.version
    oleh = pabrik.pelaku(session, satu)
    layanan.ubah(session, karya, isi((satu, "75"), (dua, "25")), oleh=oleh, seen_version=karya.version)
    assert (item.bagian, item.jumlah) == (D("0.25"), D("3.125"))
    assert d.version > versi
    with pytest.raises(MasukanSalah) as salah:
        layanan.ubah(session, karya, isi((satu, "75"), ("Umar", "25")), oleh=oleh)
    assert "Satya Pembantu" in str(salah.value.galat["peserta"])
    layanan_dupak.ajukan(session, d, oleh=pabrik.pelaku(session, dua))
    with pytest.raises(Refused) as ditolak:
        layanan.ubah(session, karya, isi((satu, "60"), (dua, "40")), oleh=oleh)
    assert "sudah diusulkan" in str(ditolak.value.alasan[0].pesan)


def test_only_its_recorder_changes_a_work_and_not_from_a_stale_page(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya
):
    satu, dua = penulis
    baru = isi((satu, "50"), (dua, "50"))
    with pytest.raises(Refused) as ditolak:
        layanan.ubah(session, karya, baru, oleh=pabrik.pelaku(session, dua))
    assert ditolak.value.alasan[0].tentang_hak
    with pytest.raises(Conflict):
        layanan.ubah(session, karya, baru, oleh=pabrik.pelaku(session, satu), seen_version=karya.version - 1)


# Pages


def kirim(peramban: Klien, alamat: str, **lain: str) -> str:
    dasar = {
        "version": "0",
        "judul": "Pedoman Keamanan Informasi",
        "peserta-0-peran": UTAMA,
        "peserta-1-peran": PEMBANTU,
        "peserta-0-nama": "",
        "peserta-1-nama": "",
    }
    jawaban = peramban.post(alamat, data={**dasar, **lain, "csrf_token": peramban.token()})
    return jawaban.text if jawaban.status_code != 303 else f"303 {jawaban.location}"


def test_a_work_is_written_down_with_the_shares_of_the_rules_and_chosen_in_a_claim(
    session: Session, penulis: tuple[Pegawai, Pegawai], klien: Masuk, butir: ButirKegiatan
):
    satu, dua = penulis
    d = pabrik.dupak(session, satu)
    session.commit()
    peramban = klien(satu)
    assert satu.nip in peramban.get("/karya/baru").text
    orang = {"peserta-0-nip": satu.nip, "peserta-1-nip": dua.nip}
    isian = kirim(peramban, "/karya/baru", aksi="bagi", **orang)
    assert 'value="60"' in isian
    assert 'value="40"' in isian
    bagian = {"peserta-0-persen": "60", "peserta-1-persen": "40"}
    assert kirim(peramban, "/karya/baru", **orang, **bagian) == "303 /karya/"
    session.expire_all()
    karya = session.scalars(select(Karya)).one()
    assert [(p.pegawai_id, p.bagian) for p in karya.peserta] == [(satu.id, D("0.6")), (dua.id, D("0.4"))]
    assert "Pedoman Keamanan Informasi 60 %" in teks_halaman(peramban.get("/karya/").text)
    alamat = f"/dupak/{d.id}/butir/baru?butir={butir.id}"
    assert "Pedoman Keamanan Informasi (60 %)" in peramban.get(alamat).text
    data = {
        "version": str(d.version),
        "volume": "1",
        "tanggal_mulai": "2021-09-01",
        "tanggal_selesai": "2021-09-01",
        "tempat_bukti": "arsip",
        "karya_id": str(karya.id),
    }
    peramban.kirim(alamat, data)
    session.expire_all()
    assert session.scalars(select(ItemDupak.jumlah)).all() == [D("7.5")]
    assert "bagian 0,6" in teks_halaman(peramban.get(f"/dupak/{d.id}").text)


def test_what_was_typed_stays_and_the_fault_stands_at_its_line(
    session: Session, penulis: tuple[Pegawai, Pegawai], klien: Masuk
):
    satu, _ = penulis
    session.commit()
    isian = kirim(
        klien(satu),
        "/karya/baru",
        **{
            "peserta-0-nip": satu.nip,
            "peserta-0-persen": "enam puluh",
            "peserta-1-nip": "123",
            "peserta-1-persen": "40",
        },
    )
    assert "enam puluh" in isian
    assert 'value="123"' in isian
    benar = kirim(
        klien(satu),
        "/karya/baru",
        **{"peserta-0-nip": satu.nip, "peserta-0-persen": "60", "peserta-1-nip": "123", "peserta-1-persen": "40"},
    )
    assert 'href="#peserta-1-nip"' in benar
    assert "NIP ini tidak terdaftar" in benar


def test_lines_are_added_and_taken_away_without_scripts(
    session: Session, penulis: tuple[Pegawai, Pegawai], klien: Masuk
):
    satu, dua = penulis
    session.commit()
    peramban = klien(satu)
    tiga = kirim(peramban, "/karya/baru", aksi="tambah", **{"peserta-0-nip": satu.nip, "peserta-1-nip": dua.nip})
    assert "peserta-2-nip" in tiga
    dua_lagi = kirim(
        peramban,
        "/karya/baru",
        aksi="hapus-1",
        **{"peserta-0-nip": satu.nip, "peserta-1-nip": dua.nip, "peserta-2-nama": "Umar", "peserta-2-peran": SETARA},
    )
    assert dua.nip not in dua_lagi
    assert 'value="Umar"' in dua_lagi


def test_an_author_of_another_institution_is_shown_as_he_was_typed(
    session: Session, penulis: tuple[Pegawai, Pegawai], klien: Masuk
):
    satu, _ = penulis
    lain = pabrik.instansi(session)
    jauh = pabrik.pegawai(session, "Wira Jauh", instansi=lain, unit=pabrik.unit(session, instansi=lain))
    layanan.buat(session, isi((satu, "60"), (jauh, "40")), oleh=pabrik.pelaku(session, satu))
    session.commit()
    halaman = klien(satu).get("/karya/").text
    assert "Wira Jauh" not in halaman
    assert jauh.nip in halaman
    assert "Wira Jauh" in klien(jauh).get("/karya/").text


def test_an_altered_share_is_noted_with_both_figures(
    session: Session, penulis: tuple[Pegawai, Pegawai], karya: Karya, butir: ButirKegiatan
):
    satu, dua = penulis
    _, item = klaim(session, dua, karya, butir)
    layanan.ubah(session, karya, isi((satu, "75"), (dua, "25")), oleh=pabrik.pelaku(session, satu))
    catatan = session.scalars(
        select(CatatanAdmin).where(CatatanAdmin.tabel == "item_dupak", CatatanAdmin.baris_id == item.id)
    ).one()
    assert catatan.pelaku_id == satu.id
    assert (catatan.sebelum["jumlah"], catatan.sesudah["jumlah"]) == ("5.000", "3.125")


def test_a_work_of_others_does_not_exist(
    session: Session, karya: Karya, penulis: tuple[Pegawai, Pegawai], klien: Masuk
):
    asing = pabrik.pegawai(session)
    session.commit()
    assert klien(asing).get(f"/karya/{karya.id}").status_code == 404
    klien(asing).kirim(f"/karya/{karya.id}", {"judul": "x"}, 404)
    dibaca = klien(penulis[1]).get(f"/karya/{karya.id}")
    assert "Hanya yang mencatat karya ini yang mengubahnya." in dibaca.text
