/** IndexedDB has no files that a page could check; every record is checked against the ledger. */
export async function checkTables(): Promise<void> {}
