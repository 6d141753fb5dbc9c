"""What this application holds of a person against the latest personnel sheet of his institution: named findings.

Ten kinds of finding, and no other; nothing is ever changed by a comparison. Rank and position are those that our
histories have for the day of the sheet, so that a raise after that day is no difference. What is compared how:

- everywhere letter case and spaces do not count;
- in names academic degrees and titles do not count either ("Drs. BUDI, M.Kom." is "Budi");
- in ranks and Karpeg numbers punctuation does not count ("IIIa" is "III/a");
- a position is the same under each name that the rule sets know it by.
"""

import datetime as dt
import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, raiseload, selectinload

from workflow_app import peraturan
from workflow_app.models import (
    BarisKepegawaian,
    Dupak,
    LembarKepegawaian,
    Pegawai,
    RiwayatJabatan,
)
from workflow_app.peraturan.jenjang import KATEGORI, nama_jenjang
from workflow_app.permissions import Pelaku, kepegawaian_terlihat
from workflow_app.pesan import N_, P_, Pesan

GELAR_DEPAN = frozenset({"prof", "dr", "drs", "dra", "ir", "h", "hj", "kh", "apt", "ns"})
_BUKAN_HURUF = re.compile(r"[^0-9a-z]+")
_JABATAN = "pranata komputer "


class JenisBeda(enum.Enum):
    """The ten kinds of difference."""

    NIP = "nip"
    NAMA = "nama"
    KARPEG = "karpeg"
    TANGGAL_LAHIR = "tanggal_lahir"
    PANGKAT = "pangkat"
    TMT_PANGKAT = "tmt_pangkat"
    JABATAN = "jabatan"
    TMT_JABATAN = "tmt_jabatan"
    PENDIDIKAN = "pendidikan"
    UNIT = "unit"


LABEL_BEDA: Mapping[JenisBeda, str] = {
    JenisBeda.NIP: N_("NIP tidak ada pada lembar"),
    JenisBeda.NAMA: N_("Nama"),
    JenisBeda.KARPEG: N_("Nomor Karpeg"),
    JenisBeda.TANGGAL_LAHIR: N_("Tanggal lahir"),
    JenisBeda.PANGKAT: N_("Golongan ruang"),
    JenisBeda.TMT_PANGKAT: N_("TMT pangkat"),
    JenisBeda.JABATAN: N_("Jabatan"),
    JenisBeda.TMT_JABATAN: N_("TMT jabatan"),
    JenisBeda.PENDIDIKAN: N_("Pendidikan"),
    JenisBeda.UNIT: N_("Unit kerja"),
}


@dataclass(frozen=True)
class DataOrang:
    """What is compared of a person; empty where nothing is recorded."""

    nip: str
    nama: str
    nomor_karpeg: str
    tanggal_lahir: dt.date | None
    golongan: str
    tmt_golongan: dt.date | None
    jabatan: str
    """Code of the level, else the title of the post."""
    tmt_jabatan: dt.date | None
    pendidikan: str
    unit: str


@dataclass(frozen=True)
class Beda:
    """One finding: the kind, what stands here, what stands in the sheet."""

    jenis: JenisBeda
    di_sini: str | dt.date
    di_lembar: str | dt.date
    """Of a NIP that is not in the sheet: the NIP under which the same person seems to stand there, or ''."""

    @property
    def label(self) -> Pesan:
        """The kind in words."""
        return Pesan(LABEL_BEDA[self.jenis])


@dataclass(frozen=True)
class HasilBanding:
    """One person against a sheet. `lembar` None: the institution has none, and nothing was compared."""

    lembar: LembarKepegawaian | None
    beda: Sequence[Beda] = ()

    @property
    def cocok(self) -> bool:
        """Whether there is a sheet and nothing differs."""
        return self.lembar is not None and not self.beda


@dataclass(frozen=True)
class BarisBeda:
    """An officer of the list with what differs."""

    pegawai: Pegawai
    beda: Sequence[Beda]


@dataclass(frozen=True)
class DaftarBeda:
    """The list for an institution: officers compared, those who differ, and people of the sheet who are not here."""

    lembar: LembarKepegawaian | None
    dibandingkan: int
    baris: Sequence[BarisBeda]

    @property
    def banyak(self) -> int:
        """Findings of all officers."""
        return sum(len(b.beda) for b in self.baris)


# How values are read


def _rapat(teks: str) -> str:
    return " ".join(teks.casefold().split())


def kunci_nama(nama: str) -> str:
    """A name without degrees, titles, punctuation, letter case and spare spaces."""
    depan, *_gelar_belakang = nama.casefold().split(",")
    kata = [k for k in _BUKAN_HURUF.split(depan) if k]
    while len(kata) > 1 and kata[0] in GELAR_DEPAN:
        kata = kata[1:]
    return " ".join(kata)


def _tanpa_tanda(teks: str) -> str:
    return _BUKAN_HURUF.sub("", teks.casefold())


@cache
def _nama_jabatan() -> Mapping[str, str]:
    """Code of a level by every name that a rule set has for it, with and without the name of the position."""
    hasil: dict[str, str] = {}
    for kunci in ("R2003", "R2020", "R2023"):
        for kategori in KATEGORI:
            for jenjang in peraturan.umum().daftar(f"kategori.{kategori}"):
                nama = _rapat(nama_jenjang(peraturan.kunci(kunci), jenjang))
                hasil |= {nama: jenjang, nama.removeprefix(_JABATAN): jenjang, jenjang: jenjang}
                hasil[jenjang.replace("_", " ")] = jenjang
    return hasil


def _jabatan(teks: str) -> str:
    rapat = _rapat(teks)
    return _nama_jabatan().get(rapat, rapat)


def _golongan(teks: str) -> str:
    """`Penata Muda, III/a` and `III/a` alike: the last word that looks like a rank."""
    return _tanpa_tanda(teks.rpartition(",")[2] or teks)


# Comparing


def data_pegawai(pegawai: Pegawai, tanggal: dt.date) -> DataOrang:
    """A person as recorded here, with rank and position of that day. Reads histories and unit, which must be loaded."""
    pangkat, jabatan = pegawai.pangkat_pada(tanggal), pegawai.jabatan_pada(tanggal)
    return DataOrang(
        nip=pegawai.nip,
        nama=pegawai.nama,
        nomor_karpeg=pegawai.nomor_karpeg,
        tanggal_lahir=pegawai.tanggal_lahir,
        golongan=pangkat.golongan if pangkat else "",
        tmt_golongan=pangkat.tmt if pangkat else None,
        jabatan=jabatan.jenjang if jabatan else pegawai.jabatan_struktural,
        tmt_jabatan=jabatan.tmt if jabatan else None,
        pendidikan=pegawai.pendidikan,
        unit=pegawai.unit.nama,
    )


def bandingkan(orang: DataOrang, baris: BarisKepegawaian | None, nip_lain: str = "") -> list[Beda]:
    """What differs; a person who is not in the sheet has the one finding that says so."""
    if baris is None:
        return [Beda(JenisBeda.NIP, orang.nip, nip_lain)]
    semua: tuple[tuple[JenisBeda, str | dt.date | None, str | dt.date | None, Callable[[str], str]], ...] = (
        (JenisBeda.NAMA, orang.nama, baris.nama, kunci_nama),
        (JenisBeda.KARPEG, orang.nomor_karpeg, baris.nomor_karpeg, _tanpa_tanda),
        (JenisBeda.TANGGAL_LAHIR, orang.tanggal_lahir, baris.tanggal_lahir, str),
        (JenisBeda.PANGKAT, orang.golongan, baris.golongan, _golongan),
        (JenisBeda.TMT_PANGKAT, orang.tmt_golongan, baris.tmt_golongan, str),
        (JenisBeda.JABATAN, orang.jabatan, baris.jabatan, _jabatan),
        (JenisBeda.TMT_JABATAN, orang.tmt_jabatan, baris.tmt_jabatan, str),
        (JenisBeda.PENDIDIKAN, orang.pendidikan, baris.pendidikan, _rapat),
        (JenisBeda.UNIT, orang.unit, baris.unit, _rapat),
    )
    return [
        Beda(jenis, sini or "", lembar)
        for jenis, sini, lembar, baca in semua
        if lembar and _dibaca(sini, baca) != _dibaca(lembar, baca)
    ]


def _dibaca(nilai: str | dt.date | None, baca: Callable[[str], str]) -> str | dt.date | None:
    return baca(nilai) if isinstance(nilai, str) else nilai


def lembar_terakhir(session: Session, instansi_id: int) -> LembarKepegawaian | None:
    """The sheet of the latest day; of one day the one brought in last."""
    return session.scalars(
        select(LembarKepegawaian)
        .where(LembarKepegawaian.instansi_id == instansi_id)
        .order_by(LembarKepegawaian.per_tanggal.desc(), LembarKepegawaian.id.desc())
        .limit(1)
    ).first()


def banding_pegawai(session: Session, pegawai: Pegawai) -> HasilBanding:
    """One person as he is recorded now: what his next claim would freeze."""
    lembar = lembar_terakhir(session, pegawai.instansi_id)
    if lembar is None:
        return HasilBanding(None)
    orang = data_pegawai(pegawai, lembar.per_tanggal)
    return HasilBanding(lembar, _cari(session, lembar, orang))


def banding_dupak(session: Session, dupak: Dupak) -> HasilBanding:
    """A claim: what it froze of the person, with rank and position of the day of the sheet.

    While the officer still writes, it is what his record says today, because sending freezes it anew.
    """
    if dupak.diajukan_pada is None or dupak.state.value in ("draf", "dikembalikan"):
        return banding_pegawai(session, dupak.subjek)
    lembar = lembar_terakhir(session, dupak.instansi_id)
    if lembar is None:
        return HasilBanding(None)
    beku, kini = dupak.identitas, data_pegawai(dupak.subjek, lembar.per_tanggal)
    lahir = beku.get("tanggal_lahir")
    orang = DataOrang(
        nip=beku["nip"],
        nama=beku["nama"],
        nomor_karpeg=beku.get("karpeg", ""),
        tanggal_lahir=dt.date.fromisoformat(lahir) if lahir else None,
        golongan=kini.golongan,
        tmt_golongan=kini.tmt_golongan,
        jabatan=kini.jabatan,
        tmt_jabatan=kini.tmt_jabatan,
        pendidikan=beku.get("pendidikan", ""),
        unit=beku["unit"],
    )
    return HasilBanding(lembar, _cari(session, lembar, orang))


def _cari(session: Session, lembar: LembarKepegawaian, orang: DataOrang) -> list[Beda]:
    """His row in one query, with rows of the same day of birth for the case that his NIP is not there."""
    semua = session.scalars(
        select(BarisKepegawaian)
        .where(
            BarisKepegawaian.lembar_id == lembar.id,
            or_(
                BarisKepegawaian.nip == orang.nip,
                and_(
                    BarisKepegawaian.tanggal_lahir.is_not(None), BarisKepegawaian.tanggal_lahir == orang.tanggal_lahir
                ),
            ),
        )
        .order_by(BarisKepegawaian.nomor)
    ).all()
    milik = next((b for b in semua if b.nip == orang.nip), None)
    return bandingkan(orang, milik, _nip_lain(orang, semua))


def _nip_lain(orang: DataOrang, calon: Iterable[BarisKepegawaian]) -> str:
    """The NIP of a row with the same name and day of birth."""
    kunci = kunci_nama(orang.nama)
    return next(
        (b.nip for b in calon if b.tanggal_lahir == orang.tanggal_lahir and kunci_nama(b.nama) == kunci),
        "",
    )


def daftar_beda(session: Session, pelaku: Pelaku, instansi_id: int) -> DaftarBeda:
    """Every active officer of the institution in the reader's scope, against its latest sheet; those who differ.

    The same number of queries for any number of officers up to the size of a batch of loading.
    """
    lembar = lembar_terakhir(session, instansi_id)
    if lembar is None:
        return DaftarBeda(None, 0, ())
    jabatan = aliased(RiwayatJabatan)
    menjabat = select(jabatan.id).where(jabatan.pegawai_id == Pegawai.id, jabatan.tmt <= lembar.per_tanggal).exists()
    orang = session.scalars(
        select(Pegawai)
        .where(Pegawai.instansi_id == instansi_id, Pegawai.aktif, menjabat, kepegawaian_terlihat(pelaku))
        .options(
            selectinload(Pegawai.riwayat_pangkat),
            selectinload(Pegawai.riwayat_jabatan),
            joinedload(Pegawai.unit),
            raiseload("*"),
        )
        .order_by(Pegawai.nama, Pegawai.id)
    ).all()
    semua = session.scalars(
        select(BarisKepegawaian).where(BarisKepegawaian.lembar_id == lembar.id).order_by(BarisKepegawaian.nomor)
    ).all()
    per_nip = {b.nip: b for b in semua}
    per_lahir: dict[dt.date, list[BarisKepegawaian]] = {}
    for b in semua:
        if b.tanggal_lahir is not None:
            per_lahir.setdefault(b.tanggal_lahir, []).append(b)
    hasil = []
    for p in orang:
        data = data_pegawai(p, lembar.per_tanggal)
        calon = per_lahir.get(p.tanggal_lahir, ()) if p.tanggal_lahir else ()
        if beda := bandingkan(data, per_nip.get(p.nip), _nip_lain(data, calon)):
            hasil.append(BarisBeda(p, beda))
    return DaftarBeda(lembar, len(orang), hasil)


def riwayat_lembar(session: Session, instansi_id: int, batas: int = 20) -> Sequence[LembarKepegawaian]:
    """Sheets of an institution, the latest day first."""
    return session.scalars(
        select(LembarKepegawaian)
        .where(LembarKepegawaian.instansi_id == instansi_id)
        .order_by(LembarKepegawaian.per_tanggal.desc(), LembarKepegawaian.id.desc())
        .limit(batas)
    ).all()


def banyak_dikenal(session: Session, instansi_id: int, nip: Sequence[str], sekali: int = 500) -> int:
    """How many of these NIP belong to people of the institution."""
    return sum(
        session.scalar(
            select(func.count()).where(Pegawai.instansi_id == instansi_id, Pegawai.nip.in_(nip[awal : awal + sekali]))
        )
        or 0
        for awal in range(0, len(nip), sekali)
    )


def kalimat(beda: Beda, tulis: Callable[[dt.date], str] = dt.date.isoformat) -> Pesan:
    """A finding as a sentence that says what to do; `tulis` writes a date as the reader reads it."""
    sini, lembar = (v if isinstance(v, str) else tulis(v) for v in (beda.di_sini, beda.di_lembar))
    if beda.jenis is JenisBeda.NIP:
        if lembar:
            return P_(
                "NIP %(nip)s tidak ada pada lembar; nama dan tanggal lahir yang sama ada dengan NIP %(lain)s.",
                nip=sini,
                lain=lembar,
            )
        return P_("NIP %(nip)s tidak ada pada lembar.", nip=sini)
    return P_("%(apa)s: di sini “%(sini)s”, pada lembar “%(lembar)s”.", apa=beda.label, sini=sini or "–", lembar=lembar)
