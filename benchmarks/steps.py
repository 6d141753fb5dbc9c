"""Rows S: one persisted, guarded, audited step, against the same rows written by hand.

The step is `kirim` of a PAK: one guard, a version check, one column besides the state, an audit row and one mail. Each
case is loaded anew, as a request would, and used once; used ones are put back between slices.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Date, Engine, bindparam, text
from sqlalchemy.orm import Session

from benchmarks import floors
from benchmarks.harness import Pair, Row, Side
from benchmarks.seed import HARI_INI, TENGGAT, Basis, Build
from workflow_app.models import Pak, Pegawai
from workflow_app.permissions import muat_pelaku
from workflow_app.states.engine import perform

CADANGAN = 6000
"""Cases that must be left before a slice begins: more than the quickest side uses up in one."""

_KEMBALIKAN = text(
    """
    UPDATE pak SET state = 'ditetapkan', pemegang = 'sekretariat', tenggat = :tenggat, dikirim_pada = NULL
    WHERE state = 'dikirim' AND id % 2 = :sisa
    """
).bindparams(bindparam("tenggat", TENGGAT, type_=Date()))
_BELUM = text("SELECT id, version FROM pak WHERE state = 'ditetapkan' AND id % 2 = :sisa ORDER BY id")


class Antrean:
    """The cases of one side: those with even (`sisa` 0) or odd ids."""

    def __init__(self, engine: Engine, sisa: int) -> None:
        self._engine, self._sisa = engine, sisa
        self.version: dict[int, int] = {}
        """Versions of the cases at the start of the slice, as a reader of their pages would have seen them."""
        self._kembalikan()

    def ambil(self) -> int:
        self._tinggal -= 1
        return next(self._iter)

    def siapkan(self) -> None:
        """Put the used cases back when too few are left."""
        if self._tinggal < CADANGAN:
            self._kembalikan()

    def _kembalikan(self) -> None:
        with self._engine.begin() as koneksi:
            koneksi.execute(_KEMBALIKAN, {"sisa": self._sisa})
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as koneksi:
                koneksi.execute(text("VACUUM ANALYZE pak"))
        with self._engine.begin() as koneksi:
            self.version = {b.id: b.version for b in koneksi.execute(_BELUM, {"sisa": self._sisa})}
        self._iter, self._tinggal = iter(self.version), len(self.version)


@contextmanager
def lewat_perform(basis: Basis) -> Iterator[Pair]:
    """Load, `perform()`, commit."""
    antrean_lantai, antrean_kita = Antrean(basis.engine, 0), Antrean(basis.engine, 1)
    with Session(basis.engine) as session:
        pelaku = muat_pelaku(session, session.get_one(Pegawai, basis.agensi.sekretariat_id), HARI_INI)

    def step() -> None:
        with Session(basis.engine, expire_on_commit=False) as session:
            pak = session.get_one(Pak, antrean_kita.ambil())
            perform(
                session,
                pak,
                "kirim",
                pelaku=pelaku,
                seen_version=pak.version,
                masukan={"distribusi_kurang": []},
                dikirim_pada=HARI_INI,
            )
            session.commit()

    yield Pair(lantai(basis, antrean_lantai), Side(step, antrean_kita.siapkan), basis.server_pids())


def lantai(basis: Basis, antrean: Antrean) -> Side:
    """The step written by hand for this database."""
    pelaku_id = basis.agensi.sekretariat_id
    if basis.nama == "postgresql":
        return Side(floors.step_postgresql(basis.conninfo, pelaku_id, antrean.ambil), antrean.siapkan)
    berkas = str(basis.engine.url.database)
    return Side(floors.step_sqlite(berkas, pelaku_id, antrean.ambil), antrean.siapkan)


ROWS: tuple[tuple[Row, Build], ...] = (
    (Row("S1", "postgresql", "step: perform() and commit", must=1.5, aim=1.2), lewat_perform),
    (Row("S2", "sqlite", "step: perform() and commit", must=6, aim=4), lewat_perform),
)
