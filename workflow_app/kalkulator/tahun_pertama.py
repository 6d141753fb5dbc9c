"""Credit for the next rank reached already in the first year: part of it must still be collected anew."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import NOL, Langkah, bulatkan
from workflow_app.kalkulator.kebutuhan import Kebutuhan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

TOLAK = "tolak"
"""`tahun_pertama.sikap` under which the raise is refused until the credit is there; otherwise it only warns."""
_SEHARI = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TahunPertama:
    """The verdict. `wajib` is zero where the rule does not apply."""

    berlaku: bool
    memblokir: bool
    """Whether the raise waits for it, or is only warned of."""
    akhir: dt.date
    """The last day of the first year."""
    wajib: Decimal
    terkumpul: Decimal
    langkah: tuple[Langkah, ...]

    @property
    def kekurangan(self) -> Decimal:
        """What must still be collected from the main elements."""
        return max(self.wajib - self.terkumpul, NOL)

    @property
    def terpenuhi(self) -> bool:
        """Whether nothing is left to be collected."""
        return not self.kekurangan

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def tahun_pertama(
    aturan: Peraturan,
    kenaikan: Peraturan,
    langkah_kp: Kebutuhan,
    *,
    tmt_pangkat: dt.date,
    tmt_jabatan: dt.date | None,
    tercapai: dt.date,
    utama_terkumpul: Decimal,
) -> TahunPertama:
    """Judges an officer whose credit sufficed for the next rank on `tercapai`, be it carried over.

    `kenaikan` are the rules on raises, `langkah_kp` the step from the present rank to the next, `utama_terkumpul` what
    he has collected from the main elements since. The first year ends twelve months after the later of the two dates.
    """
    bulan = kenaikan.bulat("tahun_pertama.bulan")
    mulai = tmt_pangkat if tmt_jabatan is None else max(tmt_pangkat, tmt_jabatan)
    akhir = tambah_bulan(mulai, bulan) - _SEHARI
    memblokir = kenaikan.teks("tahun_pertama.sikap") == TOLAK
    terkumpul = bulatkan(aturan, utama_terkumpul)
    sumber = kenaikan.sumber("tahun_pertama.bagian")
    awal = Langkah(
        P_("Tahun pertama sejak %(mulai)s berakhir %(akhir)s", mulai=mulai, akhir=akhir),
        sumber=kenaikan.sumber("tahun_pertama.bulan"),
    )
    if tercapai > akhir:
        teks = P_("Angka kredit tercapai %(tercapai)s, sesudah tahun pertama; tidak ada tambahan.", tercapai=tercapai)
        tanpa = bulatkan(aturan, NOL)
        return TahunPertama(False, memblokir, akhir, tanpa, terkumpul, (awal, Langkah(teks, tanpa, sumber)))
    bagian = kenaikan.desimal("tahun_pertama.bagian")
    wajib = bulatkan(aturan, bagian * langkah_kp.nilai)
    rumus = P_(
        "Wajib dari unsur utama: %(bagian)s x %(langkah)s = %(wajib)s",
        bagian=bagian,
        langkah=langkah_kp.nilai,
        wajib=wajib,
    )
    isi = {"tercapai": tercapai, "wajib": wajib, "terkumpul": terkumpul}
    if terkumpul >= wajib:
        teks = P_(
            "Angka kredit tercapai %(tercapai)s dalam tahun pertama; %(terkumpul)s dari unsur utama memenuhi "
            "%(wajib)s.",
            **isi,
        )
    else:
        teks = P_(
            "Angka kredit tercapai %(tercapai)s dalam tahun pertama; masih wajib %(kurang)s dari unsur utama "
            "(%(terkumpul)s dari %(wajib)s) sebelum kenaikan pangkat.",
            kurang=wajib - terkumpul,
            **isi,
        )
    langkah = (
        awal,
        Langkah(
            P_("Langkah ke pangkat berikut: %(nilai)s", nilai=langkah_kp.nilai), langkah_kp.nilai, langkah_kp.sumber
        ),
        Langkah(rumus, wajib, sumber),
        Langkah(teks, terkumpul, sumber),
    )
    return TahunPertama(True, memblokir, akhir, wajib, terkumpul, langkah)
