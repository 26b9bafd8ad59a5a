import { expect, test } from "vitest";
import { contactsInWords, fileInWords, placeInWords } from "./content-in-words.ts";

test("a place is its name, its address and a link to a map", () => {
  const map = "https://maps.google.com/?q=10.77,106.7";
  const place = { latitude: 10.77, longitude: 106.7 };
  expect(placeInWords({ ...place, name: "Market", address: "1 Main St" })).toBe(
    `Market\n1 Main St\n${map}`,
  );
  expect(placeInWords(place)).toBe(map);
});

test("contacts keep their organization, numbers and addresses, with an empty line between them", () => {
  const bo = { name: "Bo", organization: "Shop", phones: ["+1"], emails: ["b@e.org"] };
  const al = { name: "Al", phones: [], emails: [] };
  expect(contactsInWords({ contacts: [bo, al] })).toBe("Bo\nShop\n+1\nb@e.org\n\nAl");
});

test("a file is its caption or else its name, and its address", () => {
  const url = "https://e.org/a.pdf";
  expect(fileInWords({ caption: "Terms", fileName: "a.pdf", url })).toBe(`Terms\n${url}`);
  expect(fileInWords({ caption: "", fileName: "a.pdf", url })).toBe(`a.pdf\n${url}`);
  expect(fileInWords({ url })).toBe(url);
});
