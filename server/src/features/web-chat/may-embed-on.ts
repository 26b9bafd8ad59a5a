import { domainToASCII } from "node:url";
import { type AllowedSite, readAllowedSites } from "@chatloom/api-schema";

const usualPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/**
 * Says whether a page of this origin may embed the chat. An empty list allows all; the server's own pages (`publicUrl`), the
 * full-page chat among them, are always allowed.
 */
export function mayEmbedOn(
  allowed: string,
  origin: string | undefined,
  publicUrl: string,
): boolean {
  if (allowed.trim() === "") {
    return true;
  }
  if (origin === undefined || !URL.canParse(origin)) {
    return false;
  }
  const page = new URL(origin);
  return (
    page.origin === new URL(publicUrl).origin ||
    readAllowedSites(allowed).sites.some((site) => fits(site, page))
  );
}

function fits({ scheme, host, port, below }: AllowedSite, page: URL): boolean {
  if (scheme !== undefined && page.protocol !== `${scheme}:`) {
    return false;
  }
  const wanted = host.startsWith("[") ? host : domainToASCII(host);
  const usual = usualPorts[page.protocol];
  const own = page.port || usual;
  // People who enter their own machine rarely know the port of their page.
  const anyPort = scheme === undefined && isLoopback(wanted);
  if (port === undefined ? own !== usual && !anyPort : own !== String(port)) {
    return false;
  }
  if (below) {
    return page.hostname.endsWith(`.${wanted}`);
  }
  if (page.hostname === wanted) {
    return true;
  }
  return scheme === undefined && withoutWww(page.hostname) === withoutWww(wanted);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.startsWith("127.");
}

/** Websites answer with and without "www.", so one form allows both. */
function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}
