"""Joint works: whoever takes part is written down once with his share, and the shares are the whole together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workflow_app.errors import Alasan, Conflict, MasukanSalah, Refused
from workflow_app.kalkulator.butir import SATU
from workflow_app.kalkulator.karya_tulis import (
    PEMBANTU,
    PERAN,
    SETARA,
    UTAMA,
    PenulisTidakDiatur,
    kali,
    pembagian_penulis,
)
from workflow_app.models import Dupak, DupakState, ItemDupak, Karya, Pegawai, PesertaKarya
from workflow_app.models.base import AngkaSatuan
from workflow_app.models.dupak import DUPAK_LEPAS
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.permissions import Pelaku
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import jumlah_item
from workflow_app.services import catatan
from workflow_app.states.engine import touch

PESERTA_TERBANYAK = 20
MAKS_TEKS = 255
DESIMAL_PERSEN = 4
"""Decimals of a share in per cent: what the database keeps of it."""
KARYA_TERBANYAK = 200
"""Works that one officer may write down, and that a choice offers, the newest first."""
BELUM_DIKIRIM = frozenset({DupakState.DRAF, DupakState.DIKEMBALIKAN})
_TERKIRIM = and_(
    Dupak.state.not_in(DUPAK_LEPAS),
    or_(
        Dupak.state.not_in(BELUM_DIKIRIM),
        ItemDupak.terkunci,
        and_(Dupak.state == DupakState.DIKEMBALIKAN, Dupak.dikembalikan_oleh == "minta_kelengkapan"),
    ),
)
"""A claim whose figures somebody vouched for: also one that was returned for its proofs alone."""
ATURAN = P_("karya bersama: bagian semua penulis bersama-sama seluruhnya")
LABEL_PERAN = {UTAMA: N_("penulis utama"), PEMBANTU: N_("penulis pembantu"), SETARA: N_("bagian setara")}


@dataclass(frozen=True, slots=True)
class IsiPeserta:
    """One author as written down: an officer by `nip`, or somebody from outside by `nama`. `persen`: his share."""

    persen: Decimal | None
    nip: str = ""
    nama: str = ""
    peran: str = SETARA


@dataclass(frozen=True, slots=True)
class IsiKarya:
    """A joint work as written down."""

    judul: str
    peserta: Sequence[IsiPeserta]


def buat(session: Session, isi: IsiKarya, *, oleh: Pelaku) -> Karya:
    """Write down a joint work in which the person takes part himself. Raises MasukanSalah."""
    if oleh.pegawai_id is None:
        raise ValueError("karya dicatat oleh orang")
    banyak = session.scalar(select(func.count()).where(Karya.pembuat_id == oleh.pegawai_id)) or 0
    if banyak >= KARYA_TERBANYAK:
        raise MasukanSalah({"judul": P_("Anda sudah mencatat %(banyak)s karya, yang terbanyak.", banyak=banyak)})
    karya = Karya(pembuat_id=oleh.pegawai_id, judul="")
    _tuliskan(session, karya, isi)
    session.add(karya)
    catatan.catat_tambah(session, karya, oleh)
    return karya


def ubah(session: Session, karya: Karya, isi: IsiKarya, *, oleh: Pelaku, seen_version: int | None = None) -> None:
    """Change title or shares while no author has sent his claim. Raises Refused, Conflict, MasukanSalah."""
    if seen_version is not None and seen_version != karya.version:
        raise Conflict(P_("Karya ini sudah berubah sejak halaman dibuka. Periksa data terbaru, lalu ulangi."))
    if alasan := alasan_terkunci(session, karya, oleh):
        raise Refused(alasan)
    dipakai = session.scalars(
        select(ItemDupak)
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .where(ItemDupak.karya_id == karya.id, Dupak.state.not_in(DUPAK_LEPAS))
        .options(joinedload(ItemDupak.dupak))
    ).all()
    _tuliskan(session, karya, isi, tetap={i.dupak.subjek_id for i in dipakai})
    session.flush()
    for item in dipakai:
        with catatan.perubahan(session, item, oleh):
            item.bagian = karya.bagian(item.dupak.subjek_id) or item.bagian
            item.jumlah = jumlah_item(item)
        touch(session, item.dupak)


def alasan_terkunci(session: Session, karya: Karya, oleh: Pelaku) -> list[Alasan]:
    """Why the person may not change this work now; empty when he may. The page asks here too."""
    if karya.pembuat_id != oleh.pegawai_id:
        return [Alasan(P_("Hanya yang mencatat karya ini yang mengubahnya."), ATURAN, tentang_hak=True)]
    terkirim = session.scalar(
        select(Dupak.id)
        .join(ItemDupak, ItemDupak.dupak_id == Dupak.id)
        .where(ItemDupak.karya_id == karya.id, _TERKIRIM)
        .limit(1)
    )
    if terkirim is not None:
        return [Alasan(P_("Karya ini sudah diusulkan oleh salah satu penulisnya, sehingga bagiannya tetap."), ATURAN)]
    return []


def terkunci(session: Session, pembuat_id: int) -> frozenset[int]:
    """Those of the works that an officer wrote down whose shares stay as they are, since a claim with one was sent."""
    return frozenset(
        session.scalars(
            select(ItemDupak.karya_id)
            .join(Dupak, Dupak.id == ItemDupak.dupak_id)
            .join(Karya, Karya.id == ItemDupak.karya_id)
            .where(Karya.pembuat_id == pembuat_id, _TERKIRIM)
            .distinct()
        )
    )


def karya_saya(session: Session, pegawai_id: int) -> Sequence[Karya]:
    """The works in which an officer takes part, his own first and then the newest, with their authors."""
    urutan = ((Karya.pembuat_id == pegawai_id).desc(), Karya.id.desc())
    return session.scalars(_milik(pegawai_id).order_by(*urutan).limit(KARYA_TERBANYAK)).all()


def karya_milik(session: Session, karya_id: int, oleh: Pelaku) -> Karya | None:
    """One of those works; None where the person has no part in it."""
    return None if oleh.pegawai_id is None else session.scalar(_milik(oleh.pegawai_id).where(Karya.id == karya_id))


def _milik(pegawai_id: int) -> Select[Karya]:
    ikut = select(PesertaKarya.karya_id).where(PesertaKarya.pegawai_id == pegawai_id)
    return (
        select(Karya)
        .where(Karya.id.in_(ikut))
        .options(joinedload(Karya.pembuat), selectinload(Karya.peserta).joinedload(PesertaKarya.pegawai))
    )


def sebutan_penulis(peserta: PesertaKarya, instansi_id: int) -> str:
    """An author as a reader of the institution may know him: by name, or as his NIP was typed if he is of another."""
    if peserta.pegawai is None:
        return peserta.nama
    return peserta.pegawai.nama if peserta.pegawai.instansi_id == instansi_id else peserta.pegawai.nip


def bagian_karya(session: Session, karya_id: int | None, pegawai_id: int) -> Decimal:
    """The share of an officer in a work, the whole where there is none. Raises MasukanSalah if he takes no part."""
    if karya_id is None:
        return SATU
    bagian = session.scalar(
        select(PesertaKarya.bagian).where(PesertaKarya.karya_id == karya_id, PesertaKarya.pegawai_id == pegawai_id)
    )
    if bagian is None:
        raise MasukanSalah({"karya_id": P_("Karya bersama itu tidak menyebut Anda sebagai penulis.")})
    return bagian


def usul_bagian(aturan: Peraturan, peran: Sequence[str]) -> list[Decimal]:
    """Shares in per cent that a rule set gives authors of these parts; what no share can express goes to the first.

    Raises MasukanSalah where the rules say nothing for such a list.
    """
    semua_setara = set(peran) == {SETARA}
    if not semua_setara and sorted(peran) != [*[PEMBANTU] * (len(peran) - 1), UTAMA]:
        raise MasukanSalah({"peserta": P_("Sebutkan satu penulis utama dan yang lain pembantu, atau semuanya setara.")})
    try:
        bagi = pembagian_penulis(aturan, len(peran), utama_diketahui=not semua_setara)
    except PenulisTidakDiatur as galat:
        raise MasukanSalah({"peserta": galat.pesan}) from galat
    if bagi.tidak_dinilai:
        raise MasukanSalah(
            {"peserta": P_("Paling banyak %(banyak)s pembantu mendapat bagian.", banyak=bagi.pembantu_dinilai)}
        )
    pasti = [bagi.bagian(p) or bagi.per_penulis[0] for p in peran]
    hasil = [kali(Decimal(100), b).quantize(Decimal(1).scaleb(-DESIMAL_PERSEN), ROUND_DOWN) for b in pasti]
    hasil[0] += 100 - sum(hasil)
    return hasil


def _tuliskan(session: Session, karya: Karya, isi: IsiKarya, tetap: Collection[int] = ()) -> None:
    """`tetap`: officers whose claims hold a part of it, and who therefore stay among the authors."""
    galat: dict[str, Pesan] = {}
    judul = isi.judul.strip()
    if not judul:
        galat["judul"] = P_("Tulis judul karyanya.")
    elif len(judul) > MAKS_TEKS:
        galat["judul"] = P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_TEKS)
    pegawai = _pegawai(session, {p.nip.strip() for p in isi.peserta if p.nip.strip()})
    baris: list[PesertaKarya] = []
    for nomor, p in enumerate(isi.peserta):
        satu = _peserta(nomor, p, pegawai, {b.pegawai_id for b in baris if b.pegawai_id}, galat)
        if satu is not None:
            baris.append(satu)
    if not galat:
        _periksa_jumlah(karya, baris, galat)
        if hilang := set(tetap) - {b.pegawai_id for b in baris if b.pegawai_id}:
            nama = session.scalars(select(Pegawai.nama).where(Pegawai.id.in_(hilang)).order_by(Pegawai.nama)).all()
            galat.setdefault(
                "peserta",
                P_(
                    "%(nama)s sudah memakai karya ini pada DUPAK-nya, sehingga tetap disebut sebagai penulis.",
                    nama=", ".join(nama),
                ),
            )
    if galat:
        raise MasukanSalah(galat)
    karya.judul = judul
    lama = {(p.pegawai_id, p.nama): p for p in karya.peserta}
    karya.peserta[:] = [_perbarui(lama.get((b.pegawai_id, b.nama)), b) for b in baris]


def _perbarui(lama: PesertaKarya | None, baru: PesertaKarya) -> PesertaKarya:
    """The stored line with its new figures, so that an author who stays is the same row."""
    if lama is None:
        return baru
    lama.urutan, lama.peran, lama.bagian = baru.urutan, baru.peran, baru.bagian
    return lama


def _pegawai(session: Session, nip: Collection[str]) -> dict[str, Pegawai]:
    return {p.nip: p for p in session.scalars(select(Pegawai).where(Pegawai.nip.in_(nip)))}


def _peserta(
    nomor: int, p: IsiPeserta, pegawai: dict[str, Pegawai], sudah: set[int], galat: dict[str, Pesan]
) -> PesertaKarya | None:
    """One author's line; faults go to `galat` under `peserta-<number>-<field>`."""
    awalan, nip, nama = f"peserta-{nomor}", p.nip.strip(), p.nama.strip()
    orang = pegawai.get(nip)
    if nip and orang is None:
        galat[f"{awalan}-nip"] = P_("NIP ini tidak terdaftar. Periksa, atau tulis namanya sebagai penulis dari luar.")
    elif orang is not None and orang.id in sudah:
        galat[f"{awalan}-nip"] = P_("Penulis ini sudah disebut.")
    elif orang is None and not nama:
        galat[f"{awalan}-nip"] = P_("Tulis NIP pegawai, atau nama penulis dari luar.")
    elif len(nama) > MAKS_TEKS:
        galat[f"{awalan}-nama"] = P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_TEKS)
    if p.peran not in PERAN:
        galat[f"{awalan}-peran"] = P_("Pilih salah satu dari daftar.")
    if p.persen is None:
        galat[f"{awalan}-persen"] = P_("Tulis bagiannya dalam persen.")
    elif not 0 < p.persen <= 100:  # noqa: PLR2004 - per cent
        galat[f"{awalan}-persen"] = P_("Bagian lebih dari 0 dan paling banyak 100 persen.")
    elif p.persen != round(p.persen, DESIMAL_PERSEN):
        galat[f"{awalan}-persen"] = P_("Paling banyak %(jumlah)s angka di belakang koma.", jumlah=DESIMAL_PERSEN)
    if any(k.startswith(f"{awalan}-") for k in galat):
        return None
    bagian = AngkaSatuan.tepat((p.persen or SATU) / 100)
    return PesertaKarya(
        urutan=nomor, pegawai_id=orang.id if orang else None, nama="" if orang else nama, peran=p.peran, bagian=bagian
    )


def _periksa_jumlah(karya: Karya, baris: Sequence[PesertaKarya], galat: dict[str, Pesan]) -> None:
    jumlah = sum((b.bagian for b in baris), Decimal(0))
    if len(baris) < 2:  # noqa: PLR2004 - joint
        galat["peserta"] = P_("Karya bersama punya sekurangnya dua penulis.")
    elif len(baris) > PESERTA_TERBANYAK:
        galat["peserta"] = P_("Paling banyak %(batas)s penulis.", batas=PESERTA_TERBANYAK)
    elif karya.pembuat_id not in {b.pegawai_id for b in baris}:
        galat["peserta"] = P_("Sebutkan diri Anda di antara para penulis.")
    elif jumlah != SATU:
        galat["peserta"] = P_(
            "Bagian semua penulis harus berjumlah 100 persen; sekarang %(jumlah)s.", jumlah=(jumlah * 100).normalize()
        )
