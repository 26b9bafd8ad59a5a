/** A stand-in for a platform: a real HTTP server that checks every call as strictly as the platform does. */
export interface Double {
  readonly type: string;
  /** Where it listens; the channel's `apiBaseUrl` (of the HTTP channel: `outgoingUrl`). */
  readonly url: string;
  /** The settings that connect a channel of ours to it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Every call in order, refused ones too. */
  readonly calls: readonly DoubleCall[];
  /** The messages it took, in order. */
  readonly sends: readonly DoubleCall[];
  /** The calls it found fault with. */
  readonly refusals: readonly DoubleCall[];
  /** Messages that say the same to the same person as one before: by correlation id where there is one, else by content. */
  readonly duplicates: () => readonly DoubleCall[];
  /** Makes the next calls that send fail: one fault for each, in order. */
  readonly fail: (...faults: readonly Fault[]) => void;
  /** How the double behaves from now on. */
  readonly behave: (behaviour: Behaviour) => void;
  /** A file that a contact "sent": gives the id to name in an event. */
  readonly addFile: (bytes: Uint8Array, mimeType: string) => string;
  /** The signed webhook request with which the platform would tell of this event. */
  readonly webhook: (event: DoubleEvent) => SignedRequest;
  /** Posts it; gives the answer's status. */
  readonly deliver: (webhookUrl: string, event: DoubleEvent) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** One call the double received. */
export interface DoubleCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
  /** Who gets the message, where the body does not tell. */
  readonly to?: string | undefined;
  /** The status of the answer; 0 where the connection was dropped or left open. */
  readonly status: number;
  /** The error of the call. */
  readonly problem?: string | undefined;
  /** Whether the platform took the message, even if the caller never learnt it. */
  readonly taken: boolean;
}

/** The platform's reaction to every call that sends. */
export interface Behaviour {
  /** Whether it refuses this message for good, with its own words for a bad request. */
  readonly refuses?: (raw: string) => boolean;
  /** Gives the answer, in place of this body, to an accepted message. */
  readonly answers?: (body: unknown) => unknown;
}

/** The faults of a call. */
export type Fault =
  /** Refused with this answer; without a body, the platform's own words for the status. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body?: unknown;
    }
  /** Answered properly, but late. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Never answered. */
  | { readonly kind: "hang"; readonly taken: boolean }
  /** The connection breaks after the body was read. */
  | { readonly kind: "drop"; readonly taken: boolean }
  /** Nothing wrong: skips a call. */
  | { readonly kind: "none" };

/** Something that happens on the platform, for building its webhook. `id` is made up where it is left out. */
export type DoubleEvent =
  | ({ readonly kind: "text"; readonly text: string } & FromPerson)
  | ({ readonly kind: "tap"; readonly payload: string; readonly label: string } & FromPerson)
  | ({ readonly kind: "image"; readonly fileId: string; readonly caption?: string } & FromPerson)
  | ({
      readonly kind: "location";
      readonly latitude: number;
      readonly longitude: number;
    } & FromPerson)
  | ({ readonly kind: "welcome"; readonly ref?: string } & FromPerson)
  | {
      readonly kind: "status";
      readonly to: string;
      readonly messageId: string;
      readonly status: "sent" | "delivered" | "read" | "failed";
      readonly correlation?: string;
    }
  /** A body as it is, signed. */
  | { readonly kind: "raw"; readonly body: unknown };

interface FromPerson {
  readonly from: string;
  readonly name?: string;
  readonly id?: string;
  /** Epoch milliseconds. */
  readonly at?: number;
}

/** A webhook request ready to be posted. */
interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The part of a platform's double beside the shared server. */
export interface Platform {
  readonly type: string;
  readonly settings: (url: string) => Readonly<Record<string, string>>;
  readonly answer: (call: ReceivedCall, url: string) => Verdict | Promise<Verdict>;
  /** The platform's error envelope for a status. */
  readonly envelope: (status: number) => unknown;
  /** Whether a call sends a message, so that faults apply to it. */
  readonly isSend: (call: ReceivedCall) => boolean;
  /** Gives the key that makes two sends the same. */
  readonly identity: (call: ReceivedCall) => string;
  /** Who gets the message of a call whose body does not tell. */
  readonly recipient?: (call: ReceivedCall) => string | undefined;
  /** Builds the body of a webhook: JSON, a form, or JSON that is written already. */
  readonly webhookBody: (event: DoubleEvent, makeId: () => string) => unknown;
  readonly sign: (body: string) => Readonly<Record<string, string>>;
}

/** A call as it came. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly raw: string;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, DoubleFile>;
}

/** A file that a contact sent. */
export interface DoubleFile {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

/** The platform's answer to a call. */
export interface Verdict {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The error, for the reader of the test. */
  readonly problem?: string | undefined;
  /** The platform knew the message by its idempotency key and did not take it again. */
  readonly repeated?: boolean;
}
