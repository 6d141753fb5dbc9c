"""Papers of the conversion regime, frozen by the acts themselves: figures, order, wording and who signs."""

import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from workflow_app.documents import render
from workflow_app.formulir import IsianBelumLengkap, susun
from workflow_app.formulir.kontrak import periksa
from workflow_app.models import (
    Dokumen,
    EvaluasiKinerja,
    JenisAsal,
    JenisPelimpahan,
    Konversi,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    Peran,
)
from workflow_app.services import konversi, pak_integrasi, penetapan_ak

HARI = dt.date(2026, 12, 31)
MARET = dt.date(2023, 3, 1)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def dokumen(session: Session, jenis: str, perkara: Any) -> list[Dokumen]:
    """The papers of this kind that the case has, after contract and template have agreed to each."""
    semua = session.scalars(
        select(Dokumen)
        .where(Dokumen.jenis == jenis, Dokumen.workflow == perkara.__tablename__, Dokumen.object_id == perkara.id)
        .order_by(Dokumen.id)
    ).all()
    for satu in semua:
        data = json.loads(json.dumps(satu.isian))
        assert periksa(jenis, data) == []
        assert render(jenis, data).startswith(b"PK")
        assert data["draf"] is not satu.terbit
    return list(semua)


def isi(session: Session, jenis: str, perkara: Any) -> dict[str, Any]:
    (satu,) = dokumen(session, jenis, perkara)
    return satu.isian


def tercetak(jenis: str, data: dict[str, Any]) -> str:
    """What the paper says, cell after cell."""
    badan = Document(io.BytesIO(render(jenis, data)))
    sel = [sel.text for tabel in badan.tables for baris in tabel.rows for sel in baris.cells]
    return "\n".join([*sel, *(p.text for p in badan.paragraphs)])


def ganti(kantor: KantorKinerja, lama: Konversi, predikat: str, hari: dt.date = HARI) -> Konversi:
    """A determined conversion replaced by one with another predicate, after the record of performance was corrected."""
    catatan = kantor.session.scalars(
        select(EvaluasiKinerja).where(
            EvaluasiKinerja.pegawai_id == lama.subjek_id,
            EvaluasiKinerja.tahun == lama.tahun,
            EvaluasiKinerja.dibatalkan_pada.is_(None),
        )
    ).one()
    catatan.dibatalkan_pada, catatan.dibatalkan_oleh_id = hari, kantor.kepegawaian.id
    catatan.alasan_batal = "Predikat keliru"
    kantor.session.flush()
    obj = konversi.buat_pengganti(
        kantor.session, lama, oleh=kantor.oleh(kantor.kepegawaian, hari), catatan="Predikat keliru"
    )
    kantor.ubah(obj, kantor.oleh(kantor.kepegawaian, hari), predikat=predikat)
    kantor.ajukan(obj, hari)
    konversi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penilai, hari))
    return obj


# Conversion


def test_conversion_of_a_full_year(kantor: KantorKinerja, session: Session):
    obj = kantor.konversi(kantor.orang(), 2024, "sangat_baik")
    data = isi(session, "konversi", obj)
    assert data["nomor"] == obj.nomor
    assert data["kode_verifikasi"] == obj.kode_verifikasi
    assert data["periode"] == "Januari s.d. Desember 2024"
    assert data["hasil"] == {
        "predikat": "Sangat Baik",
        "bulan": 12,
        "setahun": True,
        "persen": "150",
        "koefisien": "12.5",
        "angka_kredit": "18.750",
    }
    assert data["bukti"] == "Dokumen evaluasi kinerja"
    assert data["asal"]["regime"] == "R2023"
    assert data["asal"]["sidik_aturan"] == obj.aturan_sidik
    teks = tercetak("konversi", data)
    assert "150% x 12,5 = 18,750" in teks
    assert "proporsional" not in teks


def test_conversion_of_a_part_of_the_year_shows_the_twelfths(kantor: KantorKinerja, session: Session):
    data = isi(session, "konversi", kantor.konversi(kantor.orang(), 2024, "baik", mulai=4, selesai=6))
    assert data["periode"] == "April s.d. Juni 2024"
    assert (data["hasil"]["bulan"], data["hasil"]["setahun"]) == (3, False)
    teks = tercetak("konversi", data)
    assert "3 (tiga) bulan dihitung proporsional, 3/12 x 100% x 12,5 = 3,125" in teks
    assert "3/12 x 100%" in teks.split("\n")


def test_conversion_of_one_month_names_it_once(kantor: KantorKinerja, session: Session):
    data = isi(session, "konversi", kantor.konversi(kantor.orang(), 2024, "baik", mulai=5, selesai=5))
    assert data["periode"] == "Mei 2024"


def test_officer_is_printed_as_frozen_with_the_figures(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    obj = kantor.ajukan(kantor.draf(orang, 2024, "baik"))
    semula = orang.nama
    orang.nama = "Nama Sesudah Pengajuan"
    session.flush()
    konversi.tetapkan(session, obj, oleh=kantor.oleh(kantor.penilai, dt.date(2024, 12, 31)))
    pegawai = isi(session, "konversi", obj)["pegawai"]
    assert pegawai["nama"] == semula
    assert (pegawai["golongan"], pegawai["pangkat"]) == ("III/a", "Penata Muda")
    assert pegawai["jabatan"] == "Pranata Komputer Ahli Pertama"
    assert pegawai["instansi"] == kantor.instansi.nama


def test_evaluator_signs_in_his_post_and_a_deputy_in_its_name(kantor: KantorKinerja, session: Session):
    hari = dt.date(2024, 12, 31)
    ttd = isi(session, "konversi", kantor.konversi(kantor.orang(), 2024, "baik"))["ttd"]
    assert ttd == {
        "tempat": kantor.instansi.kota,
        "tanggal": hari.isoformat(),
        "jabatan": "Kepala Bidang Aplikasi",
        "nama": kantor.penilai.nama,
        "nip": kantor.penilai.nip,
    }
    pelaksana = kantor.orang(jabatan=[("ahli_madya", dt.date(2019, 4, 1))], pangkat=[("IV/a", dt.date(2019, 4, 1))])
    tugas = pabrik.penugasan(session, kantor.penilai, Peran.PENILAI_KINERJA)
    pabrik.pelimpahan(session, tugas, pelaksana, jenis=JenisPelimpahan.PLH, mulai=hari, selesai=hari)
    obj = kantor.ajukan(kantor.draf(kantor.orang(), 2024, "baik"))
    konversi.tetapkan(session, obj, oleh=kantor.oleh(pelaksana, hari))
    data = isi(session, "konversi", obj)
    assert (data["ttd"]["jabatan"], data["ttd"]["nama"]) == ("Plh. Kepala Bidang Aplikasi", pelaksana.nama)
    assert "selaku Pejabat Penilai Kinerja," in tercetak("konversi", data)


def test_evaluator_without_a_post_is_named_once(kantor: KantorKinerja, session: Session):
    kantor.penilai.jabatan_struktural = ""
    session.flush()
    data = isi(session, "konversi", kantor.konversi(kantor.orang(), 2024, "baik"))
    assert data["ttd"]["jabatan"] == ""
    teks = tercetak("konversi", data)
    assert teks.count("Pejabat Penilai Kinerja") == 1
    assert "selaku" not in teks


def test_no_paper_before_the_figures(kantor: KantorKinerja, session: Session):
    draf = kantor.draf(kantor.orang(), 2024, "baik")
    for jenis in ("konversi", "akumulasi"):
        with pytest.raises(IsianBelumLengkap):
            susun(session, jenis, draf, terbit=False, hari_ini=HARI)


# Accumulation


def per_bulan(kantor: KantorKinerja, orang: Pegawai, banyak: int) -> Konversi:
    """Conversions of one month each, from January 2023 on; the last one."""
    masa = [(2023 + urut // 12, urut % 12 + 1) for urut in range(banyak)]
    return [kantor.konversi(orang, tahun, "baik", mulai=bulan, selesai=bulan) for tahun, bulan in masa][-1]


def test_accumulation_lists_the_conversions_in_the_order_of_time(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2025, "baik", mulai=1, selesai=9)
    kantor.konversi(orang, 2023, "sangat_baik")
    terakhir = kantor.konversi(orang, 2024, "butuh_perbaikan")
    data = isi(session, "akumulasi", terakhir)
    assert (data["nomor"], data["kode_verifikasi"]) == (terakhir.nomor_akumulasi, terakhir.kode_verifikasi)
    baris = [(b["tahun"], b["periode"], b["hasil"]["predikat"], b["hasil"]["angka_kredit"]) for b in data["baris"]]
    assert baris == [
        (2023, "Januari s.d. Desember", "Sangat Baik", "18.750"),
        (2024, "Januari s.d. Desember", "Butuh Perbaikan", "9.375"),
        (2025, "Januari s.d. September", "Baik", "9.375"),
    ]
    assert data["jumlah"] == "37.500"
    assert data["masa_penilaian"] == {"mulai": "2023-01-01", "selesai": "2025-09-30"}


def test_accumulation_counts_determined_conversions_of_this_officer_and_level_only(
    kantor: KantorKinerja, session: Session
):
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2019, 4, 1)), ("ahli_muda", dt.date(2024, 1, 1))],
        pangkat=[("III/b", dt.date(2019, 4, 1)), ("III/c", dt.date(2024, 4, 1))],
    )
    kantor.konversi(orang, 2023, "sangat_baik")
    kantor.konversi(kantor.orang(), 2024, "sangat_baik")
    kantor.ajukan(kantor.draf(orang, 2026, "baik"))
    kantor.draf(orang, 2027, "baik", hari_ini=HARI)
    data = isi(session, "akumulasi", kantor.konversi(orang, 2025, "baik"))
    assert [b["tahun"] for b in data["baris"]] == [2025]
    assert data["jumlah"] == "25.000"


def test_accumulation_of_a_replacement_leaves_the_replaced_one_out(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2023, "sangat_baik")
    kantor.konversi(orang, 2024, "baik")
    baru = ganti(kantor, lama, "baik")
    data = isi(session, "akumulasi", baru)
    assert [(b["tahun"], b["hasil"]["angka_kredit"]) for b in data["baris"]] == [(2023, "12.500"), (2024, "12.500")]
    assert data["jumlah"] == "25.000"
    assert (data["mengganti_nomor"], data["mengganti_tanggal"]) == (lama.nomor_akumulasi, "2023-12-31")
    lembar = isi(session, "konversi", baru)
    assert (lembar["mengganti_nomor"], lembar["mengganti_tanggal"]) == (lama.nomor, "2023-12-31")
    assert f"menggantikan Konversi Nomor {lama.nomor} tanggal 31 Desember 2023" in tercetak("konversi", lembar)
    assert isi(session, "akumulasi", lama)["jumlah"] == "18.750", "the old paper stays what it was"


def test_accumulation_of_sixty_months_prints_every_one(kantor: KantorKinerja, session: Session):
    data = isi(session, "akumulasi", per_bulan(kantor, kantor.orang(), 60))
    assert len(data["baris"]) == 60
    assert Decimal(data["jumlah"]) == 60 * Decimal("1.042")
    badan = Document(io.BytesIO(render("akumulasi", data)))
    (tabel,) = (t for t in badan.tables if t.rows[0].cells[0].text == "KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT")
    isi_tabel = [[sel.text for sel in baris.cells] for baris in tabel.rows]
    assert len(isi_tabel) == 4 + 60 + 2
    assert isi_tabel[4] == ["2023", "Januari", "Baik", "1/12 x 100%", "12,5", "1,042"]
    assert isi_tabel[63][:2] == ["2027", "Desember"]
    assert isi_tabel[64][-1] == "62,520"


def test_accumulation_takes_the_same_queries_for_any_length(kantor: KantorKinerja, session: Session):
    perintah: list[str] = []

    def catat(*isi: Any) -> None:
        perintah.append(isi[2])

    hitung = {}
    for banyak in (5, 25):
        obj = per_bulan(kantor, kantor.orang(), banyak)
        session.commit()
        susun(session, "akumulasi", obj, terbit=True, hari_ini=HARI)  # reads the versions of the rules, once
        session.expire_all()
        event.listen(session.get_bind(), "before_cursor_execute", catat)
        susun(session, "akumulasi", obj, terbit=True, hari_ini=HARI)
        event.remove(session.get_bind(), "before_cursor_execute", catat)
        hitung[banyak] = len(perintah)
        perintah.clear()
    assert hitung[5] == hitung[25]


# Determination


def dua_ratus(kantor: KantorKinerja) -> Pegawai:
    """Ahli Muda III/d since 2022 with 100 from before and 112.5 from three years: rank and level at once."""
    orang = kantor.orang(
        jabatan=[("ahli_muda", dt.date(2018, 4, 1))],
        pangkat=[("III/c", dt.date(2018, 4, 1)), ("III/d", dt.date(2022, 4, 1))],
    )
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "100")
    integrasi(kantor, orang)
    for tahun in (2023, 2024, 2025):
        kantor.konversi(orang, tahun, "sangat_baik")
    return orang


def integrasi(kantor: KantorKinerja, orang: Pegawai, potong: str = "0", hari: dt.date = MARET) -> PakIntegrasi:
    """Integrated and signed by the one official of the institution, whatever post the level asks for."""
    for jabatan in ("ppt_madya_kesekretariatan", "ppt_utama"):
        pabrik.penugasan(kantor.session, kantor.penetap, Peran.PENETAP, jabatan_penetap=jabatan)
    kepegawaian = kantor.oleh(kantor.kepegawaian, hari)
    obj = pak_integrasi.susun(kantor.session, orang, oleh=kepegawaian, potong_profesi=Decimal(potong))
    pak_integrasi.paraf(kantor.session, obj, oleh=kepegawaian)
    pak_integrasi.tetapkan(kantor.session, obj, oleh=kantor.oleh(kantor.penetap, hari))
    return obj


def tetapkan(
    kantor: KantorKinerja, orang: Pegawai, *, uji: bool | None = None, lowongan: bool | None = None
) -> PenetapanAk:
    obj = kantor.penetapan(orang, HARI)
    penetapan_ak.perbarui(
        kantor.session,
        obj,
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
        penilai_id=kantor.penilai.id,
        uji_kompetensi=uji,
        uji_kompetensi_bukti="Sertifikat 7" if uji is not None else "",
        lowongan=lowongan,
        lowongan_bukti="Peta jabatan" if lowongan is not None else "",
    )
    return kantor.tetapkan(obj, HARI)


def putusan(data: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(p["kenaikan"], p["dapat"]) for p in data["putusan"]]


def test_determination_has_the_six_rows_of_the_form_and_says_where_credit_comes_from(
    kantor: KantorKinerja, session: Session
):
    orang = dua_ratus(kantor)
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    obj = tetapkan(kantor, orang, uji=True, lowongan=True)
    data = isi(session, "penetapan_ak", obj)
    akumulasi = session.scalars(select(Konversi.nomor_akumulasi).order_by(Konversi.id.desc()).limit(1)).one()
    baris = [(b["nomor"], b["uraian"], b["nilai"]["jumlah"], b["keterangan"]) for b in data["baris"]]
    assert baris == [
        (1, "Angka Kredit Dasar yang diberikan", "0.000", ""),
        (2, "Angka Kredit Jabatan Fungsional lama", "100.000", "PAK Integrasi Nomor 1/PAK-INT/III/2023"),
        (3, "Angka Kredit Penyesuaian/Penyetaraan", "0.000", ""),
        (4, "Angka Kredit Konversi", "112.500", f"Akumulasi Angka Kredit Nomor {akumulasi}"),
        (
            5,
            "Angka Kredit yang diperoleh dari peningkatan pendidikan",
            "25.000",
            "25% x angka kredit kumulatif kenaikan pangkat 100 = 25 (Ijazah s2)",
        ),
        (6, "Angka Kredit lain yang diperbolehkan peraturan", "0.000", ""),
    ]
    assert data["jumlah"] == {"lama": "100.000", "baru": "137.500", "jumlah": "237.500"}
    assert data["masa_penilaian"] == {"mulai": "2023-01-01", "selesai": "2025-12-31"}
    assert data["asli"] == ["Pranata Komputer yang bersangkutan"]
    assert data["tembusan"] == penetapan_ak.daftar_tembusan(obj)
    teks = tercetak("penetapan_ak", data)
    assert "Terbilang: dua ratus tiga puluh tujuh koma lima" in teks
    assert "4. Pejabat Pimpinan Tinggi Pratama yang membidangi kepegawaian/bagian kepegawaian" in teks


def test_level_first_then_rank_on_the_same_credit(kantor: KantorKinerja, session: Session):
    data = isi(session, "penetapan_ak", tetapkan(kantor, dua_ratus(kantor), uji=True, lowongan=True))
    assert putusan(data) == [("jenjang jabatan", True), ("pangkat", True)]
    assert data["pangkat"] == {"minimal": "200.000", "lebih": True, "selisih": "12.500"}
    assert data["catatan"] == []
    teks = tercetak("penetapan_ak", data)
    assert (
        "DAPAT dipertimbangkan untuk kenaikan jenjang jabatan setingkat lebih tinggi menjadi "
        "Pranata Komputer Ahli Madya.\n" in teks
    )
    assert (
        "DAPAT dipertimbangkan untuk kenaikan pangkat setingkat lebih tinggi menjadi Pembina, golongan ruang IV/a, "
        "sesudah kenaikan jenjang, dengan angka kredit yang sama.\n" in teks
    )
    assert "TIDAK DAPAT" not in teks
    assert "Kekurangan" not in teks


def test_rank_inside_the_level_where_there_is_no_vacancy(kantor: KantorKinerja, session: Session):
    data = isi(session, "penetapan_ak", tetapkan(kantor, dua_ratus(kantor), uji=True, lowongan=False))
    assert putusan(data) == [("pangkat", True), ("jenjang jabatan", False)]
    teks = tercetak("penetapan_ak", data)
    assert (
        "menjadi Pembina, golongan ruang IV/a, tetap dalam jenjang Pranata Komputer Ahli Muda karena tidak ada "
        "lowongan pada jenjang di atasnya.\n" in teks
    )
    assert "Pranata Komputer Ahli Madya, karena:\n- Tidak ada lowongan pada jenjang" in teks


def test_what_is_not_known_stands_as_a_note(kantor: KantorKinerja, session: Session):
    data = isi(session, "penetapan_ak", tetapkan(kantor, dua_ratus(kantor)))
    assert putusan(data) == [("jenjang jabatan", True), ("pangkat", True)]
    assert data["putusan"][0]["alasan"] == [
        "Kelulusan uji kompetensi belum diketahui.",
        "Lowongan pada jenjang Pranata Komputer Ahli Madya belum diketahui.",
    ]
    assert "Pranata Komputer Ahli Madya, dengan catatan:\n- Kelulusan" in tercetak("penetapan_ak", data)


def test_credit_that_is_not_enough(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2025, "baik")
    kantor.ijazah(orang, "s2", dt.date(2025, 8, 1), bkn=None)
    data = isi(session, "penetapan_ak", tetapkan(kantor, orang))
    assert putusan(data) == [("pangkat", False), ("jenjang jabatan", False)]
    assert [p["kurang"] for p in data["putusan"]] == [True, True]
    assert data["putusan"][0]["alasan"] == [], "the table says what is missing"
    assert data["pangkat"] == {"minimal": "50.000", "lebih": False, "selisih": "37.500"}
    assert data["catatan"] == ["Ijazah belum tercatat di BKN, sehingga belum menambah angka kredit."]
    teks = tercetak("penetapan_ak", data)
    assert (
        "TIDAK DAPAT dipertimbangkan untuk kenaikan pangkat setingkat lebih tinggi menjadi Penata Muda Tingkat I, "
        "golongan ruang III/b, karena angka kredit belum mencukupi.\n" in teks
    )
    assert "karena angka kredit belum mencukupi; selain itu:\n- Kenaikan jabatan menunggu pangkat III/b" in teks
    assert "Kelebihan" not in teks


def test_nothing_above_prints_a_dash_and_the_reason(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_utama", dt.date(2018, 4, 1))], pangkat=[("IV/e", dt.date(2020, 4, 1))])
    kantor.konversi(orang, 2025, "baik")
    data = isi(session, "penetapan_ak", tetapkan(kantor, orang))
    kosong = {"minimal": "", "lebih": False, "selisih": ""}
    assert (data["pangkat"], data["jenjang"]) == (kosong, kosong)
    assert [p["tujuan"] for p in data["putusan"]] == ["", ""]
    teks = tercetak("penetapan_ak", data)
    assert "Kelebihan/kekurangan angka kredit yang harus dicapai untuk kenaikan pangkat\n-" in teks
    assert "setingkat lebih tinggi, karena:\n- Pembina Utama (IV/e) adalah pangkat puncak." in teks


def test_rank_far_above_the_level_waits_for_the_next_one(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2026, 1, 1))], pangkat=[("IV/a", dt.date(2020, 4, 1))])
    kantor.asal(orang, JenisAsal.PELAKSANA, predikat="baik", ijazah="s2")
    data = isi(session, "penetapan_ak", tetapkan(kantor, orang))
    assert data["baris"][5]["nilai"]["baru"] == "100.000"
    assert "(SK perpindahan)" in data["baris"][5]["keterangan"]
    assert putusan(data) == [("pangkat", False), ("jenjang jabatan", False)]
    (catatan,) = data["catatan"]
    assert catatan.startswith("Pangkat jauh di atas jenjang")


def test_new_credit_below_zero_is_printed_as_such(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    lama = kantor.konversi(orang, 2023, "sangat_baik")
    tetapkan(kantor, orang)
    kantor.konversi(orang, 2024, "sangat_kurang")
    berlaku = tetapkan(kantor, orang)
    ganti(kantor, lama, "sangat_kurang")
    pengganti = tetapkan(kantor, orang)
    data = isi(session, "penetapan_ak", pengganti)
    assert data["baris"][3]["nilai"] == {"lama": "18.750", "baru": "-12.500", "jumlah": "6.250"}
    assert (data["mengganti_nomor"], data["mengganti_tanggal"]) == (berlaku.nomor, HARI.isoformat())
    teks = tercetak("penetapan_ak", data)
    assert "-12,500" in teks
    assert f"menggantikan Penetapan Angka Kredit Nomor {berlaku.nomor} tanggal 31 Desember 2026" in teks


def test_source_of_credit_that_is_given_anew_is_named_once(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2025, "baik")
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    semula = tetapkan(kantor, orang)
    penetapan_ak.buka_pengganti(session, semula, oleh=kantor.oleh(kantor.kepegawaian, HARI), catatan="Nama unit keliru")
    keterangan = isi(session, "penetapan_ak", tetapkan(kantor, orang))["baris"][4]["keterangan"]
    assert keterangan.count("Ijazah s2") == 1
    assert keterangan.startswith("25% x")


def test_source_of_credit_of_an_earlier_determination_is_its_paper(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2025, "baik")
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    tetapkan(kantor, orang)
    baris = isi(session, "penetapan_ak", tetapkan(kantor, orang))["baris"][4]
    assert (baris["nilai"]["lama"], baris["nilai"]["baru"]) == ("12.500", "0.000")
    assert baris["keterangan"] == "Ijazah s2"


# Integration


def test_integration_is_a_draft_at_the_initials_and_issued_when_signed(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2018, 4, 1))], pangkat=[("III/d", dt.date(2020, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "287.500")
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "20.000")
    obj = integrasi(kantor, orang)
    draf, terbit = (d.isian for d in dokumen(session, "pak_integrasi", obj))
    assert (draf["nomor"], draf["kode_verifikasi"], draf["ttd"]["tanggal"]) == ("", "", "")
    assert draf["ttd"]["nama"] == kantor.penetap.nama
    assert (terbit["nomor"], terbit["kode_verifikasi"]) == (obj.nomor, obj.kode_verifikasi)
    assert terbit["ttd"]["jabatan"] == obj.ditetapkan_sebagai
    assert terbit["asli"] == kantor.instansi.kantor_bkn
    assert terbit["tembusan"] == draf["tembusan"] == pak_integrasi.daftar_tembusan(obj)
    assert terbit["asal"]["regime"] == "R2020, R2023"
    assert terbit["per_tanggal"] == "2022-12-31"
    assert terbit["baris"] == [
        {
            "nomor": 1,
            "uraian": "Konvensional, kegiatan s.d. 31 Desember 2019",
            "konvensional": "287.500",
            "nilai_dasar": "200.000",
            "integrasi": "87.500",
        },
        {
            "nomor": 2,
            "uraian": "Integrasi, kegiatan s.d. 31 Desember 2022",
            "konvensional": "20.000",
            "nilai_dasar": "",
            "integrasi": "20.000",
        },
    ]
    assert (terbit["konvensional"], terbit["nilai_dasar"], terbit["angka_kredit"]) == ("307.500", "200.000", "107.500")
    assert terbit["pangkat"] == {
        "tujuan": "Pembina, golongan ruang IV/a",
        "minimal": "200.000",
        "kekurangan": "92.500",
    }
    assert terbit["jenjang"]["tujuan"] == "Pranata Komputer Ahli Madya"
    assert "Dikurangi pengembangan profesi" not in tercetak("pak_integrasi", terbit)


def test_integration_shows_the_deduction(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_madya", dt.date(2018, 4, 1))], pangkat=[("IV/a", dt.date(2020, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "538.630")
    kantor.saldo_lama(orang, "R2003", "pengembangan_profesi", "12.000")
    data = dokumen(session, "pak_integrasi", integrasi(kantor, orang, "12"))[-1].isian
    assert (data["sebelum_potongan"], data["potong_profesi"], data["angka_kredit"]) == ("150.630", "12.000", "138.630")
    teks = tercetak("pak_integrasi", data)
    assert "Dikurangi pengembangan profesi yang telah digunakan untuk kenaikan jenjang" in teks
    assert "Terbilang: seratus tiga puluh delapan koma enam tiga" in teks
    assert "Pembina Tingkat I, golongan ruang IV/b" in teks


def test_integration_below_the_base_says_so(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2018, 4, 1))], pangkat=[("III/c", dt.date(2020, 4, 1))])
    kantor.saldo_lama(orang, "R2003", "implementasi_si", "150")
    data = dokumen(session, "pak_integrasi", integrasi(kantor, orang))[-1].isian
    assert (data["angka_kredit"], data["kekurangan_dasar"], data["di_bawah_dasar"]) == ("0.000", "50.000", True)
    assert "Angka kredit konvensional kurang 50,000 dari nilai dasar" in tercetak("pak_integrasi", data)


def test_integration_of_the_top_rank_needs_nothing(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(jabatan=[("ahli_utama", dt.date(2018, 4, 1))], pangkat=[("IV/e", dt.date(2020, 4, 1))])
    kantor.saldo_lama(orang, "R2020", "sistem_informasi", "30")
    data = dokumen(session, "pak_integrasi", integrasi(kantor, orang))[-1].isian
    kosong = {"tujuan": "", "minimal": "", "kekurangan": ""}
    assert (data["pangkat"], data["jenjang"]) == (kosong, kosong)
