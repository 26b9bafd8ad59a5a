import type { MessageContent } from "@chatloom/flows-schema";

const picture = "https://example.org/a.jpg";
const pick = { type: "postback", label: "Pick", payload: "~k3f9x2m8q1w7e5r" } as const;
/** One message of every kind. */
export const everyKind: readonly MessageContent[] = [
  {
    kind: "text",
    text: "Xin chào <Ana> & 👋",
    replies: [{ label: "Yes", payload: "~a1b2c3d4e5f6g7h" }],
  },
  { kind: "image", url: picture, caption: "A room" },
  { kind: "video", url: "https://example.org/a.mp4" },
  { kind: "audio", url: "https://example.org/a.ogg", voice: true },
  { kind: "file", url: "https://example.org/a.pdf", fileName: "a.pdf", caption: "Terms" },
  { kind: "sticker", url: "https://example.org/a.webp" },
  { kind: "location", latitude: 10.77, longitude: 106.7, name: "Market", address: "1 Main St" },
  { kind: "contacts", contacts: [{ name: "Bo Lee", phones: ["+16505550001"], emails: [] }] },
  {
    kind: "buttons",
    text: "Well?",
    imageUrl: `https://example.org/files/${"a".repeat(24)}/k1/signature/map.png`,
    areas: { layout: "whole", shape: "wide" },
    buttons: [pick],
  },
  {
    kind: "list",
    text: "When?",
    button: "Days",
    rows: [{ label: "Tuesday", description: "10:00", payload: "~tue0000000000tu" }],
  },
  {
    kind: "cards",
    cards: [1, 2].map((n) => {
      const imageUrl = `https://example.org/room-${n}.jpg`;
      return { title: `Room ${n}`, imageUrl, buttons: [pick] };
    }),
  },
  { kind: "locationRequest", text: "Where are you?" },
  {
    kind: "products",
    text: "Our bags",
    catalogId: "cat-1",
    productIds: ["red", "blue"],
    pageUrl: "https://example.org/bags",
  },
  {
    kind: "coupon",
    title: "10 % off",
    subtitle: "Until Sunday",
    code: "SUMMER10",
    imageUrl: "https://example.org/summer.jpg",
  },
  {
    kind: "receipt",
    orderNumber: "A-1001",
    name: "Ana Test",
    items: [{ title: "Bag", quantity: "2", price: "12.50", imageUrl: picture }],
    adjustments: [{ name: "Voucher", amount: "5" }],
    total: "20",
    currency: "EUR",
    payment: "Visa 1234",
    pageUrl: "https://example.org/orders/1001",
  },
  {
    kind: "form",
    text: "Book a table",
    button: "Book",
    formId: "77",
    screen: "FIRST",
    values: { name: "Ana" },
  },
  {
    kind: "template",
    name: "order_update",
    language: "en_US",
    parameters: [],
    preview: "Your order",
  },
  { kind: "reaction", messageId: "1111111:5", emoji: "👍" },
];
