"""Parts that several documents share: letterhead, origin, people, signature blocks, names of cycles.

The officer and his superior come from the identity frozen in the claim, never from today's personnel record.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.isian import Asal, KeteranganPerorangan, Kop, MasaPenilaian, Orang, Penanda
from workflow_app.models import AuditEntry, Dupak, Instansi, ItemDupak, Pak, PakState, Pegawai, Putaran, Stateful
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.katalog import katalog
from workflow_app.peraturan.regime import sebutan, urut

TINGKAT: Mapping[str, str] = {"keterampilan": "Terampil", "keahlian": "Ahli"}
"""Word in the titles of the forms per category."""


def iso(tanggal: dt.date | None) -> str:
    """A date as the snapshots write it; "" where it is still open."""
    return tanggal.isoformat() if tanggal else ""


def instansi(p: Pembuatan, obj: Stateful) -> Instansi:
    """The institution that the case belongs to."""
    return p.session.get_one(Instansi, obj.instansi_id)


def kop(p: Pembuatan, obj: Stateful, unit: str) -> Kop:
    """Letterhead of the institution with the unit that issues the paper."""
    penerbit = instansi(p, obj)
    return Kop(instansi=penerbit.nama, unit=unit, alamat=penerbit.alamat)


def asal(objek: str, obj: Stateful, aturan: str = "", sidik: str = "") -> Asal:
    """Where the data came from. `sidik` is the hash of the rule set with which the figures were computed."""
    return Asal(objek=objek, id_objek=obj.id, versi_objek=obj.version, regime=aturan, sidik_aturan=sidik)


def asal_dupak(dupak: Dupak) -> Asal:
    """Origin of a document about a claim: its own rule sets as they stand now."""
    return asal_dengan("dupak", dupak, [(a.kunci, a.sidik) for a in regime_klaim(dupak)])


def asal_dengan(objek: str, obj: Stateful, aturan: Sequence[tuple[str, str]]) -> Asal:
    """Origin with key and hash of every rule set that gave the figures."""
    return asal(objek, obj, ", ".join(k for k, _ in aturan), ", ".join(s for _, s in aturan))


def regime_klaim(dupak: Dupak) -> list[Peraturan]:
    """The rule sets of a claim, the oldest first: those of its items, and the one that decides the procedure."""
    return urut({dupak.aturan, *(b.aturan for b in dupak.butir)})


def judul_blok(dupak: Dupak, aturan: Peraturan, regime: Collection[object]) -> str:
    """Heading of the figures under a rule set; "" in a claim under one."""
    return str(sebutan(aturan, dupak.aturan)) if len(regime) > 1 else ""


def masa(dupak: Dupak) -> MasaPenilaian:
    """Work period of the claim."""
    return MasaPenilaian(mulai=iso(dupak.masa_mulai), selesai=iso(dupak.masa_selesai))


def orang(identitas: Mapping[str, Any]) -> Orang:
    """A person from a frozen identity; facts that were unknown then are "" ."""
    return Orang(
        nama=identitas["nama"],
        nip=identitas["nip"],
        pangkat=identitas["pangkat"] or "",
        golongan=identitas["golongan"] or "",
        tmt_pangkat=identitas["tmt_pangkat"] or "",
        jabatan=identitas["jabatan"] or "",
        tmt_jabatan=identitas["tmt_jabatan"] or "",
        unit_kerja=identitas["unit"] or "",
    )


def keterangan_perorangan(p: Pembuatan, dupak: Dupak) -> KeteranganPerorangan:
    """Part I of DUPAK, HAPAK and PAK from the frozen identity."""
    identitas = dupak.identitas
    return KeteranganPerorangan(
        nama=identitas["nama"],
        nip=identitas["nip"],
        karpeg=identitas["karpeg"] or "",
        tempat_lahir=identitas["tempat_lahir"] or "",
        tanggal_lahir=identitas["tanggal_lahir"] or "",
        jenis_kelamin=identitas["jenis_kelamin"] or "",
        pendidikan=identitas["pendidikan"] or "",
        # A claim does not say which of its items is a diploma, so the form keeps the dash for "none".
        pendidikan_diusulkan="",
        pangkat=identitas["pangkat"] or "",
        golongan=identitas["golongan"] or "",
        tmt_pangkat=identitas["tmt_pangkat"] or "",
        jabatan=identitas["jabatan"] or "",
        tmt_jabatan=identitas["tmt_jabatan"] or "",
        masa_kerja_lama=_masa_kerja_pak_terakhir(p, dupak),
        masa_kerja_baru=identitas["masa_kerja_bulan"],
        unit_kerja=identitas["unit"] or "",
    )


def _masa_kerja_pak_terakhir(p: Pembuatan, dupak: Dupak) -> int | None:
    """Length of service in months as frozen in the claim of the PAK before this one, None without such a PAK."""
    identitas = p.session.scalars(
        select(Dupak.identitas)
        .join(Pak, Pak.dupak_id == Dupak.id)
        .where(
            Dupak.subjek_id == dupak.subjek_id,
            Dupak.masa_selesai < dupak.masa_mulai,
            Pak.state.in_((PakState.DITETAPKAN, PakState.DIKIRIM)),
        )
        .order_by(Dupak.masa_selesai.desc(), Dupak.id.desc())
        .limit(1)
    ).first()
    return identitas["masa_kerja_bulan"] if identitas else None


def pegawai(p: Pembuatan, pegawai_id: int | None) -> Pegawai | None:
    """The personnel record of an official, None while nobody is named."""
    return None if pegawai_id is None else p.session.get_one(Pegawai, pegawai_id)


def penanda(jabatan: str, siapa: Pegawai | None, *, tempat: str = "", tanggal: str = "") -> Penanda:
    """A signature block; a person who is not known yet leaves the lines to fill in by hand."""
    return Penanda(
        tempat=tempat,
        tanggal=tanggal,
        jabatan=jabatan,
        nama=siapa.nama if siapa else "",
        nip=siapa.nip if siapa else "",
    )


def nama_putaran(putaran: Putaran) -> str:
    """`Januari 2022`."""
    return f"{putaran.bulan.value.capitalize()} {putaran.tahun}"


def menurut_formulir(aturan: str, butir: list[ItemDupak]) -> list[ItemDupak]:
    """Items in the order of the catalogue; those of another edition after them, by code. Same items by date."""
    urutan = {b.kode: nomor for nomor, b in enumerate(katalog(aturan))}
    return sorted(butir, key=lambda b: (urutan.get(b.kode, len(urutan)), b.kode, b.tanggal_mulai, b.urutan, b.id))


def menurut_peraturan(butir: Sequence[ItemDupak]) -> list[ItemDupak]:
    """The same over all rule sets of a claim, the oldest first."""
    return [b for a in urut({b.aturan for b in butir}) for b in menurut_formulir(a.kunci, milik(butir, a))]


def milik(butir: Sequence[ItemDupak], aturan: Peraturan) -> list[ItemDupak]:
    """The items that are scored by a rule set."""
    return [b for b in butir if b.aturan == aturan.kunci]


def jejak(p: Pembuatan, workflow: str, obj: Stateful, trigger: str | None = None) -> list[AuditEntry]:
    """The acts of one case, oldest first; the one that makes this paper is already among them."""
    query = select(AuditEntry).where(AuditEntry.workflow == workflow, AuditEntry.object_id == obj.id)
    if trigger is not None:
        query = query.where(AuditEntry.trigger == trigger)
    return list(p.session.scalars(query.order_by(AuditEntry.seq)))
