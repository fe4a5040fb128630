"""A server of the program as the benchmark drives it: started, signed in to, asked for pages."""
import http.client
import os
import re
import subprocess
import sys
import time
import urllib.parse

PASSWORD = "Tally-and-2-halves"


class Server:
    """One process that serves a database, with one line to it and the cookies of one person."""

    def __init__(self, program, database, today, port=0):
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve", "--database", database, "--today", today, "--port", str(port),
             "--log", "error"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        if not found:
            sys.exit(f"the server did not start: {line}")
        self.line = http.client.HTTPConnection("127.0.0.1", int(found.group(1)), timeout=120)
        self.cookies = {}

    @property
    def age(self):
        """Seconds since the process was started."""
        return time.monotonic() - self.begun

    @property
    def work(self):
        """Seconds of processor time that the process has taken."""
        status = open(f"/proc/{self.process.pid}/stat", encoding="ascii").read()
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def peak(self):
        """The most memory that was ever resident, in MB."""
        status = open(f"/proc/{self.process.pid}/status", encoding="ascii").read()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024

    def ask(self, method, path, form=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, text

    def page(self, path):
        """The text of a page, and the seconds it took; anything but a page ends the run."""
        begun = time.monotonic()
        answer, text = self.ask("GET", path)
        seconds = time.monotonic() - begun
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status} {text[:300]}")
        return text, seconds

    def sign_in(self, person, code):
        """Signs in with a one-time code and returns where the person is sent."""
        _, page = self.ask("GET", "/sign-in")
        _, page = self.ask("POST", "/session", {
            "csrf": field("csrf", page), "back": "/", "person": person, "secret": code})
        answer, page = self.ask("POST", "/session/password", {
            "csrf": field("csrf", page), "ticket": field("ticket", page), "person": person,
            "back": "/", "password": PASSWORD, "again": PASSWORD})
        if answer.status != 303:
            sys.exit(f"signing in failed: {answer.status} {page[:300]}")
        return answer.headers["Location"]

    def stop(self):
        self.process.terminate()
        self.process.wait()


def field(name, text):
    return re.search(rf'name="{name}" value="([^"]*)"', text).group(1)
