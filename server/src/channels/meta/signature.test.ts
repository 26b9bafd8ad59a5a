import { describe, expect, test } from "vitest";
import { isSignedByMeta, metaSignature } from "./signature.ts";

const vectors = [
  {
    secret: "TEST_APP_SECRET",
    body: "test",
    hex: "0c61947b610d4f45e65f3d680e26027121ec2413e77598bcb6cfc6e0d9888221",
  },
  {
    secret: "It's a Secret to Everybody",
    body: "Hello, World!",
    hex: "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
  },
  {
    secret: "test_secret",
    body: '{"text":"\\u00e4\\u00f6\\u00e5"}',
    hex: "ac18597859571ba4358b23489f1f73ebe116c20c7fbf6cdb35e8b0f9663b5e69",
  },
  {
    secret: "test_secret",
    body: '{"text":"äöå"}',
    hex: "13c30eac811ed019cd2b13d493ded9644ac32dbac9a983016b9b42807050fe44",
  },
] as const;

function request(body: string, signature: string | undefined) {
  const headers = { "x-hub-signature-256": signature };
  return { method: "POST", url: "/", query: {}, headers, body: Buffer.from(body) };
}

describe("Meta's signature", () => {
  test.each(vectors)("matches the published vector for $body", ({ secret, body, hex }) => {
    expect(metaSignature(Buffer.from(body), secret)).toBe(hex);
    expect(isSignedByMeta(request(body, `sha256=${hex}`), secret)).toBe(true);
  });

  test("covers the bytes as they came, not what they mean", () => {
    const [, , escaped, plain] = vectors;
    expect(isSignedByMeta(request(plain.body, `sha256=${escaped.hex}`), "test_secret")).toBe(false);
  });

  test("may come from any of several app secrets", () => {
    const [{ body, hex }] = vectors;
    const signed = request(body, `sha256=${hex}`);
    expect(isSignedByMeta(signed, "other, TEST_APP_SECRET")).toBe(true);
    expect(isSignedByMeta(signed, "other\nTEST_APP_SECRET\n")).toBe(true);
    expect(isSignedByMeta(signed, "other,another")).toBe(false);
    expect(isSignedByMeta(signed, " , ")).toBe(false);
  });

  test.each([
    undefined,
    "",
    "sha256=",
    "sha1=0c61947b610d4f45e65f3d680e26027121ec2413",
    `sha256=${"0".repeat(64)}`,
    `sha256=${vectors[0].hex}0`,
    `sha256=${vectors[0].hex.slice(1)}`,
    `SHA256=${vectors[0].hex}`,
    vectors[0].hex,
    "ä".repeat(71),
  ])("is refused as %s", (signature) => {
    expect(isSignedByMeta(request("test", signature), "TEST_APP_SECRET")).toBe(false);
  });
});
