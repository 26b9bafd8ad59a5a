import { expect, test } from "vitest";
import { mayEmbedOn } from "./may-embed-on.ts";

const publicUrl = "https://chat.example";

test.each([
  ["", "https://any.example"],
  ["example.org", "https://example.org"],
  ["example.org", "http://example.org"],
  ["example.org", "https://www.example.org"],
  ["www.example.org", "https://example.org"],
  ["https://example.org/shop", "https://example.org"],
  ["example.org:8443", "https://example.org:8443"],
  ["http://127.0.0.1:4113", "http://127.0.0.1:4113"],
  ["127.0.0.1:4113", "http://127.0.0.1:4113"],
  ["localhost", "http://localhost:5173"],
  ["*.example.org", "https://shop.example.org"],
  ["*.example.org", "https://a.b.example.org"],
  ["a.example; b.example", "https://b.example"],
  ["bücher.example", "https://xn--bcher-kva.example"],
  ["other.example", "https://chat.example"],
])("“%s” allows %s", (allowed, origin) => {
  expect(mayEmbedOn(allowed, origin, publicUrl)).toBe(true);
});

test.each([
  ["example.org", "https://example.org.evil.example"],
  ["example.org", "https://evilexample.org"],
  ["example.org", "https://shop.example.org"],
  ["example.org", "https://example.org:8443"],
  ["https://example.org", "http://example.org"],
  ["https://example.org", "https://www.example.org"],
  ["*.example.org", "https://example.org"],
  ["*.example.org", "https://evilexample.org"],
  ["example.org", undefined],
  ["example.org", "null"],
])("“%s” refuses %s", (allowed, origin) => {
  expect(mayEmbedOn(allowed, origin, publicUrl)).toBe(false);
});
