import type { TextPart, Visit } from "./behaviour.ts";
import { toText } from "./to-text.ts";

/** A filled-in address, or why there is none. */
export interface FilledUrl {
  readonly url: string;
  /** The error of a value "." or "..": it would leave its path segment, and no encoding prevents that. */
  readonly climbs: string | undefined;
}

type Place = "base" | "host" | "path";

/**
 * Fills in an address. Values are percent-encoded for their place, so that a contact's text cannot change the address
 * around it. A value at the beginning is the base and stays as it is, and so do values with the `raw` filter.
 */
export function fillUrl(visit: Pick<Visit, "renderParts">, template: string): FilledUrl {
  let url = "";
  const inPath: { readonly at: number; readonly value: string }[] = [];
  for (const part of visit.renderParts(template)) {
    const value = "value" in part ? toText(part.value) : "";
    const place = placeOf(url);
    if ("value" in part && place === "path") {
      inPath.push({ at: url.length, value });
    }
    url += textOf(part, place);
  }
  const climbs = inPath.find(({ at }) => /^(\.|%2e){1,2}$/i.test(segmentAt(url, at)))?.value;
  return { url: encodeRest(url.trim()), climbs };
}

/** Encodes spaces and non-ASCII letters of the author: platforms refuse addresses with them. */
function encodeRest(url: string): string {
  return url.replace(/\p{Surrogate}/gu, "\ufffd").replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

function textOf(part: TextPart, place: Place): string {
  if ("literal" in part) {
    return part.literal;
  }
  const text = toText(part.value).replace(/\p{Surrogate}/gu, "\ufffd");
  if (place === "base") {
    return text;
  }
  const encoded = encodeURIComponent(text);
  // A port may follow a host, within one value.
  return place === "host" ? encoded.replaceAll("%3A", ":") : encoded;
}

/** Path, query and fragment take the same encoding, so they are one place. */
function placeOf(before: string): Place {
  const start = before.trimStart();
  if (start === "") {
    return "base";
  }
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)$/i.test(start);
  return authority ? "host" : "path";
}

function segmentAt(url: string, at: number): string {
  const before = url.slice(0, at);
  // In a query or a fragment dots mean nothing.
  if (/[?#]/.test(before)) {
    return "";
  }
  const rest = url.slice(before.lastIndexOf("/") + 1);
  return rest.slice(0, /[/?#]|$/.exec(rest)?.index);
}
