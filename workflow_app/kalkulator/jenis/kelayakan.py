"""Kinds about raises in rank (KP) and level (KJ) by credit."""

from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.bawaan import bawaan as hitung_bawaan
from workflow_app.kalkulator.bawaan import keluar_jenjang
from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah, kedudukan, peringatan_kolom
from workflow_app.kalkulator.jenis.tipe import Angka, Golongan, Jenjang, Tanggal, Ya
from workflow_app.kalkulator.kebutuhan import Kedudukan, dalam_jenjang, kebutuhan_langkah, terpakai
from workflow_app.kalkulator.kelayakan import KP, Kelayakan, KreditDinilai, Sasaran, kelayakan_kredit
from workflow_app.kalkulator.prasyarat import Keadaan, Prasyarat, prasyarat
from workflow_app.kalkulator.tahun_pertama import tahun_pertama as hitung_tahun_pertama
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_berikut, urutan_golongan
from workflow_app.pesan import N_, P_, Pesan


class MasukanKelayakan(Masukan):
    """Input of `kelayakan`: `utama` and `penunjang`, or `jumlah` alone where the split is unknown."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    golongan: Annotated[Golongan, Field(description="rank held")]
    jumlah: Annotated[
        Angka | None, Field(description="credit altogether: career (R2003), or the level held (R2020)")
    ] = None
    utama: Annotated[Angka | None, Field(description="of this the main elements, pengembangan profesi included")] = None
    penunjang: Annotated[
        Angka | None, Field(description="of this the supporting element; left out with `utama` given, 0")
    ] = None
    pengembangan_profesi: Annotated[
        Angka, Field(description="of this pengembangan profesi for the raise in question; left out, none")
    ] = NOL
    golongan_tujuan: Annotated[
        Golongan | None, Field(description="rank to be reached, further up than the next; left out, the next")
    ] = None
    pendidikan: Annotated[
        Ijazah | None, Field(description="diploma of entry into the position (R2020); left out, the common column")
    ] = None
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank of entry into the level (R2020); left out, the lowest of the column")
    ] = None
    prestasi_baik: Annotated[
        Ya | None, Field(description="every element of the appraisal good in the last year; left out, not judged")
    ] = None
    ukom_lulus: Annotated[Ya | None, Field(description="competence test passed; left out, not judged")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy in the next level; left out, not judged")] = None


def _nama_sasaran(awalan: str, sasaran: str) -> dict[str, str]:
    return {
        f"{awalan}_kebutuhan": f"credit that {sasaran} needs; null where there is none",
        f"{awalan}_diakui": "credit that counts: main elements and supporting work up to its share",
        f"{awalan}_kekurangan": "what is missing of it",
        f"{awalan}_kelebihan": "what goes beyond it",
        f"{awalan}_ak_terpenuhi": "whether the sum and its shares suffice",
        f"{awalan}_terpenuhi": "whether every condition that was stated is fulfilled",
        f"{awalan}_utama_minimal": "share that must come from the main elements",
        f"{awalan}_utama_kurang": "what is missing of that share; null where the split is unknown",
        f"{awalan}_penunjang_maksimal": "most that supporting work may bring",
        f"{awalan}_penunjang_diakui": "supporting credit that counts; null where the split is unknown",
        f"{awalan}_penunjang_gugur": "supporting credit that is lost; null where the split is unknown",
        f"{awalan}_pengembangan_profesi_minimal": "pengembangan profesi that is asked for; 0 where none is",
        f"{awalan}_pengembangan_profesi_kurang": "what is missing of it",
    }


_UTAMA = {
    "utama_kurang": "as `kp_utama_kurang`, or `kj_utama_kurang` where there is no rank to reach",
    "penunjang_diakui": "likewise",
    "penunjang_gugur": "likewise",
}


@jenis(
    "kelayakan",
    N_("Kelayakan kenaikan pangkat dan jabatan"),
    regime=("R2003", "R2020"),
    nilai={
        "jumlah": "credit altogether",
        "kelebihan_pangkat": "credit beyond what the rank held took",
        "golongan_tujuan": "rank to be reached; null at the top",
        "jenjang_tujuan": "level to be reached; null at the top",
        **_nama_sasaran("kp", "the rank to be reached"),
        **_nama_sasaran("kj", "the next level"),
        **_UTAMA,
        "pengembangan_profesi_kurang": "what is missing of pengembangan profesi, for the rank or the level",
    },
    putusan={
        "kp_dan_kj": "rank and level are both reached",
        "kp": "the rank is reached, the level is not",
        "kj": "the level is reached, the rank is not",
        "belum": "neither is reached",
        "tanpa_sasaran": "there is neither a higher rank nor a higher level",
    },
    contoh={
        "regime": "R2003",
        "masukan": {"jenjang": "ahli_pertama", "golongan": "III/a", "jumlah": 193, "prestasi_baik": True},
    },
)
def kelayakan(k: Konteks, m: MasukanKelayakan) -> Hasil:
    """Credit against the next rank and the next level, with every condition that is missing at once."""
    aturan = k.aturan
    di = kedudukan(
        k,
        aturan,
        jenjang=m.jenjang,
        golongan=m.golongan,
        pendidikan=m.pendidikan,
        golongan_awal=m.golongan_awal,
    )
    _periksa_tujuan(m)
    kredit, terbagi = _kredit(aturan, m)
    hasil = kelayakan_kredit(aturan, kredit, di, m.golongan_tujuan)
    if m.golongan_tujuan is not None and hasil.kp is None:
        pesan = P_("Dari jenjang ini tidak ada kenaikan ke %(golongan)s.", golongan=m.golongan_tujuan)
        raise KasusSalah("masukan.golongan_tujuan", pesan)
    syarat = prasyarat(
        aturan,
        k.kenaikan(),
        di,
        Keadaan(m.prestasi_baik, m.ukom_lulus, m.lowongan),
        ada_kj=hasil.kj is not None,
        memakai_kelebihan=m.golongan_tujuan not in (None, golongan_berikut(m.golongan)),
    )
    return _hasil(aturan, hasil, syarat, di, terbagi=terbagi)


def _periksa_tujuan(m: MasukanKelayakan) -> None:
    if m.golongan_tujuan is not None and urutan_golongan(m.golongan_tujuan) <= urutan_golongan(m.golongan):
        pesan = P_("Golongan tujuan harus di atas golongan sekarang (%(golongan)s).", golongan=m.golongan)
        raise KasusSalah("masukan.golongan_tujuan", pesan)


def _kredit(aturan: Peraturan, m: MasukanKelayakan) -> tuple[KreditDinilai, bool]:
    """The credit as stored, and whether its split is known."""
    utama, penunjang, jumlah = m.utama, m.penunjang, m.jumlah
    if jumlah is None:
        if utama is None:
            raise KasusSalah("masukan.jumlah", P_("Isi utama dan penunjang, atau jumlah."))
        penunjang = penunjang or NOL
    elif utama is not None or penunjang is not None:
        if utama is None and penunjang is not None:
            utama = jumlah - penunjang
        penunjang = jumlah - (utama or NOL) if penunjang is None else penunjang
        if utama is None or utama < 0 or penunjang < 0 or utama + penunjang != jumlah:
            raise KasusSalah("masukan.jumlah", P_("Jumlah tidak sama dengan utama ditambah penunjang."))
    terbagi = utama is not None
    bagian_utama = utama if utama is not None else jumlah or NOL
    if m.pengembangan_profesi > bagian_utama:
        pesan = P_("Pengembangan profesi adalah bagian dari unsur utama, sehingga tidak dapat lebih besar.")
        raise KasusSalah("masukan.pengembangan_profesi", pesan)
    nilai = (bagian_utama, penunjang or NOL, m.pengembangan_profesi)
    return KreditDinilai(*(bulatkan(aturan, n) for n in nilai)), terbagi


def _hasil(aturan: Peraturan, hasil: Kelayakan, syarat: Prasyarat, di: Kedudukan, *, terbagi: bool) -> Hasil:
    kp, kj = hasil.kp, hasil.kj
    halangan_kj = [*(kj.halangan if kj else ()), *syarat.kj]
    halangan_kp = [*(kp.halangan if kp else ()), *syarat.kp]
    # A rank of a higher level waits for that level, whatever keeps the officer from it.
    if kp is not None and kj is not None and halangan_kj and keluar_jenjang(aturan, di, kp.tujuan):
        halangan_kp = [*(h for h in halangan_kp if h != kp.catatan_kj), kp.catatan_kj]
    kp_boleh, kj_boleh = kp is not None and not halangan_kp, kj is not None and not halangan_kj
    utama = kp or kj
    nilai: dict[str, NilaiHasil] = {
        "jumlah": hasil.jumlah,
        "kelebihan_pangkat": max(hasil.jumlah - terpakai(aturan, di), NOL),
        "golongan_tujuan": None if kp is None else kp.tujuan,
        "jenjang_tujuan": None if kj is None else kj.tujuan,
        **_sasaran("kp", kp, terpenuhi=kp_boleh, terbagi=terbagi),
        **_sasaran("kj", kj, terpenuhi=kj_boleh, terbagi=terbagi),
        "utama_kurang": utama.utama_kurang if utama and terbagi else None,
        "penunjang_diakui": utama.penunjang_diakui if utama and terbagi else None,
        "penunjang_gugur": utama.penunjang_gugur if utama and terbagi else None,
        "pengembangan_profesi_kurang": max((s.profesi_kurang for s in hasil.sasaran), default=NOL),
    }
    alasan: list[Pesan] = []
    for sasaran, halangan, umum in ((kp, halangan_kp, hasil.alasan[0]), (kj, halangan_kj, hasil.alasan[1])):
        alasan += [umum] if sasaran is None or not halangan else halangan
    peringatan = list(syarat.peringatan) + list(peringatan_kolom(aturan, di))
    if not terbagi:
        peringatan.append(P_("Pembagian utama dan penunjang tidak diketahui, sehingga batasnya tidak diperiksa."))
    langkah = tuple(satu for s in hasil.sasaran for satu in s.langkah)
    return Hasil(
        nilai,
        _putusan(hasil, kp=kp_boleh, kj=kj_boleh),
        tuple(alasan),
        langkah or tuple(_langkah_puncak(aturan, hasil, di)),
        tuple(peringatan),
    )


def _langkah_puncak(aturan: Peraturan, hasil: Kelayakan, di: Kedudukan) -> list[Langkah]:
    sumber = aturan.sumber(f"jenjang.{di.jenjang}.golongan")
    return [Langkah(teks, sumber=sumber) for teks in hasil.alasan]


def _putusan(hasil: Kelayakan, *, kp: bool, kj: bool) -> str:
    if not hasil.sasaran:
        return "tanpa_sasaran"
    return {(True, True): "kp_dan_kj", (True, False): "kp", (False, True): "kj", (False, False): "belum"}[kp, kj]


def _sasaran(awalan: str, s: Sasaran | None, *, terpenuhi: bool, terbagi: bool) -> dict[str, NilaiHasil]:
    nama = _nama_sasaran(awalan, "")
    if s is None:
        return dict.fromkeys(nama)
    isi: tuple[NilaiHasil, ...] = (
        s.kebutuhan,
        s.diakui,
        s.kekurangan,
        s.kelebihan,
        s.jumlah_terpenuhi,
        terpenuhi,
        s.utama_minimal,
        s.utama_kurang if terbagi else None,
        s.penunjang_maksimal,
        s.penunjang_diakui if terbagi else None,
        s.penunjang_gugur if terbagi else None,
        s.profesi_minimal,
        s.profesi_kurang,
    )
    return dict(zip(nama, isi, strict=True))


class MasukanTahunPertama(Masukan):
    """Input of `tahun_pertama`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    golongan: Annotated[Golongan, Field(description="rank held")]
    tmt_pangkat: Annotated[Tanggal, Field(description="effective date of the rank")]
    tanggal_tercapai: Annotated[
        Tanggal,
        Field(description="day on which the credit sufficed for the next rank; before the rank if carried over"),
    ]
    tmt_jabatan: Annotated[
        Tanggal | None, Field(description="effective date of the level; left out, not later than the rank")
    ] = None
    utama_terkumpul: Annotated[
        Angka, Field(description="credit from main elements collected since that day; left out, none")
    ] = NOL


@jenis(
    "tahun_pertama",
    N_("Angka kredit tercapai dalam tahun pertama"),
    regime=("R2003",),
    nilai={
        "berlaku": "`ya` where the rule applies",
        "memblokir": "`ya` where the raise waits for it, `tidak` where it only warns (`tahun_pertama.sikap`)",
        "akhir_tahun_pertama": "the last day of the first year",
        "wajib_utama": "credit from main elements to be collected; 0 where the rule does not apply",
        "utama_terkumpul": "what has been collected",
        "kekurangan": "what is still missing",
    },
    putusan={
        "tidak_berlaku": "the credit was reached after the first year",
        "terpenuhi": "what is asked for has been collected",
        "peringatan": "something is missing; the raise is not refused for it",
        "menunggu": "something is missing, and the raise waits for it",
    },
    contoh={
        "regime": "R2003",
        "masukan": {
            "jenjang": "ahli_pertama",
            "golongan": "III/b",
            "tmt_pangkat": "2014-04-01",
            "tanggal_tercapai": "2014-10-15",
        },
    },
)
def tahun_pertama(k: Konteks, m: MasukanTahunPertama) -> Hasil:
    """Credit for the next rank reached in the first year of rank or level: a share of the step is still due."""
    aturan = k.aturan
    di = kedudukan(k, aturan, jenjang=m.jenjang, golongan=m.golongan)
    langkah_kp = kebutuhan_langkah(aturan, golongan=di.golongan, jenjang=di.jenjang)
    if langkah_kp is None:
        pesan = P_("%(golongan)s adalah pangkat puncak; tidak ada pangkat berikutnya.", golongan=di.golongan)
        raise KasusSalah("masukan.golongan", pesan)
    hasil = hitung_tahun_pertama(
        aturan,
        k.kenaikan(),
        langkah_kp,
        tmt_pangkat=m.tmt_pangkat,
        tmt_jabatan=m.tmt_jabatan,
        tercapai=m.tanggal_tercapai,
        utama_terkumpul=m.utama_terkumpul,
    )
    if not hasil.berlaku:
        putusan = "tidak_berlaku"
    elif hasil.terpenuhi:
        putusan = "terpenuhi"
    else:
        putusan = "menunggu" if hasil.memblokir else "peringatan"
    return Hasil(
        {
            "berlaku": hasil.berlaku,
            "memblokir": hasil.memblokir,
            "akhir_tahun_pertama": hasil.akhir,
            "wajib_utama": hasil.wajib,
            "utama_terkumpul": hasil.terkumpul,
            "kekurangan": hasil.kekurangan,
        },
        putusan,
        (hasil.alasan,),
        hasil.langkah,
        (hasil.alasan,) if putusan == "peringatan" else (),
    )


class MasukanBawaan(Masukan):
    """Input of `bawaan`: the standing before the raise."""

    kenaikan: Annotated[Literal["KP", "KJ"], Field(description="raise in rank (KP) or in level (KJ)")]
    jenjang: Annotated[Jenjang, Field(description="level held before the raise")]
    golongan: Annotated[Golongan, Field(description="rank held before the raise")]
    jumlah: Annotated[
        Angka, Field(description="recognised credit: career (R2003), or the level held before the raise (R2020)")
    ]
    pendidikan: Annotated[
        Ijazah | None, Field(description="diploma of entry into the position (R2020); left out, the common column")
    ] = None
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank of entry into the level (R2020); left out, the lowest of the column")
    ] = None
    prestasi_baik: Annotated[
        Ya | None, Field(description="every element of the appraisal good in the last year; left out, not judged")
    ] = None


@jenis(
    "bawaan",
    N_("Kelebihan angka kredit yang dibawa"),
    regime=("R2003", "R2020"),
    nilai={
        "kebutuhan": "credit that the raise takes",
        "kekurangan": "what is missing to it",
        "kelebihan": "credit beyond it",
        "bawaan": "excess that counts on",
        "gugur": "excess that is lost",
        "saldo_awal": "balance with which the accumulation goes on",
        "kp_kebutuhan": "what the rank after that needs of this balance; null where there is none",
        "kp_kekurangan": "what the balance lacks of it",
        "kj_kebutuhan": "what the next level needs of this balance; null where there is none",
        "kj_kekurangan": "what the balance lacks of it",
    },
    putusan={
        "dibawa": "the excess counts on",
        "gugur": "the excess is lost",
        "tertahan": "the excess does not count as long as the appraisal is not good",
        "tanpa_kelebihan": "the raise takes exactly everything",
        "belum_cukup": "the raise is not reached",
    },
    contoh={
        "regime": "R2020",
        "masukan": {"kenaikan": "KP", "jenjang": "ahli_muda", "golongan": "III/c", "jumlah": 118},
    },
)
def bawaan(k: Konteks, m: MasukanBawaan) -> Hasil:
    """What is carried after a raise: everything (R2003), or only inside the level (R2020)."""
    aturan = k.aturan
    di = kedudukan(
        k,
        aturan,
        jenjang=m.jenjang,
        golongan=m.golongan,
        pendidikan=m.pendidikan,
        golongan_awal=m.golongan_awal,
    )
    if m.kenaikan == KP and dalam_jenjang(aturan) and keluar_jenjang(aturan, di):
        pesan = P_("Pangkat berikutnya milik jenjang di atasnya: kenaikan jabatan lebih dahulu. Isi KJ.")
        raise KasusSalah("masukan.kenaikan", pesan)
    hasil = hitung_bawaan(aturan, m.jumlah, di, m.kenaikan)
    if hasil is None:
        pesan = P_("Tidak ada kenaikan ini dari %(golongan)s.", golongan=di.golongan)
        raise KasusSalah("masukan.kenaikan", pesan)
    alasan = [hasil.alasan]
    tertahan = hasil.bawaan > NOL and m.prestasi_baik is False and k.kenaikan().ya("kp.kelebihan_perlu_prestasi")
    if tertahan:
        alasan.append(P_("Kelebihan baru dihitung bila setiap unsur prestasi kerja setahun terakhir bernilai baik."))
    if not hasil.cukup:
        putusan = "belum_cukup"
    elif tertahan:
        putusan = "tertahan"
    elif hasil.gugur:
        putusan = "gugur"
    else:
        putusan = "dibawa" if hasil.kelebihan else "tanpa_kelebihan"
    nilai: dict[str, NilaiHasil] = {
        "kebutuhan": hasil.kebutuhan.nilai,
        "kekurangan": hasil.kekurangan,
        "kelebihan": hasil.kelebihan,
        "bawaan": hasil.bawaan,
        "gugur": hasil.gugur,
        "saldo_awal": hasil.saldo_awal,
        "kp_kebutuhan": None if hasil.berikut_kp is None else hasil.berikut_kp.nilai,
        "kp_kekurangan": hasil.kurang(hasil.berikut_kp),
        "kj_kebutuhan": None if hasil.berikut_kj is None else hasil.berikut_kj.nilai,
        "kj_kekurangan": hasil.kurang(hasil.berikut_kj),
    }
    return Hasil(nilai, putusan, tuple(alasan), hasil.langkah, peringatan_kolom(aturan, di))
