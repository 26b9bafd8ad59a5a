/** A goal or a variant of one contact, as counting needs it. */
export interface CountedEvent {
  readonly contactId: string;
  /** The goal's name, or the variant's id. */
  readonly name: string;
  readonly value?: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The results of the contacts who got a variant. */
export interface VariantResult {
  readonly variant: string;
  readonly people: number;
  /** How many of them reached a goal afterwards. */
  readonly reached: number;
}

/** Counts people by the variant they got. A goal counts for the variant that the contact got last before it. */
export function countVariants(
  given: readonly CountedEvent[],
  goals: readonly CountedEvent[],
): VariantResult[] {
  const byContact = new Map<string, CountedEvent[]>();
  for (const it of [...given].sort((a, b) => a.at - b.at)) {
    byContact.set(it.contactId, [...(byContact.get(it.contactId) ?? []), it]);
  }
  const people = new Map<string, Set<string>>();
  const reached = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, variant: string, contactId: string) => {
    const known = to.get(variant) ?? new Set();
    to.set(variant, known.add(contactId));
  };
  for (const { name, contactId } of given) {
    add(people, name, contactId);
  }
  for (const { contactId, at } of goals) {
    const last = byContact.get(contactId)?.findLast((it) => it.at <= at);
    if (last) {
      add(reached, last.name, contactId);
    }
  }
  return [...people].map(([variant, those]) => ({
    variant,
    people: those.size,
    reached: reached.get(variant)?.size ?? 0,
  }));
}
