import { type FlowTest, routes } from "@chatloom/api-schema";
import type { ConversationTest } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import { queryClient } from "../../api/query-client.ts";
import { useEditor } from "../state/editor-store.ts";

/** The stored tests of the flow on the canvas. */
export function useFlowTests() {
  const flowId = useEditor((editor) => editor.flowId);
  return useQuery({
    queryKey: ["flows", flowId, "tests"],
    queryFn: () => call(routes.flowTests.listFlowTests, { params: { flowId } }),
  });
}

/** Saves a test of the flow on the canvas: a new one, or with an id over another. */
export async function saveFlowTest(test: ConversationTest, testId?: string): Promise<void> {
  const { flowId } = useEditor.getState();
  if (testId === undefined) {
    await call(routes.flowTests.createFlowTest, { params: { flowId }, body: test });
  } else {
    await call(routes.flowTests.updateFlowTest, { params: { flowId, testId }, body: test });
  }
  await queryClient.invalidateQueries({ queryKey: ["flows", flowId, "tests"] });
}

/** Deletes a test of the flow on the canvas. */
export async function deleteFlowTest(testId: string): Promise<void> {
  const { flowId } = useEditor.getState();
  await call(routes.flowTests.deleteFlowTest, { params: { flowId, testId } });
  await queryClient.invalidateQueries({ queryKey: ["flows", flowId, "tests"] });
}

/** Returns a stored test without its id and history. */
export function plainTest({
  id: _id,
  updatedAt: _at,
  updatedBy: _by,
  ...test
}: FlowTest): ConversationTest {
  return test;
}
