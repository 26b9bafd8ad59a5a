import { afterAll, expect, test } from "vitest";
import { createSandbox } from "../../server/src/pipeline/effects/run-code.ts";

const sandbox = createSandbox();
afterAll(() => sandbox.close());

test.each([
  ["return (async () => 7)()", 7],
  ["return Promise.resolve({ a: [1] })", { a: [1] }],
  ["const x = await Promise.resolve(2); return x + 1", 3],
  ["return new Promise((done) => done(Promise.resolve('deep')))", "deep"],
  ["await 0; await 0; return", null],
])("awaits what %s promises", async (source, answer) => {
  expect(await sandbox.run("w", source, {}, 2_000)).toEqual({ answer });
});

test("fails with what a promise was rejected with", async () => {
  expect(await sandbox.run("w", "return Promise.reject(new TypeError('no'))", {}, 2_000)).toEqual({
    error: { code: "code.failed", message: "TypeError: no" },
  });
});

test("does not wait for a promise that nothing keeps", async () => {
  expect(await sandbox.run("w", "await new Promise(() => {})", {}, 2_000)).toMatchObject({
    error: { code: "code.never-done" },
  });
});

test.each([
  "const a = []; for (;;) a.push({ n: a.length })",
  "return 'x'.repeat(1e9)",
  "const a = []; for (;;) a.push(new Uint8Array(1e6))",
])(
  "says that %s needs too much memory",
  async (source) => {
    expect(await sandbox.run("w", source, {}, 20_000)).toMatchObject({
      error: { code: "code.out-of-memory" },
    });
    expect(await sandbox.run("w", "return 2", {}, 2_000)).toEqual({ answer: 2 });
  },
  30_000,
);

test.each([
  ["return { ['a\\u0000']: 1 }", "NUL"],
  ["return { _bsontype: 'ObjectId' }", "reserved"],
  ["let a = []; for (let i = 0; i < 200; i++) a = [a]; return a", "nested"],
])("fails where the store cannot hold the result of %s", async (source, reason) => {
  expect(await sandbox.run("w", source, {}, 2_000)).toMatchObject({
    error: { code: "code.result-not-storable", message: expect.stringContaining(reason) },
  });
});

test("keeps numbers beyond 2^53 as text", async () => {
  expect(await sandbox.run("w", "return 2 ** 60", {}, 2_000)).toEqual({
    answer: "1152921504606847000",
  });
});

test("endless loops of one workspace do not keep another one waiting", async () => {
  const loops = Array.from({ length: 8 }, () => sandbox.run("busy", "for (;;) {}", {}, 3_000));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  expect(await sandbox.run("quiet", "return 1", {}, 2_000)).toEqual({ answer: 1 });
  expect(performance.now() - began).toBeLessThan(6_000);
  for (const outcome of await Promise.all(loops)) {
    expect(outcome).toMatchObject({ error: { code: "code.timeout" } });
  }
}, 60_000);
