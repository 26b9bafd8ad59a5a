/** Gives an address of a picture or recording as LINE takes it: https, at most 2,000 characters. Undefined for any other. */
export function secureAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) {
    return undefined;
  }
  const { protocol, href } = new URL(address);
  return protocol === "https:" && href.length <= 2_000 ? href : undefined;
}
