/** Somebody, in few characters. */
import type { VNode } from 'preact'
import type { PresenceStatus } from '../../node/api.ts'
import { shortId, who } from '../words/people.ts'
import { statusLabel } from '../words/reach.ts'

/** A name that cannot turn the text around it, or the end of the id. */
export function Name({ userId, name }: { readonly userId: string; readonly name: string | null }): VNode {
  return (
    <bdi class="name" title={userId}>
      {who(userId, name)}
    </bdi>
  )
}

/** The end of an id, all of it on hover. */
export function ShortId({ id }: { readonly id: string }): VNode {
  return (
    <code class="id" title={id}>
      {shortId(id)}
    </code>
  )
}

/** 🟢 direct, 🟡 reachable, ⚫ offline: by shape, too, for who does not tell the colours apart. */
export function StatusMark({ status }: { readonly status: PresenceStatus | undefined }): VNode {
  return (
    <svg
      class={`mark ${status ?? 'offline'}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      role="img"
      aria-label={statusLabel(status)}
    >
      <circle class="ring" cx="6" cy="6" r="4.5" />
      {status === 'direct' && <circle class="fill" cx="6" cy="6" r="4.5" />}
      {status === 'reachable' && <path class="fill" d="M6 1.5a4.5 4.5 0 0 1 0 9z" />}
    </svg>
  )
}
