"""The form of the marks: a figure and a reason for each item, read strictly and given back as typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from workflow_app.angka import tulis_desimal
from workflow_app.blueprints.penilaian.susunan import Baris
from workflow_app.errors import MasukanSalah
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.penilaian import IsiNilai
from workflow_app.web.bahasa import teks
from workflow_app.web.kolom import FormLangkah, KreditField, TeksPanjangField

MAKS_ALASAN = 2000


@dataclass(frozen=True)
class AlasanUmum:
    """A reason that assessors give again and again: the words on its button, and the sentence it puts in."""

    label: str
    kalimat: str


ALASAN_UMUM = {
    "bukti": AlasanUmum(N_("Bukti tidak lengkap"), N_("Bukti fisik tidak lengkap.")),
    "volume": AlasanUmum(N_("Volume lebih kecil"), N_("Volume pada bukti lebih kecil daripada usulan.")),
    "masa": AlasanUmum(N_("Di luar masa"), N_("Tanggal pada bukti di luar masa penilaian.")),
    "uraian": AlasanUmum(N_("Uraian tidak sesuai"), N_("Kegiatan pada bukti tidak sesuai dengan uraian butir.")),
    "ganda": AlasanUmum(N_("Sudah dinilai"), N_("Kegiatan yang sama sudah dinilai pada butir atau usulan lain.")),
    "surat-tugas": AlasanUmum(N_("Tanpa surat tugas"), N_("Surat tugas untuk butir jenjang lain tidak terlampir.")),
}


class NilaiForm(FormLangkah):
    """Base of the form that `formulir_nilai` makes: fields `nilai-<id>` and `alasan-<id>` for each item."""

    baris: Sequence[Baris] = ()

    def nilai(self, item_id: int) -> KreditField:
        """The field of an item's mark."""
        return cast("KreditField", self[f"nilai-{item_id}"])

    def alasan(self, item_id: int) -> TeksPanjangField:
        """The field of an item's reason."""
        return cast("TeksPanjangField", self[f"alasan-{item_id}"])

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape of every field; a reason without a figure, and a stored figure that was wiped, are told apart here."""
        benar = bool(super().validate(extra_validators))
        for b in self.baris:
            nilai, alasan = self.nilai(b.item.id), self.alasan(b.item.id)
            if nilai.errors or nilai.data is not None:
                continue
            if b.nilai is not None:
                kini = tulis_desimal(b.nilai.nilai)
                nilai.errors = [P_("Nilai tersimpan %(nilai)s tidak dapat dikosongkan. Ketik nilai lain.", nilai=kini)]
            elif alasan.data:
                nilai.errors = [P_("Isi nilainya juga; alasan saja belum menjadi nilai.")]
            benar = benar and not nilai.errors
        return benar

    def kosong(self, item_id: int) -> bool:
        """Whether nothing was typed as the mark of an item."""
        mentah = self.nilai(item_id).raw_data
        return not mentah or not mentah[0].strip()

    def lanjutkan(self, lama: "NilaiForm", versi: int) -> None:
        """Take over what was typed on an older page; fields left empty there show what is stored now."""
        self.version.data = versi
        for b in self.baris:
            nilai, alasan = self.nilai(b.item.id), self.alasan(b.item.id)
            if lama.kosong(b.item.id) and b.nilai is not None:
                _isikan(nilai, tulis_desimal(b.nilai.nilai))
                _isikan(alasan, lama.alasan(b.item.id).data or b.nilai.alasan)
            else:
                nilai.errors = lama.nilai(b.item.id).errors

    def berubah(self) -> list[IsiNilai]:
        """The marks that were typed and differ from the stored ones. Only after `validate()`."""
        isi = []
        for b in self.baris:
            nilai, alasan = self.nilai(b.item.id).data, self.alasan(b.item.id).data
            tersimpan = (b.nilai.nilai, b.nilai.alasan) if b.nilai else None
            if nilai is not None and tersimpan != (nilai, alasan):
                isi.append(IsiNilai(b.item.id, nilai, alasan))
        return isi

    def sama_dengan_usulan(self, baris: Iterable[Baris]) -> None:
        """Put the claimed figure, or the ceiling below it, into the fields of these items."""
        for b in baris:
            _isikan(self.nilai(b.item.id), b.usulan_teks)

    def tambah_alasan(self, item_id: int, kode: str) -> None:
        """Put a common reason behind what stands in the field already."""
        bidang = self.alasan(item_id)
        kalimat = str(teks(Pesan(ALASAN_UMUM[kode].kalimat)))
        if kalimat not in (bidang.data or ""):
            _isikan(bidang, f"{bidang.data or ''} {kalimat}".strip())

    def tempelkan(self, galat: MasukanSalah) -> None:
        """Messages of the service are named by item: put them at the reason where that is missing, else the figure."""
        lain = {}
        for nama, pesan in galat.galat.items():
            b = next((b for b in self.baris if nama == f"butir-{b.item.id}"), None)
            if b is None:
                lain[nama] = pesan
                continue
            nilai, alasan = self.nilai(b.item.id), self.alasan(b.item.id)
            kurang = nilai.data is not None and nilai.data < b.item.jumlah and not alasan.data
            (alasan if kurang else nilai).errors = [pesan]
        super().tempelkan(MasukanSalah(lain))


def _isikan(bidang: Any, isi: str) -> None:
    """Let a field be what it would be if `isi` had been typed."""
    bidang.errors = []
    bidang.raw_data = [isi]
    bidang.process_formdata([isi])


def formulir_nilai(baris: Sequence[Baris], versi: int) -> NilaiForm:
    """The form over these items, filled with what was sent, else with the stored marks."""
    isi: dict[str, Any] = {"baris": baris}
    data: dict[str, Any] = {"version": versi}
    for b in baris:
        acuan = {"nomor": b.nomor, "kode": b.item.kode}
        isi[f"nilai-{b.item.id}"] = KreditField(_l("Nilai butir %(nomor)s (%(kode)s)", **acuan), wajib=False)
        isi[f"alasan-{b.item.id}"] = TeksPanjangField(
            _l("Alasan butir %(nomor)s (%(kode)s)", **acuan), wajib=False, maks=MAKS_ALASAN
        )
        if b.nilai is not None:
            data[f"nilai-{b.item.id}"] = b.nilai.nilai
            data[f"alasan-{b.item.id}"] = b.nilai.alasan
    kelas = type("NilaiFormButir", (NilaiForm,), isi)
    return cast("NilaiForm", kelas(data=data))
