import type { ContentOf } from "./message-content.ts";

/** Writes a place as text, with a link to a map. */
export function placeInWords({
  latitude,
  longitude,
  name,
  address,
}: Omit<ContentOf<"location">, "kind">): string {
  const map = `https://maps.google.com/?q=${latitude},${longitude}`;
  return lines(name, address, map);
}

/** Writes contacts as text, an empty line between two of them. */
export function contactsInWords({ contacts }: Pick<ContentOf<"contacts">, "contacts">): string {
  return contacts
    .map(({ name, organization, phones, emails }) =>
      lines(name, organization, ...phones, ...emails),
    )
    .join("\n\n");
}

/** Writes a file as text: its caption or else its name, and its address. */
export function fileInWords({
  caption,
  fileName,
  url,
}: {
  readonly caption?: string | undefined;
  readonly fileName?: string | undefined;
  readonly url: string;
}): string {
  return lines(caption || fileName, url);
}

/** Content without a file or anything to tap, which any channel can say as a text. */
type WordedContent = ContentOf<
  | "location"
  | "contacts"
  | "locationRequest"
  | "products"
  | "form"
  | "template"
  | "reaction"
  | "unsupported"
>;

/** Writes such content as a text. */
export function contentInWords(content: WordedContent): string {
  switch (content.kind) {
    case "location":
      return placeInWords(content);
    case "contacts":
      return contactsInWords(content);
    case "locationRequest":
      return content.text;
    case "products":
    case "form":
      return lines(content.text, content.pageUrl);
    case "template":
      return content.preview || content.name;
    case "reaction":
      return content.emoji;
    case "unsupported":
      return content.what;
  }
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join("\n");
}
