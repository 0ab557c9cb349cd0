/** Ourselves and our node, in full. */
import type { VNode } from 'preact'
import { duration } from '../words/times.ts'
import { CopyButton } from './copy-button.tsx'
import { KeepingNote } from './keeping-note.tsx'
import { usePage, useProfile } from './page-context.ts'
import { PaneHeader } from './pane-header.tsx'
import { QrCode } from './qr-code.tsx'
import { useFocus } from './use-focus.ts'

export function About(): VNode {
  const { app } = usePage()
  const { node, status } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const line = status.line.value
  return (
    <>
      <PaneHeader title="About this profile" heading={heading} />
      <div class="scroll page-text">
        <dl class="facts">
          <dt>Name</dt>
          <dd>
            <bdi class="name">
              {node.name === '' ? 'none: contacts see the end of your user id' : node.name}
            </bdi>
          </dd>
          <dt>Profile</dt>
          <dd>
            <bdi>{app.profileName}</bdi>
          </dd>
          <dt>User</dt>
          <dd>
            <code>{node.userId}</code> <CopyButton text={node.userId} label="Copy user id" />
            <QrCode text={node.userId} label="Your user id as QR code" />
          </dd>
          <dt>Protected by</dt>
          <dd>
            {node.protectedBy === 'passphrase'
              ? 'your passphrase, which nobody can reset'
              : 'a key that this browser keeps: whoever can use this browser can read your messages'}
          </dd>
          {line !== undefined && (
            <>
              <dt>Running for</dt>
              <dd>{duration(line.uptime)}</dd>
            </>
          )}
        </dl>
        <KeepingNote />
        <p class="hint">
          Another user in this browser is another profile: add <code>#profile=NAME</code> to the address of
          this page.
        </p>
        <details>
          <summary>Technical details</summary>
          <dl class="facts">
            <dt>Peer</dt>
            <dd>
              <code>{node.peerId}</code>
            </dd>
            {line !== undefined && (
              <>
                <dt>Addresses</dt>
                <dd>{line.addresses.length === 0 ? 'none yet' : <Addresses of={line.addresses} />}</dd>
              </>
            )}
          </dl>
        </details>
      </div>
    </>
  )
}

function Addresses({ of: addresses }: { readonly of: readonly string[] }): VNode {
  return (
    <ul>
      {addresses.map(address => (
        <li key={address}>
          <code>{address}</code>
        </li>
      ))}
    </ul>
  )
}
