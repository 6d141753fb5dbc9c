"""The engine: refusals, atomic writing, deadlines, who acts in whose place, and what one step costs."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import pabrik
from tests.panggung import Panggung, hitung, jejak
from workflow_app.errors import Conflict, Refused, WrongState
from workflow_app.models import (
    AnggotaTim,
    Dupak,
    DupakState,
    HariLibur,
    Instansi,
    JenisInstansi,
    Kedudukan,
    KonflikKepentingan,
    Pak,
    Pegawai,
    PenugasanPeran,
    Peran,
    Stateful,
)
from workflow_app.models.kalender import TahapPutaran
from workflow_app.permissions import peran_terhadap, sistem
from workflow_app.services import sidang as layanan_sidang
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.states import WORKFLOWS
from workflow_app.states.engine import available, perform, start, touch
from workflow_app.tahap import Tahap

HARI = dt.timedelta(days=1)
AKAR = Path(__file__).resolve().parent.parent
TABEL_BERSTATUS = "|".join(w.model.__name__ for w in WORKFLOWS)


@contextmanager
def mengganggu(session: Session, ke: int | None) -> Iterator[list[str]]:
    """Collect the statements of the block; the `ke`-th one fails before it reaches the database."""
    perintah: list[str] = []

    def catat(koneksi, kursor, sql, isi, konteks, banyak) -> None:
        if re.match(r"(RELEASE|SAVEPOINT|ROLLBACK)", sql):
            return
        perintah.append(sql)
        if len(perintah) == ke:
            raise RuntimeError("disk penuh")

    koneksi = session.connection()
    event.listen(koneksi, "before_cursor_execute", catat)
    try:
        yield perintah
    finally:
        event.remove(koneksi, "before_cursor_execute", catat)


def peran(panggung: Panggung, orang: str | Pegawai, obj: Stateful, hari: dt.date = pabrik.HARI_INI) -> set[Peran]:
    return set(peran_terhadap(panggung.session, panggung.pelaku(orang, hari), obj))


# Refusals


def test_every_reason_comes_with_its_rule_at_once(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    with pytest.raises(Refused) as galat:
        panggung.ambil(dupak, "tugaskan_penilai", "ketua", jadwal.tugaskan)
    alasan = galat.value.alasan
    assert len(alasan) > 9
    assert len({str(a.aturan) for a in alasan}) > 1
    assert all(str(a.aturan) and str(a.pesan).endswith(".") for a in alasan)
    assert not galat.value.tentang_hak


def test_a_wrong_role_is_told_its_role_and_nothing_of_the_case(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    with pytest.raises(Refused) as galat:
        panggung.ambil(dupak, "tugaskan_penilai", "sekretariat", jadwal.tugaskan)
    (alasan,) = galat.value.alasan
    assert alasan.tentang_hak
    assert galat.value.tentang_hak


@pytest.mark.parametrize("catatan", [None, "", "  \n"])
def test_a_step_that_sets_back_needs_a_note(panggung: Panggung, catatan):
    dupak, jadwal = panggung.sampai("diajukan")
    alasan = panggung.ditolak(dupak, "kembalikan_atasan", "atasan", jadwal.setujui, catatan=catatan)
    assert alasan == ["Tuliskan alasan langkah ini pada kolom catatan."]


def test_a_note_is_kept_without_its_margins(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", jadwal.setujui, catatan="  Lengkapi bukti. \n")
    assert jejak(panggung.session, dupak)[-1].note == "Lengkapi bukti."


def test_a_stale_page_is_told_so_before_anything_else(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    for akun in ("atasan", "bendahara"):
        masukan = Masukan(panggung.pelaku(akun, jadwal.setujui), dupak.version - 1)
        with pytest.raises(Conflict):
            ambil(panggung.session, dupak, "setujui", masukan)


def test_a_step_of_another_state_does_not_exist(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    with pytest.raises(WrongState, match="Terima berkas"):
        panggung.ambil(dupak, "terima", "sekretariat", jadwal.terima)


@pytest.mark.parametrize(
    "nilai", [{}, {"dikembalikan_oleh": "x", "diterima_pada": None}, {"diterima_pada": None}], ids=str
)
def test_values_are_those_of_the_row_no_more_and_no_fewer(panggung: Panggung, nilai):
    dupak, jadwal = panggung.sampai("diajukan")
    sebelum = hitung(panggung.session)
    with pytest.raises(TypeError, match=r"dupak\.kembalikan_atasan menulis"):
        perform(
            panggung.session,
            dupak,
            "kembalikan_atasan",
            pelaku=panggung.pelaku("atasan", jadwal.setujui),
            note="x",
            **nilai,
        )
    assert hitung(panggung.session) == sebelum


def test_a_workflow_begins_with_its_own_row(panggung: Panggung):
    with pytest.raises(WrongState):
        start(panggung.session, Dupak(), "ajukan", pelaku=sistem(pabrik.HARI_INI))


def test_a_refused_beginning_leaves_nothing_behind(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    panggung.session.commit()
    sebelum = hitung(panggung.session)
    with pytest.raises(Refused):
        layanan_sidang.jadwalkan(
            panggung.session,
            panggung.agensi.tim,
            panggung.putaran(dupak),
            oleh=panggung.pelaku("penilai1", jadwal.sidang),
            tanggal=jadwal.sidang,
            tempat="Aula",
        )
    panggung.session.commit()
    assert hitung(panggung.session) == sebelum


def test_buttons_are_what_the_engine_would_say_without_input(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    (tombol,) = available(panggung.session, dupak, panggung.pelaku("pengusul", jadwal.usulkan))[:1]
    assert (tombol.step.trigger, tombol.alasan) == ("usulkan", ())
    assert available(panggung.session, dupak, panggung.pelaku("bendahara", jadwal.usulkan)) == []
    dupak.spmk.clear()
    kosong = panggung.draf(pekerjaan=())
    tombol_ajukan = available(panggung.session, kosong, panggung.pelaku(kosong.subjek, jadwal.kirim))[0]
    assert [str(a.tempat) for a in tombol_ajukan.alasan] == ["butir"]


def test_no_object_is_ever_attached_to_the_machine(panggung: Panggung):
    panggung.sampai("diputuskan")
    assert all(not w.machine.models for w in WORKFLOWS)


# The one door


def test_a_state_cannot_be_assigned(panggung: Panggung):
    dupak, _ = panggung.sampai("diajukan")
    for state in (DupakState.SELESAI, DupakState.DIAJUKAN):
        with pytest.raises(AttributeError, match=r"perform\(\)"):
            dupak.state = state
    assert str(dupak.state) == "diajukan"


def test_no_source_writes_a_stateful_table_around_the_engine():
    pola = re.compile(
        rf"\b(update|insert|delete)\(\s*({TABEL_BERSTATUS})\b|\.(update|insert|delete)\(\s*\{{[^}}]*\bstate\b"
        r"|UPDATE\s+(dupak|penilaian|sidang|pak|keberatan)\b|\.state\s*=[^=]|setattr\([^)]*[\"']state[\"']",
        re.IGNORECASE,
    )
    ketemu = {
        f"{berkas.relative_to(AKAR)}: {cocok.group()}"
        for berkas in (AKAR / "workflow_app").rglob("*.py")
        for cocok in pola.finditer(berkas.read_text(encoding="utf-8"))
        if berkas.name != "tulis.py"
    }
    assert ketemu == {"workflow_app/states/engine.py: .state = "}, "only start() gives a new object its first state"


TANPA_MESIN = (
    ("pak", "draf", "state = 'ditetapkan'"),
    ("pak", "draf", "state = 'diparaf'"),
    ("pak", "draf", "jumlah = jumlah + 1"),
    ("pak", "ditetapkan", "ditetapkan_oleh_id = subjek_id"),
    ("dupak", "draf", "state = 'pemeriksaan'"),
    ("dupak", "sidang", "state = 'diputuskan'"),
    ("dupak", "diputuskan", "state = 'selesai'"),
    ("penilaian", "penilaian", "state = 'terkirim'"),
    ("penilaian", "penilaian", "state = 'dinilai'"),
    ("penilaian", "penilaian", "penilai_id = subjek_id"),
    ("sidang", "sidang", "state = 'ditutup'"),
    ("keberatan", "diajukan", "state = 'dikabulkan'"),
)


@pytest.mark.parametrize(("tabel", "state", "ubah"), TANPA_MESIN)
def test_the_database_itself_refuses_half_decided_cases(panggung: Panggung, tabel, state, ubah):
    if tabel == "pak":
        panggung.pak(state)
    elif tabel == "keberatan":
        panggung.keberatan(state)
    else:
        dupak, jadwal = panggung.sampai(state)
        if tabel == "sidang":
            panggung.ruang(dupak, jadwal.sidang)
    with pytest.raises(IntegrityError):
        panggung.session.execute(text(f"UPDATE {tabel} SET {ubah}"))
    panggung.session.rollback()


# All or nothing


def siapkan(panggung: Panggung, langkah: str) -> tuple[Stateful, str, str | Pegawai, dt.date, dict[str, object]]:
    if langkah == "pak.tetapkan":
        pak, jadwal = panggung.pak("menunggu_tanda_tangan")
        return pak, "tetapkan", "penetap", jadwal.tetapkan, {}
    if langkah == "penilaian.kirim":
        dupak, jadwal = panggung.sampai("penilaian")
        for satu in panggung.penilaian(dupak):
            panggung.lakon.mulai_menilai(satu, jadwal.nilai)
            panggung.lakon.beri_nilai(satu, jadwal.nilai)
        satu, dua = panggung.penilaian(dupak)
        panggung.lakon.kirim_nilai(satu, jadwal.nilai)
        return dua, "kirim", dua.penilai, jadwal.nilai, {}
    if langkah == "dupak.ajukan":
        dupak = panggung.draf()
        return dupak, "ajukan", dupak.subjek, panggung.jadwal(dupak).kirim, {}
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    panggung.lakon.putuskan_agenda(ruang, jadwal.sidang)
    return ruang, "tutup", "ketua", jadwal.sidang, {"nomor": "1/BA/2022"}


@pytest.mark.parametrize("langkah", ["dupak.ajukan", "penilaian.kirim", "sidang.tutup", "pak.tetapkan"])
def test_an_error_at_any_statement_leaves_nothing_partial(panggung: Panggung, langkah):
    obj, trigger, akun, hari, isi = siapkan(panggung, langkah)
    session = panggung.session
    session.commit()
    sebelum, state = hitung(session), str(obj.state)
    masukan = Masukan(panggung.pelaku(akun, hari), obj.version, None, isi)

    def melangkah(ke: int | None) -> int:
        session.expire_all()
        with mengganggu(session, ke) as perintah:
            ambil(session, obj, trigger, masukan)
            session.flush()
        return len(perintah)

    gagal = 0
    for ke in count(1):
        try:
            melangkah(ke)
        except RuntimeError:
            gagal = ke
        session.rollback()
        assert hitung(session) == sebelum, ke
        assert str(obj.state) == state, ke
        if gagal < ke:
            break
    assert gagal >= 8
    melangkah(None)
    session.commit()
    assert str(obj.state) != state


def test_an_error_after_the_step_takes_the_step_back(panggung: Panggung):
    obj, trigger, akun, hari, isi = siapkan(panggung, "pak.tetapkan")
    panggung.session.commit()
    sebelum = hitung(panggung.session)
    ambil(panggung.session, obj, trigger, Masukan(panggung.pelaku(akun, hari), obj.version, None, isi))
    panggung.session.rollback()
    assert hitung(panggung.session) == sebelum


# Two at once


def basi(panggung: Panggung, obj: Stateful) -> None:
    """Somebody else's change of a row that this session has read."""
    tabel = type(obj).__tablename__  # type: ignore[attr-defined]  # every Stateful model is a mapped class
    panggung.session.commit()
    panggung.session.execute(text(f"UPDATE {tabel} SET version = version + 1 WHERE id = :id"), {"id": obj.id})


def test_a_child_does_not_pass_a_changed_root(panggung: Panggung):
    dupak, _ = panggung.sampai("penilaian")
    basi(panggung, dupak)
    with pytest.raises(Conflict):
        touch(panggung.session, dupak)


def test_touching_the_root_moves_its_version(panggung: Panggung):
    dupak, _ = panggung.sampai("penilaian")
    versi = dupak.version
    touch(panggung.session, dupak)
    assert dupak.version == versi + 1


def test_a_step_on_a_row_that_moved_on_writes_nothing(panggung: Panggung):
    dupak, jadwal = panggung.sampai("berkas_diterima")
    sebelum = hitung(panggung.session)
    basi(panggung, dupak)
    with pytest.raises(Conflict):
        ambil(
            panggung.session, dupak, "periksa", Masukan(panggung.pelaku("sekretariat", jadwal.periksa), dupak.version)
        )
    panggung.session.rollback()
    assert hitung(panggung.session) == sebelum


def test_changes_waiting_in_the_session_meet_the_same_check(panggung: Panggung):
    dupak, jadwal = panggung.sampai("berkas_diterima")
    masukan = Masukan(panggung.pelaku("sekretariat", jadwal.periksa), dupak.version)
    basi(panggung, dupak)
    dupak.dasar_rute = "Diubah sebelum langkah."
    with panggung.session.no_autoflush, pytest.raises(Conflict):
        ambil(panggung.session, dupak, "periksa", masukan)


# Deadlines


def test_deadlines_come_from_stages_and_working_days(panggung: Panggung):
    dupak = panggung.draf()
    jadwal = panggung.jadwal(dupak)
    lakon, tenggat = panggung.lakon, {}

    def catat() -> None:
        tenggat[str(dupak.state)] = dupak.tenggat

    for langkah, hari in (
        (lakon.ajukan, jadwal.kirim),
        (lakon.setujui, jadwal.setujui),
        (lakon.usulkan, jadwal.usulkan),
        (lakon.terima, jadwal.terima),
        (lakon.periksa, jadwal.periksa),
        (lakon.lengkapi, jadwal.periksa),
        (lakon.tugaskan, jadwal.tugaskan),
        (lakon.nilai_semua, jadwal.nilai),
        (panggung.sidangkan, jadwal.sidang),
    ):
        catat()
        langkah(dupak, hari)
    catat()
    putaran = panggung.putaran(dupak)
    assert tenggat == {
        "draf": None,
        "diajukan": dt.date(2021, 7, 12),
        "disetujui_atasan": dt.date(2021, 7, 14),
        "diusulkan": dt.date(2021, 7, 14),
        **{t.value: putaran.jendela(t).selesai for t in (Tahap.BERKAS_DITERIMA, Tahap.PEMERIKSAAN)},
        **{t.value: putaran.jendela(t).selesai for t in (Tahap.PENILAIAN, Tahap.SIDANG)},
        "diputuskan": putaran.jendela(Tahap.PEMBUATAN_PAK).selesai,
    }
    pak = lakon.pak_dari(dupak)
    assert pak.tenggat == putaran.jendela(Tahap.PEMBUATAN_PAK).selesai
    panggung.majukan(pak, "ditetapkan", jadwal)
    assert (pak.tenggat, dupak.tenggat) == (putaran.jendela(Tahap.PENGIRIMAN_PAK).selesai, None)
    lakon.kirim_pak(pak, jadwal.kirim_pak)
    assert pak.tenggat is None


def test_days_before_the_receipt_end_with_the_cut_off(panggung: Panggung):
    dupak = panggung.draf()
    panggung.lakon.ajukan(dupak, dt.date(2021, 11, 3))
    assert dupak.tenggat == dt.date(2021, 11, 5)


def test_the_institutions_own_day_off_moves_a_deadline(panggung: Panggung):
    panggung.session.add(
        HariLibur(instansi_id=panggung.agensi.instansi.id, tanggal=dt.date(2021, 7, 8), nama="Hari jadi")
    )
    panggung.session.commit()
    dupak = panggung.draf()
    panggung.session.info.pop("hari_khusus", None)
    panggung.lakon.ajukan(dupak, dt.date(2021, 7, 5))
    assert dupak.tenggat == dt.date(2021, 7, 13)
    panggung.session.info.pop("hari_khusus", None)


def test_a_changed_calendar_counts_for_the_next_step(panggung: Panggung):
    dupak, jadwal = panggung.sampai("berkas_diterima")
    tahap = panggung.session.get_one(TahapPutaran, (panggung.putaran(dupak).id, Tahap.PEMERIKSAAN))
    tahap.selesai = dt.date(2021, 11, 26)
    panggung.ambil(dupak, "periksa", "sekretariat", jadwal.periksa)
    assert dupak.tenggat == dt.date(2021, 11, 26)


def test_a_step_that_stays_keeps_deadline_and_day_of_entry(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    sejak, tenggat = dupak.state_since, dupak.tenggat
    panggung.ambil(dupak, "lepas_keberatan", dupak.subjek, jadwal.sidang + 3 * HARI)
    assert (dupak.state_since, dupak.tenggat) == (sejak, tenggat)


# Whose turn


def test_the_holder_is_the_role_that_must_act_and_the_person_where_there_is_one(panggung: Panggung):
    dupak, _ = panggung.sampai("diajukan")
    assert (dupak.pemegang, dupak.pemegang_id) == (Peran.ATASAN, dupak.atasan_id)
    dupak, _ = panggung.sampai("diusulkan")
    assert (dupak.pemegang, dupak.pemegang_id) == (Peran.SEKRETARIAT, None)
    dupak, _ = panggung.sampai("penilaian")
    satu = panggung.penilaian(dupak)[0]
    assert (satu.pemegang, satu.pemegang_id) == (Peran.ANGGOTA_TIM, satu.penilai_id)
    pak, _ = panggung.pak("menunggu_tanda_tangan")
    assert (pak.pemegang, pak.pemegang_id) == (Peran.PENETAP, pak.penetap_id)
    assert pak.penetap_id == panggung.orang["penetap"].id


# Nobody in his own case


def test_nobody_acts_in_a_case_about_himself_whatever_he_holds(panggung: Panggung):
    pejabat = panggung.orang["sekretariat"]
    for p in (Peran.PENGUSUL, Peran.SEKRETARIAT, Peran.PENETAP, Peran.KEPEGAWAIAN, Peran.INSTANSI_PEMBINA):
        pabrik.penugasan(panggung.session, pejabat, p)
    pabrik.duduk(panggung.session, panggung.agensi.tim, pejabat, Kedudukan.WAKIL_KETUA)
    pabrik.jabatan(panggung.session, pejabat, jenjang="ahli_pertama")
    pejabat.atasan_id = panggung.orang["atasan"].id
    panggung.session.flush()
    panggung.session.expire(pejabat, ["atasan"])
    dupak = panggung.draf(pejabat)
    for kursi in panggung.agensi.tim.anggota:
        if kursi.kedudukan in {Kedudukan.KETUA, Kedudukan.SEKRETARIS}:
            kursi.selesai = kursi.mulai
    for state in ("draf", "pemeriksaan"):
        if state == "pemeriksaan":
            panggung.session.execute(
                text("UPDATE dupak SET state = 'pemeriksaan', diterima_pada = :h, putaran_id = 1, tim_id = :t"),
                {"h": dt.date(2021, 7, 13), "t": panggung.agensi.tim.id},
            )
            panggung.session.expire_all()
        assert peran(panggung, pejabat, dupak, dt.date(2021, 7, 13)) == {Peran.PRAKOM}


def test_a_lent_role_does_not_help_in_ones_own_case_nor_in_the_lenders(panggung: Panggung):
    tugas = panggung.session.scalars(
        select(PenugasanPeran).where(PenugasanPeran.pegawai_id == panggung.orang["sekretariat"].id)
    ).one()
    dupak, jadwal = panggung.sampai("diusulkan")
    lain, _ = panggung.sampai("diusulkan")
    hari = jadwal.terima
    pabrik.pelimpahan(panggung.session, tugas, dupak.subjek, mulai=hari, selesai=hari)
    pabrik.pelimpahan(panggung.session, tugas, panggung.orang["kepegawaian"], mulai=hari, selesai=hari)
    assert peran(panggung, dupak.subjek, dupak, hari) == {Peran.PRAKOM}
    assert Peran.SEKRETARIAT in peran(panggung, dupak.subjek, lain, hari)
    assert Peran.SEKRETARIAT in peran(panggung, "kepegawaian", lain, hari)
    lain.subjek_id = panggung.orang["sekretariat"].id
    assert Peran.SEKRETARIAT not in peran(panggung, "kepegawaian", lain, hari)


def test_a_borrower_acts_and_the_trail_names_the_lender(panggung: Panggung):
    tugas = panggung.session.scalars(
        select(PenugasanPeran).where(PenugasanPeran.pegawai_id == panggung.orang["sekretariat"].id)
    ).one()
    dupak, jadwal = panggung.sampai("diusulkan")
    hari = jadwal.terima
    pabrik.pelimpahan(panggung.session, tugas, panggung.orang["bendahara"], mulai=hari, selesai=hari)
    for luar in (hari - HARI, hari + HARI):
        assert Peran.SEKRETARIAT not in peran(panggung, "bendahara", dupak, luar)
    panggung.ambil(dupak, "terima", "bendahara", hari)
    entri = jejak(panggung.session, dupak)[-1]
    orang = panggung.orang
    assert (entri.actor_id, entri.atas_nama_id, entri.role) == (
        orang["bendahara"].id,
        orang["sekretariat"].id,
        "sekretariat",
    )


def test_a_lent_role_ends_with_the_assignment(panggung: Panggung):
    tugas = panggung.session.scalars(
        select(PenugasanPeran).where(PenugasanPeran.pegawai_id == panggung.orang["sekretariat"].id)
    ).one()
    dupak, jadwal = panggung.sampai("diusulkan")
    hari = jadwal.terima
    pabrik.pelimpahan(panggung.session, tugas, panggung.orang["bendahara"], mulai=hari, selesai=hari + 9 * HARI)
    tugas.selesai = hari
    assert Peran.SEKRETARIAT in peran(panggung, "bendahara", dupak, hari)
    for akun in ("bendahara", "sekretariat"):
        assert Peran.SEKRETARIAT not in peran(panggung, akun, dupak, hari + HARI)


# Scope


def test_roles_reach_as_far_as_their_unit_and_institution(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    session, hari = panggung.session, jadwal.usulkan
    lain = Instansi(nama="Dinas Lain", jenis=JenisInstansi.KABUPATEN_KOTA, kota="Kota Lain", kantor_bkn="Kanreg")
    session.add(lain)
    session.flush()
    unit_lain = pabrik.unit(session, instansi=panggung.agensi.instansi)
    seunit, beda_unit, beda_instansi = (panggung.orang_baru() for _ in range(3))
    pabrik.penugasan(session, seunit, Peran.PENGUSUL, unit_id=dupak.unit_id)
    pabrik.penugasan(session, beda_unit, Peran.PENGUSUL, unit_id=unit_lain.id)
    pabrik.penugasan(session, beda_instansi, Peran.PENGUSUL, instansi_id=lain.id)
    assert [Peran.PENGUSUL in peran(panggung, p, dupak, hari) for p in (seunit, beda_unit, beda_instansi)] == [
        True,
        False,
        False,
    ]


def test_a_role_is_held_from_its_first_to_its_last_day(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diusulkan")
    hari = jadwal.terima
    orang = panggung.orang_baru()
    pabrik.penugasan(panggung.session, orang, Peran.SEKRETARIAT, mulai=hari, selesai=hari + HARI)
    punya = [Peran.SEKRETARIAT in peran(panggung, orang, dupak, hari + n * HARI) for n in range(-1, 3)]
    assert punya == [False, True, True, False]


def test_a_seat_counts_in_its_own_team_and_term(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    ketua = panggung.orang_baru()
    pabrik.tim(panggung.session, ketua=ketua, instansi=panggung.agensi.instansi)
    assert peran(panggung, ketua, dupak, jadwal.tugaskan) == set()
    panggung.agensi.tim.selesai = jadwal.tugaskan
    assert Peran.KETUA_TIM in peran(panggung, "ketua", dupak, jadwal.tugaskan)
    assert peran(panggung, "ketua", dupak, jadwal.tugaskan + HARI) == set()


def test_the_administrator_takes_part_in_no_case(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    assert peran(panggung, "admin", dupak, jadwal.periksa) == set()


# The deputy


def kursi(panggung: Panggung, akun: str) -> AnggotaTim:
    query = select(AnggotaTim).where(AnggotaTim.pegawai_id == panggung.orang[akun].id)
    return panggung.session.scalars(query).one()


@pytest.mark.parametrize(("akun", "digantikan"), [("ketua", Peran.KETUA_TIM), ("sekretaris", Peran.SEKRETARIS_TIM)])
@pytest.mark.parametrize("sebab", ["pegawai itu sendiri", "konflik", "tidak hadir", "kursi kosong"])
def test_the_deputy_stands_in_for_chair_and_secretary(panggung: Panggung, akun, digantikan, sebab):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari, orang = jadwal.tugaskan, panggung.orang[akun]
    pemegang = {Peran.WAKIL_KETUA_TIM, Peran.ANGGOTA_TIM}
    assert peran(panggung, "wakil", dupak, hari) == pemegang
    if sebab == "pegawai itu sendiri":
        dupak.subjek_id = orang.id
    elif sebab == "konflik":
        panggung.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=orang.id, alasan="Ipar."))
    elif sebab == "tidak hadir":
        pabrik.ketidakhadiran(panggung.session, orang, mulai=hari, selesai=hari)
    else:
        kursi(panggung, akun).selesai = hari - HARI
    panggung.session.flush()
    assert peran(panggung, "wakil", dupak, hari) == pemegang | {digantikan}
    if sebab != "tidak hadir":
        assert digantikan not in peran(panggung, akun, dupak, hari)


def test_the_deputy_gives_the_chair_back_the_day_after(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari = jadwal.tugaskan
    pabrik.ketidakhadiran(panggung.session, panggung.orang["ketua"], mulai=hari, selesai=hari)
    wakil = [Peran.KETUA_TIM in peran(panggung, "wakil", dupak, hari + n * HARI) for n in (-1, 0, 1)]
    assert wakil == [False, True, False]


def test_a_deputy_in_conflict_has_no_seat_in_that_case(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari = jadwal.tugaskan
    kursi(panggung, "ketua").selesai = hari - HARI
    panggung.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=panggung.orang["wakil"].id, alasan="Ipar."))
    panggung.session.flush()
    assert peran(panggung, "wakil", dupak, hari) == set()
    lain, _ = panggung.sampai("pemeriksaan")
    assert Peran.KETUA_TIM in peran(panggung, "wakil", lain, hari)


def test_the_deputys_act_is_recorded_as_the_chairs(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    pabrik.ketidakhadiran(panggung.session, panggung.orang["ketua"], mulai=jadwal.tugaskan, selesai=jadwal.tugaskan)
    dua = [panggung.orang[p].id for p in ("penilai1", "penilai2")]
    panggung.ambil(dupak, "tugaskan_penilai", "wakil", jadwal.tugaskan, penilai=dua)
    entri = jejak(panggung.session, dupak)[-1]
    assert (entri.actor_id, entri.role) == (panggung.orang["wakil"].id, "ketua_tim")


# What a step costs


def menulis(perintah: list[str]) -> list[str]:
    """The writing statements among them, by their first word."""
    return [sql.split(None, 1)[0] for sql in perintah if re.match(r"\s*(INSERT|UPDATE|DELETE|WITH)", sql)]


def langkah_bersurat(panggung: Panggung) -> tuple[Pak, Masukan]:
    pak, jadwal = panggung.pak("draf")
    panggung.session.commit()
    return pak, Masukan(panggung.pelaku("sekretaris", jadwal.paraf), pak.version)


@pytest.mark.sqlite
def test_one_step_is_update_trail_and_mail_on_sqlite(panggung: Panggung):
    pak, masukan = langkah_bersurat(panggung)
    with mengganggu(panggung.session, None) as perintah:
        ambil(panggung.session, pak, "paraf", masukan)
        panggung.session.flush()
    assert menulis(perintah) == ["UPDATE", "INSERT", "INSERT"]
    assert len(perintah) <= 20


@pytest.mark.postgresql
def test_one_step_is_one_writing_statement_on_postgresql(panggung: Panggung):
    pak, masukan = langkah_bersurat(panggung)
    with mengganggu(panggung.session, None) as perintah:
        ambil(panggung.session, pak, "paraf", masukan)
        panggung.session.flush()
    assert menulis(perintah) == ["WITH"]
    assert len(perintah) <= 18


def test_many_mails_of_a_step_cost_no_more_statements(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diusulkan")
    dupak.subjek.aktif = False
    panggung.session.commit()
    masukan = Masukan(panggung.pelaku("sekretariat", jadwal.terima), dupak.version, "Meninggal dunia.")
    with mengganggu(panggung.session, None) as perintah:
        perform(panggung.session, dupak, "tutup_berkas", pelaku=masukan.oleh, note=masukan.catatan)
    assert len(menulis(perintah)) <= 3


def test_buttons_of_a_case_cost_few_queries(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    oleh = panggung.pelaku("sekretariat", jadwal.periksa)
    panggung.session.commit()
    with mengganggu(panggung.session, None) as perintah:
        assert available(panggung.session, dupak, oleh)
    assert len(perintah) <= 12
    assert menulis(perintah) == []
