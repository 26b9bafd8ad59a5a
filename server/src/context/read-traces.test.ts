import { expect, test } from "vitest";
import { BadSetting, readConfig } from "./read-config.ts";

const read = (environment: Record<string, string>) =>
  readConfig({ SECRET_KEY: "x".repeat(43), ...environment }, {}).traces;
const there = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" };

test("records no traces unless a collector is named", () => {
  expect(read({})).toBeUndefined();
  expect(read({ OTEL_SERVICE_NAME: "chat" })).toBeUndefined();
  expect(read({ ...there, OTEL_SDK_DISABLED: "true" })).toBeUndefined();
});

test("records all traces for the collector", () => {
  expect(read(there)).toEqual({
    url: "http://collector:4318/v1/traces",
    headers: {},
    serviceName: "chatloom",
    resource: {},
    ratio: 1,
  });
});

test("reads the standard variables", () => {
  const environment = {
    ...there,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://traces.example/otlp",
    OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b, authorization=Basic%20YQ==",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_SERVICE_NAME: "chat",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.25",
  };
  expect(read(environment)).toEqual({
    url: "https://traces.example/otlp",
    headers: { "x-key": "a b", authorization: "Basic YQ==" },
    serviceName: "chat",
    resource: { "deployment.environment": "test" },
    ratio: 0.25,
  });
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "grpc://a" }, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, "OTEL_EXPORTER_OTLP_PROTOCOL"],
  [{ OTEL_EXPORTER_OTLP_HEADERS: "authorization" }, "OTEL_EXPORTER_OTLP_HEADERS"],
  [{ OTEL_EXPORTER_OTLP_HEADERS: "a=%" }, "OTEL_EXPORTER_OTLP_HEADERS"],
  [{ OTEL_TRACES_SAMPLER: "some" }, "OTEL_TRACES_SAMPLER"],
  [
    { OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "2" },
    "OTEL_TRACES_SAMPLER_ARG",
  ],
] as const)("names the variable that is wrong: %o", (environment, variable) => {
  expect(() => read({ ...there, ...environment })).toThrow(BadSetting);
  expect(() => read({ ...there, ...environment })).toThrow(new RegExp(`^${variable} `));
});
