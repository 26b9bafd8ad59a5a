import { type NodeTypeId, nodeTypes, type Port } from "@chatloom/flows-schema";
import { stringify } from "yaml";
import englishNotes from "../../docs/step-notes/en.json" with { type: "json" };
import vietnameseNotes from "../../docs/step-notes/vi.json" with { type: "json" };
import { slugOf } from "../../studio/src/ui/declared-words.ts";
import { words as english } from "../../studio/src/words/en/index.ts";
import { words as vietnamese } from "../../studio/src/words/vi/index.ts";
import { type Field, fieldsOf } from "./fields-of.ts";
import { takes } from "./takes.ts";

/** The languages of the pages. */
export type Language = "en" | "vi";

type Notes = Readonly<Record<NodeTypeId, string>>;

/** Words around the declarations. */
const frames = {
  en: {
    title: "All steps",
    intro:
      "Each step of a flow does one thing. This page lists all of them as the palette does, with their settings and the ways on. Settings with * must be filled before a flow can be published.",
    made: "This page is made from the declarations of the steps: change those, or docs/step-notes, and run npm run docs:steps.",
    columns: "| setting | takes | |\n|---|---|---|",
    ways: "Ways on in this example",
    noWays: "Nothing follows: the run ends here.",
    example: "Example",
    text: "As [text](flow-files.md)",
    picture: (title: string) => `The step ${title} on the canvas, its settings beside it`,
  },
  vi: {
    title: "Tất cả các bước",
    intro:
      "Mỗi bước trong kịch bản làm một việc. Trang này liệt kê tất cả theo thứ tự của bảng chọn bước, kèm các thiết lập và lối đi tiếp. Thiết lập có dấu * phải được điền trước khi xuất bản kịch bản.",
    made: "Trang này được tạo từ khai báo của các bước: hãy sửa khai báo hoặc docs/step-notes rồi chạy npm run docs:steps.",
    columns: "| thiết lập | nhận | |\n|---|---|---|",
    ways: "Lối đi tiếp trong ví dụ này",
    noWays: "Không có bước nào sau đó: lượt chạy kết thúc tại đây.",
    example: "Ví dụ",
    text: "Dạng [văn bản](flow-files.md)",
    picture: (title: string) => `Bước ${title} trên khung vẽ, bên cạnh là các thiết lập`,
  },
} as const;

const catalogues = { en: english, vi: vietnamese };
const notes: Readonly<Record<Language, Notes>> = { en: englishNotes, vi: vietnameseNotes };
const groups = ["triggers", "messages", "logic", "actions", "ai", "people"] as const;

/** Returns the page of all steps in a language, as Markdown. */
export function stepPage(language: Language): string {
  const frame = frames[language];
  const types = Object.keys(nodeTypes) as NodeTypeId[];
  const chapters = groups.map((group) => {
    const sections = types
      .filter((type) => nodeTypes[type].group === group)
      .map((type) => section(language, type));
    return `## ${catalogues[language].editor.groups[group]}\n\n${sections.join("\n")}`;
  });
  return `# ${frame.title}\n\n<!-- ${frame.made} -->\n\n${frame.intro}\n\n${chapters.join("\n")}`;
}

function section(language: Language, type: NodeTypeId): string {
  const frame = frames[language];
  const title = titleOf(language, type);
  return `### ${title}

${descriptionOf(language, type)} ${notes[language][type]}

![${frame.picture(title)}](../pictures/${language}/steps/${type}.webp)

${table(language, type)}**${frame.example}.** ${frame.text}:

\`\`\`yaml
${exampleOf(type)}
\`\`\`

${ways(language, type)}
`;
}

/** Returns what the picture of a step shows, as text: its words, settings, example and ways on. */
export function shownOfStep(language: Language, type: NodeTypeId): string {
  return [
    titleOf(language, type),
    descriptionOf(language, type),
    table(language, type),
    exampleOf(type),
    ways(language, type),
  ].join("\n");
}

function titleOf(language: Language, type: NodeTypeId): string {
  return declared(language, `nodes.${type}.title`, nodeTypes[type].title);
}

function descriptionOf(language: Language, type: NodeTypeId): string {
  return declared(language, `nodes.${type}.description`, nodeTypes[type].description);
}

function exampleOf(type: NodeTypeId): string {
  return stringify({ type, data: nodeTypes[type].example }, { lineWidth: 100 }).trimEnd();
}

function table(language: Language, type: NodeTypeId): string {
  const rows = fieldsOf(nodeTypes[type].data).map((it) => row(language, it));
  return rows.length > 0 ? `${frames[language].columns}\n${rows.join("\n")}\n\n` : "";
}

function row(language: Language, field: Field): string {
  const { title, description, needed } = field;
  const name = declared(language, `fields.${slugOf(title)}`, title);
  const hint =
    description === undefined
      ? ""
      : declared(language, `hints.${slugOf(title)}`, description).replaceAll("|", "\\|");
  const inner = (it: string) => declared(language, `fields.${slugOf(it)}`, it);
  return `| ${name}${needed ? " *" : ""} | ${takes(language, field, choiceWord(language), inner)} | ${hint} |`;
}

function ways(language: Language, type: NodeTypeId): string {
  const { example } = nodeTypes[type];
  const ports = (nodeTypes[type].ports as (data: unknown) => readonly Port[])(example);
  if (ports.length === 0) {
    return frames[language].noWays;
  }
  const names = ports.map(({ label }) =>
    label === ""
      ? catalogues[language].editor.ports.next
      : declared(language, `ports.${slugOf(label)}`, label),
  );
  return `${frames[language].ways}: ${names.map((it) => `**${it}**`).join(", ")}.`;
}

function choiceWord(language: Language): (word: string) => string {
  const choices: Readonly<Record<string, string>> = catalogues[language].forms.words;
  return (word) => choices[word] ?? word;
}

/** Looks words of a declaration up as the studio does; the English ones stand in the declaration. */
function declared(language: Language, key: string, english: string): string {
  if (language === "en") {
    return english;
  }
  const found = key
    .split(".")
    .reduce<unknown>((it, part) => Reflect.get(Object(it), part), vietnamese.declared);
  return typeof found === "string" ? found : english;
}
