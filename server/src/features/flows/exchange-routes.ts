import { routes } from "@chatloom/api-schema";
import {
  ConversationTest,
  Flow,
  FlowFormatUnknown,
  formatVersion,
  readFlow,
  recogniseForeignFlow,
  testLimits,
} from "@chatloom/flows-schema";
import type { Router } from "express";
import Type from "typebox";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { findFlow, insertFlow } from "../../records/flow-store.ts";
import { schemaValidator } from "../../validation/schema-validator.ts";
import { listFlowTests, replaceFlowTests } from "../flow-tests/store-flow-tests.ts";

const chapter = routes.flows;
const flowFlaws = schemaValidator(Flow);
const testsFlaws = schemaValidator(Type.Array(ConversationTest, { maxItems: testLimits.tests }));
const longestName = 120;

/** Routes for copying flows within the workspace, and for import and export as JSON. */
export function exchangeRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.duplicateFlow, async ({ workspaceId, member, params }) => {
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    const name = `${draft.name.slice(0, longestName - 4)} (2)`;
    const copy = { ...readFlow(draft), name };
    const made = await insertFlow(context, workspaceId, copy, member.name);
    const tests = await testsOf(workspaceId, params.flowId);
    await replaceFlowTests(context, workspaceId, made.id, tests, member.name);
    return made;
  });

  answer(api, chapter.exportFlow, async ({ workspaceId, params }) => {
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    const tests = await testsOf(workspaceId, params.flowId);
    return { ...readFlow(draft), tests: tests.length > 0 ? tests : undefined };
  });

  answer(api, chapter.importFlow, async ({ workspaceId, member, body }) => {
    const { tests, flow } = withoutTests(body.flow);
    const checked = checkedFlow(flow);
    const made = await insertFlow(context, workspaceId, checked, member.name);
    await replaceFlowTests(context, workspaceId, made.id, tests, member.name);
    return made;
  });

  async function testsOf(workspaceId: string, flowId: string): Promise<ConversationTest[]> {
    return (await listFlowTests(context, workspaceId, flowId)).map((it) => it.test);
  }
}

/** Takes the conversation tests off an exported flow. Throws `Invalid` where they do not fit the format. */
function withoutTests(value: unknown): { tests: ConversationTest[]; flow: unknown } {
  if (typeof value !== "object" || value === null || !("tests" in value)) {
    return { tests: [], flow: value };
  }
  const { tests, ...flow } = value;
  const flaws = testsFlaws(tests);
  // A file of another product may hold its own "tests" field: it is refused with its format named.
  if (flaws.length > 0 && recogniseForeignFlow(value) === undefined) {
    const inFlow = flaws.map(({ at, message }) => ({ at: `/tests${at}`, message }));
    throw new Invalid("flow.invalid", "The tests of this flow are not valid", inFlow);
  }
  return { tests: tests as ConversationTest[], flow };
}

/** Converts the flow to the present format. Refuses anything else and names it where it is recognised. */
function checkedFlow(value: unknown): Flow {
  const product = recogniseForeignFlow(value);
  if (product !== undefined) {
    throw flowErrors.foreign(product);
  }
  const flow = migrated(value);
  const flaws = flowFlaws(flow);
  if (flaws.length > 0) {
    throw new Invalid("flow.invalid", "This is not a valid flow", flaws);
  }
  return flow;
}

function migrated(value: unknown): Flow {
  try {
    return readFlow(value);
  } catch (error) {
    if (!(error instanceof FlowFormatUnknown)) {
      // A migration found a form that no version has had.
      throw new Invalid("flow.invalid", "This is not a valid flow", [
        { at: "", message: "does not look like any version of the format" },
      ]);
    }
    const newer = typeof error.found === "number" && error.found > formatVersion;
    throw new Invalid(newer ? "flow.format-unknown" : "flow.not-a-flow", error.message, [
      { at: "/formatVersion", message: error.message },
    ]);
  }
}
