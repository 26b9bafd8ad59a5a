import { testProblemText } from "@chatloom/flows-schema";
import type { RanSuite } from "./test-suite.ts";

/** Writes results as JUnit XML, which CI systems read. */
export function junitReport(suites: readonly RanSuite[]): string {
  const lines = suites.flatMap(({ name, results }) => {
    const failures = results.filter((it) => !it.result.passed).length;
    const cases = results.flatMap(({ test, result: { first, transcript } }) => {
      const open = `    <testcase classname="${escaped(name)}" name="${escaped(test.name)}"`;
      if (!first) {
        return [`${open}/>`];
      }
      const message = `Step ${first.step + 1}: ${testProblemText(first.problem)}`;
      const talk = transcript.map((it) => `${it.from}: ${it.text}`).join("\n");
      return [
        `${open}>`,
        `      <failure message="${escaped(message)}">${escaped(talk)}</failure>`,
        "    </testcase>",
      ];
    });
    return [
      `  <testsuite name="${escaped(name)}" tests="${results.length}" failures="${failures}">`,
      ...cases,
      "  </testsuite>",
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...lines,
    "</testsuites>",
    "",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Escapes a text for XML, and leaves out the control characters that XML cannot hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\n]/g, (it) => entities[it] ?? it);
}
