"""People at random take steps at random, on a small agency; whatever happens, the promises of the engine hold.

Each rule acts through the services as a screen would: commit on success, roll back on refusal. Between the steps the
people do what steps need (sign statements, mark items, record attendance), and the days go by.
"""

import datetime as dt
import os
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.panggung import Panggung, hitung, jejak
from workflow_app import audit
from workflow_app.demo.orang import PEJABAT
from workflow_app.errors import Galat
from workflow_app.models import (
    AuditEntry,
    CaraPutus,
    Dupak,
    DupakState,
    HasilAgenda,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    Pegawai,
    Penilaian,
    PenilaianState,
    Peran,
    Sidang,
    SidangState,
    Stateful,
)
from workflow_app.selisih import butir_untuk_sidang
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import harian, pemeriksaan
from workflow_app.services import keberatan as layanan_keberatan
from workflow_app.services import pak as layanan_pak
from workflow_app.services import penilaian as layanan_penilaian
from workflow_app.services import sidang as layanan_sidang
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.services.penilaian import IsiNilai
from workflow_app.services.sidang import IsiHasil
from workflow_app.states import WORKFLOWS
from workflow_app.states.engine import available, workflow_of

HARI = dt.timedelta(days=1)
MASA = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))
#: Days on which something can be done; the plenary of January 2022 is held from the 5th to the 14th.
HARI_KERJA = [
    dt.date(2021, 7, 5),
    dt.date(2021, 8, 2),
    dt.date(2021, 12, 1),
    *(dt.date(2022, 1, n) for n in range(5, 29)),
]
TERBUKA = {PakState.DRAF, PakState.DIPARAF, PakState.MENUNGGU_TANDA_TANGAN, PakState.DIKEMBALIKAN}
SEMUA_LANGKAH = [(w.name, t) for w in WORKFLOWS for t in sorted({s.trigger for s in w.steps})]
PEMAIN = [akun for akun, *_ in PEJABAT if akun not in {"kontrak", "pemeriksa", "pembentuk", "berwenang", "pembina"}]
AWAL = ["draf", "diajukan", "diusulkan", "pemeriksaan", "penilaian", "sidang", "sidang", "diputuskan", "diputuskan"]
SAAT = {"diajukan": "setujui", "diusulkan": "terima", "pemeriksaan": "tugaskan", "penilaian": "nilai"}
SAAT |= {"sidang": "sidang", "diputuskan": "sidang"}
"""Which day of the schedule is today for a case in a state."""
KEJADIAN = ["pagi_di_kantor"] * 5 + ["siapa_saja_mencoba"] * 2 + ["hari_berlalu", "menjadwalkan_sidang"] * 2
KEJADIAN += ["berkeberatan", "mengganti_pak", "waktu_bertindak", "orang_pergi"]
PENGAKHIR = {"tarik", "tolak", "tutup_berkas", "batalkan", "mundur", "cabut"}
"""Ends of the road, a third as likely as the other steps, or few cases would come far."""


class Kantor(RuleBasedStateMachine):
    """The agency and its people. `koneksi` is given by the test; each run is undone at its end."""

    koneksi: ClassVar[Connection]

    def __init__(self) -> None:
        super().__init__()
        self.luar = self.koneksi.begin()
        self.session = Session(self.koneksi, expire_on_commit=False, join_transaction_mode="create_savepoint")
        self.panggung = Panggung(self.session)
        self.hari = HARI_KERJA[0]
        self.versi: dict[tuple[str, int], int] = {}
        self.langkah_diambil = 0

    def teardown(self) -> None:
        self.session.close()
        self.luar.rollback()

    # What there is

    def perkara(self) -> list[Stateful]:
        return [obj for w in WORKFLOWS for obj in self.session.scalars(select(w.model).order_by(w.model.id))]

    def orang(self) -> list[Pegawai]:
        """Everybody with a part to play: officials, members of the team, and the officers of the cases."""
        lain = {obj.subjek_id for obj in self.perkara()}
        return [*(self.panggung.orang[a] for a in PEMAIN), *(p for p in self.panggung.agensi.lain if p.id in lain)]

    def coba(self, tindakan: Callable[[], object]) -> bool:
        """Act, and commit; a refusal is rolled back and must have written nothing."""
        self.session.commit()
        sebelum = hitung(self.session)
        try:
            tindakan()
        except Galat:
            self.session.rollback()
            assert hitung(self.session) == sebelum, "a refused act wrote something"
            return False
        self.session.commit()
        return True

    # What people do

    @initialize(awal=st.lists(st.sampled_from(AWAL), min_size=2, max_size=3), lama=st.sampled_from([10, 51]))
    def mulai(self, awal: list[str], lama: int) -> None:
        for state in awal:
            _, jadwal = self.panggung.sampai(state, self.panggung.prakom(Decimal(lama)), masa=MASA)
            self.hari = max(self.hari, getattr(jadwal, SAAT.get(state, "kirim")))
        self.session.commit()

    @rule(apa=st.sampled_from(KEJADIAN), data=st.data())
    def kejadian(self, apa: str, data: st.DataObject) -> None:
        # One rule for all: Hypothesis switches some of several rules off for a whole run, and few cases would move.
        getattr(self, apa)(data)

    def hari_berlalu(self, data: st.DataObject) -> None:
        """Two times out of three a day or a few, else a leap."""
        nanti = [h for h in HARI_KERJA if h > self.hari] or [self.hari]
        self.hari = data.draw(st.sampled_from([nanti[0], nanti[0], nanti[len(nanti) // 2]]))

    def pagi_di_kantor(self, data: st.DataObject) -> None:
        """Cases are taken up one after the other by people who may; what a step needs is done before."""
        for _ in range(4):
            hidup = [obj for obj in self.perkara() if obj.state not in workflow_of(obj).final] or self.perkara()
            obj = data.draw(st.sampled_from(hidup))
            self.coba(lambda obj=obj: self.kerjakan(obj, data))  # type: ignore[misc]
            terbuka = self.terbuka(obj)
            if terbuka:
                trigger, oleh = data.draw(st.sampled_from(terbuka))
                self.ambil(obj, trigger, oleh, "Alasan yang cukup.", obj.version, data)

    def siapa_saja_mencoba(self, data: st.DataObject) -> None:
        """Anybody tries anything, with or without a reason, sometimes from a page that is out of date."""
        obj = data.draw(st.sampled_from(self.perkara()))
        trigger = data.draw(st.sampled_from([t for n, t in SEMUA_LANGKAH if n == workflow_of(obj).name]))
        oleh = data.draw(st.sampled_from(self.orang()))
        catatan = data.draw(st.sampled_from(["Alasan yang cukup.", " ", None]))
        self.ambil(obj, trigger, oleh, catatan, obj.version - data.draw(st.sampled_from([0, 0, 1])), data)

    def terbuka(self, obj: Stateful) -> list[tuple[str, Pegawai]]:
        """Every step of a case that is open to somebody, with one such person; ends of the road less often."""
        hasil: dict[str, Pegawai] = {}
        for orang in self.orang():
            for satu in available(self.session, obj, self.panggung.pelaku(orang, self.hari)):
                if not satu.alasan:
                    hasil.setdefault(satu.step.trigger, orang)
        lanjut = [(t, p) for t, p in hasil.items() if t not in PENGAKHIR]
        return lanjut * 3 + [(t, p) for t, p in hasil.items() if t in PENGAKHIR]

    def ambil(
        self, obj: Stateful, trigger: str, oleh: Pegawai, catatan: str | None, versi: int, data: st.DataObject
    ) -> None:
        dari = str(obj.state)
        masukan = Masukan(self.panggung.pelaku(oleh, self.hari), versi, catatan, self.isi(obj, trigger, data))
        if self.coba(lambda: ambil(self.session, obj, trigger, masukan)):
            self.langkah_diambil += 1
            entri = next(e for e in reversed(jejak(self.session, obj)) if e.trigger == trigger)
            assert (entri.from_state, entri.actor_id) == (dari, oleh.id)

    def isi(self, obj: Stateful, trigger: str, data: st.DataObject) -> dict[str, Any]:
        """Fields of the step's form, mostly right."""
        anggota = [self.panggung.orang[f"penilai{n}"].id for n in range(1, 5)]
        isi: dict[str, Any] = {
            "surat_pengantar_nomor": "800/1",
            "surat_pengantar_tanggal": self.hari,
            "baris": ["skp_tahun_1"],
            "kelengkapan_sampai": self.hari + 7 * HARI,
            "bebas_konflik": True,
            "konflik": data.draw(st.booleans()),
            "tanggal": self.hari + data.draw(st.integers(0, 3)) * HARI,
            "nomor": f"{obj.id}/BA",
            "penelaah_id": data.draw(st.sampled_from(anggota)),
        }
        if isinstance(obj, Dupak):
            isi["butir"] = [b.id for b in obj.butir[: data.draw(st.integers(0, 2))]]
            perlu = 2 - len(self.panggung.penilaian(obj))
            isi["penilai"] = data.draw(st.permutations(anggota))[: max(perlu, data.draw(st.sampled_from([0, 0, 1])))]
        if isinstance(obj, Pak):
            isi["tembusan"] = layanan_pak.daftar_penerima(obj)
        return isi

    def kerjakan(self, obj: Stateful, data: st.DataObject) -> None:
        p, session = self.panggung, self.session
        if isinstance(obj, Dupak) and obj.state is DupakState.DIAJUKAN:
            for s in obj.spmk:
                layanan_dupak.baca_spmk(session, obj, s.unsur, oleh=p.pelaku(obj.atasan, self.hari))
                layanan_dupak.tandatangani_spmk(session, obj, s.unsur, oleh=p.pelaku(obj.atasan, self.hari))
        elif isinstance(obj, Dupak) and obj.state is DupakState.PEMERIKSAAN:
            p.lakon.lengkapi(obj, self.hari)
        elif isinstance(obj, Dupak) and obj.state is DupakState.DIKEMBALIKAN:
            pemeriksaan.jawab_kelengkapan(
                session, obj, {"skp_tahun_1": "Terlampir."}, oleh=p.pelaku(obj.subjek, self.hari)
            )
        elif isinstance(obj, Penilaian) and obj.state is PenilaianState.DINILAI:
            potong = Decimal(data.draw(st.sampled_from(["0", "0", "0.001"])))
            nilai = [IsiNilai(b.id, b.jumlah - potong, "Bukti kurang.") for b in obj.dupak.butir]
            layanan_penilaian.simpan_nilai(session, obj, nilai, oleh=p.pelaku(obj.penilai, self.hari))
        elif isinstance(obj, Keberatan) and obj.state is KeberatanState.DITELAAH:
            jawaban = {b.item_id: "Diperiksa." for b in obj.butir}
            layanan_keberatan.jawab(session, obj, jawaban, oleh=p.pelaku("sekretaris", self.hari))
        elif isinstance(obj, Sidang):
            self.bersidang(obj, data)

    def bersidang(self, ruang: Sidang, data: st.DataObject) -> None:
        oleh = self.panggung.pelaku("sekretaris", self.hari)
        hadir = {k.pegawai_id: True for k in ruang.tim.anggota_pada(self.hari)}
        layanan_sidang.catat_kehadiran(self.session, ruang, hadir, oleh=oleh)
        if ruang.state is not SidangState.BERLANGSUNG:
            return
        hasil = {a.dupak_id: (data.draw(st.sampled_from(HasilAgenda)), "Menurut sidang.") for a in ruang.agenda}
        for agenda in ruang.agenda:
            for item in butir_untuk_sidang(self.session, agenda.dupak, self.hari):
                layanan_sidang.beri_nilai_sidang(
                    self.session, ruang, agenda.id, item.id, item.jumlah, "Bukti diterima.", oleh=oleh
                )
            putus, catatan = hasil[agenda.dupak_id]
            isi = IsiHasil(putus, CaraPutus.MUFAKAT, catatan=catatan)
            layanan_sidang.catat_hasil(self.session, ruang, agenda.id, isi, oleh=oleh)

    def menjadwalkan_sidang(self, data: st.DataObject) -> None:
        siap = list(self.session.scalars(select(Dupak).where(Dupak.state == DupakState.SIDANG).order_by(Dupak.id)))
        if siap:
            daftar = siap[data.draw(st.sampled_from([0, 0, 1])) :] or siap
            putaran = self.panggung.putaran(siap[0])
            self.coba(lambda: self.panggung.lakon.jadwalkan(putaran, daftar, self.hari, self.hari))

    def berkeberatan(self, data: st.DataObject) -> None:
        daftar = list(self.session.scalars(select(Dupak).order_by(Dupak.id)))
        dupak = data.draw(st.sampled_from([d for d in daftar if d.state is DupakState.DIPUTUSKAN] or daftar))
        oleh = data.draw(st.sampled_from([dupak.subjek, dupak.subjek, dupak.atasan]))
        isi = {dupak.butir[0].id: "Bukti lengkap."}
        self.coba(
            lambda: layanan_keberatan.ajukan(self.session, dupak, isi, oleh=self.panggung.pelaku(oleh, self.hari))
        )

    def mengganti_pak(self, data: st.DataObject) -> None:
        daftar = list(self.session.scalars(select(Pak).order_by(Pak.id)))
        if daftar:
            lama = data.draw(st.sampled_from(daftar))
            oleh = self.panggung.pelaku("sekretaris", self.hari)
            self.coba(lambda: layanan_pak.susun_pengganti(self.session, lama, oleh=oleh, catatan="Salah tulis."))

    def orang_pergi(self, data: st.DataObject) -> None:
        """An official is away for a week; an officer sometimes for good."""
        orang = data.draw(st.sampled_from(self.orang()))
        if orang in self.panggung.agensi.lain:
            orang.aktif = data.draw(st.booleans())
        else:
            pabrik.ketidakhadiran(self.session, orang, mulai=self.hari, selesai=self.hari + 7 * HARI)
        self.session.commit()

    def waktu_bertindak(self, data: st.DataObject) -> None:
        for jatuh in harian.yang_jatuh(self.session, self.hari):
            self.coba(lambda jatuh=jatuh: harian.kerjakan(self.session, jatuh, self.hari))  # type: ignore[misc]

    # What always holds

    @invariant()
    def jejak_menuju_status(self) -> None:
        for obj in self.perkara():
            alur, entri = workflow_of(obj), jejak(self.session, obj)
            assert [e.seq for e in entri] == list(range(1, obj.audit_seq + 1))
            dari = ""
            for e in entri:
                assert e.from_state == dari
                asal = alur.states(e.from_state) if e.from_state else None
                step = alur.step(e.trigger, asal)
                assert step is not None
                assert step.dest.value == e.to_state
                assert Peran(e.role) in step.roles
                assert not step.note_required or e.note
                dari = e.to_state
            assert dari == str(obj.state)

    @invariant()
    def rantai_utuh(self) -> None:
        assert list(audit.periksa(self.session, [(w.name, w.model) for w in WORKFLOWS])) == []

    @invariant()
    def setiap_baris_jejak_milik_satu_perkara(self) -> None:
        jumlah = self.session.scalar(select(func.count()).select_from(AuditEntry))
        assert jumlah == sum(obj.audit_seq for obj in self.perkara())

    @invariant()
    def tidak_seorang_pun_memutus_perkaranya(self) -> None:
        for obj in self.perkara():
            for e in jejak(self.session, obj):
                assert obj.subjek_id is None or e.actor_id != obj.subjek_id or e.role == Peran.PRAKOM.value

    @invariant()
    def versi_tidak_mundur(self) -> None:
        for obj in self.perkara():
            kunci = (workflow_of(obj).name, obj.id)
            assert obj.version >= self.versi.get(kunci, 0)
            self.versi[kunci] = obj.version

    @invariant()
    def satu_pak_terbuka_per_dupak(self) -> None:
        hidup: dict[int, list[Pak]] = {}
        for pak in self.session.scalars(select(Pak)):
            hidup.setdefault(pak.dupak_id, []).append(pak)
        for daftar in hidup.values():
            assert len([p for p in daftar if p.state in TERBUKA]) <= 1
            assert len([p for p in daftar if p.state in {PakState.DITETAPKAN, PakState.DIKIRIM}]) <= 1

    @invariant()
    def pemegang_dapat_melangkah(self) -> None:
        for obj in self.perkara():
            alur = workflow_of(obj)
            if obj.state in alur.final:
                assert (obj.pemegang, obj.tenggat) == (Peran.SISTEM, None)


@pytest.mark.timeout(600)
def test_the_promises_hold_whatever_people_do(koneksi_panggung: Connection):
    Kantor.koneksi = koneksi_panggung
    run_state_machine_as_test(
        Kantor,
        settings=settings(
            max_examples=int(os.environ.get("CONTOH_STATEFUL", "10")),
            stateful_step_count=25,
            deadline=None,
            derandomize=bool(os.environ.get("CI")),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
