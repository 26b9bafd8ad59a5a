import { DocumentProblem, type Section } from "./section.ts";

/** The longest text of one document, in characters. */
const mostCharacters = 2_000_000;
const longestHeading = 200;
const deepest = 6;

/** Collects the lines of a document under its headings. Throws `DocumentProblem` when there are too many. */
export interface SectionCollector {
  /** Begins a section. Level 1 is the outermost. */
  readonly heading: (level: number, text: string) => void;
  readonly line: (text: string) => void;
  readonly sections: () => Section[];
}

/** Makes a collector. */
export function collectSections(): SectionCollector {
  const done: Section[] = [];
  const headings: string[] = [];
  let lines: string[] = [];
  let characters = 0;

  function finish(): void {
    const text = lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
    if (text !== "") {
      done.push({ headings: headings.filter((it) => it !== ""), text });
    }
    lines = [];
  }

  return {
    heading(level, text) {
      finish();
      const depth = Math.min(deepest, Math.max(1, level));
      while (headings.length < depth) {
        headings.push("");
      }
      headings.length = depth;
      headings[depth - 1] = text.replace(/\s+/g, " ").trim().slice(0, longestHeading);
    },
    line(text) {
      characters += text.length;
      if (characters > mostCharacters) {
        throw new DocumentProblem(
          "knowledge.too-long",
          `The text is longer than ${mostCharacters} characters`,
        );
      }
      lines.push(text.replace(/[^\S\n]+/g, " ").trimEnd());
    },
    sections() {
      finish();
      return done;
    },
  };
}
