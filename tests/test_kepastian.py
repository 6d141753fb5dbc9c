"""An uncertain value earns nothing before a named person has confirmed it: at the desk, at the plenary, on each way."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from tests.klien import Klien, teks_halaman
from tests.meja_tim import Meja, isi_nilai, meja_tim
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import ButirKegiatan, Pegawai, PenilaianState, Peran
from workflow_app.peraturan.katalog import katalog
from workflow_app.peraturan.katalog.kepastian import NAMA_SUMBER, nama_sumber, saksi
from workflow_app.plafon import plafon_dupak
from workflow_app.services import katalog as layanan_katalog
from workflow_app.services import penilaian as layanan
from workflow_app.services import sidang as layanan_sidang
from workflow_app.services.katalog import Dasar

Masuk = Callable[[Pegawai], Klien]
NOL = Decimal(0)


@pytest.fixture
def meja(session: Session) -> Meja:
    """A desk whose catalogue has one uncertain item, the first."""
    hasil = meja_tim(session)
    hasil.kegiatan[0].pasti, hasil.kegiatan[0].sumber_ak = False, "juknis"
    session.commit()
    return hasil


def konfirmasi(meja: Meja, butir: ButirKegiatan, angka: str | None = None) -> Pegawai:
    admin = pabrik.pegawai(meja.session, "Ade Admin", peran=[Peran.ADMIN])
    layanan_katalog.konfirmasi(
        meja.session,
        butir,
        angka_kredit=Decimal(angka) if angka else butir.angka_kredit,
        persen=None,
        jenjang=butir.jenjang,
        dasar=Dasar("Cocok dengan lampiran."),
        oleh=pabrik.pelaku(meja.session, admin),
    )
    meja.session.commit()
    return admin


def test_such_an_item_may_be_claimed_and_sent(meja: Meja):
    d = meja.klaim()
    assert [b.pasti for b in d.butir] == [False, True, True, True, True]
    assert list(plafon_dupak(meja.session, d)) == [d.butir[0].id]


def test_the_service_takes_no_mark_above_nothing_and_says_who_confirms(meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    oleh = meja.oleh(meja.a)
    with pytest.raises(MasukanSalah) as galat:
        layanan.simpan_nilai(meja.session, p, isi_nilai(d), oleh=oleh)
    (pesan,) = galat.value.galat.values()
    assert list(galat.value.galat) == [f"butir-{d.butir[0].id}"]
    for kata in ("satu sumber (salinan juknis Peraturan BPS 2/2021)", "administrator", "aturan: kepastian katalog"):
        assert kata in str(pesan)
    assert p.nilai == []
    layanan.simpan_nilai(meja.session, p, isi_nilai(d, {0: ("0", "Menunggu konfirmasi.")}), oleh=oleh)


def test_the_page_refuses_as_the_service_does_and_keeps_what_was_typed(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    andini = klien(meja.a)
    halaman = teks_halaman(andini.get(f"/penilaian/{p.id}").text)
    assert "nilai belum dipastikan" in halaman
    assert "baru dapat diberikan setelah administrator mengonfirmasinya" in halaman
    isi = {"version": str(p.version)}
    for b in d.butir:
        isi |= {f"nilai-{b.id}": str(b.jumlah).replace(".", ","), f"alasan-{b.id}": ""}
    jawaban = andini.kirim(f"/penilaian/{p.id}/nilai", isi, status=422)
    assert "belum pasti" in jawaban.text
    assert f'value="{isi[f"nilai-{d.butir[2].id}"]}"' in jawaban.text
    session.refresh(p)
    assert p.nilai == []


def test_the_same_as_claimed_leaves_uncertain_items_open(klien: Masuk, session: Session, meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    isi = {"version": str(p.version), "sama-semua": "1"}
    isi |= {f"{nama}-{b.id}": "" for b in d.butir for nama in ("nilai", "alasan")}
    klien(meja.a).kirim(f"/penilaian/{p.id}/nilai", isi)
    session.refresh(p)
    assert {n.item_id for n in p.nilai} == {b.id for b in d.butir[1:]}


def test_once_confirmed_it_is_marked_like_any_other(meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    konfirmasi(meja, meja.kegiatan[0])
    layanan.simpan_nilai(meja.session, p, isi_nilai(d), oleh=meja.oleh(meja.a))
    layanan.kirim(meja.session, p, oleh=meja.oleh(meja.a))
    assert p.state is PenilaianState.TERKIRIM
    assert d.butir[0].butir_versi == 1


def test_a_lower_confirmed_value_is_the_ceiling_of_what_was_claimed(meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    item, separuh = d.butir[0], d.butir[0].angka_satuan / 2
    konfirmasi(meja, meja.kegiatan[0], str(separuh))
    oleh = meja.oleh(meja.a)
    with pytest.raises(MasukanSalah, match="dikonfirmasi lebih rendah"):
        layanan.simpan_nilai(meja.session, p, isi_nilai(d), oleh=oleh)
    paling = plafon_dupak(meja.session, d)[item.id].nilai
    assert 0 < paling < item.jumlah
    layanan.simpan_nilai(meja.session, p, isi_nilai(d, {0: (str(paling), "Nilai katalog.")}), oleh=oleh)


def test_a_higher_confirmed_value_does_not_raise_the_claim(meja: Meja):
    d = meja.klaim()
    konfirmasi(meja, meja.kegiatan[0], "9")
    assert plafon_dupak(meja.session, d) == {}


def test_marks_cannot_be_sent_when_the_value_lost_its_certainty(meja: Meja):
    d = meja.klaim()
    p = meja.mulai(d, meja.a)
    admin = konfirmasi(meja, meja.kegiatan[0])
    oleh = meja.oleh(meja.a)
    layanan.simpan_nilai(meja.session, p, isi_nilai(d), oleh=oleh)
    layanan_katalog.ubah(
        meja.session,
        meja.kegiatan[0],
        {"angka_kredit": Decimal("0.01")},
        dasar=Dasar("Keliru."),
        oleh=pabrik.pelaku(meja.session, admin),
    )
    with pytest.raises(Refused) as galat:
        layanan.kirim(meja.session, p, oleh=oleh)
    (alasan,) = galat.value.alasan
    assert alasan.tempat == f"butir-{d.butir[0].id}"
    assert "kepastian katalog" in str(alasan.aturan)


def test_a_later_doubt_does_not_touch_what_was_copied_in_certainty(meja: Meja):
    d = meja.klaim()
    meja.kegiatan[1].pasti = False
    meja.session.commit()
    assert d.butir[1].id not in plafon_dupak(meja.session, d)


def test_the_plenary_gives_nothing_for_it_either(klien: Masuk, meja: Meja):
    d = meja.siap_sidang(a={0: ("0", "Menunggu.")}, b={0: ("0", "Menunggu.")})
    item = d.butir[0]
    item.dibuka_ulang = True
    s = meja.berlangsung(d)
    (agenda,) = s.agenda
    oleh = meja.oleh(meja.sekretaris)
    with pytest.raises(MasukanSalah, match="belum pasti"):
        layanan_sidang.beri_nilai_sidang(meja.session, s, agenda.id, item.id, item.jumlah, "Sah.", oleh=oleh)
    assert "belum pasti" in teks_halaman(klien(meja.sekretaris).get(f"/sidang/{s.id}/agenda/{agenda.id}").text)
    layanan_sidang.beri_nilai_sidang(meja.session, s, agenda.id, item.id, NOL, "Menunggu.", oleh=oleh)
    meja.session.commit()
    meja.tutup(s)
    assert item.nilai_akhir == NOL


def test_no_plenary_closes_over_a_mark_that_is_no_longer_certain(meja: Meja):
    butir = meja.kegiatan[0]
    admin = konfirmasi(meja, butir)
    butir.pasti = False
    meja.session.commit()
    d = meja.klaim()
    pelaku = pabrik.pelaku(meja.session, admin)
    layanan_katalog.konfirmasi(
        meja.session,
        butir,
        angka_kredit=butir.angka_kredit,
        persen=None,
        jenjang=butir.jenjang,
        dasar=Dasar("Sah."),
        oleh=pelaku,
    )
    meja.nilai(d, meja.a)
    meja.nilai(d, meja.b)
    s = meja.berlangsung(d)
    layanan_katalog.ubah(meja.session, butir, {"angka_kredit": Decimal(7)}, dasar=Dasar("Ragu."), oleh=pelaku)
    meja.putuskan(s)
    with pytest.raises(Refused, match="belum pasti"):
        layanan_sidang.tutup(meja.session, s, oleh=meja.oleh(meja.ketua), nomor="BA/1/2022")
    meja.session.rollback()
    assert d.hasil is None


# Sources in words


def test_every_source_of_the_shipped_catalogue_has_words():
    dipakai = {kode for kunci in ("R2003", "R2020") for b in katalog(kunci).semua for kode in saksi(b.sumber_ak)}
    assert dipakai == set(NAMA_SUMBER)
    assert str(nama_sumber("lembar dinas")) == "lembar dinas"


def test_pages_say_the_source_in_words_and_keep_its_code_in_the_title(session: Session, meja: Meja, klien: Masuk):
    meja.kegiatan[0].sumber_ak = "juknis+bkkbn"
    meja.kegiatan[0].jenjang_disimpulkan = True
    d = meja.klaim()
    penilaian = meja.mulai(d, meja.a)
    session.commit()
    for orang, alamat in (
        (d.subjek, f"/dupak/{d.id}"),
        (meja.a, f"/penilaian/{penilaian.id}"),
        (meja.a, f"/katalog/{meja.kegiatan[0].id}"),
    ):
        badan = klien(orang).get(alamat).text
        assert "juknis+bkkbn" not in badan, alamat
        assert "juknis, bkkbn" not in badan, alamat
    halaman = klien(d.subjek).get(f"/dupak/{d.id}").text
    assert '<span title="juknis">salinan juknis Peraturan BPS 2/2021</span>' in halaman
    assert '<span title="bkkbn">katalog yang dipakai BKKBN</span>' in halaman
    isi = teks_halaman(klien(meja.a).get(f"/katalog/{meja.kegiatan[0].id}").text)
    assert "salinan juknis Peraturan BPS 2/2021, katalog yang dipakai BKKBN" in isi


def test_a_single_source_is_named_in_the_sentence(meja: Meja, klien: Masuk):
    d = meja.klaim()
    isi = teks_halaman(klien(d.subjek).get(f"/dupak/{d.id}").text)
    assert "nilainya hanya menurut satu sumber (salinan juknis Peraturan BPS 2/2021)" in isi
