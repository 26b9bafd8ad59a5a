import { type Account, accountPlan, connectAccounts } from "./accounts.ts";
import { publishFlow, signIn } from "./api.ts";
import { createDelivery } from "./deliver.ts";
import { injectFaults, type ProcessFault } from "./faults.ts";
import { watchAccounts } from "./faulty-doubles.ts";
import { inspectStore } from "./inspect-store.ts";
import { judgeCounters, judgeMessages, judgeTimers } from "./judge.ts";
import { Ledger } from "./ledger.ts";
import { printReport } from "./print-report.ts";
import { owner, startProcesses } from "./processes.ts";
import { proofFlow } from "./proof-flow.ts";
import { readOptions } from "./read-options.ts";
import { seededRandom } from "./seeded-random.ts";
import { settle } from "./settle.ts";
import { talk } from "./talk.ts";

// `npm run proof [-- --short] [-- --single] [-- --seed N]`: tests that no message is lost, doubled, out of order or stuck while processes fail.
const options = readOptions(process.argv.slice(2), process.env.MONGODB_TEST_URI);
const random = (name: string) => seededRandom(options.seed, name);
const startedAt = Date.now();
console.log(`seed ${options.seed}; the same again with --seed ${options.seed}`);

const ownStore = options.servers === 1 && options.mongodbUri === undefined;
const processes = await startProcesses(options.servers, options.mongodbUri, { ownStore });
const urls = processes.servers.map((it) => it.url);
const api = await signIn(urls[0] ?? "", owner);
await publishFlow(api, proofFlow());
const accounts = await connectAccounts(api);
const store = processes.store ? "one embedded store" : ownStore ? "its own store" : "one MongoDB";
console.log(
  `${options.servers} server process${options.servers === 1 ? "" : "es"} over ${store}, ${accounts.length} channel accounts (${(Date.now() - startedAt) / 1_000} s)`,
);

const view = inspectStore(processes.mongodbUri);
const ledger = new Ledger();
const delivery = createDelivery(urls);
const contacts = shareOut(options.contacts, options.webhooks / 1.1);
const byAddress = new Map(
  contacts.map(({ account, contact }) => [addressKey(account, account.address(contact)), contact]),
);
const doubles = watchAccounts(accounts, ledger, random("sendFaults"), (account, address) =>
  byAddress.get(addressKey(account, address)),
);
const faults: ProcessFault[] = [];
const progress = setInterval(() => {
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  console.log(
    `${String(seconds).padStart(4)} s  ${delivery.requests()} webhooks  ${ledger.received}/${ledger.expected} messages  ${faults.length} process faults  ${doubles.sendFaults()} failed sends`,
  );
}, 5_000);
const unknown = setInterval(() => void learnUnknown().catch(() => {}), 1_500);

const talking = Promise.all(contacts.map((it) => talk(it, { ledger, delivery })));
const injecting = injectFaults(options, processes, random("faults"), faults);
await Promise.all([talking, injecting]);
doubles.end();
const stuck = await settle(view, ledger, learnUnknown);
clearInterval(progress);
clearInterval(unknown);
doubles.look();
doubles.stop();

const timers = await view.timers().catch((error) => {
  console.log(processes.logTails());
  throw error;
});
const judged = judgeTimers(timers, faults, ledger);
const messages = judgeMessages(ledger);
const { failed, unknown: open } = await view.undelivered();
const refused = new Set(ledger.refused());
const poisonOf = (text: string) => text.split("|", 2).join("|");
const letters = new Set([...failed, ...open].map(poisonOf));
const problems = accounts.flatMap(({ double }) => double.refusals.map((it) => it.problem ?? ""));
const rateLimits = problems.filter((it) => /rate|too many requests/i.test(it));
const exitCodes = await processes.stop();
if (options.mongodbUri !== undefined && !options.keep) {
  await view.drop();
}
await delivery.close();
await Promise.all(accounts.map(({ double }) => double.close()));

const sound = printReport({
  seconds: Math.round((Date.now() - startedAt) / 1_000),
  webhooks: delivery.requests(),
  inputs: ledger.inputs.size,
  contacts: contacts.length,
  messages: ledger.received,
  faults,
  sendFaults: doubles.sendFaults(),
  poisoned: [...ledger.inputs.values()].filter((it) => it.kind === "bad" || it.kind === "refuse")
    .length,
  timers: timers.length,
  worstTimerMs: judged.worstMs,
  unknown: ledger.unknown.size,
  rateLimits: rateLimits.length,
  findings: {
    lost: [
      ...messages.lost,
      ...failed.filter((it) => !refused.has(poisonOf(it))).map((it) => `${it} was given up`),
    ],
    "refused without a dead letter": [...refused].filter((it) => !letters.has(it)),
    doubled: [...messages.doubled, ...judged.twice, ...judgeCounters(ledger)],
    "out of order": messages.outOfOrder,
    "stuck conversations": stuck,
    "timers late or missing": [...judged.late, ...messages.timersMissing],
    "payload limits broken": problems.filter((it) => !rateLimits.includes(it)),
    "servers that did not end in order": exitCodes.flatMap((code, index) =>
      code === 0 ? [] : [`server ${index + 1} ended with ${code}`],
    ),
  },
});
if (!sound) {
  console.log(processes.logTails());
}
if (sound && !options.keep) {
  processes.remove();
} else {
  console.log(`data and logs: ${processes.directory}`);
}
process.exit(sound ? 0 : 1);

async function learnUnknown(): Promise<void> {
  for (const text of (await view.undelivered()).unknown) {
    ledger.giveUp(text);
  }
}

/** Lists the contacts by account. Accounts with tight limits get fewer contacts and inputs. */
function shareOut(count: number, inputs: number) {
  const shares = accountPlan.reduce((sum, it) => sum + it.share, 0);
  const draw = random("contacts");
  const people = Array.from({ length: count }, (_, contact) => {
    let place = (contact * 7) % shares;
    const index = accountPlan.findIndex((it) => {
      place -= it.share;
      return place < 0;
    });
    const account = accounts[index] ?? accounts[0];
    if (!account) {
      throw new Error("There are no accounts");
    }
    const tight = account.type === "telegram" || account.type === "whatsapp";
    return { contact, account, weight: tight ? 0.3 : 1, random: random(`contact ${draw.next()}`) };
  });
  const weight = people.reduce((sum, it) => sum + it.weight, 0);
  const { kills, pauses, longPauses, storeKills, faultEveryMs } = options;
  const spreadMs = (kills + pauses + longPauses + storeKills) * faultEveryMs;
  return people.map((it) => ({
    ...it,
    inputs: Math.ceil((it.weight / weight) * inputs),
    spreadMs,
  }));
}

function addressKey(account: Account, address: string): string {
  return `${account.channelId} ${address}`;
}
