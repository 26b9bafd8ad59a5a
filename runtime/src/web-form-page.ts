import type { NodeData } from "@chatloom/flows-schema";
import type { JsonValue } from "./input.ts";

/** The page of a form that a run waits for; part of the run, so that what the contact sees never changes under them. */
export interface WebFormPage {
  readonly page: "webForm";
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly questions: readonly WebFormQuestion[];
}

/** One question of a form. */
export interface WebFormQuestion {
  readonly id: string;
  readonly label: string;
  readonly expect: NodeData<"webForm">["questions"][number]["expect"];
  readonly choices: readonly string[];
  readonly required: boolean;
}

/** Reads the page from what a step remembers; undefined where the step is no form. */
export function webFormPage(memory: JsonValue | undefined): WebFormPage | undefined {
  const found = memory as unknown as WebFormPage | null | undefined;
  return typeof found === "object" && found?.page === "webForm" ? found : undefined;
}
