import type { Page } from "playwright-core";

/** The figures of a page: frames per second of each motion, and milliseconds of the rest. */
export interface PageFigures {
  readonly open: number;
  readonly drag: number;
  readonly pan: number;
  readonly zoom: number;
  readonly dragFitted: number;
}

/** The figures that the page counts during mouse actions. */
interface Probe {
  firstNode: number;
  frames: number;
}
declare const probe: Probe;

/** A script that counts frames and records when the first node is visible. A text, because compiled functions use helpers that the page does not have. */
export const probeScript = `
  globalThis.probe = { firstNode: 0, frames: 0 };
  const count = () => {
    probe.frames++;
    const node = probe.firstNode === 0 && document.querySelector(".react-flow__node");
    if (node && getComputedStyle(node).visibility === "visible") probe.firstNode = performance.now();
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
`;

/** Opens a canvas and moves nodes and the view with the mouse, first at the initial zoom, then with the whole flow in view. */
export async function measurePage(page: Page, url: string): Promise<PageFigures> {
  await page.goto(url);
  await page.waitForFunction(() => probe.firstNode > 0);
  const open = await page.evaluate(() => probe.firstNode);
  await settle(page);
  const drag = await framesOf(page, () => dragNode(page));
  await page.locator(".react-flow__controls-fitview").click();
  await settle(page);
  const pan = await framesOf(page, () => wheel(page, 60, 12));
  await page.keyboard.down("Control");
  const zoom = await framesOf(page, () => wheel(page, 60, 20));
  await page.keyboard.up("Control");
  await page.locator(".react-flow__controls-fitview").click();
  await settle(page);
  const dragFitted = await framesOf(page, () => dragNode(page));
  return { open, drag, pan, zoom, dragFitted };
}

/** Measures the time from a key press to the painted letter, in milliseconds, at the median and the 95th percentile. */
export async function measureTyping(page: Page): Promise<{ median: number; p95: number }> {
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(globalThis, { waits });
    addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - timeStamp))),
      true,
    );
  });
  for (const letter of "The quick brown fox jumps over the lazy dog") {
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await page.waitForTimeout(60);
  }
  const waits = await page.evaluate(() =>
    (globalThis as typeof globalThis & { waits: number[] }).waits.sort((a, b) => a - b),
  );
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** Selects the first message in view and puts the cursor into its text. */
export async function focusText(page: Page): Promise<void> {
  await page.locator(".react-flow__node", { hasText: "Message" }).first().press("Enter");
  await page.getByRole("textbox", { name: "Text" }).first().click();
}

/** Counts the frames per second while the page moves. */
export async function framesOf(page: Page, move: () => Promise<void>): Promise<number> {
  const before = await page.evaluate(() => [probe.frames, performance.now()] as const);
  await move();
  const after = await page.evaluate(() => [probe.frames, performance.now()] as const);
  return (after[0] - before[0]) / ((after[1] - before[1]) / 1000);
}

/** Drags the node nearest to the middle of the canvas in a circle. */
async function dragNode(page: Page): Promise<void> {
  const at = await page.evaluate(() => {
    const pane = document.querySelector(".react-flow")?.getBoundingClientRect() ?? new DOMRect();
    const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
    const boxes = [...document.querySelectorAll(".react-flow__node")]
      .map((node) => node.getBoundingClientRect())
      .map((box) => ({ x: box.x + box.width / 3, y: box.y + Math.min(18, box.height / 3) }));
    const [nearest] = boxes.sort(
      (a, b) =>
        Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y),
    );
    return nearest ?? middle;
  });
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let turn = 0; turn < 90; turn++) {
    const angle = turn / 9;
    await page.mouse.move(at.x + 60 * Math.sin(angle), at.y + 60 * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
}

async function wheel(page: Page, times: number, by: number): Promise<void> {
  const box = await page.locator(".react-flow").boundingBox();
  if (box) {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  }
  for (let turn = 0; turn < times; turn++) {
    await page.mouse.wheel(0, Math.floor(turn / 10) % 2 === 0 ? -by : by);
  }
}

/** Waits until frames come regularly. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1_500);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 5_000 })));
}
