import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

describe("message", () => {
  const buttons = drawFlow(
    {
      s: [
        "setVariable",
        { assignments: [{ variable: "x", operation: "set", value: "kept", as: "string" }] },
      ],
      m: [
        "message",
        {
          typing: false,
          blocks: [
            {
              kind: "buttons",
              id: "b",
              text: "Go on?",
              buttons: [{ id: "y", label: "Yes", action: "next" }],
            },
          ],
        },
      ],
      y: says("{{ x }}"),
    },
    ["s > m", "m:button:y > y"],
  );

  test("waits for its buttons where only they lead on, and keeps the variables", () => {
    expect(chat(buttons, "hi", { tap: "Yes" }).at(-1)).toBe("bot: kept");
  });

  describe("with buttons that link the contact's account", () => {
    const accounts = drawFlow(
      {
        k: ["trigger.keyword", { keywords: ["account"], match: "exact" }],
        m: [
          "message",
          {
            typing: false,
            blocks: [
              {
                kind: "buttons",
                id: "b",
                text: "Your account",
                buttons: [
                  {
                    id: "in",
                    label: "in",
                    action: "linkAccount",
                    url: "https://shop.example/sign-in",
                  },
                  { id: "out", label: "out", action: "unlinkAccount" },
                ],
              },
            ],
          },
        ],
        linked: says("Signed in"),
        unlinked: says("Signed out"),
      },
      ["k > m", "m:button:in > linked", "m:button:out > unlinked"],
    );
    const talk = (accountLinking: boolean) => {
      const context = testContext();
      const abilities = { ...context.channel.abilities, accountLinking };
      const one = new Chat(accounts, { channel: { ...context.channel, abilities } });
      one.play("account");
      return one;
    };
    const buttonsOf = (one: Chat) =>
      one.effects.flatMap((it) =>
        it.type === "send" && it.content.kind === "buttons" ? it.content.buttons : [],
      );

    test.each([
      ["account.linked", "bot: Signed in"],
      ["account.unlinked", "bot: Signed out"],
    ])("goes on when the platform tells %s", (name, said) => {
      const one = talk(true);
      expect(buttonsOf(one)).toMatchObject([{ links: true }, { unlinks: true }]);
      one.play({ input: { type: "event", name: "order.shipped", properties: {} } });
      expect(one.lines.at(-1)).not.toBe(said);
      one.play({ input: { type: "event", name, properties: { code: "42" } } });
      expect(one.lines.at(-1)).toBe(said);
    });

    test("opens the page and takes the tap, where the channel links no accounts", () => {
      const one = talk(false);
      const [link, unlink] = buttonsOf(one);
      expect(link).toEqual({ type: "url", label: "in", url: "https://shop.example/sign-in" });
      expect(unlink).toEqual({ type: "postback", label: "out", payload: expect.any(String) });
      one.play({ tap: "out" });
      expect(one.lines.at(-1)).toBe("bot: Signed out");
    });
  });

  test("fills in products and forms, which other channels get in words", () => {
    const shop = drawFlow({
      m: [
        "message",
        {
          typing: false,
          blocks: [
            {
              kind: "products",
              id: "p",
              text: "For you, {{ contact.firstName }}",
              catalogId: "c1",
              productIds: ["{{ contact.firstName }}-bag", " "],
              pageUrl: "https://shop.example/{{ contact.firstName }}",
            },
            {
              kind: "form",
              id: "f",
              text: "Book a table",
              button: "Book",
              formId: "77",
              screen: "FIRST",
              values: [{ name: "who", value: "{{ contact.name }}" }],
              pageUrl: "https://shop.example/book",
            },
          ],
        },
      ],
    });
    const { abilities } = testContext().channel;
    const sentOn = (more: Partial<typeof abilities>) => {
      const context = testContext();
      const channel = { ...context.channel, abilities: { ...abilities, ...more } };
      const one = new Chat(shop, { channel });
      one.play("hi");
      return one.effects.flatMap((it) => (it.type === "send" ? [it.content] : []));
    };
    expect(sentOn({ products: true, forms: true })).toEqual([
      {
        kind: "products",
        text: "For you, Ada",
        catalogId: "c1",
        productIds: ["Ada-bag"],
        title: undefined,
        pageUrl: "https://shop.example/Ada",
      },
      {
        kind: "form",
        text: "Book a table",
        button: "Book",
        formId: "77",
        screen: "FIRST",
        values: { who: "Ada Lovelace" },
        pageUrl: "https://shop.example/book",
      },
    ]);
    expect(sentOn({})).toEqual([
      { kind: "text", text: "For you, Ada\nhttps://shop.example/Ada" },
      {
        kind: "buttons",
        text: "Book a table",
        buttons: [{ type: "url", label: "Book", url: "https://shop.example/book" }],
      },
    ]);
  });

  test("puts a picture or a video above the buttons, told apart by the address", () => {
    const above = (imageUrl: string) => {
      const block = { kind: "buttons" as const, id: "b", text: "", imageUrl, buttons: [] };
      const flow = drawFlow({ m: ["message", { typing: false, blocks: [block] }] });
      const { channel } = testContext();
      const limits = { max: 3, label: 20, text: 640, url: true, phone: true, mixed: true };
      const all = { ...limits, picture: 80, video: 0 };
      const abilities = { ...channel.abilities, buttons: all };
      const talk = new Chat(flow, { channel: { ...channel, abilities } });
      talk.play("hi");
      return talk.effects.flatMap((it) => (it.type === "send" ? it.content : []));
    };
    expect(above("https://a.example/a.jpg?v=.mp4")).toMatchObject([{ kind: "image" }]);
    expect(above("https://a.example/A.MP4?v=1")).toMatchObject([{ kind: "video" }]);
  });

  test("fills in coupons and receipts, and leaves out what is empty", () => {
    const shop = drawFlow({
      m: [
        "message",
        {
          typing: false,
          blocks: [
            {
              kind: "coupon",
              id: "c",
              title: "For {{ contact.firstName }}",
              code: " ADA10 ",
              url: "",
            },
            {
              kind: "receipt",
              id: "r",
              orderNumber: "A-{{ 1 | plus: 1 }}",
              name: "{{ contact.name }}",
              items: [{ title: "Bag", quantity: "", price: "{{ 10 | times: 2 }}" }],
              total: "20",
              currency: "usd",
              payment: "Visa",
            },
          ],
        },
      ],
    });
    const context = testContext();
    const channel = { ...context.channel, abilities: { ...context.channel.abilities, shop: true } };
    const one = new Chat(shop, { channel });
    one.play("hi");
    expect(one.effects.flatMap((it) => (it.type === "send" ? [it.content] : []))).toEqual([
      { kind: "coupon", title: "For Ada", code: "ADA10" },
      {
        kind: "receipt",
        orderNumber: "A-2",
        name: "Ada Lovelace",
        items: [{ title: "Bag", price: "20" }],
        adjustments: [],
        total: "20",
        currency: "USD",
        payment: "Visa",
      },
    ]);
  });
});
