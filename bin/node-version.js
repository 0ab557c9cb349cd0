// The one place that knows how new Node must be. Any Node parses this file.

const NEEDED = [22, 18]

/** Ends the process with one clear line if this Node is too old to run Earshot. */
export function requireNode() {
  const version = process.versions.node.split('.').map(Number)
  if (version[0] > NEEDED[0] || (version[0] === NEEDED[0] && version[1] >= NEEDED[1])) return
  process.stderr.write(
    'Earshot needs Node ' + NEEDED.join('.') + ' or newer; this is Node ' + process.versions.node + '.\n'
  )
  process.exit(1)
}
