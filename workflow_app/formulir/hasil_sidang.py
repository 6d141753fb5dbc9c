"""The result of one agenda line as the minutes print it.

The minutes are made when the plenary closes, before the claims' own results are stored: the figures are those of the
marks that stand, judged by the rule set of the work.
"""

from collections.abc import Mapping
from decimal import Decimal

from workflow_app.formulir.agenda import Perkara
from workflow_app.formulir.bagian import milik, orang, regime_klaim
from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.dupak import jumlah_usulan
from workflow_app.formulir.isian import BarisHasil
from workflow_app.formulir.kolom import NOL, Kolom, ak, baris_unsur, jumlahkan, penunjang, utama
from workflow_app.kalkulator.kelayakan import Kelayakan
from workflow_app.kedudukan import kelayakan_dupak
from workflow_app.models import AgendaSidang, CaraPutus, HasilAgenda
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.saldo import lama_dupak

_TIDAK_DISETUJUI = {HasilAgenda.KEMBALI_KE_PENILAIAN: "Dikembalikan", HasilAgenda.DITOLAK: "Ditolak"}


def baris_hasil(p: Pembuatan, urut: int, perkara: Perkara) -> list[BarisHasil]:
    """The line of a claim: old credit, claim, what was approved, and what follows from it. One per rule set of it."""
    lama = lama_dupak(p.session, perkara.dupak)
    regime = regime_klaim(perkara.dupak)
    return [_baris(urut, perkara, a, lama.get(a.kunci, {}), judul=len(regime) > 1) for a in regime]


def _baris(urut: int, perkara: Perkara, aturan: Peraturan, lama: Mapping[str, Decimal], *, judul: bool) -> BarisHasil:
    dupak, agenda = perkara.dupak, perkara.agenda
    baru = _disetujui(perkara, aturan)
    layak = kelayakan_dupak(dupak, aturan, lama, baru)
    kolom = {kode: Kolom(lama.get(kode, NOL), baru.get(kode, NOL)) for kode in {*lama, *baru}}
    baris = baris_unsur(aturan, dupak.kategori, kolom)
    jumlah = jumlahkan(baris)
    profesi = jumlahkan(b for b in baris if b.unsur.bagian == PENGEMBANGAN_PROFESI).baru
    siapa = orang(dupak.identitas)
    return BarisHasil(
        nomor=urut,
        nama=siapa.nama,
        nip=siapa.nip,
        pangkat=siapa.pangkat,
        golongan=siapa.golongan,
        jabatan=siapa.jabatan,
        lama=ak(jumlah.lama),
        usulan=ak(jumlah_usulan(milik(dupak.butir, aturan))),
        utama=ak(jumlahkan(utama(baris)).baru - profesi),
        profesi=ak(profesi),
        penunjang=ak(jumlahkan(penunjang(baris)).baru),
        jumlah=ak(jumlah.lama + jumlah.baru),
        kesimpulan=_kesimpulan(aturan, agenda.hasil, layak),
        cara=_cara(agenda),
        catatan="; ".join(t for t in (f"Peraturan {aturan.kunci}" if judul else "", agenda.catatan) if t),
    )


def _disetujui(perkara: Perkara, aturan: Peraturan) -> dict[str, Decimal]:
    """Approved credit per element of a rule set; none of a claim that was not approved."""
    baru: dict[str, Decimal] = {}
    if perkara.agenda.hasil is HasilAgenda.DISETUJUI:
        for item in milik(perkara.dupak.butir, aturan):
            baru[item.unsur] = baru.get(item.unsur, NOL) + perkara.nilai_akhir(item)
    return baru


def _kesimpulan(aturan: Peraturan, hasil: HasilAgenda | None, layak: Kelayakan) -> str:
    if hasil is None:
        return ""
    if hasil in _TIDAK_DISETUJUI:
        return _TIDAK_DISETUJUI[hasil]
    if layak.cukup:
        return " dan ".join(s.jenis for s in layak.sasaran if s.terpenuhi)
    return "PAK tanpa kenaikan" if aturan.ya("pak.setiap_putaran") else "Tabungan"


def _cara(agenda: AgendaSidang) -> str:
    """The way of deciding with the votes where they were counted."""
    if agenda.cara_putus is None:
        return ""
    if agenda.cara_putus is CaraPutus.MUFAKAT:
        return "Mufakat"
    nama = "Suara ketua menentukan" if agenda.cara_putus is CaraPutus.SUARA_KETUA else "Suara terbanyak"
    if agenda.suara_setuju is None or agenda.suara_tidak is None:
        return nama
    return f"{nama} ({agenda.suara_setuju} : {agenda.suara_tidak})"
