import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Language } from "../../../scripts/docs/step-page.ts";

/** The folder of the documentation's pictures. */
const pictures = resolve(import.meta.dirname, "../../../docs/pictures");

/** Takes a picture of the page, or of a part of it, as `docs/pictures/<language>/<name>.webp`. */
export async function takePicture(
  page: Page,
  language: Language,
  name: string,
  part?: { x: number; y: number; width: number; height: number },
): Promise<void> {
  await settled(page);
  const session = await page.context().newCDPSession(page);
  // Playwright itself writes PNG and JPEG only; WebP takes a quarter of the space.
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: 80,
    ...(part && { clip: { ...part, scale: 1 } }),
  });
  await session.detach();
  const path = resolve(pictures, language, `${name}.webp`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(data, "base64"));
}

/** Waits until fonts are loaded and nothing moves; takes the focus away, whose frame would be in the picture. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.waitForTimeout(50);
}

/** Gives the place of an element that must be on the page. */
export async function placeOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) {
    throw new Error(`${element} is not on the page`);
  }
  return box;
}
