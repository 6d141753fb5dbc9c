"""The proofs of an item: into which slot a file goes, what is still missing, and the same file sent twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import MasukanSalah
from workflow_app.models import BuktiFile, ItemDupak
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services.butir import BerkasMasuk, pasang_bukti
from workflow_app.services.unggahan.jenis import MAKS_BERKAS_BUTIR

LAIN = "lain"
"""Files of which nobody said what they prove."""


@dataclass(frozen=True)
class Slot:
    """One kind of proof: its name, what must be seen in it, whether it is asked for, and the files in it, old ones too.

    A wanted slot without a file is still missing.
    """

    kunci: str
    label: Pesan
    isi: Pesan
    wajib: bool
    berkas: tuple[BuktiFile, ...]

    @property
    def berlaku(self) -> tuple[BuktiFile, ...]:
        """The files that count."""
        return tuple(b for b in self.berkas if b.digantikan_at is None)

    @property
    def lama(self) -> tuple[BuktiFile, ...]:
        """Replaced files."""
        return tuple(b for b in self.berkas if b.digantikan_at is not None)

    @property
    def kurang(self) -> bool:
        """Whether it is asked for and empty."""
        return self.wajib and not self.berlaku


@dataclass(frozen=True)
class Terpasang:
    """How an upload ended: the files that are new, and those that were there already."""

    baru: tuple[BuktiFile, ...]
    sudah_ada: tuple[BuktiFile, ...]


def daftar_slot(item: ItemDupak) -> list[Slot]:
    """The slots of the item's kind in the order of the rules file, and at the end what lies in none of them."""
    aturan = peraturan.kunci("bukti")
    kunci = list(dict.fromkeys(j.split(".")[2] for j in aturan.isi if j.startswith(f"slot.{item.jenis}.")))
    slot = [
        Slot(
            satu,
            Pesan(aturan.teks(f"slot.{item.jenis}.{satu}.label")),
            Pesan(aturan.teks(f"slot.{item.jenis}.{satu}.isi.label")),
            aturan.ya(f"slot.{item.jenis}.{satu}.wajib"),
            tuple(b for b in item.bukti if b.slot == satu),
        )
        for satu in kunci
    ]
    isi = P_("Apa saja yang membantu penilai memahami kegiatan ini.")
    return [*slot, Slot(LAIN, P_("Bukti lain"), isi, False, tuple(b for b in item.bukti if b.slot not in kunci))]


def kurang(item: ItemDupak) -> list[Slot]:
    """The slots that still wait for a file; none where the proof lies elsewhere, or where no file says what it is.

    Files from before there were slots, and those put in without one, may prove anything: nobody is told he lacks them.
    """
    if item.tempat_bukti or any(b.slot is None and b.digantikan_at is None for b in item.bukti):
        return []
    return [s for s in daftar_slot(item) if s.kurang]


def pasang(
    session: Session, item: ItemDupak, berkas: Sequence[BerkasMasuk], slot: str | None, *, oleh: Pelaku
) -> Terpasang:
    """Attach stored files to an item. Raises Refused, MasukanSalah; does not commit.

    A file whose bytes are there already is not attached again, so a broken upload is simply sent once more.
    """
    if not berkas:
        raise MasukanSalah({"berkas": P_("Pilih berkas yang hendak diunggah.")})
    if slot is not None and slot not in {s.kunci for s in daftar_slot(item)}:
        raise MasukanSalah({"slot": P_("Tempat bukti itu tidak ada untuk butir ini. Muat ulang halaman.")})
    ada = {b.sha256: b for b in item.bukti if b.digantikan_at is None}
    baru = {b.sha256: b for b in berkas if b.sha256 not in ada}
    if len(item.bukti) + len(baru) > MAKS_BERKAS_BUTIR:
        raise MasukanSalah({"berkas": P_("Satu butir memuat paling banyak %(maks)s berkas.", maks=MAKS_BERKAS_BUTIR)})
    terpasang = []
    for satu in baru.values():
        bukti = pasang_bukti(session, item, satu, oleh=oleh)
        bukti.slot = None if slot == LAIN else slot
        terpasang.append(bukti)
    return Terpasang(tuple(terpasang), tuple(ada[b.sha256] for b in berkas if b.sha256 in ada))
