"""Number registers: one number after another per institution, register and year, without gaps."""

import datetime as dt
import secrets

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as insert_pg
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from workflow_app.models import Instansi, NomorRegister

_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: Crockford's base 32: no letter that is read as another one.
_ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PANJANG_KODE = 26
_KELOMPOK = 4


def ambil_nomor(session: Session, instansi: Instansi, register: str, hari_ini: dt.date) -> int:
    """Take the next number in this transaction; a rollback gives it back, a second taker waits."""
    kunci = {"instansi_id": instansi.id, "register": register, "tahun": hari_ini.year}
    sisip = insert_pg if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    session.execute(sisip(NomorRegister).values(**kunci, terakhir=0).on_conflict_do_nothing())
    nomor = session.execute(
        update(NomorRegister)
        .where(*(getattr(NomorRegister, nama) == nilai for nama, nilai in kunci.items()))
        .values(terakhir=NomorRegister.terakhir + 1)
        .returning(NomorRegister.terakhir)
        .execution_options(synchronize_session=False)
    )
    return nomor.scalar_one()


def nomor_surat(session: Session, instansi: Instansi, register: str, hari_ini: dt.date) -> str:
    """The next number of a register as the institution writes it (`format_nomor_<register>`), in this transaction."""
    return _tulis(_pola(instansi, register), ambil_nomor(session, instansi, register, hari_ini), hari_ini)


def nomor_pak(session: Session, instansi: Instansi, hari_ini: dt.date) -> str:
    """The number of a PAK as the institution writes it, taken in this transaction."""
    return nomor_surat(session, instansi, "pak", hari_ini)


def nomor_berikut(session: Session, instansi: Instansi, register: str, hari_ini: dt.date) -> str:
    """The number that the next letter of a register would get; takes nothing, so another one may be faster."""
    terakhir = session.scalar(
        select(NomorRegister.terakhir).where(
            NomorRegister.instansi_id == instansi.id,
            NomorRegister.register == register,
            NomorRegister.tahun == hari_ini.year,
        )
    )
    return _tulis(_pola(instansi, register), (terakhir or 0) + 1, hari_ini)


def nomor_pak_berikut(session: Session, instansi: Instansi, hari_ini: dt.date) -> str:
    """The number that the next PAK would get now; takes nothing, so another one may be faster."""
    return nomor_berikut(session, instansi, "pak", hari_ini)


def _pola(instansi: Instansi, register: str) -> str:
    return str(getattr(instansi, f"format_nomor_{register}"))


def _tulis(pola: str, nomor: int, hari_ini: dt.date) -> str:
    return pola.format(
        nomor=nomor,
        bulan=f"{hari_ini.month:02d}",
        bulan_romawi=_ROMAWI[hari_ini.month - 1],
        tahun=hari_ini.year,
    )


def kode_verifikasi() -> str:
    """An unguessable code of 130 bits in readable groups; it holds no personal data."""
    kode = "".join(secrets.choice(_ABJAD) for _ in range(_PANJANG_KODE))
    return "-".join(kode[i : i + _KELOMPOK] for i in range(0, _PANJANG_KODE, _KELOMPOK))
