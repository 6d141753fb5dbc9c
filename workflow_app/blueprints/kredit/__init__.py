"""The ledger of an officer's credit: every entry with its running balance, its reason, its case and its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy import ColumnElement, func, select

from workflow_app import peraturan
from workflow_app.blueprints.kredit import coba, kemajuan
from workflow_app.blueprints.kredit.dasar import alamat_draf, pegawai_atau_404, remah
from workflow_app.blueprints.kredit.gambar import batang
from workflow_app.blueprints.kredit.langkah import langkah_entri, langkah_perkara
from workflow_app.blueprints.kredit.peralihan import tampil_peralihan
from workflow_app.blueprints.kredit.waktu import garis_waktu
from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import (
    LABEL_JENIS_ENTRI,
    EntriKredit,
    ItemDupak,
    JenisEntri,
    Pegawai,
)
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.peraturan.unsur import PENUNJANG, unsur
from workflow_app.permissions import Pelaku
from workflow_app.pesan import N_, P_, Pesan, dari_data
from workflow_app.saldo import saldo_per_jenjang
from workflow_app.services import keadaan
from workflow_app.services.garis_waktu import perkara_entri, perkara_terlihat, seperistiwa
from workflow_app.services.rekening import rekening
from workflow_app.web import menu
from workflow_app.web.alamat import ID_TERBESAR
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import hari_ini, pegawai, pelaku
from workflow_app.web.perkara import alamat_perkara

bp = Blueprint("kredit", __name__, url_prefix="/angka-kredit")
bp.register_blueprint(kemajuan.bp)
bp.register_blueprint(coba.bp)
SARINGAN = ("aturan", "unsur", "jenis")
PERISTIWA = "peristiwa"


menu.daftarkan(
    bp, menu.Entri("kredit.saya", N_("Angka kredit saya"), "journal-text", 30, lambda orang: orang.pernah_menjabat)
)


@dataclass(frozen=True)
class BarisBuku:
    """One entry in words, with the balance of its rule set after it."""

    entri: EntriKredit
    jenis: Pesan
    unsur: Pesan | None
    alasan: Pesan
    saldo: Decimal


@dataclass(frozen=True)
class BarisSaldo:
    """The balance of one rule set and level."""

    aturan: str
    jenjang: Pesan
    utama: Decimal
    penunjang: Decimal
    kini: bool
    """Whether the officer holds this level today."""

    @property
    def jumlah(self) -> Decimal:
        """Main and supporting elements together."""
        return self.utama + self.penunjang


@bp.get("")
def saya() -> str:
    """One's own ledger."""
    return _halaman(db.session.get_one(Pegawai, pegawai().id))


@bp.get("/<int:pegawai_id>")
def akun(pegawai_id: int) -> str:
    """The ledger of an officer."""
    return _halaman(pegawai_atau_404(pegawai_id))


@bp.get("/<int:pegawai_id>/entri/<int:id>")
def entri(pegawai_id: int, id: int) -> str:  # noqa: A002 - named as in the addresses
    """One entry: why it stands there, by which rules, from which case, and step by step how its figure came about."""
    session, pemilik = db.session(), pegawai_atau_404(pegawai_id)
    satu = session.get(EntriKredit, id)
    if satu is None or satu.pegawai_id != pemilik.id:
        abort(404)
    item = session.get(ItemDupak, satu.item_id) if satu.item_id else None
    keterangan, langkah = langkah_perkara(session, satu) if item is None else (None, langkah_entri(satu, item))
    return render_template(
        "kredit/entri.html",
        pemilik=pemilik,
        baris=_baris([satu], {satu.id: _saldo_sesudah(satu)})[0],
        jenjang=_nama_jenjang(satu.aturan, satu.jenjang),
        langkah=langkah,
        keterangan=keterangan,
        item=item,
        sebutir=_sebutir(satu),
        perkara=_perkara(satu, pelaku()),
        remah=[*remah(pemilik), (P_("Entri %(nomor)s", nomor=satu.id), None)],
    )


def _halaman(pemilik: Pegawai) -> str:
    satu_peristiwa, syarat = _satu_peristiwa(pemilik), _saringan(pemilik)
    if satu_peristiwa is not None:
        syarat.append(satu_peristiwa)
    buku = rekening(db.session(), pemilik, hari_ini())
    per_jenjang = saldo_per_jenjang(db.session(), pemilik.id)
    lembar = halaman(select(EntriKredit).where(*syarat), EntriKredit.id)
    return render_template(
        "kredit/lihat.html",
        pemilik=pemilik,
        milik_saya=pemilik.id == pegawai().id,
        saldo=_saldo(pemilik, per_jenjang),
        buku=buku,
        draf=alamat_draf(pemilik) if buku and buku.akun else None,
        alih=tampil_peralihan(pemilik, per_jenjang),
        waktu=garis_waktu(pemilik, buku),
        satu_peristiwa=satu_peristiwa is not None,
        batang=batang,
        baris=_baris(lembar.baris, _saldo_berjalan(syarat, [e.id for e in lembar.baris])),
        lembar=lembar,
        pilihan=_pilihan(pemilik),
        dipilih={nama: request.args.get(nama, "") for nama in SARINGAN},
        disaring=len(syarat) > 1,
        alamat=url_for("kredit.akun", pegawai_id=pemilik.id),
        remah=remah(pemilik, terakhir=True),
    )


def _saringan(pemilik: Pegawai) -> list[ColumnElement[bool]]:
    """The officer's entries, narrowed by the filters of the address; a filter that nobody offers is left out."""
    syarat: list[ColumnElement[bool]] = [EntriKredit.pegawai_id == pemilik.id]
    if aturan := request.args.get("aturan"):
        syarat.append(EntriKredit.aturan == aturan)
    if kode := request.args.get("unsur"):
        syarat.append(EntriKredit.unsur == kode)
    if request.args.get("jenis") in {j.value for j in JenisEntri}:
        syarat.append(EntriKredit.jenis == JenisEntri(request.args["jenis"]))
    return syarat


def _satu_peristiwa(pemilik: Pegawai) -> ColumnElement[bool] | None:
    """The entries of the event of the address, which any of its entries names; None where it names none."""
    nomor = request.args.get(PERISTIWA, type=int)
    satu = db.session.get(EntriKredit, nomor) if nomor is not None and 0 < nomor <= ID_TERBESAR else None
    if satu is None or satu.pegawai_id != pemilik.id:
        return None
    return seperistiwa(db.session(), satu)


def _pilihan(pemilik: Pegawai) -> dict[str, list[tuple[str, str | Pesan]]]:
    """What the filters offer: rule sets, elements and kinds that the ledger holds. One query."""
    ada = db.session.execute(
        select(EntriKredit.aturan, EntriKredit.unsur, EntriKredit.jenis)
        .where(EntriKredit.pegawai_id == pemilik.id)
        .distinct()
    ).all()
    kode = {k: _label_unsur(a, k) for a, k, _jenis in sorted(ada, key=lambda b: b[:2]) if k}
    return {
        "aturan": [(a, a) for a in sorted({a for a, _k, _jenis in ada})],
        "unsur": [(k, label) for k, label in kode.items() if label is not None],
        "jenis": [(j.value, Pesan(LABEL_JENIS_ENTRI[j])) for j in JenisEntri if j in {j for _a, _k, j in ada}],
    }


def _saldo_berjalan(syarat: Sequence[ColumnElement[bool]], ids: Sequence[int]) -> dict[int, Decimal]:
    """The balance after each entry of the page, of its rule set and over the entries that the filters leave."""
    jumlah = func.sum(EntriKredit.jumlah).over(partition_by=EntriKredit.aturan, order_by=EntriKredit.id)
    semua = select(EntriKredit.id, jumlah.label("saldo")).where(*syarat).subquery()
    return dict(db.session.execute(select(semua.c.id, semua.c.saldo).where(semua.c.id.in_(ids))).all())


def _saldo_sesudah(satu: EntriKredit) -> Decimal:
    return (
        db.session.scalar(
            select(func.sum(EntriKredit.jumlah)).where(
                EntriKredit.pegawai_id == satu.pegawai_id, EntriKredit.aturan == satu.aturan, EntriKredit.id <= satu.id
            )
        )
        or NOL
    )


def _baris(daftar: Sequence[EntriKredit], saldo: dict[int, Decimal]) -> list[BarisBuku]:
    return [
        BarisBuku(
            e,
            Pesan(LABEL_JENIS_ENTRI[e.jenis]),
            _label_unsur(e.aturan, e.unsur) if e.unsur else None,
            dari_data(e.alasan),
            saldo.get(e.id, NOL),
        )
        for e in daftar
    ]


def _label_unsur(aturan: str, kode: str) -> Pesan | None:
    """The element as the forms name it; its code where today's rule set knows it no more."""
    try:
        return Pesan(unsur(peraturan.kunci(aturan), kode).label)
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return Pesan("%(kode)s", {"kode": kode})


def _nama_jenjang(aturan: str, jenjang: str) -> Pesan:
    try:
        return Pesan(nama_jenjang(peraturan.kunci(aturan), jenjang))
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return Pesan("%(jenjang)s", {"jenjang": jenjang})


def _saldo(pemilik: Pegawai, per_jenjang: Mapping[tuple[str, str], Mapping[str, Decimal]]) -> list[BarisSaldo]:
    """The balance per rule set and level, the oldest first; the officer's positions are read with it."""
    kini = pemilik.jabatan_pada(hari_ini())
    hasil = []
    for (aturan, jenjang), isi in sorted(per_jenjang.items(), key=lambda b: b[0][0]):
        penunjang = sum((n for kode, n in isi.items() if _penunjang(aturan, kode)), NOL)
        utama = sum(isi.values(), NOL) - penunjang
        milik = kini is not None and kini.jenjang == jenjang
        hasil.append(BarisSaldo(aturan, _nama_jenjang(aturan, jenjang), utama, penunjang, milik))
    return hasil


def _penunjang(aturan: str, kode: str) -> bool:
    try:
        return unsur(peraturan.kunci(aturan), kode).kelompok == PENUNJANG
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return False


def _sebutir(satu: EntriKredit) -> list[BarisBuku]:
    """The other entries of the same activity: what countered or corrected it."""
    if satu.item_id is None:
        return []
    lain = db.session.scalars(
        select(EntriKredit)
        .where(EntriKredit.item_id == satu.item_id, EntriKredit.id != satu.id)
        .order_by(EntriKredit.id)
        .limit(50)
    ).all()
    return _baris(lain, {})


def _perkara(satu: EntriKredit, orang: Pelaku) -> list[tuple[Pesan, str]]:
    """Label and address of the cases behind an entry that the reader may open, the nearest first."""
    semua = perkara_entri(satu)
    terlihat = perkara_terlihat(db.session(), semua, orang)
    return [
        (
            keadaan.judul(alur),
            alamat_perkara(alur, id_, f"butir-{satu.item_id}" if alur == "dupak" and satu.item_id else None),
        )
        for alur, id_ in semua
        if (alur, id_) in terlihat
    ]
