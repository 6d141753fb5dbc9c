"""Acts of the personnel office on an officer's facts: record, complete, cancel."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from workflow_app.blueprints.kinerja.dasar import alamat, dicatat_atau_tolak, remah
from workflow_app.blueprints.kinerja.tampil import evaluasi_tampil, kalimat_evaluasi
from workflow_app.extensions import db
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, daftar_predikat, nama_predikat, predikat_dari
from workflow_app.models import (
    LABEL_ASAL,
    AsalJabatan,
    EvaluasiKinerja,
    IjazahPegawai,
    JenisAsal,
    Pegawai,
    RiwayatJabatan,
)
from workflow_app.peraturan import Peraturan
from workflow_app.pesan import P_
from workflow_app.services import fakta_pegawai, kinerja
from workflow_app.services.kredit_konversi import aturan_konversi
from workflow_app.services.organisasi import cari_pegawai
from workflow_app.services.tahun_kinerja import pilihan_tahun, tahun_baku
from workflow_app.web.bahasa import teks
from workflow_app.web.beku import nama_bulan
from workflow_app.web.kata import label_jenjang
from workflow_app.web.kolom import (
    CentangField,
    KreditField,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    pilihan_enum,
)
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.layani import FormBaris, layani

bp = Blueprint("catat", __name__)


def _aturan() -> Peraturan:
    """The rules of today; 404 before there is conversion."""
    aturan = aturan_konversi(hari_ini())
    if aturan is None:
        abort(404)
    return aturan


def _kode_predikat(tulisan: str) -> str | None:
    """The predicate that is written this way, in any of its names."""
    return predikat_dari(_aturan(), tulisan)


class EvaluasiForm(FormBaris):
    """An appraisal."""

    tahun = PilihanField(_l("Tahun"), ubah=int)
    predikat = PilihanField(_l("Predikat kinerja"), ubah=_kode_predikat)
    bulan_mulai = PilihanField(_l("Sejak bulan"), ubah=int)
    bulan_selesai = PilihanField(_l("Sampai bulan"), ubah=int)
    penilai = TeksField(
        _l("Pejabat Penilai Kinerja"), wajib=False, description=_l("NIP atau bagian nama orang yang terdaftar di sini.")
    )
    nama_penilai = TeksField(
        _l("Nama penilai yang tidak terdaftar"), wajib=False, description=_l("Hanya bila ia tidak terdaftar di sini.")
    )
    bukti = TeksField(
        _l("Bukti"), description=_l("Dokumen evaluasi kinerja dengan nomor atau tanggalnya, seperti orang menyebutnya.")
    )
    susunan: ClassVar = (
        ("tahun", "predikat"),
        ("bulan_mulai", "bulan_selesai"),
        ("penilai", "nama_penilai"),
        ("bukti",),
    )

    def isi(self, session: Session) -> kinerja.IsiEvaluasi:
        """What the form says. Raises MasukanSalah for an evaluator who is not found."""
        siapa = cari_pegawai(session, self.penilai.data, "penilai").id if self.penilai.data else None
        return kinerja.IsiEvaluasi(
            self.tahun.data,
            self.bulan_mulai.data,
            self.bulan_selesai.data,
            self.predikat.data,
            self.bukti.data,
            siapa,
            self.nama_penilai.data,
        )


class AlasanForm(FormBaris):
    """Why a fact is cancelled."""

    alasan = TeksPanjangField(_l("Alasan"), maks=1000, description=_l("Tercatat bersama nama Anda."))
    susunan: ClassVar = (("alasan",),)


class IjazahForm(FormBaris):
    """A degree."""

    ijazah = PilihanField(_l("Ijazah"))
    tanggal = TanggalField(_l("Tanggal ijazah"))
    bukti = TeksField(_l("Nomor ijazah dan perguruan tingginya"))
    tercatat_bkn_pada = TanggalField(
        _l("Tercatat di BKN sejak"), wajib=False, description=_l("Kosongkan bila belum tercatat.")
    )
    dasar_pengangkatan = CentangField(
        _l("Ijazah dasar pengangkatan"), description=_l("Ijazah saat diangkat tidak menambah angka kredit.")
    )
    susunan: ClassVar = (("ijazah", "tanggal"), ("bukti",), ("tercatat_bkn_pada",), ("dasar_pengangkatan",))


class TercatatForm(FormBaris):
    """The day on which BKN recorded a degree."""

    tercatat_bkn_pada = TanggalField(_l("Tercatat di BKN sejak"))
    susunan: ClassVar = (("tercatat_bkn_pada",),)


class AsalForm(FormBaris):
    """From which post a position was entered."""

    jenis = PilihanField(_l("Datang dari"), **pilihan_enum(JenisAsal, LABEL_ASAL))
    bukti = TeksField(_l("Surat keputusan"))
    predikat = PilihanField(
        _l("Predikat kinerja pada jabatan asal"),
        ubah=_kode_predikat,
        kosong=_l("(tidak diisi)"),
        description=_l("Untuk jabatan administrator, pengawas, dan pelaksana."),
    )
    ijazah = PilihanField(
        _l("Ijazah saat perpindahan"), kosong=_l("(tidak diisi)"), description=_l("Untuk jabatan pelaksana.")
    )
    angka_kredit = KreditField(
        _l("Angka kredit menurut surat"),
        wajib=False,
        description=_l("Untuk jabatan fungsional lain, penyesuaian, dan penyetaraan."),
    )
    susunan: ClassVar = (("jenis", "bukti"), ("predikat", "ijazah"), ("angka_kredit",))


def _isi_predikat(field: PilihanField) -> None:
    field.isi_pilihan([(p, nama_predikat(_aturan(), p)) for p in daftar_predikat(_aturan())])


def _isi_ijazah(field: PilihanField) -> None:
    field.isi_pilihan([(kode, fakta_pegawai.nama_ijazah(kode)) for kode in fakta_pegawai.daftar_ijazah()])


@bp.route("/pegawai/<int:id>/evaluasi", methods=["GET", "POST"])
def evaluasi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Record an appraisal by hand; a gap of the officer's page fills in year and months."""
    orang = dicatat_atau_tolak(id)
    form = EvaluasiForm(
        data={
            "tahun": request.args.get("tahun", tahun_baku(hari_ini()), type=int),
            "bulan_mulai": request.args.get("mulai", 1, type=int),
            "bulan_selesai": request.args.get("selesai", BULAN_SETAHUN, type=int),
            "penilai": orang.atasan.nip if orang.atasan else "",
        }
    )
    form.tahun.isi_pilihan([(t, str(t)) for t in pilihan_tahun(hari_ini())])
    _isi_predikat(form.predikat)
    for field in (form.bulan_mulai, form.bulan_selesai):
        field.isi_pilihan([(b, nama_bulan(b)) for b in range(1, BULAN_SETAHUN + 1)])
    return layani(
        form,
        lambda session: kinerja.catat(session, orang, form.isi(session), oleh=pelaku()),
        judul=_("Catat evaluasi kinerja"),
        pesan=_("Evaluasi kinerja dicatat."),
        batal=alamat(orang),
        keterangan=_("Atasan langsung: %(nama)s", nama=orang.atasan.nama) if orang.atasan else None,
        remah=_remah(orang),
    )


@bp.route("/evaluasi/<int:id>/batalkan", methods=["GET", "POST"])
def batalkan_evaluasi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Cancel an appraisal: what it says, what stands against it, and the reason."""
    satu = db.get_or_404(EvaluasiKinerja, id)
    orang = dicatat_atau_tolak(satu.pegawai_id)
    halangan = kinerja.penghalang_batal(db.session(), satu)
    if halangan and request.method == "GET":
        return render_template(
            "kinerja/tertutup.html",
            orang=orang,
            satu=evaluasi_tampil(satu),
            halangan=halangan,
            kembali=alamat(orang),
            remah=[*_remah(orang), (_("Batalkan catatan"), None)],
        )
    return _layani_batal(
        orang,
        satu,
        lambda session, alasan: kinerja.batalkan(session, satu, alasan, oleh=pelaku()),
        teks(kalimat_evaluasi(satu)),
    )


@bp.route("/pegawai/<int:id>/ijazah", methods=["GET", "POST"])
def ijazah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Record a degree."""
    orang = dicatat_atau_tolak(id)
    form = IjazahForm()
    _isi_ijazah(form.ijazah)
    return layani(
        form,
        lambda session: fakta_pegawai.catat_ijazah(session, orang, **form.nilai(), oleh=pelaku()),
        judul=_("Catat ijazah"),
        pesan=_("Ijazah dicatat."),
        batal=alamat(orang, "ijazah"),
        remah=_remah(orang),
    )


@bp.route("/ijazah/<int:id>/tercatat", methods=["GET", "POST"])
def tercatat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Note that BKN recorded a degree."""
    satu = db.get_or_404(IjazahPegawai, id)
    orang = dicatat_atau_tolak(satu.pegawai_id)
    form = TercatatForm(data={"tercatat_bkn_pada": hari_ini()})
    return layani(
        form,
        lambda session: fakta_pegawai.tandai_tercatat(session, satu, form.tercatat_bkn_pada.data, oleh=pelaku()),
        baris=satu,
        judul=_("Ijazah tercatat di BKN"),
        pesan=_("Tanggal tercatat di BKN disimpan."),
        batal=alamat(orang, "ijazah"),
        keterangan=_kalimat_ijazah(satu),
        remah=_remah(orang),
    )


@bp.route("/ijazah/<int:id>/batalkan", methods=["GET", "POST"])
def batalkan_ijazah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Cancel a degree."""
    satu = db.get_or_404(IjazahPegawai, id)
    return _layani_batal(
        dicatat_atau_tolak(satu.pegawai_id),
        satu,
        lambda session, alasan: fakta_pegawai.batalkan_ijazah(session, satu, alasan, oleh=pelaku()),
        _kalimat_ijazah(satu),
        "ijazah",
    )


def _kalimat_ijazah(satu: IjazahPegawai) -> str:
    nama = fakta_pegawai.nama_ijazah(satu.ijazah)
    return str(teks(P_("%(ijazah)s, %(tanggal)s, %(bukti)s.", ijazah=nama, tanggal=satu.tanggal, bukti=satu.bukti)))


@bp.route("/jabatan/<int:id>/asal", methods=["GET", "POST"])
def asal(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Record from which post an officer entered a position."""
    jabatan = db.get_or_404(RiwayatJabatan, id)
    orang = dicatat_atau_tolak(jabatan.pegawai_id)
    form = AsalForm()
    _isi_predikat(form.predikat)
    _isi_ijazah(form.ijazah)
    return layani(
        form,
        lambda session: fakta_pegawai.catat_asal(
            session, orang, session.get_one(RiwayatJabatan, id), **form.nilai(), oleh=pelaku()
        ),
        judul=_("Catat asal jabatan"),
        pesan=_("Asal jabatan dicatat."),
        batal=alamat(orang, "jabatan"),
        keterangan=_kalimat_jabatan(jabatan),
        remah=_remah(orang),
    )


@bp.route("/asal/<int:id>/batalkan", methods=["GET", "POST"])
def batalkan_asal(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Cancel an origin."""
    satu = db.get_or_404(AsalJabatan, id)
    return _layani_batal(
        dicatat_atau_tolak(satu.riwayat_jabatan.pegawai_id),
        satu,
        lambda session, alasan: fakta_pegawai.batalkan_asal(session, satu, alasan, oleh=pelaku()),
        f"{teks(LABEL_ASAL[satu.jenis])}: {satu.bukti}. {_kalimat_jabatan(satu.riwayat_jabatan)}",
        "jabatan",
    )


def _kalimat_jabatan(jabatan: RiwayatJabatan) -> str:
    return str(teks(P_("%(jabatan)s, TMT %(tmt)s.", jabatan=label_jenjang(jabatan.jenjang), tmt=jabatan.tmt)))


def _layani_batal(
    orang: Pegawai, satu: Any, kerja: Callable[[Session, str], None], keterangan: str, tempat: str | None = None
) -> ResponseReturnValue:
    form = AlasanForm()
    return layani(
        form,
        lambda session: kerja(session, form.alasan.data),
        baris=satu,
        judul=_("Batalkan catatan"),
        pesan=_("Catatan dibatalkan. Catat yang benar bila perlu."),
        batal=alamat(orang, tempat),
        tombol=_("Batalkan catatan ini"),
        keterangan=keterangan,
        remah=_remah(orang),
    )


def _remah(orang: Pegawai) -> list[tuple[Any, str | None]]:
    return list(remah(orang))
