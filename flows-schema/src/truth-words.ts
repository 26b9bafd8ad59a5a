import { foldAccents, foldText, foldWords } from "./fold-text.ts";

const yes =
  words(`true yes y yeah yep ok okay on 1 có đúng vâng phải ja jawohl oui vrai sí verdadero sim verdadeiro
  হ্যাঁ হাঁ জি हाँ हां da да tak evet si vero ano igen kyllä はい 是 对 對 네 예 نعم`);
const no =
  words(`false no n nope off 0 không sai nein falsch non faux não nao falso না नहीं нет nie hayır ne nem ei いいえ 否 不
  아니요 아니오 لا`);

/** Reads a word for true or false in the languages that flows are written in; undefined for any other text. */
export function readTruth(text: string): boolean | undefined {
  const word = fold(text);
  if (yes.has(word)) {
    return true;
  }
  return no.has(word) ? false : undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(fold));
}

function fold(text: string): string {
  return foldWords(foldAccents(foldText(text)));
}
