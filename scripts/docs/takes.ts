import type { Field } from "./fields-of.ts";

interface Words {
  readonly [widget: string]: string;
}

/** What a form control takes, by widget. `{n}` is the most characters or items, `{parts}` the titles of an item's parts. */
const kinds: Readonly<Record<"en" | "vi", Words>> = {
  en: {
    template: "text with variables, up to {n} characters",
    line: "one line with variables, up to {n} characters",
    label: "one line, up to {n} characters",
    changedName: "a tag, a contact field or a segment",
    operand: "a variable",
    variable: "the name of a variable",
    media: "a file or its address",
    switch: "yes or no",
    number: "a number{range}",
    choice: "one of: {choices}",
    tags: "up to {n} short texts",
    channelTypes: "channels; none means all",
    knowledge: "knowledge bases; none means all",
    flow: "a flow",
    node: "a step",
    code: "JavaScript, up to {n} characters",
    duration: "a time, such as 3 hours",
    member: "a member",
    members: "members",
    team: "a team",
    agent: "an AI agent",
    connection: "a connection",
    list: "up to {n} of these: {parts}",
    choices: "any of: {choices}",
    other: "chosen in the form",
  },
  vi: {
    template: "văn bản có thể chứa biến, tối đa {n} ký tự",
    line: "một dòng có thể chứa biến, tối đa {n} ký tự",
    label: "một dòng, tối đa {n} ký tự",
    changedName: "một thẻ, một trường của liên hệ hoặc một phân khúc",
    operand: "một biến",
    variable: "tên biến",
    media: "tệp hoặc địa chỉ của tệp",
    switch: "có hoặc không",
    number: "một số{range}",
    choice: "một trong: {choices}",
    tags: "tối đa {n} từ hoặc cụm từ ngắn",
    channelTypes: "các kênh; để trống là mọi kênh",
    knowledge: "các kho tri thức; để trống là tất cả",
    flow: "một kịch bản",
    node: "một bước",
    code: "JavaScript, tối đa {n} ký tự",
    duration: "khoảng thời gian, chẳng hạn 3 giờ",
    member: "một thành viên",
    members: "các thành viên",
    team: "một nhóm",
    agent: "một trợ lý AI",
    connection: "một kết nối",
    list: "tối đa {n} mục gồm: {parts}",
    choices: "bất kỳ trong số: {choices}",
    other: "chọn trong biểu mẫu",
  },
};

/** Says what a setting takes. `choice` and `part` translate the words of choices and the titles of parts. */
export function takes(
  language: "en" | "vi",
  field: Field,
  choice: (word: string) => string,
  part: (title: string) => string,
): string {
  const words = kinds[language];
  const sentence = words[kindOf(field, words)] ?? "";
  return sentence
    .replace("{n}", String(field.mostLength ?? field.mostItems ?? ""))
    .replace("{range}", rangeOf(field))
    .replace("{choices}", field.choices.map(choice).join(", "))
    .replace("{parts}", field.parts.map(part).join(", "))
    .replaceAll("|", "\\|");
}

function kindOf({ widget, choices, parts }: Field, words: Words): string {
  if (
    widget === "choice" ||
    widget === "contactChange" ||
    (choices.length > 0 && widget === "string")
  ) {
    return "choice";
  }
  if (choices.length > 0) {
    return "choices";
  }
  if (parts.length > 0) {
    return "list";
  }
  return words[widget] === undefined ? "other" : widget;
}

function rangeOf({ minimum, maximum }: Field): string {
  if (minimum === undefined && maximum === undefined) {
    return "";
  }
  return ` (${minimum ?? ""}–${maximum ?? ""})`;
}
