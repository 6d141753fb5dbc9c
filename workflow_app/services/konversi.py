"""Conversion of an appraisal into credit: making, submitting, determining, replacing."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.konversi import daftar_predikat, konversi
from workflow_app.models import (
    AsalEvaluasi,
    EntriKredit,
    EvaluasiKinerja,
    Instansi,
    JenisEntri,
    Konversi,
    KonversiState,
    Pegawai,
    Peran,
)
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_, ke_data
from workflow_app.services import kredit_konversi, penetapan_ak
from workflow_app.services.bawaan import pastikan_tersimpan
from workflow_app.services.buku_konversi import buka_jenjang
from workflow_app.services.buku_kredit import catat, entri_terakhir, kunci_buku
from workflow_app.services.catatan import catat_tambah
from workflow_app.services.identitas import bekukan
from workflow_app.services.nomor import kode_verifikasi, nomor_surat
from workflow_app.services.putusan import sidik_rincian
from workflow_app.services.sebutan import sebutan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch

DAPAT_DIUBAH = frozenset({KonversiState.DRAF, KonversiState.DIKEMBALIKAN})
BULAN = 12


def jenjang_per_bulan(pegawai: Pegawai, tahun: int, bulan_mulai: int, bulan_selesai: int) -> tuple[str | None, ...]:
    """The level held in each month, by its first day; None where no functional position was held."""
    jabatan = [pegawai.jabatan_pada(dt.date(tahun, b, 1)) for b in range(bulan_mulai, bulan_selesai + 1)]
    return tuple(j.jenjang if j else None for j in jabatan)


def potongan(pegawai: Pegawai, tahun: int, bulan_mulai: int, bulan_selesai: int) -> list[tuple[int, int]]:
    """The stretches of equal level within a period, for one conversion each; months without a position are left out."""
    hasil: list[tuple[int, int, str]] = []
    for urut, jenjang in enumerate(jenjang_per_bulan(pegawai, tahun, bulan_mulai, bulan_selesai)):
        bulan = bulan_mulai + urut
        if jenjang is None:
            continue
        if hasil and hasil[-1][2] == jenjang and hasil[-1][1] == bulan - 1:
            hasil[-1] = (hasil[-1][0], bulan, jenjang)
        else:
            hasil.append((bulan, bulan, jenjang))
    return [(a, b) for a, b, _ in hasil]


def buat(
    session: Session,
    pegawai: Pegawai,
    *,
    tahun: int,
    bulan_mulai: int,
    bulan_selesai: int,
    predikat: str,
    bukti: str,
    penilai_id: int | None,
    oleh: Pelaku,
    evaluasi: EvaluasiKinerja | None = None,
    catatan: str | None = None,
) -> Konversi:
    """Draft a conversion. Raises MasukanSalah, Refused."""
    obj = Konversi(
        subjek_id=pegawai.id,
        subjek=pegawai,
        instansi_id=pegawai.instansi_id,
        unit_id=pegawai.unit_id,
        evaluasi=evaluasi,
    )
    _isi(session, obj, tahun, bulan_mulai, bulan_selesai, predikat, bukti, penilai_id)
    start(session, obj, "buat", pelaku=oleh, note=catatan)
    return obj


def _isi(
    session: Session,
    obj: Konversi,
    tahun: int,
    bulan_mulai: int,
    bulan_selesai: int,
    predikat: str,
    bukti: str,
    penilai_id: int | None,
) -> None:
    """Check what was put in and set it. Raises MasukanSalah."""
    galat = {}
    if not (1 <= bulan_mulai <= bulan_selesai <= BULAN):
        galat["bulan_selesai"] = P_("Bulan dihitung dari 1 sampai 12, dan bulan akhir tidak mendahului bulan awal.")
    aturan = aturan_tahun(tahun)
    if aturan is None:
        galat["tahun"] = P_("Tahun ini tidak dikonversi: konversi berlaku untuk kinerja sejak regime konversi.")
    elif predikat not in daftar_predikat(peraturan.kunci(aturan)):
        galat["predikat"] = P_("Pilih predikat kinerja.")
    if penilai_id is not None and penilai_id == obj.subjek_id:
        galat["penilai"] = P_("Pegawai tidak menilai dirinya sendiri. Pilih pejabat lain.")
    elif penilai_id is not None and session.get(Pegawai, penilai_id) is None:
        galat["penilai"] = P_("Pejabat ini tidak ditemukan.")
    if galat:
        raise MasukanSalah(galat)
    obj.tahun, obj.bulan_mulai, obj.bulan_selesai = tahun, bulan_mulai, bulan_selesai
    obj.predikat, obj.bukti, obj.penilai_id = predikat, bukti.strip(), penilai_id
    obj.aturan = aturan or ""


def aturan_tahun(tahun: int) -> str | None:
    """Key of the rule set of a year, if credit comes from conversion under it."""
    aturan = kredit_konversi.aturan_tahun(tahun)
    return aturan.kunci if aturan else None


def boleh_mengubah(session: Session, obj: Konversi, pelaku: Pelaku) -> bool:
    """Whether the person may change what was put in: officer and personnel office, while it is not submitted."""
    peran = peran_terhadap(session, pelaku, obj)
    return obj.state in DAPAT_DIUBAH and bool(peran.keys() & {Peran.PRAKOM, Peran.KEPEGAWAIAN})


def pastikan_boleh_mengubah(session: Session, obj: Konversi, pelaku: Pelaku) -> None:
    """Raise Refused where the person may not change what was put in."""
    if boleh_mengubah(session, obj, pelaku):
        return
    pesan = P_("Isian diubah pegawai atau biro kepegawaian sebelum diajukan. Sesudah ditetapkan, buat penggantinya.")
    raise Refused([Alasan(pesan, P_("alur konversi"), tentang_hak=obj.state in DAPAT_DIUBAH)])


def ubah(
    session: Session,
    obj: Konversi,
    *,
    tahun: int,
    bulan_mulai: int,
    bulan_selesai: int,
    predikat: str,
    bukti: str,
    penilai_id: int | None,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """Change a conversion that is not submitted. Raises Conflict, Refused, MasukanSalah."""
    pastikan_versi(obj, seen_version)
    pastikan_boleh_mengubah(session, obj, oleh)
    _isi(session, obj, tahun, bulan_mulai, bulan_selesai, predikat, bukti, penilai_id)
    touch(session, obj)


def hitung(obj: Konversi) -> dict[str, Any]:
    """The figures with their steps, from what was put in and the officer's history today. Raises MasukanSalah.

    The level is that of the first month; a period with more than one is refused by the guard of the submission.
    """
    aturan = peraturan.kunci(obj.aturan)
    jabatan = obj.subjek.jabatan_pada(obj.mulai)
    pangkat = obj.subjek.pangkat_pada(obj.selesai)
    if jabatan is None or pangkat is None:
        raise MasukanSalah(
            {"masa": P_("Pangkat atau jabatan fungsional pada masa itu belum tercatat. Minta admin melengkapinya.")}
        )
    hasil = konversi(aturan, jabatan.jenjang, obj.predikat, obj.bulan)
    penilai = obj.penilai or obj.subjek
    return {
        "aturan": aturan.kunci,
        "sidik": aturan.sidik,
        "masukan": {
            "tahun": obj.tahun,
            "bulan_mulai": obj.bulan_mulai,
            "bulan_selesai": obj.bulan_selesai,
            "predikat": obj.predikat,
            "bukti": obj.bukti,
            "penilai_id": obj.penilai_id,
        },
        "jenjang": jabatan.jenjang,
        "golongan": pangkat.golongan,
        "persen": str(hasil.persen),
        "koefisien": str(hasil.koefisien),
        "bulan": obj.bulan,
        "jumlah": str(hasil.nilai),
        "langkah": [
            {"teks": ke_data(s.teks), "nilai": str(s.nilai) if s.nilai is not None else None, "sumber": s.sumber}
            for s in hasil.langkah
        ],
        "identitas": bekukan(obj.subjek, penilai, aturan.kunci, obj.selesai),
    }


def kembaran(session: Session, pegawai_id: int, tahun: int, bulan_mulai: int) -> Konversi | None:
    """The original conversion of the officer that begins with this month; there is at most one."""
    return session.scalars(
        select(Konversi).where(
            Konversi.subjek_id == pegawai_id,
            Konversi.tahun == tahun,
            Konversi.bulan_mulai == bulan_mulai,
            Konversi.state != KonversiState.DIGANTI,
            Konversi.menggantikan_id.is_(None),
        )
    ).first()


def cocok_hitung_ulang(obj: Konversi) -> bool | None:
    """Whether a submitted conversion computes to its figures today; None where they are not waiting for anybody.

    Asks the database nothing where the histories of officer and evaluator are loaded.
    """
    try:
        ulang = _sidik_hitung_ulang(obj)
    except MasukanSalah:
        return False
    return None if ulang is None else ulang == obj.sidik_rincian


def ajukan(
    session: Session, obj: Konversi, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Submit to the evaluator with the figures of today."""
    pastikan_versi(obj, seen_version)
    kunci_buku(session, obj.subjek_id)
    rincian = hitung(obj)
    aturan = peraturan.kunci(obj.aturan)
    pastikan_tersimpan(session, aturan, oleh.hari_ini)
    perform(
        session,
        obj,
        "ajukan",
        pelaku=oleh,
        note=catatan,
        masukan={"jenjang_per_bulan": jenjang_per_bulan(obj.subjek, obj.tahun, obj.bulan_mulai, obj.bulan_selesai)},
        aturan_sidik=aturan.sidik,
        rincian=rincian,
        sidik_rincian=sidik_rincian(rincian),
        jumlah=Decimal(rincian["jumlah"]),
        jenjang=rincian["jenjang"],
        golongan=rincian["golongan"],
    )


def kembalikan(
    session: Session, obj: Konversi, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """The evaluator returns it with his reason."""
    perform(session, obj, "kembalikan", pelaku=oleh, note=catatan, seen_version=seen_version)


def _sidik_hitung_ulang(obj: Konversi) -> str | None:
    """Hash of the figures computed anew, for the identity that was frozen: a name corrected since changes no credit."""
    if obj.state is not KonversiState.DIAJUKAN or obj.rincian is None:
        return None
    return sidik_rincian({**hitung(obj), "identitas": obj.rincian["identitas"]})


def tetapkan(
    session: Session, obj: Konversi, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Determine: figures checked once more, numbers taken, papers frozen, credit booked, determination opened."""
    pastikan_versi(obj, seen_version)
    kunci_buku(session, obj.subjek_id)
    instansi = session.get_one(Instansi, obj.instansi_id)
    perform(
        session,
        obj,
        "tetapkan",
        pelaku=oleh,
        note=catatan,
        masukan={"sidik_hitung_ulang": _sidik_hitung_ulang(obj)},
        nomor=nomor_surat(session, instansi, "konversi", oleh.hari_ini),
        nomor_akumulasi=nomor_surat(session, instansi, "akumulasi", oleh.hari_ini),
        kode_verifikasi=kode_verifikasi(),
        ditetapkan_pada=oleh.hari_ini,
        ditetapkan_oleh_id=oleh.pegawai_id,
        ditetapkan_sebagai=sebutan(session, obj, Peran.PENILAI_KINERJA, oleh),
    )
    if obj.menggantikan is not None:
        perform(session, obj.menggantikan, "ganti", pelaku=sistem(oleh.hari_ini))
    _catat_evaluasi(session, obj, oleh)
    _bukukan(session, obj, oleh.hari_ini)
    obj.entri_terakhir = entri_terakhir(session, obj.subjek_id)
    sebab = P_("Konversi %(nomor)s ditetapkan.", nomor=obj.nomor or "")
    penetapan_ak.ikuti(session, obj.subjek, oleh.hari_ini, sebab, koreksi=_mengoreksi_penetapan(session, obj))


def _mengoreksi_penetapan(session: Session, obj: Konversi) -> bool:
    """Whether it replaces a conversion that stands in the determination in force."""
    lama, sudah = obj.menggantikan, penetapan_ak.berlaku(session, obj.subjek_id)
    if lama is None or sudah is None or lama.entri_terakhir is None:
        return False
    return sudah.entri_terakhir is not None and lama.entri_terakhir <= sudah.entri_terakhir


def _catat_evaluasi(session: Session, obj: Konversi, oleh: Pelaku) -> None:
    """The evaluator's determination is the record where nobody kept one for these months."""
    ada = session.scalar(
        select(EvaluasiKinerja.id)
        .where(
            EvaluasiKinerja.pegawai_id == obj.subjek_id,
            EvaluasiKinerja.tahun == obj.tahun,
            EvaluasiKinerja.dibatalkan_pada.is_(None),
            EvaluasiKinerja.bulan_mulai <= obj.bulan_selesai,
            EvaluasiKinerja.bulan_selesai >= obj.bulan_mulai,
        )
        .limit(1)
    )
    if ada is None:
        evaluasi = EvaluasiKinerja(
            pegawai_id=obj.subjek_id,
            tahun=obj.tahun,
            bulan_mulai=obj.bulan_mulai,
            bulan_selesai=obj.bulan_selesai,
            predikat=obj.predikat,
            penilai_id=oleh.pegawai_id,
            bukti=obj.bukti,
            asal=AsalEvaluasi.KONVERSI,
            dicatat_oleh_id=oleh.pegawai_id,
            dicatat_pada=oleh.hari_ini,
        )
        session.add(evaluasi)
        catat_tambah(session, evaluasi, oleh)


def _bukukan(session: Session, obj: Konversi, tanggal: dt.date) -> None:
    """Book what level and rank of the period close and open, then the credit, or the difference of a replacement."""
    jenjang, golongan, jumlah = obj.jenjang or "", obj.golongan or "", obj.jumlah or NOL
    entri = buka_jenjang(session, obj.subjek, obj.aturan, jenjang, golongan, tanggal, ("konversi", obj.id))
    rincian = obj.rincian or {}
    alasan = P_(
        "Konversi %(tahun)s bulan %(mulai)s sampai %(selesai)s: %(bulan)s/12 x %(persen)s%% x %(koefisien)s.",
        tahun=str(obj.tahun),
        mulai=obj.bulan_mulai,
        selesai=obj.bulan_selesai,
        bulan=obj.bulan,
        persen=Decimal(rincian["persen"]),
        koefisien=Decimal(rincian["koefisien"]),
    )
    lama = obj.menggantikan
    dasar = f"Konversi Nomor {obj.nomor}"

    def satu(jenis: JenisEntri, jenjang: str, golongan: str, nilai: Decimal, akhiran: str) -> EntriKredit:
        return EntriKredit(
            pegawai_id=obj.subjek_id,
            tanggal=tanggal,
            jenis=jenis,
            aturan=obj.aturan,
            aturan_sidik=obj.aturan_sidik or "",
            jenjang=jenjang,
            golongan=golongan,
            unsur=kredit_konversi.KONVERSI,
            jumlah=nilai,
            perkara="konversi",
            perkara_id=obj.id,
            sebab=f"konversi:{obj.id}:{akhiran}",
            alasan=ke_data(alasan),
            dasar=dasar,
        )

    if lama is not None and lama.jumlah:
        # The replaced figure is countered where it stands: a corrected period may belong to another level.
        if (lama.jenjang, lama.golongan) == (jenjang, golongan):
            if jumlah != lama.jumlah:
                entri.append(satu(JenisEntri.KOREKSI, jenjang, golongan, jumlah - lama.jumlah, "koreksi"))
        else:
            entri.append(
                satu(JenisEntri.KOREKSI, lama.jenjang or "", lama.golongan or "", -lama.jumlah, "koreksi:keluar")
            )
            entri.append(satu(JenisEntri.KOREKSI, jenjang, golongan, jumlah, "koreksi:masuk"))
    elif jumlah:
        entri.append(satu(JenisEntri.KONVERSI, jenjang, golongan, jumlah, "kredit"))
    catat(session, entri)


def buat_pengganti(
    session: Session, lama: Konversi, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> Konversi:
    """Draft a conversion that replaces a wrong one, with the same input to be corrected; the error is named."""
    pastikan_versi(lama, seen_version)
    obj = Konversi(
        subjek_id=lama.subjek_id,
        subjek=lama.subjek,
        instansi_id=lama.instansi_id,
        unit_id=lama.unit_id,
        tahun=lama.tahun,
        bulan_mulai=lama.bulan_mulai,
        bulan_selesai=lama.bulan_selesai,
        predikat=lama.predikat,
        bukti=lama.bukti,
        penilai_id=lama.penilai_id,
        aturan=lama.aturan,
        menggantikan=lama,
        menggantikan_id=lama.id,
        alasan_penggantian=(catatan or "").strip() or None,
    )
    start(session, obj, "buat_pengganti", pelaku=oleh, note=catatan)
    touch(session, lama)
    return obj
