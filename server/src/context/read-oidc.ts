import { roles } from "@chatloom/api-schema";

/** An identity provider that speaks OpenID Connect. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The name on the sign-in button. */
  readonly name: string;
  /** Beside `openid profile email`. */
  readonly scopes: readonly string[];
  /** The claim that lists a person's groups; a dot leads into an object. */
  readonly groupsClaim: string;
  /** By group: a built-in role, or `custom:` and the name or id of one that the workspace made. */
  readonly roles: ReadonlyMap<string, string>;
  /** The workspace that people join; undefined: the oldest. */
  readonly workspaceId: string | undefined;
  /** Whether every e-mail address of the issuer counts as verified. */
  readonly trustEmail: boolean;
  /** Whether only owners may still sign in with a password. */
  readonly enforced: boolean;
}

type Read = (name: string) => string | undefined;
type Refuse = (variable: string, expected: string) => never;

/** Reads the settings of single sign-on; undefined where `OIDC_ISSUER` is not set. */
export function readOidc(read: Read, refuse: Refuse): OidcSettings | undefined {
  const issuer = read("OIDC_ISSUER");
  if (issuer === undefined) {
    return undefined;
  }
  const address = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (!address || !["https:", "http:"].includes(address.protocol) || address.search) {
    return refuse("OIDC_ISSUER", "must be an address that starts with https:// or http://");
  }
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);
  if (address.protocol === "http:" && !local && read("OUTBOUND_ALLOW_PRIVATE") !== "true") {
    return refuse(
      "OIDC_ISSUER",
      "must start with https://, or OUTBOUND_ALLOW_PRIVATE must be true",
    );
  }
  const needed = (name: string) => read(name) ?? refuse(name, "must be set when OIDC_ISSUER is");
  const workspaceId = read("OIDC_WORKSPACE");
  if (workspaceId !== undefined && !/^[0-9a-f]{24}$/.test(workspaceId)) {
    return refuse("OIDC_WORKSPACE", "must be the id of a workspace: 24 hexadecimal digits");
  }
  return {
    issuer,
    clientId: needed("OIDC_CLIENT_ID"),
    clientSecret: needed("OIDC_CLIENT_SECRET"),
    name: read("OIDC_NAME") ?? address.hostname,
    scopes: (read("OIDC_SCOPES") ?? "").split(/[\s,]+/).filter(Boolean),
    groupsClaim: read("OIDC_GROUPS_CLAIM") ?? "groups",
    roles: readRoles(read("OIDC_ROLES"), refuse),
    workspaceId,
    trustEmail: readSwitch("OIDC_TRUST_EMAIL", read, refuse),
    enforced: readSwitch("OIDC_ENFORCE", read, refuse),
  };
}

/** Reads `group=role, group=custom:Night shift`. Owners are made in the product only. */
function readRoles(text: string | undefined, refuse: Refuse): ReadonlyMap<string, string> {
  const mapped = new Map<string, string>();
  for (const pair of (text ?? "").split(",")) {
    if (pair.trim() === "") {
      continue;
    }
    const [, group, name = ""] = /^\s*(.+?)\s*=\s*(\w+|custom:.*?\S)\s*$/.exec(pair) ?? [];
    const role = name.startsWith("custom:") ? name : roles.find((it) => it === name);
    if (group === undefined || role === undefined || role === "owner") {
      const allowed = roles.filter((it) => it !== "owner").join(", ");
      refuse(
        "OIDC_ROLES",
        `must be a list such as "support=agent, chat-admins=admin, nights=custom:Night shift"; roles: ${allowed}, or custom: and a name`,
      );
    } else {
      mapped.set(group, role);
    }
  }
  return mapped;
}

function readSwitch(name: string, read: Read, refuse: Refuse): boolean {
  const text = read(name) ?? "false";
  return text === "true" || (text === "false" ? false : refuse(name, "must be true or false"));
}
