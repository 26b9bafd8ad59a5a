/** What the facts of a contact that hold values of one kind only must be, in words for members. */
export const expectedFacts = {
  country: "a country's two letters of ISO 3166, such as VN",
  timeZone: "an IANA time zone, such as Asia/Ho_Chi_Minh",
} as const;
