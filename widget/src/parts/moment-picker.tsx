import { useState } from "preact/hooks";
import type { Words } from "../words.ts";
import { SendIcon } from "./icons.tsx";

/** Minutes between two offered times. */
const step = 5;

const two = (value: number): string => String(value).padStart(2, "0");
const upTo = (count: number, from = 0, by = 1): number[] =>
  Array.from({ length: count }, (_, index) => from + index * by);

/** Lets the visitor choose a date or a time in the language of the chat, and sends it as `2026-11-30` or `14:05`. */
export function MomentPicker({
  wants,
  language,
  label,
  words,
  onPick,
}: {
  wants: "date" | "time";
  language: string;
  label: string;
  words: Words;
  onPick: (text: string) => void;
}) {
  const [at, setAt] = useState(() => new Date());
  const [year, month] = [at.getFullYear(), at.getMonth()];
  const names = namesIn(language);

  const moved = (change: (date: Date) => void) => {
    const next = new Date(at);
    change(next);
    setAt(next);
  };
  /** The last day of a shorter month stands for days that it does not have. */
  const day = (y: number, m: number, d: number) =>
    setAt(new Date(y, m, Math.min(d, new Date(y, m + 1, 0).getDate())));

  return (
    <fieldset class="picker" aria-label={label}>
      {wants === "date" ? (
        <>
          <Choice
            name={names("day")}
            value={at.getDate()}
            options={upTo(new Date(year, month + 1, 0).getDate(), 1)}
            onChoose={(value) => day(year, month, value)}
          />
          <Choice
            name={names("month")}
            value={month}
            options={upTo(12)}
            word={(value) =>
              new Intl.DateTimeFormat(language, { month: "long" }).format(new Date(2_024, value))
            }
            onChoose={(value) => day(year, value, at.getDate())}
          />
          <Choice
            name={names("year")}
            value={year}
            options={upTo(131, new Date().getFullYear() + 10, -1)}
            onChoose={(value) => day(value, month, at.getDate())}
          />
        </>
      ) : (
        <>
          <Choice
            name={names("hour")}
            value={at.getHours()}
            options={upTo(24)}
            word={two}
            onChoose={(value) => moved((it) => it.setHours(value))}
          />
          <Choice
            name={names("minute")}
            value={Math.floor(at.getMinutes() / step) * step}
            options={upTo(60 / step, 0, step)}
            word={two}
            onChoose={(value) => moved((it) => it.setMinutes(value))}
          />
        </>
      )}
      <button
        type="button"
        class="icon send"
        aria-label={words.send}
        onClick={() =>
          onPick(
            wants === "date"
              ? `${year}-${two(month + 1)}-${two(at.getDate())}`
              : `${two(at.getHours())}:${two(Math.floor(at.getMinutes() / step) * step)}`,
          )
        }
      >
        <SendIcon />
      </button>
    </fieldset>
  );
}

function Choice({
  name,
  value,
  options,
  word = String,
  onChoose,
}: {
  name: string;
  value: number;
  options: readonly number[];
  word?: (value: number) => string;
  onChoose: (value: number) => void;
}) {
  return (
    <select
      aria-label={name}
      value={value}
      onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
    >
      {options.map((it) => (
        <option key={it} value={it}>
          {word(it)}
        </option>
      ))}
    </select>
  );
}

/** The browser knows the words for the parts of a date in every language. */
function namesIn(language: string): (part: "day" | "month" | "year" | "hour" | "minute") => string {
  const names = new Intl.DisplayNames(language, { type: "dateTimeField" });
  return (part) => names.of(part) ?? part;
}
