"""The items of a claim: their credit is worked out here from catalogue, volume and level, never taken from a form."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.batas_butir import HasilBatas
from workflow_app.kalkulator.butir import SATU, faktor_jenjang, kredit_butir, sekategori
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kelayakan import langkah_kp
from workflow_app.models import BuktiFile, ButirKegiatan, Dupak, DupakState, ItemDupak
from workflow_app.peraturan.regime import pergantian, regime_masa
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import Pemakaian, batas_berlaku, jumlah_item, ukur_batas
from workflow_app.services.karya import bagian_karya
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
    keluaran: str = ""
    """Title of the output."""
    jam_mulai: dt.time | None = None
    jam_selesai: dt.time | None = None
    """Time of day, of work that began and ended on one day."""
    karya_id: int | None = None
    """The joint work that this is a part of; the share stands with it."""


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
    elif (mulai := pergantian(isi.tanggal_mulai, isi.tanggal_selesai)) is not None:
        galat["tanggal_mulai"] = pesan_melintasi(mulai)
    galat |= _periksa_jam(isi)
    if galat:
        raise MasukanSalah(galat)


def _periksa_jam(isi: IsiButir) -> dict[str, Pesan]:
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


def tanpa_nilai(butir: ButirKegiatan) -> bool:
    """Whether value or level are unknown: such an item may be claimed, at 0 until somebody confirms them."""
    return butir.jenjang is None or (butir.angka_kredit is None and butir.persen is None)


def pesan_melintasi(mulai: dt.date) -> Pesan:
    """What to do with work on both sides of a change of law; `mulai` is the first day of the newer one."""
    return P_(
        "Kegiatan ini melintasi pergantian peraturan. Catat sebagai dua butir, sampai %(akhir)s dan sejak %(mulai)s, "
        "masing-masing dengan volumenya sendiri.",
        akhir=mulai - dt.timedelta(days=1),
        mulai=mulai,
    )


def hitung_butir(
    dupak: Dupak, butir: ButirKegiatan, volume: Decimal, bagian: Decimal = SATU
) -> tuple[Decimal, Decimal, Decimal]:
    """Credit per unit, level factor and credit of an activity. Raises MasukanSalah with the calculator's reason.

    The yearly limit is apart from this: `hitung_ulang` knows what else was claimed in the year.
    """
    aturan = peraturan.kunci(butir.aturan)
    if not sekategori(butir.kategori, dupak.jenjang):
        raise MasukanSalah({"butir_id": P_("Butir ini milik kategori lain, sehingga tidak dapat dinilai.")})
    kebutuhan = langkah_kp(aturan, golongan=dupak.golongan, jenjang=dupak.jenjang)
    kredit = kredit_butir(aturan, butir, volume, dupak.jenjang, kebutuhan_kp=kebutuhan, bagian=bagian)
    faktor = faktor_jenjang(aturan, dupak.jenjang, butir.jenjang).nilai
    if tanpa_nilai(butir) and (faktor is not None or butir.jenjang is None):
        return NOL, faktor or NOL, NOL
    if not kredit.dapat_dinilai:
        raise MasukanSalah({"butir_id": kredit.alasan})
    return kredit.satuan, kredit.faktor, kredit.nilai


def katalog_klaim(dupak: Dupak) -> list[str]:
    """Keys of the rule sets whose catalogue the claim may take items from, the oldest first."""
    return [a.kunci for a in regime_masa(dupak.masa_mulai, dupak.masa_selesai)]


def _butir_katalog(session: Session, dupak: Dupak, isi: IsiButir) -> ButirKegiatan:
    """The chosen catalogue item; it must stand in the catalogue of the day on which the work ended."""
    butir = session.get(ButirKegiatan, isi.butir_id)
    if butir is None or butir.aturan not in katalog_klaim(dupak):
        raise MasukanSalah({"butir_id": P_("Butir kegiatan itu tidak ada dalam katalog masa ini. Pilih dari daftar.")})
    aturan = peraturan.untuk(isi.tanggal_selesai)
    if butir.aturan != aturan.kunci:
        raise MasukanSalah(
            {
                "tanggal_selesai": P_(
                    "Kegiatan yang selesai %(tanggal)s dinilai dengan katalog %(regime)s, sedangkan butir %(kode)s "
                    "dari katalog %(katalog)s. Betulkan tanggalnya, atau pilih kegiatan lain dari katalog %(regime)s.",
                    tanggal=isi.tanggal_selesai,
                    regime=aturan.kunci,
                    kode=butir.kode,
                    katalog=butir.aturan,
                )
            }
        )
    return butir


def _tuliskan(session: Session, item: ItemDupak, dupak: Dupak, butir: ButirKegiatan, isi: IsiButir) -> None:
    if butir.ditutup_mulai is not None and isi.tanggal_selesai >= butir.ditutup_mulai:
        pesan = P_("Butir %(kode)s ditutup mulai %(mulai)s.", kode=butir.kode, mulai=butir.ditutup_mulai)
        raise MasukanSalah({"butir_id": pesan})
    item.karya_id, item.bagian = isi.karya_id, bagian_karya(session, isi.karya_id, dupak.subjek_id)
    satuan, faktor, jumlah = hitung_butir(dupak, butir, isi.volume, item.bagian)
    item.butir_id, item.aturan, item.kode = butir.id, butir.aturan, butir.kode
    item.butir_versi, item.pasti, item.volume_lebih = butir.versi, butir.pasti, NOL
    item.unsur, item.sub_unsur, item.uraian = butir.unsur, butir.sub_unsur, butir.uraian
    item.satuan_hasil, item.jenis, item.jenjang_butir = butir.satuan_hasil, butir.jenis, butir.jenjang or ""
    item.angka_satuan, item.faktor, item.volume, item.jumlah = satuan, faktor, isi.volume, jumlah
    item.tanggal_mulai, item.tanggal_selesai = isi.tanggal_mulai, isi.tanggal_selesai
    item.jam_mulai, item.jam_selesai = isi.jam_mulai, isi.jam_selesai
    item.keluaran = isi.keluaran.strip()
    item.surat_tugas, item.tempat_bukti = isi.surat_tugas.strip(), isi.tempat_bukti.strip()
    item.keterangan = isi.keterangan.strip()


def hitung_ulang(session: Session, dupak: Dupak, kode: Collection[str]) -> None:
    """Hold the items of these codes against the confirmed yearly limits: units above a limit earn nothing.

    Items that are locked keep what they have and count first; the others follow in their order.
    """
    item = [b for b in dupak.butir if b.kode in kode]
    terbatas = {b.id: b for b in _terbatas(session, {b.butir_id for b in item})}
    if not terbatas and not any(b.volume_lebih for b in item):
        return
    pemakaian = Pemakaian(session, dupak, {b.kode for b in terbatas.values()})
    for satu in sorted(item, key=lambda b: not b.terkunci):
        butir = terbatas.get(satu.butir_id)
        if not satu.terkunci:
            terpakai = pemakaian.terpakai(satu.kode, satu.tanggal_selesai)
            batas = ukur_batas(butir, satu.volume, terpakai) if butir else None
            satu.volume_lebih = batas.lebih if batas else NOL
            satu.jumlah = jumlah_item(satu)
        pemakaian.tambah(satu.kode, satu.tanggal_selesai, satu.volume - satu.volume_lebih)


def _terbatas(session: Session, butir_id: Collection[int]) -> Sequence[ButirKegiatan]:
    query = select(ButirKegiatan).where(ButirKegiatan.id.in_(butir_id), ButirKegiatan.batas_dikonfirmasi.is_not(None))
    return session.scalars(query).all()


def periksa_batas(
    session: Session,
    dupak: Dupak,
    butir: ButirKegiatan,
    volume: Decimal,
    selesai: dt.date,
    *,
    kecuali: ItemDupak | None = None,
) -> HasilBatas | None:
    """A volume held against the year's limit, with all else that this officer claims of the item in the year.

    `kecuali` is the item being edited. None where the catalogue has no limit. What a limit that nobody has confirmed
    says is a warning only.
    """
    if batas_berlaku(butir) is None:
        return None
    pemakaian = Pemakaian(session, dupak, {butir.kode})
    for satu in dupak.butir:
        if satu.kode == butir.kode and satu is not kecuali:
            pemakaian.tambah(satu.kode, satu.tanggal_selesai, satu.volume - satu.volume_lebih)
    return ukur_batas(butir, volume, pemakaian.terpakai(butir.kode, selesai))


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
    _tuliskan(session, item, dupak, _butir_katalog(session, dupak, isi), isi)
    dupak.butir.append(item)
    hitung_ulang(session, dupak, {item.kode})
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
        kode_lama = item.kode
        _tuliskan(session, item, dupak, _butir_katalog(session, dupak, isi), isi)
        hitung_ulang(session, dupak, {kode_lama, item.kode})
    touch(session, dupak)


def ubah_bukti(
    session: Session,
    item: ItemDupak,
    *,
    surat_tugas: str,
    tempat_bukti: str,
    keterangan: str,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """Change what an open item says of its proof, and nothing else: volume, days and output stay as they were."""
    pastikan_versi(item.dupak, seen_version)
    _pastikan_terbuka(item.dupak, item, oleh)
    item.surat_tugas, item.tempat_bukti = surat_tugas.strip(), tempat_bukti.strip()
    item.keterangan = keterangan.strip()
    touch(session, item.dupak)


def hapus_butir(session: Session, item: ItemDupak, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Remove an open item from a draft or a returned claim."""
    dupak = item.dupak
    pastikan_versi(dupak, seen_version)
    _pastikan_terbuka(dupak, item, oleh)
    if _hanya_bukti(dupak):
        raise Refused([Alasan(P_("Butir tidak dapat dihapus selama kelengkapan diminta."), ATURAN_UBAH)])
    dupak.butir.remove(item)
    hitung_ulang(session, dupak, {item.kode})
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
        menggantikan_id=lama.id if lama else None,
    )
    item.bukti.append(bukti)
    touch(session, item.dupak)
    return bukti
