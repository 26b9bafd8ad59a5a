import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { noProxies, type TrustedProxies } from "../context/trusted-proxies.ts";

/** Finds the client's address: the nearest one that no trusted proxy vouches for. The same rule as express's `request.ip`. */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, "socket" | "headers">,
  trusts: TrustedProxies = noProxies,
): string {
  let address = socket.remoteAddress ?? "";
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");
  for (let hop = 0; trusts(address, hop); hop++) {
    const next = forwarded.pop();
    if (next === undefined) {
      break;
    }
    address = next;
  }
  return address;
}

/** Returns the key of a client in limits: an IPv4 address, or an IPv6 network of 64 bits, which is one household's. */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) {
    return address.slice(0, 64);
  }
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") {
    return parsed.toString();
  }
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((it) => it.toString(16))
    .join(":");
}
