import { allSecretKinds, secretPattern, writeSecret } from "@chatloom/flows-schema";
import { invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { fillSecrets } from "../../pipeline/effects/fill-secrets.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { openSecret, secretProblem, signingKinds, type WantedSecret } from "../../records/vault.ts";
import type { StoredWebhook } from "../../records/webhook-model.ts";
import { unseal } from "../../secrets/secret-box.ts";

type Context = ServerContext;
type WithSecrets = Pick<StoredWebhook, "url" | "signingSecret" | "headers">;

/** Headers that the delivery itself sets, or that belong to the connection. */
const reserved =
  /^(webhook-.*|content-type|content-length|user-agent|host|connection|transfer-encoding|expect|upgrade|keep-alive|te|trailer)$/i;

/** Throws for headers that a delivery cannot have, and for secrets of the vault that may not be used at the address. */
export async function refuseSecrets(
  context: Context,
  workspaceId: string,
  { url, signingSecret, headers = [] }: WithSecrets,
): Promise<void> {
  for (const [index, { name, value }] of headers.entries()) {
    const at = `/headers/${index}`;
    if (reserved.test(name)) {
      const message = `"${name}" is set by the delivery`;
      throw invalidAt("webhook.header", { at: `${at}/name`, message });
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\0-\x1f\x7f]|[^\0-\xff]/.test(value)) {
      const message = "must hold no line breaks and only Latin letters";
      throw invalidAt("webhook.header", { at: `${at}/value`, message });
    }
    for (const secret of namesIn(value)) {
      await refuse(`${at}/value`, { name: secret, kinds: allSecretKinds, url });
    }
  }
  if (signingSecret) {
    await refuse("/signingSecret", { name: signingSecret, kinds: signingKinds, url });
  }

  async function refuse(at: string, wanted: WantedSecret): Promise<void> {
    const message = await secretProblem(context, workspaceId, wanted);
    if (message !== undefined) {
      throw invalidAt("secret.not-usable", { at, message });
    }
  }
}

/** Gives the key that signs the deliveries of a webhook. Throws `SecretRefused`. */
export async function signingKey(context: Context, webhook: StoredWebhook): Promise<Buffer> {
  const { _id, workspaceId, url, secret, signingSecret } = webhook;
  if (signingSecret === undefined) {
    return keyOf(unseal(context.config.secretKey, secret, String(_id)));
  }
  const wanted = { name: signingSecret, kinds: signingKinds, url };
  return keyOf(await openSecret(context, workspaceId, wanted));
}

/** Gives the webhook's own headers with the values of their secrets. Throws `SecretRefused`. */
export async function filledHeaders(
  context: Context,
  { workspaceId, url, headers = [] }: StoredWebhook,
  body: string,
): Promise<Record<string, string>> {
  if (headers.length === 0) {
    return {};
  }
  const request = {
    method: "POST",
    url,
    body,
    headers: headers.map(({ name, value }) => ({
      name,
      value: value.replace(secretPattern, (_, secret: string) => writeSecret(secret)),
    })),
    secrets: headers.flatMap((it) => namesIn(it.value)),
    timeoutMs: 0,
    retries: 0,
  };
  const filled = await fillSecrets(context, { workspaceId: String(workspaceId) }, request);
  if ("failure" in filled) {
    for (const name of request.secrets) {
      await openSecret(context, workspaceId, { name, kinds: allSecretKinds, url });
    }
    const { failure } = filled;
    const message = "error" in failure ? failure.error.message : "";
    throw new SecretRefused("kind", request.secrets.join(", "), message);
  }
  return Object.fromEntries(filled.request.headers.map(({ name, value }) => [name, value]));
}

/** Keys of Standard Webhooks are base64 with a prefix; another key is its bytes. */
function keyOf(secret: string): Buffer {
  const prefix = "whsec_";
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), "base64")
    : Buffer.from(secret, "utf8");
}

function namesIn(value: string): string[] {
  return [...value.matchAll(secretPattern)].map((it) => it[1] ?? "");
}
