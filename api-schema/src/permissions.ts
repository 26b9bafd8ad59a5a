import { type Role, roles } from "./built-in-roles.ts";

/** Every permission, by group, with the lowest built-in role that has it. The roles above that one have it too. */
export const permissionGroups = {
  workspace: {
    "workspace.read": "viewer",
    "files.upload": "agent",
    "workspace.change": "admin",
    "workspace.own": "owner",
  },
  inbox: {
    "inbox.read": "viewer",
    "inbox.answer": "agent",
    "inbox.arrange": "editor",
    "inbox.settings": "admin",
    "inbox.reveal": "admin",
  },
  contacts: {
    "contacts.read": "viewer",
    "contacts.change": "agent",
    "contacts.manage": "editor",
    "contacts.export": "admin",
    "contacts.erase": "admin",
  },
  broadcasts: {
    "broadcasts.read": "viewer",
    "broadcasts.send": "editor",
    "broadcasts.rules": "admin",
  },
  flows: {
    "flows.read": "viewer",
    "flows.comment": "agent",
    "flows.edit": "editor",
    "flows.publish": "editor",
  },
  ai: {
    "ai.read": "viewer",
    "ai.edit": "editor",
    "ai.connect": "admin",
  },
  connections: {
    "channels.read": "viewer",
    "channels.arrange": "editor",
    "channels.connect": "admin",
    "webhooks.manage": "admin",
    "secrets.manage": "admin",
  },
  reports: {
    "reports.read": "viewer",
    "reports.manage": "admin",
  },
  access: {
    "members.manage": "admin",
    "roles.manage": "admin",
    "tokens.manage": "admin",
    "audit.read": "admin",
  },
} as const satisfies Record<string, Record<string, Role>>;

/** A chapter of the permissions on screen. */
export type PermissionGroup = keyof typeof permissionGroups;
type NamesOf<T> = T extends unknown ? keyof T : never;
/** One thing that a role allows. */
export type Permission = NamesOf<(typeof permissionGroups)[PermissionGroup]>;

const levels = Object.assign({}, ...Object.values(permissionGroups)) as Record<Permission, Role>;
/** Every permission, in the order of the groups. */
export const permissions = Object.keys(levels) as readonly Permission[];

/** The permission that every member of a workspace has, to see names of people, teams, flows and channels, and their own alerts. */
export const basePermission = "workspace.read" satisfies Permission;
/** Only the built-in role `owner` has it. */
export const ownerPermission = "workspace.own" satisfies Permission;

/** The permissions without which another one makes no sense. */
const needed: Partial<Record<Permission, readonly Permission[]>> = {
  "inbox.read": ["contacts.read"],
  "inbox.answer": ["inbox.read", "files.upload"],
  "inbox.arrange": ["inbox.read"],
  "inbox.settings": ["inbox.read"],
  "inbox.reveal": ["inbox.read"],
  "contacts.change": ["contacts.read"],
  "contacts.manage": ["contacts.read"],
  "contacts.export": ["contacts.read"],
  "contacts.erase": ["contacts.read"],
  "broadcasts.read": ["contacts.read"],
  "broadcasts.send": ["broadcasts.read", "files.upload"],
  "broadcasts.rules": ["broadcasts.read"],
  "flows.comment": ["flows.read"],
  "flows.edit": ["flows.read", "ai.read", "channels.read", "files.upload"],
  "flows.publish": ["flows.read"],
  "ai.edit": ["ai.read"],
  "ai.connect": ["ai.read"],
  "channels.arrange": ["channels.read"],
  "channels.connect": ["channels.read", "files.upload"],
  "reports.manage": ["reports.read"],
};

/** Returns the permissions with those that they need, in the order of `permissions`. Every set has the base permission. */
export function withNeeded(chosen: Iterable<Permission>): Permission[] {
  const all = new Set<Permission>([basePermission]);
  const open = [...chosen];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    all.add(next);
    open.push(...(needed[next] ?? []));
  }
  return permissions.filter((it) => all.has(it));
}

/** Returns the permissions that stay in a set when one is taken away: those that need it go with it. */
export function without(chosen: readonly Permission[], removed: Permission): Permission[] {
  return chosen.filter((it) => it === basePermission || !withNeeded([it]).includes(removed));
}

const builtIn = new Map<string, ReadonlySet<Permission>>(
  roles.map((role) => [
    role,
    new Set(permissions.filter((it) => roles.indexOf(role) <= roles.indexOf(levels[it]))),
  ]),
);

/** Returns the permissions of a built-in role; undefined for the id of another role. */
export function permissionsOfBuiltIn(role: string): ReadonlySet<Permission> | undefined {
  return builtIn.get(role);
}

/** Says whether a text names a permission. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(levels, name);
}
