import type { ReceivedCall, Verdict } from "./double.ts";
import { checkLineCall } from "./line-rules.ts";

interface Menu {
  readonly name: string;
  pictured: boolean;
}

/** LINE's rich menus: made in one call, given their picture once in a second, then named by an alias and shown to people. */
export function lineMenus() {
  const menus = new Map<string, Menu>();
  const aliases = new Map<string, string>();
  const ofUser = new Map<string, string>();
  let made = 0;

  const ok = (body: object = {}): Verdict => ({
    status: 200,
    body,
    headers: { "x-line-request-id": "menu" },
  });
  const refuse = (status: number, message: string, problem: string | undefined = message) => ({
    status,
    problem,
    body: { message },
  });
  const found = (menuId: string): Verdict | undefined =>
    menus.get(menuId)?.pictured === true
      ? undefined
      : refuse(menus.has(menuId) ? 400 : 404, "richmenu not found or without an image");

  function change(path: string, body: unknown): Verdict {
    const wrong = checkLineCall(path, body);
    if (wrong !== undefined) {
      return refuse(400, wrong);
    }
    if (path === "richmenu") {
      made += 1;
      const richMenuId = `richmenu-${made.toString(16).padStart(32, "0")}`;
      menus.set(richMenuId, { name: (body as { name: string }).name, pictured: false });
      return ok({ richMenuId });
    }
    const { richMenuId, richMenuAliasId } = body as Record<string, string>;
    const existing = /^richmenu\/alias\/(.+)$/.exec(path)?.[1];
    const alias = existing ?? richMenuAliasId ?? "";
    if (aliases.has(alias) !== (existing !== undefined)) {
      return refuse(400, existing ? "richmenu alias not found" : "conflict richmenu alias id");
    }
    const refused = found(richMenuId ?? "");
    if (!refused) {
      aliases.set(alias, richMenuId ?? "");
    }
    return refused ?? ok();
  }

  /** Gives a contact, or `all`, a menu, or takes it away. */
  function show(method: string, user: string, menuId: string | undefined): Verdict {
    if (method === "DELETE") {
      ofUser.delete(user);
      return ok();
    }
    const refused = found(menuId ?? "");
    if (!refused) {
      ofUser.set(user, menuId ?? "");
    }
    return refused ?? ok();
  }

  function upload(menuId: string, { headers, raw }: ReceivedCall): Verdict {
    const menu = menus.get(menuId);
    if (!menu || menu.pictured) {
      return refuse(menu ? 400 : 404, "An image has already been uploaded to the richmenu");
    }
    if (!/^image\/(png|jpeg)$/.test(headers["content-type"] ?? "") || raw.length > 1_000_000) {
      return refuse(400, "The image must be PNG or JPEG of at most 1 MB");
    }
    menu.pictured = true;
    return ok();
  }

  function remove(path: string): Verdict {
    const alias = /^richmenu\/alias\/(.+)$/.exec(path)?.[1];
    const menuId = path.slice("richmenu/".length);
    if (alias === undefined ? !menus.delete(menuId) : !aliases.delete(alias)) {
      return refuse(404, "not found");
    }
    for (const [user, shown] of ofUser) {
      if (shown === menuId) {
        ofUser.delete(user);
      }
    }
    return ok();
  }

  return {
    /** Answers a call about menus; undefined for any other. `path` begins after `/v2/bot/`. */
    answer(call: ReceivedCall, path: string): Verdict | undefined {
      const [, user, menuId] = /^user\/([^/]+)\/richmenu(?:\/([^/]+))?$/.exec(path) ?? [];
      if (user !== undefined) {
        return show(call.method, user, menuId);
      }
      if (!/^richmenu(\/|$)/.test(path)) {
        return undefined;
      }
      const [, pictured] = /^richmenu\/([^/]+)\/content$/.exec(path) ?? [];
      if (pictured !== undefined) {
        return upload(pictured, call);
      }
      if (call.method === "DELETE") {
        return remove(path);
      }
      if (call.method === "POST") {
        return change(path, call.body);
      }
      if (path === "richmenu/list") {
        return ok({
          richmenus: [...menus].map(([richMenuId, { name }]) => ({ richMenuId, name })),
        });
      }
      if (path === "richmenu/alias/list") {
        return ok({
          aliases: [...aliases].map(([richMenuAliasId, richMenuId]) => ({
            richMenuAliasId,
            richMenuId,
          })),
        });
      }
      const richMenuId = aliases.get(path.slice("richmenu/alias/".length));
      return richMenuId === undefined
        ? refuse(404, "richmenu alias not found")
        : ok({ richMenuAliasId: path.slice("richmenu/alias/".length), richMenuId });
    },
  };
}
