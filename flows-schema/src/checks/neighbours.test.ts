import { expect, test } from "vitest";
import { type CheckContext, describeFlow, emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { Flow, NodeData } from "../flow.ts";
import { nodeTypes } from "../nodes/index.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});
const other = flowOf([start, say("a"), end], "start>a a>end", { name: "Greeting" });

function withOther(active: boolean, flow: Flow = other): CheckContext {
  return { ...emptyCheckContext, flowId: "own", otherFlows: [describeFlow("other", active, flow)] };
}

function messages(flow: Flow, checkContext: CheckContext): string[] {
  return checkFlow(flow, checkContext).map((it) => it.message);
}

test("warns of a keyword that another active flow answers", () => {
  const own = flowOf(
    [{ ...start, data: { ...start.data, keywords: [" HI "] } } as typeof start, end],
    "start>end",
  );
  expect(messages(own, withOther(true))).toEqual([
    "The keyword “ HI ” also starts the flow “Greeting”; only one of them will answer.",
  ]);
  expect(messages(own, withOther(false))).toEqual([]);
});

test("folds keywords as the engine does", () => {
  const keywords = ["Stop!", "ＳＴＯＰ", "c++", "c#", "कल", "कुल"];
  const trigger = { ...start, data: { ...start.data, keywords } } as typeof start;
  const findings = checkFlow(flowOf([trigger, end], "start>end"), emptyCheckContext);
  expect(findings.map((it) => it.values.keyword)).toEqual(["ＳＴＯＰ"]);
});

test("warns of a keyword that stands twice in the flow, unless the channels differ", () => {
  const on = (id: string, channels: string[]) =>
    node(id, "trigger.keyword", { keywords: ["hi"], match: "exact", channels, interrupts: false });
  const flow = (channels: string[]) =>
    flowOf([on("one", ["telegram"]), on("two", channels), end], "one>end two>end");
  expect(messages(flow([]), emptyCheckContext)).toEqual([
    "The keyword “hi” stands in this flow twice.",
  ]);
  expect(messages(flow(["whatsapp"]), emptyCheckContext)).toEqual([]);
});

test.each([
  [{ keywords: ["gia"], match: "exact" }, { keywords: ["Giá"], match: "exact" }, 1],
  [{ keywords: ["quote"], match: "exact" }, { keywords: ["quote"], match: "contains" }, 1],
  [{ keywords: ["quote"], match: "startsWith" }, { keywords: ["quotes"], match: "exact" }, 0],
  [{ keywords: ["^a+$"], match: "regex" }, { keywords: ["^a+$"], match: "regex" }, 1],
  [{ keywords: ["a"], match: "regex" }, { keywords: ["a"], match: "exact" }, 0],
] as const)("of %o and another flow's %o it warns %d times", (own, theirs, count) => {
  const trigger = (data: typeof own | typeof theirs) =>
    node("start", "trigger.keyword", {
      ...data,
      keywords: [...data.keywords],
      channels: [],
      interrupts: false,
    });
  const neighbour = flowOf([trigger(theirs), end], "start>end", { name: "Prices" });
  const findings = messages(flowOf([trigger(own), end], "start>end"), withOther(true, neighbour));
  expect(findings).toHaveLength(count);
});

test("lets one trigger list a word with and without accents", () => {
  const trigger = { ...start, data: { ...start.data, keywords: ["giá", "gia"] } } as typeof start;
  expect(messages(flowOf([trigger, end], "start>end"), emptyCheckContext)).toEqual([]);
});

test("knows the nodes of other flows, and whether the flows are active", () => {
  const jump = (nodeId: string) =>
    flowOf(
      [
        { ...start, data: { ...start.data, keywords: ["x"] } } as typeof start,
        node("go", "jump", { flowId: "other", nodeId }),
      ],
      "start>go",
    );
  expect(checkFlow(jump("a"), withOther(true))).toEqual([]);
  expect(checkFlow(jump("zzz"), withOther(true)).map((it) => it.code)).toEqual([
    "node.unknownTarget",
  ]);
  expect(checkFlow(jump("a"), withOther(false)).map((it) => it.code)).toEqual(["flow.inactive"]);
});

test("counts a node as reachable that another flow jumps to", () => {
  const jumps = flowOf(
    [start, node("go", "jump", { flowId: "own", nodeId: "island" })],
    "start>go",
  );
  const own = flowOf(
    [{ ...start, data: { ...start.data, keywords: ["x"] } } as typeof start, end, say("island")],
    "start>end island>end",
  );
  expect(checkFlow(own, withOther(true, jumps))).toEqual([]);
  expect(checkFlow(own, withOther(true)).map((it) => it.code)).toEqual(["node.unreachable"]);
});

test("asks for no trigger where another flow calls this one", () => {
  const call = node("call", "subflow", { flowId: "own", inputs: [], outputs: [] });
  const caller = flowOf([start, call], "start>call");
  const own = flowOf([say("a"), end], "a>end");
  expect(checkFlow(own, withOther(true, caller))).toEqual([]);
  expect(checkFlow(own, withOther(true)).map((it) => it.code)).toEqual(["trigger.missing"]);
});

test("reports a segment that does not exist, in a trigger and in a condition", () => {
  const rule = { left: "contact.segments", operator: "contains", right: "s1" } as const;
  const flow = flowOf(
    [
      node("start", "trigger.contact", { change: "segmentLeft", name: "s1" }),
      node("if", "condition", {
        branches: [
          {
            id: "a",
            label: "",
            condition: { match: "all", groups: [{ match: "all", rules: [rule] }] },
          },
        ],
      }),
      end,
    ],
    "start>if if.branch:a>end if.else>end",
  );
  const found = (...knownSegments: string[]) =>
    checkFlow(flow, { ...emptyCheckContext, knownSegments }).map((it) => [
      it.code,
      it.severity,
      it.nodeId,
    ]);
  expect(found("s2")).toEqual([
    ["segment.unknown", "error", "start"],
    ["segment.unknown", "warning", "if"],
  ]);
  expect(found("s1")).toEqual([]);
  expect(checkFlow(flow, emptyCheckContext)).toEqual([]);
});

test("warns of a member who is not in the workspace, where members are known", () => {
  const flow = (data: NodeData<"assign">) =>
    flowOf(
      [
        { ...start, data: { ...start.data, keywords: ["x"] } } as typeof start,
        node("a", "assign", data),
        end,
      ],
      "start>a a>end",
    );
  const own = flow({ to: "member", memberId: "m1" });
  const known = (...knownMembers: string[]) =>
    checkFlow(own, { ...emptyCheckContext, knownMembers }).map((it) => [it.code, it.nodeId]);
  expect(known("m2")).toEqual([["member.unknown", "a"]]);
  expect(known("m1", "m2")).toEqual([]);
  expect(checkFlow(own, emptyCheckContext)).toEqual([]);
  const desk = flowOf(
    [start, node("a", "handoff", { assignTo: "desk", desk: "d1" }), end],
    "start>a a>end",
  );
  const codes = (...knownDesks: string[]) =>
    checkFlow(desk, { ...emptyCheckContext, knownDesks }).map((it) => it.code);
  expect(codes("d2")).toContain("desk.unknown");
  expect(codes("d1")).not.toContain("desk.unknown");
  const crm = flowOf(
    [start, node("a", "crmContact", { ...nodeTypes.crmContact.example, connectionId: "c1" }), end],
    "start>a a.found>end a.notFound>end",
  );
  const crmCodes = (knownCrms?: string[]) =>
    checkFlow(crm, { ...emptyCheckContext, knownCrms }).map((it) => `${it.severity} ${it.code}`);
  expect(crmCodes(["c2"])).toContain("error crm.unknown");
  expect(crmCodes(["c1"])).not.toContain("error crm.unknown");
  expect(crmCodes()).not.toContain("error crm.unknown");
  const nobody = flow({ to: "nobody", memberId: "m1" });
  expect(checkFlow(nobody, { ...emptyCheckContext, knownMembers: [] })).toEqual([]);
});

test("finds tools of an MCP server that is gone or does not list them", () => {
  const tools = [
    {
      name: "",
      description: "",
      kind: "mcp" as const,
      parameters: [],
      serverId: "s1",
      serverTools: ["find", "old"],
    },
  ];
  const ai = flowOf(
    [start, node("a", "llm", { ...nodeTypes.llm.initial, instructions: "Help", tools }), end],
    "start>a a>end",
  );
  const mcpCodes = (id: string, ...listed: string[]) => {
    const knownMcpServers = [{ id, name: "Shop", tools: listed }];
    return checkFlow(ai, { ...emptyCheckContext, knownMcpServers })
      .filter((it) => it.code.startsWith("mcp."))
      .map((it) => `${it.severity} ${it.code} ${it.values.tool ?? ""}`);
  };
  expect(mcpCodes("s2")).toEqual(["error mcp.unknownServer "]);
  expect(mcpCodes("s1")).toEqual([]);
  expect(mcpCodes("s1", "find")).toEqual(["warning mcp.toolGone old"]);
  expect(checkFlow(ai, emptyCheckContext).some((it) => it.severity === "error")).toBe(false);
});
