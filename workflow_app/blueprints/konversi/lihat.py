"""One conversion: what was put in, the figures with every step, its signature and its replacement."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app.blueprints.konversi.dasar import bp, muat, remah
from workflow_app.errors import MasukanSalah
from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.models import Instansi, Konversi, KonversiState, Peran
from workflow_app.peraturan import PeraturanTidakAda
from workflow_app.pesan import P_, Pesan
from workflow_app.services import konversi as layanan
from workflow_app.services.nomor import nomor_berikut
from workflow_app.services.sebutan import sebutan
from workflow_app.web.beku import langkah, masa_konversi, predikat_persen
from workflow_app.web.konteks import pelaku
from workflow_app.web.pengganti import KataPengganti, halaman_pengganti, pengganti_dari
from workflow_app.web.perkara import konteks_perkara
from workflow_app.web.tanda_tangan import IsiTandaTangan, boleh_memulai, konfirmasi, lewat_halaman


@dataclass(frozen=True)
class Angka:
    """The figures of a conversion: frozen ones, or computed for this page alone (`pratinjau`)."""

    jumlah: Decimal
    langkah: list[Langkah]
    identitas: dict[str, Any]
    pratinjau: bool


def angka(obj: Konversi) -> tuple[Angka | None, list[Pesan]]:
    """The figures as they stand, and why there are none yet. Writes nothing."""
    pratinjau = obj.state in layanan.DAPAT_DIUBAH
    rincian = obj.rincian
    if pratinjau or rincian is None:
        try:
            rincian = layanan.hitung(obj)
        except MasukanSalah as galat:
            return None, list(galat.galat.values())
        except PeraturanTidakAda as galat:
            return None, [galat.pesan]
    return Angka(Decimal(rincian["jumlah"]), langkah(rincian["langkah"]), rincian["identitas"], pratinjau), []


@bp.get("/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """One conversion."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    pengganti_ini = pengganti_dari(obj)
    konteks = konteks_perkara(obj)
    konteks["langkah_anda"] = lewat_halaman(konteks["langkah_anda"], obj)
    konteks["remah"] = remah(obj)
    konteks["judul_halaman"] = P_("Konversi %(nama)s: %(masa)s", nama=obj.subjek.nama, masa=masa_konversi(obj))
    hasil, halangan = angka(obj)
    return render_template(
        "konversi/lihat.html",
        **konteks,
        konversi=obj,
        masa=masa_konversi(obj),
        predikat=predikat_persen(obj.aturan, obj.predikat),
        angka=hasil,
        halangan=halangan,
        cocok=layanan.cocok_hitung_ulang(obj),
        boleh_mengubah=layanan.boleh_mengubah(session, obj, orang),
        pengganti=pengganti_ini,
        boleh_mengganti=pengganti_ini is None
        and obj.state is KonversiState.DITETAPKAN
        and boleh_memulai(obj, "buat_pengganti"),
        pengembalian=next((p for p in konteks["jejak"] if p["trigger"] == "kembalikan"), None)
        if obj.state is KonversiState.DIKEMBALIKAN
        else None,
    )


@bp.get("/<int:id>/tetapkan")
def konfirmasi_tetapkan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """What the signature would determine, once more: officer, period, predicate, credit, numbers, form of words."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    instansi = session.get_one(Instansi, obj.instansi_id)
    identitas = (obj.rincian or {}).get("identitas", {})
    isi = IsiTandaTangan(
        jumlah=obj.jumlah or Decimal(0),
        keterangan=P_("angka kredit dari %(predikat)s", predikat=predikat_persen(obj.aturan, obj.predikat)),
        cocok=layanan.cocok_hitung_ulang(obj),
        fakta=[
            (_("Pegawai"), obj.subjek.nama),
            (_("NIP"), obj.subjek.nip),
            (_("Jabatan"), identitas.get("jabatan")),
            (_("Masa yang dinilai"), masa_konversi(obj)),
            (_("Bukti evaluasi kinerja"), obj.bukti),
            (_("Nomor konversi"), nomor_berikut(session, instansi, "konversi", orang.hari_ini)),
            (_("Nomor akumulasi"), nomor_berikut(session, instansi, "akumulasi", orang.hari_ini)),
            (_("Tanggal"), P_("%(tanggal)s", tanggal=orang.hari_ini)),
            (_("Ditandatangani sebagai"), sebutan(session, obj, Peran.PENILAI_KINERJA, orang)),
        ],
    )
    return konfirmasi(obj, isi, boleh_kembali=True)


@bp.route("/<int:id>/pengganti", methods=["GET", "POST"])
def pengganti(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """Draft a conversion that replaces this one: the old letter stays as it is, the error is named."""
    lama = muat(id)
    kata = KataPengganti(
        judul=P_("Buat konversi pengganti"),
        penjelasan=P_(
            "Konversi %(nomor)s atas nama %(nama)s tetap tersimpan seperti adanya. Penggantinya berisi data yang sama "
            "untuk dibetulkan, mendapat nomor sendiri, dan menyebut yang lama.",
            nomor=lama.nomor or "",
            nama=lama.subjek.nama,
        ),
        dibuat=P_("Konversi pengganti dibuat. Betulkan isiannya, lalu ajukan."),
        sudah_ada=P_("Konversi pengganti dengan alasan ini sudah dibuat."),
    )
    return halaman_pengganti(
        lama,
        kata,
        lambda session, form: layanan.buat_pengganti(
            session, lama, oleh=pelaku(), catatan=form.catatan.data, seen_version=form.version.data
        ),
        lanjut=lambda baru: url_for("konversi.ubah", id=baru.id),
        remah=remah(lama, kata.judul),
    )
