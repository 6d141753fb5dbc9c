"""The look inside uploaded files, in a process of its own that may use little and can do nothing.

What parses hostile bytes (`pdf`, `gambar`, `kantor`) runs behind `proses`: no write, a bounded memory, seconds of
processor time, no settings and no secrets in its environment. A file that hangs or breaks the parser ends that process
and is refused; the server goes on. The limits come from the table in `services/unggahan/jenis.py`.
"""
