"""The zip around a Word document: the same content gives the same bytes, and no part twice.

python-docx stamps the present time on every member, and does not recognise the name LibreOffice gives to the core
properties, so that a template once saved there would get `docProps/core.xml` twice; Word may call such a file damaged.
"""

import io
import zipfile
from collections import Counter

from lxml import etree

TANGGAL_TETAP = (1980, 1, 1, 0, 0, 0)
HUBUNGAN = "_rels/.rels"
TIPE_ISI = "[Content_Types].xml"
INTI = "docProps/core.xml"

JENIS_INTI = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
JENIS_INTI_LIBREOFFICE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
JENIS_GAMBAR_MINI = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def bagian(berkas: bytes) -> dict[str, bytes]:
    """Members of the file by name; of a name that occurs twice the first. Raises zipfile.BadZipFile."""
    isi: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(berkas)) as kemasan:
        for info in kemasan.infolist():
            if not info.is_dir():
                isi.setdefault(info.filename, kemasan.read(info))
    return isi


def bagian_ganda(berkas: bytes) -> list[str]:
    """Names of members, or of the core properties as a relationship, that occur more than once."""
    with zipfile.ZipFile(io.BytesIO(berkas)) as kemasan:
        ganda = [nama for nama, kali in Counter(kemasan.namelist()).items() if kali > 1]
        hubungan = etree.fromstring(kemasan.read(HUBUNGAN))
    inti = [h for h in hubungan if h.get("Type") in (JENIS_INTI, JENIS_INTI_LIBREOFFICE)]
    if len(inti) > 1 and INTI not in ganda:
        ganda.append(INTI)
    return sorted(ganda)


def rapikan(berkas: bytes) -> bytes:
    """The same document with sorted members, a fixed date, one core.xml, no thumbnail. Raises zipfile.BadZipFile."""
    isi = bagian(berkas)
    isi[HUBUNGAN], dibuang = _hubungan_rapi(isi[HUBUNGAN])
    for nama in dibuang:
        isi.pop(nama, None)
    isi[TIPE_ISI] = _tipe_isi_rapi(isi[TIPE_ISI], set(isi))
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as kemasan:
        for nama in sorted(isi):
            info = zipfile.ZipInfo(nama, TANGGAL_TETAP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            kemasan.writestr(info, isi[nama])
    return keluar.getvalue()


def _hubungan_rapi(xml: bytes) -> tuple[bytes, list[str]]:
    """The root relationships without thumbnail and without a second core.xml, and the members that go with them."""
    akar = etree.fromstring(xml)
    dibuang = []
    sudah_ada_inti = False
    for hubungan in list(akar):
        jenis = hubungan.get("Type")
        if jenis == JENIS_GAMBAR_MINI:
            dibuang.append((hubungan.get("Target") or "").lstrip("/"))
            akar.remove(hubungan)
        elif jenis in (JENIS_INTI, JENIS_INTI_LIBREOFFICE):
            if sudah_ada_inti:
                akar.remove(hubungan)
            hubungan.set("Type", JENIS_INTI)
            sudah_ada_inti = True
    return _xml(akar), dibuang


def _tipe_isi_rapi(xml: bytes, nama_bagian: set[str]) -> bytes:
    """The content types with one entry per part that exists."""
    akar = etree.fromstring(xml)
    sudah: set[str] = set()
    for entri in list(akar):
        nama = entri.get("PartName")
        if nama is None:
            continue
        if nama in sudah or nama.lstrip("/") not in nama_bagian:
            akar.remove(entri)
        sudah.add(nama)
    return _xml(akar)


def _xml(akar: etree._Element) -> bytes:
    hasil: bytes = etree.tostring(akar, xml_declaration=True, encoding="UTF-8", standalone=True)
    return hasil
