import { MessageContent } from "@chatloom/flows-schema";
import Type from "typebox";
import { schemaValidator } from "../../validation/schema-validator.ts";

const key = Type.String({ minLength: 8, maxLength: 64, pattern: "^[\\w-]+$" });
const ref = Type.Optional(Type.String({ maxLength: 300 }));
const page = Type.Optional(Type.String({ maxLength: 2_000 }));
const values = Type.Optional(
  Type.Record(
    Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]{0,49}$" }),
    Type.String({ maxLength: 200 }),
    { maxProperties: 20, additionalProperties: false },
  ),
);

const flawsOf = {
  send: schemaValidator(
    Type.Object(
      { key, content: MessageContent, ref, page, values },
      { additionalProperties: false },
    ),
  ),
  tap: schemaValidator(
    Type.Object(
      {
        key,
        payload: Type.String({ minLength: 1, maxLength: 1_000 }),
        label: Type.String({ maxLength: 1_000 }),
      },
      { additionalProperties: false },
    ),
  ),
  open: schemaValidator(Type.Object({ ref, page, values }, { additionalProperties: false })),
  visit: schemaValidator(
    Type.Object(
      {
        page: Type.String({ minLength: 1, maxLength: 2_000 }),
        title: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
  ),
};

/** The content that visitors may send. */
const kinds = new Set(["text", "image", "video", "audio", "file", "location", "contacts"]);
const mostText = 10_000;

/** Returns what is wrong with the input of a visitor's browser; undefined if it is valid. */
export function flawOf(event: keyof typeof flawsOf, value: unknown): string | undefined {
  const [flaw] = flawsOf[event](value);
  return flaw && `${flaw.at || "It"} ${flaw.message}`;
}

/** Says why a visitor may not send a message of this kind; undefined if they may. */
export function contentFlaw(content: MessageContent): string | undefined {
  if (!kinds.has(content.kind)) {
    return `/content/kind must be one of ${[...kinds].join(", ")}`;
  }
  if (content.kind === "text") {
    if (content.text.trim() === "") {
      return "/content/text must not be empty";
    }
    if (content.text.length > mostText) {
      return `/content/text must have at most ${mostText} characters`;
    }
  }
  return undefined;
}
