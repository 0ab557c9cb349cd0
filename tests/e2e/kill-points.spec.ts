/**
 * Real processes killed (SIGKILL by their own hand, see src/node/crash-point.ts) at each
 * named point of the fault matrix, row 1, started again, and then: nothing that was shown as
 * stored or delivered is lost, everything is shown exactly once, in one order on both sides.
 * `KILL_ROUNDS=n` goes through all of it n times.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Network } from '../../demo/network.ts'
import type { Person } from '../../demo/network.ts'
import { Daemon } from '../../demo/processes.ts'
import type { Finished, Line } from '../../demo/processes.ts'
import { befriend, history, linked, PATIENCE, running, succeeds } from './friends.ts'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1)

for (let round = 1; round <= ROUNDS; round += 1) {
  describe(`killed at a named point${ROUNDS > 1 ? `, round ${round}` : ''}`, function () {
    this.timeout(180_000)
    let network: Network
    let alice: Person
    let bob: Person
    /** What has to be in both histories in the end, and what in none. */
    const sent = new Set<string>()
    const neverSent = new Set<string>()

    before(async () => {
      network = await Network.start()
      ;({ alice, bob } = await befriend(network))
    })

    after(async () => {
      await network.stop()
    })

    /** Both run, without any crash point, and have a link. */
    async function bothUp(): Promise<void> {
      for (const person of [alice, bob]) if (person.node?.running !== true) await person.start()
      await linked(alice, bob)
    }

    /** Starts a node that will die; `ready` may come before or not. */
    function startToDie(person: Person, point: string): Daemon {
      const args = [...person.runArguments(), '--no-input']
      person.node = new Daemon(person.name, 'earshot', args, { EARSHOT_CRASH_AT: point })
      return person.node
    }

    async function send(text: string, ...options: readonly string[]): Promise<Finished> {
      sent.add(text)
      return await alice.run('send', bob.userId, text, ...options)
    }

    async function find(person: Person, text: string): Promise<readonly Line[]> {
      const other = person === alice ? bob : alice
      return (await history(person, other)).filter(line => line['text'] === text)
    }

    /** The message becomes `delivered` at Alice, and is there once on both sides. */
    async function arrivesOnce(text: string): Promise<void> {
      const [line, ...more] = await find(alice, text)
      assert.ok(line !== undefined, `${text}: Alice still has it`)
      assert.deepEqual(more, [], `${text}: Alice has it once`)
      if (line['state'] !== 'delivered') {
        await running(alice).event(
          'receipt',
          receipt => receipt['id'] === line['id'] && receipt['state'] === 'delivered',
          PATIENCE
        )
      }
      assert.equal((await find(bob, text)).length, 1, `${text}: Bob has it once`)
      const events = running(bob).lines.filter(event => event['event'] === 'message' && event['text'] === text)
      assert.ok(events.length <= 1, `${text}: one life of Bob shows it at most once`)
    }

    /** Neither side knows it, and nothing looks as if something were missing. */
    async function neverWas(text: string): Promise<void> {
      sent.delete(text)
      neverSent.add(text)
      const marker = `${text}, and after that`
      assert.equal((await send(marker)).code, 0)
      await arrivesOnce(marker)
      assert.deepEqual(await find(alice, text), [], `${text}: Alice’s history has no trace`)
      assert.deepEqual(await find(bob, text), [], `${text}: Bob never got it`)
    }

    /** Dies at the point because of that text, over a live link. */
    async function senderDies(point: string, text: string): Promise<void> {
      await alice.node?.kill()
      if (bob.node?.running !== true) await bob.start()
      await alice.start({ EARSHOT_CRASH_AT: point })
      await bothUp()
      await send(text)
      await killed(running(alice))
      await alice.start()
    }

    async function receiverDies(point: string, text: string): Promise<void> {
      await bob.node?.kill()
      if (alice.node?.running !== true) await alice.start()
      await bob.start({ EARSHOT_CRASH_AT: point })
      await linked(alice, bob)
      const sending = send(text, '--timeout', '60')
      await killed(running(bob))
      await bob.start()
      const { code, lines, stderr } = await sending
      assert.equal(code, 0, stderr)
      assert.equal(lines[0]?.['state'], 'delivered')
    }

    describe('the sender, over a link', () => {
      for (const point of ['S1', 'S2']) {
        it(`${point}: was never accepted, and never was`, async () => {
          await senderDies(point, point)
          await linked(alice, bob)
          await neverWas(point)
        })
      }

      for (const point of ['S3', 'S4', 'S5']) {
        it(`${point}: arrives once`, async () => {
          await senderDies(point, point)
          await arrivesOnce(point)
        })
      }
    })

    describe('the receiver, over a link', () => {
      for (const point of ['R1', 'R2', 'R3', 'R4']) {
        it(`${point}: arrives once`, async () => {
          await receiverDies(point, point)
          await arrivesOnce(point)
        })
      }
    })

    describe('with mailboxes between them', () => {
      /** Bob is away when Alice writes, and so is she when he comes back. */
      async function storedWhileAway(text: string): Promise<void> {
        await bothUp()
        await bob.node?.kill()
        const { code, lines, stderr } = await send(text, '--wait', 'stored', '--timeout', '60')
        assert.equal(code, 0, stderr)
        assert.equal(lines[0]?.['stored'], '3/3')
        await alice.node?.kill()
      }

      it('S4: a receipt that was never noted does not double the message', async () => {
        await bothUp()
        await bob.node?.kill()
        await alice.node?.kill()
        await alice.start({ EARSHOT_CRASH_AT: 'S4' })
        await send('S4 by mail', '--wait', 'queued')
        await killed(running(alice))
        await bob.start()
        await running(bob).event('message', line => line['text'] === 'S4 by mail', PATIENCE)
        await alice.start()
        await arrivesOnce('S4 by mail')
      })

      for (const point of ['R1', 'R2']) {
        it(`${point}: comes again`, async () => {
          await storedWhileAway(`${point} by mail`)
          await killed(startToDie(bob, point))
          await bob.start()
          await running(bob).event('message', line => line['text'] === `${point} by mail`, PATIENCE)
          await alice.start()
          await arrivesOnce(`${point} by mail`)
        })
      }

      it('R3: is there, and stays there once', async () => {
        await storedWhileAway('R3 by mail')
        await killed(startToDie(bob, 'R3'))
        await bob.start()
        assert.equal((await find(bob, 'R3 by mail')).length, 1)
        await alice.start()
        await arrivesOnce('R3 by mail')
      })

      it('R4: the acknowledgement that a coordinator took reaches who never met him again', async () => {
        await storedWhileAway('R4 by mail')
        await bob.start({ EARSHOT_CRASH_AT: 'R4' })
        await running(bob).event('message', line => line['text'] === 'R4 by mail', PATIENCE)
        // Waiting acknowledgements are deposited before the end.
        await running(bob).stop()
        assert.equal(running(bob).signal, 'SIGKILL')
        await alice.start()
        const [line] = await find(alice, 'R4 by mail')
        if (line?.['state'] !== 'delivered') {
          await running(alice).event(
            'receipt',
            receipt => receipt['id'] === line?.['id'] && receipt['state'] === 'delivered',
            PATIENCE
          )
        }
        await bob.start()
        await arrivesOnce('R4 by mail')
      })
    })

    describe('the only coordinator left', () => {
      let addresses: readonly string[]

      before(async () => {
        await bothUp()
        const [first, ...others] = network.coordinators
        assert.ok(first !== undefined)
        // The same ports again after a restart, as those of an operator.
        addresses = (await first.addresses()).map(address => address.replace(/\/(certhash|p2p)\/.*$/u, ''))
        await Promise.all(others.map(async other => other.kill()))
      })

      function startCoordinator(env: NodeJS.ProcessEnv = {}): Daemon {
        const listen = [...new Set(addresses)].flatMap(address => ['--listen', address])
        const folder = join(network.folder, 'coordinator-1')
        const daemon = new Daemon(
          'coordinator',
          'earshot-bootstrap',
          ['--dev', '--data-dir', folder, ...listen],
          env
        )
        network.coordinators[0] = daemon
        return daemon
      }

      async function restartCoordinator(env: NodeJS.ProcessEnv = {}): Promise<Daemon> {
        await network.coordinators[0]?.kill()
        const daemon = startCoordinator(env)
        await daemon.event('ready', undefined, PATIENCE)
        return daemon
      }

      async function idOf(finished: Promise<Finished>): Promise<unknown> {
        const { code, lines, stderr } = await finished
        assert.equal(code, 0, stderr)
        return lines[0]?.['id']
      }

      for (const point of ['C1', 'C2', 'C3']) {
        it(`${point}: a deposit breaks off, the message arrives once`, async () => {
          await bothUp()
          await bob.node?.kill()
          const dying = await restartCoordinator({ EARSHOT_CRASH_AT: point })
          await idOf(send(point, '--wait', 'queued'))
          await killed(dying)
          if (point === 'C1') {
            const [line] = await find(alice, point)
            assert.equal(line?.['state'], 'queued', 'nobody holds it')
          } else {
            // The coordinator has it on its disk: the sender is not needed any more.
            await alice.node?.kill()
          }
          await restartCoordinator()
          await bob.start()
          await running(bob).event('message', line => line['text'] === point, PATIENCE)
          if (point !== 'C1') await alice.start()
          await arrivesOnce(point)
        })
      }

      for (const point of ['C4', 'C5', 'C6']) {
        it(`${point}: fetching breaks off, the message arrives once`, async () => {
          await bothUp()
          await bob.node?.kill()
          const id = await idOf(send(point, '--wait', 'queued'))
          const stored = (line: Line): boolean => line['id'] === id && line['state'] === 'stored'
          await running(alice).event('receipt', stored, PATIENCE)
          await alice.node?.kill()
          const dying = await restartCoordinator({ EARSHOT_CRASH_AT: point })
          await bob.start()
          await killed(dying)
          await restartCoordinator()
          await running(bob).event('message', line => line['text'] === point, PATIENCE)
          await alice.start()
          await arrivesOnce(point)
        })
      }
    })

    it('both histories are the same in the end, and nothing is in them twice', async () => {
      await bothUp()
      const texts = async (person: Person, other: Person): Promise<readonly unknown[]> =>
        (await history(person, other)).map(line => line['text'])
      const [ofAlice, ofBob] = [await texts(alice, bob), await texts(bob, alice)]
      assert.deepEqual(ofBob, ofAlice)
      assert.deepEqual(new Set(ofAlice), sent)
      assert.equal(ofAlice.length, sent.size)
      for (const text of neverSent) assert.ok(!sent.has(text))
      for (const line of await history(alice, bob)) assert.equal(line['state'], 'delivered')
      await succeeds(alice, 'status')
    })
  })
}

async function killed(daemon: Daemon): Promise<void> {
  await daemon.ended(PATIENCE)
  assert.equal(daemon.signal, 'SIGKILL', `${daemon.name} was to die by its own hand: ${daemon.stderr}`)
}
