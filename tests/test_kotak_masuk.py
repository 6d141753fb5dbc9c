"""The inbox says for many cases what the rights say for one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import pabrik
from tests.kantor import Kantor, kantor
from workflow_app.models import Kedudukan, KonflikKepentingan, Pegawai
from workflow_app.permissions import boleh_melihat, peran_terhadap
from workflow_app.services.kotak_masuk import kotak_masuk
from workflow_app.states import WORKFLOWS


def semua_keadaan(k: Kantor) -> None:
    k.draf()
    k.diajukan()
    k.disetujui()
    k.diusulkan()
    k.diperiksa()
    k.lengkap()
    setengah = k.dinilai()
    k.kirim(k.penilaian(setengah)[0])
    k.menunggu_sidang()
    k.pak_draf()
    k.keberatan(k.diputuskan())
    k.pak_menunggu()


def periksa_semua_orang(k: Kantor) -> int:
    """Compare inbox and rights for every person; the number of lines seen."""
    perkara = [
        (w.name, obj) for w in WORKFLOWS for obj in k.session.scalars(select(w.model)) if obj.state not in w.final
    ]
    jumlah = 0
    for orang in k.session.scalars(select(Pegawai)).all():
        pelaku = k.pelaku(orang)
        seharusnya = {
            (nama, obj.id)
            for nama, obj in perkara
            if obj.pemegang in peran_terhadap(k.session, pelaku, obj) and boleh_melihat(k.session, pelaku, obj)
        }
        baris = kotak_masuk(k.session, pelaku, batas=100).baris
        assert len({(b.workflow, b.id) for b in baris}) == len(baris)
        assert {(b.workflow, b.id) for b in baris} == seharusnya, orang.nama
        jumlah += len(baris)
    return jumlah


def test_inbox_equals_the_rights_of_everybody(session: Session):
    k = kantor(session)
    semua_keadaan(k)

    assert periksa_semua_orang(k) >= 12
