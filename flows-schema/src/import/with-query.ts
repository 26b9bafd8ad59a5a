/** Adds parameters to a URL. Keys are plain texts, values are templates whose outputs are encoded. */
export function withQuery(
  url: string,
  parameters: readonly (readonly [key: string, value: string])[],
): string {
  const query = parameters
    .map(([key, value]) => `${encodeURIComponent(key)}=${encoded(value)}`)
    .join("&");
  return query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

function encoded(template: string): string {
  return template.replace(/\{\{ ([^{}|]+) \}\}/g, "{{ $1 | url_encode }}");
}
