import { type InScreenLanguages, screenLanguages } from "@chatloom/api-schema";
import { expect } from "vitest";

/** Expects a guide to have the same steps and places to fill in in every language. */
export function expectSameGuides(guide: InScreenLanguages): void {
  expect(stepsOf(guide.en)).toBeGreaterThan(2);
  for (const language of screenLanguages) {
    expect(stepsOf(guide[language]), language).toBe(stepsOf(guide.en));
    expect(placesOf(guide[language]), language).toEqual(placesOf(guide.en));
  }
}

function stepsOf(guide: string): number {
  return guide.split("\n").filter((line) => /^\d+\. /.test(line)).length;
}

function placesOf(guide: string): readonly string[] {
  return guide.match(/\{\{\w+\}\}/g) ?? [];
}
