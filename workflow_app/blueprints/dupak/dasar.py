"""The blueprint of the claim, its place in the menu, and how its pages find claim, item and file."""

from flask import Blueprint, abort, url_for
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from workflow_app.errors import Refused
from workflow_app.models import Dupak, ItemDupak
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA, nama_jenjang
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.butir import alasan_terkunci
from workflow_app.web import menu
from workflow_app.web.bahasa import tanggal
from workflow_app.web.konteks import pelaku, perkara_atau_404

bp = Blueprint("dupak", __name__, url_prefix="/dupak")


menu.daftarkan(
    bp, menu.Entri("dupak.daftar", N_("DUPAK saya"), "file-earmark-text", 20, lambda orang: orang.pernah_menjabat)
)

BERBUTIR: tuple[ORMOption, ...] = (selectinload(Dupak.butir).selectinload(ItemDupak.bukti),)
"""What a page needs that shows items with their proof: two queries, however many items."""
LENGKAP: tuple[ORMOption, ...] = (
    *BERBUTIR,
    selectinload(Dupak.spmk),
    selectinload(Dupak.kelengkapan),
    joinedload(Dupak.subjek),
    joinedload(Dupak.atasan),
    joinedload(Dupak.putaran),
    joinedload(Dupak.tim),
)

_JABATAN = "Pranata Komputer "


def dupak_atau_404(id_: int, *opsi: ORMOption) -> Dupak:
    """The claim if the reader may see it."""
    dupak = perkara_atau_404(Dupak, id_, *opsi)
    if dupak.subjek_id != pelaku().pegawai_id:
        menu.tandai("perkara.daftar")
    return dupak


def item_atau_404(dupak: Dupak, item_id: int) -> ItemDupak:
    """An item of this claim; one of another claim does not exist here."""
    item = next((b for b in dupak.butir if b.id == item_id), None)
    if item is None:
        abort(404, P_("Butir itu tidak ada pada DUPAK ini. Mungkin sudah dihapus."))
    return item


def pastikan_terbuka(dupak: Dupak, item: ItemDupak | None = None) -> None:
    """Raise Refused where the reader may not change the item (None: add one): the page answers as its form would."""
    if alasan := alasan_terkunci(dupak, item, pelaku()):
        raise Refused(alasan)


def hanya_bukti(dupak: Dupak) -> bool:
    """Whether the officer answers a request to complete the file, so that only proof may change."""
    return dupak.dikembalikan_oleh == "minta_kelengkapan"


def nama(dupak: Dupak) -> Pesan:
    """A claim in words: its work period, which is how its officer knows it."""
    return P_(
        "DUPAK %(mulai)s s.d. %(selesai)s",
        mulai=tanggal(dupak.masa_mulai, "d MMM y"),
        selesai=tanggal(dupak.masa_selesai, "d MMM y"),
    )


def remah(dupak: Dupak, *akhir: Pesan) -> list[tuple[Pesan, str | None]]:
    """The way to a page of a claim: from one's own claims, or for others from the inbox by the officer's name."""
    alamat = url_for("dupak.lihat", id=dupak.id)
    if dupak.subjek_id == pelaku().pegawai_id:
        jalan = [(P_("DUPAK saya"), url_for("dupak.daftar")), (nama(dupak), alamat)]
    else:
        perkara = P_("DUPAK: %(nama)s", nama=dupak.identitas["nama"])
        jalan = [(P_("Tugas saya"), url_for("beranda.tugas_saya")), (perkara, alamat)]
    return [*jalan, *((satu, None) for satu in akhir)]


def jenjang_ringkas(aturan: Peraturan, jenjang: str | None) -> Pesan:
    """The level of an item without the name of the position, which is the same for all."""
    if jenjang is None or jenjang == "":
        return P_("jenjang belum dipastikan")
    if jenjang == SEMUA:
        return P_("Semua jenjang")
    return Pesan(nama_jenjang(aturan, jenjang).removeprefix(_JABATAN))
