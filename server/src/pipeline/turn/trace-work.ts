import type { Span, SpanFacts } from "../../context/tracer.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { PipelineServices } from "../pipeline-services.ts";

/** Work that a turn decided. */
interface DecidedWork {
  /** The turn's. */
  readonly trace: string | undefined;
  /** Whether it was tried before: then it is no part of the turn's trace and only linked to it. */
  readonly again: boolean;
  readonly facts: SpanFacts;
}

/** Begins the span of a call to the outside; undefined where nobody asked for traces. */
export function traceWork(
  { context }: PipelineServices,
  conversation: ConversationDoc,
  name: string,
  { trace, again, facts }: DecidedWork,
): Span | undefined {
  return context.tracer?.start(name, {
    kind: "client",
    parent: again ? undefined : trace,
    links: again && trace !== undefined ? [trace] : [],
    facts: { ...placeOf(conversation), ...facts },
  });
}

/** The ids by which a span names a conversation. */
export function placeOf({ _id, workspaceId, channelId, channelType }: ConversationDoc): SpanFacts {
  return { workspaceId: String(workspaceId), conversationId: _id, channelId, channelType };
}
