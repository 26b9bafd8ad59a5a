import { BadSetting, readConfig } from "@chatloom/server";
import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type S3Double, startS3Double } from "../doubles/s3.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let s3: S3Double;
beforeAll(async () => {
  s3 = await startS3Double();
  world = await startWorld({ bucket: bucketOf({ S3_PREFIX: "/chat/" }) });
});
afterAll(async () => {
  await world.close();
  await s3.close();
});

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function bucketOf(changes: Readonly<Record<string, string>> = {}) {
  return readConfig(
    { DATA_DIR: "/nowhere", SECRET_KEY: "x".repeat(43), ...s3.environment, ...changes },
    {},
  ).bucket;
}

function upload(bytes: Uint8Array, type: string): Promise<Response> {
  return world.fetch("/api/v1/files", {
    as: "agent",
    method: "POST",
    headers: { "content-type": type, "x-file-name": "a.png" },
    body: bytes as BodyInit,
  });
}
async function uploaded(bytes: Uint8Array, type: string) {
  const response = await upload(bytes, type);
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly url: string; readonly size: number };
}
const chunksInStore = async () =>
  world.server.context.connection.collection("files.chunks").countDocuments({});

test("keeps a file in the bucket, and gives it whole and in parts at an address of this server", async () => {
  const file = await uploaded(pixel, "image/png");
  expect(file.size).toBe(pixel.length);
  const id = /\/files\/([0-9a-f]{24})\//.exec(file.url)?.[1] ?? "";
  const key = `chat/${world.workspaceId}/${id}`;
  expect(s3.objects.get(key)).toEqual({ bytes: pixel, mimeType: "image/png" });
  expect(await chunksInStore()).toBe(0);
  const whole = await world.fetch(file.url, { as: "nobody" });
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(pixel);
  const headers = { range: "bytes=1-3" };
  const part = await world.fetch(file.url, { as: "nobody", headers });
  expect(part.status).toBe(206);
  expect(await part.text()).toBe("PNG");
  expect(s3.requests.at(-1)).toBe(`GET ${key} bytes=1-3`);
});

test("refuses what it refuses without a bucket, and then keeps nothing", async () => {
  const before = s3.objects.size;
  expect((await upload(Buffer.from("<script>"), "image/png")).status).toBe(415);
  expect((await upload(new Uint8Array(), "image/png")).status).toBe(400);
  expect((await upload(Buffer.alloc(25 * 1024 * 1024 + 1, 1), "text/plain")).status).toBe(413);
  expect(s3.objects.size).toBe(before);
});

test("says so when the bucket is away, and goes on when it is back", async () => {
  const file = await uploaded(Buffer.from("hello"), "text/plain");
  s3.fail(503, 1_000);
  const refused = await upload(Buffer.from("hello"), "text/plain");
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: "file.bucket-away" });
  expect((await world.fetch(file.url, { as: "nobody" })).status).toBe(503);
  s3.fail(503, 1);
  expect(await (await world.fetch(file.url, { as: "nobody" })).text()).toBe("hello");
}, 40_000);

test("answers 404 for a file that somebody deleted from the bucket", async () => {
  const file = await uploaded(Buffer.from("gone"), "text/plain");
  const key = [...s3.objects.keys()].at(-1) ?? "";
  (s3.objects as Map<string, unknown>).delete(key);
  expect((await world.fetch(file.url, { as: "nobody" })).status).toBe(404);
});

test("deletes uploads that nothing used from the bucket", async () => {
  await uploaded(Buffer.from("unused"), "text/plain");
  world.advance(25 * 3_600_000);
  const end = Date.now() + 20_000;
  const isThere = () => [...s3.objects.values()].some((it) => it.bytes.toString() === "unused");
  const { deleteUnusedUploads } = await import("../../server/src/records/delete-unused-uploads.ts");
  while (isThere() && Date.now() < end) {
    await deleteUnusedUploads(world.server.context);
  }
  expect(isThere()).toBe(false);
  const left = world.server.context.connection.collection("files.files");
  expect(await left.countDocuments({ _id: { $exists: true }, length: 6 })).toBe(0);
});

test("goes on giving files that the store kept before", async () => {
  const plain = await startWorld();
  try {
    const headers = { "content-type": "text/plain", "x-file-name": "a.txt" };
    const body = Buffer.from("before") as unknown as BodyInit;
    const response = await plain.fetch("/api/v1/files", {
      as: "agent",
      method: "POST",
      headers,
      body,
    });
    const { url } = (await response.json()) as { readonly url: string };
    const { context } = plain.server;
    const id = new mongoose.Types.ObjectId(/[0-9a-f]{24}/.exec(url)?.[0]);
    expect(
      await context.connection.collection("files.files").findOne({ _id: id }),
    ).not.toHaveProperty("metadata.inBucket");
    const { findFile, readFile } = await import("../../server/src/records/file-store.ts");
    const withBucket = { ...context, bucket: world.server.context.bucket };
    expect(await findFile(withBucket, String(id))).toMatchObject({ inBucket: false });
    expect(String(await readFile(withBucket, String(id)))).toBe("before");
  } finally {
    await plain.close();
  }
});

test.each([
  [{ S3_BUCKET: "another-one" }, /^S3_BUCKET: there is no bucket “another-one”/],
  [{ S3_SECRET_ACCESS_KEY: "wrong" }, /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not a key/],
  [{ S3_ACCESS_KEY_ID: "wrong" }, /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not a key/],
  [{ S3_REGION: "us-west-9" }, /^S3_REGION: the bucket “shop-files” is not in us-west-9/],
  [{ S3_ENDPOINT: "http://127.0.0.1:1" }, /^S3_ENDPOINT: .*ECONNREFUSED/],
] as const)(
  "does not start with %o, and names what is wrong",
  async (changes, problem) => {
    await expect(startWorld({ bucket: bucketOf(changes) })).rejects.toThrow(problem);
  },
  30_000,
);

test.each([
  [{ S3_BUCKET: "" }, "S3_BUCKET must name the bucket"],
  [{ S3_BUCKET: "a/b" }, "S3_BUCKET must be the name of a bucket"],
  [{ S3_ENDPOINT: "minio:9000" }, "S3_ENDPOINT must be an address"],
  [{ S3_SECRET_ACCESS_KEY: "" }, "S3_SECRET_ACCESS_KEY must be set"],
  [{ S3_PREFIX: "a b" }, "S3_PREFIX must be a path"],
] as const)("refuses %o", (changes, problem) => {
  expect(() => bucketOf(changes)).toThrow(BadSetting);
  expect(() => bucketOf(changes)).toThrow(problem);
});
