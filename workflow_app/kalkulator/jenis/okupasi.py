"""Kinds about occupations and the gap between need and people."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import Cacah, Tanggal, Teks
from workflow_app.kalkulator.okupasi import KodeOkupasiSalah
from workflow_app.kalkulator.okupasi import kesenjangan as hitung_kesenjangan
from workflow_app.kalkulator.okupasi import kode_okupasi as uraikan
from workflow_app.pesan import N_, P_
from workflow_app.tanggal import tambah_bulan

ORANG_TERBANYAK = 1000


def _kode(nilai: Any) -> Any:
    return str(nilai) if isinstance(nilai, int) and not isinstance(nilai, bool) else nilai


Kode = Annotated[
    Teks,
    BeforeValidator(_kode),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{5,6}$"}, {"type": "integer", "minimum": 10000}]}),
]


class MasukanKodeOkupasi(Masukan):
    """Input of `kode_okupasi`."""

    kode: Annotated[Kode, Field(description="code as printed, with or without its leading zero; text or number")]


@jenis(
    "kode_okupasi",
    N_("Kode okupasi TIK"),
    nilai={
        "kode": "six digits",
        "area": "two digits of the area",
        "huruf": "its letter",
        "nama_area": "its name",
        "kkni": "KKNI level",
        "urutan": "two digits of the sequence",
        "nama": "name of the occupation as printed; null where the list has none",
        "nama_id": "its Indonesian name; null where none is printed",
        "nama_en": "its English name; null where none is printed",
    },
    putusan={"terdaftar": "the list holds the code", "tidak_terdaftar": "it does not"},
    contoh={"masukan": {"kode": "10602"}},
)
def kode_okupasi(k: Konteks, m: MasukanKodeOkupasi) -> Hasil:
    """Area (2 digits) + KKNI level (2) + sequence (2); codes of areas 1 to 9 lose their leading zero in print."""
    try:
        hasil = uraikan(k.kunci("kompetensi"), m.kode.strip())
    except KodeOkupasiSalah as galat:
        raise KasusSalah("masukan.kode", galat.pesan) from None
    okupasi = hasil.okupasi
    return Hasil(
        {
            "kode": hasil.kode,
            "area": hasil.area,
            "huruf": hasil.huruf,
            "nama_area": hasil.nama_area,
            "kkni": hasil.level,
            "urutan": hasil.urutan,
            "nama": okupasi.nama if okupasi else None,
            "nama_id": (okupasi.nama_id or None) if okupasi else None,
            "nama_en": (okupasi.nama_en or None) if okupasi else None,
        },
        "terdaftar" if okupasi else "tidak_terdaftar",
        (hasil.alasan,),
        hasil.langkah,
    )


class Rotasi(Masukan):
    """One person who was trained for the occupation and then moved away."""

    pelatihan: Annotated[Tanggal, Field(description="last day of the training")]
    rotasi: Annotated[Tanggal, Field(description="day of the move")]


class MasukanKesenjangan(Masukan):
    """Input of `kesenjangan`."""

    dibutuhkan: Annotated[Cacah, Field(description="people needed in the occupation")]
    tersedia: Annotated[Cacah, Field(description="people assigned to it")]
    memenuhi: Annotated[Cacah, Field(description="those of them with valid evidence at the required KKNI level")]
    rotasi: Annotated[
        tuple[Rotasi, ...],
        Field(max_length=ORANG_TERBANYAK, description="people who were trained for it and moved away"),
    ] = ()


@jenis(
    "kesenjangan",
    N_("Kesenjangan kompetensi"),
    nilai={
        "kesenjangan": "qualified people that are missing",
        "cakupan": "qualified people in percent of the need, rounded; null where nothing is needed",
    },
    putusan={
        "terpenuhi": "enough qualified people are there",
        "kurang": "some are missing",
        "tidak_berlaku": "nothing is needed",
    },
    contoh={"masukan": {"dibutuhkan": 3, "tersedia": 2, "memenuhi": 1}},
)
def kesenjangan(k: Konteks, m: MasukanKesenjangan) -> Hasil:
    """max(0, needed - qualified), and qualified / needed in percent.

    Warns of a system without an operator (people needed, nobody there) and of people moved soon after their training.
    """
    if m.memenuhi > m.tersedia:
        raise KasusSalah("masukan.memenuhi", P_("Yang memenuhi tidak dapat lebih banyak daripada yang tersedia."))
    aturan = k.kunci("kompetensi")
    hasil = hitung_kesenjangan(aturan, dibutuhkan=m.dibutuhkan, tersedia=m.tersedia, memenuhi=m.memenuhi)
    peringatan = []
    if hasil.tanpa_orang:
        peringatan.append(P_("Dibutuhkan, tetapi tidak seorang pun tersedia: sistem terancam tanpa operator."))
    bulan = aturan.bulat("kesenjangan.rotasi_bulan")
    for nomor, satu in enumerate(m.rotasi):
        if satu.rotasi < satu.pelatihan:
            raise KasusSalah(f"masukan.rotasi.{nomor}.rotasi", P_("Rotasi tidak boleh sebelum pelatihan selesai."))
        if satu.rotasi <= tambah_bulan(satu.pelatihan, bulan):
            peringatan.append(
                P_(
                    "Dilatih %(pelatihan)s dan dirotasi %(rotasi)s, di dalam %(bulan)s bulan: pelatihan terbuang.",
                    pelatihan=satu.pelatihan,
                    rotasi=satu.rotasi,
                    bulan=bulan,
                )
            )
    putusan = {None: "tidak_berlaku", True: "terpenuhi", False: "kurang"}[hasil.terpenuhi]
    nilai = {"kesenjangan": hasil.kesenjangan, "cakupan": hasil.cakupan}
    return Hasil(nilai, putusan, (hasil.alasan,), hasil.langkah, tuple(peringatan))
