"""The move from the skilled to the expert category: its credit, where the rules tell one."""

from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_

_PERSEN = 100


@dataclass(frozen=True, slots=True)
class AlihKategori:
    """Credit after the move; `nilai` None where no rule gives one."""

    nilai: Decimal | None
    dari_utama: Decimal | None
    ijazah: Decimal | None
    langkah: tuple[Langkah, ...]


def angka_kredit_awal(aturan: Peraturan, kategori: str, ijazah: str) -> Decimal | None:
    """Credit of the diploma with which somebody enters the category; None where the rules give none."""
    jalur = f"ijazah.{kategori}.{ijazah}"
    return aturan.desimal(jalur) if aturan.memuat(jalur) else None


def alih_kategori(
    kredit: Peraturan, pengangkatan: Peraturan, *, utama: Decimal, penunjang: Decimal, ijazah: str
) -> AlihKategori:
    """A share of the old main elements (without the old diploma) plus the new diploma; supporting credit as the setting
    says. Only where the rule set of appointments has these shares.
    """
    nilai_ijazah = angka_kredit_awal(kredit, "keahlian", ijazah)
    if not pengangkatan.memuat("alih_kategori.bagian_utama") or nilai_ijazah is None:
        teks = P_("Peraturan ini tidak memuat angka kredit alih kategori; hitung sebagai perpindahan.")
        return AlihKategori(None, None, None, (Langkah(teks, None, pengangkatan.sumber("berlaku.mulai")),))
    bagian = pengangkatan.desimal("alih_kategori.bagian_utama")
    bagian_penunjang = pengangkatan.desimal("alih_kategori.bagian_penunjang")
    dari_utama = bulatkan(kredit, utama * bagian)
    dari_penunjang = bulatkan(kredit, penunjang * bagian_penunjang)
    nilai = dari_utama + dari_penunjang + nilai_ijazah
    sumber = pengangkatan.sumber("alih_kategori.bagian_utama")
    langkah = [
        Langkah(
            P_(
                "%(persen)s%% x unsur utama %(utama)s = %(nilai)s",
                persen=bagian * _PERSEN,
                utama=utama,
                nilai=dari_utama,
            ),
            dari_utama,
            sumber,
        )
    ]
    if dari_penunjang > NOL:
        teks = P_("Dari penunjang %(penunjang)s: %(nilai)s", penunjang=penunjang, nilai=dari_penunjang)
        langkah.append(Langkah(teks, dari_penunjang, pengangkatan.sumber("alih_kategori.bagian_penunjang")))
    langkah += [
        Langkah(
            P_("Ijazah %(ijazah)s: %(nilai)s", ijazah=ijazah.upper(), nilai=nilai_ijazah),
            nilai_ijazah,
            kredit.sumber(f"ijazah.keahlian.{ijazah}"),
        ),
        Langkah(P_("Angka kredit sesudah alih kategori: %(nilai)s", nilai=nilai), nilai, sumber),
    ]
    return AlihKategori(nilai, dari_utama, nilai_ijazah, tuple(langkah))
