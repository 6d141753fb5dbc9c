"""Contracts of the documents: which fields each Word template may use, and in which form.

One frozen dataclass per kind of document: here those of claims and what the documents share, in `isian_konversi` those
of the conversion regime; `kontrak` lists them all. A builder (one module per document beside this one) fills it from
models; `sebagai_data()` turns it into the plain data that is stored as the snapshot and rendered later. `documents` and
the templates know these fields and nothing else, so no model may appear here.

Plain data only. Every value is text, a whole number, a yes/no, or a group or list of these:

* `Angka` is a Decimal written as text with a point ("12.500"). Templates print it by the filter `ak`. `AngkaBertanda`
  may be below zero ("-3.125").
* `Tanggal` is an ISO date ("2022-01-10"). Templates print it by the filter `tanggal`.
* Either may be "" where the form is still to be filled in; the templates then print a blank or a dotted line.

Raising `VERSI_ISIAN` says that the shape changed: stored snapshots of an older version are not rendered again.
Field order follows the forms: regulasi 10.1 (DUPAK) to 10.5 (PAK) and 9.4 (distribution).
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

VERSI_ISIAN = 2


@dataclass(frozen=True)
class Bentuk:
    """The form a text must have; an empty text is allowed, see the module text."""

    nama: str
    pola: str
    urai: Callable[[str], object] = str
    """Raises ValueError for what fits the pattern and still means nothing (31 February)."""

    def sah(self, teks: str) -> bool:
        """Whether a text that is not empty has this form."""
        if not re.fullmatch(self.pola, teks, re.ASCII):
            return False
        try:
            self.urai(teks)
        except ValueError:
            return False
        return True


BENTUK_ANGKA = Bentuk("angka desimal dengan titik", r"\d+(\.\d+)?")
BENTUK_ANGKA_BERTANDA = Bentuk("angka desimal dengan titik, boleh negatif", r"-?\d+(\.\d+)?")
BENTUK_TANGGAL = Bentuk("tanggal ISO (2022-01-10)", r"\d{4}-\d{2}-\d{2}", date.fromisoformat)
BENTUK_JAM = Bentuk("jam (09.00)", r"([01]\d|2[0-3])\.[0-5]\d")

Angka = Annotated[str, BENTUK_ANGKA]
AngkaBertanda = Annotated[str, BENTUK_ANGKA_BERTANDA]
Tanggal = Annotated[str, BENTUK_TANGGAL]
Jam = Annotated[str, BENTUK_JAM]


# --- Parts that several documents share ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Kop:
    """Letterhead."""

    instansi: str
    """Name of the institution, e.g. "Dinas Komunikasi dan Informatika Kabupaten Contoh"."""
    unit: str
    """Unit that issues the document; "" where the institution itself does."""
    alamat: str
    """Street, town, post code, telephone in one line; "" prints no line."""


@dataclass(frozen=True, kw_only=True)
class Asal:
    """Where the snapshot came from. Kept with the document, never printed."""

    objek: str
    """Kind of the case object: "dupak", "sidang", "pak"."""
    id_objek: int
    versi_objek: int
    """Version of the object when the snapshot was taken."""
    regime: str
    """Key of the rule set, e.g. "R2020"; of both where work lies on both sides of a change of law ("R2003, R2020"); ""
    where no rule was applied."""
    sidik_aturan: str
    """Hash of each rule set that gave the figures, in the same order; "" when there is none."""


@dataclass(frozen=True, kw_only=True)
class MasaPenilaian:
    """Work period printed on the form, both days included."""

    mulai: Tanggal
    selesai: Tanggal


@dataclass(frozen=True, kw_only=True)
class Orang:
    """An officer as letters and statements name him."""

    nama: str
    nip: str
    """18 digits without spaces; the filter `nip` groups them."""
    pangkat: str
    """Name of the rank, e.g. "Penata Muda"."""
    golongan: str
    """Golongan ruang, e.g. "III/a"."""
    tmt_pangkat: Tanggal
    jabatan: str
    """Position with its jenjang, e.g. "Pranata Komputer Ahli Pertama"."""
    tmt_jabatan: Tanggal
    unit_kerja: str


@dataclass(frozen=True, kw_only=True)
class KeteranganPerorangan:
    """Part I of DUPAK, HAPAK and PAK."""

    nama: str
    nip: str
    karpeg: str
    """Serial number of the civil servant card; "" prints a dash."""
    tempat_lahir: str
    tanggal_lahir: Tanggal
    jenis_kelamin: str
    """One of "Laki-laki", "Perempuan"."""
    pendidikan: str
    """Education whose credit has been counted (R2003), highest education (R2020)."""
    pendidikan_diusulkan: str
    """Education whose credit is claimed now (R2020); "" prints a dash."""
    pangkat: str
    golongan: str
    tmt_pangkat: Tanggal
    jabatan: str
    tmt_jabatan: Tanggal
    masa_kerja_lama: int | None
    """Masa kerja golongan at the last PAK, in months; None prints a dash. Printed by the filter `masa_kerja`."""
    masa_kerja_baru: int | None
    """The same at the end of this masa penilaian."""
    unit_kerja: str


@dataclass(frozen=True, kw_only=True)
class Penanda:
    """A signature block. Every text may be "" (then a dotted line is printed to fill in by hand)."""

    tempat: str
    tanggal: Tanggal
    jabatan: str
    """Title over the signature, with "Plt."/"Plh."/"a.n." where it applies."""
    nama: str
    nip: str


@dataclass(frozen=True, kw_only=True)
class Nilai:
    """The three credit columns of a form. "" is an empty cell, "0.000" is a zero."""

    lama: Angka
    baru: Angka
    jumlah: Angka


@dataclass(frozen=True, kw_only=True)
class BarisNilai:
    """A numbered line with the three credit columns."""

    nomor: str
    """Numbering of the form: "A", "1", "a"."""
    uraian: str
    nilai: Nilai


@dataclass(frozen=True, kw_only=True)
class Syarat:
    """One aim the sum is measured against."""

    tujuan: str
    """E.g. "Kenaikan pangkat menjadi Penata Muda Tingkat I (III/b)"."""
    diperlukan: Angka
    dimiliki: Angka
    memenuhi: bool
    kekurangan: Angka
    """Zero when it is enough."""


@dataclass(frozen=True, kw_only=True)
class BlokUnsur:
    """Figures of work under an older rule set, with their own subtotal and verdict; never added to the others."""

    judul: str
    """Rule set and the days of its work."""
    utama: tuple[BarisNilai, ...]
    jumlah_utama: Nilai
    penunjang: tuple[BarisNilai, ...]
    jumlah_penunjang: Nilai
    jumlah: Nilai
    syarat: tuple[Syarat, ...]


@dataclass(frozen=True, kw_only=True)
class Isian:
    """What every document carries."""

    jenis: ClassVar[str]

    kop: Kop
    asal: Asal
    draf: bool
    """True prints the word DRAF at the top of every page."""
    nomor: str
    """Number of the document; "" prints a dotted line."""
    kode_verifikasi: str
    """Code printed at the foot of every page for public verification; "" prints nothing."""


# --- DUPAK (regulasi 10.1) -------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ButirDupak:
    """One butir kegiatan; several items of the same butir are one line."""

    nomor: str
    kode: str
    """Catalogue code, e.g. "KA-I.B.7"."""
    uraian: str
    pengusul: Nilai
    """Columns 3-5. `lama` is usually "": the former PAK knows credits per unsur only."""
    tim: Nilai
    """Columns 6-8; all "" before the assessment."""


@dataclass(frozen=True, kw_only=True)
class SubUnsurDupak:
    nomor: str
    nama: str
    butir: tuple[ButirDupak, ...]


@dataclass(frozen=True, kw_only=True)
class UnsurDupak:
    nomor: str
    nama: str
    sub_unsur: tuple[SubUnsurDupak, ...]
    pengusul: Nilai
    """Subtotal of the unsur in columns 3-5; here `lama` is the credit of the former PAK."""
    tim: Nilai


@dataclass(frozen=True, kw_only=True)
class BagianDupak:
    """Unsur utama or unsur penunjang with its subtotal."""

    unsur: tuple[UnsurDupak, ...]
    pengusul: Nilai
    tim: Nilai


@dataclass(frozen=True, kw_only=True)
class BlokDupak:
    """What is claimed for work under an older rule set, with a subtotal of its own."""

    judul: str
    utama: BagianDupak
    penunjang: BagianDupak
    jumlah_pengusul: Nilai
    jumlah_tim: Nilai


@dataclass(frozen=True, kw_only=True)
class PenilaiDupak:
    """An assessor in part V; name and NIP are "" before the assignment."""

    nama: str
    nip: str


@dataclass(frozen=True, kw_only=True)
class IsianDupak(Isian):
    """Daftar Usul Penetapan Angka Kredit."""

    jenis: ClassVar[str] = "dupak"

    tingkat: str
    """Word in the title: "Terampil" or "Ahli"."""
    masa_penilaian: MasaPenilaian
    pegawai: KeteranganPerorangan
    utama: BagianDupak
    penunjang: BagianDupak
    jumlah_pengusul: Nilai
    """Total of utama and penunjang, columns 3-5."""
    jumlah_tim: Nilai
    """Total of utama and penunjang, columns 6-8."""
    peraturan: str = ""
    """Heading of the figures where there are two blocks; "" for a claim under one rule set."""
    blok_lain: tuple[BlokDupak, ...] = ()
    """Work under an older rule set, printed before; usually none."""
    lampiran: tuple[str, ...]
    """Part III: SPMK per unsur, evidence, copies; numbered by the template."""
    ttd_prakom: Penanda
    catatan_pengusul: tuple[str, ...]
    """Part IV, one line each; none prints empty lines to write on. The same in parts V and VI."""
    ttd_pengusul: Penanda
    catatan_penilai: tuple[str, ...]
    penilai_1: PenilaiDupak
    penilai_2: PenilaiDupak
    catatan_ketua: tuple[str, ...]
    ttd_ketua: Penanda


# --- SPMK (regulasi 10.2): one per unsur -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisSpmk:
    nomor: int
    kode: str
    uraian: str
    tanggal_mulai: Tanggal
    tanggal_selesai: Tanggal
    """Equal to `tanggal_mulai` for work of one day; the filter `rentang` then prints one date."""
    satuan_hasil: str
    volume: Angka
    jenjang: str
    """Jenjang that owns the butir, e.g. "Ahli Muda"; "Semua jenjang" where any may do it."""
    angka_kredit: Angka
    """Credit of one unit of result."""
    faktor: Angka
    """Cross-jenjang factor, "1" in one's own jenjang (regulasi 2.4)."""
    jumlah: Angka
    """volume x angka_kredit x faktor, rounded by the rule set."""
    surat_tugas: str
    """Number and date of the assignment letter as one text; "" where none is needed."""
    bukti: str
    """Evidence: names of files or the physical place; also a share of authors where one applies."""


@dataclass(frozen=True, kw_only=True)
class IsianSpmk(Isian):
    """Surat Pernyataan Melakukan Kegiatan."""

    jenis: ClassVar[str] = "spmk"

    unsur: str
    """Name of the unsur as in the title, e.g. "Infrastruktur Teknologi Informasi"."""
    peraturan: str = ""
    """Rule set of the work where the claim has work under two; "" for one."""
    masa_penilaian: MasaPenilaian
    atasan: Orang
    """The direct superior who states."""
    prakom: Orang
    """The officer about whom he states."""
    baris: tuple[BarisSpmk, ...]
    jumlah: Angka
    """Sum of column `jumlah`."""
    ttd: Penanda
    """The superior."""


# --- Surat pengantar usul --------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisUsulan:
    """An officer whose DUPAK is forwarded by the letter."""

    nomor: int
    nama: str
    nip: str
    pangkat: str
    golongan: str
    jabatan: str
    unit_kerja: str
    masa_penilaian: MasaPenilaian
    angka_kredit: Angka
    """Credit claimed as new."""


@dataclass(frozen=True, kw_only=True)
class IsianSuratPengantar(Isian):
    """Covering letter of the pejabat pengusul; `nomor` is the number of the letter."""

    jenis: ClassVar[str] = "surat_pengantar"

    sifat: str
    """Class of the letter, e.g. "Biasa"."""
    kepada: str
    """Addressee by position (R 7.3), e.g. "Kepala Dinas ... selaku pejabat yang menetapkan angka kredit"."""
    kepada_di: str
    """Town of the addressee."""
    melalui: str
    """E.g. "Sekretariat Tim Penilai ..."; "" prints no line."""
    usulan: tuple[BarisUsulan, ...]
    lampiran: tuple[str, ...]
    """Enclosures, numbered by the template; their count is printed in the heading."""
    ttd: Penanda
    """Its place and date are those of the letter."""
    tembusan: tuple[str, ...]


# --- Tanda terima ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisPeriksa:
    """One line of the checklist at intake (regulasi 7.1)."""

    nomor: int
    uraian: str
    ada: bool
    keterangan: str


@dataclass(frozen=True, kw_only=True)
class IsianTandaTerima(Isian):
    """Receipt of a DUPAK file by the secretariat."""

    jenis: ClassVar[str] = "tanda_terima"

    diterima_pada: Tanggal
    """The kept receipt date that fixes the putaran."""
    prakom: Orang
    masa_penilaian: MasaPenilaian
    nomor_dupak: str
    jumlah_butir: int
    """Items in the claim."""
    angka_kredit: Angka
    """Credit claimed as new."""
    surat_pengantar_nomor: str
    surat_pengantar_tanggal: Tanggal
    diserahkan_oleh: str
    """Name or office that handed the file in."""
    berkas: tuple[BarisPeriksa, ...]
    putaran: str
    """Name of the putaran that will assess it, e.g. "Januari 2022"."""
    batas_penerimaan: Tanggal
    """Cut-off of the putaran that was running at receipt."""
    setelah_batas: bool
    """True: received after the cut-off, so the file goes to `putaran` instead of `putaran_semula`."""
    putaran_semula: str
    """Putaran whose cut-off was missed; "" when `setelah_batas` is False."""
    hangus: tuple[str, ...]
    """Items void by age at receipt, one text each with what makes it void; usually none."""
    ttd_petugas: Penanda
    """Officer of the secretariat who received."""


# --- HAPAK (regulasi 10.3) -------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BarisJustifikasi:
    nomor: int
    kode: str
    uraian: str
    diusulkan: Angka
    hasil: Angka
    justifikasi: str
    """Why the result is lower than the claim; "" when it is not."""


@dataclass(frozen=True, kw_only=True)
class IsianHapak(Isian):
    """Hasil Penilaian Angka Kredit, signed by the Ketua Tim Penilai."""

    jenis: ClassVar[str] = "hapak"

    masa_penilaian: MasaPenilaian
    pegawai: KeteranganPerorangan
    tim: str
    """Name of the Tim Penilai."""
    berita_acara_nomor: str
    berita_acara_tanggal: Tanggal
    """Date of the sidang that decided."""
    utama: tuple[BarisNilai, ...]
    """Lines of unsur utama as in the PAK of the rule set; `baru` is what was approved."""
    jumlah_utama: Nilai
    penunjang: tuple[BarisNilai, ...]
    jumlah_penunjang: Nilai
    jumlah: Nilai
    peraturan: str = ""
    """Heading of the figures where there are two blocks; "" for a claim under one rule set."""
    blok_lain: tuple[BlokUnsur, ...] = ()
    """Work under an older rule set, printed before; usually none."""
    syarat: tuple[Syarat, ...]
    """What was measured (KP, KJ); none where no next step exists."""
    memenuhi: bool
    """True: enough for at least one aim, a PAK follows. False: kept as tabungan."""
    justifikasi: tuple[BarisJustifikasi, ...]
    ttd: Penanda


# --- Undangan and Berita Acara Sidang (regulasi 10.4) ----------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tim:
    """The Tim Penilai and the decree it works by."""

    nama: str
    sk_nomor: str
    sk_tanggal: Tanggal


@dataclass(frozen=True, kw_only=True)
class AnggotaTim:
    nama: str
    nip: str
    jabatan_tim: str
    """E.g. "Ketua merangkap anggota", "Anggota"."""


@dataclass(frozen=True, kw_only=True)
class BarisAgenda:
    nomor: int
    nama: str
    nip: str
    jabatan: str
    unit_kerja: str
    angka_kredit: Angka
    """Credit claimed as new."""
    butir_berbeda: int
    """Items on which the two assessors differ."""


@dataclass(frozen=True, kw_only=True)
class IsianUndanganSidang(Isian):
    """Invitation to the members; one letter for all, addressed by list."""

    jenis: ClassVar[str] = "undangan_sidang"

    sifat: str
    tim: Tim
    putaran: str
    kepada: tuple[AnggotaTim, ...]
    tanggal: Tanggal
    """Day of the sidang."""
    jam: Jam
    zona: str
    """One of "WIB", "WITA", "WIT"."""
    tempat: str
    tanggal_semula: Tanggal
    """Day it was put off from; "" for a first invitation."""
    agenda: tuple[BarisAgenda, ...]
    ttd: Penanda
    tembusan: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Kehadiran:
    nomor: int
    nama: str
    nip: str
    jabatan_tim: str
    hadir: bool
    keterangan: str
    """Reason of absence; usually ""."""


@dataclass(frozen=True, kw_only=True)
class BarisHasil:
    """Result of one agenda line."""

    nomor: int
    nama: str
    nip: str
    pangkat: str
    golongan: str
    jabatan: str
    lama: Angka
    usulan: Angka
    utama: Angka
    """Approved, unsur utama without pengembangan profesi."""
    profesi: Angka
    """Approved, pengembangan profesi."""
    penunjang: Angka
    """Approved, unsur penunjang."""
    jumlah: Angka
    """lama + the three approved columns."""
    kesimpulan: str
    """E.g. "KP", "KJ", "Tabungan", "Dikembalikan", "Ditolak"."""
    cara: str
    """How this line was decided: "Mufakat", "Suara terbanyak (5 : 2)"."""
    catatan: str


@dataclass(frozen=True, kw_only=True)
class Pengecualian:
    """A member who took no part in one case."""

    nomor: int
    nama: str
    jabatan_tim: str
    perkara: str
    """Officer whose case it was."""
    alasan: str
    pengganti: str
    """Substitute by name; "" prints a dash."""


@dataclass(frozen=True, kw_only=True)
class Skors:
    """A suspension of the sidang."""

    tanggal: Tanggal
    alasan: str
    dilanjutkan: Tanggal


@dataclass(frozen=True, kw_only=True)
class IsianBeritaAcaraSidang(Isian):
    """Minutes of the plenary; signed by every member who attended."""

    jenis: ClassVar[str] = "berita_acara_sidang"

    tim: Tim
    putaran: str
    tanggal: Tanggal
    """Day the sidang was opened."""
    jam_mulai: Jam
    jam_selesai: Jam
    zona: str
    tempat: str
    pimpinan: str
    """Who chaired: name and seat in the team."""
    kehadiran: tuple[Kehadiran, ...]
    jumlah_anggota: int
    jumlah_hadir: int
    kuorum: str
    """The rule of quorum as a sentence, as set when the sidang was opened."""
    skors: tuple[Skors, ...]
    hasil: tuple[BarisHasil, ...]
    pengecualian: tuple[Pengecualian, ...]
    cara_keputusan: str
    """The rule of decision as a sentence (consensus, else majority ...)."""
    tempat_ttd: str
    tanggal_ttd: Tanggal
    penanda_tangan: tuple[AnggotaTim, ...]
    """Every member who signs: ketua, wakil ketua, sekretaris, then the others."""


# --- PAK (regulasi 10.5, 9.4) ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rekomendasi:
    """Part III: what the credit may be considered for."""

    dapat: bool
    """False: not yet enough (R2003 issues a PAK every putaran all the same); the other texts are then ""."""
    jabatan: str
    """Jabatan of a KJ; "" when it is not for a KJ."""
    tmt_jabatan: Tanggal
    """Effective date of the KJ."""
    pangkat: str
    """Pangkat of a KP; "" when it is not for a KP."""
    golongan: str
    """Golongan ruang of a KP."""
    tmt_pangkat: Tanggal
    """Effective date of the KP."""
    ukom: bool
    """True: the certificate of the competence examination has to be attached (KJ, R2020)."""
    mulai_nol: bool
    """True: after the KJ the credit starts from 0 (R2020)."""


@dataclass(frozen=True, kw_only=True)
class IsianPak(Isian):
    """What the PAK of both rule sets share."""

    instansi: str
    """Institution of the officer, line "Instansi" of the title."""
    masa_penilaian: MasaPenilaian
    pegawai: KeteranganPerorangan
    pengembangan_profesi: Nilai
    jumlah_utama: Nilai
    penunjang: tuple[BarisNilai, ...]
    """Lines of unsur penunjang; may be one line only."""
    jumlah_penunjang: Nilai
    jumlah: Nilai
    rekomendasi: Rekomendasi
    mengganti_nomor: str
    """Number of the PAK this one replaces; "" for an ordinary PAK."""
    mengganti_tanggal: Tanggal
    asli: str
    """To whom the original goes."""
    tembusan: tuple[str, ...]
    ttd: Penanda
    """The pejabat penetap; its place and date are "Ditetapkan di" and "pada tanggal"."""


@dataclass(frozen=True, kw_only=True)
class IsianPak2020(IsianPak):
    """Penetapan Angka Kredit, rule set R2020."""

    jenis: ClassVar[str] = "pak_2020"

    tugas_jabatan: tuple[BarisNilai, ...]
    """A tata kelola dan tata laksana, B infrastruktur, C sistem informasi dan multimedia."""
    peraturan: str = ""
    """Heading of the figures where there are two blocks; "" for a claim under one rule set."""
    blok_lain: tuple[BlokUnsur, ...] = ()
    """Work under R2003, printed before; usually none."""


@dataclass(frozen=True, kw_only=True)
class IsianPak2003(IsianPak):
    """Penetapan Angka Kredit, rule set R2003."""

    jenis: ClassVar[str] = "pak_2003"

    tingkat: str
    """One of "Terampil", "Ahli"."""
    pendidikan_sekolah: Nilai
    diklat: Nilai
    tugas_pokok: tuple[BarisNilai, ...]
    """Unsur of the category between pendidikan and pengembangan profesi (regulasi 2.5)."""


def sebagai_data(isian: Isian) -> dict[str, Any]:
    """The snapshot to store: JSON-ready, the same before and after a round trip through the database.

    Adds `jenis` and `versi_isian`, which say what the data is.
    """
    data = {"jenis": isian.jenis, "versi_isian": VERSI_ISIAN, **asdict(isian)}
    return {nama: _tanpa_tuple(nilai) for nama, nilai in data.items()}


def _tanpa_tuple(nilai: Any) -> Any:
    if isinstance(nilai, dict):
        return {nama: _tanpa_tuple(isi) for nama, isi in nilai.items()}
    if isinstance(nilai, tuple | list):
        return [_tanpa_tuple(isi) for isi in nilai]
    return nilai
