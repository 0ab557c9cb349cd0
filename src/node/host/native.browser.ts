/** A browser ends its own threads. */
export async function releaseNativeHandles(): Promise<void> {}
