/** A text as a QR code, drawn as one path. */
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { qrPath } from '../words/qr-path.ts'
import type { QrPath } from '../words/qr-path.ts'

export function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode | null {
  const drawn = useSignal<QrPath | undefined>(undefined)
  useEffect(() => {
    let isWanted = true
    // Loaded when the first code is drawn: most visits draw none.
    import('qr')
      .then(({ encodeQR }) => {
        if (isWanted) drawn.value = qrPath(encodeQR(text, 'raw', { ecc: 'low', border: 3 }))
      })
      .catch(() => {
        // The link beside it says the same.
        drawn.value = undefined
      })
    return () => {
      isWanted = false
    }
  }, [text, drawn])
  if (drawn.value === undefined) return <div class="qr" aria-hidden="true" />
  const { size, path } = drawn.value
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  )
}
