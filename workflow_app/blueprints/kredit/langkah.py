"""How the figure of an entry came about: volume, worth, factor, decision, each with the rule it follows."""

from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.models import EntriKredit, ItemDupak
from workflow_app.pesan import P_, Pesan
from workflow_app.services.hitungan_butir import langkah_nilai


def langkah_entri(entri: EntriKredit, item: ItemDupak | None) -> list[Langkah]:
    """The steps behind an entry of an activity, from the figures that were frozen with it; none for other sums."""
    if item is None:
        return []
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
