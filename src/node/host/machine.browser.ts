/** What a page knows of the networks around it: next to nothing. */

/** Where the page came from: whoever serves it at an IP of a LAN is in the same one. */
export function interfaceAddresses(): string[] {
  return [location.hostname.replace(/^\[|\]$/gu, '')]
}

/** A page is not told; with nothing to object to, every name may be dialled: browsers guard their own networks. */
export async function resolveName(): Promise<string[]> {
  return []
}
