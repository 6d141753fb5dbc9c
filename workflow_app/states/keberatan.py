"""Keberatan: the officer asks once, within the set days, for named items to be looked at again."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app import peraturan
from workflow_app.models import DupakState, Keberatan, KeberatanState, Pegawai, Penilaian, Peran
from workflow_app.permissions import berkonflik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import KirimSurat, Konteks, Workflow, langkah, syarat

S = KeberatanState
P = Peran
ALUR = N_("alur keberatan")


@syarat(N_("DUPAK sudah diputuskan dan hari keberatan belum lewat."), aturan=N_("setelan prosedur: hari keberatan"))
def dalam_hari_keberatan(keberatan: Keberatan, k: Konteks) -> Iterator[Pesan]:
    dupak = keberatan.dupak
    if not peraturan.prosedur(k.pelaku.hari_ini).ya("keberatan.boleh"):
        yield P_("Aturan yang berlaku tidak mengenal keberatan.")
    if dupak.state is not DupakState.DIPUTUSKAN:
        yield P_("Keberatan diajukan setelah DUPAK diputuskan dan sebelum PAK ditetapkan.")
    elif dupak.keberatan_sampai is None or dupak.keberatan_sampai < k.pelaku.hari_ini:
        yield P_("Hari keberatan berakhir %(tanggal)s.", tanggal=dupak.keberatan_sampai or k.pelaku.hari_ini)
    if dupak.keberatan_dilepas:
        yield P_("Anda sudah menyatakan tidak mengajukan keberatan.")


@syarat(N_("Keberatan diajukan satu kali."), aturan=ALUR)
def belum_pernah(keberatan: Keberatan, k: Konteks) -> Iterator[Pesan]:
    if k.session.scalar(select(exists().where(Keberatan.dupak_id == keberatan.dupak.id))):
        yield P_("Keberatan atas DUPAK ini sudah pernah diajukan.")


@syarat(N_("Setiap butir keberatan punya alasan."), aturan=ALUR)
def beralasan_per_butir(keberatan: Keberatan, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if not keberatan.butir:
        yield P_("Pilih sekurangnya satu butir dan tuliskan keberatan Anda."), "butir"
    for b in keberatan.butir:
        if not b.alasan.strip():
            yield P_("Tuliskan keberatan untuk setiap butir yang dipilih."), f"butir-{b.item_id}"


@syarat(
    N_("Penelaah bukan penilai DUPAK itu, bila susunan tim memungkinkan."),
    aturan=N_("alur keberatan: ditelaah anggota yang tidak menilainya"),
    butuh_masukan=True,
)
def penelaah_bukan_penilai(keberatan: Keberatan, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    penelaah = (k.masukan or {}).get("penelaah_id")
    if penelaah is None:
        yield P_("Pilih penelaah."), "penelaah_id"
        return
    penilai = set(k.session.scalars(select(Penilaian.penilai_id).where(Penilaian.dupak_id == keberatan.dupak_id)))
    tim = keberatan.dupak.tim
    calon = {a.pegawai_id for a in tim.anggota_pada(k.pelaku.hari_ini)} if tim else set()
    konflik = berkonflik(k.session, keberatan)
    lain = calon - penilai - konflik - {keberatan.subjek_id, keberatan.dupak.atasan_id}
    if penelaah not in calon:
        yield P_("Penelaah harus anggota tim yang masa jabatannya berjalan."), "penelaah_id"
        return
    nama = k.session.get_one(Pegawai, penelaah).nama
    if penelaah == keberatan.subjek_id:
        yield P_("%(nama)s adalah pegawai yang dinilai.", nama=nama), "penelaah_id"
    elif penelaah == keberatan.dupak.atasan_id:
        yield P_("%(nama)s adalah atasan penanda tangan SPMK.", nama=nama), "penelaah_id"
    elif penelaah in konflik:
        yield P_("%(nama)s menyatakan konflik kepentingan pada DUPAK ini.", nama=nama), "penelaah_id"
    elif penelaah in penilai and lain:
        yield P_("Pilih anggota yang tidak menilai DUPAK ini; masih ada anggota lain."), "penelaah_id"


@syarat(N_("Setiap butir keberatan punya jawaban."), aturan=ALUR)
def terjawab_per_butir(keberatan: Keberatan, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in keberatan.butir:
        if not b.jawaban.strip():
            yield P_("Butir %(kode)s belum dijawab.", kode=b.item.kode), f"butir-{b.item_id}"


WORKFLOW = Workflow(
    name="keberatan",
    judul=N_("Keberatan atas hasil penilaian"),
    model=Keberatan,
    states=S,
    initial=S.DIAJUKAN,
    final=frozenset({S.DIKABULKAN, S.DITOLAK, S.DICABUT}),
    steps=(
        *langkah(
            "ajukan",
            None,
            S.DIAJUKAN,
            P.PRAKOM,
            guards=(dalam_hari_keberatan, belum_pernah, beralasan_per_butir),
            effects=(KirimSurat("keberatan_diajukan", (P.SEKRETARIS_TIM,)),),
        ),
        *langkah(
            "telaah",
            S.DIAJUKAN,
            S.DITELAAH,
            P.SEKRETARIS_TIM,
            guards=(penelaah_bukan_penilai,),
            writes=("penelaah_id",),
        ),
        *langkah(
            "kabulkan",
            S.DITELAAH,
            S.DIKABULKAN,
            P.KETUA_TIM,
            guards=(terjawab_per_butir,),
            writes=("dijawab_pada",),
            effects=(KirimSurat("keberatan_dikabulkan", (P.PRAKOM,)),),
        ),
        *langkah(
            "tolak",
            S.DITELAAH,
            S.DITOLAK,
            P.KETUA_TIM,
            note_required=True,
            guards=(terjawab_per_butir,),
            writes=("dijawab_pada",),
            effects=(KirimSurat("keberatan_ditolak", (P.PRAKOM,)),),
        ),
        *langkah(
            "cabut",
            (S.DIAJUKAN, S.DITELAAH),
            S.DICABUT,
            P.PRAKOM,
            effects=(KirimSurat("keberatan_dicabut", (P.SEKRETARIS_TIM,)),),
        ),
    ),
    pemegang={S.DIAJUKAN: P.SEKRETARIS_TIM, S.DITELAAH: P.KETUA_TIM},
    due={S.DIAJUKAN: "keberatan.hari_kerja_telaah", S.DITELAAH: "keberatan.hari_kerja_telaah"},
    label={
        S.DIAJUKAN: N_("Diajukan"),
        S.DITELAAH: N_("Ditelaah"),
        S.DIKABULKAN: N_("Dikabulkan"),
        S.DITOLAK: N_("Ditolak"),
        S.DICABUT: N_("Dicabut"),
    },
    label_langkah={
        "ajukan": N_("Ajukan keberatan"),
        "telaah": N_("Telaah keberatan"),
        "kabulkan": N_("Kabulkan keberatan"),
        "tolak": N_("Tolak keberatan"),
        "cabut": N_("Cabut keberatan"),
    },
)
