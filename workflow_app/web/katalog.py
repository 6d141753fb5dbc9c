"""A catalogue item in words, for the page that everybody may read and for the administrator's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Flask, request

from workflow_app import peraturan
from workflow_app.extensions import db
from workflow_app.kalkulator.batas_butir import batas_per_tahun
from workflow_app.models import ButirKegiatan, TindakanKatalog
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, nama_jenjang
from workflow_app.peraturan.katalog.kepastian import nama_sumber, saksi
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import sebab_katalog
from workflow_app.services.katalog import Beda, VersiTampil, beda, riwayat
from workflow_app.tanggal import baca_tanggal
from workflow_app.web.bahasa import angka, tanggal

UKURAN_RIWAYAT = 20
_JABATAN = "Pranata Komputer "
LABEL_TINDAKAN = {
    TindakanKatalog.MUAT: N_("Dimuat"),
    TindakanKatalog.IMPOR: N_("Diimpor dari lembar"),
    TindakanKatalog.UBAH: N_("Diubah"),
    TindakanKatalog.KONFIRMASI: N_("Nilai dikonfirmasi"),
    TindakanKatalog.KONFIRMASI_BATAS: N_("Batas tahunan dikonfirmasi"),
    TindakanKatalog.TUTUP: N_("Ditutup"),
    TindakanKatalog.BUKA: N_("Dibuka kembali"),
}
LABEL_KATEGORI = {"keterampilan": N_("Keterampilan"), "keahlian": N_("Keahlian"), SEMUA: N_("Semua kategori")}
LABEL_JENIS = {
    "tugas_jabatan": N_("Tugas jabatan"),
    "pendidikan": N_("Pendidikan"),
    "pengembangan_profesi": N_("Pengembangan profesi"),
    "penunjang": N_("Penunjang"),
}
_ANGKA = frozenset({"angka_kredit", "persen", "batas_dikonfirmasi"})
_YA_TIDAK = frozenset({"pasti", "jenjang_disimpulkan"})


@dataclass(frozen=True)
class BedaTampil:
    """One changed column in words."""

    label: Pesan
    lama: Any
    baru: Any


@dataclass(frozen=True)
class ButirTampil:
    """An item with everything that its page shows."""

    butir: ButirKegiatan
    aturan: Peraturan
    sebab: Sequence[Pesan]
    fakta: Sequence[tuple[Pesan, Any]]
    riwayat: Sequence[VersiTampil]
    lebih_lama: int | None
    """Number below which older versions go on; None where all are shown."""

    def utuh(self, versi: VersiTampil) -> list[Beda]:
        """A version whole: every column that holds something."""
        return beda({}, versi.versi.isi)


def jenjang_singkat(aturan: Peraturan, jenjang: str | None) -> Pesan:
    """The level without the name of the position, which is the same for all."""
    if not jenjang:
        return P_("jenjang belum dipastikan")
    if jenjang == SEMUA:
        return P_("Semua jenjang")
    return Pesan(nama_jenjang(aturan, jenjang).removeprefix(_JABATAN))


def sumber_nilai(sumber_ak: str) -> list[tuple[Pesan, str]]:
    """The sources of a value in words, each with the code under which the catalogue's sheet has it."""
    return [(nama_sumber(kode), kode) for kode in saksi(sumber_ak)]


def pasang(app: Flask) -> None:
    """Give the templates the sources in words."""
    app.jinja_env.filters["sumber_nilai"] = sumber_nilai


def tampil(aturan: Peraturan, kolom: str, nilai: Any) -> Any:
    """The value of a column, stored or kept in a version, as people read it."""
    if nilai is None or nilai == "":
        return None
    if kolom == "jenjang":
        return jenjang_singkat(aturan, str(nilai))
    if kolom == "unsur" and aturan.memuat(f"unsur.{nilai}.label"):
        return Pesan(unsur(aturan, str(nilai)).label)
    if kolom in {"kategori", "jenis"}:
        return Pesan((LABEL_KATEGORI | LABEL_JENIS).get(str(nilai), str(nilai)))
    if kolom == "sumber_ak":
        return P_("%(daftar)s", daftar=tuple(nama for nama, _ in sumber_nilai(str(nilai))))
    if kolom in _YA_TIDAK:
        return P_("ya") if nilai else P_("tidak")
    if kolom in _ANGKA:
        return angka(Decimal(nilai))
    if kolom == "ditutup_mulai":
        return tanggal(baca_tanggal(nilai) if isinstance(nilai, str) else nilai)
    return nilai


def beda_tampil(aturan: Peraturan, daftar: Sequence[Beda]) -> list[BedaTampil]:
    """Changed columns in words."""
    return [
        BedaTampil(Pesan(b.label), tampil(aturan, b.kolom, b.lama), tampil(aturan, b.kolom, b.baru)) for b in daftar
    ]


def _batas(butir: ButirKegiatan) -> Pesan | None:
    """The limit that cuts credit, or the figure that its words mean and that waits for a confirmation."""
    if butir.batas_dikonfirmasi is not None:
        return P_("%(batas)s per tahun", batas=butir.batas_dikonfirmasi.normalize() + 0)
    terbaca = batas_per_tahun(butir.batas_tahunan)
    return P_("belum; terbaca %(batas)s per tahun, belum memotong", batas=terbaca) if terbaca else None


def butir_tampil(butir: ButirKegiatan) -> ButirTampil:
    """The item's page; `?sebelum=<number>` in the address goes on with older versions."""
    aturan = peraturan.kunci(butir.aturan)
    versi = riwayat(db.session(), butir, sebelum=request.args.get("sebelum", type=int), batas=UKURAN_RIWAYAT)
    terakhir = versi[-1].versi.nomor if len(versi) == UKURAN_RIWAYAT else 1
    fakta: list[tuple[Pesan, Any]] = [
        (P_("Peraturan"), f"{aturan.kunci} · {aturan.nama}"),
        (P_("Unsur"), tampil(aturan, "unsur", butir.unsur)),
        (P_("Sub unsur"), butir.sub_unsur),
        (P_("Kategori"), tampil(aturan, "kategori", butir.kategori)),
        (P_("Jenjang"), jenjang_singkat(aturan, butir.jenjang)),
        (P_("Satuan hasil"), butir.satuan_hasil),
        (P_("Angka kredit"), tampil(aturan, "angka_kredit", butir.angka_kredit)),
        (P_("Sumber nilai"), tampil(aturan, "sumber_ak", butir.sumber_ak)),
        (P_("Bukti fisik"), butir.bukti_fisik),
        (P_("Batas tahunan menurut sumber"), butir.batas_tahunan),
        (P_("Batas tahunan yang dikonfirmasi"), _batas(butir)),
        (P_("Kode resmi"), butir.kode_resmi),
        (P_("Catatan"), butir.catatan),
    ]
    if butir.persen is not None:
        fakta.insert(7, (P_("Persen dari kebutuhan pangkat"), tampil(aturan, "persen", butir.persen)))
    return ButirTampil(butir, aturan, sebab_katalog(butir, aturan), fakta, versi, terakhir if terakhir > 1 else None)
