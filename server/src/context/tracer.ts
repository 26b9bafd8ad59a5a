/** The attributes of a span: ids, kinds, counts and codes. There is no place for a text, an address or a secret. */
export interface SpanFacts {
  readonly workspaceId?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly channelType?: string | undefined;
  readonly messageId?: string | undefined;
  readonly flowId?: string | undefined;
  readonly nodeId?: string | undefined;
  /** How many events, answers and timers a turn took. */
  readonly inputs?: number | undefined;
  /** How many turns of the bot came of them. */
  readonly turns?: number | undefined;
  /** How many nodes they passed. */
  readonly nodes?: number | undefined;
  /** From 1 on. */
  readonly attempt?: number | undefined;
  readonly outcome?: string | undefined;
  /** Of the answer to an HTTP request. */
  readonly status?: number | undefined;
}

/** Something that takes time. */
export interface Span {
  /** Its place in a trace as W3C's `traceparent`. It is stored with what follows from it. */
  readonly trace: string;
  readonly add: (facts: SpanFacts) => void;
  /** Ends it; `failure` is a stable code. */
  readonly end: (failure?: string) => void;
}

/** The beginning of a span. */
export interface SpanStart {
  readonly kind?: "server" | "client";
  /** The `trace` of the span that it is a part of; undefined: it begins a trace. */
  readonly parent?: string | undefined;
  /** The `trace`s of spans that it follows from without being a part of them. */
  readonly links?: readonly string[];
  readonly facts?: SpanFacts;
}

/** Records the spans of traces. It never throws and nothing waits for it. */
export interface Tracer {
  readonly start: (name: string, begin?: SpanStart) => Span;
  /** Hands over what is recorded, for two seconds at most. */
  readonly close: () => Promise<void>;
}
