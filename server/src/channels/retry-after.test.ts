import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

test.each([
  { headers: { "retry-after": "14" }, ms: 14_000 },
  { headers: { "retry-after": "0.5" }, ms: 500 },
  {
    headers: {
      "retry-after": "Thu, 11 Jun 2026 08:31:00 GMT",
      date: "Thu, 11 Jun 2026 08:30:00 GMT",
    },
    ms: 60_000,
  },
  {
    headers: {
      "retry-after": "Thu, 11 Jun 2026 08:30:00 GMT",
      date: "Thu, 11 Jun 2026 08:31:00 GMT",
    },
    ms: 0,
  },
  { headers: { "retry-after": "Thu, 11 Jun 2026 08:31:00 GMT" }, ms: undefined },
  { headers: { "retry-after": "soon" }, ms: undefined },
  { headers: { "retry-after": "" }, ms: undefined },
  { headers: {}, ms: undefined },
])("reads $headers as $ms ms", ({ headers, ms }) => {
  expect(retryAfterMs({ status: 429, headers, body: null })).toBe(ms);
});
