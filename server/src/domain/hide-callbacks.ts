/** The end of a callback address: a conversation's id, and a part that nobody can guess. */
const token = /([\w-]+\.)[\w-]{43}/g;

/**
 * Gives the same value without the part of callback addresses that nobody can guess: whoever has it can act on the conversation's run.
 * The address that the contact or another system was given stays as it is.
 */
export function hideCallbacks<T>(value: T, conversationId: string): T {
  const begin = `${conversationId}.`;
  if (!JSON.stringify(value)?.includes(begin)) {
    return value;
  }
  return hide(value, (text) =>
    text.replace(token, (whole, start: string) => (start === begin ? `${begin}…` : whole)),
  ) as T;
}

function hide(value: unknown, inText: (text: string) => string): unknown {
  if (typeof value === "string") {
    return inText(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => hide(item, inText));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, hide(item, inText)]),
  );
}
