"""The figures beside a claimed item: factor with its reason, credit, yearly limit, age, ceiling; on every screen."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import meja_tim
from workflow_app.kalkulator.jenis import jalankan_kasus
from workflow_app.models import Dupak, ItemDupak, Pegawai
from workflow_app.plafon import tinjau
from workflow_app.services.hitungan_butir import HitunganButir, hitungan_butir

D = Decimal
Masuk = Callable[[Pegawai], Klien]
NAMA = ("Faktor jenjang", "Angka kredit", "Paling banyak diberikan")


def hitungan(session: Session, dupak: Dupak, item: ItemDupak) -> HitunganButir:
    return hitungan_butir(item, tinjau(session, dupak).get(item.id))


def bagian(h: HitunganButir, nama: str) -> list[str]:
    return [str(x.teks) for b in h.bagian if str(b.nama) == nama for x in b.langkah]


def test_the_steps_are_those_of_the_calculator(session: Session):
    dupak = pabrik.dupak(session)
    atas = pabrik.butir_kegiatan(session, jenjang="ahli_muda", angka_kredit=D("0.33"))
    item = pabrik.item(session, dupak, atas, volume=D(7), surat_tugas="ST-1/2021")
    h = hitungan(session, dupak, item)
    masukan = {"jenjang": "ahli_pertama", "jenjang_butir": "ahli_muda", "angka_kredit": "0.33", "volume": "7"}
    (kasus,) = jalankan_kasus([{"id": "uji", "jenis": "kredit_butir", "regime": "R2020", "masukan": masukan}])
    assert kasus.hasil is not None
    assert (h.faktor, h.terbanyak) == (kasus.hasil.nilai["faktor"], kasus.hasil.nilai["angka_kredit"])
    assert bagian(h, "Faktor jenjang") == [str(kasus.hasil.langkah[0].teks)]
    assert bagian(h, "Angka kredit")[-1] == "7 x 0,33 x 0,8 = 1,848"
    assert [str(b.nama) for b in h.bagian] == list(NAMA)


def test_a_confirmed_limit_shows_its_use_and_lowers_the_ceiling(session: Session):
    dupak = pabrik.dupak(session)
    butir = pabrik.butir_kegiatan(session, angka_kredit=D(1), batas_tahunan="5 per tahun")
    item = pabrik.item(session, dupak, butir, volume=D(8))
    h = hitungan(session, dupak, item)
    assert h.terbanyak == D(8)
    assert "belum dikonfirmasi" in bagian(h, "Batas tahunan")[0]
    butir.batas_dikonfirmasi = D(5)
    session.flush()
    h = hitungan(session, dupak, item)
    assert h.terbanyak == D(5)
    assert "5 dari 8 dinilai" in bagian(h, "Batas tahunan")[0]
    assert bagian(h, "Paling banyak diberikan") == bagian(h, "Batas tahunan")


def test_age_is_told_once_the_file_is_received(session: Session):
    dupak = pabrik.dupak(session, butir=1)
    (item,) = dupak.butir
    assert not bagian(hitungan(session, dupak, item), "Umur kegiatan")
    dupak.diterima_pada = dt.date(2022, 1, 10)
    umur = bagian(hitungan(session, dupak, item), "Umur kegiatan")
    assert "masih dinilai" in umur[-1]
    item.hangus = True
    dupak.diterima_pada = dt.date(2023, 1, 10)
    h = hitungan(session, dupak, item)
    assert "hangus" in bagian(h, "Umur kegiatan")[-1]
    assert h.terbanyak == 0
    assert bagian(h, "Paling banyak diberikan") == [
        "Hangus: kegiatan selesai 30 September 2021, lebih dari 12 bulan sebelum tanggal diterima 10 Januari 2023."
    ]


def test_an_uncertain_value_may_not_be_given(session: Session):
    dupak = pabrik.dupak(session)
    item = pabrik.item(session, dupak, pabrik.butir_kegiatan(session, pasti=False, sumber_ak="satu"))
    h = hitungan(session, dupak, item)
    assert h.terbanyak == 0
    assert "belum pasti" in bagian(h, "Paling banyak diberikan")[0]


def test_every_screen_with_items_opens_into_the_steps(session: Session, klien: Masuk):
    meja = meja_tim(session)
    dupak = meja.klaim(butir=2)
    penilaian = meja.mulai(dupak, meja.a)
    session.commit()
    desk = f"/penilaian/{penilaian.id}"
    halaman = [
        (meja.a, desk),
        (meja.a, f"{desk}/butir/{dupak.butir[0].id}"),
        (meja.sekretariat, f"/dupak/{dupak.id}"),
        (dupak.subjek, f"/dupak/{dupak.id}"),
    ]
    for orang, alamat in halaman:
        isi = teks_halaman(klien(orang).get(alamat).text)
        for nama in (*NAMA, "Umur kegiatan", "Butir jenjang sendiri: faktor 1"):
            assert nama in isi, (alamat, nama)


def test_the_plenary_sees_them_for_contested_and_agreed_items(session: Session, klien: Masuk):
    meja = meja_tim(session)
    dupak = meja.siap_sidang()
    sidang = meja.berlangsung(dupak)
    session.commit()
    badan = klien(meja.ketua).get(f"/sidang/{sidang.id}/agenda/{sidang.agenda[0].id}").text
    assert badan.count("bt-hitungan") == len(dupak.butir)
