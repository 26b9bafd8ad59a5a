import type { AnsweringEffect, JsonValue } from "@chatloom/runtime";
import { simulatedQueue } from "./simulated-queue.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

/** Gives the simulator's own answer: nobody is ahead in the queue; a payment has a link and is unpaid; another channel has a link; a CRM knows everybody with an address; a row is appended. Undefined where a person answers. */
export function simulatedAnswer(
  place: { readonly world: SimulatedWorld; readonly now: number },
  effect: AnsweringEffect,
): JsonValue | undefined {
  switch (effect.type) {
    case "lookUpQueue":
      return { ...simulatedQueue(place, effect) };
    case "createPayment":
      return { paymentId: effect.id, url: "https://payment.example/test" };
    case "openSwitch":
      return { switchId: effect.id, url: "https://chat.example/test" };
    case "checkPayment":
      return { state: effect.close ? "closed" : "open" };
    case "callCrm": {
      const { action, email, phone } = effect.crm;
      const found = action === "save" || email !== "" || phone !== "";
      return { found, created: action === "save", id: found ? "1" : "", values: effect.crm.values };
    }
    case "callSheet":
      return effect.sheet.action === "append" ? { found: true, row: 2, values: {} } : undefined;
    default:
      return undefined;
  }
}
