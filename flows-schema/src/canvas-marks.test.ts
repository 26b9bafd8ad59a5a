import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { type CanvasFrame, framesByStep, withoutSteps } from "./canvas-marks.ts";
import { isUnchanged, summarizeChanges } from "./change-summary.ts";
import { diffFlows } from "./diff-flows.ts";
import { Flow } from "./flow.ts";
import { samples } from "./samples/index.ts";
import { readFlowText } from "./text/read-flow-text.ts";
import { writeFlowText } from "./text/write-flow-text.ts";

const frame: CanvasFrame = {
  id: "f1",
  title: "Greeting",
  color: "green",
  steps: ["a", "b"],
  collapsed: false,
};
const [sample] = samples;
if (!sample) {
  throw new Error("There is no sample");
}
const plain = sample.flow;
const marked: Flow = {
  ...plain,
  notes: [
    {
      id: "n1",
      position: { x: 10, y: -20 },
      width: 240,
      height: 160,
      color: "amber",
      text: "# Ask Lan\n- before Tết",
    },
  ],
  frames: [frame],
};

test("notes and frames fit the format, within limits", () => {
  expect(Value.Check(Flow, marked)).toBe(true);
  const [note] = marked.notes ?? [];
  const notes = note ? [{ ...note, text: "x".repeat(4_001) }] : [];
  expect(Value.Check(Flow, { ...marked, notes })).toBe(false);
});

test("the text form keeps them", () => {
  const text = writeFlowText(marked);
  const { flow, problems } = readFlowText(text);
  expect(problems).toEqual([]);
  expect(flow).toMatchObject({ notes: marked.notes, frames: marked.frames });
});

test("versions tell them apart, but there is nothing to publish", () => {
  expect(diffFlows(plain, marked).marks).toEqual([
    { kind: "added", mark: "note", text: "# Ask Lan\n- before Tết" },
    { kind: "added", mark: "frame", text: "Greeting" },
  ]);
  const collapsed = { ...marked, frames: [{ ...frame, collapsed: true }] };
  expect(diffFlows(marked, collapsed).marks).toEqual([]);
  expect(diffFlows(marked, { ...marked, frames: undefined }).marks).toMatchObject([
    { kind: "removed", text: "Greeting" },
  ]);
  expect(isUnchanged(summarizeChanges(plain, marked))).toBe(true);
});

test("a step lies in the first frame that names it, and leaves with its deletion", () => {
  const other = { ...frame, id: "f2", steps: ["b", "c"] };
  const byStep = framesByStep([frame, other]);
  expect(["a", "b", "c", "d"].map((it) => byStep.get(it)?.id)).toEqual([
    "f1",
    "f1",
    "f2",
    undefined,
  ]);
  expect(withoutSteps([frame, other], new Set(["a", "b"]))).toEqual([{ ...other, steps: ["c"] }]);
  expect(withoutSteps([frame], new Set(["a", "b"]))).toBeUndefined();
});
