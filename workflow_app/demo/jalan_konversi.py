"""The job of today without a browser: a sheet of appraisals from the record to the determinations.

Played by an invented agency in a database of its own, through the services: the personnel office records and submits,
each evaluator determines. Every year is played in the January after it. What the sheet lacks is assumed and said.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.demo.lakon import Lakon
from workflow_app.demo.lembar_konversi import BarisLembar, LembarKonversi, Orang
from workflow_app.demo.orang import Agensi, PencatatOrang, bangun, saldo_awal
from workflow_app.demo.pencatat import Baris, Pencatat, sebutan
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.kalender import hari_kerja_mulai, tambah_hari_kerja
from workflow_app.lembar_klaim.pembaca import GalatBaris, LembarDitolak
from workflow_app.models import (
    Dokumen,
    HasilKonversiTahunan,
    HasilMasa,
    Konversi,
    KonversiState,
    KonversiTahunan,
    Pegawai,
    PenetapanAk,
    Peran,
    RiwayatJabatan,
    RiwayatPangkat,
    Unit,
)
from workflow_app.permissions import Pelaku
from workflow_app.pesan import P_, Pesan, dari_data
from workflow_app.services import fakta_pegawai, impor_kinerja, konversi_tahunan, penetapan_ak
from workflow_app.services.fakta_pegawai import nama_ijazah
from workflow_app.services.kredit_konversi import KONVERSI, aturan_tahun

AKUN = "kepegawaian"
NAMA_UNIT = "Unit pada lembar kinerja"
JABATAN_PENILAI, GOLONGAN_PENILAI = "Pejabat Penilai Kinerja", "IV/a"
DASAR_AWAL = "Angka kredit awal menurut lembar kinerja"
BUKTI = "menurut lembar kinerja"
NOMOR_ORANG = 1000
"""Running number after which the people of the sheet get their invented numbers."""
TANGGAL_KERJA = (1, 4)
"""Month and day of the next year from which the office works on a year."""
JEDA_HARI_KERJA = 2
"""Working days between the acts of different people."""


@dataclass(frozen=True, slots=True)
class Surat:
    """A Word file to be written: its name without suffix, and what `documents.render` takes."""

    nama: str
    jenis: str
    isian: Mapping[str, Any]


@dataclass
class HasilOrang:
    """What the run came to for one officer."""

    orang: Orang
    pegawai: Pegawai
    konversi: Sequence[Konversi] = ()
    penetapan: Sequence[PenetapanAk] = ()
    dilewati: list[Pesan] = field(default_factory=list)

    def ringkasan(self) -> dict[str, Any]:
        """One officer in summary.json: figures as text with three decimals, dates ISO."""
        terakhir = self.penetapan[-1] if self.penetapan else None
        return {
            "nip": self.pegawai.nip,
            "nama": self.pegawai.nama,
            "konversi": [
                {
                    "tahun": k.tahun,
                    "bulan_mulai": k.bulan_mulai,
                    "bulan_selesai": k.bulan_selesai,
                    "jenjang": k.jenjang,
                    "golongan": k.golongan,
                    "predikat": k.predikat,
                    "angka_kredit": k.jumlah,
                    "status": k.state.value,
                    "nomor": k.nomor,
                    "ditetapkan": k.ditetapkan_pada,
                }
                for k in self.konversi
            ],
            "akumulasi": {
                jenjang: sum((k.jumlah or Decimal(0) for k in self.konversi if k.jenjang == jenjang), Decimal(0))
                for jenjang in dict.fromkeys(k.jenjang for k in self.konversi if k.jenjang)
            },
            "penetapan": [_ringkas_penetapan(p) for p in self.penetapan],
            "angka_kredit": None if terakhir is None else terakhir.jumlah,
            "kelayakan": None if terakhir is None else _ringkas_kelayakan(terakhir.rincian["kelayakan"]),
            "dilewati": [str(p) for p in self.dilewati],
        }


@dataclass
class HasilKonversi:
    """What the run came to."""

    orang: Sequence[HasilOrang]
    langkah: Sequence[Baris]
    asumsi: Sequence[Pesan]
    surat: Sequence[Surat]

    def ringkasan(self) -> dict[str, Any]:
        """The content of summary.json."""
        dipakai = {k.aturan for o in self.orang for k in o.konversi}
        return {
            "asumsi": [str(a) for a in self.asumsi],
            "peraturan": [{"kunci": a, "sidik": peraturan.kunci(a).sidik} for a in sorted(dipakai)],
            "pegawai": [o.ringkasan() for o in self.orang],
            "langkah": [b.data() for b in self.langkah],
        }


def _ringkas_penetapan(p: PenetapanAk) -> dict[str, Any]:
    return {
        "nomor": p.nomor,
        "ditetapkan": p.ditetapkan_pada,
        "status": p.state.value,
        "jenjang": p.jenjang,
        "golongan": p.golongan,
        "golongan_awal": p.rincian["golongan_awal"],
        "lama": p.jumlah_lama,
        "baru": p.jumlah_baru,
        "jumlah": p.jumlah,
        "tambahan": {t["unsur"]: t["jumlah"] for t in p.rincian["tambahan"]},
        "kelayakan": _ringkas_kelayakan(p.rincian["kelayakan"]),
    }


def _ringkas_kelayakan(layak: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict on rank (`kp`) and level (`kj`), with every reason in words."""
    hasil: dict[str, Any] = {"tetap_jenjang": layak["tetap_jenjang"]}
    for jenis in ("kj", "kp"):
        satu = layak[jenis]
        hasil[jenis] = satu and {
            **{k: satu[k] for k in ("tujuan", "kebutuhan", "kekurangan", "kelebihan", "cukup", "boleh")},
            "alasan": [str(dari_data(a)) for a in satu["alasan"]],
        }
    return hasil


def mainkan(session: Session, lembar: LembarKonversi, cetak: Callable[[Baris], None]) -> HasilKonversi:
    """Play a sheet to its end in an empty database; commits after every act, as the screens do.

    Raises LembarDitolak, before anything is recorded, for rows that the import would not take.
    """
    agensi = bangun(session, jumlah_lain=0)
    panggung = _Panggung(session, agensi, lembar)
    session.commit()
    catat = Pencatat(session, cetak)

    def sesudah() -> None:
        session.commit()
        catat()

    cerita = _Cerita(session, agensi, panggung, Lakon(session, agensi.orang, sesudah), catat)
    cerita.periksa()
    for tahun in sorted({b.evaluasi.tahun for b in lembar.baris}):
        cerita.tahun(tahun)
    hasil = [cerita.hasil(o) for o in lembar.orang]
    surat = [s for nomor, o in enumerate(hasil, 1) for s in _surat(session, nomor, o)]
    return HasilKonversi(hasil, catat.baris, [*lembar.asumsi, *_asumsi(panggung)], surat)


def _asumsi(panggung: "_Panggung") -> list[Pesan]:
    asumsi = [
        P_("Instansi, unit, pejabat, dan tanggal setiap langkah rekaan; setiap tahun dikerjakan Januari berikutnya."),
        P_("Tempat dan tanggal lahir, jenis kelamin, Karpeg, pendidikan, dan nomor surat keputusan pegawai rekaan."),
        P_("Penilai menetapkan setiap konversi yang diajukan, sesuai dengan predikat pada lembar."),
    ]
    if panggung.penilai_baru:
        asumsi.append(
            P_(
                "%(nama)s: %(jabatan)s golongan ruang %(golongan)s.",
                nama=", ".join(sorted(p.nama for p in panggung.penilai_baru)),
                jabatan=JABATAN_PENILAI,
                golongan=GOLONGAN_PENILAI,
            )
        )
    if any(b.uji_kompetensi is not None or b.lowongan is not None for b in panggung.lembar.baris):
        asumsi.append(P_("Bukti uji kompetensi dan lowongan ditulis '%(bukti)s'.", bukti=BUKTI))
    if any(b.angka_kredit_awal for b in panggung.lembar.baris):
        asumsi.append(P_("Angka kredit awal dicatat sebagai angka kredit konversi dari keputusan sebelumnya."))
    return asumsi


class _Panggung:
    """The people of the sheet among those of the agency."""

    def __init__(self, session: Session, agensi: Agensi, lembar: LembarKonversi) -> None:
        self.lembar = lembar
        unit = Unit(instansi_id=agensi.instansi.id, nama=NAMA_UNIT)
        session.add(unit)
        session.flush()
        self.unit = unit
        self._pencatat = PencatatOrang(session, agensi.instansi, unit, NOMOR_ORANG)
        self._tolak_nomor_terpakai(session)
        self.pegawai: dict[str, Pegawai] = {}
        for orang in lembar.orang:
            self.pegawai[orang.nip] = self._tambah_pegawai(orang)
        self.penilai_baru: list[Pegawai] = []
        self._penilai: dict[str, Pegawai] = {}
        for b in sorted(lembar.baris, key=lambda b: not b.evaluasi.nip_penilai):
            self._tambah_penilai(b)
        session.flush()
        for orang in lembar.orang:
            self._saldo(session, orang)

    def _tolak_nomor_terpakai(self, session: Session) -> None:
        """The agency's own people keep their numbers."""
        terpakai = set(session.scalars(select(Pegawai.nip)))
        galat = [
            GalatBaris(b.evaluasi.nomor, kolom, P_("NIP ini dipakai instansi rekaan. Pakai nomor lain."))
            for b in self.lembar.baris
            for kolom, nip in (("nip", b.evaluasi.nip), ("nip_penilai", b.evaluasi.nip_penilai))
            if nip in terpakai
        ]
        if galat:
            raise LembarDitolak(galat)

    def _tambah_pegawai(self, orang: Orang) -> Pegawai:
        pegawai = self._pencatat.tambah(orang.nama, "P", "", nip=orang.nip)
        nomor = self._pencatat.nomor
        pegawai.nomor_karpeg = f"X {nomor:06d}"
        for jenjang, tmt in orang.jabatan:
            pegawai.riwayat_jabatan.append(RiwayatJabatan(jenjang=jenjang, tmt=tmt, nomor_sk=f"821/{nomor}/{tmt.year}"))
        for golongan, tmt in orang.pangkat:
            pegawai.riwayat_pangkat.append(
                RiwayatPangkat(golongan=golongan, tmt=tmt, nomor_sk=f"823/{nomor}/{tmt.year}")
            )
        return pegawai

    def _tambah_penilai(self, b: BarisLembar) -> None:
        """An evaluator once, whether the sheet names him by number or by name."""
        nip, nama = b.evaluasi.nip_penilai, b.evaluasi.nama_penilai
        kunci = nip or _lipat(nama)
        if not kunci or kunci in self._penilai:
            return
        penilai = self.pegawai.get(nip)
        if penilai is None:
            lengkap = nama or next((x.evaluasi.nama_penilai for x in self.lembar.baris if _milik(x, nip)), "")
            penilai = self._pencatat.tambah(
                lengkap or f"Penilai {len(self.penilai_baru) + 1}",
                "L",
                GOLONGAN_PENILAI,
                jabatan=JABATAN_PENILAI,
                nip=nip,
            )
            self.penilai_baru.append(penilai)
        self._penilai[kunci] = penilai
        if nip:
            self._penilai.setdefault(_lipat(penilai.nama), penilai)

    def penilai(self, b: BarisLembar) -> Pegawai | None:
        """Who evaluates according to a row."""
        return self._penilai.get(b.evaluasi.nip_penilai or _lipat(b.evaluasi.nama_penilai))

    def _saldo(self, session: Session, orang: Orang) -> None:
        pertama = orang.baris[0]
        aturan = aturan_tahun(pertama.evaluasi.tahun)
        if pertama.angka_kredit_awal and aturan is not None:
            saldo_awal(
                session,
                self.pegawai[orang.nip],
                pertama.angka_kredit_awal,
                baris=KONVERSI,
                aturan=aturan.kunci,
                dasar=DASAR_AWAL,
                tanggal=max(pertama.awal, orang.jabatan[0][1]),
            )


def _milik(b: BarisLembar, nip: str) -> bool:
    return b.evaluasi.nip_penilai == nip and bool(b.evaluasi.nama_penilai)


def _lipat(nama: str) -> str:
    return " ".join(nama.casefold().split())


class _Cerita:
    """Plays the years one after another."""

    def __init__(self, session: Session, agensi: Agensi, panggung: _Panggung, lakon: Lakon, catat: Pencatat) -> None:
        self.session, self.agensi, self.panggung, self.lakon = session, agensi, panggung, lakon
        self._cetak = catat
        self._nomor, self._isi = _lembar_impor(panggung)
        self._dilewati: dict[int, list[Pesan]] = {}

    def _kantor(self, hari: dt.date) -> Pelaku:
        return self.lakon.pelaku(AKUN, hari)

    def _ceritakan(self, hari: dt.date, perkara: str, langkah: str, status: str) -> None:
        """A step of the personnel office that no case tells."""
        kantor = self.agensi.orang[AKUN]
        self._cetak.tambah(Baris(hari, perkara, langkah, sebutan(kantor, Peran.KEPEGAWAIAN.value), status))

    def periksa(self) -> None:
        """Raises LembarDitolak for everything that the import says of the sheet, all years being over."""
        akhir = max(b.evaluasi.tahun for b in self.panggung.lembar.baris)
        hasil = impor_kinerja.pratinjau(self.session, self._isi, oleh=self._kantor(_hari_kerja(akhir)))
        self.session.rollback()
        if hasil.galat:
            raise LembarDitolak([GalatBaris(self._nomor.get(g.baris or 0), g.kolom, g.pesan) for g in hasil.galat])

    def tahun(self, tahun: int) -> None:
        """One year: recorded, converted by the office, determined by the evaluators, the credit determined."""
        hari = _hari_kerja(tahun)
        self._atasan(tahun)
        self._impor(tahun, hari)
        self._ijazah(tahun, hari)
        self._jalankan(tahun, hari)
        tetapkan = tambah_hari_kerja(hari, JEDA_HARI_KERJA)
        for obj in self.session.scalars(
            select(Konversi).where(Konversi.state == KonversiState.DIAJUKAN).order_by(Konversi.id)
        ).all():
            if obj.penilai is not None:
                self.lakon.ambil(obj, "tetapkan", self.lakon.pelaku_dari(obj.penilai, tetapkan))
        self._penetapan(tahun, tambah_hari_kerja(tetapkan, JEDA_HARI_KERJA))

    def _atasan(self, tahun: int) -> None:
        """The evaluator of the year's last row is the officer's superior."""
        for orang in self.panggung.lembar.orang:
            if baris := orang.pada_tahun(tahun):
                self.panggung.pegawai[orang.nip].atasan = self.panggung.penilai(baris[-1])
        self.session.commit()

    def _impor(self, tahun: int, hari: dt.date) -> None:
        terpilih = {b.evaluasi.nomor for b in self.panggung.lembar.baris if b.evaluasi.tahun == tahun}
        baris = [impor for impor, nomor in self._nomor.items() if nomor in terpilih]
        banyak = impor_kinerja.impor(self.session, self._isi, oleh=self._kantor(hari), baris=baris)
        self.session.commit()
        self._ceritakan(hari, f"kinerja {tahun}", "impor", f"{banyak} evaluasi tercatat")

    def _ijazah(self, tahun: int, hari: dt.date) -> None:
        for orang in self.panggung.lembar.orang:
            for ijazah in (b.ijazah for b in orang.pada_tahun(tahun) if b.ijazah):
                pegawai = self.panggung.pegawai[orang.nip]
                fakta_pegawai.catat_ijazah(
                    self.session,
                    pegawai,
                    ijazah=ijazah.kode,
                    tanggal=ijazah.tanggal,
                    bukti=f"{nama_ijazah(ijazah.kode)} {BUKTI}",
                    tercatat_bkn_pada=ijazah.tercatat_bkn,
                    oleh=self._kantor(hari),
                )
                self._ceritakan(hari, f"pegawai {pegawai.id}", "catat_ijazah", ijazah.kode.upper())
                self.lakon.sesudah()

    def _jalankan(self, tahun: int, hari: dt.date) -> None:
        """The yearly run of the sheet's unit, officer by officer."""
        jalan = konversi_tahunan.mulai(
            self.session,
            tahun=tahun,
            instansi_id=self.agensi.instansi.id,
            unit_id=self.panggung.unit.id,
            oleh=self._kantor(hari),
        )
        self.session.commit()
        self._ceritakan(hari, f"konversi_tahunan {jalan.id}", "mulai", f"{jalan.jumlah} pegawai")
        while not konversi_tahunan.lanjutkan(self.session, jalan.id, hari).selesai:
            self.lakon.sesudah()
        self.lakon.sesudah()
        self._ceritakan(hari, f"konversi_tahunan {jalan.id}", "selesai", self._hasil_jalan(jalan))

    def _hasil_jalan(self, jalan: KonversiTahunan) -> str:
        for satu in self.session.scalars(
            select(HasilKonversiTahunan).where(
                HasilKonversiTahunan.konversi_tahunan_id == jalan.id,
                HasilKonversiTahunan.hasil.in_((HasilMasa.DILEWATI, HasilMasa.DIBUAT)),
            )
        ):
            self._dilewati.setdefault(satu.pegawai_id, []).extend(
                P_(
                    "%(tahun)s bulan %(mulai)s sampai %(selesai)s: %(alasan)s",
                    tahun=str(jalan.tahun),
                    mulai=satu.bulan_mulai,
                    selesai=satu.bulan_selesai,
                    alasan=dari_data(alasan),
                )
                for alasan in satu.alasan
            )
        return f"{jalan.diajukan} diajukan, {jalan.dibuat + jalan.dilewati} dilewati"

    def _penetapan(self, tahun: int, hari: dt.date) -> None:
        """Drafts that the conversions opened; at the end of an officer's sheet the office asks for one."""
        kirim = tambah_hari_kerja(hari, JEDA_HARI_KERJA)
        for orang in self.panggung.lembar.orang:
            pegawai = self.panggung.pegawai[orang.nip]
            if obj := self._draf(orang, pegawai, tahun, hari):
                self._perbarui(obj, orang, tahun, hari)
                penilai = obj.penilai or pegawai
                self.lakon.ambil(obj, "tetapkan", self.lakon.pelaku_dari(penilai, hari))
                self.lakon.ambil(obj, "kirim", self._kantor(kirim), tembusan=penetapan_ak.daftar_penerima(obj))

    def _draf(self, orang: Orang, pegawai: Pegawai, tahun: int, hari: dt.date) -> PenetapanAk | None:
        ada = penetapan_ak.draf(self.session, pegawai.id)
        if ada is not None or tahun != orang.tahun_terakhir:
            return ada
        try:
            obj = penetapan_ak.buka(self.session, pegawai, oleh=self._kantor(hari))
        except Refused as ditolak:
            alasan = [a.pesan for a in ditolak.alasan]
        except MasukanSalah as ditolak:
            alasan = list(ditolak.galat.values())
        else:
            self.lakon.sesudah()
            return obj
        self.session.rollback()
        self._dilewati.setdefault(pegawai.id, []).extend(alasan)
        return None

    def _perbarui(self, obj: PenetapanAk, orang: Orang, tahun: int, hari: dt.date) -> None:
        """Note what the sheet knows of examination and vacancy."""
        uji, lowongan = (orang.diketahui(bidang, tahun) for bidang in ("uji_kompetensi", "lowongan"))
        if uji is None and lowongan is None:
            return
        penetapan_ak.perbarui(
            self.session,
            obj,
            oleh=self._kantor(hari),
            penilai_id=obj.penilai_id,
            uji_kompetensi=uji,
            uji_kompetensi_bukti="" if uji is None else BUKTI,
            lowongan=lowongan,
            lowongan_bukti="" if lowongan is None else BUKTI,
        )
        self.lakon.sesudah()
        self._ceritakan(hari, f"penetapan_ak {obj.id}", "perbarui", obj.state.value)

    def hasil(self, orang: Orang) -> HasilOrang:
        """What stands at the end."""
        pegawai = self.panggung.pegawai[orang.nip]
        konversi = self.session.scalars(
            select(Konversi)
            .where(Konversi.subjek_id == pegawai.id)
            .order_by(Konversi.tahun, Konversi.bulan_mulai, Konversi.id)
        ).all()
        penetapan = self.session.scalars(
            select(PenetapanAk).where(PenetapanAk.subjek_id == pegawai.id).order_by(PenetapanAk.id)
        ).all()
        return HasilOrang(orang, pegawai, konversi, penetapan, self._dilewati.get(pegawai.id, []))


def _hari_kerja(tahun: int) -> dt.date:
    """The day on which the office works on a year."""
    return hari_kerja_mulai(dt.date(tahun + 1, *TANGGAL_KERJA))


def _lembar_impor(panggung: _Panggung) -> tuple[Mapping[int, int], bytes]:
    """The rows as a sheet for the import, with the numbers of their evaluators; and its rows by the given sheet's."""
    tulisan = io.StringIO()
    penulis = csv.writer(tulisan)
    penulis.writerow(
        ("nip", "tahun", "bulan_mulai", "bulan_selesai", "predikat", "nip_penilai", "nama_penilai", "bukti")
    )
    nomor: dict[int, int] = {}
    for ke, b in enumerate(panggung.lembar.baris, 2):
        e, penilai = b.evaluasi, panggung.penilai(b)
        nomor[ke] = e.nomor
        penulis.writerow(
            (
                e.nip,
                e.tahun,
                e.bulan_mulai,
                e.bulan_selesai,
                e.predikat,
                penilai.nip if penilai else "",
                e.nama_penilai,
                e.bukti,
            )
        )
    return nomor, tulisan.getvalue().encode()


# The Word files


def _surat(session: Session, nomor: int, hasil: HasilOrang) -> Iterator[Surat]:
    """Each conversion, the newest accumulation of each level, and each determination; no NIP in their names."""
    awalan = f"{nomor:02d}-{_berkas(hasil.pegawai.nama)}"
    per_jenjang = {k.jenjang: k for k in hasil.konversi if k.state is KonversiState.DITETAPKAN}
    for k in hasil.konversi:
        if k.state is KonversiState.DITETAPKAN:
            masa = f"{k.tahun}-{k.bulan_mulai:02d}-{k.bulan_selesai:02d}"
            yield _dokumen(session, f"{awalan}-konversi-{masa}", k, "konversi")
    for jenjang, k in per_jenjang.items():
        yield _dokumen(session, f"{awalan}-akumulasi-{_berkas(jenjang or '')}", k, "akumulasi")
    for p in hasil.penetapan:
        if p.ditetapkan_pada is not None:
            yield _dokumen(session, f"{awalan}-penetapan-ak-{p.ditetapkan_pada.isoformat()}", p, "penetapan_ak")


def _dokumen(session: Session, nama: str, obj: Konversi | PenetapanAk, jenis: str) -> Surat:
    workflow = "penetapan_ak" if isinstance(obj, PenetapanAk) else "konversi"
    dokumen = session.scalars(
        select(Dokumen).where(
            Dokumen.workflow == workflow, Dokumen.object_id == obj.id, Dokumen.jenis == jenis, Dokumen.terbit
        )
    ).one()
    return Surat(nama, jenis, dokumen.isian)


def _berkas(teks: str) -> str:
    """A name as part of a file name."""
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in teks.casefold()).split()) or "pegawai"
