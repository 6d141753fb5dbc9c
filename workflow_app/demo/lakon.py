"""How the people of an agency carry a case forward: every act by the right person, on its date, through the services.

The demo and the walkthrough play from here. Nothing reaches around a guard.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalender import hari_kerja_mulai, tambah_hari_kerja
from workflow_app.models import (
    ButirKegiatan,
    CaraPutus,
    Dupak,
    HasilAgenda,
    Pak,
    Pegawai,
    Penilaian,
    Peran,
    Putaran,
    Sidang,
    Stateful,
)
from workflow_app.permissions import Pelaku, muat_pelaku
from workflow_app.selisih import penilaian_berjalan
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import pemeriksaan, penilaian, putusan, sidang
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.services.pak import daftar_penerima
from workflow_app.tahap import Tahap

JEDA_KIRIM_HARI = 5


@dataclass(frozen=True)
class Butir:
    """One activity to claim."""

    kode: str
    volume: Decimal
    mulai: dt.date
    selesai: dt.date
    bukti: str = "fisik: arsip unit kerja"
    surat_tugas: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class Jadwal:
    """The day of each act of one claim."""

    kirim: dt.date
    setujui: dt.date
    usulkan: dt.date
    terima: dt.date
    periksa: dt.date
    tugaskan: dt.date
    nilai: dt.date
    jadwalkan: dt.date
    sidang: dt.date
    paraf: dt.date
    tetapkan: dt.date
    kirim_pak: dt.date


def jadwal_sampai_terima(akhir_masa: dt.date) -> Jadwal:
    """Days up to the receipt, each a few working days after the one before; later days are set by the cycle."""
    kirim = hari_kerja_mulai(akhir_masa + dt.timedelta(days=JEDA_KIRIM_HARI))
    setujui = tambah_hari_kerja(kirim, 2)
    usulkan = tambah_hari_kerja(setujui, 2)
    terima = tambah_hari_kerja(usulkan, 2)
    return Jadwal(kirim, setujui, usulkan, *[terima] * 9)


def jadwal_putaran(jadwal: Jadwal, putaran: Putaran) -> Jadwal:
    """Complete the days from the stages of the cycle: each act on the first days of its stage."""

    def awal(tahap: Tahap) -> dt.date:
        return hari_kerja_mulai(max(putaran.jendela(tahap).mulai, jadwal.terima))

    sidang_pada = tambah_hari_kerja(awal(Tahap.SIDANG), 2)
    paraf = hari_kerja_mulai(max(awal(Tahap.PEMBUATAN_PAK), tambah_hari_kerja(sidang_pada, 1)))
    tetapkan = tambah_hari_kerja(paraf, 2)
    return replace(
        jadwal,
        periksa=awal(Tahap.PEMERIKSAAN),
        tugaskan=awal(Tahap.PENILAIAN),
        nilai=tambah_hari_kerja(awal(Tahap.PENILAIAN), 5),
        jadwalkan=awal(Tahap.SIDANG),
        sidang=sidang_pada,
        paraf=paraf,
        tetapkan=tetapkan,
        kirim_pak=max(awal(Tahap.PENGIRIMAN_PAK), tetapkan),
    )


class Lakon:
    """The cast of an agency. `sesudah` is called after each act, to print it or to commit."""

    def __init__(
        self, session: Session, orang: Mapping[str, Pegawai], sesudah: Callable[[], None] = lambda: None
    ) -> None:
        self.session, self.orang, self.sesudah = session, orang, sesudah

    def pelaku(self, akun: str, hari: dt.date) -> Pelaku:
        """The person behind an account with his roles of that day."""
        return self.pelaku_dari(self.orang[akun], hari)

    def pelaku_dari(self, pegawai: Pegawai, hari: dt.date) -> Pelaku:
        """A person with his roles of that day."""
        return muat_pelaku(self.session, pegawai, hari)

    def ambil(
        self,
        obj: Stateful,
        trigger: str,
        pelaku: Pelaku,
        *,
        catatan: str | None = None,
        **isi: object,
    ) -> None:
        """Take one step as a person would from his screen."""
        ambil(self.session, obj, trigger, Masukan(pelaku, obj.version, catatan, isi))
        self.sesudah()

    # The officer, his superior, the proposer

    def buat(self, prakom: Pegawai, masa: tuple[dt.date, dt.date], butir: Sequence[Butir], hari: dt.date) -> Dupak:
        """A draft with its items."""
        oleh = self.pelaku_dari(prakom, hari)
        dupak = layanan_dupak.buat(self.session, prakom, oleh=oleh, masa_mulai=masa[0], masa_selesai=masa[1])
        self.sesudah()
        for satu in butir:
            katalog = self.session.scalars(
                select(ButirKegiatan).where(
                    ButirKegiatan.aturan == peraturan.untuk(satu.selesai).kunci, ButirKegiatan.kode == satu.kode
                )
            ).one()
            isi = layanan_butir.IsiButir(
                katalog.id, satu.volume, satu.mulai, satu.selesai, satu.surat_tugas, satu.bukti, satu.keterangan
            )
            layanan_butir.tambah_butir(self.session, dupak, isi, oleh=oleh)
        return dupak

    def ajukan(self, dupak: Dupak, hari: dt.date) -> None:
        """The officer sends the claim."""
        self.ambil(dupak, "ajukan", self.pelaku_dari(dupak.subjek, hari))

    def setujui(self, dupak: Dupak, hari: dt.date) -> None:
        """The superior reads and signs every statement, then vouches."""
        oleh = self.pelaku_dari(dupak.atasan, hari)
        for spmk in dupak.spmk:
            layanan_dupak.baca_spmk(self.session, dupak, spmk.unsur, oleh=oleh)
            layanan_dupak.tandatangani_spmk(self.session, dupak, spmk.unsur, oleh=oleh)
        self.ambil(dupak, "setujui", oleh)

    def usulkan(self, dupak: Dupak, hari: dt.date) -> None:
        """The proposer forwards it with a covering letter."""
        self.ambil(
            dupak,
            "usulkan",
            self.pelaku("pengusul", hari),
            surat_pengantar_nomor=f"800/{dupak.id}/{hari.year}",
            surat_pengantar_tanggal=hari,
        )

    # Secretariat and team

    def terima(self, dupak: Dupak, hari: dt.date) -> None:
        """The secretariat receives the file."""
        self.ambil(dupak, "terima", self.pelaku("sekretariat", hari))

    def periksa(self, dupak: Dupak, hari: dt.date) -> None:
        """The secretariat opens the examination."""
        self.ambil(dupak, "periksa", self.pelaku("sekretariat", hari))

    def lengkapi(self, dupak: Dupak, hari: dt.date) -> None:
        """The secretariat finds every paper."""
        ada = {baris.kode: True for baris in dupak.kelengkapan}
        pemeriksaan.isi_daftar_periksa(self.session, dupak, ada, oleh=self.pelaku("sekretariat", hari))

    def tugaskan(self, dupak: Dupak, hari: dt.date, penilai: Sequence[str] = ("penilai1", "penilai2")) -> None:
        """The chair assigns the assessors."""
        self.ambil(dupak, "tugaskan_penilai", self.pelaku("ketua", hari), penilai=[self.orang[p].id for p in penilai])

    def mulai_menilai(self, satu: Penilaian, hari: dt.date) -> None:
        """An assessor declares that he has no conflict and begins."""
        self.ambil(satu, "mulai", self.pelaku_dari(satu.penilai, hari), bebas_konflik=True)

    def beri_nilai(self, satu: Penilaian, hari: dt.date, potongan: Mapping[int, Decimal] | None = None) -> None:
        """An assessor marks every item as claimed, less what `potongan` takes from an item."""
        kurang = potongan or {}
        nilai = [
            penilaian.IsiNilai(
                b.id,
                b.jumlah - kurang.get(b.id, Decimal(0)),
                "Bukti hanya mendukung sebagian volume." if b.id in kurang else "",
            )
            for b in satu.dupak.butir
            if not b.hangus
        ]
        penilaian.simpan_nilai(self.session, satu, nilai, oleh=self.pelaku_dari(satu.penilai, hari))

    def kirim_nilai(self, satu: Penilaian, hari: dt.date) -> None:
        """An assessor sends his marks."""
        self.ambil(satu, "kirim", self.pelaku_dari(satu.penilai, hari))

    def nilai_semua(self, dupak: Dupak, hari: dt.date) -> None:
        """Both assessors do their work."""
        for satu in penilaian_berjalan(self.session, dupak.id):
            self.mulai_menilai(satu, hari)
            self.beri_nilai(satu, hari)
            self.kirim_nilai(satu, hari)

    def jadwalkan(self, putaran: Putaran, dupak: Sequence[Dupak], hari: dt.date, sidang_pada: dt.date) -> Sidang:
        """The team's secretary calls a plenary, puts claims on its agenda and invites."""
        oleh = self.pelaku("sekretaris", hari)
        tim = dupak[0].tim if dupak else None
        if tim is None:
            raise ValueError("sidang memerlukan DUPAK yang sudah punya tim")
        hasil = sidang.jadwalkan(
            self.session, tim, putaran, oleh=oleh, tanggal=sidang_pada, tempat="Ruang rapat Dinas Komunikasi"
        )
        self.sesudah()
        sidang.masukkan_agenda(self.session, hasil, [d.id for d in dupak], oleh=oleh)
        self.ambil(hasil, "undang", oleh)
        return hasil

    def buka(self, ruang: Sidang, hari: dt.date) -> None:
        """All members attend; the chair opens."""
        hadir = {kursi.pegawai_id: True for kursi in ruang.tim.anggota_pada(hari)}
        sidang.catat_kehadiran(self.session, ruang, hadir, oleh=self.pelaku("sekretaris", hari))
        self.ambil(ruang, "buka", self.pelaku("ketua", hari))

    def putuskan_agenda(
        self, ruang: Sidang, hari: dt.date, hasil: Mapping[int, tuple[HasilAgenda, str]] | None = None
    ) -> None:
        """Every line decided by consensus: approved unless `hasil` says otherwise for a claim."""
        oleh = self.pelaku("sekretaris", hari)
        for agenda in ruang.agenda:
            putus, catatan = (hasil or {}).get(agenda.dupak_id, (HasilAgenda.DISETUJUI, ""))
            isi = sidang.IsiHasil(putus, CaraPutus.MUFAKAT, catatan=catatan)
            sidang.catat_hasil(self.session, ruang, agenda.id, isi, oleh=oleh)

    def tutup(self, ruang: Sidang, hari: dt.date) -> None:
        """The chair closes with the minutes."""
        self.ambil(ruang, "tutup", self.pelaku("ketua", hari), nomor=f"{ruang.id}/BA/{hari.year}")

    # The decision

    def lepas_keberatan(self, dupak: Dupak, hari: dt.date) -> None:
        """The officer accepts the result."""
        self.ambil(dupak, "lepas_keberatan", self.pelaku_dari(dupak.subjek, hari))

    def paraf(self, pak: Pak, hari: dt.date) -> None:
        """The team's secretary initials."""
        self.ambil(pak, "paraf", self.pelaku("sekretaris", hari))

    def ajukan_pak(self, pak: Pak, hari: dt.date) -> None:
        """The chair puts the decision before the official."""
        self.ambil(pak, "ajukan", self.pelaku("ketua", hari))

    def penetap(self, pak: Pak) -> Pegawai:
        """The official before whom the decision lies."""
        if pak.penetap is None:
            raise ValueError("PAK belum diajukan kepada pejabat penetap")
        return pak.penetap

    def tetapkan(self, pak: Pak, hari: dt.date) -> None:
        """The official signs."""
        self.ambil(pak, "tetapkan", self.pelaku_dari(self.penetap(pak), hari))

    def kirim_pak(self, pak: Pak, hari: dt.date) -> None:
        """The secretariat sends the copies."""
        self.ambil(pak, "kirim", self.pelaku("sekretariat", hari), tembusan=daftar_penerima(pak))

    def pak_dari(self, dupak: Dupak) -> Pak:
        """The claim's decision. Raises ValueError where the sum was kept for later."""
        pak = putusan.pak_berjalan(self.session, dupak)
        if pak is None:
            raise ValueError("DUPAK ini tidak menghasilkan PAK")
        return pak


#: Roles a person of the cast acts in, for the printed line of an act.
NAMA_PERAN = {peran.value: peran.value.upper() for peran in Peran}
