"""The worked cases T36 to T55 from the screen to the paper: page, Word document and `alurpak hitung` say the same.

An office plays each case through its pages (`MejaKonversi`): histories by the administrator, appraisals, degrees and
origins by the personnel office, cases by officer, evaluator and signing official. The figure of the case is then read
where a person reads it, in the issued paper as the officer downloads it, and in the answer of the command to the
worked case's own input. `LAYAR` names every case with the places where it is shown.

Only credit of decisions before this application has no page of its own; it is booked as the opening balance it is.
Cases without a paper of this regime are held by the screens that show them:

* T36 to T38 are raises under the claims of R2020. T36 and T37 show in progress, in the ledger, and in the old column of
  the result (HAPAK) of the claim that follows the raise; T38 in the progress towards both raises.
* T55 is a date, which no paper states: progress shows it as the earliest day of the raise in rank.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.kasus_kerja import KASUS, Hitungan
from tests.klien import Klien
from tests.meja_konversi import MejaKonversi, SuratWord, angka_besar, desimal, kebutuhan, pilih
from tests.meja_tim import meja_tim
from workflow_app.models import Pegawai, PenetapanAk
from workflow_app.pesan import tanggal_indonesia
from workflow_app.services import buku_kredit, putusan

D = Decimal
PERTAMA, TERAKHIR = 36, 55
NAIK = dt.date(2021, 1, 11)
KUMULATIF, MINIMAL = "Jumlah angka kredit kumulatif", "Angka kredit minimal yang harus dipenuhi"


@pytest.fixture
def meja(app: Flask, session: Session, klien: Callable[[Pegawai], Klien]) -> MejaKonversi:
    hasil = MejaKonversi(app, session, klien)
    hasil.pada(dt.date(2023, 1, 2))
    return hasil


# Claims of R2020, see T36 to T38


def naik_jenjang_gugur(meja: MejaKonversi, k: Hitungan) -> None:
    """Raised in level with more than it takes, then the first claim of the new level."""
    golongan = [k.masukan["golongan_awal"], k.masukan["golongan"]]
    orang = _berkredit_2020(meja, "ahli_pertama", golongan, k.masukan["jumlah"])
    kj = _tujuan(_kemajuan(meja, orang), "jabatan")
    assert kj["ada"] == D(k.masukan["jumlah"])
    k.cocok("kebutuhan", layar=kj["perlu"])
    meja.jabatan(orang, "ahli_muda", NAIK)
    k.cocok("saldo_awal", surat=_lama_berikut(meja, orang))
    ((sebab, jumlah),) = [(e, n) for e, n in meja.buku(orang) if "Kenaikan jabatan ke" in e]
    assert jumlah == -D(k.masukan["jumlah"])
    dipakai = re.search(r"berakhir, ([\d,]+) terpakai dan kelebihan ([\d,]+) gugur", sebab)
    assert dipakai, sebab
    k.cocok("kebutuhan", buku=desimal(dipakai[1]))
    k.cocok("gugur", buku=desimal(dipakai[2]))
    k.cocok("bawaan", buku=sum((n for e, n in meja.buku(orang) if "dibawa ke pangkat" in e), D(0)))


def naik_pangkat_dibawa(meja: MejaKonversi, k: Hitungan) -> None:
    """Raised in rank with more than it takes: the surplus stays in the level."""
    orang = _berkredit_2020(meja, "ahli_muda", ["III/c"], k.masukan["jumlah"])
    meja.pangkat(orang, "III/d", NAIK)
    kj = _tujuan(_kemajuan(meja, orang), "jabatan")
    k.cocok("kj_kebutuhan", layar=kj["perlu"])
    k.cocok("kj_kekurangan", layar=kj["kurang"])
    k.cocok("saldo_awal", layar=kj["ada"], surat=_lama_berikut(meja, orang))
    ke, dari = [(e, n) for e, n in meja.buku(orang) if "dibawa ke pangkat" in e]
    dibawa = re.search(r"ke III/d memerlukan ([\d,]+); kelebihan ([\d,]+) dibawa", ke[0])
    assert dibawa, ke
    k.cocok("kebutuhan", buku=desimal(dibawa[1]))
    k.cocok("bawaan", buku=ke[1], keluar=-dari[1], alasan=desimal(dibawa[2]))


def masuk_magister(meja: MejaKonversi, k: Hitungan) -> None:
    """Who entered at III/b with a master's degree needs half."""
    orang = _berkredit_2020(meja, k.jenjang, ["III/b"], k.masukan["utama"], pendidikan="S2 Ilmu Komputer")
    kj = _tujuan(_kemajuan(meja, orang), "jabatan")
    k.cocok("kj_kebutuhan", layar=kj["perlu"])
    assert kj["ada"] == kj["perlu"]
    assert k.nilai["kj_terpenuhi"] == "ya"


def _berkredit_2020(meja: MejaKonversi, jenjang: str, golongan: list[str], jumlah: int, **ubah: Any) -> Pegawai:
    """An officer of the claims with the credit of an old PAK; one year in each rank but the last."""
    meja.pada(dt.date(2022, 1, 10))
    pangkat = [(g, dt.date(2019 + urut, 4, 1)) for urut, g in enumerate(golongan)]
    orang = meja.orang([(jenjang, dt.date(2019, 4, 1))], pangkat, **ubah)
    buku_kredit.saldo_awal(
        meja.session,
        orang,
        aturan="R2020",
        unsur="sistem_informasi",
        jumlah=D(jumlah),
        tanggal=dt.date(2021, 1, 4),
        dasar="PAK 2020",
    )
    return orang


def _kemajuan(meja: MejaKonversi, orang: Pegawai) -> str:
    return meja.halaman(meja.klien(orang), "/angka-kredit/kemajuan")[1]


def _tujuan(isi: str, apa: str) -> dict[str, Decimal]:
    """Credit held, needed and missing towards a raise, as progress lists them."""
    rincian = r"Angka kredit yang diakui ([\d.,]+) Diperlukan ([\d.,]+) Masih kurang (tidak ada|[\d.,]+)"
    cocok = re.search(rf"Kenaikan {apa} ke .*?{rincian}", isi)
    assert cocok, isi
    ada, perlu, kurang = (D(0) if t == "tidak ada" else desimal(t) for t in cocok.groups())
    return {"ada": ada, "perlu": perlu, "kurang": kurang}


def _lama_berikut(meja: MejaKonversi, orang: Pegawai) -> Decimal:
    """The old credit that the result of his next claim prints, once the claim is decided and booked."""
    tim = meja_tim(meja.session)
    d = tim.siap_sidang(orang=orang, saldo_lama=False)
    tim.tutup(tim.berlangsung(d))
    putusan.lepas_keberatan(meja.session, d, oleh=tim.oleh(orang))
    surat = meja.surat(orang, d, "Hasil Penilaian Angka Kredit (HAPAK)")
    return surat.sel("JUMLAH UNSUR UTAMA DAN PENUNJANG", 2)


# Integration, see T39 and T40


def integrasi(meja: MejaKonversi, k: Hitungan) -> None:
    """Conventional credit less the base of the level, and less what the raise used up."""
    golongan = {"ahli_muda": "III/c", "ahli_madya": "IV/a"}[k.jenjang]
    orang = meja.orang([(k.jenjang, dt.date(2018, 4, 1))], [(golongan, dt.date(2018, 4, 1))])
    potong = D(k.masukan.get("pengembangan_profesi", 0))
    meja.kantor.saldo_lama(orang, "R2003", "implementasi_si", str(D(k.masukan["angka_kredit"]) - potong))
    if potong:
        meja.kantor.saldo_lama(orang, "R2003", "pengembangan_profesi", str(potong))
    obj = meja.integrasi(orang, str(potong))
    baris, _ = meja.halaman(meja.klien(orang), f"/pak-integrasi/{obj.id}")
    surat = meja.surat(orang, obj, "PAK integrasi")
    (masuk,) = [n for e, n in meja.buku(orang) if "Integrasi" in e and n > 0]
    jumlah = pilih(surat.baris, "JUMLAH")
    k.cocok("nilai_dasar", layar=-desimal(pilih(baris, "Dikurangi nilai dasar")[1]), surat=desimal(jumlah[3]))
    k.cocok(
        "angka_kredit",
        layar=desimal(pilih(baris, "Angka kredit integrasi")[1]),
        surat=surat.sel("ANGKA KREDIT INTEGRASI"),
        buku=masuk,
    )
    if "sebelum_potongan" in k.harapan:
        k.cocok("sebelum_potongan", surat=desimal(jumlah[4]))
        assert desimal(pilih(baris, "Dikurangi pengembangan profesi")[1]) == -potong


# Conversion, see T41 to T43


def konversi(meja: MejaKonversi, k: Hitungan) -> None:
    """A predicate of some months of a year."""
    _setelan(meja, k)
    orang = meja.orang([(k.jenjang, dt.date(2019, 4, 1))], [("III/a", dt.date(2019, 4, 1))])
    obj = meja.konversi(orang, 2024, k.predikat, selesai=k.masukan.get("bulan", 12))
    surat = meja.surat(orang, obj, "Konversi")
    k.cocok(
        "angka_kredit",
        layar=angka_besar(meja.klien(orang).buka(f"/konversi/{obj.id}")),
        penilai=angka_besar(meja.penilai.buka(f"/konversi/{obj.id}")),
        surat=surat.sel(str(k.masukan["predikat"])),
        akumulasi=meja.surat(orang, obj, "Akumulasi").sel("JUMLAH ANGKA KREDIT YANG DIPEROLEH"),
        buku=meja.buku(orang)[0][1],
    )


def _setelan(meja: MejaKonversi, k: Hitungan) -> None:
    for jalur, nilai in k.setelan.items():
        meja.koreksi("R2023", jalur, str(nilai))


# Determination, see T44 to T54


def pendidikan(meja: MejaKonversi, k: Hitungan) -> None:
    """A master's degree on 37.5 of conversion, with the last predicate of the case."""
    orang, obj, baris, isi = _magister(meja, k.predikat)
    surat = meja.surat(orang, obj, "Penetapan")
    kp = kebutuhan(isi, "Kenaikan pangkat ke Penata Muda Tingkat I (III/b)")
    tambahan = "Angka Kredit yang diperoleh dari peningkatan pendidikan"
    k.cocok("tambahan", layar=desimal(pilih(baris, tambahan)[3]), surat=desimal(pilih(surat.baris, tambahan)[4]))
    k.cocok("jumlah", layar=desimal(pilih(baris, KUMULATIF)[3]), surat=_kumulatif(surat))
    k.cocok("kekurangan_kp", layar=kp.get("kurang", D(0)), surat=_kurang(surat, "pangkat"))


def _magister(meja: MejaKonversi, predikat: str) -> tuple[Pegawai, PenetapanAk, list[list[str]], str]:
    orang = meja.orang([("ahli_pertama", dt.date(2019, 4, 1))], [("III/a", dt.date(2019, 4, 1))])
    tahun = {"baik": (2023, 2024, 2025), "butuh_perbaikan": (2023, 2024, 2025, 2026)}[predikat]
    for satu in tahun:
        meja.konversi(orang, satu, predikat)
    meja.ijazah(orang, "s1", dt.date(2015, 8, 1), bkn=dt.date(2019, 4, 1), dasar=True)
    meja.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 10, 1))
    obj = meja.penetapan(orang)
    return orang, obj, *meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")


def kelayakan(meja: MejaKonversi, k: Hitungan) -> None:
    """What the credit of `pendidikan` suffices for."""
    orang, obj, _, isi = _magister(meja, k.predikat)
    surat = meja.surat(orang, obj, "Penetapan")
    kp = kebutuhan(isi, "Kenaikan pangkat ke Penata Muda Tingkat I (III/b)")
    boleh = k.nilai["kp_boleh"] == "ya"
    kata = {True: "dapat dipertimbangkan", False: "belum dapat"}[boleh]
    assert f"Kenaikan pangkat ke Penata Muda Tingkat I (III/b) {kata} Diperlukan 50,000" in isi
    assert kp["milik"] == D(k.masukan["angka_kredit"])
    k.cocok("kp_kekurangan", layar=kp.get("kurang", D(0)), surat=_kurang(surat, "pangkat"))
    kata = {True: "DAPAT", False: "TIDAK DAPAT"}[boleh]
    assert any(
        s.startswith(f"{kata} dipertimbangkan untuk kenaikan pangkat") and "III/b" in s for b in surat.baris for s in b
    )


def _kumulatif(surat: SuratWord) -> Decimal:
    return desimal(pilih(surat.baris, "JUMLAH ANGKA KREDIT KUMULATIF")[4])


def _kurang(surat: SuratWord, apa: str) -> Decimal:
    """Shortage that a determination prints for `pangkat` or `jenjang`; nothing where it prints a surplus."""
    kolom = {"pangkat": 1, "jenjang": 2}[apa]
    (baris,) = [b for b in surat.baris if b[0].endswith(f"harus dicapai untuk kenaikan {apa}")]
    return desimal(baris[kolom]) if baris[0].startswith("Kekurangan") else D(0)


def akumulasi(meja: MejaKonversi, k: Hitungan) -> None:
    """10 carried, a clerk's 41 months, a degree and ten months of work; a rank is taken, a year comes on top."""
    _setelan(meja, k)
    meja.pada(dt.date(2024, 3, 4))
    orang = meja.orang([("ahli_pertama", dt.date(2024, 3, 1))], [("III/a", dt.date(2020, 10, 1))])
    meja.kantor.saldo_lama(orang, "R2023", "jf_lama", k.masukan["saldo_awal"])
    meja.asal(orang, "pelaksana", predikat="baik", ijazah="s1")
    meja.konversi(orang, 2024, "baik", mulai=3)
    meja.ijazah(orang, "s1", dt.date(2015, 8, 1), bkn=dt.date(2019, 4, 1), dasar=True)
    meja.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 10, 1))
    obj = meja.penetapan(orang)
    baris, isi = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    kp = kebutuhan(isi, "Kenaikan pangkat ke Penata Muda Tingkat I (III/b)")
    k.cocok("jumlah", layar=desimal(pilih(baris, KUMULATIF)[3]), surat=_kumulatif(surat))
    k.cocok("sisa", layar=kp["kelebihan"], surat=surat.sel("Kelebihan angka kredit yang harus dicapai", 1))
    bagian = [k.masukan["saldo_awal"], *(b["angka_kredit"] for b in k.masukan["baris"][:3])]
    assert sorted(n for _, n in meja.buku(orang)) == sorted(map(D, bagian))
    meja.pangkat(orang, "III/b", dt.date(2025, 2, 1))
    meja.konversi(orang, 2025, "sangat_baik")
    obj = meja.penetapan(orang)
    _, isi = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    (bawaan,) = [n for e, n in meja.buku(orang) if "dibawa ke pangkat" in e and n > 0]
    (tahun,) = [n for e, n in meja.buku(orang) if "Konversi 2025" in e]
    k.cocok("sisa", buku=bawaan)
    k.cocok("saldo", buku=bawaan + tahun)
    kp = kebutuhan(isi, "Kenaikan pangkat ke Penata (III/c)")
    k.cocok("kekurangan", layar=kp["kurang"], surat=_kurang(surat, "pangkat"))


def perpindahan(meja: MejaKonversi, k: Hitungan) -> None:
    """The years in rank of another post, and base credit."""
    masuk = dt.date(2024, 1, 1)
    bulan = 12 * k.masukan["masa_tahun"] + k.masukan.get("masa_bulan", 0)
    tmt = dt.date(masuk.year - -(-bulan // 12), 1 + -bulan % 12, 1)
    meja.pada(dt.date(2024, 1, 15))
    orang = meja.orang([(k.jenjang, masuk)], [(k.masukan["golongan"], tmt)])
    meja.asal(orang, k.masukan["jabatan_asal"], predikat=k.predikat, ijazah=k.masukan.get("ijazah", ""))
    obj = meja.penetapan(orang)
    baris, isi = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    k.cocok("angka_kredit", layar=desimal(pilih(baris, KUMULATIF)[3]), surat=_kumulatif(surat))
    for nama, label in (("konversi", "Angka Kredit Konversi"), ("ak_dasar", "Angka Kredit Dasar yang diberikan")):
        if nama in k.harapan:
            k.cocok(nama, layar=desimal(pilih(baris, label)[3]), surat=desimal(pilih(surat.baris, label)[4]))
    if "bulan_dihitung" in k.harapan:
        k.cocok("bulan_dihitung", layar=D(re.findall(r"(\d+) bulan dalam pangkat dihitung", isi)[0]))


def pelaksana_melebihi(meja: MejaKonversi, k: Hitungan) -> None:
    """A clerk far above the level enters with a flat figure and goes on with another a year later."""
    meja.pada(dt.date(2024, 1, 15))
    orang = meja.orang([(k.jenjang, dt.date(2024, 1, 1))], [(k.masukan["golongan"], dt.date(2020, 4, 1))])
    meja.asal(orang, "pelaksana", predikat="baik", ijazah="s2")
    obj, nama = meja.penetapan(orang), "angka_kredit"
    if "masa_jenjang_tahun" in k.masukan:
        meja.pada(dt.date(2025, 2, 15))
        meja.jabatan(orang, "ahli_muda", dt.date(2025, 2, 1))
        obj, nama = meja.penetapan(orang), "angka_kredit_lanjut"
    baris, _ = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    k.cocok(nama, layar=desimal(pilih(baris, KUMULATIF)[3]), surat=_kumulatif(surat))


def minimal_kj(meja: MejaKonversi, k: Hitungan) -> None:
    """The need of who entered a level above its lowest rank."""
    orang = meja.orang([(k.jenjang, dt.date(2019, 4, 1))], [(k.masukan["golongan_awal"], dt.date(2019, 4, 1))])
    meja.konversi(orang, 2024, "baik")
    obj = meja.penetapan(orang)
    _, isi = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    k.cocok(
        "minimal",
        layar=kebutuhan(isi, "Kenaikan jabatan ke")["perlu"],
        surat=surat.sel(MINIMAL, 2),
        kemajuan=_tujuan(_kemajuan(meja, orang), "jabatan")["perlu"],
    )


def jenjang_dahulu(meja: MejaKonversi, k: Hitungan) -> None:
    """200 in the level: first the level where there is a vacancy, the rank alone where there is none."""
    orang = meja.orang(
        [("ahli_muda", dt.date(2018, 4, 1))], [("III/c", dt.date(2018, 4, 1)), ("III/d", dt.date(2022, 4, 1))]
    )
    meja.kantor.saldo_lama(orang, "R2003", "implementasi_si", "300")
    meja.integrasi(orang)
    for tahun in (2023, 2024, 2025, 2026):
        meja.konversi(orang, tahun, k.predikat)
    obj = meja.penetapan(orang, uji="ya", lowongan="ya" if k.masukan["lowongan"] else "tidak")
    baris, isi = meja.halaman(meja.penilai, f"/penetapan-ak/{obj.id}")
    surat = meja.surat(orang, obj, "Penetapan")
    assert desimal(pilih(baris, KUMULATIF)[3]) == _kumulatif(surat) == D(k.masukan["angka_kredit"])
    putusan_surat = [s for b in surat.baris for s in b if "dipertimbangkan untuk kenaikan" in s]
    tujuan = {"KJ": "Kenaikan jabatan ke Pranata Komputer Ahli Madya", "KP": "Kenaikan pangkat ke Pembina (IV/a)"}
    for jenis, judul in tujuan.items():
        boleh = {"ya": "dapat dipertimbangkan", "tidak": "belum dapat"}[k.nilai[f"{jenis.lower()}_boleh"]]
        assert f"{judul} {boleh} Diperlukan 200,000, dimiliki 200,000" in isi
    urutan = [satu.split()[0] for satu in k.nilai["urutan"].split(", ")]
    assert sorted(urutan, key=lambda j: isi.index(tujuan[j])) == urutan
    awal = {"KJ": "kenaikan jenjang jabatan", "KP": "kenaikan pangkat"}
    dapat = [s for s in putusan_surat if s.startswith("DAPAT")]
    assert [
        next(j for j, a in awal.items() if s.startswith(f"DAPAT dipertimbangkan untuk {a}")) for s in dapat
    ] == urutan
    tetap = k.nilai["tetap_jenjang"] == "ya"
    assert ("Pangkat dapat naik sambil tetap dalam jenjang ini" in isi) is tetap
    assert ("tetap dalam jenjang Pranata Komputer Ahli Muda" in dapat[-1]) is tetap
    assert k.nilai.items() >= k.harapan.items()


# Dates, see T55


def periode_kp(meja: MejaKonversi, k: Hitungan) -> None:
    """The first day of a period of raises after the day on which everything is there."""
    hari = dt.date.fromisoformat(k.masukan["tanggal"])
    orang = meja.orang([("ahli_pertama", dt.date(2019, 4, 1))], [("III/a", dt.date(2019, 4, 1))])
    meja.pada(hari)
    meja.kantor.saldo_lama(orang, "R2023", "jf_lama", "50")
    isi = _kemajuan(meja, orang)
    kp = isi[isi.index("Kenaikan pangkat ke") : isi.index("Kenaikan jabatan ke")]
    awal = re.findall(r"Paling awal (\d+ \w+ \d{4})", kp)
    assert k.nilai["tanggal"] == k.harapan["tanggal"]
    assert awal == [tanggal_indonesia(dt.date.fromisoformat(k.harapan["tanggal"]))]


@dataclass(frozen=True)
class Layar:
    """How a case is played, and where its figure is read."""

    mainkan: Callable[[MejaKonversi, Hitungan], None]
    tempat: str


_KONVERSI = "halaman konversi (pegawai, penilai), surat konversi, surat akumulasi, buku angka kredit"
_PENETAPAN = "halaman penetapan AK, surat penetapan AK"
LAYAR: dict[str, Layar] = {
    "T36": Layar(naik_jenjang_gugur, "kemajuan, buku angka kredit, kolom lama HAPAK klaim berikutnya"),
    "T37": Layar(naik_pangkat_dibawa, "kemajuan, buku angka kredit, kolom lama HAPAK klaim berikutnya"),
    "T38": Layar(masuk_magister, "kemajuan"),
    **dict.fromkeys(("T39", "T40"), Layar(integrasi, "halaman PAK integrasi, surat PAK integrasi, buku angka kredit")),
    **dict.fromkeys(("T41a", "T41b", "T41c", "T41d", "T41e"), Layar(konversi, _KONVERSI)),
    **dict.fromkeys(("T42a", "T42b", "T42c"), Layar(konversi, _KONVERSI)),
    **dict.fromkeys(("T43a", "T43b", "T43c"), Layar(konversi, f"{_KONVERSI}; koreksi peraturan oleh administrator")),
    **dict.fromkeys(("T44", "T45"), Layar(pendidikan, _PENETAPAN)),
    **dict.fromkeys(("T44a", "T45a"), Layar(kelayakan, _PENETAPAN)),
    "T46": Layar(akumulasi, f"{_PENETAPAN}, buku angka kredit; koreksi peraturan oleh administrator"),
    **dict.fromkeys(("T47", "T48", "T49", "T50"), Layar(perpindahan, _PENETAPAN)),
    **dict.fromkeys(("T51a", "T51b"), Layar(pelaksana_melebihi, _PENETAPAN)),
    **dict.fromkeys(("T52a", "T52b", "T52c"), Layar(minimal_kj, f"{_PENETAPAN}, kemajuan")),
    **dict.fromkeys(("T53", "T54"), Layar(jenjang_dahulu, _PENETAPAN)),
    **dict.fromkeys(("T55a", "T55b", "T55c", "T55d"), Layar(periode_kp, "kemajuan")),
}


def test_every_case_of_the_regime_is_played():
    bernomor = {i: int(m[1]) for i in KASUS if (m := re.match(r"T(\d+)", i))}
    assert LAYAR.keys() == {i for i, nomor in bernomor.items() if PERTAMA <= nomor <= TERAKHIR}
    assert {bernomor[i] for i in LAYAR} == set(range(PERTAMA, TERAKHIR + 1))


@pytest.mark.parametrize("nomor", LAYAR)
def test_page_paper_and_command_agree(nomor: str, meja: MejaKonversi, tmp_path: Path):
    LAYAR[nomor].mainkan(meja, Hitungan(KASUS[nomor], tmp_path))
