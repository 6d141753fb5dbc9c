"""What if: suppositions laid over an officer's real credit. Nothing here writes; a supposition lives in an address.

A supposition is a short text, its kind first: `butir:12:3,5`, `atas:0,5`, `karya:40:2:pembantu`,
`ijazah:s2:s1:bidang`, `predikat:2024:1:12:baik`, `pendidikan:s2:baik`, `fakta:ukom:ya`. It is read as strictly as any
form, and every figure comes from the calculator.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.angka import AngkaTidakSah, baca_desimal, tulis_desimal
from workflow_app.kalkulator.butir import faktor_jenjang, kredit_butir, sekategori
from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.ijazah import NAMA as NAMA_IJAZAH
from workflow_app.kalkulator.ijazah import IjazahSalah, gelar_lain, kredit_ijazah
from workflow_app.kalkulator.karya_tulis import PERAN, PenulisTidakDiatur, karya_tulis
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.kalkulator.kemajuan import Kemajuan, Tambahan
from workflow_app.kalkulator.konversi import (
    BULAN_SETAHUN,
    konversi,
    nama_predikat,
    peningkatan_pendidikan,
    urutan_ijazah,
)
from workflow_app.kalkulator.syarat_kenaikan import Karier
from workflow_app.models import ButirKegiatan, Dupak
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import jenjang_berikut, kategori, nama_jenjang
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import Pemakaian, batas_berlaku, sebab_katalog, ukur_batas
from workflow_app.services.banding_predikat import TAHUN_TERJAUH, bulan_dikonversi
from workflow_app.services.fakta_pegawai import ijazah_berlaku
from workflow_app.services.kemajuan_kredit import SaldoRegime, dupak_bayangan, kredit_dinilai, saldo_kosong
from workflow_app.services.rekening import Rekening, predikat_baik
from workflow_app.tanggal import tambah_bulan

ANDAI_TERBANYAK = 20
PANJANG_ANDAI = 60
VOLUME_TERBANYAK = Decimal(100_000)
KREDIT_TERBANYAK = Decimal(10_000)
PENULIS_TERBANYAK = 50
ANGKA_TERPANJANG = 4
"""Digits of a year, a month, a number of authors."""
DESIMAL_VOLUME = 6
_ID_TERBESAR = 2**31 - 1
_SEHARI = dt.timedelta(days=1)
SATU = Decimal(1)
KONVERSI = "konversi"
"""Row of the account under which credit of ratings and degrees is shown in the conversion regime."""
BIDANG, LUAR = "bidang", "luar"
FAKTA: Mapping[str, tuple[str, str]] = {
    "prestasi": ("prestasi_baik", N_("Prestasi kerja baik")),
    "ukom": ("uji_kompetensi", N_("Uji kompetensi lulus")),
    "lowongan": ("lowongan", N_("Ada lowongan pada jenjang di atas")),
}
_YA = {"ya": True, "tidak": False}
NAMA_PERAN = {
    "utama": N_("penulis utama"),
    "pembantu": N_("penulis pembantu"),
    "setara": N_("penulis utama tidak diketahui"),
}


class AndaiSalah(ValueError):
    """A supposition that cannot be read or makes no sense; `bidang` is the part at fault, `pesan` says what to do."""

    def __init__(self, bidang: str, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.bidang = bidang
        self.pesan = pesan


@dataclass(frozen=True)
class _Butir:
    """The level and worth of work that stands in no catalogue."""

    jenjang: str | None
    angka_kredit: Decimal | None
    persen: Decimal | None = None


@dataclass(frozen=True)
class Andai:
    """One supposition with what it would bring."""

    kode: str
    """As it stands in the address."""
    uraian: Pesan
    langkah: tuple[Langkah, ...] = ()
    unsur: str | None = None
    kredit: Decimal = NOL
    tanggal: dt.date | None = None
    """Day from which the credit counts; None: today."""
    fakta: tuple[str, bool] | None = None
    """Name and value of a supposed fact."""
    peringatan: tuple[Pesan, ...] = ()


@dataclass(frozen=True)
class Ditolak:
    """A supposition of the address that could not be used, and why."""

    kode: str
    pesan: Pesan


@dataclass
class Keadaan:
    """What suppositions are measured against. `bayangan` is a claim that is never stored: the officer as claimant."""

    session: Session
    aturan: Peraturan
    karier: Karier
    hari_ini: dt.date
    bayangan: Dupak
    butir: Mapping[int, ButirKegiatan] = field(default_factory=dict)
    pemakaian: Pemakaian | None = None
    ijazah: list[str] = field(default_factory=list)
    """Degrees supposed so far."""
    bulan: dict[int, set[int]] = field(default_factory=dict)
    """Months by year that a rating is supposed for."""
    dikonversi: Mapping[int, set[int]] = field(default_factory=dict)
    """Months by year that a determined conversion covers."""
    tercatat: Sequence[str] = ()
    """Degrees on record."""

    @property
    def konversi(self) -> bool:
        """Whether credit comes from ratings."""
        return berkonversi(self.aturan)


@dataclass(frozen=True)
class BarisBanding:
    """One element now and with the suppositions."""

    label: Pesan
    kini: Decimal
    tambahan: Decimal

    @property
    def nanti(self) -> Decimal:
        """Both together."""
        return self.kini + self.tambahan


@dataclass(frozen=True)
class Simulasi:
    """The account with its suppositions."""

    aturan: Peraturan
    andai: Sequence[Andai]
    ditolak: Sequence[Ditolak]
    kini: Kemajuan
    nanti: Kemajuan
    baris: Sequence[BarisBanding]

    @property
    def tambahan(self) -> Decimal:
        """Credit that the suppositions bring altogether."""
        return sum((a.kredit for a in self.andai), NOL)


def berkonversi(aturan: Peraturan) -> bool:
    """Whether the rule set gives credit for ratings, not for claims."""
    return bool(aturan.anak("koefisien"))


def saldo_untuk(rekening: Rekening, kunci: str) -> SaldoRegime:
    """The account under a rule set; empty where nothing was credited under it yet."""
    ada = rekening.saldo.get(kunci)
    return ada or saldo_kosong(peraturan.kunci(kunci), kategori(rekening.karier.jenjang))


def simulasikan(
    session: Session, rekening: Rekening, saldo: SaldoRegime, kode: Sequence[str], hari_ini: dt.date
) -> Simulasi:
    """Lays the suppositions over the account of one rule set; those that cannot be used are told, never guessed."""
    keadaan = _keadaan(session, rekening, saldo.aturan, kode[:ANDAI_TERBANYAK], hari_ini)
    andai: list[Andai] = []
    ditolak: list[Ditolak] = []
    for satu in kode[:ANDAI_TERBANYAK]:
        try:
            andai.append(_hitung(keadaan, satu))
        except AndaiSalah as galat:
            ditolak.append(Ditolak(satu[:PANJANG_ANDAI], galat.pesan))
    if len(kode) > ANDAI_TERBANYAK:
        pesan = P_("Paling banyak %(banyak)s pengandaian; sisanya tidak dihitung.", banyak=ANDAI_TERBANYAK)
        ditolak.append(Ditolak(kode[ANDAI_TERBANYAK][:PANJANG_ANDAI], pesan))
    tambahan = [
        Tambahan(a.tanggal or hari_ini, kredit_dinilai(saldo.aturan, {a.unsur: a.kredit})) for a in andai if a.unsur
    ]
    fakta = _fakta(saldo.aturan, andai)
    return Simulasi(
        saldo.aturan,
        andai,
        ditolak,
        rekening.maju(saldo),
        rekening.maju(saldo, fakta, tambahan),
        _banding(saldo, andai),
    )


def periksa(
    session: Session, rekening: Rekening, aturan: Peraturan, kode: Sequence[str], baru: str, hari_ini: dt.date
) -> Andai:
    """One more supposition on top of `kode`. Raises AndaiSalah."""
    if len(kode) >= ANDAI_TERBANYAK:
        raise AndaiSalah("", P_("Paling banyak %(banyak)s pengandaian. Hapus satu dahulu.", banyak=ANDAI_TERBANYAK))
    keadaan = _keadaan(session, rekening, aturan, [*kode, baru], hari_ini)
    for satu in kode:
        try:
            _hitung(keadaan, satu)
        except AndaiSalah:
            continue
    return _hitung(keadaan, baru)


def _keadaan(
    session: Session, rekening: Rekening, aturan: Peraturan, kode: Sequence[str], hari_ini: dt.date
) -> Keadaan:
    """Reads the catalogue items that are named, and what was used of the limited ones: at most two queries.

    Where credit comes from ratings: the months that are converted already, and the degrees on record.
    """
    bayangan = dupak_bayangan(rekening.pegawai.id, rekening.karier, aturan.kunci, hari_ini)
    ids = {i for satu in kode if (i := _id_butir(satu)) is not None}
    keadaan = Keadaan(session, aturan, rekening.karier, hari_ini, bayangan)
    if keadaan.konversi and rekening.akun is not None:
        keadaan.dikonversi = bulan_dikonversi(session, rekening.pegawai.id, rekening.karier.tmt_jenjang.year)
        keadaan.tercatat = [i.ijazah for i in ijazah_berlaku(session, rekening.pegawai.id)]
    if ids:
        query = select(ButirKegiatan).where(ButirKegiatan.id.in_(ids), ButirKegiatan.aturan == aturan.kunci)
        keadaan.butir = {b.id: b for b in session.scalars(query)}
        terbatas = {b.kode for b in keadaan.butir.values() if batas_berlaku(b) is not None}
        keadaan.pemakaian = Pemakaian(session, bayangan, terbatas)
    return keadaan


def _id_butir(kode: str) -> int | None:
    jenis, *sisa = kode.split(":")
    if jenis not in {"butir", "karya"} or not sisa or not (sisa[0].isascii() and sisa[0].isdigit()):
        return None
    return nomor if len(sisa[0]) <= len(str(_ID_TERBESAR)) and (nomor := int(sisa[0])) <= _ID_TERBESAR else None


def _hitung(k: Keadaan, kode: str) -> Andai:
    jenis, *isi = kode.split(":")
    pembaca = _JENIS.get(jenis)
    if pembaca is None or len(kode) > PANJANG_ANDAI or len(isi) != pembaca.bagian:
        raise AndaiSalah("", P_("Pengandaian ini tidak dapat dibaca. Tambahkan lagi lewat formulir."))
    if pembaca.konversi is not None and pembaca.konversi is not k.konversi:
        raise AndaiSalah("", P_("Pengandaian ini tidak ada dalam %(aturan)s.", aturan=k.aturan.kunci))
    return replace(pembaca.hitung(k, *isi), kode=kode)


def _angka(bidang: str, teks: str, paling: Decimal, desimal: int) -> Decimal:
    try:
        nilai = baca_desimal(teks, maks_desimal=desimal)
    except AngkaTidakSah as galat:
        raise AndaiSalah(bidang, galat.pesan) from galat
    if not NOL < nilai <= paling:
        raise AndaiSalah(bidang, P_("Isi angka di atas 0 sampai %(paling)s.", paling=paling))
    return nilai


def _cacah(bidang: str, teks: str, dari: int, sampai: int) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) <= ANGKA_TERPANJANG and dari <= int(teks) <= sampai):
        pesan = P_("Isi bilangan bulat dari %(dari)s sampai %(sampai)s.", dari=str(dari), sampai=str(sampai))
        raise AndaiSalah(bidang, pesan)
    return int(teks)


def _pilihan(bidang: str, teks: str, daftar: Sequence[str]) -> str:
    if teks not in daftar:
        raise AndaiSalah(bidang, P_("Pilih salah satu dari daftar."))
    return teks


def _butir_katalog(k: Keadaan, nomor: str) -> ButirKegiatan:
    id_ = _id_butir(f"butir:{nomor}")
    butir = None if id_ is None else k.butir.get(id_)
    if butir is None:
        pesan = P_("Butir kegiatan itu tidak ada dalam katalog masa ini. Cari lagi dari daftar.")
        raise AndaiSalah("butir", pesan)
    if not sekategori(butir.kategori, k.karier.jenjang):
        raise AndaiSalah("butir", P_("Butir ini milik kategori lain, sehingga tidak dapat dinilai."))
    if butir.ditutup_mulai is not None and butir.ditutup_mulai <= k.hari_ini:
        raise AndaiSalah("butir", P_("Butir ini ditutup mulai %(mulai)s.", mulai=butir.ditutup_mulai))
    return butir


def _andai_butir(k: Keadaan, nomor: str, volume_teks: str) -> Andai:
    butir = _butir_katalog(k, nomor)
    volume = _angka("volume", volume_teks, VOLUME_TERBANYAK, DESIMAL_VOLUME)
    langkah: list[Langkah] = []
    peringatan = [P_("Nilai butir ini belum dipastikan: %(sebab)s.", sebab=s) for s in sebab_katalog(butir, k.aturan)]
    diakui = volume
    if k.pemakaian is not None:
        batas = ukur_batas(butir, volume, k.pemakaian.terpakai(butir.kode, k.hari_ini))
        if batas is not None:
            diakui = batas.diakui
            langkah.append(batas.langkah)
            if batas.melewati:
                peringatan.append(batas.langkah.teks)
        k.pemakaian.tambah(butir.kode, k.hari_ini, diakui)
    perlu = langkah_kp(k.aturan, golongan=k.karier.golongan, jenjang=k.karier.jenjang)
    kredit = kredit_butir(k.aturan, butir, diakui, k.karier.jenjang, kebutuhan_kp=perlu)
    if not kredit.dapat_dinilai:
        raise AndaiSalah("butir", kredit.alasan)
    if kredit.perlu_surat_tugas:
        peringatan.append(P_("Pekerjaan jenjang lain memerlukan surat tugas."))
    uraian = P_(
        "%(volume)s x %(uraian)s (%(kode)s)",
        volume=volume.normalize() + 0,
        uraian=butir.uraian,
        kode=butir.kode,
    )
    return Andai("", uraian, (*langkah, *kredit.langkah), butir.unsur, kredit.nilai, peringatan=tuple(peringatan))


def _andai_atas(k: Keadaan, teks: str) -> Andai:
    """Work of the level above, worth so much to somebody of that level."""
    nilai = _angka("nilai", teks, KREDIT_TERBANYAK, 3)
    atas = jenjang_berikut(k.aturan, k.karier.jenjang)
    if atas is None:
        raise AndaiSalah("nilai", P_("Tidak ada jenjang di atas jenjang Anda."))
    kredit = kredit_butir(k.aturan, _Butir(atas, nilai), Decimal(1), k.karier.jenjang)
    uraian = P_("Pekerjaan %(jenjang)s senilai %(nilai)s", jenjang=nama_jenjang(k.aturan, atas), nilai=nilai)
    peringatan = (P_("Pekerjaan jenjang lain memerlukan surat tugas."),) if kredit.perlu_surat_tugas else ()
    return Andai("", uraian, kredit.langkah, _unsur_tugas(k), kredit.nilai, peringatan=peringatan)


def _unsur_tugas(k: Keadaan) -> str:
    """An element of the position's own work, for work that is in no catalogue."""
    semua = k.aturan.anak("unsur")
    bagian = (kode for kode in semua if k.aturan.teks(f"unsur.{kode}.bagian") == "tugas_jabatan")
    nama = kategori(k.karier.jenjang)
    return next(kode for kode in bagian if nama in k.aturan.daftar(f"unsur.{kode}.kategori"))


def _andai_karya(k: Keadaan, nomor: str, penulis_teks: str, peran: str) -> Andai:
    butir = _butir_katalog(k, nomor)
    if butir.unsur != PENGEMBANGAN_PROFESI or butir.angka_kredit is None:
        raise AndaiSalah("butir", P_("Pilih butir karya tulis dari unsur pengembangan profesi."))
    penulis = _cacah("penulis", penulis_teks, 1, PENULIS_TERBANYAK)
    _pilihan("peran", peran, PERAN)
    faktor = faktor_jenjang(k.aturan, k.karier.jenjang, butir.jenjang)
    if faktor.nilai is None:
        raise AndaiSalah("butir", faktor.langkah.teks)
    try:
        karya = karya_tulis(k.aturan, butir.angka_kredit, penulis, utama_diketahui=peran != "setara")
    except PenulisTidakDiatur as galat:
        raise AndaiSalah("penulis", galat.pesan) from galat
    bagian = {"utama": karya.utama, "pembantu": karya.pembantu, "setara": karya.setara}[peran]
    if penulis == 1:
        bagian = karya.utama
    if bagian is None:
        raise AndaiSalah("peran", P_("Dengan jumlah penulis ini tidak ada bagian untuk peran itu."))
    nilai = bulatkan(k.aturan, bagian * faktor.nilai)
    uraian = P_(
        "%(uraian)s (%(kode)s), %(penulis)s penulis, sebagai %(peran)s",
        uraian=butir.uraian,
        kode=butir.kode,
        penulis=penulis,
        peran=Pesan(NAMA_PERAN[peran]),
    )
    peringatan = [P_("Nilai butir ini belum dipastikan: %(sebab)s.", sebab=s) for s in sebab_katalog(butir, k.aturan)]
    return Andai("", uraian, (*karya.langkah, faktor.langkah), butir.unsur, nilai, peringatan=tuple(peringatan))


def _andai_ijazah(k: Keadaan, baru: str, lama: str, bidang: str) -> Andai:
    _pilihan("ijazah_baru", baru, tuple(NAMA_IJAZAH))
    _pilihan("ijazah_lama", lama, tuple(NAMA_IJAZAH))
    _pilihan("bidang", bidang, (BIDANG, LUAR))
    if baru in k.ijazah:
        raise AndaiSalah("ijazah_baru", P_("Ijazah ini sudah diandaikan; tiap ijazah satu kali saja."))
    karier, jenjang = peraturan.karier(), k.karier.jenjang
    try:
        if bidang == LUAR:
            hasil = gelar_lain(k.aturan, karier, jenjang=jenjang, lama=lama, baru=baru)
        else:
            hasil = kredit_ijazah(k.aturan, karier, jenjang=jenjang, golongan=k.karier.golongan, lama=lama, baru=baru)
    except IjazahSalah as galat:
        raise AndaiSalah(galat.bidang, galat.pesan) from galat
    k.ijazah.append(baru)
    nama = {"baru": Pesan(NAMA_IJAZAH[baru]), "lama": Pesan(NAMA_IJAZAH[lama])}
    uraian = P_("Ijazah %(baru)s sesudah %(lama)s, sesuai bidang tugas", **nama)
    if bidang == LUAR:
        uraian = P_("Ijazah %(baru)s sesudah %(lama)s, di luar bidang tugas", **nama)
    peringatan = () if hasil.dinilai else (hasil.alasan,)
    return Andai("", uraian, hasil.langkah, hasil.unsur, hasil.nilai, peringatan=peringatan)


def _andai_predikat(k: Keadaan, tahun_teks: str, mulai_teks: str, bulan_teks: str, predikat: str) -> Andai:
    awal = max(k.aturan.berlaku_mulai.year, k.karier.tmt_jenjang.year)
    tahun = _cacah("tahun", tahun_teks, awal, k.hari_ini.year + TAHUN_TERJAUH)
    mulai = _cacah("mulai", mulai_teks, 1, BULAN_SETAHUN)
    bulan = _cacah("bulan", bulan_teks, 1, BULAN_SETAHUN - mulai + 1)
    _pilihan("predikat", predikat, k.aturan.anak("predikat"))
    dipakai = k.bulan.setdefault(tahun, set())
    baru = set(range(mulai, mulai + bulan))
    if sudah := sorted(baru & k.dikonversi.get(tahun, set())):
        pesan = P_("Bulan ke-%(bulan)s tahun %(tahun)s sudah dikonversi.", bulan=sudah[0], tahun=str(tahun))
        raise AndaiSalah("mulai", pesan)
    if dipakai & baru:
        raise AndaiSalah("mulai", P_("Bulan yang sama pada tahun %(tahun)s sudah diandaikan.", tahun=str(tahun)))
    dipakai |= baru
    hasil = konversi(k.aturan, k.karier.jenjang, predikat, bulan)
    uraian = P_(
        "Predikat %(predikat)s tahun %(tahun)s, %(bulan)s bulan mulai bulan %(mulai)s",
        predikat=nama_predikat(k.aturan, predikat),
        tahun=str(tahun),
        bulan=bulan,
        mulai=mulai,
    )
    if bulan == BULAN_SETAHUN:
        uraian = P_(
            "Predikat %(predikat)s setahun penuh %(tahun)s",
            predikat=nama_predikat(k.aturan, predikat),
            tahun=str(tahun),
        )
    selesai = tambah_bulan(dt.date(tahun, mulai, 1), bulan) - _SEHARI
    return Andai("", uraian, hasil.langkah, KONVERSI, hasil.nilai, selesai)


def _andai_pendidikan(k: Keadaan, ijazah: str, predikat: str) -> Andai:
    _pilihan("ijazah_baru", ijazah, tuple(NAMA_IJAZAH))
    _pilihan("predikat", predikat, k.aturan.anak("predikat"))
    if any(urutan_ijazah(ijazah) <= urutan_ijazah(satu) for satu in k.tercatat):
        pesan = P_("Ijazah yang sudah tercatat, atau yang tidak lebih tinggi, tidak menambah angka kredit.")
        raise AndaiSalah("ijazah_baru", pesan)
    hasil = peningkatan_pendidikan(
        k.aturan, k.karier.jenjang, ijazah, predikat, tercatat_bkn=True, sudah_diberikan=tuple(k.ijazah)
    )
    k.ijazah.append(ijazah)
    uraian = P_(
        "Ijazah %(ijazah)s, predikat %(predikat)s",
        ijazah=Pesan(NAMA_IJAZAH[ijazah]),
        predikat=nama_predikat(k.aturan, predikat),
    )
    peringatan = hasil.alasan if not hasil.diberikan else (P_("Dianggap sudah tercatat di BKN."),)
    return Andai("", uraian, hasil.langkah, KONVERSI, hasil.nilai, peringatan=peringatan)


def _andai_fakta(k: Keadaan, nama: str, isi: str) -> Andai:
    _pilihan("fakta", nama, tuple(FAKTA))
    _pilihan("isi", isi, tuple(_YA))
    bidang, label = FAKTA[nama]
    uraian = P_("%(fakta)s: ya", fakta=Pesan(label)) if _YA[isi] else P_("%(fakta)s: tidak", fakta=Pesan(label))
    return Andai("", uraian, fakta=(bidang, _YA[isi]))


@dataclass(frozen=True)
class _Jenis:
    """A kind of supposition: how many parts follow its name, and under which rule sets it exists (None: all)."""

    bagian: int
    konversi: bool | None
    hitung: Callable[..., Andai]


_JENIS = {
    "butir": _Jenis(2, False, _andai_butir),
    "atas": _Jenis(1, False, _andai_atas),
    "karya": _Jenis(3, False, _andai_karya),
    "ijazah": _Jenis(3, False, _andai_ijazah),
    "predikat": _Jenis(4, True, _andai_predikat),
    "pendidikan": _Jenis(2, True, _andai_pendidikan),
    "fakta": _Jenis(2, None, _andai_fakta),
}


def _fakta(aturan: Peraturan, andai: Sequence[Andai]) -> dict[str, bool]:
    """The facts that are supposed; a rating supposes the appraisal of its year, the last one counts."""
    isi: dict[str, bool] = {}
    dinilai = [(a.tanggal, a.kode.rpartition(":")[2]) for a in andai if a.tanggal is not None]
    if dinilai:
        isi["prestasi_baik"] = predikat_baik(aturan, max(dinilai)[1])
    return isi | dict(a.fakta for a in andai if a.fakta is not None)


def _banding(saldo: SaldoRegime, andai: Sequence[Andai]) -> list[BarisBanding]:
    tambahan: dict[str, Decimal] = {}
    for a in andai:
        if a.unsur:
            tambahan[a.unsur] = tambahan.get(a.unsur, NOL) + a.kredit
    baris = [BarisBanding(b.label, b.jumlah, tambahan.pop(b.kode, NOL)) for b in saldo.baris]
    lain = {KONVERSI: P_("Konversi predikat dan pendidikan")}
    return [*baris, *(BarisBanding(lain.get(kode, Pesan(kode)), NOL, nilai) for kode, nilai in tambahan.items())]


def tulis_volume(teks: str) -> str:
    """The volume as an address carries it. Raises AndaiSalah."""
    return tulis_desimal(_angka("volume", teks, VOLUME_TERBANYAK, DESIMAL_VOLUME))


def tulis_nilai(teks: str) -> str:
    """A credit as an address carries it. Raises AndaiSalah."""
    return tulis_desimal(_angka("nilai", teks, KREDIT_TERBANYAK, 3))
