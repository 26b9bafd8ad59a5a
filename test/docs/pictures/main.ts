import { nodeTypes } from "@chatloom/flows-schema";
import type { Language } from "../../../scripts/docs/step-page.ts";
import { build, isStale, parts } from "../../../scripts/parts.mjs";
import { openStage } from "../../e2e/stage.ts";
import { routes, type World } from "../../support/world.ts";
import { flowOf, keyword, publish } from "../../turns/publish-test-flow.ts";
import { startServiceDoubles } from "./connect-services.ts";
import { takeScreenPictures } from "./screen-pictures.ts";
import { writeStepMarks } from "./step-marks.ts";
import { takeStepPictures } from "./step-pictures.ts";
import { takeTour } from "./take-tour.ts";

// `npm run docs:pictures [-- tour|screens|steps]`: takes the documentation's pictures from the running product.
const only = process.argv[2];

for (const part of parts) {
  if (isStale(part)) {
    await build(part);
  }
}
for (const language of ["en", "vi"] as const) {
  await takeAll(language);
}
if ((only ?? "steps") === "steps") {
  writeStepMarks();
}

async function takeAll(language: Language): Promise<void> {
  const doubles = await startServiceDoubles();
  const stage = await openStage({ oauth: doubles.oauth });
  try {
    await stage.world.call(routes.accounts.updateMe, { body: { language, tourEnded: true } });
    const page = await stage.open("owner", { locale: language });
    await page.addInitScript((it) => localStorage.setItem("chatloom.language", it), language);
    if (language === "en" && (only ?? "tour") === "tour") {
      await takeTour(stage, page);
    }
    if ((only ?? "screens") === "screens") {
      await takeScreenPictures(stage, page, language);
    }
    if ((only ?? "steps") === "steps") {
      const connected = await doubles.connect(stage.world, await publishAddressForm(stage.world));
      await takeStepPictures(stage.world, page, language, connected);
    }
  } finally {
    await stage.close();
    await doubles.close();
  }
}

/** Publishes the flow that the example of a subflow names. */
async function publishAddressForm(world: World): Promise<string> {
  const ask = {
    ...nodeTypes.ask.example,
    expect: "text" as const,
    text: "Your city?",
    saveTo: "city",
  };
  const nodes = { start: keyword("address"), city: { type: "ask", data: ask } } as const;
  return publish(world, flowOf("Ask for the address", nodes, ["start.next > city"]));
}
