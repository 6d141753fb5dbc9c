"""`python3 run.py bench [ROW ...]`: measure, print one table. See docs/benchmark.md."""

import argparse
import getpass
import json
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from benchmarks import pages, recompute, seed, steps
from benchmarks.harness import Result, Row, machine, measure, table, wait_until_quiet

ROWS: tuple[tuple[Row, seed.Build], ...] = (*steps.ROWS, *pages.ROWS, *recompute.ROWS)
PERKARA = 40_000
SLICES, SECONDS = 24, 0.3
SLICES_QUICK, SECONDS_QUICK = 20, 0.1


def _basis(nama: str, perkara: int) -> AbstractContextManager[seed.Basis]:
    if nama == "sqlite":
        return seed.basis_sqlite(perkara)
    server = os.environ.get("BENCH_DATABASE_URL") or f"postgresql+psycopg://{getpass.getuser()}@127.0.0.1:5432/postgres"
    return seed.basis_postgresql(server, perkara)


def main(kata: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 run.py bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"{', '.join(sorted({r.key for r, _ in ROWS}))}")
    parser.add_argument("--quick", action="store_true", help="short slices: a look, not a figure")
    parser.add_argument("--db", choices=("sqlite", "postgresql"), help="only the rows of this database")
    parser.add_argument("--check", action="store_true", help="fail where a row is a quarter above its must")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument("--cases", type=int, default=PERKARA, metavar="N", help=f"claims to seed ({PERKARA})")
    parser.add_argument("--wait", type=float, default=60, metavar="S", help="seconds to wait for a quiet machine (60)")
    pilihan = parser.parse_args(kata)
    diminta = {baris.upper() for baris in pilihan.rows}
    if tak_dikenal := diminta - {row.key for row, _ in ROWS}:
        parser.error(f"no such row: {', '.join(sorted(tak_dikenal))}")

    results: list[Result] = []
    print(machine(), flush=True)
    for nama in ("postgresql", "sqlite"):
        rows = [
            (row, build)
            for row, build in ROWS
            if row.database == nama and (not diminta or row.key in diminta) and pilihan.db in (None, nama)
        ]
        if not rows:
            continue
        try:
            with _basis(nama, pilihan.cases) as basis:
                for row, build in rows:
                    slices, seconds = (SLICES_QUICK, SECONDS_QUICK) if pilihan.quick else (SLICES, SECONDS)
                    wait_until_quiet(pilihan.wait)
                    with build(basis) as pair:
                        results.append(measure(row, pair, slices=slices, seconds=seconds))
        except OperationalError as galat:
            if nama == "sqlite" or results:
                raise
            print(f"PostgreSQL rows left out: {str(galat.orig).splitlines()[0]}. Set BENCH_DATABASE_URL.")
    print(table(results))
    if pilihan.json:
        pilihan.json.write_text(json.dumps([r.as_dict() for r in results], indent=1), encoding="utf-8")
    return 1 if pilihan.check and any(r.failed for r in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
