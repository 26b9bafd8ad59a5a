import type { Router } from "express";
import { collectDefaultMetrics, register } from "prom-client";
import type { ServerContext } from "../../context/server-context.ts";

/** `/healthz`: the process runs. `/readyz`: it reaches its store. `/metrics`: for Prometheus. */
export function healthRoutes(root: Router, { connection, log }: ServerContext): void {
  if (!register.getSingleMetric("process_cpu_user_seconds_total")) collectDefaultMetrics();

  root.get("/healthz", (_request, response) => {
    response.json({ ok: true });
  });

  root.get("/readyz", async (_request, response) => {
    const ready = await reached().catch((error: unknown) => {
      log.warn({ err: error }, "The store does not answer");
      return false;
    });
    response.status(ready ? 200 : 503).json({ ok: ready });
  });

  root.get("/metrics", async (_request, response) => {
    response.type(register.contentType).send(await register.metrics());
  });

  async function reached(): Promise<boolean> {
    const answer = await connection.db?.command({ ping: 1 }, { timeoutMS: 3_000 });
    return answer?.ok === 1;
  }
}
