"""People at random take steps at random in the regime of today; whatever happens, ledger and decisions agree.

The promises of the engine are those of `test_stateful`; here stands what they do, and what credit must always be.
"""

import datetime as dt
import os
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from tests import pabrik
from tests.test_stateful import Kantor
from workflow_app.errors import Conflict
from workflow_app.models import (
    JENIS_PEMBUKA,
    EntriKredit,
    Konversi,
    KonversiState,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    PenetapanAkState,
    Stateful,
)
from workflow_app.pesan import P_
from workflow_app.services import fakta_pegawai, kinerja, konversi, pak_integrasi, penetapan_ak
from workflow_app.services.calon_integrasi import saldo_konvensional
from workflow_app.services.uraian_penetapan import UraianBaris, uraian
from workflow_app.states.engine import workflow_of

HARI = [dt.date(2026, 1, 5), dt.date(2026, 1, 20), dt.date(2026, 2, 3), dt.date(2026, 6, 30), dt.date(2026, 12, 16)]
LULUS, NAIK = dt.date(2024, 8, 1), dt.date(2026, 1, 1)
BERLAKU = {KonversiState.DITETAPKAN, *penetapan_ak.BERLAKU, *pak_integrasi.BERLAKU}
MUNDUR = {"kembalikan", "susun_ulang", "ganti"}
MASA = [(2024, 1, 12), (2025, 1, 12), (2025, 1, 6), (2025, 7, 12), (2026, 1, 3)]
PREDIKAT = ["sangat_baik", "baik", "baik", "butuh_perbaikan", "kurang"]
KEJADIAN = ["menuntaskan"] * 5 + ["menyusun_konversi", "mengganti"] * 3 + ["siapa_saja_mencoba", "pagi_di_kantor"] * 2
KEJADIAN += ["meminta_penetapan", "menyusun_integrasi", "mencatat_fakta"]
KEJADIAN += ["hari_berlalu", "orang_pergi", "waktu_bertindak"]
SETIAP_LANGKAH = 4
"""Steps from a draft to the end of any case of the regime, with one to spare."""


class KantorKonversi(Kantor):
    """The same agency some years later: officers with credit of claims, an evaluator, the personnel office."""

    @initialize(lama=st.lists(st.sampled_from(["0", "48.5", "162.35"]), min_size=2, max_size=3))
    def mulai(self, lama: list[str]) -> None:
        self.hari = HARI[0]
        self.pegawai = [self.panggung.prakom(Decimal(n)) if Decimal(n) else next(self.panggung._antre) for n in lama]
        for orang in self.pegawai:
            orang.atasan_id = self.panggung.orang["penilai_kinerja"].id
        self.session.commit()

    @rule(apa=st.sampled_from(KEJADIAN), data=st.data())
    def kejadian(self, apa: str, data: st.DataObject) -> None:
        getattr(self, apa)(data)

    def orang(self) -> list[Pegawai]:
        akun = ("kepegawaian", "penilai_kinerja", "penetap", "penetap_ti", "penetap_madya", "atasan", "auditor")
        return [*(self.panggung.orang[a] for a in akun), *getattr(self, "pegawai", [])]

    def coba(self, tindakan: Callable[[], object]) -> bool:
        """As before; a period that has a conversion is a conflict at the door of the web."""

        def lewat_pintu() -> None:
            try:
                tindakan()
            except IntegrityError as galat:
                raise Conflict(P_("Data yang sama baru saja disimpan.")) from galat

        return super().coba(lewat_pintu)

    # What people do

    def pagi_di_kantor(self, data: st.DataObject) -> None:
        if self.perkara():
            super().pagi_di_kantor(data)

    def siapa_saja_mencoba(self, data: st.DataObject) -> None:
        if self.perkara():
            super().siapa_saja_mencoba(data)

    def hari_berlalu(self, data: st.DataObject) -> None:
        self.hari = next((h for h in HARI if h > self.hari), self.hari)

    def menyusun_konversi(self, data: st.DataObject) -> None:
        orang = data.draw(st.sampled_from(self.pegawai))
        oleh = data.draw(st.sampled_from([self.panggung.orang["kepegawaian"], orang]))
        self.coba(
            lambda: konversi.buat(self.session, orang, **self.isian(data), oleh=self.panggung.pelaku(oleh, self.hari))
        )

    def isian(self, data: st.DataObject) -> dict[str, Any]:
        tahun, mulai, selesai = data.draw(st.sampled_from(MASA))
        return {
            "tahun": tahun,
            "bulan_mulai": mulai,
            "bulan_selesai": selesai,
            "predikat": data.draw(st.sampled_from(PREDIKAT)),
            "bukti": "Dokumen evaluasi kinerja",
            "penilai_id": self.panggung.orang["penilai_kinerja"].id,
        }

    def meminta_penetapan(self, data: st.DataObject) -> None:
        orang = data.draw(st.sampled_from(self.pegawai))
        oleh = self.panggung.pelaku(data.draw(st.sampled_from(["kepegawaian", "atasan"])), self.hari)
        self.coba(lambda: penetapan_ak.buka(self.session, orang, oleh=oleh))

    def menyusun_integrasi(self, data: st.DataObject) -> None:
        orang = data.draw(st.sampled_from(self.pegawai))
        oleh = self.panggung.pelaku("kepegawaian", self.hari)
        self.coba(lambda: pak_integrasi.susun(self.session, orang, oleh=oleh))

    def menuntaskan(self, data: st.DataObject) -> None:
        """One case is worked through as far as it goes; nobody sends it back."""
        hidup = [obj for obj in self.perkara() if obj.state not in workflow_of(obj).final]
        if hidup:
            self.sampai_akhir(data.draw(st.sampled_from(hidup)), data)

    def sampai_akhir(self, obj: Stateful, data: st.DataObject) -> None:
        for _ in range(SETIAP_LANGKAH):
            self.coba(lambda: self.kerjakan(obj, data))
            maju = [(t, p) for t, p in self.terbuka(obj) if t not in MUNDUR]
            if not maju:
                return
            self.ambil(obj, *maju[0], "Alasan yang cukup.", obj.version, data)

    def mencatat_fakta(self, data: st.DataObject) -> None:
        """A degree, a rank or a level becomes known; what it opens or ends is booked by the next act."""
        orang, apa = data.draw(st.sampled_from(self.pegawai)), data.draw(st.sampled_from(["s2", "pangkat", "jenjang"]))
        oleh = self.panggung.pelaku("kepegawaian", self.hari)
        if apa == "s2":
            fakta: dict[str, Any] = {
                "ijazah": "s2",
                "tanggal": LULUS,
                "bukti": "Ijazah 7/2024",
                "tercatat_bkn_pada": LULUS,
            }
            self.coba(lambda: fakta_pegawai.catat_ijazah(self.session, orang, **fakta, oleh=oleh))
        elif apa == "pangkat" and len(orang.riwayat_pangkat) == 1:
            pabrik.pangkat(self.session, orang, golongan="III/b", tmt=NAIK)
        elif apa == "jenjang" and len(orang.riwayat_jabatan) == 1:
            pabrik.jabatan(self.session, orang, jenjang="ahli_muda", tmt=NAIK)
        self.session.commit()

    def mengganti(self, data: st.DataObject) -> None:
        """A replacement of anything in force; of a conversion with other input, mostly with its record put right."""
        berlaku = [obj for obj in self.perkara() if obj.state in BERLAKU]
        if not berlaku:
            return
        obj = data.draw(st.sampled_from(berlaku))
        oleh, sebab = self.panggung.pelaku("kepegawaian", self.hari), "Salah tulis."
        baru: list[Stateful] = []
        if isinstance(obj, Konversi):
            isi, dibetulkan = self.isian(data), data.draw(st.sampled_from([True, True, False]))

            def ganti() -> None:
                satu = konversi.buat_pengganti(self.session, obj, oleh=oleh, catatan=sebab)
                catatan = kinerja.berlaku(self.session, [obj.subjek_id], [obj.tahun]) if dibetulkan else ()
                for satu_catatan in catatan:
                    kinerja.batalkan(self.session, satu_catatan, sebab, oleh=oleh)
                konversi.ubah(self.session, satu, **isi, oleh=oleh)
                baru.append(satu)

            self.coba(ganti)
        elif isinstance(obj, PenetapanAk):
            self.coba(lambda: baru.append(penetapan_ak.buka_pengganti(self.session, obj, oleh=oleh, catatan=sebab)))
        elif isinstance(obj, PakIntegrasi):
            self.coba(lambda: baru.append(pak_integrasi.susun_pengganti(self.session, obj, oleh=oleh, catatan=sebab)))
        if baru and data.draw(st.sampled_from([True, True, False])):
            self.sampai_akhir(baru[0], data)

    def isi(self, obj: Stateful, trigger: str, data: st.DataObject) -> dict[str, Any]:
        if isinstance(obj, PenetapanAk):
            return {"tembusan": penetapan_ak.daftar_penerima(obj)}
        return {"tembusan": pak_integrasi.daftar_penerima(obj)} if isinstance(obj, PakIntegrasi) else {}

    def kerjakan(self, obj: Stateful, data: st.DataObject) -> None:
        """What a step needs: a draft is brought up to date, a returned conversion gets other input."""
        oleh = self.panggung.pelaku("kepegawaian", self.hari)
        if isinstance(obj, Konversi) and obj.state is KonversiState.DIKEMBALIKAN:
            konversi.ubah(self.session, obj, **self.isian(data), oleh=oleh)
        elif isinstance(obj, PenetapanAk) and obj.state is PenetapanAkState.DRAF:
            tahu = data.draw(st.sampled_from([None, True, False]))
            penetapan_ak.perbarui(
                self.session,
                obj,
                oleh=oleh,
                penilai_id=self.panggung.orang["penilai_kinerja"].id,
                uji_kompetensi=tahu,
                uji_kompetensi_bukti="Sertifikat",
                lowongan=tahu,
                lowongan_bukti="Penetapan kebutuhan",
            )
        elif isinstance(obj, PakIntegrasi):
            pak_integrasi.perbarui(self.session, obj, oleh=oleh, potong_profesi=Decimal(0))

    # What always holds

    @invariant()
    def saldo_konversi_adalah_yang_berlaku(self) -> None:
        """Conversions in force and nothing else make the credit of conversion."""
        buku = {
            (orang, jenjang): jumlah
            for orang, jenjang, jumlah in self.session.execute(
                select(EntriKredit.pegawai_id, EntriKredit.jenjang, func.sum(EntriKredit.jumlah))
                .where(
                    EntriKredit.perkara == "konversi",
                    EntriKredit.unsur == "konversi",
                    EntriKredit.jenis.not_in(JENIS_PEMBUKA),
                )
                .group_by(EntriKredit.pegawai_id, EntriKredit.jenjang)
            )
            if jumlah
        }
        berlaku: dict[tuple[int, str | None], Decimal] = {}
        for k in self.session.scalars(select(Konversi).where(Konversi.state == KonversiState.DITETAPKAN)):
            tempat = (k.subjek_id, k.jenjang)
            berlaku[tempat] = berlaku.get(tempat, Decimal(0)) + (k.jumlah or Decimal(0))
        assert buku == berlaku

    @invariant()
    def bulan_dikonversi_sekali(self) -> None:
        sudah: set[tuple[int, int, int]] = set()
        for k in self.session.scalars(select(Konversi).where(Konversi.state == KonversiState.DITETAPKAN)):
            bulan = {(k.subjek_id, k.tahun, b) for b in range(k.bulan_mulai, k.bulan_selesai + 1)}
            assert not bulan & sudah
            sudah |= bulan

    @invariant()
    def setiap_angka_penetapan_punya_asal(self) -> None:
        for obj in self.session.scalars(select(PenetapanAk).where(PenetapanAk.state != PenetapanAkState.DRAF)):
            bagian = uraian(self.session, obj)
            for kode, isi in obj.rincian["baris"].items():
                assert bagian.get(kode, UraianBaris()).jumlah() == {k: Decimal(n) for k, n in isi.items()}

    @invariant()
    def sesudah_integrasi_akun_lama_kosong(self) -> None:
        for obj in self.session.scalars(select(PakIntegrasi).where(PakIntegrasi.state.in_(pak_integrasi.BERLAKU))):
            sisa = saldo_konvensional(self.session, [obj.subjek_id]).get(obj.subjek_id, {})
            assert not any(sisa.values())


@pytest.mark.timeout(600)
def test_credit_and_decisions_agree_whatever_people_do(koneksi_panggung: Connection):
    KantorKonversi.koneksi = koneksi_panggung
    run_state_machine_as_test(
        KantorKonversi,
        settings=settings(
            max_examples=int(os.environ.get("CONTOH_STATEFUL", "10")),
            stateful_step_count=25,
            deadline=None,
            derandomize=bool(os.environ.get("CI")),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
