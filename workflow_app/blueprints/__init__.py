"""The pages. A new blueprint is entered here, and nowhere else."""

from flask import Blueprint

from workflow_app.blueprints import akun, auth, kalender

ALL: tuple[Blueprint, ...] = (
    auth.bp,
    akun.bp,
    kalender.bp,
)
