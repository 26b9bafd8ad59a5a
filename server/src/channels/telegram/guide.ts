/** How to connect a Telegram bot. */
export const telegramGuide = {
  en: `1. In Telegram, open a chat with [@BotFather](https://t.me/BotFather), send \`/newbot\` and answer its two questions.
2. Copy the token it gives you (such as \`123456:ABC-DEF…\`) into **Bot token** and save. Anyone who has the token owns the bot: keep it to yourself.
3. Press **Set up webhook**. Telegram then sends everything people write to the bot to \`{{webhookUrl}}\`.
4. Open your bot in Telegram and press **Start**.

People must start the bot before it can write to them. A link like \`https://t.me/YourBot?start=spring\` starts the flow that waits for the referral \`spring\`. The address must be reachable from the internet over https (port 443, 80, 88 or 8443).`,
  vi: `1. Trong Telegram, mở trò chuyện với [@BotFather](https://t.me/BotFather), gửi \`/newbot\` và trả lời hai câu hỏi.
2. Sao chép mã token (dạng \`123456:ABC-DEF…\`) vào ô **Bot token** rồi lưu. Ai có token là có toàn quyền với bot: đừng chia sẻ.
3. Bấm **Thiết lập webhook**. Từ đó, mọi tin nhắn gửi đến bot sẽ được chuyển tới \`{{webhookUrl}}\`.
4. Mở bot của bạn trong Telegram và bấm **Bắt đầu (Start)**.

Người dùng phải bấm Bắt đầu thì bot mới nhắn cho họ được. Liên kết như \`https://t.me/YourBot?start=spring\` sẽ chạy kịch bản chờ nguồn giới thiệu \`spring\`. Địa chỉ webhook phải truy cập được từ internet qua https (cổng 443, 80, 88 hoặc 8443).`,
};
