import { spawnSync } from "node:child_process";
import { addImport, addToJson, insertBefore, writeNew } from "./edit-files.mjs";
import { readName } from "./names.mjs";

const { name, camel, title } = readName("new:node");

writeNew({
  [`flows-schema/src/nodes/${name}.ts`]: `import { AnswerTimeout, Fields, Template, VariableName } from "../fields.ts";
import { defineNodeType, next, timeout } from "../node-type.ts";

/** Asks a question and keeps the text of the answer. */
export const ${camel} = defineNodeType({
  type: "${camel}",
  group: "messages",
  title: "${title}",
  description: "Asks a question and keeps the answer.",
  icon: "help-circle",
  data: Fields({
    text: Template({ title: "Question", filled: true, limit: "text" }),
    saveTo: VariableName({ title: "Save the answer as", filled: true }),
    timeout: AnswerTimeout(),
  }),
  ports: () => [next, timeout],
  summary: ({ text }) => text,
  waits: () => true,
  initial: { text: "", saveTo: "answer" },
  example: {
    text: "How did we do?",
    saveTo: "answer",
    timeout: { amount: 1, unit: "days" },
  },
});
`,
  [`runtime/src/nodes/${name}.ts`]: `import type { Behaviour } from "../behaviour.ts";
import { endOf } from "../duration-ms.ts";
import { spokenText } from "../message-view.ts";

/** Asks, waits for a text and keeps it. */
export const ${camel}: Behaviour<"${camel}"> = {
  enter: (visit) => {
    const timeoutAt = endOf(visit.context.now, visit.data.timeout);
    return {
      effects: visit.say({ kind: "text", text: visit.render(visit.data.text) }),
      then: {
        do: "wait",
        for: "contact",
        memory: null,
        timeoutAt,
      },
    };
  },
  resume: ({ data }, input) => {
    if (input.type === "timerFired") return { then: { do: "leave", port: "timeout" } };
    const text = spokenText(input).trim();
    if (text === "") return { then: { do: "decline" } };
    return { set: { [data.saveTo]: text }, typed: true, then: { do: "leave", port: "next" } };
  },
};
`,
  [`runtime/src/nodes/${name}.test.ts`]: `import { expect, test } from "vitest";
import { chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const flow = drawFlow(
  {
    n: ["${camel}", { text: "How?", saveTo: "answer", timeout: { amount: 1, unit: "minutes" } }],
    m: says("You said {{ answer }}"),
    late: says("No answer"),
  },
  ["n > m", "n:timeout > late"],
);

test("asks and keeps the answer", () => {
  expect(chat(flow, "hi", "Well")).toEqual([
    "contact: hi",
    "bot: How?",
    "contact: Well",
    "bot: You said Well",
  ]);
});

test("gives up when its time is over", () => {
  expect(chat(flow, "hi", { passes: 60_000 }).at(-1)).toBe("bot: No answer");
});
`,
});
for (const [folder, end] of [
  ["flows-schema", "} as const;"],
  ["runtime", "};"],
]) {
  addImport(`${folder}/src/nodes/index.ts`, `import { ${camel} } from "./${name}.ts";`);
  insertBefore(`${folder}/src/nodes/index.ts`, end, `  ${camel},`);
}
addToJson("studio/src/words/vi/declared.json", ["nodes"], {
  [camel]: { title, description: "Đặt câu hỏi và lưu câu trả lời." },
});
addToJson("studio/src/words/bn/declared.json", ["nodes"], {
  [camel]: { title: `নতুন ধাপ: ${title}`, description: "প্রশ্ন করে উত্তরটি রাখুন।" },
});
const { status } = spawnSync(
  process.execPath,
  ["--conditions=source", "--import", "tsx", "scripts/write-flow-schema.ts"],
  { stdio: "inherit" },
);
console.log(`Run the tests: npx vitest run runtime/src/nodes/${name}.test.ts test/contract`);
process.exitCode = status ?? 1;
