import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";

/** The address of an outgoing request can be reached from this machine or its network only. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`${host} is not a public address; OUTBOUND_ALLOW_PRIVATE=true allows others`);
  }
}

/** Whether an IP address is one of the public internet. IPv4 addresses inside IPv6 ones count as what they are. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") {
    return parsed.range() === "unicast";
  }
  const v6 = parsed as ipaddr.IPv6;
  // NAT64, which networks without IPv4 use for all of it.
  if (v6.range() === "rfc6052") {
    return isPublic(embeddedAtEnd(v6));
  }
  return v6.range() === "unicast" && v6.match(globalUnicast);
}

const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

function embeddedAtEnd(address: ipaddr.IPv6): string {
  return address.toByteArray().slice(-4).join(".");
}

/**
 * Makes the HTTP client for addresses that members, flows or platforms gave. It checks the addresses that a name resolves
 * to at the moment of connecting, and those written out, also after redirects. Calls to others fail with `AddressRefused`.
 */
export function guardedAgent(allowPrivate: boolean, options: Agent.Options = {}): Agent {
  const all = { connections: 64, headersTimeout: 60_000, bodyTimeout: 60_000, ...options };
  if (allowPrivate) {
    return new Agent(all);
  }
  const given = typeof options.connect === "object" ? options.connect : {};
  const connect = buildConnector({ ...given, lookup: lookUpPublic });
  return new Agent({
    ...all,
    connect: (target, done) => {
      const host = bare(target.hostname);
      // Addresses written out never reach the name look-up.
      if (ipaddr.isValid(host) && !isPublic(host)) {
        return done(new AddressRefused(host), null);
      }
      connect(target, done);
    },
  });
}

/**
 * Gives what to connect to for a host of a protocol other than HTTP: one of its addresses, checked. Raises `AddressRefused`, or the
 * error of the look-up. Where private addresses are allowed it is the host itself.
 */
export async function publicHost(host: string, allowPrivate: boolean): Promise<string> {
  if (allowPrivate) {
    return host;
  }
  const literal = bare(host);
  if (ipaddr.isValid(literal)) {
    if (!isPublic(literal)) {
      throw new AddressRefused(literal);
    }
    return literal;
  }
  return new Promise((resolve, reject) => {
    lookUpPublic(host, {}, (error, address) => {
      if (error || typeof address !== "string") {
        reject(error ?? new AddressRefused(host));
      } else {
        resolve(address);
      }
    });
  });
}

/** Refuses an address written out that is not public, before anything else is done for the call. */
export function refusePrivateLiteral(url: URL): void {
  const host = bare(url.hostname);
  if (ipaddr.isValid(host) && !isPublic(host)) {
    throw new AddressRefused(host);
  }
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

const lookUpPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      return done(error, "", 0);
    }
    const refused = addresses.find(({ address }) => !isPublic(address));
    const first = addresses[0];
    if (refused || !first) {
      return done(new AddressRefused(hostname), "", 0);
    }
    if (options.all) {
      return done(null, addresses);
    }
    done(null, first.address, first.family);
  });
};
