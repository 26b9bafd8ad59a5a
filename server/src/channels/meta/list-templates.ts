import type { HttpCall, HttpReply } from "../http-call.ts";
import { object, text } from "../read-json.ts";

const pageSize = 100;
/** A verified account has at most 6,000 templates. */
const mostPages = 60;
const fields =
  "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

/** Makes the next call that lists an account's templates, page by page; undefined when all are read. `call` gets the path. */
export function listTemplates(
  owner: string,
  replies: readonly HttpReply[],
  call: (path: string) => HttpCall,
): HttpCall | undefined {
  const last = replies.at(-1);
  const { next, cursors } = object(object(last?.body).paging);
  const after = text(object(cursors).after);
  if (last && (text(next) === undefined || after === undefined || replies.length >= mostPages)) {
    return undefined;
  }
  const more = after === undefined ? "" : `&after=${encodeURIComponent(after)}`;
  return call(`${owner}/message_templates?fields=${fields}&limit=${pageSize}${more}`);
}
