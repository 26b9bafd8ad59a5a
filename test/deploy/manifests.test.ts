import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { askedVariables } from "../support/asked-variables.ts";
import { renderChart } from "./render-chart.ts";

const root = resolve(import.meta.dirname, "../..");
const chart = join(root, "deploy/helm/chatloom");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const known = new Set(askedVariables());
const unknown = (names: readonly string[]) => names.filter((it) => !known.has(it));

interface Compose {
  readonly services: Record<
    string,
    { readonly environment?: Record<string, unknown>; readonly depends_on?: unknown }
  >;
}

test.each(["docker-compose.yml", "deploy/docker-compose.production.yml"])(
  "%s sets variables that the server reads",
  (path) => {
    const { services } = parse(read(path), { merge: true }) as Compose;
    const servers = Object.values(services).filter((it) => it.environment);
    expect(servers.length).toBeGreaterThan(0);
    for (const { environment } of servers) {
      expect(unknown(Object.keys(environment ?? {}))).toEqual([]);
    }
  },
);

test("the chart's values fit its schema, and wrong ones do not", () => {
  const validate = new Ajv().compile(JSON.parse(read("deploy/helm/chatloom/values.schema.json")));
  const values = parse(read("deploy/helm/chatloom/values.yaml"));
  expect(validate(values), JSON.stringify(validate.errors)).toBe(true);
  const wrong = [
    { replicas: 0 },
    { publicUrl: "chat.example.com" },
    { publicUrl: "https://chat.example.com/" },
    { env: { "log level": "info" } },
    { replica: 2 },
  ];
  for (const change of wrong) {
    expect(validate({ ...values, ...change }), JSON.stringify(change)).toBe(false);
  }
});

test("every template renders to what Kubernetes knows", () => {
  const all = renderChart(chart, {
    serviceMonitor: { enabled: true, interval: "30s" },
    env: { LOG_LEVEL: "warn", OPENAI_MODEL: "small" },
  });
  expect(Object.keys(all).sort()).toEqual(readdirSync(join(chart, "templates")).sort());
  expect(Object.values(all).map((it) => (it as { kind: string }).kind)).toEqual(
    expect.arrayContaining(["Deployment", "Service", "Ingress"]),
  );
  const { spec } = all["deployment.yaml"] as {
    spec: {
      replicas: number;
      template: {
        spec: {
          containers: {
            image: string;
            env: { name: string; value: string }[];
            ports: { name: string; containerPort: number }[];
          }[];
        };
      };
    };
  };
  const [server] = spec.template.spec.containers;
  expect(spec.replicas).toBe(2);
  expect(server?.image).toBe("chatloom:1.2.3");
  expect(unknown(server?.env.map((it) => it.name) ?? [""])).toEqual([]);
  expect(server?.env).toContainEqual({ name: "OPENAI_MODEL", value: "small" });
});

test("what is switched off is not there", () => {
  const off = { enabled: false, className: "", host: "x", tlsSecret: "", annotations: {} };
  const bare = renderChart(chart, { replicas: 1, ingress: off });
  expect([bare["ingress.yaml"], bare["disruption-budget.yaml"]]).toEqual([null, null]);
  expect(bare["service-monitor.yaml"]).toBeNull();
});
