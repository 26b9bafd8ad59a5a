import type { OtherFlow } from "./check-context.ts";
import { type FlowSilence, forEverHours, type Silence } from "./flow-silence.ts";

const deepest = 8;

/** Reckons silences in hours, with what the flows on the way add. */
export interface SilenceReckoner {
  /** Undefined where the contact must write on the way. */
  readonly hoursOf: (silence: Silence) => number | undefined;
  /** The latest message of a flow, in hours after it was entered, before anybody wrote. */
  readonly latestSend: (
    flowId: string,
  ) => { readonly node: string; readonly hours: number } | undefined;
  /** After how many hours without a word other flows may enter this one. */
  readonly entryOf: (flowId: string) => number;
}

/** Knows the flows of a workspace; those whose silences are not known add nothing. */
export function silenceReckoner(flows: readonly OtherFlow[]): SilenceReckoner {
  const known = new Map(flows.map((it) => [it.id, it]));
  const silences = (flowId: string): FlowSilence | undefined => known.get(flowId)?.silence;

  function hoursOf({ hours, flows: ids }: Silence, depth = 0): number | undefined {
    let sum = hours;
    for (const id of ids) {
      const own = silences(id.replace(/^~/, ""));
      if (!own || depth > deepest) {
        continue;
      }
      const terms = id.startsWith("~") ? own.tail : own.through;
      const lengths = terms.flatMap((it) => hoursOf(it, depth + 1) ?? []);
      if (lengths.length === 0) {
        return undefined;
      }
      sum += Math.max(...lengths);
    }
    return Math.min(forEverHours, sum);
  }

  function latestSend(
    flowId: string,
    depth = 0,
  ): { readonly node: string; readonly hours: number } | undefined {
    const own = silences(flowId);
    if (!own || depth > deepest) {
      return undefined;
    }
    const direct = own.sends.map((it) => ({ node: it.node, hours: hoursOf(it) }));
    const nested = own.enters
      .filter((it) => it.fromStart)
      .map((it) => {
        const before = hoursOf(it);
        const inner = latestSend(it.flowId, depth + 1);
        return {
          node: inner?.node ?? "",
          hours: before === undefined || !inner ? undefined : before + inner.hours,
        };
      });
    return [...direct, ...nested]
      .flatMap(({ node, hours }) => (hours === undefined ? [] : [{ node, hours }]))
      .sort((a, b) => b.hours - a.hours)[0];
  }

  /** Goes up from flow to flow; one that is on the way already adds nothing. */
  function entryOf(flowId: string, below: readonly string[] = []): number {
    if (below.includes(flowId) || below.length > deepest) {
      return 0;
    }
    const hours = flows.flatMap(({ id, silence, active }) =>
      (active ? (silence?.enters ?? []) : [])
        .filter((it) => it.flowId === flowId)
        .map((it) => {
          const own = hoursOf(it) ?? 0;
          return it.fromStart ? own + entryOf(id, [...below, flowId]) : own;
        }),
    );
    return Math.min(forEverHours, Math.max(0, ...hours));
  }

  return { hoursOf: (it) => hoursOf(it), latestSend: (it) => latestSend(it), entryOf };
}
