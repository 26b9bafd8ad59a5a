import type { AuditKind, Permission } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import { accounts } from "../../records/account.ts";
import { aiAgents } from "../../records/ai-agent-model.ts";
import { aiConnections } from "../../records/ai-connection-model.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import { bridges } from "../../records/bridge-model.ts";
import { broadcasts } from "../../records/broadcast-model.ts";
import { cannedReplies } from "../../records/canned-reply-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";
import { contactImports } from "../../records/contact-import-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { flows } from "../../records/flow-model.ts";
import { inboxViews } from "../../records/inbox-view-model.ts";
import { knowledgeBases } from "../../records/knowledge-model.ts";
import { flowLabels, labels } from "../../records/label-model.ts";
import { macros } from "../../records/macro-model.ts";
import { marketingRules } from "../../records/marketing-rules-model.ts";
import { mcpServers } from "../../records/mcp-server-model.ts";
import { members } from "../../records/member.ts";
import { priceTables } from "../../records/price-model.ts";
import { refLinks } from "../../records/ref-link-model.ts";
import { findRole, roleLabel } from "../../records/role-permissions.ts";
import { secrets } from "../../records/secret-model.ts";
import { segments } from "../../records/segment-model.ts";
import { surveySettings } from "../../records/survey-settings-model.ts";
import { teams } from "../../records/team-model.ts";
import { webhooks } from "../../records/webhook-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { Collection } from "../../store/scoped-model.ts";
import { apiTokens } from "../accounts/api-token.ts";
import { invitations } from "../accounts/invitation.ts";

/** A thing as it is stored. */
export type AuditedDoc = Readonly<Record<string, unknown>>;

/** How the audit log reads a thing before and after a call. */
export interface AuditSubject {
  readonly read: (
    connection: Connection,
    workspaceId: string,
    id: string,
  ) => Promise<AuditedDoc | undefined>;
  /** Fields whose values may say something about a person; only their names are logged. */
  readonly masked?: (field: string) => boolean;
}

/** The kinds whose changed fields are logged. The others have entries without fields. */
export const auditSubjects: Partial<Record<AuditKind, AuditSubject>> = {
  account: {
    read: async (connection, _workspaceId, id) => read(accounts(connection).findById(id).lean()),
  },
  member: {
    read: async (connection, workspaceId, id) => {
      const member = await members(connection).in(workspaceId).findById(id);
      const account = member && (await accounts(connection).findById(member.accountId).lean());
      const { role, capacity, skills } = member ?? {};
      return (
        member &&
        withRoleName(connection, workspaceId, { name: account?.name ?? "", role, capacity, skills })
      );
    },
  },
  role: {
    read: async (connection, workspaceId, id) => {
      const role = await findRole(connection, workspaceId, id);
      const { name, description, permissions = [] } = role ?? {};
      return role && { name, description, permissions: byGroup(permissions) };
    },
  },
  invitation: ofRole(invitations),
  apiToken: ofRole(apiTokens),
  workspace: {
    read: async (connection, workspaceId) => {
      const { name, timeZone, country, variables, whenAway, security } =
        (await findWorkspace(connection, workspaceId)) ?? {};
      return { name, timeZone, country, variables, whenAway, security };
    },
    masked: (field) => field.startsWith("variables."),
  },
  routing: {
    read: async (connection, workspaceId) => ({
      routing: (await findWorkspace(connection, workspaceId))?.routing?.rules,
    }),
  },
  assignment: {
    read: async (connection, workspaceId) => ({
      assignment: (await findWorkspace(connection, workspaceId))?.assignment?.rules,
    }),
  },
  channel: of(channelAccounts),
  bridge: of(bridges),
  webhook: of(webhooks),
  aiConnection: of(aiConnections),
  mcpServer: of(mcpServers),
  aiSettings: of(aiSettings, () => ({})),
  aiAgent: of(aiAgents),
  knowledge: of(knowledgeBases),
  flow: of(flows),
  flowLabel: of(flowLabels),
  broadcast: of(broadcasts),
  contact: {
    ...of(contacts),
    masked: (field) =>
      !["tags", "blocked", "optedIn", "language", "country", "timeZone"].includes(field),
  },
  contactImport: { ...of(contactImports), masked: (field) => field === "samples" },
  contactField: of(contactDefinitions, (key) => ({ kind: "field", key })),
  tag: of(contactDefinitions, (key) => ({ kind: "tag", key })),
  secret: of(secrets),
  segment: of(segments),
  team: of(teams),
  label: of(labels),
  cannedReply: of(cannedReplies),
  macro: of(macros),
  view: of(inboxViews),
  marketing: of(marketingRules, () => ({})),
  prices: of(priceTables, () => ({})),
  refLink: of(refLinks),
  survey: of(surveySettings, (scope) => ({ scope })),
};

// biome-ignore lint/suspicious/noExplicitAny: collections differ in their documents, of which only the names of fields matter here
type AnyCollection = Collection<any, any>;

function of(
  collection: (connection: Connection) => AnyCollection,
  by: (id: string) => Readonly<Record<string, unknown>> = (id) => ({ _id: id }),
): AuditSubject {
  return {
    read: (connection, workspaceId, id) =>
      read(collection(connection).in(workspaceId).findOne(by(id))),
  };
}

/** Things that have a role. Its name is logged, since its id says nothing to people. */
function ofRole(collection: (connection: Connection) => AnyCollection): AuditSubject {
  const { read: readDoc } = of(collection);
  return {
    read: async (connection, workspaceId, id) => {
      const doc = await readDoc(connection, workspaceId, id);
      return doc && withRoleName(connection, workspaceId, doc);
    },
  };
}

/** The permissions of a role by the part before the dot, so that each change stays short. */
function byGroup(permissions: readonly Permission[]): Readonly<Record<string, string>> {
  const groups = new Map<string, string[]>();
  for (const it of permissions) {
    const [group = "", what = ""] = it.split(".");
    groups.set(group, [...(groups.get(group) ?? []), what]);
  }
  return Object.fromEntries([...groups].map(([group, its]) => [group, its.join(", ")]));
}

async function withRoleName(
  connection: Connection,
  workspaceId: string,
  doc: AuditedDoc,
): Promise<AuditedDoc> {
  const { role } = doc;
  return typeof role === "string"
    ? { ...doc, role: await roleLabel(connection, workspaceId, role) }
    : doc;
}

/** An id that no document can have is no reason to fail: the route itself answers it. */
async function read(finding: Promise<unknown>): Promise<AuditedDoc | undefined> {
  try {
    return ((await finding) as AuditedDoc | null) ?? undefined;
  } catch (error) {
    if (error instanceof Error && error.name === "CastError") {
      return undefined;
    }
    throw error;
  }
}
