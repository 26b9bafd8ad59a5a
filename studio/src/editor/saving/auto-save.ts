import { routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { call } from "../../api/call.ts";
import { ApiProblem, isProblem } from "../../ui/api-problem.ts";
import { problemText } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { type SaveState, useSaving } from "../state/saving-store.ts";

const quietTime = 800;
const retryTime = 3_000;

/** Saves the draft whenever the member pauses; never two at once. */
export interface AutoSave {
  /** Saves at once what is not saved yet; resolves when nothing is left to save or saving failed. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
}

/** Begins saving the open flow, which the server has at this revision. */
export function startAutoSave(flowId: string, firstRevision: number): AutoSave {
  // Kept here and not read from the stores when saving: by then another flow may have been opened.
  let latest: Flow = useEditor.getState().flow;
  let saved = latest;
  let revision = firstRevision;
  let state: SaveState = "saved";
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  show("saved");

  const unsubscribe = useEditor.subscribe((editor) => {
    if (editor.flowId !== flowId || editor.flow === latest) return;
    latest = editor.flow;
    if (state === "conflict") return;
    if (!running) show(latest === saved ? "saved" : "unsaved");
    schedule(quietTime);
  });
  const saveNow = () => void save();
  window.addEventListener("online", saveNow);
  window.addEventListener("beforeunload", warn);

  function show(next: SaveState, problem = "") {
    state = next;
    if (!stopped) useSaving.setState({ state, revision, problem });
  }

  function schedule(after: number) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(saveNow, after);
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    running ??= saveOnce().finally(() => {
      running = undefined;
      // What was changed while saving waits for its own quiet time.
      if (state === "unsaved") schedule(quietTime);
    });
    return running;
  }

  async function saveOnce() {
    const draft = latest;
    if (draft === saved || state === "conflict") return;
    show("saving");
    try {
      const reply = await call(routes.flows.saveDraft, {
        params: { flowId },
        body: { revision, draft },
      });
      saved = draft;
      revision = reply.revision;
      show(latest === draft ? "saved" : "unsaved");
    } catch (error) {
      failed(error);
    }
  }

  function failed(error: unknown) {
    if (isProblem(error, "flow.draft-changed")) {
      show("conflict");
    } else if (error instanceof ApiProblem && (error.status === 0 || error.status >= 500)) {
      show("offline");
      schedule(retryTime);
    } else {
      show("refused", problemText(error));
    }
  }

  return {
    flush: async () => {
      await running;
      await save();
    },
    stop: () => {
      stopped = true;
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
