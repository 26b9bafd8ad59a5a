import { defined } from "../defined.ts";
import type { ImportNoteCode } from "./import-notes.ts";
import type { ImportedPart, ImportLine, ImportNote, ImportOutcome } from "./imported-bot.ts";
import type { Source } from "./source.ts";

/** The most lines that a report may have. */
const mostLines = 20_000;

/** One part of the source while it is converted. It counts as mapped until a note says otherwise. */
export class LogLine {
  readonly part: ImportedPart;
  readonly name: string;
  readonly type: string;
  nodeId: string | undefined;
  #outcome: ImportOutcome = "mapped";
  readonly #notes: ImportNote[] = [];

  constructor(part: ImportedPart, name: string, type: string) {
    this.part = part;
    this.name = name.slice(0, 200);
    this.type = type.slice(0, 100);
  }

  /** Says how the part differs. */
  note(code: ImportNoteCode, values: Readonly<Record<string, string | number>> = {}): this {
    if (!this.#notes.some((it) => it.code === code)) {
      this.#notes.push({ code, values: shortened(values) });
    }
    this.#outcome = this.#outcome === "mapped" ? "approximated" : this.#outcome;
    return this;
  }

  /** Says why the part does not work here. */
  unsupported(code: ImportNoteCode, values: Readonly<Record<string, string | number>> = {}): this {
    this.note(code, values);
    this.#outcome = "unsupported";
    return this;
  }

  /** Says something that changes nothing for the contact. */
  remark(code: ImportNoteCode, values: Readonly<Record<string, string | number>> = {}): this {
    this.#notes.push({ code, values: shortened(values) });
    return this;
  }

  /** Names the step that does the work of the part; the first one stays. */
  at(nodeId: string): this {
    this.nodeId ??= nodeId;
    return this;
  }

  /** Names the settings that nothing has read. */
  rest(source: Source): this {
    const left = source.unread();
    return left.length === 0 ? this : this.note("settingsLeft", { settings: left.join("; ") });
  }

  /** The line of the finished report. */
  toLine(): ImportLine {
    return {
      outcome: this.#outcome,
      part: this.part,
      name: this.name,
      type: this.type,
      notes: this.#notes,
      ...defined({ nodeId: this.nodeId }),
    };
  }
}

/** Collects what became of each part of the source. */
export class ImportLog {
  readonly #lines: LogLine[] = [];

  /** Begins the line of a part. */
  line(part: ImportedPart, name: string, type: string): LogLine {
    const line = new LogLine(part, name, type);
    if (this.#lines.length < mostLines) {
      this.#lines.push(line);
    }
    return line;
  }

  /** Lets the lines of a step name another one, which does its work now. */
  move(from: string, to: string): void {
    for (const line of this.#lines) {
      if (line.nodeId === from) {
        line.nodeId = to;
      }
    }
  }

  /** Says of lines that name no step of the flow that they are left out, as a flow has a limit. */
  leaveOut(steps: ReadonlySet<string>, count: number): void {
    for (const line of this.#lines) {
      if (line.nodeId !== undefined && !steps.has(line.nodeId)) {
        line.nodeId = undefined;
        line.unsupported("full", { count });
      }
    }
  }

  /** The finished report, in the order of the source. */
  report(): readonly ImportLine[] {
    return this.#lines.map((it) => it.toLine());
  }
}

function shortened(values: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    Object.entries(values).map(([key, it]) => [
      key,
      typeof it === "string" ? it.slice(0, 600) : it,
    ]),
  );
}
