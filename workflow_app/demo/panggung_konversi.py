"""The people of a sheet of appraisals among those of the invented agency, and what is assumed of them."""

import csv
import io
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.demo.lembar_konversi import BarisLembar, LembarKonversi, Orang
from workflow_app.demo.orang import Agensi, PencatatOrang, saldo_awal
from workflow_app.lembar_klaim.pembaca import GalatBaris, LembarDitolak
from workflow_app.models import Pegawai, RiwayatJabatan, RiwayatPangkat, Unit
from workflow_app.pesan import P_, Pesan
from workflow_app.services.kredit_konversi import KONVERSI, aturan_tahun

NAMA_UNIT = "Unit pada lembar kinerja"
JABATAN_PENILAI, GOLONGAN_PENILAI = "Pejabat Penilai Kinerja", "IV/a"
DASAR_AWAL = "Angka kredit awal menurut lembar kinerja"
BUKTI = "menurut lembar kinerja"
NOMOR_ORANG = 1000
"""Running number after which the people of the sheet get their invented numbers."""


class Panggung:
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


def asumsi(panggung: Panggung) -> list[Pesan]:
    """What the play invents or takes for granted, sheet and all."""
    hasil = [
        P_("Instansi, unit, pejabat, dan tanggal setiap langkah rekaan; setiap tahun dikerjakan Januari berikutnya."),
        P_("Tempat dan tanggal lahir, jenis kelamin, Karpeg, pendidikan, dan nomor surat keputusan pegawai rekaan."),
        P_("Penilai menetapkan setiap konversi yang diajukan, sesuai dengan predikat pada lembar."),
    ]
    if panggung.penilai_baru:
        hasil.append(
            P_(
                "%(nama)s: %(jabatan)s golongan ruang %(golongan)s.",
                nama=", ".join(sorted(p.nama for p in panggung.penilai_baru)),
                jabatan=JABATAN_PENILAI,
                golongan=GOLONGAN_PENILAI,
            )
        )
    if any(b.uji_kompetensi is not None or b.lowongan is not None for b in panggung.lembar.baris):
        hasil.append(P_("Bukti uji kompetensi dan lowongan ditulis '%(bukti)s'.", bukti=BUKTI))
    if any(b.angka_kredit_awal for b in panggung.lembar.baris):
        hasil.append(P_("Angka kredit awal dicatat sebagai angka kredit konversi dari keputusan sebelumnya."))
    return hasil


def lembar_impor(panggung: Panggung) -> tuple[Mapping[int, int], bytes]:
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
