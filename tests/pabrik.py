"""Makers of rows for tests: plain functions whose defaults fit together, so that a test names only what it is about.

Each takes the session first, adds the row, flushes and returns it. Everybody is invented; a NIP begins with 9. States
other than the initial one are reached through the services.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.models import (
    Akun,
    AnggotaTim,
    ButirKegiatan,
    Dupak,
    Instansi,
    ItemDupak,
    JenisInstansi,
    JenisKelamin,
    JenisPelimpahan,
    JenisTim,
    Kedudukan,
    Ketidakhadiran,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    Peran,
    Putaran,
    RiwayatJabatan,
    RiwayatPangkat,
    TimPenilai,
    Unit,
)
from workflow_app.permissions import Pelaku, muat_pelaku
from workflow_app.services import akun as layanan_akun
from workflow_app.services import butir as layanan_butir
from workflow_app.services import dupak as layanan_dupak
from workflow_app.services import kalender as layanan_kalender
from workflow_app.services import sandi
from workflow_app.waktu import utcnow

HARI_INI = dt.date(2022, 1, 10)
SANDI = "lampu kuning di beranda"

_nomor = count(1)


def _simpan(session: Session, baris: Any) -> Any:
    session.add(baris)
    session.flush()
    return baris


def instansi(session: Session, **ubah: Any) -> Instansi:
    """A ministry; another one at each call unless `nama` is given."""
    n = next(_nomor)
    isi: dict[str, Any] = {
        "nama": f"Kementerian Contoh {n}",
        "jenis": JenisInstansi.KEMENTERIAN,
        "alamat": f"Jalan Percontohan {n}",
        "kota": "Jakarta",
        "kantor_bkn": "Kantor Regional V BKN Jakarta",
    }
    hasil: Instansi = _simpan(session, Instansi(**{**isi, **ubah}))
    return hasil


def instansi_pertama(session: Session) -> Instansi:
    """The first institution of the database, made where there is none: what the other makers use by default."""
    return session.scalars(select(Instansi).order_by(Instansi.id).limit(1)).first() or instansi(session)


def unit(session: Session, **ubah: Any) -> Unit:
    """A unit of the first institution."""
    dasar = ubah.pop("instansi", None) or instansi_pertama(session)
    isi: dict[str, Any] = {"instansi_id": dasar.id, "nama": f"Pusat Data {next(_nomor)}"}
    hasil: Unit = _simpan(session, Unit(**{**isi, **ubah}))
    return hasil


def _unit_pertama(session: Session, dasar: Instansi) -> Unit:
    ada = session.scalars(select(Unit).where(Unit.instansi_id == dasar.id).order_by(Unit.id).limit(1)).first()
    return ada or unit(session, instansi=dasar)


def nip(nomor: int) -> str:
    """An invented NIP: 18 digits, beginning with 9, so that it is nobody's."""
    return f"9{nomor:017d}"


def pegawai(
    session: Session,
    nama: str = "",
    *,
    golongan: str | None = "III/a",
    jenjang: str | None = "ahli_pertama",
    peran: Peran | Sequence[Peran] = (),
    **ubah: Any,
) -> Pegawai:
    """An officer since 2019, Ahli Pertama III/a; `golongan` or `jenjang` None leaves that history empty.

    `peran` assigns roles in his institution (use `penugasan()` for scope and dates).
    """
    n = next(_nomor)
    dasar: Instansi = ubah.pop("instansi", None) or instansi_pertama(session)
    tempat: Unit = ubah.pop("unit", None) or _unit_pertama(session, dasar)
    atasan: Pegawai | None = ubah.pop("atasan", None)
    isi: dict[str, Any] = {
        "nip": nip(n),
        "nama": nama or f"Pegawai Rekaan {n}",
        "email": f"orang{n}@contoh.invalid",
        "tempat_lahir": "Kota Rekaan",
        "tanggal_lahir": dt.date(1990, 5, 17),
        "jenis_kelamin": JenisKelamin.PEREMPUAN if n % 2 else JenisKelamin.LAKI_LAKI,
        "nomor_karpeg": f"Z {n:06d}",
        "pendidikan": "S1 Ilmu Komputer",
        "instansi_id": tempat.instansi_id,
        "unit_id": tempat.id,
        "atasan_id": atasan.id if atasan else None,
        "aktif": True,
    }
    orang: Pegawai = _simpan(session, Pegawai(**{**isi, **ubah}))
    if golongan:
        pangkat(session, orang, golongan=golongan)
    if jenjang:
        jabatan(session, orang, jenjang=jenjang)
    for p in [peran] if isinstance(peran, Peran) else peran:
        penugasan(session, orang, p)
    return orang


def pangkat(session: Session, orang: Pegawai, **ubah: Any) -> RiwayatPangkat:
    """A rank since April 2019."""
    isi: dict[str, Any] = {"golongan": "III/a", "tmt": dt.date(2019, 4, 1), "nomor_sk": f"PK-{next(_nomor)}"}
    hasil: RiwayatPangkat = _simpan(session, RiwayatPangkat(pegawai_id=orang.id, **{**isi, **ubah}))
    session.expire(orang, ["riwayat_pangkat"])
    return hasil


def jabatan(session: Session, orang: Pegawai, **ubah: Any) -> RiwayatJabatan:
    """A functional position since April 2019."""
    isi: dict[str, Any] = {"jenjang": "ahli_pertama", "tmt": dt.date(2019, 4, 1), "nomor_sk": f"JF-{next(_nomor)}"}
    hasil: RiwayatJabatan = _simpan(session, RiwayatJabatan(pegawai_id=orang.id, **{**isi, **ubah}))
    session.expire(orang, ["riwayat_jabatan"])
    return hasil


def penugasan(session: Session, orang: Pegawai, peran: Peran, **ubah: Any) -> PenugasanPeran:
    """A role in the person's institution since 2021 without end; `unit_id` narrows it."""
    isi: dict[str, Any] = {
        "instansi_id": orang.instansi_id,
        "unit_id": None,
        "jabatan_penetap": "ppt_pratama_kepegawaian" if peran is Peran.PENETAP else None,
        "mulai": dt.date(2021, 1, 1),
        "selesai": None,
        "nomor_sk": f"SK-{next(_nomor)}",
    }
    hasil: PenugasanPeran = _simpan(session, PenugasanPeran(pegawai_id=orang.id, peran=peran, **{**isi, **ubah}))
    return hasil


def pelimpahan(session: Session, tugas: PenugasanPeran, penerima: Pegawai, **ubah: Any) -> Pelimpahan:
    """A role lent as Plh. for January 2022."""
    isi: dict[str, Any] = {
        "jenis": JenisPelimpahan.PLH,
        "nomor_surat": f"ND-{next(_nomor)}",
        "mulai": dt.date(2022, 1, 1),
        "selesai": dt.date(2022, 1, 31),
    }
    baris = Pelimpahan(penugasan_id=tugas.id, penerima_id=penerima.id, **{**isi, **ubah})
    hasil: Pelimpahan = _simpan(session, baris)
    return hasil


def ketidakhadiran(session: Session, orang: Pegawai, **ubah: Any) -> Ketidakhadiran:
    """An absence through January 2022."""
    isi: dict[str, Any] = {"mulai": dt.date(2022, 1, 1), "selesai": dt.date(2022, 1, 31), "alasan": "Cuti tahunan"}
    hasil: Ketidakhadiran = _simpan(session, Ketidakhadiran(pegawai_id=orang.id, **{**isi, **ubah}))
    return hasil


def tim(
    session: Session,
    *,
    ketua: Pegawai | None = None,
    wakil: Pegawai | None = None,
    sekretaris: Pegawai | None = None,
    anggota: Sequence[Pegawai] = (),
    **ubah: Any,
) -> TimPenilai:
    """A team of the first institution for 2021 to 2023, with the seats that are given."""
    dasar: Instansi = ubah.pop("instansi", None) or instansi_pertama(session)
    isi: dict[str, Any] = {
        "instansi_id": dasar.id,
        "jenis": JenisTim.INSTANSI,
        "nama": f"Tim Penilai Instansi {next(_nomor)}",
        "nomor_sk": f"TP-{next(_nomor)}",
        "mulai": dt.date(2021, 1, 1),
        "selesai": dt.date(2023, 12, 31),
    }
    hasil: TimPenilai = _simpan(session, TimPenilai(**{**isi, **ubah}))
    kursi = [(Kedudukan.KETUA, ketua), (Kedudukan.WAKIL_KETUA, wakil), (Kedudukan.SEKRETARIS, sekretaris)]
    for kedudukan, orang in [*kursi, *((Kedudukan.ANGGOTA, a) for a in anggota)]:
        if orang is not None:
            duduk(session, hasil, orang, kedudukan)
    return hasil


def duduk(session: Session, t: TimPenilai, orang: Pegawai, kedudukan: Kedudukan, **ubah: Any) -> AnggotaTim:
    """A seat for the team's whole term."""
    isi: dict[str, Any] = {"mulai": t.mulai, "selesai": t.selesai}
    kursi = AnggotaTim(tim_id=t.id, pegawai_id=orang.id, kedudukan=kedudukan, **{**isi, **ubah})
    hasil: AnggotaTim = _simpan(session, kursi)
    session.expire(t, ["anggota"])
    return hasil


def putaran(session: Session, *, tahun: int = 2022, bulan: int = 1, instansi: Instansi | None = None) -> Putaran:
    """The cycle whose plenary is in that month, with all its stages from the weekly defaults."""
    dasar = instansi or instansi_pertama(session)
    kode = f"{tahun:04d}-{bulan:02d}"
    return next(p for p in layanan_kalender.buat_tahun(session, dasar, tahun) if p.kode == kode)


def pelaku(session: Session, orang: Pegawai, hari_ini: dt.date = HARI_INI) -> Pelaku:
    """The person as the services want him, with his roles of that day."""
    return muat_pelaku(session, orang, hari_ini)


def akun(session: Session, orang: Pegawai, *, kata_sandi: str = SANDI, **ubah: Any) -> Akun:
    """An account whose user name is the mail name, with the password SANDI, not to be changed."""
    isi: dict[str, Any] = {
        "nama_pengguna": orang.email.partition("@")[0],
        "sandi_hash": sandi.sidik(kata_sandi),
        "sandi_diganti_at": utcnow(),
        "wajib_ganti_sandi": False,
        "aktif": True,
        "bahasa": "id",
    }
    hasil: Akun = _simpan(session, Akun(pegawai_id=orang.id, **{**isi, **ubah}))
    return hasil


def akun_dari(session: Session, orang: Pegawai) -> Akun:
    """The person's account, made where there is none."""
    return session.scalars(select(Akun).where(Akun.pegawai_id == orang.id)).first() or akun(session, orang)


def sesi(session: Session, pemilik: Akun) -> str:
    """A living session of the account; its id, as the cookie carries it."""
    return layanan_akun.buka_sesi(session, pemilik, alamat_ip="127.0.0.1", peramban="", saat=utcnow())


def butir_kegiatan(session: Session, **ubah: Any) -> ButirKegiatan:
    """An item of the catalogue of R2020, worth 0.5 a unit for an Ahli Pertama."""
    isi: dict[str, Any] = {
        "aturan": "R2020",
        "kode": f"I.A.{next(_nomor)}",
        "kategori": "keahlian",
        "jenjang": "ahli_pertama",
        "unsur": next(iter(peraturan.kunci("R2020").anak("unsur"))),
        "sub_unsur": "Sub unsur rekaan",
        "uraian": "Melakukan kegiatan rekaan",
        "satuan_hasil": "Laporan",
        "angka_kredit": Decimal("0.5"),
        "jenis": "tugas_jabatan",
    }
    hasil: ButirKegiatan = _simpan(session, ButirKegiatan(**{**isi, **ubah}))
    return hasil


def dupak(session: Session, orang: Pegawai | None = None, *, butir: int = 0, **ubah: Any) -> Dupak:
    """A draft for the second half of 2021, of a new officer with a superior unless one is given; with `butir` items."""
    pemilik = orang or pegawai(session, atasan=pegawai(session, golongan="IV/a", jenjang=None))
    hasil = layanan_dupak.buat(
        session,
        pemilik,
        oleh=pelaku(session, pemilik),
        **{"masa_mulai": dt.date(2021, 7, 1), "masa_selesai": dt.date(2021, 12, 31), **ubah},
    )
    for _ in range(butir):
        item(session, hasil)
    return hasil


def item(session: Session, milik: Dupak, kegiatan: ButirKegiatan | None = None, **ubah: Any) -> ItemDupak:
    """An activity of the claim, one unit in September 2021, with its proof on paper."""
    isi: dict[str, Any] = {
        "volume": Decimal(1),
        "tanggal_mulai": dt.date(2021, 9, 1),
        "tanggal_selesai": dt.date(2021, 9, 30),
        "tempat_bukti": "arsip unit kerja",
    }
    pilihan = kegiatan or butir_kegiatan(session)
    return layanan_butir.tambah_butir(
        session,
        milik,
        layanan_butir.IsiButir(butir_id=pilihan.id, **{**isi, **ubah}),
        oleh=pelaku(session, milik.subjek),
    )
