"""Case pages, steps and lists of cases, through the browser's door."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app.extensions import db
from workflow_app.models import (
    AuditEntry,
    Dupak,
    DupakState,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    Pegawai,
    Penilaian,
    PenilaianState,
    PenugasanPeran,
    Peran,
    Sidang,
    SidangState,
    Stateful,
)
from workflow_app.permissions import boleh_melihat, terlihat
from workflow_app.services import perkara as layanan
from workflow_app.services.langkah import LANGKAH, Masukan, ambil
from workflow_app.states import BY_NAME, WORKFLOWS
from workflow_app.states.engine import available, workflow_of
from workflow_app.web.langkah import FORMULIR, KONFIRMASI, MUNDUR, PENGHENTI, PENJELASAN

Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def url_basis_data(url_demo: str) -> str:
    """These tests play in the demo: an agency with a case in every state."""
    return url_demo


@pytest.fixture
def panggung(session: Session) -> Panggung:
    return Panggung(session)


def pada(session: Session, model: type[Any], state: Any) -> Any:
    """The first case of a workflow in a state."""
    return session.scalars(select(model).where(model.state == state).order_by(model.id).limit(1)).one()


def alamat(obj: Stateful, trigger: str | None = None) -> str:
    dasar = f"/{workflow_of(obj).name}/{obj.id}"
    return dasar if trigger is None else f"{dasar}/langkah/{trigger}"


def jumlah_jejak(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


# Who sees a case


def test_a_case_is_seen_by_those_who_may_and_is_nothing_to_others(session: Session, klien: Masuk, panggung: Panggung):
    for akun in ("penilai1", "penetap", "auditor"):
        orang = panggung.orang[akun]
        pelaku, peramban = pabrik.pelaku(session, orang), klien(orang)
        for w in WORKFLOWS:
            for obj in session.scalars(select(w.model).order_by(w.model.id.desc()).limit(5)):
                seharusnya = 200 if boleh_melihat(session, pelaku, obj) else 404
                assert peramban.get(alamat(obj)).status_code == seharusnya, (akun, alamat(obj))


@pytest.mark.parametrize("cara", ["get", "post"])
def test_a_foreign_case_answers_as_if_it_did_not_exist(session: Session, klien: Masuk, panggung: Panggung, cara: str):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)
    peramban = klien(panggung.orang["prakom"])
    data = {"csrf_token": peramban.token(), "version": "1", "catatan": "x"} if cara == "post" else None
    asing = peramban.open(alamat(dupak, "kembalikan-atasan"), method=cara.upper(), data=data)
    tidak_ada = peramban.open("/dupak/999999/langkah/kembalikan-atasan", method=cara.upper(), data=data)

    assert asing.status_code == tidak_ada.status_code == 404
    assert teks_halaman(asing.text) == teks_halaman(tidak_ada.text)


# The order in which a step is judged


def test_a_step_that_no_workflow_knows_is_no_page(session: Session, klien: Masuk, panggung: Panggung):
    peramban, dupak = klien(panggung.orang["atasan"]), pada(session, Dupak, DupakState.DIAJUKAN)

    for nama in ("setuju", "kembalikan_atasan", "SETUJUI", "telaah"):
        assert peramban.get(alamat(dupak, nama)).status_code == 404


def test_a_stale_page_is_told_what_changed_and_keeps_what_was_typed(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)
    version = dupak.version
    panggung.ambil(dupak, "tarik", dupak.subjek)
    sebelum = jumlah_jejak(session)
    jawaban = klien(panggung.orang["atasan"]).kirim(
        alamat(dupak, "kembalikan-atasan"), {"version": version, "catatan": "Volume tidak cocok."}, 409
    )
    isi = teks_halaman(jawaban.text)

    berubah = isi.partition("Yang berubah sejak halaman Anda dibuka")[2]
    assert "Tarik usulan" in berubah
    assert dupak.subjek.nama in isi
    assert "Alasan Volume tidak cocok." in isi
    assert f'href="{alamat(dupak)}"' in jawaban.text
    assert jumlah_jejak(session) == sebelum


def test_a_second_click_changes_nothing_and_says_so(session: Session, klien: Masuk, panggung: Panggung):
    dupak, peramban = pada(session, Dupak, DupakState.DIAJUKAN), klien(panggung.orang["atasan"])
    isi = {"version": dupak.version, "catatan": "Volume tidak cocok.", "seluruhnya": "y"}
    peramban.kirim(alamat(dupak, "kembalikan-atasan"), isi)
    sebelum = jumlah_jejak(session)
    kedua = teks_halaman(peramban.kirim(alamat(dupak, "kembalikan-atasan"), isi, 409).text)

    assert "Langkah ini sudah Anda lakukan." in kedua
    assert "Yang Anda ketik" not in kedua
    assert jumlah_jejak(session) == sebelum


def test_a_step_that_does_not_lead_from_here_is_a_conflict(session: Session, klien: Masuk, panggung: Panggung):
    dupak, peramban = pada(session, Dupak, DupakState.PENILAIAN), klien(panggung.orang["sekretariat"])

    assert peramban.get(alamat(dupak, "terima")).status_code == 409
    isi = teks_halaman(peramban.kirim(alamat(dupak, "terima"), {"version": dupak.version}, 409).text)
    assert "Langkah 'Terima berkas' tidak ada pada status 'Penilaian'." in isi


def test_another_role_is_refused_with_its_reason(session: Session, klien: Masuk, panggung: Panggung):
    dupak, peramban = pada(session, Dupak, DupakState.DIUSULKAN), klien(panggung.orang["pengusul"])

    assert peramban.get(alamat(dupak, "terima")).status_code == 403
    jawaban = peramban.kirim(alamat(dupak, "terima"), {"version": dupak.version, "catatan": ""}, 403)
    assert "Langkah ini hanya untuk peran Sekretariat Jabatan Fungsional." in teks_halaman(jawaban.text)


def test_steps_of_the_system_are_nobodys(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.PENILAIAN)
    klien(panggung.orang["ketua"]).kirim(alamat(dupak, "bawa-ke-sidang"), {"version": dupak.version}, 403)


def test_a_page_without_its_version_is_refused(session: Session, klien: Masuk, panggung: Panggung):
    dupak, peramban = pada(session, Dupak, DupakState.DIUSULKAN), klien(panggung.orang["sekretariat"])

    for version in ({}, {"version": ""}, {"version": "x"}, {"version": "-1"}):
        peramban.kirim(alamat(dupak, "terima"), version, 409 if version == {"version": "-1"} else 422)
    session.expire_all()
    assert dupak.state is DupakState.DIUSULKAN


def test_a_missing_reason_is_asked_for_at_its_field(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)
    pilihan = dupak.butir[1].id
    jawaban = klien(panggung.orang["atasan"]).kirim(
        alamat(dupak, "kembalikan-atasan"), {"version": dupak.version, "catatan": "  ", "butir": pilihan}, 422
    )

    assert "Alasan: Bagian ini wajib diisi." in teks_halaman(jawaban.text)
    assert re.search(rf'<input [^>]*value="{pilihan}"[^>]* checked>', jawaban.text)


def test_guards_answer_with_all_reasons_at_once_and_the_way_to_mend_them(
    session: Session, klien: Masuk, panggung: Panggung
):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)
    jawaban = klien(panggung.orang["atasan"]).kirim(alamat(dupak, "setujui"), {"version": dupak.version}, 422)

    for spmk in dupak.spmk:
        assert f'href="{alamat(dupak)}#spmk-{spmk.unsur}"' in jawaban.text
    assert len(dupak.spmk) > 1


def test_reasons_of_a_field_stand_at_the_field_and_nothing_typed_is_lost(
    session: Session, klien: Masuk, panggung: Panggung
):
    dupak = pada(session, Dupak, DupakState.PEMERIKSAAN)
    isi = {"version": dupak.version, "catatan": "SK pangkat\nbelum ada", "kelengkapan_sampai": "05-01-2022"}
    jawaban = klien(panggung.orang["sekretariat"]).kirim(alamat(dupak, "minta-kelengkapan"), isi, 422)
    teks = teks_halaman(jawaban.text)

    assert "Berkas yang kurang: Tandai sekurangnya satu baris berkas atau butir yang harus dilengkapi." in teks
    assert "Dilengkapi paling lambat: Batas tanggal kelengkapan harus sesudah hari ini." in teks
    assert "SK pangkat\nbelum ada" in jawaban.text.replace("\r\n", "\n")
    assert 'value="05-01-2022"' in jawaban.text


@pytest.mark.parametrize("tanggal", ["31-02-2022", "besok", "2022-13-01"])
def test_an_unreadable_date_is_shown_as_typed(session: Session, klien: Masuk, panggung: Panggung, tanggal: str):
    dupak = pada(session, Dupak, DupakState.DISETUJUI_ATASAN)
    isi = {"version": dupak.version, "surat_pengantar_nomor": "B-1", "surat_pengantar_tanggal": tanggal}
    jawaban = klien(panggung.orang["pengusul"]).kirim(alamat(dupak, "usulkan"), isi, 422)

    assert f'value="{tanggal}"' in jawaban.text
    assert 'value="B-1"' in jawaban.text


@pytest.mark.parametrize("pilihan", ["abc", "999999", "-1"])
def test_choices_outside_the_list_are_refused(session: Session, klien: Masuk, panggung: Panggung, pilihan: str):
    dupak, peramban = pada(session, Dupak, DupakState.DIAJUKAN), klien(panggung.orang["atasan"])
    isi = {"version": dupak.version, "catatan": "x", "butir": pilihan}

    assert (
        "Pilih" in teks_halaman(peramban.kirim(alamat(dupak, "kembalikan-atasan"), isi, 422).text) or pilihan != "abc"
    )
    session.expire_all()
    assert dupak.state is DupakState.DIAJUKAN


def test_asking_for_the_head_of_a_step_is_no_attempt(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)

    assert klien(panggung.orang["atasan"]).head(alamat(dupak, "kembalikan-atasan")).status_code == 200


# Forms of steps


def test_every_step_that_is_open_or_closed_to_somebody_has_its_page(session: Session, klien: Masuk, panggung: Panggung):
    dilihat = set()
    for akun in ("sekretariat", "ketua", "sekretaris", "penilai1", "penilai2", "atasan", "pengusul", "penetap"):
        orang = panggung.orang[akun]
        pelaku, peramban = pabrik.pelaku(session, orang), klien(orang)
        for w in WORKFLOWS:
            for obj in session.scalars(terlihat(select(w.model), w.model, pelaku)).all():
                for t in available(session, obj, pelaku):
                    kunci = (w.name, t.step.trigger, bool(t.alasan))
                    if kunci in dilihat:
                        continue
                    dilihat.add(kunci)
                    jawaban = peramban.get(alamat(obj, t.step.trigger.replace("_", "-")))
                    assert jawaban.status_code == 200, kunci
                    assert ("Langkah ini belum dapat dilakukan" in jawaban.text) == bool(t.alasan), kunci
    assert len({k[:2] for k in dilihat}) > 25


def test_the_forms_name_steps_that_exist():
    semua = {(w.name, s.trigger) for w in WORKFLOWS for s in w.steps}

    assert set(FORMULIR) <= set(LANGKAH)
    assert set(LANGKAH) <= semua
    assert set(KONFIRMASI) <= set(LANGKAH)
    assert set(PENJELASAN) <= set(LANGKAH)
    assert {t for _, t in semua} >= PENGHENTI | MUNDUR


def test_steps_ask_for_a_reason_in_every_state_or_in_none():
    for w in WORKFLOWS:
        for trigger in {s.trigger for s in w.steps}:
            assert len({s.note_required for s in w.steps if s.trigger == trigger}) == 1


def ambil_lewat_halaman(klien: Masuk, orang: Pegawai, obj: Any, trigger: str, isi: dict[str, Any] | None = None) -> str:
    """Take a step as a person does; the text of the page that follows."""
    peramban = klien(orang)
    jawaban = peramban.kirim(alamat(obj, trigger), {"version": obj.version, **(isi or {})})
    assert jawaban.location == alamat(obj)
    return teks_halaman(peramban.get(jawaban.location).text)


def test_usulkan(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DISETUJUI_ATASAN)
    halaman = klien(panggung.orang["pengusul"]).get(alamat(dupak, "usulkan")).text
    assert 'value="2022-01-10"' in halaman
    surat = {"surat_pengantar_nomor": "B-7/2022", "surat_pengantar_tanggal": "10-01-2022"}
    isi = ambil_lewat_halaman(klien, panggung.orang["pengusul"], dupak, "usulkan", surat)

    assert "“Usulkan kepada tim penilai” tercatat. Perkara sekarang di Sekretariat Jabatan Fungsional" in isi
    assert (dupak.surat_pengantar_nomor, dupak.surat_pengantar_tanggal) == ("B-7/2022", dt.date(2022, 1, 10))


def test_minta_kelengkapan(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.PEMERIKSAAN)
    isi = {
        "catatan": "SK pangkat belum ada",
        "baris": ["sk_pangkat", "karpeg"],
        "butir": [dupak.butir[0].id],
        "kelengkapan_sampai": "2022-01-20",
    }
    ambil_lewat_halaman(klien, panggung.orang["sekretariat"], dupak, "minta-kelengkapan", isi)

    assert dupak.kelengkapan_sampai == dt.date(2022, 1, 20)
    assert {b.kode for b in dupak.kelengkapan if b.diminta} == {"sk_pangkat", "karpeg"}
    assert [b.id for b in dupak.butir if b.diminta] == [dupak.butir[0].id]


def test_tugaskan_penilai_shows_who_may_not_and_why(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.PEMERIKSAAN)
    panggung.lakon.lengkapi(dupak, pabrik.HARI_INI)
    orang = panggung.orang
    dupak.atasan_id = orang["penilai3"].id
    session.flush()
    halaman = teks_halaman(klien(orang["ketua"]).get(alamat(dupak, "tugaskan-penilai")).text)
    assert "Pilih tepat 2 orang." in halaman
    assert f"{orang['penilai3'].nama} adalah atasan penanda tangan SPMK." in halaman
    assert f"{orang['penilai4'].nama}, IV/a, " in halaman

    session.expire_all()
    isi = ambil_lewat_halaman(
        klien, orang["ketua"], dupak, "tugaskan-penilai", {"penilai": [orang["penilai1"].id, orang["penilai4"].id]}
    )
    assert "Sekarang menunggu: Para penilai." in isi
    assert dupak.state is DupakState.PENILAIAN


def test_tugaskan_penilai_wants_the_right_number(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.PEMERIKSAAN)
    panggung.lakon.lengkapi(dupak, pabrik.HARI_INI)
    session.commit()
    isi = {"version": dupak.version, "penilai": [panggung.orang["penilai1"].id]}
    jawaban = klien(panggung.orang["ketua"]).kirim(alamat(dupak, "tugaskan-penilai"), isi, 422)

    assert "Penilai: Pilih tepat 2 penilai." in teks_halaman(jawaban.text)


def test_mulai_and_mundur(session: Session, klien: Masuk):
    satu = pada(session, Penilaian, PenilaianState.DITUGASKAN)
    peramban = klien(satu.penilai)
    peramban.kirim(alamat(satu, "mulai"), {"version": satu.version}, 422)
    ambil_lewat_halaman(klien, satu.penilai, satu, "mulai", {"bebas_konflik": "y"})
    assert satu.state is PenilaianState.DINILAI

    isi = ambil_lewat_halaman(klien, satu.penilai, satu, "mundur", {"catatan": "Sepupu saya", "konflik": "y"})
    assert "tercatat. Perkara selesai: Mundur." in isi


@pytest.mark.parametrize("tanggal", ["2022-01-13", "13-01-2022"])
def test_tunda(session: Session, klien: Masuk, panggung: Panggung, tanggal: str):
    sidang = pada(session, Sidang, SidangState.DIJADWALKAN)
    halaman = teks_halaman(klien(panggung.orang["ketua"]).get(alamat(sidang, "tunda")).text)
    assert "Tahap sidang putaran ini:" in halaman
    ambil_lewat_halaman(
        klien, panggung.orang["ketua"], sidang, "tunda", {"tanggal": tanggal, "catatan": "Ruang dipakai"}
    )

    assert sidang.tanggal == dt.date(2022, 1, 13)


def test_telaah_offers_members_who_did_not_mark(session: Session, klien: Masuk, panggung: Panggung):
    keberatan = pada(session, Keberatan, KeberatanState.DIAJUKAN)
    penilai = set(session.scalars(select(Penilaian.penilai_id).where(Penilaian.dupak_id == keberatan.dupak_id)))
    halaman = klien(panggung.orang["sekretaris"]).buka(alamat(keberatan, "telaah"))
    pilihan = {int(o.get("value")) for o in halaman.iter("option") if o.get("value", "").isdigit()}

    assert pilihan
    assert not pilihan & penilai
    ambil_lewat_halaman(klien, panggung.orang["sekretaris"], keberatan, "telaah", {"penelaah_id": min(pilihan)})
    assert keberatan.penelaah_id == min(pilihan)


def test_kirim_pak_wants_every_recipient(session: Session, klien: Masuk, panggung: Panggung):
    pak, orang = pada(session, Pak, PakState.DITETAPKAN), panggung.orang["sekretariat"]
    halaman = klien(orang).buka(alamat(pak, "kirim"))
    penerima = [i.get("value") for i in halaman.iter("input") if i.get("name") == "tembusan"]
    kurang = {"version": pak.version, "tembusan": penerima[1:]}
    jawaban = klien(orang).kirim(alamat(pak, "kirim"), kurang, 422)
    assert f"Penerima: Penerima '{penerima[0]}' belum ditandai." in teks_halaman(jawaban.text)

    assert "Perkara selesai: Dikirim." in ambil_lewat_halaman(klien, orang, pak, "kirim", {"tembusan": penerima})


def test_tutup_wants_the_number_of_the_minutes(session: Session, klien: Masuk, panggung: Panggung):
    sidang = pada(session, Sidang, SidangState.BERLANGSUNG)
    jawaban = klien(panggung.orang["ketua"]).kirim(
        alamat(sidang, "tutup"), {"version": sidang.version, "nomor": ""}, 422
    )

    assert "Nomor Berita Acara: Bagian ini wajib diisi." in teks_halaman(jawaban.text)


def test_kembalikan_sidang_comes_with_the_differing_items_ticked(session: Session, klien: Masuk, panggung: Panggung):
    dupak, jadwal = panggung.sampai("penilaian")
    for nomor, satu in enumerate(panggung.penilaian(dupak)):
        panggung.lakon.mulai_menilai(satu, jadwal.nilai)
        potong = {dupak.butir[0].id: Decimal("0.01")} if nomor else {}
        panggung.lakon.beri_nilai(satu, jadwal.nilai, potong)
        panggung.lakon.kirim_nilai(satu, jadwal.nilai)
    halaman = klien(panggung.orang["ketua"]).buka(alamat(dupak, "kembalikan-sidang"))
    ditandai = [
        int(i.get("value")) for i in halaman.iter("input") if i.get("name") == "butir" and "checked" in i.attrib
    ]

    assert ditandai == [dupak.butir[0].id]


def test_giving_something_up_is_asked_once_more(session: Session, klien: Masuk):
    dupak = pada(session, Dupak, DupakState.DIPUTUSKAN)
    peramban = klien(dupak.subjek)

    assert f'href="{alamat(dupak, "lepas-keberatan")}"' in peramban.get(alamat(dupak)).text
    assert "tidak dapat mengajukan keberatan lagi" in peramban.get(alamat(dupak, "lepas-keberatan")).text


def test_a_step_without_a_page_of_its_own_is_a_button(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIUSULKAN)
    halaman = klien(panggung.orang["sekretariat"]).buka(alamat(dupak))
    tombol = [f for f in halaman.iter("form") if f.get("action") == alamat(dupak, "terima")]

    assert len(tombol) == 1
    assert {i.get("name") for i in tombol[0].iter("input")} == {"csrf_token", "version"}


# What a case page says


def test_the_page_says_who_holds_the_case_and_until_when(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIAJUKAN)
    isi = teks_halaman(klien(panggung.orang["pengusul"]).get(alamat(dupak)).text)

    assert f"Sekarang di Atasan langsung {dupak.atasan.nama}" in isi
    assert "Tenggat 12 Jan 2022 2 hari lagi" in isi
    assert "Atasan langsung membaca dan menandatangani SPMK, lalu menyetujui atau mengembalikan." in isi


def test_the_officer_reads_public_names(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DISETUJUI_ATASAN)

    assert "Di pejabat pengusul" in teks_halaman(klien(dupak.subjek).get(alamat(dupak)).text)
    assert "Di pejabat pengusul" not in teks_halaman(klien(panggung.orang["auditor"]).get(alamat(dupak)).text)


def test_the_diagram_shows_the_road_taken_and_says_it_in_words(session: Session, klien: Masuk, panggung: Panggung):
    pak = pada(session, Pak, PakState.MENUNGGU_TANDA_TANGAN)
    halaman = klien(panggung.orang["ketua"]).buka(alamat(pak))
    uraian = [e.text for e in halaman.iter() if e.get("id") == "diagram-rinci"]

    assert uraian == ["Sudah dilalui: Draf, Diparaf. Keadaan sekarang: Menunggu tanda tangan."]
    kini = [li for li in halaman.iter("li") if li.get("aria-current") == "step" and li.find("strong") is not None]
    assert [li.findtext("strong") for li in kini] == ["Menunggu tanda tangan"]


def test_acts_of_the_system_and_of_deputies_are_marked(session: Session, klien: Masuk, panggung: Panggung):
    pak, pemilik, pengganti = (
        pada(session, Pak, PakState.MENUNGGU_TANDA_TANGAN),
        panggung.orang["penetap"],
        panggung.orang["kepegawaian"],
    )
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == pemilik.id)).one()
    pabrik.pelimpahan(session, tugas, pengganti)
    panggung.ambil(pak, "kembalikan", pengganti, catatan="Jenjang keliru.")
    isi = teks_halaman(klien(panggung.orang["sekretaris"]).get(alamat(pak)).text)

    assert f"{pengganti.nama}, Pejabat penetap atas nama {pemilik.nama} Jenjang keliru." in isi
    assert "oleh sistem" in isi.partition("Susun PAK")[2]


def test_values_of_a_step_stand_in_its_line(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DIUSULKAN)
    isi = teks_halaman(klien(panggung.orang["sekretariat"]).get(alamat(dupak)).text)

    assert f"Nomor surat pengantar {dupak.surat_pengantar_nomor} Tanggal surat pengantar 10 Januari 2022" in isi


def test_related_cases_lead_to_one_another(session: Session, klien: Masuk, panggung: Panggung):
    pak = pada(session, Pak, PakState.DIKIRIM)
    tautan = {a.get("href") for a in klien(panggung.orang["ketua"]).buka(alamat(pak)).iter("a")}
    penilaian = session.scalars(select(Penilaian.id).where(Penilaian.dupak_id == pak.dupak_id)).all()

    assert f"/dupak/{pak.dupak_id}" in tautan
    assert {f"/penilaian/{i}" for i in penilaian} <= tautan
    assert any(re.fullmatch(r"/sidang/\d+", t or "") for t in tautan)


@pytest.mark.parametrize("w", [w.name for w in WORKFLOWS])
def test_the_road_of_a_workflow_passes_each_state_once(w: str):
    keadaan = [s for _, isi in layanan.JALAN[w] for s in isi]

    assert len(keadaan) == len(set(keadaan))
    assert set(keadaan) <= {s.value for s in BY_NAME[w].states}
    keluar = {"ditarik", "ditolak", "ditutup", "dicabut", "mundur", "dibatalkan", "diganti"}
    assert {s.value for s in BY_NAME[w].states} - set(keadaan) <= keluar


def test_a_case_that_left_the_road_ends_where_it_left_it(session: Session, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.DITOLAK)
    jejak = layanan.jejak(session, dupak, panggung.pelaku("ketua"))
    tahapan = layanan.tahapan("dupak", dupak.state, jejak)

    assert [(str(t.label), t.keadaan) for t in tahapan][-2:] == [("Sekretariat", "lalu"), ("Ditolak", "kini")]


# What nobody may learn


def test_the_officer_finds_neither_assessors_nor_their_progress(session: Session, klien: Masuk, panggung: Panggung):
    ganti = session.scalars(select(AuditEntry.object_id).where(AuditEntry.trigger == "mundur")).one()
    satu = session.get_one(Penilaian, ganti)
    pengganti = panggung.orang["penilai3"]
    assert "Sekarang di Para penilai" in teks_halaman(klien(satu.dupak.subjek).get(alamat(satu.dupak)).text)
    panggung.ambil(satu.dupak, "ganti_penilai", "ketua", catatan="Penilai pertama sakit.", penilai=[pengganti.id])
    pegawai = klien(satu.dupak.subjek)
    isi = pegawai.get(alamat(satu.dupak)).text

    assert "Ganti penilai" not in teks_halaman(isi).partition("Riwayat perkara")[2].partition("Diagram alur")[0]
    assert "Penilai pertama sakit." not in isi
    assert "/penilaian/" not in isi
    assert all(p.nama not in isi for p in (satu.penilai, pengganti))
    for lain in session.scalars(select(Penilaian).where(Penilaian.dupak_id == satu.dupak_id)):
        assert pegawai.get(alamat(lain)).status_code == 404


def test_a_note_about_marks_is_not_shown_to_the_officer(session: Session, klien: Masuk, panggung: Panggung):
    dupak = pada(session, Dupak, DupakState.SIDANG)
    catatan = "Nilai kedua penilai terpaut jauh."
    panggung.ambil(dupak, "kembalikan_sidang", "ketua", catatan=catatan, butir=[dupak.butir[0].id])

    assert catatan in klien(panggung.orang["sekretaris"]).get(alamat(dupak)).text
    assert catatan not in klien(dupak.subjek).get(alamat(dupak)).text


def test_fellow_assessors_are_blind_while_both_work(session: Session, klien: Masuk, panggung: Panggung):
    orang = panggung.orang
    dupak = panggung.sampai("pemeriksaan")[0]
    panggung.lakon.lengkapi(dupak, pabrik.HARI_INI)
    panggung.lakon.tugaskan(dupak, pabrik.HARI_INI, ("ketua", "penilai1"))
    milik, rekan = panggung.penilaian(dupak)
    ketua = klien(orang["ketua"])
    isi = ketua.get(alamat(dupak)).text
    daftar = ketua.get("/perkara?alur=penilaian&status=ditugaskan").text

    for halaman in (isi, daftar):
        assert f'href="{alamat(milik)}"' in halaman
        assert f'href="{alamat(rekan)}"' not in halaman
    assert f'href="{alamat(rekan)}"' in klien(orang["sekretaris"]).get(alamat(dupak)).text


# Lists


def test_the_list_shows_what_the_reader_may_see(session: Session, klien: Masuk, panggung: Panggung):
    for akun, nama in (("sekretariat", "dupak"), ("ketua", "pak"), ("auditor", "keberatan"), ("penilai2", "penilaian")):
        orang = panggung.orang[akun]
        model = BY_NAME[nama].model
        pelaku = pabrik.pelaku(session, orang)
        seharusnya = {alamat(o) for o in session.scalars(select(model)) if boleh_melihat(session, pelaku, o)}
        halaman = klien(orang).buka(f"/perkara?alur={nama}")
        tautan = {a.get("href") for a in halaman.iter("a") if re.fullmatch(rf"/{nama}/\d+", a.get("href", ""))}
        assert tautan == seharusnya, akun


def test_the_list_narrows_to_a_state(session: Session, klien: Masuk, panggung: Panggung):
    halaman = klien(panggung.orang["sekretariat"]).buka("/perkara?alur=sidang&status=diskors")
    baris = [tr for tr in halaman.iter("tr") if tr.find("td") is not None]

    assert len(baris) == 1
    assert klien(panggung.orang["sekretariat"]).get("/perkara?alur=gaji").status_code == 404
    assert klien(panggung.orang["sekretariat"]).get("/perkara?status=gaji").status_code == 200
    assert "Tidak ada perkara di sini." in klien(panggung.orang["pembentuk"]).get("/perkara").text


def test_the_list_goes_on_over_the_page_without_more_queries(
    app: Flask, session: Session, klien: Masuk, panggung: Panggung
):
    peramban = klien(panggung.orang["prakom"])
    with app.app_context():
        engine = db.engine
    daftar: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda k, c, isi, *sisa: daftar.append(isi))
    peramban.buka("/perkara")
    sedikit = len(daftar)
    for _ in range(60):
        panggung.draf(panggung.orang["prakom"])
    daftar.clear()
    halaman = peramban.buka("/perkara")
    banyak = len(daftar)
    lama = next(a.get("href") for a in halaman.iter("a") if a.get("rel") == "next")
    kedua = peramban.buka(lama)

    assert banyak <= sedikit
    assert len(list(halaman.iter("tr"))) == 51
    assert any(a.get("rel") == "prev" for a in kedua.iter("a"))


# Steps away from the page


def test_a_step_that_takes_the_case_out_of_sight_leads_to_the_inbox(session: Session, klien: Masuk, panggung: Panggung):
    pak, pemilik = pada(session, Pak, PakState.MENUNGGU_TANDA_TANGAN), panggung.orang["penetap"]
    pabrik.ketidakhadiran(session, pemilik)
    berikut = next(
        p
        for p in panggung.orang.values()
        if p is not pemilik
        and Peran.PENETAP in {t.peran for t in pabrik.pelaku(session, p).tugas}
        and any(a.step.trigger == "kembalikan" for a in available(session, pak, pabrik.pelaku(session, p)))
    )
    peramban = klien(berikut)
    jawaban = peramban.kirim(alamat(pak, "kembalikan"), {"version": pak.version, "catatan": "Angka keliru."})
    session.refresh(pak)

    assert pak.state is PakState.DIKEMBALIKAN
    terlihat = boleh_melihat(session, pabrik.pelaku(session, berikut), pak)
    assert jawaban.location == (alamat(pak) if terlihat else "/tugas")


def test_steps_taken_elsewhere_and_here_leave_the_same_trail(session: Session, klien: Masuk, panggung: Panggung):
    satu, dua = session.scalars(select(Dupak).where(Dupak.state == DupakState.SIDANG).order_by(Dupak.id).limit(2)).all()
    isi = {"catatan": "Ukur ulang.", "butir": [satu.butir[0].id]}
    ambil_lewat_halaman(klien, panggung.orang["ketua"], satu, "kembalikan-sidang", isi)
    masukan = Masukan(panggung.pelaku("ketua"), dua.version, "Ukur ulang.", {"butir": [dua.butir[0].id]})
    ambil(session, dua, "kembalikan_sidang", masukan)
    session.commit()
    jejak = [
        session.execute(
            select(AuditEntry.trigger, AuditEntry.role, AuditEntry.note, AuditEntry.to_state)
            .where(AuditEntry.workflow == "dupak", AuditEntry.object_id == d.id)
            .order_by(AuditEntry.seq.desc())
            .limit(1)
        ).one()
        for d in (satu, dua)
    ]

    assert jejak[0] == jejak[1]
