import type { WebFormPage, WebFormQuestion } from "@chatloom/runtime";
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
  return page(language, title || formWord(language, "send"), heading + form);
}

/** Writes a page that only says something. */
export function noticeHtml(language: FormLanguage, word: "thanks" | "gone" | "tooMany"): string {
  const title = formWord(language, word);
  return page(language, title, `<h1>${title}</h1><p>${formWord(language, `${word}Text`)}</p>`);
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

function page(language: FormLanguage, title: string, content: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${content}</main></body></html>`;
}

const style = `:root{color-scheme:light dark;--ink:#14201b;--paper:#f5f3ee;--card:#fff;--line:#8a938e;--accent:#0f6b57;--flaw:#a3231f}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f0;--paper:#101713;--card:#1b2520;--line:#7d8a84;--accent:#38b492;--flaw:#ff9d94}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:480px;margin:0 auto;padding:24px 16px}h1{font-size:22px;margin:0 0 16px;overflow-wrap:anywhere}
form>div{margin-bottom:18px}label{display:block;font-weight:600;margin-bottom:6px;overflow-wrap:anywhere}small{font-weight:400}
input,select{width:100%;min-height:46px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:10px}
[aria-invalid]{border-color:var(--flaw)}.flaw{margin:6px 0 0;color:var(--flaw)}
button{width:100%;min-height:48px;font:inherit;font-weight:650;color:#fff;background:#0f6b57;border:0;border-radius:10px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
