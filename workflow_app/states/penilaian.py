"""Penilaian: one assessor's marking of one claim."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app.models import AnggotaTim, DupakState, Penilaian, PenilaianState, Peran
from workflow_app.permissions import berkonflik, tidak_hadir
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import ATURAN_KEPASTIAN, plafon_dupak
from workflow_app.states.engine import KirimSurat, Konteks, Workflow, langkah, syarat
from workflow_app.tahap import Tahap

S = PenilaianState
P = Peran
ALUR = N_("alur penilaian")


@syarat(
    N_("Penilai menyatakan tidak punya konflik kepentingan pada DUPAK ini."),
    aturan=N_("alur penilaian: pernyataan bebas konflik kepentingan"),
    butuh_masukan=True,
)
def menyatakan_bebas_konflik(penilaian: Penilaian, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if (k.masukan or {}).get("bebas_konflik") is not True:
        yield P_("Nyatakan dahulu bahwa Anda tidak punya konflik kepentingan, atau mundur."), "bebas_konflik"


@syarat(N_("DUPAK masih dalam penilaian."), aturan=ALUR)
def dupak_dalam_penilaian(penilaian: Penilaian, k: Konteks) -> Iterator[Pesan]:
    if penilaian.dupak.state is not DupakState.PENILAIAN:
        yield P_("DUPAK tidak sedang dalam penilaian.")


@syarat(
    N_("Setiap butir punya nilai; nilai di bawah usulan beralasan; tidak ada nilai di atas usulan."),
    aturan=N_("alur penilaian: nilai, alasan, dan batas usulan"),
)
def nilai_lengkap(penilaian: Penilaian, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    nilai = {n.item_id: n for n in penilaian.nilai}
    for b in penilaian.dupak.butir:
        if b.hangus:
            continue
        n = nilai.get(b.id)
        if n is None:
            yield P_("Butir %(kode)s belum diberi nilai.", kode=b.kode), f"butir-{b.id}"
        elif n.nilai > b.jumlah:
            yield P_("Nilai butir %(kode)s melebihi usulan %(usulan)s.", kode=b.kode, usulan=b.jumlah), f"butir-{b.id}"
        elif n.nilai < b.jumlah and not n.alasan.strip():
            yield P_("Nilai butir %(kode)s di bawah usulan; tuliskan alasannya.", kode=b.kode), f"butir-{b.id}"


@syarat(
    N_("Tidak ada nilai di atas 0 pada butir yang belum pasti, dan tidak ada nilai di atas batas tahunan."),
    aturan=ATURAN_KEPASTIAN,
)
def nilai_dalam_plafon(penilaian: Penilaian, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    plafon = plafon_dupak(k.session, penilaian.dupak)
    for n in penilaian.nilai:
        if n.item_id in plafon and n.nilai > plafon[n.item_id].nilai:
            yield plafon[n.item_id].alasan, f"butir-{n.item_id}"


@syarat(
    N_("Masa jabatan penilai berakhir, kursinya kosong, ia tidak hadir, atau ada konflik; DUPAK belum diputuskan."),
    aturan=ALUR,
)
def ada_sebab_bebaskan(penilaian: Penilaian, k: Konteks) -> Iterator[Pesan]:
    hari_ini = k.pelaku.hari_ini
    if penilaian.dupak.state not in {DupakState.PENILAIAN, DupakState.SIDANG}:
        yield P_("DUPAK sudah diputuskan; penilai tidak dapat dibebaskan lagi.")
    kursi = k.session.scalar(
        select(
            exists().where(
                AnggotaTim.tim_id == penilaian.tim_id,
                AnggotaTim.pegawai_id == penilaian.penilai_id,
                AnggotaTim.mulai <= hari_ini,
                AnggotaTim.selesai >= hari_ini,
            )
        )
    )
    if (
        kursi
        and not tidak_hadir(k.session, penilaian.penilai_id, hari_ini)
        and penilaian.penilai_id not in berkonflik(k.session, penilaian)
    ):
        yield P_(
            "Penilai masih anggota tim, hadir, dan tanpa konflik. Catat dahulu ketidakhadiran atau konfliknya, "
            "atau minta ia mundur sendiri."
        )


@syarat(N_("DUPAK masih dalam penilaian, atau dikembalikan sidang ke penilaian."), aturan=ALUR)
def boleh_dibuka_kembali(penilaian: Penilaian, k: Konteks) -> Iterator[Pesan]:
    if penilaian.dupak.state is not DupakState.PENILAIAN:
        yield P_("Penilaian hanya dibuka kembali selama DUPAK dalam penilaian.")


WORKFLOW = Workflow(
    name="penilaian",
    judul=N_("Penilaian oleh satu penilai"),
    model=Penilaian,
    states=S,
    initial=S.DITUGASKAN,
    final=frozenset({S.TERKIRIM, S.MUNDUR}),
    steps=(
        *langkah(
            "tugaskan", None, S.DITUGASKAN, P.SISTEM, effects=(KirimSurat("penilaian_ditugaskan", (P.ANGGOTA_TIM,)),)
        ),
        *langkah(
            "mulai",
            S.DITUGASKAN,
            S.DINILAI,
            P.ANGGOTA_TIM,
            guards=(menyatakan_bebas_konflik, dupak_dalam_penilaian),
            writes=("bebas_konflik_pada",),
        ),
        *langkah(
            "kirim",
            S.DINILAI,
            S.TERKIRIM,
            P.ANGGOTA_TIM,
            guards=(dupak_dalam_penilaian, nilai_lengkap, nilai_dalam_plafon),
            writes=("dikirim_pada",),
        ),
        *langkah(
            "mundur",
            (S.DITUGASKAN, S.DINILAI),
            S.MUNDUR,
            P.ANGGOTA_TIM,
            note_required=True,
            effects=(KirimSurat("penilaian_mundur", (P.KETUA_TIM,)),),
        ),
        *langkah(
            "bebaskan",
            (S.DITUGASKAN, S.DINILAI, S.TERKIRIM),
            S.MUNDUR,
            (P.KETUA_TIM, P.SISTEM),
            note_required=True,
            guards=(ada_sebab_bebaskan,),
            effects=(KirimSurat("penilaian_dibebaskan", (P.ANGGOTA_TIM,)),),
        ),
        *langkah(
            "buka_kembali",
            S.TERKIRIM,
            S.DINILAI,
            (P.KETUA_TIM, P.SISTEM),
            note_required=True,
            guards=(boleh_dibuka_kembali,),
            effects=(KirimSurat("penilaian_dibuka_kembali", (P.ANGGOTA_TIM,)),),
        ),
    ),
    pemegang={S.DITUGASKAN: P.ANGGOTA_TIM, S.DINILAI: P.ANGGOTA_TIM},
    due={S.DITUGASKAN: Tahap.PENILAIAN, S.DINILAI: Tahap.PENILAIAN},
    label={
        S.DITUGASKAN: N_("Ditugaskan"),
        S.DINILAI: N_("Sedang dinilai"),
        S.TERKIRIM: N_("Terkirim"),
        S.MUNDUR: N_("Mundur"),
    },
    label_langkah={
        "tugaskan": N_("Tugaskan"),
        "mulai": N_("Mulai menilai"),
        "kirim": N_("Kirim penilaian"),
        "mundur": N_("Undurkan diri"),
        "bebaskan": N_("Bebaskan penilai"),
        "buka_kembali": N_("Buka kembali"),
    },
)
