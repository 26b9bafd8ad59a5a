import type { Role } from "@chatloom/api-schema";
import type { RunningServer } from "@chatloom/server";
import { setupLink } from "@chatloom/server";

const password = "correct horse battery";

/** The members of a test's workspace: the owner from the set-up link, the others invited when first needed. */
export class SignedIn {
  readonly #server: () => RunningServer;
  readonly #cookies = new Map<Role, Promise<string>>();
  #workspaceId = "";

  constructor(server: () => RunningServer) {
    this.#server = server;
  }

  async workspaceId(): Promise<string> {
    await this.cookie("owner");
    return this.#workspaceId;
  }

  cookie(role: Role): Promise<string> {
    const known = this.#cookies.get(role);
    if (known) {
      return known;
    }
    const made = role === "owner" ? this.#setUp() : this.#join(role);
    this.#cookies.set(role, made);
    return made;
  }

  async #setUp(): Promise<string> {
    const token = new URL(setupLink(this.#server().context)).searchParams.get("token");
    const response = await this.#post("/setup", {
      token,
      name: "Olivia Owner",
      email: "owner@example.test",
      password,
      workspace: "Test shop",
    });
    const me = (await response.json()) as { workspace: { id: string } };
    this.#workspaceId = me.workspace.id;
    return cookieOf(response);
  }

  async #join(role: Role): Promise<string> {
    const email = `${role}@example.test`;
    const cookie = await this.cookie("owner");
    const invited = await this.#post("/invitations", { email, role }, cookie);
    const { link } = (await invited.json()) as { link: string };
    const token = new URL(link).searchParams.get("token");
    const name = `${role[0]?.toUpperCase()}${role.slice(1)} Member`;
    return cookieOf(await this.#post("/invitations/accept", { token, name, password }));
  }

  async #post(path: string, body: unknown, cookie = ""): Promise<Response> {
    const response = await fetch(`${this.#server().url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }
}

function cookieOf(response: Response): string {
  return (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}
