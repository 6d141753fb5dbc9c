"""Kinds about contract people."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator import kontrak
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.tipe import Angka, Tanggal, Teks, Ya
from workflow_app.pesan import N_, P_, Pesan

ORANG_TERBANYAK, DAFTAR_TERBANYAK = 2000, 500
Cakupan = Literal["surat_elektronik", "komunikasi_suara", "program", "berkas_data"]
Banyak = Annotated[list[Teks], Field(max_length=DAFTAR_TERBANYAK)]


class MasaBerlaku(Masukan):
    """Days on which something is in force."""

    mulai: Annotated[Tanggal, Field(description="first day")]
    selesai: Annotated[Tanggal | None, Field(description="last day; left out: open")] = None


class Kesepakatan(Masukan):
    """The signed agreement on policies."""

    keamanan_informasi: Annotated[Ya, Field(description="covers information security")] = False
    kendali_akses: Annotated[Ya, Field(description="covers logical and physical access control")] = False
    penggunaan_fasilitas: Annotated[Ya, Field(description="covers the use of facilities")] = False
    kerahasiaan: Annotated[Ya, Field(description="covers confidentiality (NDA)")] = False
    tanggal: Annotated[Tanggal | None, Field(description="date of the agreement")] = None
    tenaga_kontrak: Annotated[Ya, Field(description="signed by the contract person")] = False
    pimpinan_unit: Annotated[Ya, Field(description="signed by the head of the unit")] = False


class Pemberitahuan(Masukan):
    """The notice that all use of ICT may be monitored."""

    cakupan: Annotated[tuple[Cakupan, ...], Field(max_length=4, description="what it names as monitored")] = ()
    diakui: Annotated[Tanggal | None, Field(description="date on which the person acknowledged it")] = None


class Peran(Masukan):
    """The sheet of roles and responsibilities."""

    ditetapkan: Annotated[Ya, Field(description="role, duties and deliverables are written down")] = False
    format_dokumentasi: Annotated[Ya, Field(description="it names the agreed format of documentation")] = False
    diakui: Annotated[Tanggal | None, Field(description="date on which the person acknowledged it")] = None


class MasukanKelengkapan(Masukan):
    """Input of `kelengkapan_kontrak`."""

    akses_pertama: Annotated[Tanggal, Field(description="day on which access is to be given")]
    mulai_kontrak: Annotated[
        Tanggal | None, Field(description="first day of the contract; left out: the day of first access")
    ] = None
    kebijakan: Annotated[
        MasaBerlaku | None,
        Field(description="CP-1: days on which the policy version is in force; left out: there is none"),
    ] = None
    kesepakatan: Annotated[Kesepakatan, Field(description="CP-2: the agreement")] = Kesepakatan()
    pemberitahuan: Annotated[Pemberitahuan, Field(description="CP-3: the notice of monitoring")] = Pemberitahuan()
    peran: Annotated[Peran, Field(description="CP-4: the role")] = Peran()


_LENGKAP = {
    "akses_pertama": "2025-02-03",
    "kebijakan": {"mulai": "2025-01-01"},
    "kesepakatan": {
        "keamanan_informasi": True,
        "kendali_akses": True,
        "penggunaan_fasilitas": True,
        "kerahasiaan": False,
        "tanggal": "2025-02-01",
        "tenaga_kontrak": True,
        "pimpinan_unit": True,
    },
    "pemberitahuan": {
        "cakupan": ["surat_elektronik", "komunikasi_suara", "program", "berkas_data"],
        "diakui": "2025-02-01",
    },
    "peran": {"ditetapkan": True, "format_dokumentasi": True, "diakui": "2025-02-01"},
}


@jenis(
    "kelengkapan_kontrak",
    N_("Kelengkapan tenaga kontrak sebelum akses"),
    nilai={
        "cp1": "`ya` where a policy is in force on the first day of the contract",
        "cp2": "`ya` where the agreement covers everything, is signed by both and dated in time",
        "cp3": "`ya` where the notice of monitoring is complete and acknowledged in time",
        "cp4": "`ya` where role and documentation format are written down and acknowledged in time",
        "kurang": "codes of everything missing, e.g. `cp2.kerahasiaan`, joined by `, `; null where nothing is",
        "jumlah_kurang": "their number",
    },
    putusan={"akses_diberikan": "all four are complete", "akses_ditolak": "access is not granted"},
    contoh={"masukan": _LENGKAP},
)
def kelengkapan_kontrak(k: Konteks, m: MasukanKelengkapan) -> Hasil:
    """Policy, agreement (four items, two signatures), notice of monitoring and role before the first access."""
    mulai = m.mulai_kontrak or m.akses_pertama
    if m.akses_pertama < mulai:
        raise KasusSalah("masukan.akses_pertama", P_("Akses pertama tidak boleh sebelum kontrak mulai."))
    if m.kebijakan is not None and m.kebijakan.selesai is not None and m.kebijakan.selesai < m.kebijakan.mulai:
        raise KasusSalah("masukan.kebijakan.selesai", P_("Tanggal selesai tidak boleh sebelum tanggal mulai."))
    s = m.kesepakatan
    butir = {
        "keamanan_informasi": s.keamanan_informasi,
        "kendali_akses": s.kendali_akses,
        "penggunaan_fasilitas": s.penggunaan_fasilitas,
        "kerahasiaan": s.kerahasiaan,
    }
    penanda = {"tenaga_kontrak": s.tenaga_kontrak, "pimpinan_unit": s.pimpinan_unit}
    hasil = kontrak.kelengkapan_kontrak(
        k.kunci("kontrak"),
        kontrak.FaktaKontrak(
            mulai=mulai,
            akses_pertama=m.akses_pertama,
            kebijakan=None if m.kebijakan is None else (m.kebijakan.mulai, m.kebijakan.selesai),
            kesepakatan=frozenset(kode for kode, ada in butir.items() if ada),
            ditandatangani=s.tanggal,
            penanda_tangan=frozenset(kode for kode, ada in penanda.items() if ada),
            cakupan_pemantauan=frozenset(m.pemberitahuan.cakupan),
            pemantauan_diakui=m.pemberitahuan.diakui,
            peran_ditetapkan=m.peran.ditetapkan,
            format_dokumentasi=m.peran.format_dokumentasi,
            peran_diakui=m.peran.diakui,
        ),
    )
    nilai: dict[str, NilaiHasil] = {syarat: hasil.lengkap(syarat) for syarat in ("cp1", "cp2", "cp3", "cp4")}
    nilai |= {"kurang": ", ".join(hasil.kurang) or None, "jumlah_kurang": len(hasil.kurang)}
    putusan = "akses_diberikan" if hasil.boleh_akses else "akses_ditolak"
    return Hasil(nilai, putusan, hasil.alasan, hasil.langkah)


class ReviuPekerjaan(Masukan):
    """CP-5: the review of the work."""

    mulai: Annotated[Tanggal, Field(description="first day of the work reviewed")]
    selesai: Annotated[Tanggal, Field(description="last day")]
    peninjau: Annotated[Teks, Field(description="name of the reviewer")]
    hasil: Annotated[
        Literal["diterima", "diterima_dengan_perbaikan", "ditolak"],
        Field(description="accepted, accepted with correction, or rejected"),
    ]
    dokumentasi: Annotated[Ya, Field(description="whether the documentation of the work is attached")] = True
    bagian: Annotated[Angka, Field(description="share of the payment recommended, in percent")] = kontrak.SERATUS


class MasukanPembayaran(Masukan):
    """Input of `pembayaran_kontrak`."""

    tenaga: Annotated[Teks, Field(description="name of the contract person")]
    mulai: Annotated[Tanggal, Field(description="first day that the payment is asked for")]
    selesai: Annotated[Tanggal, Field(description="last day")]
    tagihan: Annotated[Angka | None, Field(description="amount asked for; left out: only the share is given")] = None
    reviu: Annotated[ReviuPekerjaan | None, Field(description="the review; left out: there is none")] = None


@jenis(
    "pembayaran_kontrak",
    N_("Pembayaran tenaga kontrak"),
    nilai={"bagian": "share to be paid, in percent", "dibayar": "amount to be paid; null where none was asked for"},
    putusan={
        "disetujui": "payment agreed",
        "ditahan": "held: the review rejects the work",
        "ditolak": "refused: no valid review of the period",
    },
    contoh={"masukan": {"tenaga": "Rani", "mulai": "2025-03-01", "selesai": "2025-03-31", "tagihan": 5000}},
)
def pembayaran_kontrak(k: Konteks, m: MasukanPembayaran) -> Hasil:
    """A payment needs an accepted review of its whole period, by somebody else, with the documentation attached."""
    _urut(m.mulai, m.selesai, "masukan.selesai")
    reviu = None
    if m.reviu is not None:
        _urut(m.reviu.mulai, m.reviu.selesai, "masukan.reviu.selesai")
        if m.reviu.bagian > kontrak.SERATUS:
            raise KasusSalah("masukan.reviu.bagian", P_("Bagian paling banyak 100 persen."))
        r = m.reviu
        reviu = kontrak.Reviu(r.mulai, r.selesai, r.peninjau, r.hasil, r.dokumentasi, r.bagian)
    hasil = kontrak.pembayaran(
        k.kunci("kontrak"), tenaga=m.tenaga, masa=(m.mulai, m.selesai), reviu=reviu, tagihan=m.tagihan
    )
    return Hasil({"bagian": hasil.bagian, "dibayar": hasil.dibayar}, hasil.putusan, hasil.alasan, hasil.langkah)


class MasukanKontrakBerlaku(Masukan):
    """Input of `kontrak_berlaku`."""

    tanggal: Annotated[Tanggal, Field(description="day of the work")]
    kontrak: Annotated[
        tuple[MasaBerlaku, ...], Field(max_length=DAFTAR_TERBANYAK, description="contracts of the person or the task")
    ]


@jenis(
    "kontrak_berlaku",
    N_("Kontrak yang berlaku pada hari kerja"),
    nilai={"berlaku": "contracts in force on the day"},
    putusan={
        "berlaku": "exactly one contract is in force",
        "ganda": "more than one is: name the one the work belongs to",
        "berakhir": "there are contracts, none in force on the day: the work is refused",
        "tidak_ada": "there is no contract: the work is refused",
    },
    contoh={"masukan": {"tanggal": "2025-07-01", "kontrak": [{"mulai": "2025-01-01", "selesai": "2025-06-30"}]}},
)
def kontrak_berlaku(k: Konteks, m: MasukanKontrakBerlaku) -> Hasil:
    """CP-6: every work by contract people links to exactly one contract in force on its day."""
    for nomor, satu in enumerate(m.kontrak):
        if satu.selesai is not None:
            _urut(satu.mulai, satu.selesai, f"masukan.kontrak.{nomor}.selesai")
    rentang = [(satu.mulai, satu.selesai) for satu in m.kontrak]
    jumlah, langkah = kontrak.kontrak_berlaku(k.kunci("kontrak"), rentang, m.tanggal)
    if jumlah == 0:
        putusan = "berakhir" if m.kontrak else "tidak_ada"
    else:
        putusan = "berlaku" if jumlah == k.kunci("kontrak").bulat("kontrak.banyak_per_pekerjaan") else "ganda"
    return Hasil({"berlaku": jumlah}, putusan, (langkah.teks,), (langkah,))


class OrangKontrak(Masukan):
    """One active contract person in the review."""

    nama: Annotated[Teks, Field(description="name, unique in the review")]
    ditandatangani: Annotated[
        Banyak | None, Field(description="agreements that he signed; left out: the review did not reach him")
    ] = None
    tindak_lanjut: Annotated[Ya, Field(description="whether somebody follows up what is missing, by a date")] = False


class MasukanReviuKesepakatan(Masukan):
    """Input of `reviu_kesepakatan`."""

    wajib: Annotated[Banyak, Field(min_length=1, description="agreements that everybody has to sign")]
    orang: Annotated[
        tuple[OrangKontrak, ...],
        Field(max_length=ORANG_TERBANYAK, description="every active contract person on the day of the review"),
    ]
    tanggal: Annotated[Tanggal | None, Field(description="day of the review; with `reviu_terakhir` tells lateness")] = (
        None
    )
    reviu_terakhir: Annotated[Tanggal | None, Field(description="day of the review before; left out: not judged")] = (
        None
    )


@jenis(
    "reviu_kesepakatan",
    N_("Reviu berkala kesepakatan tenaga kontrak"),
    nilai={
        "populasi": "active people",
        "lengkap": "people who signed everything",
        "jumlah_kurang": "people who lack a signature or were not reviewed",
        "tidak_lengkap": "names of those who lack a signature, joined by `, `; null where nobody does",
        "tidak_direviu": "names of those the review did not reach; null where it reached everybody",
        "tanpa_tindak_lanjut": "names of those whose gap nobody follows up; null where none",
        "cakupan": "people reviewed, in percent; null where there is nobody",
        "jatuh_tempo": "day on which the review was due; null where it cannot be told",
        "terlambat": "`ya` where the review came later than that; null where it cannot be told",
    },
    putusan={
        "patuh": "everybody was reviewed and signed everything",
        "tidak_patuh": "somebody was not reviewed or lacks a signature",
    },
    contoh={
        "masukan": {
            "wajib": ["keamanan_informasi", "kerahasiaan"],
            "orang": [
                {"nama": "Rani", "ditandatangani": ["keamanan_informasi", "kerahasiaan"]},
                {"nama": "Dimas", "ditandatangani": ["keamanan_informasi"]},
            ],
        }
    },
)
def reviu_kesepakatan(k: Konteks, m: MasukanReviuKesepakatan) -> Hasil:
    """CP-7: whether every active contract person was reviewed and signed every agreement, and what is missing."""
    nama = set()
    for nomor, satu in enumerate(m.orang):
        if satu.nama in nama:
            raise KasusSalah(f"masukan.orang.{nomor}.nama", P_("Nama ini sudah ada. Bedakan keduanya."))
        nama.add(satu.nama)
        for urutan, kode in enumerate(satu.ditandatangani or ()):
            if kode not in m.wajib:
                pesan = P_("Kesepakatan ini tidak ada dalam daftar wajib: %(daftar)s.", daftar=m.wajib)
                raise KasusSalah(f"masukan.orang.{nomor}.ditandatangani.{urutan}", pesan)
    orang = [
        kontrak.OrangReviu(o.nama, None if o.ditandatangani is None else frozenset(o.ditandatangani), o.tindak_lanjut)
        for o in m.orang
    ]
    aturan = k.kunci("kontrak")
    hasil = kontrak.reviu_kesepakatan(aturan, m.wajib, orang)
    berkala = _berkala(k, "kesepakatan", m.reviu_terakhir, m.tanggal)
    return Hasil(
        {
            "populasi": hasil.populasi,
            "lengkap": hasil.lengkap,
            "jumlah_kurang": hasil.populasi - hasil.lengkap,
            "tidak_lengkap": ", ".join(hasil.tidak_lengkap) or None,
            "tidak_direviu": ", ".join(hasil.tidak_direviu) or None,
            "tanpa_tindak_lanjut": ", ".join(hasil.tanpa_tindak_lanjut) or None,
            "cakupan": hasil.cakupan,
            "jatuh_tempo": berkala.berikutnya if berkala else None,
            "terlambat": berkala.terlambat if berkala else None,
        },
        "patuh" if hasil.patuh else "tidak_patuh",
        hasil.alasan,
        (*hasil.langkah, *((berkala.langkah,) if berkala else ())),
        _terlambat(berkala),
    )


class MasukanReviuHakAkses(Masukan):
    """Input of `reviu_hak_akses`."""

    disepakati: Annotated[Banyak, Field(description="rights that the agreement gives")]
    nyata: Annotated[Banyak, Field(description="rights that the person has")]
    tanggal: Annotated[Tanggal, Field(description="day of the review")]
    kontrak_selesai: Annotated[Tanggal | None, Field(description="last day of the contract; left out: open")] = None
    reviu_terakhir: Annotated[Tanggal | None, Field(description="day of the review before; left out: not judged")] = (
        None
    )


@jenis(
    "reviu_hak_akses",
    N_("Reviu berkala hak akses tenaga kontrak"),
    nilai={
        "lebih": "rights to revoke, joined by `, `; null where none",
        "jumlah_lebih": "their number",
        "kurang": "agreed rights that the person lacks; null where none",
        "jumlah_kurang": "their number",
        "kontrak_berakhir": "`ya` where the contract ended before the day of the review",
        "jatuh_tempo": "day on which the review was due; null where it cannot be told",
        "terlambat": "`ya` where the review came later than that; null where it cannot be told",
    },
    putusan={
        "cocok": "rights match the agreement",
        "berlebih": "the person has rights to revoke",
        "kurang": "the person lacks agreed rights",
        "berlebih_dan_kurang": "both",
    },
    contoh={
        "masukan": {
            "disepakati": ["server_aplikasi"],
            "nyata": ["server_aplikasi", "basis_data"],
            "tanggal": "2025-07-01",
            "kontrak_selesai": "2025-06-30",
        }
    },
)
def reviu_hak_akses(k: Konteks, m: MasukanReviuHakAkses) -> Hasil:
    """CP-8: rights a person has against those agreed; after the end of the contract every right is to be revoked."""
    hasil = kontrak.reviu_hak_akses(
        k.kunci("kontrak"),
        disepakati=m.disepakati,
        nyata=m.nyata,
        tanggal=m.tanggal,
        kontrak_selesai=m.kontrak_selesai,
    )
    berkala = _berkala(k, "hak_akses", m.reviu_terakhir, m.tanggal)
    return Hasil(
        {
            "lebih": ", ".join(hasil.lebih) or None,
            "jumlah_lebih": len(hasil.lebih),
            "kurang": ", ".join(hasil.kurang) or None,
            "jumlah_kurang": len(hasil.kurang),
            "kontrak_berakhir": hasil.kontrak_berakhir,
            "jatuh_tempo": berkala.berikutnya if berkala else None,
            "terlambat": berkala.terlambat if berkala else None,
        },
        hasil.putusan,
        hasil.alasan,
        (*hasil.langkah, *((berkala.langkah,) if berkala else ())),
        _terlambat(berkala),
    )


def _berkala(k: Konteks, reviu: str, terakhir: dt.date | None, tanggal: dt.date | None) -> kontrak.Berkala | None:
    if terakhir is None or tanggal is None:
        return None
    _urut(terakhir, tanggal, "masukan.tanggal")
    return kontrak.berkala(k.kunci("kontrak"), reviu, terakhir, tanggal)


def _terlambat(berkala: kontrak.Berkala | None) -> tuple[Pesan, ...]:
    if berkala is None or not berkala.terlambat:
        return ()
    return (P_("Reviu seharusnya paling lambat %(tanggal)s.", tanggal=berkala.berikutnya),)


def _urut(mulai: dt.date, selesai: dt.date, bidang: str) -> None:
    if selesai < mulai:
        raise KasusSalah(bidang, P_("Tanggal selesai tidak boleh sebelum tanggal mulai."))
