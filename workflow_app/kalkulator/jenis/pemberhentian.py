"""Kinds about release from the position, the allowance, and coming back."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Jenjang, Tanggal, Teks, Ya
from workflow_app.kalkulator.pemberhentian import (
    alasan_dari,
    daftar_bukti,
    dapat_kembali,
    dibebaskan_karena_belajar,
    nama_alasan,
)
from workflow_app.kalkulator.pemberhentian import pengangkatan_kembali as kembali
from workflow_app.kalkulator.pemberhentian import tunjangan as henti_tunjangan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import N_, P_

Alasan = Annotated[
    Teks,
    Field(
        description="ground, by code or letter: `mengundurkan_diri` (a), `diberhentikan_sementara` (b), `cltn` (c), "
        "`tugas_belajar` (d), `penugasan_penuh` (e), `tidak_memenuhi_syarat` (f); R2003 also `angka_kredit_kurang`, "
        "`hukuman_disiplin`"
    ),
]


def _aturan(k: Konteks, tanggal: dt.date) -> Peraturan:
    """The rules of release: those of the regime that the case names, else of the date."""
    return k.kunci(f"pemberhentian_{k.regime}") if k.regime is not None else k.pemberhentian(tanggal)


def _alasan(aturan: Peraturan, tulisan: str) -> str:
    kode = alasan_dari(aturan, tulisan)
    if kode is None:
        daftar = aturan.anak("alasan")
        pesan = P_("Alasan tidak ada dalam %(aturan)s. Pilih: %(daftar)s.", aturan=aturan.nama, daftar=daftar)
        raise KasusSalah("masukan.alasan", pesan)
    return kode


class MasukanKembali(Masukan):
    """Input of `pengangkatan_kembali`."""

    alasan: Alasan
    tanggal: Annotated[Tanggal, Field(description="day of the reappointment; chooses the rules without a `regime`")]
    jenjang_terakhir: Annotated[Jenjang, Field(description="level held last")]
    berakhir: Annotated[Ya | None, Field(description="whether the ground has ended; null: not known")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy for the position; null: not known")] = None
    putusan: Annotated[
        Literal["bebas", "percobaan", "bersalah"] | None,
        Field(description="final ruling after a suspension: not guilty, suspended sentence, guilty; null: not known"),
    ] = None
    angka_kredit: Annotated[Angka | None, Field(description="credit held last; null: not asked")] = None
    angka_kredit_baru: Annotated[
        Angka, Field(description="credit from pengembangan profesi while away (R2003, R2020)")
    ] = Decimal(0)


@jenis(
    "pengangkatan_kembali",
    N_("Pengangkatan kembali dalam jabatan"),
    nilai={
        "jenjang": "level of the reappointment; null where there is none",
        "angka_kredit": "credit on coming back; null where not asked or converted (`pengangkatan_kembali_konversi`)",
        "penyesuaian_paling_awal": "first day for adjusting the level to the last rank; null where not foreseen",
        "alasan": "code of the ground",
    },
    putusan={
        "dapat": "reappointed to the last level",
        "tidak_dapat": "the ground excludes it, or a condition fails",
        "belum_lengkap": "nothing fails, but something is not known",
    },
    contoh={
        "regime": "R2020",
        "masukan": {
            "alasan": "cltn",
            "tanggal": "2022-03-01",
            "jenjang_terakhir": "ahli_muda",
            "berakhir": True,
            "lowongan": True,
        },
    },
)
def pengangkatan_kembali(k: Konteks, m: MasukanKembali) -> Hasil:
    """Grounds b to e allow it to the last level, with a vacancy, once the ground has ended; a and f never."""
    aturan = _aturan(k, m.tanggal)
    kode = _alasan(aturan, m.alasan)
    if m.putusan is not None and not aturan.memuat(f"alasan.{kode}.putusan"):
        pesan = P_("Putusan pengadilan hanya berlaku bagi pemberhentian sementara sebagai PNS.")
        raise KasusSalah("masukan.putusan", pesan)
    hasil = kembali(
        aturan,
        kode,
        m.tanggal,
        berakhir=m.berakhir,
        lowongan=m.lowongan,
        putusan=m.putusan,
        angka_kredit=m.angka_kredit,
        angka_kredit_baru=m.angka_kredit_baru,
    )
    nilai: dict[str, NilaiHasil] = {
        "jenjang": m.jenjang_terakhir if hasil.boleh else None,
        "angka_kredit": hasil.angka_kredit,
        "penyesuaian_paling_awal": hasil.penyesuaian,
        "alasan": kode,
    }
    putusan = {True: "dapat", False: "tidak_dapat", None: "belum_lengkap"}[hasil.boleh]
    return Hasil(nilai, putusan, hasil.alasan, hasil.langkah)


class MasukanPemberhentian(Masukan):
    """Input of `pemberhentian`."""

    alasan: Alasan
    tanggal: Annotated[Tanggal, Field(description="day of the release; chooses the rules without a `regime`")]
    bukti: Annotated[
        tuple[Teks, ...], Field(max_length=20, description="codes of the evidence at hand, as listed in the steps")
    ] = ()


@jenis(
    "pemberhentian",
    N_("Daftar bukti pemberhentian dari jabatan"),
    nilai={
        "alasan": "code of the ground",
        "sifat": "`sementara` (R2003) or `berhenti`",
        "banyak": "pieces of evidence that the ground asks for",
        "ada": "how many are at hand",
        "kurang": "codes of those missing; null when none",
        "dapat_kembali": "`ya` where the ground allows a reappointment",
    },
    putusan={"lengkap": "all evidence is at hand", "belum_lengkap": "some is missing"},
    contoh={"regime": "R2020", "masukan": {"alasan": "a", "tanggal": "2022-03-01", "bukti": ["permohonan"]}},
)
def pemberhentian(k: Konteks, m: MasukanPemberhentian) -> Hasil:
    """The grounds of release and the evidence each of them asks for, by regime."""
    aturan = _aturan(k, m.tanggal)
    kode = _alasan(aturan, m.alasan)
    bukti = daftar_bukti(aturan, kode, m.bukti)
    dikenal = tuple(b.kode for b in bukti)
    for nomor, satu in enumerate(m.bukti):
        if satu not in dikenal:
            pesan = P_("Bukti tidak dikenal untuk alasan ini. Pilih: %(daftar)s.", daftar=dikenal)
            raise KasusSalah(f"masukan.bukti.{nomor}", pesan)
    kurang = [b for b in bukti if not b.ada]
    langkah = tuple(Langkah(P_("%(kode)s: %(nama)s", kode=b.kode, nama=b.nama), None, b.sumber) for b in bukti)
    nilai: dict[str, NilaiHasil] = {
        "alasan": kode,
        "sifat": aturan.teks("pemberhentian.sifat"),
        "banyak": len(bukti),
        "ada": len(bukti) - len(kurang),
        "kurang": ", ".join(b.kode for b in kurang) or None,
        "dapat_kembali": dapat_kembali(aturan, kode),
    }
    if kurang:
        alasan = tuple(P_("Belum ada: %(nama)s.", nama=b.nama) for b in kurang)
        return Hasil(nilai, "belum_lengkap", alasan, langkah)
    teks = P_("Bukti untuk “%(alasan)s” lengkap.", alasan=nama_alasan(aturan, kode))
    return Hasil(nilai, "lengkap", (teks,), langkah)


class MasukanTunjangan(Masukan):
    """Input of `tunjangan`."""

    tanggal_pembebasan: Annotated[Tanggal, Field(description="day of the release for study")]
    lama_bulan: Annotated[
        Cacah | None, Field(description="months of study; short studies do not release; null: long enough")
    ] = None


@jenis(
    "tunjangan",
    N_("Penghentian tunjangan karena tugas belajar"),
    nilai={
        "berhenti": "first month without the allowance; null where it goes on",
        "bulan_terakhir": "last month with it; null where it goes on",
    },
    putusan={"dihentikan": "the allowance stops", "tetap": "the study is too short to release anybody"},
    contoh={"masukan": {"tanggal_pembebasan": "2021-03-01"}},
)
def tunjangan(k: Konteks, m: MasukanTunjangan) -> Hasil:
    """The allowance stops in month 7, the month of release being the first."""
    karier = k.kunci("karier")
    if m.lama_bulan is not None and not dibebaskan_karena_belajar(karier, m.lama_bulan):
        batas = karier.bulat("tunjangan.tugas_belajar_lebih_dari_bulan")
        teks = P_("Tugas belajar %(lama)s bulan tidak lebih dari %(batas)s bulan.", lama=m.lama_bulan, batas=batas)
        langkah = Langkah(teks, None, karier.sumber("tunjangan.tugas_belajar_lebih_dari_bulan"))
        return Hasil({"berhenti": None, "bulan_terakhir": None}, "tetap", (teks,), (langkah,))
    hasil = henti_tunjangan(karier, m.tanggal_pembebasan)
    nilai: dict[str, NilaiHasil] = {"berhenti": hasil.berhenti, "bulan_terakhir": hasil.bulan_terakhir}
    return Hasil(nilai, "dihentikan", (hasil.langkah[-1].teks,), hasil.langkah)
