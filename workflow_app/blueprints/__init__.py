"""The pages. A new blueprint is entered here, and nowhere else."""

from flask import Blueprint

from workflow_app.blueprints import (
    admin,
    akun,
    auth,
    beranda,
    dokumen,
    dupak,
    kalender,
    katalog,
    keberatan,
    kredit,
    pak,
    penilaian,
    peraturan,
    perkara,
    sidang,
)

ALL: tuple[Blueprint, ...] = (
    auth.bp,
    akun.bp,
    beranda.bp,
    perkara.bp,
    dokumen.bp,
    dupak.bp,
    keberatan.bp,
    penilaian.bp,
    pak.bp,
    kredit.bp,
    sidang.bp,
    admin.bp,
    kalender.bp,
    katalog.bp,
    peraturan.bp,
)
