import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { type Language, shownOfStep } from "../../../scripts/docs/step-page.ts";

/** By step: a hash of what its picture shows. */
type Marks = Readonly<Record<string, string>>;

const file = resolve(import.meta.dirname, "../../../docs/pictures/steps.json");

/** Notes of what the pictures show, for the test that finds outdated ones. */
export function writeStepMarks(): void {
  writeFileSync(file, `${JSON.stringify({ en: stepMarks("en"), vi: stepMarks("vi") }, null, 2)}\n`);
}

/** Reads the marks of the pictures that were taken last. */
export function readStepMarks(): Readonly<Record<Language, Marks>> {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Makes the marks of all steps as they are declared now. */
export function stepMarks(language: Language): Marks {
  return Object.fromEntries(
    (Object.keys(nodeTypes) as NodeTypeId[]).map((type) => [
      type,
      createHash("sha256").update(shownOfStep(language, type)).digest("hex").slice(0, 12),
    ]),
  );
}
