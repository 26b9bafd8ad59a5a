import { describe, expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type FlowNode, nodeTypeOf } from "../flow.ts";
import type { NodeType } from "../node-type.ts";
import { type Field, type FieldSchema, walkFields } from "../walk-fields.ts";
import { type NodeTypeId, nodeTypes } from "./index.ts";

const all = (Object.keys(nodeTypes) as NodeTypeId[]).map((type): [string, NodeType] => [
  type,
  nodeTypeOf({ type }),
]);
/** Rules that only a whole flow can decide. */
const aboutTheWhole = new Set([
  "trigger.missing",
  "node.unreachable",
  "node.deadEnd",
  "node.unknownTarget",
  "flow.unknown",
  "port.unconnected",
  "option.unconnected",
  "variable.unknown",
]);

describe.each(all)("%s", (id, nodeType) => {
  test("is registered under its own type", () => {
    expect(nodeType.type).toBe(id);
  });

  test("has an example without findings of its own", () => {
    const node = {
      id: "n1",
      type: id,
      position: { x: 0, y: 0 },
      data: nodeType.example,
    } as FlowNode;
    const findings = checkFlow({ ...emptyFlow("Test"), nodes: [node] }, emptyCheckContext);
    expect(findings.filter((it) => !aboutTheWhole.has(it.code))).toEqual([]);
  });

  test.each(["example", "initial"] as const)(
    "has ports with ids of their own in its %s",
    (which) => {
      const ports = nodeType.ports(nodeType[which]).map((port) => port.id);
      expect(ports).toEqual([...new Set(ports)]);
    },
  );

  test("says in one line what it does", () => {
    expect(typeof nodeType.summary(nodeType.initial)).toBe("string");
    expect(nodeType.summary(nodeType.example)).not.toMatch(/undefined|\[object/);
  });

  test("needs no field that its schema does not have", () => {
    const fields = walkFields(nodeType.data, nodeType.example);
    for (const field of fields) {
      for (const keyword of [field.schema.filled, field.schema.regex, field.schema.contactField]) {
        if (typeof keyword !== "object") {
          continue;
        }
        const siblings = propertiesBeside(field);
        expect(Object.keys(siblings), field.path).toContain(keyword.when);
      }
    }
  });
});

test("every field that leads out through a port names a port of that type", () => {
  for (const [, nodeType] of all) {
    for (const { schema } of walkFields(nodeType.data, nodeType.example)) {
      if (schema.delays === undefined) {
        continue;
      }
      const data =
        nodeType.type === "wait" && schema.delays === "timeout"
          ? { until: "callback" }
          : nodeType.example;
      expect(nodeType.ports(data).map((port) => port.id)).toContain(schema.delays);
    }
  }
});

/** The schemas of the fields beside one, or beside the list it stands in. */
function propertiesBeside(field: Field): Readonly<Record<string, FieldSchema>> {
  for (let at = field.parent; at; at = at.parent) {
    if (at.schema.properties) {
      return at.schema.properties;
    }
    const shapes = at.schema.oneOf ?? [];
    if (shapes.length > 0) {
      return Object.assign({}, ...shapes.map((shape) => shape.properties));
    }
  }
  return {};
}
