"""Determination of credit: degrees, posts somebody came from, needs, carry-over, and the raise in level first."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.kantor_kinerja import KantorKinerja
from workflow_app.errors import MasukanSalah, Refused
from workflow_app.models import EntriKredit, JenisAsal, JenisEntri, Pegawai, PenetapanAk, PenetapanAkState
from workflow_app.pesan import dari_data
from workflow_app.services import penetapan_ak
from workflow_app.services.kredit_konversi import akun_konversi

HARI = dt.date(2026, 12, 31)


@pytest.fixture
def kantor(session: Session) -> KantorKinerja:
    return KantorKinerja(session)


def baris(obj: PenetapanAk, kode: str) -> tuple[Decimal, Decimal, Decimal]:
    isi = obj.rincian["baris"][kode]
    return Decimal(isi["lama"]), Decimal(isi["baru"]), Decimal(isi["jumlah"])


def muda(kantor: KantorKinerja, *, golongan: str = "III/d", masuk: str = "III/c") -> Pegawai:
    pangkat = [(masuk, dt.date(2018, 4, 1))]
    if golongan != masuk:
        pangkat.append((golongan, dt.date(2022, 4, 1)))
    return kantor.orang(jabatan=[("ahli_muda", dt.date(2018, 4, 1))], pangkat=pangkat)


# Degrees: a quarter of what a rank needs, see T44 and T45


def test_degree_adds_a_quarter_of_the_rank(kantor: KantorKinerja):
    orang = kantor.orang()
    for tahun in (2023, 2024, 2025):
        kantor.konversi(orang, tahun, "baik")
    kantor.ijazah(orang, "s1", dt.date(2015, 8, 1), bkn=dt.date(2019, 4, 1), dasar=True)
    kantor.ijazah(orang, "s2", dt.date(2025, 8, 1), bkn=dt.date(2025, 10, 1))
    obj = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    assert baris(obj, "pendidikan") == (Decimal(0), Decimal("12.5"), Decimal("12.5"))
    assert obj.jumlah == Decimal(50)
    kp = obj.rincian["kelayakan"]["kp"]
    assert (kp["tujuan"], kp["cukup"], kp["boleh"]) == ("III/b", True, True)


def test_degree_waits_for_a_good_predicate_and_for_the_record(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "baik")
    kantor.konversi(orang, 2024, "butuh_perbaikan")
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=None)
    obj = kantor.penetapan(orang, HARI)
    assert baris(obj, "pendidikan")[2] == 0
    tertahan = " ".join(str(dari_data(p)) for p in obj.rincian["tertahan"])
    assert "di bawah Baik" in tertahan
    assert "belum tercatat di BKN" in tertahan
    kantor.tetapkan(obj, HARI)
    assert not session.scalars(select(EntriKredit).where(EntriKredit.jenis == JenisEntri.PENDIDIKAN)).all()


def test_degree_of_the_appointment_and_lower_ones_bring_nothing(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    kantor.ijazah(orang, "s2", dt.date(2015, 8, 1), bkn=dt.date(2019, 4, 1), dasar=True)
    kantor.ijazah(orang, "s1", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    assert baris(kantor.penetapan(orang, HARI), "pendidikan")[2] == 0


def test_degree_is_booked_once(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    lagi = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    assert baris(lagi, "pendidikan") == (Decimal("12.5"), Decimal(0), Decimal("12.5"))
    assert len(session.scalars(select(EntriKredit).where(EntriKredit.jenis == JenisEntri.PENDIDIKAN)).all()) == 1


# Posts somebody came from, see T47 to T51


@pytest.mark.parametrize(
    ("jenis", "ijazah", "jenjang", "golongan", "tmt_pangkat", "jumlah"),
    [
        (JenisAsal.PENGAWAS, None, "ahli_muda", "III/d", dt.date(2018, 1, 1), "175"),
        (JenisAsal.PENGAWAS, None, "ahli_muda", "III/d", dt.date(2022, 1, 1), "150"),
        (JenisAsal.PELAKSANA, "s1", "ahli_pertama", "III/a", dt.date(2020, 8, 1), "42.708"),
        (JenisAsal.ADMINISTRATOR, None, "ahli_madya", "IV/a", dt.date(2020, 1, 1), "150"),
    ],
)
def test_transfer_counts_the_years_in_rank_and_the_base(
    kantor: KantorKinerja,
    jenis: JenisAsal,
    ijazah: str | None,
    jenjang: str,
    golongan: str,
    tmt_pangkat: dt.date,
    jumlah: str,
):
    orang = kantor.orang(jabatan=[(jenjang, dt.date(2024, 1, 1))], pangkat=[(golongan, tmt_pangkat)])
    kantor.asal(orang, jenis, predikat="baik", ijazah=ijazah)
    obj = kantor.tetapkan(kantor.penetapan(orang, dt.date(2024, 1, 15)), dt.date(2024, 1, 15))
    assert obj.jumlah == Decimal(jumlah)


def test_clerk_far_above_the_level_gets_the_flat_figures(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(
        jabatan=[("ahli_pertama", dt.date(2024, 1, 1)), ("ahli_muda", dt.date(2025, 2, 1))],
        pangkat=[("IV/a", dt.date(2020, 4, 1))],
    )
    kantor.asal(orang, JenisAsal.PELAKSANA, predikat="baik", ijazah="s2")
    awal = kantor.tetapkan(kantor.penetapan(orang, dt.date(2024, 1, 15)), dt.date(2024, 1, 15))
    assert (awal.jumlah, awal.rincian["kelayakan"]["kp"]) == (Decimal(100), None)
    lanjut = kantor.tetapkan(kantor.penetapan(orang, dt.date(2025, 2, 15)), dt.date(2025, 2, 15))
    assert (lanjut.jenjang, lanjut.jumlah) == ("ahli_muda", Decimal(75))
    akhir = session.scalars(select(EntriKredit).where(EntriKredit.jenis == JenisEntri.MULAI_JENJANG)).all()
    assert [e.jumlah for e in akhir] == [Decimal(-100)]


def test_credit_of_another_functional_position_is_carried(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_pertama", dt.date(2024, 1, 1))], pangkat=[("III/b", dt.date(2020, 4, 1))])
    kantor.asal(orang, JenisAsal.JF_LAIN, angka_kredit=Decimal("61.25"))
    obj = kantor.penetapan(orang, dt.date(2024, 2, 1))
    assert baris(obj, "jf_lama")[2] == Decimal("61.25")


def test_the_need_is_the_same_before_and_after_carried_credit_is_booked(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2020, 4, 1))])
    kantor.asal(orang, JenisAsal.JF_LAIN, angka_kredit=Decimal("61.25"))
    hari = dt.date(2024, 2, 1)
    lama = kantor.tetapkan(kantor.penetapan(orang, hari), hari)
    baru = kantor.penetapan(orang, hari)
    kebutuhan = [obj.rincian["kelayakan"]["kj"]["kebutuhan"] for obj in (lama, baru)]
    assert kebutuhan == ["200", "200"]


# Needs, see T46 and T52 to T54


def test_need_is_proportional_for_who_entered_higher_without_base_credit(kantor: KantorKinerja):
    orang = muda(kantor, masuk="III/d")
    for tahun in (2023, 2024, 2025, 2026):
        kantor.konversi(orang, tahun, "baik")
    obj = kantor.penetapan(orang, HARI)
    assert obj.rincian["golongan_awal"] == "III/d"
    assert (obj.rincian["kelayakan"]["kj"]["kebutuhan"], obj.jumlah) == ("100", Decimal(100))


def test_base_credit_keeps_the_full_need(kantor: KantorKinerja):
    orang = kantor.orang(jabatan=[("ahli_muda", dt.date(2024, 1, 1))], pangkat=[("III/d", dt.date(2022, 1, 1))])
    kantor.asal(orang, JenisAsal.PENGAWAS, predikat="baik")
    obj = kantor.penetapan(orang, dt.date(2024, 2, 1))
    assert obj.rincian["kelayakan"]["kj"]["kebutuhan"] == "200"


def dua_ratus(kantor: KantorKinerja) -> Pegawai:
    orang = muda(kantor)
    kantor.saldo_lama(orang, "R2023", "jf_lama", "100")
    for tahun in (2023, 2024, 2025, 2026):
        kantor.konversi(orang, tahun, "baik")
    return orang


def perbarui(
    kantor: KantorKinerja,
    obj: PenetapanAk,
    *,
    uji: bool | None = None,
    uji_bukti: str = "",
    lowongan: bool | None = None,
    lowongan_bukti: str = "",
) -> None:
    penetapan_ak.perbarui(
        kantor.session,
        obj,
        oleh=kantor.oleh(kantor.kepegawaian, HARI),
        penilai_id=obj.penilai_id,
        uji_kompetensi=uji,
        uji_kompetensi_bukti=uji_bukti,
        lowongan=lowongan,
        lowongan_bukti=lowongan_bukti,
    )


def test_level_comes_first_and_rank_stands_on_the_same_credit(kantor: KantorKinerja):
    obj = kantor.penetapan(dua_ratus(kantor), HARI)
    perbarui(
        kantor,
        obj,
        uji=True,
        uji_bukti="Sertifikat",
        lowongan=True,
        lowongan_bukti="Peta jabatan",
    )
    layak = obj.rincian["kelayakan"]
    assert (layak["kj"]["tujuan"], layak["kj"]["boleh"]) == ("ahli_madya", True)
    assert (layak["kp"]["tujuan"], layak["kp"]["boleh"], layak["tetap_jenjang"]) == ("IV/a", True, False)


def test_rank_is_given_inside_the_level_where_there_is_no_vacancy(kantor: KantorKinerja):
    obj = kantor.penetapan(dua_ratus(kantor), HARI)
    perbarui(kantor, obj, uji=True, uji_bukti="Sertifikat", lowongan=False, lowongan_bukti="Peta")
    layak = obj.rincian["kelayakan"]
    assert layak["kj"]["boleh"] is False
    assert (layak["kp"]["tujuan"], layak["kp"]["boleh"], layak["tetap_jenjang"]) == ("IV/a", True, True)


def test_what_is_said_to_be_known_needs_its_proof(kantor: KantorKinerja):
    obj = kantor.penetapan(dua_ratus(kantor), HARI)
    with pytest.raises(MasukanSalah) as galat:
        perbarui(kantor, obj, uji=True, lowongan=False)
    assert galat.value.galat.keys() == {"uji_kompetensi_bukti", "lowongan_bukti"}


def test_surplus_over_a_rank_is_carried_inside_the_level(kantor: KantorKinerja, session: Session):
    orang = kantor.orang(
        pangkat=[("III/a", dt.date(2019, 4, 1)), ("III/b", dt.date(2027, 4, 1))],
    )
    for tahun in (2023, 2024, 2025, 2026):
        kantor.konversi(orang, tahun, "sangat_baik")  # 75
    kantor.konversi(orang, 2027, "sangat_baik", mulai=5)  # 12.5
    bawaan = session.scalars(
        select(EntriKredit).where(EntriKredit.jenis == JenisEntri.BAWAAN).order_by(EntriKredit.id)
    ).all()
    assert [(e.golongan, e.jumlah) for e in bawaan] == [("III/a", Decimal(-25)), ("III/b", Decimal(25))]
    obj = kantor.penetapan(orang, dt.date(2027, 12, 31))
    assert obj.jumlah == Decimal("87.5")
    assert Decimal(obj.rincian["kelayakan"]["kp"]["kekurangan"]) == Decimal("12.5")


# Old and new


def test_old_is_what_the_last_determination_left(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "baik")
    hari = dt.date(2023, 12, 31)
    kantor.tetapkan(kantor.penetapan(orang, hari), hari)
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.penetapan(orang, dt.date(2024, 12, 31))
    assert baris(obj, "konversi") == (Decimal("12.5"), Decimal("12.5"), Decimal(25))
    assert (obj.mulai, obj.selesai) == (dt.date(2023, 1, 1), dt.date(2024, 12, 31))


def test_nothing_is_determined_while_a_conversion_waits(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2023, "baik")
    obj = kantor.penetapan(orang, HARI)
    kantor.ajukan(kantor.draf(orang, 2024, "baik"))
    with pytest.raises(Refused) as galat:
        kantor.tetapkan(obj, HARI)
    assert "belum ditetapkan" in str(galat.value)


def test_draft_older_than_the_facts_is_refused(kantor: KantorKinerja):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.penetapan(orang, HARI)
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    with pytest.raises(Refused) as galat:
        kantor.tetapkan(obj, HARI)
    assert "Perbarui draf" in str(galat.value)
    perbarui(kantor, obj)
    kantor.tetapkan(obj, HARI)
    assert obj.jumlah == Decimal(25)


def test_replacement_books_the_difference_alone(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    kantor.ijazah(orang, "s2", dt.date(2024, 8, 1), bkn=dt.date(2024, 9, 1))
    lama = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    session.execute(select(EntriKredit))
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    baru = penetapan_ak.buka_pengganti(session, lama, oleh=oleh, catatan="Nama jabatan keliru.")
    kantor.tetapkan(baru, HARI)
    assert (baru.jumlah, lama.state) == (lama.jumlah, PenetapanAkState.DIGANTI)
    akun = akun_konversi(session, orang, HARI)
    assert akun is not None
    assert akun.jumlah == Decimal(25)


def test_every_recipient_must_be_ticked(kantor: KantorKinerja, session: Session):
    orang = kantor.orang()
    kantor.konversi(orang, 2024, "baik")
    obj = kantor.tetapkan(kantor.penetapan(orang, HARI), HARI)
    oleh = kantor.oleh(kantor.kepegawaian, HARI)
    penerima = penetapan_ak.daftar_penerima(obj)
    with pytest.raises(Refused) as galat:
        penetapan_ak.kirim(session, obj, penerima[1:], oleh=oleh)
    assert penerima[0] in str(galat.value)
    penetapan_ak.kirim(session, obj, penerima, oleh=oleh)
    assert obj.state is PenetapanAkState.DIKIRIM


def test_officer_without_position_is_told(kantor: KantorKinerja, session: Session):
    with pytest.raises(MasukanSalah):
        penetapan_ak.buka(session, kantor.penilai, oleh=kantor.oleh(kantor.kepegawaian, HARI))
