import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectStore, type Store } from "../store/connect.ts";
import { testUri } from "../testing/test-uri.ts";
import { type SettingCause, setWorkspaceVariable } from "./set-workspace-variable.ts";
import { findWorkspace, workspaces } from "./workspace.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-variables-"));
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Gives the variable's value after these changes, applied in this order. */
async function after(...applied: readonly (readonly [value: string, cause: SettingCause])[]) {
  const _id = new mongoose.Types.ObjectId();
  await workspaces(store.connection).create({ _id, name: "Ours", variables: {} });
  for (const [value, cause] of applied) {
    await setWorkspaceVariable(store.connection, _id, { name: "stock", value }, cause);
  }
  return (await findWorkspace(store.connection, _id))?.variables.stock;
}
const cause = (conversationId: string, place: number, at: number): SettingCause => ({
  conversationId,
  place,
  at,
});

test("one conversation's turns set a variable in their order, whatever the clocks say", async () => {
  const [older, newer] = [cause("c1", 4_001, 500), cause("c1", 9_000, 400)];
  expect(await after(["older", older], ["newer", newer])).toBe("newer");
  expect(await after(["newer", newer], ["older", older])).toBe("newer");
  expect(await after(["older", older], ["newer", newer], ["older", older])).toBe("newer");
});

test("what another conversation decided later stands", async () => {
  const [first, second] = [cause("c1", 9_000, 400), cause("c2", 1_000, 500)];
  expect(await after(["first", first], ["second", second])).toBe("second");
  expect(await after(["second", second], ["first", first])).toBe("second");
  expect(await after(["first", first], ["second", second], ["first", first])).toBe("second");
});
