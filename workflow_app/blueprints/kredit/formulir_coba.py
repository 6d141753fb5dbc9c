"""The forms of the suppositions: one per kind, sent by GET, so that nothing of them can change anything."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workflow_app.kalkulator.ijazah import NAMA as NAMA_IJAZAH
from workflow_app.kalkulator.karya_tulis import PERAN
from workflow_app.models import ButirKegiatan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services.simulasi_kredit import (
    BIDANG,
    FAKTA,
    LUAR,
    NAMA_PERAN,
    AndaiSalah,
    tulis_nilai,
    tulis_volume,
)
from workflow_app.web.kolom import Formulir, PilihanField, TeksField

_ANGKA = {"inputmode": "decimal", "autocomplete": "off"}
_CACAH = {"inputmode": "numeric", "autocomplete": "off"}
_IJAZAH = [(kode, Pesan(nama)) for kode, nama in NAMA_IJAZAH.items()]
_PREDIKAT = _l("Predikat")


class FormAndai(Formulir):
    """Base of the forms. `konversi` says under which rule sets the kind exists; None: under all."""

    class Meta(Formulir.Meta):
        """A form that is sent by GET needs no token: it changes nothing."""

        csrf = False

    konversi: ClassVar[bool | None] = None
    judul: ClassVar[str] = ""

    def isi_dari(self, aturan: Peraturan, karya: Sequence[ButirKegiatan]) -> None:
        """Fill the lists to choose from."""

    def kode(self) -> str:
        """The supposition as the address carries it. Raises AndaiSalah."""
        raise NotImplementedError

    def tempel(self, galat: AndaiSalah) -> None:
        """Show a message at its field, or above the form."""
        if galat.bidang in self:
            self[galat.bidang].errors = [galat.pesan]
        else:
            self.form_errors.append(galat.pesan)


class FormButir(FormAndai):
    """A further activity of the catalogue."""

    konversi = False
    judul = N_("Satu kegiatan lagi")
    butir = HiddenField()
    volume = TeksField(_l("Volume"), maks=20, render_kw=_ANGKA)

    def kode(self) -> str:
        """See FormAndai."""
        return f"butir:{self.butir.data}:{tulis_volume(self.volume.data)}"


class FormAtas(FormAndai):
    """Work of the level above."""

    konversi = False
    judul = N_("Pekerjaan satu jenjang di atas")
    nilai = TeksField(
        _l("Angka kredit menurut katalog"),
        maks=20,
        render_kw=_ANGKA,
        description=_l("Volume kali angka kredit satuannya, sebelum faktor jenjang."),
    )

    def kode(self) -> str:
        """See FormAndai."""
        return f"atas:{tulis_nilai(self.nilai.data)}"


class FormKarya(FormAndai):
    """A joint paper."""

    konversi = False
    judul = N_("Satu karya tulis lagi")
    butir = PilihanField(_l("Karya"))
    penulis = TeksField(_l("Jumlah penulis"), maks=2, default="1", render_kw=_CACAH)
    peran = PilihanField(_l("Sebagai"), pilihan=[(p, Pesan(NAMA_PERAN[p])) for p in PERAN], default=PERAN[0])

    def isi_dari(self, aturan: Peraturan, karya: Sequence[ButirKegiatan]) -> None:
        """See FormAndai."""
        self.butir.isi_pilihan([(b.id, f"{b.kode} · {b.uraian}") for b in karya])

    def kode(self) -> str:
        """See FormAndai."""
        return f"karya:{self.butir.data}:{self.penulis.data}:{self.peran.data}"


class FormIjazah(FormAndai):
    """A higher degree, by claim."""

    konversi = False
    judul = N_("Ijazah baru")
    ijazah_lama = PilihanField(_l("Ijazah yang sudah diperhitungkan"), pilihan=_IJAZAH)
    ijazah_baru = PilihanField(_l("Ijazah baru"), pilihan=_IJAZAH)
    bidang = PilihanField(
        _l("Bidang"),
        pilihan=[(BIDANG, P_("sesuai bidang tugas")), (LUAR, P_("di luar bidang tugas"))],
        default=BIDANG,
    )

    def kode(self) -> str:
        """See FormAndai."""
        return f"ijazah:{self.ijazah_baru.data}:{self.ijazah_lama.data}:{self.bidang.data}"


class _BerPredikat(FormAndai):
    """A form that asks for a rating."""

    konversi = True
    predikat = PilihanField(_PREDIKAT)

    def isi_dari(self, aturan: Peraturan, karya: Sequence[ButirKegiatan]) -> None:
        """See FormAndai."""
        daftar = [(kode, Pesan(aturan.teks(f"predikat.{kode}.label"))) for kode in aturan.anak("predikat")]
        self.predikat.isi_pilihan(daftar)


class FormPredikat(_BerPredikat):
    """A rating for months of a year."""

    judul = N_("Predikat kinerja")
    tahun = TeksField(_l("Tahun"), maks=4, render_kw=_CACAH)
    mulai = TeksField(_l("Mulai bulan ke"), maks=2, default="1", render_kw=_CACAH)
    bulan = TeksField(_l("Banyak bulan"), maks=2, default="12", render_kw=_CACAH)

    def kode(self) -> str:
        """See FormAndai."""
        return f"predikat:{self.tahun.data}:{self.mulai.data}:{self.bulan.data}:{self.predikat.data}"


class FormPendidikan(_BerPredikat):
    """A higher degree, by conversion."""

    judul = N_("Ijazah baru")
    ijazah_baru = PilihanField(_l("Ijazah baru"), pilihan=_IJAZAH)

    def kode(self) -> str:
        """See FormAndai."""
        return f"pendidikan:{self.ijazah_baru.data}:{self.predikat.data}"


class FormFakta(FormAndai):
    """A condition that nobody has stated."""

    judul = N_("Syarat yang belum diketahui")
    fakta = PilihanField(_l("Syarat"), pilihan=[(kode, Pesan(label)) for kode, (_, label) in FAKTA.items()])
    isi = PilihanField(_l("Andaikan"), pilihan=[("ya", P_("ya")), ("tidak", P_("tidak"))], default="ya")

    def kode(self) -> str:
        """See FormAndai."""
        return f"fakta:{self.fakta.data}:{self.isi.data}"


FORMULIR: dict[str, type[FormAndai]] = {
    "butir": FormButir,
    "atas": FormAtas,
    "karya": FormKarya,
    "ijazah": FormIjazah,
    "predikat": FormPredikat,
    "pendidikan": FormPendidikan,
    "fakta": FormFakta,
}
