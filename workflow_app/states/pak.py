"""PAK: the credit decision, from the draft drawn up by the system to the copies sent out."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app import rute
from workflow_app.models import Keberatan, KeberatanState, Pak, PakState, Peran
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Workflow, langkah, syarat
from workflow_app.tahap import Tahap

S = PakState
P = Peran
ALUR = N_("alur pak")
SALINAN = (P.PRAKOM, P.SEKRETARIS_TIM, P.KEPEGAWAIAN)
ANGKA = ("aturan_sidik", "sidik_rincian")
"""What fixes the figures when they are drawn up: the trail keeps it."""


@syarat(
    N_("Angka PAK sama dengan hitungan ulang."),
    aturan=N_("alur pak: dihitung ulang dengan peraturan pada tanggal kerja"),
    butuh_masukan=True,
)
def angka_sama_hitung_ulang(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") != pak.sidik_rincian:
        yield P_("Angka PAK tidak sama dengan hitungan ulang. Susun PAK kembali dari hasil sidang.")
        if berubah := (k.masukan or {}).get("peraturan_berubah"):
            yield P_("Peraturan %(kunci)s berubah sejak PAK disusun: %(daftar)s.", kunci=pak.aturan, daftar=berubah)


@syarat(
    N_("Angka PAK berbeda dari hitungan ulang."),
    aturan=N_("alur pak: dihitung ulang dengan peraturan pada tanggal kerja"),
    butuh_masukan=True,
)
def angka_beda_hitung_ulang(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") == pak.sidik_rincian:
        yield P_("Angka PAK sama dengan hitungan ulang; tidak ada yang perlu disusun ulang.")


@syarat(N_("Angka tidak berubah sejak paraf."), aturan=ALUR)
def tidak_berubah_sejak_paraf(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    if pak.diparaf_sidik != pak.sidik_rincian:
        yield P_("Angka PAK berubah setelah diparaf. PAK harus diparaf ulang.")


@syarat(
    N_("Pejabat penetap ditemukan menurut tabel rute dan bukan pegawai itu sendiri."),
    aturan=N_("tabel pejabat penetap; pemisahan tugas"),
)
def penetap_ditemukan(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    if rute.penetap_pak(k.session, pak, k.pelaku.hari_ini) is None:
        yield P_(
            "Tidak ada pejabat penetap yang berwenang dan hadir untuk jenjang ini. "
            "Catat pejabatnya atau pelimpahan (Plh./Plt.) beserta suratnya."
        )


@syarat(
    N_("Hari keberatan sudah lewat atau dilepas, dan tidak ada keberatan yang terbuka."),
    aturan=N_("setelan prosedur: hari keberatan"),
)
def keberatan_selesai(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    dupak = pak.dupak
    if pak.menggantikan_id is not None:
        return
    if not dupak.keberatan_dilepas and dupak.keberatan_sampai and dupak.keberatan_sampai >= k.pelaku.hari_ini:
        yield P_(
            "Hari keberatan pegawai berjalan sampai %(tanggal)s. Ia dapat melepaskannya lebih dahulu.",
            tanggal=dupak.keberatan_sampai,
        )
    if k.session.scalar(
        select(
            exists().where(
                Keberatan.dupak_id == pak.dupak_id,
                Keberatan.state.in_({KeberatanState.DIAJUKAN, KeberatanState.DITELAAH}),
            )
        )
    ):
        yield P_("Masih ada keberatan yang belum diputus.")


@syarat(N_("PAK yang dibetulkan sudah ditetapkan, dan kesalahannya disebut."), aturan=ALUR)
def pengganti_menyebut_yang_lama(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    lama = pak.menggantikan
    if lama is None or lama.state not in {S.DITETAPKAN, S.DIKIRIM}:
        yield P_("PAK pengganti hanya disusun untuk PAK yang sudah ditetapkan atau dikirim.")
    if not (pak.alasan_penggantian or "").strip():
        yield P_("Sebutkan kesalahan pada PAK yang diganti.")


@syarat(
    N_("Belum ada PAK pengganti lain yang sedang berjalan."),
    aturan=N_("alur pak: satu pengganti untuk satu PAK"),
)
def pengganti_tunggal(pak: Pak, k: Konteks) -> Iterator[Pesan]:
    if pak.menggantikan is None:
        return
    ada = select(
        exists().where(Pak.menggantikan_id == pak.menggantikan.id, Pak.state != S.DIBATALKAN, Pak.id != (pak.id or 0))
    )
    if k.session.scalar(ada):
        yield P_("Sudah ada PAK pengganti untuk PAK ini.")


@syarat(
    N_("Daftar penerima sesuai peraturan lengkap."),
    aturan=N_("formulir PAK: asli dan tembusan"),
    butuh_masukan=True,
)
def distribusi_lengkap(pak: Pak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    kurang = (k.masukan or {}).get("distribusi_kurang", ())
    for nama in kurang:
        yield P_("Penerima '%(nama)s' belum ditandai.", nama=Pesan(nama)), "tembusan"


WORKFLOW = Workflow(
    name="pak",
    judul=N_("Penetapan angka kredit (PAK)"),
    model=Pak,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.DIKIRIM, S.DIBATALKAN, S.DIGANTI}),
    steps=(
        *langkah(
            "susun",
            None,
            S.DRAF,
            P.SISTEM,
            writes=ANGKA,
            effects=(BuatDokumen("pak"), KirimSurat("pak_disusun", (P.SEKRETARIS_TIM,))),
        ),
        *langkah(
            "susun_pengganti",
            None,
            S.DRAF,
            P.SEKRETARIS_TIM,
            note_required=True,
            guards=(pengganti_menyebut_yang_lama, pengganti_tunggal),
            writes=ANGKA,
            effects=(BuatDokumen("pak"),),
        ),
        *langkah(
            "batalkan",
            (S.DRAF, S.DIPARAF, S.MENUNGGU_TANDA_TANGAN, S.DIKEMBALIKAN),
            S.DIBATALKAN,
            P.SISTEM,
            effects=(KirimSurat("pak_dibatalkan", (P.SEKRETARIS_TIM,)),),
        ),
        *langkah(
            "paraf",
            (S.DRAF, S.DIKEMBALIKAN),
            S.DIPARAF,
            P.SEKRETARIS_TIM,
            guards=(angka_sama_hitung_ulang,),
            writes=("diparaf_sidik",),
            effects=(KirimSurat("pak_diparaf", (P.KETUA_TIM,)),),
        ),
        *langkah(
            "susun_ulang",
            (S.DRAF, S.DIPARAF, S.DIKEMBALIKAN),
            S.DRAF,
            P.SEKRETARIS_TIM,
            guards=(angka_beda_hitung_ulang,),
            writes=(*ANGKA, "aturan", "rincian", "jumlah_lama", "jumlah_baru", "jumlah", "diparaf_sidik"),
            effects=(BuatDokumen("pak"),),
        ),
        *langkah(
            "ajukan",
            S.DIPARAF,
            S.MENUNGGU_TANDA_TANGAN,
            P.KETUA_TIM,
            guards=(penetap_ditemukan, keberatan_selesai),
            writes=("penetap_id",),
            effects=(KirimSurat("pak_diajukan", (P.PENETAP,)),),
        ),
        *langkah(
            "kembalikan",
            S.MENUNGGU_TANDA_TANGAN,
            S.DIKEMBALIKAN,
            P.PENETAP,
            note_required=True,
            effects=(KirimSurat("pak_dikembalikan", (P.KETUA_TIM,)),),
        ),
        *langkah(
            "tetapkan",
            S.MENUNGGU_TANDA_TANGAN,
            S.DITETAPKAN,
            P.PENETAP,
            guards=(tidak_berubah_sejak_paraf, angka_sama_hitung_ulang),
            writes=(
                "nomor",
                "kode_verifikasi",
                "ditetapkan_pada",
                "ditetapkan_oleh_id",
                "ditetapkan_sebagai",
                "tembusan",
                "entri_terakhir",
            ),
            effects=(BuatDokumen("pak", terbit=True), KirimSurat("pak_ditetapkan", (P.PRAKOM, P.SEKRETARIAT))),
        ),
        *langkah(
            "kirim",
            S.DITETAPKAN,
            S.DIKIRIM,
            P.SEKRETARIAT,
            guards=(distribusi_lengkap,),
            writes=("dikirim_pada",),
            effects=(KirimSurat("pak_dikirim", SALINAN),),
        ),
        *langkah(
            "ganti",
            (S.DITETAPKAN, S.DIKIRIM),
            S.DIGANTI,
            P.SISTEM,
            effects=(KirimSurat("pak_diganti", SALINAN),),
        ),
    ),
    pemegang={
        S.DRAF: P.SEKRETARIS_TIM,
        S.DIPARAF: P.KETUA_TIM,
        S.MENUNGGU_TANDA_TANGAN: P.PENETAP,
        S.DITETAPKAN: P.SEKRETARIAT,
        S.DIKEMBALIKAN: P.SEKRETARIS_TIM,
    },
    due={
        S.DRAF: Tahap.PEMBUATAN_PAK,
        S.DIPARAF: Tahap.PEMBUATAN_PAK,
        S.MENUNGGU_TANDA_TANGAN: Tahap.PEMBUATAN_PAK,
        S.DIKEMBALIKAN: Tahap.PEMBUATAN_PAK,
        S.DITETAPKAN: Tahap.PENGIRIMAN_PAK,
    },
    membukukan=frozenset({S.DITETAPKAN, S.DIKIRIM, S.DIGANTI}),
    label={
        S.DRAF: N_("Draf"),
        S.DIPARAF: N_("Diparaf"),
        S.MENUNGGU_TANDA_TANGAN: N_("Menunggu tanda tangan"),
        S.DITETAPKAN: N_("Ditetapkan"),
        S.DIKIRIM: N_("Dikirim"),
        S.DIKEMBALIKAN: N_("Dikembalikan"),
        S.DIBATALKAN: N_("Dibatalkan"),
        S.DIGANTI: N_("Diganti"),
    },
    label_langkah={
        "susun": N_("Susun PAK"),
        "susun_pengganti": N_("Susun PAK pengganti"),
        "batalkan": N_("Batalkan"),
        "paraf": N_("Paraf"),
        "susun_ulang": N_("Susun ulang dari hasil sidang"),
        "ajukan": N_("Ajukan kepada pejabat penetap"),
        "kembalikan": N_("Kembalikan"),
        "tetapkan": N_("Tetapkan dan tanda tangani"),
        "kirim": N_("Kirim kepada penerima"),
        "ganti": N_("Nyatakan diganti"),
    },
)
