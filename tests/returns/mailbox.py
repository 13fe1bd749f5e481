"""A small mail server that keeps what it is given: a few commands of SMTP, in a thread."""

import socketserver
import ssl
from email import message_from_bytes
from email.message import Message
from email.policy import default
from threading import Thread


class Mailbox(socketserver.ThreadingTCPServer):
    """`refuses` are recipients that it takes nothing for; `secure` is offered as STARTTLS."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, secure: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.secure, self.refuses = secure, set()
        self.kept: list[tuple[str, Message, bool]] = []  # to, message, over TLS
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def end(self) -> None:
        self.shutdown()
        self.server_close()


class _Talk(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._is_secure, self._to = False, ""
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.decode("ascii", "replace").strip()
            if not self._answer(word.split(" ")[0].upper(), word):
                return

    def _answer(self, verb: str, word: str) -> bool:
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb == "EHLO":
            offers = ["250-here", *(["250-STARTTLS"] if self._offers else []), "250 8BITMIME"]
            self._say("\r\n".join(offers))
        elif verb == "STARTTLS" and self._offers:
            return self._secure()
        elif verb == "RCPT":
            self._to = word.partition("<")[2].partition(">")[0]
            self._say("550 nobody" if self._to in self.server.refuses else "250 ok")
        elif verb == "DATA":
            self._say("354 go on")
            self._keep()
        else:
            self._say("250 ok")
        return True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    @property
    def _offers(self) -> bool:
        return self.server.secure is not None and not self._is_secure

    def _secure(self) -> bool:
        self._say("220 go on")
        try:
            self.connection = self.server.secure.wrap_socket(self.connection, server_side=True)
        except (OSError, ssl.SSLError):
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
        self._is_secure = True
        return True

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=default)
        self.server.kept.append((self._to, message, self._is_secure))
        self._say("250 ok")

    def _say(self, said: str) -> None:
        self.wfile.write(f"{said}\r\n".encode())
        self.wfile.flush()
