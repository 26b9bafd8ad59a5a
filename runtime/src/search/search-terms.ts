import { foldWords } from "./fold-words.ts";

/** Words that say nothing about what a text is about, in English and Vietnamese. Greetings are among them. */
const emptyWords = new Set(
  [
    "a an the and or but if of to in on at by for from with as is are was were be been am do does did done have has had",
    "i you he she it we they me my your our their us them this that these those there here",
    "can could will would shall should may might must not no yes please so than then just also very",
    "make made get got give tell know want need like let much many about long",
    "what which who whom whose where when why how any some",
    "hi hello hey thanks thank ok okay bye good morning evening afternoon",
    "và hoặc nhưng nếu của cho tôi từ với là thì mà được bị ở tại trong này kia đó đây khi như để sẽ đã đang",
    "có không gì nào sao ai đâu bao nhiêu thế mình bạn anh chị em ơi ạ nhé nha vậy thôi các những một thể",
    "chào xin cảm ơn vui lòng lên ra vào về cũng rất quá hay còn nữa muốn hỏi biết giúp",
  ].flatMap((it) => it.split(" ")),
);
/** The stop words as people type them without accents. */
const emptyFolded = new Set([...emptyWords].flatMap(foldWords));

/** Gives what a text is found by: its folded words in their order, English plurals and endings cut, each as often as it occurs. */
export function searchTerms(text: string): string[] {
  return foldWords(text).map(stem);
}

/** Gives the terms of a question that say what it is about, each once. Empty for a greeting. */
export function questionTerms(question: string): string[] {
  const words =
    question
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  // With accents, "thể" says nothing and "thẻ" is a card; without them both are "the".
  const isAccented = words.some((it) => foldWords(it).join("") !== it);
  const empty = isAccented ? emptyWords : emptyFolded;
  return [...new Set(searchTerms(words.filter((it) => !empty.has(it)).join(" ")))];
}

/** Cuts the commonest English endings. No Vietnamese syllable is long enough to lose one. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) {
    return word;
  }
  const singular = word
    .replace(/ies$/, "y")
    .replace(/(ss|sh|ch|x)es$/, "$1")
    .replace(/([^su])s$/, "$1");
  const bare = singular.length > 5 ? singular.replace(/(ing|ed)$/, "") : singular;
  return bare.replace(/(.{3})e$/, "$1").replace(/([bdgmnprt])\1$/, "$1");
}
