/** How to connect a Zalo Official Account. */
export const zaloGuide = {
  en: `1. Open [developers.zalo.me](https://developers.zalo.me), create an app and **activate** it. Under **Đăng ký sử dụng API**, register **Official Account API**, and under **Xác thực domain**, verify the domain of this server.
2. Copy the **app ID** and the **app secret** from **Cài đặt**. Link your OA to the app under **Official Account > Quản lý Official Account**.
3. Open **Công cụ > API Explorer**, choose **OA Access Token** and allow access. Copy the **access token** and the **refresh token**. A refresh token works once: from now on no other system may use it.
4. Open **Webhook** and copy the **OA secret key** shown there. Fill in and save the form here.
5. Under **Webhook**, enter \`{{webhookUrl}}\` and switch on the events: messages of the user, messages of the OA, follow and unfollow, received and seen, submitted information, reactions.
6. Come back and press **Check the credentials**.

The address must be reachable from the internet over https.`,
  vi: `1. Mở [developers.zalo.me](https://developers.zalo.me), tạo ứng dụng và **kích hoạt** ứng dụng. Ở **Đăng ký sử dụng API**, đăng ký **Official Account API**; ở **Xác thực domain**, xác thực tên miền của máy chủ này.
2. Sao chép **ID ứng dụng** và **khóa bí mật** ở **Cài đặt**. Liên kết OA với ứng dụng ở **Official Account > Quản lý Official Account**.
3. Mở **Công cụ > API Explorer**, chọn **OA Access Token** và cho phép. Sao chép **access token** và **refresh token**. Refresh token chỉ dùng được một lần: từ đây không hệ thống nào khác được dùng nó.
4. Mở **Webhook** và sao chép **OA secret key** hiện ở đó. Điền và lưu biểu mẫu tại đây.
5. Ở **Webhook**, nhập \`{{webhookUrl}}\` và bật các sự kiện: tin của người dùng, tin của OA, quan tâm và bỏ quan tâm, đã nhận và đã xem, gửi thông tin, thả cảm xúc.
6. Quay lại đây và bấm **Kiểm tra thông tin kết nối**.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
};
