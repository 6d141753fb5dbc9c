"""Every predicate side by side: the form of what is supposed, and where each predicate of this year leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.ijazah import NAMA as NAMA_IJAZAH
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, daftar_predikat, nama_predikat
from workflow_app.pesan import P_, Pesan
from workflow_app.services import banding_predikat as layanan
from workflow_app.services.banding_predikat import Andaian, Bahan, Banding, Masa
from workflow_app.services.kredit_konversi import AkunKonversi
from workflow_app.services.rekening import Rekening
from workflow_app.web.kolom import Formulir, PilihanField, TeksField

AWALAN = "banding"
_CACAH = {"inputmode": "numeric", "autocomplete": "off"}


class FormBanding(Formulir):
    """What is supposed besides the predicate of the first period; sent by GET, so it changes nothing."""

    class Meta(Formulir.Meta):
        """A form that is sent by GET needs no token."""

        csrf = False

    tahun = PilihanField(_l("Tahun pertama"), ubah=int)
    bulan = TeksField(_l("Banyak bulan pada tahun pertama"), maks=2, render_kw=_CACAH)
    predikat_kedua = PilihanField(_l("Predikat tahun berikutnya"), kosong=P_("sama dengan tahun pertama"))
    bulan_kedua = TeksField(_l("Banyak bulan pada tahun berikutnya"), maks=2, render_kw=_CACAH)
    ijazah = PilihanField(_l("Ijazah baru"), kosong=P_("tidak ada"))

    def andaian(self, bahan: Bahan) -> Andaian | None:
        """What was put in; None with the messages at their fields."""
        if not self.validate():
            return None
        masa = bahan.masa[self.tahun.data]
        bulan = _cacah(self.bulan, masa.bulan)
        kedua = _cacah(self.bulan_kedua, BULAN_SETAHUN)
        if bulan is None or kedua is None:
            return None
        return Andaian(
            Masa(masa.tahun, masa.mulai, bulan),
            Masa(masa.tahun + 1, 1, kedua),
            self.predikat_kedua.data,
            self.ijazah.data,
        )


@dataclass(frozen=True)
class TampilBanding:
    """The comparison as the page draws it."""

    form: FormBanding
    salah: bool
    """Whether the form has messages; the table then shows what stands there without it."""
    andaian: Andaian
    baris: Sequence[Banding]
    isian: Mapping[str, str]
    """The form as it was sent, for addresses that lead back to this page."""
    terjauh: int = layanan.TAHUN_TERJAUH
    """Years that are looked through for a raise."""

    def kode(self, satu: Banding) -> list[str] | None:
        """The same suppositions as the list of suppositions carries them; None where it knows no such degree."""
        hasil = []
        if satu.ijazah is not None:
            if not satu.ijazah.seketika:
                return None
            hasil.append(f"pendidikan:{satu.ijazah.kode}:{satu.ijazah.predikat}")
        kedua = self.andaian.predikat_kedua or satu.predikat
        for masa, predikat in ((self.andaian.pertama, satu.predikat), (self.andaian.kedua, kedua)):
            hasil.append(f"predikat:{masa.tahun}:{masa.mulai}:{masa.bulan}:{predikat}")
        return hasil

    @staticmethod
    def langkah(satu: Banding) -> list[tuple[Pesan, Sequence[Langkah]]]:
        """The steps of one row, part by part."""
        bagian: list[tuple[Pesan, Sequence[Langkah]]] = [
            (P_("Tahun pertama"), satu.pertama.langkah),
            (P_("Tahun berikutnya"), satu.kedua.langkah),
        ]
        if satu.ijazah is not None:
            bagian.append((P_("Ijazah baru"), satu.ijazah.hasil.langkah))
        return [
            *bagian,
            (P_("Kenaikan pangkat"), satu.kp.langkah),
            (P_("Kenaikan jabatan"), satu.kj.langkah),
        ]


def tampil_banding(buku: Rekening) -> TampilBanding | None:
    """The comparison of an officer of the conversion regime; None where no raise is judged of him. Two queries."""
    akun = buku.akun
    if akun is None or akun.kelayakan() is None:
        return None
    bahan = layanan.bahan(db.session(), buku, akun)
    form, dikirim = _formulir(akun, bahan)
    andaian = form.andaian(bahan) if dikirim else bahan.baku
    dipakai = andaian or bahan.baku
    isian = {nama: isi for nama, isi in request.args.items() if nama.startswith(f"{AWALAN}-")}
    return TampilBanding(form, andaian is None, dipakai, layanan.banding(buku, akun, dipakai, bahan.tercatat), isian)


def _formulir(akun: AkunKonversi, bahan: Bahan) -> tuple[FormBanding, bool]:
    """The form, and whether it was sent."""
    dikirim = any(nama.startswith(f"{AWALAN}-") for nama in request.args)
    baku = bahan.baku
    awal = {
        "tahun": baku.pertama.tahun,
        "bulan": str(baku.pertama.bulan),
        "bulan_kedua": str(baku.kedua.bulan),
    }
    form = FormBanding(prefix=AWALAN, formdata=request.args if dikirim else None, data=awal)
    form.tahun.isi_pilihan([(tahun, str(tahun)) for tahun in bahan.masa])
    form.predikat_kedua.isi_pilihan([(p, nama_predikat(akun.aturan, p)) for p in daftar_predikat(akun.aturan)])
    form.ijazah.isi_pilihan([(kode, Pesan(NAMA_IJAZAH[kode])) for kode in bahan.ijazah])
    return form, dikirim


def _cacah(bidang: TeksField, paling: int) -> int | None:
    """Months from 1 on; None with a message at the field."""
    teks = bidang.data or ""
    if teks.isascii() and teks.isdigit() and 1 <= int(teks) <= paling:
        return int(teks)
    bidang.errors = [P_("Isi bilangan bulat dari %(dari)s sampai %(sampai)s.", dari="1", sampai=str(paling))]
    return None
