/** The dark squares of a QR code as the path of an SVG. */

/** A path in a square of `size` by `size` units. */
export interface QrPath {
  readonly size: number
  readonly path: string
}

/** @param rows - true is dark; the border is in it */
export function qrPath(rows: readonly (readonly boolean[])[]): QrPath {
  let path = ''
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue
      const start = x
      while (row[x + 1] === true) x++
      const width = x - start + 1
      path += `M${start} ${y}h${width}v1h-${width}z`
    }
  })
  return { size: rows.length, path }
}
