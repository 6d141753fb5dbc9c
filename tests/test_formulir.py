"""The builders of snapshots: right figures, order of the forms, valid contracts, nothing told too early."""

import datetime as dt
import json
from decimal import Decimal
from itertools import count

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from workflow_app.documents import render
from workflow_app.formulir import PENYUSUN, TANPA_LANGKAH, IsianBelumLengkap, JenisDokumenTidakDikenal, susun
from workflow_app.formulir.kolom import huruf
from workflow_app.formulir.kontrak import KONTRAK, periksa
from workflow_app.models import (
    AgendaSidang,
    AnggotaTim,
    AuditEntry,
    BarisKelengkapan,
    Base,
    BuktiFile,
    BulanSidang,
    ButirKegiatan,
    CaraPutus,
    Dupak,
    DupakState,
    EntriKredit,
    HasilAgenda,
    Instansi,
    ItemDupak,
    JenisEntri,
    JenisInstansi,
    JenisTim,
    Kedudukan,
    Kehadiran,
    KeluarAgenda,
    KonflikKepentingan,
    NilaiButir,
    Pak,
    PakState,
    Pegawai,
    Penilaian,
    PenilaianState,
    Putaran,
    Sidang,
    SidangState,
    TahapPutaran,
    TimPenilai,
    Unit,
)
from workflow_app.peraturan.katalog import katalog
from workflow_app.saldo import saldo
from workflow_app.tahap import Tahap

HARI_INI = dt.date(2022, 1, 10)
RAPAT = "Ruang Rapat Anggrek"
SAMA = object()

NOMOR = count(1)


def tgl(teks):
    return dt.date.fromisoformat(teks)


class Dunia:
    """A small agency in memory: one officer with 37.5 old credit, one team, one cycle, claims as a test needs them."""

    def __init__(self, session):
        self.session = session
        self.instansi = Instansi(
            nama="Pemerintah Kabupaten Sagara",
            jenis=JenisInstansi.KABUPATEN_KOTA,
            alamat="Jalan Melati Nomor 12, Sagara",
            kota="Sagara",
            kantor_bkn="Kepala Kantor Regional BKN",
        )
        session.add(self.instansi)
        session.flush()
        self.unit = Unit(nama="Dinas Komunikasi dan Informatika", instansi_id=self.instansi.id)
        session.add(self.unit)
        session.flush()
        self.rani = self.pegawai("Rani Wulandari")
        self.atasan = self.pegawai("Hesti Pramudya", "Kepala Bidang Aplikasi Informatika")
        self.pengusul = self.pegawai("Teguh Santosa", "Kepala Dinas Komunikasi dan Informatika")
        self.petugas = self.pegawai("Intan Permatasari")
        self.penetap = self.pegawai("Suryo Hadikusumo", "Kepala Badan Kepegawaian")
        self.anggota = [self.pegawai(f"Anggota {i}") for i in range(1, 8)]
        self.tim = self.tambah(
            TimPenilai(
                instansi_id=self.instansi.id,
                jenis=JenisTim.INSTANSI,
                nama="Tim Penilai Kabupaten Sagara",
                nomor_sk="800/112/2020",
                mulai=tgl("2020-02-03"),
                selesai=tgl("2023-02-02"),
            )
        )
        # Entered in another order than the one in which letters name the seats.
        kedudukan = [Kedudukan.ANGGOTA] * 4 + [Kedudukan.SEKRETARIS, Kedudukan.WAKIL_KETUA, Kedudukan.KETUA]
        for orang, kursi in zip(self.anggota, kedudukan, strict=True):
            self.tambah(
                AnggotaTim(
                    tim_id=self.tim.id,
                    pegawai_id=orang.id,
                    kedudukan=kursi,
                    mulai=self.tim.mulai,
                    selesai=self.tim.selesai,
                )
            )
        self.ketua, self.wakil, self.sekretaris = self.anggota[6], self.anggota[5], self.anggota[4]
        self.januari = self.putaran(2022, BulanSidang.JANUARI, "2021-11-05", "2022-02-11")
        for baris, jumlah in (
            ("tata_kelola", "9.5"),
            ("infrastruktur", "6.25"),
            ("sistem_informasi", "19.25"),
            ("pengembangan_profesi", "2"),
            ("penunjang", "0.5"),
        ):
            self.entri(self.rani, baris, jumlah, tanggal="2020-12-31")

    def tambah(self, baris):
        self.session.add(baris)
        self.session.flush()
        return baris

    def pegawai(self, nama, jabatan=""):
        nomor = len(self.session.identity_map) + 1
        return self.tambah(
            Pegawai(
                nip=f"8{nomor:017d}",
                nama=nama,
                email="orang@contoh.test",
                jabatan_struktural=jabatan,
                instansi_id=self.instansi.id,
                unit_id=self.unit.id,
            )
        )

    def putaran(self, tahun, bulan, batas, selesai):
        putaran = self.tambah(
            Putaran(
                instansi_id=self.instansi.id,
                kode=f"{tahun}-{'01' if bulan is BulanSidang.JANUARI else '07'}",
                tahun=tahun,
                bulan=bulan,
                batas_terima=tgl(batas),
            )
        )
        self.tambah(
            TahapPutaran(putaran_id=putaran.id, tahap=Tahap.PENGIRIMAN_PAK, mulai=tgl(batas), selesai=tgl(selesai))
        )
        return putaran

    def entri(self, pegawai, baris, jumlah, *, aturan="R2020", tanggal="2021-01-01", dupak=None):
        return self.tambah(
            EntriKredit(
                pegawai_id=pegawai.id,
                tanggal=tgl(tanggal),
                jenis=JenisEntri.BUTIR if dupak else JenisEntri.SALDO_AWAL,
                aturan=aturan,
                jenjang="ahli_pertama",
                golongan="III/a",
                unsur=baris,
                jumlah=Decimal(jumlah),
                dupak_id=dupak.id if dupak else None,
                sebab=f"uji:{next(NOMOR)}",
                alasan={"msgid": "Uji.", "nilai": {}},
                dasar="" if dupak else "PAK 800/001/2020",
            )
        )

    def identitas(self, pegawai, golongan="III/a", pangkat="Penata Muda", jabatan="Pranata Komputer Ahli Pertama"):
        bersama = {
            "golongan": golongan,
            "pangkat": pangkat,
            "tmt_pangkat": "2018-04-01",
            "tmt_jabatan": "2018-10-01",
            "unit": "Bidang Aplikasi Informatika",
        }
        return {
            **bersama,
            "nama": pegawai.nama,
            "nip": pegawai.nip,
            "karpeg": "",
            "tempat_lahir": "Sagara",
            "tanggal_lahir": "",
            "jenis_kelamin": "Perempuan",
            "pendidikan": "S-1 Teknik Informatika",
            "jenjang": "ahli_pertama",
            "jabatan": jabatan,
            "masa_kerja_bulan": 53,
            "instansi": "Pemerintah Kabupaten Sagara",
            "atasan": {
                **bersama,
                "nama": self.atasan.nama,
                "nip": self.atasan.nip,
                "jabatan": "Kepala Bidang Aplikasi Informatika",
                "tmt_jabatan": "",
            },
        }

    def dupak(self, pegawai=None, *, state=DupakState.DRAF, aturan="R2020", kategori="keahlian", **kolom):
        pegawai = pegawai or self.rani
        isi = {
            "state_since": HARI_INI,
            "instansi_id": self.instansi.id,
            "unit_id": self.unit.id,
            "subjek_id": pegawai.id,
            "atasan_id": self.atasan.id,
            "masa_mulai": tgl("2021-01-01"),
            "masa_selesai": tgl("2021-06-30"),
            "golongan": "III/a",
            "jenjang": "ahli_pertama",
            "identitas": self.identitas(pegawai),
        }
        return self.tambah(Dupak(state=state, aturan=aturan, kategori=kategori, **{**isi, **kolom}))

    def diterima(self, pegawai=None, *, state=DupakState.SIDANG, **kolom):
        isi = {"diterima_pada": tgl("2021-10-04"), "putaran_id": self.januari.id, "tim_id": self.tim.id}
        return self.dupak(pegawai, state=state, **{**isi, **kolom})

    def item(self, dupak, kode, *, volume="1", tanggal=("2021-01-04", "2021-06-30"), **kolom):
        butir = katalog(dupak.aturan).butir(kode)
        assert butir is not None
        baris = self.tambah(
            ButirKegiatan(
                aturan=dupak.aturan,
                kode=f"{kode}/{len(self.session.identity_map)}",
                kategori=butir.kategori,
                jenjang=butir.jenjang or "semua",
                unsur=butir.unsur,
                sub_unsur=butir.sub_unsur,
                uraian=butir.uraian,
                satuan_hasil=butir.satuan_hasil,
                angka_kredit=butir.angka_kredit,
                jenis=butir.kind,
            )
        )
        satuan = butir.angka_kredit or Decimal(0)
        isi = {
            "angka_satuan": satuan,
            "faktor": Decimal(1),
            "jumlah": (satuan * Decimal(volume)).quantize(Decimal("0.001")),
            "tempat_bukti": "arsip unit kerja",
            "jenjang_butir": butir.jenjang or "semua",
        }
        item = ItemDupak(
            butir_id=baris.id,
            aturan=dupak.aturan,
            kode=kode,
            unsur=butir.unsur,
            sub_unsur=butir.sub_unsur,
            uraian=butir.uraian,
            satuan_hasil=butir.satuan_hasil,
            jenis=butir.kind,
            volume=Decimal(volume),
            tanggal_mulai=tgl(tanggal[0]),
            tanggal_selesai=tgl(tanggal[1]),
            **{**isi, **kolom},
        )
        dupak.butir.append(item)
        self.session.flush()
        return item

    def klaim(self, dupak):
        """12.5 in all: 1.08 tata kelola, 9.42 sistem informasi, 2 pengembangan profesi; in no order."""
        return [
            self.item(dupak, "PP-IV.E.2.c", volume="2"),
            self.item(dupak, "KA-III.A.9", jumlah=Decimal("9.42")),
            self.item(dupak, "KA-I.B.21", volume="4", tanggal=("2021-04-01", "2021-06-30")),
            self.item(dupak, "KA-I.B.7", volume="2"),
            self.item(dupak, "KA-I.B.21", volume="2", tanggal=("2021-01-04", "2021-03-31")),
        ]

    def jejak(self, workflow, obj, trigger, pelaku=None, *, tanggal=HARI_INI, note=None, values="{}"):
        seq = obj.audit_seq = obj.audit_seq + 1
        return self.tambah(
            AuditEntry(
                workflow=workflow,
                object_id=obj.id,
                seq=seq,
                object_version=1,
                at=dt.datetime(2022, 1, 10, 2),  # noqa: DTZ001 - the database keeps UTC without zone
                tanggal=tanggal,
                trigger=trigger,
                from_state="",
                to_state="",
                actor_id=pelaku.id if pelaku else None,
                role="",
                note=note,
                values=values,
                hash="",
            )
        )

    def sidang(self, *dupak, state=SidangState.BERLANGSUNG, tanggal=HARI_INI, **kolom):
        sidang = self.tambah(
            Sidang(
                state=state,
                state_since=HARI_INI,
                instansi_id=self.instansi.id,
                tim_id=self.tim.id,
                putaran_id=self.januari.id,
                tanggal=tanggal,
                tempat=RAPAT,
                **kolom,
            )
        )
        for urut, satu in enumerate(dupak, start=1):
            self.tambah(AgendaSidang(sidang_id=sidang.id, dupak_id=satu.id, urutan=urut))
        self.session.refresh(sidang)
        return sidang

    def hadir(self, sidang, *, kecuali=()):
        for orang in self.anggota:
            hadir = orang not in kecuali
            sidang.kehadiran.append(Kehadiran(pegawai_id=orang.id, hadir=hadir, alasan="" if hadir else "Dinas luar"))
        self.session.flush()

    def penilaian(self, dupak, penilai, nilai, state=PenilaianState.TERKIRIM, tanggal=HARI_INI):
        """Marks per item; `SAMA` gives every item what it claims."""
        satu = self.tambah(
            Penilaian(
                state=state,
                state_since=tanggal,
                instansi_id=self.instansi.id,
                tim_id=self.tim.id,
                subjek_id=dupak.subjek_id,
                dupak_id=dupak.id,
                penilai_id=penilai.id,
                bebas_konflik_pada=tanggal,
                dikirim_pada=tanggal,
            )
        )
        for item in dupak.butir:
            angka = item.jumlah if nilai is SAMA else Decimal(nilai.get(item.id, item.jumlah))
            satu.nilai.append(NilaiButir(item_id=item.id, nilai=angka))
        self.session.flush()
        return satu

    def hasil(self, dupak, sidang, baru, *, lama=None, syarat=None, cukup=True, butir=()):
        lama = (
            {
                "tata_kelola": "9.500",
                "infrastruktur": "6.250",
                "sistem_informasi": "19.250",
                "pengembangan_profesi": "2.000",
                "penunjang": "0.500",
            }
            if lama is None
            else lama
        )
        baris = {}
        for kode in {**lama, **baru}:
            a, b = Decimal(lama.get(kode, "0")), Decimal(baru.get(kode, "0"))
            baris[kode] = {"lama": f"{a:.3f}", "usulan": f"{b:.3f}", "baru": f"{b:.3f}", "jumlah": f"{a + b:.3f}"}
        return {
            "aturan": dupak.aturan,
            "sidik": "abc",
            "baris": baris,
            "jumlah": {},
            "kelayakan": {"syarat": KP_CUKUP if syarat is None else syarat, "cukup": cukup},
            "tabungan": not cukup,
            "menunggu_pak": cukup,
            "butir": list(butir),
            "sidang_id": sidang.id,
            "tanggal": "2022-01-10",
        }

    def pak(self, dupak, hasil, **kolom):
        isi = {
            "state": PakState.DRAF,
            "state_since": HARI_INI,
            "instansi_id": self.instansi.id,
            "tim_id": self.tim.id,
            "subjek_id": dupak.subjek_id,
            "dupak_id": dupak.id,
            "aturan": dupak.aturan,
            "aturan_sidik": "abc",
            "rincian": {
                "aturan": dupak.aturan,
                "sidik": "abc",
                "baris": hasil["baris"],
                "kelayakan": hasil["kelayakan"],
                "masa": {"mulai": "2021-01-01", "selesai": "2021-06-30"},
            },
            "sidik_rincian": "x",
            "jumlah_lama": Decimal("37.5"),
            "jumlah_baru": Decimal("12.5"),
            "jumlah": Decimal(50),
        }
        return self.tambah(Pak(**{**isi, **kolom}))

    def susun(self, jenis, obj, *, terbit=True, hari_ini=HARI_INI):
        """Data of the documents, after the contract and the template have agreed to them."""
        bahan = susun(self.session, jenis, obj, terbit=terbit, hari_ini=hari_ini)
        for satu in bahan:
            data = json.loads(json.dumps(satu.data))
            assert data == satu.data
            assert periksa(satu.jenis, data) == []
            assert render(satu.jenis, data).startswith(b"PK")
            assert data["draf"] is not terbit
        return bahan

    def data(self, jenis, obj, **cara):
        (satu,) = self.susun(jenis, obj, **cara)
        return satu.data


KP_CUKUP = [
    {
        "jenis": "KP",
        "tujuan": "Penata Muda Tingkat I (III/b)",
        "diperlukan": "50.000",
        "dimiliki": "50.000",
        "memenuhi": True,
        "kekurangan": "0.000",
    },
    {
        "jenis": "KJ",
        "tujuan": "Pranata Komputer Ahli Muda",
        "diperlukan": "100.000",
        "dimiliki": "50.000",
        "memenuhi": False,
        "kekurangan": "50.000",
    },
]
KURANG = [
    {
        "jenis": "KP",
        "tujuan": "Penata Muda Tingkat I (III/b)",
        "diperlukan": "50.000",
        "dimiliki": "12.500",
        "memenuhi": False,
        "kekurangan": "37.500",
    }
]
BARU = {"tata_kelola": "1.080", "sistem_informasi": "9.420", "pengembangan_profesi": "2.000"}


@pytest.fixture
def dunia():
    mesin = create_engine("sqlite://")
    Base.metadata.create_all(mesin)
    with Session(mesin, expire_on_commit=False) as session:
        yield Dunia(session)
    mesin.dispose()


def nilai(lama, baru, jumlah):
    return {"lama": lama, "baru": baru, "jumlah": jumlah}


# --- saldo -----------------------------------------------------------------------------------------------------------


def test_saldo_sums_exactly_per_element(dunia):
    for _ in range(10):
        dunia.entri(dunia.rani, "penunjang", "0.1")
    dunia.entri(dunia.rani, "penunjang", "99", aturan="R2003")
    dunia.entri(dunia.atasan, "penunjang", "99")

    hasil = saldo(dunia.session, dunia.rani.id, "R2020")

    assert hasil["penunjang"] == Decimal("1.500")
    assert sum(hasil.values()) == Decimal("38.500")
    assert saldo(dunia.session, dunia.petugas.id, "R2020") == {}


def test_saldo_leaves_out_one_claim_and_later_entries(dunia):
    dupak = dunia.dupak()
    dunia.entri(dunia.rani, "tata_kelola", "1.08", tanggal="2022-01-10", dupak=dupak)
    dunia.entri(dunia.rani, "tata_kelola", "3", tanggal="2022-07-10")

    assert saldo(dunia.session, dunia.rani.id, "R2020")["tata_kelola"] == Decimal("13.580")
    assert saldo(dunia.session, dunia.rani.id, "R2020", kecuali_dupak=dupak.id)["tata_kelola"] == Decimal("12.500")
    assert saldo(dunia.session, dunia.rani.id, "R2020", sampai=tgl("2022-01-10"))["tata_kelola"] == Decimal("10.580")


# --- DUPAK -----------------------------------------------------------------------------------------------------------


def test_dupak_adds_old_and_new(dunia):
    dupak = dunia.dupak(diajukan_pada=tgl("2021-07-05"))
    dunia.klaim(dupak)

    data = dunia.data("dupak", dupak, terbit=False)

    assert data["jumlah_pengusul"] == nilai("37.500", "12.500", "50.000")
    assert data["utama"]["pengusul"] == nilai("37.000", "12.500", "49.500")
    assert data["penunjang"]["pengusul"] == nilai("0.500", "0.000", "0.500")
    assert data["tingkat"] == "Ahli"
    assert data["ttd_prakom"]["tanggal"] == "2021-07-05"


def test_dupak_follows_the_order_of_the_form_and_merges_one_butir(dunia):
    dupak = dunia.dupak()
    dunia.klaim(dupak)

    unsur = dunia.data("dupak", dupak, terbit=False)["utama"]["unsur"]

    assert [(u["nomor"], u["nama"]) for u in unsur] == [
        ("A", "Tata Kelola dan Tata Laksana Teknologi Informasi"),
        ("B", "Infrastruktur Teknologi Informasi"),
        ("C", "Sistem Informasi dan Multimedia"),
        ("D", "Pengembangan Profesi"),
    ]
    assert unsur[1]["sub_unsur"] == []
    (sub,) = unsur[0]["sub_unsur"]
    assert [(b["nomor"], b["kode"], b["pengusul"]) for b in sub["butir"]] == [
        ("a", "KA-I.B.7", nilai("", "0.180", "0.180")),
        ("b", "KA-I.B.21", nilai("", "0.900", "0.900")),
    ]


def test_dupak_keeps_the_columns_of_the_team_empty_after_the_marks(dunia):
    dupak = dunia.diterima()
    dunia.klaim(dupak)
    for penilai in dunia.anggota[:2]:
        dunia.penilaian(dupak, penilai, {dupak.butir[0].id: "0.777"})

    data = dunia.data("dupak", dupak)

    assert data["jumlah_tim"] == nilai("", "", "")
    assert data["penilai_1"] == {"nama": "", "nip": ""}
    assert "0.777" not in json.dumps(data)


def test_dupak_speaks_of_the_person_as_frozen(dunia):
    dupak = dunia.dupak()
    dunia.rani.nama = "Nama Baru"

    assert dunia.data("dupak", dupak)["pegawai"]["nama"] == "Rani Wulandari"


def test_dupak_shows_credit_of_the_other_category_rather_than_a_wrong_total(dunia):
    dupak = dunia.dupak(aturan="R2003")
    dunia.entri(dunia.rani, "operasi_ti", "60", aturan="R2003")

    data = dunia.data("dupak", dupak)

    assert data["utama"]["unsur"][-1]["nama"] == "Operasi Teknologi Informasi"
    assert data["jumlah_pengusul"]["lama"] == "60.000"


def test_dupak_takes_the_earlier_length_of_service_from_the_last_pak(dunia):
    lama = dunia.dupak(masa_mulai=tgl("2020-01-01"), masa_selesai=tgl("2020-12-31"))
    lama.identitas = {**lama.identitas, "masa_kerja_bulan": 41}
    hasil = dunia.hasil(lama, dunia.sidang(), {})
    dunia.pak(
        lama, hasil, state=PakState.DIKIRIM, nomor="1", ditetapkan_pada=HARI_INI, ditetapkan_oleh_id=dunia.penetap.id
    )

    pegawai = dunia.data("dupak", dunia.dupak())["pegawai"]

    assert (pegawai["masa_kerja_lama"], pegawai["masa_kerja_baru"]) == (41, 53)


# --- SPMK ------------------------------------------------------------------------------------------------------------


def test_one_spmk_per_statement_in_the_order_of_the_rules(dunia):
    dupak = dunia.dupak()
    dunia.klaim(dupak)

    bahan = dunia.susun("spmk", dupak)

    assert [b.bagian for b in bahan] == ["tata_kelola", "sistem_informasi", "pengembangan_profesi"]
    assert [b.data["jumlah"] for b in bahan] == ["1.080", "9.420", "2.000"]
    assert bahan[0].judul.endswith("Tata Kelola dan Tata Laksana Teknologi Informasi")
    assert [(b["nomor"], b["kode"], b["tanggal_mulai"]) for b in bahan[0].data["baris"]] == [
        (1, "KA-I.B.7", "2021-01-04"),
        (2, "KA-I.B.21", "2021-01-04"),
        (3, "KA-I.B.21", "2021-04-01"),
    ]


def test_spmk_states_unit_factor_level_and_evidence(dunia):
    dupak = dunia.dupak()
    item = dunia.item(
        dupak,
        "KA-I.B.7",
        volume="10",
        jenjang_butir="ahli_muda",
        surat_tugas="ST 1/2021",
        angka_satuan=Decimal("0.000467"),
        faktor=Decimal("0.8"),
    )
    for nama, diganti in (("lama.pdf", dt.datetime(2021, 7, 1)), ("laporan.pdf", None)):  # noqa: DTZ001 - UTC
        dunia.tambah(
            BuktiFile(
                item_id=item.id,
                nama_asli=nama,
                tipe="application/pdf",
                ukuran=1,
                sha256="0" * 64,
                diunggah_oleh_id=dunia.rani.id,
                digantikan_at=diganti,
            )
        )

    (baris,) = dunia.susun("spmk", dupak, terbit=False)[0].data["baris"]

    assert (baris["volume"], baris["angka_kredit"], baris["faktor"]) == ("10", "0.000467", "0.8")
    assert (baris["jenjang"], baris["surat_tugas"]) == ("Ahli Muda", "ST 1/2021")
    assert baris["bukti"] == "laporan.pdf; arsip unit kerja"


def test_spmk_is_dated_by_the_superior_when_issued(dunia):
    dupak = dunia.dupak()
    dunia.item(dupak, "KA-I.B.7")

    assert dunia.susun("spmk", dupak, terbit=False)[0].data["ttd"]["tanggal"] == ""
    terbit = dunia.susun("spmk", dupak)[0].data["ttd"]
    assert (terbit["tanggal"], terbit["nama"]) == ("2022-01-10", "Hesti Pramudya")


def test_r2003_joins_school_and_training_in_one_spmk(dunia):
    dupak = dunia.dupak(aturan="R2003")
    dunia.item(dupak, "KA-I.B.1", jumlah=Decimal(15))
    dunia.item(dupak, "KA-I.A.3", jumlah=Decimal(100))

    (bahan,) = dunia.susun("spmk", dupak)

    assert (bahan.bagian, bahan.data["jumlah"]) == ("pendidikan", "115.000")
    assert [b["kode"] for b in bahan.data["baris"]] == ["KA-I.A.3", "KA-I.B.1"]


# --- Surat pengantar and tanda terima --------------------------------------------------------------------------------


def test_covering_letter_is_addressed_by_the_routing_table(dunia):
    dupak = dunia.dupak(
        surat_pengantar_nomor="800/512/2021",
        surat_pengantar_tanggal=tgl("2021-07-19"),
        pengusul_id=dunia.pengusul.id,
    )
    dunia.klaim(dupak)

    data = dunia.data("surat_pengantar", dupak)

    assert data["nomor"] == "800/512/2021"
    assert data["kepada"].startswith("Pejabat Pimpinan Tinggi Pratama yang membidangi kepegawaian")
    assert data["usulan"][0]["angka_kredit"] == "12.500"
    assert data["ttd"]["jabatan"] == "Kepala Dinas Komunikasi dan Informatika"
    assert data["lampiran"][0] == "DUPAK"


def test_receipt_names_checklist_and_void_items(dunia):
    dupak = dunia.diterima(state=DupakState.BERKAS_DITERIMA)
    dunia.klaim(dupak)
    dunia.item(dupak, "KA-III.A.9", tanggal=("2020-07-01", "2020-07-03"), hangus=True)
    for urut, (kode, ada) in enumerate((("dupak", True), ("pak_terakhir", False), ("ijazah", None)), start=1):
        dupak.kelengkapan.append(BarisKelengkapan(urutan=urut, kode=kode, ada=ada))
    dunia.jejak("dupak", dupak, "terima", dunia.petugas)

    data = dunia.data("tanda_terima", dupak)

    assert [(b["uraian"], b["ada"], b["keterangan"]) for b in data["berkas"]] == [
        ("DUPAK", True, ""),
        ("PAK terakhir", False, ""),
        ("Ijazah yang dilegalisasi", False, "Belum diperiksa"),
    ]
    (hangus,) = data["hangus"]
    assert hangus.startswith("Membuat program aplikasi sistem informasi (KA-III.A.9), selesai 3 Juli 2020, ")
    assert hangus.endswith("lebih dari 12 bulan sebelum tanggal diterima 4 Oktober 2021")
    assert (data["putaran"], data["setelah_batas"], data["putaran_semula"]) == ("Januari 2022", False, "")
    assert data["ttd_petugas"]["nama"] == "Intan Permatasari"


@pytest.mark.parametrize(("diterima", "terlewat"), [("2021-07-21", True), ("2021-08-14", True), ("2021-08-15", False)])
def test_receipt_after_the_cut_off_names_the_cycle_that_was_missed(dunia, diterima, terlewat):
    dunia.putaran(2021, BulanSidang.JULI, "2021-05-07", "2021-08-14")
    dupak = dunia.diterima(state=DupakState.BERKAS_DITERIMA, diterima_pada=tgl(diterima))

    data = dunia.data("tanda_terima", dupak)

    assert data["setelah_batas"] is terlewat
    assert data["putaran_semula"] == ("Juli 2021" if terlewat else "")
    assert data["batas_penerimaan"] == ("2021-05-07" if terlewat else "2021-11-05")


def test_no_receipt_before_the_file_is_received(dunia):
    with pytest.raises(IsianBelumLengkap):
        susun(dunia.session, "tanda_terima", dunia.dupak(), terbit=True, hari_ini=HARI_INI)


# --- HAPAK -----------------------------------------------------------------------------------------------------------


def diputuskan(dunia, *, syarat=None, cukup=True, lama=None):
    dupak = dunia.diterima(diputuskan_pada=HARI_INI)
    profesi, program, layanan, katalog_layanan, layanan_1 = dunia.klaim(dupak)
    hangus = dunia.item(dupak, "KA-III.A.9", hangus=True)
    sidang = dunia.sidang(dupak, nomor="BA/1/2022", ditutup_pada=HARI_INI)
    butir = [
        {
            "item_id": item.id,
            "usulan": f"{item.jumlah:.3f}",
            "nilai_1": "7.777",
            "nilai_2": "7.777",
            "akhir": f"{item.jumlah:.3f}",
            "cara": "sama",
            "alasan": "",
        }
        for item in (profesi, program, layanan, katalog_layanan)
    ]
    butir.append(
        {
            "item_id": layanan_1.id,
            "usulan": "0.300",
            "nilai_1": "0.300",
            "nilai_2": "0.150",
            "akhir": "0.150",
            "cara": "sidang",
            "alasan": "Satu laporan tanpa bukti.",
        }
    )
    butir.append(
        {
            "item_id": hangus.id,
            "usulan": "1.210",
            "nilai_1": None,
            "nilai_2": None,
            "akhir": "0.000",
            "cara": "hangus",
            "alasan": "",
        }
    )
    dupak.hasil = dunia.hasil(dupak, sidang, BARU, syarat=syarat, cukup=cukup, lama=lama, butir=butir)
    return dupak


def test_hapak_that_is_enough(dunia):
    dupak = diputuskan(dunia)
    dunia.jejak("dupak", dupak, "putuskan", dunia.ketua)

    data = dunia.data("hapak", dupak)

    assert data["jumlah"] == nilai("37.500", "12.500", "50.000")
    assert [(b["nomor"], b["nilai"]["jumlah"]) for b in data["utama"]] == [
        ("A", "10.580"),
        ("B", "6.250"),
        ("C", "28.670"),
        ("D", "4.000"),
    ]
    assert data["memenuhi"] is True
    assert [s["tujuan"] for s in data["syarat"]] == [
        "Kenaikan pangkat menjadi Penata Muda Tingkat I (III/b)",
        "Kenaikan jabatan menjadi Pranata Komputer Ahli Muda",
    ]
    assert (data["berita_acara_nomor"], data["berita_acara_tanggal"]) == ("BA/1/2022", "2022-01-10")
    assert data["ttd"] == {
        "tempat": "Sagara",
        "tanggal": "2022-01-10",
        "jabatan": "Ketua Tim Penilai",
        "nama": dunia.ketua.nama,
        "nip": dunia.ketua.nip,
    }


def test_hapak_that_is_short(dunia):
    dupak = diputuskan(dunia, syarat=KURANG, cukup=False, lama={})

    data = dunia.data("hapak", dupak)

    assert data["jumlah"] == nilai("0.000", "12.500", "12.500")
    assert data["memenuhi"] is False
    assert data["syarat"][0]["kekurangan"] == "37.500"


HANGUS = "Hangus: kegiatan selesai 30 Juni 2021, lebih dari 12 bulan sebelum tanggal diterima 4 Oktober 2021."


def test_hapak_gives_reasons_in_form_order_without_the_marks_behind_them(dunia):
    data = dunia.data("hapak", diputuskan(dunia))

    baris = [(j["kode"], j["diusulkan"], j["hasil"], j["justifikasi"]) for j in data["justifikasi"]]
    assert baris == [
        ("KA-I.B.7", "0.180", "0.180", ""),
        ("KA-I.B.21", "0.300", "0.150", "Satu laporan tanpa bukti."),
        ("KA-I.B.21", "0.600", "0.600", ""),
        ("KA-III.A.9", "9.420", "9.420", ""),
        ("KA-III.A.9", "1.210", "0.000", HANGUS),
        ("PP-IV.E.2.c", "2.000", "2.000", ""),
    ]
    assert "7.777" not in json.dumps(data)


def test_hapak_is_signed_by_the_deputy_who_decided(dunia):
    dupak = diputuskan(dunia)
    dunia.jejak("dupak", dupak, "putuskan", dunia.wakil)

    ttd = dunia.data("hapak", dupak)["ttd"]

    assert (ttd["jabatan"], ttd["nama"]) == ("Wakil Ketua Tim Penilai", dunia.wakil.nama)


def test_hapak_of_the_ketua_himself_is_signed_by_the_deputy(dunia):
    dupak = diputuskan(dunia)
    dupak.subjek_id = dunia.ketua.id
    dunia.jejak("dupak", dupak, "putuskan")

    assert dunia.data("hapak", dupak)["ttd"]["nama"] == dunia.wakil.nama


def test_no_hapak_before_the_decision(dunia):
    with pytest.raises(IsianBelumLengkap):
        susun(dunia.session, "hapak", dunia.diterima(), terbit=True, hari_ini=HARI_INI)


# --- Undangan and Berita Acara ---------------------------------------------------------------------------------------


def test_invitation_counts_differing_items_and_tells_no_mark(dunia):
    dupak = dunia.diterima()
    dunia.klaim(dupak)
    hangus = dunia.item(dupak, "KA-III.A.9", jumlah=Decimal(0), hangus=True)
    dupak.butir[4].dibuka_ulang = True
    dunia.penilaian(dupak, dunia.anggota[0], SAMA)
    berbeda = {dupak.butir[0].id: "0.777", dupak.butir[1].id: "8", hangus.id: "1"}
    dunia.penilaian(dupak, dunia.anggota[1], berbeda)
    dunia.penilaian(dupak, dunia.anggota[2], {dupak.butir[2].id: "0"}, state=PenilaianState.MUNDUR)
    sidang = dunia.sidang(dupak, state=SidangState.DIJADWALKAN)
    dunia.jejak("sidang", sidang, "undang", dunia.sekretaris)

    data = dunia.data("undangan_sidang", sidang)

    assert [(a["nama"], a["angka_kredit"], a["butir_berbeda"]) for a in data["agenda"]] == [
        ("Rani Wulandari", "12.500", 3)
    ]
    assert "0.777" not in json.dumps(data)
    assert [a["jabatan_tim"] for a in data["kepada"]][:4] == [
        "Ketua merangkap anggota",
        "Wakil Ketua merangkap anggota",
        "Sekretaris merangkap anggota",
        "Anggota",
    ]
    assert data["ttd"]["nama"] == dunia.sekretaris.nama
    assert data["tanggal_semula"] == ""


def test_invitation_after_a_postponement_names_the_former_day(dunia):
    sidang = dunia.sidang(state=SidangState.DIJADWALKAN)
    values = '{"tanggal":{"dari":"2022-01-05","ke":"2022-01-10"}}'
    dunia.jejak("sidang", sidang, "tunda", dunia.ketua, note="Ruang dipakai", values=values)

    data = dunia.data("undangan_sidang", sidang)

    assert data["tanggal_semula"] == "2022-01-05"
    assert data["ttd"]["jabatan"] == "Ketua Tim Penilai"


def putus(sidang, urut, hasil, cara=CaraPutus.MUFAKAT, *, suara=(None, None), catatan=""):
    agenda = sidang.agenda[urut]
    agenda.hasil, agenda.cara_putus, agenda.catatan = hasil, cara, catatan
    agenda.suara_setuju, agenda.suara_tidak = suara


def test_minutes_work_out_the_result_before_it_is_stored(dunia):
    dupak = dunia.diterima()
    dunia.klaim(dupak)
    dunia.item(dupak, "KA-III.A.9", hangus=True)
    dikurangi = dupak.butir[1]
    dikurangi.nilai_sidang, dikurangi.alasan_sidang = Decimal("9.42"), "Lengkap."
    dunia.penilaian(dupak, dunia.anggota[0], SAMA)
    dunia.penilaian(dupak, dunia.anggota[1], {dikurangi.id: "5"})
    sidang = dunia.sidang(dupak, nomor="BA/1/2022", ditutup_pada=HARI_INI)
    putus(sidang, 0, HasilAgenda.DISETUJUI, CaraPutus.SUARA_TERBANYAK, suara=(5, 2))

    (baris,) = dunia.data("berita_acara_sidang", sidang)["hasil"]

    assert (baris["lama"], baris["usulan"], baris["jumlah"]) == ("37.500", "13.710", "50.000")
    assert (baris["utama"], baris["profesi"], baris["penunjang"]) == ("10.500", "2.000", "0.000")
    assert (baris["kesimpulan"], baris["cara"]) == ("KP", "Suara terbanyak (5 : 2)")


def test_minutes_approve_nothing_of_a_claim_that_goes_back(dunia):
    kembali, ditolak = dunia.diterima(), dunia.diterima(dunia.petugas)
    for dupak in (kembali, ditolak):
        dunia.klaim(dupak)
        dunia.penilaian(dupak, dunia.anggota[0], SAMA)
    sidang = dunia.sidang(kembali, ditolak)
    putus(sidang, 0, HasilAgenda.KEMBALI_KE_PENILAIAN, catatan="Bukti kurang.")
    putus(sidang, 1, HasilAgenda.DITOLAK, CaraPutus.SUARA_KETUA, suara=(3, 3), catatan="Tidak sah.")

    hasil = dunia.data("berita_acara_sidang", sidang)["hasil"]

    assert [(b["kesimpulan"], b["utama"], b["jumlah"], b["cara"], b["catatan"]) for b in hasil] == [
        ("Dikembalikan", "0.000", "37.500", "Mufakat", "Bukti kurang."),
        ("Ditolak", "0.000", "0.000", "Suara ketua menentukan (3 : 3)", "Tidak sah."),
    ]


def test_minutes_name_attendance_exclusions_and_substitutes(dunia):
    sendiri = dunia.anggota[3]
    milik_rani, milik_anggota = dunia.diterima(), dunia.diterima(sendiri)
    sidang = dunia.sidang(milik_rani, milik_anggota, nomor="BA/1/2022", ditutup_pada=tgl("2022-01-11"))
    dunia.hadir(sidang, kecuali=(dunia.anggota[0],))
    catatan = next(k for k in sidang.kehadiran if k.pegawai_id == sendiri.id)
    dunia.tambah(KeluarAgenda(kehadiran_id=catatan.id, agenda_id=sidang.agenda[1].id, sebab="Perkaranya sendiri"))
    dunia.tambah(KonflikKepentingan(dupak_id=milik_rani.id, pegawai_id=dunia.anggota[1].id, alasan="Kerabat dekat"))
    mundur, kedua, pengganti = dunia.anggota[1], dunia.anggota[2], dunia.anggota[4]
    dunia.penilaian(milik_rani, mundur, SAMA, state=PenilaianState.MUNDUR)
    dunia.penilaian(milik_rani, kedua, SAMA)
    dunia.penilaian(milik_rani, pengganti, SAMA)
    dunia.jejak("sidang", sidang, "buka", dunia.wakil)
    dunia.jejak("sidang", sidang, "skors", dunia.wakil, note="menunggu bukti")
    dunia.jejak("sidang", sidang, "lanjutkan", dunia.wakil, tanggal=tgl("2022-01-11"))

    data = dunia.data("berita_acara_sidang", sidang)

    assert (data["jumlah_anggota"], data["jumlah_hadir"]) == (7, 6)
    assert [k["nama"] for k in data["kehadiran"] if not k["hadir"]] == [dunia.anggota[0].nama]
    assert len(data["penanda_tangan"]) == 6
    assert data["pimpinan"] == f"{dunia.wakil.nama} selaku Wakil Ketua Tim Penilai"
    assert data["skors"] == [{"tanggal": "2022-01-10", "alasan": "menunggu bukti", "dilanjutkan": "2022-01-11"}]
    kecuali = [(e["nama"], e["perkara"], e["alasan"], e["pengganti"]) for e in data["pengecualian"]]
    assert kecuali == [
        (mundur.nama, "Rani Wulandari", "Menyatakan konflik kepentingan", pengganti.nama),
        (sendiri.nama, sendiri.nama, "Perkaranya sendiri", ""),
    ]
    assert "Kerabat dekat" not in json.dumps(data)
    assert data["kuorum"] == (
        "Sidang sah apabila dihadiri lebih dari 50% jumlah anggota, termasuk ketua atau wakil ketua."
    )
    assert data["cara_keputusan"].startswith("Keputusan diambil dengan musyawarah untuk mufakat; apabila tidak")


def test_minutes_need_few_queries_whatever_the_length_of_the_agenda(dunia):
    hitung = {}
    for banyak in (1, 4):
        daftar = [dunia.diterima(dunia.pegawai(f"Pranata {banyak}{i}")) for i in range(banyak)]
        for dupak in daftar:
            dunia.klaim(dupak)
        sidang = dunia.sidang(*daftar, tanggal=HARI_INI + banyak * dt.timedelta(days=1))
        dunia.session.flush()
        dunia.session.expire_all()
        perintah: list[str] = []
        mesin = dunia.session.get_bind()
        event.listen(mesin, "before_cursor_execute", catat := lambda *a, daftar=perintah: daftar.append(a[2]))
        susun(dunia.session, "berita_acara_sidang", sidang, terbit=True, hari_ini=HARI_INI)
        event.remove(mesin, "before_cursor_execute", catat)
        hitung[banyak] = len(perintah)

    assert hitung[4] - hitung[1] == 3  # one balance more for each claim, nothing else


# --- PAK -------------------------------------------------------------------------------------------------------------


def test_pak_2020_recommends_the_next_rank(dunia):
    dupak = diputuskan(dunia)
    assert dupak.hasil is not None
    pak = dunia.pak(
        dupak,
        dupak.hasil,
        state=PakState.DITETAPKAN,
        nomor="800/101/PAK/2022",
        kode_verifikasi="AB12",
        ditetapkan_pada=tgl("2022-01-24"),
        ditetapkan_oleh_id=dunia.penetap.id,
        ditetapkan_sebagai="Plh. Kepala Badan Kepegawaian",
        tembusan=["Yang bersangkutan"],
    )

    (bahan,) = dunia.susun("pak", pak)
    data = bahan.data

    assert bahan.jenis == "pak_2020"
    assert data["jumlah"] == nilai("37.500", "12.500", "50.000")
    assert data["jumlah_utama"] == nilai("37.000", "12.500", "49.500")
    assert data["pengembangan_profesi"] == nilai("2.000", "2.000", "4.000")
    assert [b["nomor"] for b in data["tugas_jabatan"]] == ["A", "B", "C"]
    assert data["rekomendasi"] == {
        "dapat": True,
        "jabatan": "",
        "pangkat": "Penata Muda Tingkat I",
        "golongan": "III/b",
        "tmt_pangkat": "2022-04-01",
        "tmt_jabatan": "",
        "ukom": False,
        "mulai_nol": False,
    }
    assert data["tembusan"] == ["Yang bersangkutan"]
    assert data["ttd"]["jabatan"] == "Plh. Kepala Badan Kepegawaian"
    assert (data["kode_verifikasi"], data["asli"]) == ("AB12", "Kepala Kantor Regional BKN")


def test_pak_2020_draft_lists_the_distribution_of_the_rules_and_no_date(dunia):
    dupak = diputuskan(dunia)
    assert dupak.hasil is not None

    data = dunia.data("pak", dunia.pak(dupak, dupak.hasil), terbit=False)

    assert data["tembusan"][0] == "Pranata Komputer yang bersangkutan"
    assert (data["nomor"], data["ttd"]["tanggal"], data["ttd"]["nama"]) == ("", "", "")


def test_pak_2020_for_a_raise_in_level_starts_at_zero_and_names_the_examination(dunia):
    kj = [{**KP_CUKUP[1], "memenuhi": True}]
    dupak = diputuskan(dunia, syarat=kj)
    assert dupak.hasil is not None

    rekomendasi = dunia.data("pak", dunia.pak(dupak, dupak.hasil))["rekomendasi"]

    assert rekomendasi["jabatan"] == "Pranata Komputer Ahli Muda"
    assert (rekomendasi["ukom"], rekomendasi["mulai_nol"]) == (True, True)
    assert rekomendasi["tmt_jabatan"] == "2022-02-01"


def test_pak_2003_has_its_own_rows_and_names_the_pak_it_replaces(dunia):
    dupak = dunia.dupak(aturan="R2003")
    hasil = dunia.hasil(
        dupak,
        dunia.sidang(),
        {"diklat": "3", "kebijakan_si": "4.115", "penunjang": "1"},
        lama={"pendidikan_sekolah": "100", "implementasi_si": "12.25"},
        syarat=[],
        cukup=False,
    )
    semula = dunia.pak(
        dupak,
        hasil,
        state=PakState.DITETAPKAN,
        nomor="800/087/2019",
        ditetapkan_pada=HARI_INI,
        ditetapkan_oleh_id=dunia.penetap.id,
    )
    pak = dunia.pak(dupak, hasil, menggantikan_id=semula.id)

    (bahan,) = dunia.susun("pak", pak, terbit=False)
    data = bahan.data

    assert (bahan.jenis, data["tingkat"]) == ("pak_2003", "Ahli")
    assert data["pendidikan_sekolah"] == nilai("100.000", "0.000", "100.000")
    assert data["diklat"] == nilai("0.000", "3.000", "3.000")
    assert [(b["nomor"], b["nilai"]["jumlah"]) for b in data["tugas_pokok"]] == [
        ("c", "12.250"),
        ("d", "0.000"),
        ("e", "4.115"),
    ]
    assert data["jumlah_utama"] == nilai("112.250", "7.115", "119.365")
    assert data["jumlah"] == nilai("112.250", "8.115", "120.365")
    assert data["rekomendasi"]["dapat"] is False
    assert (data["mengganti_nomor"], data["mengganti_tanggal"]) == ("800/087/2019", "2022-01-10")


def test_an_aim_that_does_not_exist_is_refused(dunia):
    dupak = diputuskan(dunia, syarat=[{**KP_CUKUP[0], "tujuan": "Penata Raya (III/x)"}])

    with pytest.raises(ValueError, match="Penata Raya"):
        susun(dunia.session, "hapak", dupak, terbit=True, hari_ini=HARI_INI)


# --- All -------------------------------------------------------------------------------------------------------------


def test_an_unknown_kind_is_named(dunia):
    with pytest.raises(JenisDokumenTidakDikenal, match="'kwitansi' tidak dikenal"):
        susun(dunia.session, "kwitansi", dunia.dupak(), terbit=True, hari_ini=HARI_INI)


def test_every_contract_has_a_builder():
    assert {jenis.partition("_20")[0] for jenis in KONTRAK} == set(PENYUSUN) | TANPA_LANGKAH


def test_letters_go_on_after_z():
    assert [huruf(n) for n in (1, 26, 27, 28, 53)] == ["A", "Z", "AA", "AB", "BA"]
