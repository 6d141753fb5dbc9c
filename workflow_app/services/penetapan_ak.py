"""Determination of cumulative credit: drawn up from the ledger, kept up to date while a draft, determined, replaced."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator import berkas
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kelayakan_konversi import Kenaikan
from workflow_app.models import (
    EntriKredit,
    Instansi,
    JenisEntri,
    Konversi,
    KonversiState,
    Pegawai,
    PenetapanAk,
    PenetapanAkState,
    Peran,
    SebabPenetapan,
)
from workflow_app.models.base import AngkaKredit
from workflow_app.peraturan.jenjang import kategori
from workflow_app.peraturan.unsur import daftar_unsur
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_, Pesan, ke_data
from workflow_app.services.asal_kredit import asal_kredit
from workflow_app.services.bawaan import pastikan_tersimpan
from workflow_app.services.buku_konversi import buka_jenjang
from workflow_app.services.buku_kredit import catat, entri_terakhir, kunci_buku
from workflow_app.services.identitas import bekukan
from workflow_app.services.kredit_konversi import AkunKonversi, Tambahan, akun_konversi, pangkat_jauh
from workflow_app.services.nomor import kode_verifikasi, nomor_surat
from workflow_app.services.putusan import sidik_rincian
from workflow_app.services.sebutan import sebutan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch

BERLAKU = (PenetapanAkState.DITETAPKAN, PenetapanAkState.DIKIRIM)
#: Kinds of credit that somebody brings along: old credit of the first determination.
_BAWAAN_AWAL = (JenisEntri.INTEGRASI_MASUK, JenisEntri.SALDO_AWAL)


def draf(session: Session, pegawai_id: int) -> PenetapanAk | None:
    """The officer's open draft; there is at most one."""
    return session.scalars(
        select(PenetapanAk).where(PenetapanAk.subjek_id == pegawai_id, PenetapanAk.state == PenetapanAkState.DRAF)
    ).one_or_none()


def berlaku(session: Session, pegawai_id: int) -> PenetapanAk | None:
    """The newest determination in force."""
    return session.scalars(
        select(PenetapanAk)
        .where(PenetapanAk.subjek_id == pegawai_id, PenetapanAk.state.in_(BERLAKU))
        .order_by(PenetapanAk.id.desc())
        .limit(1)
    ).first()


def rantai_pengganti(obj: PenetapanAk) -> list[int]:
    """The determinations that this one replaces, directly or through others."""
    hasil: list[int] = []
    lama = obj.menggantikan
    while lama is not None:
        hasil.append(lama.id)
        lama = lama.menggantikan
    return hasil


# Figures


def hitung(session: Session, obj: PenetapanAk, hari_ini: dt.date) -> dict[str, Any]:
    """The whole determination from ledger, facts and rules of the day. Raises MasukanSalah without rank or position."""
    diganti = rantai_pengganti(obj)
    akun = akun_konversi(
        session,
        obj.subjek,
        hari_ini,
        uji_kompetensi=obj.uji_kompetensi,
        lowongan=obj.lowongan,
        kecuali_penetapan=diganti,
    )
    if akun is None:
        raise MasukanSalah(
            {"pegawai": P_("Pangkat atau jabatan fungsional belum tercatat, atau hari ini belum berlaku konversi.")}
        )
    lama = _lama(session, obj, akun)
    baris = _baris(akun, lama)
    jumlah = {k: sum((b[k] for b in baris.values()), NOL) for k in ("lama", "baru", "jumlah")}
    mulai, selesai = _masa(session, obj, akun, hari_ini)
    return {
        "aturan": akun.aturan.kunci,
        "sidik": akun.aturan.sidik,
        "jenjang": akun.karier.jenjang,
        "golongan": akun.karier.golongan,
        "golongan_awal": akun.golongan_awal,
        "masa": {"mulai": mulai.isoformat(), "selesai": selesai.isoformat()},
        "baris": {kode: {k: str(n) for k, n in b.items()} for kode, b in baris.items()},
        "asal": {
            kode: [ke_data(p) for p in surat]
            for kode, surat in asal_kredit(
                session, obj.subjek_id, akun.aturan.kunci, akun.karier.jenjang, diganti
            ).items()
        },
        "jumlah": {k: str(n) for k, n in jumlah.items()},
        "kelayakan": _kelayakan(akun),
        "tambahan": [
            {
                "jenis": t.jenis.value,
                "unsur": t.unsur,
                "jumlah": str(t.jumlah),
                "sebab": t.sebab,
                "alasan": ke_data(t.alasan),
                "sumber": t.sumber,
                "dasar": t.dasar,
            }
            for t in akun.tambahan
        ],
        "tertahan": [ke_data(p) for p in akun.tertahan],
        "identitas": bekukan(obj.subjek, obj.penilai or obj.subjek, akun.aturan.kunci, hari_ini),
    }


def batas_lama(session: Session, obj: PenetapanAk) -> int | None:
    """The ledger entry up to which credit is old: the last one of the determination before; None without one.

    A determination that was replaced since counts too: its replacement came after it, and so did this one.
    """
    sampai = min([*rantai_pengganti(obj), *([obj.id] if obj.id else [])], default=None)
    return session.scalar(
        select(func.max(PenetapanAk.entri_terakhir)).where(
            PenetapanAk.subjek_id == obj.subjek_id, PenetapanAk.id < sampai if sampai else true()
        )
    )


def termasuk_lama(batas: int | None) -> ColumnElement[bool]:
    """Entries that are old credit: what the last determination left, else what the officer brought along."""
    if batas is not None:
        return EntriKredit.id <= batas
    return and_(EntriKredit.jenis.in_(_BAWAAN_AWAL), EntriKredit.perkara != "penetapan_ak")


def _lama(session: Session, obj: PenetapanAk, akun: AkunKonversi) -> dict[str, Decimal]:
    """Old credit by row."""
    query = select(EntriKredit.unsur, func.sum(EntriKredit.jumlah)).where(
        EntriKredit.pegawai_id == obj.subjek_id,
        EntriKredit.aturan == akun.aturan.kunci,
        EntriKredit.jenjang == akun.karier.jenjang,
        EntriKredit.unsur != "",
        termasuk_lama(batas_lama(session, obj)),
    )
    return dict(session.execute(query.group_by(EntriKredit.unsur)).all())


def _baris(akun: AkunKonversi, lama: dict[str, Decimal]) -> dict[str, dict[str, Decimal]]:
    """Old, new and sum of every row of the form."""
    jumlah = dict(akun.saldo)
    for t in akun.tambahan:
        jumlah[t.unsur] = jumlah.get(t.unsur, NOL) + t.jumlah
    nol = AngkaKredit.tepat(NOL)
    return {
        u.kode: {
            "lama": lama.get(u.kode, nol),
            "baru": jumlah.get(u.kode, nol) - lama.get(u.kode, nol),
            "jumlah": jumlah.get(u.kode, nol),
        }
        for u in daftar_unsur(akun.aturan, kategori(akun.karier.jenjang))
    }


def _masa(session: Session, obj: PenetapanAk, akun: AkunKonversi, hari_ini: dt.date) -> tuple[dt.date, dt.date]:
    """The assessed time: first and last day of the conversions in the level; the level's start where there is none."""
    rentang = session.execute(
        select(Konversi.tahun, Konversi.bulan_mulai, Konversi.bulan_selesai)
        .where(
            Konversi.subjek_id == obj.subjek_id,
            Konversi.state == KonversiState.DITETAPKAN,
            Konversi.jenjang == akun.karier.jenjang,
        )
        .order_by(Konversi.tahun, Konversi.bulan_mulai)
    ).all()
    if not rentang:
        return akun.karier.tmt_jenjang, max(hari_ini, akun.karier.tmt_jenjang)
    awal, akhir = rentang[0], rentang[-1]
    berikut = akhir.tahun + akhir.bulan_selesai // 12, akhir.bulan_selesai % 12 + 1
    return dt.date(awal.tahun, awal.bulan_mulai, 1), dt.date(*berikut, 1) - dt.timedelta(days=1)


def _kelayakan(akun: AkunKonversi) -> dict[str, Any]:
    hasil = akun.kelayakan()
    if hasil is None:
        return {"kj": None, "kp": None, "tetap_jenjang": False, "peringatan": [ke_data(pangkat_jauh())]}
    return {
        "kj": _kenaikan(hasil.kj),
        "kp": _kenaikan(hasil.kp),
        "tetap_jenjang": hasil.tetap_jenjang,
        "peringatan": [ke_data(p) for p in hasil.peringatan],
    }


def _kenaikan(satu: Kenaikan) -> dict[str, Any]:
    kebutuhan = satu.kebutuhan
    return {
        "tujuan": satu.tujuan,
        "kebutuhan": None if kebutuhan is None else str(kebutuhan),
        "jumlah": str(satu.jumlah),
        "kekurangan": None if kebutuhan is None else str(satu.kekurangan),
        "kelebihan": None if kebutuhan is None else str(satu.kelebihan),
        "cukup": kebutuhan is not None and satu.jumlah >= kebutuhan,
        "boleh": satu.boleh,
        "alasan": [ke_data(p) for p in satu.alasan],
        "langkah": [
            {"teks": ke_data(s.teks), "nilai": None if s.nilai is None else str(s.nilai), "sumber": s.sumber}
            for s in satu.langkah
        ],
    }


def _kolom(rincian: dict[str, Any]) -> dict[str, Any]:
    """The columns that these figures fill."""
    jumlah = rincian["jumlah"]
    return {
        "aturan_sidik": rincian["sidik"],
        "rincian": rincian,
        "sidik_rincian": sidik_rincian(rincian),
        "jumlah_lama": Decimal(jumlah["lama"]),
        "jumlah_baru": Decimal(jumlah["baru"]),
        "jumlah": Decimal(jumlah["jumlah"]),
        "jenjang": rincian["jenjang"],
        "golongan": rincian["golongan"],
    }


def _isi(session: Session, obj: PenetapanAk, hari_ini: dt.date) -> None:
    rincian = hitung(session, obj, hari_ini)
    for nama, nilai in _kolom(rincian).items():
        setattr(obj, nama, nilai)
    obj.aturan = rincian["aturan"]
    obj.mulai, obj.selesai = (dt.date.fromisoformat(rincian["masa"][k]) for k in ("mulai", "selesai"))


# Opening


def buka(
    session: Session,
    pegawai: Pegawai,
    *,
    oleh: Pelaku,
    sebab: SebabPenetapan = SebabPenetapan.PERMINTAAN,
    catatan: str | None = None,
) -> PenetapanAk:
    """Open a draft for an officer. Raises MasukanSalah, Refused."""
    obj = PenetapanAk(
        subjek_id=pegawai.id,
        subjek=pegawai,
        instansi_id=pegawai.instansi_id,
        unit_id=pegawai.unit_id,
        sebab=sebab,
        penilai_id=pegawai.atasan_id,
        penilai=pegawai.atasan,
    )
    with session.no_autoflush:
        _isi(session, obj, oleh.hari_ini)
    start(session, obj, "buka", pelaku=oleh, note=catatan)
    return obj


def buka_pengganti(
    session: Session, lama: PenetapanAk, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> PenetapanAk:
    """Open a draft that replaces a wrong determination; the error is named."""
    pastikan_versi(lama, seen_version)
    obj = PenetapanAk(
        subjek_id=lama.subjek_id,
        subjek=lama.subjek,
        instansi_id=lama.instansi_id,
        unit_id=lama.unit_id,
        sebab=SebabPenetapan.PENGGANTI,
        penilai_id=lama.penilai_id,
        penilai=lama.penilai,
        uji_kompetensi=lama.uji_kompetensi,
        uji_kompetensi_bukti=lama.uji_kompetensi_bukti,
        lowongan=lama.lowongan,
        lowongan_bukti=lama.lowongan_bukti,
        menggantikan=lama,
        menggantikan_id=lama.id,
        alasan_penggantian=(catatan or "").strip() or None,
    )
    with session.no_autoflush:
        _isi(session, obj, oleh.hari_ini)
    start(session, obj, "buka_pengganti", pelaku=oleh, note=catatan)
    touch(session, lama)
    return obj


def ikuti(
    session: Session, pegawai: Pegawai, hari_ini: dt.date, sebab: Pesan, *, koreksi: bool = False
) -> PenetapanAk | None:
    """After the ledger moved: bring the open draft up to date, or open one when the credit now reaches a need.

    The draft, if there is one. Nothing happens where the determination in force says the same already; with `koreksi`
    its figures are wrong and it is to be replaced.
    """
    ada = draf(session, pegawai.id)
    if ada is not None:
        _isi(session, ada, hari_ini)
        touch(session, ada)
        return ada
    sudah = berlaku(session, pegawai.id)
    if koreksi and sudah is not None:
        return buka_pengganti(session, sudah, oleh=sistem(hari_ini), catatan=str(sebab))
    akun = akun_konversi(session, pegawai, hari_ini)
    layak = akun.kelayakan() if akun else None
    if akun is None or layak is None:
        return None
    cukup = {s.jenis: s.tujuan for s in (layak.kj, layak.kp) if s.kebutuhan is not None and akun.jumlah >= s.kebutuhan}
    if not cukup or (sudah is not None and _sudah_dinyatakan(sudah, akun, cukup)):
        return None
    return buka(session, pegawai, oleh=sistem(hari_ini), sebab=SebabPenetapan.MINIMAL, catatan=str(sebab))


def _sudah_dinyatakan(sudah: PenetapanAk, akun: AkunKonversi, cukup: dict[str, str | None]) -> bool:
    """Whether the determination in force already says that the credit suffices for each of these aims."""
    if sudah.jenjang != akun.karier.jenjang:
        return False
    lama = sudah.rincian["kelayakan"]
    return all(
        (k := lama[jenis.lower()]) is not None and k["cukup"] and k["tujuan"] == tujuan
        for jenis, tujuan in cukup.items()
    )


# Changing a draft


def boleh_mengubah(session: Session, obj: PenetapanAk, pelaku: Pelaku) -> bool:
    """Whether the person may bring the draft up to date and note what is known: evaluator and personnel office."""
    peran = peran_terhadap(session, pelaku, obj)
    return obj.state is PenetapanAkState.DRAF and bool(peran.keys() & {Peran.PENILAI_KINERJA, Peran.KEPEGAWAIAN})


def pastikan_boleh_mengubah(session: Session, obj: PenetapanAk, pelaku: Pelaku) -> None:
    """Raise Refused where the person may not bring the draft up to date."""
    if boleh_mengubah(session, obj, pelaku):
        return
    pesan = P_("Draf diperbarui Pejabat Penilai Kinerja atau biro kepegawaian sebelum ditetapkan.")
    hak = obj.state is PenetapanAkState.DRAF
    raise Refused([Alasan(pesan, P_("alur penetapan AK"), tentang_hak=hak)])


def perbarui(
    session: Session,
    obj: PenetapanAk,
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
    penilai_id: int | None,
    uji_kompetensi: bool | None,
    uji_kompetensi_bukti: str,
    lowongan: bool | None,
    lowongan_bukti: str,
) -> None:
    """Compute the draft anew with what is known today. Raises Conflict, Refused, MasukanSalah."""
    pastikan_versi(obj, seen_version)
    pastikan_boleh_mengubah(session, obj, oleh)
    galat = {}
    if uji_kompetensi is not None and not uji_kompetensi_bukti.strip():
        galat["uji_kompetensi_bukti"] = P_("Sebutkan surat atau sertifikat uji kompetensinya.")
    if lowongan is not None and not lowongan_bukti.strip():
        galat["lowongan_bukti"] = P_("Sebutkan penetapan kebutuhan yang menunjukkannya.")
    if penilai_id == obj.subjek_id:
        galat["penilai"] = P_("Pegawai tidak menilai dirinya sendiri. Pilih pejabat lain.")
    elif penilai_id is not None and session.get(Pegawai, penilai_id) is None:
        galat["penilai"] = P_("Pejabat ini tidak ditemukan.")
    if galat:
        raise MasukanSalah(galat)
    obj.penilai_id = obj.pemegang_id = penilai_id
    obj.penilai = session.get(Pegawai, penilai_id) if penilai_id is not None else None
    obj.uji_kompetensi, obj.uji_kompetensi_bukti = uji_kompetensi, uji_kompetensi_bukti.strip()
    obj.lowongan, obj.lowongan_bukti = lowongan, lowongan_bukti.strip()
    _isi(session, obj, oleh.hari_ini)
    touch(session, obj)


# Determining


def _sidik_hitung_ulang(session: Session, obj: PenetapanAk, hari_ini: dt.date) -> str | None:
    """Hash of the draft's figures computed anew: a name corrected since, or time passing, changes no credit."""
    if obj.state is not PenetapanAkState.DRAF:
        return None
    beku = {"identitas": obj.rincian["identitas"], "masa": obj.rincian["masa"]}
    return sidik_rincian({**hitung(session, obj, hari_ini), **beku})


def cocok_hitung_ulang(session: Session, obj: PenetapanAk, hari_ini: dt.date) -> bool | None:
    """Whether a draft computes to its figures today; None where they cannot move any more."""
    try:
        ulang = _sidik_hitung_ulang(session, obj, hari_ini)
    except MasukanSalah:
        return False
    return None if ulang is None else ulang == obj.sidik_rincian


def tetapkan(
    session: Session, obj: PenetapanAk, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Determine: figures checked once more, number taken, paper frozen, what only a determination gives is booked."""
    pastikan_versi(obj, seen_version)
    kunci_buku(session, obj.subjek_id)
    instansi = session.get_one(Instansi, obj.instansi_id)
    ulang = _sidik_hitung_ulang(session, obj, oleh.hari_ini)
    pastikan_tersimpan(session, peraturan.kunci(obj.aturan), oleh.hari_ini)
    perform(
        session,
        obj,
        "tetapkan",
        pelaku=oleh,
        note=catatan,
        masukan={"sidik_hitung_ulang": ulang},
        **_kolom(obj.rincian),
        nomor=nomor_surat(session, instansi, "penetapan_ak", oleh.hari_ini),
        kode_verifikasi=kode_verifikasi(),
        ditetapkan_pada=oleh.hari_ini,
        ditetapkan_oleh_id=oleh.pegawai_id,
        ditetapkan_sebagai=sebutan(session, obj, Peran.PENILAI_KINERJA, oleh),
        tembusan=daftar_tembusan(obj),
    )
    if obj.menggantikan is not None:
        perform(session, obj.menggantikan, "ganti", pelaku=sistem(oleh.hari_ini))
    _bukukan(session, obj, oleh.hari_ini)
    obj.entri_terakhir = entri_terakhir(session, obj.subjek_id)


def _bukukan(session: Session, obj: PenetapanAk, tanggal: dt.date) -> None:
    """Book what this determination adds; a replacement books the difference to what the replaced ones added."""
    entri = buka_jenjang(session, obj.subjek, obj.aturan, obj.jenjang, obj.golongan, tanggal, ("penetapan_ak", obj.id))
    sudah = _terbukukan(session, obj)
    for t in obj.rincian["tambahan"]:
        beda = Decimal(t["jumlah"]) - sudah.pop((t["sebab"], t["unsur"]), NOL)
        if beda:
            entri.append(_entri(obj, tanggal, t, beda))
    for (sebab, unsur), jumlah in sudah.items():
        if jumlah:
            alasan = ke_data(P_("Tidak lagi diberikan: %(alasan)s", alasan=obj.alasan_penggantian or ""))
            entri.append(_entri(obj, tanggal, {"sebab": sebab, "unsur": unsur, "alasan": alasan, "dasar": ""}, -jumlah))
    catat(session, entri)


def _terbukukan(session: Session, obj: PenetapanAk) -> dict[tuple[str, str], Decimal]:
    """What the replaced determinations booked, by first cause and row."""
    diganti = rantai_pengganti(obj)
    hasil: dict[tuple[str, str], Decimal] = {}
    for e in session.scalars(
        select(EntriKredit).where(
            EntriKredit.perkara == "penetapan_ak", EntriKredit.perkara_id.in_(diganti), EntriKredit.unsur != ""
        )
    ):
        if e.jenis is not JenisEntri.MULAI_JENJANG:
            kunci = (sebab_asal_koreksi(e.sebab), e.unsur)
            hasil[kunci] = hasil.get(kunci, NOL) + e.jumlah
    return hasil


_KOREKSI = ":koreksi:"


def sebab_asal_koreksi(sebab: str) -> str:
    """The cause of the addition that an entry booked or corrected."""
    return sebab.split(_KOREKSI, maxsplit=1)[0]


def _entri(obj: PenetapanAk, tanggal: dt.date, t: dict[str, Any], jumlah: Decimal) -> EntriKredit:
    koreksi = "jenis" not in t or jumlah != Decimal(t["jumlah"])
    return EntriKredit(
        pegawai_id=obj.subjek_id,
        tanggal=tanggal,
        jenis=JenisEntri.KOREKSI if koreksi else JenisEntri(t["jenis"]),
        aturan=obj.aturan,
        aturan_sidik=obj.aturan_sidik,
        jenjang=obj.jenjang,
        golongan=obj.golongan,
        unsur=t["unsur"],
        jumlah=jumlah,
        perkara="penetapan_ak",
        perkara_id=obj.id,
        sebab=f"{t['sebab']}{_KOREKSI}{obj.id}" if koreksi else t["sebab"],
        alasan=t["alasan"],
        dasar=t["dasar"],
    )


def daftar_tembusan(obj: PenetapanAk) -> list[str]:
    """Recipients of the copies by the rule set, in its order."""
    return list(berkas.penerima(peraturan.kunci(obj.aturan), berkas.TEMBUSAN).values())


def daftar_penerima(obj: PenetapanAk) -> list[str]:
    """Everybody who must get the paper before it counts as sent: the original first, then the copies."""
    asli = berkas.penerima(peraturan.kunci(obj.aturan), berkas.ASLI).values()
    return [*asli, *(obj.tembusan or daftar_tembusan(obj))]


def kirim(
    session: Session,
    obj: PenetapanAk,
    penerima: Collection[str],
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Send original and copies; every recipient of the distribution list must be ticked."""
    kurang = [nama for nama in daftar_penerima(obj) if nama not in penerima]
    perform(
        session,
        obj,
        "kirim",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"distribusi_kurang": kurang},
        dikirim_pada=oleh.hari_ini,
    )


__all__ = [
    "Tambahan",
    "berlaku",
    "boleh_mengubah",
    "buka",
    "buka_pengganti",
    "daftar_penerima",
    "daftar_tembusan",
    "draf",
    "hitung",
    "ikuti",
    "kirim",
    "perbarui",
    "rantai_pengganti",
    "tetapkan",
]
