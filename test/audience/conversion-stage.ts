import type { BodyOf } from "@chatloom/api-schema";
import { datasetId, datasetToken } from "../doubles/conversions.ts";
import type { routes } from "../support/world.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";

/** The body that connects a dataset of the double. */
export function datasetAt(url: string): BodyOf<typeof routes.conversions.createConversionDataset> {
  return {
    name: "Ads",
    datasetId,
    accessToken: datasetToken,
    rules: [
      { goal: "bought", event: "Purchase", value: "goal", currency: "VND" },
      { goal: "asked", event: "LeadSubmitted", value: "fixed", amount: 2, currency: "USD" },
    ],
    consent: "notRefused",
    testCode: "",
    enabled: true,
    apiVersion: "v25.0",
    apiBaseUrl: url,
  };
}

/** A flow that reaches the goal `asked` for "ask", and `bought`, worth 250000, for "buy". */
export const goalFlow = flowOf(
  "Goals",
  {
    ask: keyword("ask"),
    asked: { type: "goal", data: { name: "asked" } },
    buy: keyword("buy"),
    bought: { type: "goal", data: { name: "bought", value: "250000" } },
    thanks: say("Thank you"),
  },
  ["ask.next > asked", "asked.next > thanks", "buy.next > bought", "bought.next > thanks"],
);
