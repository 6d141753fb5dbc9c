"""Determination of cumulative credit (Penetapan AK): drawn up from the ledger, determined, sent."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app.models import Konversi, KonversiState, PenetapanAk, PenetapanAkState, Peran
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Workflow, langkah, syarat

S = PenetapanAkState
P = Peran
ALUR = N_("alur penetapan AK")
ANGKA = ("aturan_sidik", "rincian", "sidik_rincian", "jumlah_lama", "jumlah_baru", "jumlah", "jenjang", "golongan")
"""The figures as they are determined: the trail keeps them."""
SALINAN = (P.PRAKOM, P.KEPEGAWAIAN)


@syarat(
    N_("Angka kredit sama dengan hitungan ulang dari buku kredit."),
    aturan=N_("alur penetapan AK: dihitung ulang saat ditetapkan"),
    butuh_masukan=True,
)
def angka_sama_hitung_ulang(penetapan: PenetapanAk, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("sidik_hitung_ulang") != penetapan.sidik_rincian:
        yield P_("Buku kredit, peraturan, atau data pegawai berubah sejak draf disusun. Perbarui draf lebih dahulu.")


@syarat(
    N_("Pejabat Penilai Kinerja disebut dan bukan pegawai itu sendiri."),
    aturan=N_("Pejabat Penilai Kinerja menetapkan; pemisahan tugas"),
)
def penilai_disebut(penetapan: PenetapanAk, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if penetapan.penilai_id is None:
        yield P_("Pilih Pejabat Penilai Kinerja."), "penilai"
    elif penetapan.penilai_id == penetapan.subjek_id:
        yield P_("Pegawai tidak menilai dirinya sendiri. Pilih pejabat lain."), "penilai"


@syarat(N_("Ada angka kredit yang ditetapkan."), aturan=ALUR)
def ada_angka(penetapan: PenetapanAk, k: Konteks) -> Iterator[Pesan]:
    if penetapan.jumlah <= 0:
        yield P_("Belum ada angka kredit dalam jenjang ini. Tetapkan konversi atau integrasi lebih dahulu.")


@syarat(
    N_("Tidak ada konversi yang masih menunggu penetapan."),
    aturan=N_("alur penetapan AK: seluruh masa penilaian sudah dikonversi"),
)
def konversi_selesai(penetapan: PenetapanAk, k: Konteks) -> Iterator[Pesan]:
    menunggu = k.session.scalar(
        select(
            exists().where(
                Konversi.subjek_id == penetapan.subjek_id,
                Konversi.state.in_({KonversiState.DIAJUKAN, KonversiState.DIKEMBALIKAN}),
            )
        )
    )
    if menunggu:
        yield P_("Masih ada konversi yang diajukan dan belum ditetapkan. Selesaikan lebih dahulu.")


@syarat(N_("Penetapan yang diganti sudah ditetapkan, dan kesalahannya disebut."), aturan=ALUR)
def pengganti_menyebut_yang_lama(penetapan: PenetapanAk, k: Konteks) -> Iterator[Pesan]:
    lama = penetapan.menggantikan
    if lama is None or lama.state not in {S.DITETAPKAN, S.DIKIRIM}:
        yield P_("Penetapan pengganti hanya disusun untuk penetapan yang sudah ditetapkan atau dikirim.")
    if not (penetapan.alasan_penggantian or "").strip():
        yield P_("Sebutkan kesalahan pada penetapan yang diganti.")


@syarat(
    N_("Tidak ada draf penetapan lain bagi pegawai ini."),
    aturan=N_("alur penetapan AK: satu draf bagi seorang pegawai"),
)
def draf_tunggal(penetapan: PenetapanAk, k: Konteks) -> Iterator[Pesan]:
    ada = select(
        exists().where(
            PenetapanAk.subjek_id == penetapan.subjek_id,
            PenetapanAk.state == S.DRAF,
            PenetapanAk.id != (penetapan.id or 0),
        )
    )
    if k.session.scalar(ada):
        yield P_("Sudah ada draf penetapan bagi pegawai ini. Lanjutkan draf itu.")


@syarat(
    N_("Daftar penerima sesuai peraturan lengkap."),
    aturan=N_("formulir Penetapan AK: asli dan tembusan"),
    butuh_masukan=True,
)
def distribusi_lengkap(penetapan: PenetapanAk, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for nama in (k.masukan or {}).get("distribusi_kurang", ()):
        yield P_("Penerima '%(nama)s' belum ditandai.", nama=Pesan(nama)), "tembusan"


WORKFLOW = Workflow(
    name="penetapan_ak",
    judul=N_("Penetapan angka kredit konversi"),
    model=PenetapanAk,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.DIKIRIM, S.DIGANTI}),
    membukukan=frozenset({S.DITETAPKAN, S.DIKIRIM, S.DIGANTI}),
    steps=(
        *langkah(
            "buka",
            None,
            S.DRAF,
            (P.PRAKOM, P.KEPEGAWAIAN, P.SISTEM),
            guards=(draf_tunggal,),
            effects=(KirimSurat("penetapan_ak_dibuka", (P.PENILAI_KINERJA,)),),
        ),
        *langkah(
            "buka_pengganti",
            None,
            S.DRAF,
            (P.KEPEGAWAIAN, P.SISTEM),
            note_required=True,
            guards=(pengganti_menyebut_yang_lama, draf_tunggal),
            effects=(KirimSurat("penetapan_ak_dibuka", (P.PENILAI_KINERJA,)),),
        ),
        *langkah(
            "tetapkan",
            S.DRAF,
            S.DITETAPKAN,
            P.PENILAI_KINERJA,
            guards=(penilai_disebut, konversi_selesai, ada_angka, angka_sama_hitung_ulang),
            writes=(
                *ANGKA,
                "nomor",
                "kode_verifikasi",
                "ditetapkan_pada",
                "ditetapkan_oleh_id",
                "ditetapkan_sebagai",
                "tembusan",
            ),
            effects=(BuatDokumen("penetapan_ak", terbit=True), KirimSurat("penetapan_ak_ditetapkan", SALINAN)),
        ),
        *langkah(
            "kirim",
            S.DITETAPKAN,
            S.DIKIRIM,
            P.KEPEGAWAIAN,
            guards=(distribusi_lengkap,),
            writes=("dikirim_pada",),
            effects=(KirimSurat("penetapan_ak_dikirim", (P.PRAKOM, P.PENILAI_KINERJA)),),
        ),
        *langkah(
            "ganti",
            (S.DITETAPKAN, S.DIKIRIM),
            S.DIGANTI,
            P.SISTEM,
            effects=(KirimSurat("penetapan_ak_diganti", SALINAN),),
        ),
    ),
    pemegang={S.DRAF: P.PENILAI_KINERJA, S.DITETAPKAN: P.KEPEGAWAIAN},
    due={S.DRAF: "hari_kerja.penetapan_ak", S.DITETAPKAN: "hari_kerja.pengiriman_penetapan"},
    label={
        S.DRAF: N_("Draf"),
        S.DITETAPKAN: N_("Ditetapkan"),
        S.DIKIRIM: N_("Dikirim"),
        S.DIGANTI: N_("Diganti"),
    },
    label_langkah={
        "buka": N_("Buka penetapan"),
        "buka_pengganti": N_("Buka penetapan pengganti"),
        "tetapkan": N_("Tetapkan dan tanda tangani"),
        "kirim": N_("Kirim kepada penerima"),
        "ganti": N_("Nyatakan diganti"),
    },
)
