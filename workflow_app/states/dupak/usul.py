"""What must hold before superior and proposer pass the claim on."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from workflow_app.models import (
    CatatanButir,
    Dupak,
)
from workflow_app.peraturan.regime import judul_spmk_klaim
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.states.engine import Konteks, syarat


@syarat(
    N_("Setiap SPMK sudah dibaca dan ditandatangani atasan."),
    aturan=N_("formulir SPMK: pernyataan atasan langsung"),
)
def spmk_ditandatangani(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for s in dupak.spmk:
        judul = Pesan(judul_spmk_klaim(dupak.aturan, s.unsur))
        if s.dibaca_at is None:
            yield P_("SPMK %(unsur)s belum dibuka dan dibaca.", unsur=judul), f"spmk-{s.unsur}"
        elif s.ditandatangani_at is None:
            yield P_("SPMK %(unsur)s belum ditandatangani.", unsur=judul), f"spmk-{s.unsur}"


@syarat(
    N_("Pengembalian menyebut butir yang harus diperbaiki, atau menyangkut seluruh usulan."),
    aturan=N_("alur dupak: setiap pengembalian menyebut barisnya"),
    butuh_masukan=True,
)
def pengembalian_menyebut_butir(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    masukan = k.masukan or {}
    if not masukan.get("seluruhnya", True) and not {b.id for b in dupak.butir} & set(masukan.get("butir", ())):
        yield (
            P_(
                "Tulis catatan pada butir yang harus diperbaiki, atau tandai bahwa alasannya menyangkut seluruh usulan."
            ),
            "seluruhnya",
        )


@syarat(
    N_("Tidak ada catatan butir yang ditulis lalu tertinggal."),
    aturan=N_("alur dupak: catatan atasan dan pengusul sampai kepada pegawai, atau dihapus oleh penulisnya"),
)
def catatan_tidak_tertinggal(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    tertinggal = k.session.execute(
        select(CatatanButir.item_id, CatatanButir.kode)
        .where(
            CatatanButir.dupak_id == dupak.id,
            CatatanButir.oleh_id == k.pelaku.pegawai_id,
            CatatanButir.dikirim_at.is_(None),
            CatatanButir.item_id.is_not(None),
        )
        .order_by(CatatanButir.id)
    )
    for satu in tertinggal:
        yield (
            P_(
                "Catatan Anda pada butir %(kode)s belum sampai kepada pegawai. Kembalikan DUPAK ini, atau kosongkan "
                "catatannya.",
                kode=satu.kode,
            ),
            f"butir-{satu.item_id}",
        )


@syarat(
    N_("Atasan bukan pejabat yang mengusulkan angka kreditnya sendiri."),
    aturan=N_("pemisahan tugas: tidak seorang pun bertindak dalam perkaranya sendiri"),
)
def atasan_bukan_pengusul_sendiri(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if dupak.atasan_id == dupak.subjek_id:
        yield P_("Atasan langsung pada DUPAK ini adalah pegawai itu sendiri. Minta admin membetulkan data atasan.")


@syarat(
    N_("Nomor dan tanggal surat pengantar terisi."),
    aturan=N_("berkas DUPAK: surat pengantar pejabat pengusul"),
    butuh_masukan=True,
)
def ada_surat_pengantar(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    masukan = k.masukan or {}
    if not str(masukan.get("surat_pengantar_nomor") or "").strip():
        yield P_("Isi nomor surat pengantar."), "surat_pengantar_nomor"
    tanggal = masukan.get("surat_pengantar_tanggal")
    if not isinstance(tanggal, dt.date):
        yield P_("Isi tanggal surat pengantar."), "surat_pengantar_tanggal"
    elif tanggal > k.pelaku.hari_ini:
        yield P_("Tanggal surat pengantar tidak boleh sesudah hari ini."), "surat_pengantar_tanggal"
