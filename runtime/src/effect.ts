import type {
  Distribution,
  HandoffPriority,
  MessageContent,
  NodeData,
  RoutingRule,
} from "@chatloom/flows-schema";
import type { JsonObject, JsonValue } from "./input.ts";
import type { AnswerSource, LlmRequest } from "./llm-effect.ts";
import type { MovedRun } from "./moved-run.ts";
import type { SheetRequest } from "./sheet-effect.ts";

/**
 * CONTRACT. What a turn asks the shell to do, as data. `id` is `<turnId>:<index>`, so that a second execution can be
 * recognised. `nodeId` is the node that asked for it.
 */
export type Effect = EffectBody & {
  readonly id: string;
  readonly flowId: string;
  readonly nodeId: string;
};

/** The kinds of effect. Those in `answeringEffects` come back as an input. */
export type EffectBody =
  /** One call to the platform: the content already fits the channel (`fitToChannel`). */
  | {
      readonly type: "send";
      readonly content: MessageContent;
      /** The menu that the contact sees from this message on, by its name in the channel's settings; `default`: that of everyone. */
      readonly menu?: string | undefined;
      /** The passages that an AI's answer rests on, for members. */
      readonly sources?: readonly AnswerSource[];
    }
  /** Shows "typing…" for this time before the next send. */
  | { readonly type: "typing"; readonly seconds: number }
  /** `at` in epoch milliseconds. Starting a timer that exists moves it. */
  | {
      readonly type: "startTimer";
      readonly timerId: string;
      readonly at: number;
      readonly purpose: TimerPurpose;
    }
  | { readonly type: "cancelTimer"; readonly timerId: string }
  | { readonly type: "callHttp"; readonly request: HttpRequest }
  | { readonly type: "callLlm"; readonly request: LlmRequest }
  /** Nobody waits for the answer of this effect any more. */
  | { readonly type: "cancelCall"; readonly effectId: string }
  | {
      readonly type: "runCode";
      readonly source: string;
      readonly scope: JsonObject;
      readonly timeoutMs: number;
    }
  | {
      readonly type: "updateContact";
      readonly changes: readonly ContactChange[];
      /** The flows that led to this change, for the `contactChanged` inputs that follow from it. */
      readonly causes?: readonly string[] | undefined;
    }
  | { readonly type: "setWorkspaceVariable"; readonly name: string; readonly value: JsonValue }
  /** Has the link of a payment page made, once however often the effect is carried out. The answer is a `PaymentLink`. */
  | { readonly type: "createPayment"; readonly payment: PaymentRequest }
  /** Asks the provider about a payment, and with `close` has its link closed. The answer is a `PaymentCheck`. */
  | { readonly type: "checkPayment"; readonly paymentId: string; readonly close: boolean }
  /** Calls a tool of an MCP server. The answer is `{ body }`, what the model reads. */
  | { readonly type: "callMcp"; readonly call: McpCall }
  /** Asks a CRM for a contact, or writes it there. The answer is a `CrmAnswer`. */
  | { readonly type: "callCrm"; readonly crm: CrmRequest }
  /** Appends, finds or changes a row of a spreadsheet. The answer is a `SheetAnswer`. */
  | { readonly type: "callSheet"; readonly sheet: SheetRequest }
  /** Looks for a way to the contact on another channel. The answer is a `SwitchPlace`. */
  | { readonly type: "openSwitch"; readonly switch: SwitchRequest }
  /** Another conversation of the contact takes the run over; here it has ended. */
  | { readonly type: "moveRun"; readonly toConversationId: string; readonly run: MovedRun }
  /** Asks how long the contact would wait for people, before the conversation is handed over. The answer is a `QueueState`. */
  | ({ readonly type: "lookUpQueue" } & HandoffTarget)
  /** From now on people own the conversation (handler `waiting`) until they hand it back. */
  | ({
      readonly type: "handOff";
      readonly note?: string | undefined;
      readonly desk?: string | undefined;
      /** The outcomes that the agent chooses from at the end. */
      readonly outcomes?: readonly HandoffOutcome[] | undefined;
      /** Whether the flow goes on when an agent resolves the conversation; otherwise the run ends then. */
      readonly goesOn?: boolean | undefined;
      /** Milliseconds without a message after which a person's conversation returns to the bot. */
      readonly returnAfterMs?: number | undefined;
    } & HandoffTarget)
  /** Nobody took the handed-over conversation in time: it waits for another team. */
  | { readonly type: "escalate"; readonly teamId: string }
  /** A routing rule decided who answers: for the thread. */
  | {
      readonly type: "routed";
      readonly rule: string;
      readonly answer: RoutingRule["answer"];
      /** The name of the flow that answers. */
      readonly flow: string;
    }
  /** Nobody took the handed-off conversation in time: the bot owns it again. */
  | { readonly type: "takeBack" }
  | {
      readonly type: "assign";
      readonly to: NodeData<"assign">["to"];
      readonly memberId?: string | undefined;
    }
  | {
      readonly type: "notify";
      readonly to: NodeData<"notify">["to"];
      readonly address: string;
      readonly text: string;
    }
  /** An event for reports: a goal was reached, a variant was given. Of links `name` is the id; `linkFollowed` is the shell's own. */
  | {
      readonly type: "track";
      readonly event:
        | "goal"
        | "variant"
        | "flowStarted"
        | "flowEnded"
        | "linkFollowed"
        | "linkOpened";
      readonly name: string;
      readonly value?: number | undefined;
    }
  /** An alert for members: a limit was reached, or a node failed without an error path. */
  | { readonly type: "alert"; readonly code: string; readonly message: string };

/** Who may take a conversation, and how urgent it is. */
export interface HandoffTarget {
  readonly assignTo: NodeData<"handoff">["assignTo"];
  readonly teamId?: string | undefined;
  readonly skill?: string | undefined;
  readonly memberId?: string | undefined;
  /** Absent: `leastBusy` where `assignTo` is `roundRobin`, otherwise `manual`. */
  readonly distribution?: Distribution | undefined;
  /** Absent: `normal`. */
  readonly priority?: HandoffPriority | undefined;
}

/** An outcome that a handoff step lists. Its port is `outcomePort(id)`. */
export interface HandoffOutcome {
  readonly id: string;
  readonly label: string;
}

/** The queue ahead of a contact who is handed over now. Plain JSON. */
export interface QueueState {
  /** Whether the team works now; true where there is no team. */
  readonly open: boolean;
  /** When it works next, ISO 8601; empty if it works now or never. */
  readonly opensAt: string;
  readonly team: string;
  /** How many members are available. */
  readonly available: number;
  /** The place that the contact would get, from 1. */
  readonly position: number;
  readonly waitMinutes: number;
}

export const answeringEffects = [
  "callHttp",
  "callLlm",
  "runCode",
  "lookUpQueue",
  "createPayment",
  "checkPayment",
  "callCrm",
  "callSheet",
  "callMcp",
  "openSwitch",
] as const;
export type TimerPurpose = "wait" | "answerTimeout" | "handoffTimeout" | "collect" | "runExpiry";

/** A channel that a contact is to go on in. */
export interface SwitchRequest {
  readonly channelId: string;
  /** Whether a conversation that the channel can reach now is used without a link. */
  readonly writeFirst: boolean;
  /** The words that the contact sends where the platform carries the link's code in a message. */
  readonly words: string;
  /** The link opens nothing from then on (epoch milliseconds). */
  readonly expiresAt: number;
}

/** The way to a contact on another channel: a conversation that can be written to, or a link to open. Its callback has the token of `switchToken`. */
export type SwitchPlace =
  | { readonly conversationId: string }
  | { readonly switchId: string; readonly url: string };

/** A call of a tool of an MCP server. The shell checks the arguments against the schema that the server listed. */
export interface McpCall {
  /** The workspace's connection to the server. */
  readonly serverId: string;
  /** By the server's name. */
  readonly tool: string;
  /** As the model wrote them; may be anything. */
  readonly arguments: string;
  /** Whether a call that may have arrived can be made once more. */
  readonly repeatable: boolean;
  readonly timeoutMs: number;
}

/** A request to a CRM. */
export interface CrmRequest {
  /** The workspace's connection to a CRM. */
  readonly connectionId: string;
  readonly action: "find" | "save";
  readonly email: string;
  readonly phone: string;
  /** The values to write, by the CRM's names of the fields. */
  readonly values: Readonly<Record<string, string>>;
  /** The fields to read. */
  readonly fields: readonly string[];
}

/** The contact of a CRM. Plain JSON. */
export interface CrmAnswer {
  readonly found: boolean;
  readonly created: boolean;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A payment that the contact is asked for. */
export interface PaymentRequest {
  /** The workspace's connection to a payment provider. */
  readonly connectionId: string;
  /** In the currency's main unit: 12.5 is twelve dollars and fifty cents. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly description: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The link of a payment page. */
export interface PaymentLink {
  readonly paymentId: string;
  readonly url: string;
}

/** The provider's state of a payment. `settled`: the callback with the result is on its way. `closed`: it can no longer be paid. */
export interface PaymentCheck {
  readonly state: "open" | "settled" | "closed";
}

/** The body of the callback with the result of a payment; its token is that of `paymentToken`. */
export interface PaymentReport {
  readonly state: "paid" | "failed";
  /** The provider's own id of the payment. */
  readonly reference: string;
}

/**
 * An HTTP call. Its answer is `{ status, body, problem? }`; `problem` says why a body that calls itself JSON stayed text. A status of
 * 400 or more is `effectFailed`, with `status` and `body`.
 */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string | undefined;
  /** The secrets of the vault whose places are marked as `{{secret.NAME}}` in address, headers and body. */
  readonly secrets?: readonly string[] | undefined;
  /** The ids of messages whose sensitive answers have places marked as `{{sensitive.ID}}`. */
  readonly sensitive?: readonly string[] | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
}

/** One change of a contact's record. */
export type ContactChange =
  | { readonly action: "addTag" | "removeTag"; readonly name: string }
  | { readonly action: "setField"; readonly name: string; readonly value: JsonValue }
  | { readonly action: "clearField"; readonly name: string }
  | {
      readonly action: "optIn" | "optOut";
      /** The words that the contact agreed to. */
      readonly wording?: string | undefined;
    };
