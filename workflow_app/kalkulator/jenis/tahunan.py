"""Kinds about a year of work: target, upkeep, top rank, limit."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.batas_tahunan import MasaJenjang, batas_tahun, nilai_tahun
from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.periksa import periksa_golongan, periksa_jenjang, wajib
from workflow_app.kalkulator.jenis.tipe import Angka, Golongan, Jenjang, Tanggal, Ya
from workflow_app.kalkulator.tahunan import KewajibanTahunan, kewajiban_puncak, pangkat_puncak
from workflow_app.kalkulator.tahunan import pemeliharaan as hitung_pemeliharaan
from workflow_app.kalkulator.tahunan import target_tahunan as hitung_target
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori, urutan_dalam_kategori
from workflow_app.pesan import N_, P_, Pesan

_NILAI = {
    "wajib": "what the year must bring; null where nothing is asked for",
    "dihitung": "credit that counts towards it",
    "kekurangan": "what is missing",
    "kelebihan": "what goes beyond",
}
TERPENUHI, KURANG, TIDAK_BERLAKU = "terpenuhi", "kurang", "tidak_berlaku"
_PUTUSAN = {
    TERPENUHI: "the year brought enough",
    KURANG: "the year brought too little",
    TIDAK_BERLAKU: "nothing of this kind is asked for",
}


def _hasil(hasil: KewajibanTahunan, peringatan: tuple[Pesan, ...] = ()) -> Hasil:
    putusan = TERPENUHI if hasil.terpenuhi else KURANG
    return Hasil(
        {
            "wajib": hasil.wajib,
            "dihitung": hasil.dihitung,
            "kekurangan": hasil.kekurangan,
            "kelebihan": hasil.kelebihan,
        },
        TIDAK_BERLAKU if hasil.wajib is None else putusan,
        (hasil.alasan,),
        hasil.langkah,
        peringatan,
    )


class MasukanPuncak(Masukan):
    """Input of `puncak`: one year."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    golongan: Annotated[Golongan, Field(description="rank held")]
    utama: Annotated[Angka, Field(description="credit of the year from the main elements")]
    penunjang: Annotated[Angka, Field(description="credit of the year from supporting work")] = NOL


@jenis(
    "puncak",
    N_("Kewajiban tahunan pada pangkat puncak"),
    regime=("R2003", "R2020"),
    nilai=_NILAI,
    putusan=_PUTUSAN,
    contoh={
        "regime": "R2003",
        "masukan": {"jenjang": "penyelia", "golongan": "III/d", "utama": "9.5", "penunjang": 3},
    },
)
def puncak(k: Konteks, m: MasukanPuncak) -> Hasil:
    """A year at the top rank of a category, from the main elements alone; other ranks have no such duty."""
    aturan = k.aturan
    periksa_golongan(aturan, m.jenjang, m.golongan)
    if pangkat_puncak(aturan, m.jenjang) != m.golongan:
        teks = P_("%(golongan)s bukan pangkat puncak, sehingga kewajiban ini tidak berlaku.", golongan=m.golongan)
        langkah = Langkah(teks, sumber=aturan.sumber("tahunan.puncak_dari_utama"))
        return _hasil(KewajibanTahunan(None, m.utama, (langkah,)))
    return _hasil(kewajiban_puncak(aturan, m.jenjang, utama=m.utama, penunjang=m.penunjang))


class MasukanPemeliharaan(Masukan):
    """Input of `pemeliharaan`: one year."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    angka_kredit: Annotated[Angka, Field(description="credit of the year")]
    lowongan: Annotated[Ya, Field(description="whether there is a vacancy one level up")] = False


@jenis(
    "pemeliharaan",
    N_("Angka kredit pemeliharaan"),
    regime=("R2020",),
    nilai=_NILAI,
    putusan=_PUTUSAN,
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_muda", "angka_kredit": 19}},
)
def pemeliharaan(k: Konteks, m: MasukanPemeliharaan) -> Hasil:
    """A year without a vacancy one level up; with a vacancy the target of the year holds instead."""
    aturan = k.aturan
    periksa_jenjang(aturan, m.jenjang)
    if m.lowongan:
        teks = P_("Ada lowongan, sehingga yang berlaku adalah target tahunan (jenis target_tahunan).")
        sumber = aturan.sumber(f"tahunan.target.{m.jenjang}")
        return _hasil(KewajibanTahunan(None, m.angka_kredit, (Langkah(teks, sumber=sumber),)))
    return _hasil(hitung_pemeliharaan(aturan, m.jenjang, m.angka_kredit))


class MasukanTarget(Masukan):
    """Input of `target_tahunan`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    angka_kredit: Annotated[Angka, Field(description="target set in the SKP, or the year's result; left out, none")] = (
        NOL
    )


@jenis(
    "target_tahunan",
    N_("Target angka kredit setahun"),
    regime=("R2020",),
    nilai={
        **_NILAI,
        "pemeliharaan": "yearly credit without a vacancy; null where there is none",
        "puncak": "yearly credit at the top rank; null where there is none",
        "batas": "most that the year may bring",
    },
    putusan={TERPENUHI: "target or result reaches the yearly minimum", KURANG: "it does not"},
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_muda", "angka_kredit": 25}},
)
def target_tahunan(k: Konteks, m: MasukanTarget) -> Hasil:
    """The yearly minimum of a level, with everything else that a year knows."""
    aturan = k.aturan
    periksa_jenjang(aturan, m.jenjang)
    hasil = _hasil(hitung_target(aturan, m.jenjang, m.angka_kredit))
    # The limit of a whole year in one level is the same in every year.
    batas = batas_tahun(aturan, aturan.berlaku_mulai.year, [MasaJenjang(aturan.berlaku_mulai, m.jenjang)])
    nilai = {
        **hasil.nilai,
        **{
            nama: aturan.desimal(jalur) if aturan.memuat(jalur) else None
            for nama in ("pemeliharaan", "puncak")
            for jalur in (f"tahunan.{nama}.{m.jenjang}",)
        },
        "batas": batas.batas,
    }
    return Hasil(nilai, hasil.putusan, hasil.alasan, (*hasil.langkah, *batas.langkah))


class MasukanBatas(Masukan):
    """Input of `batas_tahunan`: one calendar year."""

    jenjang: Annotated[Jenjang, Field(description="level held, at the start of the year")]
    angka_kredit: Annotated[Angka, Field(description="credit of the year")]
    jenjang_baru: Annotated[Jenjang | None, Field(description="level raised to during the year")] = None
    tmt_kj: Annotated[
        Tanggal | None,
        Field(description="effective date of that raise; a month belongs to the level held on its first day"),
    ] = None
    sudah_diakui: Annotated[Angka, Field(description="credit of the same year recognised before; left out, none")] = NOL
    target_skp: Annotated[Angka | None, Field(description="target set in the SKP; it does not raise the limit")] = None


@jenis(
    "batas_tahunan",
    N_("Batas angka kredit setahun"),
    regime=("R2020",),
    nilai={
        "target": "yearly minimum of the level, by months where there were two",
        "batas": "most that the year may bring",
        "diakui": "credit that counts",
        "gugur": "credit above the limit",
    },
    putusan={"utuh": "the limit is not exceeded", "dipotong": "the credit is cut to the limit"},
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_muda", "angka_kredit": 42}},
)
def batas_tahunan(k: Konteks, m: MasukanBatas) -> Hasil:
    """A year's credit against 150 % of the yearly minimum of the level, whatever the SKP's target was."""
    aturan = k.aturan
    periksa_jenjang(aturan, m.jenjang)
    tahun, riwayat = _riwayat(aturan, m)
    hasil = nilai_tahun(aturan, batas_tahun(aturan, tahun, riwayat), m.angka_kredit, m.sudah_diakui)
    peringatan = []
    if m.target_skp is not None and m.target_skp > hasil.batas.target:
        peringatan.append(
            P_(
                "Target SKP %(target)s tidak menaikkan batas; dasarnya target minimal %(minimal)s.",
                target=m.target_skp,
                minimal=hasil.batas.target,
            )
        )
    return Hasil(
        {
            "target": hasil.batas.target,
            "batas": hasil.batas.batas,
            "diakui": hasil.diakui,
            "gugur": hasil.gugur,
        },
        "dipotong" if hasil.gugur else "utuh",
        (hasil.alasan,),
        hasil.langkah,
        tuple(peringatan),
    )


def _riwayat(aturan: Peraturan, m: MasukanBatas) -> tuple[int, list[MasaJenjang]]:
    """The year and the levels held in it; a year in one level may be any."""
    if m.jenjang_baru is None:
        if m.tmt_kj is not None:
            wajib(m.jenjang_baru, "jenjang_baru")
        return aturan.berlaku_mulai.year, [MasaJenjang(aturan.berlaku_mulai, m.jenjang)]
    tmt = wajib(m.tmt_kj, "tmt_kj")
    naik = kategori(m.jenjang_baru) == kategori(m.jenjang) and urutan_dalam_kategori(
        m.jenjang_baru
    ) > urutan_dalam_kategori(m.jenjang)
    if not naik:
        raise KasusSalah(
            "masukan.jenjang_baru", P_("Jenjang baru harus di atas jenjang lama dalam kategori yang sama.")
        )
    awal_tahun = dt.date(tmt.year, 1, 1)
    if tmt == awal_tahun:
        return tmt.year, [MasaJenjang(tmt, m.jenjang_baru)]
    return tmt.year, [MasaJenjang(awal_tahun, m.jenjang), MasaJenjang(tmt, m.jenjang_baru)]
