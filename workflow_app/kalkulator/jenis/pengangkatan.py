"""Kinds about appointments: requirements, age, field of study, first credit, the move between categories."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.alih_kategori import alih_kategori as alih
from workflow_app.kalkulator.alih_kategori import angka_kredit_awal as awal_ijazah
from workflow_app.kalkulator.bidang_ti import bidang_ti as nilai_bidang
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import REGIME, Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, Kategori, Tanggal, Teks, Ya
from workflow_app.kalkulator.pengangkatan import (
    Pelamar,
    RuteSalah,
    Status,
    Syarat,
    daftar_rute,
    syarat_pengangkatan,
)
from workflow_app.kalkulator.usia import batas_usia, periksa_usia, usia_penuh
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori, nama_jenjang
from workflow_app.pesan import N_, P_

_USIA_TERMUDA, _USIA_TERTUA = 15, 100
_ACUAN = dt.date(2001, 1, 1)
"""Any day: only differences count where an age is given in full years without a date."""


def aturan_pengangkatan(k: Konteks, tanggal: dt.date | None) -> Peraturan:
    """The rules of appointment: those of the regime that the case names, else of the date. Raises KasusSalah."""
    if k.regime is not None:
        return k.kunci(f"pengangkatan_{k.regime}")
    if tanggal is None:
        raise KasusSalah("masukan.tanggal", P_("Isi tanggal pengangkatan, atau sebutkan regime."))
    return k.pengangkatan(tanggal)


class MasukanUsia(Masukan):
    """Input of `usia`."""

    jenjang: Annotated[Jenjang, Field(description="level to be entered")]
    rute: Annotated[Teks, Field(description="route: `perpindahan`, `penyesuaian`, `utama_dari_jf_lain`")] = (
        "perpindahan"
    )
    tanggal_lahir: Annotated[Tanggal | None, Field(description="birthday; with `tanggal`")] = None
    tanggal: Annotated[
        Tanggal | None, Field(description="day of the appointment; chooses the rules where no `regime` is named")
    ] = None
    usia: Annotated[
        Cacah | None, Field(description="age in years, reached exactly on the day; instead of `tanggal_lahir`")
    ] = None


@jenis(
    "usia",
    N_("Batas usia pengangkatan"),
    nilai={
        "batas": "highest age in years; null where the rules print none",
        "usia": "full years on the day; null where the rules print no limit",
        "terakhir": "last day on which it is allowed; null without a birthday",
    },
    putusan={"boleh": "the age allows it", "ditolak": "it does not", "tidak_ditentukan": "the rules print no limit"},
    contoh={
        "regime": "R2020",
        "masukan": {"jenjang": "ahli_muda", "tanggal_lahir": "1970-03-15", "tanggal": "2022-03-15"},
    },
)
def usia(k: Konteks, m: MasukanUsia) -> Hasil:
    """At most N years means: not after the Nth birthday (strict), or N in full years, by the setting `usia.cara`."""
    if (m.tanggal_lahir is None) == (m.usia is None):
        raise KasusSalah("masukan.usia", P_("Isi salah satu: tanggal_lahir dengan tanggal, atau usia."))
    aturan = aturan_pengangkatan(k, m.tanggal)
    if m.rute not in daftar_rute(aturan):
        pesan = P_(
            "Rute tidak ada dalam %(aturan)s. Pilih: %(daftar)s.", aturan=aturan.nama, daftar=daftar_rute(aturan)
        )
        raise KasusSalah("masukan.rute", pesan)
    batas = batas_usia(aturan, m.rute, m.jenjang)
    if batas is None:
        teks = P_("Batas usia untuk rute dan jenjang ini tidak tercantum dalam peraturan.")
        kosong: dict[str, NilaiHasil] = {"batas": None, "usia": None, "terakhir": None}
        return Hasil(kosong, "tidak_ditentukan", (teks,), (Langkah(teks, None, aturan.sumber("usia.cara")),))
    lahir, tanggal = _lahir(m)
    sumber = aturan.sumber(f"rute.{m.rute}.syarat.usia.{m.jenjang}")
    hasil = periksa_usia(aturan, batas, lahir, tanggal, sumber)
    nilai: dict[str, NilaiHasil] = {
        "batas": batas,
        "usia": usia_penuh(lahir, tanggal),
        "terakhir": hasil.terakhir if m.tanggal_lahir is not None else None,
    }
    if m.tanggal_lahir is not None:
        return Hasil(nilai, "boleh" if hasil.boleh else "ditolak", (hasil.alasan,), hasil.langkah)
    teks = (
        P_("Usia %(usia)s tahun, paling tinggi %(batas)s: boleh.", usia=m.usia, batas=batas)
        if hasil.boleh
        else P_("Usia %(usia)s tahun, paling tinggi %(batas)s: ditolak.", usia=m.usia, batas=batas)
    )
    return Hasil(nilai, "boleh" if hasil.boleh else "ditolak", (teks,), (Langkah(teks, None, sumber),))


def _lahir(m: MasukanUsia) -> tuple[dt.date, dt.date]:
    """Birthday and day; an age in years means that birthday exactly."""
    if m.usia is not None:
        if not _USIA_TERMUDA <= m.usia <= _USIA_TERTUA:
            batas = {"awal": _USIA_TERMUDA, "akhir": _USIA_TERTUA}
            raise KasusSalah("masukan.usia", P_("Usia harus antara %(awal)s dan %(akhir)s tahun.", **batas))
        return tambah_tahun(_ACUAN, -m.usia), _ACUAN
    if m.tanggal is None:
        raise KasusSalah("masukan.tanggal", P_("Isi tanggal pengangkatan; usia dihitung pada hari itu."))
    if m.tanggal_lahir is None or m.tanggal <= m.tanggal_lahir:
        raise KasusSalah("masukan.tanggal_lahir", P_("Tanggal lahir harus sebelum tanggal pengangkatan."))
    return m.tanggal_lahir, m.tanggal


class MasukanBidangTi(Masukan):
    """Input of `bidang_ti`."""

    program_studi_ti: Annotated[Ya, Field(description="whether the study programme is one of the TI field")] = False
    sks_ti: Annotated[Angka | None, Field(description="credits (SKS) of courses in the TI field")] = None
    sks_total: Annotated[Angka | None, Field(description="credits (SKS) of the whole study")] = None


@jenis(
    "bidang_ti",
    N_("Kesesuaian ijazah dengan bidang TI"),
    nilai={"persen": "share of TI credits, rounded for showing; null where the programme decides"},
    putusan={"bidang_ti": "a diploma of the TI field", "bukan_bidang_ti": "another field"},
    contoh={"masukan": {"sks_ti": 84, "sks_total": 140}},
)
def bidang_ti(k: Konteks, m: MasukanBidangTi) -> Hasil:
    """A programme of the field, or at least 60 % of the credits, judged by the exact share."""
    if not m.program_studi_ti:
        for nama, isi in (("sks_ti", m.sks_ti), ("sks_total", m.sks_total)):
            if isi is None:
                raise KasusSalah(f"masukan.{nama}", P_("Isi SKS, atau nyatakan program studi termasuk bidang TI."))
        if not m.sks_total:
            raise KasusSalah("masukan.sks_total", P_("Jumlah SKS harus lebih dari nol."))
        if m.sks_ti is not None and m.sks_ti > m.sks_total:
            raise KasusSalah("masukan.sks_ti", P_("SKS bidang TI tidak mungkin melebihi jumlah SKS."))
    hasil = nilai_bidang(k.kunci("karier"), program_studi_ti=m.program_studi_ti, sks_ti=m.sks_ti, sks=m.sks_total)
    putusan = "bidang_ti" if hasil.bidang_ti else "bukan_bidang_ti"
    return Hasil({"persen": hasil.persen}, putusan, (hasil.alasan,), hasil.langkah)


class FaktaPelamar(Masukan):
    """What is known of the person; null is not known."""

    ijazah: Annotated[Ijazah | None, Field(description="highest diploma that counts")] = None
    golongan: Annotated[Golongan | None, Field(description="rank held")] = None
    jenjang_asal: Annotated[Jenjang | None, Field(description="level held before, for `alih_kategori`")] = None
    prestasi_baik_tahun: Annotated[
        Cacah | None, Field(description="latest years in a row with an appraisal of good or better")
    ] = None
    pengalaman_tahun: Annotated[Angka | None, Field(description="years of experience in the TI field")] = None
    tanggal_lahir: Annotated[Tanggal | None, Field(description="birthday")] = None
    usia_pensiun: Annotated[Cacah | None, Field(description="age of retirement in the last post (R2003)")] = None
    tmt_pns: Annotated[Tanggal | None, Field(description="since when a civil servant (PNS)")] = None
    pns: Annotated[Ya | None, Field(description="is a civil servant (PNS)")] = None
    integritas: Annotated[Ya | None, Field(description="integrity and good morals")] = None
    sehat: Annotated[Ya | None, Field(description="healthy in body and mind")] = None
    bidang_ti: Annotated[Ya | None, Field(description="diploma of the TI field")] = None
    diklat_fungsional: Annotated[Ya | None, Field(description="functional training passed")] = None
    uji_kompetensi: Annotated[Ya | None, Field(description="examination of competence passed")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy for the position")] = None
    syarat_pembina: Annotated[Ya | None, Field(description="further conditions of the instansi pembina")] = None
    angka_kredit_cukup: Annotated[Ya | None, Field(description="cumulative credit as required")] = None
    pernah_jpt: Annotated[Ya | None, Field(description="holds or held a high leadership post (JPT)")] = None
    rekam_jejak: Annotated[Ya | None, Field(description="good track record")] = None
    bebas_pelanggaran_etik: Annotated[Ya | None, Field(description="never breached the code of ethics")] = None
    bebas_hukuman_disiplin: Annotated[Ya | None, Field(description="never disciplined")] = None
    kelompok_suksesi: Annotated[Ya | None, Field(description="in the succession group")] = None
    inovasi: Annotated[Ya | None, Field(description="useful and recognised innovation")] = None
    standar_kompetensi: Annotated[Ya | None, Field(description="meets the standard of competence")] = None


_BUKAN_FAKTA = frozenset(
    {
        "ijazah",
        "golongan",
        "jenjang_asal",
        "prestasi_baik_tahun",
        "pengalaman_tahun",
        "tanggal_lahir",
        "usia_pensiun",
        "tmt_pns",
    }
)


class MasukanSyarat(Masukan):
    """Input of `syarat_pengangkatan`."""

    rute: Annotated[
        Teks,
        Field(
            description="`pertama`, `perpindahan`, `penyesuaian`, `alih_kategori`, `promosi`, `utama_dari_jf_lain`, "
            "as far as the rules know it"
        ),
    ]
    jenjang: Annotated[Jenjang, Field(description="level to be entered")]
    tanggal: Annotated[Tanggal, Field(description="day of the appointment; chooses the rules without a `regime`")]
    fakta: Annotated[FaktaPelamar, Field(description="what is known of the person")]


@jenis(
    "syarat_pengangkatan",
    N_("Syarat pengangkatan dalam jabatan"),
    nilai={
        "aturan": "rule set",
        "banyak": "number of requirements",
        "terpenuhi": "how many are fulfilled",
        "tidak_terpenuhi": "codes of those that are not; null when none",
        "belum_diketahui": "codes of those that cannot be judged; null when none",
        "menyusul": "codes of those to be fulfilled after the appointment; null when none",
        "rute_dibuka": "`ya` where the route is open on the day",
    },
    putusan={
        "memenuhi": "the appointment may be made",
        "tidak_memenuhi": "some requirement fails",
        "belum_lengkap": "nothing fails, but something is not known",
        "ditutup": "the route is closed on the day",
    },
    contoh={
        "regime": "R2020",
        "masukan": {
            "rute": "perpindahan",
            "jenjang": "ahli_muda",
            "tanggal": "2022-03-01",
            "fakta": {"pns": True, "ijazah": "s1", "bidang_ti": True, "pengalaman_tahun": 3, "prestasi_baik_tahun": 2},
        },
    },
)
def syarat(k: Konteks, m: MasukanSyarat) -> Hasil:
    """Every requirement of the route at once: fulfilled, failing, not known, or to follow."""
    aturan = aturan_pengangkatan(k, m.tanggal)
    _masuk_akal(m)
    kredit = k.aturan if k.regime is not None else k.untuk(m.tanggal)
    isi = m.fakta.model_dump()
    fakta = {nama: nilai for nama, nilai in isi.items() if nama not in _BUKAN_FAKTA}
    pelamar = Pelamar(fakta, **{nama: nilai for nama, nilai in isi.items() if nama in _BUKAN_FAKTA})
    try:
        hasil = syarat_pengangkatan(
            aturan,
            k.kunci("karier"),
            kredit,
            rute=m.rute,
            jenjang=m.jenjang,
            tanggal=m.tanggal,
            pelamar=pelamar,
        )
    except RuteSalah as galat:
        raise KasusSalah(f"masukan.{galat.bidang}", galat.pesan) from None
    nilai: dict[str, NilaiHasil] = {
        "aturan": aturan.kunci,
        "banyak": len(hasil.baris),
        "terpenuhi": len(hasil.dengan_status(Status.TERPENUHI)),
        "tidak_terpenuhi": _kode(hasil, Status.TIDAK),
        "belum_diketahui": _kode(hasil, Status.BELUM),
        "menyusul": _kode(hasil, Status.MENYUSUL),
        "rute_dibuka": hasil.tertutup is None,
    }
    alasan = [*([hasil.tertutup] if hasil.tertutup else [])]
    alasan += [b.teks for status in (Status.TIDAK, Status.BELUM) for b in hasil.dengan_status(status)]
    peringatan = tuple(b.teks for b in hasil.dengan_status(Status.MENYUSUL))
    alasan = alasan or [P_("Semua syarat terpenuhi.")]
    return Hasil(nilai, _putusan(hasil), tuple(alasan), hasil.langkah, peringatan)


def _putusan(hasil: Syarat) -> str:
    if hasil.tertutup is not None:
        return "ditutup"
    if hasil.terpenuhi is None:
        return "belum_lengkap"
    return "memenuhi" if hasil.terpenuhi else "tidak_memenuhi"


def _kode(hasil: Syarat, status: Status) -> str | None:
    return ", ".join(b.kode for b in hasil.dengan_status(status)) or None


def _masuk_akal(m: MasukanSyarat) -> None:
    for nama, nilai in (("tanggal_lahir", m.fakta.tanggal_lahir), ("tmt_pns", m.fakta.tmt_pns)):
        if nilai is not None and nilai > m.tanggal:
            raise KasusSalah(f"masukan.fakta.{nama}", P_("Tanggal ini tidak boleh sesudah tanggal pengangkatan."))
    pensiun = m.fakta.usia_pensiun
    if pensiun is not None and not _USIA_TERMUDA <= pensiun <= _USIA_TERTUA:
        batas = {"awal": _USIA_TERMUDA, "akhir": _USIA_TERTUA}
        raise KasusSalah("masukan.fakta.usia_pensiun", P_("Usia harus antara %(awal)s dan %(akhir)s tahun.", **batas))


class MasukanAwal(Masukan):
    """Input of `angka_kredit_awal`."""

    kategori: Annotated[Kategori, Field(description="category entered")]
    ijazah: Annotated[Ijazah, Field(description="diploma with which it is entered")]


@jenis(
    "angka_kredit_awal",
    N_("Angka kredit awal menurut ijazah"),
    regime=("R2003",),
    nilai={"angka_kredit": "credit of the diploma; null where the category knows none"},
    putusan={"ada": "the diploma brings credit", "tidak_ada": "the category has no figure for it"},
    contoh={"regime": "R2003", "masukan": {"kategori": "keterampilan", "ijazah": "d3"}},
)
def angka_kredit_awal(k: Konteks, m: MasukanAwal) -> Hasil:
    """The first credit of an officer is that of the diploma by which he enters the category."""
    nilai = awal_ijazah(k.aturan, m.kategori, m.ijazah)
    if nilai is None:
        teks = P_("Tidak ada angka kredit ijazah %(ijazah)s dalam kategori ini.", ijazah=m.ijazah.upper())
        langkah = Langkah(teks, None, k.aturan.sumber("ijazah.unsur"))
        return Hasil({"angka_kredit": None}, "tidak_ada", (teks,), (langkah,))
    teks = P_("Ijazah %(ijazah)s: %(nilai)s", ijazah=m.ijazah.upper(), nilai=nilai)
    langkah = Langkah(teks, nilai, k.aturan.sumber(f"ijazah.{m.kategori}.{m.ijazah}"))
    return Hasil({"angka_kredit": nilai}, "ada", (teks,), (langkah,))


class MasukanAlih(Masukan):
    """Input of `alih_kategori`."""

    jenjang_asal: Annotated[Jenjang, Field(description="level held; of the skilled category")]
    golongan: Annotated[Golongan, Field(description="rank held")]
    jenjang: Annotated[Jenjang, Field(description="level to be entered; of the expert category")] = "ahli_pertama"
    tanggal: Annotated[Tanggal | None, Field(description="day of the move; null: not needed with a regime")] = None
    ijazah: Annotated[Ijazah, Field(description="the new diploma")]
    angka_kredit_utama: Annotated[
        Angka, Field(description="credit of the main elements, without that of the old diploma")
    ] = Decimal(0)
    angka_kredit_penunjang: Annotated[Angka, Field(description="credit of the supporting element")] = Decimal(0)
    bidang_ti: Annotated[Ya | None, Field(description="the diploma is of the TI field; null: not known")] = None
    diklat_fungsional: Annotated[Ya | None, Field(description="functional training (Ahli) passed")] = None
    uji_kompetensi: Annotated[Ya | None, Field(description="examination of competence passed")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy for the position")] = None
    angka_kredit_cukup: Annotated[Ya | None, Field(description="cumulative credit as required")] = None


@jenis(
    "alih_kategori",
    N_("Alih kategori dari keterampilan ke keahlian"),
    regime=REGIME,
    nilai={
        "angka_kredit": "credit after the move; null where the rules give none",
        "dari_utama": "its part from the old main elements; null likewise",
        "ijazah": "its part from the new diploma; null likewise",
        "tidak_terpenuhi": "codes of the requirements that fail; null when none",
        "belum_diketahui": "codes of those that cannot be judged; null when none",
    },
    putusan={
        "memenuhi": "the move may be made",
        "tidak_memenuhi": "some requirement fails",
        "belum_lengkap": "nothing fails, but something is not known",
        "ditutup": "the route is closed",
    },
    contoh={
        "regime": "R2003",
        "masukan": {
            "jenjang_asal": "mahir",
            "golongan": "III/a",
            "ijazah": "s1",
            "bidang_ti": True,
            "angka_kredit_utama": "60",
        },
    },
)
def alih_kategori(k: Konteks, m: MasukanAlih) -> Hasil:
    """Requirements of the move, and its credit where the rules have one: a share of the main elements (a setting,
    not confirmed by any source) plus the diploma, no supporting credit.
    """
    if kategori(m.jenjang_asal) != "keterampilan":
        raise KasusSalah("masukan.jenjang_asal", P_("Jenjang asal harus dari kategori keterampilan."))
    if kategori(m.jenjang) != "keahlian":
        raise KasusSalah("masukan.jenjang", P_("Jenjang tujuan harus dari kategori keahlian."))
    aturan = aturan_pengangkatan(k, m.tanggal)
    nama_fakta = ("bidang_ti", "diklat_fungsional", "uji_kompetensi", "lowongan", "angka_kredit_cukup")
    pelamar = Pelamar(
        {nama: getattr(m, nama) for nama in nama_fakta},
        ijazah=m.ijazah,
        golongan=m.golongan,
        jenjang_asal=m.jenjang_asal,
    )
    try:
        syarat_alih = syarat_pengangkatan(
            aturan,
            k.kunci("karier"),
            k.aturan,
            rute="alih_kategori",
            jenjang=m.jenjang,
            tanggal=m.tanggal or aturan.berlaku_mulai,
            pelamar=pelamar,
        )
    except RuteSalah as galat:
        raise KasusSalah(f"masukan.{galat.bidang}", galat.pesan) from None
    hasil = alih(k.aturan, aturan, utama=m.angka_kredit_utama, penunjang=m.angka_kredit_penunjang, ijazah=m.ijazah)
    alasan = [b.teks for status in (Status.TIDAK, Status.BELUM) for b in syarat_alih.dengan_status(status)]
    if not alasan:
        nama = nama_jenjang(k.aturan, m.jenjang)
        alasan = [P_("Semua syarat alih kategori ke %(jenjang)s terpenuhi.", jenjang=nama)]
    nilai: dict[str, NilaiHasil] = {
        "angka_kredit": hasil.nilai,
        "dari_utama": hasil.dari_utama,
        "ijazah": hasil.ijazah,
        "tidak_terpenuhi": _kode(syarat_alih, Status.TIDAK),
        "belum_diketahui": _kode(syarat_alih, Status.BELUM),
    }
    peringatan = (hasil.langkah[-1].teks,) if hasil.nilai is None else ()
    langkah = (*syarat_alih.langkah, *hasil.langkah)
    return Hasil(nilai, _putusan(syarat_alih), tuple(alasan), langkah, peringatan)
