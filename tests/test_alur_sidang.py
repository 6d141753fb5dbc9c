"""The plenary: date, quorum, agenda, results, and who steps out."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests import pabrik
from tests.panggung import Panggung, jejak
from workflow_app import peraturan
from workflow_app.demo.lakon import Butir, Jadwal
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import (
    AgendaSidang,
    AnggotaTim,
    CaraPutus,
    Dokumen,
    Dupak,
    HasilAgenda,
    KonflikKepentingan,
    Pak,
    Pegawai,
    Sidang,
    SidangState,
)
from workflow_app.peraturan.muat import MAP, muat, muat_rujukan
from workflow_app.services import sidang as layanan
from workflow_app.services.sidang import IsiHasil

HARI = dt.timedelta(days=1)
MULAI, SELESAI = dt.date(2022, 1, 5), dt.date(2022, 1, 14)
SETUJU = IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.MUFAKAT)


def jadwalkan(
    panggung: Panggung, dupak: Dupak, tanggal: dt.date, hari: dt.date = MULAI, tempat: str = "Aula"
) -> Sidang:
    return layanan.jadwalkan(
        panggung.session,
        panggung.agensi.tim,
        panggung.putaran(dupak),
        oleh=panggung.pelaku("sekretaris", hari),
        tanggal=tanggal,
        tempat=tempat,
    )


def catat(panggung: Panggung, ruang: Sidang, hari: dt.date, *hadir: str) -> None:
    """Record who is there; everybody else of the team is not."""
    ids = {panggung.orang[akun].id for akun in hadir}
    daftar = {k.pegawai_id: k.pegawai_id in ids for k in ruang.tim.anggota_pada(hari)}
    layanan.catat_kehadiran(panggung.session, ruang, daftar, oleh=panggung.pelaku("sekretaris", hari))
    panggung.session.commit()


def putus(panggung: Panggung, ruang: Sidang, hari: dt.date, isi: IsiHasil = SETUJU, akun: str = "sekretaris") -> None:
    for agenda in ruang.agenda:
        layanan.catat_hasil(panggung.session, ruang, agenda.id, isi, oleh=panggung.pelaku(akun, hari))


def berbeda(panggung: Panggung) -> tuple[Dupak, Jadwal]:
    """A claim at the plenary whose assessors differ on the first item by a thousandth."""
    dupak, jadwal = panggung.sampai("penilaian")
    for urutan, satu in enumerate(panggung.penilaian(dupak)):
        panggung.lakon.mulai_menilai(satu, jadwal.nilai)
        panggung.lakon.beri_nilai(satu, jadwal.nilai, {dupak.butir[0].id: Decimal("0.001")} if urutan else None)
        panggung.lakon.kirim_nilai(satu, jadwal.nilai)
    panggung.session.commit()
    return dupak, jadwal


# Date and agenda


@pytest.mark.parametrize(
    ("tanggal", "hari", "boleh"),
    [
        (MULAI - HARI, MULAI - HARI, False),
        (MULAI, MULAI, True),
        (SELESAI, MULAI, True),
        (SELESAI + HARI, MULAI, False),
        (MULAI, MULAI + HARI, False),
    ],
)
def test_plenary_lies_inside_its_stage_and_not_in_the_past(panggung: Panggung, tanggal, hari, boleh):
    dupak, _ = panggung.sampai("sidang")
    if boleh:
        assert jadwalkan(panggung, dupak, tanggal, hari).tenggat == SELESAI
        return
    with pytest.raises(Refused, match="Tanggal sidang"):
        jadwalkan(panggung, dupak, tanggal, hari)


def test_plenary_has_a_place(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    with pytest.raises(MasukanSalah, match="tempat"):
        jadwalkan(panggung, dupak, MULAI, tempat=" ")


def test_invitation_needs_an_agenda(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = jadwalkan(panggung, dupak, MULAI)
    (alasan,) = panggung.ditolak(ruang, "undang", "sekretaris", MULAI)
    assert alasan.startswith("Agenda masih kosong.")
    layanan.masukkan_agenda(panggung.session, ruang, [dupak.id], oleh=panggung.pelaku("sekretaris", MULAI))
    panggung.ambil(ruang, "undang", "sekretaris", MULAI)
    assert ruang.diundang_pada == MULAI
    jenis = panggung.session.scalars(select(Dokumen.jenis).where(Dokumen.workflow == "sidang")).all()
    assert jenis == ["undangan_sidang"]


def test_only_claims_that_wait_come_on_the_agenda(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    belum, _ = panggung.sampai("penilaian")
    ruang = jadwalkan(panggung, dupak, MULAI)
    oleh = panggung.pelaku("sekretaris", MULAI)
    for daftar in ([belum.id], [dupak.id, 987_654], []):
        with pytest.raises(MasukanSalah):
            layanan.masukkan_agenda(panggung.session, ruang, daftar, oleh=oleh)
    layanan.masukkan_agenda(panggung.session, ruang, [dupak.id], oleh=oleh)
    lain = jadwalkan(panggung, dupak, MULAI + HARI)
    with pytest.raises(MasukanSalah):
        layanan.masukkan_agenda(panggung.session, lain, [dupak.id], oleh=oleh)


def test_a_team_has_one_open_plenary_on_a_day(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = jadwalkan(panggung, dupak, MULAI)
    besok = jadwalkan(panggung, dupak, MULAI + HARI)
    sebab = "Tim ini sudah punya sidang pada tanggal itu."
    with pytest.raises(Refused, match=sebab):
        jadwalkan(panggung, dupak, MULAI)
    assert panggung.ditolak(besok, "tunda", "ketua", MULAI, catatan="Aula dipakai.", tanggal=MULAI) == [sebab]
    panggung.ambil(besok, "tunda", "ketua", MULAI, catatan="Jam diubah.", tanggal=MULAI + HARI)  # its own day

    panggung.ambil(ruang, "batalkan", "ketua", MULAI, catatan="Agenda kosong.")
    layanan.masukkan_agenda(panggung.session, besok, [dupak.id], oleh=panggung.pelaku("sekretaris", MULAI))
    panggung.ambil(besok, "tunda", "ketua", MULAI, catatan="Aula kosong.", tanggal=MULAI)
    lain = jadwalkan(panggung, dupak, MULAI + HARI)
    panggung.lakon.buka(besok, MULAI)
    sebab_skors = panggung.ditolak(besok, "skors", "ketua", MULAI, catatan="Sore.", tanggal=lain.tanggal)
    assert sebab_skors == [sebab]


def test_another_team_meets_on_the_same_day(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    jadwalkan(panggung, dupak, MULAI)
    session, orang = panggung.session, panggung.orang_baru()
    tim = pabrik.tim(session, sekretaris=orang, instansi=panggung.agensi.instansi)
    oleh = panggung.pelaku(orang, MULAI)
    layanan.jadwalkan(session, tim, panggung.putaran(dupak), oleh=oleh, tanggal=MULAI, tempat="Aula kecil")


def test_the_database_keeps_two_open_plenaries_of_a_team_apart(panggung: Panggung):
    """Whoever was faster between the look and the writing."""
    dupak, _ = panggung.sampai("sidang")
    jadwalkan(panggung, dupak, MULAI)
    besok = jadwalkan(panggung, dupak, MULAI + HARI)
    perintah = update(Sidang).where(Sidang.id == besok.id)
    with pytest.raises(IntegrityError), panggung.session.begin_nested():
        panggung.session.execute(perintah.values(tanggal=MULAI))
    panggung.session.execute(perintah.values(tanggal=MULAI, state=SidangState.DIBATALKAN))


def test_only_the_teams_officers_keep_the_room(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    for akun in ("penilai1", "sekretariat", "admin"):
        oleh = panggung.pelaku(akun, jadwal.sidang)
        with pytest.raises(Refused, match="pengurus tim"):
            layanan.catat_hasil(panggung.session, ruang, ruang.agenda[0].id, SETUJU, oleh=oleh)
        with pytest.raises(Refused, match="pengurus tim"):
            layanan.masukkan_agenda(panggung.session, ruang, [dupak.id], oleh=oleh)
        with pytest.raises(Refused, match="pengurus tim"):
            layanan.catat_kehadiran(panggung.session, ruang, {}, oleh=oleh)


# Opening


def test_plenary_opens_on_its_day(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = panggung.lakon.jadwalkan(panggung.putaran(dupak), [dupak], MULAI, MULAI + HARI)
    catat(panggung, ruang, MULAI, "ketua", "wakil", "penilai1", "penilai2")
    (alasan,) = panggung.ditolak(ruang, "buka", "ketua", MULAI)
    assert alasan == "Sidang dijadwalkan 6 Januari 2022. Tunda atau tunggu harinya."
    panggung.ambil(ruang, "buka", "ketua", MULAI + HARI)


def test_an_empty_plenary_does_not_open(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = jadwalkan(panggung, dupak, MULAI)
    catat(panggung, ruang, MULAI, "ketua", "wakil", "penilai1", "penilai2")
    assert len(panggung.ditolak(ruang, "buka", "ketua", MULAI)) == 1


@pytest.mark.parametrize(
    ("hadir", "alasan"),
    [
        ((), ["Tercatat hadir 0 dari 7 anggota; kuorum belum tercapai.", "Ketua atau wakil ketua harus hadir."]),
        (("ketua", "penilai1", "penilai2"), ["Tercatat hadir 3 dari 7 anggota; kuorum belum tercapai."]),
        (("sekretaris", "penilai1", "penilai2", "penilai3"), ["Ketua atau wakil ketua harus hadir."]),
        (("wakil", "penilai1", "penilai2", "penilai3"), []),
        (("ketua", "penilai1", "penilai2", "penilai3"), []),
    ],
)
def test_quorum_is_more_than_half_with_chair_or_deputy(panggung: Panggung, hadir, alasan):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    catat(panggung, ruang, jadwal.sidang, *hadir)
    if alasan:
        assert panggung.ditolak(ruang, "buka", "wakil", jadwal.sidang) == alasan
    else:
        panggung.ambil(ruang, "buka", "wakil", jadwal.sidang)


def test_exactly_half_is_no_quorum(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    kursi = select(AnggotaTim).where(AnggotaTim.pegawai_id == panggung.orang["penilai4"].id)
    panggung.session.scalars(kursi).one().selesai = jadwal.sidang - HARI
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    catat(panggung, ruang, jadwal.sidang, "ketua", "penilai1", "penilai2")
    assert panggung.ditolak(ruang, "buka", "ketua", jadwal.sidang) == [
        "Tercatat hadir 3 dari 6 anggota; kuorum belum tercapai."
    ]


def test_attendance_is_recorded_of_members_alone(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    orang = panggung.orang["kepegawaian"].id
    with pytest.raises(MasukanSalah, match="bukan anggota tim"):
        layanan.catat_kehadiran(
            panggung.session, ruang, {orang: True}, oleh=panggung.pelaku("sekretaris", jadwal.sidang)
        )


# Moving the date


def test_postponed_inside_the_stage_with_a_note_and_invited_again(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, MULAI, buka=False)
    assert [a.split()[0] for a in panggung.ditolak(ruang, "tunda", "ketua", MULAI)] == ["Isi", "Tuliskan"]
    for tanggal in (MULAI - HARI, SELESAI + HARI):
        assert len(panggung.ditolak(ruang, "tunda", "ketua", MULAI, catatan="Banjir.", tanggal=tanggal)) == 1
    for tanggal in (MULAI + HARI, SELESAI):
        panggung.ambil(ruang, "tunda", "ketua", MULAI, catatan="Banjir.", tanggal=tanggal)
    jenis = panggung.session.scalars(select(Dokumen.jenis).where(Dokumen.workflow == "sidang")).all()
    assert jenis == ["undangan_sidang"] * 3


def test_suspended_and_resumed_five_times_with_quorum_each_time(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, MULAI)
    hari = MULAI
    for _ in range(5):
        panggung.ambil(ruang, "skors", "ketua", hari, catatan="Istirahat.", tanggal=hari + HARI)
        assert panggung.ditolak(ruang, "lanjutkan", "ketua", hari) == [
            f"Sidang dijadwalkan {(hari + HARI).day} Januari 2022. Tunda atau tunggu harinya."
        ]
        hari += HARI
        catat(panggung, ruang, hari, "ketua", "penilai1", "penilai2")
        assert len(panggung.ditolak(ruang, "lanjutkan", "ketua", hari)) == 1
        catat(panggung, ruang, hari, "ketua", "penilai1", "penilai2", "penilai3")
        panggung.ambil(ruang, "lanjutkan", "wakil", hari)
    assert len(panggung.ditolak(ruang, "skors", "ketua", hari, catatan="x", tanggal=SELESAI + HARI)) == 1


def test_cancelled_plenary_frees_its_claims(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    panggung.ambil(ruang, "batalkan", "ketua", jadwal.sidang, catatan="Dipindahkan.")
    panggung.sidangkan(dupak, jadwal.sidang)
    assert str(dupak.state) == "diputuskan"


# Results


def test_every_line_has_a_result_and_the_minutes_a_number(panggung: Panggung):
    daftar = [panggung.sampai("sidang") for _ in range(2)]
    hari = daftar[0][1].sidang
    ruang = panggung.ruang([d for d, _ in daftar], hari)
    alasan = panggung.ditolak(ruang, "tutup", "ketua", hari)
    assert [a.split()[0] for a in alasan] == ["Agenda", "Agenda", "Isi"]
    layanan.catat_hasil(panggung.session, ruang, ruang.agenda[0].id, SETUJU, oleh=panggung.pelaku("sekretaris", hari))
    alasan = panggung.ditolak(ruang, "tutup", "ketua", hari, nomor=" ")
    assert [a.split()[0] for a in alasan] == ["Agenda", "Isi"]
    putus(panggung, ruang, hari)
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA/2022")
    assert {str(d.state) for d, _ in daftar} == {"diputuskan"}


def test_plenary_that_lost_its_quorum_does_not_close(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    putus(panggung, ruang, jadwal.sidang)
    catat(panggung, ruang, jadwal.sidang, "ketua", "penilai1")
    assert len(panggung.ditolak(ruang, "tutup", "ketua", jadwal.sidang, nomor="1/BA")) == 1


def test_differing_items_need_a_mark_of_the_plenary(panggung: Panggung):
    dupak, jadwal = berbeda(panggung)
    hari = jadwal.sidang
    ruang = panggung.ruang(dupak, hari)
    putus(panggung, ruang, hari)
    item, sama = dupak.butir[0], dupak.butir[1]
    (alasan,) = panggung.ditolak(ruang, "tutup", "ketua", hari, nomor="1/BA")
    assert alasan == f"Agenda 1: butir {item.kode} belum diberi nilai sidang."

    def beri(item_id: int, nilai: Decimal, alasan: str = "Bukti cukup.") -> None:
        layanan.beri_nilai_sidang(
            panggung.session,
            ruang,
            ruang.agenda[0].id,
            item_id,
            nilai,
            alasan,
            oleh=panggung.pelaku("sekretaris", hari),
        )

    salah: tuple[tuple[tuple[Any, ...], str], ...] = (
        ((sama.id, sama.jumlah), "nilai"),
        ((item.id, item.jumlah + Decimal("0.001")), "nilai"),
        ((item.id, Decimal("-0.001")), "nilai"),
        ((item.id, item.jumlah, " "), "alasan"),
    )
    for isi, tempat in salah:
        with pytest.raises(MasukanSalah) as galat:
            beri(*isi)
        assert set(galat.value.galat) == {tempat}
    beri(item.id, item.jumlah)
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA")
    hasil = {b["item_id"]: b for b in (dupak.hasil or {})["butir"]}
    assert (hasil[item.id]["cara"], hasil[item.id]["akhir"]) == ("sidang", str(item.jumlah))
    assert hasil[item.id]["nilai_1"] != hasil[item.id]["nilai_2"]
    assert hasil[sama.id]["cara"] == "sama"


def test_results_take_effect_at_the_closing(panggung: Panggung):
    daftar = [panggung.sampai("sidang") for _ in range(3)]
    hari = daftar[0][1].sidang
    setuju, kembali, tolak = (d for d, _ in daftar)
    ruang = panggung.ruang([setuju, kembali, tolak], hari)
    hasil = {
        kembali.id: (HasilAgenda.KEMBALI_KE_PENILAIAN, "Nilai ulang seluruhnya."),
        tolak.id: (HasilAgenda.DITOLAK, "Bukti milik unit lain."),
    }
    panggung.lakon.putuskan_agenda(ruang, hari, hasil)
    assert {str(d.state) for d in (setuju, kembali, tolak)} == {"sidang"}
    panggung.lakon.tutup(ruang, hari)
    assert [str(d.state) for d in (setuju, kembali, tolak)] == ["diputuskan", "penilaian", "ditolak"]
    assert {str(p.state) for p in panggung.penilaian(kembali)} == {"dinilai"}
    assert [jejak(panggung.session, d)[-1].note for d in (kembali, tolak)] == [c for _, c in hasil.values()]
    assert not any(b.terkunci for b in tolak.butir)


def test_claim_goes_back_to_be_marked_five_times(panggung: Panggung):
    dupak, _ = panggung.sampai("sidang")
    for kali in range(5):
        hari = MULAI + kali * HARI
        ruang = panggung.ruang(dupak, hari)
        panggung.lakon.putuskan_agenda(ruang, hari, {dupak.id: (HasilAgenda.KEMBALI_KE_PENILAIAN, "Nilai ulang.")})
        panggung.lakon.tutup(ruang, hari)
        for satu in panggung.penilaian(dupak):
            panggung.lakon.kirim_nilai(satu, hari)
    panggung.sidangkan(dupak, MULAI + 6 * HARI)
    assert str(dupak.state) == "diputuskan"
    assert dupak.tenggat == jadwal_akhir(panggung, dupak)


def jadwal_akhir(panggung: Panggung, dupak: Dupak) -> dt.date:
    return next(t.selesai for t in panggung.putaran(dupak).tahap if t.tahap.value == "pembuatan_pak")


def test_marks_sent_back_lose_the_plenarys_mark(panggung: Panggung):
    dupak, jadwal = berbeda(panggung)
    hari = jadwal.sidang
    ruang = panggung.ruang(dupak, hari)
    layanan.beri_nilai_sidang(
        panggung.session,
        ruang,
        ruang.agenda[0].id,
        dupak.butir[0].id,
        Decimal(0),
        "Tidak terbukti.",
        oleh=panggung.pelaku("sekretaris", hari),
    )
    panggung.lakon.putuskan_agenda(ruang, hari, {dupak.id: (HasilAgenda.KEMBALI_KE_PENILAIAN, "Nilai ulang.")})
    panggung.lakon.tutup(ruang, hari)
    assert (dupak.butir[0].nilai_sidang, dupak.butir[0].alasan_sidang) == (None, None)


@pytest.mark.parametrize(
    ("isi", "tempat"),
    [
        (IsiHasil(HasilAgenda.DITOLAK, CaraPutus.MUFAKAT), {"catatan"}),
        (IsiHasil(HasilAgenda.KEMBALI_KE_PENILAIAN, CaraPutus.MUFAKAT, catatan=" "), {"catatan"}),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_TERBANYAK), {"suara_setuju"}),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_TERBANYAK, 3, -1), {"suara_setuju"}),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_TERBANYAK, 3, 3), {"suara_setuju"}),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_TERBANYAK, 4, 3), set()),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_KETUA, 4, 3), {"suara_setuju"}),
        (IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_KETUA, 3, 3), set()),
    ],
)
def test_way_of_deciding_fits_the_votes(panggung: Panggung, isi, tempat):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    if not tempat:
        putus(panggung, ruang, jadwal.sidang, isi)
        assert ruang.agenda[0].cara_putus is isi.cara_putus
        return
    with pytest.raises(MasukanSalah) as galat:
        putus(panggung, ruang, jadwal.sidang, isi)
    assert set(galat.value.galat) == tempat


def test_chairs_casting_vote_only_where_the_setting_gives_it(panggung: Panggung, tmp_path, monkeypatch):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    berkas = tmp_path / "prosedur.toml"
    isi = (MAP / "prosedur.toml").read_text(encoding="utf-8")
    berkas.write_text(
        isi.replace("suara_ketua_menentukan = { nilai = true", "suara_ketua_menentukan = { nilai = false"),
        encoding="utf-8",
    )
    aturan = muat(berkas, muat_rujukan(MAP / "sumber.toml"))
    monkeypatch.setattr(peraturan, "prosedur", lambda pada: aturan)
    with pytest.raises(MasukanSalah) as galat:
        putus(panggung, ruang, jadwal.sidang, IsiHasil(HasilAgenda.DISETUJUI, CaraPutus.SUARA_KETUA, 3, 3))
    assert set(galat.value.galat) == {"cara_putus"}


def test_results_are_recorded_in_session_only(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang, buka=False)
    with pytest.raises(Refused, match="tidak dalam status"):
        putus(panggung, ruang, jadwal.sidang)


def test_void_items_count_nothing_and_need_no_decision(panggung: Panggung):
    masa = (dt.date(2020, 7, 1), dt.date(2020, 12, 31))
    pegawai = panggung.prakom()
    butir = [
        Butir("KA-I.B.7", Decimal(1), masa[0], dt.date(2020, 7, 12)),
        Butir("KA-I.B.21", Decimal(1), masa[0], dt.date(2020, 7, 13)),
    ]
    dupak = panggung.lakon.buat(pegawai, masa, butir, dt.date(2021, 7, 5))
    jadwal = panggung.jadwal(panggung.draf())
    lakon = panggung.lakon
    for langkah, hari in (
        (lakon.ajukan, jadwal.kirim),
        (lakon.setujui, jadwal.setujui),
        (lakon.usulkan, jadwal.usulkan),
        (lakon.terima, jadwal.terima),
        (lakon.periksa, jadwal.periksa),
        (lakon.lengkapi, jadwal.periksa),
        (lakon.tugaskan, jadwal.tugaskan),
        (lakon.nilai_semua, jadwal.nilai),
    ):
        langkah(dupak, hari)
    assert [b.hangus for b in dupak.butir] == [True, False]
    panggung.sidangkan(dupak, jadwal.sidang)
    hangus, tetap = (dupak.hasil or {})["butir"]
    assert (hangus["cara"], hangus["akhir"], hangus["nilai_1"]) == ("hangus", "0.000", "")
    assert (dupak.hasil or {})["jumlah"]["baru"] == tetap["akhir"]


# Who steps out


def anggota_berperkara(panggung: Panggung, akun: str) -> tuple[Dupak, Jadwal]:
    """A member of the team with a claim of his own at the plenary."""
    orang = panggung.orang[akun]
    pabrik.jabatan(panggung.session, orang, jenjang="ahli_pertama")
    orang.atasan_id = panggung.orang["atasan"].id
    panggung.session.flush()
    panggung.session.expire(orang, ["atasan"])
    dupak = panggung.draf(orang)
    dupak.golongan = "III/a"
    jadwal = panggung.jadwal(dupak)
    lakon = panggung.lakon
    lakon.ajukan(dupak, jadwal.kirim)
    lakon.setujui(dupak, jadwal.setujui)
    lakon.usulkan(dupak, jadwal.usulkan)
    lakon.terima(dupak, jadwal.terima)
    lakon.periksa(dupak, jadwal.periksa)
    lakon.lengkapi(dupak, jadwal.periksa)
    dua = [panggung.orang[p].id for p in ("penilai3", "penilai4")]
    panggung.ambil(dupak, "tugaskan_penilai", "wakil" if akun == "ketua" else "ketua", jadwal.tugaskan, penilai=dua)
    lakon.nilai_semua(dupak, jadwal.nilai)
    panggung.session.commit()
    return dupak, jadwal


def test_chair_steps_out_of_his_own_case_and_the_closing_carries_it(panggung: Panggung):
    dupak, jadwal = anggota_berperkara(panggung, "ketua")
    hari, ketua = jadwal.sidang, panggung.orang["ketua"]
    ruang = panggung.ruang(dupak, hari)
    (keluar,) = [k for h in ruang.kehadiran if h.pegawai_id == ketua.id for k in h.keluar]
    assert keluar.sebab == "perkara dirinya sendiri"
    with pytest.raises(Refused, match="tercatat keluar"):
        putus(panggung, ruang, hari, akun="ketua")
    putus(panggung, ruang, hari)
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA")
    terakhir = jejak(panggung.session, dupak)[-1]
    assert (terakhir.trigger, terakhir.role, terakhir.actor_id) == ("putuskan", "sistem", None)


def test_member_not_recorded_as_absent_from_his_own_case_keeps_the_plenary_open(panggung: Panggung):
    dupak, jadwal = anggota_berperkara(panggung, "penilai1")
    hari = jadwal.sidang
    ruang = panggung.ruang(dupak, hari)
    putus(panggung, ruang, hari)
    hadir = next(h for h in ruang.kehadiran if h.pegawai_id == panggung.orang["penilai1"].id)
    hadir.keluar.clear()
    (alasan,) = panggung.ditolak(ruang, "tutup", "ketua", hari, nomor="1/BA")
    assert alasan.endswith("harus tercatat keluar pada agenda dirinya.")
    hadir.hadir = False
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA")


def test_superior_and_member_in_conflict_step_out(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    orang = panggung.orang
    dupak.atasan_id = orang["penilai3"].id
    panggung.session.add(KonflikKepentingan(dupak_id=dupak.id, pegawai_id=orang["penilai4"].id, alasan="Ipar."))
    ruang = panggung.ruang(dupak, jadwal.sidang)
    sebab = {h.pegawai_id: [k.sebab for k in h.keluar] for h in ruang.kehadiran if h.keluar}
    assert sebab == {
        orang["penilai3"].id: ["atasan penanda tangan SPMK"],
        orang["penilai4"].id: ["konflik kepentingan"],
    }


def test_a_line_added_in_session_puts_the_involved_out_as_well(panggung: Panggung):
    pertama, jadwal = panggung.sampai("sidang")
    kedua, _ = panggung.sampai("sidang")
    lawan = panggung.orang["penilai4"]
    panggung.session.add(KonflikKepentingan(dupak_id=kedua.id, pegawai_id=lawan.id, alasan="Ipar."))
    ruang = panggung.ruang(pertama, jadwal.sidang)
    oleh = panggung.pelaku("sekretaris", jadwal.sidang)
    layanan.masukkan_agenda(panggung.session, ruang, [kedua.id], oleh=oleh)
    panggung.session.flush()
    keluar = {(h.pegawai_id, k.agenda_id) for h in ruang.kehadiran for k in h.keluar}
    assert keluar == {(lawan.id, ruang.agenda[1].id)}


def test_deputy_closes_and_the_system_carries_the_results(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.ruang(dupak, jadwal.sidang)
    putus(panggung, ruang, jadwal.sidang)
    panggung.ambil(ruang, "tutup", "wakil", jadwal.sidang, nomor="1/BA")
    assert jejak(panggung.session, ruang)[-1].role == "wakil_ketua_tim"
    assert jejak(panggung.session, dupak)[-1].role == "sistem"


# A claim that comes and goes while the plenary is open


def test_result_recorded_before_marks_were_renewed_does_not_stand(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    hari = jadwal.sidang
    ruang = panggung.ruang(dupak, hari)
    putus(panggung, ruang, hari)
    panggung.ambil(dupak, "kembalikan_sidang", "ketua", hari, catatan="Nilai ulang.", butir=[dupak.butir[0].id])
    assert "tidak lagi di sidang" in panggung.ditolak(ruang, "tutup", "ketua", hari, nomor="1/BA")[0]
    for satu in panggung.penilaian(dupak):
        panggung.lakon.kirim_nilai(satu, hari)
    assert str(dupak.state) == "sidang"
    (alasan,) = panggung.ditolak(ruang, "tutup", "ketua", hari, nomor="1/BA")
    assert "belum punya hasil" in alasan
    putus(panggung, ruang, hari)
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA")


def test_result_recorded_before_an_assessor_was_freed_does_not_stand(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    hari = jadwal.sidang
    ruang = panggung.ruang(dupak, hari)
    putus(panggung, ruang, hari)
    satu = panggung.penilaian(dupak)[0]
    pabrik.ketidakhadiran(panggung.session, satu.penilai, mulai=hari, selesai=hari)
    panggung.ambil(satu, "bebaskan", "ketua", hari, catatan="Tidak hadir.")
    assert ruang.agenda[0].hasil is None


def test_chair_alone_cannot_decide_without_a_closed_plenary(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    (alasan,) = panggung.ditolak(dupak, "putuskan", "ketua", jadwal.sidang)
    assert alasan == "Belum ada sidang yang memutus DUPAK ini."
    ruang = panggung.ruang(dupak, jadwal.sidang)
    putus(panggung, ruang, jadwal.sidang)
    panggung.ditolak(dupak, "putuskan", "ketua", jadwal.sidang)


def test_taking_a_line_off_the_agenda(panggung: Panggung):
    daftar = [panggung.sampai("sidang") for _ in range(2)]
    hari = daftar[0][1].sidang
    ruang = panggung.ruang([d for d, _ in daftar], hari)
    oleh = panggung.pelaku("sekretaris", hari)
    layanan.catat_hasil(panggung.session, ruang, ruang.agenda[0].id, SETUJU, oleh=oleh)
    with pytest.raises(MasukanSalah, match="sudah punya hasil"):
        layanan.keluarkan_agenda(panggung.session, ruang, ruang.agenda[0].id, oleh=oleh)
    with pytest.raises(MasukanSalah, match="tidak ada pada sidang ini"):
        layanan.keluarkan_agenda(panggung.session, ruang, 987_654, oleh=oleh)
    layanan.keluarkan_agenda(panggung.session, ruang, ruang.agenda[1].id, oleh=oleh)
    panggung.ambil(ruang, "tutup", "ketua", hari, nomor="1/BA")
    assert [str(d.state) for d, _ in daftar] == ["diputuskan", "sidang"]
    assert len(panggung.session.scalars(select(AgendaSidang)).all()) == 1


def test_minutes_are_issued_with_the_result_of_every_officer(panggung: Panggung):
    dupak, jadwal = panggung.sampai("sidang")
    ruang = panggung.sidangkan(dupak, jadwal.sidang)
    query = select(Dokumen).where(Dokumen.workflow == "sidang", Dokumen.jenis == "berita_acara_sidang")
    (berita,) = panggung.session.scalars(query)
    assert berita.terbit
    assert dupak.subjek.nama in str(berita.isian)
    assert str(ruang.nomor) in str(berita.isian)
    assert panggung.session.scalars(select(Pak)).one().state.value == "draf"
    assert isinstance(dupak.subjek, Pegawai)
