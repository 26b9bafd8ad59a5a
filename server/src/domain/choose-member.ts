import type { Distribution } from "@chatloom/flows-schema";
import type { HandoffTarget } from "@chatloom/runtime";

/** A member who may take conversations. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Whether conversations may be assigned to them now. */
  readonly online: boolean;
  readonly skills: readonly string[];
  /** Their open conversations. */
  readonly load: number;
  /** The most open conversations at once; undefined: no limit. */
  readonly capacity?: number | undefined;
  /** When the queue last gave them one, in epoch milliseconds; 0: never. */
  readonly assignedAt: number;
}

/** The conversation to assign: whom it is for. */
export type Wanted = Pick<HandoffTarget, "assignTo" | "skill" | "memberId">;

/** Those who may take a conversation, whether they are online or not. `teamMembers`: the ids of its team, if it has one. */
export function eligible(
  candidates: readonly Candidate[],
  { assignTo, skill, memberId }: Wanted,
  teamMembers: readonly string[] | undefined,
): readonly Candidate[] {
  return candidates.filter((it) => {
    if (assignTo === "member") {
      return it.id === memberId;
    }
    if (teamMembers && !teamMembers.includes(it.id)) {
      return false;
    }
    return assignTo !== "skill" || (skill !== undefined && hasSkill(it, skill));
  });
}

/** Whether a member may be given one more conversation. */
export function hasCapacity({ online, load, capacity }: Candidate): boolean {
  return online && (capacity === undefined || load < capacity);
}

/** The member who gets the next conversation; undefined while all are away or at their capacity. */
export function chooseMember(
  candidates: readonly Candidate[],
  distribution: Distribution,
): Candidate | undefined {
  if (distribution === "manual") {
    return undefined;
  }
  const byTurn = (a: Candidate, b: Candidate) =>
    a.assignedAt - b.assignedAt || a.id.localeCompare(b.id);
  const byLoad = (a: Candidate, b: Candidate) => a.load - b.load || byTurn(a, b);
  return [...candidates]
    .filter(hasCapacity)
    .sort(distribution === "roundRobin" ? byTurn : byLoad)[0];
}

function hasSkill({ skills }: Candidate, skill: string): boolean {
  const wanted = skill.trim().toLowerCase();
  return skills.some((it) => it.trim().toLowerCase() === wanted);
}
