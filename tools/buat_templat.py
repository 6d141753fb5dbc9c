"""Makes the first version of every Word template in document_templates/.

    python tools/buat_templat.py [--timpa] [JENIS ...]

The committed .docx is the source of truth, because the secretariat edits it in Word: without --timpa an existing file
is left alone. Afterwards `alurpak templates check` says which fingerprint to write into MANIFEST.toml.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docx.shared import Cm
from kerangka_word import (
    KANAN,
    KIRI,
    LEBAR_TEGAK,
    MASA,
    TENGAH,
    Kerangka,
    Sel,
    Tabel,
    angka,
    blok_tanda_tangan,
    nilai,
)
from templat_konversi import akumulasi, konversi, pak_integrasi, penetapan_ak

AKAR = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(AKAR))

from workflow_app.documents.kemasan import rapikan  # noqa: E402  # the checkout is not installed

GARIS_KOSONG = "." * 160
PERINTAH_KOSONG = ("{%p else %}", GARIS_KOSONG, GARIS_KOSONG, "{%p endfor %}")


def _perorangan(k: Kerangka, *, pendidikan: Sequence[tuple[str, str]], urutan_dupak: bool = False) -> None:
    """Part I, in the order of the DUPAK or of the PAK."""
    pangkat = (
        "Pangkat/Golongan ruang/TMT",
        "{{ pegawai.pangkat }} / {{ pegawai.golongan }} / {{ pegawai.tmt_pangkat | tanggal | setrip }}",
    )
    lahir = ("Tempat/Tanggal lahir", "{{ pegawai.tempat_lahir }} / {{ pegawai.tanggal_lahir | tanggal | setrip }}")
    jabatan = (
        "Jabatan Pranata Komputer/TMT",
        "{{ pegawai.jabatan }} / {{ pegawai.tmt_jabatan | tanggal | setrip }}",
    )
    kelamin = ("Jenis kelamin", "{{ pegawai.jenis_kelamin }}")
    tengah = [lahir, kelamin, *pendidikan, pangkat] if urutan_dupak else [pangkat, lahir, kelamin, *pendidikan]
    isi = [
        ("Nama", "{{ pegawai.nama }}"),
        ("NIP", "{{ pegawai.nip | nip }}"),
        ("Nomor seri Karpeg", "{{ pegawai.karpeg | setrip }}"),
        *tengah,
        jabatan,
    ]
    tabel = k.tabel([1.0, 5.6, 2.0, LEBAR_TEGAK - 8.6])
    tabel.bagian("I", "KETERANGAN PERORANGAN")
    for urut, (label, teks) in enumerate(isi, start=1):
        tabel.baris(Sel(str(urut), rata=TENGAH), label, Sel(teks, lebar=2))
    urut = len(isi) + 1
    lama = tabel.baris(
        Sel(str(urut), rata=TENGAH), "Masa kerja golongan", "Lama", "{{ pegawai.masa_kerja_lama | masa_kerja }}"
    )
    baru = tabel.baris("", "", "Baru", "{{ pegawai.masa_kerja_baru | masa_kerja }}")
    tabel.gabung_tegak(lama, baru, 0)
    tabel.gabung_tegak(lama, baru, 1)
    tabel.baris(Sel(str(urut + 1), rata=TENGAH), "Unit kerja", Sel("{{ pegawai.unit_kerja }}", lebar=2))


PENDIDIKAN_TERHITUNG = ("Pendidikan yang telah diperhitungkan angka kreditnya", "{{ pegawai.pendidikan | setrip }}")


def dupak() -> Kerangka:
    """Parts I to VI (regulasi 10.1)."""
    k = Kerangka("Daftar Usul Penetapan Angka Kredit")
    k.kop()
    k.judul(
        "DAFTAR USUL PENETAPAN ANGKA KREDIT",
        "JABATAN FUNGSIONAL PRANATA KOMPUTER",
        "TINGKAT {{ tingkat | besar }}",
    )
    k.paragraf(f"Masa penilaian: {MASA}", "Surat", rata=TENGAH).paragraph_format.space_after = 50800
    _perorangan(k, pendidikan=[PENDIDIKAN_TERHITUNG], urutan_dupak=True)
    k.jarak()
    k.kendali("for blok in blok_lain")
    k.paragraf("{{ blok.judul }}", "Judul Blok", lanjut=True)
    _unsur_dupak(k, "blok.")
    k.jarak(8)
    k.kendali("endfor")
    k.bila("peraturan", [("{{ peraturan }}", "Judul Blok")])
    _unsur_dupak(k)
    k.jarak()
    _penutup_dupak(k)
    return k


def _unsur_dupak(k: Kerangka, awalan: str = "") -> None:
    """Part II; `awalan` goes before the fields in the block of an older rule set."""
    kredit = 1.5
    tabel = k.tabel([1.0, LEBAR_TEGAK - 1.0 - 6 * kredit, *[kredit] * 6])
    tabel.kepala("II", Sel("UNSUR YANG DINILAI", lebar=7, gaya="Tabel Kepala", rata=KIRI))
    satu = tabel.kepala(
        "NO", "UNSUR, SUB UNSUR, DAN BUTIR KEGIATAN", Sel("ANGKA KREDIT MENURUT", lebar=6, gaya="Tabel Kepala")
    )
    tabel.kepala(
        *("", ""),
        Sel("INSTANSI PENGUSUL", lebar=3, gaya="Tabel Kepala"),
        Sel("TIM PENILAI", lebar=3, gaya="Tabel Kepala"),
    )
    tiga = tabel.kepala("", "", *["LAMA", "BARU", "JUMLAH"] * 2)
    tabel.gabung_tegak(satu, tiga, 0)
    tabel.gabung_tegak(satu, tiga, 1)
    tabel.kepala(*(str(kolom) for kolom in range(1, 9)))
    for nomor, bagian, judul in (("I", "utama", "UNSUR UTAMA"), ("II", "penunjang", "UNSUR PENUNJANG")):
        tabel.baris(Sel(nomor, rata=TENGAH, tebal=True), Sel(judul, lebar=7, tebal=True), lanjut=True)
        tabel.ulang(f"for unsur in {awalan}{bagian}.unsur")
        tabel.baris(
            Sel("{{ unsur.nomor }}", rata=TENGAH, tebal=True),
            Sel("{{ unsur.nama }}", tebal=True),
            *nilai("unsur.pengusul", tebal=True),
            *nilai("unsur.tim", tebal=True),
            lanjut=True,
        )
        tabel.ulang("for sub in unsur.sub_unsur")
        tabel.baris("", Sel("{{ sub.nomor }}.\t{{ sub.nama }}", gantung=0.5), *[""] * 6, lanjut=True)
        tabel.ulang("for butir in sub.butir")
        tabel.baris(
            "",
            Sel("{{ butir.nomor }}.\t{{ butir.kode }} {{ butir.uraian }}", masuk=0.5, gantung=0.5),
            *nilai("butir.pengusul"),
            *nilai("butir.tim"),
        )
        for _ in range(3):
            tabel.ulang("endfor")
        tabel.baris(
            "",
            Sel(f"JUMLAH {judul}", tebal=True),
            *nilai(f"{awalan}{bagian}.pengusul", tebal=True),
            *nilai(f"{awalan}{bagian}.tim", tebal=True),
            lanjut=bagian == "penunjang",
        )
    tabel.baris(
        "",
        Sel("JUMLAH UNSUR UTAMA DAN UNSUR PENUNJANG", tebal=True),
        *nilai(f"{awalan}jumlah_pengusul", tebal=True),
        *nilai(f"{awalan}jumlah_tim", tebal=True),
    )


def _penutup_dupak(k: Kerangka) -> None:
    lebar = [1.0, 7.6, LEBAR_TEGAK - 8.6]
    tabel = k.tabel(lebar)
    tabel.bagian("III", "LAMPIRAN PENDUKUNG DUPAK")
    tabel.ulang("for satu in lampiran")
    tabel.baris("", Sel("{{ loop.index }}.\t{{ satu }}", lebar=2, gantung=0.6))
    tabel.ulang("endfor")
    tabel.baris("", "", Sel(blok_tanda_tangan("ttd_prakom"), gaya="Tanda Tangan"))
    for nomor, judul, medan, ttd in (
        ("IV", "CATATAN PEJABAT PENGUSUL", "catatan_pengusul", "ttd_pengusul"),
        ("V", "CATATAN ANGGOTA TIM PENILAI", "catatan_penilai", ""),
        ("VI", "CATATAN KETUA TIM PENILAI", "catatan_ketua", "ttd_ketua"),
    ):
        tabel.bagian(nomor, judul)
        catatan = [f"{{%p for catatan in {medan} %}}", "{{ loop.index }}.\t{{ catatan }}", *PERINTAH_KOSONG]
        tabel.baris("", Sel(catatan, lebar=2, gantung=0.6), lanjut=True, utuh=False)
        if ttd:
            tabel.baris("", "", Sel(blok_tanda_tangan(ttd), gaya="Tanda Tangan"))
        else:
            tabel.baris("", *(Sel(_blok_penilai(n), gaya="Tanda Tangan") for n in (1, 2)))


def _blok_penilai(nomor: int) -> list[str]:
    medan = f"penilai_{nomor}"
    return [
        f"Penilai {'I' * nomor},",
        *("", "", "", ""),
        f"{{{{ {medan}.nama | titik }}}}",
        f"NIP {{{{ {medan}.nip | nip | titik }}}}",
    ]


def _orang(medan: str) -> list[tuple[str, str]]:
    return [
        ("Nama", f"{{{{ {medan}.nama }}}}"),
        ("NIP", f"{{{{ {medan}.nip | nip }}}}"),
        (
            "Pangkat/Golongan ruang/TMT",
            " / ".join(f"{{{{ {medan}.{isi} }}}}" for isi in ("pangkat", "golongan", "tmt_pangkat | tanggal | setrip")),
        ),
        ("Jabatan/TMT", f"{{{{ {medan}.jabatan }}}} / {{{{ {medan}.tmt_jabatan | tanggal | setrip }}}}"),
        ("Unit kerja", f"{{{{ {medan}.unit_kerja }}}}"),
    ]


def spmk() -> Kerangka:
    """Statement of the superior, one per unsur (regulasi 10.2)."""
    k = Kerangka("Surat Pernyataan Melakukan Kegiatan", lanskap=True)
    k.kop()
    k.judul("SURAT PERNYATAAN", "MELAKUKAN KEGIATAN {{ unsur | besar }}")
    k.bila("peraturan", [("({{ peraturan }})", "Nomor")])
    k.paragraf("Yang bertanda tangan di bawah ini:", lanjut=True)
    k.identitas(_orang("atasan"), label=5.6)
    k.jarak()
    k.paragraf("menyatakan bahwa:", lanjut=True)
    k.identitas(_orang("prakom"), label=5.6)
    k.jarak()
    k.paragraf(f"telah melakukan kegiatan {{{{ unsur }}}} dalam masa penilaian {MASA} sebagai berikut:", lanjut=True)
    tabel = k.tabel([0.9, 5.0, 2.8, 1.8, 1.7, 1.9, 1.6, 1.6, 1.8, 2.7, 3.9])
    tabel.kepala(
        *("NO", "URAIAN KEGIATAN", "TANGGAL", "SATUAN HASIL", "JUMLAH VOLUME", "JENJANG BUTIR", "ANGKA KREDIT"),
        *("FAKTOR", "JUMLAH ANGKA KREDIT", "SURAT TUGAS", "KETERANGAN/ BUKTI FISIK"),
    )
    tabel.kepala(*("1", "2", "3", "4", "5", "6", "7", "8", "9 = 5x7x8", "10", "11"))
    tabel.ulang("for b in baris")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        "{{ b.kode }} {{ b.uraian }}",
        Sel("{{ b.tanggal_mulai | rentang(b.tanggal_selesai) }}", rata=TENGAH),
        Sel("{{ b.satuan_hasil }}", rata=TENGAH),
        Sel("{{ b.volume | angka }}", gaya="Tabel Angka"),
        Sel("{{ b.jenjang }}", rata=TENGAH),
        Sel("{{ b.angka_kredit | angka }}", gaya="Tabel Angka"),
        Sel("{{ b.faktor | angka }}", gaya="Tabel Angka"),
        angka("b.jumlah"),
        "{{ b.surat_tugas | setrip }}",
        "{{ b.bukti | setrip }}",
    )
    tabel.ulang("endfor")
    tabel.baris(
        Sel("JUMLAH", lebar=8, rata=KANAN, tebal=True),
        Sel("{{ jumlah | ak }}", gaya="Tabel Angka", tebal=True),
        Sel("({{ jumlah | terbilang_ak }})", lebar=2),
        lanjut=True,
    )
    k.jarak(lanjut=True)
    k.paragraf("Demikian pernyataan ini dibuat untuk dapat dipergunakan sebagaimana mestinya.", lanjut=True)
    k.tanda_tangan("ttd")
    return k


def _kepala_surat(k: Kerangka, hal: str, lampiran: str) -> None:
    """Number, class, enclosures, subject at the left; place and date at the right."""
    tabel = k.tabel([2.2, 0.4, 8.4, LEBAR_TEGAK - 11.0], garis=False)
    tanggal = Sel("{{ ttd.tempat | titik }}, {{ ttd.tanggal | tanggal | titik }}", gaya="Surat", rata=KANAN)
    for urut, (nama, isi) in enumerate(
        (("Nomor", "{{ nomor | titik }}"), ("Sifat", "{{ sifat }}"), ("Lampiran", lampiran), ("Hal", hal))
    ):
        kiri = (Sel(teks, gaya="Surat") for teks in (nama, ":", isi))
        tabel.baris(*kiri, tanggal if urut == 0 else Sel(gaya="Surat"))
    k.jarak(10)


def surat_pengantar() -> Kerangka:
    """Covering letter of the pejabat pengusul."""
    k = Kerangka("Surat Pengantar Usul Penetapan Angka Kredit")
    k.kop()
    _kepala_surat(
        k,
        "Usul Penetapan Angka Kredit Jabatan Fungsional Pranata Komputer",
        "{{ lampiran | length }} ({{ lampiran | length | terbilang }}) berkas",
    )
    k.paragraf("Yth. {{ kepada }}", "Surat")
    k.bila("melalui", [("melalui {{ melalui }}", "Surat")])
    k.paragraf("di {{ kepada_di }}", "Surat").paragraph_format.space_after = 152400
    k.paragraf(
        "Bersama ini kami sampaikan dengan hormat usul penetapan angka kredit {{ usulan | length }} "
        "({{ usulan | length | terbilang }}) pejabat fungsional Pranata Komputer untuk dapat dinilai dan ditetapkan "
        "angka kreditnya, sebagai berikut:",
        lanjut=True,
    )
    tabel = k.tabel([0.9, 4.6, 2.6, 3.7, 2.9, 2.3])
    tabel.kepala(
        "NO", "NAMA/NIP", "PANGKAT/ GOL. RUANG", "JABATAN/ UNIT KERJA", "MASA PENILAIAN", "ANGKA KREDIT DIUSULKAN"
    )
    tabel.ulang("for b in usulan")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        Sel(["{{ b.nama }}", "NIP {{ b.nip | nip }}"]),
        "{{ b.pangkat }} ({{ b.golongan }})",
        Sel(["{{ b.jabatan }}", "{{ b.unit_kerja }}"]),
        Sel("{{ b.masa_penilaian.mulai | rentang(b.masa_penilaian.selesai) }}", rata=TENGAH),
        angka("b.angka_kredit"),
    )
    tabel.ulang("endfor")
    k.jarak()
    k.paragraf("Sebagai bahan penilaian, terlampir:", lanjut=True)
    k.kendali("for satu in lampiran")
    k.paragraf("{{ loop.index }}.\t{{ satu }}{% if loop.last %}.{% else %};{% endif %}", "Surat", gantung=0.7)
    k.kendali("endfor")
    k.jarak()
    k.paragraf("Demikian kami sampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.", lanjut=True)
    k.tanda_tangan("ttd", tempat=False)
    k.tembusan()
    return k


def tanda_terima() -> Kerangka:
    """Receipt of the secretariat."""
    k = Kerangka("Tanda Terima Berkas Usul Penetapan Angka Kredit")
    k.kop()
    k.judul("TANDA TERIMA", "BERKAS USUL PENETAPAN ANGKA KREDIT", "JABATAN FUNGSIONAL PRANATA KOMPUTER")
    k.paragraf(
        "Pada hari {{ diterima_pada | hari }}, tanggal {{ diterima_pada | tanggal }}, telah diterima dari "
        "{{ diserahkan_oleh }} berkas usul penetapan angka kredit atas nama:",
        lanjut=True,
    )
    k.identitas(
        [
            *_orang("prakom"),
            ("Nomor DUPAK", "{{ nomor_dupak | setrip }}"),
            ("Masa penilaian", MASA),
            ("Jumlah butir kegiatan", "{{ jumlah_butir }} ({{ jumlah_butir | terbilang }})"),
            ("Angka kredit diusulkan", "{{ angka_kredit | ak }} ({{ angka_kredit | terbilang_ak }})"),
            ("Surat pengantar", "{{ surat_pengantar_nomor }}, {{ surat_pengantar_tanggal | tanggal }}"),
        ],
        label=5.8,
    )
    k.jarak()
    tabel = k.tabel([0.9, 8.4, 1.3, 1.5, 4.9])
    tabel.kepala("NO", "KELENGKAPAN BERKAS", "ADA", "TIDAK ADA", "KETERANGAN")
    tabel.ulang("for b in berkas")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        "{{ b.uraian }}",
        Sel("{% if b.ada %}√{% endif %}", rata=TENGAH),
        Sel("{% if not b.ada %}√{% endif %}", rata=TENGAH),
        "{{ b.keterangan }}",
    )
    tabel.ulang("endfor")
    k.jarak()
    k.kendali("if setelah_batas")
    k.paragraf(
        "Berkas diterima setelah batas penerimaan putaran {{ putaran_semula }}, yaitu tanggal "
        "{{ batas_penerimaan | tanggal }}, sehingga dinilai pada putaran {{ putaran }}."
    )
    k.kendali("else")
    k.paragraf(
        "Berkas dinilai pada putaran {{ putaran }}. Batas penerimaan putaran tersebut adalah tanggal "
        "{{ batas_penerimaan | tanggal }}."
    )
    k.kendali("endif")
    k.kendali("if hangus")
    k.paragraf("Kegiatan berikut hangus karena umurnya dan tidak dinilai:", lanjut=True)
    k.kendali("for satu in hangus")
    k.paragraf("{{ loop.index }}.\t{{ satu }}{% if loop.last %}.{% else %};{% endif %}", "Surat", gantung=0.7)
    k.kendali("endfor")
    k.kendali("endif")
    k.jarak()
    kiri = ["", "Yang menyerahkan,", "", "", "", "", "." * 36]
    k.tanda_tangan("ttd_petugas", kiri=kiri)
    return k


def hapak() -> Kerangka:
    """Result set by the Ketua Tim Penilai (regulasi 10.3)."""
    k = Kerangka("Hasil Penilaian Angka Kredit")
    k.kop()
    k.judul("HASIL PENILAIAN ANGKA KREDIT", "JABATAN FUNGSIONAL PRANATA KOMPUTER")
    k.paragraf(f"Masa penilaian: {MASA}", "Surat", rata=TENGAH).paragraph_format.space_after = 50800
    _perorangan(k, pendidikan=[PENDIDIKAN_TERHITUNG])
    k.jarak()
    _blok_lain(k, "HASIL PENILAIAN ANGKA KREDIT", ("LAMA", "BARU (DISETUJUI)", "JUMLAH"))
    tabel = _tabel_nilai(k, "HASIL PENILAIAN ANGKA KREDIT", ("LAMA", "BARU (DISETUJUI)", "JUMLAH"))
    _bagian_nilai(tabel, "A", "UNSUR UTAMA", "utama", "jumlah_utama")
    _bagian_nilai(tabel, "B", "UNSUR PENUNJANG", "penunjang", "jumlah_penunjang")
    _jumlah_nilai(tabel)
    k.jarak()
    _kesimpulan_hapak(k)
    k.jarak()
    k.paragraf(
        "Hasil penilaian ini diputuskan dalam sidang {{ tim }} tanggal {{ berita_acara_tanggal | tanggal }}, "
        "sebagaimana tercantum dalam Berita Acara Nomor {{ berita_acara_nomor }}.",
        lanjut=True,
    )
    k.tanda_tangan("ttd")
    k.paragraf(
        "LAMPIRAN HASIL PENILAIAN ANGKA KREDIT NOMOR {{ nomor | titik }}", "Judul", rata=KIRI
    ).paragraph_format.page_break_before = True
    k.paragraf("{{ pegawai.nama }}, NIP {{ pegawai.nip | nip }}", "Nomor", rata=KIRI)
    tabel = k.tabel([1.0, LEBAR_TEGAK - 10.0, 2.1, 1.9, 5.0])
    tabel.kepala("", Sel("JUSTIFIKASI PER BUTIR KEGIATAN", lebar=4, gaya="Tabel Kepala", rata=KIRI))
    tabel.kepala("NO", "BUTIR KEGIATAN", "DIUSULKAN", "HASIL", "JUSTIFIKASI")
    tabel.ulang("for b in justifikasi")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        "{{ b.kode }} {{ b.uraian }}",
        angka("b.diusulkan"),
        angka("b.hasil"),
        "{{ b.justifikasi | setrip }}",
    )
    tabel.ulang("endfor")
    return k


def _blok_lain(k: Kerangka, judul: str, kolom: Sequence[str]) -> None:
    """Work under an older rule set: its figures with subtotal and verdict, then the heading of the newer ones."""
    k.kendali("for blok in blok_lain")
    k.paragraf("{{ blok.judul }}", "Judul Blok", lanjut=True)
    tabel = _tabel_nilai(k, judul, kolom)
    _bagian_nilai(tabel, "A", "UNSUR UTAMA", "blok.utama", "blok.jumlah_utama")
    _bagian_nilai(tabel, "B", "UNSUR PENUNJANG", "blok.penunjang", "blok.jumlah_penunjang")
    _jumlah_nilai(tabel, "blok.")
    k.jarak(2)
    _tabel_syarat(k, "blok.syarat", "")
    k.jarak(8)
    k.kendali("endfor")
    k.bila("peraturan", [("{{ peraturan }}", "Judul Blok")])


def _kesimpulan_hapak(k: Kerangka) -> None:
    tabel = _tabel_syarat(k, "syarat", "III")
    tabel.ulang("if memenuhi")
    tabel.baris("", Sel("Angka kredit MEMENUHI syarat dan diteruskan untuk penetapan angka kredit.", lebar=5))
    tabel.ulang("else")
    tabel.baris("", Sel("Angka kredit BELUM MEMENUHI syarat dan disimpan sebagai tabungan.", lebar=5))
    tabel.ulang("endif")


def _tabel_syarat(k: Kerangka, daftar: str, nomor: str) -> Tabel:
    """What the sum was measured against; `nomor` is the part of the form, none inside a block."""
    tabel = k.tabel([1.0, LEBAR_TEGAK - 10.6, 2.2, 2.2, 2.4, 2.8])
    if nomor:
        tabel.kepala(nomor, Sel("KESIMPULAN", lebar=5, gaya="Tabel Kepala", rata=KIRI))
    tabel.kepala("", "UNTUK", "DIPERLUKAN", "DIMILIKI", "KEKURANGAN", "KESIMPULAN")
    tabel.ulang(f"for s in {daftar}")
    tabel.baris(
        Sel("{{ loop.index }}", rata=TENGAH),
        "{{ s.tujuan }}",
        angka("s.diperlukan"),
        angka("s.dimiliki"),
        angka("s.kekurangan"),
        Sel("{% if s.memenuhi %}memenuhi{% else %}belum memenuhi{% endif %}", rata=TENGAH),
    )
    tabel.ulang("endfor")
    return tabel


def _tabel_nilai(k: Kerangka, judul: str, kolom: Sequence[str]) -> Tabel:
    tabel = k.tabel([1.0, LEBAR_TEGAK - 8.2, 2.4, 2.4, 2.4])
    tabel.kepala("II", Sel(judul, gaya="Tabel Kepala", rata=KIRI), *kolom)
    return tabel


def _bagian_nilai(tabel: Tabel, nomor: str, judul: str, daftar: str, jumlah: str) -> None:
    tabel.baris(Sel(nomor, rata=TENGAH, tebal=True), Sel(judul, lebar=4, tebal=True), lanjut=True)
    tabel.ulang(f"for b in {daftar}")
    tabel.baris("", Sel("{{ b.nomor }}.\t{{ b.uraian }}", gantung=0.6), *nilai("b.nilai"))
    tabel.ulang("endfor")
    tabel.baris("", Sel(f"JUMLAH {judul}", tebal=True), *nilai(jumlah, tebal=True))


def _jumlah_nilai(tabel: Tabel, awalan: str = "") -> None:
    tabel.baris("", Sel("JUMLAH UNSUR UTAMA DAN PENUNJANG", tebal=True), *nilai(f"{awalan}jumlah", tebal=True))
    tabel.baris("", Sel(f"Terbilang: {{{{ {awalan}jumlah.jumlah | terbilang_ak }}}}", lebar=4))


def undangan_sidang() -> Kerangka:
    """Invitation to the members."""
    k = Kerangka("Undangan Sidang Penilaian Angka Kredit")
    k.kop()
    _kepala_surat(
        k,
        "{% if tanggal_semula %}Perubahan jadwal sidang{% else %}Undangan sidang{% endif %} penilaian angka kredit "
        "putaran {{ putaran }}",
        "1 (satu) daftar",
    )
    k.paragraf("Yth.", "Surat")
    k.kendali("for satu in kepada")
    k.paragraf(
        "{{ loop.index }}.\t{{ satu.nama }}, {{ satu.jabatan_tim }} (NIP {{ satu.nip | nip }})", "Surat", gantung=0.7
    )
    k.kendali("endfor")
    k.paragraf("di tempat", "Surat").paragraph_format.space_after = 152400
    k.kendali("if tanggal_semula")
    k.paragraf(
        "Sidang yang semula dijadwalkan pada tanggal {{ tanggal_semula | tanggal }} ditunda. Kami mengundang Saudara "
        "untuk hadir pada sidang pengganti:",
        lanjut=True,
    )
    k.kendali("else")
    k.paragraf(
        "Dalam rangka penilaian angka kredit putaran {{ putaran }}, berdasarkan Keputusan Nomor {{ tim.sk_nomor }} "
        "tanggal {{ tim.sk_tanggal | tanggal | titik }} tentang {{ tim.nama }}, kami mengundang Saudara "
        "untuk hadir pada:",
        lanjut=True,
    )
    k.kendali("endif")
    k.identitas(
        [
            ("Hari, tanggal", "{{ tanggal | hari }}, {{ tanggal | tanggal }}"),
            ("Pukul", "{{ jam }} {{ zona }} s.d. selesai"),
            ("Tempat", "{{ tempat }}"),
            (
                "Acara",
                "Penilaian {{ agenda | length }} ({{ agenda | length | terbilang }}) usul penetapan angka kredit",
            ),
        ],
        label=3.2,
    )
    k.jarak()
    k.paragraf(
        "Anggota yang usulnya sendiri disidangkan atau mempunyai benturan kepentingan tidak ikut memutus usul itu. "
        "Anggota yang berhalangan diminta memberitahukannya kepada sekretaris sebelum sidang.",
    )
    k.paragraf("Atas perhatian dan kehadiran Saudara diucapkan terima kasih.", lanjut=True)
    k.tanda_tangan("ttd", tempat=False)
    k.tembusan()
    k.paragraf(
        "DAFTAR USUL YANG DISIDANGKAN, PUTARAN {{ putaran | besar }}", "Judul"
    ).paragraph_format.page_break_before = True
    k.jarak()
    tabel = k.tabel([0.9, 4.9, 3.9, 3.0, 2.3, 2.0])
    tabel.kepala("NO", "NAMA/NIP", "JABATAN", "UNIT KERJA", "ANGKA KREDIT DIUSULKAN", "BUTIR BERBEDA")
    tabel.ulang("for b in agenda")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        Sel(["{{ b.nama }}", "NIP {{ b.nip | nip }}"]),
        "{{ b.jabatan }}",
        "{{ b.unit_kerja }}",
        angka("b.angka_kredit"),
        Sel("{{ b.butir_berbeda }}", rata=TENGAH),
    )
    tabel.ulang("endfor")
    return k


def berita_acara_sidang() -> Kerangka:
    """Minutes (regulasi 10.4): the text upright, the results as a landscape enclosure."""
    k = Kerangka("Berita Acara Sidang Penilaian Angka Kredit")
    k.kop()
    k.judul("BERITA ACARA", "SIDANG PENILAIAN ANGKA KREDIT", "JABATAN FUNGSIONAL PRANATA KOMPUTER")
    k.paragraf(
        "Pada hari ini, {{ tanggal | hari }}, tanggal {{ tanggal | tanggal_terbilang }}, bertempat di {{ tempat }}, "
        "pukul {{ jam_mulai | titik }} sampai dengan pukul {{ jam_selesai | titik }} {{ zona }}, telah "
        "dilaksanakan sidang penilaian "
        "angka kredit putaran {{ putaran }} oleh {{ tim.nama }} yang dibentuk dengan Keputusan Nomor "
        "{{ tim.sk_nomor }} tanggal {{ tim.sk_tanggal | tanggal | titik }}, dipimpin oleh {{ pimpinan }}."
    )
    k.paragraf(
        "1.\tSidang dihadiri {{ jumlah_hadir }} ({{ jumlah_hadir | terbilang }}) dari {{ jumlah_anggota }} "
        "({{ jumlah_anggota | terbilang }}) anggota sebagai berikut. {{ kuorum }}",
        gantung=0.8,
        lanjut=True,
    )
    tabel = k.tabel([0.9, 5.6, 5.0, 2.0, 3.5])
    tabel.kepala("NO", "NAMA/NIP", "JABATAN DALAM TIM", "HADIR", "TANDA TANGAN/ KETERANGAN")
    tabel.ulang("for b in kehadiran")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        Sel(["{{ b.nama }}", "NIP {{ b.nip | nip }}"]),
        "{{ b.jabatan_tim }}",
        Sel("{% if b.hadir %}hadir{% else %}tidak hadir{% endif %}", rata=TENGAH),
        "{{ b.keterangan }}",
    )
    tabel.ulang("endfor")
    k.jarak()
    k.kendali("for s in skors")
    k.paragraf(
        "Sidang diskors tanggal {{ s.tanggal | tanggal }} ({{ s.alasan }}) dan dilanjutkan tanggal "
        "{{ s.dilanjutkan | tanggal }}.",
        masuk=0.8,
    )
    k.kendali("endfor")
    k.paragraf("2.\t{{ cara_keputusan }} Cara memutus setiap usul tercantum dalam lampiran.", gantung=0.8)
    k.paragraf("3.\tAnggota yang tidak ikut menilai dan memutus, serta penggantinya:", gantung=0.8, lanjut=True)
    tabel = k.tabel([0.9, 3.9, 2.7, 3.7, 3.5, 2.3])
    tabel.kepala("NO", "NAMA", "JABATAN DALAM TIM", "USUL ATAS NAMA", "ALASAN", "PENGGANTI")
    tabel.ulang("for b in pengecualian")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        *("{{ b.nama }}", "{{ b.jabatan_tim }}", "{{ b.perkara }}", "{{ b.alasan }}"),
        "{{ b.pengganti | setrip }}",
    )
    tabel.ulang("else")
    tabel.baris(Sel("Tidak ada.", lebar=6, rata=TENGAH))
    tabel.ulang("endfor")
    k.jarak()
    k.paragraf(
        "4.\tSidang memutuskan {{ hasil | length }} ({{ hasil | length | terbilang }}) usul penetapan angka kredit "
        "dengan hasil sebagaimana tercantum dalam lampiran, bagian yang tidak terpisahkan dari berita acara ini.",
        gantung=0.8,
    )
    k.paragraf(
        "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh anggota yang hadir.", lanjut=True
    )
    _tanda_tangan_anggota(k)
    k.bagian_lanskap()
    _lampiran_hasil(k)
    return k


def _tanda_tangan_anggota(k: Kerangka) -> None:
    k.paragraf("{{ tempat_ttd | titik }}, {{ tanggal_ttd | tanggal | titik }}", "Surat", rata=KANAN, lanjut=True)
    k.jarak(2, lanjut=True)
    tabel = k.tabel([0.9, 6.0, 5.1, 5.0])
    tabel.kepala("NO", "NAMA/NIP", "JABATAN DALAM TIM", "TANDA TANGAN")
    tabel.ulang("for b in penanda_tangan")
    baris = tabel.baris(
        Sel("{{ loop.index }}", rata=TENGAH),
        Sel(["{{ b.nama }}", "NIP {{ b.nip | nip }}"]),
        "{{ b.jabatan_tim }}",
        "{{ loop.index }}. ....................................",
        lanjut=True,
    )
    baris.height = Cm(1.3)
    tabel.ulang("endfor")


def _lampiran_hasil(k: Kerangka) -> None:
    k.paragraf("LAMPIRAN BERITA ACARA NOMOR {{ nomor | titik }}", "Judul", rata=KIRI)
    k.paragraf("Hasil sidang putaran {{ putaran }}", "Nomor", rata=KIRI)
    tabel = k.tabel([0.9, 4.4, 3.1, 1.6, 1.6, 1.6, 1.6, 2.2, 1.7, 2.3, 2.3, 2.4])
    satu = tabel.kepala(
        *("NO", "NAMA/NIP", "PANGKAT/ JABATAN", "AK LAMA", "AK USULAN"),
        Sel("AK DISETUJUI", lebar=3, gaya="Tabel Kepala"),
        *("JUMLAH", "KESIMPULAN", "CARA MEMUTUS", "CATATAN"),
    )
    dua = tabel.kepala(*[""] * 5, "UTAMA", "PROFESI", "PENUNJANG", *[""] * 4)
    for kolom in (0, 1, 2, 3, 4, 8, 9, 10, 11):
        tabel.gabung_tegak(satu, dua, kolom)
    tabel.kepala(*(str(kolom) for kolom in range(1, 13)))
    tabel.ulang("for b in hasil")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        Sel(["{{ b.nama }}", "NIP {{ b.nip | nip }}"]),
        Sel(["{{ b.pangkat }} ({{ b.golongan }})", "{{ b.jabatan }}"]),
        *(angka(f"b.{m}") for m in ("lama", "usulan", "utama", "profesi", "penunjang", "jumlah")),
        Sel("{{ b.kesimpulan }}", rata=TENGAH),
        *("{{ b.cara }}", "{{ b.catatan }}"),
    )
    tabel.ulang("endfor")


def _rekomendasi(tabel: Tabel) -> None:
    """Part III of the PAK."""
    pangkat = (
        "Dapat dipertimbangkan untuk kenaikan pangkat menjadi {{ rekomendasi.pangkat }}, golongan ruang "
        "{{ rekomendasi.golongan }}, terhitung mulai tanggal {{ rekomendasi.tmt_pangkat | tanggal }}."
    )
    jabatan = (
        "Dapat dipertimbangkan untuk diangkat dalam jabatan {{ rekomendasi.jabatan }} terhitung mulai tanggal "
        "{{ rekomendasi.tmt_jabatan | tanggal }}{% if rekomendasi.ukom %}, dengan melampirkan sertifikat lulus uji "
        "kompetensi{% endif %}.{% if rekomendasi.mulai_nol %} Penetapan angka kredit berikutnya pada jenjang jabatan "
        "itu dimulai dari 0 (nol).{% endif %}"
    )
    belum = (
        "Angka kredit belum mencukupi untuk kenaikan pangkat atau kenaikan jabatan, dan diperhitungkan sebagai angka "
        "kredit lama pada penetapan berikutnya."
    )
    isi = [
        *("{%p if not rekomendasi.dapat %}", belum, "{%p endif %}"),
        *("{%p if rekomendasi.jabatan %}", jabatan, "{%p endif %}"),
        *("{%p if rekomendasi.pangkat %}", pangkat, "{%p endif %}"),
        *("{%p if mengganti_nomor %}", GANTI, "{%p endif %}"),
    ]
    tabel.baris(Sel("III", gaya="Tabel Kepala"), Sel(isi, lebar=4))


GANTI = (
    "Penetapan ini menggantikan Penetapan Angka Kredit Nomor {{ mengganti_nomor }} tanggal "
    "{{ mengganti_tanggal | tanggal }}, yang dinyatakan tidak berlaku."
)


def _kepala_pak(k: Kerangka, tambahan: str = "") -> None:
    k.kop()
    k.judul("PENETAPAN ANGKA KREDIT", f"JABATAN FUNGSIONAL PRANATA KOMPUTER{tambahan}")
    tabel = k.tabel([LEBAR_TEGAK * 0.48, LEBAR_TEGAK * 0.52], garis=False)
    tabel.baris(Sel("Instansi: {{ instansi }}", gaya="Tabel"), Sel(f"Masa penilaian: {MASA}", gaya="Tabel", rata=KANAN))
    k.jarak(2)


def _penutup_pak(k: Kerangka) -> None:
    """Original, place and date, signature, copies (regulasi 9.4)."""
    k.ditetapkan("ttd", kiri=["ASLI disampaikan dengan hormat kepada:", "{{ asli }}"])
    k.tembusan()


def pak_2020() -> Kerangka:
    """Decision under R2020 (regulasi 10.5)."""
    k = Kerangka("Penetapan Angka Kredit")
    _kepala_pak(k)
    _perorangan(
        k,
        pendidikan=[
            ("Pendidikan tertinggi", "{{ pegawai.pendidikan | setrip }}"),
            ("Pendidikan yang diusulkan angka kreditnya", "{{ pegawai.pendidikan_diusulkan | setrip }}"),
        ],
    )
    k.jarak()
    _blok_lain(k, "PENETAPAN ANGKA KREDIT", ("LAMA", "BARU", "JUMLAH"))
    tabel = _tabel_nilai(k, "PENETAPAN ANGKA KREDIT", ("LAMA", "BARU", "JUMLAH"))
    tabel.baris(Sel("A", rata=TENGAH, tebal=True), Sel("UNSUR UTAMA", lebar=4, tebal=True), lanjut=True)
    tabel.baris("", Sel("1.\tTugas Jabatan", gantung=0.6), "", "", "", lanjut=True)
    tabel.ulang("for b in tugas_jabatan")
    tabel.baris("", Sel("{{ b.nomor }}.\t{{ b.uraian }}", masuk=0.6, gantung=0.6), *nilai("b.nilai"))
    tabel.ulang("endfor")
    tabel.baris("", Sel("2.\tPengembangan Profesi", gantung=0.6), *nilai("pengembangan_profesi"))
    tabel.baris("", Sel("JUMLAH UNSUR UTAMA", tebal=True), *nilai("jumlah_utama", tebal=True))
    _bagian_nilai(tabel, "B", "UNSUR PENUNJANG", "penunjang", "jumlah_penunjang")
    _jumlah_nilai(tabel)
    _rekomendasi(tabel)
    _penutup_pak(k)
    return k


def pak_2003() -> Kerangka:
    """Decision under R2003 (regulasi 10.5)."""
    k = Kerangka("Penetapan Angka Kredit")
    _kepala_pak(k, " TINGKAT {{ tingkat | besar }}")
    _perorangan(k, pendidikan=[PENDIDIKAN_TERHITUNG])
    k.jarak()
    tabel = _tabel_nilai(k, "PENETAPAN ANGKA KREDIT", ("LAMA", "BARU", "JUMLAH"))
    tabel.baris(Sel("A", rata=TENGAH, tebal=True), Sel("UNSUR UTAMA", lebar=4, tebal=True), lanjut=True)
    tabel.baris("", Sel("1.\tPendidikan", gantung=0.6), "", "", "", lanjut=True)
    tabel.baris("", Sel("a.\tPendidikan sekolah", masuk=0.6, gantung=0.6), *nilai("pendidikan_sekolah"))
    tabel.baris("", Sel("b.\tPendidikan dan pelatihan", masuk=0.6, gantung=0.6), *nilai("diklat"))
    tabel.baris("", Sel("2.\tTugas pokok", gantung=0.6), "", "", "", lanjut=True)
    tabel.ulang("for b in tugas_pokok")
    tabel.baris("", Sel("{{ b.nomor }}.\t{{ b.uraian }}", masuk=0.6, gantung=0.6), *nilai("b.nilai"))
    tabel.ulang("endfor")
    tabel.baris("", Sel("3.\tPengembangan profesi", gantung=0.6), *nilai("pengembangan_profesi"))
    tabel.baris("", Sel("JUMLAH UNSUR UTAMA", tebal=True), *nilai("jumlah_utama", tebal=True))
    _bagian_nilai(tabel, "B", "UNSUR PENUNJANG", "penunjang", "jumlah_penunjang")
    _jumlah_nilai(tabel)
    _rekomendasi(tabel)
    _penutup_pak(k)
    return k


def bukti_kegiatan() -> Kerangka:
    """Form for the proof of one activity, to be finished by hand."""
    k = Kerangka("Bukti Pelaksanaan Kegiatan")
    k.kop()
    k.judul("BUKTI PELAKSANAAN KEGIATAN", "JABATAN FUNGSIONAL PRANATA KOMPUTER", nomor=False)
    k.paragraf("Yang bertanda tangan di bawah ini menerangkan bahwa:", lanjut=True)
    k.identitas(_orang("prakom"), label=5.8)
    k.jarak()
    k.paragraf("telah melaksanakan kegiatan berikut:", lanjut=True)
    k.identitas(
        [
            ("Butir kegiatan", "{{ kode }} {{ uraian }}"),
            ("Waktu pelaksanaan", "{{ mulai | tanggal }} s.d. {{ selesai | tanggal }}"),
            ("Judul keluaran", "{{ keluaran | titik }}"),
            ("Banyaknya", "{{ volume | angka }} {{ satuan }}"),
            ("Surat tugas", "{{ surat_tugas | titik }}"),
            ("Tempat bukti fisik", "{{ tempat_bukti | titik }}"),
            ("Keterangan", "{{ keterangan | titik }}"),
        ],
        label=5.8,
    )
    k.jarak()
    tabel = k.tabel([0.9, 16.1])
    tabel.kepala("NO", "BERKAS YANG SUDAH DIUNGGAH")
    tabel.ulang("for b in berkas")
    tabel.baris(Sel("{{ loop.index }}", rata=TENGAH), "{{ b }}")
    tabel.ulang("endfor")
    k.jarak()
    tabel = k.tabel([5.0, 12.0])
    tabel.kepala("DIISI TANGAN", "URAIAN")
    for judul in (
        "Yang dikerjakan, langkah demi langkah",
        "Hasil dan penerima manfaatnya",
        "Kendala dan penyelesaiannya",
    ):
        tabel.baris(judul, Sel(["", "", "", ""]))
    k.jarak()
    k.paragraf("Keterangan ini dibuat dengan sebenarnya untuk dipergunakan dalam penilaian angka kredit.")
    k.tanda_tangan("ttd_prakom", kiri=["Mengetahui,", *blok_tanda_tangan("ttd_atasan", tempat=False)])
    return k


PEMBUAT: dict[str, Callable[[], Kerangka]] = {
    "dupak": dupak,
    "spmk": spmk,
    "surat_pengantar": surat_pengantar,
    "tanda_terima": tanda_terima,
    "hapak": hapak,
    "undangan_sidang": undangan_sidang,
    "berita_acara_sidang": berita_acara_sidang,
    "pak_2020": pak_2020,
    "pak_2003": pak_2003,
    "konversi": konversi,
    "akumulasi": akumulasi,
    "penetapan_ak": penetapan_ak,
    "pak_integrasi": pak_integrasi,
    "bukti_kegiatan": bukti_kegiatan,
}


def main() -> None:
    """Write the templates that are asked for, or all."""
    pengurai = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pengurai.add_argument("jenis", nargs="*", choices=[[], *PEMBUAT], help="kinds of documents; all when none is named")
    pengurai.add_argument("--timpa", action="store_true", help="overwrite a template that exists")
    pilihan = pengurai.parse_args()
    for jenis in pilihan.jenis or PEMBUAT:
        berkas = AKAR / "document_templates" / f"{jenis}.docx"
        if berkas.exists() and not pilihan.timpa:
            print(f"{jenis}: ada, dibiarkan (--timpa untuk menggantinya)")
            continue
        berkas.parent.mkdir(exist_ok=True)
        berkas.write_bytes(rapikan(PEMBUAT[jenis]().bytes()))
        print(f"{jenis}: {berkas.stat().st_size} byte")


if __name__ == "__main__":
    main()
