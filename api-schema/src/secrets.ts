import { allSecretKinds, secretKinds } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing } from "./shapes.ts";

/** The name by which flows use a secret: `{{secret.NAME}}`. */
export const SecretName = Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]{0,59}$" });
const EnteredKind = Type.Enum([...secretKinds], { type: "string" });
/** `user:password` for the kind `basic`. */
const Value = Type.String({ minLength: 1, maxLength: 8_000 });
const Hosts = Type.Array(
  Type.String({
    maxLength: 255,
    pattern: "^(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$",
  }),
  { minItems: 1, maxItems: 20, uniqueItems: true },
);
const Note = Type.String({ maxLength: 200 });

/** A secret of the vault. Its value is never in here. */
export const Secret = Exact({
  id: Id,
  name: SecretName,
  /** `oauth`: the access token of a connected account. */
  kind: Type.Enum([...allSecretKinds], { type: "string" }),
  /** The hosts that it may be sent to. */
  hosts: Hosts,
  note: Note,
  createdAt: Moment,
  /** When its present value came into use. */
  changedAt: Moment,
  /** To within a minute. */
  usedAt: Optional(Moment),
  /** When a new value was entered that waits to replace the present one. */
  nextAt: Optional(Moment),
});
export type Secret = Static<typeof Secret>;

const common = { tag: "Secrets", access: "admin" } as const;
const params = Type.Object({ secretId: Id });

export const listSecrets = defineRoute({
  ...common,
  access: "editor",
  // Their names are chosen wherever a secret is used.
  permission: ["flows.edit", "ai.edit", "channels.arrange", "secrets.manage"],
  method: "get",
  path: "/secrets",
  summary: "List the secrets of the vault, without their values",
  reply: Exact({ items: Type.Array(Secret) }),
});
export const createSecret = defineRoute({
  ...common,
  method: "post",
  path: "/secrets",
  audit: "secret.created",
  summary: "Add a secret; its value is never shown again",
  body: Exact({ name: SecretName, kind: EnteredKind, value: Value, hosts: Hosts, note: Note }),
  reply: Secret,
  errors: ["secret.exists", "secret.too-many", "secret.value"],
});
export const updateSecret = defineRoute({
  ...common,
  method: "patch",
  path: "/secrets/:secretId",
  audit: "secret.changed",
  summary: "Change where a secret may be sent, or its note",
  params,
  body: Exact({ hosts: Optional(Hosts), note: Optional(Note) }),
  reply: Secret,
});
export const rotateSecret = defineRoute({
  ...common,
  method: "put",
  path: "/secrets/:secretId/value",
  audit: "secret.rotated",
  summary: "Enter a new value, used at once or kept until it replaces the present one",
  params,
  body: Exact({ value: Value, when: Type.Enum(["now", "later"], { type: "string" }) }),
  reply: Secret,
  errors: ["secret.value"],
});
export const replaceSecret = defineRoute({
  ...common,
  method: "post",
  path: "/secrets/:secretId/replace",
  audit: "secret.replaced",
  summary: "Replace the present value by the new one that waits",
  params,
  reply: Secret,
  errors: ["secret.no-next"],
});
export const discardSecret = defineRoute({
  ...common,
  method: "delete",
  path: "/secrets/:secretId/next",
  audit: "secret.discarded",
  summary: "Discard the new value that waits",
  params,
  reply: Secret,
  errors: ["secret.no-next"],
});
export const deleteSecret = defineRoute({
  ...common,
  method: "delete",
  path: "/secrets/:secretId",
  audit: "secret.deleted",
  summary: "Delete a secret; requests that name it fail from then on",
  params,
  reply: Nothing,
});
export const readSecretUse = defineRoute({
  ...common,
  method: "get",
  path: "/secrets/:secretId/use",
  summary:
    "List the flows, AI agents and connections, webhooks, MCP servers and CRM connections that name a secret",
  params,
  reply: Exact({
    flows: Type.Array(Exact({ id: Id, name: Type.String() })),
    agents: Type.Array(Exact({ id: Id, name: Type.String() })),
    connections: Type.Array(Exact({ id: Id, name: Type.String() })),
    webhooks: Type.Array(Exact({ id: Id, name: Type.String() })),
    mcpServers: Type.Array(Exact({ id: Id, name: Type.String() })),
    crmConnections: Type.Array(Exact({ id: Id, name: Type.String() })),
  }),
});
