import { escapeHtml } from "../../channels/email/html.ts";
import { mailPage } from "../../channels/email/mail-page.ts";

/** A table of a mail. The first column is text, the others are numbers. */
export interface MailTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said where there are no rows. */
  readonly nothing: string;
}

/** A mail with figures. */
export interface FigureMail {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
  readonly tables: readonly MailTable[];
  readonly link: { readonly text: string; readonly url: string };
  readonly footer: string;
  /** Absent: nothing can be ended. */
  readonly leave?: { readonly text: string; readonly url: string } | undefined;
}

/** Writes the mail as plain text. */
export function writeText(mail: FigureMail): string {
  const { title, subtitle, notes, tables, link, footer, leave } = mail;
  return [
    `${title}\n${subtitle}`,
    ...notes,
    ...tables.map((it) => `${it.title}\n${"=".repeat(it.title.length)}\n${tableText(it)}`),
    `${link.text}: ${link.url}`,
    `--\n${footer}${leave ? `\n${leave.text}: ${leave.url}` : ""}`,
  ].join("\n\n");
}

function tableText({ columns, rows, nothing }: MailTable): string {
  if (rows.length === 0) {
    return nothing;
  }
  const [, ...names] = columns;
  return rows
    .map(([name = "", ...values]) => {
      const said = values.map((it, index) => `${names[index]} ${it}`);
      return `${name}: ${said.join(" · ")}`;
    })
    .join("\n");
}

const cell = "padding:6px 10px;border-bottom:1px solid #d8dde5";
const number = `${cell};text-align:right;white-space:nowrap`;

/** Writes the mail as HTML: tables, and styles at the elements. */
export function writeHtml(mail: FigureMail): string {
  const { title, subtitle, notes, tables, link, footer, leave } = mail;
  const body = `<h1 style="font-size:22px;margin:0">${escapeHtml(title)}</h1>
<p style="margin:4px 0 16px">${escapeHtml(subtitle)}</p>
${notes.map((it) => `<p><strong>${escapeHtml(it)}</strong></p>`).join("\n")}
${tables.map(tableHtml).join("\n")}
<p style="margin:24px 0"><a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a></p>
<p style="font-size:13px">${escapeHtml(footer)}${leave ? ` <a href="${escapeHtml(leave.url)}">${escapeHtml(leave.text)}</a>` : ""}</p>`;
  return mailPage(title, body);
}

function tableHtml({ title, columns, rows, nothing }: MailTable): string {
  const heading = `<h2 style="font-size:17px;margin:24px 0 8px">${escapeHtml(title)}</h2>`;
  if (rows.length === 0) {
    return `${heading}\n<p>${escapeHtml(nothing)}</p>`;
  }
  const line = (tag: "td" | "th", texts: readonly string[]) =>
    texts
      .map((it, index) => {
        const left = tag === "th" ? `${cell};text-align:left` : cell;
        return `<${tag} style="${index === 0 ? left : number}">${escapeHtml(it)}</${tag}>`;
      })
      .join("");
  return `${heading}
<table role="table" style="border-collapse:collapse;width:100%">
<thead><tr>${line("th", columns)}</tr></thead>
<tbody>
${rows.map((it) => `<tr>${line("td", it)}</tr>`).join("\n")}
</tbody>
</table>`;
}
