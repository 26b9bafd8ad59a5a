import { afterAll, beforeAll, expect, test } from "vitest";
import { Authenticator } from "../doubles/authenticator.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { passkeys } = routes;
const origin = "https://chat.example.test";
const password = "correct horse battery";
const phone = new Authenticator(origin);
let world: World;

beforeAll(async () => {
  world = await startWorld({ publicUrl: origin });
});
afterAll(() => world.close());

async function begin(): Promise<unknown> {
  return (await world.call(passkeys.beginPasskey, { as: "editor", body: { password } })).options;
}
async function ask(): Promise<unknown> {
  return (await world.call(passkeys.askPasskey, { as: "nobody" })).options;
}
async function refusalOf(response: object): Promise<string> {
  const sent = { as: "nobody", body: { response } } as const;
  return (await world.refusal(passkeys.signInWithPasskey, sent)).code;
}

test("adds a passkey after the password, and signs in with it", async () => {
  const wrong = { as: "editor", body: { password: "another password" } } as const;
  expect((await world.refusal(passkeys.beginPasskey, wrong)).code).toBe(
    "session.wrong-credentials",
  );
  const made = await world.call(passkeys.addPasskey, {
    as: "editor",
    body: { name: "Phone", response: phone.register(await begin()) },
  });
  expect(made.items).toMatchObject([{ name: "Phone", synced: false }]);
  const me = await world.call(passkeys.signInWithPasskey, {
    as: "nobody",
    body: { response: phone.signIn(await ask()) },
  });
  expect(me).toMatchObject({
    account: { email: "editor@example.test" },
    member: { role: "editor" },
  });
  const { items } = await world.call(passkeys.listPasskeys, { as: "editor" });
  expect(items[0]?.usedAt).toBeDefined();
});

test("counts as the second factor that a workspace demands", async () => {
  const me = await world.call(passkeys.signInWithPasskey, {
    as: "nobody",
    body: { response: phone.signIn(await ask()) },
  });
  expect(me.secondFactorNeeded).toBe(false);
});

test("refuses what is not a fresh answer of this device for this place", async () => {
  const used = phone.signIn(await ask());
  await world.call(passkeys.signInWithPasskey, { as: "nobody", body: { response: used } });
  const registering = await begin();
  const late = phone.signIn(await ask());
  const refused = [
    await refusalOf(used),
    await refusalOf(phone.signIn(await ask(), { origin: "https://evil.example" })),
    await refusalOf(phone.signIn(await ask(), { unverified: true })),
    await refusalOf(phone.signIn(await ask(), { counter: 1 })),
    await refusalOf(phone.signIn(registering)),
    await refusalOf(phone.signIn({ challenge: "bm90IG91cnM" })),
    await refusalOf(new Authenticator(origin).signIn(await ask())),
    await refusalOf({ id: 7 }),
    await refusalOf([]),
  ];
  expect(new Set(refused)).toEqual(new Set(["passkey.invalid"]));
  world.advance(6 * 60_000);
  expect(await refusalOf(late)).toBe("passkey.invalid");
});

test("takes no passkey that was begun by somebody else", async () => {
  const response = new Authenticator(origin).register(await begin());
  const sent = { as: "agent", body: { name: "Mine", response } } as const;
  expect((await world.refusal(passkeys.addPasskey, sent)).code).toBe("passkey.invalid");
});

test("renames and removes a passkey, which then opens nothing", async () => {
  const [passkey] = (await world.call(passkeys.listPasskeys, { as: "editor" })).items;
  const params = { passkeyId: passkey?.id ?? "" };
  const renamed = await world.call(passkeys.renamePasskey, {
    as: "editor",
    params,
    body: { name: "Old phone" },
  });
  expect(renamed.items[0]?.name).toBe("Old phone");
  const others = { as: "agent", params } as const;
  expect((await world.refusal(passkeys.removePasskey, others)).code).toBe("passkey.not-found");
  await world.call(passkeys.removePasskey, { as: "editor", params });
  expect(await refusalOf(phone.signIn(await ask()))).toBe("passkey.invalid");
});
