import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("tells that it lives, that it is ready, and how it fares", async () => {
  expect((await world.fetch("/healthz", { as: "nobody" })).status).toBe(200);
  expect((await world.fetch("/readyz", { as: "nobody" })).status).toBe(200);
  const metrics = await (await world.fetch("/metrics", { as: "nobody" })).text();
  expect(metrics).toContain("process_resident_memory_bytes");
});

test("describes every route in an OpenAPI document", async () => {
  const document = await (await world.fetch("/api/v1/openapi.json", { as: "nobody" })).json();
  expect(document).toMatchObject({ openapi: "3.1.0" });
  expect(document).toHaveProperty(["paths", "/flows/{flowId}/draft", "put", "requestBody"]);
  const operations = Object.values(document.paths as Record<string, object>).flatMap((it) =>
    Object.values(it as Record<string, { operationId?: string }>),
  );
  const ids = operations.map((it) => it.operationId);
  expect(ids).toContain("saveDraft");
  expect(ids.every((it) => /^[a-zA-Z]+$/.test(it ?? ""))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(new Set(references)).toEqual(
    new Set(['"$ref":"#/components/schemas/Flow"', '"$ref":"#/components/schemas/Problem"']),
  );
});

test("shows the API page without code from elsewhere or in the page", async () => {
  const response = await world.fetch("/api/docs", { as: "nobody" });
  const html = await response.text();
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/<script>/);
  for (const [, path = ""] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect((await world.fetch(path, { as: "nobody" })).status).toBe(200);
  }
});

test("sends strict headers with every page", async () => {
  const { headers } = await world.fetch("/api/docs", { as: "nobody" });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("unsafe-eval");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-powered-by")).toBeNull();
});
