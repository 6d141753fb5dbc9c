"""At least one case in every state of every workflow, each brought there by the acts that lead to it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from workflow_app.demo.lakon import Butir, Jadwal, Lakon, jadwal_putaran, jadwal_sampai_terima
from workflow_app.demo.orang import Agensi, saldo_awal
from workflow_app.models import Dupak, HasilAgenda, Keberatan, Pak, Pegawai, Putaran, Sidang
from workflow_app.selisih import penilaian_berjalan
from workflow_app.services import keberatan
from workflow_app.services import pak as layanan_pak
from workflow_app.services.kalender import putaran_penerimaan

MASA_LAMA = (dt.date(2020, 7, 1), dt.date(2020, 12, 31))
MASA_TENGAH = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))
MASA_KINI = (dt.date(2021, 7, 1), dt.date(2021, 12, 31))
#: A plain half-year of work of an Ahli Pertama: code of the catalogue and units.
PEKERJAAN = (
    ("KA-I.B.7", 2),
    ("KA-I.B.21", 6),
    ("KA-I.C.39", 45),
    ("KA-III.A.7", 1),
    ("KA-III.A.9", 1),
    ("KA-III.A.14", 18),
    ("KA-III.A.16", 10),
    ("KA-III.B.6", 12),
)
#: Work on both sides of the change of law on 1 January 2020: code, units, first and last day.
MASA_BERGANTI = (dt.date(2019, 10, 1), dt.date(2020, 6, 30))
PEKERJAAN_BERGANTI = (
    ("KA-II.A.7", 4, MASA_BERGANTI[0], dt.date(2019, 12, 31)),
    ("KA-II.A.8.a", 3, MASA_BERGANTI[0], dt.date(2019, 12, 31)),
    ("KA-VI.A", 10, MASA_BERGANTI[0], dt.date(2019, 12, 31)),
    ("KA-I.B.7", 2, dt.date(2020, 1, 1), MASA_BERGANTI[1]),
    ("KA-I.B.21", 6, dt.date(2020, 1, 1), MASA_BERGANTI[1]),
    ("KA-III.A.14", 18, dt.date(2020, 1, 1), MASA_BERGANTI[1]),
)
CUKUP, KURANG = Decimal(45), Decimal(10)


class Cerita:
    """Tells the cases of the demo one after the other, with an officer of its own for each."""

    def __init__(self, session: Session, agensi: Agensi, lakon: Lakon, kini: dt.date) -> None:
        self.session, self.agensi, self.lakon, self.kini = session, agensi, lakon, kini
        self._antre: Iterator[Pegawai] = iter(agensi.lain)

    def pegawai(self, lama: Decimal = CUKUP) -> Pegawai:
        """The next officer, with credit of an earlier decision."""
        pegawai = next(self._antre)
        saldo_awal(self.session, pegawai, lama)
        return pegawai

    def dupak(self, masa: tuple[dt.date, dt.date], hari: dt.date, pegawai: Pegawai | None = None) -> Dupak:
        """A draft over a half-year of plain work."""
        butir = [Butir(kode, Decimal(volume), masa[0], masa[1]) for kode, volume in PEKERJAAN]
        return self.lakon.buat(pegawai or self.pegawai(), masa, butir, hari)

    def sampai_diusulkan(self, dupak: Dupak, jadwal: Jadwal) -> None:
        """Sent, vouched for, forwarded."""
        self.lakon.ajukan(dupak, jadwal.kirim)
        self.lakon.setujui(dupak, jadwal.setujui)
        self.lakon.usulkan(dupak, jadwal.usulkan)

    def sampai_pemeriksaan(self, masa: tuple[dt.date, dt.date], pegawai: Pegawai | None = None) -> tuple[Dupak, Jadwal]:
        """Received and under examination, with the days of its cycle."""
        jadwal = jadwal_sampai_terima(masa[1])
        dupak = self.dupak(masa, jadwal.kirim, pegawai)
        self.sampai_diusulkan(dupak, jadwal)
        self.lakon.terima(dupak, jadwal.terima)
        putaran = putaran_penerimaan(self.session, self.agensi.instansi, jadwal.terima)
        jadwal = jadwal_putaran(jadwal, putaran)
        self.lakon.periksa(dupak, jadwal.periksa)
        return dupak, jadwal

    def sampai_penilaian(self, masa: tuple[dt.date, dt.date], pegawai: Pegawai | None = None) -> tuple[Dupak, Jadwal]:
        """With two assessors."""
        dupak, jadwal = self.sampai_pemeriksaan(masa, pegawai)
        self.lakon.lengkapi(dupak, jadwal.periksa)
        self.lakon.tugaskan(dupak, jadwal.tugaskan)
        return dupak, jadwal

    def sampai_sidang(self, masa: tuple[dt.date, dt.date], pegawai: Pegawai | None = None) -> tuple[Dupak, Jadwal]:
        """Marked by both."""
        dupak, jadwal = self.sampai_penilaian(masa, pegawai)
        self.lakon.nilai_semua(dupak, jadwal.nilai)
        return dupak, jadwal

    def bersidang(
        self, daftar: Sequence[tuple[Dupak, Jadwal]], hasil: dict[int, tuple[HasilAgenda, str]] | None = None
    ) -> Sidang:
        """One plenary over several claims, held and closed."""
        jadwal = daftar[0][1]
        ruang = self.lakon.jadwalkan(
            self._putaran(daftar[0][0]), [d for d, _ in daftar], jadwal.jadwalkan, jadwal.sidang
        )
        self.lakon.buka(ruang, jadwal.sidang)
        self.lakon.putuskan_agenda(ruang, jadwal.sidang, hasil)
        self.lakon.tutup(ruang, jadwal.sidang)
        return ruang

    def _putaran(self, dupak: Dupak) -> Putaran:
        if dupak.putaran is None:
            raise ValueError("DUPAK belum diterima")
        return dupak.putaran

    # Claims

    def awal(self) -> None:
        """draf, diajukan, disetujui_atasan, diusulkan, berkas_diterima, ditarik and the first return."""
        kini = self.kini
        self.dupak(MASA_KINI, kini, self.agensi.orang["prakom"])
        saldo_awal(self.session, self.agensi.orang["prakom"], CUKUP)
        self.dupak(MASA_KINI, kini)
        jadwal = jadwal_sampai_terima(MASA_KINI[1])
        kirim = min(jadwal.kirim, kini)
        diajukan, ditarik, dikembalikan = (self.dupak(MASA_KINI, kirim) for _ in range(3))
        for dupak in (diajukan, ditarik, dikembalikan):
            self.lakon.ajukan(dupak, kirim)
        self.lakon.ambil(ditarik, "tarik", self.lakon.pelaku_dari(ditarik.subjek, kini))
        self.lakon.ambil(
            dikembalikan,
            "kembalikan_atasan",
            self.lakon.pelaku("atasan", kini),
            catatan="Butir cadangan data: sebutkan nama sistem pada keterangan.",
            butir=[dikembalikan.butir[2].id],
        )
        disetujui, diusulkan, diterima = (self.dupak(MASA_KINI, kirim) for _ in range(3))
        for dupak in (disetujui, diusulkan, diterima):
            self.lakon.ajukan(dupak, kirim)
            self.lakon.setujui(dupak, kini)
        for dupak in (diusulkan, diterima):
            self.lakon.usulkan(dupak, kini)
        self.lakon.terima(diterima, kini)

    def pemeriksaan(self) -> None:
        """pemeriksaan, a request to complete, ditolak, ditutup."""
        self.sampai_pemeriksaan(MASA_TENGAH)
        diminta, _ = self.sampai_pemeriksaan(MASA_TENGAH)
        self.lakon.ambil(
            diminta,
            "minta_kelengkapan",
            self.lakon.pelaku("sekretariat", self.kini),
            catatan="Penilaian prestasi kerja tahun terakhir belum dilampirkan.",
            baris=["skp_tahun_1"],
            butir=[],
            kelengkapan_sampai=self.kini + dt.timedelta(days=11),
        )
        ditolak, jadwal = self.sampai_pemeriksaan(MASA_TENGAH)
        self.lakon.ambil(
            ditolak,
            "tolak",
            self.lakon.pelaku("ketua", jadwal.tugaskan),
            catatan="Bukti milik unit lain; usulan tidak dapat dinilai.",
        )
        ditutup, jadwal = self.sampai_pemeriksaan(MASA_TENGAH)
        ditutup.subjek.aktif = False
        self.lakon.ambil(
            ditutup,
            "tutup_berkas",
            self.lakon.pelaku("sekretariat", jadwal.tugaskan),
            catatan="Pegawai pindah ke instansi lain.",
        )

    def penilaian(self) -> None:
        """ditugaskan, dinilai, terkirim while the other works, mundur."""
        self.sampai_penilaian(MASA_TENGAH)
        sebagian, jadwal = self.sampai_penilaian(MASA_TENGAH)
        satu, dua = penilaian_berjalan(self.session, sebagian.id)
        self.lakon.mulai_menilai(satu, jadwal.nilai)
        self.lakon.beri_nilai(satu, jadwal.nilai)
        self.lakon.kirim_nilai(satu, jadwal.nilai)
        self.lakon.mulai_menilai(dua, jadwal.nilai)
        mundur, jadwal = self.sampai_penilaian(MASA_TENGAH)
        pergi = penilaian_berjalan(self.session, mundur.id)[0]
        self.lakon.ambil(
            pergi,
            "mundur",
            self.lakon.pelaku_dari(pergi.penilai, jadwal.nilai),
            catatan="Pernah satu tim kerja dengan pegawai yang dinilai.",
            konflik=True,
        )

    def sidang(self) -> None:
        """dijadwalkan, berlangsung with differing marks, diskors, dibatalkan."""
        kini = self.kini
        berbeda, jadwal = self.sampai_penilaian(MASA_TENGAH)
        for urutan, satu in enumerate(penilaian_berjalan(self.session, berbeda.id)):
            self.lakon.mulai_menilai(satu, jadwal.nilai)
            item = berbeda.butir[4]
            self.lakon.beri_nilai(satu, jadwal.nilai, {item.id: Decimal("0.2")} if urutan else None)
            self.lakon.kirim_nilai(satu, jadwal.nilai)
        putaran = self._putaran(berbeda)
        akhir = jadwal.sidang + dt.timedelta(days=7)
        diskors, _ = self.sampai_sidang(MASA_TENGAH)
        ruang = self.lakon.jadwalkan(putaran, [diskors], jadwal.jadwalkan, jadwal.sidang)
        self.lakon.buka(ruang, jadwal.sidang)
        self.lakon.ambil(
            ruang,
            "skors",
            self.lakon.pelaku("ketua", jadwal.sidang),
            catatan="Kuorum tidak terpenuhi sesudah istirahat.",
            tanggal=min(akhir, kini + dt.timedelta(days=1)),
        )
        batal, _ = self.sampai_sidang(MASA_TENGAH)
        ruang = self.lakon.jadwalkan(putaran, [batal], jadwal.jadwalkan, jadwal.sidang)
        self.lakon.ambil(
            ruang,
            "batalkan",
            self.lakon.pelaku("ketua", jadwal.sidang),
            catatan="Agenda dipindahkan ke sidang berikut.",
        )
        self.lakon.jadwalkan(putaran, [batal], kini, kini + dt.timedelta(days=2))
        ruang = self.lakon.jadwalkan(putaran, [berbeda], jadwal.jadwalkan, kini)
        self.lakon.buka(ruang, kini)

    # Decisions

    def dua_peraturan(self) -> None:
        """A claim under two rule sets with its decision: two subtotals, each with its own verdict."""
        pegawai = self.pegawai(KURANG)
        dasar = "PAK Nomor 3/PAK/IX/2019"
        saldo_awal(self.session, pegawai, Decimal("148.5"), baris="implementasi_si", aturan="R2003", dasar=dasar)
        butir = [Butir(kode, Decimal(volume), mulai, selesai) for kode, volume, mulai, selesai in PEKERJAAN_BERGANTI]
        jadwal = jadwal_sampai_terima(MASA_BERGANTI[1])
        dupak = self.lakon.buat(pegawai, MASA_BERGANTI, butir, jadwal.kirim)
        self.sampai_diusulkan(dupak, jadwal)
        self.lakon.terima(dupak, jadwal.terima)
        jadwal = jadwal_putaran(jadwal, self._putaran(dupak))
        self.lakon.periksa(dupak, jadwal.periksa)
        self.lakon.lengkapi(dupak, jadwal.periksa)
        self.lakon.tugaskan(dupak, jadwal.tugaskan)
        self.lakon.nilai_semua(dupak, jadwal.nilai)
        self.bersidang([(dupak, jadwal)])
        self.lakon.lepas_keberatan(dupak, jadwal.sidang)
        pak = self.lakon.pak_dari(dupak)
        self._tetapkan(pak, jadwal)
        self.lakon.kirim_pak(pak, jadwal.kirim_pak)

    def putaran_lama(self) -> None:
        """Finished claims of the cycle before: PAK dikirim, diganti with its replacement, and credit kept for later."""
        dikirim = self.sampai_sidang(MASA_LAMA)
        diganti = self.sampai_sidang(MASA_LAMA)
        tabungan = self.sampai_sidang(MASA_LAMA, self.pegawai(KURANG))
        self.bersidang([dikirim, diganti, tabungan])
        for dupak, jadwal in (dikirim, diganti, tabungan):
            self.lakon.lepas_keberatan(dupak, jadwal.sidang)
        for dupak, jadwal in (dikirim, diganti):
            pak = self.lakon.pak_dari(dupak)
            self._tetapkan(pak, jadwal)
            self.lakon.kirim_pak(pak, jadwal.kirim_pak)
        lama = self.lakon.pak_dari(diganti[0])
        hari = diganti[1].kirim_pak + dt.timedelta(days=14)
        baru = layanan_pak.susun_pengganti(
            self.session,
            lama,
            oleh=self.lakon.pelaku("sekretaris", hari),
            catatan="Nomor seri Kartu Pegawai salah tulis.",
        )
        self._tetapkan(baru, diganti[1], hari)

    def _tetapkan(self, pak: Pak, jadwal: Jadwal, hari: dt.date | None = None) -> None:
        self.lakon.paraf(pak, hari or jadwal.paraf)
        self.lakon.ajukan_pak(pak, hari or jadwal.paraf)
        self.lakon.tetapkan(pak, hari or jadwal.tetapkan)

    def putaran_kini(self) -> None:
        """Decided in this cycle: every open state of a PAK and of an objection, and a reopened plenary."""
        kini = self.kini
        daftar = [self.sampai_sidang(MASA_TENGAH) for _ in range(9)]
        self.bersidang(daftar)
        draf, diparaf, menunggu, kembali, ditetapkan, diajukan, ditelaah, dikabulkan, ditolak = (d for d, _ in daftar)
        for dupak in (diparaf, menunggu, kembali, ditetapkan):
            self.lakon.lepas_keberatan(dupak, kini)
            self.lakon.paraf(self.lakon.pak_dari(dupak), kini)
        for dupak in (menunggu, kembali, ditetapkan):
            self.lakon.ajukan_pak(self.lakon.pak_dari(dupak), kini)
        pak = self.lakon.pak_dari(kembali)
        self.lakon.ambil(
            pak,
            "kembalikan",
            self.lakon.pelaku_dari(self.lakon.penetap(pak), kini),
            catatan="Periksa kembali butir pengolahan data.",
        )
        self.lakon.tetapkan(self.lakon.pak_dari(ditetapkan), kini)
        self._keberatan(draf, "cabut")
        self._keberatan(diajukan, None)
        self._keberatan(ditelaah, "telaah")
        self._keberatan(dikabulkan, "kabulkan")
        self._keberatan(ditolak, "tolak")

    def _keberatan(self, dupak: Dupak, sampai: str | None) -> Keberatan:
        """An objection brought to the step `sampai` (None: just made)."""
        kini = self.kini
        alasan = {dupak.butir[0].id: "Bukti lengkap ada pada lampiran laporan bulanan."}
        obj = keberatan.ajukan(self.session, dupak, alasan, oleh=self.lakon.pelaku_dari(dupak.subjek, kini))
        self.lakon.sesudah()
        if sampai == "cabut":
            keberatan.cabut(self.session, obj, oleh=self.lakon.pelaku_dari(dupak.subjek, kini))
        elif sampai is not None:
            keberatan.telaah(
                self.session,
                obj,
                self.agensi.orang["penilai3"].id,
                oleh=self.lakon.pelaku("sekretaris", kini),
            )
            self._jawab(obj, sampai)
        self.lakon.sesudah()
        return obj

    def _jawab(self, obj: Keberatan, sampai: str) -> None:
        kini = self.kini
        ketua = self.lakon.pelaku("ketua", kini)
        if sampai == "telaah":
            return
        jawaban = {b.item_id: "Lampiran sudah diperiksa ulang." for b in obj.butir}
        keberatan.jawab(self.session, obj, jawaban, oleh=self.lakon.pelaku("sekretaris", kini))
        if sampai == "kabulkan":
            keberatan.kabulkan(self.session, obj, oleh=ketua)
        else:
            keberatan.tolak(self.session, obj, oleh=ketua, catatan="Nilai sudah sesuai bukti.")


def isi(session: Session, agensi: Agensi, lakon: Lakon, kini: dt.date) -> None:
    """Play every story; `kini` is the application's date."""
    cerita = Cerita(session, agensi, lakon, kini)
    cerita.dua_peraturan()
    cerita.putaran_lama()
    cerita.awal()
    cerita.pemeriksaan()
    cerita.penilaian()
    cerita.sidang()
    cerita.putaran_kini()
