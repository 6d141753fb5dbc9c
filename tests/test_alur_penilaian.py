"""One assessor's marking: guards, blindness, freeing and reopening."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from tests import pabrik
from tests.panggung import Panggung, hitung, jejak
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import AnggotaTim, KonflikKepentingan, NilaiButir, OutboxMessage, Pegawai, Penilaian
from workflow_app.services import penilaian as layanan
from workflow_app.services.penilaian import IsiNilai

HARI = dt.timedelta(days=1)


def mulai(panggung: Panggung) -> tuple[Penilaian, Penilaian, dt.date]:
    """Two markings of one claim, the first begun."""
    dupak, jadwal = panggung.sampai("penilaian")
    satu, dua = panggung.penilaian(dupak)
    panggung.lakon.mulai_menilai(satu, jadwal.nilai)
    return satu, dua, jadwal.nilai


def nilai_penuh(penilaian: Penilaian) -> list[IsiNilai]:
    return [IsiNilai(b.id, b.jumlah) for b in penilaian.dupak.butir]


def test_assessor_declares_that_he_has_no_conflict(panggung: Panggung):
    dupak, jadwal = panggung.sampai("penilaian")
    satu = panggung.penilaian(dupak)[0]
    (alasan,) = panggung.ditolak(satu, "mulai", satu.penilai, jadwal.nilai)
    assert alasan.startswith("Nyatakan dahulu")
    assert panggung.ditolak(satu, "mulai", satu.penilai, jadwal.nilai, bebas_konflik=False) == [alasan]
    panggung.ambil(satu, "mulai", satu.penilai, jadwal.nilai, bebas_konflik=True)
    assert satu.bebas_konflik_pada == jadwal.nilai


def test_only_the_assessor_himself_marks(panggung: Panggung):
    satu, dua, hari = mulai(panggung)
    for akun in (dua.penilai, "ketua", "penilai3", "sekretariat", satu.dupak.subjek):
        with pytest.raises(Refused) as galat:
            layanan.simpan_nilai(
                panggung.session,
                satu,
                nilai_penuh(satu),
                oleh=panggung.pelaku(akun, hari),
            )
        assert galat.value.tentang_hak


def test_marks_before_the_beginning_are_refused(panggung: Panggung):
    _, dua, hari = mulai(panggung)
    with pytest.raises(Refused, match="selama penilaian berlangsung"):
        layanan.simpan_nilai(panggung.session, dua, nilai_penuh(dua), oleh=panggung.pelaku(dua.penilai, hari))


@pytest.mark.parametrize(
    ("selisih", "alasan", "pesan"),
    [
        ("0.001", "", "melebihi usulan"),
        ("-0.001", " ", "di bawah usulan"),
        ("-99", "alasan", "negatif"),
    ],
)
def test_a_wrong_mark_is_refused_at_its_item_and_nothing_is_stored(panggung: Panggung, selisih, alasan, pesan):
    satu, _, hari = mulai(panggung)
    item = satu.dupak.butir[1]
    isi = [*nilai_penuh(satu)[:1], IsiNilai(item.id, item.jumlah + Decimal(selisih), alasan)]
    with pytest.raises(MasukanSalah) as galat:
        layanan.simpan_nilai(panggung.session, satu, isi, oleh=panggung.pelaku(satu.penilai, hari))
    assert set(galat.value.galat) == {f"butir-{item.id}"}
    assert pesan in str(galat.value)
    assert not satu.nilai


def test_a_mark_for_an_item_of_another_claim_is_refused(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    lain = panggung.draf()
    with pytest.raises(MasukanSalah, match="tidak ada pada DUPAK ini"):
        layanan.simpan_nilai(
            panggung.session,
            satu,
            [IsiNilai(lain.butir[0].id, Decimal(0), "x")],
            oleh=panggung.pelaku(satu.penilai, hari),
        )


def test_every_item_has_a_mark_with_its_reason(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    assert len(panggung.ditolak(satu, "kirim", satu.penilai, hari)) == len(satu.dupak.butir)
    layanan.simpan_nilai(panggung.session, satu, nilai_penuh(satu), oleh=panggung.pelaku(satu.penilai, hari))
    panggung.session.flush()
    item = satu.dupak.butir[0]
    tulis = next(n for n in satu.nilai if n.item_id == item.id)
    for nilai, alasan, pesan in (
        (item.jumlah + Decimal("0.001"), "x", "melebihi usulan"),
        (item.jumlah - Decimal("0.001"), " ", "di bawah usulan"),
    ):
        tulis.nilai, tulis.alasan = nilai, alasan
        (satu_alasan,) = panggung.ditolak(satu, "kirim", satu.penilai, hari)
        assert pesan in satu_alasan
    tulis.nilai, tulis.alasan = item.jumlah - Decimal("0.001"), "Volume tidak didukung."
    panggung.ambil(satu, "kirim", satu.penilai, hari)
    assert satu.dikirim_pada == hari


def test_void_items_need_no_mark_and_take_none(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    item = satu.dupak.butir[0]
    item.hangus = True
    oleh = panggung.pelaku(satu.penilai, hari)
    with pytest.raises(MasukanSalah, match="hangus"):
        layanan.simpan_nilai(panggung.session, satu, [IsiNilai(item.id, Decimal(0), "x")], oleh=oleh)
    layanan.simpan_nilai(panggung.session, satu, nilai_penuh(satu)[1:], oleh=oleh)
    panggung.session.flush()
    panggung.ambil(satu, "kirim", satu.penilai, hari)


def test_the_claim_moves_only_at_the_second_finish(panggung: Panggung):
    satu, dua, hari = mulai(panggung)
    dupak = satu.dupak
    panggung.lakon.beri_nilai(satu, hari)
    versi = dupak.version
    panggung.lakon.kirim_nilai(satu, hari)
    assert str(dupak.state) == "penilaian"
    assert dupak.version > versi
    panggung.lakon.mulai_menilai(dua, hari)
    panggung.lakon.beri_nilai(dua, hari)
    panggung.lakon.kirim_nilai(dua, hari)
    assert str(dupak.state) == "sidang"
    terakhir = jejak(panggung.session, dupak)[-1]
    assert (terakhir.trigger, terakhir.role, terakhir.actor_id) == ("bawa_ke_sidang", "sistem", None)
    surat = panggung.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert surat is not None
    assert surat.payload["templat"] == "dupak_siap_sidang"


def test_an_assessor_is_blind_until_both_have_sent(panggung: Panggung):
    satu, dua, hari = mulai(panggung)
    panggung.lakon.beri_nilai(satu, hari)
    panggung.lakon.kirim_nilai(satu, hari)

    def lihat(akun: str | Pegawai) -> bool:
        return layanan.boleh_lihat_nilai(panggung.session, satu, panggung.pelaku(akun, hari))

    assert lihat(satu.penilai)
    assert not any(lihat(akun) for akun in (dua.penilai, "ketua", "sekretaris", "sekretariat", "auditor"))
    panggung.lakon.mulai_menilai(dua, hari)
    panggung.lakon.beri_nilai(dua, hari)
    panggung.lakon.kirim_nilai(dua, hari)
    assert lihat(dua.penilai)
    assert lihat("ketua")
    assert not lihat(satu.dupak.subjek)


def test_conflict_given_as_reason_bars_him_from_the_whole_claim(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    panggung.ambil(satu, "mundur", satu.penilai, hari, catatan="Saudara kandung.", konflik=True)
    konflik = panggung.session.scalars(select(KonflikKepentingan)).one()
    assert (konflik.dupak_id, konflik.pegawai_id) == (satu.dupak_id, satu.penilai_id)
    alasan = panggung.ditolak(satu.dupak, "ganti_penilai", "ketua", hari, catatan="Ganti.", penilai=[satu.penilai_id])
    assert "konflik kepentingan" in alasan[0]


def test_withdrawing_without_a_conflict_bars_nobody(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    panggung.ambil(satu, "mundur", satu.penilai, hari, catatan="Cuti sakit.")
    assert not panggung.session.scalars(select(KonflikKepentingan)).all()
    assert [p.id for p in panggung.penilaian(satu.dupak)] != [satu.id]


def test_assessor_withdraws_and_is_replaced_five_times(panggung: Panggung):
    dupak, jadwal = panggung.sampai("penilaian")
    hari = jadwal.nilai
    for kali in range(5):
        pergi = panggung.penilaian(dupak)[-1]
        panggung.ambil(pergi, "mundur", pergi.penilai, hari, catatan=f"Kali {kali}.")
        ganti = "penilai3" if kali % 2 == 0 else "penilai2"
        panggung.ambil(dupak, "ganti_penilai", "sekretaris", hari, catatan="Ganti.", penilai=[panggung.orang[ganti].id])
    panggung.lakon.nilai_semua(dupak, hari)
    assert str(dupak.state) == "sidang"


def test_a_mark_is_written_again_and_the_last_one_counts(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    oleh, item = panggung.pelaku(satu.penilai, hari), satu.dupak.butir[0]
    for nilai in (item.jumlah, item.jumlah - Decimal("0.001"), item.jumlah - Decimal("0.002")):
        layanan.simpan_nilai(panggung.session, satu, [IsiNilai(item.id, nilai, "Bukti kurang.")], oleh=oleh)
        panggung.session.flush()
    assert [n.nilai for n in satu.nilai] == [item.jumlah - Decimal("0.002")]


def test_marks_are_the_teams_until_the_decision(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    satu = panggung.penilaian(dupak)[0]

    def lihat(akun: str | Pegawai) -> bool:
        return layanan.boleh_lihat_nilai(panggung.session, satu, panggung.pelaku(akun, jadwal.sidang))

    assert [lihat(a) for a in ("ketua", "penilai3", "auditor", "sekretariat", "atasan")] == [True] * 3 + [False] * 2
    panggung.sidangkan(dupak, jadwal.sidang)
    assert lihat("sekretariat")
    assert not lihat(dupak.subjek)


# Freed by the chair


def test_a_present_member_without_conflict_is_not_freed(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    (alasan,) = panggung.ditolak(satu, "bebaskan", "ketua", hari, catatan="Lambat.")
    assert alasan.startswith("Penilai masih anggota tim, hadir, dan tanpa konflik.")


def test_an_absent_member_is_freed_on_the_days_of_his_absence(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    pabrik.ketidakhadiran(panggung.session, satu.penilai, mulai=hari + HARI, selesai=hari + 2 * HARI)
    panggung.session.commit()
    for tutup in (hari, hari + 3 * HARI):
        panggung.ditolak(satu, "bebaskan", "ketua", tutup, catatan="Tidak hadir.")
    panggung.ambil(satu, "bebaskan", "ketua", hari + HARI, catatan="Tidak hadir.")
    assert str(satu.state) == "mundur"


def test_a_member_in_conflict_is_freed(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    panggung.session.add(KonflikKepentingan(dupak_id=satu.dupak_id, pegawai_id=satu.penilai_id, alasan="Ipar."))
    panggung.ambil(satu, "bebaskan", "ketua", hari, catatan="Konflik ditemukan.")
    assert [e.trigger for e in jejak(panggung.session, satu)] == ["tugaskan", "mulai", "bebaskan"]


def test_a_member_whose_seat_ended_is_freed_the_day_after(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    kursi = panggung.session.scalars(select(AnggotaTim).where(AnggotaTim.pegawai_id == satu.penilai_id)).one()
    kursi.selesai = hari
    panggung.session.commit()
    panggung.ditolak(satu, "bebaskan", "ketua", hari, catatan="Masa jabatan berakhir.")
    panggung.ambil(satu, "bebaskan", "ketua", hari + HARI, catatan="Masa jabatan berakhir.")


def test_freeing_at_the_plenary_sends_the_claim_back_to_be_marked(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    satu, dua = panggung.penilaian(dupak)
    pabrik.ketidakhadiran(panggung.session, satu.penilai, mulai=jadwal.sidang, selesai=jadwal.sidang)
    panggung.ambil(satu, "bebaskan", "ketua", jadwal.sidang, catatan="Tidak hadir.")
    assert str(dupak.state) == "penilaian"
    assert (str(satu.state), str(dua.state)) == ("mundur", "terkirim")
    assert panggung.session.scalars(select(NilaiButir).where(NilaiButir.penilaian_id == satu.id)).all()
    ganti = [panggung.orang["penilai3"].id]
    panggung.ambil(dupak, "ganti_penilai", "ketua", jadwal.sidang, catatan="Ganti.", penilai=ganti)
    baru = panggung.penilaian(dupak)[-1]
    panggung.lakon.mulai_menilai(baru, jadwal.sidang)
    panggung.lakon.beri_nilai(baru, jadwal.sidang, {dupak.butir[0].id: Decimal("0.1")})
    panggung.lakon.kirim_nilai(baru, jadwal.sidang)
    assert str(dupak.state) == "sidang"


def test_nobody_is_freed_after_the_decision(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    satu = panggung.penilaian(dupak)[0]
    pabrik.ketidakhadiran(panggung.session, satu.penilai, mulai=jadwal.sidang, selesai=jadwal.sidang)
    (alasan,) = panggung.ditolak(satu, "bebaskan", "ketua", jadwal.sidang, catatan="Tidak hadir.")
    assert alasan == "DUPAK sudah diputuskan; penilai tidak dapat dibebaskan lagi."


def test_a_sent_marking_is_opened_again_while_the_claim_is_marked(panggung: Panggung):
    satu, dua, hari = mulai(panggung)
    panggung.lakon.beri_nilai(satu, hari)
    for _ in range(5):
        panggung.lakon.kirim_nilai(satu, hari)
        panggung.ambil(satu, "buka_kembali", "ketua", hari, catatan="Periksa lagi butir pertama.")
    panggung.lakon.kirim_nilai(satu, hari)
    panggung.lakon.mulai_menilai(dua, hari)
    panggung.lakon.beri_nilai(dua, hari)
    panggung.lakon.kirim_nilai(dua, hari)
    (alasan,) = panggung.ditolak(satu, "buka_kembali", "ketua", hari, catatan="Terlambat.")
    assert alasan == "Penilaian hanya dibuka kembali selama DUPAK dalam penilaian."


def test_a_marking_of_a_claim_that_is_elsewhere_is_neither_begun_nor_sent(panggung: Panggung):
    satu, dua, hari = mulai(panggung)
    panggung.lakon.beri_nilai(satu, hari)
    panggung.session.commit()
    # No road leads here; the guards hold all the same.
    panggung.session.execute(text("UPDATE dupak SET state = 'pemeriksaan' WHERE id = :id"), {"id": satu.dupak_id})
    panggung.session.commit()
    panggung.session.expire_all()
    alasan = ["DUPAK tidak sedang dalam penilaian."]
    assert panggung.ditolak(satu, "kirim", satu.penilai, hari) == alasan
    assert panggung.ditolak(dua, "mulai", dua.penilai, hari, bebas_konflik=True) == alasan


def test_refused_marks_leave_the_database_alone(panggung: Panggung):
    satu, _, hari = mulai(panggung)
    panggung.session.commit()
    sebelum = hitung(panggung.session)
    with pytest.raises(MasukanSalah):
        layanan.simpan_nilai(
            panggung.session,
            satu,
            [IsiNilai(satu.dupak.butir[0].id, Decimal(999), "x")],
            oleh=panggung.pelaku(satu.penilai, hari),
        )
    panggung.session.rollback()
    assert hitung(panggung.session) == sebelum
