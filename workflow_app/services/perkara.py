"""What a case page shows besides the matter itself: where the case is, its story, its papers and its relatives."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from workflow_app.models import (
    AgendaSidang,
    AuditEntry,
    Dokumen,
    Dupak,
    DupakState,
    Instansi,
    Keberatan,
    Konversi,
    Pak,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    Penilaian,
    PenilaianState,
    Peran,
    Sidang,
    Stateful,
    Status,
    TimPenilai,
    Unit,
)
from workflow_app.permissions import Pelaku, dupak_terkait, penerima, terlihat
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.services import keadaan
from workflow_app.states import BY_NAME
from workflow_app.states.engine import Workflow, workflow_of
from workflow_app.waktu import WIB

JEJAK_MAKS = 200
DOKUMEN_MAKS = 200
TERKAIT_MAKS = 50
NAMA_TAMPIL = 2
"""More holders than this are counted, not named."""

_TERTUTUP_BAGI_PEGAWAI = frozenset({("dupak", "ganti_penilai")})
"""Acts that would tell the officer how far which assessor is."""
_CATATAN_DALAM = frozenset({("dupak", "kembalikan_sidang"), ("dupak", "tugaskan_penilai"), ("pak", "kembalikan")})
"""Acts whose notes are written for the team: they may speak of marks."""

LABEL_NILAI: dict[str, str] = {
    "surat_pengantar_nomor": N_("Nomor surat pengantar"),
    "surat_pengantar_tanggal": N_("Tanggal surat pengantar"),
    "diterima_pada": N_("Tanggal terima"),
    "kelengkapan_sampai": N_("Dilengkapi paling lambat"),
    "keberatan_sampai": N_("Hari keberatan sampai"),
    "tanggal": N_("Tanggal sidang"),
    "nomor": N_("Nomor"),
    "nomor_akumulasi": N_("Nomor akumulasi"),
    "ditetapkan_sebagai": N_("Ditetapkan sebagai"),
}
"""Values of a step that its line in the story repeats."""
_NILAI_TANGGAL = frozenset(
    {"surat_pengantar_tanggal", "diterima_pada", "kelengkapan_sampai", "keberatan_sampai", "tanggal"}
)


@dataclass(frozen=True)
class Kepala:
    """Where a case is: state, holder, deadline, next step. `milik_sendiri`: the reader is its officer."""

    workflow: str
    id: int
    version: int
    judul: Pesan
    """Full title of the workflow."""
    subjek: str | None
    """The officer whom the case is about, or the team of a plenary."""
    unit: str | None
    instansi: str
    state: Status
    label: Pesan
    pemegang: Peran | None
    """The role that must act; None when no single role does."""
    pemegang_nama: tuple[str, ...]
    pemegang_lain: int
    """Holders beyond those named."""
    penunggu: Pesan | None
    """Who or what is waited for where there is no holder."""
    giliran_anda: bool
    """Whether the reader is among those waited for."""
    sejak: dt.date
    tenggat: dt.date | None
    berikutnya: Pesan | None
    selesai: bool
    milik_sendiri: bool


@dataclass(frozen=True)
class Peristiwa:
    """One act of the story; `waktu` is the legal day with the time of day at which it was recorded."""

    waktu: dt.datetime
    judul: Pesan
    pelaku: str | None
    peran: Peran
    atas_nama: str | None
    dari: Pesan | None
    ke: Pesan
    catatan: str | None
    sistem: bool
    rincian: tuple[tuple[Pesan, Any], ...]
    trigger: str
    version: int
    pelaku_id: int | None
    ke_state: str


@dataclass(frozen=True)
class BerkasPerkara:
    """One paper of the case."""

    id: int
    jenis: str
    judul: Pesan
    terbit: bool
    sha256: str | None
    ukuran: int | None
    tanggal: dt.date
    lama: bool
    """Replaced by a newer paper of the same kind."""


@dataclass(frozen=True)
class Terkait:
    """Another case of the same claim, or of the same officer in the conversion regime."""

    workflow: str
    id: int
    judul: Pesan
    state: Status
    label: Pesan
    nama: str | None
    """The assessor of a marking, the number of a decision, the year of a conversion."""
    tanggal: dt.date | None


@dataclass(frozen=True)
class Tahapan:
    """A stretch of the road: `keadaan` is lalu, kini or nanti."""

    label: Pesan
    keadaan: str
    sejak: dt.date | None


JALAN: Mapping[str, Sequence[tuple[str, frozenset[str]]]] = {
    "dupak": (
        (N_("Disusun"), frozenset({"draf", "dikembalikan"})),
        (N_("Atasan langsung"), frozenset({"diajukan"})),
        (N_("Pejabat pengusul"), frozenset({"disetujui_atasan"})),
        (N_("Sekretariat"), frozenset({"diusulkan", "berkas_diterima", "pemeriksaan"})),
        (N_("Penilaian"), frozenset({"penilaian"})),
        (N_("Sidang"), frozenset({"sidang"})),
        (N_("Hasil dan PAK"), frozenset({"diputuskan"})),
        (N_("Selesai"), frozenset({"selesai"})),
    ),
    "keberatan": (
        (N_("Diajukan"), frozenset({"diajukan"})),
        (N_("Ditelaah"), frozenset({"ditelaah"})),
        (N_("Diputus"), frozenset({"dikabulkan", "ditolak"})),
    ),
    "penilaian": (
        (N_("Ditugaskan"), frozenset({"ditugaskan"})),
        (N_("Dinilai"), frozenset({"dinilai"})),
        (N_("Terkirim"), frozenset({"terkirim"})),
    ),
    "sidang": (
        (N_("Dijadwalkan"), frozenset({"dijadwalkan"})),
        (N_("Berlangsung"), frozenset({"berlangsung", "diskors"})),
        (N_("Ditutup"), frozenset({"ditutup"})),
    ),
    "pak": (
        (N_("Disusun"), frozenset({"draf", "dikembalikan"})),
        (N_("Diparaf"), frozenset({"diparaf"})),
        (N_("Tanda tangan"), frozenset({"menunggu_tanda_tangan"})),
        (N_("Ditetapkan"), frozenset({"ditetapkan"})),
        (N_("Dikirim"), frozenset({"dikirim"})),
    ),
    "konversi": (
        (N_("Disusun"), frozenset({"draf", "dikembalikan"})),
        (N_("Pejabat Penilai Kinerja"), frozenset({"diajukan"})),
        (N_("Ditetapkan"), frozenset({"ditetapkan"})),
    ),
    "penetapan_ak": (
        (N_("Pejabat Penilai Kinerja"), frozenset({"draf"})),
        (N_("Ditetapkan"), frozenset({"ditetapkan"})),
        (N_("Dikirim"), frozenset({"dikirim"})),
    ),
    "pak_integrasi": (
        (N_("Disusun"), frozenset({"draf"})),
        (N_("Tanda tangan"), frozenset({"diparaf"})),
        (N_("Ditetapkan"), frozenset({"ditetapkan"})),
        (N_("Dikirim"), frozenset({"dikirim"})),
    ),
}
"""The road of each workflow in a few stretches, with the states that lie in each."""
DIKEMBALIKAN = "dikembalikan"
"""A case that came back stands where it began, and says why."""


def kepala(session: Session, obj: Stateful, pelaku: Pelaku) -> Kepala:
    """Where the case is, in the words of this reader."""
    workflow = workflow_of(obj)
    sendiri = obj.subjek_id is not None and obj.subjek_id == pelaku.pegawai_id
    nama, unit, instansi = session.execute(
        select(func.coalesce(Pegawai.nama, TimPenilai.nama), Unit.nama, Instansi.nama)
        .select_from(Instansi)
        .outerjoin(Pegawai, Pegawai.id == obj.subjek_id)
        .outerjoin(TimPenilai, TimPenilai.id == obj.tim_id)
        .outerjoin(Unit, Unit.id == obj.unit_id)
        .where(Instansi.id == obj.instansi_id)
    ).one()
    penunggu = keadaan.penunggu(workflow.name, obj.state)
    # Where a state belongs to nobody and yet lies on a desk (an assessor withdrew), its officer is not told.
    tanpa_nama = obj.pemegang is Peran.SISTEM or (sendiri and penunggu is not None)
    pemegang = None if tanpa_nama else obj.pemegang
    orang = penerima(session, obj, pemegang, pelaku.hari_ini) if pemegang else []
    return Kepala(
        workflow=workflow.name,
        id=obj.id,
        version=obj.version,
        judul=Pesan(workflow.judul),
        subjek=nama,
        unit=unit,
        instansi=instansi,
        state=obj.state,
        label=keadaan.label(workflow.name, obj.state, umum=sendiri),
        pemegang=pemegang,
        pemegang_nama=tuple(p.nama for p in orang[:NAMA_TAMPIL]),
        pemegang_lain=max(len(orang) - NAMA_TAMPIL, 0),
        penunggu=penunggu,
        giliran_anda=pelaku.pegawai_id in {p.id for p in orang},
        sejak=obj.state_since,
        tenggat=obj.tenggat,
        berikutnya=keadaan.berikutnya(workflow.name, obj.state),
        selesai=obj.state in workflow.final,
        milik_sendiri=sendiri,
    )


def jejak(session: Session, obj: Stateful, pelaku: Pelaku) -> list[Peristiwa]:
    """The story of the case, newest act first; without what the officer may not know of his assessors."""
    workflow = workflow_of(obj)
    umum = obj.subjek_id is not None and obj.subjek_id == pelaku.pegawai_id
    orang, wakil = aliased(Pegawai), aliased(Pegawai)
    baris = session.execute(
        select(AuditEntry, orang.nama, wakil.nama)
        .outerjoin(orang, orang.id == AuditEntry.actor_id)
        .outerjoin(wakil, wakil.id == AuditEntry.atas_nama_id)
        .where(AuditEntry.workflow == workflow.name, AuditEntry.object_id == obj.id)
        .order_by(AuditEntry.seq.desc())
        .limit(JEJAK_MAKS)
    )
    return [
        _peristiwa(workflow, entri, nama, atas_nama, umum=umum)
        for entri, nama, atas_nama in baris
        if not (umum and (workflow.name, entri.trigger) in _TERTUTUP_BAGI_PEGAWAI)
    ]


def _peristiwa(
    workflow: Workflow[Any], entri: AuditEntry, nama: str | None, atas_nama: str | None, *, umum: bool
) -> Peristiwa:
    dalam = umum and (workflow.name, entri.trigger) in _CATATAN_DALAM
    jam = entri.at.replace(tzinfo=dt.UTC).astimezone(WIB).timetz()
    return Peristiwa(
        waktu=dt.datetime.combine(entri.tanggal, jam),
        judul=keadaan.label_langkah(workflow.name, entri.trigger, entri.from_state),
        pelaku=nama,
        peran=Peran(entri.role),
        atas_nama=atas_nama,
        dari=_label(workflow, entri.from_state, umum=umum) if entri.from_state else None,
        ke=_label(workflow, entri.to_state, umum=umum),
        catatan=None if dalam else entri.note,
        sistem=entri.actor_id is None,
        rincian=_rincian(entri.values),
        trigger=entri.trigger,
        version=entri.object_version,
        pelaku_id=entri.actor_id,
        ke_state=entri.to_state,
    )


def _label(workflow: Workflow[Any], state: str, *, umum: bool) -> Pesan:
    return keadaan.label(workflow.name, workflow.states(state), umum=umum)


def _rincian(values: str) -> tuple[tuple[Pesan, Any], ...]:
    isi: dict[str, dict[str, Any]] = json.loads(values)
    return tuple(
        (Pesan(label), P_("%(tanggal)s", tanggal=dt.date.fromisoformat(nilai)) if nama in _NILAI_TANGGAL else nilai)
        for nama, label in LABEL_NILAI.items()
        if (nilai := isi.get(nama, {}).get("ke"))
    )


def tahapan(workflow: str, state: Status, peristiwa: Sequence[Peristiwa]) -> list[Tahapan]:
    """The road of a case in a few stretches, from its story; a case that left the road ends where it left it."""
    sejak: dict[str, dt.date] = {}
    for p in reversed(peristiwa):
        sejak[p.ke_state] = p.waktu.date()
    jalan = JALAN[workflow]
    kini = next((i for i, (_, isi) in enumerate(jalan) if state.value in isi), None)
    hasil = []
    for i, (nama, isi) in enumerate(jalan):
        tanggal = max((sejak[s] for s in isi if s in sejak), default=None)
        if kini is None:
            if tanggal is not None:
                hasil.append(Tahapan(Pesan(nama), "lalu", tanggal))
        elif i == kini:
            kembali = state.value == DIKEMBALIKAN
            hasil.append(Tahapan(keadaan.label(workflow, state) if kembali else Pesan(nama), "kini", tanggal))
        else:
            hasil.append(Tahapan(Pesan(nama), "lalu" if i < kini else "nanti", tanggal if i < kini else None))
    if kini is None:
        hasil.append(Tahapan(keadaan.label(workflow, state), "kini", sejak.get(state.value)))
    return hasil


def dokumen(session: Session, obj: Stateful) -> list[BerkasPerkara]:
    """Papers of the case without their frozen data, the newest act first."""
    baris = session.execute(
        select(
            Dokumen.id,
            Dokumen.jenis,
            Dokumen.bagian,
            Dokumen.judul,
            Dokumen.terbit,
            Dokumen.sha256,
            Dokumen.ukuran,
            Dokumen.tanggal,
        )
        .where(Dokumen.workflow == workflow_of(obj).name, Dokumen.object_id == obj.id)
        .order_by(Dokumen.audit_seq.desc(), Dokumen.id)
        .limit(DOKUMEN_MAKS)
    )
    hasil: list[BerkasPerkara] = []
    ada: set[tuple[str, str]] = set()
    for b in baris:
        lama = (b.jenis, b.bagian) in ada
        ada.add((b.jenis, b.bagian))
        hasil.append(BerkasPerkara(b.id, b.jenis, Pesan(b.judul), b.terbit, b.sha256, b.ukuran, b.tanggal, lama))
    return hasil


def bukan_rekan_dinilai(pelaku: Pelaku) -> ColumnElement[bool]:
    """Which markings a list may name to this person: while a claim is being marked, none of a fellow assessor's."""
    milik = aliased(Penilaian)
    sedang = exists().where(Dupak.id == Penilaian.dupak_id, Dupak.state == DupakState.PENILAIAN)
    rekan = exists().where(
        milik.dupak_id == Penilaian.dupak_id,
        milik.penilai_id == pelaku.pegawai_id,
        milik.state != PenilaianState.MUNDUR,
    )
    return or_(Penilaian.penilai_id == pelaku.pegawai_id, ~sedang, ~rekan)


def terkait(session: Session, obj: Stateful, pelaku: Pelaku) -> list[Terkait]:
    """The other cases of the same claim, or of the officer in the same regime, that the reader may see: one query."""
    if isinstance(obj, (Konversi, PenetapanAk, PakIntegrasi)):
        return _terkait_konversi(session, obj, pelaku)
    dupak_id = dupak_terkait(obj)
    if dupak_id is None:
        return []
    tanpa_nama, tanpa_tanggal = cast(null(), String), cast(null(), Date)
    penilai = select(Pegawai.nama).where(Pegawai.id == Penilaian.penilai_id).scalar_subquery()
    penilaian = _cabang(Penilaian, penilai, tanpa_tanggal, pelaku)
    sidang = _cabang(Sidang, Sidang.nomor, Sidang.tanggal, pelaku)
    agenda = select(AgendaSidang.sidang_id).where(AgendaSidang.dupak_id == dupak_id)
    semua = union_all(
        _cabang(Dupak, tanpa_nama, tanpa_tanggal, pelaku).where(Dupak.id == dupak_id),
        penilaian.where(Penilaian.dupak_id == dupak_id, bukan_rekan_dinilai(pelaku)),
        sidang.where(Sidang.id.in_(agenda)),
        _cabang(Pak, Pak.nomor, Pak.ditetapkan_pada, pelaku).where(Pak.dupak_id == dupak_id),
        _cabang(Keberatan, tanpa_nama, tanpa_tanggal, pelaku).where(Keberatan.dupak_id == dupak_id),
    ).subquery()
    urutan = list(BY_NAME)
    hasil = _jadi_terkait(session.execute(select(semua).limit(TERKAIT_MAKS)), obj, pelaku)
    return sorted(hasil, key=lambda t: (urutan.index(t.workflow), t.id))


def _terkait_konversi(session: Session, obj: Stateful, pelaku: Pelaku) -> list[Terkait]:
    """What the officer has in the conversion regime, the newest determination first; integration stands last."""
    cabang = (
        _cabang(PenetapanAk, PenetapanAk.nomor, PenetapanAk.ditetapkan_pada, pelaku).where(
            PenetapanAk.subjek_id == obj.subjek_id
        ),
        _cabang(Konversi, cast(Konversi.tahun, String), Konversi.ditetapkan_pada, pelaku).where(
            Konversi.subjek_id == obj.subjek_id
        ),
        _cabang(PakIntegrasi, PakIntegrasi.nomor, PakIntegrasi.ditetapkan_pada, pelaku).where(
            PakIntegrasi.subjek_id == obj.subjek_id
        ),
    )
    semua = union_all(*cabang).subquery()
    baris = session.execute(select(semua).order_by(semua.c.id.desc()).limit(TERKAIT_MAKS + 1))
    urutan = [PenetapanAk.__tablename__, Konversi.__tablename__, PakIntegrasi.__tablename__]
    return sorted(_jadi_terkait(baris, obj, pelaku), key=lambda t: (urutan.index(t.workflow), -t.id))


def _jadi_terkait(baris: Iterable[Any], obj: Stateful, pelaku: Pelaku) -> list[Terkait]:
    """The lines of cases other than `obj`, in the words of this reader."""
    umum = obj.subjek_id == pelaku.pegawai_id
    hasil = []
    for b in baris:
        if (b.workflow, b.id) == (workflow_of(obj).name, obj.id):
            continue
        state = BY_NAME[b.workflow].states(b.state)
        label = keadaan.label(b.workflow, state, umum=umum)
        hasil.append(Terkait(b.workflow, b.id, keadaan.judul(b.workflow), state, label, b.nama, b.tanggal))
    return hasil


def _cabang(model: type[Any], nama: Any, tanggal: Any, pelaku: Pelaku) -> Select[Any]:
    query = select(
        literal_column(f"'{model.__tablename__}'", String).label("workflow"),
        model.id.label("id"),
        type_coerce(model.state, String).label("state"),
        nama.label("nama"),
        tanggal.label("tanggal"),
    )
    return terlihat(query, model, pelaku)


def perubahan_sejak(session: Session, obj: Stateful, pelaku: Pelaku, version: int) -> list[Peristiwa]:
    """Acts recorded since the reader's page was drawn, newest first."""
    return [p for p in jejak(session, obj, pelaku) if p.version > version]


def kalimat_pemegang(k: Kepala, peran: Pesan | None) -> Pesan:
    """Where a case is now, as the end of a sentence: "Perkara sekarang di ...". `peran` is the role in words."""
    if k.selesai:
        return P_("Perkara selesai: %(keadaan)s.", keadaan=k.label)
    if peran is None:
        return P_("Sekarang menunggu: %(penunggu)s.", penunggu=k.penunggu or k.label)
    if not k.pemegang_nama:
        return P_("Perkara sekarang di %(peran)s.", peran=peran)
    nama = ", ".join(k.pemegang_nama)
    if k.pemegang_lain:
        return P_(
            "Perkara sekarang di %(peran)s (%(nama)s, dan %(lain)s orang lain).",
            peran=peran,
            nama=nama,
            lain=k.pemegang_lain,
        )
    return P_("Perkara sekarang di %(peran)s (%(nama)s).", peran=peran, nama=nama)
