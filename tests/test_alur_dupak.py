"""The claim: every guard closed and open, and what its steps bring about."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests import pabrik
from tests.panggung import Panggung, jejak
from workflow_app.demo.lakon import Butir
from workflow_app.demo.perkara import MASA_TENGAH
from workflow_app.errors import Conflict, MasukanSalah, Refused, WrongState
from workflow_app.models import (
    AnggotaTim,
    BuktiFile,
    ButirKegiatan,
    Dokumen,
    Dupak,
    Instansi,
    JenisInstansi,
    KonflikKepentingan,
    OutboxMessage,
    Penilaian,
)
from workflow_app.permissions import sistem
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan
from workflow_app.services import pemeriksaan
from workflow_app.services.butir import BerkasMasuk, IsiButir
from workflow_app.services.cari_katalog import cari_untuk
from workflow_app.states.dupak.periksa import semua_penilaian_terkirim
from workflow_app.states.dupak.putus import (
    boleh_selesai,
    butir_berbeda_dinilai_sidang,
    sidang_boleh_dibuka_ulang,
)
from workflow_app.states.dupak.usul import atasan_bukan_pengusul_sendiri
from workflow_app.states.engine import Konteks, Syarat

HARI = dt.timedelta(days=1)
KIRIM = dt.date(2021, 7, 5)
BERKAS = BerkasMasuk("laporan.pdf", "application/pdf", 1200, "a" * 64)


def katalog(panggung: Panggung, kode: str) -> ButirKegiatan:
    query = select(ButirKegiatan).where(ButirKegiatan.aturan == "R2020", ButirKegiatan.kode == kode)
    return panggung.session.scalars(query).one()


def isi_dari(dupak: Dupak, nomor: int = 0, **ubah: object) -> IsiButir:
    b = dupak.butir[nomor]
    isi = {
        "butir_id": b.butir_id,
        "volume": b.volume,
        "tanggal_mulai": b.tanggal_mulai,
        "tanggal_selesai": b.tanggal_selesai,
        "surat_tugas": b.surat_tugas,
        "tempat_bukti": b.tempat_bukti,
        "keterangan": b.keterangan,
    }
    return IsiButir(**{**isi, **ubah})  # type: ignore[arg-type]  # one value of each field's own type


# ajukan


def test_officer_cannot_send_a_claim_without_items(panggung: Panggung):
    dupak = panggung.draf(pekerjaan=())
    alasan = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert alasan == ["DUPAK belum memuat satu butir pun. Tambahkan kegiatan yang diusulkan."]


def test_every_item_needs_a_file_or_a_place(panggung: Panggung):
    dupak = panggung.draf()
    oleh = panggung.pelaku(dupak.subjek, KIRIM)
    for nomor in (0, 1):
        layanan_butir.ubah_butir(
            panggung.session, dupak.butir[nomor], isi_dari(dupak, nomor, tempat_bukti=" "), oleh=oleh
        )
    alasan = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert [a.split()[1] for a in alasan] == [dupak.butir[0].kode, dupak.butir[1].kode]
    layanan_butir.pasang_bukti(panggung.session, dupak.butir[0], BERKAS, oleh=oleh)
    layanan_butir.ubah_butir(panggung.session, dupak.butir[1], isi_dari(dupak, 1, tempat_bukti="Lemari 3"), oleh=oleh)
    panggung.ambil(dupak, "ajukan", dupak.subjek, KIRIM)
    assert str(dupak.state) == "diajukan"


def test_a_replaced_file_is_no_proof_but_stays_in_the_history(panggung: Panggung):
    dupak = panggung.draf()
    oleh, item = panggung.pelaku(dupak.subjek, KIRIM), dupak.butir[0]
    lama = layanan_butir.pasang_bukti(panggung.session, item, BERKAS, oleh=oleh)
    panggung.session.flush()
    baru = BerkasMasuk("laporan.pdf", "application/pdf", 1300, "b" * 64)
    layanan_butir.pasang_bukti(panggung.session, item, baru, oleh=oleh, menggantikan_id=lama.id)
    panggung.session.flush()
    assert lama.digantikan_at is not None
    assert [f.sha256[0] for f in item.bukti] == ["a", "b"]
    with pytest.raises(MasukanSalah):
        layanan_butir.pasang_bukti(panggung.session, item, baru, oleh=oleh, menggantikan_id=lama.id)
    assert panggung.session.get(BuktiFile, lama.id) is lama


def test_item_of_another_level_names_its_assignment(panggung: Panggung):
    dupak = panggung.draf()
    lain = panggung.session.scalars(
        select(ButirKegiatan)
        .where(
            ButirKegiatan.aturan == "R2020",
            ButirKegiatan.jenjang == "ahli_muda",
            ButirKegiatan.angka_kredit.is_not(None),
        )
        .order_by(ButirKegiatan.kode)
    ).first()
    assert lain is not None
    oleh = panggung.pelaku(dupak.subjek, KIRIM)
    isi = isi_dari(dupak, butir_id=lain.id, volume=Decimal(1))
    item = layanan_butir.tambah_butir(panggung.session, dupak, isi, oleh=oleh)
    alasan = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert alasan == [f"Butir {lain.kode} milik jenjang lain. Sebutkan nomor dan tanggal surat tugasnya."]
    isi = isi_dari(dupak, -1, surat_tugas="ST-12 tanggal 4 Januari 2021")
    layanan_butir.ubah_butir(panggung.session, item, isi, oleh=oleh)
    panggung.ambil(dupak, "ajukan", dupak.subjek, KIRIM)


@pytest.mark.parametrize(("kolom", "geser"), [("tanggal_mulai", -1), ("tanggal_selesai", 1)])
def test_items_lie_inside_the_work_period_to_the_day(panggung: Panggung, kolom, geser):
    dupak = panggung.draf()
    oleh, asli = panggung.pelaku(dupak.subjek, KIRIM), getattr(dupak.butir[0], kolom)
    isi = isi_dari(dupak, **{kolom: asli + geser * HARI})
    with pytest.raises(MasukanSalah) as galat:
        layanan_butir.ubah_butir(panggung.session, dupak.butir[0], isi, oleh=oleh)
    assert "masa penilaian" in str(galat.value)
    panggung.session.rollback()
    setattr(dupak.butir[0], kolom, asli + geser * HARI)
    (alasan,) = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert alasan.endswith("di luar masa penilaian.")
    setattr(dupak.butir[0], kolom, asli)
    panggung.ambil(dupak, "ajukan", dupak.subjek, KIRIM)


def test_an_activity_is_claimed_once(panggung: Panggung):
    pegawai = panggung.prakom()
    lama = panggung.draf(pegawai)
    baru = panggung.draf(pegawai)
    panggung.ambil(baru, "ajukan", pegawai, KIRIM)
    alasan = panggung.ditolak(lama, "ajukan", pegawai, KIRIM)
    assert len(alasan) == len(lama.butir)
    assert f"sudah diusulkan dalam DUPAK {baru.id}" in alasan[0]
    panggung.ambil(baru, "tarik", pegawai, KIRIM)
    panggung.ambil(lama, "ajukan", pegawai, KIRIM)


def test_the_same_activity_on_the_day_after_is_another_one(panggung: Panggung):
    pegawai = panggung.prakom()
    pertama, kedua = (panggung.draf(pegawai, pekerjaan=()) for _ in range(2))
    oleh = panggung.pelaku(pegawai, KIRIM)
    kegiatan = katalog(panggung, "KA-I.B.7")
    batas = dt.date(2021, 3, 31)
    for dupak, mulai, selesai in ((pertama, dt.date(2021, 3, 1), batas), (kedua, batas, dt.date(2021, 4, 30))):
        isi = IsiButir(kegiatan.id, Decimal(1), mulai, selesai, tempat_bukti="arsip")
        layanan_butir.tambah_butir(panggung.session, dupak, isi, oleh=oleh)
    panggung.ambil(pertama, "ajukan", pegawai, KIRIM)
    assert len(panggung.ditolak(kedua, "ajukan", pegawai, KIRIM)) == 1
    layanan_butir.ubah_butir(panggung.session, kedua.butir[0], isi_dari(kedua, tanggal_mulai=batas + HARI), oleh=oleh)
    panggung.ambil(kedua, "ajukan", pegawai, KIRIM)


def test_work_of_2023_earns_no_credit_by_dupak(panggung: Panggung):
    pegawai, hari = panggung.prakom(), dt.date(2023, 1, 9)
    oleh = panggung.pelaku(pegawai, hari)
    with pytest.raises(MasukanSalah, match="tidak lagi dinilai dengan DUPAK"):
        layanan.buat(
            panggung.session, pegawai, oleh=oleh, masa_mulai=dt.date(2023, 1, 1), masa_selesai=dt.date(2023, 1, 9)
        )
    dupak = panggung.draf(pegawai, (dt.date(2022, 7, 1), dt.date(2022, 12, 31)), hari=hari)
    dupak.masa_selesai = dupak.butir[0].tanggal_selesai = dt.date(2023, 1, 1)
    (alasan,) = panggung.ditolak(dupak, "ajukan", pegawai, hari)
    assert "tidak lagi dinilai dengan DUPAK" in alasan
    dupak.butir[0].tanggal_selesai = dt.date(2022, 12, 31)
    panggung.ambil(dupak, "ajukan", pegawai, hari)


def test_an_item_stands_under_the_rules_of_its_own_day(panggung: Panggung):
    dupak = panggung.draf()
    dupak.masa_mulai = dupak.butir[0].tanggal_mulai = dt.date(2019, 7, 1)
    dupak.butir[0].tanggal_selesai = dt.date(2019, 12, 31)
    (alasan,) = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert "pilih butir dari katalog R2003" in alasan
    dupak.butir[0].tanggal_selesai = dt.date(2020, 1, 1)
    (alasan,) = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert "melintasi pergantian peraturan" in alasan


def test_all_reasons_are_told_at_once(panggung: Panggung):
    dupak = panggung.draf()
    dupak.butir[0].tempat_bukti = ""
    dupak.butir[1].tanggal_mulai -= HARI
    alasan = panggung.ditolak(dupak, "ajukan", dupak.subjek, KIRIM)
    assert [("bukti" in a, "masa penilaian" in a) for a in alasan] == [(True, False), (False, True)]


def test_sending_locks_the_items_and_makes_the_papers(panggung: Panggung):
    dupak, _ = panggung.sampai("diajukan")
    assert all(b.terkunci for b in dupak.butir)
    jenis = panggung.session.execute(
        select(Dokumen.jenis, Dokumen.bagian, Dokumen.terbit).where(
            Dokumen.workflow == "dupak", Dokumen.object_id == dupak.id
        )
    ).all()
    assert {j for j, _, _ in jenis} == {"dupak", "spmk"}
    assert not any(terbit for *_, terbit in jenis)
    assert {b for j, b, _ in jenis if j == "spmk"} == {s.unsur for s in dupak.spmk}
    with pytest.raises(Refused, match="terkunci"):
        layanan_butir.ubah_butir(
            panggung.session, dupak.butir[0], isi_dari(dupak), oleh=panggung.pelaku(dupak.subjek, KIRIM)
        )


# The superior and the proposer


def test_superior_reads_then_signs_then_vouches(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    oleh = panggung.pelaku("atasan", jadwal.setujui)
    satu = dupak.spmk[0]
    alasan = panggung.ditolak(dupak, "setujui", "atasan", jadwal.setujui)
    assert len(alasan) == len(dupak.spmk)
    assert "belum dibuka dan dibaca" in alasan[0]
    with pytest.raises(Refused, match="Buka dan baca"):
        layanan.tandatangani_spmk(panggung.session, dupak, satu.unsur, oleh=oleh)
    for s in dupak.spmk:
        layanan.baca_spmk(panggung.session, dupak, s.unsur, oleh=oleh)
    alasan = panggung.ditolak(dupak, "setujui", "atasan", jadwal.setujui)
    assert all("belum ditandatangani" in a for a in alasan)
    for s in dupak.spmk:
        layanan.tandatangani_spmk(panggung.session, dupak, s.unsur, oleh=oleh)
    panggung.ambil(dupak, "setujui", "atasan", jadwal.setujui)
    terbit = panggung.session.scalars(select(Dokumen).where(Dokumen.object_id == dupak.id, Dokumen.terbit)).all()
    assert {d.bagian for d in terbit} == {s.unsur for s in dupak.spmk}


def test_nobody_else_signs_the_statements(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    for akun in (dupak.subjek, panggung.orang["pengusul"]):
        with pytest.raises(Refused):
            layanan.baca_spmk(panggung.session, dupak, dupak.spmk[0].unsur, oleh=panggung.pelaku(akun, jadwal.setujui))


def test_officer_who_is_his_own_superior_is_stopped(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    dupak.atasan_id = dupak.subjek_id
    panggung.session.commit()
    assert panggung.ditolak(dupak, "setujui", dupak.subjek, jadwal.setujui) == [
        "Langkah ini hanya untuk peran Atasan langsung."
    ]


def test_officer_sends_anew_after_five_returns(panggung: Panggung):
    dupak = panggung.draf()
    for kali in range(5):
        hari = KIRIM + kali * HARI
        panggung.ambil(dupak, "ajukan", dupak.subjek, hari)
        panggung.ambil(dupak, "kembalikan_atasan", "atasan", hari, catatan="Perbaiki.", butir=[dupak.butir[0].id])
        assert [b.diminta for b in dupak.butir] == [True, False, False]
        assert not any(b.terkunci for b in dupak.butir)
    hari = dt.date(2021, 7, 12)
    panggung.ambil(dupak, "ajukan", dupak.subjek, hari)
    panggung.lakon.setujui(dupak, hari)
    for _ in range(5):
        panggung.ambil(dupak, "kembalikan_pengusul", "pengusul", hari, catatan="Perbaiki.")
        panggung.ambil(dupak, "ajukan", dupak.subjek, hari)
        panggung.lakon.setujui(dupak, hari)
    panggung.lakon.usulkan(dupak, hari)
    assert [e.seq for e in jejak(panggung.session, dupak)] == list(range(1, dupak.audit_seq + 1))
    assert str(dupak.state) == "diusulkan"


def test_signatures_fall_when_the_claim_was_returned(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    panggung.ambil(dupak, "kembalikan_pengusul", "pengusul", jadwal.usulkan, catatan="Perbaiki.")
    panggung.ambil(dupak, "ajukan", dupak.subjek, jadwal.usulkan)
    assert all(s.dibaca_at is None and s.ditandatangani_at is None for s in dupak.spmk)
    assert panggung.ditolak(dupak, "setujui", "atasan", jadwal.usulkan)


def test_covering_letter_has_a_number_and_a_date_not_after_today(panggung: Panggung):
    dupak, jadwal = panggung.sampai("disetujui_atasan")
    hari = jadwal.usulkan
    assert panggung.ditolak(dupak, "usulkan", "pengusul", hari) == [
        "Isi nomor surat pengantar.",
        "Isi tanggal surat pengantar.",
    ]
    surat: dict[str, Any] = {"surat_pengantar_nomor": "800/1", "surat_pengantar_tanggal": hari + HARI}
    assert panggung.ditolak(dupak, "usulkan", "pengusul", hari, **surat) == [
        "Tanggal surat pengantar tidak boleh sesudah hari ini."
    ]
    panggung.ambil(dupak, "usulkan", "pengusul", hari, **{**surat, "surat_pengantar_tanggal": hari})
    assert dupak.pengusul_id == panggung.orang["pengusul"].id


def test_officer_withdraws_until_the_proposer_has_it(panggung: Panggung):
    for state in ("draf", "diajukan", "disetujui_atasan"):
        dupak, jadwal = panggung.sampai(state)
        panggung.ambil(dupak, "tarik", dupak.subjek, jadwal.usulkan)
        assert not any(b.terkunci for b in dupak.butir)
    dupak, jadwal = panggung.sampai("diusulkan")
    with pytest.raises(WrongState):
        panggung.ambil(dupak, "tarik", dupak.subjek, jadwal.usulkan)


# Receipt


@pytest.mark.parametrize(
    ("diterima", "putaran"),
    [
        (dt.date(2021, 11, 5), "2022-01"),  # two months before the first day of the plenary
        (dt.date(2021, 11, 6), "2022-07"),
        (dt.date(2022, 4, 28), "2022-07"),  # the stage's last working day, earlier than two months before
        (dt.date(2022, 4, 29), "2023-01"),
    ],
)
def test_receipt_after_the_cut_off_goes_to_the_next_cycle(panggung: Panggung, diterima, putaran):
    dupak, _ = panggung.sampai("diusulkan")
    panggung.lakon.terima(dupak, diterima)
    assert (dupak.putaran.kode, dupak.diterima_pada) == (putaran, diterima)  # type: ignore[union-attr]


def test_items_older_than_a_year_at_receipt_are_void(panggung: Panggung):
    masa = (dt.date(2020, 7, 1), dt.date(2020, 12, 31))
    pegawai = panggung.prakom()
    butir = [
        Butir("KA-I.B.7", Decimal(1), masa[0], dt.date(2020, 10, 31)),
        Butir("KA-I.B.21", Decimal(1), masa[0], dt.date(2020, 11, 1)),
    ]
    dupak = panggung.lakon.buat(pegawai, masa, butir, KIRIM)
    panggung.lakon.ajukan(dupak, KIRIM)
    panggung.lakon.setujui(dupak, KIRIM)
    panggung.lakon.usulkan(dupak, KIRIM)
    panggung.lakon.terima(dupak, dt.date(2021, 11, 1))
    assert [b.hangus for b in dupak.butir] == [True, False]


def test_file_without_a_team_is_not_received(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diusulkan")
    panggung.agensi.tim.selesai = jadwal.terima - HARI
    (alasan,) = panggung.ditolak(dupak, "terima", "sekretariat", jadwal.terima)
    assert alasan.startswith("Belum ada tim penilai")
    panggung.agensi.tim.selesai = jadwal.terima
    panggung.ambil(dupak, "terima", "sekretariat", jadwal.terima)
    assert dupak.tim_id == panggung.agensi.tim.id
    assert "tim penilai sendiri" in (dupak.dasar_rute or "")


# Examination


def minta(panggung: Panggung, dupak: Dupak, hari: dt.date, sampai: dt.date, **isi: object) -> None:
    permintaan: dict[str, object] = {"baris": ["skp_tahun_1"], "butir": [dupak.butir[1].id], **isi}
    panggung.ambil(
        dupak,
        "minta_kelengkapan",
        "sekretariat",
        hari,
        catatan="Lengkapi.",
        kelengkapan_sampai=sampai,
        **permintaan,
    )


def test_request_names_a_line_and_a_later_day(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari = jadwal.periksa
    alasan = panggung.ditolak(dupak, "minta_kelengkapan", "sekretariat", hari)
    assert [a.split()[0] for a in alasan] == ["Tandai", "Batas", "Tuliskan"]
    asing: tuple[dict[str, Any], ...] = ({"baris": ["bukan_baris"]}, {"butir": [987_654]}, {"baris": [], "butir": []})
    for isi in asing:
        alasan = panggung.ditolak(
            dupak, "minta_kelengkapan", "sekretariat", hari, catatan="x", kelengkapan_sampai=hari + HARI, **isi
        )
        assert [a.split()[0] for a in alasan] == ["Tandai"], isi
    alasan = panggung.ditolak(
        dupak, "minta_kelengkapan", "sekretariat", hari, catatan="x", kelengkapan_sampai=hari, baris=["dupak"]
    )
    assert alasan == ["Batas tanggal kelengkapan harus sesudah hari ini."]
    minta(panggung, dupak, hari, hari + HARI)
    assert (dupak.tenggat, dupak.kelengkapan_sampai) == (hari + HARI, hari + HARI)


def test_only_asked_lines_open_and_only_their_proof(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari = jadwal.periksa
    minta(panggung, dupak, hari, hari + 10 * HARI)
    oleh = panggung.pelaku(dupak.subjek, hari)
    assert [b.terkunci for b in dupak.butir] == [True, False, True]
    with pytest.raises(Refused, match="tidak diminta"):
        layanan_butir.ubah_butir(panggung.session, dupak.butir[0], isi_dari(dupak, 0), oleh=oleh)
    with pytest.raises(Refused, match="butir baru"):
        layanan_butir.tambah_butir(panggung.session, dupak, isi_dari(dupak), oleh=oleh)
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        layanan_butir.hapus_butir(panggung.session, dupak.butir[1], oleh=oleh)
    volume = dupak.butir[1].volume
    isi = isi_dari(dupak, 1, volume=Decimal(99), tempat_bukti="Rak 2")
    layanan_butir.ubah_butir(panggung.session, dupak.butir[1], isi, oleh=oleh)
    assert (dupak.butir[1].volume, dupak.butir[1].tempat_bukti) == (volume, "Rak 2")


def test_answer_in_time_keeps_the_receipt_date(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari, batas = jadwal.periksa, jadwal.periksa + 3 * HARI
    minta(panggung, dupak, hari, batas)
    assert [a.split()[0] for a in panggung.ditolak(dupak, "ajukan", dupak.subjek, batas)] == ["Sekretariat"]
    alasan = panggung.ditolak(dupak, "kirim_kelengkapan", dupak.subjek, batas)
    assert alasan == ["Baris berkas 'Penilaian prestasi kerja tahun terakhir' belum dijawab."]
    oleh = panggung.pelaku(dupak.subjek, batas)
    pemeriksaan.jawab_kelengkapan(panggung.session, dupak, {"skp_tahun_1": "Terlampir.", "dupak": "x"}, oleh=oleh)
    (alasan_lewat,) = panggung.ditolak(dupak, "kirim_kelengkapan", dupak.subjek, batas + HARI)
    assert "sudah lewat" in alasan_lewat
    panggung.ambil(dupak, "kirim_kelengkapan", dupak.subjek, batas)
    assert dupak.diterima_pada == jadwal.terima
    assert dupak.kelengkapan_sampai is None
    assert all(b.terkunci and not b.diminta for b in dupak.butir)
    baris = {b.kode: b for b in dupak.kelengkapan}
    assert (baris["skp_tahun_1"].ada, baris["skp_tahun_1"].diminta) == (None, False)
    assert baris["dupak"].jawaban == ""


def test_asked_item_without_proof_is_not_an_answer(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    hari = jadwal.periksa
    minta(panggung, dupak, hari, hari + HARI, baris=[])
    oleh = panggung.pelaku(dupak.subjek, hari)
    layanan_butir.ubah_butir(panggung.session, dupak.butir[1], isi_dari(dupak, 1, tempat_bukti=""), oleh=oleh)
    (alasan,) = panggung.ditolak(dupak, "kirim_kelengkapan", dupak.subjek, hari)
    assert alasan.endswith("yang diminta belum dilengkapi.")
    layanan_butir.pasang_bukti(panggung.session, dupak.butir[1], BERKAS, oleh=oleh)
    panggung.ambil(dupak, "kirim_kelengkapan", dupak.subjek, hari)


def test_late_answer_goes_through_the_superior_and_gets_a_new_receipt_date(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    batas = jadwal.periksa + HARI
    minta(panggung, dupak, jadwal.periksa, batas)
    hari = batas + HARI
    panggung.ambil(dupak, "ajukan", dupak.subjek, hari)
    assert dupak.diterima_pada is None
    panggung.lakon.setujui(dupak, hari)
    panggung.lakon.usulkan(dupak, hari)
    panggung.lakon.terima(dupak, hari)
    assert dupak.diterima_pada == hari
    assert dupak.putaran.kode == "2022-07"  # type: ignore[union-attr]


def test_file_that_nobody_asked_to_complete_is_not_sent_as_completed(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    panggung.ambil(dupak, "kembalikan_atasan", "atasan", jadwal.setujui, catatan="Perbaiki.")
    (alasan,) = panggung.ditolak(dupak, "kirim_kelengkapan", dupak.subjek, jadwal.setujui)
    assert "tidak sedang diminta kelengkapan" in alasan
    panggung.ambil(dupak, "ajukan", dupak.subjek, jadwal.setujui)


def test_completed_and_asked_again_five_times(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    for kali in range(5):
        hari = jadwal.periksa + kali * HARI
        minta(panggung, dupak, hari, hari + HARI)
        oleh = panggung.pelaku(dupak.subjek, hari)
        pemeriksaan.jawab_kelengkapan(panggung.session, dupak, {"skp_tahun_1": f"Terlampir {kali}."}, oleh=oleh)
        panggung.ambil(dupak, "kirim_kelengkapan", dupak.subjek, hari)
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    panggung.lakon.tugaskan(dupak, jadwal.tugaskan)
    assert dupak.diterima_pada == jadwal.terima


def test_complete_checklist_moves_the_file_to_the_teams_secretary(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    assert str(dupak.pemegang) == "sekretariat"
    alasan = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", jadwal.tugaskan)
    wajib = [a for a in alasan if a.startswith("Berkas '")]
    assert len(wajib) == 9
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    assert str(dupak.pemegang) == "sekretaris_tim"
    ada = {"ijazah": False, "skp_tahun_2": True}
    oleh = panggung.pelaku("sekretariat", jadwal.periksa)
    pemeriksaan.isi_daftar_periksa(panggung.session, dupak, ada, oleh=oleh)
    assert str(dupak.pemegang) == "sekretaris_tim"  # a diploma is welcome, not required
    pemeriksaan.isi_daftar_periksa(panggung.session, dupak, {"skp_tahun_2": False}, oleh=oleh)
    assert str(dupak.pemegang) == "sekretariat"


# Assessors


def siap_ditugaskan(panggung: Panggung) -> tuple[Dupak, dt.date]:
    dupak, jadwal = panggung.sampai("pemeriksaan")
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    panggung.session.commit()
    return dupak, jadwal.tugaskan


@pytest.mark.parametrize(
    "pilihan", [[], ["penilai1"], ["penilai1", "penilai2", "penilai3"], ["penilai1", "penilai1"]], ids=len
)
def test_exactly_two_different_assessors(panggung: Panggung, pilihan):
    dupak, hari = siap_ditugaskan(panggung)
    ids = [panggung.orang[p].id for p in pilihan]
    assert "Pilih tepat 2 penilai." in panggung.ditolak(dupak, "tugaskan_penilai", "sekretaris", hari, penilai=ids)


def test_an_unknown_person_is_no_assessor(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    ids = [panggung.orang["penilai1"].id, 987_654]
    assert panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=ids)


def test_assessor_is_a_seated_member(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    orang = panggung.orang
    luar = [orang["penilai1"].id, orang["kepegawaian"].id]
    (alasan, *_) = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=luar)
    assert alasan == f"{orang['kepegawaian'].nama} bukan anggota tim yang masa jabatannya berjalan."
    kursi = panggung.session.scalars(select(AnggotaTim).where(AnggotaTim.pegawai_id == orang["penilai2"].id)).one()
    kursi.selesai = hari - HARI
    dua = [orang["penilai1"].id, orang["penilai2"].id]
    assert len(panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)) == 1
    kursi.selesai = hari
    panggung.ambil(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)
    assert [p.penilai_id for p in panggung.penilaian(dupak)] == dua


def test_assessor_is_not_below_the_rank_assessed(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    orang = panggung.orang
    dua = [orang["penilai1"].id, orang["penilai2"].id]
    dupak.golongan = "IV/b"
    alasan = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)
    assert [a.partition(" di bawah")[2] for a in alasan] == [" pangkat yang dinilai (IV/b)."] * 2
    dupak.golongan = "IV/a"
    panggung.ambil(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)


def test_assessor_is_not_below_the_level_assessed(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    orang = panggung.orang
    dua = [orang["penilai1"].id, orang["penilai2"].id]
    dupak.jenjang = "ahli_madya"
    pabrik.jabatan(panggung.session, orang["penilai1"], jenjang="ahli_muda", tmt=hari - HARI)
    pabrik.jabatan(panggung.session, orang["penilai2"], jenjang="ahli_madya", tmt=hari - HARI)
    alasan = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)
    assert alasan == [f"Jenjang {orang['penilai1'].nama} di bawah jenjang yang dinilai."]
    dupak.jenjang = "ahli_muda"
    panggung.ambil(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)


def test_assessor_is_neither_superior_nor_in_conflict(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    orang = panggung.orang
    dupak.atasan_id = orang["penilai1"].id
    panggung.session.add(
        KonflikKepentingan(dupak_id=dupak.id, pegawai_id=orang["penilai2"].id, alasan="Saudara kandung.")
    )
    dua = [orang["penilai1"].id, orang["penilai2"].id]
    alasan = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", hari, penilai=dua)
    assert sorted(a.rpartition(orang["penilai1"].nama)[2] or a for a in alasan)
    assert any("atasan penanda tangan SPMK" in a for a in alasan)
    assert any("konflik kepentingan" in a for a in alasan)
    panggung.ambil(dupak, "tugaskan_penilai", "ketua", hari, penilai=[orang["penilai3"].id, orang["penilai4"].id])


def test_officer_on_the_team_does_not_assess_himself(panggung: Panggung):
    anggota = panggung.orang["penilai1"]
    pabrik.jabatan(panggung.session, anggota, jenjang="ahli_pertama")
    anggota.atasan_id = panggung.orang["atasan"].id
    panggung.session.flush()
    panggung.session.expire(anggota, ["atasan"])
    dupak, jadwal = panggung.sampai("pemeriksaan", anggota)
    panggung.lakon.lengkapi(dupak, jadwal.periksa)
    dua = [anggota.id, panggung.orang["penilai3"].id]
    alasan = panggung.ditolak(dupak, "tugaskan_penilai", "ketua", jadwal.tugaskan, penilai=dua)
    assert f"{anggota.nama} adalah pegawai yang dinilai." in alasan


def test_candidates_come_with_what_stands_against_them(panggung: Panggung):
    dupak, hari = siap_ditugaskan(panggung)
    panggung.session.add(
        KonflikKepentingan(dupak_id=dupak.id, pegawai_id=panggung.orang["penilai2"].id, alasan="Saudara.")
    )
    panggung.session.flush()
    calon = pemeriksaan.calon_penilai(panggung.session, dupak, panggung.pelaku("ketua", hari))
    assert calon[-1][0] is panggung.orang["penilai2"]
    assert calon[-1][1]
    assert not any(halangan for _, halangan in calon[:-1])


def test_substitute_only_where_one_withdrew(panggung: Panggung):
    dupak, jadwal = panggung.sampai("penilaian")
    orang, hari = panggung.orang, jadwal.nilai
    alasan = panggung.ditolak(dupak, "ganti_penilai", "ketua", hari, catatan="Ganti.", penilai=[orang["penilai3"].id])
    assert "tidak diperlukan" in alasan[0]
    pergi, tetap = panggung.penilaian(dupak)
    panggung.ambil(pergi, "mundur", pergi.penilai, hari, catatan="Sakit.")
    alasan = panggung.ditolak(dupak, "ganti_penilai", "ketua", hari, catatan="Ganti.", penilai=[tetap.penilai_id])
    assert alasan == [f"{tetap.penilai.nama} sudah menilai DUPAK ini."]
    panggung.ambil(dupak, "ganti_penilai", "ketua", hari, catatan="Ganti.", penilai=[orang["penilai3"].id])
    assert {p.penilai_id for p in panggung.penilaian(dupak)} == {tetap.penilai_id, orang["penilai3"].id}
    assert panggung.session.get_one(Penilaian, pergi.id).state.value == "mundur"


# Closing a file


def test_file_of_an_active_officer_is_closed_only_after_an_unanswered_return(panggung: Panggung):
    for state in ("draf", "diajukan", "disetujui_atasan", "diusulkan", "berkas_diterima", "pemeriksaan"):
        dupak, jadwal = panggung.sampai(state)
        (alasan,) = panggung.ditolak(dupak, "tutup_berkas", "sekretariat", jadwal.periksa, catatan="Tutup.")
        assert "hanya ditutup setelah pengembalian tidak dijawab" in alasan
        dupak.subjek.aktif = False
        panggung.ambil(dupak, "tutup_berkas", "sekretariat", jadwal.periksa, catatan="Meninggal dunia.")


def test_file_of_an_officer_who_moved_away_is_closed(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diusulkan")
    lain = Instansi(nama="Dinas Lain", jenis=JenisInstansi.KABUPATEN_KOTA, kota="Kota Lain", kantor_bkn="Kanreg")
    panggung.session.add(lain)
    panggung.session.flush()
    dupak.subjek.instansi_id = lain.id
    panggung.ambil(dupak, "tutup_berkas", "sekretariat", jadwal.terima, catatan="Pindah.")


def test_unanswered_file_is_closed_the_day_after_the_waiting_days(panggung: Panggung):
    dupak, jadwal = panggung.sampai("pemeriksaan")
    minta(panggung, dupak, jadwal.periksa, dt.date(2021, 11, 12))
    batas = dt.date(2021, 11, 26)  # ten working days later
    (alasan,) = panggung.ditolak(dupak, "tutup_berkas", "sekretariat", batas, catatan="Tidak dijawab.")
    assert alasan == "Hari tunggu jawaban pegawai baru lewat sesudah 26 November 2021."
    panggung.ambil(dupak, "tutup_berkas", "sekretariat", batas + HARI, catatan="Tidak dijawab.")
    surat = panggung.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert surat is not None
    assert surat.payload["kepada"] == ["prakom", "atasan", "pengusul"]


def test_closing_frees_the_items(panggung: Panggung):
    pegawai = panggung.prakom()
    dupak, jadwal = panggung.sampai("pemeriksaan", pegawai)
    panggung.ambil(dupak, "tolak", "ketua", jadwal.periksa, catatan="Bukti milik unit lain.")
    assert not any(b.terkunci for b in dupak.butir)
    panggung.sampai("diajukan", pegawai)


# Versions and drafts


def test_page_older_than_the_claim_changes_nothing(panggung: Panggung):
    dupak = panggung.draf()
    oleh = panggung.pelaku(dupak.subjek, KIRIM)
    lama = dupak.version - 1
    for tindakan in (
        lambda: layanan.ajukan(panggung.session, dupak, oleh=oleh, seen_version=lama),
        lambda: layanan_butir.tambah_butir(panggung.session, dupak, isi_dari(dupak), oleh=oleh, seen_version=lama),
        lambda: layanan_butir.ubah_butir(
            panggung.session, dupak.butir[0], isi_dari(dupak), oleh=oleh, seen_version=lama
        ),
        lambda: layanan_butir.hapus_butir(panggung.session, dupak.butir[0], oleh=oleh, seen_version=lama),
    ):
        with pytest.raises(Conflict):
            tindakan()


@pytest.mark.parametrize("volume", [Decimal(0), Decimal(-1), Decimal(1_000_001)])
def test_absurd_volumes_are_refused_at_their_field(panggung: Panggung, volume):
    dupak = panggung.draf()
    with pytest.raises(MasukanSalah) as galat:
        layanan_butir.ubah_butir(
            panggung.session,
            dupak.butir[0],
            isi_dari(dupak, volume=volume),
            oleh=panggung.pelaku(dupak.subjek, KIRIM),
        )
    assert set(galat.value.galat) == {"volume"}


def test_nobody_else_touches_the_items(panggung: Panggung):
    dupak = panggung.draf()
    for akun in ("atasan", "sekretariat", "ketua", "admin"):
        with pytest.raises(Refused) as galat:
            layanan_butir.tambah_butir(panggung.session, dupak, isi_dari(dupak), oleh=panggung.pelaku(akun, KIRIM))
        assert galat.value.tentang_hak


def test_next_period_begins_after_the_last_finished_claim(panggung: Panggung):
    pegawai = panggung.prakom(Decimal(10))
    assert layanan.masa_mulai_berikut(panggung.session, pegawai.id) is None
    panggung.sampai("diputuskan", pegawai)
    assert layanan.masa_mulai_berikut(panggung.session, pegawai.id) == MASA_TENGAH[1] + HARI


def test_officer_without_a_recorded_superior_is_told_so(panggung: Panggung):
    pegawai = panggung.prakom()
    pegawai.atasan_id = None
    panggung.session.flush()
    panggung.session.expire(pegawai, ["atasan"])
    with pytest.raises(MasukanSalah, match="Atasan langsung"):
        panggung.draf(pegawai)


# Facts that no road leads past, held all the same


def alasan_langsung(panggung: Panggung, guard: Syarat[Dupak], dupak: Dupak, hari: dt.date) -> list[str]:
    konteks = Konteks(panggung.session, sistem(hari), {})
    return [str(a.pesan) for a in guard.alasan(dupak, konteks)]


def test_guards_stand_behind_roads_that_are_closed_before_them(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    assert alasan_langsung(panggung, atasan_bukan_pengusul_sendiri, dupak, jadwal.setujui) == []
    dupak.atasan_id = dupak.subjek_id
    (alasan,) = alasan_langsung(panggung, atasan_bukan_pengusul_sendiri, dupak, jadwal.setujui)
    assert alasan.startswith("Atasan langsung pada DUPAK ini adalah pegawai itu sendiri.")
    dupak, jadwal = panggung.sampai("penilaian")
    assert alasan_langsung(panggung, semua_penilaian_terkirim, dupak, jadwal.nilai) == [
        "Masih ada penilaian yang belum terkirim."
    ]
    panggung.lakon.nilai_semua(dupak, jadwal.nilai)
    assert alasan_langsung(panggung, semua_penilaian_terkirim, dupak, jadwal.nilai) == []
    dupak.butir[0].dibuka_ulang = True
    assert alasan_langsung(panggung, butir_berbeda_dinilai_sidang, dupak, jadwal.sidang) == [
        f"Butir {dupak.butir[0].kode} belum diberi nilai sidang."
    ]
    pak, jadwal = panggung.pak("ditetapkan")
    alasan_pak = alasan_langsung(panggung, sidang_boleh_dibuka_ulang, pak.dupak, jadwal.tetapkan)
    assert alasan_pak[0] == "PAK sudah ditetapkan. Pembetulan dilakukan dengan PAK pengganti."
    kosong = panggung.draf()
    assert alasan_langsung(panggung, boleh_selesai, kosong, jadwal.tetapkan) == ["PAK belum disusun."]


# What the services refuse before any step


@pytest.mark.parametrize(
    ("mulai", "selesai", "kolom", "kata"),
    [
        (dt.date(2021, 6, 30), dt.date(2021, 1, 1), "masa_selesai", "selesai sebelum mulai"),
        (dt.date(2021, 1, 1), KIRIM + HARI, "masa_selesai", "tidak boleh melewati hari ini"),
    ],
)
def test_a_work_period_ends_after_its_beginning_and_not_in_the_future(panggung: Panggung, mulai, selesai, kolom, kata):
    pegawai = panggung.prakom()
    oleh = panggung.pelaku(pegawai, KIRIM)
    with pytest.raises(MasukanSalah, match=kata) as galat:
        layanan.buat(panggung.session, pegawai, oleh=oleh, masa_mulai=mulai, masa_selesai=selesai)
    assert set(galat.value.galat) == {kolom}
    layanan.buat(panggung.session, pegawai, oleh=oleh, masa_mulai=dt.date(2021, 1, 1), masa_selesai=KIRIM)


def test_an_activity_is_over_and_in_the_catalogue(panggung: Panggung):
    dupak = panggung.draf(masa=(dt.date(2021, 1, 1), dt.date(2021, 6, 30)), hari=dt.date(2021, 6, 30))
    oleh = panggung.pelaku(dupak.subjek, dt.date(2021, 6, 29))
    lain = panggung.session.scalars(select(ButirKegiatan.id).where(ButirKegiatan.aturan == "R2003")).first()
    salah: tuple[tuple[dict[str, Any], str], ...] = (
        ({"tanggal_selesai": dt.date(2021, 6, 30)}, "tanggal_selesai"),
        ({"tanggal_mulai": dt.date(2021, 6, 2), "tanggal_selesai": dt.date(2021, 6, 1)}, "tanggal_selesai"),
        ({"tanggal_selesai": dt.date(2021, 6, 1), "butir_id": lain}, "butir_id"),
        ({"tanggal_selesai": dt.date(2021, 6, 1), "butir_id": 987_654}, "butir_id"),
    )
    for ubah, kolom in salah:
        with pytest.raises(MasukanSalah) as galat:
            layanan_butir.ubah_butir(panggung.session, dupak.butir[0], isi_dari(dupak, **ubah), oleh=oleh)
        assert set(galat.value.galat) == {kolom}, ubah


def test_items_of_two_levels_above_cannot_be_credited(panggung: Panggung):
    dupak = panggung.draf()
    query = select(ButirKegiatan).where(ButirKegiatan.aturan == "R2020", ButirKegiatan.jenjang == "ahli_madya")
    jauh = panggung.session.scalars(query.order_by(ButirKegiatan.kode)).first()
    assert jauh is not None
    isi = isi_dari(dupak, butir_id=jauh.id, volume=Decimal(1))
    with pytest.raises(MasukanSalah, match="dua jenjang"):
        layanan_butir.tambah_butir(panggung.session, dupak, isi, oleh=panggung.pelaku(dupak.subjek, KIRIM))


def test_an_item_worth_a_share_of_the_rise_is_reckoned(panggung: Panggung):
    dupak = panggung.draf()
    query = select(ButirKegiatan).where(ButirKegiatan.aturan == "R2020", ButirKegiatan.persen.is_not(None))
    bagian = next(
        b for b in panggung.session.scalars(query.order_by(ButirKegiatan.kode)) if b.kategori in {"keahlian", "semua"}
    )
    isi = isi_dari(dupak, butir_id=bagian.id, volume=Decimal(1))
    item = layanan_butir.tambah_butir(panggung.session, dupak, isi, oleh=panggung.pelaku(dupak.subjek, KIRIM))
    assert bagian.persen is not None
    assert item.jumlah > 0


def test_an_item_is_removed_and_found_again(panggung: Panggung):
    dupak = panggung.draf()
    oleh = panggung.pelaku(dupak.subjek, KIRIM)
    kode = dupak.butir[0].kode
    layanan_butir.hapus_butir(panggung.session, dupak.butir[0], oleh=oleh)
    assert kode not in [b.kode for b in dupak.butir]
    ketemu = cari_untuk(panggung.session, dupak, "Melakukan SISTEM", ukuran=5).daftar
    assert 0 < len(ketemu) <= 5
    assert all(k.butir.aturan == "R2020" and "sistem" in k.temuan.kata for k in ketemu)
    assert cari_untuk(panggung.session, dupak, "100% _").jumlah == 0


def test_a_claim_holds_a_bounded_number_of_items(panggung: Panggung, monkeypatch):
    dupak = panggung.draf()
    monkeypatch.setattr(layanan_butir, "BUTIR_TERBANYAK", len(dupak.butir))
    with pytest.raises(MasukanSalah, match="paling banyak 3 butir"):
        layanan_butir.tambah_butir(panggung.session, dupak, isi_dari(dupak), oleh=panggung.pelaku(dupak.subjek, KIRIM))


def test_statements_are_signed_while_the_superior_has_the_claim(panggung: Panggung):
    dupak, jadwal = panggung.sampai("diajukan")
    oleh = panggung.pelaku("atasan", jadwal.setujui)
    with pytest.raises(MasukanSalah, match="tidak ada pada DUPAK ini"):
        layanan.baca_spmk(panggung.session, dupak, "bukan_unsur", oleh=oleh)
    panggung.lakon.setujui(dupak, jadwal.setujui)
    with pytest.raises(Refused, match="selama DUPAK menunggu atasan"):
        layanan.baca_spmk(panggung.session, dupak, dupak.spmk[0].unsur, oleh=oleh)


def test_the_checklist_is_the_secretariats_during_the_examination(panggung: Panggung):
    dupak, jadwal = panggung.sampai("berkas_diterima")
    with pytest.raises(MasukanSalah, match="selama pemeriksaan"):
        pemeriksaan.isi_daftar_periksa(
            panggung.session, dupak, {"dupak": True}, oleh=panggung.pelaku("sekretariat", jadwal.periksa)
        )
    panggung.lakon.periksa(dupak, jadwal.periksa)
    for akun in ("ketua", "atasan", "admin"):
        with pytest.raises(Refused) as galat:
            pemeriksaan.isi_daftar_periksa(
                panggung.session, dupak, {"dupak": True}, oleh=panggung.pelaku(akun, jadwal.periksa)
            )
        assert galat.value.tentang_hak
    with pytest.raises(MasukanSalah, match="menunggu jawaban Anda"):
        pemeriksaan.jawab_kelengkapan(panggung.session, dupak, {}, oleh=panggung.pelaku(dupak.subjek, jadwal.periksa))


def test_a_claim_without_a_team_has_no_candidates(panggung: Panggung):
    dupak = panggung.draf()
    assert pemeriksaan.calon_penilai(panggung.session, dupak, panggung.pelaku("ketua", KIRIM)) == []
