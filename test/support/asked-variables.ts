import { readConfig } from "../../server/src/context/read-config.ts";
import { channelVariables } from "../../server/src/features/channel-accounts/connect-from-environment.ts";

/** Lists the variables that the server asks the environment for. */
export function askedVariables(): string[] {
  const names = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {
      SECRET_KEY: "0".repeat(64),
      S3_BUCKET: "files",
      OIDC_ISSUER: "https://id.example.test",
      OIDC_CLIENT_ID: "chatloom",
      OIDC_CLIENT_SECRET: "a secret",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example.test:4318",
      OTEL_TRACES_SAMPLER: "traceidratio",
      OWNER_EMAIL: "a@example.test",
      OWNER_PASSWORD: "four unrelated teapot words",
    },
    {
      get(target, name: string) {
        names.add(name);
        return target[name];
      },
    },
  );
  try {
    readConfig(environment, channelVariables());
  } catch {
    // Some settings belong together; the names before and after the refusal are what counts.
  }
  return [...names].sort();
}
