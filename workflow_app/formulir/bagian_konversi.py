"""Parts that the documents of the conversion regime share."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from workflow_app import peraturan
from workflow_app.angka import tulis_desimal
from workflow_app.formulir.bagian import instansi, iso, kop, pegawai, penanda
from workflow_app.formulir.bahan import Pembuatan
from workflow_app.formulir.isian import Asal
from workflow_app.formulir.isian_konversi import HasilKinerja, IsianKonversiBersama, PejabatDinilai
from workflow_app.formulir.kolom import ak, satuan
from workflow_app.kalkulator import berkas
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, nama_predikat
from workflow_app.models import Konversi, PakIntegrasi, PenetapanAk
from workflow_app.peraturan.jenjang import nama_pangkat
from workflow_app.pesan import N_, NAMA_BULAN, Pesan, dari_data

PENILAI = N_("Pejabat Penilai Kinerja")
"""Stands over the signature on the forms already, so a post of this name is not printed again."""
TEMBUSAN_KONVERSI = "tembusan_konversi"
"""Distribution list of conversion and accumulation in the rule set."""


def bersama(
    p: Pembuatan,
    obj: Konversi | PenetapanAk | PakIntegrasi,
    *,
    asal: Asal,
    nomor: str | None,
    mengganti_nomor: str | None,
    tembusan: Sequence[str],
    pejabat_id: int | None,
) -> dict[str, Any]:
    """The fields of `IsianKonversiBersama`. `pejabat_id` is who is to sign while nobody has signed."""
    identitas = (obj.rincian or {})["identitas"]
    penandatangan = pegawai(p, obj.ditetapkan_oleh_id or pejabat_id)
    jabatan = obj.ditetapkan_sebagai or (penandatangan.jabatan_struktural if penandatangan else "")
    isian = IsianKonversiBersama(
        kop=kop(p, obj, penandatangan.unit.nama if penandatangan else ""),
        asal=asal,
        draf=not p.terbit,
        nomor=nomor or "",
        kode_verifikasi=obj.kode_verifikasi or "",
        pegawai=pejabat_dinilai(identitas),
        mengganti_nomor=mengganti_nomor or "",
        mengganti_tanggal=iso(obj.menggantikan.ditetapkan_pada) if obj.menggantikan else "",
        ttd=penanda(
            "" if jabatan == PENILAI else jabatan,
            penandatangan,
            tempat=instansi(p, obj).kota,
            tanggal=iso(obj.ditetapkan_pada),
        ),
        tembusan=tuple(tembusan),
    )
    return dict(vars(isian))


def pejabat_dinilai(identitas: Mapping[str, Any]) -> PejabatDinilai:
    """Lines 1 to 9 from a frozen identity; facts that were unknown then are "" ."""
    return PejabatDinilai(
        nama=identitas["nama"],
        nip=identitas["nip"],
        karpeg=identitas["karpeg"] or "",
        tempat_lahir=identitas["tempat_lahir"] or "",
        tanggal_lahir=identitas["tanggal_lahir"] or "",
        jenis_kelamin=identitas["jenis_kelamin"] or "",
        pangkat=identitas["pangkat"] or "",
        golongan=identitas["golongan"] or "",
        tmt_pangkat=identitas["tmt_pangkat"] or "",
        jabatan=identitas["jabatan"] or "",
        tmt_jabatan=identitas["tmt_jabatan"] or "",
        unit_kerja=identitas["unit"] or "",
        instansi=identitas["instansi"],
    )


def hasil_kinerja(rincian: Mapping[str, Any]) -> HasilKinerja:
    """The appraisal and its credit from the frozen figures of a conversion."""
    return HasilKinerja(
        predikat=str(nama_predikat(peraturan.kunci(rincian["aturan"]), rincian["masukan"]["predikat"])),
        bulan=rincian["bulan"],
        setahun=rincian["bulan"] == BULAN_SETAHUN,
        persen=satuan(Decimal(rincian["persen"])),
        koefisien=satuan(Decimal(rincian["koefisien"])),
        angka_kredit=ak(Decimal(rincian["jumlah"])),
    )


def bulan_terbaca(masukan: Mapping[str, Any]) -> str:
    """Months of a period without the year: `Januari s.d. Maret`, or one month."""
    mulai, selesai = (NAMA_BULAN[masukan[k] - 1] for k in ("bulan_mulai", "bulan_selesai"))
    return mulai if mulai == selesai else f"{mulai} s.d. {selesai}"


def daftar_tembusan(aturan: str, kelompok: str = berkas.TEMBUSAN) -> list[str]:
    """A distribution list of the rule set."""
    return list(berkas.penerima(peraturan.kunci(aturan), kelompok).values())


def pangkat_lengkap(golongan: str) -> str:
    """`Penata Muda Tingkat I, golongan ruang III/b`."""
    return f"{nama_pangkat(golongan)}, golongan ruang {golongan}"


def kalimat(data: Mapping[str, Any]) -> str:
    """A stored sentence as a paper prints it: its figures without zeros at the end, as the pages show them."""
    return str(_rapi(dari_data(data)))


def _rapi(pesan: Pesan) -> Pesan:
    return Pesan(pesan.msgid, {kunci: _nilai_rapi(isi) for kunci, isi in pesan.nilai.items()})


def _nilai_rapi(isi: object) -> object:
    if isinstance(isi, Pesan):
        return _rapi(isi)
    return tulis_desimal(isi) if isinstance(isi, Decimal) else isi
