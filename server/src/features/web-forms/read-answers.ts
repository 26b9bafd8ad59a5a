import type { WebFormQuestion } from "@chatloom/runtime";
import type { FormWord } from "./form-words.ts";

/** The entered texts by question, and the faults by question. */
export interface Answers {
  readonly values: Readonly<Record<string, string>>;
  readonly flaws: Readonly<Record<string, FormWord>>;
}

const longest = 2_000;

/** Checks a submitted form. An answer that is not required may be empty. */
export function readAnswers(questions: readonly WebFormQuestion[], body: unknown): Answers {
  const given = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const values: Record<string, string> = {};
  const flaws: Record<string, FormWord> = {};
  for (const question of questions) {
    const { id, required } = question;
    const entered = Object.hasOwn(given, id) ? given[id] : "";
    const value = typeof entered === "string" ? entered.trim().slice(0, longest) : "";
    values[id] = value;
    if (value === "") {
      if (required) {
        flaws[id] = "required";
      }
    } else if (!fits(question, value)) {
      flaws[id] = question.expect === "text" ? "required" : question.expect;
    }
  }
  return { values, flaws };
}

function fits({ expect, choices }: WebFormQuestion, value: string): boolean {
  switch (expect) {
    case "text":
      return true;
    case "number":
      return Number.isFinite(Number(value));
    case "email":
      return value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    case "phone":
      return /^\+?[\d ().-]{5,30}$/.test(value) && value.replace(/\D/g, "").length >= 5;
    case "date":
      return isDay(value);
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
    case "choice":
      return choices.includes(value);
  }
}

/** Whether it is a day that there is: `2026-02-30` is none. */
function isDay(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value;
}
