import { contactLimits } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";

/** Throws `Invalid` for a field whose name or value is too large. */
export function refuseLargeField(name: string, value: unknown): void {
  const { nameCharacters, valueBytes } = contactLimits;
  const short = name.slice(0, nameCharacters);
  if (name.length > nameCharacters) {
    refuseField(short, `must have a name of at most ${nameCharacters} characters`);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > valueBytes) {
    refuseField(short, `must have at most ${valueBytes} bytes as JSON`);
  }
}

function refuseField(name: string, message: string): never {
  const at = `/fields/${name}`;
  throw new Invalid("contact.field-too-large", `"${name}" ${message}`, [{ at, message }]);
}
