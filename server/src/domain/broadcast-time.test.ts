import { expect, test } from "vitest";
import { afterQuietHours, broadcastTime } from "./broadcast-time.ts";
import { contactTimeZone } from "./contact-time-zone.ts";

const at = (iso: string) => Date.parse(iso);
const night = { from: "21:00", to: "08:00" };

test.each([
  { zone: "Asia/Ho_Chi_Minh", now: "2026-11-29T13:59:00Z", gets: "2026-11-29T13:59:00Z" },
  { zone: "Asia/Ho_Chi_Minh", now: "2026-11-29T14:00:00Z", gets: "2026-11-30T01:00:00Z" },
  { zone: "Asia/Ho_Chi_Minh", now: "2026-11-29T23:00:00Z", gets: "2026-11-30T01:00:00Z" },
  { zone: "Asia/Ho_Chi_Minh", now: "2026-11-30T01:00:00Z", gets: "2026-11-30T01:00:00Z" },
  // The clocks go forward during the night.
  { zone: "Europe/Berlin", now: "2026-03-28T22:30:00Z", gets: "2026-03-29T06:00:00Z" },
])("in $zone, what is due at $now is sent at $gets", ({ zone, now, gets }) => {
  expect(new Date(afterQuietHours(at(now), night, zone)).toISOString()).toBe(
    gets.replace("Z", ".000Z"),
  );
});

test("quiet hours within a day end on the same day", () => {
  const noon = { from: "12:00", to: "13:30" };
  expect(afterQuietHours(at("2026-11-29T12:15:00Z"), noon, "UTC")).toBe(at("2026-11-29T13:30:00Z"));
  expect(afterQuietHours(at("2026-11-29T13:30:00Z"), noon, "UTC")).toBe(at("2026-11-29T13:30:00Z"));
});

test("nine o'clock in the workspace is nine o'clock for each contact", () => {
  const plan = { at: "2026-11-29T02:00:00Z", atLocalTime: true };
  const due = (contact: string) =>
    new Date(
      broadcastTime(
        plan,
        {},
        { contact, workspace: "Asia/Ho_Chi_Minh" },
        at("2026-11-28T12:00:00Z"),
      ),
    ).toISOString();
  expect(due("Asia/Ho_Chi_Minh")).toBe("2026-11-29T02:00:00.000Z");
  expect(due("Asia/Tokyo")).toBe("2026-11-29T00:00:00.000Z");
  expect(due("America/New_York")).toBe("2026-11-29T14:00:00.000Z");
});

test.each([
  { fields: {}, phone: "+84912345678", zone: "Asia/Ho_Chi_Minh" },
  { fields: { timeZone: "Asia/Tokyo" }, phone: "+84912345678", zone: "Asia/Tokyo" },
  { fields: { timeZone: "Mars/Base" }, phone: "", zone: "Europe/Paris" },
  // A country with several zones says nothing.
  { fields: {}, phone: "+12125550100", zone: "Europe/Paris" },
])("a contact with $fields and $phone lives in $zone", ({ zone, ...contact }) => {
  const found = contactTimeZone(contact, "Europe/Paris");
  expect(new Intl.DateTimeFormat("en", { timeZone: found }).resolvedOptions().timeZone).toBe(
    new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone,
  );
});
