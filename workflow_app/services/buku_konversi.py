"""What cases of the conversion regime book besides their own credit: the ends and beginnings of levels and ranks."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.models import EntriKredit, Pegawai, RiwayatJabatan
from workflow_app.pesan import ke_data
from workflow_app.saldo import Akun, akun, pembukaan_konversi
from workflow_app.services import kredit_konversi


def buka_jenjang(
    session: Session,
    pegawai: Pegawai,
    aturan: str,
    jenjang: str,
    golongan: str,
    tanggal: dt.date,
    perkara: tuple[str, int],
) -> list[EntriKredit]:
    """Entries by which levels below end and surplus over a rank is carried, before credit of this level is booked."""
    r = peraturan.kunci(aturan)
    isi: Akun = akun(session, pegawai.id).get(aturan, {})
    awal = {j: _golongan_awal(pegawai, aturan, isi, j) for j in {milik for milik, _, _ in isi} | {jenjang}}
    nama, nomor = perkara
    return [
        EntriKredit(
            pegawai_id=pegawai.id,
            tanggal=tanggal,
            jenis=satu.jenis,
            aturan=aturan,
            aturan_sidik=r.sidik,
            jenjang=satu.jenjang,
            golongan=satu.golongan,
            unsur=satu.unsur,
            jumlah=satu.jumlah,
            perkara=nama,
            perkara_id=nomor,
            sebab=f"{nama}:{nomor}:{satu.jenis.value}:{satu.jenjang}:{satu.golongan}:{satu.unsur}",
            alasan=ke_data(satu.alasan),
            dasar="",
        )
        for satu in pembukaan_konversi(r, isi, jenjang=jenjang, golongan=golongan, awal=awal)
    ]


def _golongan_awal(pegawai: Pegawai, aturan: str, isi: Akun, jenjang: str) -> str | None:
    """Rank from which the needs of a level are counted, None for its lowest: see `kredit_konversi.AkunKonversi`."""
    unsur = {u for milik, _, u in isi if milik == jenjang}
    if unsur & {kredit_konversi.JF_LAMA, kredit_konversi.AK_DASAR}:
        return None
    masuk: Collection[RiwayatJabatan] = [r for r in pegawai.riwayat_jabatan if r.jenjang == jenjang]
    pangkat = pegawai.pangkat_pada(min(r.tmt for r in masuk)) if masuk else None
    milik = peraturan.kunci(aturan).daftar(f"jenjang.{jenjang}.golongan")
    return pangkat.golongan if pangkat and pangkat.golongan in milik else None
