"""Rows of a log sheet held against people, rules and catalogue, some thousand at a time.

The rules of an activity are those of `services.kegiatan`: what its form refuses, a sheet cannot bring in.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.keluaran import kunci_keluaran
from workflow_app.lembar_klaim.kegiatan import BarisKegiatan, baca_baris
from workflow_app.lembar_klaim.lembar import Baris
from workflow_app.lembar_klaim.pembaca import GalatBaris, Kepala, Susunan
from workflow_app.models import ButirKegiatan, Pegawai, RiwayatJabatan
from workflow_app.permissions import Pelaku, boleh_isi_kegiatan
from workflow_app.pesan import P_, Pesan
from workflow_app.services.kegiatan import IsiKegiatan, aturan_pada, periksa_butir, periksa_isi

KOLOM = {"butir_id": "kode_butir"}
"""Columns of the sheet by the fields of an activity, where they are named otherwise."""
ORANG_DIINGAT = 20_000
"""Officers who are remembered from one slice to the next."""
PANJANG_KUNCI = 32


@dataclass(slots=True)
class _Orang:
    id: int
    instansi_id: int
    jabatan: list[tuple[dt.date, str]] = field(default_factory=list)
    """Effective dates and levels, the earliest first."""

    def jenjang_pada(self, hari: dt.date) -> str | None:
        return next((jenjang for tmt, jenjang in reversed(self.jabatan) if tmt <= hari), None)


class Pemeriksa:
    """Holds slices of a sheet against what the database knows: two queries for each slice at most."""

    def __init__(self, oleh: Pelaku, kepala: Kepala, susunan: Susunan, sendiri: str | None) -> None:
        """`sendiri` is the NIP of the officer whose log it is; None where the sheet names the officers."""
        self._oleh, self._kepala, self._susunan, self._sendiri = oleh, kepala, susunan, sendiri
        self._orang: dict[str, _Orang] = {}
        self._butir: dict[tuple[str, str], ButirKegiatan | None] = {}
        self._aturan: dict[dt.date, str | None] = {}

    def bagian(self, session: Session, semua: Sequence[Baris]) -> tuple[list[dict[str, Any]], list[GalatBaris]]:
        """The rows without fault as they wait for their transfer, and every fault of the others."""
        terbaca: list[BarisKegiatan] = []
        galat: list[GalatBaris] = []
        for satu in semua:
            baris, salah = baca_baris(satu, self._kepala, self._susunan)
            galat += salah
            if baris is not None:
                terbaca.append(baris)
        self._muat_orang(session, {b.nip or self._sendiri or "" for b in terbaca})
        self._muat_butir(session, terbaca)
        hasil = []
        for baris in terbaca:
            salah = list(self._salah(baris))
            if salah:
                galat += salah
            else:
                hasil.append(self._nilai(baris))
        galat.sort(key=lambda g: g.baris or 0)
        return hasil, galat

    def _muat_orang(self, session: Session, nip: Collection[str]) -> None:
        if len(self._orang) > ORANG_DIINGAT:
            self._orang.clear()
        if baru := [n for n in nip if n not in self._orang]:
            query = (
                select(Pegawai.nip, Pegawai.id, Pegawai.instansi_id, RiwayatJabatan.tmt, RiwayatJabatan.jenjang)
                .outerjoin(RiwayatJabatan, RiwayatJabatan.pegawai_id == Pegawai.id)
                .where(Pegawai.nip.in_(baru))
                .order_by(Pegawai.id, RiwayatJabatan.tmt)
            )
            for n, id_, instansi_id, tmt, jenjang in session.execute(query):
                orang = self._orang.setdefault(n, _Orang(id_, instansi_id))
                if tmt is not None:
                    orang.jabatan.append((tmt, jenjang))

    def _muat_butir(self, session: Session, semua: Sequence[BarisKegiatan]) -> None:
        dicari = {kunci for b in semua if (kunci := self._kunci_butir(b)) is not None and kunci not in self._butir}
        if not dicari:
            return
        self._butir |= dict.fromkeys(dicari)
        query = select(ButirKegiatan).where(tuple_(ButirKegiatan.aturan, func.lower(ButirKegiatan.kode)).in_(dicari))
        for butir in session.scalars(query):
            self._butir[butir.aturan, butir.kode.lower()] = butir

    def _kunci_butir(self, b: BarisKegiatan) -> tuple[str, str] | None:
        if not b.kode_butir:
            return None
        hari = b.tanggal_selesai
        if hari not in self._aturan:
            aturan = aturan_pada(hari)
            self._aturan[hari] = aturan.kunci if aturan else None
        kunci = self._aturan[hari]
        return (kunci, b.kode_butir.lower()) if kunci else None

    def _butir_dari(self, b: BarisKegiatan) -> ButirKegiatan | None:
        kunci = self._kunci_butir(b)
        return self._butir.get(kunci) if kunci else None

    def _salah(self, b: BarisKegiatan) -> list[GalatBaris]:
        orang = self._orang.get(b.nip or self._sendiri or "")
        if self._sendiri is not None and b.nip not in {"", self._sendiri}:
            return [GalatBaris(b.nomor, "nip", _bukan_sendiri())]
        if orang is None or not boleh_isi_kegiatan(self._oleh, orang.id, orang.instansi_id):
            pesan = P_(
                "Tidak ada pegawai dengan NIP ini dalam lingkup Anda. Periksa NIP-nya, atau minta admin menambahkannya."
            )
            return [GalatBaris(b.nomor, "nip", pesan)]
        butir = self._butir_dari(b)
        galat: dict[str, Pesan] = periksa_isi(_isi(b, None), self._oleh.hari_ini)
        if b.kode_butir and not galat.keys() & {"tanggal_mulai", "tanggal_selesai"}:
            if butir is None:
                aturan = self._aturan.get(b.tanggal_selesai) or ""
                galat["butir_id"] = P_(
                    "Butir %(kode)s tidak ada dalam katalog %(regime)s.", kode=b.kode_butir, regime=aturan
                )
            else:
                galat |= periksa_butir(butir, orang.jenjang_pada(b.tanggal_selesai), b.tanggal_selesai)
        return [GalatBaris(b.nomor, KOLOM.get(bidang, bidang), pesan) for bidang, pesan in galat.items()]

    def _nilai(self, b: BarisKegiatan) -> dict[str, Any]:
        orang, butir = self._orang[b.nip or self._sendiri or ""], self._butir_dari(b)
        return {
            "nomor": b.nomor,
            "pegawai_id": orang.id,
            "kunci": sidik_baris(orang.id, b, butir.id if butir else None),
            "ada": False,
            "tanggal_mulai": b.tanggal_mulai,
            "tanggal_selesai": b.tanggal_selesai,
            "jam_mulai": b.jam_mulai,
            "jam_selesai": b.jam_selesai,
            "uraian": b.uraian,
            "keluaran": b.keluaran,
            "keluaran_kunci": kunci_keluaran(b.keluaran),
            "volume": b.volume,
            "butir_id": butir.id if butir else None,
            "kode_butir": butir.kode if butir else "",
            "aturan": butir.aturan if butir else None,
            "surat_tugas": b.surat_tugas,
            "tempat_bukti": b.tempat_bukti,
            "keterangan": b.keterangan,
            "rencana": b.rencana,
        }


def sidik_baris(pegawai_id: int, b: BarisKegiatan, butir_id: int | None) -> str:
    """What makes two rows the same activity of the same officer: work, days, hours, output and amount."""
    volume = "" if b.volume is None else f"{b.volume.normalize():f}"
    isi = (
        pegawai_id,
        b.tanggal_mulai,
        b.tanggal_selesai,
        b.jam_mulai,
        b.jam_selesai,
        " ".join(b.uraian.split()),
        b.keluaran,
        volume,
        butir_id,
    )
    return hashlib.sha256("\x1f".join(map(str, isi)).encode()).hexdigest()[:PANJANG_KUNCI]


def _isi(b: BarisKegiatan, butir_id: int | None) -> IsiKegiatan:
    return IsiKegiatan(
        b.uraian,
        b.tanggal_mulai,
        b.tanggal_selesai,
        Decimal(b.volume) if b.volume is not None else None,
        butir_id,
        b.keluaran,
        b.jam_mulai,
        b.jam_selesai,
        rencana=b.rencana,
    )


def _bukan_sendiri() -> Pesan:
    return P_("NIP ini bukan NIP Anda. Anda hanya mengimpor catatan sendiri; kosongkan kolom ini.")
