import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("what the server says of itself", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  it("holds a client to the version of the API that it declares", async () => {
    const run = (command: object) => store.db.command(command);
    await expect(run({ ping: 1, apiVersion: "1", apiStrict: true })).resolves.toMatchObject({
      ok: 1,
    });
    await expect(run({ ping: 1, apiVersion: "2" })).rejects.toMatchObject({ code: 322 });
    await expect(run({ ping: 1, apiStrict: true })).rejects.toMatchObject({ code: 72 });
    await expect(
      run({ distinct: "c", key: "a", apiVersion: "1", apiStrict: true }),
    ).rejects.toMatchObject({ codeName: "APIStrictError" });
  });

  it("tells of its parameters and of how it was started, and of nothing it has not", async () => {
    const admin = store.client.db("admin");
    expect(await admin.command({ getParameter: "*" })).toMatchObject({ enableTestCommands: false });
    expect(await admin.command({ getParameter: 1, requireApiVersion: 1 })).toMatchObject({
      requireApiVersion: false,
    });
    await expect(admin.command({ getParameter: 1, foo: 1 })).rejects.toMatchObject({ code: 72 });
    expect(await admin.command({ getCmdLineOpts: 1 })).toMatchObject({ parsed: {} });
    expect(await admin.command({ usersInfo: 1 })).toMatchObject({ users: [] });
    await expect(
      admin.command({ configureFailPoint: "failCommand", mode: "off" }),
    ).rejects.toMatchObject({ code: 59 });
  });

  it("checks a collection and its indexes", async () => {
    const c = store.db.collection("checked");
    await c.insertMany([{ a: [1, 2] }, { a: 3 }, {}]);
    await c.createIndex({ a: 1 }, { sparse: true });
    expect(await store.db.command({ validate: "checked" })).toMatchObject({
      valid: true,
      nrecords: 3,
      keysPerIndex: { _id_: 3, a_1: 3 },
      errors: [],
    });
    await expect(store.db.command({ validate: "none" })).rejects.toMatchObject({ code: 26 });
  });
});
