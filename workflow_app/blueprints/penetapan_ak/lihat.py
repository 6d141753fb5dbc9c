"""One determination: old, new and sum of every row with its parts, what it suffices for, what waits, who signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workflow_app import peraturan
from workflow_app.blueprints.penetapan_ak.dasar import bp, muat, remah
from workflow_app.extensions import db
from workflow_app.models import LABEL_SEBAB_PENETAPAN, Instansi, PenetapanAk, PenetapanAkState, Peran
from workflow_app.peraturan import KetentuanTidakAda
from workflow_app.peraturan.unsur import unsur
from workflow_app.pesan import P_, Pesan, dari_data
from workflow_app.services import penetapan_ak as layanan
from workflow_app.services.nomor import nomor_berikut
from workflow_app.services.sebutan import sebutan
from workflow_app.services.uraian_penetapan import UraianBaris, uraian
from workflow_app.web.bahasa import angka_kredit, teks
from workflow_app.web.beku import alasan, cukup_untuk, jenjang, kenaikan, pangkat
from workflow_app.web.konteks import pelaku
from workflow_app.web.langkah import penerima_surat
from workflow_app.web.pengganti import pengganti_dari
from workflow_app.web.perkara import konteks_perkara
from workflow_app.web.tanda_tangan import IsiTandaTangan, boleh_memulai, konfirmasi, lewat_halaman


@dataclass(frozen=True)
class BarisPenetapan:
    """One row of the form with the parts behind its figures."""

    label: Pesan
    lama: Decimal
    baru: Decimal
    jumlah: Decimal
    uraian: UraianBaris


@dataclass(frozen=True)
class TambahanTampil:
    """Credit that the determination itself adds."""

    label: Pesan
    jumlah: Decimal
    alasan: Pesan
    sumber: str
    dasar: str


def label_unsur(aturan: str, kode: str) -> Pesan:
    """A row as the form names it; its code where today's rule set knows it no more."""
    try:
        return Pesan(unsur(peraturan.kunci(aturan), kode).label)
    except (KetentuanTidakAda, peraturan.PeraturanTidakAda):
        return Pesan("%(kode)s", {"kode": kode})


def _baris(obj: PenetapanAk, bagian: Mapping[str, UraianBaris]) -> list[BarisPenetapan]:
    return [
        BarisPenetapan(
            label_unsur(obj.aturan, kode),
            Decimal(isi["lama"]),
            Decimal(isi["baru"]),
            Decimal(isi["jumlah"]),
            bagian.get(kode, UraianBaris()),
        )
        for kode, isi in obj.rincian["baris"].items()
    ]


def _tambahan(obj: PenetapanAk) -> Sequence[TambahanTampil]:
    return [
        TambahanTampil(
            label_unsur(obj.aturan, t["unsur"]), Decimal(t["jumlah"]), dari_data(t["alasan"]), t["sumber"], t["dasar"]
        )
        for t in obj.rincian["tambahan"]
    ]


@bp.get("/<int:id>")
def lihat(id: int) -> str:  # noqa: A002 - named as in the addresses
    """One determination."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    pengganti = pengganti_dari(obj)
    konteks = konteks_perkara(obj)
    konteks["langkah_anda"] = lewat_halaman(konteks["langkah_anda"], obj)
    konteks["remah"] = remah(obj)
    return render_template(
        "penetapan_ak/lihat.html",
        **konteks,
        obj=obj,
        sebab=Pesan(LABEL_SEBAB_PENETAPAN[obj.sebab]),
        baris=_baris(obj, uraian(session, obj)),
        kenaikan=kenaikan(obj.rincian),
        tetap_jenjang=obj.rincian["kelayakan"]["tetap_jenjang"],
        peringatan=alasan(obj.rincian["kelayakan"]["peringatan"]),
        tambahan=_tambahan(obj),
        tertahan=alasan(obj.rincian["tertahan"]),
        identitas=obj.rincian["identitas"],
        jenjang=jenjang(obj.aturan, obj.jenjang),
        cocok=layanan.cocok_hitung_ulang(session, obj, orang.hari_ini),
        boleh_mengubah=layanan.boleh_mengubah(session, obj, orang),
        penerima=penerima_surat(obj),
        pengganti=pengganti,
        boleh_mengganti=pengganti is None and obj.state in layanan.BERLAKU and boleh_memulai(obj, "buka_pengganti"),
        draf=obj.state is PenetapanAkState.DRAF,
    )


@bp.get("/<int:id>/tetapkan")
def konfirmasi_tetapkan(id: int) -> ResponseReturnValue:  # noqa: A002 - named as in the addresses
    """What the signature would determine, once more: officer, sums, what they suffice for, number, form of words."""
    session, orang = db.session(), pelaku()
    obj = muat(id)
    identitas, instansi = obj.rincian["identitas"], session.get_one(Instansi, obj.instansi_id)
    isi = IsiTandaTangan(
        jumlah=obj.jumlah,
        keterangan=P_(
            "jumlah angka kredit: lama %(lama)s, baru %(baru)s",
            lama=angka_kredit(obj.jumlah_lama),
            baru=angka_kredit(obj.jumlah_baru),
        ),
        cocok=layanan.cocok_hitung_ulang(session, obj, orang.hari_ini),
        fakta=[
            (_("Pegawai"), identitas["nama"]),
            (_("NIP"), identitas["nip"]),
            (_("Pangkat, golongan ruang"), pangkat(obj.golongan)),
            (_("Jabatan"), jenjang(obj.aturan, obj.jenjang)),
            (_("Masa penilaian"), P_("%(mulai)s – %(selesai)s", mulai=obj.mulai, selesai=obj.selesai)),
            (_("Cukup untuk"), "; ".join(teks(t) for t in cukup_untuk(obj.rincian)) or _("belum cukup")),
            (_("Nomor"), nomor_berikut(session, instansi, "penetapan_ak", orang.hari_ini)),
            (_("Tanggal"), P_("%(tanggal)s", tanggal=orang.hari_ini)),
            (_("Ditandatangani sebagai"), sebutan(session, obj, Peran.PENILAI_KINERJA, orang)),
        ],
    )
    return konfirmasi(obj, isi)
