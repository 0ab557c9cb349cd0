/**
 * Sessions over a pretended node, in place of those of `src/ui-web/tabs`: the name of the
 * profile chooses the scene. What happens in it is steered through `globalThis.fake`.
 */
import { VaultCorruptError, VaultLockedError, WrongPassphraseError } from '../../../src/store/errors.ts'
import type { Session, Sessions } from '../../../src/ui-web/session.ts'
import { createFakeNode, emptyWorld } from './fake-node.ts'
import type { FakeNode, FakeWorld } from './fake-node.ts'
import { crowdedWorld, PEOPLE, storyWorld } from './fake-story.ts'

/** What a test gets hold of. */
export interface Fake {
  node: FakeNode | undefined
  end(why: 'closed' | 'taken-over'): void
}

export const PASSPHRASE = 'correct horse'
const CROWD = 2_000

/** As `createSessions` of `src/ui-web/tabs`. */
export function createSessions({ profile }: { readonly profile: string }): Sessions {
  const fake: Fake = { node: undefined, end() {} }
  Object.assign(globalThis, { fake })
  let isMade = profile !== 'new'
  let isStuck = profile === 'stuck'

  function session(name: string): Session {
    const ended = Promise.withResolvers<'closed' | 'taken-over'>()
    fake.node = createFakeNode({ userId: PEOPLE.alice, name, world: worldOf(profile) })
    fake.end = ended.resolve
    return { node: fake.node, owns: profile !== 'mirror', early: [], ended: ended.promise }
  }

  return {
    profile,
    async start() {
      if (profile === 'corrupt') throw new VaultCorruptError('The vault is altered')
      if (!isMade) return { kind: 'new' }
      return { kind: profile === 'locked' ? 'locked' : 'ready' }
    },
    async create({ name }) {
      isMade = true
      return session(name)
    },
    async open(passphrase) {
      if (profile === 'locked' && passphrase !== PASSPHRASE) throw new WrongPassphraseError('Wrong')
      if (isStuck) {
        isStuck = false
        throw new VaultLockedError('The vault is in use by another tab')
      }
      return session('Alice')
    }
  }
}

function worldOf(profile: string): FakeWorld {
  if (profile === 'new' || profile === 'empty') return emptyWorld()
  return profile === 'crowd' ? crowdedWorld(Date.now(), CROWD) : storyWorld(Date.now())
}
