"""Release from the position by its ground, the evidence for it, the allowance, and the way back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.waktu_kenaikan import tambah_tahun
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

LAMA_DITAMBAH_BARU = "lama_ditambah_baru"
PUTUSAN = ("bebas", "percobaan", "bersalah")
"""Final rulings of a court: not guilty, a suspended sentence, guilty."""


@dataclass(frozen=True, slots=True)
class Bukti:
    """One piece of evidence, and whether it is there."""

    kode: str
    nama: Pesan
    ada: bool
    sumber: str


@dataclass(frozen=True, slots=True)
class Kembali:
    """Whether somebody may come back. `boleh` None while something is not known that decides."""

    boleh: bool | None
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]
    angka_kredit: Decimal | None
    """Credit on coming back; None where it is computed elsewhere or cannot be told."""
    penyesuaian: dt.date | None
    """First day on which the level may be adjusted to the last rank; None where that is not foreseen."""


@dataclass(frozen=True, slots=True)
class Tunjangan:
    """The last month of the allowance."""

    berhenti: dt.date
    bulan_terakhir: dt.date
    langkah: tuple[Langkah, ...]


def alasan_dari(aturan: Peraturan, tulisan: str) -> str | None:
    """Code of a ground by its code or its letter; None when there is none."""
    dicari = tulisan.strip().casefold().replace(" ", "_")
    for kode in aturan.anak("alasan"):
        if dicari and dicari in (kode, aturan.teks(f"alasan.{kode}.huruf")):
            return kode
    return None


def nama_alasan(aturan: Peraturan, alasan: str) -> Pesan:
    """The ground in words. Raises KetentuanTidakAda."""
    return Pesan(aturan.teks(f"alasan.{alasan}.label"))


def daftar_bukti(aturan: Peraturan, alasan: str, ada: Collection[str]) -> tuple[Bukti, ...]:
    """The evidence that a ground asks for, in the order of the form."""
    jalur = f"alasan.{alasan}.bukti"
    return tuple(
        Bukti(
            kode,
            Pesan(aturan.teks(f"{jalur}.{kode}.label")),
            kode in ada,
            aturan.sumber(f"{jalur}.{kode}.label"),
        )
        for kode in aturan.anak(jalur)
    )


def dapat_kembali(aturan: Peraturan, alasan: str) -> bool:
    """Whether the ground allows a reappointment at all."""
    return aturan.ya(f"alasan.{alasan}.dapat_kembali")


def pengangkatan_kembali(
    aturan: Peraturan,
    alasan: str,
    tanggal: dt.date,
    *,
    berakhir: bool | None,
    lowongan: bool | None,
    putusan: str | None = None,
    angka_kredit: Decimal | None = None,
    angka_kredit_baru: Decimal = Decimal(0),
) -> Kembali:
    """Judges a reappointment on a day to the last level. `berakhir` says whether the ground has ended, `putusan` how
    the court ruled finally (for a suspension), `angka_kredit_baru` what was earned while away.
    """
    jalur = f"alasan.{alasan}"
    sumber = aturan.sumber(f"{jalur}.dapat_kembali")
    nama = nama_alasan(aturan, alasan)
    if not dapat_kembali(aturan, alasan):
        teks = P_("Alasan “%(alasan)s” tidak memungkinkan pengangkatan kembali.", alasan=nama)
        return Kembali(False, (teks,), (Langkah(teks, None, sumber),), None, None)
    gagal: list[Pesan] = []
    belum: list[Pesan] = []
    if berakhir is None:
        belum.append(P_("Belum diketahui apakah “%(alasan)s” sudah berakhir.", alasan=nama))
    elif not berakhir:
        gagal.append(P_("“%(alasan)s” belum berakhir.", alasan=nama))
    if aturan.memuat(f"{jalur}.putusan"):
        boleh = aturan.daftar(f"{jalur}.putusan")
        if putusan is None:
            belum.append(P_("Putusan pengadilan yang tetap belum diketahui."))
        elif putusan not in boleh:
            gagal.append(P_("Putusan pengadilan harus bebas atau pidana percobaan."))
    if aturan.ya(f"{jalur}.perlu_lowongan"):
        if lowongan is None:
            belum.append(P_("Lowongan jabatan belum diketahui."))
        elif not lowongan:
            gagal.append(P_("Tidak ada lowongan jabatan."))
    langkah = [Langkah(teks, None, sumber) for teks in (*gagal, *belum)]
    ak = None
    if angka_kredit is not None and aturan.teks("angka_kredit.cara") == LAMA_DITAMBAH_BARU:
        ak = angka_kredit + angka_kredit_baru
        teks = P_(
            "Angka kredit: %(lama)s + %(baru)s = %(jumlah)s", lama=angka_kredit, baru=angka_kredit_baru, jumlah=ak
        )
        langkah.append(Langkah(teks, ak, aturan.sumber("angka_kredit.cara")))
    tahun = f"{jalur}.tahun_penyesuaian"
    penyesuaian = tambah_tahun(tanggal, aturan.bulat(tahun)) if aturan.memuat(tahun) else None
    if penyesuaian is not None:
        teks = P_(
            "Penyesuaian ke jenjang pangkat terakhir paling awal %(tanggal)s, "
            "sesudah uji kompetensi, bila ada lowongan.",
            tanggal=penyesuaian,
        )
        langkah.append(Langkah(teks, None, aturan.sumber(tahun)))
    if gagal or belum:
        return Kembali(False if gagal else None, (*gagal, *belum), tuple(langkah), ak, penyesuaian)
    teks = P_("Dapat diangkat kembali pada jenjang terakhir.")
    langkah.append(Langkah(teks, None, sumber))
    return Kembali(True, (teks,), tuple(langkah), ak, penyesuaian)


def tunjangan(karier: Peraturan, pembebasan: dt.date) -> Tunjangan:
    """From which month the allowance stops for somebody released for study; the month of release counts as the first
    one unless the setting says otherwise.
    """
    ke = karier.bulat("tunjangan.bulan_berhenti")
    dihitung = karier.ya("tunjangan.bulan_pembebasan_dihitung")
    berhenti = tambah_bulan(pembebasan.replace(day=1), ke - 1 if dihitung else ke)
    acuan = (
        P_("Bulan pembebasan dihitung sebagai bulan ke-1.")
        if dihitung
        else P_("Bulan sesudah pembebasan dihitung sebagai bulan ke-1.")
    )
    teks = P_("Tunjangan dihentikan mulai bulan ke-%(ke)s: %(tanggal)s", ke=ke, tanggal=berhenti)
    langkah = (
        Langkah(acuan, None, karier.sumber("tunjangan.bulan_pembebasan_dihitung")),
        Langkah(teks, None, karier.sumber("tunjangan.bulan_berhenti")),
    )
    return Tunjangan(berhenti, tambah_bulan(berhenti, -1), langkah)


def dibebaskan_karena_belajar(karier: Peraturan, bulan: int) -> bool:
    """Whether a study of so many months releases from the position at all."""
    return bulan > karier.bulat("tunjangan.tugas_belajar_lebih_dari_bulan")
