"""The form of an activity, as typed and as it means, and its differences from what is stored."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.widgets import TextInput

from workflow_app.models import Kegiatan
from workflow_app.services import kegiatan as layanan
from workflow_app.services.kegiatan import BIDANG, MAKS_URAIAN, IsiKegiatan
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.kolom import (
    CentangField,
    FormLangkah,
    JamField,
    KreditField,
    SidikField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    tanpa_kendali,
)

MAKS_JUDUL = 200
MAKS_TEMPAT = 500
PANJANG_KUNCI = 32


class _PilihanButirField(Field):
    """The chosen catalogue item, None while none is: drawn by the page as a list to choose from.

    Not a hidden field: the form would write it once more, empty, before the list.
    """

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """See wtforms.Field."""
        self.data = kunci_dari(valuelist[0]) if valuelist else None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class KegiatanForm(FormLangkah):
    """One activity. What is left open may be added on any later day."""

    kunci = SidikField()
    formulir = SidikField()
    uraian = TeksPanjangField(_l("Apa yang Anda kerjakan?"), maks=MAKS_URAIAN)
    tanggal_selesai = TanggalField(_l("Tanggal"))
    tanggal_mulai = TanggalField(_l("Mulai tanggal"), wajib=False)
    jam_mulai = JamField(_l("Jam mulai"), wajib=False)
    jam_selesai = JamField(_l("Jam selesai"), wajib=False)
    volume = KreditField(_l("Banyaknya"), wajib=False)
    butir_id = _PilihanButirField(_l("Butir kegiatan"))
    keluaran = TeksField(_l("Judul keluaran"), wajib=False, maks=MAKS_JUDUL)
    surat_tugas = TeksField(_l("Nomor dan tanggal surat tugas"), wajib=False, maks=MAKS_JUDUL)
    tempat_bukti = TeksPanjangField(_l("Tempat bukti fisik"), wajib=False, maks=MAKS_TEMPAT)
    keterangan = TeksPanjangField(_l("Keterangan"), wajib=False, maks=MAKS_TEMPAT)
    rencana = CentangField(_l("Baru rencana, belum dikerjakan"))
    foto = MultipleFileField(_l("Foto bukti"))
    berkas = MultipleFileField(_l("Berkas bukti"))

    def isi(self) -> IsiKegiatan:
        """What the form says; work without a first day began on its last."""
        return IsiKegiatan(
            uraian=self.uraian.data,
            tanggal_mulai=self.tanggal_mulai.data or self.tanggal_selesai.data,
            tanggal_selesai=self.tanggal_selesai.data,
            volume=self.volume.data,
            butir_id=self.butir_id.data,
            keluaran=self.keluaran.data,
            jam_mulai=self.jam_mulai.data,
            jam_selesai=self.jam_selesai.data,
            surat_tugas=self.surat_tugas.data,
            tempat_bukti=self.tempat_bukti.data,
            keterangan=self.keterangan.data,
            rencana=self.rencana.data,
        )


def formulir(kegiatan: Kegiatan | None) -> KegiatanForm:
    """The form as it was sent; else as it was last typed, or as the activity is stored."""
    if request.method == "POST":
        return KegiatanForm()
    if kegiatan is not None and kegiatan.isian:
        form = KegiatanForm(formdata=MultiDict(kegiatan.isian))
    elif kegiatan is not None:
        form = KegiatanForm(formdata=None, obj=kegiatan)
        if kegiatan.tanggal_mulai == kegiatan.tanggal_selesai:
            form.tanggal_mulai.data = None
    else:
        form = KegiatanForm(formdata=None)
        form.kunci.data = secrets.token_hex(PANJANG_KUNCI // 2)
    form.formulir.data = secrets.token_hex(PANJANG_KUNCI // 2)
    form.version.data = kegiatan.version if kegiatan else 0
    if kegiatan is not None:
        form.kunci.data = kegiatan.kunci or ""
    return form


def kunci_terkirim(nama: str = "kunci") -> str | None:
    """A random word of the form that was sent; None for anything that this application does not make."""
    isi = request.form.get(nama, "")
    sah = len(isi) == PANJANG_KUNCI and all(h in "0123456789abcdef" for h in isi)
    return isi if sah else None


def ketikan() -> Mapping[str, str]:
    """Every field of the activity as it was typed, readable or not."""
    return {
        nama: tanpa_kendali(request.form.get(nama, ""))[: layanan.MAKS_ISIAN].strip()
        for nama in BIDANG
        if request.form.get(nama, "").strip()
    }


@dataclass(frozen=True)
class Beda:
    """A field in which the typed text and the stored one differ."""

    label: str
    diketik: str
    tersimpan: str


def beda(form: KegiatanForm, kegiatan: Kegiatan) -> list[Beda]:
    """Where the form differs from the activity as it is now, both as the form would write them."""
    kini = formulir_tersimpan(kegiatan)
    return [
        Beda(kini[nama].label.text, _tertulis(form[nama]), _tertulis(kini[nama]))
        for nama in BIDANG
        if _tertulis(form[nama]) != _tertulis(kini[nama])
    ]


def formulir_tersimpan(kegiatan: Kegiatan) -> KegiatanForm:
    """The form as the last save, or the last draft, would fill it."""
    if kegiatan.isian:
        return KegiatanForm(formdata=MultiDict(kegiatan.isian))
    form = KegiatanForm(formdata=None, obj=kegiatan)
    if kegiatan.tanggal_mulai == kegiatan.tanggal_selesai:
        form.tanggal_mulai.data = None
    return form


def _tertulis(field: Any) -> str:
    """The text that a field shows: as typed, or its value as people write it."""
    if isinstance(field, CentangField):
        return "✓" if field.data else ""
    return str(field._value()).strip()  # noqa: SLF001 - what WTForms' own widgets call
