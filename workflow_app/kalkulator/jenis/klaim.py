"""Kinds about a claim: its items, the age of work, and the yearly duty."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.hangus import ACUAN, acuan_hangus, umur_kegiatan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import butir_katalog, periksa_golongan, periksa_jenjang, tidak_bersama
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, JenjangButir, Tanggal, Teks, Ya
from workflow_app.kalkulator.karya_tulis import SETARA, PenulisTidakDiatur, pembagian_penulis
from workflow_app.kalkulator.kewajiban_dupak import kewajiban_dupak as kewajiban
from workflow_app.kalkulator.klaim import ButirKlaim, HasilKlaim, NasibButir, Subtotal, nilai_klaim
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG, UTAMA, daftar_unsur
from workflow_app.pesan import N_, P_, Pesan

BUTIR_TERBANYAK = 500
_REGIME = ("R2003", "R2020")


class ButirDiusulkan(Masukan):
    """One item: either `kode`, or `unsur` and `jenjang_butir` with `angka_kredit` or `persen`."""

    volume: Annotated[Angka, Field(description="units of output")]
    tanggal_selesai: Annotated[Tanggal, Field(description="last day of the work; chooses its rule set")]
    nama: Annotated[Teks | None, Field(description="how the results call it; left out, its number or code")] = None
    kode: Annotated[Teks | None, Field(description="code of the catalogue of the work's date")] = None
    unsur: Annotated[
        Teks | None,
        Field(description="`utama`, `pengembangan_profesi`, `penunjang`, or the code of an element of the form"),
    ] = None
    jenjang_butir: Annotated[
        JenjangButir | None, Field(description="level the activity belongs to; `semua` for all")
    ] = None
    angka_kredit: Annotated[Angka | None, Field(description="credit of one unit of output")] = None
    persen: Annotated[
        Angka | None, Field(description="per cent of what the step to the next rank needs, in place of angka_kredit")
    ] = None
    surat_tugas: Annotated[
        Ya, Field(description="written assignment at hand; work of another level earns nothing without")
    ] = False
    penulis: Annotated[Cacah, Field(description="number of authors of a paper")] = 1
    peran_penulis: Annotated[
        Literal["utama", "pembantu", "setara"],
        Field(description="the officer's part in it; `setara` where the main author cannot be told"),
    ] = "utama"


class MasukanKlaim(Masukan):
    """Input of `klaim`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    tanggal_terima: Annotated[Tanggal, Field(description="day on which the claim was received")]
    butir: Annotated[list[ButirDiusulkan], Field(min_length=1, max_length=BUTIR_TERBANYAK, description="the items")]
    golongan: Annotated[Golongan | None, Field(description="rank of the officer; needed by items in per cent")] = None
    tanggal_batas: Annotated[
        Tanggal | None, Field(description="closing day for files, where `hangus.acuan` is `tanggal_batas`")
    ] = None
    tanggal_sidang: Annotated[
        Tanggal | None, Field(description="day of the plenary, where `hangus.acuan` is `tanggal_sidang`")
    ] = None


def _nama_subtotal(regime: str) -> dict[str, str]:
    akhiran = regime.lower()
    return {
        f"utama_{akhiran}": f"main elements under {regime}, pengembangan profesi included; null without such items",
        f"pengembangan_profesi_{akhiran}": f"of these pengembangan profesi under {regime}",
        f"penunjang_{akhiran}": f"supporting element under {regime}",
        f"jumlah_{akhiran}": f"everything under {regime}",
    }


@jenis(
    "klaim",
    N_("Angka kredit satu DUPAK"),
    nilai={
        "utama": "main elements, pengembangan profesi included",
        "pengembangan_profesi": "of these pengembangan profesi",
        "penunjang": "supporting element",
        "jumlah": "everything",
        **_nama_subtotal("R2003"),
        **_nama_subtotal("R2020"),
        "butir": "number of items",
        "dinilai": "items that earn credit",
        "hangus": "items void by age",
        "tanpa_surat_tugas": "items of another level without a written assignment",
        "ditolak": "items that cannot be credited to this officer",
        "bukan_dupak": "items that no claim, or no claim any more, gives credit for",
        "belum_pasti": "credited items whose value in the catalogue rests on too few sources",
    },
    putusan={
        "dinilai": "every item earns credit",
        "sebagian": "some items earn none",
        "tidak_dinilai": "no item earns credit",
    },
    contoh={
        "regime": "R2003",
        "masukan": {
            "jenjang": "ahli_pertama",
            "tanggal_terima": "2014-11-10",
            "butir": [
                {
                    "unsur": "utama",
                    "jenjang_butir": "ahli_muda",
                    "angka_kredit": "0.5",
                    "volume": 10,
                    "tanggal_selesai": "2014-03-31",
                    "surat_tugas": True,
                },
                {"kode": "KA-VI.A", "volume": 20, "tanggal_selesai": "2014-06-30"},
            ],
        },
    },
)
def klaim(k: Konteks, m: MasukanKlaim) -> Hasil:
    """Every item of a claim with its fate, and the sums per group; without a regime each item by its own date."""
    if k.regime is not None and k.regime not in _REGIME:
        raise KasusSalah("regime", P_("Jenis ini hanya ada dalam %(daftar)s.", daftar=_REGIME))
    if k.regime is not None:
        periksa_jenjang(k.aturan, m.jenjang)
        if m.golongan is not None:
            periksa_golongan(k.aturan, m.jenjang, m.golongan)
    tanggal = _tanggal(m)
    pasangan: list[tuple[Peraturan, ButirKlaim]] = []
    tidak_pasti: list[int] = []
    for nomor, butir in enumerate(m.butir):
        if butir.tanggal_selesai > m.tanggal_terima:
            pesan = P_("Kegiatan selesai sesudah DUPAK diterima. Periksa tanggalnya.")
            raise KasusSalah(f"masukan.butir.{nomor}.tanggal_selesai", pesan)
        aturan = k.aturan if k.regime is not None else k.untuk(butir.tanggal_selesai)
        _periksa_acuan(aturan, tanggal)
        satu, pasti = _butir(aturan, m, nomor, butir)
        pasangan.append((aturan, satu))
        if not pasti:
            tidak_pasti.append(nomor)
    hasil = nilai_klaim(pasangan, jenjang=m.jenjang, golongan=m.golongan, tanggal=tanggal)
    return _hasil(hasil, tidak_pasti)


def _tanggal(m: "MasukanKlaim | MasukanHangus") -> dict[str, dt.date]:
    semua = {nama: getattr(m, nama) for nama in ACUAN}
    return {nama: isi for nama, isi in semua.items() if isi is not None}


def _periksa_acuan(aturan: Peraturan, tanggal: dict[str, dt.date]) -> None:
    if not aturan.memuat("hangus.acuan"):
        return
    acuan = acuan_hangus(aturan)
    if acuan not in ACUAN:
        raise KasusSalah("setelan.hangus.acuan", P_("Pilih salah satu: %(daftar)s.", daftar=tuple(ACUAN)))
    if acuan not in tanggal:
        pesan = P_("Umur kegiatan dihitung dari tanggal ini (hangus.acuan). Isi bidang ini.")
        raise KasusSalah(f"masukan.{acuan}", pesan)


def _butir(aturan: Peraturan, m: MasukanKlaim, nomor: int, b: ButirDiusulkan) -> tuple[ButirKlaim, bool]:
    """The item as the calculator takes it, and whether its value is certain."""
    bidang = f"butir.{nomor}"
    nama = b.nama or f"{nomor + 1}. {b.kode or b.unsur}"
    if b.kode is not None:
        for lain in ("unsur", "jenjang_butir", "angka_kredit", "persen"):
            tidak_bersama(getattr(b, lain), f"{bidang}.{lain}", "kode")
        if not aturan.memuat("katalog.berkas"):
            return _tanpa_katalog(nama, b), True
        baris = butir_katalog(aturan.kunci, b.kode, f"masukan.{bidang}.kode")
        kelompok = _kelompok_unsur(aturan, baris.unsur)
        satu = ButirKlaim(
            nama,
            kelompok,
            baris.jenjang,
            baris.angka_kredit,
            baris.persen,
            b.volume,
            b.tanggal_selesai,
            b.surat_tugas,
            _bagian(aturan, bidang, b, kelompok),
            baris.kategori,
        )
        _perlu_golongan(m, bidang, baris.persen)
        return satu, baris.pasti
    for nama_bidang in ("unsur", "jenjang_butir"):
        if getattr(b, nama_bidang) is None:
            raise KasusSalah(f"masukan.{bidang}.{nama_bidang}", P_("Bidang ini wajib diisi untuk hitungan ini."))
    if (b.angka_kredit is None) == (b.persen is None):
        raise KasusSalah(f"masukan.{bidang}.angka_kredit", P_("Isi angka_kredit atau persen, salah satu saja."))
    kelompok = _kelompok(aturan, m, bidang, b.unsur or "")
    _perlu_golongan(m, bidang, b.persen)
    satu = ButirKlaim(
        nama,
        kelompok,
        b.jenjang_butir,
        b.angka_kredit,
        b.persen,
        b.volume,
        b.tanggal_selesai,
        b.surat_tugas,
        _bagian(aturan, bidang, b, kelompok),
    )
    return satu, True


def _tanpa_katalog(nama: str, b: ButirDiusulkan) -> ButirKlaim:
    """An item of a date whose rule set has no catalogue: it is named, and earns nothing."""
    return ButirKlaim(nama, UTAMA, None, None, None, b.volume, b.tanggal_selesai)


def _perlu_golongan(m: MasukanKlaim, bidang: str, persen: Decimal | None) -> None:
    if persen is not None and m.golongan is None:
        pesan = P_("Butir %(butir)s bernilai persen dari kebutuhan kenaikan pangkat. Isi golongan.", butir=bidang)
        raise KasusSalah("masukan.golongan", pesan)


def _kelompok(aturan: Peraturan, m: MasukanKlaim, bidang: str, unsur: str) -> str:
    if unsur in (UTAMA, PENGEMBANGAN_PROFESI, PENUNJANG):
        return unsur
    kode = [u.kode for u in daftar_unsur(aturan, kategori(m.jenjang))]
    if unsur not in kode:
        pesan = P_("Unsur tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=(UTAMA, *kode))
        raise KasusSalah(f"masukan.{bidang}.unsur", pesan)
    return _kelompok_unsur(aturan, unsur)


def _kelompok_unsur(aturan: Peraturan, unsur: str) -> str:
    if unsur == PENGEMBANGAN_PROFESI:
        return unsur
    return aturan.teks(f"unsur.{unsur}.kelompok")


def _bagian(aturan: Peraturan, bidang: str, b: ButirDiusulkan, kelompok: str) -> Fraction:
    """The officer's share of a joint paper; a helper is taken to be among those who are credited."""
    if b.penulis == 1 and b.peran_penulis != "pembantu":
        return Fraction(1)
    if kelompok != PENGEMBANGAN_PROFESI:
        pesan = P_("Bagian penulis hanya berlaku bagi karya tulis dalam pengembangan profesi.")
        raise KasusSalah(f"masukan.{bidang}.penulis", pesan)
    if b.penulis < 1:
        raise KasusSalah(f"masukan.{bidang}.penulis", P_("Jumlah penulis paling sedikit 1."))
    if not aturan.memuat("karya_tulis.pembantu_terbanyak"):
        return Fraction(1)
    try:
        bagi = pembagian_penulis(aturan, b.penulis, utama_diketahui=b.peran_penulis != SETARA)
    except PenulisTidakDiatur as galat:
        raise KasusSalah(f"masukan.{bidang}.penulis", galat.pesan) from None
    bagian = bagi.bagian(b.peran_penulis)
    if bagian is None:
        raise KasusSalah(f"masukan.{bidang}.peran_penulis", P_("Penulis tunggal tidak mempunyai pembantu."))
    return bagian


def _hasil(hasil: HasilKlaim, tidak_pasti: list[int]) -> Hasil:
    jumlah = hasil.jumlah
    banyak = {nasib: len(hasil.bernasib(nasib)) for nasib in NasibButir}
    pasti = [n for n in tidak_pasti if hasil.baris[n].nasib is NasibButir.DINILAI]
    nilai: dict[str, NilaiHasil] = {
        "utama": jumlah.utama,
        "pengembangan_profesi": jumlah.profesi,
        "penunjang": jumlah.penunjang,
        "jumlah": jumlah.jumlah,
    }
    for regime in _REGIME:
        nilai |= _subtotal(regime, hasil.subtotal.get(regime))
    nilai |= {
        "butir": len(hasil.baris),
        **{nasib.value: banyak[nasib] for nasib in NasibButir},
        "belum_pasti": len(pasti),
    }
    alasan: list[Pesan] = [
        P_(
            "%(dinilai)s dari %(semua)s butir dinilai, jumlah %(jumlah)s.",
            dinilai=banyak[NasibButir.DINILAI],
            semua=len(hasil.baris),
            jumlah=jumlah.jumlah,
        )
    ]
    alasan += [b.langkah.teks for b in hasil.baris if b.nasib is not NasibButir.DINILAI]
    peringatan = [
        P_(
            "%(nama)s: nilai atau jenjang dalam katalog belum pasti dan perlu dipastikan.",
            nama=hasil.baris[n].butir.nama,
        )
        for n in pasti
    ]
    if len(hasil.subtotal) > 1:
        peringatan.append(
            P_(
                "Butir berasal dari masa peraturan %(daftar)s; jumlahnya dihitung terpisah.",
                daftar=tuple(hasil.subtotal),
            )
        )
    putusan = "sebagian" if banyak[NasibButir.DINILAI] else "tidak_dinilai"
    if banyak[NasibButir.DINILAI] == len(hasil.baris):
        putusan = "dinilai"
    return Hasil(nilai, putusan, tuple(alasan), tuple(b.langkah for b in hasil.baris), tuple(peringatan))


def _subtotal(regime: str, s: Subtotal | None) -> dict[str, NilaiHasil]:
    isi = (None,) * 4 if s is None else (s.utama, s.profesi, s.penunjang, s.jumlah)
    return dict(zip(_nama_subtotal(regime), isi, strict=True))


class MasukanHangus(Masukan):
    """Input of `hangus`."""

    tanggal_selesai: Annotated[Tanggal, Field(description="last day of the work")]
    tanggal_terima: Annotated[
        Tanggal | None, Field(description="day on which the claim was received; needed unless `hangus.acuan` differs")
    ] = None
    tanggal_batas: Annotated[
        Tanggal | None, Field(description="closing day for files, where `hangus.acuan` is `tanggal_batas`")
    ] = None
    tanggal_sidang: Annotated[
        Tanggal | None, Field(description="day of the plenary, where `hangus.acuan` is `tanggal_sidang`")
    ] = None


@jenis(
    "hangus",
    N_("Kegiatan hangus karena umurnya"),
    nilai={
        "batas": "the first day whose work still counts",
        "acuan": "the date from which the age was counted",
        "acuan_terakhir": "the last such date at which this work still counts",
    },
    putusan={"berlaku": "the work still counts", "hangus": "it is void by age"},
    contoh={"regime": "R2003", "masukan": {"tanggal_selesai": "2013-11-05", "tanggal_terima": "2014-11-10"}},
)
def hangus(k: Konteks, m: MasukanHangus) -> Hasil:
    """Whether work is too old for a claim; without a regime by the rule set of its date."""
    if k.regime is not None and k.regime not in _REGIME:
        raise KasusSalah("regime", P_("Jenis ini hanya ada dalam %(daftar)s.", daftar=_REGIME))
    aturan = k.aturan if k.regime is not None else k.untuk(m.tanggal_selesai)
    if not aturan.memuat("hangus.acuan"):
        pesan = P_("Kegiatan masa %(aturan)s tidak diusulkan dengan DUPAK.", aturan=aturan.kunci)
        raise KasusSalah("masukan.tanggal_selesai", pesan)
    tanggal = _tanggal(m)
    _periksa_acuan(aturan, tanggal)
    acuan = tanggal[acuan_hangus(aturan)]
    if m.tanggal_selesai > acuan:
        raise KasusSalah("masukan.tanggal_selesai", P_("Kegiatan selesai sesudah tanggal acuan. Periksa tanggalnya."))
    umur = umur_kegiatan(aturan, m.tanggal_selesai, acuan)
    return Hasil(
        {"batas": umur.batas, "acuan": acuan, "acuan_terakhir": umur.acuan_terakhir},
        "hangus" if umur.hangus else "berlaku",
        (umur.alasan,),
        umur.langkah,
    )


class MasukanKewajibanDupak(Masukan):
    """Input of `kewajiban_dupak`."""

    hari_ini: Annotated[Tanggal, Field(description="the day on which it is asked")]
    dupak_terakhir: Annotated[
        Tanggal | None, Field(description="day on which the last claim was handed in; left out, none yet")
    ] = None
    mulai_jabatan: Annotated[
        Tanggal | None, Field(description="start in the position; counts where there is no claim yet")
    ] = None


@jenis(
    "kewajiban_dupak",
    N_("Kewajiban mengajukan DUPAK"),
    regime=("R2003", "R2020"),
    nilai={
        "jatuh_tempo": "the last day on which the next claim is in time",
        "hari_tersisa": "days until then, 0 when it is late",
        "hari_terlambat": "days since then, 0 when it is in time",
    },
    putusan={"terpenuhi": "the duty is met so far", "terlambat": "a claim is overdue"},
    contoh={"regime": "R2020", "masukan": {"dupak_terakhir": "2021-01-15", "hari_ini": "2021-12-01"}},
)
def kewajiban_dupak(k: Konteks, m: MasukanKewajibanDupak) -> Hasil:
    """At least one claim a year, counted from the last one."""
    mulai = m.dupak_terakhir or m.mulai_jabatan
    if mulai is None:
        raise KasusSalah("masukan.dupak_terakhir", P_("Isi tanggal DUPAK terakhir, atau tanggal mulai jabatan."))
    if mulai > m.hari_ini:
        raise KasusSalah("masukan.hari_ini", P_("Tanggal ini tidak boleh sebelum DUPAK terakhir atau mulai jabatan."))
    hasil = kewajiban(k.aturan, mulai, m.hari_ini)
    return Hasil(
        {
            "jatuh_tempo": hasil.jatuh_tempo,
            "hari_tersisa": max(hasil.hari_tersisa, 0),
            "hari_terlambat": max(-hasil.hari_tersisa, 0),
        },
        "terpenuhi" if hasil.terpenuhi else "terlambat",
        (hasil.alasan,),
        hasil.langkah,
    )
