import type { Router } from "express";
import { notePage } from "../../http/note-page.ts";

/** The page that a payer sees who comes back from the provider. It knows nothing of the payment: only the provider's report counts. */
export function donePage(root: Router): void {
  root.get("/payments/done", (_request, response) => {
    response.set("Cache-Control", "public, max-age=3600").type("html").send(page);
  });
}

const page = notePage({
  title: "Back to the chat",
  heading: "Thank you",
  text: "You can close this page and go back to the chat. The answer comes there.",
  vietnamese:
    "Cảm ơn bạn. Bạn có thể đóng trang này và quay lại cuộc trò chuyện, câu trả lời sẽ đến ở đó.",
  bengali: "ধন্যবাদ। আপনি এই পৃষ্ঠাটি বন্ধ করে চ্যাটে ফিরে যেতে পারেন, উত্তর সেখানেই আসবে।",
});
