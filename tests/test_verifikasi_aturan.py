"""Catalogue and rules cannot be rewritten past their history: rows, versions and notes are held against each other."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, event, func, insert, select, text, update
from sqlalchemy.orm import Session

from tests import pabrik
from tests.penyerang import penyerang, temuan
from workflow_app.models import (
    AsalVersi,
    ButirKegiatan,
    Peran,
    PerubahanKatalog,
    TindakanKatalog,
    VersiButir,
    VersiPeraturan,
)
from workflow_app.peraturan import Tanda, naskah
from workflow_app.permissions import Pelaku
from workflow_app.services import catatan
from workflow_app.services import katalog as layanan_katalog
from workflow_app.services import peraturan as layanan
from workflow_app.services.bawaan import catat_bawaan
from workflow_app.services.impor_katalog import impor
from workflow_app.services.katalog import Dasar, muat_katalog
from workflow_app.services.peraturan import Usulan

BERKAS = Path("workflow_app/peraturan/katalog/butir_kegiatan_2020.csv")
DASAR = Dasar("Dibandingkan dengan lampiran.", "Lampiran I, halaman 12")
ALASAN = "Menurut surat edaran yang baru."


def _admin(session: Session) -> Pelaku:
    orang = pabrik.pegawai(session, peran=[Peran.ADMIN])
    pabrik.akun_dari(session, orang)
    session.commit()
    return pabrik.pelaku(session, orang)


# The catalogue


@pytest.fixture
def butir(session: Session) -> ButirKegiatan:
    """An item that an administrator has changed once, in the shipped catalogue."""
    muat_katalog(session, pabrik.HARI_INI)
    query = select(ButirKegiatan).where(ButirKegiatan.aturan == "R2020", ButirKegiatan.kode == "KA-I.B.7")
    satu = session.scalars(query).one()
    layanan_katalog.ubah(session, satu, {"uraian": "Mengelola katalog layanan TI"}, dasar=DASAR, oleh=_admin(session))
    session.commit()
    return satu


def tempat(satu: ButirKegiatan, kolom: str) -> str:
    return f"butir_kegiatan {satu.id}, kolom {kolom}: tidak sama dengan versi terakhirnya"


def test_an_honest_catalogue_holds(engine: Engine, butir: ButirKegiatan):
    assert temuan(engine) == []


def test_an_imported_catalogue_holds(engine: Engine, session: Session, butir: ButirKegiatan):
    """The shipped sheet takes the change back."""
    assert impor(session, "R2020", BERKAS.read_bytes(), dasar=DASAR, oleh=_admin(session)) is not None
    session.commit()
    assert butir.versi == 3
    assert temuan(engine) == []


def test_an_act_from_before_notes_kept_a_hash_holds(engine: Engine, session: Session, butir: ButirKegiatan):
    oleh = _admin(session)
    lama = PerubahanKatalog(
        aturan="R2020", tindakan=TindakanKatalog.UBAH, tanggal=pabrik.HARI_INI, oleh_id=oleh.pegawai_id, alasan="Lama."
    )
    session.add(lama)
    catatan.catat_tambah(session, lama, oleh)
    layanan_katalog.terapkan(session, lama, butir, {"uraian": "Mengelola katalog"})
    session.commit()
    assert temuan(engine) == []


UBAHAN = {
    "angka_kredit": 999_000_000,
    "jenjang": "ahli_utama",
    "pasti": False,
    "unsur": "penunjang",
    "uraian": "Lain",
    "ditutup_mulai": "2021-01-01",
    "batas_dikonfirmasi": 1_000_000,
    "versi": 7,
}


@pytest.mark.parametrize("kolom", sorted(UBAHAN))
def test_an_item_changed_past_its_versions_is_named(engine: Engine, butir: ButirKegiatan, kolom: str):
    with penyerang(engine) as koneksi:
        koneksi.execute(
            text(f"UPDATE butir_kegiatan SET {kolom} = :isi WHERE id = :id"), {"isi": UBAHAN[kolom], "id": butir.id}
        )
    assert temuan(engine) == [tempat(butir, kolom)]


def palsukan(koneksi: Connection, butir: ButirKegiatan, nomor: int, **ubah: Any) -> None:
    """The content of a stored version, changed."""
    syarat = (VersiButir.butir_id == butir.id, VersiButir.nomor == nomor)
    isi = koneksi.execute(select(VersiButir.isi).where(*syarat)).scalar_one()
    koneksi.execute(update(VersiButir).where(*syarat).values(isi={**isi, **ubah}))


def test_an_item_changed_together_with_its_version_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        palsukan(koneksi, butir, 2, angka_kredit="9")
        koneksi.execute(update(ButirKegiatan).where(ButirKegiatan.id == butir.id).values(angka_kredit=Decimal(9)))
        tindakan = koneksi.execute(select(func.max(PerubahanKatalog.id))).scalar_one()
    assert temuan(engine) == [f"perubahan_katalog, baris {tindakan}: versi butir tidak sama dengan yang dicatat"]


def test_a_first_version_that_is_not_the_shipped_one_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        palsukan(koneksi, butir, 1, angka_kredit="9")
    sebab = "versi pertama tidak sama dengan katalog bawaan"
    assert temuan(engine) == [f"butir_kegiatan {butir.id}, kolom angka_kredit: {sebab}"]


def test_an_item_under_the_code_of_another_one_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        koneksi.execute(update(ButirKegiatan).where(ButirKegiatan.id == butir.id).values(kode="KA-X.1"))
    assert f"butir_kegiatan {butir.id}, baris 1: versi tidak berasal dari katalog bawaan" in temuan(engine)


def test_an_item_put_in_without_an_act_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        asli = dict(koneksi.execute(select(ButirKegiatan.__table__).limit(1)).mappings().one())
        koneksi.execute(insert(ButirKegiatan), {**asli, "id": 987_654, "kode": "PALSU"})
    assert temuan(engine) == ["butir_kegiatan 987654, baris 1: butir tidak punya versi"]


@pytest.mark.parametrize("tindakan", [TindakanKatalog.UBAH, TindakanKatalog.MUAT])
def test_a_version_put_in_with_an_act_that_nobody_noted_is_named(
    engine: Engine, butir: ButirKegiatan, tindakan: TindakanKatalog
):
    with penyerang(engine) as koneksi:
        asli = dict(koneksi.execute(select(PerubahanKatalog.__table__).limit(1)).mappings().one())
        koneksi.execute(insert(PerubahanKatalog), {**asli, "id": 987_654, "aturan": butir.aturan, "tindakan": tindakan})
        isi = koneksi.execute(select(VersiButir.isi).where(VersiButir.butir_id == butir.id).limit(1)).scalar_one()
        versi = {"butir_id": butir.id, "nomor": 3, "perubahan_id": 987_654, "isi": {**isi, "angka_kredit": "9"}}
        koneksi.execute(insert(VersiButir), versi)
        ubah = {"angka_kredit": Decimal(9), "uraian": isi["uraian"], "versi": 3}
        koneksi.execute(update(ButirKegiatan).where(ButirKegiatan.id == butir.id).values(**ubah))
    assert temuan(engine) == ["perubahan_katalog, baris 987654: tindakan tanpa catatan administrator"]


def test_a_removed_version_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(VersiButir).where(VersiButir.butir_id == butir.id, VersiButir.nomor == 1))
    assert f"butir_kegiatan {butir.id}, baris 1: versi dihapus atau disisipkan" in temuan(engine)


def test_a_removed_item_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(ButirKegiatan).where(ButirKegiatan.id == butir.id))
    assert f"butir_kegiatan {butir.id}, baris 1: butir dihapus sedangkan versinya ada" in temuan(engine)


def test_a_removed_act_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        tindakan = koneksi.execute(select(func.max(PerubahanKatalog.id))).scalar_one()
        koneksi.execute(delete(PerubahanKatalog).where(PerubahanKatalog.id == tindakan))
    assert temuan(engine) == [f"perubahan_katalog, baris {tindakan}: tindakan dihapus"]


def test_another_reason_of_an_act_is_named(engine: Engine, butir: ButirKegiatan):
    with penyerang(engine) as koneksi:
        tindakan = koneksi.execute(select(func.max(PerubahanKatalog.id))).scalar_one()
        koneksi.execute(update(PerubahanKatalog).where(PerubahanKatalog.id == tindakan).values(alasan="Lain."))
    assert temuan(engine) == [f"perubahan_katalog {tindakan}, kolom alasan: tidak sama dengan catatan administrator"]


# The rules


@pytest.fixture
def koreksi(session: Session) -> list[VersiPeraturan]:
    """The versions of R2020: the shipped one and two corrections."""
    catat_bawaan(session, pabrik.HARI_INI)
    perancang, penerbit = _admin(session), _admin(session)
    for jalur, nilai in (("faktor.satu_di_atas", "0,9"), ("faktor.setara", "0,95")):
        usulan = Usulan(nilai, "SE contoh 1/2022", Tanda.FOUND, "", ALASAN)
        layanan.usulkan(session, "R2020", jalur, usulan, oleh=perancang)
        layanan.uji(session, "R2020", oleh=perancang)
        layanan.terbitkan(session, "R2020", alasan=ALASAN, tanggal=pabrik.HARI_INI, oleh=penerbit)
        session.commit()
    query = select(VersiPeraturan).where(VersiPeraturan.kunci == "R2020").order_by(VersiPeraturan.nomor)
    versi = list(session.scalars(query))
    assert [v.nomor for v in versi] == [1, 2, 3]
    session.commit()
    return versi


SUSUNAN = "isi tidak sama dengan sidiknya, atau dengan berkas bawaan dan koreksinya"
CATATAN = "tidak sama dengan catatan administrator"


def ubah(engine: Engine, versi: VersiPeraturan, **isi: Any) -> None:
    with penyerang(engine) as koneksi:
        koneksi.execute(update(VersiPeraturan).where(VersiPeraturan.id == versi.id).values(**isi))


def test_honest_versions_of_the_rules_hold(engine: Engine, koreksi: list[VersiPeraturan]):
    assert temuan(engine) == []


def test_a_figure_changed_in_the_text_of_a_version_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    ubah(engine, koreksi[1], isi=koreksi[1].isi.replace('"nilai":"0.9"', '"nilai":"1.9"'))
    assert temuan(engine)[0] == f"versi_peraturan {koreksi[1].id}, kolom isi: {SUSUNAN}"


def test_a_text_changed_together_with_its_hash_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    isi = koreksi[2].isi.replace('"nilai":"0.9"', '"nilai":"1.9"')
    ubah(engine, koreksi[2], isi=isi, sidik=naskah.baca(isi).sidik)
    assert f"versi_peraturan {koreksi[2].id}, kolom sidik: {CATATAN}" in temuan(engine)


def test_a_correction_changed_in_text_hash_and_corrections_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    """The figures that are in force come from the corrections of the newest version."""
    isi = koreksi[2].isi.replace('"nilai":"0.9"', '"nilai":"1.9"')
    ganti = json.loads(json.dumps(koreksi[2].koreksi).replace('"0.9"', '"1.9"'))
    ubah(engine, koreksi[2], isi=isi, sidik=naskah.baca(isi).sidik, koreksi=ganti)
    hasil = temuan(engine)
    assert f"versi_peraturan {koreksi[2].id}, kolom sidik: {CATATAN}" in hasil
    assert f"versi_peraturan {koreksi[2].id}, kolom koreksi: {CATATAN}" in hasil


def test_another_source_of_a_correction_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    """A source changes no figure, and so not the hash of the figures."""
    isi = koreksi[2].isi.replace("SE contoh", "SE lain")
    ganti = json.loads(json.dumps(koreksi[2].koreksi).replace("SE contoh", "SE lain"))
    ubah(engine, koreksi[2], isi=isi, koreksi=ganti)
    assert temuan(engine) == [f"versi_peraturan {koreksi[2].id}, kolom koreksi: {CATATAN}"]


def test_a_correction_put_into_the_newest_version_alone_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    palsu = {**koreksi[2].koreksi["faktor.setara"]}
    palsu["koreksi"] = {**palsu["koreksi"], "jalur": "faktor.satu_di_bawah", "nilai": "9"}
    ubah(engine, koreksi[2], koreksi={**koreksi[2].koreksi, "faktor.satu_di_bawah": palsu})
    assert temuan(engine) == [
        f"versi_peraturan {koreksi[2].id}, kolom isi: {SUSUNAN}",
        f"versi_peraturan {koreksi[2].id}, kolom koreksi: {CATATAN}",
    ]


@pytest.mark.parametrize("rusak", ["{", '{"kunci":"R2020"}', "[]"])
def test_a_text_that_nobody_can_read_is_named(engine: Engine, koreksi: list[VersiPeraturan], rusak: str):
    ubah(engine, koreksi[1], isi=rusak)
    assert f"versi_peraturan {koreksi[1].id}, kolom isi: {SUSUNAN}" in temuan(engine)


@pytest.mark.parametrize(("kolom", "isi"), [("alasan", "Lain."), ("oleh_id", None), ("sendirian", True)])
def test_another_publisher_or_reason_is_named(engine: Engine, koreksi: list[VersiPeraturan], kolom: str, isi: Any):
    ubah(engine, koreksi[1], **{kolom: isi})
    assert temuan(engine) == [f"versi_peraturan {koreksi[1].id}, kolom {kolom}: {CATATAN}"]


def sisipkan(engine: Engine, dari: VersiPeraturan, **ubah: Any) -> None:
    with penyerang(engine) as koneksi:
        query = select(VersiPeraturan.__table__).where(VersiPeraturan.id == dari.id)
        asli = dict(koneksi.execute(query).mappings().one())
        koneksi.execute(insert(VersiPeraturan), {**asli, "id": 987_654, **ubah})


def test_a_version_put_in_past_the_application_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    sisipkan(engine, koreksi[2], nomor=4)
    assert temuan(engine) == ["versi_peraturan 987654, baris 4: koreksi tanpa catatan administrator"]


def test_a_correction_put_in_as_a_shipped_file_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    """An upgrade would carry it on."""
    sisipkan(engine, koreksi[1], nomor=4, asal=AsalVersi.BAWAAN, oleh_id=None)
    sebab = "koreksi tidak sama dengan versi sebelumnya"
    assert temuan(engine) == [f"versi_peraturan 987654, kolom koreksi: {sebab}"]


@pytest.mark.parametrize("ke", [1, 2])
def test_a_removed_correction_is_named(engine: Engine, koreksi: list[VersiPeraturan], ke: int):
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(VersiPeraturan).where(VersiPeraturan.id == koreksi[ke].id))
    assert f"versi_peraturan, baris {koreksi[ke].id}: versi dihapus" in temuan(engine)


def test_a_removed_first_version_is_named(engine: Engine, koreksi: list[VersiPeraturan]):
    with penyerang(engine) as koneksi:
        koneksi.execute(delete(VersiPeraturan).where(VersiPeraturan.id == koreksi[0].id))
    assert f"versi_peraturan {koreksi[1].id}, baris 2: versi dihapus atau disisipkan" in temuan(engine)


def test_the_versions_are_read_in_one_query(engine: Engine, koreksi: list[VersiPeraturan]):
    perintah: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: perintah.append(a[2]))
    assert temuan(engine) == []
    assert sum("versi_peraturan.isi" in satu for satu in perintah) == 1
