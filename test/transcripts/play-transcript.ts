import type { Flow } from "@chatloom/flows-schema";
import { Conversation } from "./conversation.ts";

type Move = (conversation: Conversation, ...words: string[]) => string[];

const unitMs: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The actions of a transcript; every other line tells what the bot did. */
const moves: readonly (readonly [RegExp, Move])[] = [
  [/^contact: (.*)$/, (it, text = "") => it.write(text)],
  [
    /^contact sends a file$/,
    (it) => {
      const content = { kind: "file", url: "https://files.example.org/f" } as const;
      return it.receive({ type: "message", messageId: "file", content });
    },
  ],
  [/^contact taps: (.*)$/, (it, label = "") => it.tap(label)],
  [
    /^→ who (\S+)$/,
    (it, id = "") => {
      it.contact = { ...it.contact, id };
      return [];
    },
  ],
  [
    /^→ language (\S+)$/,
    (it, language = "") => {
      it.contact = { ...it.contact, language };
      return [];
    },
  ],
  [
    /^→ wait (\d+) (minute|hour|day)s?$/,
    (it, count, unit = "") => it.wait(Number(count) * (unitMs[unit] ?? 0)),
  ],
  [/^→ welcome$/, (it) => it.receive({ type: "welcome" })],
  [/^→ referral (\S+)$/, (it, ref = "") => it.receive({ type: "referral", ref })],
  [/^→ event (\S+)$/, (it, name = "") => it.receive({ type: "event", name, properties: {} })],
  [
    /^→ menu (\S+)$/,
    (it, payload = "") => it.receive({ type: "postback", messageId: "menu", payload }),
  ],
  [
    /^→ hand back(?: (\S+))?$/,
    (it, outcome) => it.receive({ type: "handedBack", ...(outcome && { outcome }) }),
  ],
  [
    /^http (\d{3}) (.*)$/,
    (it, status, body = "") => it.answer({ status: Number(status), body: JSON.parse(body) }),
  ],
  [/^http fails (\S+)$/, (it, code = "") => it.fail(code, "The call failed")],
  [/^llm (\{.*\})$/, (it, data = "") => it.answer({ text: "", data: JSON.parse(data) })],
  [/^llm fails (\S+)$/, (it, code = "") => it.fail(code, "The call failed")],
];

/** Plays the moves of a transcript against a flow and writes the whole conversation down again. */
export function playTranscript(flow: Flow, lines: readonly string[]): string[] {
  const conversation = new Conversation(flow);
  return lines.flatMap((line) => {
    for (const [pattern, move] of moves) {
      const words = pattern.exec(line);
      if (words) {
        return [line, ...move(conversation, ...words.slice(1))];
      }
    }
    return [];
  });
}
