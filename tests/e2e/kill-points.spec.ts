/**
 * Real processes killed (SIGKILL by their own hand, see src/node/crash-point.ts) at each
 * named point (docs/ARCHITECTURE.md, "Where faults are injected"), started again, and then:
 * nothing that was shown as stored or delivered is lost, everything is shown exactly once, in one
 * order on both sides.
 * `KILL_ROUNDS=n` goes through all of it n times.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Network } from '../../demo/network.ts'
import type { Person } from '../../demo/network.ts'
import { Daemon } from '../../demo/processes.ts'
import type { Line } from '../../demo/processes.ts'
import type { MessageLine, SendLine, WaitState } from '../../src/node/index.ts'
import { ask, befriend, history, linked, meet, PATIENCE, running, succeeds } from './friends.ts'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1)

for (let round = 1; round <= ROUNDS; round += 1) {
  describe(`killed at a named point${ROUNDS > 1 ? `, round ${round}` : ''}`, function () {
    this.timeout(180_000)
    let network: Network
    let alice: Person
    let bob: Person
    /** What has to be in both histories in the end; nothing else may be. */
    const sent = new Set<string>()

    before(async () => {
      network = await Network.start()
      ;({ alice, bob } = await meet(network))
    })

    after(async () => {
      await network.stop()
    })

    const other = (person: Person): Person => (person === alice ? bob : alice)

    /** Both run, without any crash point, and have a link. */
    async function bothUp(): Promise<void> {
      await Promise.all([alice, bob].map(async person => person.node?.running === true || person.start()))
      await linked(alice, bob)
    }

    /** Not `start`: what it dies of may come before it says `ready`. */
    function startToDie(person: Person, point: string): void {
      const args = [...person.runArguments(), '--no-input']
      person.node = new Daemon(person.name, 'earshot', args, {
        EARSHOT_CRASH_AT: point,
        EARSHOT_VOLUNTEER: '0'
      })
    }

    async function send(
      text: string,
      wait: WaitState = 'delivered',
      from: Person = alice
    ): Promise<SendLine> {
      sent.add(text)
      return await ask(
        from,
        async api => await api.send(other(from).userId, text, { wait, timeout: PATIENCE })
      )
    }

    async function find(person: Person, text: string): Promise<readonly MessageLine[]> {
      return (await history(person, other(person))).filter(line => line.text === text)
    }

    async function shown(person: Person, text: string): Promise<void> {
      await running(person).event('message', line => line['text'] === text, PATIENCE)
    }

    async function delivered(text: string, from: Person): Promise<void> {
      const [line, ...more] = await find(from, text)
      assert.ok(line !== undefined, `${text}: ${from.name} still has it`)
      assert.deepEqual(more, [], `${text}: ${from.name} has it once`)
      const turns = (receipt: Line): boolean => receipt['id'] === line.id && receipt['state'] === 'delivered'
      if (line.state !== 'delivered') await running(from).event('receipt', turns, PATIENCE)
    }

    /** The message becomes `delivered`, and is there once on both sides. */
    async function arrivesOnce(text: string, from: Person = alice): Promise<void> {
      await delivered(text, from)
      const to = other(from)
      assert.equal((await find(to, text)).length, 1, `${text}: ${to.name} has it once`)
      const events = running(to).lines.filter(event => event['event'] === 'message' && event['text'] === text)
      assert.ok(events.length <= 1, `${text}: one life of ${to.name} shows it at most once`)
    }

    describe('before the other side has agreed', () => {
      it('S3: waits on the disk, and arrives once when they have', async () => {
        await bob.node?.kill()
        await bob.start({ EARSHOT_CRASH_AT: 'S3' })
        await assert.rejects(send('S3 unsealed', 'queued', bob))
        await killed(running(bob))
        await bob.start()
        const [line] = await find(bob, 'S3 unsealed')
        assert.equal(line?.state, 'queued')
        await succeeds(alice, 'contact', 'accept', bob.userId)
        await arrivesOnce('S3 unsealed', bob)
      })
    })

    describe('the sender, over a link', () => {
      /** Dies at the point because of a text of that name, and comes back. */
      async function dies(point: string): Promise<void> {
        await alice.node?.kill()
        await alice.start({ EARSHOT_CRASH_AT: point })
        await bothUp()
        await assert.rejects(send(point), `${point}: nobody was told that it was sent`)
        await killed(running(alice))
        await alice.start()
      }

      for (const point of ['S1', 'S2']) {
        it(`${point}: was never accepted, and never was`, async () => {
          await dies(point)
          sent.delete(point)
          // Takes the number that the lost one would have had: a gap would show.
          const after = `after ${point}`
          await send(after)
          await arrivesOnce(after)
          assert.deepEqual(await find(alice, point), [], 'Alice’s history has no trace')
          assert.deepEqual(await find(bob, point), [], 'Bob never got it')
        })
      }

      for (const point of ['S3', 'S4', 'S5']) {
        it(`${point}: arrives once`, async () => {
          await dies(point)
          await arrivesOnce(point)
        })
      }
    })

    describe('the receiver, over a link', () => {
      for (const point of ['R1', 'R2', 'R3', 'R4']) {
        it(`${point}: arrives once`, async () => {
          await bob.node?.kill()
          if (alice.node?.running !== true) await alice.start()
          startToDie(bob, point)
          // Whatever Alice has for him reaches R1, maybe before there is a word of a link.
          // and an acknowledgement that was lost before may bring him to R4 just as early.
          if (point !== 'R1')
            await Promise.race([linked(alice, bob).catch(() => undefined), killed(running(bob))])
          const sending = send(point)
          await killed(running(bob))
          await bob.start()
          assert.equal((await sending).state, 'delivered')
          await arrivesOnce(point)
        })
      }
    })

    describe('with mailboxes between them', () => {
      /** Bob is away when Alice writes, and so is she when he comes back. */
      async function storedWhileAway(text: string): Promise<void> {
        await bothUp()
        await bob.node?.kill()
        assert.equal((await send(text, 'stored')).stored, '3/3')
        await alice.node?.kill()
      }

      it('S4: a receipt that was never noted does not double the message', async () => {
        await bothUp()
        await bob.node?.kill()
        await alice.node?.kill()
        await alice.start({ EARSHOT_CRASH_AT: 'S4' })
        await send('S4 by mail', 'queued')
        await killed(running(alice))
        await bob.start()
        await shown(bob, 'S4 by mail')
        await alice.start()
        await arrivesOnce('S4 by mail')
      })

      for (const point of ['R1', 'R2', 'R3']) {
        it(`${point}: comes again, or is there already, once`, async () => {
          const text = `${point} by mail`
          await storedWhileAway(text)
          startToDie(bob, point)
          await killed(running(bob))
          await bob.start()
          // What was saved is shown in the history and nowhere else.
          if (point === 'R3') assert.equal((await find(bob, text)).length, 1)
          else await shown(bob, text)
          await alice.start()
          await arrivesOnce(text)
        })
      }
    })

    describe('the only coordinator left', () => {
      let listen: readonly string[]

      before(async () => {
        await bothUp()
        const [first, ...others] = network.coordinators
        assert.ok(first !== undefined)
        // The same ports again after a restart, as those of an operator.
        const addresses = (await first.addresses()).map(each => each.replace(/\/(certhash|p2p)\/.*$/u, ''))
        listen = [...new Set(addresses)].flatMap(address => ['--listen', address])
        await Promise.all(others.map(async each => each.kill()))
      })

      async function restart(env: NodeJS.ProcessEnv = {}): Promise<Daemon> {
        await network.coordinators[0]?.kill()
        const args = ['--dev', '--data-dir', join(network.folder, 'coordinator-1'), ...listen]
        const daemon = new Daemon('coordinator', 'earshot-bootstrap', args, env)
        network.coordinators[0] = daemon
        await daemon.event('ready', undefined, PATIENCE)
        return daemon
      }

      for (const point of ['C1', 'C2', 'C3']) {
        it(`${point}: a deposit breaks off, the message arrives once`, async () => {
          await bothUp()
          await bob.node?.kill()
          const dying = await restart({ EARSHOT_CRASH_AT: point })
          await send(point, 'queued')
          await killed(dying)
          const [line] = await find(alice, point)
          // Once somebody has signed for it the sender is not needed any more.
          const isPromised = line?.state === 'stored'
          if (point !== 'C3') assert.ok(!isPromised, 'nobody has signed for it')
          if (isPromised) await alice.node?.kill()
          await Promise.all([restart(), bob.start()])
          await shown(bob, point)
          if (isPromised) await alice.start()
          await arrivesOnce(point)
        })
      }

      for (const point of ['C4', 'C5', 'C6']) {
        it(`${point}: fetching breaks off, the message arrives once`, async () => {
          await bothUp()
          await bob.node?.kill()
          const { id } = await send(point, 'queued')
          await running(alice).event(
            'receipt',
            line => line['id'] === id && line['state'] === 'stored',
            PATIENCE
          )
          await alice.node?.kill()
          const dying = await restart({ EARSHOT_CRASH_AT: point })
          await bob.start()
          await killed(dying)
          await Promise.all([restart(), alice.start()])
          await shown(bob, point)
          await arrivesOnce(point)
        })
      }
    })

    describe('in the end', () => {
      it('both histories are the same, and everything is in them once', async () => {
        await bothUp()
        const ofAlice = await history(alice, bob)
        const ofBob = await history(bob, alice)
        assert.deepEqual(
          ofBob.map(({ id }) => id),
          ofAlice.map(({ id }) => id)
        )
        const texts = ofAlice.map(({ text }) => text)
        assert.deepEqual(texts.toSorted(), [...sent].toSorted())
        for (const { from, state } of ofAlice) {
          assert.equal(state, from === alice.userId ? 'delivered' : 'received')
        }
      })
    })
  })

  describe(`killed when a coordinator has taken the acknowledgement${ROUNDS > 1 ? `, round ${round}` : ''}`, function () {
    this.timeout(180_000)
    let network: Network

    before(async () => {
      network = await Network.start()
    })

    after(async () => {
      await network.stop()
    })

    // Of people who have had no mail: the answer to any other would bring him to R4 first.
    it('R4: it reaches who never meets him again', async () => {
      const { alice, bob } = await befriend(network)
      await running(bob).stop()
      const { id, stored } = await ask(
        alice,
        async api => await api.send(bob.userId, 'R4 by mail', { wait: 'stored', timeout: PATIENCE })
      )
      assert.equal(stored, '3/3')
      await alice.node?.kill()
      await bob.start({ EARSHOT_CRASH_AT: 'R4' })
      await running(bob).event('message', line => line['id'] === id, PATIENCE)
      // Acknowledgements that wait are deposited before the end.
      await running(bob).stop()
      await killed(running(bob))
      await alice.start()
      const isDelivered = (line: Line): boolean => line['id'] === id && line['state'] === 'delivered'
      const [sent] = await history(alice, bob)
      if (sent?.state !== 'delivered') await running(alice).event('receipt', isDelivered, PATIENCE)
      await bob.start()
      await linked(alice, bob)
      for (const [person, other] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        assert.deepEqual(
          (await history(person, other)).map(line => line.id),
          [id]
        )
      }
    })
  })
}

async function killed(daemon: Daemon): Promise<void> {
  await daemon.ended(PATIENCE)
  assert.equal(daemon.signal, 'SIGKILL', `${daemon.name} was to die by its own hand: ${daemon.stderr}`)
}
