/** A website that may show the chat. */
export interface AllowedSite {
  /** Undefined: both http and https. */
  readonly scheme?: "http" | "https" | undefined;
  readonly host: string;
  /** Undefined: the usual port of the scheme. */
  readonly port?: number | undefined;
  /** Any website below the host, and not the host itself. */
  readonly below: boolean;
}

/** The result of reading a list of websites. `unclear` holds the entries that are not addresses. */
export interface AllowedSites {
  readonly sites: readonly AllowedSite[];
  readonly unclear: readonly string[];
}

const shape =
  /^(?:(https?):\/\/)?(\*\.)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?|\[[0-9a-f:]+\])\.?(?::(\d{1,5}))?(?:[/?#].*)?$/u;

/**
 * Reads websites as people type them: with or without scheme, port and path, `*.` for all subdomains, separated by commas,
 * semicolons or spaces.
 *
 * @example readAllowedSites("https://Example.org/shop, *.example.net")
 */
export function readAllowedSites(text: string): AllowedSites {
  const entries = text.split(/[\s,;]+/).filter((it) => it !== "");
  const read = entries.map((entry) => ({ entry, site: readSite(entry) }));
  const byText = new Map(read.flatMap(({ site }) => (site ? [[writeSite(site), site]] : [])));
  return {
    sites: [...byText.values()],
    unclear: read.filter(({ site }) => !site).map(({ entry }) => entry),
  };
}

/** Writes a site in its shortest form: `https://example.org:8443`, `*.example.org`. */
export function writeSite({ scheme, host, port, below }: AllowedSite): string {
  return `${scheme ? `${scheme}://` : ""}${below ? "*." : ""}${host}${port === undefined ? "" : `:${port}`}`;
}

function readSite(entry: string): AllowedSite | undefined {
  const [, scheme, star, host = "", digits] = shape.exec(entry.toLowerCase()) ?? [];
  const port = digits === undefined ? undefined : Number(digits);
  if (host === "" || (port !== undefined && (port < 1 || port > 65_535))) {
    return undefined;
  }
  const name = host.includes(".") || host === "localhost" || host.startsWith("[");
  // A single word is an address only where a scheme or a port says so.
  if (!name && scheme === undefined && port === undefined) {
    return undefined;
  }
  if (/^[\d.]+$/.test(host) && !isIpv4(host)) {
    return undefined;
  }
  const usual = scheme === "https" ? 443 : scheme === "http" ? 80 : undefined;
  return {
    scheme: scheme === undefined ? undefined : (scheme as "http" | "https"),
    host,
    port: port === undefined || port === usual ? undefined : port,
    below: star !== undefined,
  };
}

function isIpv4(host: string): boolean {
  const parts = host.split(".");
  return parts.length === 4 && parts.every((it) => it !== "" && Number(it) <= 255);
}
