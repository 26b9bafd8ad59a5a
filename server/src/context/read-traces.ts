/** The destination of traces, and the share of them that is recorded. */
export interface TraceSettings {
  /** The address that takes them by OTLP over HTTP. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** More facts about this service, such as `deployment.environment`. */
  readonly resource: Readonly<Record<string, string>>;
  /** The share of traces that is recorded, from 0 to 1. */
  readonly ratio: number;
}

type Read = (name: string) => string | undefined;
type Refuse = (variable: string, expected: string) => never;

/** Reads OpenTelemetry's standard variables; undefined: no traces are recorded. */
export function readTraces(read: Read, refuse: Refuse): TraceSettings | undefined {
  const url = readUrl(read, refuse);
  if (url === undefined || read("OTEL_SDK_DISABLED")?.toLowerCase() === "true") {
    return undefined;
  }
  const protocol = read("OTEL_EXPORTER_OTLP_PROTOCOL");
  if (protocol !== undefined && protocol !== "http/json") {
    refuse("OTEL_EXPORTER_OTLP_PROTOCOL", `must be http/json, not "${protocol}"`);
  }
  return {
    url,
    headers: readPairs("OTEL_EXPORTER_OTLP_HEADERS", read, refuse),
    serviceName: read("OTEL_SERVICE_NAME") ?? "chatloom",
    resource: readPairs("OTEL_RESOURCE_ATTRIBUTES", read, refuse),
    ratio: readRatio(read, refuse),
  };
}

function readUrl(read: Read, refuse: Refuse): string | undefined {
  const whole = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  const base = "OTEL_EXPORTER_OTLP_ENDPOINT";
  const variable = read(whole) === undefined ? base : whole;
  const text = read(variable);
  if (text === undefined) {
    return undefined;
  }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    refuse(variable, "must be an address that starts with http:// or https://");
  }
  return variable === whole ? text : `${text.replace(/\/+$/, "")}/v1/traces`;
}

/** Reads `name=value,name=value`. The values are percent-encoded. */
function readPairs(variable: string, read: Read, refuse: Refuse): Readonly<Record<string, string>> {
  const parts = (read(variable) ?? "").split(",").filter((it) => it.trim() !== "");
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf("=");
      const value = at < 1 ? undefined : decoded(part.slice(at + 1).trim());
      // The value may be a secret, so the message does not repeat it.
      return value === undefined
        ? refuse(variable, "must be a list such as name=value,other=value, percent-encoded")
        : [part.slice(0, at).trim(), value];
    }),
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readRatio(read: Read, refuse: Refuse): number {
  const sampler = read("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  const kind = sampler.replace(/^parentbased_/, "");
  if (kind === "always_on" || kind === "always_off") {
    return kind === "always_on" ? 1 : 0;
  }
  if (kind !== "traceidratio") {
    const known = "always_on, always_off, traceidratio, or one of them after parentbased_";
    refuse("OTEL_TRACES_SAMPLER", `must be ${known}, not "${sampler}"`);
  }
  const text = read("OTEL_TRACES_SAMPLER_ARG") ?? "1";
  const ratio = Number(text);
  if (!/^[\d.]+$/.test(text) || !(ratio <= 1)) {
    refuse("OTEL_TRACES_SAMPLER_ARG", `must be a number from 0 to 1, not "${text}"`);
  }
  return ratio;
}
