"""Run by Alembic on the connection that `workflow_app.database` opened and will commit; never by hand."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum, TypeDecorator

from workflow_app.models import Base


def tulis_tipe(jenis: str, objek: object, _konteks: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are in the database: migrations outlive the classes of the models."""
    if jenis == "type" and isinstance(objek, Enum):
        return f"sa.String(length={objek.length})"
    if jenis == "type" and isinstance(objek, TypeDecorator):
        return f"sa.{objek.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["koneksi"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=tulis_tipe,
)
with context.begin_transaction():
    context.run_migrations()
