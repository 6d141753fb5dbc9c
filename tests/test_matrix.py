"""The rights matrix over HTTP: each (state, trigger, role) that is not in tests/matrix is refused and writes nothing.

The demo gives a case in every state and a person for every role. A triple in the files is not refused for its role or
its state; a guard may still say no. Claims are acted on in 2022, cases of the conversion regime after it began.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.panggung import buang, hitung, salin
from workflow_app import create_app
from workflow_app.config import Settings
from workflow_app.demo.konversi import PALING_AWAL
from workflow_app.demo.orang import KURSI, PEJABAT, PERAN, PRAKOM
from workflow_app.extensions import db, limiter
from workflow_app.models import Pegawai, Penilaian, Peran, Stateful
from workflow_app.permissions import Pelaku, boleh_melihat, muat_pelaku, peran_terhadap
from workflow_app.states import BY_NAME, WORKFLOWS

KONVERSI = ("konversi", "penetapan_ak", "pak_integrasi")
KE_PINTU = 303
ORANG_LAIN = "orang_lain"
ANGGOTA_LAIN = "anggota_lain"
PENETAP_LAIN = "penetap_lain"
#: One account for each role that is held by assignment or by a seat.
AKUN = {
    **{peran: akun for akun, peran in reversed(PERAN.items())},
    Peran.ATASAN: "atasan",
    Peran.KETUA_TIM: "ketua",
    Peran.WAKIL_KETUA_TIM: "wakil",
    Peran.SEKRETARIS_TIM: "sekretaris",
    Peran.ANGGOTA_TIM: "penilai1",
}
NAMA = {akun: nama for akun, nama, *_ in (*PEJABAT, *PRAKOM)}
KEADAAN = [(w.name, s.value) for w in WORKFLOWS for s in w.states]


def boleh(nama: str) -> dict[tuple[str, str], set[str]]:
    """Roles by (state, trigger), from the file."""
    isi = (Path(__file__).parent / "matrix" / f"{nama}.csv").read_text(encoding="utf-8").splitlines()
    baris = csv.DictReader(b for b in isi if not b.startswith("#"))
    return {(b["state"], b["trigger"]): set(b["roles"].split()) for b in baris}


class Gelanggang:
    """The application on a copy of the demo in which everybody is signed in, and a way back to its first state."""

    def __init__(self, templat_demo: str, folder: Path, hari: dt.date) -> None:
        self._folder, self.hari = folder, hari
        self._templat = salin(templat_demo, folder / "templat.db")
        engine = create_engine(self._templat)
        with Session(engine) as session:
            self.kunci = {
                p.id: pabrik.sesi(session, pabrik.akun_dari(session, p)) for p in session.scalars(select(Pegawai))
            }
            session.commit()
        engine.dispose()
        self.url, self.app = "", Flask("kosong")
        self._nomor = 0
        self.pulihkan()

    def pulihkan(self) -> None:
        """Begin anew with an untouched copy."""
        self.tutup()
        self._nomor += 1
        self.url = salin(self._templat, self._folder / f"salinan{self._nomor}.db")
        settings = Settings(
            INSTANCE_DIR=self._folder,
            DATABASE_URL=self.url,
            SECRET_KEY="kunci-rahasia-untuk-pengujian-saja-0123456789",
            AUDIT_KEY="kunci-audit-untuk-pengujian-saja-0123456789",
            TANGGAL_APLIKASI=self.hari,
        )
        self.app = create_app(settings)
        self.app.config["WTF_CSRF_ENABLED"] = False  # form tokens have tests of their own
        self.engine = create_engine(self.url)
        self.session = Session(self.engine, expire_on_commit=False)

    def tutup(self) -> None:
        """Let go of the database."""
        if self.url:
            self.session.close()
            self.engine.dispose()
            with self.app.app_context():
                db.engine.dispose()
            buang(self.url)

    def masuk(self, pegawai_id: int) -> FlaskClient:
        """A browser in which the person is signed in."""
        klien = self.app.test_client()
        with klien.session_transaction() as kue:
            kue["_user_id"], kue["_fresh"] = self.kunci[pegawai_id], True
        return klien

    def perkara(self, workflow: str, state: str) -> Stateful:
        """The demo's case in a state."""
        model = BY_NAME[workflow].model
        return self.session.scalars(select(model).where(model.state == state).order_by(model.id).limit(1)).one()

    def orang(self, obj: Stateful) -> Iterator[tuple[str, Pegawai]]:
        """A person for every role towards the case, and some who hold a role towards other cases only."""
        nama = {p.nama: p for p in self.session.scalars(select(Pegawai))}
        for peran in Peran:
            if peran is Peran.PRAKOM:
                yield peran.value, self._satu(obj.subjek_id) if obj.subjek_id else nama[NAMA["terampil"]]
            elif peran is Peran.ANGGOTA_TIM and isinstance(obj, Penilaian):
                yield peran.value, obj.penilai
                menilai = select(Penilaian.penilai_id).where(Penilaian.dupak_id == obj.dupak_id)
                dua = set(self.session.scalars(menilai))
                yield (
                    ANGGOTA_LAIN,
                    next(p for a in KURSI if (p := nama[NAMA[a]]).id not in dua and a.startswith("penilai")),
                )
            elif peran is Peran.PENETAP:
                yield peran.value, nama[NAMA["penetap"]]
                yield PENETAP_LAIN, nama[NAMA["penetap_ti"]]
            elif peran is not Peran.SISTEM:
                yield peran.value, nama[NAMA[AKUN[peran]]]
        yield ORANG_LAIN, nama[NAMA["utama"]]

    def pelaku(self, orang: Pegawai) -> Pelaku:
        """A person with his roles of the day."""
        return muat_pelaku(self.session, orang, self.hari)

    def _satu(self, pegawai_id: int) -> Pegawai:
        return self.session.get_one(Pegawai, pegawai_id)


Arena = Callable[[str], Gelanggang]


@pytest.fixture(scope="module")
def arena(templat_demo: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """`arena(workflow)`: the application on a day on which the workflow is at work."""
    hasil: dict[dt.date, Gelanggang] = {}

    def pada(workflow: str) -> Gelanggang:
        hari = PALING_AWAL if workflow in KONVERSI else pabrik.HARI_INI
        if hari not in hasil:
            hasil[hari] = Gelanggang(templat_demo, tmp_path_factory.mktemp("matrix"), hari)
        return hasil[hari]

    yield pada
    for satu in hasil.values():
        satu.tutup()
    limiter.reset()


@pytest.mark.parametrize(("workflow", "state"), KEADAAN)
@pytest.mark.timeout(300)
def test_triples_outside_the_file_are_refused_and_those_inside_are_not(arena: Arena, workflow, state):
    gelanggang, file = arena(workflow), boleh(workflow)
    pemicu = sorted({trigger for _, trigger in file})
    obj = gelanggang.perkara(workflow, state)
    mulai = hitung(gelanggang.session)
    terbuka: list[tuple[str, int, str]] = []
    for peran, orang in gelanggang.orang(obj):
        klien, hadir = gelanggang.masuk(orang.id), orang.aktif
        terlihat = boleh_melihat(gelanggang.session, gelanggang.pelaku(orang), obj)
        for trigger in pemicu:
            berhak = file.get((state, trigger), set())
            if peran in berhak:
                terbuka.append((peran, orang.id, trigger))
                continue
            jawaban = kirim(klien, obj, trigger)
            # The officer of a closed file has left and cannot sign in any more.
            diharapkan = KE_PINTU if not hadir else 404 if not terlihat else 403 if berhak else 409
            assert jawaban == diharapkan, (peran, trigger, jawaban)
        gelanggang.session.rollback()
        assert hitung(gelanggang.session) == mulai, peran
    for peran, orang_id, trigger in terbuka:
        obj = gelanggang.perkara(workflow, state)
        pelaku = gelanggang.pelaku(gelanggang.session.get_one(Pegawai, orang_id))
        terlihat = boleh_melihat(gelanggang.session, pelaku, obj)
        jawaban = kirim(gelanggang.masuk(orang_id), obj, trigger)
        # The secretariat meets a file that was never brought to it only once its officer has left.
        assert jawaban in ({303, 422} if terlihat else {404}), (peran, trigger, jawaban)
        gelanggang.session.rollback()
        if jawaban == 303:
            gelanggang.pulihkan()
        else:
            assert hitung(gelanggang.session) == mulai, (peran, trigger)


def kirim(klien: FlaskClient, obj: Stateful, trigger: str) -> int:
    """Press the button of a step with nothing but a reason; the status of the answer."""
    nama = next(w.name for w in WORKFLOWS if isinstance(obj, w.model))
    alamat = f"/{nama}/{obj.id}/langkah/{trigger.replace('_', '-')}"
    return klien.post(alamat, data={"version": obj.version, "catatan": "Uji hak."}).status_code


@pytest.mark.parametrize(("workflow", "state"), KEADAAN)
def test_people_of_the_matrix_hold_the_role_they_stand_for(arena: Arena, workflow, state):
    """Towards the case each holds that role or none, and beside a seat only ANGGOTA_TIM."""
    gelanggang = arena(workflow)
    obj = gelanggang.perkara(workflow, state)
    dipakai = {r for roles in boleh(workflow).values() for r in roles}
    for peran, orang in gelanggang.orang(obj):
        punya = peran_terhadap(gelanggang.session, gelanggang.pelaku(orang), obj)
        ada = {p.value for p in punya}
        assert ada - {peran, "anggota_tim"} == set(), peran
        if any(
            (state, trigger) in boleh(workflow) and peran in roles for (_, trigger), roles in boleh(workflow).items()
        ):
            assert peran in ada or obj.tim_id is None, peran
        if peran in {ORANG_LAIN, PENETAP_LAIN} or (peran == ANGGOTA_LAIN and workflow == "penilaian"):
            assert not ada & dipakai, peran


@pytest.mark.parametrize("daftar", [KONVERSI, tuple(w.name for w in WORKFLOWS if w.name not in KONVERSI)])
def test_people_who_are_not_signed_in_are_sent_to_the_door(arena: Arena, daftar: tuple[str, ...]):
    gelanggang = arena(daftar[0])
    tamu = gelanggang.app.test_client()
    mulai = hitung(gelanggang.session)
    for workflow, state in KEADAAN:
        if workflow in daftar:
            obj = gelanggang.perkara(workflow, state)
            for step in BY_NAME[workflow].from_state(obj.state):
                assert kirim(tamu, obj, step.trigger) == KE_PINTU
    assert hitung(gelanggang.session) == mulai
