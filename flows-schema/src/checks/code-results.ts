import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds code whose result is kept and that returns none. */
export function checkCodeResults({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap(({ node, schema, path, value, beside }): FindingFacts[] => {
    if (schema.widget !== "code" || typeof value !== "string" || value.trim() === "") {
      return [];
    }
    if (!beside.saveTo || returns(value)) {
      return [];
    }
    return [
      {
        code: "code.noResult",
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), variable: String(beside.saveTo) },
      },
    ];
  });
}

const commentOrText =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g;
const blockWords = /\b(?:if|for|while|switch|catch|with)\s*$/;

/** Whether the code itself returns something; the returns of functions inside do not count. */
function returns(source: string): boolean {
  const code = source.replace(commentOrText, " ");
  const functions: boolean[] = [];
  for (const { 0: word, index } of code.matchAll(/[{}]|\breturn\b/g)) {
    if (word === "{") {
      functions.push(opensFunction(code.slice(0, index)));
    } else if (word === "}") {
      functions.pop();
    } else if (!functions.includes(true)) {
      return true;
    }
  }
  return false;
}

/** Whether a brace after this begins the body of a function, not a block or an object. */
function opensFunction(before: string): boolean {
  const text = before.trimEnd();
  if (text.endsWith("=>")) {
    return true;
  }
  if (!text.endsWith(")")) {
    return false;
  }
  let open = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ")") {
      open++;
    } else if (text[at] === "(" && --open === 0) {
      return !blockWords.test(text.slice(0, at));
    }
  }
  return false;
}
