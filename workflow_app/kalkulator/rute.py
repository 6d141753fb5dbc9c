"""Who determines, who proposes and which team assesses, as results with the row of the table that decided."""

from dataclasses import dataclass

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import KetentuanTidakAda, Peraturan, Tanda
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.peraturan.rute import baris, nama_instansi, nama_pejabat, nama_tim
from workflow_app.pesan import P_, Pesan


@dataclass(frozen=True, slots=True)
class Arah:
    """The posts, or the team, that the first fitting row of a table names; empty where no row fits."""

    kode: tuple[str, ...]
    """Codes, the one that is asked first before the next."""
    nama: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]
    usulan: bool = False
    """Whether the row stands in no regulation."""

    @property
    def alasan(self) -> Pesan:
        """The deciding sentence."""
        return self.langkah[-1].teks


def arah_penetap(aturan: Peraturan, jenjang: str, jenis_instansi: str) -> Arah:
    """Who determines the credit of an officer of this level in this kind of institution."""
    return _pejabat(aturan, "penetap", jenjang, jenis_instansi)


def arah_pengusul(aturan: Peraturan, jenjang: str, jenis_instansi: str) -> Arah:
    """Who may propose him."""
    return _pejabat(aturan, "pengusul", jenjang, jenis_instansi)


def arah_tim(aturan_tim: Peraturan, kredit: Peraturan, jenjang: str, jenis_instansi: str, *, punya_tim: bool) -> Arah:
    """Which team assesses him; `punya_tim` tells whether his institution has one, `kredit` names his level."""
    jalur = baris(aturan_tim, "rute", jenjang, jenis_instansi, punya_tim)
    kode = aturan_tim.teks(f"{jalur}.tim")
    nilai = {
        "jenjang": nama_jenjang(kredit, jenjang),
        "instansi": Pesan(nama_instansi(jenis_instansi)),
        "tim": Pesan(nama_tim(kode)),
    }
    if not aturan_tim.memuat(f"{jalur}.punya_tim"):
        teks = P_("%(jenjang)s pada %(instansi)s dinilai %(tim)s.", **nilai)
    elif punya_tim:
        teks = P_("%(jenjang)s pada %(instansi)s yang mempunyai tim dinilai %(tim)s.", **nilai)
    else:
        teks = P_("%(jenjang)s pada %(instansi)s yang tidak mempunyai tim dinilai %(tim)s.", **nilai)
    return Arah((kode,), (Pesan(nama_tim(kode)),), (Langkah(teks, None, aturan_tim.sumber(f"{jalur}.tim")),))


def _pejabat(aturan: Peraturan, tabel: str, jenjang: str, jenis_instansi: str) -> Arah:
    nilai = {"jenjang": nama_jenjang(aturan, jenjang), "instansi": Pesan(nama_instansi(jenis_instansi))}
    try:
        jalur = f"{baris(aturan, tabel, jenjang, jenis_instansi)}.pejabat"
    except KetentuanTidakAda:
        teks = P_("Peraturan %(kunci)s tidak mengatur %(jenjang)s pada %(instansi)s.", kunci=aturan.kunci, **nilai)
        return Arah((), (), (Langkah(teks),))
    kode = aturan.daftar(jalur)
    nama = tuple(Pesan(nama_pejabat(satu)) for satu in kode)
    nilai["pejabat"] = nama
    if tabel == "penetap":
        teks = P_("Angka kredit %(jenjang)s pada %(instansi)s ditetapkan: %(pejabat)s.", **nilai)
    else:
        teks = P_("%(jenjang)s pada %(instansi)s diusulkan: %(pejabat)s.", **nilai)
    ketentuan = aturan.ketentuan(jalur)
    return Arah(kode, nama, (Langkah(teks, None, ketentuan.sumber),), ketentuan.tanda is Tanda.PROPOSED)
