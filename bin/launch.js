// Starts a program of this package. Any Node parses this file, so that one that is too old
// to run Earshot can say so; hence no modern syntax here.
import { existsSync, readFileSync } from 'fs'
import nodeModule from 'module'
import { fileURLToPath } from 'url'
import { requireNode } from './node-version.js'

/**
 * @param {string} entry the program's module, from the root of the sources, without its suffix
 */
export function launch(entry) {
  requireNode()
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache()
  const version = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
  // A checkout runs its sources. Installed, there is no choice: Node strips no types under node_modules.
  const source = new URL('../' + entry + '.ts', import.meta.url)
  const installed = /[\\/]node_modules[\\/]/.test(fileURLToPath(import.meta.url))
  const url = !installed && existsSync(source) ? source : new URL('../dist/' + entry + '.js', import.meta.url)
  import(url.href)
    .then(function (program) {
      return program.main(version)
    })
    .catch(function (error) {
      process.stderr.write('earshot: cannot start: ' + (error && error.message) + '\n')
      process.exit(1)
    })
}
