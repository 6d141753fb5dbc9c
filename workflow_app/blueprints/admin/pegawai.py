"""People with their rank and position history; the page of a person leads to his roles, absences and account."""

from collections.abc import Collection
from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload
from wtforms.validators import StopValidation

from workflow_app.blueprints.admin import label
from workflow_app.extensions import db, transaction
from workflow_app.models import (
    Akun,
    AnggotaTim,
    Instansi,
    JenisKelamin,
    Ketidakhadiran,
    Pegawai,
    Pelimpahan,
    PenugasanPeran,
    RiwayatJabatan,
    RiwayatPangkat,
    Unit,
)
from workflow_app.permissions import kinerja_terlihat
from workflow_app.pesan import P_
from workflow_app.services import organisasi as layanan
from workflow_app.services import penugasan as layanan_peran
from workflow_app.services.akun import sesi_hidup
from workflow_app.waktu import utcnow
from workflow_app.web.halaman import halaman
from workflow_app.web.kolom import BilanganField, CentangField, PilihanField, TanggalField, TeksField, pilihan_enum
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.layani import FormBaris, layani

bp = Blueprint("pegawai", __name__, url_prefix="/pegawai")

MAKS_UNIT = 2000
MAKS_RIWAYAT = 50
BULAN_TERBANYAK = 11


def _surel(form: FormBaris, field: TeksField) -> None:
    nama, tanda, tempat = field.data.partition("@")
    if not (nama and tanda and tempat) or "@" in tempat or any(h.isspace() or h in "<>,;" for h in field.data):
        raise StopValidation(P_("Tuliskan satu alamat surel, misalnya nama@instansi.go.id."))


class PegawaiForm(FormBaris):
    """A person."""

    nip = TeksField(_l("NIP"), maks=18, render_kw={"inputmode": "numeric", "autocomplete": "off"})
    nama = TeksField(_l("Nama"), description=_l("Dengan gelar, seperti tercetak pada keputusan."))
    email = TeksField(_l("Surel"), pemeriksa=[_surel])
    unit_id = PilihanField(_l("Unit kerja"), ubah=int)
    atasan = TeksField(
        _l("Atasan langsung"), wajib=False, description=_l("NIP atau bagian nama; boleh kosong bila belum ada.")
    )
    jabatan_struktural = TeksField(
        _l("Jabatan struktural"), wajib=False, description=_l("Untuk orang yang tidak memegang jabatan fungsional.")
    )
    tempat_lahir = TeksField(_l("Tempat lahir"), wajib=False)
    tanggal_lahir = TanggalField(_l("Tanggal lahir"), wajib=False)
    jenis_kelamin = PilihanField(
        _l("Jenis kelamin"), kosong=_l("(belum diisi)"), **pilihan_enum(JenisKelamin, label.JENIS_KELAMIN)
    )
    nomor_karpeg = TeksField(_l("Nomor Karpeg"), wajib=False, maks=20)
    pendidikan = TeksField(
        _l("Pendidikan"), wajib=False, description=_l("Pendidikan tertinggi yang sudah diperhitungkan angka kreditnya.")
    )
    aktif = CentangField(_l("Aktif"), default=True, description=_l("Orang yang tidak aktif tidak dapat masuk."))
    susunan: ClassVar = (
        ("nip", "nama"),
        ("email", "unit_id"),
        ("atasan", "jabatan_struktural"),
        ("tempat_lahir", "tanggal_lahir"),
        ("jenis_kelamin", "nomor_karpeg"),
        ("pendidikan",),
        ("aktif",),
    )


class PangkatForm(FormBaris):
    """A rank from a day on."""

    golongan = PilihanField(_l("Golongan ruang"))
    tmt = TanggalField(_l("TMT"))
    nomor_sk = TeksField(_l("Nomor keputusan"))
    masa_kerja_tahun = BilanganField(_l("Masa kerja golongan, tahun"), default=0)
    masa_kerja_bulan = BilanganField(_l("dan bulan"), default=0)
    susunan: ClassVar = (("golongan", "tmt"), ("nomor_sk",), ("masa_kerja_tahun", "masa_kerja_bulan"))

    def validate_masa_kerja_bulan(self, field: BilanganField) -> None:
        """Twelve months are a year."""
        if field.data is not None and field.data > BULAN_TERBANYAK:
            raise StopValidation(P_("Bulan antara 0 dan %(maks)s.", maks=BULAN_TERBANYAK))


class JabatanForm(FormBaris):
    """A functional position from a day on."""

    jenjang = PilihanField(_l("Jenjang"))
    tmt = TanggalField(_l("TMT"))
    nomor_sk = TeksField(_l("Nomor keputusan"))
    susunan: ClassVar = (("jenjang", "tmt"), ("nomor_sk",))


def remah_pegawai(orang: Pegawai | None = None) -> list[tuple[str, str | None]]:
    """The way from the administrator's first page to people, and to one of them."""
    jalan: list[tuple[str, str | None]] = [
        (_("Admin"), url_for("admin.beranda")),
        (_("Pegawai"), url_for("admin.pegawai.daftar")),
    ]
    return jalan if orang is None else [*jalan, (orang.nama, alamat(orang))]


def alamat(orang: Pegawai) -> str:
    """The page of a person."""
    return url_for("admin.pegawai.lihat", id=orang.id)


def nama_pegawai(ids: Collection[int]) -> dict[int, str]:
    """Names by id, for a page of a list."""
    return {p.id: p.nama for p in db.session.execute(select(Pegawai.id, Pegawai.nama).where(Pegawai.id.in_(ids)))}


@bp.get("")
def daftar() -> ResponseReturnValue:
    """People by name, or those whose name contains the words looked for."""
    nama = request.args.get("nama", "").strip()
    query = select(Pegawai).options(joinedload(Pegawai.unit))
    if nama:
        query = query.where(layanan.nama_memuat(nama))
    isi = halaman(query, Pegawai.nama, Pegawai.id, turun=False)
    return render_template("admin/pegawai.html", daftar=isi, nama=nama, remah=remah_pegawai())


@bp.post("/cari")
def cari() -> ResponseReturnValue:
    """Look for a NIP or a name. A form of its own, because a NIP does not belong into an address."""
    teks = request.form.get("teks", "").strip()
    orang = db.session.scalar(select(Pegawai.id).where(Pegawai.nip == teks))
    if orang is not None:
        return redirect(url_for("admin.pegawai.lihat", id=orang), 303)
    if teks.isdigit():
        flash(_("Tidak ada pegawai dengan NIP itu."), "warning")
        return redirect(url_for("admin.pegawai.daftar"), 303)
    return redirect(url_for("admin.pegawai.daftar", nama=teks or None), 303)


@bp.get("/<int:id>")
def lihat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """A person with everything that an administrator keeps about him."""
    orang = db.get_or_404(
        Pegawai, id, options=[joinedload(Pegawai.instansi), joinedload(Pegawai.unit), joinedload(Pegawai.atasan)]
    )
    akun = db.session.scalars(select(Akun).where(Akun.pegawai_id == id)).one_or_none()
    peran = _milik(PenugasanPeran, id, PenugasanPeran.mulai)
    return render_template(
        "admin/pegawai_lihat.html",
        orang=orang,
        akun=akun,
        sesi=sesi_hidup(db.session(), akun.id, utcnow()) if akun else (),
        peran=peran,
        dilimpahkan=layanan_peran.dilimpahkan(db.session(), peran, hari_ini()),
        nama_unit=layanan_peran.nama_unit(db.session(), peran),
        absen=_milik(Ketidakhadiran, id, Ketidakhadiran.mulai),
        pinjaman=db.session.scalars(
            select(Pelimpahan)
            .where(Pelimpahan.penerima_id == id)
            .options(joinedload(Pelimpahan.penugasan).joinedload(PenugasanPeran.pegawai))
            .order_by(Pelimpahan.mulai.desc())
            .limit(MAKS_RIWAYAT)
        ).all(),
        kursi=db.session.scalars(
            select(AnggotaTim)
            .where(AnggotaTim.pegawai_id == id)
            .options(joinedload(AnggotaTim.tim))
            .order_by(AnggotaTim.mulai.desc())
            .limit(MAKS_RIWAYAT)
        ).all(),
        label=label,
        hari=hari_ini(),
        kinerja_terbaca=_kinerja_terbaca(id),
        remah=[*remah_pegawai(), (orang.nama, None)],
    )


def _kinerja_terbaca(pegawai_id: int) -> bool:
    """Whether the administrator reads the officer's facts of performance too: in another role that he holds."""
    query = select(exists().where(Pegawai.id == pegawai_id, kinerja_terlihat(pelaku())))
    return bool(db.session.scalar(query))


def _milik(model: Any, pegawai_id: int, urutan: Any) -> Any:
    query = select(model).where(model.pegawai_id == pegawai_id).order_by(urutan.desc(), model.id.desc())
    return db.session.scalars(query.limit(MAKS_RIWAYAT)).all()


def _isi_unit(form: PegawaiForm) -> None:
    unit = db.session.execute(
        select(Unit.id, Instansi.nama, Unit.nama)
        .join(Unit.instansi)
        .order_by(Instansi.nama, Unit.nama)
        .limit(MAKS_UNIT)
    )
    form.unit_id.isi_pilihan([(id_, f"{instansi} · {nama}") for id_, instansi, nama in unit])


def _nilai(form: PegawaiForm) -> dict[str, Any]:
    nilai = form.nilai()
    atasan = nilai.pop("atasan")
    return {**nilai, "atasan_id": layanan.cari_pegawai(db.session(), atasan, "atasan").id if atasan else None}


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Add a person."""
    form = PegawaiForm()
    _isi_unit(form)
    return layani(
        form,
        lambda session: layanan.simpan_pegawai(session, None, _nilai(form), oleh=pelaku()),
        judul=_("Tambah pegawai"),
        pesan=_("Pegawai ditambahkan. Lengkapi pangkat dan jabatannya."),
        batal=url_for("admin.pegawai.daftar"),
        tujuan=alamat,
        remah=remah_pegawai(),
    )


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change a person."""
    orang = db.get_or_404(Pegawai, id)
    form = PegawaiForm(obj=orang)
    if not form.is_submitted():
        form.atasan.data = orang.atasan.nip if orang.atasan else ""
    _isi_unit(form)
    return layani(
        form,
        lambda session: layanan.simpan_pegawai(session, orang, _nilai(form), oleh=pelaku()),
        baris=orang,
        judul=_("Ubah data"),
        pesan=_("Perubahan disimpan."),
        batal=alamat(orang),
        keterangan=_("Atasan sekarang: %(nama)s", nama=orang.atasan.nama) if orang.atasan else None,
        remah=remah_pegawai(orang),
    )


@bp.route("/<int:id>/pangkat", methods=["GET", "POST"])
def pangkat(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Add a rank."""
    orang = db.get_or_404(Pegawai, id)
    form = PangkatForm()
    form.golongan.isi_pilihan(label.pilihan_golongan())
    return layani(
        form,
        lambda session: layanan.tambah_pangkat(session, orang, form.nilai(), oleh=pelaku()),
        judul=_("Tambah pangkat"),
        pesan=_("Pangkat ditambahkan."),
        batal=alamat(orang),
        remah=remah_pegawai(orang),
    )


@bp.route("/<int:id>/jabatan", methods=["GET", "POST"])
def jabatan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Add a functional position."""
    orang = db.get_or_404(Pegawai, id)
    form = JabatanForm()
    form.jenjang.isi_pilihan(label.pilihan_jenjang())
    return layani(
        form,
        lambda session: layanan.tambah_jabatan(session, orang, form.nilai(), oleh=pelaku()),
        judul=_("Tambah jabatan fungsional"),
        pesan=_("Jabatan ditambahkan."),
        batal=alamat(orang),
        remah=remah_pegawai(orang),
    )


@bp.post("/pangkat/<int:id>/hapus")
def pangkat_hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take back a rank that was entered by mistake."""
    return _hapus_riwayat(db.get_or_404(RiwayatPangkat, id))


@bp.post("/jabatan/<int:id>/hapus")
def jabatan_hapus(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Take back a position that was entered by mistake."""
    return _hapus_riwayat(db.get_or_404(RiwayatJabatan, id))


def _hapus_riwayat(baris: RiwayatPangkat | RiwayatJabatan) -> ResponseReturnValue:
    with transaction() as session:
        layanan.hapus_riwayat(session, baris, oleh=pelaku())
    flash(_("Baris riwayat dihapus; catatannya tetap tersimpan."), "success")
    return redirect(url_for("admin.pegawai.lihat", id=baris.pegawai_id), 303)
