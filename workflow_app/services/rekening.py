"""Everything the pages about an officer's credit show: his account per rule set and his progress under each.

Where today's credit comes from conversion, the figures are those of the determination that would be drawn up now: the
same needs, the same facts, and credit that waits for a determination counted as waiting.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app import peraturan
from workflow_app.kalkulator import kemajuan as kalkulator
from workflow_app.kalkulator.dasar import NOL
from workflow_app.kalkulator.kemajuan import Kemajuan, Tujuan
from workflow_app.kalkulator.konversi import paling_sedikit
from workflow_app.kalkulator.syarat_kenaikan import Fakta, Karier
from workflow_app.kedudukan import kenaikan
from workflow_app.models import EntriKredit, Pegawai, PenetapanAk, PenetapanAkState
from workflow_app.peraturan import Peraturan
from workflow_app.peraturan.jenjang import kategori
from workflow_app.services import penetapan_ak
from workflow_app.services.kemajuan_kredit import (
    SaldoRegime,
    hitung_kemajuan,
    karier_pada,
    kredit_dinilai,
    saldo_kosong,
    saldo_regime,
)
from workflow_app.services.kredit_konversi import AkunKonversi, Tambahan, akun_konversi, pangkat_jauh


@dataclass(frozen=True)
class Rekening:
    """An officer's credit on a day."""

    pegawai: Pegawai
    karier: Karier
    saldo: Mapping[str, SaldoRegime]
    """By rule set, that of today included; booked credit alone."""
    kini: str
    """Key of the rule set of today."""
    kemajuan: Mapping[str, Kemajuan]
    """By rule set; credit that waits for a determination counts."""
    hari_ini: dt.date
    akun: AkunKonversi | None = None
    """The account of the conversion regime; None on a day of claims."""

    @property
    def menunggu(self) -> Sequence[Tambahan]:
        """Credit that the next determination books."""
        return self.akun.tambahan if self.akun else ()

    @property
    def jumlah_menunggu(self) -> Decimal:
        """The same as one figure."""
        return sum((t.jumlah for t in self.menunggu), NOL)

    @property
    def dibukukan(self) -> Kemajuan:
        """Progress under the rule set of today by booked credit alone."""
        if not self.menunggu:
            return self.kemajuan[self.kini]
        return self._ukur(self.saldo[self.kini], Fakta(), (), menunggu=())

    @property
    def tujuan(self) -> Sequence[tuple[Tujuan, Tujuan]]:
        """Rank and level under the rule set of today, each with the same aim by booked credit alone."""
        return tuple(zip(self.kemajuan[self.kini].tujuan, self.dibukukan.tujuan, strict=True))

    def maju(
        self,
        saldo: SaldoRegime,
        andai: Mapping[str, bool] | None = None,
        tambahan: Sequence[kalkulator.Tambahan] = (),
    ) -> Kemajuan:
        """Progress of the account under one rule set, with supposed facts (`Fakta`) and further credit laid over it."""
        return self._ukur(saldo, Fakta(**(andai or {})), tambahan, menunggu=self.menunggu)

    def _ukur(
        self,
        saldo: SaldoRegime,
        andai: Fakta,
        tambahan: Sequence[kalkulator.Tambahan],
        menunggu: Sequence[Tambahan],
    ) -> Kemajuan:
        if self.akun is None or saldo.aturan.kunci != self.akun.aturan.kunci:
            return hitung_kemajuan(saldo, self.karier, self.hari_ini, fakta=andai, tambahan=tambahan)
        akun, aturan = self.akun, saldo.aturan
        nanti = [kalkulator.Tambahan(self.hari_ini, kredit_dinilai(aturan, {t.unsur: t.jumlah})) for t in menunggu]
        hasil = hitung_kemajuan(
            replace(saldo, dengan_ak_dasar=akun.dengan_ak_dasar),
            replace(self.karier, golongan_awal=akun.golongan_awal),
            self.hari_ini,
            fakta=_gabung(fakta_diketahui(akun), andai),
            tambahan=[*nanti, *tambahan],
        )
        return hasil if akun.kelayakan() else replace(hasil, kj=_tanpa_kj(hasil.kj))


def rekening(session: Session, pegawai: Pegawai, hari_ini: dt.date) -> Rekening | None:
    """The account of an officer with his progress under each rule set; None without rank or functional position.

    The histories of the officer are read with it; a bounded number of further queries. Raises PeraturanTidakAda for a
    day without rules.
    """
    karier = karier_pada(pegawai, hari_ini)
    if karier is None:
        return None
    saldo = saldo_regime(session, pegawai.id, karier, hari_ini)
    kini = peraturan.untuk(hari_ini)
    saldo.setdefault(kini.kunci, saldo_kosong(kini, kategori(karier.jenjang)))
    akun = _akun(session, pegawai, karier, hari_ini)
    if akun is not None:
        saldo[kini.kunci] = _lama_baru(session, pegawai.id, saldo[kini.kunci], karier.jenjang)
    hasil = Rekening(pegawai, karier, saldo, kini.kunci, {}, hari_ini, akun)
    return replace(hasil, kemajuan={kunci: hasil.maju(s) for kunci, s in saldo.items()})


def fakta_diketahui(akun: AkunKonversi) -> Fakta:
    """What is known of the officer besides credit, in the form in which conditions are judged."""
    fakta = akun.fakta
    baik = None if fakta.predikat is None else predikat_baik(akun.aturan, fakta.predikat)
    return Fakta(baik, fakta.uji_kompetensi, fakta.lowongan)


def predikat_baik(aturan: Peraturan, predikat: str) -> bool:
    """Whether a predicate is as good as a raise in level asks for."""
    return paling_sedikit(aturan, predikat, kenaikan(aturan).teks("kj.prestasi_minimal"))


def _gabung(diketahui: Fakta, andai: Fakta) -> Fakta:
    """What is known, and over it what is supposed."""
    return Fakta(
        *(
            getattr(diketahui, nama) if getattr(andai, nama) is None else getattr(andai, nama)
            for nama in Fakta.__dataclass_fields__
        )
    )


def _akun(session: Session, pegawai: Pegawai, karier: Karier, hari_ini: dt.date) -> AkunKonversi | None:
    """The account of the conversion regime, with what the newest determination of the level knows of him."""
    diketahui = session.execute(
        select(PenetapanAk.uji_kompetensi, PenetapanAk.lowongan)
        .where(
            PenetapanAk.subjek_id == pegawai.id,
            PenetapanAk.jenjang == karier.jenjang,
            PenetapanAk.state != PenetapanAkState.DIGANTI,
        )
        .order_by(PenetapanAk.id.desc())
        .limit(1)
    ).first()
    uji, lowongan = diketahui or (None, None)
    return akun_konversi(session, pegawai, hari_ini, uji_kompetensi=uji, lowongan=lowongan)


def _lama_baru(session: Session, pegawai_id: int, saldo: SaldoRegime, jenjang: str) -> SaldoRegime:
    """The account with old and new parted where the next determination parts them."""
    batas = penetapan_ak.batas_lama(session, PenetapanAk(subjek_id=pegawai_id))
    lama = dict(
        session.execute(
            select(EntriKredit.unsur, func.sum(EntriKredit.jumlah))
            .where(
                EntriKredit.pegawai_id == pegawai_id,
                EntriKredit.aturan == saldo.aturan.kunci,
                EntriKredit.jenjang == jenjang,
                EntriKredit.unsur != "",
                penetapan_ak.termasuk_lama(batas),
            )
            .group_by(EntriKredit.unsur)
        ).all()
    )
    baris = [replace(b, lama=lama.get(b.kode, NOL), baru=b.jumlah - lama.get(b.kode, NOL)) for b in saldo.baris]
    return replace(saldo, baris=baris)


def _tanpa_kj(kj: Tujuan) -> Tujuan:
    """A rank so far above the level that no table holds: no raise is judged, as in the determination."""
    return Tujuan(kj.jenis, None, "", pangkat_jauh())
