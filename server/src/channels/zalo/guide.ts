/** How to connect a Zalo Official Account. */
export const zaloGuide = {
  en: `1. Open [developers.zalo.me](https://developers.zalo.me), create an app and **activate** it. Under **Đăng ký sử dụng API**, register **Official Account API**, and under **Xác thực domain**, verify the domain of this server.
2. Copy the **app ID** and the **app secret** from **Cài đặt**. Link your OA to the app under **Official Account > Quản lý Official Account**.
3. Open **Công cụ > API Explorer**, choose **OA Access Token** and allow access. Copy the **access token** and the **refresh token**. A refresh token works once: from now on no other system may use it.
4. Under **Webhook**, enter \`{{webhookUrl}}\`, copy the **OA secret key** shown there, and switch on the events: messages of the user, messages of the OA, follow and unfollow, received and seen, submitted information, reactions.
5. Fill in and save the form here, then press **Check**.

The address must be reachable from the internet over https.`,
  vi: `1. Mở [developers.zalo.me](https://developers.zalo.me), tạo ứng dụng và **kích hoạt** ứng dụng. Ở **Đăng ký sử dụng API**, đăng ký **Official Account API**; ở **Xác thực domain**, xác thực tên miền của máy chủ này.
2. Sao chép **ID ứng dụng** và **khóa bí mật** ở **Cài đặt**. Liên kết OA với ứng dụng ở **Official Account > Quản lý Official Account**.
3. Mở **Công cụ > API Explorer**, chọn **OA Access Token** và cho phép. Sao chép **access token** và **refresh token**. Refresh token chỉ dùng được một lần: từ đây không hệ thống nào khác được dùng nó.
4. Ở **Webhook**, nhập \`{{webhookUrl}}\`, sao chép **OA secret key** hiện ở đó và bật các sự kiện: tin của người dùng, tin của OA, quan tâm và bỏ quan tâm, đã nhận và đã xem, gửi thông tin, thả cảm xúc.
5. Điền và lưu biểu mẫu tại đây rồi bấm **Kiểm tra**.

Địa chỉ webhook phải truy cập được từ internet qua https.`,
};
