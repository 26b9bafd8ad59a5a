import Type, { type Static } from "typebox";
import type { ContactActivity } from "./contact-activities.ts";
import { Tagged } from "./fields.ts";
import { MessageContent } from "./message-content.ts";
import { Optional } from "./optional.ts";

/** The bounds of the tests of a flow. */
export const testLimits = { tests: 100, steps: 300, text: 10_000, name: 120 } as const;

const Exact = <K extends string, P extends Record<string, Type.TSchema>>(kind: K, fields: P) =>
  Type.Object({ kind: Type.Literal(kind), ...fields }, { additionalProperties: false });
const Text = Type.String({ maxLength: testLimits.text });
const NodeId = Type.String({ minLength: 1, maxLength: 64 });
/** Any JSON that the store keeps. */
const Json = Type.Unknown({ "x-storable": true });

const actions = [
  /** The contact writes. */
  Exact("write", { text: Text }),
  /** The contact taps what was offered under this label. */
  Exact("tap", { label: Text }),
  /** The contact sends a file, a place, a contact card. */
  Exact("send", { content: MessageContent }),
  /** Time passes, and due timers fire. */
  Exact("wait", { minutes: Type.Number({ minimum: 0, maximum: 1_000_000 }) }),
  /** The system or model that the flow called answers. HTTP: `{ status, body }`, AI: `{ text, … }`. */
  Exact("answer", { value: Json }),
  /** The call fails. */
  Exact("fail", {
    code: Type.String({ minLength: 1, maxLength: 100 }),
    status: Optional(Type.Integer({ minimum: 100, maximum: 599 })),
    body: Optional(Json),
  }),
  /** Another system calls the address that the flow waits at, such as a payment provider. */
  Exact("callback", { body: Json }),
  /** The flow is started at a step, or at its first trigger. */
  Exact("start", { nodeId: Optional(NodeId) }),
  /** A person takes the conversation over. */
  Exact("takeOver", {}),
  /** The person hands the conversation back, or marks it as done, with the id of an outcome. */
  Exact("handBack", {
    outcome: Optional(Type.String({ maxLength: 64 })),
    resolved: Optional(Type.Boolean()),
  }),
] as const;
const expectations = [
  /** The next message of the bot has exactly this text. */
  Exact("says", { text: Text }),
  /** A later message of the bot contains this text. Messages before it are passed over. */
  Exact("contains", { text: Text }),
  /** No message of the whole conversation contains this text. */
  Exact("never", { text: Type.String({ minLength: 1, maxLength: testLimits.text }) }),
  /** The bot said something after the last event. */
  Exact("replies", {}),
  /** The bot has said nothing that no expectation before took. */
  Exact("silent", {}),
  /** A variable has this value: `name`, `contact.city`, `workspace.stock`. */
  Exact("variable", { name: Type.String({ minLength: 1, maxLength: 200 }), value: Json }),
  /** The conversation has been at this step. */
  Exact("passes", { nodeId: NodeId }),
  /** No step of the conversation failed: no limit was reached, every failed call has its error path. */
  Exact("noFailure", {}),
  /** People have the conversation now. */
  Exact("handedOver", {}),
  /** No flow is running now. */
  Exact("ended", {}),
] as const;

/** An event of the conversation. */
export type TestAction = Static<(typeof actions)[number]>;
/** A claim about the conversation so far. */
export type TestExpectation = Static<(typeof expectations)[number]>;
/** An event, or a claim about what came of the events before it. */
export type TestStep = TestAction | TestExpectation;

const actionKinds: ReadonlySet<string> = new Set(
  actions.map((it) => it.properties.kind.const as string),
);

/** Whether a step is an event, and not an expectation. */
export function isTestAction(step: TestStep): step is TestAction {
  return actionKinds.has(step.kind);
}

/** Whether people are there: in their hours and free, in their hours and busy, out of hours. */
export const testedPeople = ["available", "busy", "closed"] as const;

const Names = Type.Unsafe<readonly string[]>(
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1_000 }),
);
/** The activities of the contact before the conversation. */
const activities = {
  enteredFlows: Optional(Names),
  passedSteps: Optional(Names),
  reachedGoals: Optional(Names),
  receivedBroadcasts: Optional(Names),
  readBroadcasts: Optional(Names),
  clickedBroadcasts: Optional(Names),
  answeredBroadcasts: Optional(Names),
} satisfies Record<ContactActivity, unknown>;

/** The contact of a test; absent facts are empty. */
const TestContact = Type.Object(
  {
    name: Optional(Type.String({ maxLength: 200 })),
    firstName: Optional(Type.String({ maxLength: 200 })),
    lastName: Optional(Type.String({ maxLength: 200 })),
    email: Optional(Type.String({ maxLength: 254 })),
    phone: Optional(Type.String({ maxLength: 40 })),
    language: Optional(Type.String({ maxLength: 35 })),
    tags: Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
    optedIn: Optional(Type.Boolean()),
    consents: Optional(Names),
    ...activities,
    fields: Optional(
      Type.Record(Type.String(), Type.Unknown(), { "x-storable": true, maxProperties: 200 }),
    ),
  },
  { additionalProperties: false },
);

/** CONTRACT. A conversation with a flow and what is expected of it. */
export const ConversationTest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: testLimits.name, pattern: "\\S" }),
    contact: Optional(TestContact),
    /** A channel's type, such as `whatsapp`; absent: a channel that shows everything. */
    channel: Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** When the conversation begins; absent: Monday, 1 June 2026, 12:00 UTC. */
    startsAt: Optional(Type.String({ format: "date-time" })),
    /** Whether people are there when the flow hands over; absent: available. */
    people: Optional(Type.Enum([...testedPeople], { type: "string" })),
    /** Variables of the workspace. */
    workspace: Optional(
      Type.Record(Type.String(), Type.Unknown(), { "x-storable": true, maxProperties: 500 }),
    ),
    steps: Type.Array(Type.Unsafe<TestStep>(Tagged("kind", [...actions, ...expectations])), {
      minItems: 1,
      maxItems: testLimits.steps,
    }),
  },
  { additionalProperties: false },
);
export type ConversationTest = Static<typeof ConversationTest>;

/** Collects what the bot must never say by the tests of a flow. */
export function neverSaid(tests: readonly Pick<ConversationTest, "steps">[]): string[] {
  const texts = tests.flatMap((test) =>
    test.steps.flatMap((it) => (it.kind === "never" ? [it.text] : [])),
  );
  return [...new Set(texts)];
}
