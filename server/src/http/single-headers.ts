type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Headers by their names in lower case, as Node gives them; of several of one name the first. */
export function singleHeaders(headers: Headers): Record<string, string | undefined> {
  const single: Record<string, string | undefined> = {};
  for (const name in headers) {
    const value = headers[name];
    single[name] = typeof value === "string" ? value : value?.[0];
  }
  return single;
}
