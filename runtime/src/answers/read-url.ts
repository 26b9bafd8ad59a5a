const url =
  /(?:https?:\/\/)?(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})(?::\d{1,5})?(?:[/?#]\S*)?/giu;

/** Finds the first web address in a text and returns it with its scheme; undefined if there is none. E-mail addresses are ignored. */
export function readUrl(text: string): string | undefined {
  const plain = text.replace(/[\u200B\u2060\uFEFF]/g, "");
  for (const match of plain.matchAll(url)) {
    const { index } = match;
    const found = withoutPunctuation(match[0]);
    if (plain[index - 1] === "@" || plain[index + match[0].length] === "@") {
      continue;
    }
    if (found.length > 2_000) {
      continue;
    }
    return /^https?:/i.test(found) ? found : `https://${found}`;
  }
  return undefined;
}

/** Removes the punctuation that ends the sentence, and a bracket that was opened before the address. */
function withoutPunctuation(address: string): string {
  const trimmed = address.replace(/[.,!?;:'"”’»>*]+$/u, "");
  return trimmed.endsWith(")") && !trimmed.includes("(")
    ? withoutPunctuation(trimmed.slice(0, -1))
    : trimmed;
}
