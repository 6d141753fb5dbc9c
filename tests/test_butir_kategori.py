"""An officer claims only the work of his own category, whatever a form sends."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests import pabrik
from workflow_app.errors import MasukanSalah
from workflow_app.services.butir import hitung_butir


def test_an_item_for_all_levels_of_the_other_category_is_refused(session: Session) -> None:
    milik = pabrik.dupak(session)
    lain = "keterampilan" if milik.kategori == "keahlian" else "keahlian"
    asing = pabrik.butir_kegiatan(session, kode="XX-1", kategori=lain, jenjang="semua")
    with pytest.raises(MasukanSalah) as galat:
        hitung_butir(milik, asing, Decimal(1))
    assert "kategori lain" in str(galat.value.galat["butir_id"])


@pytest.mark.parametrize("milik_siapa", ["semua", "sendiri"])
def test_an_item_of_the_own_category_or_of_both_is_valued(session: Session, milik_siapa: str) -> None:
    milik = pabrik.dupak(session)
    kategori = milik.kategori if milik_siapa == "sendiri" else "semua"
    butir = pabrik.butir_kegiatan(session, kode="XX-2", kategori=kategori, jenjang="semua", angka_kredit=Decimal("0.4"))
    assert hitung_butir(milik, butir, Decimal(5)) == (Decimal("0.4"), Decimal(1), Decimal("2.000"))
