"""How the figure of an entry came about: volume, worth, factor, decision, each with the rule it follows."""

from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.models import (
    JENIS_PEMBUKA,
    EntriKredit,
    ItemDupak,
    JenisEntri,
    Konversi,
    PakIntegrasi,
    PenetapanAk,
)
from workflow_app.pesan import P_, Pesan, dari_data
from workflow_app.services.hitungan_butir import langkah_nilai
from workflow_app.services.penetapan_ak import sebab_asal_koreksi
from workflow_app.web.beku import langkah as dari_beku
from workflow_app.web.beku import masa_konversi, predikat_persen

Keterangan = tuple[Pesan | None, list[Langkah]]
"""What an entry rests on in a sentence, and its steps."""


def langkah_perkara(session: Session, entri: EntriKredit) -> Keterangan:
    """The steps behind an entry of a case of the conversion regime, as the case froze them.

    What closes a level or carries surplus follows from the account and says so in its reason.
    """
    if entri.jenis not in JENIS_PEMBUKA and entri.perkara_id is not None:
        obj = session.get(_PERKARA[entri.perkara], entri.perkara_id) if entri.perkara in _PERKARA else None
        if isinstance(obj, Konversi):
            return _konversi(obj, entri)
        if isinstance(obj, PenetapanAk):
            return None, _tambahan(obj, entri)
        if isinstance(obj, PakIntegrasi):
            return None, dari_beku(obj.rincian["langkah"])
    return None, []


_PERKARA = {"konversi": Konversi, "penetapan_ak": PenetapanAk, "pak_integrasi": PakIntegrasi}


def _konversi(obj: Konversi, entri: EntriKredit) -> Keterangan:
    rincian = obj.rincian or {}
    langkah = dari_beku(rincian.get("langkah", ()))
    lama = obj.menggantikan
    if entri.jenis is JenisEntri.KOREKSI and lama is not None:
        teks = P_(
            "Konversi %(nomor)s semula %(lama)s, kini %(baru)s.",
            nomor=lama.nomor or "",
            lama=lama.jumlah,
            baru=obj.jumlah,
        )
        langkah.append(Langkah(teks, entri.jumlah))
    keterangan = P_(
        "%(masa)s, predikat %(predikat)s", masa=masa_konversi(obj), predikat=predikat_persen(obj.aturan, obj.predikat)
    )
    return keterangan, langkah


def _tambahan(obj: PenetapanAk, entri: EntriKredit) -> list[Langkah]:
    """The addition of the determination that this entry booked, or corrected."""
    return [
        Langkah(dari_data(t["alasan"]), Decimal(t["jumlah"]), t["sumber"])
        for t in obj.rincian["tambahan"]
        if (t["sebab"], t["unsur"]) == (sebab_asal_koreksi(entri.sebab), entri.unsur)
    ]


def langkah_entri(entri: EntriKredit, item: ItemDupak) -> list[Langkah]:
    """The steps behind an entry of an activity, from the figures that were frozen with it."""
    langkah = langkah_nilai(item)
    hasil = next((b for b in (item.dupak.hasil or {}).get("butir", ()) if b["item_id"] == item.id), None)
    if hasil is not None:
        langkah.append(_putusan(hasil))
        if hasil["alasan"]:
            langkah.append(Langkah(Pesan("%(alasan)s", {"alasan": hasil["alasan"]})))
    return langkah


def _putusan(hasil: dict[str, str]) -> Langkah:
    """What the plenary fixed."""
    akhir = Decimal(hasil["akhir"])
    if hasil["cara"] == "hangus":
        return Langkah(P_("Hangus: tidak dinilai."), akhir)
    kalimat = {
        "sama": P_("Kedua penilai sepakat: %(nilai)s.", nilai=akhir),
        "sidang": P_("Diputus sidang: %(nilai)s.", nilai=akhir),
    }
    return Langkah(kalimat.get(hasil["cara"], P_("Ditetapkan: %(nilai)s.", nilai=akhir)), akhir)
