"""Sidang: a plenary of a Tim Penilai."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from workflow_app import peraturan
from workflow_app.batas_setahun import ATURAN_BATAS_SETAHUN, melampaui_batas_setahun
from workflow_app.kalkulator.sidang import kuorum
from workflow_app.models import (
    AnggotaTim,
    DupakState,
    HasilAgenda,
    Peran,
    Putaran,
    Sidang,
    SidangState,
    TimPenilai,
)
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import ATURAN_KEPASTIAN, di_atas_plafon
from workflow_app.selisih import butir_berbeda
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Workflow, langkah, syarat
from workflow_app.tahap import Tahap

S = SidangState
P = Peran
ALUR = N_("alur sidang")
ANGGOTA = (P.ANGGOTA_TIM,)
PIMPINAN = (P.KETUA_TIM, P.WAKIL_KETUA_TIM)


def _jendela(sidang: Sidang, k: Konteks) -> tuple[dt.date, dt.date]:
    tahap = k.session.get_one(Putaran, sidang.putaran_id).jendela(Tahap.SIDANG)
    return tahap.mulai, tahap.selesai


def _tanggal_dalam_tahap(sidang: Sidang, tanggal: object, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    mulai, selesai = _jendela(sidang, k)
    if not isinstance(tanggal, dt.date):
        yield P_("Isi tanggal sidang."), "tanggal"
    elif not mulai <= tanggal <= selesai:
        yield (
            P_("Tanggal sidang harus di antara %(mulai)s dan %(selesai)s.", mulai=mulai, selesai=selesai),
            "tanggal",
        )
    elif tanggal < k.pelaku.hari_ini:
        yield P_("Tanggal sidang sudah lewat."), "tanggal"


@syarat(N_("Tanggal sidang di dalam tahap sidang."), aturan=N_("kalender penilaian: tahap sidang"))
def tanggal_dalam_tahap(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    yield from _tanggal_dalam_tahap(sidang, sidang.tanggal, k)


@syarat(N_("Tanggal baru di dalam tahap sidang."), aturan=N_("kalender penilaian: tahap sidang"), butuh_masukan=True)
def tanggal_baru_dalam_tahap(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    yield from _tanggal_dalam_tahap(sidang, (k.masukan or {}).get("tanggal"), k)


def _belum_bersidang(sidang: Sidang, tanggal: object, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    """Also what keeps a form that was sent twice from calling two plenaries; an index of the database says the same."""
    lain = select(Sidang.id).where(
        Sidang.tim_id == sidang.tim_id,
        Sidang.tanggal == tanggal,
        Sidang.state.not_in((S.DITUTUP, S.DIBATALKAN)),
    )
    if sidang.id is not None:
        lain = lain.where(Sidang.id != sidang.id)
    if isinstance(tanggal, dt.date) and k.session.scalar(lain.limit(1)) is not None:
        yield P_("Tim ini sudah punya sidang pada tanggal itu."), "tanggal"


@syarat(N_("Tim tidak punya sidang lain yang terbuka pada tanggal itu."), aturan=ALUR)
def satu_sidang_sehari(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    yield from _belum_bersidang(sidang, sidang.tanggal, k)


@syarat(N_("Tim tidak punya sidang lain yang terbuka pada tanggal baru."), aturan=ALUR, butuh_masukan=True)
def satu_sidang_pada_tanggal_baru(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    yield from _belum_bersidang(sidang, (k.masukan or {}).get("tanggal"), k)


@syarat(N_("Agenda tidak kosong."), aturan=ALUR)
def agenda_tidak_kosong(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if not sidang.agenda:
        yield P_("Agenda masih kosong. Masukkan DUPAK yang siap disidangkan."), "agenda"


@syarat(
    N_("Kuorum: lebih dari separuh anggota hadir, di antaranya ketua atau wakil ketua."),
    aturan=N_("setelan prosedur: kuorum sidang"),
)
def kuorum_terpenuhi(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    aturan = peraturan.prosedur(k.pelaku.hari_ini)
    kursi: list[AnggotaTim] = k.session.get_one(TimPenilai, sidang.tim_id).anggota_pada(k.pelaku.hari_ini)
    hadir = {h.pegawai_id for h in sidang.kehadiran if h.hadir}
    duduk = [a.kedudukan.value for a in kursi if a.pegawai_id in hadir]
    for pesan in kuorum(aturan, semua=len(kursi), hadir=len(duduk), kedudukan_hadir=duduk).alasan:
        yield pesan, "kehadiran"


@syarat(N_("Hari ini tanggal sidang atau sesudahnya."), aturan=ALUR)
def sudah_tanggal_sidang(sidang: Sidang, k: Konteks) -> Iterator[Pesan]:
    if k.pelaku.hari_ini < sidang.tanggal:
        yield P_("Sidang dijadwalkan %(tanggal)s. Tunda atau tunggu harinya.", tanggal=sidang.tanggal)


@syarat(N_("Setiap baris agenda punya hasil; butir yang berbeda nilai punya nilai sidang."), aturan=ALUR)
def agenda_selesai(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    disetujui = [a.dupak for a in sidang.agenda if a.hasil is HasilAgenda.DISETUJUI]
    berbeda = butir_berbeda(k.session, disetujui, k.pelaku.hari_ini)
    for a in sidang.agenda:
        if a.dupak.state is not DupakState.SIDANG:
            yield (
                P_("Agenda %(urutan)s: DUPAK tidak lagi di sidang. Keluarkan dari agenda.", urutan=a.urutan),
                f"agenda-{a.id}",
            )
        elif a.hasil is None:
            yield (
                P_("Agenda %(urutan)s (%(nama)s) belum punya hasil.", urutan=a.urutan, nama=a.dupak.subjek.nama),
                "agenda",
            )
        elif a.hasil is HasilAgenda.DISETUJUI:
            kurang = [b.kode for b in berbeda[a.dupak_id] if b.nilai_sidang is None]
            if kurang:
                yield (
                    P_(
                        "Agenda %(urutan)s: butir %(butir)s belum diberi nilai sidang.",
                        urutan=a.urutan,
                        butir=", ".join(kurang),
                    ),
                    f"agenda-{a.id}",
                )


@syarat(
    N_("Tidak ada nilai di atas 0 pada butir yang belum pasti, dan tidak ada nilai di atas batas tahunan."),
    aturan=ATURAN_KEPASTIAN,
)
def hasil_dalam_plafon(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    disetujui = {a.dupak_id: a for a in sidang.agenda if a.hasil is HasilAgenda.DISETUJUI}
    for dupak_id, daftar in di_atas_plafon(k.session, [a.dupak for a in disetujui.values()]).items():
        agenda = disetujui[dupak_id]
        for _, plafon in daftar:
            yield P_("Agenda %(urutan)s: %(sebab)s", urutan=agenda.urutan, sebab=plafon.alasan), f"agenda-{agenda.id}"


@syarat(
    N_("Angka kredit setahun tidak melampaui batas jenjangnya."),
    aturan=ATURAN_BATAS_SETAHUN,
)
def hasil_dalam_batas_setahun(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    disetujui = {a.dupak_id: a for a in sidang.agenda if a.hasil is HasilAgenda.DISETUJUI}
    for dupak_id, daftar in melampaui_batas_setahun(k.session, [a.dupak for a in disetujui.values()]).items():
        agenda = disetujui[dupak_id]
        for tahun in daftar:
            sebab = P_(
                "Agenda %(urutan)s: %(sebab)s Catat hasil “kembali ke penilaian” agar penilai menguranginya.",
                urutan=agenda.urutan,
                sebab=tahun.alasan,
            )
            yield sebab, f"agenda-{agenda.id}"


@syarat(
    N_("Anggota tercatat keluar pada perkara dirinya sendiri."),
    aturan=N_("pemisahan tugas: tidak seorang pun memutus perkaranya sendiri"),
)
def anggota_keluar_dari_perkaranya(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for a in sidang.agenda:
        for h in sidang.kehadiran:
            if h.hadir and h.pegawai_id == a.dupak.subjek_id and a.id not in {x.agenda_id for x in h.keluar}:
                yield P_("%(nama)s harus tercatat keluar pada agenda dirinya.", nama=h.pegawai.nama), "kehadiran"


def _nomor_terisi(sidang: Sidang, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if not str((k.masukan or {}).get("nomor") or "").strip():
        yield P_("Isi nomor Berita Acara."), "nomor"


nomor_berita_acara = syarat(N_("Nomor Berita Acara terisi."), aturan=ALUR, butuh_masukan=True)(_nomor_terisi)

WORKFLOW = Workflow(
    name="sidang",
    judul=N_("Sidang tim penilai"),
    model=Sidang,
    states=S,
    initial=S.DIJADWALKAN,
    final=frozenset({S.DITUTUP, S.DIBATALKAN}),
    steps=(
        *langkah("jadwalkan", None, S.DIJADWALKAN, P.SEKRETARIS_TIM, guards=(tanggal_dalam_tahap, satu_sidang_sehari)),
        *langkah(
            "undang",
            S.DIJADWALKAN,
            S.DIJADWALKAN,
            P.SEKRETARIS_TIM,
            guards=(agenda_tidak_kosong,),
            writes=("diundang_pada",),
            effects=(BuatDokumen("undangan_sidang", terbit=True), KirimSurat("sidang_undangan", ANGGOTA)),
        ),
        *langkah(
            "buka",
            S.DIJADWALKAN,
            S.BERLANGSUNG,
            PIMPINAN,
            guards=(sudah_tanggal_sidang, agenda_tidak_kosong, kuorum_terpenuhi),
        ),
        *langkah(
            "skors",
            S.BERLANGSUNG,
            S.DISKORS,
            PIMPINAN,
            note_required=True,
            guards=(tanggal_baru_dalam_tahap, satu_sidang_pada_tanggal_baru),
            writes=("tanggal",),
            effects=(KirimSurat("sidang_diskors", ANGGOTA),),
        ),
        *langkah("lanjutkan", S.DISKORS, S.BERLANGSUNG, PIMPINAN, guards=(sudah_tanggal_sidang, kuorum_terpenuhi)),
        *langkah(
            "tutup",
            S.BERLANGSUNG,
            S.DITUTUP,
            PIMPINAN,
            guards=(
                kuorum_terpenuhi,
                agenda_selesai,
                hasil_dalam_plafon,
                hasil_dalam_batas_setahun,
                anggota_keluar_dari_perkaranya,
                nomor_berita_acara,
            ),
            writes=("nomor", "ditutup_pada"),
            effects=(BuatDokumen("berita_acara_sidang", terbit=True), KirimSurat("sidang_ditutup", ANGGOTA)),
        ),
        *langkah(
            "tunda",
            S.DIJADWALKAN,
            S.DIJADWALKAN,
            P.KETUA_TIM,
            note_required=True,
            guards=(tanggal_baru_dalam_tahap, satu_sidang_pada_tanggal_baru),
            writes=("tanggal",),
            effects=(BuatDokumen("undangan_sidang", terbit=True), KirimSurat("sidang_ditunda", ANGGOTA)),
        ),
        *langkah(
            "batalkan",
            S.DIJADWALKAN,
            S.DIBATALKAN,
            P.KETUA_TIM,
            note_required=True,
            effects=(KirimSurat("sidang_dibatalkan", ANGGOTA),),
        ),
    ),
    pemegang={S.DIJADWALKAN: P.SEKRETARIS_TIM, S.BERLANGSUNG: P.KETUA_TIM, S.DISKORS: P.KETUA_TIM},
    due={S.DIJADWALKAN: Tahap.SIDANG, S.BERLANGSUNG: Tahap.SIDANG, S.DISKORS: Tahap.SIDANG},
    label={
        S.DIJADWALKAN: N_("Dijadwalkan"),
        S.BERLANGSUNG: N_("Berlangsung"),
        S.DISKORS: N_("Diskors"),
        S.DITUTUP: N_("Ditutup"),
        S.DIBATALKAN: N_("Dibatalkan"),
    },
    label_langkah={
        "jadwalkan": N_("Jadwalkan sidang"),
        "undang": N_("Kirim undangan"),
        "buka": N_("Buka sidang"),
        "skors": N_("Skors sidang"),
        "lanjutkan": N_("Lanjutkan sidang"),
        "tutup": N_("Tutup sidang"),
        "tunda": N_("Tunda sidang"),
        "batalkan": N_("Batalkan sidang"),
    },
)
