/** How to connect Chatwoot as a helpdesk. */
export const chatwootGuide = {
  en: `1. In Chatwoot, open **Settings > Inboxes > Add inbox**, choose **API** and give it a name, such as “Chatloom”. Leave the webhook address empty. Add the agents who are to answer.
2. Open the new inbox. Its number is the last one in the page's address: put it into **Inbox id**. The number after \`/accounts/\` is the **Account id**.
3. As an administrator, open **Profile settings** (your picture, bottom left) and copy the **Access token** into the form.
4. Save, and press **Check the credentials**: the inbox's name appears.
5. Press **Set up webhook**. Chatwoot then tells this server at \`{{webhookUrl}}\` what agents write.
6. In Chatwoot 4.13 or newer, copy the inbox's **webhook secret** into the form. Older versions sign nothing: then the token at the end of the address proves who calls, so keep the address secret.
7. In a flow, add the step **Live chat** and choose this helpdesk.

When a flow hands a contact over, a conversation opens in the inbox, with what was said so far as a private note. Agents answer as usual, files too. **Resolve** it and the flow goes on. Behind nginx, set \`underscores_in_headers on\`, or Chatwoot does not see the access token. Older systems may keep their address \`/api/webhooks/chatwoot\`; without a webhook secret they add the same \`?token=…\`.`,
  vi: `1. Trong Chatwoot, mở **Settings > Inboxes > Add inbox**, chọn **API** và đặt tên, ví dụ “Chatloom”. Để trống địa chỉ webhook. Thêm các nhân viên sẽ trả lời.
2. Mở hộp thư vừa tạo. Số cuối trong địa chỉ trang là mã hộp thư: nhập vào ô **Inbox id**. Số sau \`/accounts/\` là **Account id**.
3. Với quyền quản trị, mở **Profile settings** (ảnh của bạn, góc dưới bên trái) và sao chép **Access token** vào biểu mẫu.
4. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên hộp thư sẽ hiện ra.
5. Bấm **Thiết lập webhook**. Từ đó Chatwoot báo cho máy chủ này tại \`{{webhookUrl}}\` những gì nhân viên viết.
6. Với Chatwoot 4.13 trở lên, sao chép **webhook secret** của hộp thư vào biểu mẫu. Phiên bản cũ hơn không ký: khi đó mã token ở cuối địa chỉ chứng minh ai đang gọi, vì vậy hãy giữ kín địa chỉ này.
7. Trong kịch bản, thêm bước **Chat trực tiếp** và chọn phần mềm hỗ trợ này.

Khi kịch bản chuyển khách sang nhân viên, một hội thoại mở ra trong hộp thư, kèm ghi chú riêng về những gì đã trao đổi. Nhân viên trả lời như thường lệ, kể cả tệp. Bấm **Resolve** thì kịch bản chạy tiếp. Nếu dùng nginx, hãy bật \`underscores_in_headers on\`, nếu không Chatwoot sẽ không nhận được mã truy cập. Hệ thống cũ vẫn dùng được địa chỉ \`/api/webhooks/chatwoot\`; nếu không có webhook secret, hãy thêm cùng \`?token=…\` vào cuối.`,
};
