import type { Context, Link, SpanContext } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";
import type { TraceSettings } from "./read-traces.ts";
import type { Span, SpanFacts, SpanStart, Tracer } from "./tracer.ts";

/** Beyond so many spans that wait, new ones are dropped. */
const mostWaiting = 2_048;
const mostTogether = 512;
/** All that may wait, and one batch that is on its way. */
const mostExports = mostWaiting / mostTogether + 1;
const delayMs = 1_000;
const exportMs = 5_000;
const closingMs = 2_000;
const quietMs = 60_000;

const names: Readonly<Record<keyof SpanFacts, string>> = {
  workspaceId: "chatloom.workspace.id",
  conversationId: "chatloom.conversation.id",
  channelId: "chatloom.channel.id",
  channelType: "chatloom.channel.type",
  messageId: "chatloom.message.id",
  flowId: "chatloom.flow.id",
  nodeId: "chatloom.node.id",
  inputs: "chatloom.turn.inputs",
  turns: "chatloom.turn.count",
  nodes: "chatloom.turn.nodes",
  attempt: "chatloom.attempt",
  outcome: "chatloom.outcome",
  status: "http.response.status_code",
};

/** Starts to record spans and hand them over to a collector. OpenTelemetry is loaded only here. */
export async function startTracer(settings: TraceSettings, log: Logger): Promise<Tracer> {
  const [api, sdk, { OTLPTraceExporter }, { defaultResource, resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({
    url: settings.url,
    headers: { ...settings.headers },
    timeoutMillis: exportMs,
    concurrencyLimit: mostExports,
  });
  const processor = new sdk.BatchSpanProcessor({
    exporter: telling(exporter, log),
    maxQueueSize: mostWaiting,
    maxExportBatchSize: mostTogether,
    scheduledDelayMillis: delayMs,
    exportTimeoutMillis: exportMs,
  });
  const resource = { ...settings.resource, "service.name": settings.serviceName };
  const provider = new sdk.TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(resource)),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(settings.ratio) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer("chatloom");
  const kinds = { server: api.SpanKind.SERVER, client: api.SpanKind.CLIENT };

  return {
    start(name, { kind, parent, links = [], facts = {} }: SpanStart = {}): Span {
      const span = tracer.startSpan(
        name,
        {
          kind: kind ? kinds[kind] : api.SpanKind.INTERNAL,
          attributes: attributesOf(facts),
          links: links.flatMap((it): readonly Link[] => {
            const context = placeOf(it);
            return context ? [{ context }] : [];
          }),
        },
        under(parent),
      );
      return {
        trace: traceOf(span.spanContext()),
        add: (more) => void span.setAttributes(attributesOf(more)),
        end(failure) {
          if (failure !== undefined) {
            span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
            span.setAttribute("error.type", failure);
          }
          span.end();
        },
      };
    },
    async close() {
      const handedOver = provider.shutdown().catch(() => undefined);
      const given = new Promise((resolve) => setTimeout(resolve, closingMs).unref());
      await Promise.race([handedOver, given]);
    },
  };

  function under(parent: string | undefined): Context {
    const place = parent === undefined ? undefined : placeOf(parent);
    return place ? api.trace.setSpanContext(api.ROOT_CONTEXT, place) : api.ROOT_CONTEXT;
  }
}

function attributesOf(facts: SpanFacts): Record<string, string | number> {
  const attributes: Record<string, string | number> = {};
  let name: keyof SpanFacts;
  for (name in facts) {
    const value = facts[name];
    if (value !== undefined) {
      attributes[names[name]] = value;
    }
  }
  return attributes;
}

function traceOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

function placeOf(trace: string): SpanContext | undefined {
  const [, traceId, spanId, flags] =
    /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(trace) ?? [];
  return traceId === undefined || spanId === undefined || flags === undefined
    ? undefined
    : { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** Says in the log, once a minute at most, that spans could not be handed over. */
function telling(exporter: SpanExporter, log: Logger): SpanExporter {
  let quietUntil = 0;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error && Date.now() >= quietUntil) {
          quietUntil = Date.now() + quietMs;
          log.warn({ err: result.error, spans: spans.length }, "failed to hand over traces");
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
