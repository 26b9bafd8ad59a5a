import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samples } from "@chatloom/flows-schema";
import { writeFlowText } from "@chatloom/flows-schema/text";
import { afterAll, beforeEach, expect, test } from "vitest";
import { translateFile } from "./translate-file.ts";

const dir = mkdtempSync(join(tmpdir(), "translate-file-"));
const flow = join(dir, "flow.yaml");
const [sample] = samples;
beforeEach(() => {
  process.exitCode = 0;
  writeFileSync(flow, `# Ours\n${sample ? writeFlowText(sample.flow) : ""}`);
});
afterAll(() => {
  process.exitCode = 0;
  rmSync(dir, { recursive: true });
});

test.each(["fr.csv", "fr.xlf"])(
  "writes a flow's texts as %s; without translations it changes nothing",
  async (name) => {
    const out = join(dir, name);
    await translateFile([flow, "--to", "fr", "--out", out]);
    expect(readFileSync(out, "utf8")).toContain(
      name.endsWith("csv") ? ",en,fr\r\n" : 'target-language="fr"',
    );
    const before = readFileSync(flow, "utf8");
    await translateFile([flow, "--import", out]);
    expect(readFileSync(flow, "utf8")).toBe(before);
    expect(process.exitCode).toBe(0);
  },
);

test("writes translations into the file, keeps its comments, and tells faulty rows", async () => {
  const csv = join(dir, "in.csv");
  await translateFile([flow, "--to", "fr", "--out", csv]);
  const plain = readFileSync(csv, "utf8")
    .split("\r\n")
    .find((row) => /^\w+\/[\w/]+,/.test(row) && !row.includes("{"));
  const [key = ""] = plain?.split(",") ?? [];
  writeFileSync(csv, `key,fr\n${key},Bonjour\nnothing/text,Rien\n`);
  await translateFile([flow, "--import", csv, "--dry-run"]);
  expect(readFileSync(flow, "utf8")).not.toContain("Bonjour");
  await translateFile([flow, "--import", csv]);
  expect(readFileSync(flow, "utf8")).toMatch(/^# Ours\n[\s\S]*Bonjour/);
  expect(process.exitCode).toBe(1);
});
