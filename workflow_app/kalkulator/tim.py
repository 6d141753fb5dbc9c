"""Assessment teams: how they are made up, who may assess whom, and how often one person may sit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import (
    kategori,
    nama_jenjang,
    urutan_dalam_kategori,
    urutan_golongan,
)
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.tanggal import tambah_bulan

LABEL_KEDUDUKAN = {"ketua": N_("Ketua"), "wakil_ketua": N_("Wakil ketua"), "sekretaris": N_("Sekretaris")}
BULAN_SETAHUN = 12
_TOLAK = "tolak"
_SEHARI = dt.timedelta(days=1)


# --- how a team is made up -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SusunanTim:
    """The verdict on the size of a team: every reason against it, and what is only to be noted."""

    jumlah: int
    jumlah_minimal: int
    """Officers and members together; each officer is also a member."""
    anggota_kurang: int
    """Members besides the officers that are missing."""
    alasan: tuple[Pesan, ...]
    peringatan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def sah(self) -> bool:
        """Whether nothing speaks against the team."""
        return not self.alasan

    @property
    def ganjil(self) -> bool:
        """Whether a vote of everybody cannot be tied."""
        return self.jumlah % 2 == 1


def susunan_tim(aturan: Peraturan, regime: str, pengurus: Mapping[str, int], anggota: int) -> SusunanTim:
    """Judges a team of these officers (seat to number of holders) and so many members besides them.

    `regime` is the one of the work to be assessed: it decides whether an even number is refused or only noted.
    Raises KetentuanTidakAda for a regime without teams.
    """
    kursi, anggota_minimal = aturan.daftar("komposisi.pimpinan"), aturan.bulat("komposisi.anggota_minimal")
    jumlah, minimal = sum(pengurus.values()) + anggota, len(kursi) + anggota_minimal
    sumber = aturan.sumber("komposisi.anggota_minimal")
    langkah = [
        Langkah(
            P_(
                "Paling sedikit %(pengurus)s pengurus + %(anggota)s anggota = %(minimal)s orang",
                pengurus=len(kursi),
                anggota=anggota_minimal,
                minimal=minimal,
            ),
            Decimal(minimal),
            sumber,
        ),
        Langkah(
            P_(
                "Tim ini: %(pengurus)s pengurus + %(anggota)s anggota = %(jumlah)s orang",
                pengurus=sum(pengurus.values()),
                anggota=anggota,
                jumlah=jumlah,
            ),
            Decimal(jumlah),
        ),
    ]
    alasan = [
        P_("%(kursi)s belum ada.", kursi=Pesan(LABEL_KEDUDUKAN[nama])) for nama in kursi if not pengurus.get(nama)
    ]
    alasan += [
        P_("%(kursi)s hanya satu orang, bukan %(banyak)s.", kursi=Pesan(LABEL_KEDUDUKAN[nama]), banyak=banyak)
        for nama, banyak in pengurus.items()
        if banyak > 1
    ]
    if anggota < anggota_minimal:
        alasan.append(
            P_("Anggota %(anggota)s orang, paling sedikit %(minimal)s.", anggota=anggota, minimal=anggota_minimal)
        )
    if jumlah < minimal:
        alasan.append(P_("Jumlah tim %(jumlah)s orang, paling sedikit %(minimal)s.", jumlah=jumlah, minimal=minimal))
    peringatan: list[Pesan] = []
    if jumlah % 2 == 0:
        genap = P_("Jumlah tim %(jumlah)s orang, genap; seharusnya ganjil.", jumlah=jumlah)
        langkah.append(Langkah(genap, None, aturan.sumber(f"ganjil.{regime}")))
        (alasan if aturan.teks(f"ganjil.{regime}") == _TOLAK else peringatan).append(genap)
    return SusunanTim(
        jumlah, minimal, max(anggota_minimal - anggota, 0), tuple(alasan), tuple(peringatan), tuple(langkah)
    )


def catatan_asal(
    aturan: Peraturan,
    *,
    ketua: str | None = None,
    sekretaris: str | None = None,
    pejabat_fungsional: int | None = None,
) -> tuple[Pesan, ...]:
    """What the rules of sister positions would miss in the origin of the members; None is not known, so not judged."""
    catatan = []
    if ketua is not None and ketua != aturan.teks("asal.ketua"):
        catatan.append(P_("Ketua sebaiknya dari unsur %(unsur)s.", unsur=aturan.teks("asal.ketua")))
    if sekretaris is not None and sekretaris != aturan.teks("asal.sekretaris"):
        catatan.append(P_("Sekretaris sebaiknya dari unsur %(unsur)s.", unsur=aturan.teks("asal.sekretaris")))
    minimal = aturan.bulat("asal.pejabat_fungsional_minimal")
    if pejabat_fungsional is not None and pejabat_fungsional < minimal:
        catatan.append(
            P_(
                "Anggota dari Pranata Komputer %(jumlah)s orang, sebaiknya paling sedikit %(minimal)s.",
                jumlah=pejabat_fungsional,
                minimal=minimal,
            )
        )
    return tuple(catatan)


# --- who may assess whom ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kesetaraan:
    """Whether an assessor stands high enough; `None` where the levels cannot be compared."""

    pangkat_cukup: bool
    jenjang_cukup: bool | None
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def cukup(self) -> bool:
        """Whether nothing speaks against the assessor."""
        return not self.alasan


def pangkat_cukup(aturan: Peraturan, penilai: str, dinilai: str) -> bool:
    """Whether the assessor's golongan ruang is at least the assessee's. Raises KetentuanTidakAda for an unknown one."""
    if not aturan.ya("anggota.pangkat_minimal_setara_yang_dinilai"):
        return True
    return urutan_golongan(penilai) >= urutan_golongan(dinilai)


def jenjang_cukup(aturan: Peraturan, penilai: str | None, dinilai: str | None) -> bool | None:
    """The same for the levels; None where one holds none (a structural official) or they are of two categories."""
    if penilai is None or dinilai is None or kategori(penilai) != kategori(dinilai):
        return None
    if not aturan.ya("anggota.jenjang_minimal_setara_yang_dinilai"):
        return True
    return urutan_dalam_kategori(penilai) >= urutan_dalam_kategori(dinilai)


def kesetaraan(
    aturan: Peraturan,
    kredit: Peraturan,
    *,
    golongan_penilai: str,
    golongan_dinilai: str,
    jenjang_penilai: str | None = None,
    jenjang_dinilai: str | None = None,
) -> Kesetaraan:
    """Rank and level of an assessor against those of the assessee; `kredit` gives the levels their names."""
    pangkat = pangkat_cukup(aturan, golongan_penilai, golongan_dinilai)
    jenjang = jenjang_cukup(aturan, jenjang_penilai, jenjang_dinilai)
    sumber = aturan.sumber("anggota.pangkat_minimal_setara_yang_dinilai")
    nilai_pangkat = {"penilai": golongan_penilai, "dinilai": golongan_dinilai}
    alasan, langkah = [], []
    if pangkat:
        teks = P_("Pangkat penilai %(penilai)s tidak di bawah yang dinilai, %(dinilai)s.", **nilai_pangkat)
    else:
        teks = P_("Pangkat penilai %(penilai)s di bawah yang dinilai, %(dinilai)s.", **nilai_pangkat)
        alasan.append(teks)
    langkah.append(Langkah(teks, None, sumber))
    if jenjang is not None and jenjang_penilai is not None and jenjang_dinilai is not None:
        nilai_jenjang = {
            "penilai": nama_jenjang(kredit, jenjang_penilai),
            "dinilai": nama_jenjang(kredit, jenjang_dinilai),
        }
        if jenjang:
            teks = P_("Jenjang penilai, %(penilai)s, tidak di bawah yang dinilai, %(dinilai)s.", **nilai_jenjang)
        else:
            teks = P_("Jenjang penilai, %(penilai)s, di bawah yang dinilai, %(dinilai)s.", **nilai_jenjang)
            alasan.append(teks)
        langkah.append(Langkah(teks, None, aturan.sumber("anggota.jenjang_minimal_setara_yang_dinilai")))
    return Kesetaraan(pangkat, jenjang, tuple(alasan), tuple(langkah))


# --- how often one person may sit ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MasaAnggota:
    """Whether a person may sit for another term."""

    berturut: int
    """Terms that stand one after another right before the term asked for."""
    maksimal: int
    mulai: dt.date
    selesai: dt.date
    """Last day of the term asked for."""
    boleh_mulai: dt.date
    """First day on which a term may begin; not before the day asked for."""
    langkah: tuple[Langkah, ...]

    @property
    def boleh(self) -> bool:
        """Whether the term asked for may begin as asked."""
        return self.boleh_mulai <= self.mulai

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def masa_anggota(aturan: Peraturan, masa: Sequence[tuple[dt.date, dt.date]], mulai: dt.date) -> MasaAnggota:
    """Judges a term from `mulai` on after earlier terms (first and last day each, in order, all over before `mulai`).

    After the allowed number of consecutive terms a gap of one term must pass. Raises ValueError for terms that
    overlap or are not over.
    """
    if any(b[0] <= a[1] for a, b in pairwise(masa)) or any(b < a for a, b in masa):
        raise ValueError("masa bertumpang tindih")
    if masa and masa[-1][1] >= mulai:
        raise ValueError("masa terakhir belum selesai")
    tahun = aturan.bulat("komposisi.masa_jabatan_tahun")
    maksimal = aturan.bulat("keanggotaan.masa_berturut_maksimal")
    jeda_bulan = aturan.bulat("keanggotaan.jeda_masa") * tahun * BULAN_SETAHUN
    sumber = aturan.sumber("keanggotaan.masa_berturut_maksimal")
    putus = aturan.ya("keanggotaan.jeda_pendek_memutus")
    berturut, sesudah = 0, mulai
    for awal, akhir in reversed(masa):
        # Before the term asked for only a whole gap counts; between earlier terms the setting decides.
        jeda = 0 if putus and berturut else jeda_bulan
        if sesudah >= max(tambah_bulan(akhir + _SEHARI, jeda), akhir + 2 * _SEHARI):
            break
        berturut, sesudah = berturut + 1, awal
    langkah = [
        Langkah(
            P_("Masa berturut-turut sebelum %(mulai)s: %(berturut)s", mulai=mulai, berturut=berturut),
            Decimal(berturut),
            aturan.sumber("keanggotaan.jeda_pendek_memutus"),
        )
    ]
    boleh_mulai = mulai
    if berturut >= maksimal:
        boleh_mulai = max(mulai, tambah_bulan(masa[-1][1] + _SEHARI, jeda_bulan))
        teks = P_(
            "Sudah %(berturut)s masa berturut-turut, paling banyak %(maksimal)s; baru boleh lagi mulai %(boleh)s, "
            "sesudah jeda %(jeda)s masa.",
            berturut=berturut,
            maksimal=maksimal,
            boleh=boleh_mulai,
            jeda=aturan.bulat("keanggotaan.jeda_masa"),
        )
    else:
        teks = P_(
            "Masa berturut-turut %(berturut)s, kurang dari %(maksimal)s; masa baru boleh mulai %(mulai)s.",
            berturut=berturut,
            maksimal=maksimal,
            mulai=mulai,
        )
    langkah.append(Langkah(teks, None, sumber))
    selesai = tambah_bulan(mulai, tahun * BULAN_SETAHUN) - _SEHARI
    return MasaAnggota(berturut, maksimal, mulai, selesai, boleh_mulai, tuple(langkah))
