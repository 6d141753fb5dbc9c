"""Kinds about the calendar of assessment."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from workflow_app.kalender import Khusus, NomorPutaran, TidakAdaHariKerja
from workflow_app.kalkulator.jadwal import jadwal as susun
from workflow_app.kalkulator.jadwal import penerimaan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.tipe import TAHUN_PALING_AKHIR, TAHUN_PALING_AWAL, Cacah, Tanggal, cacah_dari, tolak
from workflow_app.pesan import N_, P_
from workflow_app.tahap import Tahap

HARI_TERBANYAK = 400


def _tahun(nilai: Any) -> int:
    tahun = cacah_dari(nilai)
    if not TAHUN_PALING_AWAL <= tahun <= TAHUN_PALING_AKHIR:
        batas = {"awal": TAHUN_PALING_AWAL, "akhir": TAHUN_PALING_AKHIR}
        raise tolak(P_("Tulis tahun antara %(awal)s dan %(akhir)s.", **batas))
    return tahun


_SKEMA_TAHUN = {"type": "integer", "minimum": TAHUN_PALING_AWAL, "maximum": TAHUN_PALING_AKHIR}
Tahun = Annotated[int, BeforeValidator(_tahun), WithJsonSchema(_SKEMA_TAHUN)]
HariLibur = Annotated[
    tuple[Tanggal, ...],
    Field(max_length=HARI_TERBANYAK, description="the institution's own days off besides the national ones"),
]
HariMasuk = Annotated[
    tuple[Tanggal, ...],
    Field(max_length=HARI_TERBANYAK, description="national days off on which the institution works all the same"),
]


class MasukanBatasTerima(Masukan):
    """Input of `batas_terima`."""

    sidang: Annotated[Tanggal, Field(description="day of the plenary")]
    diterima: Annotated[Tanggal | None, Field(description="day on which a file is received; left out: none")] = None
    libur: HariLibur = ()
    masuk: HariMasuk = ()


@jenis(
    "batas_terima",
    N_("Batas penerimaan berkas"),
    nilai={
        "batas_terima": "last day on which a file is received for this plenary",
        "periode": "period of the file: 1 (plenary in January) or 2 (July); null without a file",
        "tahun": "year of its plenary",
        "putaran": "both as a code, `2015-07`",
        "berkas_mulai": "first day on which its period receives files",
        "berkas_selesai": "last day",
        "sidang_mulai": "first day of its plenary stage",
        "sidang_selesai": "last day",
        "pak_paling_lambat": "last day on which a PAK of its period is dated",
        "kp_berlaku": "day on which a raise in rank from it takes effect",
    },
    putusan={
        "tepat_waktu": "the file belongs to this plenary",
        "periode_berikutnya": "it is not refused; it goes to a later period",
        "periode_sebelumnya": "it came in time for an earlier period",
        "batas_saja": "no file was asked about",
    },
    contoh={"masukan": {"sidang": "2015-01-07", "diterima": "2014-11-08"}},
)
def batas_terima(k: Konteks, m: MasukanBatasTerima) -> Hasil:
    """Two months before the plenary is the last day of receipt; a later file goes to the next period.

    Other periods than that of the plenary go by the default schedule of `jadwal`.
    """
    khusus = Khusus(frozenset(m.libur), frozenset(m.masuk))
    try:
        hasil = penerimaan(k.kalender(m.sidang), m.sidang, m.diterima, khusus=khusus)
    except TidakAdaHariKerja as galat:
        raise KasusSalah("masukan.libur", galat.pesan) from None
    nilai: dict[str, NilaiHasil] = {"batas_terima": hasil.batas}
    nilai |= dict.fromkeys(("periode", "tahun", "putaran", "berkas_mulai", "berkas_selesai"))
    nilai |= dict.fromkeys(("sidang_mulai", "sidang_selesai", "pak_paling_lambat", "kp_berlaku"))
    putusan = "batas_saja"
    if hasil.putaran is not None and hasil.jadwal is not None:
        tahap = hasil.jadwal.tahap
        nilai |= {
            "periode": hasil.putaran.periode,
            "tahun": hasil.putaran.tahun,
            "putaran": hasil.putaran.kode,
            "berkas_mulai": tahap[Tahap.BERKAS_DITERIMA][0],
            "berkas_selesai": hasil.jadwal.batas_terima,
            "sidang_mulai": tahap[Tahap.SIDANG][0],
            "sidang_selesai": tahap[Tahap.SIDANG][1],
            "pak_paling_lambat": hasil.jadwal.pak_paling_lambat,
            "kp_berlaku": hasil.jadwal.kp_berlaku,
        }
        if hasil.putaran == hasil.putaran_sidang:
            putusan = "tepat_waktu"
            nilai["berkas_selesai"] = hasil.batas
        else:
            putusan = "periode_berikutnya" if hasil.putaran > hasil.putaran_sidang else "periode_sebelumnya"
    return Hasil(nilai, putusan, (hasil.alasan,), hasil.langkah)


class RentangTahap(Masukan):
    """First and last day of a stage."""

    mulai: Annotated[Tanggal, Field(description="first day")]
    selesai: Annotated[Tanggal, Field(description="last day")]


class MasukanJadwal(Masukan):
    """Input of `jadwal`."""

    tahun: Annotated[Tahun, Field(description="year of the plenary")]
    periode: Annotated[Cacah, Field(description="1: plenary in January; 2: in July")]
    libur: HariLibur = ()
    masuk: HariMasuk = ()
    tahap: Annotated[
        dict[
            Literal["berkas_diterima", "pemeriksaan", "penilaian", "sidang", "pembuatan_pak", "pengiriman_pak"],
            RentangTahap,
        ],
        Field(default_factory=dict, description="stages with other days than the default ones, by name"),
    ]


@jenis(
    "jadwal",
    N_("Jadwal satu periode penilaian"),
    nilai={
        **{
            f"{t.value}_{ujung}": f"{arti} day of the stage `{t.value}`"
            for t in Tahap
            for ujung, arti in (("mulai", "first"), ("selesai", "last"))
        },
        "batas_terima": "last day on which files are received",
        "pak_paling_lambat": "last day on which a PAK is dated",
        "kp_berlaku": "day on which a raise in rank takes effect",
    },
    putusan={"sah": "the schedule keeps every rule", "melanggar": "it breaks the rules named in the reasons"},
    contoh={"masukan": {"tahun": 2015, "periode": 1}},
)
def jadwal(k: Konteks, m: MasukanJadwal) -> Hasil:
    """The six stages of a period from the weekly defaults, cut to working days, and the rules between them.

    Weeks begin on the 1st, 8th, 15th and 22nd. The plenary opens no earlier than two months after the last receipt.
    """
    aturan = k.kunci("kalender")
    if not 1 <= m.periode <= len(aturan.anak("jadwal")):
        raise KasusSalah("masukan.periode", P_("Periode 1 (sidang Januari) atau 2 (sidang Juli)."))
    ubah = {Tahap(nama): (r.mulai, r.selesai) for nama, r in m.tahap.items()}
    khusus = Khusus(frozenset(m.libur), frozenset(m.masuk))
    try:
        hasil = susun(aturan, NomorPutaran(m.tahun, m.periode), khusus=khusus, ubah=ubah)
    except TidakAdaHariKerja as galat:
        raise KasusSalah("masukan.libur", galat.pesan) from None
    nilai: dict[str, NilaiHasil] = {}
    for tahap, (mulai, selesai) in hasil.tahap.items():
        nilai |= {f"{tahap.value}_mulai": mulai, f"{tahap.value}_selesai": selesai}
    nilai |= {
        "batas_terima": hasil.batas_terima,
        "pak_paling_lambat": hasil.pak_paling_lambat,
        "kp_berlaku": hasil.kp_berlaku,
    }
    sah = P_("Jadwal memenuhi semua aturan: urutan tahap, batas terima, dan batas PAK.")
    return Hasil(nilai, "melanggar" if hasil.salah else "sah", hasil.salah or (sah,), hasil.langkah)
