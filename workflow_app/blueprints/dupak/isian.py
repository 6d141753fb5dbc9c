"""The form of one activity with its proof, and what it means to the services."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from sqlalchemy.orm import Session

from workflow_app.blueprints.dupak.dasar import hanya_bukti
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db, lepas_bacaan
from workflow_app.models import Dupak, ItemDupak, Karya
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.pesan import P_, Pesan
from workflow_app.services import unggahan
from workflow_app.services.butir import BerkasMasuk, IsiButir, pasang_bukti
from workflow_app.services.karya import karya_saya
from workflow_app.services.unggahan import JENIS_BUKTI, BerkasDitolak, Jenis
from workflow_app.web.bahasa import angka
from workflow_app.web.berkas_masuk import status_ditolak
from workflow_app.web.kolom import (
    FormLangkah,
    JamField,
    KreditField,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
)
from workflow_app.web.konteks import pelaku, pengaturan

MAKS_SURAT_TUGAS = 200
MAKS_TEMPAT = 500
BUKAN_TEKS = frozenset({"version", "csrf_token"})
SALAH = HTTPStatus.UNPROCESSABLE_ENTITY.value


class BuktiForm(FormLangkah):
    """The proof of an activity: all that may change while the file is being completed."""

    surat_tugas = TeksField(_l("Nomor dan tanggal surat tugas"), wajib=False, maks=MAKS_SURAT_TUGAS)
    tempat_bukti = TeksPanjangField(_l("Tempat bukti fisik"), wajib=False, maks=MAKS_TEMPAT)
    keterangan = TeksPanjangField(_l("Keterangan"), wajib=False, maks=MAKS_TEMPAT)
    berkas = MultipleFileField(_l("Unggah bukti"))


class ButirForm(BuktiForm):
    """One activity. The catalogue item stands in the address, its credit is worked out by the server."""

    volume = KreditField(_l("Volume"))
    tanggal_mulai = TanggalField(_l("Tanggal mulai"))
    tanggal_selesai = TanggalField(_l("Tanggal selesai"))
    jam_mulai = JamField(_l("Jam mulai"), wajib=False)
    jam_selesai = JamField(_l("Jam selesai"), wajib=False)
    keluaran = TeksField(_l("Judul keluaran"), wajib=False, maks=MAKS_SURAT_TUGAS)
    karya_id = PilihanField(_l("Karya bersama"), ubah=int, kosong=_l("Dikerjakan sendiri"))

    def isi(self, butir_id: int) -> IsiButir:
        """What the form says of an activity of this catalogue item."""
        return IsiButir(
            butir_id=butir_id,
            volume=self.volume.data,
            tanggal_mulai=self.tanggal_mulai.data,
            tanggal_selesai=self.tanggal_selesai.data,
            surat_tugas=self.surat_tugas.data,
            tempat_bukti=self.tempat_bukti.data,
            keterangan=self.keterangan.data,
            keluaran=self.keluaran.data,
            jam_mulai=self.jam_mulai.data,
            jam_selesai=self.jam_selesai.data,
            karya_id=self.karya_id.data,
        )


def formulir_butir(dupak: Dupak, item: ItemDupak | None) -> BuktiForm:
    """The form that fits what may change now, filled from the item."""
    kelas = BuktiForm if hanya_bukti(dupak) else ButirForm
    form = kelas(obj=item)
    if isinstance(form, ButirForm):
        milik = karya_saya(db.session(), dupak.subjek_id)
        form.karya_id.isi_pilihan((k.id, _sebutan(k, dupak.subjek_id)) for k in milik if k.bagian(dupak.subjek_id))
    if not form.is_submitted():
        form.version.data = dupak.version
    return form


def _sebutan(karya: Karya, pegawai_id: int) -> str:
    return f"{karya.judul} ({angka((karya.bagian(pegawai_id) or 0) * 100)} %)"


def isi_dengan_bukti_baru(item: ItemDupak, surat_tugas: str, tempat_bukti: str, keterangan: str) -> IsiButir:
    """The activity as it is, with new words about its proof."""
    return IsiButir(
        butir_id=item.butir_id,
        volume=item.volume,
        tanggal_mulai=item.tanggal_mulai,
        tanggal_selesai=item.tanggal_selesai,
        surat_tugas=surat_tugas,
        tempat_bukti=tempat_bukti,
        keterangan=keterangan,
    )


def tertulis(field: Any) -> str:
    """The text that a field shows: as typed, or its value as people write it."""
    return str(field._value())  # noqa: SLF001 - what WTForms' own widgets call


def kiriman(form: FormLangkah) -> list[tuple[str, str]]:
    """What was typed, as pairs of label and text, for a page that cannot take it."""
    return [
        (field.label.text, isi)
        for field in form
        if field.name not in BUKAN_TEKS
        and not isinstance(field, MultipleFileField)
        and (isi := tertulis(field)).strip()
    ]


def berkas_terkirim(nama: str = "berkas") -> list[tuple[str, Any]]:
    """The files of this request under a field name, without the empty entry of a field left alone."""
    return [(b.filename, b.stream) for b in request.files.getlist(nama) if b.filename]


def pilih_lagi(form: FormLangkah, kolom: Iterable[str]) -> None:
    """Tell at each file field that its choice is gone: browsers never send a chosen file twice."""
    for nama in kolom:
        if berkas_terkirim(nama) and not form[nama].errors:
            form[nama].errors = [P_("Pilih lagi berkasnya: peramban tidak mengingat berkas yang belum tersimpan.")]


class UnggahanSalah(Exception):
    """Files of this request that are not taken: the sentence for their field, and the status of the answer."""

    def __init__(self, pesan: Pesan, status: int) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan
        self.status = status


def simpan_berkas(
    nama: str = "berkas", jenis: Sequence[Jenis] = JENIS_BUKTI, ke: Penyimpanan | None = None
) -> list[BerkasMasuk]:
    """Check and store the files of a field, none where none was sent. Raises UnggahanSalah, and then stores none.

    `ke` is the store, that of evidence unless another is given.
    """
    daftar = berkas_terkirim(nama)
    if not daftar:
        return []
    lepas_bacaan()
    try:
        return unggahan.simpan_semua(ke or Penyimpanan(pengaturan().berkas_url), daftar, jenis)
    except BerkasDitolak as galat:
        raise UnggahanSalah(galat.pesan, status_ditolak(galat)) from galat
    except MasukanSalah as galat:
        raise UnggahanSalah(galat.galat["berkas"], SALAH) from galat


def pasang_semua(session: Session, item: ItemDupak, berkas: list[BerkasMasuk]) -> int:
    """Attach stored files to an item; returns how many. A file that is there already is not attached twice."""
    ada = {b.sha256 for b in item.bukti if b.digantikan_at is None}
    baru = {b.sha256: b for b in berkas if b.sha256 not in ada}
    if len(item.bukti) + len(baru) > unggahan.MAKS_BERKAS_BUTIR:
        raise MasukanSalah(
            {"berkas": P_("Satu butir memuat paling banyak %(maks)s berkas.", maks=unggahan.MAKS_BERKAS_BUTIR)}
        )
    for satu in baru.values():
        pasang_bukti(session, item, satu, oleh=pelaku())
    return len(baru)
