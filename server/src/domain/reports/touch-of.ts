import type { Input, PathStep, Referral } from "@chatloom/runtime";
import { countName } from "./counts.ts";

/** The sources that bring a contact: an ad, a link of the workspace, another ref, a broadcast, or a flow that they started. */
export const touchKinds = ["ad", "link", "ref", "broadcast", "flow"] as const;
export type TouchKind = (typeof touchKinds)[number];

const longestName = 100;

/** Returns what brought a contact in a turn, as the name of a count: kind and id. Undefined where nothing did. */
export function touchOf(input: Input | undefined, path: readonly PathStep[]): string | undefined {
  const referral = referralOf(input);
  if (referral?.link) {
    return touch("link", referral.link.id);
  }
  if (referral && (referral.headline || referral.clickId)) {
    return touch("ad", referral.ref || referral.headline || "");
  }
  if (referral?.ref) {
    return touch("ref", referral.ref);
  }
  if (input?.type === "start" && input.broadcast !== undefined) {
    return touch("broadcast", input.broadcast);
  }
  const started = path.find((it) => it.step === "started");
  return started && touch("flow", started.flowId);
}

function touch(kind: TouchKind, id: string): string {
  return countName(kind, id.slice(0, longestName));
}

function referralOf(input: Input | undefined): Partial<Referral> | undefined {
  switch (input?.type) {
    case "message":
      return input.referral;
    case "referral":
    case "welcome":
      return input as Partial<Referral>;
    default:
      return undefined;
  }
}
