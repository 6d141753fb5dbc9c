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
    kinerja,
    konversi,
    konversi_tahunan,
    kredit,
    pak,
    pak_integrasi,
    penetapan_ak,
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
    konversi.bp,
    konversi_tahunan.bp,
    penetapan_ak.bp,
    pak_integrasi.bp,
    kredit.bp,
    kinerja.bp,
    sidang.bp,
    admin.bp,
    kalender.bp,
    katalog.bp,
    peraturan.bp,
)
