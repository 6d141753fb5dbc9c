"""Kinds about credit from yearly performance (regime R2023)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah, bulatkan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, Ya
from workflow_app.kalkulator.konversi import (
    BULAN_SETAHUN,
    daftar_predikat,
    nama_predikat,
    predikat_dari,
    urutan_ijazah,
)
from workflow_app.kalkulator.konversi import ak_dasar as dasar
from workflow_app.kalkulator.konversi import konversi as konversikan
from workflow_app.kalkulator.konversi import peningkatan_pendidikan as tingkatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, nama_jenjang
from workflow_app.pesan import N_, P_

R2023 = ("R2023",)
Predikat = Annotated[
    str,
    Field(
        strict=True,
        min_length=1,
        max_length=40,
        description="predicate: `sangat_baik`, `baik`, `butuh_perbaikan` (`cukup`), `kurang`, `sangat_kurang`",
    ),
]


def kode_predikat(aturan: Peraturan, tulisan: str, bidang: str) -> str:
    """Code of a predicate as written in a case. Raises KasusSalah."""
    kode = predikat_dari(aturan, tulisan)
    if kode is None:
        daftar = tuple(str(nama_predikat(aturan, p)) for p in daftar_predikat(aturan))
        raise KasusSalah(
            f"masukan.{bidang}", P_("Predikat tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=daftar)
        )
    return kode


def golongan_sah(aturan: Peraturan, jenjang: str, golongan: str | None, bidang: str) -> None:
    """Refuses a rank that is not one of the level's. Raises KasusSalah."""
    pilihan = golongan_jenjang(aturan, jenjang)
    if golongan is not None and golongan not in pilihan:
        pesan = P_(
            "Golongan %(golongan)s bukan golongan %(jenjang)s. Pilih salah satu: %(daftar)s.",
            golongan=golongan,
            jenjang=nama_jenjang(aturan, jenjang),
            daftar=pilihan,
        )
        raise KasusSalah(f"masukan.{bidang}", pesan)


def bulan_sah(bulan: int, bidang: str, *, paling_sedikit: int = 1) -> None:
    """Refuses a number of months that no year has. Raises KasusSalah."""
    if not paling_sedikit <= bulan <= BULAN_SETAHUN:
        pesan = P_("Bulan harus antara %(awal)s dan %(akhir)s.", awal=paling_sedikit, akhir=BULAN_SETAHUN)
        raise KasusSalah(f"masukan.{bidang}", pesan)


class MasukanKonversi(Masukan):
    """Input of `konversi`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    predikat: Predikat
    bulan: Annotated[Cacah, Field(description="months of the year with this predicate, 1 to 12")] = BULAN_SETAHUN


@jenis(
    "konversi",
    N_("Konversi predikat kinerja ke angka kredit"),
    regime=R2023,
    nilai={
        "angka_kredit": "credit of these months, rounded",
        "persen": "percentage of the predicate",
        "koefisien": "credit of a full year at 100 %",
        "predikat": "code of the predicate",
    },
    putusan={"dihitung": "the credit was computed"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_pertama", "predikat": "Baik", "bulan": 7}},
)
def konversi(k: Konteks, m: MasukanKonversi) -> Hasil:
    """Months/12 x percentage of the predicate x coefficient of the level (PermenPANRB 1/2023 art. 37)."""
    bulan_sah(m.bulan, "bulan")
    predikat = kode_predikat(k.aturan, m.predikat, "predikat")
    hasil = konversikan(k.aturan, m.jenjang, predikat, m.bulan)
    nilai: dict[str, NilaiHasil] = {
        "angka_kredit": hasil.nilai,
        "persen": hasil.persen,
        "koefisien": hasil.koefisien,
        "predikat": predikat,
    }
    return Hasil(nilai, "dihitung", (hasil.langkah[-1].teks,), hasil.langkah)


class MasukanPendidikan(Masukan):
    """Input of `peningkatan_pendidikan`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    ijazah: Annotated[Ijazah, Field(description="the higher diploma obtained")]
    predikat: Predikat
    tercatat_bkn: Annotated[Ya, Field(description="whether BKN has recorded the diploma")] = True
    ijazah_lama: Annotated[
        Ijazah | None, Field(description="highest diploma before; the new one must be higher; not checked: null")
    ] = None
    sudah_diberikan: Annotated[
        tuple[Ijazah, ...], Field(max_length=8, description="diplomas that have brought credit already")
    ] = ()
    angka_kredit: Annotated[Angka | None, Field(description="credit held before, to be added up; null: 0")] = None


@jenis(
    "peningkatan_pendidikan",
    N_("Angka kredit dari peningkatan pendidikan"),
    regime=R2023,
    nilai={
        "tambahan": "credit of the degree, rounded; 0 where it is not given",
        "jumlah": "credit held before plus the degree",
        "kebutuhan_kp": "credit that one raise in rank needs in the level",
        "kekurangan_kp": "what the sum lacks for one raise in rank",
    },
    putusan={"diberikan": "the degree brings credit", "tidak_diberikan": "it does not"},
    contoh={
        "regime": "R2023",
        "masukan": {"jenjang": "ahli_pertama", "ijazah": "s2", "predikat": "Baik", "angka_kredit": "37.5"},
    },
)
def peningkatan_pendidikan(k: Konteks, m: MasukanPendidikan) -> Hasil:
    """25 % of what one raise in rank needs, once per degree, with a predicate of at least Baik and BKN's record."""
    if m.ijazah_lama is not None and urutan_ijazah(m.ijazah) <= urutan_ijazah(m.ijazah_lama):
        pesan = P_("Ijazah baru harus lebih tinggi dari ijazah lama. Periksa kedua bidang ijazah.")
        raise KasusSalah("masukan.ijazah", pesan)
    hasil = tingkatkan(
        k.aturan,
        m.jenjang,
        m.ijazah,
        kode_predikat(k.aturan, m.predikat, "predikat"),
        tercatat_bkn=m.tercatat_bkn,
        sudah_diberikan=m.sudah_diberikan,
    )
    kebutuhan = k.aturan.desimal(f"minimal.kp.{m.jenjang}")
    jumlah = bulatkan(k.aturan, (m.angka_kredit or Decimal(0)) + hasil.nilai)
    nilai: dict[str, NilaiHasil] = {
        "tambahan": hasil.nilai,
        "jumlah": jumlah,
        "kebutuhan_kp": kebutuhan,
        "kekurangan_kp": max(kebutuhan - jumlah, Decimal(0)),
    }
    return Hasil(nilai, "diberikan" if hasil.diberikan else "tidak_diberikan", hasil.alasan, hasil.langkah)


class MasukanAkDasar(Masukan):
    """Input of `ak_dasar`."""

    jenjang: Annotated[Jenjang, Field(description="level entered")]
    golongan: Annotated[Golongan, Field(description="rank at the entry; one of the level's")]


@jenis(
    "ak_dasar",
    N_("Angka kredit dasar"),
    regime=R2023,
    nilai={"ak_dasar": "base credit of this rank in this level"},
    putusan={"dihitung": "the figure was found"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_muda", "golongan": "III/d"}},
)
def ak_dasar(k: Konteks, m: MasukanAkDasar) -> Hasil:
    """Base credit of somebody who enters a level above its lowest rank (PerBKN 3/2023 art. 7)."""
    golongan_sah(k.aturan, m.jenjang, m.golongan, "golongan")
    nilai = dasar(k.aturan, m.jenjang, m.golongan)
    teks = P_(
        "Angka kredit dasar %(jenjang)s %(golongan)s: %(dasar)s",
        jenjang=nama_jenjang(k.aturan, m.jenjang),
        golongan=m.golongan,
        dasar=nilai,
    )
    langkah = Langkah(teks, nilai, k.aturan.sumber(f"ak_dasar.{m.jenjang}.{m.golongan}"))
    return Hasil({"ak_dasar": nilai}, "dihitung", (teks,), (langkah,))
