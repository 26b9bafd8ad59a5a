import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { size, text, webAddress } from "./read-json.ts";

/** A file of a message, as a platform tells it. */
export interface ToldFile {
  readonly url: unknown;
  /** `image`, `audio`, `video`; anything else is a file. A type such as `image/png` does, too. */
  readonly kind: unknown;
  readonly fileName?: unknown;
  readonly mimeType?: unknown;
  readonly size?: unknown;
}

/** Makes a content of a file that the server fetches from the platform; undefined where it has no address. */
export function fileContent(file: ToldFile): MessageContent | undefined {
  const url = webAddress(file.url);
  if (url === undefined) {
    return undefined;
  }
  const given = text(file.kind)?.split("/")[0];
  const kind = given === "image" || given === "audio" || given === "video" ? given : "file";
  return {
    kind,
    url,
    platformId: url,
    ...defined({
      fileName: text(file.fileName)?.slice(0, 200),
      mimeType: text(file.mimeType)?.slice(0, 200),
      size: size(file.size),
    }),
  };
}

/** Fetches files from the address that their content carries. */
export const mediaByAddress = {
  download: (_located: unknown, platformId: string) => {
    const url = webAddress(platformId);
    return url === undefined ? undefined : ({ method: "GET", url } as const);
  },
};
