/** How the double judges a text: the categories that it falls into, or how the check fails. */
export type Moderator = (text: string) => Judged;
type Judged = readonly string[] | { readonly status: number } | { readonly raw: unknown } | "stall";

/** A request to moderate texts. */
export interface ModerationBody {
  readonly input: string | readonly string[];
  readonly model?: string;
}

/** The categories that the double knows, each with a word that belongs to it. */
const known: Readonly<Record<string, string>> = {
  harassment: "idiot",
  "harassment/threatening": "beware",
  violence: "stab",
};

/** Finds the words that the double knows, anywhere in a text. */
export const plainModerator: Moderator = (text) =>
  Object.keys(known).filter((it) => text.toLowerCase().includes(known[it] ?? ""));

/** Gives the endpoint's reply for texts that were judged; the first failure stands for all. */
export function readModeration(
  judged: readonly Judged[],
  model: string,
  id: string,
): { readonly status: number; readonly body: unknown } | "stall" {
  const results: object[] = [];
  for (const it of judged) {
    if (it === "stall") {
      return it;
    }
    if ("status" in it) {
      return { status: it.status, body: { error: { message: "Refused", type: "error" } } };
    }
    if ("raw" in it) {
      return { status: 200, body: it.raw };
    }
    results.push(resultOf(it));
  }
  return { status: 200, body: { id: `modr-${id}`, model, results } };
}

function resultOf(names: readonly string[]): object {
  const all = [...new Set([...Object.keys(known), ...names])];
  return {
    flagged: names.length > 0,
    categories: Object.fromEntries(all.map((it) => [it, names.includes(it)])),
    category_scores: Object.fromEntries(all.map((it) => [it, names.includes(it) ? 0.9 : 0.01])),
  };
}
