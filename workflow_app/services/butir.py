"""The items of a claim: their credit is worked out here from catalogue, volume and level, never taken from a form."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.butir import angka_kredit_persen, faktor_jenjang, kredit_butir
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.models import BuktiFile, ButirKegiatan, Dupak, DupakState, ItemDupak
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import touch
from workflow_app.waktu import utcnow

DAPAT_DIUBAH = frozenset({DupakState.DRAF, DupakState.DIKEMBALIKAN})
VOLUME_TERBESAR = Decimal(1_000_000)
BUTIR_TERBANYAK = 500
"""Items of one claim: several times the work of the busiest officer, and what its pages can still show."""
ATURAN_UBAH = P_("alur dupak: butir terkunci sejak diajukan, dan terbuka pada baris yang dikembalikan")


@dataclass(frozen=True)
class IsiButir:
    """What the officer says of one activity."""

    butir_id: int
    volume: Decimal
    tanggal_mulai: dt.date
    tanggal_selesai: dt.date
    surat_tugas: str = ""
    tempat_bukti: str = ""
    keterangan: str = ""


def alasan_terkunci(dupak: Dupak, item: ItemDupak | None, pelaku: Pelaku) -> list[Alasan]:
    """Why the officer may not change this item (None: add one) now; empty when he may. The page asks here too."""
    if dupak.subjek_id != pelaku.pegawai_id:
        return [Alasan(P_("Hanya pemilik DUPAK yang mengubah butirnya."), ATURAN_UBAH, tentang_hak=True)]
    if dupak.state not in DAPAT_DIUBAH:
        return [Alasan(P_("DUPAK sudah diajukan; butirnya terkunci."), ATURAN_UBAH)]
    if item is None and dupak.dikembalikan_oleh == "minta_kelengkapan":
        return [Alasan(P_("Sekretariat hanya meminta kelengkapan; butir baru tidak dapat ditambahkan."), ATURAN_UBAH)]
    if item is not None and item.terkunci:
        return [Alasan(P_("Butir %(kode)s tidak diminta untuk diubah.", kode=item.kode), ATURAN_UBAH)]
    return []


def _hanya_bukti(dupak: Dupak) -> bool:
    """Whether the answer to a request may add proof only: volumes and other items stay as they were."""
    return dupak.dikembalikan_oleh == "minta_kelengkapan"


def _pastikan_terbuka(dupak: Dupak, item: ItemDupak | None, oleh: Pelaku) -> None:
    if alasan := alasan_terkunci(dupak, item, oleh):
        raise Refused(alasan)


def _periksa(dupak: Dupak, isi: IsiButir, hari_ini: dt.date) -> None:
    galat: dict[str, Pesan] = {}
    if isi.volume <= 0:
        galat["volume"] = P_("Volume harus lebih dari nol.")
    elif isi.volume > VOLUME_TERBESAR:
        galat["volume"] = P_("Volume paling banyak %(batas)s. Periksa kembali angkanya.", batas=VOLUME_TERBESAR)
    if isi.tanggal_selesai < isi.tanggal_mulai:
        galat["tanggal_selesai"] = P_("Tanggal selesai tidak boleh sebelum tanggal mulai.")
    elif isi.tanggal_selesai > hari_ini:
        galat["tanggal_selesai"] = P_("Kegiatan yang belum selesai belum dapat diusulkan.")
    elif isi.tanggal_mulai < dupak.masa_mulai or isi.tanggal_selesai > dupak.masa_selesai:
        galat["tanggal_mulai"] = P_(
            "Tanggal kegiatan harus di dalam masa penilaian %(mulai)s s.d. %(selesai)s.",
            mulai=dupak.masa_mulai,
            selesai=dupak.masa_selesai,
        )
    if galat:
        raise MasukanSalah(galat)


def hitung_butir(dupak: Dupak, butir: ButirKegiatan, volume: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Credit per unit, level factor and credit of an activity. Raises MasukanSalah with the calculator's reason."""
    aturan = peraturan.kunci(dupak.aturan)
    kebutuhan = langkah_kp(aturan, golongan=dupak.golongan, jenjang=dupak.jenjang)
    kredit = kredit_butir(aturan, butir, volume, dupak.jenjang, kebutuhan_kp=kebutuhan)
    faktor = faktor_jenjang(aturan, dupak.jenjang, butir.jenjang).nilai
    satuan = butir.angka_kredit
    if butir.persen is not None and kebutuhan is not None:
        satuan = angka_kredit_persen(butir.persen, kebutuhan)
    if not kredit.dapat_dinilai or faktor is None or satuan is None:
        raise MasukanSalah({"butir_id": kredit.alasan})
    return satuan, faktor, kredit.nilai


def _butir_katalog(session: Session, dupak: Dupak, butir_id: int) -> ButirKegiatan:
    butir = session.get(ButirKegiatan, butir_id)
    if butir is None or butir.aturan != dupak.aturan:
        raise MasukanSalah({"butir_id": P_("Butir kegiatan itu tidak ada dalam katalog masa ini. Pilih dari daftar.")})
    return butir


def _tuliskan(item: ItemDupak, dupak: Dupak, butir: ButirKegiatan, isi: IsiButir) -> None:
    satuan, faktor, jumlah = hitung_butir(dupak, butir, isi.volume)
    item.butir_id, item.aturan, item.kode = butir.id, butir.aturan, butir.kode
    item.unsur, item.sub_unsur, item.uraian = butir.unsur, butir.sub_unsur, butir.uraian
    item.satuan_hasil, item.jenis, item.jenjang_butir = butir.satuan_hasil, butir.jenis, butir.jenjang or ""
    item.angka_satuan, item.faktor, item.volume, item.jumlah = satuan, faktor, isi.volume, jumlah
    item.tanggal_mulai, item.tanggal_selesai = isi.tanggal_mulai, isi.tanggal_selesai
    item.surat_tugas, item.tempat_bukti = isi.surat_tugas.strip(), isi.tempat_bukti.strip()
    item.keterangan = isi.keterangan.strip()


def tambah_butir(
    session: Session, dupak: Dupak, isi: IsiButir, *, oleh: Pelaku, seen_version: int | None = None
) -> ItemDupak:
    """Add an activity to a claim that is open to change. Raises Refused, MasukanSalah, Conflict."""
    pastikan_versi(dupak, seen_version)
    _pastikan_terbuka(dupak, None, oleh)
    if len(dupak.butir) >= BUTIR_TERBANYAK:
        raise MasukanSalah({"butir_id": P_("Satu DUPAK memuat paling banyak %(batas)s butir.", batas=BUTIR_TERBANYAK)})
    _periksa(dupak, isi, oleh.hari_ini)
    item = ItemDupak(urutan=len(dupak.butir) + 1)
    _tuliskan(item, dupak, _butir_katalog(session, dupak, isi.butir_id), isi)
    dupak.butir.append(item)
    touch(session, dupak)
    return item


def ubah_butir(
    session: Session, item: ItemDupak, isi: IsiButir, *, oleh: Pelaku, seen_version: int | None = None
) -> None:
    """Change an open item; while completeness is asked, only its proof and remarks."""
    dupak = item.dupak
    pastikan_versi(dupak, seen_version)
    _pastikan_terbuka(dupak, item, oleh)
    if _hanya_bukti(dupak):
        item.surat_tugas, item.tempat_bukti = isi.surat_tugas.strip(), isi.tempat_bukti.strip()
        item.keterangan = isi.keterangan.strip()
    else:
        _periksa(dupak, isi, oleh.hari_ini)
        _tuliskan(item, dupak, _butir_katalog(session, dupak, isi.butir_id), isi)
    touch(session, dupak)


def hapus_butir(session: Session, item: ItemDupak, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Remove an open item from a draft or a returned claim."""
    dupak = item.dupak
    pastikan_versi(dupak, seen_version)
    _pastikan_terbuka(dupak, item, oleh)
    if _hanya_bukti(dupak):
        raise Refused([Alasan(P_("Butir tidak dapat dihapus selama kelengkapan diminta."), ATURAN_UBAH)])
    dupak.butir.remove(item)
    touch(session, dupak)


@dataclass(frozen=True)
class BerkasMasuk:
    """An upload that was checked and stored."""

    nama_asli: str
    tipe: str
    ukuran: int
    sha256: str


def pasang_bukti(
    session: Session, item: ItemDupak, berkas: BerkasMasuk, *, oleh: Pelaku, menggantikan_id: int | None = None
) -> BuktiFile:
    """Attach a stored file as proof; a replaced one stays downloadable in the history of the item."""
    _pastikan_terbuka(item.dupak, item, oleh)
    if oleh.pegawai_id is None:
        raise ValueError("bukti diunggah oleh orang")
    lama = next((f for f in item.bukti if f.id == menggantikan_id and f.digantikan_at is None), None)
    if menggantikan_id is not None and lama is None:
        raise MasukanSalah({"berkas": P_("Berkas yang hendak diganti tidak ditemukan atau sudah diganti.")})
    if lama is not None:
        lama.digantikan_at = utcnow()
    bukti = BuktiFile(
        nama_asli=berkas.nama_asli,
        tipe=berkas.tipe,
        ukuran=berkas.ukuran,
        sha256=berkas.sha256,
        diunggah_oleh_id=oleh.pegawai_id,
    )
    item.bukti.append(bukti)
    touch(session, item.dupak)
    return bukti


def cari_butir(session: Session, dupak: Dupak, kata: str, batas: int = 25) -> list[ButirKegiatan]:
    """Catalogue items for this officer whose text holds every word; own level first."""
    query = select(ButirKegiatan).where(
        ButirKegiatan.aturan == dupak.aturan, ButirKegiatan.kategori.in_((dupak.kategori, "semua"))
    )
    for satu in kata.lower().split()[:8]:
        query = query.where(ButirKegiatan.kata_cari.contains(satu, autoescape=True))
    query = query.order_by(ButirKegiatan.jenjang != dupak.jenjang, ButirKegiatan.kode).limit(batas)
    return list(session.scalars(query))
