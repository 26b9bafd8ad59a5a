import type { Router } from "express";

/** The page that a payer sees who comes back from the provider. It knows nothing of the payment: only the provider's report counts. */
export function donePage(root: Router): void {
  root.get("/payments/done", (_request, response) => {
    response.set("Cache-Control", "public, max-age=3600").type("html").send(page);
  });
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Back to the chat</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 20vh auto; padding: 0 1.5rem; text-align: center; }
</style>
<h1>Thank you</h1>
<p>You can close this page and go back to the chat. The answer comes there.</p>
<p lang="vi">Cảm ơn bạn. Bạn có thể đóng trang này và quay lại cuộc trò chuyện, câu trả lời sẽ đến ở đó.</p>
</html>
`;
