"""What must hold from the receipt of the file to its assessors, and before it is closed unanswered."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app import peraturan
from workflow_app.baris_berkas import label_baris, wajib_baris
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.kalkulator.tim import jenjang_cukup, pangkat_cukup
from workflow_app.models import (
    AnggotaTim,
    Dupak,
    DupakState,
    Pegawai,
    PenilaianState,
)
from workflow_app.permissions import berkonflik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.selisih import penilaian_berjalan
from workflow_app.states.engine import Konteks, syarat
from workflow_app.tenggat import hari_khusus

ALUR = N_("alur dupak")


@syarat(
    N_("Tim penilai menurut tabel rute sudah ada."),
    aturan=N_("bahan BPS, slide 39: tim yang menilai"),
    butuh_masukan=True,
)
def tim_terarah(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if (k.masukan or {}).get("tim_id") is None:
        yield P_(
            "Belum ada tim penilai yang berlaku untuk jenjang dan instansi ini. Minta admin mencatat SK tim penilai."
        )


@syarat(
    N_("Permintaan menyebut baris atau butir yang kurang dan batas tanggalnya."),
    aturan=N_("alur dupak: setiap pengembalian menyebut barisnya"),
    butuh_masukan=True,
)
def permintaan_menyebut_baris(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    masukan = k.masukan or {}
    dikenal = {b.kode for b in dupak.kelengkapan} & set(masukan.get("baris", ()))
    if not dikenal and not {b.id for b in dupak.butir} & set(masukan.get("butir", ())):
        yield P_("Tandai sekurangnya satu baris berkas atau butir yang harus dilengkapi."), "baris"
    batas = masukan.get("kelengkapan_sampai")
    if not isinstance(batas, dt.date) or batas <= k.pelaku.hari_ini:
        yield P_("Batas tanggal kelengkapan harus sesudah hari ini."), "kelengkapan_sampai"


@syarat(
    N_("Pengembalian terakhir adalah permintaan kelengkapan dan batasnya belum lewat."),
    aturan=N_("alur dupak: tanggal terima dipertahankan bila dijawab tepat waktu"),
)
def kelengkapan_belum_lewat(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if dupak.dikembalikan_oleh != "minta_kelengkapan":
        yield P_("Berkas ini tidak sedang diminta kelengkapan. Perbaiki, lalu ajukan kembali kepada atasan.")
    elif dupak.kelengkapan_sampai is None or dupak.kelengkapan_sampai < k.pelaku.hari_ini:
        yield P_(
            "Batas kelengkapan %(tanggal)s sudah lewat. Hubungi sekretariat.",
            tanggal=dupak.kelengkapan_sampai or k.pelaku.hari_ini,
        )


@syarat(
    N_("Setiap baris yang diminta sudah dijawab; butir lain tidak berubah."),
    aturan=N_("alur dupak: hanya baris yang ditandai boleh berubah"),
)
def kelengkapan_terjawab(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    aturan = peraturan.prosedur(k.pelaku.hari_ini)
    for baris in dupak.kelengkapan:
        if baris.diminta and not baris.jawaban.strip():
            label = label_baris(aturan, baris)
            yield P_("Baris berkas '%(label)s' belum dijawab.", label=label), f"berkas-{baris.kode}"
    for b in dupak.butir:
        if b.diminta and not b.tempat_bukti.strip() and not any(f.digantikan_at is None for f in b.bukti):
            yield P_("Butir %(kode)s yang diminta belum dilengkapi.", kode=b.kode), f"butir-{b.id}"


@syarat(
    N_("Daftar periksa berkas sudah lengkap."),
    aturan=N_("bahan BPS, slide 50-51, dan daftar berkas DUPAK"),
)
def daftar_periksa_lengkap(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    aturan = peraturan.prosedur(k.pelaku.hari_ini)
    for baris in dupak.kelengkapan:
        if baris.ada is not True and wajib_baris(aturan, baris):
            yield (
                P_(
                    "Berkas '%(label)s' belum dinyatakan ada.",
                    label=label_baris(aturan, baris),
                ),
                f"berkas-{baris.kode}",
            )


def jumlah_penilai(hari_ini: dt.date) -> int:
    """How many assessors mark one claim, a procedural setting."""
    return peraturan.prosedur(hari_ini).bulat("penilaian.jumlah_penilai")


def halangan_penilai(dupak: Dupak, penilai: Pegawai, k: Konteks) -> Iterator[Pesan]:
    """Why a member may not assess this claim; nothing when he may. The list of candidates asks the same."""
    hari_ini = k.pelaku.hari_ini
    kursi = k.session.scalar(
        select(
            exists().where(
                AnggotaTim.tim_id == dupak.tim_id,
                AnggotaTim.pegawai_id == penilai.id,
                AnggotaTim.mulai <= hari_ini,
                AnggotaTim.selesai >= hari_ini,
            )
        )
    )
    if not kursi:
        yield P_("%(nama)s bukan anggota tim yang masa jabatannya berjalan.", nama=penilai.nama)
    if penilai.id == dupak.subjek_id:
        yield P_("%(nama)s adalah pegawai yang dinilai.", nama=penilai.nama)
    if penilai.id == dupak.atasan_id:
        yield P_("%(nama)s adalah atasan penanda tangan SPMK.", nama=penilai.nama)
    if penilai.id in berkonflik(k.session, dupak):
        yield P_("%(nama)s menyatakan konflik kepentingan pada DUPAK ini.", nama=penilai.nama)
    pangkat = penilai.pangkat_pada(hari_ini)
    aturan = peraturan.tim(hari_ini)
    if pangkat is None or not pangkat_cukup(aturan, pangkat.golongan, dupak.golongan):
        yield P_(
            "Pangkat %(nama)s (%(golongan)s) di bawah pangkat yang dinilai (%(dinilai)s).",
            nama=penilai.nama,
            golongan=pangkat.golongan if pangkat else "-",
            dinilai=dupak.golongan,
        )
    jabatan = penilai.jabatan_pada(hari_ini)
    if jabatan is not None and jenjang_cukup(aturan, jabatan.jenjang, dupak.jenjang) is False:
        yield P_("Jenjang %(nama)s di bawah jenjang yang dinilai.", nama=penilai.nama)


@syarat(
    N_(
        "Penilai yang ditunjuk: anggota tim, pangkat tidak di bawah yang dinilai, "
        "bukan dirinya, atasannya, atau yang berkonflik."
    ),
    aturan=N_("bahan BPS, slide 36: syarat anggota tim penilai"),
    butuh_masukan=True,
)
def penilai_layak(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    ids: list[int] = list((k.masukan or {}).get("penilai_id", ()))
    if len(set(ids)) != len(ids):
        yield P_("Pilih penilai yang berbeda."), "penilai"
    sudah = {p.penilai_id for p in penilaian_berjalan(k.session, dupak.id)}
    dipilih = k.session.scalars(select(Pegawai).where(Pegawai.id.in_(ids))).all()
    if len(dipilih) < len(set(ids)):
        yield P_("Pilih penilai dari daftar anggota tim."), "penilai"
    for penilai in dipilih:
        if penilai.id in sudah:
            yield P_("%(nama)s sudah menilai DUPAK ini.", nama=penilai.nama), "penilai"
        for pesan in halangan_penilai(dupak, penilai, k):
            yield pesan, "penilai"


@syarat(
    N_("Jumlah penilai sesuai setelan."),
    aturan=N_("setelan prosedur: dua penilai per DUPAK"),
    butuh_masukan=True,
)
def jumlah_penilai_cukup(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    dipilih = len(set((k.masukan or {}).get("penilai_id", ())))
    perlu = jumlah_penilai(k.pelaku.hari_ini) - len(penilaian_berjalan(k.session, dupak.id))
    if dipilih != perlu:
        yield P_("Pilih tepat %(jumlah)s penilai.", jumlah=perlu), "penilai"


@syarat(N_("Salah satu penilai mengundurkan diri."), aturan=ALUR)
def ada_penilai_mundur(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if len(penilaian_berjalan(k.session, dupak.id)) >= jumlah_penilai(k.pelaku.hari_ini):
        yield P_("Tidak ada penilai yang mengundurkan diri; penggantian tidak diperlukan.")


@syarat(
    N_("Tepat dua penilaian tidak mundur dan semuanya sudah terkirim."),
    aturan=N_("alur dupak: sidang setelah kedua penilai selesai"),
)
def semua_penilaian_terkirim(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    daftar = penilaian_berjalan(k.session, dupak.id)
    if len(daftar) != jumlah_penilai(k.pelaku.hari_ini) or any(p.state is not PenilaianState.TERKIRIM for p in daftar):
        yield P_("Masih ada penilaian yang belum terkirim.")


@syarat(
    N_("Pegawai diberhentikan, pindah, atau meninggal; atau batas jawaban sudah lewat."),
    aturan=N_("setelan prosedur: hari tunggu penutupan berkas"),
)
def boleh_ditutup(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if not dupak.subjek.aktif or dupak.subjek.instansi_id != dupak.instansi_id:
        return
    if dupak.state is not DupakState.DIKEMBALIKAN:
        yield P_("Berkas pegawai yang masih aktif di instansi ini hanya ditutup setelah pengembalian tidak dijawab.")
        return
    tunggu = peraturan.prosedur(k.pelaku.hari_ini).bulat("kelengkapan.hari_kerja_tutup_berkas")
    batas = tambah_hari_kerja(dupak.tenggat or dupak.state_since, tunggu, hari_khusus(k.session, dupak.instansi_id))
    if k.pelaku.hari_ini <= batas:
        yield P_("Hari tunggu jawaban pegawai baru lewat sesudah %(tanggal)s.", tanggal=batas)
