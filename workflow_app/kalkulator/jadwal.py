"""The assessment calendar as results: stages of a cycle, the cut-off of a plenary, the cycle of a file."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from workflow_app.kalender import (
    TANPA_KHUSUS,
    Khusus,
    NomorPutaran,
    Rentang,
    batas_menurut_sidang,
    batas_terima,
    jadwal_baku,
    periksa_jadwal,
    putaran_untuk,
)
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan import berlaku
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tahap import Tahap


@dataclass(frozen=True, slots=True)
class Jadwal:
    """The stages of one cycle and every rule that they break."""

    putaran: NomorPutaran
    tahap: Mapping[Tahap, Rentang]
    batas_terima: dt.date
    pak_paling_lambat: dt.date
    kp_berlaku: dt.date
    salah: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]


@dataclass(frozen=True, slots=True)
class Penerimaan:
    """The cut-off of a plenary, and the cycle of a file received on a day."""

    putaran_sidang: NomorPutaran
    batas: dt.date
    putaran: NomorPutaran | None
    """Cycle of the file; None while no file is asked about."""
    jadwal: Jadwal | None
    """Its default schedule."""
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The verdict in a sentence."""
        return self.langkah[-1].teks


def jadwal(
    aturan: Peraturan,
    putaran: NomorPutaran,
    *,
    khusus: Khusus = TANPA_KHUSUS,
    ubah: Mapping[Tahap, Rentang] | None = None,
) -> Jadwal:
    """The default stages of a cycle, some of them changed by hand. Raises TidakAdaHariKerja, PeraturanTidakAda."""
    with _memakai(aturan):
        tahap = {**jadwal_baku(putaran.tahun, putaran.periode, khusus), **(ubah or {})}
        salah = tuple(periksa_jadwal(putaran, tahap, khusus))
        akhir, tmt = putaran.batas_penetapan, putaran.tmt_kenaikan_pangkat
        # A schedule that breaks the rules may leave no working day to receive files on; it has been told by then.
        batas = batas_menurut_sidang(tahap[Tahap.SIDANG][0]) if salah else batas_terima(tahap, khusus=khusus)
    langkah = [
        Langkah(
            P_("%(tahap)s: %(mulai)s sampai %(selesai)s", tahap=Pesan(nama.label), mulai=mulai, selesai=selesai),
            None,
            aturan.sumber(f"jadwal.periode_{putaran.periode}.{nama.value}"),
        )
        for nama, (mulai, selesai) in tahap.items()
    ]
    langkah += [
        Langkah(P_("Berkas diterima paling lambat %(batas)s", batas=batas), None, _sumber_batas(aturan)),
        Langkah(
            P_("PAK dibuat paling lambat %(akhir)s", akhir=akhir),
            None,
            aturan.sumber(f"pak.bulan_terakhir.periode_{putaran.periode}"),
        ),
        Langkah(
            P_("Kenaikan pangkat berlaku %(tmt)s", tmt=tmt),
            None,
            aturan.sumber(f"kp.bulan_tmt.periode_{putaran.periode}"),
        ),
    ]
    return Jadwal(putaran, tahap, batas, akhir, tmt, salah, tuple(langkah))


def putaran_sidang(aturan: Peraturan, sidang: dt.date) -> NomorPutaran:
    """The cycle to which a plenary on this day belongs: the last one whose plenary month has begun."""
    with _memakai(aturan):
        periode = range(1, len(aturan.anak("jadwal")) + 1)
        mulai = [NomorPutaran(tahun, p) for tahun in (sidang.year - 1, sidang.year) for p in periode]
        return max(n for n in mulai if dt.date(n.tahun, n.bulan_sidang, 1) <= sidang)


def penerimaan(
    aturan: Peraturan, sidang: dt.date, diterima: dt.date | None = None, *, khusus: Khusus = TANPA_KHUSUS
) -> Penerimaan:
    """The last day of receipt for a plenary, and where a file received on `diterima` goes: it is never turned away.

    The cycle of this plenary goes by its cut-off; other cycles by their default schedules. Raises TidakAdaHariKerja,
    PeraturanTidakAda.
    """
    milik = putaran_sidang(aturan, sidang)
    with _memakai(aturan):
        batas = batas_menurut_sidang(sidang)
        putaran = None if diterima is None else putaran_untuk(diterima, {milik: batas}, khusus)
    bulan = aturan.bulat("batas_terima.bulan_sebelum_sidang")
    langkah = [
        Langkah(
            P_("Sidang %(sidang)s - %(bulan)s bulan = %(batas)s", sidang=sidang, bulan=bulan, batas=batas),
            None,
            _sumber_batas(aturan),
        )
    ]
    if diterima is None or putaran is None:
        return Penerimaan(milik, batas, None, None, tuple(langkah))
    nilai = {"diterima": diterima, "batas": batas, "periode": putaran.periode, "tahun": putaran.tahun}
    if putaran == milik:
        teks = P_("Berkas %(diterima)s diterima sampai %(batas)s: masuk periode %(periode)s sidang %(tahun)s.", **nilai)
    elif putaran > milik:
        teks = P_(
            "Berkas %(diterima)s sesudah %(batas)s: tidak ditolak, masuk periode %(periode)s sidang %(tahun)s.", **nilai
        )
    else:
        teks = P_("Berkas %(diterima)s masuk periode yang lebih awal: periode %(periode)s sidang %(tahun)s.", **nilai)
    langkah.append(Langkah(teks, None, _sumber_batas(aturan)))
    return Penerimaan(milik, batas, putaran, jadwal(aturan, putaran, khusus=khusus), tuple(langkah))


def _sumber_batas(aturan: Peraturan) -> str:
    return aturan.sumber("batas_terima.bulan_sebelum_sidang")


@contextmanager
def _memakai(aturan: Peraturan) -> Iterator[None]:
    """The calendar's own functions go by the rules in force; inside, these are in force."""
    with berlaku.memakai(berlaku.kini().dengan(aturan)):
        yield
