/** How to connect a Discord application. */
export const discordGuide = {
  en: `1. Open [discord.com/developers/applications](https://discord.com/developers/applications), press **New Application** and give it your bot's name.
2. Open **Bot**, press **Reset Token**, and copy the token into **Discord bot token**. Anyone who has it owns the bot: keep it to yourself.
3. Save the form here and press **Check the credentials**: public key and application ID are filled in.
4. Press **Set up webhook**. It declares the slash command and sets the interactions endpoint URL to \`{{webhookUrl}}\`, which Discord checks at once.
5. In Discord's **Installation**, add the scopes \`applications.commands\` and \`bot\` with the permissions **Send Messages**, **Embed Links** and **Attach Files**. Open the install link and add the bot to your server.
6. In Discord, type \`/chat\` and your words, or open the bot's profile and send it a message.

In a server people write with the slash command and answer with buttons and menus; what they write there without the command does not reach the bot. In direct messages they write as they like: Chatloom keeps a connection to Discord open for that. The address must be reachable from the internet over https.`,
  vi: `1. Mở [discord.com/developers/applications](https://discord.com/developers/applications), bấm **New Application** và đặt tên cho bot.
2. Mở mục **Bot**, bấm **Reset Token** và sao chép token vào ô **Discord bot token**. Ai có token là có toàn quyền với bot: đừng chia sẻ.
3. Lưu biểu mẫu tại đây rồi bấm **Kiểm tra thông tin kết nối**: khóa công khai và ID ứng dụng sẽ được tự điền.
4. Bấm **Thiết lập webhook**. Bước này khai báo lệnh và đặt địa chỉ nhận tương tác là \`{{webhookUrl}}\`; Discord kiểm tra địa chỉ ngay.
5. Trong mục **Installation** của Discord, thêm phạm vi \`applications.commands\` và \`bot\` với các quyền **Send Messages**, **Embed Links** và **Attach Files**. Mở liên kết cài đặt và thêm bot vào máy chủ của bạn.
6. Trong Discord, gõ \`/chat\` kèm nội dung, hoặc mở hồ sơ của bot và nhắn tin cho nó.

Trong máy chủ, mọi người nhắn bằng lệnh và trả lời bằng nút hoặc danh sách; những gì họ viết mà không dùng lệnh thì bot không nhận được. Trong tin nhắn riêng, họ nhắn tự do: Chatloom giữ một kết nối tới Discord cho việc này. Địa chỉ webhook phải truy cập được từ internet qua https.`,
  bn: `1. [discord.com/developers/applications](https://discord.com/developers/applications) খুলে **New Application** চাপুন এবং বটের নাম দিন।
2. **Bot** খুলে **Reset Token** চাপুন এবং টোকেনটি **Discord বট টোকেন**-এ দিন। যার কাছে টোকেন আছে বট তারই: কাউকে দেবেন না।
3. এখানে ফর্ম সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: পাবলিক কী ও অ্যাপ্লিকেশন ID পূরণ হয়ে যাবে।
4. **ওয়েবহুক সেট করুন** চাপুন। এতে স্ল্যাশ কমান্ড ঘোষণা হয় এবং interactions endpoint URL হয় \`{{webhookUrl}}\`, যা Discord সাথে সাথে পরীক্ষা করে।
5. Discord-এর **Installation**-এ \`applications.commands\` ও \`bot\` স্কোপ যোগ করুন, অনুমতি **Send Messages**, **Embed Links** ও **Attach Files**। ইনস্টল লিংক খুলে বটটি আপনার সার্ভারে যোগ করুন।
6. Discord-এ \`/chat\` ও আপনার কথা লিখুন, বা বটের প্রোফাইল খুলে বার্তা পাঠান।

সার্ভারে মানুষ স্ল্যাশ কমান্ড দিয়ে লেখে, আর বোতাম ও মেনু দিয়ে উত্তর দেয়; কমান্ড ছাড়া যা লেখে তা বটের কাছে পৌঁছায় না। সরাসরি বার্তায় যেমন খুশি লেখা যায়: এজন্য Chatloom Discord-এর সাথে সংযোগ খোলা রাখে। ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে।`,
};
