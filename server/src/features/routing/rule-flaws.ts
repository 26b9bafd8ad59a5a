import type { RuleConditions } from "@chatloom/flows-schema";
import { type Flaw, Invalid } from "../../context/errors.ts";

/** Finds rules whose ids repeat, whose conditions can never hold, or in which `targetFlaws` finds something. */
export function ruleFlaws<R extends RuleConditions & { readonly id: string }>(
  rules: readonly R[],
  channelIds: ReadonlySet<string>,
  targetFlaws: (rule: R, at: string) => readonly Flaw[],
): Flaw[] {
  const ids = new Set<string>();
  return rules.flatMap((rule, index) => {
    const at = `/rules/${index}`;
    const repeated = ids.has(rule.id);
    ids.add(rule.id);
    return [
      ...(repeated
        ? [{ at: `${at}/id`, message: "must differ from the ids of the other rules" }]
        : []),
      ...targetFlaws(rule, at),
      ...(rule.time !== "any" && rule.hours.length === 0
        ? [{ at: `${at}/hours`, message: "must hold at least one opening time" }]
        : []),
      ...rule.channelIds.flatMap((id, place) =>
        channelIds.has(id)
          ? []
          : [{ at: `${at}/channelIds/${place}`, message: "must be a connected channel" }],
      ),
    ];
  });
}

/** Throws `routing.invalid` where there are flaws. */
export function refuseFlaws(flaws: readonly Flaw[]): void {
  if (flaws.length > 0) {
    throw new Invalid("routing.invalid", `${flaws[0]?.at} ${flaws[0]?.message}`, flaws);
  }
}

interface Identified {
  find(
    filter: Record<string, unknown>,
    reading: { projection: { _id: 1 } },
  ): Promise<readonly { readonly _id: unknown }[]>;
}

/** Reads the ids of all documents of a collection in a workspace. */
export async function idsOf(model: Identified): Promise<ReadonlySet<string>> {
  const found = await model.find({}, { projection: { _id: 1 } });
  return new Set(found.map((it) => String(it._id)));
}
