import { checkedFacts, readContactFact } from "@chatloom/runtime";
import { Invalid } from "../../context/errors.ts";
import { expectedFacts } from "../../domain/expected-facts.ts";

/** Throws `Invalid` for a country or time zone that is none. Null and an empty text clear it. `at` is the value's place in the body. */
export function refuseWrongFacts(given: Readonly<Record<string, unknown>>, at?: string): void {
  for (const fact of checkedFacts) {
    const value = given[fact] ?? "";
    if (value !== "" && readContactFact(fact, value) === undefined) {
      const message = `"${fact}" must be ${expectedFacts[fact]}`;
      throw new Invalid("contact.field-wrong-type", message, [{ at: at ?? `/${fact}`, message }]);
    }
  }
}
