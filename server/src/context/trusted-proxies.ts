import ipaddr from "ipaddr.js";

/** Whether the proxy at this address, so many hops away from us, may say in `X-Forwarded-For` whom it forwards for. */
export type TrustedProxies = (address: string, hop: number) => boolean;

type Range = readonly [ReturnType<typeof ipaddr.parse>, number];

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
  const ranges: Range[] = [];
  for (const part of text.split(",").flatMap((it) => named[it.trim()] ?? [it.trim()])) {
    const range = readRange(part);
    if (!range) {
      return undefined;
    }
    ranges.push(range);
  }
  return (address) => ipaddr.isValid(address) && isWithin(ipaddr.process(address), ranges);
}

function readRange(text: string): Range | undefined {
  if (ipaddr.isValidCIDR(text)) {
    return ipaddr.parseCIDR(text);
  }
  if (!ipaddr.isValid(text)) {
    return undefined;
  }
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function isWithin(address: ReturnType<typeof ipaddr.process>, ranges: readonly Range[]): boolean {
  return ranges.some(([base, bits]) =>
    address instanceof ipaddr.IPv4
      ? base instanceof ipaddr.IPv4 && address.match(base, bits)
      : base instanceof ipaddr.IPv6 && address.match(base, bits),
  );
}
