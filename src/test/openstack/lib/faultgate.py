"""Breaks chosen requests of an otherwise real Swift proxy.

The rules file is a JSON list; the first rule that matches a request and is
not used up applies.  Keys, all optional:
  method   'PUT' or 'PUT|POST'          path    regular expression, searched
  skip     let so many matches through  times   then apply so often (else: always)
  delay    seconds to wait first
  status   answer this, without asking Swift (headers: dict, body: text)
  drain    false: answer 'status' without reading the request's body
  late     true: let Swift do the work first, then answer 'status' or drop
  drop     true: close the connection without an answer
  cut      close the connection after so many bytes of the answer's body
  rate     send the answer's body at so many bytes a second
  flip     invert the byte at this offset of the answer's body
"""
import http.client
import json
import os
import re
import socket

import eventlet

NAMES = {497: 'Blacklisted', 498: 'Rate Limited'}


class FaultGate(object):
    def __init__(self, app, conf):
        self.app = app
        self.file = conf['rules']
        self.seen = None
        self.rules = []

    def load(self):
        try:
            info = os.stat(self.file)
        except OSError:
            self.seen, self.rules = None, []
            return
        mark = (info.st_ino, info.st_size, info.st_mtime_ns)
        if mark == self.seen:
            return
        self.seen, self.rules = mark, []
        try:
            with open(self.file) as source:
                rules = json.load(source)
            for rule in rules:
                rule['hits'] = 0
                rule['_method'] = re.compile('(?:%s)$' % rule.get('method', '.*'))
                rule['_path'] = re.compile(rule.get('path', ''))
            self.rules = rules
        except Exception as e:
            print('faultgate: %s is not usable: %r' % (self.file, e), flush=True)

    def pick(self, env):
        for rule in self.rules:
            if not rule['_method'].match(env['REQUEST_METHOD']):
                continue
            if not rule['_path'].search(env.get('PATH_INFO', '')):
                continue
            skip = rule.get('skip', 0)
            if 'times' in rule and rule['hits'] >= skip + rule['times']:
                continue
            rule['hits'] += 1
            if rule['hits'] > skip:
                return rule
            return None
        return None

    def __call__(self, env, start_response):
        self.load()
        rule = self.pick(env) if self.rules else None
        if rule is None:
            return self.app(env, start_response)
        print('faultgate: %s %s meets %s' % (
            env['REQUEST_METHOD'], env.get('PATH_INFO'),
            {k: v for k, v in rule.items() if not k.startswith('_')}), flush=True)
        if 'delay' in rule:
            eventlet.sleep(float(rule['delay']))
        if rule.get('late'):
            for _ in self.quietly(env):
                pass
        if rule.get('drop'):
            return self.hang_up(env, start_response)
        if 'status' in rule:
            has_body = int(env.get('CONTENT_LENGTH') or 0) > 0 or 'HTTP_TRANSFER_ENCODING' in env
            if has_body and rule.get('drain', True) and not rule.get('late'):
                while env['wsgi.input'].read(65536):
                    pass
            return self.answer(rule, start_response)
        if 'cut' in rule or 'rate' in rule or 'flip' in rule:
            env['eventlet.minimum_write_chunk_size'] = 0    # nothing is held back
            return self.bend(rule, env, self.app(env, start_response))
        return self.app(env, start_response)

    def quietly(self, env):
        body = self.app(env, lambda status, headers, exc_info=None: None)
        try:
            for chunk in body:
                yield chunk
        finally:
            if hasattr(body, 'close'):
                body.close()

    def answer(self, rule, start_response):
        code = int(rule['status'])
        name = NAMES.get(code) or http.client.responses.get(code, 'Unknown')
        body = rule.get('body', '%d %s\n' % (code, name)).encode('utf-8')
        if code in (204, 304):
            body = b''
        headers = {'Content-Type': 'text/plain', 'Content-Length': str(len(body))}
        headers.update(rule.get('headers', {}))
        start_response('%d %s' % (code, name), list(headers.items()))
        return [body]

    def hang_up(self, env, start_response):
        self.close_socket(env)
        start_response('500 Internal Server Error', [('Content-Length', '0')])
        return [b'']

    @staticmethod
    def close_socket(env):
        try:
            env['eventlet.input'].get_socket().shutdown(socket.SHUT_RDWR)
        except Exception as e:
            print('faultgate: could not close: %r' % e, flush=True)

    def bend(self, rule, env, body):
        sent = 0
        try:
            for chunk in body:
                flip = rule.get('flip')
                if flip is not None and sent <= flip < sent + len(chunk):
                    chunk = bytearray(chunk)
                    chunk[flip - sent] ^= 0xff
                    chunk = bytes(chunk)
                cut = rule.get('cut')
                last = cut is not None and sent + len(chunk) >= cut
                if last:
                    chunk = chunk[:cut - sent]
                if 'rate' in rule:
                    step = max(1, int(rule['rate']) // 4)
                    for at in range(0, len(chunk), step):
                        piece = chunk[at:at + step]
                        yield piece
                        eventlet.sleep(len(piece) / float(rule['rate']))
                elif chunk:
                    yield chunk
                sent += len(chunk)
                if last:
                    self.close_socket(env)
                    return
        finally:
            if hasattr(body, 'close'):
                body.close()


def filter_factory(global_conf, **local):
    conf = dict(global_conf, **local)
    return lambda app: FaultGate(app, conf)
