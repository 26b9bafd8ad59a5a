import type { World } from "../support/world.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";

/** Uploads the smallest picture; gives its address. */
export async function upload({ fetch }: World): Promise<string> {
  const bytes = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const headers = { "content-type": "image/png", "x-file-name": "people.png" };
  const response = await fetch("/api/v1/files", {
    as: "admin",
    method: "POST",
    headers,
    body: bytes,
  });
  return ((await response.json()) as { url: string }).url;
}

/** A video with a button below it, for a word. */
export function offerOf(word: string, imageUrl: string) {
  const buttons = [{ id: "go", label: "Book", action: "next" as const }];
  const blocks = [{ kind: "buttons" as const, id: "b", text: "", imageUrl, buttons }];
  const nodes = {
    start: keyword(word),
    offer: { type: "message" as const, data: { blocks, typing: false } },
    booked: say("Booked"),
  };
  return flowOf(word, nodes, ["start.next > offer", "offer.button:go > booked"]);
}

/** A button that links the contact's account, for the word “account”. */
export function accounts() {
  const nodes = {
    start: keyword("account"),
    offer: {
      type: "message" as const,
      data: {
        typing: false,
        blocks: [
          {
            kind: "buttons" as const,
            id: "b",
            text: "Your account",
            buttons: [
              {
                id: "in",
                label: "In",
                action: "linkAccount" as const,
                url: "https://shop.example",
              },
            ],
          },
        ],
      },
    },
    linked: say("Welcome, customer {{ contact.linkedAccount }}"),
    gone: { type: "trigger.event" as const, data: { event: "account.unlinked" } },
    bye: say("Signed out{{ contact.linkedAccount }}"),
  };
  const ways = ["start.next > offer", "offer.button:in > linked", "gone.next > bye"];
  return flowOf("Accounts", nodes, ways);
}

/** A rating asked with Messenger's form, for the word “rate”. */
export function rating() {
  const nodes = {
    start: keyword("rate"),
    ask: {
      type: "ask" as const,
      data: {
        text: "How was your order?",
        expect: "rating" as const,
        saveTo: "stars",
        attempts: 1,
        ratingForm: true,
        privacyUrl: "https://shop.example/privacy",
        saveCommentTo: "why",
      },
    },
    thanks: say("{{ stars | plus: 1 }}: {{ why }}"),
  };
  return flowOf("Rating", nodes, ["start.next > ask", "ask.next > thanks"]);
}
