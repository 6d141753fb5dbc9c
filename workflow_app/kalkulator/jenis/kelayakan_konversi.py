"""Kinds about what a raise needs under the conversion regime (R2023)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah, bulatkan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.konversi import R2023, Predikat, golongan_sah, kode_predikat
from workflow_app.kalkulator.jenis.perpindahan import awal_sah
from workflow_app.kalkulator.jenis.tipe import Angka, Golongan, Jenjang, Ya
from workflow_app.kalkulator.kelayakan_konversi import Fakta, KelayakanKonversi
from workflow_app.kalkulator.kelayakan_konversi import kelayakan_konversi as nilai_kelayakan
from workflow_app.kalkulator.minimal_konversi import minimal_kj as kebutuhan_kj
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang, nama_jenjang
from workflow_app.pesan import N_, P_


class MasukanMinimalKonversi(Masukan):
    """Input of `minimal_konversi`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]


@jenis(
    "minimal_konversi",
    N_("Koefisien dan angka kredit minimal satu jenjang"),
    regime=R2023,
    nilai={
        "koefisien": "credit of a full year at 100 %",
        "kp": "credit that one raise in rank needs",
        "kj": "credit that the next level needs, from the lowest rank; null at the top",
        "golongan_terendah": "lowest rank of the level",
        "golongan_tertinggi": "highest rank of the level",
    },
    putusan={"ada": "the figures were found"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_muda"}},
)
def minimal_konversi(k: Konteks, m: MasukanMinimalKonversi) -> Hasil:
    """Coefficient and minimums of a level, as tabled."""
    jalur_kj = f"minimal.kj.{m.jenjang}"
    jalur = {"koefisien": f"koefisien.{m.jenjang}", "kp": f"minimal.kp.{m.jenjang}", "kj": jalur_kj}
    angka = {nama: k.aturan.desimal(letak) for nama, letak in jalur.items() if k.aturan.memuat(letak)}
    kalimat = {
        "koefisien": P_("Koefisien setahun: %(nilai)s", nilai=angka["koefisien"]),
        "kp": P_("Satu kenaikan pangkat: %(nilai)s", nilai=angka["kp"]),
        "kj": P_("Kenaikan jenjang: %(nilai)s", nilai=angka.get("kj")),
    }
    langkah = tuple(Langkah(kalimat[n], angka[n], k.aturan.sumber(jalur[n])) for n in angka)
    golongan = golongan_jenjang(k.aturan, m.jenjang)
    nilai = {
        "koefisien": angka["koefisien"],
        "kp": angka["kp"],
        "kj": angka.get("kj"),
        "golongan_terendah": golongan[0],
        "golongan_tertinggi": golongan[-1],
    }
    return Hasil(nilai, "ada", tuple(satu.teks for satu in langkah), langkah)


class MasukanMinimalKj(Masukan):
    """Input of `minimal_kj`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank at which the level was entered; null: its lowest")
    ] = None
    dengan_ak_dasar: Annotated[
        Ya, Field(description="whether base credit was given at the entry; then the full minimum holds")
    ] = False
    angka_kredit: Annotated[Angka | None, Field(description="credit earned in the level; null: only the need")] = None


@jenis(
    "minimal_kj",
    N_("Angka kredit minimal kenaikan jenjang"),
    regime=R2023,
    nilai={
        "minimal": "credit in the level that the next one needs; null at the top",
        "penuh": "the same for an entry at the lowest rank; null at the top",
        "kekurangan": "what `angka_kredit` lacks; null without it or at the top",
    },
    putusan={"ada": "there is a next level", "puncak": "there is none"},
    contoh={"regime": "R2023", "masukan": {"jenjang": "ahli_muda", "golongan_awal": "III/d"}},
)
def minimal_kj(k: Konteks, m: MasukanMinimalKj) -> Hasil:
    """The need of a raise in level, proportional to the rank of entry; with base credit the full one."""
    golongan_sah(k.aturan, m.jenjang, m.golongan_awal, "golongan_awal")
    hasil = kebutuhan_kj(k.aturan, m.jenjang, golongan_awal=m.golongan_awal, dengan_ak_dasar=m.dengan_ak_dasar)
    penuh = kebutuhan_kj(k.aturan, m.jenjang)
    if hasil is None or penuh is None:
        teks = P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(k.aturan, m.jenjang))
        langkah = (Langkah(teks, None, k.aturan.sumber(f"minimal.kp.{m.jenjang}")),)
        return Hasil({"minimal": None, "penuh": None, "kekurangan": None}, "puncak", (teks,), langkah)
    kurang = None
    if m.angka_kredit is not None:
        kurang = max(hasil.nilai - bulatkan(k.aturan, m.angka_kredit), Decimal(0))
    nilai = {"minimal": hasil.nilai, "penuh": penuh.nilai, "kekurangan": kurang}
    return Hasil(nilai, "ada", (hasil.langkah[-1].teks,), hasil.langkah)


class MasukanKelayakanKonversi(Masukan):
    """Input of `kelayakan_konversi`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    golongan: Annotated[Golongan, Field(description="rank held")]
    angka_kredit: Annotated[
        Angka, Field(description="credit earned in the level, including what earlier raises in rank have used")
    ]
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank at which the level was entered; null: its lowest")
    ] = None
    dengan_ak_dasar: Annotated[
        Ya, Field(description="whether the credit contains base credit; then the full minimums hold")
    ] = False
    predikat: Annotated[Predikat | None, Field(description="predicate of the last year; null: not known")] = None
    uji_kompetensi: Annotated[Ya | None, Field(description="examination passed; null: not known")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy in the next level; null: not known")] = None
    masa_pangkat_tahun: Annotated[Angka | None, Field(description="years in the rank; null: not known")] = None
    masa_jenjang_tahun: Annotated[Angka | None, Field(description="years in the level; null: not checked")] = None
    masa_jabatan_tahun: Annotated[
        Angka | None, Field(description="years in the functional position; null: not checked")
    ] = None


@jenis(
    "kelayakan_konversi",
    N_("Kelayakan kenaikan pangkat dan jenjang menurut konversi"),
    regime=R2023,
    nilai={
        "kp_boleh": "`ya`/`tidak`; null while something is not known that decides",
        "kp_tujuan": "rank aimed at; null at the top",
        "kp_kebutuhan": "credit in the level it needs",
        "kp_kekurangan": "credit missing for it",
        "kp_kelebihan": "credit beyond it; carried in the level",
        "kj_boleh": "`ya`/`tidak`; null while something is not known that decides",
        "kj_tujuan": "level aimed at; null at the top",
        "kj_kebutuhan": "credit in the level it needs",
        "kj_kekurangan": "credit missing for it",
        "kj_kelebihan": "credit beyond it; lost with the new level",
        "tetap_jenjang": "`ya` where the rank is given without a vacancy, in the same level",
        "urutan": "what can be given, in its order",
    },
    putusan={
        "kj_lalu_kp": "the level first, then the rank on the same credit",
        "kj": "the level alone",
        "kp": "the rank, inside the level",
        "kp_tetap_jenjang": "the rank above the level, which stays because there is no vacancy",
        "belum_lengkap": "nothing yet; something that decides is not known",
        "tidak": "nothing",
    },
    contoh={
        "regime": "R2023",
        "masukan": {
            "jenjang": "ahli_muda",
            "golongan": "III/d",
            "angka_kredit": "200",
            "predikat": "Baik",
            "uji_kompetensi": True,
            "lowongan": True,
            "masa_pangkat_tahun": 2,
        },
    },
)
def kelayakan_konversi(k: Konteks, m: MasukanKelayakanKonversi) -> Hasil:
    """Whether rank and level can be raised now, with every reason; both at once means the level first."""
    puncak = golongan_jenjang(k.aturan, m.jenjang)[-1]
    if m.golongan != golongan_berikut(puncak):
        golongan_sah(k.aturan, m.jenjang, m.golongan, "golongan")
    awal_sah(k.aturan, m.jenjang, m.golongan, m.golongan_awal)
    fakta = Fakta(
        None if m.predikat is None else kode_predikat(k.aturan, m.predikat, "predikat"),
        m.uji_kompetensi,
        m.lowongan,
        m.masa_pangkat_tahun,
        m.masa_jenjang_tahun,
        m.masa_jabatan_tahun,
    )
    if (
        m.masa_jabatan_tahun is not None
        and m.masa_jenjang_tahun is not None
        and m.masa_jenjang_tahun > m.masa_jabatan_tahun
    ):
        pesan = P_("Masa dalam jenjang tidak mungkin melebihi masa dalam jabatan. Periksa kedua bidang.")
        raise KasusSalah("masukan.masa_jenjang_tahun", pesan)
    hasil = nilai_kelayakan(
        k.aturan,
        k.kenaikan(),
        angka_kredit=bulatkan(k.aturan, m.angka_kredit),
        jenjang=m.jenjang,
        golongan=m.golongan,
        golongan_awal=m.golongan_awal,
        dengan_ak_dasar=m.dengan_ak_dasar,
        fakta=fakta,
    )
    kp, kj = hasil.kp, hasil.kj
    nilai = {
        "kp_boleh": kp.boleh,
        "kp_tujuan": kp.tujuan,
        "kp_kebutuhan": kp.kebutuhan,
        "kp_kekurangan": kp.kekurangan,
        "kp_kelebihan": kp.kelebihan,
        "kj_boleh": kj.boleh,
        "kj_tujuan": kj.tujuan,
        "kj_kebutuhan": kj.kebutuhan,
        "kj_kekurangan": kj.kekurangan,
        "kj_kelebihan": kj.kelebihan,
        "tetap_jenjang": hasil.tetap_jenjang,
        "urutan": ", ".join(f"{satu.jenis} {satu.tujuan}" for satu in (kj, kp) if satu.boleh) or None,
    }
    return Hasil(nilai, _putusan(hasil), (*kj.alasan, *kp.alasan), (*kj.langkah, *kp.langkah), hasil.peringatan)


def _putusan(hasil: KelayakanKonversi) -> str:
    if hasil.tetap_jenjang:
        return "kp_tetap_jenjang"
    if hasil.kj.boleh:
        return "kj_lalu_kp" if hasil.kp.boleh else "kj"
    if hasil.kp.boleh:
        return "kp"
    return "belum_lengkap" if None in (hasil.kj.boleh, hasil.kp.boleh) else "tidak"
