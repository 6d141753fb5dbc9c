"""Conversion of a predicate into credit on screen: lists, the form, the case, and the evaluator's folder."""

from workflow_app.blueprints.konversi import daftar, folder, isian, lihat
from workflow_app.blueprints.konversi.dasar import bp

__all__ = ["bp", "daftar", "folder", "isian", "lihat"]
