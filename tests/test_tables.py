"""Properties of every workflow table. The tests run over the registry, so a new workflow is covered on arrival."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pabrik import HARI_INI
from workflow_app import documents, formulir, jobs, notifications, peraturan
from workflow_app.cli.docs import FOLDER, halaman
from workflow_app.models import Peran
from workflow_app.services.langkah import LANGKAH
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.engine import BuatDokumen, KirimSurat, Step, Workflow
from workflow_app.tahap import Tahap

AKAR = Path(__file__).resolve().parent.parent
MATRIX = Path(__file__).parent / "matrix"
SISTEM = frozenset({Peran.SISTEM})
#: The form of a PAK follows the rule set under which it was made.
BENTUK = {"pak": ("pak_2003", "pak_2020")}

tiap = pytest.mark.parametrize("w", WORKFLOWS, ids=lambda w: w.name)


def semua_langkah() -> Iterator[tuple[Workflow[Any], Step[Any]]]:
    for w in WORKFLOWS:
        for step in w.steps:
            yield w, step


def efek(jenis: type) -> list[Any]:
    return [e for _, step in semua_langkah() for e in step.effects if isinstance(e, jenis)]


# The graph


@tiap
def test_one_row_for_one_trigger_from_one_state(w):
    kunci = [(s.trigger, s.source) for s in w.steps]
    assert len(kunci) == len(set(kunci))


@tiap
def test_states_belong_to_the_enumeration(w):
    asal = {s.source for s in w.steps if s.source is not None}
    disebut = asal | {s.dest for s in w.steps} | {w.initial} | w.final | set(w.pemegang) | set(w.due) | set(w.label)
    assert disebut == set(w.states)


@tiap
def test_every_creating_row_leads_to_the_initial_state(w):
    assert {s.dest for s in w.steps if s.source is None} == {w.initial}


@tiap
def test_every_state_is_reached_from_a_creating_row(w):
    tercapai, antre = set(), [s.dest for s in w.steps if s.source is None]
    while antre:
        state = antre.pop()
        if state not in tercapai:
            tercapai.add(state)
            antre += [s.dest for s in w.from_state(state)]
    assert tercapai == set(w.states)


@tiap
def test_a_final_state_can_be_reached_from_every_state(w):
    selesai = set(w.final)
    while lagi := {s.source for s in w.steps if s.source and s.dest in selesai} - selesai:
        selesai |= lagi
    assert selesai == set(w.states)


@tiap
def test_only_final_states_that_can_be_undone_have_steps(w):
    """A sent marking may be opened again or its assessor freed, a decision may be replaced; nothing else reopens."""
    boleh = {
        ("penilaian", "terkirim"): {"bebaskan", "buka_kembali"},
        ("pak", "dikirim"): {"ganti"},
        ("konversi", "ditetapkan"): {"ganti"},
        ("penetapan_ak", "dikirim"): {"ganti"},
        ("pak_integrasi", "dikirim"): {"ganti"},
    }
    for state in w.final:
        assert {s.trigger for s in w.from_state(state)} == boleh.get((w.name, state.value), set())


@tiap
def test_machine_and_rows_agree(w):
    dibuat = {
        (nama, t.source, t.dest)
        for nama, event in w.machine.events.items()
        for daftar in event.transitions.values()
        for t in daftar
    }
    assert dibuat == {(s.trigger, s.source.name, s.dest.name) for s in w.steps if s.source is not None}
    assert not w.machine.models
    assert not w.machine.has_queue
    assert not w.machine.auto_transitions
    assert w.machine.send_event


# Who


@tiap
def test_every_step_has_roles(w):
    assert all(s.roles and s.roles <= set(Peran) for s in w.steps)


@tiap
def test_steps_of_people_have_a_service_and_steps_of_the_system_have_none(w):
    orang = {s.trigger for s in w.steps if s.source is not None and s.roles != SISTEM}
    assert orang == {trigger for nama, trigger in LANGKAH if nama == w.name}


def test_no_service_without_a_workflow():
    assert {nama for nama, _ in LANGKAH} == set(BY_NAME)


@tiap
def test_the_holder_of_a_state_has_a_step_from_it(w):
    for state in w.states:
        pemegang = w.holder(state)
        if pemegang is not Peran.SISTEM:
            assert any(pemegang in s.roles for s in w.from_state(state)), state


@tiap
def test_final_states_have_no_holder_and_no_deadline(w):
    for state in w.final:
        assert w.holder(state) is Peran.SISTEM
        assert state not in w.due


@tiap
def test_every_open_state_has_a_holder_or_waits_for_another_case(w):
    menunggu = {("dupak", "penilaian"), ("dupak", "diputuskan")}
    for state in set(w.states) - w.final:
        assert (w.holder(state) is Peran.SISTEM) == ((w.name, state.value) in menunggu), state


@tiap
def test_every_deadline_is_a_stage_or_a_setting_in_working_days(w):
    aturan = peraturan.prosedur(HARI_INI)
    for tahap in w.due.values():
        assert isinstance(tahap, Tahap) or aturan.bulat(tahap) > 0


# Words


@tiap
def test_every_state_and_trigger_has_its_words(w):
    assert set(w.label) == set(w.states)
    assert set(w.label_langkah) == {s.trigger for s in w.steps}
    assert all(w.label.values())
    assert all(w.label_langkah.values())
    assert len(set(w.label.values())) == len(w.label)


def test_every_guard_states_its_fact_and_its_rule():
    for _, step in semua_langkah():
        for guard in step.guards:
            assert guard.kalimat.endswith("."), guard.nama
            assert guard.aturan, guard.nama


def test_a_guard_stands_once_in_a_row():
    for w, step in semua_langkah():
        nama = [g.nama for g in step.guards]
        assert len(nama) == len(set(nama)), (w.name, step.trigger)


def test_every_word_is_in_the_glossary():
    glosarium = (AKAR / "docs" / "glossary.md").read_text(encoding="utf-8")
    ada = set(re.findall(r"`([a-z_]+)`", glosarium))
    kata = {t.value for t in Tahap} | {p.value for p in Peran} | set(BY_NAME)
    for w in WORKFLOWS:
        kata |= {s.value for s in w.states} | {s.trigger for s in w.steps}
    assert kata <= ada, sorted(kata - ada)


# Papers


def test_every_document_of_a_step_has_a_builder_and_a_template():
    templat = {t.jenis for t in documents.daftar_templat()}
    for dibuat in efek(BuatDokumen):
        assert dibuat.jenis in formulir.PENYUSUN
        assert set(BENTUK.get(dibuat.jenis, (dibuat.jenis,))) <= templat


SURAT_BERKALA = {jobs.TEMPLAT_RINGKASAN}
"""Mails of the daily round, about no case."""


def test_every_builder_and_template_is_used_by_a_step():
    dipakai = {e.jenis for e in efek(BuatDokumen)}
    assert dipakai == set(formulir.PENYUSUN)
    bentuk = {b for jenis in dipakai for b in BENTUK.get(jenis, (jenis,))}
    assert bentuk | formulir.TANPA_LANGKAH == {t.jenis for t in documents.daftar_templat()}
    assert not bentuk & formulir.TANPA_LANGKAH


def test_mails_and_their_templates_match_one_to_one():
    dikirim = {e.templat for e in efek(KirimSurat)}
    assert dikirim | SURAT_BERKALA == notifications.daftar_templat()
    assert not dikirim & SURAT_BERKALA


def test_every_mail_goes_to_somebody_who_can_be_found():
    for surat in efek(KirimSurat):
        assert surat.kepada
        assert Peran.SISTEM not in surat.kepada


# The contract


def isi_matrix(nama: str) -> list[dict[str, str]]:
    baris = (MATRIX / f"{nama}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(b for b in baris if not b.startswith("#")))


@tiap
def test_rows_equal_the_file_that_the_secretariat_reads(w):
    berkas = {
        (b["state"], b["trigger"], b["dest"], tuple(sorted(b["roles"].split())), b["note_required"])
        for b in isi_matrix(w.name)
    }
    tabel = {
        (
            s.source.value if s.source else "(mulai)",
            s.trigger,
            s.dest.value,
            tuple(sorted(p.value for p in s.roles)),
            "ya" if s.note_required else "tidak",
        )
        for s in w.steps
    }
    assert tabel == berkas
    assert len(isi_matrix(w.name)) == len(berkas)


def test_every_matrix_file_belongs_to_a_workflow():
    assert {p.stem for p in MATRIX.glob("*.csv")} == set(BY_NAME)


def test_additions_to_the_contract_are_explained():
    adr = (AKAR / "docs" / "adr" / "0010-readings-of-the-workflow-tables.md").read_text(encoding="utf-8")
    for nama in BY_NAME:
        for baris in isi_matrix(nama):
            if baris["catatan"]:
                assert f"`{nama}.{baris['trigger']}`" in adr, (nama, baris)


# The printed pages


@tiap
def test_the_page_of_a_workflow_is_as_its_rows_say(w):
    """After a change of a table: `python3 run.py docs`."""
    assert (FOLDER / f"{w.name}.md").read_text(encoding="utf-8") == halaman(w)


def test_every_page_belongs_to_a_workflow():
    assert {p.stem for p in FOLDER.glob("*.md")} == set(BY_NAME)
