"""Contract people: whether someone may be given access, be paid, and keep the rights he has."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan
from workflow_app.tanggal import tambah_bulan

SERATUS = Decimal(100)
Rentang = tuple[dt.date, dt.date | None]
"""First and last day; None while it is open."""


def _bulatkan(nilai: Decimal, desimal: int) -> Decimal:
    return nilai.quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)


def _berlaku(rentang: Rentang, hari: dt.date) -> bool:
    mulai, selesai = rentang
    return mulai <= hari and (selesai is None or hari <= selesai)


# --- before access is given ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FaktaKontrak:
    """What is on record of one contract person. Dates None are not on record."""

    mulai: dt.date
    """First day of the contract."""
    akses_pertama: dt.date
    kebijakan: Rentang | None
    """The policy version and the days on which it is in force."""
    kesepakatan: frozenset[str] = frozenset()
    """Items of the agreement (codes of the rule set) that it covers."""
    ditandatangani: dt.date | None = None
    penanda_tangan: frozenset[str] = frozenset()
    cakupan_pemantauan: frozenset[str] = frozenset()
    """What the notice names as being monitored."""
    pemantauan_diakui: dt.date | None = None
    peran_ditetapkan: bool = False
    format_dokumentasi: bool = False
    peran_diakui: dt.date | None = None


@dataclass(frozen=True, slots=True)
class KelengkapanKontrak:
    """The four conditions before access; `kurang` holds their gaps as `cp2.kerahasiaan`."""

    kurang: tuple[str, ...]
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def boleh_akses(self) -> bool:
        """Whether access may be given."""
        return not self.kurang

    def lengkap(self, syarat: str) -> bool:
        """Whether one condition (`cp1` to `cp4`) is complete."""
        return not any(k.startswith(f"{syarat}.") for k in self.kurang)


@dataclass
class _Catatan:
    """Collects the gaps of one condition after another."""

    kurang: list[str] = field(default_factory=list)
    alasan: list[Pesan] = field(default_factory=list)
    langkah: list[Langkah] = field(default_factory=list)

    def uji(self, kode: str, ada: bool, teks: Pesan) -> None:
        if not ada:
            self.kurang.append(kode)
            self.alasan.append(teks)

    def tutup(self, sebelum: int, sumber: str, lengkap: Pesan) -> None:
        baru = self.alasan[sebelum:]
        self.langkah += [Langkah(satu, None, sumber) for satu in baru] or [Langkah(lengkap, None, sumber)]


def kelengkapan_kontrak(aturan: Peraturan, f: FaktaKontrak) -> KelengkapanKontrak:
    """Policy, agreement, notice and role of one person on the day of his first access; every gap is named."""
    c = _Catatan()
    if aturan.ya("kebijakan.wajib_berlaku"):
        c.uji(
            "cp1.kebijakan",
            f.kebijakan is not None and _berlaku(f.kebijakan, f.mulai),
            P_("Tidak ada kebijakan yang berlaku pada mulai kontrak, %(mulai)s.", mulai=f.mulai),
        )
        c.tutup(0, aturan.sumber("kebijakan.wajib_berlaku"), P_("Kebijakan berlaku pada mulai kontrak."))
    sebelum = len(c.alasan)
    for kode in aturan.anak("kesepakatan.butir"):
        label = Pesan(aturan.teks(f"kesepakatan.butir.{kode}.label"))
        c.uji(f"cp2.{kode}", kode in f.kesepakatan, P_("Kesepakatan belum memuat: %(butir)s.", butir=label))
    for kode in aturan.anak("kesepakatan.penanda_tangan"):
        label = Pesan(aturan.teks(f"kesepakatan.penanda_tangan.{kode}.label"))
        c.uji(f"cp2.{kode}", kode in f.penanda_tangan, P_("Kesepakatan belum ditandatangani: %(siapa)s.", siapa=label))
    c.uji("cp2.tanggal", f.ditandatangani is not None, P_("Tanggal kesepakatan belum ada."))
    if f.ditandatangani is not None:
        c.uji("cp2.tanggal", f.ditandatangani <= f.akses_pertama, _terlambat(P_("Kesepakatan"), f.ditandatangani, f))
    c.tutup(sebelum, aturan.sumber("kesepakatan.butir.kerahasiaan.label"), P_("Kesepakatan lengkap."))
    sebelum = len(c.alasan)
    for kode in aturan.anak("pemantauan.cakupan"):
        label = Pesan(aturan.teks(f"pemantauan.cakupan.{kode}.label"))
        c.uji(
            f"cp3.{kode}",
            kode in f.cakupan_pemantauan,
            P_("Pemberitahuan pemantauan belum menyebut: %(apa)s.", apa=label),
        )
    _diakui(c, "cp3.diakui", P_("Pemberitahuan pemantauan"), f.pemantauan_diakui, f)
    c.tutup(sebelum, aturan.sumber("pemantauan.cakupan.program.label"), P_("Pemberitahuan pemantauan diakui."))
    sebelum = len(c.alasan)
    c.uji("cp4.peran", f.peran_ditetapkan, P_("Peran dan tanggung jawab belum ditetapkan."))
    if aturan.ya("peran.format_dokumentasi_wajib"):
        c.uji("cp4.format_dokumentasi", f.format_dokumentasi, P_("Format dokumentasi pekerjaan belum disebut."))
    _diakui(c, "cp4.diakui", P_("Peran dan tanggung jawab"), f.peran_diakui, f)
    c.tutup(sebelum, aturan.sumber("peran.format_dokumentasi_wajib"), P_("Peran dan tanggung jawab diakui."))
    if not c.kurang:
        c.alasan.append(P_("Keempat syarat lengkap sebelum akses pertama, %(tanggal)s.", tanggal=f.akses_pertama))
    return KelengkapanKontrak(tuple(c.kurang), tuple(c.alasan), tuple(c.langkah))


def _diakui(c: _Catatan, kode: str, apa: Pesan, tanggal: dt.date | None, f: FaktaKontrak) -> None:
    c.uji(kode, tanggal is not None, P_("%(apa)s belum diakui tenaga kontrak.", apa=apa))
    if tanggal is not None:
        c.uji(kode, tanggal <= f.akses_pertama, _terlambat(apa, tanggal, f))


def _terlambat(apa: Pesan, tanggal: dt.date, f: FaktaKontrak) -> Pesan:
    return P_(
        "%(apa)s bertanggal %(tanggal)s, sesudah akses pertama %(akses)s.",
        apa=apa,
        tanggal=tanggal,
        akses=f.akses_pertama,
    )


# --- payment ---------------------------------------------------------------------------------------------------------

DIBAYAR, DITAHAN, DITOLAK = "disetujui", "ditahan", "ditolak"


@dataclass(frozen=True, slots=True)
class Reviu:
    """The review of the work of one period."""

    mulai: dt.date
    selesai: dt.date
    peninjau: str
    hasil: str
    """`diterima`, `diterima_dengan_perbaikan` or `ditolak`."""
    dokumentasi: bool
    bagian: Decimal = SERATUS
    """Share of the payment that the reviewer recommends, in percent."""


@dataclass(frozen=True, slots=True)
class Pembayaran:
    """What becomes of a payment request."""

    putusan: str
    """`disetujui`, `ditahan` (the review rejects the work) or `ditolak` (no valid review of the period)."""
    bagian: Decimal
    dibayar: Decimal | None
    """None while the amount asked for is not known."""
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]


def pembayaran(
    aturan: Peraturan,
    *,
    tenaga: str,
    masa: tuple[dt.date, dt.date],
    reviu: Reviu | None,
    tagihan: Decimal | None = None,
) -> Pembayaran:
    """Judges a payment request for the days of `masa` by the review of the work."""
    sumber = aturan.sumber("pembayaran.dokumentasi_wajib")
    nilai = {"mulai": masa[0], "selesai": masa[1]}
    tolak: list[Pesan] = []
    if reviu is None:
        tolak.append(P_("Pekerjaan %(mulai)s sampai %(selesai)s belum direviu.", **nilai))
    else:
        if reviu.mulai > masa[0] or reviu.selesai < masa[1]:
            tolak.append(
                P_(
                    "Reviu mencakup %(awal)s sampai %(akhir)s, bukan seluruh masa %(mulai)s sampai %(selesai)s.",
                    awal=reviu.mulai,
                    akhir=reviu.selesai,
                    **nilai,
                )
            )
        if reviu.peninjau.strip().casefold() == tenaga.strip().casefold():
            tolak.append(P_("Peninjau tidak boleh tenaga kontrak itu sendiri."))
        if aturan.ya("pembayaran.dokumentasi_wajib") and not reviu.dokumentasi:
            tolak.append(P_("Dokumentasi pekerjaan belum dilampirkan."))
    nol = Decimal(0)
    bayar_nol = None if tagihan is None else nol
    if tolak or reviu is None:
        return Pembayaran(DITOLAK, nol, bayar_nol, tuple(tolak), tuple(Langkah(t, None, sumber) for t in tolak))
    sumber_hasil = aturan.sumber("pembayaran.hasil_membayar")
    if reviu.hasil not in aturan.daftar("pembayaran.hasil_membayar"):
        teks = P_("Reviu menolak pekerjaan; pembayaran ditahan.")
        return Pembayaran(DITAHAN, nol, bayar_nol, (teks,), (Langkah(teks, None, sumber_hasil),))
    teks = P_("Reviu menerima pekerjaan; dibayar %(bagian)s%%.", bagian=reviu.bagian)
    langkah = [Langkah(teks, reviu.bagian, sumber_hasil)]
    dibayar = None
    if tagihan is not None:
        dibayar = _bulatkan(tagihan * reviu.bagian / SERATUS, aturan.bulat("pembayaran.desimal"))
        langkah.append(
            Langkah(
                P_(
                    "%(tagihan)s x %(bagian)s / 100 = %(dibayar)s",
                    tagihan=tagihan,
                    bagian=reviu.bagian,
                    dibayar=dibayar,
                ),
                dibayar,
            )
        )
    return Pembayaran(DIBAYAR, reviu.bagian, dibayar, (teks,), tuple(langkah))


# --- the contract itself ---------------------------------------------------------------------------------------------


def kontrak_berlaku(aturan: Peraturan, kontrak: Sequence[Rentang], tanggal: dt.date) -> tuple[int, Langkah]:
    """How many of these contracts are in force on the day of the work, and the sentence on it. One is right."""
    jumlah = sum(1 for satu in kontrak if _berlaku(satu, tanggal))
    nilai = {"jumlah": jumlah, "tanggal": tanggal}
    if jumlah == aturan.bulat("kontrak.banyak_per_pekerjaan"):
        teks = P_("Satu kontrak berlaku pada %(tanggal)s.", **nilai)
    elif jumlah:
        teks = P_("%(jumlah)s kontrak berlaku pada %(tanggal)s; pekerjaan harus merujuk tepat satu.", **nilai)
    elif kontrak:
        teks = P_("Tidak ada kontrak yang berlaku pada %(tanggal)s; pekerjaan tidak dapat dicatat.", **nilai)
    else:
        teks = P_("Tidak ada kontrak; pekerjaan tidak dapat dicatat.")
    return jumlah, Langkah(teks, Decimal(jumlah), aturan.sumber("kontrak.banyak_per_pekerjaan"))


# --- periodic reviews ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Berkala:
    """When a periodic review falls due."""

    berikutnya: dt.date
    terlambat: bool
    langkah: Langkah


def berkala(aturan: Peraturan, reviu: str, terakhir: dt.date, hari_ini: dt.date) -> Berkala:
    """Judges a periodic review (`kebijakan`, `kesepakatan`, `hak_akses`) that was last held on `terakhir`.

    It is due on the day the interval ends, and overdue from the next day on.
    """
    jalur = f"berkala.{reviu}_bulan"
    berikutnya = tambah_bulan(terakhir, aturan.bulat(jalur))
    terlambat = hari_ini > berikutnya
    nilai = {"terakhir": terakhir, "bulan": aturan.bulat(jalur), "berikutnya": berikutnya}
    if terlambat:
        teks = P_("Reviu terakhir %(terakhir)s + %(bulan)s bulan = %(berikutnya)s; terlambat.", **nilai)
    else:
        teks = P_("Reviu terakhir %(terakhir)s + %(bulan)s bulan = %(berikutnya)s", **nilai)
    return Berkala(berikutnya, terlambat, Langkah(teks, None, aturan.sumber(jalur)))


@dataclass(frozen=True, slots=True)
class OrangReviu:
    """One active contract person in a review of agreements; `ditandatangani` None: the review did not reach him."""

    nama: str
    ditandatangani: frozenset[str] | None
    tindak_lanjut: bool = False
    """Whether somebody follows up what is missing, by a date."""


@dataclass(frozen=True, slots=True)
class ReviuKesepakatan:
    """Who signed everything; people by name, in the order given."""

    populasi: int
    lengkap: int
    tidak_lengkap: tuple[str, ...]
    tidak_direviu: tuple[str, ...]
    tanpa_tindak_lanjut: tuple[str, ...]
    cakupan: Decimal | None
    """Reviewed people in percent; None where there is nobody."""
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def patuh(self) -> bool:
        """Whether everybody was reviewed and signed everything."""
        return not self.tidak_lengkap and not self.tidak_direviu


def reviu_kesepakatan(aturan: Peraturan, wajib: Sequence[str], orang: Sequence[OrangReviu]) -> ReviuKesepakatan:
    """Judges a review: `wajib` are the agreements that everybody has to sign."""
    sumber = aturan.sumber("berkala.kesepakatan_bulan")
    alasan, tidak_lengkap, tidak_direviu, tanpa = [], [], [], []
    for satu in orang:
        if satu.ditandatangani is None:
            tidak_direviu.append(satu.nama)
            alasan.append(P_("%(nama)s belum direviu.", nama=satu.nama))
            continue
        kurang = tuple(k for k in wajib if k not in satu.ditandatangani)
        if kurang:
            tidak_lengkap.append(satu.nama)
            alasan.append(P_("%(nama)s belum menandatangani: %(daftar)s.", nama=satu.nama, daftar=kurang))
            if not satu.tindak_lanjut:
                tanpa.append(satu.nama)
                alasan.append(P_("Kekurangan %(nama)s belum ada tindak lanjutnya.", nama=satu.nama))
    lengkap = len(orang) - len(tidak_lengkap) - len(tidak_direviu)
    direviu = len(orang) - len(tidak_direviu)
    cakupan = None
    langkah = []
    if orang:
        cakupan = _bulatkan(direviu * SERATUS / len(orang), aturan.bulat("berkala.desimal_persen"))
        nilai = {"direviu": direviu, "populasi": len(orang), "cakupan": cakupan}
        langkah.append(Langkah(P_("Direviu %(direviu)s / %(populasi)s = %(cakupan)s%%", **nilai), cakupan, sumber))
    ringkas = P_("%(lengkap)s dari %(populasi)s orang lengkap.", lengkap=lengkap, populasi=len(orang))
    langkah.append(Langkah(ringkas, Decimal(lengkap), sumber))
    return ReviuKesepakatan(
        len(orang),
        lengkap,
        tuple(tidak_lengkap),
        tuple(tidak_direviu),
        tuple(tanpa),
        cakupan,
        tuple(alasan) or (ringkas,),
        tuple(langkah),
    )


COCOK, BERLEBIH, KURANG, BERLEBIH_KURANG = "cocok", "berlebih", "kurang", "berlebih_dan_kurang"


@dataclass(frozen=True, slots=True)
class ReviuHakAkses:
    """Rights a person has against those he was promised; sorted by name."""

    putusan: str
    lebih: tuple[str, ...]
    kurang: tuple[str, ...]
    kontrak_berakhir: bool
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]


def reviu_hak_akses(
    aturan: Peraturan,
    *,
    disepakati: Collection[str],
    nyata: Collection[str],
    tanggal: dt.date,
    kontrak_selesai: dt.date | None = None,
) -> ReviuHakAkses:
    """Compares rights on the day of the review. After the last day of the contract nobody has any right."""
    sumber = aturan.sumber("hak_akses.dicabut_sesudah_kontrak")
    berakhir = kontrak_selesai is not None and kontrak_selesai < tanggal
    berhak = set() if berakhir and aturan.ya("hak_akses.dicabut_sesudah_kontrak") else set(disepakati)
    lebih, kurang = tuple(sorted(set(nyata) - berhak)), tuple(sorted(berhak - set(nyata)))
    alasan = []
    langkah = []
    if berakhir:
        teks = P_("Kontrak berakhir %(tanggal)s; tidak ada hak akses yang tersisa.", tanggal=kontrak_selesai)
        langkah.append(Langkah(teks, None, sumber))
    if lebih:
        alasan.append(P_("Hak akses berlebih, cabut: %(daftar)s.", daftar=lebih))
    if kurang:
        alasan.append(P_("Hak akses kurang, berikan atau ubah kesepakatan: %(daftar)s.", daftar=kurang))
    putusan = {(False, False): COCOK, (True, False): BERLEBIH, (False, True): KURANG}.get(
        (bool(lebih), bool(kurang)), BERLEBIH_KURANG
    )
    if putusan == COCOK:
        alasan.append(P_("Hak akses sama dengan kesepakatan."))
    langkah += [Langkah(a, None, sumber) for a in alasan]
    return ReviuHakAkses(putusan, lebih, kurang, berakhir, tuple(alasan), tuple(langkah))
