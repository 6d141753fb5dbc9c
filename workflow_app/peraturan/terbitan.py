"""Published rule sets: how corrections in the database become the rules of this process, and how old rules are found.

What is in force is the shipped file of this process with the corrections of the newest version laid over it. A process
asks whether anything was published by counting the versions: in every writing transaction before anything is decided,
and for readers every `JEDA_BACA` seconds. Versions are only ever added, so their number tells.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import URL, Connection, event, func, select
from sqlalchemy.orm import Session, SessionTransaction, aliased

from workflow_app.koneksi import hanya_baca
from workflow_app.models import VersiPeraturan
from workflow_app.peraturan import PeraturanTidakAda, berlaku, naskah
from workflow_app.peraturan.aturan import Ketentuan, Peraturan, sejenis
from workflow_app.peraturan.berlaku import MasaBertumpangTindih, Potret
from workflow_app.pesan import P_

log = logging.getLogger(__name__)

JEDA_BACA = 2.0
"""Seconds for which a reading request may go by what this process knows."""
MASA = "berlaku."
_JUMLAH = select(func.count()).select_from(VersiPeraturan)


@dataclass(frozen=True)
class Konflik:
    """A correction whose shipped figure has changed since: somebody must decide between the two."""

    jalur: str
    bawaan_lama: Ketentuan | None
    bawaan_kini: Ketentuan | None
    koreksi: Ketentuan
    berlaku: bool
    """Whether the correction is in force; it is not where the shipped figure is of another kind now."""


@dataclass(frozen=True)
class _Ingatan:
    """What this process last saw, and when. Replaced as a whole, so threads need no lock."""

    potret: Potret | None = None
    alamat: URL | None = None
    jumlah: int = 0
    pada: float = float("-inf")


_ingatan = _Ingatan()


def lupakan() -> None:
    """Back to the shipped files, as a process starts; the next transaction looks anew."""
    _ingat(_Ingatan())
    berlaku.sematkan(None)


def _ingat(ingatan: _Ingatan) -> None:
    global _ingatan  # noqa: PLW0603 - one per process is the meaning of it
    _ingatan = ingatan
    berlaku.pasang(ingatan.potret)


def segarkan(koneksi: Connection) -> Potret:
    """Look whether something was published, and take it over. One query while nothing was."""
    lama, jumlah, alamat = _ingatan, koneksi.execute(_JUMLAH).scalar_one(), koneksi.engine.url
    if (jumlah, alamat) == (lama.jumlah, lama.alamat) and lama.potret is not None:
        potret = lama.potret
    else:
        potret = baca_berlaku(koneksi) if jumlah else berlaku.asal()
    # A thread that began earlier must not take back what a later one has seen.
    if _ingatan.alamat != alamat or _ingatan.jumlah <= jumlah:
        _ingat(_Ingatan(potret, alamat, jumlah, time.monotonic()))
    return potret


def segera(session: Session) -> None:
    """Once this transaction is committed, readers of this process look at once."""

    def basi(_session: Session) -> None:
        _ingat(replace(_ingatan, pada=float("-inf")))

    event.listen(session, "after_commit", basi, once=True)


def _saat_mulai(session: Session, transaksi: SessionTransaction, koneksi: Connection) -> None:
    """A writer is tied to the newest rules until its transaction ends; readers look now and then."""
    if transaksi.nested:
        return
    if hanya_baca():
        if time.monotonic() - _ingatan.pada >= JEDA_BACA or _ingatan.alamat != koneksi.engine.url:
            segarkan(koneksi)
        return
    berlaku.sematkan(segarkan(koneksi))
    session.info[_PENULIS] = transaksi


def _saat_selesai(session: Session, transaksi: SessionTransaction) -> None:
    if session.info.get(_PENULIS) is transaksi:
        del session.info[_PENULIS]
        berlaku.sematkan(None)


_PENULIS = "peraturan.penulis"
# On the class: whoever makes a session, in a request, a worker, a command or a test, decides by the published rules.
event.listen(Session, "after_begin", _saat_mulai)
event.listen(Session, "after_transaction_end", _saat_selesai)


# What is in force


def versi_terakhir(session: Session | Connection) -> dict[str, Any]:
    """The newest stored version of every key: rows with the columns of VersiPeraturan but the long text."""
    lebih_baru = aliased(VersiPeraturan)
    kolom = (VersiPeraturan.kunci, VersiPeraturan.nomor, VersiPeraturan.sidik, VersiPeraturan.asal)
    ada = select(lebih_baru.id).where(lebih_baru.kunci == VersiPeraturan.kunci, lebih_baru.nomor > VersiPeraturan.nomor)
    kolom_lain = (VersiPeraturan.bawaan, VersiPeraturan.koreksi, VersiPeraturan.diterbitkan_pada)
    baris = session.execute(select(*kolom, *kolom_lain).where(~ada.exists()))
    return {satu.kunci: satu for satu in baris}


def baca_berlaku(koneksi: Session | Connection) -> Potret:
    """What is in force with the corrections that stand in the database now."""
    versi = versi_terakhir(koneksi)
    koreksi = {kunci: koreksi_dari(satu) for kunci, satu in versi.items()}
    aturan = susun_semua(koreksi)
    return Potret(
        aturan,
        {kunci: satu.nomor for kunci, satu in versi.items()},
        frozenset(satu.sidik for satu in versi.values()),
    )


def koreksi_dari(versi: Any) -> dict[str, Ketentuan]:
    """The corrections of a stored version, by path."""
    return {jalur: naskah.ketentuan_dari(satu["koreksi"]) for jalur, satu in versi.koreksi.items()}


def susun_semua(koreksi: Mapping[str, Mapping[str, Ketentuan]]) -> tuple[Peraturan, ...]:
    """The shipped rule sets with corrections by key and path.

    Corrected dates that overlap those of a newer shipped file give way to it: rules there must be on every day.
    """
    bawaan = berlaku.bawaan()
    try:
        return berlaku.urutkan(susun(satu, koreksi.get(satu.kunci, {})) for satu in bawaan)
    except MasaBertumpangTindih as galat:
        log.warning("%s: corrected dates are left out", galat)
        tanpa = {k: {j: n for j, n in isi.items() if not j.startswith(MASA)} for k, isi in koreksi.items()}
        return berlaku.urutkan(susun(satu, tanpa.get(satu.kunci, {})) for satu in bawaan)


def susun(bawaan: Peraturan, koreksi: Mapping[str, Ketentuan]) -> Peraturan:
    """A shipped rule set with corrections; those that the file has no room for any more are left out."""
    muat = [satu for satu in koreksi.values() if dapat_berdiri(bawaan, satu)]
    return bawaan.dengan(muat, tambah=True) if muat else bawaan


def dapat_berdiri(bawaan: Peraturan, koreksi: Ketentuan) -> bool:
    """Whether a correction fits the shipped rule set: a figure of the same kind, or a free place."""
    if (asal := bawaan.isi.get(koreksi.jalur)) is not None:
        return sejenis(asal.nilai, koreksi.nilai)
    return not any(j.startswith(f"{koreksi.jalur}.") or koreksi.jalur.startswith(f"{j}.") for j in bawaan.isi)


def konflik(kunci: str, versi: Any) -> list[Konflik]:
    """Corrections of a stored version whose shipped figure is another one now."""
    bawaan = next((satu for satu in berlaku.bawaan() if satu.kunci == kunci), None)
    if bawaan is None or not versi.koreksi:
        return []
    kini = berlaku.kini().per_kunci[kunci]
    hasil = []
    for jalur, koreksi in koreksi_dari(versi).items():
        asal = versi.koreksi[jalur]["bawaan"]
        lama = naskah.ketentuan_dari(asal) if asal else None
        baru = bawaan.isi.get(jalur)
        if not naskah.sama(lama, baru):
            hasil.append(Konflik(jalur, lama, baru, koreksi, naskah.sama(kini.isi.get(jalur), koreksi)))
    return hasil


# Rules of old decisions


def menurut_sidik(session: Session, sidik: str) -> Peraturan:
    """The rule set with which an earlier decision was computed. Raises PeraturanTidakAda.

    The rules in force and the shipped ones are asked first, so it costs a query only after a publication.
    """
    for aturan in (*berlaku.kini().aturan, *berlaku.bawaan()):
        if aturan.sidik == sidik:
            return aturan
    isi = session.scalar(
        select(VersiPeraturan.isi).where(VersiPeraturan.sidik == sidik).order_by(VersiPeraturan.id).limit(1)
    )
    if isi is None:
        raise PeraturanTidakAda(P_("Versi peraturan dengan sidik %(sidik)s tidak tersimpan.", sidik=sidik[:12]))
    return naskah.baca(isi)


def nomor_menurut_sidik(session: Session, kunci: str, sidik: str) -> int | None:
    """Number of the first version with these figures; None while nothing is stored of it."""
    return session.scalar(
        select(func.min(VersiPeraturan.nomor)).where(VersiPeraturan.kunci == kunci, VersiPeraturan.sidik == sidik)
    )
