import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskDoubleTypes } from "../doubles/desks/start-desk.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { type DeskStage, startDeskStage } from "./desk-stage.ts";

describe.each(deskDoubleTypes)("a case in %s, over kill -9", (type) => {
  let stage: DeskStage;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    stage = await startDeskStage(type);
    await stage.world.stop();
    server = await startProcess(stage.world);
  }, 60_000);
  afterAll(async () => {
    await server?.kill("SIGKILL");
    await stage.close();
  });

  /** Kills the server, lets something happen, and starts another. */
  async function meanwhile(happens: () => Promise<void> | void): Promise<void> {
    await server?.kill("SIGKILL");
    await happens();
    server = await startProcess(stage.world);
  }

  async function open(from: string): Promise<string> {
    const before = stage.desk.cases().length;
    await stage.write(from, "help");
    await until(
      () =>
        stage.desk
          .cases()
          .slice(before)
          .some((it) => it.lines.length > 0),
      15_000,
    );
    return stage.desk.cases().at(-1)?.id ?? "";
  }

  test("brings the answers of agents who wrote while no server ran, and goes on when they ended it", async () => {
    const { desk, heard } = stage;
    const id = await open("ann");
    await new Promise((resolve) => setTimeout(resolve, 500));
    let lost: readonly unknown[] = [];
    await meanwhile(() => {
      lost = [...desk.agent.writes(id, "While you were away"), ...desk.agent.writes(id, "Done")];
      lost = [...lost, ...desk.agent.ends(id)];
    });
    await until(() => heard("ann").includes("The bot is back"), 20_000);
    // A helpdesk that tries again tells nothing new.
    await stage.tell(lost);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard("ann")).toEqual([
      "I am the bot",
      "One moment",
      "While you were away",
      "Done",
      "The bot is back",
    ]);
  }, 60_000);

  test("is opened once, and gets each message once and in order, wherever the server is killed", async () => {
    const { desk, lines } = stage;
    const before = desk.cases().length;
    desk.slow(250);
    await stage.write("bob", "help");
    for (const pause of [250]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await meanwhile(() => undefined);
    }
    await until(
      () =>
        desk
          .cases()
          .slice(before)
          .some((it) => it.lines.length > 0),
      30_000,
    );
    const id = desk.cases().at(-1)?.id ?? "";
    const words = ["One", "Two", "Three", "Four"];
    for (const word of words) {
      await stage.write("bob", word);
    }
    await new Promise((resolve) => setTimeout(resolve, 350));
    await meanwhile(() => undefined);
    await until(() => lines(id).some((it) => it.text === "Four"), 30_000);
    desk.slow(0);
    expect(desk.cases().length).toBe(before + 1);
    expect(
      lines(id)
        .filter((it) => it.by === "contact")
        .map((it) => it.text),
    ).toEqual(words);
    expect(lines(id).filter((it) => it.text.includes("Wants help"))).toHaveLength(1);
    expect(desk.refusals).toEqual([]);
  }, 120_000);
});
