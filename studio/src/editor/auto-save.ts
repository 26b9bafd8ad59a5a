import { routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { ApiProblem, isProblem } from "../api/api-problem.ts";
import { call } from "../api/call.ts";
import { problemText } from "../shell/show-problem.ts";
import { useEditor } from "./editor-store.ts";
import { useSaving } from "./saving-store.ts";

const quietTime = 800;
const retryTime = 3_000;

/** Saves the draft whenever the member pauses; never two at once. */
export interface AutoSave {
  /** Saves at once what is not saved yet; resolves when nothing is left to save or saving failed. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
}

/** Begins saving the open flow, which the server has at this revision. */
export function startAutoSave(flowId: string, revision: number): AutoSave {
  let saved: Flow = useEditor.getState().flow;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  useSaving.setState({ state: "saved", revision, problem: "" });

  const unsubscribe = useEditor.subscribe((state, before) => {
    if (state.flowId !== flowId || state.flow === before.flow) return;
    if (useSaving.getState().state === "conflict") return;
    if (!running) useSaving.setState({ state: state.flow === saved ? "saved" : "unsaved" });
    schedule(quietTime);
  });
  const saveNow = () => void save();
  window.addEventListener("online", saveNow);
  window.addEventListener("beforeunload", warn);

  function schedule(after: number) {
    clearTimeout(timer);
    timer = setTimeout(saveNow, after);
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    running ??= saveOnce().finally(() => {
      running = undefined;
      // What was changed while saving waits for its own quiet time.
      if (useSaving.getState().state === "unsaved") schedule(quietTime);
    });
    return running;
  }

  async function saveOnce() {
    const { flow } = useEditor.getState();
    if (flow === saved || useSaving.getState().state === "conflict") return;
    useSaving.setState({ state: "saving" });
    try {
      const reply = await call(routes.flows.saveDraft, {
        params: { flowId },
        body: { revision: useSaving.getState().revision, draft: flow },
      });
      saved = flow;
      const clean = useEditor.getState().flow === flow;
      useSaving.setState({ state: clean ? "saved" : "unsaved", revision: reply.revision });
    } catch (error) {
      failed(error);
    }
  }

  function failed(error: unknown) {
    if (isProblem(error, "flow.draft-changed")) {
      useSaving.setState({ state: "conflict" });
    } else if (error instanceof ApiProblem && (error.status === 0 || error.status >= 500)) {
      useSaving.setState({ state: "offline" });
      schedule(retryTime);
    } else {
      useSaving.setState({ state: "refused", problem: problemText(error) });
    }
  }

  return {
    flush: async () => {
      await running;
      await save();
    },
    stop: () => {
      unsubscribe();
      clearTimeout(timer);
      window.removeEventListener("online", saveNow);
      window.removeEventListener("beforeunload", warn);
    },
  };
}

/** Asks before the window closes over something that is not saved. */
function warn(event: BeforeUnloadEvent): void {
  if (useSaving.getState().state !== "saved") event.preventDefault();
}
