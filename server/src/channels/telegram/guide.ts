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
  bn: `1. Telegram-এ [@BotFather](https://t.me/BotFather)-এর সাথে চ্যাট খুলুন, \`/newbot\` পাঠান এবং দুটি প্রশ্নের উত্তর দিন।
2. পাওয়া টোকেনটি (যেমন \`123456:ABC-DEF…\`) **বট টোকেন**-এ দিয়ে সংরক্ষণ করুন। যার কাছে টোকেন আছে বট তারই: কাউকে দেবেন না।
3. **ওয়েবহুক সেট করুন** চাপুন। তখন মানুষ বটকে যা লেখে Telegram তার সবই \`{{webhookUrl}}\`-এ পাঠায়।
4. Telegram-এ আপনার বট খুলে **Start** চাপুন।

মানুষ বট শুরু না করলে বট তাদের লিখতে পারে না। \`https://t.me/YourBot?start=spring\`-এর মতো লিংক সেই ফ্লো শুরু করে যা \`spring\` রেফারেলের অপেক্ষায় আছে। ঠিকানাটি ইন্টারনেট থেকে https (পোর্ট 443, 80, 88 বা 8443) দিয়ে পৌঁছানো যেতে হবে।`,
};
