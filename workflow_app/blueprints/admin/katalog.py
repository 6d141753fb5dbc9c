"""The catalogue of activities: list, one item with its history, and every change that makes a new version."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from wtforms.validators import StopValidation

from workflow_app import peraturan
from workflow_app.errors import Conflict, MasukanSalah, Refused
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.batas_butir import batas_per_tahun
from workflow_app.models import ButirKegiatan
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.peraturan.jenjang import SEMUA
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import P_, Pesan
from workflow_app.plafon import sebab_katalog
from workflow_app.services import katalog as layanan
from workflow_app.services.cari_katalog import cari
from workflow_app.services.katalog import REGIME_BERKATALOG, Dasar
from workflow_app.web.halaman import Halaman, halaman
from workflow_app.web.katalog import (
    LABEL_JENIS,
    LABEL_KATEGORI,
    LABEL_TINDAKAN,
    beda_tampil,
    butir_tampil,
    jenjang_singkat,
)
from workflow_app.web.kolom import FormLangkah, KreditField, PilihanField, TanggalField, TeksField, TeksPanjangField
from workflow_app.web.konteks import hari_ini, pelaku

bp = Blueprint("katalog", __name__, url_prefix="/katalog")

DESIMAL = 6
BENTROK, SALAH = 409, 422
BAWAAN = REGIME_BERKATALOG[-1]
PASTI = {"belum": False, "ya": True}


def remah_katalog(butir: ButirKegiatan | None = None) -> list[tuple[str, str | None]]:
    """The way from the administrator's first page to the catalogue, and to one item."""
    jalan: list[tuple[str, str | None]] = [
        (_("Admin"), url_for("admin.beranda")),
        (_("Katalog"), url_for("admin.katalog.daftar")),
    ]
    return jalan if butir is None else [*jalan, (butir.kode, alamat(butir))]


def alamat(butir: ButirKegiatan) -> str:
    """The administrator's page of an item."""
    return url_for("admin.katalog.lihat", id=butir.id)


def pilihan_regime() -> list[tuple[str, str]]:
    """The rule sets that have a catalogue, by key and name."""
    return [(kunci, f"{kunci} · {peraturan.kunci(kunci).nama}") for kunci in REGIME_BERKATALOG]


# Looking


def _saringan() -> dict[str, str]:
    """The filters of the address; what no list offers counts as not asked for."""
    isi = {nama: request.args.get(nama, "").strip()[:200] for nama in ("regime", "unsur", "jenjang", "pasti", "cari")}
    if isi["regime"] not in REGIME_BERKATALOG:
        isi["regime"] = BAWAAN
    aturan = peraturan.kunci(isi["regime"])
    if isi["unsur"] not in aturan.anak("unsur"):
        isi["unsur"] = ""
    if isi["jenjang"] not in {*aturan.anak("jenjang"), SEMUA, "-"}:
        isi["jenjang"] = ""
    return isi


def _query(isi: dict[str, str]) -> Select[Any]:
    query = select(ButirKegiatan).where(ButirKegiatan.aturan == isi["regime"])
    if isi["unsur"]:
        query = query.where(ButirKegiatan.unsur == isi["unsur"])
    if isi["jenjang"]:
        query = query.where(ButirKegiatan.jenjang == (None if isi["jenjang"] == "-" else isi["jenjang"]))
    if isi["pasti"] in PASTI:
        query = query.where(ButirKegiatan.pasti.is_(PASTI[isi["pasti"]]))
    if isi["pasti"] == "ditutup":
        query = query.where(ButirKegiatan.ditutup_mulai.is_not(None))
    return query


@bp.get("")
def daftar() -> ResponseReturnValue:
    """The items of one regime, filtered; by words as the officers' search finds them."""
    isi = _saringan()
    aturan = peraturan.kunci(isi["regime"])
    if isi["cari"]:
        ketemu = [k.butir.id for k in cari(db.session(), isi["regime"], isi["cari"])]
        query = _query(isi).where(ButirKegiatan.id.in_(ketemu))
    else:
        query = _query(isi)
    baris: Halaman[ButirKegiatan] = halaman(query, ButirKegiatan.id, turun=False)
    return render_template(
        "admin/katalog.html",
        daftar=baris,
        dipilih=isi,
        regime=pilihan_regime(),
        unsur=[(kode, Pesan(unsur(aturan, kode).label)) for kode in aturan.anak("unsur")],
        jenjang=_pilihan_jenjang(aturan),
        singkat={b.id: jenjang_singkat(aturan, b.jenjang) for b in baris.baris},
        nama_unsur={kode: Pesan(unsur(aturan, kode).label) for kode in aturan.anak("unsur")},
        sebab={b.id: sebab_katalog(b, aturan) for b in baris.baris},
        remah=[*remah_katalog()[:1], (_("Katalog"), None)],
    )


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """One item with its history and what can be done to it."""
    butir = db.get_or_404(ButirKegiatan, id)
    return render_template(
        "admin/katalog_lihat.html",
        isi=butir_tampil(butir),
        beda_tampil=beda_tampil,
        label_tindakan=LABEL_TINDAKAN,
        remah=[*remah_katalog(), (butir.kode, None)],
    )


# Changing


class DasarForm(FormLangkah):
    """What every change needs: the version seen, a reason, and the document that shows it."""

    susunan: ClassVar[tuple[tuple[str, ...], ...]] = ()
    alasan = TeksPanjangField(_l("Alasan"), maks=1000, description=_l("Dicatat dengan nama Anda dalam riwayat butir."))
    sumber = TeksField(
        _l("Dasar"), wajib=False, description=_l("Dokumen yang menunjukkannya, misalnya lampiran dan halamannya.")
    )

    def dasar(self) -> Dasar:
        """Reason and document."""
        return Dasar(self.alasan.data, self.sumber.data)


class UbahForm(DasarForm):
    """Every column of an item that a person may change."""

    uraian = TeksPanjangField(_l("Uraian"), maks=2000)
    unsur = PilihanField(_l("Unsur"))
    sub_unsur = TeksField(_l("Sub unsur"))
    kategori = PilihanField(_l("Kategori"))
    jenis = PilihanField(_l("Jenis kegiatan"))
    jenjang = PilihanField(_l("Jenjang"), kosong=_l("(tidak diketahui)"))
    satuan_hasil = TeksField(_l("Satuan hasil"), wajib=False)
    angka_kredit = KreditField(_l("Angka kredit satu satuan"), wajib=False, maks_desimal=DESIMAL)
    persen = KreditField(_l("Persen dari kebutuhan pangkat"), wajib=False, maks_desimal=DESIMAL)
    sumber_ak = TeksField(_l("Sumber nilai"), wajib=False, description=_l("Beberapa sumber dipisah dengan tanda +."))
    bukti_fisik = TeksPanjangField(_l("Bukti fisik"), wajib=False, maks=2000)
    batas_tahunan = TeksField(_l("Batas tahunan menurut sumber"), wajib=False)
    kode_resmi = TeksField(_l("Kode resmi"), wajib=False, maks=30)
    catatan = TeksPanjangField(_l("Catatan"), wajib=False, maks=2000)
    susunan: ClassVar = (
        ("uraian",),
        ("unsur", "sub_unsur"),
        ("kategori", "jenis"),
        ("jenjang", "satuan_hasil"),
        ("angka_kredit", "persen"),
        ("sumber_ak", "batas_tahunan"),
        ("bukti_fisik",),
        ("kode_resmi",),
        ("catatan",),
        ("alasan",),
        ("sumber",),
    )

    def isi_pilihan(self, aturan: Peraturan) -> None:
        """The lists of this regime."""
        self.unsur.isi_pilihan([(kode, Pesan(unsur(aturan, kode).label)) for kode in aturan.anak("unsur")])
        self.kategori.isi_pilihan([(kode, Pesan(nama)) for kode, nama in LABEL_KATEGORI.items()])
        self.jenis.isi_pilihan([(kode, Pesan(nama)) for kode, nama in LABEL_JENIS.items()])
        self.jenjang.isi_pilihan(_pilihan_jenjang(aturan))

    def nilai(self) -> dict[str, Any]:
        """Values by column."""
        bukan = {"csrf_token", "version", "alasan", "sumber"}
        return {nama: bidang.data for nama, bidang in self._fields.items() if nama not in bukan}


class KonfirmasiForm(DasarForm):
    """Value and level as they are confirmed."""

    angka_kredit = KreditField(_l("Angka kredit satu satuan"), wajib=False, maks_desimal=DESIMAL)
    persen = KreditField(_l("Persen dari kebutuhan pangkat"), wajib=False, maks_desimal=DESIMAL)
    jenjang = PilihanField(_l("Jenjang"))
    susunan: ClassVar = (("angka_kredit", "persen"), ("jenjang",), ("alasan",), ("sumber",))


class BatasForm(DasarForm):
    """The yearly limit as it is confirmed."""

    batas = KreditField(
        _l("Satuan hasil per tahun"),
        wajib=False,
        description=_l("Kosongkan untuk mencabut konfirmasi; batas yang tidak dikonfirmasi tidak memotong."),
    )
    susunan: ClassVar = (("batas",), ("alasan",), ("sumber",))


class TutupForm(DasarForm):
    """The day from which the item is closed."""

    mulai = TanggalField(_l("Ditutup mulai"), description=_l("Pekerjaan yang selesai sebelum hari ini masih boleh."))
    susunan: ClassVar = (("mulai",), ("alasan",), ("sumber",))

    def validate_mulai(self, field: TanggalField) -> None:
        """A day within the years that the catalogue knows."""
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise StopValidation(P_("Periksa kembali tahunnya."))


class BukaForm(DasarForm):
    """Opening an item again."""

    susunan: ClassVar = (("alasan",), ("sumber",))


def _pilihan_jenjang(aturan: Peraturan) -> list[tuple[str, Pesan]]:
    return [(SEMUA, P_("Semua jenjang")), *((j, jenjang_singkat(aturan, j)) for j in aturan.anak("jenjang"))]


def _layani(
    butir: ButirKegiatan,
    form: DasarForm,
    kerja: Callable[[Session, Dasar, int | None], object],
    *,
    judul: str,
    pesan: str,
    tombol: str | None = None,
    keterangan: str | None = None,
) -> ResponseReturnValue:
    """Show the form, or do what it asks in one transaction. What was typed comes back with every objection."""
    status, bentrok = 200, None
    if form.is_submitted():
        status = SALAH
        try:
            if form.validate():
                with transaction() as session:
                    hasil = kerja(session, form.dasar(), form.version.data)
                flash(
                    _("Tidak ada yang berubah.") if hasil is False else pesan, "info" if hasil is False else "success"
                )
                return redirect(alamat(butir), 303)
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Refused as galat:
            if galat.tentang_hak:
                raise
            form.form_errors.extend(a.pesan for a in galat.alasan)
        except Conflict as galat:
            status, bentrok = BENTROK, galat.pesan
            db.session.rollback()
            butir = db.session.get_one(ButirKegiatan, butir.id)
            form.version.data = butir.versi
    return render_template(
        "admin/katalog_ubah.html",
        form=form,
        isi=butir_tampil(butir),
        judul=judul,
        batal=alamat(butir),
        tombol=tombol,
        keterangan=keterangan,
        bentrok=bentrok,
        remah=[*remah_katalog(butir), (judul, None)],
    ), status


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change an item."""
    butir = db.get_or_404(ButirKegiatan, id)
    form = UbahForm(obj=butir, version=butir.versi)
    form.isi_pilihan(peraturan.kunci(butir.aturan))
    return _layani(
        butir,
        form,
        lambda session, dasar, versi: layanan.ubah(
            session, butir, form.nilai(), dasar=dasar, oleh=pelaku(), versi=versi
        ),
        judul=_("Ubah butir"),
        pesan=_("Versi baru disimpan."),
        keterangan=_("Nilai atau jenjang yang diubah menjadi belum pasti sampai dikonfirmasi."),
    )


@bp.route("/<int:id>/konfirmasi", methods=["GET", "POST"])
def konfirmasi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Confirm value and level, with one's name."""
    butir = db.get_or_404(ButirKegiatan, id)
    form = KonfirmasiForm(obj=butir, version=butir.versi)
    form.jenjang.isi_pilihan(_pilihan_jenjang(peraturan.kunci(butir.aturan)))
    return _layani(
        butir,
        form,
        lambda session, dasar, versi: layanan.konfirmasi(
            session,
            butir,
            angka_kredit=form.angka_kredit.data,
            persen=form.persen.data,
            jenjang=form.jenjang.data,
            dasar=dasar,
            oleh=pelaku(),
            versi=versi,
        ),
        judul=_("Konfirmasi nilai"),
        pesan=_("Nilai dikonfirmasi; butir ini sekarang dapat dinilai."),
        tombol=_("Konfirmasi"),
        keterangan=_("Bandingkan dengan teks peraturannya. Nama dan alasan Anda tercatat pada butir ini."),
    )


@bp.route("/<int:id>/batas", methods=["GET", "POST"])
def batas(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Confirm the yearly limit, so that it cuts credit."""
    butir = db.get_or_404(ButirKegiatan, id)
    terbaca: Decimal | None = butir.batas_dikonfirmasi or batas_per_tahun(butir.batas_tahunan)
    form = BatasForm(data={"batas": terbaca, "version": butir.versi})
    return _layani(
        butir,
        form,
        lambda session, dasar, versi: layanan.konfirmasi_batas(
            session, butir, form.batas.data, dasar=dasar, oleh=pelaku(), versi=versi
        ),
        judul=_("Konfirmasi batas tahunan"),
        pesan=_("Batas tahunan disimpan."),
        tombol=_("Konfirmasi"),
        keterangan=_("Batas yang dikonfirmasi memotong: volume di atasnya tidak bernilai."),
    )


@bp.route("/<int:id>/tutup", methods=["GET", "POST"])
def tutup(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Close an item from a day on."""
    butir = db.get_or_404(ButirKegiatan, id)
    form = TutupForm(data={"mulai": butir.ditutup_mulai or hari_ini(), "version": butir.versi})
    return _layani(
        butir,
        form,
        lambda session, dasar, versi: layanan.tutup(
            session, butir, form.mulai.data, dasar=dasar, oleh=pelaku(), versi=versi
        ),
        judul=_("Tutup butir"),
        pesan=_("Butir ditutup."),
        tombol=_("Tutup"),
        keterangan=_("Butir tidak dihapus: usulan yang sudah ada dan riwayatnya tetap."),
    )


@bp.route("/<int:id>/buka", methods=["GET", "POST"])
def buka(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Open a closed item again."""
    butir = db.get_or_404(ButirKegiatan, id)
    return _layani(
        butir,
        BukaForm(data={"version": butir.versi}),
        lambda session, dasar, versi: layanan.tutup(session, butir, None, dasar=dasar, oleh=pelaku(), versi=versi),
        judul=_("Buka kembali butir"),
        pesan=_("Butir dibuka kembali."),
        tombol=_("Buka kembali"),
    )
