import type { JsonObject } from "@chatloom/runtime";
import type { TestWorld } from "@chatloom/runtime/chat";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSegmentConditions } from "../../session/use-segment-conditions.ts";
import { useWorkspace } from "../../session/use-workspace.ts";
import { useEditor } from "../state/editor-store.ts";
import { useChannelTypes } from "../state/editor-world.tsx";
import { loadFlows } from "../state/load-flows.ts";

const pauseMs = 400;

/** Gathers what the tests of the flow on the canvas need: `world` is undefined while the `queries` read it. Follows the flow after a pause in editing. */
export function useTestWorld() {
  const flowId = useEditor((editor) => editor.flowId);
  const [flow] = useDebouncedValue(
    useEditor((editor) => editor.flow),
    pauseMs,
  );
  const types = useChannelTypes();
  const settings = useWorkspace();
  const { segments, query: segmentList } = useSegmentConditions();
  // The other flows are read once: they change seldom while this one is edited.
  const others = useQuery({
    queryKey: ["flows", flowId, "mentioned"],
    queryFn: () => loadFlows(flowId, useEditor.getState().flow),
    gcTime: 0,
  });
  const channelTypes = types.data?.items;
  const workspace = settings.data;
  const mentioned = others.data;
  const world = useMemo(
    (): TestWorld | undefined =>
      channelTypes && workspace && mentioned && segments
        ? {
            flowId,
            flows: { ...mentioned, [flowId]: flow },
            channels: channelTypes.map(({ type, abilities }) => ({ type, abilities })),
            workspace: {
              id: workspace.id,
              name: workspace.name,
              variables: workspace.variables as JsonObject,
              country: workspace.country || undefined,
            },
            segments,
          }
        : undefined,
    [flowId, flow, channelTypes, workspace, mentioned, segments],
  );
  return { world, queries: [types, settings, others, segmentList] };
}
