/** How to connect an inbox of Chatwoot as a channel. */
export const chatwootBotGuide = {
  en: `1. In Chatwoot, open **Settings > Inboxes** and the inbox whose messages the flows are to answer: a website, WhatsApp, Facebook or any other. Its number is the last one in the page's address. The number after \`/accounts/\` is the **Account id**.
2. As an administrator, open **Profile settings** (your picture, bottom left) and copy the **Access token** into the form.
3. Save, and press **Check the credentials**: the inbox's name appears.
4. Press **Set up webhook**. Chatwoot then has a bot “Chatloom” that has the inbox, and calls \`{{webhookUrl}}\`.
5. Open **Settings > Bots**, copy the **access token** of this bot into the form, and save. Answers then appear in the bot's name.
6. In Chatwoot 4.13 or newer, copy the secrets of the bot and of the webhook (**Settings > Integrations > Webhooks**) into the form, separated by a comma. Older versions sign nothing: then the token at the end of the address proves who calls, so keep the address secret.

The bot answers while a conversation is **pending**. When a flow hands over, or an agent answers, it becomes **open** and the agents have it. Set it back to pending, or resolve it, and the bot has it again. **Synchronise** brings earlier conversations here. Older systems may keep their address \`/api/webhooks/chatwoot\`; without a webhook secret they add the same \`?token=…\`.`,
  vi: `1. Trong Chatwoot, mở **Settings > Inboxes** và chọn hộp thư mà kịch bản sẽ trả lời: website, WhatsApp, Facebook hoặc loại khác. Số cuối trong địa chỉ trang là mã hộp thư. Số sau \`/accounts/\` là **Account id**.
2. Với quyền quản trị, mở **Profile settings** (ảnh của bạn, góc dưới bên trái) và sao chép **Access token** vào biểu mẫu.
3. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên hộp thư sẽ hiện ra.
4. Bấm **Thiết lập webhook**. Khi đó Chatwoot có bot “Chatloom” phụ trách hộp thư và gọi tới \`{{webhookUrl}}\`.
5. Mở **Settings > Bots**, sao chép **access token** của bot này vào biểu mẫu rồi lưu. Câu trả lời sẽ hiện dưới tên bot.
6. Với Chatwoot 4.13 trở lên, sao chép mã bí mật của bot và của webhook (**Settings > Integrations > Webhooks**) vào biểu mẫu, cách nhau bằng dấu phẩy. Phiên bản cũ hơn không ký: khi đó mã token ở cuối địa chỉ chứng minh ai đang gọi, vì vậy hãy giữ kín địa chỉ này.

Bot trả lời khi hội thoại ở trạng thái **pending**. Khi kịch bản chuyển cho nhân viên, hoặc nhân viên trả lời, hội thoại thành **open** và do nhân viên phụ trách. Chuyển lại pending hoặc resolve thì bot tiếp tục. **Đồng bộ** đưa các hội thoại trước đây về đây. Hệ thống cũ vẫn dùng được địa chỉ \`/api/webhooks/chatwoot\`; nếu không có webhook secret, hãy thêm cùng \`?token=…\` vào cuối.`,
};
