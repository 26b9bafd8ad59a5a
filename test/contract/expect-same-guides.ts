import { expect } from "vitest";

/** Expects a guide to have the same steps and places to fill in in both languages. */
export function expectSameGuides({ en, vi }: { readonly en: string; readonly vi: string }): void {
  expect(stepsOf(en)).toBeGreaterThan(2);
  expect(stepsOf(vi)).toBe(stepsOf(en));
  expect(placesOf(vi)).toEqual(placesOf(en));
}

function stepsOf(guide: string): number {
  return guide.split("\n").filter((line) => /^\d+\. /.test(line)).length;
}

function placesOf(guide: string): readonly string[] {
  return guide.match(/\{\{\w+\}\}/g) ?? [];
}
