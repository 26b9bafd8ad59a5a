import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type Flow, type FlowSettings } from "../flow.ts";

function findings(
  expect: "phone" | "email",
  settings: Partial<FlowSettings>,
  ofWorkspace?: string,
) {
  const flow: Flow = {
    ...emptyFlow("Call back"),
    nodes: [
      {
        id: "number",
        type: "ask",
        position: { x: 0, y: 0 },
        data: { text: "Your number?", expect, saveTo: "answer", attempts: 3 },
      },
    ],
  };
  return checkFlow(
    { ...flow, settings: { ...flow.settings, ...settings } },
    { ...emptyCheckContext, workspaceCountry: ofWorkspace },
  ).filter((it) => it.code === "settings.country");
}

test("reports a question for a phone number where no country is set", () => {
  expect(findings("phone", {}, "")).toEqual([
    expect.objectContaining({ severity: "warning", nodeId: "number" }),
  ]);
});

test("is silent where the flow, its language or the workspace says a country", () => {
  expect(findings("phone", { country: "GB" }, "")).toEqual([]);
  expect(findings("phone", { language: "vi" }, "")).toEqual([]);
  expect(findings("phone", { language: "pt-BR" }, "")).toEqual([]);
  expect(findings("phone", {}, "VN")).toEqual([]);
});

test("is silent about other answers, and where the workspace is not known", () => {
  expect(findings("email", {}, "")).toEqual([]);
  expect(findings("phone", {})).toEqual([]);
});
