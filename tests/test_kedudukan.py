"""How an officer entered his level, and the rank that the next level waits for: frozen with claim and decision."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, meja_tim
from tests.panggung import Panggung
from workflow_app import peraturan
from workflow_app.blueprints.dupak.tampilan import perkiraan
from workflow_app.demo.orang import saldo_awal
from workflow_app.formulir import susun
from workflow_app.kalkulator.ijazah import baca_ijazah
from workflow_app.kalkulator.kebutuhan import Kedudukan, kebutuhan_jenjang
from workflow_app.kedudukan import MASUK, fakta_masuk, kedudukan
from workflow_app.models import IjazahPegawai, JenisEntri, Pak, Pegawai
from workflow_app.peraturan import berlaku, terbitan
from workflow_app.peraturan.regime import KENAIKAN, MENUNGGU_PANGKAT, aturan_dipakai
from workflow_app.saldo.pembukaan import pembukaan
from workflow_app.services import buku_kredit, putusan
from workflow_app.services import pak as layanan_pak
from workflow_app.services.rekening import rekening

D = Decimal
HARI = dt.timedelta(days=1)
MASUK_JABATAN = dt.date(2019, 4, 1)
Masuk = Callable[[Pegawai], Klien]


@pytest.fixture
def r2020() -> Any:
    return peraturan.kunci("R2020")


def pegawai(panggung: Panggung, lama: str, **ubah: Any) -> Pegawai:
    """An officer of the agency with old credit under R2020: a master at III/b since 2019 unless told otherwise."""
    isi = {"golongan": "III/b", "jenjang": "ahli_pertama", "pendidikan": "S-2 Ilmu Komputer", **ubah}
    orang = panggung.orang_baru(atasan=panggung.orang["atasan"], **isi)
    saldo_awal(panggung.session, orang, D(lama), dasar=f"PAK Nomor {orang.id}/PAK/VII/2020")
    return orang


def syarat(pak_atau_hasil: Any) -> dict[str, dict[str, Any]]:
    return {s["jenis"]: s for s in pak_atau_hasil["kelayakan"]["syarat"]}


def sama_dibangun(panggung: Panggung, pak: Pak) -> None:
    """Ledger and rules give every printed figure again."""
    assert buku_kredit.beda_buku(panggung.session, pak) is None
    tercetak = buku_kredit.angka_tercetak(pak)
    assert {k: n for k, n in buku_kredit.bangun_ulang(panggung.session, pak).items() if tercetak[k] != n} == {}
    assert layanan_pak.hitung_kembali(panggung.session, pak)


# Diplomas and histories


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("S-1 Teknik Informatika", "s1"),
        ("S1 Ilmu Komputer", "s1"),
        ("S 2 Ilmu Komputer", "s2"),
        ("S.3", "s3"),
        ("Sarjana Komputer", "s1"),
        ("magister sistem informasi", "s2"),
        ("Doktor Ilmu Komputer", "s3"),
        ("D-III Manajemen Informatika", "d3"),
        ("D IV Teknik Komputer", "d4"),
        ("SMK Rekayasa Perangkat Lunak", "slta"),
        ("Teknik Informatika", None),
        ("", None),
    ],
)
def test_a_diploma_is_read_from_the_line_that_forms_print(teks: str, kode: str | None):
    assert baca_ijazah(teks) == kode


def test_entry_is_read_from_the_history_of_the_day(session: Session):
    orang = pabrik.pegawai(session, golongan="II/d", jenjang="terampil", pendidikan="S-1 Informatika")
    pabrik.pangkat(session, orang, golongan="III/a", tmt=dt.date(2020, 4, 1))
    pabrik.pangkat(session, orang, golongan="III/b", tmt=dt.date(2021, 10, 1))
    pabrik.jabatan(session, orang, jenjang="mahir", tmt=dt.date(2020, 6, 1))
    pabrik.jabatan(session, orang, jenjang="ahli_pertama", tmt=dt.date(2021, 1, 1))
    pabrik.jabatan(session, orang, jenjang="ahli_pertama", tmt=dt.date(2021, 11, 1))
    assert fakta_masuk(session, orang, pabrik.HARI_INI) == {
        "golongan": {"terampil": "II/d", "mahir": "III/a", "ahli_pertama": "III/a"},
        "golongan_jabatan": "III/a",
        "ijazah": "s1",
    }
    sebelum = fakta_masuk(session, orang, dt.date(2020, 5, 31))
    assert (sebelum["golongan"], sebelum["golongan_jabatan"]) == ({"terampil": "II/d"}, "II/d")


def test_what_is_not_recorded_is_left_out(session: Session):
    orang = pabrik.pegawai(session, golongan=None, jenjang="ahli_pertama", pendidikan="")
    pabrik.pangkat(session, orang, golongan="III/b", tmt=MASUK_JABATAN + HARI)
    assert fakta_masuk(session, orang, pabrik.HARI_INI) == {"golongan": {}, "golongan_jabatan": None, "ijazah": None}
    kosong = pabrik.pegawai(session, golongan="III/b", jenjang=None, pendidikan="")
    assert fakta_masuk(session, kosong, pabrik.HARI_INI) == {"golongan": {}, "golongan_jabatan": None, "ijazah": None}


def test_the_diploma_of_the_appointment_counts_before_the_highest_one(session: Session):
    orang = pabrik.pegawai(session, pendidikan="S-3 Ilmu Komputer")
    isi = {"pegawai_id": orang.id, "dicatat_pada": MASUK_JABATAN, "bukti": "Ijazah Nomor 1"}
    session.add(IjazahPegawai(ijazah="s1", tanggal=dt.date(2012, 1, 1), **isi))
    session.add(IjazahPegawai(ijazah="s2", tanggal=dt.date(2018, 1, 1), dasar_pengangkatan=True, **isi))
    session.add(IjazahPegawai(ijazah="s3", tanggal=dt.date(2021, 1, 1), dasar_pengangkatan=True, **isi))
    session.flush()
    assert fakta_masuk(session, orang, dt.date(2020, 12, 31))["ijazah"] == "s2"
    assert fakta_masuk(session, orang, dt.date(2021, 1, 1))["ijazah"] == "s3"


# The standing


@pytest.mark.parametrize(
    ("golongan", "jenjang", "masuk", "jabatan", "ijazah", "awal", "pendidikan", "perlu"),
    [
        ("III/b", "ahli_pertama", "III/b", "III/b", "s2", "III/b", "s2", 50),  # T38
        ("III/b", "ahli_pertama", "III/b", "III/b", "s3", "III/b", "s2", 50),  # a doctor appointed as a master
        ("III/b", "ahli_pertama", "III/b", "III/b", "s1", "III/b", None, 50),  # moved over at III/b
        ("III/b", "ahli_pertama", "III/b", "III/b", None, "III/b", None, 50),
        ("III/b", "ahli_pertama", "III/a", "III/a", "s2", None, None, 100),  # the degree came later
        ("III/b", "ahli_pertama", "III/c", "III/c", "s1", None, None, 100),  # rank entered as higher than today's
        ("III/c", "ahli_muda", "III/b", "III/b", "s2", None, "s2", 200),  # position ahead of rank
        ("III/d", "ahli_muda", "III/d", "III/d", "s1", "III/d", None, 100),
        ("III/c", "ahli_muda", "III/c", "III/c", "s3", None, "s3", 200),
        ("IV/c", "ahli_madya", "IV/b", "III/c", "s3", "IV/b", "s3", 300),
        ("II/d", "terampil", "II/d", "II/d", "d3", "II/d", None, 20),
    ],
)
def test_entry_counts_where_the_tables_know_it(
    r2020: Any,
    golongan: str,
    jenjang: str,
    masuk: str,
    jabatan: str,
    ijazah: str | None,
    awal: str | None,
    pendidikan: str | None,
    perlu: int,
):
    fakta = {"golongan": {jenjang: masuk}, "golongan_jabatan": jabatan, "ijazah": ijazah}
    k = kedudukan(r2020, golongan, jenjang, fakta)
    assert k == Kedudukan(golongan, jenjang, pendidikan, awal)
    kebutuhan = kebutuhan_jenjang(r2020, k)
    assert kebutuhan is not None
    assert kebutuhan.nilai == perlu
    if pendidikan == "s2":
        assert kebutuhan.sumber == r2020.sumber("langkah.keahlian.s2.III/b")


@pytest.mark.parametrize("kunci", ["R2003", "R2023"])
def test_entry_counts_under_no_other_rule_set(kunci: str):
    fakta = {"golongan": {"ahli_pertama": "III/b"}, "golongan_jabatan": "III/b", "ijazah": "s2"}
    hasil = kedudukan(peraturan.kunci(kunci), "III/b", "ahli_pertama", fakta)
    assert hasil == Kedudukan("III/b", "ahli_pertama")


def test_credit_is_carried_over_what_the_rank_took_from_the_rank_of_entry(r2020: Any):
    """Ahli Madya since IV/b: the raise to IV/c takes 150, not the 300 from IV/a on."""
    akun = {("ahli_madya", "IV/b", "sistem_informasi"): D(170), ("ahli_madya", "IV/b", "penunjang"): D(40)}
    fakta = {"golongan": {"ahli_madya": "IV/b"}, "golongan_jabatan": "III/a", "ijazah": "s1"}
    buka = pembukaan(r2020, akun, jenjang="ahli_madya", golongan="IV/c", fakta=fakta)
    assert [(b.jenis, b.jumlah) for b in buka] == [
        (JenisEntri.PENUNJANG_GUGUR, D(-10)),
        (JenisEntri.BAWAAN, D(-50)),
        (JenisEntri.BAWAAN, D(50)),
    ]
    assert pembukaan(r2020, akun, jenjang="ahli_madya", golongan="IV/c") == []


def test_the_level_below_ends_with_what_its_entrant_needed(r2020: Any):
    akun = {("ahli_pertama", "III/b", "sistem_informasi"): D(60)}
    fakta = {"golongan": {"ahli_pertama": "III/b"}, "golongan_jabatan": "III/b", "ijazah": "s2"}
    (tutup,) = pembukaan(r2020, akun, jenjang="ahli_muda", golongan="III/c", fakta=fakta)
    assert "50 terpakai dan kelebihan 10 gugur" in str(tutup.alasan)


# A master who entered at III/b (T38), through the services


def test_a_master_at_the_rank_of_entry_needs_fifty_for_rank_and_level(panggung: Panggung):
    orang = pegawai(panggung, "49")
    dupak, jadwal = panggung.sampai("sidang", orang)
    (kira,) = perkiraan(panggung.session, dupak)
    assert [(s.jenis, s.kebutuhan, s.terpenuhi) for s in kira.kelayakan.sasaran] == [
        ("KP", D(50), True),
        ("KJ", D(50), True),
    ]
    ruang = panggung.sidangkan(dupak, jadwal.sidang)
    (baris,) = susun(panggung.session, "berita_acara_sidang", ruang, terbit=False, hari_ini=jadwal.sidang)[0].data[
        "hasil"
    ]
    assert baris["kesimpulan"] == "KP dan KJ"
    pak = panggung.lakon.pak_dari(dupak)
    assert pak.rincian[MASUK] == {"golongan": "III/b", "pendidikan": "s2"}
    assert {j: (s["diperlukan"], s["memenuhi"]) for j, s in syarat(pak.rincian).items()} == {
        "KP": ("50.000", True),
        "KJ": ("50.000", True),
    }
    panggung.majukan(pak, "ditetapkan", jadwal)
    sama_dibangun(panggung, pak)
    buku = rekening(panggung.session, orang, jadwal.tetapkan)
    assert buku is not None
    assert [t.perlu for t in buku.kemajuan["R2020"].tujuan] == [50, 50]


def test_what_fell_short_before_is_kept_for_the_master_too(panggung: Panggung):
    dupak, _ = panggung.sampai("diputuskan", pegawai(panggung, "10"))
    hasil = dupak.hasil or {}
    assert hasil["tabungan"]
    assert hasil[MASUK] == {"golongan": "III/b", "pendidikan": "s2"}
    assert {s["diperlukan"] for s in syarat(hasil).values()} == {"50.000"}


def test_a_later_entry_in_the_record_moves_no_figure(panggung: Panggung):
    orang = pegawai(panggung, "49")
    pak, jadwal = panggung.pak("draf", pegawai=orang)
    pabrik.pangkat(panggung.session, orang, golongan="III/a", tmt=MASUK_JABATAN - HARI)
    pabrik.pangkat(panggung.session, orang, golongan="III/a", tmt=MASUK_JABATAN + HARI)
    orang.pendidikan = "S-1 Informatika"
    panggung.session.commit()
    assert layanan_pak.sidik_hitung_ulang(panggung.session, pak) == pak.sidik_rincian
    panggung.majukan(pak, "ditetapkan", jadwal)
    sama_dibangun(panggung, pak)


def test_an_ordinary_entrant_keeps_the_figures_and_the_hash_of_before(panggung: Panggung):
    pak, _ = panggung.pak("draf")
    dupak = pak.dupak
    assert MASUK in dupak.identitas
    assert MASUK not in pak.rincian
    dupak.identitas = {k: n for k, n in dupak.identitas.items() if k != MASUK}
    assert layanan_pak.sidik_hitung_ulang(panggung.session, pak) == pak.sidik_rincian


def test_a_claim_sent_before_entry_was_kept_freezes_it_at_its_decision(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang", pegawai(panggung, "49"))
    dupak.identitas = {k: n for k, n in dupak.identitas.items() if k != MASUK}
    ruang = panggung.sidangkan(dupak, jadwal.sidang)
    assert dupak.identitas[MASUK]["golongan"] == {"ahli_pertama": "III/b"}
    (baris,) = susun(panggung.session, "berita_acara_sidang", ruang, terbit=False, hari_ini=jadwal.sidang)[0].data[
        "hasil"
    ]
    assert (baris["kesimpulan"], syarat(dupak.hasil)["KJ"]["diperlukan"]) == ("KP dan KJ", "50.000")


def seperti_dahulu(session: Session, pak: Pak) -> None:
    """Give an issued decision the figures of a time that kept neither entry nor rank."""
    dupak = pak.dupak
    dupak.identitas = {k: n for k, n in dupak.identitas.items() if k != MASUK}
    sidang = putusan.sidang_pemutus(session, dupak)
    assert sidang is not None
    dulu = putusan.rincian_pak(session, dupak, sidang, pak.ditetapkan_pada, seperti={"aturan": pak.aturan})
    for kolom, nilai in putusan.angka_pak(dulu).items():
        setattr(pak, kolom, nilai)
    session.commit()


def test_an_old_decision_without_entry_is_rebuilt_to_its_printed_digits(panggung: Panggung):
    pak, _ = panggung.pak("ditetapkan", pegawai=pegawai(panggung, "49"))
    seperti_dahulu(panggung.session, pak)
    assert MASUK not in pak.rincian
    assert {j: (s["diperlukan"], s["kekurangan"]) for j, s in syarat(pak.rincian).items()} == {
        "KP": ("100.000", syarat(pak.rincian)["KP"]["kekurangan"]),
        "KJ": ("100.000", syarat(pak.rincian)["KP"]["kekurangan"]),
    }
    assert D(syarat(pak.rincian)["KP"]["kekurangan"]) > 40
    sama_dibangun(panggung, pak)


# The top rank of the level (A37)

KALIMAT = "Kenaikan jabatan menunggu pangkat III/d; sekarang III/c."


@pytest.fixture
def meja(session: Session) -> Meja:
    return meja_tim(session)


def muda(meja: Meja, golongan: str = "III/c", lama: str = "160", profesi: str = "6") -> Pegawai:
    """An Ahli Muda with old credit of his level; with the claim's and this it comes to more than 200."""
    orang = pabrik.pegawai(meja.session, "Elok Muda", golongan=golongan, jenjang="ahli_muda", atasan=meja.atasan)
    for unsur, jumlah in (("sistem_informasi", lama), ("pengembangan_profesi", profesi)):
        saldo_awal(meja.session, orang, D(jumlah), baris=unsur, dasar=f"PAK {unsur}")
    return orang


def pak_muda(meja: Meja, orang: Pegawai) -> Pak:
    meja.tutup(meja.berlangsung(dupak := meja.siap_sidang(orang=orang)))
    pak = putusan.pak_berjalan(meja.session, dupak)
    assert pak is not None
    return pak


def tetapkan(meja: Meja, pak: Pak) -> None:
    putusan.lepas_keberatan(meja.session, pak.dupak, oleh=meja.oleh(pak.subjek))
    layanan_pak.paraf(meja.session, pak, oleh=meja.oleh(meja.sekretaris))
    layanan_pak.ajukan(meja.session, pak, oleh=meja.oleh(meja.ketua))
    layanan_pak.tetapkan(meja.session, pak, oleh=meja.oleh(meja.penetap))
    meja.session.commit()


def test_a_level_waits_for_the_top_rank_of_the_one_below(meja: Meja):
    pak = pak_muda(meja, muda(meja))
    kp, kj = syarat(pak.rincian)["KP"], syarat(pak.rincian)["KJ"]
    assert (kj["memenuhi"], kj["kekurangan"], kj[MENUNGGU_PANGKAT]) == (False, "0.000", "III/d")
    assert (kp["memenuhi"], MENUNGGU_PANGKAT in kp) == (True, False)
    assert pak.rincian["kelayakan"]["catatan"] == [KALIMAT]
    kenaikan = peraturan.kunci("kenaikan_R2020")
    assert pak.rincian[KENAIKAN] == {"aturan": kenaikan.kunci, "sidik": kenaikan.sidik}
    assert aturan_dipakai(pak.rincian)[-1] == (kenaikan.kunci, kenaikan.sidik)
    assert terbitan.nomor_menurut_sidik(meja.session, kenaikan.kunci, kenaikan.sidik) == 1


@pytest.mark.parametrize(
    ("golongan", "lama", "profesi", "memenuhi", "kurang"),
    [
        ("III/d", "200", "6", True, "0.000"),
        ("III/c", "10", "6", False, None),
        ("III/c", "200", "0", False, "6.000"),
    ],
)
def test_the_rank_is_named_only_where_nothing_else_is_missing(
    meja: Meja, golongan: str, lama: str, profesi: str, memenuhi: bool, kurang: str | None
):
    dupak = meja.siap_sidang(orang=muda(meja, golongan, lama, profesi))
    meja.tutup(meja.berlangsung(dupak))
    hasil = dupak.hasil or {}
    kj = syarat(hasil)["KJ"]
    assert kj["memenuhi"] is memenuhi
    assert kurang in (None, kj["kekurangan"])
    assert not {MENUNGGU_PANGKAT, KENAIKAN} & {*kj, *hasil}
    assert KALIMAT not in hasil["kelayakan"]["catatan"]


def test_credit_for_a_level_alone_is_kept_while_its_rank_is_missing(meja: Meja):
    """An Ahli Muda still at III/b has no next rank to measure, and Ahli Madya waits for III/d."""
    dupak = meja.siap_sidang(orang=muda(meja, "III/b"))
    meja.tutup(meja.berlangsung(dupak))
    hasil = dupak.hasil or {}
    assert [(s["jenis"], s["memenuhi"], s[MENUNGGU_PANGKAT]) for s in hasil["kelayakan"]["syarat"]] == [
        ("KJ", False, "III/d")
    ]
    assert (hasil["kelayakan"]["cukup"], hasil["tabungan"]) == (False, True)


def test_the_rules_of_2003_let_the_position_run_ahead(panggung: Panggung):
    orang = panggung.prakom(D(0))
    saldo_awal(panggung.session, orang, D(203), baris="implementasi_si", aturan="R2003")
    dupak, _ = panggung.sampai(
        "diputuskan", orang, masa=(dt.date(2019, 7, 1), dt.date(2019, 12, 31)), pekerjaan=[("KA-II.A.7", 1)]
    )
    assert syarat(dupak.hasil)["KJ"]["memenuhi"]


def test_papers_and_pages_say_which_rank_it_waits_for(meja: Meja, klien: Masuk):
    pak = pak_muda(meja, muda(meja))
    dupak, session = pak.dupak, meja.session
    baris = susun(session, "hapak", dupak, terbit=False, hari_ini=pabrik.HARI_INI)[0].data["syarat"]
    assert [(b["tujuan"], b["memenuhi"]) for b in baris] == [
        ("Kenaikan pangkat menjadi Penata Tingkat I (III/d)", True),
        ("Kenaikan jabatan menjadi Pranata Komputer Ahli Madya (menunggu pangkat III/d)", False),
    ]
    rekomendasi = susun(session, "pak", pak, terbit=False, hari_ini=pabrik.HARI_INI)[0].data["rekomendasi"]
    assert (rekomendasi["golongan"], rekomendasi["jabatan"]) == ("III/d", "")
    sidang = putusan.sidang_pemutus(session, dupak)
    assert sidang is not None
    (acara,) = susun(session, "berita_acara_sidang", sidang, terbit=False, hari_ini=pabrik.HARI_INI)
    assert [b["kesimpulan"] for b in acara.data["hasil"]] == ["KP"]
    prakom = klien(dupak.subjek)
    assert "menunggu pangkat III/d Kenaikan jabatan ke Pranata Komputer Ahli Madya" in teks_halaman(
        prakom.get(f"/dupak/{dupak.id}").text
    )
    assert "Menunggu pangkat III/d." in teks_halaman(klien(meja.sekretaris).get(f"/pak/{pak.id}").text)
    tetapkan(meja, pak)
    assert KALIMAT in teks_halaman(prakom.get("/angka-kredit/kemajuan").text)


def test_the_draft_says_it_before_anything_is_sent(meja: Meja, klien: Masuk):
    orang = muda(meja, lama="200")
    dupak = pabrik.dupak(meja.session, orang, butir=1)
    meja.session.commit()
    isi = teks_halaman(klien(orang).get(f"/dupak/{dupak.id}").text)
    assert "menunggu Kenaikan jabatan ke Pranata Komputer Ahli Madya" in isi
    assert KALIMAT in isi


def test_the_progress_page_measures_as_the_decision_does(meja: Meja):
    pak = pak_muda(meja, muda(meja))
    tetapkan(meja, pak)
    buku = rekening(meja.session, pak.subjek, pabrik.HARI_INI)
    assert buku is not None
    kj = buku.kemajuan["R2020"].kj
    (puncak,) = (s for s in kj.syarat if s.kode == "pangkat_puncak")
    assert str(puncak.isi) == KALIMAT
    beku = syarat(pak.rincian)["KJ"]
    assert (kj.perlu, kj.diakui, kj.kurang) == (D(beku["diperlukan"]), D(beku["dimiliki"]), D(0))


def test_a_decision_that_waits_is_rebuilt_and_computed_again(meja: Meja):
    pak = pak_muda(meja, muda(meja))
    tetapkan(meja, pak)
    session = meja.session
    assert buku_kredit.beda_buku(session, pak) is None
    assert layanan_pak.hitung_kembali(session, pak)
    with berlaku.memakai(berlaku.kini().dengan(tanpa_puncak())):
        assert layanan_pak.hitung_kembali(session, pak)


def tanpa_puncak() -> Any:
    semula = peraturan.kunci("kenaikan_R2020")
    return semula.dengan([replace(semula.ketentuan("kj.pangkat_puncak_jenjang"), nilai=False)])


def test_an_old_decision_that_did_not_ask_for_the_rank_can_be_computed_again(meja: Meja):
    pak = pak_muda(meja, muda(meja))
    tetapkan(meja, pak)
    seperti_dahulu(meja.session, pak)
    assert syarat(pak.rincian)["KJ"]["memenuhi"]
    assert KENAIKAN not in pak.rincian
    assert buku_kredit.beda_buku(meja.session, pak) is None
    assert layanan_pak.hitung_kembali(meja.session, pak)


def test_a_draft_from_before_a_change_of_that_rule_is_drawn_up_anew(meja: Meja):
    pak = pak_muda(meja, muda(meja))
    session, sekretaris = meja.session, meja.oleh(meja.sekretaris)
    with berlaku.memakai(berlaku.kini().dengan(tanpa_puncak())):
        assert layanan_pak.sidik_hitung_ulang(session, pak) != pak.sidik_rincian
        layanan_pak.susun_ulang(session, pak, oleh=sekretaris, catatan="Peraturan berubah.")
        assert syarat(pak.rincian)["KJ"]["memenuhi"]
        assert KENAIKAN not in pak.rincian
