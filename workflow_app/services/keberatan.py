"""The officer's objection and the team's answer."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from workflow_app.errors import Alasan, MasukanSalah, Refused
from workflow_app.models import ButirKeberatan, Dupak, Keberatan, KeberatanState, Peran
from workflow_app.permissions import Pelaku, peran_terhadap
from workflow_app.pesan import P_
from workflow_app.services import putusan
from workflow_app.services.versi import pastikan_versi
from workflow_app.states.engine import perform, start, touch


def ajukan(
    session: Session, dupak: Dupak, alasan: Mapping[int, str], *, oleh: Pelaku, catatan: str | None = None
) -> Keberatan:
    """Object to named items (item id to text), once per claim. Raises Refused, MasukanSalah."""
    milik = {b.id for b in dupak.butir}
    if not set(alasan) <= milik:
        raise MasukanSalah({"butir": P_("Pilih butir dari DUPAK ini.")})
    keberatan = Keberatan(
        dupak=dupak,
        subjek_id=dupak.subjek_id,
        instansi_id=dupak.instansi_id,
        unit_id=dupak.unit_id,
        tim_id=dupak.tim_id,
        butir=[ButirKeberatan(item_id=i, alasan=teks.strip()) for i, teks in sorted(alasan.items())],
    )
    start(session, keberatan, "ajukan", pelaku=oleh, note=catatan)
    touch(session, dupak)  # a waiver on another page does not pass it by
    return keberatan


def telaah(
    session: Session,
    keberatan: Keberatan,
    penelaah_id: int | None,
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Give the objection to a member who prepares the answer."""
    perform(
        session,
        keberatan,
        "telaah",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        penelaah_id=penelaah_id,
    )


def boleh_menjawab(session: Session, keberatan: Keberatan, pelaku: Pelaku) -> bool:
    """Whether the person may write answers: the reviewer named, the chair and the secretary, never the officer."""
    peran = peran_terhadap(session, pelaku, keberatan)
    penelaah = keberatan.penelaah_id == pelaku.pegawai_id and Peran.ANGGOTA_TIM in peran
    return penelaah or bool(peran.keys() & {Peran.KETUA_TIM, Peran.SEKRETARIS_TIM})


def jawab(
    session: Session,
    keberatan: Keberatan,
    jawaban: Mapping[int, str],
    *,
    oleh: Pelaku,
    seen_version: int | None = None,
) -> None:
    """Write the answers per item; open to the reviewer named, the chair and the secretary."""
    pastikan_versi(keberatan, seen_version)
    if not boleh_menjawab(session, keberatan, oleh):
        raise Refused(
            [Alasan(P_("Jawaban ditulis penelaah atau pengurus tim."), P_("alur keberatan"), tentang_hak=True)]
        )
    if keberatan.state is not KeberatanState.DITELAAH:
        raise Refused([Alasan(P_("Jawaban ditulis selama keberatan ditelaah."), P_("alur keberatan"))])
    for butir in keberatan.butir:
        if butir.item_id in jawaban:
            butir.jawaban = jawaban[butir.item_id].strip()
    touch(session, keberatan)


def kabulkan(
    session: Session,
    keberatan: Keberatan,
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Uphold: the contested items go back to the plenary."""
    perform(
        session,
        keberatan,
        "kabulkan",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        dijawab_pada=oleh.hari_ini,
    )
    putusan.buka_sidang_ulang(
        session,
        keberatan.dupak,
        [b.item_id for b in keberatan.butir],
        oleh=oleh,
        catatan=(catatan or "").strip() or str(P_("Keberatan dikabulkan.")),
        keberatan_id=keberatan.id,
    )


def tolak(
    session: Session, keberatan: Keberatan, *, oleh: Pelaku, catatan: str | None, seen_version: int | None = None
) -> None:
    """Reject, with an answer per item."""
    perform(
        session,
        keberatan,
        "tolak",
        pelaku=oleh,
        note=catatan,
        seen_version=seen_version,
        dijawab_pada=oleh.hari_ini,
    )


def cabut(
    session: Session,
    keberatan: Keberatan,
    *,
    oleh: Pelaku,
    catatan: str | None = None,
    seen_version: int | None = None,
) -> None:
    """The officer takes his objection back."""
    perform(session, keberatan, "cabut", pelaku=oleh, note=catatan, seen_version=seen_version)
