import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nodeTypes } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { stepPage } from "../../scripts/docs/step-page.ts";
import { readStepMarks, stepMarks } from "./pictures/step-marks.ts";

const docs = resolve(import.meta.dirname, "../../docs");

test.each(["en", "vi"] as const)("the page of all steps is as the declarations are (%s)", (it) => {
  const written = readFileSync(join(docs, it, "steps.md"), "utf8");
  expect(written, "run npm run docs:steps").toBe(stepPage(it));
});

test.each(["en", "vi"] as const)("every step has a section and a note (%s)", (it) => {
  const notes = JSON.parse(readFileSync(join(docs, `step-notes/${it}.json`), "utf8"));
  const types = Object.keys(nodeTypes);
  expect(Object.keys(notes).sort()).toEqual([...types].sort());
  expect(stepPage(it).match(/^### /gm)).toHaveLength(types.length);
});

test.each(["en", "vi"] as const)("the pictures of the steps show today's settings (%s)", (it) => {
  expect(readStepMarks()[it], "run npm run docs:pictures").toEqual(stepMarks(it));
});
