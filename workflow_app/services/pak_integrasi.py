"""PAK Integrasi: the sums of the old rule sets turned over into the account of the conversion regime."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflow_app import peraturan, rute
from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator import berkas
from workflow_app.kalkulator.dasar import NOL, bulatkan
from workflow_app.kalkulator.integrasi import integrasi
from workflow_app.kalkulator.kebutuhan import dalam_jenjang
from workflow_app.kalkulator.minimal_konversi import minimal_kj, minimal_kp
from workflow_app.models import (
    EntriKredit,
    Instansi,
    JenisEntri,
    PakIntegrasi,
    PakIntegrasiState,
    Pegawai,
    Peran,
)
from workflow_app.models.base import AngkaKredit
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import golongan_jenjang, jenjang_berikut
from workflow_app.peraturan.rute import nama_pejabat
from workflow_app.peraturan.unsur import PENGEMBANGAN_PROFESI
from workflow_app.permissions import Pelaku, peran_terhadap, sistem
from workflow_app.pesan import P_, Pesan, ke_data
from workflow_app.services import penetapan_ak
from workflow_app.services.bawaan import pastikan_tersimpan
from workflow_app.services.buku_kredit import catat, kunci_buku
from workflow_app.services.identitas import bekukan
from workflow_app.services.kredit_konversi import JF_LAMA, aturan_konversi
from workflow_app.services.nomor import kode_verifikasi, nomor_surat
from workflow_app.services.putusan import sidik_rincian
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch

BELUM_TERBIT = frozenset({PakIntegrasiState.DRAF, PakIntegrasiState.DIPARAF})
BERLAKU = frozenset({PakIntegrasiState.DITETAPKAN, PakIntegrasiState.DIKIRIM})


@dataclass(frozen=True, slots=True)
class _Akun:
    """One old account: rule set, level, rank, element, balance."""

    aturan: str
    jenjang: str
    golongan: str
    unsur: str
    jumlah: Decimal


def aturan_lama() -> tuple[Peraturan, ...]:
    """The rule sets under which credit was claimed, the oldest first."""
    usulan = (a for a in peraturan.semua() if a.memuat("dupak.diterima") and a.ya("dupak.diterima"))
    return tuple(sorted(usulan, key=lambda a: a.berlaku_mulai))


def hitung(session: Session, obj: PakIntegrasi, hari_ini: dt.date) -> dict[str, Any]:
    """The whole integration from ledger and rules. Raises MasukanSalah where day or officer do not allow it."""
    baru = aturan_konversi(hari_ini)
    if baru is None:
        raise MasukanSalah({"pegawai": P_("Pengalihan dilakukan sejak regime konversi berlaku.")})
    per_tanggal = baru.berlaku_mulai - dt.timedelta(days=1)
    jabatan, pangkat = obj.subjek.jabatan_pada(per_tanggal), obj.subjek.pangkat_pada(per_tanggal)
    if jabatan is None or pangkat is None:
        raise MasukanSalah(
            {
                "pegawai": P_(
                    "Pangkat atau jabatan fungsional pada %(tanggal)s belum tercatat, jadi tidak ada yang dialihkan.",
                    tanggal=per_tanggal,
                )
            }
        )
    akun = _akun_lama(session, obj, jabatan.jenjang)
    profesi = sum((a.jumlah for a in akun if a.unsur == PENGEMBANGAN_PROFESI), NOL)
    if obj.potong_profesi > profesi:
        raise MasukanSalah(
            {
                "potong_profesi": P_(
                    "Pengembangan profesi yang dipotong tidak melebihi yang dimiliki, yaitu %(nilai)s.", nilai=profesi
                )
            }
        )
    angka = _angka(baru, jabatan.jenjang, akun, AngkaKredit.tepat(obj.potong_profesi))
    lama = aturan_lama()[-1]
    return {
        "aturan": lama.kunci,
        "sidik": lama.sidik,
        "baru": baru.kunci,
        "baru_sidik": baru.sidik,
        "per_tanggal": per_tanggal.isoformat(),
        "jenjang": jabatan.jenjang,
        "golongan": pangkat.golongan,
        "akun": [
            {
                "aturan": a.aturan,
                "jenjang": a.jenjang,
                "golongan": a.golongan,
                "unsur": a.unsur,
                "jumlah": str(a.jumlah),
            }
            for a in akun
        ],
        **angka,
        "kebutuhan": _kebutuhan(baru, jabatan.jenjang, pangkat.golongan, Decimal(angka["jumlah"])),
        "identitas": bekukan(obj.subjek, obj.subjek.atasan or obj.subjek, lama.kunci, per_tanggal),
    }


def _akun_lama(session: Session, obj: PakIntegrasi, jenjang: str) -> list[_Akun]:
    """Balances of the old rule sets that count for the level, without what earlier integrations took out."""
    diganti = _rantai(obj)
    hasil = []
    query = (
        select(EntriKredit)
        .where(EntriKredit.pegawai_id == obj.subjek_id, EntriKredit.unsur != "")
        .where(
            or_(
                EntriKredit.perkara != "pak_integrasi",
                EntriKredit.perkara_id.is_(None),
                EntriKredit.perkara_id.not_in(diganti),
            )
        )
        .order_by(EntriKredit.id)
    )
    saldo: dict[tuple[str, str, str, str], Decimal] = {}
    for e in session.scalars(query):
        tempat = (e.aturan, e.jenjang, e.golongan, e.unsur)
        saldo[tempat] = saldo.get(tempat, NOL) + e.jumlah
    for aturan in aturan_lama():
        for (kunci, milik, golongan, unsur), jumlah in saldo.items():
            if kunci == aturan.kunci and jumlah and (milik == jenjang or not dalam_jenjang(aturan)):
                hasil.append(_Akun(kunci, milik, golongan, unsur, AngkaKredit.tepat(jumlah)))
    return hasil


def _angka(baru: Peraturan, jenjang: str, akun: list[_Akun], potong: Decimal) -> dict[str, Any]:
    """Sums per old rule set, the base, and what remains. A rule set that counts inside the level needs no base."""
    langkah: list[dict[str, Any]] = []
    bagian: list[dict[str, Any]] = []
    per_aturan = {
        a.kunci: sum((s.jumlah for s in akun if s.aturan == a.kunci), bulatkan(baru, NOL)) for a in aturan_lama()
    }
    dasar = sebelum = bulatkan(baru, NOL)
    kurang_dasar = NOL
    for aturan in aturan_lama():
        jumlah = per_aturan[aturan.kunci]
        if not jumlah:
            continue
        if dalam_jenjang(aturan):
            sebelum += jumlah
            bagian.append(_bagian(aturan, jumlah, None, jumlah))
            teks = P_("%(nama)s: %(jumlah)s, sudah dihitung dalam jenjang.", nama=Pesan(aturan.nama), jumlah=jumlah)
            langkah.append({"teks": ke_data(teks), "nilai": str(jumlah), "sumber": aturan.sumber("akumulasi.cara")})
            continue
        hasil = integrasi(aturan, baru, jenjang=jenjang, konvensional=jumlah)
        dasar += hasil.nilai_dasar
        sebelum += hasil.sebelum_potongan
        kurang_dasar += hasil.kekurangan_dasar
        bagian.append(_bagian(aturan, jumlah, hasil.nilai_dasar, hasil.sebelum_potongan))
        langkah += [{"teks": ke_data(s.teks), "nilai": str(s.nilai), "sumber": s.sumber} for s in hasil.langkah[:-1]]
    akhir = max(sebelum - potong, bulatkan(baru, NOL))
    if potong:
        teks = P_(
            "Dikurangi pengembangan profesi: %(sebelum)s - %(potongan)s = %(hasil)s",
            sebelum=sebelum,
            potongan=potong,
            hasil=akhir,
        )
        langkah.append({"teks": ke_data(teks), "nilai": str(akhir), "sumber": baru.sumber("akumulasi.cara")})
    teks = P_("Angka kredit integrasi %(hasil)s.", hasil=akhir)
    langkah.append({"teks": ke_data(teks), "nilai": str(akhir), "sumber": baru.sumber("akumulasi.cara")})
    return {
        "per_aturan": {k: str(n) for k, n in per_aturan.items()},
        "bagian": bagian,
        "konvensional": str(sum(per_aturan.values(), NOL)),
        "nilai_dasar": str(dasar),
        "kekurangan_dasar": str(kurang_dasar),
        "sebelum_potongan": str(sebelum),
        "potong_profesi": str(potong),
        "jumlah": str(akhir),
        "langkah": langkah,
    }


def _bagian(aturan: Peraturan, konvensional: Decimal, nilai_dasar: Decimal | None, hasil: Decimal) -> dict[str, Any]:
    """One rule set's line of the form; no base where credit was counted inside the level already."""
    return {
        "aturan": aturan.kunci,
        "konvensional": str(konvensional),
        "nilai_dasar": None if nilai_dasar is None else str(nilai_dasar),
        "integrasi": str(hasil),
    }


def _kebutuhan(baru: Peraturan, jenjang: str, golongan: str, jumlah: Decimal) -> dict[str, Any]:
    """What the next rank and the next level need of this credit, and what is missing; None where there is no next."""
    kp = minimal_kp(baru, jenjang, golongan) if golongan in golongan_jenjang(baru, jenjang) else None
    kj = minimal_kj(baru, jenjang)
    return {
        "kp": _perlu(kp.nilai if kp else None, jumlah),
        "kj": _perlu(kj.nilai if kj else None, jumlah),
        "jenjang_berikut": jenjang_berikut(baru, jenjang),
    }


def _perlu(nilai: Decimal | None, jumlah: Decimal) -> dict[str, str] | None:
    if nilai is None:
        return None
    return {"kebutuhan": str(nilai), "kekurangan": str(max(nilai - jumlah, NOL))}


def _rantai(obj: PakIntegrasi) -> list[int]:
    hasil: list[int] = [obj.id] if obj.id else []
    lama = obj.menggantikan
    while lama is not None:
        hasil.append(lama.id)
        lama = lama.menggantikan
    return hasil


def _kolom(rincian: dict[str, Any]) -> dict[str, Any]:
    return {
        "aturan_sidik": rincian["sidik"],
        "rincian": rincian,
        "sidik_rincian": sidik_rincian(rincian),
        "konvensional": Decimal(rincian["konvensional"]),
        "potong_profesi": Decimal(rincian["potong_profesi"]),
        "jumlah": Decimal(rincian["jumlah"]),
    }


def _isi(session: Session, obj: PakIntegrasi, hari_ini: dt.date) -> None:
    rincian = hitung(session, obj, hari_ini)
    for nama, nilai in _kolom(rincian).items():
        setattr(obj, nama, nilai)
    obj.aturan, obj.jenjang, obj.golongan = rincian["aturan"], rincian["jenjang"], rincian["golongan"]
    obj.per_tanggal = dt.date.fromisoformat(rincian["per_tanggal"])


def susun(
    session: Session, pegawai: Pegawai, *, oleh: Pelaku, potong_profesi: Decimal = NOL, catatan: str | None = None
) -> PakIntegrasi:
    """Draw up the integration of an officer. Raises MasukanSalah, Refused."""
    obj = PakIntegrasi(
        subjek_id=pegawai.id,
        subjek=pegawai,
        instansi_id=pegawai.instansi_id,
        unit_id=pegawai.unit_id,
        potong_profesi=potong_profesi,
    )
    with session.no_autoflush:
        _isi(session, obj, oleh.hari_ini)
    start(session, obj, "susun", pelaku=oleh, note=catatan)
    return obj


def susun_pengganti(
    session: Session, lama: PakIntegrasi, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> PakIntegrasi:
    """Draw up an integration that replaces a wrong one; the error is named."""
    pastikan_versi(lama, seen_version)
    obj = PakIntegrasi(
        subjek_id=lama.subjek_id,
        subjek=lama.subjek,
        instansi_id=lama.instansi_id,
        unit_id=lama.unit_id,
        potong_profesi=lama.potong_profesi,
        menggantikan=lama,
        menggantikan_id=lama.id,
        alasan_penggantian=(catatan or "").strip() or None,
    )
    with session.no_autoflush:
        _isi(session, obj, oleh.hari_ini)
    start(session, obj, "susun_pengganti", pelaku=oleh, note=catatan)
    touch(session, lama)
    return obj


def boleh_mengubah(session: Session, obj: PakIntegrasi, pelaku: Pelaku) -> bool:
    """Whether the person may compute the draft anew: the personnel office."""
    return obj.state is PakIntegrasiState.DRAF and Peran.KEPEGAWAIAN in peran_terhadap(session, pelaku, obj)


def pastikan_boleh_mengubah(session: Session, obj: PakIntegrasi, pelaku: Pelaku) -> None:
    """Raise Refused where the person may not compute the draft anew."""
    if boleh_mengubah(session, obj, pelaku):
        return
    pesan = P_("Draf diperbarui biro kepegawaian sebelum diparaf.")
    hak = obj.state is PakIntegrasiState.DRAF
    raise Refused([Alasan(pesan, P_("alur PAK integrasi"), tentang_hak=hak)])


def perbarui(
    session: Session, obj: PakIntegrasi, *, oleh: Pelaku, potong_profesi: Decimal, seen_version: int | None = None
) -> None:
    """Compute the draft anew. Raises Conflict, Refused, MasukanSalah."""
    pastikan_versi(obj, seen_version)
    pastikan_boleh_mengubah(session, obj, oleh)
    if potong_profesi < 0:
        raise MasukanSalah({"potong_profesi": P_("Potongan tidak negatif.")})
    obj.potong_profesi = potong_profesi
    _isi(session, obj, oleh.hari_ini)
    touch(session, obj)


def _sidik_hitung_ulang(session: Session, obj: PakIntegrasi, hari_ini: dt.date) -> str:
    """Hash of the figures computed anew, for the identity that was frozen."""
    return sidik_rincian({**hitung(session, obj, hari_ini), "identitas": obj.rincian["identitas"]})


def cocok_hitung_ulang(session: Session, obj: PakIntegrasi, hari_ini: dt.date) -> bool | None:
    """Whether the figures computed today are those that are drawn up; None where they cannot move any more."""
    if obj.state not in BELUM_TERBIT:
        return None
    try:
        return _sidik_hitung_ulang(session, obj, hari_ini) == obj.sidik_rincian
    except MasukanSalah:
        return False


def paraf(
    session: Session, obj: PakIntegrasi, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Initial the figures and lay them before the official whom the routing table names today."""
    penetap = rute.penetap_pak(session, obj, oleh.hari_ini)
    pastikan_tersimpan(session, peraturan.kunci(obj.aturan), oleh.hari_ini)
    pastikan_tersimpan(session, peraturan.kunci(obj.rincian["baru"]), oleh.hari_ini)
    perform(
        session,
        obj,
        "paraf",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"sidik_hitung_ulang": _sidik_hitung_ulang(session, obj, oleh.hari_ini)},
        **_kolom(obj.rincian),
        diparaf_sidik=obj.sidik_rincian,
        penetap_id=penetap.pegawai_id if penetap else None,
    )


def susun_ulang(
    session: Session, obj: PakIntegrasi, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Draw it up anew because the ledger changed since the initials. No initials stay."""
    perform(
        session,
        obj,
        "susun_ulang",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        masukan={"sidik_hitung_ulang": _sidik_hitung_ulang(session, obj, oleh.hari_ini)},
        **_kolom(hitung(session, obj, oleh.hari_ini)),
        diparaf_sidik=None,
        penetap_id=None,
    )


def sebutan(session: Session, obj: PakIntegrasi, oleh: Pelaku) -> str:
    """Form of words over the signature, with `Plh.` or `Plt.` where somebody stands in."""
    penetap = rute.penetap_pak(session, obj, oleh.hari_ini)
    if penetap is None:
        return ""
    pemilik = session.get_one(Pegawai, penetap.atas_nama_id or penetap.pegawai_id)
    jabatan = pemilik.jabatan_struktural or nama_pejabat(penetap.jabatan)
    return f"{penetap.jenis.value} {jabatan}" if penetap.jenis else jabatan


def tetapkan(
    session: Session, obj: PakIntegrasi, *, oleh: Pelaku, seen_version: int | None = None, catatan: str | None = None
) -> None:
    """Sign: figures checked once more, number taken, paper frozen, both accounts booked."""
    pastikan_versi(obj, seen_version)
    kunci_buku(session, obj.subjek_id)
    instansi = session.get_one(Instansi, obj.instansi_id)
    perform(
        session,
        obj,
        "tetapkan",
        pelaku=oleh,
        note=catatan,
        masukan={"sidik_hitung_ulang": _sidik_hitung_ulang(session, obj, oleh.hari_ini)},
        nomor=nomor_surat(session, instansi, "pak_integrasi", oleh.hari_ini),
        kode_verifikasi=kode_verifikasi(),
        ditetapkan_pada=oleh.hari_ini,
        ditetapkan_oleh_id=oleh.pegawai_id,
        ditetapkan_sebagai=sebutan(session, obj, oleh),
        tembusan=daftar_tembusan(obj),
    )
    if obj.menggantikan is not None:
        perform(session, obj.menggantikan, "ganti", pelaku=sistem(oleh.hari_ini))
    _bukukan(session, obj, oleh.hari_ini)
    nomor = obj.nomor or ""
    penetapan_ak.ikuti(session, obj.subjek, oleh.hari_ini, P_("PAK integrasi %(nomor)s ditetapkan.", nomor=nomor))


def _bukukan(session: Session, obj: PakIntegrasi, tanggal: dt.date) -> None:
    """Out of the old accounts, into the new one; a replacement books the differences."""
    rincian = obj.rincian
    keluar = {(a["aturan"], a["jenjang"], a["golongan"], a["unsur"]): -Decimal(a["jumlah"]) for a in rincian["akun"]}
    ke = (rincian["baru"], rincian["jenjang"], rincian["golongan"], JF_LAMA)
    seharusnya = {**keluar, ke: Decimal(rincian["jumlah"])}
    sudah = _terbukukan(session, obj)
    entri = []
    for tempat in sorted(seharusnya.keys() | sudah.keys()):
        beda = seharusnya.get(tempat, NOL) - sudah.get(tempat, NOL)
        if beda:
            entri.append(_entri(obj, tanggal, tempat, beda, koreksi=bool(sudah), masuk=tempat == ke))
    catat(session, entri)


def _terbukukan(session: Session, obj: PakIntegrasi) -> dict[tuple[str, str, str, str], Decimal]:
    hasil: dict[tuple[str, str, str, str], Decimal] = {}
    diganti = [i for i in _rantai(obj) if i != obj.id]
    for e in session.scalars(
        select(EntriKredit).where(EntriKredit.perkara == "pak_integrasi", EntriKredit.perkara_id.in_(diganti))
    ):
        tempat = (e.aturan, e.jenjang, e.golongan, e.unsur)
        hasil[tempat] = hasil.get(tempat, NOL) + e.jumlah
    return hasil


def _entri(
    obj: PakIntegrasi,
    tanggal: dt.date,
    tempat: tuple[str, str, str, str],
    jumlah: Decimal,
    *,
    koreksi: bool,
    masuk: bool,
) -> EntriKredit:
    aturan, jenjang, golongan, unsur = tempat
    nomor = obj.nomor or ""
    if masuk:
        jenis = JenisEntri.INTEGRASI_MASUK
        alasan = P_(
            "PAK integrasi %(nomor)s: %(konvensional)s dikurangi nilai dasar %(dasar)s menjadi %(jumlah)s.",
            nomor=nomor,
            konvensional=obj.konvensional,
            dasar=Decimal(obj.rincian["nilai_dasar"]),
            jumlah=obj.jumlah,
        )
    else:
        # An account below zero (a taken-back activity) is closed as well, by adding.
        jenis = JenisEntri.INTEGRASI_KELUAR if jumlah < 0 else JenisEntri.KOREKSI
        alasan = P_("PAK integrasi %(nomor)s: dialihkan ke akun konversi.", nomor=nomor)
    return EntriKredit(
        pegawai_id=obj.subjek_id,
        tanggal=tanggal,
        jenis=JenisEntri.KOREKSI if koreksi else jenis,
        aturan=aturan,
        aturan_sidik=peraturan.kunci(aturan).sidik,
        jenjang=jenjang,
        golongan=golongan,
        unsur=unsur,
        jumlah=jumlah,
        perkara="pak_integrasi",
        perkara_id=obj.id,
        sebab=f"pak_integrasi:{obj.id}:{aturan}:{jenjang}:{golongan}:{unsur}"[:120],
        alasan=ke_data(alasan),
        dasar=f"PAK Integrasi Nomor {nomor}",
    )


def daftar_tembusan(obj: PakIntegrasi) -> list[str]:
    """Recipients of the copies by the old rule set, in its order."""
    return list(berkas.penerima(peraturan.kunci(obj.aturan), berkas.TEMBUSAN).values())


def daftar_penerima(obj: PakIntegrasi) -> list[str]:
    """Everybody who must get the paper before it counts as sent: the original first, then the copies."""
    asli = berkas.penerima(peraturan.kunci(obj.aturan), berkas.ASLI).values()
    return [*asli, *(obj.tembusan or daftar_tembusan(obj))]


def kirim(
    session: Session,
    obj: PakIntegrasi,
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
