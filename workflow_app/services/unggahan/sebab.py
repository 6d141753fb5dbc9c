"""The sentences of what `workflow_app.pemeriksa` finds: the reason, and what the officer can do about it."""

from collections.abc import Mapping
from typing import Any

from workflow_app.pesan import N_, Pesan

KALIMAT: Mapping[str, str] = {
    # of every kind
    "lama": N_(
        "Isinya terlalu rumit untuk diperiksa dalam waktu yang wajar. Cetak ulang sebagai PDF, lalu unggah lagi."
    ),
    "berat": N_("Isinya memerlukan terlalu banyak memori. Perkecil atau cetak ulang sebagai PDF, lalu unggah lagi."),
    "macet": N_("Isinya membuat pemeriksa berkas berhenti. Cetak ulang sebagai PDF, lalu unggah lagi."),
    "ramai": N_(
        "Pemeriksa berkas sedang sibuk, sehingga berkas ini belum diperiksa. "
        "Tunggu sekitar satu menit, lalu unggah lagi."
    ),
    "ganda_zip": N_("Di dalamnya tersembunyi arsip ZIP. Simpan ulang dari aplikasi asalnya, lalu unggah lagi."),
    "ganda_markup": N_("Di dalamnya tersembunyi halaman web. Simpan ulang dari aplikasi asalnya, lalu unggah lagi."),
    "ganda_lain": N_("Berkas ini dua jenis sekaligus. Simpan ulang dari aplikasi asalnya, lalu unggah lagi."),
    "ekor": N_("Ada data lain di belakang akhir PDF. Cetak ulang sebagai PDF, lalu unggah lagi."),
    # PDF
    "bukan_pdf": N_("Isinya bukan PDF."),
    "pdf_terpotong": N_("PDF ini terpotong di tengah. Simpan atau unduh ulang, lalu unggah lagi."),
    "pdf_sandi": N_("PDF ini terkunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi."),
    "pdf_rusak": N_("PDF ini rusak, sehingga tidak dapat dibuka. Cetak ulang sebagai PDF, lalu unggah lagi."),
    "pdf_skrip": N_("PDF ini memuat skrip (JavaScript). Cetak ulang sebagai PDF, lalu unggah lagi."),
    "pdf_jalankan": N_(
        "PDF ini menjalankan program atau membuka berkas lain. Cetak ulang sebagai PDF, lalu unggah lagi."
    ),
    "pdf_lampiran": N_(
        "PDF ini memuat berkas lampiran. Unggah lampirannya sendiri-sendiri, dan PDF ini tanpa lampiran."
    ),
    "pdf_xfa": N_("PDF ini formulir XFA, yang isinya dapat berubah. Cetak ulang sebagai PDF, lalu unggah lagi."),
    "pdf_kirim": N_("PDF ini mengirim atau mengambil isian formulir. Cetak ulang sebagai PDF, lalu unggah lagi."),
    "pdf_luar": N_("PDF ini menunjuk ke berkas PDF lain di luar dirinya. Cetak ulang sebagai PDF, lalu unggah lagi."),
    "pdf_media": N_("PDF ini memuat suara, video, atau media lain. Simpan tanpa media itu, lalu unggah lagi."),
    "pdf_tanpa_halaman": N_("PDF ini tidak memuat halaman. Simpan atau unduh ulang, lalu unggah lagi."),
    "pdf_halaman": N_("PDF ini menyebut %(jumlah)s halaman; paling banyak %(maks)s. Bagi menjadi beberapa berkas."),
    "pdf_objek": N_("PDF ini terdiri atas %(jumlah)s objek; paling banyak %(maks)s. Cetak ulang sebagai PDF."),
    "pdf_kertas": N_("Halaman PDF ini lebih lebar daripada kertas mana pun. Cetak ulang pada kertas biasa."),
    "pdf_gambar": N_("PDF ini memuat gambar %(lebar)s x %(tinggi)s titik, terlalu besar. Pindai ulang lebih kecil."),
    "pdf_mengembang": N_(
        "Isi PDF ini mengembang terlalu besar saat dibuka. Cetak ulang sebagai PDF, lalu unggah lagi."
    ),
    # pictures
    "bukan_jpg": N_("Isinya bukan gambar JPG."),
    "bukan_png": N_("Isinya bukan gambar PNG."),
    "gambar_rusak_jpg": N_("Gambar JPG ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."),
    "gambar_rusak_png": N_("Gambar PNG ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."),
    "gambar_kosong": N_("Gambar ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."),
    "gambar_besar": N_("Gambar %(lebar)s x %(tinggi)s titik terlalu besar. Perkecil ukurannya, lalu unggah lagi."),
    "gambar_gerak": N_("Gambar ini bergerak. Simpan satu gambarnya saja, lalu unggah lagi."),
    "ekor_gambar": N_("Ada data lain di belakang gambar. Buka dan simpan ulang gambarnya, lalu unggah lagi."),
    # Word and Excel
    "bukan_docx": N_("Isinya bukan dokumen Word (.docx)."),
    "bukan_xlsx": N_("Isinya bukan buku kerja Excel (.xlsx)."),
    "kantor_lama": N_("Berkas ini berformat lama atau terkunci kata sandi. Simpan tanpa kata sandi sebagai PDF."),
    "kantor_rusak": N_("Berkas ini rusak, sehingga tidak dapat dibuka. Simpan ulang atau simpan sebagai PDF."),
    "kantor_sandi": N_("Berkas ini terkunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi."),
    "kantor_bagian": N_("Berkas ini terdiri atas %(jumlah)s bagian; paling banyak %(maks)s. Simpan sebagai PDF."),
    "kantor_nama": N_(
        "Nama bagian di dalamnya menunjuk ke tempat lain atau kembar. Simpan ulang atau simpan sebagai PDF."
    ),
    "kantor_tumpang": N_("Bagian di dalamnya saling menimpa. Simpan ulang atau simpan sebagai PDF."),
    "kantor_mengembang": N_("Isinya mengembang terlalu besar saat dibuka. Simpan sebagai PDF, lalu unggah lagi."),
    "kantor_bersarang": N_("Di dalamnya ada arsip lain. Unggah isinya sendiri-sendiri, atau simpan sebagai PDF."),
    "kantor_makro": N_("Berkas ini memuat makro. Simpan tanpa makro atau sebagai PDF, lalu unggah lagi."),
    "kantor_ole": N_("Di dalamnya disisipkan berkas atau program lain. Simpan sebagai PDF, lalu unggah lagi."),
    "kantor_templat": N_("Dokumen ini mengambil templat dari luar. Lepaskan templatnya atau simpan sebagai PDF."),
    "kantor_tautan": N_("Buku kerja ini mengambil data dari berkas lain. Putuskan tautannya atau simpan sebagai PDF."),
    "kantor_sambungan": N_(
        "Buku kerja ini mengambil data dari sumber luar. Hapus sambungannya atau simpan sebagai PDF."
    ),
    "kantor_luar": N_("Berkas ini mengambil isi dari luar dirinya. Simpan sebagai PDF, lalu unggah lagi."),
    "kantor_dde": N_("Dokumen ini memuat perintah DDE untuk program lain. Simpan sebagai PDF, lalu unggah lagi."),
    "kantor_entitas": N_("Bagian di dalamnya mendeklarasikan entitas. Simpan ulang atau simpan sebagai PDF."),
}


def kalimat(kode: str, isi: Mapping[str, Any]) -> Pesan:
    """The sentence of a finding; one that nobody knows, or without its figures, is that of a look that broke."""
    try:
        _lengkap = KALIMAT[kode] % dict(isi)
    except (LookupError, TypeError, ValueError):
        return Pesan(KALIMAT["macet"])
    return Pesan(KALIMAT[kode], dict(isi))
