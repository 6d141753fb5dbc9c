"""The chain of raises that one credit opens: level and rank in the order of their dates, and why it ends where it ends.

At every point both raises are judged; the one that can take effect first is taken (the level before the rank on the
same day), and the rest is judged anew from there. Nothing earned later is assumed; appraisal, examination and vacancy
are taken as they are told.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.kalkulator.kebutuhan import (
    Kebutuhan,
    dalam_jenjang,
    kebutuhan_kj,
    kebutuhan_kp,
    kebutuhan_langkah,
    profesi_minimal_kj,
    profesi_minimal_kp,
)
from workflow_app.kalkulator.kelayakan import KJ, KP
from workflow_app.kalkulator.minimal_konversi import di_atas_jenjang, minimal_kj, minimal_kp, tanpa_kp
from workflow_app.kalkulator.tahun_pertama import tahun_pertama
from workflow_app.kalkulator.waktu_kenaikan import Periode, tmt_kj, waktu_kp
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    nama_jenjang,
    nama_pangkat,
    urutan_golongan,
)
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

TOLAK = "tolak"


@dataclass(frozen=True, slots=True)
class Keadaan:
    """Where an officer stands, and what is known of him; None is not known."""

    golongan: str
    tmt_golongan: dt.date
    jenjang: str
    tmt_jenjang: dt.date
    tmt_jabatan: dt.date
    """First appointment to the position, without a break since."""
    angka_kredit: Decimal
    """Credit that counts: of the whole career, or of the level where it accumulates inside one."""
    tanggal_pak: dt.date
    prestasi_baik_tahun: int | None = None
    """Latest years in a row in which every element of the appraisal was at least good."""
    uji_kompetensi: bool | None = None
    lowongan: bool | None = None
    pengembangan_profesi: Decimal | None = None
    utama_baru: Decimal = NOL
    """Credit from the main elements since the next rank's credit was reached in the first year."""
    golongan_awal: str | None = None
    pendidikan: str | None = None
    dengan_ak_dasar: bool = False
    tugas_belajar: bool = False


@dataclass(frozen=True, slots=True)
class Peluang:
    """One raise: when it takes effect, or every reason why it does not."""

    jenis: str
    tujuan: str | None
    nama_tujuan: str
    tanggal: dt.date | None
    kebutuhan: Decimal | None
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]
    peringatan: tuple[Pesan, ...] = ()
    wajib_tahun_pertama: Decimal | None = None
    """Credit from the main elements that the first-year rule still asks for; None where it does not apply."""


@dataclass(frozen=True, slots=True)
class Rangkaian:
    """The raises in order, and the two that are not possible any more with their reasons."""

    kenaikan: tuple[Peluang, ...]
    tertutup: tuple[Peluang, ...]
    akhir: Keadaan


@dataclass(frozen=True, slots=True)
class _Simpul:
    """A point of the chain: where the officer stands, and what has happened on the way."""

    keadaan: Keadaan
    sejak: dt.date
    """Nothing takes effect before the last raise."""
    sudah_kp: bool = False
    """Whether this credit has carried a raise in rank already."""
    hak_kp: tuple[str, Decimal] | None = None
    """Rank whose credit was met before the level was raised, and that credit's need."""


def rangkaian(aturan: Peraturan, syarat: Peraturan, periode: Periode, keadaan: Keadaan) -> Rangkaian:
    """Everything that this credit opens. `aturan` are the credit rules, `syarat` the rules on raises of the regime."""
    simpul = _Simpul(keadaan, keadaan.tanggal_pak)
    terjadi: list[Peluang] = []
    while True:
        kj, kp = _kj(aturan, syarat, simpul), _kp(aturan, syarat, periode, simpul)
        mungkin = [(satu.tanggal, satu) for satu in (kj, kp) if satu.tanggal is not None]
        if not mungkin:
            return Rangkaian(tuple(terjadi), (kj, kp), simpul.keadaan)
        _, dipilih = min(mungkin, key=lambda pasangan: pasangan[0])
        terjadi.append(dipilih)
        simpul = _sesudah(aturan, simpul, dipilih)


def _sesudah(aturan: Peraturan, s: _Simpul, p: Peluang) -> _Simpul:
    """Where the officer stands after the raise."""
    if p.tanggal is None or p.tujuan is None:
        raise ValueError("kenaikan tanpa tanggal")
    k = s.keadaan
    if p.jenis == KP:
        terpakai = profesi_minimal_kp(aturan, k.golongan, p.tujuan)
        profesi = k.pengembangan_profesi
        if terpakai is not None and profesi is not None:
            profesi -= terpakai.nilai
        baru = replace(k, golongan=p.tujuan, tmt_golongan=p.tanggal, pengembangan_profesi=profesi)
        return replace(s, keadaan=baru, sejak=p.tanggal, sudah_kp=True)
    if not dalam_jenjang(aturan):
        return replace(s, keadaan=replace(k, jenjang=p.tujuan, tmt_jenjang=p.tanggal), sejak=p.tanggal)
    perlu = _perlu_kp(aturan, k)
    hak = None
    berikut = golongan_berikut(k.golongan)
    if perlu is not None and berikut is not None and k.angka_kredit >= perlu.nilai:
        hak = (berikut, perlu.nilai)
    baru = replace(
        k,
        jenjang=p.tujuan,
        tmt_jenjang=p.tanggal,
        angka_kredit=NOL,
        golongan_awal=None,
        dengan_ak_dasar=False,
        pengembangan_profesi=None if k.pengembangan_profesi is None else NOL,
    )
    return replace(s, keadaan=baru, sejak=p.tanggal, hak_kp=hak)


class _Periksa:
    """The reasons against one raise, and its steps."""

    def __init__(self) -> None:
        self.alasan: list[Pesan] = []
        self.langkah: list[Langkah] = []

    def syarat(self, benar: bool | None, tidak: Pesan, belum: Pesan, sumber: str) -> None:
        if not benar:
            self.tolak(belum if benar is None else tidak, sumber)

    def tolak(self, teks: Pesan, sumber: str) -> None:
        self.alasan.append(teks)
        self.langkah.append(Langkah(teks, None, sumber))

    def kredit(self, jumlah: Decimal, perlu: Kebutuhan, nama: str) -> None:
        if jumlah >= perlu.nilai:
            teks = P_("%(jumlah)s memenuhi %(perlu)s untuk %(tujuan)s", jumlah=jumlah, perlu=perlu.nilai, tujuan=nama)
        else:
            teks = P_(
                "Angka kredit %(jumlah)s dari %(perlu)s untuk %(tujuan)s, kurang %(kurang)s.",
                jumlah=jumlah,
                perlu=perlu.nilai,
                tujuan=nama,
                kurang=perlu.nilai - jumlah,
            )
            self.alasan.append(teks)
        self.langkah.append(Langkah(teks, jumlah, perlu.sumber))

    def profesi(self, ada: Decimal | None, perlu: Kebutuhan | None) -> None:
        if perlu is None:
            return
        self.syarat(
            None if ada is None else ada >= perlu.nilai,
            P_("Pengembangan profesi %(ada)s dari %(perlu)s.", ada=ada, perlu=perlu.nilai),
            P_("Pengembangan profesi belum diketahui; perlu %(perlu)s.", perlu=perlu.nilai),
            perlu.sumber,
        )

    def prestasi(self, ada: int | None, perlu: int, sumber: str) -> None:
        self.syarat(
            None if ada is None else ada >= perlu,
            P_("Prestasi kerja belum baik %(tahun)s tahun terakhir.", tahun=perlu),
            P_("Prestasi kerja %(tahun)s tahun terakhir belum diketahui.", tahun=perlu),
            sumber,
        )


def _kj(aturan: Peraturan, syarat: Peraturan, s: _Simpul) -> Peluang:
    k = s.keadaan
    tujuan, perlu = jenjang_berikut(aturan, k.jenjang), _perlu_kj(aturan, k)
    if tujuan is None or perlu is None:
        teks = P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, k.jenjang))
        return Peluang(KJ, None, "", None, None, (teks,), ())
    nama = nama_jenjang(aturan, tujuan)
    periksa = _Periksa()
    periksa.kredit(k.angka_kredit, perlu, nama)
    if syarat.ya("kj.pangkat_puncak_jenjang"):
        puncak = golongan_jenjang(aturan, k.jenjang)[-1]
        if urutan_golongan(k.golongan) < urutan_golongan(puncak):
            teks = P_(
                "Kenaikan jabatan ke %(tujuan)s menunggu pangkat %(puncak)s; sekarang %(golongan)s.",
                tujuan=nama,
                puncak=puncak,
                golongan=k.golongan,
            )
            periksa.tolak(teks, syarat.sumber("kj.pangkat_puncak_jenjang"))
    periksa.prestasi(k.prestasi_baik_tahun, syarat.bulat("kj.prestasi_tahun"), syarat.sumber("kj.prestasi_tahun"))
    periksa.profesi(k.pengembangan_profesi, profesi_minimal_kj(aturan, k.jenjang))
    if syarat.ya("kj.uji_kompetensi"):
        periksa.syarat(
            k.uji_kompetensi,
            P_("Uji kompetensi untuk %(tujuan)s belum lulus.", tujuan=nama),
            P_("Kelulusan uji kompetensi untuk %(tujuan)s belum diketahui.", tujuan=nama),
            syarat.sumber("kj.uji_kompetensi"),
        )
    if syarat.ya("kj.lowongan"):
        periksa.syarat(
            k.lowongan,
            P_("Tidak ada lowongan pada jenjang %(tujuan)s.", tujuan=nama),
            P_("Lowongan pada jenjang %(tujuan)s belum diketahui.", tujuan=nama),
            syarat.sumber("kj.lowongan"),
        )
    if periksa.alasan:
        return Peluang(KJ, tujuan, nama, None, perlu.nilai, tuple(periksa.alasan), tuple(periksa.langkah))
    waktu = tmt_kj(syarat, k.tanggal_pak, k.tmt_jenjang)
    tanggal = max(waktu.tanggal, s.sejak)
    teks = P_("Kenaikan jabatan ke %(tujuan)s mulai %(tanggal)s.", tujuan=nama, tanggal=tanggal)
    langkah = (*periksa.langkah, *waktu.langkah)
    return Peluang(KJ, tujuan, nama, tanggal, perlu.nilai, (teks,), langkah)


def _kp(aturan: Peraturan, syarat: Peraturan, periode: Periode, s: _Simpul) -> Peluang:
    k = s.keadaan
    tujuan = golongan_berikut(k.golongan)
    perlu, jumlah = _perlu_kp(aturan, k), k.angka_kredit
    if s.hak_kp is not None and s.hak_kp[0] == tujuan:
        # Met before the level was raised: the same credit carries the rank.
        jumlah = s.hak_kp[1]
        perlu = Kebutuhan(jumlah, aturan.sumber("akumulasi.cara"))
    if tujuan is None or perlu is None:
        return Peluang(KP, None, "", None, None, (tanpa_kp(aturan, k.jenjang, k.golongan),), ())
    nama = f"{nama_pangkat(tujuan)} ({tujuan})"
    periksa = _Periksa()
    periksa.kredit(jumlah, perlu, nama)
    tetap = _jenjang_kp(aturan, syarat, periksa, s, tujuan, nama)
    periksa.profesi(k.pengembangan_profesi, profesi_minimal_kp(aturan, k.golongan, tujuan))
    peringatan = _prestasi_kp(syarat, periksa, s)
    waktu = waktu_kp(
        syarat,
        periode,
        tmt_pangkat=k.tmt_golongan,
        tmt_jabatan=k.tmt_jabatan,
        sejak=s.sejak,
        tugas_belajar=k.tugas_belajar,
    )
    tanggal = waktu.tanggal
    peringatan += _batas_pak(syarat, s, tanggal)
    wajib = _tahun_pertama(aturan, syarat, periksa, s, jumlah, perlu)
    if wajib is not None:
        peringatan.append(
            P_(
                "Aturan tahun pertama: sebelum kenaikan pangkat ke %(tujuan)s masih wajib dikumpulkan "
                "%(wajib)s angka kredit dari unsur utama.",
                tujuan=nama,
                wajib=wajib,
            )
        )
    if periksa.alasan:
        alasan, langkah = tuple(periksa.alasan), tuple(periksa.langkah)
        return Peluang(KP, tujuan, nama, None, perlu.nilai, alasan, langkah, (), wajib)
    langkah = (*periksa.langkah, *waktu.langkah)
    teks = P_("Kenaikan pangkat ke %(tujuan)s mulai %(tanggal)s.", tujuan=nama, tanggal=tanggal)
    if tetap:
        teks = P_(
            "Kenaikan pangkat ke %(tujuan)s mulai %(tanggal)s, dalam jenjang yang sama karena tidak ada lowongan.",
            tujuan=nama,
            tanggal=tanggal,
        )
    return Peluang(KP, tujuan, nama, tanggal, perlu.nilai, (teks,), langkah, tuple(peringatan), wajib)


def _jenjang_kp(aturan: Peraturan, syarat: Peraturan, periksa: _Periksa, s: _Simpul, tujuan: str, nama: str) -> bool:
    """A rank above the level waits for the level; true where it may be given without, for want of a vacancy."""
    di_atas = di_atas_jenjang(aturan, s.keadaan.jenjang, tujuan)
    tetap = di_atas and syarat.ya("kp.tanpa_lowongan") and s.keadaan.lowongan is False
    if di_atas and not tetap:
        teks = P_("Kenaikan pangkat ke %(tujuan)s menunggu kenaikan jabatan.", tujuan=nama)
        periksa.tolak(teks, syarat.sumber("kj.pangkat_puncak_jenjang"))
    return tetap


def _prestasi_kp(syarat: Peraturan, periksa: _Periksa, s: _Simpul) -> list[Pesan]:
    """Appraisal: a condition where excess is used or the level asks for it, elsewhere as the setting says."""
    k = s.keadaan
    tahun, sumber = syarat.bulat("kj.prestasi_tahun"), syarat.sumber("kp.jenjang_perlu_prestasi")
    kelebihan = s.sudah_kp and syarat.ya("kp.kelebihan_perlu_prestasi")
    if kelebihan or k.jenjang in syarat.daftar("kp.jenjang_perlu_prestasi"):
        periksa.prestasi(k.prestasi_baik_tahun, tahun, sumber)
    perlu = syarat.bulat("kp.prestasi_tahun")
    if syarat.teks("kp.prestasi_sikap") == TOLAK:
        periksa.prestasi(k.prestasi_baik_tahun, perlu, syarat.sumber("kp.prestasi_tahun"))
        return []
    if k.prestasi_baik_tahun is None or k.prestasi_baik_tahun >= perlu:
        return []
    return [
        P_(
            "Kenaikan pangkat lazimnya memerlukan prestasi kerja baik %(perlu)s tahun terakhir; tercatat %(ada)s.",
            perlu=perlu,
            ada=k.prestasi_baik_tahun,
        )
    ]


def _batas_pak(syarat: Peraturan, s: _Simpul, tanggal: dt.date) -> list[Pesan]:
    """A PAK that was set later than is usual for this period; only the first raise in rank depends on it."""
    if s.sudah_kp or not syarat.memuat("kp.pak_bulan_sebelum"):
        return []
    batas = tambah_bulan(tanggal, 1 - syarat.bulat("kp.pak_bulan_sebelum")) - dt.timedelta(days=1)
    if s.keadaan.tanggal_pak <= batas:
        return []
    return [
        P_(
            "PAK untuk kenaikan pangkat %(tanggal)s lazimnya ditetapkan paling lambat %(batas)s.",
            tanggal=tanggal,
            batas=batas,
        )
    ]


def _tahun_pertama(
    aturan: Peraturan, syarat: Peraturan, periksa: _Periksa, s: _Simpul, jumlah: Decimal, perlu: Kebutuhan
) -> Decimal | None:
    """What the first-year rule still asks for; blocks the raise where the setting says so."""
    if not syarat.memuat("tahun_pertama.bagian") or jumlah < perlu.nilai:
        return None
    k = s.keadaan
    langkah = kebutuhan_langkah(aturan, golongan=k.golongan, jenjang=k.jenjang, pendidikan=k.pendidikan)
    if langkah is None:
        return None
    hasil = tahun_pertama(
        aturan,
        syarat,
        langkah,
        tmt_pangkat=k.tmt_golongan,
        tmt_jabatan=k.tmt_jabatan,
        tercapai=k.tanggal_pak,
        utama_terkumpul=k.utama_baru,
    )
    if not hasil.berlaku:
        return None
    periksa.langkah += hasil.langkah
    if hasil.terpenuhi:
        return None
    if hasil.memblokir:
        periksa.alasan.append(hasil.alasan)
    return hasil.kekurangan


def _perlu_kp(aturan: Peraturan, k: Keadaan) -> Kebutuhan | None:
    """What the next rank needs of the credit; None where there is none in reach."""
    if not _konversi(aturan):
        return kebutuhan_kp(
            aturan, golongan=k.golongan, jenjang=k.jenjang, pendidikan=k.pendidikan, golongan_awal=k.golongan_awal
        )
    if k.golongan not in golongan_jenjang(aturan, k.jenjang):
        return None
    hasil = minimal_kp(aturan, k.jenjang, k.golongan, golongan_awal=k.golongan_awal, dengan_ak_dasar=k.dengan_ak_dasar)
    return Kebutuhan(hasil.nilai, hasil.langkah[-1].sumber) if hasil else None


def _perlu_kj(aturan: Peraturan, k: Keadaan) -> Kebutuhan | None:
    if not _konversi(aturan):
        return kebutuhan_kj(
            aturan, golongan=k.golongan, jenjang=k.jenjang, pendidikan=k.pendidikan, golongan_awal=k.golongan_awal
        )
    hasil = minimal_kj(aturan, k.jenjang, golongan_awal=k.golongan_awal, dengan_ak_dasar=k.dengan_ak_dasar)
    return Kebutuhan(hasil.nilai, hasil.langkah[-1].sumber) if hasil else None


def _konversi(aturan: Peraturan) -> bool:
    """Whether credit comes from the predicate."""
    return bool(aturan.anak("koefisien"))


def urutan(kenaikan: Sequence[Peluang]) -> str:
    """The raises in one line: kind, aim, date."""
    return "; ".join(f"{p.jenis} {p.tujuan} {p.tanggal.isoformat()}" for p in kenaikan if p.tanggal)
