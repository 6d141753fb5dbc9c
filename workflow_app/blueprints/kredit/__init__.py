"""The ledger of an officer's credit: every entry with its running balance, its reason, its case and its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, func, select

from workflow_app import peraturan
from workflow_app.blueprints.kredit import coba, kemajuan
from workflow_app.blueprints.kredit.dasar import pegawai_atau_404, remah
from workflow_app.blueprints.kredit.gambar import batang
from workflow_app.blueprints.kredit.langkah import langkah_entri
from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import (
    LABEL_JENIS_ENTRI,
    Dupak,
    EntriKredit,
    ItemDupak,
    JenisEntri,
    Pak,
    Pegawai,
    RiwayatJabatan,
    Stateful,
)
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.peraturan.unsur import PENUNJANG, unsur
from workflow_app.permissions import Pelaku, boleh_melihat
from workflow_app.pesan import N_, P_, Pesan, dari_data
from workflow_app.saldo import saldo_per_jenjang
from workflow_app.services.kemajuan_kredit import rekening
from workflow_app.web import menu
from workflow_app.web.halaman import halaman
from workflow_app.web.konteks import hari_ini, pegawai, pelaku
from workflow_app.web.perkara import alamat_perkara

bp = Blueprint("kredit", __name__, url_prefix="/angka-kredit")
bp.register_blueprint(kemajuan.bp)
bp.register_blueprint(coba.bp)
SARINGAN = ("aturan", "unsur", "jenis")


def _pranata_komputer(orang: Pelaku) -> bool:
    """Whether the person has ever held a functional position: nobody else has an account."""
    return bool(db.session.scalar(select(exists().where(RiwayatJabatan.pegawai_id == orang.pegawai_id))))


menu.daftarkan(bp, menu.Entri("kredit.saya", N_("Angka kredit saya"), "journal-text", 30, _pranata_komputer))


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
    return render_template(
        "kredit/entri.html",
        pemilik=pemilik,
        baris=_baris([satu], {satu.id: _saldo_sesudah(satu)})[0],
        jenjang=_nama_jenjang(satu.aturan, satu.jenjang),
        langkah=langkah_entri(satu, item),
        item=item,
        sebutir=_sebutir(satu),
        perkara=_perkara(satu, pelaku()),
        remah=[*remah(pemilik), (P_("Entri %(nomor)s", nomor=satu.id), None)],
    )


def _halaman(pemilik: Pegawai) -> str:
    syarat = _saringan(pemilik)
    buku = rekening(db.session(), pemilik, hari_ini())
    lembar = halaman(select(EntriKredit).where(*syarat), EntriKredit.id)
    return render_template(
        "kredit/lihat.html",
        pemilik=pemilik,
        milik_saya=pemilik.id == pegawai().id,
        saldo=_saldo(pemilik),
        buku=buku,
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


def _saldo(pemilik: Pegawai) -> list[BarisSaldo]:
    """The balance per rule set and level, the oldest first. One query, and the officer's positions."""
    kini = pemilik.jabatan_pada(hari_ini())
    hasil = []
    for (aturan, jenjang), isi in sorted(saldo_per_jenjang(db.session(), pemilik.id).items(), key=lambda b: b[0][0]):
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


def _perkara(satu: EntriKredit, orang: Pelaku) -> list[tuple[str, str]]:
    """Label and address of the cases behind an entry that the reader may open."""
    session = db.session()
    daftar: list[tuple[str, Stateful | None]] = [
        (_("DUPAK"), session.get(Dupak, satu.dupak_id) if satu.dupak_id else None),
        (_("PAK"), session.get(Pak, satu.pak_id) if satu.pak_id else None),
    ]
    return [
        (
            label,
            alamat_perkara(obj, tempat=f"butir-{satu.item_id}" if isinstance(obj, Dupak) and satu.item_id else None),
        )
        for label, obj in daftar
        if obj is not None and boleh_melihat(session, orang, obj)
    ]
