import { type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import type { Page } from "playwright-core";
import type { Language } from "../../../scripts/docs/step-page.ts";
import { routes, type World } from "../../support/world.ts";
import type { Connected } from "./connect-services.ts";
import { stepFlow } from "./step-flow.ts";
import { placeOf, takePicture } from "./take-picture.ts";

/** Takes a picture of each step: its card on the canvas, its settings beside it. */
export async function takeStepPictures(
  world: World,
  page: Page,
  language: Language,
  connected: Connected,
): Promise<void> {
  const width = 1240;
  const height = 669;
  await page.setViewportSize({ width, height });
  for (const type of Object.keys(nodeTypes) as NodeTypeId[]) {
    const { id } = await world.call(routes.flows.createFlow, { body: { name: type } });
    const params = { flowId: id };
    const { revision } = await world.call(routes.flows.readFlow, { params });
    await world.call(routes.flows.saveDraft, {
      params,
      body: { revision, draft: stepFlow(type, connected) },
    });
    await page.goto(`${world.url}/flows/${id}?node=step`);
    const canvas = page.locator(".react-flow");
    await canvas.locator(".react-flow__node").first().waitFor();
    // Opened at a step, the canvas is moved to it: many ways on would be cut off.
    await canvas.locator(".react-flow__controls-fitview").click();
    await page.addStyleTag({ content: ".react-flow__panel { visibility: hidden }" });
    const { x, y } = await placeOf(canvas);
    await takePicture(page, language, `steps/${type}`, {
      x,
      y,
      width: width - x,
      // As wide as the pictures of screens, for the place that the pages keep for a picture.
      height: Math.min(height - y, ((width - x) * 9) / 16),
    });
  }
}
