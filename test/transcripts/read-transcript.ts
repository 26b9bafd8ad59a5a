/** One conversation of a `.chat` file. */
export interface Transcript {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A `.chat` file: the sample it plays, and conversations headed by `# title`. */
export interface ChatFile {
  readonly flow: string;
  readonly transcripts: readonly Transcript[];
}

/** Reads a `.chat` file; empty lines and lines that begin with `//` mean nothing. */
export function readChatFile(text: string): ChatFile {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//"));
  const flow = /^flow: (.+)$/.exec(lines[0] ?? "")?.[1];
  if (flow === undefined) {
    throw new Error("A .chat file begins with `flow: <id of a sample>`");
  }
  const transcripts: { title: string; lines: string[] }[] = [];
  for (const line of lines.slice(1)) {
    if (line.startsWith("# ")) {
      transcripts.push({ title: line.slice(2), lines: [] });
    } else if (transcripts.length === 0) {
      throw new Error(`A line before the first heading: ${line}`);
    } else {
      transcripts.at(-1)?.lines.push(line);
    }
  }
  return { flow, transcripts };
}
