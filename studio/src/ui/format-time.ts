/** Formats the time of today, or the date of another day. */
export function shortTime(iso: string, language: string): string {
  const date = new Date(iso);
  const today = new Date().toDateString() === date.toDateString();
  return new Intl.DateTimeFormat(
    language,
    today ? { timeStyle: "short" } : { day: "numeric", month: "short" },
  ).format(date);
}

/** Formats date and time in full. */
export function longTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(iso),
  );
}

/** Formats a day as a heading. */
export function dayOf(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(new Date(iso));
}
