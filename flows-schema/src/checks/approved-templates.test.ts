import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type Flow } from "../flow.ts";
import type { CheckedTemplate, TemplateStatus } from "../message-template.ts";
import { whatsappLike } from "../testing/whatsapp-like.ts";

const parameters = [
  { place: "body", kind: "text" },
  { place: "body", kind: "text" },
  { place: "button", kind: "payload", index: 0, optional: true },
] as const;
const template = (status: TemplateStatus, language = "en_US"): CheckedTemplate => ({
  name: "order_update",
  language,
  status,
  parameters: [...parameters],
});

function flowWith(name: string, values: number, language = "en_US"): Flow {
  return {
    ...emptyFlow("Orders"),
    nodes: [
      {
        id: "start",
        type: "trigger.any",
        position: { x: 0, y: 0 },
        data: { channels: [], kinds: [] },
      },
      {
        id: "send",
        type: "template",
        position: { x: 300, y: 0 },
        data: {
          name,
          language,
          parameters: Array.from({ length: values }, () => ({
            place: "body" as const,
            kind: "text" as const,
            value: "x",
          })),
        },
      },
    ],
    edges: [{ id: "e", source: "start", sourceHandle: "next", target: "send" }],
  };
}

function codes(flow: Flow, templates?: readonly CheckedTemplate[]): string[] {
  const channel = { ...whatsappLike, id: "c" };
  const channels = [{ ...channel, ...(templates && { templates }) }];
  return checkFlow(flow, { ...emptyCheckContext, channels })
    .map((it) => it.code)
    .filter((it) => it.startsWith("approvedTemplate."));
}

test("finds nothing in a template that is approved and gets its values", () => {
  expect(codes(flowWith("order_update", 2), [template("approved")])).toEqual([]);
  expect(codes(flowWith("order_update", 2, "en-us"), [template("approved")])).toEqual([]);
  expect(codes(flowWith("order_update", 2, "vi"), [template("approved", "")])).toEqual([]);
});

test("names a template that the channel does not have, or not in this language", () => {
  expect(codes(flowWith("order_upddate", 2), [template("approved")])).toEqual([
    "approvedTemplate.unknown",
  ]);
  expect(codes(flowWith("order_update", 2, "vi"), [template("approved")])).toEqual([
    "approvedTemplate.unknown",
  ]);
  expect(codes(flowWith("order_update", 2), [])).toEqual(["approvedTemplate.unknown"]);
});

test.each(["pending", "rejected", "paused", "disabled"] as const)(
  "names a template that is %s",
  (status) => {
    expect(codes(flowWith("order_update", 2), [template(status)])).toEqual([
      `approvedTemplate.${status}`,
    ]);
  },
);

test.each([0, 1, 3])("names a template that gets %i values in place of two", (values) => {
  expect(codes(flowWith("order_update", values), [template("approved")])).toEqual([
    "approvedTemplate.parameters",
  ]);
});

test("says nothing of a list that was never read, or of a name that a variable completes", () => {
  expect(codes(flowWith("order_update", 0))).toEqual([]);
  expect(codes(flowWith("order_{{ contact.language }}", 0), [])).toEqual([]);
});
