import { readFieldValue } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";

/** Returns the values of contact fields in the types of their definitions. Throws `Invalid` for one that does not fit. */
export async function inTheirTypes(
  { connection }: ServerContext,
  workspaceId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const keys = Object.keys(fields);
  const found = await contactDefinitions(connection)
    .in(workspaceId)
    .find({ kind: "field", key: { $in: keys } });
  const defined = new Map(found.map((it) => [it.key, it]));
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const { type = "text", choices = [] } = defined.get(key) ?? {};
      if (value === null || !defined.has(key)) {
        return [key, value];
      }
      const reading = readFieldValue({ type, choices }, value);
      if ("expected" in reading) {
        const message = `"${key}" must be ${reading.expected}`;
        throw new Invalid("contact.field-wrong-type", message, [{ at: `/fields/${key}`, message }]);
      }
      return [key, reading.value];
    }),
  );
}
