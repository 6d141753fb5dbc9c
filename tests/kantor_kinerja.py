"""An office of the conversion regime for tests: officer, evaluator, personnel office and signing official."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.models import AsalJabatan, IjazahPegawai, JenisAsal, Konversi, Pegawai, PenetapanAk, Peran
from workflow_app.permissions import Pelaku
from workflow_app.services import buku_kredit, konversi, penetapan_ak

Riwayat = Sequence[tuple[str, dt.date]]


class KantorKinerja:
    """People of one institution, and their acts on a given day."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.instansi = pabrik.instansi(session)
        self.unit = pabrik.unit(session, instansi=self.instansi)
        self.penilai = self._pejabat(jabatan_struktural="Kepala Bidang Aplikasi")
        self.kepegawaian = self._pejabat(Peran.KEPEGAWAIAN)
        self.penetap = self._pejabat(Peran.PENETAP)

    def _pejabat(self, *peran: Peran, jabatan_struktural: str = "") -> Pegawai:
        return pabrik.pegawai(
            self.session,
            golongan="IV/a",
            jenjang=None,
            peran=peran,
            instansi=self.instansi,
            unit=self.unit,
            jabatan_struktural=jabatan_struktural,
        )

    def orang(self, *, jabatan: Riwayat = (), pangkat: Riwayat = ()) -> Pegawai:
        """An officer with these levels and ranks; Ahli Pertama III/a since April 2019 when left out."""
        hasil = pabrik.pegawai(
            self.session, instansi=self.instansi, unit=self.unit, atasan=self.penilai, golongan=None, jenjang=None
        )
        for jenjang, tmt in jabatan or [("ahli_pertama", dt.date(2019, 4, 1))]:
            pabrik.jabatan(self.session, hasil, jenjang=jenjang, tmt=tmt)
        for golongan, tmt in pangkat or [("III/a", dt.date(2019, 4, 1))]:
            pabrik.pangkat(self.session, hasil, golongan=golongan, tmt=tmt)
        return hasil

    def oleh(self, orang: Pegawai, hari_ini: dt.date) -> Pelaku:
        """The person on a day."""
        return pabrik.pelaku(self.session, orang, hari_ini)

    def draf(
        self,
        orang: Pegawai,
        tahun: int,
        predikat: str,
        *,
        mulai: int = 1,
        selesai: int = 12,
        bukti: str = "Dokumen evaluasi kinerja",
        hari_ini: dt.date | None = None,
    ) -> Konversi:
        """A conversion drafted by the personnel office on the last day of the year."""
        return konversi.buat(
            self.session,
            orang,
            tahun=tahun,
            bulan_mulai=mulai,
            bulan_selesai=selesai,
            predikat=predikat,
            bukti=bukti,
            penilai_id=self.penilai.id,
            oleh=self.oleh(self.kepegawaian, hari_ini or dt.date(tahun, 12, 31)),
        )

    def ajukan(self, obj: Konversi, hari_ini: dt.date | None = None) -> Konversi:
        """Submit it."""
        hari = hari_ini or dt.date(obj.tahun, 12, 31)
        konversi.ajukan(self.session, obj, oleh=self.oleh(self.kepegawaian, hari))
        return obj

    def ubah(self, obj: Konversi, oleh: Pelaku, *, predikat: str = "baik", selesai: int = 12) -> None:
        """Correct what was put in."""
        konversi.ubah(
            self.session,
            obj,
            tahun=obj.tahun,
            bulan_mulai=1,
            bulan_selesai=selesai,
            predikat=predikat,
            bukti="SKP",
            penilai_id=self.penilai.id,
            oleh=oleh,
        )

    def konversi(self, orang: Pegawai, tahun: int, predikat: str, *, mulai: int = 1, selesai: int = 12) -> Konversi:
        """A conversion determined on the last day of its year."""
        obj = self.ajukan(self.draf(orang, tahun, predikat, mulai=mulai, selesai=selesai))
        konversi.tetapkan(self.session, obj, oleh=self.oleh(self.penilai, dt.date(tahun, 12, 31)))
        return obj

    def penetapan(self, orang: Pegawai, hari_ini: dt.date) -> PenetapanAk:
        """The open draft, or a new one asked for by the personnel office."""
        ada = penetapan_ak.draf(self.session, orang.id)
        return ada or penetapan_ak.buka(self.session, orang, oleh=self.oleh(self.kepegawaian, hari_ini))

    def tetapkan(self, obj: PenetapanAk, hari_ini: dt.date) -> PenetapanAk:
        """Determine it."""
        penetapan_ak.tetapkan(self.session, obj, oleh=self.oleh(self.penilai, hari_ini))
        return obj

    def ijazah(self, orang: Pegawai, kode: str, tanggal: dt.date, *, bkn: dt.date | None, dasar: bool = False) -> None:
        """A degree."""
        self.session.add(
            IjazahPegawai(
                pegawai_id=orang.id,
                ijazah=kode,
                tanggal=tanggal,
                bukti=f"Ijazah {kode}",
                dasar_pengangkatan=dasar,
                tercatat_bkn_pada=bkn,
                dicatat_pada=tanggal,
            )
        )
        self.session.flush()

    def asal(
        self,
        orang: Pegawai,
        jenis: JenisAsal,
        *,
        predikat: str | None = None,
        ijazah: str | None = None,
        angka_kredit: Decimal | None = None,
    ) -> None:
        """From where he came into his first level."""
        self.session.add(
            AsalJabatan(
                riwayat_jabatan_id=orang.riwayat_jabatan[0].id,
                jenis=jenis,
                predikat=predikat,
                ijazah=ijazah,
                angka_kredit=angka_kredit,
                bukti="SK perpindahan",
                dicatat_pada=dt.date(2024, 1, 2),
            )
        )
        self.session.flush()

    def saldo_lama(self, orang: Pegawai, aturan: str, unsur: str, jumlah: str) -> None:
        """Credit of an old decision."""
        buku_kredit.saldo_awal(
            self.session,
            orang,
            aturan=aturan,
            unsur=unsur,
            jumlah=Decimal(jumlah),
            tanggal=dt.date(2022, 12, 31),
            dasar=f"PAK lama {aturan} {unsur}",
        )
