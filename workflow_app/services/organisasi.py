"""Institutions, units, people, and their rank and position history, as an administrator keeps them.

Every verb checks what a form cannot know, records the change, and does not commit.
"""

import datetime as dt
import string
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import Akun, AsalJabatan, Base, Instansi, Pegawai, RiwayatJabatan, RiwayatPangkat, Unit
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import akun as layanan_akun
from workflow_app.services import catatan
from workflow_app.services.penugasan import jaga_admin_terakhir
from workflow_app.waktu import utcnow

PANJANG_NIP = 18
TEMPAT_WAJIB = frozenset({"nomor", "tahun"})
TEMPAT_NOMOR = TEMPAT_WAJIB | {"bulan", "bulan_romawi"}
FORMAT_NOMOR = (
    "format_nomor_pak",
    "format_nomor_konversi",
    "format_nomor_akumulasi",
    "format_nomor_penetapan_ak",
    "format_nomor_pak_integrasi",
)
"""How an institution writes the numbers of its letters, one column per register."""
MAKS_COCOK = 5
MAKS_JENJANG_ATASAN = 50
"""Deeper chains of superiors than any institution has; ends a search that would run in a circle."""


def simpan_instansi(session: Session, instansi: Instansi | None, nilai: Mapping[str, Any], *, oleh: Pelaku) -> Instansi:
    """Add or change an institution. Raises MasukanSalah."""
    galat: dict[str, Pesan] = {}
    if _kembar(session, instansi, Instansi, Instansi.nama == nilai["nama"]):
        galat["nama"] = P_("Sudah ada instansi bernama “%(nama)s”.", nama=nilai["nama"])
    for nama in FORMAT_NOMOR:
        if nama in nilai and (pesan := _format_nomor_salah(nilai[nama])):
            galat[nama] = pesan
    _tolak(galat)
    return catatan.simpan(session, instansi or Instansi(), nilai, oleh)


def simpan_unit(session: Session, unit: Unit | None, nilai: Mapping[str, Any], *, oleh: Pelaku) -> Unit:
    """Add or change a unit. Raises MasukanSalah."""
    galat: dict[str, Pesan] = {}
    milik = Unit.instansi_id == nilai["instansi_id"]
    if _kembar(session, unit, Unit, milik, Unit.nama == nilai["nama"]):
        galat["nama"] = P_("Instansi ini sudah mempunyai unit bernama “%(nama)s”.", nama=nilai["nama"])
    if unit is not None and unit.instansi_id != nilai["instansi_id"]:
        galat["instansi_id"] = P_("Unit tidak dapat dipindahkan ke instansi lain; buat unit baru di sana.")
    induk = session.get(Unit, nilai["induk_id"]) if nilai["induk_id"] else None
    if induk and induk.instansi_id != nilai["instansi_id"]:
        galat["induk_id"] = P_("Unit induk harus dari instansi yang sama.")
    elif induk and unit is not None and _di_atas(session, Unit, Unit.induk_id, induk.id, unit.id):
        galat["induk_id"] = P_("Unit induk tidak boleh unit ini sendiri atau bawahannya.")
    _tolak(galat)
    return catatan.simpan(session, unit or Unit(), nilai, oleh)


def simpan_pegawai(session: Session, pegawai: Pegawai | None, nilai: Mapping[str, Any], *, oleh: Pelaku) -> Pegawai:
    """Add or change a person; one who leaves (`aktif` false) is signed out. Raises MasukanSalah, Refused."""
    galat: dict[str, Pesan] = {}
    if len(nilai["nip"]) != PANJANG_NIP or not nilai["nip"].isascii() or not nilai["nip"].isdigit():
        galat["nip"] = P_("NIP terdiri dari %(jumlah)s angka tanpa spasi.", jumlah=PANJANG_NIP)
    elif _kembar(session, pegawai, Pegawai, Pegawai.nip == nilai["nip"]):
        galat["nip"] = P_("NIP ini sudah terdaftar.")
    unit = session.get_one(Unit, nilai["unit_id"])
    atasan_id = nilai["atasan_id"]
    if pegawai is not None and atasan_id and _di_atas(session, Pegawai, Pegawai.atasan_id, atasan_id, pegawai.id):
        galat["atasan"] = P_("Atasan tidak boleh orang ini sendiri atau bawahannya.")
    berhenti = pegawai is not None and pegawai.aktif and not nilai["aktif"]
    _tolak(galat)
    hasil = catatan.simpan(session, pegawai or Pegawai(), {**nilai, "instansi_id": unit.instansi_id}, oleh)
    if berhenti:
        _keluarkan(session, hasil, oleh)
    return hasil


def tambah_pangkat(session: Session, pegawai: Pegawai, nilai: Mapping[str, Any], *, oleh: Pelaku) -> RiwayatPangkat:
    """Add a rank from its effective date on. Raises MasukanSalah."""
    _tolak(_tmt_salah(session, RiwayatPangkat, pegawai, nilai["tmt"]))
    return catatan.simpan(session, RiwayatPangkat(pegawai_id=pegawai.id), nilai, oleh)


def tambah_jabatan(session: Session, pegawai: Pegawai, nilai: Mapping[str, Any], *, oleh: Pelaku) -> RiwayatJabatan:
    """Add a functional position from its effective date on. Raises MasukanSalah."""
    _tolak(_tmt_salah(session, RiwayatJabatan, pegawai, nilai["tmt"]))
    return catatan.simpan(session, RiwayatJabatan(pegawai_id=pegawai.id), nilai, oleh)


def hapus_riwayat(session: Session, baris: RiwayatPangkat | RiwayatJabatan, *, oleh: Pelaku) -> None:
    """Take back a line that was entered by mistake; the record keeps it. Raises Refused."""
    if isinstance(baris, RiwayatJabatan) and session.scalar(
        select(exists().where(AsalJabatan.riwayat_jabatan_id == baris.id))
    ):
        pesan = P_(
            "Biro kepegawaian sudah mencatat asal jabatan ini, dan catatan itu tidak dihapus. Biarkan baris ini; "
            "tambahkan baris yang benar dengan TMT-nya sendiri."
        )
        raise Refused([Alasan(pesan, P_("data pegawai: fakta yang dicatat tidak dihapus"))])
    catatan.hapus(session, baris, oleh)


def cari_pegawai(session: Session, teks: str, bidang: str) -> Pegawai:
    """The one active person meant by a NIP or by a part of a name. Raises MasukanSalah for the form field `bidang`."""
    bersih = teks.strip()
    cocok = session.scalars(
        select(Pegawai)
        .where(Pegawai.aktif, or_(Pegawai.nip == bersih, nama_memuat(bersih)))
        .order_by(Pegawai.nama, Pegawai.id)
        .limit(MAKS_COCOK)
    ).all()
    if len(cocok) == 1:
        return cocok[0]
    tepat = [p for p in cocok if bersih == p.nip or bersih.casefold() == p.nama.casefold()]
    if len(tepat) == 1:
        return tepat[0]
    if not cocok:
        raise MasukanSalah({bidang: P_("Tidak ada pegawai aktif dengan NIP atau nama “%(teks)s”.", teks=bersih)})
    nama = "; ".join(f"{p.nama} ({p.nip})" for p in cocok)
    raise MasukanSalah({bidang: P_("Beberapa orang cocok: %(nama)s. Tuliskan NIP-nya.", nama=nama)})


def nama_memuat(teks: str) -> ColumnElement[bool]:
    """People whose name contains the text; see `memuat`."""
    return memuat(Pegawai.nama, teks)


def memuat(kolom: Any, teks: str) -> ColumnElement[bool]:
    """Whether a column contains the text, however it is written in capitals; `%` and `_` mean themselves."""
    aman = teks.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return func.lower(kolom).like(f"%{aman.lower()}%", escape="\\")


def _keluarkan(session: Session, pegawai: Pegawai, oleh: Pelaku) -> None:
    akun_id = session.scalar(select(Akun.id).where(Akun.pegawai_id == pegawai.id))
    if akun_id is not None:
        layanan_akun.akhiri_semua(session, akun_id, utcnow())
    jaga_admin_terakhir(session, oleh.hari_ini)


def _tolak(galat: Mapping[str, Pesan]) -> None:
    if galat:
        raise MasukanSalah(dict(galat))


def _kembar(session: Session, obj: Base | None, model: Any, *syarat: Any) -> bool:
    """Whether another row fulfils the conditions."""
    ada = session.scalars(select(model.id).where(*syarat).limit(2)).all()
    return any(obj is None or id_ != getattr(obj, "id", None) for id_ in ada)


def _di_atas(session: Session, model: Any, kolom_induk: Any, mulai: int, dicari: int) -> bool:
    """Whether `dicari` is `mulai` itself or stands anywhere above it: then it must not be put below it."""
    kini: int | None = mulai
    for _ in range(MAKS_JENJANG_ATASAN):
        if kini is None or kini == dicari:
            return kini == dicari
        kini = session.scalar(select(kolom_induk).where(model.id == kini))
    return True


def _tmt_salah(session: Session, model: Any, pegawai: Pegawai, tmt: dt.date) -> dict[str, Pesan]:
    if _kembar(session, None, model, model.pegawai_id == pegawai.id, model.tmt == tmt):
        return {"tmt": P_("Sudah ada baris dengan TMT %(tmt)s.", tmt=tmt)}
    return {}


def _format_nomor_salah(bentuk: str) -> Pesan | None:
    """Why a number format cannot be used: `{nomor}/PAK/{bulan_romawi}/{tahun}` is the pattern."""
    try:
        bagian = list(string.Formatter().parse(bentuk))
    except ValueError:
        bagian = []
    tempat = {nama for _, nama, _, _ in bagian if nama is not None}
    sisipan = any(spec or konversi for _, _, spec, konversi in bagian)
    if not tempat >= TEMPAT_WAJIB or not tempat <= TEMPAT_NOMOR or sisipan:
        return P_(
            "Tuliskan {nomor} dan {tahun}, dan bila perlu {bulan} atau {bulan_romawi}, misalnya {nomor}/PAK/{tahun}."
        )
    return None
