"""Who may read what a mail says. That it was written, to whom and with what result is the administrator's to see."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Penilaian, Surat
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.services.perkara import bukan_rekan_dinilai
from workflow_app.states import BY_NAME


def boleh_membaca(session: Session, pelaku: Pelaku, surat: Surat) -> bool:
    """Whether the person may read the text: he was addressed, or he may see the case that it tells of.

    The officer of the case reads only what was sent to himself: mails to the team may carry its notes.
    """
    if surat.penerima_id == pelaku.pegawai_id:
        return True
    if surat.workflow not in BY_NAME:
        return False  # a notice of somebody's own log
    model = BY_NAME[surat.workflow].model
    query = terlihat(select(model.subjek_id).where(model.id == surat.object_id), model, pelaku)
    if model is Penilaian:
        query = query.where(bukan_rekan_dinilai(pelaku))
    perkara = session.execute(query).first()
    return perkara is not None and perkara.subjek_id != pelaku.pegawai_id
