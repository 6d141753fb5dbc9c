"""Steps as people see them: the list of open and closed ones, and the form of each step that asks for something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from workflow_app import peraturan
from workflow_app.baris_berkas import label_baris
from workflow_app.errors import Alasan
from workflow_app.kalender import tambah_hari_kerja
from workflow_app.models import (
    Dupak,
    Keberatan,
    Pak,
    PakIntegrasi,
    Pegawai,
    PenetapanAk,
    Penilaian,
    Sidang,
    Stateful,
)
from workflow_app.models.penilaian import PenilaianState
from workflow_app.permissions import Pelaku, berkonflik
from workflow_app.pesan import N_, P_, Pesan
from workflow_app.selisih import butir_untuk_sidang, penilaian_berjalan
from workflow_app.services import keadaan, pak, pak_integrasi, penetapan_ak
from workflow_app.services.catatan_butir import catatan_saya, sidik
from workflow_app.services.pemeriksaan import calon_penilai
from workflow_app.services.perkara import bukan_rekan_dinilai
from workflow_app.states.dupak.periksa import jumlah_penilai
from workflow_app.states.engine import Step, available, workflow_of
from workflow_app.tahap import Tahap
from workflow_app.tenggat import hari_khusus
from workflow_app.web.bahasa import tanggal, teks
from workflow_app.web.catatan_butir import CatatanButirField
from workflow_app.web.kolom import CentangField, FormLangkah, PilihanField, TanggalField, TeksField, TeksPanjangField

PENGHENTI = frozenset({"tarik", "tolak", "tutup_berkas", "batalkan", "mundur", "bebaskan", "cabut"})
"""Steps that end something; their buttons stand last and look like it."""
MUNDUR = frozenset(
    {
        "kembalikan",
        "kembalikan_atasan",
        "kembalikan_pengusul",
        "kembalikan_sidang",
        "minta_kelengkapan",
        "ganti_penilai",
        "buka_kembali",
        "buka_sidang_ulang",
        "skors",
        "tunda",
    }
)
"""Steps that send a case back or hold it up."""
_URUTAN_NADA = ("utama", "kedua", "bahaya")

PENJELASAN_ASAL: Mapping[tuple[str, str, str], str] = {
    ("dupak", "tarik", "draf"): N_(
        "Draf ini ditutup dan tidak dapat dilanjutkan lagi; isinya tetap tersimpan dalam riwayat. Kegiatannya dapat "
        "diusulkan dalam DUPAK lain."
    ),
}
"""What follows from a step where it is another thing from one state (the third part) than from others."""
PENJELASAN: Mapping[tuple[str, str], str] = {
    ("dupak", "tarik"): N_(
        "Usulan berakhir dan tidak dapat dibuka lagi. Butir-butirnya bebas dan dapat diusulkan dalam DUPAK lain."
    ),
    ("dupak", "kembalikan_atasan"): N_(
        "Pegawai langsung sampai pada butir yang Anda beri catatan. Ia dapat mengubah butirnya lagi, lalu "
        "mengajukannya kembali kepada Anda."
    ),
    ("dupak", "usulkan"): N_("Surat pengantar dibuat dari isian ini, dan berkas masuk ke sekretariat."),
    ("dupak", "kembalikan_pengusul"): N_("Pegawai dapat mengubah butirnya lagi; usulan mulai lagi dari atasan."),
    ("dupak", "minta_kelengkapan"): N_(
        "Minta semua kekurangan sekaligus. Hanya baris dan butir yang ditandai terbuka bagi pegawai, dan tanggal "
        "terima dipertahankan bila ia menjawab tepat waktu."
    ),
    ("dupak", "tugaskan_penilai"): N_("Setiap penilai menilai sendiri; nilai yang lain baru tampak sesudah semuanya."),
    ("dupak", "ganti_penilai"): N_("Penilai pengganti menilai dari awal. Nilai penilai yang mundur tidak dipakai."),
    ("dupak", "kembalikan_sidang"): N_("Penilaian dibuka kembali, dan butir yang ditandai dinilai ulang."),
    ("dupak", "tolak"): N_("Usulan berakhir. Butir-butirnya bebas dan dapat diusulkan lagi."),
    ("dupak", "buka_sidang_ulang"): N_(
        "Butir yang ditandai diputus ulang, dan rancangan PAK dibatalkan. Hasil yang lama tetap tersimpan."
    ),
    ("dupak", "lepas_keberatan"): N_(
        "Anda menerima hasil ini dan tidak dapat mengajukan keberatan lagi. PAK dapat ditetapkan lebih cepat."
    ),
    ("dupak", "tutup_berkas"): N_("Berkas ditutup tanpa hasil. Butir-butirnya bebas dan dapat diusulkan lagi."),
    ("keberatan", "telaah"): N_("Penelaah menyiapkan jawaban per butir; ketua tim memutuskannya."),
    ("keberatan", "kabulkan"): N_("Ketua tim kemudian membuka sidang ulang untuk butir-butir ini."),
    ("keberatan", "cabut"): N_("Keberatan berakhir dan tidak dapat diajukan lagi."),
    ("penilaian", "mundur"): N_("Ketua tim menugaskan pengganti. Nilai yang sudah Anda isi tidak dipakai."),
    ("penilaian", "bebaskan"): N_("Nilai penilai ini tetap tersimpan, tetapi tidak dipakai."),
    ("sidang", "tutup"): N_("Berita Acara dibuat, dan setiap hasil agenda berlaku sejak penutupan."),
    ("sidang", "tunda"): N_("Undangan dengan tanggal baru dikirim kepada semua anggota."),
    ("sidang", "batalkan"): N_("Agenda sidang ini bebas dan dapat dimasukkan ke sidang lain."),
    ("pak", "tetapkan"): N_(
        "Nomor diambil, PAK terbit, dan angkanya masuk ke catatan pegawai. PAK yang terbit tidak dapat diubah; "
        "kesalahan dibetulkan dengan PAK pengganti."
    ),
    ("pak", "susun_ulang"): N_("Angka dihitung kembali dengan peraturan dan buku kredit sekarang, lalu diparaf lagi."),
    ("pak", "kembalikan"): N_("PAK kembali kepada sekretaris tim untuk diperiksa."),
    ("pak", "kirim"): N_("Tandai setiap penerima yang salinannya Anda kirim."),
    ("konversi", "ajukan"): N_("Angkanya dihitung dan dibekukan, lalu konversi menunggu Pejabat Penilai Kinerja."),
    ("konversi", "kembalikan"): N_(
        "Isian dapat diubah lagi oleh pegawai atau biro kepegawaian, lalu diajukan kembali."
    ),
    ("konversi", "tetapkan"): N_(
        "Nomor diambil, surat konversi dan akumulasi terbit, dan angkanya masuk ke catatan pegawai. Yang sudah "
        "ditetapkan tidak dapat diubah; kesalahan dibetulkan dengan konversi pengganti."
    ),
    ("penetapan_ak", "tetapkan"): N_(
        "Nomor diambil, surat penetapan terbit, dan angka kredit tambahan masuk ke catatan pegawai. Yang sudah "
        "ditetapkan tidak dapat diubah; kesalahan dibetulkan dengan penetapan pengganti."
    ),
    ("penetapan_ak", "kirim"): N_("Tandai setiap penerima yang salinannya Anda kirim."),
    ("pak_integrasi", "paraf"): N_("Angkanya dibekukan dan diajukan kepada pejabat penetap hari ini."),
    ("pak_integrasi", "susun_ulang"): N_("Paraf gugur, dan angka dihitung kembali dari buku kredit sekarang."),
    ("pak_integrasi", "tetapkan"): N_(
        "Nomor diambil, PAK integrasi terbit, dan kedua akun dibukukan. Yang sudah ditetapkan tidak dapat diubah; "
        "kesalahan dibetulkan dengan PAK integrasi pengganti."
    ),
    ("pak_integrasi", "kirim"): N_("Tandai setiap penerima yang salinannya Anda kirim."),
}
"""What follows from a step, said before it is taken."""

KONFIRMASI = frozenset(
    {
        ("dupak", "tarik"),
        ("dupak", "lepas_keberatan"),
        ("keberatan", "cabut"),
        ("pak", "tetapkan"),
        ("konversi", "tetapkan"),
        ("penetapan_ak", "tetapkan"),
        ("pak_integrasi", "tetapkan"),
    }
)
"""Steps without fields that cannot be taken back: asked once more on a page of their own."""


@dataclass(frozen=True)
class LangkahTampil:
    """One step on a case page; open when `alasan` is empty."""

    trigger: str
    label: Pesan
    url: str
    perlu_formulir: bool
    alasan: tuple[Alasan, ...]
    nada: str
    penjelasan: Pesan | None = None


def url_langkah(obj: Stateful, trigger: str) -> str:
    """The address of a step: its form (GET) and the step itself (POST)."""
    jalan = trigger.replace("_", "-")
    return url_for("perkara.langkah", workflow=workflow_of(obj).name, id=obj.id, trigger=jalan)


def langkah_terbuka(session: Session, obj: Stateful, pelaku: Pelaku) -> list[LangkahTampil]:
    """The steps that the person's role lets him see, open or closed: those that lead on first."""
    alur = workflow_of(obj).name
    daftar = [
        LangkahTampil(
            trigger=t.step.trigger,
            label=keadaan.label_baris(alur, t.step),
            url=url_langkah(obj, t.step.trigger),
            perlu_formulir=perlu_formulir(alur, t.step),
            alasan=t.alasan,
            nada=nada_langkah(t.step.trigger),
        )
        for t in available(session, obj, pelaku)
    ]
    return sorted(daftar, key=lambda s: _URUTAN_NADA.index(s.nada))


def nada_langkah(trigger: str) -> str:
    """How the button of a step looks."""
    if trigger in PENGHENTI:
        return "bahaya"
    return "kedua" if trigger in MUNDUR else "utama"


def perlu_formulir(alur: str, step: Step[Any]) -> bool:
    """Whether a step has a page of its own before it is taken."""
    kunci = (alur, step.trigger)
    return step.note_required or kunci in FORMULIR or kunci in KONFIRMASI


def penjelasan(alur: str, trigger: str, asal: str = "") -> Pesan | None:
    """What follows from a step (from the state `asal`, where that matters), in a sentence."""
    kalimat = PENJELASAN_ASAL.get((alur, trigger, asal)) or PENJELASAN.get((alur, trigger))
    return Pesan(kalimat) if kalimat else None


class CentangBanyakField(SelectMultipleField):
    """Any number of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, *, ubah: Any = str, **sisa: Any) -> None:
        super().__init__(label, coerce=ubah, choices=[], **sisa)

    def isi_pilihan(self, pilihan: Sequence[tuple[Any, Any]]) -> None:
        """Set the list: pairs of value and label (text or Pesan)."""
        self.choices = [SelectChoice(nilai, teks(label)) for nilai, label in pilihan]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """See wtforms.Field."""
        try:
            self.data = [self.coerce(isi) for isi in valuelist]
        except ValueError:
            self.data = []
            raise ValueError(P_("Pilih dari daftar.")) from None

    def pre_validate(self, form: Any) -> None:
        """See wtforms.Field."""
        if not set(self.data or ()) <= {c.value for c in self.choices}:
            raise StopValidation(P_("Ada pilihan yang tidak ada lagi dalam daftar. Periksa kembali."))


class FormulirLangkah(FormLangkah):
    """A step with a page of its own; the base asks for nothing but a confirmation."""

    def siapkan(self, session: Session, obj: Any, pelaku: Pelaku) -> None:
        """Fill lists and first values from the case."""

    def isi(self) -> dict[str, Any]:
        """The input of the step, by the names that the services know."""
        bukan = {"version", "catatan", "csrf_token"}
        isi = {nama: bidang.data for nama, bidang in self._fields.items() if nama not in bukan}
        if "catatan_butir" in self:
            isi["sidik_catatan"] = self._fields["catatan_butir"].sidik
        return isi

    def awal(self, nama: str, nilai: Any) -> None:
        """Give a field its first value, unless the form was sent."""
        if not self.is_submitted():
            self._fields[nama].data = nilai

    def tempelkan_alasan(self, alasan: Sequence[Alasan]) -> list[Alasan]:
        """Show reasons at the fields they name; the others come back."""
        sisa = []
        for satu in alasan:
            bidang = self._fields.get(satu.tempat or "")
            if bidang is None:
                sisa.append(satu)
            else:
                bidang.errors = [*bidang.errors, satu.pesan]
        return sisa

    def kiriman(self) -> list[tuple[str, str]]:
        """What was typed or chosen, as pairs of label and text."""
        hasil = []
        for bidang in self:
            if bidang.name in {"version", "csrf_token"} or not bidang.raw_data:
                continue
            if isinstance(bidang, CatatanButirField):
                hasil += [(label, isi) for label, isi in bidang.kiriman() if isi.strip()]
                continue
            if isinstance(bidang, (CentangBanyakField, PilihanField)):
                isi = ", ".join(str(label) for _nilai, label, terpilih, *_sisa in bidang.iter_choices() if terpilih)
            elif isinstance(bidang, CentangField):
                isi = str(_l("ya")) if bidang.data else ""
            else:
                isi = str(bidang.raw_data[0])
            if isi.strip():
                hasil.append((bidang.label.text, isi))
        return hasil


class FormulirCatatan(FormulirLangkah):
    """A step that needs its reason in words."""

    catatan = TeksPanjangField(_l("Alasan"), description=P_("Dibaca oleh yang menerima perkara ini sesudah Anda."))


class FormulirKembalikan(FormulirCatatan):
    """A return to the officer that names the items to be mended, with a remark at each."""

    butir = CentangBanyakField(_l("Butir yang harus diperbaiki"), ubah=int)
    catatan_butir = CatatanButirField(_l("Catatan pada butir"))
    seluruhnya = CentangField(_l("Alasannya menyangkut seluruh usulan, bukan butir tertentu"))

    def siapkan(self, session: Session, obj: Dupak, pelaku: Pelaku) -> None:
        """See FormulirLangkah: the notes that were kept while reading stand in their places."""
        _siapkan_catatan(self, session, obj, pelaku)

    def kiriman(self) -> list[tuple[str, str]]:
        """See FormulirLangkah; a tick alone is nothing to be copied."""
        return [(label, isi) for label, isi in super().kiriman() if label != self.seluruhnya.label.text]


class FormulirButirUlang(FormulirCatatan):
    """A return that must name the items to be decided or marked again."""

    butir = CentangBanyakField(_l("Butir"), ubah=int)

    def siapkan(self, session: Session, obj: Dupak, pelaku: Pelaku) -> None:
        """See FormulirLangkah: the items on which the assessors differ are ticked."""
        self.butir.isi_pilihan(_pilihan_butir(obj))
        self.awal("butir", [b.id for b in butir_untuk_sidang(session, obj, pelaku.hari_ini)])


class FormulirUsulkan(FormulirLangkah):
    """The proposer's covering letter."""

    surat_pengantar_nomor = TeksField(_l("Nomor surat pengantar"))
    surat_pengantar_tanggal = TanggalField(_l("Tanggal surat pengantar"))

    def siapkan(self, session: Session, obj: Dupak, pelaku: Pelaku) -> None:
        """See FormulirLangkah: today's date."""
        self.awal("surat_pengantar_tanggal", pelaku.hari_ini)


class FormulirKelengkapan(FormulirCatatan):
    """Everything that is missing, asked once."""

    baris = CentangBanyakField(_l("Berkas yang kurang"))
    butir = CentangBanyakField(_l("Butir yang buktinya kurang"), ubah=int)
    catatan_butir = CatatanButirField(_l("Catatan pada butir"))
    kelengkapan_sampai = TanggalField(_l("Dilengkapi paling lambat"))

    def siapkan(self, session: Session, obj: Dupak, pelaku: Pelaku) -> None:
        """See FormulirLangkah: lines found missing are ticked, the date is the usual number of working days."""
        aturan = peraturan.prosedur(pelaku.hari_ini)
        self.baris.isi_pilihan([(b.kode, label_baris(aturan, b)) for b in obj.kelengkapan])
        _siapkan_catatan(self, session, obj, pelaku)
        self.awal("baris", [b.kode for b in obj.kelengkapan if b.ada is False])
        hari = aturan.bulat("kelengkapan.hari_kerja_jawab")
        khusus = hari_khusus(session, obj.instansi_id)
        self.awal("kelengkapan_sampai", tambah_hari_kerja(pelaku.hari_ini, hari, khusus))


class PilihPenilai(FormulirLangkah):
    """Choice of assessors from the members who may assess this claim."""

    penilai = CentangBanyakField(_l("Penilai"), ubah=int)
    tak_layak: Sequence[tuple[Pegawai, Sequence[Pesan]]] = ()
    """Members who may not, with the reasons."""

    def siapkan(self, session: Session, obj: Dupak, pelaku: Pelaku) -> None:
        """See FormulirLangkah: each with rank and the markings he has open.

        Whoever marks this claim himself is told no number, because it would tell how far his fellow is.
        """
        berjalan = penilaian_berjalan(session, obj.id)
        sudah = {p.penilai_id for p in berjalan}
        calon = [(orang, alasan) for orang, alasan in calon_penilai(session, obj, pelaku) if orang.id not in sudah]
        beban = None if pelaku.pegawai_id in sudah else _beban(session, [o.id for o, _alasan in calon], pelaku)
        self.penilai.isi_pilihan(
            [(orang.id, _label_calon(orang, beban, pelaku)) for orang, alasan in calon if not alasan]
        )
        self.penilai.description = P_(
            "Pilih tepat %(jumlah)s orang.", jumlah=jumlah_penilai(pelaku.hari_ini) - len(berjalan)
        )
        self.tak_layak = [(orang, alasan) for orang, alasan in calon if alasan]


class FormulirGantiPenilai(PilihPenilai, FormulirCatatan):
    """A substitute for an assessor who withdrew."""


class FormulirMulai(FormulirLangkah):
    """The assessor's declaration before he begins."""

    bebas_konflik = CentangField(
        _l(
            "Saya tidak punya konflik kepentingan dalam usulan ini: "
            "bukan keluarga, atasan, atau pihak yang berkepentingan."
        )
    )


class FormulirMundur(FormulirCatatan):
    """The assessor withdraws."""

    konflik = CentangField(_l("Alasannya konflik kepentingan (dicatat untuk seluruh perkara ini)"))


class FormulirTanggalSidang(FormulirCatatan):
    """Another date for a plenary."""

    tanggal = TanggalField(_l("Tanggal baru"))

    def siapkan(self, session: Session, obj: Sidang, pelaku: Pelaku) -> None:
        """See FormulirLangkah."""
        jendela = obj.putaran.jendela(Tahap.SIDANG)
        self.tanggal.description = P_(
            "Tahap sidang putaran ini: %(mulai)s sampai %(selesai)s.",
            mulai=tanggal(jendela.mulai),
            selesai=tanggal(jendela.selesai),
        )


class FormulirTutupSidang(FormulirLangkah):
    """The minutes' number."""

    nomor = TeksField(_l("Nomor Berita Acara"))


class FormulirTelaah(FormulirLangkah):
    """The member who prepares the answer to an objection."""

    penelaah_id = PilihanField(_l("Penelaah"), ubah=int)

    def siapkan(self, session: Session, obj: Keberatan, pelaku: Pelaku) -> None:
        """See FormulirLangkah: members who did not mark the claim, or those too where nobody else is left."""
        tim = obj.dupak.tim
        penilai = set(session.scalars(select(Penilaian.penilai_id).where(Penilaian.dupak_id == obj.dupak_id)))
        terlibat = {obj.subjek_id, obj.dupak.atasan_id, *berkonflik(session, obj)}
        calon = [k.pegawai for k in tim.anggota_pada(pelaku.hari_ini) if k.pegawai_id not in terlibat] if tim else []
        lain = [p for p in calon if p.id not in penilai]
        self.penelaah_id.isi_pilihan([(p.id, p.nama) for p in lain or calon])


class FormulirKirim(FormulirLangkah):
    """Original and copies of a decision."""

    tembusan = CentangBanyakField(_l("Penerima"))

    def siapkan(self, session: Session, obj: Pak | PenetapanAk | PakIntegrasi, pelaku: Pelaku) -> None:
        """See FormulirLangkah: original and copies, in the order of the rule."""
        self.tembusan.isi_pilihan([(nama, Pesan(nama)) for nama in penerima_surat(obj)])


def penerima_surat(obj: Pak | PenetapanAk | PakIntegrasi) -> list[str]:
    """Who gets a decision by its rules: the original first, then the copies."""
    if isinstance(obj, Pak):
        return pak.daftar_penerima(obj)
    if isinstance(obj, PenetapanAk):
        return penetapan_ak.daftar_penerima(obj)
    return pak_integrasi.daftar_penerima(obj)


FORMULIR: Mapping[tuple[str, str], type[FormulirLangkah]] = {
    ("dupak", "kembalikan_atasan"): FormulirKembalikan,
    ("dupak", "kembalikan_pengusul"): FormulirKembalikan,
    ("dupak", "usulkan"): FormulirUsulkan,
    ("dupak", "minta_kelengkapan"): FormulirKelengkapan,
    ("dupak", "tugaskan_penilai"): PilihPenilai,
    ("dupak", "ganti_penilai"): FormulirGantiPenilai,
    ("dupak", "kembalikan_sidang"): FormulirButirUlang,
    ("dupak", "buka_sidang_ulang"): FormulirButirUlang,
    ("keberatan", "telaah"): FormulirTelaah,
    ("penilaian", "mulai"): FormulirMulai,
    ("penilaian", "mundur"): FormulirMundur,
    ("sidang", "skors"): FormulirTanggalSidang,
    ("sidang", "tunda"): FormulirTanggalSidang,
    ("sidang", "tutup"): FormulirTutupSidang,
    ("pak", "kirim"): FormulirKirim,
    ("penetapan_ak", "kirim"): FormulirKirim,
    ("pak_integrasi", "kirim"): FormulirKirim,
}


def formulir_langkah(alur: str, step: Step[Any]) -> type[FormulirLangkah]:
    """The form of a step."""
    return FORMULIR.get((alur, step.trigger), FormulirCatatan if step.note_required else FormulirLangkah)


def _siapkan_catatan(form: Any, session: Session, dupak: Dupak, pelaku: Pelaku) -> None:
    """Items of a return with the reader's own notes on them, which are ticked."""
    form.butir.isi_pilihan(_pilihan_butir(dupak))
    form.catatan_butir.item = dupak.butir
    catatan = catatan_saya(session, dupak, pelaku)
    form.awal("catatan_butir", catatan)
    if not form.is_submitted():
        form.catatan_butir.sidik = sidik(catatan)
    form.awal("butir", list(catatan))


def _pilihan_butir(dupak: Dupak) -> list[tuple[int, str]]:
    return [(b.id, f"{b.kode} {b.uraian}") for b in dupak.butir]


def _label_calon(orang: Pegawai, beban: Mapping[int, int] | None, pelaku: Pelaku) -> Pesan:
    """A member as he is offered: name, rank, and his open markings where the reader may know them."""
    pangkat = orang.pangkat_pada(pelaku.hari_ini)
    golongan = pangkat.golongan if pangkat else "–"
    if beban is None:
        return P_("%(nama)s, %(golongan)s", nama=orang.nama, golongan=golongan)
    return P_(
        "%(nama)s, %(golongan)s, %(jumlah)s penilaian berjalan",
        nama=orang.nama,
        golongan=golongan,
        jumlah=beban.get(orang.id, 0),
    )


def _beban(session: Session, pegawai_id: Sequence[int], pelaku: Pelaku) -> dict[int, int]:
    """Markings that each person has open, without those of claims that the reader marks too or that are his own."""
    terbuka = (PenilaianState.DITUGASKAN, PenilaianState.DINILAI)
    baris = session.execute(
        select(Penilaian.penilai_id, func.count().label("jumlah"))
        .where(
            Penilaian.penilai_id.in_(pegawai_id),
            Penilaian.state.in_(terbuka),
            Penilaian.subjek_id != pelaku.pegawai_id,
            bukan_rekan_dinilai(pelaku),
        )
        .group_by(Penilaian.penilai_id)
    )
    return {b.penilai_id: b.jumlah for b in baris}
