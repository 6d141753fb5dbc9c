"""What if: suppositions over an officer's real credit. Only GET: they live in the address, and nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from workflow_app import peraturan
from workflow_app.blueprints.kredit.banding import tampil_banding
from workflow_app.blueprints.kredit.dasar import pegawai_atau_404, remah
from workflow_app.blueprints.kredit.formulir_coba import FORMULIR, FormAndai, FormButir
from workflow_app.blueprints.kredit.gambar import batang
from workflow_app.extensions import db
from workflow_app.kalkulator.butir import KreditButir, kredit_butir, sekategori
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.models import ButirKegiatan, Pegawai
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, jenjang_berikut, kategori, nama_jenjang
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.pesan import P_, Pesan
from workflow_app.services import simulasi_kredit as layanan
from workflow_app.services.cari_katalog import MAKS_HASIL, cari_untuk
from workflow_app.services.kemajuan_kredit import SaldoRegime, dupak_bayangan
from workflow_app.services.rekening import Rekening, rekening
from workflow_app.services.simulasi_kredit import AndaiSalah, berkonversi
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.konteks import hari_ini, pegawai

bp = Blueprint("coba", __name__)

TERBANYAK = 15
"""Hits of the search that are shown; whoever needs more types another word."""
KARYA_TERBANYAK = 100
SALAH = 422


@dataclass(frozen=True)
class Temu:
    """A catalogue item with what one unit of it would bring this officer."""

    butir: ButirKegiatan
    kredit: KreditButir
    jenjang: Pesan


@dataclass(frozen=True)
class Alamat:
    """The page's own address, with its suppositions in it."""

    pegawai_id: int
    aturan: str
    andai: tuple[str, ...]

    def __call__(self, andai: Sequence[str] | None = None, **lain: Any) -> str:
        """The address with other suppositions, or with more words."""
        isi = list(self.andai if andai is None else andai)
        return url_for("kredit.coba.akun", pegawai_id=self.pegawai_id, aturan=self.aturan, a=isi, **lain)

    def hapus(self, kode: str) -> str:
        """The address without one supposition; of equal ones the last is left out."""
        sisa = list(self.andai)
        del sisa[len(sisa) - 1 - sisa[::-1].index(kode)]
        return self(sisa)


@bp.get("/coba")
def saya() -> ResponseReturnValue:
    """Suppositions over one's own credit."""
    return _halaman(db.session.get_one(Pegawai, pegawai().id))


@bp.get("/<int:pegawai_id>/coba")
def akun(pegawai_id: int) -> ResponseReturnValue:
    """Suppositions over the credit of an officer."""
    return _halaman(pegawai_atau_404(pegawai_id))


def _halaman(pemilik: Pegawai) -> ResponseReturnValue:
    buku = rekening(db.session(), pemilik, hari_ini())
    jalan = [*remah(pemilik), (P_("Coba pengandaian"), None)]
    if buku is None:
        return render_template("kredit/coba.html", pemilik=pemilik, buku=None, remah=jalan)
    pilihan = _regime(buku)
    saldo = _saldo(buku, pilihan)
    andai = tuple(request.args.getlist("a"))[: layanan.ANDAI_TERBANYAK + 1]
    alamat = Alamat(pemilik.id, saldo.aturan.kunci, andai)
    form = _formulir(buku, saldo.aturan)
    dikirim = form.get(request.args.get("tambah", ""))
    banding = tampil_banding(buku) if saldo.aturan.kunci == buku.kini else None
    if dikirim is not None and (baru := _terima(dikirim, buku, saldo.aturan, andai)) is not None:
        return redirect(alamat([*andai, baru]), 303)
    isi = render_template(
        "kredit/coba.html",
        pemilik=pemilik,
        buku=buku,
        hasil=layanan.simulasikan(db.session(), buku, saldo, andai, hari_ini()),
        pilihan=pilihan,
        alamat=alamat,
        form=form,
        dikirim=dikirim,
        atas=_nama_atas(buku, saldo.aturan),
        batang=batang,
        banding_predikat=banding,
        remah=jalan,
        **_pencarian(buku, saldo.aturan, form),
    )
    salah = dikirim is not None or (banding is not None and banding.salah)
    return (isi, SALAH) if salah else isi


def _regime(buku: Rekening) -> list[Peraturan]:
    """The rule sets one may suppose under: those of the account, of today, and later ones."""
    return [
        a
        for a in peraturan.semua()
        if a.kelompok == "kredit" and (a.kunci in buku.saldo or a.berlaku_sampai >= hari_ini())
    ]


def _saldo(buku: Rekening, pilihan: Sequence[Peraturan]) -> SaldoRegime:
    """The account under the rule set of the address, else under that of today."""
    dipilih = next((a.kunci for a in pilihan if a.kunci == request.args.get("aturan")), buku.kini)
    return layanan.saldo_untuk(buku, dipilih)


def _formulir(buku: Rekening, aturan: Peraturan) -> dict[str, FormAndai]:
    """The forms of this rule set by kind; the one that was sent keeps what was typed."""
    dikirim = request.args.get("tambah")
    hasil = {}
    for jenis, kelas in FORMULIR.items():
        if kelas.konversi is None or kelas.konversi is berkonversi(aturan):
            form = kelas(prefix=jenis, formdata=request.args if jenis == dikirim else None)
            form.isi_dari(aturan, _karya(aturan, buku) if jenis == "karya" else ())
            hasil[jenis] = form
    return hasil


def _karya(aturan: Peraturan, buku: Rekening) -> Sequence[ButirKegiatan]:
    """The items of pengembangan profesi that have a value."""
    return db.session.scalars(
        select(ButirKegiatan)
        .where(
            ButirKegiatan.aturan == aturan.kunci,
            ButirKegiatan.unsur == PENGEMBANGAN_PROFESI,
            ButirKegiatan.kategori.in_((kategori(buku.karier.jenjang), SEMUA)),
            ButirKegiatan.angka_kredit.is_not(None),
            ButirKegiatan.ditutup_mulai.is_(None),
        )
        .order_by(ButirKegiatan.kode)
        .limit(KARYA_TERBANYAK)
    ).all()


def _terima(form: FormAndai, buku: Rekening, aturan: Peraturan, andai: Sequence[str]) -> str | None:
    """The supposition of a form as the address carries it; None with the messages at their fields."""
    if not form.validate():
        return None
    try:
        kode = form.kode()
        layanan.periksa(db.session(), buku, aturan, andai, kode, hari_ini())
    except AndaiSalah as galat:
        form.tempel(galat)
        return None
    return kode


def _nama_atas(buku: Rekening, aturan: Peraturan) -> Pesan | None:
    atas = jenjang_berikut(aturan, buku.karier.jenjang)
    return Pesan(nama_jenjang(aturan, atas)) if atas else None


def _pencarian(buku: Rekening, aturan: Peraturan, form: dict[str, FormAndai]) -> dict[str, Any]:
    """The search of the catalogue and the item chosen from it; nothing where credit comes from ratings."""
    kata, hanya_atas = request.args.get("cari", "")[:200], "atas" in request.args
    hasil: dict[str, Any] = {"kata": kata, "hanya_atas": hanya_atas, "temuan": [], "lebih": False, "dipilih": None}
    if berkonversi(aturan):
        return hasil
    bayangan = dupak_bayangan(buku.pegawai.id, buku.karier, aturan.kunci, hari_ini())
    if kata.strip():
        ketemu = cari_untuk(db.session(), bayangan, kata, ukuran=MAKS_HASIL).daftar
        atas = jenjang_berikut(aturan, buku.karier.jenjang)
        cocok = [k.butir for k in ketemu if not hanya_atas or k.butir.jenjang == atas]
        hasil["temuan"] = [_temu(aturan, buku, b) for b in cocok[:TERBANYAK]]
        hasil["lebih"] = len(cocok) > TERBANYAK
    nomor = request.args.get("butir", type=int) or _butir_terkirim(form.get("butir"))
    if nomor is not None and 0 < nomor <= ID_TERBESAR:
        butir = db.session.get(ButirKegiatan, nomor)
        if butir is not None and butir.aturan == aturan.kunci and sekategori(butir.kategori, buku.karier.jenjang):
            hasil["dipilih"] = _temu(aturan, buku, butir)
    return hasil


def _butir_terkirim(form: FormAndai | None) -> int | None:
    isi = form.butir.data if isinstance(form, FormButir) else None
    return int(isi) if isi and isi.isascii() and isi.isdigit() and len(isi) <= len(str(ID_TERBESAR)) else None


def _temu(aturan: Peraturan, buku: Rekening, butir: ButirKegiatan) -> Temu:
    karier = buku.karier
    perlu = langkah_kp(aturan, golongan=karier.golongan, jenjang=karier.jenjang)
    kredit = kredit_butir(aturan, butir, layanan.SATU, karier.jenjang, kebutuhan_kp=perlu)
    nama = P_("semua jenjang") if butir.jenjang == SEMUA else P_("jenjang belum dipastikan")
    if butir.jenjang not in {SEMUA, None}:
        nama = Pesan(nama_jenjang(aturan, butir.jenjang))
    return Temu(butir, kredit, nama)
