/**
 * A plot of cost against size, both on logarithmic axes, as SVG.
 *
 * @packageDocumentation
 */

/** One line of the plot. */
export interface Line {
  readonly name: string
  readonly colour: string
  readonly points: ReadonlyArray<readonly [x: number, y: number]>
  readonly isDashed?: boolean
}

const WIDTH = 640
const HEIGHT = 400
const LEFT = 70
const RIGHT = 20
const TOP = 40
const BOTTOM = 50

/** What a decade is called. */
function called(exponent: number): string {
  return (
    ['1', '10', '100', '1 k', '10 k', '100 k', '1 M', '10 M', '100 M', '1 G'][exponent] ?? `10^${exponent}`
  )
}

/** Draws the lines over these decades of both axes. */
export function plot(
  title: string,
  axes: { readonly x: string; readonly y: string },
  decades: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  lines: readonly Line[]
): string {
  const across = (value: number): number =>
    LEFT + ((Math.log10(value) - decades.x[0]) / (decades.x[1] - decades.x[0])) * (WIDTH - LEFT - RIGHT)
  const up = (value: number): number =>
    HEIGHT -
    BOTTOM -
    ((Math.log10(value) - decades.y[0]) / (decades.y[1] - decades.y[0])) * (HEIGHT - TOP - BOTTOM)
  const parts: string[] = []
  const text = (x: number, y: number, said: string, more = ''): void => {
    parts.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${said}</text>`)
  }
  for (let exponent = decades.x[0]; exponent <= decades.x[1]; exponent++) {
    const x = across(10 ** exponent)
    parts.push(`<line x1="${x}" y1="${TOP}" x2="${x}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>`)
    text(x, HEIGHT - BOTTOM + 18, called(exponent), 'text-anchor="middle"')
  }
  for (let exponent = decades.y[0]; exponent <= decades.y[1]; exponent++) {
    const y = up(10 ** exponent)
    parts.push(`<line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" stroke="#ddd"/>`)
    text(LEFT - 8, y + 4, called(exponent), 'text-anchor="end"')
  }
  for (const [at, { name, colour, points, isDashed = false }] of lines.entries()) {
    const path = points.map(([x, y]) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`).join(' ')
    const dashes = isDashed ? ' stroke-dasharray="6 4"' : ''
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`)
    if (!isDashed) {
      for (const [x, y] of points) {
        parts.push(`<circle cx="${across(x).toFixed(1)}" cy="${up(y).toFixed(1)}" r="3.5" fill="${colour}"/>`)
      }
    }
    text(LEFT + 12, TOP + 16 + 16 * at, name, `fill="${colour}"`)
  }
  text(WIDTH / 2, 22, title, 'text-anchor="middle" font-size="15"')
  text(WIDTH / 2, HEIGHT - 12, axes.x, 'text-anchor="middle"')
  text(16, HEIGHT / 2, axes.y, `text-anchor="middle" transform="rotate(-90 16 ${HEIGHT / 2})"`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...parts,
    '</svg>',
    ''
  ].join('\n')
}
