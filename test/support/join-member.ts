import type { Permission, WorkspaceRole } from "@chatloom/api-schema";
import { io, type Socket } from "socket.io-client";
import { type As, routes, type World } from "./world.ts";

/** The password of everybody who joined by `joinMember`. */
export const joinedPassword = "unrelated words like teapots";

/** Somebody who signed up by an invitation. */
export interface Joined {
  readonly cookie: string;
  readonly memberId: string;
  readonly email: string;
}

/** Makes somebody a member with a role, by an invitation of the owner unless `as` says of whom. */
export async function joinMember(world: World, role: string, as: As = "owner"): Promise<Joined> {
  const email = `joined-${Math.random().toString(36).slice(2)}@example.test`;
  const { link } = await world.call(routes.accounts.invite, { as, body: { email, role } });
  const token = new URL(link).searchParams.get("token");
  const body = { token, name: `New ${email.slice(7, 12)}`, password: joinedPassword };
  const response = await sendAs(world, "", "POST", "/invitations/accept", body);
  const me = (await response.json()) as { member: { id: string } };
  const cookie = (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { cookie, memberId: me.member.id, email };
}

/** Sends a request with a cookie. `path` is below `/api/v1`. */
export function sendAs(
  world: World,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  return fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", cookie },
    body: method === "GET" ? null : JSON.stringify(body ?? {}),
  });
}

/** Opens the live connection of a member. It does not come back by itself. */
export async function openLive(world: World, cookie: string): Promise<Socket> {
  const socket = io(`${world.url}/live`, {
    extraHeaders: { cookie },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
  return socket;
}

/** Makes a role of the world's workspace with a name that no other has. */
export function makeRole(
  world: World,
  permissions: readonly Permission[],
  as: As = "owner",
): Promise<WorkspaceRole> {
  const name = `Role ${Math.random().toString(36).slice(2)}`;
  return world.call(routes.roles.createRole, { as, body: { name, permissions: [...permissions] } });
}
