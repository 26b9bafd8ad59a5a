import { readdirSync, readFileSync } from "node:fs";
import { samples } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { playTranscript } from "./play-transcript.ts";
import { readChatFile } from "./read-transcript.ts";

const folder = new URL("./", import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".chat"))
  .map((name) => ({ name, ...readChatFile(readFileSync(new URL(name, folder), "utf8")) }));

test("every sample has a transcript", () => {
  expect(files.map((file) => file.flow).sort()).toEqual(samples.map((sample) => sample.id).sort());
});

describe.each(files)("$name", ({ flow, transcripts }) => {
  test.each(transcripts)("$title", ({ lines }) => {
    const sample = samples.find((it) => it.id === flow);
    if (!sample) {
      throw new Error(`There is no sample called ${flow}`);
    }
    expect(playTranscript(sample.flow, lines)).toEqual(lines);
  });
});
