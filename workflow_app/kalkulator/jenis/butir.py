"""Kinds about one activity."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.butir import SATU, KreditButir, faktor_jenjang, sekategori
from workflow_app.kalkulator.butir import kredit_butir as kredit
from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.periksa import (
    Ijazah,
    butir_katalog,
    kedudukan,
    periksa_jenjang,
    tidak_bersama,
    wajib,
)
from workflow_app.kalkulator.jenis.tipe import Angka, AngkaPositif, Cacah, Golongan, Jenjang, JenjangButir, Teks
from workflow_app.kalkulator.kebutuhan import kebutuhan_langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.katalog import Butir
from workflow_app.peraturan.unsur import PENUNJANG
from workflow_app.pesan import N_, P_, Pesan

DINILAI, BELUM_PASTI, DITOLAK = "dinilai", "belum_pasti", "ditolak"
_PUTUSAN = {
    DINILAI: "the activity earns credit",
    BELUM_PASTI: "it would earn this credit, but the catalogue's value or level rests on too few sources",
    DITOLAK: "it cannot be credited to this officer",
}
_NILAI = {
    "angka_kredit": "credit earned, rounded",
    "angka_satuan": "credit of one unit before the factor; null where nothing can be credited",
    "faktor": "factor of the level; null where nothing can be credited",
    "perlu_surat_tugas": "`ya` where work of another level needs a written assignment",
    "kode": "code of the catalogue, if one was used",
    "unsur": "element of the form, if the catalogue was used",
}


class MasukanButir(Masukan):
    """Input of `kredit_butir`: either `kode`, or `jenjang_butir` with `angka_kredit` or `persen`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    volume: Annotated[Angka, Field(description="units of output")]
    kode: Annotated[Teks | None, Field(description="code of the catalogue of the regime, in place of the figures")] = (
        None
    )
    jenjang_butir: Annotated[
        JenjangButir | None, Field(description="level the activity belongs to; `semua` for all")
    ] = None
    angka_kredit: Annotated[Angka | None, Field(description="credit of one unit of output")] = None
    persen: Annotated[
        Angka | None, Field(description="per cent of what the step to the next rank needs, in place of angka_kredit")
    ] = None
    golongan: Annotated[Golongan | None, Field(description="rank of the officer; needed by items in per cent")] = None
    pendidikan: Annotated[
        Ijazah | None, Field(description="diploma of entry into the position; only for items in per cent")
    ] = None
    bagian: Annotated[AngkaPositif, Field(description="share in a joint work, as a part of one, at most 1")] = SATU


@dataclass(frozen=True)
class _Butir:
    jenjang: str | None
    angka_kredit: Decimal | None
    persen: Decimal | None


@jenis(
    "kredit_butir",
    N_("Angka kredit satu butir kegiatan"),
    regime=("R2003", "R2020"),
    nilai=_NILAI,
    putusan=_PUTUSAN,
    contoh={
        "regime": "R2020",
        "masukan": {"jenjang": "ahli_pertama", "jenjang_butir": "ahli_muda", "angka_kredit": "0.5", "volume": 10},
    },
)
def kredit_butir(k: Konteks, m: MasukanButir) -> Hasil:
    """Volume x credit per unit x factor of the level: one level up or down at most, never in the other category."""
    aturan = k.aturan
    if m.bagian > SATU:
        raise KasusSalah("masukan.bagian", P_("Bagian paling banyak 1, yaitu seluruhnya."))
    if m.kode is not None:
        for bidang in ("jenjang_butir", "angka_kredit", "persen"):
            tidak_bersama(getattr(m, bidang), bidang, "kode")
        return _dari_katalog(k, butir_katalog(aturan.kunci, m.kode), m.volume, m, m.bagian)
    wajib(m.jenjang_butir, "jenjang_butir")
    if m.persen is None:
        wajib(m.angka_kredit, "angka_kredit")
    else:
        tidak_bersama(m.angka_kredit, "angka_kredit", "persen")
    butir = _Butir(m.jenjang_butir, m.angka_kredit, m.persen)
    perlu = _kebutuhan(k, m, butir.persen)
    hasil = kredit(aturan, butir, m.volume, m.jenjang, kebutuhan_kp=perlu, bagian=m.bagian)
    return _hasil(aturan, hasil, m.jenjang, m.jenjang_butir)


def _kebutuhan(k: Konteks, m: "MasukanButir | MasukanPenunjang", persen: Decimal | None) -> Decimal | None:
    """What the step to the next rank needs, for an item in per cent."""
    if persen is None:
        return None
    golongan = wajib(m.golongan, "golongan")
    di = kedudukan(k, k.aturan, jenjang=m.jenjang, golongan=golongan, pendidikan=m.pendidikan)
    langkah = kebutuhan_langkah(k.aturan, golongan=di.golongan, jenjang=di.jenjang, pendidikan=di.pendidikan)
    return None if langkah is None else langkah.nilai


def _dari_katalog(
    k: Konteks, butir: Butir, volume: Decimal, m: "MasukanButir | MasukanPenunjang", bagian: Decimal = SATU
) -> Hasil:
    """The same from a row of the catalogue, which may be of another category or uncertain."""
    aturan = k.aturan
    if not sekategori(butir.kategori, m.jenjang):
        langkah = Langkah(
            P_("Butir %(kode)s milik kategori lain, sehingga tidak dapat dinilai.", kode=butir.kode),
            NOL,
            aturan.sumber("faktor.setara"),
        )
        hasil = KreditButir(bulatkan(aturan, NOL), False, False, (langkah,))
        return _hasil(aturan, hasil, m.jenjang, None, butir)
    perlu = _kebutuhan(k, m, butir.persen)
    hasil = kredit(aturan, butir, volume, m.jenjang, kebutuhan_kp=perlu, bagian=bagian)
    return _hasil(aturan, hasil, m.jenjang, butir.jenjang, butir)


def _hasil(
    aturan: Peraturan, hasil: KreditButir, jenjang: str, jenjang_butir: str | None, butir: Butir | None = None
) -> Hasil:
    faktor = faktor_jenjang(aturan, jenjang, jenjang_butir).nilai
    alasan = [hasil.alasan]
    peringatan: list[Pesan] = []
    putusan = DINILAI if hasil.dapat_dinilai else DITOLAK
    if butir is not None and hasil.dapat_dinilai and not butir.pasti:
        putusan = BELUM_PASTI
        alasan.append(
            P_("Nilai atau jenjang butir %(kode)s dalam katalog belum pasti dan perlu dipastikan.", kode=butir.kode)
        )
    if butir is not None and butir.batas_tahunan:
        peringatan.append(P_("Katalog membatasi butir ini: %(batas)s.", batas=butir.batas_tahunan))
    if hasil.perlu_surat_tugas:
        peringatan.append(P_("Pekerjaan jenjang lain memerlukan surat tugas tertulis."))
    nilai = {
        "angka_kredit": hasil.nilai,
        "angka_satuan": hasil.satuan if hasil.dapat_dinilai else None,
        "faktor": faktor,
        "perlu_surat_tugas": hasil.perlu_surat_tugas,
        "kode": None if butir is None else butir.kode,
        "unsur": None if butir is None else butir.unsur,
    }
    return Hasil(nilai, putusan, tuple(alasan), hasil.langkah, tuple(peringatan))


class MasukanPenunjang(Masukan):
    """Input of `penunjang`: either `kegiatan` or `kode`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    volume: Annotated[Angka, Field(description="units: certificates, years of membership, awards")] = Decimal(1)
    kegiatan: Annotated[
        Teks | None,
        Field(
            description="everyday name: mengajar, seminar_pemrasaran, seminar_moderator, seminar_peserta, tim_penilai, "
            "organisasi_pengurus, organisasi_anggota, satya_30, satya_20, satya_10 (R2003); mengajar, tim_penilai, "
            "satya_30, satya_20, satya_10, penghargaan_internasional, penghargaan_nasional, penghargaan_provinsi, "
            "diskusi_ti, administrasi_ti (R2020)"
        ),
    ] = None
    kode: Annotated[Teks | None, Field(description="code of a supporting item in the catalogue")] = None
    golongan: Annotated[Golongan | None, Field(description="rank of the officer; needed by awards in per cent")] = None
    pendidikan: Annotated[
        Ijazah | None, Field(description="diploma of entry into the position; only for awards in per cent")
    ] = None


@jenis(
    "penunjang",
    N_("Angka kredit kegiatan penunjang"),
    regime=("R2003", "R2020"),
    nilai=_NILAI,
    putusan=_PUTUSAN,
    contoh={"regime": "R2003", "masukan": {"jenjang": "ahli_muda", "kegiatan": "seminar_peserta", "volume": 2}},
)
def penunjang(k: Konteks, m: MasukanPenunjang) -> Hasil:
    """Credit of supporting work by its everyday name or its code. Shares of a sum are judged by `kelayakan`."""
    periksa_jenjang(k.aturan, m.jenjang)
    if m.kode is not None:
        tidak_bersama(m.kegiatan, "kegiatan", "kode")
        butir = butir_katalog(k.aturan.kunci, m.kode)
        if butir.kind != PENUNJANG:
            raise KasusSalah("masukan.kode", P_("Kode ini bukan kegiatan penunjang. Pakai jenis kredit_butir."))
    else:
        kegiatan = wajib(m.kegiatan, "kegiatan")
        butir = butir_katalog(k.aturan.kunci, _kode_kegiatan(k.aturan, m.jenjang, kegiatan))
    return _dari_katalog(k, butir, m.volume, m)


def _kode_kegiatan(aturan: Peraturan, jenjang: str, kegiatan: str) -> str:
    tabel = f"penunjang.{kategori(jenjang)}"
    if kegiatan not in aturan.anak(tabel):
        pesan = P_("Kegiatan tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=aturan.anak(tabel))
        raise KasusSalah("masukan.kegiatan", pesan)
    return aturan.teks(f"{tabel}.{kegiatan}")


class MasukanMengajar(Masukan):
    """Input of `mengajar`: lessons under R2003, reports under R2020."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    pertemuan: Annotated[Cacah | None, Field(description="number of meetings (R2003)")] = None
    jam_pelajaran: Annotated[
        Angka | None, Field(description="lesson hours (jam pelajaran) of each meeting (R2003)")
    ] = None
    laporan: Annotated[Cacah | None, Field(description="number of certificates or reports (R2020)")] = None


@jenis(
    "mengajar",
    N_("Angka kredit mengajar atau melatih"),
    regime=("R2003", "R2020"),
    nilai={**_NILAI, "volume": "lesson hours, or certificates and reports"},
    putusan=_PUTUSAN,
    contoh={"regime": "R2003", "masukan": {"jenjang": "ahli_muda", "pertemuan": 10, "jam_pelajaran": 2}},
)
def mengajar(k: Konteks, m: MasukanMengajar) -> Hasil:
    """Teaching, in the supporting element: meetings x lesson hours under R2003, reports under R2020."""
    aturan = k.aturan
    periksa_jenjang(aturan, m.jenjang)
    butir = butir_katalog(aturan.kunci, _kode_kegiatan(aturan, m.jenjang, "mengajar"))
    sumber = aturan.sumber("penunjang.satuan_mengajar")
    if aturan.teks("penunjang.satuan_mengajar") == "jam_pelajaran":
        tidak_bersama(m.laporan, "laporan", "pertemuan")
        pertemuan, jam = wajib(m.pertemuan, "pertemuan"), wajib(m.jam_pelajaran, "jam_pelajaran")
        volume = pertemuan * jam
        rumus = P_(
            "%(pertemuan)s pertemuan x %(jam)s jam pelajaran = %(volume)s",
            pertemuan=pertemuan,
            jam=jam,
            volume=volume,
        )
    else:
        tidak_bersama(m.pertemuan, "pertemuan", "laporan")
        tidak_bersama(m.jam_pelajaran, "jam_pelajaran", "laporan")
        volume = Decimal(wajib(m.laporan, "laporan"))
        rumus = P_("%(volume)s sertifikat atau laporan", volume=volume)
    isi = MasukanPenunjang(jenjang=m.jenjang, volume=volume, kode=butir.kode)
    hasil = _dari_katalog(k, butir, volume, isi)
    nilai = {**hasil.nilai, "volume": volume}
    return Hasil(nilai, hasil.putusan, hasil.alasan, (Langkah(rumus, volume, sumber), *hasil.langkah), hasil.peringatan)
