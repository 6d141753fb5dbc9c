"""The kind `integrasi`: conventional credit as credit inside one level."""

from typing import Annotated

from pydantic import Field

from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.integrasi import integrasi as hitung
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, NilaiHasil, jenis
from workflow_app.kalkulator.jenis.periksa import Ijazah, kedudukan, periksa_jenjang
from workflow_app.kalkulator.jenis.tipe import Angka, Golongan, Jenjang
from workflow_app.kalkulator.kebutuhan import kebutuhan_golongan, kebutuhan_jenjang
from workflow_app.peraturan.jenjang import golongan_berikut, golongan_jenjang
from workflow_app.pesan import N_, P_


class MasukanIntegrasi(Masukan):
    """Input of `integrasi`."""

    jenjang: Annotated[Jenjang, Field(description="level held")]
    angka_kredit: Annotated[Angka, Field(description="conventional credit (R2003), cumulative")]
    pengembangan_profesi: Annotated[
        Angka, Field(description="pengembangan profesi used up by the raise to this level, taken out; left out, none")
    ] = NOL
    golongan_awal: Annotated[
        Golongan | None, Field(description="rank of entry into the level; left out, the lowest of the level")
    ] = None
    golongan: Annotated[
        Golongan | None, Field(description="rank held; with it the result is measured against the next rank and level")
    ] = None
    pendidikan: Annotated[Ijazah | None, Field(description="diploma of entry; only with `golongan`")] = None


@jenis(
    "integrasi",
    N_("Penyesuaian angka kredit konvensional ke integrasi"),
    regime=("R2020",),
    nilai={
        "golongan_awal": "rank whose conventional total is the base",
        "nilai_dasar": "that total",
        "sebelum_potongan": "conventional credit less the base",
        "angka_kredit": "the same less pengembangan profesi: what the officer starts with",
        "kp_kekurangan": "what it lacks of the next rank; null without `golongan` or at the top",
        "kj_kekurangan": "what it lacks of the next level; null without `golongan` or at the top",
    },
    putusan={
        "disesuaikan": "the credit is converted",
        "di_bawah_dasar": "the conventional credit does not reach the base; the officer starts with 0",
    },
    contoh={"regime": "R2020", "masukan": {"jenjang": "ahli_muda", "angka_kredit": "287.5"}},
)
def integrasi(k: Konteks, m: MasukanIntegrasi) -> Hasil:
    """Conventional credit less the total at which the level starts, less pengembangan profesi already used."""
    aturan, lama = k.aturan, k.kunci("R2003")
    periksa_jenjang(aturan, m.jenjang)
    if m.golongan_awal is not None and m.golongan_awal not in golongan_jenjang(lama, m.jenjang):
        pesan = P_(
            "Golongan ini bukan milik jenjangnya. Pilih salah satu: %(daftar)s.",
            daftar=golongan_jenjang(lama, m.jenjang),
        )
        raise KasusSalah("masukan.golongan_awal", pesan)
    if m.pengembangan_profesi > m.angka_kredit:
        pesan = P_("Pengembangan profesi adalah bagian dari angka kredit, sehingga tidak dapat lebih besar.")
        raise KasusSalah("masukan.pengembangan_profesi", pesan)
    hasil = hitung(
        lama,
        aturan,
        jenjang=m.jenjang,
        konvensional=m.angka_kredit,
        pengembangan_profesi=m.pengembangan_profesi,
        golongan_awal=m.golongan_awal,
    )
    nilai: dict[str, NilaiHasil] = {
        "golongan_awal": hasil.golongan_awal,
        "nilai_dasar": hasil.nilai_dasar,
        "sebelum_potongan": hasil.sebelum_potongan,
        "angka_kredit": hasil.angka_kredit,
        "kp_kekurangan": None,
        "kj_kekurangan": None,
    }
    if m.golongan is not None:
        di = kedudukan(
            k,
            aturan,
            jenjang=m.jenjang,
            golongan=m.golongan,
            pendidikan=m.pendidikan,
            golongan_awal=m.golongan_awal,
        )
        kp = kebutuhan_golongan(aturan, di, golongan_berikut(di.golongan))
        kj = kebutuhan_jenjang(aturan, di)
        for nama, perlu in (("kp_kekurangan", kp), ("kj_kekurangan", kj)):
            nilai[nama] = None if perlu is None else max(perlu.nilai - hasil.angka_kredit, NOL)
    putusan = "di_bawah_dasar" if hasil.kekurangan_dasar else "disesuaikan"
    return Hasil(nilai, putusan, (hasil.alasan,), hasil.langkah)
