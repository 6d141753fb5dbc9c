"""What must hold before the officer sends his claim."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workflow_app import peraturan
from workflow_app.models import (
    Dupak,
    DupakState,
    ItemDupak,
)
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.regime import pergantian
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import Konteks, syarat

ALUR = N_("alur dupak")


JENJANG_SEMUA = "semua"


@syarat(N_("DUPAK memuat sekurangnya satu butir."), aturan=ALUR)
def ada_butir(dupak: Dupak, k: Konteks) -> Iterable[tuple[Pesan, str]]:
    if not dupak.butir:
        yield P_("DUPAK belum memuat satu butir pun. Tambahkan kegiatan yang diusulkan."), "butir"


@syarat(
    N_("Setiap butir punya bukti, atau menyebut tempat bukti fisiknya."),
    aturan=N_("Perka BPS 16/2008 dan Peraturan BPS 2/2021: bukti fisik setiap kegiatan"),
)
def setiap_butir_berbukti(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in dupak.butir:
        if not b.tempat_bukti.strip() and not any(f.digantikan_at is None for f in b.bukti):
            yield (
                P_("Butir %(kode)s belum punya bukti. Unggah berkas atau tulis tempat bukti fisiknya.", kode=b.kode),
                f"butir-{b.id}",
            )


@syarat(
    N_("Butir jenjang lain menyebut surat penugasan."),
    aturan=N_("Kepmenpan 66/2003 pasal 9: tugas di luar jenjang berdasarkan penugasan tertulis"),
)
def butir_jenjang_lain_ditugaskan(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in dupak.butir:
        if b.jenjang_butir not in (JENJANG_SEMUA, dupak.jenjang) and not b.surat_tugas.strip():
            yield (
                P_("Butir %(kode)s milik jenjang lain. Sebutkan nomor dan tanggal surat tugasnya.", kode=b.kode),
                f"butir-{b.id}",
            )


@syarat(
    N_("Tidak ada butir bertanggal di luar masa penilaian."),
    aturan=N_("formulir DUPAK: masa penilaian"),
)
def butir_dalam_masa(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in dupak.butir:
        if b.tanggal_mulai < dupak.masa_mulai or b.tanggal_selesai > dupak.masa_selesai:
            yield (
                P_(
                    "Butir %(kode)s bertanggal %(mulai)s s.d. %(selesai)s, di luar masa penilaian.",
                    kode=b.kode,
                    mulai=b.tanggal_mulai,
                    selesai=b.tanggal_selesai,
                ),
                f"butir-{b.id}",
            )


@syarat(
    N_("Tidak ada butir yang sudah dipegang DUPAK lain."),
    aturan=N_("alur dupak: satu kegiatan diusulkan satu kali"),
)
def butir_tidak_dipegang_lain(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    sini, lain, pemilik = aliased(ItemDupak), aliased(ItemDupak), aliased(Dupak)
    kembar = k.session.execute(
        select(sini.id, sini.kode, pemilik.id)
        .join(
            lain,
            (lain.kode == sini.kode)
            & (lain.aturan == sini.aturan)
            & (lain.tanggal_mulai <= sini.tanggal_selesai)
            & (lain.tanggal_selesai >= sini.tanggal_mulai),
        )
        .join(pemilik, pemilik.id == lain.dupak_id)
        .where(
            sini.dupak_id == dupak.id,
            pemilik.id != dupak.id,
            pemilik.subjek_id == dupak.subjek_id,
            pemilik.state.not_in({*DUPAK_LEPAS, DupakState.DRAF}),
        )
        .order_by(sini.id)
        .limit(100)
    )
    for item_id, kode, dupak_id in kembar:
        yield (
            P_("Butir %(kode)s pada tanggal itu sudah diusulkan dalam DUPAK %(nomor)s.", kode=kode, nomor=dupak_id),
            f"butir-{item_id}",
        )


@syarat(
    N_("Dari sebuah karya bersama tiap penulis mengusulkan bagiannya sendiri, satu kali untuk setiap butir."),
    aturan=N_("Kepmenpan 66/2003: angka kredit karya bersama dibagi di antara penulisnya"),
)
def bagian_karya_satu_kali(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    """Every author's own share once: shares come to the whole, so no work is claimed beyond it."""
    karya = {b.karya_id for b in dupak.butir if b.karya_id is not None}
    if not karya:
        return
    sudah: dict[tuple[int | None, str, str], int] = {}
    for karya_id, aturan, kode, dupak_id in k.session.execute(
        select(ItemDupak.karya_id, ItemDupak.aturan, ItemDupak.kode, Dupak.id)
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .where(
            ItemDupak.karya_id.in_(karya),
            Dupak.subjek_id == dupak.subjek_id,
            Dupak.id != dupak.id,
            Dupak.state.not_in({*DUPAK_LEPAS, DupakState.DRAF}),
        )
    ):
        sudah[karya_id, aturan, kode] = dupak_id
    for b in dupak.butir:
        if b.karya is None:
            continue
        tempat = (b.karya_id, b.aturan, b.kode)
        if tempat in sudah:
            yield (
                P_(
                    "Butir %(kode)s: bagian Anda dari karya “%(judul)s” sudah diusulkan dalam DUPAK %(nomor)s. "
                    "Hapus butir ini.",
                    kode=b.kode,
                    judul=b.karya.judul,
                    nomor=sudah[tempat],
                ),
                f"butir-{b.id}",
            )
        elif b.bagian != b.karya.bagian(dupak.subjek_id):
            yield (
                P_(
                    "Butir %(kode)s: bagian Anda dari karya “%(judul)s” berubah. Buka butir ini dan simpan lagi.",
                    kode=b.kode,
                    judul=b.karya.judul,
                ),
                f"butir-{b.id}",
            )
        sudah.setdefault(tempat, dupak.id)


@syarat(
    N_("Peraturan pada tanggal kerja menerima DUPAK."),
    aturan=N_("SE MenPANRB 8/2023: sejak 2023 angka kredit diperoleh dari konversi predikat kinerja"),
)
def regime_menerima_dupak(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in dupak.butir:
        aturan = peraturan.untuk(b.tanggal_selesai)
        if not aturan.ya("dupak.diterima"):
            yield (
                P_(
                    "Butir %(kode)s selesai %(tanggal)s; kegiatan sejak tanggal itu tidak lagi dinilai dengan DUPAK.",
                    kode=b.kode,
                    tanggal=b.tanggal_selesai,
                ),
                f"butir-{b.id}",
            )
        elif aturan.kunci != b.aturan:
            yield (
                P_(
                    "Butir %(kode)s dari katalog %(katalog)s selesai %(tanggal)s, ketika berlaku %(regime)s. "
                    "Betulkan tanggalnya atau pilih butir dari katalog %(regime)s.",
                    kode=b.kode,
                    katalog=b.aturan,
                    tanggal=b.tanggal_selesai,
                    regime=aturan.kunci,
                ),
                f"butir-{b.id}",
            )
        elif pergantian(b.tanggal_mulai, b.tanggal_selesai) is not None:
            yield (
                P_(
                    "Butir %(kode)s melintasi pergantian peraturan. Pisahkan menjadi dua butir menurut tanggalnya.",
                    kode=b.kode,
                ),
                f"butir-{b.id}",
            )


@syarat(
    N_("Tidak sedang diminta kelengkapan."),
    aturan=N_("alur dupak: kelengkapan yang diminta dijawab dengan Kirim kelengkapan"),
)
def tidak_diminta_kelengkapan(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    batas = dupak.kelengkapan_sampai
    if dupak.dikembalikan_oleh == "minta_kelengkapan" and batas is not None and batas >= k.pelaku.hari_ini:
        yield P_(
            "Sekretariat meminta kelengkapan sampai %(tanggal)s. Jawab dengan 'Kirim kelengkapan'.",
            tanggal=batas,
        )
