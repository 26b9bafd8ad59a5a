import { routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import { call } from "../../api/call.ts";
import { useSession } from "../../api/session-store.ts";
import { ApiProblem, isProblem } from "../../ui/api-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { type SaveState, useSaving } from "../state/saving-store.ts";
import type { DraftKeeper } from "./kept-draft.ts";
import { sameDraft } from "./same-draft.ts";

const quietTimeMs = 800;
const retryTimeMs = 3_000;
const answerTimeMs = 20_000;

/** Saves the draft whenever the member pauses; never two requests at once. */
export interface AutoSave {
  /** Saves unsaved changes now. Resolves when everything is saved or saving has failed. */
  readonly flush: () => Promise<void>;
  /** Discards unsaved changes: they were copied elsewhere, or the member does not want them. */
  readonly abandon: () => Promise<void>;
  readonly stop: () => void;
}

/** Starts saving the open flow, which the server has at this revision. Unsaved changes are also stored in this browser. */
export function startAutoSave(
  flowId: string,
  firstRevision: number,
  keeper: DraftKeeper,
): AutoSave {
  // Kept here and not read from the stores when saving: by then another flow may have been opened.
  let latest: Flow = useEditor.getState().flow;
  let saved = latest;
  let revision = firstRevision;
  let state: SaveState = "saved";
  let kept = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  // Drafts whose saving was not answered: the server may have stored any of them.
  const unanswered = new Set<Flow>();
  show("saved");

  const ends = [
    useEditor.subscribe((editor) => {
      if (editor.flowId !== flowId || editor.flow === latest) {
        return;
      }
      latest = editor.flow;
      if (!running && state !== "conflict") {
        show(latest === saved ? "saved" : "unsaved");
      }
      schedule(quietTimeMs);
    }),
    useSession.subscribe(({ lost }) => {
      if (!lost && state === "signedOut") {
        saveNow();
      }
    }),
    listen("online", saveNow),
    listen("beforeunload", (event) => {
      if (state === "saved") {
        return;
      }
      void keep(latest);
      event.preventDefault();
    }),
  ];

  function show(next: SaveState, problem?: ApiProblem) {
    state = next;
    if (!stopped) {
      useSaving.setState({ state, revision, problem });
    }
  }

  function saveNow() {
    void save();
  }

  function schedule(afterMs: number) {
    clearTimeout(timer);
    if (!stopped) {
      timer = setTimeout(saveNow, afterMs);
    }
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    running ??= saveOnce().finally(() => {
      running = undefined;
      // Changes made during the request wait for their own delay.
      if (state === "unsaved") {
        schedule(quietTimeMs);
      }
    });
    return running;
  }

  async function saveOnce() {
    const draft = latest;
    if (draft === saved) {
      return forget();
    }
    void keep(draft);
    if (state === "conflict") {
      return;
    }
    show("saving");
    try {
      accept(draft, (await send(draft)).revision);
    } catch (error) {
      await failed(draft, error);
    }
  }

  function send(draft: Flow) {
    return call(routes.flows.saveDraft, {
      params: { flowId },
      body: { revision, draft },
      signal: AbortSignal.timeout(answerTimeMs),
    });
  }

  /** The server has this draft at this revision. */
  function accept(draft: Flow, at: number) {
    saved = draft;
    revision = at;
    unanswered.clear();
    show(latest === draft ? "saved" : "unsaved");
    if (latest === draft) {
      void forget();
    }
  }

  async function failed(draft: Flow, error: unknown): Promise<void> {
    if (isProblem(error, "flow.draft-changed")) {
      return settleConflict(draft);
    }
    if (isProblem(error, "session.missing")) {
      return show("signedOut");
    }
    if (error instanceof ApiProblem && isFinal(error.status)) {
      return show("refused", error);
    }
    unanswered.add(draft);
    show("offline");
    schedule(retryTimeMs);
  }

  /** Another revision is only a conflict when its content is not ours: an answer may have been lost on the way. */
  async function settleConflict(draft: Flow): Promise<void> {
    try {
      const theirs = await call(routes.flows.readFlow, { params: { flowId } });
      if (sameDraft(theirs.draft, draft)) {
        return accept(draft, theirs.revision);
      }
      const ours = [saved, ...unanswered].some((it) => sameDraft(theirs.draft, it));
      if (!ours) {
        return show("conflict");
      }
      revision = theirs.revision;
      show("unsaved");
    } catch (error) {
      await failed(draft, error);
    }
  }

  function keep(flow: Flow): Promise<void> {
    kept = true;
    return keeper.keep({ flow, revision, at: new Date().toISOString() });
  }

  /** Changes stored before this editor was opened stay until the member has decided about them. */
  async function forget() {
    if (kept) {
      await keeper.forget();
    }
    kept = false;
  }

  return {
    flush: async () => {
      await running;
      await save();
    },
    abandon: async () => {
      saved = latest;
      clearTimeout(timer);
      show("saved");
      await keeper.forget();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const end of ends) {
        end();
      }
    },
  };
}

/** Says whether the server would refuse the same draft again. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function listen<E extends keyof WindowEventMap>(
  name: E,
  listener: (event: WindowEventMap[E]) => void,
): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}
