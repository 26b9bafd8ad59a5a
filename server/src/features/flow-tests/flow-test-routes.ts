import { type FlowTest, routes } from "@chatloom/api-schema";
import { readFlow, testLimits } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { findFlow } from "../../records/flow-store.ts";
import { type FlowTestRecord, flowTests } from "../../records/flow-test-model.ts";
import { presentProblem, runFlowTests } from "./run-flow-tests.ts";
import { listFlowTests, replaceFlowTests } from "./store-flow-tests.ts";

const chapter = routes.flowTests;

/** Routes of the conversation tests of flows. */
export function flowTestRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listFlowTests, async ({ workspaceId, params: { flowId } }) => {
    await findFlow(context, workspaceId, flowId);
    return { items: (await listFlowTests(context, workspaceId, flowId)).map(present) };
  });

  answer(api, chapter.createFlowTest, async ({ workspaceId, member, params, body }) => {
    const { flowId } = params;
    await findFlow(context, workspaceId, flowId);
    const model = flowTests(connection).in(workspaceId);
    const [last] = await model.find({ flowId }, { sort: { order: -1 }, limit: 1 });
    if ((await model.count({ flowId }, testLimits.tests)) >= testLimits.tests) {
      const message = `A flow has at most ${testLimits.tests} tests`;
      throw new Conflict("flowTest.too-many", message);
    }
    const made = await model.insert({
      flowId: new mongoose.Types.ObjectId(flowId),
      order: (last?.order ?? -1) + 1,
      test: body,
      updatedAt: new Date(context.now()),
      updatedBy: member.name,
    });
    return present(made);
  });

  answer(api, chapter.updateFlowTest, async ({ workspaceId, member, params, body }) => {
    const $set = { test: body, updatedAt: new Date(context.now()), updatedBy: member.name };
    const { flowId, testId } = params;
    const changed = await flowTests(connection)
      .in(workspaceId)
      .findOneAndUpdate({ _id: testId, flowId }, { $set });
    if (!changed) {
      throw new NotFound("flowTest");
    }
    return present(changed);
  });

  answer(api, chapter.deleteFlowTest, async ({ workspaceId, params: { flowId, testId } }) => {
    const gone = await flowTests(connection).in(workspaceId).deleteOne({ _id: testId, flowId });
    if (gone === 0) {
      throw new NotFound("flowTest");
    }
    return {};
  });

  answer(api, chapter.replaceFlowTests, async ({ workspaceId, member, params, body }) => {
    const { flowId } = params;
    await findFlow(context, workspaceId, flowId);
    const items = await replaceFlowTests(context, workspaceId, flowId, body.tests, member.name);
    return { items: items.map(present) };
  });

  answer(api, chapter.runFlowTests, async ({ workspaceId, params: { flowId }, body }) => {
    const { draft } = await findFlow(context, workspaceId, flowId);
    const stored = await listFlowTests(context, workspaceId, flowId);
    const asked = stored.filter((it) => body.testIds?.includes(String(it._id)) ?? true);
    const ran = await runFlowTests(context, workspaceId, flowId, readFlow(draft), asked);
    const items = ran.map(({ record, result: { passed, steps, transcript } }) => ({
      id: String(record._id),
      name: record.test.name,
      passed,
      steps: steps.map(({ state, problem }) => ({
        state,
        problem: problem && presentProblem(problem),
      })),
      transcript: transcript.map((it) => ({ ...it })),
    }));
    return { passed: items.every((it) => it.passed), items };
  });
}

function present({ _id, test, updatedAt, updatedBy }: FlowTestRecord): FlowTest {
  return { id: String(_id), ...test, updatedAt: updatedAt.toISOString(), updatedBy };
}
