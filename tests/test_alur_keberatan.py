"""The objection: once, in time, with a text and an answer per item; upheld, it opens the plenary again."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.panggung import Panggung, jejak
from workflow_app import peraturan
from workflow_app.demo.lakon import Jadwal
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.models import Dupak, Keberatan, KonflikKepentingan, OutboxMessage, Pak
from workflow_app.peraturan.muat import MAP, muat, muat_rujukan
from workflow_app.services import keberatan as layanan
from workflow_app.services import sidang as layanan_sidang

HARI = dt.timedelta(days=1)
TEKS = "Bukti lengkap ada pada lampiran."


def ajukan(panggung: Panggung, dupak: Dupak, hari: dt.date, isi: dict[int, str] | None = None) -> Keberatan:
    butir = {dupak.butir[0].id: TEKS} if isi is None else isi
    return layanan.ajukan(panggung.session, dupak, butir, oleh=panggung.pelaku(dupak.subjek, hari))


def ditolak(panggung: Panggung, dupak: Dupak, hari: dt.date, isi: dict[int, str] | None = None) -> list[str]:
    panggung.session.commit()
    with pytest.raises(Refused) as galat:
        ajukan(panggung, dupak, hari, isi)
    panggung.session.rollback()
    assert panggung.session.scalars(select(Keberatan.id).where(Keberatan.dupak_id == dupak.id)).first() is None
    return [str(a.pesan) for a in galat.value.alasan]


def test_objection_from_the_decision_to_the_last_of_ten_working_days(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    assert (jadwal.sidang, dupak.keberatan_sampai) == (dt.date(2022, 1, 7), dt.date(2022, 1, 21))
    (alasan,) = ditolak(panggung, dupak, dt.date(2022, 1, 22))
    assert alasan == "Hari keberatan berakhir 21 Januari 2022."
    ajukan(panggung, dupak, dt.date(2022, 1, 21))


@pytest.mark.parametrize("state", ["pemeriksaan", "sidang"])
def test_there_is_nothing_to_object_to_before_the_decision(panggung: Panggung, state):
    dupak, jadwal = panggung.sampai(state)
    (alasan,) = ditolak(panggung, dupak, jadwal.sidang)
    assert alasan == "Keberatan diajukan setelah DUPAK diputuskan dan sebelum PAK ditetapkan."


def test_officer_who_accepted_the_result_does_not_object(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    panggung.lakon.lepas_keberatan(dupak, jadwal.sidang)
    assert ditolak(panggung, dupak, jadwal.sidang) == ["Anda sudah menyatakan tidak mengajukan keberatan."]


def test_a_rule_set_without_objection_is_obeyed(panggung: Panggung, tmp_path, monkeypatch):
    dupak, jadwal = panggung.sampai("diputuskan")
    berkas = tmp_path / "prosedur.toml"
    isi = (MAP / "prosedur.toml").read_text(encoding="utf-8")
    berkas.write_text(isi.replace("boleh = true", "boleh = false"), encoding="utf-8")
    aturan = muat(berkas, muat_rujukan(MAP / "sumber.toml"))
    monkeypatch.setattr(peraturan, "prosedur", lambda pada: aturan)
    assert ditolak(panggung, dupak, jadwal.sidang) == ["Aturan yang berlaku tidak mengenal keberatan."]


def test_every_contested_item_has_a_text(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    satu, dua = dupak.butir[:2]
    assert ditolak(panggung, dupak, jadwal.sidang, {}) == ["Pilih sekurangnya satu butir dan tuliskan keberatan Anda."]
    assert ditolak(panggung, dupak, jadwal.sidang, {satu.id: TEKS, dua.id: " "}) == [
        "Tuliskan keberatan untuk setiap butir yang dipilih."
    ]
    with pytest.raises(MasukanSalah, match="Pilih butir dari DUPAK ini"):
        ajukan(panggung, dupak, jadwal.sidang, {987_654: TEKS})
    keberatan = ajukan(panggung, dupak, jadwal.sidang, {satu.id: TEKS, dua.id: TEKS})
    assert [b.item_id for b in keberatan.butir] == [satu.id, dua.id]


def test_objection_is_made_once_also_after_it_was_taken_back(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan()
    panggung.ambil(keberatan, "cabut", keberatan.dupak.subjek, jadwal.sidang)
    with pytest.raises(Refused, match="sudah pernah diajukan"):
        ajukan(panggung, keberatan.dupak, jadwal.sidang)


def test_nobody_objects_in_the_officers_place(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diputuskan")
    for akun in ("atasan", "ketua", "sekretariat"):
        with pytest.raises(Refused) as galat:
            layanan.ajukan(
                panggung.session, dupak, {dupak.butir[0].id: TEKS}, oleh=panggung.pelaku(akun, jadwal.sidang)
            )
        assert galat.value.tentang_hak


def test_objection_and_waiver_at_once_do_not_both_hold(panggung: Panggung):
    """Both change the claim, so that the second of two pages finds it changed."""
    dupak, jadwal = panggung.sampai("diputuskan")
    versi = dupak.version
    ajukan(panggung, dupak, jadwal.sidang)
    assert dupak.version > versi
    with pytest.raises(Refused, match="Cabut dahulu"):
        panggung.ambil(dupak, "lepas_keberatan", dupak.subjek, jadwal.sidang)


# Review


def test_reviewer_is_a_member_who_did_not_mark(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan()
    orang, hari = panggung.orang, jadwal.sidang

    def alasan(penelaah: int | None) -> list[str]:
        return panggung.ditolak(keberatan, "telaah", "sekretaris", hari, penelaah_id=penelaah)

    assert alasan(None) == ["Pilih penelaah."]
    assert alasan(orang["kepegawaian"].id) == ["Penelaah harus anggota tim yang masa jabatannya berjalan."]
    assert alasan(orang["penilai1"].id) == ["Pilih anggota yang tidak menilai DUPAK ini; masih ada anggota lain."]
    panggung.ambil(keberatan, "telaah", "sekretaris", hari, penelaah_id=orang["penilai3"].id)
    assert keberatan.penelaah_id == orang["penilai3"].id


def test_reviewer_is_neither_officer_nor_superior_nor_in_conflict(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan()
    dupak, hari = keberatan.dupak, jadwal.sidang
    atasan, berkonflik, sendiri = (panggung.orang[a] for a in ("penilai3", "penilai4", "wakil"))
    dupak.atasan_id, keberatan.subjek_id = atasan.id, sendiri.id
    panggung.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=berkonflik.id, alasan="Ipar."))
    for orang, kata in (
        (atasan, "adalah atasan penanda tangan SPMK."),
        (berkonflik, "menyatakan konflik kepentingan pada DUPAK ini."),
        (sendiri, "adalah pegawai yang dinilai."),
    ):
        alasan = panggung.ditolak(keberatan, "telaah", "sekretaris", hari, penelaah_id=orang.id)
        assert alasan == [f"{orang.nama} {kata}"]
    panggung.ambil(keberatan, "telaah", "sekretaris", hari, penelaah_id=panggung.orang["ketua"].id)


def test_an_assessor_reviews_where_the_team_has_nobody_else(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan()
    menilai = [p.penilai_id for p in panggung.penilaian(keberatan.dupak)]
    tinggal = {*menilai, panggung.orang["sekretaris"].id}
    for kursi in panggung.agensi.tim.anggota:
        if kursi.pegawai_id not in tinggal:
            kursi.selesai = jadwal.sidang - HARI
    panggung.ditolak(keberatan, "telaah", "sekretaris", jadwal.sidang, penelaah_id=menilai[0])
    satu = panggung.penilaian(keberatan.dupak)[0]
    satu.penilai_id = panggung.orang["sekretaris"].id
    panggung.session.flush()
    for kursi in panggung.agensi.tim.anggota:
        if kursi.pegawai_id == menilai[0]:
            kursi.selesai = jadwal.sidang - HARI
    panggung.ambil(keberatan, "telaah", "sekretaris", jadwal.sidang, penelaah_id=menilai[1])
    assert keberatan.penelaah_id == menilai[1]


def test_answers_are_written_by_reviewer_chair_and_secretary(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan()
    hari, item = jadwal.sidang, keberatan.butir[0].item_id
    with pytest.raises(Refused, match="selama keberatan ditelaah"):
        layanan.jawab(panggung.session, keberatan, {item: "Ya."}, oleh=panggung.pelaku("ketua", hari))
    panggung.ambil(keberatan, "telaah", "sekretaris", hari, penelaah_id=panggung.orang["penilai3"].id)
    for akun in ("penilai3", "ketua", "sekretaris"):
        layanan.jawab(panggung.session, keberatan, {item: akun}, oleh=panggung.pelaku(akun, hari))
        assert keberatan.butir[0].jawaban == akun
    for lain in (panggung.orang["penilai4"], panggung.orang["sekretariat"], keberatan.dupak.subjek):
        with pytest.raises(Refused, match="penelaah atau pengurus"):
            layanan.jawab(panggung.session, keberatan, {item: "x"}, oleh=panggung.pelaku(lain, hari))
    with pytest.raises(Conflict):
        layanan.jawab(panggung.session, keberatan, {}, oleh=panggung.pelaku("ketua", hari), seen_version=1)


@pytest.mark.parametrize("trigger", ["kabulkan", "tolak"])
def test_every_contested_item_has_an_answer(panggung: Panggung, trigger):
    keberatan, jadwal = panggung.keberatan("ditelaah")
    keberatan.butir[0].jawaban = " "
    alasan = panggung.ditolak(keberatan, trigger, "ketua", jadwal.sidang, catatan="Sesuai bukti.")
    assert alasan == [f"Butir {keberatan.butir[0].item.kode} belum dijawab."]
    keberatan.butir[0].jawaban = "Diperiksa ulang."
    panggung.ambil(keberatan, trigger, "ketua", jadwal.sidang, catatan="Sesuai bukti.")
    assert keberatan.dijawab_pada == jadwal.sidang


def test_rejection_tells_its_reason_and_the_claim_goes_on(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan("ditelaah")
    assert panggung.ditolak(keberatan, "tolak", "ketua", jadwal.sidang) == [
        "Tuliskan alasan langkah ini pada kolom catatan."
    ]
    panggung.ambil(keberatan, "tolak", "ketua", jadwal.sidang, catatan="Nilai sudah sesuai.")
    surat = panggung.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert surat is not None
    assert (surat.payload["templat"], surat.payload["kepada"]) == ("keberatan_ditolak", ["prakom"])
    assert str(keberatan.dupak.state) == "diputuskan"


# Upheld


def sidang_kedua(panggung: Panggung, dupak: Dupak, hari: dt.date, nilai: Decimal) -> None:
    ruang = panggung.ruang(dupak, hari)
    panggung.lakon.putuskan_agenda(ruang, hari)
    alasan = panggung.ditolak(ruang, "tutup", "ketua", hari, nomor="2/BA")
    assert "belum diberi nilai sidang" in alasan[0]
    layanan_sidang.beri_nilai_sidang(
        panggung.session,
        ruang,
        ruang.agenda[0].id,
        dupak.butir[0].id,
        nilai,
        "Bukti tambahan diterima.",
        oleh=panggung.pelaku("sekretaris", hari),
    )
    panggung.lakon.tutup(ruang, hari)
    panggung.session.commit()


def kabulkan(panggung: Panggung) -> tuple[Keberatan, Jadwal]:
    keberatan, jadwal = panggung.keberatan("ditelaah", pegawai=panggung.prakom(Decimal(51)))
    panggung.ambil(keberatan, "kabulkan", "ketua", jadwal.sidang)
    return keberatan, jadwal


def test_upheld_objection_leads_to_a_second_plenary_and_a_new_decision(panggung: Panggung):
    keberatan, jadwal = kabulkan(panggung)
    dupak = keberatan.dupak
    (draf,) = panggung.session.scalars(select(Pak).where(Pak.dupak_id == dupak.id))
    assert (str(dupak.state), str(draf.state)) == ("sidang", "dibatalkan")
    assert [b.dibuka_ulang for b in dupak.butir] == [True, False, False]
    assert len(dupak.hasil_lalu) == 1
    hari = jadwal.sidang + 3 * HARI
    lama = Decimal(dupak.hasil_lalu[0]["jumlah"]["baru"])
    nilai = dupak.butir[0].jumlah - Decimal("0.1")
    sidang_kedua(panggung, dupak, hari, nilai)
    assert str(dupak.state) == "diputuskan"
    assert Decimal((dupak.hasil or {})["jumlah"]["baru"]) == lama - Decimal("0.1")
    assert not any(b.dibuka_ulang for b in dupak.butir)
    assert dupak.keberatan_sampai == dt.date(2022, 1, 24)
    with pytest.raises(Refused, match="sudah pernah diajukan"):
        ajukan(panggung, dupak, hari)
    pak = panggung.lakon.pak_dari(dupak)
    assert pak.id != draf.id
    panggung.majukan(pak, "dikirim", jadwal, hari)
    assert pak.jumlah_baru == lama - Decimal("0.1")
    assert dupak.selesai_karena == "pak"
    assert [e.trigger for e in jejak(panggung.session, dupak)][-5:] == [
        "putuskan",
        "buka_sidang_ulang",
        "putuskan",
        "lepas_keberatan",
        "selesaikan",
    ]


def test_an_upheld_objection_opens_the_plenary_once(panggung: Panggung):
    keberatan, jadwal = kabulkan(panggung)
    dupak, hari = keberatan.dupak, jadwal.sidang + 3 * HARI
    sidang_kedua(panggung, dupak, hari, dupak.butir[0].jumlah)
    alasan = panggung.ditolak(
        dupak, "buka_sidang_ulang", "ketua", hari, catatan="Sekali lagi.", butir=[dupak.butir[0].id]
    )
    assert alasan == ["Sidang hanya dibuka ulang bila keberatan dikabulkan atau PAK dikembalikan pejabat penetap."]


def test_a_claim_opened_again_is_not_decided_by_the_plenary_before(panggung: Panggung):
    keberatan, jadwal = kabulkan(panggung)
    dupak = keberatan.dupak
    hari = jadwal.sidang + 3 * HARI
    ruang = panggung.ruang(dupak, hari)
    layanan_sidang.beri_nilai_sidang(
        panggung.session,
        ruang,
        ruang.agenda[0].id,
        dupak.butir[0].id,
        Decimal(0),
        "Tidak terbukti.",
        oleh=panggung.pelaku("sekretaris", hari),
    )
    layanan_sidang.keluarkan_agenda(
        panggung.session, ruang, ruang.agenda[0].id, oleh=panggung.pelaku("sekretaris", hari)
    )
    (alasan,) = panggung.ditolak(dupak, "putuskan", "ketua", hari)
    assert "sidangnya ditutup" in alasan


def test_upheld_objection_against_kept_credit_opens_the_plenary_too(panggung: Panggung):
    keberatan, jadwal = panggung.keberatan("ditelaah", pegawai=panggung.prakom(Decimal(10)))
    dupak = keberatan.dupak
    assert (dupak.hasil or {})["tabungan"]
    panggung.ambil(keberatan, "kabulkan", "ketua", jadwal.sidang)
    assert str(dupak.state) == "sidang"
    assert not panggung.session.scalars(select(Pak)).all()
