import ipaddr from "ipaddr.js";

/** A network of addresses: its base, and how many bits of it count. */
export type AddressRange = readonly [base: ReturnType<typeof ipaddr.parse>, bits: number];

/** Reads an address, or a range in CIDR notation; IPv4 or IPv6. Undefined if the text is neither. */
export function readAddressRange(text: string): AddressRange | undefined {
  if (ipaddr.isValidCIDR(text)) {
    return ipaddr.parseCIDR(text);
  }
  // The library also takes one number for an IPv4 address, which nobody means.
  if (!ipaddr.isValid(text) || !/[.:]/.test(text)) {
    return undefined;
  }
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** Tells whether an address lies in one of the ranges. An IPv4 address that is written as IPv6 counts as IPv4. */
export function isWithinRanges(address: string, ranges: readonly AddressRange[]): boolean {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  const read = ipaddr.process(address);
  return ranges.some(([base, bits]) =>
    read instanceof ipaddr.IPv4
      ? base instanceof ipaddr.IPv4 && read.match(base, bits)
      : base instanceof ipaddr.IPv6 && read.match(base, bits),
  );
}
