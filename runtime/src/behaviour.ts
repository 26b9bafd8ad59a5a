import type {
  FlowSettings,
  MessageContent,
  NodeData,
  NodeOf,
  NodeTypeId,
  Variable,
} from "@chatloom/flows-schema";
import type { Context } from "./context.ts";
import type { Notation } from "./convert-value.ts";
import type { EffectBody, TimerPurpose } from "./effect.ts";
import type { Input, JsonObject, JsonValue } from "./input.ts";

/**
 * CONTRACT. What a node type does. `enter` runs when an edge leads into the node, `resume` when an input comes for a
 * run that waits there. Both are pure: they return with a decision.
 */
export interface Behaviour<K extends NodeTypeId = NodeTypeId> {
  readonly enter: (visit: Visit<K>) => Decision;
  readonly resume?: (visit: Visit<K>, input: Input, memory: JsonValue) => Decision;
  /** The options to tap that have no port of their own. `Visit.token` gives the token of each. */
  readonly taps?: (data: NodeData<K>) => readonly string[];
  /** Returns the variables to set when the called flow ends, from that flow's variables. Required where `enter` decides `call`. */
  readonly results?: (data: NodeData<K>, inner: JsonObject) => JsonObject;
  /** The flows whose keywords the bot answers while the node waits for people who have not come. */
  readonly answersMeanwhile?: (data: NodeData<K>) => readonly string[];
  /** It opts the contact out, so a keyword that leads here is a stop word. */
  readonly optsOut?: (data: NodeData<K>) => boolean;
  /** Returns how well an input fits this trigger: smaller is better, undefined is no match. Keywords have a stage of their own. */
  readonly starts?: (
    data: NodeData<K>,
    input: Input,
    context: Pick<Context, "firstContact">,
  ) => StartRank | undefined;
  /** The payload of a menu item or another button of the platform that starts the flow here. */
  readonly payload?: (data: NodeData<K>) => string;
  /** Whether an event of this name is taken by the node while a run waits there for the contact. Other events only start flows. */
  readonly takesEvent?: (data: NodeData<K>, event: string) => boolean;
  /** Whether a message that was written before the node asked is not its answer. */
  readonly ignoresEarlier?: (data: NodeData<K>) => boolean;
  /** Whether what the contact writes to it is kept secret. */
  readonly keepsSecret?: (data: NodeData<K>) => boolean;
  /** Whether entering it begins one of a bounded number of rounds. */
  readonly countsRounds?: true;
  /** Whether messages that came while the node was busy are taken as one. */
  readonly joinsEarlier?: true;
  /** Whether an input is taken at once while an effect of the node is under way. The effect is then cancelled. */
  readonly interrupts?: (input: Input, memory: JsonValue) => boolean;
  /** Replaces `results` when a called flow ends; `memory` is the node's memory. */
  readonly returned?: (visit: Visit<K>, inner: JsonObject, memory: JsonValue) => Decision;
}

/**
 * Orders triggers that answer the same input. An exact keyword comes after stage `named` and before `greeting`; other keywords come after
 * `greeting` and before `last`. Within a stage, the smaller number comes first.
 */
export interface StartRank {
  readonly stage: "named" | "greeting" | "last";
  /** At least 0, below 100,000. */
  readonly within: number;
}

/** The state and the functions that a behaviour can use. */
export interface Visit<K extends NodeTypeId = NodeTypeId> {
  readonly node: NodeOf<K>;
  readonly data: NodeData<K>;
  /** The data with its texts as the author wrote them, in the flow's own language. */
  readonly original: NodeData<K>;
  readonly flowId: string;
  readonly context: Context;
  readonly variables: JsonObject;
  /** The node's memory of this run, such as a loop's position. */
  readonly memory: JsonValue;
  /** Returns the id of the message whose sensitive answer a variable stands for, or undefined. */
  readonly sensitive: (variable: string) => string | undefined;
  /** Fills a template in with variables, contact, workspace, channel, message and the current time. */
  readonly render: (template: string) => string;
  /** Fills a template in and returns its parts: the template's own text, and the values as they are. */
  readonly renderParts: (template: string) => readonly TextPart[];
  /** Fills a template in for a model: each value is quoted as data. */
  readonly renderQuoted: (template: string) => string;
  /** Returns the value at a path (`contact.email`, `order.items[0].name`), or undefined. */
  readonly lookUp: (path: string) => JsonValue | undefined;
  /** Returns the visit as it is after variables are written. Throws `VariableNotWritable`. */
  readonly after: (values: JsonObject) => Visit<K>;
  /** Returns the notation of a value, given the path or template it comes from. */
  readonly notation: (source: string) => Notation;
  /** The contact's language tag, with their country where it is known. */
  readonly locale: string;
  /** The contact's country (ISO 3166), or undefined. */
  readonly country: string | undefined;
  /** Returns the payload of an option: a tap on it leaves this node through the port. */
  readonly token: (port: string) => string;
  /** Tells whether an edge leaves a port of this node. */
  readonly connected: (port: string) => boolean;
  /** Makes messages that fit the channel: one effect each. */
  readonly say: (content: MessageContent, firstNumber?: number) => readonly EffectBody[];
  /** The settings of the flow, in the contact's language where it is translated. */
  readonly settings: FlowSettings;
  /** Returns the declaration of a variable of the flow. */
  readonly variable: (name: string) => Variable | undefined;
  /** Tells whether a text contains a regular expression; undefined if the expression is invalid. */
  readonly matches: (pattern: string, text: string) => boolean | undefined;
  /** The end of the callback's address, valid until the next callback has come. */
  readonly callbackToken: string;
  /** A text that nobody outside can know, for marks in filled-in texts: letters and digits. */
  readonly secretGuard: string;
  /** Fills a template in. A template that is a single name keeps the type of its value. */
  readonly evaluate: (template: string) => JsonValue;
}

/** A part of a text that was filled in: the author's own words, or a value. */
export type TextPart = { readonly literal: string } | { readonly value: JsonValue | undefined };

/** The decision of a behaviour: continue through a port, wait, or end. Effects and variables are applied before that. */
export interface Decision {
  readonly effects?: readonly EffectBody[];
  /** Variables by name: bare for the run, `contact.x` and `workspace.x` for the others. */
  readonly set?: JsonObject | undefined;
  /** The answer that the dots in `set` stand for, and its message; without a value where the words are hidden already. */
  readonly sensitive?:
    | {
        readonly variable: string;
        readonly messageId: string;
        readonly value: JsonValue | undefined;
      }
    | undefined;
  /** The contact typed what is set: numbers and dates in it are read in their language. */
  readonly typed?: boolean | undefined;
  readonly then:
    | { readonly do: "leave"; readonly port: string }
    /** `memory` comes back at `resume`. `timeoutAt` in epoch milliseconds. */
    | {
        readonly do: "wait";
        readonly for: "contact" | "timer" | "callback" | "people";
        readonly memory: JsonValue;
        readonly timeoutAt?: number | undefined;
        /** The token of the callback; absent: the one at the end of the run's callback address. */
        readonly token?: string;
        /** The purpose of the timer, where the other fields do not tell. */
        readonly purpose?: TimerPurpose;
      }
    /** Waits for the answer of the (single) answering effect among `effects`. */
    | { readonly do: "waitForEffect"; readonly memory: JsonValue }
    | {
        readonly do: "jump";
        readonly flowId?: string | undefined;
        readonly nodeId?: string | undefined;
      }
    /** Another conversation of the contact goes on through the port. */
    | { readonly do: "move"; readonly conversationId: string; readonly port: string }
    | { readonly do: "call"; readonly flowId: string; readonly inputs: JsonObject }
    /** `details` join code and message in the variable `error`. */
    | {
        readonly do: "fail";
        readonly code: string;
        readonly message: string;
        readonly details?: JsonObject;
      }
    /** The input is not for this node: triggers are tried, and the run continues to wait. */
    | { readonly do: "decline" }
    | { readonly do: "end" };
  /** Stored for this node until the run ends. */
  readonly remember?: JsonValue;
  /** A message for members that does not stop the run. */
  readonly notices?: readonly { readonly code: string; readonly message: string }[];
}
