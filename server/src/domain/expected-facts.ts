/** Describes the values that a country and a time zone take, for error messages. */
export const expectedFacts = {
  country: "a country's two letters of ISO 3166, such as VN",
  timeZone: "an IANA time zone, such as Asia/Ho_Chi_Minh",
} as const;
