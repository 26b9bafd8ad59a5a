import { type Keyword, keywordsOf } from "../check-context.ts";
import type { FindingFacts } from "../finding.ts";
import { foldAccents, foldKeyword } from "../fold-text.ts";
import type { Inspection } from "../inspection.ts";

/** Finds words that start two things at once, in this flow or together with another active one. */
export function checkKeywords({ flow, checkContext }: Inspection): FindingFacts[] {
  const own = keywordsOf(flow);
  const others = checkContext.otherFlows.filter((other) => other.active);
  return own.flatMap((keyword, index): FindingFacts[] => {
    if (keyword.keyword.trim() === "") {
      return [];
    }
    if (own.slice(0, index).some((earlier) => repeats(earlier, keyword))) {
      return [
        {
          code: "keyword.duplicate",
          severity: "warning",
          nodeId: keyword.nodeId,
          path: "/keywords",
          values: { keyword: keyword.keyword },
        },
      ];
    }
    return others
      .filter((other) => other.keywords.some((theirs) => collide(theirs, keyword)))
      .map((other) => ({
        code: "keyword.takenByFlow",
        severity: "warning",
        nodeId: keyword.nodeId,
        path: "/keywords",
        values: { keyword: keyword.keyword, flow: other.name },
      }));
  });
}

/** Within one trigger only the same spelling is too much: listing “giá” and “gia” there is harmless. */
function repeats(earlier: Keyword, keyword: Keyword): boolean {
  return earlier.nodeId === keyword.nodeId
    ? foldKeyword(earlier.keyword) === foldKeyword(keyword.keyword)
    : collide(earlier, keyword);
}

/**
 * Whether one word starts both. However a keyword is compared, it fits a message that is just this word, with or without its
 * accents. Regular expressions are compared as they are written.
 */
function collide(a: Keyword, b: Keyword): boolean {
  const overlap =
    a.channels.length === 0 ||
    b.channels.length === 0 ||
    a.channels.some((channel) => b.channels.includes(channel));
  if (!overlap) {
    return false;
  }
  if (a.match === "regex" || b.match === "regex") {
    return a.match === b.match && a.keyword === b.keyword;
  }
  return foldAccents(foldKeyword(a.keyword)) === foldAccents(foldKeyword(b.keyword));
}
