import type { WaitingInbound } from "./inbound-doc.ts";

const code = /^cl[2-9a-z]{8}$/;
const codesInText = /#(cl[2-9a-z]{8})(?![0-9a-z])/gi;

/** The letters of a code after `cl`: none that look alike. */
export const codeLetters = "23456789abcdefghjkmnpqrstuvwxyz";

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
