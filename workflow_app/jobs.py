"""Handlers of the outbox: what is done about each kind of row. Every handler may run again after a crash.

* `dokumen` `{"dokumen_id"}` renders a frozen snapshot and stores the file.
* `surat` `{"workflow", "object_id", "seq", "templat", "kepada"}` finds who holds the roles `kepada` towards the object
  and puts one mail down per person; its text tells of the act that has `seq` in the audit trail.
* `kirim_surat` `{"surat_id", "isi", "bahasa"}` sends one of these mails, so that one that fails holds up no other.
* `hitung_ulang` `{"hitung_ulang_id"}` computes the next batch of claims anew and puts down the row for the one after.
* `ringkasan_kegiatan` `{"pegawai_id", "tanggal", "kegiatan", "wajib"}` puts down an officer's notice of the day.
* `konversi_tahunan` `{"konversi_tahunan_id"}` makes the conversions of as many officers as its time allows, each in a
  transaction of his own, and puts down the row for the rest.
* `impor_kegiatan` `{"impor_id"}` checks a sheet of the log slice by slice, or takes over one that was confirmed.
* `data_saya` `{"unduhan_id"}` writes everything about a person into one file for himself.
"""

import datetime as dt
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from workflow_app import documents, notifications, outbox
from workflow_app.config import Settings
from workflow_app.koneksi import buat_engine, membaca
from workflow_app.models import (
    Akun,
    AuditEntry,
    Dokumen,
    HitungUlang,
    ImporKegiatan,
    KonversiTahunan,
    Pegawai,
    Peran,
    Stateful,
    StatusSurat,
    Surat,
    TahapImpor,
    UnduhanData,
)
from workflow_app.notifications import Alamat, Pengirim, TeksSurat
from workflow_app.outbox import DaftarPenangan, PembuatSesi, Sewa
from workflow_app.penyimpanan import Berkas, Penyimpanan
from workflow_app.permissions import muat_pelaku, penerima
from workflow_app.pesan import N_
from workflow_app.services import data_saya, hitung_ulang, impor_kegiatan, ingatkan_kegiatan, konversi_tahunan
from workflow_app.states import WORKFLOWS
from workflow_app.waktu import Jam, utcnow

log = logging.getLogger(__name__)

TEMPLAT_RINGKASAN = "kegiatan_ringkasan"
KEGIATAN_SURAT = 20
"""Activities that a notice names; of the others it tells how many."""
SURAT_KOREKSI = frozenset({"dupak_dikembalikan", "dupak_diminta_lengkap"})
"""Mails whose link leads the officer to the first thing that was flagged."""
TANPA_ALAMAT = N_("pegawai ini tidak mempunyai alamat surel")


def daftar_penangan(pengaturan: Settings, buat_sesi: PembuatSesi | None = None) -> DaftarPenangan:
    """The handlers of an installation. Raises PengaturanSalah for a mail address of the server that makes no sense.

    `buat_sesi` makes sessions for work that is many transactions of its own; without it, on an engine of their own.
    """
    hari_ini = Jam(pengaturan.TANGGAL_APLIKASI).hari_ini
    buat_sesi = buat_sesi or sessionmaker(buat_engine(pengaturan.database_url), expire_on_commit=False)
    return {
        "dokumen": PenanganDokumen(Penyimpanan(pengaturan.berkas_url)),
        "surat": PenanganSurat(
            {w.name: w.model for w in WORKFLOWS},
            hari_ini=hari_ini,
            base_url=pengaturan.base_url,
            dari=pengaturan.MAIL_DARI,
        ),
        ingatkan_kegiatan.PEKERJAAN: PenanganRingkasan(base_url=pengaturan.base_url, dari=pengaturan.MAIL_DARI),
        "kirim_surat": PenanganKirim(notifications.pengirim(pengaturan), dari=pengaturan.MAIL_DARI),
        hitung_ulang.PEKERJAAN: PenanganHitungUlang(),
        konversi_tahunan.PEKERJAAN: PenanganKonversiTahunan(buat_sesi, hari_ini),
        impor_kegiatan.PEKERJAAN: PenanganImporKegiatan(
            buat_sesi, [Penyimpanan(u) for u in (pengaturan.titipan_url, pengaturan.berkas_url)], hari_ini
        ),
        data_saya.PEKERJAAN: PenanganDataSaya(
            buat_sesi, Penyimpanan(pengaturan.berkas_url), Penyimpanan(pengaturan.titipan_url), hari_ini
        ),
    }


class _TanpaCatatan:
    """For handlers that keep no record of a failure besides the outbox row."""

    def gagal(self, session: Session, sewa: Sewa, galat: str) -> None:
        """See outbox.Penangan."""


# --- Documents --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KerjaDokumen:
    """A snapshot to be rendered."""

    dokumen_id: int
    jenis: str
    isian: Mapping[str, object]


@dataclass(frozen=True)
class HasilDokumen:
    """The stored file, and the template it was made from."""

    berkas: Berkas
    templat_sha256: str
    templat_versi: str


class PenanganDokumen(_TanpaCatatan):
    """Renders a document once. A document that has its file is never rendered again."""

    def __init__(self, simpanan: Penyimpanan) -> None:
        self._simpanan = simpanan

    def siapkan(self, session: Session, sewa: Sewa) -> KerjaDokumen | None:
        """See outbox.Penangan."""
        dokumen = session.get_one(Dokumen, sewa.payload["dokumen_id"])
        if dokumen.sha256 is not None:
            return None
        return KerjaDokumen(dokumen.id, dokumen.jenis, dokumen.isian)

    def kerjakan(self, kerja: KerjaDokumen) -> HasilDokumen:
        """See outbox.Penangan."""
        templat = documents.templat(kerja.jenis)
        sidik = templat.sha256
        berkas = self._simpanan.simpan(documents.render(kerja.jenis, kerja.isian))
        return HasilDokumen(berkas, sidik, str(templat.versi))

    def simpan(self, session: Session, kerja: KerjaDokumen, hasil: HasilDokumen) -> None:
        """See outbox.Penangan."""
        session.execute(
            update(Dokumen)
            .where(Dokumen.id == kerja.dokumen_id, Dokumen.sha256.is_(None))
            .values(
                sha256=hasil.berkas.sha256,
                ukuran=hasil.berkas.ukuran,
                dibuat_at=utcnow(),
                templat_sha256=hasil.templat_sha256,
                templat_versi=hasil.templat_versi,
            )
        )


# --- Mail -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SuratBaru:
    """A mail to be put down for one person."""

    penerima_id: int
    alamat: str
    bahasa: str
    teks: TeksSurat


@dataclass(frozen=True)
class KerjaSurat:
    """The mails of one act, one per person."""

    outbox_id: int
    templat: str
    workflow: str
    object_id: int
    surat: tuple[SuratBaru, ...]


class _PenanganPenulis(_TanpaCatatan):
    """Puts down mails that were composed, and the work of sending each."""

    _dari: str

    def kerjakan(self, kerja: KerjaSurat) -> None:
        """See outbox.Penangan; all that is slow is done by `kirim_surat`."""

    def simpan(self, session: Session, kerja: KerjaSurat, hasil: None) -> None:
        """See outbox.Penangan."""
        saat = utcnow()
        for satu in kerja.surat:
            surat = Surat(
                outbox_id=kerja.outbox_id,
                penerima_id=satu.penerima_id,
                alamat=satu.alamat,
                templat=kerja.templat,
                perihal=satu.teks.perihal,
                workflow=kerja.workflow,
                object_id=kerja.object_id,
                status=StatusSurat.DITULIS if satu.alamat else StatusSurat.GAGAL,
                message_id=notifications.id_surat(kerja.outbox_id, satu.penerima_id, saat, self._dari),
                at=saat,
                galat=None if satu.alamat else TANPA_ALAMAT,
            )
            session.add(surat)
            session.flush()
            if satu.alamat:
                isi = {"surat_id": surat.id, "isi": satu.teks.isi, "bahasa": satu.bahasa}
                outbox.tambah(session, "kirim_surat", isi)


class PenanganSurat(_PenanganPenulis):
    """Puts down the mails of one act: recipients by role towards the object today, each in his own language."""

    def __init__(
        self,
        model: Mapping[str, type[Stateful]],
        *,
        hari_ini: Callable[[], dt.date],
        base_url: str,
        dari: str,
    ) -> None:
        self._model, self._hari_ini, self._base_url, self._dari = model, hari_ini, base_url.rstrip("/"), dari

    def siapkan(self, session: Session, sewa: Sewa) -> KerjaSurat | None:
        """See outbox.Penangan."""
        isi = sewa.payload
        perkara = session.get_one(self._model[isi["workflow"]], isi["object_id"])
        peran = [Peran(p) for p in isi["kepada"]]
        orang = {p.id: p for satu in peran for p in penerima(session, perkara, satu, self._hari_ini())}
        if not orang:
            log.warning("outbox %s: nobody holds a role that the mail %s is for", sewa.id, isi["templat"])
            return None
        akun = session.execute(select(Akun.pegawai_id, Akun.bahasa).where(Akun.pegawai_id.in_(orang)))
        bahasa = {a.pegawai_id: a.bahasa for a in akun}
        data = self._data(session, perkara, peran, isi["workflow"], isi["seq"])
        surat = []
        for p in orang.values():
            kode = bahasa.get(p.id, notifications.BAHASA_BAKU)
            khusus = {"nama": p.nama}
            if isi["templat"] in SURAT_KOREKSI and p.id == perkara.subjek_id:
                khusus["tautan"] = f"{data['tautan']}/koreksi"
            teks = notifications.tulis_teks(isi["templat"], kode, {**data, **khusus})
            surat.append(SuratBaru(p.id, p.email, kode, teks))
        return KerjaSurat(sewa.id, isi["templat"], isi["workflow"], isi["object_id"], tuple(surat))

    def _data(
        self, session: Session, perkara: Stateful, peran: list[Peran], workflow: str, seq: int
    ) -> dict[str, object]:
        """The fields of the text; see templates/surat/_surat.txt."""
        jejak, pelaku = session.execute(
            select(AuditEntry, Pegawai.nama)
            .outerjoin(Pegawai, Pegawai.id == AuditEntry.actor_id)
            .where(AuditEntry.workflow == workflow, AuditEntry.object_id == perkara.id, AuditEntry.seq == seq)
        ).one()
        # A deadline is told only to the one who must act, and not when the case has moved on meanwhile.
        bertindak = perkara.audit_seq == seq and perkara.pemegang in peran
        return {
            "perkara": perkara,
            "pejabat": session.get_one(Pegawai, perkara.subjek_id).nama if perkara.subjek_id else "",
            "pelaku": pelaku or "",
            "tanggal": jejak.tanggal,
            "catatan": jejak.note or "",
            "tenggat": perkara.tenggat if bertindak else None,
            "tautan": f"{self._base_url}/{workflow}/{perkara.id}",
        }


class PenanganRingkasan(_PenanganPenulis):
    """Puts down the notice of an officer's own log: work about to lapse, and his yearly duty."""

    def __init__(self, *, base_url: str, dari: str) -> None:
        self._base_url, self._dari = base_url.rstrip("/"), dari

    def siapkan(self, session: Session, sewa: Sewa) -> KerjaSurat | None:
        """See outbox.Penangan."""
        isi = ingatkan_kegiatan.isi_ringkasan(session, sewa.payload)
        if not isi.pegawai.aktif:
            return None
        kode = session.scalar(select(Akun.bahasa).where(Akun.pegawai_id == isi.pegawai.id))
        kode = kode or notifications.BAHASA_BAKU
        data = {
            "nama": isi.pegawai.nama,
            "kegiatan": [t for t in isi.kegiatan if t.batas is not None],
            "terbanyak": KEGIATAN_SURAT,
            "wajib": isi.wajib,
            "tanggal": isi.hari_ini,
            "catatan": "",
            "tenggat": None,
            "tautan": f"{self._base_url}/kegiatan",
        }
        if not data["kegiatan"] and isi.wajib is None:
            return None  # everything it was about is settled or deleted
        teks = notifications.tulis_teks(TEMPLAT_RINGKASAN, kode, data)
        surat = SuratBaru(isi.pegawai.id, isi.pegawai.email, kode, teks)
        return KerjaSurat(sewa.id, TEMPLAT_RINGKASAN, "kegiatan", isi.pegawai.id, (surat,))


@dataclass(frozen=True)
class KerjaKirim:
    """One mail, ready to go."""

    surat_id: int
    saat: dt.datetime
    pesan: EmailMessage


class PenanganKirim:
    """Sends one mail. A crash between sending and noting sends it again under the same Message-ID."""

    def __init__(self, pengirim: Pengirim, *, dari: str) -> None:
        self._pengirim, self._dari = pengirim, dari

    def siapkan(self, session: Session, sewa: Sewa) -> KerjaKirim | None:
        """See outbox.Penangan."""
        surat, nama = session.execute(
            select(Surat, Pegawai.nama)
            .join(Pegawai, Pegawai.id == Surat.penerima_id)
            .where(Surat.id == sewa.payload["surat_id"])
        ).one()
        if surat.status is StatusSurat.TERKIRIM:
            return None
        pesan = notifications.buat_pesan(
            TeksSurat(surat.perihal, sewa.payload["isi"]),
            dari=self._dari,
            kepada=Alamat(nama, surat.alamat),
            message_id=surat.message_id,
            saat=surat.at,
            bahasa=sewa.payload["bahasa"],
        )
        return KerjaKirim(surat.id, surat.at, pesan)

    def kerjakan(self, kerja: KerjaKirim) -> str | None:
        """See outbox.Penangan; the result is the name of the file, where there is one."""
        return self._pengirim.kirim(kerja.pesan, kerja.saat)

    def simpan(self, session: Session, kerja: KerjaKirim, hasil: str | None) -> None:
        """See outbox.Penangan."""
        self._tandai(session, kerja.surat_id, StatusSurat.TERKIRIM, berkas=hasil, galat=None)

    def gagal(self, session: Session, sewa: Sewa, galat: str) -> None:
        """See outbox.Penangan; GAGAL stands until an attempt succeeds."""
        self._tandai(session, sewa.payload["surat_id"], StatusSurat.GAGAL, galat=galat)

    def _tandai(self, session: Session, surat_id: int, status: StatusSurat, **nilai: str | None) -> None:
        session.execute(update(Surat).where(Surat.id == surat_id).values(status=status, **nilai))


# --- Computing claims anew --------------------------------------------------------------------------------------------


class PenanganHitungUlang(_TanpaCatatan):
    """Computes one batch of a run. The database does the work, so all of it happens in the closing transaction."""

    def siapkan(self, session: Session, sewa: Sewa) -> int | None:
        """See outbox.Penangan."""
        jalan = session.get_one(HitungUlang, sewa.payload["hitung_ulang_id"])
        return jalan.id if jalan.selesai_at is None else None

    def kerjakan(self, kerja: int) -> None:
        """See outbox.Penangan; nothing is slow outside the database."""

    def simpan(self, session: Session, kerja: int, hasil: None) -> None:
        """See outbox.Penangan."""
        if not hitung_ulang.lanjutkan(session, kerja).selesai:
            outbox.tambah(session, hitung_ulang.PEKERJAAN, {"hitung_ulang_id": kerja})


# --- Yearly runs of conversions ---------------------------------------------------------------------------------------


class PenanganKonversiTahunan(_TanpaCatatan):
    """Goes on with a run for a while. The run itself remembers how far it is, so a worker that dies loses nothing."""

    def __init__(self, buat_sesi: PembuatSesi, hari_ini: Callable[[], dt.date]) -> None:
        self._buat_sesi, self._hari_ini = buat_sesi, hari_ini

    def siapkan(self, session: Session, sewa: Sewa) -> int | None:
        """See outbox.Penangan."""
        jalan = session.get_one(KonversiTahunan, sewa.payload["konversi_tahunan_id"])
        return jalan.id if jalan.selesai_at is None else None

    def kerjakan(self, kerja: int) -> bool:
        """See outbox.Penangan; many short transactions, none of them the one that closes the row."""
        return konversi_tahunan.jalankan(self._buat_sesi, kerja, self._hari_ini()).selesai

    def simpan(self, session: Session, kerja: int, hasil: bool) -> None:
        """See outbox.Penangan."""
        if not hasil:
            outbox.tambah(session, konversi_tahunan.PEKERJAAN, {"konversi_tahunan_id": kerja})


# --- Sheets of the log ------------------------------------------------------------------------------------------------


class PenanganImporKegiatan(_TanpaCatatan):
    """Checks a sheet, with a transaction for each slice; takes it over in the one that closes the row."""

    def __init__(
        self, buat_sesi: PembuatSesi, simpanan: Sequence[Penyimpanan], hari_ini: Callable[[], dt.date]
    ) -> None:
        self._buat_sesi, self._simpanan, self._hari_ini = buat_sesi, simpanan, hari_ini

    def siapkan(self, session: Session, sewa: Sewa) -> tuple[int, TahapImpor] | None:
        """See outbox.Penangan."""
        impor = session.get_one(ImporKegiatan, sewa.payload["impor_id"])
        return (impor.id, impor.tahap) if impor.tahap in {TahapImpor.MEMERIKSA, TahapImpor.MENYIMPAN} else None

    def kerjakan(self, kerja: tuple[int, TahapImpor]) -> bool:
        """See outbox.Penangan; whether nothing is left to check."""
        nomor, tahap = kerja
        if tahap is TahapImpor.MENYIMPAN:
            return True
        return impor_kegiatan.periksa(self._buat_sesi, self._simpanan, nomor, self._hari_ini())

    def simpan(self, session: Session, kerja: tuple[int, TahapImpor], hasil: bool) -> None:
        """See outbox.Penangan."""
        nomor, tahap = kerja
        impor = session.get_one(ImporKegiatan, nomor)
        if not hasil:
            impor_kegiatan.antre(session, impor)
        elif tahap is TahapImpor.MENYIMPAN and impor.tahap is TahapImpor.MENYIMPAN:
            impor_kegiatan.ambil_alih(session, impor, muat_pelaku(session, impor.oleh, self._hari_ini()))


# --- Copies of personal data ------------------------------------------------------------------------------------------


class PenanganDataSaya(_TanpaCatatan):
    """Writes a person's copy onto the disk and into the store of things that wait. Whoever runs it again makes another
    file; the first one that is noted stands.
    """

    def __init__(
        self, buat_sesi: PembuatSesi, asal: Penyimpanan, tujuan: Penyimpanan, hari_ini: Callable[[], dt.date]
    ) -> None:
        self._buat_sesi, self._asal, self._tujuan, self._hari_ini = buat_sesi, asal, tujuan, hari_ini

    def siapkan(self, session: Session, sewa: Sewa) -> tuple[int, int] | None:
        """See outbox.Penangan; nothing where the copy is made, or was forgotten."""
        salinan = session.get(UnduhanData, sewa.payload["unduhan_id"])
        return (salinan.id, salinan.pegawai_id) if salinan is not None and salinan.sha256 is None else None

    def kerjakan(self, kerja: tuple[int, int]) -> tuple[Berkas, data_saya.Hasil]:
        """See outbox.Penangan."""
        with tempfile.TemporaryFile() as sementara, membaca(), self._buat_sesi() as session:
            oleh = muat_pelaku(session, session.get_one(Pegawai, kerja[1]), self._hari_ini())
            hasil = data_saya.susun(session, sementara, self._asal, oleh=oleh)
            session.rollback()
            sementara.seek(0)
            return self._tujuan.simpan(sementara), hasil

    def simpan(self, session: Session, kerja: tuple[int, int], hasil: tuple[Berkas, data_saya.Hasil]) -> None:
        """See outbox.Penangan."""
        berkas, isi = hasil
        data_saya.selesaikan(session, kerja[0], berkas.sha256, berkas.ukuran, isi)
