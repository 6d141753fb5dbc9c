"""The kind `minimal`: what a rank asks for."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah, kedudukan, peringatan_kolom, wajib
from workflow_app.kalkulator.jenis.tipe import Golongan, Jenjang, Kategori
from workflow_app.kalkulator.kebutuhan import (
    dalam_jenjang,
    kebutuhan_golongan,
    kebutuhan_jenjang,
    kebutuhan_langkah,
    minimal_golongan,
    penunjang_maksimal,
    utama_minimal,
)
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang, jenjang_berikut
from workflow_app.peraturan.jenjang import kategori as kategori_jenjang
from workflow_app.pesan import N_, P_


class MasukanMinimal(Masukan):
    """Input of `minimal`: the rank, and the level or the category."""

    golongan: Annotated[Golongan, Field(description="rank")]
    jenjang: Annotated[Jenjang | None, Field(description="level; left out, the one of the category with this rank")] = (
        None
    )
    kategori: Annotated[Kategori | None, Field(description="category; left out, the one of the level")] = None
    pendidikan: Annotated[
        Ijazah | None, Field(description="diploma of entry into the position (R2020); left out, the common column")
    ] = None
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank of entry into the level (R2020); left out, the lowest of the column")
    ] = None


@jenis(
    "minimal",
    N_("Angka kredit minimal suatu pangkat"),
    regime=("R2003", "R2020"),
    nilai={
        "total": "R2003: cumulative total to hold the rank; R2020: the step from it to the next; null at the top",
        "utama_minimal": "share of `total` that must come from the main elements",
        "penunjang_maksimal": "share of `total` that supporting work may bring",
        "langkah": "credit from this rank to the next; null at the top",
        "golongan_berikut": "the next rank of the category; null at the top",
        "kp_kebutuhan": "what the next rank needs: cumulative (R2003), or inside the level since entry (R2020)",
        "jenjang": "the level of the rank",
        "jenjang_berikut": "the next level; null at the top",
        "kj_kebutuhan": "what the next level needs, counted the same way; null at the top",
    },
    putusan={"ada": "there is a next rank", "puncak": "this is the top rank"},
    contoh={"regime": "R2003", "masukan": {"kategori": "keahlian", "golongan": "III/c"}},
)
def minimal(k: Konteks, m: MasukanMinimal) -> Hasil:
    """The minimum of a rank with its shares, the step to the next rank, and what the next level needs."""
    aturan = k.aturan
    di = kedudukan(
        k,
        aturan,
        jenjang=_jenjang(aturan, m),
        golongan=m.golongan,
        pendidikan=m.pendidikan,
        golongan_awal=m.golongan_awal,
    )
    langkah = kebutuhan_langkah(aturan, golongan=di.golongan, jenjang=di.jenjang, pendidikan=di.pendidikan)
    total = langkah if dalam_jenjang(aturan) else minimal_golongan(aturan, kategori_jenjang(di.jenjang), di.golongan)
    kp = kebutuhan_golongan(aturan, di, golongan_berikut(di.golongan))
    kj = kebutuhan_jenjang(aturan, di)
    langkah_hitung: list[Langkah] = []
    utama: Decimal | None = None
    penunjang: Decimal | None = None
    if total is not None:
        utama, penunjang = utama_minimal(aturan, total.nilai), penunjang_maksimal(aturan, total.nilai)
        langkah_hitung = [
            Langkah(
                P_("Angka kredit %(golongan)s: %(nilai)s", golongan=di.golongan, nilai=total.nilai),
                total.nilai,
                total.sumber,
            ),
            Langkah(
                P_("Unsur utama paling sedikit %(nilai)s", nilai=utama), utama, aturan.sumber("bagian.utama_minimal")
            ),
            Langkah(
                P_("Unsur penunjang paling banyak %(nilai)s", nilai=penunjang),
                penunjang,
                aturan.sumber("bagian.penunjang_maksimal"),
            ),
        ]
    if langkah is None:
        putusan = P_("%(golongan)s adalah pangkat puncak.", golongan=di.golongan)
        langkah_hitung.append(Langkah(putusan, sumber=aturan.sumber(f"jenjang.{di.jenjang}.golongan")))
    else:
        putusan = P_(
            "Dari %(golongan)s ke %(berikut)s: %(nilai)s",
            golongan=di.golongan,
            berikut=golongan_berikut(di.golongan),
            nilai=langkah.nilai,
        )
        langkah_hitung.append(Langkah(putusan, langkah.nilai, langkah.sumber))
    if kj is not None:
        teks = P_("Kenaikan jabatan memerlukan %(nilai)s", nilai=kj.nilai)
        langkah_hitung.append(Langkah(teks, kj.nilai, kj.sumber))
    return Hasil(
        {
            "total": None if total is None else total.nilai,
            "utama_minimal": utama,
            "penunjang_maksimal": penunjang,
            "langkah": None if langkah is None else langkah.nilai,
            "golongan_berikut": None if langkah is None else golongan_berikut(di.golongan),
            "kp_kebutuhan": None if kp is None else kp.nilai,
            "jenjang": di.jenjang,
            "jenjang_berikut": None if kj is None else jenjang_berikut(aturan, di.jenjang),
            "kj_kebutuhan": None if kj is None else kj.nilai,
        },
        "puncak" if langkah is None else "ada",
        (putusan,),
        tuple(langkah_hitung),
        peringatan_kolom(aturan, di),
    )


def _jenjang(aturan: Peraturan, m: MasukanMinimal) -> str:
    """The level given, or the one of the category that has the rank."""
    if m.jenjang is not None:
        if m.kategori is not None and m.kategori != kategori_jenjang(m.jenjang):
            raise KasusSalah("masukan.kategori", P_("Kategori tidak sesuai dengan jenjang. Isi salah satu saja."))
        return m.jenjang
    wajib(m.kategori, "jenjang")
    for jenjang in aturan.anak("jenjang"):
        if kategori_jenjang(jenjang) == m.kategori and m.golongan in golongan_jenjang(aturan, jenjang):
            return jenjang
    pesan = P_("Kategori %(kategori)s tidak mempunyai golongan %(golongan)s.", kategori=m.kategori, golongan=m.golongan)
    raise KasusSalah("masukan.golongan", pesan)
