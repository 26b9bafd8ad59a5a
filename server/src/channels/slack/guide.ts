/** The app's manifest; pasted into Slack when the app is created. */
const manifest = `   \`\`\`json
   {
     "display_information": { "name": "Chatloom" },
     "features": {
       "app_home": {
         "messages_tab_enabled": true,
         "messages_tab_read_only_enabled": false
       },
       "bot_user": { "display_name": "Chatloom", "always_online": true }
     },
     "oauth_config": {
       "scopes": {
         "bot": [
           "app_mentions:read", "channels:history", "chat:write",
           "files:read", "files:write", "groups:history",
           "im:history", "mpim:history", "reactions:read",
           "users:read", "users:read.email"
         ]
       }
     }
   }
   \`\`\``;

const events =
  "`app_mention`, `message.im`, `message.channels`, `message.groups`, `message.mpim`, `app_home_opened`, `reaction_added`, `reaction_removed`";

/** How to connect a Slack app. */
export const slackGuide = {
  en: `1. Open [api.slack.com/apps](https://api.slack.com/apps), press **Create New App**, choose **From a manifest** and your workspace. Paste this, with a name you like:

${manifest}

2. Press **Install App** and allow it. Copy the **Bot User OAuth Token** (it begins with \`xoxb-\`) into **Bot user OAuth token**.
3. Open **Basic Information**, copy the **Signing Secret** into **App signing secret**, and save the form here. Press **Check the credentials**.
4. Open **Event Subscriptions**, switch it on and enter the request URL \`{{webhookUrl}}\`. Under **Subscribe to bot events** add ${events}. Save.
5. Open **Interactivity & Shortcuts**, switch it on, enter the same request URL \`{{webhookUrl}}\` and save. Buttons and menus need it.
6. If you want a slash command such as \`/ask\`, create it under **Slash Commands** with the request URL \`{{webhookUrl}}\`.
7. Write to the app in Slack. In a channel, first invite it with \`/invite @Chatloom\`, then mention it.

In direct messages the bot answers everything. In a channel it answers who mentions it, in a thread, and follows that thread. A slash command is answered in direct messages. The address must be reachable from the internet over https.`,
  vi: `1. Mở [api.slack.com/apps](https://api.slack.com/apps), bấm **Create New App**, chọn **From a manifest** và không gian làm việc của bạn. Dán đoạn sau, đổi tên tùy ý:

${manifest}

2. Bấm **Install App** và cho phép. Sao chép **Bot User OAuth Token** (bắt đầu bằng \`xoxb-\`) vào ô **Bot user OAuth token**.
3. Mở **Basic Information**, sao chép **Signing Secret** vào ô **App signing secret** rồi lưu biểu mẫu tại đây. Bấm **Kiểm tra thông tin kết nối**.
4. Mở **Event Subscriptions**, bật lên và nhập địa chỉ \`{{webhookUrl}}\`. Trong **Subscribe to bot events**, thêm ${events}. Lưu lại.
5. Mở **Interactivity & Shortcuts**, bật lên, nhập cùng địa chỉ \`{{webhookUrl}}\` rồi lưu. Nút bấm và danh sách cần bước này.
6. Nếu muốn có lệnh như \`/ask\`, tạo lệnh trong **Slash Commands** với địa chỉ \`{{webhookUrl}}\`.
7. Nhắn cho ứng dụng trong Slack. Trong kênh, hãy mời bot bằng \`/invite @Chatloom\` rồi nhắc tên bot.

Trong tin nhắn riêng, bot trả lời mọi tin. Trong kênh, bot trả lời người nhắc tên nó, trong một luồng, và theo dõi luồng đó. Lệnh (slash command) được trả lời trong tin nhắn riêng. Địa chỉ webhook phải truy cập được từ internet qua https.`,
  bn: `1. [api.slack.com/apps](https://api.slack.com/apps) খুলে **Create New App** চাপুন, **From a manifest** ও আপনার ওয়ার্কস্পেস বেছে নিন। এটি পেস্ট করুন, নাম পছন্দমতো দিন:

${manifest}

2. **Install App** চেপে অনুমতি দিন। **Bot User OAuth Token** (\`xoxb-\` দিয়ে শুরু) কপি করে **বটের OAuth টোকেন**-এ দিন।
3. **Basic Information** খুলে **Signing Secret** কপি করে **অ্যাপের স্বাক্ষরের সিক্রেট**-এ দিন, এবং এখানে ফর্ম সংরক্ষণ করুন। **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন।
4. **Event Subscriptions** খুলে চালু করুন এবং request URL হিসেবে \`{{webhookUrl}}\` লিখুন। **Subscribe to bot events**-এ যোগ করুন ${events}। সংরক্ষণ করুন।
5. **Interactivity & Shortcuts** খুলে চালু করুন, একই request URL \`{{webhookUrl}}\` লিখে সংরক্ষণ করুন। বোতাম ও মেনুর জন্য এটি লাগে।
6. \`/ask\`-এর মতো স্ল্যাশ কমান্ড চাইলে **Slash Commands**-এ \`{{webhookUrl}}\` request URL দিয়ে তৈরি করুন।
7. Slack-এ অ্যাপটিকে লিখুন। চ্যানেলে আগে \`/invite @Chatloom\` দিয়ে আমন্ত্রণ করুন, তারপর মেনশন করুন।

সরাসরি বার্তায় বট সবকিছুর উত্তর দেয়। চ্যানেলে যে মেনশন করে তাকে থ্রেডে উত্তর দেয়, এবং সেই থ্রেড অনুসরণ করে। স্ল্যাশ কমান্ডের উত্তর সরাসরি বার্তায় যায়। ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে।`,
};
