"""A mail server of a few lines that keeps nothing but Message-IDs: ``smtp_sink.py LOG MODE PORT``.

It prints its port, which is any free one for 0. LOG gets a line for each mail that it has taken.
MODE is a file whose first word says, for each mail anew, how it behaves: ``ok``, ``slow`` (answers
half a second after it has taken the mail), ``refuse`` (550), ``later`` (451), ``drop`` (hangs up
after DATA, with the mail taken), ``lose`` (hangs up after DATA, without it).
"""

import asyncio
import re
import sys
from pathlib import Path


class Sink:
    """The server."""

    def __init__(self, log: Path, mode: Path):
        self.log, self.mode = log, mode

    async def serve(self, reader, writer) -> None:
        """Talk with one client until it leaves."""

        async def say(text: str) -> None:
            writer.write(f"{text}\r\n".encode())
            await writer.drain()

        await say("220 sink")
        while line := (await reader.readline()).decode("latin-1").strip():
            mode = self.mode.read_text().split()[0]
            word = line.split(":")[0].upper()
            if word == "RCPT TO" and mode in ("refuse", "later"):
                await say("550 no such user" if mode == "refuse" else "451 come back later")
            elif word == "DATA":
                await say("354 go on")
                body = (await reader.readuntil(b"\r\n.\r\n")).decode("latin-1")
                if mode != "lose":
                    with self.log.open("a") as log:
                        log.write(re.search(r"(?im)^message-id: *(\S+)", body)[1] + "\n")
                if mode in ("drop", "lose"):
                    break
                if mode == "slow":
                    await asyncio.sleep(0.5)
                await say("250 taken")
            elif word == "QUIT":
                await say("221 bye")
                break
            else:
                await say("250 ok")
        writer.close()


async def main() -> None:
    """Serve until killed."""
    sink = Sink(Path(sys.argv[1]), Path(sys.argv[2]))
    server = await asyncio.start_server(sink.serve, "127.0.0.1", int(sys.argv[3]), limit=2**22)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
