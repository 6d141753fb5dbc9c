"""Kinds about the plenary: attendance, votes, and marks that differ."""

from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator import selisih, sidang
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import Angka, Cacah, Ya
from workflow_app.pesan import N_, P_

PENILAI_TERBANYAK = 10


class MasukanKuorum(Masukan):
    """Input of `kuorum`."""

    anggota: Annotated[Cacah, Field(description="seats of the team, officers included")]
    hadir: Annotated[Cacah, Field(description="people present, officers included")]
    ketua_hadir: Annotated[Ya, Field(description="whether the chair is present")] = False
    wakil_ketua_hadir: Annotated[Ya, Field(description="whether the deputy is present")] = False


@jenis(
    "kuorum",
    N_("Kuorum sidang"),
    nilai={"hadir": "people present", "diperlukan": "least number that must be present"},
    putusan={"tercapai": "the plenary may decide", "belum": "it may not"},
    contoh={"masukan": {"anggota": 7, "hadir": 4, "ketua_hadir": True}},
)
def kuorum(k: Konteks, m: MasukanKuorum) -> Hasil:
    """More than half of the seats, the chair or the deputy among those present (a setting, in no regulation)."""
    if m.anggota == 0:
        raise KasusSalah("masukan.anggota", P_("Tim tanpa anggota tidak bersidang. Isi jumlah anggota tim."))
    if m.hadir > m.anggota:
        raise KasusSalah(
            "masukan.hadir", P_("Yang hadir lebih banyak daripada anggota tim, %(anggota)s.", anggota=m.anggota)
        )
    pimpinan = [n for n, ada in (("ketua", m.ketua_hadir), ("wakil_ketua", m.wakil_ketua_hadir)) if ada]
    if m.hadir < len(pimpinan):
        raise KasusSalah(
            "masukan.hadir", P_("Jumlah hadir kurang dari pimpinan yang tercatat hadir. Periksa jumlahnya.")
        )
    hasil = sidang.kuorum(k.kunci("prosedur"), semua=m.anggota, hadir=m.hadir, kedudukan_hadir=pimpinan)
    tercapai = P_("Kuorum tercapai: hadir %(hadir)s dari %(semua)s anggota.", hadir=m.hadir, semua=m.anggota)
    return Hasil(
        {"hadir": hasil.hadir, "diperlukan": hasil.perlu},
        "tercapai" if hasil.tercapai else "belum",
        hasil.alasan or (tercapai,),
        hasil.langkah,
    )


class MasukanPutusan(Masukan):
    """Input of `putusan_sidang`."""

    setuju: Annotated[Cacah, Field(description="votes in favour, the chair's included")] = 0
    tidak: Annotated[Cacah, Field(description="votes against, the chair's included")] = 0
    abstain: Annotated[Cacah, Field(description="people who did not vote; they count for neither side")] = 0
    mufakat: Annotated[Ya, Field(description="whether everybody agreed without a vote")] = False
    suara_ketua: Annotated[
        Literal["setuju", "tidak"] | None, Field(description="how the chair voted; decides a tie. Left out: not known")
    ] = None


@jenis(
    "putusan_sidang",
    N_("Putusan sidang"),
    nilai={
        "cara": "`mufakat`, `suara_terbanyak` or `suara_ketua`; null while undecided",
        "suara": "votes for either side",
    },
    putusan={
        "disetujui": "agreed",
        "ditolak": "not agreed",
        "seri": "undecided: equal votes without the chair's casting vote, or settings that know consensus alone",
    },
    contoh={"masukan": {"setuju": 3, "tidak": 3, "suara_ketua": "setuju"}},
)
def putusan_sidang(k: Konteks, m: MasukanPutusan) -> Hasil:
    """Consensus, else simple majority of the votes, else the chair's casting vote (settings, in no regulation)."""
    if m.mufakat and (m.tidak or m.suara_ketua == "tidak"):
        raise KasusSalah("masukan.mufakat", P_("Mufakat berarti tidak ada suara tidak setuju. Pilih salah satu."))
    if not m.mufakat and m.setuju + m.tidak == 0:
        raise KasusSalah("masukan.setuju", P_("Isi suara setuju dan tidak setuju, atau mufakat."))
    if (m.suara_ketua == "setuju" and not m.setuju and not m.mufakat) or (m.suara_ketua == "tidak" and not m.tidak):
        raise KasusSalah("masukan.suara_ketua", P_("Suara ketua termasuk dalam jumlah suara. Periksa jumlahnya."))
    hasil = sidang.putusan(
        k.kunci("prosedur"),
        setuju=m.setuju,
        tidak=m.tidak,
        mufakat=m.mufakat,
        ketua_setuju=None if m.suara_ketua is None else m.suara_ketua == "setuju",
    )
    return Hasil({"cara": hasil.cara, "suara": m.setuju + m.tidak}, hasil.hasil, (hasil.alasan,), hasil.langkah)


class MasukanSelisih(Masukan):
    """Input of `selisih_nilai`."""

    nilai: Annotated[
        list[Angka],
        Field(min_length=2, max_length=PENILAI_TERBANYAK, description="marks of the assessors for one item"),
    ]
    usulan: Annotated[
        Angka | None, Field(description="credit claimed; no mark may exceed it. Left out: not checked")
    ] = None


@jenis(
    "selisih_nilai",
    N_("Selisih nilai dua penilai"),
    nilai={
        "selisih": "distance between the highest and the lowest mark",
        "toleransi": "distance that still counts as agreement",
        "nilai": "mark that counts: the lower one; null where the plenary decides",
    },
    putusan={"sepakat": "the assessors agree", "sidang": "the plenary decides"},
    contoh={"masukan": {"nilai": ["1.5", "2"]}},
)
def selisih_nilai(k: Konteks, m: MasukanSelisih) -> Hasil:
    """Marks further apart than the tolerance (a setting, 0) go to the plenary; otherwise the lower one counts."""
    for nomor, satu in enumerate(m.nilai):
        if m.usulan is not None and satu > m.usulan:
            raise KasusSalah(
                f"masukan.nilai.{nomor}",
                P_("Nilai %(nilai)s melebihi usulan %(usulan)s.", nilai=satu, usulan=m.usulan),
            )
    hasil = selisih.selisih_nilai(k.kunci("prosedur"), m.nilai)
    return Hasil(
        {"selisih": hasil.selisih, "toleransi": hasil.toleransi, "nilai": hasil.nilai},
        "sepakat" if hasil.sepakat else "sidang",
        (hasil.alasan,),
        hasil.langkah,
    )
