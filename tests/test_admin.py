"""The administrator's screens: who may see them, what they keep, what they refuse, and the record of it all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman, urai
from workflow_app import outbox
from workflow_app.models import (
    Akun,
    CatatanAdmin,
    Instansi,
    Kedudukan,
    Ketidakhadiran,
    OutboxMessage,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    Peran,
    StatusSurat,
    Surat,
    TimPenilai,
    Unit,
)
from workflow_app.services import sandi
from workflow_app.services.organisasi import FORMAT_NOMOR
from workflow_app.waktu import utcnow

Masuk = Callable[[Pegawai], Klien]

PERAN = {
    "peran": "sekretariat",
    "unit_id": "",
    "jabatan_penetap": "",
    "mulai": "2022-01-01",
    "selesai": "",
    "nomor_sk": "SK-1",
}


@pytest.fixture
def admin(session: Session) -> Pegawai:
    return pabrik.pegawai(session, "Ade Pengelola", peran=Peran.ADMIN)


@pytest.fixture
def ade(klien: Masuk, admin: Pegawai) -> Klien:
    return klien(admin)


@pytest.fixture
def orang(session: Session, admin: Pegawai) -> Pegawai:
    return pabrik.pegawai(session, "Bima Pranata")


def galat(html: str) -> str:
    """The words of the error summary."""
    kotak = [e for e in urai(html).iter("div") if "ringkasan-galat" in e.get("class", "")]
    return " ".join(" ".join(kotak[0].itertext()).split()) if kotak else ""


def formulir(klien: Klien, alamat: str) -> dict[str, str]:
    """What the form at an address would send as it is shown."""
    isi: dict[str, str] = {}
    utama = next(f for f in klien.buka(alamat).iter("form") if "formulir" in f.get("class", ""))
    for e in utama.iter():
        nama = e.get("name")
        if not nama:
            continue
        if e.tag == "select":
            isi[nama] = next((o.get("value") for o in e.iter("option") if o.get("selected") is not None), "")
        elif e.tag == "textarea":
            isi[nama] = (e.text or "").strip()
        elif e.get("type") == "checkbox":
            if e.get("checked") is not None:
                isi[nama] = e.get("value", "y")
        else:
            isi[nama] = e.get("value", "")
    return isi


NOMOR = dict.fromkeys(FORMAT_NOMOR, "{nomor}/{tahun}")


def catatan(session: Session, tabel: str) -> list[CatatanAdmin]:
    query = select(CatatanAdmin).where(CatatanAdmin.tabel == tabel).order_by(CatatanAdmin.id)
    return list(session.scalars(query))


# Who may come in


@pytest.mark.parametrize("peran", [None, Peran.SEKRETARIAT, Peran.AUDITOR])
def test_only_an_administrator_sees_the_screens(klien: Masuk, session: Session, peran: Peran | None):
    budi = klien(pabrik.pegawai(session, peran=peran or ()))

    assert budi.get("/admin").status_code == 403
    assert budi.get("/admin/pegawai").status_code == 403
    assert "Admin" not in teks_halaman(budi.get("/akun").text)


def test_the_auditor_reads_what_administrators_did_and_nothing_else(klien: Masuk, ade: Klien, session: Session):
    instansi = {"nama": "Badan Rekaan", "jenis": "lpnk", "kota": "Y", "kantor_bkn": "Z"}
    ade.kirim("/admin/instansi/baru", {**instansi, **NOMOR})
    auditor = klien(pabrik.pegawai(session, peran=Peran.AUDITOR))

    halaman = auditor.buka("/admin/riwayat")

    assert "Badan Rekaan" in teks_halaman(auditor.get("/admin/riwayat").text)
    tautan = {a.get("href", "") for a in halaman.iter("a")}
    dibaca = {"/admin/riwayat", "/admin/peraturan", "/admin/hitung-ulang"}
    assert {t for t in tautan if t.startswith("/admin")} <= dibaca
    assert "/admin/riwayat" in {a.get("href") for a in auditor.buka("/akun").iter("a")}
    for lain in ("", "/surat", "/surat/pekerjaan", "/akun", "/peran", "/tim", "/instansi"):
        assert auditor.get(f"/admin{lain}").status_code == 403
    auditor.kirim("/admin/riwayat", status=405)


def test_a_role_that_is_over_opens_nothing(klien: Masuk, session: Session, hari_ini: dt.date):
    budi = pabrik.pegawai(session)
    pabrik.penugasan(session, budi, Peran.ADMIN, selesai=hari_ini - dt.timedelta(days=1))

    assert klien(budi).get("/admin").status_code == 403


@pytest.mark.parametrize(
    "alamat",
    ["", "/pegawai", "/pegawai/baru", "/peran", "/tim", "/tim/baru", "/akun", "/instansi", "/instansi/baru", "/surat",
     "/surat/pekerjaan", "/riwayat"],
)  # fmt: skip
def test_every_screen_opens_also_when_there_is_nothing_to_show(ade: Klien, alamat: str):
    ade.buka(f"/admin{alamat}")


def test_a_character_that_no_database_takes_is_refused_at_the_door(ade: Klien):
    ade.buka("/admin/pegawai?nama=%00", status=400)
    ade.kirim("/admin/pegawai/cari", {"teks": "a\0b"}, status=400)


def test_numbers_that_name_nothing_are_not_found(ade: Klien):
    for alamat in ("pegawai/999", "pegawai/99999999999999999999", "tim/7", "surat/1", "instansi/12345"):
        ade.buka(f"/admin/{alamat}", status=404)


# Institutions and units


def test_an_institution_and_its_units_are_kept(ade: Klien, session: Session):
    ade.kirim(
        "/admin/instansi/baru",
        {
            "nama": "Kabupaten Rekaan",
            "jenis": "kabupaten_kota",
            "kota": "Rekaan",
            "kantor_bkn": "Kanreg I",
            **NOMOR,
        },
    )
    baru = session.scalars(select(Instansi).where(Instansi.nama == "Kabupaten Rekaan")).one()
    ade.kirim(f"/admin/instansi/{baru.id}/unit/baru", {"nama": "Dinas Kominfo", "induk_id": ""})
    (dinas,) = session.scalars(select(Unit).where(Unit.instansi_id == baru.id))
    ade.kirim(f"/admin/instansi/{baru.id}/unit/baru", {"nama": "Bidang Data", "induk_id": str(dinas.id)})

    halaman = teks_halaman(ade.get(f"/admin/instansi/{baru.id}").text)
    assert "Bidang Data Dinas Kominfo" in halaman
    assert [c.tindakan for c in catatan(session, "unit")] == ["tambah", "tambah"]


@pytest.mark.parametrize("bentuk", ["{nomor}", "tanpa tempat", "{nomor}/{tahun}/{rahasia}", "{nomor!r}/{tahun}", "{"])
@pytest.mark.parametrize(
    ("bidang", "label"),
    [
        ("format_nomor_pak", "Bentuk nomor PAK"),
        ("format_nomor_konversi", "Bentuk nomor konversi"),
        ("format_nomor_akumulasi", "Bentuk nomor akumulasi"),
        ("format_nomor_penetapan_ak", "Bentuk nomor penetapan AK"),
        ("format_nomor_pak_integrasi", "Bentuk nomor PAK integrasi"),
    ],
)
def test_a_number_format_that_would_fail_later_is_refused_now(ade: Klien, bidang: str, label: str, bentuk: str):
    isi = {"nama": "X", "jenis": "lpnk", "kota": "Y", "kantor_bkn": "Z", **NOMOR, bidang: bentuk}

    jawaban = ade.kirim("/admin/instansi/baru", isi, status=422)

    assert galat(jawaban.text).count("Bentuk nomor") == 1
    assert f"{label}: " in galat(jawaban.text)


def test_the_usual_forms_of_numbers_are_offered_and_shown(ade: Klien, session: Session):
    assert 'value="{nomor}/PAK-K/{bulan_romawi}/{tahun}"' in ade.get("/admin/instansi/baru").text
    instansi = pabrik.instansi(session, format_nomor_konversi="K.{nomor}/{tahun}")
    assert "Bentuk nomor konversi K.{nomor}/{tahun}" in teks_halaman(ade.get(f"/admin/instansi/{instansi.id}").text)


def test_a_unit_is_never_below_itself(ade: Klien, session: Session, admin: Pegawai):
    atas = pabrik.unit(session, nama="Atas")
    bawah = pabrik.unit(session, nama="Bawah", induk_id=atas.id)
    isi = formulir(ade, f"/admin/instansi/unit/{atas.id}/ubah")

    jawaban = ade.kirim(f"/admin/instansi/unit/{atas.id}/ubah", {**isi, "induk_id": str(bawah.id)}, status=422)

    assert "bawahannya" in galat(jawaban.text)


# People


def isi_pegawai(session: Session, **ubah: str) -> dict[str, str]:
    unit = pabrik.unit(session)
    isi = {
        "nip": pabrik.nip(777),
        "nama": "Citra Baru",
        "email": "citra@contoh.invalid",
        "unit_id": str(unit.id),
        "aktif": "y",
    }
    return {**isi, **ubah}


def test_14_2_1_a_person_is_added_and_found_by_nip_and_by_name(ade: Klien, session: Session):
    jawaban = ade.kirim("/admin/pegawai/baru", isi_pegawai(session))
    citra = session.scalars(select(Pegawai).where(Pegawai.nama == "Citra Baru")).one()

    assert jawaban.location == f"/admin/pegawai/{citra.id}"
    assert ade.kirim("/admin/pegawai/cari", {"teks": citra.nip}).location == jawaban.location
    hasil = ade.kirim("/admin/pegawai/cari", {"teks": "CITRA"}).location
    assert "Citra Baru" in teks_halaman(ade.get(hasil).text)
    assert citra.nip not in hasil


@pytest.mark.parametrize("cari", ["' OR 1=1 --", "%", "_", "\\"])
def test_signs_of_the_database_mean_nothing_in_a_search(ade: Klien, orang: Pegawai, cari: str):
    hasil = ade.kirim("/admin/pegawai/cari", {"teks": cari}).location

    assert "Tidak ada pegawai yang cocok" in teks_halaman(ade.get(hasil).text)


@pytest.mark.parametrize(
    ("kolom", "nilai", "kata"),
    [
        ("nip", "123", "18 angka"),
        ("nip", "1" * 17 + "x", "18 angka"),
        ("nip", "", "wajib diisi"),
        ("nama", "Ci\x07tra", "tidak dapat disimpan"),
        ("email", "bukan surel", "alamat surel"),
        ("email", "a@b.invalid, c@d.invalid", "alamat surel"),
        ("unit_id", "abc", "dari daftar"),
        ("unit_id", "999999", "dari daftar"),
        ("tanggal_lahir", "31-02-1990", "tidak ada dalam kalender"),
        ("atasan", "tak dikenal", "Tidak ada pegawai aktif"),
    ],
)
def test_a_person_with_wrong_data_is_refused_and_nothing_typed_is_lost(
    ade: Klien, session: Session, kolom: str, nilai: str, kata: str
):
    isi = isi_pegawai(session, **{kolom: nilai, "pendidikan": "S2 Statistika"})

    jawaban = ade.kirim("/admin/pegawai/baru", isi, status=422)

    assert kata in galat(jawaban.text)
    assert "S2 Statistika" in jawaban.text


def test_two_people_never_share_a_nip(ade: Klien, session: Session, orang: Pegawai):
    jawaban = ade.kirim("/admin/pegawai/baru", isi_pegawai(session, nip=orang.nip), status=422)

    assert "sudah terdaftar" in galat(jawaban.text)


def test_an_ambiguous_name_is_answered_with_the_people_it_may_mean(ade: Klien, session: Session):
    pabrik.pegawai(session, "Dewi Anggun")
    pabrik.pegawai(session, "Dewi Bestari")

    jawaban = ade.kirim("/admin/pegawai/baru", isi_pegawai(session, atasan="dewi"), status=422)

    assert "Dewi Anggun" in galat(jawaban.text)
    assert "Dewi Bestari" in galat(jawaban.text)


def test_nobody_is_his_own_superior_over_any_number_of_steps(ade: Klien, session: Session, orang: Pegawai):
    bawahan = pabrik.pegawai(session, atasan=pabrik.pegawai(session, atasan=orang))
    isi = formulir(ade, f"/admin/pegawai/{orang.id}/ubah")

    for atasan in (orang, bawahan):
        jawaban = ade.kirim(f"/admin/pegawai/{orang.id}/ubah", {**isi, "atasan": atasan.nip}, status=422)
        assert "Atasan tidak boleh" in galat(jawaban.text)


def test_a_change_is_recorded_with_what_was_and_what_became(
    ade: Klien, session: Session, admin: Pegawai, orang: Pegawai
):
    isi = formulir(ade, f"/admin/pegawai/{orang.id}/ubah")

    ade.kirim(f"/admin/pegawai/{orang.id}/ubah", {**isi, "nama": "Bima Pranata, M.Kom."})

    (baris,) = catatan(session, "pegawai")
    assert (baris.pelaku_id, baris.baris_id, baris.tindakan) == (admin.id, orang.id, "ubah")
    assert (baris.sebelum, baris.sesudah) == ({"nama": "Bima Pranata"}, {"nama": "Bima Pranata, M.Kom."})
    assert "Bima Pranata, M.Kom." in teks_halaman(ade.get("/admin/riwayat").text)


def test_a_form_that_changes_nothing_records_nothing(ade: Klien, session: Session, orang: Pegawai):
    isi = formulir(ade, f"/admin/pegawai/{orang.id}/ubah")

    ade.kirim(f"/admin/pegawai/{orang.id}/ubah", isi)

    assert catatan(session, "pegawai") == []


def test_two_administrators_do_not_overwrite_one_another(ade: Klien, session: Session, orang: Pegawai):
    isi = formulir(ade, f"/admin/pegawai/{orang.id}/ubah")
    ade.kirim(f"/admin/pegawai/{orang.id}/ubah", {**isi, "pendidikan": "S2"})

    jawaban = ade.kirim(f"/admin/pegawai/{orang.id}/ubah", {**isi, "pendidikan": "S3 Terapan"}, status=409)

    assert "S3 Terapan" in teks_halaman(jawaban.text)  # what was typed can be copied
    session.refresh(orang)
    assert orang.pendidikan == "S2"


def golongan(orang: Pegawai) -> str:
    pangkat = orang.pangkat_pada(pabrik.HARI_INI)
    return pangkat.golongan if pangkat else ""


def test_rank_and_position_are_added_once_per_day_and_taken_back_with_a_record(
    ade: Klien, session: Session, orang: Pegawai
):
    isi = {
        "golongan": "III/b",
        "tmt": "01-04-2021",
        "nomor_sk": "P-9",
        "masa_kerja_tahun": "2",
        "masa_kerja_bulan": "3",
    }
    ade.kirim(f"/admin/pegawai/{orang.id}/pangkat", isi)
    assert "TMT" in galat(ade.kirim(f"/admin/pegawai/{orang.id}/pangkat", isi, status=422).text)
    ade.kirim(f"/admin/pegawai/{orang.id}/jabatan", {"jenjang": "ahli_muda", "tmt": "2021-04-01", "nomor_sk": "J-9"})

    assert golongan(orang) == "III/b"
    assert [j.jenjang for j in orang.riwayat_jabatan] == ["ahli_pertama", "ahli_muda"]
    ade.kirim(f"/admin/pegawai/pangkat/{orang.riwayat_pangkat[-1].id}/hapus")
    assert golongan(orang) == "III/a"
    assert catatan(session, "riwayat_pangkat")[-1].sebelum["golongan"] == "III/b"


def test_thirteen_months_are_not_a_month(ade: Klien, orang: Pegawai):
    isi = {"golongan": "III/b", "tmt": "2021-04-01", "nomor_sk": "P", "masa_kerja_tahun": "2", "masa_kerja_bulan": "13"}

    assert "Bulan antara" in galat(ade.kirim(f"/admin/pegawai/{orang.id}/pangkat", isi, status=422).text)


def test_a_person_who_leaves_is_signed_out(ade: Klien, klien: Masuk, session: Session, orang: Pegawai):
    bima = klien(orang)
    bima.buka("/akun")
    isi = formulir(ade, f"/admin/pegawai/{orang.id}/ubah")
    isi.pop("aktif")

    ade.kirim(f"/admin/pegawai/{orang.id}/ubah", isi)

    assert bima.get("/akun").status_code == 303


# Roles


def beri(ade: Klien, orang: Pegawai, status: int = 303, **ubah: Any) -> str:
    isi = {**PERAN, "instansi_id": str(orang.instansi_id), **ubah}
    return ade.kirim(f"/admin/peran/untuk/{orang.id}", isi, status=status).text


def test_a_role_is_given_with_dates_and_decree_and_works_at_once(ade: Klien, session: Session, orang: Pegawai):
    beri(ade, orang)

    assert pabrik.pelaku(session, orang).punya(Peran.SEKRETARIAT)
    assert "SK-1" in teks_halaman(ade.get("/admin/peran?peran=sekretariat").text)


@pytest.mark.parametrize(
    ("mulai", "selesai", "boleh"),
    [
        ("2021-06-01", "2021-12-31", True),
        ("2022-02-01", "", True),
        ("2021-06-01", "2022-01-01", False),
        ("2021-06-01", "", False),
        ("2022-01-31", "2022-01-31", False),
    ],
)
def test_the_same_role_is_never_held_twice_on_one_day(
    ade: Klien, orang: Pegawai, mulai: str, selesai: str, boleh: bool
):
    beri(ade, orang, selesai="2022-01-31")

    html = beri(ade, orang, 303 if boleh else 422, mulai=mulai, selesai=selesai)

    assert boleh or "peran yang sama" in galat(html)


def test_a_role_in_one_unit_and_in_another_are_two_roles(ade: Klien, session: Session, orang: Pegawai):
    satu, dua = pabrik.unit(session), pabrik.unit(session)

    beri(ade, orang, peran="pengusul", unit_id=str(satu.id))
    beri(ade, orang, peran="pengusul", unit_id=str(dua.id))


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"mulai": "2022-02-01", "selesai": "2022-01-01"}, "sebelum tanggal mulai"),
        ({"peran": "penetap"}, "Pilih jabatan penetap"),
        ({"jabatan_penetap": "kepala_bps"}, "hanya untuk peran pejabat penetap"),
        ({"peran": "ketua_tim"}, "dari daftar"),
        ({"peran": "sistem"}, "dari daftar"),
        ({"peran": "prakom"}, "dari daftar"),
        ({"mulai": ""}, "wajib diisi"),
        ({"nomor_sk": " "}, "wajib diisi"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(
    ade: Klien, session: Session, orang: Pegawai, ubah: dict[str, str], kata: str
):
    assert kata in galat(beri(ade, orang, 422, **ubah))
    assert not pabrik.pelaku(session, orang).tugas


def test_a_unit_of_another_institution_is_refused(ade: Klien, session: Session, orang: Pegawai):
    jauh = pabrik.unit(session, instansi=pabrik.instansi(session))

    assert "instansi yang dipilih" in galat(beri(ade, orang, 422, unit_id=str(jauh.id)))


def test_a_role_ends_by_its_date_and_only_a_future_one_is_deleted(ade: Klien, session: Session, orang: Pegawai):
    beri(ade, orang)
    berjalan = session.scalars(select(PenugasanPeran).where(PenugasanPeran.pegawai_id == orang.id)).one()
    ade.kirim(f"/admin/peran/{berjalan.id}/hapus", status=422)
    isi = formulir(ade, f"/admin/peran/{berjalan.id}/ubah")
    ade.kirim(f"/admin/peran/{berjalan.id}/ubah", {**isi, "selesai": "2022-01-09"})
    assert not pabrik.pelaku(session, orang).tugas

    beri(ade, orang, mulai="2022-06-01")
    nanti = session.scalars(select(PenugasanPeran).where(PenugasanPeran.mulai == dt.date(2022, 6, 1))).one()
    ade.kirim(f"/admin/peran/{nanti.id}/hapus")

    assert [c.tindakan for c in catatan(session, "penugasan_peran")] == ["tambah", "ubah", "tambah", "hapus"]


def test_nobody_removes_the_last_administrator(ade: Klien, session: Session, admin: Pegawai):
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.peran == Peran.ADMIN)).one()
    akun = session.scalars(select(Akun).where(Akun.pegawai_id == admin.id)).one()
    peran = formulir(ade, f"/admin/peran/{tugas.id}/ubah")
    diri = formulir(ade, f"/admin/pegawai/{admin.id}/ubah")
    diri.pop("aktif")

    assert "administrator terakhir" in galat(
        ade.kirim(f"/admin/peran/{tugas.id}/ubah", {**peran, "selesai": "2022-12-31"}, status=422).text
    )
    ade.kirim(f"/admin/peran/{tugas.id}/ubah", {**peran, "peran": "auditor"}, status=422)
    ade.kirim(f"/admin/pegawai/{admin.id}/ubah", diri, status=422)
    ade.kirim(f"/admin/akun/{akun.id}/tutup", status=422)

    session.expire_all()
    assert (tugas.selesai, tugas.peran, admin.aktif, akun.aktif) == (None, Peran.ADMIN, True, True)
    assert not session.scalars(select(CatatanAdmin)).all()


def test_an_administrator_may_go_when_another_one_can_sign_in(ade: Klien, session: Session, admin: Pegawai):
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.peran == Peran.ADMIN)).one()
    pengganti = pabrik.pegawai(session, peran=Peran.ADMIN)
    isi = formulir(ade, f"/admin/peran/{tugas.id}/ubah")
    ade.kirim(f"/admin/peran/{tugas.id}/ubah", {**isi, "selesai": "2022-01-09"}, status=422)  # he has no account yet

    pabrik.akun(session, pengganti)
    ade.kirim(f"/admin/peran/{tugas.id}/ubah", {**isi, "selesai": "2022-01-09"})

    assert ade.get("/admin").status_code == 403


# Delegation and absence


def test_a_role_is_lent_for_a_time_to_one_person_at_once(ade: Klien, session: Session, orang: Pegawai):
    tugas = pabrik.penugasan(session, orang, Peran.SEKRETARIAT, selesai=dt.date(2022, 6, 30))
    plh, lain = pabrik.pegawai(session, "Eka Pengganti"), pabrik.pegawai(session, "Fajar Lain")
    isi = {"penerima": plh.nip, "jenis": "Plh.", "mulai": "2022-01-03", "selesai": "2022-01-14", "nomor_surat": "SP-1"}
    ade.kirim(f"/admin/peran/{tugas.id}/limpahkan", isi)

    (pinjaman,) = pabrik.pelaku(session, plh).tugas
    assert (pinjaman.peran, pinjaman.atas_nama_id) == (Peran.SEKRETARIAT, orang.id)
    for ubah, kata in (
        ({"penerima": lain.nip, "mulai": "2022-01-14", "selesai": "2022-01-20"}, "sudah dilimpahkan"),
        ({"penerima": orang.nip, "mulai": "2022-02-01", "selesai": "2022-02-02"}, "pemegangnya sendiri"),
        ({"penerima": lain.nip, "mulai": "2022-06-01", "selesai": "2022-07-01"}, "di dalam masa perannya"),
    ):
        assert kata in galat(ade.kirim(f"/admin/peran/{tugas.id}/limpahkan", {**isi, **ubah}, status=422).text)
    baris = session.scalars(select(Pelimpahan)).one()
    assert formulir(ade, f"/admin/peran/pelimpahan/{baris.id}/ubah")["penerima"] == plh.nip
    ade.kirim(f"/admin/peran/pelimpahan/{baris.id}/hapus")
    assert not pabrik.pelaku(session, plh).tugas


def test_the_administrators_role_is_not_lent(ade: Klien, session: Session, orang: Pegawai):
    tugas = session.scalars(select(PenugasanPeran).where(PenugasanPeran.peran == Peran.ADMIN)).one()
    isi = {"penerima": orang.nip, "jenis": "Plt.", "mulai": "2022-01-03", "selesai": "2022-01-14", "nomor_surat": "S"}

    assert "tidak dilimpahkan" in galat(ade.kirim(f"/admin/peran/{tugas.id}/limpahkan", isi, status=422).text)


def test_absences_are_kept_and_never_overlap(ade: Klien, session: Session, orang: Pegawai):
    alamat = f"/admin/peran/ketidakhadiran/untuk/{orang.id}"
    ade.kirim(alamat, {"mulai": "2022-01-03", "selesai": "2022-01-14", "alasan": "Cuti tahunan"})
    kedua = ade.kirim(alamat, {"mulai": "2022-01-14", "selesai": "2022-01-20", "alasan": "Sakit"}, status=422)
    assert "3 Januari 2022" in galat(kedua.text)

    baris = session.scalars(select(Ketidakhadiran)).one()
    isi = formulir(ade, f"/admin/peran/ketidakhadiran/{baris.id}/ubah")
    ade.kirim(f"/admin/peran/ketidakhadiran/{baris.id}/ubah", {**isi, "selesai": "2022-01-10"})
    ade.kirim(f"/admin/peran/ketidakhadiran/{baris.id}/hapus")

    assert [c.tindakan for c in catatan(session, "ketidakhadiran")] == ["tambah", "ubah", "hapus"]


# Teams


def test_a_team_gets_its_seats(ade: Klien, session: Session, admin: Pegawai, orang: Pegawai):
    isi = {"nama": "Tim Baru", "jenis": "instansi", "instansi_id": str(admin.instansi_id), "nomor_sk": "T-1"}
    jawaban = ade.kirim("/admin/tim/baru", {**isi, "mulai": "2021-07-01", "selesai": "2024-06-30"})
    tim = session.scalars(select(TimPenilai)).one()
    masa = {"mulai": "2021-07-01", "selesai": "2024-06-30"}
    ade.kirim(f"/admin/tim/{tim.id}/kursi", {"pegawai": orang.nip, "kedudukan": "ketua", **masa})

    assert pabrik.pelaku(session, orang).punya(Peran.KETUA_TIM)
    assert "Bima Pranata Ketua" in teks_halaman(ade.get(jawaban.location).text)


def test_a_seat_is_inside_the_term_single_and_held_by_one_seat_per_person(ade: Klien, session: Session, orang: Pegawai):
    ketua = pabrik.pegawai(session, "Gita Ketua")
    tim = pabrik.tim(session, ketua=ketua)
    masa = {"mulai": "2021-01-01", "selesai": "2023-12-31"}
    for ubah, kata in (
        ({"pegawai": orang.nip, "kedudukan": "ketua"}, "Gita Ketua memegang kursi"),
        ({"pegawai": ketua.nip, "kedudukan": "anggota"}, "sudah mempunyai kursi"),
        ({"pegawai": orang.nip, "kedudukan": "anggota", "selesai": "2024-01-01"}, "di dalam masa tim"),
        ({"pegawai": orang.nip, "kedudukan": "anggota", "selesai": "2020-01-01"}, "sebelum tanggal mulai"),
    ):
        assert kata in galat(ade.kirim(f"/admin/tim/{tim.id}/kursi", {**masa, **ubah}, status=422).text)


def test_the_term_of_a_team_is_not_cut_below_its_seats(ade: Klien, session: Session, orang: Pegawai):
    tim = pabrik.tim(session, ketua=orang)
    isi = formulir(ade, f"/admin/tim/{tim.id}/ubah")

    jawaban = ade.kirim(f"/admin/tim/{tim.id}/ubah", {**isi, "selesai": "2022-12-31"}, status=422)

    assert "Bima Pranata" in galat(jawaban.text)


def test_a_seat_is_given_up_by_its_date(ade: Klien, session: Session, orang: Pegawai):
    tim = pabrik.tim(session)
    kursi = pabrik.duduk(session, tim, orang, Kedudukan.SEKRETARIS)
    isi = formulir(ade, f"/admin/tim/kursi/{kursi.id}/ubah")

    ade.kirim(f"/admin/tim/kursi/{kursi.id}/ubah", {**isi, "selesai": "2022-01-09"})

    assert not pabrik.pelaku(session, orang).punya(Peran.SEKRETARIS_TIM)


# Accounts


def sandi_pertama(html: str) -> str:
    return next("".join(e.itertext()) for e in urai(html).iter("code") if e.get("data-sandi-awal") is not None)


def test_6_4_1_an_account_is_made_with_a_random_password_shown_once(
    ade: Klien, tamu: Klien, session: Session, orang: Pegawai
):
    jawaban = ade.kirim(f"/admin/akun/untuk/{orang.id}", {"nama_pengguna": "Bima"}, status=200)
    awal = sandi_pertama(jawaban.text)

    assert awal not in ade.get(f"/admin/pegawai/{orang.id}").text
    assert awal not in ade.get("/admin/riwayat").text
    assert jawaban.headers["Cache-Control"] == "no-store"
    tamu.kirim("/masuk", {"nama_pengguna": "bima", "sandi": awal})
    assert tamu.get("/akun").location == "/akun/sandi"
    akun = session.scalars(select(Akun).where(Akun.pegawai_id == orang.id)).one()
    assert akun.sandi_hash not in str([c.sesudah for c in catatan(session, "akun")])


def test_first_passwords_are_long_and_never_alike():
    dibuat = {sandi.acak() for _ in range(50)}

    assert len(dibuat) == 50
    assert all(len(s) == 24 for s in dibuat)


@pytest.mark.parametrize("nama", ["ab", "1bima", "bima pranata", "Ωmega", "x" * 61, "bima@contoh"])
def test_a_user_name_has_a_simple_form(ade: Klien, orang: Pegawai, nama: str):
    ade.kirim(f"/admin/akun/untuk/{orang.id}", {"nama_pengguna": nama}, status=422)


def test_a_user_name_and_a_person_have_one_account(ade: Klien, session: Session, orang: Pegawai):
    pabrik.akun(session, orang, nama_pengguna="bima")
    lain = pabrik.pegawai(session)

    assert "sudah dipakai" in ade.kirim(f"/admin/akun/untuk/{lain.id}", {"nama_pengguna": "bima"}, status=422).text
    assert "sudah mempunyai akun" in galat(
        ade.kirim(f"/admin/akun/untuk/{orang.id}", {"nama_pengguna": "bima2"}, status=422).text
    )


def test_a_reset_ends_the_sessions_and_the_old_password(
    ade: Klien, klien: Masuk, tamu: Klien, session: Session, orang: Pegawai
):
    bima = klien(orang)
    akun = session.scalars(select(Akun).where(Akun.pegawai_id == orang.id)).one()
    akun.ditunda_sampai, akun.gagal_beruntun = utcnow() + dt.timedelta(hours=1), 30

    awal = sandi_pertama(ade.kirim(f"/admin/akun/{akun.id}/atur-ulang-sandi", status=200).text)

    assert bima.get("/akun").status_code == 303
    tamu.kirim("/masuk", {"nama_pengguna": akun.nama_pengguna, "sandi": pabrik.SANDI}, status=422)
    tamu.kirim("/masuk", {"nama_pengguna": akun.nama_pengguna, "sandi": awal})
    assert [c.tindakan for c in catatan(session, "akun")] == ["atur_ulang_sandi"]


def test_7_4_2_closing_an_account_ends_its_sessions_until_it_is_opened_again(
    ade: Klien, klien: Masuk, tamu: Klien, session: Session, orang: Pegawai
):
    bima = klien(orang)
    akun = session.scalars(select(Akun).where(Akun.pegawai_id == orang.id)).one()
    ade.kirim(f"/admin/akun/{akun.id}/tutup")

    assert bima.get("/akun").status_code == 303
    tamu.kirim("/masuk", {"nama_pengguna": akun.nama_pengguna, "sandi": pabrik.SANDI}, status=422)
    ade.kirim(f"/admin/akun/{akun.id}/buka")
    tamu.kirim("/masuk", {"nama_pengguna": akun.nama_pengguna, "sandi": pabrik.SANDI})


def test_7_4_5_an_administrator_signs_a_person_out_everywhere(
    ade: Klien, klien: Masuk, session: Session, orang: Pegawai
):
    satu, dua = klien(orang), klien(orang)
    akun = session.scalars(select(Akun).where(Akun.pegawai_id == orang.id)).one()

    ade.kirim(f"/admin/akun/{akun.id}/akhiri-sesi")

    assert [k.get("/akun").status_code for k in (satu, dua)] == [303, 303]


# Mails and work


def surat(session: Session, penerima: Pegawai, **ubah: Any) -> Surat:
    pesan = outbox.tambah(session, "kirim_surat", {})
    session.flush()
    isi: dict[str, Any] = {
        "alamat": penerima.email,
        "templat": "dupak_diajukan",
        "perihal": "DUPAK menunggu",
        "workflow": "dupak",
        "object_id": 1,
        "status": StatusSurat.TERKIRIM,
        "message_id": f"<{pesan.id}@contoh.invalid>",
    }
    baris = Surat(outbox_id=pesan.id, penerima_id=penerima.id, **{**isi, **ubah})
    session.add(baris)
    session.flush()
    return baris


def test_mails_are_listed_and_one_s_own_can_be_read(
    ade: Klien, session: Session, settings, admin: Pegawai, orang: Pegawai
):
    folder = settings.INSTANCE_DIR / "outgoing"
    folder.mkdir()
    (folder / "satu.eml").write_bytes(
        b"To: bima@contoh.invalid\nSubject: DUPAK menunggu\nContent-Type: text/plain; charset=utf-8\n\n<b>Yth.</b>\n"
    )
    terkirim = surat(session, admin, berkas="satu.eml")
    surat(session, orang, status=StatusSurat.GAGAL, perihal="Yang gagal", galat="SMTPError: 550")

    semua = teks_halaman(ade.get("/admin/surat").text)
    gagal = teks_halaman(ade.get("/admin/surat?status=gagal").text)

    assert "DUPAK menunggu" in semua
    assert "Yang gagal" in gagal
    assert "DUPAK menunggu" not in gagal
    assert "<b>Yth.</b>" in teks_halaman(ade.get(f"/admin/surat/{terkirim.id}").text)


@pytest.mark.parametrize("berkas", ["../rahasia.txt", "/etc/passwd", "tidak-ada.eml"])
def test_a_mail_shows_no_other_file(ade: Klien, session: Session, settings, admin: Pegawai, berkas: str):
    (settings.INSTANCE_DIR / "rahasia.txt").write_text("Subject: x\n\nrahasia sekali")
    baris = surat(session, admin, berkas=berkas)

    halaman = teks_halaman(ade.get(f"/admin/surat/{baris.id}").text)

    assert "rahasia sekali" not in halaman
    assert "root:" not in halaman


def test_work_that_was_given_up_can_be_tried_again(ade: Klien, session: Session):
    mati = outbox.tambah(session, "dokumen", {"dokumen_id": 1})
    mati.dead_at, mati.attempts, mati.error = utcnow(), 8, "RenderError: kolom tidak dikenal"
    hidup = outbox.tambah(session, "dokumen", {"dokumen_id": 2})
    session.flush()

    assert "RenderError" in teks_halaman(ade.get("/admin/surat/pekerjaan?mati=1").text)
    ade.kirim(f"/admin/surat/pekerjaan/{mati.id}/coba-lagi")
    ade.kirim(f"/admin/surat/pekerjaan/{hidup.id}/coba-lagi", status=404)

    baris = session.get_one(OutboxMessage, mati.id)
    session.refresh(baris)
    assert (baris.dead_at, baris.attempts) == (None, 0)
    assert [c.tindakan for c in catatan(session, "outbox_message")] == ["coba_lagi"]


# Lists


def test_a_long_list_is_read_page_by_page_both_ways(ade: Klien, session: Session):
    for n in range(120):
        pabrik.pegawai(session, f"Zaki {n:03d}", golongan=None, jenjang=None)

    def nama(alamat: str) -> tuple[list[str], dict[str, str]]:
        halaman = ade.buka(alamat)
        baris = [a.text for a in halaman.iter("a") if (a.text or "").startswith("Zaki")]
        return baris, {a.get("data-kunci"): a.get("href") for a in halaman.iter("a") if a.get("data-kunci")}

    satu, tautan = nama("/admin/pegawai?nama=zaki")
    assert "alt+k" not in tautan
    dua, tautan = nama(tautan["alt+j"])
    tiga, tautan_akhir = nama(tautan["alt+j"])
    assert [*satu, *dua, *tiga] == [f"Zaki {n:03d}" for n in range(120)]
    assert "alt+j" not in tautan_akhir
    assert nama(tautan_akhir["alt+k"])[0] == dua
    kembali, tautan_awal = nama(tautan["alt+k"])
    assert kembali == satu
    assert "alt+k" not in tautan_awal


@pytest.mark.parametrize("arah", ["sebelum=0", "sesudah=abc", "sebelum=99999999999999999999", "sesudah=-4"])
def test_a_place_in_a_list_that_does_not_exist_is_the_first_page(ade: Klien, orang: Pegawai, arah: str):
    for daftar in ("pegawai", "riwayat"):
        ade.buka(f"/admin/{daftar}?{arah}")
