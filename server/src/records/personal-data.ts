import type { Filter } from "../store/scoped-model.ts";

/** A person as their documents are found. */
export interface Person {
  /** The contact's id and those of contacts that were merged into it. */
  readonly contactIds: readonly string[];
}

/** CONTRACT. The personal data in a collection, and how it is erased. */
export type PersonalData =
  /** Nothing about contacts is in there; why. */
  | { readonly none: string }
  /** The documents belong to a conversation of the person, and are deleted with it. `field` holds its id. */
  | { readonly personal: readonly string[]; readonly ofConversation: string }
  /** The documents belong to the person. `kept` says why some stay, without what `unset` names. */
  | {
      readonly personal: readonly string[];
      readonly ofContact: (person: Person) => Filter<object>;
      readonly unset?: readonly string[];
      readonly kept?: string;
    }
  /** The documents may mention the person in any text; those that do are deleted, or cleared by `clear`. */
  | {
      readonly personal: readonly string[];
      readonly mentions: "delete" | "clear";
      readonly kept?: string;
    }
  /** The collection has an eraser of its own. */
  | { readonly personal: readonly string[]; readonly own: string; readonly kept?: string };

const members = { none: "It is about members of the workspace" };
const authored = { none: "It holds what members wrote for everyone" };
const technical = { none: "It holds facts of the system" };
const sums = { none: "It holds counts only" };
const byContact = ({ contactIds }: Person) => ({ contactId: { $in: [...contactIds] } });

/** Every collection of the store. The contract test fails for one that is missing here. */
export const personalData: Readonly<Record<string, PersonalData>> = {
  accounts: members,
  apiTokens: members,
  invitations: members,
  members,
  oauthAttempts: technical,
  passkeyChallenges: technical,
  roles: authored,
  sessions: members,
  signInAttempts: members,
  teams: members,
  inboxViews: members,

  aiAgents: authored,
  aiAgentVersions: authored,
  broadcasts: authored,
  cannedReplies: authored,
  contactDefinitions: authored,
  flowApprovals: authored,
  flowLabels: authored,
  flows: authored,
  flowVersions: authored,
  knowledgeBases: authored,
  knowledgeDocuments: authored,
  knowledgePassages: authored,
  labels: authored,
  macros: authored,
  marketingRules: authored,
  messageTemplates: authored,
  priceTables: authored,
  refLinks: authored,
  reportMailRules: { none: "It holds the addresses of people who get reports" },
  mailedReports: { none: "It holds the addresses of people who get reports" },
  segments: authored,
  surveySettings: authored,

  aiBudgets: technical,
  aiConnections: technical,
  mcpServers: technical,
  aiSettings: technical,
  auditChains: technical,
  backupStates: technical,
  bridges: technical,
  channelAccounts: technical,
  conversionDatasets: technical,
  crmExchanges: { none: "Contacts of the CRM appear by its ids, until the next run" },
  flowComparisons: { none: "Conversations appear by id only" },
  channelTraffic: { none: "Texts and numbers of people are masked before they are stored" },
  keyedCalls: { none: "Replies are encrypted, and deleted after a day" },
  platformItems: { none: "It holds ids that platforms gave to files and to members" },
  processes: technical,
  processMail: { none: "It passes between processes and is deleted within a minute" },
  queueLeases: technical,
  reportProgress: technical,
  reportSums: sums,
  variantShares: sums,
  retentionRules: technical,
  sampleData: { none: "It holds ids of invented contacts" },
  secrets: technical,
  searchProgress: technical,
  segmentWatches: technical,
  webhooks: technical,
  agenda_logs: technical,
  scheduleJobs: technical,
  liveEvents: { none: "It passes between processes and is deleted within a minute" },
  "files.chunks": { none: "It holds the bytes of files.files and goes with them" },

  auditEntries: { none: "Contacts appear by id only; their values are masked" },
  auditNotes: { none: "Contacts appear by id only; their values are masked" },
  erasures: { none: "A certificate names nobody" },

  contacts: {
    personal: ["name", "email", "phone", "fields", "tags", "identities", "verified", "consent"],
    own: "It goes last, so that a crash before leaves a contact to continue with",
  },
  conversations: {
    personal: ["contactName", "address", "keys", "profile", "run", "outbox", "deskCase"],
    own: "It goes after its messages and turns, so that a crash before leaves it to continue with",
  },
  messages: {
    personal: ["content", "sealed", "transcript", "author", "turn"],
    ofConversation: "conversationId",
  },
  turns: {
    personal: ["record"],
    own: "Their ids begin with that of the conversation",
  },
  conversationWords: { personal: ["words"], ofConversation: "_id" },
  deadLetters: { personal: ["contactName", "content"], ofConversation: "conversationId" },
  notices: { personal: ["effect"], ofConversation: "conversationId" },
  classLabels: { personal: ["text"], ofConversation: "conversationId" },
  knowledgeQuestions: { personal: ["question"], ofConversation: "conversationId" },
  "files.files": {
    personal: ["filename", "metadata"],
    own: "Files go with the message that brought them, or by their uploader",
    kept: "Files that members sent stay: other messages may use them",
  },
  consents: {
    personal: ["contactId", "wording", "by"],
    own: "Each entry is replaced by one with hashes",
    kept: "The ledger of consent stays as proof, with hashes in place of the person and without words",
  },

  resolutions: { personal: ["comment", "rating"], ofContact: byContact },
  countedLinks: { personal: ["url"], ofContact: byContact },
  trackedEvents: { personal: ["event", "value"], ofContact: byContact },
  importChanges: { personal: ["difference"], ofContact: byContact },
  channelSwitches: { personal: ["code"], ofContact: byContact },
  contactChanges: { personal: ["before"], ofContact: byContact },
  segmentMembers: { personal: ["contactId", "pending"], ofContact: byContact },
  crmRecords: { personal: ["crmId", "problem"], ofContact: byContact },
  adClicks: { personal: ["clickId"], ofContact: byContact },
  conversionEvents: { personal: ["event", "value", "body"], ofContact: byContact },
  contactMerges: {
    personal: ["kept", "absorbed"],
    ofContact: ({ contactIds }) => {
      const among = { $in: [...contactIds] };
      return { $or: [{ keptId: among }, { absorbedId: among }] };
    },
  },
  aiUsage: {
    personal: ["conversationId", "contactId"],
    ofContact: byContact,
    unset: ["conversationId", "contactId", "problem"],
    kept: "Tokens and costs of AI calls stay, without the person",
  },
  payments: {
    personal: ["description", "url", "contactId", "conversationId"],
    ofContact: byContact,
    unset: ["description", "url", "contactId", "conversationId", "problem"],
    kept: "Payments stay for bookkeeping, with their amounts and without the person",
  },
  broadcastRecipients: {
    personal: ["contactId"],
    own: "Recipients that wait are deleted",
    kept: "Recipients of past broadcasts stay for their figures, under an id that leads to nobody",
  },
  conversationHours: {
    personal: ["contactId", "conversationId", "answers"],
    own: "Answers are deleted",
    kept: "Hourly figures stay, under an id that leads to nobody",
  },

  alerts: { personal: ["message", "occurrences"], mentions: "delete" },
  inbound: { personal: ["event"], mentions: "delete" },
  webhookDeliveries: { personal: ["payload"], mentions: "delete" },
  importProblems: { personal: ["value"], mentions: "delete" },
  importKeys: { personal: ["_id"], mentions: "delete" },
  importPages: { personal: ["rows"], mentions: "clear" },
  contactImports: { personal: ["samples"], mentions: "clear" },
  evaluationSets: { personal: ["cases"], mentions: "clear" },
  evaluationRuns: { personal: ["cases"], mentions: "clear" },
  evaluationResults: { personal: ["question", "answer", "facts", "recorded"], mentions: "clear" },
  flowThreads: { personal: ["comments"], mentions: "clear" },
  flowTests: { personal: ["test"], mentions: "clear" },
  bridgeLinks: { personal: ["failures"], mentions: "clear" },
  jobs: { personal: ["title", "plan"], mentions: "clear" },
  workspaces: {
    personal: ["variables"],
    own: "Variables that mention the person are emptied",
  },
};

/** Why data about a person stays after erasure, by collection. */
export function keptReasons(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(personalData).flatMap(([name, it]) =>
      "kept" in it && it.kept ? [[name, it.kept] as const] : [],
    ),
  );
}
