"""Conventional credit as credit inside one level: less what the start of the level took."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kebutuhan import minimal_golongan
from workflow_app.peraturan.aturan import KetentuanTidakAda, Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, kategori
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Integrasi:
    """The conversion. `angka_kredit` is what the officer starts with."""

    golongan_awal: str
    nilai_dasar: Decimal
    sebelum_potongan: Decimal
    """Conventional credit less the base, before pengembangan profesi is taken out; never below zero."""
    angka_kredit: Decimal
    kekurangan_dasar: Decimal
    """What the conventional credit lacks of the base; zero as a rule."""
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def integrasi(
    lama: Peraturan,
    baru: Peraturan,
    *,
    jenjang: str,
    konvensional: Decimal,
    pengembangan_profesi: Decimal = NOL,
    golongan_awal: str | None = None,
) -> Integrasi:
    """Converts conventional credit (`lama`) into credit of the level under the rules that accumulate inside it.

    `golongan_awal` is the rank whose total is the base; left out, the lowest rank that the level has under the new
    rules. `pengembangan_profesi` was used up by the raise to this level and is taken out. Raises KetentuanTidakAda
    for a level without ranks.
    """
    milik = golongan_jenjang(baru, jenjang)
    if golongan_awal is None and not milik:
        raise KetentuanTidakAda(baru.kunci, f"jenjang.{jenjang}.golongan")
    awal = golongan_awal or milik[0]
    dasar = minimal_golongan(lama, kategori(jenjang), awal)
    if dasar is None:
        raise KetentuanTidakAda(lama.kunci, f"minimal.{kategori(jenjang)}.{awal}")
    jumlah = bulatkan(baru, konvensional)
    potongan = bulatkan(baru, pengembangan_profesi)
    nol = bulatkan(baru, NOL)
    sebelum = max(jumlah - dasar.nilai, nol)
    hasil = max(sebelum - potongan, nol)
    langkah = [
        Langkah(P_("Nilai dasar %(awal)s: %(dasar)s", awal=awal, dasar=dasar.nilai), dasar.nilai, dasar.sumber),
        Langkah(
            P_("%(jumlah)s - %(dasar)s = %(sebelum)s", jumlah=jumlah, dasar=dasar.nilai, sebelum=sebelum),
            sebelum,
            baru.sumber("akumulasi.cara"),
        ),
    ]
    if potongan:
        teks = P_(
            "Dikurangi pengembangan profesi: %(sebelum)s - %(potongan)s = %(hasil)s",
            sebelum=sebelum,
            potongan=potongan,
            hasil=hasil,
        )
        langkah.append(Langkah(teks, hasil, baru.sumber("akumulasi.cara")))
    if jumlah < dasar.nilai:
        teks = P_(
            "Angka kredit konvensional %(jumlah)s di bawah nilai dasar %(dasar)s; angka kredit integrasi 0.",
            jumlah=jumlah,
            dasar=dasar.nilai,
        )
    else:
        teks = P_("Angka kredit integrasi %(hasil)s.", hasil=hasil)
    langkah.append(Langkah(teks, hasil, baru.sumber("akumulasi.cara")))
    return Integrasi(awal, dasar.nilai, sebelum, hasil, max(dasar.nilai - jumlah, nol), tuple(langkah))
