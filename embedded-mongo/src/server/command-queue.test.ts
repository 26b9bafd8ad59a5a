import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../commands/engine.ts";
import { prepareCommand } from "../commands/run-command.ts";
import { type Doc, decode, encode } from "../values/index.ts";
import { CommandQueue } from "./command-queue.ts";

describe("the command queue", () => {
  let dataDir: string;
  let engine: Engine;
  let queue: CommandQueue;
  let failures: string[];
  let problems: (string | undefined)[];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "queue-"));
    failures = [];
    problems = [];
    engine = openEngine(dataDir, ({ message }) => failures.push(message));
    queue = new CommandQueue(engine, (problem) => problems.push(problem));
  });
  afterEach(() => {
    engine.file.close();
    rmSync(dataDir, { recursive: true });
  });

  const connection = { id: 1, isSignedIn: true };
  const send = (command: Doc): Promise<Doc> =>
    new Promise((resolve) => {
      const body = Buffer.from(encode({ ...command, $db: "test" }));
      const message = {
        requestId: 1,
        form: "msg",
        body,
        sequences: new Map(),
        silent: false,
      } as const;
      queue.submit(prepareCommand(engine, connection, message), (reply) => resolve(decode(reply)));
    });
  const big = (_id: number): Doc => ({
    insert: "docs",
    documents: [{ _id, text: "x".repeat(300_000) }],
  });
  const counted = async (): Promise<number> => Number(String((await send({ count: "docs" })).n));

  it("answers writes of one moment together, each with its own result", async () => {
    const replies = await Promise.all([
      send({ insert: "docs", documents: [{ _id: 1 }] }),
      send({ insert: "docs", documents: [{ _id: 1 }] }),
      send({ insert: "docs", documents: [{ _id: 2 }] }),
      send({ nonsense: "docs" }).catch((error: Error) => ({ message: error.message })),
    ]);
    expect(replies[1]).toMatchObject({
      writeErrors: [{ code: expect.objectContaining({ value: 11000 }) }],
    });
    expect(replies[3]).toMatchObject({ message: expect.stringContaining("no such command") });
    expect(await counted()).toBe(2);
  });

  it("stores what fits when the disk is full, refuses the rest, and continues when there is room", async () => {
    await send({ insert: "docs", documents: [{ _id: 0 }] });
    const { file } = engine;
    const [pages] = file.prepare("PRAGMA page_count").get<[number]>([])!;
    file.exec(`PRAGMA max_page_count=${pages + 200}`);
    const replies = await Promise.all([1, 2, 3, 4, 5].map((_id) => send(big(_id))));
    const stored = replies.filter(({ ok }) => Number(ok) === 1).length;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(5);
    // One line says it, however many writes are refused.
    expect(failures).toEqual([expect.stringContaining("The disk of the store is full")]);
    expect(problems).toEqual([expect.stringContaining("is full")]);
    expect(replies.filter(({ ok }) => Number(ok) === 0)).toMatchObject(
      Array.from({ length: 5 - stored }, () => ({ codeName: "OutOfDiskSpace" })),
    );
    expect(await counted()).toBe(stored + 1);
    file.exec("PRAGMA max_page_count=1000000");
    await expect.poll(() => problems.at(-1)).toBeUndefined();
    expect(await send(big(9))).toMatchObject({ n: expect.objectContaining({ value: 1 }) });
    expect(await counted()).toBe(stored + 2);
    expect(
      (await send({ find: "docs", filter: { _id: 9 }, projection: { _id: 1 } })).cursor,
    ).toMatchObject({ firstBatch: [{}] });
  });
});
