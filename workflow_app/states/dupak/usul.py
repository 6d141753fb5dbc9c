"""What must hold before superior and proposer pass the claim on."""

import datetime as dt
from collections.abc import Iterator

from workflow_app.models import (
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
