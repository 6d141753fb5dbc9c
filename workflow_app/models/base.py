"""Declarative base, exact credit types, and the columns that every workflow object carries."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from sqlalchemy import BigInteger, Dialect, Enum, ForeignKey, MetaData, String, Text, TypeDecorator, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from workflow_app.models.peran import Peran
from workflow_app.waktu import utcnow

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables; names every constraint so that both databases can migrate it."""

    # In the registry rather than on the class: Flask-SQLAlchemy derives its own base from this one, and a derived base
    # may not repeat the map.
    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={str: String(255)})


class _Desimal(TypeDecorator[Decimal]):
    """An exact decimal kept as an integer, because SQLite has no decimal type and would fall back to floats."""

    impl = BigInteger
    cache_ok = True
    desimal: ClassVar[int]

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        skala = value.scaleb(self.desimal)
        bulat = int(skala)
        if bulat != skala:
            raise ValueError(f"{value} memiliki lebih dari {self.desimal} angka di belakang koma")
        return bulat

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.desimal)

    @classmethod
    def tepat(cls, nilai: Decimal) -> Decimal:
        """The value with the digits that the database gives back: what is hashed is written alike before and after."""
        return nilai.quantize(Decimal(1).scaleb(-cls.desimal))


class AngkaKredit(_Desimal):
    """Credit to the thousandth, the precision in which it is claimed, marked and determined."""

    cache_ok = True
    desimal = 3


class AngkaSatuan(_Desimal):
    """Credit of one unit of output, volume or factor, to the millionth: a few items are worth 0.000467 a unit."""

    cache_ok = True
    desimal = 6


def enum_column(enum_cls: type[enum.Enum], panjang: int = 40) -> Enum:
    """A VARCHAR that holds the member's value: a new member needs no migration on either database."""
    return Enum(
        enum_cls,
        native_enum=False,
        create_constraint=False,
        length=panjang,
        validate_strings=True,
        values_callable=lambda e: [m.value for m in e],
    )


class Status(enum.Enum):
    """Base of the state enumerations, one per workflow; values are the field's own words."""

    def __str__(self) -> str:
        return str(self.value)


class Beraktor(Protocol):
    """What the engine and the permissions need to know of an object to tell who a person is towards it."""

    instansi_id: int
    unit_id: int | None
    tim_id: int | None
    subjek_id: int | None

    def orang(self, peran: Peran) -> int | None:
        """The one person who holds `peran` towards this object, or None where a scope decides."""


class Stateful:
    """State, deadline, holder, optimistic lock and head of the audit chain of a workflow object.

    `subjek_id` is the officer whom the case is about: he acts in it only as its submitter.
    `pemegang` is the role that must act now; `pemegang_id` names the person where the role is personal.
    `audit_seq` and `audit_hash` point to the newest audit row, so that a removed last row is noticed.
    `BERUBAH_TANPA_LANGKAH` names columns of steps that may move on without one.
    """

    BERUBAH_TANPA_LANGKAH: ClassVar[frozenset[str]] = frozenset()
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[Any]
    state_since: Mapped[dt.date]
    tenggat: Mapped[dt.date | None]
    pemegang: Mapped[Peran] = mapped_column(enum_column(Peran), default=Peran.SISTEM)
    version: Mapped[int] = mapped_column(default=1)
    touched_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    audit_seq: Mapped[int] = mapped_column(default=0)
    audit_hash: Mapped[str] = mapped_column(String(64), default="")

    @declared_attr
    def instansi_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("instansi.id"))

    @declared_attr
    def unit_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("unit.id"))

    @declared_attr
    def tim_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("tim_penilai.id"))

    @declared_attr
    def subjek_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("pegawai.id"))

    @declared_attr
    def pemegang_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("pegawai.id"))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("version", cls.version)}

    def orang(self, peran: Peran) -> int | None:
        """See Beraktor."""
        return self.subjek_id if peran is Peran.PRAKOM else None

    def tenggat_khusus(self) -> dt.date | None:
        """A date set for this very case, which goes before the deadline of its state."""
        return None

    def putaran_perkara(self) -> int | None:
        """Id of the assessment cycle that gives this object its stages, once it has one."""
        return None


@event.listens_for(Stateful, "attribute_instrument", propagate=True)
def _hanya_mesin_menulis_state(cls: type, key: str, attribute: Any) -> None:
    if key != "state":
        return

    @event.listens_for(attribute, "set")
    def tolak(target: object, value: object, oldvalue: object, initiator: object) -> None:
        if inspect(target).persistent:
            raise AttributeError(f"{type(target).__name__}.state hanya ditulis oleh states.engine.perform()")


TeksPanjang = Text
