"""Whether credits suffice for a raise in rank (KP) or level (KJ): verdict, shortage and the steps behind them.

Two ways of accumulating exist (`akumulasi.cara`): across levels, where each rank asks for a cumulative total, and
inside one level, where each rank asks for a step and the sum restarts at 0 with the level. Only the credit condition
is judged here; time in rank, appraisal, examination and vacancy belong to the raise itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    kategori,
    nama_jenjang,
    nama_pangkat,
)
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG, unsur
from workflow_app.pesan import P_, Pesan

KP = "KP"
KJ = "KJ"
_DALAM_JENJANG = "dalam_jenjang"


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """Credit that an aim asks for, and where that stands."""

    nilai: Decimal
    sumber: str


@dataclass(frozen=True, slots=True)
class Sasaran:
    """One aim the sum is measured against."""

    jenis: str
    """`KP` or `KJ`."""
    tujuan: str
    """The golongan ruang or the jenjang to be reached."""
    nama_tujuan: str
    kebutuhan: Decimal
    utama: Decimal
    penunjang_diakui: Decimal
    penunjang_gugur: Decimal
    """Supporting credit above the share that counts."""
    langkah: tuple[Langkah, ...]

    @property
    def diakui(self) -> Decimal:
        """Credit that counts towards this aim."""
        return self.utama + self.penunjang_diakui

    @property
    def kekurangan(self) -> Decimal:
        """What is missing; zero when it suffices."""
        return max(self.kebutuhan - self.diakui, NOL)

    @property
    def kelebihan(self) -> Decimal:
        """What is left over; zero while something is missing."""
        return max(self.diakui - self.kebutuhan, NOL)

    @property
    def terpenuhi(self) -> bool:
        """Whether the credit suffices."""
        return self.diakui >= self.kebutuhan

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


@dataclass(frozen=True, slots=True)
class Kelayakan:
    """The verdict on a sum. An aim is None where none exists (top rank, top level) or it cannot be judged here."""

    jumlah: Decimal
    """Old and new credit together, everything counted."""
    kp: Sasaran | None
    kj: Sasaran | None
    alasan: tuple[Pesan, ...]
    """Per aim its verdict, or why there is none."""
    catatan: tuple[Pesan, ...]
    """Conditions besides the sum that the figures touch: minimum of pengembangan profesi, KJ before KP."""

    @property
    def kp_terpenuhi(self) -> bool:
        """Whether the credit suffices for the next rank."""
        return self.kp is not None and self.kp.terpenuhi

    @property
    def kj_terpenuhi(self) -> bool:
        """Whether the credit suffices for the next level."""
        return self.kj is not None and self.kj.terpenuhi

    @property
    def cukup(self) -> bool:
        """Enough for at least one aim: a PAK follows."""
        return self.kp_terpenuhi or self.kj_terpenuhi

    @property
    def sasaran(self) -> tuple[Sasaran, ...]:
        """The aims that exist, KP first."""
        return tuple(s for s in (self.kp, self.kj) if s is not None)

    @property
    def kebutuhan(self) -> Decimal:
        """What the nearest aim needs: the next rank, else the next level; zero where there is none."""
        return self.sasaran[0].kebutuhan if self.sasaran else NOL

    @property
    def kekurangan(self) -> Decimal:
        """What is missing to the nearest aim."""
        return self.sasaran[0].kekurangan if self.sasaran else NOL


def kelayakan(
    aturan: Peraturan,
    lama: Mapping[str, Decimal],
    baru: Mapping[str, Decimal],
    *,
    golongan: str,
    jenjang: str,
    pendidikan: str | None = None,
    golongan_awal: str | None = None,
) -> Kelayakan:
    """Judges old and new credit per element (codes of the rule set) for an officer of this rank and level.

    `lama` under a rule set that accumulates inside the level is the credit of the level held now; otherwise the
    credit of the whole career. `pendidikan` (`d3`, `s1`, `s2`, `s3`) is the diploma with which he entered the
    position, `golongan_awal` the rank at which he entered the level; left out, the common column and its lowest rank
    hold. Raises KetentuanTidakAda for an unknown element, level or rank.
    """
    per_unsur = {kode: lama.get(kode, NOL) + baru.get(kode, NOL) for kode in (*lama, *baru)}
    penunjang = sum((n for kode, n in per_unsur.items() if unsur(aturan, kode).kelompok == PENUNJANG), NOL)
    utama = sum(per_unsur.values(), NOL) - penunjang
    kp_perlu = kebutuhan_kp(
        aturan, golongan=golongan, jenjang=jenjang, pendidikan=pendidikan, golongan_awal=golongan_awal
    )
    kj_perlu = kebutuhan_kj(
        aturan, golongan=golongan, jenjang=jenjang, pendidikan=pendidikan, golongan_awal=golongan_awal
    )
    kp = kj = None
    alasan: list[Pesan] = []
    pangkat_tujuan, jenjang_tujuan = golongan_berikut(golongan), jenjang_berikut(aturan, jenjang)
    if kp_perlu is None or pangkat_tujuan is None:
        alasan.append(_tanpa_kp(aturan, golongan, jenjang))
    else:
        nama = f"{nama_pangkat(pangkat_tujuan)} ({pangkat_tujuan})"
        kp = _sasaran(aturan, KP, pangkat_tujuan, nama, kp_perlu, utama, penunjang)
        alasan.append(kp.alasan)
    if kj_perlu is None or jenjang_tujuan is None:
        alasan.append(P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, jenjang)))
    else:
        kj = _sasaran(aturan, KJ, jenjang_tujuan, nama_jenjang(aturan, jenjang_tujuan), kj_perlu, utama, penunjang)
        alasan.append(kj.alasan)
    catatan = _catatan_profesi(aturan, golongan, jenjang, per_unsur.get(PENGEMBANGAN_PROFESI, NOL))
    if kp is not None and kp.terpenuhi and kp.tujuan not in golongan_jenjang(aturan, jenjang):
        catatan.append(P_("Kenaikan pangkat ke %(pangkat)s menunggu kenaikan jabatan.", pangkat=kp.nama_tujuan))
    return Kelayakan(utama + penunjang, kp, kj, tuple(alasan), tuple(catatan))


def kebutuhan_kp(
    aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None, golongan_awal: str | None = None
) -> Kebutuhan | None:
    """What the next rank needs; None at the top, or where the rank does not belong to the level."""
    if aturan.teks("akumulasi.cara") != _DALAM_JENJANG:
        return _minimal(aturan, jenjang, golongan_berikut(golongan))
    jalur = _kolom(aturan, jenjang, golongan, pendidikan)
    tangga = _tangga(aturan, jalur, jenjang, golongan_awal)
    return _jumlah_langkah(aturan, jalur, tangga[: tangga.index(golongan) + 1]) if golongan in tangga else None


def kebutuhan_kj(
    aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None, golongan_awal: str | None = None
) -> Kebutuhan | None:
    """What the next level needs; None at the top level, or where no table exists."""
    tujuan = jenjang_berikut(aturan, jenjang)
    if tujuan is None:
        return None
    if aturan.teks("akumulasi.cara") != _DALAM_JENJANG:
        return _minimal(aturan, jenjang, golongan_jenjang(aturan, tujuan)[0])
    jalur = _kolom(aturan, jenjang, golongan, pendidikan)
    tangga = _tangga(aturan, jalur, jenjang, golongan_awal)
    return _jumlah_langkah(aturan, jalur, tangga) if tangga else None


def langkah_kp(aturan: Peraturan, *, golongan: str, jenjang: str, pendidikan: str | None = None) -> Decimal | None:
    """Credit from this rank to the next one alone: the base of items valued in percent. None at the top."""
    if aturan.teks("akumulasi.cara") == _DALAM_JENJANG:
        jalur = f"{_kolom(aturan, jenjang, golongan, pendidikan)}.{golongan}"
        return aturan.desimal(jalur) if aturan.memuat(jalur) else None
    sekarang = _minimal(aturan, jenjang, golongan)
    berikut = _minimal(aturan, jenjang, golongan_berikut(golongan))
    return berikut.nilai - sekarang.nilai if sekarang and berikut else None


def _minimal(aturan: Peraturan, jenjang: str, golongan: str | None) -> Kebutuhan | None:
    """The cumulative total of a rank; None where the category has no such rank."""
    jalur = f"minimal.{kategori(jenjang)}.{golongan}"
    return Kebutuhan(aturan.desimal(jalur), aturan.sumber(jalur)) if aturan.memuat(jalur) else None


def _kolom(aturan: Peraturan, jenjang: str, golongan: str, pendidikan: str | None) -> str:
    """Path of the table of steps: the officer's diploma, or the common one where his does not reach down to his rank.

    Somebody at III/a with a master's degree entered by his first degree, so that column is the one that holds.
    """
    nama = kategori(jenjang)
    jalur = f"langkah.{nama}.{pendidikan}"
    if pendidikan is not None and golongan in aturan.anak(jalur):
        return jalur
    return f"langkah.{nama}.{aturan.teks(f'langkah_dasar.{nama}')}"


def _tangga(aturan: Peraturan, jalur: str, jenjang: str, awal: str | None) -> Sequence[str]:
    """The ranks of the level that have a step, from the rank of entry up."""
    langkah = aturan.anak(jalur)
    tangga = [g for g in golongan_jenjang(aturan, jenjang) if g in langkah]
    return tangga[tangga.index(awal) :] if awal in tangga else tangga


def _jumlah_langkah(aturan: Peraturan, jalur: str, tangga: Sequence[str]) -> Kebutuhan:
    nilai = sum((aturan.desimal(f"{jalur}.{golongan}") for golongan in tangga), NOL)
    return Kebutuhan(nilai, aturan.sumber(f"{jalur}.{tangga[0]}"))


def _sasaran(
    aturan: Peraturan, jenis: str, tujuan: str, nama: str, kebutuhan: Kebutuhan, utama: Decimal, penunjang: Decimal
) -> Sasaran:
    batas = bulatkan(aturan, kebutuhan.nilai * aturan.desimal("bagian.penunjang_maksimal"))
    diakui = min(penunjang, batas)
    langkah = (
        Langkah(P_("Unsur utama %(utama)s", utama=utama), utama),
        Langkah(
            P_(
                "Unsur penunjang %(penunjang)s, diakui paling banyak %(batas)s: %(diakui)s",
                penunjang=penunjang,
                batas=batas,
                diakui=diakui,
            ),
            diakui,
            aturan.sumber("bagian.penunjang_maksimal"),
        ),
        Langkah(_putusan(jenis, nama, utama + diakui, kebutuhan.nilai), utama + diakui, kebutuhan.sumber),
    )
    return Sasaran(jenis, tujuan, nama, kebutuhan.nilai, utama, diakui, penunjang - diakui, langkah)


def _putusan(jenis: str, nama: str, diakui: Decimal, kebutuhan: Decimal) -> Pesan:
    nilai = {"tujuan": nama, "diakui": diakui, "kebutuhan": kebutuhan}
    if diakui >= kebutuhan:
        if jenis == KP:
            return P_("Angka kredit %(diakui)s memenuhi %(kebutuhan)s untuk kenaikan pangkat ke %(tujuan)s.", **nilai)
        return P_("Angka kredit %(diakui)s memenuhi %(kebutuhan)s untuk kenaikan jabatan ke %(tujuan)s.", **nilai)
    nilai["kurang"] = kebutuhan - diakui
    if jenis == KP:
        return P_(
            "Angka kredit %(diakui)s belum memenuhi %(kebutuhan)s untuk kenaikan pangkat ke %(tujuan)s, "
            "kurang %(kurang)s.",
            **nilai,
        )
    return P_(
        "Angka kredit %(diakui)s belum memenuhi %(kebutuhan)s untuk kenaikan jabatan ke %(tujuan)s, kurang %(kurang)s.",
        **nilai,
    )


def _tanpa_kp(aturan: Peraturan, golongan: str, jenjang: str) -> Pesan:
    if golongan in golongan_jenjang(aturan, jenjang):
        return P_("%(pangkat)s adalah pangkat puncak jenjang ini.", pangkat=f"{nama_pangkat(golongan)} ({golongan})")
    return P_(
        "Pangkat %(golongan)s di luar jenjang %(jenjang)s, sehingga kenaikan pangkat diperiksa tersendiri.",
        golongan=golongan,
        jenjang=nama_jenjang(aturan, jenjang),
    )


def _catatan_profesi(aturan: Peraturan, golongan: str, jenjang: str, tercatat: Decimal) -> list[Pesan]:
    catatan = []
    for jalur in (f"pengembangan_profesi.kp.{golongan}", f"pengembangan_profesi.kj.{jenjang}"):
        if not aturan.memuat(jalur) or tercatat >= aturan.desimal(jalur):
            continue
        minimal = aturan.desimal(jalur)
        nilai = {"minimal": minimal, "tercatat": tercatat, "kurang": minimal - tercatat}
        if ".kp." in jalur:
            teks = P_(
                "Kenaikan pangkat juga memerlukan %(minimal)s dari pengembangan profesi; "
                "tercatat %(tercatat)s, kurang %(kurang)s.",
                **nilai,
            )
        else:
            teks = P_(
                "Kenaikan jabatan juga memerlukan %(minimal)s dari pengembangan profesi; "
                "tercatat %(tercatat)s, kurang %(kurang)s.",
                **nilai,
            )
        catatan.append(teks)
    return catatan
