import type { Input, JsonObject, ReferralFacts } from "./input.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Returns the variables that an input gives to the flow that it starts. */
export function triggerVariables(input: Input): JsonObject {
  switch (input.type) {
    case "event":
      return { event: { ...input.properties, name: input.name, properties: input.properties } };
    case "message":
      return input.referral === undefined ? {} : { referral: referralOf(input.referral) };
    case "referral":
      return { referral: referralOf(input) };
    case "welcome":
      return input.ref === undefined && input.values === undefined
        ? {}
        : { referral: referralOf(input) };
    case "contactChanged":
      return { change: { kind: input.change, name: input.name } };
    default:
      return {};
  }
}

function referralOf(referral: ReferralFacts): JsonObject {
  const { ref, source, headline, body, url, clickId, values, link } = referral;
  const facts = { ref, source, headline, body, url, clickId, link: link?.name };
  return { ...values, ...withoutUndefined(facts) };
}
