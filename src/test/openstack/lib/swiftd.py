"""Runs a Swift server or daemon with the swift.conf beside its own configuration file.

Usage: swiftd.py ROLE CONF [once]. Debian's programs read /etc/swift/swift.conf whatever swift_dir says.
"""
import sys

import swift.common.utils as utils


def main(role, conf, once=False):
    utils.set_swift_dir(conf.rpartition('/')[0])
    from swift.common import storage_policy
    storage_policy.reload_storage_policies()
    if role.endswith('-server'):
        from swift.common.wsgi import run_wsgi
        return run_wsgi(conf, role, verbose=True)
    from swift.common.daemon import run_daemon
    if role == 'container-updater':
        # Its children, one for each partition and sweep, patch themselves,
        # half a second of processor time each; inherited, it costs nothing.
        from eventlet import patcher
        patcher.monkey_patch(all=False, socket=True, thread=True)
        from swift.container.updater import ContainerUpdater as daemon
    elif role == 'object-updater':
        from swift.obj.updater import ObjectUpdater as daemon
    elif role == 'object-expirer':
        from swift.obj.expirer import ObjectExpirer as daemon
    else:
        raise SystemExit('unknown role %s' % role)
    return run_daemon(daemon, conf, section_name=role, verbose=True, once=once)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2], 'once' in sys.argv[3:]))
