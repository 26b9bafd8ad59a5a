import type { ContentOf } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";

type Parameter = ContentOf<"template">["parameters"][number];
type Part = Record<string, unknown>;

/** An approved template with its parameters, gathered by place as WhatsApp wants them. */
export function composeTemplate({ name, language, parameters }: ContentOf<"template">): Part {
  const at = (place: Parameter["place"]) => parameters.filter((it) => it.place === place);
  const components = [
    ...component("header", at("header")),
    ...component("body", at("body")),
    ...at("button").map(button),
  ];
  return {
    type: "template",
    template: {
      name,
      language: { code: language },
      components: components.length > 0 ? components : undefined,
    },
  };
}

function component(type: "header" | "body", parameters: readonly Parameter[]): readonly Part[] {
  return parameters.length === 0 ? [] : [{ type, parameters: parameters.map(parameter) }];
}

function parameter({ kind, value, name }: Parameter): Part {
  const named = defined({ parameter_name: name === "" ? undefined : name });
  switch (kind) {
    case "image":
    case "video":
    case "document":
      return { type: kind, ...named, [kind]: { link: value } };
    default:
      return { type: "text", ...named, text: oneLine(value) };
  }
}

/**
 * A parameter's text as WhatsApp takes it: one line, without tabs or more than four blanks in a row, never empty. Otherwise the
 * whole message is refused (code 132018 or 100).
 */
function oneLine(value: string): string {
  return (
    value
      .replace(/\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ")
      .replace(/\s{4,}/g, " ")
      .trim() || "-"
  );
}

/** A quick reply takes the payload that comes back; a button that copies takes the code; a web address takes its last part. */
function button({ kind, value, index }: Parameter, position: number): Part {
  const place = { type: "button", index: String(index ?? position) };
  if (kind === "code") {
    const coupon = { type: "coupon_code", coupon_code: oneLine(value).slice(0, 20) };
    return { ...place, sub_type: "copy_code", parameters: [coupon] };
  }
  return kind === "payload"
    ? { ...place, sub_type: "quick_reply", parameters: [{ type: "payload", payload: value }] }
    : { ...place, sub_type: "url", parameters: [{ type: "text", text: addressPart(value) }] };
}

/** The end of an address: without blanks or letters outside ASCII; what is encoded already stays. */
function addressPart(value: string): string {
  return encodeURI(oneLine(value)).replaceAll("%25", "%");
}
