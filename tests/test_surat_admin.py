"""Whose eyes a mail is for: an administrator sees that it was written, the people of the case what it says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.panggung import Panggung
from workflow_app import outbox
from workflow_app.config import Settings
from workflow_app.models import Pegawai, Peran, Stateful, StatusSurat, Surat
from workflow_app.services.surat import boleh_membaca
from workflow_app.states.engine import workflow_of

Masuk = Callable[[Pegawai], Klien]
RAHASIA = "Bukti butir ketiga tidak sah."


@pytest.fixture
def url_basis_data(url_agensi: str) -> str:
    """These tests play in the agency."""
    return url_agensi


@pytest.fixture
def panggung(session: Session) -> Panggung:
    """The agency in the test's own session."""
    return Panggung(session)


@pytest.fixture
def tulis(session: Session, settings: Settings) -> Callable[..., Surat]:
    """Puts a mail about a case down, with its file."""

    def tulis(perkara: Stateful, penerima: Pegawai, **ubah: Any) -> Surat:
        pesan = outbox.tambah(session, "surat", {})
        session.flush()
        isi: dict[str, Any] = {
            "alamat": penerima.email,
            "templat": "dupak_dikembalikan",
            "perihal": "DUPAK dikembalikan",
            "workflow": workflow_of(perkara).name,
            "object_id": perkara.id,
            "status": StatusSurat.TERKIRIM,
            "message_id": f"<{pesan.id}@contoh.invalid>",
            "berkas": f"{pesan.id}.eml",
        }
        surat = Surat(outbox_id=pesan.id, penerima_id=penerima.id, **{**isi, **ubah})
        session.add(surat)
        session.flush()
        folder: Path = settings.INSTANCE_DIR / "outgoing"
        folder.mkdir(exist_ok=True)
        kepala = "To: x@contoh.invalid\nContent-Type: text/plain; charset=utf-8\n\n"
        (folder / f"{pesan.id}.eml").write_text(f"{kepala}Alasan: {RAHASIA}\n", encoding="utf-8")
        return surat

    return tulis


def admin(panggung: Panggung, *peran: Peran) -> Pegawai:
    """An administrator of the agency, with further roles."""
    return panggung.orang_baru(nama="Ade Pengelola", peran=(Peran.ADMIN, *peran))


def halaman(klien: Klien, surat: Surat) -> str:
    """The words of the mail's page."""
    return teks_halaman(klien.get(f"/admin/surat/{surat.id}").text)


def test_an_administrator_sees_that_a_mail_was_written_and_not_what_it_says(
    panggung: Panggung, klien: Masuk, tulis: Callable[..., Surat]
):
    dupak, _ = panggung.sampai("diajukan")
    surat = tulis(dupak, dupak.subjek, status=StatusSurat.GAGAL, galat="SMTPError: 550")

    isi = halaman(klien(admin(panggung)), surat)

    for terbuka in (surat.perihal, dupak.subjek.nama, surat.alamat, "gagal", "SMTPError: 550"):
        assert terbuka in isi
    assert RAHASIA not in isi
    assert "hanya terbuka bagi penerimanya" in isi


def test_the_person_addressed_reads_his_mail(panggung: Panggung, klien: Masuk, tulis: Callable[..., Surat]):
    dupak, _ = panggung.sampai("diajukan")
    ade = admin(panggung)
    surat = tulis(dupak, ade)

    assert RAHASIA in halaman(klien(ade), surat)


def test_whoever_may_see_the_case_reads_its_mails(panggung: Panggung, klien: Masuk, tulis: Callable[..., Surat]):
    dupak, _ = panggung.sampai("diajukan")
    surat = tulis(dupak, dupak.subjek)

    assert RAHASIA in halaman(klien(admin(panggung, Peran.AUDITOR)), surat)


def test_the_officer_reads_no_mail_that_the_team_got(panggung: Panggung, klien: Masuk, tulis: Callable[..., Surat]):
    dupak, _ = panggung.sampai("penilaian")
    pabrik.penugasan(panggung.session, dupak.subjek, Peran.ADMIN)
    kepada_tim = tulis(dupak, panggung.orang["ketua"], templat="dupak_siap_sidang")
    kepadanya = tulis(dupak, dupak.subjek)
    ade = klien(dupak.subjek)

    assert RAHASIA not in halaman(ade, kepada_tim)
    assert RAHASIA in halaman(ade, kepadanya)


def test_an_assessor_reads_no_mail_about_his_colleague_s_marking(panggung: Panggung, tulis: Callable[..., Surat]):
    dupak, jadwal = panggung.sampai("penilaian")
    satu, dua = panggung.penilaian(dupak)
    surat = tulis(dua, dua.penilai, templat="penilaian_dibuka_kembali")
    orang = panggung.pelaku(satu.penilai, jadwal.nilai)

    assert not boleh_membaca(panggung.session, orang, surat)
    assert boleh_membaca(panggung.session, panggung.pelaku(dua.penilai, jadwal.nilai), surat)


def test_a_mail_about_a_case_that_is_gone_is_read_by_its_receiver_alone(
    panggung: Panggung, tulis: Callable[..., Surat]
):
    dupak, _ = panggung.sampai("diajukan")
    surat = tulis(dupak, dupak.subjek, object_id=987_654)

    assert not boleh_membaca(panggung.session, panggung.pelaku(admin(panggung, Peran.AUDITOR)), surat)
    assert boleh_membaca(panggung.session, panggung.pelaku(dupak.subjek), surat)
