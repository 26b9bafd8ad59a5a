import type { InScreenLanguages } from "@chatloom/api-schema";
import type { Static, TObject } from "typebox";
import type { AccountStanding } from "./account-standing.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";
import type { PlatformCall } from "./mail-call.ts";
import type { SendFailure } from "./send-failure.ts";

/**
 * CONTRACT. What channels and helpdesks have in common: how an account of a platform is connected, how its webhooks are checked and
 * read, and what its answers mean. `E` is the kind of event that its webhooks hold. All functions are pure.
 */
export interface Connection<S extends TObject = TObject, E = unknown> {
  /** Part of webhook addresses and of the API: `whatsapp`. */
  readonly type: string;
  /** The platform's name as people know it. */
  readonly title: string;
  /** A tabler icon's name. */
  readonly icon: string;
  /** The settings to connect; fields with `widget: "secret"` are encrypted at rest and never returned. Every one has `apiBaseUrl` with a default, unless it calls nobody. */
  readonly settings: S;
  /** Brings settings that fit the schema into their stored form; `flaws` name those that have no meaning. */
  readonly normalise?: (settings: Static<S>) => {
    readonly settings: Static<S>;
    readonly flaws: readonly { readonly at: string; readonly message: string }[];
  };
  /** Environment variables that connect it without clicking: setting name → variable name. */
  readonly environment: Readonly<Partial<Record<keyof Static<S> & string, string>>>;
  /** Addresses under which other systems take this platform's webhooks, so that a platform set up for one need not be changed: `/facebook/webhook`. */
  readonly otherPaths?: readonly string[];
  /** How to connect it, as steps in Markdown; `{{webhookUrl}}` and `{{verifyToken}}` are filled in. */
  readonly guide: InScreenLanguages;
  /** Answers a GET to the webhook address (Meta's challenge); undefined where the platform has none. */
  readonly handshake?: (request: WebhookRequest, settings: Static<S>) => WebhookReply;
  /** Reads a body that is not plain JSON, such as a form, a mail or one with whole numbers beyond 2^53; undefined (or a promise of it) where it is malformed. */
  readonly readBody?: (request: WebhookRequest) => unknown;
  /** The largest webhook body in bytes, where it is more than 3 MB: mails bring their files along. */
  readonly mostWebhookBytes?: number;
  /** Whether a POST only tests the address; it is answered 200 and nothing is read. Only for what holds no event. Never throws. */
  readonly isProbe?: (request: WebhookRequest) => boolean;
  /** Whether the platform really sent this. Constant-time; never throws, whatever the headers hold. */
  readonly verify: (request: WebhookRequest, settings: Static<S>, now: number) => boolean;
  /**
   * Whether the platform signs its webhooks with these settings; absent: it always does. Where it does not, the server takes only
   * requests whose address carries the connection's token, and `verify` is not asked.
   */
  readonly signs?: (settings: Static<S>) => boolean;
  /**
   * The events in a verified body, in the platform's order. What it does not know becomes `ignored`, never an
   * error; what is not of its platform at all gives `[]`.
   */
  readonly parse: (body: unknown, settings: Static<S>, now: number) => readonly E[];
  /** Answers a verified POST whose events are stored, where the platform wants more than an empty 200; undefined: it does not. */
  readonly respond?: (body: unknown, settings: Static<S>) => WebhookReply | undefined;
  /** The word to type into the platform's webhook form, where it has one; the same for the same settings. */
  readonly verifyToken?: (settings: Static<S>) => string;
  /** The account (page, number, bot) an event must belong to, where one webhook serves many; undefined where it cannot be told. */
  readonly account: (settings: Static<S>) => string | undefined;
  /**
   * Classifies the platform's answer to a call. `attempt` counts the earlier answers "busy" to the same message, for
   * platforms that say how the wait must grow.
   */
  readonly readReply: (reply: HttpReply, attempt?: number) => SendResult;
  /** Fetches a file a contact sent: `locate` finds its address (undefined: `download` needs none), `download` fetches it. */
  readonly media?: {
    readonly locate?: (platformId: string, settings: Static<S>) => HttpCall | undefined;
    readonly download: (
      located: HttpReply | undefined,
      platformId: string,
      settings: Static<S>,
    ) => HttpCall | undefined;
  };
  /** Checks the credentials and tells whose they are. */
  readonly identify?: {
    readonly ask: (settings: Static<S>) => PlatformCall;
    /** Other calls that must be answered well, where the account is on more than one server. */
    readonly alsoAsk?: (settings: Static<S>) => readonly PlatformCall[];
    /** `problem` says in plain words why a good answer does not help; undefined: what `readReply` says of it. */
    readonly read: (reply: HttpReply) => Identity<S> | IdentityProblem | undefined;
  };
  /** The calls, in order, that point the platform at our webhook. Given anew after each answer: later calls may depend on the earlier `replies`. */
  readonly setUp?: (
    settings: Static<S>,
    addresses: { readonly webhookUrl: string; readonly verifyToken: string },
    replies?: readonly HttpReply[],
  ) => readonly HttpCall[];
}

/** Why the credentials, though they are taken, connect no account. */
export interface IdentityProblem {
  readonly problem: string;
}

/** Whose credentials these are. */
export interface Identity<S extends TObject = TObject> {
  readonly name: string;
  readonly account?: string;
  /** Where people begin to talk to this account: `https://t.me/shop_bot`. */
  readonly chatUrl?: string | undefined;
  readonly standing?: AccountStanding;
  /** Settings that the platform told; they are kept where the member left them empty. */
  readonly learned?: Readonly<Partial<Static<S>>>;
}

/** A webhook request: raw bytes as they came, headers with lower-case names. */
export interface WebhookRequest {
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** The answer to the webhook, where a plain 200 does not suffice. */
export interface WebhookReply {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** Whether the platform took the message. */
export type SendResult =
  | {
      readonly ok: true /** The platform's id of the message, for statuses. */;
      readonly messageId: string | undefined;
      /** Of the other messages of the call, in order. */
      readonly moreIds?: readonly string[] | undefined;
    }
  | { readonly ok: false; readonly failure: SendFailure };
