"""The sum of credit under the conversion regime through the years: entries, raises, carry-over and shortage.

Inside a level a raise in rank uses up its need and the excess is carried; a raise in level asks for everything earned
in the level and starts the next one at zero. A raise in rank right after it stands on the credit from before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kelayakan import KJ, KP
from workflow_app.kalkulator.konversi import konversi, nama_predikat, peningkatan_pendidikan
from workflow_app.kalkulator.minimal_konversi import minimal_kj
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import jenjang_berikut, nama_jenjang
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Periode:
    """Months of one year in one level with one predicate."""

    jenjang: str | None
    predikat: str
    tahun: int
    bulan: int


@dataclass(frozen=True, slots=True)
class Ijazah:
    """A higher degree obtained."""

    ijazah: str
    predikat: str
    tercatat_bkn: bool


@dataclass(frozen=True, slots=True)
class Angka:
    """Credit that is a figure already."""

    nilai: Decimal


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """A raise that is asked of the credit gathered so far; without a need of its own, the rule set's."""

    jenis: str
    kebutuhan: Decimal | None = None


Baris = Periode | Ijazah | Angka | Kenaikan


@dataclass(frozen=True, slots=True)
class Kejadian:
    """What a raise found and left behind."""

    jenis: str
    jumlah: Decimal
    """Credit that counted for it."""
    kebutuhan: Decimal
    sisa: Decimal
    """What is carried on; the credit itself where it did not suffice."""

    @property
    def terpenuhi(self) -> bool:
        """Whether the credit sufficed."""
        return self.jumlah >= self.kebutuhan

    @property
    def kekurangan(self) -> Decimal:
        """What was missing."""
        return max(self.kebutuhan - self.jumlah, NOL)

    @property
    def kelebihan(self) -> Decimal:
        """What was left over, carried or lost."""
        return max(self.jumlah - self.kebutuhan, NOL)


@dataclass(frozen=True, slots=True)
class Akumulasi:
    """The sum after the last entry."""

    diperoleh: Decimal
    """Everything earned in the entries and the opening balance."""
    saldo: Decimal
    """What counts for the next rank."""
    kumulatif: Decimal
    """What counts for the next level: everything earned in the level."""
    jenjang: str
    kejadian: tuple[Kejadian, ...]
    langkah: tuple[Langkah, ...]
    peringatan: tuple[Pesan, ...]


def akumulasi(
    aturan: Peraturan,
    jenjang: str,
    saldo_awal: Decimal,
    baris: Sequence[Baris],
    *,
    kumulatif_awal: Decimal | None = None,
    golongan_awal: str | None = None,
    dengan_ak_dasar: bool = False,
) -> Akumulasi:
    """Runs through the entries in their order; every line is rounded for itself.

    `saldo_awal` is what is left since the last rank, `kumulatif_awal` what was earned in the level (the same when left
    out). Raises ValueError for a raise in level at the top.
    """
    hitung = _Hitung(aturan, jenjang, golongan_awal, dengan_ak_dasar)
    hitung.mulai(saldo_awal, saldo_awal if kumulatif_awal is None else kumulatif_awal)
    for satu in baris:
        match satu:
            case Periode():
                hitung.periode(satu)
            case Ijazah():
                hitung.ijazah(satu)
            case Angka():
                nilai = bulatkan(aturan, satu.nilai)
                hitung.tambah(nilai, P_("Angka kredit %(nilai)s", nilai=nilai), aturan.sumber("pembulatan.desimal"))
            case Kenaikan():
                hitung.kenaikan(satu)
    return Akumulasi(
        hitung.diperoleh,
        hitung.saldo,
        hitung.kumulatif,
        hitung.jenjang,
        tuple(hitung.kejadian),
        tuple(hitung.langkah),
        tuple(hitung.peringatan),
    )


class _Hitung:
    """The running sums."""

    def __init__(self, aturan: Peraturan, jenjang: str, golongan_awal: str | None, dengan_ak_dasar: bool) -> None:
        self.aturan = aturan
        self.jenjang = jenjang
        self.golongan_awal = golongan_awal
        self.dengan_ak_dasar = dengan_ak_dasar
        self.diperoleh = self.saldo = self.kumulatif = NOL
        self.kejadian: list[Kejadian] = []
        self.langkah: list[Langkah] = []
        self.peringatan: list[Pesan] = []
        self.ijazah_terhitung: list[str] = []
        self.sebelum_kj: tuple[Decimal, Decimal] | None = None
        """Credit and need of a raise in rank that may still stand on what was earned before a raise in level."""

    def mulai(self, saldo: Decimal, kumulatif: Decimal) -> None:
        self.diperoleh = self.saldo = bulatkan(self.aturan, saldo)
        self.kumulatif = bulatkan(self.aturan, kumulatif)
        self._catat(P_("Saldo awal %(saldo)s", saldo=self.saldo), self.saldo, self.aturan.sumber("akumulasi.cara"))

    def tambah(self, nilai: Decimal, teks: Pesan, sumber: str) -> None:
        self.sebelum_kj = None
        self.diperoleh += nilai
        self.saldo += nilai
        self.kumulatif += nilai
        self._catat(P_("%(isi)s; saldo %(saldo)s", isi=teks, saldo=self.saldo), nilai, sumber)

    def periode(self, satu: Periode) -> None:
        jenjang = satu.jenjang or self.jenjang
        if jenjang != self.jenjang:
            self.peringatan.append(
                P_(
                    "Tahun %(tahun)s memakai koefisien %(jenjang)s tanpa kenaikan jenjang sebelumnya; "
                    "angka kredit tetap dijumlahkan.",
                    tahun=str(satu.tahun),
                    jenjang=nama_jenjang(self.aturan, jenjang),
                )
            )
        hasil = konversi(self.aturan, jenjang, satu.predikat, satu.bulan)
        teks = P_(
            "%(tahun)s, %(bulan)s bulan, %(predikat)s: %(nilai)s",
            tahun=str(satu.tahun),
            bulan=satu.bulan,
            predikat=nama_predikat(self.aturan, satu.predikat),
            nilai=hasil.nilai,
        )
        self.tambah(hasil.nilai, teks, hasil.langkah[-1].sumber)

    def ijazah(self, satu: Ijazah) -> None:
        hasil = peningkatan_pendidikan(
            self.aturan,
            self.jenjang,
            satu.ijazah,
            satu.predikat,
            tercatat_bkn=satu.tercatat_bkn,
            sudah_diberikan=self.ijazah_terhitung,
        )
        if hasil.diberikan:
            self.ijazah_terhitung.append(satu.ijazah)
        else:
            self.peringatan += hasil.alasan
        self.tambah(hasil.nilai, hasil.alasan[0], hasil.langkah[0].sumber)

    def kenaikan(self, satu: Kenaikan) -> None:
        kejadian = self._kp(satu) if satu.jenis == KP else self._kj(satu)
        self.kejadian.append(kejadian)
        nilai = {"jumlah": kejadian.jumlah, "kebutuhan": kejadian.kebutuhan, "sisa": self.saldo}
        sumber = self.aturan.sumber("akumulasi.cara")
        if not kejadian.terpenuhi:
            nilai["kurang"] = kejadian.kekurangan
            teks = (
                P_("Kenaikan pangkat: %(jumlah)s dari %(kebutuhan)s, kurang %(kurang)s", **nilai)
                if satu.jenis == KP
                else P_("Kenaikan jenjang: %(jumlah)s dari %(kebutuhan)s, kurang %(kurang)s", **nilai)
            )
        else:
            teks = (
                P_("Kenaikan pangkat: %(jumlah)s memenuhi %(kebutuhan)s, sisa %(sisa)s", **nilai)
                if satu.jenis == KP
                else P_("Kenaikan jenjang: %(jumlah)s memenuhi %(kebutuhan)s, jenjang baru mulai dari 0", **nilai)
            )
        self._catat(teks, self.saldo, sumber)

    def _kp(self, satu: Kenaikan) -> Kejadian:
        if self.sebelum_kj is not None:
            jumlah, baku = self.sebelum_kj
            self.sebelum_kj = None
            kebutuhan = baku if satu.kebutuhan is None else satu.kebutuhan
            # Beyond the level's need nothing is carried: the raise in level has ended that count.
            return Kejadian(KP, jumlah, kebutuhan, self.saldo)
        baku = self.aturan.desimal(f"minimal.kp.{self.jenjang}")
        kebutuhan = baku if satu.kebutuhan is None else satu.kebutuhan
        jumlah = self.saldo
        if jumlah >= kebutuhan:
            self.saldo = jumlah - kebutuhan
        return Kejadian(KP, jumlah, kebutuhan, self.saldo)

    def _kj(self, satu: Kenaikan) -> Kejadian:
        tujuan = jenjang_berikut(self.aturan, self.jenjang)
        minimal = minimal_kj(
            self.aturan, self.jenjang, golongan_awal=self.golongan_awal, dengan_ak_dasar=self.dengan_ak_dasar
        )
        if tujuan is None or minimal is None:
            raise ValueError(f"tidak ada jenjang di atas {self.jenjang}")
        kebutuhan = minimal.nilai if satu.kebutuhan is None else satu.kebutuhan
        jumlah = self.kumulatif
        if jumlah < kebutuhan:
            return Kejadian(KJ, jumlah, kebutuhan, jumlah)
        self.sebelum_kj = (self.saldo, self.aturan.desimal(f"minimal.kp.{self.jenjang}"))
        self.saldo = self.kumulatif = NOL
        self.jenjang, self.golongan_awal, self.dengan_ak_dasar = tujuan, None, False
        return Kejadian(KJ, jumlah, kebutuhan, self.saldo)

    def _catat(self, teks: Pesan, nilai: Decimal, sumber: str) -> None:
        self.langkah.append(Langkah(teks, nilai, sumber))
