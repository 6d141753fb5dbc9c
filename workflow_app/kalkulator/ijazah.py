"""Credit of a further diploma: in the field of the work, or a degree outside it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.butir import angka_kredit_persen
from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kebutuhan import kebutuhan_langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.pesan import N_, P_, Pesan

NAMA = {
    "slta": N_("SLTA"),
    "d1": N_("Diploma I"),
    "d2": N_("Diploma II"),
    "d3": N_("Diploma III"),
    "d4": N_("Diploma IV"),
    "s1": N_("Sarjana"),
    "s2": N_("Magister"),
    "s3": N_("Doktor"),
}
_NAMA_LAIN = {
    "sma": "slta",
    "smk": "slta",
    "di": "d1",
    "dii": "d2",
    "diii": "d3",
    "div": "d4",
    "sarjana": "s1",
    "s1d4": "s1",
    "s1div": "s1",
    "magister": "s2",
    "doktor": "s3",
}
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")


class IjazahSalah(ValueError):
    """The two diplomas contradict each other or the category; `bidang` is `ijazah_lama` or `ijazah_baru`."""

    def __init__(self, bidang: str, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.bidang = bidang
        self.pesan = pesan


@dataclass(frozen=True, slots=True)
class KreditIjazah:
    """Credit of a diploma; `nilai` is zero with `dinilai` False where it earns none."""

    nilai: Decimal
    dinilai: bool
    unsur: str | None
    """Element under which it counts."""
    alih_kategori: bool
    """A diploma above what the officer's category knows: the way to the other category."""
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The deciding sentence."""
        return self.langkah[-1].teks


def kode_ijazah(teks: str) -> str | None:
    """The code of a diploma in one of its spellings: "D-III", "s 1", "Magister"; None for anything else."""
    lipat = _BUKAN_HURUF.sub("", teks.casefold())
    kode = _NAMA_LAIN.get(lipat, lipat)
    return kode if kode in NAMA else None


def baca_ijazah(teks: str) -> str | None:
    """The diploma that a line about somebody's education begins with: "S-1 Teknik Informatika", "Magister Komputer"."""
    kata = teks.split()
    return next((kode for n in (1, 2) if (kode := kode_ijazah(" ".join(kata[:n])))), None)


def peringkat(karier: Peraturan, ijazah: str) -> int:
    """Height of a diploma among all; equal ones share it. Raises KetentuanTidakAda."""
    setara = f"ijazah.setara.{ijazah}"
    urutan = karier.daftar("ijazah.urutan")
    return urutan.index(karier.teks(setara) if karier.memuat(setara) else ijazah)


def kredit_ijazah(
    aturan: Peraturan, karier: Peraturan, *, jenjang: str, golongan: str | None, lama: str, baru: str
) -> KreditIjazah:
    """Credit of a higher diploma in the field of the work.

    The rule set gives either the difference between the two diplomas, or a percentage of what the step from
    `golongan` to the next rank needs. Raises IjazahSalah when the new one is not higher, ValueError when a percentage
    is asked for without a rank.
    """
    if peringkat(karier, baru) <= peringkat(karier, lama):
        pesan = P_("%(baru)s tidak lebih tinggi daripada %(lama)s.", baru=_nama(baru), lama=_nama(lama))
        raise IjazahSalah("ijazah_baru", pesan)
    if aturan.memuat("ijazah.persen"):
        if golongan is None:
            raise ValueError("kredit ijazah dalam persen memerlukan golongan")
        return _persen(aturan, jenjang, golongan)
    return _selisih(aturan, jenjang, lama, baru)


def gelar_lain(aturan: Peraturan, karier: Peraturan, *, jenjang: str, lama: str, baru: str) -> KreditIjazah:
    """Credit of a degree outside the field, in the supporting element. Raises IjazahSalah for a lower one."""
    if peringkat(karier, baru) < peringkat(karier, lama):
        pesan = P_("%(baru)s lebih rendah daripada %(lama)s.", baru=_nama(baru), lama=_nama(lama))
        raise IjazahSalah("ijazah_baru", pesan)
    jalur = f"gelar_lain.{kategori(jenjang)}.{baru}"
    if not aturan.memuat(jalur):
        teks = P_("%(baru)s di luar bidang tugas tidak mempunyai angka kredit.", baru=_nama(baru))
        return _tanpa(aturan, Langkah(teks, NOL, aturan.sumber("gelar_lain.unsur")))
    nilai = bulatkan(aturan, aturan.desimal(jalur))
    teks = P_("%(baru)s di luar bidang tugas: gelar lain, %(nilai)s", baru=_nama(baru), nilai=nilai)
    unsur = aturan.teks("gelar_lain.unsur")
    return KreditIjazah(nilai, True, unsur, False, (Langkah(teks, nilai, aturan.sumber(jalur)),))


def _selisih(aturan: Peraturan, jenjang: str, lama: str, baru: str) -> KreditIjazah:
    tabel = f"ijazah.{kategori(jenjang)}"
    if not aturan.memuat(f"{tabel}.{baru}"):
        teks = P_(
            "%(baru)s melampaui ijazah kategori keterampilan; dipakai untuk alih jabatan ke kategori keahlian.",
            baru=_nama(baru),
        )
        return _tanpa(aturan, Langkah(teks, NOL, aturan.sumber("ijazah.unsur")), alih=True)
    if not aturan.memuat(f"{tabel}.{lama}"):
        pesan = P_(
            "%(lama)s di bawah ijazah terendah kategori ini. Isi ijazah yang sudah diperhitungkan dalam kategori ini.",
            lama=_nama(lama),
        )
        raise IjazahSalah("ijazah_lama", pesan)
    nilai_baru, nilai_lama = aturan.desimal(f"{tabel}.{baru}"), aturan.desimal(f"{tabel}.{lama}")
    nilai = bulatkan(aturan, nilai_baru - nilai_lama)
    langkah = (
        Langkah(
            P_("%(nama)s: %(nilai)s", nama=_nama(lama), nilai=nilai_lama), nilai_lama, aturan.sumber(f"{tabel}.{lama}")
        ),
        Langkah(
            P_("%(nama)s: %(nilai)s", nama=_nama(baru), nilai=nilai_baru), nilai_baru, aturan.sumber(f"{tabel}.{baru}")
        ),
        Langkah(
            P_("Selisih ijazah: %(baru)s - %(lama)s = %(nilai)s", baru=nilai_baru, lama=nilai_lama, nilai=nilai),
            nilai,
            aturan.sumber(f"{tabel}.{baru}"),
        ),
    )
    return KreditIjazah(nilai, nilai > NOL, aturan.teks("ijazah.unsur"), False, langkah)


def _persen(aturan: Peraturan, jenjang: str, golongan: str) -> KreditIjazah:
    langkah_kp = kebutuhan_langkah(aturan, golongan=golongan, jenjang=jenjang)
    persen = aturan.desimal("ijazah.persen")
    if langkah_kp is None:
        teks = P_("Ijazah bernilai persen dari kebutuhan kenaikan pangkat, tetapi tidak ada pangkat berikutnya.")
        return _tanpa(aturan, Langkah(teks, NOL, aturan.sumber("ijazah.persen")))
    nilai = bulatkan(aturan, angka_kredit_persen(persen, langkah_kp.nilai))
    langkah = (
        Langkah(
            P_("Kebutuhan kenaikan pangkat: %(nilai)s", nilai=langkah_kp.nilai), langkah_kp.nilai, langkah_kp.sumber
        ),
        Langkah(
            P_("Ijazah: %(persen)s%% x %(dasar)s = %(nilai)s", persen=persen, dasar=langkah_kp.nilai, nilai=nilai),
            nilai,
            aturan.sumber("ijazah.persen"),
        ),
    )
    return KreditIjazah(nilai, True, aturan.teks("ijazah.unsur"), False, langkah)


def _tanpa(aturan: Peraturan, langkah: Langkah, *, alih: bool = False) -> KreditIjazah:
    return KreditIjazah(bulatkan(aturan, NOL), False, None, alih, (langkah,))


def _nama(ijazah: str) -> Pesan:
    return Pesan(NAMA[ijazah])
