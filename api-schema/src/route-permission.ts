import type { Role } from "./built-in-roles.ts";
import type { Permission } from "./permissions.ts";
import type { Route } from "./route.ts";

type Levels = Partial<Record<Role, Permission>>;

const settings: Levels = { viewer: "workspace.read", admin: "workspace.change" };
const flows: Levels = { viewer: "flows.read", agent: "flows.comment", editor: "flows.edit" };
const ai: Levels = { viewer: "ai.read", agent: "inbox.answer", editor: "ai.edit" };
const channels: Levels = {
  viewer: "channels.read",
  agent: "inbox.answer",
  editor: "channels.arrange",
  admin: "channels.connect",
};
const inbox: Levels = {
  viewer: "inbox.read",
  agent: "inbox.answer",
  editor: "inbox.arrange",
  admin: "inbox.settings",
};
const people: Levels = {
  viewer: "contacts.read",
  agent: "contacts.change",
  editor: "contacts.manage",
};

/** The permission that a chapter's routes require, by their access. A route that differs names its own. */
const byTag: Readonly<Record<string, Levels>> = {
  AI: { ...ai, admin: "ai.connect" },
  "API tokens": { admin: "tokens.manage" },
  Accounts: { agent: "inbox.answer" },
  Approval: flows,
  Audience: { ...people, admin: "contacts.export" },
  Audit: { admin: "audit.read" },
  "Behaviour comparison": { agent: "inbox.answer", editor: "flows.edit" },
  CRM: channels,
  Canary: { ...flows, editor: "flows.publish" },
  Channels: channels,
  Comments: flows,
  Contacts: { ...people, admin: "contacts.erase" },
  Conversations: { ...inbox, admin: "inbox.reveal" },
  Conversions: channels,
  Files: { agent: "files.upload" },
  "Flow tests": flows,
  Flows: flows,
  Helpdesks: channels,
  Inbox: inbox,
  Jobs: settings,
  Knowledge: ai,
  Members: { viewer: "workspace.read", admin: "members.manage" },
  "Message templates": channels,
  Operations: { viewer: "workspace.read", agent: "inbox.answer", admin: "inbox.settings" },
  Payments: channels,
  Privacy: { admin: "contacts.erase" },
  Replay: { agent: "inbox.answer" },
  Reports: { viewer: "reports.read", admin: "reports.manage" },
  "Sample data": settings,
  Secrets: { admin: "secrets.manage" },
  Teams: { viewer: "workspace.read", editor: "inbox.arrange", admin: "inbox.settings" },
  Webhooks: { admin: "webhooks.manage" },
  "WhatsApp marketing": {
    viewer: "channels.read",
    agent: "inbox.answer",
    admin: "channels.connect",
  },
  Workspace: settings,
};

/**
 * Returns the permissions of which a member needs one to call a route: none for routes that are open to everyone, to every signed-in
 * person or to every member. Throws for a route that nobody has thought of.
 */
export function permissionsFor(
  route: Pick<Route, "access" | "tag" | "permission" | "path">,
): readonly Permission[] {
  const { access, tag, permission, path } = route;
  if (access === "public" || access === "account" || permission === "member") {
    return [];
  }
  if (permission !== undefined) {
    return typeof permission === "string" ? [permission] : permission;
  }
  const found = access === "owner" ? "workspace.own" : byTag[tag]?.[access];
  if (found === undefined) {
    throw new Error(`No permission is declared for ${access} in ${tag}: ${path}`);
  }
  return [found];
}
