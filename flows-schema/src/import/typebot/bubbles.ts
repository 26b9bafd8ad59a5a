import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import type { GroupWalk } from "./group-walk.ts";
import { plainRichText } from "./rich-text.ts";

type Convert = (block: Source, walk: GroupWalk, line: LogLine) => void;

/** How each bubble becomes part of a message. */
export const bubbles: Readonly<Record<string, Convert>> = {
  text: (block, walk, line) => {
    const content = block.part("content").skip("html");
    const rich = content.raw("richText");
    const plain = content.text("plainText");
    const text = walk.text(Array.isArray(rich) ? plainRichText(rich, line) : plain, line);
    if (text.trim() !== "") {
      walk.say({ kind: "text", id: walk.partId(), text }, line);
    }
  },
  image: (block, walk, line) => {
    const content = block.part("content");
    const url = walk.bot.template(content.text("url"));
    if (url === "") {
      line.unsupported("notAnObject");
      return;
    }
    const click = content.part("clickLink").skip("alt");
    const link = click.text("url");
    walk.say({ kind: "image", id: walk.partId(), url }, line);
    if (link !== "") {
      line.note("mediaLink");
      walk.say({ kind: "text", id: walk.partId(), text: walk.bot.template(link) }, line);
    }
  },
  video: (block, walk, line) => {
    const content = block
      .part("content")
      .skip("height", "aspectRatio", "maxWidth", "queryParamsStr");
    const url = walk.bot.template(content.text("url"));
    const type = content.text("type");
    const page = pageOf(type, content.text("id"), url);
    if (page === "" && url === "") {
      line.unsupported("notAnObject");
    } else if (page !== "") {
      line.note("videoPage");
      walk.say({ kind: "text", id: walk.partId(), text: page }, line);
    } else {
      walk.say({ kind: "video", id: walk.partId(), url }, line);
    }
  },
  audio: (block, walk, line) => {
    const content = block.part("content").skip("isAutoplayEnabled");
    const url = walk.bot.template(content.text("url"));
    if (url === "") {
      line.unsupported("notAnObject");
      return;
    }
    walk.say({ kind: "audio", id: walk.partId(), url }, line);
  },
  embed: (block, walk, line) => {
    const content = block.part("content").skip("height");
    const url = walk.bot.template(content.text("url"));
    content.part("waitForEvent").skip("isEnabled");
    if (url === "") {
      line.unsupported("notAnObject");
      return;
    }
    line.note("embed");
    walk.say({ kind: "text", id: walk.partId(), text: url }, line);
  },
};

/** The page of a video that is no file. */
function pageOf(type: string, id: string, url: string): string {
  if (type === "url" || (type === "" && url !== "")) {
    return /youtu\.?be|vimeo\.com|tiktok\.com/.test(url) ? url : "";
  }
  if (id === "") {
    return url;
  }
  return type === "vimeo"
    ? `https://vimeo.com/${id}`
    : type === "youtube"
      ? `https://www.youtube.com/watch?v=${id}`
      : url || id;
}
