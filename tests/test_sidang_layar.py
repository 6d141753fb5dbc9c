"""The plenary on screen: calling one, the room with agenda and attendance, and one line under discussion."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import SIDANG, Meja, hitung_perintah, meja_tim
from workflow_app.models import (
    AgendaSidang,
    CaraPutus,
    DupakState,
    HasilAgenda,
    Kehadiran,
    KonflikKepentingan,
    Pegawai,
    Sidang,
    SidangState,
)
from workflow_app.services import sidang as layanan

Masuk = Callable[[Pegawai], Klien]
KEMARIN = SIDANG - dt.timedelta(days=3)
"""The last working day before the plenary of these tests."""
A = {1: ("0.2", "Satu dokumen di luar masa")}
B = {1: ("0.1", "Dua dokumen tidak bertanggal"), 3: ("0", "Naskah belum disahkan")}


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def jadwal(meja: Meja, **ubah: str) -> dict[str, str]:
    isi = {"tempat_putaran": f"{meja.tim.id}-{meja.putaran.id}", "tanggal": "2022-01-12", "tempat": "Ruang Rapat"}
    return {**isi, **ubah}


def satu_baris(s: Sidang, nomor: int = 0, /, **isi: str) -> dict[str, str]:
    """The form of one line as the browser sends it; `n1`, `a1` are mark and reason of the item with that number."""
    agenda = s.agenda[nomor]
    data = {
        "version": str(s.version),
        "hasil": "",
        "cara_putus": "",
        "suara_setuju": "",
        "suara_tidak": "",
        "catatan": "",
    }
    for kunci, nilai in isi.items():
        if re.fullmatch(r"[na]\d+", kunci):
            nama = "nilai" if kunci[0] == "n" else "alasan"
            data[f"{nama}-{agenda.dupak.butir[int(kunci[1:])].id}"] = nilai
        else:
            data[kunci] = nilai
    return data


def alamat(s: Sidang, nomor: int = 0) -> str:
    return f"/sidang/{s.id}/agenda/{s.agenda[nomor].id}"


# Calling a plenary


def test_the_secretary_calls_a_plenary(klien: Masuk, session: Session, meja: Meja):
    sekar = klien(meja.sekretaris)

    assert 'href="/sidang/jadwalkan"' in sekar.get("/sidang").text
    assert "2022-01 (5 Jan 2022 – 14 Jan 2022)" in sekar.get("/sidang/jadwalkan").text
    jawaban = sekar.kirim("/sidang/jadwalkan", jadwal(meja))

    sidang = session.scalars(select(Sidang)).one()
    assert jawaban.location.endswith(f"/sidang/{sidang.id}")
    assert "Rabu, 12 Januari 2022" in teks_halaman(sekar.get("/sidang").text)


def test_a_double_click_calls_one_plenary(klien: Masuk, session: Session, meja: Meja):
    sekar = klien(meja.sekretaris)

    sekar.kirim("/sidang/jadwalkan", jadwal(meja))
    jawaban = sekar.kirim("/sidang/jadwalkan", jadwal(meja), 422)

    assert "sudah punya sidang pada tanggal itu" in teks_halaman(jawaban.text)
    assert session.scalar(select(func.count()).select_from(Sidang)) == 1


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"tanggal": "2022-01-20"}, "harus di antara 5 Januari 2022 dan 14 Januari 2022"),
        ({"tanggal": "2022-01-07"}, "sudah lewat"),
        ({"tanggal": "31-31-2022"}, "31-31-2022"),
        ({"tanggal": ""}, "wajib diisi"),
        ({"tempat": "  "}, "wajib diisi"),
        ({"tempat": "x" * 121}, "Paling banyak 120"),
        ({"tempat_putaran": "9-9"}, "Pilih salah satu dari daftar"),
        ({"tempat_putaran": ""}, "wajib diisi"),
    ],
)
def test_a_wrong_schedule_is_answered_at_its_field(
    klien: Masuk, session: Session, meja: Meja, ubah: dict[str, str], kata: str
):
    jawaban = klien(meja.sekretaris).kirim("/sidang/jadwalkan", jadwal(meja, **ubah), 422)

    assert kata in teks_halaman(jawaban.text)
    assert "bidang-galat" in jawaban.text
    assert session.scalar(select(func.count()).select_from(Sidang)) == 0


def test_only_the_secretary_or_his_stand_in_calls_one(klien: Masuk, session: Session, meja: Meja):
    for orang in (meja.ketua, meja.a, meja.sekretariat, pabrik.pegawai(session), meja.wakil):
        klien(orang).buka("/sidang/jadwalkan", 403)
        klien(orang).kirim("/sidang/jadwalkan", jadwal(meja), 403)
    pabrik.ketidakhadiran(session, meja.sekretaris)

    klien(meja.wakil).kirim("/sidang/jadwalkan", jadwal(meja))


def test_the_list_shows_ones_own_teams_alone(klien: Masuk, session: Session, meja: Meja):
    s = meja.sidang()
    lain = pabrik.tim(session, anggota=[orang := pabrik.pegawai(session)])

    assert f'href="/sidang/{s.id}"' in klien(meja.c).get("/sidang").text
    assert f'href="/sidang/{s.id}"' not in klien(orang).get("/sidang").text
    klien(orang).buka(f"/sidang/{s.id}", 404)
    klien(orang).kirim(f"/sidang/{s.id}/kehadiran", {"version": "1"}, 404)
    assert lain.id != meja.tim.id


# Agenda and attendance


def test_claims_that_wait_are_put_on_the_agenda_and_taken_off(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang()
    s = meja.sidang()
    sekar = klien(meja.sekretaris)

    assert "Dewi Pranata" in teks_halaman(sekar.get(f"/sidang/{s.id}").text)
    isi = {"version": str(s.version), "dupak": str(d.id)}
    sekar.kirim(f"/sidang/{s.id}/agenda", isi)
    sekar.kirim(f"/sidang/{s.id}/agenda", isi)
    jalan = f"/sidang/{s.id}/agenda/{session.scalars(select(AgendaSidang.id)).one()}/keluarkan"
    session.refresh(s)
    keluarkan = {"version": str(s.version)}
    sekar.kirim(jalan, keluarkan)
    sekar.kirim(jalan, keluarkan)

    assert session.scalar(select(func.count()).select_from(AgendaSidang)) == 0


@pytest.mark.parametrize("dupak", ["", "999999", "abc", "-1", "²"])
def test_a_claim_that_does_not_wait_is_refused_with_a_sentence(klien: Masuk, meja: Meja, dupak: str):
    s = meja.sidang()

    jawaban = klien(meja.sekretaris).kirim(f"/sidang/{s.id}/agenda", {"version": str(s.version), "dupak": dupak}, 422)

    assert "Pilih DUPAK yang siap disidangkan" in teks_halaman(jawaban.text)


def test_members_may_look_and_not_touch(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang()
    s = meja.sidang(d)
    cahya, versi = klien(meja.c), {"version": str(s.version)}

    halaman = cahya.get(f"/sidang/{s.id}").text
    assert "Catat kehadiran" not in halaman
    assert "Keluarkan" not in halaman
    cahya.kirim(f"/sidang/{s.id}/agenda", {**versi, "dupak": str(d.id + 1)}, 403)
    cahya.kirim(f"/sidang/{s.id}/agenda/{s.agenda[0].id}/keluarkan", versi, 403)
    cahya.kirim(f"/sidang/{s.id}/kehadiran", {**versi, f"hadir-{meja.c.id}": "y"}, 403)
    cahya.kirim(alamat(s), satu_baris(s, hasil="disetujui", cara_putus="mufakat"), 403)

    assert session.scalar(select(func.count()).select_from(Kehadiran)) == 0


def test_attendance_makes_the_quorum(klien: Masuk, session: Session, meja: Meja):
    s = meja.sidang(meja.siap_sidang())
    sekar = klien(meja.sekretaris)

    isi = {"version": str(s.version)} | {f"hadir-{o.id}": "y" for o in (meja.sekretaris, meja.a, meja.b, meja.c)}
    sekar.kirim(f"/sidang/{s.id}/kehadiran", {**isi, f"alasan-{meja.ketua.id}": "Rapat pimpinan"})
    halaman = teks_halaman(sekar.get(f"/sidang/{s.id}").text)
    assert "Tercatat hadir 4 dari 6 anggota; perlu 4" in halaman
    assert "Ketua atau wakil ketua belum hadir." in halaman
    assert "kuorum belum tercapai" in halaman
    session.refresh(s)
    sekar.kirim(f"/sidang/{s.id}/kehadiran", isi | {"version": str(s.version), f"hadir-{meja.wakil.id}": "y"})

    halaman = teks_halaman(sekar.get(f"/sidang/{s.id}").text)
    assert "Tercatat hadir 5 dari 6 anggota" in halaman
    assert "kuorum tercapai" in halaman


def test_attendance_sent_twice_is_recorded_once_and_a_stale_page_is_told(klien: Masuk, session: Session, meja: Meja):
    s = meja.sidang(meja.siap_sidang())
    sekar, karta = klien(meja.sekretaris), klien(meja.ketua)
    isi = {"version": str(s.version), f"hadir-{meja.a.id}": "y"}

    sekar.kirim(f"/sidang/{s.id}/kehadiran", isi)
    sekar.kirim(f"/sidang/{s.id}/kehadiran", isi)
    jawaban = karta.kirim(f"/sidang/{s.id}/kehadiran", isi | {f"hadir-{meja.b.id}": "y"}, 409)

    assert "Bagas Penilai" in teks_halaman(jawaban.text), "yang dicentang tidak hilang"
    hadir = session.scalars(select(Kehadiran.pegawai_id).where(Kehadiran.hadir)).all()
    assert hadir == [meja.a.id]


def test_a_reason_that_is_too_long_is_answered_in_the_room(klien: Masuk, meja: Meja):
    s = meja.sidang()

    isi = {"version": str(s.version), f"alasan-{meja.a.id}": "x" * 201}
    jawaban = klien(meja.sekretaris).kirim(f"/sidang/{s.id}/kehadiran", isi, 422)

    assert "Paling banyak 200" in teks_halaman(jawaban.text)


def test_members_in_conflict_are_put_out_and_named(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang()
    session.add(KonflikKepentingan(dupak_id=d.id, pegawai_id=meja.c.id, alasan="ipar"))
    s = meja.sidang(d)
    meja.hadir(s)

    halaman = teks_halaman(klien(meja.sekretaris).get(f"/sidang/{s.id}").text)

    assert "Keluar: Cahya Penilai (konflik kepentingan)" in halaman


# One line


def test_contested_items_come_first_with_both_marks_and_reasons(klien: Masuk, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))

    jawaban = klien(meja.c).get(alamat(s))

    isi = teks_halaman(jawaban.text)
    assert isi.index("I.B.27") < isi.index("III.C.1") < isi.index("3 butir disepakati") < isi.index("I.B.12")
    for kata in (
        "0,200",
        "Satu dokumen di luar masa",
        "0,100",
        "Dua dokumen tidak bertanggal",
        "Naskah belum disahkan",
    ):
        assert kata in isi
    assert "2 belum diputus" in isi
    assert "<details" in jawaban.text
    assert '<form method="post" action="' + alamat(s) not in jawaban.text, "anggota hanya melihat"


def test_marks_and_result_are_recorded_in_one_go(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))

    isi = satu_baris(
        s, n1="0,2", a1="Dokumen kedua sah", n3="1", a3="Naskah tahap dua", hasil="disetujui", cara_putus="mufakat"
    )
    klien(meja.sekretaris).kirim(alamat(s), isi)

    butir = s.agenda[0].dupak.butir
    assert (butir[1].nilai_sidang, butir[1].alasan_sidang) == (Decimal("0.2"), "Dokumen kedua sah")
    assert butir[3].nilai_sidang == Decimal(1)
    session.refresh(s.agenda[0])
    assert (s.agenda[0].hasil, s.agenda[0].cara_putus) == (HasilAgenda.DISETUJUI, CaraPutus.MUFAKAT)
    assert "4,208" not in klien(meja.sekretaris).get(alamat(s)).text
    assert "semua sudah diputus" in teks_halaman(klien(meja.c).get(alamat(s)).text)


def test_an_assessors_mark_is_taken_over_by_one_button_without_storing(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    butir = s.agenda[0].dupak.butir[1]

    jawaban = klien(meja.ketua).kirim(alamat(s), satu_baris(s, n3="1", isi=f"1-{butir.id}"), 200)

    assert f'name="nilai-{butir.id}" type="text" value="0,1"' in jawaban.text
    assert jawaban.text.count("Dua dokumen tidak bertanggal") >= 2
    session.refresh(butir)
    assert butir.nilai_sidang is None


def test_consensus_by_one_button_leads_to_the_next_line(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang("Satu Pranata"), meja.siap_sidang("Dua Pranata"))
    sekar = klien(meja.sekretaris)

    assert sekar.kirim(alamat(s, 0), satu_baris(s, 0, mufakat="1")).location.endswith(alamat(s, 1))
    session.refresh(s)
    assert sekar.kirim(alamat(s, 1), satu_baris(s, 1, mufakat="1")).location.endswith(f"/sidang/{s.id}")

    session.refresh(s.agenda[0])
    assert s.agenda[0].hasil is HasilAgenda.DISETUJUI


def test_approval_with_open_items_stays_on_the_line(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B), meja.siap_sidang("Dua Pranata"))
    sekar = klien(meja.sekretaris)

    jawaban = sekar.kirim(alamat(s), satu_baris(s, n1="0,2", a1="Sah", mufakat="1"))

    assert jawaban.location.endswith(alamat(s))
    assert "Masih ada butir yang belum diberi nilai" in teks_halaman(sekar.get(alamat(s)).text)


@pytest.mark.parametrize(
    ("isi", "tempat", "kata"),
    [
        ({"n1": "0,3", "a1": "Alasan"}, "nilai", "di antara 0 dan usulan 0,24"),
        ({"n1": "1.234", "a1": "Alasan"}, "nilai", "dua cara"),
        ({"n1": "0,1"}, "alasan", "Tuliskan alasan"),
        ({"a1": "Alasan saja"}, "nilai", "alasan saja belum menjadi nilai"),
        ({"hasil": "disetujui"}, "cara_putus", "Pilih cara memutusnya"),
        ({"cara_putus": "mufakat"}, "hasil", "Pilih hasilnya"),
        ({"hasil": "ditolak", "cara_putus": "mufakat"}, "catatan", "Tuliskan alasan hasil ini"),
        ({"hasil": "disetujui", "cara_putus": "suara_terbanyak"}, "suara_setuju", "Isi jumlah suara"),
        (
            {"hasil": "disetujui", "cara_putus": "suara_terbanyak", "suara_setuju": "2", "suara_tidak": "3"},
            "suara_setuju",
            "suara setuju lebih banyak",
        ),
        (
            {"hasil": "disetujui", "cara_putus": "suara_ketua", "suara_setuju": "3", "suara_tidak": "2"},
            "suara_setuju",
            "hanya bila suara sama banyak",
        ),
        (
            {"hasil": "disetujui", "cara_putus": "suara_terbanyak", "suara_setuju": "2,5", "suara_tidak": "1"},
            "suara_setuju",
            "bilangan bulat",
        ),
        ({"hasil": "menang", "cara_putus": "mufakat"}, "hasil", "Pilih salah satu dari daftar"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_is_stored(
    klien: Masuk, session: Session, meja: Meja, isi: dict[str, str], tempat: str, kata: str
):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    butir = s.agenda[0].dupak.butir

    jawaban = klien(meja.sekretaris).kirim(alamat(s), satu_baris(s, n3="1", a3="Tahap dua", **isi), 422)

    id_ = f"{tempat}-{butir[1].id}" if tempat in {"nilai", "alasan"} else tempat
    galat = re.search(rf'id="{id_}-galat">.*?</div>', jawaban.text, re.DOTALL)
    assert galat, teks_halaman(jawaban.text)[:3000]
    assert kata in galat[0]
    assert f'name="nilai-{butir[3].id}" type="text" value="1"' in jawaban.text
    session.refresh(butir[3])
    assert butir[3].nilai_sidang is None
    assert s.agenda[0].hasil is None


def test_a_double_click_on_a_line_is_one_decision(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    sekar = klien(meja.sekretaris)
    isi = satu_baris(s, n1="0,2", a1="Sah", hasil="disetujui", cara_putus="mufakat")

    sekar.kirim(alamat(s), isi)
    session.refresh(s)
    versi = s.version
    sekar.kirim(alamat(s), isi)

    session.refresh(s)
    assert s.version == versi


def test_two_people_at_one_line_see_each_others_words(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    butir = s.agenda[0].dupak.butir[1]
    lama = satu_baris(s, n1="0,15", a1="Isian ketua")
    klien(meja.sekretaris).kirim(alamat(s), satu_baris(s, n1="0,2", a1="Isian sekretaris"))

    jawaban = klien(meja.ketua).kirim(alamat(s), lama, 409)

    isi = teks_halaman(jawaban.text)
    assert "Tersimpan sekarang: 0,200 — Isian sekretaris" in isi
    assert "Isian ketua" in isi
    assert f'name="nilai-{butir.id}" type="text" value="0,15"' in jawaban.text
    session.refresh(butir)
    assert butir.nilai_sidang == Decimal("0.2")


def test_a_page_left_open_until_the_plenary_closed_gives_the_text_back(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    lama = satu_baris(s, n1="0,15", a1="Isian yang terlambat")
    meja.tutup(s)

    jawaban = klien(meja.sekretaris).kirim(alamat(s), lama, 409)

    assert "Isian yang terlambat" in teks_halaman(jawaban.text)


def test_who_is_out_of_a_line_sees_nothing_of_it(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang(a={1: ("0.137", "Alasan milik Andini")}, b=B)
    sendiri = meja.siap_sidang("Cahya", orang=meja.c, a={1: ("0.139", "Alasan kedua")})
    session.add(KonflikKepentingan(dupak_id=d.id, pegawai_id=meja.sekretaris.id, alasan="ipar"))
    s = meja.sidang(d, sendiri)
    meja.hadir(s)

    for orang, nomor in ((meja.sekretaris, 0), (meja.c, 1)):
        jawaban = klien(orang).get(alamat(s, nomor))
        assert "Anda keluar pada agenda ini" in teks_halaman(jawaban.text)
        for rahasia in ("0,137", "0,139", "milik Andini", "Alasan kedua", "Naskah belum disahkan"):
            assert rahasia not in jawaban.text
        ruang = teks_halaman(klien(orang).get(f"/sidang/{s.id}").text)
        assert "Anda keluar pada agenda ini" in ruang
    klien(meja.sekretaris).kirim(alamat(s), satu_baris(s, n1="0,1", a1="x"), 403)


def test_a_superior_on_the_team_is_out_too(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang(a=A, b=B, orang=pabrik.pegawai(session, "Anak Buah", atasan=meja.ketua))
    s = meja.berlangsung(d)

    assert "Anda keluar pada agenda ini" in teks_halaman(klien(meja.ketua).get(alamat(s)).text)
    klien(meja.ketua).kirim(alamat(s), satu_baris(s, hasil="disetujui", cara_putus="mufakat"), 403)


def test_marks_are_hidden_again_while_a_claim_is_marked_again(klien: Masuk, session: Session, meja: Meja):
    d = meja.siap_sidang(a=A, b=B)
    s = meja.berlangsung(d)
    isi = satu_baris(s, hasil="kembali_ke_penilaian", cara_putus="mufakat", catatan="Bukti harus dibaca lagi")
    klien(meja.sekretaris).kirim(alamat(s), isi)
    session.refresh(s)
    klien(meja.ketua).kirim(f"/sidang/{s.id}/langkah/tutup", {"version": str(s.version), "nomor": "BA/9"})
    session.refresh(d)
    assert d.state is DupakState.PENILAIAN

    for orang in (meja.c, meja.ketua, meja.a):
        halaman = klien(orang).get(alamat(s)).text
        assert "Dua dokumen tidak bertanggal" not in halaman
        assert "kembali dinilai" in halaman


def test_those_outside_the_team_see_names_and_no_line(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    pengusul = klien(meja.pengusul)

    halaman = pengusul.get(f"/sidang/{s.id}")
    assert halaman.status_code == 200
    assert "4,188" not in halaman.text
    pengusul.buka(alamat(s), 404)
    for orang in (s.agenda[0].dupak.subjek, pabrik.pegawai(session)):
        klien(orang).buka(f"/sidang/{s.id}", 404)
        klien(orang).buka(alamat(s), 404)


def test_a_line_of_another_plenary_does_not_exist_here(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang("Satu Pranata"), tanggal=KEMARIN)
    lain = meja.sidang(meja.siap_sidang("Dua Pranata"))

    klien(meja.ketua).buka(f"/sidang/{s.id}/agenda/{lain.agenda[0].id}", 404)
    klien(meja.ketua).buka(f"/sidang/{s.id}/agenda/999999", 404)
    klien(meja.sekretaris).kirim(f"/sidang/{s.id}/agenda/{lain.agenda[0].id}", satu_baris(lain), 404)


# Closing


def test_the_chair_closes_with_the_number_of_the_minutes(klien: Masuk, session: Session, meja: Meja):
    s = meja.berlangsung(meja.siap_sidang(a=A, b=B))
    karta = klien(meja.ketua)
    assert 'id="nomor-ba"' not in karta.get(f"/sidang/{s.id}").text
    assert "belum punya hasil" in teks_halaman(karta.get(f"/sidang/{s.id}").text)
    meja.putuskan(s)

    assert 'id="nomor-ba"' in karta.get(f"/sidang/{s.id}").text
    karta.kirim(f"/sidang/{s.id}/langkah/tutup", {"version": str(s.version), "nomor": ""}, 422)
    karta.kirim(f"/sidang/{s.id}/langkah/tutup", {"version": str(s.version), "nomor": "BA/7/2022"})

    session.refresh(s)
    assert s.state is SidangState.DITUTUP
    assert "Berita Acara BA/7/2022" in teks_halaman(karta.get(f"/sidang/{s.id}").text)
    assert "Disetujui" in teks_halaman(klien(meja.c).get(alamat(s)).text)


# Speed


def test_the_room_asks_the_database_as_often_for_25_lines_as_for_5(
    app: Flask, klien: Masuk, session: Session, meja: Meja
):
    jumlah: dict[object, int] = {}
    for banyak, tanggal in ((5, KEMARIN), (25, SIDANG)):
        daftar = [meja.siap_sidang(f"Pegawai {banyak}-{n}", butir=2, a={1: ("0.2", "x")}) for n in range(banyak)]
        s = meja.berlangsung(*daftar, tanggal=tanggal)
        siapa = meja.oleh(meja.sekretaris)
        for agenda in s.agenda[:-1]:
            setuju = layanan.IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.MUFAKAT)
            layanan.catat_hasil(session, s, agenda.id, setuju, oleh=siapa)
        karta = klien(meja.ketua)
        with hitung_perintah(app) as perintah:
            assert karta.get(f"/sidang/{s.id}").status_code == 200
        jumlah[banyak] = len(perintah)
        with hitung_perintah(app) as perintah:
            assert karta.get("/sidang").status_code == 200
        jumlah[banyak, "daftar"] = len(perintah)

    assert jumlah[5] == jumlah[25]
    assert jumlah[5] <= 60
    assert jumlah[5, "daftar"] == jumlah[25, "daftar"]


def test_a_line_asks_the_database_as_often_for_25_items_as_for_5(app: Flask, klien: Masuk, meja: Meja):
    jumlah = {}
    for butir, tanggal in ((5, KEMARIN), (25, SIDANG)):
        s = meja.berlangsung(meja.siap_sidang(f"Pegawai {butir}", butir=butir, a=A, b=B), tanggal=tanggal)
        karta = klien(meja.ketua)
        with hitung_perintah(app) as perintah:
            assert karta.get(alamat(s)).status_code == 200
        jumlah[butir] = len(perintah)

    assert jumlah[5] == jumlah[25]
