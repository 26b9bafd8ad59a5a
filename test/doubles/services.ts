import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Google, HubSpot and Meta as far as accounts are connected there. Refuses whatever their OAuth does not allow. */
export interface ServicesDouble {
  readonly url: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** How the account answers the next requests for access; `denied` and `server_error` come back as errors. */
  consent: "all" | "some" | "denied" | "server_error";
  /** How the next token requests are answered. */
  tokens: "given" | "down" | "hang" | "withdrawn";
  /** Whether a refresh gives another refresh token. The one before is taken until the new one is used; `atOnce`: no more. */
  rotates: boolean | "atOnce";
  /** Seconds that the next access tokens live. */
  expiresIn: number;
  /** The token requests that were answered, by grant. */
  readonly grants: string[];
  /** The access tokens that are valid now. */
  readonly valid: Set<string>;
  /** The tokens that were withdrawn. */
  readonly withdrawn: string[];
  /** What it refused, in words. */
  readonly faults: string[];
  /** Gives a refresh token without a browser. */
  refreshToken(): string;
  /** The refresh tokens that are taken. */
  readonly refreshTokens: Set<string>;
  /** Answers requests that carry a valid access token; undefined: there is no such address. */
  api?: (call: ApiCall) => ApiReply | undefined | Promise<ApiReply>;
  close(): void;
}

/** A request to an API of a service. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}
/** Its answer. */
export interface ApiReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Grant {
  readonly service: Service;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
}
type Service = "google" | "hubspot" | "meta";

const spreadsheets = "https://www.googleapis.com/auth/spreadsheets";
const authorizePaths: Readonly<Record<string, Service>> = {
  "/o/oauth2/v2/auth": "google",
  "/oauth/authorize": "hubspot",
  "/v23.0/dialog/oauth": "meta",
};
const tokenPaths: Readonly<Record<string, Service>> = {
  "/token": "google",
  "/oauth/v3/token": "hubspot",
  "/v23.0/oauth/access_token": "meta",
};

/** Starts the services on one port. They know one client. */
export async function startServices(): Promise<ServicesDouble> {
  const grants = new Map<string, Grant>();
  /** The refresh token before the newest, which the newest replaces once it is used. */
  const before = new Map<string, string>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: ServicesDouble = {
    url,
    client: { clientId: "client-1", clientSecret: "s&cret" },
    consent: "all",
    tokens: "given",
    rotates: false,
    expiresIn: 3_600,
    grants: [],
    valid: new Set(),
    withdrawn: [],
    faults: [],
    refreshTokens: new Set(),
    refreshToken() {
      const token = `1//${randomBytes(12).toString("hex")}`;
      double.refreshTokens.add(token);
      return token;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return double;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET" } = request;
    const { pathname: path, searchParams: query } = new URL(request.url ?? "", url);
    const body = await text(request);
    const asking = authorizePaths[path];
    if (method === "GET" && asking) {
      return authorize(asking, query, response);
    }
    const giving = tokenPaths[path];
    if (method === "POST" && giving) {
      return token(giving, new URLSearchParams(body), response);
    }
    if (method === "POST" && ["/revoke", "/oauth/v3/token/revoke"].includes(path)) {
      return revoke(new URLSearchParams(body).get("token") ?? "", response);
    }
    const bearer = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    if (!double.valid.has(bearer)) {
      return json(response, 401, { error: { code: 401, status: "UNAUTHENTICATED" } });
    }
    if (method === "DELETE" && path === "/v23.0/me/permissions") {
      double.valid.delete(bearer);
      double.withdrawn.push(bearer);
      return json(response, 200, { success: true });
    }
    if (method === "GET" && path === "/v23.0/me") {
      return json(response, 200, { name: "Ann Example", id: "1" });
    }
    const reply = await double.api?.({ method, path: decodeURIComponent(path), query, body });
    if (!reply) {
      return refuse(response, `unknown address ${path}`, 404);
    }
    return json(response, reply.status ?? 200, reply.body, reply.headers);
  }

  function authorize(service: Service, query: URLSearchParams, response: ServerResponse) {
    const read = (name: string) => query.get(name) ?? "";
    const redirectUri = read("redirect_uri");
    const wrong = [
      read("client_id") !== double.client.clientId && "client_id",
      !redirectUri.endsWith("/settings/connected-service") && "redirect_uri",
      read("response_type") !== "code" && "response_type",
      read("scope") === "" && "scope",
      read("code_challenge_method") !== "S256" && "code_challenge_method",
      !/^[\w-]{43}$/.test(read("code_challenge")) && "code_challenge",
      read("state").length < 16 && "state",
      service === "google" && read("access_type") !== "offline" && "access_type",
    ].filter(Boolean);
    if (wrong.length > 0) {
      return refuse(response, `wrong parameters: ${wrong.join(", ")}`);
    }
    const back = new URL(redirectUri);
    back.searchParams.set("state", read("state"));
    if (service === "google") {
      back.searchParams.set("iss", "https://accounts.google.com");
    }
    if (double.consent === "denied" || double.consent === "server_error") {
      const error = double.consent === "denied" ? "access_denied" : "server_error";
      back.searchParams.set("error", error);
    } else {
      const code = randomBytes(16).toString("hex");
      const asked = read("scope");
      const scope = double.consent === "some" ? asked.replace(spreadsheets, "").trim() : asked;
      grants.set(code, { service, challenge: read("code_challenge"), redirectUri, scope });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function token(service: Service, form: URLSearchParams, response: ServerResponse) {
    const read = (name: string) => form.get(name) ?? "";
    const { clientId, clientSecret } = double.client;
    if (double.tokens === "down") {
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>Down</h1>");
      return;
    }
    if (read("client_id") !== clientId || read("client_secret") !== clientSecret) {
      return refuse(response, "invalid_client", 401, "invalid_client");
    }
    const grant = read("grant_type");
    if (grant === "authorization_code") {
      const known = grants.get(read("code"));
      // A code works once.
      grants.delete(read("code"));
      const challenge = createHash("sha256").update(read("code_verifier")).digest("base64url");
      if (
        known?.service !== service ||
        known.redirectUri !== read("redirect_uri") ||
        known.challenge !== challenge
      ) {
        return refuse(response, "wrong code", 400, "invalid_grant");
      }
      return give(service, known.scope, response, grant);
    }
    if (grant === "fb_exchange_token" && service === "meta") {
      return double.valid.has(read("fb_exchange_token"))
        ? give(service, undefined, response, grant)
        : refuse(response, "wrong token", 400, "invalid_grant");
    }
    const refresh = read("refresh_token");
    if (grant !== "refresh_token" || !double.refreshTokens.has(refresh) || service === "meta") {
      return refuse(response, "wrong refresh token", 400, "invalid_grant");
    }
    if (double.tokens === "withdrawn") {
      return json(response, 400, { error: "invalid_grant", error_description: "Revoked" });
    }
    const replaced = before.get(refresh);
    if (replaced !== undefined) {
      double.refreshTokens.delete(replaced);
    }
    return give(service, undefined, response, grant, refresh);
  }

  function give(
    service: Service,
    scope: string | undefined,
    response: ServerResponse,
    grant: string,
    refreshed?: string,
  ) {
    double.grants.push(grant);
    const accessToken = `ya29.${randomBytes(12).toString("hex")}`;
    double.valid.add(accessToken);
    const refreshing = service !== "meta" && (refreshed === undefined || double.rotates !== false);
    const refreshToken = refreshing ? double.refreshToken() : undefined;
    if (refreshToken !== undefined && refreshed !== undefined) {
      before.set(refreshToken, refreshed);
    }
    if (refreshed !== undefined && double.rotates === "atOnce") {
      double.refreshTokens.delete(refreshed);
    }
    // The answer gets lost, though the service has done its part.
    if (double.tokens === "hang") {
      return;
    }
    const idToken =
      service === "google" && scope?.includes("email")
        ? idTokenOf(double.client.clientId)
        : undefined;
    json(response, 200, {
      access_token: accessToken,
      token_type: service === "google" ? "Bearer" : "bearer",
      expires_in: double.expiresIn,
      refresh_token: refreshToken,
      scope: service === "google" ? scope : undefined,
      id_token: idToken,
      hub_id: service === "hubspot" ? 9001 : undefined,
    });
  }

  function revoke(known: string, response: ServerResponse) {
    if (double.tokens === "down") {
      response.writeHead(503).end();
      return;
    }
    if (!double.refreshTokens.delete(known) && !double.valid.delete(known)) {
      return refuse(response, "wrong token", 400, "invalid_token");
    }
    double.withdrawn.push(known);
    json(response, 200, {});
  }

  function refuse(
    response: ServerResponse,
    fault: string,
    status = 400,
    error = "invalid_request",
  ) {
    double.faults.push(fault);
    json(response, status, { error, error_description: fault });
  }
}

/** Makes Google's token of who signed in, for a client. */
function idTokenOf(aud: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const iat = Math.floor(Date.now() / 1_000);
  const iss = "https://accounts.google.com";
  const claims = { iss, aud, sub: "42", email: "ann@example.org", iat, exp: iat + 300 };
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...headers,
    })
    .end(JSON.stringify(body));
}
