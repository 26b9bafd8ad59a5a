import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkStore } from "../src/index.ts";
import { openSqliteFile } from "../src/storage/sqlite-file.ts";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("what a database is defined with", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore({ ttlSweepSeconds: 1 });
  });
  afterAll(() => store.close());

  it("keeps views through a restart, until their database is dropped", async () => {
    const db = store.client.db("viewed");
    await db.collection("all").insertMany([{ n: 1 }, { n: 2 }]);
    await db.createCollection("some", { viewOn: "all", pipeline: [{ $match: { n: 2 } }] });
    await store.restart();
    const again = store.client.db("viewed");
    expect(
      await again
        .collection("some")
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ n: 2 }]);
    expect(await again.stats()).toMatchObject({ collections: 2, views: 1 });
    await again.dropDatabase();
    expect(await again.collection("some").countDocuments()).toBe(0);
    expect(await again.listCollections().toArray()).toEqual([]);
  });

  it("says which document fails a validator and why, also after a restart", async () => {
    const db = store.client.db("checked");
    const properties = { name: { bsonType: "string" } };
    const $jsonSchema = { required: ["name", "age"], properties, additionalProperties: true };
    await db.createCollection("people", { validator: { $jsonSchema } });
    await store.restart();
    const people = store.client.db("checked").collection<{ _id: number }>("people");
    const error = await people.insertOne({ _id: 7, name: 5 } as never).catch((caught) => caught);
    expect(error).toMatchObject({ code: 121, message: "Document failed validation" });
    expect(error.errInfo).toEqual({
      failingDocumentId: 7,
      details: {
        operatorName: "$jsonSchema",
        schemaRulesNotSatisfied: [
          {
            operatorName: "required",
            specifiedAs: { required: ["name", "age"] },
            missingProperties: ["age"],
          },
          {
            operatorName: "properties",
            propertiesNotSatisfied: [
              {
                propertyName: "name",
                details: [
                  {
                    operatorName: "bsonType",
                    specifiedAs: { bsonType: "string" },
                    consideredValue: 5,
                    reason: "type did not match",
                    consideredType: "int",
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    await store.client.db("checked").command({ collMod: "people", validationAction: "warn" });
    await people.insertOne({ _id: 7, name: 5 } as never);
    // Notices come by a way of their own, which the answer may be ahead of.
    await expect.poll(() => store.notices.at(-1)).toContain("A document of checked.people fails");
  });

  it("lets documents of a hidden index go when their time is over", async () => {
    const things = store.client.db("timed").collection("things");
    await things.createIndex({ at: 1 }, { hidden: true });
    await things.insertMany([{ at: new Date(0) }, { at: new Date(Date.now() + 3_600_000) }]);
    const index = { keyPattern: { at: 1 }, expireAfterSeconds: 60 };
    await store.client.db("timed").command({ collMod: "things", index });
    await expect.poll(() => things.countDocuments(), { timeout: 10_000 }).toBe(1);
    const plan = await things.find({ at: new Date() }).explain("queryPlanner");
    expect(plan.queryPlanner.winningPlan.stage).toBe("COLLSCAN");
  });

  it("reads files of a time before options of collections", async () => {
    await store.client.db("old").collection("things").insertOne({ n: 1 });
    const sqlite = openSqliteFile(join(store.dataDir, "store.sqlite"));
    sqlite.exec("PRAGMA busy_timeout=5000; DROP TABLE collection_options");
    sqlite.close();
    expect(checkStore(store.dataDir).problems).toEqual([]);
    await store.restart();
    await store.client.db("old").createCollection("checked", { validator: { n: 1 } });
    expect(await store.client.db("old").collection("things").countDocuments()).toBe(1);
  });
});
