import dataclasses
import datetime as dt
import email
import email.policy
import shutil
import smtplib
import subprocess
from email.message import EmailMessage
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sqlalchemy import delete, select, update
from sqlalchemy.orm import sessionmaker

from tests import pabrik
from tests.peladen_surat import Peladen, peladen_surat
from workflow_app import jobs, notifications, outbox
from workflow_app.config import PengaturanSalah, Settings
from workflow_app.documents import templat
from workflow_app.formulir.contoh import contoh
from workflow_app.formulir.isian import sebagai_data
from workflow_app.jobs import TEMPLAT_RINGKASAN
from workflow_app.models import (
    Dokumen,
    Dupak,
    OutboxMessage,
    Peran,
    Sidang,
    StatusSurat,
    Surat,
)
from workflow_app.notifications import Alamat, FolderPengirim, SmtpPengirim, TeksSurat, buat_pesan, tulis_teks
from workflow_app.outbox import GalatSementara
from workflow_app.penyimpanan import Penyimpanan
from workflow_app.services import dupak as layanan_dupak
from workflow_app.states import WORKFLOWS
from workflow_app.states.engine import KirimSurat
from workflow_app.waktu import utcnow
from workflow_app.worker import Pelaksana

HARI_INI = pabrik.HARI_INI
LAMA = dt.datetime.fromisoformat("2000-01-01T00:00:00")
SAAT = dt.datetime.fromisoformat("2022-01-10T02:00:00")
DARI = "alurpak@contoh.go.id"
DATA = {
    "nama": "Sri Lestari",
    "pejabat": "Bima Pratama",
    "pelaku": "Sri Lestari",
    "tanggal": HARI_INI,
    "tenggat": dt.date(2022, 1, 17),
    "catatan": "Bukti butir 3 belum terbaca.",
    "tautan": "https://alurpak.contoh.go.id/dupak/1",
    "perkara": Sidang(tanggal=dt.date(2022, 1, 20), tempat="Ruang Rapat 1"),
    "kegiatan": (),
    "terbanyak": 20,
    "wajib": dt.date(2022, 2, 1),
}


# --- Texts ------------------------------------------------------------------------------------------------------------


def test_every_mail_of_the_tables_has_a_text_and_no_text_is_left_over():
    dipakai = {e.templat for w in WORKFLOWS for s in w.steps for e in s.effects if isinstance(e, KirimSurat)}

    assert dipakai | {TEMPLAT_RINGKASAN} == notifications.daftar_templat()


@pytest.mark.parametrize("nama", sorted(notifications.daftar_templat()))
def test_every_text_has_a_subject_a_greeting_and_the_link(nama):
    teks = tulis_teks(nama, "id", DATA)

    assert 10 < len(teks.perihal) < 100
    assert teks.isi.startswith("Yth. Sri Lestari,\n")
    assert "\nhttps://alurpak.contoh.go.id/dupak/1\n" in teks.isi
    assert "    Bukti butir 3 belum terbaca." in teks.isi
    assert "Tenggat: 17 Januari 2022" in teks.isi
    assert max(map(len, teks.isi.splitlines())) <= notifications.LEBAR_BARIS


def test_a_text_without_note_and_deadline_says_nothing_of_them():
    teks = tulis_teks("dupak_diajukan", "id", {**DATA, "catatan": "", "tenggat": None})

    assert "Catatan" not in teks.isi
    assert "Tenggat" not in teks.isi
    assert "\n\n\n" not in teks.isi


def test_a_name_cannot_add_a_line_to_the_head_of_a_mail():
    jahat = "Bima\r\nBcc: lain@contoh.go.id\u2028\u202e\x00"
    teks = tulis_teks("dupak_diajukan", "id", {**DATA, "pejabat": jahat})
    assert "\n" not in teks.perihal

    pesan = buat_pesan(
        TeksSurat("Perihal\nBcc: a@b", "isi\n"),
        dari=DARI,
        kepada=Alamat(jahat, "bima@contoh.go.id"),
        message_id="<1@contoh.go.id>",
        saat=SAAT,
        bahasa="id",
    )
    kepala, _, _ = pesan.as_bytes().partition(b"\r\n\r\n")
    nama_kepala = [baris.partition(b":")[0] for baris in kepala.splitlines() if not baris.startswith(b" ")]
    assert nama_kepala.count(b"Bcc") == 0
    assert pesan["Subject"] == "Perihal Bcc: a@b"


@pytest.fixture
def katalog_inggris(tmp_path, monkeypatch):
    katalog = Catalog(locale="en")
    katalog.add("Yth. %(nama)s,", "Dear %(nama)s,")
    katalog.add("DUPAK %(pejabat)s menunggu persetujuan Anda", "The DUPAK of %(pejabat)s awaits your approval")
    berkas = tmp_path / "en" / "LC_MESSAGES" / "messages.mo"
    berkas.parent.mkdir(parents=True)
    with berkas.open("wb") as tujuan:
        write_mo(tujuan, katalog)
    monkeypatch.setattr(notifications, "MAP_TERJEMAHAN", tmp_path)
    _lupakan_katalog()
    yield
    _lupakan_katalog()


def _lupakan_katalog() -> None:
    notifications.terjemahan.cache_clear()
    notifications._lingkungan.cache_clear()


def test_a_reader_of_english_gets_english(katalog_inggris):
    teks = tulis_teks("dupak_diajukan", "en", DATA)

    assert teks.perihal == "The DUPAK of Bima Pratama awaits your approval"
    assert teks.isi.startswith("Dear Sri Lestari,")
    assert "January 17, 2022" in teks.isi
    assert tulis_teks("dupak_diajukan", "id", DATA).isi.startswith("Yth.")


# --- Ways out ---------------------------------------------------------------------------------------------------------


def pesan_contoh() -> EmailMessage:
    return buat_pesan(
        TeksSurat("Perihal ½ uji", "Isi surat, 12½.\n.\nbaris sesudah titik\n"),
        dari=DARI,
        kepada=Alamat("Sri Lestari, S.Kom.", "sri@contoh.go.id"),
        message_id=notifications.id_surat(12, 34, SAAT, DARI),
        saat=SAAT,
        bahasa="id",
    )


def test_the_id_of_a_mail_is_the_same_for_every_attempt():
    assert notifications.id_surat(12, 34, SAAT, DARI) == "<surat-12-34-20220110020000@contoh.go.id>"


def test_a_mail_is_written_whole_for_the_owner_alone_and_once(tmp_path):
    pengirim = FolderPengirim(tmp_path / "outgoing")

    nama = pengirim.kirim(pesan_contoh(), SAAT)
    assert pengirim.kirim(pesan_contoh(), SAAT) == nama == "2022-01-10-surat-12-34-20220110020000_contoh.go.id.eml"

    [berkas] = (tmp_path / "outgoing").iterdir()
    assert berkas.stat().st_mode & 0o077 == 0
    assert berkas.parent.stat().st_mode & 0o077 == 0
    terbaca = email.message_from_bytes(berkas.read_bytes(), policy=email.policy.default)
    assert terbaca["To"] == '"Sri Lestari, S.Kom." <sri@contoh.go.id>'
    assert terbaca["From"] == f"AlurPAK <{DARI}>"
    assert terbaca["Subject"] == "Perihal ½ uji"
    assert terbaca["Date"] == "Mon, 10 Jan 2022 02:00:00 +0000"
    assert terbaca["Auto-Submitted"] == "auto-generated"
    assert terbaca.get_content().replace("\r\n", "\n") == "Isi surat, 12½.\n.\nbaris sesudah titik\n"


def test_a_folder_that_cannot_be_written_leaves_no_half_mail(tmp_path):
    (tmp_path / "outgoing").write_text("bukan folder")

    with pytest.raises(OSError, match="outgoing"):
        FolderPengirim(tmp_path / "outgoing").kirim(pesan_contoh(), SAAT)


def test_a_server_takes_the_mail():
    with peladen_surat(Peladen()) as peladen:
        SmtpPengirim(f"smtp://127.0.0.1:{peladen.port}").kirim(pesan_contoh(), SAAT)

    assert "mail FROM:<alurpak@contoh.go.id>" in [p.partition(" size")[0] for p in peladen.perintah]
    [isi] = peladen.surat
    assert b"Message-ID: <surat-12-34-20220110020000@contoh.go.id>" in isi


@pytest.mark.parametrize(
    ("jawaban", "galat"),
    [
        ({"RCPT": "451 nanti"}, GalatSementara),
        ({"RCPT": "550 tidak dikenal"}, smtplib.SMTPRecipientsRefused),
        ({"DATA": "451 nanti"}, GalatSementara),
        ({"DATA": "554 ditolak"}, smtplib.SMTPDataError),
        ({"MAIL": "530 masuk dahulu"}, GalatSementara),
    ],
)
def test_only_a_final_answer_about_this_mail_counts_against_it(jawaban, galat):
    with peladen_surat(Peladen(jawaban)) as peladen, pytest.raises(galat):
        SmtpPengirim(f"smtp://127.0.0.1:{peladen.port}").kirim(pesan_contoh(), SAAT)


def test_a_farewell_that_fails_does_not_send_the_mail_again():
    with peladen_surat(Peladen({"QUIT": "500 tidak"})) as peladen:
        SmtpPengirim(f"smtp://127.0.0.1:{peladen.port}").kirim(pesan_contoh(), SAAT)

    assert len(peladen.surat) == 1


def test_no_server_is_a_temporary_trouble():
    with peladen_surat(Peladen()) as peladen:
        port = peladen.port
    with pytest.raises(GalatSementara):
        SmtpPengirim(f"smtp://127.0.0.1:{port}").kirim(pesan_contoh(), SAAT)


def test_a_server_without_starttls_gets_neither_password_nor_mail():
    with peladen_surat(Peladen()) as peladen, pytest.raises(GalatSementara):
        SmtpPengirim(f"starttls://pengguna:rahasia@127.0.0.1:{peladen.port}").kirim(pesan_contoh(), SAAT)

    assert not [p for p in peladen.perintah if p.upper().startswith(("AUTH", "MAIL"))]


@pytest.fixture
def sertifikat(tmp_path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl tidak terpasang")
    berkas = tmp_path / "sertifikat.pem"
    kunci = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(berkas)]
    publik = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", str(tmp_path / "publik.pem")]
    subprocess.run(["openssl", "req", "-x509", *kunci, *publik], check=True, capture_output=True)
    with berkas.open("a") as tujuan:
        tujuan.write((tmp_path / "publik.pem").read_text())
    return berkas


def test_certificates_are_verified(sertifikat, monkeypatch):
    with peladen_surat(Peladen(sertifikat=sertifikat, starttls=True)) as peladen:
        url = f"starttls://pengguna:r%40hasia@localhost:{peladen.port}"
        with pytest.raises(GalatSementara):
            SmtpPengirim(url).kirim(pesan_contoh(), SAAT)
        assert not [p for p in peladen.perintah if p.upper().startswith(("AUTH", "MAIL"))]

        monkeypatch.setenv("SSL_CERT_FILE", str(sertifikat.with_name("publik.pem")))
        SmtpPengirim(url).kirim(pesan_contoh(), SAAT)

    assert len(peladen.surat) == 1
    assert "AUTH PLAIN AHBlbmdndW5hAHJAaGFzaWE=" in peladen.perintah


@pytest.mark.parametrize(
    "url", ["http://surat.contoh.go.id", "smtps://", "surat.contoh.go.id", "smtp://a:b@surat.contoh.go.id"]
)
def test_a_server_address_that_makes_no_sense_or_would_show_the_password_is_refused(url):
    with pytest.raises(PengaturanSalah, match="SMTP_URL"):
        SmtpPengirim(url)


# --- The handlers -----------------------------------------------------------------------------------------------------


@pytest.fixture
def pengaturan(settings) -> Settings:
    return dataclasses.replace(settings, BASE_URL="https://alurpak.contoh.go.id/", MAIL_DARI=DARI)


@pytest.fixture
def perkara(session) -> Dupak:
    """A claim just sent to the superior, whose outbox rows are taken away."""
    atasan = pabrik.pegawai(session, "Sri Lestari", golongan="IV/a", jenjang=None, email="sri@contoh.go.id")
    prakom = pabrik.pegawai(session, "Bima Pratama", atasan=atasan, email="bima@contoh.go.id")
    pabrik.akun(session, atasan, bahasa="en")
    pabrik.akun(session, prakom)
    dupak = pabrik.dupak(session, prakom, butir=1)
    layanan_dupak.ajukan(session, dupak, oleh=pabrik.pelaku(session, prakom))
    session.execute(delete(OutboxMessage))
    session.execute(delete(Dokumen))
    session.commit()
    return dupak


def surati(session, perkara: Dupak, templat: str = "dupak_diajukan", kepada: tuple[str, ...] = ("atasan",)) -> int:
    pesan = outbox.tambah(
        session,
        "surat",
        {
            "workflow": "dupak",
            "object_id": perkara.id,
            "seq": perkara.audit_seq,
            "templat": templat,
            "kepada": list(kepada),
        },
    )
    session.commit()
    return pesan.id


def habiskan(session, penangan, *, ulangi: bool = False) -> None:
    """Work the outbox off, as a worker would; `ulangi` also makes rows due that wait for a further attempt."""
    if ulangi:
        session.execute(update(OutboxMessage).values(available_at=LAMA))
        session.commit()
    session.rollback()
    pelaksana = Pelaksana(sessionmaker(session.get_bind(), expire_on_commit=False), penangan)
    while pelaksana.berikutnya():
        pass


def semua_surat(session) -> list[Surat]:
    session.rollback()
    return list(session.scalars(select(Surat).order_by(Surat.id).execution_options(populate_existing=True)))


def isi_keluar(pengaturan: Settings) -> dict[str, EmailMessage]:
    return {
        f.name: email.message_from_bytes(f.read_bytes(), _class=EmailMessage, policy=email.policy.default)
        for f in (pengaturan.INSTANCE_DIR / "outgoing").glob("*.eml")
    }


def test_each_holder_of_the_roles_gets_one_mail_in_his_language(session, perkara, pengaturan, katalog_inggris):
    surati(session, perkara, kepada=("atasan", "prakom", "atasan"))
    habiskan(session, jobs.daftar_penangan(pengaturan))

    surat = semua_surat(session)
    keluar = isi_keluar(pengaturan)
    assert {s.perihal for s in surat} == {
        "DUPAK Bima Pratama menunggu persetujuan Anda",
        "The DUPAK of Bima Pratama awaits your approval",
    }
    assert {s.status for s in surat} == {StatusSurat.TERKIRIM}
    assert {s.berkas for s in surat} == set(keluar)
    kepada_atasan = next(p for p in keluar.values() if p["To"] == "Sri Lestari <sri@contoh.go.id>")
    assert kepada_atasan["Content-Language"] == "en"
    isi = kepada_atasan.get_content()
    assert f"https://alurpak.contoh.go.id/dupak/{perkara.id}" in isi.splitlines()
    assert "January 17, 2022" in isi
    for pesan in keluar.values():
        assert perkara.subjek.nip not in pesan.as_string()


def test_a_deadline_is_told_only_to_the_one_who_must_act(session, perkara, pengaturan):
    surati(session, perkara, kepada=("prakom",))
    habiskan(session, jobs.daftar_penangan(pengaturan))

    [pesan] = isi_keluar(pengaturan).values()
    assert "Tenggat" not in pesan.get_content()


def test_a_deadline_is_not_told_when_the_case_has_moved_on(session, perkara, pengaturan):
    surati(session, perkara)
    session.execute(update(Dupak).values(audit_seq=9))
    session.commit()
    habiskan(session, jobs.daftar_penangan(pengaturan))

    [pesan] = isi_keluar(pengaturan).values()
    assert "Tenggat" not in pesan.get_content()


def test_who_has_no_address_is_noted_and_holds_up_nobody(session, perkara, pengaturan):
    tanpa, dengan = [
        pabrik.pegawai(session, peran=Peran.SEKRETARIAT, email=surel) for surel in ("", "dewi@contoh.go.id")
    ]
    surati(session, perkara, "dupak_diusulkan", ("sekretariat",))
    habiskan(session, jobs.daftar_penangan(pengaturan))

    assert {s.penerima_id: s.status for s in semua_surat(session)} == {
        tanpa.id: StatusSurat.GAGAL,
        dengan.id: StatusSurat.TERKIRIM,
    }
    assert len(isi_keluar(pengaturan)) == 1
    assert outbox.tunggakan(session).terbuka == 0


def test_a_mail_for_a_role_that_nobody_holds_is_done_and_logged(session, perkara, pengaturan, caplog):
    surati(session, perkara, "dupak_diusulkan", ("sekretariat",))
    habiskan(session, jobs.daftar_penangan(pengaturan))

    assert semua_surat(session) == []
    assert outbox.tunggakan(session).terbuka == 0
    assert "nobody holds a role" in caplog.text


class PengirimUji:
    """Refuses some addresses and keeps what the others were sent."""

    def __init__(self, tolak: str = "") -> None:
        self.tolak = tolak
        self.terkirim: list[tuple[str, str]] = []

    def kirim(self, pesan: EmailMessage, saat: dt.datetime) -> None:
        if self.tolak and self.tolak in pesan["To"]:
            raise smtplib.SMTPRecipientsRefused({self.tolak: (550, b"unknown user")})
        self.terkirim.append((pesan["To"], pesan["Message-ID"]))


def test_a_failing_address_holds_up_nobody_and_is_not_mailed_twice_later(session, perkara, pengaturan):
    surati(session, perkara, kepada=("atasan", "prakom"))
    pengirim = PengirimUji(tolak="bima@contoh.go.id")
    penangan = {**jobs.daftar_penangan(pengaturan), "kirim_surat": jobs.PenanganKirim(pengirim, dari=DARI)}
    habiskan(session, penangan)

    assert [kepada for kepada, _ in pengirim.terkirim] == ["Sri Lestari <sri@contoh.go.id>"]
    gagal = next(s for s in semua_surat(session) if s.status is StatusSurat.GAGAL)
    assert gagal.galat is not None
    assert "SMTPRecipientsRefused" in gagal.galat
    assert "bima@" not in gagal.galat

    pengirim.tolak = ""
    habiskan(session, penangan, ulangi=True)

    assert len(pengirim.terkirim) == 2
    assert {s.status for s in semua_surat(session)} == {StatusSurat.TERKIRIM}
    assert {s.galat for s in semua_surat(session)} == {None}


def test_a_mail_sent_twice_after_a_crash_carries_the_same_id(session, perkara, pengaturan):
    surati(session, perkara)
    pengirim = PengirimUji()
    penangan = {**jobs.daftar_penangan(pengaturan), "kirim_surat": jobs.PenanganKirim(pengirim, dari=DARI)}
    pelaksana = Pelaksana(sessionmaker(session.get_bind(), expire_on_commit=False), penangan)
    pelaksana.berikutnya()
    [sewa] = outbox.claim(session, owner="korban")
    with sessionmaker(session.get_bind())() as lain:
        kerja = penangan["kirim_surat"].siapkan(lain, sewa)
    penangan["kirim_surat"].kerjakan(kerja)  # and here the process dies
    session.execute(update(OutboxMessage).values(claimed_until=LAMA))
    session.commit()

    habiskan(session, penangan)

    assert len(pengirim.terkirim) == 2
    assert len({message_id for _, message_id in pengirim.terkirim}) == 1


def test_what_is_marked_sent_is_never_sent_again(session, perkara, pengaturan):
    surati(session, perkara)
    pengirim = PengirimUji()
    penangan = {**jobs.daftar_penangan(pengaturan), "kirim_surat": jobs.PenanganKirim(pengirim, dari=DARI)}
    habiskan(session, penangan)
    session.execute(update(OutboxMessage).where(OutboxMessage.kind == "kirim_surat").values(done_at=None))
    session.commit()

    habiskan(session, penangan)

    assert len(pengirim.terkirim) == 1
    assert outbox.tunggakan(session).terbuka == 0


def test_without_a_server_the_settings_lead_to_the_folder(pengaturan):
    assert isinstance(notifications.pengirim(pengaturan), FolderPengirim)
    dengan = dataclasses.replace(pengaturan, SMTP_URL="smtps://surat.contoh.go.id")
    assert isinstance(notifications.pengirim(dengan), SmtpPengirim)


def dokumen(session, perkara: Dupak) -> Dokumen:
    satu = Dokumen(
        workflow="dupak",
        object_id=perkara.id,
        audit_seq=9,
        jenis="tanda_terima",
        judul="Tanda terima",
        isian=sebagai_data(contoh("tanda_terima")),
        tanggal=HARI_INI,
    )
    session.add(satu)
    session.flush()
    outbox.tambah(session, "dokumen", {"dokumen_id": satu.id})
    session.commit()
    return satu


def test_a_document_is_rendered_stored_and_traceable_to_its_template(session, perkara, pengaturan):
    satu = dokumen(session, perkara)
    habiskan(session, jobs.daftar_penangan(pengaturan))

    session.refresh(satu)
    assert satu.sha256 is not None
    isi = Penyimpanan(pengaturan.berkas_url).baca(satu.sha256)
    assert isi.startswith(b"PK")
    assert satu.ukuran == len(isi)
    assert satu.dibuat_at is not None
    asal = templat("tanda_terima")
    assert (satu.templat_sha256, satu.templat_versi) == (asal.sha256, str(asal.versi))


def test_a_document_that_has_its_file_is_never_rendered_again(session, perkara, pengaturan):
    satu = dokumen(session, perkara)
    dahulu = utcnow() - dt.timedelta(days=1)
    session.execute(update(Dokumen).values(sha256="f" * 64, ukuran=1, dibuat_at=dahulu))
    session.commit()
    habiskan(session, jobs.daftar_penangan(pengaturan))

    session.refresh(satu)
    assert (satu.sha256, satu.dibuat_at) == ("f" * 64, dahulu)
    assert outbox.tunggakan(session).terbuka == 0


def test_a_snapshot_that_does_not_fit_its_template_fails_visibly(session, perkara, pengaturan):
    satu = dokumen(session, perkara)
    session.execute(update(Dokumen).values(isian={}))
    session.commit()
    habiskan(session, jobs.daftar_penangan(pengaturan))

    session.refresh(satu)
    assert satu.sha256 is None
    assert "IsianSalah" in (session.scalars(select(OutboxMessage.error)).one() or "")


def test_a_step_leads_to_its_documents_and_mails(session, pengaturan):
    atasan = pabrik.pegawai(session, golongan="IV/a", jenjang=None)
    prakom = pabrik.pegawai(session, atasan=atasan)
    dupak = pabrik.dupak(session, prakom, butir=2)
    layanan_dupak.ajukan(session, dupak, oleh=pabrik.pelaku(session, prakom))
    session.commit()

    habiskan(session, jobs.daftar_penangan(pengaturan))

    assert [(s.templat, s.penerima_id, s.status) for s in semua_surat(session)] == [
        ("dupak_diajukan", atasan.id, StatusSurat.TERKIRIM)
    ]
    berkas = session.scalars(select(Dokumen.sha256).where(Dokumen.object_id == dupak.id)).all()
    assert len(berkas) > 1
    assert None not in berkas
    assert outbox.tunggakan(session) == outbox.Tunggakan(0, 0, None)
