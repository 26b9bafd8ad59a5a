import { describe, expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { type FlowNode, nodeTypeOf, portsOf } from "../flow.ts";
import { graphOf, portKey } from "../flow-graph.ts";
import { readTemplate } from "../liquid/read-template.ts";
import { whatsappLike } from "../testing/whatsapp-like.ts";
import { translateFlow } from "../translate-flow.ts";
import { walkFields } from "../walk-fields.ts";
import { samples } from "./index.ts";

test("there are fifteen, each with an id of its own", () => {
  expect(new Set(samples.map((sample) => sample.id)).size).toBe(15);
});

describe.each(samples)("$id", ({ flow, title, description }) => {
  test("has no findings, on WhatsApp neither", () => {
    const checkContext = { ...emptyCheckContext, knownContactFields: [], channels: [whatsappLike] };
    expect(checkFlow(flow, checkContext)).toEqual([]);
  });

  test("is titled and described in English and Vietnamese", () => {
    for (const text of [title.en, title.vi, description.en, description.vi]) {
      expect(text).not.toBe("");
    }
  });

  test("can bring in a person, and says what happens when none is free", () => {
    const graph = graphOf(flow);
    const handoffs = flow.nodes.filter((node) => node.type === "handoff");
    expect(handoffs).not.toEqual([]);
    for (const { id } of handoffs) {
      for (const port of ["next", "timeout", "error"]) {
        expect(graph.edges.has(portKey(id, port))).toBe(true);
      }
    }
  });

  test("leaves no way out open where something can fail, time out or be misunderstood", () => {
    const graph = graphOf(flow);
    const open = flow.nodes.flatMap((node) =>
      portsOf(node)
        .filter((port) => !graph.edges.has(portKey(node.id, port.id)))
        .map((port) => `${node.id} ${port.id}`),
    );
    expect(open).toEqual([]);
  });

  test("has every text that a contact reads in Vietnamese, with the same variables", () => {
    const vi = flow.translations.vi ?? {};
    const texts = flow.nodes.flatMap((node) =>
      walkFields(nodeTypeOf(node).data, node.data)
        .filter(({ schema, value }) => schema.limit && typeof value === "string" && value !== "")
        .map(({ path, value }) => ({ key: `${node.id}${path}`, text: String(value) })),
    );
    for (const { key, text } of texts) {
      expect(vi[key], key).toBeTypeOf("string");
      expect(readTemplate(vi[key] ?? ""), key).toEqual(readTemplate(text));
    }
  });

  test("has no translation of a text that is not there", () => {
    const translated = translateFlow(flow, "vi");
    expect(Object.keys(translated.translations.en ?? {}).sort()).toEqual(
      Object.keys(flow.translations.vi ?? {}).sort(),
    );
    expect(translateFlow(translated, "en")).toEqual(flow);
    expect(checkFlow(translated, { ...emptyCheckContext, channels: [whatsappLike] })).toEqual([]);
  });

  test("lies on the canvas without overlaps, from left to right", () => {
    const overlapping = flow.nodes.flatMap((a, index) =>
      flow.nodes
        .slice(index + 1)
        .filter((b) => overlap(a, b))
        .map((b) => `${a.id} ${b.id}`),
    );
    expect(overlapping).toEqual([]);
    const triggers = flow.nodes.filter((node) => nodeTypeOf(node).group === "triggers");
    const leftmost = Math.min(...flow.nodes.map((node) => node.position.x));
    for (const trigger of triggers) {
      expect(trigger.position.x).toBe(leftmost);
    }
  });
});

/** Cards are 232 pixels wide. Their height grows with their text and their ports. */
function overlap(a: FlowNode, b: FlowNode): boolean {
  if (Math.abs(a.position.x - b.position.x) >= 232 + 40) {
    return false;
  }
  const [upper, lower] = a.position.y <= b.position.y ? [a, b] : [b, a];
  return lower.position.y - upper.position.y < heightOf(upper);
}

function heightOf(node: FlowNode): number {
  const lines = Math.ceil(nodeTypeOf(node).summary(node.data).length / 32);
  return 70 + 19 * Math.min(lines, 8) + 26 * portsOf(node).length;
}
