import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { permissions } from "./permissions.ts";
import { PermissionSchema, RoleId } from "./role-schema.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Nothing } from "./shapes.ts";

/** How much a workspace may have. */
export const roleLimits = { most: 50, name: 60, description: 300 } as const;

/** A role of the workspace: built in, or made from permissions. */
export const WorkspaceRole = Exact({
  id: RoleId,
  /** Empty for a built-in role, which has a name in every language of the studio. */
  name: Type.String(),
  description: Type.String(),
  builtIn: Type.Boolean(),
  permissions: Type.Array(PermissionSchema),
  /** It changes with every edit; 0 for a built-in role. */
  version: Type.Integer(),
  /** How many members have it. */
  members: Type.Integer(),
});
export type WorkspaceRole = Static<typeof WorkspaceRole>;

/** Who and what has a role. */
export const RoleUse = Exact({
  members: Type.Array(Exact({ id: Id, name: Type.String() })),
  invitations: Type.Array(Exact({ id: Id, email: Type.String() })),
  tokens: Type.Array(Exact({ id: Id, name: Type.String() })),
  /** The groups of the identity provider that `OIDC_ROLES` gives it to. */
  groups: Type.Array(Type.String()),
});
export type RoleUse = Static<typeof RoleUse>;

const Name = Type.String({ minLength: 1, maxLength: roleLimits.name, pattern: "\\S" });
const Description = Type.String({ maxLength: roleLimits.description });
const Chosen = Type.Array(PermissionSchema, { maxItems: permissions.length, uniqueItems: true });
const common = { tag: "Members", access: "admin", permission: "roles.manage" } as const;
const params = Type.Object({ roleId: RoleId });

export const listRoles = defineRoute({
  ...common,
  access: "viewer",
  permission: "workspace.read",
  method: "get",
  path: "/roles",
  summary: "List the roles and what they allow, the built-in ones first",
  reply: Exact({ items: Type.Array(WorkspaceRole) }),
});
export const createRole = defineRoute({
  ...common,
  method: "post",
  path: "/roles",
  audit: "role.created",
  summary: "Make a role from permissions, or from those of another role",
  body: Exact({
    name: Name,
    description: Optional(Description),
    /** Those that they need are added. */
    permissions: Optional(Chosen),
    /** The role whose permissions are copied where none are given. */
    base: Optional(RoleId),
  }),
  reply: WorkspaceRole,
  errors: ["role.name-taken", "role.too-many", "role.beyond-own", "role.not-found"],
});
export const updateRole = defineRoute({
  ...common,
  method: "patch",
  path: "/roles/:roleId",
  audit: "role.changed",
  summary: "Change a role; whoever has it is affected at once",
  params,
  body: Exact({
    /** The version that was read. */
    version: Type.Integer({ minimum: 0 }),
    name: Optional(Name),
    description: Optional(Description),
    permissions: Optional(Chosen),
  }),
  reply: WorkspaceRole,
  errors: ["role.name-taken", "role.changed", "role.built-in", "role.beyond-own"],
});
export const readRoleUse = defineRoute({
  ...common,
  method: "get",
  path: "/roles/:roleId/use",
  summary: "Tell who and what has a role",
  params,
  reply: RoleUse,
});
export const deleteRole = defineRoute({
  ...common,
  method: "delete",
  path: "/roles/:roleId",
  audit: "role.deleted",
  summary:
    "Delete a role that nobody has; `moveTo` gives its members, invitations and tokens another",
  params,
  query: Type.Object({ moveTo: Optional(RoleId) }, { additionalProperties: false }),
  reply: Nothing,
  errors: ["role.in-use", "role.in-configuration", "role.built-in", "role.beyond-own"],
});
