import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, expect, test } from "vitest";
import { docsPages } from "./docs-pages.ts";

let folder: string;
let server: Server;

beforeEach(async () => {
  folder = `${mkdtempSync(join(tmpdir(), "chatloom-docs-"))}/`;
  const app = express();
  docsPages(app, folder);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function fill(): void {
  mkdirSync(join(folder, "en/channels"), { recursive: true });
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "en/index.html"), "start");
  writeFileSync(join(folder, "en/channels/zalo.html"), "Zalo");
  writeFileSync(join(folder, "assets/app.abc123.js"), "1");
  writeFileSync(join(folder, "404.html"), "no such page");
}

function get(path: string, headers: Record<string, string> = { accept: "text/html" }) {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: "manual" });
}

test.each([
  ["vi-VN,vi;q=0.9,en;q=0.8", "/docs/vi/"],
  ["de, en;q=0.5", "/docs/en/"],
  ["ja", "/docs/en/"],
])("leads a reader of %s to %s", async (language, target) => {
  const response = await get("/docs", { "accept-language": language });
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe(target);
  expect(response.headers.get("vary")).toContain("Accept-Language");
});

test("serves pages without their ending, to be checked for changes each time", async () => {
  fill();
  for (const [path, text] of [
    ["/docs/en/", "start"],
    ["/docs/en/channels/zalo", "Zalo"],
  ] as const) {
    const response = await get(path);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  }
});

test("lets browsers keep files whose name has a hash", async () => {
  fill();
  const response = await get("/docs/assets/app.abc123.js");
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("says so where there is no such page", async () => {
  fill();
  const response = await get("/docs/en/nothing");
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("no such page");
  expect(response.headers.get("cache-control")).toBe("no-cache");
});

test("says that the pages are being built until they are there", async () => {
  const response = await get("/docs/en/");
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("60");
  expect(await response.text()).toContain("npm run build");
  fill();
  expect((await get("/docs/en/")).status).toBe(200);
});
