import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskOf } from "../../server/src/desks/index.ts";
import { deskDoubleTypes } from "../doubles/desks/start-desk.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type DeskStage, startDeskStage } from "./desk-stage.ts";

describe.each(deskDoubleTypes)("a case in %s", (type) => {
  let stage: DeskStage;
  beforeAll(async () => {
    stage = await startDeskStage(type);
  });
  afterAll(() => stage.close());

  test("opens with transcript and note, gets what the contact writes, and brings the answers back", async () => {
    const { desk, tell, lines, heard, write, handOver } = stage;
    const id = await handOver("ann");
    const before = lines(id)
      .map((it) => it.text)
      .join("\n");
    expect(before).toContain("Wants help");
    expect(before).toContain("help");
    expect(before).toContain("I am the bot");
    await write("ann", "My parcel is late");
    await until(() =>
      lines(id).some((it) => it.by === "contact" && it.text === "My parcel is late"),
    );
    await tell(desk.agent.writes(id, "Let me look"));
    await until(() => heard("ann").includes("Let me look"));
    expect((await stage.conversation("ann")).handler).toBe("human");
    await tell(desk.agent.notes(id, "A secret among agents"));
    await tell(desk.agent.ends(id));
    await until(() => heard("ann").includes("The bot is back"));
    expect(heard("ann")).toEqual(["I am the bot", "One moment", "Let me look", "The bot is back"]);
    expect(desk.refusals).toEqual([]);
  });

  test("takes a webhook once, however often and in whatever order it comes", async () => {
    const { desk, tell, heard, handOver } = stage;
    const id = await handOver("bob");
    const first = desk.agent.writes(id, "One");
    const second = desk.agent.writes(id, "Two");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const ended = desk.agent.ends(id);
    await tell([...second, ...ended, ...first, ...second, ...ended, ...first]);
    await until(() => heard("bob").includes("The bot is back") && heard("bob").includes("One"));
    expect(heard("bob").filter((it) => it === "One")).toHaveLength(1);
    expect(heard("bob").filter((it) => it === "Two")).toHaveLength(1);
    expect(heard("bob").filter((it) => it === "The bot is back")).toHaveLength(1);
    // A late event does not take the conversation from the bot again.
    await stage.write("bob", "bot");
    await until(() => heard("bob").at(-1) === "The bot answers");
  });

  test("passes over the echoes of what it wrote, even when they come before the answer", async () => {
    const { desk, heard, lines, write, handOver } = stage;
    desk.echoTo(stage.deskHook);
    const id = await handOver("cat");
    await write("cat", "Hello there");
    await until(() => lines(id).some((it) => it.text === "Hello there"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    desk.echoTo(undefined);
    expect(heard("cat")).toEqual(["I am the bot", "One moment"]);
    expect((await stage.conversation("cat")).handler).toBe("waiting");
    expect(lines(id).filter((it) => it.text === "Hello there")).toHaveLength(1);
  });

  test("is opened again by an agent who writes after its end", async () => {
    const { desk, tell, heard, write, lines, handOver } = stage;
    const id = await handOver("dan");
    await tell(desk.agent.ends(id));
    await until(() => heard("dan").includes("The bot is back"));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await tell([...desk.agent.reopens(id), ...desk.agent.writes(id, "One more thing")]);
    await until(() => heard("dan").includes("One more thing"));
    expect((await stage.conversation("dan")).handler).toBe("human");
    await write("dan", "Yes?");
    await until(() => lines(id).some((it) => it.text === "Yes?"));
  });

  test("ends when a member gives the conversation back to the bot", async () => {
    const { desk, world, heard, handOver } = stage;
    const id = await handOver("eve");
    const { id: conversationId } = await stage.conversation("eve");
    await world.call(routes.conversations.handBack, { params: { conversationId } });
    await until(() => desk.cases().find((it) => it.id === id)?.open === false);
    await until(() => heard("eve").includes("The bot is back"));
  });

  test("that cannot be opened leads the flow through its error port", async () => {
    const { desk, heard, write } = stage;
    desk.fail({ kind: "answer", status: 400 });
    await write("fay", "help");
    await until(() => heard("fay").includes("Nobody is there"));
    expect((await stage.conversation("fay")).handler).not.toBe("waiting");
  });

  test("is opened once although answers are lost or the helpdesk is busy", async () => {
    const { desk, lines, write } = stage;
    const before = desk.cases().length;
    desk.fail(
      { kind: "answer", status: 503 },
      { kind: "none" },
      { kind: "drop", taken: true },
      { kind: "none" },
      { kind: "drop", taken: true },
    );
    await write("gus", "help");
    await until(
      () => (desk.cases().at(-1)?.lines.length ?? 0) > 0 && desk.cases().length > before,
      30_000,
    );
    const id = desk.cases().at(-1)?.id ?? "";
    await write("gus", "Hello?");
    await until(() => lines(id).some((it) => it.text === "Hello?"), 30_000);
    desk.fail({ kind: "drop", taken: true });
    await write("gus", "Still there?");
    await write("gus", "Goodbye");
    await until(() => lines(id).some((it) => it.text === "Goodbye"), 30_000);
    expect(desk.cases().length).toBe(before + 1);
    expect(lines(id).filter((it) => it.text === "Still there?")).toHaveLength(1);
    expect(lines(id).filter((it) => it.text.includes("Wants help"))).toHaveLength(1);
  }, 60_000);

  test("shows what could not be forwarded, and takes it when it is sent again", async () => {
    const { desk, world, lines, write, handOver } = stage;
    const id = await handOver("hal");
    desk.behave({ refuses: (raw) => raw.includes("Refused once") });
    await write("hal", "Refused once");
    const { operations } = routes;
    const letters = async () => (await world.call(operations.listDeadLetters, { query: {} })).items;
    await until(async () => (await letters()).some((it) => it.preview === "Refused once"));
    desk.behave({});
    const letter = (await letters()).find((it) => it.preview === "Refused once");
    expect(letter?.channel.name).toBe("Our helpdesk");
    await world.call(operations.resendDeadLetter, { params: { deadLetterId: letter?.id ?? "" } });
    await until(() => lines(id).some((it) => it.text === "Refused once"));
    expect((await letters()).some((it) => it.preview === "Refused once")).toBe(false);
  });

  test("carries files both ways", async () => {
    const { desk, tell, http, lines, handOver } = stage;
    const id = await handOver("kim");
    const files = createServer((_request, response) => response.end("a bill"));
    await new Promise<void>((done) => files.listen(0, "127.0.0.1", done));
    const { port } = files.address() as AddressInfo;
    const bill = `http://127.0.0.1:${port}/bill.png`;
    await http.deliver(stage.channelHook, { kind: "image", from: "kim", fileId: bill });
    await until(() => lines(id).some((it) => it.by === "contact" && it.files.length > 0));
    files.close();
    const offer = { name: "offer.txt", mimeType: "text/plain", bytes: Buffer.from("10 %") };
    await tell(desk.agent.writes(id, "", offer));
    await until(() => JSON.stringify(http.sends.at(-1)?.body).includes("offer.txt"));
    expect(desk.refusals).toEqual([]);
  });

  test("takes webhooks at the addresses of earlier systems", async () => {
    const { desk, world, heard, handOver } = stage;
    const id = await handOver("lea");
    for (const path of deskOf(type)?.otherPaths ?? []) {
      const statuses = await desk.deliver(world.url + path, desk.agent.writes(id, `Over ${path}`));
      expect(statuses).toEqual([200]);
      await until(() => heard("lea").includes(`Over ${path}`));
    }
  });

  test("refuses a webhook that was not signed by the helpdesk", async () => {
    const { desk, deskHook, handOver, heard } = stage;
    const id = await handOver("ida");
    const [body] = desk.agent.writes(id, "Forged");
    const text = JSON.stringify(body);
    const headers = { "content-type": "application/json" };
    const spoiled = desk.webhook(body);
    for (const request of [
      { body: text, headers },
      ...(desk.signs ? [{ ...spoiled, body: spoiled.body.replace("Forged", "Faked!") }] : []),
    ]) {
      const { status } = await fetch(deskHook, { method: "POST", ...request });
      expect(status).toBe(401);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard("ida")).not.toContain("Forged");
  });
});
