"""Where the credit of a level comes from, per row of the determination: the papers that gave it."""

from collections.abc import Collection

from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from workflow_app.models import EntriKredit, JenisEntri, Konversi, KonversiState
from workflow_app.pesan import P_, Pesan
from workflow_app.services.kredit_konversi import KONVERSI


def asal_kredit(
    session: Session, pegawai_id: int, aturan: str, jenjang: str, kecuali_penetapan: Collection[int]
) -> dict[str, list[Pesan]]:
    """Papers per row, in the order in which they were booked; conversions are named by their accumulation. Two queries.

    `kecuali_penetapan` leaves out what determinations booked that are being replaced.
    """
    hasil: dict[str, list[Pesan]] = {}
    dasar = (
        select(EntriKredit.unsur, EntriKredit.dasar)
        .where(
            EntriKredit.pegawai_id == pegawai_id,
            EntriKredit.aturan == aturan,
            EntriKredit.jenjang == jenjang,
            EntriKredit.unsur != "",
            EntriKredit.dasar != "",
            EntriKredit.jenis != JenisEntri.MULAI_JENJANG,
            EntriKredit.perkara != "konversi",
            not_((EntriKredit.perkara == "penetapan_ak") & EntriKredit.perkara_id.in_(kecuali_penetapan)),
        )
        .group_by(EntriKredit.unsur, EntriKredit.dasar)
        .order_by(func.min(EntriKredit.id))
    )
    for unsur, surat in session.execute(dasar):
        hasil.setdefault(unsur, []).append(Pesan(surat))
    akumulasi = (
        select(Konversi.nomor_akumulasi)
        .where(
            Konversi.subjek_id == pegawai_id,
            Konversi.aturan == aturan,
            Konversi.jenjang == jenjang,
            Konversi.state == KonversiState.DITETAPKAN,
        )
        .order_by(Konversi.entri_terakhir.desc(), Konversi.id.desc())
        .limit(1)
    )
    nomor = session.scalar(akumulasi)
    if nomor:
        hasil.setdefault(KONVERSI, []).append(P_("Akumulasi Angka Kredit Nomor %(nomor)s", nomor=nomor))
    return hasil
