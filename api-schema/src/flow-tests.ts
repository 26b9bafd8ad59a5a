import { ConversationTest, testLimits } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing } from "./shapes.ts";

const tag = "Flow tests";
const flowParams = Type.Object({ flowId: Id });
const testParams = Type.Object({ flowId: Id, testId: Id });

/** CONTRACT. A stored conversation test of a flow. */
export const FlowTest = Exact({
  id: Id,
  ...ConversationTest.properties,
  updatedAt: Moment,
  updatedBy: Optional(Type.String()),
});
export type FlowTest = Static<typeof FlowTest>;

/** Why a step of a test failed. `message` says it in English; `values` fill the sentence of `code`. */
const Problem = Exact({
  code: Type.String(),
  values: Type.Record(Type.String(), Type.String()),
  nodeId: Optional(Type.String()),
  message: Type.String(),
});

/** A failed test, with its first problem and the index of the test's step that it is about. */
export const FailedTest = Exact({
  id: Id,
  name: Type.String(),
  step: Type.Integer(),
  problem: Problem,
});
export type FailedTest = Static<typeof FailedTest>;

/** The result of one test. */
const FlowTestResult = Exact({
  id: Id,
  name: Type.String(),
  passed: Type.Boolean(),
  /** One for each step of the test, in order. After an event that cannot happen, the rest is skipped. */
  steps: Type.Array(
    Exact({
      state: Type.Enum(["passed", "failed", "skipped"], { type: "string" }),
      problem: Optional(Problem),
    }),
  ),
  transcript: Type.Array(
    Exact({
      from: Type.Enum(["contact", "bot", "note"], { type: "string" }),
      text: Type.String(),
      /** The index of the test's step that led to it. */
      step: Type.Integer(),
      nodeId: Optional(Type.String()),
    }),
  ),
});

export const listFlowTests = defineRoute({
  method: "get",
  path: "/flows/:flowId/tests",
  tag,
  access: "viewer",
  summary: "List the conversation tests of a flow, oldest first",
  params: flowParams,
  reply: Exact({ items: Type.Array(FlowTest) }),
});
export const createFlowTest = defineRoute({
  method: "post",
  path: "/flows/:flowId/tests",
  tag,
  access: "editor",
  audit: "flow.testAdded",
  summary: "Add a conversation test to a flow",
  params: flowParams,
  body: ConversationTest,
  reply: FlowTest,
  errors: ["flowTest.too-many"],
});
export const updateFlowTest = defineRoute({
  method: "put",
  path: "/flows/:flowId/tests/:testId",
  tag,
  access: "editor",
  audit: "flow.testChanged",
  summary: "Change a conversation test",
  params: testParams,
  body: ConversationTest,
  reply: FlowTest,
});
export const deleteFlowTest = defineRoute({
  method: "delete",
  path: "/flows/:flowId/tests/:testId",
  tag,
  access: "editor",
  audit: "flow.testDeleted",
  summary: "Delete a conversation test",
  params: testParams,
  reply: Nothing,
});
/** Replaces all tests of the flow. Tests whose name stays keep their id. */
export const replaceFlowTests = defineRoute({
  method: "put",
  path: "/flows/:flowId/tests",
  tag,
  access: "editor",
  audit: "flow.testsReplaced",
  summary: "Replace all conversation tests of a flow",
  params: flowParams,
  body: Exact({ tests: Type.Array(ConversationTest, { maxItems: testLimits.tests }) }),
  mostBodyBytes: 8_000_000,
  reply: Exact({ items: Type.Array(FlowTest) }),
});
/** Runs the tests with the engine of production against the draft, and the drafts of the flows that it continues in. Calls nothing outside. */
export const runFlowTests = defineRoute({
  method: "post",
  path: "/flows/:flowId/tests/run",
  tag,
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "Run conversation tests against the draft",
  params: flowParams,
  body: Exact({
    /** Absent: all tests. */
    testIds: Optional(Type.Array(Id, { maxItems: testLimits.tests })),
  }),
  reply: Exact({ passed: Type.Boolean(), items: Type.Array(FlowTestResult) }),
});
