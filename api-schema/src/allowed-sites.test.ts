import { expect, test } from "vitest";
import { readAllowedSites, writeSite } from "./allowed-sites.ts";

test.each([
  ["example.org", "example.org"],
  ["Example.ORG", "example.org"],
  ["example.org.", "example.org"],
  ["https://example.org", "https://example.org"],
  ["https://example.org/", "https://example.org"],
  ["https://example.org:443/shop?x=1#top", "https://example.org"],
  ["http://example.org:8080/shop", "http://example.org:8080"],
  ["example.org/shop", "example.org"],
  ["example.org:8443", "example.org:8443"],
  ["*.example.org", "*.example.org"],
  ["https://*.example.org", "https://*.example.org"],
  ["localhost:3000", "localhost:3000"],
  ["127.0.0.1:4113", "127.0.0.1:4113"],
  ["[::1]:3000", "[::1]:3000"],
  ["http://intranet", "http://intranet"],
  ["bücher.example", "bücher.example"],
  ["my-shop.co.uk", "my-shop.co.uk"],
])("reads %s", (typed, understood) => {
  const { sites, unclear } = readAllowedSites(typed);
  expect(unclear).toEqual([]);
  expect(sites.map(writeSite)).toEqual([understood]);
});

test("takes commas, semicolons, spaces and lines, and each site once", () => {
  const { sites } = readAllowedSites("a.example, b.example;\n c.example  A.example,");
  expect(sites.map(writeSite)).toEqual(["a.example", "b.example", "c.example"]);
  expect(readAllowedSites(" , ")).toEqual({ sites: [], unclear: [] });
});

test.each([
  "*",
  "shop",
  "ftp://example.org",
  "javascript:alert(1)",
  "example..org",
  "-a.example",
  "1.2.3.456",
  "a.example:99999",
  "a@b.example",
  "https://",
])("does not guess what %s means", (typed) => {
  expect(readAllowedSites(`good.example ${typed}`)).toMatchObject({
    sites: [{ host: "good.example" }],
    unclear: [typed],
  });
});
