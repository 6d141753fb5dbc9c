"""What a claim freezes of the person who makes it: identity, rank, position and unit as they stand that day."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import MasukanSalah
from workflow_app.kedudukan import MASUK, fakta_masuk
from workflow_app.models import Dupak, Pegawai
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import nama_jenjang, nama_pangkat
from workflow_app.pesan import P_


def _jabatan(aturan: Peraturan, pegawai: Pegawai, tanggal: dt.date) -> tuple[str, str]:
    """Title and effective date of the position, functional or structural, as letters print them."""
    jabatan = pegawai.jabatan_pada(tanggal)
    if jabatan is None:
        return pegawai.jabatan_struktural, ""
    return nama_jenjang(aturan, jabatan.jenjang), jabatan.tmt.isoformat()


def _pangkat(pegawai: Pegawai, tanggal: dt.date) -> dict[str, str]:
    pangkat = pegawai.pangkat_pada(tanggal)
    if pangkat is None:
        return {"golongan": "", "pangkat": "", "tmt_pangkat": ""}
    return {
        "golongan": pangkat.golongan,
        "pangkat": nama_pangkat(pangkat.golongan),
        "tmt_pangkat": pangkat.tmt.isoformat(),
    }


def bekukan(pegawai: Pegawai, atasan: Pegawai, kunci_aturan: str, tanggal: dt.date) -> dict[str, Any]:
    """The identity block of a claim. Raises MasukanSalah when rank or position is not recorded."""
    aturan = peraturan.kunci(kunci_aturan)
    pangkat, jabatan = pegawai.pangkat_pada(tanggal), pegawai.jabatan_pada(tanggal)
    if pangkat is None or jabatan is None:
        raise MasukanSalah(
            {"pegawai": P_("Pangkat atau jabatan Anda belum tercatat. Minta admin melengkapinya lebih dahulu.")}
        )
    nama_jabatan, tmt_jabatan = _jabatan(aturan, pegawai, tanggal)
    jabatan_atasan, tmt_atasan = _jabatan(aturan, atasan, tanggal)
    berjalan = (tanggal.year - pangkat.tmt.year) * 12 + tanggal.month - pangkat.tmt.month
    return {
        "nama": pegawai.nama,
        "nip": pegawai.nip,
        "karpeg": pegawai.nomor_karpeg,
        "tempat_lahir": pegawai.tempat_lahir,
        "tanggal_lahir": pegawai.tanggal_lahir.isoformat() if pegawai.tanggal_lahir else "",
        "jenis_kelamin": pegawai.jenis_kelamin.value if pegawai.jenis_kelamin else "",
        "pendidikan": pegawai.pendidikan,
        **_pangkat(pegawai, tanggal),
        "jenjang": jabatan.jenjang,
        "jabatan": nama_jabatan,
        "tmt_jabatan": tmt_jabatan,
        "masa_kerja_bulan": pangkat.masa_kerja_tahun * 12 + pangkat.masa_kerja_bulan + berjalan,
        "unit": pegawai.unit.nama,
        "instansi": pegawai.instansi.nama,
        "atasan": {
            "nama": atasan.nama,
            "nip": atasan.nip,
            **_pangkat(atasan, tanggal),
            "jabatan": jabatan_atasan,
            "tmt_jabatan": tmt_atasan,
            "unit": atasan.unit.nama,
        },
    }


def bekukan_klaim(
    session: Session, pegawai: Pegawai, atasan: Pegawai, kunci_aturan: str, tanggal: dt.date
) -> dict[str, Any]:
    """The same for a claim, with how the officer entered his levels. Raises MasukanSalah."""
    return {**bekukan(pegawai, atasan, kunci_aturan, tanggal), MASUK: fakta_masuk(session, pegawai, tanggal)}


def lengkapi_masuk(session: Session, dupak: Dupak) -> None:
    """Freeze how the officer entered his levels for a claim that was sent before this was kept; otherwise nothing."""
    if MASUK not in dupak.identitas:
        fakta = fakta_masuk(session, dupak.subjek, dupak.masa_selesai)
        dupak.identitas = {**dupak.identitas, MASUK: fakta}
