"""The forms of a correction: the field for the figure follows its kind."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workflow_app.blueprints.peraturan.tampilan import TANDA
from workflow_app.peraturan.aturan import Ketentuan, Tanda
from workflow_app.peraturan.isian import JENIS, TIDAK, YA, jenis_isian, tulis_nilai
from workflow_app.pesan import P_, Pesan
from workflow_app.services.peraturan import ALASAN_MINIMAL, PANJANG_JALUR, Usulan
from workflow_app.web.kolom import Formulir, PilihanField, SidikField, TanggalField, TeksField, TeksPanjangField

MAKS_SUMBER = 300


def _pilihan_tanda() -> dict[str, Any]:
    return {
        "pilihan": [
            (tanda, P_("%(tanda)s: %(arti)s", tanda=tanda.value, arti=Pesan(arti)))
            for tanda, (_kata, arti, _nada) in TANDA.items()
        ],
        "ubah": Tanda,
    }


class _FormAlasan(Formulir):
    alasan = TeksPanjangField(
        _l("Alasan"), maks=1000, description=_l("Mengapa angka ini diubah. Dibaca pemeriksa dan auditor.")
    )


class FormKoreksi(_FormAlasan):
    """The correction of one figure; `nilai` is added by `form_koreksi`."""

    sumber = TeksField(
        _l("Sumber"),
        maks=MAKS_SUMBER,
        description=_l("Peraturan, surat, atau keputusan, dengan pasal atau halamannya."),
    )
    tanda = PilihanField(_l("Tanda"), description=_l("Seberapa pasti angka ini."), **_pilihan_tanda())
    catatan = TeksField(_l("Catatan"), wajib=False, maks=MAKS_SUMBER)

    def usulan(self, jenis: str | None = None) -> Usulan:
        """What was typed."""
        return Usulan(
            nilai=self["nilai"].data or "",
            sumber=self.sumber.data,
            tanda=self.tanda.data,
            catatan=self.catatan.data,
            alasan=self.alasan.data,
            jenis=jenis,
        )


_BANTUAN = {
    "desimal": _l("Angka, misalnya 12,5."),
    "bulat": _l("Bilangan bulat, misalnya 10."),
    "tanggal": _l("Tanggal."),
    "teks": None,
    "daftar": _l("Satu isi per baris."),
    "daftar_bulat": _l("Satu bilangan bulat per baris."),
}


def form_koreksi(ketentuan: Ketentuan) -> FormKoreksi:
    """A form filled with the figure as it is."""
    macam = jenis_isian(ketentuan)
    label, bantuan = _l("Nilai baru"), _BANTUAN.get(macam)
    bidang: Any
    if macam == "ya":
        bidang = PilihanField(label, pilihan=[(YA, _l("ya")), (TIDAK, _l("tidak"))])
    elif macam.startswith("daftar"):
        bidang = TeksPanjangField(label, wajib=False, description=bantuan, render_kw={"lang": "id"})
    else:
        tipe = {"type": "date"} if macam == "tanggal" else {}
        bidang = TeksField(label, description=bantuan, render_kw=tipe)
    kelas = type("FormKoreksiJenis", (FormKoreksi,), {"nilai": bidang})
    form: FormKoreksi = kelas(
        data={
            "nilai": tulis_nilai(ketentuan.nilai),
            "sumber": ketentuan.sumber,
            "tanda": ketentuan.tanda,
            "catatan": ketentuan.catatan,
        }
    )
    return form


class FormTambah(FormKoreksi):
    """A figure that the shipped file does not have, of a declared kind."""

    jalur = TeksField(
        _l("Jalur"), maks=PANJANG_JALUR, description=_l("Bagian dan nama dengan titik, misalnya berlaku.sampai.")
    )
    jenis = PilihanField(_l("Jenis isi"), pilihan=[(kode, Pesan(label)) for kode, label in JENIS.items()])
    nilai = TeksPanjangField(_l("Nilai"), wajib=False, description=_l("Untuk daftar: satu isi per baris."))


class FormIkutBawaan(_FormAlasan):
    """Back to the shipped figure: only the reason is asked."""


class FormTerbit(Formulir):
    """Publication: reason, date, and the trial that was looked at."""

    cap = SidikField()
    alasan = TeksPanjangField(
        _l("Alasan penerbitan"), maks=1000, description=_l("Paling sedikit %(jumlah)s huruf.", jumlah=ALASAN_MINIMAL)
    )
    tanggal = TanggalField(_l("Tanggal"))
