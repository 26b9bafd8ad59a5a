/** Keys whose texts name kinds and states, never people. */
const codes = new Set([
  ...["type", "kind", "object", "field", "event", "event_name", "status", "mode", "subtype"],
  ...["messaging_type", "messaging_product", "mime_type", "message_type", "recipient_type"],
  ...["action_source", "messaging_channel", "currency"],
  ...["code", "error", "error_code", "error_subcode", "errcode", "ok", "category", "tag"],
]);
/** Keys whose numbers name people or messages. */
const names = /(^|_)(id|phone|number)$|Id$/i;
const mostCharacters = 60;
const mostItems = 5;
const mostKeys = 40;
const mostDepth = 8;
const largestNumber = 99_999;

/**
 * Returns the shape of a platform's body without what could be personal: of texts and large numbers only the length stays, unless
 * their key says that they are a code. Lists and objects are cut, so the result is small whatever the body holds.
 */
export function maskBody(body: unknown, key = "", depth = 0): unknown {
  if (typeof body === "string") {
    return codes.has(key) && body.length <= mostCharacters ? body : hidden(body.length);
  }
  if (typeof body === "number") {
    return Math.abs(body) <= largestNumber && !names.test(key) ? body : hidden(String(body).length);
  }
  if (typeof body !== "object" || body === null) {
    return body ?? null;
  }
  if (depth >= mostDepth) {
    return "…";
  }
  if (Array.isArray(body)) {
    const shown = body.slice(0, mostItems).map((it) => maskBody(it, key, depth + 1));
    return body.length > mostItems ? [...shown, `… ${body.length - mostItems} more`] : shown;
  }
  const entries = Object.entries(body);
  const shown = entries
    .slice(0, mostKeys)
    .map(([name, value]) => [maskKey(name), maskBody(value, name, depth + 1)] as const);
  return Object.fromEntries(entries.length > mostKeys ? [...shown, ["…", "…"]] : shown);
}

/** Returns an address without query, and without the parts of its path that hold tokens or ids. */
export function maskAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const path = url?.pathname ?? address.split("?")[0] ?? "";
  const masked = path
    .split("/")
    .map((part) => (part.length > 20 || /\d{5}/.test(part) ? "…" : part))
    .join("/");
  return `${url?.host ?? ""}${masked}`;
}

/** Keys of maps can be ids of people. They must not begin with $ or hold a dot to be stored. */
function maskKey(key: string): string {
  return /^[A-Za-z_][\w-]{0,39}$/.test(key) ? key : "…";
}

function hidden(length: number): string {
  return `••• ${length}`;
}
