/** Gives what a person reads of Slack's markup: links, mentions and entities become text. Mentions of the bot are left out. */
export function plainText(markup: string, botUserId: string | undefined): string {
  return markup
    .replace(/\s*<@([A-Z0-9]+)(?:\|[^<>]*)?>[,:]?\s*/g, (mention, userId: string) =>
      userId === botUserId ? " " : mention,
    )
    .replace(/<([^<>\s][^<>]*)>/g, (_, inside: string) => shown(inside))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => entities[name] ?? "")
    .trim();
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

function shown(inside: string): string {
  const [target = "", label = ""] = inside.split("|", 2);
  const rest = target.slice(1);
  switch (target[0]) {
    case "@":
      return `@${label.replace(/^@/, "") || rest}`;
    case "#":
      return `#${label || rest}`;
    case "!":
      return label || `@${rest}`;
  }
  const address = target.replace(/^(mailto|tel):/, "");
  const same = label === "" || address === label || address.replace(/^https?:\/\//, "") === label;
  return same ? address : `${label} (${address})`;
}

/** Whether the text mentions this user. */
export function mentions(markup: string, userId: string): boolean {
  return markup.includes(`<@${userId}>`) || markup.includes(`<@${userId}|`);
}

/** Gives the text so that Slack takes none of it for markup. */
export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
