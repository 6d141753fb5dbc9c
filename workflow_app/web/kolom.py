"""Fields of forms: strict about what they read, and keeping what was typed when it cannot be read.

Error messages are `Pesan`; the macros of `_formulir.html` translate them.
"""

import enum
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation
from wtforms.widgets import DateInput, HiddenInput, TextInput, TimeInput

from workflow_app.angka import AngkaTidakSah, baca_desimal, tulis_desimal
from workflow_app.errors import MasukanSalah
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import TanggalTidakSah, baca_jam, baca_tanggal
from workflow_app.web.bahasa import kode_bahasa, pesan_formulir, teks

E = TypeVar("E", bound=enum.Enum)

MAKS_TEKS = 255
MAKS_TEKS_PANJANG = 4000
BARIS_BARU = "\n\t"


class Wajib:
    """The field must not be empty."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        terisi = bool(field.raw_data) and bool(str(field.raw_data[0]).strip())
        if not terisi:
            field.errors[:] = []
            raise StopValidation(P_("Bagian ini wajib diisi."))


class Opsional:
    """The field may be empty; then nothing else is checked."""

    field_flags: Mapping[str, bool] = {"optional": True}

    def __call__(self, form: Any, field: Any) -> None:
        if not field.raw_data or not str(field.raw_data[0]).strip():
            field.errors[:] = []
            raise StopValidation


def _pemeriksa(wajib: bool, lain: Iterable[Callable[..., None]] = ()) -> list[Callable[..., None]]:
    return [Wajib() if wajib else Opsional(), *lain]


def _maks(panjang: int) -> Callable[[Any, Any], None]:
    def periksa(form: Any, field: Any) -> None:
        if field.data and len(field.data) > panjang:
            raise StopValidation(P_("Paling banyak %(jumlah)s karakter.", jumlah=panjang))

    return periksa


def _bersih(isi: str, boleh: str = "") -> str:
    """Text in one Unicode form, without edges. Raises ValueError for control characters, which no keyboard sends."""
    isi = unicodedata.normalize("NFC", isi.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if tanpa_kendali(isi, boleh) != isi:
        raise ValueError(P_("Teks memuat karakter yang tidak dapat disimpan. Ketik ulang bagian ini."))
    return isi


def tanpa_kendali(isi: str, boleh: str = BARIS_BARU) -> str:
    """The text without control characters other than `boleh`: fit to be shown again."""
    return "".join(h for h in isi if h in boleh or unicodedata.category(h) not in {"Cc", "Cs"})


class TeksField(StringField):
    """One line of text, trimmed; an empty optional one is ''."""

    def __init__(self, label: Any = None, *, wajib: bool = True, maks: int = MAKS_TEKS, **sisa: Any) -> None:
        super().__init__(label, _pemeriksa(wajib, [_maks(maks), *sisa.pop("pemeriksa", ())]), **sisa)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        isi = valuelist[0] if valuelist else ""
        self.data = tanpa_kendali(isi)
        self.data = _bersih(isi)


class TeksPanjangField(TextAreaField):
    """Text of several lines, trimmed; an empty optional one is ''."""

    def __init__(self, label: Any = None, *, wajib: bool = True, maks: int = MAKS_TEKS_PANJANG, **sisa: Any) -> None:
        super().__init__(label, _pemeriksa(wajib, [_maks(maks), *sisa.pop("pemeriksa", ())]), **sisa)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        isi = valuelist[0] if valuelist else ""
        self.data = tanpa_kendali(isi)
        self.data = _bersih(isi, BARIS_BARU)


class SandiField(PasswordField):
    """A password: taken as typed, never shown again."""

    def __init__(self, label: Any = None, *, maks: int, **sisa: Any) -> None:
        super().__init__(label, [Wajib(), _maks(maks)], **sisa)


class _TerbacaField(Field):
    """A field whose text is read by a strict function; shows the text as typed when it cannot be read."""

    data: Any
    widget = TextInput()

    def __init__(self, label: Any = None, *, wajib: bool = True, **sisa: Any) -> None:
        super().__init__(label, _pemeriksa(wajib, sisa.pop("pemeriksa", ())), **sisa)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = self.baca(valuelist[0])
            except (AngkaTidakSah, TanggalTidakSah) as galat:
                raise ValueError(galat.pesan) from None

    def _value(self) -> str:
        if self.raw_data:
            return tanpa_kendali(str(self.raw_data[0]))
        return "" if self.data is None else self.tulis(self.data)

    def baca(self, isi: str) -> Any:
        """The value that the text means."""
        raise NotImplementedError

    def tulis(self, nilai: Any) -> str:
        """The text that means the value."""
        raise NotImplementedError


class KreditField(_TerbacaField):
    """An exact number, `12,5`: a Decimal with at most `maks_desimal` places, never negative."""

    def __init__(self, label: Any = None, *, maks_desimal: int = 3, **sisa: Any) -> None:
        super().__init__(label, **sisa)
        self.maks_desimal = maks_desimal

    def baca(self, isi: str) -> Any:
        """See _TerbacaField."""
        return baca_desimal(isi, maks_desimal=self.maks_desimal)

    def tulis(self, nilai: Any) -> str:
        """See _TerbacaField."""
        return tulis_desimal(nilai)


class BilanganField(KreditField):
    """A whole number, not negative."""

    def __init__(self, label: Any = None, **sisa: Any) -> None:
        super().__init__(label, maks_desimal=0, **sisa)

    def baca(self, isi: str) -> Any:
        """See _TerbacaField."""
        return int(super().baca(isi))

    def tulis(self, nilai: Any) -> str:
        """See _TerbacaField."""
        return str(nilai)


class TanggalField(_TerbacaField):
    """A date: the browser's own picker sends ISO, and people may type 30-06-2021."""

    widget = DateInput()

    def baca(self, isi: str) -> Any:
        """See _TerbacaField."""
        return baca_tanggal(isi)

    def tulis(self, nilai: Any) -> str:
        """See _TerbacaField."""
        return str(nilai.isoformat())


class JamField(_TerbacaField):
    """A time of day to the minute: the browser's own picker sends 08:30, and people may type 8.30."""

    widget = TimeInput()

    def baca(self, isi: str) -> Any:
        """See _TerbacaField."""
        return baca_jam(isi)

    def tulis(self, nilai: Any) -> str:
        """See _TerbacaField."""
        return f"{nilai:%H:%M}"


class PilihanField(SelectField):
    """One of a list. `kosong` is the label of "none of them" (value None) of a field that may stay empty."""

    data: Any

    def __init__(
        self,
        label: Any = None,
        *,
        pilihan: Sequence[tuple[Any, Any]] = (),
        ubah: Callable[[str], Any] = str,
        kosong: Any = None,
        **sisa: Any,
    ) -> None:
        self._kosong = kosong
        self._ubah = ubah
        super().__init__(
            label, [Wajib()] if kosong is None else [], coerce=self._coerce, choices=[], validate_choice=True, **sisa
        )
        self.isi_pilihan(pilihan)

    def _coerce(self, nilai: Any) -> Any:
        if nilai is None or nilai == "":
            return None
        return nilai if not isinstance(nilai, str) else self._ubah(nilai)

    def isi_pilihan(self, pilihan: Iterable[tuple[Any, Any]]) -> None:
        """Set the list: pairs of value and label (text, lazy text or Pesan)."""
        awal = [("", "" if self._kosong is None else self._kosong)]
        self.choices = [*awal, *((_nilai_html(nilai), label) for nilai, label in pilihan)]

    def iter_choices(self) -> Any:
        """See wtforms.SelectField; labels are put into the reader's language."""
        for pilihan in super().iter_choices():
            yield pilihan._replace(label=teks(pilihan.label))

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        try:
            self.data = self._coerce(valuelist[0]) if valuelist else None
        except (ValueError, KeyError):
            self.data = None
            raise ValueError(P_("Pilih salah satu dari daftar.")) from None

    def pre_validate(self, form: Any) -> None:
        """See wtforms.Field."""
        if self.data is not None and not any(pilihan.selected for pilihan in super().iter_choices()):
            raise StopValidation(P_("Pilih salah satu dari daftar."))


def pilihan_enum(kelas: type[E], label: Mapping[E, str]) -> dict[str, Any]:
    """Keyword arguments of a PilihanField over the members of an enumeration that have a label."""
    return {
        "pilihan": [(anggota, Pesan(label[anggota])) for anggota in kelas if anggota in label],
        "ubah": kelas,
    }


def _nilai_html(nilai: Any) -> str:
    return str(nilai.value if isinstance(nilai, enum.Enum) else nilai)


class CentangField(BooleanField):
    """A check box."""


class VersiField(Field):
    """The hidden version of the case as the reader saw it. A page without it is refused."""

    widget = HiddenInput()

    def __init__(self, label: Any = None, **sisa: Any) -> None:
        super().__init__(label, [_versi_terbaca], **sisa)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        isi = valuelist[0] if valuelist else ""
        self.data = int(isi) if isi.isascii() and isi.isdigit() and len(isi) <= len(str(2**31)) else None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


def _versi_terbaca(form: Any, field: Any) -> None:
    if field.data is None:
        raise StopValidation(P_("Halaman ini tidak lengkap. Muat ulang, lalu kirim lagi."))


class SidikField(Field):
    """The hidden fingerprint of a row as the reader saw it (`services.catatan.sidik`)."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        self.data = tanpa_kendali(valuelist[0]) if valuelist else ""

    def _value(self) -> str:
        return str(self.data or "")


class Formulir(FlaskForm):
    """Base of all forms."""

    class Meta(FlaskForm.Meta):
        """What the forms library says by itself is said in the reader's language too."""

        def get_translations(self, form: Any) -> Any:
            """See wtforms.meta.DefaultMeta."""
            return pesan_formulir(kode_bahasa())

    def tempelkan(self, galat: MasukanSalah) -> None:
        """Show the messages of a service at their fields; those of other names stand above the form."""
        for nama, pesan in galat.galat.items():
            if nama in self._fields:
                bidang = self._fields[nama]
                bidang.errors = [*bidang.errors, pesan]
            else:
                self.form_errors.append(pesan)


class FormLangkah(Formulir):
    """A step that needs no words: only the version seen."""

    version = VersiField()


class FormCatatan(FormLangkah):
    """A step that needs its reason in words."""

    catatan = TeksPanjangField(_l("Catatan"))
