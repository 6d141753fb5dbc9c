"""The settings file of a first start: `instance/pengaturan.env`, with keys of its own and the demo switched on."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from workflow_app.config import AKAR

TANGGAL_DEMO = "2022-01-10"
"""The demo's date: claims by DUPAK belong to work before 2023."""
IZIN_FOLDER, IZIN_BERKAS = 0o700, 0o600


def berkas_pengaturan(lingkungan: Mapping[str, str]) -> Path:
    """Where the settings file lies, or would lie."""
    return Path(lingkungan.get("INSTANCE_DIR") or AKAR / "instance") / "pengaturan.env"


def siapkan_pengaturan(lingkungan: Mapping[str, str] | None = None) -> Path | None:
    """Write the settings file of a first start. Returns it if it was written now.

    Nothing is written where the environment brings a SECRET_KEY: that installation is run by somebody who sets
    things up himself. A DATABASE_URL or DEMO in the environment is taken as "not a demo" unless DEMO says otherwise.
    Raises OSError when the folder cannot be written.
    """
    lingkungan = os.environ if lingkungan is None else lingkungan
    tujuan = berkas_pengaturan(lingkungan)
    if tujuan.exists() or lingkungan.get("SECRET_KEY"):
        return None
    baris = [
        "# Pengaturan AlurPAK, dibuat pada start pertama. Nilai dari lingkungan (environment) menang atas berkas ini.",
        "# Jaga berkas ini: SECRET_KEY menandatangani sesi, AUDIT_KEY merantai jejak audit dan tidak boleh diganti.",
        f"SECRET_KEY={secrets.token_hex(32)}",
        f"AUDIT_KEY={secrets.token_hex(32)}",
    ]
    if not lingkungan.get("DATABASE_URL") and not lingkungan.get("DEMO"):
        baris += ["DEMO=1", f"TANGGAL_APLIKASI={TANGGAL_DEMO}"]
    tujuan.parent.mkdir(mode=IZIN_FOLDER, parents=True, exist_ok=True)
    return tujuan if _tulis_sekali(tujuan, "\n".join(baris) + "\n") else None


def _tulis_sekali(tujuan: Path, isi: str) -> bool:
    """Put the file in its place whole and only if nobody else did: a second key would break the first one's chain."""
    sementara = tujuan.with_name(f".{tujuan.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, IZIN_BERKAS), "w") as berkas:
            berkas.write(isi)
        os.link(sementara, tujuan)
    except FileExistsError:
        return False
    finally:
        sementara.unlink(missing_ok=True)
    return True
