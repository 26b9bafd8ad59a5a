/** CONTRACT. The addresses of pages that people open: of the studio, and of the full-page chat. Parts with a colon are filled in. */
export const pages = {
  start: "/",
  signIn: "/sign-in",
  setUp: "/setup",
  invitation: "/invitation",
  secondFactor: "/second-factor",
  newPassword: "/new-password",
  flows: "/flows",
  flow: "/flows/:flowId",
  ai: "/ai",
  aiTab: "/ai/:tab",
  aiAgent: "/ai/agents/:agentId",
  knowledgeBase: "/ai/knowledge/:baseId",
  evaluation: "/ai/evaluations/:setId",
  conversations: "/conversations",
  conversation: "/conversations/:conversationId",
  replay: "/conversations/:conversationId/replay",
  inboxTools: "/conversations/tools/:tab",
  contacts: "/contacts",
  contact: "/contacts/:contactId",
  contactFields: "/contacts/fields",
  broadcasts: "/contacts/broadcasts",
  broadcast: "/contacts/broadcasts/:broadcastId",
  contactImports: "/contacts/imports",
  contactImport: "/contacts/imports/:importId",
  segments: "/contacts/segments",
  segment: "/contacts/segments/:segmentId",
  channels: "/channels",
  connectChannel: "/channels/new/:type",
  routing: "/channels/routing",
  refLinks: "/channels/links",
  channel: "/channels/:channelId",
  channelTemplates: "/channels/:channelId/templates",
  newTemplate: "/channels/:channelId/templates/new",
  reports: "/reports",
  reportsTab: "/reports/:tab",
  alerts: "/alerts",
  settings: "/settings",
  settingsTab: "/settings/:tab",
  connectedService: "/settings/connected-service",
  chat: "/chat/:channelId",
} as const;

/** The names of an address's parts that are filled in: `flowId` for `/flows/:flowId`. */
type PartsOf<P extends string> = P extends `${infer Segment}/${infer Rest}`
  ? PartsOf<Segment> | PartsOf<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never;

type Filled<P extends string> = [PartsOf<P>] extends [never]
  ? readonly [parts?: Readonly<Record<never, never>>, query?: Query]
  : readonly [parts: Readonly<Record<PartsOf<P>, string>>, query?: Query];
type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * Fills in the address of a page.
 *
 * @example addressOf(pages.flow, { flowId }, { version: 2 }) // "/flows/65…?version=2"
 */
export function addressOf<P extends string>(page: P, ...[parts, query]: Filled<P>): string {
  const path = page.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((parts as Readonly<Record<string, string>> | undefined)?.[name] ?? ""),
  );
  const search = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return search.length > 0 ? `${path}?${search.join("&")}` : path;
}
