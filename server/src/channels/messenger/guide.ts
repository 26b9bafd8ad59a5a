/** How to connect a Facebook page, for people who have never seen Meta's developer pages. */
export const messengerGuide = {
  en: `1. Open [developers.facebook.com/apps](https://developers.facebook.com/apps), create an app of the type **Business** and add the product **Messenger**.
2. In **Messenger > API settings > Generate access tokens**, connect your page and generate its token. Copy it as **Page access token**, and the number beside the page's name as **Page ID**.
3. In **App settings > Basic**, copy the **App secret** and the **App ID**. Save the form here.
4. In **Messenger > API settings > Configure webhooks**, enter
   - callback URL: \`{{webhookUrl}}\`
   - verify token: \`{{verifyToken}}\`
5. Come back and press **Set up webhook**: it subscribes the page and adds the Get Started button.
6. Ask Meta for the permissions \`pages_messaging\` and \`pages_manage_metadata\`, and switch the app to **Live**. Until then only people with a role in the app can write to it.

The address must be reachable from the internet over https.`,
  vi: `1. Mở [developers.facebook.com/apps](https://developers.facebook.com/apps), tạo ứng dụng loại **Business** và thêm sản phẩm **Messenger**.
2. Trong **Messenger > API settings > Generate access tokens**, kết nối trang của bạn và tạo mã truy cập. Dán vào ô **Page access token**; dãy số cạnh tên trang là **Page ID**.
3. Trong **App settings > Basic**, sao chép **App secret** và **App ID**. Lưu biểu mẫu tại đây.
4. Trong **Messenger > API settings > Configure webhooks**, nhập
   - địa chỉ webhook (callback URL): \`{{webhookUrl}}\`
   - mã xác minh (verify token): \`{{verifyToken}}\`
5. Quay lại đây và bấm **Thiết lập webhook**: trang sẽ được đăng ký và có nút Bắt đầu.
6. Xin Meta quyền \`pages_messaging\` và \`pages_manage_metadata\`, rồi chuyển ứng dụng sang chế độ **Live**. Trước đó, chỉ người có vai trò trong ứng dụng mới nhắn được.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
};
