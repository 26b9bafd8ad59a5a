import { useEffect, useState } from "react";
import { live, useLive, useLiveReturn } from "../../api/live.ts";
import { useMe } from "../../session/use-me.ts";
import { markPositions } from "../state/marks-store.ts";
import { useSaving } from "../state/saving-store.ts";

/** Keeps the counts on the canvas up to date. Returns who saved a newer revision than the one that is open here. */
export function useFlowLive(flowId: string): string | undefined {
  const me = useMe();
  const [newest, setNewest] = useState({ revision: 0, memberId: "" });
  const { revision, state } = useSaving();

  // The server answers with the counts. Asked for beside it, older ones might come in last and stay.
  useLiveReturn(() => live.emit("watchFlow", flowId));
  useEffect(
    () => () => {
      live.emit("watchFlow", null);
    },
    [],
  );

  useLive("flow.positions", (positions) => {
    if (positions.flowId === flowId) {
      markPositions(positions.nodes);
    }
  });
  useLive("flow.draftSaved", (saved) => {
    if (saved.flowId === flowId && saved.revision > newest.revision) {
      setNewest(saved);
    }
  });
  // While a request is not answered, the newest revision may be our own.
  const unclear = state === "saving" || (state === "offline" && newest.memberId === me.member.id);
  return newest.revision > revision && !unclear ? newest.memberId : undefined;
}
