import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher } from "undici";

/** A flow asked to call an address that only this machine or its network can reach. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`${host} is a private address; flows may only call public ones`);
  }
}

/** Whether an IP address is one of the public internet. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/**
 * An HTTP client for calls that flows make. It looks at the addresses a name really resolves to, at the moment of
 * connecting, so that no name can smuggle in a private one.
 */
export function guardedAgent(allowPrivate: boolean): Dispatcher {
  const options = { connections: 64, headersTimeout: 60_000, bodyTimeout: 60_000 };
  if (allowPrivate) return new Agent(options);
  return new Agent({ ...options, connect: { lookup: lookUpPublic } });
}

/** Names are checked while connecting; addresses written out never reach the name look-up, so they are checked here. */
export function refusePrivateLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isPublic(host)) throw new AddressRefused(host);
}

const lookUpPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "", 0);
    const refused = addresses.find(({ address }) => !isPublic(address));
    const first = addresses[0];
    if (refused || !first) return done(new AddressRefused(hostname), "", 0);
    if (options.all) return done(null, addresses);
    done(null, first.address, first.family);
  });
};
