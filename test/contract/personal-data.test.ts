import type mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { personalData } from "../../server/src/records/personal-data.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** The collections that are declared, and those that the store has. Tests that share this process declare some called `test…`. */
async function collections(): Promise<string[]> {
  const { connection } = world.server.context;
  const stored = (await connection.db?.listCollections().toArray()) ?? [];
  const declared = Object.values(connection.models).map((it) => it.collection.collectionName);
  const names = new Set([...declared, ...stored.map((it) => it.name)]);
  return [...names].filter((it) => !/^test[A-Z]/.test(it)).sort();
}

test("every collection says which fields are personal and how they are erased", async () => {
  const names = await collections();
  expect(names).toEqual(expect.arrayContaining(["messages", "contacts", "signInAttempts"]));
  expect(names.filter((it) => !(it in personalData))).toEqual([]);
});

test("nothing is said about collections that do not exist", async () => {
  const known = new Set([
    ...(await collections()),
    // The store makes these when they are first needed.
    ...["files.chunks", "liveEvents", "signInAttempts"],
  ]);
  expect(Object.keys(personalData).filter((it) => !known.has(it))).toEqual([]);
});

test("personal fields are fields of the collection", () => {
  const wrong = Object.entries(personalData).flatMap(([name, it]) => {
    const model = world.server.context.connection.models[name] as
      | mongoose.Model<unknown>
      | undefined;
    return "personal" in it && model && name !== "files.files"
      ? it.personal.filter((field) => !model.schema.path(field)).map((field) => `${name}.${field}`)
      : [];
  });
  expect(wrong).toEqual([]);
});
