/** The page as it is shipped, in dist/web. */
import { buildPage as build } from '../../../scripts/build-page.ts'

let built: Promise<unknown> | undefined

/** Builds it, once for all tests. */
export async function buildPage(): Promise<void> {
  built ??= build()
  await built
}
