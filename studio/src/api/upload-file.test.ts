import { mostFileBytes } from "@chatloom/api-schema";
import { afterEach, expect, test, vi } from "vitest";
import { uploadFile } from "./upload-file.ts";

afterEach(() => vi.unstubAllGlobals());

test("refuses a file over the limit before sending it, and tells the limit", async () => {
  const sent = vi.fn<typeof fetch>();
  vi.stubGlobal("fetch", sent);
  const file = new File([new Uint8Array(mostFileBytes + 1)], "film.mp4");
  await expect(uploadFile(file)).rejects.toMatchObject({
    code: "file.too-large",
    details: { mostMegabytes: 25 },
  });
  expect(sent).not.toHaveBeenCalled();
});

test("sends a file of exactly the limit", async () => {
  const sent = vi.fn<typeof fetch>(async () => Response.json({ url: "/files/1" }));
  vi.stubGlobal("fetch", sent);
  const file = new File([new Uint8Array(mostFileBytes)], "film.mp4");
  expect(await uploadFile(file)).toEqual({ url: "/files/1" });
  expect(sent).toHaveBeenCalledOnce();
});
