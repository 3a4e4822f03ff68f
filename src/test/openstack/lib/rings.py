"""Writes the rings of one device and one replica: rings.py TARGET HOST OBJECT_PORT DEVICE."""
import sys

from swift.common.ring import RingBuilder

target, host, base, device = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
for name, port in (('object', base), ('object-1', base), ('container', base + 1), ('account', base + 2)):
    ring = RingBuilder(2, 1, 0)         # 4 partitions, 1 replica, no minimum hours
    ring.add_dev({'region': 1, 'zone': 1, 'ip': host, 'port': port, 'weight': 1.0,
                  'device': device, 'replication_ip': host, 'replication_port': port, 'meta': ''})
    ring.rebalance()
    ring.get_ring().save('%s/%s.ring.gz' % (target, name))
    ring.save('%s/%s.builder' % (target, name))
