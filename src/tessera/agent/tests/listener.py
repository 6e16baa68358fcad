"""A network printer to test with: it listens on loopback, and can go away in the middle."""

import socket
import threading


class Listener:
    """Keeps what it was sent. ``answers``: as a good printer does; a cheap one is silent.

    ``dies_after``: so many bytes of a paper, then the line breaks. ``paper_out``: it says so.
    """

    def __init__(self, *, answers: bool = True, dies_after: int = 0, paper_out: bool = False):
        self.answers, self.dies_after, self.paper_out = answers, dies_after, paper_out
        self.printed = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            with line:
                self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        before = len(self.printed)
        while data := line.recv(64):
            if data.startswith(b"\x10\x04"):
                if self.answers:
                    line.sendall(b"\x7e" if self.paper_out and data[2] == 4 else b"\x12")
                continue
            if self.answers and data.endswith(b"\x1dr\x01"):
                data = data.removesuffix(b"\x1dr\x01")
                self.printed += data
                line.sendall(b"\x00")
                continue
            self.printed += data
            if self.dies_after and len(self.printed) - before >= self.dies_after:
                return
