"""Sheets of the log brought in, of 10,000 and of 100,000 rows, on both databases; each in a process of its own.

`python -m benchmarks.impor_kegiatan [OFFICERS]` (2,000) prints time, CPU, statements and the most memory that the
process held, for checking and for taking over, and for the same sheet again.
"""

import datetime as dt
import getpass
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session, sessionmaker

from benchmarks import seed
from benchmarks.konversi_tahunan import _orang
from benchmarks.seed import Basis
from workflow_app import audit
from workflow_app.koneksi import buat_engine
from workflow_app.lembar_klaim.tulis_xlsx import tulis
from workflow_app.models import ImporKegiatan, Pegawai, PenugasanPeran, Peran, RiwayatJabatan, TahapImpor, Unit
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.permissions import muat_pelaku
from workflow_app.services import impor_kegiatan

HARI_INI = dt.date(2022, 1, 10)
BANYAK = 2000
BARIS = (10_000, 100_000)
KEPALA = (
    "nip",
    "tanggal_mulai",
    "tanggal_selesai",
    "jam_mulai",
    "jam_selesai",
    "uraian",
    "keluaran",
    "volume",
    "surat_tugas",
    "tempat_bukti",
)


def isi(basis: Basis, banyak: int) -> tuple[int, list[str]]:
    """An administrator and the NIP of officers with a position."""
    with Session(basis.engine) as session:
        instansi = basis.agensi.instansi_id
        unit = list(session.scalars(select(Unit.id).where(Unit.instansi_id == instansi)))
        (admin,) = _orang(session, instansi, unit, "6", 1, [None])
        session.add(
            PenugasanPeran(
                pegawai_id=admin, peran=Peran.ADMIN, instansi_id=instansi, mulai=dt.date(2021, 1, 1), nomor_sk="SK-2"
            )
        )
        orang = _orang(session, instansi, unit, "7", banyak, [admin])
        session.execute(
            insert(RiwayatJabatan),
            [{"pegawai_id": i, "jenjang": "ahli_muda", "tmt": dt.date(2020, 4, 1), "nomor_sk": "JF"} for i in orang],
        )
        session.commit()
        return admin, list(session.scalars(select(Pegawai.nip).where(Pegawai.id.in_(orang)).order_by(Pegawai.id)))


def lembar(nip: Sequence[str], banyak: int) -> bytes:
    """A sheet as an institution keeps it: every text inline, which is the longest form."""
    baris = []
    for i in range(banyak):
        hari = f"{i % 28 + 1:02d}-{i % 9 + 1:02d}-2021"
        uraian = f"Memasang dan memeriksa jaringan lokal di ruang rapat nomor {i}"
        baris.append(
            (nip[i % len(nip)], hari, hari, "08.00", "09.30", uraian, f"Laporan {i}", 1 + i % 5, "", "Lemari 3")
        )
    return tulis("Kegiatan", [KEPALA, *baris])


def anak(url: str, folder: str, berkas: str, admin: int) -> None:
    """Bring one sheet in twice; prints the figures as JSON."""
    audit.pasang_kunci(seed.KUNCI_AUDIT)
    engine, simpanan = buat_engine(url), Penyimpanan(f"file://{folder}")
    buat_sesi = sessionmaker(engine, expire_on_commit=False)
    perintah: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: perintah.append(a[2][:40]))
    hasil: dict[str, Any] = {"awal_mb": _rss()}

    def ukur(nama: str, kerja: Callable[[], None]) -> None:
        perintah.clear()
        saat, cpu = time.perf_counter(), time.process_time()
        kerja()
        hasil[nama] = {
            "detik": round(time.perf_counter() - saat, 1),
            "cpu": round(time.process_time() - cpu, 1),
            "perintah": len(perintah),
            "tulis": sum(p.startswith("INSERT") for p in perintah),
            "puncak_mb": _rss(),
        }

    nomor: list[int] = []

    def periksa() -> None:
        with Path(berkas).open("rb") as isi_berkas:
            sha256 = simpanan.simpan(isi_berkas).sha256
        with buat_sesi() as session, session.begin():
            oleh = muat_pelaku(session, session.get_one(Pegawai, admin), HARI_INI)
            nomor.append(impor_kegiatan.mulai(session, sha256, "x.xlsx", oleh=oleh, banyak=True).id)
        while not impor_kegiatan.periksa(buat_sesi, [simpanan], nomor[-1], HARI_INI):
            pass

    def ambil() -> None:
        with buat_sesi() as session, session.begin():
            oleh = muat_pelaku(session, session.get_one(Pegawai, admin), HARI_INI)
            impor = session.get_one(ImporKegiatan, nomor[-1])
            assert impor.tahap is TahapImpor.DIPERIKSA, impor_kegiatan.galat(impor)[:3]
            impor_kegiatan.tutup(session, impor, oleh=oleh)

    ukur("check", periksa)
    ukur("take over", ambil)
    ukur("check again", periksa)
    with buat_sesi() as session:
        lagi = session.get_one(ImporKegiatan, nomor[-1])
        assert (lagi.baru, lagi.banyak_galat) == (0, 0), (lagi.baru, lagi.galat[:3])
    print(json.dumps(hasil))


def _rss() -> int:
    """The most memory that this process has held, in MB; what the parent held before it began does not count."""
    status = Path("/proc/self/status").read_text("ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def semua(basis: Basis, banyak: int) -> None:
    """Fill the database, and let a process bring each sheet in."""
    audit.pasang_kunci(seed.KUNCI_AUDIT)
    admin, nip = isi(basis, banyak)
    with tempfile.TemporaryDirectory() as folder:
        for jumlah in BARIS:
            berkas = Path(folder) / f"{jumlah}.xlsx"
            berkas.write_bytes(lembar(nip, jumlah))
            url = basis.engine.url.render_as_string(hide_password=False)
            kata = [sys.executable, "-m", "benchmarks.impor_kegiatan", "--anak", url, folder, str(berkas), str(admin)]
            jalan = subprocess.run(kata, check=True, capture_output=True, text=True)
            hasil = json.loads(jalan.stdout)
            print(f"{basis.nama}: {jumlah} rows, process begins with {hasil.pop('awal_mb')} MB", flush=True)
            for nama, u in hasil.items():
                print(
                    f"  {nama}: {u['detik']} s ({u['cpu']} s CPU here), {u['perintah']} statements, "
                    f"{u['tulis']} of them INSERT, peak {u['puncak_mb']} MB",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--anak"]:
        anak(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        orang = int(sys.argv[1]) if len(sys.argv) > 1 else BANYAK
        server = (
            os.environ.get("BENCH_DATABASE_URL") or f"postgresql+psycopg://{getpass.getuser()}@127.0.0.1:5432/postgres"
        )
        for pembuka in (lambda: seed.basis_sqlite(1), lambda: seed.basis_postgresql(server, 1)):
            with pembuka() as terbuka:
                semua(terbuka, orang)
