"""The job of today from a sheet, as the command runs it: the papers, their figures, and sheets that cannot be run."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from workflow_app.cli.hitung import hitung
from workflow_app.cli.walkthrough_konversi import walkthrough_konversi
from workflow_app.documents.filters import ak
from workflow_app.lembar_klaim.lembar import MAKS_BYTE

CONTOH = Path(__file__).resolve().parent.parent / "examples" / "kinerja_contoh.csv"
NIP = "900000000000010001"
ORANG: dict[str, str] = {
    "nip": NIP,
    "nama": "Anggun Pertiwi",
    "tahun": "2024",
    "bulan_mulai": "1",
    "bulan_selesai": "12",
    "predikat": "Baik",
    "nama_penilai": "Surya Atmaja",
    "bukti": "SKP 2024",
    "jenjang": "Ahli Pertama",
    "tmt_jabatan": "2022-04-01",
    "golongan": "III/a",
    "tmt_pangkat": "2022-04-01",
    "angka_kredit_awal": "",
}


def jalankan(lembar: Path, keluar: Path) -> Result:
    return CliRunner().invoke(walkthrough_konversi, [str(lembar), "--out", str(keluar)])


def baris(**ubah: str) -> dict[str, str]:
    return {**ORANG, **ubah}


def lembar_csv(tempat: Path, *isi: dict[str, str]) -> Path:
    teks = io.StringIO()
    penulis = csv.DictWriter(teks, list(isi[0]))
    penulis.writeheader()
    penulis.writerows(isi)
    berkas = tempat / "kinerja.csv"
    berkas.write_text(teks.getvalue())
    return berkas


def lembar_xlsx(tempat: Path, *isi: Iterable[object]) -> Path:
    buku = openpyxl.Workbook()
    for satu in isi:
        buku.active.append(list(satu))
    berkas = tempat / "kinerja.xlsx"
    buku.save(berkas)
    return berkas


def teks_word(berkas: Path) -> str:
    dokumen = docx.Document(str(berkas))
    sel = [s.text for t in dokumen.tables for b in t.rows for s in b.cells]
    return "\n".join([*(p.text for p in dokumen.paragraphs), *sel])


def ringkasan(keluar: Path) -> dict[str, Any]:
    isi: dict[str, Any] = json.loads((keluar / "summary.json").read_text())
    return isi


@dataclass(frozen=True)
class Contoh:
    """The example, run once."""

    keluar: Path
    tulisan: str

    @property
    def pegawai(self) -> list[dict[str, Any]]:
        return list(ringkasan(self.keluar)["pegawai"])

    def orang(self, nama: str) -> dict[str, Any]:
        return next(p for p in self.pegawai if p["nama"].startswith(nama))

    def surat(self, pola: str) -> str:
        (berkas,) = self.keluar.glob(pola)
        return teks_word(berkas)


@pytest.fixture(autouse=True)
def _pengaturan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "instance"))


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Contoh:
    tempat = tmp_path_factory.mktemp("contoh")
    with pytest.MonkeyPatch.context() as lingkungan:
        lingkungan.setenv("INSTANCE_DIR", str(tempat / "instance"))
        hasil = jalankan(CONTOH, tempat / "hasil")
    assert hasil.exit_code == 0, hasil.output
    return Contoh(tempat / "hasil", hasil.output)


def dihitung(tempat: Path, *kasus: dict[str, Any]) -> list[dict[str, Any]]:
    """What `alurpak hitung` makes of cases."""
    berkas = tempat / "kasus.json"
    semua = [{"id": str(nomor), "regime": "R2023", **satu} for nomor, satu in enumerate(kasus)]
    berkas.write_text(json.dumps({"kasus": semua}))
    hasil = CliRunner().invoke(hitung, [str(berkas)])
    assert hasil.exit_code == 0, hasil.output
    return [satu["nilai"] for satu in json.loads(hasil.stdout)["hasil"]]


# The example


def test_the_example_ends_with_the_credit_of_each_officer(contoh: Contoh) -> None:
    assert {p["nama"]: p["angka_kredit"] for p in contoh.pegawai} == {
        "Anggun Pertiwi": "43.750",
        "Bayu Prakasa": "16.667",
        "Cokro Widagdo": "37.500",
        "Dian Larasati": "50.000",
        "Eko Baskara": "212.500",
    }
    assert {p["penetapan"][-1]["status"] for p in contoh.pegawai} == {"dikirim"}
    assert {p["nama"] for p in contoh.pegawai if p["dilewati"]} == {"Eko Baskara"}
    assert contoh.orang("Eko")["dilewati"][0].startswith("2025 bulan 1 sampai 12: Belum ada catatan kinerja")
    assert "Dian Larasati: 50,000 angka kredit; KJ kurang 50,000, KP cukup, III/b." in contoh.tulisan


def test_every_officer_has_the_three_papers_and_the_summary_names_every_file(contoh: Contoh) -> None:
    berkas = {p.name for p in contoh.keluar.iterdir()}
    assert berkas == {*ringkasan(contoh.keluar)["dokumen"], "summary.json"}
    for nomor, orang in enumerate(contoh.pegawai, 1):
        milik = [b for b in berkas if b.startswith(f"{nomor:02d}-")]
        for jenis in ("konversi", "akumulasi", "penetapan-ak"):
            assert any(f"-{jenis}-" in b for b in milik), (orang["nama"], jenis)
        assert sum("-konversi-" in b for b in milik) == len(orang["konversi"])
        assert sum("-akumulasi-" in b for b in milik) == len(orang["akumulasi"])
    assert not any(p["nip"] in b for b in berkas for p in contoh.pegawai)


def test_the_papers_say_what_the_summary_says(contoh: Contoh) -> None:
    predikat = {"sangat_baik": "Sangat Baik", "baik": "Baik", "butuh_perbaikan": "Butuh Perbaikan"}
    for nomor, orang in enumerate(contoh.pegawai, 1):
        awal = f"{nomor:02d}-*"
        for k in orang["konversi"]:
            isi = contoh.surat(f"{awal}-konversi-{k['tahun']}-{k['bulan_mulai']:02d}-{k['bulan_selesai']:02d}.docx")
            for kata in (k["nomor"], predikat[k["predikat"]], k["golongan"], orang["nama"]):
                assert kata in isi
            assert f"\n{ak(k['angka_kredit'])}" in isi
            assert "DRAF" not in isi
        for jenjang, jumlah in orang["akumulasi"].items():
            isi = contoh.surat(f"{awal}-akumulasi-{jenjang.replace('_', '-')}.docx")
            assert f"JUMLAH ANGKA KREDIT YANG DIPEROLEH\n{ak(jumlah)}" in _rapat(isi)
        for p in orang["penetapan"]:
            isi = _rapat(contoh.surat(f"{awal}-penetapan-ak-{p['ditetapkan']}.docx"))
            assert p["nomor"] in isi
            angka = [ak(p[k]) for k in ("lama", "baru", "jumlah")]
            # Equal neighbours are one line in the text that is compared.
            sebaris = "\n".join(a for i, a in enumerate(angka) if i == 0 or a != angka[i - 1])
            assert f"JUMLAH ANGKA KREDIT KUMULATIF\n{sebaris}\n" in isi
            for jenis in ("kp", "kj"):
                assert ak(p["kelayakan"][jenis]["kebutuhan"]) in isi
                kurang, lebih = p["kelayakan"][jenis]["kekurangan"], p["kelayakan"][jenis]["kelebihan"]
                assert ak(kurang if Decimal(kurang) else lebih) in isi


def _rapat(isi: str) -> str:
    """Text without the repetitions that merged cells give."""
    hasil: list[str] = []
    for satu in isi.splitlines():
        if satu and (not hasil or hasil[-1] != satu):
            hasil.append(satu)
    return "\n".join(hasil)


def test_each_conversion_is_what_the_calculator_says(contoh: Contoh, tmp_path: Path) -> None:
    semua = [k for p in contoh.pegawai for k in p["konversi"]]
    kasus = [
        {
            "jenis": "konversi",
            "masukan": {
                "jenjang": k["jenjang"],
                "predikat": k["predikat"],
                "bulan": k["bulan_selesai"] - k["bulan_mulai"] + 1,
            },
        }
        for k in semua
    ]
    assert [h["angka_kredit"] for h in dihitung(tmp_path, *kasus)] == [k["angka_kredit"] for k in semua]


def lembar_contoh() -> dict[str, list[dict[str, str]]]:
    with CONTOH.open() as masuk:
        semua = list(csv.DictReader(masuk))
    return {nip: [b for b in semua if b["nip"] == nip] for nip in dict.fromkeys(b["nip"] for b in semua)}


def test_each_sum_is_what_the_calculator_says(contoh: Contoh, tmp_path: Path) -> None:
    kasus = []
    for orang in contoh.pegawai:
        isi = lembar_contoh()[orang["nip"]]
        jenjang = orang["konversi"][-1]["jenjang"]
        entri: list[dict[str, Any]] = [
            {
                "jenis": "konversi",
                "tahun": k["tahun"],
                "predikat": k["predikat"],
                "bulan": k["bulan_selesai"] - k["bulan_mulai"] + 1,
            }
            for k in orang["konversi"]
            if k["jenjang"] == jenjang
        ]
        entri += [
            {"jenis": "pendidikan", "ijazah": b["ijazah"].casefold(), "predikat": "baik"} for b in isi if b["ijazah"]
        ]
        tetap = len({k["jenjang"] for k in orang["konversi"]}) == 1
        saldo = isi[0]["angka_kredit_awal"] if tetap else ""
        kasus.append(
            {"jenis": "akumulasi", "masukan": {"jenjang": jenjang, "saldo_awal": saldo or "0", "baris": entri}}
        )
    assert [h["diperoleh"] for h in dihitung(tmp_path, *kasus)] == [p["angka_kredit"] for p in contoh.pegawai]


def test_each_verdict_is_what_the_calculator_says(contoh: Contoh, tmp_path: Path) -> None:
    kasus = []
    for orang in contoh.pegawai:
        p, isi = orang["penetapan"][-1], lembar_contoh()[orang["nip"]]
        pangkat = dt.date.fromisoformat(next(b["tmt_pangkat"] for b in reversed(isi) if b["tmt_pangkat"]))
        pada = dt.date.fromisoformat(p["ditetapkan"])
        kasus.append(
            {
                "jenis": "kelayakan_konversi",
                "masukan": {
                    "jenjang": p["jenjang"],
                    "golongan": p["golongan"],
                    "golongan_awal": p["golongan_awal"],
                    "angka_kredit": p["jumlah"],
                    "predikat": orang["konversi"][-1]["predikat"],
                    "uji_kompetensi": {"ya": True}.get(isi[-1]["uji_kompetensi"]),
                    "lowongan": {"ya": True}.get(isi[-1]["lowongan"]),
                    "masa_pangkat_tahun": pada.year - pangkat.year - ((pada.month, pada.day) < (pangkat.month, 1)),
                },
            }
        )
    kata = {"ya": True, "tidak": False, None: None}
    for orang, h in zip(contoh.pegawai, dihitung(tmp_path, *kasus), strict=True):
        layak = orang["kelayakan"]
        assert layak == orang["penetapan"][-1]["kelayakan"]
        for jenis in ("kp", "kj"):
            satu = layak[jenis]
            assert (satu["tujuan"], satu["boleh"]) == (h[f"{jenis}_tujuan"], kata[h[f"{jenis}_boleh"]]), orang["nama"]
            for angka in ("kebutuhan", "kekurangan", "kelebihan"):
                assert Decimal(satu[angka]) == Decimal(h[f"{jenis}_{angka}"]), (orang["nama"], jenis, angka)


def test_every_step_stands_in_the_order_of_its_day(contoh: Contoh) -> None:
    langkah = ringkasan(contoh.keluar)["langkah"]
    assert [b["tanggal"] for b in langkah] == sorted(b["tanggal"] for b in langkah)
    ajukan = next(b for b in contoh.tulisan.splitlines() if " ajukan " in b)
    assert "(kepegawaian)" in ajukan
    assert "-> diajukan" in ajukan
    assert "tenggat 2024-01-11" in ajukan


def test_what_is_assumed_is_said(contoh: Contoh) -> None:
    asumsi = " ".join(ringkasan(contoh.keluar)["asumsi"])
    assert "Instansi, unit, pejabat, dan tanggal setiap langkah rekaan" in asumsi
    assert "Angka kredit awal dicatat" in asumsi


# Sheets of one's own


def test_a_repeat_into_the_same_folder_gives_the_same(tmp_path: Path) -> None:
    lembar, keluar = lembar_csv(tmp_path, baris()), tmp_path / "hasil"
    assert jalankan(lembar, keluar).exit_code == 0
    (keluar / "catatan.txt").write_text("milik orang")
    pertama = ringkasan(keluar), sorted(p.name for p in keluar.iterdir())
    assert jalankan(lembar, keluar).exit_code == 0
    assert (ringkasan(keluar), sorted(p.name for p in keluar.iterdir())) == pertama
    assert (keluar / "catatan.txt").read_text() == "milik orang"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_decimal_comma_and_point_mean_the_same_in_csv_and_xlsx(tmp_path: Path) -> None:
    for nama, angka in (("koma", "12,5"), ("titik", "12.5")):
        assert jalankan(lembar_csv(tmp_path, baris(angka_kredit_awal=angka)), tmp_path / nama).exit_code == 0
    isi = baris(angka_kredit_awal="")
    sel = [12.5 if kolom == "angka_kredit_awal" else nilai for kolom, nilai in isi.items()]
    assert jalankan(lembar_xlsx(tmp_path, isi, sel), tmp_path / "xlsx").exit_code == 0
    for nama in ("koma", "titik", "xlsx"):
        (satu,) = ringkasan(tmp_path / nama)["pegawai"][0]["penetapan"]
        assert (satu["lama"], satu["baru"], satu["jumlah"]) == ("12.500", "12.500", "25.000")


def test_a_sheet_that_says_little_is_run_and_says_what_it_took(tmp_path: Path) -> None:
    """The names of the columns are read in any order and spelling of the import; the rest is assumed and said."""
    lembar = tmp_path / "kinerja.csv"
    lembar.write_text(f"Penilai;Bukti;Predikat;Tahun;NIP;Jenjang\nSurya;SKP;cukup;2024;{NIP};Muda\n")
    hasil = jalankan(lembar, tmp_path / "hasil")
    assert hasil.exit_code == 0, hasil.output
    isi = ringkasan(tmp_path / "hasil")
    (orang,) = isi["pegawai"]
    assert (orang["nama"], orang["angka_kredit"]) == ("Pegawai 1", "18.750")
    asumsi = " ".join(isi["asumsi"])
    for kata in ("Baris 2 tanpa nama", "golongan III/c sejak", "jenjang ahli_muda sejak", "Bulan yang kosong"):
        assert kata in asumsi


# Sheets that cannot be run


def tolak(tempat: Path, lembar: Path, *kata: str) -> None:
    hasil = jalankan(lembar, tempat / "hasil")
    assert hasil.exit_code == 1, hasil.output
    assert hasil.exception is None or isinstance(hasil.exception, SystemExit), hasil.exception
    assert f"{lembar.name} belum dapat dijalankan:" in hasil.output
    for satu in kata:
        assert satu in hasil.output
    assert not (tempat / "hasil").exists()


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"nip": "12345"}, "baris 2, kolom nip:"),
        ({"nip": "9.00E+17"}, "baris 2, kolom nip: NIP tersimpan sebagai angka"),
        ({"predikat": "Hebat"}, "baris 2, kolom predikat: Predikat tidak dikenal. Pilih salah satu: Sangat Baik"),
        ({"predikat": ""}, "baris 2, kolom predikat: Kolom predikat belum diisi."),
        ({"predikat": '=IF(A1="x";"Baik";"Kurang")'}, "baris 2, kolom predikat: Predikat tidak dikenal."),
        ({"tahun": "2021"}, "baris 2, kolom tahun: Kinerja tahun 2021 tidak dikonversi"),
        ({"tahun": "9999"}, "baris 2, kolom tahun: Tulis tahun sampai"),
        ({"tahun": "dua ribu"}, "baris 2, kolom tahun:"),
        ({"bulan_mulai": "13"}, "baris 2, kolom bulan_mulai: Bulan dihitung dari 1 sampai 12."),
        ({"bulan_mulai": "9", "bulan_selesai": "3"}, "baris 2, kolom bulan_selesai:"),
        ({"bukti": ""}, "baris 2, kolom bukti: Kolom bukti belum diisi."),
        ({"jenjang": "Ahli Super"}, "baris 2, kolom jenjang: Jenjang tidak dikenal."),
        ({"jenjang": "", "tmt_jabatan": ""}, "baris 2, kolom jenjang: Kolom jenjang belum diisi."),
        ({"golongan": "V/z"}, "baris 2, kolom golongan: Golongan ruang tidak dikenal."),
        ({"golongan": "IV/b"}, "baris 2, kolom golongan: Golongan ruang IV/b terlalu tinggi"),
        ({"tmt_jabatan": "31-31-2022"}, "baris 2, kolom tmt_jabatan:"),
        ({"tmt_jabatan": "2025-04-01"}, "Pegawai belum memegang jabatan fungsional pada masa itu"),
        ({"angka_kredit_awal": "banyak"}, "baris 2, kolom angka_kredit_awal: “banyak” bukan angka."),
        ({"angka_kredit_awal": "-5"}, "baris 2, kolom angka_kredit_awal: Angka tidak boleh negatif"),
        ({"nama_penilai": ""}, "baris 2, kolom nip_penilai: Sebutkan Pejabat Penilai Kinerja"),
    ],
)
def test_a_bad_row_names_row_and_column_and_writes_nothing(tmp_path: Path, ubah: dict[str, str], kata: str) -> None:
    tolak(tmp_path, lembar_csv(tmp_path, baris(**ubah)), kata)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    lembar = lembar_csv(tmp_path, baris(jenjang="Ahli Super"), baris(nip="12345", tahun="2023"))
    tolak(tmp_path, lembar, "baris 2, kolom jenjang", "baris 3, kolom nip")


def test_months_that_overlap_are_refused(tmp_path: Path) -> None:
    lembar = lembar_csv(tmp_path, baris(bulan_selesai="7"), baris(bulan_mulai="7"))
    tolak(tmp_path, lembar, "baris 3, kolom bulan_mulai: Bulan 7 sampai 7 pegawai ini sudah ada pada baris 2")


def test_nobody_evaluates_himself(tmp_path: Path) -> None:
    lembar = lembar_csv(tmp_path, {**baris(), "nip_penilai": NIP})
    tolak(tmp_path, lembar, "baris 2, kolom nip_penilai: Pegawai tidak menilai dirinya sendiri.")


def test_a_formula_without_a_value_and_a_nip_kept_as_a_number_are_refused(tmp_path: Path) -> None:
    isi = baris()
    tolak(tmp_path, lembar_xlsx(tmp_path, isi, {**isi, "tahun": "=2000+24"}.values()), "baris 2, kolom tahun:")
    angka = [int(NIP) if kolom == "nip" else nilai for kolom, nilai in isi.items()]
    tolak(tmp_path, lembar_xlsx(tmp_path, isi, angka), "baris 2, kolom nip: NIP tersimpan sebagai angka")


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("kinerja.csv", b"", "lembar: Berkas kosong."),
        ("kinerja.csv", b"nama,umur\nA,1\n", "baris 1, kolom predikat: Kolom predikat tidak ada."),
        ("kinerja.csv", ",".join(ORANG).encode() + b"\n", "lembar: Lembar tidak memuat satu baris pun."),
        ("kinerja.xlsx", b"PK\x03\x04rusak", "lembar: Buku kerja rusak atau terkunci"),
        ("kinerja.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "lembar: Berkas ini bukan lembar .xlsx atau .csv."),
        ("kinerja.csv", b"a" * (MAKS_BYTE + 1), "lembar: Berkas lebih besar dari"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path, nama: str, isi: bytes, kata: str) -> None:
    lembar = tmp_path / nama
    lembar.write_bytes(isi)
    tolak(tmp_path, lembar, kata)


def test_a_missing_sheet_is_one_sentence(tmp_path: Path) -> None:
    hasil = jalankan(tmp_path / "tiada.xlsx", tmp_path / "hasil")
    assert hasil.exit_code == 1
    assert "tidak ditemukan" in hasil.output
