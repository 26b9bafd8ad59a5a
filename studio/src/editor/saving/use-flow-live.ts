import { useEffect, useState } from "react";
import { live, useLive, useLiveReturn } from "../../api/live.ts";
import { useMe } from "../../session/use-me.ts";
import { markPositions } from "../state/marks-store.ts";
import { useSaving } from "../state/saving-store.ts";

/** Keeps the counts on the canvas up to date; tells who has saved this flow elsewhere since it was opened here. */
export function useFlowLive(flowId: string): string | undefined {
  const me = useMe();
  const [savedBy, setSavedBy] = useState<string>();

  // The server answers with the counts. Asked for beside it, older ones might come in last and stay.
  useLiveReturn(() => live.emit("watchFlow", flowId));
  useEffect(
    () => () => {
      live.emit("watchFlow", null);
    },
    [],
  );

  useLive("flow.positions", (positions) => {
    if (positions.flowId === flowId) markPositions(positions.nodes);
  });
  useLive("flow.draftSaved", (saved) => {
    const { revision, state } = useSaving.getState();
    // Our own saving may be told here before its answer has arrived.
    const ours = saved.memberId === me.member.id && state === "saving";
    if (saved.flowId === flowId && saved.revision > revision && !ours) setSavedBy(saved.memberId);
  });
  return savedBy;
}
