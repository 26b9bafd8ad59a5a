import { nodeTypeOf } from "@chatloom/flows-schema";
import type { Program } from "@chatloom/runtime";

/** A message that a flow sends before it waits for anything: an approved template by its name, or any other. */
export interface OpeningMessage {
  readonly template?: string;
}

/** A flow never has more steps. */
const mostSteps = 1_000;

/**
 * Lists the messages that a started flow sends before it waits, one for each step. Of several ways it follows the first that is connected,
 * so it is an estimate for flows that branch at their beginning.
 */
export function openingMessages({
  start,
  nodes,
  ports,
  edges,
}: Program): readonly OpeningMessage[] {
  const found: OpeningMessage[] = [];
  const seen = new Set<string>();
  let node = start === undefined ? undefined : nodes.get(start);
  while (node && !seen.has(node.id) && seen.size < mostSteps) {
    seen.add(node.id);
    const type = nodeTypeOf(node);
    const template = type.sentTemplate?.(node.data)?.name;
    if (type.group === "messages") {
      found.push(template === undefined ? {} : { template });
    }
    if (type.waits(node.data)) {
      break;
    }
    const { id } = node;
    const target = (ports.get(id) ?? [])
      .map((port) => edges.get(`${id}\n${port.id}`))
      .find((it) => it !== undefined);
    node = target === undefined ? undefined : nodes.get(target);
  }
  return found;
}
