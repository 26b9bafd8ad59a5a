import { type RoleUse, roleLimits } from "@chatloom/api-schema";
import { Conflict } from "../../context/errors.ts";

/** How many names an error tells. */
const mostNamed = 5;

/** The errors of roles. */
export const roleErrors = {
  nameTaken: () => new Conflict("role.name-taken", "Another role has this name"),
  tooMany: () =>
    new Conflict("role.too-many", `A workspace has at most ${roleLimits.most} roles of its own`, {
      most: roleLimits.most,
    }),
  /** Somebody else changed or deletes the role. */
  changed: () =>
    new Conflict("role.changed", "Somebody changed this role meanwhile; read it again first"),
  builtIn: () => new Conflict("role.built-in", "Built-in roles cannot be changed; copy one"),
  inUse: ({ members, invitations, tokens }: RoleUse) => {
    const names = [
      ...members.map((it) => it.name),
      ...invitations.map((it) => it.email),
      ...tokens.map((it) => it.name),
    ];
    return new Conflict("role.in-use", "Give its members, invitations and tokens another role", {
      members: members.length,
      invitations: invitations.length,
      tokens: tokens.length,
      names: names.slice(0, mostNamed).join(", "),
      count: names.length,
    });
  },
  /** The server's settings give it to groups of the identity provider. */
  inConfiguration: (groups: readonly string[]) =>
    new Conflict("role.in-configuration", "OIDC_ROLES names this role; change the setting first", {
      groups: groups.join(", "),
    }),
};
