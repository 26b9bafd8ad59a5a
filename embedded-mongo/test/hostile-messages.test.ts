import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { BSON } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";
import { message, opMsg, WireClient } from "./wire-client.ts";

const ping = BSON.serialize({ ping: 1, $db: "x" });
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};

describe("the wire protocol", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const stillThere = async (): Promise<void> => {
    expect(await store.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  };

  const wrong: Record<string, Buffer> = {
    "a length of 0": Buffer.alloc(16),
    "a negative length": Buffer.concat([int32(-5), Buffer.alloc(12)]),
    "a length over 48 MB": Buffer.concat([int32(48_000_001), Buffer.alloc(12)]),
    "an unknown operation": message(4242, ping),
    "compression that was not negotiated": message(2012, Buffer.alloc(20)),
    "no body": message(2013, int32(0)),
    "two bodies": message(2013, int32(0), Buffer.of(0), ping, Buffer.of(0), ping),
    "an unknown section": message(2013, int32(0), Buffer.of(9), ping),
    "unknown flags": opMsg(ping, 1 << 5),
    "a checksum": opMsg(Buffer.concat([ping, int32(12345)]), 1),
    "a document that is longer than its message": opMsg(Buffer.concat([int32(5000), Buffer.of(0)])),
    "a document length of 1": opMsg(Buffer.concat([int32(1), Buffer.of(0)])),
    "a list that is longer than its message": message(
      2013,
      int32(0),
      Buffer.of(0),
      ping,
      Buffer.of(1),
      int32(9999),
      Buffer.from("documents\0"),
    ),
    "a namespace without an end": message(2004, int32(0), Buffer.from("xxxx")),
    noise: Buffer.concat([int32(300), randomBytes(296)]),
  };
  for (const [what, bytes] of Object.entries(wrong)) {
    it(`closes a connection that sends ${what}, and nothing else`, async () => {
      const client = await WireClient.open(store.uri);
      client.send(bytes);
      await client.closed();
      await stillThere();
    });
  }

  it("answers BSON that is none with an error and closes the connection", async () => {
    const client = await WireClient.open(store.uri);
    const broken = Buffer.from(BSON.serialize({ ping: 1, text: "hello", $db: "x" }));
    broken.writeInt32LE(999, broken.indexOf("text") + 5);
    client.send(opMsg(broken));
    expect(await client.reply()).toMatchObject({ ok: 0, code: 22 });
    await client.closed();
    await stillThere();
  });

  it("answers what bytes were changed of, or closes the connection", async () => {
    const good = opMsg(
      BSON.serialize({ find: "x", filter: { a: { $in: [1, "b", new Date()] } }, $db: "x" }),
    );
    const change = fc.tuple(
      fc.integer({ min: 16, max: good.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bad = Buffer.from(good);
        for (const [at, byte] of changes) {
          bad[at] = byte;
        }
        const client = await WireClient.open(store.uri);
        client.send(bad);
        // A changed flag may ask for no reply: then the next command gets the first one.
        client.send(opMsg(ping));
        await client.reply().catch(() => undefined);
        client.end();
      }),
      { numRuns: 200, examples: [[[[16, 2]]]] },
    );
    await stillThere();
  });

  it("refuses documents that nest deeper than 100 and continues", async () => {
    const client = await WireClient.open(store.uri);
    let deep: BSON.Document = {};
    for (let level = 0; level < 150; level++) {
      deep = { a: deep };
    }
    expect(await client.command({ insert: "deep", documents: [deep], $db: "x" })).toMatchObject({
      ok: 0,
      code: 15,
    });
    const bottomless = Buffer.concat([
      ...Array.from({ length: 50_000 }, (_, at) =>
        Buffer.concat([int32(8 * (50_000 - at) + 5), Buffer.from("\x03a\0")]),
      ),
      int32(5),
      Buffer.alloc(50_001),
    ]);
    client.send(opMsg(bottomless));
    expect(await client.reply()).toMatchObject({ ok: 0 });
    await stillThere();
    client.end();
  });

  it("reads messages however they are cut, and many at once in order", async () => {
    const client = await WireClient.open(store.uri);
    const all = Buffer.concat(
      Array.from({ length: 20 }, (_, at) =>
        opMsg(BSON.serialize({ count: "none", limit: at, $db: "x" })),
      ),
    );
    for (let at = 0; at < all.length; at += 7) {
      client.send(all.subarray(at, at + 7));
    }
    for (let at = 0; at < 20; at++) {
      expect(await client.reply()).toMatchObject({ n: 0, ok: 1 });
    }
    client.end();
  });

  it("does not answer a write that wants no answer", async () => {
    const client = await WireClient.open(store.uri);
    client.send(
      opMsg(
        BSON.serialize({
          insert: "quiet",
          documents: [{ _id: 1 }],
          writeConcern: { w: 0 },
          $db: "x",
        }),
        2,
      ),
    );
    expect(await client.command({ count: "quiet", $db: "x" })).toMatchObject({ n: 1 });
    client.end();
  });

  it("takes documents beside the command, and the old handshake", async () => {
    const client = await WireClient.open(store.uri);
    const document = BSON.serialize({ _id: 1 });
    const list = Buffer.concat([
      int32(4 + 10 + document.length),
      Buffer.from("documents\0"),
      document,
    ]);
    client.send(
      message(
        2013,
        int32(0),
        Buffer.of(1),
        list,
        Buffer.of(0),
        BSON.serialize({ insert: "beside", $db: "x" }),
      ),
    );
    expect(await client.reply()).toMatchObject({ n: 1, ok: 1 });
    client.send(
      message(
        2004,
        int32(0),
        Buffer.from("admin.$cmd\0"),
        int32(0),
        int32(-1),
        BSON.serialize({ isMaster: 1, helloOk: true }),
      ),
    );
    expect(await client.reply()).toMatchObject({
      ismaster: true,
      helloOk: true,
      maxWireVersion: 25,
      readOnly: false,
    });
    client.end();
  });
});
