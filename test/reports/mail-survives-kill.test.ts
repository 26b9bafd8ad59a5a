import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailedReports, reportMailRules } from "../../server/src/records/report-mail-model.ts";
import { connectStore } from "../../server/src/store/connect.ts";
import { testUri } from "../../server/src/testing/test-uri.ts";
import { type MailDouble, startMailDouble } from "../doubles/email.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

let mail: MailDouble;
let world: World;
let server: ServerProcess | undefined;
beforeAll(async () => {
  mail = await startMailDouble();
  world = await startWorld();
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world.close();
  await mail.close();
});

/** Changes the store while no server runs. */
async function inStore(
  change: (store: Awaited<ReturnType<typeof connectStore>>) => Promise<unknown>,
) {
  const log = pino({ level: "fatal" });
  const { dataDir } = world;
  const store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  await change(store);
  await store.close();
}

async function start(): Promise<void> {
  const login = `${encodeURIComponent("shop@example.org")}:${encodeURIComponent("app password")}`;
  server = await startProcess(world, {
    SMTP_URL: `smtp://${login}@127.0.0.1:${mail.smtpPort}`,
    MAIL_FROM: "shop@example.org",
  });
}

test("mails each report once, though the process is killed while the mail server takes one", async () => {
  const recipients = ["a@example.org", "b@example.org", "c@example.org"];
  await world.call(routes.reports.saveReportMail, {
    body: {
      enabled: true,
      every: "day",
      reports: ["overview"],
      language: "en",
      weekday: 0,
      hour: 0,
      recipients,
    },
  });
  await world.stop();
  // The report of yesterday is due now.
  await inStore(({ connection }) =>
    reportMailRules(connection)
      .in(world.workspaceId)
      .updateOne({}, { $set: { after: 0, lookAt: 0 } }),
  );
  mail.fail({ at: "lost", taken: true, hangs: true });
  await start();
  await until(() => mail.taken.length > 0, 30_000);
  await server?.kill("SIGKILL");

  // The leases of the dead process are over.
  await inStore(({ connection }) =>
    mailedReports(connection)
      .in(world.workspaceId)
      .updateMany({ nextAt: { $exists: true } }, { $set: { nextAt: 0 } }),
  );
  await start();
  await until(() => mail.taken.length === recipients.length, 30_000);
  await server?.kill("SIGTERM");
  server = undefined;
  expect(mail.taken.flatMap((it) => it.to).sort()).toEqual(recipients);
  await inStore(async ({ connection }) => {
    const kept = await mailedReports(connection).in(world.workspaceId).find({});
    const states = kept.map((it) => it.state).sort();
    expect(states).toEqual(["sent", "sent", "unclear"]);
  });
}, 120_000);
