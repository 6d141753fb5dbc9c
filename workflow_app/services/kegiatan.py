"""The officer's log: entering, changing and removing activities and their proofs. Only the owner does any of it.

What an officer types counts for nothing before he saves it: `simpan_draf` keeps it as typed beside the saved values, so
that neither a closed page nor a half-typed figure does harm.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.kalkulator.butir import sekategori
from workflow_app.models import BerkasKegiatan, ButirKegiatan, Kegiatan, Pegawai
from workflow_app.peraturan import Peraturan, PeraturanTidakAda
from workflow_app.permissions import Pelaku, kegiatan_milik
from workflow_app.pesan import P_, Pesan
from workflow_app.services.butir import VOLUME_TERBESAR, BerkasMasuk
from workflow_app.services.keadaan_kegiatan import dupak_pemegang
from workflow_app.services.unggahan import MAKS_BERKAS_BUTIR
from workflow_app.waktu import utcnow

ATURAN = P_("catatan kegiatan: milik pegawai sendiri, tetap selama ada pada DUPAK")
MAKS_URAIAN = 2000
MAKS_ISIAN = 4000
"""Characters of one typed field that a draft keeps."""
RENCANA_TERJAUH = dt.timedelta(days=2 * 366)
SLOT_BUKTI, SLOT_FOTO = "bukti", "foto"
BIDANG = (
    "uraian",
    "keluaran",
    "tanggal_mulai",
    "tanggal_selesai",
    "jam_mulai",
    "jam_selesai",
    "volume",
    "butir_id",
    "surat_tugas",
    "tempat_bukti",
    "keterangan",
    "rencana",
)
"""What a form sends of an activity, and a draft keeps as typed."""
FORMULIR = "formulir"
"""Beside them in a draft: the mark of the open form from which it came."""


@dataclass(frozen=True)
class IsiKegiatan:
    """What an officer says of one activity. `volume` may be missing for a plan."""

    uraian: str
    tanggal_mulai: dt.date
    tanggal_selesai: dt.date
    volume: Decimal | None
    butir_id: int | None = None
    keluaran: str = ""
    jam_mulai: dt.time | None = None
    jam_selesai: dt.time | None = None
    surat_tugas: str = ""
    tempat_bukti: str = ""
    keterangan: str = ""
    rencana: bool = False


def cari(session: Session, kegiatan_id: int, oleh: Pelaku) -> Kegiatan | None:
    """An activity of one's own that was not deleted; anything else does not exist."""
    return session.scalars(select(Kegiatan).where(Kegiatan.id == kegiatan_id, kegiatan_milik(oleh))).one_or_none()


def cari_kunci(session: Session, kunci: str, oleh: Pelaku) -> Kegiatan | None:
    """The activity that a form has already made."""
    return session.scalars(select(Kegiatan).where(Kegiatan.kunci == kunci, kegiatan_milik(oleh))).one_or_none()


def alasan_terkunci(kegiatan: Kegiatan, oleh: Pelaku) -> list[Alasan]:
    """Why the person may not change this activity now; empty when he may. The pages ask here too."""
    if kegiatan.pegawai_id != oleh.pegawai_id or kegiatan.dihapus_at is not None:
        return [Alasan(P_("Hanya pemilik catatan kegiatan yang mengubahnya."), ATURAN, tentang_hak=True)]
    dupak = dupak_pemegang(kegiatan)
    if dupak is not None:
        pesan = P_(
            "Kegiatan ini sudah ada pada DUPAK %(mulai)s s.d. %(selesai)s. Ubah butirnya di sana, atau hapus butir itu "
            "selama DUPAK masih terbuka.",
            mulai=dupak.masa_mulai,
            selesai=dupak.masa_selesai,
        )
        return [Alasan(pesan, ATURAN)]
    return []


def _pastikan_terbuka(kegiatan: Kegiatan, oleh: Pelaku) -> None:
    if alasan := alasan_terkunci(kegiatan, oleh):
        raise Refused(alasan)


def _pastikan_versi(kegiatan: Kegiatan, seen_version: int | None, formulir: str | None = None) -> None:
    """Raise Conflict where somebody else has saved. Drafts of the very same open form are not somebody else: every
    other saving would have taken their mark away.
    """
    if formulir and kegiatan.isian and kegiatan.isian.get(FORMULIR) == formulir:
        return
    if seen_version is not None and seen_version != kegiatan.version:
        raise Conflict(P_("Kegiatan ini sudah disimpan dari tab atau perangkat lain sejak halaman dibuka."))


def buat(session: Session, pegawai: Pegawai, isi: IsiKegiatan, *, oleh: Pelaku, kunci: str | None = None) -> Kegiatan:
    """Log an activity. Raises MasukanSalah, Refused. `kunci` is the word of the form, which makes one row only."""
    kegiatan = _baru(session, pegawai, oleh, kunci)
    _tuliskan(session, kegiatan, pegawai, isi, oleh.hari_ini)
    session.flush()
    return kegiatan


def _baru(session: Session, pegawai: Pegawai, oleh: Pelaku, kunci: str | None) -> Kegiatan:
    if pegawai.id != oleh.pegawai_id:
        raise Refused([Alasan(P_("Hanya pemilik catatan kegiatan yang mengubahnya."), ATURAN, tentang_hak=True)])
    kegiatan = Kegiatan(pegawai_id=pegawai.id, kunci=kunci, berkas=[])
    session.add(kegiatan)
    return kegiatan


def ubah(
    session: Session,
    kegiatan: Kegiatan,
    isi: IsiKegiatan,
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
    formulir: str | None = None,
) -> None:
    """Save an activity anew; what was typed and not saved is settled by it. Raises MasukanSalah, Refused, Conflict.

    `formulir` is the mark of the open form, whose own drafts are no clash.
    """
    _pastikan_versi(kegiatan, seen_version, formulir)
    _pastikan_terbuka(kegiatan, oleh)
    _tuliskan(session, kegiatan, kegiatan.pegawai, isi, oleh.hari_ini)
    session.flush()


def simpan_draf(
    session: Session,
    kegiatan: Kegiatan | None,
    isian: Mapping[str, str],
    *,
    pegawai: Pegawai,
    oleh: Pelaku,
    kunci: str | None = None,
    seen_version: int | None = None,
    formulir: str | None = None,
) -> Kegiatan:
    """Keep the form as typed, readable or not. Raises Refused, Conflict.

    Saved values stay as they are: a half-typed figure never becomes one. Texts that the columns cannot hold are cut at
    MAKS_ISIAN, far above what the fields take.
    """
    if kegiatan is None:
        kegiatan = _baru(session, pegawai, oleh, kunci)
    else:
        _pastikan_versi(kegiatan, seen_version, formulir)
        _pastikan_terbuka(kegiatan, oleh)
    ketikan = {nama: isian[nama][:MAKS_ISIAN] for nama in BIDANG if isian.get(nama)}
    kegiatan.isian = {**ketikan, FORMULIR: formulir} if formulir else ketikan
    kegiatan.diubah_at = utcnow()
    session.flush()
    return kegiatan


def buang_isian(session: Session, kegiatan: Kegiatan, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Forget what was typed since the last saving. Raises Refused, Conflict."""
    _pastikan_versi(kegiatan, seen_version)
    _pastikan_terbuka(kegiatan, oleh)
    kegiatan.isian = None
    session.flush()


def hapus(session: Session, kegiatan: Kegiatan, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Take an activity out of the log; one that stands in a claim stays. Raises Refused, Conflict."""
    _pastikan_versi(kegiatan, seen_version)
    _pastikan_terbuka(kegiatan, oleh)
    kegiatan.dihapus_at = utcnow()
    session.flush()


def _tuliskan(session: Session, kegiatan: Kegiatan, pegawai: Pegawai, isi: IsiKegiatan, hari_ini: dt.date) -> None:
    galat = periksa_isi(isi, hari_ini)
    butir = None if isi.butir_id is None else session.get(ButirKegiatan, isi.butir_id)
    if isi.butir_id is not None and "tanggal_selesai" not in galat:
        jabatan = pegawai.jabatan_pada(isi.tanggal_selesai)
        galat |= periksa_butir(butir, jabatan.jenjang if jabatan else None, isi.tanggal_selesai)
    if galat:
        raise MasukanSalah(galat)
    if kegiatan.tanggal_selesai != isi.tanggal_selesai:
        kegiatan.ambang_diingatkan = None  # another date is another deadline: its notices begin anew
    kegiatan.uraian, kegiatan.keluaran = isi.uraian.strip(), isi.keluaran.strip()
    kegiatan.tanggal_mulai, kegiatan.tanggal_selesai = isi.tanggal_mulai, isi.tanggal_selesai
    kegiatan.jam_mulai, kegiatan.jam_selesai = isi.jam_mulai, isi.jam_selesai
    kegiatan.volume, kegiatan.rencana = isi.volume, isi.rencana
    kegiatan.butir, kegiatan.butir_id = butir, butir.id if butir else None
    kegiatan.aturan = butir.aturan if butir else None
    kegiatan.surat_tugas, kegiatan.tempat_bukti = isi.surat_tugas.strip(), isi.tempat_bukti.strip()
    kegiatan.keterangan = isi.keterangan.strip()
    kegiatan.isian, kegiatan.diubah_at = None, utcnow()


def periksa_isi(isi: IsiKegiatan, hari_ini: dt.date) -> dict[str, Pesan]:
    """What is wrong with an activity by itself, by field; empty when nothing is."""
    galat: dict[str, Pesan] = {}
    if not isi.uraian.strip():
        galat["uraian"] = P_("Tulis apa yang dikerjakan.")
    if isi.tanggal_selesai < isi.tanggal_mulai:
        galat["tanggal_selesai"] = P_("Tanggal selesai tidak boleh sebelum tanggal mulai.")
    elif not isi.rencana and isi.tanggal_selesai > hari_ini:
        galat["tanggal_selesai"] = P_("Kegiatan ini belum selesai. Tandai sebagai rencana, atau betulkan tanggalnya.")
    elif isi.tanggal_selesai > hari_ini + RENCANA_TERJAUH:
        galat["tanggal_selesai"] = P_("Tanggal ini terlalu jauh. Periksa kembali tahunnya.")
    elif aturan_pada(isi.tanggal_mulai) is None:
        galat["tanggal_mulai"] = P_("Tanggal ini sebelum peraturan tertua. Periksa kembali tahunnya.")
    if isi.volume is None:
        if not isi.rencana:
            galat["volume"] = P_("Tulis berapa banyak yang dihasilkan.")
    elif isi.volume <= 0:
        galat["volume"] = P_("Volume harus lebih dari nol.")
    elif isi.volume > VOLUME_TERBESAR:
        galat["volume"] = P_("Volume paling banyak %(batas)s. Periksa kembali angkanya.", batas=VOLUME_TERBESAR)
    return galat | _periksa_jam(isi)


def _periksa_jam(isi: IsiKegiatan) -> dict[str, Pesan]:
    if isi.jam_mulai is None and isi.jam_selesai is None:
        return {}
    if isi.jam_mulai is None or isi.jam_selesai is None:
        kosong = "jam_mulai" if isi.jam_mulai is None else "jam_selesai"
        return {kosong: P_("Isi jam mulai dan jam selesai, atau kosongkan keduanya.")}
    if isi.tanggal_mulai != isi.tanggal_selesai:
        return {"jam_mulai": P_("Jam diisi hanya untuk pekerjaan yang selesai pada hari yang sama.")}
    if isi.jam_selesai <= isi.jam_mulai:
        return {"jam_selesai": P_("Jam selesai harus sesudah jam mulai.")}
    return {}


def aturan_pada(tanggal: dt.date) -> Peraturan | None:
    """The rule set of the day, None before the oldest one."""
    try:
        return peraturan.untuk(tanggal)
    except PeraturanTidakAda:
        return None


def periksa_butir(butir: ButirKegiatan | None, jenjang: str | None, selesai: dt.date) -> dict[str, Pesan]:
    """The item must stand in the catalogue of the day on which the work ended, and in the officer's category.

    `jenjang` is his level on that day, None where he held no position.
    """
    aturan = aturan_pada(selesai)
    if butir is None:
        return {"butir_id": P_("Butir kegiatan itu tidak ada dalam katalog. Pilih dari saran.")}
    if aturan is None or butir.aturan != aturan.kunci:
        return {
            "butir_id": P_(
                "Kegiatan yang selesai %(tanggal)s dinilai dengan katalog lain daripada butir %(kode)s (%(katalog)s). "
                "Pilih butir lagi.",
                tanggal=selesai,
                kode=butir.kode,
                katalog=butir.aturan,
            )
        }
    if jenjang is not None and not sekategori(butir.kategori, jenjang):
        return {"butir_id": P_("Butir ini milik kategori lain, sehingga tidak dapat dinilai.")}
    return {}


def pasang_berkas(
    session: Session, kegiatan: Kegiatan, berkas: Sequence[BerkasMasuk], *, oleh: Pelaku, slot: str = SLOT_BUKTI
) -> int:
    """Keep stored files with the activity; returns how many are new. A file that is there already is not kept twice."""
    _pastikan_terbuka(kegiatan, oleh)
    ada = {b.sha256 for b in kegiatan.berkas if b.digantikan_at is None}
    baru = {b.sha256: b for b in berkas if b.sha256 not in ada}
    if len(kegiatan.berkas) + len(baru) > MAKS_BERKAS_BUTIR:
        raise MasukanSalah(
            {"berkas": P_("Satu kegiatan menyimpan paling banyak %(maks)s berkas.", maks=MAKS_BERKAS_BUTIR)}
        )
    for satu in baru.values():
        kegiatan.berkas.append(_berkas(satu, oleh, slot))
    if baru:
        kegiatan.diubah_at = utcnow()
        session.flush()
    return len(baru)


def ganti_berkas(
    session: Session,
    kegiatan: Kegiatan,
    lama_id: int,
    berkas: BerkasMasuk,
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> BerkasKegiatan:
    """Put a file in the place of another; the old one stays downloadable. Raises MasukanSalah, Refused, Conflict."""
    _pastikan_versi(kegiatan, seen_version)
    _pastikan_terbuka(kegiatan, oleh)
    lama = next((b for b in kegiatan.berkas if b.id == lama_id and b.digantikan_at is None), None)
    if lama is None:
        raise MasukanSalah({"berkas": P_("Berkas yang hendak diganti tidak ditemukan atau sudah diganti.")})
    if len(kegiatan.berkas) >= MAKS_BERKAS_BUTIR:
        raise MasukanSalah(
            {"berkas": P_("Satu kegiatan menyimpan paling banyak %(maks)s berkas.", maks=MAKS_BERKAS_BUTIR)}
        )
    lama.digantikan_at = kegiatan.diubah_at = utcnow()
    baru = _berkas(berkas, oleh, lama.slot)
    kegiatan.berkas.append(baru)
    session.flush()
    return baru


def _berkas(berkas: BerkasMasuk, oleh: Pelaku, slot: str) -> BerkasKegiatan:
    if oleh.pegawai_id is None:
        raise ValueError("bukti diunggah oleh orang")
    return BerkasKegiatan(
        slot=slot,
        nama_asli=berkas.nama_asli,
        tipe=berkas.tipe,
        ukuran=berkas.ukuran,
        sha256=berkas.sha256,
        diunggah_oleh_id=oleh.pegawai_id,
    )
