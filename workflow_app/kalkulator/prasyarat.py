"""What a raise asks for besides its credit and its time: appraisal, examination, vacancy, rank."""

from dataclasses import dataclass

from workflow_app.kalkulator.kebutuhan import Kedudukan
from workflow_app.kalkulator.pangkat_puncak import puncak_ditunggu
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

TOLAK = "tolak"


@dataclass(frozen=True, slots=True)
class Keadaan:
    """What is known of the officer; None is not stated and is not judged, only named."""

    prestasi_baik: bool | None = None
    """Every element of the appraisal at least good in the last year."""
    ukom_lulus: bool | None = None
    lowongan: bool | None = None


@dataclass(frozen=True, slots=True)
class Prasyarat:
    """Everything that stands in the way of each raise, and what is only to be noted."""

    kp: tuple[Pesan, ...]
    kj: tuple[Pesan, ...]
    peringatan: tuple[Pesan, ...]
    """Conditions nobody has stated, and those that only warn."""


def prasyarat(
    aturan: Peraturan, kenaikan: Peraturan, k: Kedudukan, keadaan: Keadaan, *, ada_kj: bool, memakai_kelebihan: bool
) -> Prasyarat:
    """Judges the conditions of both raises by the rules on raises (`kenaikan`).

    `ada_kj` says whether there is a higher level; `memakai_kelebihan` whether the rank aimed at lies beyond the next
    one, so that excess credit carries the officer there.
    """
    kp: list[Pesan] = []
    kj: list[Pesan] = []
    peringatan: list[Pesan] = []
    wajib = _kp_perlu_prestasi(kenaikan, k.jenjang, memakai_kelebihan=memakai_kelebihan)
    if keadaan.prestasi_baik is False:
        (kp if wajib else peringatan).append(_PRESTASI_KP)
    elif wajib and keadaan.prestasi_baik is None:
        peringatan.append(_belum_dinyatakan(_PRESTASI_KP))
    if ada_kj:
        for perlu, nyata, pesan in (
            (kenaikan.bulat("kj.prestasi_tahun") > 0, keadaan.prestasi_baik, _PRESTASI_KJ),
            (kenaikan.ya("kj.uji_kompetensi"), keadaan.ukom_lulus, _UKOM),
            (kenaikan.ya("kj.lowongan"), keadaan.lowongan, _LOWONGAN),
        ):
            if perlu and nyata is False:
                kj.append(pesan)
            elif perlu and nyata is None:
                peringatan.append(_belum_dinyatakan(pesan))
        puncak = puncak_ditunggu(aturan, kenaikan, k.jenjang, k.golongan)
        if puncak is not None:
            kj.append(P_("Kenaikan jabatan menunggu pangkat %(puncak)s, puncak jenjang ini.", puncak=puncak))
    return Prasyarat(tuple(kp), tuple(kj), tuple(peringatan))


def _kp_perlu_prestasi(kenaikan: Peraturan, jenjang: str, *, memakai_kelebihan: bool) -> bool:
    return (
        jenjang in kenaikan.daftar("kp.jenjang_perlu_prestasi")
        or (memakai_kelebihan and kenaikan.ya("kp.kelebihan_perlu_prestasi"))
        or kenaikan.teks("kp.prestasi_sikap") == TOLAK
    )


def _belum_dinyatakan(syarat: Pesan) -> Pesan:
    return P_("Belum dinyatakan: %(syarat)s", syarat=syarat)


_PRESTASI_KP = P_("Kenaikan pangkat: setiap unsur prestasi kerja setahun terakhir harus bernilai baik.")
_PRESTASI_KJ = P_("Kenaikan jabatan: setiap unsur prestasi kerja setahun terakhir harus bernilai baik.")
_UKOM = P_("Kenaikan jabatan: uji kompetensi harus lulus.")
_LOWONGAN = P_("Kenaikan jabatan: harus ada lowongan pada jenjang yang dituju.")
