"""The snapshot of the form by which an officer describes one activity when no paper of its own proves it."""

from dataclasses import dataclass
from typing import ClassVar

from workflow_app.formulir.isian import Angka, Isian, Orang, Penanda, Tanggal


@dataclass(frozen=True, kw_only=True)
class IsianBuktiKegiatan(Isian):
    """Statement of one activity, filled in by the system as far as it knows, finished by hand and signed."""

    jenis: ClassVar[str] = "bukti_kegiatan"

    prakom: Orang
    kode: str
    uraian: str
    """The item of the catalogue in its words."""
    keluaran: str
    """Title of what came out of it; "" prints a dotted line."""
    satuan: str
    volume: Angka
    mulai: Tanggal
    selesai: Tanggal
    surat_tugas: str
    tempat_bukti: str
    keterangan: str
    berkas: tuple[str, ...]
    """Names of the files that are with the item already."""
    ttd_atasan: Penanda
    ttd_prakom: Penanda
