"""Making a claim from the log: which activities it can take and why not the others, then the items made of them.

Files are copied as rows of the item (the bytes lie in the store once), so that a case never changes with the log.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from workflow_app.errors import MasukanSalah, Refused
from workflow_app.kalkulator.butir import faktor_jenjang
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import BuktiFile, ButirKegiatan, Dupak, ItemDupak, Kegiatan
from workflow_app.peraturan import kunci as peraturan_kunci
from workflow_app.peraturan.regime import pergantian
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.permissions import Pelaku, kegiatan_milik
from workflow_app.pesan import P_, Pesan
from workflow_app.services.butir import (
    BUTIR_TERBANYAK,
    VOLUME_TERBESAR,
    IsiButir,
    alasan_terkunci,
    hitung_butir,
    katalog_klaim,
    pesan_melintasi,
    tambah_butir,
)
from workflow_app.services.keadaan_kegiatan import MUAT, KalenderHangus, Keadaan, Tinjauan, tinjau
from workflow_app.services.kegiatan import aturan_pada
from workflow_app.services.unggahan import MAKS_BERKAS_BUTIR
from workflow_app.services.versi import pastikan_versi

TAMPIL_TERBANYAK = 1000
"""Activities that one page offers, the oldest first: twice what a claim holds."""
LUAR_TERBANYAK = 25
"""Activities outside the period that are shown as a reminder."""
MAKS_TEKS = 500
MAKS_SURAT = 200


@dataclass(frozen=True)
class Calon:
    """One activity before a claim: what it would bring, and why it cannot be taken, if it cannot."""

    tinjauan: Tinjauan
    nilai: Decimal | None
    alasan: tuple[Pesan, ...]
    perlu_surat_tugas: bool = False
    """Whether its level asks for a letter that is not named yet: it can be taken, but not sent so."""

    @property
    def kegiatan(self) -> Kegiatan:
        """The activity."""
        return self.tinjauan.kegiatan

    @property
    def layak(self) -> bool:
        """Whether the claim can take it."""
        return not self.alasan


@dataclass(frozen=True)
class KelompokCalon:
    """The activities of one element, in the order of their dates."""

    kode: str
    label: Pesan
    calon: list[Calon] = field(default_factory=list)

    @property
    def layak(self) -> list[Calon]:
        """Those that can be taken."""
        return [c for c in self.calon if c.layak]


@dataclass(frozen=True)
class Penawaran:
    """Everything that the page of a claim says of the log."""

    kelompok: Sequence[KelompokCalon]
    tertutup: Sequence[Calon]
    """Those that cannot be taken, with the reasons."""
    sudah: int
    """Activities that this very claim holds."""
    lebih: int
    """Activities of the period beyond TAMPIL_TERBANYAK, offered once the older ones are taken."""

    @property
    def layak(self) -> list[Calon]:
        """All that can be taken."""
        return [c for k in self.kelompok for c in k.layak]

    @property
    def jumlah(self) -> Decimal:
        """Credit of all that can be taken, each valued by itself; the items may round a thousandth otherwise."""
        return sum((c.nilai or NOL for c in self.layak), NOL)

    @property
    def berulang(self) -> dict[int, int]:
        """Catalogue items with more than one activity to take, and how many: they may be put together."""
        banyak: dict[int, int] = {}
        for c in self.layak:
            if c.kegiatan.butir_id is not None:
                banyak[c.kegiatan.butir_id] = banyak.get(c.kegiatan.butir_id, 0) + 1
        return {b: n for b, n in banyak.items() if n > 1}


def tawarkan(session: Session, dupak: Dupak, *, oleh: Pelaku) -> Penawaran:
    """The officer's activities before this claim, grouped by element. A fixed number of queries."""
    kalender = KalenderHangus(session, dupak.instansi_id)
    dalam = and_(Kegiatan.tanggal_selesai >= dupak.masa_mulai, Kegiatan.tanggal_selesai <= dupak.masa_selesai)
    milik = (kegiatan_milik(oleh), ~Kegiatan.rencana)
    urut = (Kegiatan.tanggal_selesai, Kegiatan.id)
    query = select(Kegiatan).where(*milik, dalam).order_by(*urut).options(*MUAT)
    baris = list(session.scalars(query.where(_bukan_milik(dupak)).limit(TAMPIL_TERBANYAK + 1)))
    luar = session.scalars(
        select(Kegiatan)
        .where(
            *milik,
            Kegiatan.item_id.is_(None),
            or_(Kegiatan.tanggal_selesai < dupak.masa_mulai, Kegiatan.tanggal_selesai > dupak.masa_selesai),
        )
        .order_by(Kegiatan.tanggal_selesai.desc(), Kegiatan.id.desc())
        .limit(LUAR_TERBANYAK)
        .options(*MUAT)
    )
    sudah, dalam_masa = session.execute(
        select(func.count().filter(~_bukan_milik(dupak)), func.count().filter(dalam)).where(*milik)
    ).one()
    calon = [_calon(dupak, k, oleh.hari_ini, kalender) for k in baris[:TAMPIL_TERBANYAK]]
    tertutup = [c for c in calon if not c.layak] + [_calon(dupak, k, oleh.hari_ini, kalender) for k in luar]
    lebih = max(0, dalam_masa - sudah - len(calon)) if len(baris) > TAMPIL_TERBANYAK else 0
    return Penawaran(_kelompokkan(dupak, [c for c in calon if c.layak]), tertutup, sudah, lebih)


def _bukan_milik(dupak: Dupak) -> ColumnElement[bool]:
    """Over `Kegiatan`: not in an item of this claim."""
    milik = select(ItemDupak.id).where(ItemDupak.dupak_id == dupak.id)
    return or_(Kegiatan.item_id.is_(None), Kegiatan.item_id.not_in(milik))


def _kelompokkan(dupak: Dupak, calon: Sequence[Calon]) -> list[KelompokCalon]:
    kelompok = {
        (kunci, u.kode): KelompokCalon(f"{kunci}-{u.kode}", Pesan(u.label))
        for kunci in katalog_klaim(dupak)
        for u in daftar_unsur(peraturan_kunci(kunci), dupak.kategori)
    }
    for c in calon:
        butir = c.kegiatan.butir
        if butir is not None:
            kelompok[butir.aturan, butir.unsur].calon.append(c)
    return [k for k in kelompok.values() if k.calon]


def _calon(dupak: Dupak, kegiatan: Kegiatan, hari_ini: dt.date, kalender: KalenderHangus) -> Calon:
    tinjauan = tinjau(kegiatan, hari_ini, kalender)
    alasan = list(_alasan(dupak, tinjauan))
    nilai, surat = None, False
    if kegiatan.butir is not None and kegiatan.volume is not None:
        try:
            _, _, nilai = hitung_butir(dupak, kegiatan.butir, kegiatan.volume)
        except MasukanSalah as galat:
            alasan += galat.galat.values()
        else:
            faktor = faktor_jenjang(peraturan_kunci(kegiatan.butir.aturan), dupak.jenjang, kegiatan.butir.jenjang)
            surat = faktor.perlu_surat_tugas and not kegiatan.surat_tugas
    return Calon(tinjauan, nilai, tuple(alasan), surat)


def _alasan(dupak: Dupak, tinjauan: Tinjauan) -> Iterator[Pesan]:
    """Why the claim cannot take the activity."""
    k = tinjauan.kegiatan
    if k.tanggal_selesai is None or k.tanggal_mulai is None or k.rencana or k.volume is None:
        yield P_("Kegiatan ini belum dicatat sebagai selesai.")
        return
    if tinjauan.dupak is not None:
        yield P_(
            "Sudah ada pada DUPAK lain, masa %(mulai)s s.d. %(selesai)s.",
            mulai=tinjauan.dupak.masa_mulai,
            selesai=tinjauan.dupak.masa_selesai,
        )
    if k.tanggal_mulai < dupak.masa_mulai or k.tanggal_selesai > dupak.masa_selesai:
        yield P_("Tanggalnya di luar masa penilaian DUPAK ini.")
    if tinjauan.keadaan is Keadaan.HANGUS and tinjauan.batas is not None:
        yield P_("Hangus: paling lambat diterima %(terakhir)s.", terakhir=tinjauan.batas.terakhir)
    if (mulai := pergantian(k.tanggal_mulai, k.tanggal_selesai)) is not None:
        yield pesan_melintasi(mulai)
    if k.butir is None:
        yield P_("Butir kegiatannya belum dipilih.")
    else:
        yield from _alasan_butir(k.butir, k.tanggal_selesai)
    if not tinjauan.berbukti:
        yield P_("Belum ada buktinya: unggah berkas, atau tulis tempat bukti fisiknya.")


def _alasan_butir(butir: ButirKegiatan, selesai: dt.date) -> Iterator[Pesan]:
    aturan = aturan_pada(selesai)
    if aturan is None or not aturan.ya("dupak.diterima"):
        yield P_("Kegiatan pada tanggal itu tidak dinilai dengan DUPAK.")
    elif butir.aturan != aturan.kunci:
        yield P_("Butirnya dari katalog peraturan lain; pilih butir lagi.")
    if butir.ditutup_mulai is not None and selesai >= butir.ditutup_mulai:
        yield P_("Butir %(kode)s ditutup mulai %(mulai)s.", kode=butir.kode, mulai=butir.ditutup_mulai)


@dataclass(frozen=True)
class HasilAmbil:
    """What taking came to."""

    butir: Sequence[ItemDupak]
    kegiatan: int
    """Activities taken now."""
    sudah: int
    """Activities that the claim held already: asking for them again changes nothing."""


def ambil(
    session: Session,
    dupak: Dupak,
    dipilih: Collection[int],
    *,
    oleh: Pelaku,
    gabung: Collection[int] = (),
    seen_version: int | None = None,
) -> HasilAmbil:
    """Make items of the chosen activities; `gabung` are catalogue items whose activities become one item.

    All or nothing. Raises Refused, MasukanSalah (with the activity that cannot be taken), Conflict. Asking again for
    what the claim holds already is no fault.
    """
    if alasan := alasan_terkunci(dupak, None, oleh):
        raise Refused(alasan)
    if len(dipilih) > TAMPIL_TERBANYAK:
        raise MasukanSalah(
            {"kegiatan": P_("Pilih paling banyak %(batas)s kegiatan sekaligus.", batas=TAMPIL_TERBANYAK)}
        )
    query = select(Kegiatan).where(Kegiatan.id.in_(dipilih), kegiatan_milik(oleh)).options(*MUAT)
    semua = session.scalars(query.order_by(Kegiatan.tanggal_selesai, Kegiatan.id)).all()
    if len(semua) < len(set(dipilih)):
        raise MasukanSalah({"kegiatan": P_("Ada kegiatan yang sudah dihapus. Muat ulang halaman, lalu pilih lagi.")})
    baru = [k for k in semua if k.item is None or k.item.dupak_id != dupak.id]
    sudah = len(semua) - len(baru)
    if not baru:
        if sudah:
            return HasilAmbil((), 0, sudah)
        raise MasukanSalah({"kegiatan": P_("Pilih sekurangnya satu kegiatan.")})
    pastikan_versi(dupak, seen_version)
    _pastikan_layak(session, dupak, baru, oleh)
    rumpun = list(_rumpun(baru, frozenset(gabung), oleh.hari_ini, KalenderHangus(session, dupak.instansi_id)))
    if len(dupak.butir) + len(rumpun) > BUTIR_TERBANYAK:
        pesan = P_(
            "Satu DUPAK memuat paling banyak %(batas)s butir; masih ada tempat untuk %(sisa)s.",
            batas=BUTIR_TERBANYAK,
            sisa=max(0, BUTIR_TERBANYAK - len(dupak.butir)),
        )
        raise MasukanSalah({"kegiatan": pesan})
    return HasilAmbil([_jadikan(session, dupak, satu, oleh) for satu in rumpun], len(baru), sudah)


def _pastikan_layak(session: Session, dupak: Dupak, daftar: Sequence[Kegiatan], oleh: Pelaku) -> None:
    kalender = KalenderHangus(session, dupak.instansi_id)
    for k in daftar:
        calon = _calon(dupak, k, oleh.hari_ini, kalender)
        if calon.alasan:
            isi = {"uraian": k.uraian[:80] or "–", "sebab": calon.alasan[0]}
            raise MasukanSalah({"kegiatan": P_("“%(uraian)s” tidak dapat diambil. %(sebab)s", **isi)})


def _rumpun(
    daftar: Sequence[Kegiatan], gabung: frozenset[int], hari_ini: dt.date, kalender: KalenderHangus
) -> Iterator[list[Kegiatan]]:
    """The activities that become one item each, in the order of their dates.

    Put together are only activities of one catalogue item, letter and year, because the yearly limit is counted by
    year; and those about to lapse stand apart, because an item is as young as its youngest work.
    """
    bersama: dict[tuple[object, ...], list[Kegiatan]] = {}
    for k in daftar:
        if k.butir_id not in gabung or k.tanggal_selesai is None:
            yield [k]
            continue
        segera = tinjau(k, hari_ini, kalender).ambang is not None
        bersama.setdefault((k.butir_id, k.surat_tugas, k.tanggal_selesai.year, segera), []).append(k)
    for rumpun in bersama.values():
        yield from _potong(rumpun)


def _potong(rumpun: Sequence[Kegiatan]) -> Iterator[list[Kegiatan]]:
    """So many to an item as its volume and its number of files allow."""
    isi: list[Kegiatan] = []
    sidik: set[str] = set()
    volume = NOL
    for k in rumpun:
        milik = {b.sha256 for b in k.berkas if b.digantikan_at is None}
        penuh = len(sidik | milik) > MAKS_BERKAS_BUTIR or volume + (k.volume or NOL) > VOLUME_TERBESAR
        if isi and penuh:
            yield isi
            isi, sidik, volume = [], set(), NOL
        isi.append(k)
        sidik |= milik
        volume += k.volume or NOL
    yield isi


def _jadikan(session: Session, dupak: Dupak, rumpun: Sequence[Kegiatan], oleh: Pelaku) -> ItemDupak:
    """One item of the claim from these activities, with copies of their files."""
    item = tambah_butir(session, dupak, _isi(rumpun), oleh=oleh)
    ada: set[str] = set()
    for berkas in (b for k in rumpun for b in k.berkas if b.digantikan_at is None and b.sha256 not in ada):
        ada.add(berkas.sha256)
        item.bukti.append(
            BuktiFile(
                nama_asli=berkas.nama_asli,
                tipe=berkas.tipe,
                ukuran=berkas.ukuran,
                sha256=berkas.sha256,
                diunggah_at=berkas.diunggah_at,
                diunggah_oleh_id=berkas.diunggah_oleh_id,
            )
        )
    session.flush()
    for k in rumpun:
        k.item, k.item_id = item, item.id
    session.flush()
    return item


def _isi(rumpun: Sequence[Kegiatan]) -> IsiButir:
    satu = rumpun[0]
    tunggal = len(rumpun) == 1
    mulai = min(k.tanggal_mulai for k in rumpun if k.tanggal_mulai is not None)
    selesai = max(k.tanggal_selesai for k in rumpun if k.tanggal_selesai is not None)
    if satu.butir_id is None:
        raise ValueError("kegiatan tanpa butir tidak dapat menjadi butir DUPAK")
    return IsiButir(
        butir_id=satu.butir_id,
        volume=sum((k.volume or NOL for k in rumpun), NOL),
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
        surat_tugas=satu.surat_tugas[:MAKS_SURAT],
        tempat_bukti=_gabungan(k.tempat_bukti for k in rumpun),
        keterangan=_gabungan(" ".join(filter(None, (k.uraian, k.keterangan))) for k in rumpun),
        keluaran=satu.keluaran[:MAKS_SURAT] if tunggal else "",
        jam_mulai=satu.jam_mulai if tunggal else None,
        jam_selesai=satu.jam_selesai if tunggal else None,
    )


def _gabungan(teks: Iterable[str]) -> str:
    """The different texts one after the other, cut where the field of the item ends."""
    isi = "; ".join(dict.fromkeys(t.strip() for t in teks if t.strip()))
    return isi if len(isi) <= MAKS_TEKS else isi[: MAKS_TEKS - 1].rstrip() + "…"
