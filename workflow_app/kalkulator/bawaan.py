"""What credit is carried on after a raise: across levels, or inside one level only."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kebutuhan import (
    Kebutuhan,
    Kedudukan,
    dalam_jenjang,
    kebutuhan_golongan,
    kebutuhan_jenjang,
)
from workflow_app.kalkulator.kelayakan import KP
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang, jenjang_berikut, urutan_golongan
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Bawaan:
    """What remains of a credit after a raise. `kelebihan` is `bawaan` and `gugur` together."""

    kebutuhan: Kebutuhan
    jumlah: Decimal
    gugur: Decimal
    """Excess that is lost with the raise."""
    saldo_awal: Decimal
    """The balance with which the next accumulation starts."""
    berikut_kp: Kebutuhan | None
    """What the rank after that needs of this balance; None where there is none."""
    berikut_kj: Kebutuhan | None
    langkah: tuple[Langkah, ...]

    @property
    def cukup(self) -> bool:
        """Whether the raise is reached at all."""
        return self.jumlah >= self.kebutuhan.nilai

    @property
    def kekurangan(self) -> Decimal:
        """What is missing to the raise."""
        return max(self.kebutuhan.nilai - self.jumlah, NOL)

    @property
    def kelebihan(self) -> Decimal:
        """Credit beyond what the raise takes."""
        return max(self.jumlah - self.kebutuhan.nilai, NOL)

    @property
    def bawaan(self) -> Decimal:
        """Excess that counts on."""
        return self.kelebihan - self.gugur

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks

    def kurang(self, berikut: Kebutuhan | None) -> Decimal | None:
        """What the balance still lacks of a need; None where there is no need."""
        return None if berikut is None else max(berikut.nilai - self.saldo_awal, NOL)


def bawaan(aturan: Peraturan, jumlah: Decimal, k: Kedudukan, jenis: str) -> Bawaan | None:
    """What is carried when an officer standing at `k` is raised in rank (`KP`) or level (`KJ`).

    `jumlah` is recognised credit: of the whole career, or of the level held where credit accumulates inside it. None
    where there is no such raise from there.
    """
    jumlah = bulatkan(aturan, jumlah)
    return _kp(aturan, jumlah, k) if jenis == KP else _kj(aturan, jumlah, k)


def keluar_jenjang(aturan: Peraturan, k: Kedudukan, tujuan: str | None = None) -> bool:
    """Whether a rank (left out, the next one) belongs to a higher level, so that the raise in level comes first."""
    tujuan = tujuan or golongan_berikut(k.golongan)
    milik = golongan_jenjang(aturan, k.jenjang)
    return tujuan is not None and urutan_golongan(tujuan) > urutan_golongan(milik[-1])


def _kp(aturan: Peraturan, jumlah: Decimal, k: Kedudukan) -> Bawaan | None:
    tujuan = golongan_berikut(k.golongan)
    perlu = kebutuhan_golongan(aturan, k, tujuan)
    if perlu is None or tujuan is None:
        return None
    nanti = k if jumlah < perlu.nilai else Kedudukan(tujuan, k.jenjang, k.pendidikan, k.golongan_awal)
    return _susun(aturan, jumlah, perlu, nanti, gugur=NOL, saldo=jumlah)


def _kj(aturan: Peraturan, jumlah: Decimal, k: Kedudukan) -> Bawaan | None:
    perlu = kebutuhan_jenjang(aturan, k)
    tujuan = jenjang_berikut(aturan, k.jenjang)
    if perlu is None or tujuan is None:
        return None
    if not dalam_jenjang(aturan):
        nanti = k if jumlah < perlu.nilai else Kedudukan(k.golongan, tujuan, k.pendidikan)
        return _susun(aturan, jumlah, perlu, nanti, gugur=NOL, saldo=jumlah)
    awal = golongan_jenjang(aturan, tujuan)[0]
    nanti = Kedudukan(awal, tujuan, k.pendidikan)
    nol = bulatkan(aturan, NOL)
    if jumlah < perlu.nilai:
        return _susun(aturan, jumlah, perlu, k, gugur=nol, saldo=jumlah)
    return _susun(aturan, jumlah, perlu, nanti, gugur=jumlah - perlu.nilai, saldo=nol)


def _susun(
    aturan: Peraturan, jumlah: Decimal, perlu: Kebutuhan, nanti: Kedudukan, *, gugur: Decimal, saldo: Decimal
) -> Bawaan:
    isi = {"jumlah": jumlah, "kebutuhan": perlu.nilai}
    sumber = aturan.sumber("akumulasi.cara")
    if jumlah < perlu.nilai:
        putusan = P_(
            "Angka kredit %(jumlah)s belum mencapai %(kebutuhan)s, kurang %(kurang)s; belum ada yang dibawa.",
            kurang=perlu.nilai - jumlah,
            **isi,
        )
    elif gugur:
        putusan = P_("Kelebihan %(gugur)s gugur pada kenaikan jabatan; jenjang baru mulai dari 0.", gugur=gugur)
    elif not saldo:
        putusan = P_("Tidak ada kelebihan; jenjang baru mulai dari 0.")
    elif dalam_jenjang(aturan):
        putusan = P_(
            "Kelebihan %(kelebihan)s dibawa di dalam jenjang; jumlah di jenjang ini tetap %(saldo)s.",
            kelebihan=jumlah - perlu.nilai,
            saldo=saldo,
        )
    else:
        putusan = P_(
            "Kelebihan %(kelebihan)s dibawa; jumlah kumulatif tetap %(saldo)s.",
            kelebihan=jumlah - perlu.nilai,
            saldo=saldo,
        )
    langkah = (
        Langkah(
            P_("%(jumlah)s dibandingkan dengan kebutuhan %(kebutuhan)s", **isi), jumlah - perlu.nilai, perlu.sumber
        ),
        Langkah(putusan, saldo, sumber),
    )
    return Bawaan(
        perlu,
        jumlah,
        gugur,
        saldo,
        kebutuhan_golongan(aturan, nanti, golongan_berikut(nanti.golongan)),
        kebutuhan_jenjang(aturan, nanti),
        langkah,
    )
