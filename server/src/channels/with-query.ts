/** Adds query parameters to an address; empty ones are left out. Undefined without an address. */
export function withQuery(
  address: string | undefined,
  values: Readonly<Record<string, string>>,
): string | undefined {
  if (address === undefined) {
    return undefined;
  }
  const [rest = "", hash] = address.split("#", 2);
  const query = Object.entries(values)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  if (query === "") {
    return address;
  }
  const end = hash === undefined ? "" : `#${hash}`;
  return `${rest}${rest.includes("?") ? "&" : "?"}${query}${end}`;
}
