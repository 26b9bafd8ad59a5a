import type { HttpCall } from "../channel.ts";
import { readMenuLines } from "./read-menu-lines.ts";

/** Lines of `title = target`, as the settings hold them; undefined if nobody ever filled them. */
interface ProfileLines {
  readonly iceBreakers?: string | undefined;
  readonly persistentMenu?: string | undefined;
}

/** The further parameters that Meta's platforms demand. */
interface ProfileExtras {
  /** In every request. */
  readonly body?: object;
  readonly menu?: object;
  /** In every menu item that opens a page. */
  readonly link?: object;
}

/**
 * Makes the calls that set a profile's questions and menu; `call` sends to the profile's address. An emptied setting takes them away;
 * one never filled leaves them.
 */
export function profileCalls(
  call: (method: HttpCall["method"], json: object) => HttpCall,
  { iceBreakers, persistentMenu }: ProfileLines,
  { body, menu, link }: ProfileExtras,
): readonly HttpCall[] {
  const set = (
    field: string,
    lines: string | undefined,
    more: object,
    items: readonly object[],
  ) => {
    if (lines === undefined) {
      return [];
    }
    const value = [{ locale: "default", ...more, call_to_actions: items }];
    return [
      items.length === 0
        ? call("DELETE", { ...body, fields: [field] })
        : call("POST", { ...body, [field]: value }),
    ];
  };
  const questions = readMenuLines(iceBreakers ?? "").map(({ title, target }) => ({
    question: title,
    payload: target,
  }));
  const items = readMenuLines(persistentMenu ?? "").map(({ title, target }) =>
    /^https?:\/\//i.test(target)
      ? { type: "web_url", title, url: target, ...link }
      : { type: "postback", title, payload: target },
  );
  return [
    ...set("ice_breakers", iceBreakers, {}, questions),
    ...set("persistent_menu", persistentMenu, { ...menu }, items),
  ];
}
