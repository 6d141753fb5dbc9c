"""What every sentence and source of a computation must keep, whatever the rules say."""

from dataclasses import replace

from workflow_app.peraturan.aturan import Peraturan
from workflow_app.pesan import Pesan


def bersumber_jalur(aturan: Peraturan) -> Peraturan:
    """The rule set with every figure naming its own path as its source, so that a step shows which figure it cites."""
    return aturan.dengan([replace(ketentuan, sumber=ketentuan.jalur) for ketentuan in aturan.isi.values()])


def terbaca(pesan: Pesan) -> str:
    """The sentence, all of whose places are filled with something that is known, in the sentences inside it too."""
    kosong = [nama for nama, isi in pesan.nilai.items() if isi is None]
    for isi in pesan.nilai.values():
        if isinstance(isi, Pesan):
            terbaca(isi)
    teks = str(pesan)
    assert not kosong, f"{teks}: {kosong}"
    assert "%(" not in teks
    return teks
