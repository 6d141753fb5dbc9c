"""PAK Integrasi: conventional credit turned over into the conversion regime, once per officer."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app import rute
from workflow_app.models import Dupak, DupakState, Pak, PakIntegrasi, PakIntegrasiState, PakState, Peran
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Workflow, langkah, syarat

S = PakIntegrasiState
P = Peran
ALUR = N_("alur PAK integrasi")
ANGKA = ("aturan_sidik", "rincian", "sidik_rincian", "konvensional", "potong_profesi", "jumlah")
"""The figures as they are initialled: the trail keeps them."""
SALINAN = (P.PRAKOM, P.KEPEGAWAIAN)
_DUPAK_TERTUTUP = (DupakState.SELESAI, DupakState.DITOLAK, DupakState.DITUTUP, DupakState.DITARIK)
_PAK_TERTUTUP = (PakState.DITETAPKAN, PakState.DIKIRIM, PakState.DIGANTI, PakState.DIBATALKAN)


@syarat(N_("Ada angka kredit konvensional yang dialihkan."), aturan=N_("PerBKN 3/2023: penyesuaian angka kredit"))
def ada_konvensional(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    if integrasi.konvensional <= 0:
        yield P_("Pegawai ini tidak memiliki angka kredit konvensional, jadi tidak ada yang dialihkan.")


@syarat(N_("Angka kredit pegawai ini belum pernah dialihkan."), aturan=N_("alur PAK integrasi: satu kali bagi seorang"))
def sekali(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    ada = select(
        exists().where(
            PakIntegrasi.subjek_id == integrasi.subjek_id,
            PakIntegrasi.state != S.DIGANTI,
            PakIntegrasi.id != (integrasi.id or 0),
        )
    )
    if k.session.scalar(ada):
        yield P_("PAK integrasi bagi pegawai ini sudah ada. Bila keliru, susun penggantinya.")


@syarat(
    N_("Tidak ada usul lama yang belum selesai."),
    aturan=N_("SE MenPANRB 8/2023: DUPAK untuk kegiatan sampai akhir regime lama diselesaikan lebih dahulu"),
)
def usul_lama_selesai(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    dupak = select(
        exists().where(
            Dupak.subjek_id == integrasi.subjek_id,
            Dupak.state.not_in((*_DUPAK_TERTUTUP, DupakState.DRAF)),
        )
    )
    pak = select(exists().where(Pak.subjek_id == integrasi.subjek_id, Pak.state.not_in(_PAK_TERTUTUP)))
    if k.session.scalar(dupak) or k.session.scalar(pak):
        yield P_("Masih ada DUPAK atau PAK yang berjalan. Hasilnya harus ikut dialihkan, jadi tunggu sampai selesai.")


@syarat(
    N_("Angka kredit sama dengan hitungan ulang dari buku kredit."),
    aturan=N_("alur PAK integrasi: dihitung ulang saat ditetapkan"),
    butuh_masukan=True,
)
def angka_sama_hitung_ulang(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") != integrasi.sidik_rincian:
        yield P_("Buku kredit atau peraturan berubah sejak PAK integrasi disusun. Susun ulang lebih dahulu.")


@syarat(
    N_("Angka kredit berbeda dari hitungan ulang."),
    aturan=N_("alur PAK integrasi: dihitung ulang saat ditetapkan"),
    butuh_masukan=True,
)
def angka_beda_hitung_ulang(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") == integrasi.sidik_rincian:
        yield P_("Angka kredit sama dengan hitungan ulang; tidak ada yang perlu disusun ulang.")


@syarat(
    N_("Pejabat penetap ditemukan menurut tabel rute dan bukan pegawai itu sendiri."),
    aturan=N_("tabel pejabat penetap; pemisahan tugas"),
)
def penetap_ditemukan(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    if rute.penetap_pak(k.session, integrasi, k.pelaku.hari_ini) is None:
        yield P_(
            "Tidak ada pejabat penetap yang berwenang dan hadir untuk jenjang ini. "
            "Catat pejabatnya atau pelimpahan (Plh./Plt.) beserta suratnya."
        )


@syarat(N_("Angka tidak berubah sejak paraf."), aturan=ALUR)
def tidak_berubah_sejak_paraf(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    if integrasi.diparaf_sidik != integrasi.sidik_rincian:
        yield P_("Angka berubah setelah diparaf. PAK integrasi harus disusun ulang dan diparaf kembali.")


@syarat(N_("PAK integrasi yang diganti sudah ditetapkan, dan kesalahannya disebut."), aturan=ALUR)
def pengganti_menyebut_yang_lama(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    lama = integrasi.menggantikan
    if lama is None or lama.state not in {S.DITETAPKAN, S.DIKIRIM}:
        yield P_("PAK integrasi pengganti hanya disusun untuk yang sudah ditetapkan atau dikirim.")
    if not (integrasi.alasan_penggantian or "").strip():
        yield P_("Sebutkan kesalahan pada PAK integrasi yang diganti.")


@syarat(
    N_("Belum ada PAK integrasi pengganti lain."),
    aturan=N_("alur PAK integrasi: satu pengganti untuk satu PAK integrasi"),
)
def pengganti_tunggal(integrasi: PakIntegrasi, k: Konteks) -> Iterator[Pesan]:
    lama = integrasi.menggantikan
    if lama is None:
        return
    ada = exists().where(PakIntegrasi.menggantikan_id == lama.id, PakIntegrasi.id != (integrasi.id or 0))
    if k.session.scalar(select(ada)):
        yield P_("Sudah ada PAK integrasi pengganti. Lanjutkan perkara itu.")


@syarat(
    N_("Daftar penerima sesuai peraturan lengkap."),
    aturan=N_("formulir PAK: asli dan tembusan"),
    butuh_masukan=True,
)
def distribusi_lengkap(integrasi: PakIntegrasi, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for nama in (k.masukan or {}).get("distribusi_kurang", ()):
        yield P_("Penerima '%(nama)s' belum ditandai.", nama=Pesan(nama)), "tembusan"


WORKFLOW = Workflow(
    name="pak_integrasi",
    judul=N_("PAK integrasi"),
    model=PakIntegrasi,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.DIKIRIM, S.DIGANTI}),
    membukukan=frozenset({S.DITETAPKAN, S.DIKIRIM, S.DIGANTI}),
    steps=(
        *langkah("susun", None, S.DRAF, P.KEPEGAWAIAN, guards=(ada_konvensional, sekali)),
        *langkah(
            "susun_pengganti",
            None,
            S.DRAF,
            P.KEPEGAWAIAN,
            note_required=True,
            guards=(pengganti_menyebut_yang_lama, pengganti_tunggal),
        ),
        *langkah(
            "paraf",
            S.DRAF,
            S.DIPARAF,
            P.KEPEGAWAIAN,
            guards=(usul_lama_selesai, penetap_ditemukan, angka_sama_hitung_ulang),
            writes=(*ANGKA, "diparaf_sidik", "penetap_id"),
            effects=(BuatDokumen("pak_integrasi"), KirimSurat("pak_integrasi_diparaf", (P.PENETAP,))),
        ),
        *langkah(
            "susun_ulang",
            S.DIPARAF,
            S.DRAF,
            P.KEPEGAWAIAN,
            guards=(angka_beda_hitung_ulang,),
            writes=(*ANGKA, "diparaf_sidik", "penetap_id"),
        ),
        *langkah(
            "tetapkan",
            S.DIPARAF,
            S.DITETAPKAN,
            P.PENETAP,
            guards=(usul_lama_selesai, tidak_berubah_sejak_paraf, angka_sama_hitung_ulang),
            writes=(
                "nomor",
                "kode_verifikasi",
                "ditetapkan_pada",
                "ditetapkan_oleh_id",
                "ditetapkan_sebagai",
                "tembusan",
            ),
            effects=(BuatDokumen("pak_integrasi", terbit=True), KirimSurat("pak_integrasi_ditetapkan", SALINAN)),
        ),
        *langkah(
            "kirim",
            S.DITETAPKAN,
            S.DIKIRIM,
            P.KEPEGAWAIAN,
            guards=(distribusi_lengkap,),
            writes=("dikirim_pada",),
            effects=(KirimSurat("pak_integrasi_dikirim", (P.PRAKOM,)),),
        ),
        *langkah(
            "ganti",
            (S.DITETAPKAN, S.DIKIRIM),
            S.DIGANTI,
            P.SISTEM,
            effects=(KirimSurat("pak_integrasi_diganti", SALINAN),),
        ),
    ),
    pemegang={S.DRAF: P.KEPEGAWAIAN, S.DIPARAF: P.PENETAP, S.DITETAPKAN: P.KEPEGAWAIAN},
    due={
        S.DRAF: "hari_kerja.pak_integrasi",
        S.DIPARAF: "hari_kerja.pak_integrasi",
        S.DITETAPKAN: "hari_kerja.pengiriman_penetapan",
    },
    label={
        S.DRAF: N_("Draf"),
        S.DIPARAF: N_("Diparaf"),
        S.DITETAPKAN: N_("Ditetapkan"),
        S.DIKIRIM: N_("Dikirim"),
        S.DIGANTI: N_("Diganti"),
    },
    label_langkah={
        "susun": N_("Susun PAK integrasi"),
        "susun_pengganti": N_("Susun PAK integrasi pengganti"),
        "paraf": N_("Paraf dan ajukan kepada pejabat penetap"),
        "susun_ulang": N_("Susun ulang dari buku kredit"),
        "tetapkan": N_("Tetapkan dan tanda tangani"),
        "kirim": N_("Kirim kepada penerima"),
        "ganti": N_("Nyatakan diganti"),
    },
)
