"""The exceptions of the domain. Pages and the command line map them to statuses and exit codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.pesan import Pesan


@dataclass(frozen=True)
class Alasan:
    """One reason why an act is closed: the sentence, the rule behind it, and where the reader can mend it.

    `tempat` is the fragment of the case page (`butir-3`, `bukti`) that holds the thing to mend, if there is one.
    `tentang_hak` marks a reason about who the actor is, as against the condition of the case.
    """

    pesan: Pesan
    aturan: Pesan
    tempat: str | None = None
    tentang_hak: bool = False


class Galat(Exception):
    """Base of the domain's exceptions."""


class WrongState(Galat):
    """The act does not exist from the state in which the case is now."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


class Refused(Galat):
    """The act exists but is closed to this person now; carries every reason, not only the first."""

    def __init__(self, alasan: Sequence[Alasan]) -> None:
        super().__init__("; ".join(str(a.pesan) for a in alasan))
        self.alasan = tuple(alasan)

    @property
    def tentang_hak(self) -> bool:
        """True when the actor himself is the reason (a matter of rights, HTTP 403)."""
        return any(a.tentang_hak for a in self.alasan)


class Conflict(Galat):
    """Somebody else changed the case since it was read; nothing was written."""

    def __init__(self, pesan: Pesan) -> None:
        super().__init__(str(pesan))
        self.pesan = pesan


class MasukanSalah(Galat):
    """Values that have the wrong shape or contradict one another; one message per field name.

    The services raise it for what a form cannot know by itself; pages show each message at its field.
    """

    def __init__(self, galat: dict[str, Pesan]) -> None:
        super().__init__("; ".join(f"{nama}: {pesan}" for nama, pesan in galat.items()))
        self.galat = galat
