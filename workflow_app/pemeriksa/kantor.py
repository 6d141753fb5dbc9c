"""Word and Excel files: a ZIP whose directory, sizes, parts and links are all looked at before anybody opens it."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

from workflow_app.pemeriksa.temuan import Temuan

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_EOCD = b"PK\x05\x06"
_PANJANG_EOCD = 22
_PANJANG_KEPALA = 30
_POTONGAN = 1024 * 1024
_TERKUNCI = 0x1
_CARA = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAFTAR = "[Content_Types].xml"
_UTAMA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_RASIO_DARI = 10 * 1024 * 1024
"""Bytes below which it does not matter how well a file was packed."""
_AKHIRAN_BERBAHAYA = re.compile(
    r"\.(exe|dll|com|scr|js|jse|vbs|vbe|wsf|bat|cmd|ps1|hta|jar|lnk|msi|html?|svgz|rtf|mht|swf|iso|zip|7z|rar)$",
    re.IGNORECASE,
)
_SKEMA_TAUTAN = re.compile(
    r"\s*(javascript|vbscript|data|ms-[a-z-]+|search-ms|search|shell|mhtml|x-usc):", re.IGNORECASE
)
_DDE = re.compile(r"^\s*(DDE|DDEAUTO)\b", re.IGNORECASE)
_RELASI_BERAKHIR = {
    "attachedTemplate": "kantor_templat",
    "oleObject": "kantor_ole",
    "aFChunk": "kantor_ole",
    "externalLinkPath": "kantor_tautan",
    "vbaProject": "kantor_makro",
    "control": "kantor_ole",
}


def periksa(isi: bytes, jenis: str, batas: Mapping[str, int], *, dalam: bool = False) -> dict[str, int | bool]:
    """Facts about a .docx or .xlsx (`bagian`). Raises Temuan.

    `batas`: `bagian`, `terbuka` bytes, `rasio`. `dalam`: the file lies inside another one, as charts bring along.
    """
    if isi.startswith(_OLE):
        raise Temuan("kantor_lama")
    if not isi.startswith(_ZIP):
        raise Temuan(f"bukan_{jenis}")
    if isi[-_PANJANG_EOCD : -_PANJANG_EOCD + 4] != _EOCD:
        raise Temuan("kantor_rusak" if _EOCD not in isi[-0xFFFF:] else "ganda_zip")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            bagian = _periksa_direktori(arsip, isi, batas)
            _periksa_bagian(arsip, bagian, jenis, batas, len(isi), dalam=dalam)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as galat:
        raise Temuan("kantor_rusak") from galat
    except (ValueError, expat.ExpatError) as galat:
        raise Temuan("kantor_rusak") from galat
    return {"bagian": len(bagian)}


def _periksa_direktori(arsip: zipfile.ZipFile, isi: bytes, batas: Mapping[str, int]) -> list[zipfile.ZipInfo]:
    """The members, in the order in which they lie; none above another, none with a name that leads elsewhere."""
    daftar = sorted(arsip.infolist(), key=lambda e: e.header_offset)
    if len(daftar) > batas["bagian"]:
        raise Temuan("kantor_bagian", jumlah=len(daftar), maks=batas["bagian"])
    nama = [e.orig_filename for e in daftar]
    if len({n.casefold() for n in nama}) != len(nama) or any(_nama_menyesatkan(n) for n in nama):
        raise Temuan("kantor_nama")
    if any(e.flag_bits & _TERKUNCI for e in daftar):
        raise Temuan("kantor_sandi")
    if any(e.compress_type not in _CARA for e in daftar):
        raise Temuan("kantor_rusak")
    if sum(e.file_size for e in daftar) > batas["terbuka"]:
        raise Temuan("kantor_mengembang")
    akhir = 0
    for entri in daftar:
        if entri.header_offset < akhir:
            raise Temuan("kantor_tumpang")
        kepala = isi[entri.header_offset : entri.header_offset + _PANJANG_KEPALA]
        nama_dan_lain = int.from_bytes(kepala[26:28], "little") + int.from_bytes(kepala[28:30], "little")
        akhir = entri.header_offset + _PANJANG_KEPALA + nama_dan_lain + entri.compress_size
    if daftar and daftar[0].header_offset != 0:
        raise Temuan("ganda_lain")
    return daftar


def _nama_menyesatkan(nama: str) -> bool:
    return (
        nama.startswith("/") or "\\" in nama or ":" in nama or "\0" in nama or any(b == ".." for b in nama.split("/"))
    )


def _periksa_bagian(
    arsip: zipfile.ZipFile,
    daftar: list[zipfile.ZipInfo],
    jenis: str,
    batas: Mapping[str, int],
    ukuran: int,
    *,
    dalam: bool,
) -> None:
    """Unpack each part once, within bounds, and look into it."""
    _periksa_daftar_isi(arsip, daftar, jenis, batas)
    terbuka = 0
    for entri in daftar:
        _periksa_nama(entri.filename)
        data = _buka(arsip, entri, batas["terbuka"] - terbuka)
        terbuka += len(data)
        if terbuka > _RASIO_DARI and terbuka > batas["rasio"] * ukuran:
            raise Temuan("kantor_mengembang")
        _periksa_isi(entri.filename, data, batas, dalam=dalam)


def _buka(arsip: zipfile.ZipFile, entri: zipfile.ZipInfo, sisa: int) -> bytes:
    """The bytes of a part, read to the end so that its checksum is compared. Raises Temuan past `sisa`."""
    data = bytearray()
    with arsip.open(entri) as berkas:
        while potongan := berkas.read(_POTONGAN):
            data += potongan
            if len(data) > sisa:
                raise Temuan("kantor_mengembang")
    return bytes(data)


def _periksa_nama(nama: str) -> None:
    kecil = nama.casefold()
    if kecil.endswith("vbaproject.bin") or "/macrosheets/" in kecil or "vbadata" in kecil:
        raise Temuan("kantor_makro")
    if "/activex/" in kecil:
        raise Temuan("kantor_ole")
    if kecil.startswith("xl/externallinks/"):
        raise Temuan("kantor_tautan")
    if kecil == "xl/connections.xml" or kecil.startswith("xl/querytables/"):
        raise Temuan("kantor_sambungan")
    if _AKHIRAN_BERBAHAYA.search(nama):
        raise Temuan("kantor_ole")


def _periksa_isi(nama: str, data: bytes, batas: Mapping[str, int], *, dalam: bool) -> None:
    kecil = nama.casefold()
    if kecil.endswith(".rels"):
        _periksa_relasi(data)
    elif kecil.endswith((".xml", ".vml", ".xhtml")):
        _periksa_xml(data, cari_dde=kecil.startswith("word/"))
    elif data.startswith(_OLE):
        raise Temuan("kantor_ole")
    elif data.startswith(_ZIP):
        if dalam or "/embeddings/" not in kecil or not kecil.endswith((".xlsx", ".docx")):
            raise Temuan("kantor_bersarang")
        periksa(data, kecil.rpartition(".")[2], batas, dalam=True)
    elif data.startswith((b"MZ", b"\x7fELF", b"#!", b"%PDF-")):
        raise Temuan("kantor_ole")


def _periksa_daftar_isi(
    arsip: zipfile.ZipFile, daftar: list[zipfile.ZipInfo], jenis: str, batas: Mapping[str, int]
) -> None:
    """The list of parts says what kind of file this is; names can lie."""
    entri = next((e for e in daftar if e.filename == _DAFTAR), None)
    if entri is None:
        raise Temuan(f"bukan_{jenis}")
    tipe: set[str] = set()

    def catat(_nama: str, atribut: dict[str, str]) -> None:
        tipe.add(atribut.get("ContentType", ""))

    _urai(_buka(arsip, entri, batas["terbuka"]), catat)
    if any("macroenabled" in t.lower() or "vbaproject" in t.lower() or "macrosheet" in t.lower() for t in tipe):
        raise Temuan("kantor_makro")
    if any("activex" in t.lower() for t in tipe):
        raise Temuan("kantor_ole")
    if _UTAMA[jenis] not in tipe:
        raise Temuan(f"bukan_{jenis}")


def _urai(
    data: bytes, mulai: Callable[[str, dict[str, str]], None] | None = None, pengurai: expat.XMLParserType | None = None
) -> None:
    """Read XML that may declare nothing of its own: no document type, so no entities and nothing from elsewhere."""
    pengurai = pengurai or expat.ParserCreate()

    def doctype(*_lain: object) -> None:
        raise Temuan("kantor_entitas")

    pengurai.StartDoctypeDeclHandler = doctype
    if mulai is not None:
        pengurai.StartElementHandler = mulai
    pengurai.Parse(data, True)


def _periksa_relasi(data: bytes) -> None:
    """Links to outside: what is followed only by a click may stay; what a program fetches by itself may not."""

    def mulai(_nama: str, atribut: dict[str, str]) -> None:
        jenis = atribut.get("Type", "").rpartition("/")[2]
        if atribut.get("TargetMode", "").lower() != "external":
            if jenis in {"vbaProject", "aFChunk", "control"}:
                raise Temuan(_RELASI_BERAKHIR[jenis])
            return
        if jenis != "hyperlink":
            raise Temuan(_RELASI_BERAKHIR.get(jenis, "kantor_luar"))
        if _SKEMA_TAUTAN.match(atribut.get("Target", "")):
            raise Temuan("kantor_luar")

    _urai(data, mulai)


class _Bidang:
    """Collects the instructions of the fields of a Word part, which may be cut into many runs."""

    def __init__(self) -> None:
        self._tumpukan: list[str] = []
        self._membaca = False

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        unsur = nama.rpartition(":")[2]
        if unsur == "instrText":
            self._membaca = True
        elif unsur == "fldSimple":
            self._nilai(next((v for k, v in atribut.items() if k.endswith("instr")), ""))
        elif unsur == "fldChar":
            jenis = next((v for k, v in atribut.items() if k.endswith("fldCharType")), "")
            if jenis == "begin":
                self._tumpukan.append("")
            elif self._tumpukan:
                self._nilai(self._tumpukan[-1])
                if jenis == "end":
                    self._tumpukan.pop()

    def selesai(self, nama: str) -> None:
        if nama.rpartition(":")[2] == "instrText":
            self._membaca = False

    def huruf(self, teks: str) -> None:
        if not self._membaca:
            return
        if self._tumpukan:
            self._tumpukan[-1] += teks
        else:
            self._nilai(teks)

    @staticmethod
    def _nilai(perintah: str) -> None:
        if _DDE.search(perintah):
            raise Temuan("kantor_dde")


def _periksa_xml(data: bytes, *, cari_dde: bool) -> None:
    pengurai, bidang = expat.ParserCreate(), _Bidang()
    if cari_dde:
        pengurai.EndElementHandler = bidang.selesai
        pengurai.CharacterDataHandler = bidang.huruf
    _urai(data, bidang.mulai if cari_dde else None, pengurai)
