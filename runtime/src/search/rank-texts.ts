import { searchTerms } from "./search-terms.ts";

/** An index of some texts. Several are searched as one, so a collection can change text by text. */
export interface TextIndex {
  /** How many terms each text has. */
  readonly lengths: readonly number[];
  /** For each term the texts that have it: `number * 256 + count`. */
  readonly postings: ReadonlyMap<string, readonly number[]>;
}

/** A text that has some of the terms. */
export interface RankedText {
  /** The place of its index among the given ones, and of the text in it. */
  readonly index: number;
  readonly text: number;
  /** Okapi BM25: orders texts for one question, and means nothing across questions. */
  readonly score: number;
  /** The part of the question that the text has, from 0 to 1; rare terms weigh more. */
  readonly share: number;
}

const most = 255;
/** Among a few texts hardly a word is common. Shares are weighed as if there were so many more, about other things. */
const imagined = 200;
/** The usual parameters of BM25: how soon repetition stops to count, and how much length counts. */
const k1 = 1.2;
const b = 0.75;

/** Makes the index of some texts. */
export function indexTexts(texts: readonly string[]): TextIndex {
  const postings = new Map<string, number[]>();
  const lengths = texts.map((text, number) => {
    const terms = searchTerms(text);
    const counts = new Map<string, number>();
    for (const term of terms) {
      counts.set(term, Math.min(most, (counts.get(term) ?? 0) + 1));
    }
    for (const [term, count] of counts) {
      const list = postings.get(term);
      const posting = number * 256 + count;
      if (list) {
        list.push(posting);
      } else {
        postings.set(term, [posting]);
      }
    }
    return terms.length;
  });
  return { lengths, postings };
}

/** Ranks the texts of some indexes by BM25, the best first. Texts without any of the terms are left out. */
export function rankTexts(
  indexes: readonly TextIndex[],
  terms: readonly string[],
  limit: number,
): RankedText[] {
  let count = 0;
  let whole = 0;
  for (const { lengths } of indexes) {
    count += lengths.length;
    for (const length of lengths) {
      whole += length;
    }
  }
  const average = whole / Math.max(1, count) || 1;
  const weights = terms.map((term) => rarity(indexes, term, count));
  const shares = terms.map((term) => rarity(indexes, term, count + imagined));
  const total = shares.reduce((sum, it) => sum + it, 0) || 1;
  const found: RankedText[] = [];
  for (const [index, { lengths, postings }] of indexes.entries()) {
    const scores = new Map<number, { score: number; share: number }>();
    for (const [place, term] of terms.entries()) {
      const weight = weights[place] ?? 0;
      for (const posting of postings.get(term) ?? []) {
        const text = Math.floor(posting / 256);
        const times = posting % 256;
        const relative = (lengths[text] ?? 0) / average;
        const part = (weight * times * (k1 + 1)) / (times + k1 * (1 - b + b * relative));
        const before = scores.get(text) ?? { score: 0, share: 0 };
        scores.set(text, {
          score: before.score + part,
          share: before.share + (shares[place] ?? 0) / total,
        });
      }
    }
    for (const [text, { score, share }] of scores) {
      found.push({ index, text, score, share });
    }
  }
  return found
    .sort((a, z) => z.score - a.score || a.index - z.index || a.text - z.text)
    .slice(0, limit);
}

/** Weighs a term: the fewer texts have it, the more it says. */
function rarity(indexes: readonly TextIndex[], term: string, count: number): number {
  const having = indexes.reduce((sum, it) => sum + (it.postings.get(term)?.length ?? 0), 0);
  return Math.log(1 + (count - having + 0.5) / (having + 0.5));
}
