/** The kinds of secret that members enter into a workspace's vault. Only an `apiKey` may stand outside of headers. */
export const secretKinds = ["apiKey", "bearer", "basic", "signingKey", "header"] as const;
export type EnteredSecretKind = (typeof secretKinds)[number];
/** Those that members enter, and the access tokens of accounts that they connected. */
export const allSecretKinds = [...secretKinds, "oauth"] as const;
export type SecretKind = (typeof allSecretKinds)[number];

/** The part of a request in which a field may name secrets. */
export type SecretPlace = "url" | "header" | "body";

/** Matches a secret's name alone in double braces. A filter or an expression around it does not match. */
export const secretPattern = /\{\{-?\s*secret\.([A-Za-z_]\w*)\s*-?\}\}/g;

/** Writes how a secret is named in a field and in a filled-in request. */
export function writeSecret(name: string): string {
  return `{{secret.${name}}}`;
}

/** Tells whether a secret of this kind may stand in this part of a request. */
export function mayStandIn(kind: SecretKind, place: SecretPlace): boolean {
  return kind === "apiKey" || place === "header";
}

/**
 * Tells whether a secret may be sent to a host. `hosts` holds names such as `api.example.com`, with a port
 * where it is not the usual one, or `*.example.com` for every name below it.
 */
export function allowsHost(hosts: readonly string[], host: string): boolean {
  const asked = host.toLowerCase();
  return hosts.some((it) => {
    const allowed = it.toLowerCase();
    return allowed.startsWith("*.") ? asked.endsWith(allowed.slice(1)) : asked === allowed;
  });
}
