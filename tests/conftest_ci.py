"""Which tests belong to the database at hand, and no skipping in continuous integration.

A test of the other database is left out, not skipped. So a skip always means that a part of the machine is missing,
and where `CI` is set that is a failure: a green run has run everything.
"""

import os

import pytest

MILIK = {
    "sqlite": lambda: not os.environ.get("TEST_DATABASE_URL", "").startswith("postgresql"),
    "postgresql": lambda: os.environ.get("TEST_DATABASE_URL", "").startswith("postgresql"),
    "redis": lambda: bool(os.environ.get("TEST_REDIS_URL")),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ditinggal = [item for item in items if any(not ada() and item.get_closest_marker(m) for m, ada in MILIK.items())]
    if ditinggal:
        config.hook.pytest_deselected(items=ditinggal)
        items[:] = [item for item in items if item not in ditinggal]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    laporan = yield
    return _gagalkan(laporan) if laporan.skipped and not hasattr(laporan, "wasxfail") else laporan


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    laporan = yield
    return _gagalkan(laporan) if laporan.skipped else laporan


def _gagalkan(laporan):
    if os.environ.get("CI"):
        sebab = laporan.longrepr[2] if isinstance(laporan.longrepr, tuple) else str(laporan.longrepr)
        laporan.outcome = "failed"
        laporan.longrepr = f"skipped where CI is set, so a part of the machine is missing: {sebab}"
    return laporan
