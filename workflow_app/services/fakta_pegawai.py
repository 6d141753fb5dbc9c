"""An officer's degrees, and the posts from which he came into his positions: recorded once, cancelled with a reason.

Both bring credit with a determination. What a determination has booked is no longer cancelled here: it is replaced.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.ijazah import NAMA
from workflow_app.kalkulator.konversi import predikat_dari
from workflow_app.models import (
    AsalJabatan,
    EntriKredit,
    IjazahPegawai,
    JenisAsal,
    Pegawai,
    PenetapanAk,
    RiwayatJabatan,
)
from workflow_app.models.base import AngkaKredit
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan, penetapan_ak
from workflow_app.services.buku_kredit import kunci_buku
from workflow_app.services.kinerja import MAKS_BUKTI, pastikan_boleh
from workflow_app.services.kredit_konversi import aturan_konversi, sebab_asal, sebab_pendidikan

ATURAN = P_("data pegawai: dicatat sekali, yang keliru dibatalkan lalu dicatat lagi")
BERANGKA = frozenset({JenisAsal.JF_LAIN, JenisAsal.PENYESUAIAN})
"""Origins whose letter names the credit."""


def daftar_ijazah() -> tuple[str, ...]:
    """Codes of the diplomas, the lowest first."""
    return peraturan.karier().daftar("ijazah.urutan")


def nama_ijazah(kode: str) -> Pesan:
    """A diploma in words."""
    return Pesan(NAMA.get(kode, kode))


# Degrees


def catat_ijazah(
    session: Session,
    pegawai: Pegawai,
    *,
    ijazah: str,
    tanggal: dt.date,
    bukti: str,
    dasar_pengangkatan: bool = False,
    tercatat_bkn_pada: dt.date | None = None,
    oleh: Pelaku,
) -> IjazahPegawai:
    """Record a degree. Raises Refused, MasukanSalah. Does not commit."""
    pastikan_boleh(oleh, pegawai)
    kunci_buku(session, pegawai.id)
    galat = _periksa_bukti(bukti)
    if ijazah not in daftar_ijazah():
        galat["ijazah"] = P_("Pilih ijazah dari daftar.")
    if tanggal > oleh.hari_ini:
        galat["tanggal"] = P_("Tanggal ijazah tidak boleh sesudah hari ini.")
    if tercatat_bkn_pada is not None and (pesan := _tanggal_bkn_salah(tanggal, tercatat_bkn_pada, oleh.hari_ini)):
        galat["tercatat_bkn_pada"] = pesan
    for ada in ijazah_berlaku(session, pegawai.id):
        if ada.ijazah == ijazah:
            galat["ijazah"] = P_(
                "%(ijazah)s sudah tercatat dengan bukti %(bukti)s. Batalkan catatan itu lebih dahulu bila keliru.",
                ijazah=nama_ijazah(ijazah),
                bukti=ada.bukti,
            )
        elif ada.dasar_pengangkatan and dasar_pengangkatan:
            galat["dasar_pengangkatan"] = P_(
                "Ijazah dasar pengangkatan sudah tercatat: %(ijazah)s. Hanya ada satu.", ijazah=nama_ijazah(ada.ijazah)
            )
    if galat:
        raise MasukanSalah(galat)
    obj = IjazahPegawai(
        pegawai_id=pegawai.id,
        pegawai=pegawai,
        ijazah=ijazah,
        tanggal=tanggal,
        bukti=bukti.strip(),
        dasar_pengangkatan=dasar_pengangkatan,
        tercatat_bkn_pada=tercatat_bkn_pada,
        dicatat_oleh_id=oleh.pegawai_id,
        dicatat_pada=oleh.hari_ini,
    )
    session.add(obj)
    catatan.catat_tambah(session, obj, oleh)
    _ikuti(session, pegawai, oleh, P_("%(ijazah)s dicatat.", ijazah=nama_ijazah(ijazah)))
    return obj


def ijazah_berlaku(session: Session, pegawai_id: int) -> list[IjazahPegawai]:
    """An officer's degrees in force, the oldest first."""
    return list(
        session.scalars(
            select(IjazahPegawai)
            .where(IjazahPegawai.pegawai_id == pegawai_id, IjazahPegawai.dibatalkan_pada.is_(None))
            .order_by(IjazahPegawai.tanggal, IjazahPegawai.id)
        )
    )


def tandai_tercatat(session: Session, ijazah: IjazahPegawai, tanggal: dt.date, *, oleh: Pelaku) -> None:
    """Note the day on which BKN recorded the degree; once. Raises Refused, MasukanSalah. Does not commit."""
    pastikan_boleh(oleh, ijazah.pegawai)
    kunci_buku(session, ijazah.pegawai_id)
    session.refresh(ijazah)
    _tolak_batal(ijazah)
    if ijazah.tercatat_bkn_pada is not None:
        pesan = P_(
            "Sudah tercatat di BKN %(tanggal)s. Bila keliru, batalkan ijazah ini dan catat lagi.",
            tanggal=ijazah.tercatat_bkn_pada,
        )
        raise Refused([Alasan(pesan, ATURAN)])
    if pesan_tanggal := _tanggal_bkn_salah(ijazah.tanggal, tanggal, oleh.hari_ini):
        raise MasukanSalah({"tercatat_bkn_pada": pesan_tanggal})
    with catatan.perubahan(session, ijazah, oleh):
        ijazah.tercatat_bkn_pada = tanggal
    _ikuti(session, ijazah.pegawai, oleh, P_("%(ijazah)s tercatat di BKN.", ijazah=nama_ijazah(ijazah.ijazah)))


def _tanggal_bkn_salah(ijazah: dt.date, tercatat: dt.date, hari_ini: dt.date) -> Pesan | None:
    if tercatat < ijazah:
        return P_("Ijazah tidak tercatat di BKN sebelum tanggal ijazahnya.")
    if tercatat > hari_ini:
        return P_("Tanggal tercatat di BKN tidak boleh sesudah hari ini.")
    return None


def batalkan_ijazah(session: Session, ijazah: IjazahPegawai, alasan: str, *, oleh: Pelaku) -> None:
    """Cancel a degree that was recorded wrongly. Raises Refused, MasukanSalah. Does not commit."""
    _batalkan(session, ijazah, ijazah.pegawai, [sebab_pendidikan(ijazah.pegawai_id, ijazah.ijazah)], alasan, oleh)


# Where somebody came from


def catat_asal(
    session: Session,
    pegawai: Pegawai,
    jabatan: RiwayatJabatan,
    *,
    jenis: JenisAsal,
    bukti: str,
    predikat: str | None = None,
    ijazah: str | None = None,
    angka_kredit: Decimal | None = None,
    oleh: Pelaku,
) -> AsalJabatan:
    """Record from which post an officer entered a position. Raises Refused, MasukanSalah. Does not commit.

    A letter names the credit of another functional position or of an adjustment (`angka_kredit`); of the other posts
    the predicate is converted, and a clerk's diploma sets his top rank.
    """
    pastikan_boleh(oleh, pegawai)
    kunci_buku(session, pegawai.id)
    galat = _periksa_bukti(bukti)
    kode = None
    if jenis in BERANGKA:
        if angka_kredit is None:
            galat["angka_kredit"] = P_("Isi angka kredit yang disebut surat keputusannya.")
    else:
        aturan = aturan_konversi(oleh.hari_ini)
        kode = predikat_dari(aturan, predikat or "") if aturan else None
        if kode is None:
            galat["predikat"] = P_("Pilih predikat kinerja pada jabatan asal.")
        if angka_kredit is not None:
            galat["angka_kredit"] = P_("Angka kredit perpindahan dihitung dari predikat; kosongkan bagian ini.")
    if jenis is JenisAsal.PELAKSANA and ijazah not in daftar_ijazah():
        galat["ijazah"] = P_("Pilih ijazah saat perpindahan; ia menentukan pangkat puncak pelaksana.")
    if jabatan.pegawai_id != pegawai.id:
        galat["jenis"] = P_("Jabatan ini bukan milik pegawai itu.")
    elif (ada := asal_berlaku(session, jabatan.id)) is not None:
        galat["jenis"] = P_(
            "Asal jabatan ini sudah tercatat dengan bukti %(bukti)s. Batalkan catatan itu lebih dahulu bila keliru.",
            bukti=ada.bukti,
        )
    if galat:
        raise MasukanSalah(galat)
    obj = AsalJabatan(
        riwayat_jabatan_id=jabatan.id,
        riwayat_jabatan=jabatan,
        jenis=jenis,
        predikat=kode,
        ijazah=ijazah if jenis is JenisAsal.PELAKSANA else None,
        angka_kredit=AngkaKredit.tepat(angka_kredit) if angka_kredit is not None else None,
        bukti=bukti.strip(),
        dicatat_oleh_id=oleh.pegawai_id,
        dicatat_pada=oleh.hari_ini,
    )
    session.add(obj)
    catatan.catat_tambah(session, obj, oleh)
    _ikuti(session, pegawai, oleh, P_("Asal jabatan dicatat."))
    return obj


def asal_berlaku(session: Session, riwayat_jabatan_id: int) -> AsalJabatan | None:
    """The origin in force of a position."""
    return session.scalars(
        select(AsalJabatan).where(
            AsalJabatan.riwayat_jabatan_id == riwayat_jabatan_id, AsalJabatan.dibatalkan_pada.is_(None)
        )
    ).one_or_none()


def batalkan_asal(session: Session, asal: AsalJabatan, alasan: str, *, oleh: Pelaku) -> None:
    """Cancel an origin that was recorded wrongly. Raises Refused, MasukanSalah. Does not commit."""
    pegawai = session.get_one(Pegawai, asal.riwayat_jabatan.pegawai_id)
    _batalkan(session, asal, pegawai, sebab_asal(asal.riwayat_jabatan_id), alasan, oleh)


# Both


def _periksa_bukti(bukti: str) -> dict[str, Pesan]:
    if not bukti.strip():
        return {"bukti": P_("Sebutkan nomor surat atau ijazahnya.")}
    if len(bukti.strip()) > MAKS_BUKTI:
        return {"bukti": P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_BUKTI)}
    return {}


def _tolak_batal(fakta: IjazahPegawai | AsalJabatan) -> None:
    if fakta.dibatalkan_pada is not None:
        pesan = P_("Catatan ini sudah dibatalkan %(tanggal)s.", tanggal=fakta.dibatalkan_pada)
        raise Refused([Alasan(pesan, ATURAN)])


def _batalkan(
    session: Session,
    fakta: IjazahPegawai | AsalJabatan,
    pegawai: Pegawai,
    sebab: Sequence[str],
    alasan: str,
    oleh: Pelaku,
) -> None:
    pastikan_boleh(oleh, pegawai)
    kunci_buku(session, pegawai.id)
    session.refresh(fakta)
    _tolak_batal(fakta)
    if not alasan.strip():
        raise MasukanSalah({"alasan": P_("Tuliskan mengapa catatan ini keliru.")})
    if halangan := _penetapan_bersandar(session, pegawai.id, sebab):
        raise Refused(halangan)
    with catatan.perubahan(session, fakta, oleh):
        fakta.dibatalkan_pada = oleh.hari_ini
        fakta.dibatalkan_oleh_id = oleh.pegawai_id
        fakta.alasan_batal = alasan.strip()
    _ikuti(session, pegawai, oleh, P_("Catatan pegawai dibatalkan: %(alasan)s", alasan=alasan.strip()))


def _penetapan_bersandar(session: Session, pegawai_id: int, sebab: Sequence[str]) -> list[Alasan]:
    """Why a fact cannot be cancelled that a determination has booked; its replacement may be a draft still."""
    ids = set(
        session.scalars(
            select(EntriKredit.perkara_id).where(EntriKredit.sebab.in_(sebab), EntriKredit.perkara == "penetapan_ak")
        )
    )
    pengganti = penetapan_ak.draf(session, pegawai_id) if ids else None
    ids -= set(penetapan_ak.rantai_pengganti(pengganti)) if pengganti else set()
    bersandar = session.scalars(
        select(PenetapanAk).where(PenetapanAk.id.in_(ids), PenetapanAk.state.in_(penetapan_ak.BERLAKU))
    )
    return [
        Alasan(
            P_(
                "Penetapan angka kredit Nomor %(nomor)s sudah membukukan angka kredit dari catatan ini. Buka penetapan "
                "penggantinya lebih dahulu, lalu batalkan catatan ini.",
                nomor=satu.nomor or "",
            ),
            ATURAN,
        )
        for satu in bersandar
    ]


def _ikuti(session: Session, pegawai: Pegawai, oleh: Pelaku, sebab: Pesan) -> None:
    """Bring the officer's draft determination up to date, or open one that the fact makes due."""
    if aturan_konversi(oleh.hari_ini) is not None:
        penetapan_ak.ikuti(session, pegawai, oleh.hari_ini, sebab)
