"""The form of words over a signature."""

from sqlalchemy.orm import Session

from workflow_app.models import Pegawai, Peran, Stateful
from workflow_app.permissions import Pelaku, peran_terhadap
from workflow_app.pesan import P_


def sebutan(session: Session, obj: Stateful, peran: Peran, oleh: Pelaku) -> str:
    """Form of words over a signature: the post of who signs, or the lender's with `Plh.` or `Plt.` before it."""
    tugas = peran_terhadap(session, oleh, obj).get(peran)
    if oleh.pegawai_id is None or tugas is None:
        return ""
    pemilik = session.get_one(Pegawai, tugas.atas_nama_id or oleh.pegawai_id)
    nama = pemilik.jabatan_struktural or str(P_("Pejabat Penilai Kinerja"))
    return f"{tugas.jenis_pelimpahan.value} {nama}" if tugas.jenis_pelimpahan else nama
