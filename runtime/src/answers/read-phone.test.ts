import { countries } from "@chatloom/flows-schema";
import { isSupportedCountry } from "libphonenumber-js/min";
import { expect, test } from "vitest";
import { contactCountry } from "../contact-locale.ts";
import { readPhone } from "./read-phone.ts";

test.each([
  ["0912 345 678", "VN", "+84912345678"],
  ["٠٩١٢٣٤٥٦٧٨", "VN", "+84912345678"],
  ["912 345 678", "PT", "+351912345678"],
  ["070-123 45 67", "SE", "+46701234567"],
  ["07911 123456", "GB", "+447911123456"],
  ["0044 7911 123456", "US", "+447911123456"],
  ["0044 7911 123456", undefined, "+447911123456"],
  ["+44 (0)7911 123456", undefined, "+447911123456"],
  ["call me: +1 (212) 555-0123", undefined, "+12125550123"],
  ["912 345 678", undefined, undefined],
  ["123", "VN", undefined],
])("reads %j in %s as %s", (text, country, phone) => {
  expect(readPhone(text, country)).toBe(phone);
});

test.each([
  [{ language: "pt", phone: "" }, { language: "en" }, undefined],
  [{ language: "pt", phone: "" }, { language: "pt-PT" }, "PT"],
  [{ language: "pt-BR", phone: "" }, { language: "pt-PT" }, "BR"],
  [{ language: "en", phone: "+84912345678" }, { language: "en", country: "GB" }, "VN"],
  [{ language: "en_GB", phone: "" }, { language: "en", country: "US" }, "GB"],
  [{ language: "en", phone: "" }, { language: "en", country: "GB" }, "GB"],
  [{ language: "sv", phone: "" }, { language: "en" }, "SE"],
  [{ language: "uk", phone: "" }, { language: "en" }, "UA"],
  [{ language: "en", phone: "" }, { language: "vi" }, "VN"],
  [{ language: "", phone: "" }, { language: "en" }, undefined],
  [{ language: "??", phone: "" }, { language: "tr" }, "TR"],
])("of %o in a flow with %o the country is %s", (contact, settings, country) => {
  expect(contactCountry(contact, settings)).toBe(country);
});

test.each([
  [{ language: "en", phone: "" }, { language: "en" }, "VN"],
  [{ language: "sv", phone: "" }, { language: "en" }, "VN"],
  [{ language: "en", phone: "" }, { language: "en", country: "GB" }, "GB"],
  [{ language: "en", phone: "" }, { language: "pt-BR" }, "BR"],
  [{ language: "en-US", phone: "" }, { language: "en" }, "US"],
])(
  "of %o in a flow with %o of a workspace in VN the country is %s",
  (contact, settings, country) => {
    expect(contactCountry(contact, settings, "VN")).toBe(country);
  },
);

test("can read numbers of every country that can be chosen", () => {
  expect(countries.filter((country) => !isSupportedCountry(country))).toEqual([]);
});
