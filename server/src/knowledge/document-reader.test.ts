import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { sampleDocx, samplePdf, sampleXlsx } from "../testing/office-files.ts";
import { createDocumentReader } from "./document-reader.ts";

const reader = createDocumentReader();
afterAll(() => reader.close());

async function read(bytes: Uint8Array | string, fileName: string, type = "") {
  const given = typeof bytes === "string" ? strToU8(bytes) : bytes;
  return (await reader.read({ bytes: given, fileName, type })).sections.map(
    ({ headings, text }) => `${headings.join(" > ")}: ${text}`,
  );
}

async function problem(bytes: Uint8Array | string, fileName = "a", type = ""): Promise<string> {
  return read(bytes, fileName, type).then(
    (sections) => `read: ${sections.join()}`,
    (error: { readonly code: string }) => error.code,
  );
}

/** Changes the size that an archive's directory declares for its first file. */
function withDeclaredSize(archive: Uint8Array, size: number): Uint8Array {
  const changed = Buffer.from(archive);
  const entry = changed.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  changed.writeUInt32LE(size, entry + 24);
  return changed;
}

describe("a document is read by its headings", () => {
  test("Markdown, with links as words and code as it is", async () => {
    const text = "# Giao hàng\n\nXem [bảng giá](https://a.example).\n\n## Phí\n\n```\n# 20k\n```\n";
    expect(await read(text, "a.md")).toEqual([
      "Giao hàng: Xem bảng giá.",
      "Giao hàng > Phí: # 20k",
    ]);
  });

  test("a web page, without navigation, scripts and forms", async () => {
    const html = `<!doctype html><title>T</title><nav>Menu</nav><main><h1>Hours</h1><p>9 to
      5<script>bad()</script></p><table><tr><th>Day</th><td>Monday</td></tr></table></main><footer>©</footer>`;
    expect(await read(html, "x")).toEqual(["Hours: 9 to 5\nDay | Monday"]);
  });

  test("DOCX, by heading styles", async () => {
    expect(await read(sampleDocx("Returns", ["30 days", "Keep the receipt"]), "x.bin")).toEqual([
      "Returns: 30 days\nKeep the receipt",
    ]);
  });

  test("XLSX and CSV, each row with the names of its columns", async () => {
    const rows = [
      ["Item", "Price", "Date"],
      ["Xe đạp", 250, 45_292],
    ];
    expect(await read(sampleXlsx("Prices", rows), "x")).toEqual([
      "Prices: Item: Xe đạp; Price: 250; Date: 2024-01-01",
    ]);
    expect(await read('Item;Price\nBike;"250\n"\n', "p.csv")).toEqual([": Item: Bike; Price: 250"]);
  });

  test("PDF, page by page", async () => {
    expect(await read(samplePdf(["Open daily", "Closed in May"]), "x")).toEqual([
      "p. 1: Open daily",
      "p. 2: Closed in May",
    ]);
  });

  test("text in older encodings", async () => {
    expect(await read(Uint8Array.from([0x63, 0x61, 0x66, 0xe9]), "a.txt")).toEqual([": café"]);
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x42, 0]);
    expect(await read(utf16, "a.txt")).toEqual([": AB"]);
  });
});

describe("a document that cannot be read has a reason, and the next one is read", () => {
  test.each([
    ["nothing", "", "knowledge.empty"],
    ["a page without words", "<html><script>1</script></html>", "knowledge.empty"],
    ["a page that refuses", '<html><meta name="robots" content="noindex">a', "knowledge.robots"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0, 0, 1]), "knowledge.type-unknown"],
    ["an old DOC", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "knowledge.old-format"],
    ["half a DOCX", sampleDocx("A", ["b"]).slice(0, 300), "knowledge.type-unknown"],
    ["a broken PDF", "%PDF-1.4 nothing", "knowledge.unreadable"],
    ["an archive", zipSync({ "a.txt": strToU8("a") }), "knowledge.type-unknown"],
    ["deep nesting", `<html>${"<b>".repeat(5_000)}`, "knowledge.unreadable"],
    ["far too much text", "word ".repeat(500_000), "knowledge.too-long"],
  ])("%s", async (_name, bytes, code) => {
    expect(await problem(bytes)).toBe(code);
    expect(await read("Still here", "a.txt")).toEqual([": Still here"]);
  });

  test("an archive that says it unpacks to a gigabyte, and one that lies about its size", async () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(3_000_000) });
    expect(await problem(withDeclaredSize(bomb, 1_000_000_000))).toBe("knowledge.too-large");
    expect(await problem(withDeclaredSize(bomb, 100))).toBe("knowledge.unreadable");
  });
});
