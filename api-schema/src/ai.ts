import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { SecretName } from "./secrets.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

const Model = Type.String({ maxLength: 200 });

/** The abilities of an endpoint, by its last check. */
export const AiAbilities = Exact({
  chat: Type.Boolean(),
  responses: Type.Boolean(),
  tools: Type.Boolean(),
  jsonSchema: Type.Boolean(),
  streaming: Type.Boolean(),
  embeddings: Type.Boolean(),
  /** Absent where the last check did not look. */
  moderation: Optional(Type.Boolean()),
  /** Whether the model sees pictures. Absent where the last check did not look. */
  pictures: Optional(Type.Boolean()),
  /** Whether voice notes are turned into text. Absent where the last check did not look. */
  transcription: Optional(Type.Boolean()),
});

/** Whether pictures are sent: as the check found, always, or never. */
export const pictureRules = ["checked", "always", "never"] as const;
const PictureRule = Type.Enum([...pictureRules], { type: "string" });

/** A connection to an endpoint with language models. Its key is never returned. */
export const AiConnection = Exact({
  /** `environment` for the one that the server's environment variables describe. */
  id: Type.String(),
  name: Type.String(),
  baseUrl: Type.String(),
  hasKey: Type.Boolean(),
  /** The name of the secret of the vault that is the key. */
  keySecret: Optional(SecretName),
  model: Type.String(),
  embeddingModel: Optional(Type.String()),
  /** The model that turns voice notes into text. */
  transcriptionModel: Optional(Type.String()),
  pictures: PictureRule,
  models: Type.Array(Type.String()),
  abilities: Optional(AiAbilities),
  checkedAt: Optional(Moment),
  /** The code of why the last check failed. */
  problem: Optional(Type.String()),
  /** Steps and agents that name no connection use this one. */
  isDefault: Type.Boolean(),
});
export type AiConnection = Static<typeof AiConnection>;

const connectionParams = Type.Object({ connectionId: Id });
const BaseUrl = Type.String({ minLength: 1, maxLength: 500 });
const Key = Type.String({ maxLength: 500 });

export const listAiConnections = defineRoute({
  method: "get",
  path: "/ai/connections",
  tag: "AI",
  access: "viewer",
  summary: "List the connections to language models",
  reply: Exact({ items: Type.Array(AiConnection) }),
});
export const addAiConnection = defineRoute({
  method: "post",
  path: "/ai/connections",
  tag: "AI",
  access: "admin",
  audit: "aiConnection.created",
  summary: "Connect an endpoint with language models",
  body: Exact({
    name: Name,
    /** Up to the version: `https://api.openai.com/v1`. */
    baseUrl: BaseUrl,
    apiKey: Optional(Key),
    /** The name of a secret of the vault, in place of a key. */
    keySecret: Optional(SecretName),
    /** Empty: the check chooses one that the endpoint lists. */
    model: Optional(Model),
    embeddingModel: Optional(Model),
    transcriptionModel: Optional(Model),
    pictures: Optional(PictureRule),
  }),
  reply: AiConnection,
  errors: ["ai.address-invalid", "ai.too-many-connections", "secret.not-usable"],
});
/** A key that is left out stays; an empty one is removed. */
export const changeAiConnection = defineRoute({
  method: "patch",
  path: "/ai/connections/:connectionId",
  tag: "AI",
  access: "admin",
  audit: "aiConnection.changed",
  summary: "Change a connection to language models",
  params: connectionParams,
  body: Exact({
    name: Optional(Name),
    baseUrl: Optional(BaseUrl),
    apiKey: Optional(Key),
    /** Empty: no secret of the vault any more. */
    keySecret: Optional(Type.Union([SecretName, Type.Literal("")])),
    model: Optional(Model),
    embeddingModel: Optional(Model),
    transcriptionModel: Optional(Model),
    pictures: Optional(PictureRule),
  }),
  reply: AiConnection,
  errors: ["ai.address-invalid", "ai.key-needed", "secret.not-usable"],
});
export const removeAiConnection = defineRoute({
  method: "delete",
  path: "/ai/connections/:connectionId",
  tag: "AI",
  access: "admin",
  audit: "aiConnection.deleted",
  summary: "Remove a connection to language models",
  params: connectionParams,
  reply: Nothing,
});
/** Lists the endpoint's models and tries, with a few small calls, what it can do. */
export const checkAiConnection = defineRoute({
  method: "post",
  path: "/ai/connections/:connectionId/check",
  tag: "AI",
  access: "admin",
  audit: { none: "It stores only what the check found" },
  summary: "Check a connection to language models",
  params: Type.Object({
    connectionId: Type.String({ pattern: "^([0-9a-f]{24}|environment)$" }),
  }),
  reply: Exact({
    ok: Type.Boolean(),
    /** A stable code where it cannot be used. */
    code: Optional(Type.String()),
    problem: Optional(Type.String()),
    models: Type.Array(Type.String()),
    model: Type.String(),
    abilities: Optional(AiAbilities),
  }),
});
