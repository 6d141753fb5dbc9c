"""PDF: opened by qpdf, every object looked at, also those that an object stream hides or that no page names."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from workflow_app.pemeriksa import ganda
from workflow_app.pemeriksa.temuan import Temuan

_KEPALA = 1024
"""Bytes in which readers look for the mark; scanners put a line of their own before it."""
_EKOR = 64 * 1024
_AKHIR = re.compile(rb"startxref\s+\d+\s+%%EOF")
_SISA_WAJAR = 256
"""Bytes after the end that printers and scanners leave behind."""
_POTONGAN = 1024 * 1024
_BERKAS_BESAR_QPDF = 64 * 1024 * 1024
"""What one object or cross-reference stream may unpack to; those of ten megabytes stay far below."""

_AKSI = {
    "/JavaScript": "pdf_skrip",
    "/Launch": "pdf_jalankan",
    "/SubmitForm": "pdf_kirim",
    "/ImportData": "pdf_kirim",
    "/GoToE": "pdf_luar",
    "/GoToR": "pdf_luar",
    "/Rendition": "pdf_media",
    "/RichMediaExecute": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
}
_KUNCI = {
    "/JS": "pdf_skrip",
    "/XFA": "pdf_xfa",
    "/EF": "pdf_lampiran",
    "/RichMediaContent": "pdf_media",
}
_POHON = {"/JavaScript": "pdf_skrip", "/EmbeddedFiles": "pdf_lampiran"}
"""Name trees; programs write empty ones, which do nothing."""
_SUBTIPE = {"/RichMedia": "pdf_media", "/Movie": "pdf_media", "/Sound": "pdf_media", "/Screen": "pdf_media"}
_MENTAH = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|XFA)(?=[\s/<>()\[\]])")
_SEBAB_MENTAH = {
    b"JavaScript": "pdf_skrip",
    b"Launch": "pdf_jalankan",
    b"EmbeddedFile": "pdf_lampiran",
    b"RichMedia": "pdf_media",
    b"XFA": "pdf_xfa",
}
_BERPUTAR, _DIRANGKAI_ULANG = "loop detected", "Attempting to reconstruct cross-reference table"
"""What qpdf says of files whose tables run in a circle, and of those whose objects it had to look for."""
_KEMASAN = {"/FlateDecode", "/LZWDecode", "/Fl", "/LZW"}


def periksa(isi: bytes, batas: Mapping[str, int]) -> dict[str, int | bool]:
    """Facts about a PDF (`halaman`). Raises Temuan.

    `batas`: `halaman`, `objek`, `piksel` of one picture, `sisi` of a page in points, `terbuka` bytes of all streams.
    """
    _periksa_kerangka(isi)
    pikepdf.settings.set_qpdf_limits(
        parser_max_nesting=100,
        max_stream_filters=4,
        flate_max_memory=_BERKAS_BESAR_QPDF,
        run_length_max_memory=_BERKAS_BESAR_QPDF,
        png_max_memory=_BERKAS_BESAR_QPDF,
        doc_max_warnings=1000,
    )
    try:
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            return _periksa_isi(pdf, isi, batas)
    except pikepdf.PasswordError as galat:
        raise Temuan("pdf_sandi") from galat
    except (pikepdf.PikepdfError, ValueError, RuntimeError, TypeError, OverflowError) as galat:
        raise Temuan("pdf_tanpa_halaman" if "no pages found" in str(galat) else "pdf_rusak") from galat


def _periksa_kerangka(isi: bytes) -> None:
    letak = isi[:_KEPALA].find(b"%PDF-")
    if letak < 0:
        raise Temuan("bukan_pdf")
    awal = isi[:letak]
    ganda.pastikan_bukan_awalan(awal)
    if b"PK\x03\x04" in awal or b"<" in awal:
        raise Temuan("ganda_lain")
    ganda.pastikan_tanpa_markup(isi[:_KEPALA])
    if awal.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        raise Temuan("ganda_lain")
    ekor = isi[-_EKOR:].rstrip(b"\0 \t\r\n\f")
    akhir = max((m.end() for m in _AKHIR.finditer(ekor)), default=-1)
    ganda.pastikan_bukan_arsip(isi)
    if akhir < 0:
        ganda.pastikan_tanpa_markup(ekor)
        raise Temuan("pdf_terpotong")
    sisa = ekor[akhir:].lstrip()
    ganda.pastikan_tanpa_markup(sisa)
    ganda.pastikan_bukan_awalan(sisa)
    if len(sisa) > _SISA_WAJAR:
        raise Temuan("ekor")


def _periksa_isi(pdf: pikepdf.Pdf, isi: bytes, batas: Mapping[str, int]) -> dict[str, int | bool]:
    if pdf.is_encrypted:
        raise Temuan("pdf_sandi")
    jumlah_objek = len(pdf.objects)
    if jumlah_objek > batas["objek"]:
        raise Temuan("pdf_objek", jumlah=jumlah_objek, maks=batas["objek"])
    terbuka = 0
    for objek in (pdf.trailer, *pdf.objects):
        terbuka += _periksa_objek(objek, batas, batas["terbuka"] - terbuka)
    halaman = _jumlah_halaman(pdf, batas["halaman"])
    peringatan = " ".join(pdf.get_warnings())
    if _BERPUTAR in peringatan or pikepdf.settings.qpdf_limit_errors():
        raise Temuan("pdf_rusak")
    if _DIRANGKAI_ULANG in peringatan:  # another reader may put a damaged file together from other objects
        _periksa_mentah(isi)
    if halaman == 0:
        raise Temuan("pdf_tanpa_halaman")
    return {"halaman": halaman}


def _jumlah_halaman(pdf: pikepdf.Pdf, maks: int) -> int:
    """How many pages, and not more than `maks` are said to be there."""
    pohon: Any = pdf.Root.get("/Pages")
    tertulis: Any = pohon.get("/Count") if isinstance(pohon, Dictionary) else None
    if isinstance(tertulis, int) and tertulis > maks:
        raise Temuan("pdf_halaman", jumlah=tertulis, maks=maks)
    nyata = len(pdf.pages)
    if nyata > maks:
        raise Temuan("pdf_halaman", jumlah=nyata, maks=maks)
    return nyata


def _periksa_mentah(isi: bytes) -> None:
    cocok = _MENTAH.search(isi)
    if cocok is not None:
        raise Temuan(_SEBAB_MENTAH[cocok[1]])


def _periksa_objek(objek: Any, batas: Mapping[str, int], sisa: int) -> int:
    """Look at one object with all that lies in it directly; the bytes that its stream unpacks to."""
    tumpukan = [objek]
    while tumpukan:
        satu = tumpukan.pop()
        if isinstance(satu, Dictionary | Stream):
            _periksa_kamus(satu, batas)
            anak: Iterator[Any] = (v for _k, v in satu.items())
        elif isinstance(satu, Array):
            anak = iter(satu)
        else:
            continue
        tumpukan += [a for a in anak if isinstance(a, Object) and not a.is_indirect]
    return _terbuka(objek, sisa) if isinstance(objek, Stream) else 0


def _periksa_kamus(kamus: Any, batas: Mapping[str, int]) -> None:
    for kunci, nilai in kamus.items():
        if kunci in _KUNCI:
            raise Temuan(_KUNCI[kunci])
        if kunci in _POHON and not _pohon_kosong(nilai):
            raise Temuan(_POHON[kunci])
        if kunci == "/S" and isinstance(nilai, Name) and str(nilai) in _AKSI:
            raise Temuan(_AKSI[str(nilai)])
        if kunci == "/Type" and nilai == Name.EmbeddedFile:
            raise Temuan("pdf_lampiran")
        if kunci == "/Subtype" and isinstance(nilai, Name) and str(nilai) in _SUBTIPE:
            raise Temuan(_SUBTIPE[str(nilai)])
        if kunci in {"/MediaBox", "/CropBox"}:
            _periksa_kertas(nilai, batas["sisi"])
    if isinstance(kamus, Stream) and kamus.get("/Subtype") == Name.Image:
        lebar: Any = kamus.get("/Width")
        tinggi: Any = kamus.get("/Height")
        if isinstance(lebar, int) and isinstance(tinggi, int) and lebar * tinggi > batas["piksel"]:
            raise Temuan("pdf_gambar", lebar=lebar, tinggi=tinggi)


def _pohon_kosong(nilai: Any) -> bool:
    """Whether a name tree holds nothing."""
    return isinstance(nilai, Dictionary) and not any(len(nilai.get(k, ())) for k in ("/Names", "/Kids"))


def _periksa_kertas(nilai: Any, maks: int) -> None:
    if isinstance(nilai, Array) and any(abs(float(sisi)) > maks for sisi in nilai):
        raise Temuan("pdf_kertas")


def _terbuka(aliran: Any, sisa: int) -> int:
    """Bytes that a compressed stream unpacks to, counted without keeping them. Raises Temuan past `sisa`."""
    nama = aliran.get("/Filter")
    saringan = [str(s) for s in nama] if isinstance(nama, Array) else [str(nama)] if nama is not None else []
    kemasan = [s for s in saringan if s in _KEMASAN]
    if len(kemasan) > 1:
        raise Temuan("pdf_mengembang")
    if not kemasan:
        return 0
    if saringan[0] not in {"/FlateDecode", "/Fl"}:
        return len(aliran.read_bytes()) if aliran.get("/Type") != Name.XRef else 0
    pembuka, terbuka, data = zlib.decompressobj(), 0, aliran.read_raw_bytes()
    try:
        while data and not pembuka.eof:
            terbuka += len(pembuka.decompress(data, _POTONGAN))
            if terbuka > sisa:
                raise Temuan("pdf_mengembang")
            data = pembuka.unconsumed_tail
    except zlib.error:
        return terbuka
    return terbuka
