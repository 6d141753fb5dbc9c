"""The job of today without a browser: a sheet of appraisals from the record to the determinations.

Played by an invented agency in a database of its own, through the services: the personnel office records and submits,
each evaluator determines. Every year is played in the January after it. What the sheet lacks is assumed and said.
"""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.demo.hasil_konversi import HasilKonversi, HasilOrang, surat
from workflow_app.demo.lakon import Lakon
from workflow_app.demo.lembar_konversi import LembarKonversi, Orang
from workflow_app.demo.orang import Agensi, bangun
from workflow_app.demo.panggung_konversi import BUKTI, Panggung, asumsi, lembar_impor
from workflow_app.demo.pencatat import Baris, Pencatat, sebutan
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.kalender import hari_kerja_mulai, tambah_hari_kerja
from workflow_app.lembar_klaim.pembaca import GalatBaris, LembarDitolak
from workflow_app.models import (
    HasilKonversiTahunan,
    HasilMasa,
    Konversi,
    KonversiState,
    KonversiTahunan,
    Pegawai,
    PenetapanAk,
    Peran,
)
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan, dari_data
from workflow_app.services import fakta_pegawai, impor_kinerja, konversi_tahunan, penetapan_ak
from workflow_app.services.fakta_pegawai import nama_ijazah

AKUN = "kepegawaian"
TANGGAL_KERJA = (1, 4)
"""Month and day of the next year from which the office works on a year."""
JEDA_HARI_KERJA = 2
"""Working days between the acts of different people."""


def mainkan(session: Session, lembar: LembarKonversi, cetak: Callable[[Baris], None]) -> HasilKonversi:
    """Play a sheet to its end in an empty database; commits after every act, as the screens do.

    Raises LembarDitolak, before anything is recorded, for rows that the import would not take.
    """
    agensi = bangun(session, jumlah_lain=0)
    panggung = Panggung(session, agensi, lembar)
    session.commit()
    catat = Pencatat(session, cetak)

    def sesudah() -> None:
        session.commit()
        catat()

    cerita = _Cerita(session, agensi, panggung, Lakon(session, agensi.orang, sesudah), catat)
    cerita.periksa()
    for tahun in sorted({b.evaluasi.tahun for b in lembar.baris}):
        cerita.tahun(tahun)
    hasil = [cerita.hasil(o) for o in lembar.orang]
    berkas = [s for nomor, o in enumerate(hasil, 1) for s in surat(session, nomor, o)]
    return HasilKonversi(hasil, catat.baris, [*lembar.asumsi, *asumsi(panggung)], berkas)


class _Cerita:
    """Plays the years one after another."""

    def __init__(self, session: Session, agensi: Agensi, panggung: Panggung, lakon: Lakon, catat: Pencatat) -> None:
        self.session, self.agensi, self.panggung, self.lakon = session, agensi, panggung, lakon
        self._cetak = catat
        self._nomor, self._isi = lembar_impor(panggung)
        self._dilewati: dict[int, list[Pesan]] = {}

    def _kantor(self, hari: dt.date) -> Pelaku:
        return self.lakon.pelaku(AKUN, hari)

    def _ceritakan(self, hari: dt.date, perkara: str, langkah: str, status: str) -> None:
        """A step of the personnel office that no case tells."""
        kantor = self.agensi.orang[AKUN]
        self._cetak.tambah(Baris(hari, perkara, langkah, sebutan(kantor, Peran.KEPEGAWAIAN.value), status))

    def periksa(self) -> None:
        """Raises LembarDitolak for everything that the import says of the sheet, all years being over."""
        akhir = max(b.evaluasi.tahun for b in self.panggung.lembar.baris)
        hasil = impor_kinerja.pratinjau(self.session, self._isi, oleh=self._kantor(_hari_kerja(akhir)))
        self.session.rollback()
        if hasil.galat:
            raise LembarDitolak([GalatBaris(self._nomor.get(g.baris or 0), g.kolom, g.pesan) for g in hasil.galat])

    def tahun(self, tahun: int) -> None:
        """One year: recorded, converted by the office, determined by the evaluators, the credit determined."""
        hari = _hari_kerja(tahun)
        self._atasan(tahun)
        self._impor(tahun, hari)
        self._ijazah(tahun, hari)
        self._jalankan(tahun, hari)
        tetapkan = tambah_hari_kerja(hari, JEDA_HARI_KERJA)
        for obj in self.session.scalars(
            select(Konversi).where(Konversi.state == KonversiState.DIAJUKAN).order_by(Konversi.id)
        ).all():
            if obj.penilai is not None:
                self.lakon.ambil(obj, "tetapkan", self.lakon.pelaku_dari(obj.penilai, tetapkan))
        self._penetapan(tahun, tambah_hari_kerja(tetapkan, JEDA_HARI_KERJA))

    def _atasan(self, tahun: int) -> None:
        """The evaluator of the year's last row is the officer's superior."""
        for orang in self.panggung.lembar.orang:
            if baris := orang.pada_tahun(tahun):
                self.panggung.pegawai[orang.nip].atasan = self.panggung.penilai(baris[-1])
        self.session.commit()

    def _impor(self, tahun: int, hari: dt.date) -> None:
        terpilih = {b.evaluasi.nomor for b in self.panggung.lembar.baris if b.evaluasi.tahun == tahun}
        baris = [impor for impor, nomor in self._nomor.items() if nomor in terpilih]
        banyak = impor_kinerja.impor(self.session, self._isi, oleh=self._kantor(hari), baris=baris)
        self.session.commit()
        self._ceritakan(hari, f"kinerja {tahun}", "impor", f"{banyak} evaluasi tercatat")

    def _ijazah(self, tahun: int, hari: dt.date) -> None:
        for orang in self.panggung.lembar.orang:
            for ijazah in (b.ijazah for b in orang.pada_tahun(tahun) if b.ijazah):
                pegawai = self.panggung.pegawai[orang.nip]
                fakta_pegawai.catat_ijazah(
                    self.session,
                    pegawai,
                    ijazah=ijazah.kode,
                    tanggal=ijazah.tanggal,
                    bukti=f"{nama_ijazah(ijazah.kode)} {BUKTI}",
                    tercatat_bkn_pada=ijazah.tercatat_bkn,
                    oleh=self._kantor(hari),
                )
                self._ceritakan(hari, f"pegawai {pegawai.id}", "catat_ijazah", ijazah.kode.upper())
                self.lakon.sesudah()

    def _jalankan(self, tahun: int, hari: dt.date) -> None:
        """The yearly run of the sheet's unit, officer by officer."""
        jalan = konversi_tahunan.mulai(
            self.session,
            tahun=tahun,
            instansi_id=self.agensi.instansi.id,
            unit_id=self.panggung.unit.id,
            oleh=self._kantor(hari),
        )
        self.session.commit()
        self._ceritakan(hari, f"konversi_tahunan {jalan.id}", "mulai", f"{jalan.jumlah} pegawai")
        while not konversi_tahunan.lanjutkan(self.session, jalan.id, hari).selesai:
            self.lakon.sesudah()
        self.lakon.sesudah()
        self._ceritakan(hari, f"konversi_tahunan {jalan.id}", "selesai", self._hasil_jalan(jalan))

    def _hasil_jalan(self, jalan: KonversiTahunan) -> str:
        for satu in self.session.scalars(
            select(HasilKonversiTahunan).where(
                HasilKonversiTahunan.konversi_tahunan_id == jalan.id,
                HasilKonversiTahunan.hasil.in_((HasilMasa.DILEWATI, HasilMasa.DIBUAT)),
            )
        ):
            self._dilewati.setdefault(satu.pegawai_id, []).extend(
                P_(
                    "%(tahun)s bulan %(mulai)s sampai %(selesai)s: %(alasan)s",
                    tahun=str(jalan.tahun),
                    mulai=satu.bulan_mulai,
                    selesai=satu.bulan_selesai,
                    alasan=dari_data(alasan),
                )
                for alasan in satu.alasan
            )
        return f"{jalan.diajukan} diajukan, {jalan.dibuat + jalan.dilewati} dilewati"

    def _penetapan(self, tahun: int, hari: dt.date) -> None:
        """Drafts that the conversions opened; at the end of an officer's sheet the office asks for one."""
        ditetapkan = []
        for orang in self.panggung.lembar.orang:
            pegawai = self.panggung.pegawai[orang.nip]
            if obj := self._draf(orang, pegawai, tahun, hari):
                self._perbarui(obj, orang, tahun, hari)
                self.lakon.ambil(obj, "tetapkan", self.lakon.pelaku_dari(obj.penilai or pegawai, hari))
                ditetapkan.append(obj)
        kirim = tambah_hari_kerja(hari, JEDA_HARI_KERJA)
        for obj in ditetapkan:
            self.lakon.ambil(obj, "kirim", self._kantor(kirim), tembusan=penetapan_ak.daftar_penerima(obj))

    def _draf(self, orang: Orang, pegawai: Pegawai, tahun: int, hari: dt.date) -> PenetapanAk | None:
        ada = penetapan_ak.draf(self.session, pegawai.id)
        if ada is not None or tahun != orang.tahun_terakhir:
            return ada
        try:
            obj = penetapan_ak.buka(self.session, pegawai, oleh=self._kantor(hari))
        except Refused as ditolak:
            alasan = [a.pesan for a in ditolak.alasan]
        except MasukanSalah as ditolak:
            alasan = list(ditolak.galat.values())
        else:
            self.lakon.sesudah()
            return obj
        self.session.rollback()
        self._dilewati.setdefault(pegawai.id, []).extend(alasan)
        return None

    def _perbarui(self, obj: PenetapanAk, orang: Orang, tahun: int, hari: dt.date) -> None:
        """Note what the sheet knows of examination and vacancy."""
        uji, lowongan = (orang.diketahui(bidang, tahun) for bidang in ("uji_kompetensi", "lowongan"))
        if uji is None and lowongan is None:
            return
        penetapan_ak.perbarui(
            self.session,
            obj,
            oleh=self._kantor(hari),
            penilai_id=obj.penilai_id,
            uji_kompetensi=uji,
            uji_kompetensi_bukti="" if uji is None else BUKTI,
            lowongan=lowongan,
            lowongan_bukti="" if lowongan is None else BUKTI,
        )
        self.lakon.sesudah()
        self._ceritakan(hari, f"penetapan_ak {obj.id}", "perbarui", obj.state.value)

    def hasil(self, orang: Orang) -> HasilOrang:
        """What stands at the end."""
        pegawai = self.panggung.pegawai[orang.nip]
        konversi = self.session.scalars(
            select(Konversi)
            .where(Konversi.subjek_id == pegawai.id)
            .order_by(Konversi.tahun, Konversi.bulan_mulai, Konversi.id)
        ).all()
        penetapan = self.session.scalars(
            select(PenetapanAk).where(PenetapanAk.subjek_id == pegawai.id).order_by(PenetapanAk.id)
        ).all()
        return HasilOrang(orang, pegawai, konversi, penetapan, self._dilewati.get(pegawai.id, []))


def _hari_kerja(tahun: int) -> dt.date:
    """The day on which the office works on a year."""
    return hari_kerja_mulai(dt.date(tahun + 1, *TANGGAL_KERJA))
