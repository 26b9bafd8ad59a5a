type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Returns headers by lower-case name, as Node does; the first of several with one name. */
export function singleHeaders(headers: Headers): Record<string, string | undefined> {
  const single: Record<string, string | undefined> = {};
  for (const name in headers) {
    const value = headers[name];
    single[name] = typeof value === "string" ? value : value?.[0];
  }
  return single;
}
