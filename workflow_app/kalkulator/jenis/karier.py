"""Kinds about the dates of a career: periods, waiting times, the chain of raises, the regime of a date."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import REGIME, Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Golongan, Jenjang, Tanggal, Ya
from workflow_app.kalkulator.kelayakan import KJ, KP
from workflow_app.kalkulator.rangkaian import Keadaan, Rangkaian, rangkaian, urutan
from workflow_app.kalkulator.regime import bagian_regime
from workflow_app.kalkulator.waktu_kenaikan import Waktu, tmt_kj, waktu_kj, waktu_kp
from workflow_app.kalkulator.waktu_kenaikan import periode_kp as periode_berikut
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang, kategori, nama_jenjang, urutan_golongan
from workflow_app.pesan import N_, P_


def tidak_mendahului(awal: dt.date, akhir: dt.date, bidang: str, nama_awal: str, nama_akhir: str) -> None:
    """Refuses a date that lies before the one it must follow. Raises KasusSalah."""
    if akhir < awal:
        pesan = P_(
            "%(akhir)s tidak boleh mendahului %(awal)s. Periksa kedua tanggal.", awal=nama_awal, akhir=nama_akhir
        )
        raise KasusSalah(f"masukan.{bidang}", pesan)


class MasukanPeriode(Masukan):
    """Input of `periode_kp`."""

    tanggal: Annotated[Tanggal, Field(description="day from which the officer is eligible")]


@jenis(
    "periode_kp",
    N_("Periode kenaikan pangkat berikutnya"),
    nilai={"tanggal": "first date on or after that day on which a raise in rank takes effect", "aturan": "rule set"},
    putusan={"ada": "the period was found"},
    contoh={"masukan": {"tanggal": "2024-06-02"}},
)
def periode_kp(k: Konteks, m: MasukanPeriode) -> Hasil:
    """The first day of the months of a raise in rank: twice a year, six times from 2024, monthly from October 2025."""
    hasil = periode_berikut(k.periode_kp, m.tanggal)
    nilai: dict[str, NilaiHasil] = {"tanggal": hasil.tanggal, "aturan": k.periode_kp(hasil.tanggal).kunci}
    return Hasil(nilai, "ada", (hasil.alasan,), hasil.langkah)


class MasukanTmtKj(Masukan):
    """Input of `tmt_kj`."""

    tanggal_pak: Annotated[Tanggal, Field(description="date of the decision on credit")]
    tmt_jenjang: Annotated[
        Tanggal | None, Field(description="since when the level is held; null: the waiting time is not checked")
    ] = None


@jenis(
    "tmt_kj",
    N_("Tanggal mulai kenaikan jabatan"),
    regime=REGIME,
    nilai={"tanggal": "date from which the level is held", "paling_awal": "end of the waiting time; null if not asked"},
    putusan={"ada": "the date was found"},
    contoh={"regime": "R2003", "masukan": {"tanggal_pak": "2015-01-07", "tmt_jenjang": "2013-04-01"}},
)
def tanggal_kj(k: Konteks, m: MasukanTmtKj) -> Hasil:
    """The first of the month after the decision, but not before the time in the level is over."""
    if m.tmt_jenjang is not None:
        tidak_mendahului(m.tmt_jenjang, m.tanggal_pak, "tanggal_pak", "tmt_jenjang", "tanggal_pak")
    hasil = tmt_kj(k.kenaikan(), m.tanggal_pak, m.tmt_jenjang)
    paling_awal = hasil.masa if m.tmt_jenjang is not None else None
    nilai: dict[str, NilaiHasil] = {"tanggal": hasil.tanggal, "paling_awal": paling_awal}
    return Hasil(nilai, "ada", (hasil.alasan,), hasil.langkah)


class MasukanWaktu(Masukan):
    """Input of `waktu_minimal`."""

    kenaikan: Annotated[Literal["KP", "KJ"], Field(description="`KP` raise in rank, `KJ` raise in level")]
    tmt_jabatan: Annotated[
        Tanggal | None, Field(description="first appointment to the position, without a break since; needed for KP")
    ] = None
    tmt_jenjang: Annotated[
        Tanggal | None, Field(description="since when the level is held; for KJ; null: as `tmt_jabatan`")
    ] = None
    tmt_pangkat: Annotated[Tanggal | None, Field(description="since when the rank is held; needed for KP")] = None
    tugas_belajar: Annotated[Ya, Field(description="whether released for study; then the rank takes longer")] = False
    diminta: Annotated[Tanggal | None, Field(description="date for which the raise is asked; null: none")] = None


@jenis(
    "waktu_minimal",
    N_("Waktu minimal kenaikan pangkat atau jabatan"),
    regime=REGIME,
    nilai={
        "paling_awal": "first date on which the raise can take effect",
        "masa_selesai": "day on which the waiting times are over",
    },
    putusan={
        "dihitung": "no date was asked for",
        "boleh": "the date asked for is late enough and one on which it can take effect",
        "ditolak": "it is too early, or no date of a raise",
    },
    contoh={
        "regime": "R2003",
        "masukan": {"kenaikan": "KJ", "tmt_jenjang": "2014-04-01", "diminta": "2015-02-01"},
    },
)
def waktu_minimal(k: Konteks, m: MasukanWaktu) -> Hasil:
    """A level: 1 year in the level. A rank: 1 year in the position since its entry and 2 years in the rank, then the
    next period.
    """
    waktu = _waktu(k, m)
    nilai: dict[str, NilaiHasil] = {"paling_awal": waktu.tanggal, "masa_selesai": waktu.masa}
    if m.diminta is None:
        return Hasil(nilai, "dihitung", (waktu.alasan,), waktu.langkah)
    alasan = []
    if m.diminta < waktu.tanggal:
        alasan.append(
            P_("Diminta %(diminta)s, paling awal %(awal)s.", diminta=m.diminta, awal=waktu.tanggal),
        )
    elif m.kenaikan == KP and (berikut := periode_berikut(k.periode_kp, m.diminta).tanggal) != m.diminta:
        alasan.append(
            P_(
                "%(diminta)s bukan periode kenaikan pangkat; berikutnya %(berikut)s.",
                diminta=m.diminta,
                berikut=berikut,
            )
        )
    elif m.kenaikan == KJ and m.diminta.day != 1:
        alasan.append(P_("Kenaikan jabatan berlaku mulai tanggal 1."))
    if alasan:
        return Hasil(nilai, "ditolak", tuple(alasan), waktu.langkah)
    teks = P_("Diminta %(diminta)s, paling awal %(awal)s: boleh.", diminta=m.diminta, awal=waktu.tanggal)
    return Hasil(nilai, "boleh", (teks,), waktu.langkah)


def _waktu(k: Konteks, m: MasukanWaktu) -> Waktu:
    if m.tmt_jabatan is not None and m.tmt_jenjang is not None:
        tidak_mendahului(m.tmt_jabatan, m.tmt_jenjang, "tmt_jenjang", "tmt_jabatan", "tmt_jenjang")
    wajib = P_("Bidang ini diperlukan untuk kenaikan ini.")
    if m.kenaikan == KJ:
        tmt = m.tmt_jenjang or m.tmt_jabatan
        if tmt is None:
            raise KasusSalah("masukan.tmt_jenjang", wajib)
        return waktu_kj(k.kenaikan(), tmt)
    if m.tmt_jabatan is None:
        raise KasusSalah("masukan.tmt_jabatan", wajib)
    if m.tmt_pangkat is None:
        raise KasusSalah("masukan.tmt_pangkat", wajib)
    return waktu_kp(
        k.kenaikan(),
        k.periode_kp,
        tmt_pangkat=m.tmt_pangkat,
        tmt_jabatan=m.tmt_jabatan,
        tugas_belajar=m.tugas_belajar,
    )


class MasukanKenaikan(Masukan):
    """Input of `kenaikan`."""

    golongan: Annotated[Golongan, Field(description="rank held")]
    tmt_golongan: Annotated[Tanggal, Field(description="since when the rank is held")]
    jenjang: Annotated[Jenjang, Field(description="level held")]
    tmt_jenjang: Annotated[Tanggal, Field(description="since when the level is held")]
    tmt_jabatan: Annotated[
        Tanggal | None,
        Field(description="first appointment to the position, without a break since; null: as `tmt_jenjang`"),
    ] = None
    angka_kredit: Annotated[
        Angka, Field(description="credit that counts: R2003 of the whole career, R2020 and R2023 of the level")
    ]
    tanggal_pak: Annotated[Tanggal, Field(description="date of the decision on that credit")]
    prestasi_baik_tahun: Annotated[
        Cacah | None,
        Field(description="latest years in a row with every element of the appraisal good or better; null: not known"),
    ] = None
    uji_kompetensi: Annotated[Ya | None, Field(description="examination passed; null: not known")] = None
    lowongan: Annotated[Ya | None, Field(description="vacancy in the next level; null: not known")] = None
    pengembangan_profesi: Annotated[
        Angka | None, Field(description="credit from pengembangan profesi within that credit; null: not known")
    ] = None
    utama_baru: Annotated[
        Angka,
        Field(description="R2003: credit from the main elements since the next rank was reached in the first year"),
    ] = Decimal(0)
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank at which the level was entered; null: its lowest")
    ] = None
    pendidikan: Annotated[
        Ijazah | None,
        Field(description="R2020: diploma of entry, which chooses the table; null: the common one"),
    ] = None
    dengan_ak_dasar: Annotated[Ya, Field(description="R2023: whether the credit contains base credit")] = False
    tugas_belajar: Annotated[Ya, Field(description="whether released for study")] = False


@jenis(
    "kenaikan",
    N_("Rangkaian kenaikan pangkat dan jabatan"),
    regime=REGIME,
    nilai={
        "rangkaian": "every raise in order: kind, aim, date; null when there is none",
        "banyak": "how many raises",
        "kj_tujuan": "level of the first raise in level; null without one",
        "kj_tanggal": "its date",
        "kp_tujuan": "rank of the first raise in rank; null without one",
        "kp_tanggal": "its date",
        "kp_kedua_tujuan": "rank of the second raise in rank; null without one",
        "kp_kedua_tanggal": "its date",
        "golongan_akhir": "rank at the end of the chain",
        "jenjang_akhir": "level at the end of the chain",
        "wajib_tahun_pertama": "R2003: credit from the main elements that the last raise in rank still asks for",
        "kurang_kp": "credit missing for the rank after the chain; null when there is none",
        "kurang_kj": "credit missing for the level after the chain; null when there is none",
    },
    putusan={
        "kj_dan_kp": "level and rank are raised",
        "kj": "only the level is raised",
        "kp": "only the rank is raised",
        "tidak_ada": "nothing is raised",
    },
    contoh={
        "regime": "R2003",
        "masukan": {
            "golongan": "III/a",
            "tmt_golongan": "2013-04-01",
            "jenjang": "Pertama",
            "tmt_jenjang": "2013-04-01",
            "angka_kredit": "203",
            "tanggal_pak": "2015-01-07",
            "prestasi_baik_tahun": 2,
        },
    },
)
def kenaikan(k: Konteks, m: MasukanKenaikan) -> Hasil:
    """All raises that one credit opens, in the order of their dates, and the reasons against every further one."""
    keadaan = _keadaan(k.aturan, m)
    hasil = rangkaian(k.aturan, k.kenaikan(), k.periode_kp, keadaan)
    kp = [p for p in hasil.kenaikan if p.jenis == KP]
    kj = [p for p in hasil.kenaikan if p.jenis == KJ]
    tertutup = {p.jenis: p for p in hasil.tertutup}
    nilai: dict[str, NilaiHasil] = {
        "rangkaian": urutan(hasil.kenaikan) or None,
        "banyak": len(hasil.kenaikan),
        "kj_tujuan": kj[0].tujuan if kj else None,
        "kj_tanggal": kj[0].tanggal if kj else None,
        "kp_tujuan": kp[0].tujuan if kp else None,
        "kp_tanggal": kp[0].tanggal if kp else None,
        "kp_kedua_tujuan": kp[1].tujuan if len(kp) > 1 else None,
        "kp_kedua_tanggal": kp[1].tanggal if len(kp) > 1 else None,
        "golongan_akhir": hasil.akhir.golongan,
        "jenjang_akhir": hasil.akhir.jenjang,
        "wajib_tahun_pertama": _wajib(hasil),
        "kurang_kp": _kurang(tertutup[KP].kebutuhan, hasil.akhir),
        "kurang_kj": _kurang(tertutup[KJ].kebutuhan, hasil.akhir),
    }
    putusan = {(True, True): "kj_dan_kp", (True, False): "kj", (False, True): "kp"}.get(
        (bool(kj), bool(kp)), "tidak_ada"
    )
    semua = (*hasil.kenaikan, *hasil.tertutup)
    return Hasil(
        nilai,
        putusan,
        tuple(teks for p in semua for teks in p.alasan),
        tuple(langkah for p in semua for langkah in p.langkah),
        tuple(teks for p in hasil.kenaikan for teks in p.peringatan),
    )


def _keadaan(aturan: Peraturan, m: MasukanKenaikan) -> Keadaan:
    tmt_jabatan = m.tmt_jabatan or m.tmt_jenjang
    tidak_mendahului(tmt_jabatan, m.tmt_jenjang, "tmt_jenjang", "tmt_jabatan", "tmt_jenjang")
    tidak_mendahului(tmt_jabatan, m.tanggal_pak, "tanggal_pak", "tmt_jabatan", "tanggal_pak")
    milik = golongan_jenjang(aturan, m.jenjang)
    if not milik:
        pesan = P_("Tidak ada tabel untuk %(jenjang)s dalam masa ini.", jenjang=nama_jenjang(aturan, m.jenjang))
        raise KasusSalah("masukan.jenjang", pesan)
    _golongan_mungkin(aturan, m, milik)
    if m.golongan_awal is not None and (
        m.golongan_awal not in milik or urutan_golongan(m.golongan_awal) > urutan_golongan(m.golongan)
    ):
        pesan = P_("Golongan saat masuk jenjang harus golongan jenjang itu dan tidak di atas golongan sekarang.")
        raise KasusSalah("masukan.golongan_awal", pesan)
    isi = {nama: getattr(m, nama) for nama in MasukanKenaikan.model_fields if nama != "tmt_jabatan"}
    return Keadaan(**isi, tmt_jabatan=tmt_jabatan)


def _golongan_mungkin(aturan: Peraturan, m: MasukanKenaikan, milik: tuple[str, ...]) -> None:
    """Where levels may run ahead of ranks any lower rank of the category will do; one rank above is known too."""
    atas = golongan_berikut(milik[-1])
    boleh = (*milik, atas) if atas else milik
    tabel = aturan.anak(f"minimal.{kategori(m.jenjang)}")
    if aturan.teks("akumulasi.cara") != "dalam_jenjang":
        boleh = tuple(g for g in tabel if urutan_golongan(g) <= urutan_golongan(milik[-1]))
    if m.golongan not in boleh:
        pesan = P_(
            "Golongan %(golongan)s bukan golongan %(jenjang)s. Pilih salah satu: %(daftar)s.",
            golongan=m.golongan,
            jenjang=nama_jenjang(aturan, m.jenjang),
            daftar=boleh,
        )
        raise KasusSalah("masukan.golongan", pesan)


def _wajib(hasil: Rangkaian) -> Decimal | None:
    semua = [p.wajib_tahun_pertama for p in (*hasil.kenaikan, *hasil.tertutup) if p.wajib_tahun_pertama is not None]
    return semua[-1] if semua else None


def _kurang(kebutuhan: Decimal | None, akhir: Keadaan) -> Decimal | None:
    return None if kebutuhan is None else max(kebutuhan - akhir.angka_kredit, Decimal(0))


class MasukanRegime(Masukan):
    """Input of `regime`."""

    tanggal: Annotated[Tanggal, Field(description="the day, or the first day of a period")]
    sampai: Annotated[Tanggal | None, Field(description="last day of a period; null: one day")] = None


@jenis(
    "regime",
    N_("Regime menurut tanggal kegiatan"),
    nilai={
        "regime": "rule set of the (first) day",
        "regime_akhir": "rule set of the last day",
        "banyak": "number of parts",
        "bagian": "every part: rule set, first and last day",
        "dupak": "`ya` where work of the first day is claimed by DUPAK",
    },
    putusan={"satu": "one rule set holds", "terbagi": "the period falls into parts"},
    contoh={"masukan": {"tanggal": "2019-07-01", "sampai": "2020-06-30"}},
)
def regime(k: Konteks, m: MasukanRegime) -> Hasil:
    """The rule set by the date of the work; a period is divided where the rules change."""
    sampai = m.sampai or m.tanggal
    tidak_mendahului(m.tanggal, sampai, "sampai", "tanggal", "sampai")
    bagian = bagian_regime(k.untuk, m.tanggal, sampai)
    langkah = tuple(
        Langkah(
            P_("%(mulai)s sampai %(selesai)s: %(nama)s", mulai=b.mulai, selesai=b.selesai, nama=b.aturan.nama),
            None,
            b.aturan.sumber("berlaku.mulai"),
        )
        for b in bagian
    )
    nilai: dict[str, NilaiHasil] = {
        "regime": bagian[0].aturan.kunci,
        "regime_akhir": bagian[-1].aturan.kunci,
        "banyak": len(bagian),
        "bagian": "; ".join(f"{b.aturan.kunci} {b.mulai.isoformat()}..{b.selesai.isoformat()}" for b in bagian),
        "dupak": bagian[0].aturan.ya("dupak.diterima"),
    }
    return Hasil(nilai, "terbagi" if len(bagian) > 1 else "satu", tuple(satu.teks for satu in langkah), langkah)
