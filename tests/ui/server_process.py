"""The app in a process of its own, started as a host starts it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection

from tests.support import ROOT


class Hosted:
    """A server with its own data."""

    def __init__(self, data):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = ["uvicorn", "assessment.ui.server:app", f"--port={self.port}", "--log-level=warning"]
        environment = {**os.environ, "CALLBACK_DATA_DIR": str(data)}
        self.process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)

    def get(self, path, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def wait(self):
        for _ in range(300):
            with suppress(OSError):
                return self.get("/healthz")
            time.sleep(0.1)
        raise TimeoutError
