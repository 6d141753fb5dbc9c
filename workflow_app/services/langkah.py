"""One entrance for every step a person may take: from (workflow, trigger) to the service that takes it.

Pages, bulk acts and the command line come through `ambil()`, so a right or a state is judged in one place before any
input is looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workflow_app.models import Stateful
from workflow_app.permissions import Pelaku
from workflow_app.services import (
    dupak,
    keberatan,
    konversi,
    pak,
    pak_integrasi,
    pemeriksaan,
    penetapan_ak,
    penilaian,
    putusan,
    sidang,
)
from workflow_app.states.engine import pastikan_berhak, perform, workflow_of


@dataclass(frozen=True)
class Masukan:
    """What came with the step: who, the version he saw, his note, and the fields of the step's form."""

    oleh: Pelaku
    seen_version: int | None = None
    catatan: str | None = None
    isi: Mapping[str, Any] = field(default_factory=dict)

    @property
    def umum(self) -> dict[str, Any]:
        """The arguments that every service of a step takes."""
        return {"oleh": self.oleh, "seen_version": self.seen_version, "catatan": self.catatan}


Pelaksana = Callable[[Session, Any, Masukan], None]


def _lugas(fungsi: Callable[..., None]) -> Pelaksana:
    """A service without fields of its own."""
    return lambda session, obj, m: fungsi(session, obj, **m.umum)


def _langsung(trigger: str) -> Pelaksana:
    """A step that writes nothing but itself."""
    return lambda session, obj, m: perform(
        session, obj, trigger, pelaku=m.oleh, note=m.catatan, seen_version=m.seen_version
    )


def _ajukan_dupak(session: Session, obj: Any, m: Masukan) -> None:
    dupak.ajukan(session, obj, oleh=m.oleh, seen_version=m.seen_version)


def _kembalikan(trigger: str) -> Pelaksana:
    return lambda session, obj, m: dupak.kembalikan(
        session,
        obj,
        trigger,
        butir=m.isi.get("butir", ()),
        catatan_butir=m.isi.get("catatan_butir"),
        sidik_catatan=m.isi.get("sidik_catatan"),
        seluruhnya=m.isi.get("seluruhnya", True),
        **m.umum,
    )


def _usulkan(session: Session, obj: Any, m: Masukan) -> None:
    dupak.usulkan(
        session,
        obj,
        nomor=str(m.isi.get("surat_pengantar_nomor") or ""),
        tanggal=m.isi.get("surat_pengantar_tanggal"),
        **m.umum,
    )


def _minta_kelengkapan(session: Session, obj: Any, m: Masukan) -> None:
    pemeriksaan.minta_kelengkapan(
        session,
        obj,
        baris=m.isi.get("baris", ()),
        butir=m.isi.get("butir", ()),
        catatan_butir=m.isi.get("catatan_butir"),
        sidik_catatan=m.isi.get("sidik_catatan"),
        sampai=m.isi.get("kelengkapan_sampai"),
        **m.umum,
    )


def _tugaskan(session: Session, obj: Any, m: Masukan) -> None:
    pemeriksaan.tugaskan_penilai(session, obj, m.isi.get("penilai", ()), **m.umum)


def _kembalikan_sidang(session: Session, obj: Any, m: Masukan) -> None:
    putusan.kembalikan_ke_penilaian(session, obj, list(m.isi.get("butir", ())), **m.umum)


def _putuskan(session: Session, obj: Any, m: Masukan) -> None:
    putusan.putuskan_ulang(session, obj, oleh=m.oleh, seen_version=m.seen_version, catatan=m.catatan)


def _buka_sidang_ulang(session: Session, obj: Any, m: Masukan) -> None:
    putusan.buka_sidang_ulang(session, obj, list(m.isi.get("butir", ())), **m.umum)


def _mulai(session: Session, obj: Any, m: Masukan) -> None:
    penilaian.mulai(session, obj, bebas_konflik=m.isi.get("bebas_konflik") is True, **m.umum)


def _mundur(session: Session, obj: Any, m: Masukan) -> None:
    penilaian.mundur(session, obj, konflik=m.isi.get("konflik") is True, **m.umum)


def _ubah_tanggal(trigger: str) -> Pelaksana:
    return lambda session, obj, m: sidang.ubah_tanggal(session, obj, trigger, m.isi.get("tanggal"), **m.umum)


def _tutup(session: Session, obj: Any, m: Masukan) -> None:
    sidang.tutup(session, obj, nomor=str(m.isi.get("nomor") or ""), **m.umum)


def _telaah(session: Session, obj: Any, m: Masukan) -> None:
    keberatan.telaah(session, obj, m.isi.get("penelaah_id"), **m.umum)


def _kirim(fungsi: Callable[..., None]) -> Pelaksana:
    """Sending a decision to those who were ticked."""
    return lambda session, obj, m: fungsi(session, obj, m.isi.get("tembusan", ()), **m.umum)


LANGKAH: dict[tuple[str, str], Pelaksana] = {
    ("dupak", "ajukan"): _ajukan_dupak,
    ("dupak", "tarik"): _lugas(dupak.tarik),
    ("dupak", "kembalikan_atasan"): _kembalikan("kembalikan_atasan"),
    ("dupak", "setujui"): _lugas(dupak.setujui),
    ("dupak", "usulkan"): _usulkan,
    ("dupak", "kembalikan_pengusul"): _kembalikan("kembalikan_pengusul"),
    ("dupak", "terima"): _lugas(pemeriksaan.terima),
    ("dupak", "periksa"): _langsung("periksa"),
    ("dupak", "minta_kelengkapan"): _minta_kelengkapan,
    ("dupak", "kirim_kelengkapan"): _lugas(pemeriksaan.kirim_kelengkapan),
    ("dupak", "tugaskan_penilai"): _tugaskan,
    ("dupak", "ganti_penilai"): _tugaskan,
    ("dupak", "putuskan"): _putuskan,
    ("dupak", "kembalikan_sidang"): _kembalikan_sidang,
    ("dupak", "tolak"): _lugas(pemeriksaan.tolak),
    ("dupak", "buka_sidang_ulang"): _buka_sidang_ulang,
    ("dupak", "lepas_keberatan"): _lugas(putusan.lepas_keberatan),
    ("dupak", "tutup_berkas"): _lugas(pemeriksaan.tutup_berkas),
    ("keberatan", "telaah"): _telaah,
    ("keberatan", "kabulkan"): _lugas(keberatan.kabulkan),
    ("keberatan", "tolak"): _lugas(keberatan.tolak),
    ("keberatan", "cabut"): _lugas(keberatan.cabut),
    ("penilaian", "mulai"): _mulai,
    ("penilaian", "kirim"): _lugas(penilaian.kirim),
    ("penilaian", "mundur"): _mundur,
    ("penilaian", "bebaskan"): _lugas(penilaian.bebaskan),
    ("penilaian", "buka_kembali"): _lugas(penilaian.buka_kembali),
    ("sidang", "undang"): _lugas(sidang.undang),
    ("sidang", "buka"): _langsung("buka"),
    ("sidang", "skors"): _ubah_tanggal("skors"),
    ("sidang", "lanjutkan"): _langsung("lanjutkan"),
    ("sidang", "tutup"): _tutup,
    ("sidang", "tunda"): _ubah_tanggal("tunda"),
    ("sidang", "batalkan"): _lugas(sidang.batalkan),
    ("pak", "paraf"): _lugas(pak.paraf),
    ("pak", "susun_ulang"): _lugas(pak.susun_ulang),
    ("pak", "ajukan"): _lugas(pak.ajukan),
    ("pak", "kembalikan"): _lugas(pak.kembalikan),
    ("pak", "tetapkan"): _lugas(pak.tetapkan),
    ("pak", "kirim"): _kirim(pak.kirim),
    ("konversi", "ajukan"): _lugas(konversi.ajukan),
    ("konversi", "kembalikan"): _lugas(konversi.kembalikan),
    ("konversi", "tetapkan"): _lugas(konversi.tetapkan),
    ("penetapan_ak", "tetapkan"): _lugas(penetapan_ak.tetapkan),
    ("penetapan_ak", "kirim"): _kirim(penetapan_ak.kirim),
    ("pak_integrasi", "paraf"): _lugas(pak_integrasi.paraf),
    ("pak_integrasi", "susun_ulang"): _lugas(pak_integrasi.susun_ulang),
    ("pak_integrasi", "tetapkan"): _lugas(pak_integrasi.tetapkan),
    ("pak_integrasi", "kirim"): _kirim(pak_integrasi.kirim),
}


def ambil(session: Session, obj: Stateful, trigger: str, masukan: Masukan) -> None:
    """Take a step for a person. Raises WrongState, Refused, Conflict, MasukanSalah; does not commit.

    Steps of the system have no entry here: to a person they are refused like any step of another role.
    """
    pastikan_berhak(session, obj, trigger, masukan.oleh, masukan.seen_version)
    LANGKAH[workflow_of(obj).name, trigger](session, obj, masukan)
