"""Assessment teams and their seats."""

from typing import Any, ClassVar

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow_app.blueprints.admin import label
from workflow_app.extensions import db
from workflow_app.models import AnggotaTim, Instansi, JenisTim, Kedudukan, TimPenilai
from workflow_app.services import organisasi
from workflow_app.services import tim as layanan
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import PilihanField, TanggalField, TeksField, pilihan_enum
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.layani import FormBaris, layani

bp = Blueprint("tim", __name__, url_prefix="/tim")

MAKS_INSTANSI = 2000


class TimForm(FormBaris):
    """A team with its decree and term."""

    nama = TeksField(_l("Nama"))
    jenis = PilihanField(_l("Jenis"), **pilihan_enum(JenisTim, label.JENIS_TIM))
    instansi_id = PilihanField(_l("Instansi"), ubah=int)
    nomor_sk = TeksField(_l("Nomor keputusan pembentukan"))
    mulai = TanggalField(_l("Masa kerja mulai"))
    selesai = TanggalField(_l("sampai"))
    susunan: ClassVar = (("nama", "jenis"), ("instansi_id", "nomor_sk"), ("mulai", "selesai"))


class KursiForm(FormBaris):
    """A seat."""

    pegawai = TeksField(_l("Pegawai"), description=_l("NIP atau bagian nama."))
    kedudukan = PilihanField(_l("Kedudukan"), **pilihan_enum(Kedudukan, label.KEDUDUKAN))
    mulai = TanggalField(_l("Mulai"))
    selesai = TanggalField(_l("Tanggal selesai"))
    susunan: ClassVar = (("pegawai", "kedudukan"), ("mulai", "selesai"))


def _remah(tim: TimPenilai | None = None) -> list[tuple[str, str | None]]:
    jalan: list[tuple[str, str | None]] = [
        (_("Admin"), url_for("admin.beranda")),
        (_("Tim Penilai"), url_for("admin.tim.daftar")),
    ]
    return jalan if tim is None else [*jalan, (tim.nama, _alamat(tim))]


def _alamat(tim: TimPenilai) -> str:
    return url_for("admin.tim.lihat", id=tim.id)


@bp.get("")
def daftar() -> ResponseReturnValue:
    """All teams, newest first."""
    isi = halaman(select(TimPenilai), TimPenilai.id)
    return render_template("admin/tim.html", daftar=isi, label=label, hari=hari_ini(), remah=_remah())


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A team with its seats."""
    tim = db.get_or_404(TimPenilai, id, options=[selectinload(TimPenilai.anggota).joinedload(AnggotaTim.pegawai)])
    instansi = db.session.get_one(Instansi, tim.instansi_id)
    return render_template(
        "admin/tim_lihat.html",
        tim=tim,
        instansi=instansi,
        label=label,
        hari=hari_ini(),
        remah=[*_remah(), (tim.nama, None)],
    )


def _isi_instansi(form: TimForm) -> None:
    instansi = db.session.execute(select(Instansi.id, Instansi.nama).order_by(Instansi.nama).limit(MAKS_INSTANSI))
    form.instansi_id.isi_pilihan([(id_, nama) for id_, nama in instansi])


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Add a team."""
    form = TimForm()
    _isi_instansi(form)
    return layani(
        form,
        lambda session: layanan.simpan_tim(session, None, form.nilai(), oleh=pelaku()),
        judul=_("Tambah Tim Penilai"),
        pesan=_("Tim ditambahkan. Isi kursinya."),
        batal=url_for("admin.tim.daftar"),
        tujuan=_alamat,
        remah=_remah(),
    )


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a team."""
    tim = db.get_or_404(TimPenilai, id)
    form = TimForm(obj=tim)
    _isi_instansi(form)
    return layani(
        form,
        lambda session: layanan.simpan_tim(session, tim, form.nilai(), oleh=pelaku()),
        baris=tim,
        judul=_("Ubah tim"),
        pesan=_("Perubahan disimpan."),
        batal=_alamat(tim),
        remah=_remah(tim),
    )


@bp.route("/<int:id>/kursi", methods=["GET", "POST"])
def kursi(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Seat a person."""
    tim = db.get_or_404(TimPenilai, id)
    return _layani_kursi(KursiForm(mulai=tim.mulai, selesai=tim.selesai), tim, None, _("Isi kursi"))


@bp.route("/kursi/<int:id>/ubah", methods=["GET", "POST"])
def kursi_ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a seat, or end it by a date."""
    baris = db.get_or_404(AnggotaTim, id)
    form = KursiForm(data={**_data(baris), "pegawai": baris.pegawai.nip})
    return _layani_kursi(form, baris.tim, baris, _("Ubah kursi"))


def _data(baris: AnggotaTim) -> dict[str, Any]:
    return {"kedudukan": baris.kedudukan, "mulai": baris.mulai, "selesai": baris.selesai}


def _layani_kursi(form: KursiForm, tim: TimPenilai, baris: AnggotaTim | None, judul: str) -> ResponseReturnValue:
    def simpan(session: Any) -> AnggotaTim:
        nilai = form.nilai()
        orang = organisasi.cari_pegawai(session, nilai.pop("pegawai"), "pegawai")
        return layanan.simpan_kursi(session, tim, baris, {**nilai, "pegawai_id": orang.id}, oleh=pelaku())

    return layani(
        form,
        simpan,
        baris=baris,
        judul=judul,
        pesan=_("Kursi disimpan."),
        batal=_alamat(tim),
        keterangan=_("Untuk mengosongkan kursi, isi tanggal selesainya."),
        remah=_remah(tim),
    )
