import { questionTerms, rankTexts, searchTerms, type TextIndex } from "@chatloom/runtime";
import { similarity } from "./vectors.ts";

/** The searchable part of a document: its passages by word, and by meaning where they have embeddings. */
export interface DocumentIndex {
  readonly words: TextIndex;
  readonly vectors?: readonly Int8Array[] | undefined;
}

/** A passage that may answer a question. */
export interface Candidate {
  /** The places of the document among the given ones, and of the passage in it. */
  readonly document: number;
  readonly passage: number;
  /** Orders candidates of one question. */
  readonly score: number;
  /** The part of the question's words that it has, from 0 to 1. */
  readonly share: number;
  /** How near it is in meaning, from -1 to 1; undefined without embeddings. */
  readonly near: number | undefined;
  /** Whether it says enough about the question to answer from it. */
  readonly relevant: boolean;
}

/** How many of each ranking are fused. */
const fused = 50;
/** The constant of reciprocal-rank fusion, as in the paper of Cormack, Clarke and Büttcher (2009). */
const rankConstant = 60;
/** A passage with less of the question's weight is about something else. */
const leastShare = 0.34;
/** A passage is near where it is nearer than this, and than most others by this. Models differ in what is far. */
const leastNear = 0.35;
const leastAbove = 0.12;

/** Ranks passages by words (BM25) and by meaning, fused by their ranks. */
export function rankPassages(
  documents: readonly DocumentIndex[],
  question: string,
  vector: Int8Array | undefined,
): Candidate[] {
  const byWord = rankTexts(
    documents.map((it) => it.words),
    questionTerms(question),
    fused,
  );
  const distances = vector ? nearest(documents, vector) : [];
  const middle = distances[Math.floor(distances.length / 2)]?.near ?? 0;
  const found = new Map<string, Candidate>();
  for (const [rank, { index, text, share }] of byWord.entries()) {
    found.set(`${index}.${text}`, {
      document: index,
      passage: text,
      score: 1 / (rankConstant + rank),
      share,
      near: undefined,
      relevant: share >= leastShare,
    });
  }
  for (const [rank, { document, passage, near }] of distances.slice(0, fused).entries()) {
    const key = `${document}.${passage}`;
    const before = found.get(key);
    const isNear = near >= leastNear && (near - middle >= leastAbove || distances.length < 4);
    found.set(key, {
      document,
      passage,
      score: (before?.score ?? 0) + 1 / (rankConstant + rank),
      share: before?.share ?? 0,
      near,
      relevant: (before?.relevant ?? false) || isNear,
    });
  }
  return [...found.values()].sort(
    (a, z) => z.score - a.score || a.document - z.document || a.passage - z.passage,
  );
}

/** Moves passages up that have neighbouring words of the question side by side, as compounds are in Vietnamese. */
export function preferPhrases<C extends { readonly score: number; readonly text: string }>(
  candidates: readonly C[],
  question: string,
): C[] {
  const wanted = pairsOf(questionTerms(question));
  const rate = ({ score, text }: C) => {
    const pairs = new Set(pairsOf(searchTerms(text)));
    const had = wanted.filter((it) => pairs.has(it)).length;
    return score * (1 + (wanted.length === 0 ? 0 : had / wanted.length));
  };
  return candidates
    .map((it) => ({ it, rate: rate(it) }))
    .sort((a, z) => z.rate - a.rate)
    .map(({ it }) => it);
}

function pairsOf(terms: readonly string[]): string[] {
  return terms.slice(1).map((term, index) => `${terms[index]} ${term}`);
}

function nearest(documents: readonly DocumentIndex[], vector: Int8Array) {
  return documents
    .flatMap(({ vectors = [] }, document) =>
      vectors.map((it, passage) => ({ document, passage, near: similarity(vector, it) })),
    )
    .sort((a, z) => z.near - a.near);
}
