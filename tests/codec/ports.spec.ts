import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MAX_KEPT_PORTS } from '../../src/wire/vault-constants.ts'
import { decodePortsRecord, encodePortsRecord } from '../../src/wire/vault.ts'

const listen = '/ip4/0.0.0.0/tcp/0'
const refused = { name: 'WireFormatError' }

describe('codec: PortsRecord', () => {
  it('goes through bytes unchanged', () => {
    const port = fc.record(
      { listen: fc.string({ minLength: 1, maxLength: 100 }), port: fc.integer({ min: 1, max: 65_535 }) },
      { noNullPrototype: true }
    )
    const ports = fc.array(port, { maxLength: MAX_KEPT_PORTS })
    fc.assert(
      fc.property(ports, value => {
        assert.deepEqual(decodePortsRecord(encodePortsRecord({ ports: value })), { ports: value })
      })
    )
  })

  it(`holds ${MAX_KEPT_PORTS} ports that exist, each of an address`, () => {
    const encode = (count: number, part: object = {}): Uint8Array =>
      encodePortsRecord({ ports: Array.from({ length: count }, () => ({ listen, port: 4_001, ...part })) })
    encode(MAX_KEPT_PORTS)
    assert.throws(() => encode(MAX_KEPT_PORTS + 1), refused)
    for (const part of [{ port: 0 }, { port: 65_536 }, { port: -1 }, { listen: '' }]) {
      assert.throws(() => encode(1, part), refused)
    }
    encode(1, { listen: 'x'.repeat(512) })
    assert.throws(() => encode(1, { listen: 'x'.repeat(513) }), refused)
  })

  it('is not read with a port that does not exist', () => {
    // one port: field 1, in it field 1 "a", field 2 the port
    const bytes = (port: readonly number[]): Uint8Array =>
      Uint8Array.of(0x0a, 4 + port.length, 0x0a, 1, 0x61, 0x10, ...port)
    assert.deepEqual(decodePortsRecord(bytes([0xff, 0xff, 3])), { ports: [{ listen: 'a', port: 65_535 }] })
    assert.throws(() => decodePortsRecord(bytes([0x80, 0x80, 4])), refused)
    assert.throws(() => decodePortsRecord(bytes([0])), refused)
    assert.throws(() => decodePortsRecord(bytes([1]).subarray(0, 6)), refused)
  })
})
