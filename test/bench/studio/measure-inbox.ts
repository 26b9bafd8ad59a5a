import type { Browser, Page } from "playwright-core";
import type { World } from "../../support/world.ts";
import { fillStore } from "../fill-store.ts";
import { framesOf, probeScript } from "./measure-page.ts";

/** The list of the inbox with many conversations: frames per second while it scrolls, rows in the page, and time to read all. */
export interface InboxFigures {
  readonly loaded: number;
  readonly rows: number;
  readonly scroll: number;
  readonly loadMs: number;
}

const list = '[class*="rows"]';

/** Fills the inbox with open conversations and measures its list: at first with one page, then with all of them loaded. */
export async function measureInbox(
  world: World,
  browser: Browser,
  count: number,
): Promise<readonly InboxFigures[]> {
  await world.stop();
  await fillStore(world.dataDir, count, 1);
  await world.restart();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = (await world.cookie("owner")).split("=");
  await context.addCookies([{ name, value, url: world.url }]);
  await context.addInitScript(probeScript);
  const page = await context.newPage();
  await page.goto(`${world.url}/conversations?view=all`);
  await page.locator(`${list} li`).first().waitFor();
  const first = await scrolled(page, 0);
  const started = performance.now();
  let height = 0;
  for (let still = 0; still < 20; ) {
    const now = await page.evaluate((at) => {
      const box = document.querySelector(at);
      box?.scrollTo({ top: box.scrollHeight });
      return box?.scrollHeight ?? 0;
    }, list);
    still = now === height ? still + 1 : 0;
    height = now;
    await page.waitForTimeout(100);
  }
  const all = await scrolled(page, performance.now() - started - 2_000);
  await context.close();
  return [first, all];
}

async function scrolled(page: Page, loadMs: number): Promise<InboxFigures> {
  const box = await page.locator(list).first().boundingBox();
  await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 200);
  const scroll = await framesOf(page, async () => {
    for (let turn = 0; turn < 80; turn++) {
      await page.mouse.wheel(0, Math.floor(turn / 20) % 2 === 0 ? -400 : 400);
    }
  });
  const [loaded, rows] = await page.evaluate((at) => {
    const items = document.querySelectorAll(`${at} li`);
    return [Number(items[0]?.getAttribute("aria-setsize") ?? 0), items.length];
  }, list);
  return { loaded, rows, scroll, loadMs };
}
