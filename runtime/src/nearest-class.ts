import { classExamples, type NodeData } from "@chatloom/flows-schema";
import { indexTexts, rankTexts } from "./search/rank-texts.ts";
import { questionTerms, searchTerms } from "./search/search-terms.ts";

type Class = NodeData<"classify">["classes"][number];

/** The class of the nearest example, and how sure that is, from 0 to 100. */
export interface NearestClass {
  readonly found: Class;
  readonly confidence: number;
}

const compared = 20;

/** Finds the class whose example is nearest to a text, without a model. Undefined where no example shares a word with it. */
export function nearestClass(classes: readonly Class[], text: string): NearestClass | undefined {
  // Words without meaning of their own count where the others find nothing, as in a greeting.
  return nearestBy(classes, text, questionTerms) ?? nearestBy(classes, text, allTerms);
}

function nearestBy(
  classes: readonly Class[],
  text: string,
  termsOf: (text: string) => string[],
): NearestClass | undefined {
  const examples = classes.flatMap((it) =>
    classExamples(it).map((example) => ({ of: it, terms: termsOf(example), example })),
  );
  const terms = termsOf(text);
  const ranked = rankTexts([indexTexts(examples.map((it) => it.example))], terms, compared);
  const candidates = ranked.flatMap(({ text: place, share }) => {
    const example = examples[place];
    if (!example) {
      return [];
    }
    const had = example.terms.filter((it) => terms.includes(it)).length;
    // A long message holds a short example whole, and a short message says part of a long example.
    const confidence = Math.max(share, had / Math.max(2, example.terms.length));
    return [{ found: example.of, confidence: Math.round(100 * Math.min(1, confidence)) }];
  });
  // Equal ones stay in the order of their ranking.
  return candidates.sort((a, z) => z.confidence - a.confidence)[0];
}

function allTerms(text: string): string[] {
  return [...new Set(searchTerms(text))];
}
