"""The form of a joint work: title, and one line for each author."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField

from workflow_app.errors import MasukanSalah
from workflow_app.kalkulator.karya_tulis import PEMBANTU, PERAN, SETARA, UTAMA
from workflow_app.models import Karya, Pegawai
from workflow_app.pesan import Pesan
from workflow_app.services.karya import (
    DESIMAL_PERSEN,
    LABEL_PERAN,
    MAKS_TEKS,
    PESERTA_TERBANYAK,
    IsiKarya,
    IsiPeserta,
)
from workflow_app.web.kolom import FormLangkah, KreditField, PilihanField, TeksField

MAKS_NIP = 18
PENULIS_AWAL = 2
BELUM_ADA = 0
"""Version of a work that is not stored yet."""


class PesertaForm(Form):
    """One author."""

    nip = TeksField(_l("NIP"), wajib=False, maks=MAKS_NIP)
    nama = TeksField(_l("Nama penulis dari luar"), wajib=False, maks=MAKS_TEKS)
    peran = PilihanField(_l("Peran"), pilihan=[(p, Pesan(LABEL_PERAN[p])) for p in (UTAMA, PEMBANTU, SETARA)])
    persen = KreditField(_l("Bagian (persen)"), wajib=False, maks_desimal=DESIMAL_PERSEN)


class KaryaForm(FormLangkah):
    """A joint work."""

    judul = TeksField(_l("Judul karya"), maks=MAKS_TEKS)
    peserta = FieldList(FormField(PesertaForm), min_entries=PENULIS_AWAL, max_entries=PESERTA_TERBANYAK)

    def isi(self) -> IsiKarya:
        """What the form says; lines left empty are no authors."""
        return IsiKarya(
            self.judul.data or "",
            [
                IsiPeserta(e.persen.data, e.nip.data or "", e.nama.data or "", e.peran.data or "")
                for e in (entri.form for entri in self.peserta)
            ],
        )

    def peran(self) -> list[str]:
        """The part of each author."""
        return [e.form.peran.data if e.form.peran.data in PERAN else SETARA for e in self.peserta]

    def tata(self, aksi: str) -> None:
        """Add an author's line (`tambah`) or take one away (`hapus-<number>`); anything else changes nothing."""
        if aksi == "tambah" and len(self.peserta) < PESERTA_TERBANYAK:
            self.peserta.append_entry({"peran": PEMBANTU})
        elif aksi.startswith("hapus-") and len(self.peserta) > PENULIS_AWAL:
            sisa = [e.data for n, e in enumerate(self.peserta) if str(n) != aksi.removeprefix("hapus-")]
            while len(self.peserta):
                self.peserta.pop_entry()
            for satu in sisa:
                self.peserta.append_entry(satu)

    def isi_bagian(self, persen: Iterable[Decimal]) -> None:
        """Put shares into the lines."""
        for entri, satu in zip(self.peserta, persen, strict=True):
            entri.form.persen.raw_data, entri.form.persen.data = None, satu.normalize()

    def tempelkan(self, galat: MasukanSalah) -> None:
        """See Formulir; the lines' own fields are found by their full names."""
        dalam = {f.name: f for e in self.peserta for f in e.form}
        sisa = {}
        for nama, pesan in galat.galat.items():
            if nama in dalam:
                dalam[nama].errors = [*dalam[nama].errors, pesan]
                self.peserta.errors = [*self.peserta.errors, pesan]  # so that the form knows of it
            elif nama == "peserta":
                self.form_errors.append(pesan)
            else:
                sisa[nama] = pesan
        super().tempelkan(MasukanSalah(sisa))


def formulir_karya(saya: Pegawai, karya: Karya | None = None) -> KaryaForm:
    """The form as sent, or filled from the work, or begun with the reader as its main author."""
    if karya is None:
        awal: list[dict[str, Any]] = [{"nip": saya.nip, "peran": UTAMA}, {"peran": PEMBANTU}]
        form = KaryaForm(data={"peserta": awal, "version": BELUM_ADA})
    else:
        isi = [
            {
                "nip": p.pegawai.nip if p.pegawai else "",
                "nama": p.nama,
                "peran": p.peran,
                "persen": (p.bagian * 100).normalize(),
            }
            for p in karya.peserta
        ]
        form = KaryaForm(data={"judul": karya.judul, "peserta": isi})
        if not form.is_submitted():
            form.version.data = karya.version
    return form
