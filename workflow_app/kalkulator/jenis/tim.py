"""Kinds about assessment teams: size, assessors, terms, and which team assesses."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from workflow_app.kalkulator import tim as hitungan
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import (
    TAHUN_PALING_AKHIR,
    TAHUN_PALING_AWAL,
    Cacah,
    Golongan,
    JenisInstansi,
    Jenjang,
    Ya,
    tanggal_dari,
)
from workflow_app.kalkulator.rute import arah_tim
from workflow_app.pesan import N_, P_

BERTIM = ("R2003", "R2020")
"""Regimes whose credit a team assesses."""
MASA_TERBANYAK = 50


class MasukanSusunanTim(Masukan):
    """Input of `susunan_tim`."""

    ketua: Annotated[Cacah, Field(description="holders of the chair")] = 1
    wakil_ketua: Annotated[Cacah, Field(description="holders of the deputy's seat")] = 1
    sekretaris: Annotated[Cacah, Field(description="holders of the secretary's seat")] = 1
    anggota: Annotated[Cacah, Field(description="members besides these officers")]
    ketua_unsur: Annotated[
        Literal["teknis", "kepegawaian", "lainnya"] | None,
        Field(description="element the chair comes from; left out: not judged"),
    ] = None
    sekretaris_unsur: Annotated[
        Literal["teknis", "kepegawaian", "lainnya"] | None,
        Field(description="element the secretary comes from; left out: not judged"),
    ] = None
    pejabat_fungsional: Annotated[
        Cacah | None, Field(description="members who are Pranata Komputer themselves; left out: not judged")
    ] = None


@jenis(
    "susunan_tim",
    N_("Susunan Tim Penilai"),
    regime=BERTIM,
    nilai={
        "jumlah": "officers and members together",
        "jumlah_minimal": "least number of people",
        "anggota_kurang": "members that are missing",
        "ganjil": "`ya` where the number is odd",
    },
    putusan={"sah": "the team may be formed; warnings may remain", "ditolak": "it may not"},
    contoh={"regime": "R2020", "masukan": {"anggota": 4}},
)
def susunan_tim(k: Konteks, m: MasukanSusunanTim) -> Hasil:
    """Three officers (each is a member too) and at least four members; an even number is noted in R2003, refused later.

    Where the members come from is judged by the rules of sister positions and only ever gives a warning.
    """
    aturan = k.kunci("tim")
    pengurus = {"ketua": m.ketua, "wakil_ketua": m.wakil_ketua, "sekretaris": m.sekretaris}
    tim = hitungan.susunan_tim(aturan, k.regime or "", pengurus, m.anggota)
    asal = hitungan.catatan_asal(
        aturan, ketua=m.ketua_unsur, sekretaris=m.sekretaris_unsur, pejabat_fungsional=m.pejabat_fungsional
    )
    return Hasil(
        {
            "jumlah": tim.jumlah,
            "jumlah_minimal": tim.jumlah_minimal,
            "anggota_kurang": tim.anggota_kurang,
            "ganjil": tim.ganjil,
        },
        "sah" if tim.sah else "ditolak",
        tim.alasan or (P_("Susunan tim memenuhi syarat: %(jumlah)s orang.", jumlah=tim.jumlah),),
        tim.langkah,
        (*tim.peringatan, *asal),
    )


class MasukanPenilai(Masukan):
    """Input of `penilai`."""

    golongan_penilai: Annotated[Golongan, Field(description="rank of the assessor")]
    golongan_dinilai: Annotated[Golongan, Field(description="rank of the assessee")]
    jenjang_penilai: Annotated[
        Jenjang | None, Field(description="level of the assessor; left out for a structural official")
    ] = None
    jenjang_dinilai: Annotated[
        Jenjang | None, Field(description="level of the assessee; left out: ranks alone are compared")
    ] = None
    diri_sendiri: Annotated[Ya, Field(description="whether the assessor is the assessee himself")] = False
    penanda_tangan_spmk: Annotated[
        Ya, Field(description="whether the assessor is the superior who signed the statements of work")
    ] = False
    konflik: Annotated[Ya, Field(description="whether a relative or another declared conflict of interest")] = False
    aktif: Annotated[Ya, Field(description="whether the assessor can take an active part")] = True
    mampu: Annotated[Ya, Field(description="whether the assessor has the expertise to assess")] = True


@jenis(
    "penilai",
    N_("Kelayakan seorang penilai"),
    nilai={
        "pangkat_cukup": "`ya` where the rank is not below the assessee's",
        "jenjang_cukup": "the same of the level; null where they cannot be compared",
    },
    putusan={"boleh": "he may be appointed", "ditolak": "he may not"},
    contoh={"masukan": {"golongan_penilai": "IV/a", "golongan_dinilai": "IV/b"}},
)
def penilai(k: Konteks, m: MasukanPenilai) -> Hasil:
    """Rank and level of an assessor at least those of the assessee; never his own case, nor one he signed for.

    Levels are compared inside one category; for others, and for structural officials, the ranks alone decide.
    """
    aturan = k.kunci("tim")
    setara = hitungan.kesetaraan(
        aturan,
        k.kunci(k.regime or "R2020"),
        golongan_penilai=m.golongan_penilai,
        golongan_dinilai=m.golongan_dinilai,
        jenjang_penilai=m.jenjang_penilai,
        jenjang_dinilai=m.jenjang_dinilai,
    )
    halangan = [
        pesan
        for ada, pesan in (
            (m.diri_sendiri, P_("Penilai adalah pegawai yang dinilai.")),
            (m.penanda_tangan_spmk, P_("Penilai adalah atasan penanda tangan SPMK.")),
            (m.konflik, P_("Penilai menyatakan konflik kepentingan.")),
            (not m.aktif, P_("Penilai tidak dapat aktif menilai.")),
            (not m.mampu, P_("Penilai tidak mempunyai keahlian untuk menilai.")),
        )
        if ada
    ]
    alasan = (*setara.alasan, *halangan)
    return Hasil(
        {"pangkat_cukup": setara.pangkat_cukup, "jenjang_cukup": setara.jenjang_cukup},
        "ditolak" if alasan else "boleh",
        alasan or tuple(langkah.teks for langkah in setara.langkah),
        (*setara.langkah, *(Langkah(pesan) for pesan in halangan)),
    )


def _awal(nilai: Any) -> Any:
    tahun = _tahun(nilai)
    return nilai if tahun is None else dt.date(tahun, 1, 1)


def _akhir(nilai: Any) -> Any:
    tahun = _tahun(nilai)
    return nilai if tahun is None else dt.date(tahun, 12, 31)


def _tahun(nilai: Any) -> int | None:
    """A year written as a number; anything else is left to the check of dates."""
    bulat = isinstance(nilai, int) and not isinstance(nilai, bool)
    return nilai if bulat and TAHUN_PALING_AWAL <= nilai <= TAHUN_PALING_AKHIR else None


_SKEMA_TAHUN_TANGGAL = {
    "anyOf": [
        {"type": "integer", "minimum": TAHUN_PALING_AWAL, "maximum": TAHUN_PALING_AKHIR},
        {"type": "string", "format": "date"},
    ]
}
AwalMasa = Annotated[
    dt.date, BeforeValidator(tanggal_dari), BeforeValidator(_awal), WithJsonSchema(_SKEMA_TAHUN_TANGGAL)
]
AkhirMasa = Annotated[
    dt.date, BeforeValidator(tanggal_dari), BeforeValidator(_akhir), WithJsonSchema(_SKEMA_TAHUN_TANGGAL)
]


class MasaKeanggotaan(Masukan):
    """One term of a member."""

    mulai: Annotated[AwalMasa, Field(description="first day, or its year")]
    selesai: Annotated[AkhirMasa, Field(description="last day, or its year")]


class MasukanMasaAnggota(Masukan):
    """Input of `masa_anggota`."""

    masa: Annotated[
        tuple[MasaKeanggotaan, ...],
        Field(max_length=MASA_TERBANYAK, description="earlier terms of the person, in any order"),
    ]
    diminta: Annotated[AwalMasa, Field(description="first day (or year) of the term asked for")]


@jenis(
    "masa_anggota",
    N_("Masa keanggotaan tim"),
    nilai={
        "masa_berturut": "consecutive terms right before the one asked for",
        "masa_maksimal": "consecutive terms allowed",
        "boleh_mulai": "first day on which a term may begin, not before the day asked for",
        "selesai": "last day of the term asked for",
    },
    putusan={"boleh": "the term may begin as asked", "ditolak": "it may not"},
    contoh={
        "masukan": {
            "masa": [{"mulai": 2015, "selesai": 2017}, {"mulai": 2018, "selesai": 2020}],
            "diminta": 2021,
        }
    },
)
def masa_anggota(k: Konteks, m: MasukanMasaAnggota) -> Hasil:
    """At most two consecutive terms of three years; then a gap of one whole term.

    A break shorter than the gap does not interrupt the count of consecutive terms (setting).
    """
    masa = sorted((satu.mulai, satu.selesai, nomor) for nomor, satu in enumerate(m.masa))
    sebelumnya: dt.date | None = None
    for mulai, selesai, nomor in masa:
        if selesai < mulai:
            raise KasusSalah(f"masukan.masa.{nomor}.selesai", P_("Masa ini selesai sebelum mulai."))
        if sebelumnya is not None and mulai <= sebelumnya:
            raise KasusSalah(f"masukan.masa.{nomor}.mulai", P_("Masa ini bertumpang tindih dengan masa lain."))
        if selesai >= m.diminta:
            raise KasusSalah(f"masukan.masa.{nomor}.selesai", P_("Masa ini belum selesai ketika masa baru diminta."))
        sebelumnya = selesai
    hasil = hitungan.masa_anggota(k.kunci("tim"), [(mulai, selesai) for mulai, selesai, _ in masa], m.diminta)
    return Hasil(
        {
            "masa_berturut": hasil.berturut,
            "masa_maksimal": hasil.maksimal,
            "boleh_mulai": hasil.boleh_mulai,
            "selesai": hasil.selesai,
        },
        "boleh" if hasil.boleh else "ditolak",
        (hasil.alasan,),
        hasil.langkah,
    )


class MasukanRuteTim(Masukan):
    """Input of `rute_tim`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    instansi: Annotated[
        JenisInstansi,
        Field(description="kind of his institution; `bps` is its head office, `bps_provinsi` a provincial office"),
    ]
    punya_tim: Annotated[
        Ya, Field(description="whether the institution has a Tim Penilai of its own; not asked inside BPS")
    ] = False


@jenis(
    "rute_tim",
    N_("Tim yang menilai"),
    nilai={"tim": "code of the kind of team, same as the verdict", "nama": "its name"},
    putusan={
        "instansi": "the institution's own team",
        "bps_pusat": "the team of the head office of BPS",
        "bps_provinsi": "the team of the provincial office of BPS",
        "bps": "the team of BPS (Ahli Utama)",
    },
    contoh={"masukan": {"jenjang": "ahli_muda", "instansi": "kabupaten_kota", "punya_tim": False}},
)
def rute_tim(k: Konteks, m: MasukanRuteTim) -> Hasil:
    """The first row of the routing table that fits level, institution and whether it has a team."""
    arah = arah_tim(k.kunci("tim"), k.kunci(k.regime or "R2020"), m.jenjang, m.instansi, punya_tim=m.punya_tim)
    return Hasil({"tim": arah.kode[0], "nama": str(arah.nama[0])}, arah.kode[0], (arah.alasan,), arah.langkah)
