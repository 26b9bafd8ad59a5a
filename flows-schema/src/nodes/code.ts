import { Code, Fields, VariableName, Whole } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Runs a little JavaScript in a sandbox; what it returns is kept. */
export const code = defineNodeType({
  type: "code",
  group: "logic",
  title: "Code",
  description: "Computes something with JavaScript, safely sandboxed.",
  icon: "code",
  data: Fields({
    source: Code({
      title: "JavaScript",
      description: "`variables` and `contact` can be read; `return` gives the result.",
      filled: true,
    }),
    saveTo: VariableName({ title: "Save the result as" }),
    timeoutMs: Whole(10, 5_000, { title: "Time limit (ms)", default: 1_000 }),
  }),
  ports: () => [next, error],
  summary: ({ source }) => source.split("\n", 1)[0] ?? "",
  waits: () => false,
  initial: { source: "return null;", saveTo: "result", timeoutMs: 1_000 },
  example: { source: "return variables.price * 1.2;", saveTo: "total", timeoutMs: 1_000 },
});
