"""The example cases of the conversion regime: years after those of the claims, for officers of their own.

They are dated after 2022 whatever day the application shows, because work before 2023 is never converted. On the real
date (`TANGGAL_APLIKASI` empty) the open ones are those of the last full year.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app.demo.lakon import Lakon
from workflow_app.demo.orang import Agensi, saldo_awal
from workflow_app.kalkulator.konversi import BULAN_SETAHUN
from workflow_app.models import (
    Konversi,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    RiwayatPangkat,
    Stateful,
)
from workflow_app.services import fakta_pegawai, kinerja, pak_integrasi, penetapan_ak
from workflow_app.services import konversi as layanan
from workflow_app.services.kinerja import IsiEvaluasi

PALING_AWAL = dt.date(2026, 1, 20)
INTEGRASI = dt.date(2023, 3, 1)
BUKTI = "Dokumen evaluasi kinerja Nomor 800/{tahun}"
PREDIKAT = ("baik", "sangat_baik", "baik", "butuh_perbaikan")
TERCATAT = 12
"""Officers whose appraisals wait for the yearly run."""
SETENGAH_TAHUN = 6


class CeritaKonversi:
    """Plays the stories. `hari` is the day on which the open cases stand."""

    def __init__(self, session: Session, agensi: Agensi, lakon: Lakon, kini: dt.date) -> None:
        self.session, self.agensi, self.lakon = session, agensi, lakon
        self.hari = max(kini, PALING_AWAL)
        self.tahun = self.hari.year - 1
        self.penilai = agensi.orang["penilai_kinerja"]

    # Acts

    def _langkah(self, obj: Stateful, trigger: str, akun: str, hari: dt.date, catatan: str = "", **isi: object) -> None:
        self.lakon.ambil(obj, trigger, self.lakon.pelaku(akun, hari), catatan=catatan or None, **isi)

    def _draf(self, pegawai: Pegawai, tahun: int, predikat: str, hari: dt.date) -> Konversi:
        obj = layanan.buat(
            self.session,
            pegawai,
            tahun=tahun,
            bulan_mulai=1,
            bulan_selesai=12,
            predikat=predikat,
            bukti=BUKTI.format(tahun=tahun),
            penilai_id=self.penilai.id,
            oleh=self.lakon.pelaku("kepegawaian", hari),
        )
        self.lakon.sesudah()
        return obj

    def _diajukan(self, pegawai: Pegawai, tahun: int, predikat: str, hari: dt.date) -> Konversi:
        obj = self._draf(pegawai, tahun, predikat, hari)
        self._langkah(obj, "ajukan", "kepegawaian", hari)
        return obj

    def _ditetapkan(self, pegawai: Pegawai, tahun: int, predikat: str) -> Konversi:
        hari = dt.date(tahun + 1, 1, 8)
        obj = self._diajukan(pegawai, tahun, predikat, hari)
        self._langkah(obj, "tetapkan", "penilai_kinerja", hari)
        return obj

    def _penetapan(self, pegawai: Pegawai, hari: dt.date) -> PenetapanAk:
        obj = penetapan_ak.draf(self.session, pegawai.id) or penetapan_ak.buka(
            self.session, pegawai, oleh=self.lakon.pelaku("kepegawaian", hari)
        )
        self._langkah(obj, "tetapkan", "penilai_kinerja", hari)
        return obj

    def _integrasi(self, pegawai: Pegawai, sampai: str) -> PakIntegrasi:
        obj = pak_integrasi.susun(self.session, pegawai, oleh=self.lakon.pelaku("kepegawaian", INTEGRASI))
        self.lakon.sesudah()
        self._lanjut(obj, sampai)
        return obj

    def _lanjut(self, obj: PakIntegrasi, sampai: str) -> None:
        if sampai == "draf":
            return
        self._langkah(obj, "paraf", "kepegawaian", INTEGRASI)
        if sampai == "diparaf":
            return
        penetap = next(akun for akun, p in self.agensi.orang.items() if p.id == obj.penetap_id)
        self._langkah(obj, "tetapkan", penetap, INTEGRASI + dt.timedelta(days=2))
        if sampai == "dikirim":
            penerima = pak_integrasi.daftar_penerima(obj)
            self._langkah(obj, "kirim", "kepegawaian", INTEGRASI + dt.timedelta(days=3), tembusan=penerima)

    # Stories

    def tiga_regime(self, pegawai: Pegawai) -> None:
        """Credit of claims under two regimes, turned over, then five years of appraisals and a degree: both raises."""
        self._menjadi(pegawai, "ahli_muda", [("III/c", dt.date(2018, 4, 1)), ("III/d", dt.date(2020, 4, 1))])
        saldo_awal(
            self.session, pegawai, Decimal("275.000"), baris="implementasi_si", aturan="R2003", dasar="PAK Nomor 3/2019"
        )
        saldo_awal(
            self.session, pegawai, Decimal("12.500"), baris="penunjang", aturan="R2003", dasar="PAK Nomor 3/2019"
        )
        saldo_awal(self.session, pegawai, Decimal("20.000"), dasar="PAK Nomor 9/2022", tanggal=dt.date(2022, 9, 30))
        self._ijazah(pegawai, "s1", dt.date(2010, 8, 2), INTEGRASI, dasar=True, bkn=dt.date(2010, 8, 2))
        self._integrasi(pegawai, "dikirim")
        for tahun in range(2023, self.tahun):
            self._ditetapkan(pegawai, tahun, "sangat_baik" if tahun == 2024 else "baik")  # noqa: PLR2004 - one year
        pertama = self._penetapan(pegawai, dt.date(self.tahun, 1, 10))
        hari = dt.date(self.tahun, 1, 13)
        self._langkah(pertama, "kirim", "kepegawaian", hari, tembusan=penetapan_ak.daftar_penerima(pertama))
        self._ijazah(pegawai, "s2", dt.date(2024, 7, 15), hari, bkn=dt.date(2024, 9, 2))
        self._ditetapkan(pegawai, self.tahun, "baik")

    def diganti(self, pegawai: Pegawai) -> None:
        """A determination with a wrong post of the evaluator, replaced."""
        self._ditetapkan(pegawai, self.tahun - 1, "baik")
        konversi = self._ditetapkan(pegawai, self.tahun, "baik")
        lama = self._penetapan(pegawai, self.hari)
        oleh = self.lakon.pelaku("kepegawaian", self.hari)
        baru = penetapan_ak.buka_pengganti(self.session, lama, oleh=oleh, catatan="Jabatan penilai keliru ditulis.")
        self.lakon.sesudah()
        self._langkah(baru, "tetapkan", "penilai_kinerja", self.hari)
        pengganti = layanan.buat_pengganti(self.session, konversi, oleh=oleh, catatan="Nomor bukti keliru ditulis.")
        self.lakon.sesudah()
        self._langkah(pengganti, "ajukan", "kepegawaian", self.hari)
        self._langkah(pengganti, "tetapkan", "penilai_kinerja", self.hari)

    def terbuka(self, draf: Pegawai, diajukan: Pegawai, dikembalikan: Pegawai) -> None:
        """One conversion in each open state."""
        hari = self.hari - dt.timedelta(days=2)
        self._draf(draf, self.tahun, "baik", hari)
        self._diajukan(diajukan, self.tahun, "sangat_baik", hari)
        obj = self._diajukan(dikembalikan, self.tahun, "sangat_baik", hari)
        self._langkah(
            obj, "kembalikan", "penilai_kinerja", self.hari, "Predikat pada dokumen evaluasi Baik, bukan Sangat Baik."
        )

    def tercatat(self, semua: Sequence[Pegawai]) -> None:
        """Appraisals of the year in the record, for the yearly run; the last officer has that of half a year alone."""
        hari = self.hari - dt.timedelta(days=1)
        for urut, pegawai in enumerate(semua, 1):
            satu = IsiEvaluasi(
                self.tahun,
                1,
                SETENGAH_TAHUN if urut == len(semua) else BULAN_SETAHUN,
                PREDIKAT[urut % len(PREDIKAT)],
                BUKTI.format(tahun=self.tahun),
                self.penilai.id,
                "",
            )
            kinerja.catat(self.session, pegawai, satu, oleh=self.lakon.pelaku("kepegawaian", hari))
            self.lakon.sesudah()

    def integrasi(self, draf: Pegawai, diparaf: Pegawai, diganti: Pegawai) -> None:
        """One integration in each state that the first story leaves out."""
        for pegawai, jumlah in ((draf, "162.350"), (diparaf, "118.400"), (diganti, "131.025")):
            saldo_awal(
                self.session,
                pegawai,
                Decimal(jumlah),
                baris="implementasi_si",
                aturan="R2003",
                dasar="PAK Nomor 5/2019",
            )
        self._integrasi(draf, "draf")
        self._integrasi(diparaf, "diparaf")
        lama = self._integrasi(diganti, "dikirim")
        saldo_awal(
            self.session, diganti, Decimal("4.500"), baris="penunjang", aturan="R2003", dasar="PAK susulan Nomor 6/2019"
        )
        baru = pak_integrasi.susun_pengganti(
            self.session,
            lama,
            oleh=self.lakon.pelaku("kepegawaian", INTEGRASI + dt.timedelta(days=30)),
            catatan="PAK susulan tahun 2019 belum dihitung.",
        )
        self.lakon.sesudah()
        self._lanjut(baru, "ditetapkan")

    def _menjadi(self, pegawai: Pegawai, jenjang: str, pangkat: list[tuple[str, dt.date]]) -> None:
        """Give the officer another level and ranks; the first rank is that of his entry."""
        pegawai.riwayat_jabatan[0].jenjang = jenjang
        pegawai.riwayat_pangkat[0].golongan = pangkat[0][0]
        for golongan, tmt in pangkat[1:]:
            nomor = f"823/{pegawai.id}/{tmt.year}"
            pegawai.riwayat_pangkat.append(
                RiwayatPangkat(golongan=golongan, tmt=tmt, nomor_sk=nomor, masa_kerja_tahun=8)
            )
        self.session.flush()

    def _ijazah(
        self, pegawai: Pegawai, kode: str, tanggal: dt.date, hari: dt.date, *, dasar: bool = False, bkn: dt.date
    ) -> None:
        """The personnel office records a degree on a day."""
        fakta_pegawai.catat_ijazah(
            self.session,
            pegawai,
            ijazah=kode,
            tanggal=tanggal,
            bukti=f"Ijazah {kode.upper()} Universitas Contoh",
            dasar_pengangkatan=dasar,
            tercatat_bkn_pada=bkn,
            oleh=self.lakon.pelaku("kepegawaian", hari),
        )
        self.lakon.sesudah()


def isi(session: Session, agensi: Agensi, lakon: Lakon, kini: dt.date) -> None:
    """A case in every state of the three workflows."""
    cerita = CeritaKonversi(session, agensi, lakon, kini)
    lintas, ganti, *lain = agensi.konversi
    cerita.tiga_regime(lintas)
    cerita.diganti(ganti)
    cerita.terbuka(*lain[:3])
    cerita.integrasi(*lain[3:6])
    cerita.tercatat(agensi.lain[:TERCATAT])
