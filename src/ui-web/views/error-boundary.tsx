/** A mistake of the page itself is said, and the page can be loaded again. */
import { Component } from 'preact'
import type { ComponentChildren } from 'preact'
import { explain } from '../words/errors.ts'
import { ReloadButton } from './reload-button.tsx'
import { Stage } from './stage.tsx'

interface State {
  readonly error: unknown
  readonly isBroken: boolean
}

/** Shows its children, or why they cannot be shown. */
export class ErrorBoundary extends Component<{ readonly children: ComponentChildren }, State> {
  override state: State = { error: undefined, isBroken: false }

  static override getDerivedStateFromError(error: unknown): State {
    return { error, isBroken: true }
  }

  override render(): ComponentChildren {
    if (!this.state.isBroken) return this.props.children
    return (
      <Stage title="The page stumbled">
        <p role="alert">{explain(this.state.error).sentence}</p>
        <p>Your keys and messages are on this device and are not touched by this.</p>
        <div class="actions">
          <ReloadButton />
        </div>
      </Stage>
    )
  }
}
