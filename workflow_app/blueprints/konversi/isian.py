"""What is put into a conversion: by the officer for himself, or by the personnel office for an officer of its own."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.blueprints.konversi.dasar import bp, muat, remah
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.kalkulator.konversi import daftar_predikat
from workflow_app.models import Konversi, Pegawai, Peran
from workflow_app.pesan import P_, Pesan
from workflow_app.services import konversi as layanan
from workflow_app.services.kredit_konversi import aturan_konversi
from workflow_app.services.usul_konversi import CatatanKinerja, catatan_kinerja, dasar, tahun_terbuka, usul
from workflow_app.web.beku import masa_bulan, nama_bulan, predikat_persen
from workflow_app.web.kolom import Formulir, PilihanField, TeksField, VersiField
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.orang import cari, halaman_pilih, pegawai_atau_404, penilai_dari, tulis
from workflow_app.web.perkara import halaman_berubah

SALAH = 422
BAIK = 200


class IsianForm(Formulir):
    """Period, predicate, proof and evaluator."""

    tahun = PilihanField(_l("Tahun kinerja"), ubah=int)
    bulan_mulai = PilihanField(_l("Dari bulan"), ubah=int)
    bulan_selesai = PilihanField(_l("Sampai bulan"), ubah=int)
    predikat = PilihanField(_l("Predikat kinerja"))
    bukti = TeksField(
        _l("Bukti evaluasi kinerja"),
        wajib=False,
        description=P_("Dokumen evaluasi kinerja sebagaimana dikutip, misalnya nomor dan tanggalnya."),
    )
    penilai = TeksField(
        _l("Pejabat Penilai Kinerja"),
        wajib=False,
        description=P_("NIP atau nama; biasanya atasan langsung."),
    )

    def siapkan(self) -> None:
        """Fill the lists: years and predicates of the regime of today."""
        hari = hari_ini()
        aturan = aturan_konversi(hari)
        kode = daftar_predikat(aturan) if aturan else ()
        self.tahun.isi_pilihan([(t, str(t)) for t in reversed(tahun_terbuka(hari))])
        for bidang in (self.bulan_mulai, self.bulan_selesai):
            bidang.isi_pilihan([(b, nama_bulan(b)) for b in range(1, layanan.BULAN + 1)])
        self.predikat.isi_pilihan([(p, predikat_persen(aturan.kunci, p)) for p in kode] if aturan else [])

    def nilai(self, pegawai: Pegawai) -> dict[str, Any]:
        """What was put in, as the service takes it. Raises MasukanSalah for an evaluator that is not found."""
        return {
            "tahun": self.tahun.data,
            "bulan_mulai": self.bulan_mulai.data,
            "bulan_selesai": self.bulan_selesai.data,
            "predikat": self.predikat.data,
            "bukti": self.bukti.data,
            "penilai_id": penilai_dari(self.penilai.data, pegawai),
        }


class UbahForm(IsianForm):
    """The same for a case that exists."""

    version = VersiField()


@bp.post("/baru/cari")
def cari_pegawai() -> ResponseReturnValue:
    """Look for the officer for whom the personnel office drafts."""
    return cari("konversi.baru")


@bp.route("/baru", methods=["GET", "POST"])
def baru() -> ResponseReturnValue:
    """Draft a conversion; an office that serves many first says for whom."""
    orang = pelaku()
    untuk = request.args.get("pegawai", type=int)
    if untuk is None and orang.punya(Peran.KEPEGAWAIAN):
        return halaman_pilih(
            _("Buat konversi untuk siapa?"),
            tujuan="konversi.baru",
            cari="konversi.cari_pegawai",
            batal=url_for("konversi.daftar"),
            remah=_remah_baru(),
        )
    pegawai = pegawai_atau_404(untuk if untuk is not None else orang.pegawai_id or 0)
    if aturan_konversi(orang.hari_ini) is None:
        return _belum_berlaku()
    catatan = catatan_kinerja(db.session(), pegawai.id)
    form = IsianForm(data=_awal(pegawai, catatan))
    form.siapkan()
    kembar: Konversi | None = None
    if form.validate_on_submit():
        try:
            with transaction() as session:
                obj, dibuat = _buat(session, pegawai, form)
        except _SudahAda as galat:
            kembar = galat.konversi
            form.bulan_mulai.errors = [P_("Konversi untuk masa yang mulai bulan itu sudah ada.")]
        except MasukanSalah as galat:
            form.tempelkan(galat)
        else:
            if dibuat:
                flash(_("Draf konversi dibuat. Periksa angkanya, lalu ajukan."), "success")
            else:
                flash(_("Konversi dengan isian ini sudah dibuat."), "info")
            return redirect(url_for("konversi.lihat", id=obj.id), 303)
    sendiri = pegawai.id == orang.pegawai_id
    return _halaman(
        form,
        pegawai,
        kembar,
        catatan=catatan,
        judul=_("Buat konversi") if sendiri else _("Buat konversi: %(nama)s", nama=pegawai.nama),
        url=url_for("konversi.baru", pegawai=untuk),
        batal=url_for("konversi.daftar"),
        dari_catatan=True,
        remah=_remah_baru(),
    )


def _halaman(form: IsianForm, pegawai: Pegawai, kembar: Konversi | None, **isi: Any) -> ResponseReturnValue:
    """The form beside the record of performance; `kembar` is the conversion that already begins with that month."""
    templat = render_template(
        "konversi/isian.html",
        form=form,
        pegawai=pegawai,
        kembar=kembar,
        masa_bulan=masa_bulan,
        predikat_persen=predikat_persen,
        aturan_tahun=_aturan_tahun,
        **isi,
    )
    return templat, SALAH if form.is_submitted() else BAIK


def _aturan_tahun(tahun: int) -> str:
    """Key of the rule set of a year, for the name of a predicate."""
    return layanan.aturan_tahun(tahun) or peraturan.untuk(hari_ini()).kunci


def _remah_baru() -> list[tuple[Pesan, str | None]]:
    return [(P_("Konversi"), url_for("konversi.daftar")), (P_("Buat konversi"), None)]


def _belum_berlaku() -> ResponseReturnValue:
    return render_template("konversi/belum_berlaku.html", remah=_remah_baru())


def _awal(pegawai: Pegawai, catatan: list[CatatanKinerja]) -> dict[str, Any]:
    """First values of the form: what the record says, the evaluator by name and number."""
    awal = usul(pegawai, catatan, request.args.get("evaluasi", type=int), hari_ini())
    penilai = db.session.get(Pegawai, awal.penilai_id) if awal.penilai_id else None
    return {
        "tahun": awal.tahun,
        "bulan_mulai": awal.bulan_mulai,
        "bulan_selesai": awal.bulan_selesai,
        "predikat": awal.predikat,
        "bukti": awal.bukti,
        "penilai": tulis(penilai),
    }


class _SudahAda(Exception):
    """Another conversion begins with the same month."""

    def __init__(self, konversi: Konversi) -> None:
        super().__init__(konversi.id)
        self.konversi = konversi


def _buat(session: Session, pegawai: Pegawai, form: IsianForm) -> tuple[Konversi, bool]:
    """The new draft, or the one with the same input that a second click finds."""
    isi = form.nilai(pegawai)
    milik = session.get_one(Pegawai, pegawai.id, with_for_update=True)
    ada = layanan.kembaran(session, milik.id, isi["tahun"], isi["bulan_mulai"])
    if ada is not None:
        if all(getattr(ada, nama) == nilai for nama, nilai in isi.items()):
            return ada, False
        raise _SudahAda(ada)
    masa = (isi["tahun"], isi["bulan_mulai"], isi["bulan_selesai"])
    evaluasi = dasar(session, milik.id, *masa, isi["predikat"])
    return layanan.buat(session, milik, **isi, oleh=pelaku(), evaluasi=evaluasi), True


@bp.route("/<int:id>/ubah", methods=["GET", "POST"])
def ubah(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Change what was put in, while it is not submitted."""
    obj = muat(id)
    if request.method != "POST":
        layanan.pastikan_boleh_mengubah(db.session(), obj, pelaku())
    form = UbahForm(data=_isi_sekarang(obj))
    form.siapkan()
    kembar: Konversi | None = None
    if form.validate_on_submit():
        try:
            with transaction() as session:
                _ubah(session, obj, form)
        except _SudahAda as galat:
            kembar = galat.konversi
            form.bulan_mulai.errors = [P_("Konversi untuk masa yang mulai bulan itu sudah ada.")]
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            return halaman_berubah(obj, galat, form.version.data)
        else:
            flash(_("Isian disimpan. Periksa angkanya, lalu ajukan."), "success")
            return redirect(url_for("konversi.lihat", id=obj.id), 303)
        obj = muat(id)
    return _halaman(
        form,
        obj.subjek,
        kembar,
        catatan=catatan_kinerja(db.session(), obj.subjek_id),
        judul=_("Ubah isian konversi"),
        url=url_for("konversi.ubah", id=obj.id),
        batal=url_for("konversi.lihat", id=obj.id),
        dari_catatan=False,
        remah=remah(obj, P_("Ubah isian")),
    )


def _isi_sekarang(obj: Konversi) -> dict[str, Any]:
    nama = ("tahun", "bulan_mulai", "bulan_selesai", "predikat", "bukti", "version")
    return {**{n: getattr(obj, n) for n in nama}, "penilai": tulis(obj.penilai)}


def _ubah(session: Session, obj: Konversi, form: UbahForm) -> None:
    isi = form.nilai(obj.subjek)
    ada = layanan.kembaran(session, obj.subjek_id, isi["tahun"], isi["bulan_mulai"])
    if obj.menggantikan_id is None and ada is not None and ada.id != obj.id:
        raise _SudahAda(ada)
    layanan.ubah(session, obj, **isi, oleh=pelaku(), seen_version=form.version.data)
