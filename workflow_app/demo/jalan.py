"""The whole main job without a browser: one claims sheet from draft to the signed decision.

Played by an invented agency in a database of its own, through the services. What the sheet lacks is assumed and said.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import lembar_klaim, peraturan
from workflow_app.demo.lakon import Butir, Lakon, jadwal_putaran, jadwal_sampai_terima
from workflow_app.demo.orang import PRAKOM, TMT_PANGKAT, Agensi, bangun, saldo_awal
from workflow_app.demo.pencatat import Baris, Pencatat
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.lembar_klaim import GalatBaris, LembarKlaim
from workflow_app.lembar_klaim.pembaca import LembarDitolak
from workflow_app.models import Dokumen, Dupak, Pak
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.peraturan.katalog import katalog
from workflow_app.pesan import P_, Pesan
from workflow_app.services import harian
from workflow_app.services.kalender import putaran_penerimaan
from workflow_app.services.putusan import pak_berjalan

AKUN = "prakom"
BUKTI = "fisik: arsip unit kerja"


@dataclass
class Hasil:
    """What the run came to."""

    dupak: Dupak
    pak: Pak | None
    langkah: list[Baris] = field(default_factory=list)
    asumsi: list[Pesan] = field(default_factory=list)

    def ringkasan(self) -> dict[str, Any]:
        """The content of summary.json: figures as text with three decimals, dates ISO."""
        hasil = self.dupak.hasil or {}
        return {
            "akhir": {
                "dupak": self.dupak.state.value,
                "pak": self.pak.state.value if self.pak else None,
                "selesai_karena": self.dupak.selesai_karena,
            },
            "angka_kredit": {k: hasil.get("jumlah", {}).get(k) for k in ("lama", "usulan", "baru", "jumlah")},
            "kelayakan": hasil.get("kelayakan"),
            "nomor_pak": self.pak.nomor if self.pak else None,
            "butir": len(self.dupak.butir),
            "masa_penilaian": {"mulai": self.dupak.masa_mulai, "selesai": self.dupak.masa_selesai},
            "peraturan": {"kunci": self.dupak.aturan, "sidik": hasil.get("sidik")},
            "asumsi": [str(a) for a in self.asumsi],
            "langkah": [b.data() for b in self.langkah],
        }


def _butir(lembar: LembarKlaim) -> tuple[list[Butir], bool]:
    """The sheet's rows as items, and whether a place of proof had to be assumed."""
    tanpa_bukti = any(not b.bukti for b in lembar.baris)
    butir = [
        Butir(
            b.kode_butir,
            b.volume,
            b.tanggal_mulai,
            b.tanggal_selesai,
            b.bukti or BUKTI,
            b.surat_tugas,
            b.uraian,
        )
        for b in lembar.baris
    ]
    return butir, tanpa_bukti


def baca(sumber: Path) -> LembarKlaim:
    """Read and check a claims sheet for the invented officer. Raises LembarDitolak with every fault."""
    lembar = lembar_klaim.baca(sumber)
    if lembar.galat or not lembar.baris:
        raise LembarDitolak(lembar.galat or [GalatBaris(None, "", P_("Lembar tidak memuat satu baris pun."))])
    akhir = max(b.tanggal_selesai for b in lembar.baris)
    aturan = peraturan.untuk(akhir)
    if not aturan.ya("dupak.diterima"):
        pesan = P_("Kegiatan sampai %(tanggal)s tidak lagi dinilai dengan DUPAK.", tanggal=akhir)
        raise LembarDitolak([GalatBaris(None, "tanggal_selesai", pesan)])
    golongan, jenjang = _golongan_jenjang()
    galat = lembar_klaim.periksa(
        lembar,
        aturan,
        katalog(aturan.kunci),
        jenjang=jenjang,
        masa=(max(aturan.berlaku_mulai, TMT_PANGKAT), akhir),
        kebutuhan_kp=langkah_kp(aturan, golongan=golongan, jenjang=jenjang),
    )
    if galat:
        raise LembarDitolak(galat)
    return lembar


def _golongan_jenjang() -> tuple[str, str]:
    return next((golongan, jenjang) for akun, _, _, golongan, jenjang in PRAKOM if akun == AKUN)


def mainkan(session: Session, lembar: LembarKlaim, lama: Decimal, cetak: Callable[[Baris], None]) -> Hasil:
    """Play one claim to its end in an empty database; commits after every act, as the screens do."""
    agensi = bangun(session, jumlah_lain=0)
    prakom = agensi.orang[AKUN]
    saldo_awal(session, prakom, lama)
    session.commit()
    catat = Pencatat(session, cetak)

    def sesudah() -> None:
        session.commit()
        catat()

    lakon = Lakon(session, agensi.orang, sesudah)
    butir, tanpa_bukti = _butir(lembar)
    akhir = max(b.selesai for b in butir)
    awal = lembar.periode[0] if lembar.periode else min(b.mulai for b in butir)
    jadwal = jadwal_sampai_terima(akhir)
    dupak = lakon.buat(prakom, (awal, akhir), butir, jadwal.kirim)
    lakon.ajukan(dupak, jadwal.kirim)
    lakon.setujui(dupak, jadwal.setujui)
    lakon.usulkan(dupak, jadwal.usulkan)
    lakon.terima(dupak, jadwal.terima)
    jadwal = jadwal_putaran(jadwal, putaran_penerimaan(session, agensi.instansi, jadwal.terima))
    lakon.periksa(dupak, jadwal.periksa)
    lakon.lengkapi(dupak, jadwal.periksa)
    lakon.tugaskan(dupak, jadwal.tugaskan)
    lakon.nilai_semua(dupak, jadwal.nilai)
    if dupak.putaran is None:
        raise RuntimeError("DUPAK diterima tanpa putaran")
    ruang = lakon.jadwalkan(dupak.putaran, [dupak], jadwal.jadwalkan, jadwal.sidang)
    lakon.buka(ruang, jadwal.sidang)
    lakon.putuskan_agenda(ruang, jadwal.sidang)
    lakon.tutup(ruang, jadwal.sidang)
    _akhiri(session, lakon, dupak, jadwal.paraf, jadwal.tetapkan, jadwal.kirim_pak)
    hasil = Hasil(dupak, pak_berjalan(session, dupak), catat.baris, list(lembar.asumsi))
    hasil.asumsi += _asumsi(agensi, lama, tanpa_bukti, dupak)
    return hasil


def _akhiri(session: Session, lakon: Lakon, dupak: Dupak, paraf: dt.date, tetapkan: dt.date, kirim: dt.date) -> None:
    """Signed and sent where the sum suffices; else the days for objection pass and the credit is kept."""
    pak = pak_berjalan(session, dupak)
    if pak is None:
        hari = tambah_hari_kerja(dupak.keberatan_sampai or paraf, 1)
        for jatuh in harian.yang_jatuh(session, hari):
            harian.kerjakan(session, jatuh, hari)
        lakon.sesudah()
        return
    lakon.lepas_keberatan(dupak, dupak.diputuskan_pada or paraf)
    lakon.paraf(pak, paraf)
    lakon.ajukan_pak(pak, paraf)
    lakon.tetapkan(pak, tetapkan)
    lakon.kirim_pak(pak, kirim)


def _asumsi(agensi: Agensi, lama: Decimal, tanpa_bukti: bool, dupak: Dupak) -> list[Pesan]:
    aturan = peraturan.kunci(dupak.aturan)
    asumsi = [
        P_(
            "Pegawai rekaan: %(nama)s, %(jabatan)s, golongan ruang %(golongan)s.",
            nama=agensi.orang[AKUN].nama,
            jabatan=nama_jenjang(aturan, dupak.jenjang),
            golongan=dupak.golongan,
        ),
        P_("Angka kredit lama %(lama)s, dicatat pada satu baris unsur utama.", lama=lama),
        P_("Instansi, pejabat, tim penilai, dan tanggal setiap langkah rekaan; tahap menurut kalender baku."),
        P_("Kedua penilai memberi nilai sama dengan usulan; daftar periksa dinyatakan lengkap."),
        P_("Pegawai melepas hak keberatan sesudah sidang bila PAK disusun."),
    ]
    if tanpa_bukti:
        asumsi.append(P_("Butir tanpa bukti pada lembar memakai '%(bukti)s'.", bukti=BUKTI))
    return asumsi


def dokumen(session: Session) -> list[Dokumen]:
    """Every document of the run in the order of the acts."""
    return list(session.scalars(select(Dokumen).order_by(Dokumen.id)))
