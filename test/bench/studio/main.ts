import type { Flow } from "@chatloom/flows-schema";
import type { Browser, BrowserContext } from "playwright-core";
import { build, isStale, parts } from "../../../scripts/parts.mjs";
import { findChromium, openBrowser } from "../../support/browser.ts";
import { routes, startWorld, type World } from "../../support/world.ts";
import { makeFlow } from "./make-flow.ts";
import { measureInbox } from "./measure-inbox.ts";
import {
  focusText,
  measurePage,
  measureTyping,
  type PageFigures,
  probeScript,
} from "./measure-page.ts";
import { serveBarePage } from "./serve-bare-page.ts";

// `npm run bench:studio [-- --quick]`: the editor's canvas and a bare React Flow canvas with as many nodes, in turns.
const rounds = process.argv.includes("--quick") ? 1 : 3;
const sizes = [300, 1_000];
const viewport = { width: 1440, height: 900 };

const executable = await findChromium();
if (executable === undefined) {
  throw new Error("bench:studio needs Chromium; set CHROME_PATH");
}
for (const part of parts) {
  if (!process.argv.includes("--built") && part.name !== "server" && isStale(part)) {
    await build(part);
  }
}
const [world, bare] = await Promise.all([startWorld(), serveBarePage()]);
const browser = await openBrowser(executable);
try {
  for (const size of sizes) {
    await compare(world, browser, makeFlow(size));
  }
  const [few, all] = await measureInbox(world, browser, 10_000);
  console.log("\nThe list of the inbox".padEnd(35), "all".padStart(9), "one page", "  ratio");
  if (few && all) {
    console.log("conversations loaded".padEnd(34), String(all.loaded).padStart(9), few.loaded);
    console.log("rows in the page".padEnd(34), String(all.rows).padStart(9), few.rows);
    row("scroll (frames/s)", all.scroll, few.scroll);
    row("time to scroll through all (ms)", all.loadMs);
  }
} finally {
  await browser.close();
  bare.close();
  await world.close();
}

async function compare(world: World, browser: Browser, flow: Flow): Promise<void> {
  const flowId = await store(world, flow);
  const graph = {
    nodes: flow.nodes.map(({ id, position, type }) => ({ id, position, data: { label: type } })),
    edges: flow.edges.map(({ id, source, target }) => ({ id, source, target })),
  };
  const plain: PageFigures[] = [];
  const ours: PageFigures[] = [];
  const typing: { median: number; p95: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bareContext = await browser.newContext({ viewport });
    await bareContext.addInitScript((given) => Object.assign(globalThis, { graph: given }), graph);
    plain.push(await measureIn(bareContext, bare.url));
    await bareContext.close();

    const context = await browser.newContext({ viewport, locale: "en-GB" });
    const [name = "", value = ""] = (await world.cookie("owner")).split("=");
    await context.addCookies([{ name, value, url: world.url }]);
    const url = `${world.url}/flows/${flowId}`;
    ours.push(await measureIn(context, url));
    const page = await context.newPage();
    await page.goto(url);
    await focusText(page);
    typing.push(await measureTyping(page));
    await context.close();
  }
  const of = (name: keyof PageFigures, list: readonly PageFigures[]) =>
    median(list.map((it) => it[name]));
  console.log(`\n${flow.nodes.length} nodes, ${flow.edges.length} edges, median of ${rounds}`);
  console.log("".padEnd(34), "editor".padStart(9), "bare".padStart(9), "ratio".padStart(7));
  row("reload to first node (ms)", of("open", ours), of("open", plain));
  row("drag, as opened (frames/s)", of("drag", ours), of("drag", plain));
  row("pan, fitted (frames/s)", of("pan", ours), of("pan", plain));
  row("zoom, fitted (frames/s)", of("zoom", ours), of("zoom", plain));
  row("drag, fitted (frames/s)", of("dragFitted", ours), of("dragFitted", plain));
  row("key to painted letter (ms)", median(typing.map((it) => it.median)));
  row("  95th percentile (ms)", median(typing.map((it) => it.p95)));
}

async function measureIn(context: BrowserContext, url: string): Promise<PageFigures> {
  await context.addInitScript(probeScript);
  const page = await context.newPage();
  // The first visit fills the cache; a reload is measured.
  await page.goto(url);
  await page.locator(".react-flow__node").first().waitFor();
  const figures = await measurePage(page, url);
  await page.close();
  return figures;
}

async function store(world: World, draft: Flow): Promise<string> {
  const { id: flowId } = await world.call(routes.flows.createFlow, { body: { name: draft.name } });
  const { revision } = await world.call(routes.flows.readFlow, { params: { flowId } });
  await world.call(routes.flows.saveDraft, { params: { flowId }, body: { revision, draft } });
  return flowId;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function row(name: string, ours: number, bare?: number): void {
  const beside =
    bare === undefined
      ? ""
      : `${bare.toFixed(0).padStart(9)} ${(ours / bare).toFixed(2).padStart(7)}`;
  console.log(name.padEnd(34), ours.toFixed(0).padStart(9), beside);
}
