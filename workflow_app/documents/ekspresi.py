"""What a template asks for, held against the contract of its document.

A template may print fields through the filters, ask conditions and go through lists; nothing else. So the language is
closed: every expression is followed from the contract's first field to its last, and what cannot be followed is
refused, be it a misspelt field, a call, or a walk into Python.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jinja2 import TemplateSyntaxError, nodes

from workflow_app.documents.filters import FILTERS
from workflow_app.documents.perender import lingkungan, teks_baris
from workflow_app.formulir.isian import BENTUK_ANGKA, BENTUK_ANGKA_BERTANDA, BENTUK_TANGGAL, Bentuk

# A number or date printed as it is stored would show a decimal point or an ISO date.
FILTER_BENTUK: Mapping[Bentuk, frozenset[str]] = {
    BENTUK_ANGKA: frozenset({"ak", "angka", "terbilang_ak"}),
    BENTUK_ANGKA_BERTANDA: frozenset({"ak", "angka", "terbilang_ak"}),
    BENTUK_TANGGAL: frozenset({"tanggal", "tanggal_pendek", "tanggal_terbilang", "hari", "rentang"}),
}
ISI_LOOP = ("index", "first", "last", "length")


@dataclass(frozen=True)
class _Jalan:
    """Where an expression has arrived: the declared type and the path from the top of the contract."""

    tipe: Any
    jalur: str


@dataclass
class Pemakaian:
    """Result for one template: the fields it prints or asks, and what is wrong."""

    terpakai: set[str] = field(default_factory=set)
    masalah: list[str] = field(default_factory=list)


def jalur_isian(kontrak: type, awalan: str = "") -> Iterator[str]:
    """Every field of a contract that holds a value, by path; `[]` stands for any line of a list."""
    for nama, tipe in isian_kelompok(kontrak).items():
        yield from _jalur_tipe(tipe, f"{awalan}{nama}")


def _jalur_tipe(tipe: Any, jalur: str) -> Iterator[str]:
    if get_origin(tipe) is tuple:
        yield from _jalur_tipe(get_args(tipe)[0], f"{jalur}[]")
    elif is_dataclass(tipe) and isinstance(tipe, type):
        yield from jalur_isian(tipe, f"{jalur}.")
    else:
        yield jalur


def isian_kelompok(kelompok: type) -> dict[str, Any]:
    """Names and types of the fields of a contract or of a group in it."""
    tipe = get_type_hints(kelompok, include_extras=True)
    return {isian.name: tipe[isian.name] for isian in fields(kelompok)}


def periksa_pemakaian(kontrak: type, sumber: Mapping[str, str]) -> Pemakaian:
    """Follow every expression of every part of a template (`perender.sumber`) through the contract."""
    hasil = Pemakaian()
    for nama_bagian, jinja in sumber.items():
        try:
            pohon = lingkungan().parse(jinja)
        except TemplateSyntaxError as galat:
            dekat = teks_baris(jinja, galat.lineno)
            hasil.masalah.append(f"{nama_bagian}: penulisan salah ({galat.message}), dekat teks: {dekat!r}")
            continue
        _Penelusur(kontrak, jinja, nama_bagian, hasil).isi(pohon.body, {})
    return hasil


class _Penelusur:
    """Walks the syntax tree of one part. `lingkup` maps the names of loops to where they stand."""

    def __init__(self, kontrak: type, jinja: str, nama_bagian: str, hasil: Pemakaian) -> None:
        self.akar = isian_kelompok(kontrak)
        self.jinja = jinja
        self.nama_bagian = nama_bagian
        self.hasil = hasil

    def isi(self, simpul: list[nodes.Node], lingkup: dict[str, _Jalan]) -> None:
        for satu in simpul:
            if isinstance(satu, nodes.Output):
                for ekspresi in satu.nodes:
                    self._cetak(ekspresi, lingkup)
            elif isinstance(satu, nodes.If):
                self._nilai(satu.test, lingkup)
                self.isi(satu.body, lingkup)
                self.isi(list(satu.elif_), lingkup)
                self.isi(satu.else_, lingkup)
            elif isinstance(satu, nodes.For):
                self._ulang(satu, lingkup)
            else:
                self._tolak(satu, f"perintah {type(satu).__name__} tidak diizinkan")

    def _ulang(self, simpul: nodes.For, lingkup: dict[str, _Jalan]) -> None:
        asal = self._jalan(simpul.iter, lingkup)
        if simpul.test is not None or simpul.recursive or not isinstance(simpul.target, nodes.Name):
            self._tolak(simpul, "pengulangan hanya berbentuk 'for satu in daftar'")
            return
        if asal is None:
            return
        if get_origin(asal.tipe) is not tuple:
            self._tolak(simpul, f"{asal.jalur} bukan daftar")
            return
        baris = _Jalan(get_args(asal.tipe)[0], f"{asal.jalur}[]")
        self.isi(simpul.body, {**lingkup, simpul.target.name: baris, "loop": _Jalan("loop", "loop")})
        self.isi(simpul.else_, lingkup)

    def _cetak(self, simpul: nodes.Expr, lingkup: dict[str, _Jalan]) -> None:
        """An expression that is printed: a number or date must pass its filter."""
        if isinstance(simpul, nodes.TemplateData):
            return
        if isinstance(simpul, nodes.CondExpr):
            self._nilai(simpul.test, lingkup)
            self._cetak(simpul.expr1, lingkup)
            if simpul.expr2 is not None:
                self._cetak(simpul.expr2, lingkup)
            return
        saringan = []
        dasar: nodes.Expr | None = simpul
        while isinstance(dasar, nodes.Filter):
            saringan.append(dasar.name)
            dasar = dasar.node
        if isinstance(dasar, nodes.Name | nodes.Getattr):
            jalan = self._jalan(dasar, lingkup)
            if jalan is not None:
                self._periksa_saringan(simpul, jalan, saringan)
        self._nilai(simpul, lingkup)

    def _periksa_saringan(self, simpul: nodes.Expr, jalan: _Jalan, saringan: list[str]) -> None:
        if get_origin(jalan.tipe) is Annotated:
            perlu = FILTER_BENTUK.get(get_args(jalan.tipe)[1], frozenset())
            if perlu and not perlu.intersection(saringan):
                self._tolak(simpul, f"{jalan.jalur} dicetak tanpa saringan ({', '.join(sorted(perlu))})")
        elif _bukan_nilai(jalan.tipe) and "length" not in saringan:
            self._tolak(simpul, f"{jalan.jalur} adalah kelompok atau daftar, tidak dapat dicetak")

    def _nilai(self, simpul: nodes.Node, lingkup: dict[str, _Jalan]) -> None:
        """An expression whose value is used: mark the fields in it, refuse what is not part of the language."""
        if isinstance(simpul, nodes.Name | nodes.Getattr):
            jalan = self._jalan(simpul, lingkup)
            if jalan is not None and not _bukan_nilai(jalan.tipe):
                self.hasil.terpakai.add(jalan.jalur)
            return
        if isinstance(simpul, nodes.Filter) and simpul.name not in FILTERS:
            self._tolak(simpul, f"saringan {simpul.name!r} tidak dikenal{_saran(simpul.name, FILTERS)}")
            return
        boleh = (
            *(nodes.Const, nodes.TemplateData, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
            *(nodes.CondExpr, nodes.Test, nodes.Filter, nodes.Concat),
        )
        if not isinstance(simpul, boleh):
            self._tolak(simpul, f"ungkapan {type(simpul).__name__} tidak diizinkan")
            return
        for bagian in simpul.iter_child_nodes():
            self._nilai(bagian, lingkup)

    def _jalan(self, simpul: nodes.Node, lingkup: dict[str, _Jalan]) -> _Jalan | None:
        """The place of a dotted name in the contract; None when it has none, which is then already noted."""
        if isinstance(simpul, nodes.Name):
            if simpul.name in lingkup:
                return lingkup[simpul.name]
            return self._isian(simpul, self.akar, simpul.name, "")
        if not isinstance(simpul, nodes.Getattr):
            self._tolak(simpul, f"ungkapan {type(simpul).__name__} tidak diizinkan di sini")
            return None
        induk = self._jalan(simpul.node, lingkup)
        if induk is None:
            return None
        if induk.tipe == "loop" and simpul.attr in ISI_LOOP:
            return _Jalan(int, f"loop.{simpul.attr}")
        kelompok = isian_kelompok(induk.tipe) if isinstance(induk.tipe, type) and is_dataclass(induk.tipe) else {}
        return self._isian(simpul, kelompok, simpul.attr, f"{induk.jalur}.")

    def _isian(self, simpul: nodes.Node, kelompok: Mapping[str, Any], nama: str, awalan: str) -> _Jalan | None:
        if nama in kelompok:
            return _Jalan(kelompok[nama], f"{awalan}{nama}")
        self._tolak(simpul, f"isian {awalan}{nama} tidak ada{_saran(nama, kelompok)}")
        return None

    def _tolak(self, simpul: nodes.Node, sebab: str) -> None:
        dekat = teks_baris(self.jinja, simpul.lineno)
        masalah = f"{self.nama_bagian}: {sebab}, dekat teks: {dekat!r}"
        if masalah not in self.hasil.masalah:
            self.hasil.masalah.append(masalah)


def _bukan_nilai(tipe: Any) -> bool:
    return get_origin(tipe) is tuple or (isinstance(tipe, type) and is_dataclass(tipe))


def _saran(nama: str, pilihan: Mapping[str, Any]) -> str:
    mirip = difflib.get_close_matches(nama, pilihan, n=1)
    return f" (mungkin maksudnya {mirip[0]})" if mirip else ""
