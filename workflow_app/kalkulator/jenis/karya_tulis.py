"""Kinds about papers and diplomas."""

from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.ijazah import IjazahSalah, KreditIjazah, gelar_lain, kredit_ijazah
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.periksa import (
    Ijazah,
    butir_katalog,
    periksa_golongan,
    periksa_jenjang,
    tidak_bersama,
    wajib,
)
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, Teks, Ya
from workflow_app.kalkulator.karya_tulis import PenulisTidakDiatur
from workflow_app.kalkulator.karya_tulis import karya_tulis as bagi
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.pesan import N_, P_


class MasukanKaryaTulis(Masukan):
    """Input of `karya_tulis`: either `angka_kredit` or `kode`."""

    penulis: Annotated[Cacah, Field(description="number of authors")]
    angka_kredit: Annotated[Angka | None, Field(description="credit of the whole paper")] = None
    kode: Annotated[Teks | None, Field(description="code of the paper's kind in the catalogue")] = None
    penulis_utama_diketahui: Annotated[Ya, Field(description="whether the main author can be told")] = True


@jenis(
    "karya_tulis",
    N_("Pembagian angka kredit karya tulis"),
    regime=("R2003", "R2020"),
    nilai={
        "angka_kredit": "credit of the whole paper",
        "utama": "share of the main author (or the only one); null where all are equal",
        "pembantu": "share of each credited helper; null where there is none",
        "setara": "share of each author where all are equal; null otherwise",
        "per_penulis": "the stored share of every credited author, the main one first",
        "jumlah_pasti": "sum of the exact shares, before any rounding",
        "jumlah": "sum of the stored shares",
        "selisih_pembulatan": "what rounding adds altogether",
        "penulis_dinilai": "authors who are credited",
        "penulis_tidak_dinilai": "authors who receive nothing",
    },
    putusan={
        "dibagi": "every author receives a share",
        "dibagi_sebagian": "some helpers receive nothing",
    },
    contoh={"regime": "R2003", "masukan": {"angka_kredit": 8, "penulis": 3}},
)
def karya_tulis(k: Konteks, m: MasukanKaryaTulis) -> Hasil:
    """Shares of a joint paper, exact until the last step: the sum may differ from the whole by rounding alone."""
    aturan = k.aturan
    if m.penulis < 1:
        raise KasusSalah("masukan.penulis", P_("Jumlah penulis paling sedikit 1."))
    if m.kode is not None:
        tidak_bersama(m.angka_kredit, "angka_kredit", "kode")
        butir = butir_katalog(aturan.kunci, m.kode)
        if butir.kind != PENGEMBANGAN_PROFESI or butir.angka_kredit is None:
            pesan = P_("Kode ini bukan karya tulis dengan angka kredit tetap. Isi angka_kredit.")
            raise KasusSalah("masukan.kode", pesan)
        dasar = butir.angka_kredit
    else:
        dasar = wajib(m.angka_kredit, "angka_kredit")
    try:
        hasil = bagi(aturan, dasar, m.penulis, utama_diketahui=m.penulis_utama_diketahui)
    except PenulisTidakDiatur as galat:
        raise KasusSalah("masukan.penulis_utama_diketahui", galat.pesan) from None
    sisa = hasil.pembagian.tidak_dinilai
    alasan = [hasil.pembagian.langkah.teks]
    if hasil.selisih:
        alasan.append(
            P_(
                "Jumlah bagian sesudah pembulatan %(jumlah)s; jumlah pastinya %(pasti)s.",
                jumlah=hasil.jumlah,
                pasti=hasil.jumlah_pasti,
            )
        )
    return Hasil(
        {
            "angka_kredit": dasar,
            "utama": hasil.utama,
            "pembantu": hasil.pembantu,
            "setara": hasil.setara,
            "per_penulis": ", ".join(f"{nilai:f}" for nilai in hasil.per_penulis),
            "jumlah_pasti": hasil.jumlah_pasti,
            "jumlah": hasil.jumlah,
            "selisih_pembulatan": hasil.selisih,
            "penulis_dinilai": len(hasil.per_penulis),
            "penulis_tidak_dinilai": sisa,
        },
        "dibagi_sebagian" if sisa else "dibagi",
        tuple(alasan),
        hasil.langkah,
    )


class MasukanIjazah(Masukan):
    """Input of `ijazah`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    ijazah_lama: Annotated[Ijazah, Field(description="highest diploma that has been credited")]
    ijazah_baru: Annotated[Ijazah, Field(description="the new diploma")]
    bidang_sesuai: Annotated[Ya, Field(description="whether the new diploma is in the field of the work (TI)")] = True
    golongan: Annotated[Golongan | None, Field(description="rank; needed under R2020 for a diploma in the field")] = (
        None
    )


@jenis(
    "ijazah",
    N_("Angka kredit ijazah yang lebih tinggi"),
    regime=("R2003", "R2020"),
    nilai={
        "angka_kredit": "credit of the diploma, rounded; 0 where it earns none",
        "unsur": "element under which it counts; null where it earns none",
    },
    putusan={
        "dinilai": "a diploma in the field",
        "gelar_lain": "a degree outside the field, in the supporting element",
        "alih_kategori": "above the diplomas of the category: the way to the other category",
        "tidak_dinilai": "it earns nothing",
    },
    contoh={"regime": "R2003", "masukan": {"jenjang": "terampil", "ijazah_lama": "slta", "ijazah_baru": "d3"}},
)
def ijazah(k: Konteks, m: MasukanIjazah) -> Hasil:
    """R2003: the difference of the diplomas' credits; R2020: a percentage of what the next rank needs."""
    aturan, karier = k.aturan, k.kunci("karier")
    periksa_jenjang(aturan, m.jenjang)
    golongan = m.golongan
    if golongan is not None:
        periksa_golongan(aturan, m.jenjang, golongan)
    elif m.bidang_sesuai and aturan.memuat("ijazah.persen"):
        golongan = wajib(golongan, "golongan")
    try:
        if m.bidang_sesuai:
            hasil = kredit_ijazah(
                aturan, karier, jenjang=m.jenjang, golongan=golongan, lama=m.ijazah_lama, baru=m.ijazah_baru
            )
        else:
            hasil = gelar_lain(aturan, karier, jenjang=m.jenjang, lama=m.ijazah_lama, baru=m.ijazah_baru)
    except IjazahSalah as galat:
        raise KasusSalah(f"masukan.{galat.bidang}", galat.pesan) from None
    nilai = {"angka_kredit": hasil.nilai, "unsur": hasil.unsur if hasil.dinilai else None}
    return Hasil(nilai, _putusan(hasil, sebidang=m.bidang_sesuai), (hasil.alasan,), hasil.langkah)


def _putusan(hasil: KreditIjazah, *, sebidang: bool) -> str:
    if hasil.alih_kategori:
        return "alih_kategori"
    if not hasil.dinilai:
        return "tidak_dinilai"
    return "dinilai" if sebidang else "gelar_lain"
