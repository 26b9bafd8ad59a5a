import type { CalledServer } from "./call-server.ts";

/** The options that name a server. */
export const serverOptions = {
  url: { type: "string", default: process.env.CHATLOOM_URL ?? "http://localhost:3000" },
  token: { type: "string", default: process.env.CHATLOOM_TOKEN ?? "" },
} as const;

/** Returns the server that the options name. Throws where no token is given. */
export function serverOf({ url, token }: CalledServer): CalledServer {
  if (token === "") {
    throw new Error(
      "Set CHATLOOM_TOKEN, or give --token: an API token from the settings of the workspace",
    );
  }
  return { url, token };
}
