import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The person that the provider signs in next. */
export interface OidcPerson {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** An identity provider that refuses whatever OpenID Connect does not allow. */
export interface OidcDouble {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  person: OidcPerson;
  /** Changes the next ID tokens, so that they are wrong. */
  forge: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Signs the next ID tokens with a key that is not published. */
  foreignKey: boolean;
  /** Answers authorization requests with this error. */
  refusal: string | undefined;
  /** What it refused, in words. */
  readonly faults: string[];
  close(): void;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
  readonly person: OidcPerson;
}

/** Starts the provider. It knows one client, whose redirect address ends with `/sso/callback`. */
export async function startOidcDouble(): Promise<OidcDouble> {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, OidcPerson>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: OidcDouble = {
    issuer,
    client: { id: "chatloom", secret: "s:cret with spaces" },
    person: { sub: "1", claims: {} },
    forge: (claims) => claims,
    foreignKey: false,
    refusal: undefined,
    faults: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return double;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", issuer);
    switch (`${request.method} ${url.pathname}`) {
      case "GET /.well-known/openid-configuration":
        return json(response, 200, metadata());
      case "GET /keys": {
        const key = pair.publicKey.export({ format: "jwk" });
        return json(response, 200, { keys: [{ ...key, kid: "k1", alg: "RS256", use: "sig" }] });
      }
      case "GET /authorize":
        return authorize(url, response);
      case "POST /token":
        return token(request, response);
      case "GET /userinfo": {
        const person = tokens.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
        return person
          ? json(response, 200, { sub: person.sub, ...person.claims })
          : refuse(response, "no such access token", 401);
      }
      default:
        return refuse(response, `unknown address ${url.pathname}`, 404);
    }
  }

  function metadata() {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    };
  }

  function authorize({ searchParams }: URL, response: ServerResponse): void {
    const read = (name: string) => searchParams.get(name) ?? "";
    const redirectUri = read("redirect_uri");
    const wrong = [
      read("client_id") !== double.client.id && "client_id",
      !redirectUri.endsWith("/sso/callback") && "redirect_uri",
      read("response_type") !== "code" && "response_type",
      !read("scope").split(" ").includes("openid") && "scope",
      read("code_challenge_method") !== "S256" && "code_challenge_method",
      !/^[\w-]{43}$/.test(read("code_challenge")) && "code_challenge",
      read("state").length < 16 && "state",
      read("nonce").length < 16 && "nonce",
    ].filter(Boolean);
    if (wrong.length > 0) {
      refuse(response, `wrong parameters: ${wrong.join(", ")}`);
      return;
    }
    const back = new URL(redirectUri);
    back.searchParams.set("state", read("state"));
    if (double.refusal) {
      back.searchParams.set("error", double.refusal);
    } else {
      const code = randomBytes(16).toString("hex");
      grants.set(code, {
        challenge: read("code_challenge"),
        nonce: read("nonce"),
        redirectUri,
        person: double.person,
      });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    const form = new URLSearchParams(body);
    const { id, secret } = double.client;
    const encode = (text: string) => new URLSearchParams({ a: text }).toString().slice(2);
    const expected = `Basic ${btoa(`${encode(id)}:${encode(secret)}`)}`;
    if (request.headers.authorization !== expected) {
      return refuse(response, "wrong client authentication", 401);
    }
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    // A code works once.
    grants.delete(code);
    const verifier = form.get("code_verifier") ?? "";
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    if (
      form.get("grant_type") !== "authorization_code" ||
      grant?.redirectUri !== form.get("redirect_uri") ||
      grant.challenge !== challenge
    ) {
      double.faults.push("wrong grant");
      return json(response, 400, { error: "invalid_grant" });
    }
    const accessToken = randomBytes(16).toString("hex");
    tokens.set(accessToken, grant.person);
    const now = Math.floor(Date.now() / 1_000);
    const claims = double.forge({
      iss: issuer,
      aud: id,
      sub: grant.person.sub,
      nonce: grant.nonce,
      iat: now,
      exp: now + 300,
    });
    json(response, 200, {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 300,
      id_token: signed(claims),
    });
  }

  function signed(claims: Record<string, unknown>): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "RS256", typ: "JWT", kid: "k1" })}.${part(claims)}`;
    const key = double.foreignKey ? foreign.privateKey : pair.privateKey;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key).toString("base64url")}`;
  }

  function json(response: ServerResponse, status: number, body: unknown): void {
    response
      .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
      .end(JSON.stringify(body));
  }

  function refuse(response: ServerResponse, fault: string, status = 400): void {
    double.faults.push(fault);
    json(response, status, { error: "invalid_request", error_description: fault });
  }
}
