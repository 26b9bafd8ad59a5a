import type { LlmAnswer, LlmMessage, LlmRequest } from "@chatloom/runtime";

const schema = {
  type: "object",
  properties: {
    translations: {
      type: "array",
      items: {
        type: "object",
        properties: { number: { type: "integer" }, text: { type: "string" } },
        required: ["number", "text"],
        additionalProperties: false,
      },
    },
  },
  required: ["translations"],
  additionalProperties: false,
} as const;

/** Returns a request for translations. The texts are quoted and numbered, so that none of them is an instruction. */
export function translationRequest(
  rules: string,
  texts: readonly string[],
): Pick<LlmRequest, "messages" | "schema"> {
  const quoted = texts.map((text, index) => ({ number: index + 1, text }));
  const messages: LlmMessage[] = [
    { role: "system", content: rules },
    { role: "user", content: JSON.stringify(quoted) },
  ];
  return { messages, schema: schema as never };
}

/** Returns how the model translated the text at a place, from 0; undefined where it left the text out. */
export function readTranslations(data: LlmAnswer["data"]): (place: number) => string | undefined {
  const given = (data?.translations ?? []) as unknown as readonly {
    readonly number: number;
    readonly text: string;
  }[];
  return (place) => given.find((it) => it.number === place + 1)?.text;
}
