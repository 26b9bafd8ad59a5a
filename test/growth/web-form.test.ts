import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, textsOf, type Visitor } from "../turns/live-clients.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let visitor: Visitor;
beforeAll(async () => {
  world = await startWorld();
  const question = (id: string, label: string, expect: "date" | "time" | "choice" | "text") => ({
    id,
    label,
    expect,
    required: expect !== "text",
    saveTo: id,
  });
  const form = {
    type: "webForm",
    data: {
      text: "Book a table",
      button: "Open",
      title: "<Table>",
      questions: [
        question("day", "Which day?", "date"),
        question("hour", "What time?", "time"),
        { ...question("place", "Where?", "choice"), choices: ["Inside", "Out & about"] },
        question("note", "Wishes?", "text"),
      ],
    },
  } as const;
  const nodes = {
    any: anyMessage(),
    form: { ...form, data: structuredClone(form.data) as never },
    done: say("{{ place }} on {{ day }} at {{ hour }}. {{ note }}"),
  };
  await publish(world, flowOf("Book", nodes, ["any.next > form", "form.next > done"]));
  visitor = await openVisitor(world);
  await visitor.say("book");
  await until(() => textsOf(visitor).length === 2);
}, 60_000);
afterAll(async () => {
  visitor.close();
  await world.close();
});

function path(): string {
  const content = JSON.stringify(visitor.thread().at(1)?.content);
  return /\/forms\/[0-9a-f]{24}\.[\w-]+/.exec(content)?.[0] ?? "";
}
const submit = (answers: Record<string, string>) =>
  world.fetch(path(), { method: "POST", as: "nobody", body: new URLSearchParams(answers) });

test("the page asks one question per field, names what is wrong, and keeps what was entered", async () => {
  const opened = await world.fetch(path(), { as: "nobody" });
  expect(opened.status).toBe(200);
  expect(opened.headers.get("cache-control")).toBe("no-store");
  const html = await opened.text();
  expect(html).toContain("<h1>&lt;Table&gt;</h1>");
  expect(html).toContain('<label for="q-day">Which day?</label><input type="date"');
  const wrong = await submit({ day: "2026-02-30", hour: "", place: "Elsewhere", note: "<b>" });
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(again.match(/class="flaw"/g)).toHaveLength(3);
  expect(again).toContain('value="&lt;b&gt;"');
});

test("the answers go on in the flow, once", async () => {
  const address = path();
  const answers = { day: "2026-12-24", hour: "18:30", place: "Out & about", note: "" };
  const [first, second] = await Promise.all([
    submit(answers),
    submit({ ...answers, day: "2027-01-01" }),
  ]);
  expect([first?.status, second?.status]).toContain(200);
  await until(() => textsOf(visitor).length === 3);
  expect(textsOf(visitor)[2]).toMatch(/^Out & about on \d{4}-\d\d-\d\d at 18:30/);
  const later = await world.fetch(address, { as: "nobody", headers: { "accept-language": "vi" } });
  expect(later.status).toBe(404);
  expect(await later.text()).toContain("Biểu mẫu này không còn mở");
  const bengali = {
    as: "nobody",
    headers: { "accept-language": "bn-BD,bn;q=0.9,en;q=0.8" },
  } as const;
  expect(await (await world.fetch(address, bengali)).text()).toContain("এই ফর্মটি আর খোলা নেই");
  expect(textsOf(visitor)).toHaveLength(3);
});
