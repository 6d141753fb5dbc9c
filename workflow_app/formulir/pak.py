"""PAK (regulasi 10.5, 9.4): the decision in the form of the rule set it was made under."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from workflow_app import peraturan
from workflow_app.formulir.bagian import (
    TINGKAT,
    asal_dengan,
    instansi,
    iso,
    keterangan_perorangan,
    kop,
    pegawai,
    penanda,
)
from workflow_app.formulir.bahan import Bahan, Pembuatan
from workflow_app.formulir.isian import (
    BarisNilai,
    IsianPak,
    IsianPak2003,
    IsianPak2020,
    MasaPenilaian,
    Penanda,
    Rekomendasi,
    sebagai_data,
)
from workflow_app.formulir.kolom import (
    BarisUnsur,
    Kolom,
    baris_unsur,
    berhuruf,
    bernomor,
    huruf,
    jumlahkan,
    kolom_hasil,
    penunjang,
    utama,
)
from workflow_app.formulir.putusan import blok_lain, judul_utama, sasaran
from workflow_app.models import Instansi, Pak
from workflow_app.peraturan.jenjang import nama_pangkat
from workflow_app.peraturan.regime import aturan_dipakai, blok
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.pesan import N_

JUDUL = N_("Penetapan Angka Kredit (PAK)")
_TUGAS_JABATAN = "tugas_jabatan"
_SEKOLAH = "pendidikan_sekolah"
_DIKLAT = "diklat"
_TANPA = Rekomendasi(
    dapat=False, jabatan="", tmt_jabatan="", pangkat="", golongan="", tmt_pangkat="", ukom=False, mulai_nol=False
)


def susun(pak: Pak, p: Pembuatan) -> Sequence[Bahan]:
    """The decision from its frozen figures. `jenis` tells the form: `pak_2020`, or `pak_2003` for the older rules."""
    aturan = peraturan.kunci(pak.aturan)
    baris = baris_unsur(aturan, pak.dupak.kategori, kolom_hasil(pak.rincian["baris"]))
    isian = _pak_2003(pak, p, baris) if pak.aturan == "R2003" else _pak_2020(pak, p, baris)
    return [Bahan(isian.jenis, "", JUDUL, sebagai_data(isian))]


def _pak_2020(pak: Pak, p: Pembuatan, baris: Sequence[BarisUnsur]) -> IsianPak2020:
    return IsianPak2020(
        **_bersama(pak, p, baris, rekomendasi=_rekomendasi(pak, p, ukom=True, mulai_nol=True)),
        tugas_jabatan=berhuruf(b for b in baris if b.unsur.bagian == _TUGAS_JABATAN),
        peraturan=judul_utama(pak.dupak, pak.rincian),
        blok_lain=blok_lain(pak.dupak, pak.rincian),
    )


def _pak_2003(pak: Pak, p: Pembuatan, baris: Sequence[BarisUnsur]) -> IsianPak2003:
    per_kode = {b.unsur.kode: b.kolom for b in baris}
    pendidikan = [per_kode.get(kode, Kolom()) for kode in (_SEKOLAH, _DIKLAT)]
    tugas = [b for b in baris if b.unsur.bagian == _TUGAS_JABATAN]
    return IsianPak2003(
        **_bersama(pak, p, baris, rekomendasi=_rekomendasi(pak, p, ukom=False, mulai_nol=False)),
        tingkat=TINGKAT[pak.dupak.kategori],
        pendidikan_sekolah=pendidikan[0].isian,
        diklat=pendidikan[1].isian,
        # The form numbers on: a pendidikan sekolah, b diklat, c the first element of the position's own work.
        tugas_pokok=tuple(
            BarisNilai(nomor=huruf(urut).lower(), uraian=b.unsur.label, nilai=b.kolom.isian)
            for urut, b in enumerate(tugas, start=len(pendidikan) + 1)
        ),
    )


def _bersama(pak: Pak, p: Pembuatan, baris: Sequence[BarisUnsur], *, rekomendasi: Rekomendasi) -> dict[str, Any]:
    """The fields of `IsianPak`, which both forms share."""
    kantor = instansi(p, pak)
    penandatangan = pegawai(p, pak.ditetapkan_oleh_id or pak.penetap_id)
    semula = pak.menggantikan
    isian = IsianPak(
        kop=kop(p, pak, penandatangan.unit.nama if penandatangan else ""),
        asal=asal_dengan("pak", pak, aturan_dipakai(pak.rincian)),
        draf=not p.terbit,
        nomor=pak.nomor or "",
        kode_verifikasi=pak.kode_verifikasi or "",
        instansi=pak.dupak.identitas["instansi"],
        masa_penilaian=MasaPenilaian(mulai=pak.rincian["masa"]["mulai"], selesai=pak.rincian["masa"]["selesai"]),
        pegawai=keterangan_perorangan(p, pak.dupak),
        pengembangan_profesi=jumlahkan(b for b in baris if b.unsur.bagian == PENGEMBANGAN_PROFESI).isian,
        jumlah_utama=jumlahkan(utama(baris)).isian,
        penunjang=bernomor(penunjang(baris)),
        jumlah_penunjang=jumlahkan(penunjang(baris)).isian,
        jumlah=jumlahkan(baris).isian,
        rekomendasi=rekomendasi,
        mengganti_nomor=(semula.nomor or "") if semula else "",
        mengganti_tanggal=iso(semula.ditetapkan_pada) if semula else "",
        asli=kantor.kantor_bkn,
        tembusan=tuple(pak.tembusan) if pak.tembusan else _tembusan(pak),
        ttd=_ttd(pak, p, kantor),
    )
    return dict(vars(isian))


def _ttd(pak: Pak, p: Pembuatan, kantor: Instansi) -> Penanda:
    penandatangan = pegawai(p, pak.ditetapkan_oleh_id or pak.penetap_id)
    jabatan = pak.ditetapkan_sebagai or (penandatangan.jabatan_struktural if penandatangan else "")
    return penanda(jabatan, penandatangan, tempat=kantor.kota, tanggal=iso(pak.ditetapkan_pada))


def _tembusan(pak: Pak) -> tuple[str, ...]:
    """The distribution list of the rule set, while the recipients are not yet fixed."""
    aturan = peraturan.kunci(pak.aturan)
    jalur = "distribusi.tembusan"
    return tuple(aturan.teks(f"{jalur}.{kode}.label") for kode in aturan.anak(jalur))


def _rekomendasi(pak: Pak, p: Pembuatan, *, ukom: bool, mulai_nol: bool) -> Rekomendasi:
    """Part III. `ukom` and `mulai_nol` say what the form of the rule set adds to a raise in level."""
    terpenuhi = [s for isi in reversed(blok(pak.rincian)) for s in sasaran(isi["kelayakan"]) if s.memenuhi]
    if not terpenuhi:
        return _TANPA
    golongan = next((s.golongan for s in terpenuhi if s.golongan), "")
    jabatan = next((s.jabatan for s in terpenuhi if s.jabatan), "")
    # What the newer form adds holds for a raise in level by its own block alone.
    utama_cukup = any(s.jabatan and s.memenuhi for s in sasaran(pak.rincian["kelayakan"]))
    ditetapkan = pak.ditetapkan_pada or p.hari_ini
    return Rekomendasi(
        dapat=True,
        jabatan=jabatan,
        pangkat=nama_pangkat(golongan) if golongan else "",
        golongan=golongan,
        tmt_jabatan=iso(_awal_bulan_depan(ditetapkan)) if jabatan else "",
        tmt_pangkat=iso(_tmt_kp(ditetapkan)) if golongan else "",
        ukom=ukom and utama_cukup,
        mulai_nol=mulai_nol and utama_cukup,
    )


def _tmt_kp(ditetapkan: dt.date) -> dt.date:
    """The next date on which raises in rank take effect."""
    aturan = peraturan.kalender(ditetapkan)
    bulan = [aturan.bulat(f"kp.bulan_tmt.{periode}") for periode in aturan.anak("kp.bulan_tmt")]
    return min(
        tmt
        for tahun in (ditetapkan.year, ditetapkan.year + 1)
        for b in bulan
        if (tmt := dt.date(tahun, b, 1)) > ditetapkan
    )


def _awal_bulan_depan(ditetapkan: dt.date) -> dt.date:
    """A raise in level takes effect on the first day of the month after the PAK."""
    return (ditetapkan.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
