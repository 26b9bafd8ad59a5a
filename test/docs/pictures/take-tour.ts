import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import gifenc from "gifenc";
import type { Page } from "playwright-core";
import type { Stage } from "../../e2e/stage.ts";
import { routes } from "../../support/world.ts";
import { settled } from "./take-picture.ts";

const file = resolve(import.meta.dirname, "../../../docs/studio.gif");
const width = 1120;
const height = 640;

/** Takes the animated picture of the README: a flow is tried, published, and answers a visitor. */
export async function takeTour({ world, webChannel }: Stage, page: Page): Promise<void> {
  const { GIFEncoder, quantize, applyPalette } = gifenc;
  const gif = GIFEncoder();
  async function frame(delay: number): Promise<void> {
    await settled(page);
    const picture = await page.screenshot({ type: "png" });
    const rgba = await readPixels(page, picture.toString("base64"));
    const palette = quantize(rgba, 256);
    gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay });
  }
  const { id: flowId } = await world.call(routes.flows.createFlow, {
    body: { name: "Book a visit", sample: "appointment" },
  });
  await page.setViewportSize({ width, height });
  await page.goto(`${world.url}/flows/${flowId}`);
  await page.locator(".react-flow__node").first().waitFor();
  await frame(2_000);

  await page.getByRole("button", { name: "Test", exact: true }).click();
  const log = page.getByRole("complementary", { name: "Test" }).getByRole("log");
  const write = async (text: string) => {
    await page.getByPlaceholder("Write as the contact").fill(text);
    await page.keyboard.press("Enter");
  };
  await write("appointment");
  await log.getByRole("button", { name: "Haircut" }).waitFor();
  await frame(1_800);
  await log.getByRole("button", { name: "Haircut" }).click();
  await log.getByText("Which day suits you?").waitFor();
  await frame(1_400);
  await write("2027-03-15");
  await log.getByText("And what time?").waitFor();
  await frame(1_200);
  await write("10:30");
  await log.getByRole("button", { name: "Yes, book it" }).waitFor();
  await frame(1_800);

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("link", { name: "Open the test page" }).waitFor();
  await frame(2_200);

  await page.goto(`${world.url}/chat/${await webChannel()}`);
  await page.getByRole("textbox").fill("I would like an appointment");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Haircut" }).waitFor();
  await frame(2_400);

  gif.finish();
  writeFileSync(file, gif.bytes());
}

/** Decodes a PNG in the browser, which has a decoder; gives red, green, blue and opacity of each pixel. */
async function readPixels(page: Page, png: string): Promise<Uint8Array> {
  const pixels = await page.evaluate(
    async ([source, across, down]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(across, down).getContext("2d");
      canvas?.drawImage(image, 0, 0);
      const { data } = canvas?.getImageData(0, 0, across, down) ?? { data: [] };
      let binary = "";
      for (const value of data) {
        binary += String.fromCharCode(value);
      }
      return btoa(binary);
    },
    [png, width, height] as const,
  );
  return Buffer.from(pixels, "base64");
}
