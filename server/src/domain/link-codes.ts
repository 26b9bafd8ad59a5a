import type { WaitingInbound } from "./inbound-doc.ts";

const code = /^c(?:l[2-9a-z]{8}|s[2-9a-z]{26})$/;
const codesInText = /#(c(?:l[2-9a-z]{8}|s[2-9a-z]{26}))(?![0-9a-z])/gi;

/** The letters of a code after `cl` or `cs`: none that look alike. */
const codeLetters = "23456789abcdefghjkmnpqrstuvwxyz";

/** Gives a random whole number from 0, below the argument. */
type Draw = (below: number) => number;

/** Makes the code of a link that members publish. */
export function refLinkCode(draw: Draw): string {
  return `cl${letters(8, draw)}`;
}

/** Makes the code of a link to another channel: 128 random bits. */
export function switchCode(draw: Draw): string {
  return `cs${letters(26, draw)}`;
}

function letters(count: number, draw: Draw): string {
  return Array.from({ length: count }, () => codeLetters[draw(codeLetters.length)]).join("");
}

/** Tells whether a code is that of a link to another channel. */
export function isSwitchCode(linkCode: string): boolean {
  return linkCode.startsWith("cs") && code.test(linkCode);
}

/** Writes a link's code into a message, for platforms that bring nothing else back. */
export function textWithCode(text: string, linkCode: string): string {
  return `${text} #${linkCode}`.trim();
}

/** Finds the codes of links that an event may hold, the first that decides first; empty for almost every event. */
export function linkCodes(event: WaitingInbound["event"]): readonly string[] {
  switch (event.kind) {
    case "welcome":
    case "referral":
      return named(event.ref);
    case "postback":
      return named(event.referral?.ref);
    case "message": {
      const { content, comment, quiet, referral } = event;
      if (comment || quiet) {
        return [];
      }
      const said = content.kind === "text" ? content.text.slice(0, 2_000) : "";
      const inText = [...said.matchAll(codesInText)].map(([, found = ""]) => found.toLowerCase());
      return [...named(referral?.ref), ...inText.slice(0, 3)];
    }
    default:
      return [];
  }
}

function named(ref: string | undefined): readonly string[] {
  const lower = ref?.trim().toLowerCase() ?? "";
  return code.test(lower) ? [lower] : [];
}
