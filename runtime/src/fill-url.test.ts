import { describe, expect, test } from "vitest";
import type { JsonObject } from "./input.ts";
import { httpRequestOf } from "./testing/http-request-of.ts";

describe("an address", () => {
  const url = (template: string, variables: JsonObject) =>
    httpRequestOf({ url: template }, variables)?.url;

  test.each([
    ["A&B #1", "https://a.example/orders/A%26B%20%231/status?key=k1"],
    ["a/b?c=d", "https://a.example/orders/a%2Fb%3Fc%3Dd/status?key=k1"],
    ["../../admin?all=1#", "https://a.example/orders/..%2F..%2Fadmin%3Fall%3D1%23/status?key=k1"],
    ["Nguyễn", "https://a.example/orders/Nguy%E1%BB%85n/status?key=k1"],
    ["100%", "https://a.example/orders/100%25/status?key=k1"],
    ["\ud800x", "https://a.example/orders/%EF%BF%BDx/status?key=k1"],
  ])("keeps %j in its path segment", (no, expected) => {
    expect(url("https://a.example/orders/{{ no }}/status?key=k1", { no })).toBe(expected);
  });

  test.each(["..", ".", "%2e%2E"])("fails where %j is a whole segment", (no) => {
    const sent = url("https://a.example/orders/{{ no }}/x", { no });
    expect(sent).toBe(no.startsWith("%") ? "https://a.example/orders/%252e%252E/x" : undefined);
  });

  test("fails where author and contact make a segment of dots together", () => {
    expect(url("https://a.example/o/.{{ no }}/x", { no: "." })).toBeUndefined();
    expect(url("https://a.example/o/v{{ no }}/x?up=..", { no: "." })).toBe(
      "https://a.example/o/v./x?up=..",
    );
  });

  test("keeps a value of the query in its place", () => {
    expect(url("https://a.example/?q={{ q }}&key=k", { q: "x&key=z y" })).toBe(
      "https://a.example/?q=x%26key%3Dz%20y&key=k",
    );
  });

  test("takes a base address as it is, and encodes what comes after it", () => {
    const variables = { base: "https://a.example/v1?t=a%20b", no: "a b" };
    expect(url("{{ base }}&no={{ no }}", variables)).toBe("https://a.example/v1?t=a%20b&no=a%20b");
    expect(url("{{ base }}", variables)).toBe(variables.base);
  });

  test("lets a value be a host with its port, and nothing more", () => {
    expect(url("https://{{ h }}/x", { h: "shop.example:8443" })).toBe(
      "https://shop.example:8443/x",
    );
    expect(url("https://{{ h }}.example/x", { h: "evil.example/?" })).toBe(
      "https://evil.example%2F%3F.example/x",
    );
  });

  test("leaves what is marked raw, and does not encode twice", () => {
    expect(url("https://a.example/{{ p | raw }}", { p: "a/b" })).toBe("https://a.example/a/b");
    expect(url("https://a.example/{{ p | url_encode }}", { p: "a b/c" })).toBe(
      "https://a.example/a%20b%2Fc",
    );
  });

  test("encodes what filters and tags give", () => {
    const template =
      "https://a.example/{% if p %}{{ p | upcase }}{% endif %}?n={% capture n %}<{{ p }}>{% endcapture %}{{ n }}";
    expect(url(template, { p: "a/b" })).toBe("https://a.example/A%2FB?n=%3Ca%2Fb%3E");
  });

  test("encodes blanks that the author typed", () => {
    expect(url(" https://a.example/our shop ", {})).toBe("https://a.example/our%20shop");
    expect(url("https://a.example/bảng giá.pdf", {})).toBe(
      "https://a.example/b%E1%BA%A3ng%20gi%C3%A1.pdf",
    );
  });
});
