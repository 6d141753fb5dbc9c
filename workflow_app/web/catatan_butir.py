"""The field of a return in which every item has its own remark."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from workflow_app.models import ItemDupak
from workflow_app.pesan import P_
from workflow_app.services.catatan_butir import MAKS_CATATAN
from workflow_app.web.alamat import kunci_dari


class CatatanButirField(Field):
    """Remarks by id of the item; each comes as a value of its own, `<name>-<id>`."""

    data: dict[int, str]
    maks = MAKS_CATATAN

    def __init__(self, label: Any = None, **sisa: Any) -> None:
        super().__init__(label, **sisa)
        self.item: Sequence[ItemDupak] = ()
        """The items of the claim, in its order."""
        self.sidik = ""
        """Digest of the notes that the form showed."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """See wtforms.Field."""
        self.process_errors: list[Any] = []
        self.data, awalan = {}, f"{self.name}-"
        for nama in formdata or ():
            kunci = kunci_dari(nama.removeprefix(awalan)) if nama.startswith(awalan) else None
            if kunci is not None:
                self.data[kunci] = formdata.get(nama)
        self.sidik = formdata.get(f"{self.name}_sidik", "") if formdata else ""
        self.raw_data = [isi for isi in self.data.values() if isi.strip()]

    def kiriman(self) -> list[tuple[str, str]]:
        """Every remark that was typed, with the code of its item."""
        kode = {satu.id: satu.kode for satu in self.item}
        return [(f"{self.label.text} {kode.get(id_, '')}".strip(), isi) for id_, isi in self.data.items()]

    def pre_validate(self, form: Any) -> None:
        """See wtforms.Field: every text short enough."""
        for satu in self.item:
            if len(self.data.get(satu.id, "")) > MAKS_CATATAN:
                raise StopValidation(
                    P_("Catatan butir %(kode)s paling panjang %(maks)s huruf.", kode=satu.kode, maks=MAKS_CATATAN)
                )
