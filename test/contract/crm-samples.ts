import type { crms } from "../../server/src/crm/index.ts";

/** Complete settings of each CRM, pointing nowhere. */
export const sampleCrmSettings = {
  hubspot: {
    apiBaseUrl: "https://api.hubspot.example.org",
    accessToken: "pat-contract",
    clientSecret: "hs_client_secret_for_tests",
  },
  httpCrm: {
    apiBaseUrl: "https://crm.example.org/api",
    authValue: "Bearer contract-key",
    findPath: "/people?mail={{email}}",
    idAt: "id",
    createPath: "/people",
    updatePath: "/people/{{id}}",
  },
} satisfies Record<keyof typeof crms, Record<string, string>>;
