"""What every case page shares: its frame, its address, and the page for a case that changed meanwhile."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workflow_app.errors import Conflict, WrongState
from workflow_app.extensions import db
from workflow_app.koneksi import atur_hanya_baca
from workflow_app.models import Stateful
from workflow_app.permissions import boleh_melihat
from workflow_app.pesan import P_, Pesan
from workflow_app.services import keadaan
from workflow_app.services import perkara as layanan
from workflow_app.states.engine import Workflow, workflow_of
from workflow_app.web import diagram
from workflow_app.web.bahasa import label_peran, teks
from workflow_app.web.konteks import pelaku
from workflow_app.web.langkah import langkah_terbuka

MAKS_KIRIMAN = 30
TAK_DITAMPILKAN = frozenset({"csrf_token", "version", "kembali"})


def alamat_perkara(perkara: Stateful | str, id: int | None = None, tempat: str | None = None) -> str:  # noqa: A002 - named as in the addresses
    """The page of a case, by the case or by workflow and id; `tempat` is a fragment of it."""
    nama = perkara if isinstance(perkara, str) else workflow_of(perkara).name
    nomor = id if isinstance(perkara, str) else perkara.id
    if f"{nama}.lihat" in current_app.view_functions:
        return url_for(f"{nama}.lihat", id=nomor, _anchor=tempat)
    return url_for("perkara.lihat", workflow=nama, id=nomor, _anchor=tempat)


def label_status(obj: Stateful) -> Pesan:
    """The state of a case in the words of the present reader: public ones for the officer himself."""
    umum = obj.subjek_id is not None and obj.subjek_id == pelaku().pegawai_id
    return keadaan.label(workflow_of(obj).name, obj.state, umum=umum)


def judul_perkara(kepala: layanan.Kepala) -> Pesan:
    """Title of a case page."""
    return P_("%(alur)s: %(nama)s", alur=keadaan.judul(kepala.workflow), nama=kepala.subjek or kepala.id)


def konteks_perkara(obj: Stateful) -> dict[str, Any]:
    """Everything that `perkara/lihat.html` draws, for a case that the reader may see."""
    session, orang = db.session(), pelaku()
    kepala = layanan.kepala(session, obj, orang)
    jejak = layanan.jejak(session, obj, orang)
    return {
        "perkara": obj,
        "kepala": kepala,
        "judul_halaman": judul_perkara(kepala),
        "langkah_anda": langkah_terbuka(session, obj, orang),
        "jejak": _berlabel(jejak),
        "tahapan_perkara": layanan.tahapan(kepala.workflow, obj.state, jejak),
        "dokumen_perkara": layanan.dokumen(session, obj),
        "terkait": layanan.terkait(session, obj, orang),
        "alamat_perkara": alamat_perkara,
        "remah": [(P_("Tugas saya"), url_for("beranda.tugas_saya")), (judul_perkara(kepala), None)],
        **_diagram(workflow_of(obj), obj, jejak, umum=kepala.milik_sendiri),
    }


def _berlabel(peristiwa: Sequence[layanan.Peristiwa]) -> list[dict[str, Any]]:
    """Acts for the macro that draws them, with the roles in words."""
    return [{**vars(p), "peran": label_peran(p.peran)} for p in peristiwa]


def _diagram(alur: Workflow[Any], obj: Stateful, jejak: Sequence[layanan.Peristiwa], *, umum: bool) -> dict[str, Any]:
    """The state diagram of the workflow with the road that this case has taken."""
    keadaan_alur = {s.value: s for s in alur.states}

    def label(nama: str) -> str:
        if nama in keadaan_alur:
            return str(teks(keadaan.label(alur.name, keadaan_alur[nama], umum=umum)))
        return str(teks(keadaan.label_langkah(alur.name, nama)))

    args = (
        [(s.trigger, s.source.value, s.dest.value) for s in alur.steps if s.source is not None],
        alur.initial.value,
        {s.value for s in alur.final},
        [p.ke_state for p in reversed(jejak)],
        obj.state.value,
        label,
    )
    return {"diagram_gambar": diagram.gambar(*args), "diagram_baris": diagram.teks(*args)}


def kalimat_pemegang(kepala: layanan.Kepala) -> Pesan:
    """Who holds the case now, in a sentence."""
    return layanan.kalimat_pemegang(kepala, label_peran(kepala.pemegang) if kepala.pemegang else None)


def halaman_berubah(
    obj: Stateful,
    galat: Conflict | WrongState,
    seen_version: int | None,
    kiriman: Sequence[tuple[Any, str]] | None = None,
    trigger: str | None = None,
) -> ResponseReturnValue:
    """The page for an act that came too late: what changed since, where the case is now, and what was typed.

    `kiriman` are pairs of label and text; left out, they are read from the form that was sent. `trigger` names the
    step that was tried: a second click on it is told apart from somebody else's act. Nothing of the attempt is kept.
    """
    session, orang = db.session(), pelaku()
    session.rollback()
    atur_hanya_baca(True)
    if not boleh_melihat(session, orang, obj):
        raise galat
    perubahan = layanan.perubahan_sejak(session, obj, orang, seen_version) if seen_version is not None else []
    terakhir = perubahan[0] if perubahan else None
    sudah_anda = terakhir is not None and (terakhir.trigger, terakhir.pelaku_id) == (trigger, orang.pegawai_id)
    tercatat = terakhir.catatan if terakhir is not None and sudah_anda else None
    kepala = layanan.kepala(session, obj, orang)
    isi = {
        "pesan": galat.pesan,
        "kepala": kepala,
        "judul_kasus": judul_perkara(kepala),
        "perubahan": _berlabel(perubahan),
        "sudah_anda": sudah_anda,
        "kiriman": [(n, t) for n, t in (_kiriman() if kiriman is None else kiriman) if t.strip() != tercatat],
        "url_terbaru": alamat_perkara(obj),
    }
    return render_template("perkara/berubah.html", **isi), 409


def _kiriman() -> list[tuple[str, str]]:
    return [
        (nama.replace("_", " ").capitalize(), isi)
        for nama, isi in list(request.form.items(multi=True))[:MAKS_KIRIMAN]
        if isi.strip() and nama not in TAK_DITAMPILKAN
    ]
