import { routes } from "@chatloom/api-schema";
import type { CheckContext, Finding, FindingCode } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { call } from "../../api/call.ts";
import { type BackgroundCheck, startBackgroundCheck } from "./check-in-background.ts";
import { useEditor } from "./editor-store.ts";
import { markFindings } from "./marks-store.ts";
import { useSaving } from "./saving-store.ts";

/** Findings that only the server can make, which knows the other flows. */
const ofNeighbours: ReadonlySet<FindingCode> = new Set([
  "node.unknownTarget",
  "flow.unknown",
  "flow.inactive",
  "keyword.takenByFlow",
]);
const pauseMs = 200;

/** Checks the flow in a worker after each pause; what concerns other flows, the server checks after each save. */
export function Findings({ context }: { readonly context: CheckContext }) {
  const flow = useEditor((editor) => editor.flow);
  const flowId = useEditor((editor) => editor.flowId);
  const revision = useSaving((saving) => saving.revision);
  const server = useQuery({
    queryKey: ["flows", flowId, "findings", revision],
    queryFn: () => call(routes.flows.validateFlow, { params: { flowId } }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const checker = useRef<BackgroundCheck>(undefined);
  const [here, setHere] = useState<readonly Finding[]>();

  useEffect(() => {
    checker.current = startBackgroundCheck((findings, task) => {
      // The flow has changed since, and another check is running.
      if (task.flow === useEditor.getState().flow) {
        setHere(findings);
      }
    });
    return () => checker.current?.stop();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => checker.current?.check({ flow, context }), pauseMs);
    return () => clearTimeout(timer);
  }, [flow, context]);
  useEffect(() => {
    if (!here) {
      return;
    }
    const nodes = new Set(useEditor.getState().flow.nodes.map((node) => node.id));
    const there = ((server.data?.findings ?? []) as Finding[]).filter(
      (it) => ofNeighbours.has(it.code) && (it.nodeId === undefined || nodes.has(it.nodeId)),
    );
    const all = [...here.filter((it) => !ofNeighbours.has(it.code)), ...there];
    markFindings([
      ...all.filter((it) => it.severity === "error"),
      ...all.filter((it) => it.severity === "warning"),
    ]);
  }, [here, server.data]);
  return null;
}
