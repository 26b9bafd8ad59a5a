import type { NodeData } from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import type { JsonObject } from "./input.ts";

/** The answer of the model if no exit applies. */
export const noExit = "none";

/** Makes the schema of the answer if the model chooses an exit or extracts facts. */
export function answerSchema({ exits, extract }: NodeData<"llm">): JsonObject | undefined {
  if (exits.length === 0 && extract.length === 0) {
    return undefined;
  }
  const properties: Record<string, JsonObject> = {
    reply: { type: "string", description: "What to say to the user next" },
  };
  if (exits.length > 0) {
    properties.exit = { type: "string", enum: [...exits.map(({ id }) => id), noExit] };
  }
  if (extract.length > 0) {
    properties.extracted = objectSchema(
      Object.fromEntries(
        extract.map(({ variable, type, description }, index) => [
          `value${index}`,
          {
            type: [type === "date" ? "string" : type, "null"],
            description: `${variable}${description ? `: ${description}` : ""}${type === "date" ? " (ISO 8601)" : ""}`,
          },
        ]),
      ),
    );
  }
  return objectSchema(properties);
}

/** Makes the instructions, with the meaning of the answer's fields. */
export function systemMessage(visit: Visit<"llm">): string {
  const { exits, extract } = visit.data;
  const lines = [visit.render(visit.data.instructions)];
  if (exits.length > 0) {
    lines.push("", `Set "exit" to one of these as soon as it applies, otherwise to "${noExit}":`);
    for (const exit of exits) {
      lines.push(`- ${exit.id}: ${visit.render(exit.when)}`);
    }
  }
  if (extract.length > 0) {
    lines.push(
      "",
      'Fill "extracted" with what the user has said so far; use null for what is not known.',
    );
  }
  return lines.join("\n");
}

function objectSchema(properties: { readonly [name: string]: JsonObject }): JsonObject {
  return {
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}
