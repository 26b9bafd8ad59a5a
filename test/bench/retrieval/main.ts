import { indexTexts } from "@chatloom/runtime";
import {
  type Candidate,
  preferPhrases,
  rankPassages,
} from "../../../server/src/knowledge/rank-passages.ts";
import { packVector } from "../../../server/src/knowledge/vectors.ts";
import { embeddingOf } from "../../doubles/llm/llm-answers.ts";
import { type BenchQuestion, passages, questions } from "./questions.ts";

// `npm run bench:retrieval`: how often the right passage is among the first five, by words alone and fused with embeddings. The embeddings
// are those of the tests' endpoint, which know words only: they show that fusing does no harm, not what a real model brings.

const names = Object.keys(passages);
const texts = Object.values(passages);
const documents = texts.map((it) => ({
  words: indexTexts([it]),
  vectors: [packVector(embeddingOf(it))],
}));
const topCount = 5;

interface Ranked {
  readonly question: BenchQuestion;
  readonly found: readonly string[];
  readonly relevant: boolean;
}

function rank(question: BenchQuestion, hybrid: boolean): Ranked {
  const vector = hybrid ? packVector(embeddingOf(question.asked)) : undefined;
  const candidates = rankPassages(documents, question.asked, vector)
    .slice(0, 30)
    .map((it: Candidate) => ({ ...it, text: texts[it.document] ?? "" }));
  const sorted = preferPhrases(candidates, question.asked);
  return {
    question,
    found: sorted.map((it) => names[it.document] ?? ""),
    relevant: sorted.slice(0, topCount).some((it) => it.relevant),
  };
}

function row(name: string, ranked: readonly Ranked[]): void {
  const places = ranked.map(({ question, found }) =>
    found.findIndex((it) => question.answeredBy.includes(it)),
  );
  const inTop = places.filter((it) => it >= 0 && it < topCount).length;
  const reciprocal = places.reduce((sum, it) => sum + (it < 0 ? 0 : 1 / (it + 1)), 0);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(
    `${name.padEnd(28)} recall@${topCount} ${percent(inTop / ranked.length)}   MRR ${(reciprocal / ranked.length).toFixed(3)}   judged relevant ${percent(ranked.filter((it) => it.relevant).length / ranked.length)}`,
  );
  for (const [index, place] of places.entries()) {
    if (place !== 0 && process.argv.includes("--misses")) {
      console.log(
        `  ${ranked[index]?.question.asked}: place ${place + 1}, first ${ranked[index]?.found[0]}`,
      );
    }
  }
}

const isVietnamese = ({ answeredBy }: BenchQuestion) => answeredBy.at(-1)?.endsWith(".vi") === true;
const answerable = questions.filter((it) => it.answeredBy.length > 0);
for (const hybrid of [false, true]) {
  const ranked = answerable.map((it) => rank(it, hybrid));
  const mode = hybrid ? "hybrid" : "BM25 alone";
  row(`${mode}, all`, ranked);
  row(
    `${mode}, English`,
    ranked.filter((it) => !isVietnamese(it.question)),
  );
  row(
    `${mode}, Vietnamese`,
    ranked.filter((it) => isVietnamese(it.question)),
  );
}
const none = questions.filter((it) => it.answeredBy.length === 0).map((it) => rank(it, false));
console.log(
  `questions without an answer that were judged unanswered: ${none.filter((it) => !it.relevant).length} of ${none.length}`,
);
