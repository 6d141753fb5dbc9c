"""Conversion of an appraisal: from the draft to the evaluator's determination."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import exists, select

from workflow_app import peraturan
from workflow_app.kalkulator.konversi import daftar_predikat, nama_predikat
from workflow_app.models import EvaluasiKinerja, Konversi, KonversiState, Peran
from workflow_app.models.konversi import akhir_bulan
from workflow_app.peraturan.jenjang import nama_jenjang
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Workflow, langkah, syarat

S = KonversiState
P = Peran
ALUR = N_("alur konversi")
ANGKA = ("aturan_sidik", "rincian", "sidik_rincian", "jumlah", "jenjang", "golongan")
"""What fixes the figures when they are submitted: the trail keeps it."""


@syarat(
    N_("Masa yang dinilai sudah sampai pada tanggal pengajuannya dan berada dalam regime konversi."),
    aturan=N_("PerBKN 3/2023 pasal 13; SE tentang penetapan angka kredit konversi"),
)
def masa_dapat_diajukan(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    aturan = peraturan.kunci(konversi.aturan)
    if konversi.mulai < aturan.berlaku_mulai:
        yield (
            P_(
                "Masa sebelum %(tanggal)s tidak dikonversi: kegiatan waktu itu diusulkan dengan DUPAK.",
                tanggal=aturan.berlaku_mulai,
            ),
            "masa",
        )
    awal = paling_awal(konversi)
    if k.pelaku.hari_ini < awal:
        yield P_("Konversi masa ini paling awal diajukan %(tanggal)s.", tanggal=awal), "masa"


def paling_awal(konversi: Konversi) -> dt.date:
    """First day on which the period may be submitted: its end, or the day in December that its rules name."""
    aturan = peraturan.kunci(konversi.aturan)
    bulan, tanggal = aturan.bulat("konversi.paling_awal_bulan"), aturan.bulat("konversi.paling_awal_tanggal")
    return min(akhir_bulan(konversi.tahun, konversi.bulan_selesai), dt.date(konversi.tahun, bulan, tanggal))


@syarat(
    N_("Satu jenjang diduduki sepanjang masa itu."),
    aturan=N_("PerBKN 3/2023 pasal 13: koefisien mengikuti jenjang"),
    butuh_masukan=True,
)
def satu_jenjang(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    jenjang: tuple[str | None, ...] = (k.masukan or {}).get("jenjang_per_bulan", ())
    aturan = peraturan.kunci(konversi.aturan)
    if None in jenjang:
        yield (
            P_(
                "Jabatan fungsional belum diduduki pada bulan %(bulan)s. Pilih bulan sejak pengangkatan.",
                bulan=konversi.bulan_mulai + jenjang.index(None),
            ),
            "masa",
        )
        return
    for urut, (satu, berikut) in enumerate(pairwise(jenjang)):
        if satu != berikut:
            yield (
                P_(
                    "Jenjang berganti dari %(dari)s menjadi %(ke)s pada bulan %(bulan)s. Buat satu konversi sampai "
                    "bulan %(sampai)s dan satu lagi sejak bulan %(bulan)s.",
                    dari=nama_jenjang(aturan, satu or ""),
                    ke=nama_jenjang(aturan, berikut or ""),
                    bulan=konversi.bulan_mulai + urut + 1,
                    sampai=konversi.bulan_mulai + urut,
                ),
                "masa",
            )


@syarat(N_("Predikat dan bukti evaluasi kinerja terisi."), aturan=N_("PermenPANRB 1/2023 pasal 37"))
def predikat_berbukti(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if konversi.predikat not in daftar_predikat(peraturan.kunci(konversi.aturan)):
        yield P_("Pilih predikat kinerja."), "predikat"
    if not konversi.bukti.strip():
        yield P_("Sebutkan dokumen evaluasi kinerja yang menjadi bukti."), "bukti"


@syarat(
    N_("Predikat sama dengan catatan kinerja pegawai untuk masa itu."),
    aturan=N_("PermenPANRB 1/2023 pasal 37: angka kredit dari predikat kinerja"),
)
def sesuai_catatan_kinerja(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    aturan = peraturan.kunci(konversi.aturan)
    catatan = k.session.execute(
        select(EvaluasiKinerja.predikat, EvaluasiKinerja.bulan_mulai, EvaluasiKinerja.bulan_selesai)
        .where(
            EvaluasiKinerja.pegawai_id == konversi.subjek_id,
            EvaluasiKinerja.tahun == konversi.tahun,
            EvaluasiKinerja.dibatalkan_pada.is_(None),
            EvaluasiKinerja.bulan_mulai <= konversi.bulan_selesai,
            EvaluasiKinerja.bulan_selesai >= konversi.bulan_mulai,
        )
        .order_by(EvaluasiKinerja.bulan_mulai)
    ).all()
    for satu in catatan:
        if satu.predikat != konversi.predikat:
            yield (
                P_(
                    "Catatan kinerja bulan %(mulai)s sampai %(selesai)s berpredikat %(predikat)s. "
                    "Sesuaikan predikat, atau betulkan catatannya lebih dahulu.",
                    mulai=satu.bulan_mulai,
                    selesai=satu.bulan_selesai,
                    predikat=nama_predikat(aturan, satu.predikat),
                ),
                "predikat",
            )


@syarat(N_("Belum ada konversi lain untuk bulan yang sama."), aturan=N_("alur konversi: satu konversi untuk satu masa"))
def tidak_tumpang_tindih(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    lain = k.session.execute(
        select(Konversi.id, Konversi.bulan_mulai, Konversi.bulan_selesai)
        .where(
            Konversi.subjek_id == konversi.subjek_id,
            Konversi.tahun == konversi.tahun,
            Konversi.state != S.DIGANTI,
            Konversi.id != (konversi.id or 0),
            Konversi.id != (konversi.menggantikan_id or 0),
            Konversi.bulan_mulai <= konversi.bulan_selesai,
            Konversi.bulan_selesai >= konversi.bulan_mulai,
        )
        .order_by(Konversi.id)
        .limit(1)
    ).first()
    if lain is not None:
        yield (
            P_(
                "Bulan %(mulai)s sampai %(selesai)s sudah ada dalam konversi nomor perkara %(id)s. "
                "Lanjutkan perkara itu, atau buat penggantinya bila keliru.",
                mulai=lain.bulan_mulai,
                selesai=lain.bulan_selesai,
                id=str(lain.id),
            ),
            "masa",
        )


@syarat(
    N_("Pejabat Penilai Kinerja disebut dan bukan pegawai itu sendiri."),
    aturan=N_("Pejabat Penilai Kinerja menetapkan; pemisahan tugas"),
)
def penilai_disebut(konversi: Konversi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if konversi.penilai_id is None:
        yield P_("Pilih Pejabat Penilai Kinerja."), "penilai"
    elif konversi.penilai_id == konversi.subjek_id:
        yield P_("Pegawai tidak menilai dirinya sendiri. Pilih pejabat lain."), "penilai"


@syarat(
    N_("Angka kredit sama dengan hitungan ulang."),
    aturan=N_("alur konversi: dihitung ulang saat ditetapkan"),
    butuh_masukan=True,
)
def angka_sama_hitung_ulang(konversi: Konversi, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") != konversi.sidik_rincian:
        yield P_(
            "Angka kredit atau data pegawai berbeda dari hitungan ulang, karena peraturan, riwayat, atau catatan "
            "kinerja berubah sejak diajukan. Kembalikan supaya diajukan ulang."
        )


@syarat(N_("Konversi yang diganti sudah ditetapkan, dan kesalahannya disebut."), aturan=ALUR)
def pengganti_menyebut_yang_lama(konversi: Konversi, k: Konteks) -> Iterator[Pesan]:
    lama = konversi.menggantikan
    if lama is None or lama.state is not S.DITETAPKAN:
        yield P_("Konversi pengganti hanya dibuat untuk konversi yang sudah ditetapkan.")
    if not (konversi.alasan_penggantian or "").strip():
        yield P_("Sebutkan kesalahan pada konversi yang diganti.")


@syarat(
    N_("Belum ada konversi pengganti lain."),
    aturan=N_("alur konversi: satu pengganti untuk satu konversi"),
)
def pengganti_tunggal(konversi: Konversi, k: Konteks) -> Iterator[Pesan]:
    if konversi.menggantikan is None:
        return
    ada = select(
        exists().where(Konversi.menggantikan_id == konversi.menggantikan.id, Konversi.id != (konversi.id or 0))
    )
    if k.session.scalar(ada):
        yield P_("Sudah ada konversi pengganti untuk konversi ini. Lanjutkan perkara itu.")


WORKFLOW = Workflow(
    name="konversi",
    judul=N_("Konversi predikat kinerja ke angka kredit"),
    model=Konversi,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.DITETAPKAN, S.DIGANTI}),
    membukukan=frozenset({S.DITETAPKAN, S.DIGANTI}),
    steps=(
        *langkah("buat", None, S.DRAF, (P.PRAKOM, P.KEPEGAWAIAN)),
        *langkah(
            "buat_pengganti",
            None,
            S.DRAF,
            (P.PRAKOM, P.KEPEGAWAIAN),
            note_required=True,
            guards=(pengganti_menyebut_yang_lama, pengganti_tunggal),
        ),
        *langkah(
            "ajukan",
            (S.DRAF, S.DIKEMBALIKAN),
            S.DIAJUKAN,
            (P.PRAKOM, P.KEPEGAWAIAN),
            guards=(
                masa_dapat_diajukan,
                satu_jenjang,
                predikat_berbukti,
                sesuai_catatan_kinerja,
                tidak_tumpang_tindih,
                penilai_disebut,
            ),
            writes=ANGKA,
            effects=(KirimSurat("konversi_diajukan", (P.PENILAI_KINERJA,)),),
        ),
        *langkah(
            "kembalikan",
            S.DIAJUKAN,
            S.DIKEMBALIKAN,
            P.PENILAI_KINERJA,
            note_required=True,
            effects=(KirimSurat("konversi_dikembalikan", (P.PRAKOM, P.KEPEGAWAIAN)),),
        ),
        *langkah(
            "tetapkan",
            S.DIAJUKAN,
            S.DITETAPKAN,
            P.PENILAI_KINERJA,
            guards=(angka_sama_hitung_ulang, sesuai_catatan_kinerja),
            writes=(
                "nomor",
                "nomor_akumulasi",
                "kode_verifikasi",
                "ditetapkan_pada",
                "ditetapkan_oleh_id",
                "ditetapkan_sebagai",
            ),
            effects=(
                BuatDokumen("konversi", terbit=True),
                BuatDokumen("akumulasi", terbit=True),
                KirimSurat("konversi_ditetapkan", (P.PRAKOM, P.KEPEGAWAIAN)),
            ),
        ),
        *langkah(
            "ganti",
            S.DITETAPKAN,
            S.DIGANTI,
            P.SISTEM,
            effects=(KirimSurat("konversi_diganti", (P.PRAKOM, P.KEPEGAWAIAN)),),
        ),
    ),
    pemegang={S.DRAF: P.PRAKOM, S.DIAJUKAN: P.PENILAI_KINERJA, S.DIKEMBALIKAN: P.PRAKOM},
    due={S.DIAJUKAN: "hari_kerja.konversi", S.DIKEMBALIKAN: "hari_kerja.konversi"},
    label={
        S.DRAF: N_("Draf"),
        S.DIAJUKAN: N_("Diajukan"),
        S.DITETAPKAN: N_("Ditetapkan"),
        S.DIKEMBALIKAN: N_("Dikembalikan"),
        S.DIGANTI: N_("Diganti"),
    },
    label_langkah={
        "buat": N_("Buat konversi"),
        "buat_pengganti": N_("Buat konversi pengganti"),
        "ajukan": N_("Ajukan kepada Pejabat Penilai Kinerja"),
        "kembalikan": N_("Kembalikan"),
        "tetapkan": N_("Tetapkan dan tanda tangani"),
        "ganti": N_("Nyatakan diganti"),
    },
)
