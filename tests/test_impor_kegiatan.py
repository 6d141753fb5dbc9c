"""A log sheet: read row by row, taken over whole or not at all, and as often as one likes."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.meja_kegiatan import HARI_INI, isi, kegiatan, perintah, prakom
from workflow_app import jobs, outbox
from workflow_app.cli.kegiatan import grup
from workflow_app.config import Settings
from workflow_app.errors import Conflict, Refused
from workflow_app.lembar_klaim import besar
from workflow_app.lembar_klaim.tawar import tawar, tulis_csv
from workflow_app.lembar_klaim.tulis_xlsx import tulis
from workflow_app.models import BarisImporKegiatan, CatatanAdmin, ImporKegiatan, Kegiatan, Pegawai, Peran, TahapImpor
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.permissions import Pelaku
from workflow_app.services import catatan, pembersihan
from workflow_app.services import impor_kegiatan as layanan
from workflow_app.services import kegiatan as catatan_kegiatan
from workflow_app.waktu import utcnow

KEPALA = ["tanggal", "uraian", "volume"]
BAIK = ["01-10-2021", "Memasang jaringan", "2,5"]


@pytest.fixture
def orang(session: Session) -> Pegawai:
    return prakom(session)


@pytest.fixture
def simpanan(settings: Settings) -> Penyimpanan:
    return Penyimpanan(settings.titipan_url)


def csv(*baris: Sequence[str], kepala: Sequence[str] = KEPALA, pemisah: str = ";") -> bytes:
    return "\n".join(pemisah.join(satu) for satu in (kepala, *baris)).encode()


def periksa(session: Session, oleh: Pelaku, lembar: bytes, *, banyak: bool = False) -> ImporKegiatan:
    impor = layanan.mulai(session, "0" * 64, "lembar.csv", oleh=oleh, banyak=banyak)
    pendek = layanan.baca_langsung(io.BytesIO(lembar))
    assert pendek is not None
    layanan.periksa_langsung(session, impor, pendek, oleh)
    return impor


def salah(impor: ImporKegiatan) -> list[tuple[int | None, str]]:
    return [(g.baris, g.kolom) for g in layanan.galat(impor)]


def log_dari(session: Session, orang: Pegawai) -> list[Kegiatan]:
    session.expire_all()
    query = select(Kegiatan).where(Kegiatan.pegawai_id == orang.id, Kegiatan.dihapus_at.is_(None))
    return list(session.scalars(query.order_by(Kegiatan.id)))


# What a row says


def test_rows_come_into_the_log_as_they_are(session: Session, orang: Pegawai):
    butir = pabrik.butir_kegiatan(session)
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    kepala = [
        "Tanggal Selesai",
        "kegiatan",
        "jumlah",
        "kode",
        "jam_mulai",
        "jam_selesai",
        "judul",
        "surat_tugas",
        "bukti",
        "catatan",
        "warna",
    ]
    satu = [
        "2021-10-01",
        "Memasang jaringan",
        "12.5",
        butir.kode.lower(),
        "8.30",
        "11:00",
        "Laporan  Jaringan!",
        "ST-1",
        "lemari 3",
        "dua kali",
        "biru",
    ]
    impor = periksa(session, oleh, csv(satu, kepala=kepala))
    assert (impor.tahap, impor.baru, impor.banyak_galat, impor.kolom_diabaikan) == (
        TahapImpor.DIPERIKSA,
        1,
        0,
        ["warna"],
    )
    assert log_dari(session, orang) == []

    assert layanan.setujui(session, impor, oleh=oleh) == 1

    (ada,) = log_dari(session, orang)
    assert (ada.uraian, ada.volume, ada.butir_id, ada.aturan) == (
        "Memasang jaringan",
        Decimal("12.5"),
        butir.id,
        butir.aturan,
    )
    assert (ada.tanggal_mulai, ada.tanggal_selesai) == (dt.date(2021, 10, 1), dt.date(2021, 10, 1))
    assert (ada.jam_mulai, ada.jam_selesai) == (dt.time(8, 30), dt.time(11))
    assert (ada.keluaran, ada.keluaran_kunci, ada.surat_tugas) == ("Laporan  Jaringan!", "laporan jaringan", "ST-1")
    assert (ada.tempat_bukti, ada.keterangan, ada.rencana, ada.version) == ("lemari 3", "dua kali", False, 1)
    assert session.scalar(select(func.count()).select_from(BarisImporKegiatan)) == 0
    tercatat = session.scalars(select(CatatanAdmin).where(CatatanAdmin.tindakan == "impor_kegiatan")).one()
    assert (tercatat.pelaku_id, tercatat.sesudah["baru"]) == (orang.id, 1)


@pytest.mark.parametrize(
    ("baris", "kolom"),
    [
        (["01-10-1900", "Memasang jaringan", "1"], "tanggal_mulai"),
        (["01-10-2100", "Memasang jaringan", "1"], "tanggal_selesai"),
        (["31-02-2021", "Memasang jaringan", "1"], "tanggal_selesai"),
        (["", "Memasang jaringan", "1"], "tanggal_selesai"),
        (["01-10-2021", "", "1"], "uraian"),
        (["01-10-2021", "x" * 2001, "1"], "uraian"),
        (["01-10-2021", "Memasang jaringan", ""], "volume"),
        (["01-10-2021", "Memasang jaringan", "0"], "volume"),
        (["01-10-2021", "Memasang jaringan", "-1"], "volume"),
        (["01-10-2021", "Memasang jaringan", "1.250"], "volume"),
        (["01-10-2021", "Memasang jaringan", "=1+1"], "volume"),
        (["01-10-2021", "Memasang jaringan", "1e3"], "volume"),
        (["01-10-2021", "Memasang jaringan", "1", "sel lebih"], ""),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_kept(
    session: Session, orang: Pegawai, baris: list[str], kolom: str
):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    impor = periksa(session, oleh, csv(BAIK, baris))
    assert salah(impor) == [(3, kolom)]
    assert str(layanan.galat(impor)[0].pesan).endswith(".")
    with pytest.raises(Refused):
        layanan.setujui(session, impor, oleh=oleh)
    assert log_dari(session, orang) == []


@pytest.mark.parametrize(
    ("tulisan", "kolom"),
    [
        ({"jam_mulai": "8"}, "jam_mulai"),
        ({"jam_mulai": "25.00", "jam_selesai": "26.00"}, "jam_mulai"),
        ({"jam_mulai": "10.00", "jam_selesai": "09.00"}, "jam_selesai"),
        ({"jam_mulai": "10.00"}, "jam_selesai"),
        ({"kode_butir": "TIDAK-ADA"}, "kode_butir"),
        ({"tanggal_mulai": "02-10-2021"}, "tanggal_selesai"),
        ({"rencana": "mungkin"}, "rencana"),
        ({"nip": "1.98001012005011E+17"}, "nip"),
        ({"nip": "123"}, "nip"),
        ({"nip": "199001012015011999"}, "nip"),
    ],
)
def test_optional_cells_are_judged_too(session: Session, orang: Pegawai, tulisan: dict[str, str], kolom: str):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    impor = periksa(session, oleh, csv([*BAIK, *tulisan.values()], kepala=[*KEPALA, *tulisan]))
    assert (2, kolom) in salah(impor)


def test_a_nip_kept_as_a_number_is_refused_with_a_sentence(session: Session, orang: Pegawai):
    lembar = tulis("Kegiatan", [["nip", *KEPALA], [Decimal(orang.nip), *BAIK]])
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), lembar)
    assert salah(impor) == [(2, "nip")]
    assert "teks" in str(layanan.galat(impor)[0].pesan)


def test_a_plan_needs_no_volume_and_may_lie_ahead(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    nanti = f"{HARI_INI + dt.timedelta(days=30):%d-%m-%Y}"
    impor = periksa(session, oleh, csv([nanti, "Merancang jaringan", "", "ya"], kepala=[*KEPALA, "rencana"]))
    assert layanan.setujui(session, impor, oleh=oleh) == 1
    assert log_dari(session, orang)[0].rencana


# Whole sheets


@pytest.mark.parametrize(
    ("isi_berkas", "kata"),
    [
        (b" \n", "kosong"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0xxxx", ".xls lama"),
        (b"PK\x03\x04 rusak", "rusak"),
        (b"\x00\x01\x02tanggal;uraian", "bukan lembar"),
        (b"tanggal;uraian;volume\n", "tanpa kegiatan"),
        (b"tanggal;uraian\n01-10-2021;x\n", "Kolom volume tidak ada"),
        (b"tanggal;tanggal;uraian;volume\n1;1;1;1\n", "ada dua kali"),
        (b'tanggal;uraian;volume\n"01-10-2021";"x;1\n', "kutip"),
        ("tanggal;uraian;volume\n".encode("utf-16"), "bukan lembar"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(session: Session, orang: Pegawai, isi_berkas: bytes, kata: str):
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), isi_berkas)
    (satu,) = layanan.galat(impor)
    assert kata in str(satu.pesan)
    assert impor.tahap is TahapImpor.DIPERIKSA


def test_latin_1_and_marked_utf_8_are_read(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    for sandi, uraian in (("latin-1", "Café satu"), ("utf-8-sig", "Café dua")):
        teks = f"tanggal,uraian,volume\n01-10-2021,{uraian},1\n"
        layanan.setujui(session, periksa(session, oleh, teks.encode(sandi)), oleh=oleh)
    assert [k.uraian for k in log_dari(session, orang)] == ["Café satu", "Café dua"]


def buku(lembar: str, lain: dict[str, str] | None = None) -> bytes:
    """A workbook with this XML as its sheet."""
    asal = io.BytesIO(tulis("Kegiatan", [KEPALA]))
    keluar = io.BytesIO()
    with zipfile.ZipFile(asal) as a, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as b:
        for nama in a.namelist():
            b.writestr(nama, lembar if nama.endswith("sheet1.xml") else a.read(nama))
        for nama, isi_bagian in (lain or {}).items():
            b.writestr(nama, isi_bagian)
    return keluar.getvalue()


def lembar_xml(baris: str) -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{baris}</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    ("isi_buku", "kata"),
    [
        (buku(lembar_xml("<row r='1048576'><c r='A1048576'><v>1</v></c></row>")), "baris"),
        (buku(lembar_xml("<row r='1'><c r='XFD1'><v>1</v></c></row>")), "kolom"),
        (buku(lembar_xml("<row r='1'><c r='A9'><v>1</v></c></row>")), "rusak"),
        (buku(lembar_xml("<row r='2'/><row r='1'/>")), "rusak"),
        (buku("<!DOCTYPE x [<!ENTITY a 'b'>]>" + lembar_xml("<row r='1'/>")), "rusak"),
        (buku("<worksheet>"), "rusak"),
        (buku(lembar_xml(" " * 260_000_000)), "terlalu besar"),
        (buku(lembar_xml("<row r='1'/>"), {"xl/vbaProject.bin": "x"}), "makro"),
        (buku(lembar_xml("<row r='1'/>"), {f"xl/x{i}.xml": "<a/>" for i in range(200)}), "terlalu banyak bagian"),
    ],
    ids=["baris", "kolom", "acuan", "urutan", "doctype", "terpotong", "bom", "makro", "bagian"],
)
def test_hostile_workbooks_are_refused(
    session: Session, orang: Pegawai, isi_buku: bytes, kata: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(layanan, "LANGSUNG_TERBUKA", 10**9)  # the worker's walk, without the worker
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), isi_buku)
    (satu,) = layanan.galat(impor)
    assert kata in str(satu.pesan)


def test_shared_texts_cannot_be_multiplied(session: Session, orang: Pegawai):
    sel = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 1001))
    bersama = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 100_000}</t></si></sst>'
    )
    impor = periksa(
        session,
        pabrik.pelaku(session, orang, HARI_INI),
        buku(lembar_xml(sel), {"xl/sharedStrings.xml": bersama}),
    )
    assert "terlalu panjang" in str(layanan.galat(impor)[0].pesan)


def test_a_formula_counts_as_the_value_it_shows(session: Session, orang: Pegawai):
    kepala = "".join(f'<c r="{k}1" t="inlineStr"><is><t>{n}</t></is></c>' for k, n in zip("ABC", KEPALA, strict=True))
    baris = (
        '<c r="A2" t="str"><f>TODAY()</f><v>01-10-2021</v></c>'
        '<c r="B2" t="str"><f>HYPERLINK("http://contoh.invalid")</f><v>Memasang jaringan</v></c>'
        '<c r="C2"><f>1+1</f><v>2</v></c>'
    )
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    impor = periksa(session, oleh, buku(lembar_xml(f'<row r="1">{kepala}</row><row r="2">{baris}</row>')))
    layanan.setujui(session, impor, oleh=oleh)
    assert [(k.uraian, k.volume) for k in log_dari(session, orang)] == [("Memasang jaringan", Decimal(2))]


def test_texts_that_look_like_formulas_go_out_with_an_apostrophe_and_come_back_without(
    session: Session, orang: Pegawai
):
    uraian = "=HYPERLINK(1)"
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    keluar = b"".join(tulis_csv([KEPALA, ["01-10-2021", uraian, "1"]]))
    assert f";{tawar(uraian)};".encode() in keluar
    layanan.setujui(session, periksa(session, oleh, keluar), oleh=oleh)
    assert [k.uraian for k in log_dari(session, orang)] == [uraian]


# Again and again


def test_the_same_sheet_again_adds_nothing(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    lembar = csv(BAIK, ["02-10-2021", "Menguji jaringan", "1"])
    assert layanan.setujui(session, periksa(session, oleh, lembar), oleh=oleh) == 2
    lagi = periksa(session, oleh, lembar)
    assert (lagi.baru, lagi.sudah_ada) == (0, 2)
    with pytest.raises(Refused):
        layanan.setujui(session, lagi, oleh=oleh)
    tambah = periksa(session, oleh, csv(BAIK, ["03-10-2021", "Menguji jaringan", "1"]))
    assert (tambah.baru, tambah.sudah_ada) == (1, 1)
    assert layanan.setujui(session, tambah, oleh=oleh) == 1
    assert len(log_dari(session, orang)) == 3


def test_what_was_typed_by_hand_is_not_added_again(session: Session, orang: Pegawai):
    kegiatan(session, orang, uraian="Memasang jaringan", volume=Decimal("2.5"))
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), csv(BAIK))
    assert (impor.baru, impor.sudah_ada) == (0, 1)


def test_an_imported_row_changed_by_hand_stays_the_same_row(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    layanan.setujui(session, periksa(session, oleh, csv(BAIK)), oleh=oleh)
    (ada,) = log_dari(session, orang)
    catatan_kegiatan.ubah(session, ada, isi(uraian="Memasang jaringan lantai 3"), oleh=oleh)
    assert periksa(session, oleh, csv(BAIK)).sudah_ada == 1


def test_a_deleted_row_comes_back_with_its_sheet(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    layanan.setujui(session, periksa(session, oleh, csv(BAIK)), oleh=oleh)
    catatan_kegiatan.hapus(session, log_dari(session, orang)[0], oleh=oleh)
    assert layanan.setujui(session, periksa(session, oleh, csv(BAIK)), oleh=oleh) == 1
    assert len(log_dari(session, orang)) == 1


def test_a_row_that_stands_twice_in_the_sheet_is_named(session: Session, orang: Pegawai):
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), csv(BAIK, ["2021-10-01", *BAIK[1:]], BAIK))
    assert salah(impor) == [(3, "uraian"), (4, "uraian")]
    assert "baris 2" in str(layanan.galat(impor)[1].pesan)


def test_the_same_rows_confirmed_twice_at_once_stand_once(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    satu, dua = periksa(session, oleh, csv(BAIK)), periksa(session, oleh, csv(BAIK))
    assert layanan.setujui(session, satu, oleh=oleh) == 1
    assert layanan.setujui(session, dua, oleh=oleh) == 0
    with pytest.raises(Conflict):
        layanan.ambil_alih(session, satu, oleh)
    assert len(log_dari(session, orang)) == 1


def test_what_is_given_up_leaves_nothing(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    impor = periksa(session, oleh, csv(BAIK))
    layanan.batalkan(session, impor, oleh=oleh)
    assert impor.tahap is TahapImpor.BATAL
    assert session.scalar(select(func.count()).select_from(BarisImporKegiatan)) == 0
    with pytest.raises(Refused):
        layanan.setujui(session, impor, oleh=oleh)
    with pytest.raises(Refused):
        layanan.batalkan(session, impor, oleh=oleh)


def test_another_persons_sheet_is_closed(session: Session, orang: Pegawai):
    impor = periksa(session, pabrik.pelaku(session, orang, HARI_INI), csv(BAIK))
    lain = pabrik.pelaku(session, prakom(session), HARI_INI)
    assert layanan.cari(session, impor.id, lain) is None
    for perbuatan in (layanan.setujui, layanan.batalkan):
        with pytest.raises(Refused):
            perbuatan(session, impor, oleh=lain)


# Several officers


def test_an_administrator_brings_in_many_officers_of_his_institution(session: Session, orang: Pegawai):
    admin = pabrik.pegawai(session, jenjang=None)
    pabrik.penugasan(session, admin, Peran.ADMIN)
    oleh = pabrik.pelaku(session, admin, HARI_INI)
    lain = prakom(session)
    asing = prakom(session, instansi=pabrik.instansi(session, nama="Instansi Lain"))
    lembar = csv([orang.nip, *BAIK], [lain.nip, *BAIK], [asing.nip, *BAIK], ["", *BAIK], kepala=["nip", *KEPALA])
    assert salah(periksa(session, oleh, lembar, banyak=True)) == [(4, "nip"), (5, "nip")]
    baik = periksa(session, oleh, csv([orang.nip, *BAIK], [lain.nip, *BAIK], kepala=["nip", *KEPALA]), banyak=True)
    assert layanan.setujui(session, baik, oleh=oleh) == 2
    assert [len(log_dari(session, p)) for p in (orang, lain)] == [1, 1]


def test_only_an_administrator_brings_in_others(session: Session, orang: Pegawai):
    with pytest.raises(Refused):
        layanan.mulai(session, "0" * 64, "x.csv", oleh=pabrik.pelaku(session, orang, HARI_INI), banyak=True)


# By the worker


def banyak_baris(jumlah: int) -> list[list[str]]:
    return [["01-10-2021", f"Memasang jaringan {i}", "1"] for i in range(jumlah)]


def titip(session: Session, simpanan: Penyimpanan, orang: Pegawai, lembar: bytes) -> tuple[ImporKegiatan, Pelaku]:
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    impor = layanan.mulai(session, simpanan.simpan(lembar).sha256, "x.csv", oleh=oleh)
    session.commit()
    return impor, oleh


def test_the_progress_is_true_and_a_killed_worker_goes_on(
    session: Session, engine: Engine, orang: Pegawai, simpanan: Penyimpanan, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(besar, "SEPOTONG", 100)
    impor, _ = titip(session, simpanan, orang, tulis("Kegiatan", [KEPALA, *banyak_baris(950)]))
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    terlihat: list[tuple[int, int, int]] = []

    class Mati(BaseException):
        pass

    def kabar(baris: int, jumlah: int) -> None:
        with buat_sesi() as lain:
            satu = lain.get_one(ImporKegiatan, impor.id)
            menunggu = lain.scalar(select(func.count()).select_from(BarisImporKegiatan))
            terlihat.append((satu.terbaca, satu.jumlah, menunggu or 0))
        if baris == 400:
            raise Mati

    with pytest.raises(Mati):
        layanan.periksa(buat_sesi, [simpanan], impor.id, HARI_INI, kabar=kabar)
    assert terlihat[-1] == (400, 951, 399)
    assert layanan.periksa(buat_sesi, [simpanan], impor.id, HARI_INI, kabar=kabar)
    assert [t[0] for t in terlihat] == [100, 200, 300, 400, 500, 600, 700, 800, 900, 951]
    assert all(menunggu == baris - 1 for baris, _, menunggu in terlihat)
    session.expire_all()
    assert (impor.tahap, impor.baru) == (TahapImpor.DIPERIKSA, 950)
    assert log_dari(session, orang) == []


def test_one_statement_takes_a_slice_over_and_all_stand_or_fall_together(
    session: Session, engine: Engine, orang: Pegawai, simpanan: Penyimpanan, monkeypatch: pytest.MonkeyPatch
):
    impor, oleh = titip(session, simpanan, orang, csv(*banyak_baris(300)))
    layanan.periksa(sessionmaker(engine, expire_on_commit=False), [simpanan], impor.id, HARI_INI)
    session.expire_all()

    def gagal(*_: object, **__: object) -> None:
        raise RuntimeError("listrik padam")

    with monkeypatch.context() as m:
        m.setattr(catatan, "catat", gagal)
        with pytest.raises(RuntimeError):
            layanan.setujui(session, impor, oleh=oleh)
    session.rollback()
    assert log_dari(session, orang) == []
    assert impor.tahap is TahapImpor.DIPERIKSA
    with perintah(engine) as daftar:
        layanan.setujui(session, impor, oleh=oleh)
    assert sum("INSERT INTO kegiatan" in p for p in daftar) == 1
    assert len(log_dari(session, orang)) == 300


def test_a_long_sheet_goes_through_the_outbox(
    session: Session, engine: Engine, orang: Pegawai, settings: Settings, simpanan: Penyimpanan
):
    impor, oleh = titip(session, simpanan, orang, csv(*banyak_baris(layanan.LANGSUNG + 1)))
    with simpanan.buka(impor.sha256) as berkas:
        assert layanan.baca_langsung(berkas) is None
    layanan.antre(session, impor)
    session.commit()
    jalan = _pekerja(engine, settings)
    jalan()
    session.expire_all()
    assert (impor.tahap, impor.baru) == (TahapImpor.DIPERIKSA, layanan.LANGSUNG + 1)
    assert layanan.setujui(session, impor, oleh=oleh) is None
    session.commit()
    jalan()
    session.expire_all()
    assert impor.tahap is TahapImpor.SELESAI
    assert len(log_dari(session, orang)) == layanan.LANGSUNG + 1


def test_a_sheet_given_up_meanwhile_is_not_gone_on_with(
    session: Session, engine: Engine, orang: Pegawai, simpanan: Penyimpanan, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(besar, "SEPOTONG", 100)
    impor, oleh = titip(session, simpanan, orang, csv(*banyak_baris(350)))
    buat_sesi = sessionmaker(engine, expire_on_commit=False)

    def batal(baris: int, jumlah: int) -> None:
        with buat_sesi() as lain, lain.begin():
            satu = lain.get_one(ImporKegiatan, impor.id)
            if satu.tahap is TahapImpor.MEMERIKSA:
                layanan.batalkan(lain, satu, oleh=oleh)

    assert layanan.periksa(buat_sesi, [simpanan], impor.id, HARI_INI, kabar=batal)
    session.expire_all()
    assert impor.tahap is TahapImpor.BATAL
    assert session.scalar(select(func.count()).select_from(BarisImporKegiatan)) == 0


def test_a_sheet_that_the_store_lost_says_so(session: Session, engine: Engine, orang: Pegawai, simpanan: Penyimpanan):
    impor = layanan.mulai(session, "a" * 64, "x.csv", oleh=pabrik.pelaku(session, orang, HARI_INI))
    session.commit()
    assert layanan.periksa(sessionmaker(engine, expire_on_commit=False), [simpanan], impor.id, HARI_INI)
    session.expire_all()
    assert "Unggah sekali lagi" in str(layanan.galat(impor)[0].pesan)


def test_sheets_that_nobody_takes_over_go(session: Session, orang: Pegawai):
    oleh = pabrik.pelaku(session, orang, HARI_INI)
    lama, baru = periksa(session, oleh, csv(BAIK)), periksa(session, oleh, csv(BAIK))
    lama.dimulai_at = utcnow() - dt.timedelta(days=8)
    session.flush()
    assert pembersihan.buang_impor(session, utcnow() - dt.timedelta(days=7)) == 1
    session.expire_all()
    assert (lama.tahap, baru.tahap) == (TahapImpor.BATAL, TahapImpor.DIPERIKSA)
    assert session.scalars(select(BarisImporKegiatan.impor_id)).all() == [baru.id]


def _pekerja(engine: Engine, settings: Settings) -> Callable[[], None]:
    """The worker: everything that is due, until nothing is."""
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    penangan = jobs.daftar_penangan(settings, buat_sesi)

    def jalan() -> None:
        while True:
            with buat_sesi() as session:
                sewa = outbox.claim(session, owner="uji")
            if not sewa:
                return
            assert outbox.jalankan(buat_sesi, sewa[0], penangan)

    return jalan


# From the command line


def test_the_command_takes_many_officers_over_or_only_looks(
    session: Session, app: Flask, orang: Pegawai, tmp_path: Path
):
    admin = pabrik.pegawai(session, jenjang=None)
    pabrik.penugasan(session, admin, Peran.ADMIN)
    pabrik.akun(session, admin, nama_pengguna="admin-uji")
    pabrik.akun(session, orang, nama_pengguna="pegawai-uji")
    session.commit()
    berkas, buruk = tmp_path / "log.csv", tmp_path / "buruk.csv"
    berkas.write_bytes(csv([orang.nip, *BAIK], kepala=["nip", *KEPALA]))
    buruk.write_bytes(csv([orang.nip, *BAIK], ["123", *BAIK], kepala=["nip", *KEPALA]))

    def jalan(*kata: str) -> Any:
        return app.test_cli_runner().invoke(grup, ["impor", *map(str, kata)])

    coba = jalan(str(berkas), "--oleh", "admin-uji", "--dry-run")
    assert (coba.exit_code, coba.output.splitlines()[-1]) == (0, "1 baru, 0 sudah ada, 0 perlu dibetulkan.")
    salah = jalan(str(buruk), "--oleh", "admin-uji")
    assert salah.exit_code == 1
    assert "baris 3, kolom nip" in salah.output
    assert jalan(str(berkas), "--oleh", "pegawai-uji").exit_code == 1
    assert log_dari(session, orang) == []
    session.commit()
    hasil = jalan(str(berkas), "--oleh", "admin-uji")
    assert (hasil.exit_code, hasil.output.splitlines()[-1]) == (0, "1 kegiatan dicatat.")
    assert len(log_dari(session, orang)) == 1
    session.commit()
    assert "0 baru, 1 sudah ada" in jalan(str(berkas), "--oleh", "admin-uji").output
