import assert from 'node:assert/strict'
import { ipBytes, ipRange, networkGroup } from '../../src/ip-range.ts'
import type { IpRange } from '../../src/ip-range.ts'

function bytes(text: string): Uint8Array {
  const ip = ipBytes(text)
  assert.ok(ip !== undefined, text)
  return ip
}

describe('IP ranges', () => {
  const ranges: ReadonlyArray<readonly [range: IpRange, ...ips: string[]]> = [
    ['private 10/8', '10.0.0.0', '10.255.255.255', '::ffff:10.1.2.3', '64:ff9b::10.0.0.1'],
    ['private 172.16/12', '172.16.0.0', '172.31.255.255', '::ffff:172.16.0.1'],
    ['private 192.168/16', '192.168.0.0', '192.168.255.255', '2002:c0a8:101::1', '::ffff:c0a8:0101'],
    ['private 100.64/10', '100.64.0.0', '100.127.255.255', '::100.64.0.1'],
    ['loopback', '127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '::ffff:127.0.0.1', '::127.0.0.1'],
    ['link-local', '169.254.0.0', '169.254.255.255', 'fe80::', 'fe80::1', 'febf::1'],
    ['private 253.0.18.52.0.1', 'fd00:1234:1::1', 'fd00:1234:1:ffff::1'],
    ['private 252.0.0.0.0.0', 'fc00::', 'fc00::1'],
    ['reserved', '0.0.0.0', '0.255.255.255', '::', '::ffff:0.0.0.0', '198.18.0.1', '198.19.255.255'],
    ['reserved', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '::ffff:255.255.255.255'],
    ['reserved', 'ff02::1', 'fec0::1', 'feff::1'],
    ['public', '1.0.0.0', '8.8.8.8', '9.255.255.255', '11.0.0.0', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'],
    ['public', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ['public', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
    ['public', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
    ['public', '2001:4860:4860::8888', 'fbff::1', 'fe00::1', 'fe7f::1', '2002:0808:808::1']
  ]
  for (const [range, ...ips] of ranges) {
    it(`${range}: ${ips.join(', ')}`, () => {
      for (const ip of ips) assert.equal(ipRange(bytes(ip)), range, ip)
    })
  }

  it('are read from addresses and from nothing else', () => {
    for (const text of ['', 'x', '1.2.3', '300.1.1.1', '1.2.3.4/tcp/1', ':', '2001:db8', '1:2:3:4:5:6:7:8:9'])
      assert.equal(ipBytes(text), undefined, text)
    assert.deepEqual(ipBytes('1.2.3.4'), Uint8Array.of(1, 2, 3, 4))
    assert.equal(ipBytes('2001:db8::1')?.length, 16)
  })

  it('have a group where they are public: the /16, or the /32', () => {
    const groups: ReadonlyArray<readonly [group: string | undefined, ...ips: string[]]> = [
      ['ip4:8.8', '8.8.1.1', '8.8.200.1', '::ffff:8.8.1.1', '2002:0808:808::1'],
      ['ip4:8.9', '8.9.1.1'],
      ['ip6:2a00:1450', '2a00:1450::1', '2a00:1450:ffff::1'],
      ['ip6:2a00:0', '2a00::1'],
      [undefined, '10.0.0.1', '127.0.0.1', '::1', 'fe80::1', 'fd00::1', '0.0.0.0', '240.0.0.1']
    ]
    for (const [group, ...ips] of groups)
      for (const ip of ips) assert.equal(networkGroup(bytes(ip)), group, ip)
  })
})
