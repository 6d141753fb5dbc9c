"""What must hold before a claim is decided, decided again, or finished."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from workflow_app.batas_setahun import ATURAN_BATAS_SETAHUN, melampaui_batas_setahun
from workflow_app.models import (
    AgendaSidang,
    Dupak,
    HasilAgenda,
    Keberatan,
    KeberatanState,
    Pak,
    PakState,
    Sidang,
    SidangState,
)
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.plafon import ATURAN_KEPASTIAN, di_atas_plafon
from workflow_app.selisih import butir_untuk_sidang
from workflow_app.states.engine import Konteks, syarat


@syarat(
    N_("Sidang yang memutus DUPAK ini sudah ditutup."),
    aturan=N_("alur sidang: hasil berlaku pada penutupan"),
)
def sidang_ditutup(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    terakhir = k.session.execute(
        select(Sidang.state, AgendaSidang.hasil, Sidang.id)
        .join(AgendaSidang, AgendaSidang.sidang_id == Sidang.id)
        .where(AgendaSidang.dupak_id == dupak.id, Sidang.state != SidangState.DIBATALKAN)
        .order_by(Sidang.id.desc())
        .limit(1)
    ).first()
    dipakai = (dupak.hasil or {}).get("sidang_id")  # a plenary decides a claim once
    if terakhir is None or terakhir[:2] != (SidangState.DITUTUP, HasilAgenda.DISETUJUI) or terakhir.id == dipakai:
        yield P_("DUPAK diputuskan ketika sidangnya ditutup dengan hasil 'disetujui'.")


CARA_MENGURANGI = P_("Kembalikan butir yang harus dikurangi kepada para penilai, lalu putuskan pada sidang berikutnya.")


@syarat(
    N_("Setiap butir yang berbeda nilai sudah diberi nilai sidang."),
    aturan=N_("alur dupak: perbedaan nilai diselesaikan sidang"),
)
def butir_berbeda_dinilai_sidang(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for b in butir_untuk_sidang(k.session, dupak, k.pelaku.hari_ini):
        if b.nilai_sidang is None:
            yield P_("Butir %(kode)s belum diberi nilai sidang.", kode=b.kode), f"butir-{b.id}"


@syarat(
    N_("Tidak ada nilai di atas 0 pada butir yang belum pasti, dan tidak ada nilai di atas batas tahunan."),
    aturan=ATURAN_KEPASTIAN,
)
def putusan_dalam_plafon(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    for item, plafon in di_atas_plafon(k.session, [dupak]).get(dupak.id, ()):
        yield plafon.alasan, f"butir-{item.id}"


@syarat(
    N_("Angka kredit setahun tidak melampaui batas jenjangnya."),
    aturan=ATURAN_BATAS_SETAHUN,
)
def putusan_dalam_batas_setahun(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    for tahun in melampaui_batas_setahun(k.session, [dupak]).get(dupak.id, ()):
        yield tahun.alasan
        yield CARA_MENGURANGI


@syarat(
    N_("Butir yang dinilai atau diputus ulang disebut."),
    aturan=N_("alur dupak: pengembalian menyebut butirnya"),
    butuh_masukan=True,
)
def butir_ulang_disebut(dupak: Dupak, k: Konteks) -> Iterator[tuple[Pesan, str]]:
    ids = set((k.masukan or {}).get("butir", ()))
    if not ids & {b.id for b in dupak.butir}:
        yield P_("Pilih butir yang dinilai atau diputus ulang."), "butir"


def _keberatan_terbuka(dupak: Dupak, k: Konteks) -> bool:
    terbuka = exists().where(
        Keberatan.dupak_id == dupak.id, Keberatan.state.in_({KeberatanState.DIAJUKAN, KeberatanState.DITELAAH})
    )
    return bool(k.session.scalar(select(terbuka)))


def _pak(dupak: Dupak, k: Konteks) -> Pak | None:
    return k.session.scalars(
        select(Pak).where(Pak.dupak_id == dupak.id, Pak.state != PakState.DIBATALKAN).order_by(Pak.id.desc()).limit(1)
    ).first()


@syarat(
    N_("Keberatan dikabulkan, atau PAK kembali karena angkanya; PAK belum ditetapkan."),
    aturan=N_("alur dupak dan keberatan"),
)
def sidang_boleh_dibuka_ulang(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    pak = _pak(dupak, k)
    if pak and pak.state in {PakState.DITETAPKAN, PakState.DIKIRIM, PakState.DIGANTI}:
        yield P_("PAK sudah ditetapkan. Pembetulan dilakukan dengan PAK pengganti.")
    # The upheld objection brings the step with it; it opens no second plenary afterwards.
    keberatan_id = (k.masukan or {}).get("keberatan_id")
    dikabulkan = keberatan_id is not None and k.session.scalar(
        select(
            exists().where(
                Keberatan.id == keberatan_id,
                Keberatan.dupak_id == dupak.id,
                Keberatan.state == KeberatanState.DIKABULKAN,
            )
        )
    )
    if not dikabulkan and not (pak and pak.state is PakState.DIKEMBALIKAN):
        yield P_("Sidang hanya dibuka ulang bila keberatan dikabulkan atau PAK dikembalikan pejabat penetap.")


@syarat(N_("Hari keberatan masih berjalan dan belum dilepas."), aturan=N_("alur keberatan"))
def keberatan_masih_mungkin(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    if dupak.keberatan_dilepas:
        yield P_("Anda sudah menerima hasil ini.")
    elif dupak.keberatan_sampai is None or dupak.keberatan_sampai < k.pelaku.hari_ini:
        yield P_("Hari keberatan sudah lewat; tidak ada yang perlu dilepas.")
    if _keberatan_terbuka(dupak, k):
        yield P_("Cabut dahulu keberatan Anda.")


@syarat(
    N_("PAK sudah ditetapkan, atau HAPAK disimpan sebagai tabungan dan hari keberatan sudah lewat."),
    aturan=N_("bahan BPS: HAPAK disimpan bila angka kredit belum cukup"),
)
def boleh_selesai(dupak: Dupak, k: Konteks) -> Iterator[Pesan]:
    pak = _pak(dupak, k)
    if pak:
        if pak.state not in {PakState.DITETAPKAN, PakState.DIKIRIM, PakState.DIGANTI}:
            yield P_("PAK belum ditetapkan.")
        return
    if not (dupak.hasil or {}).get("tabungan"):
        yield P_("PAK belum disusun.")
    if _keberatan_terbuka(dupak, k):
        yield P_("Masih ada keberatan yang belum diputus.")
    if not dupak.keberatan_dilepas and dupak.keberatan_sampai and dupak.keberatan_sampai >= k.pelaku.hari_ini:
        yield P_("Hari keberatan masih berjalan sampai %(tanggal)s.", tanggal=dupak.keberatan_sampai)
