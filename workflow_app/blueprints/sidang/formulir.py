"""The form of one line: the plenary's mark and reason per contested item, and the result with the way of deciding."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from workflow_app.angka import tulis_desimal
from workflow_app.blueprints.sidang.dasar import LABEL_CARA, LABEL_HASIL
from workflow_app.errors import MasukanSalah
from workflow_app.models import AgendaSidang, CaraPutus, HasilAgenda, ItemDupak
from workflow_app.pesan import P_
from workflow_app.services.sidang import IsiHasil
from workflow_app.web.kolom import (
    BilanganField,
    FormLangkah,
    KreditField,
    PilihanField,
    TeksPanjangField,
    pilihan_enum,
)

MAKS_ALASAN = 2000


@dataclass(frozen=True)
class NilaiSidang:
    """The plenary's mark for one item."""

    item_id: int
    nilai: Decimal
    alasan: str


class BarisForm(FormLangkah):
    """Base of the form that `formulir_baris` makes: also fields `nilai-<id>` and `alasan-<id>` per contested item."""

    hasil = PilihanField(_l("Hasil"), kosong=_l("Belum ada hasil"), **pilihan_enum(HasilAgenda, LABEL_HASIL))
    cara_putus = PilihanField(_l("Cara memutus"), kosong=_l("Pilih cara"), **pilihan_enum(CaraPutus, LABEL_CARA))
    suara_setuju = BilanganField(_l("Suara setuju"), wajib=False)
    suara_tidak = BilanganField(_l("Suara tidak setuju"), wajib=False)
    catatan = TeksPanjangField(_l("Catatan sidang"), wajib=False, maks=MAKS_ALASAN)
    butir: Sequence[ItemDupak] = ()
    agenda: AgendaSidang

    def nilai(self, item_id: int) -> KreditField:
        """The field of an item's mark."""
        return cast("KreditField", self[f"nilai-{item_id}"])

    def alasan(self, item_id: int) -> TeksPanjangField:
        """The field of an item's reason."""
        return cast("TeksPanjangField", self[f"alasan-{item_id}"])

    def kosong(self, item_id: int) -> bool:
        """Whether nothing was typed as the mark of an item."""
        mentah = self.nilai(item_id).raw_data
        return not mentah or not mentah[0].strip()

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape of every field, and what a half-filled row or a half-chosen result lacks."""
        benar = bool(super().validate(extra_validators))
        for item in self.butir:
            nilai, alasan = self.nilai(item.id), self.alasan(item.id)
            if nilai.errors or nilai.data is not None:
                continue
            if item.nilai_sidang is not None:
                kini = tulis_desimal(item.nilai_sidang)
                nilai.errors = [P_("Nilai tersimpan %(nilai)s tidak dapat dikosongkan. Ketik nilai lain.", nilai=kini)]
            elif alasan.data:
                nilai.errors = [P_("Isi nilainya juga; alasan saja belum menjadi nilai.")]
            benar = benar and not nilai.errors
        return self._hasil_utuh() and benar

    def _hasil_utuh(self) -> bool:
        if self.hasil.errors:
            return False
        if self.hasil.data is None:
            if self.agenda.hasil is not None:
                self.hasil.errors = [P_("Hasil yang sudah tercatat tidak dapat dikosongkan. Pilih hasil lain.")]
            elif any((self.cara_putus.data, self.suara_setuju.data, self.suara_tidak.data)):
                self.hasil.errors = [P_("Pilih hasilnya.")]
        elif self.cara_putus.data is None and not self.cara_putus.errors:
            self.cara_putus.errors = [P_("Pilih cara memutusnya.")]
        return not self.hasil.errors and not self.cara_putus.errors

    def nilai_berubah(self) -> list[NilaiSidang]:
        """The marks that differ from the stored ones. Only after `validate()`."""
        isi = []
        for item in self.butir:
            nilai, alasan = self.nilai(item.id).data, self.alasan(item.id).data
            if nilai is not None and (nilai, alasan) != (item.nilai_sidang, item.alasan_sidang or ""):
                isi.append(NilaiSidang(item.id, nilai, alasan))
        return isi

    def hasil_berubah(self) -> IsiHasil | None:
        """The result, if one was chosen and differs from the stored one. Only after `validate()`."""
        if self.hasil.data is None:
            return None
        isi = IsiHasil(
            self.hasil.data, self.cara_putus.data, self.suara_setuju.data, self.suara_tidak.data, self.catatan.data
        )
        a = self.agenda
        kini = (a.hasil, a.cara_putus, a.suara_setuju, a.suara_tidak, a.catatan)
        return None if kini == (isi.hasil, isi.cara_putus, isi.suara_setuju, isi.suara_tidak, isi.catatan) else isi

    def berubah(self) -> bool:
        """Whether there is anything to store. Only after `validate()`."""
        return bool(self.nilai_berubah()) or self.hasil_berubah() is not None

    def isikan(self, item: ItemDupak, nilai: Decimal, alasan: str) -> None:
        """Put one assessor's mark and reason into the fields of an item."""
        _isikan(self.nilai(item.id), tulis_desimal(nilai))
        if alasan:
            _isikan(self.alasan(item.id), alasan)

    def mufakat(self) -> None:
        """Choose approval by consensus."""
        _isikan(self.hasil, HasilAgenda.DISETUJUI.value)
        _isikan(self.cara_putus, CaraPutus.MUFAKAT.value)

    def lanjutkan(self, lama: "BarisForm", versi: int) -> None:
        """Take over what was typed on an older page; fields left empty there show what is stored now."""
        self.version.data = versi
        for item in self.butir:
            if f"nilai-{item.id}" not in lama:
                continue
            if lama.kosong(item.id) and item.nilai_sidang is not None:
                self.isikan(item, item.nilai_sidang, lama.alasan(item.id).data or item.alasan_sidang or "")
            else:
                self.nilai(item.id).errors = lama.nilai(item.id).errors
        if self.hasil.data is None and self.agenda.hasil is not None and self.agenda.cara_putus is not None:
            _isikan(self.hasil, self.agenda.hasil.value)
            _isikan(self.cara_putus, self.agenda.cara_putus.value)


def _isikan(bidang: Any, isi: str) -> None:
    """Let a field be what it would be if `isi` had been typed or chosen."""
    bidang.errors = []
    bidang.raw_data = [isi]
    bidang.process_formdata([isi])


def galat_butir(item_id: int, galat: MasukanSalah) -> dict[str, Any]:
    """The messages of the service about one item, by the names of its fields in the form."""
    return {f"{nama}-{item_id}" if nama in {"nilai", "alasan"} else nama: isi for nama, isi in galat.galat.items()}


def formulir_baris(agenda: AgendaSidang, butir: Sequence[ItemDupak], versi: int) -> BarisForm:
    """The form of one line, filled with what was sent, else with what is stored."""
    isi: dict[str, Any] = {"butir": butir, "agenda": agenda}
    data: dict[str, Any] = {
        "version": versi,
        "hasil": agenda.hasil,
        "cara_putus": agenda.cara_putus,
        "suara_setuju": agenda.suara_setuju,
        "suara_tidak": agenda.suara_tidak,
        "catatan": agenda.catatan,
    }
    for item in butir:
        isi[f"nilai-{item.id}"] = KreditField(_l("Nilai sidang butir %(kode)s", kode=item.kode), wajib=False)
        isi[f"alasan-{item.id}"] = TeksPanjangField(
            _l("Alasan sidang butir %(kode)s", kode=item.kode), wajib=False, maks=MAKS_ALASAN
        )
        if item.nilai_sidang is not None:
            data[f"nilai-{item.id}"] = item.nilai_sidang
            data[f"alasan-{item.id}"] = item.alasan_sidang
    return cast("BarisForm", type("BarisFormButir", (BarisForm,), isi)(data=data))
