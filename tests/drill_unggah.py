"""An upload that stops exactly in the middle, so that a test can kill it there.

Run as a program: `python -m tests.drill_unggah simpan|kirim DATABASE_URL STORE_URL MARK [ITEM_ID]`. `simpan` stops
while the bytes are being written, `kirim` after they are stored and their row is written, before the commit. It says so
by the file MARK.
"""

import io
import sys
import time
from pathlib import Path

from sqlalchemy.orm import Session

from tests import contoh_berkas
from workflow_app.koneksi import buat_engine
from workflow_app.models import BuktiFile, ItemDupak
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import unggahan

ISI = contoh_berkas.PDF
LAMA_DETIK = 60


class Tersendat(io.BytesIO):
    """Bytes of which the second half never comes."""

    def __init__(self, isi: bytes, tanda: Path) -> None:
        super().__init__(isi)
        self._tanda, self._sudah = tanda, False

    def read(self, ukuran: int | None = -1) -> bytes:
        if self._sudah:
            berhenti(self._tanda)
        self._sudah = True
        return super().read(len(self.getvalue()) // 2)


def berhenti(tanda: Path) -> None:
    tanda.touch()
    time.sleep(LAMA_DETIK)


def main() -> None:
    jenis, url, simpanan, tanda = sys.argv[1:5]
    if jenis == "simpan":
        Penyimpanan(simpanan).simpan(Tersendat(ISI, Path(tanda)))
        return
    berkas = unggahan.simpan(Penyimpanan(simpanan), "laporan.pdf", io.BytesIO(ISI))
    with Session(buat_engine(url)) as session:
        item = session.get_one(ItemDupak, int(sys.argv[5]))
        item.bukti.append(
            BuktiFile(
                nama_asli=berkas.nama_asli,
                tipe=berkas.tipe,
                ukuran=berkas.ukuran,
                sha256=berkas.sha256,
                diunggah_oleh_id=item.dupak.subjek_id,
            )
        )
        item.dupak.version += 1
        session.flush()
        berhenti(Path(tanda))
        session.commit()


if __name__ == "__main__":
    main()
