/** Returns the address of a path below an API's address, which may end with slashes. */
export function addressBelow(apiBaseUrl: string, path: string): string {
  return `${apiBaseUrl.replace(/\/+$/, "")}/${path}`;
}
