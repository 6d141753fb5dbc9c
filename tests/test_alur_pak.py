"""The decision: figures, signature, distribution, replacement; and credit that is kept for later."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests import pabrik
from tests.panggung import Panggung, jejak
from workflow_app.demo.lakon import Jadwal
from workflow_app.errors import Conflict, Refused, WrongState
from workflow_app.models import (
    Dokumen,
    Dupak,
    EntriKredit,
    NomorRegister,
    Pak,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    Peran,
)
from workflow_app.permissions import penerima
from workflow_app.saldo import saldo
from workflow_app.services import buku_kredit, harian, putusan
from workflow_app.services import pak as layanan

HARI = dt.timedelta(days=1)
NOL = Decimal(0)


def jumlah_saldo(panggung: Panggung, pegawai: Pegawai, aturan: str = "R2020") -> Decimal:
    return sum(saldo(panggung.session, pegawai.id, aturan).values(), NOL)


def koreksi(
    panggung: Panggung, pegawai: Pegawai, jumlah: Decimal, tanggal: dt.date, dasar: str = "Pembetulan PAK lama"
) -> EntriKredit:
    """A correction of the officer's old credit, as after a check of earlier papers."""
    entri = buku_kredit.saldo_awal(
        panggung.session,
        pegawai,
        aturan="R2020",
        unsur="sistem_informasi",
        jumlah=jumlah,
        tanggal=tanggal,
        dasar=dasar,
    )
    panggung.session.commit()
    return entri


# Drawn up


def test_draft_holds_old_new_and_sum_by_the_rules_of_the_work(panggung: Panggung):
    pak, _ = panggung.pak("draf")
    assert pak.jumlah_lama == Decimal(50)
    assert pak.jumlah_baru == sum((b.jumlah for b in pak.dupak.butir), NOL)
    assert pak.jumlah == pak.jumlah_lama + pak.jumlah_baru
    assert (pak.aturan, pak.nomor, pak.kode_verifikasi) == ("R2020", None, None)
    (dokumen,) = panggung.session.scalars(select(Dokumen).where(Dokumen.workflow == "pak"))
    assert not dokumen.terbit


def test_sum_that_is_not_enough_is_kept_without_a_decision(panggung: Panggung):
    dupak, _ = panggung.sampai("diputuskan", panggung.prakom(Decimal(10)))
    assert (dupak.hasil or {})["tabungan"]
    assert putusan.pak_berjalan(panggung.session, dupak) is None


def test_rules_of_2003_give_a_decision_every_cycle(panggung: Panggung):
    bupati = panggung.orang["penetap_madya"]
    pabrik.penugasan(
        panggung.session, bupati, Peran.PENETAP, jabatan_penetap="bupati_walikota", mulai=dt.date(2020, 1, 2)
    )
    pak, _ = panggung.pak(
        "dikirim",
        pegawai=panggung.prakom(NOL),
        masa=(dt.date(2019, 7, 1), dt.date(2019, 12, 31)),
        pekerjaan=[("KA-II.A.7", 1)],
    )
    assert (pak.aturan, pak.ditetapkan_oleh_id) == ("R2003", bupati.id)
    assert not (pak.dupak.hasil or {})["kelayakan"]["cukup"]


# Initials and signature


@pytest.mark.parametrize("trigger", ["paraf", "tetapkan"])
def test_figures_that_moved_underneath_stop_initials_and_signature(panggung: Panggung, trigger):
    pak, jadwal = panggung.pak("draf" if trigger == "paraf" else "menunggu_tanda_tangan")
    akun = "sekretaris" if trigger == "paraf" else "penetap"
    koreksi(panggung, pak.subjek, Decimal("0.001"), jadwal.sidang)
    alasan = panggung.ditolak(pak, trigger, akun, jadwal.tetapkan)
    assert alasan == ["Angka PAK tidak sama dengan hitungan ulang. Susun PAK kembali dari hasil sidang."]
    koreksi(panggung, pak.subjek, Decimal("-0.001"), jadwal.sidang, "Pembetulan dicabut")
    panggung.ambil(pak, trigger, akun, jadwal.tetapkan)


def test_marks_that_moved_underneath_stop_the_signature(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    item = pak.dupak.butir[0]
    nilai = item.nilai_akhir
    assert nilai is not None
    item.nilai_akhir = nilai - Decimal("0.001")
    assert len(panggung.ditolak(pak, "tetapkan", "penetap", jadwal.tetapkan)) == 1
    item.nilai_akhir = nilai
    panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)


def test_figures_changed_after_the_initials_stop_the_signature(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    sidik = pak.diparaf_sidik
    pak.diparaf_sidik = "0" * 64
    assert panggung.ditolak(pak, "tetapkan", "penetap", jadwal.tetapkan) == [
        "Angka PAK berubah setelah diparaf. PAK harus diparaf ulang."
    ]
    pak.diparaf_sidik = sidik
    panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)


def test_decision_waits_for_the_days_of_objection_to_the_day(panggung: Panggung):
    pak, jadwal = panggung.pak("draf")
    panggung.lakon.paraf(pak, jadwal.paraf)
    akhir = pak.dupak.keberatan_sampai
    assert akhir == dt.date(2022, 1, 21)
    (alasan,) = panggung.ditolak(pak, "ajukan", "ketua", akhir)
    assert alasan.startswith("Hari keberatan pegawai berjalan sampai 21 Januari 2022.")
    panggung.ambil(pak, "ajukan", "ketua", akhir + HARI)


def test_decision_waits_for_an_open_objection(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan("ditelaah")
    pak = panggung.lakon.pak_dari(keberatan.dupak)
    panggung.lakon.paraf(pak, jadwal.paraf)
    lewat = dt.date(2022, 1, 24)
    assert panggung.ditolak(pak, "ajukan", "ketua", lewat) == ["Masih ada keberatan yang belum diputus."]
    panggung.ambil(keberatan, "tolak", "ketua", lewat, catatan="Sesuai bukti.")
    panggung.ambil(pak, "ajukan", "ketua", lewat)


def test_official_is_found_by_routing_and_is_never_the_officer(panggung: Panggung):
    pak, jadwal = panggung.pak("diparaf")
    for akun in ("penetap", "penetap_ti"):
        pabrik.ketidakhadiran(
            panggung.session, panggung.orang[akun], mulai=jadwal.paraf, selesai=jadwal.paraf, alasan="Dinas luar"
        )
    (alasan,) = panggung.ditolak(pak, "ajukan", "ketua", jadwal.paraf)
    assert alasan.startswith("Tidak ada pejabat penetap yang berwenang dan hadir")
    panggung.ambil(pak, "ajukan", "ketua", jadwal.paraf + HARI)
    assert pak.penetap_id == panggung.orang["penetap"].id


def test_next_official_signs_for_an_absent_one(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    hari = jadwal.tetapkan
    panggung.ditolak(pak, "tetapkan", "penetap_ti", hari)
    pabrik.ketidakhadiran(panggung.session, panggung.orang["penetap"], mulai=hari, selesai=hari)
    panggung.session.commit()
    with pytest.raises(Refused):
        panggung.ambil(pak, "tetapkan", "penetap", hari)
    panggung.ambil(pak, "tetapkan", "penetap_ti", hari)
    assert pak.ditetapkan_oleh_id == panggung.orang["penetap_ti"].id
    assert pak.ditetapkan_sebagai == "Kepala Dinas Komunikasi dan Informatika"


def pinjamkan(panggung: Panggung, penerima_akun: str, hari: dt.date) -> Pelimpahan:
    tugas = panggung.session.scalars(
        select(PenugasanPeran).where(PenugasanPeran.pegawai_id == panggung.orang["penetap"].id)
    ).one()
    hasil = pabrik.pelimpahan(panggung.session, tugas, panggung.orang[penerima_akun], mulai=hari, selesai=hari)
    panggung.session.commit()
    return hasil


def test_stand_in_signs_on_behalf_and_the_trail_names_both(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    hari = jadwal.tetapkan
    pinjamkan(panggung, "kepegawaian", hari)
    panggung.ambil(pak, "tetapkan", "kepegawaian", hari)
    terakhir = jejak(panggung.session, pak)[-1]
    orang = panggung.orang
    assert (terakhir.actor_id, terakhir.atas_nama_id) == (orang["kepegawaian"].id, orang["penetap"].id)
    assert pak.ditetapkan_sebagai == "Plh. Kepala Badan Kepegawaian"


def test_stand_in_signs_on_his_days_only(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    pinjamkan(panggung, "kepegawaian", jadwal.tetapkan)
    for hari in (jadwal.tetapkan - HARI, jadwal.tetapkan + HARI):
        with pytest.raises(Refused):
            panggung.ambil(pak, "tetapkan", "kepegawaian", hari)
    with pytest.raises(Refused):
        panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)
    panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan + HARI)


def test_an_absent_stand_in_leaves_it_to_the_next_official(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    hari = jadwal.tetapkan
    pinjamkan(panggung, "kepegawaian", hari)
    pabrik.ketidakhadiran(panggung.session, panggung.orang["kepegawaian"], mulai=hari, selesai=hari)
    panggung.session.commit()
    for akun in ("kepegawaian", "penetap"):
        with pytest.raises(Refused):
            panggung.ambil(pak, "tetapkan", akun, hari)
    panggung.ambil(pak, "tetapkan", "penetap_ti", hari)


def test_borrower_does_not_sign_in_the_lenders_own_case(panggung: Panggung):
    pak, jadwal = panggung.pak("diparaf")
    hari = jadwal.paraf
    pinjamkan(panggung, "kepegawaian", hari)
    pak.subjek_id = pak.dupak.subjek_id = panggung.orang["penetap"].id
    panggung.session.commit()
    panggung.ambil(pak, "ajukan", "ketua", hari)
    assert pak.penetap_id == panggung.orang["penetap_ti"].id
    with pytest.raises(Refused):
        panggung.ambil(pak, "tetapkan", "kepegawaian", hari)


def test_signing_gives_number_code_copies_and_books_the_credit(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    assert pak.nomor == "1/PAK/I/2022"
    assert pak.kode_verifikasi is not None
    assert [len(k) for k in pak.kode_verifikasi.split("-")] == [4, 4, 4, 4, 4, 4, 2]
    assert pak.tembusan == layanan.daftar_tembusan(pak)
    assert pak.ditetapkan_pada == jadwal.tetapkan
    assert (str(pak.dupak.state), pak.dupak.selesai_karena) == ("selesai", "pak")
    entri = panggung.session.scalars(select(EntriKredit).where(EntriKredit.dupak_id == pak.dupak_id)).all()
    assert sum((e.jumlah for e in entri), NOL) == pak.jumlah_baru
    assert jumlah_saldo(panggung, pak.subjek) == pak.jumlah
    (terbit,) = panggung.session.scalars(select(Dokumen).where(Dokumen.workflow == "pak", Dokumen.terbit))
    assert pak.nomor in str(terbit.isian)


def test_numbers_run_by_year_without_gaps(panggung: Panggung):
    nomor = []
    for _ in range(3):
        pak, jadwal = panggung.pak("menunggu_tanda_tangan")
        with pytest.raises(Refused):
            layanan.tetapkan(panggung.session, pak, oleh=panggung.pelaku("ketua", jadwal.tetapkan))
        panggung.session.rollback()
        panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)
        nomor.append(pak.nomor)
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    panggung.ambil(pak, "tetapkan", "penetap", dt.date(2022, 12, 30))
    nomor.append(pak.nomor)
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    tim = panggung.agensi.tim
    tim.selesai = dt.date(2023, 12, 29)
    panggung.ambil(pak, "tetapkan", "penetap", dt.date(2023, 1, 2))
    nomor.append(pak.nomor)
    assert nomor == ["1/PAK/I/2022", "2/PAK/I/2022", "3/PAK/I/2022", "4/PAK/XII/2022", "1/PAK/I/2023"]
    register = {r.tahun: r.terakhir for r in panggung.session.scalars(select(NomorRegister))}
    assert register == {2022: 4, 2023: 1}


def test_signed_twice_from_two_pages_takes_one_number(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    versi = pak.version
    panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)
    oleh = panggung.pelaku("penetap", jadwal.tetapkan)
    with pytest.raises(Conflict):
        layanan.tetapkan(panggung.session, pak, oleh=oleh, seen_version=versi)
    with pytest.raises(WrongState):
        panggung.ambil(pak, "tetapkan", "penetap", jadwal.tetapkan)
    panggung.session.rollback()
    assert panggung.session.scalars(select(NomorRegister.terakhir)).all() == [1]


def test_official_returns_five_times_and_it_comes_back(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    hari = jadwal.paraf
    for _ in range(5):
        assert panggung.ditolak(pak, "kembalikan", "penetap", hari) == [
            "Tuliskan alasan langkah ini pada kolom catatan."
        ]
        panggung.ambil(pak, "kembalikan", "penetap", hari, catatan="Periksa butir kedua.")
        assert str(pak.pemegang) == "sekretaris_tim"
        panggung.lakon.paraf(pak, hari)
        panggung.lakon.ajukan_pak(pak, hari)
    panggung.lakon.tetapkan(pak, hari)
    assert pak.nomor == "1/PAK/I/2022"


def test_returned_for_its_figures_the_plenary_opens_again(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    dupak, hari = pak.dupak, jadwal.paraf
    butir = [dupak.butir[0].id]
    isi = {"catatan": "Angka butir pertama.", "butir": butir}
    alasan = panggung.ditolak(dupak, "buka_sidang_ulang", "ketua", hari, **isi)  # type: ignore[arg-type]
    assert alasan[0].startswith("Sidang hanya dibuka ulang")
    panggung.ambil(pak, "kembalikan", "penetap", hari, catatan="Angka butir pertama.")
    alasan = panggung.ditolak(dupak, "buka_sidang_ulang", "ketua", hari, catatan="Angka.", butir=[987_654])
    assert len(alasan) == 1
    panggung.ambil(dupak, "buka_sidang_ulang", "ketua", hari, catatan="Angka butir pertama.", butir=butir)
    assert (str(pak.state), str(dupak.state)) == ("dibatalkan", "sidang")


def test_a_signed_decision_is_not_reopened(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    with pytest.raises(WrongState):
        panggung.ambil(
            pak.dupak, "buka_sidang_ulang", "ketua", jadwal.tetapkan, catatan="x", butir=[pak.dupak.butir[0].id]
        )


def test_every_recipient_is_ticked_before_sending(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    semua = layanan.daftar_penerima(pak)
    assert len(semua) > len(pak.tembusan or ()) > 2
    alasan = panggung.ditolak(pak, "kirim", "sekretariat", jadwal.kirim_pak, tembusan=semua[1:])
    assert alasan == [f"Penerima '{semua[0]}' belum ditandai."]
    assert len(panggung.ditolak(pak, "kirim", "sekretariat", jadwal.kirim_pak)) == len(semua)
    panggung.ambil(pak, "kirim", "sekretariat", jadwal.kirim_pak, tembusan=semua)
    assert pak.dikirim_pada == jadwal.kirim_pak
    orang = penerima(panggung.session, pak, Peran.KEPEGAWAIAN, jadwal.kirim_pak)
    assert [p.id for p in orang] == [panggung.orang["kepegawaian"].id]


# Replacement


def ganti(panggung: Panggung, pak: Pak, hari: dt.date, catatan: str = "Salah tulis pangkat.") -> Pak:
    oleh = panggung.pelaku("sekretaris", hari)
    return layanan.susun_pengganti(panggung.session, pak, oleh=oleh, catatan=catatan)


@pytest.mark.parametrize("state", ["draf", "diparaf", "menunggu_tanda_tangan"])
def test_only_a_signed_decision_is_replaced(panggung: Panggung, state):
    pak, jadwal = panggung.pak(state)
    with pytest.raises(Refused, match="sudah ditetapkan atau dikirim"):
        ganti(panggung, pak, jadwal.tetapkan)


def test_replacement_names_the_error(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    with pytest.raises(Refused) as galat:
        ganti(panggung, pak, jadwal.tetapkan, " ")
    assert {a.tempat for a in galat.value.alasan} >= {"catatan"}
    assert "Sebutkan kesalahan pada PAK yang diganti." in str(galat.value)


def test_replacement_of_a_sent_decision_has_its_own_number_and_links_both(panggung: Panggung):
    pak, jadwal = panggung.pak("dikirim")
    hari = jadwal.kirim_pak + 14 * HARI
    baru = ganti(panggung, pak, hari)
    panggung.session.commit()
    assert str(baru.nomor) == "None"
    with pytest.raises(Refused, match="Sudah ada PAK pengganti"):
        ganti(panggung, pak, hari)
    panggung.session.rollback()
    panggung.majukan(baru, "dikirim", jadwal, hari)
    assert (pak.nomor, baru.nomor) == ("1/PAK/I/2022", "2/PAK/II/2022")
    assert (str(pak.state), baru.menggantikan_id) == ("diganti", pak.id)
    assert (baru.jumlah_lama, baru.jumlah_baru) == (pak.jumlah_lama, pak.jumlah_baru)
    assert jumlah_saldo(panggung, pak.subjek) == baru.jumlah
    terakhir = jejak(panggung.session, pak)[-1]
    assert (terakhir.trigger, terakhir.role) == ("ganti", "sistem")


def test_replacement_corrects_the_account_by_the_difference(panggung: Panggung):
    pak, jadwal = panggung.pak("ditetapkan")
    item = pak.dupak.butir[0]
    assert item.nilai_akhir is not None
    item.nilai_akhir -= Decimal("0.25")
    panggung.session.commit()
    baru = ganti(panggung, pak, jadwal.tetapkan, "Nilai butir pertama salah salin.")
    panggung.majukan(baru, "ditetapkan", jadwal)
    assert baru.jumlah_baru == pak.jumlah_baru - Decimal("0.25")
    assert jumlah_saldo(panggung, pak.subjek) == baru.jumlah
    entri = panggung.session.scalars(
        select(EntriKredit.jumlah).where(EntriKredit.dupak_id == pak.dupak_id).order_by(EntriKredit.id)
    ).all()
    assert entri[-1] == Decimal("-0.25")


def test_a_replacement_is_replaced_in_turn(panggung: Panggung):
    pak, jadwal = panggung.pak("dikirim")
    hari = jadwal.kirim_pak
    for nomor in range(2, 7):
        baru = ganti(panggung, pak, hari)
        panggung.majukan(baru, "dikirim", jadwal, hari)
        assert baru.nomor == f"{nomor}/PAK/II/2022"
        assert jumlah_saldo(panggung, pak.subjek) == baru.jumlah
        pak = baru


def test_replacement_keeps_the_old_credit_of_the_day_it_replaces(panggung: Panggung):
    pak, jadwal = panggung.pak("dikirim")
    koreksi(panggung, pak.subjek, Decimal(3), jadwal.kirim_pak + 100 * HARI)
    baru = ganti(panggung, pak, jadwal.kirim_pak + 101 * HARI)
    assert baru.jumlah_lama == pak.jumlah_lama


# Credit kept for later


def simpan(panggung: Panggung, pegawai: Pegawai, masa: tuple[dt.date, dt.date]) -> tuple[Dupak, Jadwal]:
    """A claim for a period, decided, accepted and kept."""
    dupak, jadwal = panggung.sampai("diputuskan", pegawai, masa=masa)
    panggung.lakon.lepas_keberatan(dupak, jadwal.sidang)
    panggung.session.commit()
    return dupak, jadwal


def test_kept_credit_is_booked_the_day_after_the_days_for_objection(panggung: Panggung):
    dupak, _ = panggung.sampai("diputuskan", panggung.prakom(Decimal(10)))
    akhir = dt.date(2022, 1, 21)
    assert harian.yang_jatuh(panggung.session, akhir) == []
    (jatuh,) = harian.yang_jatuh(panggung.session, akhir + HARI)
    harian.kerjakan(panggung.session, jatuh, akhir + HARI)
    panggung.session.commit()
    assert (str(dupak.state), dupak.selesai_karena) == ("selesai", "tabungan")
    assert harian.yang_jatuh(panggung.session, akhir + HARI) == []
    assert jumlah_saldo(panggung, dupak.subjek) == Decimal((dupak.hasil or {})["jumlah"]["jumlah"])


def test_kept_credit_is_not_booked_early_or_during_an_objection(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan(pegawai=panggung.prakom(Decimal(10)))
    dupak = keberatan.dupak
    with pytest.raises(Refused) as galat:
        putusan.selesaikan(panggung.session, dupak, jadwal.sidang, "tabungan")
    panggung.session.rollback()
    assert [str(a.pesan) for a in galat.value.alasan] == [
        "Masih ada keberatan yang belum diputus.",
        "Hari keberatan masih berjalan sampai 21 Januari 2022.",
    ]
    assert harian.yang_jatuh(panggung.session, dt.date(2022, 2, 1)) == []
    panggung.ambil(keberatan, "cabut", dupak.subjek, jadwal.sidang)
    assert len(harian.yang_jatuh(panggung.session, dt.date(2022, 2, 1))) == 1


def test_claim_with_a_decision_is_not_finished_before_the_signature(panggung: Panggung):
    pak, jadwal = panggung.pak("menunggu_tanda_tangan")
    with pytest.raises(Refused, match="PAK belum ditetapkan"):
        putusan.selesaikan(panggung.session, pak.dupak, jadwal.tetapkan, "pak")
    panggung.session.rollback()
    assert harian.yang_jatuh(panggung.session, dt.date(2022, 3, 1)) == []


def test_waiver_finishes_kept_credit_at_once_and_only_once(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan", panggung.prakom(Decimal(10)))
    lewat = dt.date(2022, 1, 22)
    assert panggung.ditolak(dupak, "lepas_keberatan", dupak.subjek, lewat) == [
        "Hari keberatan sudah lewat; tidak ada yang perlu dilepas."
    ]
    panggung.ambil(dupak, "lepas_keberatan", dupak.subjek, lewat - HARI)
    assert str(dupak.state) == "selesai"
    pak, _ = panggung.pak("draf")
    panggung.lakon.lepas_keberatan(pak.dupak, jadwal.sidang)
    assert panggung.ditolak(pak.dupak, "lepas_keberatan", pak.subjek, jadwal.sidang) == [
        "Anda sudah menerima hasil ini."
    ]


def test_three_periods_carry_the_old_credit_also_over_a_gap(panggung: Panggung):
    pegawai = panggung.prakom(Decimal(10))
    panggung.agensi.tim.selesai = dt.date(2024, 12, 31)
    for kursi in panggung.agensi.tim.anggota:
        kursi.selesai = dt.date(2024, 12, 31)
    masa = [
        (dt.date(2020, 7, 1), dt.date(2020, 12, 31)),
        (dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
        (dt.date(2022, 1, 1), dt.date(2022, 6, 30)),  # nothing claimed for the half-year between
    ]
    lama = Decimal(10)
    for satu in masa:
        dupak, _ = simpan(panggung, pegawai, satu)
        jumlah = (dupak.hasil or {})["jumlah"]
        assert Decimal(jumlah["lama"]) == lama
        lama += Decimal(jumlah["baru"])
        assert Decimal(jumlah["jumlah"]) == lama
        assert (str(dupak.state), dupak.selesai_karena) == ("selesai", "tabungan")
    assert jumlah_saldo(panggung, pegawai) == lama
    koreksi(panggung, pegawai, Decimal(45), dt.date(2022, 9, 1))
    pak, _ = panggung.pak("ditetapkan", pegawai=pegawai, masa=(dt.date(2022, 7, 1), dt.date(2022, 12, 31)))
    assert pak.jumlah_lama == lama + Decimal(45)
    assert pak.jumlah == jumlah_saldo(panggung, pegawai)


def test_credit_is_exact_to_the_thousandth(panggung: Panggung):
    pegawai = panggung.prakom(Decimal("9.999"))
    dupak, _ = simpan(panggung, pegawai, (dt.date(2021, 1, 1), dt.date(2021, 6, 30)))
    assert jumlah_saldo(panggung, pegawai) == Decimal("9.999") + sum((b.jumlah for b in dupak.butir), NOL)
