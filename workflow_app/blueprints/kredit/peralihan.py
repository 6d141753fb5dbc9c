"""The turn-over on the account page: what each old rule set gave, the base taken off, and what arrived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from sqlalchemy import select

from workflow_app.extensions import db
from workflow_app.kalkulator.dasar import Langkah
from workflow_app.models import Pegawai
from workflow_app.permissions import boleh_melihat, urusan_kepegawaian
from workflow_app.pesan import Pesan
from workflow_app.services import peralihan as layanan
from workflow_app.services.peralihan import Peralihan
from workflow_app.web.beku import langkah
from workflow_app.web.konteks import hari_ini, pelaku
from workflow_app.web.perkara import alamat_perkara, label_status


@dataclass(frozen=True)
class BarisAlih:
    """One old rule set; `aturan` is empty for the sum of all."""

    aturan: str
    dimiliki: Decimal
    nilai_dasar: Decimal | None
    """None where credit was counted inside the level already."""
    dialihkan: Decimal


@dataclass(frozen=True)
class TampilPeralihan:
    """The turn-over in words, with the ways that are open to this reader."""

    isi: Peralihan
    label: Pesan | None
    baris: Sequence[BarisAlih]
    langkah: Sequence[Langkah]
    alamat: str | None
    """The case, if the reader may open it."""
    susun: str | None
    """Where he draws one up, if he may and it is due."""


def tampil_peralihan(
    pemilik: Pegawai, saldo: Mapping[tuple[str, str], Mapping[str, Decimal]]
) -> TampilPeralihan | None:
    """The section, or None where there is nothing to turn over. `saldo` is the whole account. At most three queries."""
    isi = layanan.peralihan(db.session(), pemilik, saldo, hari_ini())
    if isi is None:
        return None
    perkara = isi.perkara
    if perkara is None:
        susun = (
            url_for("pak_integrasi.susun", pegawai_id=pemilik.id) if isi.dapat_disusun and _urusan(pemilik) else None
        )
        return TampilPeralihan(isi, None, (), (), None, susun)
    alamat = alamat_perkara(perkara) if boleh_melihat(db.session(), pelaku(), perkara) else None
    return TampilPeralihan(
        isi, label_status(perkara), _baris(perkara.rincian), langkah(perkara.rincian["langkah"]), alamat, None
    )


def _urusan(pemilik: Pegawai) -> bool:
    query = select(Pegawai.id).where(Pegawai.id == pemilik.id, urusan_kepegawaian(pelaku()))
    return db.session.scalar(query) is not None


def _baris(rincian: Mapping[str, object]) -> list[BarisAlih]:
    def satu(aturan: str, isi: Mapping[str, object], dimiliki: str, dialihkan: str) -> BarisAlih:
        dasar = isi["nilai_dasar"]
        return BarisAlih(
            aturan,
            Decimal(str(isi[dimiliki])),
            None if dasar is None else Decimal(str(dasar)),
            Decimal(str(isi[dialihkan])),
        )

    bagian: Sequence[Mapping[str, object]] = rincian["bagian"]  # type: ignore[assignment]
    return [
        *(satu(str(b["aturan"]), b, "konvensional", "integrasi") for b in bagian),
        satu("", rincian, "konvensional", "sebelum_potongan"),
    ]
