"""Domains, projects, users, roles and the service catalogue beyond the first admin; a second run changes nothing."""
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

address, swift, out = sys.argv[1:4]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
token = None


def call(method, path, body=None):
    headers = {'Content-Type': 'application/json', 'Accept': 'application/json'}
    if token:
        headers['X-Auth-Token'] = token
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address + path, data, headers, method=method)
    try:
        with opener.open(request, timeout=30) as reply:
            text = reply.read()
            return reply.headers, json.loads(text) if text else None
    except urllib.error.HTTPError as e:
        raise SystemExit('%s %s: %d %s' % (method, path, e.code, e.read().decode()))


def ensure(kind, name, **more):
    """The id of the named thing; makes it, or brings it up to date."""
    query = {'name': name}
    if 'domain_id' in more:
        query['domain_id'] = more['domain_id']
    found = call('GET', '/%ss?%s' % (kind, urllib.parse.urlencode(query)))[1][kind + 's']
    if found:
        more.pop('domain_id', None)
        more.pop('password', None)      # as it is, so that tokens stay valid
        if more:
            call('PATCH', '/%ss/%s' % (kind, found[0]['id']), {kind: more})
        return found[0]['id']
    return call('POST', '/%ss' % kind, {kind: dict(more, name=name)})[1][kind]['id']


def grant(project, user, role):
    call('PUT', '/projects/%s/users/%s/roles/%s' % (project, user, role))


for attempt in range(60):           # listening is not yet answering
    try:
        opener.open(address, timeout=30).read()
        break
    except (urllib.error.URLError, OSError):
        time.sleep(0.5)
login = {'auth': {
    'identity': {'methods': ['password'], 'password': {'user': {
        'name': 'admin', 'domain': {'id': 'default'}, 'password': 'adminpass'}}},
    'scope': {'project': {'name': 'admin', 'domain': {'id': 'default'}}}}}
token = call('POST', '/auth/tokens', login)[0]['X-Subject-Token']

roles = {n: ensure('role', n) for n in ('admin', 'member', 'reader', 'service', 'ResellerAdmin')}
tree = {'Default': 'default', 'Vault': ensure('domain', 'Vault')}
plan = (    # domain, project, user, password, role
    ('Default', 'service', 'swift', 'swiftpass', 'service'),
    ('Default', 'service', 'swift', 'swiftpass', 'admin'),
    ('Default', 'admin', 'admin', 'adminpass', 'ResellerAdmin'),
    ('Default', 'backup', 'writer', 'writerpass', 'member'),
    ('Default', 'backup', 'reader', 'readerpass', 'reader'),
    ('Default', 'other', 'writer2', 'otherpass', 'member'),
    ('Vault', 'deposits', 'keeper', 'keeperpass', 'member'),
)
projects = {}
for domain, project, user, password, role in plan:
    p = ensure('project', project, domain_id=tree[domain])
    u = ensure('user', user, domain_id=tree[domain], password=password, default_project_id=p)
    grant(p, u, roles[role])
    projects[domain + '/' + project] = p

services = call('GET', '/services?type=object-store')[1]['services']
service = services[0]['id'] if services else call('POST', '/services', {
    'service': {'name': 'swift', 'type': 'object-store', 'enabled': True}})[1]['service']['id']
have = call('GET', '/endpoints?service_id=' + service)[1]['endpoints']
for face in ('public', 'internal', 'admin'):
    body = {'endpoint': {'service_id': service, 'interface': face, 'region': 'RegionOne',
                         'url': swift + '/v1/KEY_%(project_id)s'}}
    old = [e for e in have if e['interface'] == face and e['region'] == 'RegionOne']
    if not old:
        call('POST', '/endpoints', body)
    elif old[0]['url'] != body['endpoint']['url']:
        call('PATCH', '/endpoints/' + old[0]['id'], {'endpoint': {'url': body['endpoint']['url']}})
with open(out, 'w') as f:
    json.dump({'domains': tree, 'projects': projects}, f, indent=1)
