"""The first version of the four templates of the conversion regime (regulasi 10.7 to 10.10); see `buat_templat.py`."""

from kerangka_word import KANAN, KIRI, LEBAR_TEGAK, MASA, TENGAH, Kerangka, Sel, angka, nilai

PENILAI = "Pejabat Penilai Kinerja"
LAPANG = {"isi": 10.5, "kepala": 9.5, "renggang": 2.5}
SEDANG = {"isi": 10.0, "kepala": 9.0, "renggang": 1.5}
JUDUL_KONVERSI = "KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT"


def _kepala(k: Kerangka, *judul: str, keterangan: str) -> None:
    """Letterhead, title, number, and the line of institution and period."""
    k.kop()
    k.judul(*judul)
    tabel = k.tabel([LEBAR_TEGAK * 0.42, LEBAR_TEGAK * 0.58], garis=False)
    tabel.baris(Sel("Instansi: {{ pegawai.instansi }}"), Sel(keterangan, rata=KANAN))
    k.jarak(2)


def _pejabat(k: Kerangka, nomor: str, judul: str) -> None:
    """Lines 1 to 9."""
    isi = (
        ("Nama", "{{ pegawai.nama }}"),
        ("NIP", "{{ pegawai.nip | nip }}"),
        ("Nomor seri Karpeg", "{{ pegawai.karpeg | setrip }}"),
        (
            "Tempat/Tanggal lahir",
            "{{ pegawai.tempat_lahir | setrip }} / {{ pegawai.tanggal_lahir | tanggal | setrip }}",
        ),
        ("Jenis kelamin", "{{ pegawai.jenis_kelamin | setrip }}"),
        (
            "Pangkat/Golongan ruang/TMT",
            "{{ pegawai.pangkat }} / {{ pegawai.golongan }} / {{ pegawai.tmt_pangkat | tanggal | setrip }}",
        ),
        ("Jabatan/TMT", "{{ pegawai.jabatan }} / {{ pegawai.tmt_jabatan | tanggal | setrip }}"),
        ("Unit kerja", "{{ pegawai.unit_kerja }}"),
        ("Instansi", "{{ pegawai.instansi }}"),
    )
    tabel = k.tabel([1.0, 5.6, LEBAR_TEGAK - 6.6])
    if nomor:
        tabel.bagian(nomor, judul)
    else:
        tabel.kepala(Sel(judul, lebar=3, gaya="Tabel Kepala", rata=KIRI))
    for urut, (label, teks) in enumerate(isi, start=1):
        tabel.baris(Sel(str(urut), rata=TENGAH), label, teks)
    k.jarak()


def _persen(medan: str) -> str:
    """Column "prosentase": a part of the year in twelfths."""
    return f"{{% if not {medan}.setahun %}}{{{{ {medan}.bulan }}}}/12 x {{% endif %}}{{{{ {medan}.persen | angka }}}}%"


def _ganti(k: Kerangka, nama: str) -> None:
    k.kendali("if mengganti_nomor")
    k.jarak(2, lanjut=True)
    k.paragraf(
        f"{nama} ini menggantikan {nama} Nomor {{{{ mengganti_nomor }}}} tanggal "
        "{{ mengganti_tanggal | tanggal | titik }}, yang dinyatakan tidak berlaku.",
        "Tabel",
    )
    k.kendali("endif")


def konversi() -> Kerangka:
    """Conversion of one period (regulasi 10.7)."""
    k = Kerangka("Konversi Predikat Kinerja ke Angka Kredit")
    k.ukuran_tabel(**LAPANG)
    _kepala(k, JUDUL_KONVERSI, keterangan="Periode: {{ periode }}")
    _pejabat(k, "", "PEJABAT FUNGSIONAL YANG DINILAI")
    tabel = k.tabel([4.6, 3.6, 3.8, LEBAR_TEGAK - 12.0])
    tabel.kepala(Sel(JUDUL_KONVERSI, lebar=4, gaya="Tabel Kepala"))
    satu = tabel.kepala(
        Sel("HASIL PENILAIAN KINERJA", lebar=2, gaya="Tabel Kepala"),
        "KOEFISIEN PER TAHUN",
        "ANGKA KREDIT YANG DIDAPAT (kolom 2 x kolom 3)",
    )
    dua = tabel.kepala("PREDIKAT", "PROSENTASE", "", "")
    tabel.gabung_tegak(satu, dua, 2)
    tabel.gabung_tegak(satu, dua, 3)
    tabel.kepala("1", "2", "3", "4")
    tabel.baris(
        Sel("{{ hasil.predikat }}", rata=TENGAH),
        Sel(_persen("hasil"), rata=TENGAH),
        Sel("{{ hasil.koefisien | angka }}", rata=TENGAH),
        Sel("{{ hasil.angka_kredit | ak }}", rata=TENGAH, tebal=True),
    )
    tabel.baris(
        Sel(
            "Penghitungan: {% if not hasil.setahun %}{{ hasil.bulan }} ({{ hasil.bulan | terbilang }}) bulan dihitung "
            f"proporsional, {{% endif %}}{_persen('hasil')} x {{{{ hasil.koefisien | angka }}}} = "
            "{{ hasil.angka_kredit | ak }}",
            lebar=4,
        )
    )
    tabel.baris(Sel("Terbilang: {{ hasil.angka_kredit | terbilang_ak }}", lebar=4))
    k.jarak()
    k.bila("bukti", [("Dasar penilaian: {{ bukti }}", "Tabel")])
    _ganti(k, "Konversi")
    k.ditetapkan("ttd", sebagai=PENILAI)
    k.tembusan()
    return k


def akumulasi() -> Kerangka:
    """Conversions of a level and their sum (regulasi 10.8)."""
    k = Kerangka("Akumulasi Angka Kredit")
    k.ukuran_tabel(**LAPANG)
    _kepala(k, "AKUMULASI ANGKA KREDIT", keterangan=f"Masa penilaian: {MASA}")
    _pejabat(k, "", "PEJABAT FUNGSIONAL YANG DINILAI")
    tabel = k.tabel([1.6, 4.2, 3.2, 2.7, 2.3, LEBAR_TEGAK - 14.0])
    tabel.kepala(Sel(JUDUL_KONVERSI, lebar=6, gaya="Tabel Kepala"))
    satu = tabel.kepala(
        Sel("HASIL PENILAIAN KINERJA", lebar=4, gaya="Tabel Kepala"),
        "KOEFISIEN PER TAHUN",
        "ANGKA KREDIT YANG DIDAPAT",
    )
    dua = tabel.kepala("TAHUN", "PERIODIK (BULAN)", "PREDIKAT", "PROSENTASE", "", "")
    tabel.gabung_tegak(satu, dua, 4)
    tabel.gabung_tegak(satu, dua, 5)
    tabel.kepala("1", "2", "3", "4", "5", "6 = 4 x 5")
    tabel.ulang("for b in baris")
    tabel.baris(
        Sel("{{ b.tahun }}", rata=TENGAH),
        "{{ b.periode }}",
        "{{ b.hasil.predikat }}",
        Sel(_persen("b.hasil"), rata=TENGAH),
        Sel("{{ b.hasil.koefisien | angka }}", rata=TENGAH),
        angka("b.hasil.angka_kredit"),
    )
    tabel.ulang("endfor")
    tabel.baris(
        Sel("JUMLAH ANGKA KREDIT YANG DIPEROLEH", lebar=5, tebal=True),
        Sel("{{ jumlah | ak }}", gaya="Tabel Angka", tebal=True),
        lanjut=True,
    )
    tabel.baris(Sel("Terbilang: {{ jumlah | terbilang_ak }}", lebar=6))
    _ganti(k, "Akumulasi Angka Kredit")
    k.ditetapkan("ttd", sebagai=PENILAI)
    k.tembusan()
    return k


def _kebutuhan(k: Kerangka) -> None:
    """What raises need, and what there is more or less."""

    def selisih(medan: str) -> list[str]:
        kata = (
            f"{{% if not {medan}.minimal %}}Kelebihan/kekurangan{{% elif {medan}.lebih %}}Kelebihan{{% else %}}"
            "Kekurangan{% endif %}"
        )
        return [kata, f"{{{{ {medan}.selisih | ak | setrip }}}}"]

    tabel = k.tabel([LEBAR_TEGAK - 6.0, 2.6, 3.4])
    tabel.kepala("KETERANGAN", "PANGKAT", "JENJANG JABATAN")
    tabel.baris(
        "Angka kredit minimal yang harus dipenuhi untuk kenaikan pangkat/jenjang",
        Sel("{{ pangkat.minimal | ak | setrip }}", gaya="Tabel Angka"),
        Sel("{{ jenjang.minimal | ak | setrip }}", gaya="Tabel Angka"),
    )
    for medan, kolom in (("pangkat", 0), ("jenjang", 1)):
        kata, jumlah = selisih(medan)
        isi: list[Sel | str] = ["", ""]
        isi[kolom] = Sel(jumlah, gaya="Tabel Angka", tebal=True)
        tabel.baris(f"{kata} angka kredit yang harus dicapai untuk kenaikan {medan}", *isi)
    k.jarak()


def _putusan(k: Kerangka) -> None:
    """A sentence for each raise, with what it still depends on."""
    kalimat = (
        "{% if satu.dapat %}DAPAT{% else %}TIDAK DAPAT{% endif %} dipertimbangkan untuk kenaikan {{ satu.kenaikan }} "
        "setingkat lebih tinggi{% if satu.tujuan %} menjadi {{ satu.tujuan }}{% endif %}{% if satu.tetap_jenjang %}, "
        "tetap dalam jenjang {{ pegawai.jabatan }} karena tidak ada lowongan pada jenjang di atasnya{% endif %}"
        "{% if satu.sesudah_jenjang %}, sesudah kenaikan jenjang, dengan angka kredit yang sama{% endif %}"
        "{% if satu.kurang %}, karena angka kredit belum mencukupi{% endif %}{% if not satu.alasan %}."
        "{% elif satu.kurang %}; selain itu:{% elif satu.dapat %}, dengan catatan:{% else %}, karena:{% endif %}"
    )
    isi = [kalimat, "{%p for alasan in satu.alasan %}", "- {{ alasan }}", "{%p endfor %}"]
    tabel = k.tabel([1.0, LEBAR_TEGAK - 1.0])
    tabel.bagian("III", "PERTIMBANGAN")
    tabel.ulang("for satu in putusan")
    tabel.baris(Sel("{{ loop.index }}", rata=TENGAH), Sel(isi))
    tabel.ulang("endfor")


def _catatan(k: Kerangka) -> None:
    k.kendali("if catatan")
    k.jarak(2)
    k.paragraf("Catatan:", "Tabel", lanjut=True)
    k.kendali("for satu in catatan")
    k.paragraf("{{ loop.index }}.\t{{ satu }}", "Tabel", gantung=0.6)
    k.kendali("endfor")
    k.kendali("endif")


def penetapan_ak() -> Kerangka:
    """Determination (regulasi 10.9)."""
    k = Kerangka("Penetapan Angka Kredit")
    _kepala(k, "PENETAPAN ANGKA KREDIT", keterangan=f"Masa penilaian: {MASA}")
    _pejabat(k, "I", "KETERANGAN PERORANGAN")
    tabel = k.tabel([1.0, 6.4, 1.65, 1.65, 1.65, LEBAR_TEGAK - 12.35])
    tabel.kepala(
        "II",
        Sel("HASIL PENILAIAN ANGKA KREDIT", gaya="Tabel Kepala", rata=KIRI),
        *("LAMA", "BARU", "JUMLAH", "KETERANGAN"),
    )
    tabel.ulang("for b in baris")
    tabel.baris(Sel("{{ b.nomor }}", rata=TENGAH), "{{ b.uraian }}", *nilai("b.nilai"), "{{ b.keterangan }}")
    tabel.ulang("endfor")
    tabel.baris("", Sel("JUMLAH ANGKA KREDIT KUMULATIF", tebal=True), *nilai("jumlah", tebal=True), "")
    tabel.baris("", Sel("Terbilang: {{ jumlah.jumlah | terbilang_ak }}", lebar=5))
    k.jarak()
    _kebutuhan(k)
    _putusan(k)
    _catatan(k)
    _ganti(k, "Penetapan Angka Kredit")
    k.ditetapkan("ttd", kiri=_distribusi(), sebagai=PENILAI)
    return k


def _distribusi() -> list[str]:
    """Original and copies, beside the signature so that the form stays on one page."""
    isi: list[str] = []
    for judul, daftar in (("ASLI disampaikan kepada:", "asli"), ("Tembusan disampaikan kepada:", "tembusan")):
        baris = [f"{{%p for satu in {daftar} %}}", "{{ loop.index }}. {{ satu }}", "{%p endfor %}"]
        isi += [""] if isi else []
        isi += [f"{{%p if {daftar} %}}", judul, *baris, "{%p endif %}"]
    return isi


def pak_integrasi() -> Kerangka:
    """Conventional credit turned over (regulasi 10.10)."""
    k = Kerangka("Penetapan Angka Kredit Integrasi")
    k.ukuran_tabel(**SEDANG)
    _kepala(
        k,
        "PENETAPAN ANGKA KREDIT INTEGRASI",
        "JABATAN FUNGSIONAL PRANATA KOMPUTER",
        keterangan="Angka kredit sampai dengan {{ per_tanggal | tanggal }}",
    )
    _pejabat(k, "I", "KETERANGAN PERORANGAN")
    tabel = k.tabel([1.0, LEBAR_TEGAK - 8.8, 2.6, 2.6, 2.6])
    tabel.kepala(
        "II",
        Sel("PENYESUAIAN ANGKA KREDIT KONVENSIONAL KE INTEGRASI", gaya="Tabel Kepala", rata=KIRI),
        *("ANGKA KREDIT DIPEROLEH", "NILAI DASAR", "ANGKA KREDIT INTEGRASI"),
    )
    tabel.ulang("for b in baris")
    tabel.baris(
        Sel("{{ b.nomor }}", rata=TENGAH),
        "{{ b.uraian }}",
        angka("b.konvensional"),
        Sel("{{ b.nilai_dasar | ak | setrip }}", gaya="Tabel Angka"),
        angka("b.integrasi"),
    )
    tabel.ulang("endfor")
    tabel.baris("", Sel("JUMLAH", tebal=True), *(angka(m) for m in ("konvensional", "nilai_dasar", "sebelum_potongan")))
    tabel.ulang("if dipotong")
    tabel.baris(
        "",
        Sel("Dikurangi pengembangan profesi yang telah digunakan untuk kenaikan jenjang", lebar=3),
        angka("potong_profesi"),
    )
    tabel.ulang("endif")
    tabel.baris(
        "",
        Sel("ANGKA KREDIT INTEGRASI", lebar=3, tebal=True),
        Sel("{{ angka_kredit | ak }}", gaya="Tabel Angka", tebal=True),
    )
    tabel.baris("", Sel("Terbilang: {{ angka_kredit | terbilang_ak }}", lebar=4))
    k.jarak()
    tabel = k.tabel([1.0, LEBAR_TEGAK - 6.2, 2.6, 2.6])
    tabel.kepala("III", Sel("KEBUTUHAN ANGKA KREDIT", gaya="Tabel Kepala", rata=KIRI), "MINIMAL", "KEKURANGAN")
    for urut, (medan, nama) in enumerate((("pangkat", "Kenaikan pangkat"), ("jenjang", "Kenaikan jenjang")), start=1):
        tujuan = f"{{% if {medan}.tujuan %}} menjadi {{{{ {medan}.tujuan }}}}{{% endif %}}"
        tabel.baris(
            Sel(str(urut), rata=TENGAH),
            f"{nama}{tujuan}",
            *(Sel(f"{{{{ {medan}.{m} | ak | setrip }}}}", gaya="Tabel Angka") for m in ("minimal", "kekurangan")),
        )
    k.jarak()
    k.kendali("if di_bawah_dasar")
    k.paragraf(
        "Angka kredit konvensional kurang {{ kekurangan_dasar | ak }} dari nilai dasar, sehingga tidak ada yang "
        "dialihkan darinya.",
        "Tabel",
    )
    k.kendali("endif")
    k.paragraf(
        "Dasar: Surat Edaran Kepala Badan Kepegawaian Negara Nomor 23 Tahun 2022 dan Peraturan Badan Kepegawaian "
        "Negara Nomor 3 Tahun 2023.",
        "Tabel",
    )
    _ganti(k, "Penetapan Angka Kredit Integrasi")
    k.ditetapkan("ttd", kiri=["ASLI disampaikan dengan hormat kepada:", "{{ asli }}"])
    k.tembusan()
    return k
