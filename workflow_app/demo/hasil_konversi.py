"""What a play of the conversion regime came to: the content of summary.json, and the Word files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.demo.lembar_konversi import Orang
from workflow_app.demo.pencatat import Baris
from workflow_app.kalkulator.dasar import NOL
from workflow_app.models import Dokumen, Konversi, KonversiState, Pegawai, PenetapanAk
from workflow_app.pesan import Pesan, dari_data


@dataclass(frozen=True, slots=True)
class Surat:
    """A Word file to be written: its name without suffix, and what `documents.render` takes."""

    nama: str
    jenis: str
    isian: Mapping[str, Any]


@dataclass
class HasilOrang:
    """What the run came to for one officer."""

    orang: Orang
    pegawai: Pegawai
    konversi: Sequence[Konversi] = ()
    penetapan: Sequence[PenetapanAk] = ()
    dilewati: list[Pesan] = field(default_factory=list)

    def ringkasan(self) -> dict[str, Any]:
        """One officer in summary.json: figures as text with three decimals, dates ISO."""
        terakhir = self.penetapan[-1] if self.penetapan else None
        tetap = [k for k in self.konversi if k.state is KonversiState.DITETAPKAN]
        return {
            "nip": self.pegawai.nip,
            "nama": self.pegawai.nama,
            "konversi": [
                {
                    "tahun": k.tahun,
                    "bulan_mulai": k.bulan_mulai,
                    "bulan_selesai": k.bulan_selesai,
                    "jenjang": k.jenjang,
                    "golongan": k.golongan,
                    "predikat": k.predikat,
                    "angka_kredit": k.jumlah,
                    "status": k.state.value,
                    "nomor": k.nomor,
                    "ditetapkan": k.ditetapkan_pada,
                }
                for k in self.konversi
            ],
            "akumulasi": {
                jenjang: sum((k.jumlah or NOL for k in tetap if k.jenjang == jenjang), NOL)
                for jenjang in dict.fromkeys(k.jenjang for k in tetap if k.jenjang)
            },
            "penetapan": [_ringkas_penetapan(p) for p in self.penetapan],
            "angka_kredit": None if terakhir is None else terakhir.jumlah,
            "kelayakan": None if terakhir is None else _ringkas_kelayakan(terakhir.rincian["kelayakan"]),
            "dilewati": [str(p) for p in self.dilewati],
        }


@dataclass
class HasilKonversi:
    """What the run came to."""

    orang: Sequence[HasilOrang]
    langkah: Sequence[Baris]
    asumsi: Sequence[Pesan]
    surat: Sequence[Surat]

    def ringkasan(self) -> dict[str, Any]:
        """The content of summary.json."""
        dipakai = {k.aturan for o in self.orang for k in o.konversi}
        return {
            "asumsi": [str(a) for a in self.asumsi],
            "peraturan": [{"kunci": a, "sidik": peraturan.kunci(a).sidik} for a in sorted(dipakai)],
            "pegawai": [o.ringkasan() for o in self.orang],
            "langkah": [b.data() for b in self.langkah],
        }


def _ringkas_penetapan(p: PenetapanAk) -> dict[str, Any]:
    return {
        "nomor": p.nomor,
        "ditetapkan": p.ditetapkan_pada,
        "status": p.state.value,
        "jenjang": p.jenjang,
        "golongan": p.golongan,
        "golongan_awal": p.rincian["golongan_awal"],
        "lama": p.jumlah_lama,
        "baru": p.jumlah_baru,
        "jumlah": p.jumlah,
        "tambahan": {t["unsur"]: t["jumlah"] for t in p.rincian["tambahan"]},
        "kelayakan": _ringkas_kelayakan(p.rincian["kelayakan"]),
    }


def _ringkas_kelayakan(layak: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict on rank (`kp`) and level (`kj`), with every reason in words."""
    hasil: dict[str, Any] = {"tetap_jenjang": layak["tetap_jenjang"]}
    for jenis in ("kj", "kp"):
        satu = layak[jenis]
        hasil[jenis] = satu and {
            **{k: satu[k] for k in ("tujuan", "kebutuhan", "kekurangan", "kelebihan", "cukup", "boleh")},
            "alasan": [str(dari_data(a)) for a in satu["alasan"]],
        }
    return hasil


# The Word files


def surat(session: Session, nomor: int, hasil: HasilOrang) -> Iterator[Surat]:
    """Each conversion, the newest accumulation of each level, and each determination; no NIP in their names."""
    awalan = f"{nomor:02d}-{_berkas(hasil.pegawai.nama)}"
    per_jenjang = {k.jenjang: k for k in hasil.konversi if k.state is KonversiState.DITETAPKAN}
    for k in hasil.konversi:
        if k.state is KonversiState.DITETAPKAN:
            masa = f"{k.tahun}-{k.bulan_mulai:02d}-{k.bulan_selesai:02d}"
            yield _dokumen(session, f"{awalan}-konversi-{masa}", k, "konversi")
    for jenjang, k in per_jenjang.items():
        yield _dokumen(session, f"{awalan}-akumulasi-{_berkas(jenjang or '')}", k, "akumulasi")
    for p in hasil.penetapan:
        if p.ditetapkan_pada is not None:
            yield _dokumen(session, f"{awalan}-penetapan-ak-{p.ditetapkan_pada.isoformat()}", p, "penetapan_ak")


def _dokumen(session: Session, nama: str, obj: Konversi | PenetapanAk, jenis: str) -> Surat:
    workflow = "penetapan_ak" if isinstance(obj, PenetapanAk) else "konversi"
    dokumen = session.scalars(
        select(Dokumen).where(
            Dokumen.workflow == workflow, Dokumen.object_id == obj.id, Dokumen.jenis == jenis, Dokumen.terbit
        )
    ).one()
    return Surat(nama, jenis, dokumen.isian)


def _berkas(teks: str) -> str:
    """A name as part of a file name."""
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in teks.casefold()).split()) or "pegawai"
