"""One act over many cases: each in a transaction of its own, with its own result; repeating it does no harm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workflow_app.errors import Conflict, MasukanSalah, Refused, WrongState
from workflow_app.extensions import db, transaction
from workflow_app.koneksi import atur_hanya_baca
from workflow_app.models import Stateful
from workflow_app.peraturan import PeraturanTidakAda
from workflow_app.permissions import terlihat
from workflow_app.pesan import P_, Pesan
from workflow_app.services.langkah import Masukan, ambil
from workflow_app.states import BY_NAME
from workflow_app.states.engine import workflow_of
from workflow_app.web.alamat import kunci_dari
from workflow_app.web.konteks import pelaku

TERCATAT, SUDAH, DITOLAK, BERUBAH = "tercatat", "sudah", "ditolak", "berubah"


@dataclass(frozen=True)
class Pilihan:
    """A case as it was ticked: with the version that the reader saw."""

    alur: str
    id: int
    version: int

    def __str__(self) -> str:
        return f"{self.alur}.{self.id}.{self.version}"


def pilihan_dari(isi: Iterable[str], alur: Sequence[str]) -> list[Pilihan]:
    """What was ticked, each case once, in the order of `alur`; values that name no case are left out."""
    hasil: dict[tuple[str, int], Pilihan] = {}
    for satu in isi:
        nama, titik, sisa = satu.partition(".")
        id_, version = (kunci_dari(n) for n in (sisa.partition(".")[0], sisa.partition(".")[2]))
        if titik and nama in alur and id_ is not None and version is not None:
            hasil.setdefault((nama, id_), Pilihan(nama, id_, version))
    return sorted(hasil.values(), key=lambda p: alur.index(p.alur))


@dataclass(frozen=True)
class HasilBaris:
    """What became of one case: one of the four words above, with every reason."""

    pilihan: Pilihan
    obj: Any
    """The case after the act; None where the reader may not see it."""
    hasil: str
    alasan: Sequence[Pesan] = ()


def muat(pilihan: Pilihan) -> Any:
    """The case if the reader may see it, else None."""
    model = BY_NAME[pilihan.alur].model
    query = terlihat(select(model).where(model.id == pilihan.id), model, pelaku())
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def kerjakan(daftar: Sequence[Pilihan], trigger: str, catatan: str | None = None) -> list[HasilBaris]:
    """Take the step in every case that was ticked; a case that refuses stops no other."""
    hasil = [_satu(p, trigger, catatan) for p in daftar]
    atur_hanya_baca(True)  # what follows only draws the page
    return [HasilBaris(h.pilihan, muat(h.pilihan), h.hasil, h.alasan) for h in hasil]


def _satu(pilihan: Pilihan, trigger: str, catatan: str | None) -> HasilBaris:
    atur_hanya_baca(False)
    obj = muat(pilihan)
    if obj is None:
        return HasilBaris(pilihan, None, DITOLAK, (P_("Perkara ini tidak ada, atau tidak terbuka bagi Anda."),))
    try:
        with transaction() as session:
            ambil(session, obj, trigger, Masukan(pelaku(), pilihan.version, catatan))
    except (Conflict, WrongState) as galat:
        return _terlambat(pilihan, trigger, galat)
    except Refused as galat:
        return HasilBaris(pilihan, None, DITOLAK, [a.pesan for a in galat.alasan])
    except MasukanSalah as galat:
        return HasilBaris(pilihan, None, DITOLAK, list(galat.galat.values()))
    except PeraturanTidakAda as galat:
        return HasilBaris(pilihan, None, DITOLAK, [galat.pesan])
    return HasilBaris(pilihan, obj, TERCATAT)


def _terlambat(pilihan: Pilihan, trigger: str, galat: Conflict | WrongState) -> HasilBaris:
    """Somebody was faster; where the state is the one that the step leads to, the act is done already."""
    kini = muat(pilihan)
    if kini is not None and _sudah_di_sana(kini, trigger):
        return HasilBaris(pilihan, kini, SUDAH)
    return HasilBaris(pilihan, kini, BERUBAH, (galat.pesan,))


def _sudah_di_sana(obj: Stateful, trigger: str) -> bool:
    return any(s.trigger == trigger and s.dest is obj.state for s in workflow_of(obj).steps)
