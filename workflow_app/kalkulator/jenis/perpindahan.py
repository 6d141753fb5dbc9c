"""Kinds about those who come from elsewhere under the conversion regime (R2023)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah, bulatkan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.konversi import R2023, Predikat, golongan_sah, kode_predikat
from workflow_app.kalkulator.jenis.periksa import Ijazah
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, Ya
from workflow_app.kalkulator.konversi import BULAN_SETAHUN
from workflow_app.kalkulator.minimal_konversi import di_atas_jenjang, minimal_kj, minimal_kp
from workflow_app.kalkulator.perpindahan import PELAKSANA, jenjang_pelaksana_melebihi, pangkat_puncak
from workflow_app.kalkulator.perpindahan import pelaksana_melebihi as melebihi
from workflow_app.kalkulator.perpindahan import pengangkatan_kembali as kembali
from workflow_app.kalkulator.perpindahan import perpindahan as pindah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, nama_jenjang
from workflow_app.pesan import N_, P_, Pesan

_TAHUN_TERBANYAK = 60


def masa_bulan(tahun: int, bulan: int, awalan: str = "masa") -> int:
    """Years and months as months. Raises KasusSalah for twelve months and more, or a lifetime."""
    if bulan >= BULAN_SETAHUN:
        pesan = P_("Bulan harus kurang dari 12; tulis selebihnya sebagai tahun.")
        raise KasusSalah(f"masukan.{awalan}_bulan", pesan)
    if tahun > _TAHUN_TERBANYAK:
        raise KasusSalah(f"masukan.{awalan}_tahun", P_("Masa paling lama %(batas)s tahun.", batas=_TAHUN_TERBANYAK))
    return tahun * BULAN_SETAHUN + bulan


class MasukanPerpindahan(Masukan):
    """Input of `perpindahan`."""

    jenjang: Annotated[Jenjang, Field(description="level to be entered")]
    golongan: Annotated[Golongan, Field(description="rank held; one of the level's")]
    predikat: Predikat
    masa_tahun: Annotated[Cacah, Field(description="full years in the rank")]
    masa_bulan: Annotated[Cacah, Field(description="further months in the rank, 0 to 11")] = 0
    jabatan_asal: Annotated[
        Literal["administrator", "pengawas", "pelaksana"] | None,
        Field(description="administrative post held before; tells whether the rank is its top one"),
    ] = None
    ijazah: Annotated[Ijazah | None, Field(description="diploma; the top rank of `pelaksana` depends on it")] = None
    pangkat_puncak: Annotated[
        Ya | None, Field(description="whether the rank is the top one of that post; null: follows from `jabatan_asal`")
    ] = None


@jenis(
    "perpindahan",
    N_("Angka kredit perpindahan dari jabatan administrasi"),
    regime=R2023,
    nilai={
        "angka_kredit": "credit at the entry, rounded",
        "konversi": "its part from the years in rank",
        "ak_dasar": "its part from the base credit",
        "bulan_dihitung": "months in rank that counted",
        "pangkat_puncak": "`ya` where the rank is the top one of the old post",
    },
    putusan={"dihitung": "the credit was computed"},
    contoh={
        "regime": "R2023",
        "masukan": {
            "jenjang": "ahli_muda",
            "golongan": "III/d",
            "predikat": "Baik",
            "masa_tahun": 6,
            "jabatan_asal": "pengawas",
        },
    },
)
def perpindahan(k: Konteks, m: MasukanPerpindahan) -> Hasil:
    """Percentage x coefficient x years in rank + base credit; at the top rank of the old post at most 3 years count
    (PerBKN 3/2023 art. 7).
    """
    if di_atas_jenjang(k.aturan, m.jenjang, m.golongan):
        pesan = P_(
            "Golongan %(golongan)s di atas jenjang %(jenjang)s. Bagi pelaksana pakai jenis pelaksana_melebihi.",
            golongan=m.golongan,
            jenjang=nama_jenjang(k.aturan, m.jenjang),
        )
        raise KasusSalah("masukan.golongan", pesan)
    golongan_sah(k.aturan, m.jenjang, m.golongan, "golongan")
    puncak, peringatan = _puncak(k.aturan, m)
    predikat = kode_predikat(k.aturan, m.predikat, "predikat")
    bulan = masa_bulan(m.masa_tahun, m.masa_bulan)
    hasil = pindah(k.aturan, m.jenjang, m.golongan, predikat, bulan, puncak=puncak)
    nilai: dict[str, NilaiHasil] = {
        "angka_kredit": hasil.nilai,
        "konversi": hasil.konversi,
        "ak_dasar": hasil.ak_dasar,
        "bulan_dihitung": hasil.bulan_dihitung,
        "pangkat_puncak": puncak,
    }
    return Hasil(nilai, "dihitung", (hasil.langkah[-1].teks,), hasil.langkah, peringatan)


def _puncak(aturan: Peraturan, m: MasukanPerpindahan) -> tuple[bool, tuple[Pesan, ...]]:
    """Whether the rank is the top one of the old post: as stated, else by the table; with what is to be said of it."""
    tabel = None if m.jabatan_asal is None else pangkat_puncak(aturan, m.jabatan_asal, m.golongan, m.ijazah)
    if m.pangkat_puncak is not None:
        berbeda = tabel is not None and tabel != m.pangkat_puncak
        teks = P_("Pangkat puncak menurut isian berbeda dari tabel jabatan asal; isian yang dipakai.")
        return m.pangkat_puncak, (teks,) if berbeda else ()
    if tabel is not None:
        return tabel, ()
    if m.jabatan_asal == PELAKSANA:
        teks = P_("Pangkat puncak pelaksana menurut ijazah tidak diketahui; dihitung seolah bukan pangkat puncak.")
    else:
        teks = P_("Jabatan asal tidak disebut; dihitung seolah bukan pangkat puncak.")
    return False, (teks,)


class MasukanPelaksana(Masukan):
    """Input of `pelaksana_melebihi`."""

    jenjang: Annotated[Jenjang, Field(description="level to be entered")]
    golongan: Annotated[Golongan, Field(description="rank held; above the level")]
    masa_jenjang_tahun: Annotated[Angka | None, Field(description="years in the level since; null: not there yet")] = (
        None
    )
    predikat: Annotated[Predikat | None, Field(description="predicate of the last year; null: not known")] = None
    uji_kompetensi: Annotated[Ya | None, Field(description="examination passed; null: not known")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy in the next level; null: not known")] = None


@jenis(
    "pelaksana_melebihi",
    N_("Angka kredit pelaksana yang pangkatnya melampaui jenjang"),
    regime=R2023,
    nilai={
        "angka_kredit": "flat credit at the entry",
        "angka_kredit_lanjut": "flat accumulation in the next level, once raised",
        "boleh_lanjut": "`ya` where the next level can be given now",
    },
    putusan={"masuk": "the entry figure holds", "lanjut": "the next level can be given, with the second figure"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_pertama", "golongan": "IV/a"}},
)
def pelaksana_melebihi(k: Konteks, m: MasukanPelaksana) -> Hasil:
    """Flat figures of PerBKN 3/2023 Lampiran II: 100 at the entry, 75 in the next level after a year."""
    tersedia = jenjang_pelaksana_melebihi(k.aturan)
    if m.jenjang not in tersedia:
        nama = tuple(nama_jenjang(k.aturan, j) for j in tersedia)
        raise KasusSalah("masukan.jenjang", P_("Lampiran hanya memuat angka untuk %(daftar)s.", daftar=nama))
    if not di_atas_jenjang(k.aturan, m.jenjang, m.golongan):
        raise KasusSalah("masukan.golongan", P_("Golongan tidak melampaui jenjang. Pakai jenis perpindahan."))
    predikat = None if m.predikat is None else kode_predikat(k.aturan, m.predikat, "predikat")
    hasil = melebihi(
        k.aturan,
        m.jenjang,
        tahun=m.masa_jenjang_tahun,
        predikat=predikat,
        uji_kompetensi=m.uji_kompetensi,
        lowongan=m.lowongan,
    )
    nilai: dict[str, NilaiHasil] = {
        "angka_kredit": hasil.nilai,
        "angka_kredit_lanjut": hasil.nilai_lanjut,
        "boleh_lanjut": not hasil.belum,
    }
    alasan = (hasil.langkah[0].teks, *(hasil.belum or (hasil.langkah[1].teks,)))
    return Hasil(nilai, "masuk" if hasil.belum else "lanjut", alasan, hasil.langkah)


class MasukanPerpindahanJf(Masukan):
    """Input of `perpindahan_jf`."""

    jenjang: Annotated[Jenjang, Field(description="level to be entered, the same as held in the other position")]
    golongan: Annotated[Golongan, Field(description="rank held; one of the level's")]
    angka_kredit: Annotated[Angka, Field(description="credit held in the other functional position")]
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank at which the level was entered; null: its lowest")
    ] = None


@jenis(
    "perpindahan_jf",
    N_("Angka kredit perpindahan antarjabatan fungsional"),
    regime=R2023,
    nilai={
        "angka_kredit": "credit carried over",
        "kekurangan_kp": "what it lacks for the next rank; null at the top",
        "kekurangan_kj": "what it lacks for the next level; null at the top",
    },
    putusan={"dibawa": "the credit is carried over"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_muda", "golongan": "III/c", "angka_kredit": "62.5"}},
)
def perpindahan_jf(k: Konteks, m: MasukanPerpindahanJf) -> Hasil:
    """Between functional positions the credit of the old one is carried over whole."""
    golongan_sah(k.aturan, m.jenjang, m.golongan, "golongan")
    awal_sah(k.aturan, m.jenjang, m.golongan, m.golongan_awal)
    kp = minimal_kp(k.aturan, m.jenjang, m.golongan, golongan_awal=m.golongan_awal)
    kj = minimal_kj(k.aturan, m.jenjang, golongan_awal=m.golongan_awal)
    nilai = bulatkan(k.aturan, m.angka_kredit)
    teks = P_("Angka kredit jabatan fungsional lama %(nilai)s dibawa seluruhnya.", nilai=nilai)
    langkah = [Langkah(teks, nilai, k.aturan.sumber("akumulasi.cara"))]
    langkah += [*(kp.langkah if kp else ()), *(kj.langkah if kj else ())]
    hasil = {
        "angka_kredit": nilai,
        "kekurangan_kp": max(kp.nilai - nilai, Decimal(0)) if kp else None,
        "kekurangan_kj": max(kj.nilai - nilai, Decimal(0)) if kj else None,
    }
    return Hasil(hasil, "dibawa", (teks,), tuple(langkah))


class MasukanKembali(Masukan):
    """Input of `pengangkatan_kembali_konversi`."""

    jenjang: Annotated[Jenjang, Field(description="level held last, to be held again")]
    predikat: Predikat
    masa_tahun: Annotated[Cacah, Field(description="full years away")]
    masa_bulan: Annotated[Cacah, Field(description="further months away, 0 to 11")] = 0
    angka_kredit: Annotated[Angka, Field(description="credit held before")]


@jenis(
    "pengangkatan_kembali_konversi",
    N_("Angka kredit pengangkatan kembali"),
    regime=R2023,
    nilai={
        "angka_kredit": "credit on coming back, rounded",
        "konversi": "its part from the time away",
        "bulan_dihitung": "months away that counted",
    },
    putusan={"dihitung": "the credit was computed"},
    contoh={
        "regime": "R2023",
        "masukan": {"jenjang": "ahli_muda", "predikat": "Baik", "masa_tahun": 5, "angka_kredit": "30"},
    },
)
def pengangkatan_kembali_konversi(k: Konteks, m: MasukanKembali) -> Hasil:
    """Conversion of the years away, at most 4, plus the credit held before."""
    predikat = kode_predikat(k.aturan, m.predikat, "predikat")
    hasil = kembali(k.aturan, m.jenjang, predikat, masa_bulan(m.masa_tahun, m.masa_bulan), m.angka_kredit)
    nilai: dict[str, NilaiHasil] = {
        "angka_kredit": hasil.nilai,
        "konversi": hasil.konversi,
        "bulan_dihitung": hasil.bulan_dihitung,
    }
    return Hasil(nilai, "dihitung", (hasil.langkah[-1].teks,), hasil.langkah)


def awal_sah(aturan: Peraturan, jenjang: str, golongan: str, awal: str | None) -> None:
    """Refuses a rank of entry that is not of the level or above the rank held. Raises KasusSalah."""
    golongan_sah(aturan, jenjang, awal, "golongan_awal")
    pilihan = golongan_jenjang(aturan, jenjang)
    if awal is not None and golongan in pilihan and pilihan.index(awal) > pilihan.index(golongan):
        pesan = P_("Golongan saat masuk jenjang tidak mungkin di atas golongan sekarang. Periksa kedua bidang.")
        raise KasusSalah("masukan.golongan_awal", pesan)
