"""DUPAK: the claim from the officer's draft to the decided sum."""

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from workflow_app import peraturan
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.models import (
    AgendaSidang,
    AnggotaTim,
    Dupak,
    DupakState,
    HasilAgenda,
    ItemDupak,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    Pegawai,
    PenilaianState,
    Peran,
    Sidang,
    SidangState,
)
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.jenjang import urutan_golongan
from workflow_app.permissions import berkonflik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.selisih import butir_untuk_sidang, penilaian_berjalan
from workflow_app.states.engine import BuatDokumen, KirimSurat, Konteks, Step, Workflow, langkah, syarat
from workflow_app.tahap import Tahap
from workflow_app.tenggat import hari_khusus

S = DupakState
P = Peran
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
            pemilik.state.not_in({*DUPAK_LEPAS, S.DRAF}),
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
        elif aturan.kunci != dupak.aturan:
            yield (
                P_(
                    "Butir %(kode)s selesai %(tanggal)s dan tunduk pada peraturan lain. Pisahkan ke DUPAK sendiri.",
                    kode=b.kode,
                    tanggal=b.tanggal_selesai,
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


@syarat(
    N_("Setiap SPMK sudah dibaca dan ditandatangani atasan."),
    aturan=N_("formulir SPMK: pernyataan atasan langsung"),
)
def spmk_ditandatangani(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for s in dupak.spmk:
        if s.dibaca_at is None:
            yield P_("SPMK %(unsur)s belum dibuka dan dibaca.", unsur=s.unsur.replace("_", " ")), f"spmk-{s.unsur}"
        elif s.ditandatangani_at is None:
            yield P_("SPMK %(unsur)s belum ditandatangani.", unsur=s.unsur.replace("_", " ")), f"spmk-{s.unsur}"


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
    if not masukan.get("baris") and not masukan.get("butir"):
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
    for baris in dupak.kelengkapan:
        if baris.diminta and not baris.jawaban.strip():
            yield P_("Baris berkas '%(kode)s' belum dijawab.", kode=baris.kode), f"berkas-{baris.kode}"
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
        if baris.ada is not True and aturan.ya(f"daftar_periksa.dupak.{baris.kode}.wajib"):
            yield (
                P_(
                    "Berkas '%(label)s' belum dinyatakan ada.",
                    label=aturan.teks(f"daftar_periksa.dupak.{baris.kode}.label"),
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
    if pangkat is None or urutan_golongan(pangkat.golongan) < urutan_golongan(dupak.golongan):
        yield P_(
            "Pangkat %(nama)s (%(golongan)s) di bawah pangkat yang dinilai (%(dinilai)s).",
            nama=penilai.nama,
            golongan=pangkat.golongan if pangkat else "-",
            dinilai=dupak.golongan,
        )


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
    for penilai in k.session.scalars(select(Pegawai).where(Pegawai.id.in_(ids))):
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
    N_("Sidang yang memutus DUPAK ini sudah ditutup."),
    aturan=N_("alur sidang: hasil berlaku pada penutupan"),
)
def sidang_ditutup(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    terakhir = k.session.execute(
        select(Sidang.state, AgendaSidang.hasil)
        .join(AgendaSidang, AgendaSidang.sidang_id == Sidang.id)
        .where(AgendaSidang.dupak_id == dupak.id, Sidang.state != SidangState.DIBATALKAN)
        .order_by(Sidang.id.desc())
        .limit(1)
    ).first()
    if terakhir != (SidangState.DITUTUP, HasilAgenda.DISETUJUI):
        yield P_("DUPAK diputuskan ketika sidangnya ditutup dengan hasil 'disetujui'.")


@syarat(
    N_("Setiap butir yang berbeda nilai sudah diberi nilai sidang."),
    aturan=N_("alur dupak: perbedaan nilai diselesaikan sidang"),
)
def butir_berbeda_dinilai_sidang(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in butir_untuk_sidang(k.session, dupak, k.pelaku.hari_ini):
        if b.nilai_sidang is None:
            yield P_("Butir %(kode)s belum diberi nilai sidang.", kode=b.kode), f"butir-{b.id}"


@syarat(
    N_("Butir yang harus dinilai ulang disebut."),
    aturan=N_("alur dupak: pengembalian sidang menyebut butirnya"),
    butuh_masukan=True,
)
def butir_ulang_disebut(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    ids = set((k.masukan or {}).get("butir", ()))
    if not ids & {b.id for b in dupak.butir}:
        yield P_("Pilih butir yang harus dinilai ulang."), "butir"


def _keberatan_terbuka(dupak: Dupak, k: Konteks) -> bool:
    terbuka = exists().where(
        Keberatan.dupak_id == dupak.id, Keberatan.state.in_({KeberatanState.DIAJUKAN, KeberatanState.DITELAAH})
    )
    return bool(k.session.scalar(select(terbuka)))


def _pak(dupak: Dupak, k: Konteks) -> Pak | None:
    return k.session.scalars(
        select(Pak).where(Pak.dupak_id == dupak.id, Pak.state != PakState.DIBATALKAN).order_by(Pak.id.desc()).limit(1)
    ).first()


@syarat(
    N_("Keberatan dikabulkan, atau PAK kembali karena angkanya; PAK belum ditetapkan."),
    aturan=N_("alur dupak dan keberatan"),
)
def sidang_boleh_dibuka_ulang(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    pak = _pak(dupak, k)
    if pak and pak.state in {PakState.DITETAPKAN, PakState.DIKIRIM, PakState.DIGANTI}:
        yield P_("PAK sudah ditetapkan. Pembetulan dilakukan dengan PAK pengganti.")
    dikabulkan = k.session.scalar(
        select(exists().where(Keberatan.dupak_id == dupak.id, Keberatan.state == KeberatanState.DIKABULKAN))
    )
    if not dikabulkan and not (pak and pak.state is PakState.DIKEMBALIKAN):
        yield P_("Sidang hanya dibuka ulang bila keberatan dikabulkan atau PAK dikembalikan pejabat penetap.")


@syarat(N_("Butir yang diputus ulang disebut."), aturan=ALUR, butuh_masukan=True)
def butir_dibuka_disebut(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    if not set((k.masukan or {}).get("butir", ())) & {b.id for b in dupak.butir}:
        yield P_("Pilih butir yang diputus ulang."), "butir"


@syarat(N_("Hari keberatan masih berjalan dan belum dilepas."), aturan=N_("alur keberatan"))
def keberatan_masih_mungkin(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if dupak.keberatan_dilepas:
        yield P_("Anda sudah menerima hasil ini.")
    elif dupak.keberatan_sampai is None or dupak.keberatan_sampai < k.pelaku.hari_ini:
        yield P_("Hari keberatan sudah lewat; tidak ada yang perlu dilepas.")
    if _keberatan_terbuka(dupak, k):
        yield P_("Cabut dahulu keberatan Anda.")


@syarat(
    N_("PAK sudah ditetapkan, atau HAPAK disimpan sebagai tabungan dan hari keberatan sudah lewat."),
    aturan=N_("bahan BPS: HAPAK disimpan bila angka kredit belum cukup"),
)
def boleh_selesai(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    pak = _pak(dupak, k)
    if pak:
        if pak.state not in {PakState.DITETAPKAN, PakState.DIKIRIM, PakState.DIGANTI}:
            yield P_("PAK belum ditetapkan.")
        return
    if not (dupak.hasil or {}).get("tabungan"):
        yield P_("PAK belum disusun.")
    if _keberatan_terbuka(dupak, k):
        yield P_("Masih ada keberatan yang belum diputus.")
    if not dupak.keberatan_dilepas and dupak.keberatan_sampai and dupak.keberatan_sampai >= k.pelaku.hari_ini:
        yield P_("Hari keberatan masih berjalan sampai %(tanggal)s.", tanggal=dupak.keberatan_sampai)


@syarat(
    N_("Pegawai diberhentikan, pindah, atau meninggal; atau batas jawaban sudah lewat."),
    aturan=N_("setelan prosedur: hari tunggu penutupan berkas"),
)
def boleh_ditutup(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if not dupak.subjek.aktif or dupak.subjek.instansi_id != dupak.instansi_id:
        return
    if dupak.state is not S.DIKEMBALIKAN:
        yield P_("Berkas pegawai yang masih aktif di instansi ini hanya ditutup setelah pengembalian tidak dijawab.")
        return
    tunggu = peraturan.prosedur(k.pelaku.hari_ini).bulat("kelengkapan.hari_kerja_tutup_berkas")
    batas = tambah_hari_kerja(dupak.tenggat or dupak.state_since, tunggu, hari_khusus(k.session, dupak.instansi_id))
    if k.pelaku.hari_ini <= batas:
        yield P_("Hari tunggu jawaban pegawai baru lewat sesudah %(tanggal)s.", tanggal=batas)


KETUA_SEKRETARIS = (P.KETUA_TIM, P.SEKRETARIS_TIM)
#: Results of a plenary take effect when it closes; the system carries them where its chair is barred from this claim.
PADA_PENUTUPAN = (P.KETUA_TIM, P.SISTEM)
SEBELUM_KIRIM = (
    ada_butir,
    setiap_butir_berbukti,
    butir_jenjang_lain_ditugaskan,
    butir_dalam_masa,
    butir_tidak_dipegang_lain,
    regime_menerima_dupak,
)

STEPS: tuple[Step[Dupak], ...] = (
    *langkah("buat", None, S.DRAF, P.PRAKOM),
    *langkah(
        "ajukan",
        (S.DRAF, S.DIKEMBALIKAN),
        S.DIAJUKAN,
        P.PRAKOM,
        guards=(*SEBELUM_KIRIM, tidak_diminta_kelengkapan),
        writes=("diajukan_pada", "dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(BuatDokumen("dupak"), BuatDokumen("spmk"), KirimSurat("dupak_diajukan", (P.ATASAN,))),
    ),
    *langkah(
        "tarik",
        (S.DRAF, S.DIKEMBALIKAN, S.DIAJUKAN, S.DISETUJUI_ATASAN),
        S.DITARIK,
        P.PRAKOM,
        effects=(KirimSurat("dupak_ditarik", (P.ATASAN,)),),
    ),
    *langkah(
        "kembalikan_atasan",
        S.DIAJUKAN,
        S.DIKEMBALIKAN,
        P.ATASAN,
        note_required=True,
        writes=("dikembalikan_oleh",),
        effects=(KirimSurat("dupak_dikembalikan", (P.PRAKOM,)),),
    ),
    *langkah(
        "setujui",
        S.DIAJUKAN,
        S.DISETUJUI_ATASAN,
        P.ATASAN,
        guards=(spmk_ditandatangani, atasan_bukan_pengusul_sendiri),
        effects=(BuatDokumen("spmk", terbit=True), KirimSurat("dupak_disetujui", (P.PENGUSUL,))),
    ),
    *langkah(
        "usulkan",
        S.DISETUJUI_ATASAN,
        S.DIUSULKAN,
        P.PENGUSUL,
        guards=(ada_surat_pengantar,),
        writes=("surat_pengantar_nomor", "surat_pengantar_tanggal", "pengusul_id"),
        effects=(BuatDokumen("surat_pengantar", terbit=True), KirimSurat("dupak_diusulkan", (P.SEKRETARIAT,))),
    ),
    *langkah(
        "kembalikan_pengusul",
        S.DISETUJUI_ATASAN,
        S.DIKEMBALIKAN,
        P.PENGUSUL,
        note_required=True,
        writes=("dikembalikan_oleh",),
        effects=(KirimSurat("dupak_dikembalikan", (P.PRAKOM, P.ATASAN)),),
    ),
    *langkah(
        "terima",
        S.DIUSULKAN,
        S.BERKAS_DITERIMA,
        P.SEKRETARIAT,
        guards=(tim_terarah,),
        writes=("diterima_pada", "putaran_id", "tim_id", "dasar_rute"),
        effects=(BuatDokumen("tanda_terima", terbit=True), KirimSurat("dupak_diterima", (P.PRAKOM, P.PENGUSUL))),
    ),
    *langkah("periksa", S.BERKAS_DITERIMA, S.PEMERIKSAAN, P.SEKRETARIAT),
    *langkah(
        "minta_kelengkapan",
        S.PEMERIKSAAN,
        S.DIKEMBALIKAN,
        P.SEKRETARIAT,
        note_required=True,
        guards=(permintaan_menyebut_baris,),
        writes=("dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(KirimSurat("dupak_diminta_lengkap", (P.PRAKOM,)),),
    ),
    *langkah(
        "kirim_kelengkapan",
        S.DIKEMBALIKAN,
        S.PEMERIKSAAN,
        P.PRAKOM,
        guards=(kelengkapan_belum_lewat, kelengkapan_terjawab),
        writes=("dikembalikan_oleh", "kelengkapan_sampai"),
        effects=(KirimSurat("dupak_dilengkapi", (P.SEKRETARIAT,)),),
    ),
    *langkah(
        "tugaskan_penilai",
        S.PEMERIKSAAN,
        S.PENILAIAN,
        KETUA_SEKRETARIS,
        guards=(daftar_periksa_lengkap, jumlah_penilai_cukup, penilai_layak),
    ),
    *langkah(
        "ganti_penilai",
        S.PENILAIAN,
        S.PENILAIAN,
        KETUA_SEKRETARIS,
        note_required=True,
        guards=(ada_penilai_mundur, jumlah_penilai_cukup, penilai_layak),
    ),
    *langkah(
        "bawa_ke_sidang",
        S.PENILAIAN,
        S.SIDANG,
        P.SISTEM,
        guards=(semua_penilaian_terkirim,),
        effects=(KirimSurat("dupak_siap_sidang", (P.KETUA_TIM,)),),
    ),
    *langkah(
        "putuskan",
        S.SIDANG,
        S.DIPUTUSKAN,
        PADA_PENUTUPAN,
        guards=(sidang_ditutup, butir_berbeda_dinilai_sidang),
        writes=("hasil", "diputuskan_pada", "keberatan_sampai", "keberatan_dilepas"),
        effects=(BuatDokumen("hapak", terbit=True), KirimSurat("dupak_diputuskan", (P.PRAKOM,))),
    ),
    *langkah(
        "kembalikan_sidang",
        S.SIDANG,
        S.PENILAIAN,
        PADA_PENUTUPAN,
        note_required=True,
        guards=(butir_ulang_disebut,),
    ),
    *langkah(
        "tolak",
        (S.PEMERIKSAAN, S.SIDANG),
        S.DITOLAK,
        PADA_PENUTUPAN,
        note_required=True,
        effects=(KirimSurat("dupak_ditolak", (P.PRAKOM, P.PENGUSUL)),),
    ),
    *langkah(
        "buka_sidang_ulang",
        S.DIPUTUSKAN,
        S.SIDANG,
        P.KETUA_TIM,
        note_required=True,
        guards=(sidang_boleh_dibuka_ulang, butir_dibuka_disebut),
        writes=("hasil_lalu",),
        effects=(KirimSurat("dupak_dibuka_ulang", (P.PRAKOM,)),),
    ),
    *langkah(
        "lepas_keberatan",
        S.DIPUTUSKAN,
        S.DIPUTUSKAN,
        P.PRAKOM,
        guards=(keberatan_masih_mungkin,),
        writes=("keberatan_dilepas",),
    ),
    *langkah(
        "selesaikan",
        S.DIPUTUSKAN,
        S.SELESAI,
        P.SISTEM,
        guards=(boleh_selesai,),
        writes=("selesai_karena",),
        effects=(KirimSurat("dupak_selesai", (P.PRAKOM,)),),
    ),
    *langkah(
        "tutup_berkas",
        (
            S.DRAF,
            S.DIAJUKAN,
            S.DISETUJUI_ATASAN,
            S.DIUSULKAN,
            S.BERKAS_DITERIMA,
            S.PEMERIKSAAN,
            S.DIKEMBALIKAN,
        ),
        S.DITUTUP,
        P.SEKRETARIAT,
        note_required=True,
        guards=(boleh_ditutup,),
        effects=(KirimSurat("dupak_ditutup", (P.PRAKOM, P.ATASAN, P.PENGUSUL)),),
    ),
)

WORKFLOW = Workflow(
    name="dupak",
    judul=N_("Usul penetapan angka kredit (DUPAK)"),
    model=Dupak,
    states=S,
    initial=S.DRAF,
    final=frozenset({S.SELESAI, S.DITARIK, S.DITOLAK, S.DITUTUP}),
    steps=STEPS,
    pemegang={
        S.DRAF: P.PRAKOM,
        S.DIAJUKAN: P.ATASAN,
        S.DISETUJUI_ATASAN: P.PENGUSUL,
        S.DIUSULKAN: P.SEKRETARIAT,
        S.BERKAS_DITERIMA: P.SEKRETARIAT,
        S.PEMERIKSAAN: P.SEKRETARIAT,
        S.SIDANG: P.KETUA_TIM,
        S.DIKEMBALIKAN: P.PRAKOM,
    },
    due={
        S.DIAJUKAN: "hari_kerja.diajukan",
        S.DISETUJUI_ATASAN: "hari_kerja.disetujui_atasan",
        S.DIUSULKAN: "hari_kerja.diusulkan",
        S.BERKAS_DITERIMA: Tahap.BERKAS_DITERIMA,
        S.PEMERIKSAAN: Tahap.PEMERIKSAAN,
        S.PENILAIAN: Tahap.PENILAIAN,
        S.SIDANG: Tahap.SIDANG,
        S.DIPUTUSKAN: Tahap.PEMBUATAN_PAK,
        S.DIKEMBALIKAN: "kelengkapan.hari_kerja_jawab",
    },
    label={
        S.DRAF: N_("Draf"),
        S.DIAJUKAN: N_("Diajukan kepada atasan"),
        S.DISETUJUI_ATASAN: N_("Disetujui atasan"),
        S.DIUSULKAN: N_("Diusulkan"),
        S.BERKAS_DITERIMA: N_("Berkas diterima"),
        S.PEMERIKSAAN: N_("Pemeriksaan"),
        S.PENILAIAN: N_("Penilaian"),
        S.SIDANG: N_("Sidang"),
        S.DIPUTUSKAN: N_("Diputuskan"),
        S.SELESAI: N_("Selesai"),
        S.DIKEMBALIKAN: N_("Dikembalikan"),
        S.DITARIK: N_("Ditarik"),
        S.DITOLAK: N_("Ditolak"),
        S.DITUTUP: N_("Ditutup"),
    },
    label_langkah={
        "buat": N_("Buat DUPAK"),
        "ajukan": N_("Ajukan kepada atasan"),
        "tarik": N_("Tarik usulan"),
        "kembalikan_atasan": N_("Kembalikan untuk diperbaiki"),
        "setujui": N_("Setujui"),
        "usulkan": N_("Usulkan kepada tim penilai"),
        "kembalikan_pengusul": N_("Kembalikan untuk diperbaiki"),
        "terima": N_("Terima berkas"),
        "periksa": N_("Mulai pemeriksaan"),
        "minta_kelengkapan": N_("Minta kelengkapan"),
        "kirim_kelengkapan": N_("Kirim kelengkapan"),
        "tugaskan_penilai": N_("Tugaskan penilai"),
        "ganti_penilai": N_("Ganti penilai"),
        "bawa_ke_sidang": N_("Bawa ke sidang"),
        "putuskan": N_("Putuskan"),
        "kembalikan_sidang": N_("Kembalikan ke penilaian"),
        "tolak": N_("Tolak usulan"),
        "buka_sidang_ulang": N_("Buka sidang ulang"),
        "lepas_keberatan": N_("Terima hasil, tanpa keberatan"),
        "selesaikan": N_("Selesaikan"),
        "tutup_berkas": N_("Tutup berkas"),
    },
)
