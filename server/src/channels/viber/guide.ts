/** How to connect a Viber bot. */
export const viberGuide = {
  en: `1. You need a Viber bot. New bots are given out on commercial terms only: apply at [Viber for Business](https://www.forbusiness.viber.com/en/chatbots/) or through a partner.
2. Open the [Viber admin panel](https://partners.viber.com), choose your bot, and copy its **token** (in the app: **Settings > Bots > Edit info > Your app key**) into **Viber bot token**.
3. Save, and press **Check the credentials**: the bot's name is filled in.
4. Press **Set up webhook**. Viber then sends everything people write to the bot to \`{{webhookUrl}}\`.
5. Open the bot in Viber and press the button below the greeting.

When someone opens the chat for the first time, Viber allows one greeting only: the text and the button from the form. Their tap or first message subscribes them, and then your flows write. A link like \`viber://pa?chatURI=YOUR_BOT&context=spring\` starts the flow that waits for the referral \`spring\`. The address must be reachable from the internet over https, with a certificate of a well-known authority.`,
  vi: `1. Bạn cần có bot Viber. Bot mới chỉ được cấp theo hợp đồng thương mại: đăng ký tại [Viber for Business](https://www.forbusiness.viber.com/en/chatbots/) hoặc qua đối tác.
2. Mở [trang quản trị Viber](https://partners.viber.com), chọn bot và sao chép **token** (trong ứng dụng: **Settings > Bots > Edit info > Your app key**) vào ô **Viber bot token**.
3. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên của bot sẽ được tự điền.
4. Bấm **Thiết lập webhook**. Từ đó, mọi tin nhắn gửi đến bot sẽ được chuyển tới \`{{webhookUrl}}\`.
5. Mở bot trong Viber và bấm nút dưới lời chào.

Khi ai đó mở trò chuyện lần đầu, Viber chỉ cho phép một lời chào: nội dung và nút trong biểu mẫu. Khi họ bấm nút hoặc nhắn tin đầu tiên, họ được đăng ký và kịch bản của bạn mới nhắn được. Liên kết như \`viber://pa?chatURI=TEN_BOT&context=spring\` sẽ chạy kịch bản chờ nguồn giới thiệu \`spring\`. Địa chỉ webhook phải truy cập được từ internet qua https, với chứng chỉ của tổ chức phổ biến.`,
};
