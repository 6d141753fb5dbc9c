"""One integration: both accounts side by side, its signature and its replacement."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.pak_integrasi.akun import Akun
from workflow_app.blueprints.pak_integrasi.dasar import bp, muat, remah
from workflow_app.extensions import db
from workflow_app.models import Instansi
from workflow_app.pesan import P_
from workflow_app.services import pak_integrasi as layanan
from workflow_app.services.nomor import nomor_berikut
from workflow_app.web.bahasa import angka_kredit
from workflow_app.web.beku import pangkat
from workflow_app.web.konteks import pelaku
from workflow_app.web.langkah import penerima_surat
from workflow_app.web.pengganti import KataPengganti, halaman_pengganti, pengganti_dari
from workflow_app.web.perkara import alamat_perkara, konteks_perkara
from workflow_app.web.tanda_tangan import IsiTandaTangan, boleh_memulai, konfirmasi, lewat_halaman


@bp.get("/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """One integration: both accounts side by side, every step, who signs."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    pengganti_ini = pengganti_dari(obj)
    konteks = konteks_perkara(obj)
    konteks["langkah_anda"] = lewat_halaman(konteks["langkah_anda"], obj)
    konteks["remah"] = remah(obj)
    return render_template(
        "pak_integrasi/lihat.html",
        **konteks,
        obj=obj,
        akun=Akun.dari(obj.rincian),
        identitas=obj.rincian["identitas"],
        cocok=layanan.cocok_hitung_ulang(session, obj, orang.hari_ini),
        boleh_mengubah=layanan.boleh_mengubah(session, obj, orang),
        penerima=penerima_surat(obj),
        pengganti=pengganti_ini,
        boleh_mengganti=pengganti_ini is None
        and obj.state in layanan.BERLAKU
        and boleh_memulai(obj, "susun_pengganti"),
    )


@bp.get("/<int:id>/tetapkan")
def konfirmasi_tetapkan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """What the signature would determine, once more: officer, both sums, number, form of words."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    identitas, instansi = obj.rincian["identitas"], session.get_one(Instansi, obj.instansi_id)
    isi = IsiTandaTangan(
        jumlah=obj.jumlah,
        keterangan=P_(
            "angka kredit integrasi dari %(konvensional)s angka kredit konvensional",
            konvensional=angka_kredit(obj.konvensional),
        ),
        cocok=layanan.cocok_hitung_ulang(session, obj, orang.hari_ini),
        fakta=[
            (_("Pegawai"), identitas["nama"]),
            (_("NIP"), identitas["nip"]),
            (_("Pangkat, golongan ruang"), pangkat(obj.golongan)),
            (_("Jabatan"), identitas["jabatan"]),
            (_("Keadaan per"), P_("%(tanggal)s", tanggal=obj.per_tanggal)),
            (_("Nomor"), nomor_berikut(session, instansi, "pak_integrasi", orang.hari_ini)),
            (_("Tanggal"), P_("%(tanggal)s", tanggal=orang.hari_ini)),
            (_("Ditandatangani sebagai"), layanan.sebutan(session, obj, orang)),
        ],
    )
    return konfirmasi(obj, isi)


@bp.route("/<int:id>/pengganti", methods=["GET", "POST"])
def pengganti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Draw up an integration that replaces this one: the old letter stays as it is, the error is named."""
    lama = muat(id)
    kata = KataPengganti(
        judul=P_("Susun PAK integrasi pengganti"),
        penjelasan=P_(
            "PAK integrasi %(nomor)s atas nama %(nama)s tetap tersimpan seperti adanya. Penggantinya dihitung ulang, "
            "mendapat nomor sendiri, dan menyebut yang lama.",
            nomor=lama.nomor or "",
            nama=lama.subjek.nama,
        ),
        dibuat=P_("PAK integrasi pengganti disusun. Periksa angkanya, lalu paraf."),
        sudah_ada=P_("PAK integrasi pengganti dengan alasan ini sudah disusun."),
    )
    return halaman_pengganti(
        lama,
        kata,
        lambda session, form: layanan.susun_pengganti(
            session, lama, oleh=pelaku(), catatan=form.catatan.data, seen_version=form.version.data
        ),
        lanjut=alamat_perkara,
        remah=remah(lama, kata.judul),
    )
