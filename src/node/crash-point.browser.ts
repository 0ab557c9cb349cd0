/** A page can be killed, but not by itself. */
export function crashPoint(): void {}
