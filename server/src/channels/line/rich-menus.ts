import { addressBelow } from "../address-below.ts";
import type { HttpCall, HttpReply, OutgoingMessage } from "../channel.ts";
import { fileIdIn } from "../file-id-in.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, object, objects, text } from "../read-json.ts";
import { lineCall } from "./call.ts";
import { type LineMenu, type LineMenuArea, measureMenu } from "./menu-settings.ts";
import type { LineSettings } from "./settings.ts";

/** What the names and aliases of our menus begin with: menus made elsewhere are left alone. */
const mark = "chatloom-";

/**
 * Makes the calls that bring LINE's menus in line with the settings. `replies` are the answers to the first of them; the others are
 * final only when those are known. A menu that did not change stays, with the contacts who see it. Where no menu was ever set, all
 * are left alone.
 */
export function menuCalls(
  settings: LineSettings,
  [listed, aliased, ...made]: readonly HttpReply[],
): readonly HttpCall[] {
  const menus = settings.richMenus;
  if (menus === undefined) {
    return [];
  }
  const call = (method: HttpCall["method"], path: string, json?: unknown) =>
    lineCall(settings, method, path, json);
  const look = [call("GET", "richmenu/list"), call("GET", "richmenu/alias/list")];
  if (!listed || !aliased) {
    return look;
  }
  const old = ourMenus(listed);
  const aliases = ourAliases(aliased);
  const kept = new Map<string, string>();
  for (const menu of menus) {
    const menuId = aliases.get(aliasOf(menu.name));
    // An alias is given after the upload, so this menu has its picture.
    if (menuId !== undefined && old.get(menuId) === nameOf(menu)) {
      kept.set(menu.name, menuId);
    }
  }
  const fresh = menus.filter((it) => !kept.has(it.name));
  const creation = fresh.flatMap((menu, index) => {
    const menuId = id(object(made[index * 2]?.body).richMenuId) ?? "";
    return [call("POST", "richmenu", menuBody(menu)), upload(settings, menu, menuId)];
  });
  const newIds = fresh.map((_, index) => id(object(made[index * 2]?.body).richMenuId) ?? "");
  const named = fresh.map((menu, index) => {
    const alias = aliasOf(menu.name);
    const richMenuId = newIds[index];
    return aliases.has(alias)
      ? call("POST", `richmenu/alias/${alias}`, { richMenuId })
      : call("POST", "richmenu/alias", { richMenuAliasId: alias, richMenuId });
  });
  const [first] = menus;
  const firstId = first && (kept.get(first.name) ?? newIds[fresh.indexOf(first)]);
  const standard =
    firstId === undefined
      ? old.size > 0
        ? [call("DELETE", "user/all/richmenu")]
        : []
      : [call("POST", `user/all/richmenu/${firstId}`)];
  const wanted = new Set(menus.map((it) => aliasOf(it.name)));
  const current = new Set(kept.values());
  return [
    ...look,
    ...creation,
    ...named,
    ...standard,
    ...[...aliases.keys()]
      .filter((it) => !wanted.has(it))
      .map((it) => call("DELETE", `richmenu/alias/${it}`)),
    ...[...old.keys()]
      .filter((it) => !current.has(it))
      .map((it) => call("DELETE", `richmenu/${it}`)),
  ];
}

/** Makes the next call that gives a contact the menu of a message; undefined when there is none. */
export function prepareLineMessage(
  { menu, to }: OutgoingMessage,
  settings: LineSettings,
  replies: readonly HttpReply[],
): HttpCall | undefined {
  if (menu === undefined) {
    return undefined;
  }
  const user = `user/${encodeURIComponent(to)}/richmenu`;
  const [found, ...others] = replies;
  if (menu === "default") {
    return found ? undefined : lineCall(settings, "DELETE", user);
  }
  if (!found) {
    const alias = encodeURIComponent(aliasOf(menu).slice(0, 32));
    return lineCall(settings, "GET", `richmenu/alias/${alias}`);
  }
  const menuId = id(object(found.body).richMenuId) ?? "";
  return others.length > 0
    ? undefined
    : lineCall(settings, "POST", `${user}/${encodeURIComponent(menuId)}`);
}

function aliasOf(name: string): string {
  return mark + name;
}

/** The fingerprint changes with everything that LINE shows. */
function nameOf(menu: LineMenu): string {
  return `${aliasOf(menu.name)}-${fingerprint({ ...menu, picture: fileIdOf(menu) })}`;
}

function ourMenus(listed: HttpReply): ReadonlyMap<string, string> {
  return new Map(
    objects(object(listed.body).richmenus).flatMap((it) => {
      const [menuId, name] = [id(it.richMenuId), text(it.name)];
      return menuId !== undefined && name?.startsWith(mark) ? [[menuId, name] as const] : [];
    }),
  );
}

function ourAliases(aliased: HttpReply): ReadonlyMap<string, string> {
  return new Map(
    objects(object(aliased.body).aliases).flatMap((it) => {
      const [alias, menuId] = [text(it.richMenuAliasId), id(it.richMenuId)];
      return menuId !== undefined && alias?.startsWith(mark) ? [[alias, menuId] as const] : [];
    }),
  );
}

function menuBody(menu: LineMenu): object {
  const { size, areas } = measureMenu(menu);
  return {
    size,
    selected: menu.open,
    name: nameOf(menu),
    chatBarText: menu.barText,
    areas: menu.areas.flatMap((area, index) => {
      const bounds = areas[index];
      return bounds ? [{ bounds, action: actionOf(area) }] : [];
    }),
  };
}

function actionOf({ label, action, value = "" }: LineMenuArea): object {
  switch (action) {
    case "sayLabel":
      return { type: "message", label, text: label };
    case "tapPayload":
      return { type: "postback", label, data: value, displayText: label };
    case "openPage":
      return { type: "uri", label, uri: value };
    case "openMenu":
      return {
        type: "richmenuswitch",
        label,
        richMenuAliasId: aliasOf(value),
        data: aliasOf(value),
      };
  }
}

function upload(settings: LineSettings, menu: LineMenu, menuId: string): HttpCall {
  const png = menu.picture.endsWith(".png");
  return {
    method: "POST",
    url: addressBelow(settings.contentBaseUrl, `v2/bot/richmenu/${menuId}/content`),
    headers: { authorization: `Bearer ${settings.channelAccessToken}` },
    upload: {
      fileId: fileIdOf(menu),
      fileName: png ? "menu.png" : "menu.jpg",
      mimeType: png ? "image/png" : "image/jpeg",
    },
  };
}

function fileIdOf({ picture }: LineMenu): string {
  return fileIdIn(picture) ?? "";
}
