import type { Span } from "../../context/tracer.ts";
import type { ConversationDoc, HeldInput } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import type { StoredTurn, TurnRecord } from "../../domain/turn-doc.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { placeOf } from "./trace-work.ts";

/** Events that waited longer are no part of the trace of their arrival: it is only linked. */
const laterMs = 60_000;

/** The recording of one turn, from reading its inputs until it is stored. */
export interface TurnTrace {
  /** Notes its trace with all that it decided and that is done later. */
  readonly mark: (before: ConversationDoc, after: ConversationDoc) => ConversationDoc;
  /** Begins the span of a write to the store. */
  readonly storing: () => Span;
  /** Ends it; `inputs` is how many it took. */
  readonly end: (after: ConversationDoc, inputs: number) => void;
  readonly failed: (error: unknown) => void;
}

/** Starts to record a turn; undefined where nobody asked for traces. */
export function traceTurn(
  { context }: PipelineServices,
  conversation: ConversationDoc,
  events: readonly WaitingInbound[],
  answers: readonly HeldInput[],
): TurnTrace | undefined {
  const { tracer } = context;
  if (!tracer) {
    return undefined;
  }
  const oldest = context.now() - laterMs;
  const place = placeOf(conversation);
  const causes = [
    ...events.map(({ trace, receivedAt }) => ({ trace, part: receivedAt >= oldest })),
    ...answers.map(({ trace }) => ({ trace, part: true })),
  ];
  const [first] = causes;
  const parent = first?.part ? first.trace : undefined;
  // A timer, or what was held back: the last turn led to it.
  const others = causes.length > 0 ? causes.map((it) => it.trace) : [conversation.trace];
  const links = [...new Set(others)].flatMap((it) =>
    it === undefined || it === parent ? [] : [it],
  );
  const span = tracer.start("turn", { parent, links, facts: place });
  const { trace } = span;

  return {
    mark(before, after) {
      const known = new Set(
        [...before.outbox, ...before.calls, ...(before.forwards ?? [])].map((it) => it.id),
      );
      const noted = <E extends { readonly id: string }>(entry: E): E =>
        known.has(entry.id) ? entry : { ...entry, trace };
      return changed(after, {
        trace,
        outbox: after.outbox.map(noted),
        calls: after.calls.map(noted),
        forwards: after.forwards?.map(noted),
      });
    },
    storing: () => tracer.start("store turn", { kind: "client", parent: trace, facts: place }),
    end(after, inputs) {
      const turns = after.turn - conversation.turn;
      span.add({ inputs, turns, nodes: nodesOf(after, conversation.turn) });
      span.end();
    },
    failed: (error) => span.end(error instanceof Error ? error.name : "unknown"),
  };
}

/** Counts the nodes that the turns after `turn` passed. */
function nodesOf({ pendingWrites }: ConversationDoc, turn: number): number {
  return [...pendingWrites.messages.map((it) => it.turn), ...pendingWrites.turns]
    .filter((it) => it !== undefined && it.number > turn)
    .reduce((sum, it) => sum + enteredIn(it), 0);
}

function enteredIn(turn: StoredTurn | undefined): number {
  if (!turn) {
    return 0;
  }
  const { path } = JSON.parse(turn.record) as Pick<TurnRecord, "path">;
  return path.filter((it) => it.step === "entered").length;
}
