"""Everything that the application keeps about a person, as one file for himself: tables, sheets, and his files.

Made by the worker in bounded memory and kept for some days. What others think of him before they have decided
(assessments in progress, drafts of decisions) is not his yet and not in it. docs/data-saya.md describes the file.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow_app import outbox
from workflow_app.angka import tulis_desimal
from workflow_app.errors import Alasan, Refused
from workflow_app.lembar_klaim.tawar import tulis_csv
from workflow_app.models import (
    Akun,
    BerkasKegiatan,
    BuktiFile,
    Dokumen,
    Dupak,
    EntriKredit,
    EvaluasiKinerja,
    IjazahPegawai,
    Instansi,
    ItemDupak,
    Keberatan,
    Kegiatan,
    Konversi,
    Pak,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    RiwayatJabatan,
    RiwayatPangkat,
    SesiMasuk,
    UnduhanData,
    Unit,
)
from workflow_app.penyimpanan import BerkasRusak, BerkasTidakAda, Penyimpanan
from workflow_app.permissions import Pelaku, terlihat
from workflow_app.pesan import P_
from workflow_app.services import catatan
from workflow_app.services.giliran import satu_per_satu
from workflow_app.states import BY_NAME
from workflow_app.waktu import utcnow

PEKERJAAN = "data_saya"
ATURAN = P_("salinan data: setiap orang mengenai dirinya sendiri")
SKEMA = 1
"""Version of the file's structure; docs/data-saya.md."""
SEKALI = 500
POTONGAN = 1 << 18
MENUNGGU_TERLAMA = dt.timedelta(hours=1)
"""After so long nobody waits any more for a copy that was not made; another may be asked for."""
JEDA = dt.timedelta(days=1)
"""A copy that was made is not made again sooner."""
DATA, CATATAN_HILANG = "data.json", "berkas-hilang.txt"


@dataclass(frozen=True)
class Tabel:
    """A table of the file: whose rows, and which of their columns, under these names."""

    query: Select[Any]
    kolom: Mapping[str, InstrumentedAttribute[Any]]
    lembar: bool = False
    """Whether it is added as a sheet besides."""


@dataclass
class Hasil:
    """What went into a copy."""

    berkas: int = 0
    hilang: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Berkas:
    sha256: str
    folder: str
    nama: str


def minta(session: Session, *, oleh: Pelaku) -> UnduhanData:
    """Have a copy of one's own data made. Raises Refused while one is being made or is new. Does not commit."""
    if oleh.pegawai_id is None:
        raise ValueError("salinan data diminta oleh orang")
    satu_per_satu(session, oleh.pegawai_id)
    menunggu = session.scalar(
        select(UnduhanData.id).where(
            UnduhanData.pegawai_id == oleh.pegawai_id,
            UnduhanData.sha256.is_(None),
            UnduhanData.diminta_at > utcnow() - MENUNGGU_TERLAMA,
        )
    )
    if menunggu is not None:
        raise Refused([Alasan(P_("Salinan data Anda sedang dibuat. Tunggu sampai selesai."), ATURAN)])
    baru = session.scalar(
        select(UnduhanData.id).where(
            UnduhanData.pegawai_id == oleh.pegawai_id,
            UnduhanData.sha256.is_not(None),
            UnduhanData.diminta_at > utcnow() - JEDA,
        )
    )
    if baru is not None:
        pesan = P_("Salinan data Anda dibuat kurang dari 24 jam yang lalu. Unduh yang itu, atau buat yang baru besok.")
        raise Refused([Alasan(pesan, ATURAN)])
    salinan = UnduhanData(pegawai_id=oleh.pegawai_id)
    session.add(salinan)
    session.flush()
    catatan.catat(session, "minta_data", salinan, oleh)
    outbox.tambah(session, PEKERJAAN, {"unduhan_id": salinan.id})
    return salinan


def milik(session: Session, oleh: Pelaku, banyak: int) -> Sequence[UnduhanData]:
    """The newest copies of one's own data."""
    query = select(UnduhanData).where(UnduhanData.pegawai_id == oleh.pegawai_id)
    return session.scalars(query.order_by(UnduhanData.id.desc()).limit(banyak)).all()


def cari(session: Session, nomor: int, oleh: Pelaku) -> UnduhanData | None:
    """A copy of one's own data that is made; anybody else's does not exist."""
    query = select(UnduhanData).where(
        UnduhanData.id == nomor, UnduhanData.pegawai_id == oleh.pegawai_id, UnduhanData.sha256.is_not(None)
    )
    return session.scalars(query).one_or_none()


def selesaikan(session: Session, nomor: int, sha256: str, ukuran: int, hasil: Hasil) -> None:
    """Note the file of a copy, once; it takes the place of the person's older ones. Does not commit."""
    pegawai_id = session.scalar(
        update(UnduhanData)
        .where(UnduhanData.id == nomor, UnduhanData.sha256.is_(None))
        .values(sha256=sha256, ukuran=ukuran, berkas=hasil.berkas, hilang=len(hasil.hilang), selesai_at=utcnow())
        .returning(UnduhanData.pegawai_id)
        .execution_options(synchronize_session=False)
    )
    if pegawai_id is not None:
        session.execute(
            delete(UnduhanData)
            .where(UnduhanData.pegawai_id == pegawai_id, UnduhanData.id < nomor)
            .execution_options(synchronize_session=False)
        )


def tabel(oleh: Pelaku) -> Mapping[str, Tabel]:
    """Every table of the file, by its name."""
    saya = oleh.pegawai_id

    def dari(model: type[Any], *syarat: Any) -> Select[Any]:
        return select(model).where(*syarat).order_by(model.id)

    def perkara(model: type[Any], *kolom: str) -> Tabel:
        semua = ("id", "state", "state_since", *kolom)
        ditetapkan = [model.ditetapkan_pada.is_not(None)] if hasattr(model, "ditetapkan_pada") else []
        return Tabel(dari(model, model.subjek_id == saya, *ditetapkan), {k: getattr(model, k) for k in semua})

    def polos(model: type[Any], query: Select[Any], kolom: str, *, lembar: bool = False) -> Tabel:
        return Tabel(query, {k: getattr(model, k) for k in kolom.split()}, lembar)

    dupak_saya = select(Dupak.id).where(Dupak.subjek_id == saya)
    return {
        "pegawai": Tabel(
            dari(Pegawai, Pegawai.id == saya).join(Pegawai.unit).join(Instansi, Instansi.id == Pegawai.instansi_id),
            {
                **{
                    k: getattr(Pegawai, k)
                    for k in (
                        "nip",
                        "nama",
                        "email",
                        "tempat_lahir",
                        "tanggal_lahir",
                        "jenis_kelamin",
                        "nomor_karpeg",
                        "pendidikan",
                        "jabatan_struktural",
                        "aktif",
                    )
                },
                "unit": Unit.nama,
                "instansi": Instansi.nama,
            },
        ),
        "akun": polos(
            Akun, dari(Akun, Akun.pegawai_id == saya), "nama_pengguna bahasa aktif sandi_diganti_at wajib_ganti_sandi"
        ),
        "sesi_masuk": Tabel(
            select(SesiMasuk)
            .join(Akun, Akun.id == SesiMasuk.akun_id)
            .where(Akun.pegawai_id == saya)
            .order_by(SesiMasuk.dibuat_at, SesiMasuk.id_hash),
            {k: getattr(SesiMasuk, k) for k in ("dibuat_at", "berakhir_at", "dicabut_at", "alamat_ip", "peramban")},
        ),
        "riwayat_pangkat": polos(
            RiwayatPangkat,
            dari(RiwayatPangkat, RiwayatPangkat.pegawai_id == saya),
            "golongan tmt nomor_sk masa_kerja_tahun masa_kerja_bulan",
        ),
        "riwayat_jabatan": polos(
            RiwayatJabatan, dari(RiwayatJabatan, RiwayatJabatan.pegawai_id == saya), "jenjang tmt nomor_sk"
        ),
        "ijazah": polos(
            IjazahPegawai,
            dari(IjazahPegawai, IjazahPegawai.pegawai_id == saya),
            "ijazah tanggal dasar_pengangkatan tercatat_bkn_pada bukti dicatat_pada dibatalkan_pada alasan_batal",
        ),
        "evaluasi_kinerja": polos(
            EvaluasiKinerja,
            dari(EvaluasiKinerja, EvaluasiKinerja.pegawai_id == saya),
            "tahun bulan_mulai bulan_selesai predikat nama_penilai bukti dicatat_pada dibatalkan_pada alasan_batal",
        ),
        "kegiatan": polos(
            Kegiatan,
            dari(Kegiatan, Kegiatan.pegawai_id == saya),
            "id tanggal_mulai tanggal_selesai jam_mulai jam_selesai uraian keluaran volume butir_id aturan surat_tugas "
            "tempat_bukti keterangan rencana isian item_id dibuat_at diubah_at dihapus_at",
            lembar=True,
        ),
        "berkas_kegiatan": polos(
            BerkasKegiatan,
            dari(BerkasKegiatan, Kegiatan.pegawai_id == saya).join(BerkasKegiatan.kegiatan),
            "id kegiatan_id slot nama_asli tipe ukuran sha256 diunggah_at digantikan_at",
        ),
        "dupak": perkara(
            Dupak,
            "masa_mulai",
            "masa_selesai",
            "aturan",
            "golongan",
            "jenjang",
            "kategori",
            "identitas",
            "diajukan_pada",
            "surat_pengantar_nomor",
            "surat_pengantar_tanggal",
            "diterima_pada",
            "kelengkapan_sampai",
            "diputuskan_pada",
        ),
        "butir_dupak": polos(
            ItemDupak,
            dari(ItemDupak, ItemDupak.dupak_id.in_(dupak_saya)),
            "id dupak_id aturan kode unsur sub_unsur uraian satuan_hasil volume jumlah tanggal_mulai tanggal_selesai "
            "jam_mulai jam_selesai keluaran surat_tugas tempat_bukti keterangan",
            lembar=True,
        ),
        "bukti": polos(
            BuktiFile,
            dari(BuktiFile, ItemDupak.dupak_id.in_(dupak_saya)).join(BuktiFile.item),
            "id item_id nama_asli tipe ukuran sha256 diunggah_at digantikan_at",
        ),
        "keberatan": perkara(Keberatan, "dupak_id", "dijawab_pada"),
        "pak": perkara(Pak, "dupak_id", "nomor", "ditetapkan_pada", "jumlah_lama", "jumlah_baru", "jumlah"),
        "konversi": perkara(
            Konversi, "tahun", "bulan_mulai", "bulan_selesai", "predikat", "nomor", "ditetapkan_pada", "jumlah"
        ),
        "penetapan_ak": perkara(PenetapanAk, "mulai", "selesai", "nomor", "ditetapkan_pada", "jumlah"),
        "pak_integrasi": perkara(PakIntegrasi, "per_tanggal", "nomor", "ditetapkan_pada", "jumlah"),
        "entri_kredit": polos(
            EntriKredit,
            dari(EntriKredit, EntriKredit.pegawai_id == saya),
            "id tanggal jenis aturan jenjang golongan unsur jumlah dupak_id pak_id perkara perkara_id dasar",
            lembar=True,
        ),
    }


def susun(session: Session, tujuan: IO[bytes], simpanan: Penyimpanan, *, oleh: Pelaku) -> Hasil:
    """Write the copy of a person's data. Rows and files pass through one after another; none is held."""
    hasil = Hasil()
    semua = tabel(oleh)
    with zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as arsip:
        with arsip.open(DATA, "w", force_zip64=True) as keluar:
            for potongan in _json(session, semua, oleh):
                keluar.write(potongan.encode())
        for nama, satu in semua.items():
            if satu.lembar:
                with arsip.open(f"{nama}.csv", "w", force_zip64=True) as keluar:
                    for bagian in tulis_csv(_lembar(session, satu)):
                        keluar.write(bagian)
        terpakai: set[str] = set()
        for berkas in _berkas(session, oleh):
            tempat = _nama_bebas(berkas, terpakai)
            try:
                with simpanan.buka(berkas.sha256) as isi:
                    # Proofs are compressed already.
                    rincian = zipfile.ZipInfo(tempat, utcnow().timetuple()[:6])
                    with arsip.open(rincian, "w", force_zip64=True) as keluar:
                        while potongan_berkas := isi.read(POTONGAN):
                            keluar.write(potongan_berkas)
                hasil.berkas += 1
            except (BerkasTidakAda, BerkasRusak):
                hasil.hilang.append(tempat)
        if hasil.hilang:
            arsip.writestr(CATATAN_HILANG, "\n".join(hasil.hilang) + "\n")
    return hasil


def _baris(session: Session, satu: Tabel) -> Iterator[dict[str, Any]]:
    query = satu.query.with_only_columns(*satu.kolom.values(), maintain_column_froms=True)
    for baris in session.execute(query.execution_options(yield_per=SEKALI)):
        yield dict(zip(satu.kolom, map(_polos, baris), strict=True))


def _polos(nilai: Any) -> Any:
    if isinstance(nilai, dt.time):
        return nilai.isoformat("minutes")
    return str(nilai) if isinstance(nilai, Decimal) else catatan.polos(nilai)


def _json(session: Session, semua: Mapping[str, Tabel], oleh: Pelaku) -> Iterator[str]:
    yield f'{{"skema": {SKEMA}, "dibuat": {json.dumps(utcnow().isoformat() + "Z")}'
    yield f', "tanggal": {json.dumps(oleh.hari_ini.isoformat())}'
    for nama, satu in semua.items():
        yield f',\n"{nama}": ['
        for ke, baris in enumerate(_baris(session, satu)):
            yield (",\n" if ke else "\n") + json.dumps(baris, ensure_ascii=False)
        yield "]"
    yield "}\n"


def _lembar(session: Session, satu: Tabel) -> Iterable[Sequence[str]]:
    yield list(satu.kolom)
    for baris in _baris(session, satu):
        yield [
            tulis_desimal(Decimal(sel)) if nama in {"volume", "jumlah"} and sel is not None else _teks(sel)
            for nama, sel in baris.items()
        ]


def _teks(sel: Any) -> str:
    if sel is None:
        return ""
    return sel if isinstance(sel, str) else json.dumps(sel, ensure_ascii=False)


def _berkas(session: Session, oleh: Pelaku) -> Iterator[_Berkas]:
    """The person's own files, replaced ones too, and the issued papers of his cases."""
    saya = oleh.pegawai_id
    kegiatan = (
        select(BerkasKegiatan.sha256, BerkasKegiatan.kegiatan_id, BerkasKegiatan.nama_asli)
        .join(BerkasKegiatan.kegiatan)
        .where(Kegiatan.pegawai_id == saya)
        .order_by(BerkasKegiatan.id)
    )
    bukti = (
        select(BuktiFile.sha256, BuktiFile.item_id, BuktiFile.nama_asli)
        .join(BuktiFile.item)
        .join(Dupak, Dupak.id == ItemDupak.dupak_id)
        .where(Dupak.subjek_id == saya)
        .order_by(BuktiFile.id)
    )
    for folder, query in (("kegiatan", kegiatan), ("butir", bukti)):
        for sha256, nomor, nama in session.execute(query.execution_options(yield_per=SEKALI)):
            yield _Berkas(sha256, f"berkas/{folder}-{nomor}", nama)
    for workflow, alur in BY_NAME.items():
        perkara = terlihat(select(alur.model.id).where(alur.model.subjek_id == saya), alur.model, oleh)
        dokumen = select(Dokumen).where(
            Dokumen.workflow == workflow, Dokumen.terbit, Dokumen.sha256.is_not(None), Dokumen.object_id.in_(perkara)
        )
        for d in session.scalars(dokumen.order_by(Dokumen.id).execution_options(yield_per=SEKALI)):
            bagian = [d.jenis, d.bagian, workflow, str(d.object_id)]
            yield _Berkas(d.sha256 or "", "dokumen", "-".join(b for b in bagian if b) + ".docx")


def _nama_bebas(berkas: _Berkas, terpakai: set[str]) -> str:
    """A place in the archive that no other file has; the same name again gets a number."""
    nama = berkas.nama.replace("/", "_").replace("\\", "_").lstrip(".") or "berkas"
    batang, titik, akhiran = nama.rpartition(".")
    tempat, ke = f"{berkas.folder}/{nama}", 1
    while tempat.casefold() in terpakai:
        ke += 1
        tempat = f"{berkas.folder}/{batang} ({ke}).{akhiran}" if titik else f"{berkas.folder}/{nama} ({ke})"
    terpakai.add(tempat.casefold())
    return tempat
