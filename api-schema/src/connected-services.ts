import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { SecretName } from "./secrets.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** The services that members connect by signing in there (OAuth 2.0). */
export const serviceProviders = ["google", "hubspot", "meta"] as const;
export type ServiceProvider = (typeof serviceProviders)[number];
const Provider = Type.Enum([...serviceProviders], { type: "string" });

/** Why a service was not connected. */
export const serviceProblems = ["denied", "expired", "scope", "refused", "unavailable"] as const;
export type ServiceProblem = (typeof serviceProblems)[number];

/** An account at a service that a member connected. Its tokens are never in here. */
export const ConnectedService = Exact({
  id: Id,
  /** Requests name its access token by this, as `{{secret.NAME}}`. */
  name: SecretName,
  provider: Provider,
  /** Whose account it is, as the service tells it, such as an e-mail address. */
  account: Type.String(),
  /** The hosts that its access token is sent to. */
  hosts: Type.Array(Type.String()),
  scopes: Type.Array(Type.String()),
  connectedAt: Moment,
  /** To within a minute. */
  usedAt: Optional(Moment),
  /** When the access ends, where the service does not let it be renewed. */
  endsAt: Optional(Moment),
  /** Whether the service no longer gives tokens; a member must connect it again. */
  needsReconnecting: Type.Boolean(),
});
export type ConnectedService = Static<typeof ConnectedService>;

const common = { tag: "Secrets", access: "admin" } as const;
const params = Type.Object({ serviceId: Id });

export const listConnectedServices = defineRoute({
  ...common,
  access: "editor",
  // Steps and connections name a connected account.
  permission: ["flows.edit", "ai.edit", "channels.arrange", "channels.connect", "secrets.manage"],
  method: "get",
  path: "/connected-services",
  summary: "List the accounts at other services, and which services can be connected",
  reply: Exact({
    items: Type.Array(ConnectedService),
    providers: Type.Array(
      Exact({
        provider: Provider,
        /** Whether a client id and secret are set, by the environment or in the vault. */
        ready: Type.Boolean(),
        /** The secret of the vault that holds the workspace's own client id and secret. */
        appSecret: SecretName,
        /** The host that this secret must allow. */
        appHost: Type.String(),
      }),
    ),
    /** The address that must be registered at the service. */
    redirectUri: Type.String(),
  }),
});
export const beginConnectingService = defineRoute({
  ...common,
  method: "post",
  path: "/connected-services/begin",
  audit: { none: "Nothing is connected yet; the end is logged" },
  summary: "Begin to connect an account; answers the address at the service to open",
  body: Exact({
    provider: Provider,
    /** The connected account whose tokens are replaced. */
    serviceId: Optional(Id),
  }),
  reply: Exact({ address: Type.String() }),
  errors: ["service.not-set-up", "secret.too-many"],
});
export const finishConnectingService = defineRoute({
  ...common,
  method: "post",
  path: "/connected-services/finish",
  audit: "service.connected",
  summary: "Finish to connect an account with the query that the service came back with",
  body: Exact({ query: Type.String({ maxLength: 8_000 }) }),
  reply: ConnectedService,
  errors: serviceProblems.map((it) => `service.${it}` as const),
});
export const disconnectService = defineRoute({
  ...common,
  method: "delete",
  path: "/connected-services/:serviceId",
  audit: "service.disconnected",
  summary: "Disconnect an account: its tokens are deleted, and withdrawn at the service",
  params,
  reply: Exact({
    /** Whether the service confirmed that the tokens are withdrawn. */
    withdrawn: Type.Boolean(),
  }),
  errors: ["service.in-use"],
});
/** Why a spreadsheet cannot be read. */
export const sheetProblems = [
  "sheets.not-connected",
  "sheets.not-allowed",
  "sheets.no-spreadsheet",
  "sheets.refused",
  "sheets.busy",
  "sheets.status",
  "sheets.timeout",
  "sheets.unreachable",
  "sheets.too-large",
] as const;
export const readSpreadsheet = defineRoute({
  ...common,
  access: "editor",
  permission: ["flows.edit", "secrets.manage"],
  method: "get",
  path: "/google-sheets",
  summary: "List the sheets of a Google spreadsheet, and the names in the first row of each",
  query: Type.Object({
    /** The connected Google account, by its name. */
    account: SecretName,
    /** The spreadsheet's id, or its address. */
    spreadsheet: Type.String({ minLength: 1, maxLength: 300 }),
  }),
  reply: Exact({
    title: Type.String(),
    sheets: Type.Array(Exact({ name: Type.String(), columns: Type.Array(Type.String()) })),
  }),
  errors: sheetProblems,
});
