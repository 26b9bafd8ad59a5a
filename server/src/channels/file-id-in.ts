/** Returns the id of a file of this server from its signed address; undefined for another address. The signature changes, the id does not. */
export function fileIdIn(address: string): string | undefined {
  return /\/files\/([0-9a-f]{24})\//.exec(address)?.[1];
}
