"""What evaluator and personnel office know of a draft (examination, vacancy), and the replacement of a wrong one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.blueprints.penetapan_ak.dasar import bp, muat, remah
from workflow_app.errors import Conflict, MasukanSalah
from workflow_app.extensions import db, transaction
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import penetapan_ak as layanan
from workflow_app.web.kolom import FormLangkah, PilihanField, TeksField
from workflow_app.web.konteks import pelaku
from workflow_app.web.orang import penilai_dari, tulis
from workflow_app.web.pengganti import KataPengganti, halaman_pengganti
from workflow_app.web.perkara import alamat_perkara, halaman_berubah

SALAH = 422
BAIK = 200
YA, TIDAK = "ya", "tidak"


def _ya_tidak(isi: str) -> bool:
    return {YA: True, TIDAK: False}[isi]


def _tiga_pilihan(label: Any, ya: str, tidak: str) -> PilihanField:
    """Yes, no, or not known yet."""
    pilihan = [(YA, Pesan(ya)), (TIDAK, Pesan(tidak))]
    return PilihanField(label, ubah=_ya_tidak, kosong=P_("Belum diketahui"), pilihan=pilihan)


class PerbaruiForm(FormLangkah):
    """The evaluator, and what is known of the next level."""

    penilai = TeksField(
        _l("Pejabat Penilai Kinerja"), wajib=False, description=P_("NIP atau nama; biasanya atasan langsung.")
    )
    uji_kompetensi = _tiga_pilihan(_l("Uji kompetensi"), N_("Lulus"), N_("Tidak lulus, atau belum diikuti"))
    uji_kompetensi_bukti = TeksField(_l("Bukti uji kompetensi"), wajib=False)
    lowongan = _tiga_pilihan(_l("Lowongan jenjang berikutnya"), N_("Ada"), N_("Tidak ada"))
    lowongan_bukti = TeksField(_l("Bukti lowongan"), wajib=False)


@bp.route("/<int:id>/perbarui", methods=["GET", "POST"])
def perbarui(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Compute the draft anew with what is known today."""
    obj = muat(id)
    if request.method != "POST":
        layanan.pastikan_boleh_mengubah(db.session(), obj, pelaku())
    nama = ("uji_kompetensi", "uji_kompetensi_bukti", "lowongan", "lowongan_bukti", "version")
    form = PerbaruiForm(data={**{n: getattr(obj, n) for n in nama}, "penilai": tulis(obj.penilai)})
    if form.validate_on_submit():
        try:
            with transaction() as session:
                layanan.perbarui(
                    session,
                    obj,
                    oleh=pelaku(),
                    seen_version=form.version.data,
                    penilai_id=penilai_dari(form.penilai.data, obj.subjek),
                    **{n: getattr(form, n).data for n in nama if n != "version"},
                )
        except MasukanSalah as galat:
            form.tempelkan(galat)
        except Conflict as galat:
            return halaman_berubah(obj, galat, form.version.data)
        else:
            flash(_("Draf dihitung kembali dengan keadaan hari ini."), "success")
            return redirect(url_for("penetapan_ak.lihat", id=obj.id), 303)
        obj = muat(id)
    return render_template(
        "penetapan_ak/perbarui.html",
        obj=obj,
        form=form,
        remah=remah(obj, P_("Perbarui draf")),
    ), SALAH if form.is_submitted() else BAIK


@bp.route("/<int:id>/pengganti", methods=["GET", "POST"])
def pengganti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Open a draft that replaces this determination: the old letter stays as it is, the error is named."""
    lama = muat(id)
    kata = KataPengganti(
        judul=P_("Buka penetapan pengganti"),
        penjelasan=P_(
            "Penetapan %(nomor)s atas nama %(nama)s tetap tersimpan seperti adanya. Penggantinya dihitung ulang, "
            "mendapat nomor sendiri, dan menyebut yang lama.",
            nomor=lama.nomor or "",
            nama=lama.subjek.nama,
        ),
        dibuat=P_("Penetapan pengganti dibuka dan menunggu Pejabat Penilai Kinerja."),
        sudah_ada=P_("Penetapan pengganti dengan alasan ini sudah dibuka."),
    )
    return halaman_pengganti(
        lama,
        kata,
        lambda session, form: layanan.buka_pengganti(
            session, lama, oleh=pelaku(), catatan=form.catatan.data, seen_version=form.version.data
        ),
        lanjut=alamat_perkara,
        remah=remah(lama, kata.judul),
    )
