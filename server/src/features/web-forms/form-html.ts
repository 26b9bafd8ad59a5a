import type { WebFormPage, WebFormQuestion } from "@chatloom/runtime";
import { contactPage, escaped } from "../../http/contact-page.ts";
import { type FormLanguage, formWord } from "./form-words.ts";
import type { Answers } from "./read-answers.ts";

/** Writes the page with the questions. It needs no script, so that every phone's browser shows it. */
export function formHtml(
  { title, questions }: WebFormPage,
  language: FormLanguage,
  { values, flaws }: Answers = { values: {}, flaws: {} },
): string {
  const first = questions.find(({ id }) => flaws[id])?.id ?? questions[0]?.id;
  const parts = questions.map((question) => {
    const flaw = flaws[question.id];
    return questionHtml(question, language, {
      value: values[question.id] ?? "",
      problem: flaw && formWord(language, flaw),
      focused: question.id === first,
    });
  });
  const heading = title === "" ? "" : `<h1>${escaped(title)}</h1>`;
  const send = `<button type="submit">${formWord(language, "send")}</button>`;
  const form = `<form method="post" novalidate>${parts.join("")}${send}</form>`;
  return contactPage(language, title || formWord(language, "send"), heading + form);
}

/** Writes a page that only says something. */
export function noticeHtml(language: FormLanguage, word: "thanks" | "gone" | "tooMany"): string {
  const title = formWord(language, word);
  return contactPage(
    language,
    title,
    `<h1>${title}</h1><p>${formWord(language, `${word}Text`)}</p>`,
  );
}

const types = {
  text: `type="text" maxlength="2000"`,
  number: `type="text" inputmode="decimal" maxlength="30"`,
  email: `type="email" autocomplete="email" maxlength="254"`,
  phone: `type="tel" autocomplete="tel" maxlength="30"`,
  date: `type="date"`,
  time: `type="time"`,
} as const;

function questionHtml(
  { id, label, expect, choices, required }: WebFormQuestion,
  language: FormLanguage,
  state: {
    readonly value: string;
    readonly problem: string | undefined;
    readonly focused: boolean;
  },
): string {
  const { value, problem, focused } = state;
  const name = escaped(id);
  const hint = required ? "" : ` <small>(${formWord(language, "optional")})</small>`;
  const attributes = [
    `id="q-${name}" name="${name}"`,
    required ? `aria-required="true"` : "",
    problem === undefined ? "" : `aria-invalid="true" aria-describedby="p-${name}"`,
    focused ? "autofocus" : "",
  ].join(" ");
  const control =
    expect === "choice"
      ? `<select ${attributes}><option value="">${formWord(language, "choose")}</option>${choices
          .map(
            (it) =>
              `<option value="${escaped(it)}"${it === value ? " selected" : ""}>${escaped(it)}</option>`,
          )
          .join("")}</select>`
      : `<input ${types[expect]} ${attributes} value="${escaped(value)}">`;
  const flaw = problem === undefined ? "" : `<p class="flaw" id="p-${name}">${problem}</p>`;
  return `<div><label for="q-${name}">${escaped(label)}${hint}</label>${control}${flaw}</div>`;
}
