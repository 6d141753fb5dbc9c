"""Kinds about one activity."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.butir import faktor_jenjang
from workflow_app.kalkulator.butir import kredit_butir as kredit
from workflow_app.kalkulator.jenis.dasar import Hasil, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import Angka, Jenjang, JenjangButir
from workflow_app.pesan import N_


class MasukanButir(Masukan):
    """Input of `kredit_butir`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    jenjang_butir: Annotated[JenjangButir, Field(description="level the activity belongs to; `semua` for all")]
    angka_kredit: Annotated[Angka, Field(description="credit of one unit of output")]
    volume: Annotated[Angka, Field(description="units of output")]


class _Butir:
    def __init__(self, masukan: MasukanButir) -> None:
        self.jenjang: str | None = masukan.jenjang_butir
        self.angka_kredit: Decimal | None = masukan.angka_kredit
        self.persen: Decimal | None = None


@jenis(
    "kredit_butir",
    N_("Angka kredit satu butir kegiatan"),
    regime=("R2003", "R2020"),
    nilai={
        "angka_kredit": "credit earned, rounded",
        "faktor": "factor of the level; null where nothing can be credited",
        "perlu_surat_tugas": "`ya` where work of another level needs a written assignment",
    },
    putusan={"dinilai": "the activity earns credit", "ditolak": "it cannot be credited to this officer"},
    contoh={
        "regime": "R2020",
        "masukan": {"jenjang": "ahli_pertama", "jenjang_butir": "ahli_muda", "angka_kredit": "0.5", "volume": 10},
    },
)
def kredit_butir(k: Konteks, m: MasukanButir) -> Hasil:
    """Volume x credit per unit x factor of the level: one level up or down at most, never in the other category."""
    hasil = kredit(k.aturan, _Butir(m), m.volume, m.jenjang)
    faktor = faktor_jenjang(k.aturan, m.jenjang, m.jenjang_butir)
    return Hasil(
        {"angka_kredit": hasil.nilai, "faktor": faktor.nilai, "perlu_surat_tugas": hasil.perlu_surat_tugas},
        "dinilai" if hasil.dapat_dinilai else "ditolak",
        (hasil.alasan,),
        hasil.langkah,
    )
