import type { Page } from "playwright-core";
import type { Language } from "../../../scripts/docs/step-page.ts";
import type { Stage } from "../../e2e/stage.ts";
import { routes } from "../../support/world.ts";
import { until } from "../../turns/connect-double.ts";
import { takePicture } from "./take-picture.ts";

/** Takes pictures of the main screens, filled with the sample data. */
export async function takeScreenPictures(
  { world }: Stage,
  page: Page,
  language: Language,
): Promise<void> {
  await world.call(routes.sampleData.fillSampleData, { body: { language } });
  await until(
    async () => (await world.call(routes.sampleData.readSampleData)).state === "present",
    60_000,
  );
  const { id: flowId } = await world.call(routes.flows.createFlow, {
    body: {
      name: language === "vi" ? "Đặt lịch hẹn" : "Book a visit",
      sample: "appointment",
      language,
    },
  });
  const { items: conversations } = await world.call(routes.conversations.listConversations);
  const { items: segments } = await world.call(routes.audience.listSegments);
  const screens: Readonly<Record<string, string>> = {
    flow: `/flows/${flowId}`,
    flows: "/flows",
    inbox: `/conversations/${conversations[0]?.id}`,
    contacts: "/contacts",
    segment: `/contacts/segments/${segments[0]?.id}`,
    overview: "/reports",
    team: "/reports/team",
    channels: "/channels",
    server: "/settings/server",
    roles: "/settings/roles",
  };
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(world.url + path);
    await page.getByRole("heading").first().waitFor();
    await takePicture(page, language, name);
  }
}
