"""Whether credits suffice for a raise in rank (KP) or level (KJ): verdict, shortage and the steps behind them.

Judged here is what the credit itself must fulfil: its sum, the shares of main and supporting elements, and the
minimum of pengembangan profesi; with the rules on raises at hand also the rank that the next level waits for. Time in
rank, appraisal, examination and vacancy are `kalkulator.prasyarat`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah
from workflow_app.kalkulator.kebutuhan import (
    Kebutuhan,
    Kedudukan,
    kebutuhan_golongan,
    kebutuhan_jenjang,
    kebutuhan_kj,
    kebutuhan_kp,
    langkah_kp,
    penunjang_maksimal,
    profesi_minimal_kj,
    profesi_minimal_kp,
    utama_minimal,
)
from workflow_app.kalkulator.pangkat_puncak import menunggu_puncak, puncak_ditunggu
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    golongan_berikut,
    golongan_jenjang,
    jenjang_berikut,
    nama_jenjang,
    nama_pangkat,
    urutan_golongan,
)
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI, PENUNJANG, unsur
from workflow_app.pesan import P_, Pesan

__all__ = [
    "KJ",
    "KP",
    "Kebutuhan",
    "Kelayakan",
    "KreditDinilai",
    "Sasaran",
    "kebutuhan_kj",
    "kebutuhan_kp",
    "kelayakan",
    "kelayakan_kredit",
    "langkah_kp",
]

KP = "KP"
KJ = "KJ"


@dataclass(frozen=True, slots=True)
class KreditDinilai:
    """Credit to be judged. `profesi` is part of `utama`."""

    utama: Decimal
    penunjang: Decimal
    profesi: Decimal = NOL


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
    utama_minimal: Decimal
    penunjang_maksimal: Decimal
    penunjang_diakui: Decimal
    penunjang_gugur: Decimal
    """Supporting credit above the share that counts."""
    profesi_minimal: Decimal
    profesi_kurang: Decimal
    """Pengembangan profesi that is missing, whatever the sum; zero where none is asked for."""
    menunggu_kj: bool
    """The rank belongs to a higher level, and the credit does not suffice for that level."""
    langkah: tuple[Langkah, ...]
    menunggu_pangkat: str | None = None
    """The top rank of the level held, where the rules let the next level wait for it and it is not reached."""
    golongan: str = ""
    """The rank held."""

    @property
    def diakui(self) -> Decimal:
        """Credit that counts towards this aim."""
        return self.utama + self.penunjang_diakui

    @property
    def kekurangan(self) -> Decimal:
        """What is missing of the sum; zero when it suffices."""
        return max(self.kebutuhan - self.diakui, NOL)

    @property
    def kelebihan(self) -> Decimal:
        """What is left over; zero while something is missing."""
        return max(self.diakui - self.kebutuhan, NOL)

    @property
    def utama_kurang(self) -> Decimal:
        """What is missing of the main elements' share."""
        return max(self.utama_minimal - self.utama, NOL)

    @property
    def masih_perlu(self) -> Decimal:
        """The least credit that still has to be earned, of whatever kind it must be."""
        return max(self.kekurangan, self.utama_kurang, self.profesi_kurang)

    @property
    def jumlah_terpenuhi(self) -> bool:
        """Whether the sum suffices, with the shares that count; pengembangan profesi left aside."""
        return not self.kekurangan and not self.utama_kurang

    @property
    def terpenuhi(self) -> bool:
        """Whether the credit fulfils everything that this aim asks of it."""
        menunggu = self.menunggu_kj or self.menunggu_pangkat is not None
        return self.jumlah_terpenuhi and not self.profesi_kurang and not menunggu

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks

    @property
    def halangan(self) -> tuple[Pesan, ...]:
        """Everything about the credit that stands in the way, each in a sentence; empty when it suffices."""
        daftar = []
        if self.kekurangan:
            daftar.append(_putusan_jumlah(self.jenis, self.nama_tujuan, self.diakui, self.kebutuhan))
        if self.utama_kurang:
            daftar.append(
                P_(
                    "Unsur utama %(utama)s, padahal paling sedikit %(minimal)s dari %(kebutuhan)s; kurang %(kurang)s.",
                    utama=self.utama,
                    minimal=self.utama_minimal,
                    kebutuhan=self.kebutuhan,
                    kurang=self.utama_kurang,
                )
            )
        if self.profesi_kurang:
            daftar.append(self.catatan_profesi)
        if self.menunggu_kj:
            daftar.append(self.catatan_kj)
        if self.menunggu_pangkat is not None:
            daftar.append(self.catatan_pangkat)
        return tuple(daftar)

    @property
    def catatan_profesi(self) -> Pesan:
        """The minimum of pengembangan profesi, what is there, what is missing."""
        nilai = {
            "minimal": self.profesi_minimal,
            "tercatat": self.profesi_minimal - self.profesi_kurang,
            "kurang": self.profesi_kurang,
        }
        if self.jenis == KP:
            return P_(
                "Kenaikan pangkat juga memerlukan %(minimal)s dari pengembangan profesi; "
                "tercatat %(tercatat)s, kurang %(kurang)s.",
                **nilai,
            )
        return P_(
            "Kenaikan jabatan juga memerlukan %(minimal)s dari pengembangan profesi; "
            "tercatat %(tercatat)s, kurang %(kurang)s.",
            **nilai,
        )

    @property
    def catatan_kj(self) -> Pesan:
        """That the rank comes after the level."""
        return P_("Kenaikan pangkat ke %(pangkat)s menunggu kenaikan jabatan.", pangkat=self.nama_tujuan)

    @property
    def catatan_pangkat(self) -> Pesan:
        """That the level comes after the top rank of the one held."""
        return menunggu_puncak(self.menunggu_pangkat or "", self.golongan)


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
    """What stands beside the sum: missing pengembangan profesi, KJ before KP."""

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
    kenaikan: Peraturan | None = None,
) -> Kelayakan:
    """Judges old and new credit per element (codes of the rule set) for an officer of this rank and level.

    `lama` under a rule set that accumulates inside the level is the credit of the level held now; otherwise the
    credit of the whole career. `pendidikan` (`d3`, `s1`, `s2`, `s3`) is the diploma with which he entered the
    position, `golongan_awal` the rank at which he entered the level; left out, the common column and its lowest rank
    hold. `kenaikan` are the rules on raises, which may let the next level wait for the top rank of this one; left out,
    credit alone is judged. Raises KetentuanTidakAda for an unknown element, level or rank.
    """
    per_unsur = {kode: lama.get(kode, NOL) + baru.get(kode, NOL) for kode in (*lama, *baru)}
    penunjang = sum((n for kode, n in per_unsur.items() if unsur(aturan, kode).kelompok == PENUNJANG), NOL)
    utama = sum(per_unsur.values(), NOL) - penunjang
    kredit = KreditDinilai(utama, penunjang, per_unsur.get(PENGEMBANGAN_PROFESI, NOL))
    return kelayakan_kredit(aturan, kredit, Kedudukan(golongan, jenjang, pendidikan, golongan_awal), kenaikan=kenaikan)


def kelayakan_kredit(
    aturan: Peraturan,
    kredit: KreditDinilai,
    k: Kedudukan,
    golongan_tujuan: str | None = None,
    *,
    kenaikan: Peraturan | None = None,
) -> Kelayakan:
    """The same from credit per group. `golongan_tujuan` is the rank to be reached; left out, the next one."""
    pangkat_tujuan = golongan_tujuan or golongan_berikut(k.golongan)
    kj, alasan_kj = _kj(aturan, kredit, k, kenaikan)
    kp, alasan_kp = _kp(aturan, kredit, k, pangkat_tujuan, kj)
    catatan = [s.catatan_profesi for s in (kp, kj) if s is not None and s.profesi_kurang]
    if kp is not None and kp.jumlah_terpenuhi and _di_atas_jenjang(aturan, k.jenjang, kp.tujuan):
        catatan.append(kp.catatan_kj)
    if kj is not None and not kj.masih_perlu and kj.menunggu_pangkat is not None:
        catatan.append(kj.catatan_pangkat)
    return Kelayakan(kredit.utama + kredit.penunjang, kp, kj, (alasan_kp, alasan_kj), tuple(catatan))


def _kp(
    aturan: Peraturan, kredit: KreditDinilai, k: Kedudukan, tujuan: str | None, kj: Sasaran | None
) -> tuple[Sasaran | None, Pesan]:
    perlu = kebutuhan_golongan(aturan, k, tujuan)
    if perlu is None or tujuan is None:
        return None, _tanpa_kp(aturan, k.golongan, k.jenjang)
    nama = f"{nama_pangkat(tujuan)} ({tujuan})"
    menunggu = _di_atas_jenjang(aturan, k.jenjang, tujuan) and kj is not None and not kj.terpenuhi
    profesi = profesi_minimal_kp(aturan, k.golongan, tujuan)
    kp = _sasaran(aturan, KP, tujuan, nama, perlu, kredit, profesi, menunggu_kj=menunggu)
    return kp, kp.alasan


def _kj(
    aturan: Peraturan, kredit: KreditDinilai, k: Kedudukan, kenaikan: Peraturan | None
) -> tuple[Sasaran | None, Pesan]:
    perlu = kebutuhan_jenjang(aturan, k)
    tujuan = jenjang_berikut(aturan, k.jenjang)
    if perlu is None or tujuan is None:
        return None, P_("Tidak ada jenjang di atas %(jenjang)s.", jenjang=nama_jenjang(aturan, k.jenjang))
    profesi = profesi_minimal_kj(aturan, k.jenjang)
    kj = _sasaran(aturan, KJ, tujuan, nama_jenjang(aturan, tujuan), perlu, kredit, profesi, menunggu_kj=False)
    if kenaikan is not None:
        kj = replace(kj, menunggu_pangkat=puncak_ditunggu(aturan, kenaikan, k.jenjang, k.golongan), golongan=k.golongan)
    return kj, kj.alasan


def _di_atas_jenjang(aturan: Peraturan, jenjang: str, golongan: str) -> bool:
    """Whether a rank belongs to a higher level; a rank below the level (position ahead of rank) does not."""
    milik = golongan_jenjang(aturan, jenjang)
    return bool(milik) and urutan_golongan(golongan) > urutan_golongan(milik[-1])


def _sasaran(
    aturan: Peraturan,
    jenis: str,
    tujuan: str,
    nama: str,
    kebutuhan: Kebutuhan,
    kredit: KreditDinilai,
    profesi: Kebutuhan | None,
    *,
    menunggu_kj: bool,
) -> Sasaran:
    utama, penunjang = kredit.utama, kredit.penunjang
    minimal = utama_minimal(aturan, kebutuhan.nilai)
    batas = penunjang_maksimal(aturan, kebutuhan.nilai)
    diakui = min(penunjang, batas)
    langkah = [
        Langkah(
            P_("Unsur utama %(utama)s, paling sedikit %(minimal)s", utama=utama, minimal=minimal),
            utama,
            aturan.sumber("bagian.utama_minimal"),
        ),
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
    ]
    kurang = NOL
    if profesi is not None:
        kurang = max(profesi.nilai - kredit.profesi, NOL)
        teks = P_(
            "Pengembangan profesi %(tercatat)s, paling sedikit %(minimal)s",
            tercatat=kredit.profesi,
            minimal=profesi.nilai,
        )
        langkah.append(Langkah(teks, kredit.profesi, profesi.sumber))
    jumlah = utama + diakui
    cukup = jumlah >= kebutuhan.nilai and utama >= minimal
    if cukup and kurang and profesi is not None:
        putusan = _putusan_profesi(jenis, nama, jumlah, kebutuhan.nilai, profesi.nilai, kurang)
    else:
        putusan = _putusan_jumlah(jenis, nama, jumlah, kebutuhan.nilai)
    langkah.append(Langkah(putusan, jumlah, kebutuhan.sumber))
    return Sasaran(
        jenis,
        tujuan,
        nama,
        kebutuhan.nilai,
        utama,
        minimal,
        batas,
        diakui,
        penunjang - diakui,
        NOL if profesi is None else profesi.nilai,
        kurang,
        menunggu_kj,
        tuple(langkah),
    )


def _putusan_jumlah(jenis: str, nama: str, diakui: Decimal, kebutuhan: Decimal) -> Pesan:
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


def _putusan_profesi(
    jenis: str, nama: str, diakui: Decimal, kebutuhan: Decimal, minimal: Decimal, kurang: Decimal
) -> Pesan:
    nilai = {"tujuan": nama, "diakui": diakui, "kebutuhan": kebutuhan, "minimal": minimal, "kurang": kurang}
    if jenis == KP:
        return P_(
            "Angka kredit %(diakui)s mencapai %(kebutuhan)s, tetapi pengembangan profesi kurang %(kurang)s dari "
            "%(minimal)s, sehingga kenaikan pangkat ke %(tujuan)s belum terpenuhi.",
            **nilai,
        )
    return P_(
        "Angka kredit %(diakui)s mencapai %(kebutuhan)s, tetapi pengembangan profesi kurang %(kurang)s dari "
        "%(minimal)s, sehingga kenaikan jabatan ke %(tujuan)s belum terpenuhi.",
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
