import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sampleDocx, samplePdf, sampleXlsx } from "../../server/src/testing/office-files.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { addBase } from "./knowledge-base.ts";
import { startSite, type TestSite } from "./knowledge-site.ts";

const { knowledge, ai } = routes;
let world: World;
let llm: LlmDouble;
const sites: TestSite[] = [];

beforeAll(async () => {
  [world, llm] = await Promise.all([startWorld(), startLlm()]);
});
afterEach(async () => {
  await Promise.all(sites.splice(0).map((it) => it.close()));
  for (const { id } of (await world.call(knowledge.listKnowledgeBases)).items) {
    await world.call(knowledge.removeKnowledgeBase, { params: { baseId: id } });
  }
});
afterAll(async () => {
  await world?.close();
  await llm?.close();
});

async function site(pages: Readonly<Record<string, string>>): Promise<TestSite> {
  const started = await startSite(pages);
  sites.push(started);
  return started;
}

describe("documents", () => {
  test("of every kind are read and found, beside one that cannot be", async () => {
    const base = await addBase(world);
    await base.upload("returns.md", "# Returns\n\nThirty days with the receipt.");
    await base.upload("hours.html", "<html><h1>Opening hours</h1><p>Nine to five.</p></html>");
    await base.upload("warranty.docx", sampleDocx("Bảo hành", ["Khung xe được bảo hành 5 năm."]));
    await base.upload(
      "prices.xlsx",
      sampleXlsx("Prices", [
        ["Item", "Price"],
        ["Helmet", 40],
      ]),
    );
    await base.upload("manual.pdf", samplePdf(["Charge the battery overnight."]));
    await base.upload("broken.pdf", "%PDF-1.7 nothing", "application/pdf");
    await base.add({ kind: "answer", question: "Có ship quốc tế không?", answer: "Chưa có ạ." });
    const documents = await base.settled();
    expect(documents.map((it) => [it.title, it.state, it.problem?.code])).toEqual([
      ["returns.md", "ready", undefined],
      ["hours.html", "ready", undefined],
      ["warranty.docx", "ready", undefined],
      ["prices.xlsx", "ready", undefined],
      ["manual.pdf", "ready", undefined],
      ["broken.pdf", "failed", "knowledge.unreadable"],
      ["Có ship quốc tế không?", "ready", undefined],
    ]);
    expect(await base.find("bao hanh khung xe may nam")).toEqual(["warranty.docx"]);
    expect(await base.find("how much is a helmet?")).toEqual(["prices.xlsx"]);
    expect(await base.find("when do you open, what are the hours")).toEqual(["hours.html"]);
    expect(await base.find("ship quốc tế")).toEqual(["Có ship quốc tế không?"]);
    expect(await base.find("purple unicorns on Mars")).toEqual([]);
    const params = { baseId: base.id };
    const { passages, byMeaning } = await world.call(knowledge.readKnowledgeBase, { params });
    expect({ passages, byMeaning }).toEqual({ passages: 6, byMeaning: false });
  });

  test("are changed, indexed again and removed, and the search follows", async () => {
    const base = await addBase(world);
    const id = await base.add({ kind: "answer", question: "Is parking free?", answer: "Yes" });
    await base.settled();
    expect(await base.find("parking")).toEqual(["Is parking free?"]);
    const params = { baseId: base.id, documentId: id };
    const body = { question: "Is breakfast free?", answer: "Yes" };
    await world.call(knowledge.changeKnowledgeAnswer, { as: "editor", params, body });
    await base.settled();
    expect(await base.find("parking")).toEqual([]);
    expect(await base.find("breakfast")).toEqual(["Is breakfast free?"]);
    await world.call(knowledge.reindexKnowledgeBase, { params });
    await base.settled();
    expect(await base.find("breakfast")).toEqual(["Is breakfast free?"]);
    await world.call(knowledge.removeKnowledgeDocument, { as: "editor", params });
    expect(await base.find("breakfast")).toEqual([]);
  });

  test("survive a restart in the middle of their indexing, each once", async () => {
    const base = await addBase(world);
    for (let number = 0; number < 12; number++) {
      await base.upload(`${number}.txt`, `Document number ${number} is about zebras.`);
    }
    await world.restart();
    const documents = await base.settled();
    expect(documents.map((it) => [it.state, it.passages])).toEqual(
      documents.map(() => ["ready", 1]),
    );
    expect(documents.length).toBe(12);
    expect((await base.find("zebras")).length).toBe(8);
  });

  test("are refused to roles below, twice, from elsewhere, and over the limits", async () => {
    const base = await addBase(world);
    const params = { baseId: base.id };
    const page = { kind: "page", url: "https://docs.example/a#part" } as const;
    const add = (body: object, as: "editor" | "agent" = "editor") =>
      world.refusal(knowledge.addKnowledgeDocument, { as, params, body });
    expect(await add(page, "agent")).toMatchObject({ status: 403 });
    expect(await add({ kind: "file", fileId: "0".repeat(24) })).toMatchObject({ status: 404 });
    expect(await add({ kind: "page", url: "file:///etc/passwd" })).toMatchObject({ status: 400 });
    expect(await add({ kind: "site", url: "https://a.example", mostPages: 501 })).toMatchObject({
      status: 400,
    });
    await base.add(page);
    expect(await add({ kind: "page", url: "https://docs.example/a" })).toMatchObject({
      code: "knowledge.already-there",
    });
  });
});

describe("the web", () => {
  test("a site is read below its address, within its limit, as robots.txt allows", async () => {
    const link = (...paths: string[]) => paths.map((it) => `<a href="${it}">x</a>`).join("");
    const shop = await site({
      "/robots.txt": "User-agent: *\nDisallow: /docs/secret",
      "/docs/": `<title>Start</title><h1>Welcome</h1>${link("a#x", "/docs/secret", "/other", "b.png", "https://else.example/")}`,
      "/docs/a": `<title>Page A</title><p>About tandems.</p>${link("b", "c", "d", "/docs/")}`,
      "/docs/b": "<title>Page B</title><p>About trailers.</p>",
      "/docs/c": "status:404",
    });
    const base = await addBase(world);
    const id = await base.add({ kind: "site", url: `${shop.url}/docs/`, mostPages: 5 });
    await base.settled();
    const pages = await base.settled(id);
    const byPath = Object.fromEntries(
      pages.map((it) => [it.url?.replace(shop.url, ""), it.problem?.code ?? it.title]),
    );
    expect(byPath).toEqual({
      "/docs/": "Start",
      "/docs/a": "Page A",
      "/docs/secret": "knowledge.robots",
      "/docs/b": "Page B",
      "/docs/c": "knowledge.status",
    });
    expect(shop.asked).not.toContain("/docs/secret");
    expect(await base.find("trailers")).toEqual(["Page B"]);

    shop.pages.set("/docs/b", "<title>Page B</title><p>About unicycles.</p>");
    const params = { baseId: base.id, documentId: id };
    await world.call(knowledge.reindexKnowledgeDocument, { as: "editor", params });
    await base.settled();
    expect(await base.find("unicycles")).toEqual(["Page B"]);
    expect(await base.find("trailers")).toEqual([]);
    await world.call(knowledge.removeKnowledgeDocument, { params });
    expect((await base.settled(id)).length).toBe(0);
  });

  test("a sitemap leads to pages of its own site; pages are read again on schedule", async () => {
    const shop = await site({
      "/page": "<title>Page</title><p>Old facts about kites.</p>",
      "/moved": "redirect:/page2",
      "/page2": "<p>Facts about <b>boats</b>.</p>",
    });
    const urls = ["/page", "/moved", "https://else.example/"].map((it) =>
      it.startsWith("/") ? shop.url + it : it,
    );
    shop.pages.set("/sitemap.xml", urls.map((it) => `<url><loc>${it}</loc></url>`).join(""));
    const base = await addBase(world);
    const id = await base.add({ kind: "sitemap", url: `${shop.url}/sitemap.xml`, mostPages: 10 });
    await base.settled();
    expect((await base.settled(id)).map((it) => it.state)).toEqual(["ready", "ready"]);
    const params = { baseId: base.id };
    const body = { refreshDays: 1 };
    await world.call(knowledge.changeKnowledgeBase, { as: "editor", params, body });
    shop.pages.set("/page", "status:404");
    shop.pages.set("/page2", "<p>Facts about ships.</p>");
    world.advance(25 * 3_600_000);
    await expect.poll(() => base.find("ships")).toHaveLength(1);
    await base.settled();
    // The result of an earlier reading stays until there is a new one.
    expect(await base.find("kites")).toEqual(["Page"]);
    const failed = (await base.settled(id)).find((it) => it.state === "failed");
    expect(failed?.problem?.code).toBe("knowledge.status");
  });
});

test("passages are found by meaning, too, where the endpoint has embeddings", async () => {
  const body = { name: "E", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  const { id: connectionId } = await world.call(ai.addAiConnection, { body });
  await world.call(ai.checkAiConnection, { params: { connectionId } });
  const base = await addBase(world);
  await base.add({ kind: "answer", question: "Delivery", answer: "We ship to Hanoi and Huế." });
  await base.settled();
  const params = { baseId: base.id };
  expect((await world.call(knowledge.readKnowledgeBase, { params })).byMeaning).toBe(true);
  const { items } = await world.call(knowledge.searchKnowledge, {
    params,
    body: { question: "ship to hanoi" },
  });
  expect(items[0]?.near).toBeGreaterThan(0.3);
  const { items: used } = await world.call(routes.aiUsage.readAiUsage, { query: { by: "model" } });
  expect(used.find((it) => it.key === "double-embed")?.calls).toBe(2);
  await world.call(ai.removeAiConnection, { params: { connectionId } });
  expect(await base.find("ship to hanoi")).toEqual(["Delivery"]);
});
