"""Sign-in accounts and the registry of sessions on the server."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow_app.models.base import Base
from workflow_app.models.pegawai import Pegawai
from workflow_app.waktu import utcnow


class Akun(Base):
    """A person's account. `nama_pengguna` is not the NIP: an identity number is not a login."""

    __tablename__ = "akun"
    id: Mapped[int] = mapped_column(primary_key=True)
    pegawai_id: Mapped[int] = mapped_column(ForeignKey("pegawai.id"), unique=True)
    nama_pengguna: Mapped[str] = mapped_column(String(60), unique=True)
    sandi_hash: Mapped[str]
    sandi_diganti_at: Mapped[dt.datetime | None]
    wajib_ganti_sandi: Mapped[bool] = mapped_column(default=False)
    aktif: Mapped[bool] = mapped_column(default=True)
    bahasa: Mapped[str] = mapped_column(String(5), default="id")
    gagal_beruntun: Mapped[int] = mapped_column(default=0)
    ditunda_sampai: Mapped[dt.datetime | None]
    pegawai: Mapped[Pegawai] = relationship()


class SesiMasuk(Base):
    """One signed-in browser. The cookie carries a random id; only its hash is stored, and ending it here ends it."""

    __tablename__ = "sesi_masuk"
    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    akun_id: Mapped[int] = mapped_column(ForeignKey("akun.id"), index=True)
    dibuat_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    terakhir_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    berakhir_at: Mapped[dt.datetime]
    alamat_ip: Mapped[str] = mapped_column(String(45), default="")
    peramban: Mapped[str] = mapped_column(String(200), default="")
    dicabut_at: Mapped[dt.datetime | None]
    akun: Mapped[Akun] = relationship()
