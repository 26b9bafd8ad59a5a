import type { Request, Router } from "express";
import ipaddr from "ipaddr.js";
import { collectDefaultMetrics, register } from "prom-client";
import { sameSecret } from "../../channels/same-secret.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { NotSignedIn } from "../../http/errors.ts";

/** With the token of `METRICS_TOKEN`; without one, programs on this machine that no proxy forwards for. */
function mayReadMetrics({ headers, socket }: Request, token: string | undefined): boolean {
  if (token !== undefined) return sameSecret(headers.authorization ?? "", `Bearer ${token}`);
  const address = socket.remoteAddress ?? "";
  const local = ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
  return local && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
}

/** `/healthz`: the process runs. `/readyz`: it reaches its store. `/metrics`: for Prometheus. */
export function healthRoutes(root: Router, { connection, log, config }: ServerContext): void {
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

  root.get("/metrics", async (request, response) => {
    if (!mayReadMetrics(request, config.metricsToken)) throw new NotSignedIn();
    response.type(register.contentType).send(await register.metrics());
  });

  async function reached(): Promise<boolean> {
    const answer = await connection.db?.command({ ping: 1 }, { timeoutMS: 3_000 });
    return answer?.ok === 1;
  }
}
