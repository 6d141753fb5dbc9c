"""What a year of work must bring: target, upkeep without a vacancy, and the duty at the top rank."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, jenjang_berikut, nama_jenjang
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class KewajibanTahunan:
    """A year's credit held against what the year must bring; `wajib` is None where nothing is asked for."""

    wajib: Decimal | None
    dihitung: Decimal
    """Credit that counts towards it."""
    langkah: tuple[Langkah, ...]

    @property
    def kekurangan(self) -> Decimal:
        """What is missing; zero when it suffices or nothing is asked for."""
        return NOL if self.wajib is None else max(self.wajib - self.dihitung, NOL)

    @property
    def kelebihan(self) -> Decimal:
        """What goes beyond; zero where nothing is asked for."""
        return NOL if self.wajib is None else max(self.dihitung - self.wajib, NOL)

    @property
    def terpenuhi(self) -> bool:
        """Whether the year brought enough."""
        return not self.kekurangan

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def pangkat_puncak(aturan: Peraturan, jenjang: str) -> str | None:
    """The top rank of the top level of a category; None for any other level."""
    if jenjang_berikut(aturan, jenjang) is not None:
        return None
    milik = golongan_jenjang(aturan, jenjang)
    return milik[-1]


def kewajiban_puncak(aturan: Peraturan, jenjang: str, *, utama: Decimal, penunjang: Decimal) -> KewajibanTahunan:
    """A year at the top rank: what it must bring each year since the rank was reached."""
    jalur = f"tahunan.puncak.{jenjang}"
    if not aturan.memuat(jalur):
        return _tanpa(aturan, utama + penunjang, jenjang, "tahunan.puncak_dari_utama")
    dari_utama = aturan.ya("tahunan.puncak_dari_utama")
    dihitung = bulatkan(aturan, utama if dari_utama else utama + penunjang)
    langkah = []
    if dari_utama:
        teks = P_(
            "Dihitung dari unsur utama: %(utama)s; penunjang %(penunjang)s tidak dihitung",
            utama=utama,
            penunjang=penunjang,
        )
        langkah.append(Langkah(teks, dihitung, aturan.sumber("tahunan.puncak_dari_utama")))
    return _banding(aturan, jalur, dihitung, langkah)


def pemeliharaan(aturan: Peraturan, jenjang: str, angka_kredit: Decimal) -> KewajibanTahunan:
    """A year in which there is no vacancy one level up."""
    jalur = f"tahunan.pemeliharaan.{jenjang}"
    dihitung = bulatkan(aturan, angka_kredit)
    if not aturan.memuat(jalur):
        return _tanpa(aturan, dihitung, jenjang, f"tahunan.target.{jenjang}")
    return _banding(aturan, jalur, dihitung, [])


def target_tahunan(aturan: Peraturan, jenjang: str, angka_kredit: Decimal) -> KewajibanTahunan:
    """A target of the SKP, or a year's result, held against the yearly minimum. Raises KetentuanTidakAda."""
    return _banding(aturan, f"tahunan.target.{jenjang}", bulatkan(aturan, angka_kredit), [])


def _banding(aturan: Peraturan, jalur: str, dihitung: Decimal, langkah: list[Langkah]) -> KewajibanTahunan:
    wajib = aturan.desimal(jalur)
    nilai = {"wajib": wajib, "dihitung": dihitung}
    if dihitung >= wajib:
        teks = P_("Angka kredit setahun %(dihitung)s memenuhi %(wajib)s.", **nilai)
    else:
        teks = P_(
            "Angka kredit setahun %(dihitung)s belum memenuhi %(wajib)s, kurang %(kurang)s.",
            kurang=wajib - dihitung,
            **nilai,
        )
    return KewajibanTahunan(wajib, dihitung, (*langkah, Langkah(teks, dihitung, aturan.sumber(jalur))))


def _tanpa(aturan: Peraturan, dihitung: Decimal, jenjang: str, jalur: str) -> KewajibanTahunan:
    teks = P_("Tidak ada kewajiban ini bagi %(jenjang)s.", jenjang=nama_jenjang(aturan, jenjang))
    return KewajibanTahunan(None, dihitung, (Langkah(teks, None, aturan.sumber(jalur)),))
