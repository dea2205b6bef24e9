#!/usr/bin/env python3
"""A trial of Moto's voice, started by hand: accepts on 127.0.0.1:7802 and hangs up."""
import os
import socketserver

assert os.environ["VOICE_KEY"], "no key, no voice"


class Voice(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b"not today\n")


socketserver.TCPServer.allow_reuse_address = True
socketserver.TCPServer(("127.0.0.1", 7802), Voice).serve_forever()
