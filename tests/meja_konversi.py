"""The desks of the regime of today: an office that acts through its pages, reads its figures there and prints papers.

Each verb sends the forms that a person would fill in; a figure is read from the table or the heading where it stands,
never looked for somewhere on the page.
"""

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import docx
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests import pabrik
from tests.kantor_kinerja import KantorKinerja
from tests.klien import Klien, teks_halaman, urai
from workflow_app.angka import baca_desimal
from workflow_app.config import Settings
from workflow_app.extensions import db
from workflow_app.jobs import daftar_penangan
from workflow_app.models import Konversi, PakIntegrasi, Pegawai, PenetapanAk, Peran, RancanganPeraturan
from workflow_app.services import penetapan_ak
from workflow_app.waktu import Jam
from workflow_app.web.konteks import Aplikasi
from workflow_app.worker import Pelaksana

Riwayat = Sequence[tuple[str, dt.date]]
Baris = list[str]
ALASAN = "Menurut keputusan instansi."


def desimal(teks: str) -> Decimal:
    """A figure as pages and papers write it."""
    return baca_desimal(teks.replace("−", "-").removeprefix("+"), boleh_negatif=True)


def baris_html(halaman: Any) -> list[Baris]:
    """All rows of all tables of a page, cell by cell, with single spaces."""
    return [
        [" ".join(" ".join(sel.itertext()).split()) for sel in tr if sel.tag in {"th", "td"}]
        for tr in halaman.iter("tr")
    ]


class SuratWord:
    """An issued paper as somebody opens it in Word."""

    def __init__(self, isi: bytes) -> None:
        dokumen = docx.Document(io.BytesIO(isi))
        self.baris: list[Baris] = []
        """Rows of all tables, each cell once however wide it is."""
        for tabel in dokumen.tables:
            for baris in tabel.rows:
                sel = {id(s._tc): s.text for s in baris.cells}
                self.baris.append([" ".join(isi.split()) for isi in sel.values()])
        self.teks = " ".join([*(s for b in self.baris for s in b), *(p.text for p in dokumen.paragraphs)])

    def sel(self, awal: str, kolom: int = -1) -> Decimal:
        """The figure in a column of the row that begins so, behind its number."""
        return desimal(pilih(self.baris, awal)[kolom])


def pilih(baris: Sequence[Baris], awal: str) -> Baris:
    """The one row whose first cell, or the cell behind its number, begins so."""
    hasil = [b for b in baris if any(s.startswith(awal) for s in b[:2])]
    assert len(hasil) == 1, (awal, hasil)
    return hasil[0]


class MejaKonversi:
    """The people of `KantorKinerja` and two administrators, each before his browser."""

    def __init__(self, app: Flask, session: Session, klien: Callable[[Pegawai], Klien]) -> None:
        self.app, self.session, self._klien = app, session, klien
        self.kantor = KantorKinerja(session)
        self.admin, self.rekan = (
            klien(pabrik.pegawai(session, instansi=self.kantor.instansi, jenjang=None, peran=Peran.ADMIN))
            for _ in range(2)
        )
        self.petugas = klien(self.kantor.kepegawaian)
        self.penilai = klien(self.kantor.penilai)
        self.penetap = klien(self.kantor.penetap)
        pabrik.penugasan(session, self.kantor.penetap, Peran.PENETAP, jabatan_penetap="ppt_madya_kesekretariatan")

    def pada(self, hari: dt.date) -> None:
        """It is now this day for the application."""
        isi: Aplikasi = self.app.extensions["alurpak"]
        settings: Settings = dataclasses.replace(isi.settings, TANGGAL_APLIKASI=hari)
        self.app.extensions["alurpak"] = Aplikasi(settings, Jam(hari))
        self.hari = hari

    def klien(self, orang: Pegawai) -> Klien:
        """The officer's own browser."""
        return self._klien(orang)

    # What is known of an officer

    def orang(self, jabatan: Riwayat, pangkat: Riwayat, **ubah: Any) -> Pegawai:
        """An officer whose history an administrator puts in."""
        hasil = pabrik.pegawai(
            self.session,
            instansi=self.kantor.instansi,
            unit=self.kantor.unit,
            atasan=self.kantor.penilai,
            golongan=None,
            jenjang=None,
            **ubah,
        )
        for golongan, tmt in pangkat:
            self.pangkat(hasil, golongan, tmt)
        for jenjang, tmt in jabatan:
            self.jabatan(hasil, jenjang, tmt)
        return hasil

    def pangkat(self, orang: Pegawai, golongan: str, tmt: dt.date) -> None:
        """A rank from a day on."""
        isi = {"golongan": golongan, "tmt": tmt.isoformat(), "nomor_sk": f"KP-{tmt:%Y%m%d}"}
        self.admin.kirim(f"/admin/pegawai/{orang.id}/pangkat", {**isi, "masa_kerja_tahun": 0, "masa_kerja_bulan": 0})

    def jabatan(self, orang: Pegawai, jenjang: str, tmt: dt.date) -> None:
        """A level from a day on."""
        isi = {"jenjang": jenjang, "tmt": tmt.isoformat(), "nomor_sk": f"SK-{tmt:%Y%m%d}"}
        self.admin.kirim(f"/admin/pegawai/{orang.id}/jabatan", isi)

    def evaluasi(self, orang: Pegawai, tahun: int, predikat: str, *, mulai: int = 1, selesai: int = 12) -> None:
        """The record of an appraisal."""
        isi = {
            "tahun": tahun,
            "bulan_mulai": mulai,
            "bulan_selesai": selesai,
            "predikat": predikat,
            "penilai": self.kantor.penilai.nip,
            "nama_penilai": "",
            "bukti": f"Dokumen evaluasi kinerja {tahun}",
        }
        self.petugas.kirim(f"/kinerja/pegawai/{orang.id}/evaluasi", isi)

    def ijazah(self, orang: Pegawai, kode: str, tanggal: dt.date, *, bkn: dt.date, dasar: bool = False) -> None:
        """A degree, recorded at BKN."""
        isi = {
            "ijazah": kode,
            "tanggal": tanggal.isoformat(),
            "bukti": f"Ijazah {kode}",
            "tercatat_bkn_pada": bkn.isoformat(),
        }
        self.petugas.kirim(f"/kinerja/pegawai/{orang.id}/ijazah", {**isi, "dasar_pengangkatan": "y"} if dasar else isi)

    def asal(self, orang: Pegawai, jenis: str, *, predikat: str = "", ijazah: str = "", angka_kredit: str = "") -> None:
        """From which post he entered his first level."""
        isi = {"jenis": jenis, "bukti": "SK perpindahan", "predikat": predikat, "ijazah": ijazah}
        self.petugas.kirim(
            f"/kinerja/jabatan/{orang.riwayat_jabatan[0].id}/asal", {**isi, "angka_kredit": angka_kredit}
        )

    # Cases

    def konversi(self, orang: Pegawai, tahun: int, predikat: str, *, mulai: int = 1, selesai: int = 12) -> Konversi:
        """The appraisal recorded, converted by the officer, and determined by the evaluator on the year's last day."""
        self.pada(dt.date(tahun, 12, 31))
        self.evaluasi(orang, tahun, predikat, mulai=mulai, selesai=selesai)
        saya = self.klien(orang)
        isi = {
            "tahun": tahun,
            "bulan_mulai": mulai,
            "bulan_selesai": selesai,
            "predikat": predikat,
            "bukti": f"Dokumen evaluasi kinerja {tahun}",
            "penilai": self.kantor.penilai.nip,
        }
        obj = self._perkara(Konversi, saya.kirim("/konversi/baru", isi).location)
        self.langkah(saya, obj, "ajukan")
        self.langkah(self.penilai, obj, "tetapkan")
        return obj

    def minta_penetapan(self, orang: Pegawai) -> PenetapanAk:
        """The open draft of the officer; asked for by the office where there is none."""
        ada = penetapan_ak.draf(self.session, orang.id)
        if ada is not None:
            return ada
        jawaban = self.petugas.kirim(f"/penetapan-ak/baru?pegawai={orang.id}", {"catatan": ""})
        return self._perkara(PenetapanAk, jawaban.location)

    def perbarui(self, obj: PenetapanAk, *, uji: str = "", lowongan: str = "") -> None:
        """The draft anew with what is known (`ya`, `tidak`, or nothing)."""
        isi = {
            "version": obj.version,
            "penilai": self.kantor.penilai.nip,
            "uji_kompetensi": uji,
            "uji_kompetensi_bukti": "Sertifikat uji kompetensi" if uji else "",
            "lowongan": lowongan,
            "lowongan_bukti": "Penetapan kebutuhan jabatan" if lowongan else "",
        }
        self.penilai.kirim(f"/penetapan-ak/{obj.id}/perbarui", isi)

    def penetapan(self, orang: Pegawai, *, uji: str = "", lowongan: str = "") -> PenetapanAk:
        """A determination signed by the evaluator today."""
        obj = self.minta_penetapan(orang)
        self.perbarui(obj, uji=uji, lowongan=lowongan)
        self.langkah(self.penilai, obj, "tetapkan")
        return obj

    def integrasi(self, orang: Pegawai, potong: str = "") -> PakIntegrasi:
        """The officer's conventional credit turned over: drawn up, initialled, signed."""
        jawaban = self.petugas.kirim(f"/pak-integrasi/susun/{orang.id}", {"potong_profesi": potong})
        obj = self._perkara(PakIntegrasi, jawaban.location)
        self.langkah(self.petugas, obj, "paraf")
        self.langkah(self.penetap, obj, "tetapkan")
        return obj

    def langkah(self, siapa: Klien, obj: Any, trigger: str, **isian: Any) -> None:
        """A step of a case, as its form sends it."""
        self.session.refresh(obj)
        siapa.kirim(f"/{obj.__tablename__}/{obj.id}/langkah/{trigger}", {"version": obj.version, **isian})
        self.session.refresh(obj)

    def _perkara(self, model: type[Any], alamat: str) -> Any:
        nomor = re.search(r"/(\d+)(?:/|$)", alamat)
        assert nomor, alamat
        return self.session.get_one(model, int(nomor[1]))

    # The rules of the office

    def koreksi(self, kunci: str, jalur: str, nilai: str) -> None:
        """A figure of a rule set corrected by one administrator, tried out, and published by another."""
        dasar = f"/admin/peraturan/{kunci}"
        isi = {"nilai": nilai, "sumber": "Keputusan instansi", "tanda": "PROPOSED", "catatan": "", "alasan": ALASAN}
        self.admin.kirim(f"{dasar}/koreksi?jalur={jalur}", isi)
        self.admin.kirim(f"{dasar}/rancangan/uji")
        cap = self.session.scalar(select(RancanganPeraturan.uji_cap).order_by(RancanganPeraturan.id.desc()))
        terbit = {"alasan": ALASAN, "tanggal": self.hari.isoformat(), "cap": cap or ""}
        self.rekan.kirim(f"{dasar}/rancangan/terbitkan", terbit)

    # Reading

    def halaman(self, siapa: Klien, alamat: str) -> tuple[list[Baris], str]:
        """Rows of the tables of a page, and all its words."""
        jawaban = siapa.get(alamat)
        assert jawaban.status_code == 200, (alamat, jawaban.status_code)
        return baris_html(urai(jawaban.text)), teks_halaman(jawaban.text)

    def buku(self, orang: Pegawai) -> list[tuple[str, Decimal]]:
        """The entries of the officer's ledger as he reads them, the newest first: what it is, and its figure."""
        halaman = self.klien(orang).buka("/angka-kredit")
        (tabel,) = [e for e in halaman.iter("table") if teks(e).startswith("Entri, yang terbaru lebih dahulu")]
        return [(b[0], desimal(b[3])) for b in baris_html(tabel)[1:]]

    def surat(self, orang: Pegawai, obj: Any, judul: str) -> SuratWord:
        """The issued paper of a case whose title begins so, downloaded by the officer after the jobs have run."""
        self._jalankan()
        saya = self.klien(orang)
        berkas = [
            e
            for e in saya.buka(f"/{obj.__tablename__.replace('_', '-')}/{obj.id}").iter("div")
            if e.get("class") == "berkas" and teks(e).startswith(judul) and "DRAF" not in teks(e)
        ]
        assert len(berkas) == 1, (judul, [teks(e) for e in berkas])
        (tautan,) = [a.get("href") for a in berkas[0].iter("a")]
        return SuratWord(saya.get(tautan).data)

    def _jalankan(self) -> None:
        """Everything that waits in the outbox."""
        self.session.commit()
        with self.app.app_context():
            buat_sesi = sessionmaker(db.engine, expire_on_commit=False)
        pelaksana = Pelaksana(buat_sesi, daftar_penangan(self.app.extensions["alurpak"].settings, buat_sesi))
        while pelaksana.berikutnya():
            pass


def teks(unsur: Any) -> str:
    """The words of an element with single spaces."""
    return " ".join(" ".join(unsur.itertext()).split())


def angka_besar(halaman: Any) -> Decimal:
    """The figure that a page shows large."""
    (satu,) = [e for e in halaman.iter("span") if e.get("class") == "angka-besar"]
    return desimal(teks(satu))


def kebutuhan(isi: str, judul: str) -> Mapping[str, Decimal]:
    """What a determination says of a raise: need, credit held, and surplus or shortage."""
    cocok = re.search(
        rf"{re.escape(judul)}.*?Diperlukan ([\d.,]+), dimiliki ([\d.,]+)\. (Kelebihan|Kurang) ([\d.,]+)\.", isi
    )
    assert cocok, (judul, isi[:3000])
    perlu, milik, kata, selisih = cocok.groups()
    return {"perlu": desimal(perlu), "milik": desimal(milik), kata.lower(): desimal(selisih)}
