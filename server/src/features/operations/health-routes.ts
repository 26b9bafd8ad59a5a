import type { Request, Router } from "express";
import ipaddr from "ipaddr.js";
import { collectDefaultMetrics, register } from "prom-client";
import { sameSecret } from "../../channels/same-secret.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { requestErrors } from "../../http/errors.ts";
import { measureBackups } from "./measure-backups.ts";
import { measureQueues } from "./measure-queues.ts";

/** With the token of `METRICS_TOKEN`; without one, programs on this machine that no proxy forwards for. */
function mayReadMetrics({ headers, socket }: Request, token: string | undefined): boolean {
  if (token !== undefined) {
    return sameSecret(headers.authorization ?? "", `Bearer ${token}`);
  }
  const address = socket.remoteAddress ?? "";
  const local = ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
  return local && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
}

/** `/healthz` and `/health`: the process runs. `/readyz`: its store answers and takes writes. `/metrics`: for Prometheus. */
export function healthRoutes(root: Router, context: ServerContext): void {
  const { connection, log, config } = context;
  if (!register.getSingleMetric("process_cpu_user_seconds_total")) {
    collectDefaultMetrics();
  }

  root.get(["/healthz", "/health"], (_request, response) => {
    response.json({ ok: true });
  });

  root.get("/readyz", async (_request, response) => {
    const reached = await pingStore().catch((error: unknown) => {
      log.warn({ err: error }, "failed to reach the store");
      return false;
    });
    const reason = context.storeProblem?.();
    const ready = reached && reason === undefined;
    response.status(ready ? 200 : 503).json({ ok: ready, reason });
  });

  root.get("/metrics", async (request, response) => {
    if (!mayReadMetrics(request, config.metricsToken)) {
      throw requestErrors.notSignedIn();
    }
    await measureQueues(context);
    await measureBackups(context);
    response.type(register.contentType).send(await register.metrics());
  });

  async function pingStore(): Promise<boolean> {
    const answer = await connection.db?.command({ ping: 1 }, { timeoutMS: 3_000 });
    return answer?.ok === 1;
  }
}
