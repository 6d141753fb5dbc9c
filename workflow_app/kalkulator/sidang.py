"""The plenary: whether enough members are there, and what a vote decides."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.kalkulator.dasar import Langkah
from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import P_, Pesan

DISETUJUI, DITOLAK, SERI = "disetujui", "ditolak", "seri"
MUFAKAT, SUARA_TERBANYAK, SUARA_KETUA = "mufakat", "suara_terbanyak", "suara_ketua"


@dataclass(frozen=True, slots=True)
class Kuorum:
    """Who is there and whether that is enough."""

    hadir: int
    semua: int
    perlu: int
    """So many must be there, one of the leading officers among them."""
    pimpinan: bool
    """Whether one of them is there."""
    alasan: tuple[Pesan, ...]
    langkah: tuple[Langkah, ...]

    @property
    def tercapai(self) -> bool:
        """Whether the plenary may decide."""
        return not self.alasan


def kuorum_perlu(aturan: Peraturan, semua: int) -> int:
    """How many of `semua` members must be there: the least number above the share."""
    return int(semua * aturan.desimal("kuorum.lebih_dari_bagian")) + 1


def kuorum(aturan: Peraturan, *, semua: int, hadir: int, kedudukan_hadir: Collection[str]) -> Kuorum:
    """Judges the attendance of a team of `semua` seats; `kedudukan_hadir` are the seats whose holders are there."""
    bagian = aturan.desimal("kuorum.lebih_dari_bagian")
    sumber = aturan.sumber("kuorum.lebih_dari_bagian")
    perlu = kuorum_perlu(aturan, semua)
    pimpinan = bool(set(kedudukan_hadir) & set(aturan.daftar("kuorum.pimpinan_hadir")))
    alasan = []
    if hadir < perlu:
        alasan.append(
            P_("Tercatat hadir %(hadir)s dari %(semua)s anggota; kuorum belum tercapai.", hadir=hadir, semua=semua)
        )
    if not pimpinan:
        alasan.append(P_("Ketua atau wakil ketua harus hadir."))
    langkah = (
        Langkah(
            P_("Lebih dari %(bagian)s x %(semua)s anggota: %(perlu)s orang", bagian=bagian, semua=semua, perlu=perlu),
            Decimal(perlu),
            sumber,
        ),
        Langkah(P_("Hadir %(hadir)s orang", hadir=hadir), Decimal(hadir)),
    )
    return Kuorum(hadir, semua, perlu, pimpinan, tuple(alasan), langkah)


@dataclass(frozen=True, slots=True)
class Putusan:
    """What a plenary decides, and in which way."""

    hasil: str
    """`disetujui`, `ditolak` or `seri`: nothing is decided yet."""
    cara: str | None
    """`mufakat`, `suara_terbanyak` or `suara_ketua`; None while nothing is decided."""
    langkah: tuple[Langkah, ...]

    @property
    def alasan(self) -> Pesan:
        """The deciding sentence."""
        return self.langkah[-1].teks


def hitung_suara(setuju: int, tidak: int) -> str:
    """Which side has more votes: `disetujui`, `ditolak`, or `seri`. Abstentions do not count."""
    if setuju == tidak:
        return SERI
    return DISETUJUI if setuju > tidak else DITOLAK


def ketua_menentukan(aturan: Peraturan) -> bool:
    """Whether the chair decides when votes are equal."""
    return aturan.ya("putusan_sidang.suara_ketua_menentukan")


def putusan(
    aturan: Peraturan, *, setuju: int, tidak: int, mufakat: bool = False, ketua_setuju: bool | None = None
) -> Putusan:
    """Decides by consensus, else by simple majority, else by the chair where the settings give him the casting vote.

    `ketua_setuju` is the chair's vote, None while unknown. Raises ValueError for a consensus with votes against.
    """
    if mufakat and tidak:
        raise ValueError("mufakat tidak mengenal suara tidak setuju")
    cara = aturan.daftar("putusan_sidang.cara")
    sumber = aturan.sumber("putusan_sidang.cara")
    if mufakat:
        return Putusan(DISETUJUI, MUFAKAT, (Langkah(P_("Disetujui dengan mufakat."), None, sumber),))
    nilai = {"setuju": setuju, "tidak": tidak}
    langkah = [Langkah(P_("Suara: %(setuju)s setuju, %(tidak)s tidak setuju", **nilai), Decimal(setuju - tidak))]
    if SUARA_TERBANYAK not in cara:
        langkah.append(Langkah(P_("Setelan hanya mengenal mufakat; belum ada putusan."), None, sumber))
        return Putusan(SERI, None, tuple(langkah))
    hasil = hitung_suara(setuju, tidak)
    if hasil == DISETUJUI:
        langkah.append(Langkah(P_("Disetujui dengan suara terbanyak, %(setuju)s > %(tidak)s.", **nilai), None, sumber))
        return Putusan(hasil, SUARA_TERBANYAK, tuple(langkah))
    if hasil == DITOLAK:
        langkah.append(Langkah(P_("Ditolak dengan suara terbanyak, %(tidak)s > %(setuju)s.", **nilai), None, sumber))
        return Putusan(hasil, SUARA_TERBANYAK, tuple(langkah))
    sumber = aturan.sumber("putusan_sidang.suara_ketua_menentukan")
    if not ketua_menentukan(aturan):
        langkah.append(Langkah(P_("Suara sama banyak dan ketua tidak menentukan; belum ada putusan."), None, sumber))
        return Putusan(SERI, None, tuple(langkah))
    if ketua_setuju is None:
        langkah.append(Langkah(P_("Suara sama banyak; suara ketua menentukan dan belum diketahui."), None, sumber))
        return Putusan(SERI, None, tuple(langkah))
    if ketua_setuju:
        langkah.append(Langkah(P_("Suara sama banyak; disetujui dengan suara ketua."), None, sumber))
        return Putusan(DISETUJUI, SUARA_KETUA, tuple(langkah))
    langkah.append(Langkah(P_("Suara sama banyak; ditolak dengan suara ketua."), None, sumber))
    return Putusan(DITOLAK, SUARA_KETUA, tuple(langkah))
