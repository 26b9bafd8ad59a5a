import type { TFunction } from "i18next";
import { contentText } from "./content-text.ts";
import type { Simulation } from "./simulation.ts";

/** The conversation as text, for a mail or a ticket. */
export function transcript(t: TFunction, simulation: Simulation): string {
  return simulation.entries
    .map(({ from, content }) =>
      content.kind === "notice"
        ? `— ${t(`simulator.notices.${content.what}`, { text: content.text })}`
        : `${t(`simulator.speakers.${from}`)}: ${contentText(content)}`,
    )
    .join("\n");
}
