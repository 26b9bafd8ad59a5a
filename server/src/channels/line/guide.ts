/** How to connect a LINE Official Account, for people who have never seen LINE's developer pages. */
export const lineGuide = {
  en: `1. In [LINE Official Account Manager](https://manager.line.biz/), open **Settings > Messaging API** and press **Enable Messaging API**. Choose or create a provider.
2. Open [developers.line.biz/console](https://developers.line.biz/console/) and choose your channel. Copy the **Channel secret** from the tab **Basic settings**.
3. In the tab **Messaging API**, issue a **Channel access token (long-lived)** and copy it. Save the form here.
4. Press **Set up webhook**: it registers \`{{webhookUrl}}\` and lets LINE test it.
5. In the same tab of LINE's console, switch on **Use webhook**, and **Webhook redelivery** so that nothing is lost while this server restarts.
6. In **LINE Official Account Manager > Settings > Response settings**, switch off **Auto-response messages** and **Greeting message**: your flows answer instead.

The address must be reachable from the internet over https. Answers within a minute of a message are free; later messages count against your plan's monthly messages.`,
  vi: `1. Trong [LINE Official Account Manager](https://manager.line.biz/), mở **Settings > Messaging API** và bấm **Enable Messaging API**. Chọn hoặc tạo một provider.
2. Mở [developers.line.biz/console](https://developers.line.biz/console/) và chọn kênh của bạn. Sao chép **Channel secret** ở thẻ **Basic settings**.
3. Ở thẻ **Messaging API**, tạo **Channel access token (long-lived)** và sao chép. Lưu biểu mẫu tại đây.
4. Bấm **Thiết lập webhook**: địa chỉ \`{{webhookUrl}}\` sẽ được đăng ký và LINE sẽ gửi thử.
5. Cũng ở thẻ đó trong trang của LINE, bật **Use webhook**, và bật **Webhook redelivery** để không mất tin nào khi máy chủ này khởi động lại.
6. Trong **LINE Official Account Manager > Settings > Response settings**, tắt **Auto-response messages** và **Greeting message**: kịch bản của bạn sẽ trả lời thay.

Địa chỉ webhook phải truy cập được từ internet qua https. Câu trả lời trong vòng một phút sau tin của khách là miễn phí; tin gửi sau đó tính vào số tin hằng tháng của gói.`,
};
