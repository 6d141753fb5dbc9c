"""Whom each mail of the workflows reaches: the exact people, and nobody who has no part in the case."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests import pabrik
from tests.panggung import Panggung
from workflow_app.demo.orang import saldo_awal
from workflow_app.models import Kedudukan, KonflikKepentingan, OutboxMessage, Pak, Pegawai, Penilaian, Peran, Stateful
from workflow_app.permissions import penerima
from workflow_app.services import konversi, pak_integrasi, penetapan_ak
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.engine import KirimSurat

ANGGOTA = ("ketua", "wakil", "sekretaris", "penilai1", "penilai2", "penilai3", "penilai4")
AKUN = {
    Peran.ATASAN: ("atasan",),
    Peran.PENGUSUL: ("pengusul",),
    Peran.SEKRETARIAT: ("sekretariat",),
    Peran.KETUA_TIM: ("ketua",),
    Peran.SEKRETARIS_TIM: ("sekretaris",),
    Peran.ANGGOTA_TIM: ANGGOTA,
    Peran.PENETAP: ("penetap",),
    Peran.KEPEGAWAIAN: ("kepegawaian",),
    Peran.PENILAI_KINERJA: ("penilai_kinerja",),
}
KONVERSI = dt.date(2024, 12, 31)
PASANGAN = sorted(
    {(w.name, p) for w in WORKFLOWS for s in w.steps for e in s.effects if isinstance(e, KirimSurat) for p in e.kepada},
    key=lambda pasangan: (pasangan[0], pasangan[1].value),
)


def perkara_konversi(panggung: Panggung, workflow: str) -> Stateful:
    """A case of the conversion regime about an officer of the agency."""
    session, prakom = panggung.session, panggung.orang["prakom"]
    oleh = panggung.pelaku("kepegawaian", KONVERSI)
    if workflow == "pak_integrasi":
        saldo_awal(session, prakom, Decimal(20))
        integrasi = pak_integrasi.susun(session, prakom, oleh=oleh)
        pak_integrasi.paraf(session, integrasi, oleh=oleh)
        return integrasi
    penilai = panggung.orang["penilai_kinerja"]
    if workflow == "penetapan_ak":
        prakom.atasan_id = penilai.id
        session.flush()
        session.expire(prakom, ["atasan"])
        return penetapan_ak.buka(session, prakom, oleh=oleh)
    return konversi.buat(
        session,
        prakom,
        tahun=KONVERSI.year,
        bulan_mulai=1,
        bulan_selesai=12,
        predikat="baik",
        bukti="SKP",
        penilai_id=penilai.id,
        oleh=oleh,
    )


def perkara(panggung: Panggung, workflow: str) -> tuple[Stateful, Any]:
    if workflow in {"konversi", "penetapan_ak", "pak_integrasi"}:
        return perkara_konversi(panggung, workflow), KONVERSI
    if workflow == "pak":
        pak, jadwal = panggung.pak("menunggu_tanda_tangan")
        return pak, jadwal.paraf
    if workflow == "keberatan":
        keberatan, jadwal = panggung.keberatan("ditelaah")
        return keberatan, jadwal.sidang
    dupak, jadwal = panggung.sampai("penilaian" if workflow == "penilaian" else "sidang")
    if workflow == "penilaian":
        return panggung.penilaian(dupak)[1], jadwal.nilai
    return (panggung.ruang(dupak, jadwal.sidang) if workflow == "sidang" else dupak), jadwal.sidang


@pytest.mark.parametrize(("workflow", "peran"), PASANGAN, ids=str)
def test_a_mail_reaches_those_who_hold_the_role_towards_the_case(panggung: Panggung, workflow, peran):
    obj, hari = perkara(panggung, workflow)
    dapat = {p.id for p in penerima(panggung.session, obj, peran, hari)}
    if peran is Peran.PRAKOM:
        assert dapat == {obj.subjek_id}
    elif peran is Peran.ANGGOTA_TIM and isinstance(obj, Penilaian):
        assert dapat == {obj.penilai_id}
    else:
        assert dapat == {panggung.orang[akun].id for akun in AKUN[peran]}


def test_every_role_that_gets_mail_can_hold_a_case(panggung: Panggung):
    assert {p for _, p in PASANGAN} <= {*AKUN, Peran.PRAKOM}
    assert {w for w, _ in PASANGAN} == set(BY_NAME)


def test_a_step_puts_down_its_mails_with_the_act_they_tell_of(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    sejak = panggung.session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id.desc())).first() or 0
    masukan = Masukan(panggung.pelaku("pengusul", jadwal.usulkan), dupak.version, "Perbaiki butir pertama.")
    ambil(panggung.session, dupak, "kembalikan_pengusul", masukan)
    (surat,) = panggung.session.scalars(
        select(OutboxMessage).where(OutboxMessage.id > sejak, OutboxMessage.kind == "surat")
    )
    assert surat.payload == {
        "workflow": "dupak",
        "object_id": dupak.id,
        "seq": dupak.audit_seq,
        "templat": "dupak_dikembalikan",
        "kepada": ["prakom", "atasan"],
    }


def test_no_mail_about_himself_reaches_an_official_as_an_official(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    for akun in ("sekretariat", "ketua", "kepegawaian"):
        dupak.subjek_id = panggung.orang[akun].id
        panggung.session.flush()
        for peran in (Peran.SEKRETARIAT, Peran.KETUA_TIM, Peran.KEPEGAWAIAN, Peran.ANGGOTA_TIM):
            assert dupak.subjek_id not in {p.id for p in penerima(panggung.session, dupak, peran, jadwal.sidang)}


def test_a_vacant_or_barred_seat_sends_its_mail_to_the_deputy(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    wakil = panggung.orang["wakil"].id

    def ketua() -> list[int]:
        return [p.id for p in penerima(panggung.session, dupak, Peran.KETUA_TIM, jadwal.sidang)]

    ketua_id = panggung.orang["ketua"].id
    assert ketua() == [ketua_id]
    panggung.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=ketua_id, alasan="Ipar."))
    panggung.session.flush()
    assert ketua() == [wakil]
    lain, _ = panggung.sampai("sidang")
    kursi = next(k for k in panggung.agensi.tim.anggota if k.kedudukan is Kedudukan.KETUA)
    kursi.selesai = kursi.mulai
    panggung.session.flush()
    assert [p.id for p in penerima(panggung.session, lain, Peran.KETUA_TIM, jadwal.sidang)] == [wakil]


def test_people_who_left_get_no_mail(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    dupak.subjek.aktif = False
    panggung.session.flush()
    assert penerima(panggung.session, dupak, Peran.PRAKOM, jadwal.sidang) == []


def test_mail_stays_in_the_unit_and_the_institution(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    unit_lain = pabrik.unit(panggung.session, instansi=panggung.agensi.instansi)
    sini, sana = (panggung.orang_baru() for _ in range(2))
    pabrik.penugasan(panggung.session, sini, Peran.PENGUSUL, unit_id=dupak.unit_id)
    pabrik.penugasan(panggung.session, sana, Peran.PENGUSUL, unit_id=unit_lain.id)
    dapat = {p.id for p in penerima(panggung.session, dupak, Peran.PENGUSUL, jadwal.usulkan)}
    assert dapat == {panggung.orang["pengusul"].id, sini.id}


def test_the_official_who_signs_today_is_told(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    pabrik.ketidakhadiran(panggung.session, panggung.orang["penetap"], mulai=jadwal.tetapkan, selesai=jadwal.tetapkan)
    dapat = penerima(panggung.session, pak, Peran.PENETAP, jadwal.tetapkan)
    assert [p.id for p in dapat] == [panggung.orang["penetap_ti"].id]
    assert isinstance(pak, Pak)
    assert all(isinstance(p, Pegawai) for p in dapat)
