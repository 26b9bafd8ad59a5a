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
  | "coupon"
  | "receipt"
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
    case "coupon":
      return lines(content.title, content.subtitle, content.code, content.pageUrl);
    case "receipt":
      return receiptInWords(content);
    case "template":
      return content.preview || content.name;
    case "reaction":
      return content.emoji;
    case "unsupported":
      return content.what;
  }
}

/** Writes a receipt line by line, without words of its own: they would be in one language only. */
function receiptInWords(receipt: ContentOf<"receipt">): string {
  const { orderNumber, name, items, adjustments, total, currency, payment, pageUrl } = receipt;
  return lines(
    [orderNumber, name].filter(Boolean).join(" · "),
    ...items.map(({ title, quantity, price }) =>
      quantity ? `${quantity} × ${title}: ${price}` : `${title}: ${price}`,
    ),
    ...adjustments.map((it) => `${it.name}: −${it.amount}`),
    [`= ${total} ${currency}`, payment].filter(Boolean).join(" · "),
    pageUrl,
  );
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join("\n");
}
