"""Kinds about officials: who determines credit, who proposes, and who receives the decision."""

from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.berkas import ASLI, TEMBUSAN, penerima
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import REGIME, Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import JenisInstansi, Jenjang, Teks
from workflow_app.kalkulator.rute import Arah, arah_penetap, arah_pengusul
from workflow_app.pesan import N_, P_, Pesan

PENERIMA_TERBANYAK = 50
PUTUSAN_ARAH = {"ditemukan": "a row of the table fits", "tidak_diatur": "the rule set names nobody"}


class MasukanPejabat(Masukan):
    """Input of `penetap` and `pengusul`."""

    jenjang: Annotated[Jenjang, Field(description="level of the officer")]
    instansi: Annotated[
        JenisInstansi,
        Field(description="kind of his institution; `bps` is its head office, `bps_provinsi` a provincial office"),
    ]


def _isi(arah: Arah) -> dict[str, str | None]:
    return {
        "pejabat": ", ".join(arah.kode) or None,
        "nama": "; ".join(str(nama) for nama in arah.nama) or None,
        "pertama": arah.kode[0] if arah.kode else None,
    }


def _peringatan(arah: Arah) -> tuple[Pesan, ...]:
    return (P_("Baris ini usulan, tidak tertulis dalam peraturan; administrator dapat mengubahnya."),) * arah.usulan


@jenis(
    "penetap",
    N_("Pejabat yang menetapkan angka kredit"),
    regime=REGIME,
    nilai={
        "pejabat": "codes of the posts, the one asked first before the next, joined by `, `",
        "nama": "their names, joined by `; `",
        "pertama": "code of the first one",
    },
    putusan=PUTUSAN_ARAH,
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_muda", "instansi": "kabupaten_kota"}},
)
def penetap(k: Konteks, m: MasukanPejabat) -> Hasil:
    """The official who determines the credit of an officer of this level, by regime and kind of institution."""
    arah = arah_penetap(k.aturan, m.jenjang, m.instansi)
    putusan = "ditemukan" if arah.kode else "tidak_diatur"
    return Hasil(_isi(arah), putusan, (arah.alasan,), arah.langkah, _peringatan(arah))


@jenis(
    "pengusul",
    N_("Pejabat yang mengusulkan"),
    regime=REGIME,
    nilai={
        "pejabat": "codes of the posts that may propose, joined by `, `",
        "nama": "their names, joined by `; `",
        "pertama": "code of the first one",
        "kepada": "codes of the posts addressed: those that determine",
    },
    putusan=PUTUSAN_ARAH,
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_madya", "instansi": "kementerian"}},
)
def pengusul(k: Konteks, m: MasukanPejabat) -> Hasil:
    """Who proposes an officer of this level, and to whom: the one who determines his credit."""
    arah, tujuan = arah_pengusul(k.aturan, m.jenjang, m.instansi), arah_penetap(k.aturan, m.jenjang, m.instansi)
    return Hasil(
        {**_isi(arah), "kepada": ", ".join(tujuan.kode) or None},
        "ditemukan" if arah.kode else "tidak_diatur",
        (arah.alasan,),
        (*arah.langkah, *tujuan.langkah),
        _peringatan(arah),
    )


class MasukanDistribusi(Masukan):
    """Input of `distribusi`."""

    terkirim: Annotated[
        tuple[Teks, ...] | None,
        Field(max_length=PENERIMA_TERBANYAK, description="codes of those who have their paper; left out: not judged"),
    ] = None


@jenis(
    "distribusi",
    N_("Penerima PAK"),
    regime=REGIME,
    nilai={
        "asli": "codes of those who receive the original, joined by `, `",
        "nama_asli": "their names, joined by `; `",
        "tembusan": "codes of those who receive a copy, in order",
        "nama_tembusan": "their names",
        "jumlah_tembusan": "number of copies",
        "belum": "codes of those who lack their paper; null where `terkirim` is left out or nobody does",
    },
    putusan={
        "daftar": "the list, with nothing to judge",
        "lengkap": "everybody has his paper",
        "belum_lengkap": "somebody lacks it",
    },
    contoh={"regime": "R2020", "masukan": {}},
)
def distribusi(k: Konteks, m: MasukanDistribusi) -> Hasil:
    """Who receives the original of a PAK and who the copies, by regime, and who still lacks his paper."""
    asli, tembusan = penerima(k.aturan, ASLI), penerima(k.aturan, TEMBUSAN)
    semua = {**asli, **tembusan}
    for nomor, kode in enumerate(m.terkirim or ()):
        if kode not in semua:
            pesan = P_("Penerima tidak dikenal. Pilih dari: %(daftar)s.", daftar=tuple(semua))
            raise KasusSalah(f"masukan.terkirim.{nomor}", pesan)
    langkah = []
    for kelompok, daftar in ((ASLI, asli), (TEMBUSAN, tembusan)):
        for kode, nama in daftar.items():
            isi = {"nama": Pesan(nama)}
            teks = P_("Asli: %(nama)s", **isi) if kelompok == ASLI else P_("Tembusan: %(nama)s", **isi)
            langkah.append(Langkah(teks, None, k.aturan.sumber(f"distribusi.{kelompok}.{kode}.label")))
    belum = [] if m.terkirim is None else [kode for kode in semua if kode not in m.terkirim]
    putusan: Literal["daftar", "lengkap", "belum_lengkap"]
    alasan: tuple[Pesan, ...]
    if m.terkirim is None:
        putusan = "daftar"
        alasan = (P_("%(asli)s asli dan %(tembusan)s tembusan.", asli=len(asli), tembusan=len(tembusan)),)
    elif belum:
        putusan = "belum_lengkap"
        alasan = tuple(P_("Belum dikirim kepada %(nama)s.", nama=Pesan(semua[kode])) for kode in belum)
    else:
        putusan, alasan = "lengkap", (P_("Semua %(jumlah)s penerima sudah dikirimi.", jumlah=len(semua)),)
    return Hasil(
        {
            "asli": ", ".join(asli),
            "nama_asli": "; ".join(asli.values()),
            "tembusan": ", ".join(tembusan),
            "nama_tembusan": "; ".join(tembusan.values()),
            "jumlah_tembusan": len(tembusan),
            "belum": ", ".join(belum) or None,
        },
        putusan,
        alasan,
        tuple(langkah),
    )
