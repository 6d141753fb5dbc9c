"""Kinds about the papers of a file."""

from typing import Annotated, Literal

from pydantic import Field

from workflow_app.kalkulator import berkas
from workflow_app.kalkulator.jenis.dasar import Hasil, KasusSalah, Konteks, Masukan, jenis
from workflow_app.kalkulator.jenis.tipe import Golongan, Jenjang, Teks
from workflow_app.pesan import N_, P_, Pesan

DOKUMEN_TERBANYAK = 100
_KONVERSI = "R2023"


class MasukanDaftarPeriksa(Masukan):
    """Input of `daftar_periksa`."""

    daftar: Annotated[
        Literal["dupak", "kp", "kj"], Field(description="file of a claim, of a raise in rank, or of a raise in level")
    ]
    ada: Annotated[
        tuple[Teks, ...],
        Field(
            max_length=DOKUMEN_TERBANYAK, description="codes of the documents that are there, as the steps name them"
        ),
    ]
    golongan_tujuan: Annotated[
        Golongan | None,
        Field(description="`kp`: rank to be reached; decides whether the decree on the level is needed"),
    ] = None
    jenjang_tujuan: Annotated[
        Jenjang | None, Field(description="`kj` in R2023: level to be reached; Ahli Utama needs a master's diploma")
    ] = None


@jenis(
    "daftar_periksa",
    N_("Kelengkapan berkas"),
    nilai={
        "wajib": "codes of the documents that must be there, joined by `, `",
        "jumlah_wajib": "their number",
        "kurang": "codes of the missing ones; null where nothing is missing",
        "jumlah_kurang": "their number",
    },
    putusan={"lengkap": "every required document is there", "kurang": "some are missing"},
    contoh={
        "masukan": {"daftar": "kp", "ada": ["surat_usulan", "sk_pangkat", "pak"], "golongan_tujuan": "III/c"},
    },
)
def daftar_periksa(k: Konteks, m: MasukanDaftarPeriksa) -> Hasil:
    """The checklist of a file against the documents that are there.

    `kj` under R2023 is the list of a sister position; R2023 knows no claim (`dupak`).
    """
    aturan = k.kunci("prosedur")
    daftar = "kj_konversi" if m.daftar == "kj" and k.regime == _KONVERSI else m.daftar
    if daftar == "dupak" and k.regime == _KONVERSI:
        raise KasusSalah("masukan.daftar", P_("R2023 tidak mengenal DUPAK; pilih kp atau kj."))
    semua = berkas.baris(aturan, daftar)
    for nomor, kode in enumerate(m.ada):
        if kode not in semua:
            pesan = P_("Dokumen tidak dikenal. Pilih dari: %(daftar)s.", daftar=semua)
            raise KasusSalah(f"masukan.ada.{nomor}", pesan)
    hasil = berkas.kelengkapan(
        aturan, daftar, m.ada, golongan_tujuan=m.golongan_tujuan, jenjang_tujuan=m.jenjang_tujuan
    )
    peringatan: tuple[Pesan, ...] = ()
    if daftar == "kp" and m.golongan_tujuan is None:
        peringatan = (
            P_("Golongan tujuan tidak diisi; SK kenaikan jabatan wajib bila memasuki jenjang yang lebih tinggi."),
        )
    return Hasil(
        {
            "wajib": ", ".join(hasil.wajib),
            "jumlah_wajib": len(hasil.wajib),
            "kurang": ", ".join(hasil.kurang) or None,
            "jumlah_kurang": len(hasil.kurang),
        },
        "lengkap" if hasil.lengkap else "kurang",
        hasil.alasan,
        hasil.langkah,
        peringatan,
    )
