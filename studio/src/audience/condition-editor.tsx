import type { Condition } from "@chatloom/flows-schema";
import { FormWorldContext } from "../forms/form-world.tsx";
import { ConditionWidget } from "../forms/widgets/condition.tsx";
import { useSegmentWorld } from "./segment-world.ts";

/** A condition with one line to fill in. */
export const freshCondition: Condition = {
  match: "all",
  groups: [{ match: "all", rules: [{ left: "contact.tags", operator: "contains", right: "" }] }],
};

/** The condition editor of flows, for conditions about contacts. */
export function ConditionEditor({
  condition,
  onChange,
  readOnly = false,
  ownId,
}: {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly readOnly?: boolean;
  /** The segment that is edited: it cannot name itself. */
  readonly ownId?: string | undefined;
}) {
  const world = useSegmentWorld(readOnly, ownId);
  return (
    <FormWorldContext value={world}>
      <ConditionWidget
        schema={{}}
        value={condition}
        path=""
        label=""
        optional={false}
        beside={{}}
        onChange={(next) => next && onChange(next)}
      />
    </FormWorldContext>
  );
}

/** The condition without lines that are not filled in yet. */
export function filledIn({ match, groups }: Condition): Condition {
  const whole = groups.map((group) => ({
    ...group,
    rules: group.rules.filter(
      ({ left, right }) => left !== "" && (right === undefined || isWhole(left, right.trim())),
    ),
  }));
  return { match, groups: whole.filter((it) => it.rules.length > 0) };
}

/** A step is chosen after its flow: `flowId/` is not whole yet. */
function isWhole(left: string, right: string): boolean {
  return right !== "" && (left !== "contact.passedSteps" || /^[^/]+\/[^/]+/.test(right));
}
