import { expect, test } from "vitest";
import { applyRepair } from "../apply-repair.ts";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type Flow } from "../flow.ts";

const knownSecrets = [
  { name: "CRM_KEY", kind: "apiKey", hosts: ["api.example.com", "*.crm.example.com"] },
  { name: "CRM_TOKEN", kind: "bearer", hosts: ["api.example.com"] },
] as const;

function flowOf(url: string, header = "", text = "Hello"): Flow {
  const position = { x: 0, y: 0 };
  return {
    ...emptyFlow("Order"),
    nodes: [
      {
        id: "call",
        type: "http",
        position,
        data: {
          method: "GET",
          url,
          headers: [{ name: "Authorization", value: header }],
          save: [],
          timeoutSeconds: 10,
          retries: 0,
        },
      },
      {
        id: "say",
        type: "ask",
        position,
        data: { text, expect: "text", saveTo: "answer", attempts: 1 },
      },
    ],
  };
}

function findings(...written: Parameters<typeof flowOf>) {
  return checkFlow(flowOf(...written), { ...emptyCheckContext, knownSecrets })
    .filter(({ code }) => code.startsWith("secret.") || code === "variable.unknown")
    .map(({ code, nodeId, path }) => `${code} ${nodeId} ${path}`);
}

test("accepts secrets of the vault in address and headers of an allowed host", () => {
  expect(
    findings("https://api.example.com/a?key={{ secret.CRM_KEY }}", "Bearer {{secret.CRM_TOKEN}}"),
  ).toEqual([]);
  expect(findings("https://eu.crm.example.com/", "{{secret.CRM_KEY}}")).toEqual([]);
});

test.each([
  ["https://api.example.com/", "{{secret.OTHER}}", "secret.unknown call /headers/0/value"],
  ["https://evil.example.org/", "{{secret.CRM_KEY}}", "secret.host call /headers/0/value"],
  ["https://crm.example.com/", "{{secret.CRM_KEY}}", "secret.host call /headers/0/value"],
  ["https://api.example.com/{{secret.CRM_TOKEN}}", "", "secret.headerOnly call /url"],
  [
    "https://api.example.com/",
    "{{ secret.CRM_KEY | upcase }}",
    "secret.misplaced call /headers/0/value",
  ],
])("reports %s with %s", (url, header, expected) => {
  expect(findings(url, header)).toEqual([expected]);
});

test("reports a secret in a message", () => {
  expect(findings("https://api.example.com/", "", "Key: {{secret.CRM_KEY}}")).toEqual([
    "secret.misplaced say /text",
  ]);
});

test("repairs a misspelt name", () => {
  const flow = flowOf("https://api.example.com/", "x {{ secret.CRM_KEI }}");
  const context = { ...emptyCheckContext, knownSecrets };
  const found = checkFlow(flow, context).find((it) => it.code === "secret.unknown");
  expect(found?.values.meant).toBe("CRM_KEY");
  const repaired = applyRepair(flow, found?.repair ?? { kind: "removeNode", nodeId: "" });
  expect(checkFlow(repaired, context).some((it) => it.code.startsWith("secret."))).toBe(false);
});
