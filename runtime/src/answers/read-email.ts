const email =
  /([\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}._%+'&=~/-]*[\p{L}\p{M}\p{N}_+=~-])?)@((?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,}))(?![\p{L}\p{M}\p{N}@]|[.-][\p{L}\p{N}])/iu;

/** Finds the e-mail address in a text; undefined if there is none. Quotes, punctuation and emoji around it are ignored. */
export function readEmail(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const found = email.exec(plain);
  if (!found) {
    return undefined;
  }
  const [whole, local = "", domain = ""] = found;
  const wrapped = local.startsWith("_") && plain[found.index + whole.length] === "_";
  const address = `${wrapped ? local.replace(/^_+/, "") : local}@${domain}`;
  const sound = address.length <= 254 && local.length <= 64 && !local.includes("..");
  return sound ? address.toLowerCase() : undefined;
}
