import { longestToolName, mostServerTools } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { SecretName } from "./secrets.ts";
import { Exact } from "./shapes.ts";

const TimeoutMs = Type.Integer({ minimum: 1, maximum: 60_000 });

const Words = Type.String({ maxLength: 50_000 });
const CallId = Type.String({ maxLength: 64 });
const ToolCall = Exact({
  id: CallId,
  name: Type.String({ maxLength: 200 }),
  arguments: Type.String({ maxLength: 100_000 }),
});
const BlockedWords = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 50 });
const ServerId = Type.String({ maxLength: 64 });
const ServerToolName = Type.String({ minLength: 1, maxLength: longestToolName });

/** A call of a model, an address or the sandbox, as the test of a flow asks for it. */
const TriedEffect = Type.Union([
  Exact({
    type: Type.Literal("callLlm"),
    request: Exact({
      model: Optional(Type.String({ maxLength: 2_000 })),
      connectionId: Optional(Type.String({ maxLength: 64 })),
      messages: Type.Array(
        Type.Union([
          Exact({ role: Type.Enum(["system", "user"], { type: "string" }), content: Words }),
          Exact({
            role: Type.Literal("assistant"),
            content: Words,
            calls: Optional(Type.Array(ToolCall, { maxItems: 16 })),
          }),
          Exact({ role: Type.Literal("tool"), callId: CallId, content: Words }),
        ]),
        { minItems: 1, maxItems: 100 },
      ),
      schema: Optional(Type.Record(Type.String(), Type.Unknown())),
      tools: Optional(
        Type.Array(
          Exact({
            name: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
            description: Type.String({ maxLength: 2_000 }),
            parameters: Type.Record(Type.String(), Type.Unknown()),
          }),
          { maxItems: 32 },
        ),
      ),
      serverTools: Optional(
        Type.Array(
          Exact({
            serverId: ServerId,
            tools: Type.Array(ServerToolName, { maxItems: mostServerTools }),
          }),
          { maxItems: 20 },
        ),
      ),
      temperature: Optional(Type.Number({ minimum: 0, maximum: 2 })),
      maxOutputTokens: Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      agentId: Optional(Type.String({ maxLength: 64 })),
      /** 0 is the draft. */
      agentVersion: Optional(Type.Integer({ minimum: 0 })),
      useKnowledge: Type.Boolean(),
      knowledge: Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 })),
      showSources: Optional(Type.Boolean()),
      moderation: Optional(
        Exact({
          moderation: Type.Enum(["standard", "off", "wordList", "endpoint"], { type: "string" }),
          blockedWords: Optional(BlockedWords),
        }),
      ),
      partsShown: Optional(Type.Boolean()),
      timeoutMs: TimeoutMs,
    }),
  }),
  Exact({
    type: Type.Literal("callHttp"),
    request: Exact({
      method: Type.Enum(["GET", "POST", "PUT", "PATCH", "DELETE"], { type: "string" }),
      url: Type.String({ maxLength: 10_000 }),
      headers: Type.Array(
        Exact({
          name: Type.String({ maxLength: 2_000 }),
          value: Type.String({ maxLength: 10_000 }),
        }),
        { maxItems: 20 },
      ),
      body: Optional(Type.String({ maxLength: 500_000 })),
      secrets: Optional(Type.Array(SecretName, { maxItems: 40 })),
      /** A test has no sensitive answers: the call fails as in production where an answer was deleted. */
      sensitive: Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 40 })),
      timeoutMs: TimeoutMs,
      retries: Type.Integer({ minimum: 0, maximum: 5 }),
    }),
  }),
  Exact({
    type: Type.Literal("callMcp"),
    call: Exact({
      serverId: ServerId,
      tool: ServerToolName,
      arguments: Type.String({ maxLength: 100_000 }),
      repeatable: Type.Boolean(),
      timeoutMs: TimeoutMs,
    }),
  }),
  Exact({
    type: Type.Literal("runCode"),
    source: Type.String({ maxLength: 20_000 }),
    scope: Type.Record(Type.String(), Type.Unknown()),
    timeoutMs: TimeoutMs,
  }),
]);
export type TriedEffect = Static<typeof TriedEffect>;

export const tryEffect = defineRoute({
  method: "post",
  path: "/effects/try",
  tag: "Flows",
  access: "editor",
  audit: "flow.tried",
  summary: "Make one call of a flow for real, as its test asks for it",
  body: Exact({ effect: TriedEffect }),
  reply: Exact({
    answer: Optional(Type.Unknown()),
    /** Why there is no answer. */
    error: Optional(
      Exact({
        code: Type.String(),
        message: Type.String(),
        status: Optional(Type.Integer()),
        body: Optional(Type.Unknown()),
      }),
    ),
  }),
  errors: ["effects.too-many"],
});
