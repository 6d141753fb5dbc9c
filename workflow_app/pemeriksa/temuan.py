"""What is wrong with a file, as a word that `services/unggahan/sebab.py` has a sentence for."""


class Temuan(Exception):
    """The file is not taken. `isi` are the values of the sentence."""

    def __init__(self, kode: str, **isi: int | str) -> None:
        super().__init__(kode)
        self.kode = kode
        self.isi = isi
