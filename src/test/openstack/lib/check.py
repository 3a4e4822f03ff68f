"""Logs in under v1 and v3, and writes, reads and deletes an object, in accounts that the tests leave alone."""
import json
import sys
import time
import urllib.request

v1, v3 = sys.argv[1:3]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method, url, headers, data=None):
    request = urllib.request.Request(url, data, headers, method=method)
    with opener.open(request, timeout=20) as reply:
        return reply.headers, reply.read()


def login_v1():
    head, _ = call('GET', v1, {'X-Auth-User': 'other:writer2', 'X-Auth-Key': 'otherpass'})
    return head['X-Storage-Url'], head['X-Auth-Token']


def login_v3():
    who = {'auth': {
        'identity': {'methods': ['password'], 'password': {'user': {
            'name': 'writer2', 'domain': {'name': 'Default'}, 'password': 'otherpass'}}},
        'scope': {'project': {'name': 'other', 'domain': {'name': 'Default'}}}}}
    head, body = call('POST', v3 + '/auth/tokens', {'Content-Type': 'application/json'}, json.dumps(who).encode())
    for service in json.loads(body)['token']['catalog']:
        if service['type'] == 'object-store':
            url = [e['url'] for e in service['endpoints'] if e['interface'] == 'public'][0]
            return url, head['X-Subject-Token']
    raise SystemExit('v3: no object-store in the catalogue')


def exercise(login):
    url, token = login()
    auth = {'X-Auth-Token': token}
    box = url + '/probe'
    call('PUT', box, auth)
    call('PUT', box + '/x', auth, b'probe')
    if call('GET', box + '/x', auth)[1] != b'probe':
        raise SystemExit('an object read back differs')
    call('DELETE', box + '/x', auth)
    call('DELETE', box, auth)


for name, login in (('v1', login_v1), ('v3', login_v3)):
    for attempt in range(20):
        try:
            exercise(login)
            break
        except OSError as e:        # of the servers, each may be a moment behind the others
            if attempt == 19:
                raise SystemExit('%s: %s' % (name, e))
            time.sleep(0.5)
