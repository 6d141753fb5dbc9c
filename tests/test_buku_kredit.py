"""The ledger: every decision rebuilt from entries, nothing booked twice, nothing changed, forgeries found."""

import datetime as dt
import re
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.panggung import POSTGRESQL, Panggung, buang, salin
from workflow_app import create_app, peraturan
from workflow_app.cli import alurpak
from workflow_app.config import Settings
from workflow_app.demo.lakon import Jadwal
from workflow_app.extensions import db
from workflow_app.koneksi import buat_engine
from workflow_app.models import Dupak, EntriKredit, JenisEntri, Pak, Pegawai, RiwayatJabatan, RiwayatPangkat
from workflow_app.peraturan.regime import aturan_dipakai
from workflow_app.pesan import P_, dari_data, ke_data
from workflow_app.saldo import lama_dupak, saldo, saldo_per_jenjang
from workflow_app.saldo.pembukaan import pembukaan
from workflow_app.services import buku_kredit, putusan
from workflow_app.services import pak as layanan

HARI = dt.timedelta(days=1)
NOL = Decimal(0)
_nomor = count(1)


def entri(session: Session, dupak: Dupak, *jenis: JenisEntri) -> list[EntriKredit]:
    query = select(EntriKredit).where(EntriKredit.dupak_id == dupak.id).order_by(EntriKredit.id)
    return list(session.scalars(query.where(EntriKredit.jenis.in_(jenis)) if jenis else query))


def diputus(panggung: Panggung, pegawai: Pegawai, **draf: Any) -> tuple[Dupak, Jadwal]:
    """A decided claim; work of another level has its letter."""
    dupak = panggung.draf(pegawai, **draf)
    for item in dupak.butir:
        item.surat_tugas = "ST-1/2021"
    jadwal, lakon = panggung.jadwal(dupak), panggung.lakon
    lakon.ajukan(dupak, jadwal.kirim)
    lakon.setujui(dupak, jadwal.setujui)
    lakon.usulkan(dupak, jadwal.usulkan)
    lakon.terima(dupak, jadwal.terima)
    lakon.periksa(dupak, jadwal.periksa)
    panggung.tugaskan(dupak, jadwal)
    lakon.nilai_semua(dupak, jadwal.nilai)
    panggung.sidangkan(dupak, jadwal.sidang)
    return dupak, jadwal


def selesaikan(panggung: Panggung, dupak: Dupak, jadwal: Jadwal) -> None:
    """Signed where the sum suffices, else kept."""
    if (dupak.hasil or {})["menunggu_pak"]:
        panggung.majukan(panggung.lakon.pak_dari(dupak), "ditetapkan", jadwal)
    else:
        panggung.lakon.lepas_keberatan(dupak, jadwal.sidang)


def sama(session: Session, pak: Pak) -> None:
    """Every printed figure follows from entries alone."""
    assert buku_kredit.bangun_ulang(session, pak) == buku_kredit.angka_tercetak(pak)
    assert buku_kredit.beda_buku(session, pak) is None


# Booking


def test_the_signature_books_every_activity_with_its_reason(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    daftar = entri(panggung.session, pak.dupak)
    assert [(e.item_id, e.jumlah) for e in daftar] == [(b.id, b.nilai_akhir) for b in pak.dupak.butir]
    for satu in daftar:
        assert (satu.jenis, satu.tanggal, satu.pak_id) == (JenisEntri.BUTIR, jadwal.tetapkan, pak.id)
        assert (satu.aturan, satu.aturan_sidik) == ("R2020", peraturan.kunci("R2020").sidik)
        assert (satu.jenjang, satu.golongan, satu.dasar) == ("ahli_pertama", "III/a", f"PAK Nomor {pak.nomor}")
        assert "ditetapkan" in str(dari_data(satu.alasan))
    sama(panggung.session, pak)


def test_kept_credit_is_booked_by_the_minutes(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan", panggung.prakom(Decimal(10)))
    panggung.lakon.lepas_keberatan(dupak, jadwal.sidang)
    daftar = entri(panggung.session, dupak)
    assert {e.pak_id for e in daftar} == {None}
    sidang = putusan.sidang_pemutus(panggung.session, dupak)
    assert sidang is not None
    assert {e.dasar for e in daftar} == {f"HAPAK, Berita Acara Nomor {sidang.nomor}"}


def test_booking_again_changes_nothing(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    semua = panggung.session.scalar(select(func.count()).select_from(EntriKredit))
    for _ in range(2):
        buku_kredit.bukukan(panggung.session, pak.dupak, jadwal.tetapkan, f"PAK Nomor {pak.nomor}", pak)
    assert panggung.session.scalar(select(func.count()).select_from(EntriKredit)) == semua
    pak.dupak.butir[0].nilai_akhir = Decimal("0.001")
    with pytest.raises(buku_kredit.SudahDibukukan):
        buku_kredit.bukukan(panggung.session, pak.dupak, jadwal.tetapkan, f"PAK Nomor {pak.nomor}", pak)


def test_a_void_activity_is_seen_and_taken_back(panggung: Panggung):
    pak, _ = panggung.pak("menunggu_tanda_tangan")
    assert not entri(panggung.session, pak.dupak)
    dupak, jadwal = panggung.sampai("diusulkan")
    dupak.butir[0].tanggal_mulai = dupak.butir[0].tanggal_selesai = dt.date(2020, 7, 2)
    panggung.lakon.terima(dupak, jadwal.terima)
    assert dupak.butir[0].hangus
    panggung.lakon.periksa(dupak, jadwal.periksa)
    panggung.tugaskan(dupak, jadwal)
    panggung.lakon.nilai_semua(dupak, jadwal.nilai)
    panggung.sidangkan(dupak, jadwal.sidang)
    pak = panggung.lakon.pak_dari(dupak)
    panggung.majukan(pak, "ditetapkan", jadwal)
    klaim, hangus = (e for e in entri(panggung.session, dupak) if e.item_id == dupak.butir[0].id)
    assert (klaim.jenis, hangus.jenis) == (JenisEntri.BUTIR, JenisEntri.HANGUS)
    assert klaim.jumlah + hangus.jumlah == 0
    assert "sehingga hangus" in str(dari_data(hangus.alasan))
    sama(panggung.session, pak)


def test_the_database_refuses_to_change_or_delete_an_entry(panggung: Panggung):
    panggung.pak("ditetapkan")
    panggung.session.commit()
    for perintah in ("UPDATE entri_kredit SET jumlah = 1", "DELETE FROM entri_kredit"):
        with pytest.raises(DatabaseError, match="hanya boleh ditambah"), panggung.session.begin_nested():
            panggung.session.execute(text(perintah))


@pytest.mark.parametrize(
    ("jenis", "jumlah"), [("butir", "0"), ("butir", "-1"), ("hangus", "1"), ("mulai_jenjang", "0.001")]
)
def test_the_database_refuses_a_wrong_sign(panggung: Panggung, jenis, jumlah):
    pegawai = panggung.prakom()
    salah = EntriKredit(
        pegawai_id=pegawai.id,
        tanggal=dt.date(2021, 1, 1),
        jenis=JenisEntri(jenis),
        aturan="R2020",
        jenjang="ahli_pertama",
        golongan="III/a",
        unsur="penunjang",
        jumlah=Decimal(jumlah),
        sebab="uji",
        alasan=ke_data(P_("Uji.")),
        dasar="Surat uji",
    )
    panggung.session.add(salah)
    with pytest.raises(DatabaseError):
        panggung.session.flush()
    panggung.session.rollback()


def test_a_stored_reason_keeps_its_values():
    pesan = P_("%(a)s %(b)s %(c)s", a=Decimal("1.500"), b=dt.date(2022, 1, 10), c=P_("dalam %(d)s", d=3))
    assert dari_data(ke_data(pesan)) == pesan


# What closes and opens


def akun_2020(**unsur: str) -> dict[tuple[str, str, str], Decimal]:
    return {("ahli_pertama", "III/b", kode): Decimal(nilai) for kode, nilai in unsur.items()}


def test_the_next_level_starts_at_zero_and_surplus_is_lost():
    # T36: Ahli Pertama with 112 at the raise in level, which takes 100
    buka = pembukaan(
        peraturan.kunci("R2020"),
        akun_2020(sistem_informasi="100", penunjang="12"),
        jenjang="ahli_muda",
        golongan="III/b",
    )
    assert [(b.jenis, b.unsur, b.jumlah) for b in buka] == [
        (JenisEntri.MULAI_JENJANG, "sistem_informasi", Decimal(-100)),
        (JenisEntri.MULAI_JENJANG, "penunjang", Decimal(-12)),
    ]
    assert "100 terpakai dan kelebihan 12 gugur" in str(buka[0].alasan)


def test_surplus_over_a_rank_is_carried_inside_the_level():
    # T37: Ahli Muda III/c with 118 at the raise to III/d
    akun = {("ahli_muda", "III/c", "sistem_informasi"): Decimal(118)}
    buka = pembukaan(peraturan.kunci("R2020"), akun, jenjang="ahli_muda", golongan="III/d")
    assert [(b.jenis, b.golongan, b.unsur, b.jumlah) for b in buka] == [
        (JenisEntri.BAWAAN, "III/c", "", Decimal(-18)),
        (JenisEntri.BAWAAN, "III/d", "", Decimal(18)),
    ]


def test_supporting_credit_above_its_share_ends_with_the_rank():
    # T35: Ahli Madya, the rank takes 150, supporting credit 34: 30 counted, 4 lost
    akun = {("ahli_madya", "IV/a", "sistem_informasi"): Decimal(120), ("ahli_madya", "IV/a", "penunjang"): Decimal(34)}
    (gugur,) = pembukaan(peraturan.kunci("R2020"), akun, jenjang="ahli_madya", golongan="IV/b")
    assert (gugur.jenis, gugur.unsur, gugur.jumlah) == (JenisEntri.PENUNJANG_GUGUR, "penunjang", Decimal(-4))


def test_conventional_credit_goes_on_across_levels():
    akun = {("ahli_pertama", "III/b", "implementasi_si"): Decimal(203)}
    buka = pembukaan(peraturan.kunci("R2003"), akun, jenjang="ahli_muda", golongan="III/c")
    assert [b.jenis for b in buka] == [JenisEntri.BAWAAN, JenisEntri.BAWAAN]
    assert buka[1].jumlah == Decimal(3)


def test_nothing_opens_while_rank_and_level_stay(panggung: Panggung):
    pegawai = panggung.prakom(Decimal(10))
    for masa in ((dt.date(2020, 7, 1), dt.date(2020, 12, 31)), (dt.date(2021, 1, 1), dt.date(2021, 6, 30))):
        dupak, jadwal = panggung.sampai("diputuskan", pegawai, masa=masa)
        panggung.lakon.lepas_keberatan(dupak, jadwal.sidang)
    assert not panggung.session.scalars(
        select(EntriKredit).where(EntriKredit.jenis.in_((JenisEntri.BAWAAN, JenisEntri.MULAI_JENJANG)))
    ).all()


def naikkan(panggung: Panggung, pegawai, *, golongan: str | None = None, jenjang: str | None = None, tmt: dt.date):
    if golongan:
        pegawai.riwayat_pangkat.append(RiwayatPangkat(golongan=golongan, tmt=tmt, nomor_sk="SK KP"))
    if jenjang:
        pegawai.riwayat_jabatan.append(RiwayatJabatan(jenjang=jenjang, tmt=tmt, nomor_sk="SK KJ"))
    panggung.session.flush()


def test_a_claim_in_the_new_level_closes_the_old_one_and_starts_at_zero(panggung: Panggung):
    pegawai = panggung.prakom(Decimal(112))
    naikkan(panggung, pegawai, golongan="III/c", jenjang="ahli_muda", tmt=dt.date(2021, 1, 1))
    pak_dupak, jadwal = diputus(panggung, pegawai)
    assert (pak_dupak.hasil or {})["jumlah"]["lama"] == "0.000"
    panggung.lakon.lepas_keberatan(pak_dupak, jadwal.sidang)
    (tutup,) = entri(panggung.session, pak_dupak, JenisEntri.MULAI_JENJANG)
    assert (tutup.jumlah, tutup.jenjang) == (Decimal(-112), "ahli_pertama")
    per_jenjang = saldo_per_jenjang(panggung.session, pegawai.id)
    assert sum(per_jenjang["R2020", "ahli_pertama"].values()) == 0
    assert sum(per_jenjang["R2020", "ahli_muda"].values()) == sum((b.jumlah for b in pak_dupak.butir), NOL)


def test_a_decision_after_a_raise_in_rank_is_rebuilt_with_what_it_opened(panggung: Panggung):
    pegawai = panggung.prakom(Decimal(60))
    buku_kredit.saldo_awal(
        panggung.session,
        pegawai,
        aturan="R2020",
        unsur="penunjang",
        jumlah=Decimal(14),
        tanggal=dt.date(2020, 7, 31),
        dasar="PAK lama",
    )
    naikkan(panggung, pegawai, golongan="III/b", tmt=dt.date(2021, 1, 1))
    dupak, jadwal = diputus(panggung, pegawai)
    assert (dupak.hasil or {})["baris"]["penunjang"]["lama"] == "10.000"
    selesaikan(panggung, dupak, jadwal)
    jenis = [e.jenis for e in entri(panggung.session, dupak)]
    assert jenis[:3] == [JenisEntri.PENUNJANG_GUGUR, JenisEntri.BAWAAN, JenisEntri.BAWAAN]
    assert saldo(panggung.session, pegawai.id, "R2020")["penunjang"] == Decimal(10)


# Rebuilding


def test_every_decision_of_the_demo_is_rebuilt_to_the_last_digit(url_demo: str):
    engine = buat_engine(url_demo)
    with Session(engine) as session:
        hasil = [(pak.nomor, beda) for pak, beda in buku_kredit.periksa_semua(session)]
    engine.dispose()
    assert len(hasil) >= 4
    assert {beda for _, beda in hasil} == {None}


def test_a_chain_of_replacements_is_rebuilt(panggung: Panggung):
    pak, jadwal = panggung.pak("dikirim")
    lama = pak
    for kurang in ("0.25", "0", "0.125"):
        item = pak.dupak.butir[0]
        item.nilai_akhir = (item.nilai_akhir or NOL) - Decimal(kurang)
        panggung.session.commit()
        hari = jadwal.kirim_pak
        baru = layanan.susun_pengganti(
            panggung.session, lama, oleh=panggung.pelaku("sekretaris", hari), catatan="Salah salin."
        )
        panggung.majukan(baru, "dikirim", jadwal, hari)
        lama = baru
    for satu in panggung.session.scalars(select(Pak).where(Pak.dupak_id == pak.dupak_id)):
        sama(panggung.session, satu)
    koreksi = entri(panggung.session, pak.dupak, JenisEntri.KOREKSI)
    assert [e.jumlah for e in koreksi] == [Decimal("-0.250"), Decimal("-0.125")]
    assert {e.item_id for e in koreksi} == {pak.dupak.butir[0].id}


def test_later_entries_do_not_move_an_issued_decision(panggung: Panggung):
    pak, _ = panggung.pak("ditetapkan")
    buku_kredit.saldo_awal(
        panggung.session,
        pak.subjek,
        aturan="R2020",
        unsur="penunjang",
        jumlah=Decimal("1.5"),
        tanggal=dt.date(2020, 8, 1),
        dasar="PAK yang terlambat dicatat",
    )
    sama(panggung.session, pak)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    awal=st.decimals(0, 60, places=3),
    penunjang=st.decimals(0, 20, places=3),
    masa=st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 6), st.sampled_from(["", "III/b", "naik"])), min_size=1, max_size=3
    ),
)
def test_any_history_is_rebuilt_to_the_last_digit(templat_agensi: str, tmp_path, awal, penunjang, masa):
    url = salin(templat_agensi, tmp_path / f"riwayat-{next(_nomor)}.db")
    engine = buat_engine(url)
    with Session(engine, expire_on_commit=False) as session:
        jalani(Panggung(session), awal, penunjang, masa)
    engine.dispose()
    buang(url)


def jalani(panggung: Panggung, awal: Decimal, penunjang: Decimal, masa: list[tuple[int, int, str]]) -> None:
    """An officer's claims one after the other, with raises in between; every decision is rebuilt at the end."""
    panggung.agensi.tim.selesai = dt.date(2024, 12, 31)
    for kursi in panggung.agensi.tim.anggota:
        kursi.selesai = dt.date(2024, 12, 31)
    pegawai = panggung.agensi.lain[0]
    for unsur, jumlah in (("sistem_informasi", awal), ("penunjang", penunjang)):
        if jumlah:
            buku_kredit.saldo_awal(
                panggung.session,
                pegawai,
                aturan="R2020",
                unsur=unsur,
                jumlah=jumlah,
                tanggal=dt.date(2020, 6, 1),
                dasar="PAK lama",
            )
    mulai = dt.date(2020, 7, 1)
    for volume, rapat, naik in masa:
        selesai = dt.date(mulai.year, 12, 31) if mulai.month == 7 else dt.date(mulai.year, 6, 30)
        pangkat, jabatan = pegawai.pangkat_pada(mulai), pegawai.jabatan_pada(mulai)
        assert pangkat is not None
        assert jabatan is not None
        if naik == "III/b" and pangkat.golongan == "III/a":
            naikkan(panggung, pegawai, golongan="III/b", tmt=mulai)
        elif naik == "naik" and jabatan.jenjang == "ahli_pertama":
            naikkan(panggung, pegawai, golongan="III/c", jenjang="ahli_muda", tmt=mulai)
        pekerjaan = [("KA-I.B.21", volume), ("PN-V.A", rapat)] if rapat else [("KA-I.B.21", volume)]
        selesaikan(panggung, *diputus(panggung, pegawai, masa=(mulai, selesai), pekerjaan=pekerjaan))
        mulai = selesai + HARI
    for satu in panggung.session.scalars(select(Pak).where(Pak.subjek_id == pegawai.id)):
        sama(panggung.session, satu)


def test_one_forged_entry_is_found_and_named(url_demo: str, monkeypatch: pytest.MonkeyPatch, tmp_path):
    engine = create_engine(url_demo)
    with engine.begin() as koneksi:
        if POSTGRESQL:
            koneksi.execute(text("DROP TRIGGER entri_kredit_hanya_ditambah ON entri_kredit"))
        else:
            koneksi.execute(text("DROP TRIGGER entri_kredit_tolak_update"))
        satu = koneksi.execute(
            text("SELECT e.id, p.nomor FROM entri_kredit e JOIN pak p ON p.id = e.pak_id ORDER BY e.id LIMIT 1")
        ).one()
        koneksi.execute(text("UPDATE entri_kredit SET jumlah = jumlah + 1 WHERE id = :id"), {"id": satu.id})
    engine.dispose()
    engine = buat_engine(url_demo)
    with Session(engine) as session:
        beda = [(pak.nomor, b) for pak, b in buku_kredit.periksa_semua(session) if b is not None]
    engine.dispose()
    assert satu.nomor in {nomor for nomor, _ in beda}
    assert all(abs(b.tercetak - b.dari_buku) == Decimal("0.001") for _, b in beda)
    jalankan = _perintah(url_demo, monkeypatch, tmp_path)
    assert jalankan.exit_code == 1
    assert f"PAK {satu.nomor} (" in jalankan.output


def test_the_command_says_that_all_is_well(url_demo: str, monkeypatch: pytest.MonkeyPatch, tmp_path):
    hasil = _perintah(url_demo, monkeypatch, tmp_path)
    assert (hasil.exit_code, "sampai angka terakhir" in hasil.output) == (0, True)
    for nama in ("PAK", "Konversi", "Penetapan AK", "PAK Integrasi"):
        assert re.search(rf"\b[1-9]\d* {nama}\b", hasil.output)


def _perintah(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path):
    setelan = Settings(
        INSTANCE_DIR=tmp_path,
        DATABASE_URL=url,
        SECRET_KEY="kunci-rahasia-untuk-pengujian-saja-0123456789",
        AUDIT_KEY="kunci-audit-untuk-pengujian-saja-0123456789",
        TANGGAL_APLIKASI=dt.date(2022, 1, 10),
    )
    app = create_app(setelan)
    hasil = CliRunner().invoke(alurpak, ["kredit", "periksa"], obj=ScriptInfo(create_app=lambda: app))
    with app.app_context():
        db.engine.dispose()
    return hasil


# Two rule sets in one claim


def test_old_credit_is_kept_per_rule_set(panggung: Panggung):
    dupak = panggung.draf()
    lama = lama_dupak(panggung.session, dupak)
    assert set(lama) == {"R2020"}


def test_a_decision_keeps_key_and_hash_of_every_rule_set(panggung: Panggung):
    pak, _ = panggung.pak("draf")
    assert aturan_dipakai(pak.rincian) == [("R2020", peraturan.kunci("R2020").sidik)]
