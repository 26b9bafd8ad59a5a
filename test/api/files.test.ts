import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Uploaded {
  readonly url: string;
  readonly mimeType: string;
  readonly kind: string;
  readonly fileName: string;
  readonly size: number;
}

async function upload(bytes: Uint8Array, type: string, name: string): Promise<Response> {
  return world.fetch("/api/v1/files", {
    as: "agent",
    method: "POST",
    headers: { "content-type": type, "x-file-name": encodeURIComponent(name) },
    body: bytes as BodyInit,
  });
}

async function uploaded(bytes: Uint8Array, type: string, name: string): Promise<Uploaded> {
  const response = await upload(bytes, type, name);
  expect(response.status).toBe(200);
  return (await response.json()) as Uploaded;
}

test("keeps an image and shows it to whoever has the link", async () => {
  const file = await uploaded(pixel, "image/png", "Ảnh đẹp.png");
  expect(file).toMatchObject({ mimeType: "image/png", kind: "image", fileName: "Ảnh đẹp.png" });
  const response = await world.fetch(file.url, { as: "nobody" });
  expect(Buffer.from(await response.arrayBuffer())).toEqual(pixel);
  expect(response.headers.get("content-disposition")).toMatch(/^inline/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("believes the bytes, not the name", async () => {
  const disguised = await uploaded(pixel, "text/html", "page.html");
  expect(disguised.mimeType).toBe("image/png");
  const lying = await upload(Buffer.from("<script>alert(1)</script>"), "image/png", "x.png");
  expect(lying.status).toBe(415);
});

test("gives HTML and other files only as downloads", async () => {
  const file = await uploaded(Buffer.from("<script>alert(1)</script>"), "text/html", "page.html");
  const response = await world.fetch(file.url, { as: "nobody" });
  expect(response.headers.get("content-type")).not.toContain("html");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
});

test("keeps no programs", async () => {
  const program = Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(60)]);
  const response = await upload(program, "application/pdf", "invoice.pdf");
  expect(await response.json()).toMatchObject({ code: "file.type-refused" });
});

test("refuses empty and too large files, and keeps nothing of them", async () => {
  const { connection } = world.server.context;
  const before = await connection.collection("files.files").countDocuments();
  expect((await upload(new Uint8Array(0), "text/plain", "a.txt")).status).toBe(400);
  const large = Buffer.alloc(26 * 1024 * 1024, "a");
  expect((await upload(large, "text/plain", "b.txt")).status).toBe(413);
  const streamed = await world.fetch("/api/v1/files", {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: new Blob([large]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect(await connection.collection("files.files").countDocuments()).toBe(before);
});

test("serves a part of a file, as players ask for it", async () => {
  const file = await uploaded(Buffer.from("0123456789"), "text/plain", "digits.txt");
  const response = await world.fetch(file.url, { as: "nobody", headers: { range: "bytes=2-4" } });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 2-4/10");
  expect(await response.text()).toBe("234");
});

test("links cannot be guessed, and expire for everyone but members", async () => {
  const file = await uploaded(pixel, "image/png", "p.png");
  const [, , id, expires, signature, name] = file.url.split("/");
  const forged = `/files/${id}/${expires}z/${signature}/${name}`;
  expect((await world.fetch(forged, { as: "nobody" })).status).toBe(404);
  world.advance(9 * 86_400_000);
  expect((await world.fetch(file.url, { as: "nobody" })).status).toBe(403);
  expect((await world.fetch(file.url, { as: "viewer" })).status).toBe(200);
  world.advance(-9 * 86_400_000);
});
