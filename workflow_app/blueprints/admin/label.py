"""Words for the values that the administrator's screens show, and the lists to choose from."""

from workflow_app import peraturan
from workflow_app.models import JenisInstansi, JenisKelamin, JenisPelimpahan, JenisTim, Kedudukan, StatusSurat
from workflow_app.peraturan.jenjang import KATEGORI, nama_pangkat, semua_golongan
from workflow_app.peraturan.rute import nama_pejabat
from workflow_app.pesan import N_, Pesan
from workflow_app.services.penugasan import PERAN_DITUGASKAN
from workflow_app.web.bahasa import label_peran
from workflow_app.web.kata import label_jenjang

JENIS_INSTANSI = {
    JenisInstansi.BPS: N_("Badan Pusat Statistik"),
    JenisInstansi.BPS_PROVINSI: N_("BPS provinsi"),
    JenisInstansi.LPNK: N_("Lembaga pemerintah nonkementerian"),
    JenisInstansi.KEMENTERIAN: N_("Kementerian atau lembaga negara"),
    JenisInstansi.PROVINSI: N_("Pemerintah provinsi"),
    JenisInstansi.KABUPATEN_KOTA: N_("Pemerintah kabupaten atau kota"),
}
JENIS_TIM = {
    JenisTim.BPS: N_("Tim Penilai BPS"),
    JenisTim.BPS_PUSAT: N_("Tim Penilai BPS Pusat"),
    JenisTim.BPS_PROVINSI: N_("Tim Penilai BPS Provinsi"),
    JenisTim.INSTANSI: N_("Tim Penilai Instansi"),
}
KEDUDUKAN = {
    Kedudukan.KETUA: N_("Ketua merangkap anggota"),
    Kedudukan.WAKIL_KETUA: N_("Wakil ketua merangkap anggota"),
    Kedudukan.SEKRETARIS: N_("Sekretaris merangkap anggota"),
    Kedudukan.ANGGOTA: N_("Anggota"),
}
JENIS_KELAMIN = {JenisKelamin.LAKI_LAKI: N_("Laki-laki"), JenisKelamin.PEREMPUAN: N_("Perempuan")}
JENIS_PELIMPAHAN = {
    JenisPelimpahan.PLT: N_("Plt. (pelaksana tugas)"),
    JenisPelimpahan.PLH: N_("Plh. (pelaksana harian)"),
}
STATUS_SURAT = {
    StatusSurat.DITULIS: N_("menunggu dikirim"),
    StatusSurat.TERKIRIM: N_("terkirim"),
    StatusSurat.GAGAL: N_("gagal"),
}
NADA_SURAT = {StatusSurat.DITULIS: "proses", StatusSurat.TERKIRIM: "berhasil", StatusSurat.GAGAL: "bahaya"}

TABEL = {
    "instansi": N_("Instansi"),
    "unit": N_("Unit kerja"),
    "pegawai": N_("Pegawai"),
    "riwayat_pangkat": N_("Riwayat pangkat"),
    "riwayat_jabatan": N_("Riwayat jabatan"),
    "penugasan_peran": N_("Peran"),
    "pelimpahan": N_("Pelimpahan peran"),
    "ketidakhadiran": N_("Ketidakhadiran"),
    "tim_penilai": N_("Tim Penilai"),
    "anggota_tim": N_("Kursi Tim Penilai"),
    "akun": N_("Akun"),
    "perubahan_katalog": N_("Perubahan katalog"),
    "outbox_message": N_("Pekerjaan"),
    "hitung_ulang": N_("Hitung ulang"),
    "versi_peraturan": N_("Versi peraturan"),
    "rancangan_peraturan": N_("Rancangan peraturan"),
    "perubahan_peraturan": N_("Perubahan angka peraturan"),
    "evaluasi_kinerja": N_("Evaluasi kinerja"),
    "ijazah_pegawai": N_("Ijazah"),
    "asal_jabatan": N_("Asal jabatan"),
    "lembar_kepegawaian": N_("Lembar kepegawaian"),
    "syarat_berkas": N_("Daftar berkas instansi"),
}
TINDAKAN = {
    "tambah": N_("ditambah"),
    "ubah": N_("diubah"),
    "hapus": N_("dihapus"),
    "atur_ulang_sandi": N_("kata sandi diatur ulang"),
    "akhiri_sesi": N_("sesi diakhiri"),
    "coba_lagi": N_("dicoba lagi"),
    "uji": N_("diuji dengan kasus uji"),
    "terbitkan": N_("diterbitkan"),
    "bawa": N_("dibawa"),
}


def pilihan_peran() -> list[tuple[str, Pesan]]:
    """Roles that an administrator gives."""
    return [(p.value, label_peran(p)) for p in PERAN_DITUGASKAN]


def pilihan_pejabat() -> list[tuple[str, Pesan]]:
    """Posts of the routing tables, by their codes."""
    return [(kode, label_pejabat(kode)) for kode in peraturan.umum().anak("pejabat")]


def label_pejabat(kode: str) -> Pesan:
    """The post in words."""
    return Pesan(nama_pejabat(kode))


def pilihan_golongan() -> list[tuple[str, str]]:
    """Ranks from below."""
    return [(g, f"{g} · {nama_pangkat(g)}") for g in semua_golongan()]


def pilihan_jenjang() -> list[tuple[str, Pesan]]:
    """Functional levels from below; the name is that of the newest rule set that knows the level."""
    return [(j, label_jenjang(j)) for k in KATEGORI for j in peraturan.umum().daftar(f"kategori.{k}")]
