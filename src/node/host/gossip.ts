/**
 * Gossip with explicit scores.
 *
 * The library scores no topic unless told, and its other defaults count more than ten
 * peers of one address as an attack: fifteen nodes on one machine, or the people behind
 * one carrier NAT, silence each other. The weights here make a liar leave after a handful
 * of provable lies and let quiet and crowded peers be.
 *
 * @packageDocumentation
 */
import { gossipsub, StrictNoSign, TopicValidatorResult } from '@libp2p/gossipsub'
import { sha256 } from '@noble/hashes/sha2.js'
import { LimitError, UsageError } from '../../errors.ts'
import {
  GOSSIP_COLOCATION_FREE,
  GOSSIP_D,
  GOSSIP_D_HIGH,
  GOSSIP_D_LOW,
  GOSSIP_DONT_WANT_FROM,
  GOSSIP_MAX_MESSAGE,
  GOSSIP_MAX_RPC,
  GOSSIP_OUT_BUFFER,
  GOSSIP_PEER_BURST,
  GOSSIP_PEER_RATE,
  GOSSIP_TOPIC_BYTES
} from './constants.ts'
import { failure } from './failures.ts'
import { gated } from './frame-gate.ts'
import { withSteadyStreams } from './gossip-streams.ts'
import type { Gossip, Verdict } from '../../link.ts'
import type { GossipSub, GossipSubComponents, GossipsubOpts, SubscriptionChangeData } from '@libp2p/gossipsub'

type ScoreParams = NonNullable<GossipsubOpts['scoreParams']>
type TopicParams = NonNullable<ScoreParams['topics']>[string]

/**
 * Scores of one topic whose members speak about twice a minute. A score below −10 gets no
 * gossip, below −50 none of our messages, below −80 is not listened to.
 */
export const TOPIC_SCORE: TopicParams = {
  topicWeight: 1,
  // P1, time in the mesh: up to 10 after an hour
  timeInMeshWeight: 10 / 3_600,
  timeInMeshQuantum: 1_000,
  timeInMeshCap: 3_600,
  // P2, who is first with a valid message: up to 10, halved every 70 s
  firstMessageDeliveriesWeight: 0.5,
  firstMessageDeliveriesDecay: 0.99,
  firstMessageDeliveriesCap: 20,
  // P3, who delivers too little: off, a quiet network is no fault
  meshMessageDeliveriesWeight: 0,
  meshMessageDeliveriesDecay: 0.5,
  meshMessageDeliveriesCap: 100,
  meshMessageDeliveriesThreshold: 20,
  meshMessageDeliveriesWindow: 10,
  meshMessageDeliveriesActivation: 5_000,
  meshFailurePenaltyWeight: 0,
  meshFailurePenaltyDecay: 0.5,
  // P4, provably false messages: −5 × count², so that the fifth silences; half gone in 90 s
  invalidMessageDeliveriesWeight: -5,
  invalidMessageDeliveriesDecay: 0.9923
}

/** Scores of a host in these topics. */
export function scoreParams(topics: readonly string[], loopback: boolean): ScoreParams {
  return {
    topics: Object.fromEntries(topics.map(topic => [topic, TOPIC_SCORE])),
    topicScoreCap: 20,
    // P6: −0.5 × (peers of that address − 64)², so that 77 of one address are silenced
    IPColocationFactorWeight: loopback ? 0 : -0.5,
    IPColocationFactorThreshold: GOSSIP_COLOCATION_FREE,
    IPColocationFactorWhitelist: new Set(['127.0.0.1', '::1']),
    // P7: broken promises and grafts out of turn; a stalled event loop breaks a few
    behaviourPenaltyWeight: -10,
    behaviourPenaltyThreshold: 6,
    behaviourPenaltyDecay: 0.986,
    decayInterval: 1_000,
    decayToZero: 0.01,
    // of who is gone: anybody makes new identities, and each costs a kilobyte for so long
    retainScore: 600_000
  }
}

/** The service for `createLibp2p`. */
export function gossipService(
  topics: readonly string[],
  loopback: boolean
): (components: GossipSubComponents) => GossipSub {
  const create = gossipsub({
    D: GOSSIP_D,
    Dlo: GOSSIP_D_LOW,
    Dhi: GOSSIP_D_HIGH,
    idontwantMinDataSize: GOSSIP_DONT_WANT_FROM,
    allowedTopics: [...topics],
    // our messages are signed inside; an outer signature would name the author to everybody
    globalSignaturePolicy: StrictNoSign,
    msgIdFn: message => sha256(message.data),
    emitSelf: false,
    // a mesh takes seconds to form, and presence is to be seen at once
    floodPublish: true,
    fallbackToFloodsub: false,
    // no peers from strangers, neither given nor taken
    doPX: false,
    scoreThresholds: {
      gossipThreshold: -10,
      publishThreshold: -50,
      graylistThreshold: -80,
      acceptPXThreshold: Number.MAX_SAFE_INTEGER,
      opportunisticGraftThreshold: 1
    },
    scoreParams: scoreParams(topics, loopback),
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    runOnLimitedConnection: true,
    maxInboundDataLength: GOSSIP_MAX_RPC,
    maxOutboundBufferSize: GOSSIP_OUT_BUFFER,
    maxTopicBytesPerPeer: GOSSIP_TOPIC_BYTES,
    // one stream each way; a second while an old connection dies
    maxInboundStreams: 2,
    maxOutboundStreams: 2
  })
  return components =>
    create(
      gated(withSteadyStreams(components), {
        maxFrame: GOSSIP_MAX_RPC,
        perPeer: { burst: GOSSIP_PEER_BURST, perSecond: GOSSIP_PEER_RATE },
        // gossip opens no second stream on a connection: one that stays would be deaf
        excess: { burst: 0, perSecond: 1 }
      })
    )
}

const RESULTS: Readonly<Record<Verdict, TopicValidatorResult>> = {
  accept: TopicValidatorResult.Accept,
  ignore: TopicValidatorResult.Ignore,
  reject: TopicValidatorResult.Reject
}

/** `Gossip` of src/link.ts. */
export function createGossip(service: GossipSub, topics: readonly string[]): Gossip {
  const allowed = new Set(topics)

  function check(topic: string): void {
    if (!allowed.has(topic)) throw new UsageError('The host was not made for that topic')
  }

  return {
    async publish(topic, data) {
      check(topic)
      if (data.length > GOSSIP_MAX_MESSAGE) throw new LimitError('A gossip message is too long')
      try {
        const { recipients } = await service.publish(topic, data)
        return recipients.length
      } catch (err) {
        throw failure(err, 'publish')
      }
    },

    subscribe(topic, receive) {
      check(topic)
      service.topicValidators.set(topic, async (from, { data }) => {
        if (data.length > GOSSIP_MAX_MESSAGE) return TopicValidatorResult.Reject
        try {
          // over TCP it is a Buffer, a view of the socket's memory
          return RESULTS[await receive(Uint8Array.from(data), from.toString())]
        } catch {
          return TopicValidatorResult.Ignore
        }
      })
      service.subscribe(topic)
    },

    unsubscribe(topic) {
      service.unsubscribe(topic)
      service.topicValidators.delete(topic)
    },

    subscribers: topic => service.getSubscribers(topic).map(peer => peer.toString()),

    watch(topic, listener) {
      const changed = ({ detail }: CustomEvent<SubscriptionChangeData>): void => {
        for (const change of detail.subscriptions) {
          if (change.topic === topic) listener(detail.peerId.toString(), change.subscribe ? 'joined' : 'left')
        }
      }
      service.addEventListener('subscription-change', changed)
      return () => service.removeEventListener('subscription-change', changed)
    }
  }
}
