"""The record of performance: an officer's predicate for some months of a year, by whom and with which proof.

An appraisal is recorded once. A wrong one is cancelled with its reason and recorded anew; every act leaves a note in
the chain of the administrators' notes. The personnel office records, see `permissions.boleh_mencatat_kinerja`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.kalkulator.konversi import BULAN_SETAHUN, daftar_predikat, nama_predikat, predikat_dari
from workflow_app.models import AsalEvaluasi, EvaluasiKinerja, Konversi, KonversiState, Pegawai
from workflow_app.peraturan import Peraturan
from workflow_app.permissions import Pelaku, boleh_mencatat_kinerja
from workflow_app.pesan import P_, Pesan
from workflow_app.services import catatan
from workflow_app.services.buku_kredit import kunci_buku
from workflow_app.services.konversi import jenjang_per_bulan
from workflow_app.services.kredit_konversi import aturan_tahun

ATURAN = P_("catatan kinerja: dicatat sekali, yang keliru dibatalkan lalu dicatat lagi")
MAKS_BUKTI = 255
MAKS_NAMA = 255


@dataclass(frozen=True, slots=True)
class IsiEvaluasi:
    """An appraisal as it is to be recorded. `predikat` is its code or any name that the rules know it by.

    The evaluator is a person here (`penilai_id`), or named as the proof names him (`nama_penilai`).
    """

    tahun: int
    bulan_mulai: int
    bulan_selesai: int
    predikat: str
    bukti: str
    penilai_id: int | None = None
    nama_penilai: str = ""


def catat(
    session: Session, pegawai: Pegawai, isi: IsiEvaluasi, *, oleh: Pelaku, asal: AsalEvaluasi = AsalEvaluasi.ENTRI
) -> EvaluasiKinerja:
    """Record an appraisal. Raises Refused, MasukanSalah. Does not commit."""
    pastikan_boleh(oleh, pegawai)
    kunci_buku(session, pegawai.id)
    if isi.penilai_id is not None and session.get(Pegawai, isi.penilai_id) is None:
        raise MasukanSalah({"penilai": P_("Pejabat ini tidak ditemukan.")})
    if galat := periksa(isi, pegawai, berlaku(session, [pegawai.id], [isi.tahun]), oleh.hari_ini):
        raise MasukanSalah(galat)
    obj = susun(pegawai.id, isi, oleh=oleh, asal=asal)
    session.add(obj)
    catatan.catat_tambah(session, obj, oleh)
    return obj


def pastikan_boleh(oleh: Pelaku, pegawai: Pegawai) -> None:
    """Raises Refused for whoever does not keep the officer's facts."""
    if not boleh_mencatat_kinerja(oleh, pegawai):
        pesan = P_(
            "Catatan kinerja dan ijazah diisi biro kepegawaian instansi dan unit pegawai, dan bukan oleh orangnya "
            "sendiri. Minta rekan di biro kepegawaian."
        )
        raise Refused([Alasan(pesan, ATURAN, tentang_hak=True)])


def berlaku(session: Session, pegawai_ids: Sequence[int], tahun: Sequence[int]) -> list[EvaluasiKinerja]:
    """The appraisals in force of these officers and years, in order of time, with their evaluators. One query."""
    return list(
        session.scalars(
            select(EvaluasiKinerja)
            .where(
                EvaluasiKinerja.pegawai_id.in_(pegawai_ids),
                EvaluasiKinerja.tahun.in_(tahun),
                EvaluasiKinerja.dibatalkan_pada.is_(None),
            )
            .options(joinedload(EvaluasiKinerja.penilai))
            .order_by(EvaluasiKinerja.pegawai_id, EvaluasiKinerja.tahun, EvaluasiKinerja.bulan_mulai)
        )
    )


def periksa(
    isi: IsiEvaluasi, pegawai: Pegawai, tercatat: Sequence[EvaluasiKinerja], hari_ini: dt.date
) -> dict[str, Pesan]:
    """What stands against an appraisal, by field. `tercatat` are the officer's appraisals in force in its year.

    Asks the database nothing where the officer's positions are loaded.
    """
    galat: dict[str, Pesan] = {}
    aturan = aturan_tahun(isi.tahun)
    bulan_sah = 1 <= isi.bulan_mulai <= isi.bulan_selesai <= BULAN_SETAHUN
    if not bulan_sah:
        galat["bulan_selesai"] = P_("Bulan dihitung dari 1 sampai 12, dan bulan akhir tidak mendahului bulan awal.")
    if aturan is None:
        galat["tahun"] = P_(
            "Kinerja tahun %(tahun)s tidak dikonversi, jadi tidak dicatat di sini.", tahun=str(isi.tahun)
        )
    elif bulan_sah and dt.date(isi.tahun, isi.bulan_mulai, 1) > hari_ini:
        galat["tahun"] = P_("Masa ini belum dimulai. Catat sesudah kinerjanya dinilai.")
    if aturan is not None and predikat_dari(aturan, isi.predikat) is None:
        galat["predikat"] = _predikat_tak_dikenal(aturan)
    galat |= _periksa_penilai(isi, pegawai)
    if not isi.bukti.strip():
        galat["bukti"] = P_("Sebutkan dokumen evaluasi kinerja yang menjadi bukti.")
    elif len(isi.bukti.strip()) > MAKS_BUKTI:
        galat["bukti"] = P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_BUKTI)
    if bulan_sah and aturan is not None:
        galat |= _periksa_masa(isi, pegawai, tercatat, aturan)
    return galat


def _predikat_tak_dikenal(aturan: Peraturan) -> Pesan:
    daftar = tuple(str(nama_predikat(aturan, p)) for p in daftar_predikat(aturan))
    return P_("Predikat tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=daftar)


def _periksa_penilai(isi: IsiEvaluasi, pegawai: Pegawai) -> dict[str, Pesan]:
    if isi.penilai_id is not None and isi.penilai_id == pegawai.id:
        return {"penilai": P_("Pegawai tidak menilai dirinya sendiri. Pilih pejabat lain.")}
    if isi.penilai_id is None and not isi.nama_penilai.strip():
        return {"penilai": P_("Sebutkan Pejabat Penilai Kinerja: NIP-nya, atau namanya bila tidak terdaftar di sini.")}
    if len(isi.nama_penilai.strip()) > MAKS_NAMA:
        return {"nama_penilai": P_("Paling banyak %(jumlah)s karakter.", jumlah=MAKS_NAMA)}
    return {}


def _periksa_masa(
    isi: IsiEvaluasi, pegawai: Pegawai, tercatat: Sequence[EvaluasiKinerja], aturan: Peraturan
) -> dict[str, Pesan]:
    if not any(jenjang_per_bulan(pegawai, isi.tahun, isi.bulan_mulai, isi.bulan_selesai)):
        pesan = P_(
            "Pegawai belum memegang jabatan fungsional pada masa itu. Periksa NIP dan tahunnya, atau minta admin "
            "melengkapi riwayat jabatan."
        )
        return {"tahun": pesan}
    ada = next((e for e in tercatat if bertumpuk(e, isi.bulan_mulai, isi.bulan_selesai)), None)
    if ada is None:
        return {}
    return {"bulan_mulai": pesan_bertumpuk(ada, aturan)}


def bertumpuk(evaluasi: EvaluasiKinerja, mulai: int, selesai: int) -> bool:
    """Whether an appraisal covers one of these months of its year."""
    return evaluasi.bulan_mulai <= selesai and evaluasi.bulan_selesai >= mulai


def pesan_bertumpuk(ada: EvaluasiKinerja, aturan: Peraturan) -> Pesan:
    """The appraisal that stands against another one, and what to do."""
    return P_(
        "Bulan %(mulai)s sampai %(selesai)s tahun %(tahun)s sudah tercatat berpredikat %(predikat)s, bukti %(bukti)s "
        "(catatan nomor %(nomor)s). Batalkan catatan itu lebih dahulu bila keliru.",
        mulai=ada.bulan_mulai,
        selesai=ada.bulan_selesai,
        tahun=str(ada.tahun),
        predikat=nama_predikat(aturan, ada.predikat),
        bukti=ada.bukti,
        nomor=str(ada.id),
    )


def sama(ada: EvaluasiKinerja, isi: IsiEvaluasi) -> bool:
    """Whether an appraisal on record says the same: months, predicate, evaluator and proof."""
    aturan = aturan_tahun(isi.tahun)
    predikat = predikat_dari(aturan, isi.predikat) if aturan else None
    penilai = (ada.penilai_id, "" if ada.penilai_id is not None else _lipat(ada.nama_penilai))
    diminta = (isi.penilai_id, "" if isi.penilai_id is not None else _lipat(isi.nama_penilai))
    return (ada.tahun, ada.bulan_mulai, ada.bulan_selesai, ada.predikat, penilai, _lipat(ada.bukti)) == (
        isi.tahun,
        isi.bulan_mulai,
        isi.bulan_selesai,
        predikat,
        diminta,
        _lipat(isi.bukti),
    )


def _lipat(teks: str) -> str:
    return " ".join(teks.casefold().split())


def susun(pegawai_id: int, isi: IsiEvaluasi, *, oleh: Pelaku, asal: AsalEvaluasi) -> EvaluasiKinerja:
    """The row of a checked appraisal; belongs to no session yet."""
    aturan = aturan_tahun(isi.tahun)
    return EvaluasiKinerja(
        pegawai_id=pegawai_id,
        tahun=isi.tahun,
        bulan_mulai=isi.bulan_mulai,
        bulan_selesai=isi.bulan_selesai,
        predikat=predikat_dari(aturan, isi.predikat) if aturan else isi.predikat,
        penilai_id=isi.penilai_id,
        nama_penilai="" if isi.penilai_id is not None else isi.nama_penilai.strip(),
        bukti=isi.bukti.strip(),
        asal=asal,
        dicatat_oleh_id=oleh.pegawai_id,
        dicatat_pada=oleh.hari_ini,
    )


# Cancelling


def batalkan(session: Session, evaluasi: EvaluasiKinerja, alasan: str, *, oleh: Pelaku) -> None:
    """Cancel an appraisal that was recorded wrongly. Raises Refused, MasukanSalah. Does not commit.

    Not while a conversion rests on it: a determined one is replaced first (its replacement may be a draft still,
    because it needs the corrected record), a submitted one comes back first.
    """
    pastikan_boleh(oleh, evaluasi.pegawai)
    kunci_buku(session, evaluasi.pegawai_id)
    session.refresh(evaluasi)
    if not alasan.strip():
        raise MasukanSalah({"alasan": P_("Tuliskan mengapa catatan ini keliru.")})
    if halangan := penghalang_batal(session, evaluasi):
        raise Refused(halangan)
    with catatan.perubahan(session, evaluasi, oleh):
        evaluasi.dibatalkan_pada = oleh.hari_ini
        evaluasi.dibatalkan_oleh_id = oleh.pegawai_id
        evaluasi.alasan_batal = alasan.strip()


def penghalang_batal(session: Session, evaluasi: EvaluasiKinerja) -> list[Alasan]:
    """Why an appraisal cannot be cancelled now; empty where it can."""
    if evaluasi.dibatalkan_pada is not None:
        pesan = P_("Catatan ini sudah dibatalkan %(tanggal)s.", tanggal=evaluasi.dibatalkan_pada)
        return [Alasan(pesan, ATURAN)]
    bersandar = session.scalars(
        select(Konversi)
        .where(
            Konversi.subjek_id == evaluasi.pegawai_id,
            Konversi.tahun == evaluasi.tahun,
            Konversi.state.in_((KonversiState.DIAJUKAN, KonversiState.DITETAPKAN)),
            Konversi.bulan_mulai <= evaluasi.bulan_selesai,
            Konversi.bulan_selesai >= evaluasi.bulan_mulai,
        )
        .order_by(Konversi.id)
    ).all()
    diganti = _sedang_diganti(session, [k.id for k in bersandar if k.state is KonversiState.DITETAPKAN])
    return [Alasan(_pesan_bersandar(k), ATURAN) for k in bersandar if k.id not in diganti]


def _sedang_diganti(session: Session, konversi_ids: Sequence[int]) -> frozenset[int]:
    """Those of the conversions for which a replacement is being written."""
    if not konversi_ids:
        return frozenset()
    query = select(Konversi.menggantikan_id).where(
        Konversi.menggantikan_id.in_(konversi_ids),
        Konversi.state.in_((KonversiState.DRAF, KonversiState.DIKEMBALIKAN)),
    )
    return frozenset(i for i in session.scalars(query) if i is not None)


def _pesan_bersandar(konversi: Konversi) -> Pesan:
    nilai: Mapping[str, object] = {
        "id": str(konversi.id),
        "mulai": konversi.bulan_mulai,
        "selesai": konversi.bulan_selesai,
    }
    if konversi.state is KonversiState.DIAJUKAN:
        return P_(
            "Konversi nomor perkara %(id)s (bulan %(mulai)s sampai %(selesai)s) sedang diajukan dengan catatan ini. "
            "Minta Pejabat Penilai Kinerja mengembalikannya lebih dahulu.",
            **nilai,
        )
    return P_(
        "Konversi nomor perkara %(id)s (bulan %(mulai)s sampai %(selesai)s, Nomor %(nomor)s) sudah ditetapkan dengan "
        "catatan ini. Buat konversi penggantinya lebih dahulu, lalu batalkan catatan ini.",
        **nilai,
        nomor=konversi.nomor or "",
    )
