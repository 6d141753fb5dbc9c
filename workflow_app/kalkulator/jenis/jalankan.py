"""Runs cases: each is checked, computed and reported for itself, so that one bad case never stops the others."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from workflow_app import peraturan
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.kalkulator.jenis.dasar import JENIS, REGIME, Hasil, Jenis, KasusSalah, Konteks, NilaiHasil
from workflow_app.kalkulator.jenis.galat import GalatKasus, dari_validasi
from workflow_app.kalkulator.jenis.tipe import Teks
from workflow_app.peraturan import PeraturanTidakAda, berlaku
from workflow_app.peraturan.aturan import (
    Ketentuan,
    KetentuanSalahJenis,
    KetentuanTidakAda,
    Nilai,
    Peraturan,
    Tanda,
)
from workflow_app.peraturan.berlaku import MasaBertumpangTindih
from workflow_app.pesan import P_, Pesan

KASUS_TERBANYAK = 10_000
PANJANG_NAMA = 200
PANGKAT_TERBESAR = 30
"""Power of ten up to which a number of a file is read as one."""
GALAT = "galat"
"""Verdict of a case that could not be computed."""


def _id(nilai: Any) -> Any:
    return str(nilai) if isinstance(nilai, int) and not isinstance(nilai, bool) else nilai


class Kasus(BaseModel):
    """One case as handed in. What stands below `masukan` depends on `jenis`; remarks of a case file are let through."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[Teks, BeforeValidator(_id)]
    jenis: Teks
    regime: Teks | None = None
    masukan: dict[str, Any]
    setelan: dict[str, Any] = {}
    harapan: Any = None
    tanda: Any = None
    sumber: Any = None
    catatan: Any = None


@dataclass(frozen=True)
class HasilKasus:
    """The outcome of one case: a result, or the faults that kept it from being computed."""

    id: str
    jenis: str
    hasil: Hasil | None
    galat: tuple[GalatKasus, ...] = ()

    def data(self) -> dict[str, Any]:
        """The outcome as JSON carries it: figures as strings, sentences in Indonesian."""
        if self.hasil is None:
            return {
                "id": self.id,
                "jenis": self.jenis,
                "nilai": {},
                "putusan": GALAT,
                "alasan": [f"{g.bidang}: {g.pesan}" for g in self.galat],
                "langkah": [],
                "galat": [{"bidang": g.bidang, "pesan": str(g.pesan)} for g in self.galat],
            }
        data: dict[str, Any] = {
            "id": self.id,
            "jenis": self.jenis,
            "nilai": {nama: teks_nilai(nilai) for nama, nilai in self.hasil.nilai.items()},
            "putusan": self.hasil.putusan,
            "alasan": [str(a) for a in self.hasil.alasan],
            "langkah": [data_langkah(satu) for satu in self.hasil.langkah],
        }
        if self.hasil.peringatan:
            data["peringatan"] = [str(p) for p in self.hasil.peringatan]
        return data


def teks_nilai(nilai: NilaiHasil) -> str | None:
    """A figure as a string: decimals with a point and no exponent, ISO dates, `ya`/`tidak`; nothing stays null."""
    if nilai is None:
        return None
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, Decimal):
        return f"{nilai:f}"
    return nilai.isoformat() if isinstance(nilai, dt.date) else str(nilai)


def data_langkah(langkah: Langkah) -> dict[str, str | None]:
    """A step as JSON carries it."""
    return {"teks": str(langkah.teks), "nilai": teks_nilai(langkah.nilai), "sumber": langkah.sumber}


def jalankan_kasus(
    kasus: Sequence[Any], peraturan_pengganti: Mapping[str, Peraturan] | None = None
) -> list[HasilKasus]:
    """Computes every case, in order. `peraturan_pengganti` puts rule sets with other figures in place, by key."""
    hasil: list[HasilKasus] = []
    terpakai: set[str] = set()
    for nomor, satu in enumerate(kasus, 1):
        tulisan = satu.get("id") if isinstance(satu, dict) else None
        nama = _tulisan(tulisan) if isinstance(tulisan, str | int) else P_("kasus ke-%(nomor)s", nomor=nomor)
        if str(nama) in terpakai:
            galat = GalatKasus("id", P_("Dua kasus bernama sama. Beri nama lain."))
            hasil.append(HasilKasus(str(nama), "", None, (galat,)))
            continue
        terpakai.add(str(nama))
        hasil.append(_satu(str(nama), satu, dict(peraturan_pengganti or {})))
    return hasil


def _tulisan(isi: object) -> str:
    """What a case calls itself, short and writable: JSON may hold half a character, which no file takes."""
    return str(isi)[:PANJANG_NAMA].encode("utf-8", "replace").decode()


def _satu(nama: str, mentah: Any, pengganti: dict[str, Peraturan]) -> HasilKasus:
    kode = mentah.get("jenis") if isinstance(mentah, dict) else None
    jenis_teks = _tulisan(kode) if isinstance(kode, str) else ""
    try:
        kasus = Kasus.model_validate(mentah)
    except ValidationError as galat:
        return HasilKasus(nama, jenis_teks, None, dari_validasi(galat))
    jenis = JENIS.get(kasus.jenis)
    if jenis is None:
        pesan = P_(
            "Jenis “%(jenis)s” tidak dikenal. Yang ada: %(daftar)s.", jenis=kasus.jenis[:40], daftar=tuple(JENIS)
        )
        return HasilKasus(nama, jenis_teks, None, (GalatKasus("jenis", pesan),))
    try:
        konteks = _konteks(jenis, kasus, pengganti)
        masukan = jenis.masukan.model_validate(kasus.masukan)
        # Some functions ask for the rules of a day instead of being given them; they hear the settings this way.
        potret = berlaku.kini()
        with berlaku.memakai(potret.dengan(*konteks.pengganti.values()) if konteks.pengganti else potret):
            return HasilKasus(nama, jenis.kode, jenis.hitung(konteks, masukan))
    except ValidationError as galat:
        faults = dari_validasi(galat, "masukan")
    except KasusSalah as galat:
        faults = (GalatKasus(galat.bidang, galat.pesan),)
    except MasaBertumpangTindih as galat:
        pesan = P_("Masa berlaku %(daftar)s bertumpang tindih. Ubah tanggal keduanya.", daftar=galat.kunci)
        faults = (GalatKasus("setelan", pesan),)
    except PeraturanTidakAda as galat:
        faults = (GalatKasus("masukan", galat.pesan),)
    except KetentuanTidakAda as galat:
        pesan = P_("Peraturan %(kunci)s tidak memuat %(jalur)s.", kunci=galat.kunci, jalur=galat.jalur)
        faults = (GalatKasus("masukan", pesan),)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        if not kasus.setelan:
            raise  # rules that nobody changed for this case: a mistake of the application, not of the case
        pesan = P_("Dengan setelan ini kasus tidak dapat dihitung. Periksa isi setelannya.")
        faults = (GalatKasus("setelan", pesan),)
    return HasilKasus(nama, jenis.kode, None, faults)


def _konteks(jenis: Jenis[Any], kasus: Kasus, pengganti: dict[str, Peraturan]) -> Konteks:
    regime = kasus.regime
    if regime is not None and regime not in REGIME:
        raise KasusSalah("regime", P_("Regime tidak dikenal. Pilih salah satu: %(daftar)s.", daftar=REGIME))
    if jenis.regime and regime is None:
        raise KasusSalah("regime", P_("Bidang ini wajib diisi: %(daftar)s.", daftar=jenis.regime))
    if jenis.regime and regime not in jenis.regime:
        raise KasusSalah("regime", P_("Jenis ini hanya ada dalam %(daftar)s.", daftar=jenis.regime))
    for nama, nilai in kasus.setelan.items():
        kunci, _, jalur = nama.rpartition(":")
        kunci = kunci or regime or ""
        try:
            asal = pengganti.get(kunci) or peraturan.kunci(kunci)
            pengganti[kunci] = asal.dengan([_setelan(asal, jalur, nilai)])
        except (PeraturanTidakAda, KetentuanTidakAda):
            raise KasusSalah(f"setelan.{nama}", P_("Tidak ada ketentuan dengan jalur ini.")) from None
        except KetentuanSalahJenis:
            raise KasusSalah(f"setelan.{nama}", P_("Isi setelan berbeda jenis dari ketentuan asalnya.")) from None
    return Konteks(regime, pengganti)


def _setelan(asal: Peraturan, jalur: str, nilai: Any) -> Ketentuan:
    sah: Nilai = tuple(nilai) if isinstance(nilai, list) else nilai
    if isinstance(nilai, str) and isinstance(asal.ketentuan(jalur).nilai, dt.date):
        try:
            sah = dt.date.fromisoformat(nilai)
        except ValueError:
            raise KetentuanSalahJenis(asal.kunci, jalur, "tanggal", nilai) from None
    if not isinstance(sah, str | bool | int | Decimal | dt.date | tuple):
        raise KetentuanSalahJenis(asal.kunci, jalur, "teks, angka, ya/tidak, tanggal atau daftar", str(nilai))
    return Ketentuan(jalur, sah, str(P_("setelan kasus")), Tanda.PROPOSED)


class BerkasKasusSalah(ValueError):
    """The file as a whole cannot be read; `pesan` says why."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


def baca_kasus(isi: bytes) -> list[Any]:
    """The cases of a file, unchecked, numbers exact. Raises BerkasKasusSalah."""
    try:
        data = json.loads(isi.decode("utf-8-sig"), parse_float=_pecahan, parse_constant=_bukan_angka)
    except UnicodeDecodeError:
        raise BerkasKasusSalah(P_("Berkas bukan teks UTF-8.")) from None
    except json.JSONDecodeError as galat:
        pesan = P_("Berkas bukan JSON: baris %(baris)s, kolom %(kolom)s.", baris=galat.lineno, kolom=galat.colno)
        raise BerkasKasusSalah(pesan) from None
    except (ValueError, RecursionError):
        raise BerkasKasusSalah(P_("Berkas bukan JSON yang dapat dibaca.")) from None
    kasus = data.get("kasus") if isinstance(data, dict) else None
    if not isinstance(kasus, list):
        raise BerkasKasusSalah(P_('Berkas harus berbentuk {"kasus": [ ... ]}.'))
    if len(kasus) > KASUS_TERBANYAK:
        raise BerkasKasusSalah(P_("Satu berkas memuat paling banyak %(batas)s kasus.", batas=KASUS_TERBANYAK))
    return kasus


def _pecahan(teks: str) -> Decimal | str:
    """A number of the file, exact. One beyond every figure stays text, which no field or setting takes for a number:
    written out, 1e999999999 would fill the memory.
    """
    try:
        angka = Decimal(teks)
    except InvalidOperation:
        return teks
    return angka if not angka or abs(angka.adjusted()) <= PANGKAT_TERBESAR else teks


def _bukan_angka(teks: str) -> Any:
    raise ValueError(teks)
