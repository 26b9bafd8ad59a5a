import { type Edge, emptyFlow, type Flow, type FlowNode } from "@chatloom/flows-schema";
import { type Account, connectAccounts } from "../accounts.ts";
import { publishFlow, signIn } from "../api.ts";
import { createDelivery } from "../deliver.ts";
import { injectFaults, type ProcessFault } from "../faults.ts";
import { inspectStore } from "../inspect-store.ts";
import { owner, startProcesses } from "../processes.ts";
import { seededRandom } from "../seeded-random.ts";
import { judgeBroadcast } from "./judge-broadcast.ts";
import { OfferLog } from "./offer-log.ts";
import { readPlan } from "./read-plan.ts";

// `npm run proof:broadcast [-- --short] [-- --seed N]`: tests that each contact gets a broadcast once, or that a reason is shown, while
// processes are killed, platforms limit their rate, contacts block us and opt out.
const options = readPlan(process.argv.slice(2), process.env.MONGODB_TEST_URI);
const random = (name: string) => seededRandom(options.seed, name);
const startedAt = Date.now();
console.log(`seed ${options.seed}; the same again with --seed ${options.seed}`);

const processes = await startProcesses(options.servers, options.mongodbUri);
const urls = processes.servers.map((it) => it.url);
const sessions = await Promise.all(urls.map((url) => signIn(url, owner)));
/** Calls the API of any server that answers. */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const session = sessions[attempt % sessions.length];
    try {
      return (await session?.call<T>(method, path, body)) as T;
    } catch (error) {
      if (attempt > 60 || (error instanceof Error && error.message.includes(": 409"))) {
        throw error;
      }
      await rest(300);
    }
  }
}
await publishFlow({ call }, agreeingFlow());
const flowId = await publishFlow({ call }, offerFlow());
const accounts = await connectAccounts({ call });

// Contacts write first. Every account has rate limits; those of Telegram and WhatsApp are tight and get fewer contacts.
const blocking = random("blocks");
const blockedUs = new Set<number>();
const people = Array.from({ length: options.contacts }, (_, contact) => {
  const tight = contact % 10 === 0;
  const fitting = accounts.filter(
    ({ type }) => tight === (type === "telegram" || type === "whatsapp"),
  );
  const account = fitting[contact % fitting.length] as Account;
  if (blocking.chance(0.02)) {
    blockedUs.add(contact);
  }
  return { contact, account, address: account.address(contact) };
});
const byAddress = new Map(
  people.map(({ account, address, contact }) => [`${account.channelId} ${address}`, contact]),
);
const log = new OfferLog(accounts, (account, address) =>
  byAddress.get(`${account.channelId} ${address}`),
);
const delivery = createDelivery(urls);
const hellos = random("hellos");
await inGroups(people, 64, async ({ account, address, contact }) => {
  const event = { kind: "text", from: address, name: String(contact), text: "hello" } as const;
  await delivery.deliver(`${account.type}/${account.channelId}`, account.webhook(event), hellos);
});
const view = inspectStore(processes.mongodbUri);
await idle();
log.look();
for (const { double } of accounts) {
  double.behave({ refuses: (raw) => isOfferTo(raw, blockedUs) });
}
console.log(`${people.length} contacts wrote (${seconds()} s)`);

const { id: broadcastId } = await call<{ id: string }>("POST", "/broadcasts", {
  name: "Proof",
  flowId,
  segmentIds: [],
  excludedSegmentIds: [],
  channelIds: [],
  perMinute: options.perMinute,
});
await call("POST", `/broadcasts/${broadcastId}/send`, {});
const looking = setInterval(() => log.look(), 20);
const faults: ProcessFault[] = [];
const faulting = random("sendFaults");
const disturbing = setInterval(() => {
  const { double } = faulting.pick(accounts);
  const retryAfter = { "retry-after": "1" };
  double.fail(
    faulting.pick([
      { kind: "answer", status: 429, headers: retryAfter },
      { kind: "answer", status: 503 },
      { kind: "slow", ms: 800 },
      { kind: "drop", taken: true },
      { kind: "drop", taken: false },
    ] as const),
  );
}, 150);
const leaving = random("leavers")
  .shuffle(people)
  .slice(0, Math.ceil(people.length / 20));
await Promise.all([
  injectFaults(options, processes, random("faults"), faults),
  optOut(),
  pauseAndContinue(),
]);
clearInterval(disturbing);
await until(async () => {
  const { state } = await call<{ state: string }>("GET", `/broadcasts/${broadcastId}`);
  if (state === "paused") {
    await call("POST", `/broadcasts/${broadcastId}/send`, {});
  }
  return state === "sent";
});
await idle();
await rest(1_500);
clearInterval(looking);
log.look();

const { findings, reasons } = await judgeBroadcast(
  processes.mongodbUri,
  broadcastId,
  people.length,
  log,
  (channelId, address) => byAddress.get(`${channelId} ${address}`),
);
const results = await call<object>("GET", `/broadcasts/${broadcastId}/results`);
const codes = await processes.stop();
await delivery.close();
await Promise.all(accounts.map(({ double }) => double.close()));
console.log(`\ncontacts ${people.length}, got it ${log.offers.size}, opted out ${leaving.length}`);
console.log(`process faults ${faults.length}, seconds ${seconds()}`);
console.log("not got, by reason", reasons);
console.log("results shown", JSON.stringify(results));
for (const [kind, cases] of Object.entries(findings)) {
  console.log(`${kind.padEnd(34)} ${cases.length}`);
  for (const example of cases.slice(0, 5)) {
    console.log(`    ${example}`);
  }
}
const sound =
  Object.values(findings).every((it) => it.length === 0) && codes.every((it) => it === 0);
console.log(sound ? "\nSound.\n" : `\nNot sound.\n${processes.logTails()}`);
if (sound && !options.keep) {
  processes.remove();
}
process.exit(sound ? 0 : 1);

async function optOut(): Promise<void> {
  const spread = (options.faultEveryMs * options.kills) / leaving.length;
  for (const { account, address, contact } of leaving) {
    const event = { kind: "text", from: address, name: String(contact), text: "STOP" } as const;
    await delivery.deliver(`${account.type}/${account.channelId}`, account.webhook(event), hellos);
    await rest(spread);
  }
}

/** A member pauses the broadcast now and then, and continues it. */
async function pauseAndContinue(): Promise<void> {
  for (let time = 0; time < 3; time++) {
    await rest(options.faultEveryMs);
    // Refused once the broadcast is over.
    await call("POST", `/broadcasts/${broadcastId}/pause`).catch(() => {});
    await rest(1_000);
    await call("POST", `/broadcasts/${broadcastId}/send`, {}).catch(() => {});
  }
}

/** Waits until no conversation has work left. */
async function idle(): Promise<void> {
  await until(async () => (await view.busy().catch(() => 1)) === 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 900_000;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`Waited in vain\n${processes.logTails()}`);
    }
    await rest(500);
  }
}

async function inGroups<T>(items: readonly T[], size: number, act: (item: T) => Promise<void>) {
  for (let from = 0; from < items.length; from += size) {
    await Promise.all(items.slice(from, from + size).map(act));
  }
}

function isOfferTo(raw: string, contacts: ReadonlySet<number>): boolean {
  const [, contact] = /offer\|(\d+)/.exec(raw) ?? [];
  return contact !== undefined && contacts.has(Number(contact));
}

/** Every contact who writes agrees to marketing, which WhatsApp demands. */
function agreeingFlow(): Flow {
  return flow(
    "Agreeing",
    [
      node("any", "trigger.any", { kinds: [], channels: [] }),
      node("agrees", "contact", { changes: [{ action: "optIn", name: "", value: "" }] }),
      say("welcome", "welcome"),
    ],
    ["any.next > agrees", "agrees.next > welcome"],
  );
}

function offerFlow(): Flow {
  return flow(
    "Offer",
    [
      node("start", "trigger.keyword", {
        keywords: ["offer"],
        match: "exact",
        channels: [],
        interrupts: false,
      }),
      say("offer", "offer|{{ contact.name }}"),
    ],
    ["start.next > offer"],
  );
}

function flow(name: string, nodes: FlowNode[], ways: readonly string[]): Flow {
  const edges = ways.map((way, index): Edge => {
    const [from = "", target = ""] = way.split(" > ");
    const [source = "", sourceHandle = ""] = from.split(".");
    return { id: `e${index}`, source, sourceHandle, target };
  });
  return { ...emptyFlow(name), nodes, edges };
}

type DataOf<K extends FlowNode["type"]> = Extract<FlowNode, { type: K }>["data"];
function node<K extends FlowNode["type"]>(id: string, type: K, data: DataOf<K>): FlowNode {
  return { id, type, position: { x: 0, y: 0 }, data } as FlowNode;
}

function say(id: string, text: string): FlowNode {
  return node(id, "message", { blocks: [{ kind: "text", id: "text", text }], typing: false });
}

function seconds(): number {
  return Math.round((Date.now() - startedAt) / 1_000);
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
