import "fake-indexeddb/auto";
import { emptyFlow, type Flow } from "@chatloom/flows-schema";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useSession } from "../../api/session-store.ts";
import { useEditor } from "../state/editor-store.ts";
import { useSaving } from "../state/saving-store.ts";
import { type AutoSave, startAutoSave } from "./auto-save.ts";
import { keptDraft } from "./kept-draft.ts";

const flowId = "65f000000000000000000001";
const keeper = keptDraft("ada", flowId);

/** A server that holds one draft and refuses what the real one refuses; `fail` decides the next answers. */
function startServer() {
  const server = {
    revision: 1,
    draft: emptyFlow("Test"),
    requests: [] as string[],
    fail: [] as ("offline" | "answer lost" | number)[],
  };
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const request = `${init.method} ${address}`;
    server.requests.push(request);
    const fault = server.fail.shift();
    if (fault === "offline") {
      throw new TypeError("fetch failed");
    }
    if (typeof fault === "number") {
      return problem(fault, codes[fault] ?? "internal");
    }
    if (request === `GET /api/v1/flows/${flowId}`) {
      return Response.json({ summary: {}, revision: server.revision, draft: server.draft });
    }
    if (request !== `PUT /api/v1/flows/${flowId}/draft`) {
      throw new Error(`Unexpected: ${request}`);
    }
    const { revision, draft } = JSON.parse(String(init.body)) as { revision: number; draft: Flow };
    if (revision !== server.revision) {
      return problem(409, "flow.draft-changed");
    }
    server.revision += 1;
    server.draft = draft;
    if (fault === "answer lost") {
      throw new TypeError("socket hang up");
    }
    return Response.json({ revision: server.revision });
  });
  return server;
}

const codes: Readonly<Record<number, string>> = {
  400: "request.invalid",
  401: "session.missing",
  404: "flow.not-found",
};

function problem(status: number, code: string): Response {
  return Response.json({ code, detail: "for developers" }, { status });
}

let server: ReturnType<typeof startServer>;
let saver: AutoSave;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.stubGlobal("window", new EventTarget());
  server = startServer();
  useSession.setState({ lost: false });
  useEditor.getState().open(flowId, emptyFlow("Test"), false);
  saver = startAutoSave(flowId, 1, keeper);
});
afterEach(async () => {
  saver.stop();
  await keeper.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Edits the flow so that it differs by this text. */
function write(text: string): void {
  useEditor.getState().edit({
    name: "setVariables",
    apply: (flow) => ({ ...flow, variables: [{ name: text, type: "string", scope: "run" }] }),
  });
}

/** Lets time pass, and what became due run to its end. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((done) => setImmediate(done));
  }
}

const written = () => server.draft.variables[0]?.name;
const saving = () => useSaving.getState().state;
const kept = async () => (await keeper.find())?.flow.variables[0]?.name;

test("saves after a pause, once for many edits, and keeps nothing behind", async () => {
  write("a");
  expect(saving()).toBe("unsaved");
  await pass(500);
  write("ab");
  await pass(700);
  expect(server.requests).toEqual([]);
  await pass(200);
  expect(server.requests).toHaveLength(1);
  expect([written(), saving(), await kept()]).toEqual(["ab", "saved", undefined]);
});

test("keeps an edit here while offline, tries again, and then forgets the copy", async () => {
  server.fail = ["offline", "offline"];
  write("offline");
  await pass(800);
  expect([saving(), await kept()]).toEqual(["offline", "offline"]);
  await pass(3_000);
  expect(saving()).toBe("offline");
  await pass(3_000);
  expect([written(), saving(), await kept()]).toEqual(["offline", "saved", undefined]);
});

test("tries at once when the browser is online again", async () => {
  server.fail = ["offline"];
  write("back");
  await pass(800);
  window.dispatchEvent(new Event("online"));
  await pass(0);
  expect([written(), saving()]).toEqual(["back", "saved"]);
});

test("a conflict is told, not overwritten, and further edits are kept here", async () => {
  server.revision = 2;
  server.draft = {
    ...emptyFlow("Test"),
    variables: [{ name: "theirs", type: "string", scope: "run" }],
  };
  write("mine");
  await pass(800);
  expect([written(), saving(), await kept()]).toEqual(["theirs", "conflict", "mine"]);
  write("mine too");
  await pass(5_000);
  expect([written(), saving(), await kept()]).toEqual(["theirs", "conflict", "mine too"]);
  await saver.abandon();
  expect([saving(), await kept()]).toEqual(["saved", undefined]);
});

test("a newer revision with the same content is no conflict", async () => {
  server.revision = 5;
  server.draft = emptyFlow("Renamed elsewhere");
  write("mine");
  await pass(2_000);
  expect([written(), saving(), server.revision]).toEqual(["mine", "saved", 6]);
});

test("a lost answer is not blamed on someone else", async () => {
  server.fail = ["answer lost"];
  write("first");
  await pass(800);
  expect(saving()).toBe("offline");
  write("second");
  await pass(5_000);
  expect([written(), saving(), server.revision]).toEqual(["second", "saved", 3]);
});

test("what the server refuses stays here, with the reason, until the next edit", async () => {
  server.fail = [400];
  write("refused");
  await pass(10_000);
  expect(server.requests).toHaveLength(1);
  expect([saving(), await kept()]).toEqual(["refused", "refused"]);
  expect(useSaving.getState().problem?.code).toBe("request.invalid");
  write("mended");
  await pass(800);
  expect([written(), saving(), await kept()]).toEqual(["mended", "saved", undefined]);
});

test("an ended session asks to sign in, and saves as soon as that is done", async () => {
  server.fail = [401];
  write("while signed out");
  await pass(800);
  expect([saving(), useSession.getState().lost]).toEqual(["signedOut", true]);
  await pass(10_000);
  expect(server.requests).toHaveLength(1);
  useSession.setState({ lost: false });
  await pass(0);
  expect([written(), saving()]).toEqual(["while signed out", "saved"]);
});

test("undoing everything leaves nothing to save", async () => {
  server.fail = ["offline"];
  write("undone");
  await pass(800);
  useEditor.getState().undo();
  await pass(800);
  expect([saving(), await kept(), server.revision]).toEqual(["saved", undefined, 1]);
});

test("closing the window asks and keeps what is unsaved", async () => {
  write("closing");
  const closing = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(closing);
  await pass(0);
  expect([closing.defaultPrevented, await kept()]).toEqual([true, "closing"]);
});

test("leaves what another visit kept until the member has decided", async () => {
  await keeper.keep({ flow: emptyFlow("Kept"), revision: 1, at: "2026-01-01T00:00:00.000Z" });
  await saver.flush();
  expect((await keeper.find())?.flow.name).toBe("Kept");
});
