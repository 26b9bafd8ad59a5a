import { type AddressRange, isWithinRanges, readAddressRange } from "./address-ranges.ts";

/** Whether the proxy at this address, so many hops away from us, may say in `X-Forwarded-For` whom it forwards for. */
export type TrustedProxies = (address: string, hop: number) => boolean;

/** Trusts nobody: the address of the connection counts. */
export const noProxies: TrustedProxies = () => false;

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/**
 * Reads `TRUST_PROXY`: a number of hops, `true` for one, `false` for none, or a list of addresses, ranges and the names
 * loopback, linklocal, uniquelocal. Undefined if the text is none of these.
 */
export function readTrustedProxies(text: string): TrustedProxies | undefined {
  if (text === "false") {
    return noProxies;
  }
  if (text === "true" || /^\d{1,2}$/.test(text)) {
    const hops = text === "true" ? 1 : Number(text);
    return (_address, hop) => hop < hops;
  }
  const ranges: AddressRange[] = [];
  for (const part of text.split(",").flatMap((it) => named[it.trim()] ?? [it.trim()])) {
    const range = readAddressRange(part);
    if (!range) {
      return undefined;
    }
    ranges.push(range);
  }
  return (address) => isWithinRanges(address, ranges);
}
