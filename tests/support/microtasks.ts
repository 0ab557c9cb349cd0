/**
 * Resolves when all that waits for promises alone has happened: the engine runs every microtask that is
 * there, and every one that these make, before it begins the next task (HTML, 8.1.7.3; Node does the same).
 */
export async function microtasks(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
}
